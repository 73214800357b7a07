//! `verify`, `undo`, `redo`, `history`.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::args::HistoryArgs;
use super::json::instant;
use super::output::{Said, visible};
use super::words::usage;
use crate::domain::{Step, StepKind};
use crate::error::Error;
use crate::journal::Journal;

pub(super) fn verify(journal: &Journal) -> Result<Said, Error> {
    let problems = journal.verify()?;
    if problems.is_empty() {
        let mut text = "Everything is whole".to_owned();
        let notes: Vec<String> = orphans(journal.orphans()?).into_iter().collect();
        for note in &notes {
            let _ = write!(text, "\nNote: {note}");
        }
        return Ok(Said { text, json: json!({ "ok": true, "problems": [], "notes": notes }) });
    }
    Err(Error::NotWhole(problems.iter().map(|problem| format!("{}: {}", problem.part, problem.what)).collect()))
}

/// Says that details of others are kept which belong to no record: no damage, and nobody else would tell.
fn orphans(count: usize) -> Option<String> {
    let what = match count {
        0 => return None,
        1 => "details of others that belong to 1 record are kept, and the record is not there".to_owned(),
        several => format!("details of others that belong to {several} records are kept, and the records are not there"),
    };
    Some(format!("{what}; `cpd-journal record erase --orphans --for-good` erases them"))
}

pub(super) fn undo(journal: &mut Journal) -> Result<Said, Error> {
    let label = journal.undo()?.ok_or(Error::Nothing("undo"))?.value;
    said_of_latest(journal, &format!("Undone: {}", visible(&label)))
}

pub(super) fn redo(journal: &mut Journal) -> Result<Said, Error> {
    let label = journal.redo()?.ok_or(Error::Nothing("redo"))?.value;
    said_of_latest(journal, &format!("Done again: {}", visible(&label)))
}

fn said_of_latest(journal: &Journal, text: &str) -> Result<Said, Error> {
    let steps: Vec<Value> = journal.history(None, 1)?.iter().map(step).collect();
    Ok(Said { text: text.to_owned(), json: json!({ "steps": steps }) })
}

fn step(step: &Step) -> Value {
    json!({
        "n": step.id.row(),
        "label": step.label,
        "at": instant(step.at),
        "kind": match step.kind { StepKind::Done => "done", StepKind::Undone => "undone", StepKind::Redone => "redone" },
        "taken_back": step.taken_back,
    })
}

pub(super) fn history(journal: &mut Journal, args: &HistoryArgs) -> Result<Said, Error> {
    if args.bring_back.is_some() {
        return super::texts::bring_back(journal, args);
    }
    if !args.compare.is_empty() {
        return super::texts::compare(journal, args);
    }
    if args.texts {
        return super::texts::texts(journal, args);
    }
    if args.goal.is_some() || args.field.is_some() {
        return Err(usage("steps are not listed by goal or text", "add --texts, or --compare with a step"));
    }
    let entry = args.uid.as_deref().map(|uid| journal.find_entry(uid)).transpose()?;
    let steps = journal.history(entry, args.limit)?;
    let mut text = steps.iter().fold(String::new(), |mut text, step| {
        let what = match step.kind {
            StepKind::Done => "",
            StepKind::Undone => "Undo: ",
            StepKind::Redone => "Redo: ",
        };
        let back = if step.taken_back { "  (taken back)" } else { "" };
        let _ = writeln!(text, "{:>6}  {}  {what}{}{back}", step.id.row(), step.at.format("%Y-%m-%d %H:%M"), visible(&step.label));
        text
    });
    if steps.is_empty() {
        text.push_str("Nothing was done yet");
    }
    Ok(Said { text, json: json!({ "steps": steps.iter().map(step).collect::<Vec<_>>() }) })
}
