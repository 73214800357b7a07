//! `impact …`: impact stories.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::args::{ImpactArgs, ImpactCommand, SheetArgs};
use super::output::{Said, visible};
use super::sheet::{chain_json, sheet_json, sheet_text, written};
use super::words::{day, usage};
use crate::domain::when::Sense;
use crate::domain::{Impact, ImpactDraft, Uid};
use crate::error::Error;
use crate::journal::{By, Journal};
use crate::review::{Days, impact};

pub(super) fn run(journal: &mut Journal, command: &ImpactCommand) -> Result<Said, Error> {
    match command {
        ImpactCommand::List => list(journal),
        ImpactCommand::Add { title, story } => {
            let mut draft = ImpactDraft { title: title.clone(), ..ImpactDraft::default() };
            apply(journal, story, &mut draft)?;
            let impact = journal.add_impact(draft)?.value;
            Ok(Said {
                text: format!("Added {}  {}", visible(&impact.draft.title), impact.uid),
                json: json!({ "uid": impact.uid.to_string() }),
            })
        }
        ImpactCommand::Edit { uid, title, add_entry, remove_entry, story } => {
            let Impact { id, uid, mut draft } = journal.find_impact(uid)?;
            if let Some(title) = title {
                title.clone_into(&mut draft.title);
            }
            apply(journal, story, &mut draft)?;
            let added = entries(journal, add_entry)?;
            draft.chosen.extend(added);
            for gone in entries(journal, remove_entry)? {
                if !draft.chosen.contains(&gone) {
                    return Err(usage(format!("the story does not tell the entry {gone}"), "`impact show` tells which it does"));
                }
                draft.chosen.retain(|uid| *uid != gone);
            }
            journal.save_impact(id, draft, By::Command)?;
            Ok(Said { text: "Changed".to_owned(), json: json!({ "uid": uid.to_string() }) })
        }
        ImpactCommand::Show { uid, sheet } => show(journal, &journal.find_impact(uid)?, sheet),
        ImpactCommand::Suggest { uid } => {
            let chosen = uid.as_deref().map(|uid| journal.find_impact(uid)).transpose()?.map(|impact| impact.draft.chosen);
            suggest(journal, &chosen.unwrap_or_default())
        }
        ImpactCommand::Remove { uid } => {
            let impact = journal.find_impact(uid)?;
            journal.remove_impact(&impact)?;
            Ok(Said { text: "Removed (undo brings it back)".to_owned(), json: json!({ "uid": impact.uid.to_string() }) })
        }
    }
}

/// Entries by their ids or titles, in their order.
fn entries(journal: &Journal, named: &[String]) -> Result<Vec<Uid>, Error> {
    named.iter().map(|name| Ok(journal.entry(journal.find_entry(name)?)?.uid)).collect()
}

fn apply(journal: &Journal, args: &ImpactArgs, draft: &mut ImpactDraft) -> Result<(), Error> {
    for (text, field) in [(&args.reader, &mut draft.reader), (&args.opening, &mut draft.opening), (&args.closing, &mut draft.closing)] {
        if let Some(text) = text {
            text.clone_into(field);
        }
    }
    if !args.entries.is_empty() {
        draft.chosen = entries(journal, &args.entries)?;
    }
    let read = |text: &str| if text.trim().is_empty() { Ok(None) } else { day(text, journal.today(), Sense::Past).map(Some) };
    if let Some(text) = &args.from {
        draft.from = read(text)?;
    }
    if let Some(text) = &args.to {
        draft.until = read(text)?;
    }
    match (draft.from, draft.until) {
        (Some(from), Some(until)) if from > until => Err(usage(format!("{from} is after {until}"), "--from comes before --to")),
        _ => Ok(()),
    }
}

fn list(journal: &Journal) -> Result<Said, Error> {
    let impacts = journal.impacts()?;
    let mut text = String::new();
    for Impact { uid, draft, .. } in &impacts {
        let reader = if draft.reader.is_empty() { String::new() } else { format!(", for {}", visible(&draft.reader)) };
        let _ = writeln!(text, "{uid}  {}{reader}", visible(&draft.title));
    }
    if impacts.is_empty() {
        "No impact story yet".clone_into(&mut text);
    }
    Ok(Said { text, json: json!({ "impacts": impacts.iter().map(draft_json).collect::<Vec<_>>() }) })
}

fn draft_json(impact: &Impact) -> Value {
    let Impact { id: _, uid, draft: ImpactDraft { title, reader, opening, closing, chosen, from, until } } = impact;
    json!({
        "uid": uid.to_string(),
        "title": title,
        "reader": reader,
        "opening": opening,
        "closing": closing,
        "entries": chosen.iter().map(Uid::to_string).collect::<Vec<_>>(),
        "from": from.map(|day| day.to_string()),
        "to": until.map(|day| day.to_string()),
    })
}

fn show(journal: &Journal, of: &Impact, out: &SheetArgs) -> Result<Said, Error> {
    let snapshot = journal.snapshot()?;
    let told = journal.impact(&snapshot, of)?;
    let written = written(&told.sheet, out)?;
    let mut text = written.as_ref().map_or_else(|| sheet_text(&told.sheet), |said| format!("{}\n", said.text));
    if !told.missing.is_empty() {
        text.push_str("\nNot in it, or to be read once more:\n");
        for one in &told.missing {
            let _ = writeln!(text, "  - {}", visible(&one.what));
        }
    }
    let mut json = draft_json(of);
    if let Some(object) = json.as_object_mut() {
        let missing = told.missing.iter().map(|one| {
            let entry = one.entry.and_then(|id| snapshot.entries.iter().find(|entry| entry.id == id)).map(|entry| entry.uid.to_string());
            json!({ "what": one.what, "entry": entry })
        });
        object.insert("missing".to_owned(), missing.collect());
        object.insert("sheet".to_owned(), sheet_json(&told.sheet, &snapshot));
        if let Some(said) = written {
            object.insert("written".to_owned(), said.json);
        }
    }
    Ok(Said { text, json })
}

fn suggest(journal: &Journal, chosen: &[Uid]) -> Result<Said, Error> {
    let snapshot = journal.snapshot()?;
    let changed = journal.changed_on(&snapshot.material(journal.catalogue()), Days::default())?;
    let proposed = impact::proposed(&changed, chosen);
    let chains: Vec<_> = proposed.iter().filter_map(|id| changed.chains.iter().find(|chain| chain.entry == *id)).collect();
    let mut text = String::new();
    for chain in &chains {
        let _ = writeln!(text, "{}  {}  {}\n    {}", chain.uid, chain.date, visible(&chain.name), chain.stops());
    }
    if chains.is_empty() {
        "No entry tells yet both of a change and of who benefited, or of feedback".clone_into(&mut text);
    }
    Ok(Said { text, json: json!({ "entries": chains.into_iter().map(chain_json).collect::<Vec<_>>() }) })
}
