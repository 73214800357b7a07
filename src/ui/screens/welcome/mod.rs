//! The first page: start a journal, look round a sample, or open a file. Also shown when a journal cannot be opened.

use std::path::{Path, PathBuf};

use egui::Ui;

use crate::error::Explanation;
use crate::ui::action::Action;

/// What the page remembers.
#[derive(Debug, Default)]
pub struct Welcome {}

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

impl Welcome {
    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, offer: &mut Offer<'_>) {
        let _ = (ui, offer.opening);
    }
}
