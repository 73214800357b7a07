//! The words that tell people from everything else: the few words of grammar that rules share, words for people and for sources, and the
//! [lists](super::lists).

mod people;
mod sources;

pub(super) use people::{
    is_case_noun, is_civil_title, is_kin, is_other_title, is_patient_word, is_professional_title, is_pronoun, is_title, is_workmate,
};
pub(super) use sources::{is_named_thing, is_source_word};

pub(super) use super::lists::{
    is_abbreviation, is_first_name, is_hospital, is_not_name, is_only_first_name, is_ordinary, is_place, rare_conditions,
};
use crate::domain::text::folded;

/// A word as the lists have it: lower case without accents, straight apostrophes, without a final ’s.
pub(super) fn bare(word: &str) -> String {
    bare_of_folded(&folded(word))
}

/// The same for a word that is folded already.
pub(super) fn bare_of_folded(word: &str) -> String {
    let plain: String = word
        .chars()
        .map(|c| match c {
            '’' | 'ʼ' | '‘' => '\'',
            'ł' => 'l',
            'ø' => 'o',
            'đ' => 'd',
            'ı' => 'i',
            other => other,
        })
        .collect();
    plain.strip_suffix("'s").unwrap_or(&plain).to_owned()
}

pub(super) fn is_determiner(bare: &str) -> bool {
    matches!(bare, "a" | "an" | "the" | "my" | "our" | "her" | "his" | "their" | "this" | "that" | "one" | "another" | "your")
}

/// A number as digits or as a word up to twenty.
pub(super) fn is_number(bare: &str) -> bool {
    const WORDS: &[&str] = &[
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    WORDS.contains(&bare) || (!bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit()))
}

/// The text with a capital at its start.
pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
