//! What a search finds.

use chrono::NaiveDate;

use super::Problem;
use crate::domain::{ActionId, EntryId, EvidenceId, GoalId, RecordId, Uid};

/// The thing that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HitWhat {
    Entry(EntryId),
    Goal(GoalId),
    Action(ActionId),
    /// What a regulator wants beside learning.
    Record(RecordId),
    Evidence(EvidenceId),
}

impl HitWhat {
    /// The stable word for scripts.
    pub const fn token(self) -> &'static str {
        match self {
            Self::Entry(_) => "entry",
            Self::Goal(_) => "goal",
            Self::Action(_) => "action",
            Self::Record(_) => "record",
            Self::Evidence(_) => "evidence",
        }
    }
}

/// Where in a thing the words stand that a snippet shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    Title,
    /// What was written: learnt, changed, reflection, actions.
    Text,
    /// People, tags, platform, address, community, names and captions of evidence.
    Names,
    /// The words inside files.
    Evidence,
    /// The private note.
    Private,
}

impl Place {
    /// The stable word for scripts.
    pub const fn token(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text => "text",
            Self::Names => "names",
            Self::Evidence => "evidence",
            Self::Private => "private",
        }
    }

    /// What a reader sees; nothing where it needs no saying.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Title | Self::Text => "",
            Self::Names => "in names and tags",
            Self::Evidence => "in evidence",
            Self::Private => "in the private note",
        }
    }
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub what: HitWhat,
    pub uid: Uid,
    pub title: String,
    /// The day of an entry or a record, the day that an action or a goal is due.
    pub date: Option<NaiveDate>,
    /// Text around the words found, each between the marks that the store puts there; empty when nothing but filters was asked.
    pub snippet: String,
    /// Where the snippet is from; none when there is none.
    pub place: Option<Place>,
    /// The entry itself, or the one that an action or a piece of evidence belongs to.
    pub entry: Option<EntryId>,
    /// How good a find it is, the smaller the better, as SQLite's bm25 counts; 0 where no words were asked, and where a query is more than
    /// one expression can ask and the entry has none of the words wanted. To be compared only among entries, or only among other things: the
    /// two are in different indexes.
    pub rank: f64,
}

/// All that a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Entries first, the best of them first, or the newest when nothing but filters was asked: as many as were wanted. Then goals, actions,
    /// records and evidence, at most [`Self::MOST_OF_A_SORT`] of each, the best of each first.
    pub hits: Vec<Hit>,
    /// Every entry that was found, in the same order, those without a hit included.
    pub entries: Vec<EntryId>,
    /// How many entries there are in all.
    pub total: usize,
    /// How many other things there are in all: goals, actions, records, evidence.
    pub others: usize,
    pub problems: Vec<Problem>,
}

impl Found {
    /// So many goals, so many actions, records and pieces of evidence are told at most: who searches looks for entries, and is not to look for
    /// them among actions.
    pub const MOST_OF_A_SORT: usize = 5;

    /// The hits that are entries.
    pub fn entry_hits(&self) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(|hit| matches!(hit.what, HitWhat::Entry(_)))
    }
}
