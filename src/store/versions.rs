//! The texts of an entry or a goal over time, made from the ledger.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use rusqlite::params;
use serde_json::Value;

use super::sql_types::instant;
use super::{Reader, StoreError};
use crate::domain::texts::{OF_ENTRY, OF_GOAL};
use crate::domain::{Moment, StepId, Subject, TextThen};

/// One row of the ledger that is about these texts.
struct Change {
    step: StepId,
    label: String,
    at: DateTime<Utc>,
    /// The row of an answer; the thing's own row otherwise.
    answer: Option<i64>,
    before: Option<Value>,
    after: Option<Value>,
}

/// What is known of the rows so far.
#[derive(Default)]
struct Rows {
    own: BTreeMap<String, String>,
    /// By row: field, label, text, place.
    answers: BTreeMap<i64, (String, String, String, i64)>,
}

impl Rows {
    fn take(&mut self, fields: &[(&str, &str)], answer: Option<i64>, json: Option<&Value>) {
        match (answer, json) {
            (Some(row), Some(json)) => {
                let text = |key: &str| json.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
                let place = json.get("position").and_then(Value::as_i64).unwrap_or_default();
                // An answer that moved to another model is still the same text.
                let home = text("home");
                let field = home.split_once(' ').map_or_else(|| (text("template"), text("prompt")), |(t, p)| (t.to_owned(), p.to_owned()));
                self.answers.insert(row, (format!("{}.{}", field.0, field.1), text("label"), text("text"), place));
            }
            (Some(row), None) => drop(self.answers.remove(&row)),
            (None, Some(json)) => {
                for (field, _) in fields {
                    // A column that came later says nothing.
                    if let Some(text) = json.get(*field).and_then(Value::as_str) {
                        self.own.insert((*field).to_owned(), text.to_owned());
                    }
                }
            }
            (None, None) => self.own.clear(),
        }
    }

    fn texts(&self, fields: &[(&str, &str)]) -> Vec<TextThen> {
        let own = fields.iter().filter_map(|(field, label)| {
            Some(TextThen { field: (*field).to_owned(), label: (*label).to_owned(), text: self.own.get(*field)?.clone() })
        });
        let mut answers: Vec<_> = self.answers.values().collect();
        answers.sort_by_key(|(.., place)| *place);
        let answers =
            answers.into_iter().map(|(field, label, text, _)| TextThen { field: field.clone(), label: label.clone(), text: text.clone() });
        own.chain(answers).filter(|then| !then.text.trim().is_empty()).collect()
    }
}

impl Reader<'_> {
    /// How the texts stood after every step that changed one of them, the earliest first. What a journal began with, without a step, is
    /// told as the moment before the first.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn moments(&self, of: Subject) -> Result<Vec<Moment>, StoreError> {
        let (table, row, fields) = match of {
            Subject::Entry(id) => ("entry", id.row(), &OF_ENTRY[..]),
            Subject::Goal(id) => ("goal", id.row(), &OF_GOAL[..]),
        };
        let mut statement = self.db.prepare_cached(
            "SELECT step.id, step.label, step.at, change.tbl, change.row, change.before, change.after
             FROM change JOIN step ON step.id = change.step
             WHERE (change.tbl = ?1 AND change.row = ?2)
                OR (?1 = 'entry' AND change.tbl = 'answer'
                    AND coalesce(json_extract(change.after, '$.entry'), json_extract(change.before, '$.entry')) = ?2)
             ORDER BY change.id",
        )?;
        let json = |text: Option<String>| text.and_then(|text| serde_json::from_str::<Value>(&text).ok());
        let changes: Vec<Change> = statement
            .query_map(params![table, row], |found| {
                let is_answer = found.get_ref(3)?.as_str() == Ok("answer");
                Ok(Change {
                    step: StepId::from_row(found.get(0)?),
                    label: found.get(1)?,
                    at: instant(found, 2)?,
                    answer: is_answer.then(|| found.get(4)).transpose()?,
                    before: json(found.get(5)?),
                    after: json(found.get(6)?),
                })
            })?
            .collect::<Result<_, _>>()?;
        let mut now = Rows::default();
        let mut moments: Vec<Moment> = Vec::new();
        // What was there before the first change that is known of it: a journal may begin with entries that no step made.
        let mut known: BTreeSet<Option<i64>> = BTreeSet::new();
        for change in changes.iter().filter(|change| known.insert(change.answer)) {
            now.take(fields, change.answer, change.before.as_ref());
        }
        let texts = now.texts(fields);
        if let (false, Some(first)) = (texts.is_empty(), changes.first()) {
            moments.push(Moment { step: StepId::from_row(0), label: "As it was first".to_owned(), at: first.at, texts });
        }
        for change in changes {
            now.take(fields, change.answer, change.after.as_ref());
            let moment = Moment { step: change.step, label: change.label, at: change.at, texts: now.texts(fields) };
            match moments.last_mut().filter(|last| last.step == change.step) {
                Some(last) => *last = moment,
                None => moments.push(moment),
            }
        }
        // Steps that changed no text are no moments of it.
        moments.dedup_by(|later, earlier| later.texts == earlier.texts);
        moments.retain(|moment| !moment.texts.is_empty());
        Ok(moments)
    }
}
