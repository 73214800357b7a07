//! Goals of the personal development plan.

use chrono::{DateTime, NaiveDate, Utc};

use super::{GoalId, Uid};

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

/// What is written down about a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalDraft {
    pub title: String,
    pub why: String,
    /// How one will know that it is reached.
    pub measure: String,
    pub due: Option<NaiveDate>,
    pub support: String,
    pub barriers: String,
    pub purpose: Purpose,
    pub kind: GoalKind,
    pub state: GoalState,
    /// What came of it, written when it is closed.
    pub outcome: String,
}

impl Default for GoalDraft {
    fn default() -> Self {
        Self {
            title: String::new(),
            why: String::new(),
            measure: String::new(),
            due: None,
            support: String::new(),
            barriers: String::new(),
            purpose: Purpose::Plan,
            kind: GoalKind::Cpd,
            state: GoalState::Open,
            outcome: String::new(),
        }
    }
}

/// A goal of this journal, with what its entries add up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    pub id: GoalId,
    pub uid: Uid,
    pub draft: GoalDraft,
    pub created: DateTime<Utc>,
    pub changed: DateTime<Utc>,
}
