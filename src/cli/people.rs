//! `person …`: people and sources.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::args::{PersonArgs, PersonCommand};
use super::json as shapes;
use super::output::{Said, visible};
use crate::domain::PersonDraft;
use crate::error::Error;
use crate::journal::{By, Journal};

pub(super) fn run(journal: &mut Journal, command: &PersonCommand) -> Result<Said, Error> {
    match command {
        PersonCommand::List => list(journal),
        PersonCommand::Add { name, person } => {
            let is_handle = name.starts_with('@') && person.handle.is_none();
            let mut draft = PersonDraft::default();
            name.clone_into(if is_handle { &mut draft.handle } else { &mut draft.name });
            apply(person, &mut draft);
            let added = journal.add_person(draft)?.value;
            Ok(Said {
                text: format!("Added {}  {}", visible(added.draft.shown()), added.uid),
                json: json!({ "uid": added.uid.to_string() }),
            })
        }
        PersonCommand::Edit { uid, name, person } => {
            let old = journal.find_person(uid)?;
            let mut draft = old.draft.clone();
            if let Some(name) = name {
                name.clone_into(&mut draft.name);
            }
            apply(person, &mut draft);
            journal.save_person(old.id, draft, By::Command)?;
            Ok(Said { text: "Changed".to_owned(), json: json!({ "uid": old.uid.to_string() }) })
        }
        PersonCommand::Remove { uid } => {
            let old = journal.find_person(uid)?;
            journal.remove_person(&old)?;
            Ok(Said {
                text: format!("Forgot {} (undo brings it back)", visible(old.draft.shown())),
                json: json!({ "uid": old.uid.to_string() }),
            })
        }
    }
}

fn apply(args: &PersonArgs, draft: &mut PersonDraft) {
    for (text, field) in [
        (&args.handle, &mut draft.handle),
        (&args.profession, &mut draft.profession),
        (&args.place, &mut draft.place),
        (&args.organisation, &mut draft.organisation),
    ] {
        if let Some(text) = text {
            text.clone_into(field);
        }
    }
}

/// Everybody who is known, and the names that entries have beside.
fn list(journal: &Journal) -> Result<Said, Error> {
    let people = journal.people()?;
    let mut named: HashMap<String, u32> = journal.named_people()?.into_iter().collect();
    let mut text = String::new();
    let mut shown: Vec<Value> = Vec::with_capacity(people.len());
    for person in &people {
        let own: Vec<String> = named.keys().filter(|name| person.draft.is_called(name)).cloned().collect();
        let entries: u32 = own.iter().filter_map(|name| named.remove(name)).sum();
        let draft = &person.draft;
        let about: Vec<&str> = [&draft.handle, &draft.profession, &draft.place, &draft.organisation]
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty() && *part != draft.shown())
            .collect();
        let _ = writeln!(text, "{}  {}\n    {}", person.uid, visible(draft.shown()), visible(&about.join(", ")));
        shown.push(shapes::person(person, entries));
    }
    let mut others: Vec<(String, u32)> = named.into_iter().collect();
    others.sort();
    if !others.is_empty() {
        let names: Vec<&str> = others.iter().map(|(name, _)| name.as_str()).collect();
        let _ = write!(text, "Named in entries only: {}", visible(&names.join(", ")));
    } else if people.is_empty() {
        text.push_str("Nobody yet");
    }
    let others: Vec<Value> = others.iter().map(|(name, entries)| json!({ "name": name, "entries": entries })).collect();
    Ok(Said { text, json: json!({ "people": shown, "named": others }) })
}
