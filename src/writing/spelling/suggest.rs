//! What to write instead: words like the one typed, most likely first. Likeness comes from `likeness`, candidates from `forms`; what is a
//! word says the caller.

use super::forms::{Forms, folded};
use super::likeness::{Typed, is_within};
use super::lists::Lists;

/// A word to write instead; the less it costs the likelier it is.
pub(super) struct Candidate {
    pub word: String,
    pub cost: f32,
}

/// Words that everybody writes, and words of the trade, are meant more often than others.
const COMMON: f32 = 0.35;
/// Common words of up to so many letters are the most common ones.
const SHORT: usize = 4;
const SHORTER: f32 = 0.1;
const HEALTH: f32 = 0.2;
/// A name or an abbreviation, for what was typed small.
const CAPITALS: f32 = 0.4;
/// What is this near is hardly ever beaten by a word with more slips.
const NEAR: f32 = 0.75;
/// A forgotten blank.
const BLANK: f32 = 0.5;

/// All that is near, best first.
pub(super) fn candidates(word: &str, forms: &Forms, lists: &Lists) -> Vec<Candidate> {
    let typed = Typed::new(&folded(word));
    let length = typed.text().chars().count();
    let most = most_for(length);
    let mut found: Vec<Candidate> = Vec::new();
    // Most slips are one or two letters; who looks further looks ten times as long.
    let far = match length {
        0..=3 => [1, 1],
        4 | 5 => [1, 2],
        6..=8 => [2, 3],
        _ => [2, 4],
    };
    for far in far {
        let near = forms.near(typed.text(), far).filter(|form| is_within(typed.text(), form.folded, far));
        let weighed = near.filter_map(|form| {
            let cost = typed.cost(form.folded, most)?;
            Some(Candidate { cost: cost + likelihood(word, form.written, lists), word: form.written.to_owned() })
        });
        found = weighed.chain(split(&word.to_lowercase(), lists)).collect();
        if found.iter().filter(|candidate| candidate.cost < NEAR).count() > 1 {
            break;
        }
    }
    sort(&mut found);
    found
}

/// The words that somebody else's search found, with what they cost here.
pub(super) fn weighed(word: &str, others: Vec<String>, lists: &Lists) -> Vec<Candidate> {
    let typed = Typed::new(&folded(word));
    let most = most_for(typed.text().chars().count());
    let weigh = |other: String| {
        let cost = typed.cost(&folded(&other), most)? + likelihood(word, &other, lists);
        Some(Candidate { word: other, cost })
    };
    others.into_iter().filter_map(weigh).collect()
}

/// Cheapest first; equals by the alphabet, so that the order is always the same.
pub(super) fn sort(found: &mut [Candidate]) {
    found.sort_by(|a, b| a.cost.total_cmp(&b.cost).then_with(|| a.word.cmp(&b.word)));
}

/// The capitals of what was typed, on what is written instead: `Hte` The, `HAEMOGLOBN` HAEMOGLOBIN; a name keeps its own.
pub(super) fn capitals_of(typed: &str, word: &str) -> String {
    let letters = typed.chars().filter(|c| c.is_alphabetic());
    if letters.clone().count() > 1 && letters.clone().all(char::is_uppercase) {
        return word.to_uppercase();
    }
    if letters.clone().next().is_some_and(char::is_uppercase) {
        let mut rest = word.chars();
        return rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default();
    }
    word.to_owned()
}

/// How far a word of so many letters may lie from what is meant.
fn most_for(length: usize) -> f32 {
    0.9 + 0.22 * length.min(12) as f32
}

fn likelihood(typed: &str, word: &str, lists: &Lists) -> f32 {
    // An accent that the keyboard does not have is no slip, but plain is likelier.
    let plain = if word.is_ascii() { 0.0 } else { 0.05 };
    if lists.is_common(word) {
        return plain - if word.len() <= SHORT { COMMON + SHORTER } else { COMMON };
    }
    let capitals = |word: &str| word.chars().filter(|c| c.is_uppercase()).count();
    let health = if lists.is_health(word) { HEALTH } else { 0.0 };
    plain - health + if capitals(word) > capitals(typed) { CAPITALS } else { 0.0 }
}

/// Two common words that were typed as one: `alot`, `infact`.
fn split<'a>(word: &'a str, lists: &'a Lists) -> impl Iterator<Item = Candidate> + 'a {
    word.char_indices().skip(1).filter_map(|(at, _)| {
        let (first, second) = word.split_at_checked(at)?;
        let is_word = |part: &str| lists.is_everyday(part) && (part.len() > 1 || part == "a");
        (is_word(first) && is_word(second)).then(|| Candidate { word: format!("{first} {second}"), cost: BLANK - COMMON })
    })
}
