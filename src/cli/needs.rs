//! `need …`: where goals come from.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::args::NeedCommand;
use super::output::{Said, visible};
use super::words::{day_gone, need_kind};
use crate::domain::text::{clean_line, excerpt};
use crate::domain::{EntryId, GoalDraft, Need, NeedDraft};
use crate::error::Error;
use crate::journal::{By, Journal};

/// Characters of the note that a goal made of it is called by.
const TITLE: usize = 100;

pub(super) fn run(journal: &mut Journal, command: &NeedCommand) -> Result<Said, Error> {
    let today = journal.today();
    match command {
        NeedCommand::Add { kind, text, date, entry } => {
            let draft = NeedDraft {
                kind: need_kind(kind)?,
                text: text.clone(),
                day: date.as_deref().map_or(Ok(today), |text| day_gone(text, today))?,
                goal: None,
                entry: entry.as_deref().map(|name| noticed_in(journal, name)).transpose()?.flatten(),
            };
            let need = journal.add_need(draft)?.value;
            Ok(Said { text: format!("Noted {}", need.uid), json: json!({ "uid": need.uid.to_string() }) })
        }
        NeedCommand::List => list(journal),
        NeedCommand::Edit { uid, kind, text, date, entry } => {
            let Need { id, uid, mut draft } = journal.find_need(uid)?;
            if let Some(word) = kind {
                draft.kind = need_kind(word)?;
            }
            if let Some(text) = text {
                text.clone_into(&mut draft.text);
            }
            if let Some(text) = date {
                draft.day = day_gone(text, today)?;
            }
            if let Some(name) = entry {
                draft.entry = noticed_in(journal, name)?;
            }
            journal.save_need(id, draft, By::Command)?;
            Ok(Said { text: "Changed".to_owned(), json: json!({ "uid": uid.to_string() }) })
        }
        NeedCommand::Remove { uid } => {
            let need = journal.find_need(uid)?;
            journal.remove_need(&need)?;
            Ok(Said { text: "Removed (undo brings it back)".to_owned(), json: json!({ "uid": need.uid.to_string() }) })
        }
        NeedCommand::Goal { uid, title } => {
            let need = journal.find_need(uid)?;
            // Asked twice, there is one goal.
            if let Some(goal) = need.draft.goal.and_then(|id| journal.goal(id).ok()) {
                let text = format!("Is the goal {} already: {}", goal.uid, visible(&goal.draft.title));
                return Ok(Said { text, json: json!({ "uid": goal.uid.to_string(), "existed": true }) });
            }
            let unnamed = title.is_none();
            let title = title.clone().unwrap_or_else(|| excerpt(&clean_line(&need.draft.text), TITLE));
            let goal = journal.goal_of_need(&need, GoalDraft { title, ..GoalDraft::default() })?.value;
            let mut text = format!("Added goal {}: {}", goal.uid, visible(&goal.draft.title));
            if unnamed {
                text.push_str("\nnote: the words of the note are its title now, which exports show; `goal edit` changes it");
            }
            Ok(Said { text, json: json!({ "uid": goal.uid.to_string(), "existed": false }) })
        }
    }
}

/// The entry that is named; an empty name is none.
fn noticed_in(journal: &Journal, name: &str) -> Result<Option<EntryId>, Error> {
    if name.trim().is_empty() { Ok(None) } else { Ok(Some(journal.find_entry(name)?)) }
}

fn list(journal: &Journal) -> Result<Said, Error> {
    let needs = journal.needs()?;
    let goals: HashMap<_, _> = journal.goals()?.into_iter().map(|goal| (goal.id, goal)).collect();
    let entries: HashMap<_, _> = journal.headers(None)?.into_iter().map(|header| (header.id, header)).collect();
    let mut text = String::new();
    let mut shown: Vec<Value> = Vec::with_capacity(needs.len());
    for Need { id: _, uid, draft } in &needs {
        let NeedDraft { kind, text: words, day, goal, entry } = draft;
        let goal = goal.and_then(|id| goals.get(&id));
        let entry = entry.and_then(|id| entries.get(&id));
        let _ = writeln!(text, "{uid}  {day}  {}\n    {}", kind.label(), visible(words.trim()).replace('\n', "\n    "));
        if let Some(goal) = goal {
            let _ = writeln!(text, "    goal: {}", visible(&goal.draft.title));
        }
        shown.push(json!({
            "uid": uid.to_string(),
            "kind": kind.token(),
            "text": words,
            "date": day.to_string(),
            "goal": goal.map(|goal| json!({ "uid": goal.uid.to_string(), "title": goal.draft.title })),
            "entry": entry.map(|entry| json!({ "uid": entry.uid.to_string(), "title": entry.name })),
        }));
    }
    if needs.is_empty() {
        text.push_str("Nothing is noted yet: `cpd-journal need add learning TEXT` notes the first");
    }
    Ok(Said { text, json: json!({ "needs": shown }) })
}
