//! Markdown as it reads.
//!
//! A text is parsed when it changes ([`parse`]), measured when it or the room for it changes ([`blocks`]), and
//! painted as far as it is in view. Nothing is fetched, and nothing but web and mail addresses can be opened.

mod blocks;
mod inline;
mod marks;
mod parse;
mod tables;
mod tree;
mod words;

use std::sync::Arc;

use egui::{Theme, Ui};

use self::blocks::Layout;
use self::tree::Block;
use crate::prefs::Writing;
use crate::ui::theme;

/// A text that has not been shown for so many passes is forgotten.
const KEPT: u64 = 4;

/// A column is never narrower, in points.
const NARROWEST: f32 = 48.0;

/// Shows Markdown; keeps what it needs between frames, for each of the texts that it shows.
#[derive(Default)]
pub struct Markdown {
    shown: Vec<Shown>,
}

/// A text that is being shown.
struct Shown {
    text: String,
    blocks: Vec<Block>,
    layout: Layout,
    measured: Option<Measured>,
    /// The pass in which it was last shown.
    pass: u64,
}

/// What a layout depends on besides the text.
#[derive(Clone, PartialEq)]
struct Measured {
    width: f32,
    pixels_per_point: f32,
    theme: Theme,
    look: Arc<Writing>,
}

impl Markdown {
    /// Shows a text, selectable, in a column of the reading measure.
    pub fn show_ui(&mut self, ui: &mut Ui, text: &str) {
        let pass = ui.ctx().cumulative_pass_nr();
        // Compared whole: that costs less than a hash of it, and cannot show one text for another.
        self.shown.retain(|shown| shown.text == text || shown.pass.saturating_add(KEPT) >= pass);
        if !self.shown.iter().any(|shown| shown.text == text) {
            let blocks = parse::parse(text);
            self.shown.push(Shown { text: text.to_owned(), blocks, layout: Layout::default(), measured: None, pass });
        }
        let Some(shown) = self.shown.iter_mut().find(|shown| shown.text == text) else { return };
        shown.pass = pass;
        let now = Measured {
            width: ui.available_width().clamp(NARROWEST, theme::writing_measure(ui).max(NARROWEST)),
            pixels_per_point: ui.ctx().pixels_per_point(),
            theme: ui.ctx().theme(),
            look: theme::writing(ui),
        };
        if shown.measured.as_ref() != Some(&now) {
            shown.layout = Layout::new(ui, &shown.blocks, now.width);
            shown.measured = Some(now);
        }
        shown.layout.show_ui(ui);
    }
}

/// Says how many texts are kept, and nothing of what is in them.
impl std::fmt::Debug for Markdown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Markdown").field("shown", &self.shown.len()).finish_non_exhaustive()
    }
}
