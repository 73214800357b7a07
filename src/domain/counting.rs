//! What counts where, in every sum of entries: of a goal, a kind, a month, a period, the whole journal. Pure: everything is told by headers.
//!
//! Overall a claim counts as a whole, on its own day, with the minutes that its items have once those in common are taken off. Its items
//! count nowhere else as long as it is not in the bin, whether it is among the entries looked at or not: two selections never both count
//! an item. For a goal or a kind the claim itself stands for nothing. Its items do, each with its own goals and kind: what some of them
//! have in common is taken off only among those of the same goal or kind. So no goal gets more than was done for it, and what all goals
//! have is as much as the claim, but for items with several goals or none and for minutes that items of different goals have in common.

use std::collections::{BTreeMap, HashMap};

use super::{EntryHeader, EntryId, GoalId, Minutes, overlap};

/// What some entries add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many they are; a claim is as many as its items, where these are told apart.
    pub entries: usize,
    pub total: Minutes,
    pub interactive: Minutes,
}

impl Share {
    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            entries: self.entries + other.entries,
            total: self.total.plus(other.total),
            interactive: self.interactive.plus(other.interactive),
        }
    }

    /// What an entry counts as a whole.
    pub fn whole(entry: &EntryHeader) -> Self {
        Self { entries: 1, total: entry.total, interactive: entry.interactive }
    }
}

/// Whether an entry counts by itself: not when it is in the bin, and not when it is an item of a claim that is not.
pub fn counts(entry: &EntryHeader) -> bool {
    !entry.state.is_binned() && entry.rolled_into.is_none()
}

/// The items of all claims.
#[derive(Debug)]
pub struct Counting<'h> {
    items: HashMap<EntryId, Vec<&'h EntryHeader>>,
}

impl<'h> Counting<'h> {
    /// Of all entries of a journal. Looks at each once.
    pub fn of(entries: impl IntoIterator<Item = &'h EntryHeader>) -> Self {
        let mut items: HashMap<EntryId, Vec<&'h EntryHeader>> = HashMap::new();
        for entry in entries.into_iter().filter(|entry| !entry.state.is_binned()) {
            if let Some(claim) = entry.rolled_into {
                items.entry(claim).or_default().push(entry);
            }
        }
        Self { items }
    }

    /// The items of a claim that are not in the bin; none of an entry that is no claim.
    pub fn items_of(&self, entry: &EntryHeader) -> &[&'h EntryHeader] {
        self.items.get(&entry.id).map(Vec::as_slice).unwrap_or_default()
    }

    /// What an entry that counts gives to each group, like a goal or a kind; `groups` are those of an entry that is no claim.
    pub fn shares<K: Ord, G: IntoIterator<Item = K>>(
        &self,
        entry: &'h EntryHeader,
        groups: impl Fn(&'h EntryHeader) -> G,
    ) -> Vec<(K, Share)> {
        if entry.items == 0 {
            return groups(entry).into_iter().map(|group| (group, Share::whole(entry))).collect();
        }
        let mut by_group: BTreeMap<K, Vec<&'h EntryHeader>> = BTreeMap::new();
        for item in self.items.get(&entry.id).into_iter().flatten() {
            for group in groups(item) {
                by_group.entry(group).or_default().push(item);
            }
        }
        by_group.into_iter().map(|(group, items)| (group, together(&items))).collect()
    }

    /// What an entry that counts gives to the sum of a selection, which may be that of one goal.
    pub fn share(&self, entry: &'h EntryHeader, goal: Option<GoalId>) -> Share {
        let Some(goal) = goal else { return Share::whole(entry) };
        let shares = self.shares(entry, |entry| entry.goals.iter().copied().filter(|other| *other == goal));
        shares.into_iter().fold(Share::default(), |sum, (_, share)| sum.plus(share))
    }

    /// Minutes that are in the sum of some entries more than once, because they are at the same time. Those of items of the same claim
    /// are not: the claim counts them once.
    pub fn twice(&self, entries: impl IntoIterator<Item = &'h EntryHeader>, goal: Option<GoalId>) -> Minutes {
        let belongs = |entry: &&&EntryHeader| goal.is_none_or(|goal| entry.goals.contains(&goal));
        let (mut all, mut once) = (Vec::new(), Minutes::ZERO);
        for entry in entries {
            if entry.items == 0 {
                all.push(entry);
            } else {
                let items: Vec<&EntryHeader> = self.items.get(&entry.id).into_iter().flatten().filter(belongs).copied().collect();
                once = once.plus(overlap::sum(items.iter().copied()).overlap);
                all.extend(items);
            }
        }
        Minutes(overlap::sum(all).overlap.0.saturating_sub(once.0))
    }
}

/// Items of one claim, what they have in common once.
fn together(items: &[&EntryHeader]) -> Share {
    let overlap::Sum { total, interactive, .. } = overlap::sum(items.iter().copied());
    Share { entries: items.len(), total, interactive }
}

/// “50 min of these entries are at the same time as others, and count more than once”; nothing when there are none.
pub fn twice_in_words(twice: Minutes) -> Option<String> {
    (twice > Minutes::ZERO).then(|| format!("{twice} of these entries are at the same time as others, and count more than once"))
}
