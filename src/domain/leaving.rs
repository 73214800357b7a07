//! What is kept of leaving and coming in: findings that were settled, what has left, what was taken in together.

use chrono::{DateTime, Utc};

use super::{Digest, Uid};

/// A finding of which the registrant said that it is fine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Its row in the file.
    pub row: i64,
    /// What it is in, as a stable word: `entry`.
    pub thing: String,
    pub uid: String,
    /// Where in it: `learnt`.
    pub field: String,
    /// Id of the rule.
    pub rule: String,
    /// The words that were found.
    pub text: String,
    /// “Fine, because …”.
    pub reason: String,
    pub at: DateTime<Utc>,
}

impl Settled {
    /// Whether it is about this finding: the same words, found by the same rule in the same place.
    pub fn is_about(&self, (thing, uid, field): (&str, &str, &str), rule: &str, text: &str) -> bool {
        (self.thing.as_str(), self.uid.as_str(), self.field.as_str()) == (thing, uid, field) && self.rule == rule && self.text == text
    }
}

/// Something that has left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    pub uid: Uid,
    pub at: DateTime<Utc>,
    /// Id of the format.
    pub format: String,
    /// The file's name, without its folder.
    pub name: String,
    /// Title of the document.
    pub title: String,
    pub entries: usize,
    /// Size in bytes.
    pub bytes: u64,
    pub sha256: Digest,
    /// Findings that left knowingly, one line each: rule, place, words.
    pub acknowledged: Vec<String>,
}

/// What was taken in together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    pub uid: Uid,
    pub at: DateTime<Utc>,
    /// Id of the format.
    pub format: String,
    /// The file's name, without its folder.
    pub name: String,
    /// How many things it brought.
    pub added: usize,
    /// Whether it was taken back.
    pub taken_back: bool,
}
