//! What came in together and is no more as it came: why it cannot be taken back.

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, Utc};
use rusqlite::OptionalExtension as _;
use serde_json::Value;

use super::sql_types::instant;
use super::undo::{CHILDREN, is_as_recorded};
use super::{Reader, StoreError, triggers};
use crate::domain::{EntryId, GoalId, RecordId, Uid};

/// Things that an import brought and that were changed since, and others that need them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangedSince {
    pub entries: BTreeSet<EntryId>,
    pub goals: BTreeSet<GoalId>,
    pub records: BTreeSet<RecordId>,
    /// Tables of everything else: `community`.
    pub others: BTreeSet<String>,
}

impl ChangedSince {
    /// Takes in what a row belongs to. `column` reads one of its columns.
    fn add(&mut self, table: &str, row: i64, column: &dyn Fn(&str) -> Option<i64>) {
        let of = match table {
            "entry" => Some(("entry", row)),
            "goal" => Some(("goal", row)),
            "record" => Some(("record", row)),
            "answer" | "entry_tag" | "entry_person" | "entry_standard" | "entry_goal" | "action" | "look_back" | "entry_evidence" => {
                column("entry").map(|row| ("entry", row))
            }
            "rolled" => column("claim").map(|row| ("entry", row)),
            "goal_review" => column("goal").map(|row| ("goal", row)),
            "record_ref" => column("record").map(|row| ("record", row)),
            _ => None,
        };
        match of {
            Some(("entry", row)) => drop(self.entries.insert(EntryId::from_row(row))),
            Some(("goal", row)) => drop(self.goals.insert(GoalId::from_row(row))),
            Some((_, row)) => drop(self.records.insert(RecordId::from_row(row))),
            None => drop(self.others.insert(table.to_owned())),
        }
    }
}

impl Reader<'_> {
    /// What of an import is not as it came, and what was added to it since.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn changed_since_import(&self, batch: Uid) -> Result<ChangedSince, StoreError> {
        let changes: Vec<(String, i64, Option<String>)> = self
            .db
            .prepare_cached("SELECT tbl, row, after FROM change WHERE step = (SELECT step FROM batch WHERE uid = ?1)")?
            .query_map([batch.to_string()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        let came: HashSet<(&str, i64)> = changes.iter().map(|(table, row, _)| (table.as_str(), *row)).collect();
        let mut found = ChangedSince::default();
        for (table, row, after) in &changes {
            if !triggers::RECORDED.contains(&table.as_str()) {
                continue;
            }
            if let Some(json) = after
                && !is_as_recorded(self.db, table, *row, json)?
            {
                let known: Value = serde_json::from_str(json).unwrap_or_default();
                found.add(table, *row, &|column| known.get(column).and_then(Value::as_i64));
            }
            for (_, child, column) in CHILDREN.iter().filter(|(parent, ..)| parent == table) {
                let mut statement = self.db.prepare_cached(&format!("SELECT id FROM {child} WHERE {column} = ?1"))?;
                let children: Vec<i64> = statement.query_map([row], |row| row.get(0))?.collect::<Result<_, _>>()?;
                for id in children.into_iter().filter(|id| !came.contains(&(*child, *id))) {
                    let read = |column: &str| {
                        let sql = format!("SELECT {column} FROM {child} WHERE id = ?1");
                        self.db.prepare_cached(&sql).ok()?.query_row([id], |row| row.get(0)).ok()
                    };
                    found.add(child, id, &read);
                }
            }
        }
        Ok(found)
    }

    /// When an import was taken back, if it was.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn taken_back_at(&self, batch: Uid) -> Result<Option<DateTime<Utc>>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT back.at FROM batch JOIN step ON step.id = batch.step JOIN step AS back ON back.id = step.taken_back_by
             WHERE batch.uid = ?1",
        )?;
        Ok(statement.query_row([batch.to_string()], |row| instant(row, 0)).optional()?)
    }
}
