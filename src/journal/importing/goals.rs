//! Goals of one file: each after the one that it goes on from.

use std::collections::{HashMap, HashSet};

use super::bad;
use super::ready::Ready;
use super::take::{Come, Uids};
use crate::domain::{GoalDraft, GoalId, Uid};
use crate::dossier::{self, uid};
use crate::journal::JournalError;
use crate::store::Tx;

/// A goal that is new here.
struct New<'d> {
    name: Uid,
    draft: GoalDraft,
    told: &'d dossier::Goal,
    /// The goal that it goes on from, whether that is in the file or here.
    earlier: Option<Uid>,
}

impl Ready {
    pub(super) fn goals(&self, tx: &Tx<'_>, uids: &mut Uids, come: &mut Come) -> Result<(), JournalError> {
        let here: HashMap<Uid, GoalId> = tx.read().goals()?.into_iter().map(|goal| (goal.uid, goal.id)).collect();
        let used: HashSet<&String> = self
            .dossier
            .entries
            .iter()
            .filter(|entry| self.is_wanted(&entry.uid))
            .flat_map(|entry| entry.goals.iter().map(|link| &link.uid))
            .collect();
        let mut new: Vec<New<'_>> = Vec::new();
        for told in self.dossier.goals.iter().filter(|one| self.all || used.contains(&one.uid)) {
            let (name, draft) = (uid(&told.uid).map_err(bad(&told.title))?, told.to_draft().map_err(bad(&told.title))?);
            if let Some(same) = here.get(&name) {
                come.goals.insert(told.uid.clone(), *same);
                continue;
            }
            new.push(New { name, draft, told, earlier: told.carried_from.as_ref().and_then(|from| uid(from).ok()) });
        }
        for title in without_rings(&mut new) {
            come.warn(&title, "It is said to go on from itself; that was left out.");
        }
        let mut known = here;
        for at in earlier_first(&new) {
            let Some(New { name, draft, told, earlier }) = new.get(at) else { continue };
            let (created, changed) = told.moments(self.now).map_err(bad(&told.title))?;
            let id = tx.insert_goal_of(*name, draft, created, changed)?;
            come.goals.insert(told.uid.clone(), id);
            come.done.goals += 1;
            if let Some(earlier) = earlier.and_then(|earlier| known.get(&earlier)) {
                tx.set_carried_from(id, *earlier)?;
            }
            known.insert(*name, id);
            for review in &told.reviews {
                let draft = review.to_draft().map_err(bad(&told.title))?;
                if let Some(name) = uids.of(&review.uid) {
                    tx.insert_review(name, id, &draft)?;
                }
            }
        }
        Ok(())
    }
}

/// Takes apart the rings of goals that are said to go on from each other, and gives the titles of those where that was done.
fn without_rings(new: &mut [New<'_>]) -> Vec<String> {
    let mut earlier_of: HashMap<Uid, Uid> = HashMap::new();
    let mut told = Vec::new();
    for goal in new {
        let Some(earlier) = goal.earlier else { continue };
        if std::iter::successors(Some(earlier), |one| earlier_of.get(one).copied()).any(|one| one == goal.name) {
            told.push(goal.told.title.clone());
            goal.earlier = None;
        } else {
            earlier_of.insert(goal.name, earlier);
        }
    }
    told
}

/// The places of goals, each after the one that it goes on from, else in their order: taking back goes the other way, and a goal cannot go
/// before the one that goes on from it. There must be no ring.
fn earlier_first(new: &[New<'_>]) -> Vec<usize> {
    let places: HashMap<Uid, usize> = new.iter().enumerate().map(|(at, goal)| (goal.name, at)).collect();
    let mut order: Vec<usize> = Vec::with_capacity(new.len());
    let mut placed: HashSet<usize> = HashSet::new();
    for at in 0..new.len() {
        let earlier = |at: &usize| new.get(*at)?.earlier.and_then(|earlier| places.get(&earlier)).copied();
        let mut chain: Vec<usize> = std::iter::successors(Some(at), earlier).take_while(|at| !placed.contains(at)).collect();
        chain.reverse();
        placed.extend(&chain);
        order.append(&mut chain);
    }
    order
}
