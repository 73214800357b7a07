//! The days that an export covers.

use chrono::{Datelike as _, Days, Months, NaiveDate};

use crate::domain::when;

/// Which days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Period {
    #[default]
    All,
    ThisYear,
    /// Whole months back from today.
    LastMonths(u32),
    Between {
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    },
}

impl Period {
    /// Those to choose from, in the order shown.
    pub(super) const CHOICES: [(Self, &'static str); 6] = [
        (Self::All, "Everything"),
        (Self::ThisYear, "This year"),
        (Self::LastMonths(12), "Last 12 months"),
        (Self::LastMonths(24), "Last 2 years"),
        (Self::LastMonths(36), "Last 3 years"),
        (Self::Between { from: None, to: None }, "From – to"),
    ];

    /// Whether it is this choice, whatever days are in it.
    pub(super) fn is(self, choice: Self) -> bool {
        match (self, choice) {
            (Self::Between { .. }, Self::Between { .. }) => true,
            _ => self == choice,
        }
    }

    /// The first and the last day; an open end is none.
    pub(super) fn days(self, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
        match self {
            Self::All => (None, None),
            Self::ThisYear => (NaiveDate::from_ymd_opt(today.year(), 1, 1), Some(today)),
            // The last twelve months on 22 November begin on 23 November.
            Self::LastMonths(months) => {
                (today.checked_sub_months(Months::new(months)).and_then(|day| day.checked_add_days(Days::new(1))), Some(today))
            }
            Self::Between { from, to } => (from, to),
        }
    }

    /// Whether no day can be in it.
    pub(super) fn is_upside_down(self) -> bool {
        matches!(self, Self::Between { from: Some(from), to: Some(to) } if from > to)
    }

    /// The days in words; empty when there are no ends.
    pub(super) fn words(self, today: NaiveDate) -> String {
        match self.days(today) {
            (None, None) => String::new(),
            (Some(from), None) => format!("From {}", when::shown(from)),
            (None, Some(to)) => format!("Until {}", when::shown(to)),
            (Some(from), Some(to)) => format!("{} – {}", when::shown(from), when::shown(to)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_periods() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a day");
        let today = day(2026, 11, 22);
        for (period, from, to) in [
            (Period::All, None, None),
            (Period::ThisYear, Some(day(2026, 1, 1)), Some(today)),
            (Period::LastMonths(12), Some(day(2025, 11, 23)), Some(today)),
            (Period::LastMonths(36), Some(day(2023, 11, 23)), Some(today)),
        ] {
            assert_eq!(period.days(today), (from, to));
        }
        assert!(Period::Between { from: Some(today), to: Some(day(2026, 1, 1)) }.is_upside_down());
        assert!(!Period::Between { from: Some(today), to: Some(today) }.is_upside_down());
    }
}
