//! Texts over time, and the registrant's own words.

use super::{Journal, JournalError, Outcome, Thing};
use crate::domain::text::clean_line;
use crate::domain::{Moment, Subject};

impl Journal {
    /// How the texts of an entry or a goal stood after every step that changed one, the earliest first.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn moments(&self, of: Subject) -> Result<Vec<Moment>, JournalError> {
        Ok(self.store.read().moments(of)?)
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
    /// [`JournalError::Needs`] when it is empty, or it cannot be written.
    pub fn add_word(&mut self, word: &str) -> Result<Outcome<()>, JournalError> {
        let word = clean_line(word);
        if word.is_empty() {
            return Err(JournalError::Needs { what: Thing::Word, field: "letter" });
        }
        self.step(format!("Add “{word}” to my words"), |tx| Ok(tx.insert_word(&word)?))
    }

    /// Forgets a word.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when it is not one of them, or it cannot be written.
    pub fn remove_word(&mut self, word: &str) -> Result<Outcome<()>, JournalError> {
        let word = clean_line(word);
        self.step(format!("Remove “{word}” from my words"), |tx| {
            if tx.delete_word(&word)? { Ok(()) } else { Err(JournalError::NotFound { what: Thing::Word, name: word.clone() }) }
        })
    }
}
