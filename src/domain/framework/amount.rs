//! How much of something a rule asks for, or was counted: exactly, whatever the unit.

use super::super::Minutes;

/// An amount, in three-hundredths of its unit: whole minutes of hours (5) and hundredths of points (3) are both exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Amount(u64);

/// Parts of one whole.
const WHOLE: u64 = 300;

impl Amount {
    pub const ZERO: Self = Self(0);

    /// So many hours, pieces or points.
    pub const fn whole(number: u32) -> Self {
        Self(number as u64 * WHOLE)
    }

    /// Minutes, as hours.
    pub const fn of_minutes(minutes: Minutes) -> Self {
        Self(minutes.0 as u64 * (WHOLE / 60))
    }

    /// Hundredths of points or hours.
    pub const fn of_hundredths(hundredths: u32) -> Self {
        Self(hundredths as u64 * (WHOLE / 100))
    }

    /// How many three-hundredths it is, to take a share by.
    pub const fn parts(self) -> u64 {
        self.0
    }

    /// In hundredths, rounded down.
    pub fn hundredths(self) -> u32 {
        u32::try_from(self.0 / (WHOLE / 100)).unwrap_or(u32::MAX)
    }

    /// As a decimal number.
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    pub fn number(self) -> f64 {
        self.0 as f64 / WHOLE as f64
    }

    /// Hours as minutes, rounded down.
    pub fn minutes(self) -> Minutes {
        Minutes(u32::try_from(self.0 * 60 / WHOLE).unwrap_or(u32::MAX))
    }

    /// The sum, never beyond the largest number.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// What is left when another is taken off; nothing when it is more.
    #[must_use]
    pub const fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// `part` of `whole` of it, rounded to the nearest: what is asked of somebody who was there for some of the time.
    #[must_use]
    pub fn scaled(self, part: u64, whole: u64) -> Self {
        self.0.saturating_mul(part).saturating_add(whole / 2).checked_div(whole).map_or(self, Self)
    }

    /// So many times it.
    #[must_use]
    pub const fn times(self, times: u32) -> Self {
        Self(self.0.saturating_mul(times as u64))
    }

    /// A number as it is written: `12`, `12.5`, `0.25`, with no more than two places; rounded down, so that less is never shown as enough.
    pub fn shown(self) -> String {
        let hundredths = self.0 / (WHOLE / 100);
        let (whole, part) = (hundredths / 100, hundredths % 100);
        match (part, part % 10) {
            (0, _) => whole.to_string(),
            (_, 0) => format!("{whole}.{}", part / 10),
            _ => format!("{whole}.{part:02}"),
        }
    }
}

impl std::iter::Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::plus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_and_hundredths_are_exact() {
        let third: Amount = std::iter::repeat_n(Amount::of_minutes(Minutes(20)), 3).sum();
        assert_eq!(third, Amount::whole(1));
        assert_eq!(Amount::of_hundredths(33).plus(Amount::of_hundredths(67)), Amount::whole(1));
        for (minutes, shown) in [(0, "0"), (60, "1"), (90, "1.5"), (15, "0.25"), (59, "0.98"), (2099, "34.98"), (2100, "35")] {
            assert_eq!(Amount::of_minutes(Minutes(minutes)).shown(), shown, "{minutes}");
            assert_eq!(Amount::of_minutes(Minutes(minutes)).minutes(), Minutes(minutes));
        }
    }

    #[test]
    fn a_part_of_it() {
        assert_eq!(Amount::whole(20).scaled(183, 366), Amount::whole(10));
        assert_eq!(Amount::whole(20).scaled(1, 0), Amount::whole(20));
        assert_eq!(Amount::whole(3).less(Amount::whole(5)), Amount::ZERO);
    }
}
