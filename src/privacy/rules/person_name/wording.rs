//! What is said instead of a name, fitted to the words around it.

use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::vocabulary::{capitalised, is_determiner, is_not_name, is_workmate};

/// Takes along what stands before a name without an article: “Little Zainab”, “Old Mr Bell”, “Colleague Maureen”, “Consultant Mr Bell”; after an
/// article of its own only the noun stays: “our old patient”. The place of the first word that goes.
pub(super) fn with_adjective(reading: &Reading<'_>, at: usize, range: &mut std::ops::Range<usize>, instead: &mut String) -> usize {
    let Some(before) = reading.before(at, 1).filter(|before| before.join == Join::Blank) else { return at };
    let adjective =
        matches!(before.bare.as_str(), "little" | "wee" | "big" | "auld" | "old" | "young" | "poor" | "dear" | "master" | "sr" | "lovely");
    let work = before.is_capitalised() && (is_workmate(&before.bare) || before.bare == "consultant");
    if !(adjective || work) || range.start != reading.get(at).map_or(0, |token| token.range.start) {
        return at;
    }
    if is_determiner(reading.bare_before(at, 2)) {
        *instead = instead.strip_prefix("a ").unwrap_or(instead).to_owned();
        return at;
    }
    range.start = before.range.start;
    if work {
        let article = if before.bare.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        *instead = format!("{article} {}", before.bare);
    }
    at - 1
}

/// Past the comma behind an age between commas, unless a part of the sentence begins there: “Mrs Bell, 74, came”.
pub(super) fn without_comma(reading: &Reading<'_>, last: usize, border: usize) -> usize {
    let rest = reading.text.get(border..).unwrap_or_default();
    let next = rest.strip_prefix(", ").and_then(|rest| rest.split(|c: char| !c.is_alphabetic()).next()).unwrap_or_default();
    let goes_on = !next.is_empty() && next.chars().all(char::is_lowercase);
    let part = matches!(
        next,
        "and" | "or" | "but" | "who" | "whose" | "with" | "a" | "an" | "the" | "in" | "on" | "so" | "which" | "my" | "her" | "his"
    );
    let comma = reading.get(last).is_some_and(|name| name.join == Join::Comma);
    border + usize::from(comma && goes_on && !part)
}

/// Past the surname that follows initials with a full stop: “Mr. T.J. Brennan”.
pub(super) fn past_initials(reading: &Reading<'_>, last: usize, end: usize) -> usize {
    let Some(token) = reading.get(last).filter(|token| token.text.contains('.') && token.is_capitals() && token.range.end == end) else {
        return end;
    };
    let next = reading.get(last + 1).filter(|next| {
        reading.text.get(token.range.end..next.range.start) == Some(". ") && next.is_capitalised() && !is_not_name(&next.bare)
    });
    next.map_or(end, |next| next.range.end)
}

/// The words, with a capital where they begin a sentence and ’s where the name had it.
pub(in crate::privacy::rules) fn placed(reading: &Reading<'_>, first: usize, last: usize, instead: &str) -> String {
    let mut said = if reading.begins_sentence(first) { capitalised(instead) } else { instead.to_owned() };
    if reading.get(last).is_some_and(Token::is_possessive) {
        said.push_str("’s");
    }
    said
}
