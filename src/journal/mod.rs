//! The whole program without a window: synchronous, headless, the same for the command line and the window.
//!
//! Each method that changes something is one transaction and one named step of the history. Must not know: egui, threads, SQL.

mod actions;
mod again;
mod as_of;
mod asked;
mod bulk;
mod calendar;
mod capture;
mod chains;
mod chats;
mod clock;
mod communities;
mod decided;
mod drills;
mod entries;
mod error;
mod evidence;
mod export;
mod find;
mod forms;
mod goals;
mod impact;
mod importing;
mod logging;
mod look_back;
mod lookup;
mod meant;
mod mends;
mod minutes;
mod nearest;
mod nearest_word;
mod new_file;
mod people;
mod plan;
mod privacy;
mod records;
mod records_in;
mod registrations;
mod reviewed;
mod rollup;
mod sample;
mod saved_searches;
mod snapshot;
mod standings;
mod story;
mod tags;
mod texts;
mod timer;
mod transcripts;
mod walk;
mod walk_state;

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

pub use again::Again;
pub use bulk::{Bulk, BulkChange};
pub use calendar::{CalendarBecomes, CalendarItem, CalendarPlan};
pub use chains::known_here;
pub use chats::Coming;
pub use clock::Clock;
pub use decided::{EndOfGoal, WalkEnd};
pub use drills::{Drawn, DrillState};
pub use entries::{Beside, Linked, Saved};
pub use error::JournalError;
pub use evidence::{Covered, Original, words_in};
pub use export::{Chosen, Exporting, Leaves, Leaving, Selection, SelectionCount, Under};
pub use find::{Matches, Over};
pub use forms::{FilledField, FilledForm, Suggested};
pub use importing::{Known, Proposal, TakenIn};
pub use logging::{DayOf, GoalFromElsewhere, Logged, Together};
pub use lookup::Thing;
pub use mends::EntryMend;
pub use new_file::{Content, NewFile};
pub use privacy::{Found, GoOn, Sighting};
pub use records::{Filed, RecordProblem};
pub use records_in::RecordFromElsewhere;
pub use reviewed::{LearntFrom, Look, Seen};
pub use rollup::RollUp;
pub use snapshot::{GoalTotals, Snapshot};
pub use standings::{Stand, Unknown};
pub use tags::Retagged;
pub use transcripts::{Applied, transcript_file};
pub use walk::{Begun, Finished, Walked};
pub use walk_state::{Asked, WalkState, asked_of_walk, walk_state};

pub use crate::store::{Alone, Area, MARKS, PrivateFolder, Problem, TagUse, ThingHit, Touched, Unread};

use crate::catalogue::Catalogue;
use crate::domain::{EntryId, Profile, Step, Uid};
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
