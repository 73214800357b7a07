//! `action …`

use std::collections::HashMap;
use std::fmt::Write as _;

use chrono::NaiveDate;
use serde_json::json;

use super::args::{ActionCommand, EffectArgs};
use super::json as shapes;
use super::output::{Said, visible};
use super::words::day;
use crate::domain::when::Sense;
use crate::domain::{Action, ActionDraft, ActionId, Effect};
use crate::error::Error;
use crate::exporters::Replace;
use crate::journal::{By, Journal};

pub(super) fn run(journal: &mut Journal, command: &ActionCommand) -> Result<Said, Error> {
    let today = journal.today();
    match command {
        ActionCommand::Add { uid, what, by, share_with } => {
            let entry = journal.find_entry(uid)?;
            let draft = ActionDraft {
                what: what.clone(),
                due: by.as_deref().map(|text| day(text, today, Sense::Future)).transpose()?,
                shared_with: share_with.clone().unwrap_or_default(),
                ..ActionDraft::default()
            };
            let action = journal.add_action(entry, draft)?.value;
            Ok(Said { text: format!("Added action {}", action.uid), json: json!({ "uid": action.uid.to_string() }) })
        }
        ActionCommand::List { due_by } => {
            let limit = due_by.as_deref().map(|text| day(text, today, Sense::Future)).transpose()?;
            list(journal, limit)
        }
        ActionCommand::Done { uid, effect, on, add_to_entry } => {
            let Action { uid, id, entry: _, mut draft } = journal.find_action(uid)?;
            // Said twice, it was done on the first day.
            draft.done = match on {
                Some(text) => Some(day(text, today, Sense::Past)?),
                None => draft.done.or(Some(today)),
            };
            apply(effect, today, &mut draft)?;
            journal.save_action(id, draft, By::Command)?;
            let action = journal.find_action(&uid.to_string())?;
            done(journal, &action, *add_to_entry)
        }
        ActionCommand::Edit { uid, what, by, effect, not_done } => {
            let Action { uid, id, entry: _, mut draft } = journal.find_action(uid)?;
            if let Some(what) = what {
                what.clone_into(&mut draft.what);
            }
            if let Some(text) = by {
                draft.due = if text.trim().is_empty() { None } else { Some(day(text, today, Sense::Future)?) };
            }
            apply(effect, today, &mut draft)?;
            if *not_done {
                draft.done = None;
            }
            journal.save_action(id, draft, By::Command)?;
            Ok(Said { text: "Changed".to_owned(), json: json!({ "uid": uid.to_string() }) })
        }
        ActionCommand::Ics { uids, out, force } => {
            let wanted: Vec<ActionId> = uids.iter().map(|name| Ok(journal.find_action(name)?.id)).collect::<Result<_, Error>>()?;
            journal.save_actions_calendar(&wanted, out, if *force { Replace::Allow } else { Replace::Refuse })?;
            Ok(Said { text: format!("Saved {}", out.display()), json: json!({ "path": out.display().to_string() }) })
        }
        ActionCommand::Remove { uid } => {
            let action = journal.find_action(uid)?;
            journal.remove_action(&action)?;
            Ok(Said { text: "Removed (undo brings it back)".to_owned(), json: json!({ "uid": action.uid.to_string() }) })
        }
    }
}

/// Puts what was said of its effect onto an action.
fn apply(args: &EffectArgs, today: NaiveDate, draft: &mut ActionDraft) -> Result<(), Error> {
    let EffectArgs { effect, effect_service, effect_people, share_with, shared_on } = args;
    for (text, field) in [
        (effect, &mut draft.effect),
        (effect_service, &mut draft.effect_service),
        (effect_people, &mut draft.effect_people),
        (share_with, &mut draft.shared_with),
    ] {
        if let Some(text) = text {
            text.clone_into(field);
        }
    }
    if let Some(text) = shared_on {
        draft.shared_on = if text.trim().is_empty() { None } else { Some(day(text, today, Sense::Past)?) };
    }
    Ok(())
}

/// Takes what a done action changed into its entry, or proposes to.
fn done(journal: &mut Journal, action: &Action, take: bool) -> Result<Said, Error> {
    let entry = journal.entry(action.entry)?;
    let effect = action.draft.effect_for(&entry.draft.changed, &entry.draft.benefit);
    let mut text = format!("Done: {}", visible(&action.draft.what));
    if take && !effect.is_empty() {
        journal.take_effect(action.id, &effect)?;
        let _ = write!(text, "\nAdded to “{}”:", visible(&entry.draft.name()));
    } else if !effect.is_empty() {
        let _ = write!(text, "\nFor “{}”; --add-to-entry adds it:", visible(&entry.draft.name()));
    }
    let Effect { changed, benefit } = &effect;
    for (label, words) in [("What I changed", changed), ("Who benefited", benefit)] {
        if !words.is_empty() {
            let _ = write!(text, "\n  {label}: {}", visible(words).replace('\n', "\n    "));
        }
    }
    Ok(Said {
        text,
        json: json!({
            "uid": action.uid.to_string(),
            "entry": { "uid": entry.uid.to_string(), "title": entry.draft.name() },
            "proposal": { "changed": changed, "benefit": benefit },
            "added": take && !effect.is_empty(),
        }),
    })
}

/// “ (by 2026-03-31; shared with the team, 2026-03-20)”
pub(super) fn when(draft: &ActionDraft) -> String {
    let mut parts = Vec::new();
    match (draft.done, draft.due) {
        (Some(done), _) => parts.push(format!("done {done}")),
        (None, Some(due)) => parts.push(format!("by {due}")),
        (None, None) => {}
    }
    match (draft.shared_with.as_str(), draft.shared_on) {
        ("", None) => {}
        ("", Some(on)) => parts.push(format!("shared {on}")),
        (with, None) => parts.push(format!("shared with {with}")),
        (with, Some(on)) => parts.push(format!("shared with {with}, {on}")),
    }
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join("; ")) }
}

/// What it changed, and for whom, a line each.
pub(super) fn effects(draft: &ActionDraft) -> Vec<String> {
    [("My work", &draft.effect), ("The service", &draft.effect_service), ("People who use it", &draft.effect_people)]
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(whom, text)| format!("{whom}: {}", text.trim()))
        .collect()
}

fn list(journal: &Journal, due_by: Option<NaiveDate>) -> Result<Said, Error> {
    let mut actions = journal.actions()?;
    if let Some(limit) = due_by {
        actions.retain(|action| action.draft.done.is_none() && action.draft.due.is_some_and(|due| due <= limit));
    }
    let headers: HashMap<_, _> = journal.headers(None)?.into_iter().map(|header| (header.id, header)).collect();
    let mut text = String::new();
    let mut list = Vec::with_capacity(actions.len());
    for action in &actions {
        let draft = &action.draft;
        let when = when(draft);
        let when = when.trim_start_matches(" (").trim_end_matches(')');
        let _ = writeln!(text, "{}  {}\n    {}", action.uid, visible(&draft.what), if when.is_empty() { "no date" } else { when });
        for line in effects(draft) {
            let _ = writeln!(text, "    {}", visible(&line).replace('\n', "\n    "));
        }
        let mut value = shapes::action(action);
        if let (Some(header), Some(object)) = (headers.get(&action.entry), value.as_object_mut()) {
            object.insert("entry".to_owned(), json!({ "uid": header.uid.to_string(), "title": header.name }));
        }
        list.push(value);
    }
    if actions.is_empty() {
        text.push_str("No actions");
    }
    Ok(Said { text, json: json!({ "actions": list }) })
}
