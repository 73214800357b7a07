//! How far an appraisal walk is, told by what is in the journal: what is on its way, what was decided there, and what it does for the
//! requirements.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::Stand;
use crate::catalogue::Catalogue;
use crate::domain::standing::{Item, Judged};
use crate::domain::walk::{Decided, Decision, Stop, way};
use crate::domain::{EntryHeader, EntryId, Goal, Walk};

/// How far a walk is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkState {
    /// In the order of the walk.
    pub stops: Vec<Stop>,
    /// What was decided, of entries on the way only.
    pub decisions: HashMap<EntryId, Decision>,
    /// What was decided of entries that are on the way no more: their day was changed, they are in the bin or in a claim. Nothing comes of it;
    /// in the order in which it was decided.
    pub off_the_way: Vec<Decided>,
    /// How many entries there are to look at.
    pub entries: usize,
    /// How many of them were decided.
    pub decided: usize,
    /// How many got each decision, in the order of [`Decision::ALL`].
    pub counts: [usize; 4],
}

impl WalkState {
    /// Entries that nothing was decided of yet.
    pub const fn left(&self) -> usize {
        self.entries.saturating_sub(self.decided)
    }

    /// All entries in the order of the walk.
    pub fn way(&self) -> impl Iterator<Item = EntryId> + '_ {
        self.stops.iter().flat_map(|stop| stop.entries.iter().copied())
    }

    /// The first entry after another, round the end, that nothing was decided of.
    pub fn next_after(&self, after: Option<EntryId>) -> Option<EntryId> {
        let way: Vec<EntryId> = self.way().collect();
        let start = after.and_then(|after| way.iter().position(|id| *id == after)).map_or(0, |at| at + 1);
        let round = way.iter().skip(start).chain(way.iter().take(start));
        round.copied().find(|id| !self.decisions.contains_key(id))
    }

    /// Entries on the way with a decision, in the order of the walk.
    pub fn with(&self, decision: Decision) -> Vec<EntryId> {
        self.way().filter(|id| self.decisions.get(id) == Some(&decision)).collect()
    }

    /// The entries that are chosen: on the way, and to be used. Everything that comes of a walk is made of these.
    pub fn chosen(&self) -> BTreeSet<EntryId> {
        self.decisions.iter().filter(|(_, decision)| **decision == Decision::Use).map(|(id, _)| *id).collect()
    }
}

/// A requirement at the end of a walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub requirement: String,
    pub label: String,
    /// “27.5 of 35 hours”.
    pub counted: String,
    pub judged: Judged,
    /// What would be enough; empty when it is.
    pub would_do: String,
    /// How many of the chosen entries count towards it.
    pub chosen: usize,
}

/// How far a walk is, told by what is in the journal.
pub fn walk_state(walk: &Walk, walks: &[Walk], entries: &[Arc<EntryHeader>], goals: &[Goal]) -> WalkState {
    let stops = way(&walk.draft, entries.iter().map(|entry| &**entry), goals, &put_off(walk, walks));
    let on_it: HashSet<EntryId> = stops.iter().flat_map(|stop| stop.entries.iter().copied()).collect();
    let (on_the_way, off_the_way): (Vec<Decided>, Vec<Decided>) = walk.decided.iter().partition(|one| on_it.contains(&one.entry));
    let decisions: HashMap<EntryId, Decision> = on_the_way.into_iter().map(|one| (one.entry, one.decision)).collect();
    let mut counts = [0; 4];
    for (count, wanted) in counts.iter_mut().zip(Decision::ALL) {
        *count = decisions.values().filter(|decision| *decision == wanted).count();
    }
    WalkState { entries: on_it.len(), decided: decisions.len(), counts, stops, decisions, off_the_way }
}

/// What is looked at on this walk because it was put off before: entries of which the last that was decided, on any earlier walk, is to park
/// them.
fn put_off(walk: &Walk, walks: &[Walk]) -> BTreeSet<EntryId> {
    let mut last: HashMap<EntryId, (Decided, i64)> = HashMap::new();
    for earlier in walks.iter().filter(|one| one.id < walk.id) {
        for one in &earlier.decided {
            let now = (*one, earlier.id.row());
            let kept = last.entry(one.entry).or_insert(now);
            if (kept.0.at, kept.1) < (one.at, now.1) {
                *kept = now;
            }
        }
    }
    last.into_values().filter(|(one, _)| one.decision == Decision::Park).map(|(one, _)| one.entry).collect()
}

/// The requirements of a registration at the end of a walk.
pub fn asked_of_walk(walk: &Walk, state: &WalkState, stands: &[Stand], catalogue: &Catalogue) -> Vec<Asked> {
    let Some((standing, framework)) = stand_of(walk, stands).and_then(|stand| {
        let standing = stand.counted.as_ref().ok()?;
        Some((standing, catalogue.framework(&standing.framework)?))
    }) else {
        return Vec::new();
    };
    let chosen = state.chosen();
    let asked = standing.progress.iter().filter_map(|progress| {
        let requirement = framework.requirement(&progress.requirement)?;
        let counted = requirement.counted_in_words(framework, progress.counted);
        let counted = match progress.needed {
            Some(needed) => format!("{} of {}", progress.counted.shown(), requirement.counted_in_words(framework, needed)),
            None => counted,
        };
        let of_chosen = progress.items.iter().filter(|one| matches!(one.item, Item::Entry(id) if chosen.contains(&id)));
        Some(Asked {
            requirement: requirement.id.clone(),
            label: requirement.label.clone(),
            counted,
            judged: progress.judged,
            would_do: progress.would_do.clone(),
            chosen: of_chosen.count(),
        })
    });
    asked.collect()
}

/// Where the registration of a walk stands.
pub(super) fn stand_of<'s>(walk: &Walk, stands: &'s [Stand]) -> Option<&'s Stand> {
    stands.iter().find(|stand| walk.draft.registration == Some(stand.registration.id))
}
