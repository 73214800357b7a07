//! Times without anything: how long they are, and which of them somebody explained.

use chrono::NaiveDate;

use crate::domain::framework::Span;
use crate::domain::framework::cycle::{before, months_from};

/// Longer than this no time of a cycle is, in months.
const MOST_MONTHS: u32 = 2_400;

/// A time without anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Empty {
    /// Its first and last day.
    pub(super) days: Span,
    /// Its length in whole months, from what was before to what came after.
    pub(super) months: u32,
    /// The longest part of it that nobody explained, and its length in whole months.
    pub(super) unexplained: Option<(Span, u32)>,
}

/// Whole months from one day to another: to the same day of a month is one.
pub(super) fn whole_months(from: NaiveDate, to: NaiveDate) -> u32 {
    let days = u32::try_from((to - from).num_days()).unwrap_or(0);
    if days < 28 {
        return 0;
    }
    // A month has 28 to 31 days.
    let mut months = (days / 31).min(MOST_MONTHS);
    while months < MOST_MONTHS && months_from(from, i64::from(months) + 1) <= to {
        months += 1;
    }
    months
}

/// Times of at least one month without anything between two days. The first and the last day stand for something being there: what was
/// before is not looked at, nor what is still to come. Where the time is over, `after` is the day after its last one: all of that was empty.
pub(super) fn empty(within: Span, after: NaiveDate, there: &[Span], explained: &[Span]) -> Vec<Empty> {
    between(within, after, there)
        .into_iter()
        .filter(|time| time.months() > 0)
        .map(|time| {
            let inside: Vec<Span> = explained.iter().filter_map(|one| one.common(time.days)).collect();
            let rest = between(Span { start: time.from, end: time.to }, time.to, &inside);
            // The day that ends a time is none of it.
            let longest = rest
                .into_iter()
                .filter(|rest| rest.days.common(time.days).is_some())
                .max_by_key(|rest| (rest.months(), std::cmp::Reverse(rest.from)));
            let unexplained = longest.map(|rest| (rest.days.common(time.days).unwrap_or(rest.days), rest.months()));
            Empty { days: time.days, months: time.months(), unexplained }
        })
        .collect()
}

/// A time from something to something.
struct Between {
    from: NaiveDate,
    to: NaiveDate,
    days: Span,
}

impl Between {
    fn months(&self) -> u32 {
        whole_months(self.from, self.to)
    }
}

/// What is left between times that are taken.
fn between(within: Span, after: NaiveDate, taken: &[Span]) -> Vec<Between> {
    let mut taken: Vec<Span> = taken.iter().filter_map(|one| one.common(within)).collect();
    taken.sort();
    let mut left = Vec::new();
    // The day from which on it is empty: the first one, or the one after something.
    let (mut from, mut empty_from) = (within.start, within.start);
    for one in taken {
        let days = Span { start: empty_from, end: before(one.start) };
        if days.start <= days.end && one.start > from {
            left.push(Between { from, to: one.start, days });
        }
        if one.end >= from {
            from = one.end;
            empty_from = one.end.succ_opt().unwrap_or(one.end);
        }
    }
    if empty_from <= within.end {
        left.push(Between { from, to: after, days: Span { start: empty_from, end: within.end } });
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect(text)
    }

    fn span(start: &str, end: &str) -> Span {
        Span { start: day(start), end: day(end) }
    }

    #[test]
    fn months_are_whole() {
        for (from, to, months) in [
            ("2025-01-01", "2025-03-31", 2),
            ("2025-01-01", "2025-04-01", 3),
            ("2025-01-31", "2025-02-28", 1),
            ("2025-01-31", "2025-02-27", 0),
            ("2024-02-29", "2025-02-28", 12),
            ("2024-11-30", "2025-02-28", 3),
            ("2025-05-05", "2025-05-05", 0),
            ("2025-05-05", "2020-05-05", 0),
            ("2000-01-01", "2100-01-01", 1_200),
        ] {
            assert_eq!(whole_months(day(from), day(to)), months, "{from} {to}");
        }
    }

    #[test]
    fn what_is_empty_and_what_is_explained() {
        let year = span("2025-01-01", "2025-12-31");
        let there = [span("2025-08-10", "2025-08-10"), span("2025-02-10", "2025-02-10"), span("2025-02-10", "2025-02-10")];
        let found = empty(year, year.end, &there, &[span("2025-04-01", "2025-06-30")]);
        let told: Vec<_> = found.iter().map(|one| (one.days, one.months, one.unexplained.map(|(_, months)| months))).collect();
        assert_eq!(
            told,
            [
                (span("2025-01-01", "2025-02-09"), 1, Some(1)),
                (span("2025-02-11", "2025-08-09"), 6, Some(1)),
                (span("2025-08-11", "2025-12-31"), 4, Some(4)),
            ]
        );
        // All of it is one, to the last day: twelve months once the year is over.
        for (after, months) in [("2025-12-31", 11), ("2026-01-01", 12)] {
            let after = day(after);
            assert_eq!(empty(year, after, &[], &[year]).iter().map(|one| one.unexplained).collect::<Vec<_>>(), [None]);
            assert_eq!(empty(year, after, &[year], &[]), []);
            assert_eq!(empty(year, after, &[], &[]), [Empty { days: year, months, unexplained: Some((year, months)) }]);
        }
        let last = [span("2025-10-01", "2025-10-01")];
        assert_eq!(empty(year, day("2026-01-01"), &last, &[]).last().map(|one| one.months), Some(3));
        let explained = [span("2025-10-02", "2025-12-31")];
        assert_eq!(empty(year, day("2026-01-01"), &last, &explained).last().map(|one| one.unexplained), Some(None));
    }

    proptest::proptest! {
        #[test]
        fn something_more_never_makes_a_time_longer(days in proptest::collection::vec(0u64..700, 0..12), more in 0u64..700) {
            let within = span("2025-01-01", "2026-06-30");
            let at = |ahead: &u64| { let day = day("2024-12-01") + chrono::Days::new(*ahead); Span { start: day, end: day } };
            let longest = |days: &[Span]| empty(within, within.end, days, &[]).iter().map(|one| one.months).max().unwrap_or(0);
            let mut there: Vec<Span> = days.iter().map(at).collect();
            let before = longest(&there);
            there.push(at(&more));
            proptest::prop_assert!(longest(&there) <= before);
        }
    }
}
