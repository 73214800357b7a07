//! The calendar's page.

use std::sync::Arc;

use chrono::{Datelike as _, Months, NaiveDate};
use egui::{Key, Modifiers, RichText, Ui};

use super::super::view::part_ui;
use super::{CalendarPage, Heat, Shape};
use crate::domain::Minutes;
use crate::domain::counting::Share;
use crate::domain::framework::Span;
use crate::domain::text::number;
use crate::journal::{Look, Seen};
use crate::review::calendar::{Calendar, Month};
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::sight::working_ui;
use crate::ui::theme::{self, Icon, buttons, space};
use crate::ui::widgets::{HeatMap, HeatResponse, chart_table_ui, count_text, empty_ui, ends_ui, heat_map_ui, month_grid_ui, segments_ui};

/// The page is no wider than this.
const WIDTH: f32 = 1120.0;

/// With less room the way to another year goes below the choice of the shape.
const HEAD: f32 = 560.0;

impl CalendarPage {
    /// Shows the page.
    pub(in super::super) fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        part_ui(ui, "calendar", WIDTH, |ui| {
            if cx.snapshot.entries.is_empty() {
                let text = "Every day on which you logged something becomes a square here, larger and darker the more there was. Press one to see what it was.";
                let first = (!cx.read_only()).then_some("Log something");
                if empty_ui(ui, Icon::Calendar, "No days yet", text, first) {
                    cx.actions.push(Action::Run(Command::LogSomething));
                }
                return;
            }
            let Some(seen) = self.sight.see(cx, Look::Calendar) else {
                working_ui(ui);
                return;
            };
            let Seen::Calendar(calendar) = &*seen else { return };
            self.head_ui(ui, cx);
            ui.add_space(space::S);
            let entries = self.index.of(cx.snapshot);
            self.days_ui(ui, cx, &seen, calendar);
            // Below, so that the day that was pressed stays where it is under the pointer. In a list its entries stand under it already.
            if let Some(day) = self.open.filter(|_| self.shape != Shape::List) {
                ui.add_space(space::M);
                self.day_ui(ui, cx, calendar, day, &entries);
            }
        });
    }

    /// The shape, and the way to another year or month.
    fn head_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let today = cx.today();
        let chosen = Shape::ALL.iter().position(|shape| *shape == self.shape).unwrap_or_default();
        let pressed;
        let at = self.cursor.unwrap_or(today);
        let (name, step, unit) = match self.shape {
            Shape::Month => (at.format("%B %Y").to_string(), 1, "month"),
            Shape::Year | Shape::List => (at.year().to_string(), 12, "year"),
        };
        let mut to = None;
        let mut other = |ui: &mut Ui| {
            if buttons::icon_ui(ui, Icon::CaretLeft, &format!("Earlier {unit}")).clicked() {
                to = at.checked_sub_months(Months::new(step));
            }
            ui.label(RichText::new(&name).font(theme::bold(theme::type_size::BODY)));
            if buttons::icon_ui(ui, Icon::CaretRight, &format!("Later {unit}")).clicked() {
                to = at.checked_add_months(Months::new(step));
            }
            if buttons::quiet_ui(ui, "Today").clicked() {
                to = Some(today);
            }
        };
        let labels = Shape::ALL.map(Shape::label);
        if ui.available_width() < HEAD {
            pressed = segments_ui(ui, "How to show the days", &labels, chosen);
            ui.horizontal(other);
        } else {
            pressed = ui
                .horizontal(|ui| {
                    let pressed = segments_ui(ui, "How to show the days", &labels, chosen);
                    ui.add_space(space::M);
                    other(ui);
                    pressed
                })
                .inner;
        }
        if let Some(shape) = pressed.and_then(|pressed| Shape::ALL.get(pressed)) {
            self.shape = *shape;
        }
        self.cursor = to.or(self.cursor);
    }

    fn days_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, seen: &Arc<Seen>, calendar: &Calendar) {
        let today = cx.today();
        let at = self.cursor.unwrap_or(today);
        let entries = self.index.of(cx.snapshot);
        let heat = self.heat(seen, calendar, &entries);
        match self.shape {
            Shape::Year => self.year_ui(ui, today, calendar, &heat, at.year()),
            Shape::Month => self.month_ui(ui, today, calendar, &heat, at),
            Shape::List => {
                if let Some(day) = self.lines.show_ui(ui, cx, (seen, calendar), at.year(), &entries) {
                    self.open(day);
                }
            }
        }
    }

    fn year_ui(&mut self, ui: &mut Ui, today: NaiveDate, calendar: &Calendar, heat: &Heat, year: i32) {
        let Some(span) = whole_year(year) else { return };
        let months = calendar.months(span);
        if self.as_table {
            self.table_ui(ui, year, &months);
            return;
        }
        let days = calendar.within(span);
        let total = days.iter().fold(Share::default(), |sum, day| sum.plus(day.share));
        let says = match days.len() {
            0 => format!("Nothing was logged in {year}"),
            many => format!(
                "{year}: {} on {}, {}, {} of it with others{}",
                count_text(total.entries, "entry", "entries"),
                count_text(many, "day", "days"),
                total.total,
                total.interactive,
                busiest(&months).map(|words| format!(". {words}")).unwrap_or_default()
            ),
        };
        let palette = theme::palette(ui.ctx());
        ends_ui(
            ui,
            HEAD,
            |ui| {
                ui.add(egui::Label::new(RichText::new(&says).color(palette.text_muted)).wrap());
            },
            |ui| {
                let table = ui.add(egui::Button::selectable(false, "Table"));
                table.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, false, format!("Table of {year}")));
                if table.on_hover_text("The same numbers as a table").clicked() {
                    self.as_table = true;
                }
            },
        );
        ui.add_space(space::XS);
        let name = format!("Calendar of {says}");
        let under: Vec<(NaiveDate, String)> = months
            .iter()
            .filter(|month| month.total.total > Minutes::ZERO)
            .map(|month| (month.first, month.total.total.to_string()))
            .collect();
        let map = HeatMap {
            name: &name,
            from: span.start,
            to: span.end,
            today: Some(today),
            days: &heat.days,
            levels: &heat.levels,
            months: &under,
        };
        let did = heat_map_ui(ui, &map, &mut self.cursor);
        self.take(ui, today, &did);
    }

    /// The months of a year to be read and copied; the switch leads back.
    fn table_ui(&mut self, ui: &mut Ui, year: i32, months: &[Month]) {
        let name = format!("Days of {year} by month");
        let heads = ["Month", "Days", "Entries", "Time"].map(str::to_owned);
        let lines = lines_of(months);
        let says = busiest(months).unwrap_or_else(|| format!("Nothing was logged in {year}"));
        ends_ui(
            ui,
            HEAD,
            |ui| {
                let ink = theme::palette(ui.ctx()).text_muted;
                ui.add(egui::Label::new(RichText::new(says).color(ink)).wrap());
            },
            |ui| {
                let table = ui.add(egui::Button::selectable(true, "Table"));
                table.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, true, format!("Table of {year}")));
                if table.on_hover_text("The days as a picture").clicked() {
                    self.as_table = false;
                }
                let copy = buttons::quiet_ui(ui, "Copy");
                copy.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Copy the table of {year}")));
                if copy.clicked() {
                    let all = std::iter::once(heads.to_vec()).chain(lines.iter().cloned());
                    ui.copy_text(all.map(|line| line.join("\t")).collect::<Vec<_>>().join("\n"));
                }
            },
        );
        ui.add_space(space::XS);
        chart_table_ui(ui, &name, &heads, &lines);
    }

    fn month_ui(&mut self, ui: &mut Ui, today: NaiveDate, calendar: &Calendar, heat: &Heat, at: NaiveDate) {
        let month = calendar.month(at);
        let palette = theme::palette(ui.ctx());
        let says = match month.active {
            0 => format!("Nothing was logged in {}", at.format("%B %Y")),
            many => format!(
                "{} on {}, {}, {} of it with others",
                count_text(month.total.entries, "entry", "entries"),
                count_text(many, "day", "days"),
                month.total.total,
                month.total.interactive
            ),
        };
        ui.label(RichText::new(&says).color(palette.text_muted));
        ui.add_space(space::XS);
        // Other months can be gone to with the arrows, as far as there is something or today.
        let first = calendar.first.unwrap_or(today).min(at).min(today);
        let last = calendar.last.unwrap_or(today).max(at).max(today);
        let ends = (whole_year(first.year()), whole_year(last.year()));
        let (Some(first), Some(last)) = ends else { return };
        let name = format!("Calendar of {}. {says}", at.format("%B %Y"));
        let map = HeatMap {
            name: &name,
            from: first.start,
            to: last.end,
            today: Some(today),
            days: &heat.days,
            levels: &heat.levels,
            months: &[],
        };
        let did = month_grid_ui(ui, &map, at, &mut self.cursor);
        self.take(ui, today, &did);
    }

    fn take(&mut self, ui: &Ui, today: NaiveDate, did: &HeatResponse) {
        if did.response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::T)) {
            self.cursor = Some(today);
            ui.ctx().request_repaint();
        }
        if let Some(day) = did.opened {
            self.open = Some(day);
        } else if self.open.is_some() && did.response.has_focus() {
            // The day that is open goes with the keyboard.
            self.open = self.cursor.or(self.open);
        }
    }
}

/// “Busiest: Mar 2026, 6 h 30 min in 8 entries.”
fn busiest(months: &[Month]) -> Option<String> {
    let most = months.iter().filter(|month| month.total.total > Minutes::ZERO);
    // The first of several that are alike.
    let most = most.reduce(|best, one| if one.total.total > best.total.total { one } else { best })?;
    let entries = count_text(most.total.entries, "entry", "entries");
    Some(format!("Busiest month: {}, {} in {entries}", most.first.format("%B"), most.total.total))
}

/// Months, how many of their days have something, how much; “–” where there is nothing; then the whole year.
fn lines_of(months: &[Month]) -> Vec<Vec<String>> {
    let shown = |count: usize| if count == 0 { "–".to_owned() } else { number(count) };
    let line = |name: String, days: usize, total: Share| {
        let time = if total.total == Minutes::ZERO { "–".to_owned() } else { total.total.to_string() };
        vec![name, shown(days), shown(total.entries), time]
    };
    let mut lines: Vec<Vec<String>> =
        months.iter().map(|month| line(month.first.format("%b %Y").to_string(), month.active, month.total)).collect();
    let days = months.iter().map(|month| month.active).sum();
    lines.push(line("All months".to_owned(), days, months.iter().fold(Share::default(), |sum, month| sum.plus(month.total))));
    lines
}

fn whole_year(year: i32) -> Option<Span> {
    Some(Span { start: NaiveDate::from_ymd_opt(year, 1, 1)?, end: NaiveDate::from_ymd_opt(year, 12, 31)? })
}
