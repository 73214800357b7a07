//! When a draft is due to be saved. Pure: it is told what time it is.

/// Seconds after the last key.
const AFTER_THE_LAST_KEY: f64 = 0.8;

/// Seconds after the first key that is not saved, however fast somebody writes.
const AT_THE_LATEST: f64 = 5.0;

/// Keeps track of what is written but not saved.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Autosave {
    /// Goes up with every change.
    seq: u64,
    /// The newest change that is known to be on the disk.
    saved: u64,
    /// The newest change that is on its way there.
    sent: u64,
    first_unsent: Option<f64>,
    last_change: f64,
}

impl Autosave {
    /// Something was changed.
    pub fn changed(&mut self, now: f64) {
        self.seq += 1;
        self.last_change = now;
        self.first_unsent.get_or_insert(now);
    }

    /// Whether it is time to save; if so, as which change.
    pub fn due(&mut self, now: f64) -> Option<u64> {
        let first = self.first_unsent?;
        (now - self.last_change >= AFTER_THE_LAST_KEY || now - first >= AT_THE_LATEST).then(|| self.send())
    }

    /// Saves at once what is not on its way; as which change.
    pub fn flush(&mut self) -> Option<u64> {
        self.first_unsent.map(|_| self.send())
    }

    fn send(&mut self) -> u64 {
        self.first_unsent = None;
        self.sent = self.seq;
        self.seq
    }

    /// The same, unless a save has failed a moment ago: while nobody looks, it is tried again in its own time only.
    pub fn flush_unless_waiting(&mut self, now: f64) -> Option<u64> {
        self.first_unsent.filter(|_| self.last_change <= now).map(|_| self.send())
    }

    /// What is written is what the disk has: nothing is left to save.
    pub fn settle(&mut self) {
        self.saved = self.seq;
        self.sent = self.seq;
        self.first_unsent = None;
    }

    /// A change is on the disk. A late answer for an old change cannot mark a newer one as saved.
    pub fn saved(&mut self, seq: u64) {
        self.saved = self.saved.max(seq);
    }

    /// A save failed: it is tried again with the next change, or when asked.
    pub fn failed(&mut self, now: f64) {
        if self.saved < self.sent {
            self.first_unsent.get_or_insert(now);
            // Not at once: a full disk does not get better by trying sixty times a second.
            self.last_change = now + AT_THE_LATEST;
        }
    }

    /// How many changes there were.
    pub fn changes(&self) -> u64 {
        self.seq
    }

    /// Whether something is not on the disk yet.
    pub fn is_dirty(&self) -> bool {
        self.seq > self.saved
    }

    /// In how many seconds it will be due.
    pub fn due_in(&self, now: f64) -> Option<f64> {
        let first = self.first_unsent?;
        Some((self.last_change + AFTER_THE_LAST_KEY - now).min(first + AT_THE_LATEST - now).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_pause_or_after_five_seconds() {
        let mut autosave = Autosave::default();
        assert_eq!(autosave.due(0.0), None);
        autosave.changed(1.0);
        assert_eq!(autosave.due(1.5), None);
        assert_eq!(autosave.due(1.8), Some(1));
        assert_eq!(autosave.due(9.0), None, "it is on its way");
        assert!(autosave.is_dirty());
        autosave.changed(10.0);
        autosave.saved(1);
        assert!(autosave.is_dirty(), "an old answer does not make newer text saved");
        let mut now = 10.0;
        while autosave.due(now).is_none() {
            now += 0.5;
            autosave.changed(now);
            assert!(now < 16.0, "somebody who never pauses is saved, too");
        }
        assert!(now >= 14.5);
    }

    #[test]
    fn settling_forgets_and_goes_on() {
        let mut autosave = Autosave::default();
        autosave.changed(0.0);
        autosave.settle();
        assert!(!autosave.is_dirty());
        autosave.changed(1.0);
        assert!(autosave.is_dirty());
        assert_eq!(autosave.due(2.0), Some(2));
    }

    #[test]
    fn a_failure_is_tried_again() {
        let mut autosave = Autosave::default();
        autosave.changed(0.0);
        assert_eq!(autosave.flush(), Some(1));
        autosave.failed(1.0);
        assert_eq!(autosave.due(2.0), None);
        assert_eq!(autosave.flush_unless_waiting(2.0), None, "not sixty times a second while the window is hidden");
        assert_eq!(autosave.due(6.1), Some(1));
    }
}
