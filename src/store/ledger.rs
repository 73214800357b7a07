//! The ledger: every change, before and after, under a named step, written by the triggers in the same transaction.
//!
//! Undoing and redoing are steps themselves, so that nothing is ever forgotten and both survive a restart. Each step's hash covers the
//! step before it: a ledger that was edited by hand is found by [`super::verify`].

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};
use sha2::{Digest as _, Sha256};

use super::sql_types::{instant, instant_text};
use super::{NewStep, Reader, StoreError, Tx, triggers};
use crate::domain::{EntryId, Step, StepId, StepKind};

/// Edits of one thing with less than this between them are one sitting.
const SITTING: chrono::TimeDelta = chrono::TimeDelta::minutes(30);

/// Opens a step, or joins the newest one when it folds into it. Returns its id.
pub(super) fn begin(db: &Connection, step: &NewStep) -> Result<i64, StoreError> {
    let id = match foldable(db, step)? {
        Some(id) => {
            db.prepare_cached("UPDATE step SET label = ?2, at = ?3 WHERE id = ?1")?.execute(params![
                id,
                step.label,
                instant_text(step.at)
            ])?;
            id
        }
        None => insert(db, &step.label, step.at, "done", step.fold.as_deref(), None)?,
    };
    set_now(db, Some(id))?;
    Ok(id)
}

fn foldable(db: &Connection, step: &NewStep) -> Result<Option<i64>, StoreError> {
    let Some(fold) = &step.fold else { return Ok(None) };
    let newest = db
        .prepare_cached("SELECT id, fold, at, device, kind FROM step ORDER BY id DESC LIMIT 1")?
        .query_row([], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, Option<String>>(1)?,
                instant(row, 2)?,
                row.get::<_, String>(3)?,
                row.get::<_, String>(4)?,
            ))
        })
        .optional()?;
    Ok(newest
        .filter(|(_, other, at, on, kind)| {
            other.as_ref() == Some(fold) && kind == "done" && *on == device() && (step.at - *at).abs() < SITTING
        })
        .map(|(id, ..)| id))
}

pub(super) fn insert(
    db: &Connection,
    label: &str,
    at: DateTime<Utc>,
    kind: &str,
    fold: Option<&str>,
    of: Option<i64>,
) -> Result<i64, StoreError> {
    db.prepare_cached("INSERT INTO step (label, at, device, kind, fold, of, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, '')")?
        .execute(params![label, instant_text(at), device(), kind, fold, of])?;
    Ok(db.last_insert_rowid())
}

/// The kind of computer, not its name: enough to tell two copies of a journal apart when they meet.
fn device() -> &'static str {
    std::env::consts::OS
}

pub(super) fn set_now(db: &Connection, step: Option<i64>) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE ledger_now SET step = ?1 WHERE id = 1")?.execute([step])?;
    Ok(())
}

/// Closes a step: one without a change vanishes, the hash of any other is sealed. What is done for good may have changed only what the
/// ledger does not know: it stays, so that it is told.
pub(super) fn end(db: &Connection, id: i64) -> Result<(), StoreError> {
    set_now(db, None)?;
    let changes: i64 = db.prepare_cached("SELECT count(*) FROM change WHERE step = ?1")?.query_row([id], |row| row.get(0))?;
    if changes == 0 && db.prepare_cached("DELETE FROM step WHERE id = ?1 AND for_good <> ?2")?.execute([id, FOR_GOOD])? > 0 {
        return Ok(());
    }
    seal(db, id)
}

pub(super) fn begin_unrecorded(db: &Connection) -> Result<(), StoreError> {
    let steps: i64 = db.query_row("SELECT count(*) FROM step", [], |row| row.get(0))?;
    if steps > 0 {
        return Err(StoreError::Clash("the journal has begun already".to_owned()));
    }
    set_now(db, Some(0))
}

pub(super) fn end_unrecorded(db: &Connection) -> Result<(), StoreError> {
    set_now(db, None)
}

/// The hash of a step: SHA-256 over the hash before it, its own fields and its changes, each with its length.
fn hash_of(db: &Connection, id: i64) -> Result<String, StoreError> {
    let mut hasher = Sha256::new();
    let mut add = |text: Option<&str>| {
        let text = text.unwrap_or("\u{0}");
        hasher.update(text.len().to_le_bytes());
        hasher.update(text.as_bytes());
    };
    let before: Option<String> =
        db.prepare_cached("SELECT hash FROM step WHERE id < ?1 ORDER BY id DESC LIMIT 1")?.query_row([id], |row| row.get(0)).optional()?;
    add(before.as_deref());
    let mut statement = db.prepare_cached("SELECT label, at, device, kind, CAST(of AS TEXT) FROM step WHERE id = ?1")?;
    let fields: [Option<String>; 5] =
        statement.query_row([id], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?]))?;
    for field in &fields {
        add(field.as_deref());
    }
    let mut statement = db.prepare_cached("SELECT tbl, CAST(row AS TEXT), op, before, after FROM change WHERE step = ?1 ORDER BY id")?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        for column in 0..5 {
            add(row.get_ref(column)?.as_str_or_null().map_err(|error| StoreError::Damaged(error.to_string()))?);
        }
    }
    Ok(hasher.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

pub(super) fn seal(db: &Connection, id: i64) -> Result<(), StoreError> {
    let hash = hash_of(db, id)?;
    db.prepare_cached("UPDATE step SET hash = ?2 WHERE id = ?1")?.execute(params![id, hash])?;
    Ok(())
}

/// A step that was done for good, and of which nobody was told so yet.
pub(super) const FOR_GOOD: i64 = 1;

/// Whether every step is as it was sealed.
pub(super) fn is_sealed(db: &Connection) -> Result<bool, StoreError> {
    let steps: Vec<(i64, String)> = db
        .prepare("SELECT id, hash FROM step ORDER BY id")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (id, hash) in steps {
        if hash_of(db, id)? != hash {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Steps whose hash is not what it should be, with what is wrong.
pub(super) fn check(db: &Connection) -> Result<Vec<String>, StoreError> {
    let mut wrong = Vec::new();
    let steps: Vec<(i64, String, String)> = db
        .prepare("SELECT id, label, hash FROM step ORDER BY id")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    for (id, label, hash) in steps {
        if hash_of(db, id)? != hash {
            wrong.push(format!("step {id} of the ledger, “{label}”, is not as it was sealed"));
        }
    }
    let strangers: i64 = db.query_row("SELECT count(*) FROM change WHERE step IS NULL", [], |row| row.get(0))?;
    if strangers > 0 {
        wrong.push(format!("{strangers} changes were made by another program, outside any step"));
    }
    for table in triggers::RECORDED {
        let pairs: Vec<String> = triggers::columns(db, table)?
            .iter()
            // A column that came after the change was recorded holds its default.
            .map(|column| {
                format!(
                    "json_extract(last.after, '$.{column}') IS NOT {table}.{column} AND json_type(last.after, '$.{column}') IS NOT NULL"
                )
            })
            .collect();
        let sql = format!(
            "SELECT count(*) FROM {table} JOIN change AS last ON last.id = (SELECT max(id) FROM change WHERE tbl = '{table}' AND row = {table}.id)
             WHERE {}",
            pairs.join(" OR ")
        );
        let differing: i64 = db.query_row(&sql, [], |row| row.get(0))?;
        let gone: i64 = db.query_row(
            &format!(
                "SELECT count(*) FROM change AS last WHERE tbl = ?1 AND op <> 'delete' AND row NOT IN (SELECT id FROM {table})
                 AND id = (SELECT max(id) FROM change WHERE tbl = ?1 AND row = last.row)"
            ),
            [table],
            |row| row.get(0),
        )?;
        let differing = differing + gone;
        if differing > 0 {
            wrong.push(format!("{differing} rows of “{table}” are not what the ledger recorded last"));
        }
    }
    Ok(wrong)
}

impl Tx<'_> {
    /// Says of the step that is being written that it cannot be taken back.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub(super) fn cannot_be_taken_back(&self) -> Result<(), StoreError> {
        self.db.prepare_cached("UPDATE step SET for_good = ?1 WHERE id = (SELECT step FROM ledger_now)")?.execute([FOR_GOOD])?;
        Ok(())
    }

    /// Names the step that is being written, once it is known what it is about.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn name_step(&self, label: &str) -> Result<(), StoreError> {
        self.db.prepare_cached("UPDATE step SET label = ?1 WHERE id = (SELECT step FROM ledger_now)")?.execute([label])?;
        Ok(())
    }
}

impl Reader<'_> {
    /// The latest steps, newest first; those of one entry when it is named.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn steps(&self, of: Option<EntryId>, most: usize) -> Result<Vec<Step>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT id, label, at, kind, taken_back_by IS NOT NULL FROM step
             WHERE ?1 IS NULL OR id IN (SELECT step FROM change WHERE (tbl = 'entry' AND row = ?1)
                OR coalesce(json_extract(after, '$.entry'), json_extract(before, '$.entry')) = ?1)
             ORDER BY id DESC LIMIT ?2",
        )?;
        let steps = statement
            .query_map(params![of.map(EntryId::row), i64::try_from(most).unwrap_or(i64::MAX)], |row| {
                Ok(Step {
                    id: StepId::from_row(row.get(0)?),
                    label: row.get(1)?,
                    at: instant(row, 2)?,
                    kind: match row.get_ref(3)?.as_str() {
                        Ok("undone") => StepKind::Undone,
                        Ok("redone") => StepKind::Redone,
                        _ => StepKind::Done,
                    },
                    taken_back: row.get(4)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(steps)
    }
}
