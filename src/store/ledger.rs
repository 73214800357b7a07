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

fn insert(db: &Connection, label: &str, at: DateTime<Utc>, kind: &str, fold: Option<&str>, of: Option<i64>) -> Result<i64, StoreError> {
    db.prepare_cached("INSERT INTO step (label, at, device, kind, fold, of, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, '')")?
        .execute(params![label, instant_text(at), device(), kind, fold, of])?;
    Ok(db.last_insert_rowid())
}

/// The kind of computer, not its name: enough to tell two copies of a journal apart when they meet.
fn device() -> &'static str {
    std::env::consts::OS
}

fn set_now(db: &Connection, step: Option<i64>) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE ledger_now SET step = ?1 WHERE id = 1")?.execute([step])?;
    Ok(())
}

/// Closes a step: one without a change vanishes, the hash of any other is sealed.
pub(super) fn end(db: &Connection, id: i64) -> Result<(), StoreError> {
    set_now(db, None)?;
    let changes: i64 = db.prepare_cached("SELECT count(*) FROM change WHERE step = ?1")?.query_row([id], |row| row.get(0))?;
    if changes == 0 {
        db.prepare_cached("DELETE FROM step WHERE id = ?1")?.execute([id])?;
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

fn seal(db: &Connection, id: i64) -> Result<(), StoreError> {
    let hash = hash_of(db, id)?;
    db.prepare_cached("UPDATE step SET hash = ?2 WHERE id = ?1")?.execute(params![id, hash])?;
    Ok(())
}

/// Which step `undo` would take back, with its label.
fn next_undo(db: &Connection) -> Result<Option<(i64, String)>, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT id, label FROM step WHERE kind = 'done' AND taken_back_by IS NULL AND for_good = 0 ORDER BY id DESC LIMIT 1",
        )?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Which step `redo` would do again: the earliest of those taken back since something was done last.
fn next_redo(db: &Connection) -> Result<Option<(i64, String)>, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT id, label FROM step WHERE kind = 'done' AND taken_back_by > (SELECT max(id) FROM step WHERE kind = 'done')
                AND for_good = 0 ORDER BY id LIMIT 1",
        )?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

pub(super) fn undo(db: &Connection, at: DateTime<Utc>) -> Result<Option<String>, StoreError> {
    let Some((of, label)) = next_undo(db)? else { return Ok(None) };
    let id = insert(db, &label, at, "undone", None, Some(of))?;
    set_now(db, Some(id))?;
    apply(db, of, Direction::Back)?;
    db.prepare_cached("UPDATE step SET taken_back_by = ?2 WHERE id = ?1")?.execute([of, id])?;
    set_now(db, None)?;
    seal(db, id)?;
    Ok(Some(label))
}

pub(super) fn redo(db: &Connection, at: DateTime<Utc>) -> Result<Option<String>, StoreError> {
    let Some((of, label)) = next_redo(db)? else { return Ok(None) };
    let id = insert(db, &label, at, "redone", None, Some(of))?;
    set_now(db, Some(id))?;
    apply(db, of, Direction::Again)?;
    db.prepare_cached("UPDATE step SET taken_back_by = NULL WHERE id = ?1")?.execute([of])?;
    set_now(db, None)?;
    seal(db, id)?;
    Ok(Some(label))
}

/// Goes on with the step before the one that `undo` could not take back. Returns its label.
pub(super) fn pass_over_undo(db: &Connection) -> Result<String, StoreError> {
    let Some((id, label)) = next_undo(db)? else { return Ok(String::new()) };
    db.prepare_cached("UPDATE step SET for_good = 1 WHERE id = ?1")?.execute([id])?;
    Ok(label)
}

/// Leaves taken back what is: the later steps built on the one that `redo` could not do again. Returns its label.
pub(super) fn pass_over_redo(db: &Connection) -> Result<String, StoreError> {
    let Some((id, label)) = next_redo(db)? else { return Ok(String::new()) };
    db.prepare_cached("UPDATE step SET for_good = 1 WHERE id >= ?1 AND kind = 'done' AND taken_back_by IS NOT NULL")?.execute([id])?;
    Ok(label)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Back,
    Again,
}

/// One row of the ledger: what a row of the journal was, and what it became.
struct Change {
    table: String,
    row: i64,
    op: String,
    before: Option<String>,
    after: Option<String>,
}

/// Applies the changes of a step, backwards in reverse order or forwards.
fn apply(db: &Connection, step: i64, direction: Direction) -> Result<(), StoreError> {
    // A goal and its links come back in whichever order they went.
    db.pragma_update(None, "defer_foreign_keys", true)?;
    let mut changes: Vec<Change> = db
        .prepare_cached("SELECT tbl, row, op, before, after FROM change WHERE step = ?1 ORDER BY id")?
        .query_map([step], |row| {
            Ok(Change { table: row.get(0)?, row: row.get(1)?, op: row.get(2)?, before: row.get(3)?, after: row.get(4)? })
        })?
        .collect::<Result<_, _>>()?;
    if direction == Direction::Back {
        changes.reverse();
    }
    for Change { table, row, op, before, after } in changes {
        if !triggers::RECORDED.contains(&table.as_str()) {
            return Err(StoreError::Damaged(format!("the ledger names a table “{table}” that it does not keep")));
        }
        let (target, source) = match direction {
            Direction::Back => (before, after),
            Direction::Again => (after, before),
        };
        // What was written past the ledger meanwhile is not overwritten.
        let as_it_was = match &source {
            Some(json) => is_as_recorded(db, &table, row, json)?,
            None => true,
        };
        let changed = match (source, target) {
            _ if !as_it_was => 0,
            (_, None) => db.prepare_cached(&format!("DELETE FROM {table} WHERE id = ?1"))?.execute([row])?,
            (None, Some(json)) => write_row(db, &table, &Write::Insert, &json)?,
            (Some(_), Some(json)) => write_row(db, &table, &Write::Update(row), &json)?,
        };
        if changed != 1 {
            return Err(StoreError::Clash(format!("row {row} of {table} is not as it was after “{op}”")));
        }
    }
    Ok(())
}

enum Write {
    Insert,
    Update(i64),
}

/// The columns of a table that a change in the ledger knows of. One that came after the step was recorded keeps its default.
fn recorded_columns(db: &Connection, table: &str, json: &str) -> Result<Vec<String>, StoreError> {
    let known: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(json).map_err(|error| StoreError::Damaged(format!("a change in the ledger cannot be read: {error}")))?;
    let mut columns = triggers::columns(db, table)?;
    columns.retain(|column| known.contains_key(column));
    Ok(columns)
}

/// Whether a row is there and holds what a change in the ledger says.
fn is_as_recorded(db: &Connection, table: &str, row: i64, json: &str) -> Result<bool, StoreError> {
    let columns = recorded_columns(db, table, json)?;
    let same = columns.iter().map(|column| format!("AND {column} IS json_extract(?1, '$.{column}')")).collect::<Vec<_>>().join(" ");
    Ok(db.prepare_cached(&format!("SELECT 1 FROM {table} WHERE id = ?2 {same}"))?.exists(params![json, row])?)
}

fn write_row(db: &Connection, table: &str, write: &Write, json: &str) -> Result<usize, StoreError> {
    let columns = recorded_columns(db, table, json)?;
    let names = columns.iter().map(|column| column.as_str()).collect::<Vec<_>>().join(", ");
    let values = columns.iter().map(|column| format!("json_extract(?1, '$.{column}')")).collect::<Vec<_>>().join(", ");
    Ok(match write {
        Write::Insert => db.prepare_cached(&format!("INSERT INTO {table} ({names}) VALUES ({values})"))?.execute([json])?,
        Write::Update(row) => {
            db.prepare_cached(&format!("UPDATE {table} SET ({names}) = ({values}) WHERE id = ?2"))?.execute(params![json, row])?
        }
    })
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
        self.db.prepare_cached("UPDATE step SET for_good = 1 WHERE id = (SELECT step FROM ledger_now)")?.execute([])?;
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
    /// What `undo` would take back.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn undo_label(&self) -> Result<Option<String>, StoreError> {
        Ok(next_undo(self.db)?.map(|(_, label)| label))
    }

    /// What `redo` would do again.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn redo_label(&self) -> Result<Option<String>, StoreError> {
        Ok(next_redo(self.db)?.map(|(_, label)| label))
    }

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
