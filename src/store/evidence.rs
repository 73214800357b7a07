//! Evidence in the file: what it is, and what it proves. Its content is in [`super::blob`].

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, Row, params};

use super::sql_types::{instant, instant_text, token, uid};
use super::{Reader, StoreError, Tx, written};
use crate::domain::evidence::Proof;
use crate::domain::{Digest, EntryId, Evidence, EvidenceId, Uid};

/// A file that is to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvidence {
    pub uid: Uid,
    pub digest: Digest,
    pub name: String,
    pub media_type: String,
    pub bytes: u64,
    pub caption: String,
    pub alt: String,
    pub captured: DateTime<Utc>,
    pub source_url: String,
    /// What somebody said that it is.
    pub proves: Option<Proof>,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Evidence> {
    Ok(Evidence {
        id: EvidenceId::from_row(row.get(0)?),
        uid: uid(row, 1)?,
        digest: token(row, 2, |text| text.parse().ok())?,
        name: row.get(3)?,
        media_type: row.get(4)?,
        bytes: row.get::<_, i64>(5)?.try_into().unwrap_or(0),
        caption: row.get(6)?,
        alt: row.get(7)?,
        captured: instant(row, 8)?,
        source_url: row.get(9)?,
        proves: Proof::from_token(&row.get::<_, String>(10)?),
        entries: row
            .get::<_, Option<String>>(11)?
            .unwrap_or_default()
            .split(',')
            .filter_map(|id| id.parse().ok().map(EntryId::from_row))
            .collect(),
    })
}

impl Reader<'_> {
    /// The pictures that this one was made of by covering places, those that were made of it, and so on, without itself: each shows in part
    /// what the others show.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn redacted_with(&self, digest: &Digest) -> Result<Vec<Digest>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "WITH RECURSIVE
                pair (one, other) AS (SELECT copy, original FROM redacted UNION SELECT original, copy FROM redacted),
                found (digest) AS (VALUES (?1) UNION SELECT other FROM pair JOIN found ON pair.one = found.digest)
             SELECT digest FROM found WHERE digest <> ?1 ORDER BY digest",
        )?;
        let rows = statement.query_map([digest.to_string()], |row| token(row, 0, |text| text.parse().ok()))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether a content is a picture in which places were covered here, or whose details were taken out.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn is_redacted(&self, digest: &Digest) -> Result<bool, StoreError> {
        Ok(self.db.prepare_cached("SELECT 1 FROM redacted WHERE copy = ?1")?.exists([digest.to_string()])?)
    }

    /// All evidence that proves something, in the order in which it was kept.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn evidence(&self) -> Result<Vec<Evidence>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT evidence.id, uid, digest, name, media_type, bytes, caption, alt, captured, source_url, proves, group_concat(link.entry)
             FROM evidence JOIN entry_evidence AS link ON link.evidence = evidence.id GROUP BY evidence.id ORDER BY evidence.id",
        )?;
        Ok(statement.query_map([], from_row)?.collect::<Result<_, _>>()?)
    }

    /// A piece of evidence as it is now, whether it proves something or not; `None` when it is gone.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn one_evidence(&self, id: EvidenceId) -> Result<Option<Evidence>, StoreError> {
        Ok(self
            .db
            .prepare_cached(
                "SELECT id, uid, digest, name, media_type, bytes, caption, alt, captured, source_url, proves,
                    (SELECT group_concat(entry) FROM entry_evidence WHERE evidence = evidence.id)
                 FROM evidence WHERE id = ?1",
            )?
            .query_row([id.row()], from_row)
            .optional()?)
    }

    /// Whether a piece of evidence has this name, be it one that proves nothing any more.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn is_evidence(&self, uid: Uid) -> Result<bool, StoreError> {
        Ok(self.db.prepare_cached("SELECT 1 FROM evidence WHERE uid = ?1")?.exists([uid.to_string()])?)
    }

    /// The evidence with this content, and whether it proves something, be it in the bin; `None` when there is none.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn evidence_with(&self, digest: &Digest) -> Result<Option<(EvidenceId, bool)>, StoreError> {
        Ok(self
            .db
            .prepare_cached(
                "SELECT id, EXISTS (SELECT 1 FROM entry_evidence WHERE evidence = evidence.id) FROM evidence WHERE digest = ?1",
            )?
            .query_row([digest.to_string()], |row| Ok((EvidenceId::from_row(row.get(0)?), row.get(1)?)))
            .optional()?)
    }
}

impl Tx<'_> {
    /// Remembers that a content is a picture with covered places, and of which other.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn note_redacted(&self, copy: &Digest, original: &Digest) -> Result<(), StoreError> {
        self.db
            .prepare_cached("INSERT INTO redacted (copy, original) VALUES (?1, ?2) ON CONFLICT (copy, original) DO NOTHING")?
            .execute([copy.to_string(), original.to_string()])?;
        Ok(())
    }

    /// Notes a file as evidence, or finds the one with the same content.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_evidence(&self, new: &NewEvidence) -> Result<EvidenceId, StoreError> {
        let known: Option<i64> = self
            .db
            .prepare_cached("SELECT id FROM evidence WHERE digest = ?1")?
            .query_row([new.digest.to_string()], |row| row.get(0))
            .optional()?;
        if let Some(id) = known {
            return Ok(EvidenceId::from_row(id));
        }
        self.db
            .prepare_cached(
                "INSERT INTO evidence (uid, digest, name, media_type, bytes, caption, alt, captured, source_url, proves)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                new.uid.to_string(),
                new.digest.to_string(),
                new.name,
                new.media_type,
                i64::try_from(new.bytes).unwrap_or(i64::MAX),
                new.caption,
                new.alt,
                instant_text(new.captured),
                new.source_url,
                new.proves.map_or("", Proof::token)
            ])?;
        Ok(EvidenceId::from_row(self.db.last_insert_rowid()))
    }

    /// Says that a piece of evidence proves an entry.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn link_evidence(&self, entry: EntryId, evidence: EvidenceId) -> Result<(), StoreError> {
        self.db
            .prepare_cached("INSERT INTO entry_evidence (entry, evidence) VALUES (?1, ?2) ON CONFLICT (entry, evidence) DO NOTHING")?
            .execute([entry.row(), evidence.row()])?;
        Ok(())
    }

    /// Takes a piece of evidence from an entry; its content stays, so that undo brings it back.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn unlink_evidence(&self, entry: EntryId, evidence: EvidenceId) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM entry_evidence WHERE entry = ?1 AND evidence = ?2")?.execute([entry.row(), evidence.row()])?;
        Ok(())
    }

    /// The entries that a piece of evidence proves, those in the bin included.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn entries_of_evidence(&self, evidence: EvidenceId) -> Result<Vec<EntryId>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT entry FROM entry_evidence WHERE evidence = ?1 ORDER BY id")?;
        Ok(statement.query_map([evidence.row()], |row| row.get(0).map(EntryId::from_row))?.collect::<Result<_, _>>()?)
    }

    /// Takes a piece of evidence away that proves nothing any more.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn delete_evidence(&self, evidence: EvidenceId) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM evidence WHERE id = ?1")?.execute([evidence.row()])?;
        Ok(())
    }

    /// Says about a piece of evidence what is not said yet.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn fill_evidence(&self, id: EvidenceId, said: &Evidence) -> Result<(), StoreError> {
        self.fill(id, (&said.caption, &said.alt, &said.source_url, said.proves))
    }

    /// As [`Self::fill_evidence`], of a file that is to be kept.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn fill_in_evidence(&self, id: EvidenceId, said: &NewEvidence) -> Result<(), StoreError> {
        self.fill(id, (&said.caption, &said.alt, &said.source_url, said.proves))
    }

    fn fill(&self, id: EvidenceId, (caption, alt, url, proves): (&str, &str, &str, Option<Proof>)) -> Result<(), StoreError> {
        self.db
            .prepare_cached(
                "UPDATE evidence SET caption = coalesce(nullif(caption, ''), ?2), alt = coalesce(nullif(alt, ''), ?3),
                    source_url = coalesce(nullif(source_url, ''), ?4), proves = coalesce(nullif(proves, ''), ?5) WHERE id = ?1",
            )?
            .execute(params![id.row(), caption, alt, url, proves.map_or("", Proof::token)])?;
        Ok(())
    }

    /// Adds what is said about a piece of evidence that may be known already; what is empty here stays as it was.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn complete_evidence(&self, id: EvidenceId, said: &NewEvidence) -> Result<(), StoreError> {
        self.db
            .prepare_cached(
                "UPDATE evidence SET caption = coalesce(nullif(?2, ''), caption), alt = coalesce(nullif(?3, ''), alt),
                    source_url = coalesce(nullif(?4, ''), source_url), proves = coalesce(nullif(?5, ''), proves) WHERE id = ?1",
            )?
            .execute(params![id.row(), said.caption, said.alt, said.source_url, said.proves.map_or("", Proof::token)])?;
        Ok(())
    }

    /// Writes what a piece of evidence is; nothing when nobody says.
    ///
    /// # Errors
    /// [`StoreError::Gone`] when there is none any more, or it cannot be written.
    pub fn set_proves(&self, id: EvidenceId, proves: Option<Proof>) -> Result<(), StoreError> {
        let rows = self
            .db
            .prepare_cached("UPDATE evidence SET proves = ?2 WHERE id = ?1")?
            .execute(params![id.row(), proves.map_or("", Proof::token)])?;
        written(rows)
    }

    /// Calls a piece of evidence something else.
    ///
    /// # Errors
    /// [`StoreError::Gone`] when it is gone, or it cannot be written.
    pub fn rename_evidence(&self, id: EvidenceId, name: &str) -> Result<(), StoreError> {
        let rows = self.db.prepare_cached("UPDATE evidence SET name = ?2 WHERE id = ?1")?.execute(params![id.row(), name])?;
        super::written(rows)
    }

    /// Writes what is said about a piece of evidence.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn describe_evidence(&self, id: EvidenceId, caption: &str, alt: &str, source_url: &str) -> Result<(), StoreError> {
        self.db.prepare_cached("UPDATE evidence SET caption = ?2, alt = ?3, source_url = ?4 WHERE id = ?1")?.execute(params![
            id.row(),
            caption,
            alt,
            source_url
        ])?;
        Ok(())
    }
}
