//! The story of a goal: what was planned before it was learnt and what came unplanned, what was taken back to work, and the chain from each
//! activity to learning, change, benefit and feedback, as one line of time.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::goal::tokens;
use super::{Action, EntryId, Goal, GoalId, LookBack, Minutes, Review};

tokens! {
    /// A link of the chain.
    Link {
        Activity = "activity", "Activity";
        Learning = "learning", "Learning";
        Change = "change", "Change";
        Benefit = "benefit", "Benefit";
        Feedback = "feedback", "Feedback";
    }
}

impl Link {
    /// Whether it is something that came of the learning.
    pub const fn is_fruit(self) -> bool {
        matches!(self, Self::Change | Self::Benefit | Self::Feedback)
    }
}

/// Something that happened on the way, on its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    pub day: NaiveDate,
    pub link: Link,
    /// The entry that it belongs to.
    pub entry: EntryId,
    /// In a few words, on one line.
    pub text: String,
}

/// An entry of the goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    pub entry: EntryId,
    pub name: String,
    pub date: NaiveDate,
    /// What it adds to the time of this goal: nothing for a claim, whose items are chapters of their own; of an item what it has in common
    /// with earlier ones of the same claim is taken off. All chapters together have what [`super::counting`] says.
    pub minutes: Minutes,
    /// Linked to the goal on an earlier day than the activity.
    pub planned: bool,
    /// How many items it is made of, when it is a claim.
    pub items: u32,
    pub standards: Vec<String>,
    pub evidence: u32,
}

/// Minutes so far, on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burnt {
    pub day: NaiveDate,
    pub minutes: Minutes,
    pub entries: usize,
}

/// Everything that was done for a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    pub goal: GoalId,
    /// Its entries, the earliest first.
    pub chapters: Vec<Chapter>,
    /// Actions of its entries, the earliest first.
    pub actions: Vec<Action>,
    pub look_backs: Vec<LookBack>,
    pub reviews: Vec<Review>,
    /// The goals that it goes on from, the latest first.
    pub before: Vec<Earlier>,
    /// The goal that goes on from it in a later plan.
    pub after: Option<Goal>,
    /// The chain, the earliest first.
    pub happened: Vec<Happened>,
    /// Time and entries as they grew, one a day on which they did, the earliest first.
    pub burn_up: Vec<Burnt>,
}

/// A goal of an earlier plan, with the looks at it, the earliest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    pub goal: Goal,
    pub reviews: Vec<Review>,
}

/// Entries of one sort, and their time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    pub entries: usize,
    pub minutes: Minutes,
}

/// What a story adds up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// All entries: as many and as long as the goal's totals say.
    pub all: Part,
    /// Linked before the activity.
    pub planned: Part,
    pub actions_done: usize,
    pub actions_open: usize,
    /// Pieces of evidence of its entries.
    pub evidence: usize,
    /// Different standards that its entries touch.
    pub standards: usize,
}

impl Sums {
    /// What came without having been planned.
    pub fn unplanned(&self) -> Part {
        Part {
            entries: self.all.entries.saturating_sub(self.planned.entries),
            minutes: Minutes(self.all.minutes.0.saturating_sub(self.planned.minutes.0)),
        }
    }
}

impl Story {
    /// What it adds up to. A claim is not counted beside its items.
    pub fn sums(&self) -> Sums {
        let mut sums = Sums::default();
        let mut standards: BTreeSet<&str> = BTreeSet::new();
        for chapter in &self.chapters {
            standards.extend(chapter.standards.iter().map(String::as_str));
            sums.evidence += chapter.evidence as usize;
            if chapter.items > 0 {
                continue;
            }
            let parts = [Some(&mut sums.all), chapter.planned.then_some(&mut sums.planned)];
            for part in parts.into_iter().flatten() {
                part.entries += 1;
                part.minutes = part.minutes.plus(chapter.minutes);
            }
        }
        sums.standards = standards.len();
        sums.actions_done = self.actions.iter().filter(|action| action.draft.done.is_some()).count();
        sums.actions_open = self.actions.len() - sums.actions_done;
        sums
    }
}
