//! Why the journal could not do what it was asked.

use std::path::PathBuf;

use super::Thing;
use crate::domain::entry::DraftError;
use crate::exporters::ExportError;
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
    #[error("a {what} needs a {field}")]
    Needs { what: Thing, field: &'static str },
    #[error("the file could not be read ({reason}): {}", path.display())]
    File { path: PathBuf, reason: String },
    #[error("could not write the output ({reason}): {}", path.display())]
    Output { path: PathBuf, reason: String },
}
