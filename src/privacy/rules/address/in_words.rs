//! Homes that are told in words: “on the corner of Mill Road and Quay Lane in Rookby”, “above the chip shop in Rookby”, “the last bungalow past
//! the chapel on the Rookby road”, “the houseboat Marigold at Rookby Lock”, “the Fanad lighthouse cottage”.
//!
//! “The corner of the room”, “the last house on the left” and a café above a shop of which nobody in care is told stay.

use std::ops::Range;

use super::by_name;
use super::words::{AMBIGUOUS, HOUSES, STREETS};
use crate::privacy::placing::{place_behind, place_from, place_to, with_noun};
use crate::privacy::reading::{Join, Reading};
use crate::privacy::vocabulary::{is_determiner, is_dwelling, is_first_name, is_landmark, is_living, is_number, is_rare_dwelling};

/// How many words a way to a house has at most.
const LONGEST_WAY: usize = 9;

/// Where a home is told of in words, and what to say instead.
pub(super) fn hits(reading: &Reading<'_>) -> Vec<(Range<usize>, &'static str)> {
    let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
    for at in 0..reading.tokens.len() {
        let told =
            corner(reading, at).or_else(|| by_landmark(reading, at)).or_else(|| on_the_way(reading, at)).or_else(|| afloat(reading, at));
        let told = told.or_else(|| named_home(reading, at)).or_else(|| by_name::home(reading, at));
        let Some((first, last, instead)) = told else { continue };
        let range = reading.span(first, last);
        if found.last().is_none_or(|(before, _)| before.end <= range.start) {
            found.push((range, instead));
        }
    }
    found
}

pub(super) type Told = (usize, usize, &'static str);

/// Whether somebody in care is told of, in this sentence or beside it.
fn tells_of_somebody(reading: &Reading<'_>, at: usize) -> bool {
    reading
        .get(at)
        .is_some_and(|token| reading.has_care(token.sentence) || reading.is_near_case(token.sentence) || visits(reading, token.sentence))
}

/// Whether a home is gone to or lived in, whoever lives there.
fn visits(reading: &Reading<'_>, sentence: usize) -> bool {
    let words = reading.sentence(sentence);
    let near = words.start..words.end.min(words.start + 40);
    near.filter_map(|at| reading.get(at)).any(|token| {
        matches!(
            token.bare.as_str(),
            "visit" | "visited" | "visits" | "lives" | "lived" | "house" | "home" | "doorstep" | "hoarding" | "clutter"
        )
    })
}

/// “the corner of Mill Road and Quay Lane”, “the junction of …”.
fn corner(reading: &Reading<'_>, at: usize) -> Option<Told> {
    let noun = matches!(reading.get(at)?.bare.as_str(), "corner" | "junction" | "bottom" | "top" | "end");
    if !noun || reading.bare_after(at, 1) != "of" || !tells_of_somebody(reading, at) {
        return None;
    }
    let mut last = street(reading, at + 2)?;
    if reading.bare_after(last, 1) == "and"
        && let Some(second) = street(reading, last + 2)
    {
        last = second;
    } else if !visits(reading, reading.get(at)?.sentence) {
        return None;
    }
    let on = reading.bare_before(at, 1) == "the" && matches!(reading.bare_before(at, 2), "on" | "at");
    let first = if on { at - 2 } else { at - usize::from(is_determiner(reading.bare_before(at, 1))) };
    let instead = if on { "nearby" } else { "a place nearby" };
    Some((first, place_behind(reading, last).unwrap_or(last), instead))
}

/// The last word of a street with capitals that begins here: “Mill Road”, “the Quay Lane”.
fn street(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let first = at + usize::from(reading.get(at).is_some_and(|token| token.bare == "the"));
    let capital = |at: usize| reading.get(at).is_some_and(|token| token.is_capitalised() && !token.tagged);
    let is_street =
        |at: usize| reading.get(at).is_some_and(|token| STREETS.contains(&token.bare.as_str()) || AMBIGUOUS.contains(&token.bare.as_str()));
    let run = (first..first + 4).take_while(|near| {
        capital(*near) && (*near == first || reading.get(near - 1).is_some_and(|token| matches!(token.join, Join::Blank | Join::Hyphen)))
    });
    run.skip(1).find(|end| is_street(*end))
}

/// “above the chip shop in Rookby”, “two doors from the chapel in Rookby”, “next to the Spar on Mill Road”.
fn by_landmark(reading: &Reading<'_>, at: usize) -> Option<Told> {
    let two = match reading.get(at)?.bare.as_str() {
        "above" | "over" | "opposite" | "behind" | "beside" => false,
        "next" | "up" | "across" => matches!(reading.bare_after(at, 1), "to" | "from" | "door"),
        "doors" => matches!(reading.bare_after(at, 1), "from" | "down" | "up" | "along"),
        _ => return None,
    };
    if !two && matches!(reading.get(at)?.bare.as_str(), "next" | "up" | "across" | "doors") {
        return None;
    }
    let noun = (at + 2..at + 7)
        .take_while(|near| reading.get(near - 1).is_some_and(|token| token.join == Join::Blank))
        .find(|near| is_landmark(reading.bare_after(at, near - at)) && !is_landmark(reading.bare_after(at, near - at + 1)))?;
    let the = (at + 1..noun).any(|near| matches!(reading.bare_after(at, near - at), "the" | "a" | "old"));
    let place = place_behind(reading, noun)?;
    let doors = reading.get(at)?.bare == "doors";
    let lives = doors || reading.begins_sentence(at) || lives_before(reading, at);
    let first = at - usize::from(doors && is_number(reading.bare_before(at, 1)));
    (the && lives && tells_of_somebody(reading, at)).then(|| (first, with_rest(reading, place), "nearby"))
}

/// Whether somebody lives, moves or is visited there, and does not only meet there.
fn lives_before(reading: &Reading<'_>, at: usize) -> bool {
    (1..=6).any(|back| is_dwelling(reading.bare_before(at, back)) || is_living(reading.bare_before(at, back)))
}

/// “, bottom of the hill, second bell”: what goes on to tell the door belongs to it.
fn with_rest(reading: &Reading<'_>, last: usize) -> usize {
    let mut end = last;
    while reading.get(end).is_some_and(|token| token.join == Join::Comma)
        && matches!(
            reading.bare_after(end, 1),
            "bottom" | "top" | "end" | "first" | "second" | "third" | "left" | "right" | "upstairs" | "last"
        )
    {
        let Some(comma) = (end + 1..end + 6).find(|near| reading.after(end, near - end).is_some_and(|token| token.join == Join::Comma))
        else {
            break;
        };
        end = comma;
    }
    end
}

/// “the last bungalow past the chapel on the Rookby road”, “second house after the bridge in Rookby”.
fn on_the_way(reading: &Reading<'_>, at: usize) -> Option<Told> {
    let token = reading.get(at).filter(|token| is_dwelling(&token.bare))?;
    let which = matches!(
        reading.bare_before(at, 1),
        "last"
            | "first"
            | "second"
            | "third"
            | "fourth"
            | "end"
            | "only"
            | "white"
            | "blue"
            | "red"
            | "pink"
            | "green"
            | "yellow"
            | "big"
            | "wee"
    );
    let way = matches!(
        reading.bare_after(at, 1),
        "past" | "after" | "before" | "beyond" | "by" | "on" | "up" | "down" | "opposite" | "along" | "beside"
    );
    // “the end house at Rookby”
    let somebody = || reading.has_noun(token.sentence) || reading.has_pronoun(token.sentence) || reading.has_care(token.sentence);
    let there = matches!(reading.bare_after(at, 1), "at" | "in") && token.join == Join::Blank && somebody();
    if !which || !(way || there) || (there && reading.has_source_beside(at)) {
        return None;
    }
    let last = (at + 2..at + 2 + LONGEST_WAY)
        .take_while(|near| reading.get(near - 1).is_some_and(|token| matches!(token.join, Join::Blank | Join::Hyphen | Join::Comma)))
        .filter(|near| reading.get(*near).is_some_and(|token| !is_first_name(&token.bare)))
        .find_map(|near| reading.after(at, near - at).and_then(|_| place_from(reading, near)))?;
    let first = at - 1;
    Some((first - usize::from(is_determiner(reading.bare_before(first, 1))), with_noun(reading, last), "a house nearby"))
}

/// “the houseboat Marigold at Rookby Lock”, “a caravan at Rookby Sands”, “the croft above Rookby”.
fn afloat(reading: &Reading<'_>, at: usize) -> Option<Told> {
    let token = reading.get(at).filter(|token| token.join == Join::Blank)?;
    let noun = token.bare.as_str();
    let rare = is_rare_dwelling(noun)
        || (noun == "site" && matches!(reading.bare_before(at, 1), "halting" | "caravan" | "traveller" | "travellers"));
    if !rare || !tells_of_somebody(reading, at) {
        return None;
    }
    // “a narrowboat called Kingfisher”
    let start = at + 1 + usize::from(matches!(reading.bare_after(at, 1), "called" | "named"));
    let name = reading.after(at, start - at).and_then(|_| place_from(reading, start));
    let place = place_behind(reading, name.unwrap_or(at));
    let last = place.or_else(|| name.filter(|_| matches!(noun, "houseboat" | "narrowboat" | "barge")))?;
    let instead = match noun {
        "houseboat" | "narrowboat" | "barge" => "a boat",
        _ => "a home nearby",
    };
    Some((at - usize::from(is_determiner(reading.bare_before(at, 1))), last, instead))
}

/// “up at the Fanad lighthouse cottage”, “from Hafod farm”: a house with a name, where somebody is said to be.
fn named_home(reading: &Reading<'_>, at: usize) -> Option<Told> {
    let noun = reading
        .get(at)
        .filter(|token| HOUSES.contains(&token.bare.as_str()) && !matches!(token.bare.as_str(), "house" | "tower" | "lodge"))?;
    let mut first = None;
    for back in 1..=2 {
        let joined = reading.before(at, back).is_some_and(|word| word.join == Join::Blank);
        let small = back == 1 || reading.before(at, 1).is_some_and(|word| word.text.chars().all(char::is_lowercase));
        first = first.or_else(|| at.checked_sub(back).filter(|_| joined && small).and_then(|end| place_to(reading, end)));
    }
    let first = first.filter(|first| !reading.begins_sentence(*first))?;
    let the = usize::from(is_determiner(reading.bare_before(first, 1)));
    let led = matches!(reading.bare_before(first, 1 + the), "at" | "from" | "to" | "in" | "of" | "on");
    // “at Oak Lodge care home” is no house, and “the Rookby farm study” neither.
    let ends = noun.join != Join::Blank || reading.after(at, 1).is_none_or(|next| next.text.chars().all(char::is_lowercase));
    let other = matches!(
        reading.bare_after(at, 1),
        "care"
            | "nursing"
            | "residential"
            | "study"
            | "hospital"
            | "surgery"
            | "trial"
            | "hotel"
            | "medical"
            | "practice"
            | "ward"
            | "unit"
            | "school"
            | "day"
    );
    let sentence = noun.sentence;
    let somebody = reading.has_noun(sentence) || reading.has_pronoun(sentence) || reading.has_care(sentence);
    (led && ends && !other && somebody && !reading.has_source_beside(at)).then_some((first - the, at, "a house nearby"))
}
