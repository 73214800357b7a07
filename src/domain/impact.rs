//! An impact story: what taking part brought the registrant, the service and the people who use it, told from chosen entries to somebody who
//! doubts it.

use super::{ImpactId, Uid};

/// What is written and chosen for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImpactDraft {
    /// “What tweetchats did for our back class”.
    pub title: String,
    /// To whom it is told: “My manager”. May be empty.
    pub reader: String,
    /// What stands before the chosen chains. Markdown.
    pub opening: String,
    /// What is asked of the reader, or comes next. Markdown.
    pub closing: String,
    /// Uids of the entries whose chains are told, in this order.
    pub chosen: Vec<Uid>,
    /// Days whose figures are told, both included; all when there is none.
    pub from: Option<chrono::NaiveDate>,
    pub until: Option<chrono::NaiveDate>,
}

/// An impact story of this journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impact {
    pub id: ImpactId,
    pub uid: Uid,
    pub draft: ImpactDraft,
}
