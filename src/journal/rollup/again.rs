//! Claims that were made in another journal, made again of their items.

use std::collections::{HashMap, HashSet};

use crate::domain::{EntryId, Uid};
use crate::journal::JournalError;
use crate::store::{Tx, Which};

/// Makes claims out of entries of another journal again: each with those of its items that are in `here`, by the names that they had
/// there, or in this journal. What cannot be an item here stays out: an entry in the bin, a claim, and an item of another claim.
pub(in crate::journal) fn rebuild(tx: &Tx<'_>, claims: &[(EntryId, &[Uid])], here: &HashMap<Uid, EntryId>) -> Result<(), JournalError> {
    let anywhere = |uid: &Uid| {
        Ok(match here.get(uid) {
            Some(item) => Some(*item),
            None => match tx.read().entries_called(&uid.to_string())?.as_slice() {
                [(item, _)] => Some(*item),
                _ => None,
            },
        })
    };
    roll(tx, claims, anywhere).map(|_| ())
}

/// As [`rebuild`], only of items that came with their claims: somebody else's file must not take minutes out of what was here before. Gives
/// the claims that are without some of their items.
pub(in crate::journal) fn rebuild_of(
    tx: &Tx<'_>,
    claims: &[(EntryId, &[Uid])],
    come: &HashMap<Uid, EntryId>,
) -> Result<Vec<EntryId>, JournalError> {
    roll(tx, claims, |uid| Ok(come.get(uid).copied()))
}

/// Rolls items into their claims, and gives the claims of which some could not be.
fn roll(
    tx: &Tx<'_>,
    claims: &[(EntryId, &[Uid])],
    find: impl Fn(&Uid) -> Result<Option<EntryId>, JournalError>,
) -> Result<Vec<EntryId>, JournalError> {
    let ids: HashSet<EntryId> = claims.iter().map(|(claim, _)| *claim).collect();
    let mut without = Vec::new();
    for (claim, items) in claims {
        let mut is_whole = true;
        let mut seen: HashSet<&Uid> = HashSet::new();
        for uid in items.iter().filter(|uid| seen.insert(*uid)) {
            let item = find(uid)?.filter(|item| !ids.contains(item));
            let header = match item {
                Some(item) => tx.read().headers(Which::Only(&[item]))?.into_iter().next(),
                None => None,
            };
            match header.filter(|one| !one.state.is_binned() && one.items == 0 && one.rolled_into.is_none()) {
                Some(item) => tx.roll_into(item.id, *claim)?,
                None => is_whole = false,
            }
        }
        if !is_whole {
            without.push(*claim);
        }
    }
    Ok(without)
}
