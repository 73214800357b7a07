//! Claims of one file and their items, whichever of them came first: what is one claim there counts once here, also when it comes in two goes.

use std::collections::{HashMap, HashSet};

use super::ready::Ready;
use super::take::Come;
use crate::domain::{EntryHeader, EntryId, Uid};
use crate::dossier::{self, uid};
use crate::journal::{JournalError, rollup};
use crate::store::{Tx, Which};

/// The names of the items of a claim.
pub(super) fn items(claim: &dossier::Entry) -> Vec<Uid> {
    claim.items.iter().filter_map(|item| uid(item).ok()).collect()
}

impl Ready {
    /// Rolls items into claims: `claims` and entries that have just come in, and those of the same file that came before. What was written
    /// here, and what was changed since it came, stays as it is.
    pub(super) fn claims(
        &self,
        tx: &Tx<'_>,
        mut claims: Vec<(EntryId, Vec<Uid>)>,
        mut come_now: HashMap<Uid, EntryId>,
        come: &mut Come,
    ) -> Result<(), JournalError> {
        if !self.dossier.entries.iter().any(|one| !one.items.is_empty()) {
            return Ok(());
        }
        let read = tx.read();
        let here: HashMap<Uid, EntryHeader> = read.headers(Which::All)?.into_iter().map(|one| (one.uid, one)).collect();
        let written = if self.same.is_empty() { Vec::new() } else { read.written_at()? };
        let from_elsewhere: HashSet<i64> = written.into_iter().filter(|(.., taken_in)| *taken_in).map(|(row, ..)| row).collect();
        let mut before: HashMap<Uid, EntryId> = HashMap::new();
        for one in &self.dossier.entries {
            let Some(header) = uid(&one.uid).ok().and_then(|name| here.get(&name)) else { continue };
            if come_now.contains_key(&header.uid) || header.state.is_binned() {
                continue;
            }
            let is_as_it_came = self.same.contains(&header.uid) && from_elsewhere.contains(&header.id.row());
            if is_as_it_came {
                before.insert(header.uid, header.id);
            }
            let items = items(one);
            let new: Vec<Uid> = items.iter().copied().filter(|item| come_now.contains_key(item)).collect();
            if new.is_empty() {
                continue;
            }
            if header.items > 0 {
                // What was taken out of it here stays out.
                claims.push((header.id, new));
            } else if is_as_it_came {
                claims.push((header.id, items));
            } else {
                come.warn(&header.name, "It is made of entries that have come in now and count beside it, for it was changed here.");
            }
        }
        come_now.extend(before);
        let claims: Vec<(EntryId, &[Uid])> = claims.iter().map(|(claim, items)| (*claim, items.as_slice())).collect();
        for claim in rollup::rebuild_of(tx, &claims, &come_now)? {
            let name = read.entry(claim)?.map(|entry| entry.draft.name()).unwrap_or_default();
            let what = "Some of what it is made of did not come in with it, or cannot be a part of it: those count for themselves. Look whether anything counts twice.";
            come.warn(&name, what);
        }
        Ok(())
    }
}
