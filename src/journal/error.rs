//! Why the journal could not do what it was asked.

use std::path::PathBuf;

use super::Thing;
use crate::domain::entry::DraftError;
use crate::domain::{Minutes, Uid};
use crate::exporters::ExportError;
use crate::media::PictureError;
use crate::sample::SampleError;
use crate::store::StoreError;

/// One variant for each thing that the user can do something about.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Draft(#[from] DraftError),
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error(transparent)]
    Sample(#[from] SampleError),
    #[error("there is no {what} “{name}”")]
    NotFound { what: Thing, name: String },
    #[error("“{name}” could be more than one {what}")]
    Ambiguous { what: Thing, name: String, candidates: Vec<String> },
    #[error("{} {what} needs a {field}", .what.article())]
    Needs { what: Thing, field: &'static str },
    #[error("no chat has just been, and none is known that this could be like")]
    NoSlot,
    #[error("the timer runs for “{name}” since {since}")]
    TimerRuns { name: String, since: String },
    #[error("“{0}” is a claim: its minutes are those of its items")]
    ClaimIsTimed(String),
    #[error("with {count} more “{name}” would have more than 1,000 hours")]
    TooMuchTime { name: String, count: Minutes },
    #[error("no timer runs")]
    NoTimer,
    #[error("“{name}” is in the bin")]
    InBin { name: String },
    /// With the id of the goal that goes on.
    #[error("“{name}” goes on already, as “{next}”")]
    GoesOnAlready { name: String, next: String, uid: Uid },
    #[error("the walk “{name}” is finished")]
    WalkIsFinished { name: String },
    /// A part of a query was not understood, where more would be done than was meant. With its mend, and the whole query mended.
    #[error("{what}")]
    NotUnderstood { what: String, mend: String, instead: Option<String> },
    #[error("it is not said which entries")]
    NothingAsked,
    #[error("somebody with the {field} “{name}” is there already")]
    SamePerson { field: &'static str, name: String },
    #[error("there is {} {what} “{name}” already", .what.article())]
    SameName { what: Thing, name: String },
    #[error("“{0}” is not one tag")]
    NotOneTag(String),
    #[error("a claim is made of two items or more")]
    TooFewItems,
    /// What could tell who somebody is, and nobody has seen to.
    #[error("{} could tell who somebody is", crate::domain::text::number(.0.len()))]
    Unsettled(Vec<super::privacy::Found>),
    #[error("“{0}” is not there any more: the text was changed meanwhile")]
    ChangedMeanwhile(String),
    #[error("“{0}” cannot be changed from here")]
    NotMendable(String),
    /// What an import brought, or what needs it, by name.
    #[error("“{name}” cannot be taken back as a whole: it was changed since it came")]
    ChangedSince { name: String, things: Vec<String> },
    #[error("“{name}” was taken back already, on {}", .on.format("%-d %B %Y"))]
    TakenBackAlready { name: String, on: chrono::NaiveDate },
    #[error("there is no appraisal walk yet")]
    NoWalk,
    #[error(transparent)]
    Import(#[from] crate::importers::ImportError),
    /// Something in a file makes no sense: what it is in, and why.
    #[error("“{what}”: {why}")]
    BadDossier { what: String, why: crate::dossier::Bad },
    #[error("“{item}” cannot be rolled up: {why}")]
    CannotRollUp { item: String, why: String },
    #[error("“{0}” is not a claim made of items")]
    NotAClaim(String),
    #[error("no item of the claim “{0}” is left in it: they count for themselves or elsewhere")]
    NoItemsLeft(String),
    /// Its content was taken out for good.
    #[error("the content of “{name}” is not in the journal")]
    NoContent { name: String },
    /// Sizes in bytes.
    #[error("“{name}” is too large for this: it has {} MB, and {} MB are the most", .bytes.div_ceil(1_000_000), .most / 1_000_000)]
    TooLarge { name: String, bytes: u64, most: u64 },
    #[error("“{name}” could not be covered: {why}")]
    NotCovered { name: String, why: PictureError },
    /// Sizes in pixels.
    #[error("a box lies outside of “{name}”, which is {width} × {height} pixels: {x},{y} is past its edge")]
    CoverOutside { name: String, x: u32, y: u32, width: u32, height: u32 },
    /// Of a registration; with the values that there are.
    #[error("{framework} needs to know: {choice}")]
    NeedsChoice { framework: String, choice: String, id: String, values: Vec<String> },
    #[error("{framework} needs the first day of your cycle")]
    NeedsCycleStart { framework: String, note: String },
    #[error("{framework} has no option “{name}”")]
    NoChoice { framework: String, name: String, known: Vec<String> },
    #[error("“{value}” is none of the values of {choice}")]
    NoValue { choice: String, value: String, known: Vec<String> },
    #[error("“{name}” is registered already, with the same options")]
    RegisteredAlready { name: String, uid: Uid },
    #[error("no cycle of {framework} with the number {number} can be reckoned")]
    NoCycle { framework: String, number: i32 },
    #[error("{framework} has no requirement that entries count towards")]
    WeighsNoEntries { framework: String },
    #[error("{framework} says nothing of an audit that could be practised")]
    NoAudit { framework: String },
    #[error("{kind} cannot be kept like this: {what}")]
    Record { kind: String, what: String, mend: String },
    #[error("the file could not be read ({reason}): {}", path.display())]
    File { path: PathBuf, reason: String },
    #[error("could not write the output ({reason}): {}", path.display())]
    Output { path: PathBuf, reason: String },
}

/// What was written; tells which thing it was when that is gone.
pub(super) fn kept<T>(done: Result<T, StoreError>, what: Thing, name: &str) -> Result<T, JournalError> {
    done.map_err(|error| match error {
        StoreError::Gone => JournalError::NotFound { what, name: name.to_owned() },
        other => other.into(),
    })
}
