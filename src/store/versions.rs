//! The texts of an entry or a goal over time, made from the ledger.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::sql_types::instant;
use super::{Reader, StoreError};
use crate::domain::texts::{OF_ENTRY, OF_GOAL};
use crate::domain::{Moment, StepId, Subject, TextThen};

/// One row of the ledger that is about these texts; what stood there is read when its turn comes, for a text may be a book.
struct Change {
    id: i64,
    step: StepId,
    label: String,
    at: DateTime<Utc>,
    /// The row of an answer; the thing's own row otherwise.
    answer: Option<i64>,
}

/// What a change was from, and what it became.
#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

/// An answer as it stood.
struct Written {
    field: String,
    label: String,
    text: Arc<str>,
    place: i64,
}

/// What is known of the rows so far.
#[derive(Default)]
struct Rows {
    own: BTreeMap<&'static str, Arc<str>>,
    answers: BTreeMap<i64, Written>,
}

impl Rows {
    fn take(&mut self, fields: &[(&'static str, &str)], answer: Option<i64>, json: Option<&Value>) {
        match (answer, json) {
            (Some(row), Some(json)) => {
                let said = |key: &str| json.get(key).and_then(Value::as_str).unwrap_or_default();
                // An answer that moved to another model is still the same text.
                let (template, prompt) = said("home").split_once(' ').unwrap_or_else(|| (said("template"), said("prompt")));
                let text = shared(self.answers.get(&row).map(|old| &old.text), said("text"));
                let place = json.get("position").and_then(Value::as_i64).unwrap_or_default();
                self.answers.insert(row, Written { field: format!("{template}.{prompt}"), label: said("label").to_owned(), text, place });
            }
            (Some(row), None) => drop(self.answers.remove(&row)),
            (None, Some(json)) => {
                for (field, _) in fields {
                    // A column that came later says nothing.
                    if let Some(text) = json.get(*field).and_then(Value::as_str) {
                        let text = shared(self.own.get(field), text);
                        self.own.insert(field, text);
                    }
                }
            }
            (None, None) => self.own.clear(),
        }
    }

    fn texts(&self, fields: &[(&str, &str)]) -> Vec<TextThen> {
        let own = fields.iter().filter_map(|(field, label)| {
            Some(TextThen { field: (*field).to_owned(), label: (*label).to_owned(), text: Arc::clone(self.own.get(*field)?) })
        });
        let mut answers: Vec<&Written> = self.answers.values().collect();
        answers.sort_by_key(|one| one.place);
        let answers =
            answers.into_iter().map(|one| TextThen { field: one.field.clone(), label: one.label.clone(), text: Arc::clone(&one.text) });
        own.chain(answers).filter(|then| !then.text.trim().is_empty()).collect()
    }
}

/// A text, which is the old one where it says the same.
fn shared(old: Option<&Arc<str>>, text: &str) -> Arc<str> {
    old.filter(|old| ***old == *text).map_or_else(|| text.into(), Arc::clone)
}

impl Reader<'_> {
    /// How the texts stood after every step that changed one of them, the earliest first. What a journal began with, without a step, is
    /// told as the moment before the first.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn moments(&self, of: Subject) -> Result<Vec<Moment>, StoreError> {
        let (sql, row, fields) = match of {
            Subject::Entry(id) => (include_str!("changes_of_entry.sql"), id.row(), &OF_ENTRY[..]),
            Subject::Goal(id) => (include_str!("changes_of_goal.sql"), id.row(), &OF_GOAL[..]),
        };
        let mut statement = self.db.prepare_cached(sql)?;
        let changes: Vec<Change> = statement
            .query_map([row], |found| {
                Ok(Change {
                    id: found.get(0)?,
                    step: StepId::from_row(found.get(1)?),
                    label: found.get(2)?,
                    at: instant(found, 3)?,
                    answer: found.get(4)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        let mut now = Rows::default();
        let mut moments: Vec<Moment> = Vec::new();
        // What was there before the first change that is known of it: a journal may begin with entries that no step made.
        let mut known: BTreeSet<Option<i64>> = BTreeSet::new();
        for change in changes.iter().filter(|change| known.insert(change.answer)) {
            now.take(fields, change.answer, self.side(change.id, Side::Before)?.as_ref());
        }
        let texts = now.texts(fields);
        if let (false, Some(first)) = (texts.is_empty(), changes.first()) {
            moments.push(Moment { step: StepId::from_row(0), label: "As it was first".to_owned(), at: first.at, texts });
        }
        for step in changes.chunk_by(|one, next| one.step == next.step) {
            for change in step {
                now.take(fields, change.answer, self.side(change.id, Side::After)?.as_ref());
            }
            let texts = now.texts(fields);
            // Steps that changed no text are no moments of it.
            if let Some(last) = step.last().filter(|_| moments.last().is_none_or(|last| last.texts != texts)) {
                moments.push(Moment { step: last.step, label: last.label.clone(), at: last.at, texts });
            }
        }
        moments.retain(|moment| !moment.texts.is_empty());
        Ok(moments)
    }

    /// One side of a change, as far as it can be read.
    fn side(&self, change: i64, side: Side) -> Result<Option<Value>, StoreError> {
        let sql = match side {
            Side::Before => "SELECT before FROM change WHERE id = ?1",
            Side::After => "SELECT after FROM change WHERE id = ?1",
        };
        let mut statement = self.db.prepare_cached(sql)?;
        Ok(statement.query_row([change], |row| Ok(row.get_ref(0)?.as_str_or_null()?.and_then(|text| serde_json::from_str(text).ok())))?)
    }
}
