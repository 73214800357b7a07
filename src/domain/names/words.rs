//! The words of a text as names are looked for in it, and where a name stands among them.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::domain::text::folded;

/// The words of a name are this many characters apart at most: “Siân_Rees”, “Rees – Siân” not.
const FARTHEST: usize = 2;

/// A word of a text.
pub(super) struct Word {
    pub(super) range: Range<usize>,
    pub(super) folded: String,
}

/// Where somebody begins: at the `@` before the word, unless that is within an address.
pub(super) fn begin(text: &str, first: &Word) -> usize {
    let before = text.get(..first.range.start).and_then(|before| before.strip_suffix('@'));
    match before {
        Some(before) if !before.ends_with(char::is_alphanumeric) => before.len(),
        _ => first.range.start,
    }
}

/// Whether a handle is one run of letters, such as a word is.
pub(super) fn is_one_word(handle: &str) -> bool {
    let handle = handle.trim().trim_start_matches('@');
    !handle.is_empty() && handle.chars().all(char::is_alphabetic) && !handle.chars().any(is_word_by_itself)
}

/// Whether a word begins a part of the path of a link: `x.com/kofi`.
pub(super) fn is_in_path(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.strip_suffix('/')).unwrap_or_default();
    // As far back as anybody's link goes.
    let from = before.floor_char_boundary(before.len().saturating_sub(500));
    let run = before.get(from..).unwrap_or_default().rsplit(char::is_whitespace).next().unwrap_or_default();
    run.contains('.')
}

/// Whether the words of a name stand here, one after the other.
pub(super) fn stands(text: &str, rest: &[Word], name: &[String]) -> bool {
    let join = |c: char| c.is_whitespace() || matches!(c, '_' | '-' | '.' | '\'' | '’' | '‐' | '‑' | '@');
    rest.len() >= name.len()
        && rest.iter().zip(name).all(|(word, wanted)| word.folded == *wanted)
        && rest.iter().zip(rest.iter().skip(1)).take(name.len().saturating_sub(1)).all(|(one, next)| {
            let gap = text.get(one.range.end..next.range.start).unwrap_or_default();
            gap.chars().count() <= FARTHEST && gap.chars().all(join)
        })
}

/// Runs of letters and figures with their accents; in writing without blanks each letter by itself.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open: Option<usize> = None;
    let close = |words: &mut Vec<Word>, from: &mut Option<usize>, to: usize| {
        if let Some(from) = from.take()
            && let Some(word) = text.get(from..to)
        {
            words.push(Word { range: from..to, folded: folded(word) });
        }
    };
    for (at, c) in text.char_indices() {
        let part = c.is_alphanumeric() || (open.is_some() && is_combining_mark(c));
        if !part || is_word_by_itself(c) {
            close(&mut words, &mut open, at);
        }
        if part && open.is_none() {
            open = Some(at);
        }
        if is_word_by_itself(c) {
            close(&mut words, &mut open, at + c.len_utf8());
        }
    }
    close(&mut words, &mut open, text.len());
    words
}

/// Kana and Han: written without blanks between words.
fn is_word_by_itself(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// Handles in a text, without their `@`.
pub fn handles(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('@').filter_map(|(at, _)| {
        if text.get(..at)?.ends_with(char::is_alphanumeric) {
            return None;
        }
        let rest = text.get(at + 1..)?;
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-'))).unwrap_or(rest.len());
        Some(rest.get(..end)?.trim_end_matches(['.', '-'])).filter(|handle| !handle.is_empty())
    })
}

/// A name as it is compared.
pub(super) fn bare(name: &str) -> String {
    folded(name.trim().trim_start_matches('@'))
}
