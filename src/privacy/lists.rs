//! The lists of words that come with the program: names, eponyms, abbreviations, places, rare conditions and roles.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::vocabulary::bare;
use crate::embedded;

/// The lines of a list under `assets/privacy/`, without remarks.
fn lines(name: &str) -> Vec<String> {
    let text = embedded::text(&format!("privacy/{name}")).unwrap_or_default();
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("# ")).map(str::to_owned).collect()
}

/// The words of a list whose lines hold several.
fn words(name: &str) -> FxHashSet<String> {
    lines(name).iter().flat_map(|line| line.split_whitespace().map(|word| bare(word.trim_end_matches('*')))).collect()
}

static FIRST_NAMES: LazyLock<FxHashSet<String>> = LazyLock::new(|| words("first_names.txt"));
/// First names that are words, places or eponyms as well; the list marks them with `*`.
static ALSO_WORDS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let marked = |line: &String| line.split_whitespace().filter_map(|word| word.strip_suffix('*').map(bare)).collect::<Vec<_>>();
    lines("first_names.txt").iter().flat_map(marked).collect()
});
static SURNAMES: LazyLock<FxHashSet<String>> = LazyLock::new(|| words("surnames.txt"));
static PUBLIC_PEOPLE: LazyLock<FxHashSet<String>> = LazyLock::new(|| lines("public_people.txt").iter().map(|line| bare(line)).collect());
static NOT_NAMES: LazyLock<FxHashSet<String>> = LazyLock::new(|| words("not_names.txt"));
static ABBREVIATIONS: LazyLock<FxHashSet<String>> = LazyLock::new(|| words("abbreviations.txt"));
static PLACES: LazyLock<FxHashSet<String>> = LazyLock::new(|| lines("places.txt").iter().map(|line| bare(line)).collect());
static HOSPITALS: LazyLock<FxHashSet<String>> = LazyLock::new(|| lines("hospitals.txt").iter().map(|line| bare(line)).collect());
static EPONYMS: LazyLock<FxHashSet<String>> = LazyLock::new(|| words("eponyms.txt"));

/// The words of a condition, a role or a place, and what could be said instead.
pub(super) type Condition = (Vec<String>, String);

/// The lines of a list “name = what could be said instead”, by their first words, because a text has many words and such a list few lines.
fn sayable(name: &str) -> FxHashMap<String, Vec<Condition>> {
    let mut found: FxHashMap<String, Vec<Condition>> = FxHashMap::default();
    for line in lines(name) {
        let Some((name, instead)) = line.split_once(" = ") else { continue };
        let words: Vec<String> = name.split([' ', '-']).filter(|word| !word.is_empty()).map(bare).collect();
        if let Some(first) = words.first() {
            found.entry(first.clone()).or_default().push((words, instead.trim().to_owned()));
        }
    }
    found
}

static RARE_CONDITIONS: LazyLock<FxHashMap<String, Vec<Condition>>> = LazyLock::new(|| sayable("rare_conditions.txt"));
static RARE_ROLES: LazyLock<FxHashMap<String, Vec<Condition>>> = LazyLock::new(|| sayable("rare_roles.txt"));
static NOUN_FIRST: LazyLock<FxHashMap<String, Vec<Condition>>> = LazyLock::new(|| sayable("noun_first_places.txt"));

/// Roles and jobs that a place has one of, which begin with this word: “lighthouse keeper”.
pub(super) fn rare_roles(first: &str) -> &'static [Condition] {
    RARE_ROLES.get(first).map_or(&[], Vec::as_slice)
}

/// Nouns that Welsh, Irish and Gaelic put before the name of a place of care: “Meddygfa Teilo”.
pub(super) fn noun_first_places(first: &str) -> &'static [Condition] {
    NOUN_FIRST.get(first).map_or(&[], Vec::as_slice)
}

pub(super) fn is_first_name(bare: &str) -> bool {
    FIRST_NAMES.contains(bare)
}

/// Whether a first name is nothing else: “Tomasz”, not “Grace”.
pub(super) fn is_only_first_name(bare: &str) -> bool {
    FIRST_NAMES.contains(bare) && !ALSO_WORDS.contains(bare)
}

/// Whether a word is a surname and nothing else: “Kowalczyk”, “O'Donoghue”; not “Smith” or “Begum”.
pub(super) fn is_only_surname(bare: &str) -> bool {
    let of_clan = ["o'", "mc", "mac"].iter().find_map(|start| bare.strip_prefix(start)).is_some_and(|rest| rest.chars().count() > 3);
    SURNAMES.contains(bare) || (of_clan && !NOT_NAMES.contains(bare) && !EPONYMS.contains(bare) && !PLACES.contains(bare))
}

/// Whether a name in full, its words with blanks between, is one that everybody may say: “Florence Nightingale”.
pub(super) fn is_public_person(name: &str) -> bool {
    PUBLIC_PEOPLE.contains(name)
}

/// Whether a word, though it may be written with a capital, is no name of a person in care: months, eponyms, platforms, organisations,
/// words that begin sentences.
pub(super) fn is_not_name(bare: &str) -> bool {
    NOT_NAMES.contains(bare) || EPONYMS.contains(bare)
}

/// The same without eponyms, which are surnames of patients, too: “John Wilson”.
pub(super) fn is_ordinary(bare: &str) -> bool {
    NOT_NAMES.contains(bare)
}

/// Whether capitals are an abbreviation and no initials: “OT”, “AMU”.
pub(super) fn is_abbreviation(bare: &str) -> bool {
    ABBREVIATIONS.contains(bare)
}

/// Whether it is the name of a town or county of these islands.
pub(super) fn is_place(bare: &str) -> bool {
    PLACES.contains(bare)
}

/// Whether it is what a hospital is called for short.
pub(super) fn is_hospital(bare: &str) -> bool {
    HOSPITALS.contains(bare)
}

/// Rare conditions that begin with this word.
pub(super) fn rare_conditions(first: &str) -> &'static [Condition] {
    RARE_CONDITIONS.get(first).map_or(&[], Vec::as_slice)
}
