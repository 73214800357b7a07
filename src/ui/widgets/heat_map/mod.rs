//! Days as cells: a year as weeks beside each other, or one month as a calendar. The more there was on a day, the larger and darker its
//! square is.

mod month;
mod year;

use chrono::{Datelike as _, Days, Months, NaiveDate};
use egui::{Color32, EventFilter, Key, Modifiers, Rect, Response, Role, Stroke, StrokeKind, Ui, WidgetInfo};

use crate::domain::when;
use crate::ui::theme::{Palette, radius, size, space};
pub use month::month_grid_ui;
pub use year::heat_map_ui;

/// The most that a day can have.
pub const MOST_LEVEL: u8 = 4;

/// A day with something on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatDay {
    pub day: NaiveDate,
    /// From 0, nothing, to [`MOST_LEVEL`].
    pub level: u8,
    /// What there was: “2 entries, 1 h 30 min”.
    pub label: String,
    /// Whether any of it took time.
    pub has_time: bool,
    /// What the first of it is called, shown where there is room; may be empty.
    pub title: String,
}

/// What is shown.
#[derive(Clone, Copy, Debug)]
pub struct HeatMap<'a> {
    /// What it is a map of, with its main numbers: it is read out.
    pub name: &'a str,
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Is marked.
    pub today: Option<NaiveDate>,
    /// Days that have something, the earliest first. All others have nothing.
    pub days: &'a [HeatDay],
    /// What the levels mean, the lowest first, as far as days have them: 0 “nothing”, 2 “up to 30 min”, …
    pub levels: &'a [(u8, String)],
    /// What stands below the names of months in a year, by their first days: “6 h 30 min”.
    pub months: &'a [(NaiveDate, String)],
}

/// What was done with a map in this frame.
#[derive(Clone, Debug)]
pub struct HeatResponse {
    /// A day was opened, by a click or by Enter.
    pub opened: Option<NaiveDate>,
    pub response: Response,
}

impl HeatMap<'_> {
    fn of(&self, day: NaiveDate) -> Option<&HeatDay> {
        let at = self.days.binary_search_by_key(&day, |one| one.day).ok()?;
        self.days.get(at)
    }

    fn level(&self, day: NaiveDate) -> u8 {
        self.of(day).map_or(0, |day| day.level.min(MOST_LEVEL))
    }

    fn has(&self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// “Tue 3 Mar 2026: 2 entries, 1 h 30 min”
    fn in_words(&self, day: NaiveDate) -> String {
        let label = self.of(day).map(|one| one.label.as_str()).filter(|label| !label.is_empty()).unwrap_or("nothing");
        let today = if self.today == Some(day) { ", today" } else { "" };
        format!("{}{today}: {label}", when::shown(day))
    }
}

/// Monday of the week of a day; the day itself where the calendar begins.
fn monday(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day)
}

/// Between two cells, in points.
const GAP: f32 = 2.0;

fn told(response: Response, words: Option<String>) -> Response {
    match words {
        Some(words) => response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text_at_pointer(words),
        None => response,
    }
}

/// Which keys go by day and by week: as the days lie.
struct Keys {
    before: Key,
    after: Key,
    week_before: Key,
    week_after: Key,
}

/// Takes pointer and keyboard, and says what is read out. Gives the day that was opened. `ends` are where Home and End go.
fn acted(
    ui: &Ui,
    response: &Response,
    map: &HeatMap<'_>,
    cursor: &mut Option<NaiveDate>,
    keys: &Keys,
    ends: (NaiveDate, NaiveDate),
    under: impl Fn(egui::Pos2) -> Option<NaiveDate>,
) -> Option<NaiveDate> {
    let mut opened = None;
    if response.clicked()
        && let Some(day) = response.interact_pointer_pos().and_then(under).filter(|day| map.has(*day))
    {
        *cursor = Some(day);
        opened = Some(day);
        response.request_focus();
    }
    if response.has_focus() {
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        // Whoever comes with Tab stands on a day at once: today, or the last.
        let now = cursor.filter(|day| map.has(*day)).unwrap_or_else(|| map.today.filter(|day| map.has(*day)).unwrap_or(map.to));
        *cursor = Some(moved(ui, keys, now, ends).clamp(map.from, map.to.max(map.from)));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Enter) || pressed(Key::Space) {
            opened = *cursor;
        }
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, map.name));
    if let Some(day) = *cursor {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(map.in_words(day)));
    }
    opened
}

fn moved(ui: &Ui, keys: &Keys, now: NaiveDate, (first, last): (NaiveDate, NaiveDate)) -> NaiveDate {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let to = if pressed(keys.after) {
        now.checked_add_days(Days::new(1))
    } else if pressed(keys.before) {
        now.checked_sub_days(Days::new(1))
    } else if pressed(keys.week_after) {
        now.checked_add_days(Days::new(7))
    } else if pressed(keys.week_before) {
        now.checked_sub_days(Days::new(7))
    } else if pressed(Key::PageDown) {
        now.checked_add_months(Months::new(1))
    } else if pressed(Key::PageUp) {
        now.checked_sub_months(Months::new(1))
    } else if pressed(Key::Home) {
        Some(first)
    } else if pressed(Key::End) {
        Some(last)
    } else {
        None
    };
    to.unwrap_or(now)
}

/// How large the square of a level is, of its cell.
const fn share(level: u8) -> f32 {
    match level {
        0 => 0.0,
        1 => 0.46,
        2 => 0.64,
        3 => 0.82,
        _ => 1.0,
    }
}

fn level_colour(palette: &Palette, level: u8) -> Color32 {
    // As a mark and not as a ground for words: darker than cells with numbers.
    palette.raised.lerp_to_gamma(palette.accent, 0.52 + 0.12 * f32::from(level.min(MOST_LEVEL)))
}

/// The empty cell, and in it the square of its level.
fn cell_painted(ui: &Ui, palette: &Palette, cell: Rect, level: u8) {
    ui.painter().rect_filled(cell, 2, palette.control);
    if level > 0 {
        let square = Rect::from_center_size(cell.center(), cell.size() * share(level));
        ui.painter().rect_filled(square, 2, level_colour(palette, level));
    }
}

fn cursor_painted(ui: &Ui, palette: &Palette, response: &Response, cell: Option<Rect>) {
    if let Some(cell) = cell {
        let ink = if response.has_focus() { palette.focus } else { palette.outline };
        ui.painter().rect_stroke(cell.expand(2.0), radius::SMALL, Stroke::new(size::FOCUS_RING, ink), StrokeKind::Outside);
    }
    if response.has_focus() {
        let ring = Stroke::new(size::FOCUS_RING, palette.focus);
        ui.painter().rect_stroke(response.rect.expand(space::XS), radius::CONTROL, ring, StrokeKind::Inside);
    }
}
