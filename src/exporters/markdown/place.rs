//! Where in a body the texts of the user stand, so that they can be read back whatever is in them, and whatever somebody wrote beside
//! them in the meantime.

use std::collections::BTreeSet;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::domain::Digest;

/// A text of the user within a body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Place {
    /// What it belongs to, when that is not the entry itself: `goal` or `review`.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) of: &'static str,
    /// Uid of that, or of the look back.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) id: String,
    /// `learnt`, `changed`, `benefit`, `answer` or `found_later`; of a goal the name of its field.
    pub(super) text: &'static str,
    /// Of an answer, the prompt's id; of what was found later, the day.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) prompt: String,
    /// Of an answer, the id of the model of reflection that it was given to.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) template: String,
    /// Of an answer, the prompt's words; of what was found later, its heading.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) label: String,
    /// Its first line; 1 is the first line after the front matter.
    pub(super) line: usize,
    pub(super) lines: usize,
    /// Which of the `⟨U+202E⟩` and the like in it stand for the character itself, counted from 0: characters that turn the direction of
    /// writing are shown. The others were typed so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) turned: Vec<usize>,
    /// The line of the heading above it.
    pub(super) under: String,
    /// The line of the next heading of ours below it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) before: String,
    /// What was put after it to close what it leaves open.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) closed: String,
    /// The beginning of the SHA-256 of its lines as they stand in the body: whether it is still what it was.
    pub(super) sum: String,
    /// The text as it is in the report.
    #[serde(skip)]
    pub(super) typed: String,
}

impl Place {
    /// Whether the text comes out of the body exactly as it was typed: everything but control characters does.
    pub(super) fn is_whole(&self) -> bool {
        crate::domain::text::clean(&self.typed) == self.typed
    }
}

/// How many hexadecimal digits of a SHA-256 tell that a text is what it was.
const SUM: usize = 16;

/// How many tell a line of ours from one that somebody else wrote.
const LINE_SUM: usize = 6;

fn beginning(text: &str, digits: usize) -> String {
    let mut sum = Digest(Sha256::digest(text).into()).to_string();
    sum.truncate(digits);
    sum
}

/// What tells that a text is what it was.
pub(super) fn sum(text: &str) -> String {
    beginning(text, SUM)
}

/// Every line of a body that is ours and not within one of the texts, as the beginnings of its SHA-256 (without blanks at its end), sorted:
/// what somebody added in the meantime is not among them.
pub(super) fn ours(body: &str, places: &[&Place]) -> String {
    let mut theirs: Vec<(usize, usize)> = places.iter().map(|place| (place.line, place.line + place.lines)).collect();
    theirs.sort_unstable();
    let mut theirs = theirs.into_iter().peekable();
    let mut sums = BTreeSet::new();
    // The empty line after the front matter is line 1.
    for (number, line) in (2..).zip(body.split('\n')) {
        while theirs.next_if(|(_, end)| *end <= number).is_some() {}
        let is_theirs = theirs.peek().is_some_and(|(first, _)| *first <= number);
        if !is_theirs && !line.trim().is_empty() {
            sums.insert(beginning(line.trim_end(), LINE_SUM));
        }
    }
    sums.into_iter().collect::<Vec<_>>().join(" ")
}
