//! Places on a ward that are written short or told in words: “SR2”, “C bay”, “Mr T, 4B”, “3 South”, “Resus 2”, “the end bed by the window”.

use crate::privacy::placing::leads_to_place;
use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::vocabulary::{is_abbreviation, is_civil_title, is_counted, is_determiner, is_fixture};

use super::is_initials;

/// First and last word of a place, and what to say instead.
type Place = (usize, usize, &'static str);

/// A place at this word that is written short: it tells like one with its noun.
pub(super) fn short(reading: &Reading<'_>, at: usize) -> Option<Place> {
    side_room(reading, at).or_else(|| letter_first(reading, at)).or_else(|| numbered(reading, at)).or_else(|| unsaid(reading, at))
}

/// “SR2”, “SR 2”, “S/R 2”.
fn side_room(reading: &Reading<'_>, at: usize) -> Option<Place> {
    let token = reading.get(at)?;
    let figures = |text: &str| !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    if token.bare.strip_prefix("sr").is_some_and(figures) {
        return Some((at, at, "a side room"));
    }
    let next = reading.after(at, 1).filter(|next| token.bare == "sr" && token.join == Join::Blank && figures(next.text));
    next.map(|_| (at, at + 1, "a side room"))
}

/// “C bay”, “B side”: the letter before its noun. “A bay” is any.
fn letter_first(reading: &Reading<'_>, at: usize) -> Option<Place> {
    let token = reading.get(at).filter(|token| token.join == Join::Blank)?;
    let letter = token.text.len() == 1 && token.text.starts_with(|c: char| c.is_ascii_uppercase()) && !matches!(token.text, "A" | "I");
    let said = match reading.bare_after(at, 1) {
        "bay" => "a bay",
        "pod" | "cubicle" => "a cubicle",
        "ward" => "a ward",
        // “C wing” is of prisons, and of films on them.
        "wing" if !reading.has_source(token.sentence) => "a ward",
        _ => return None,
    };
    letter.then_some((at, at + 1, said))
}

/// “Resus 2”, “chair 3”, “trolley four”: places of departments with their number.
fn numbered(reading: &Reading<'_>, at: usize) -> Option<Place> {
    let token = reading.get(at).filter(|token| matches!(token.join, Join::Blank | Join::Hyphen))?;
    let next = reading.after(at, 1)?;
    let figures = next.text.len() <= 2 && next.text.bytes().all(|b| b.is_ascii_digit()) && !next.text.starts_with('0');
    let said = match token.bare.as_str() {
        "hdu" | "itu" | "icu" | "ccu" | "nicu" | "picu" | "scbu" => "a unit",
        "resus" => "resus",
        "majors" => "majors",
        "minors" => "minors",
        "chair" => "a chair",
        "trolley" => "a trolley",
        "couch" => "a couch",
        // “Lecture theatre 2” is no place of care.
        "theatre" if !is_taught_in(reading.bare_before(at, 1)) => "theatre",
        "surgery" => "a surgery",
        "cot" | "incubator" => "a cot",
        "recliner" => "a recliner",
        _ => return None,
    };
    let ends = next.join != Join::Blank || !is_counted(reading.bare_after(at, 2));
    (figures && ends).then_some((at - usize::from(is_determiner(reading.bare_before(at, 1))), at + 1, said))
}

/// Words that make a theatre one of students and players.
fn is_taught_in(bare: &str) -> bool {
    matches!(bare, "lecture" | "lectures" | "anatomy" | "teaching" | "drama" | "film" | "demonstration" | "conference" | "raked")
}

/// A ward without the word: “Mrs T, 4B,”, “on 4B”, “in 3 South”.
fn unsaid(reading: &Reading<'_>, at: usize) -> Option<Place> {
    let token = reading.get(at)?;
    let led = matches!(reading.bare_before(at, 1), "on" | "in" | "from" | "to");
    let figures = token.text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = token.text.get(figures..)?;
    if !(1..=2).contains(&figures) || token.text.starts_with('0') {
        return None;
    }
    // “3 South”
    let side = rest.is_empty()
        && token.join == Join::Blank
        && reading.after(at, 1).is_some_and(|next| matches!(next.text, "North" | "South" | "East" | "West"));
    if side && led {
        return Some((at, at + 1, "a ward"));
    }
    let letter = matches!(rest, "A" | "B" | "C" | "D" | "E" | "F");
    (letter && (beside_somebody(reading, at) || (led && moved(reading, at)))).then_some((at, at, "a ward"))
}

/// Whether the letters of a name stand right before: “Mrs T, 4B”, “JS (4B)”.
fn beside_somebody(reading: &Reading<'_>, at: usize) -> bool {
    let apart = |token: &Token<'_>| matches!(token.join, Join::Comma | Join::Open | Join::Other);
    reading.before(at, 1).filter(|token| apart(token)).is_some_and(|token| {
        let letter = token.text.trim_end_matches('.').chars().count() == 1 && token.is_capitalised();
        is_initials(token) || (letter && is_civil_title(reading.bare_before(at, 2)))
    })
}

/// Whether somebody is said to be moved there: “transferred to 4B”.
fn moved(reading: &Reading<'_>, at: usize) -> bool {
    (2..=4).any(|back| {
        matches!(reading.bare_before(at, back), "moved" | "transferred" | "admitted" | "stepped" | "boarded" | "outlier" | "patient" | "pt")
    })
}

/// A place that words tell: “the end bed by the window”, “the room opposite the sluice”, “the corner bed”.
pub(super) fn in_words(reading: &Reading<'_>, at: usize) -> Option<Place> {
    let said = match reading.get(at)?.bare.as_str() {
        "bed" => "a bed",
        "room" => "a room",
        "trolley" => "a trolley",
        "cubicle" => "a cubicle",
        // “the corner chair” is furniture.
        "chair" | "recliner" if beside(reading, at).is_some() => "a chair",
        _ => return None,
    };
    let which = matches!(reading.bare_before(at, 1), "end" | "corner" | "window" | "far" | "side");
    let first = at - usize::from(which);
    let first = first - usize::from(is_determiner(reading.bare_before(first, 1)));
    let beside = beside(reading, at);
    // “the end room whose son …”: told by itself; “a bed by the window” only with somebody's letters or a ward.
    let one = which && reading.bare_before(at, 1) != "side" && reading.bare_before(first + 1, 1) == "the" && first + 2 == at;
    let last = beside.or_else(|| one.then_some(at))?;
    let known = one || names_somebody(reading, first, last);
    known.then_some((first, last, said))
}

/// “by the window”, “opposite the linen cupboard”, “nearest the nurses' station”: the last word.
fn beside(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let joined = reading.get(at).is_some_and(|token| token.join == Join::Blank);
    let mut the = at + 2;
    match reading.bare_after(at, 1) {
        "by" | "opposite" | "beside" | "near" | "nearest" | "under" | "facing" | "behind" | "outside" => {}
        "next" | "closest" if reading.bare_after(at, 2) == "to" => the += 1,
        _ => return None,
    }
    if !joined || reading.bare_after(at, the - at) != "the" {
        return None;
    }
    (the + 1..the + 4).take_while(|near| is_fixture(reading.bare_after(at, near - at))).last()
}

/// Whether somebody's letters or a ward with its name stand near.
pub(super) fn names_somebody(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let tells = |token: &Token<'_>| {
        let letters = token.text.replace(['.', '\'', '’'], "");
        let three = token.is_capitals() && letters.len() == 3 && !is_abbreviation(&token.bare.replace('.', ""));
        let letter = token.text.trim_end_matches('.').chars().count() == 1 && token.is_capitalised() && token.join == Join::Comma;
        letter || is_initials(token) || (token.text.contains('.') && token.is_capitals()) || three || token.bare == "ward"
    };
    (1..=6).any(|far| {
        let behind = reading.after(last, far).is_some_and(&tells);
        behind || reading.before(first, far).is_some_and(&tells)
    }) || is_in_hospital(reading, first)
}

/// “the Rookby day hospital, end bed by the window”: what comes before is a place of care with a capital.
fn is_in_hospital(reading: &Reading<'_>, first: usize) -> bool {
    (1..=3).any(|back| {
        matches!(reading.bare_before(first, back), "hospital" | "infirmary" | "hospice" | "unit" | "home")
            && (back + 1..back + 5)
                .any(|far| reading.before(first, far).is_some_and(|token| token.is_capitalised() && !leads_to_place(&token.bare)))
    })
}
