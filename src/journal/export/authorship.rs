//! Who wrote what leaves, and when: told by the history of the journal, which nobody can change without its being seen.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::domain::portfolio::{Authorship, Written};
use crate::domain::{EntryId, Report, Uid};
use crate::journal::{Journal, JournalError};
use crate::store::Which;

impl Journal {
    /// The statement about the entries of a report. Days are those of the registrant.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub(super) fn authorship(&self, report: &Report) -> Result<Authorship, JournalError> {
        let read = self.store.read();
        let here = self.here();
        let ids: HashMap<Uid, EntryId> = read.headers(Which::All)?.into_iter().map(|header| (header.uid, header.id)).collect();
        let mut at: HashMap<i64, Vec<(NaiveDate, bool)>> = HashMap::new();
        for (row, instant, taken_in) in read.written_at()? {
            at.entry(row).or_default().push((instant.with_timezone(&here).date_naive(), taken_in));
        }
        let mut days: BTreeSet<NaiveDate> = BTreeSet::new();
        let mut entries = Vec::with_capacity(report.entries.len());
        for entry in &report.entries {
            let known = ids.get(&entry.uid).and_then(|id| at.remove(&id.row())).unwrap_or_default();
            let made = entry.created.with_timezone(&here).date_naive();
            // Of what was taken in, the history knows nothing of before that; it says itself when it was written.
            let taken_in = known.first().filter(|(_, taken_in)| *taken_in).map(|(day, _)| *day);
            let written = || known.iter().filter(|(_, taken_in)| !taken_in).map(|(day, _)| *day);
            // Of what the journal began with the history tells nothing but later changes.
            let first = if taken_in.is_some() { made } else { written().chain([made]).min().unwrap_or(made) };
            let edited: BTreeSet<NaiveDate> = written().filter(|day| *day > first || taken_in.is_some()).collect();
            if taken_in.is_none() {
                days.insert(first);
            }
            days.extend(&edited);
            entries.push(Written {
                entry: entry.uid,
                title: entry.title.clone(),
                first,
                edited: edited.into_iter().collect(),
                ai_help: entry.ai_help.clone(),
                taken_in,
            });
        }
        Ok(Authorship {
            days: days.first().copied().zip(days.last().copied()),
            on_days: days.len(),
            entries,
            history: read.end_of_history()?,
            whole: read.history_is_whole()?,
        })
    }
}
