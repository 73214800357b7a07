//! Somebody and where they are from: “the couple who keep the chip shop in Rookby”, “a lad from the fish farm at Loch Sorrel”, “one of the
//! residents at Fernlea Lodge in Rookby”, “our unit in Rookby has one patient who …”.
//!
//! One's own story must tell of them, or care: “a woman from Rookby spoke at the conference” is nobody here, and neither is anybody of a large
//! city.

use super::role::{Told, role};
use crate::privacy::happening::{has_source_in_part, tells_of_mine};
use crate::privacy::placing::{place_from, with_noun};
use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::vocabulary::{
    is_determiner, is_first_name, is_kin, is_large_city, is_one_of_few, is_patient_word, is_place, is_source_word,
};

/// How many words may stand between somebody and the place.
const FAR: usize = 10;

/// Where the place of somebody is told, and what to say instead of it.
pub(super) fn place_of_somebody(reading: &Reading<'_>, at: usize) -> Option<Told> {
    if let Some(told) = one_of_ours(reading, at) {
        return Some(told);
    }
    let sentence = reading.get(at).filter(|token| !token.tagged && !token.is_capitalised() || reading.begins_sentence(at))?.sentence;
    let end = somebody(reading, at)?;
    let told = tells_of_mine(reading, at) || reading.has_care(sentence) || reading.has_pronoun(sentence);
    if !told || (reading.has_source_beside(at) && has_source_in_part(reading, at)) {
        return None;
    }
    let lead = (1..=FAR)
        .take_while(|on| reading.after(end, *on).is_some_and(|word| !is_source_word(&word.bare)))
        .take_while(|on| (1..*on).all(|word| reading.after(end, word).is_some_and(|word| !matches!(word.join, Join::Other | Join::Colon))))
        .find(|on| leads(reading.bare_after(end, *on)) && place(reading, end + on).is_some())?;
    let first = end + lead;
    let last = place(reading, first)?;
    let instead = if reading.get(first)?.bare == "from" { "from the area" } else { "in the area" };
    Some((first, with_noun(reading, last), instead.to_owned()))
}

/// “Our renal unit in Rookby has one patient who …”: the place stands before somebody.
fn one_of_ours(reading: &Reading<'_>, at: usize) -> Option<Told> {
    matches!(reading.get(at)?.bare.as_str(), "our" | "my").then_some(())?;
    let lead = (2..=5).find(|on| matches!(reading.bare_after(at, *on), "in" | "at" | "near") && place(reading, at + on).is_some())?;
    let last = place(reading, at + lead)?;
    let has = matches!(reading.bare_after(last, 1), "has" | "had" | "have" | "sees" | "saw" | "treats" | "looks");
    let who = |on: usize| {
        is_patient_word(reading.bare_after(last, on))
            && (1..=2).any(|back| matches!(reading.bare_after(last, on - back), "one" | "a" | "an"))
            && matches!(reading.bare_after(last, on + 1), "who" | "whose" | "whom" | "with" | "on" | "from")
            && (1..=6).any(|far| matches!(reading.bare_after(last, on + far), "who" | "whose" | "whom" | "with"))
    };
    (has && (3..=6).any(who) && !has_source_in_part(reading, at)).then(|| (at + lead, last, "in the area".to_owned()))
}

/// Whether a word says that a place follows.
fn leads(bare: &str) -> bool {
    matches!(bare, "in" | "at" | "from" | "near" | "outside" | "off" | "above" | "beyond")
}

/// The last word of the place behind “in” or “from”: “from the fish farm at Loch Sorrel”.
fn place(reading: &Reading<'_>, lead: usize) -> Option<usize> {
    let start = lead + 1 + usize::from(is_determiner(reading.bare_after(lead, 1)));
    let last = place_from(reading, start)?;
    let name = reading.get(start)?;
    let known = is_place(&name.bare);
    let person = is_first_name(&name.bare) && !known && last == start;
    (name.sentence == reading.get(lead)?.sentence && !person && !is_large_city(&name.bare)).then_some(last)
}

/// The last word of somebody whom a sentence is about: “a farmer”, “her daughter”, “one of the residents”.
fn somebody(reading: &Reading<'_>, at: usize) -> Option<usize> {
    if let Some((start, end, _)) = role(reading, at) {
        return (start == at && led(reading, at)).then_some(end);
    }
    let word = reading.get(at)?.bare.as_str();
    let one_of = reading.bare_before(at, 1) == "the" && reading.bare_before(at, 2) == "of" && reading.bare_before(at, 3) == "one";
    let of_many = word.strip_suffix('s').is_some_and(is_patient_word) && one_of;
    let fits = (is_patient_word(word) || is_one_of_few(word) || is_kin(word))
        && !matches!(word, "student" | "partner" | "friend" | "speaker" | "family" | "household");
    ((fits && led(reading, at)) || of_many).then_some(at)
}

/// Whether a word that means one stands before, with a word or two between: “a young man”.
fn led(reading: &Reading<'_>, at: usize) -> bool {
    (1..=3).any(|back| is_determiner(reading.bare_before(at, back)) || reading.before(at, back).is_some_and(Token::is_possessive))
}
