//! The one timer that may run. It is outside the ledger: what it measured is a change of an entry, once somebody says that it counts.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{OptionalExtension as _, params};

use super::sql_types::{instant, instant_text, token};
use super::{Reader, Store, StoreError, Touched, Tx};
use crate::domain::{EntryId, Part, Timer};

impl Reader<'_> {
    /// The timer that runs.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn timer(&self) -> Result<Option<Timer>, StoreError> {
        Ok(self
            .db
            .prepare_cached("SELECT entry, part, started, seen, away FROM timer WHERE id = 1")?
            .query_row([], |row| {
                Ok(Timer {
                    entry: EntryId::from_row(row.get(0)?),
                    part: token(row, 1, Part::from_token)?,
                    started: instant(row, 2)?,
                    seen: instant(row, 3)?,
                    away: TimeDelta::try_seconds(row.get(4)?).unwrap_or(TimeDelta::MAX),
                })
            })
            .optional()?)
    }

    /// Whether the step that `undo` would take back is the one that made the timer's entry.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn undo_takes_timer(&self) -> Result<bool, StoreError> {
        Ok(self
            .db
            .prepare_cached(
                "SELECT 1 FROM change JOIN timer ON change.row = timer.entry WHERE change.tbl = 'entry' AND change.op = 'insert'
                 AND change.step = (SELECT max(id) FROM step WHERE kind = 'done' AND taken_back_by IS NULL AND for_good = 0)",
            )?
            .exists([])?)
    }
}

impl Tx<'_> {
    /// Starts the timer, notes a sign of somebody on it, or takes it away.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_timer(&self, timer: Option<Timer>) -> Result<(), StoreError> {
        match timer {
            Some(Timer { entry, part, started, seen, away }) => self
                .db
                .prepare_cached(
                    "INSERT INTO timer (id, entry, part, started, seen, away) VALUES (1, ?1, ?2, ?3, ?4, ?5)
                     ON CONFLICT (id) DO UPDATE SET entry = ?1, part = ?2, started = ?3, seen = ?4, away = ?5",
                )?
                .execute(params![entry.row(), part.token(), instant_text(started), instant_text(seen), away.num_seconds()])?,
            None => self.db.prepare_cached("DELETE FROM timer WHERE id = 1")?.execute([])?,
        };
        Ok(())
    }
}

impl Store {
    /// Changes the timer and nothing else, outside the ledger. `change` is told which runs and says which is to run; no other program
    /// can come between. What cannot be written down is not changed.
    ///
    /// # Errors
    /// What `change` returned, or as [`Store::transact`].
    pub fn change_timer<E: From<StoreError>>(
        &mut self,
        at: DateTime<Utc>,
        change: impl FnOnce(Option<Timer>, &Reader<'_>) -> Result<Option<Timer>, E>,
    ) -> Result<(Option<Timer>, Touched), E> {
        self.write(at, |tx| {
            let read = tx.read();
            let old = read.timer()?;
            let new = change(old, &read)?;
            if new != old {
                tx.set_timer(new)?;
            }
            Ok(new)
        })
    }
}
