//! A word that nothing has, and words that mean days: what was probably meant by each.

use std::ops::Range;

use crate::domain::text::folded;
use crate::store::{Reader, StoreError};

/// Of fewer letters too many words are near.
pub(super) const SHORTEST: usize = 4;

/// From so many letters on two of them may be wrong.
const TWO_WRONG: usize = 6;

/// Days that were typed as words: “before the summer”, “since march”, “in 2025”; which of the words these are, and how to write it.
pub(super) fn days(words: &[&str], at: usize) -> Option<(Range<usize>, String)> {
    let word = |at: usize| words.get(at).map(|word| word.to_lowercase());
    let (before, after) = match word(at)?.as_str() {
        "before" => ("before:", ""),
        "after" => ("after:", ""),
        "since" => ("date:", ".."),
        "until" | "till" => ("date:..", ""),
        "in" | "during" => ("date:", ""),
        _ => return None,
    };
    let mut next = at + 1;
    if word(next)? == "the" {
        next += 1;
    }
    let mut name = word(next)?;
    if matches!(name.as_str(), "last" | "this") {
        next += 1;
        name = format!("{name}-{}", word(next)?);
    }
    let year = name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
    (year || name.starts_with(char::is_alphabetic)).then(|| (at..next + 1, format!("{before}{name}{after}")))
}

/// The word of the journal that is nearest to one that nothing has.
pub(super) fn near(read: &Reader<'_>, typed: &str) -> Result<Option<String>, StoreError> {
    let typed = folded(typed);
    if typed.chars().count() < SHORTEST || !typed.chars().all(char::is_alphabetic) {
        return Ok(None);
    }
    // One of the first two letters is likely to be the first.
    let mut letters: Vec<char> = typed.chars().take(2).collect();
    letters.dedup();
    let mut words = Vec::new();
    for letter in letters {
        words.extend(read.words_from(letter)?);
    }
    Ok(nearest_word(&typed, words.iter().map(|(word, uses)| (word.as_str(), *uses))).map(str::to_owned))
}

/// The word with the fewest letters otherwise: one of up to five, two of more. Of several the most used one.
fn nearest_word<'w>(typed: &str, words: impl IntoIterator<Item = (&'w str, i64)>) -> Option<&'w str> {
    let letters = typed.chars().count();
    let most = if letters >= TWO_WRONG { 2 } else { 1 };
    let near = words.into_iter().filter_map(|(word, uses)| {
        let alike = word.chars().count().abs_diff(letters) <= most && word.chars().all(char::is_alphabetic);
        let wrong = if alike { strsim::damerau_levenshtein(typed, word) } else { usize::MAX };
        (wrong <= most).then_some((wrong, std::cmp::Reverse(uses), word))
    });
    near.min().map(|(.., word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_has_the_fewest_letters_otherwise() {
        let words = [("tendon", 10), ("tendons", 30), ("tender", 99), ("pain", 40), ("plan", 3), ("bone", 1), ("7", 5)];
        for (typed, want) in [
            ("tendno", Some("tendon")),
            ("tendom", Some("tendon")),
            ("pian", Some("pain")),
            ("paan", Some("pain")),
            ("xylophone", None),
            ("panic", None),
        ] {
            assert_eq!(nearest_word(typed, words), want, "{typed}");
        }
    }

    #[test]
    fn days_are_read_from_words() {
        for (text, want) in [
            ("before the summer", Some("before:summer")),
            ("after march notes", Some("after:march")),
            ("since last summer", Some("date:last-summer..")),
            ("in 2025", Some("date:2025")),
            ("until june", Some("date:..june")),
            ("before", None),
            ("pain before", None),
            ("in 12", None),
        ] {
            let words: Vec<&str> = text.split_whitespace().collect();
            assert_eq!(days(&words, 0).map(|(_, filter)| filter).as_deref(), want, "{text}");
        }
    }
}
