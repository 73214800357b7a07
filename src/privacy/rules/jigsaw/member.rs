//! Somebody told by where they play and sing: “plays second row for the Rookby under-18s”, “sings alto in Côr Meibion Rookby”, “Ireland’s
//! goalkeeper”; and by what they drive: “drives the first 43 out of Rookby”.
//!
//! A guest of a podcast who plays for a county, and whoever writes, are nobody here.

use super::role::Told;
use crate::privacy::happening::has_source_in_part;
use crate::privacy::placing::place_from;
use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::vocabulary::{is_band, is_first_name, is_patient_word, is_performing, is_place, is_position};

/// Where somebody plays, sings or drives, at this word.
pub(super) fn member(reading: &Reading<'_>, at: usize) -> Option<Told> {
    let found = of_a_band(reading, at).or_else(|| position(reading, at)).or_else(|| route(reading, at))?;
    let sentence = reading.get(at)?.sentence;
    let somebody = reading.has_noun(sentence) || reading.has_pronoun(sentence);
    (somebody && !has_source_in_part(reading, at)).then_some(found)
}

/// “for the Rookby under-18s”, “in the Rookby Silver Band”: behind what is done there.
fn of_a_band(reading: &Reading<'_>, at: usize) -> Option<Told> {
    reading.get(at).filter(|token| !token.tagged && is_performing(&token.bare))?;
    if !is_done_by_somebody(reading, at) {
        return None;
    }
    let joined = |on: usize| reading.get(at + on).is_some_and(|token| matches!(token.join, Join::Blank | Join::Hyphen));
    let lead = (1..=4).take_while(|on| joined(on - 1)).find(|on| matches!(reading.bare_after(at, *on), "for" | "in" | "with" | "at"))?;
    let first = at + lead;
    let start = first + 1 + usize::from(reading.bare_after(first, 1) == "the");
    let named = reading.after(first, start - first).and_then(|_| place_from(reading, start));
    let name = named.or_else(|| reading.get(start).filter(|token| is_nation(token)).map(|_| start))?;
    let last = with_band(reading, name);
    // “sang in Rookby” is no choir.
    let group = last > start || matches!(reading.bare_after(at, lead), "for" | "at");
    let instead = match reading.bare_after(at, lead) {
        "for" => "for a team",
        "at" => "nearby",
        _ => "in a local group",
    };
    group.then(|| (first, last, instead.to_owned()))
}

/// With the noun behind the name: “the Rookby under-18s”, “the Rookby ladies choir”.
fn with_band(reading: &Reading<'_>, name: usize) -> usize {
    let joined = |at: usize| reading.get(at).is_some_and(|token| matches!(token.join, Join::Blank | Join::Hyphen));
    let years = |bare: &str| bare.trim_end_matches('s').parse::<u8>().is_ok();
    let mut last = name;
    while last - name < 2 && joined(last) {
        let next = reading.bare_after(last, 1);
        let under = next == "under" && years(reading.bare_after(last, 2));
        if under {
            return last + 2;
        }
        if !is_band(next) {
            break;
        }
        last += 1;
    }
    last
}

/// Whether “he”, “who” or somebody in care does it, and not whoever writes.
fn is_done_by_somebody(reading: &Reading<'_>, at: usize) -> bool {
    let subject = (1..=4).map(|back| reading.bare_before(at, back)).find(|word| is_subject(word) || is_patient_word(word));
    subject.is_some_and(|word| !matches!(word, "i" | "we" | "i'd" | "i've" | "they"))
}

fn is_subject(bare: &str) -> bool {
    matches!(bare, "he" | "she" | "who" | "he'd" | "she'd" | "who'd" | "i" | "we" | "i'd" | "i've" | "they")
}

/// “Ireland’s goalkeeper at under-21 level”, “Rookby’s captain”.
fn position(reading: &Reading<'_>, at: usize) -> Option<Told> {
    reading.get(at).filter(|token| !token.tagged && is_position(&token.bare))?;
    let owner = (1..=2)
        .filter_map(|back| at.checked_sub(back))
        .find(|owner| reading.get(*owner).is_some_and(|token| token.is_possessive() && (is_nation(token) || is_club(reading, *owner))))?;
    let level = (2..=5).find(|on| reading.bare_after(at, 1) == "at" && reading.bare_after(at, *on) == "level");
    reading.before(at, 1).is_some().then(|| (owner, at + level.unwrap_or_default(), "somebody known to the public".to_owned()))
}

/// Whether the name before a position can be that of a club: not “Tom's captain”.
fn is_club(reading: &Reading<'_>, at: usize) -> bool {
    place_from(reading, at).is_some() && reading.get(at).is_some_and(|token| is_place(&token.bare) || !is_first_name(&token.bare))
}

/// Who has teams of their own.
fn is_nation(token: &Token<'_>) -> bool {
    token.is_capitalised()
        && matches!(
            token.bare.as_str(),
            "ireland" | "wales" | "scotland" | "england" | "britain" | "ulster" | "munster" | "leinster" | "connacht" | "poland"
        )
}

/// “the first 43 out of Rookby”, “the 41 to Rookby”: the line of a bus, where somebody drives.
fn route(reading: &Reading<'_>, at: usize) -> Option<Told> {
    let token = reading.get(at).filter(|token| token.join == Join::Blank)?;
    // “the school bus to Rookby”
    let bus = matches!(token.bare.as_str(), "bus" | "coach" | "tram" | "train" | "ferry" | "minibus" | "boat");
    let figures = token.text.bytes().take_while(u8::is_ascii_digit).count();
    let letter = token.text.get(figures..).is_some_and(|rest| rest.len() <= 1 && rest.chars().all(|c| c.is_ascii_alphabetic()));
    let which = usize::from(matches!(reading.bare_before(at, 1), "first" | "last" | "early" | "late" | "school" | "night"));
    let number = (bus || ((1..=3).contains(&figures) && letter)) && reading.bare_before(at, 1 + which) == "the";
    let lead = match (reading.bare_after(at, 1), reading.bare_after(at, 2)) {
        ("out", "of") => 2,
        ("to" | "from" | "into" | "between", _) => 1,
        _ => return None,
    };
    let place = reading.after(at, lead + 1).filter(|_| number).and_then(|_| place_from(reading, at + lead + 1))?;
    let drives = reading.around(at).any(|(word, token)| {
        token.bare == "driver"
            || (matches!(token.bare.as_str(), "drives" | "drove" | "driving" | "conducts") && is_done_by_somebody(reading, word))
    });
    drives.then(|| (at - which - 1, place, "a bus".to_owned()))
}

#[cfg(test)]
mod tests {
    use crate::privacy::rules::tests::{check_finds, check_leaves};

    #[test]
    fn told_by_a_band_a_team_or_a_bus() {
        check_finds(
            "jigsaw",
            &[
                ("A lad who plays prop for the Rookby under-16s broke his neck.", "for the Rookby under-16s"),
                ("She sings bass in Côr Meibion Rookby, and after the talk on stomas she asked.", "in Côr Meibion Rookby"),
                ("He plays the cornet in the Rookby Silver Band and cannot breathe.", "in the Rookby Silver Band"),
                ("My patient captains the hurlers for Rookby Gaels.", "for Rookby Gaels"),
                ("The girl swam for Wales and has epilepsy.", "for Wales"),
                ("He was Scotland's hooker at under-20 level.", "Scotland's hooker at under-20 level"),
                ("A man who had been Ulster's captain wept.", "Ulster's captain"),
                ("She danced with the Rookby Ladies troupe until her stroke.", "with the Rookby Ladies troupe"),
                ("He drives the last 12 to Rookby with his hypos.", "the last 12 to Rookby"),
                ("Our patient with sleep apnoea drives the 9A from Rookby.", "the 9A from Rookby"),
                ("The driver of the early 27 out of Rookby is my patient.", "the early 27 out of Rookby"),
                ("She plays the organ at St Finan's and her hands ache.", "at St Finan's"),
                ("He is Rookby Rovers's goalkeeper and had a seizure.", "Rovers's goalkeeper"),
                ("She drives the school bus to Rookby on methadone.", "the school bus to Rookby"),
                ("She bowls for the Rookby seconds with one arm.", "for the Rookby seconds"),
            ],
        );
    }

    #[test]
    fn left_alone() {
        check_leaves(
            "jigsaw",
            &[
                "I sing alto in Côr Meibion Rookby and she does not.",
                "The podcast guest plays for Rookby Gaels, and he spoke of injuries.",
                "She played with the idea for a while.",
                "He sings in Welsh.",
                "The patient played for time.",
                "I drove the 41 miles to Rookby to see her.",
                "I took the 43 to Rookby and read about her condition.",
                "A trial moved the first 43 to placebo, and she ran it.",
                "He plays a part in the team.",
                "Wales's approach to the child is new.",
                "The captain of the ship is a metaphor that she likes.",
                "She sang in the corridor.",
                "He missed the bus to Rookby and her lecture.",
                "Tom's captain in the scouts taught him knots.",
            ],
        );
    }
}
