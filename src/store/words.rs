//! The words of evidence: made from its content, outside the ledger, found by the search.

use chrono::DateTime;
use rusqlite::params;

use super::sql_types::token;
use super::{Reader, Store, StoreError, Touched};
use crate::domain::Digest;

/// A content whose words are not known yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    pub digest: Digest,
    pub media_type: String,
    pub name: String,
    /// Size in bytes.
    pub bytes: u64,
}

impl Store {
    /// Keeps the words of a content, outside the ledger; empty where it has none. Words that are known stay.
    ///
    /// # Errors
    /// As [`Self::transact`].
    pub fn keep_text(&mut self, digest: &Digest, text: &str) -> Result<Touched, StoreError> {
        let ((), touched) = self.write(DateTime::UNIX_EPOCH, |tx| {
            // Its content may be gone by now.
            tx.db
                .prepare_cached(
                    "INSERT INTO blob_text (digest, text) SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM blob WHERE digest = ?1)
                     ON CONFLICT (digest) DO NOTHING",
                )?
                .execute(params![digest.to_string(), text])?;
            Ok::<_, StoreError>(())
        })?;
        Ok(touched)
    }
}

impl Reader<'_> {
    /// Contents whose words are not known yet, the latest first, at most so many. Those are left out that are not in this journal.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn unread(&self, most: usize) -> Result<Vec<Unread>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT evidence.digest, media_type, name, bytes FROM evidence JOIN blob ON blob.digest = evidence.digest
             WHERE NOT EXISTS (SELECT 1 FROM blob_text WHERE blob_text.digest = evidence.digest) ORDER BY evidence.id DESC LIMIT ?1",
        )?;
        let rows = statement.query_map([i64::try_from(most).unwrap_or(i64::MAX)], |row| {
            Ok(Unread {
                digest: token(row, 0, |text| text.parse().ok())?,
                media_type: row.get(1)?,
                name: row.get(2)?,
                bytes: row.get::<_, i64>(3)?.try_into().unwrap_or(0),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether the words of a content are known.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn is_read(&self, digest: &Digest) -> Result<bool, StoreError> {
        Ok(self.db.prepare_cached("SELECT 1 FROM blob_text WHERE digest = ?1")?.exists([digest.to_string()])?)
    }
}
