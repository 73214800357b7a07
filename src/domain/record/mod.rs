//! Records that regulators want beside learning: feedback, practice hours, reflective accounts, discussions, declarations. Their kinds are
//! data (`assets/records/*.toml`, a framework's own, and the user's).

pub mod hours;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::goal::tokens;
use super::{EntryId, RecordId, Uid};

/// A kind of record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordKind {
    /// Stable name, as stored and typed: `practice-hours`.
    pub id: String,
    /// What a reader sees: “Practice hours”.
    pub label: String,
    /// One of them, within a sentence: “period of practice”.
    pub one: String,
    pub help: String,
    /// Where it stands in lists; smaller first.
    pub order: u32,
    /// It lasts from one day to another.
    pub lasts: bool,
    /// It may refer to entries.
    pub refers_to_entries: bool,
    /// Kinds of records that it may refer to.
    pub refers_to_records: Vec<String>,
    pub fields: Vec<FieldSpec>,
}

/// A field of a kind of record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldSpec {
    /// As stored and typed: `source`.
    pub id: String,
    pub label: String,
    pub help: String,
    pub kind: FieldKind,
    /// A record without it is not complete; it is kept all the same.
    pub required: bool,
    /// Somebody else's personal details: kept apart, in no export by default, erased for good on demand.
    pub apart: bool,
    /// Only the registrant can answer it: nobody else is asked for it.
    pub own: bool,
    /// What can be chosen; for a free line, what is proposed.
    pub values: Vec<FieldValue>,
    /// The longest text that fits, in words.
    pub most_words: Option<u32>,
}

/// What can be chosen in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldValue {
    pub id: String,
    pub label: String,
}

tokens! {
    /// What a field holds.
    FieldKind {
        Line = "line", "One line";
        Text = "text", "Text";
        Choice = "choice", "One of several";
        Day = "day", "A day";
        Number = "number", "A number";
        /// Hours in all, as people write them.
        Hours = "hours", "Hours";
        /// Hours in a standard week.
        WeeklyHours = "weekly-hours", "Hours a week";
        /// Weeks of leave in it.
        WeeksAway = "weeks-away", "Weeks away";
        YesNo = "yes-no", "Yes or no";
        /// Codes of standards, with their scheme, one a line.
        Codes = "codes", "Standards";
    }
}

impl RecordKind {
    /// The field with this id.
    pub fn field(&self, id: &str) -> Option<&FieldSpec> {
        self.fields.iter().find(|field| field.id == id)
    }
}

/// What a record says. Always savable; what is missing is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordDraft {
    /// Id of a [`RecordKind`]; kept even when that is not known.
    pub kind: String,
    /// The civil day, or the first one.
    pub date: NaiveDate,
    /// The last day of one that lasts.
    pub until: Option<NaiveDate>,
    /// Fields by id, without empty ones; never those that are kept apart.
    pub fields: BTreeMap<String, String>,
    pub refers: Vec<Refers>,
}

/// Somebody else's details, by the ids of fields: kept apart from the record, and from the history.
pub type Apart = BTreeMap<String, String>;

/// What a record refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Refers {
    Entry(EntryId),
    Record(RecordId),
}

/// A record of this journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub id: RecordId,
    pub uid: Uid,
    pub draft: RecordDraft,
    /// Whether details of somebody else are kept apart for it.
    pub has_apart: bool,
    /// When it was put into the bin.
    pub binned: Option<DateTime<Utc>>,
    pub created: DateTime<Utc>,
    pub changed: DateTime<Utc>,
}

impl RecordDraft {
    /// An empty record of a kind and a day.
    pub fn on(kind: &str, date: NaiveDate) -> Self {
        Self { kind: kind.to_owned(), date, until: None, fields: BTreeMap::new(), refers: Vec::new() }
    }

    /// A field; empty when there is none.
    pub fn field(&self, id: &str) -> &str {
        self.fields.get(id).map_or("", String::as_str)
    }

    /// What to call it in lists: the kind and the first words of its first filled field.
    pub fn name(&self, kind: Option<&RecordKind>) -> String {
        let label = kind.map_or(self.kind.as_str(), |kind| kind.label.as_str());
        let first = kind.into_iter().flat_map(|kind| &kind.fields).filter(|field| !field.apart).find_map(|field| {
            let said = self.field(&field.id);
            let shown = field.values.iter().find(|value| value.id == said).map_or(said, |value| value.label.as_str());
            // A title has no marks of Markdown.
            let plain = if field.kind == FieldKind::Text { super::text::plain(shown) } else { shown.to_owned() };
            (!plain.is_empty()).then(|| super::text::excerpt(&plain, 80))
        });
        first.map_or_else(|| label.to_owned(), |words| format!("{label}: {words}"))
    }
}
