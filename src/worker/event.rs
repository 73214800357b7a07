//! What the window is told.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::catalogue::Catalogue;
use crate::domain::{Entry, EntryId, Goal, Report, Step, Uid};
use crate::error::Explanation;
use crate::exporters::{Exported, Phase};
use crate::journal::{Hit, Snapshot};
use crate::search::Problem;

/// Something that has happened.
#[derive(Clone, Debug)]
pub enum Event {
    Opened {
        path: Option<PathBuf>,
        catalogue: Arc<Catalogue>,
        snapshot: Box<Snapshot>,
    },
    OpenFailed {
        path: PathBuf,
        why: Explanation,
    },
    /// The journal is now like this.
    Renewed(Box<Snapshot>),
    Loaded(Box<Entry>),
    Logged {
        ticket: u64,
        id: EntryId,
        uid: Uid,
        name: String,
    },
    GoalAdded {
        ticket: u64,
        goal: Box<Goal>,
    },
    Saved {
        id: EntryId,
        seq: u64,
        at: DateTime<Utc>,
    },
    /// Somebody else changed the entry: nothing was written, this is what is there.
    Conflict {
        id: EntryId,
        theirs: Box<Entry>,
    },
    Found {
        seq: u64,
        hits: Vec<Hit>,
        total: usize,
        problems: Vec<Problem>,
    },
    Preview(Box<Report>),
    Exporting(Phase),
    Exported(Box<Exported>),
    History(Vec<Step>),
    /// A step was taken back, or done again.
    Undone(String),
    Redone(String),
    /// Something was done that deserves a word: “Attached certificate.pdf”.
    Done(String),
    /// The answer of the system's dialog; empty when it was closed.
    Picked {
        ticket: u64,
        paths: Vec<PathBuf>,
    },
    Failed(Failure),
}

/// Something that could not be done.
#[derive(Clone, Debug)]
pub struct Failure {
    pub why: Explanation,
    /// The save that failed: its text is still on the screen only.
    pub save: Option<(EntryId, u64)>,
    /// The new entry that was not kept.
    pub log: Option<u64>,
    /// It was an export.
    pub export: bool,
}

impl Failure {
    pub(super) fn new(why: Explanation) -> Self {
        Self { why, save: None, log: None, export: false }
    }
}
