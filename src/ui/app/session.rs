//! What is open.

use std::path::PathBuf;
use std::sync::Arc;

use crate::catalogue::Catalogue;
use crate::journal::Snapshot;
use crate::ui::screens::welcome::Refused;

/// The states of the program.
///
/// | state | shown |
/// |---|---|
/// | `Welcome` | the first page, with why the last journal could not be opened |
/// | `Opening` | the same page, waiting |
/// | `Open` | the journal |
#[derive(Debug)]
pub enum Session {
    Welcome { refused: Option<Refused> },
    Opening { path: PathBuf },
    Open(Box<Open>),
}

/// An open journal as the window knows it.
#[derive(Debug)]
pub struct Open {
    pub path: Option<PathBuf>,
    pub catalogue: Arc<Catalogue>,
    pub snapshot: Snapshot,
}

impl Open {
    /// The journal's file name, as in the window's title.
    pub fn name(&self) -> String {
        self.path
            .as_deref()
            .and_then(std::path::Path::file_stem)
            .map_or_else(|| "Journal".to_owned(), |stem| stem.to_string_lossy().into_owned())
    }
}

impl Session {
    /// The open journal.
    pub fn open(&self) -> Option<&Open> {
        match self {
            Self::Open(open) => Some(open),
            Self::Welcome { .. } | Self::Opening { .. } => None,
        }
    }
}
