//! A year on one sheet, made from this journal alone.

use chrono::{Datelike as _, NaiveDate};
use egui::{Label, RichText, Ui};

use super::asking::Asking;
use super::taking::taking_ui;
use super::view::part_ui;
use crate::domain::when::Sense;
use crate::journal::{Look, Seen};
use crate::review::Days;
use crate::review::year::Calling;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, space};
use crate::ui::widgets::{DayField, SheetState, segments_ui, sheet_ui};
use crate::worker::Event;

/// The page is no wider than this.
const WIDTH: f32 = 820.0;

/// The month in which an appraisal year begins; see [`crate::domain::goal::plan_of`].
const APRIL: u32 = 4;

/// Which year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Calendar,
    Appraisal,
    Days,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Calendar, Self::Appraisal, Self::Days];

    const fn label(self) -> &'static str {
        match self {
            Self::Calendar => "Calendar year",
            Self::Appraisal => "Appraisal year",
            Self::Days => "From … to",
        }
    }
}

/// What the page remembers.
#[derive(Debug, Default)]
pub struct YearInLearning {
    kind: Kind,
    /// Years back from this one.
    back: i32,
    days: Days,
    from: DayField,
    to: DayField,
    names: bool,
    asking: Asking,
    sheet: SheetState,
}

impl YearInLearning {
    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        part_ui(ui, "year in learning", WIDTH, |ui| {
            self.choices_ui(ui, cx);
            let days = self.chosen(cx.today());
            let calling = if self.names { Calling::Names } else { Calling::Professions };
            if days.from.zip(days.to).is_none_or(|(from, to)| from <= to) {
                self.asking.want(cx, Look::Year { days, calling });
            }
            let seen = self.asking.seen();
            let Some(Seen::Year(sheet)) = seen.as_deref() else {
                ui.label(RichText::new("Putting it together…").color(theme::palette(ui.ctx()).text_muted));
                return;
            };
            let name = days.from.map_or_else(|| "year-in-learning".to_owned(), |from| format!("year-in-learning-{}", from.format("%Y")));
            taking_ui(ui, cx, sheet, &name);
            ui.add_space(space::L);
            if let Some(entry) = sheet_ui(ui, sheet, &mut self.sheet).entry {
                cx.open(entry);
            }
        });
    }

    fn choices_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        let text = "Your year on one sheet, made on this computer from this journal alone: to keep, or to show to somebody.";
        ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
        ui.add_space(space::S);
        let at = Kind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or_default();
        if let Some(kind) = segments_ui(ui, "Which year", &Kind::ALL.map(Kind::label), at).and_then(|at| Kind::ALL.get(at)) {
            if *kind == Kind::Days {
                // Where one was is where one begins.
                self.days = self.chosen(cx.today());
            }
            self.kind = *kind;
            self.back = 0;
        }
        ui.add_space(space::XS);
        if self.kind == Kind::Days {
            ui.horizontal_wrapped(|ui| {
                if let Some(day) = self.from.show_ui(ui, "First day", self.days.from, cx.today(), Sense::Past) {
                    self.days.from = day;
                }
                if let Some(day) = self.to.show_ui(ui, "Last day", self.days.to, cx.today(), Sense::Past) {
                    self.days.to = day;
                }
            });
            if self.days.from.zip(self.days.to).is_some_and(|(from, to)| from > to) {
                ui.label(RichText::new("The first day is after the last").small().color(palette.warn.text));
            }
        } else {
            ui.horizontal_wrapped(|ui| {
                if buttons::icon_ui(ui, Icon::CaretLeft, "The year before").clicked() {
                    self.back += 1;
                }
                ui.label(RichText::new(self.named(cx.today())).font(theme::bold(theme::type_size::BODY)));
                let later = ui.add_enabled_ui(self.back > 0, |ui| buttons::icon_ui(ui, Icon::CaretRight, "The year after")).inner;
                if later.clicked() {
                    self.back -= 1;
                }
            });
        }
        ui.checkbox(&mut self.names, "With the names of people I learnt with");
        ui.add_space(space::S);
    }

    /// The first year of the one that is chosen.
    fn year(&self, today: NaiveDate) -> i32 {
        let now = if self.kind == Kind::Appraisal && today.month() < APRIL { today.year() - 1 } else { today.year() };
        now - self.back
    }

    fn named(&self, today: NaiveDate) -> String {
        let year = self.year(today);
        if self.kind == Kind::Appraisal { format!("April {year} to March {}", year + 1) } else { year.to_string() }
    }

    fn chosen(&self, today: NaiveDate) -> Days {
        let year = self.year(today);
        match self.kind {
            Kind::Calendar => Days { from: NaiveDate::from_ymd_opt(year, 1, 1), to: NaiveDate::from_ymd_opt(year, 12, 31) },
            Kind::Appraisal => Days { from: NaiveDate::from_ymd_opt(year, APRIL, 1), to: NaiveDate::from_ymd_opt(year + 1, 3, 31) },
            Kind::Days => self.days,
        }
    }

    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        if matches!(event, Event::Opened { .. }) {
            *self = Self::default();
        }
        self.asking.on_event(event);
    }
}
