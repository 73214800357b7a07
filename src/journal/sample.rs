//! Filling a new journal with a fictional one.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::{Journal, JournalError};
use crate::domain::record::Refers;
use crate::domain::{CommunityId, EntryDraft, EntryId, GoalId, NeedDraft, RecordDraft, RecordId, Uid};
use crate::sample::{Sample, SampleRecord};
use crate::store::{NewEntry, StoreError, Tx};

impl Journal {
    /// Writes a fictional journal as the beginning of this one, which must be new. The same arguments give the same content, names
    /// included. Returns the numbers of entries and goals.
    ///
    /// # Errors
    /// [`JournalError::Sample`] when there is none of this profession, or it cannot be written.
    pub fn fill_with_sample(&mut self, entries: usize, seed: u64, profession: &str) -> Result<(usize, usize), JournalError> {
        let sample = Sample::new(entries, seed, profession, self.today())?;
        let uid = |at: DateTime<Utc>, what: &str, n: usize| {
            let name = Uid::from_text(&format!("cpd-journal:sample:{profession}:{seed}:{what}:{n}"));
            let mut chance = [0; 10];
            chance.iter_mut().zip(name.to_string().bytes().rev()).for_each(|(to, from)| *to = from);
            Uid::new(u64::try_from(at.timestamp_millis()).unwrap_or(0), chance)
        };
        let at = self.now();
        let ((entries, goals), _) = self.store.begin_with(at, |tx| {
            tx.set_profile(&sample.profile)?;
            let communities: Vec<CommunityId> = sample
                .communities
                .iter()
                .enumerate()
                .map(|(n, draft)| tx.insert_community(uid(at, "community", n), draft))
                .collect::<Result<_, _>>()?;
            let goals: Vec<GoalId> = sample
                .goals
                .iter()
                .enumerate()
                .map(|(n, goal)| tx.insert_goal_of(uid(goal.created, "goal", n), &goal.draft, goal.created, goal.changed))
                .collect::<Result<_, _>>()?;
            for (n, goal) in sample.goals.iter().enumerate() {
                let Some(id) = goals.get(n).copied() else { continue };
                if let Some(earlier) = goal.carried_from.and_then(|at| goals.get(at)) {
                    tx.set_carried_from(id, *earlier)?;
                }
                for (at, review) in goal.reviews.iter().enumerate() {
                    tx.insert_review(uid(goal.created, "review", n * 100 + at), id, review)?;
                }
            }
            let mut noticed: Vec<Option<EntryId>> = vec![None; sample.needs.len()];
            let wanted: HashSet<&str> = sample.records.iter().flat_map(|record| &record.entries).map(String::as_str).collect();
            let mut titled: HashMap<String, EntryId> = HashMap::new();
            let mut written = 0;
            for entry in sample.entries() {
                let community = entry.community.and_then(|at| communities.get(at).copied());
                let draft = EntryDraft { community, ..entry.draft }.tidied()?;
                let id = tx.insert_entry(&NewEntry {
                    uid: uid(entry.created, "entry", written),
                    draft: &draft,
                    state: entry.state,
                    created: entry.created,
                    changed: entry.changed,
                })?;
                for (goal, linked_at) in entry.goals {
                    if let Some(goal) = goals.get(goal) {
                        tx.link_goal(id, *goal, linked_at)?;
                    }
                }
                for (n, action) in entry.actions.iter().enumerate() {
                    tx.insert_action(uid(entry.created, "action", written * 100 + n), id, action)?;
                }
                for (n, look) in entry.look_backs.iter().enumerate() {
                    tx.insert_look_back(uid(entry.created, "look back", written * 100 + n), id, look)?;
                }
                for (need, place) in sample.needs.iter().zip(&mut noticed) {
                    if need.entry.as_ref() == Some(&draft.title) {
                        *place = Some(id);
                    }
                }
                if wanted.contains(draft.title.as_str()) {
                    titled.entry(draft.title).or_insert(id);
                }
                written += 1;
            }
            for (n, (need, entry)) in sample.needs.iter().zip(noticed).enumerate() {
                let goal = need.goal.and_then(|at| goals.get(at).copied());
                tx.insert_need(uid(at, "need", n), &NeedDraft { goal, entry, ..need.draft.clone() })?;
            }
            for (n, registration) in sample.registrations.iter().enumerate() {
                tx.insert_registration(uid(at, "registration", n), registration)?;
            }
            for (n, person) in sample.people.iter().enumerate() {
                tx.insert_person(uid(at, "person", n), person)?;
            }
            insert_records(tx, &sample.records, &titled, |record, n| uid(record.created, "record", n))?;
            Ok::<_, JournalError>((written, goals.len()))
        })?;
        Ok((entries, goals))
    }
}

/// Writes the records in their order; entries that a small sample does not have are not referred to.
fn insert_records(
    tx: &Tx<'_>,
    records: &[SampleRecord],
    titled: &HashMap<String, EntryId>,
    uid: impl Fn(&SampleRecord, usize) -> Uid,
) -> Result<(), StoreError> {
    let mut ids: Vec<RecordId> = Vec::with_capacity(records.len());
    for (n, record) in records.iter().enumerate() {
        let entries = record.entries.iter().filter_map(|title| titled.get(title)).map(|id| Refers::Entry(*id));
        let others = record.records.iter().filter_map(|at| ids.get(*at)).map(|id| Refers::Record(*id));
        let draft = RecordDraft { refers: entries.chain(others).collect(), ..record.draft.clone() };
        let uid = uid(record, n);
        ids.push(tx.insert_record(uid, &draft, record.created)?);
        tx.set_apart(uid, &record.apart)?;
    }
    Ok(())
}
