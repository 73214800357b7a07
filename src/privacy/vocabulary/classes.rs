//! Classes of words: `assets/privacy/words.toml` has the words, this the questions that rules ask.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use super::bare;
use crate::embedded;

/// Words by the name of their class.
static CLASSES: LazyLock<BTreeMap<String, HashSet<String>>> = LazyLock::new(|| {
    let text = embedded::text("privacy/words.toml").unwrap_or_default();
    let classes: BTreeMap<String, String> = toml::from_str(&text).unwrap_or_default();
    classes.into_iter().map(|(class, words)| (class, words.split_whitespace().map(bare).collect())).collect()
});

/// A question a line, and the class of the file that answers it.
macro_rules! classes {
    ($($(#[$doc:meta])* $question:ident = $class:literal;)*) => {
        $(
            $(#[$doc])*
            pub(in crate::privacy) fn $question(bare: &str) -> bool {
                static WORDS: LazyLock<Option<&'static HashSet<String>>> = LazyLock::new(|| CLASSES.get($class));
                WORDS.is_some_and(|words| words.contains(bare))
            }
        )*

        #[cfg(test)]
        const ASKED: &[&str] = &[$($class),*];
    };
}

classes! {
    /// Before a surname, typing errors included.
    is_civil_word = "civil-titles";
    /// Titles that are words or units in small letters: “Fr Doyle”, “Pani Nowak”.
    is_other_title = "other-titles";
    /// Titles of those who work in health, care and the church.
    is_professional_title = "professional-titles";
    /// Somebody in care.
    is_patient_word = "patients";
    /// Who somebody is to somebody else at home.
    is_kin = "kin";
    /// People at work: their names are kept out like patients’, but only “my mentor Bronwen” is somebody; “nurse leaders” are not.
    is_workmate = "workmates";
    /// What makes a name one of a source: who wrote, spoke, or taught.
    is_source_word = "sources";
    /// Nouns that a name before them stands for, not for its bearer: “Martha’s rule”, “Barthel score”.
    is_named_thing = "named-things";
    /// Words inside of surnames.
    is_particle = "particles";
    /// What is near those who are cared for: beds, crashes, scans.
    is_care_word = "care";
    /// What is told of patients behind “was” and “is”.
    happens_to_patients = "happens";
    /// What patients have.
    is_condition = "conditions";
    /// Words that stand before a first name as a title does: “Baby Ifan”, “Uncle Bob”.
    is_called_by = "called-by";
    /// Uncles whom everybody has: “Uncle Sam”.
    is_saying = "sayings";
    /// Offices that make a title before a surname one of somebody known: “the keynote, Dr Bell”.
    is_authority = "authorities";
    /// Names that everybody knows from stories and from the shelf: “Mrs Doubtfire”.
    is_of_a_story = "stories";
    /// What stands before “Nurse”, “Sister” and “Doctor” as part of what somebody is: “Staff Nurse Bell”.
    is_grade = "grades";
    /// What stands between oneself and a doctor who was asked.
    is_asking = "asking";
    /// What doctors do with patients.
    is_treating = "treating";
    /// What a place of care does or is, not which it is.
    is_general_place = "general-places";
    /// Capitals that say what is done in a place, not where it is.
    is_department_word = "departments";
    /// Before “ward” or “unit”: what it does, not which it is.
    is_service = "services";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_words_and_a_question() {
        let mut asked: Vec<&str> = ASKED.to_vec();
        asked.sort_unstable();
        assert_eq!(CLASSES.keys().map(String::as_str).collect::<Vec<_>>(), asked);
        for (class, words) in CLASSES.iter() {
            assert!(words.len() > 5, "{class} has few words");
        }
    }
}
