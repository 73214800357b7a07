//! What is done for each [`Request`]; the same with threads and without.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::pictures::{Looking, Wish};
use super::{CaptureRequest, Event, Failure, Opening, Request};
use crate::catalogue::Catalogue;
use crate::domain::{Digest, EntryId};
use crate::error::{Error, Explanation};
use crate::exporters::Replace;
use crate::journal::{Alone, Area, By, Clock, Journal, JournalError, Outcome, Saved, Selection, Snapshot, Touched, Unread};
use crate::search::Query;

/// Entries read before the rest, to fill the first screen.
const FIRST_SCREEN: usize = 200;

/// The most hits that a list shows.
const MOST_HITS: usize = 500;

/// The most steps that a history shows.
const MOST_STEPS: usize = 200;

/// The entries of the fictional journal.
const SAMPLE_ENTRIES: usize = crate::sample::DEFAULT_ENTRIES;

/// Owns the journal.
pub(super) struct Handler {
    clock: Clock,
    data_folder: PathBuf,
    open: Option<Open>,
    /// For workers without threads.
    looking: Looking,
}

struct Open {
    journal: Journal,
    snapshot: Snapshot,
    /// When this window itself changed an entry last: its own writes are no conflict, whatever the screen knew when it sent the next.
    mine: HashMap<EntryId, DateTime<Utc>>,
    /// Contents whose words are to be found by the search.
    words: Words,
}

/// What is known of words that are not in the search yet.
struct Words {
    /// There may be some.
    wait: bool,
    /// Contents that could not be read, and are not tried again.
    failed: HashSet<Digest>,
}

impl Words {
    fn new() -> Self {
        Self { wait: true, failed: HashSet::new() }
    }
}

/// Told what happened.
type Tell<'a> = &'a mut dyn FnMut(Event);

fn explained(error: JournalError) -> Explanation {
    Error::from(error).explain()
}

impl Handler {
    pub(super) fn new(clock: Clock, data_folder: PathBuf) -> Self {
        Self { clock, data_folder, open: None, looking: Looking::new() }
    }

    pub(super) fn journal(&self) -> Option<&Journal> {
        self.open.as_ref().map(|open| &open.journal)
    }

    /// Where the open journal lies.
    pub(super) fn path(&self) -> Option<&Path> {
        self.journal().and_then(Journal::path)
    }

    pub(super) fn close(&mut self) {
        self.open = None;
    }

    /// Takes a journal that is open already.
    pub(super) fn adopt(&mut self, journal: Journal, tell: Tell<'_>) {
        match journal.snapshot() {
            Ok(snapshot) => self.opened(journal, snapshot, tell),
            Err(error) => {
                let path = journal.path().map(Path::to_owned).unwrap_or_default();
                tell(Event::OpenFailed { path, why: explained(error) });
            }
        }
    }

    fn opened(&mut self, journal: Journal, snapshot: Snapshot, tell: Tell<'_>) {
        tell(Event::Opened {
            path: journal.path().map(Path::to_owned),
            catalogue: Arc::clone(journal.catalogue()),
            snapshot: Box::new(snapshot.clone()),
        });
        self.open = Some(Open { journal, snapshot, mine: HashMap::new(), words: Words::new() });
    }

    /// Opens a journal; the one that is open stays when that fails, and when it is the same.
    fn open(&mut self, path: &Path, opening: &Opening, tell: Tell<'_>) {
        if let Some(open) = self.open.as_ref().filter(|open| open.journal.path() == Some(path)) {
            tell_opened(&open.journal, open.snapshot.clone(), tell);
            return;
        }
        let opened = self.try_open(path, opening).and_then(|journal| {
            let first = journal.first_screen(FIRST_SCREEN)?;
            Ok((journal, first))
        });
        let (journal, first) = match opened {
            Ok(opened) => opened,
            Err(error) => {
                tell(Event::OpenFailed { path: path.to_owned(), why: explained(error) });
                return;
            }
        };
        // The first screen is told at once, the whole list as soon as it is read. From here on, writing goes to this journal.
        tell_opened(&journal, first.clone(), tell);
        let open = self.open.insert(Open { journal, snapshot: first, mine: HashMap::new(), words: Words::new() });
        if let Err(error) = open.reload(tell) {
            tell(Event::Failed(Failure::new(explained(error))));
        }
    }

    fn try_open(&self, path: &Path, opening: &Opening) -> Result<Journal, JournalError> {
        if *opening != Opening::Existing
            && let Some(folder) = path.parent()
            && !folder.as_os_str().is_empty()
        {
            std::fs::create_dir_all(folder).map_err(|error| JournalError::File { path: folder.to_owned(), reason: error.to_string() })?;
        }
        let is_there = std::fs::symlink_metadata(path).is_ok();
        if *opening != Opening::Existing && !is_there {
            Journal::create(path)?;
        }
        let catalogue = Arc::new(Catalogue::with_own(&self.data_folder));
        let mut journal = Journal::open(path, Alone::Yes, catalogue, self.clock)?;
        if *opening == Opening::Sample
            && !is_there
            && let Err(error) = journal.fill_with_sample(SAMPLE_ENTRIES, 1, crate::sample::DEFAULT_PROFESSION)
        {
            drop(journal);
            // It was made a moment ago and holds nothing.
            let _ = std::fs::remove_file(path);
            return Err(error);
        }
        Ok(journal)
    }

    /// Does what is asked for.
    pub(super) fn handle(&mut self, request: Request, tell: Tell<'_>) {
        match request {
            Request::Open { path, opening } => self.open(&path, &opening, tell),
            Request::Remember(prefs) => prefs.save(),
            request => {
                let Some(open) = &mut self.open else { return };
                match Wish::of(request) {
                    Ok(wish) => tell(self.looking.answer(&open.journal, wish)),
                    Err(request) => open.handle(request, tell),
                }
            }
        }
    }

    /// A content whose words are to be read, with the journal that it is in.
    pub(super) fn unread(&mut self) -> Option<(PathBuf, Unread)> {
        let open = self.open.as_mut()?;
        let path = open.journal.path()?.to_owned();
        open.unread().map(|unread| (path, unread))
    }

    /// Takes the words of a content, unless another journal is open by now.
    pub(super) fn keep_words(&mut self, journal: &Path, digest: &Digest, words: Option<&str>, tell: Tell<'_>) {
        if let Some(open) = self.open.as_mut().filter(|open| open.journal.path() == Some(journal)) {
            open.keep_words(digest, words, tell);
        }
    }

    /// Reads the words of all contents that wait for it: for workers without threads.
    pub(super) fn read_words(&mut self, tell: Tell<'_>) {
        let Some(open) = &mut self.open else { return };
        while let Some(unread) = open.unread() {
            let words = open.journal.words_of(&unread).ok();
            open.keep_words(&unread.digest, words.as_deref(), tell);
        }
    }

    /// Writes a document with this journal's own connection: for workers without threads.
    pub(super) fn export(&mut self, selection: &Selection, format: &'static str, target: &Path, replace: Replace, tell: Tell<'_>) {
        let Some(open) = &self.open else { return };
        match open.journal.export(selection, format, target, replace, &|_| Ok(())) {
            Ok((exported, _)) => tell(Event::Exported(Box::new(exported))),
            Err(error) => tell(Event::Failed(Failure { export: true, ..Failure::new(explained(error)) })),
        }
    }
}

fn tell_opened(journal: &Journal, snapshot: Snapshot, tell: Tell<'_>) {
    tell(Event::Opened {
        path: journal.path().map(Path::to_owned),
        catalogue: Arc::clone(journal.catalogue()),
        snapshot: Box::new(snapshot),
    });
}

impl Open {
    fn unread(&mut self) -> Option<Unread> {
        if !self.words.wait {
            return None;
        }
        let failed = &self.words.failed;
        let unread = self.journal.unread(failed.len() + 1).unwrap_or_default().into_iter().find(|one| !failed.contains(&one.digest));
        self.words.wait = unread.is_some();
        unread
    }

    fn keep_words(&mut self, digest: &Digest, words: Option<&str>, tell: Tell<'_>) {
        match words.map(|words| self.journal.keep_words(digest, words)) {
            Some(Ok(touched)) => self.renew(&touched, tell),
            // What is wrong with the journal is told where somebody waits for it; after a restart it is tried again.
            Some(Err(_)) | None => {
                self.words.failed.insert(*digest);
            }
        }
    }

    fn handle(&mut self, request: Request, tell: Tell<'_>) {
        let (save, log) = match &request {
            Request::Save { id, seq, .. } => (Some((*id, *seq)), None),
            Request::Capture(CaptureRequest::Log(new)) => (None, Some(new.ticket)),
            Request::Capture(
                CaptureRequest::Again { ticket, .. } | CaptureRequest::RollUp { ticket, .. } | CaptureRequest::ReadCalendar { ticket, .. },
            ) => (None, Some(*ticket)),
            _ => (None, None),
        };
        match self.try_handle(request, tell) {
            Ok(touched) => self.renew(&touched, tell),
            Err(error) => tell(Event::Failed(Failure { save, log, ..Failure::new(explained(error)) })),
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
    fn reload(&mut self, tell: Tell<'_>) -> Result<(), JournalError> {
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

    fn try_handle(&mut self, request: Request, tell: Tell<'_>) -> Result<Touched, JournalError> {
        let journal = &mut self.journal;
        let done = |outcome: Outcome<()>| Ok(outcome.touched);
        match request {
            // Taken elsewhere: opening by the handler, exports by the job thread.
            Request::Open { .. } | Request::Remember(_) | Request::Export { .. } | Request::CancelExport => Ok(Touched::default()),
            Request::Load(id) => {
                tell(Event::Loaded(Box::new(journal.entry(id)?)));
                Ok(Touched::default())
            }
            Request::Capture(request) => super::capture::handle(journal, request, tell),
            Request::Evidence(request) => super::evidence::handle(journal, request, tell),
            Request::Save { id, seq, draft, opened } => {
                let seen: Vec<DateTime<Utc>> = std::iter::once(opened).chain(self.mine.get(&id).copied()).collect();
                let Outcome { value, touched } = journal.save(id, *draft, &seen)?;
                match value {
                    Saved::At(at) => {
                        self.mine.insert(id, at);
                        tell(Event::Saved { id, seq, at });
                    }
                    Saved::Conflict(theirs) => tell(Event::Conflict { id, theirs }),
                }
                Ok(touched)
            }
            Request::SetState { id, state } => {
                let touched = journal.set_state(id, state)?.touched;
                self.mine.insert(id, journal.entry(id)?.changed);
                Ok(touched)
            }
            Request::Bin(id) => {
                let touched = journal.bin(id)?.touched;
                self.mine.insert(id, journal.entry(id)?.changed);
                Ok(touched)
            }
            Request::Unbin(id) => {
                let touched = journal.unbin(id)?.touched;
                self.mine.insert(id, journal.entry(id)?.changed);
                Ok(touched)
            }
            Request::Link { entry, goal, linked } => done(journal.link(entry, goal, linked)?),
            Request::AddGoal { ticket, draft } => {
                let Outcome { value, touched } = journal.add_goal(*draft)?;
                tell(Event::GoalAdded { ticket, goal: Box::new(value) });
                Ok(touched)
            }
            Request::SaveGoal { id, draft } => done(journal.save_goal(id, *draft)?),
            Request::AddAction { entry, draft } => Ok(journal.add_action(entry, draft)?.touched),
            Request::SaveAction { id, draft } => done(journal.save_action(id, draft, By::Autosave)?),
            Request::RemoveAction(action) => done(journal.remove_action(&action)?),
            Request::AddCommunity(draft) => Ok(journal.add_community(*draft)?.touched),
            Request::SaveCommunity { id, draft } => done(journal.save_community(id, *draft, By::Autosave)?),
            Request::SetProfile(profile) => done(journal.set_profile(&profile, By::Autosave)?),
            Request::Search { text, seq } => {
                let (mut query, mut problems) = Query::parse(&text, true);
                // The window is the registrant's own: private notes are found in it.
                query.private = true;
                let (hits, total, note) = journal.search_or_begin(&query, MOST_HITS)?;
                problems.extend(note);
                tell(Event::Found { seq, hits, total, problems });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CommunityDraft, Minutes};

    /// What is told at the next tick, when it is so late.
    fn tick(handler: &mut Handler, now: &str) -> Option<Snapshot> {
        let clock = Clock::At(now.parse().expect(now), chrono_tz::Tz::Europe__London);
        handler.open.as_mut().expect("open").journal.set_clock(clock);
        let mut told = Vec::new();
        handler.handle(Request::Tick, &mut |event| told.push(event));
        assert!(told.len() <= 1, "{told:?}");
        match told.pop() {
            Some(Event::Renewed(snapshot)) => Some(*snapshot),
            None => None,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_new_minute_is_told_and_what_it_brings() {
        let clock = Clock::At("2026-11-23T19:58:10Z".parse().expect("an instant"), chrono_tz::Tz::Europe__London);
        let mut journal = Journal::in_memory(clock).expect("journal");
        let slot = CommunityDraft {
            name: "Chat".to_owned(),
            day: Some(chrono::Weekday::Mon),
            time: chrono::NaiveTime::from_hms_opt(20, 0, 0),
            length: Some(Minutes(60)),
            ..CommunityDraft::default()
        };
        journal.add_community(slot).expect("community");
        let mut handler = Handler::new(clock, PathBuf::new());
        handler.adopt(journal, &mut |_| {});
        assert!(tick(&mut handler, "2026-11-23T19:58:59Z").is_none(), "the same minute");
        let later = tick(&mut handler, "2026-11-23T19:59:00Z").expect("another minute");
        assert_eq!(later.revision, 1, "nothing has to be worked out anew");
        let begun = tick(&mut handler, "2026-11-23T20:01:00Z").expect("another minute");
        assert!(begun.revision > later.revision && begun.just_been.is_some(), "a chat has begun");
        let over = tick(&mut handler, "2026-11-23T21:00:30Z").expect("another minute");
        assert_eq!(begun.coming.len() - over.coming.len(), 1, "and is over");
        assert!(tick(&mut handler, "2026-11-23T21:00:31Z").is_none());
        let tomorrow = tick(&mut handler, "2026-11-24T00:00:00Z").expect("another day");
        assert_eq!(tomorrow.today.to_string(), "2026-11-24");
    }
}
