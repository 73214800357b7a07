//! The days that are looked at, on pages that look back.

use chrono::{Datelike as _, Months, NaiveDate};
use egui::{RichText, Ui};

use super::context::Ctx;
use super::theme::{self, space};
use super::widgets::{DayField, ends_ui, segments_ui};
use crate::domain::when::{self, Sense};
use crate::review::Days;

/// With less room what stands beside it goes below the choice of a period.
const HEAD: f32 = 590.0;

/// Which days are looked at.
#[derive(Debug, Default)]
pub struct Period {
    which: Which,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    from_field: DayField,
    to_field: DayField,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Which {
    #[default]
    Year,
    TwelveMonths,
    All,
    Between,
}

impl Which {
    const ALL: [Self; 4] = [Self::Year, Self::TwelveMonths, Self::All, Self::Between];

    const fn label(self) -> &'static str {
        match self {
            Self::Year => "This year",
            Self::TwelveMonths => "Last 12 months",
            Self::All => "Everything",
            Self::Between => "From … to",
        }
    }
}

impl Period {
    /// Everything, until something else is chosen.
    pub fn everything() -> Self {
        Self { which: Which::All, ..Self::default() }
    }

    /// The last twelve months, until something else is chosen.
    pub fn twelve_months() -> Self {
        Self { which: Which::TwelveMonths, ..Self::default() }
    }

    /// The first and the last day looked at; open where there is no end.
    pub fn days(&self, today: NaiveDate) -> Days {
        let (from, to) = match self.which {
            Which::Year => (today.with_month(1).and_then(|day| day.with_day(1)).or(Some(today)), None),
            Which::TwelveMonths => (today.checked_sub_months(Months::new(12)).and_then(|day| day.succ_opt()), None),
            Which::All => (None, None),
            Which::Between => (self.from, self.to),
        };
        // What is still to come is not looked back on.
        Days { from, to: Some(to.unwrap_or(today)) }
    }

    /// Shows the choice, with something beside it.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, beside: impl FnOnce(&mut Ui, &mut Ctx<'_>)) {
        let labels = Which::ALL.map(Which::label);
        let chosen = Which::ALL.iter().position(|which| *which == self.which).unwrap_or_default();
        let mut pressed = None;
        ends_ui(ui, HEAD, |ui| pressed = segments_ui(ui, "Time to look at", &labels, chosen), |ui| beside(ui, cx));
        if let Some(which) = pressed.and_then(|pressed| Which::ALL.get(pressed)) {
            if *which == Which::Between && self.from.is_none() && self.to.is_none() {
                // Where one was is where one begins.
                self.from = self.days(cx.today()).from;
                self.to = Some(cx.today());
            }
            self.which = *which;
        }
        if self.which == Which::Between {
            ui.add_space(space::XS);
            ui.horizontal_wrapped(|ui| {
                if let Some(day) = self.from_field.show_ui(ui, "From", self.from, cx.today(), Sense::Past) {
                    self.from = day;
                }
                if let Some(day) = self.to_field.show_ui(ui, "To", self.to, cx.today(), Sense::Past) {
                    self.to = day;
                }
            });
        } else {
            let palette = theme::palette(ui.ctx());
            let text = match self.days(cx.today()).from {
                Some(from) => format!("{} to {}", when::shown(from), when::shown(cx.today())),
                None => "From the first entry to the last".to_owned(),
            };
            ui.label(RichText::new(text).small().color(palette.text_muted));
        }
    }
}
