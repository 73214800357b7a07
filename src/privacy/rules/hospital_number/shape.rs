//! Numbers that have the shape of one of a patient and no word that calls them so: “RXF2204817 went home”, “see LC-16-00421”, “court file CF19P00314”,
//! “AB 12 34 56 C” of national insurance.
//!
//! One to four capitals, and then five figures or more in a run, joined by nothing, hyphens or slashes. What begins with the letters of trials, standards
//! and courses, or is near a word such as “module” or “invoice”, is public or of a thing.

use std::ops::Range;

use super::NUMBER;
use crate::privacy::reading::Reading;
use crate::privacy::vocabulary::{is_identity_paper, is_numbered_thing, is_public_code, is_record_system};
use crate::privacy::{Prose, Word};

/// The most figures of one number.
const MOST_DIGITS: usize = 12;

/// The most groups that hyphens join.
const MOST_GROUPS: usize = 4;

/// How many words before and behind a code may say of what it is.
const NEAR: usize = 4;

/// What sentences about a patient have in them.
const CASE: &[&str] = &[
    "patient",
    "patients",
    "pt",
    "admitted",
    "admission",
    "discharged",
    "notes",
    "records",
    "record",
    "chart",
    "ward",
    "referral",
    "referred",
    "scan",
    "mri",
    "ct",
    "xray",
    "x-ray",
    "bloods",
    "sample",
    "wristband",
    "bed",
    "clinic",
    "her",
    "his",
    "him",
    "she",
    "he",
];

/// The number that the word with figures at a place is, or is a part of.
pub(super) fn code(text: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    joined(text, at).or_else(|| small(text, at)).or_else(|| apart(text, at)).or_else(|| insurance(text, at))
}

/// “CF19P00314”, “LC-16-00421”, “RXF2204817”: in capitals.
fn joined(text: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    let word = text.words.get(at)?;
    let is_joined = |at: usize| matches!(text.gap(at), "-" | "/");
    let before = at.checked_sub(1).filter(|before| is_joined(*before)).and_then(|before| text.words.get(before));
    let first = if word.text.starts_with(|c: char| c.is_ascii_digit()) { before? } else { word };
    // `978-AB-12345` and `x/AB12345` are parts of something longer.
    let touches = |c: char| matches!(c, '-' | '/' | '.' | '\\' | '=' | '+' | ':');
    if text.char_before(first.range.start).is_some_and(touches) {
        return None;
    }
    let mut last = at;
    while last < at + MOST_GROUPS && is_joined(last) && text.words.get(last + 1).is_some_and(|next| is_group(next.text)) {
        last += 1;
    }
    let range = first.range.start..text.words.get(last)?.range.end;
    let goes_on = text.char_at(range.end).is_some_and(|c| matches!(c, '-' | '/' | '%' | '\\' | '@'));
    let code = text.text.get(range.clone()).filter(|code| !goes_on && has_shape(code))?;
    // One letter and five figures may be a product or a practice.
    let count = |is: fn(&u8) -> bool| code.bytes().filter(is).count();
    let weak = count(u8::is_ascii_alphabetic) == 1 && count(u8::is_ascii_digit) < 6;
    let is_told = !weak || is_of_a_case(text, at);
    (is_told && !is_public(text, &range, code)).then_some(range)
}

/// `k4402917` as it is typed in a hurry: after “number”, or in a sentence about a patient that tells of no source, whose articles have such numbers.
fn small(text: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    let word = text.words.get(at).filter(|word| word.text.starts_with(|c: char| c.is_ascii_lowercase()))?;
    let code = word.text.to_ascii_uppercase();
    let reading = Reading::once(text);
    let of_article = word.text.starts_with(['e', 'n', 'd']);
    let plain = has_shape(&code) && longest_run(&code) >= 6 && !of_article && !is_public(text, &word.range, &code);
    (plain && is_of_a_case(text, at) && !reading.has_source_beside(reading.at_byte(word.range.start))).then(|| word.range.clone())
}

/// “RXK 0048172 on the sticker”: with a blank only beside what a patient’s details are written on.
fn apart(text: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    let word = text.words.get(at).filter(|word| (6..=8).contains(&word.text.len()) && is_figures(word.text))?;
    let before = at.checked_sub(1).filter(|before| text.gap(*before) == " ")?;
    let letters = text.words.get(before).filter(|letters| (1..=3).contains(&letters.text.len()) && is_capitals(letters.text))?;
    let range = letters.range.start..word.range.end;
    let is_label = NUMBER.contains(&letters.folded.as_str());
    (!is_label && !is_public(text, &range, letters.text) && is_on_paper(text, at)).then_some(range)
}

/// A number of national insurance in its five groups: “AB 12 34 56 C”.
fn insurance(text: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    let words = text.words.get(at.checked_sub(1)?..at + 4)?;
    let [letters, pairs @ .., check] = words else { return None };
    let blanks = (at - 1..at + 3).all(|at| matches!(text.gap(at), " " | "\u{a0}" | "-"));
    let has_pairs = pairs.iter().all(|pair| pair.text.len() == 2 && is_figures(pair.text));
    let ends = matches!(check.text, "A" | "B" | "C" | "D");
    (blanks && has_pairs && ends && letters.text.len() == 2 && is_capitals(letters.text)).then_some(letters.range.start..check.range.end)
}

/// Whether a code in capitals has the shape: `K1234567`, `CF19P00314`, `LC-16-00421`.
fn has_shape(code: &str) -> bool {
    let first = code.bytes().take_while(u8::is_ascii_uppercase).count();
    let letters = code.bytes().filter(u8::is_ascii_uppercase).count();
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    let others = code.bytes().filter(|byte| matches!(byte, b'-' | b'/')).count();
    // The letter behind the figures is the check of some.
    let check = code.bytes().rev().take_while(u8::is_ascii_uppercase).count();
    (1..=4).contains(&first)
        && letters <= 5
        && check <= 1
        && letters + digits + others == code.len()
        && (5..=MOST_DIGITS).contains(&longest_run(code))
        && digits <= MOST_DIGITS
}

/// How many figures come one after another at most.
fn longest_run(code: &str) -> usize {
    code.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or_default()
}

fn is_group(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit()) || (word.len() <= 2 && is_capitals(word))
}

fn is_figures(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_capitals(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether its first letters or the words near it say that it is public, or of a thing.
fn is_public(text: &Prose<'_>, range: &Range<usize>, code: &str) -> bool {
    let letters: String = code.chars().take_while(char::is_ascii_uppercase).flat_map(char::to_lowercase).collect();
    let sentence = text.sentence(range.start);
    let is_thing = |word: &Word<'_>| is_numbered_thing(&word.folded);
    let before = sentence.iter().rev().filter(|word| word.range.end <= range.start).take(NEAR).any(is_thing);
    let after = sentence.iter().filter(|word| word.range.start >= range.end).take(NEAR).any(is_thing);
    is_public_code(&letters) || before || after
}

/// Whether what is before a code or around it says that it is a patient’s.
fn is_of_a_case(text: &Prose<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| text.words.get(at));
    let called = before.is_some_and(|word| NUMBER.contains(&word.folded.as_str()) || is_record_system(&word.folded));
    called || text.words.get(at).is_some_and(|word| text.sentence_has(word.range.start, CASE)) || is_on_paper(text, at)
}

/// Whether the sentence tells of what a patient’s details are written on.
fn is_on_paper(text: &Prose<'_>, at: usize) -> bool {
    text.words.get(at).is_some_and(|word| text.sentence(word.range.start).iter().any(|word| is_identity_paper(&word.folded)))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check_finds, check_leaves};

    #[test]
    fn shapes_of_numbers_of_patients() {
        check_finds(
            "hospital-number",
            &[
                ("Somebody had left RXF2204817 open on the screen in the library.", "RXF2204817"),
                ("Best report so far is LC-16-00421, and worst too.", "LC-16-00421"),
                ("The guardian read CF19P00314 aloud.", "CF19P00314"),
                ("M7700213 waited four hours for a porter.", "M7700213"),
                ("Three of us looked for AB/104477 in vain.", "AB/104477"),
                ("see WGH-0048213 for how I worded it", "WGH-0048213"),
                ("I dictated JX00417K last.", "JX00417K"),
                ("Supervision on MCA-24-01177, one hour.", "MCA-24-01177"),
                ("Her insurance is AB 12 34 56 C, it says.", "AB 12 34 56 C"),
                ("AB123456C on the claim form", "AB123456C"),
                ("pt k4402918 to x-ray", "k4402918"),
                ("the wristband said rxk0048172", "rxk0048172"),
                ("B55120 on the chart", "B55120"),
                ("Strategy meeting about S19-00477, cold tea, good minutes.", "S19-00477"),
            ],
        );
    }

    #[test]
    fn shapes_of_other_numbers() {
        check_leaves(
            "hospital-number",
            &[
                "ISO13485 and BS70000 are standards.",
                "CRD42020123456 is registered.",
                "Course code PHAR-11402, twenty credits.",
                "HT40221 is the module on leadership.",
                "The pump, model LX20488, was loud.",
                "Certificate CPD-2025-004417 uploaded.",
                "IT ticket INC0012345 is still open.",
                "KB5034441 broke the printer.",
                "grant MR-K12345 paid for it",
                "in FY2023/24 and FY202324",
                "BMJ2011;342:d3271 and e0123456 on patients",
                "doi:10.1371/journal.pone.0123456",
                "The charity, SC012345, pays.",
                "B55120 without more",
                "A&E in COVID19, H1N1 and SARS2",
                "NM7042 and HV-2217 and TA1075",
                "Cochrane CD003968, again",
                "Q1-2024 and Q4/2023 are done.",
                "order AB10447 for the clinic",
                "M25 12 34 56 and so on",
                "the essay NU70421 on her ward",
                "n1864 of her bmj paper",
                "The hotel booking, HX20417, was for two nights.",
                "Session S12-00417 of the congress was full.",
                "The leaflet PIL00417 needs a new picture.",
            ],
        );
    }
}
