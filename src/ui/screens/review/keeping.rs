//! What is written on a page and saves itself: sent a moment after the last key, and what the journal has otherwise.

use crate::ui::autosave::Autosave;

/// A draft of something that the journal holds.
#[derive(Debug)]
pub(super) struct Keeping<D> {
    pub(super) draft: D,
    /// As the journal had it when it was looked at last.
    stored: D,
    autosave: Autosave,
    /// What was sent last: the ticket that its answer comes with, and which change it was.
    sent: Option<(u64, u64)>,
    /// A save is in the journal since: how that has it, tidied, is not put into the text that somebody may be writing in.
    settled: bool,
}

impl<D: Clone + PartialEq> Keeping<D> {
    pub(super) fn of(stored: &D) -> Self {
        Self { draft: stored.clone(), stored: stored.clone(), autosave: Autosave::default(), sent: None, settled: false }
    }

    /// Takes in what the journal has, unless something is written here that it does not have yet.
    pub(super) fn take_in(&mut self, stored: &D) {
        if self.autosave.is_dirty() || *stored == self.stored {
            if !self.autosave.is_dirty() {
                self.settled = false;
            }
            return;
        }
        self.stored = stored.clone();
        if !std::mem::take(&mut self.settled) {
            self.draft = stored.clone();
        }
    }

    /// Notes whether it was changed in this frame.
    pub(super) fn after(&mut self, before: &D, now: f64) {
        if self.draft != *before {
            self.autosave.changed(now);
        }
    }

    /// What is to be sent now; the ticket is used only when there is something.
    pub(super) fn due(&mut self, now: f64, tickets: &mut u64) -> Option<(u64, D)> {
        let seq = self.autosave.due(now)?;
        Some(self.send(seq, tickets))
    }

    /// What is not on its way.
    pub(super) fn flush(&mut self, tickets: &mut u64) -> Option<(u64, D)> {
        let seq = self.autosave.flush()?;
        Some(self.send(seq, tickets))
    }

    fn send(&mut self, seq: u64, tickets: &mut u64) -> (u64, D) {
        *tickets += 1;
        self.sent = Some((*tickets, seq));
        (*tickets, self.draft.clone())
    }

    /// The journal has answered.
    pub(super) fn kept(&mut self, ticket: u64) {
        if let Some((_, seq)) = self.sent.filter(|(sent, _)| *sent == ticket) {
            self.autosave.saved(seq);
            self.settled = true;
        }
    }

    /// It could not be kept: it is tried again in a while. Whether it was this.
    pub(super) fn failed(&mut self, ticket: u64, now: f64) -> bool {
        let mine = self.sent.is_some_and(|(sent, _)| sent == ticket);
        if mine {
            self.autosave.failed(now);
        }
        mine
    }

    pub(super) fn is_dirty(&self) -> bool {
        self.autosave.is_dirty()
    }

    /// In how many seconds it is due.
    pub(super) fn due_in(&self, now: f64) -> Option<f64> {
        self.autosave.due_in(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_writes_stays_as_it_is_written() {
        let mut tickets = 0;
        let mut note = Keeping::of(&String::new());
        note.draft = "One ".to_owned();
        note.after(&String::new(), 0.0);
        assert_eq!(note.due(0.1, &mut tickets), None);
        assert_eq!(note.due(1.0, &mut tickets), Some((1, "One ".to_owned())));
        note.take_in(&"One".to_owned());
        assert_eq!(note.draft, "One ", "on its way");
        note.kept(1);
        note.take_in(&"One".to_owned());
        assert_eq!((note.draft.as_str(), note.is_dirty()), ("One ", false), "tidied in the journal, not under the cursor");
        note.take_in(&String::new());
        assert_eq!(note.draft, "", "taken back");
        note.draft = "Two".to_owned();
        note.after(&String::new(), 2.0);
        assert_eq!(note.flush(&mut tickets), Some((2, "Two".to_owned())));
        assert!(note.failed(2, 2.0) && note.is_dirty() && note.flush(&mut tickets).is_some(), "not lost");
    }
}
