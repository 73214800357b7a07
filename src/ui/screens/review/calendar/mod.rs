//! The calendar: what was done on which day, as a year, as a month or as a list; a day opens below it.

mod day;
mod list;
mod view;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::{EntryHeader, EntryId, Minutes};
use crate::journal::Seen;
use crate::review::calendar::Calendar;
use crate::ui::sight::{Index, Sight};
use crate::ui::widgets::{HeatDay, Pages, count_text};
use crate::worker::Event;

use list::Lines;

/// What the page remembers.
#[derive(Debug, Default)]
pub(super) struct CalendarPage {
    sight: Sight,
    index: Index,
    shape: Shape,
    /// The day that the keyboard is on: its year, or its month, is shown. Today when it is none.
    cursor: Option<NaiveDate>,
    /// The day that is open below.
    open: Option<NaiveDate>,
    in_day: Pages,
    /// The table of the year, while it is shown in place of the picture.
    as_table: bool,
    /// Days as the picture has them, and of which answer.
    heat: Option<(Arc<Seen>, Arc<Heat>)>,
    lines: Lines,
}

/// Days as the picture has them, with what its levels mean.
#[derive(Debug)]
struct Heat {
    days: Vec<HeatDay>,
    levels: Vec<(u8, String)>,
}

/// How days are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shape {
    #[default]
    Year,
    Month,
    List,
}

impl Shape {
    const ALL: [Self; 3] = [Self::Year, Self::Month, Self::List];

    const fn label(self) -> &'static str {
        match self {
            Self::Year => "Year",
            Self::Month => "Month",
            Self::List => "List",
        }
    }
}

impl CalendarPage {
    /// Takes in what the worker tells.
    pub(super) fn on_event(&mut self, event: &Event) {
        if matches!(event, Event::Opened { .. }) {
            *self = Self::default();
        }
        self.sight.on_event(event);
    }

    /// Opens a day below its month.
    pub(super) fn open(&mut self, day: NaiveDate) {
        self.cursor = Some(day);
        self.open = Some(day);
        self.shape = Shape::Month;
    }

    /// Days as the picture has them, made once for each answer.
    fn heat(&mut self, seen: &Arc<Seen>, calendar: &Calendar, entries: &HashMap<EntryId, Arc<EntryHeader>>) -> Arc<Heat> {
        match &self.heat {
            Some((of, heat)) if Arc::ptr_eq(of, seen) => Arc::clone(heat),
            _ => {
                let day = |day: &crate::review::calendar::Day| HeatDay {
                    day: day.date,
                    level: day.level,
                    label: format!("{}, {}", count_text(day.entries.len(), "entry", "entries"), day.share.total),
                    has_time: day.share.total > Minutes::ZERO,
                    title: day.entries.first().and_then(|id| entries.get(id)).map(|entry| entry.name.clone()).unwrap_or_default(),
                };
                let levels = calendar.steps.iter().map(|step| (step.level, step.label())).collect();
                let heat = Arc::new(Heat { days: calendar.days.iter().map(day).collect(), levels });
                self.heat = Some((Arc::clone(seen), Arc::clone(&heat)));
                heat
            }
        }
    }
}
