//! Searches kept under a name, in the file.

use rusqlite::params;

use super::sql_types::uid;
use super::{Reader, StoreError, Tx, written};
use crate::domain::{SavedSearch, SavedSearchDraft, SavedSearchId, Uid};

impl Reader<'_> {
    /// All of them, in the order in which they were kept.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT id, uid, name, query FROM saved_search ORDER BY id")?;
        let searches = statement.query_map([], |row| {
            Ok(SavedSearch {
                id: SavedSearchId::from_row(row.get(0)?),
                uid: uid(row, 1)?,
                draft: SavedSearchDraft { name: row.get(2)?, query: row.get(3)? },
            })
        })?;
        Ok(searches.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Keeps a search.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_saved_search(&self, uid: Uid, draft: &SavedSearchDraft) -> Result<SavedSearchId, StoreError> {
        self.db.prepare_cached("INSERT INTO saved_search (uid, name, query) VALUES (?1, ?2, ?3)")?.execute(params![
            uid.to_string(),
            draft.name,
            draft.query
        ])?;
        Ok(SavedSearchId::from_row(self.db.last_insert_rowid()))
    }

    /// Writes a search that is kept.
    ///
    /// # Errors
    /// [`StoreError::Gone`] when there is none any more, or it cannot be written.
    pub fn update_saved_search(&self, id: SavedSearchId, draft: &SavedSearchDraft) -> Result<(), StoreError> {
        let rows = self.db.prepare_cached("UPDATE saved_search SET name = ?2, query = ?3 WHERE id = ?1")?.execute(params![
            id.row(),
            draft.name,
            draft.query
        ])?;
        written(rows)
    }

    /// Lets a search go; undo brings it back.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn delete_saved_search(&self, id: SavedSearchId) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM saved_search WHERE id = ?1")?.execute([id.row()])?;
        Ok(())
    }
}
