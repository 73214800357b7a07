//! Records that regulators want beside learning, in the file; somebody else's details in a table of their own, which the ledger does not know.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, params};

use super::registration::{json, json_text};
use super::sql_types::{day, day_text, instant, instant_text, maybe_day, maybe_instant, uid};
use super::{Reader, StoreError, Tx, written};
use crate::domain::record::{Apart, Refers};
use crate::domain::{EntryId, Record, RecordDraft, RecordId, Uid};

impl Reader<'_> {
    /// All records, the latest day first, those in the bin included.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn records(&self) -> Result<Vec<Record>, StoreError> {
        self.records_of(None)
    }

    /// One record; `None` when it is not there.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn record(&self, id: RecordId) -> Result<Option<Record>, StoreError> {
        Ok(self.records_of(Some(id))?.pop())
    }

    fn records_of(&self, only: Option<RecordId>) -> Result<Vec<Record>, StoreError> {
        let only = only.map(RecordId::row);
        let condition = |column: &str| if only.is_some() { format!("{column} = ?1") } else { "?1 IS NULL".to_owned() };
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT id, uid, kind, date, until, fields, binned_at, created, changed_at,
                EXISTS (SELECT 1 FROM record_apart WHERE record_apart.record = record.uid)
             FROM record WHERE {} ORDER BY date DESC, id DESC",
            condition("id")
        ))?;
        let records = statement.query_map([only], |row| {
            Ok(Record {
                id: RecordId::from_row(row.get(0)?),
                uid: uid(row, 1)?,
                draft: RecordDraft {
                    kind: row.get(2)?,
                    date: day(row, 3)?,
                    until: maybe_day(row, 4)?,
                    fields: json(row, 5)?,
                    refers: Vec::new(),
                },
                binned: maybe_instant(row, 6)?,
                created: instant(row, 7)?,
                changed: instant(row, 8)?,
                has_apart: row.get(9)?,
            })
        })?;
        let mut records: Vec<Record> = records.collect::<Result<_, _>>()?;
        let places: HashMap<i64, usize> = records.iter().enumerate().map(|(at, record)| (record.id.row(), at)).collect();
        let sql = format!("SELECT record, entry, other FROM record_ref WHERE {} ORDER BY id", condition("record"));
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut rows = statement.query([only])?;
        while let Some(row) = rows.next()? {
            let (entry, other): (Option<i64>, Option<i64>) = (row.get(1)?, row.get(2)?);
            let to = entry.map(|id| Refers::Entry(EntryId::from_row(id))).or(other.map(|id| Refers::Record(RecordId::from_row(id))));
            if let (Some(record), Some(to)) = (places.get(&row.get(0)?).and_then(|at| records.get_mut(*at)), to) {
                record.draft.refers.push(to);
            }
        }
        Ok(records)
    }

    /// Somebody else's details of a record; empty when there are none.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn apart(&self, record: Uid) -> Result<Apart, StoreError> {
        let apart = self
            .db
            .prepare_cached("SELECT fields FROM record_apart WHERE record = ?1")?
            .query_row([record.to_string()], |row| json(row, 0))
            .optional()?;
        Ok(apart.unwrap_or_default())
    }

    /// For how many records details of others are kept that are not there (any more): the adding of theirs was taken back.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn orphans(&self) -> Result<usize, StoreError> {
        let sql = "SELECT count(*) FROM record_apart WHERE record NOT IN (SELECT uid FROM record)";
        let count: i64 = self.db.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }
}

impl Tx<'_> {
    /// Adds a record.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_record(&self, uid: Uid, draft: &RecordDraft, at: DateTime<Utc>) -> Result<RecordId, StoreError> {
        self.insert_record_of(uid, draft, at, at)
    }

    /// Adds a record that was made and changed at other times than this one.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_record_of(
        &self,
        uid: Uid,
        draft: &RecordDraft,
        created: DateTime<Utc>,
        changed: DateTime<Utc>,
    ) -> Result<RecordId, StoreError> {
        self.db
            .prepare_cached("INSERT INTO record (uid, kind, date, until, fields, created, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
            .execute(params![
                uid.to_string(),
                draft.kind,
                day_text(draft.date),
                draft.until.map(day_text),
                json_text(&draft.fields)?,
                instant_text(created),
                instant_text(changed)
            ])?;
        let id = RecordId::from_row(self.db.last_insert_rowid());
        for to in &draft.refers {
            self.refer(id, *to)?;
        }
        Ok(id)
    }

    /// Writes a record; its kind stays.
    ///
    /// # Errors
    /// [`StoreError::Gone`] when there is none any more, or it cannot be written.
    pub fn update_record(&self, id: RecordId, draft: &RecordDraft) -> Result<(), StoreError> {
        let rows = self.db.prepare_cached("UPDATE record SET date = ?2, until = ?3, fields = ?4, changed_at = ?5 WHERE id = ?1")?.execute(
            params![id.row(), day_text(draft.date), draft.until.map(day_text), json_text(&draft.fields)?, instant_text(self.at)],
        )?;
        written(rows)?;
        let old: Vec<(i64, Refers)> = {
            let mut statement = self.db.prepare_cached("SELECT id, entry, other FROM record_ref WHERE record = ?1")?;
            let rows = statement.query_map([id.row()], |row| {
                let entry = row.get::<_, Option<i64>>(1)?.map(|id| Refers::Entry(EntryId::from_row(id)));
                let other = row.get::<_, Option<i64>>(2)?.map(|id| Refers::Record(RecordId::from_row(id)));
                Ok((row.get(0)?, entry.or(other)))
            })?;
            let found: Vec<(i64, Option<Refers>)> = rows.collect::<Result<_, _>>()?;
            found.into_iter().filter_map(|(row, to)| Some((row, to?))).collect()
        };
        for (row, _) in old.iter().filter(|(_, to)| !draft.refers.contains(to)) {
            self.db.prepare_cached("DELETE FROM record_ref WHERE id = ?1")?.execute([row])?;
        }
        for to in draft.refers.iter().filter(|to| !old.iter().any(|(_, old)| old == *to)) {
            self.refer(id, *to)?;
        }
        Ok(())
    }

    /// Notes that a record refers to something; it is not changed otherwise.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn refer(&self, record: RecordId, to: Refers) -> Result<(), StoreError> {
        let (entry, other) = match to {
            Refers::Entry(entry) => (Some(entry.row()), None),
            Refers::Record(other) => (None, Some(other.row())),
        };
        self.db.prepare_cached("INSERT INTO record_ref (record, entry, other) VALUES (?1, ?2, ?3)")?.execute(params![
            record.row(),
            entry,
            other
        ])?;
        Ok(())
    }

    /// Puts a record into the bin, or takes it out.
    ///
    /// # Errors
    /// [`StoreError::Gone`] when there is none any more, or it cannot be written.
    pub fn set_record_binned(&self, id: RecordId, at: Option<DateTime<Utc>>) -> Result<(), StoreError> {
        let rows = self.db.prepare_cached("UPDATE record SET binned_at = ?2, changed_at = ?3 WHERE id = ?1")?.execute(params![
            id.row(),
            at.map(instant_text),
            instant_text(self.at)
        ])?;
        written(rows)
    }

    /// Keeps somebody else's details for a record, apart from it; nothing is kept of empty ones.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_apart(&self, record: Uid, apart: &Apart) -> Result<(), StoreError> {
        if apart.is_empty() {
            self.db.prepare_cached("DELETE FROM record_apart WHERE record = ?1")?.execute([record.to_string()])?;
            return Ok(());
        }
        self.db
            .prepare_cached(
                "INSERT INTO record_apart (record, fields) VALUES (?1, ?2) ON CONFLICT (record) DO UPDATE SET fields = excluded.fields",
            )?
            .execute(params![record.to_string(), json_text(apart)?])?;
        Ok(())
    }

    /// As [`Self::set_apart`], for a step of its own. It cannot be taken back: what was there before is kept nowhere.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn change_apart(&self, record: Uid, apart: &Apart) -> Result<(), StoreError> {
        self.set_apart(record, apart)?;
        self.cannot_be_taken_back()
    }

    /// Takes away details of others that belong to no record, and tells of how many. Only within [`super::Store::transact_for_good`] are they
    /// gone from the file.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn erase_orphans(&self) -> Result<usize, StoreError> {
        let sql = "DELETE FROM record_apart WHERE record NOT IN (SELECT uid FROM record)";
        Ok(self.db.prepare_cached(sql)?.execute([])?)
    }

    /// Takes away somebody else's details of a record. Only within [`super::Store::transact_for_good`] are they gone from the file.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn erase_apart(&self, record: Uid) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM record_apart WHERE record = ?1")?.execute([record.to_string()])?;
        // So that the step is one, and the history tells it.
        self.db
            .prepare_cached("UPDATE record SET changed_at = ?2 WHERE uid = ?1")?
            .execute(params![record.to_string(), instant_text(self.at)])?;
        Ok(())
    }
}
