//! `action …`

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::json;

use super::args::ActionCommand;
use super::json as shapes;
use super::output::{Said, visible};
use super::words::day;
use crate::domain::ActionDraft;
use crate::domain::when::Sense;
use crate::error::Error;
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
        ActionCommand::Done { uid, effect, on } => {
            let action = journal.find_action(uid)?;
            let mut draft = action.draft.clone();
            draft.done = Some(on.as_deref().map_or(Ok(today), |text| day(text, today, Sense::Past))?);
            if let Some(effect) = effect {
                effect.clone_into(&mut draft.effect);
            }
            journal.save_action(action.id, draft, By::Command)?;
            Ok(Said { text: format!("Done: {}", visible(&action.draft.what)), json: json!({ "uid": action.uid.to_string() }) })
        }
    }
}

fn list(journal: &Journal, due_by: Option<chrono::NaiveDate>) -> Result<Said, Error> {
    let mut actions = journal.actions()?;
    if let Some(limit) = due_by {
        actions.retain(|action| action.draft.done.is_none() && action.draft.due.is_some_and(|due| due <= limit));
    }
    let headers: HashMap<_, _> = journal.headers(None)?.into_iter().map(|header| (header.id, header)).collect();
    let mut text = String::new();
    let mut list = Vec::with_capacity(actions.len());
    for action in &actions {
        let draft = &action.draft;
        let when = match (draft.done, draft.due) {
            (Some(done), _) => format!("done {done}"),
            (None, Some(due)) => format!("by {due}"),
            (None, None) => "no date".to_owned(),
        };
        let _ = writeln!(text, "{}  {}\n    {when}", action.uid, visible(&draft.what));
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
