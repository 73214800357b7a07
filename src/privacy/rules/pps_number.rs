//! Personal Public Service numbers of Ireland.
//!
//! *What*: seven figures and one or two letters, of which the first is what modulus 23 makes of the rest (“1234567T”, “1234567 FA”); after “PPS” also
//! those that somebody mistyped, and in small letters. Lots of products look alike and are named so. *Why*: it stands for one person in health, tax and
//! welfare. *Example*: see [`Rule::example`]. Source: Social Welfare Consolidation Act 2005, section 262; Revenue, “PPS number check character”.

use std::ops::Range;

use crate::privacy::numbers::{is_called, is_named_otherwise};
use crate::privacy::{Hit, Known, Prose, Rule};

pub(super) static RULE: PpsNumber = PpsNumber;

/// See the [module](self).
pub(super) struct PpsNumber;

/// What people call it.
const LABELS: &[&str] = &["pps", "ppsn", "ppsno", "psp"];

/// How many figures it has.
const DIGITS: usize = 7;

impl Rule for PpsNumber {
    fn id(&self) -> &'static str {
        "pps-number"
    }

    fn label(&self) -> &'static str {
        "PPS number"
    }

    fn why(&self) -> &'static str {
        "A PPS number stands for one person in every public service of Ireland."
    }

    fn example(&self) -> &'static str {
        "The medical card form had 1234567T on it."
    }

    fn in_text(&self, text: &Prose<'_>, known: &Known) -> Vec<Hit> {
        let found = (0..text.words.len()).filter_map(|at| number(text, at));
        let others = found.filter(|range| text.text.get(range.clone()).is_some_and(|number| !known.is_own(number)));
        others.map(|range| Hit { range, instead: Some("[PPS number]".to_owned()) }).collect()
    }
}

/// The number that begins at a word: its figures in up to three groups, and its letters with the last of them or apart.
fn number(text: &Prose<'_>, at: usize) -> Option<Range<usize>> {
    let first = text.words.get(at).filter(|word| word.text.starts_with(|c: char| c.is_ascii_digit()))?;
    let called = is_called(text, first.range.start, LABELS);
    let mut code = String::new();
    for (nth, word) in text.words.get(at..)?.iter().take(4).enumerate() {
        let apart = nth > 0 && !matches!(text.gap(at + nth - 1), " " | "\u{a0}" | "-");
        // Uncalled, only its letters may stand apart.
        let in_groups = nth > 0 && code.len() < DIGITS && !called;
        if apart || in_groups || !word.text.is_ascii() || word.text.len() > DIGITS + 2 {
            return None;
        }
        code.push_str(word.text);
        let letters = code.get(DIGITS..).unwrap_or_default();
        if code.len() > DIGITS + 2 {
            return None;
        }
        if !letters.is_empty() {
            let range = first.range.start..word.range.end;
            // “1234567 T” may be the end of one thing and the beginning of the next.
            let sure = called || (nth == 0 && is_valid(&code));
            return (sure && has_shape(&code, called) && is_free(text, &range, called)).then_some(range);
        }
    }
    None
}

/// Seven figures, and one or two letters; `small` ones only where it is called by its name.
fn has_shape(code: &str, small: bool) -> bool {
    let Some((digits, letters)) = code.split_at_checked(DIGITS) else { return false };
    let is_letter = |byte: u8| byte.is_ascii_uppercase() || (small && byte.is_ascii_lowercase());
    digits.bytes().all(|byte| byte.is_ascii_digit()) && (1..=2).contains(&letters.len()) && letters.bytes().all(is_letter)
}

/// Whether nothing touches it that makes it something else.
fn is_free(text: &Prose<'_>, range: &Range<usize>, called: bool) -> bool {
    let before = text.char_before(range.start);
    text.stands_alone(range)
        && !before.is_some_and(|c| matches!(c, '#' | '@' | '£' | '$' | '€' | '/' | '-' | '.' | ',' | '='))
        && !text.is_in_link(range.start)
        && (called || !is_named_otherwise(text, range.start))
}

/// Whether the letter behind the figures is what modulus 23 makes of them, with weights of 8 to 2, and of the second letter with 9.
fn is_valid(code: &str) -> bool {
    let mut sum: u32 =
        code.chars().take(DIGITS).zip((2..=8).rev()).map(|(digit, weight)| digit.to_digit(10).unwrap_or_default() * weight).sum();
    let mut letters = code.bytes().skip(DIGITS).map(|byte| u32::from(byte.to_ascii_uppercase().saturating_sub(b'A')) + 1);
    let check = letters.next().unwrap_or_default();
    // W stands for no second letter.
    sum += letters.next().filter(|second| *second != 23).unwrap_or_default() * 9;
    let wanted = if sum.is_multiple_of(23) { 23 } else { sum % 23 };
    wanted == check
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_finds, check_leaves, check_mends, check_with};
    use crate::privacy::Known;

    #[test]
    fn found() {
        check_finds(
            "pps-number",
            &[
                ("I read 1234567T back to him.", "1234567T"),
                ("1234567TW on the old form", "1234567TW"),
                ("(1234567FA)", "1234567FA"),
                ("PPS number 1234567FA", "1234567FA"),
                ("PPSN: 7654321B, as he said it", "7654321B"),
                ("her pps no. is 1234567 t", "1234567 t"),
                ("PPS 123 4567 TW", "123 4567 TW"),
                ("PPSN 1234567-T", "1234567-T"),
                ("pps1 and PPS 7654321kb", "7654321kb"),
                ("the PPS was 0000001A", "0000001A"),
                ("“1234567T?” she asked", "1234567T"),
                ("The PPSN of 1234567WA is new.", "1234567WA"),
            ],
        );
    }

    #[test]
    fn left() {
        check_leaves(
            "pps-number",
            &[
                "1234567A",
                "1234567 T",
                "Lot 1234567T was recalled.",
                "batch no. 1234567T",
                "https://example.org/1234567T",
                "1234567TWX",
                "12345678T",
                "123456T",
                "#1234567T",
                "£1234567T",
                "1.1234567T",
                "x1234567T",
                "1234567 Patients were counted.",
                "1234567t",
                "1234567%",
                "PPS slides, 40 of them",
            ],
        );
    }

    #[test]
    fn what_is_said_instead() {
        check_mends("pps-number", &[("The form said 1234567T.", "The form said [PPS number].")]);
        let known = Known { own: vec!["1234567T".into()], ..Known::default() };
        assert!(check_with("pps-number", "1234567T", &known).is_empty());
    }
}
