//! What else is said of the day when somebody was born: “the twins arrived on 6/6/23”, “delivered of a girl on 3 May”, “his eightieth, the 11th of
//! February”.

use crate::privacy::dates::{date_at, month};
use crate::privacy::vocabulary::is_baby;
use crate::privacy::{Prose, Word};

/// How many words there may be between a baby and what it did.
const BETWEEN: usize = 7;

/// Whether a baby arrived or was delivered: “the twins, 34+2, arrived”, “was delivered of a boy”; not “the baby’s cot arrived” and “delivered the training”.
pub(super) fn is_arrival(text: &Prose<'_>, at: usize) -> bool {
    let Some(verb) = text.words.get(at) else { return false };
    let before = || text.before(verb.range.start).take(BETWEEN).take_while(|word| is_in_sentence(text, word, at));
    let mut subject =
        before().filter(|word| !matches!(word.folded.as_str(), "the" | "her" | "our" | "these")).skip_while(|word| is_beside_arrival(word));
    let is_one = subject.next().is_some_and(|word| is_baby(&word.folded));
    // “the cot for the babies arrived”
    let came = is_one && !subject.next().is_some_and(|word| matches!(word.folded.as_str(), "for" | "of" | "to" | "with" | "about" | "on"));
    match verb.folded.as_str() {
        // “baby delivered on 3 May”; “the parcel for the baby was delivered” is none.
        "delivered" => {
            (came && (is_dated(text, at) || before().any(|word| matches!(word.folded.as_str(), "was" | "were"))))
                || has_baby_behind(text, at)
        }
        _ => came,
    }
}

/// Whether a day or a time follows: “delivered on 3 May”, “delivered 4.12 on …”.
fn is_dated(text: &Prose<'_>, at: usize) -> bool {
    let next = |on: usize| text.words.get(at + on).map_or("", |word| word.folded.as_str());
    let figure = |on: usize| next(on).starts_with(|c: char| c.is_ascii_digit());
    figure(1) || (matches!(next(1), "on" | "at") && (figure(2) || next(2) == "the" && figure(3)))
}

/// Whether no sentence ends between a word before and a place.
fn is_in_sentence(text: &Prose<'_>, word: &Word<'_>, at: usize) -> bool {
    let from = text.words.partition_point(|other| other.range.start < word.range.start);
    (from..at).all(|between| !text.ends_sentence(between))
}

/// What may stand between a baby and “arrived”: weeks, “was”, “safely”.
fn is_beside_arrival(word: &Word<'_>) -> bool {
    word.folded.starts_with(|c: char| c.is_ascii_digit())
        || matches!(
            word.folded.as_str(),
            "was"
                | "were"
                | "both"
                | "all"
                | "had"
                | "who"
                | "safely"
                | "finally"
                | "then"
                | "at"
                | "weeks"
                | "weekers"
                | "girl"
                | "boy"
                | "girls"
                | "boys"
                | "one"
                | "by"
                | "just"
                | "been"
                | "weeker"
                | "number"
                | "two"
                | "early"
        )
}

/// “delivered of a boy on …”, “delivered her twins at …”
fn has_baby_behind(text: &Prose<'_>, at: usize) -> bool {
    let small =
        |word: &str| matches!(word, "of" | "her" | "a" | "the" | "my" | "healthy" | "live" | "first" | "second" | "our" | "wee" | "tiny");
    let Some(behind) = (at + 1..at + 5).find(|at| text.words.get(*at).is_some_and(|word| !small(&word.folded))) else { return false };
    let is_one = text
        .words
        .get(behind)
        .is_some_and(|word| is_baby(&word.folded) || matches!(word.folded.as_str(), "girl" | "boy" | "son" | "daughter"));
    let next = text.words.get(behind + 1).map_or("", |word| word.folded.as_str());
    let parted = matches!(next, "" | "on" | "at" | "by" | "in" | "and") || next.starts_with(|c: char| c.is_ascii_digit());
    is_one && behind > at + 1 && (parted || text.gap(behind) != " ")
}

/// Birthdays that are kept with more than a card: “her eightieth”, “his 21st”.
pub(super) fn is_great_birthday(word: &str) -> bool {
    const IN_WORDS: &[&str] = &[
        "sixteenth",
        "eighteenth",
        "twentieth",
        "thirtieth",
        "fortieth",
        "fiftieth",
        "sixtieth",
        "seventieth",
        "eightieth",
        "ninetieth",
        "hundredth",
    ];
    const IN_FIGURES: &[&str] =
        &["16th", "18th", "21st", "30th", "40th", "50th", "60th", "65th", "70th", "75th", "80th", "85th", "90th", "95th", "100th"];
    IN_WORDS.contains(&word) || IN_FIGURES.contains(&word)
}

/// Whether such a number is somebody’s and stands by itself: “her eightieth, …”, “his 80th was on …”; not “her 50th session”.
pub(super) fn is_kept(text: &Prose<'_>, at: usize) -> bool {
    let whose = at.checked_sub(1).and_then(|before| text.words.get(before)).map_or("", |word| word.folded.as_str());
    let next = text.words.get(at + 1).map_or("", |word| word.folded.as_str());
    matches!(whose, "her" | "his" | "their" | "whose")
        && (text.gap(at).starts_with([',', ':', '(']) || matches!(next, "on" | "is" | "was" | "fell" | "falls"))
}

/// Whether a day with the name of its month follows behind a comma: “turned 70, 3 March, and …”.
pub(super) fn has_day_behind_comma(text: &Prose<'_>, at: usize) -> bool {
    let starts = text.words.get(at + 1).filter(|_| text.gap(at) == ", ").map(|word| word.range.start);
    let has_name = || text.words.get(at + 1..at + 4).is_some_and(|words| words.iter().any(|word| month(&word.folded).is_some()));
    starts.is_some_and(|start| date_at(text.text, start).is_some()) && has_name()
}
