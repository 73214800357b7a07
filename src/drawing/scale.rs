//! An axis of numbers that people count in: whole hours and not 73 minutes.

use crate::domain::chart::Measure;

/// From zero to a round number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    /// Where it ends; never 0.
    pub(super) end: u64,
    step: u64,
}

impl Scale {
    /// For numbers up to `largest`, on `room` points with at least `apart` points from one number to the next.
    pub(super) fn of(measure: Measure, largest: u32, room: f32, apart: f32) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number")]
        let steps = (room / apart.max(1.0)).floor().clamp(1.0, 5.0) as u64;
        let largest = u64::from(largest).max(least(measure));
        let step = steps_of(measure).find(|step| largest.div_ceil(*step) <= steps).unwrap_or(largest);
        let end = match measure {
            // Nobody expects more than all.
            Measure::Percent if largest <= 100 => 100,
            _ => largest.div_ceil(step) * step,
        };
        Self { end, step }
    }

    /// How far along the axis a number is, from 0 to 1.
    pub(super) fn share(&self, value: u64) -> f32 {
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
        let share = (value as f64 / self.end as f64).clamp(0.0, 1.0) as f32;
        share
    }

    /// The numbers written at it, from 0.
    pub(super) fn ticks(&self) -> Vec<u32> {
        let last = self.end / self.step;
        (0..=last).filter_map(|n| u32::try_from(n * self.step).ok()).collect()
    }
}

/// An axis is at least so long, whatever little there is.
const fn least(measure: Measure) -> u64 {
    match measure {
        Measure::Minutes => 60,
        Measure::Count => 1,
        Measure::Amount | Measure::Percent => 100,
    }
}

/// Round steps, from small to large.
fn steps_of(measure: Measure) -> impl Iterator<Item = u64> {
    let (first, unit): (&[u64], u64) = match measure {
        Measure::Minutes => (&[15, 30], 60),
        Measure::Count => (&[], 1),
        Measure::Amount => (&[25, 50], 100),
        Measure::Percent => (&[20, 25, 50], 100),
    };
    // Hundreds of a percent go on like any number.
    let tens = (0..10).flat_map(move |power| [1, 2, 5].map(|n| n * 10_u64.pow(power) * unit));
    first.iter().copied().chain(tens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        for (measure, largest, room, want) in [
            (Measure::Minutes, 0, 400.0, "0 min, 15 min, 30 min, 45 min, 1 h"),
            (Measure::Minutes, 73, 400.0, "0 min, 15 min, 30 min, 45 min, 1 h, 1 h 15 min"),
            (Measure::Minutes, 73 * 60, 400.0, "0 min, 20 h, 40 h, 60 h, 80 h"),
            (Measure::Minutes, 73 * 60, 70.0, "0 min, 100 h"),
            (Measure::Count, 3, 400.0, "0, 1, 2, 3"),
            (Measure::Count, 1_234, 400.0, "0, 500, 1,000, 1,500"),
            (Measure::Percent, 40, 400.0, "0 %, 20 %, 40 %, 60 %, 80 %, 100 %"),
            (Measure::Amount, 250, 400.0, "0, 0.5, 1, 1.5, 2, 2.5"),
        ] {
            let scale = Scale::of(measure, largest, room, 60.0);
            let ticks: Vec<String> = scale.ticks().into_iter().map(|tick| measure.text(tick)).collect();
            assert_eq!(ticks.join(", "), want, "{measure:?} {largest}");
        }
    }

    #[test]
    fn nothing_is_beyond_its_end() {
        for measure in [Measure::Minutes, Measure::Count, Measure::Amount, Measure::Percent] {
            for largest in [0, 1, 59, 60, 61, 99, 100, 101, 7_777, u32::MAX] {
                for room in [0.0, 30.0, 300.0, 1_600.0] {
                    let scale = Scale::of(measure, largest, room, 60.0);
                    assert!(scale.end >= u64::from(largest), "{measure:?} {largest} {room}: {scale:?}");
                    assert!(scale.ticks().len() <= 6 && !scale.ticks().is_empty(), "{measure:?} {largest} {room}: {scale:?}");
                }
            }
        }
    }
}
