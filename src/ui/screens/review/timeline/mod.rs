//! The timeline: what was done in order of time, chats and claims as sessions with what belongs to them, and long times without anything.

mod lines;
mod view;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::journal::Seen;
use crate::review::timeline::Timeline;
use crate::ui::sight::{Index, Sight};
use crate::worker::Event;

use lines::Lines;

/// What the page remembers.
#[derive(Debug, Default)]
pub(super) struct TimelinePage {
    sight: Sight,
    index: Index,
    /// The rows of the page, and of which answer.
    lines: Option<(Arc<Seen>, Arc<Lines>)>,
    /// The day at which it is shown next.
    wanted: Option<NaiveDate>,
}

impl TimelinePage {
    /// Takes in what the worker tells.
    pub(super) fn on_event(&mut self, event: &Event) {
        if matches!(event, Event::Opened { .. }) {
            *self = Self::default();
        }
        self.sight.on_event(event);
    }

    /// Shows it at a day.
    pub(super) fn show_at(&mut self, day: NaiveDate) {
        self.wanted = Some(day);
    }

    /// The rows, made once for each answer.
    fn lines(&mut self, seen: &Arc<Seen>, timeline: &Timeline) -> Arc<Lines> {
        match &self.lines {
            Some((of, lines)) if Arc::ptr_eq(of, seen) => Arc::clone(lines),
            _ => {
                let lines = Arc::new(Lines::of(timeline));
                self.lines = Some((Arc::clone(seen), Arc::clone(&lines)));
                lines
            }
        }
    }
}
