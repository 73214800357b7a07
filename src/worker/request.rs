//! What the window can ask for. Closed: a new wish is a variant, and the compiler points to the place that must do it.

use std::collections::HashSet;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};

use super::{CaptureRequest, EvidenceRequest, FindingRequest, PlanRequest, PortfolioRequest, ReviewRequest, WritingRequest};
use crate::domain::{
    Action, ActionDraft, ActionId, CommunityDraft, CommunityId, EntryDraft, EntryId, EntryState, GoalDraft, GoalId, Profile, Subject,
};
use crate::exporters::Replace;
use crate::journal::{Linked, Selection};
use crate::prefs::Prefs;

/// How a journal is to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// One that is there.
    Existing,
    /// A new one; one that is there already is opened.
    New,
    /// The fictional one; made where there is none.
    Sample,
}

/// A wish.
#[derive(Clone, Debug)]
pub enum Request {
    Open {
        path: PathBuf,
        opening: Opening,
    },
    /// Loads an entry whole.
    Load(EntryId),
    /// New entries, chats, people, the timer, small items.
    Capture(CaptureRequest),
    Evidence(EvidenceRequest),
    /// Dictionaries and suggestions.
    Writing(WritingRequest),
    /// The development plan, and what entries changed.
    Plan(PlanRequest),
    /// Registrations, records, practised audits.
    Portfolio(PortfolioRequest),
    /// Walks, impact stories, the journal as it stood.
    Review(ReviewRequest),
    /// Many entries at once, tags, searches that are kept.
    Finding(FindingRequest),
    /// Sets an entry aside until a day, or takes it up again.
    Park {
        id: EntryId,
        until: Option<NaiveDate>,
    },
    /// The texts of an entry or a goal over time.
    Moments(Subject),
    /// Takes a word as known to the spelling.
    AddWord(String),
    RemoveWord(String),
    /// Saves what is on the screen; `seq` comes back with it.
    Save {
        id: EntryId,
        seq: u64,
        draft: Box<EntryDraft>,
        opened: DateTime<Utc>,
        /// Somebody has just taken text back.
        back: bool,
    },
    SetState {
        id: EntryId,
        state: EntryState,
    },
    Bin(EntryId),
    Unbin(EntryId),
    Link {
        entry: EntryId,
        goal: GoalId,
        linked: Linked,
    },
    AddGoal {
        ticket: u64,
        draft: Box<GoalDraft>,
    },
    SaveGoal {
        id: GoalId,
        draft: Box<GoalDraft>,
    },
    AddAction {
        entry: EntryId,
        draft: Box<ActionDraft>,
    },
    SaveAction {
        id: ActionId,
        draft: Box<ActionDraft>,
    },
    RemoveAction(Box<Action>),
    AddCommunity(Box<CommunityDraft>),
    SaveCommunity {
        id: CommunityId,
        draft: Box<CommunityDraft>,
    },
    SetProfile(Box<Profile>),
    /// `seq` tells which answer belongs to what is typed now.
    Search {
        text: String,
        seq: u64,
    },
    /// The document that would leave.
    Preview(Selection),
    Export {
        selection: Selection,
        format: &'static str,
        target: PathBuf,
        replace: Replace,
    },
    CancelExport,
    /// About what leaves and what comes in.
    Leaving(super::LeavingRequest),
    /// The pages of what would leave, as pictures.
    Pages(super::PagesRequest),
    /// The latest steps; of one entry when it is named.
    History(Option<EntryId>),
    Undo,
    Redo,
    /// Remembers settings of this device.
    Remember(Box<Prefs>),
    /// Does a wish and tells when it is done, with [`super::Event::Kept`]; or that it failed, with the ticket.
    WithAnswer {
        ticket: u64,
        wish: Box<Request>,
    },
    /// Looks whether another program has written, and whether a new day has begun.
    Tick,
}

/// Drops what a later request of the same queue makes needless: all but the last save of an entry, and all but the last search.
/// A save is never moved behind another change.
pub(super) fn coalesced(queue: Vec<Request>) -> Vec<Request> {
    let mut later_saves: HashSet<EntryId> = HashSet::new();
    let mut later_search = false;
    let mut later_preview = false;
    let mut kept: Vec<Request> = Vec::with_capacity(queue.len());
    for request in queue.into_iter().rev() {
        let needless = match &request {
            Request::Save { id, .. } => !later_saves.insert(*id),
            Request::Search { .. } => std::mem::replace(&mut later_search, true),
            Request::Preview(_) => std::mem::replace(&mut later_preview, true),
            Request::Load(_)
            | Request::History(_)
            | Request::Moments(_)
            | Request::Plan(PlanRequest::Story(_))
            | Request::Portfolio(
                PortfolioRequest::Stands(_) | PortfolioRequest::Apart(_) | PortfolioRequest::Suggest(_) | PortfolioRequest::Forms { .. },
            )
            | Request::Review(
                ReviewRequest::Look(_)
                | ReviewRequest::WalkFor(_)
                | ReviewRequest::Walked { .. }
                | ReviewRequest::AsItStood(_)
                | ReviewRequest::EntryThen(_)
                | ReviewRequest::LeaveThen
                | ReviewRequest::SaveSheet { .. },
            )
            | Request::Tick
            | Request::Pages(_)
            | Request::Writing(_)
            | Request::Capture(
                CaptureRequest::TimerSign
                | CaptureRequest::ReadTranscript { .. }
                | CaptureRequest::LookInto { .. }
                | CaptureRequest::ReadCalendar { .. },
            )
            | Request::Evidence(EvidenceRequest::Picture { .. } | EvidenceRequest::Open(_)) => false,
            // Anything that writes must find the entry as it was saved before it.
            _ => {
                later_saves.clear();
                false
            }
        };
        if !needless {
            kept.push(request);
        }
    }
    kept.reverse();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_of_a_run_is_done() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day");
        let save = |id: i64, seq| Request::Save {
            id: EntryId::from_row(id),
            seq,
            draft: Box::new(EntryDraft::on(day)),
            opened: DateTime::UNIX_EPOCH,
            back: false,
        };
        let find = |seq| Request::Search { text: String::new(), seq };
        let queue = vec![save(1, 1), find(1), save(2, 1), save(1, 2), find(2), Request::Undo, save(1, 3), save(1, 4)];
        let shown: Vec<String> = coalesced(queue)
            .iter()
            .map(|request| match request {
                Request::Save { id, seq, .. } => format!("save {} {seq}", id.row()),
                Request::Search { seq, .. } => format!("find {seq}"),
                Request::Undo => "undo".to_owned(),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(shown, ["save 2 1", "save 1 2", "find 2", "undo", "save 1 4"]);
    }
}
