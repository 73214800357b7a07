//! What counts in the days looked at, and the words that all pages of this room have in common.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use super::{Days, Material};
use crate::domain::counting::{Counting, Share, counts};
use crate::domain::framework::Span;
use crate::domain::framework::cycle::months_from;
use crate::domain::text::number;
use crate::domain::{EntryHeader, GoalId, Minutes};

/// So many months in a row are told one by one, those without anything too: a hundred years. In a longer time only those with something.
const MOST_MONTHS: usize = 1_200;

/// So many months before the first and after the last activity are told when the days looked at have them: five years.
const MOST_EMPTY: usize = 60;

/// What counts in the days looked at, as [`crate::domain::counting`] says.
#[derive(Debug)]
pub(super) struct Counted<'m> {
    pub(super) counting: Counting<'m>,
    /// Those that count by themselves, the earliest first.
    pub(super) entries: Vec<&'m EntryHeader>,
}

impl<'m> Counted<'m> {
    /// Of the days looked at. Looks at each entry twice.
    pub(super) fn of(material: &Material<'m>, days: Days) -> Self {
        let all = || material.entries.iter().map(|entry| &**entry);
        let mut entries: Vec<&EntryHeader> = all().filter(|entry| counts(entry) && days.has(entry.date)).collect();
        entries.reverse();
        // They come newest first already, unless somebody else put them together.
        if !entries.is_sorted_by_key(|entry| entry.date) {
            entries.sort_by_key(|entry| entry.date);
        }
        Self { counting: Counting::of(all()), entries }
    }

    /// What they add up to.
    pub(super) fn total(&self) -> Share {
        self.entries.iter().fold(Share::default(), |sum, entry| sum.plus(Share::whole(entry)))
    }

    /// What each group has; an entry with several groups counts in each of them.
    pub(super) fn by<K: Ord, G: IntoIterator<Item = K>>(&self, groups: impl Fn(&'m EntryHeader) -> G) -> BTreeMap<K, Share> {
        let mut sums: BTreeMap<K, Share> = BTreeMap::new();
        for entry in &self.entries {
            for (group, share) in self.counting.shares(entry, &groups) {
                let sum = sums.entry(group).or_default();
                *sum = sum.plus(share);
            }
        }
        sums
    }

    /// What each month has, by its first day.
    pub(super) fn by_month(&self) -> BTreeMap<NaiveDate, Share> {
        let mut sums: BTreeMap<NaiveDate, Share> = BTreeMap::new();
        for entry in &self.entries {
            let sum = sums.entry(month_of(entry.date)).or_default();
            *sum = sum.plus(Share::whole(entry));
        }
        sums
    }

    /// The months that are told, by their first days, in order: those of the days looked at up to today, so that empty ones are seen; without
    /// an end those from the first activity to the last.
    pub(super) fn months(&self, days: Days, today: NaiveDate) -> Vec<NaiveDate> {
        let first = self.entries.first().map(|entry| month_of(entry.date));
        let last = self.entries.last().map(|entry| month_of(entry.date));
        let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
        let near = |one: NaiveDate, other: NaiveDate| months_between(one, other) <= MOST_EMPTY;
        let from = days.from.map(month_of).filter(|from| near(*from, first)).unwrap_or(first);
        let to = days.to.map(|to| month_of(to.min(today)).max(last)).filter(|to| near(last, *to)).unwrap_or(last);
        if months_between(from, to) >= MOST_MONTHS {
            return self.by_month().into_keys().collect();
        }
        months(Span { start: from, end: to })
    }
}

/// The goals of an entry, or that it has none.
pub(super) fn goals_of(entry: &EntryHeader) -> Vec<Option<GoalId>> {
    if entry.goals.is_empty() { vec![None] } else { entry.goals.iter().copied().map(Some).collect() }
}

/// The first day of the month of a day.
pub(super) fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// How many months one is after another; none when it is before.
fn months_between(one: NaiveDate, other: NaiveDate) -> usize {
    let months = (i64::from(other.year()) - i64::from(one.year())) * 12 + i64::from(other.month()) - i64::from(one.month());
    usize::try_from(months).unwrap_or(0)
}

/// The first days of all months that have days of a span; 1,200 at most.
pub(super) fn months(span: Span) -> Vec<NaiveDate> {
    let first = month_of(span.start);
    let many = months_between(first, span.end).min(MOST_MONTHS - 1);
    if span.end < first {
        return Vec::new();
    }
    (0..=many).filter_map(|at| i64::try_from(at).ok()).map(|at| months_from(first, at)).collect()
}

/// “Mar 2026”.
pub(super) fn month_name(day: NaiveDate) -> String {
    day.format("%b %Y").to_string()
}

/// A day as it stands in a sentence: “1 Apr 2025”.
pub(super) fn plain_day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// “1 entry”, “1,200 entries”.
pub(super) fn how_many(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

/// “12 entries”.
pub(super) fn entries(count: usize) -> String {
    how_many(count, "entry", "entries")
}

/// A part of a whole in percent, rounded to the nearest; none of nothing.
pub(super) fn percent(part: u64, whole: u64) -> Option<u32> {
    let rounded = (u128::from(part) * 200 + u128::from(whole)).checked_div(u128::from(whole) * 2)?;
    Some(u32::try_from(rounded).unwrap_or(u32::MAX))
}

/// The same of minutes.
pub(super) fn percent_of(part: Minutes, whole: Minutes) -> Option<u32> {
    percent(part.0.into(), whole.0.into())
}

/// A number as a chart has it.
pub(super) fn value(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
