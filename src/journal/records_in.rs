//! Records that come from another journal.

use std::collections::{HashMap, HashSet};

use super::{Filed, Journal, JournalError, Outcome};
use crate::domain::record::Refers;
use crate::domain::{RecordId, Uid};

/// A record as another journal had it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordFromElsewhere {
    /// The name that it had there; a new one when there is none, or when it is taken here.
    pub uid: Option<Uid>,
    pub filed: Filed,
    /// What it referred to there and that comes with it, by the names there; what it refers to here already is in the draft.
    pub with: Vec<Uid>,
    /// It was in the bin.
    pub binned: bool,
}

impl Journal {
    /// Adds records from elsewhere as one step: all of them, or none. Tells their names here, in the same order.
    ///
    /// # Errors
    /// [`JournalError::Store`] when they cannot be written.
    pub fn add_records(&mut self, records: Vec<RecordFromElsewhere>) -> Result<Outcome<Vec<Uid>>, JournalError> {
        let mut taken: HashSet<Uid> = self.records()?.into_iter().map(|record| record.uid).collect();
        let mut ready = Vec::with_capacity(records.len());
        for RecordFromElsewhere { uid, filed, with, binned } in records {
            let name = uid.filter(|uid| !taken.contains(uid)).unwrap_or_else(|| self.new_uid());
            taken.insert(name);
            let kind = self.catalogue.record_kind(&filed.draft.kind);
            ready.push((uid, name, filed.tidied(kind), with, binned));
        }
        let label = match ready.len() {
            1 => "Add 1 record".to_owned(),
            several => format!("Add {several} records"),
        };
        let at = self.now();
        self.step(label, |tx| {
            let mut here: HashMap<Uid, RecordId> = HashMap::new();
            let mut ids = Vec::with_capacity(ready.len());
            for (uid, name, filed, _, binned) in &ready {
                let id = tx.insert_record(*name, &filed.draft, at)?;
                if !filed.apart.is_empty() {
                    tx.set_apart(*name, &filed.apart)?;
                }
                if *binned {
                    tx.set_record_binned(id, Some(at))?;
                }
                if let Some(uid) = uid {
                    here.entry(*uid).or_insert(id);
                }
                ids.push(id);
            }
            // They may refer to each other in any order.
            for (id, (_, _, filed, with, _)) in ids.iter().zip(&ready) {
                let others = with.iter().filter_map(|uid| here.get(uid)).filter(|other| *other != id).map(|other| Refers::Record(*other));
                let mut draft = filed.draft.clone();
                for other in others {
                    if !draft.refers.contains(&other) {
                        draft.refers.push(other);
                    }
                }
                if draft != filed.draft {
                    tx.update_record(*id, &draft)?;
                }
            }
            Ok(ready.iter().map(|(_, name, ..)| *name).collect())
        })
    }
}
