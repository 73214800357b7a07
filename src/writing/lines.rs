//! The lines of a text, and what stands at their beginning in Markdown: quotes, indents, markers of lists and headings.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

/// A text after an edit, and what is selected in it then, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub text: String,
    pub selection: Range<usize>,
}

/// The part of a text; nothing where the range is not one.
pub(super) fn part(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// A selection in its order, inside the text, on boundaries of characters.
pub(super) fn within(text: &str, selection: &Range<usize>) -> Range<usize> {
    let place = |at: usize| text.floor_char_boundary(at.min(text.len()));
    let (a, b) = (place(selection.start), place(selection.end));
    a.min(b)..a.max(b)
}

/// The lines of a text without their ends; an empty text has one.
pub(super) fn lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    text.split('\n')
        .map(|line| {
            let start = at;
            at += line.len() + 1;
            start..start + line.strip_suffix('\r').unwrap_or(line).len()
        })
        .collect()
}

/// The lines that a selection touches. The line at whose very beginning a selection ends is not touched.
pub(super) fn touched(text: &str, selection: &Range<usize>) -> Vec<Range<usize>> {
    let all = lines(text);
    let next = |n: usize| all.get(n + 1).map_or(usize::MAX, |line| line.start);
    let touches =
        |n: usize, line: &Range<usize>| next(n) > selection.start && (line.start <= selection.start || line.start < selection.end);
    all.iter().enumerate().filter(|(n, line)| touches(*n, line)).map(|(_, line)| line.clone()).collect()
}

/// What makes a line an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    Bullet(char),
    /// The number, and the `.` or `)` after it.
    Number(u64, char),
}

/// The beginning of a line. All places are offsets in the whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub line: Range<usize>,
    /// `> > `.
    pub quotes: Range<usize>,
    /// Blanks before the marker.
    pub indent: Range<usize>,
    pub marker: Option<Marker>,
    /// `- `, `3. `, with the blank after it.
    pub mark: Range<usize>,
    /// `[ ] ` or `[x] `.
    pub task: Range<usize>,
    /// `## `.
    pub heading: Range<usize>,
    /// Where the words begin.
    pub content: usize,
}

/// How wide blanks are: a tab counts as four.
pub(super) fn width(blanks: &str) -> usize {
    blanks.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// Takes the beginning of a line apart.
pub(super) fn head(text: &str, line: &Range<usize>) -> Head {
    let all = part(text, line.clone());
    let mut rest = all;
    let place = |rest: &str| line.end - rest.len();
    let start = place(rest);
    while let Some(after) = quote(rest) {
        rest = after;
    }
    let quotes = start..place(rest);
    let start = place(rest);
    let mut rest = rest.trim_start_matches([' ', '\t']);
    let indent = start..place(rest);
    let start = place(rest);
    let marker = item(rest);
    if let Some((_, after)) = marker {
        rest = after;
    }
    let mark = start..place(rest);
    let start = place(rest);
    if marker.is_some() {
        rest = ["[ ] ", "[x] ", "[X] "].iter().find_map(|task| rest.strip_prefix(task)).unwrap_or(rest);
    }
    let task = start..place(rest);
    let start = place(rest);
    let hashes = rest.trim_start_matches('#');
    if (1..=6).contains(&(rest.len() - hashes.len()))
        && let Some(after) = hashes.strip_prefix(' ')
    {
        rest = after;
    }
    let heading = start..place(rest);
    Head { line: line.clone(), quotes, indent, marker: marker.map(|(marker, _)| marker), mark, task, heading, content: place(rest) }
}

/// What follows `> ` at the beginning; at most three blanks stand before it.
fn quote(rest: &str) -> Option<&str> {
    let inner = rest.trim_start_matches(' ');
    let after = inner.strip_prefix('>').filter(|_| rest.len() - inner.len() < 4)?;
    Some(after.strip_prefix(' ').unwrap_or(after))
}

/// The marker of an item, and what follows its blank.
fn item(rest: &str) -> Option<(Marker, &str)> {
    if let Some(bullet) = rest.chars().next().filter(|c| matches!(c, '-' | '*' | '+')) {
        let after = rest.get(1..)?;
        if bullet != '+' && is_rule(rest, bullet) {
            return None;
        }
        return blank(after).map(|after| (Marker::Bullet(bullet), after));
    }
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = rest.get(..digits).filter(|digits| (1..=9).contains(&digits.len()))?.parse().ok()?;
    let after = rest.get(digits..)?;
    let sign = after.chars().next().filter(|c| matches!(c, '.' | ')'))?;
    blank(after.get(1..)?).map(|after| (Marker::Number(number, sign), after))
}

/// One blank, or the end of the line.
fn blank(rest: &str) -> Option<&str> {
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix([' ', '\t']) }
}

/// A line of three or more `-` or `*` is drawn across the page.
fn is_rule(rest: &str, sign: char) -> bool {
    rest.chars().filter(|c| *c == sign).count() > 2 && rest.chars().all(|c| c == sign || c == ' ' || c == '\t')
}

/// Whether a place stands in a block of code between fences.
pub(super) fn in_code(text: &str, at: usize) -> bool {
    let mut fence: Option<&str> = None;
    for line in lines(text) {
        if line.end >= at {
            break;
        }
        let words = part(text, line).trim_start_matches([' ', '>']);
        fence = match fence {
            Some(open) if words.starts_with(open) => None,
            Some(open) => Some(open),
            None => ["```", "~~~"].into_iter().find(|fence| words.starts_with(fence)),
        };
    }
    fence.is_some()
}

/// The word at a caret, or nothing.
pub(super) fn word_at(text: &str, caret: usize) -> Option<Range<usize>> {
    let line = lines(text).into_iter().find(|line| line.start <= caret && caret <= line.end)?;
    part(text, line.clone())
        .unicode_word_indices()
        .map(|(at, word)| line.start + at..line.start + at + word.len())
        .find(|word| word.start <= caret && caret <= word.end)
}

/// Replacements in a text, in the order of their places; none overlaps another.
#[derive(Debug, Default)]
pub(super) struct Changes(Vec<(Range<usize>, String)>);

impl Changes {
    pub fn put(&mut self, at: usize, new: impl Into<String>) {
        self.0.push((at..at, new.into()));
    }

    pub fn cut(&mut self, range: Range<usize>) {
        self.0.push((range, String::new()));
    }

    pub fn replace(&mut self, range: Range<usize>, new: impl Into<String>) {
        self.0.push((range, new.into()));
    }

    /// The text with all of them made.
    pub fn made(&mut self, text: &str) -> String {
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(text.len() + 16);
        let mut at = 0;
        for (range, new) in &self.0 {
            out.push_str(part(text, at..range.start));
            out.push_str(new);
            at = range.end.max(at);
        }
        out.push_str(part(text, at..text.len()));
        out
    }

    /// Where a place is afterwards; behind what is put in right there, or before it.
    pub fn moved(&self, place: usize, behind: bool) -> usize {
        let mut grown = 0;
        let mut cut = 0;
        for (range, new) in &self.0 {
            if range.start > place || (range.start == place && (!behind || !range.is_empty())) {
                // A replaced beginning keeps the place at its start, unless the place is to stand behind it.
                continue;
            }
            if place >= range.end {
                grown += new.len();
                cut += range.len();
            } else {
                grown += if behind { new.len() } else { 0 };
                cut += place - range.start;
            }
        }
        place + grown - cut
    }
}
