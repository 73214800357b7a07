//! `words …`: what the spelling takes as known.

use serde_json::json;

use super::args::WordsCommand;
use super::output::{Said, visible};
use crate::domain::text::clean_line;
use crate::error::Error;
use crate::journal::{Journal, JournalError, Thing};

pub(super) fn run(journal: &mut Journal, command: &WordsCommand) -> Result<Said, Error> {
    let known = journal.words()?;
    let is_known = |word: &String| known.contains(&clean_line(word));
    let changed = match command {
        WordsCommand::List => 0,
        WordsCommand::Add { words } => {
            let new: Vec<&String> = distinct(words).filter(|word| !is_known(word)).collect();
            for word in &new {
                journal.add_word(word)?;
            }
            new.len()
        }
        WordsCommand::Remove { words } => {
            // Looked at before any of them is removed.
            if let Some(stranger) = words.iter().find(|word| !is_known(word)) {
                return Err(JournalError::NotFound { what: Thing::Word, name: stranger.clone() }.into());
            }
            for word in distinct(words) {
                journal.remove_word(word)?;
            }
            words.len()
        }
    };
    let words = journal.words()?;
    let text = match command {
        WordsCommand::List if words.is_empty() => "No words of your own yet".to_owned(),
        WordsCommand::List => visible(&words.join("\n")),
        WordsCommand::Add { .. } | WordsCommand::Remove { .. } if changed == 0 => "Nothing to change".to_owned(),
        WordsCommand::Add { .. } => "Added".to_owned(),
        WordsCommand::Remove { .. } => "Removed (undo brings it back)".to_owned(),
    };
    Ok(Said { text, json: json!({ "words": words }) })
}

/// Each once.
fn distinct(words: &[String]) -> impl Iterator<Item = &String> {
    words
        .iter()
        .enumerate()
        .filter(|(at, word)| !words.iter().take(*at).any(|other| clean_line(other) == clean_line(word)))
        .map(|(_, word)| word)
}
