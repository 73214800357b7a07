//! The registrant's own words, and choices that belong to the journal, in the file.

use std::collections::HashMap;

use rusqlite::OptionalExtension as _;

use super::{Reader, StoreError, Tx};

/// Begins the key of the model that was chosen last for a kind of activity.
const MODEL: &str = "model.";

impl Reader<'_> {
    /// Own words that the spelling knows, in the order of the alphabet.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn words(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT word FROM word ORDER BY word COLLATE NOCASE, word")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// What was chosen, if anything was.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.db.prepare_cached("SELECT value FROM setting WHERE key = ?1")?.query_row([key], |row| row.get(0)).optional()?)
    }

    /// The model of reflection that was chosen last for each kind of activity, by the kind's id.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn last_models(&self) -> Result<HashMap<String, String>, StoreError> {
        let mut statement =
            self.db.prepare_cached("SELECT substr(key, length(?1) + 1), value FROM setting WHERE substr(key, 1, length(?1)) = ?1")?;
        Ok(statement.query_map([MODEL], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Takes a word as known. One that is known already stays.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_word(&self, word: &str) -> Result<(), StoreError> {
        self.db
            .prepare_cached("INSERT INTO word (word) SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM word WHERE word = ?1)")?
            .execute([word])?;
        Ok(())
    }

    /// Forgets a word; `false` when it was not known.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn delete_word(&self, word: &str) -> Result<bool, StoreError> {
        Ok(self.db.prepare_cached("DELETE FROM word WHERE word = ?1")?.execute([word])? > 0)
    }

    /// Keeps a choice. It is not part of the history.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_setting(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.db
            .prepare_cached(
                "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2 WHERE value <> ?2",
            )?
            .execute([key, value])?;
        Ok(())
    }

    /// Remembers which model of reflection was chosen for a kind of activity.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_last_model(&self, kind: &str, model: &str) -> Result<(), StoreError> {
        self.set_setting(&format!("{MODEL}{kind}"), model)
    }
}
