//! The one place that asks what time it is.
#![expect(clippy::disallowed_methods, reason = "the journal's clock is the one that others ask")]

use chrono::{DateTime, Local, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use super::Journal;
use crate::domain::{Uid, slot};

/// Where the time comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The computer's.
    System,
    /// Noon of a day, for tests and for exports that can be made again.
    Fixed(NaiveDate),
    /// An instant, and the zone that the registrant is in, for tests about the time of day.
    At(DateTime<Utc>, Tz),
}

impl Clock {
    /// The civil day where the registrant is.
    pub fn today(self) -> NaiveDate {
        match self {
            Self::System => Local::now().date_naive(),
            Self::Fixed(day) => day,
            Self::At(now, zone) => now.with_timezone(&zone).date_naive(),
        }
    }

    /// The instant.
    pub fn now(self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now(),
            Self::Fixed(day) => day.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or(NaiveTime::MIN)).and_utc(),
            Self::At(now, _) => now,
        }
    }

    /// The zone that the registrant is in.
    pub fn here(self) -> Tz {
        match self {
            Self::System => slot::zone(&Self::zone()).unwrap_or(slot::USUAL_ZONE),
            // Not this computer's, so that the same call gives the same on each.
            Self::Fixed(_) => slot::USUAL_ZONE,
            Self::At(_, zone) => zone,
        }
    }

    /// A name for something new: by this clock's time, and by chance.
    pub fn uid(self) -> Uid {
        let chance = uuid::Uuid::now_v7().into_bytes();
        let mut last = [0; 10];
        last.iter_mut().zip(chance.iter().skip(6)).for_each(|(to, from)| *to = *from);
        Uid::new(u64::try_from(self.now().timestamp_millis()).unwrap_or(0), last)
    }

    /// IANA name of the zone that this computer is in; `Europe/London` when it does not say.
    pub fn zone() -> String {
        iana_time_zone::get_timezone()
            .ok()
            .filter(|zone| zone.parse::<chrono_tz::Tz>().is_ok())
            .unwrap_or_else(|| "Europe/London".to_owned())
    }
}

impl Journal {
    /// Goes by another clock from now on.
    pub fn set_clock(&mut self, clock: Clock) {
        self.clock = clock;
    }

    /// The zone that the registrant is in.
    pub fn here(&self) -> Tz {
        self.clock.here()
    }
}
