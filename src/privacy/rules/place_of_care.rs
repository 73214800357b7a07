//! Hospitals, practices, homes and schools near a case.
//!
//! *What*: “St Elsewhere's Hospital”, “Oak Lodge care home”, “the Elms Surgery”, “Ysbyty Enfys”, “Larkfield Dental”, “The Hollies at Rookby”,
//! “Year 9 at Rookby High”, in or beside a sentence that tells of one person, or of an event in one's own care: “the choking at the Rookby day
//! centre”. An organisation that taught something (a webinar, a guideline) is a source and stays. *Why*: the place narrows a case down to a few people. *Example*: see [`Rule::example`].

mod called;
mod unsaid;

use called::called;
use unsaid::{for_short, moved_to};

use crate::privacy::happening::{has_source_in_part, tells_of_event, tells_of_mine, tells_of_one_who};
use crate::privacy::placing::is_saints;
use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::vocabulary::{is_general_place, is_not_name, is_source_word};
use crate::privacy::{Hit, Known, Prose, Rule};

use super::person_name::placed;

pub(super) static RULE: PlaceOfCare = PlaceOfCare;

/// See the [module](self).
pub(super) struct PlaceOfCare;

impl Rule for PlaceOfCare {
    fn id(&self) -> &'static str {
        "place-of-care"
    }

    fn label(&self) -> &'static str {
        "Hospital, practice, home or school"
    }

    fn why(&self) -> &'static str {
        "Where somebody is cared for, lives or learns narrows down who it is, above all in a small place."
    }

    fn example(&self) -> &'static str {
        "She had been a resident at Oak Lodge care home for years."
    }

    fn in_text(&self, text: &Prose<'_>, known: &Known) -> Vec<Hit> {
        let reading = Reading::once(text);
        let mut hits: Vec<Hit> = Vec::new();
        for at in 0..reading.tokens.len() {
            // Few sentences tell of one person, and only theirs are looked through.
            let Some(sentence) = reading.get(at).map(|token| token.sentence) else { continue };
            let near = reading.is_near_case(sentence) || called::tells_of_some(reading, sentence) || tells_of_care(reading, at);
            // What is called as homes and schools are tells beside an illness, too: “Hip fracture from The Hollies at Rookby”.
            let by_name = called(reading, at).filter(|_| near || (reading.has_care(sentence) && !reading.has_source(sentence)));
            let others = || place(reading, at).or_else(|| for_short(reading, at)).or_else(|| moved_to(reading, at));
            let Some((first, last, instead)) = by_name.or_else(|| near.then(others).flatten()) else { continue };
            let said = text.text.get(reading.span(first, last)).unwrap_or_default();
            let public = known.communities.iter().any(|community| community.eq_ignore_ascii_case(said));
            // “Primary School” is a place at both of its words.
            let again = hits.last().is_some_and(|hit| hit.range.end > reading.span(first, last).start);
            let end = if is_saints(reading, last) { first } else { last };
            if !again && !public && !teaches(reading, first, last) {
                hits.push(Hit { range: reading.span(first, last), instead: Some(placed(reading, first, end, instead)) });
            }
        }
        hits
    }
}

/// Whether one's own sentence tells of an event of care or of somebody with an illness, though of nobody by a noun: “a farmer with leptospirosis”.
fn tells_of_care(reading: &Reading<'_>, at: usize) -> bool {
    // Only places have a capital, or one near.
    let capital = (0..4).any(|back| at.checked_sub(back).and_then(|at| reading.get(at)).is_some_and(Token::is_capitalised));
    capital
        && tells_of_mine(reading, at)
        && (tells_of_event(reading, at) || tells_of_one_who(reading, at))
        && !has_source_in_part(reading, at)
}

/// Whether the place stands beside what it taught or published.
fn teaches(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let learnt = |bare: &str| {
        is_source_word(bare) && bare != "review"
            || matches!(
                bare,
                "guideline"
                    | "guidelines"
                    | "course"
                    | "team's"
                    | "researchers"
                    | "presented"
                    | "published"
                    | "leaflet"
                    | "resource"
                    | "resources"
                    | "website"
                    | "toolkit"
                    | "training"
                    | "event"
            )
    };
    // “nobody wrote to us” is about a letter.
    let letter = |on: usize| reading.bare_after(last, on) == "wrote" && reading.bare_after(last, on + 1) == "to";
    // “I wrote to her GP at Rookby Medical Centre”
    let to_them = |back: usize| back > 1 && reading.bare_before(first, back) == "wrote" && reading.bare_before(first, back - 1) == "to";
    (1..=6).any(|back| learnt(reading.bare_before(first, back)) && !to_them(back))
        || (1..=4).any(|on| learnt(reading.bare_after(last, on)) && !letter(on))
}

/// The first and the last word of a named place at this word, and what to say instead.
fn place(reading: &Reading<'_>, at: usize) -> Option<(usize, usize, &'static str)> {
    let token = reading.get(at).filter(|token| !token.tagged && !token.is_possessive() || token.is_capitalised())?;
    let (noun, instead) = kind(reading, at)?;
    let mut first = at;
    let mut named = false;
    while at - first < 6 {
        let Some(word) = reading.before(first, 1) else { break };
        let linked = matches!(word.bare.as_str(), "of" | "and" | "the" | "upon" | "on" | "le" | "in" | "&" | "y" | "yr" | "na")
            && first < at
            && reading.before(first, 2).is_some_and(|far| {
                far.is_capitalised() && far.join == Join::Blank && !is_not_name(&far.bare) && !reading.begins_sentence(first - 2)
            });
        let hyphen = word.join == Join::Hyphen
            && word.text.chars().all(char::is_lowercase)
            && reading.before(first, 2).is_some_and(Token::is_capitalised)
            && first < at;
        // “Elmfield day hospital”, “Rookby community clinic”
        let general = first == at && word.join == Join::Blank && is_general_place(&word.bare) && is_named(reading, first - 1);
        if !matches!(word.join, Join::Blank | Join::Hyphen | Join::Dot) || !(linked || hyphen || general || is_part(word)) {
            break;
        }
        let alone_at_start = reading.begins_sentence(first - 1) && is_not_name(&word.bare);
        if alone_at_start {
            break;
        }
        named |= is_part(word) && !is_general_place(&word.bare) && !is_not_name(&word.bare);
        first -= 1;
    }
    while reading.get(first).is_some_and(|word| matches!(word.bare.as_str(), "of" | "and" | "the" | "on" | "in")) && first < at {
        first += 1;
    }
    // “Saint …” and ’s make a name of what follows.
    if !named || at == first {
        return None;
    }
    if matches!(noun, Noun::Capital)
        && !token.is_capitalised()
        && !matches!(reading.bare_before(first, 1), "the" | "at" | "from" | "in" | "to")
    {
        return None;
    }
    let last = if matches!(
        token.bare.as_str(),
        "care"
            | "nursing"
            | "residential"
            | "health"
            | "medical"
            | "primary"
            | "secondary"
            | "high"
            | "rest"
            | "dental"
            | "group"
            | "children"
            | "walk"
            | "infant"
            | "junior"
            | "special"
            | "veterinary"
            | "birth"
            | "day"
            | "supported"
            | "assisted"
            | "independent"
            | "sheltered"
            | "extra"
    ) && (!matches!(token.bare.as_str(), "primary" | "high" | "dental") || has_noun_behind(reading, at))
    {
        at + 1
    } else {
        at
    };
    Some((article(reading, first), last, instead))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Noun {
    /// “hospital”: a name before it is enough.
    Any,
    /// “practice”, “house”: words of every day; they need a capital, or the words that lead to a place.
    Capital,
}

fn kind(reading: &Reading<'_>, at: usize) -> Option<(Noun, &'static str)> {
    let next = reading.bare_after(at, 1);
    let blank = reading.get(at).is_some_and(|token| matches!(token.join, Join::Blank | Join::Hyphen));
    let capital = reading.get(at).is_some_and(Token::is_capitalised);
    Some(match reading.get(at)?.bare.as_str() {
        "hospital" | "infirmary" => (Noun::Any, "a hospital"),
        "hospice" => (Noun::Any, "a hospice"),
        "surgery" => (Noun::Any, "a GP practice"),
        "practice" => (Noun::Capital, "a practice"),
        "clinic" | "polyclinic" => (Noun::Any, "a clinic"),
        "day" | "lunch" | "drop-in" if blank && matches!(next, "centre" | "center" | "club" | "service" | "opportunities") => {
            (Noun::Any, "a day centre")
        }
        "health" | "medical" | "birth" if blank && matches!(next, "centre" | "center") => (Noun::Any, "a health centre"),
        "medical" | "dental" | "group" | "veterinary" if blank && matches!(next, "practice" | "group" | "surgery") => {
            (Noun::Any, "a practice")
        }
        "care" | "nursing" | "residential" | "rest" | "children" if blank && matches!(next, "home" | "homes") => (Noun::Any, "a care home"),
        "supported" | "assisted" | "independent" if blank && next == "living" => (Noun::Any, "supported living"),
        "sheltered" if blank && matches!(next, "housing" | "accommodation" | "scheme") => (Noun::Any, "sheltered housing"),
        "extra" if blank && next == "care" => (Noun::Any, "sheltered housing"),
        "hostel" | "refuge" | "almshouses" => (Noun::Any, "a hostel"),
        "dental" | "dentistry" | "orthodontics" if capital && !matches!(next, "practice" | "group" | "surgery" | "clinic" | "hospital") => {
            (Noun::Capital, "a dental practice")
        }
        "optical" | "optometrists" | "eyecare" | "optometry" if capital => (Noun::Capital, "an optician"),
        "primary" | "secondary" | "high" | "infant" | "junior" | "special" if blank && matches!(next, "school" | "academy") => {
            (Noun::Any, "a school")
        }
        // “in P3 at Rookby Primary”
        "primary" | "high" | "grammar" | "comprehensive" | "juniors" | "infants" if capital && is_after_place_word(reading, at) => {
            (Noun::Capital, "a school")
        }
        "school" | "academy" | "nursery" | "playgroup" | "creche" | "college" => (Noun::Capital, "a school"),
        "prison" => (Noun::Capital, "a prison"),
        "pharmacy" | "chemist" | "opticians" | "dentists" if capital => (Noun::Capital, "a pharmacy"),
        "house" | "lodge" | "court" | "manor" | "grange" | "hall"
            if capital
                && reading.get(at).is_some_and(|token| {
                    !(token.join == Join::Blank
                        && matches!(next, "care" | "nursing" | "residential" | "surgery" | "medical" | "primary" | "hospital" | "rest"))
                })
                && matches!(reading.bare_before(at, 2), "at" | "in" | "into" | "to" | "from" | "of") =>
        {
            (Noun::Capital, "a care home")
        }
        _ => return None,
    })
}

/// Whether the school or the practice is said: “Rookby High School”, not “Rookby High”.
fn has_noun_behind(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.bare_after(at, 1), "school" | "academy" | "practice" | "group" | "surgery" | "care" | "centre")
}

/// Whether “at”, “to” or “from” lead up to the one or two words before this one: “at Rookby Primary”.
fn is_after_place_word(reading: &Reading<'_>, at: usize) -> bool {
    (2..=4).any(|back| matches!(reading.bare_before(at, back), "at" | "to" | "from" | "of"))
}

/// Whether a name stands right before a word: two of its words may be small.
fn is_named(reading: &Reading<'_>, at: usize) -> bool {
    reading.before(at, 1).is_some_and(|before| {
        before.join == Join::Blank
            && is_part(before)
            && !is_general_place(&before.bare)
            && !is_not_name(&before.bare)
            && !reading.begins_sentence(at - 1)
    })
}

/// Whether a word can be part of such a name.
fn is_part(word: &Token<'_>) -> bool {
    word.is_capitalised()
        && !word.tagged
        && word.text.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '.'))
        && word.text != "I"
        && !matches!(
            word.bare.as_str(),
            "the"
                | "at"
                | "in"
                | "our"
                | "a"
                | "my"
                | "her"
                | "his"
                | "their"
                | "from"
                | "this"
                | "when"
                | "while"
                | "after"
                | "before"
                | "if"
                | "one"
                | "as"
                | "every"
                | "each"
        )
}

/// Takes an article along.
fn article(reading: &Reading<'_>, first: usize) -> usize {
    first - usize::from(matches!(reading.bare_before(first, 1), "the" | "our" | "a"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_near_a_case() {
        for (text, want) in [
            ("She was seen at St Elsewhere's Hospital.", vec![("St Elsewhere's Hospital", "a hospital")]),
            ("He lives in Oak Lodge care home.", vec![("Oak Lodge care home", "a care home")]),
            ("The patient moved to the Elms Surgery.", vec![("the Elms Surgery", "a GP practice")]),
            ("My patient was in Ysbyty Enfys Deg.", vec![("Ysbyty Enfys Deg", "a hospital")]),
            ("The boy goes to Fernhill Primary School.", vec![("Fernhill Primary School", "a school")]),
            ("Her records came from Larkfield Medical Centre.", vec![("Larkfield Medical Centre", "a health centre")]),
            ("She died at Bluebell Hospice.", vec![("Bluebell Hospice", "a hospice")]),
            ("Choking incident at the Firs day centre, Rookby, with my advice on the wall.", vec![("the Firs day centre", "a day centre")]),
            ("I rang Fernhill Hospital about the overdose.", vec![("Fernhill Hospital", "a hospital")]),
            ("I wrote to her GP at Fernhill Medical Centre.", vec![("Fernhill Medical Centre", "a health centre")]),
            ("He moved into Birch Lodge in May.", vec![("Birch Lodge", "a care home")]),
            ("A girl in Year 8 hid. Year 9 boy at St Finan's, Rookby, did too.", vec![("Year 9 boy at St Finan's, Rookby", "A pupil")]),
            ("She boards at St Finan's and harms herself.", vec![("St Finan's", "a place nearby")]),
            ("He goes to the Ashlea day service and bites.", vec![("the Ashlea day service", "a day centre")]),
            ("She was married at St Finan's in the war.", vec![]),
            ("He has gone into Fernlea for respite.", vec![("Fernlea", "a care home")]),
            ("She has moved into Tenby and sold her home.", vec![]),
            ("I gave the talk on restraint at Fernhill Hospital.", vec![]),
            ("We read of the outbreak at Fernhill Hospital in a report and a paper.", vec![]),
            ("Our audit at Fernhill Hospital followed the choking incident.", vec![]),
            ("Fernhill Hospital has a new car park.", vec![]),
            ("A webinar by Fernhill Hospital on the deteriorating child.", vec![]),
            ("In General Practice a patient may wait.", vec![]),
            ("Best Practice for the patient; Reflective Practice for her nurse.", vec![]),
            ("She went to hospital, and he to a care home.", vec![]),
        ] {
            let hits = RULE.in_text(&Prose::of(text), &Known::default());
            let got: Vec<_> = hits.iter().map(|hit| (&text[hit.range.clone()], hit.instead.as_deref().unwrap_or_default())).collect();
            assert_eq!(got, want, "{text}");
        }
    }
}
