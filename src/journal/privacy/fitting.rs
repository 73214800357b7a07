//! Words that stand in the place of others, fitted into the sentence around them: one article, before its adjectives, with the right sound
//! after it, and a capital where a sentence begins.
//!
//! What is proposed is made for the words that were found. Only here is it known what stands before them: “Little Mary” is no “Little a girl”.

use crate::domain::text::folded;

/// Instead of words of a text: `back` bytes before them go as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fitted {
    pub(super) back: usize,
    pub(super) words: String,
}

/// Words after which no article stands. “That”, “her” and the like also end what is before another sentence: “I told her Mary came”.
const DETERMINERS: &[&str] = &["the", "my", "your", "his", "its", "our", "their", "every", "another"];

/// What stands before names, and before what people are instead; not what is also said of somebody: “I was happy Mary came”.
const ADJECTIVES: &[&str] = &[
    "big",
    "brave",
    "dear",
    "elderly",
    "frail",
    "late",
    "little",
    "lovely",
    "middle-aged",
    "new",
    "old",
    "older",
    "poor",
    "pregnant",
    "retired",
    "small",
    "sweet",
    "tall",
    "tiny",
    "wonderful",
    "young",
    "younger",
];

/// So many adjectives are moved past at most.
const MOST: usize = 3;

/// A word at the end of what stands before, and where it begins.
struct Before<'t> {
    word: &'t str,
    start: usize,
}

/// The last word before the end of a text, when only blanks of one line are between.
fn last_word(text: &str) -> Option<Before<'_>> {
    let end = text.trim_end_matches([' ', '\t', '\u{a0}']);
    if end.len() == text.len() {
        return None;
    }
    let start = end
        .rfind(|c: char| !(c.is_alphabetic() || c == '-'))
        .map_or(0, |at| at + end.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    end.get(start..).filter(|word| !word.is_empty()).map(|word| Before { word, start })
}

/// Whether a sentence begins at the end of what stands before.
fn begins_sentence(before: &str) -> bool {
    let bare = before.trim_end_matches(['"', '“', '‘', '\'', '(', '[', '*', '_', '#', '>']);
    let end = bare.trim_end();
    // “1.5”, “e.g. a ward” and a list’s mark apart: what ends a sentence has a blank after it.
    end.is_empty() || bare.get(end.len()..).is_some_and(|gap| gap.contains('\n')) || end.len() < bare.len() && ends_sentence(end)
}

fn ends_sentence(end: &str) -> bool {
    let word = end.trim_end_matches(['.', '!', '?', '…', '"', '”', '’', ')']);
    let last = word.rsplit(char::is_whitespace).next().map(folded).unwrap_or_default();
    word.len() < end.len() && end.ends_with(['.', '!', '?', '…', '"', '”', '’', ')']) && has_stop(end) && !SHORT.contains(&last.as_str())
}

/// Whether there is a full stop, or the like, in what closes a text.
fn has_stop(end: &str) -> bool {
    end.chars().rev().take_while(|c| !c.is_alphanumeric()).any(|c| matches!(c, '.' | '!' | '?' | '…'))
}

/// What a full stop follows within a sentence.
const SHORT: &[&str] = &["mr", "mrs", "ms", "dr", "prof", "st", "e.g", "i.e", "approx", "vs", "no", "ref", "tel", "ext"];

/// Whether one says “an” before it, by its first letters.
fn takes_an(word: &str) -> bool {
    let word = folded(word);
    let as_u = ["uni", "use", "usu", "eu", "one", "uk", "ut"];
    let silent = ["hour", "honest", "heir", "honour"];
    silent.iter().any(|start| word.starts_with(start))
        || word.starts_with(['a', 'e', 'i', 'o', 'u']) && !as_u.iter().any(|start| word.starts_with(start))
        || word.starts_with('8')
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// An adjective within a sentence.
fn small(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// What is proposed, without its article if it has one.
fn without_article(instead: &str) -> Option<&str> {
    let (first, rest) = instead.split_once(' ')?;
    (matches!(first.to_lowercase().as_str(), "a" | "an") && !rest.is_empty()).then_some(rest)
}

/// Fits words between what stands before them and the rest.
pub(super) fn fitted(before: &str, instead: &str) -> Fitted {
    let as_it_is = |words: &str| Fitted { back: 0, words: if begins_sentence(before) { capitalised(words) } else { words.to_owned() } };
    let Some(bare) = without_article(instead) else {
        return after_determiner(before, instead).unwrap_or_else(|| as_it_is(instead));
    };
    // Adjectives between an article, or the beginning, and the words.
    let mut from = before.len();
    let mut adjectives: Vec<&str> = Vec::new();
    while adjectives.len() < MOST
        && let Some(Before { word, start }) = before.get(..from).and_then(last_word)
        && ADJECTIVES.contains(&folded(word).as_str())
    {
        adjectives.insert(0, word);
        from = start;
    }
    let head = before.get(..from).unwrap_or_default();
    let said = |bare: &str| adjectives.iter().map(|word| small(word)).chain([bare.to_owned()]).collect::<Vec<_>>().join(" ");
    let article = |of: &str| if takes_an(of) { "an" } else { "a" };
    match last_word(head) {
        // “A Mrs Patel”: its own article goes, for the other may sound differently.
        Some(Before { word, start }) if matches!(folded(word).as_str(), "a" | "an") => {
            let said = said(bare);
            let whole = format!("{} {said}", article(&said));
            let is_capital = word.starts_with(char::is_uppercase) && begins_sentence(before.get(..start).unwrap_or_default());
            Fitted { back: before.len() - start, words: if is_capital { capitalised(&whole) } else { whole } }
        }
        Some(Before { word, .. }) if DETERMINERS.contains(&folded(word).as_str()) => Fitted { back: 0, words: bare.to_owned() },
        _ if adjectives.is_empty() => as_it_is(instead),
        _ => {
            let said = said(bare);
            let whole = format!("{} {said}", article(&said));
            Fitted { back: before.len() - from, words: if begins_sentence(head) { capitalised(&whole) } else { whole } }
        }
    }
}

/// Words that begin with “the”, after an article or the like: of the two, theirs goes.
fn after_determiner(before: &str, instead: &str) -> Option<Fitted> {
    let (first, rest) = instead.split_once(' ')?;
    let Before { word, start } = last_word(before)?;
    let word = folded(word);
    if first.eq_ignore_ascii_case("the") && DETERMINERS.contains(&word.as_str()) {
        return Some(Fitted { back: 0, words: rest.to_owned() });
    }
    if first.eq_ignore_ascii_case("the") && matches!(word.as_str(), "a" | "an") {
        let said = before.get(start..).unwrap_or_default();
        let the = if said.starts_with(char::is_uppercase) { "The" } else { "the" };
        return Some(Fitted { back: before.len() - start, words: format!("{the} {rest}") });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fit_into_their_sentence() {
        for (before, instead, wanted) in [
            ("Little ", "a girl", "A little girl"),
            ("Today little ", "a girl", "Today a little girl"),
            ("We saw poor old ", "a man", "We saw a poor old man"),
            ("We saw old ", "a man", "We saw an old man"),
            ("A frail ", "a patient", "A frail patient"),
            ("An ", "a patient", "A patient"),
            ("A ", "a patient", "A patient"),
            ("It was a ", "an older woman", "It was an older woman"),
            ("the ", "a patient", "the patient"),
            ("The young ", "a patient", "The young patient"),
            ("my lovely ", "A colleague", "my lovely colleague"),
            ("It’s ", "a nurse", "It’s a nurse"),
            ("We heard that ", "a nurse", "We heard that a nurse"),
            ("I was happy ", "a nurse", "I was happy a nurse"),
            ("the ", "a GP", "the GP"),
            ("", "a patient", "A patient"),
            ("It ended. ", "a patient", "It ended. A patient"),
            ("It ended.\n\n", "a patient", "It ended.\n\nA patient"),
            ("“", "a patient", "“A patient"),
            ("It ended (badly). ", "a patient", "It ended (badly). A patient"),
            ("e.g. ", "a patient", "e.g. a patient"),
            ("then ", "a patient", "then a patient"),
            ("A fall in ", "a town", "A fall in a town"),
            ("the ", "the patient’s daughter", "the patient’s daughter"),
            ("A ", "the patient’s daughter", "The patient’s daughter"),
            ("number ", "[NHS number]", "number [NHS number]"),
            ("a ", "[name]", "a [name]"),
            ("is ", "90 or over", "is 90 or over"),
            ("a new ", "a useful talk", "a new useful talk"),
            ("a ", "a university hospital", "a university hospital"),
            ("an ", "a one-day course", "a one-day course"),
            ("Elderly ", "a patient", "An elderly patient"),
            ("the end.\nLittle ", "a girl", "the end.\nA little girl"),
        ] {
            let Fitted { back, words } = fitted(before, instead);
            let kept = before.get(..before.len() - back).expect("a border of characters");
            assert_eq!(format!("{kept}{words}"), wanted, "{before}|{instead}");
        }
    }

    #[test]
    fn whatever_stands_before_it_is_a_text() {
        for before in ["é ", "a\u{a0}", "ß-", "\u{301} a ", "—a ", "日本 ", "little\u{a0}", "’s ", " "] {
            for instead in ["a girl", "", " ", "a ", "the", "é", "A"] {
                let Fitted { back, .. } = fitted(before, instead);
                assert!(before.get(..before.len() - back).is_some(), "{before}|{instead}");
            }
        }
    }
}
