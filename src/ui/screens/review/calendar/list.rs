//! The days of a year one below the other, the latest first: only the rows in view are laid out.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};
use egui::{Align2, FontId, Role, Sense, Ui, WidgetInfo, vec2};

use crate::domain::framework::Span;
use crate::domain::{EntryHeader, EntryId, when};
use crate::journal::Seen;
use crate::review::calendar::Calendar;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, radius, space, type_size};
use crate::ui::widgets::{count_text, entry_row_ui, rows_ui};

/// The height of a row, in points: that of an entry.
const ROW: f32 = 54.0;

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    /// A day, with what it adds up to.
    Day(NaiveDate, String),
    Entry(EntryId),
}

/// The lines, and of which answer and year.
#[derive(Debug, Default)]
pub(super) struct Lines(Option<(Arc<Seen>, i32, Arc<Vec<Line>>)>);

impl Lines {
    fn of(&mut self, seen: &Arc<Seen>, calendar: &Calendar, year: i32) -> Arc<Vec<Line>> {
        match &self.0 {
            Some((of, shown, lines)) if Arc::ptr_eq(of, seen) && *shown == year => Arc::clone(lines),
            _ => {
                let lines = Arc::new(lines(calendar, year));
                self.0 = Some((Arc::clone(seen), year, Arc::clone(&lines)));
                lines
            }
        }
    }

    /// Shows the year; the day that was pressed.
    pub(super) fn show_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Ctx<'_>,
        (seen, calendar): (&Arc<Seen>, &Calendar),
        year: i32,
        entries: &HashMap<EntryId, Arc<EntryHeader>>,
    ) -> Option<NaiveDate> {
        let lines = self.of(seen, calendar, year);
        if lines.is_empty() {
            ui.label(egui::RichText::new(format!("Nothing was logged in {year}")).color(theme::palette(ui.ctx()).text_muted));
        }
        let mut pressed = None;
        rows_ui(ui, ROW, lines.len(), |ui, rows| {
            for line in rows.filter_map(|at| lines.get(at)) {
                match line {
                    Line::Day(day, says) => {
                        if day_ui(ui, *day, says) {
                            pressed = Some(*day);
                        }
                    }
                    Line::Entry(id) => {
                        let Some(entry) = entries.get(id) else {
                            ui.add_space(ROW);
                            continue;
                        };
                        if entry_row_ui(ui, cx.catalogue, entry, "", |_| {}).clicked() {
                            cx.open(*id);
                        }
                    }
                }
            }
        });
        pressed
    }
}

fn lines(calendar: &Calendar, year: i32) -> Vec<Line> {
    let ends = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
    let days = ends.map(|(start, end)| calendar.within(Span { start, end })).unwrap_or_default();
    let mut lines = Vec::new();
    for day in days.iter().rev() {
        let says = format!("{} · {}", count_text(day.entries.len(), "entry", "entries"), day.share.total);
        lines.push(Line::Day(day.date, says));
        lines.extend(day.entries.iter().map(|id| Line::Entry(*id)));
    }
    lines
}

/// A day as the head of its entries; whether it was pressed.
fn day_ui(ui: &mut Ui, day: NaiveDate, says: &str) -> bool {
    let palette = theme::palette(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let name = format!("{}, {says}", when::shown(day));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if ui.is_rect_visible(rect) {
        let line = rect.with_min_y(rect.top() + 16.0);
        if response.hovered() {
            ui.painter().rect_filled(line, radius::CONTROL, palette.hover);
        }
        let at = line.left_center() + vec2(space::S, 0.0);
        let font = if day.day() == 1 { theme::bold(type_size::BODY) } else { theme::bold(type_size::CAPTION) };
        let put = ui.painter().text(at, Align2::LEFT_CENTER, when::shown(day), font, palette.text);
        let at = put.right_center() + vec2(space::M, 0.0);
        ui.painter().text(at, Align2::LEFT_CENTER, says, FontId::proportional(type_size::CAPTION), palette.text_muted);
        buttons::focus_ring(ui, &response);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}
