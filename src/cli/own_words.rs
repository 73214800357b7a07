//! `words …`: what the spelling takes as known.

use serde_json::json;

use super::args::WordsCommand;
use super::output::{Said, visible};
use super::words::usage;
use crate::domain::text::{clean_line, excerpt};
use crate::error::Error;
use crate::journal::{Journal, JournalError, Thing};

pub(super) fn run(journal: &mut Journal, command: &WordsCommand) -> Result<Said, Error> {
    let known = journal.words()?;
    let is_known = |word: &String| known.contains(&clean_line(word));
    let changed = match command {
        WordsCommand::List => 0,
        WordsCommand::Add { words } => {
            // All are looked at before any is added.
            words.iter().try_for_each(|word| one_word(word))?;
            let new: Vec<&str> = words.iter().filter(|word| !is_known(word)).map(String::as_str).collect();
            if !new.is_empty() {
                journal.add_words(&new)?;
            }
            new.len()
        }
        WordsCommand::Remove { words } => {
            journal.remove_words(&words.iter().map(String::as_str).collect::<Vec<_>>())?;
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

/// The most letters of a word.
const LONGEST: usize = 60;

/// What the spelling looks up is one word: letters, and hyphens and apostrophes between them.
fn one_word(word: &str) -> Result<(), Error> {
    let word = clean_line(word);
    if word.is_empty() {
        return Err(JournalError::Needs { what: Thing::Word, field: "letter" }.into());
    }
    let is_mark = |c: char| matches!(c, '\'' | '’' | '-' | '‑');
    // A letter may be written as itself and the accents over it.
    let is_letter = |c: char| c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}');
    let of_letters = word.chars().all(|c| is_letter(c) || is_mark(c)) && word.chars().any(char::is_alphabetic);
    if !of_letters {
        return Err(usage(format!("“{word}” is not one word"), "a word is made of letters, hyphens and apostrophes; nothing was added"));
    }
    if word.chars().count() > LONGEST {
        let what = format!("“{}” is too long for a word", excerpt(&word, LONGEST));
        return Err(usage(what, format!("at most {LONGEST} letters; nothing was added")));
    }
    Ok(())
}
