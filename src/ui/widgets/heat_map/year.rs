//! A year, or any span, as weeks beside each other.

use chrono::{Datelike as _, NaiveDate};
use egui::{Align2, FontId, Key, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{GAP, HeatMap, HeatResponse, Keys, MOST_LEVEL, acted, cell_painted, cursor_painted, monday, told};
use crate::ui::theme::{self, space, type_size};

/// Room for the names of the days of the week, in points.
const WEEKDAYS: f32 = 36.0;

/// Room for the names of the months, and as much for what stands below them, in points.
const MONTHS: f32 = 20.0;

/// The least and the most width of a cell of a year, in points.
const CELL: (f32, f32) = (10.0, 20.0);

/// Between two bands of weeks, where a year is too long for a line, in points.
const BAND: f32 = 10.0;

/// A cell and the gap after it, and how many weeks stand beside each other.
struct Weeks {
    first: NaiveDate,
    count: usize,
    beside: usize,
    pitch: f32,
    /// Room above each band, in points.
    head: f32,
}

impl Weeks {
    fn of(map: &HeatMap<'_>, width: f32) -> Self {
        let first = monday(map.from);
        let days = (map.to - first).num_days().max(0);
        let count = usize::try_from(days / 7).unwrap_or_default() + 1;
        let room = (width - WEEKDAYS).max(CELL.0 * 4.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number")]
        let most = ((room / (CELL.0 + GAP)).floor() as usize).max(1);
        // Bands of the same length look like one map.
        let bands = count.div_ceil(most);
        let beside = count.div_ceil(bands);
        let pitch = (room / beside as f32).floor().min(CELL.1 + GAP);
        let head = if map.months.is_empty() { MONTHS } else { 2.0 * MONTHS - 4.0 };
        Self { first, count, beside, pitch, head }
    }

    const fn band_height(&self) -> f32 {
        self.head + 7.0 * self.pitch + BAND
    }

    fn height(&self) -> f32 {
        self.band_height() * self.count.div_ceil(self.beside) as f32 - BAND
    }

    fn cell(&self, day: NaiveDate, corner: egui::Pos2) -> Rect {
        let days = usize::try_from((day - self.first).num_days()).unwrap_or_default();
        let (week, weekday) = (days / 7, days % 7);
        let (band, column) = (week / self.beside, week % self.beside);
        let x = corner.x + WEEKDAYS + self.pitch * column as f32;
        let y = corner.y + self.band_height() * band as f32 + self.head + self.pitch * weekday as f32;
        Rect::from_min_size(pos2(x, y), vec2(self.pitch - GAP, self.pitch - GAP))
    }
}

/// Shows the days of a year, or of any span, as weeks beside each other. `cursor` is the day that the keyboard is on: arrows go by day and
/// week, Page Up and Page Down by month, Home and End to the ends; Enter opens.
pub fn heat_map_ui(ui: &mut Ui, map: &HeatMap<'_>, cursor: &mut Option<NaiveDate>) -> HeatResponse {
    let weeks = Weeks::of(map, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), weeks.height()), Sense::click());
    let corner = pos2(rect.left().round(), rect.top().round());
    let keys = Keys { before: Key::ArrowUp, after: Key::ArrowDown, week_before: Key::ArrowLeft, week_after: Key::ArrowRight };
    let all = || map.from.iter_days().take_while(|day| *day <= map.to);
    let under = |at: egui::Pos2| all().find(|day| weeks.cell(*day, corner).expand(GAP / 2.0).contains(at));
    let ends = (map.from, map.to);
    let opened = acted(ui, &response, map, cursor, &keys, ends, under);
    if ui.is_rect_visible(rect) {
        let palette = theme::palette(ui.ctx());
        let font = FontId::proportional(type_size::CAPTION);
        for day in all() {
            let cell = weeks.cell(day, corner);
            if !ui.clip_rect().expand(weeks.head + 8.0 * weeks.pitch).intersects(cell) {
                continue;
            }
            cell_painted(ui, palette, cell, map.level(day));
            if map.today == Some(day) {
                ui.painter().rect_stroke(cell.expand(1.0), 2, Stroke::new(1.5, palette.text), StrokeKind::Outside);
            }
            // The name of a month stands over the week of its first day, if there is room until the next.
            if day.day() == 1 || day == map.from && day.day() < 15 {
                let top = cell.top() - weeks.pitch * day.weekday().num_days_from_monday() as f32;
                let name = day.format(if day.month() == 1 || day == map.from { "%b %Y" } else { "%b" }).to_string();
                if cell.left() + 28.0 < rect.right() {
                    let line = top - weeks.head + MONTHS / 2.0;
                    ui.painter().text(pos2(cell.left(), line), Align2::LEFT_CENTER, name, font.clone(), palette.text_muted);
                    let sum = map.months.iter().find(|(first, _)| (first.year(), first.month()) == (day.year(), day.month()));
                    if let Some((_, sum)) = sum {
                        let wide =
                            |text: &str| ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font.clone(), palette.text).size().x);
                        let room = (4.0 * weeks.pitch - 2.0).min(rect.right() - cell.left());
                        // Whole hours say enough where there is no room for minutes.
                        let short = sum.split_once(" h").map(|(hours, _)| format!("{hours} h"));
                        let fits = [Some(sum.clone()), short].into_iter().flatten().find(|text| wide(text) <= room);
                        let at = pos2(cell.left(), line + MONTHS - 5.0);
                        ui.painter().text(at, Align2::LEFT_CENTER, fits.unwrap_or_default(), font.clone(), palette.text);
                    }
                }
            }
        }
        for band in 0..weeks.count.div_ceil(weeks.beside) {
            let every = if weeks.pitch < 16.0 { 2 } else { 1 };
            for (nth, name) in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].into_iter().enumerate().step_by(every) {
                let y = corner.y + weeks.band_height() * band as f32 + weeks.head + weeks.pitch * nth as f32 + (weeks.pitch - GAP) / 2.0;
                ui.painter().text(pos2(corner.x, y), Align2::LEFT_CENTER, name, font.clone(), palette.text_muted);
            }
        }
        cursor_painted(ui, palette, &response, cursor.filter(|day| map.has(*day)).map(|day| weeks.cell(day, corner)));
    }
    let hovered = response.hover_pos().and_then(under);
    let response = told(response, hovered.map(|day| map.in_words(day)));
    legend_ui(ui, map);
    HeatResponse { opened, response }
}

/// What the squares mean. Words for the eye: days say theirs themselves.
fn legend_ui(ui: &mut Ui, map: &HeatMap<'_>) {
    let palette = theme::palette(ui.ctx());
    ui.add_space(space::XS);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
        ui.spacing_mut().interact_size.y = 18.0;
        let word = |ui: &mut Ui, text: &str| ui.label(egui::RichText::new(text).small().color(palette.text_muted));
        let sample = |ui: &mut Ui, level: u8| {
            let (rect, _) = ui.allocate_exact_size(vec2(14.0, 18.0), Sense::hover());
            cell_painted(ui, palette, Rect::from_center_size(rect.center(), vec2(14.0, 14.0)), level.min(MOST_LEVEL));
        };
        if map.levels.is_empty() {
            word(ui, "Less");
            (0..=MOST_LEVEL).for_each(|level| sample(ui, level));
            word(ui, "More");
        }
        for (level, name) in map.levels {
            sample(ui, *level);
            word(ui, name);
            ui.add_space(space::S);
        }
    });
}
