//! A text as rules look at it: its words, its numbers and its links, once. All that is asked of it costs what is near to the place asked about, never
//! the length of the text, so that rules stay linear on whatever somebody pastes.

use std::cell::OnceCell;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::numbers::{Number, numbers};
use super::reading::Reading;
use crate::domain::text::folded;

/// How many words a sentence is taken to have at most, to either side of a place in it.
const LONGEST_HALF: usize = 40;

/// How many characters before a place are looked at for the end of the sentence before.
const FARTHEST_END: usize = 8;

/// What a full stop follows within a sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "rd", "reg", "tel", "mob", "hosp", "approx", "nos", "ref", "d.o.b", "dob", "e.g", "i.e", "vs",
    "b", "num", "pt",
];

/// A text with its words.
#[derive(Clone, Debug)]
pub struct Prose<'t> {
    pub text: &'t str,
    pub words: Vec<Word<'t>>,
    /// Runs of figures 0 to 9.
    pub numbers: Vec<Number<'t>>,
    /// Addresses of pages and DOIs, without the punctuation around them: their figures and letters are no telephone numbers and no codes.
    pub links: Vec<Range<usize>>,
    /// For the rules that look for people; made once, when the first of them asks.
    pub(super) reading: OnceCell<Reading<'t>>,
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    pub text: &'t str,
    /// Lower case without accents.
    pub folded: String,
    /// In bytes.
    pub range: Range<usize>,
}

impl<'t> Prose<'t> {
    /// The text with its words as a reader counts them.
    pub fn of(text: &'t str) -> Self {
        let fold = |word: &str| if word.is_ascii() { word.to_ascii_lowercase() } else { folded(word) };
        let mut words = Vec::new();
        for (mut at, word) in text.unicode_word_indices() {
            // By the letter of Unicode, `Postcode:LS6` is one word.
            for part in word.split(':') {
                if !part.is_empty() {
                    words.push(Word { text: part, folded: fold(part), range: at..at + part.len() });
                }
                at += part.len() + 1;
            }
        }
        Self { text, words, numbers: numbers(text), links: links(text), reading: OnceCell::new() }
    }

    /// What stands between two words: `words[at]` and the next.
    pub fn gap(&self, at: usize) -> &'t str {
        let end = self.words.get(at).map_or(0, |word| word.range.end);
        let start = self.words.get(at + 1).map_or(self.text.len(), |word| word.range.start);
        self.text.get(end..start).unwrap_or_default()
    }

    /// The words that end before a place (in bytes), the nearest first.
    pub fn before(&self, at: usize) -> impl Iterator<Item = &Word<'t>> {
        let end = self.words.partition_point(|word| word.range.end <= at);
        self.words.get(..end).unwrap_or_default().iter().rev()
    }

    /// The words that begin at a place (in bytes) or after it.
    pub fn after(&self, at: usize) -> impl Iterator<Item = &Word<'t>> {
        let start = self.words.partition_point(|word| word.range.start < at);
        self.words.get(start..).unwrap_or_default().iter()
    }

    /// The words of the sentence that a place (in bytes) is in, as far as they are near.
    pub fn sentence(&self, at: usize) -> &[Word<'t>] {
        let middle = self.words.partition_point(|word| word.range.end <= at);
        let mut from = middle;
        while from > 0 && middle - from < LONGEST_HALF && !self.ends_sentence(from - 1) {
            from -= 1;
        }
        // The place may lie between two sentences' words; then it belongs to the one before.
        if from == middle && middle > 0 && self.words.get(middle).is_none_or(|word| word.range.start > at) {
            from -= 1;
        }
        let mut to = middle.max(from + 1).min(self.words.len());
        while to < self.words.len() && to - middle < LONGEST_HALF && !self.ends_sentence(to - 1) {
            to += 1;
        }
        self.words.get(from..to).unwrap_or_default()
    }

    /// Whether a sentence ends between `words[at]` and the next: not after “reg.” and “no.” before a number.
    pub fn ends_sentence(&self, at: usize) -> bool {
        let gap = self.gap(at);
        if !ends_sentence(gap) {
            return false;
        }
        let word = self.words.get(at).map_or("", |word| word.folded.as_str());
        let is_name = |next: &Word<'_>| !next.text.contains(char::is_lowercase);
        let goes_on = ABBREVIATIONS.contains(&word) || (word == "no" && self.words.get(at + 1).is_some_and(is_name));
        gap.contains('\n') || !(goes_on && gap.starts_with('.'))
    }

    /// Whether one of these words (folded) is in the sentence that a place (in bytes) is in.
    pub fn sentence_has(&self, at: usize, any: &[&str]) -> bool {
        self.sentence(at).iter().any(|word| any.contains(&word.folded.as_str()))
    }

    /// Whether a place (in bytes) lies within an address of a page or a DOI.
    pub fn is_in_link(&self, at: usize) -> bool {
        let next = self.links.partition_point(|link| link.end <= at);
        self.links.get(next).is_some_and(|link| link.contains(&at))
    }

    /// The character that ends at a place (in bytes).
    pub fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// The character that begins at a place (in bytes).
    pub fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// Whether no letter, figure or underscore touches the range.
    pub fn stands_alone(&self, range: &Range<usize>) -> bool {
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !joins(self.char_before(range.start)) && !joins(self.char_at(range.end))
    }

    /// Whether a sentence begins at a place (in bytes).
    pub fn starts_sentence(&self, at: usize) -> bool {
        let mut apart = false;
        for c in self.text.get(..at).unwrap_or_default().chars().rev().take(FARTHEST_END) {
            match c {
                '\n' | '•' => return true,
                '.' | '!' | '?' => return apart,
                '"' | '“' | '‘' | '\'' | '(' | '*' | '_' => {}
                c if c.is_whitespace() => apart = true,
                _ => return false,
            }
        }
        at < FARTHEST_END
    }

    /// What is said instead of what stands at a place (in bytes), with a capital where a sentence begins.
    pub fn fitted(&self, at: usize, instead: &str) -> String {
        let mut letters = instead.chars();
        match letters.next() {
            Some(first) if self.starts_sentence(at) => first.to_uppercase().chain(letters).collect(),
            _ => instead.to_owned(),
        }
    }
}

/// Whether what stands between two words parts sentences.
fn ends_sentence(gap: &str) -> bool {
    let mut letters = gap.chars().peekable();
    while let Some(c) = letters.next() {
        if c == '\n' || (matches!(c, '.' | '!' | '?' | '…') && letters.peek().is_some_and(|next| !next.is_alphanumeric())) {
            return true;
        }
    }
    false
}

/// Addresses of pages with or without their scheme, and DOIs.
fn links(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for token in text.split(char::is_whitespace) {
        let start = at;
        at += token.len() + text.get(start + token.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        // Nearly every word ends here.
        if !token.contains(['/', ':']) && !token.contains("www.") {
            continue;
        }
        if let Some(range) = link_in(token) {
            found.push(start + range.start..start + range.end);
        }
    }
    found
}

/// The link within what stands between two blanks.
fn link_in(token: &str) -> Option<Range<usize>> {
    let opening = |c: char| matches!(c, '(' | '[' | '<' | '"' | '“' | '\'' | '‘' | '*' | '_');
    let from = match token.find("://") {
        Some(colon) => {
            let scheme: usize = token.get(..colon)?.chars().rev().take_while(char::is_ascii_alphanumeric).map(char::len_utf8).sum();
            colon - scheme
        }
        // `[a page](www.example.org)`
        None => token.find("](").map_or_else(|| token.len() - token.trim_start_matches(opening).len(), |at| at + 2),
    };
    let link = token
        .get(from..)?
        .trim_end_matches(|c: char| opening(c) || matches!(c, ')' | ']' | '>' | '”' | '’' | '.' | ',' | ';' | ':' | '!' | '?' | '…'));
    let folded = link.get(..link.floor_char_boundary(300))?.to_ascii_lowercase();
    let is_doi =
        |text: &str| text.strip_prefix("10.").is_some_and(|rest| rest.contains('/') && rest.starts_with(|c: char| c.is_ascii_digit()));
    let has_host = || {
        let (host, _) = folded.split_once('/')?;
        let (name, end) = host.rsplit_once('.')?;
        Some(!name.is_empty() && end.len() >= 2 && end.chars().all(|c| c.is_ascii_alphabetic()) && !host.contains('@'))
    };
    let is_link =
        folded.contains("://") || folded.starts_with("www.") || folded.starts_with("doi:") || is_doi(&folded) || has_host() == Some(true);
    (is_link && !link.is_empty()).then(|| from..from + link.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_told_from_words() {
        for (text, links) in [
            ("See https://example.org/a/1?b=2, then (www.example.org).", vec!["https://example.org/a/1?b=2", "www.example.org"]),
            ("doi:10.1136/bmj.1 or 10.1016/j.x.2020.01.001;", vec!["doi:10.1136/bmj.1", "10.1016/j.x.2020.01.001"]),
            ("[a](https://x.example/b) x.example/c", vec!["https://x.example/b", "x.example/c"]),
            ("12/3/1950, and/or 5/10 at 10:30; note: e.g. this.", vec![]),
            ("", vec![]),
        ] {
            let prose = Prose::of(text);
            let found: Vec<&str> = prose.links.iter().map(|range| &text[range.clone()]).collect();
            assert_eq!(found, links, "{text}");
        }
    }

    #[test]
    fn sentences_and_their_beginnings() {
        let text = "One two. Three four five! “Six” seven\neight 1.5 nine";
        let prose = Prose::of(text);
        for (place, words) in [("two", "One two"), ("four", "Three four five"), ("seven", "Six seven"), ("nine", "eight 1.5 nine")] {
            let at = text.find(place).unwrap();
            let found: Vec<&str> = prose.sentence(at).iter().map(|word| word.text).collect();
            assert_eq!(found.join(" "), words);
        }
        for (place, starts) in
            [("One", true), ("two", false), ("Three", true), ("Six", true), ("seven", false), ("eight", true), ("5 nine", false)]
        {
            assert_eq!(prose.starts_sentence(text.find(place).unwrap()), starts, "{place}");
        }
        assert_eq!(prose.fitted(0, "a word"), "A word");
    }
}
