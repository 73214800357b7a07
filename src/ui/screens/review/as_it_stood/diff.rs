//! What has happened to entries between a day of the past and now.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::domain::{EntryHeader, Uid};

/// Entries by what has happened to them since; each list with the newest day first.
#[derive(Debug, Default)]
pub(super) struct Since {
    /// As they are now.
    pub(super) added: Vec<Arc<EntryHeader>>,
    /// As they were then.
    pub(super) changed: Vec<Arc<EntryHeader>>,
    /// As they were then.
    pub(super) removed: Vec<Arc<EntryHeader>>,
}

impl Since {
    /// `written` are entries that were made or changed after that day. What is in the bin is not there.
    pub(super) fn of(then: &[Arc<EntryHeader>], now: &[Arc<EntryHeader>], written: &BTreeSet<Uid>) -> Self {
        let live = |entries: &[Arc<EntryHeader>]| -> HashMap<Uid, Arc<EntryHeader>> {
            entries.iter().filter(|entry| !entry.state.is_binned()).map(|entry| (entry.uid, Arc::clone(entry))).collect()
        };
        let (before, after) = (live(then), live(now));
        let mut since = Self::default();
        for entry in now.iter().filter(|entry| after.contains_key(&entry.uid) && !before.contains_key(&entry.uid)) {
            since.added.push(Arc::clone(entry));
        }
        for entry in then.iter().filter(|entry| before.contains_key(&entry.uid)) {
            match after.get(&entry.uid) {
                None => since.removed.push(Arc::clone(entry)),
                // Links, evidence and actions are told by the header.
                Some(other) if written.contains(&entry.uid) || **other != **entry => since.changed.push(Arc::clone(entry)),
                Some(_) => {}
            }
        }
        since
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EntryDraft, EntryState};
    use crate::journal::{Clock, Journal, Together};

    #[test]
    fn added_changed_and_removed() {
        let day: chrono::NaiveDate = "2026-11-22".parse().expect("a day");
        let mut journal = Journal::in_memory(Clock::Fixed(day)).expect("journal");
        let mut log = |title: &str| {
            let draft = EntryDraft { title: title.to_owned(), ..EntryDraft::on(day) };
            journal.log(draft, EntryState::Ready, &Together::default()).expect("kept").value.id
        };
        let ids = [log("Stays"), log("Renamed"), log("Longer"), log("Goes")];
        let then = journal.snapshot().expect("snapshot");
        let [_, renamed, longer, goes] = ids;
        let entry = journal.entry(renamed).expect("entry");
        let draft = EntryDraft { title: "Has another name".to_owned(), ..entry.draft };
        journal.save(renamed, draft, &[entry.changed]).expect("saved");
        journal.bin(goes).expect("binned");
        let fresh = EntryDraft { title: "New".to_owned(), ..EntryDraft::on(day) };
        journal.log(fresh, EntryState::Ready, &Together::default()).expect("kept");
        let now = journal.snapshot().expect("snapshot");
        let uid = journal.entry(longer).expect("entry").uid;
        let since = Since::of(&then.entries, &now.entries, &BTreeSet::from([uid]));
        let names = |list: &[Arc<EntryHeader>]| {
            let mut names: Vec<String> = list.iter().map(|entry| entry.name.clone()).collect();
            names.sort();
            names
        };
        assert_eq!(names(&since.added), ["New"]);
        assert_eq!(names(&since.changed), ["Longer", "Renamed"]);
        assert_eq!(names(&since.removed), ["Goes"]);
    }
}
