//! Finding words in a text, and replacing them.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation as _;

use super::lines::{Edit, part, within};

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needle {
    pub words: String,
    /// Capitals and accents must be the same. Otherwise “Sian” finds “siân”, and a straight apostrophe a curly one.
    pub match_case: bool,
    /// Not inside a longer word.
    pub whole_words: bool,
}

/// A text as it is compared, and where each of its characters (as a reader sees them) came from.
#[derive(Default)]
struct Folded {
    text: String,
    /// Starts in `text`, and places in the source.
    places: Vec<(usize, Range<usize>)>,
}

impl Folded {
    fn of(text: &str, match_case: bool) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), places: Vec::with_capacity(text.len()) };
        for (at, grapheme) in text.grapheme_indices(true) {
            let start = folded.text.len();
            fold(grapheme, match_case, &mut folded.text);
            if folded.text.len() > start {
                folded.places.push((start, at..at + grapheme.len()));
            }
        }
        folded
    }

    /// The place in the source; nothing where it would begin or end inside a character.
    fn source(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let first = self.places.binary_search_by_key(&range.start, |(start, _)| *start).ok()?;
        let last = if range.end == self.text.len() {
            self.places.len()
        } else {
            self.places.binary_search_by_key(&range.end, |(start, _)| *start).ok()?
        };
        let start = self.places.get(first)?.1.start;
        let end = self.places.get(last.checked_sub(1)?)?.1.end;
        Some(start..end)
    }
}

fn fold(grapheme: &str, match_case: bool, out: &mut String) {
    if grapheme == "\r\n" {
        out.push('\n');
    } else if grapheme.len() == 1 {
        out.extend(grapheme.chars().map(|c| if match_case { c } else { c.to_ascii_lowercase() }));
    } else if match_case {
        out.extend(grapheme.nfc());
    } else {
        let lower = grapheme.nfkd().flat_map(char::to_lowercase).nfkd().filter(|c| !is_combining_mark(*c));
        out.extend(lower.map(|c| match c {
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            'ς' => 'σ',
            other => other,
        }));
    }
}

/// All places, from the beginning on; none overlaps another.
pub fn matches(text: &str, needle: &Needle) -> Vec<Range<usize>> {
    let words = Folded::of(&needle.words, needle.match_case).text;
    if words.is_empty() {
        return Vec::new();
    }
    let folded = Folded::of(text, needle.match_case);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = folded.text.get(at..).and_then(|rest| rest.find(&words)).map(|start| start + at) {
        let place = folded.source(&(start..start + words.len()));
        if let Some(place) = place.filter(|place| !needle.whole_words || is_whole(text, place)) {
            found.push(place);
            at = start + words.len();
        } else {
            at = start + folded.text.get(start..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        }
    }
    found
}

fn is_whole(text: &str, place: &Range<usize>) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_' || is_combining_mark(c));
    !joins(part(text, 0..place.start).chars().next_back()) && !joins(part(text, place.end..text.len()).chars().next())
}

/// Puts other words in a place, and selects them.
pub fn replace(text: &str, at: Range<usize>, with: &str) -> Edit {
    let at = within(text, &at);
    let mut new = String::with_capacity(text.len() + with.len());
    new.push_str(part(text, 0..at.start));
    new.push_str(with);
    new.push_str(part(text, at.end..text.len()));
    Edit { text: new, selection: at.start..at.start + with.len() }
}

/// Replaces all places, and says how many there were.
pub fn replace_all(text: &str, needle: &Needle, with: &str) -> (String, usize) {
    let places = matches(text, needle);
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for place in &places {
        new.push_str(part(text, at..place.start));
        new.push_str(with);
        at = place.end;
    }
    new.push_str(part(text, at..text.len()));
    (new, places.len())
}
