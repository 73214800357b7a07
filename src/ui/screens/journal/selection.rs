//! Which entries are chosen to do something with all of them: by Ctrl, Shift, Space, or a box to tick.

use std::collections::BTreeSet;

use super::rows::Listed;
use crate::domain::EntryId;
use crate::journal::Snapshot;

/// The entries that are chosen, whether they are shown at present or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Selection {
    /// Boxes are shown though nothing is chosen yet: for fingers, and to say that there is such a thing.
    pub(super) boxes: bool,
    chosen: BTreeSet<EntryId>,
    /// Where the next run by Shift begins.
    anchor: Option<EntryId>,
    /// Goes up with every change.
    seq: u64,
}

impl Selection {
    pub(super) fn len(&self) -> usize {
        self.chosen.len()
    }

    /// Tells whether something was changed since.
    pub(super) fn seq(&self) -> u64 {
        self.seq
    }

    pub(super) fn has(&self, id: EntryId) -> bool {
        self.chosen.contains(&id)
    }

    /// Whether boxes stand in the rows.
    pub(super) fn shows_boxes(&self) -> bool {
        self.boxes || !self.chosen.is_empty()
    }

    /// Chooses an entry, or lets it go; the next run begins at it.
    pub(super) fn toggle(&mut self, id: EntryId) {
        if !self.chosen.remove(&id) {
            self.chosen.insert(id);
        }
        self.anchor = Some(id);
        self.seq += 1;
    }

    /// Chooses all from where the last one was chosen up to this one, in the list as it is shown. `from` is where a run begins when nothing
    /// was chosen before.
    pub(super) fn extend(&mut self, rows: &[impl Listed], from: Option<EntryId>, to: EntryId) {
        let place = |id: EntryId| rows.iter().position(|row| row.entry() == Some(id));
        let begin = self.anchor.filter(|id| place(*id).is_some()).or(from).unwrap_or(to);
        self.anchor = Some(begin);
        let (Some(one), Some(other)) = (place(begin), place(to)) else { return };
        self.seq += 1;
        let (first, last) = (one.min(other), one.max(other));
        self.chosen.extend(rows.iter().take(last + 1).skip(first).filter_map(Listed::entry));
    }

    /// Chooses all that are shown.
    pub(super) fn choose_all(&mut self, rows: &[impl Listed]) {
        self.seq += 1;
        self.chosen.extend(rows.iter().filter_map(Listed::entry));
    }

    /// Chooses nothing; boxes go, too.
    pub(super) fn clear(&mut self) {
        *self = Self { seq: self.seq + 1, ..Self::default() };
    }

    /// Lets go of what is no longer in the journal.
    pub(super) fn keep_known(&mut self, snapshot: &Snapshot) {
        if self.chosen.is_empty() || !snapshot.complete {
            return;
        }
        let known: BTreeSet<EntryId> = snapshot.entries.iter().map(|entry| entry.id).filter(|id| self.chosen.contains(id)).collect();
        if known.len() < self.chosen.len() {
            self.seq += 1;
        }
        self.chosen = known;
    }

    /// All that are chosen: first those that are shown, in the order of the list.
    pub(super) fn ids(&self, rows: &[impl Listed]) -> Vec<EntryId> {
        let mut ids: Vec<EntryId> = rows.iter().filter_map(Listed::entry).filter(|id| self.has(*id)).collect();
        let shown: BTreeSet<EntryId> = ids.iter().copied().collect();
        ids.extend(self.chosen.difference(&shown));
        ids
    }

    /// How many of them are shown.
    pub(super) fn shown(&self, rows: &[impl Listed]) -> usize {
        if self.chosen.is_empty() { 0 } else { rows.iter().filter_map(Listed::entry).filter(|id| self.has(*id)).count() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Listed for EntryId {
        fn entry(&self) -> Option<EntryId> {
            Some(*self)
        }
    }

    fn id(row: i64) -> EntryId {
        EntryId::from_row(row)
    }

    fn chosen(selection: &Selection) -> Vec<i64> {
        selection.chosen.iter().map(|id| id.row()).collect()
    }

    #[test]
    fn runs_go_from_the_last_one_chosen() {
        let rows = [5, 4, 3, 2, 1].map(id);
        let mut selection = Selection::default();
        selection.extend(&rows, None, id(4));
        assert_eq!(chosen(&selection), [4], "nothing was chosen before");
        selection.extend(&rows, None, id(2));
        assert_eq!(chosen(&selection), [2, 3, 4]);
        selection.toggle(id(3));
        assert_eq!(chosen(&selection), [2, 4]);
        // What is chosen beside the run stays, and a run goes either way.
        selection.extend(&rows, None, id(5));
        assert_eq!(chosen(&selection), [2, 3, 4, 5]);
        selection.clear();
        selection.extend(&rows, Some(id(1)), id(2));
        assert_eq!(chosen(&selection), [1, 2], "from the one that is open");
        // What is not shown any more is chosen all the same, and told after the others.
        let fewer = [3, 2].map(id);
        assert_eq!((selection.ids(&fewer), selection.shown(&fewer)), (vec![id(2), id(1)], 1));
        selection.extend(&fewer, None, id(3));
        assert_eq!(chosen(&selection), [1, 2, 3], "an anchor that is out of sight is none");
        selection.choose_all(&rows);
        assert_eq!(selection.len(), 5);
    }
}
