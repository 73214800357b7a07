//! The first page: start a journal, look round a sample, or open a file. Also shown when a journal cannot be opened.

mod view;

use std::path::{Path, PathBuf};

use crate::error::Explanation;
use crate::ui::action::Action;
use crate::ui::dialogs::Ask;
use crate::worker::Opening;

/// What the page remembers.
#[derive(Debug, Default)]
pub struct Welcome {
    /// Since when a journal is being opened. Most are open before an eye could read so, and a page that flashes by is worse than none.
    opening_since: Option<f64>,
}

/// Why the last journal could not be opened.
#[derive(Clone, Debug)]
pub struct Refused {
    pub path: PathBuf,
    pub why: Explanation,
}

/// What the page is given; there is no journal yet.
pub struct Offer<'a> {
    /// Where a new journal goes.
    pub default_path: &'a Path,
    /// Where the fictional one goes.
    pub sample_path: &'a Path,
    pub refused: Option<&'a Refused>,
    /// A journal is being opened.
    pub opening: bool,
    pub actions: &'a mut Vec<Action>,
}

/// The ways on, in the order shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Start,
    Elsewhere,
    Sample,
    File,
}

impl Offer<'_> {
    fn take(&mut self, way: Way) {
        let action = match way {
            Way::Start => Action::OpenJournal { path: self.default_path.to_owned(), opening: Opening::New },
            Way::Elsewhere => Action::Ask(Ask::NewJournal),
            Way::Sample => Action::OpenJournal { path: self.sample_path.to_owned(), opening: Opening::Sample },
            Way::File => Action::Ask(Ask::OpenJournal),
        };
        self.actions.push(action);
    }
}
