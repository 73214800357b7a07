//! The timer: how long somebody has been at it. It runs while the program is closed, and never counts by itself: what it measured is
//! proposed, and what passed without a sign of somebody is asked about.

use chrono::{DateTime, TimeDelta, Utc};

use super::goal::tokens;
use super::{EntryId, Minutes};

tokens! {
    /// The part of an entry's time that is measured.
    Part {
        Preparing = "preparing", "Preparing";
        TakingPart = "taking_part", "Taking part";
        Reading = "reading", "Reading afterwards";
        Reflecting = "reflecting", "Reflecting";
    }
}

/// A longer time than this without a sign of somebody may have been spent elsewhere.
pub const AWAY: TimeDelta = TimeDelta::minutes(10);

/// A running timer. There is one at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timer {
    pub entry: EntryId,
    pub part: Part,
    pub started: DateTime<Utc>,
    /// When there was a sign of somebody last; never before `started`.
    pub seen: DateTime<Utc>,
    /// Time in stretches longer than [`AWAY`] without a sign.
    pub away: TimeDelta,
}

/// What a timer says at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// From the start to now.
    pub all: Minutes,
    /// Of it, without a sign of somebody.
    pub away: Minutes,
}

impl Measured {
    /// What is left without the time away.
    pub fn present(self) -> Minutes {
        Minutes(self.all.0.saturating_sub(self.away.0))
    }
}

impl Timer {
    /// A timer that starts now.
    pub fn start(entry: EntryId, part: Part, now: DateTime<Utc>) -> Self {
        Self { entry, part, started: now, seen: now, away: TimeDelta::zero() }
    }

    /// The timer with a sign of somebody at `now`. A clock that was set back gives no time, and takes none: the last sign stays where it
    /// was, so that setting the clock forward again makes up no presence.
    #[must_use]
    pub fn with_sign(self, now: DateTime<Utc>) -> Self {
        let gap = now - self.seen;
        let away = if gap > AWAY { self.away.checked_add(&gap).unwrap_or(TimeDelta::MAX) } else { self.away };
        Self { seen: self.seen.max(now), away, ..self }
    }

    /// What it says at `now`, in whole minutes, rounded to the nearest.
    pub fn measured(self, now: DateTime<Utc>) -> Measured {
        let Self { started, seen, away, .. } = self.with_sign(now);
        let all = (seen - started).max(TimeDelta::zero());
        Measured { all: minutes(all), away: minutes(away.min(all)) }
    }
}

fn minutes(time: TimeDelta) -> Minutes {
    Minutes(u32::try_from((time.num_seconds().max(0) + 30) / 60).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect(text)
    }

    /// The timer that starts at `start`, with a sign of somebody at each of `signs`.
    fn running(start: &str, signs: &[&str]) -> Timer {
        let timer = Timer::start(EntryId::from_row(1), Part::TakingPart, at(start));
        signs.iter().fold(timer, |timer, sign| timer.with_sign(at(sign)))
    }

    #[test]
    fn what_was_measured() {
        for (what, start, signs, now, all, away) in [
            ("at once", "2026-03-03T20:00:00Z", &[][..], "2026-03-03T20:00:29Z", 0, 0),
            ("half a minute is one", "2026-03-03T20:00:00Z", &[], "2026-03-03T20:00:30Z", 1, 0),
            ("ten minutes are no stretch", "2026-03-03T20:00:00Z", &[], "2026-03-03T20:10:00Z", 10, 0),
            ("a second more is", "2026-03-03T20:00:00Z", &[], "2026-03-03T20:10:01Z", 10, 10),
            (
                "one stretch of two",
                "2026-03-03T20:00:00Z",
                &["2026-03-03T20:09:00Z", "2026-03-03T20:40:00Z"],
                "2026-03-03T20:49:00Z",
                49,
                31,
            ),
            ("over midnight", "2026-03-03T23:30:00Z", &["2026-03-03T23:39:00Z", "2026-03-03T23:48:00Z"], "2026-03-04T00:30:00Z", 60, 42),
            // The clocks of London go forward at 01:00 UTC on 29 March 2026, and back at 01:00 UTC on 25 October.
            ("clocks go forward", "2026-03-29T00:55:00Z", &[], "2026-03-29T01:05:00Z", 10, 0),
            ("clocks go back", "2026-10-25T00:55:00Z", &[], "2026-10-25T01:05:00Z", 10, 0),
            ("closed for three days", "2026-03-03T20:00:00Z", &["2026-03-03T20:05:00Z"], "2026-03-06T20:05:00Z", 4325, 4320),
            ("set back before the start", "2026-03-03T20:00:00Z", &[], "2026-03-03T19:00:00Z", 0, 0),
            ("set back keeps what was seen", "2026-03-03T20:00:00Z", &["2026-03-03T20:09:00Z"], "2026-03-03T19:00:00Z", 9, 0),
            (
                "set back and forward again is no presence",
                "2026-03-03T20:00:00Z",
                &["2026-03-03T20:05:00Z", "2026-03-03T19:00:00Z", "2026-03-03T19:06:00Z"],
                "2026-03-03T20:45:00Z",
                45,
                40,
            ),
            (
                "a clock that was a day ahead",
                "2026-03-03T20:00:00Z",
                &["2026-03-04T20:00:00Z", "2026-03-03T20:02:00Z"],
                "2026-03-03T20:04:00Z",
                1440,
                1440,
            ),
        ] {
            let measured = running(start, signs).measured(at(now));
            assert_eq!(measured, Measured { all: Minutes(all), away: Minutes(away) }, "{what}");
            assert_eq!(measured.present(), Minutes(all - away), "{what}");
        }
    }

    proptest! {
        #[test]
        fn presence_is_never_made_up(steps in proptest::collection::vec(-100_000i64..100_000, 0..40)) {
            let start = at("2026-03-03T20:00:00Z");
            let mut timer = Timer::start(EntryId::from_row(1), Part::Reading, start);
            let (mut now, mut furthest, mut possible) = (start, start, TimeDelta::zero());
            for step in steps {
                now += TimeDelta::seconds(step);
                // What is new since the furthest that a clock has said, when that is no long stretch.
                let new = now - furthest;
                if new > TimeDelta::zero() && new <= AWAY {
                    possible += new;
                }
                furthest = furthest.max(now);
                let measured = timer.measured(now);
                timer = timer.with_sign(now);
                prop_assert_eq!(measured, timer.measured(now));
                prop_assert!(measured.away <= measured.all);
                prop_assert_eq!(measured.all, minutes(furthest - start));
                // Each of the two is rounded.
                prop_assert!(measured.present().0 <= minutes(possible).0 + 1);
            }
        }
    }
}
