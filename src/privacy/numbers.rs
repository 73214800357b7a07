//! Figures in a text, as people group them: `943 476 5919`, `07700-900-123`.

use std::ops::Range;

use super::reading::Reading;
use super::text::{Prose, Word};
use super::vocabulary::is_book_word;

/// A run of figures 0 to 9.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number<'t> {
    pub digits: &'t str,
    /// Where it begins, in bytes.
    pub start: usize,
}

impl Number<'_> {
    /// Where it ends, in bytes.
    pub fn end(&self) -> usize {
        self.start + self.digits.len()
    }
}

/// What people put between the groups of one number.
fn parts(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{2009}' | '\u{200a}' | '\u{200b}' | '\u{202f}' | '.' | '·' | '-' | '\u{2010}'..='\u{2015}' | '−')
}

/// The most characters between two groups of one number.
const WIDEST_GAP: usize = 3;

/// All runs of figures.
pub(super) fn numbers(text: &str) -> Vec<Number<'_>> {
    let mut found = Vec::new();
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((start, byte)) = bytes.next() {
        if byte.is_ascii_digit() {
            let mut end = start + 1;
            while bytes.next_if(|(_, byte)| byte.is_ascii_digit()).is_some() {
                end += 1;
            }
            found.extend(text.get(start..end).map(|digits| Number { digits, start }));
        }
    }
    found
}

/// What stands between two numbers.
pub(super) fn between<'t>(prose: &Prose<'t>, one: &Number<'_>, next: &Number<'_>) -> &'t str {
    prose.text.get(one.end()..next.start).unwrap_or_default()
}

/// Numbers with nothing between them but what people group figures with.
pub(super) fn chains<'p, 't>(prose: &'p Prose<'t>) -> impl Iterator<Item = &'p [Number<'t>]> {
    prose.numbers.chunk_by(|one, next| {
        let gap = between(prose, one, next);
        gap.len() <= 3 * WIDEST_GAP && gap.chars().count() <= WIDEST_GAP && gap.chars().all(parts)
    })
}

/// Ten figures that somebody may have written as one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ten {
    pub range: Range<usize>,
    pub digits: [u32; 10],
}

impl Ten {
    /// Whether the last figure is what modulus 11 makes of the others, with weights of 10 to 2. Source: NHS Data Dictionary, “NHS Number”.
    pub fn is_valid(&self) -> bool {
        let [others @ .., check] = &self.digits;
        let sum: u32 = others.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
        (11 - sum % 11) % 11 == *check && others.iter().any(|digit| digit != check)
    }

    /// The first `count` figures as a number.
    pub fn leading(&self, count: usize) -> u32 {
        self.digits.iter().take(count).fold(0, |number, digit| 10 * number + digit)
    }
}

/// What a number that follows is, if it is named: not one of a person.
const OTHER_NUMBERS: &[&str] = &[
    "isbn", "issn", "doi", "pmid", "pmc", "pmcid", "orcid", "isrctn", "nct", "eudract", "prospero", "arxiv", "account", "invoice", "order",
    "grant", "iban", "charity", "batch", "lot", "serial", "model", "course", "version", "asset", "purchase",
];

/// Whether the words right before a place name another kind of number.
pub(super) fn is_named_otherwise(prose: &Prose<'_>, at: usize) -> bool {
    prose.before(at).take(3).any(|word| {
        OTHER_NUMBERS.iter().any(|other| word.folded.strip_prefix(other).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit())))
    })
}

/// Whether the sentence is about an edition of a book, whose ISBN of ten figures has the very check of a number of a patient, and about nobody: “the
/// edition they want is 0702069345”. With “ISBN” in it, it is one however many patients there are, but only as far as a semicolon or a dash: “the ISBN is
/// on a post-it; on its back was 9434765919”.
fn is_of_a_book(prose: &Prose<'_>, at: usize) -> bool {
    let parted = |word: &Word<'_>| {
        let between = if word.range.start < at { word.range.end..at } else { at..word.range.start };
        prose.text.get(between).is_some_and(|gap| gap.contains([';', '—']) || gap.contains(" – "))
    };
    let sentence: Vec<&Word<'_>> = prose.sentence(at).iter().filter(|word| !parted(word)).collect();
    sentence.iter().any(|word| word.folded == "isbn")
        || (sentence.iter().any(|word| is_book_word(&word.folded)) && !Reading::once(prose).tells_of_one(at))
}

/// Where ten figures stand as one number, whatever is between them, and not as a part of a longer one. `labels` are words that such a number may be
/// called by: after one of them, a number that more figures follow is taken as well.
pub(super) fn tens(prose: &Prose<'_>, labels: &[&str]) -> Vec<Ten> {
    let mut found = Vec::new();
    for chain in chains(prose) {
        let total: usize = chain.iter().map(|one| one.digits.len()).sum();
        if total < 10 {
            continue;
        }
        let named = chain.first().is_some_and(|first| is_called(prose, first.start, labels));
        let mut after_blank = true;
        for (at, first) in chain.iter().enumerate() {
            let Some(groups) = chain.get(at..).and_then(ten) else {
                after_blank = next_after_blank(prose, chain, at);
                continue;
            };
            let lengths: Vec<usize> = groups.iter().map(|one| one.digits.len()).collect();
            let usual = matches!(lengths.as_slice(), [10] | [3, 3, 4] | [6, 4]);
            let before_blank = chain
                .get(at + groups.len())
                .is_none_or(|next| groups.last().is_some_and(|last| between(prose, last, next).contains(char::is_whitespace)));
            let whole = total == 10 || (usual && after_blank && before_blank) || (named && at == 0);
            let end = groups.last().map_or(first.end(), Number::end);
            if whole
                && touches_nothing(prose, first.start, end, labels)
                && !prose.is_in_link(first.start)
                // “for the course, patient HCN 3619504288” has its name right before it.
                && (is_called(prose, first.start, labels)
                    || !(is_named_otherwise(prose, first.start) || is_of_a_book(prose, first.start)))
            {
                let mut digits = [0; 10];
                for (to, digit) in digits.iter_mut().zip(groups.iter().flat_map(|one| one.digits.chars())) {
                    *to = digit.to_digit(10).unwrap_or_default();
                }
                found.push(Ten { range: first.start..end, digits });
            }
            after_blank = next_after_blank(prose, chain, at);
        }
    }
    found
}

/// Ten figures in groups of these lengths, with what parts them on paper and on screens and is no part of a chain: `010190/0120`, `943/476/5919`,
/// `010190_0120`. Only what has the right check, or its name before it, is to be taken for one.
pub(super) fn parted(prose: &Prose<'_>, lengths: &[usize]) -> Vec<Ten> {
    prose.numbers.windows(lengths.len()).filter_map(|groups| parted_ten(prose, groups, lengths)).collect()
}

fn parted_ten(prose: &Prose<'_>, groups: &[Number<'_>], lengths: &[usize]) -> Option<Ten> {
    let fits = groups.iter().map(|one| one.digits.len()).eq(lengths.iter().copied());
    let range = groups.first()?.start..groups.last()?.end();
    let gaps = groups.iter().zip(groups.iter().skip(1)).map(|(one, next)| between(prose, one, next));
    let is_gap = |gap: &str| matches!(gap, "/" | " / " | "\\" | "_" | ", " | "," | ":" | "~" | "|");
    let joins = |c: Option<char>| c.is_some_and(|c| matches!(c, '/' | '-' | '.' | ',' | '£' | '$' | '€' | '=' | '%' | '+'));
    if !fits || !gaps.into_iter().all(is_gap) || !prose.stands_alone(&range) || joins(prose.char_before(range.start)) {
        return None;
    }
    // “… 010190/0120.” ends a sentence, `010190/0120/7` is something else.
    let goes_on =
        matches!(prose.char_at(range.end), Some('/' | '%')) || prose.is_in_link(range.start) || is_named_otherwise(prose, range.start);
    let mut digits = [0; 10];
    for (to, digit) in digits.iter_mut().zip(groups.iter().flat_map(|one| one.digits.chars())) {
        *to = digit.to_digit(10).unwrap_or_default();
    }
    (!goes_on).then_some(Ten { range, digits })
}

/// Whether there is a blank between this number of a chain and the next.
fn next_after_blank(prose: &Prose<'_>, chain: &[Number<'_>], at: usize) -> bool {
    chain.get(at).zip(chain.get(at + 1)).is_some_and(|(one, next)| between(prose, one, next).contains(char::is_whitespace))
}

/// The numbers at the beginning that have ten figures together.
fn ten<'n, 't>(chain: &'n [Number<'t>]) -> Option<&'n [Number<'t>]> {
    let mut total = 0;
    for (at, one) in chain.iter().enumerate().take(10) {
        total += one.digits.len();
        if total >= 10 {
            return if total == 10 { chain.get(..=at) } else { None };
        }
    }
    None
}

/// Whether one of the few words before a place is a label; `no`, `number` and such may stand between.
pub(super) fn is_called(prose: &Prose<'_>, at: usize, labels: &[&str]) -> bool {
    const BETWEEN: &[&str] = &["no", "nos", "number", "num", "numbers", "is", "was", "id", "the", "of", "and", "care"];
    for word in prose.before(at).take(5) {
        if labels.contains(&word.folded.as_str()) {
            return true;
        }
        if !BETWEEN.contains(&word.folded.as_str()) {
            return false;
        }
    }
    false
}

fn touches_nothing(prose: &Prose<'_>, start: usize, end: usize, labels: &[&str]) -> bool {
    let bad_after = |c: char| c.is_alphanumeric() || matches!(c, '_' | '%' | '/');
    if prose.char_at(end).is_some_and(bad_after) {
        return false;
    }
    match prose.char_before(start) {
        // `NHS9434765919`
        Some(c) if c.is_alphabetic() => {
            let word: String =
                prose.text.get(..start).unwrap_or_default().chars().rev().take(8).take_while(|c| c.is_alphabetic()).collect();
            let word: String = word.chars().rev().flat_map(char::to_lowercase).collect();
            // `NHS number9434765919`
            labels.contains(&word.as_str()) || matches!(word.as_str(), "no" | "number")
        }
        Some(c) => !matches!(c, '_' | '/' | '=' | '+' | '£' | '$' | '€' | '@'),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_figures_however_they_are_grouped() {
        for (text, found) in [
            ("943 476 5919", vec!["943 476 5919"]),
            ("9434765919.", vec!["9434765919"]),
            ("94-34.76 59 – 19", vec!["94-34.76 59 – 19"]),
            ("aged 74 943 476 5919 2 drugs", vec!["943 476 5919"]),
            ("1.9434765919", vec![]),
            ("94347659190", vec![]),
            ("x9434765919", vec![]),
            ("9434765919x", vec![]),
            ("ISBN 943 476 5919", vec![]),
            ("1,943,476,591", vec![]),
            ("https://example.org/9434765919", vec![]),
            ("The ISBN was wrong, it is 9434765919.", vec![]),
            ("the third edition, 9434765919, is out of print", vec![]),
            ("for her third edition of the story 9434765919", vec!["9434765919"]),
            ("no ISBN on it, and by NHS number 9434765919 she is hers", vec!["9434765919"]),
            ("NHS9434765919", vec!["9434765919"]),
            ("the order for the book, NHS 9434765919", vec!["9434765919"]),
            ("The ISBN is in my bag; in hers was a card with 9434765919 on it.", vec!["9434765919"]),
            ("ISBN, as far as I can read: 9434765919", vec![]),
        ] {
            let all: Vec<&str> = tens(&Prose::of(text), &["nhs"]).into_iter().map(|ten| &text[ten.range]).collect();
            assert_eq!(all, found, "{text}");
        }
    }
}
