//! Word lists of our own, beside the dictionary: health words, common words, and American words with the British for each. They say what
//! is a word and how likely it is; not what is near to what.

use std::collections::{HashMap, HashSet};

use crate::embedded;

/// The lists that come with the program.
pub(super) struct Lists {
    /// As written: `haemoptysis`, `Waterlow`, `HbA1c`.
    health: HashSet<String>,
    /// The same in small letters, for words all in capitals.
    health_folded: HashSet<String>,
    common: HashSet<String>,
    /// Small letters, to the British.
    american: HashMap<String, String>,
}

impl Lists {
    /// Reads them; a list that is not there is empty.
    pub fn bundled() -> Self {
        let lines = |name: &str| embedded::text(&format!("dictionaries/{name}")).unwrap_or_default();
        let words = |name: &str| lines(name).lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect();
        let health: HashSet<String> = words("health.txt");
        let american = lines("american.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('\t'))
            .map(|(american, british)| (american.to_owned(), british.to_owned()))
            .collect();
        Self { health_folded: health.iter().map(|word| word.to_lowercase()).collect(), health, common: words("common.txt"), american }
    }

    /// Whether it is a health word, as written or with the capitals of a sentence's start or of a heading.
    pub fn is_health(&self, word: &str) -> bool {
        if self.health.contains(word) {
            return true;
        }
        let mut letters = word.chars();
        let Some(first) = letters.next().filter(|first| first.is_uppercase()) else { return false };
        let rest = letters.as_str();
        if rest.chars().any(char::is_uppercase) {
            !rest.chars().any(char::is_lowercase) && self.health_folded.contains(&word.to_lowercase())
        } else {
            self.health.contains(&first.to_lowercase().chain(rest.chars()).collect::<String>())
        }
    }

    /// Whether everybody writes it every day, as it stands.
    pub fn is_everyday(&self, word: &str) -> bool {
        self.common.contains(word)
    }

    /// Whether everybody writes it every day, or the word that it is a form of.
    pub fn is_common(&self, word: &str) -> bool {
        let has = |stem: &str| self.common.contains(stem);
        let ending = |end: &str, instead: &[&str]| {
            word.strip_suffix(end).is_some_and(|stem| stem.len() > 2 && instead.iter().any(|new| has(&format!("{stem}{new}"))))
        };
        has(word)
            || ending("s", &[""])
            || ending("es", &[""])
            || ending("ies", &["y"])
            || ending("ed", &["", "e"])
            || ending("ied", &["y"])
            || ending("ing", &["", "e"])
            || ending("ly", &[""])
            || ending("ment", &[""])
    }

    /// The British for an American word that a British dictionary lets pass or cannot guess; in small letters.
    pub fn british_for(&self, word: &str) -> Option<&str> {
        self.american.get(word).map(String::as_str)
    }

    /// All health words, in no order.
    pub fn health(&self) -> impl Iterator<Item = &str> {
        self.health.iter().map(String::as_str)
    }
}
