//! Wards and rooms with their hospital, where an event of care is told though nobody is named: “The overdose on Cedar Ward, Fieldhead”, “that
//! stillbirth in Birth Room 3 of Bronglais”.

use crate::privacy::happening::{has_source_in_part, tells_of_event, tells_of_one_who};
use crate::privacy::placing::place_from;
use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::vocabulary::{is_first_name, is_hospital, is_not_name, is_service};

use super::is_label;

/// First and last word of a place, and what to say instead.
type Place = (usize, usize, &'static str);

/// “Birth Room 3”, “clinic room 2”, “Room 12”: rooms that say which they are only with their hospital.
pub(super) fn room(reading: &Reading<'_>, at: usize) -> Option<Place> {
    let token = reading.get(at).filter(|token| !token.tagged && matches!(token.bare.as_str(), "room" | "suite"))?;
    // “Willow Suite at Fernhill”
    let name = reading.before(at, 1).filter(|name| {
        name.join == Join::Blank && name.is_capitalised() && name.text.len() > 3 && !is_service(&name.bare) && !is_not_name(&name.bare)
    });
    if token.bare == "suite" && token.is_capitalised() && name.is_some() {
        return Some((at - 1, at, "a ward"));
    }
    if token.join != Join::Blank || !reading.after(at, 1).is_some_and(is_label) {
        return None;
    }
    let kind = matches!(
        reading.bare_before(at, 1),
        "birth" | "birthing" | "delivery" | "labour" | "treatment" | "clinic" | "consulting" | "isolation" | "recovery" | "assessment"
    );
    Some((at - usize::from(kind), at + 1, "a room"))
}

/// The last word of the hospital behind a ward of which an event is told: “at Ashford General”, “, Fieldhead”.
pub(super) fn told_of(reading: &Reading<'_>, first: usize, last: usize) -> Option<usize> {
    let end = behind(reading, last)?;
    let told = tells_of_event(reading, first) || tells_of_one_who(reading, first);
    (told && !has_source_in_part(reading, first)).then_some(end)
}

/// The last word of the hospital behind a ward.
fn behind(reading: &Reading<'_>, last: usize) -> Option<usize> {
    let start = match reading.get(last)?.join {
        Join::Comma => last + 1,
        Join::Blank if matches!(reading.bare_after(last, 1), "at" | "of" | "in") => last + 2,
        _ => return None,
    };
    let start = start + usize::from(reading.bare_after(last, start - last) == "the");
    let name = reading.after(last, start - last)?;
    // “the Royal Rookby”
    let royal = name.bare == "royal" && reading.after(start, 1).is_some_and(Token::is_capitalised);
    // “On Ward 7, Sarah rang” names somebody.
    if is_first_name(&name.bare) && !is_hospital(&name.bare) {
        return None;
    }
    if is_hospital(&name.bare) { place_from(reading, start).or(Some(start)) } else { place_from(reading, start + usize::from(royal)) }
}

#[cfg(test)]
mod tests {
    use crate::privacy::rules::tests::{check_finds, check_leaves};

    #[test]
    fn found_with_a_hospital() {
        check_finds(
            "ward",
            &[
                ("The arrest on Elm Ward, Fernhill, was badly run.", "Elm Ward, Fernhill"),
                ("Wrote up the death in theatre 2 at Fernhill Hospital.", "theatre 2 at Fernhill Hospital"),
                ("That miscarriage in treatment room 4 at Fernhill stays with me.", "treatment room 4 at Fernhill"),
                ("Ward 6 East at Fernhill Infirmary had the norovirus outbreak in May.", "Ward 6 East at Fernhill Infirmary"),
                ("I was on Elm Ward at Fernhill General the night of the stabbing.", "Elm Ward at Fernhill General"),
                ("Ward 3 of the Royal Fernhill, the second overdose this week.", "Ward 3 of the Royal Fernhill"),
                ("Our porter whose visa ran out is on Ward 9 at Fernhill.", "Ward 9 at Fernhill"),
                ("The ligature on Elm Ward at St Finan's, and then the podcast on it.", "Elm Ward at St Finan's"),
                ("Somebody choked on Ward 12, Fernhill, at lunch.", "Ward 12, Fernhill"),
                ("The ligature cut down on Willow Suite at Fernhill keeps me awake.", "Willow Suite at Fernhill"),
                ("Room 8 at Fernhill, the restraint I could not watch.", "Room 8 at Fernhill"),
                ("Transfusion error, Ward 5 at Fernhill, nobody hurt.", "Ward 5 at Fernhill"),
                ("The stillbirth in Birth Room 1 of Fernhill was mine.", "Birth Room 1 of Fernhill"),
            ],
        );
    }

    #[test]
    fn left_alone() {
        check_leaves(
            "ward",
            &[
                "Ward 6 at Fernhill Infirmary won an award for its bays.",
                "The death rate on Elm Ward at Fernhill has halved.",
                "The podcast on Elm Ward at Fernhill told of the overdose.",
                "Lecture theatre 2 at Fernhill Hospital was cold, and the arrest drill long.",
                "The conference was in Room 3 of Fernhill House.",
                "Theatre 1 at Fernhill is being painted.",
                "Elm Ward, Fernhill, has new blinds.",
                "The arrest trolley on Ward 5 was redesigned.",
                "Room 12 of the college is where the simulated arrest is taught.",
                "The pilot on Ward 2 at Fernhill followed the outbreak guidance.",
                "The arrest scenario is taught in the Bevan Suite at Fernhill.",
                "An outbreak closes a ward for days, as Ward 3 at Fernhill knows.",
                "Ward 4 at Fernhill opened in 1974.",
                "In lecture theatre 1 of the Fernhill Institute the death café met.",
            ],
        );
    }
}
