//! What the window is told.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use super::{Inside, ReadFile};
use crate::capture::transcript::Transcript;
use crate::catalogue::Catalogue;
use crate::domain::leaving::{Batch, Departure};
use crate::domain::record::Apart;
use crate::domain::{
    Digest, Entry, EntryDraft, EntryId, Goal, Impact, Moment, Record, Registration, RegistrationId, Report, Step, Story, Subject, Uid,
    Walk, WalkDraft, WalkId,
};
use crate::error::Explanation;
use crate::exporters::{Exported, Phase};
use crate::journal::{CalendarPlan, FilledForm, Found, Leaves, Look, Seen, Snapshot, Stand, Suggested, TakenIn, Walked};
use crate::media::Picture;
use crate::search::{Hit, Problem};
use crate::writing::spelling::Speller;

/// A page of a piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub picture: Picture,
    /// Width and height of the whole picture in pixels, before it was made small.
    pub size: (u32, u32),
    /// How many pages there are: 1 for a picture.
    pub pages: usize,
}

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
    /// The chat that has just been is logged, or was before.
    Again {
        ticket: u64,
        id: EntryId,
        name: String,
        existed: bool,
    },
    TranscriptRead {
        ticket: u64,
        transcript: Arc<Transcript>,
        /// What it would fill into an empty entry of that day.
        proposed: Box<EntryDraft>,
    },
    /// What was found in files that are more than files.
    LookedInto {
        ticket: u64,
        found: Vec<(PathBuf, Inside)>,
    },
    /// What a calendar file would bring.
    Calendar {
        ticket: u64,
        plan: Box<CalendarPlan>,
    },
    /// A registration was added, or saved.
    Registered {
        ticket: u64,
        registration: Box<Registration>,
    },
    RecordAdded {
        ticket: u64,
        record: Box<Record>,
    },
    /// Where one stands in another cycle than the current one.
    Stands {
        number: i32,
        stands: Vec<Stand>,
    },
    /// Somebody else's details that are kept apart for a record.
    Apart {
        record: Uid,
        apart: Apart,
    },
    /// Standards that an entry may be about.
    Standards {
        entry: EntryId,
        suggested: Vec<Suggested>,
    },
    /// The forms of a registration, filled in.
    Forms {
        registration: RegistrationId,
        number: i32,
        /// With the details of others that are kept apart.
        with_apart: bool,
        forms: Vec<FilledForm>,
    },
    /// What a review page shows, of which revision of the journal ([`Snapshot::revision`]).
    Looked {
        look: Look,
        revision: u64,
        seen: Arc<Seen>,
    },
    /// What a walk for a registration would be about.
    WalkFor {
        registration: RegistrationId,
        draft: Box<WalkDraft>,
    },
    WalkBegun {
        ticket: u64,
        walk: Box<Walk>,
    },
    /// An entry as a walk shows it.
    Walked {
        walk: WalkId,
        walked: Box<Walked>,
    },
    ImpactAdded {
        ticket: u64,
        impact: Box<Impact>,
    },
    /// The journal as it stood at the end of a day.
    AsItStood {
        day: NaiveDate,
        snapshot: Box<Snapshot>,
    },
    /// An entry as it stood then.
    EntryThen {
        day: NaiveDate,
        entry: Box<Entry>,
    },
    /// A claim was made of small items.
    RolledUp {
        ticket: u64,
        id: EntryId,
    },
    /// How a piece of evidence looks, or why that cannot be shown.
    Picture {
        digest: Digest,
        page: usize,
        longest: u32,
        shown: Result<Arc<Shown>, String>,
    },
    /// These contents are no longer in the journal, for good.
    Gone(Vec<Digest>),
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
        /// The best entries, then some goals, actions, records and pieces of evidence.
        hits: Vec<Hit>,
        /// Every entry that was found, in the same order.
        entries: Vec<EntryId>,
        /// How many entries there are in all.
        total: usize,
        /// How many other things there are in all.
        others: usize,
        problems: Vec<Problem>,
    },
    Preview(Box<Report>),
    /// All that would leave, what of it could tell who somebody is (settled or not), and the document.
    Leaving {
        seq: u64,
        leaves: Vec<Leaves>,
        findings: Vec<Found>,
        report: Box<Report>,
    },
    /// The pages of what would leave.
    Pages(super::PagesEvent),
    /// A file was read that may be taken in.
    Read {
        ticket: u64,
        read: Box<ReadFile>,
    },
    TakenIn {
        ticket: u64,
        done: Box<TakenIn>,
    },
    /// What came in, and what has left, the latest first.
    Passed {
        batches: Vec<Batch>,
        departures: Vec<Departure>,
    },
    Exporting(Phase),
    Exported(Box<Exported>),
    History(Vec<Step>),
    /// The texts of an entry or a goal over time, the earliest first.
    Moments {
        of: Subject,
        moments: Vec<Moment>,
    },
    /// Everything that was done for a goal.
    Story(Box<Story>),
    /// A step was taken back, or done again.
    Undone(String),
    Redone(String),
    /// The dictionaries are there, and what is wrong with one that could not be read.
    Speller {
        speller: Arc<Speller>,
        problem: Option<String>,
    },
    /// What could be meant by a word, the likeliest first.
    Suggested {
        word: String,
        words: Vec<String>,
    },
    /// A step about many entries, a tag or a kept search was taken.
    Stepped {
        /// What was done, with the number of entries.
        said: String,
        /// What was not done, and why; as sentences.
        more: Vec<String>,
        /// What the step is called that undo takes back; none when nothing was to be done.
        step: Option<String>,
    },
    /// What was asked for with [`super::Request::WithAnswer`] is done.
    Kept {
        ticket: u64,
    },
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
    /// The ticket of the wish that failed, where it had one: a new entry that was not kept, a text that could not be read.
    pub ticket: Option<u64>,
    /// It was an export.
    pub export: bool,
}

impl Failure {
    pub(super) fn new(why: Explanation) -> Self {
        Self { why, save: None, ticket: None, export: false }
    }
}
