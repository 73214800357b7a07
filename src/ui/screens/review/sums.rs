//! Sums over the entries of a period, worked out once.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};

use crate::domain::{EntryHeader, EntryId, GoalId, Minutes};
use crate::journal::Snapshot;
use crate::ui::widgets::Lack;

/// What some entries add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) entries: usize,
    pub(super) total: Minutes,
    pub(super) interactive: Minutes,
}

impl Sum {
    fn add(&mut self, entry: &EntryHeader) {
        self.entries += 1;
        self.total = self.total.plus(entry.total);
        self.interactive = self.interactive.plus(entry.interactive);
    }
}

/// Everything that the page shows of a period.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums {
    pub(super) all: Sum,
    /// By kind, that with the most time first.
    pub(super) kinds: Vec<(String, Sum)>,
    /// By the first day of the month, newest first.
    pub(super) months: Vec<(NaiveDate, Sum)>,
    /// By goal, in the order of the plan; last, under no id, what belongs to none.
    pub(super) goals: Vec<(Option<GoalId>, Sum)>,
    /// Entries that lack something, newest first.
    pub(super) lacking: Vec<Arc<EntryHeader>>,
    /// How many lack each thing, in the order of [`Lack::ALL`].
    pub(super) lacks: [usize; Lack::ALL.len()],
}

impl Sums {
    /// Of all entries from one day to another, both included, but for those in the bin. An item counts with its claim, where that is among
    /// them.
    pub(super) fn of(snapshot: &Snapshot, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Self {
        let mut sums = Self::default();
        let mut kinds: HashMap<&str, Sum> = HashMap::new();
        let mut goals: HashMap<Option<GoalId>, Sum> = HashMap::new();
        let inside = |entry: &&Arc<EntryHeader>| {
            !entry.state.is_binned() && from.is_none_or(|from| entry.date >= from) && to.is_none_or(|to| entry.date <= to)
        };
        let claims: HashSet<EntryId> =
            snapshot.entries.iter().filter(inside).filter(|entry| entry.items > 0).map(|entry| entry.id).collect();
        let counts = |entry: &&Arc<EntryHeader>| inside(entry) && !entry.rolled_into.is_some_and(|claim| claims.contains(&claim));
        for entry in snapshot.entries.iter().filter(counts) {
            sums.all.add(entry);
            kinds.entry(entry.kind.as_str()).or_default().add(entry);
            for goal in &entry.goals {
                goals.entry(Some(*goal)).or_default().add(entry);
            }
            if entry.goals.is_empty() {
                goals.entry(None).or_default().add(entry);
            }
            let month = entry.date.with_day(1).unwrap_or(entry.date);
            // Entries come newest first, so a month is the last one or a new one.
            match sums.months.last_mut() {
                Some((last, sum)) if *last == month => sum.add(entry),
                _ => {
                    let mut sum = Sum::default();
                    sum.add(entry);
                    sums.months.push((month, sum));
                }
            }
            let mut lacking = false;
            for (lack, count) in Lack::ALL.into_iter().zip(&mut sums.lacks) {
                if lack.is_in(entry) {
                    lacking = true;
                    *count += 1;
                }
            }
            if lacking {
                sums.lacking.push(Arc::clone(entry));
            }
        }
        sums.kinds = kinds.into_iter().map(|(kind, sum)| (kind.to_owned(), sum)).collect();
        sums.kinds.sort_by(|(a, x), (b, y)| (y.total, y.entries, a).cmp(&(x.total, x.entries, b)));
        sums.goals = snapshot.goals.iter().filter_map(|goal| Some((Some(goal.id), *goals.get(&Some(goal.id))?))).collect();
        sums.goals.extend(goals.get(&None).map(|sum| (None, *sum)));
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EntryDraft, EntryState};
    use crate::journal::{Clock, Journal, Together};

    #[test]
    fn sums_of_a_period() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let mut journal = Journal::in_memory(Clock::Fixed(day("2026-11-22"))).expect("journal");
        for (date, kind, minutes, with, learnt) in [
            ("2025-12-31", "podcast", 600, 0, "x"),
            ("2026-01-01", "podcast", 30, 0, "x"),
            ("2026-01-31", "tweetchat", 60, 20, ""),
            ("2026-03-01", "tweetchat", 0, 0, ""),
        ] {
            let mut draft =
                EntryDraft { title: date.to_owned(), kind: kind.to_owned(), learnt: learnt.to_owned(), ..EntryDraft::on(day(date)) };
            draft.minutes.taking_part = Minutes(minutes);
            draft.minutes.interactive = Minutes(with);
            journal.log(draft, EntryState::Ready, &Together::default()).expect("kept");
        }
        let sums = Sums::of(&journal.snapshot().expect("snapshot"), Some(day("2026-01-01")), None);
        assert_eq!(sums.all, Sum { entries: 3, total: Minutes(90), interactive: Minutes(20) });
        let kinds: Vec<(&str, u32)> = sums.kinds.iter().map(|(kind, sum)| (kind.as_str(), sum.total.0)).collect();
        assert_eq!(kinds, [("tweetchat", 60), ("podcast", 30)]);
        let months: Vec<(String, usize)> = sums.months.iter().map(|(month, sum)| (month.to_string(), sum.entries)).collect();
        assert_eq!(months, [("2026-03-01".to_owned(), 1), ("2026-01-01".to_owned(), 2)]);
        assert_eq!(sums.goals, [(None, sums.all)]);
        assert_eq!((sums.lacks, sums.lacking.len()), ([1, 2, 3], 3));
        let items: Vec<EntryId> = journal.headers(None).expect("headers").iter().map(|header| header.id).collect();
        journal.roll_up(&items, "").expect("a claim");
        let sums = Sums::of(&journal.snapshot().expect("snapshot"), None, None);
        assert_eq!((sums.all.entries, sums.all.total), (1, Minutes(690)), "items count with their claim, once");
        let before = Sums::of(&journal.snapshot().expect("snapshot"), None, Some(day("2026-01-15")));
        assert_eq!((before.all.entries, before.all.total), (2, Minutes(630)), "for themselves where it is not among them");
    }
}
