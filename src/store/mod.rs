//! The one room that talks SQL. A journal file comes in, domain types come out.
//!
//! Every write goes through [`Store::transact`]: one transaction, one named step of the ledger, and what it touched.
//! Must not know: egui, threads, regulators, how a journal is shown.
#![expect(clippy::disallowed_types, reason = "this is the one room that talks SQL")]

mod action;
mod as_of;
mod blob;
mod came;
mod chat;
mod community;
mod copy;
mod entry;
mod error;
mod evidence;
mod facts;
mod goal;
mod impact;
mod leaving;
mod ledger;
mod lock;
mod look_back;
mod migrations;
mod older;
mod open;
mod person;
mod plan;
mod private;
mod profile;
mod record;
mod registration;
mod rolled;
mod saved_search;
mod search;
mod setting;
mod since;
mod sql_types;
mod tag;
mod things;
mod timer;
mod told;
mod touched;
mod triggers;
mod undo;
mod verify;
mod versions;
mod walk;
mod word_list;
mod words;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, TransactionBehavior};

pub use blob::KeepError;
pub use came::ChangedSince;
pub use chat::LoggedAt;
pub use entry::{NewEntry, Which};
pub use error::StoreError;
pub use evidence::NewEvidence;
pub use open::Alone;
pub use plan::Told;
pub use private::PrivateFolder;
pub use search::{MARKS, Ranked, Snippet, Texts};
pub use tag::TagUse;
pub use things::ThingHit;
pub use touched::{Area, Touched};
pub use verify::Problem;
pub use words::Unread;

use touched::Watch;
use undo::Undone;

/// An open journal file (or one in memory).
#[derive(Debug)]
pub struct Store {
    db: Connection,
    path: Option<PathBuf>,
    read_only: Option<String>,
    watch: Watch,
    data_version: i64,
    index: search::Index,
    /// The log holds what should not stay in it, and somebody was reading in it.
    log_is_long: bool,
    /// An older journal that cannot be written is read as a copy of today's shape; gone when the store is.
    _copy: Option<std::sync::Arc<PrivateFolder>>,
    /// Held as long as the store is open, so that a second window keeps out.
    _lock: Option<lock::Lock>,
}

/// What a change is called in the history, and which earlier step it may join.
#[derive(Clone, Debug)]
pub struct NewStep {
    /// From the user's side: “Edit ‘#physiotalk on pacing’”.
    pub label: String,
    /// Consecutive steps of one sitting with the same `fold` become one: autosaves of one entry.
    pub fold: Option<String>,
    pub at: DateTime<Utc>,
}

/// What a write may do: everything a [`Reader`] can, and the changes. Exists only inside [`Store::transact`].
#[derive(Debug)]
pub struct Tx<'c> {
    db: &'c Connection,
    at: DateTime<Utc>,
}

/// What can be asked of a journal.
#[derive(Debug)]
pub struct Reader<'c> {
    db: &'c Connection,
}

/// That a row was written: one that is gone is not, however well the statement went.
fn written(rows: usize) -> Result<(), StoreError> {
    if rows == 0 { Err(StoreError::Gone) } else { Ok(()) }
}

impl Tx<'_> {
    /// The time of the step.
    pub fn at(&self) -> DateTime<Utc> {
        self.at
    }

    /// The same questions, inside the transaction.
    pub fn read(&self) -> Reader<'_> {
        Reader { db: self.db }
    }
}

impl Store {
    /// What can be asked.
    pub fn read(&self) -> Reader<'_> {
        Reader { db: &self.db }
    }

    /// Where the journal lies; nowhere when it is in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Why nothing can be written, as a sentence.
    pub fn read_only(&self) -> Option<&str> {
        self.read_only.as_deref()
    }

    /// The only way to write: all of it happens or nothing, as one step of the ledger.
    ///
    /// # Errors
    /// What `change` returned, or [`StoreError`] when the journal is read-only, in use, damaged or the disk is full. Nothing is changed then.
    pub fn transact<T, E: From<StoreError>>(
        &mut self,
        step: &NewStep,
        change: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<(T, Touched), E> {
        self.write(step.at, |tx| {
            let id = ledger::begin(tx.db, step)?;
            let value = change(tx)?;
            ledger::end(tx.db, id)?;
            Ok(value)
        })
    }

    /// Writes what a new journal begins with: it is not a step and cannot be undone.
    ///
    /// # Errors
    /// As [`Self::transact`]; also when the journal has steps already.
    pub fn begin_with<T, E: From<StoreError>>(
        &mut self,
        at: DateTime<Utc>,
        change: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<(T, Touched), E> {
        self.write(at, |tx| {
            ledger::begin_unrecorded(tx.db)?;
            let value = change(tx)?;
            ledger::end_unrecorded(tx.db)?;
            Ok(value)
        })
    }

    /// Takes the newest step back that is not taken back yet; `None` when there is none.
    ///
    /// # Errors
    /// As [`Self::transact`]; [`StoreError::NoUndo`] when what it wrote is gone for good or was changed by another program. It is passed
    /// over then, and nothing is taken back: the next call goes on with the step before it.
    pub fn undo(&mut self, at: DateTime<Utc>) -> Result<Option<(String, Touched)>, StoreError> {
        let mut tried = None;
        let done = self.write(at, |tx| undo::undo(tx.db, at, &mut tried));
        match (done, tried) {
            (Ok((Undone::Nothing, _)), _) => Ok(None),
            (Ok((Undone::Step(label), touched)), _) => Ok(Some((label, touched))),
            (Ok((Undone::Never(label), _)), _) => {
                Err(StoreError::NoUndo { label, why: "it took something out of the journal for good".to_owned() })
            }
            (Err(StoreError::Clash(why)), Some(tried)) => {
                self.write::<_, StoreError>(at, |tx| undo::pass_over_undo(tx.db, &tried))?;
                Err(StoreError::NoUndo { label: tried.label, why })
            }
            (Err(error), _) => Err(error),
        }
    }

    /// Takes the newest step back when it is the one that folds under this name and the journal is `as_wanted` without it. `None`, and nothing
    /// changed, when not.
    ///
    /// # Errors
    /// As [`Self::transact`].
    pub fn undo_folded(
        &mut self,
        at: DateTime<Utc>,
        fold: &str,
        as_wanted: impl FnOnce(&Reader<'_>) -> Result<bool, StoreError>,
    ) -> Result<Option<Touched>, StoreError> {
        let mut refused = false;
        let done = self.write(at, |tx| {
            let right = undo::undo_folded(tx.db, at, fold)? && as_wanted(&tx.read())?;
            refused = !right;
            // An error takes what was tried back with the transaction.
            if right { Ok(()) } else { Err(StoreError::Clash(String::new())) }
        });
        match done {
            Ok(((), touched)) => Ok(Some(touched)),
            Err(StoreError::Clash(_)) => Ok(None),
            Err(_) if refused => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Does the step again that was taken back last; `None` when there is none, or something was done since.
    ///
    /// # Errors
    /// As [`Self::undo`], with [`StoreError::NoRedo`]; nothing that was taken back can be done again then.
    pub fn redo(&mut self, at: DateTime<Utc>) -> Result<Option<(String, Touched)>, StoreError> {
        let mut tried = None;
        let done = self.write(at, |tx| undo::redo(tx.db, at, &mut tried));
        match (done, tried) {
            (Ok((label, touched)), _) => Ok(label.map(|label| (label, touched))),
            (Err(StoreError::Clash(why)), Some(tried)) => {
                self.write::<_, StoreError>(at, |tx| undo::pass_over_redo(tx.db, &tried))?;
                Err(StoreError::NoRedo { label: tried.label, why })
            }
            (Err(error), _) => Err(error),
        }
    }

    fn check_writable(&self) -> Result<(), StoreError> {
        match &self.read_only {
            Some(why) => Err(StoreError::ReadOnly(why.clone())),
            None => Ok(()),
        }
    }

    fn write<T, E: From<StoreError>>(
        &mut self,
        at: DateTime<Utc>,
        change: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<(T, Touched), E> {
        self.check_writable()?;
        self.watch.forget();
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(StoreError::from)?;
        let value = change(&Tx { db: &tx, at })?;
        let entries = search::marked(&tx)?;
        search::index_marked(&tx, self.index, &entries)?;
        things::index_marked(&tx, self.index)?;
        tx.commit().map_err(StoreError::from)?;
        Ok((value, self.watch.touched(entries)))
    }

    /// Whether what is written is found at once, and not only when there is time.
    pub fn indexes_at_once(&self) -> bool {
        self.index == search::Index::AtOnce
    }

    /// Whether another program has written to the journal since this was asked last.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn changed_elsewhere(&mut self) -> Result<bool, StoreError> {
        self.log_is_long = self.log_is_long && !self.empty_log(std::time::Duration::ZERO);
        let now: i64 = self.db.pragma_query_value(None, "data_version", |row| row.get(0))?;
        Ok(std::mem::replace(&mut self.data_version, now) != now)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // Who only looked leaves the log alone: others who have the file open would take its being emptied for a change.
        if self.path.is_some() && self.read_only.is_none() && self.db.total_changes() > 0 {
            // One file is left behind for people who keep it in a synced folder. A failure leaves the log, which is as safe; whoever
            // is in the middle of something is not waited for.
            search::catch_up(&self.db);
            let _ = self.db.busy_timeout(std::time::Duration::ZERO);
            let _ = self.db.pragma_update(None, "wal_checkpoint", "TRUNCATE");
        }
    }
}
