//! Days as cells: a year as weeks beside each other, or one month as a calendar. The more there was on a day, the larger and darker its
//! square is.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use egui::{
    Align2, Color32, EventFilter, FontId, Key, Modifiers, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::chart_paint::tint;
use crate::domain::when;
use crate::ui::theme::{self, Palette, radius, size, space, type_size};

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

/// Room for the names of the days of the week, in points.
const WEEKDAYS: f32 = 36.0;

/// Room for the names of the months, and as much for what stands below them, in points.
const MONTHS: f32 = 20.0;

/// Between two cells, in points.
const GAP: f32 = 2.0;

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
