//! A search that is kept under a name.

use super::{SavedSearchId, Uid};

/// What is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedSearchDraft {
    /// “Podcasts without a goal”.
    pub name: String,
    /// As typed into the search box.
    pub query: String,
}

/// A search of this journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    pub id: SavedSearchId,
    pub uid: Uid,
    pub draft: SavedSearchDraft,
}
