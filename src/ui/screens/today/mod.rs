//! Where a day begins: what is unfinished, what was promised at work, which goals come near, and what this month has brought.

mod actions;
mod after;
mod aside;
mod coming;
mod coming_back;
mod derived;
mod mark;
mod running;
mod steps;
mod view;
mod way;

use std::sync::Arc;

use crate::domain::EntryId;
use crate::journal::Snapshot;
use crate::ui::widgets::Pages;
use crate::worker::{Event, Request};

use derived::Derived;

/// What the page remembers.
#[derive(Debug, Default)]
pub struct Today {
    /// What the page shows, and of which revision it was made.
    derived: Option<(u64, Arc<Derived>)>,
    inbox: Pages,
    actions: Pages,
    coming: Pages,
    /// Entries that were set aside until today.
    aside: Pages,
    coming_back: coming_back::ComingBack,
    /// What came of the action that was ticked last.
    after: Option<after::After>,
    way: way::Way,
    /// A mark on the way in, while it is written down.
    mark: Option<mark::MarkForm>,
    /// The chat that is looked at more closely.
    looked_at: Option<coming::Which>,
    /// An entry that was made to prepare for a chat: it is shown next.
    prepared: Option<EntryId>,
}

impl Today {
    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        if let Some(after) = &mut self.after {
            after.on_event(event);
        }
        match event {
            Event::Opened { .. } => *self = Self::default(),
            Event::Logged { ticket, id, .. } if *ticket == coming::TICKET => self.prepared = Some(*id),
            _ => {}
        }
    }

    /// What is typed and not on its way to the journal yet.
    pub fn flush(&mut self) -> Vec<Request> {
        let after = self.after.as_mut().and_then(after::After::flush);
        self.coming_back.flush().into_iter().chain(after).collect()
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
