//! The words that tell people from everything else: the few words of grammar that rules share, and the [lists](super::lists).

pub(super) use super::lists::{is_abbreviation, is_first_name, is_not_name, is_only_first_name, is_ordinary, is_place, rare_conditions};
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

pub(super) fn is_civil_title(bare: &str) -> bool {
    matches!(bare, "mr" | "mrs" | "ms" | "miss" | "mx" | "mister" | "missus" | "madam" | "mrss" | "msr" | "mrd" | "mres" | "mis" | "misss")
}

pub(super) fn is_professional_title(bare: &str) -> bool {
    matches!(bare, "dr" | "doctor" | "prof" | "professor" | "sister" | "nurse" | "matron" | "rev" | "reverend" | "canon" | "sir" | "dame")
}

pub(super) fn is_pronoun(bare: &str) -> bool {
    matches!(bare, "he" | "she" | "her" | "his" | "him" | "hers" | "herself" | "himself")
}

/// Words of care for one person.
pub(super) fn is_patient_word(bare: &str) -> bool {
    matches!(
        bare,
        "patient"
            | "pt"
            | "client"
            | "resident"
            | "carer"
            | "lady"
            | "woman"
            | "man"
            | "gentleman"
            | "girl"
            | "boy"
            | "child"
            | "baby"
            | "infant"
            | "toddler"
            | "teenager"
            | "lad"
            | "lass"
            | "bairn"
            | "pupil"
            | "pensioner"
            | "inpatient"
            | "outpatient"
            | "tenant"
            | "newborn"
            | "neonate"
            | "primip"
            | "survivor"
            | "veteran"
            | "caller"
            | "youngster"
            | "refugee"
            | "widow"
            | "widower"
            | "wean"
    )
}

pub(super) fn is_kin(bare: &str) -> bool {
    matches!(
        bare,
        "son"
            | "daughter"
            | "husband"
            | "wife"
            | "mother"
            | "mum"
            | "mam"
            | "mom"
            | "mummy"
            | "dad"
            | "daddy"
            | "father"
            | "brother"
            | "sister"
            | "twin"
            | "aunt"
            | "auntie"
            | "aunty"
            | "uncle"
            | "nan"
            | "nain"
            | "taid"
            | "mamgu"
            | "tadcu"
            | "gran"
            | "granny"
            | "grandma"
            | "grandad"
            | "granda"
            | "grandmother"
            | "grandfather"
            | "granddaughter"
            | "grandson"
            | "niece"
            | "nephew"
            | "cousin"
            | "partner"
            | "fiance"
            | "fiancee"
            | "spouse"
            | "neighbour"
            | "stepson"
            | "stepdaughter"
            | "stepfather"
            | "stepmother"
            | "boyfriend"
            | "girlfriend"
            | "foster"
            | "babcia"
            | "nani"
            | "dadi"
            | "beti"
            | "beta"
    )
}

/// People at work: their names are to be kept out like patients', but only “my mentor Bronwen” is somebody; “nurse leaders” are not.
pub(super) fn is_workmate(bare: &str) -> bool {
    matches!(
        bare,
        "colleague"
            | "mentor"
            | "mentee"
            | "student"
            | "supervisee"
            | "supervisor"
            | "manager"
            | "preceptee"
            | "preceptor"
            | "registrar"
            | "hca"
            | "gp"
            | "physio"
            | "nurse"
            | "midwife"
            | "worker"
            | "assistant"
            | "therapist"
            | "receptionist"
            | "porter"
            | "matron"
            | "teacher"
            | "senco"
            | "keyworker"
            | "advocate"
            | "interpreter"
            | "pharmacist"
            | "dietitian"
            | "paramedic"
            | "crewmate"
            | "psychiatrist"
            | "psychologist"
            | "oncologist"
            | "counsellor"
            | "friend"
            | "solicitor"
            | "consultant"
            | "doctor"
            | "landlord"
            | "trainee"
            | "apprentice"
            | "buddy"
            | "dispenser"
    )
}

/// Nouns that make a sentence tell of a case.
pub(super) fn is_case_noun(bare: &str) -> bool {
    is_patient_word(bare) || (is_kin(bare) && !matches!(bare, "partner" | "foster" | "neighbour" | "sister" | "beta" | "twin"))
}

pub(super) fn is_determiner(bare: &str) -> bool {
    matches!(bare, "a" | "an" | "the" | "my" | "our" | "her" | "his" | "their" | "this" | "that" | "one" | "another" | "your")
}

/// Words that make a name one of a source: who wrote, spoke, or taught.
pub(super) fn is_source_word(bare: &str) -> bool {
    matches!(
        bare,
        "webinar"
            | "talk"
            | "keynote"
            | "lecture"
            | "podcast"
            | "paper"
            | "study"
            | "book"
            | "chapter"
            | "article"
            | "blog"
            | "thread"
            | "tweet"
            | "tweeted"
            | "tweetchat"
            | "chat"
            | "workshop"
            | "author"
            | "authors"
            | "research"
            | "researcher"
            | "theory"
            | "model"
            | "presentation"
            | "speaker"
            | "speakers"
            | "hosted"
            | "host"
            | "wrote"
            | "writes"
            | "argued"
            | "argues"
            | "conference"
            | "video"
            | "film"
            | "documentary"
            | "trial"
            | "guest"
            | "panel"
            | "panellist"
            | "facilitator"
            | "tutor"
            | "lecturer"
            | "chaired"
            | "et"
            | "editorial"
            | "journal"
            | "memoir"
            | "founder"
            | "campaign"
            | "campaigner"
            | "plenary"
            | "textbook"
            | "symposium"
            | "seminar"
            | "masterclass"
            | "coined"
            | "published"
            | "episode"
            | "ted"
            | "novel"
            | "play"
            | "poem"
    )
}

/// Nouns that a name before them stands for, not for its bearer: “Martha's rule”, “Barthel score”.
pub(super) fn is_named_thing(bare: &str) -> bool {
    matches!(
        bare,
        "rule"
            | "law"
            | "score"
            | "scores"
            | "scale"
            | "scales"
            | "test"
            | "tests"
            | "sign"
            | "technique"
            | "method"
            | "methods"
            | "model"
            | "models"
            | "cycle"
            | "theory"
            | "training"
            | "inquiry"
            | "enquiry"
            | "review"
            | "report"
            | "award"
            | "fund"
            | "trust"
            | "foundation"
            | "splint"
            | "fracture"
            | "disease"
            | "syndrome"
            | "position"
            | "manoeuvre"
            | "maneuver"
            | "campaign"
            | "day"
            | "index"
            | "tool"
            | "checklist"
            | "questionnaire"
            | "framework"
            | "criteria"
            | "classification"
            | "catheter"
            | "reflex"
            | "chart"
            | "hierarchy"
            | "lecture"
            | "prize"
            | "medal"
            | "approach"
            | "concept"
            | "study"
            | "trial"
            | "group"
            | "groups"
            | "charter"
            | "programme"
            | "app"
            | "page"
            | "hashtag"
            | "chat"
            | "webinar"
            | "podcast"
            | "talk"
            | "book"
            | "paper"
            | "blog"
            | "thread"
            | "exercises"
            | "palsy"
            | "tube"
            | "bag"
            | "needle"
            | "pump"
            | "window"
            | "scheme"
            | "appeal"
            | "centre"
            | "hospice"
            | "nurse"
            | "nurses"
            | "uk"
            | "principles"
            | "questions"
            | "circle"
            | "stages"
            | "coma"
            | "contracture"
            | "chorea"
            | "sessions"
            | "forum"
            | "network"
            | "portal"
            | "record"
            | "system"
            | "course"
            | "feedback"
            | "safety"
            | "experience"
            | "outcomes"
            | "voice"
    )
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
