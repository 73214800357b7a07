//! `record add --from-json`: records as `record list --json` prints them.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};

use super::documents::{Documents, Things};
use super::output::Said;
use super::record::{checked, finds};
use super::words::{day, usage};
use crate::domain::record::Apart;
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
    let Documents { list, single } = RECORDS.read(source)?;
    let read: Vec<RecordIn> = list.into_iter().map(serde_json::from_value).collect::<Result<_, _>>().map_err(|error| RECORDS.bad(error))?;
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
    let text = match uids.as_slice() {
        [uid] => format!("Added {uid}"),
        several => format!("Added {} records", several.len()),
    };
    let json = match shown.pop() {
        Some(only) if single && shown.is_empty() => only,
        last => {
            shown.extend(last);
            json!({ "records": shown })
        }
    };
    Ok(Said { text, json })
}

fn record(journal: &Journal, one: &RecordIn, there: &[Uid]) -> Result<RecordFromElsewhere, Error> {
    let today = journal.today();
    let on = |text: &str| day(text, today, Sense::Past);
    // A kind that is not installed here is kept by its id.
    let kind = journal.find_record_kind(&one.kind).ok();
    let id = kind.map_or_else(|| crate::domain::text::clean_line(&one.kind), |kind| kind.id.clone());
    if id.is_empty() {
        return Err(usage("a record does not say of what kind it is", "`cpd-journal record kinds` lists them"));
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
