//! The words that tell people from everything else: the few words of grammar that rules share, [classes] of words, and the
//! [lists](super::lists).

mod classes;

pub(super) use super::lists::{
    is_abbreviation, is_first_name, is_hospital, is_not_name, is_only_first_name, is_only_surname, is_ordinary, is_place, is_public_person,
    noun_first_places, rare_conditions, rare_roles,
};
use crate::domain::text::folded;
pub(super) use classes::{
    befalls, begins_nursery, ends_nursery, happens_to_patients, is_account_word, is_asking, is_authority, is_baby, is_band, is_belonging,
    is_berth, is_boat, is_book_word, is_called_by, is_calling, is_care_chain, is_care_word, is_case_paper, is_clinical, is_condition,
    is_counted, is_deed, is_department_word, is_dotted_word, is_dwelling, is_employer, is_fixture, is_general_place, is_grade, is_history,
    is_holding, is_home_name, is_home_thing, is_identity_paper, is_imaging, is_kin, is_landmark, is_large_city, is_living, is_local_event,
    is_measured, is_misdeed, is_mishap, is_named_thing, is_numbered_thing, is_odd_birthplace, is_of_a_public_account, is_of_a_story,
    is_one_of_few, is_other_title, is_own_deed, is_own_page, is_particle, is_patient_word, is_performing, is_pioneer, is_posing,
    is_position, is_postal, is_professional_title, is_project, is_public_code, is_public_event, is_quality, is_quoting, is_rare_dwelling,
    is_record_system, is_said_of_the_old, is_saying, is_scene, is_service, is_small_place, is_source_word, is_spell, is_towards,
    is_treating, is_vehicle_word, is_workforce, is_working, is_workmate, is_workplace, is_wreck,
};

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

/// The numbers below twenty in words, from one.
pub(super) const ONES: &[&str] = &[
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
];

/// A number as digits or as a word up to twenty.
pub(super) fn is_number(bare: &str) -> bool {
    ONES.contains(&bare) || bare == "twenty" || (!bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit()))
}

/// The text with a capital at its start.
pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
