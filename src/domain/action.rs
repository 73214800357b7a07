//! What is taken back to work.

use chrono::NaiveDate;

use super::{ActionId, EntryId, Uid};

/// One thing to do at work because of what was learnt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionDraft {
    pub what: String,
    pub due: Option<NaiveDate>,
    /// With whom it is or was shared: “band 5s at the team meeting”.
    pub shared_with: String,
    pub done: Option<NaiveDate>,
    /// What it changed.
    pub effect: String,
}

/// An action of this journal; it grew out of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    pub id: ActionId,
    pub uid: Uid,
    pub entry: EntryId,
    pub draft: ActionDraft,
}
