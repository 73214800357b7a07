//! `record add --from-json`: records as `record list --json` prints them.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};

use super::already::is_same;
use super::documents::{Documents, Things};
use super::output::Said;
use super::record::{checked, finds};
use super::record_json::{self as shapes, Referred};
use super::words::{day, usage};
use crate::domain::record::{Apart, FieldKind};
use crate::domain::when::Sense;
use crate::domain::{RecordDraft, Uid};
use crate::error::Error;
use crate::journal::{Filed, Journal, RecordFromElsewhere};

/// Records as JSON.
const RECORDS: Things = Things { one: "a record", key: "records", printed_by: "record list --json" };

/// A record as it is read back. What an older or newer program wrote beside is ignored.
#[derive(Debug, Deserialize)]
struct RecordIn {
    uid: Option<String>,
    kind: String,
    date: Option<String>,
    until: Option<String>,
    #[serde(default)]
    fields: BTreeMap<String, Text>,
    /// What `record show --apart` printed beside.
    #[serde(default)]
    details: Apart,
    #[serde(default)]
    refers: Vec<String>,
    #[serde(default)]
    binned: bool,
    /// Anything else.
    #[serde(flatten)]
    beside: BTreeMap<String, Value>,
}

/// What stands in a field: people write numbers and yes or no without quotes.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Text {
    Line(String),
    Number(serde_json::Number),
    YesNo(bool),
}

impl Text {
    /// Whether it may stand in such a field: a number that nobody wrote as text does not in a line of text.
    fn fits(&self, kind: FieldKind) -> bool {
        match self {
            Self::Line(_) => true,
            Self::Number(_) => {
                matches!(kind, FieldKind::Number | FieldKind::Hours | FieldKind::WeeklyHours | FieldKind::WeeksAway | FieldKind::Choice)
            }
            Self::YesNo(_) => kind == FieldKind::YesNo,
        }
    }

    fn written(&self) -> String {
        match self {
            Self::Line(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::YesNo(true) => "yes".to_owned(),
            Self::YesNo(false) => "no".to_owned(),
        }
    }
}

/// Reads records: all of them, or none.
pub(super) fn add_all(journal: &mut Journal, source: &Path) -> Result<Said, Error> {
    let Documents { mut list, single } = RECORDS.read(source)?;
    let skipped = already_here(journal, &mut list)?;
    let read: Vec<RecordIn> = list.into_iter().map(serde_json::from_value).collect::<Result<_, _>>().map_err(|error| RECORDS.bad(error))?;
    if read.is_empty() && !skipped.is_empty() {
        let text = format!("Nothing new\n{}", skipped_words(&skipped));
        return Ok(Said { text, json: json!({ "records": [], "skipped": skipped }) });
    }
    if read.is_empty() {
        return Ok(Said { text: "There is no record to read".to_owned(), json: json!({ "records": [] }) });
    }
    let there: Vec<Uid> = read.iter().filter_map(|one| one.uid.as_deref()?.parse().ok()).collect();
    let records: Vec<RecordFromElsewhere> = read.iter().map(|one| record(journal, one, &there)).collect::<Result<_, _>>()?;
    let missing: Vec<Vec<String>> = records
        .iter()
        .map(|one| {
            let kind = journal.catalogue().record_kind(&one.filed.draft.kind);
            let filed = one.filed.clone().tidied(kind);
            kind.map(|kind| filed.missing(kind).into_iter().map(str::to_owned).collect()).unwrap_or_default()
        })
        .collect();
    let uids = journal.add_records(records)?.value;
    let one = |(uid, missing): (&Uid, &Vec<String>)| json!({ "uid": uid.to_string(), "missing": missing });
    let mut shown: Vec<Value> = uids.iter().zip(&missing).map(one).collect();
    let mut text = match uids.as_slice() {
        [uid] => format!("Added {uid}"),
        several => format!("Added {} records", several.len()),
    };
    let mut json = match shown.pop() {
        Some(only) if single && shown.is_empty() => only,
        last => {
            shown.extend(last);
            json!({ "records": shown })
        }
    };
    if let (false, Some(object)) = (skipped.is_empty(), json.as_object_mut()) {
        text = format!("{text}\n{}", skipped_words(&skipped));
        object.insert("skipped".to_owned(), json!(skipped));
    }
    Ok(Said { text, json })
}

fn skipped_words(skipped: &[String]) -> String {
    let them = if skipped.len() == 1 { "1 record".to_owned() } else { format!("{} records", skipped.len()) };
    format!("Skipped {them}, here already with the same content")
}

/// Takes out what is here already, word for word, and tells its names.
fn already_here(journal: &Journal, list: &mut Vec<Value>) -> Result<Vec<String>, Error> {
    let records = journal.records()?;
    let referred = Referred::of(journal, &records)?;
    let (mut skipped, mut rest) = (Vec::new(), Vec::with_capacity(list.len()));
    for value in list.drain(..) {
        let uid: Option<Uid> = value.get("uid").and_then(Value::as_str).and_then(|uid| uid.parse().ok());
        let same = match records.iter().find(|record| Some(record.uid) == uid) {
            Some(record) => {
                let details = if value.get("details").is_some() { Some(journal.apart(record.uid)?) } else { None };
                is_same(&shapes::record(record, &referred, details.as_ref()), &value)
            }
            None => false,
        };
        match uid.filter(|_| same) {
            Some(uid) => skipped.push(uid.to_string()),
            None => rest.push(value),
        }
    }
    *list = rest;
    Ok(skipped)
}

fn record(journal: &Journal, one: &RecordIn, there: &[Uid]) -> Result<RecordFromElsewhere, Error> {
    let today = journal.today();
    let on = |text: &str| day(text, today, Sense::Past);
    // A kind of another journal that is not installed here is kept by its id; a word that somebody typed is not.
    let kind = match journal.find_record_kind(&one.kind) {
        Ok(kind) => Some(kind),
        Err(_) if one.uid.is_some() || one.kind.trim().is_empty() => None,
        Err(error) => return Err(error.into()),
    };
    let id = kind.map_or_else(|| crate::domain::text::clean_line(&one.kind), |kind| kind.id.clone());
    if id.is_empty() {
        return Err(usage("a record does not say of what kind it is", "`cpd-journal record kinds` lists them"));
    }
    for field in kind.into_iter().flat_map(|kind| &kind.fields) {
        if one.beside.contains_key(&field.id) {
            return Err(usage(format!("“{}” stands beside the fields", field.id), "write it inside of `fields`; nothing was added"));
        }
        if one.fields.get(&field.id).is_some_and(|text| !text.fits(field.kind)) {
            let what = format!("what stands in {} is no text", field.id);
            return Err(usage(what, format!("it holds {}: write it with quotes", field.kind.label().to_lowercase())));
        }
    }
    let draft = RecordDraft {
        date: one.date.as_deref().map_or(Ok(today), on)?,
        until: one.until.as_deref().filter(|text| !text.is_empty()).map(on).transpose()?,
        fields: one.fields.iter().map(|(id, text)| (id.clone(), text.written())).collect(),
        ..RecordDraft::on(&id, today)
    };
    let mut filed = Filed { draft, apart: one.details.clone() };
    let mut with = Vec::new();
    for name in &one.refers {
        match name.parse::<Uid>().ok().filter(|uid| there.contains(uid)) {
            Some(uid) => with.push(uid),
            None => filed.draft.refers.push(finds(journal, kind, name)?),
        }
    }
    checked(kind, &filed)?;
    Ok(RecordFromElsewhere { uid: one.uid.as_deref().and_then(|uid| uid.parse().ok()), filed, with, binned: one.binned })
}
