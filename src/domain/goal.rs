//! Goals of the personal development plan.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};

use super::{GoalId, ReviewId, Uid};

/// Declares an enum whose variants have a stable token (stored, typed on the command line) and a label (shown).
macro_rules! tokens {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $token:literal, $label:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every one, in the order shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable word, as stored and as typed.
            pub const fn token(self) -> &'static str {
                match self { $(Self::$variant => $token),* }
            }

            /// What a reader sees.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }

            /// The one with this token.
            pub fn from_token(token: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.token() == token)
            }
        }
    };
}
pub(crate) use tokens;

tokens! {
    /// What a goal serves.
    Purpose {
        Role = "role", "My role";
        Service = "service", "My service";
        Plan = "pdp", "Personal development plan";
    }
}

tokens! {
    /// Whether a goal is about learning or about changing the service.
    GoalKind {
        Cpd = "cpd", "CPD";
        ServiceImprovement = "service_improvement", "Service improvement";
    }
}

tokens! {
    /// Where a goal stands.
    GoalState {
        Open = "open", "Open";
        Achieved = "achieved", "Achieved";
        CarriedOver = "carried_over", "Carried over";
        Dropped = "dropped", "Dropped";
    }
}

/// What a plan that is made on a day would be called: “2026–27”. Appraisal years in the United Kingdom's health services run from April to
/// March, as the financial year does; whoever has another rhythm writes another name.
pub fn plan_of(day: NaiveDate) -> String {
    let first = if day.month() < 4 { day.year() - 1 } else { day.year() };
    format!("{first}–{:02}", (first + 1).rem_euclid(100))
}

/// What is written down about a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalDraft {
    pub title: String,
    pub why: String,
    /// How one will know that it is reached.
    pub measure: String,
    /// How one will go about it: the steps.
    pub how: String,
    pub due: Option<NaiveDate>,
    pub support: String,
    pub barriers: String,
    pub purpose: Purpose,
    pub kind: GoalKind,
    pub state: GoalState,
    /// What came of it, written when it is closed.
    pub outcome: String,
    /// The plan that it belongs to, as its writer calls it: “2026–27”.
    pub plan: String,
}

impl Default for GoalDraft {
    fn default() -> Self {
        Self {
            title: String::new(),
            why: String::new(),
            measure: String::new(),
            how: String::new(),
            due: None,
            support: String::new(),
            barriers: String::new(),
            purpose: Purpose::Plan,
            kind: GoalKind::Cpd,
            state: GoalState::Open,
            outcome: String::new(),
            plan: String::new(),
        }
    }
}

/// A goal of this journal, with what its entries add up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    pub id: GoalId,
    pub uid: Uid,
    pub draft: GoalDraft,
    /// The goal of an earlier plan that it goes on from.
    pub carried_from: Option<GoalId>,
    pub created: DateTime<Utc>,
    pub changed: DateTime<Utc>,
}

/// A look at a goal: how far it is, what helps, what is to be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewDraft {
    pub day: NaiveDate,
    pub note: String,
}

/// A look at a goal of this journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    pub id: ReviewId,
    pub uid: Uid,
    pub goal: GoalId,
    pub draft: ReviewDraft,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_are_called_by_their_years() {
        for (day, name) in [("2026-03-31", "2025–26"), ("2026-04-01", "2026–27"), ("2099-12-31", "2099–00"), ("2009-01-01", "2008–09")]
        {
            assert_eq!(plan_of(day.parse().expect("a day")), name, "{day}");
        }
    }
}
