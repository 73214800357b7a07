//! Time for a goal as it grew, up to its due day: a picture, and the same numbers as a table.

use chrono::NaiveDate;
use egui::{Align2, FontId, Mesh, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::days::count_text;
use super::table::{TableRow, table_ui};
use crate::domain::story::Burnt;
use crate::domain::{Minutes, text, when};
use crate::ui::theme::{self, Palette, size, space, type_size};

/// The height of the picture, in points.
const HIGH: f32 = 168.0;

/// Below the picture: the days.
const AXIS: f32 = 22.0;

/// Above it: the words at the due day and at today.
const ABOVE: f32 = 20.0;

/// At the left: the hours.
const LEFT: f32 = 52.0;

/// More rows than this are told by month.
const MANY: usize = 18;

/// From when to when the picture goes, and the days in it that are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// When the goal was set.
    pub set: NaiveDate,
    pub due: Option<NaiveDate>,
    pub today: NaiveDate,
}

/// Shows the picture of what has `grown`, the earliest first.
pub fn burn_up_ui(ui: &mut Ui, grown: &[Burnt], span: Span) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HIGH + AXIS + ABOVE), Sense::hover());
    let name = name(grown, span);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    let response = response.on_hover_text(name);
    let (Some(first), Some(last)) = (grown.first(), grown.last()) else { return };
    if !ui.is_rect_visible(response.rect) {
        return;
    }
    let palette = theme::palette(ui.ctx());
    let begin = span.set.min(first.day);
    let end = span.due.unwrap_or(span.today).max(last.day).max(span.today);
    let days = (end - begin).num_days().max(1) as f32;
    let plot = Rect::from_min_max(pos2(rect.left() + LEFT, rect.top() + ABOVE), pos2(rect.right() - space::S, rect.bottom() - AXIS));
    let step = step(last.minutes);
    let most = last.minutes.0.div_ceil(step).max(1) * step;
    let x = |day: NaiveDate| plot.left() + plot.width() * (day - begin).num_days() as f32 / days;
    let y = |minutes: Minutes| plot.bottom() - plot.height() * minutes.0 as f32 / most as f32;
    let small = FontId::proportional(type_size::CAPTION);
    let painter = ui.painter();
    for level in (0..=most / step).map(|n| Minutes(n * step)) {
        painter.hline(plot.x_range(), y(level), Stroke::new(size::HAIRLINE, palette.line));
        let label = if level == Minutes::ZERO { "0".to_owned() } else { level.to_string() };
        painter.text(pos2(plot.left() - space::S, y(level)), Align2::RIGHT_CENTER, label, small.clone(), palette.text_muted);
    }
    let mut line: Vec<Pos2> = vec![pos2(x(begin), y(Minutes::ZERO))];
    let mut before = Minutes::ZERO;
    // One shape: between many that touch each other, seams would be seen.
    let mut area = Mesh::default();
    for one in grown {
        let (left, low, high) = (x(one.day), y(before), y(one.minutes));
        line.extend([pos2(left, low), pos2(left, high)]);
        area.add_colored_rect(Rect::from_min_max(pos2(left, high), pos2(x(span.today.max(last.day)), low)), palette.accent_soft);
        before = one.minutes;
    }
    line.push(pos2(x(span.today.max(last.day)), y(before)));
    painter.add(area);
    painter.add(Shape::line(line, Stroke::new(2.0, palette.accent)));
    day_painted(ui, palette, plot, (x(span.today), "today"), None);
    if let Some(due) = span.due {
        day_painted(ui, palette, plot, (x(due), "due"), Some(x(span.today)));
    }
    painter.text(pos2(plot.left(), plot.bottom() + space::XS), Align2::LEFT_TOP, when::shown(begin), small.clone(), palette.text_muted);
    painter.text(pos2(plot.right(), plot.bottom() + space::XS), Align2::RIGHT_TOP, when::shown(end), small, palette.text_muted);
}

/// Shows the same numbers as rows.
pub fn burn_up_table_ui(ui: &mut Ui, grown: &[Burnt]) {
    let most = grown.last().map_or(1, |last| last.minutes.0.max(1)) as f32;
    let row = |one: &Burnt, name: String| TableRow {
        name,
        cells: vec![one.minutes.to_string(), text::number(one.entries)],
        share: one.minutes.0 as f32 / most,
    };
    let rows: Vec<TableRow> = if grown.len() > MANY {
        let month = |one: &Burnt| one.day.format("%B %Y").to_string();
        let last_of_month = |pair: &[Burnt]| match pair {
            [one, next] => month(one) != month(next),
            _ => true,
        };
        let ends = grown.windows(2).filter(|pair| last_of_month(pair)).filter_map(|pair| pair.first());
        ends.chain(grown.last()).map(|one| row(one, month(one))).collect()
    } else {
        grown.iter().map(|one| row(one, when::shown(one.day))).collect()
    };
    let head = if grown.len() > MANY { "By the end of" } else { "By" };
    table_ui(ui, "Time so far, as a table", &[head, "Time", "Entries"], &rows);
}

fn name(grown: &[Burnt], span: Span) -> String {
    let done = grown.last().map_or_else(
        || "nothing yet".to_owned(),
        |last| format!("{} in {} by {}", last.minutes, count_text(last.entries, "entry", "entries"), when::shown(last.day)),
    );
    let due = span.due.map(|due| format!("; due {}", when::shown(due))).unwrap_or_default();
    format!("Time so far: {done}{due}")
}

/// Minutes from one line to the next: few lines, at numbers that people count in.
fn step(most: Minutes) -> u32 {
    [15, 30, 60, 120, 300, 600, 1_200, 3_000, 6_000].into_iter().find(|step| most.0 <= step * 4).unwrap_or(12_000)
}

/// A line down at a day, and its word above it; `beside` is where another word stands.
fn day_painted(ui: &Ui, palette: &Palette, plot: Rect, (x, word): (f32, &str), beside: Option<f32>) {
    let stroke = Stroke::new(size::HAIRLINE, palette.outline);
    ui.painter().extend(Shape::dashed_line(&[pos2(x, plot.top()), pos2(x, plot.bottom())], stroke, 4.0, 4.0));
    let near = beside.map(|other| x - other).filter(|apart| apart.abs() < 44.0);
    let align = match near {
        Some(apart) if apart >= 0.0 => Align2::LEFT_BOTTOM,
        Some(_) => Align2::RIGHT_BOTTOM,
        None if x > plot.right() - 20.0 => Align2::RIGHT_BOTTOM,
        None => Align2::CENTER_BOTTOM,
    };
    let align = if near.is_some_and(|apart| apart >= 0.0) && x > plot.right() - 24.0 { Align2::RIGHT_BOTTOM } else { align };
    ui.painter().text(pos2(x, plot.top() - 2.0), align, word, FontId::proportional(type_size::CAPTION), palette.text_muted);
}
