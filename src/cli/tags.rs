//! `tag …`

use serde_json::{Value, json};

use super::args::TagCommand;
use super::output::{Said, visible};
use super::story::counted;
use crate::error::Error;
use crate::journal::{Journal, Retagged};

pub(super) fn run(journal: &mut Journal, command: &TagCommand) -> Result<Said, Error> {
    let done = match command {
        TagCommand::List => return list(journal),
        TagCommand::Rename { old, new } => journal.rename_tag(old, new)?,
        TagCommand::Merge { old, into } => journal.merge_tags(old, into)?,
        TagCommand::Remove { tag } => journal.remove_tag(tag)?,
    };
    told(journal, &done.value)
}

fn list(journal: &Journal) -> Result<Said, Error> {
    let tags = journal.tags()?;
    let mut text: Vec<String> = tags.iter().map(|tag| format!("{:>6}  {}  {}", tag.entries, tag.last, visible(&tag.tag))).collect();
    if tags.is_empty() {
        text.push("No tags yet: `cpd-journal edit UID --add-tag TAG` gives an entry one".to_owned());
    }
    let tags: Vec<Value> = tags.iter().map(|tag| json!({ "tag": tag.tag, "entries": tag.entries, "last": tag.last.to_string() })).collect();
    Ok(Said { text: text.join("\n"), json: json!({ "tags": tags }) })
}

fn told(journal: &Journal, done: &Retagged) -> Result<Said, Error> {
    let count = counted(done.entries.len(), "entry", "entries");
    let mut text = match &done.tag {
        _ if done.entries.is_empty() && done.searches.is_empty() => "Nothing to change".to_owned(),
        Some(tag) => format!("Now “{}”: {count}", visible(tag)),
        None => format!("Taken away: {count} (undo brings it back)"),
    };
    let follows = if done.tag.is_some() { "follows" } else { "looks for a tag that is on no entry any more" };
    for name in &done.searches {
        text.push_str(&format!("\nnote: the saved search “{}” {follows}", visible(name)));
    }
    let headers = journal.headers(Some(&done.entries))?;
    let changed: Vec<String> = headers.iter().map(|header| header.uid.to_string()).collect();
    Ok(Said { text, json: json!({ "tag": done.tag, "changed": changed, "searches": done.searches }) })
}
