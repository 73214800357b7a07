//! Texts over time, and the registrant's own words.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::{Journal, JournalError, Outcome, Thing};
use crate::domain::text::clean_line;
use crate::domain::{Moment, StepId, Subject, TextThen};

impl Journal {
    /// How the texts of an entry or a goal stood after every step that changed one, the earliest first. What no step has ever changed, as in
    /// a journal that began with entries, stood there all the time; the moment before the first step has the number 0.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn moments(&self, of: Subject) -> Result<Vec<Moment>, JournalError> {
        let moments = self.store.read().moments(of)?;
        let now = match of {
            Subject::Entry(id) => self.store.read().entry(id)?.map(|entry| (entry.draft.texts(), entry.created)),
            Subject::Goal(id) => self.goals()?.into_iter().find(|goal| goal.id == id).map(|goal| (goal.draft.texts(), goal.created)),
        };
        Ok(match now {
            Some((texts, created)) => with_unchanged(moments, &texts, created),
            None => moments,
        })
    }

    /// The registrant's own words, which the spelling knows, in the order of the alphabet.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn words(&self) -> Result<Vec<String>, JournalError> {
        Ok(self.store.read().words()?)
    }

    /// Takes a word as known.
    ///
    /// # Errors
    /// As [`Self::add_words`].
    pub fn add_word(&mut self, word: &str) -> Result<Outcome<()>, JournalError> {
        self.add_words(&[word])
    }

    /// Takes words as known, all of them in one step, or none.
    ///
    /// # Errors
    /// [`JournalError::Needs`] when one is empty, or it cannot be written.
    pub fn add_words(&mut self, words: &[&str]) -> Result<Outcome<()>, JournalError> {
        let words = distinct(words);
        if words.iter().any(String::is_empty) {
            return Err(JournalError::Needs { what: Thing::Word, field: "letter" });
        }
        self.step(format!("Add {} to my words", shown(&words)), |tx| {
            for word in &words {
                tx.insert_word(word)?;
            }
            Ok(())
        })
    }

    /// Forgets a word.
    ///
    /// # Errors
    /// As [`Self::remove_words`].
    pub fn remove_word(&mut self, word: &str) -> Result<Outcome<()>, JournalError> {
        self.remove_words(&[word])
    }

    /// Forgets words, all of them in one step, or none.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when one is not there, or it cannot be written.
    pub fn remove_words(&mut self, words: &[&str]) -> Result<Outcome<()>, JournalError> {
        let words = distinct(words);
        self.step(format!("Remove {} from my words", shown(&words)), |tx| {
            for word in &words {
                if !tx.delete_word(word)? {
                    return Err(JournalError::NotFound { what: Thing::Word, name: word.clone() });
                }
            }
            Ok(())
        })
    }
}

/// Each once, as they are kept.
fn distinct(words: &[&str]) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::with_capacity(words.len());
    for word in words.iter().map(|word| clean_line(word)) {
        if !distinct.contains(&word) {
            distinct.push(word);
        }
    }
    distinct
}

/// “tendinopathy”, or how many there are.
fn shown(words: &[String]) -> String {
    match words {
        [one] => format!("“{one}”"),
        several => format!("{} words", several.len()),
    }
}

/// Moments with the texts that are there now and that none of them knows: no step has made or changed these.
fn with_unchanged(mut moments: Vec<Moment>, now: &[TextThen], created: DateTime<Utc>) -> Vec<Moment> {
    let known: HashSet<&str> = moments.iter().flat_map(|moment| &moment.texts).map(|then| then.field.as_str()).collect();
    let unchanged: Vec<TextThen> = now.iter().filter(|then| !known.contains(then.field.as_str())).cloned().collect();
    if unchanged.is_empty() {
        return moments;
    }
    // In the order in which they are shown now; what is gone meanwhile comes last.
    let place = |then: &TextThen| now.iter().position(|other| other.field == then.field).unwrap_or(now.len());
    for moment in &mut moments {
        moment.texts.extend(unchanged.iter().cloned());
        moment.texts.sort_by_key(place);
    }
    let first = StepId::from_row(0);
    if moments.first().is_none_or(|moment| moment.step != first) {
        let at = moments.first().map_or(created, |moment| moment.at);
        moments.insert(0, Moment { step: first, label: "As it was first".to_owned(), at, texts: unchanged });
    }
    moments
}
