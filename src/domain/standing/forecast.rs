//! When it is enough at the pace of the last months.

use chrono::{Days, NaiveDate};

use super::Forecast;
use crate::domain::framework::{Amount, Span};

/// The last months, in days.
const LAST: u64 = 183;
/// What was done in a few days says nothing about a pace: they are taken as so many.
const LEAST: u64 = 14;
/// What would be enough later than this, in days, is not told.
const MOST: u128 = 36_525;

/// A pace: how much in how many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pace {
    amount: Amount,
    days: u64,
}

impl Pace {
    /// The days whose pace it is: the last ones, up to today, in a stretch of time.
    pub(super) fn days(span: Span, today: NaiveDate) -> Option<Span> {
        let from = today.checked_sub_days(Days::new(LAST - 1))?;
        (span.start <= today).then(|| Span { start: from.max(span.start), end: today })
    }

    /// How much was counted in these days.
    pub(super) fn of(amount: Amount, days: Span) -> Self {
        Self { amount, days: days.days().max(LEAST) }
    }

    /// When the rest is there.
    pub(super) fn reaches(self, rest: Amount, today: NaiveDate) -> Forecast {
        if rest == Amount::ZERO {
            return Forecast::Enough;
        }
        if self.amount == Amount::ZERO {
            return Forecast::Never;
        }
        let days = (u128::from(rest.parts()) * u128::from(self.days)).div_ceil(u128::from(self.amount.parts()));
        let days = u64::try_from(days).ok().filter(|_| days <= MOST);
        days.and_then(|days| today.checked_add_days(Days::new(days))).map_or(Forecast::Never, Forecast::On)
    }

    /// How much it comes to in so many days.
    pub(super) fn comes_to(self, days: u64) -> Amount {
        self.amount.scaled(days, self.days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect(text)
    }

    #[test]
    fn the_pace_of_the_last_months() {
        let today = day("2025-12-31");
        let long = Span { start: day("2024-01-01"), end: day("2026-12-31") };
        let days = Pace::days(long, today).expect("days");
        assert_eq!((days.start, days.days()), (day("2025-07-02"), 183));
        // An hour in 183 days: two hours more take 366 days.
        assert_eq!(Pace::of(Amount::whole(1), days).reaches(Amount::whole(2), today), Forecast::On(day("2027-01-01")));
        assert_eq!(Pace::of(Amount::ZERO, days).reaches(Amount::whole(2), today), Forecast::Never);
        assert_eq!(Pace::of(Amount::ZERO, days).reaches(Amount::ZERO, today), Forecast::Enough);
        assert_eq!(Pace::of(Amount::of_hundredths(1), days).reaches(Amount::whole(90_000), today), Forecast::Never);
        // Three days are taken as fourteen.
        let short = Pace::days(Span { start: day("2025-12-29"), ..long }, today).expect("days");
        assert_eq!(Pace::of(Amount::whole(7), short).reaches(Amount::whole(7), today), Forecast::On(day("2026-01-14")));
        assert_eq!(Pace::days(Span { start: day("2026-01-01"), ..long }, today), None);
    }
}
