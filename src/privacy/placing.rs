//! Where the name of a place stands: “Port Ellen”, “Hay-on-Wye”, “St Colmcille's”; once a pattern says that one is to be expected.

use super::reading::{Join, Reading, Token};
use super::vocabulary::{
    is_abbreviation, is_dwelling, is_general_place, is_landmark, is_not_name, is_of_a_story, is_ordinary, is_place, is_small_place,
    is_title, is_workplace,
};

/// The most words of such a name.
const LONGEST: usize = 4;

/// The last word of the name of a place that begins here.
pub(super) fn place_from(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let first = reading.get(at)?;
    let saint = first.bare == "st" && first.is_capitalised() && matches!(first.join, Join::Blank | Join::Dot);
    if !(names_place(first) || (saint && reading.after(at, 1).is_some_and(is_proper))) {
        return None;
    }
    let mut last = if saint { at + 1 } else { at };
    while last - at + 1 < LONGEST {
        let Some(here) = reading.get(last).filter(|here| matches!(here.join, Join::Blank | Join::Hyphen)) else { break };
        let Some(next) = reading.after(last, 1) else { break };
        // “Hay-on-Wye”, “Coleg-y-Fro”
        let linked = here.join == Join::Hyphen
            && next.join == Join::Hyphen
            && next.text.chars().all(char::is_lowercase)
            && reading.after(last, 2).is_some_and(Token::is_capitalised);
        if linked {
            last += 2;
        } else if is_proper(next) && !here.is_possessive() {
            last += 1;
        } else {
            break;
        }
    }
    Some(last)
}

/// The first word of the name of a place that ends here.
pub(super) fn place_to(reading: &Reading<'_>, at: usize) -> Option<usize> {
    reading.get(at).filter(|last| names_place(last))?;
    let mut first = at;
    while at - first + 1 < LONGEST {
        let before = reading.before(first, 1).filter(|before| matches!(before.join, Join::Blank | Join::Hyphen | Join::Dot));
        if !before.is_some_and(|before| names_place(before) || before.bare == "st" && before.is_capitalised())
            || reading.begins_sentence(first - 1)
        {
            break;
        }
        first -= 1;
    }
    Some(first)
}

/// The last word of a place behind what leads to it: “in Tenby”, “on the pier road in Dunoon” from “on”, “of Rookby”.
pub(super) fn place_behind(reading: &Reading<'_>, at: usize) -> Option<usize> {
    if !leads_to_place(reading.bare_after(at, 1)) || reading.get(at).is_none_or(|token| !matches!(token.join, Join::Blank)) {
        return None;
    }
    let start = at + 2 + usize::from(matches!(reading.bare_after(at, 2), "the" | "our"));
    (start..start + 4)
        .take_while(|near| {
            (at + 1..*near).all(|word| reading.get(word).is_some_and(|word| matches!(word.join, Join::Blank | Join::Hyphen)))
        })
        .take_while(|near| (start..*near).all(|word| !reading.get(word).is_some_and(|word| is_break(&word.bare))))
        .find_map(|near| reading.after(at, near - at).and_then(|_| place_from(reading, near)))
}

/// With the noun that goes on with the name: “the Rookby lifeboat station”, “the Rookby road”.
pub(super) fn with_noun(reading: &Reading<'_>, last: usize) -> usize {
    let joined = |on: usize| (last..last + on).all(|at| reading.get(at).is_some_and(|token| token.join == Join::Blank));
    let small = |on: usize| reading.after(last, on).is_some_and(|token| token.text.chars().all(char::is_lowercase));
    let noun = |on: usize| {
        let bare = reading.bare_after(last, on);
        small(on) && joined(on) && (is_small_place(bare) || is_workplace(bare) || is_landmark(bare) || is_dwelling(bare))
    };
    // “the Rookby lifeboat station”
    last + (1..=2).rev().find(|on| noun(*on) && (*on == 1 || !leads_to_place(reading.bare_after(last, 1)))).unwrap_or_default()
}

/// Whether the ’s at the end is one of the name and tells no owner: “at St Bride’s”.
pub(super) fn is_saints(reading: &Reading<'_>, last: usize) -> bool {
    reading.get(last).is_some_and(Token::is_possessive) && reading.bare_before(last, 1) == "st"
}

/// Words that stand between somebody and where they are.
pub(super) fn leads_to_place(bare: &str) -> bool {
    matches!(bare, "of" | "in" | "at" | "on" | "from" | "for" | "near" | "off" | "outside" | "above" | "up" | "out" | "round" | "around")
}

/// Words behind which something else begins.
pub(super) fn is_break(bare: &str) -> bool {
    matches!(
        bare,
        "who" | "and" | "that" | "which" | "but" | "or" | "with" | "to" | "when" | "while" | "because" | "as" | "was" | "is" | "has"
    )
}

/// Whether a word can be the first or the only one of the name of a place.
fn names_place(token: &Token<'_>) -> bool {
    is_proper(token)
        && (is_place(&token.bare) || !(is_not_name(&token.bare) || is_abbreviation(&token.bare) || is_general_place(&token.bare)))
        && !is_of_a_story(&token.bare)
}

/// Whether a word is written as a name is.
fn is_proper(token: &Token<'_>) -> bool {
    let lettered = token.text.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '‘'));
    let known = is_place(&token.bare) || !is_ordinary(&token.bare);
    token.is_capitalised()
        && !token.tagged
        && lettered
        && token.text.chars().count() > 2
        && !token.is_capitals()
        && !is_title(&token.bare)
        && known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::privacy::Prose;

    #[test]
    fn places_behind_what_leads_to_them() {
        for (text, want) in [
            ("the vicar of Rookby told", Some("of Rookby")),
            ("the piper in Port Sorrel went", Some("in Port Sorrel")),
            ("the chemist on the pier road in Larkhaven closed", Some("on the pier road in Larkhaven")),
            ("the vet from Stow-by-Wick rang", Some("from Stow-by-Wick")),
            ("the cox at St Bride’s fell", Some("at St Bride’s")),
            ("the priest on duty in the hospital", None),
            ("the minister for health in England", None),
            ("the curate of a parish", None),
            ("the chemist on Monday", None),
        ] {
            let prose = Prose::of(text);
            let reading = Reading::once(&prose);
            let got = place_behind(reading, 1).and_then(|last| text.get(reading.span(2, last)));
            assert_eq!(got, want, "{text}");
        }
    }
}
