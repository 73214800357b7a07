//! What belongs to an entry in tables of its own: answers, goals, tags, people, standards. Written by difference, so that an autosave of a
//! long text does not touch what stayed the same, and a goal keeps the time at which it was linked.

use chrono::{DateTime, Utc};
use rusqlite::params;

use crate::domain::{Answer, Entry, EntryDraft, EntryId, GoalId};
use crate::store::sql_types::{instant, instant_text};
use crate::store::{Reader, StoreError, Tx};

/// The lists of words that an entry has, each in a table with one text column.
const LISTS: [(&str, &str); 3] = [("entry_tag", "tag"), ("entry_person", "name"), ("entry_standard", "code")];

impl Reader<'_> {
    pub(super) fn add_parts(&self, entry: &mut Entry) -> Result<(), StoreError> {
        entry.draft.reflection.answers = self
            .db
            .prepare_cached("SELECT template, prompt, label, text, home FROM answer WHERE entry = ?1 ORDER BY position, id")?
            .query_map([entry.id.row()], |row| {
                let home: String = row.get(4)?;
                let home = home.split_once(' ').map(|(template, prompt)| (template.to_owned(), prompt.to_owned()));
                Ok(Answer { template: row.get(0)?, prompt: row.get(1)?, label: row.get(2)?, text: row.get(3)?, home })
            })?
            .collect::<Result<_, _>>()?;
        entry.linked = self
            .db
            .prepare_cached("SELECT goal, linked_at FROM entry_goal WHERE entry = ?1 ORDER BY id")?
            .query_map([entry.id.row()], |row| Ok((GoalId::from_row(row.get(0)?), instant(row, 1)?)))?
            .collect::<Result<_, _>>()?;
        entry.draft.goals = entry.linked.iter().map(|(goal, _)| *goal).collect();
        let draft = &mut entry.draft;
        for ((table, column), list) in LISTS.into_iter().zip([&mut draft.tags, &mut draft.people, &mut draft.standards]) {
            *list = self.list(table, column, entry.id)?;
        }
        Ok(())
    }

    fn list(&self, table: &str, column: &str, entry: EntryId) -> Result<Vec<String>, StoreError> {
        let mut statement = self.db.prepare_cached(&format!("SELECT {column} FROM {table} WHERE entry = ?1 ORDER BY id"))?;
        Ok(statement.query_map([entry.row()], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    pub(super) fn write_parts(&self, id: EntryId, draft: &EntryDraft, linked_at: DateTime<Utc>) -> Result<(), StoreError> {
        self.write_answers(id, &draft.reflection.answers)?;
        self.write_goals(id, &draft.goals, linked_at)?;
        for ((table, column), list) in LISTS.into_iter().zip([&draft.tags, &draft.people, &draft.standards]) {
            self.write_list(table, column, id, list)?;
        }
        Ok(())
    }

    fn write_answers(&self, id: EntryId, answers: &[Answer]) -> Result<(), StoreError> {
        let old: Vec<(i64, String, String)> = self
            .db
            .prepare_cached("SELECT id, template, prompt FROM answer WHERE entry = ?1")?
            .query_map([id.row()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        for (row, template, prompt) in &old {
            if !answers.iter().any(|answer| answer.template == *template && answer.prompt == *prompt) {
                self.db.prepare_cached("DELETE FROM answer WHERE id = ?1")?.execute([row])?;
            }
        }
        for (position, answer) in answers.iter().enumerate() {
            let position = i64::try_from(position).unwrap_or(i64::MAX);
            let home = answer.home.as_ref().map(|(template, prompt)| format!("{template} {prompt}")).unwrap_or_default();
            match old.iter().find(|(_, template, prompt)| answer.template == *template && answer.prompt == *prompt) {
                Some((row, ..)) => self
                    .db
                    .prepare_cached(
                        "UPDATE answer SET label = ?2, text = ?3, position = ?4, home = ?5
                        WHERE id = ?1 AND (label, text, position, home) IS NOT (?2, ?3, ?4, ?5)",
                    )?
                    .execute(params![row, answer.label, answer.text, position, home])?,
                None => self
                    .db
                    .prepare_cached(
                        "INSERT INTO answer (entry, template, prompt, label, text, position, home) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    )?
                    .execute(params![id.row(), answer.template, answer.prompt, answer.label, answer.text, position, home])?,
            };
        }
        Ok(())
    }

    fn write_goals(&self, id: EntryId, goals: &[GoalId], linked_at: DateTime<Utc>) -> Result<(), StoreError> {
        let old: Vec<(i64, i64)> = self
            .db
            .prepare_cached("SELECT id, goal FROM entry_goal WHERE entry = ?1")?
            .query_map([id.row()], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        for (row, goal) in &old {
            if !goals.contains(&GoalId::from_row(*goal)) {
                self.db.prepare_cached("DELETE FROM entry_goal WHERE id = ?1")?.execute([row])?;
            }
        }
        for goal in goals {
            if !old.iter().any(|(_, old)| *old == goal.row()) {
                self.link_goal(id, *goal, linked_at)?;
            }
        }
        Ok(())
    }

    /// Links an entry to a goal, as of an instant.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written, or is linked already.
    pub fn link_goal(&self, entry: EntryId, goal: GoalId, at: DateTime<Utc>) -> Result<(), StoreError> {
        self.db.prepare_cached("INSERT INTO entry_goal (entry, goal, linked_at) VALUES (?1, ?2, ?3)")?.execute(params![
            entry.row(),
            goal.row(),
            instant_text(at)
        ])?;
        Ok(())
    }

    fn write_list(&self, table: &str, column: &str, id: EntryId, list: &[String]) -> Result<(), StoreError> {
        let old = self.read().list(table, column, id)?;
        if old == list {
            return Ok(());
        }
        for gone in old.iter().filter(|word| !list.contains(word)) {
            self.db.prepare_cached(&format!("DELETE FROM {table} WHERE entry = ?1 AND {column} = ?2"))?.execute(params![id.row(), gone])?;
        }
        for new in list.iter().filter(|word| !old.contains(word)) {
            self.db.prepare_cached(&format!("INSERT INTO {table} (entry, {column}) VALUES (?1, ?2)"))?.execute(params![id.row(), new])?;
        }
        Ok(())
    }
}
