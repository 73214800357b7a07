//! Every error in one place, explained to a person: what happened, whether the text is safe, what to do.

mod journal;
mod leaving;
mod store;

use std::path::PathBuf;

use crate::exporters::ExportError;
use crate::journal::JournalError;
use crate::store::StoreError;

/// Anything that can go wrong, from whichever room.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The words of a call are off: what, and how to mend it.
    #[error("{what}")]
    Usage { what: String, hint: String },
    #[error("there is nothing to {0}")]
    Nothing(&'static str),
    #[error("this data file is not as it should be")]
    DataFile(Vec<crate::catalogue::Problem>),
    #[error("the journal is not whole")]
    NotWhole(Vec<String>),
    #[error("could not write the output ({reason}): {}", path.display())]
    Output { path: PathBuf, reason: String },
    #[error("there is no display to open a window on")]
    NoDisplay,
    #[error("no window could be opened: {0}")]
    Window(String),
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::Journal(error.into())
    }
}

impl From<ExportError> for Error {
    fn from(error: ExportError) -> Self {
        Self::Journal(error.into())
    }
}

/// Whether what somebody wrote is safe, in spite of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YourText {
    /// Nothing was being written, or the old is whole.
    Safe,
    /// It is on the screen only.
    NotYetSaved,
}

/// An error as told to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What happened. Begins with a small letter, without a full stop.
    pub title: String,
    /// More about it, a line each; paths come last.
    pub details: Vec<String>,
    /// What to do. Empty when there is nothing to add.
    pub hint: String,
    pub your_text: YourText,
    /// Exit code of the command line.
    pub exit: u8,
    /// A stable word for scripts.
    pub code: &'static str,
}

/// Exit code when something that could tell who somebody is holds an export back.
const HELD_BACK: u8 = 6;
/// Exit code when the journal is in use.
const IN_USE: u8 = 3;
/// Exit code when it is damaged.
const DAMAGED: u8 = 5;
/// Exit code when the words of the call are off.
const USAGE: u8 = 2;

impl Error {
    /// What happened, and what to do.
    pub fn explain(&self) -> Explanation {
        match self {
            Self::Journal(error) => journal::explain(error),
            Self::Usage { what, hint } => plain(what.clone(), hint, USAGE, "usage"),
            Self::Nothing(verb) => {
                plain(self.to_string(), &format!("`cpd-journal history` lists what was done; only that can be {verb}ne"), 1, "nothing")
            }
            Self::DataFile(problems) => Explanation {
                details: problems
                    .first()
                    .map(|problem| problem.file.clone())
                    .into_iter()
                    .chain(problems.iter().flat_map(|problem| {
                        [format!("line {}, column {}: {}", problem.line, problem.column, problem.what), format!("hint: {}", problem.mend)]
                    }))
                    .collect(),
                ..plain(self.to_string(), "mend these lines and check again; until then the file is left out", 1, "data_file")
            },
            Self::NotWhole(problems) => Explanation {
                details: problems.clone(),
                ..plain(self.to_string(), "keep this file as it is, and open the latest copy of it that is whole", DAMAGED, "damaged")
            },
            Self::Output { .. } => plain(self.to_string(), "choose another folder", 1, "output"),
            Self::NoDisplay => plain(
                self.to_string(),
                "the command line does the same without one: try `cpd-journal tour pictures` or `cpd-journal --help`",
                1,
                "no_display",
            ),
            Self::Window(_) => plain(
                self.to_string(),
                "try `cpd-journal --renderer=software`; the command line works without a window, see `cpd-journal --help`",
                1,
                "window",
            ),
        }
    }
}

fn plain(title: String, hint: &str, exit: u8, code: &'static str) -> Explanation {
    Explanation { title, details: Vec::new(), hint: hint.to_owned(), your_text: YourText::Safe, exit, code }
}

/// A title with the path on a line of its own, so that it can be cut off when an error is shared.
fn with_path(message: String, hint: &str, exit: u8, code: &'static str) -> Explanation {
    match message.split_once(": ") {
        Some((title, path)) => Explanation { details: vec![path.to_owned()], ..plain(title.to_owned(), hint, exit, code) },
        None => plain(message, hint, exit, code),
    }
}
