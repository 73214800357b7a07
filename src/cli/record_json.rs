//! Records and their kinds, as JSON. Keys are a promise to users' scripts.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::domain::record::{Apart, FieldSpec, Refers};
use crate::domain::{EntryId, Record, RecordDraft, RecordId, RecordKind, Uid};
use crate::error::Error;
use crate::journal::Journal;

/// The names of all that records can refer to.
pub(super) struct Referred {
    entries: HashMap<EntryId, (Uid, String)>,
    records: HashMap<RecordId, (Uid, String)>,
}

impl Referred {
    pub(super) fn of(journal: &Journal, records: &[Record]) -> Result<Self, Error> {
        let name = |record: &Record| record.draft.name(journal.catalogue().record_kind(&record.draft.kind));
        Ok(Self {
            entries: journal.headers(None)?.into_iter().map(|header| (header.id, (header.uid, header.name))).collect(),
            records: records.iter().map(|record| (record.id, (record.uid, name(record)))).collect(),
        })
    }

    /// The uid and the name of one.
    pub(super) fn named(&self, refers: Refers) -> Option<&(Uid, String)> {
        match refers {
            Refers::Entry(id) => self.entries.get(&id),
            Refers::Record(id) => self.records.get(&id),
        }
    }
}

/// A record. Of what is kept apart only whether there is any, unless it is handed in.
pub(super) fn record(record: &Record, referred: &Referred, details: Option<&Apart>) -> Value {
    let RecordDraft { kind, date, until, fields, refers } = &record.draft;
    let refers: Vec<String> = refers.iter().filter_map(|one| referred.named(*one)).map(|(uid, _)| uid.to_string()).collect();
    let mut value = json!({
        "uid": record.uid.to_string(),
        "kind": kind,
        "date": date.to_string(),
        "until": until.map(|day| day.to_string()),
        "fields": fields,
        "refers": refers,
        "apart": record.has_apart,
        "binned": record.binned.is_some(),
        "created": super::json::instant(record.created),
        "changed_at": super::json::instant(record.changed),
    });
    if let (Some(details), Some(object)) = (details, value.as_object_mut()) {
        object.insert("details".to_owned(), json!(details));
    }
    value
}

/// A kind of record with its fields.
pub(super) fn kind(kind: &RecordKind) -> Value {
    let RecordKind { id, label, one, help, order: _, lasts, refers_to_entries, refers_to_records, fields } = kind;
    json!({
        "id": id,
        "label": label,
        "one": one,
        "help": help,
        "lasts": lasts,
        "refers_to_entries": refers_to_entries,
        "refers_to_records": refers_to_records,
        "fields": fields.iter().map(field).collect::<Vec<_>>(),
    })
}

fn field(field: &FieldSpec) -> Value {
    let FieldSpec { id, label, help, kind, required, apart, own, values, most_words } = field;
    json!({
        "id": id,
        "label": label,
        "help": help,
        "kind": kind.token(),
        "required": required,
        "apart": apart,
        "own": own,
        "values": values.iter().map(|value| json!({ "id": value.id, "label": value.label })).collect::<Vec<_>>(),
        "most_words": most_words,
    })
}
