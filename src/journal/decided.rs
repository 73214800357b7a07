//! What is seen at the end of an appraisal walk beside the walk itself: where names are left in what would be shown, and what came of each
//! goal; and what has changed since a day of the past.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::walk_state::Asked;
use super::{Chosen, Journal, JournalError, Selection, Snapshot, Thing, asked_of_walk, walk_state};
use crate::domain::story::{Happened, Sums};
use crate::domain::{EntryId, GoalId, GoalState, Sheet, Uid, WalkId};
use crate::review::end_of_walk::end_of_walk;

/// So many quotes are offered for a goal.
const QUOTES: usize = 6;

/// What the end of a walk shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkEnd {
    /// The requirements, with what the chosen entries do for them.
    pub asked: Vec<Asked>,
    /// Sentences about names that would leave with the chosen entries, in words and in files.
    pub names: Vec<String>,
    /// Open goals, and those of which something was decided, in the order of the plan.
    pub goals: Vec<EndOfGoal>,
    /// What the walk came to, as a document.
    pub sheet: Sheet,
}

/// A goal at the end of a walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndOfGoal {
    pub goal: GoalId,
    pub sums: Sums,
    /// What came of it in the days of the walk, in the registrant's own words, the latest first.
    pub quotes: Vec<Happened>,
}

impl Journal {
    /// What the end of a walk shows, of the journal as a snapshot has it.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when the walk is gone, or the journal cannot be read.
    pub fn end_of_walk(&self, id: WalkId, snapshot: &Snapshot) -> Result<WalkEnd, JournalError> {
        let gone = || JournalError::NotFound { what: Thing::Walk, name: format!("number {}", id.row()) };
        let walk = snapshot.walks.iter().find(|walk| walk.id == id).ok_or_else(gone)?;
        let state = walk_state(walk, &snapshot.walks, &snapshot.entries, &snapshot.goals);
        let asked = asked_of_walk(walk, &state, &snapshot.stands, self.catalogue());
        let chosen = Chosen::on(walk, &state);
        let names = if chosen.entries.is_empty() {
            Vec::new()
        } else {
            self.report(&Selection { chosen: Some(Box::new(chosen)), ..Selection::default() })?.names_told(true)
        };
        let days = walk.draft.from..=walk.draft.until;
        let mut goals = Vec::new();
        for goal in snapshot.goals.iter().filter(|goal| goal.draft.state == GoalState::Open || walk.fate(goal.id).is_some()) {
            let story = self.story(goal.id)?;
            let of_walk = |one: &&Happened| one.link.is_fruit() && days.contains(&one.day);
            let quotes = story.happened.iter().rev().filter(of_walk).take(QUOTES).cloned().collect();
            goals.push(EndOfGoal { goal: goal.id, sums: story.sums(), quotes });
        }
        let gaps: Option<Vec<String>> = (!asked.is_empty()).then(|| {
            let short = asked.iter().filter(|one| !one.would_do.is_empty());
            short.map(|one| format!("{}: {}; {}", one.label, one.counted, one.would_do)).collect()
        });
        let way: BTreeSet<EntryId> = state.way().collect();
        let sheet = end_of_walk(&snapshot.material(self.catalogue()), walk, &way, gaps.as_deref());
        Ok(WalkEnd { asked, names, goals, sheet })
    }

    /// Entries that were made or changed after a day was over, those in the bin included.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn changed_since(&self, day: NaiveDate) -> Result<BTreeSet<Uid>, JournalError> {
        let next = day.checked_add_days(Days::new(1)).unwrap_or(day).and_time(chrono::NaiveTime::MIN);
        let next = next.and_local_timezone(self.here()).earliest().map_or_else(|| next.and_utc(), |next| next.to_utc());
        let end = next - chrono::TimeDelta::milliseconds(1);
        Ok(self.store.read().entries_changed_after(end)?.into_iter().collect())
    }
}
