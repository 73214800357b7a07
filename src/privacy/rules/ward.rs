//! Wards, bays and beds near a case.
//!
//! *What*: “Ward 7B”, “bed 12 on Nightingale ward”, “side room 2”, “ward Enfys”, written short as “SR2”, “C bay” and “3 South”, and told in
//! words as “the end bed by the window”; in or beside a sentence that tells of one person, or beside the letters of a name; and with its hospital
//! where an event of care is told: “the overdose on Cedar Ward, Fieldhead”. *Why*: a bed on a ward on a day is one person. *Example*: see
//! [`Rule::example`].

mod hospital;
mod spot;

use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::vocabulary::{is_abbreviation, is_number, is_ordinary, is_service};
use crate::privacy::{Hit, Known, Prose, Rule};

use super::person_name::placed;

pub(super) static RULE: Ward = Ward;

/// See the [module](self).
pub(super) struct Ward;

impl Rule for Ward {
    fn id(&self) -> &'static str {
        "ward"
    }

    fn label(&self) -> &'static str {
        "Ward or bed"
    }

    fn why(&self) -> &'static str {
        "A ward or a bed together with a day or a condition tells which patient it was."
    }

    fn example(&self) -> &'static str {
        "The patient in bed 12 on Nightingale ward was frightened."
    }

    fn in_text(&self, text: &Prose<'_>, _known: &Known) -> Vec<Hit> {
        let reading = Reading::once(text);
        let mut hits: Vec<(usize, usize, &str)> = Vec::new();
        for at in 0..reading.tokens.len() {
            let long = place(reading, at);
            let short = long.is_none();
            let found = long.or_else(|| spot::short(reading, at)).or_else(|| spot::in_words(reading, at));
            let only_there = found.is_none();
            let Some((first, mut last, instead)) = found.or_else(|| hospital::room(reading, at)) else { continue };
            let Some(sentence) = reading.get(at).map(|token| token.sentence) else { continue };
            // Where a place is written short, illness told of is enough: “SR2 – C diff, isolated late”.
            let told = || reading.has_care(sentence) || spot::names_somebody(reading, first, last);
            let near = reading.is_near_case(sentence) || (short && told());
            let initials = (1..=4).any(|on| [reading.before(first, on), reading.after(last, on)].into_iter().flatten().any(is_initials));
            // “Resus 3: a jockey, kicked”
            let headed = short && reading.begins_sentence(first) && reading.get(last).is_some_and(|token| token.join == Join::Colon);
            // Whoever lies in a numbered bed is one person, whatever else is said.
            let bed = ((instead == "a bed" && !short) || headed) && !reading.has_source(sentence);
            let moved = instead == "a ward"
                && (1..=3).any(|back| {
                    matches!(reading.bare_before(first, back), "boarded" | "moved" | "transferred" | "stepped" | "admitted" | "outlier")
                });
            if only_there || !(near || initials || bed || moved) {
                let Some(end) = hospital::told_of(reading, first, last) else { continue };
                last = end;
            }
            // “bed 12 on Nightingale ward” is one place.
            match hits.last_mut() {
                Some(before) if first <= before.1 + 4 && joined(reading, before.1, first) => {
                    before.1 = before.1.max(last);
                    before.2 = if instead == "a ward" || before.2 == "a ward" { "a ward" } else { before.2 };
                }
                _ => hits.push((first, last, instead)),
            }
        }
        let hit = |(first, last, instead): (usize, usize, &str)| {
            // “in bed 6 on Ward 9B” is “on a ward”.
            let bed =
                instead == "a ward" && matches!(reading.get(first).map_or("", |token| token.bare.as_str()), "bed" | "bay" | "cubicle");
            if bed && reading.bare_before(first, 1) == "in" {
                return Hit { range: reading.span(first - 1, last), instead: Some(placed(reading, first - 1, last, "on a ward")) };
            }
            Hit { range: reading.span(first, last), instead: Some(placed(reading, first, last, instead)) }
        };
        hits.into_iter().map(hit).collect()
    }
}

fn is_initials(token: &Token<'_>) -> bool {
    let letters = token.text.replace(['.', '\'', '’'], "");
    // “S.O'H.” and “K.O’D” are three, and no abbreviations.
    let irish = token.text.contains(['\'', '’']);
    let longest = if irish || token.text.contains('.') { 3 } else { 2 };
    token.is_capitals() && letters.chars().count() <= longest && (irish || !is_abbreviation(&letters.to_lowercase()))
}

/// Whether the letters of a name stand a few words before a room: “J.T. in side room 2”.
fn beside_initials(reading: &Reading<'_>, at: usize) -> bool {
    (1..=4).any(|back| reading.before(at, back).is_some_and(is_initials))
}

/// Whether only “on”, “of”, “in” and articles stand between two places.
fn joined(reading: &Reading<'_>, end: usize, start: usize) -> bool {
    let links = |at| reading.get(at).is_some_and(|token| matches!(token.bare.as_str(), "on" | "of" | "in" | "the" | "our" | "at"));
    let goes_on = |at| reading.get(at).is_some_and(|token| token.join != Join::End);
    start <= end || ((end + 1..start).all(links) && (end..start).all(goes_on))
}

/// The first and the last word of a place at this word, and what to say instead.
fn place(reading: &Reading<'_>, at: usize) -> Option<(usize, usize, &'static str)> {
    let token = reading.get(at).filter(|token| !token.tagged)?;
    let next = reading.after(at, 1);
    let measured = |on| {
        matches!(
            reading.bare_after(at, on),
            "day"
                | "days"
                | "week"
                | "weeks"
                | "hour"
                | "hours"
                | "night"
                | "nights"
                | "times"
                | "minutes"
                | "months"
                | "years"
                | "ml"
                | "nurses"
                | "staff"
                | "patients"
        )
    };
    let label = next.is_some_and(|next| is_label(next) && matches!(token.join, Join::Blank | Join::Hyphen | Join::Colon)) && !measured(2);
    let second = usize::from(
        label
            && reading.after(at, 2).is_some_and(|second| {
                reading.get(at + 1).is_some_and(|one| one.join == Join::Blank)
                    && matches!(second.text, "North" | "South" | "East" | "West" | "A" | "B" | "C" | "D")
            }),
    );
    let teaching = (1..=3).any(|back| {
        matches!(
            reading.bare_before(at, back),
            "seminar"
                | "meeting"
                | "conference"
                | "zoom"
                | "breakout"
                | "lecture"
                | "tutorial"
                | "training"
                | "break"
                | "class"
                | "committee"
        )
    });
    match token.bare.as_str() {
        "unit" if next.is_some_and(|next| reading.text.get(next.range.end..).is_some_and(|rest| rest.starts_with('/'))) => None,
        "ward" | "unit" if label && (token.bare == "ward" || next.is_some_and(|next| next.text.chars().any(|c| c.is_ascii_digit()))) => {
            Some((with_article(reading, at), at + 1 + second, "a ward"))
        }
        "ward" | "unit" => named(reading, at),
        "wards" if next.is_some_and(is_label) => Some((at, at + 1, "a ward")),
        "bed" | "bedspace" if label => Some((with_article(reading, at), at + 1, "a bed")),
        "bay" | "cubicle" | "pod" if label => {
            Some((with_article(reading, at), at + 1, if token.bare == "bay" { "a bay" } else { "a cubicle" }))
        }
        "room" | "flat" | "cell" if label && !teaching && (reading.is_near_case(token.sentence) || beside_initials(reading, at)) => {
            let first = if reading.bare_before(at, 1) == "side" { at - 1 } else { at };
            Some((
                with_article(reading, first),
                at + 1,
                if first < at {
                    "a side room"
                } else if token.bare == "room" {
                    "a room"
                } else {
                    "their home"
                },
            ))
        }
        _ => None,
    }
}

/// A number, a letter, or both: “7”, “7B”, “B12”, “twelve”, “C”.
fn is_label(token: &Token<'_>) -> bool {
    let digits = token.text.chars().any(|c| c.is_ascii_digit()) && token.text.chars().count() <= 4 && !token.text.contains('.');
    let letter = token.text.chars().count() == 1 && token.is_capitalised() && token.text != "I"
        || token.text.len() == 1 && matches!(token.text, "b" | "c" | "d" | "e" | "f");
    digits || letter || is_number(&token.bare)
}

/// “Nightingale ward”, “the Maple Unit”, “ward Enfys”.
fn named(reading: &Reading<'_>, at: usize) -> Option<(usize, usize, &'static str)> {
    let token = reading.get(at)?;
    let is_name = |word: &Token<'_>, begins: bool| {
        let lettered = word.text.chars().count() > 2 && word.text.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
        lettered
            && word.is_capitalised()
            && !word.is_capitals()
            && !word.tagged
            && !is_ordinary(&word.bare)
            && !is_abbreviation(&word.bare)
            && !is_service(&word.bare)
            && !begins
    };
    let after_is_role = matches!(
        reading.bare_after(at, 1),
        "manager" | "managers" | "round" | "rounds" | "sister" | "clerk" | "staff" | "based" | "nurses"
    );
    let mut first = at;
    while let Some(word) = reading.before(first, 1) {
        let begins = reading.begins_sentence(first - 1) && first == at;
        if !matches!(word.join, Join::Blank | Join::Hyphen) || !is_name(word, begins) {
            break;
        }
        first -= 1;
    }
    if first < at {
        return Some((with_article(reading, first), at, if token.bare == "ward" { "a ward" } else { "a unit" }));
    }
    // After the noun only where a preposition leads up to it: “on ward Enfys”.
    let led = matches!(reading.bare_before(at, 1), "on" | "to" | "from" | "of" | "in" | "at" | "ar");
    let next = reading.after(at, 1).filter(|_| token.join == Join::Blank && token.bare == "ward" && led && !after_is_role)?;
    is_name(next, false).then_some((at, at + 1, "a ward"))
}

/// Takes the article along.
fn with_article(reading: &Reading<'_>, first: usize) -> usize {
    first - usize::from(matches!(reading.bare_before(first, 1), "the" | "our" | "a"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wards_near_a_case() {
        for (text, want) in [
            ("She was moved to Ward 7B.", vec![("Ward 7B", "a ward")]),
            ("The patient in bed 12 on Nightingale ward fell.", vec![("in bed 12 on Nightingale ward", "on a ward")]),
            ("He waited in side room 2.", vec![("side room 2", "a side room")]),
            ("My patient lay on ward Enfys.", vec![("ward Enfys", "a ward")]),
            ("I went to bay four. The gentleman slept.", vec![("bay four", "a bay")]),
            ("The lady came from the Maple Unit.", vec![("the Maple Unit", "a unit")]),
            ("JS in bed 4 was asleep.", vec![("bed 4", "a bed")]),
            ("She sat in SR3 with her coat on.", vec![("SR3", "a side room")]),
            ("SR 4: norovirus, door left open.", vec![("SR 4", "A side room")]),
            ("The lad in D bay wants his mum.", vec![("D bay", "a bay")]),
            ("He was moved to 5 East at night.", vec![("5 East", "a ward")]),
            ("Mr R, 6C, would not eat.", vec![("6C", "a ward")]),
            ("His son found him in majors 4.", vec![("majors 4", "majors")]),
            ("chair 3 and her first chemo", vec![("chair 3", "A chair")]),
            ("The lady in the end bed sang.", vec![("the end bed", "a bed")]),
            ("K.L. in the bed opposite the sluice never rang.", vec![("the bed opposite the sluice", "a bed")]),
            ("J.M. in side room 5 wrote a poem.", vec![("side room 5", "a side room")]),
            ("M.O'N in cubicle 8 slept on.", vec![("cubicle 8", "a cubicle")]),
            ("Ward 7B got a new drug trolley.", vec![]),
            ("A bay of four, or a single room, is better for a patient with delirium.", vec![]),
            ("Stage 3B kidney disease; her metformin was halved.", vec![]),
            ("He rose from the chair 5 times in twelve seconds.", vec![]),
            ("She was on a trolley 4 hours.", vec![]),
            ("A bed by the window helps a patient to recover.", vec![]),
            ("Resus 1 and 2 have new monitors.", vec![]),
            ("Break-out 2B was about insulin for the child.", vec![]),
            ("The patient was in bed 3 days.", vec![]),
            ("A patient on a stroke ward asked the ward manager.", vec![]),
            ("Our ward rounds help a patient to ask.", vec![]),
            ("We met in seminar room 2 to talk about the child.", vec![]),
        ] {
            let hits = RULE.in_text(&Prose::of(text), &Known::default());
            let got: Vec<_> = hits.iter().map(|hit| (&text[hit.range.clone()], hit.instead.as_deref().unwrap_or_default())).collect();
            assert_eq!(got, want, "{text}");
        }
    }
}
