//! `look-back …`: did it change anything?

use std::collections::HashMap;
use std::fmt::Write as _;

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::args::{FoundArgs, LookBackCommand};
use super::json as shapes;
use super::output::{Said, visible};
use super::words::{day_gone, day_to_come, found, usage};
use crate::domain::look_back::asked;
use crate::domain::{EntryHeader, EntryId, Found, LookBack, LookBackDraft};
use crate::error::Error;
use crate::journal::{Journal, JournalError, Thing};

/// When nobody says until when, it is asked again after so many days.
const LATER_DAYS: u64 = 14;

pub(super) fn run(journal: &mut Journal, command: &LookBackCommand) -> Result<Said, Error> {
    match command {
        LookBackCommand::List { due } => list(journal, *due),
        LookBackCommand::Add { uid, found } => add(journal, uid, found),
        LookBackCommand::Later { uid, until } => {
            let today = journal.today();
            let until = match until {
                Some(text) => day_to_come(text, today)?,
                None => today.checked_add_days(Days::new(LATER_DAYS)).unwrap_or(today),
            };
            let entry = header_of(journal, uid)?;
            let text = format!("Asked again on {}: {}", crate::domain::when::shown(until), visible(&entry.name));
            if said_of(journal, entry.id)?.iter().any(|look| look.draft.found == Found::Later && look.draft.until == Some(until)) {
                return Ok(told(text, &entry, None));
            }
            let look = say(journal, &entry, Found::Later, today, String::new(), Some(until))?;
            Ok(told(text, &entry, Some(&look)))
        }
        LookBackCommand::Never { uid } => {
            let entry = header_of(journal, uid)?;
            let text = format!("Not asked about any more: {}", visible(&entry.name));
            if said_of(journal, entry.id)?.iter().any(|look| look.draft.found == Found::Never) {
                return Ok(told(text, &entry, None));
            }
            let look = say(journal, &entry, Found::Never, journal.today(), String::new(), None)?;
            Ok(told(text, &entry, Some(&look)))
        }
        LookBackCommand::On => switch(journal, true),
        LookBackCommand::Off => switch(journal, false),
        LookBackCommand::Remove { uid } => {
            let look = journal.find_look_back(uid)?;
            journal.remove_look_back(look.id)?;
            Ok(Said { text: "Removed (undo brings it back)".to_owned(), json: json!({ "uid": look.uid.to_string() }) })
        }
    }
}

fn header_of(journal: &Journal, name: &str) -> Result<EntryHeader, Error> {
    let id = journal.find_entry(name)?;
    let header = journal.headers(Some(&[id]))?.pop();
    Ok(header.ok_or_else(|| JournalError::NotFound { what: Thing::Entry, name: name.to_owned() })?)
}

fn said_of(journal: &Journal, entry: EntryId) -> Result<Vec<LookBack>, Error> {
    Ok(journal.look_backs_of(entry)?)
}

fn told(text: String, entry: &EntryHeader, look: Option<&LookBack>) -> Said {
    Said { text, json: json!({ "uid": look.map(|look| look.uid.to_string()), "entry": named(entry) }) }
}

fn named(entry: &EntryHeader) -> Value {
    json!({ "uid": entry.uid.to_string(), "title": entry.name })
}

fn add(journal: &mut Journal, uid: &str, args: &FoundArgs) -> Result<Said, Error> {
    let today = journal.today();
    let what = found(&args.found)?;
    if !what.is_said() {
        return Err(usage(format!("“{}” is not found but decided", args.found), "use `look-back later` or `look-back never`"));
    }
    let on = args.date.as_deref().map_or(Ok(today), |text| day_gone(text, today))?;
    let entry = header_of(journal, uid)?;
    if on < entry.date {
        return Err(usage(format!("{on} is before the activity of {}", entry.date), "name a day after it"));
    }
    let look = say(journal, &entry, what, on, args.text.clone().unwrap_or_default(), None)?;
    let after = after(look.draft.month);
    Ok(told(format!("{}{after}: {}", what.label(), visible(&entry.name)), &entry, Some(&look)))
}

/// “, after 3 months”; nothing when nobody asked.
fn after(month: u32) -> String {
    match month {
        0 => String::new(),
        1 => ", after 1 month".to_owned(),
        months => format!(", after {months} months"),
    }
}

/// Writes it down as the answer to what is asked on that day, if anything is.
fn say(
    journal: &mut Journal,
    entry: &EntryHeader,
    found: Found,
    on: NaiveDate,
    text: String,
    until: Option<NaiveDate>,
) -> Result<LookBack, Error> {
    let looked = said_of(journal, entry.id)?;
    let month = asked(entry, looked.iter().map(|look| &look.draft), on, journal.here()).map_or(0, |asked| asked.month);
    Ok(journal.look_back(entry.id, LookBackDraft { month, day: on, found, text, until })?.value)
}

fn switch(journal: &mut Journal, on: bool) -> Result<Said, Error> {
    if journal.is_asking()? != on {
        journal.set_asking(on)?;
    }
    let text = if on { "Asks one, three and six months after an entry" } else { "Asks about no entry" };
    Ok(Said { text: text.to_owned(), json: json!({ "asking": on }) })
}

fn list(journal: &Journal, only_due: bool) -> Result<Said, Error> {
    let headers: HashMap<EntryId, EntryHeader> = journal.headers(None)?.into_iter().map(|header| (header.id, header)).collect();
    let asking = journal.is_asking()?;
    let mut text = String::new();
    let mut due: Vec<Value> = Vec::new();
    for asked in journal.asked()? {
        let Some(header) = headers.get(&asked.entry) else { continue };
        let _ = writeln!(text, "{}  {}\n    did it change anything{}?", header.uid, visible(&header.name), after(asked.month));
        due.push(json!({ "entry": named(header), "month": asked.month, "since": asked.since.to_string() }));
    }
    if !asking {
        text.push_str("Nothing is asked: `cpd-journal look-back on` turns it on\n");
    } else if due.is_empty() {
        text.push_str("Nothing is asked today\n");
    }
    let mut said: Vec<Value> = Vec::new();
    for look in if only_due { Vec::new() } else { journal.look_backs()? } {
        let Some(header) = headers.get(&look.entry) else { continue };
        let LookBackDraft { month, day, found, text: words, until } = &look.draft;
        let until = until.map(|until| format!(", until {until}")).unwrap_or_default();
        let _ = writeln!(text, "{}  {day}  {}{}{until}: {}", look.uid, found.label(), after(*month), visible(&header.name));
        if !words.trim().is_empty() {
            let _ = writeln!(text, "    {}", visible(words.trim()).replace('\n', "\n    "));
        }
        let mut value = shapes::look_back(&look.draft);
        if let Some(object) = value.as_object_mut() {
            object.insert("uid".to_owned(), json!(look.uid.to_string()));
            object.insert("entry".to_owned(), named(header));
        }
        said.push(value);
    }
    Ok(Said { text, json: json!({ "asking": asking, "due": due, "look_backs": said }) })
}
