//! `record …`: what regulators want beside learning.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::args::{RecordArgs, RecordCommand};
use super::codes::{Codes, notes_on};
use super::output::{Said, visible};
use super::record_in::add_all;
use super::record_json::{self as shapes, Referred};
use super::words::{day, plain_day, same, usage};
use crate::domain::record::{Apart, FieldKind, Refers, hours};
use crate::domain::when::Sense;
use crate::domain::{Record, RecordDraft, RecordKind};
use crate::error::Error;
use crate::journal::{By, Filed, Journal, JournalError, Thing};

pub(super) fn run(journal: &mut Journal, command: &RecordCommand) -> Result<Said, Error> {
    match command {
        RecordCommand::Add { kind: _, record: _, from_json: Some(source) } => add_all(journal, source),
        RecordCommand::Add { kind, record, from_json: None } => add(journal, kind.as_deref().unwrap_or_default(), record),
        RecordCommand::List { kind, binned } => list(journal, kind.as_deref(), *binned),
        RecordCommand::Show { uid, apart } => {
            let record = journal.find_record(uid)?;
            let details = if *apart { Some(journal.apart(record.uid)?) } else { None };
            let referred = Referred::of(journal, &journal.records()?)?;
            let text = page(journal, &record, &referred, details.as_ref());
            Ok(Said { text, json: shapes::record(&record, &referred, details.as_ref()) })
        }
        RecordCommand::Edit { uid, change, add_refers, remove_refers } => edit(journal, uid, change, add_refers, remove_refers),
        RecordCommand::Bin { uid } => {
            let record = journal.find_record(uid)?;
            journal.bin_record(&record, true)?;
            Ok(named(journal, &record, "In the bin:"))
        }
        RecordCommand::Unbin { uid } => {
            let record = journal.find_record(uid)?;
            journal.bin_record(&record, false)?;
            Ok(named(journal, &record, "Out of the bin:"))
        }
        RecordCommand::Erase { orphans: true, for_good, .. } => erase_orphans(journal, *for_good),
        RecordCommand::Erase { uid, for_good, .. } => erase(journal, uid.as_deref().unwrap_or_default(), *for_good),
        RecordCommand::Kinds { kind } => kinds(journal, kind.as_deref()),
    }
}

fn add(journal: &mut Journal, word: &str, args: &RecordArgs) -> Result<Said, Error> {
    let kind = journal.find_record_kind(word)?.clone();
    let mut filed = Filed { draft: RecordDraft::on(&kind.id, journal.today()), apart: Apart::new() };
    apply(journal, Some(&kind), args, &mut filed)?;
    filed.draft.refers = args.refers.iter().map(|name| finds(journal, Some(&kind), name)).collect::<Result<_, _>>()?;
    checked(Some(&kind), &filed)?;
    let missing: Vec<String> = filed.clone().tidied(Some(&kind)).missing(&kind).into_iter().map(str::to_owned).collect();
    let record = journal.add_record(filed)?.value;
    written(journal, &record, &format!("Added {}", record.uid), &missing)
}

/// A record as it was just written, and what it still lacks.
fn written(journal: &Journal, record: &Record, first: &str, missing: &[String]) -> Result<Said, Error> {
    let mut text = first.to_owned();
    if !missing.is_empty() {
        let _ = write!(text, "\nStill wanted some day: {}", visible(&missing.join("; ")));
    }
    let records = journal.records()?;
    let notes = notes(journal, record, &records);
    for note in &notes {
        let _ = write!(text, "\nnote: {}", visible(note));
    }
    let mut json = shapes::record(record, &Referred::of(journal, &records)?, None);
    if let Some(object) = json.as_object_mut() {
        object.insert("missing".to_owned(), json!(missing));
        if !notes.is_empty() {
            object.insert("notes".to_owned(), json!(notes));
        }
    }
    Ok(Said { text, json })
}

/// What is told of a record, and not refused: hours that hardly can be, and codes that count nowhere.
fn notes(journal: &Journal, record: &Record, records: &[Record]) -> Vec<String> {
    let Some(kind) = journal.catalogue().record_kind(&record.draft.kind) else { return Vec::new() };
    let others = records.iter().filter(|other| other.id != record.id && other.binned.is_none()).map(|other| &other.draft);
    let mut notes = hours::doubts(kind, &record.draft, others);
    for field in kind.fields.iter().filter(|field| field.kind == FieldKind::Codes) {
        notes.extend(notes_on(journal.catalogue(), record.draft.field(&field.id)));
    }
    notes
}

/// Days and fields of a call, onto a record. What belongs to others is put apart when it is written.
fn apply(journal: &Journal, kind: Option<&RecordKind>, args: &RecordArgs, filed: &mut Filed) -> Result<(), Error> {
    let today = journal.today();
    let codes = Codes::of(journal)?;
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    if let Some(text) = &args.date {
        filed.draft.date = day(text, today, Sense::Past)?;
    }
    if let Some(text) = &args.until {
        filed.draft.until = if text.trim().is_empty() { None } else { Some(last_day(text, filed.draft.date, today)?) };
    }
    for field in &args.fields {
        let Some((name, value)) = field.split_once('=') else {
            return Err(usage(format!("“{field}” is no field"), "write it like --field source=colleagues"));
        };
        let known = kind.and_then(|kind| kind.fields.iter().find(|one| same(&one.id, name) || same(&one.label, name)));
        let id = known.map_or_else(|| name.trim().to_owned(), |field| field.id.clone());
        if said.insert(id.clone(), value.to_owned()).is_some_and(|before| before != value) {
            return Err(usage(format!("--field {id} is there twice with different texts"), "say both in one text; a field has one"));
        }
        let is_codes = known.is_some_and(|field| field.kind == FieldKind::Codes);
        let value = if is_codes { codes.meant_lines(value) } else { value.to_owned() };
        // It may stand on either side: only what is said now is to stay, and apart if it was and nobody knows better.
        let was_apart = filed.apart.remove(&id).is_some();
        filed.draft.fields.remove(&id);
        if !value.trim().is_empty() {
            let place = if was_apart && known.is_none() { &mut filed.apart } else { &mut filed.draft.fields };
            place.insert(id, value);
        } else if let (Some(kind), None) = (kind, known) {
            let known: Vec<&str> = kind.fields.iter().map(|field| field.id.as_str()).collect();
            return Err(usage(format!("there is no field “{id}”"), format!("the fields are {}", known.join(", "))));
        }
    }
    Ok(())
}

/// A day without a year that would be before the first day is meant after it.
fn last_day(text: &str, first: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Error> {
    let past = day(text, today, Sense::Past)?;
    let later = if past < first { day(text, today, Sense::Future).unwrap_or(past) } else { past };
    Ok(if later >= first { later } else { past })
}

/// Refuses what does not fit into a kind of record.
pub(super) fn checked(kind: Option<&RecordKind>, filed: &Filed) -> Result<(), Error> {
    let Some(kind) = kind else { return Ok(()) };
    match filed.problems(kind).into_iter().next() {
        None => Ok(()),
        Some(problem) => Err(JournalError::Record { kind: kind.label.clone(), what: problem.what, mend: problem.mend }.into()),
    }
}

/// What a name refers to: an entry, or else another record, where the kind allows it.
pub(super) fn finds(journal: &Journal, kind: Option<&RecordKind>, name: &str) -> Result<Refers, Error> {
    let entries = kind.is_none_or(|kind| kind.refers_to_entries);
    let records = kind.is_none_or(|kind| !kind.refers_to_records.is_empty());
    if let (false, false, Some(kind)) = (entries, records, kind) {
        return Err(usage(format!("a {} refers to nothing", kind.one), "leave --refers out"));
    }
    let not_found = match if entries { journal.find_entry(name) } else { Err(nothing(name)) } {
        Ok(entry) => return Ok(Refers::Entry(entry)),
        Err(error @ JournalError::NotFound { .. }) => error,
        Err(error) => return Err(error.into()),
    };
    if !records {
        return Err(not_found.into());
    }
    let record = match journal.find_record(name) {
        Ok(record) => record,
        Err(JournalError::NotFound { .. }) if entries => return Err(not_found.into()),
        Err(error) => return Err(error.into()),
    };
    match kind.filter(|kind| !kind.refers_to_records.contains(&record.draft.kind)) {
        None => Ok(Refers::Record(record.id)),
        Some(kind) => Err(usage(
            format!("a {} does not refer to a record of the kind {}", kind.one, record.draft.kind),
            format!("it refers to {}{}", if entries { "entries, or to " } else { "" }, kind.refers_to_records.join(", ")),
        )),
    }
}

fn nothing(name: &str) -> JournalError {
    JournalError::NotFound { what: Thing::Record, name: name.to_owned() }
}

fn edit(journal: &mut Journal, uid: &str, args: &RecordArgs, add: &[String], remove: &[String]) -> Result<Said, Error> {
    let old = journal.find_record(uid)?;
    let kind = journal.catalogue().record_kind(&old.draft.kind).cloned();
    let kind = kind.as_ref();
    let mut filed = Filed { draft: old.draft.clone(), apart: journal.apart(old.uid)? };
    apply(journal, kind, args, &mut filed)?;
    let finds = |names: &[String]| names.iter().map(|name| finds(journal, kind, name)).collect::<Result<Vec<_>, Error>>();
    let (replaced, added, removed) = (finds(&args.refers)?, finds(add)?, finds(remove)?);
    if !replaced.is_empty() {
        filed.draft.refers = replaced;
    }
    filed.draft.refers.extend(added);
    filed.draft.refers.retain(|one| !removed.contains(one));
    if filed.draft.refers.contains(&Refers::Record(old.id)) {
        return Err(usage("a record cannot refer to itself", "name another one"));
    }
    checked(kind, &filed)?;
    let tidy = filed.clone().tidied(kind);
    let missing: Vec<String> = kind.map(|kind| tidy.missing(kind).into_iter().map(str::to_owned).collect()).unwrap_or_default();
    journal.save_record(old.id, filed, By::Command)?;
    let record = journal.find_record(&old.uid.to_string())?;
    written(journal, &record, "Changed", &missing)
}

fn erase(journal: &mut Journal, uid: &str, for_good: bool) -> Result<Said, Error> {
    let record = journal.find_record(uid)?;
    let name = name(journal, &record);
    if !for_good {
        return Err(usage(
            format!("the details of others in “{name}” would be gone, and undo would not bring them back"),
            "add --for-good when that is what you want; nothing was changed",
        ));
    }
    if !record.has_apart {
        let text = format!("Nothing is kept apart for {}", visible(&name));
        return Ok(Said { text, json: json!({ "uid": record.uid.to_string(), "erased": false }) });
    }
    journal.erase_apart(&record)?;
    let text = format!("Erased the details of others in {}; copies of the journal that were made before still hold them", visible(&name));
    Ok(Said { text, json: json!({ "uid": record.uid.to_string(), "erased": true }) })
}

fn erase_orphans(journal: &mut Journal, for_good: bool) -> Result<Said, Error> {
    if !for_good {
        return Err(usage(
            "details of others that belong to no record would be gone, and redo would not bring them back",
            "add --for-good when that is what you want; nothing was changed",
        ));
    }
    let erased = journal.erase_orphans()?.value;
    let text = match erased {
        0 => "No details of others are kept without a record".to_owned(),
        _ => "Erased the details of others that belonged to no record; copies of the journal that were made before still hold them"
            .to_owned(),
    };
    Ok(Said { text, json: json!({ "erased": erased }) })
}

fn name(journal: &Journal, record: &Record) -> String {
    record.draft.name(journal.catalogue().record_kind(&record.draft.kind))
}

fn named(journal: &Journal, record: &Record, verb: &str) -> Said {
    Said { text: format!("{verb} {}", visible(&name(journal, record))), json: json!({ "uid": record.uid.to_string() }) }
}

/// “1 Apr 2025”, or “1 Apr 2025 – 31 Mar 2026”.
fn days(draft: &RecordDraft) -> String {
    draft.until.map_or_else(|| plain_day(draft.date), |until| format!("{} – {}", plain_day(draft.date), plain_day(until)))
}

fn list(journal: &Journal, word: Option<&str>, binned: bool) -> Result<Said, Error> {
    let all = journal.records()?;
    let kind = word.map(|word| journal.find_record_kind(word)).transpose()?.map(|kind| kind.id.as_str());
    let referred = Referred::of(journal, &all)?;
    let wanted = |record: &&Record| record.binned.is_some() == binned && kind.is_none_or(|kind| record.draft.kind == kind);
    let mut text = String::new();
    let mut shown: Vec<Value> = Vec::new();
    for record in all.iter().filter(wanted) {
        let apart = if record.has_apart { "  (details of others kept apart)" } else { "" };
        let _ = writeln!(text, "{}  {}  {}{apart}", record.uid, days(&record.draft), visible(&name(journal, record)));
        shown.push(shapes::record(record, &referred, None));
    }
    if shown.is_empty() {
        text.push_str("No records");
    }
    Ok(Said { text, json: json!({ "total": shown.len(), "records": shown }) })
}

fn page(journal: &Journal, record: &Record, referred: &Referred, details: Option<&Apart>) -> String {
    let draft = &record.draft;
    let kind = journal.catalogue().record_kind(&draft.kind);
    let mut page = format!("{}\n", visible(kind.map_or(draft.kind.as_str(), |kind| kind.label.as_str())));
    let mut line = |name: &str, text: &str| {
        let _ = writeln!(page, "  {}: {}", visible(name), visible(text).replace('\n', "\n    "));
    };
    line("Id", &record.uid.to_string());
    line(if draft.until.is_some() { "Days" } else { "Day" }, &days(draft));
    let label = |id: &str| kind.and_then(|kind| kind.field(id)).map_or(id.to_owned(), |field| field.label.clone());
    let in_order = kind.into_iter().flat_map(|kind| &kind.fields).map(|field| field.id.as_str());
    let others = draft.fields.keys().map(String::as_str).filter(|id| kind.is_none_or(|kind| kind.field(id).is_none()));
    for id in in_order.chain(others) {
        let said = draft.field(id);
        let value = kind.and_then(|kind| kind.field(id)).and_then(|field| field.values.iter().find(|value| value.id == said));
        if !said.is_empty() {
            line(&label(id), value.map_or(said, |value| value.label.as_str()));
        }
    }
    for refers in &draft.refers {
        if let Some((uid, name)) = referred.named(*refers) {
            line("About", &format!("{name} ({uid})"));
        }
    }
    match details {
        Some(details) => details.iter().for_each(|(id, said)| line(&label(id), said)),
        None if record.has_apart => line("Details of others", "kept apart; --apart shows them"),
        None => {}
    }
    if record.binned.is_some() {
        page.push_str("  In the bin\n");
    }
    page
}

fn kinds(journal: &Journal, word: Option<&str>) -> Result<Said, Error> {
    let one = word.map(|word| journal.find_record_kind(word)).transpose()?;
    let all: Vec<&RecordKind> = one.map_or_else(|| journal.catalogue().record_kinds.iter().collect(), |one| vec![one]);
    let text = match one {
        Some(kind) => kind_page(kind),
        None => all.iter().fold(String::new(), |mut text, kind| {
            let _ = writeln!(text, "{:<22} {}", kind.id, visible(&kind.label));
            text
        }),
    };
    Ok(Said { text, json: json!({ "kinds": all.into_iter().map(shapes::kind).collect::<Vec<_>>() }) })
}

fn kind_page(kind: &RecordKind) -> String {
    let mut page = format!("{} ({})\n{}\n", visible(&kind.label), kind.id, visible(&kind.help));
    if kind.lasts {
        page.push_str("It has a last day, too: --until\n");
    }
    let entries = kind.refers_to_entries.then_some("entries");
    let refers: Vec<&str> = entries.into_iter().chain(kind.refers_to_records.iter().map(String::as_str)).collect();
    if !refers.is_empty() {
        let _ = writeln!(page, "It can refer to: {}", refers.join(", "));
    }
    for field in &kind.fields {
        let marks: Vec<&str> = [field.required.then_some("wanted"), field.apart.then_some("kept apart")].into_iter().flatten().collect();
        let marks = if marks.is_empty() { String::new() } else { format!(", {}", marks.join(", ")) };
        let _ = writeln!(page, "\n  {}: {} ({}{marks})", field.id, visible(&field.label), field.kind.label().to_lowercase());
        if !field.help.is_empty() {
            let _ = writeln!(page, "      {}", visible(&field.help));
        }
        for value in &field.values {
            let like = if field.kind == FieldKind::Choice { "" } else { "for example " };
            let _ = writeln!(page, "      {like}{}: {}", value.id, visible(&value.label));
        }
    }
    page
}
