//! Steps of the ledger: every change ever made, by name.

use chrono::{DateTime, Utc};

use super::{EntryId, GoalId, StepId, TextThen};

/// What kind of step it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// Something that somebody did.
    Done,
    /// An earlier step taken back.
    Undone,
    /// An earlier step done again.
    Redone,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub id: StepId,
    /// What it was, from the user's side: “Edit ‘#physiotalk on pacing’”.
    pub label: String,
    pub at: DateTime<Utc>,
    pub kind: StepKind,
    /// Whether it is taken back at present.
    pub taken_back: bool,
}

/// Whose texts are looked at over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    Entry(EntryId),
    Goal(GoalId),
}

/// The texts of an entry or a goal after a step of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    pub step: StepId,
    /// What was done, from the user's side.
    pub label: String,
    pub at: DateTime<Utc>,
    /// Those that are not empty, in the order shown.
    pub texts: Vec<TextThen>,
}
