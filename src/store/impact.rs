//! Impact stories in the file.

use rusqlite::params;

use super::registration::{json, json_text};
use super::sql_types::{day_text, maybe_day, uid};
use super::{Reader, StoreError, Tx, written};
use crate::domain::{Impact, ImpactDraft, ImpactId, Uid};

impl Reader<'_> {
    /// All impact stories, the latest first.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn impacts(&self) -> Result<Vec<Impact>, StoreError> {
        let mut statement = self
            .db
            .prepare_cached("SELECT id, uid, title, reader, opening, closing, chosen, first_day, last_day FROM impact ORDER BY id DESC")?;
        let impacts = statement.query_map([], |row| {
            let chosen: Vec<String> = json(row, 6)?;
            Ok(Impact {
                id: ImpactId::from_row(row.get(0)?),
                uid: uid(row, 1)?,
                draft: ImpactDraft {
                    title: row.get(2)?,
                    reader: row.get(3)?,
                    opening: row.get(4)?,
                    closing: row.get(5)?,
                    chosen: chosen.iter().filter_map(|uid| uid.parse().ok()).collect(),
                    from: maybe_day(row, 7)?,
                    until: maybe_day(row, 8)?,
                },
            })
        })?;
        Ok(impacts.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Adds an impact story.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_impact(&self, uid: Uid, draft: &ImpactDraft) -> Result<ImpactId, StoreError> {
        let ImpactDraft { title, reader, opening, closing, chosen, from, until } = draft;
        self.db
            .prepare_cached(
                "INSERT INTO impact (uid, title, reader, opening, closing, chosen, first_day, last_day) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                uid.to_string(),
                title,
                reader,
                opening,
                closing,
                chosen_text(chosen)?,
                from.map(day_text),
                until.map(day_text)
            ])?;
        Ok(ImpactId::from_row(self.db.last_insert_rowid()))
    }

    /// Writes an impact story.
    ///
    /// # Errors
    /// [`StoreError::Gone`] when there is none any more, or it cannot be written.
    pub fn update_impact(&self, id: ImpactId, draft: &ImpactDraft) -> Result<(), StoreError> {
        let ImpactDraft { title, reader, opening, closing, chosen, from, until } = draft;
        let rows = self
            .db
            .prepare_cached(
                "UPDATE impact SET title = ?2, reader = ?3, opening = ?4, closing = ?5, chosen = ?6, first_day = ?7, last_day = ?8 WHERE id = ?1",
            )?
            .execute(params![
                id.row(),
                title,
                reader,
                opening,
                closing,
                chosen_text(chosen)?,
                from.map(day_text),
                until.map(day_text)
            ])?;
        written(rows)
    }

    /// Takes an impact story away; undo brings it back.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn delete_impact(&self, id: ImpactId) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM impact WHERE id = ?1")?.execute([id.row()])?;
        Ok(())
    }
}

fn chosen_text(chosen: &[Uid]) -> Result<String, StoreError> {
    json_text(&chosen.iter().map(Uid::to_string).collect::<Vec<_>>())
}
