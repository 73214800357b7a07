//! Evidence: files that show that something happened, kept by content.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};

use super::goal::tokens;
use super::{EntryId, EvidenceId, Uid};

/// The SHA-256 of a file's content: what evidence is kept by.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest(pub [u8; 32]);

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A text is not 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a SHA-256")]
pub struct NotADigest(pub String);

impl FromStr for Digest {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let no = || NotADigest(text.to_owned());
        if text.len() != 64 || !text.is_ascii() {
            return Err(no());
        }
        let mut bytes = [0; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = text.get(2 * at..2 * at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()).ok_or_else(no)?;
        }
        Ok(Self(bytes))
    }
}

tokens! {
    /// What a piece of evidence is, as regulators ask for it.
    Proof {
        Certificate = "certificate", "Certificate";
        Attendance = "attendance", "Proof of attendance";
        Notes = "notes", "Notes";
        Transcript = "transcript", "Transcript or screenshot";
        Feedback = "feedback", "Feedback";
        Outcome = "outcome", "Something that it changed";
        Other = "other", "Something else";
    }
}

/// Beginnings of words by which a piece of evidence of which nothing was said is taken for a certificate.
const CERTIFICATE: &str = "certif";

impl Evidence {
    /// What it is: as was said, else a certificate when its name or caption says so.
    pub fn proof(&self) -> Option<Proof> {
        Self::taken_for(self.proves, &self.name, &self.caption)
    }

    /// What a piece with this name and caption is, of which this was said.
    pub fn taken_for(said: Option<Proof>, name: &str, caption: &str) -> Option<Proof> {
        let named = || [name, caption].into_iter().any(|text| super::text::folded(text).contains(CERTIFICATE));
        said.or_else(|| named().then_some(Proof::Certificate))
    }
}

/// A file kept in the journal. The same content is kept once, whatever its name and however many entries it proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub id: EvidenceId,
    pub uid: Uid,
    pub digest: Digest,
    /// File name as it came, without folders.
    pub name: String,
    /// Media type by content: `image/png`.
    pub media_type: String,
    /// Size in bytes.
    pub bytes: u64,
    pub caption: String,
    /// What a picture shows, for those who cannot see it.
    pub alt: String,
    pub captured: DateTime<Utc>,
    pub source_url: String,
    /// What somebody said that it is.
    pub proves: Option<Proof>,
    /// The entries that it proves.
    pub entries: Vec<EntryId>,
}
