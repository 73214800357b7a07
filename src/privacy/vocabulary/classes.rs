//! Classes of words: `assets/privacy/words.toml` has the words, this the questions that rules ask.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::bare;
use crate::embedded;

/// Words by the name of their class.
static CLASSES: LazyLock<BTreeMap<String, FxHashSet<String>>> = LazyLock::new(|| {
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
                static WORDS: LazyLock<Option<&'static FxHashSet<String>>> = LazyLock::new(|| CLASSES.get($class));
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
    /// On what a patient’s name, number and day of birth are written.
    is_identity_paper = "identity-papers";
    /// Newborns and those born together.
    is_baby = "babies";
    /// What makes an old day one of history.
    is_history = "history";
    /// What is said of the very old: “ninety-four and still driving”.
    is_said_of_the_old = "said-of-the-old";
    /// What is measured, counted or paid, not lived.
    is_measured = "measured";
    /// Networks on which people have accounts, and what is done there to one.
    is_account_word = "accounts";
    /// What is in the handles of organisations and chats.
    is_of_a_public_account = "public-accounts";
    /// What a sentence about a vehicle has in it.
    is_vehicle_word = "vehicles";
    /// Systems that keep records of people.
    is_record_system = "record-systems";
    /// Before “no”, “number” or “ID”: one of a patient.
    is_case_paper = "case-papers";
    /// How somebody was examined, within a number: “24-CT-0098317”.
    is_imaging = "imaging";
    /// The letters of numbers of studies, articles, standards and certificates.
    is_public_code = "public-codes";
    /// Near a code these say that it is public or of a thing.
    is_numbered_thing = "numbered-things";
    /// In a sentence about a way, a parcel or a home.
    is_postal = "postal";
    /// As whom people write online: “posting as …”.
    is_posing = "posing";
    /// What somebody has online, with its name behind it.
    is_own_page = "own-pages";
    /// Before a telephone number without its area.
    is_calling = "calls";
    /// What is near the number of a book.
    is_book_word = "books";
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
    /// What people do and do not do, behind their names: “Frank would not eat”.
    is_deed = "does";
    /// What somebody has in care, behind their names: “Will’s insulin”.
    is_belonging = "belongings";
    /// What is done to somebody whom one knows, before their names: “told Will”, “sat with Grace”.
    is_towards = "towards";
    /// Letters that are written with full stops by custom: “U.K.”, “P.S.”
    is_dotted_word = "dotted";
    /// Where so many live that the city tells nobody.
    is_large_city = "large-cities";
    /// What somebody begins with who tells of an own day and leaves “I” out: “Saw”, “Had to”.
    is_own_deed = "own-deeds";
    /// What those do who are quoted.
    is_quoting = "quoted";
    /// What a place of care does or is, not which it is.
    is_general_place = "general-places";
    /// Capitals that say what is done in a place, not where it is.
    is_department_word = "departments";
    /// Before “ward” or “unit”: what it does, not which it is.
    is_service = "services";
    /// What is said of illness and treatment.
    is_clinical = "clinical";
    /// Whom a small place has one of: “the only family in …”.
    is_one_of_few = "people";
    /// A small place without its name: “the only vet on the island”.
    is_small_place = "small-places";
    /// Where people work who do not work in care.
    is_workplace = "workplaces";
    /// Who employs people in many places.
    is_employer = "employers";
    /// What is said of those who work somewhere.
    is_working = "working";
    /// What houses stand by: “above the chip shop in …”.
    is_landmark = "landmarks";
    /// Homes of one household.
    is_dwelling = "dwellings";
    /// What a day is remembered by in a small place: “the night of the flood”.
    is_local_event = "local-events";
    /// What houses of care are called after “the”: “The Hollies”.
    is_home_name = "home-names";
    /// What nurseries begin with, before another capital.
    begins_nursery = "nursery-names";
    /// The second word of the name of a nursery: “Little Acorns”.
    ends_nursery = "nursery-ends";
    /// What stands on a ward: “the bed by the window”.
    is_fixture = "fixtures";
    /// What stands between an article and a role: “the retired headmaster”.
    is_quality = "qualities";
    /// Where people are rescued from before others’ eyes.
    is_scene = "scenes";
    /// What somebody does in a role: “the piper who played at …”.
    is_holding = "holding";
    /// Chains of opticians, dentists and pharmacies.
    is_care_chain = "care-chains";
    /// Homes that few have.
    is_rare_dwelling = "rare-dwellings";
    /// What is said before where somebody lives.
    is_living = "living";
    /// Where few are born.
    is_odd_birthplace = "odd-birthplaces";
    /// What an event gives its name to: “the night of the flood”.
    is_spell = "spells";
    /// What is counted behind a number, so that it is no bed.
    is_counted = "counted";
    /// What goes wrong in care and is spoken of as one event.
    is_mishap = "mishaps";
    /// What befalls somebody, as a verb.
    befalls = "befalls";
    /// What makes an event on a ward one of statistics, plans and praise.
    is_project = "projects";
    /// Boats that people live, work and are rescued on.
    is_boat = "boats";
    /// Where boats lie: “Foxton Locks”.
    is_berth = "berths";
    /// What is looked at on a visit to a home.
    is_home_thing = "home-things";
    /// What members of a choir, a band or a team do.
    is_performing = "performing";
    /// What choirs, bands and teams are.
    is_band = "bands";
    /// Where somebody plays in a team.
    is_position = "positions";
    /// What is in the news with the name of its place.
    is_public_event = "public-events";
    /// What people are brought off alive.
    is_wreck = "wrecks";
    /// What is told of a colleague that ends in a hearing.
    is_misdeed = "misdeeds";
    /// Offices and callings of which a place has a first one.
    is_pioneer = "pioneers";
    /// Who has few people at work.
    is_workforce = "workforces";
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
