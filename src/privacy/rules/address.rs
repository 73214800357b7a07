//! Addresses of homes.
//!
//! *What*: a house number with a street, a flat, and a street or a named house that somebody is said to live in; English and Welsh; and where
//! somebody in care is told of, the way to a door in words (“above the chip shop in Rookby”) and a home by its name (“the house called Hafan
//! Deg”, “the Heron at Rookby Lock”). *Why*: it leads to a door. *Example*: see [`Rule::example`].

mod by_name;
mod in_words;
mod words;

use std::ops::Range;

use words::{AMBIGUOUS, HOUSES, LIVES, NO_STREET, NOUN_FIRST, PARTS, SHORT, STREETS};

use crate::privacy::reading::Reading;
use crate::privacy::vocabulary::is_home_name;
use crate::privacy::{Hit, Known, Prose, Rule, Word};

pub(super) static RULE: Address = Address;

/// See the [module](self).
pub(super) struct Address;

/// The most words of a street's name before its last.
const LONGEST_NAME: usize = 3;

impl Rule for Address {
    fn id(&self) -> &'static str {
        "address"
    }

    fn label(&self) -> &'static str {
        "Address of a home"
    }

    fn why(&self) -> &'static str {
        "An address leads to a door and to everybody who lives behind it."
    }

    fn example(&self) -> &'static str {
        "We met at 14 Bramley Road to try the ramp."
    }

    fn in_text(&self, text: &Prose<'_>, known: &Known) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        for at in 0..text.words.len() {
            let Some(start) = text.words.get(at).map(|word| word.range.start) else { break };
            if hits.last().is_some_and(|last| last.range.end > start) {
                continue;
            }
            let Some((last, what)) = flat(text, at).or_else(|| numbered(text, at)).or_else(|| lived_in(text, at)) else { continue };
            let Some(mut range) = text.words.get(last).map(|word| start..word.range.end) else { continue };
            // “Number 9, Quay Cottages”
            let door = text.before(start).next().filter(|word| is_door(word) && text.gap(at - 1) == " ");
            range.start = door.map_or(start, |word| word.range.start);
            // “Rose Cottage, Mill Lane, was”: the comma belongs to the address.
            let in_parts = text.text.get(range.clone()).is_some_and(|address| address.contains(", "));
            if in_parts
                && text.words.get(last + 1).is_some_and(|next| matches!(next.text, "was" | "is" | "had" | "has" | "were"))
                && text.gap(last) == ", "
            {
                range.end += 1;
            }
            // “The venue is 3 Queen Square.”
            let public = text.sentence_has(start, &["venue", "headquarters", "hq"]);
            if !public && !text.is_in_link(start) && text.text.get(range.clone()).is_some_and(|address| !known.is_own(address)) {
                hits.push(Hit { instead: Some(instead(text, &range, what)), range });
            }
        }
        // “at Rose Cottage” is told once.
        let apart = |told: &Hit| {
            let next = hits.partition_point(|hit| hit.range.end <= told.range.start);
            hits.get(next).is_none_or(|hit| told.range.end <= hit.range.start)
        };
        let told: Vec<Hit> = in_words(text, known).into_iter().filter(apart).collect();
        hits.extend(told);
        hits.sort_by_key(|hit| hit.range.start);
        hits
    }
}

/// Homes that are told in words.
fn in_words(text: &Prose<'_>, known: &Known) -> Vec<Hit> {
    let told = in_words::hits(Reading::once(text)).into_iter();
    let others =
        told.filter(|(range, _)| !text.is_in_link(range.start) && text.text.get(range.clone()).is_some_and(|home| !known.is_own(home)));
    others.map(|(range, said)| Hit { instead: Some(text.fitted(range.start, said)), range }).collect()
}

/// What was found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Home,
    /// Without a number.
    Street,
}

fn instead(text: &Prose<'_>, range: &Range<usize>, what: What) -> String {
    let before = text.text.get(..range.start).unwrap_or_default();
    let by_itself = text.text.get(range.end..).is_none_or(|rest| rest.is_empty() || rest.starts_with(['\n', ':', '.', ';']));
    // `Address: …`, or by itself on a line.
    if before.ends_with(':') || before.ends_with(": ") || ((before.ends_with('\n') || before.is_empty()) && by_itself) {
        return "[address]".to_owned();
    }
    let after_article =
        text.before(range.start).next().is_some_and(|word| matches!(word.folded.as_str(), "the" | "a" | "an")) && before.ends_with(' ');
    let said = match (what, after_article) {
        (What::Home, false) => "a private address",
        (What::Home, true) => "private address",
        (What::Street, false) => "a nearby street",
        (What::Street, true) => "nearby street",
    };
    text.fitted(range.start, said)
}

/// `Flat 3, 14 Bramley Road`, `Flat 2B Elm Court`; the place of the last word.
fn flat(text: &Prose<'_>, at: usize) -> Option<(usize, What)> {
    let word = text.words.get(at)?;
    if !matches!(word.folded.as_str(), "flat" | "apartment" | "apt" | "fflat" | "unit") || text.gap(at) != " " {
        return None;
    }
    // `Unit 5/18 Banksia Street`
    if word.folded == "unit" {
        return (text.gap(at + 1) == "/").then(|| numbered(text, at + 1)).flatten();
    }
    let number = text.words.get(at + 1)?;
    let is_number = number.text.len() <= 4 && number.text.starts_with(|c: char| c.is_ascii_digit()) && is_house_number(number.text);
    let is_letter =
        number.text.len() == 1 && number.text.starts_with(|c: char| c.is_ascii_uppercase()) && text.gap(at + 1).starts_with(',');
    if !(is_number || is_letter) {
        return None;
    }
    let comma = matches!(text.gap(at + 1), ", " | " " | ",");
    // “flat 3b, 60 mill rd”: behind a flat, capitals may be left out.
    let further =
        comma.then(|| numbered_where(text, at + 2, &|| true).or_else(|| named(text, at + 2).map(|last| (last, What::Home)))).flatten();
    // “a flat 3 months ago”, “flat 2 inches” are none: the word has its capital, or somebody lives there.
    let alone = word.text.starts_with('F') || word.text.starts_with('A');
    let unit = text.words.get(at + 2).is_some_and(|next| {
        text.gap(at + 1) == " "
            && next.text.starts_with(|c: char| c.is_ascii_lowercase())
            && !matches!(next.folded.as_str(), "in" | "on" | "at" | "of")
    });
    further.or_else(|| ((alone || text.sentence_has(word.range.start, LIVES)) && !unit).then_some((at + 1, What::Home)))
}

/// What may be said before the number of a house.
fn is_door(word: &Word<'_>) -> bool {
    matches!(word.folded.as_str(), "number" | "no")
}

/// `14`, `14a`, `14-16`: up to 999.
fn is_house_number(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits)
        && !word.starts_with('0')
        && word.get(digits..).is_some_and(|rest| rest.is_empty() || (rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_alphabetic())))
}

/// `14 Bramley Road`, `14a, High St`, `3 Heol y Bryn`; the place of the last word.
fn numbered(text: &Prose<'_>, at: usize) -> Option<(usize, What)> {
    let start = text.words.get(at)?.range.start;
    numbered_where(text, at, &|| text.sentence_has(start, LIVES))
}

/// The same, where somebody `lives` or not.
fn numbered_where(text: &Prose<'_>, at: usize, lives: &dyn Fn() -> bool) -> Option<(usize, What)> {
    let word = text.words.get(at)?;
    if !is_house_number(word.text)
        || !text.stands_alone(&word.range)
        || matches!(text.char_before(word.range.start), Some('#' | '.' | '/' | '£' | '+'))
    {
        return None;
    }
    let mut first = at + 1;
    // `14-16 Bramley Road`
    if matches!(text.gap(at), "-" | "–" | "/") && text.words.get(first).is_some_and(|next| is_house_number(next.text)) {
        first += 1;
    }
    if !matches!(text.gap(first - 1), " " | ", " | "  " | "\u{a0}") {
        return None;
    }
    let part = text.before(word.range.start).next().filter(|word| PARTS.contains(&word.folded.as_str()) && text.gap(at) != "/");
    let last = street(text, first, lives)
        .or_else(|| any_name(text, at, first))
        .or_else(|| part.filter(|part| is_door(part)).and_then(|_| behind_door(text, first)))?;
    // “Section 4 Right Place” is none; “Number 9, Quay Cottages” and “Number 2 at Heol y Bryn” are.
    let door = |part: &Word<'_>| {
        let end = text.words.get(last).map_or("", |end| end.folded.as_str());
        is_door(part) && (STREETS.contains(&end) || is_home_name(end) || behind_door(text, first).is_some())
    };
    if part.is_some_and(|part| !door(part)) {
        return None;
    }
    Some((last, What::Home))
}

/// “Number 22 at Parc Derwen”, “Number 5 in Mill Lane”: the last word of the street.
fn behind_door(text: &Prose<'_>, first: usize) -> Option<usize> {
    let led = text.words.get(first).is_some_and(|word| matches!(word.text, "at" | "in" | "on")) && text.gap(first) == " ";
    led.then(|| street(text, first + 1, &|| false)).flatten()
}

/// The last of up to three capitalised words behind a number that somebody lives at, whatever streets are called there: “lives at 14 Bryngwyn”.
fn any_name(text: &Prose<'_>, at: usize, first: usize) -> Option<usize> {
    let start = text.words.get(at)?.range.start;
    let mut before = text.before(start).map(|word| word.folded.as_str());
    let (one, two) = (before.next()?, before.next()?);
    let lives = matches!(two, "lives" | "lived" | "living" | "live" | "resides" | "residing" | "home" | "alone" | "address" | "visited");
    if !(matches!(one, "at" | "is" | "was") && lives) {
        return None;
    }
    let is_name = |at: usize| {
        text.words.get(at).is_some_and(|word| {
            word.text.starts_with(char::is_uppercase) && word.text.chars().count() > 2 && !NO_STREET.contains(&word.folded.as_str())
        })
    };
    let run = (first..first + LONGEST_NAME).take_while(|at| is_name(*at) && (*at == first || matches!(text.gap(at - 1), " " | "-")));
    run.last()
}

/// The last word of a street's name that begins at a word. Where somebody `lives`, capitals may be left out.
fn street(text: &Prose<'_>, first: usize, lives: &dyn Fn() -> bool) -> Option<usize> {
    let capital = |at: usize| text.words.get(at).is_some_and(|word| word.text.starts_with(char::is_uppercase));
    let folded = |at: usize| text.words.get(at).map_or("", |word| word.folded.as_str());
    // `8 The Crescent`
    if folded(first) == "the" && capital(first) && text.gap(first) == " " {
        let kind = folded(first + 1);
        let fits = STREETS.contains(&kind) || AMBIGUOUS.contains(&kind) || HOUSES.contains(&kind) || is_home_name(kind);
        return (capital(first + 1) && fits).then_some(first + 1);
    }
    if NOUN_FIRST.contains(&folded(first)) && capital(first) {
        // `Heol y Bryn`, `Maes yr Haf`, `Bryn Teg`
        let article = matches!(folded(first + 1), "y" | "yr" | "ty" | "pen" | "na" | "an" | "ar" | "dan");
        let last = if article { first + 2 } else { first + 1 };
        return (capital(last) && (first..last).all(|at| matches!(text.gap(at), " " | "-"))).then_some(last);
    }
    for last in first + 1..=first + LONGEST_NAME {
        if !matches!(text.gap(last - 1), " " | "-" | "' " | ". " | "\u{a0}") {
            return None;
        }
        if NO_STREET.contains(&folded(last - 1)) || text.words.get(last - 1)?.text.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let in_capitals = (first..=last).all(capital);
        let ends = STREETS.contains(&folded(last)) && (in_capitals || SHORT.contains(&folded(last)) || lives());
        let ambiguous = AMBIGUOUS.contains(&folded(last)) && in_capitals;
        // `6 Minute Walk Test`, `2 High Street Pharmacy leaflets`
        let goes_on = matches!(folded(last + 1), "test" | "score" | "study" | "trial" | "scale" | "model" | "medicine" | "programme")
            && text.gap(last) == " ";
        if (ends || ambiguous) && !goes_on {
            return Some(last);
        }
    }
    None
}

/// `Rose Cottage`, `Elm Court`: one or two words with capitals and what houses are called.
fn named(text: &Prose<'_>, first: usize) -> Option<usize> {
    let capital = |at: usize| text.words.get(at).is_some_and(|word| word.text.starts_with(char::is_uppercase));
    let folded = |at: usize| text.words.get(at).map_or("", |word| word.folded.as_str());
    // `Tŷ Gwyn`, `Plas Newydd`
    if matches!(folded(first), "ty" | "plas" | "hafod" | "bwthyn" | "pant" | "bron")
        && capital(first)
        && capital(first + 1)
        && text.gap(first) == " "
    {
        return Some(first + 1);
    }
    (first + 1..=first + 2).find(|last| {
        let kind = text.words.get(*last).map_or("", |word| word.folded.as_str());
        (first..=*last).all(capital)
            && (first..*last).all(|at| text.gap(at) == " ")
            && (HOUSES.contains(&kind) || AMBIGUOUS.contains(&kind))
    })
}

/// After “lives in”, “lives at”, “home on”: a street or a house without a number.
fn lived_in(text: &Prose<'_>, at: usize) -> Option<(usize, What)> {
    let word = text.words.get(at)?;
    if !word.text.starts_with(char::is_uppercase) {
        return None;
    }
    // `Rose Cottage, Mill Lane`
    if let Some(house) = named(text, at).filter(|house| text.gap(*house) == ", ")
        && let Some(last) = street(text, house + 1, &|| false)
    {
        return Some((last, What::Home));
    }
    let mut before = text.before(word.range.start).take(4).map(|word| word.folded.as_str());
    let (one, two) = (before.next()?, before.next()?);
    let near = matches!(one, "on" | "in" | "at" | "to" | "is");
    let lives = |word: &str| matches!(word, "lives" | "lived" | "living" | "live" | "resides" | "residing" | "address" | "moved");
    let home = lives(two)
        || (two == "home" && matches!(one, "on" | "in"))
        || (matches!(two, "alone" | "together" | "still") && before.next().is_some_and(lives));
    // “in a caravan on Shore Road”
    if one == "on" && !home && text.sentence_has(word.range.start, &["lives", "lived", "living", "resides"]) {
        return street(text, at, &|| false).map(|last| (last, What::Street));
    }
    if !near || !home {
        return None;
    }
    street(text, at, &|| false).map(|last| (last, What::Street)).or_else(|| named(text, at).map(|last| (last, What::Home)))
}

#[cfg(test)]
mod tests;
