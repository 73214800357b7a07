//! The appraisal walk: entry by entry through a period, deciding what is shown to the appraiser, and what becomes of the goals. It is kept in
//! the journal, so that it can be left and taken up again on another day.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::goal::tokens;
use super::{EntryHeader, EntryId, Goal, GoalId, GoalState, RegistrationId, Uid, WalkId, counting};

tokens! {
    /// What becomes of an entry.
    Decision {
        Use = "use", "Use";
        Improve = "improve", "Improve";
        Park = "park", "Park";
        Not = "not", "Not this time";
    }
}

tokens! {
    /// What becomes of a goal when the plan is rolled over.
    Fate {
        /// It stays open, in the plan that it is in.
        Keep = "keep", "Keep it open";
        Achieved = "achieved", "Achieved";
        /// It is closed, and goes on as a new one in the next plan.
        CarryOver = "carry_over", "Carry over";
        Dropped = "dropped", "Let it go";
    }
}

/// What is walked through, and what its writer says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkDraft {
    /// “Appraisal 2026”.
    pub title: String,
    /// Whose requirements are looked at on the way.
    pub registration: Option<RegistrationId>,
    /// The days walked through, both included.
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// A note for the appraiser. Markdown.
    pub note: String,
    /// What the next plan is called: “2027–28”. Goals that are carried over belong to it.
    pub next_plan: String,
}

/// What was decided of an entry, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    pub entry: EntryId,
    pub decision: Decision,
    pub at: DateTime<Utc>,
}

/// What is to become of a goal when the walk is finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalFate {
    pub goal: GoalId,
    pub fate: Fate,
    /// What came of it. Markdown.
    pub outcome: String,
    /// How it is called in the next plan; as before when it is empty.
    pub next_title: String,
}

/// A walk of this journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    pub id: WalkId,
    pub uid: Uid,
    pub draft: WalkDraft,
    pub begun: DateTime<Utc>,
    /// When its end was reached and the goals were rolled over.
    pub finished: Option<DateTime<Utc>>,
    /// In the order in which it was decided.
    pub decided: Vec<Decided>,
    pub fates: Vec<GoalFate>,
}

impl Walk {
    /// What was decided of an entry.
    pub fn decision(&self, entry: EntryId) -> Option<Decision> {
        self.decided.iter().find(|one| one.entry == entry).map(|one| one.decision)
    }

    /// What is to become of a goal, as far as somebody said.
    pub fn fate(&self, goal: GoalId) -> Option<&GoalFate> {
        self.fates.iter().find(|one| one.goal == goal)
    }
}

/// One stop of the walk: a goal with its entries, or what belongs to none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// None at the last stop: what is left.
    pub goal: Option<GoalId>,
    /// The earliest first. An entry with several goals is looked at once, with the first of them.
    pub entries: Vec<EntryId>,
}

/// The way through a journal: goal by goal, open ones first as the plan has them, then those that were closed, then what is left. Goals without
/// an entry are stops while they are open: there is something to see in that. `kept` are entries from before that were put off to this walk.
pub fn way<'h>(
    draft: &WalkDraft,
    entries: impl IntoIterator<Item = &'h EntryHeader>,
    goals: &[Goal],
    kept: &BTreeSet<EntryId>,
) -> Vec<Stop> {
    let inside =
        |entry: &&EntryHeader| counting::counts(entry) && ((draft.from..=draft.until).contains(&entry.date) || kept.contains(&entry.id));
    let mut walked: Vec<&EntryHeader> = entries.into_iter().filter(inside).collect();
    walked.sort_by_key(|entry| (entry.date, entry.time, entry.id));
    let (open, closed): (Vec<&Goal>, Vec<&Goal>) = goals.iter().partition(|goal| goal.draft.state == GoalState::Open);
    let mut stops: Vec<Stop> = open.iter().chain(&closed).map(|goal| Stop { goal: Some(goal.id), entries: Vec::new() }).collect();
    let mut rest = Stop { goal: None, entries: Vec::new() };
    for entry in walked {
        let stop = stops.iter_mut().find(|stop| stop.goal.is_some_and(|goal| entry.goals.contains(&goal)));
        stop.unwrap_or(&mut rest).entries.push(entry.id);
    }
    stops.retain(|stop| !stop.entries.is_empty() || open.iter().any(|goal| stop.goal == Some(goal.id)));
    stops.push(rest);
    stops.retain(|stop| stop.goal.is_some() || !stop.entries.is_empty());
    stops
}

/// Why an entry that was decided on a walk is no more on its way, in a few words.
pub fn why_off(entry: Option<&EntryHeader>) -> &'static str {
    match entry {
        None => "it is gone",
        Some(entry) if entry.state.is_binned() => "it is in the bin",
        Some(entry) if entry.rolled_into.is_some() => "it is part of a claim now",
        Some(_) => "its day is not among those of the walk any more",
    }
}
