//! Addresses of homes.
//!
//! *What*: a house number with a street, a flat, and a street or a named house that somebody is said to live in; English and Welsh. *Why*: it leads to a
//! door. *Example*: see [`Rule::example`].

mod words;

use std::ops::Range;

use words::{AMBIGUOUS, HOUSES, LIVES, NO_STREET, NOUN_FIRST, PARTS, STREETS};

use crate::privacy::{Hit, Known, Prose, Rule};

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
            // “Rose Cottage, Mill Lane, was”: the comma belongs to the address.
            let in_parts = text.text.get(range.clone()).is_some_and(|address| address.contains(", "));
            if in_parts
                && text.words.get(last + 1).is_some_and(|next| matches!(next.text, "was" | "is" | "had" | "has" | "were"))
                && text.gap(last) == ", "
            {
                range.end += 1;
            }
            if !text.is_in_link(start) && text.text.get(range.clone()).is_some_and(|address| !known.is_own(address)) {
                hits.push(Hit { instead: Some(instead(text, &range, what)), range });
            }
        }
        hits
    }
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
    let further = comma.then(|| numbered(text, at + 2).or_else(|| named(text, at + 2).map(|last| (last, What::Home)))).flatten();
    // “a flat 3 months ago”, “flat 2 inches” are none: the word has its capital, or somebody lives there.
    let alone = word.text.starts_with('F') || word.text.starts_with('A');
    let unit = text.words.get(at + 2).is_some_and(|next| {
        text.gap(at + 1) == " "
            && next.text.starts_with(|c: char| c.is_ascii_lowercase())
            && !matches!(next.folded.as_str(), "in" | "on" | "at" | "of")
    });
    further.or_else(|| ((alone || text.sentence_has(word.range.start, LIVES)) && !unit).then_some((at + 1, What::Home)))
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
    let part = text.before(word.range.start).next().is_some_and(|word| PARTS.contains(&word.folded.as_str())) && text.gap(at) != "/";
    if part {
        return None;
    }
    let last = street(text, first, &|| text.sentence_has(word.range.start, LIVES)).or_else(|| any_name(text, at, first))?;
    Some((last, What::Home))
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
        let fits = STREETS.contains(&kind) || AMBIGUOUS.contains(&kind) || HOUSES.contains(&kind);
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
        let ends = STREETS.contains(&folded(last)) && (in_capitals || lives());
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
mod tests {
    use super::super::tests::{check_finds, check_leaves, check_mends};

    #[test]
    fn found() {
        check_finds(
            "address",
            &[
                ("at 14 Bramley Road,", "14 Bramley Road"),
                ("14a High St, Leeds", "14a High St"),
                ("2 St John's Close", "2 St John's Close"),
                ("Flat 3, 20 Mill Lane", "Flat 3, 20 Mill Lane"),
                ("Flat 12B Elm Court", "Flat 12B Elm Court"),
                ("went to Flat 3.", "Flat 3"),
                ("3 Heol y Bryn", "3 Heol y Bryn"),
                ("27 Maes yr Haf", "27 Maes yr Haf"),
                ("12-14 Queen Victoria Street", "12-14 Queen Victoria Street"),
                ("lives at 9 mill lane", "9 mill lane"),
                ("She lives on Bramley Road", "Bramley Road"),
                ("He lives alone at Rose Cottage", "Rose Cottage"),
                ("Address: 101 Station Rd", "101 Station Rd"),
                ("her home in Mill Lane", "Mill Lane"),
                ("77 Oak Drive was cold", "77 Oak Drive"),
                ("lives at flat 4, Elm Court", "flat 4, Elm Court"),
            ],
        );
    }

    #[test]
    fn left() {
        check_leaves(
            "address",
            &[
                "the 6 Minute Walk Test",
                "10 Ways to listen",
                "3 Horizons on the road to recovery",
                "On 14 March Street Medicine met.",
                "2 steps along the way",
                "a 10 metre walk",
                "in 2019 Harley Street changed",
                "10 Downing Street",
                "a flat 3 months ago",
                "the mood was flat 2 days later",
                "12 nurses took the long road",
                "section 4 Right Place",
                "We walked 5 miles down the lane.",
                "4 Square Step Test",
                "The webinar was on King Street culture.",
                "no. 3 of 10 green flags",
                "https://example.org/14 road",
                "5 mg, 10 mg and a drive home",
                "Page 12: Getting It Right First Time",
                "lives at home",
                "lives in Leeds",
            ],
        );
    }

    #[test]
    fn what_is_said_instead() {
        check_mends(
            "address",
            &[
                ("We met at 14 Bramley Road.", "We met at a private address."),
                ("She lives on Bramley Road now.", "She lives on a nearby street now."),
                ("Address: 14 Bramley Road", "Address: [address]"),
                ("the 14 Bramley Road visit", "the private address visit"),
            ],
        );
    }
}
