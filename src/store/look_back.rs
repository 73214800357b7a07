//! What entries changed, as found later, in the file.

use rusqlite::{Row, params};

use super::sql_types::{day, day_text, maybe_day, token, uid};
use super::{Reader, StoreError, Tx, written};
use crate::domain::{EntryId, Found, LookBack, LookBackDraft, LookBackId, Uid};

const SELECT: &str = "SELECT id, uid, entry, month, day, found, text, until FROM look_back";

fn from_row(row: &Row<'_>) -> rusqlite::Result<LookBack> {
    Ok(LookBack {
        id: LookBackId::from_row(row.get(0)?),
        uid: uid(row, 1)?,
        entry: EntryId::from_row(row.get(2)?),
        draft: LookBackDraft {
            month: row.get(3)?,
            day: day(row, 4)?,
            found: token(row, 5, Found::from_token)?,
            text: row.get(6)?,
            until: maybe_day(row, 7)?,
        },
    })
}

impl Reader<'_> {
    /// All of them, of entries that are not binned, the earliest first.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn look_backs(&self) -> Result<Vec<LookBack>, StoreError> {
        let mut statement = self
            .db
            .prepare_cached(&format!("{SELECT} WHERE entry NOT IN (SELECT id FROM entry WHERE binned_at IS NOT NULL) ORDER BY day, id"))?;
        Ok(statement.query_map([], from_row)?.collect::<Result<_, _>>()?)
    }

    /// Those of one entry, in the bin or not, the earliest first.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn look_backs_of(&self, entry: EntryId) -> Result<Vec<LookBack>, StoreError> {
        let mut statement = self.db.prepare_cached(&format!("{SELECT} WHERE entry = ?1 ORDER BY day, id"))?;
        Ok(statement.query_map([entry.row()], from_row)?.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Adds one.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_look_back(&self, uid: Uid, entry: EntryId, draft: &LookBackDraft) -> Result<LookBackId, StoreError> {
        let LookBackDraft { month, day, found, text, until } = draft;
        self.db
            .prepare_cached("INSERT INTO look_back (uid, entry, month, day, found, text, until) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
            .execute(params![uid.to_string(), entry.row(), month, day_text(*day), found.token(), text, until.map(day_text)])?;
        Ok(LookBackId::from_row(self.db.last_insert_rowid()))
    }

    /// Writes one.
    ///
    /// # Errors
    /// [`StoreError::Gone`] when there is none any more, or it cannot be written.
    pub fn update_look_back(&self, id: LookBackId, draft: &LookBackDraft) -> Result<(), StoreError> {
        let LookBackDraft { month, day, found, text, until } = draft;
        let rows = self
            .db
            .prepare_cached("UPDATE look_back SET month = ?2, day = ?3, found = ?4, text = ?5, until = ?6 WHERE id = ?1")?
            .execute(params![id.row(), month, day_text(*day), found.token(), text, until.map(day_text)])?;
        written(rows)
    }

    /// Takes one away; undo brings it back.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn delete_look_back(&self, id: LookBackId) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM look_back WHERE id = ?1")?.execute([id.row()])?;
        Ok(())
    }
}
