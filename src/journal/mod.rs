//! The whole program without a window: synchronous, headless, the same for the command line and the window.
//!
//! Each method that changes something is one transaction and one named step of the history. Must not know: egui, threads, SQL.

mod actions;
mod again;
mod calendar;
mod capture;
mod chats;
mod clock;
mod communities;
mod drills;
mod entries;
mod error;
mod evidence;
mod export;
mod forms;
mod goals;
mod logging;
mod look_back;
mod lookup;
mod mends;
mod minutes;
mod new_file;
mod people;
mod plan;
mod records;
mod records_in;
mod registrations;
mod report_goals;
mod rollup;
mod sample;
mod snapshot;
mod standings;
mod story;
mod texts;
mod timer;
mod transcripts;
mod withheld;

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

pub use again::Again;
pub use calendar::{CalendarBecomes, CalendarItem, CalendarPlan};
pub use chats::Coming;
pub use clock::Clock;
pub use drills::{Drawn, DrillState};
pub use entries::{Beside, Linked, Saved};
pub use error::JournalError;
pub use evidence::{Covered, Original, words_in};
pub use export::{Selection, SelectionCount};
pub use forms::{FilledField, FilledForm, Suggested};
pub use logging::{DayOf, GoalFromElsewhere, Logged, Together};
pub use lookup::Thing;
pub use mends::EntryMend;
pub use new_file::{Content, NewFile};
pub use records::{Filed, RecordProblem};
pub use records_in::RecordFromElsewhere;
pub use rollup::RollUp;
pub use snapshot::{GoalTotals, Snapshot};
pub use standings::{Stand, Unknown};
pub use transcripts::{Applied, transcript_file};

pub use crate::store::{Alone, Area, Hit, MARKS, PrivateFolder, Problem, Touched, Unread};

use crate::catalogue::Catalogue;
use crate::domain::{EntryId, Profile, Step, Uid};
use crate::search::{Problem as QueryProblem, Query};
use crate::store::{NewStep, Store, Tx, Which};

/// An open journal.
#[derive(Debug)]
pub struct Journal {
    store: Store,
    catalogue: Arc<Catalogue>,
    clock: Clock,
}

/// Who saves: the window by itself while somebody types, or somebody by a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Saves of one thing in one sitting are one step of the history.
    Autosave,
    /// A step of its own.
    Command,
}

impl By {
    fn fold(self, what: impl Into<String>) -> Option<String> {
        (self == Self::Autosave).then(|| what.into())
    }
}

/// A changed thing and what changed with it.
#[derive(Clone, Debug)]
pub struct Outcome<T> {
    pub value: T,
    pub touched: Touched,
}

impl Journal {
    /// Makes an empty journal.
    ///
    /// # Errors
    /// [`JournalError::Store`]: there is something already, no such folder, no permission, or the disk is full.
    pub fn create(path: &Path) -> Result<(), JournalError> {
        Ok(Store::create(path)?)
    }

    /// Opens a journal.
    ///
    /// # Errors
    /// [`JournalError::Store`]: there is none, or it cannot be opened; the file is untouched.
    pub fn open(path: &Path, alone: Alone, catalogue: Arc<Catalogue>, clock: Clock) -> Result<Self, JournalError> {
        Ok(Self { store: Store::open(path, alone)?, catalogue, clock })
    }

    /// A journal in memory, for tests.
    ///
    /// # Errors
    /// [`JournalError::Store`] when there is no memory.
    pub fn in_memory(clock: Clock) -> Result<Self, JournalError> {
        Ok(Self { store: Store::in_memory()?, catalogue: Catalogue::shared(), clock })
    }

    /// Where the journal lies.
    pub fn path(&self) -> Option<&Path> {
        self.store.path()
    }

    /// Why nothing can be written, as a sentence.
    pub fn read_only(&self) -> Option<&str> {
        self.store.read_only()
    }

    /// Kinds and templates.
    pub fn catalogue(&self) -> &Arc<Catalogue> {
        &self.catalogue
    }

    /// The day that it is for the registrant.
    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// The instant that it is.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    fn new_uid(&self) -> Uid {
        self.clock.uid()
    }

    /// One change as a step of its own.
    fn step<T>(&mut self, label: String, change: impl FnOnce(&Tx<'_>) -> Result<T, JournalError>) -> Result<Outcome<T>, JournalError> {
        let step = NewStep { label, fold: None, at: self.now() };
        let (value, touched) = self.store.transact(&step, |tx| {
            let value = change(tx)?;
            rollup::settle(tx)?;
            Ok::<_, JournalError>(value)
        })?;
        Ok(Outcome { value, touched })
    }

    /// Who keeps this journal.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn profile(&self) -> Result<Profile, JournalError> {
        Ok(self.store.read().profile()?)
    }

    /// Writes who keeps this journal.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn set_profile(&mut self, profile: &Profile, by: By) -> Result<Outcome<()>, JournalError> {
        let clean = Profile {
            name: crate::domain::text::clean_line(&profile.name),
            profession: crate::domain::text::clean_line(&profile.profession),
            registrations: crate::domain::text::clean(&profile.registrations),
            employer: crate::domain::text::clean_line(&profile.employer),
            handles: crate::domain::text::clean(&profile.handles),
        };
        let step = NewStep { label: "Edit profile".to_owned(), fold: by.fold("profile"), at: self.now() };
        let (value, touched) = self.store.transact(&step, |tx| Ok::<_, JournalError>(tx.set_profile(&clean)?))?;
        Ok(Outcome { value, touched })
    }

    /// Takes the latest step back and says which; `None` when there is none.
    ///
    /// # Errors
    /// [`JournalError::TimerRuns`] when it made the entry for which the timer runs; [`JournalError::Store`] when it cannot be written, or
    /// another program changed the same things.
    pub fn undo(&mut self) -> Result<Option<Outcome<String>>, JournalError> {
        let at = self.now();
        timer::can_undo(&self.store.read(), self.here())?;
        Ok(self.store.undo(at)?.map(|(value, touched)| Outcome { value, touched }))
    }

    /// Does the step again that was taken back last; `None` when there is none.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written, or another program changed the same things.
    pub fn redo(&mut self) -> Result<Option<Outcome<String>>, JournalError> {
        let at = self.now();
        Ok(self.store.redo(at)?.map(|(value, touched)| Outcome { value, touched }))
    }

    /// The latest steps, newest first; those of one entry when it is named.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn history(&self, of: Option<EntryId>, most: usize) -> Result<Vec<Step>, JournalError> {
        Ok(self.store.read().steps(of, most)?)
    }

    /// Entries that a query finds, best first, and how many there are in all.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn search(&self, query: &Query, most: usize) -> Result<(Vec<Hit>, usize), JournalError> {
        Ok(self.store.read().search(query, most)?)
    }

    /// As [`Self::search`]; when nothing has these words, what has words that begin so, and a note that says it.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn search_or_begin(&self, query: &Query, most: usize) -> Result<(Vec<Hit>, usize, Option<QueryProblem>), JournalError> {
        let (hits, total) = self.search(query, most)?;
        if total == 0
            && let Some(wider) = query.with_beginnings()
        {
            let (hits, total) = self.search(&wider, most)?;
            let note = QueryProblem { what: "nothing has exactly these words".to_owned(), mend: "words beginning so are shown".to_owned() };
            return Ok((hits, total, (total > 0).then_some(note)));
        }
        Ok((hits, total, None))
    }

    /// All entries that a query finds, in no order.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn matches(&self, query: &Query) -> Result<Vec<EntryId>, JournalError> {
        Ok(self.store.read().matches(query)?)
    }

    /// Headers of some entries, newest first.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn headers(&self, which: Option<&[EntryId]>) -> Result<Vec<crate::domain::EntryHeader>, JournalError> {
        Ok(self.store.read().headers(which.map_or(Which::All, Which::Only))?)
    }

    /// Looks whether everything is whole.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot even be looked at.
    pub fn verify(&self) -> Result<Vec<Problem>, JournalError> {
        Ok(self.store.read().verify()?)
    }

    /// Whether another program wrote to the journal since this was asked last.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn changed_elsewhere(&mut self) -> Result<bool, JournalError> {
        Ok(self.store.changed_elsewhere()?)
    }
}
