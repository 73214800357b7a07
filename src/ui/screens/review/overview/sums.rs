//! Sums over the entries of a period, worked out once.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};

use crate::domain::counting::{Counting, Share as Sum, counts};
use crate::domain::{EntryHeader, GoalId, Minutes};
use crate::journal::Snapshot;
use crate::ui::widgets::Lack;

/// Everything that the page shows of a period.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums {
    pub(super) all: Sum,
    /// Minutes that are in it more than once, because entries are at the same time.
    pub(super) twice: Minutes,
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
    /// Of all entries from one day to another, both included, but for those in the bin. What counts is for [`crate::domain::counting`] to
    /// say: an item counts with its claim, on the day of that.
    pub(super) fn of(snapshot: &Snapshot, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Self {
        let mut sums = Self::default();
        let mut kinds: HashMap<&str, Sum> = HashMap::new();
        let mut goals: HashMap<Option<GoalId>, Sum> = HashMap::new();
        let counting = Counting::of(snapshot.entries.iter().map(|entry| &**entry));
        let inside =
            |entry: &&Arc<EntryHeader>| counts(entry) && from.is_none_or(|from| entry.date >= from) && to.is_none_or(|to| entry.date <= to);
        sums.twice = counting.twice(snapshot.entries.iter().filter(inside).map(|entry| &**entry), None);
        for entry in snapshot.entries.iter().filter(inside) {
            sums.all = sums.all.plus(Sum::whole(entry));
            for (kind, share) in counting.shares(entry, |entry| [entry.kind.as_str()]) {
                add(&mut kinds, kind, share);
            }
            for (goal, share) in counting.shares(entry, of_goals) {
                add(&mut goals, goal, share);
            }
            let month = entry.date.with_day(1).unwrap_or(entry.date);
            // Entries come newest first, so a month is the last one or a new one.
            match sums.months.last_mut() {
                Some((last, sum)) if *last == month => *sum = sum.plus(Sum::whole(entry)),
                _ => sums.months.push((month, Sum::whole(entry))),
            }
            // What is set aside is not unfinished.
            if entry.is_parked(snapshot.today) {
                continue;
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

/// The goals of an entry, or that it has none.
fn of_goals(entry: &EntryHeader) -> Vec<Option<GoalId>> {
    if entry.goals.is_empty() { vec![None] } else { entry.goals.iter().copied().map(Some).collect() }
}

fn add<K: Eq + std::hash::Hash>(sums: &mut HashMap<K, Sum>, group: K, share: Sum) {
    let sum = sums.entry(group).or_default();
    *sum = sum.plus(share);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EntryDraft, EntryId, EntryState};
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
        let kinds: Vec<(&str, usize, u32)> = sums.kinds.iter().map(|(kind, sum)| (kind.as_str(), sum.entries, sum.total.0)).collect();
        assert_eq!(kinds, [("podcast", 2, 630), ("tweetchat", 2, 60)], "each with its own kind, not that of the claim");
        let before = Sums::of(&journal.snapshot().expect("snapshot"), None, Some(day("2026-01-15")));
        assert_eq!(before.all, Sum::default(), "nowhere but on the day of the claim");
        assert!(before.kinds.is_empty() && before.goals.is_empty());
        let on = Sums::of(&journal.snapshot().expect("snapshot"), Some(day("2026-03-01")), None);
        assert_eq!((on.all.total, on.twice), (Minutes(690), Minutes::ZERO));
        // 40 minutes of a plain entry at the same time as 60 of another: both count, and it is pointed out.
        for start in ["20:00", "20:20"] {
            let mut draft = EntryDraft { title: start.to_owned(), ..EntryDraft::on(day("2026-03-02")) };
            draft.time = chrono::NaiveTime::parse_from_str(start, "%H:%M").ok();
            "Europe/London".clone_into(&mut draft.zone);
            draft.minutes.taking_part = Minutes(60);
            journal.log(draft, EntryState::Ready, &Together::default()).expect("kept");
        }
        let twice = Sums::of(&journal.snapshot().expect("snapshot"), Some(day("2026-03-01")), None);
        assert_eq!((twice.all.total, twice.twice), (Minutes(810), Minutes(40)));
    }
}
