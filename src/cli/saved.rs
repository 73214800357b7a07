//! `saved …`: searches that are kept under a name.

use serde_json::{Value, json};

use super::args::SavedCommand;
use super::output::{Said, visible};
use super::words::usage;
use crate::domain::{SavedSearch, SavedSearchDraft};
use crate::error::Error;
use crate::journal::Journal;

pub(super) fn run(journal: &mut Journal, command: &SavedCommand) -> Result<Said, Error> {
    match command {
        SavedCommand::List => list(journal),
        SavedCommand::Add { name, query } => {
            let saved = journal.add_saved_search(SavedSearchDraft { name: name.clone(), query: query.clone() })?.value;
            Ok(told("Kept", &saved))
        }
        SavedCommand::Edit { saved, name, query } => {
            let mut saved = journal.find_saved_search(saved)?;
            if name.is_none() && query.is_none() {
                return Err(usage("there is nothing to change", "give --name or --query"));
            }
            let SavedSearchDraft { name: old_name, query: old_query } = saved.draft.clone();
            let draft = SavedSearchDraft { name: name.clone().unwrap_or(old_name), query: query.clone().unwrap_or(old_query) };
            journal.change_saved_search(saved.id, draft)?;
            saved = journal.saved_searches()?.into_iter().find(|one| one.id == saved.id).unwrap_or(saved);
            Ok(told("Changed", &saved))
        }
        SavedCommand::Remove { name } => {
            let saved = journal.find_saved_search(name)?;
            journal.remove_saved_search(saved.id)?;
            Ok(told("Let go (undo brings it back)", &saved))
        }
    }
}

/// What to look for: what was typed, or what is kept under a name.
pub(super) fn query_of(journal: &Journal, typed: Option<&str>, saved: Option<&str>) -> Result<Option<String>, Error> {
    match (typed, saved) {
        (typed, None) => Ok(typed.map(str::to_owned)),
        (None, Some(name)) => Ok(Some(journal.find_saved_search(name)?.draft.query)),
        // Each as it is by itself: an `or` in one does not reach into the other.
        (Some(typed), Some(name)) => Ok(Some(format!("({}) ({typed})", journal.find_saved_search(name)?.draft.query))),
    }
}

fn json_of(saved: &SavedSearch) -> Value {
    json!({ "uid": saved.uid.to_string(), "name": saved.draft.name, "query": saved.draft.query })
}

fn told(what: &str, saved: &SavedSearch) -> Said {
    Said { text: format!("{what}: {}\n    {}", visible(&saved.draft.name), visible(&saved.draft.query)), json: json_of(saved) }
}

fn list(journal: &Journal) -> Result<Said, Error> {
    let all = journal.saved_searches()?;
    let mut text: Vec<String> = all.iter().map(|one| format!("{}\n    {}", visible(&one.draft.name), visible(&one.draft.query))).collect();
    if all.is_empty() {
        text.push("No searches are kept yet: `cpd-journal saved add NAME QUERY` keeps one".to_owned());
    }
    Ok(Said { text: text.join("\n"), json: json!({ "saved": all.iter().map(json_of).collect::<Vec<_>>() }) })
}
