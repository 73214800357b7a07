//! Marks on the way into social media at work, as far as a journal cannot know them by itself: what was read, and what came of it.

use chrono::{Months, NaiveDate};

use super::goal::tokens;
use super::{Uid, WaymarkId};

tokens! {
    /// What it is.
    WaymarkKind {
        /// The employer's policy on social media was read.
        Employer = "employer", "Employer’s policy on social media";
        /// The regulator's guidance on social media was read.
        Regulator = "regulator", "Regulator’s guidance on social media";
        /// The professional body's guidance was read.
        Body = "body", "Professional body’s guidance on social media";
        /// Colleagues were told of an example of benefit.
        Told = "told", "An example of benefit told to colleagues";
        /// A policy was influenced.
        Policy = "policy", "A policy influenced";
    }
}

impl WaymarkKind {
    /// Whether it is something to be read, and read again after a year.
    pub const fn is_read(self) -> bool {
        matches!(self, Self::Employer | Self::Regulator | Self::Body)
    }
}

/// What is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaymarkDraft {
    pub kind: WaymarkKind,
    pub title: String,
    /// Of a document: “3.1, March 2025”.
    pub version: String,
    /// When it was read, or when it happened.
    pub day: NaiveDate,
    pub note: String,
}

/// One of this journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waymark {
    pub id: WaymarkId,
    pub uid: Uid,
    pub draft: WaymarkDraft,
}

impl WaymarkDraft {
    /// From which day on it should be read again; never for what is not a document.
    pub fn read_again(&self) -> Option<NaiveDate> {
        self.kind.is_read().then(|| self.day.checked_add_months(Months::new(12))).flatten()
    }
}
