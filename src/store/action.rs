//! Actions in the file.

use rusqlite::{OptionalExtension as _, Row, params};

use super::sql_types::{day_text, maybe_day, uid};
use super::{Reader, StoreError, Tx, written};
use crate::domain::{Action, ActionDraft, ActionId, EntryId, GoalId, Uid};

const SELECT: &str = "SELECT id, uid, entry, what, due, shared_with, done, effect, shared_on, effect_service, effect_people FROM action";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Action> {
    Ok(Action {
        id: ActionId::from_row(row.get(0)?),
        uid: uid(row, 1)?,
        entry: EntryId::from_row(row.get(2)?),
        draft: ActionDraft {
            what: row.get(3)?,
            due: maybe_day(row, 4)?,
            shared_with: row.get(5)?,
            shared_on: maybe_day(row, 8)?,
            done: maybe_day(row, 6)?,
            effect: row.get(7)?,
            effect_service: row.get(9)?,
            effect_people: row.get(10)?,
        },
    })
}

impl Reader<'_> {
    /// All actions of entries that are not binned: open ones by due day, then those done, the latest first.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn actions(&self) -> Result<Vec<Action>, StoreError> {
        let mut statement = self.db.prepare_cached(&format!(
            "{SELECT} WHERE entry NOT IN (SELECT id FROM entry WHERE binned_at IS NOT NULL)
             ORDER BY done IS NOT NULL, CASE WHEN done IS NULL THEN ifnull(due, '9999') END, done DESC, id"
        ))?;
        Ok(statement.query_map([], from_row)?.collect::<Result<_, _>>()?)
    }

    /// One action; `None` when there is none. Of an entry in the bin, too.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn action(&self, id: ActionId) -> Result<Option<Action>, StoreError> {
        Ok(self.db.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?.query_row([id.row()], from_row).optional()?)
    }

    /// The actions of the entries of a goal that are not in the bin, in the order in which they were written.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn actions_for(&self, goal: GoalId) -> Result<Vec<Action>, StoreError> {
        let mut statement = self.db.prepare_cached(&format!(
            "{SELECT} WHERE entry IN (SELECT entry_goal.entry FROM entry_goal JOIN entry ON entry.id = entry_goal.entry
                WHERE entry_goal.goal = ?1 AND entry.binned_at IS NULL) ORDER BY id"
        ))?;
        Ok(statement.query_map([goal.row()], from_row)?.collect::<Result<_, _>>()?)
    }

    /// The actions of one entry, in the order in which they were written.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn actions_of(&self, entry: EntryId) -> Result<Vec<Action>, StoreError> {
        let mut statement = self.db.prepare_cached(&format!("{SELECT} WHERE entry = ?1 ORDER BY id"))?;
        Ok(statement.query_map([entry.row()], from_row)?.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Adds an action to an entry.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_action(&self, uid: Uid, entry: EntryId, draft: &ActionDraft) -> Result<ActionId, StoreError> {
        self.db
            .prepare_cached(
                "INSERT INTO action (uid, entry, what, due, shared_with, done, effect, shared_on, effect_service, effect_people)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                uid.to_string(),
                entry.row(),
                draft.what,
                draft.due.map(day_text),
                draft.shared_with,
                draft.done.map(day_text),
                draft.effect,
                draft.shared_on.map(day_text),
                draft.effect_service,
                draft.effect_people
            ])?;
        Ok(ActionId::from_row(self.db.last_insert_rowid()))
    }

    /// Writes an action.
    ///
    /// # Errors
    /// [`StoreError::Gone`] when there is none any more, or it cannot be written.
    pub fn update_action(&self, id: ActionId, draft: &ActionDraft) -> Result<(), StoreError> {
        let rows = self
            .db
            .prepare_cached(
                "UPDATE action SET what = ?2, due = ?3, shared_with = ?4, done = ?5, effect = ?6, shared_on = ?7, effect_service = ?8,
                    effect_people = ?9 WHERE id = ?1",
            )?
            .execute(params![
                id.row(),
                draft.what,
                draft.due.map(day_text),
                draft.shared_with,
                draft.done.map(day_text),
                draft.effect,
                draft.shared_on.map(day_text),
                draft.effect_service,
                draft.effect_people
            ])?;
        written(rows)
    }

    /// Takes an action away; undo brings it back.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn delete_action(&self, id: ActionId) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM action WHERE id = ?1")?.execute([id.row()])?;
        Ok(())
    }
}
