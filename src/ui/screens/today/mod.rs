//! Where a day begins: what is unfinished, what was promised at work, which goals come near, and what this month has brought.

mod actions;
mod after;
mod aside;
mod coming;
mod coming_back;
mod derived;
mod mark;
mod on_this_day;
mod reply;
mod running;
mod said;
mod standing;
mod steps;
mod view;
mod walk;
mod way;

use std::sync::Arc;

use crate::domain::{ActionId, EntryId};
use crate::journal::Snapshot;
use crate::ui::autosave::Autosave;
use crate::ui::widgets::Pages;
use crate::worker::{Event, Request};

use after::After;
use derived::{Derived, When};

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
    on_this_day: on_this_day::OnThisDayCard,
    coming_back: coming_back::ComingBack,
    /// What came of the action that was ticked last.
    after: Option<After>,
    /// The same of others, which were closed before the journal had all that was typed.
    left: Vec<After>,
    /// What was ticked since the page was opened stays in its place: each with where it stood.
    ticked: Vec<(ActionId, When)>,
    /// In which frame the page was shown last, and on which day.
    seen: Option<(u64, chrono::NaiveDate)>,
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
    pub fn on_event(&mut self, event: &Event, now: f64) {
        self.after.iter_mut().chain(&mut self.left).for_each(|after| after.on_event(event, now));
        self.left.retain(After::is_needed);
        self.coming_back.on_event(event, now);
        self.on_this_day.on_event(event);
        self.mark.take_if(|mark| !mark.on_event(event));
        match event {
            Event::Opened { .. } => *self = Self::default(),
            Event::Logged { ticket, id, .. } if *ticket == coming::TICKET => self.prepared = Some(*id),
            _ => {}
        }
    }

    /// What is typed and is due to be sent.
    pub fn due(&mut self, now: f64, tickets: &mut u64) -> Vec<Request> {
        self.save(|autosave| autosave.due(now), tickets)
    }

    /// In how many seconds something is due.
    pub fn due_in(&self, now: f64) -> Option<f64> {
        let after = self.after.iter().chain(&self.left).filter_map(|after| after.due_in(now));
        after.chain(self.coming_back.due_in(now)).reduce(f64::min)
    }

    /// What is typed and not on its way to the journal yet.
    pub fn flush(&mut self, tickets: &mut u64) -> Vec<Request> {
        self.save(Autosave::flush, tickets)
    }

    /// The same while nobody looks: what has failed waits for its time.
    pub fn flush_hidden(&mut self, now: f64, tickets: &mut u64) -> Vec<Request> {
        self.save(|autosave| autosave.flush_unless_waiting(now), tickets)
    }

    fn save(&mut self, when: impl Fn(&mut Autosave) -> Option<u64>, tickets: &mut u64) -> Vec<Request> {
        let said = self.coming_back.answers().filter_map(|said| said.save(&when, tickets)).collect::<Vec<_>>();
        let after = self.after.iter_mut().chain(&mut self.left).filter_map(|after| after.save(&when, tickets));
        said.into_iter().chain(after).collect()
    }

    /// Keeps all that is typed, for the window is closing or another journal is opened: what to send, and why something cannot be kept.
    pub fn leave(&mut self, tickets: &mut u64) -> (Vec<Request>, Option<&'static str>) {
        let mut requests = self.flush(tickets);
        let lacks = match self.mark.as_mut().map(|mark| mark.leave(tickets)) {
            Some(Ok(request)) => {
                requests.extend(request);
                None
            }
            Some(Err(lacks)) => Some(lacks),
            None => None,
        };
        (requests, lacks)
    }

    /// Whether something that could be in the journal is not.
    pub fn is_dirty(&self) -> bool {
        let after = self.after.iter().chain(&self.left).any(After::is_dirty);
        after || self.coming_back.is_dirty() || self.mark.as_ref().is_some_and(mark::MarkForm::is_sent)
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
