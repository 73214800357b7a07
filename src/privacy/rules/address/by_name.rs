//! Homes that are told by what they are called: “the house called Hafan Deg”, “the Heron at Rookby Lock” of a boat, “Carreg Wen, up past the
//! chapel”.
//!
//! The house of a novel, a pub on a wharf and a café past the station stay: somebody in care must be told of, a boat, or what is looked at on a
//! visit.

use crate::privacy::happening::has_source_in_part;
use crate::privacy::placing::place_from;
use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::vocabulary::{is_berth, is_boat, is_determiner, is_dwelling, is_first_name, is_home_thing, is_landmark, is_place};

use super::in_words::Told;

/// A home that its name tells, at this word.
pub(super) fn home(reading: &Reading<'_>, at: usize) -> Option<Told> {
    called(reading, at).or_else(|| on_a_boat(reading, at)).or_else(|| past_landmark(reading, at))
}

/// “the house called Hafan Deg”, “her bungalow, known as Sea Pinks”.
fn called(reading: &Reading<'_>, at: usize) -> Option<Told> {
    let token = reading.get(at).filter(|token| is_dwelling(&token.bare) && matches!(token.join, Join::Blank | Join::Comma))?;
    let start = match (reading.bare_after(at, 1), reading.bare_after(at, 2)) {
        ("called" | "named", _) => at + 2,
        ("known", "as") | ("they", "call") => at + 3,
        _ => return None,
    };
    let last = reading.after(at, start - at).and_then(|_| place_from(reading, start))?;
    let first = at.checked_sub(1).filter(|_| is_determiner(reading.bare_before(at, 1)))?;
    let told = reading.has_pronoun(token.sentence) || reading.has_noun(token.sentence) || has_home_thing(reading, at);
    (told && !has_source_in_part(reading, at)).then_some((first, last, "a house nearby"))
}

/// “the Heron at Rookby Lock”, where a boat is spoken of.
fn on_a_boat(reading: &Reading<'_>, at: usize) -> Option<Told> {
    reading.get(at).filter(|token| token.bare == "the" && token.join == Join::Blank)?;
    let name = reading.after(at, 1).and_then(|_| place_from(reading, at + 1))?;
    let led = matches!(reading.bare_after(name, 1), "at" | "in" | "on" | "off") && reading.get(name)?.join == Join::Blank;
    let start = name + 2 + usize::from(reading.bare_after(name, 2) == "the");
    let place = reading.after(name, start - name).filter(|_| led).and_then(|_| place_from(reading, start))?;
    // “at Foxton locks”
    let small = reading.get(place)?.join == Join::Blank && is_berth(reading.bare_after(place, 1));
    let last = place + usize::from(small);
    let berth = reading.get(last).is_some_and(|token| is_berth(&token.bare));
    let boat = reading.around(at).any(|(word, token)| is_boat(&token.bare) && !(at..=last).contains(&word))
        || (reading.bare_before(at, 1) == "board" && reading.bare_before(at, 2) == "on");
    (berth && boat && !has_source_in_part(reading, at)).then_some((at, last, "a boat"))
}

/// “Carreg Wen, up past the chapel”, where a home is visited.
fn past_landmark(reading: &Reading<'_>, at: usize) -> Option<Told> {
    let token = reading.get(at).filter(|token| token.is_capitalised())?;
    // “Bryn Bowen, past the chapel” is somebody, “Bryn-y-Coed” a house.
    if token.join != Join::Hyphen && (is_first_name(&token.bare) || is_place(&token.bare)) {
        return None;
    }
    // Two words at least: “Costa, past the station”.
    let name = place_from(reading, at).filter(|last| *last > at && matches!(token.join, Join::Blank | Join::Hyphen))?;
    if reading.get(name)?.join != Join::Comma || reading.before(at, 1).is_some_and(Token::is_capitalised) {
        return None;
    }
    let way = (1..=2).find(|on| {
        matches!(reading.bare_after(name, *on), "past" | "behind" | "beyond" | "opposite" | "above" | "below" | "beside" | "over" | "after")
    })?;
    let the = reading.bare_after(name, way + 1) == "the";
    let landmark = (way + 2..=way + 3).find(|on| is_landmark(reading.bare_after(name, *on))).filter(|_| the)?;
    (has_home_thing(reading, at) && !has_source_in_part(reading, at)).then_some((at, name + landmark, "a house nearby"))
}

/// Whether what is looked at on a visit is spoken of: a rail, a step, a loose dog.
fn has_home_thing(reading: &Reading<'_>, at: usize) -> bool {
    reading.around(at).any(|(_, token)| is_home_thing(&token.bare))
}
