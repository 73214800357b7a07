//! The journal in figures, and what is still missing before somebody else reads it.

mod sums;
mod view;

use std::sync::Arc;

use crate::journal::Snapshot;
use crate::review::Days;
use crate::ui::widgets::{Lack, Pages};
use crate::worker::Event;

use sums::Sums;

/// What the page remembers.
#[derive(Debug, Default)]
pub(super) struct Overview {
    /// Which of the entries that lack something are shown; all when it is none.
    lack: Option<Lack>,
    lacking: Pages,
    months: Pages,
    /// What the page shows, and for what it was worked out.
    sums: Option<((u64, Days), Arc<Sums>)>,
}

impl Overview {
    /// Takes in what the worker tells.
    pub(super) fn on_event(&mut self, event: &Event) {
        if matches!(event, Event::Opened { .. }) {
            *self = Self::default();
        }
    }

    /// What the page shows, worked out again only when the journal or the period has changed.
    fn sums(&mut self, snapshot: &Snapshot, days: Days) -> Arc<Sums> {
        let key = (snapshot.revision, days);
        match &self.sums {
            Some((of, sums)) if *of == key => Arc::clone(sums),
            _ => {
                let sums = Arc::new(Sums::of(snapshot, days.from, days.to));
                self.sums = Some((key, Arc::clone(&sums)));
                sums
            }
        }
    }
}
