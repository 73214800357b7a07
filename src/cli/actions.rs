//! `action …`

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::args::{ActionCommand, EffectArgs};
use super::json as shapes;
use super::output::{Said, visible};
use super::words::{day, day_gone, day_or_none, usage};
use crate::domain::when::Sense;
use crate::domain::{Action, ActionDraft, ActionId, Effect};
use crate::error::Error;
use crate::exporters::Replace;
use crate::journal::{By, Journal};

/// A calendar for standard output is a document of its own.
pub(super) fn fits(command: &ActionCommand, as_json: bool) -> Result<(), Error> {
    match command {
        ActionCommand::Ics { out, .. } if as_json && out == Path::new("-") => {
            Err(usage("a calendar is no JSON document", "leave --json out, or name a file"))
        }
        _ => Ok(()),
    }
}

pub(super) fn run(journal: &mut Journal, command: &ActionCommand) -> Result<Said, Error> {
    let today = journal.today();
    match command {
        ActionCommand::Add { uid, what, by, share_with } => {
            let entry = journal.find_entry(uid)?;
            let draft = ActionDraft {
                what: what.clone(),
                due: by.as_deref().map_or(Ok(None), |text| day_or_none(text, today, Sense::Future))?,
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
            let action = journal.find_action(uid)?;
            let mut draft = action.draft.clone();
            // Said twice, it was done on the first day.
            draft.done = match on {
                Some(text) => Some(day_gone(text, today)?),
                None => draft.done.or(Some(today)),
            };
            apply(effect, today, &mut draft)?;
            if let (Some(day), Some(what)) = (action.draft.done, replaced(&action.draft, &draft)) {
                let said = format!("“{}” was done on {day}, and {what} is written down already", action.draft.what);
                return Err(usage(said, "`action edit` changes it; nothing was changed"));
            }
            done(journal, &action, draft, *add_to_entry)
        }
        ActionCommand::Edit { uid, what, by, effect, on, not_done } => {
            let Action { uid, id, entry: _, mut draft } = journal.find_action(uid)?;
            if let Some(what) = what {
                what.clone_into(&mut draft.what);
            }
            if let Some(text) = by {
                draft.due = day_or_none(text, today, Sense::Future)?;
            }
            apply(effect, today, &mut draft)?;
            if let Some(text) = on {
                draft.done = Some(day_gone(text, today)?);
            }
            if *not_done {
                draft.done = None;
            }
            journal.save_action(id, draft, By::Command)?;
            Ok(Said { text: "Changed".to_owned(), json: json!({ "uid": uid.to_string() }) })
        }
        ActionCommand::Ics { uids, out, force } => {
            let mut wanted: Vec<ActionId> = Vec::with_capacity(uids.len());
            for name in uids {
                let id = journal.find_action(name)?.id;
                if !wanted.contains(&id) {
                    wanted.push(id);
                }
            }
            if out == Path::new("-") {
                return Ok(Said { text: journal.actions_calendar(&wanted)?, json: Value::Null });
            }
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
        draft.shared_on = if text.trim().is_empty() { None } else { Some(day_gone(text, today)?) };
    }
    Ok(())
}

/// What of an action that is done would be written over: nothing where it only becomes more.
fn replaced(old: &ActionDraft, new: &ActionDraft) -> Option<&'static str> {
    let ActionDraft { what: _, due: _, shared_with, shared_on, done, effect, effect_service, effect_people } = old;
    let text = |old: &str, new: &str| !old.trim().is_empty() && old.trim() != new.trim();
    [
        (*done != new.done, "its day"),
        (text(effect, &new.effect), "what it changed in your own work"),
        (text(effect_service, &new.effect_service), "what it changed in the service"),
        (text(effect_people, &new.effect_people), "what it changed for people"),
        (text(shared_with, &new.shared_with) && shared_on.is_some(), "with whom it was shared"),
        (shared_on.is_some() && *shared_on != new.shared_on, "when it was shared"),
    ]
    .into_iter()
    .find_map(|(differs, what)| differs.then_some(what))
}

/// Writes down that an action is done, and takes what it changed into its entry, or proposes to.
fn done(journal: &mut Journal, old: &Action, draft: ActionDraft, take: bool) -> Result<Said, Error> {
    let effect = if take {
        journal.finish_action(old.id, draft)?.value
    } else {
        if draft != old.draft {
            journal.save_action(old.id, draft, By::Command)?;
        }
        let entry = journal.entry(old.entry)?;
        journal.find_action(&old.uid.to_string())?.draft.effect_for(&entry.draft.changed, &entry.draft.benefit)
    };
    let (action, entry) = (journal.find_action(&old.uid.to_string())?, journal.entry(old.entry)?);
    let mut text = format!("Done: {}", visible(&action.draft.what));
    if take && !effect.is_empty() {
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
