//! Settled findings, what has left, and what came in together, in the file.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, Row, params};

use super::sql_types::{instant, instant_text, uid};
use super::{Reader, Store, StoreError, Touched, Tx, undo};
use crate::domain::leaving::{Batch, Departure, Settled};
use crate::domain::{Digest, EntryId, Uid};

fn settled(row: &Row<'_>) -> rusqlite::Result<Settled> {
    Ok(Settled {
        row: row.get(0)?,
        thing: row.get(1)?,
        uid: row.get(2)?,
        field: row.get(3)?,
        rule: row.get(4)?,
        text: row.get(5)?,
        reason: row.get(6)?,
        at: instant(row, 7)?,
    })
}

/// A count, as the file holds it.
fn count(row: &Row<'_>, at: usize) -> rusqlite::Result<usize> {
    Ok(usize::try_from(row.get::<_, i64>(at)?).unwrap_or(0))
}

impl Reader<'_> {
    /// All findings that were said to be fine, the earliest first.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn settled(&self) -> Result<Vec<Settled>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT id, thing, uid, field, rule, text, reason, at FROM settled ORDER BY id")?;
        Ok(statement.query_map([], settled)?.collect::<Result<_, _>>()?)
    }

    /// All that has left, the latest first.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn departures(&self) -> Result<Vec<Departure>, StoreError> {
        let mut statement = self
            .db
            .prepare_cached("SELECT uid, at, format, name, title, entries, bytes, sha256, acknowledged FROM departure ORDER BY id DESC")?;
        let all = statement.query_map([], |row| {
            let sha256: String = row.get(7)?;
            let acknowledged: String = row.get(8)?;
            Ok(Departure {
                uid: uid(row, 0)?,
                at: instant(row, 1)?,
                format: row.get(2)?,
                name: row.get(3)?,
                title: row.get(4)?,
                entries: count(row, 5)?,
                bytes: u64::try_from(row.get::<_, i64>(6)?).unwrap_or(0),
                sha256: sha256.parse().unwrap_or(Digest([0; 32])),
                acknowledged: serde_json::from_str(&acknowledged).unwrap_or_default(),
            })
        })?;
        Ok(all.collect::<Result<_, _>>()?)
    }

    /// All that came in together, the latest first.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn batches(&self) -> Result<Vec<Batch>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT batch.uid, batch.at, format, name, added, step.taken_back_by IS NOT NULL
             FROM batch LEFT JOIN step ON step.id = batch.step ORDER BY batch.id DESC",
        )?;
        let all = statement.query_map([], |row| {
            Ok(Batch {
                uid: uid(row, 0)?,
                at: instant(row, 1)?,
                format: row.get(2)?,
                name: row.get(3)?,
                added: count(row, 4)?,
                taken_back: row.get(5)?,
            })
        })?;
        Ok(all.collect::<Result<_, _>>()?)
    }

    /// The digest at the end of the history; empty when nothing was ever written.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn end_of_history(&self) -> Result<String, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT hash FROM step ORDER BY id DESC LIMIT 1")?;
        Ok(statement.query_row([], |row| row.get(0)).optional()?.unwrap_or_default())
    }

    /// Whether the chain of the history holds: every step is as it was sealed.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn history_is_whole(&self) -> Result<bool, StoreError> {
        super::ledger::is_sealed(self.db)
    }

    /// Entries without a title.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn untitled(&self) -> Result<Vec<EntryId>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT id FROM entry WHERE trim(title) = ''")?;
        Ok(statement.query_map([], |row| Ok(EntryId::from_row(row.get(0)?)))?.collect::<Result<_, _>>()?)
    }

    /// Instants at which entries were written, or changed in what they say, by the row of the entry, the earliest first; and whether that brought it in from
    /// elsewhere.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn written_at(&self) -> Result<Vec<(i64, DateTime<Utc>, bool)>, StoreError> {
        let mut statement = self.db.prepare(include_str!("written_at.sql"))?;
        let all = statement.query_map([], |row| Ok((row.get(0)?, instant(row, 1)?, row.get(2)?)))?;
        Ok(all.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Keeps that a finding is fine, once.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn settle(&self, one: &Settled) -> Result<(), StoreError> {
        let Settled { row: _, thing, uid, field, rule, text, reason, at: _ } = one;
        self.unsettle(one)?;
        self.db
            .prepare_cached("INSERT INTO settled (thing, uid, field, rule, text, reason, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
            .execute(params![thing, uid, field, rule, text, reason, instant_text(self.at)])?;
        Ok(())
    }

    /// Forgets that a finding is fine: it is asked again.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn unsettle(&self, one: &Settled) -> Result<(), StoreError> {
        let Settled { row: _, thing, uid, field, rule, text, reason: _, at: _ } = one;
        self.db
            .prepare_cached("DELETE FROM settled WHERE thing = ?1 AND uid = ?2 AND field = ?3 AND rule = ?4 AND text = ?5")?
            .execute(params![thing, uid, field, rule, text])?;
        Ok(())
    }

    /// Notes that the step that is being written takes this in.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_batch(&self, uid: Uid, format: &str, name: &str, added: usize) -> Result<(), StoreError> {
        self.db
            .prepare_cached(
                "INSERT INTO batch (uid, step, at, format, name, added)
                 SELECT ?1, step, ?2, ?3, ?4, ?5 FROM ledger_now WHERE step IS NOT NULL",
            )?
            .execute(params![uid.to_string(), instant_text(self.at), format, name, i64::try_from(added).unwrap_or(i64::MAX)])?;
        Ok(())
    }
}

impl Store {
    /// Keeps that something has left. It is no step of the history: nothing takes it back.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn note_departure(&mut self, one: &Departure) -> Result<Touched, StoreError> {
        let acknowledged = serde_json::to_string(&one.acknowledged).unwrap_or_else(|_| "[]".to_owned());
        let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let ((), touched) = self.write(one.at, |tx| {
            tx.db
                .prepare_cached(
                    "INSERT INTO departure (uid, at, format, name, title, entries, bytes, sha256, acknowledged)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                )?
                .execute(params![
                    one.uid.to_string(),
                    instant_text(one.at),
                    one.format,
                    one.name,
                    one.title,
                    i64::try_from(one.entries).unwrap_or(i64::MAX),
                    whole(one.bytes),
                    one.sha256.to_string(),
                    acknowledged
                ])?;
            Ok::<_, StoreError>(())
        })?;
        Ok(touched)
    }

    /// Takes back what came in together, whatever was done since; `None` when there is no such batch, or it is taken back already.
    ///
    /// # Errors
    /// As [`Self::undo`]: [`StoreError::NoUndo`] when something of it was changed since. Nothing is taken back then.
    pub fn undo_batch(&mut self, batch: Uid, at: DateTime<Utc>) -> Result<Option<(String, Touched)>, StoreError> {
        let step: Option<(i64, String)> = self
            .db
            .prepare_cached(
                "SELECT step.id, step.label FROM batch JOIN step ON step.id = batch.step
                 WHERE batch.uid = ?1 AND step.taken_back_by IS NULL",
            )?
            .query_row([batch.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((step, label)) = step else { return Ok(None) };
        match self.write(at, |tx| undo::take_back(tx.db, at, step, &label)) {
            Ok(((), touched)) => Ok(Some((label, touched))),
            Err(StoreError::Clash(why)) => Err(StoreError::NoUndo { label, why }),
            Err(error) => Err(error),
        }
    }
}
