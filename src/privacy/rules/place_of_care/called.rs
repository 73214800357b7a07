//! Places of care, homes and schools that their own names tell: “Meddygfa Teilo”, “Tŷ Onnen supported living”, “The Hollies at Rookby”, “Little
//! Ducklings in Rookby”, “P4 at St Bride's”.

use super::kind;
use crate::privacy::placing::{is_saints, place_behind, place_from};
use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::vocabulary::{
    begins_nursery, ends_nursery, is_care_chain, is_determiner, is_first_name, is_home_name, is_number, is_patient_word, is_place,
    noun_first_places,
};

/// How many words of a sentence are looked through.
const LONGEST: usize = 60;

/// First and last word of a place, and what to say instead.
type Place = (usize, usize, &'static str);

/// A place that its own name tells, at this word.
pub(super) fn called(reading: &Reading<'_>, at: usize) -> Option<Place> {
    noun_first(reading, at)
        .or_else(|| home(reading, at))
        .or_else(|| nursery(reading, at))
        .or_else(|| school_year(reading, at))
        .or_else(|| in_town(reading, at))
        .or_else(|| resident(reading, at))
        .or_else(|| of_a_saint(reading, at))
}

/// Whether a sentence tells of some who were cared for there without saying of one: “lost three residents”, “one of their toddlers”.
pub(super) fn tells_of_some(reading: &Reading<'_>, sentence: usize) -> bool {
    if reading.has_source(sentence) {
        return false;
    }
    let words = reading.sentence(sentence);
    let some = |at: usize| {
        reading.get(at).is_some_and(|token| token.bare.strip_suffix('s').is_some_and(is_patient_word))
            && (is_number(reading.bare_before(at, 1))
                || (reading.bare_before(at, 2) == "of" && is_number(reading.bare_before(at, 3)))
                || (matches!(reading.bare_before(at, 1), "our" | "their" | "my") && reading.bare_before(at, 3) == "one"))
    };
    (words.start..words.end.min(words.start + LONGEST)).any(some)
}

/// Welsh, Irish and Gaelic put the noun first: “Ysbyty Onnen”, “Meddygfa’r Bryn”, “Tŷ Onnen”.
fn noun_first(reading: &Reading<'_>, at: usize) -> Option<Place> {
    let token = reading.get(at).filter(|token| token.is_capitalised() && !token.tagged)?;
    let noun = token.bare.strip_suffix("'r").unwrap_or(&token.bare);
    let (_, instead) = noun_first_places(noun).first()?;
    let mut last = at;
    while last - at < 4
        && reading.get(last).is_some_and(|word| matches!(word.join, Join::Blank | Join::Hyphen))
        && reading.after(last, 1).is_some_and(|next| {
            (next.is_capitalised() && next.text != "I")
                || matches!(next.bare.as_str(), "y" | "yr" | "na" | "an" | "gynradd" | "gyfun" | "iechyd" | "meddygol" | "gofal")
        })
    {
        last += 1;
    }
    // “Teach” and “Ty” by themselves are words and names.
    let house = matches!(noun, "teach" | "coleg" | "uned");
    let led = matches!(reading.bare_before(at, 1), "at" | "in" | "to" | "from" | "of" | "the");
    // “Tŷ Onnen supported living” has its noun.
    let goes_on = reading.get(last).is_some_and(|word| word.join == Join::Blank) && kind(reading, last + 1).is_some();
    (last > at && (!house || led) && !goes_on).then_some((article(reading, at), last, instead.as_str()))
}

/// “The Hollies at Rookby”, “back to The Laurels”: what houses of care are called.
fn home(reading: &Reading<'_>, at: usize) -> Option<Place> {
    let token = reading.get(at).filter(|token| token.is_capitalised() && !token.is_capitals() && is_home_name(&token.bare))?;
    let the = reading.before(at, 1).filter(|the| the.bare == "the" && the.join == Join::Blank)?;
    let led = matches!(reading.bare_before(at, 2), "at" | "from" | "to" | "in" | "of");
    let place = place_behind(reading, at).filter(|_| matches!(reading.bare_after(at, 1), "at" | "in" | "near" | "on"));
    let goes_on = token.join == Join::Blank && reading.after(at, 1).is_some_and(|next| next.is_capitalised() && next.text != "I");
    // “the Firs day centre” has its noun.
    let goes_on = goes_on || (token.join == Join::Blank && kind(reading, at + 1).is_some());
    let plural = token.bare.ends_with('s');
    let written = the.is_capitalised() && !reading.begins_sentence(at - 1);
    let acts = plural
        && reading.begins_sentence(at - 1)
        && matches!(
            reading.bare_after(at, 1),
            "rang" | "phoned" | "called" | "rings" | "phones" | "calls" | "sent" | "refused" | "wants" | "want" | "asked"
        );
    ((place.is_some() || acts || (led && plural) || (led && written)) && !goes_on).then_some((at - 1, place.unwrap_or(at), "a care home"))
}

/// “Little Ducklings”, “Busy Bees in Rookby”.
fn nursery(reading: &Reading<'_>, at: usize) -> Option<Place> {
    let token = reading.get(at).filter(|token| token.is_capitalised() && token.join == Join::Blank && begins_nursery(&token.bare))?;
    let next = reading.after(at, 1).filter(|next| next.is_capitalised() && !next.is_capitals() && ends_nursery(&next.bare))?;
    let noun =
        next.join == Join::Blank && matches!(reading.bare_after(at, 2), "nursery" | "playgroup" | "creche" | "childcare" | "preschool");
    let last = at + 1 + usize::from(noun);
    let place = place_behind(reading, last).filter(|_| matches!(reading.bare_after(last, 1), "in" | "at" | "near" | "on"));
    let led = matches!(reading.bare_before(at, 1), "at" | "from" | "to" | "of");
    (!token.tagged && (led || noun || place.is_some())).then_some((at, place.unwrap_or(last), "a nursery"))
}

/// “P4 at St Bride's”, “Year 9 at Rookby High”, “Junior Infants at Scoil Eoin”: a class and its school.
fn school_year(reading: &Reading<'_>, at: usize) -> Option<Place> {
    let (last, secondary) = class(reading, at)?;
    // “Year 9 girl at St Finan's”
    let pupil = reading.get(last).is_some_and(|token| token.join == Join::Blank)
        && matches!(reading.bare_after(last, 1), "girl" | "boy" | "pupil" | "lad" | "child" | "lass" | "kid");
    let last = last + usize::from(pupil);
    // “5th class”
    let first = at - usize::from(reading.get(at)?.bare == "class");
    let led = reading.get(last).is_some_and(|token| token.join == Join::Blank)
        && matches!(reading.bare_after(last, 1), "at" | "in" | "of" | "from");
    let school = last + 2 + usize::from(reading.bare_after(last, 2) == "the");
    let end = reading.after(last, school - last).filter(|_| led).and_then(|_| place_from(reading, school))?;
    // “Year 2 at Swansea” is the course of whoever writes.
    let mut near = (1..=4).map(|back| reading.bare_before(at, back));
    if near.any(|word| matches!(word, "i" | "i'm" | "my" | "our" | "we" | "student" | "course" | "degree" | "module" | "placement")) {
        return None;
    }
    let kind = reading.get(end).is_some_and(|token| token.join == Join::Blank)
        && matches!(
            reading.bare_after(end, 1),
            "high" | "primary" | "school" | "academy" | "grammar" | "comprehensive" | "college" | "juniors" | "infants"
        );
    let end = end + usize::from(kind);
    if pupil {
        // “a Year 9 girl” is “a pupil”.
        let first = article(reading, first);
        return Some((first, with_town(reading, end), if first < at || reading.begins_sentence(first) { "a pupil" } else { "pupil" }));
    }
    Some((first, end, if secondary { "secondary school" } else { "primary school" }))
}

/// “St Finan's, Rookby”: the town belongs to the school.
fn with_town(reading: &Reading<'_>, last: usize) -> usize {
    let comma = reading.get(last).is_some_and(|token| token.join == Join::Comma);
    let town = comma.then(|| reading.after(last, 1).and_then(|_| place_from(reading, last + 1))).flatten();
    town.filter(|_| !reading.after(last, 1).is_some_and(|name| is_first_name(&name.bare))).unwrap_or(last)
}

/// “the day hospital at Rookby”, “the surgery in Rookby”, “Specsavers in Rookby”: what it is, and where.
fn in_town(reading: &Reading<'_>, at: usize) -> Option<Place> {
    let token = reading.get(at).filter(|token| !token.tagged)?;
    let chain = token.is_capitalised() && is_care_chain(&token.bare);
    let instead = if chain { "a local practice" } else { kind(reading, at).map(|(_, instead)| instead)? };
    let two = !chain && matches!(reading.bare_after(at, 1), "home" | "centre" | "school" | "practice" | "group" | "surgery" | "living");
    let last = at + usize::from(two);
    let place = place_behind(reading, last).filter(|_| matches!(reading.bare_after(last, 1), "in" | "at"))?;
    let named = reading.after(last, 2).is_some_and(Token::is_capitalised);
    let definite = chain
        || reading.bare_before(at, 1) == "the"
        || reading.bare_before(at, 2) == "the"
        || reading.begins_sentence(at.saturating_sub(1));
    // “She trained at the school in Rookby” may be said of anybody.
    let somebody = reading.has_noun(token.sentence) || reading.has_care(token.sentence) || reading.begins_sentence(at.saturating_sub(1));
    let first = if reading.bare_before(at, 2) == "the" { at - 2 } else { article(reading, at) };
    (named && definite && somebody && !reading.has_source(token.sentence)).then_some((first, place, instead))
}

/// “a resident of Ashgrove”, and not of a town: the home.
fn resident(reading: &Reading<'_>, at: usize) -> Option<Place> {
    let whose = matches!(reading.bare_before(at, 2), "resident" | "residents" | "placed" | "placement")
        && matches!(reading.bare_before(at, 1), "of" | "at");
    let oneself = (3..=5).any(|back| matches!(reading.bare_before(at, back), "i" | "i'm"));
    let last = place_from(reading, at).filter(|_| whose && !oneself)?;
    let town = (at..=last).any(|word| reading.get(word).is_some_and(|word| is_place(&word.bare)));
    let goes_on = reading.get(last).is_some_and(|word| word.join == Join::Blank) && kind(reading, last + 1).is_some();
    (!town && !goes_on).then_some((at, last, "a care home"))
}

/// “boards at St Ita's”, “started at St Finan's”: a school or a home that its saint tells, where somebody goes.
fn of_a_saint(reading: &Reading<'_>, at: usize) -> Option<Place> {
    let token = reading.get(at).filter(|token| token.bare == "st" && token.is_capitalised())?;
    let goes = (2..=4).any(|back| {
        matches!(
            reading.bare_before(at, back),
            "goes"
                | "went"
                | "attends"
                | "boards"
                | "boarded"
                | "lives"
                | "lived"
                | "started"
                | "starts"
                | "excluded"
                | "placed"
                | "settled"
        )
    });
    let oneself = (3..=5).any(|back| matches!(reading.bare_before(at, back), "i" | "we"));
    let led = matches!(reading.bare_before(at, 1), "at" | "to" | "from");
    let last = place_from(reading, at).filter(|last| goes && led && !oneself && is_saints(reading, *last))?;
    let goes_on = reading.get(last).is_some_and(|word| word.join == Join::Blank)
        && (kind(reading, last + 1).is_some() || reading.after(last, 1).is_some_and(Token::is_capitalised));
    (!goes_on && !token.tagged).then_some((at, last, "a place nearby"))
}

/// The last word of a class at school, and whether it is one of secondary school: “P4”, “Year 9”, “6th class”, “Junior Infants”.
fn class(reading: &Reading<'_>, at: usize) -> Option<(usize, bool)> {
    let token = reading.get(at)?;
    let number = |text: &str| text.parse::<u8>().ok().filter(|year| (1..=13).contains(year));
    let next = reading.bare_after(at, 1);
    let blank = token.join == Join::Blank;
    match token.bare.as_str() {
        "year" | "yr" if blank && token.is_capitalised() => number(next).map(|year| (at + 1, year > 6)),
        "primary" if blank => number(next).filter(|year| *year < 8).map(|_| (at + 1, false)),
        "reception" if token.is_capitalised() => Some((at, false)),
        "junior" | "senior" if blank && next == "infants" => Some((at + 1, false)),
        "transition" | "sixth" if blank && matches!(next, "year" | "form") => Some((at + 1, true)),
        "class"
            if matches!(
                reading.bare_before(at, 1),
                "first" | "second" | "third" | "fourth" | "fifth" | "sixth" | "1st" | "2nd" | "3rd" | "4th" | "5th" | "6th"
            ) =>
        {
            Some((at, false))
        }
        short => {
            let year = short.get(1..).and_then(number)?;
            match short.get(..1)? {
                "p" if year < 8 => Some((at, false)),
                "y" => Some((at, year > 6)),
                "s" if year < 7 => Some((at, true)),
                _ => None,
            }
        }
    }
}

/// Takes an article along.
fn article(reading: &Reading<'_>, first: usize) -> usize {
    first - usize::from(is_determiner(reading.bare_before(first, 1)))
}
