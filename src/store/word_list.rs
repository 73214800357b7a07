//! The words of the journal as they are written: what a word that nothing has may have been meant to be.

use rusqlite::params;

use super::{Reader, StoreError};

/// So many words that begin with a letter are told at most: more than a journal of many years has.
const MOST: i64 = 20_000;

impl Reader<'_> {
    /// The words of entries and of what stands beside them that begin with a letter, with in how many texts each is; private notes are not among
    /// them.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn words_from(&self, first: char) -> Result<Vec<(String, i64)>, StoreError> {
        let mut statement =
            self.db.prepare_cached("SELECT term, doc FROM entry_word_list WHERE term >= ?1 AND term < ?1 || char(1114111) LIMIT ?2")?;
        let words = statement.query_map(params![first.to_string(), MOST], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(words.collect::<Result<_, _>>()?)
    }
}
