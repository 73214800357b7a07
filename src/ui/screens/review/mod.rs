//! The journal in figures, and what is still missing before somebody else reads it.

mod sums;
mod view;

use std::sync::Arc;

use chrono::{Datelike as _, Months, NaiveDate};

use crate::journal::Snapshot;
use crate::ui::widgets::{DayField, Lack, Pages};
use crate::worker::Event;

use sums::Sums;

/// What the page remembers.
#[derive(Debug, Default)]
pub struct Review {
    period: Period,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    from_field: DayField,
    to_field: DayField,
    /// Which of the entries that lack something are shown; all when it is none.
    lack: Option<Lack>,
    lacking: Pages,
    months: Pages,
    /// What the page shows, and for what it was worked out.
    sums: Option<(Key, Arc<Sums>)>,
}

/// What the sums depend on.
type Key = (u64, Option<NaiveDate>, Option<NaiveDate>);

/// The days that are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Period {
    #[default]
    Year,
    TwelveMonths,
    All,
    Between,
}

impl Period {
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

impl Review {
    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        if matches!(event, Event::Opened { .. }) {
            *self = Self::default();
        }
    }

    /// The first and the last day looked at; open where there is no end.
    fn days(&self, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
        match self.period {
            Period::Year => (today.with_month(1).and_then(|day| day.with_day(1)).or(Some(today)), None),
            Period::TwelveMonths => (today.checked_sub_months(Months::new(12)).and_then(|day| day.succ_opt()), None),
            Period::All => (None, None),
            Period::Between => (self.from, self.to),
        }
    }

    /// What the page shows, worked out again only when the journal or the period has changed.
    fn sums(&mut self, snapshot: &Snapshot) -> Arc<Sums> {
        let (from, to) = self.days(snapshot.today);
        let key = (snapshot.revision, from, to);
        match &self.sums {
            Some((of, sums)) if *of == key => Arc::clone(sums),
            _ => {
                let sums = Arc::new(Sums::of(snapshot, from, Some(to.unwrap_or(snapshot.today))));
                self.sums = Some((key, Arc::clone(&sums)));
                sums
            }
        }
    }
}
