//! What is remembered of one text from frame to frame, so that a long one costs little while somebody types.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Rect, Theme};

use crate::domain::{Length, Unit};
use crate::prefs;
use crate::writing::count;
use crate::writing::find::{Needle, matches};
use crate::writing::spelling::{Slip, Speller};

/// Longer texts are counted anew only every half second while they change.
const LONG: usize = 20_000;
const RECOUNT: f64 = 0.5;

/// Paragraphs whose marks are remembered: many more than fit into a window.
const REMEMBERED: usize = 2_000;

/// What is known of a text.
#[derive(Default)]
pub(super) struct Sheet {
    /// The text as it was counted last.
    counted: String,
    count: usize,
    unit: Option<Unit>,
    recounted: f64,
    /// Words that are wrong, by paragraph.
    marks: HashMap<u64, Arc<[Slip]>>,
    marked: u64,
    /// How the text is laid out, and for which look.
    pub job: Option<(Look, LayoutJob)>,
    /// Where the words stand that are looked for.
    places: Option<Places>,
    /// Where it can be seen.
    pub clip: Option<Rect>,
    /// It can be written in.
    pub writable: bool,
    /// What was selected last, in characters: from the anchor to the caret.
    pub selection: Range<usize>,
    /// Where the selection begins that a search goes on from, in bytes, and of which selection that is known.
    pub begins: usize,
    pub known: Option<Range<usize>>,
    /// The caret stands in a list.
    pub in_list: bool,
    /// How the words at the selection look, in the order of [`super::deed::Deed::FORMATS`].
    pub on: Option<(Range<usize>, [bool; 7])>,
    /// Keys that came together with others, and wait for the next frame.
    pub later: Vec<egui::Event>,
}

/// Where words stand in a text.
struct Places {
    of: Needle,
    text: String,
    places: Arc<[Range<usize>]>,
}

/// What a layout depends on besides the text.
#[derive(Clone, PartialEq)]
pub(super) struct Look {
    pub writing: Arc<prefs::Writing>,
    pub theme: Theme,
    pub pixels_per_point: f32,
    pub enabled: bool,
}

impl Sheet {
    /// How long the text is, and in what it is counted.
    pub fn count(&mut self, text: &str, length: Option<Length>, now: f64) -> (usize, Unit) {
        let unit = length.map_or(Unit::Words, |length| length.unit);
        let fresh = self.unit == Some(unit) && self.counted == text;
        let soon = self.unit == Some(unit) && text.len() > LONG && (0.0..RECOUNT).contains(&(now - self.recounted));
        if !fresh && !soon {
            text.clone_into(&mut self.counted);
            self.count = match unit {
                Unit::Words => count::words(text),
                Unit::Characters => count::characters(text),
            };
            (self.unit, self.recounted) = (Some(unit), now);
        }
        (self.count, unit)
    }

    /// Whether the count that is shown is an old one.
    pub fn is_recount_due(&self, text: &str) -> bool {
        self.unit.is_some() && text.len() > LONG && self.counted != text
    }

    /// The wrong words of a paragraph, found once for as long as the same words pass.
    pub fn marks(&mut self, paragraph: &str, speller: &Speller, revision: u64, passes: &dyn Fn(&str) -> bool) -> Arc<[Slip]> {
        if self.marked != revision || self.marks.len() > REMEMBERED {
            self.marks.clear();
            self.marked = revision;
        }
        let mut hasher = DefaultHasher::new();
        paragraph.hash(&mut hasher);
        let marks = self.marks.entry(hasher.finish()).or_insert_with(|| speller.slips(paragraph, passes).into());
        Arc::clone(marks)
    }

    /// Where the words stand that are looked for.
    pub fn places(&mut self, text: &str, needle: &Needle) -> Arc<[Range<usize>]> {
        if let Some(Places { of, text: then, places }) = &self.places
            && of == needle
            && then == text
        {
            return Arc::clone(places);
        }
        let places: Arc<[Range<usize>]> = if needle.words.is_empty() { Arc::new([]) } else { matches(text, needle).into() };
        self.places = Some(Places { of: needle.clone(), text: text.to_owned(), places: Arc::clone(&places) });
        places
    }

    /// The places that were found last.
    pub fn found(&self) -> &[Range<usize>] {
        self.places.as_ref().map_or(&[], |found| &found.places)
    }

    /// Forgets what was looked for.
    pub fn forget_places(&mut self) {
        self.places = None;
    }
}
