//! What the window can ask for about reviewing: walks, impact stories, the journal as it stood; and how it is done.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::Event;
use super::opened::Tell;
use crate::domain::text::excerpt;
use crate::domain::walk::{Decision, GoalFate};
use crate::domain::{EntryId, GoalId, Impact, ImpactDraft, ImpactId, Registration, Sheet, Uid, Walk, WalkDraft, WalkId};
use crate::journal::{By, Journal, JournalError, Look, Outcome, Snapshot, Thing, Touched};

/// A wish about reviewing.
#[derive(Clone, Debug)]
pub enum ReviewRequest {
    /// What a review page shows: [`Event::Looked`] tells. Worked out here, once for each revision: the window keeps it.
    Look(Look),
    /// What a walk for a registration would be about: [`Event::WalkFor`] tells.
    WalkFor(Box<Registration>),
    /// Begins a walk; [`Event::WalkBegun`] tells, or [`Event::Failed`] with the ticket.
    StartWalk {
        ticket: u64,
        draft: Box<WalkDraft>,
    },
    SaveWalk {
        id: WalkId,
        draft: Box<WalkDraft>,
    },
    /// An entry as a walk shows it: [`Event::Walked`] tells.
    Walked {
        walk: WalkId,
        entry: EntryId,
    },
    Decide {
        walk: WalkId,
        entry: EntryId,
        decision: Option<Decision>,
    },
    SetFate {
        walk: WalkId,
        goal: GoalId,
        fate: Option<Box<GoalFate>>,
    },
    FinishWalk(WalkId),
    ReopenWalk(Box<Walk>),
    RemoveWalk(Box<Walk>),
    /// Keeps an impact story; [`Event::ImpactAdded`] tells, or [`Event::Failed`] with the ticket.
    AddImpact {
        ticket: u64,
        draft: Box<ImpactDraft>,
    },
    SaveImpact {
        id: ImpactId,
        draft: Box<ImpactDraft>,
    },
    RemoveImpact(Box<Impact>),
    /// The journal as it stood at the end of a day: [`Event::AsItStood`] tells.
    AsItStood(NaiveDate),
    /// An entry of that journal, by its uid: [`Event::EntryThen`] tells.
    EntryThen(Uid),
    /// Lets that journal go.
    LeaveThen,
    /// Writes a sheet to a file; [`Event::Done`] tells. Done where it holds nothing up.
    SaveSheet {
        sheet: Box<Sheet>,
        target: PathBuf,
        /// `pdf` or `md`; a name without it gets it.
        ending: &'static str,
    },
}

/// The journal as it stood on a day, for as long as somebody looks at it.
#[derive(Debug)]
pub(super) struct Then {
    day: NaiveDate,
    journal: Journal,
}

/// Does what is asked for.
pub(super) fn handle(
    journal: &mut Journal,
    snapshot: &Snapshot,
    then: &mut Option<Then>,
    request: ReviewRequest,
    tell: Tell<'_>,
) -> Result<Touched, JournalError> {
    let done = |outcome: Outcome<()>| Ok(outcome.touched);
    match request {
        ReviewRequest::Look(look) => {
            let seen = std::sync::Arc::new(journal.look(&look, snapshot)?);
            tell(Event::Looked { look, revision: snapshot.revision, seen });
            Ok(Touched::default())
        }
        ReviewRequest::WalkFor(registration) => {
            tell(Event::WalkFor { registration: registration.id, draft: Box::new(journal.walk_for(&registration)?) });
            Ok(Touched::default())
        }
        ReviewRequest::StartWalk { ticket, draft } => {
            let Outcome { value, touched } = journal.begin_walk(*draft)?;
            value.told().into_iter().for_each(|words| tell(Event::Done(words)));
            tell(Event::WalkBegun { ticket, walk: Box::new(value.walk) });
            Ok(touched)
        }
        ReviewRequest::SaveWalk { id, draft } => done(journal.save_walk(id, *draft, By::Autosave)?),
        ReviewRequest::Walked { walk, entry } => {
            let gone = || JournalError::NotFound { what: Thing::Walk, name: format!("number {}", walk.row()) };
            let of = snapshot.walks.iter().find(|one| one.id == walk).ok_or_else(gone)?;
            tell(Event::Walked { walk, walked: Box::new(journal.walked(of, entry, snapshot)?) });
            Ok(Touched::default())
        }
        ReviewRequest::Decide { walk, entry, decision } => done(journal.decide(walk, entry, decision)?),
        ReviewRequest::SetFate { walk, goal, fate } => done(journal.set_fate(walk, goal, fate.map(|fate| *fate), By::Autosave)?),
        ReviewRequest::FinishWalk(id) => {
            let Outcome { value, touched } = journal.finish_walk(id)?;
            let step = journal.history(None, 1)?.into_iter().next().map(|step| step.label);
            let title = snapshot.walks.iter().find(|walk| walk.id == id).map_or("the walk", |walk| walk.draft.title.as_str());
            tell(Event::Stepped { said: format!("Finished “{}”", excerpt(title, 60)), more: value.told, step });
            Ok(touched)
        }
        ReviewRequest::ReopenWalk(walk) => done(journal.reopen_walk(&walk)?),
        ReviewRequest::RemoveWalk(walk) => done(journal.remove_walk(&walk)?),
        ReviewRequest::AddImpact { ticket, draft } => {
            let Outcome { value, touched } = journal.add_impact(*draft)?;
            tell(Event::ImpactAdded { ticket, impact: Box::new(value) });
            Ok(touched)
        }
        ReviewRequest::SaveImpact { id, draft } => done(journal.save_impact(id, *draft, By::Autosave)?),
        ReviewRequest::RemoveImpact(impact) => done(journal.remove_impact(&impact)?),
        ReviewRequest::AsItStood(day) => {
            let past = journal.as_of(day)?;
            let shown = past.snapshot()?;
            let day = past.today();
            *then = Some(Then { day, journal: past });
            tell(Event::AsItStood { day, snapshot: Box::new(shown) });
            Ok(Touched::default())
        }
        ReviewRequest::EntryThen(uid) => {
            if let Some(then) = then {
                let id = then.journal.find_entry(&uid.to_string())?;
                tell(Event::EntryThen { day: then.day, entry: Box::new(then.journal.entry(id)?) });
            }
            Ok(Touched::default())
        }
        ReviewRequest::LeaveThen => {
            *then = None;
            Ok(Touched::default())
        }
        // Taken elsewhere: it may take long.
        ReviewRequest::SaveSheet { .. } => Ok(Touched::default()),
    }
}

/// The ticket of a wish, by which its failure is told.
pub(super) const fn ticket(request: &ReviewRequest) -> Option<u64> {
    match request {
        ReviewRequest::StartWalk { ticket, .. } | ReviewRequest::AddImpact { ticket, .. } => Some(*ticket),
        _ => None,
    }
}
