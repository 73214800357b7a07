//! Registrations and practised audits in the file.

use rusqlite::{Row, params};

use super::sql_types::{day, day_text, instant, instant_text, maybe_day, maybe_instant, uid};
use super::{Reader, StoreError, Tx, written};
use crate::domain::drill::{Drill, DrillDraft};
use crate::domain::{DrillId, EntryId, Registration, RegistrationDraft, RegistrationId, Uid};

/// A column with an object of texts, or a list of them.
pub(super) fn json<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    serde_json::from_str(text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error)))
}

/// An object of texts, or a list of them, for a column.
pub(super) fn json_text<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Damaged(error.to_string()))
}

impl Reader<'_> {
    /// All registrations, in the order in which they were added.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn registrations(&self) -> Result<Vec<Registration>, StoreError> {
        let mut statement =
            self.db.prepare_cached("SELECT id, uid, framework, cycle_start, joined, chosen FROM registration ORDER BY id")?;
        let registrations = statement.query_map([], |row| {
            Ok(Registration {
                id: RegistrationId::from_row(row.get(0)?),
                uid: uid(row, 1)?,
                draft: RegistrationDraft {
                    framework: row.get(2)?,
                    cycle_start: maybe_day(row, 3)?,
                    joined: maybe_day(row, 4)?,
                    chosen: json(row, 5)?,
                },
            })
        })?;
        Ok(registrations.collect::<Result<_, _>>()?)
    }

    /// All practised audits, the latest first.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn drills(&self) -> Result<Vec<Drill>, StoreError> {
        let mut statement = self
            .db
            .prepare_cached("SELECT id, uid, registration, day, began, ended, sample, missing, still FROM drill ORDER BY id DESC")?;
        let drills = statement.query_map([], |row| {
            let sample: Vec<String> = json(row, 6)?;
            Ok(Drill {
                id: DrillId::from_row(row.get(0)?),
                uid: uid(row, 1)?,
                draft: DrillDraft {
                    registration: RegistrationId::from_row(row.get(2)?),
                    day: day(row, 3)?,
                    began: instant(row, 4)?,
                    ended: maybe_instant(row, 5)?,
                    sample: sample.iter().filter_map(|uid| uid.parse().ok()).collect(),
                    missing: row.get(7)?,
                    still: row.get(8)?,
                },
            })
        })?;
        Ok(drills.collect::<Result<_, _>>()?)
    }

    /// The entries of these uids that are there.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn entries_of(&self, uids: &[Uid]) -> Result<Vec<EntryId>, StoreError> {
        let uids: Vec<String> = uids.iter().map(Uid::to_string).collect();
        let mut statement = self.db.prepare_cached("SELECT id FROM entry WHERE uid IN (SELECT value FROM json_each(?1))")?;
        Ok(statement.query_map([json_text(&uids)?], |row| row.get(0).map(EntryId::from_row))?.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Adds a registration.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_registration(&self, uid: Uid, draft: &RegistrationDraft) -> Result<RegistrationId, StoreError> {
        let RegistrationDraft { framework, cycle_start, chosen, joined } = draft;
        self.db
            .prepare_cached("INSERT INTO registration (uid, framework, cycle_start, joined, chosen) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![uid.to_string(), framework, cycle_start.map(day_text), joined.map(day_text), json_text(chosen)?])?;
        Ok(RegistrationId::from_row(self.db.last_insert_rowid()))
    }

    /// Writes a registration.
    ///
    /// # Errors
    /// [`StoreError::Gone`] when there is none any more, or it cannot be written.
    pub fn update_registration(&self, id: RegistrationId, draft: &RegistrationDraft) -> Result<(), StoreError> {
        let RegistrationDraft { framework, cycle_start, chosen, joined } = draft;
        let rows = self
            .db
            .prepare_cached("UPDATE registration SET framework = ?2, cycle_start = ?3, joined = ?4, chosen = ?5 WHERE id = ?1")?
            .execute(params![id.row(), framework, cycle_start.map(day_text), joined.map(day_text), json_text(chosen)?])?;
        written(rows)
    }

    /// Takes a registration away with its practised audits; undo brings them back.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn delete_registration(&self, id: RegistrationId) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM drill WHERE registration = ?1")?.execute([id.row()])?;
        self.db.prepare_cached("DELETE FROM registration WHERE id = ?1")?.execute([id.row()])?;
        Ok(())
    }

    /// Notes that an audit is practised.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_drill(&self, uid: Uid, draft: &DrillDraft) -> Result<DrillId, StoreError> {
        let sample: Vec<String> = draft.sample.iter().map(Uid::to_string).collect();
        self.db
            .prepare_cached(
                "INSERT INTO drill (uid, registration, day, began, ended, sample, missing) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                uid.to_string(),
                draft.registration.row(),
                day_text(draft.day),
                instant_text(draft.began),
                draft.ended.map(instant_text),
                json_text(&sample)?,
                draft.missing
            ])?;
        Ok(DrillId::from_row(self.db.last_insert_rowid()))
    }

    /// Notes that a practised audit is done.
    ///
    /// # Errors
    /// [`StoreError::Gone`] when there is none any more, or it cannot be written.
    pub fn end_drill(&self, id: DrillId, at: chrono::DateTime<chrono::Utc>, still: Option<u32>) -> Result<(), StoreError> {
        let rows = self.db.prepare_cached("UPDATE drill SET ended = ?2, still = ?3 WHERE id = ?1")?.execute(params![
            id.row(),
            instant_text(at),
            still
        ])?;
        written(rows)
    }

    /// Takes a practised audit away; undo brings it back.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn delete_drill(&self, id: DrillId) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM drill WHERE id = ?1")?.execute([id.row()])?;
        Ok(())
    }
}
