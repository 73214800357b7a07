//! What a journal says when somebody looks back on it: days, sums, coverage, the network, chains from activity to benefit. Pure: everything is
//! told by what it is given, and every picture comes with the numbers behind it.

pub mod burn_up;
pub mod calendar;
pub mod chains;
pub mod claims;
pub mod compare;
pub mod coverage;
pub mod end_of_walk;
mod faces;
pub mod hours;
pub mod impact;
pub mod mirror;
pub mod network;
mod network_charts;
mod occasions;
pub mod on_this_day;
pub mod suggestion;
mod sums;
#[cfg(test)]
mod tests;
pub mod timeline;
pub mod year;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::domain::standing::Facts;
use crate::domain::{Action, Community, EntryHeader, EntryId, Goal, Kind, LookBack, Person, Profile, Record, Registration};

/// What is looked back on: a journal as of one moment. The lists are those of a snapshot.
#[derive(Clone, Copy, Debug)]
pub struct Material<'m> {
    /// Every entry, newest day first, those in the bin included.
    pub entries: &'m [Arc<EntryHeader>],
    /// What counting knows beside; empty without a registration.
    pub facts: &'m HashMap<EntryId, Arc<Facts>>,
    pub goals: &'m [Goal],
    pub actions: &'m [Action],
    pub communities: &'m [Community],
    pub people: &'m [Person],
    /// The latest first, those in the bin included.
    pub records: &'m [Record],
    /// The earliest first.
    pub look_backs: &'m [LookBack],
    pub registrations: &'m [Registration],
    pub profile: &'m Profile,
    /// Kinds of activity that are installed.
    pub kinds: &'m [Kind],
    pub today: NaiveDate,
    /// Where the registrant is.
    pub zone: Tz,
}

/// Days looked at, both included; open where there is no end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Days {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

impl Days {
    /// Whether a day is among them.
    pub fn has(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| day >= from) && self.to.is_none_or(|to| day <= to)
    }
}
