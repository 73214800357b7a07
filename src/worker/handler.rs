//! What is done for each [`Request`]; the same with threads and without.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{Event, Failure, Opening, Request};
use crate::catalogue::Catalogue;
use crate::domain::EntryId;
use crate::error::{Error, Explanation};
use crate::exporters::Replace;
use crate::journal::{Alone, Area, By, Clock, Journal, JournalError, NewFile, Outcome, Saved, Selection, Snapshot, Together, Touched};
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
}

struct Open {
    journal: Journal,
    snapshot: Snapshot,
    /// When this window itself changed an entry last: its own writes are no conflict, whatever the screen knew when it sent the next.
    mine: HashMap<EntryId, DateTime<Utc>>,
}

/// Told what happened.
type Tell<'a> = &'a mut dyn FnMut(Event);

fn explained(error: JournalError) -> Explanation {
    Error::from(error).explain()
}

impl Handler {
    pub(super) fn new(clock: Clock, data_folder: PathBuf) -> Self {
        Self { clock, data_folder, open: None }
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
        self.open = Some(Open { journal, snapshot, mine: HashMap::new() });
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
        let open = self.open.insert(Open { journal, snapshot: first, mine: HashMap::new() });
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
                if let Some(open) = &mut self.open {
                    open.handle(request, tell);
                }
            }
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
    fn handle(&mut self, request: Request, tell: Tell<'_>) {
        let (save, log) = match &request {
            Request::Save { id, seq, .. } => (Some((*id, *seq)), None),
            Request::Log { ticket, .. } => (None, Some(*ticket)),
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
            Request::Log { ticket, draft, state, community } => {
                let name = draft.name();
                let together = Together { community: community.as_deref(), ..Together::default() };
                let Outcome { value, touched } = journal.log(*draft, state, &together)?;
                tell(Event::Logged { ticket, id: value.id, uid: value.uid, name });
                Ok(touched)
            }
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
            Request::Attach { entry, paths } => {
                let files: Vec<NewFile> = paths.iter().map(|path| NewFile::read(path)).collect::<Result<_, _>>()?;
                attach(journal, entry, &files, tell)
            }
            Request::AttachContent { entry, file } => attach(journal, entry, &[*file], tell),
            Request::Detach { entry, evidence } => done(journal.detach(entry, &evidence)?),
            Request::Describe { evidence, caption, alt } => done(journal.describe_evidence(&evidence, &caption, &alt)?),
            Request::SaveEvidence { evidence, target } => {
                // The dialog has asked already whether a file that is there may be replaced.
                journal.save_evidence(&evidence, &target, Replace::Allow)?;
                tell(Event::Done(format!("Saved {}", target.display())));
                Ok(Touched::default())
            }
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
            Request::Undo => match journal.undo()? {
                Some(Outcome { value, touched }) => {
                    tell(Event::Undone(value));
                    Ok(with_history(touched))
                }
                None => Ok(Touched::default()),
            },
            Request::Redo => match journal.redo()? {
                Some(Outcome { value, touched }) => {
                    tell(Event::Redone(value));
                    Ok(with_history(touched))
                }
                None => Ok(Touched::default()),
            },
            Request::Tick => {
                if journal.changed_elsewhere()? || journal.today() != self.snapshot.today {
                    self.reload(tell)?;
                }
                Ok(Touched::default())
            }
        }
    }
}

fn with_history(mut touched: Touched) -> Touched {
    touched.areas.insert(Area::History);
    touched
}

fn attach(journal: &mut Journal, entry: crate::domain::EntryId, files: &[NewFile], tell: Tell<'_>) -> Result<Touched, JournalError> {
    let touched = journal.attach(entry, files)?.touched;
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    tell(Event::Done(format!("Attached {}", names.join(", "))));
    Ok(touched)
}
