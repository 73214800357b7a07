//! Hospitals that are called without the word: “from the Royal Gwent”, “transferred to Altnagelvin”.

use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::vocabulary::{
    is_abbreviation, is_department_word, is_first_name, is_hospital, is_not_name, is_number, is_place, is_title,
};

use super::is_part;

/// “from the Royal Gwent”, “at Ninewells”, “Ward 6 of the Royal Gwent”: a hospital without the word, behind what leads to a place.
pub(super) fn for_short(reading: &Reading<'_>, at: usize) -> Option<(usize, usize, &'static str)> {
    reading.get(at).filter(|token| token.is_capitalised() && !token.tagged)?;
    let the = reading.bare_before(at, 1) == "the";
    let led = matches!(reading.bare_before(at, 1 + usize::from(the)), "to" | "from" | "at" | "in" | "into" | "under" | "via");
    // “on Ward 6 of the Royal Gwent”
    let within = reading.bare_before(at, 1 + usize::from(the)) == "of"
        && (2..=4).any(|back| is_department_word(reading.bare_before(at, back + usize::from(the))));
    if !led && !within {
        return None;
    }
    let words = |last: usize| {
        let named: Vec<&str> = (at..=last).filter_map(|at| reading.get(at)).map(|token| token.bare.as_str()).collect();
        named.join(" ")
    };
    let joined = |last: usize| (at..last).all(|at| reading.get(at).is_some_and(|token| matches!(token.join, Join::Blank | Join::Hyphen)));
    let last = (at..=at + 3).rev().find(|last| reading.get(*last).is_some() && joined(*last) && is_hospital(&words(*last)))?;
    // “the Heath”, not “in Heath and Safety”; a word of a longer name belongs to that.
    let longer = reading.after(last, 1).is_some_and(|next| {
        reading.get(last).is_some_and(|token| token.join == Join::Blank)
            && (next.is_capitalised() || (next.bare == "and" && reading.after(last, 2).is_some_and(Token::is_capitalised)))
            && next.text != "I"
    });
    (!longer).then_some((at - usize::from(the), last, "a hospital"))
}

/// “transferred to Altnagelvin”, “admitted to the Enfys”: where somebody in care is moved, whatever it is called.
pub(super) fn moved_to(reading: &Reading<'_>, at: usize) -> Option<(usize, usize, &'static str)> {
    let token = reading.get(at).filter(|token| is_part(token) && !token.is_capitals() && token.text.chars().count() > 3)?;
    let the = reading.bare_before(at, 1) == "the";
    let nearest = 1 + usize::from(the);
    let into = reading.bare_before(at, nearest) == "into";
    if !(into || matches!(reading.bare_before(at, nearest), "to" | "from")) {
        return None;
    }
    let gone =
        into && (nearest + 1..=nearest + 3).any(|back| matches!(reading.bare_before(at, back), "moved" | "gone" | "went" | "settled"));
    let moved = gone
        || (nearest + 1..=nearest + 3).any(|back| {
            matches!(
                reading.bare_before(at, back),
                "transferred"
                    | "admitted"
                    | "readmitted"
                    | "repatriated"
                    | "airlifted"
                    | "retrieved"
                    | "transfer"
                    | "admission"
                    | "readmission"
                    | "rushed"
                    | "stepped"
                    | "boarded"
            )
        });
    let fits = |token: &Token<'_>| {
        is_part(token)
            && !is_not_name(&token.bare)
            && !is_abbreviation(&token.bare)
            && !is_first_name(&token.bare)
            && !is_title(&token.bare)
            && !is_number(&token.bare)
            && !is_department(&token.bare)
    };
    if !moved || !fits(token) {
        return None;
    }
    let mut last = at;
    while last - at < 2 && reading.get(last).is_some_and(|token| token.join == Join::Blank) && reading.after(last, 1).is_some_and(fits) {
        last += 1;
    }
    // “to Beaumont Hospital” has its noun.
    if reading
        .after(last, 1)
        .is_some_and(|next| next.is_capitalised() && next.text != "I" && reading.get(last).is_some_and(|token| token.join == Join::Blank))
    {
        return None;
    }
    // “gone into Fernlea for respite”, and not into Rookby
    if into {
        let cared =
            reading.around(at).any(|(_, token)| matches!(token.bare.as_str(), "respite" | "residential" | "staff" | "carers" | "home"));
        let town = (at..=last).any(|word| reading.get(word).is_some_and(|word| is_place(&word.bare)));
        return (cared && !town).then_some((at - usize::from(the), last, "a care home"));
    }
    let within = (nearest + 1..=nearest + 3).any(|back| matches!(reading.bare_before(at, back), "stepped" | "boarded"));
    Some((at - usize::from(the), last, if within { "another ward" } else { "another hospital" }))
}

/// Capitals that say what is done in a place, not where it is.
fn is_department(bare: &str) -> bool {
    ["ology", "paedics", "iatrics", "iatry", "ternity", "surgery", "rics", "care"].iter().any(|end| bare.ends_with(end))
        || is_department_word(bare)
}
