//! The way of a walk as places that one stands at, one after the other, and what was decided at each.

use std::collections::{HashMap, HashSet};

use crate::domain::{EntryId, GoalId, Walk};
use crate::journal::{Snapshot, WalkState, walk_state};

/// Where one stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    Entry(EntryId),
    /// A goal that nothing belongs to.
    Bare(GoalId),
}

/// The way, of one revision of the journal.
#[derive(Debug)]
pub(super) struct Way {
    pub(super) state: WalkState,
    pub(super) places: Vec<Place>,
    /// The stop of each place.
    stops: HashMap<Place, usize>,
    /// Nothing can be decided on it until it is taken up again.
    pub(super) finished: bool,
    /// The entry that was decided last.
    pub(super) last: Option<EntryId>,
}

impl Way {
    pub(super) fn of(walk: &Walk, snapshot: &Snapshot) -> Self {
        let state = walk_state(walk, &snapshot.walks, &snapshot.entries, &snapshot.goals);
        let mut places = Vec::new();
        let mut stops = HashMap::new();
        for (at, stop) in state.stops.iter().enumerate() {
            let bare = stop.goal.filter(|_| stop.entries.is_empty()).map(Place::Bare);
            for place in bare.into_iter().chain(stop.entries.iter().map(|id| Place::Entry(*id))) {
                stops.insert(place, at);
                places.push(place);
            }
        }
        let last = walk.decided.iter().rev().map(|one| one.entry).find(|id| stops.contains_key(&Place::Entry(*id)));
        Self { state, places, stops, finished: walk.finished.is_some(), last }
    }

    pub(super) fn stop_of(&self, place: Place) -> Option<&crate::domain::walk::Stop> {
        self.state.stops.get(*self.stops.get(&place)?)
    }

    pub(super) fn has(&self, place: Place) -> bool {
        self.stops.contains_key(&place)
    }

    fn position(&self, place: Place) -> Option<usize> {
        self.places.iter().position(|one| *one == place)
    }

    /// The place beside one.
    pub(super) fn beside(&self, place: Place, ahead: bool) -> Option<Place> {
        let at = self.position(place)?;
        let to = if ahead { at.checked_add(1) } else { at.checked_sub(1) };
        self.places.get(to?).copied()
    }

    /// The next place, round the end, at which something is to be done: an entry that is not decided, or a bare goal that was not `seen`.
    pub(super) fn next(&self, after: Option<Place>, decided: impl Fn(EntryId) -> bool, seen: &HashSet<GoalId>) -> Option<Place> {
        let start = after.and_then(|after| self.position(after)).map_or(0, |at| at + 1);
        let mut round = self.places.iter().skip(start).chain(self.places.iter().take(start)).copied();
        round.find(|place| match place {
            Place::Entry(id) => !decided(*id),
            Place::Bare(goal) => !seen.contains(goal),
        })
    }

    /// Bare goals before a place: whoever comes back has seen them.
    pub(super) fn bare_before(&self, place: Place) -> impl Iterator<Item = GoalId> + '_ {
        let end = self.position(place).unwrap_or(0);
        self.places.iter().take(end).filter_map(|place| if let Place::Bare(goal) = place { Some(*goal) } else { None })
    }
}
