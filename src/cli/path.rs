//! `path …`: ready, steady, go, move up a gear.

use std::fmt::Write as _;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::args::{PathArgs, PathCommand};
use super::output::{Said, visible};
use super::words::{day_gone, usage};
use crate::domain::path::{self, Because, Path, Stage, Standing, Step};
use crate::domain::{Uid, Waymark, WaymarkDraft, WaymarkKind};
use crate::error::Error;
use crate::journal::{Journal, JournalError, Snapshot, Thing};

pub(super) fn run(journal: &mut Journal, args: &PathArgs) -> Result<Said, Error> {
    match &args.command {
        None => show(journal),
        Some(PathCommand::Read { what, title, version, on, note }) => {
            let kind = kind(what, true)?;
            let day = day_of(journal, on.as_deref())?;
            mark(journal, WaymarkDraft { kind, title: title.clone(), version: text(version.as_ref()), day, note: text(note.as_ref()) })
        }
        Some(PathCommand::Note { what, title, on, note }) => {
            let kind = kind(what, false)?;
            let day = day_of(journal, on.as_deref())?;
            mark(journal, WaymarkDraft { kind, title: title.clone(), version: String::new(), day, note: text(note.as_ref()) })
        }
        Some(PathCommand::Remove { uid }) => {
            let mark = journal.find_waymark(uid)?;
            journal.remove_waymark(&mark)?;
            Ok(Said { text: "Removed (undo brings it back)".to_owned(), json: json!({ "uid": mark.uid.to_string() }) })
        }
    }
}

fn text(said: Option<&String>) -> String {
    said.cloned().unwrap_or_default()
}

fn day_of(journal: &Journal, on: Option<&str>) -> Result<NaiveDate, Error> {
    let today = journal.today();
    on.map_or(Ok(today), |text| day_gone(text, today))
}

fn kind(word: &str, read: bool) -> Result<WaymarkKind, Error> {
    let known = || WaymarkKind::ALL.iter().filter(|kind| kind.is_read() == read);
    known().copied().find(|kind| kind.token() == word.trim().to_lowercase()).ok_or_else(|| {
        let tokens: Vec<&str> = known().map(|kind| kind.token()).collect();
        let what = if read { "something to be read" } else { "something to be noted" };
        usage(format!("“{word}” is not {what} on the way"), format!("one of: {}", tokens.join(", ")))
    })
}

/// Sets a mark; the same one only once.
fn mark(journal: &mut Journal, draft: WaymarkDraft) -> Result<Said, Error> {
    if draft.title.trim().is_empty() {
        return Err(JournalError::Needs { what: Thing::Waymark, field: "title" }.into());
    }
    let there = journal.waymarks()?.into_iter().find(|mark| mark.draft == draft);
    let mark = match there {
        Some(mark) => mark,
        None => journal.add_waymark(draft)?.value,
    };
    Ok(Said { text: format!("Noted {}", mark.uid), json: json!({ "uid": mark.uid.to_string() }) })
}

fn show(journal: &Journal) -> Result<Said, Error> {
    let snapshot = journal.snapshot()?;
    let way = Path::of(&path::Known {
        entries: snapshot.entries.as_slice(),
        goals: &snapshot.goals,
        actions: &snapshot.actions,
        marks: &snapshot.waymarks,
        people: &snapshot.people,
        named: &snapshot.named,
        profession: &snapshot.profile.profession,
        today: snapshot.today,
    });
    let mut page = String::new();
    let mut stages: Vec<Value> = Vec::new();
    for stage in Stage::ALL {
        let (done, all) = way.count(Some(*stage));
        let _ = writeln!(page, "{} ({done} of {all})", stage.label());
        let mut steps: Vec<Value> = Vec::new();
        for (step, standing) in way.steps.iter().filter(|(step, _)| step.stage() == *stage) {
            line(&mut page, *step, *standing, &snapshot);
            steps.push(step_json(*step, *standing, &snapshot));
        }
        stages.push(json!({ "id": stage.token(), "label": stage.label(), "done": done, "of": all, "steps": steps }));
    }
    let marks: Vec<Value> = snapshot.waymarks.iter().map(mark_json).collect();
    for mark in snapshot.waymarks.iter() {
        let WaymarkDraft { kind, title, version, day, note: _ } = &mark.draft;
        let version = if version.is_empty() { String::new() } else { format!(", {version}") };
        let _ = write!(page, "\n{}  {day}  {}: {}{}", mark.uid, kind.label(), visible(title), visible(&version));
    }
    let next = way.next().map(|(step, _)| json!({ "id": step.token(), "label": step.label() }));
    Ok(Said { text: page, json: json!({ "stages": stages, "next": next, "marks": marks }) })
}

fn line(page: &mut String, step: Step, standing: Standing, all: &Snapshot) {
    let (tick, why) = match standing {
        Standing::Open => (' ', String::new()),
        Standing::Done(because) => ('x', name_of(because, all)),
        Standing::ReadAgain { read, because } => (' ', format!("{}: read on {read}, read it again", name_of(because, all))),
    };
    let why = if why.is_empty() { String::new() } else { format!(" – {why}") };
    let _ = writeln!(page, "  [{tick}] {}{}", step.label(), visible(&why));
}

fn name_of(why: Because, all: &Snapshot) -> String {
    because(why, all).map(|(.., title)| title).unwrap_or_default()
}

fn step_json(step: Step, standing: Standing, all: &Snapshot) -> Value {
    let (because, read) = match standing {
        Standing::Open => (None, None),
        Standing::Done(because) => (Some(because), None),
        Standing::ReadAgain { read, because } => (Some(because), Some(read)),
    };
    let because = because
        .and_then(|why| self::because(why, all))
        .map(|(what, uid, title)| json!({ "what": what, "uid": uid.to_string(), "title": title }));
    json!({
        "id": step.token(),
        "label": step.label(),
        "done": standing.is_done(),
        "because": because,
        "read_again": read.is_some(),
    })
}

fn mark_json(mark: &Waymark) -> Value {
    let WaymarkDraft { kind, title, version, day, note } = &mark.draft;
    json!({
        "uid": mark.uid.to_string(),
        "kind": kind.token(),
        "title": title,
        "version": version,
        "date": day.to_string(),
        "note": note,
        "read_again": mark.draft.read_again().map(|day| day.to_string()),
    })
}

/// What ticks a step: its sort, its id and what it is called.
fn because(why: Because, all: &Snapshot) -> Option<(&'static str, Uid, String)> {
    match why {
        Because::Mark(id) => all.waymarks.iter().find(|one| one.id == id).map(|one| ("mark", one.uid, one.draft.title.clone())),
        Because::Goal(id) => all.goals.iter().find(|one| one.id == id).map(|one| ("goal", one.uid, one.draft.title.clone())),
        Because::Entry(id) => all.entries.iter().find(|one| one.id == id).map(|one| ("entry", one.uid, one.name.clone())),
        Because::Person(id) => all.people.iter().find(|one| one.id == id).map(|one| ("person", one.uid, one.draft.shown().to_owned())),
        Because::Action(id) => all.actions.iter().find(|one| one.id == id).map(|one| ("action", one.uid, one.draft.what.clone())),
    }
}
