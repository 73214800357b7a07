//! The words that tell people from everything else: the few words of grammar that rules share, [classes] of words, and the
//! [lists](super::lists).

mod classes;

pub(super) use classes::{
    happens_to_patients, is_asking, is_authority, is_called_by, is_care_word, is_condition, is_department_word, is_general_place, is_grade,
    is_kin, is_named_thing, is_of_a_story, is_other_title, is_particle, is_patient_word, is_professional_title, is_saying, is_service,
    is_source_word, is_treating, is_workmate,
};

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

/// Whether it stands before a surname, typing errors included.
pub(super) fn is_title(bare: &str) -> bool {
    is_civil_title(bare) || is_professional_title(bare)
}

/// The same without those of health, care and the church.
pub(super) fn is_civil_title(bare: &str) -> bool {
    classes::is_civil_word(bare) || is_other_title(bare)
}

pub(super) fn is_pronoun(bare: &str) -> bool {
    matches!(bare, "he" | "she" | "her" | "his" | "him" | "hers" | "herself" | "himself" | "she'd" | "he'd" | "she'll" | "he'll")
}

/// Nouns that make a sentence tell of a case.
pub(super) fn is_case_noun(bare: &str) -> bool {
    is_patient_word(bare) || (is_kin(bare) && !matches!(bare, "partner" | "foster" | "neighbour" | "sister" | "beta" | "twin"))
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
