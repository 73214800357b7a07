//! A sheet: a short document put together from the journal to be shown to somebody, on the screen, on paper and as Markdown alike: a year in
//! learning, an impact story, what an appraisal walk came to.

use chrono::NaiveDate;

use super::chart::Chart;
use super::{EntryId, Uid};

/// One of the things that a sheet is made of, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Heading(String),
    /// Written by the registrant or put together here. Markdown.
    Text(String),
    /// Numbers with what they are: “37 h”, “of learning”.
    Figures(Vec<(String, String)>),
    Chart(Chart),
    /// The registrant's own words, and where they stand.
    Quote {
        /// Markdown.
        words: String,
        /// “#physiotalk on pacing, 12 Mar 2026”.
        from: String,
        /// The entry that it is from.
        entry: Option<EntryId>,
    },
    /// Points of a list, each one line of plain text.
    List(Vec<String>),
    /// Heads, and lines of as many cells.
    Table {
        title: String,
        heads: Vec<String>,
        lines: Vec<Vec<String>>,
    },
}

/// A short document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The same for the same journal and the same sheet.
    pub id: Uid,
    pub title: String,
    /// Under the title: a period, for whom it is.
    pub subtitle: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// BCP 47: `en-GB`.
    pub language: String,
    pub made_on: NaiveDate,
    pub blocks: Vec<Block>,
}
