//! `bulk`: one change, or several, of all entries that a query finds, as one step.
//!
//! A search shows what it did not understand and goes on; here that would change more than was meant, so nothing is done.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::args::BulkArgs;
use super::codes::{self, Codes};
use super::entries::read_waiting;
use super::log::shown;
use super::output::{Said, visible};
use super::story::counted;
use super::words::{day_gone, day_to_come, usage};
use crate::domain::{EntryDraft, EntryHeader, EntryId, EntryState};
use crate::error::Error;
use crate::journal::{Bulk, BulkChange, Journal, JournalError};
use crate::search::Problem;

pub(super) fn bulk(journal: &mut Journal, args: &BulkArgs) -> Result<Said, Error> {
    let changes = changes(journal, args)?;
    let (mut ids, waits) = args.query.as_deref().map_or(Ok((Vec::new(), None)), |text| found(journal, text))?;
    for name in &args.entries {
        ids.push(journal.find_entry(name)?);
    }
    if ids.is_empty() {
        let json = json!({ "dry_run": args.dry_run, "changed": [], "untouched": 0, "refused": [] });
        return Ok(Said { text: "No entry is like that; nothing was changed".to_owned(), json });
    }
    let done = if args.dry_run { journal.bulk_preview(&ids, &changes)? } else { journal.bulk_all(&ids, &changes)?.value };
    let mut said = told(journal, args, &done)?;
    let mut notes = notes(journal, &changes);
    notes.extend(waits.map(|problem| format!("{}: {}", problem.what, problem.mend)));
    for note in &notes {
        let _ = write!(said.text, "\nnote: {}", visible(note));
    }
    if let (false, Some(object)) = (notes.is_empty(), said.json.as_object_mut()) {
        object.insert("notes".to_owned(), json!(notes));
    }
    Ok(said)
}

/// All entries that a query finds, and what deserves a word about it.
///
/// # Errors
/// A part of it was not understood, or there is nothing in it: nobody is to change more than they meant.
fn found(journal: &mut Journal, text: &str) -> Result<(Vec<EntryId>, Option<Problem>), Error> {
    let waits = read_waiting(journal)?;
    let found = journal.meant(text).map_err(|error| match error {
        JournalError::NotUnderstood { what, mend, instead } => not_meant(Problem { what, mend, instead }),
        JournalError::NothingAsked => {
            usage("it is not said which entries", "give words or filters as for `search`, or --entry UID; nothing was changed")
        }
        error => error.into(),
    })?;
    // Here words that are only like those that were typed are too much as well.
    match found.problems.into_iter().next() {
        Some(problem) => Err(not_meant(problem)),
        None => Ok((found.entries, waits)),
    }
}

fn not_meant(Problem { what, mend, instead }: Problem) -> Error {
    let write = instead.map(|text| format!("write {text}; ")).unwrap_or_default();
    usage(what, format!("{write}nothing was changed, where a search would go on: {mend}"))
}

/// What is to be done, in an order that makes no difference.
fn changes(journal: &Journal, args: &BulkArgs) -> Result<Vec<BulkChange>, Error> {
    let today = journal.today();
    let known = Codes::of(journal)?;
    let mut changes = Vec::new();
    if args.unbin {
        changes.push(BulkChange::Unbin);
    }
    changes.extend(args.add_tag.iter().cloned().map(BulkChange::AddTag));
    changes.extend(args.remove_tag.iter().cloned().map(BulkChange::RemoveTag));
    for name in &args.goal {
        changes.push(BulkChange::Link(journal.find_goal(name)?.id));
    }
    for name in &args.no_goal {
        changes.push(BulkChange::Unlink(journal.find_goal(name)?.id));
    }
    if !args.add_standard.is_empty() {
        let meant = known.meant(&args.add_standard);
        known.fit(&meant)?;
        changes.push(BulkChange::AddStandards(meant));
    }
    if !args.remove_standard.is_empty() {
        // A code that no framework has any more can be taken away as it is written.
        let mut gone = known.meant(&args.remove_standard);
        gone.extend(args.remove_standard.iter().cloned());
        gone.sort_unstable();
        gone.dedup();
        changes.push(BulkChange::RemoveStandards(gone));
    }
    if args.ready {
        changes.push(BulkChange::State(EntryState::Ready));
    }
    if args.draft {
        changes.push(BulkChange::State(EntryState::Draft));
    }
    if let Some(day) = &args.submitted {
        changes.push(BulkChange::State(EntryState::Submitted { on: day_gone(day, today)? }));
    }
    if let Some(day) = &args.park {
        changes.push(BulkChange::Park(Some(day_to_come(day, today)?)));
    }
    if args.unpark {
        changes.push(BulkChange::Park(None));
    }
    if args.bin {
        changes.push(BulkChange::Bin);
    }
    Ok(changes)
}

/// Codes that no framework knows are given all the same, and told.
fn notes(journal: &Journal, changes: &[BulkChange]) -> Vec<String> {
    let mut draft = EntryDraft::on(journal.today());
    for change in changes {
        if let BulkChange::AddStandards(codes) = change {
            draft.standards.extend(codes.iter().cloned());
        }
    }
    codes::notes(journal.catalogue(), &draft)
}

fn told(journal: &Journal, args: &BulkArgs, done: &Bulk) -> Result<Said, Error> {
    let ids: Vec<EntryId> = done.changed.iter().chain(done.refused.iter().map(|(id, _)| id)).copied().collect();
    let headers: HashMap<EntryId, EntryHeader> = journal.headers(Some(&ids))?.into_iter().map(|header| (header.id, header)).collect();
    let changed: Vec<&EntryHeader> = done.changed.iter().filter_map(|id| headers.get(id)).collect();
    let count = counted(changed.len(), "entry", "entries");
    let mut text = match (args.dry_run, changed.len()) {
        (_, 0) => "Nothing to change".to_owned(),
        (true, _) => format!("Would change {count}"),
        (false, _) => format!("Changed {count} (undo takes it back as a whole)"),
    };
    if done.untouched > 0 {
        let _ = write!(text, "; {} so already", if done.untouched == 1 { "1 is".to_owned() } else { format!("{} are", done.untouched) });
    }
    if args.dry_run {
        for header in &changed {
            let _ = write!(text, "\n{}", shown(header));
        }
    }
    let mut refused: Vec<Value> = Vec::new();
    for (id, why) in &done.refused {
        let header = headers.get(id);
        let name = header.map_or("an entry", |header| header.name.as_str());
        let _ = write!(text, "\nnot “{}”: {}", visible(name), visible(why));
        refused.push(json!({ "uid": header.map(|header| header.uid.to_string()), "why": why }));
    }
    let changed: Vec<String> = changed.into_iter().map(|header| header.uid.to_string()).collect();
    Ok(Said { text, json: json!({ "dry_run": args.dry_run, "changed": changed, "untouched": done.untouched, "refused": refused }) })
}
