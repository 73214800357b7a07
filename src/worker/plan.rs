//! What the window can ask for about the development plan, and how it is done.

use std::path::PathBuf;

use super::Event;
use crate::domain::{
    ActionId, Effect, EntryId, Goal, GoalDraft, GoalId, LookBackDraft, LookBackId, Need, NeedDraft, NeedId, ReviewDraft, ReviewId, Waymark,
    WaymarkDraft, WaymarkId,
};
use crate::exporters::Replace;
use crate::journal::{By, Journal, JournalError, Outcome, Touched};

/// A wish about the plan, and about what entries changed.
#[derive(Clone, Debug)]
pub enum PlanRequest {
    /// Everything that was done for a goal: [`Event::Story`] tells.
    Story(GoalId),
    AddReview {
        goal: Box<Goal>,
        draft: ReviewDraft,
    },
    SaveReview {
        id: ReviewId,
        draft: ReviewDraft,
    },
    RemoveReview(ReviewId),
    /// Goes on with a goal in the next plan; [`Event::GoalAdded`] tells the new one.
    CarryOver {
        ticket: u64,
        goal: Box<Goal>,
        outcome: String,
        next: Box<GoalDraft>,
    },
    AddNeed(NeedDraft),
    SaveNeed {
        id: NeedId,
        draft: NeedDraft,
    },
    RemoveNeed(Box<Need>),
    /// Makes a goal of a need; [`Event::GoalAdded`] tells it.
    GoalOfNeed {
        ticket: u64,
        need: Box<Need>,
        goal: Box<GoalDraft>,
    },
    AddWaymark(WaymarkDraft),
    SaveWaymark {
        id: WaymarkId,
        draft: WaymarkDraft,
    },
    RemoveWaymark(Box<Waymark>),
    /// Says what an entry changed, or when to ask again.
    LookBack {
        entry: EntryId,
        draft: LookBackDraft,
    },
    SaveLookBack {
        id: LookBackId,
        draft: LookBackDraft,
    },
    RemoveLookBack(LookBackId),
    /// Asks whether entries changed anything, or asks no more.
    SetAsking(bool),
    /// Takes the effect of an action into its entry.
    TakeEffect {
        action: ActionId,
        effect: Effect,
    },
    /// Writes a calendar of these actions, or of all that are open and have a day where there are none.
    SaveActions {
        actions: Vec<ActionId>,
        target: PathBuf,
    },
}

/// Does what is asked for.
pub(super) fn handle(journal: &mut Journal, request: PlanRequest, tell: super::opened::Tell<'_>) -> Result<Touched, JournalError> {
    let done = |outcome: Outcome<()>| Ok(outcome.touched);
    match request {
        PlanRequest::Story(goal) => {
            tell(Event::Story(Box::new(journal.story(goal)?)));
            Ok(Touched::default())
        }
        PlanRequest::AddReview { goal, draft } => Ok(journal.add_review(&goal, draft)?.touched),
        PlanRequest::SaveReview { id, draft } => done(journal.save_review(id, draft, By::Autosave)?),
        PlanRequest::RemoveReview(id) => done(journal.remove_review(id)?),
        PlanRequest::CarryOver { ticket, goal, outcome, next } => {
            let Outcome { value, touched } = journal.carry_over(&goal, &outcome, *next)?;
            tell(Event::GoalAdded { ticket, goal: Box::new(value) });
            Ok(touched)
        }
        PlanRequest::AddNeed(draft) => Ok(journal.add_need(draft)?.touched),
        PlanRequest::SaveNeed { id, draft } => done(journal.save_need(id, draft, By::Autosave)?),
        PlanRequest::RemoveNeed(need) => done(journal.remove_need(&need)?),
        PlanRequest::GoalOfNeed { ticket, need, goal } => {
            let Outcome { value, touched } = journal.goal_of_need(&need, *goal)?;
            tell(Event::GoalAdded { ticket, goal: Box::new(value) });
            Ok(touched)
        }
        PlanRequest::AddWaymark(draft) => Ok(journal.add_waymark(draft)?.touched),
        PlanRequest::SaveWaymark { id, draft } => done(journal.save_waymark(id, draft, By::Autosave)?),
        PlanRequest::RemoveWaymark(mark) => done(journal.remove_waymark(&mark)?),
        PlanRequest::LookBack { entry, draft } => Ok(journal.look_back(entry, draft)?.touched),
        PlanRequest::SaveLookBack { id, draft } => done(journal.save_look_back(id, draft, By::Autosave)?),
        PlanRequest::RemoveLookBack(id) => done(journal.remove_look_back(id)?),
        PlanRequest::SetAsking(on) => done(journal.set_asking(on)?),
        PlanRequest::TakeEffect { action, effect } => done(journal.take_effect(action, &effect)?),
        PlanRequest::SaveActions { actions, target } => {
            journal.save_actions_calendar(&actions, &target, Replace::Allow)?;
            tell(Event::Done(format!("Saved {}", target.display())));
            Ok(Touched::default())
        }
    }
}

/// The ticket of a wish, by which its failure is told.
pub(super) fn ticket(request: &PlanRequest) -> Option<u64> {
    match request {
        PlanRequest::CarryOver { ticket, .. } | PlanRequest::GoalOfNeed { ticket, .. } => Some(*ticket),
        _ => None,
    }
}
