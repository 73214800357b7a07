//! Telephone numbers in words, as they are read out: “oh seven seven double-oh, nine hundred, one two three”.

use std::ops::Range;

use super::is_national;
use crate::privacy::vocabulary::is_calling;
use crate::privacy::{Prose, Word};

/// The most words that a number is read out in.
const LONGEST: usize = 20;

/// The fewest figures of a number without its area, after “rang” and the like.
const FEWEST: usize = 6;

/// Every number that is read out in a text.
pub(super) fn numbers(text: &Prose<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(word) = text.words.get(at) {
        // Nearly every word ends here.
        if figures(&word.folded).is_none() && times(&word.folded).is_none() {
            at += 1;
            continue;
        }
        let (digits, words) = run(text, at);
        let whole = digits.strip_prefix("44").map_or_else(|| digits.clone(), |national| format!("0{national}"));
        let is_called = || text.before(word.range.start).take(4).any(|word| is_calling(&word.folded));
        let is_number =
            (whole.starts_with('0') && is_national(&whole)) || ((FEWEST..=8).contains(&digits.len()) && words >= 5 && is_called());
        if let Some(last) = text.words.get(at + words - 1).filter(|_| is_number) {
            found.push(word.range.start..last.range.end);
        }
        at += words;
    }
    found
}

/// The figures of the words from a place on, as long as they are figures, and how many words they are.
fn run(text: &Prose<'_>, from: usize) -> (String, usize) {
    let mut digits = String::new();
    let mut words = 0;
    while let Some(word) = text.words.get(from + words).filter(|_| words < LONGEST) {
        if words > 0 && !is_gap(text.gap(from + words - 1)) {
            break;
        }
        let next = text.words.get(from + words + 1).filter(|_| is_gap(text.gap(from + words)));
        let (said, used) = match (times(&word.folded), figures(&word.folded)) {
            (Some(times), _) => match next.and_then(|next| figures(&next.folded)) {
                Some(figure) => (figure.repeat(times), 2),
                None => break,
            },
            // “nine hundred”
            (None, Some(figure)) if next.is_some_and(is_hundred) && figure.len() == 1 => (format!("{figure}00"), 2),
            (None, Some(figure)) => (figure.to_owned(), 1),
            (None, None) => break,
        };
        digits.push_str(&said);
        words += used;
    }
    (digits, words.max(1))
}

fn is_hundred(word: &Word<'_>) -> bool {
    word.folded == "hundred"
}

/// What stands between two figures that somebody reads out.
fn is_gap(gap: &str) -> bool {
    matches!(gap, " " | ", " | "-" | " - " | " – " | "… " | "... " | "; " | "  " | "‑")
}

/// “double”, “triple”
fn times(word: &str) -> Option<usize> {
    match word {
        "double" => Some(2),
        "triple" | "treble" => Some(3),
        _ => None,
    }
}

/// The figure that a word is.
fn figures(word: &str) -> Option<&'static str> {
    Some(match word {
        "oh" | "o" | "zero" | "nought" | "naught" => "0",
        "one" => "1",
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "nine" => "9",
        _ => return None,
    })
}
