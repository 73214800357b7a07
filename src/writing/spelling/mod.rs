//! Spelling: British English with the words of health and care, and a second language when the user brings one. It finds what is misspelt in
//! Markdown and says what to write instead. It knows no journal, no window and no thread.
//!
//! | file | question |
//! |---|---|
//! | `dictionary` | Is this pair of files a dictionary, and is this word in it? |
//! | `lists` | Is it a word of the trade, a common one, an American one? |
//! | `text` | Which parts of a text are words? |
//! | `forms` | Which words are there at all? |
//! | `likeness` | How far is what was typed from what may be meant? |
//! | `suggest` | Which of them are likeliest? |

mod dictionary;
mod forms;
mod likeness;
mod lists;
mod suggest;
mod text;

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization as _;

use crate::embedded;
use dictionary::{Dictionary, Source};
use forms::Forms;
use lists::Lists;
use text::is_checkable;

pub use dictionary::SpellingError;

/// The folder of dictionaries, under `assets/` and in the user's data folder.
const FOLDER: &str = "dictionaries";
/// The British pair, in either folder, without its ending.
const BRITISH: &str = "en_GB";
/// The most words to choose from.
const MOST_SUGGESTIONS: usize = 5;
/// No language has longer words that are worth a search; in bytes.
const LONGEST_SUGGESTED: usize = 64;

/// What is written before a hyphen, and alone in `pre- and post-operative`.
const PREFIXES: &[&str] = &[
    "anti", "bi", "bio", "cardio", "co", "counter", "cross", "ex", "extra", "hyper", "hypo", "infra", "inter", "intra", "macro", "mega",
    "meta", "micro", "mid", "mini", "mono", "multi", "neuro", "non", "ortho", "para", "peri", "poly", "post", "pre", "pro", "proto",
    "pseudo", "psycho", "quasi", "re", "self", "semi", "socio", "sub", "super", "supra", "tele", "trans", "tri", "ultra", "un",
];

/// Words that are rightly written twice: “she had had”, “I know that that is so”.
const TWICE: &[&str] = &["bye", "far", "had", "ha", "her", "is", "long", "many", "no", "now", "so", "that", "there", "very", "well"];

/// A word of a text that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Where it lies, in bytes; of a word that stands twice, the second one.
    pub range: Range<usize>,
    /// It stands twice; otherwise it is misspelt.
    pub twice: bool,
}

/// Knows which words are spelt right, and what to write instead of those that are not.
///
/// Made once (some 50 to 150 ms in a release build: away from the window) and shared; it never changes afterwards. Checking takes about a microsecond a
/// word. Suggesting takes some milliseconds, the first time some hundred more, and with a second language up to half a second: away from the
/// window, too.
pub struct Speller {
    source: Source,
    british: Dictionary,
    second: Option<Dictionary>,
    lists: Lists,
    /// For suggestions; made when first needed.
    forms: OnceLock<Forms>,
}

impl Speller {
    /// British English. The user's own `dictionaries/en_GB.aff` and `.dic` in `own_folder` (the data folder), when either is there, are read
    /// instead of the pair that comes with the program. The health words come with the program in either case.
    ///
    /// # Errors
    ///
    /// When the user's own pair is not whole or no dictionary. `british(None)` reads the bundled one, which is always there.
    pub fn british(own_folder: Option<&Path>) -> Result<Self, SpellingError> {
        let own = own_folder.map(|folder| folder.join(FOLDER).join(format!("{BRITISH}.aff")));
        let own = own.filter(|aff| aff.exists() || aff.with_extension("dic").exists());
        let source = match own {
            Some(aff) => Source::of_files(&aff)?,
            None => {
                let read = |end: &str| embedded::read(&format!("{FOLDER}/{BRITISH}.{end}")).unwrap_or_default();
                Source::bundled(read("aff"), read("dic"), PathBuf::from(format!("{BRITISH}.dic")))?
            }
        };
        Ok(Self { british: source.dictionary()?, second: None, lists: Lists::bundled(), forms: OnceLock::new(), source })
    }

    /// With a second language beside: a word that is right in either is right. Takes a pair of Hunspell files as LibreOffice and
    /// Firefox have them, by the name of either; both lie in one folder. Any encoding that its `SET` line names can be read.
    ///
    /// # Errors
    ///
    /// When one of the two is missing, too large (8 MiB of rules, 48 MiB of words), unreadable or no dictionary; the message says what to do.
    pub fn with_second(self, either: &Path) -> Result<Self, SpellingError> {
        Ok(Self { second: Some(Source::of_files(either)?.dictionary()?), ..self })
    }

    /// Whether the word is spelt right: as it stands, with the capital of a sentence's start, in ALL CAPITALS, as a possessive, or part by part
    /// between hyphens. Apostrophes may be straight or curly, accents composed or not. What holds no letter is right.
    pub fn knows(&self, word: &str) -> bool {
        let word = normalised(word);
        self.knows_part(&word) || word.contains('-') && word.split('-').all(|part| !is_checkable(part) || self.knows_part(part))
    }

    /// Where the misspelt words of a Markdown text lie: byte ranges on the boundaries of characters, in order, apart from each other. Of
    /// `well-beeing` only the part that is wrong is given.
    ///
    /// `passes` says of a word, as it is written, whether the user knows it (own words, names, ignored words); it is asked only about words that
    /// are in no dictionary. Handles, hashtags, addresses, code, targets of links, file names, numbers and what holds them, single letters,
    /// abbreviations of up to five capitals, names with capitals inside and other scripts are no words. Pass a whole text or whole
    /// paragraphs: code between fences is only known as such with its fences.
    pub fn misspelt(&self, text: &str, passes: &dyn Fn(&str) -> bool) -> Vec<Range<usize>> {
        self.misspelt_of(&text::words(text), passes)
    }

    /// The slips of a text in order: what is misspelt as [`Self::misspelt`] finds it, and words that stand twice as [`doubled`] does.
    /// Of a word that stands twice, `passes` is asked for both, as `the the`; one with marks of Markdown is left alone, because taking it
    /// out would leave the marks.
    pub fn slips(&self, text: &str, passes: &dyn Fn(&str) -> bool) -> Vec<Slip> {
        let words = text::words(text);
        let mut found: Vec<Slip> = self.misspelt_of(&words, passes).into_iter().map(|range| Slip { range, twice: false }).collect();
        let plain = |word: &text::Word| {
            let before = text.get(..word.range.start).unwrap_or_default();
            before.ends_with(char::is_whitespace) && text.get(word.range.clone()) == Some(word.text.as_str())
        };
        let second = twice(&words).filter(|word| plain(word) && !passes(&format!("{0} {0}", word.text)));
        let apart = |range: &Range<usize>| found.iter().all(|other| other.range.end <= range.start || range.end <= other.range.start);
        let second: Vec<Slip> = second.map(|word| word.range.clone()).filter(apart).map(|range| Slip { range, twice: true }).collect();
        found.extend(second);
        found.sort_by_key(|slip| slip.range.start);
        found
    }

    /// Why a dictionary that was read is not used any more: its rules made no sense for some word.
    pub fn problem(&self) -> Option<SpellingError> {
        self.british.problem().or_else(|| self.second.as_ref().and_then(Dictionary::problem))
    }

    fn misspelt_of(&self, words: &[text::Word], passes: &dyn Fn(&str) -> bool) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for word in words {
            if !word.parts.iter().any(|(part, _)| is_checkable(part)) || self.knows(&word.text) || passes(&word.text) {
                continue;
            }
            let wrong = |part: &str| {
                let part = part.trim_matches(is_apostrophe);
                let stem = part.strip_suffix("'s").or_else(|| part.strip_suffix("’s")).unwrap_or(part);
                is_checkable(part) && !self.knows(part) && !passes(part) && !passes(stem)
            };
            for (_, range) in word.parts.iter().filter(|(part, _)| wrong(part)) {
                if found.last().is_none_or(|last| last.end <= range.start) {
                    found.push(range.clone());
                }
            }
        }
        found
    }

    /// What to write instead of a misspelt word, at most five, likeliest first, with the capitals of what was typed. British for American
    /// comes first. Empty when nothing is like it.
    pub fn suggest(&self, word: &str) -> Vec<String> {
        let word = normalised(word);
        if word.is_empty() || word.len() > LONGEST_SUGGESTED {
            return Vec::new();
        }
        if let Some(whole) = self.suggest_in_parts(&word) {
            return whole;
        }
        let (stem, possessive) = word.strip_suffix("'s").map_or((word.as_str(), ""), |stem| (stem, "'s"));
        let forms = self.forms.get_or_init(|| Forms::of(&self.source.aff, &self.source.dic, self.lists.health()));
        let mut candidates = suggest::candidates(stem, forms, &self.lists);
        if let Some(second) = &self.second {
            candidates.extend(suggest::weighed(stem, second.instead(stem), &self.lists));
            suggest::sort(&mut candidates);
        }
        let british = self.lists.british_for(&stem.to_lowercase()).map(str::to_owned);
        let mut found: Vec<String> = Vec::new();
        for instead in british.into_iter().chain(candidates.into_iter().map(|candidate| candidate.word)) {
            if !possessive.is_empty() && instead.ends_with('s') && !stem.ends_with('s') {
                continue;
            }
            let written = suggest::capitals_of(stem, &instead) + possessive;
            if written != word && !found.contains(&written) && instead.split(' ').all(|word| self.knows(word)) {
                found.push(written);
                if found.len() == MOST_SUGGESTIONS {
                    break;
                }
            }
        }
        found
    }

    /// Suggestions for a word with hyphens of which one part is wrong.
    fn suggest_in_parts(&self, word: &str) -> Option<Vec<String>> {
        let wrong = |part: &&str| is_checkable(part) && !self.knows_part(part);
        let only = word.split('-').filter(wrong).collect::<Vec<_>>();
        let [only] = *only.as_slice() else { return None };
        (only.len() < word.len()).then(|| self.suggest(only).into_iter().map(|instead| word.replacen(only, &instead, 1)).collect())
    }

    /// The same as [`Self::knows`] for a normalised word, without looking between its hyphens.
    fn knows_part(&self, word: &str) -> bool {
        if !word.chars().any(char::is_alphabetic) {
            return true;
        }
        if self.second.as_ref().and_then(|second| second.has(word)) == Some(true) {
            return true;
        }
        if self.lists.british_for(&word.to_lowercase()).is_some() {
            return false;
        }
        // A dictionary that cannot say raises no alarm.
        if self.lists.is_health(word) || self.british.has(word).unwrap_or(true) || PREFIXES.contains(&word.to_lowercase().as_str()) {
            return true;
        }
        let possessed = word
            .strip_suffix("'s")
            .or_else(|| word.strip_suffix("'S"))
            .or_else(|| word.strip_suffix('\'').filter(|stem| stem.ends_with(['s', 'S'])));
        // More than one of an abbreviation: `MDTs`.
        let one = word.strip_suffix('s').filter(|stem| stem.chars().nth(1).is_some() && stem.chars().all(char::is_uppercase));
        possessed.or(one).is_some_and(|stem| self.knows_part(stem))
    }
}

impl fmt::Debug for Speller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Speller").field("second", &self.second.is_some()).finish_non_exhaustive()
    }
}

/// Where a word of a Markdown text stands twice by mistake (“the the”), also over a line break: the ranges of the second one, like those of
/// [`Speller::misspelt`].
pub fn doubled(text: &str) -> Vec<Range<usize>> {
    twice(&text::words(text)).map(|word| word.range.clone()).collect()
}

/// The second ones of words that stand twice by mistake. Names (“Duran Duran”) may.
fn twice(words: &[text::Word]) -> impl Iterator<Item = &text::Word> {
    let pairs = words.iter().zip(words.iter().skip(1));
    let twice = pairs.filter(|(first, second)| {
        let word = second.text.to_lowercase();
        let is_word = word.chars().all(char::is_alphabetic) && !second.text.starts_with(char::is_uppercase);
        second.follows && is_word && first.text.to_lowercase() == word && !TWICE.contains(&word.as_str())
    });
    twice.map(|(_, second)| second)
}

/// Straight apostrophes and plain hyphens, composed accents, nothing invisible; without quotation marks around it.
fn normalised(word: &str) -> String {
    let plain = word.nfc().filter(|c| *c != '\u{AD}').map(|c| match c {
        '’' | 'ʼ' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        c => c,
    });
    let word: String = plain.collect();
    // The apostrophe of `patients'` belongs to it.
    let trimmed = word.trim_start_matches('\'');
    if trimmed.len() == word.len() { word } else { trimmed.trim_end_matches('\'').to_owned() }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}
