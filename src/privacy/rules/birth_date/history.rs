//! Days of those who are history: “Peplau, born 1 September 1909; Interpersonal Relations in Nursing, 1952”.

use crate::privacy::dates::Written;
use crate::privacy::reading::Reading;
use crate::privacy::vocabulary::{is_history, is_not_name, is_ordinary, is_public_person};
use crate::privacy::{Prose, Word};

/// Hardly anybody who was born before is still in care; a day before it needs somebody in care beside it.
const LONG_DEAD: u32 = 1925;

/// Whether somebody who was born on a day, as the words before a place say, is known from books.
pub(super) fn is_of_history(text: &Prose<'_>, start: usize, written: &Written) -> bool {
    let Some(year) = written.year.filter(|year| *year < 1940) else { return false };
    let mut before = text.before(start).filter(|word| !matches!(word.folded.as_str(), "was" | "who" | "herself" | "himself"));
    let (last, first) = (before.next(), before.next());
    let is_known = first.zip(last).is_some_and(|(first, last)| is_public_person(&format!("{} {}", first.folded, last.folded)));
    let reading = Reading::once(text);
    let Some(token) = reading.get(reading.at_byte(start)) else { return is_known };
    let is_eponym =
        last.is_some_and(|word| is_not_name(&word.folded) && !is_ordinary(&word.folded) && word.text.starts_with(char::is_uppercase));
    let of_books = || {
        reading.has_source(token.sentence)
            || text.sentence(start).iter().any(|word| is_history(&word.folded))
            || has_another_year(text, start, written)
    };
    is_known || (is_eponym && of_books()) || (year < LONG_DEAD && !reading.is_near_case(token.sentence))
}

/// Whether the sentence has a year that stands by itself beside the day, as histories have: “thalidomide, 2 December 1961; yellow card, 1964”.
pub(super) fn has_another_year(text: &Prose<'_>, start: usize, written: &Written) -> bool {
    let is_year = |word: &Word<'_>| word.text.len() == 4 && word.text.parse::<u32>().is_ok_and(|year| (1700..2005).contains(&year));
    text.sentence(start).iter().any(|word| is_year(word) && (word.range.end <= start || word.range.start >= written.end))
}
