//! The journal that is open, and what is done with it for each [`Request`]. Whatever goes wrong is told: no request ends its thread.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{CaptureRequest, Event, Failure, Request};
use crate::catalogue::Catalogue;
use crate::domain::{Digest, EntryId};
use crate::error::{Error, Explanation, YourText};
use crate::journal::{Area, By, Journal, JournalError, Outcome, Saved, Snapshot, Touched, Unread};
use crate::search::{Known, Query};

/// The most entries whose words are shown around what was found; the others that match are listed without.
const MOST_HITS: usize = 500;

/// The most steps that a history shows.
const MOST_STEPS: usize = 200;

/// Told what happened.
pub(super) type Tell<'a> = &'a mut dyn FnMut(Event);

pub(super) fn explained(error: JournalError) -> Explanation {
    Error::from(error).explain()
}

/// An open journal.
pub(super) struct Open {
    pub(super) journal: Journal,
    pub(super) snapshot: Snapshot,
    /// When this window itself saved an entry last: the next save may have been sent before the screen knew of it. Only what leaves the
    /// text as it was is added to it; the screen merges everything else with what is written there.
    mine: HashMap<EntryId, DateTime<Utc>>,
    /// Contents whose words are to be found by the search.
    words: Words,
    /// What names can mean in the journal.
    known: Names,
    /// The journal as it stood, while somebody looks at it.
    then: Option<super::review::Then>,
}

/// What is known of words that are not in the search yet.
struct Words {
    /// There may be some.
    wait: bool,
    /// Contents that could not be read, and are not tried again.
    failed: HashSet<Digest>,
}

/// What names can mean in a journal, made once for each revision of the snapshot.
#[derive(Default)]
struct Names(Option<(u64, Arc<Known>)>);

impl Names {
    fn of(&mut self, snapshot: &Snapshot, catalogue: &Catalogue) -> Arc<Known> {
        match &self.0 {
            Some((revision, known)) if *revision == snapshot.revision && known.today() == snapshot.today => Arc::clone(known),
            _ => {
                let known = Arc::new(snapshot.known(catalogue));
                self.0 = Some((snapshot.revision, Arc::clone(&known)));
                known
            }
        }
    }
}

impl Open {
    pub(super) fn new(journal: Journal, snapshot: Snapshot) -> Self {
        Self {
            journal,
            snapshot,
            mine: HashMap::new(),
            words: Words { wait: true, failed: HashSet::new() },
            known: Names::default(),
            then: None,
        }
    }

    /// A content whose words are to be read.
    pub(super) fn unread(&mut self) -> Option<Unread> {
        if !self.words.wait {
            return None;
        }
        let failed = &self.words.failed;
        let unread = self.journal.unread(failed.len() + 1).unwrap_or_default().into_iter().find(|one| !failed.contains(&one.digest));
        self.words.wait = unread.is_some();
        unread
    }

    /// Takes the words of a content; `None` when they cannot be read.
    pub(super) fn keep_words(&mut self, digest: &Digest, words: Option<&str>, tell: Tell<'_>) {
        match words.map(|words| self.journal.keep_words(digest, words)) {
            Some(Ok(touched)) => self.renew(&touched, tell),
            // What is wrong with the journal is told where somebody waits for it; after a restart it is tried again.
            Some(Err(_)) | None => {
                self.words.failed.insert(*digest);
            }
        }
    }

    /// Does what is asked for. A fault of the program becomes a failure that is told, like any other.
    pub(super) fn handle(&mut self, request: Request, tell: Tell<'_>) {
        let (answer, request) = match request {
            Request::WithAnswer { ticket, wish } => (Some(ticket), *wish),
            request => (None, request),
        };
        let (save, ticket) = named(&request);
        let done = guarded(|| {
            let touched = self.try_handle(request, tell).map_err(explained)?;
            self.renew(&touched, tell);
            Ok(())
        });
        match (done, answer) {
            (Ok(()), Some(ticket)) => tell(Event::Kept { ticket }),
            (Ok(()), None) => {}
            (Err(why), _) => tell(Event::Failed(Failure { save, ticket: answer.or(ticket), ..Failure::new(why) })),
        }
    }

    fn renew(&mut self, touched: &Touched, tell: Tell<'_>) {
        if touched.areas.is_empty() && touched.entries.is_empty() {
            return;
        }
        self.words.wait |= touched.areas.contains(&Area::Evidence);
        match self.journal.renewed(&self.snapshot, touched) {
            Ok(snapshot) => {
                self.snapshot = snapshot;
                tell(Event::Renewed(Box::new(self.snapshot.clone())));
            }
            Err(error) => tell(Event::Failed(Failure::new(explained(error)))),
        }
    }

    /// Reads everything again: another program has written.
    pub(super) fn reload(&mut self, tell: Tell<'_>) -> Result<(), JournalError> {
        let revision = self.snapshot.revision;
        self.snapshot = self.journal.snapshot()?;
        self.snapshot.revision = revision + 1;
        self.words.wait = true;
        tell(Event::Renewed(Box::new(self.snapshot.clone())));
        Ok(())
    }

    /// A minute has passed: the window is told what time it is. Only when the timer, or the chats that come and have been, are different is
    /// it another revision.
    fn move_on(&mut self, tell: Tell<'_>) -> Result<(), JournalError> {
        if !self.journal.is_later(&self.snapshot) {
            return Ok(());
        }
        let old = &self.snapshot;
        let new = self.journal.renewed(old, &Touched::default())?;
        let differs = new.timer.is_some() || new.just_been != old.just_been || new.coming != old.coming;
        let revision = if differs { new.revision } else { old.revision };
        self.snapshot = Snapshot { revision, ..new };
        tell(Event::Renewed(Box::new(self.snapshot.clone())));
        Ok(())
    }

    /// Does what changes where an entry stands and not its text: whoever knew the text before it knows it afterwards.
    fn moved(
        &mut self,
        id: EntryId,
        change: impl FnOnce(&mut Journal) -> Result<Outcome<()>, JournalError>,
    ) -> Result<Touched, JournalError> {
        let before = self.journal.entry(id)?.changed;
        let touched = change(&mut self.journal)?.touched;
        if self.mine.get(&id) == Some(&before) {
            self.mine.insert(id, self.journal.entry(id)?.changed);
        }
        Ok(touched)
    }

    fn try_handle(&mut self, request: Request, tell: Tell<'_>) -> Result<Touched, JournalError> {
        let journal = &mut self.journal;
        let done = |outcome: Outcome<()>| Ok(outcome.touched);
        match request {
            // Taken elsewhere: opening by the handler, exports by the job thread.
            Request::Open { .. }
            | Request::Remember(_)
            | Request::Export { .. }
            | Request::CancelExport
            | Request::Writing(_)
            | Request::Pages(_) => Ok(Touched::default()),
            Request::WithAnswer { wish, .. } => self.try_handle(*wish, tell),
            Request::Load(id) => {
                tell(Event::Loaded(Box::new(journal.entry(id)?)));
                Ok(Touched::default())
            }
            Request::Capture(request) => super::capture::handle(journal, request, tell),
            Request::Evidence(request) => super::evidence::handle(journal, request, tell),
            Request::Plan(request) => super::plan::handle(journal, request, tell),
            Request::Portfolio(request) => super::portfolio::handle(journal, request, tell),
            Request::Review(request) => super::review::handle(journal, &self.snapshot, &mut self.then, request, tell),
            Request::Finding(request) => super::finding::handle(journal, &self.snapshot, request, tell),
            Request::Leaving(request) => super::leaving::handle(journal, request, tell, &|| true),
            Request::Park { id, until } => done(journal.park(id, until)?),
            Request::Moments(of) => {
                tell(Event::Moments { of, moments: journal.moments(of)? });
                Ok(Touched::default())
            }
            Request::AddWord(word) => done(journal.add_word(&word)?),
            Request::RemoveWord(word) => done(journal.remove_word(&word)?),
            Request::Save { id, seq, draft, opened, back } => {
                let seen: Vec<DateTime<Utc>> = std::iter::once(opened).chain(self.mine.get(&id).copied()).collect();
                let Outcome { value, touched } =
                    if back { journal.save_taken_back(id, *draft, &seen)? } else { journal.save(id, *draft, &seen)? };
                match value {
                    Saved::At(at) => {
                        self.mine.insert(id, at);
                        tell(Event::Saved { id, seq, at });
                    }
                    Saved::Conflict(theirs) => tell(Event::Conflict { id, theirs }),
                }
                Ok(touched)
            }
            Request::SetState { id, state } => self.moved(id, |journal| journal.set_state(id, state)),
            Request::Bin(id) => self.moved(id, |journal| journal.bin(id)),
            Request::Unbin(id) => self.moved(id, |journal| journal.unbin(id)),
            Request::Link { entry, goal, linked } => done(journal.link(entry, goal, linked)?),
            Request::AddGoal { ticket, draft } => {
                let Outcome { value, touched } = journal.add_goal(*draft)?;
                tell(Event::GoalAdded { ticket, goal: Box::new(value) });
                Ok(touched)
            }
            Request::SaveGoal { id, draft } => done(journal.save_goal(id, *draft)?),
            Request::AddAction { entry, draft } => Ok(journal.add_action(entry, *draft)?.touched),
            Request::SaveAction { id, draft } => done(journal.save_action(id, *draft, By::Autosave)?),
            Request::RemoveAction(action) => done(journal.remove_action(&action)?),
            Request::AddCommunity(draft) => Ok(journal.add_community(*draft)?.touched),
            Request::SaveCommunity { id, draft } => done(journal.save_community(id, *draft, By::Autosave)?),
            Request::SetProfile(profile) => done(journal.set_profile(&profile, By::Autosave)?),
            Request::Search { text, seq } => {
                let (mut query, problems) = Query::parse(&text, true);
                // The window is the registrant's own: private notes are found in it.
                query.private = true;
                let known = self.known.of(&self.snapshot, journal.catalogue());
                let found = journal.find_in(&query, self.snapshot.over(&known), MOST_HITS)?;
                let problems = problems.into_iter().chain(found.problems).collect();
                tell(Event::Found { seq, hits: found.hits, entries: found.entries, total: found.total, others: found.others, problems });
                Ok(Touched::default())
            }
            Request::Preview(selection) => {
                tell(Event::Preview(Box::new(journal.report(&selection)?)));
                Ok(Touched::default())
            }
            Request::History(of) => {
                tell(Event::History(journal.history(of, MOST_STEPS)?));
                Ok(Touched::default())
            }
            Request::Undo => {
                let undone = journal.undo();
                Ok(taken(undone, Event::Undone, tell))
            }
            Request::Redo => {
                let redone = journal.redo();
                Ok(taken(redone, Event::Redone, tell))
            }
            Request::Tick => {
                if journal.changed_elsewhere()? || journal.today() != self.snapshot.today {
                    self.reload(tell)?;
                } else {
                    self.move_on(tell)?;
                }
                Ok(Touched::default())
            }
        }
    }
}

/// Tells what came of undo or redo. Even one that failed can change what the next would take.
fn taken(done: Result<Option<Outcome<String>>, JournalError>, event: fn(String) -> Event, tell: Tell<'_>) -> Touched {
    match done {
        Ok(Some(Outcome { value, touched })) => {
            tell(event(value));
            with_history(touched)
        }
        Ok(None) => Touched::default(),
        Err(error) => {
            tell(Event::Failed(Failure::new(explained(error))));
            with_history(Touched::default())
        }
    }
}

fn with_history(mut touched: Touched) -> Touched {
    touched.areas.insert(Area::History);
    touched
}

/// By which name the failure of a request is told: the save of a text, or a ticket.
fn named(request: &Request) -> (Option<(EntryId, u64)>, Option<u64>) {
    match request {
        Request::Save { id, seq, .. } => (Some((*id, *seq)), None),
        Request::Capture(CaptureRequest::Log(new)) => (None, Some(new.ticket)),
        Request::Capture(
            CaptureRequest::Again { ticket, .. }
            | CaptureRequest::RollUp { ticket, .. }
            | CaptureRequest::ReadTranscript { ticket, .. }
            | CaptureRequest::LookInto { ticket, .. }
            | CaptureRequest::ReadCalendar { ticket, .. },
        ) => (None, Some(*ticket)),
        Request::Plan(request) => (None, super::plan::ticket(request)),
        Request::Portfolio(request) => (None, super::portfolio::ticket(request)),
        Request::Review(request) => (None, super::review::ticket(request)),
        Request::Leaving(request) => (None, super::leaving::ticket(request)),
        _ => (None, None),
    }
}

/// Does something that may hold a fault of the program: a reader of foreign texts that gives up must cost neither the journal nor the window.
/// What was being written is taken back with its transaction.
fn guarded(work: impl FnOnce() -> Result<(), Explanation>) -> Result<(), Explanation> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(Explanation {
            title: "this could not be done for a reason that is a fault of this program".to_owned(),
            details: Vec::new(),
            hint: "your journal is whole; please report what you did".to_owned(),
            your_text: YourText::NotYetSaved,
            exit: 1,
            code: "panic",
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_told_and_ends_nothing() {
        let why = guarded(|| panic!("a text that nobody thought of")).expect_err("told");
        assert_eq!(why.code, "panic");
        assert_eq!(guarded(|| Ok(())), Ok(()));
        let told = Explanation { code: "told", ..why };
        assert_eq!(guarded(|| Err(told.clone())).expect_err("told").code, "told");
    }
}
