//! One month as a calendar.

use chrono::{Datelike as _, Months, NaiveDate};
use egui::{Align2, Color32, FontId, Key, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{GAP, HeatMap, HeatResponse, Keys, MOST_LEVEL, acted, cursor_painted, level_colour, monday, share, told};
use crate::ui::theme::{self, Palette, radius, type_size};
use crate::ui::widgets::chart_paint::tint;

/// A day of a month, in points.
const DAY_HEIGHT: f32 = 62.0;

/// A narrower day shows no words, in points.
const WORDS: f32 = 72.0;

/// A wider day shows what the first of it is called, in points.
const TITLES: f32 = 128.0;

/// The head of a month: the days of the week, in points.
const HEAD: f32 = 24.0;

/// Shows the month of `month` as a calendar. Days of the months beside it can be gone to as well: `cursor` is then there, and the page shows
/// that month next.
pub fn month_grid_ui(ui: &mut Ui, map: &HeatMap<'_>, month: NaiveDate, cursor: &mut Option<NaiveDate>) -> HeatResponse {
    let first = month.with_day(1).unwrap_or(month);
    let last = first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(first);
    let start = monday(first);
    let rows = ((last - start).num_days() / 7 + 1) as f32;
    let width = ui.available_width().floor();
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEAD + rows * DAY_HEIGHT), Sense::click());
    let wide = rect.width() / 7.0;
    let cell = |day: NaiveDate| {
        let days = (day - start).num_days();
        let (row, column) = ((days / 7) as f32, (days % 7) as f32);
        Rect::from_min_size(
            pos2((rect.left() + wide * column).round(), rect.top() + HEAD + DAY_HEIGHT * row),
            vec2(wide.floor() - GAP, DAY_HEIGHT - GAP),
        )
    };
    let all = || start.iter_days().take(usize::try_from((last - start).num_days()).unwrap_or_default() + 1).filter(|day| *day >= first);
    let under = |at: egui::Pos2| all().find(|day| cell(*day).contains(at));
    let keys = Keys { before: Key::ArrowLeft, after: Key::ArrowRight, week_before: Key::ArrowUp, week_after: Key::ArrowDown };
    let opened = acted(ui, &response, map, cursor, &keys, (first, last), under);
    if ui.is_rect_visible(rect) {
        let palette = theme::palette(ui.ctx());
        let font = FontId::proportional(type_size::CAPTION);
        for (nth, name) in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].into_iter().enumerate() {
            let at = pos2(rect.left() + wide * nth as f32 + 6.0, rect.top() + HEAD / 2.0);
            ui.painter().text(at, Align2::LEFT_CENTER, name, font.clone(), palette.text_muted);
        }
        for day in all() {
            day_painted(ui, palette, cell(day), map, day);
        }
        cursor_painted(ui, palette, &response, cursor.filter(|day| (first..=last).contains(day)).map(cell));
    }
    let hovered = response.hover_pos().and_then(under);
    let response = told(response, hovered.map(|day| map.in_words(day)));
    HeatResponse { opened, response }
}

/// A day of a month: its number, what there was, and how much at the edge.
fn day_painted(ui: &Ui, palette: &Palette, cell: Rect, map: &HeatMap<'_>, day: NaiveDate) {
    let level = map.level(day);
    let ground = if level > 0 && map.of(day).is_some_and(|day| day.has_time) {
        tint(palette, f32::from(level) / f32::from(MOST_LEVEL) * 0.7)
    } else {
        palette.control
    };
    ui.painter().rect_filled(cell, radius::SMALL, ground);
    let is_today = map.today == Some(day);
    let number = if is_today { theme::bold(type_size::CAPTION) } else { FontId::proportional(type_size::CAPTION) };
    let ink = if map.has(day) { palette.text } else { palette.text_muted };
    ui.painter().text(cell.min + vec2(6.0, 4.0), Align2::LEFT_TOP, day.day().to_string(), number, ink);
    if is_today {
        ui.painter().rect_stroke(cell, radius::SMALL, Stroke::new(1.5, palette.text), StrokeKind::Inside);
    }
    if let Some(one) = map.of(day) {
        // What took no time has no bar: it is told in words.
        if one.has_time {
            let bar = Rect::from_min_size(cell.left_bottom() - vec2(0.0, 4.0), vec2(cell.width() * share(level), 4.0));
            ui.painter().rect_filled(bar, 1, level_colour(palette, level));
        }
        if cell.width() < WORDS {
            return;
        }
        let font = FontId::proportional(type_size::CAPTION);
        let wide = |text: &str| ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font.clone(), Color32::PLACEHOLDER).size().x);
        // What it was and how much where there is room for a title, else “2 entries, 1 h 30 min” on two lines.
        let parts: Vec<&str> = if cell.width() >= TITLES && !one.title.is_empty() {
            vec![one.title.as_str(), one.label.as_str()]
        } else {
            one.label.splitn(2, ", ").collect()
        };
        for (nth, part) in parts.into_iter().enumerate() {
            let text = crate::drawing::fitted(part, cell.width() - 12.0, &wide);
            ui.painter().text(cell.min + vec2(6.0, 22.0 + 17.0 * nth as f32), Align2::LEFT_TOP, text, font.clone(), palette.text);
        }
    }
}
