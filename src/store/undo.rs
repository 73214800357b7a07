//! Undo and redo: the changes of a step of the ledger, applied backwards or again. What another program wrote meanwhile is never overwritten.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::ledger::{FOR_GOOD, insert, seal, set_now};
use super::{Reader, StoreError, triggers};

/// A step that undo has stopped at: the next one goes on with the step before it.
const PASSED: i64 = 2;

/// A step that undo comes to.
struct Newest {
    id: i64,
    label: String,
    for_good: bool,
}

/// Which step `undo` comes to.
fn next_undo(db: &Connection) -> Result<Option<Newest>, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT id, label, for_good FROM step WHERE kind = 'done' AND taken_back_by IS NULL AND for_good < ?1 ORDER BY id DESC LIMIT 1",
        )?
        .query_row([PASSED], |row| Ok(Newest { id: row.get(0)?, label: row.get(1)?, for_good: row.get::<_, i64>(2)? == FOR_GOOD }))
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

/// What came of `undo`.
pub(super) enum Undone {
    /// There is no step.
    Nothing,
    /// The step with this label.
    Step(String),
    /// The newest step was done for good: it is passed over, and nothing else is changed.
    Never(String),
}

/// The step that was to be taken back or done again: the same one is passed over, whatever was written since.
#[derive(Clone, Debug)]
pub(super) struct Tried {
    id: i64,
    pub(super) label: String,
}

/// Takes the newest step back. `tried` says which one that is, also when it fails.
pub(super) fn undo(db: &Connection, at: DateTime<Utc>, tried: &mut Option<Tried>) -> Result<Undone, StoreError> {
    let Some(Newest { id: of, label, for_good }) = next_undo(db)? else { return Ok(Undone::Nothing) };
    if for_good {
        pass_over(db, of)?;
        return Ok(Undone::Never(label));
    }
    *tried = Some(Tried { id: of, label: label.clone() });
    take_back(db, at, of, &label)?;
    Ok(Undone::Step(label))
}

/// Takes back one step, wherever it stands in the history: only when everything that it wrote is still as it wrote it.
pub(super) fn take_back(db: &Connection, at: DateTime<Utc>, of: i64, label: &str) -> Result<(), StoreError> {
    let id = insert(db, label, at, "undone", None, Some(of))?;
    set_now(db, Some(id))?;
    apply(db, of, Direction::Back)?;
    db.prepare_cached("UPDATE step SET taken_back_by = ?2 WHERE id = ?1")?.execute([of, id])?;
    set_now(db, None)?;
    seal(db, id)
}

/// Takes the newest step back when it is the one with this `fold`; `false` when it is another.
pub(super) fn undo_folded(db: &Connection, at: DateTime<Utc>, fold: &str) -> Result<bool, StoreError> {
    let Some(Newest { id, for_good: false, .. }) = next_undo(db)? else { return Ok(false) };
    let newest: bool = db
        .prepare_cached("SELECT fold IS ?2 AND id = (SELECT max(id) FROM step) FROM step WHERE id = ?1")?
        .query_row(params![id, fold], |row| row.get(0))?;
    if newest {
        undo(db, at, &mut None)?;
    }
    Ok(newest)
}

/// Does the step again that was taken back last; `tried` as for [`undo`].
pub(super) fn redo(db: &Connection, at: DateTime<Utc>, tried: &mut Option<Tried>) -> Result<Option<String>, StoreError> {
    let Some((of, label)) = next_redo(db)? else { return Ok(None) };
    *tried = Some(Tried { id: of, label: label.clone() });
    let id = insert(db, &label, at, "redone", None, Some(of))?;
    set_now(db, Some(id))?;
    apply(db, of, Direction::Again)?;
    db.prepare_cached("UPDATE step SET taken_back_by = NULL WHERE id = ?1")?.execute([of])?;
    set_now(db, None)?;
    seal(db, id)?;
    Ok(Some(label))
}

/// Goes on with the step before the one that `undo` could not take back.
pub(super) fn pass_over_undo(db: &Connection, tried: &Tried) -> Result<(), StoreError> {
    pass_over(db, tried.id)
}

fn pass_over(db: &Connection, id: i64) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE step SET for_good = ?2 WHERE id = ?1 AND taken_back_by IS NULL")?.execute([id, PASSED])?;
    Ok(())
}

/// Leaves taken back what is: the later steps built on the one that `redo` could not do again.
pub(super) fn pass_over_redo(db: &Connection, tried: &Tried) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE step SET for_good = ?2 WHERE id >= ?1 AND kind = 'done' AND taken_back_by IS NOT NULL")?
        .execute([tried.id, PASSED])?;
    Ok(())
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
        if target.is_none() && has_children(db, &table, row)? {
            return Err(StoreError::Clash("something that was added to it since cannot be taken back".to_owned()));
        }
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

/// What goes with a row when it goes, or would lose it: parent, table, column.
pub(super) const CHILDREN: &[(&str, &str, &str)] = &[
    ("community", "entry", "community"),
    ("community", "chat", "community"),
    ("entry", "answer", "entry"),
    ("entry", "entry_tag", "entry"),
    ("entry", "entry_person", "entry"),
    ("entry", "entry_standard", "entry"),
    ("entry", "entry_goal", "entry"),
    ("entry", "action", "entry"),
    ("entry", "entry_evidence", "entry"),
    ("entry", "rolled", "claim"),
    ("entry", "rolled", "item"),
    ("goal", "entry_goal", "goal"),
    ("goal", "goal_review", "goal"),
    ("goal", "need", "goal"),
    ("goal", "goal", "carried_from"),
    ("entry", "need", "entry"),
    ("entry", "look_back", "entry"),
    ("evidence", "entry_evidence", "evidence"),
    ("entry", "record_ref", "entry"),
    ("record", "record_ref", "record"),
    ("record", "record_ref", "other"),
    ("registration", "drill", "registration"),
    ("registration", "walk", "registration"),
    ("walk", "walk_decision", "walk"),
    ("walk", "walk_goal", "walk"),
    ("entry", "walk_decision", "entry"),
    ("goal", "walk_goal", "goal"),
];

/// Whether something would go with a row that no step being taken back brought: it would not come back when the row does.
fn has_children(db: &Connection, table: &str, row: i64) -> Result<bool, StoreError> {
    for (_, child, column) in CHILDREN.iter().filter(|(parent, ..)| *parent == table) {
        if db.prepare_cached(&format!("SELECT 1 FROM {child} WHERE {column} = ?1"))?.exists([row])? {
            return Ok(true);
        }
    }
    Ok(false)
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
pub(super) fn is_as_recorded(db: &Connection, table: &str, row: i64, json: &str) -> Result<bool, StoreError> {
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

/// Writes a row as it stood, whatever is there now; none takes it away.
pub(super) fn write_back(db: &Connection, table: &str, row: i64, json: Option<&str>) -> Result<(), StoreError> {
    match json {
        None => db.prepare_cached(&format!("DELETE FROM {table} WHERE id = ?1"))?.execute([row])?,
        Some(json) if db.prepare_cached(&format!("SELECT 1 FROM {table} WHERE id = ?1"))?.exists([row])? => {
            write_row(db, table, &Write::Update(row), json)?
        }
        Some(json) => write_row(db, table, &Write::Insert, json)?,
    };
    Ok(())
}

impl Reader<'_> {
    /// What `undo` would take back, or say of it that it cannot.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn undo_label(&self) -> Result<Option<String>, StoreError> {
        Ok(next_undo(self.db)?.map(|newest| newest.label))
    }

    /// What `redo` would do again.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn redo_label(&self) -> Result<Option<String>, StoreError> {
        Ok(next_redo(self.db)?.map(|(_, label)| label))
    }
}
