//! Where a day begins: what is unfinished, what was promised at work, which goals come near, and what this month has brought.

mod coming;
mod derived;
mod running;
mod steps;
mod view;

use std::sync::Arc;

use crate::domain::EntryId;
use crate::journal::Snapshot;
use crate::ui::widgets::Pages;
use crate::worker::Event;

use derived::Derived;

/// What the page remembers.
#[derive(Debug, Default)]
pub struct Today {
    /// What the page shows, and of which revision it was made.
    derived: Option<(u64, Arc<Derived>)>,
    inbox: Pages,
    actions: Pages,
    coming: Pages,
    /// The chat that is looked at more closely.
    looked_at: Option<coming::Which>,
    /// An entry that was made to prepare for a chat: it is shown next.
    prepared: Option<EntryId>,
}

impl Today {
    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        match event {
            Event::Opened { .. } => *self = Self::default(),
            Event::Logged { ticket, id, .. } if *ticket == coming::TICKET => self.prepared = Some(*id),
            _ => {}
        }
    }

    /// What the page shows, worked out again only when the journal has changed.
    fn derived(&mut self, snapshot: &Snapshot) -> Arc<Derived> {
        match &self.derived {
            Some((of, derived)) if *of == snapshot.revision => Arc::clone(derived),
            _ => {
                let derived = Arc::new(Derived::of(snapshot));
                self.derived = Some((snapshot.revision, Arc::clone(&derived)));
                derived
            }
        }
    }
}
