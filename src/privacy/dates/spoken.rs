//! Days in words: “the fourth of June, nineteen fifty-five”, “Christmas Day 1938”.

use super::{Written, full_year, month};
use crate::privacy::vocabulary::ONES;

/// The most words that a day has: “the thirty-first of August nineteen hundred and sixty”.
const LONGEST: usize = 10;

const ORDINALS: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Days that go by a name, with day and month. A feast that moves has the month only.
const FEASTS: &[(&[&str], Option<u32>, u32)] = &[
    (&["christmas", "day"], Some(25), 12),
    (&["christmas", "eve"], Some(24), 12),
    (&["boxing", "day"], Some(26), 12),
    (&["st", "stephen's", "day"], Some(26), 12),
    (&["st", "stephens", "day"], Some(26), 12),
    (&["st", "patrick's", "day"], Some(17), 3),
    (&["st", "patricks", "day"], Some(17), 3),
    (&["st", "david's", "day"], Some(1), 3),
    (&["st", "george's", "day"], Some(23), 4),
    (&["st", "andrew's", "day"], Some(30), 11),
    (&["st", "brigid's", "day"], Some(1), 2),
    (&["new", "year's", "day"], Some(1), 1),
    (&["new", "year's", "eve"], Some(31), 12),
    (&["new", "years", "day"], Some(1), 1),
    (&["new", "years", "eve"], Some(31), 12),
    (&["leap", "day"], Some(29), 2),
    (&["valentine's", "day"], Some(14), 2),
    (&["valentines", "day"], Some(14), 2),
    (&["burns", "night"], Some(25), 1),
    (&["bonfire", "night"], Some(5), 11),
    (&["armistice", "day"], Some(11), 11),
    (&["ve", "day"], Some(8), 5),
    (&["hogmanay"], Some(31), 12),
    (&["halloween"], Some(31), 10),
    (&["easter", "sunday"], None, 4),
    (&["good", "friday"], None, 4),
];

/// A word, and where it ends in the text.
struct Said {
    end: usize,
    word: String,
}

/// The day that is said in words at a place of a text.
pub(super) fn spoken_at(text: &str, at: usize) -> Option<Written> {
    let said = words(text, at);
    let word = |at: usize| said.get(at).map_or("", |said| said.word.as_str());
    let (day, month, mut next) = if let Some((day, month, used)) = feast(&word) {
        (day, month, used)
    } else if let Some((day, used)) = ordinal(&word, 0) {
        let of = used + usize::from(word(used) == "of");
        (Some(day), month(word(of))?, of + 1)
    } else {
        // “June the fourth”
        let month = month(word(0))?;
        let the = 1 + usize::from(word(1) == "the");
        let (day, used) = ordinal(&word, the)?;
        (Some(day), month, the + used)
    };
    if matches!(word(next), "of" | "in") && year(&word, next + 1).is_some() {
        next += 1;
    }
    let (year, last) = year(&word, next).map_or((None, next), |(year, used)| (Some(year), next + used));
    // “the second may be”
    let is_verb = year.is_none() && matches!(word(last.saturating_sub(1)), "may" | "march") && word(last.saturating_sub(2)) != "of";
    if is_verb {
        return None;
    }
    let end = said.get(last.checked_sub(1)?)?.end;
    Some(Written { end, day, month, year })
}

/// The few words from a place on that one day could be said with, and years in figures.
fn words(text: &str, at: usize) -> Vec<Said> {
    let mut found: Vec<Said> = Vec::new();
    let mut at = at;
    while found.len() < LONGEST {
        let Some(rest) = text.get(at..) else { break };
        let joins = |c: &char| matches!(c, ' ' | '\u{a0}' | '-' | '‑' | ',' | '.');
        let gap: usize = rest.chars().take(3).take_while(joins).map(char::len_utf8).sum();
        let rest = rest.get(gap..).unwrap_or_default();
        let is_part = |c: &char| c.is_alphanumeric() || matches!(c, '\'' | '’');
        let length: usize = rest.chars().take(14).take_while(is_part).map(char::len_utf8).sum();
        let word = rest.get(..length).unwrap_or_default().to_lowercase().replace('’', "'");
        if length == 0 || (gap == 0 && !found.is_empty()) {
            break;
        }
        at += gap + length;
        found.push(Said { end: at, word });
    }
    found
}

fn feast<'s>(word: &impl Fn(usize) -> &'s str) -> Option<(Option<u32>, u32, usize)> {
    let is = |name: &[&str]| name.iter().enumerate().all(|(at, part)| word(at) == *part);
    FEASTS.iter().find(|(name, ..)| is(name)).map(|(name, day, month)| (*day, *month, name.len()))
}

/// The number of a word on a list that begins with `from`.
fn place(list: &[&str], word: &str, from: u32) -> Option<u32> {
    (from..).zip(list).find(|(_, known)| **known == word).map(|(number, _)| number)
}

/// “fourth”, “twenty-first”, “thirty-first”, and how many words it takes.
fn ordinal<'s>(word: &impl Fn(usize) -> &'s str, at: usize) -> Option<(u32, usize)> {
    match word(at) {
        "thirtieth" => Some((30, 1)),
        tens @ ("twenty" | "thirty") => {
            let ones = place(ORDINALS, word(at + 1), 1).filter(|ones| *ones < 10)?;
            Some((place(TENS, tens, 2)? * 10 + ones, 2)).filter(|(day, _)| *day <= 31)
        }
        plain => Some((place(ORDINALS, plain, 1)?, 1)),
    }
}

/// “1938”, “nineteen fifty-five”, “nineteen-oh-nine”, “two thousand and four”, and how many words it takes.
fn year<'s>(word: &impl Fn(usize) -> &'s str, at: usize) -> Option<(u32, usize)> {
    let first = word(at);
    if first.len() == 4 && first.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((full_year(4, first.parse().ok()?)?, 1));
    }
    let and = |at: usize| at + usize::from(word(at) == "and");
    if first == "two" && word(at + 1) == "thousand" {
        let from = and(at + 2);
        return Some(below_hundred(word, from).map_or((2000, 2), |(number, used)| (2000 + number, from + used - at)));
    }
    let century = match first {
        "eighteen" => 1800,
        "nineteen" => 1900,
        "twenty" => 2000,
        _ => return None,
    };
    if word(at + 1) == "hundred" {
        let from = and(at + 2);
        return Some(below_hundred(word, from).map_or((century, 2), |(number, used)| (century + number, from + used - at)));
    }
    if matches!(word(at + 1), "oh" | "o" | "nought") {
        return Some((century + place(ONES, word(at + 2), 1).filter(|ones| *ones < 10)?, 3));
    }
    let (number, used) = below_hundred(word, at + 1).filter(|(number, _)| *number >= 10)?;
    Some((century + number, used + 1))
}

/// “fifty-five”, “twelve”
fn below_hundred<'s>(word: &impl Fn(usize) -> &'s str, at: usize) -> Option<(u32, usize)> {
    if let Some(tens) = place(TENS, word(at), 2) {
        let ones = place(ONES, word(at + 1), 1).filter(|ones| *ones < 10);
        return Some((10 * tens + ones.unwrap_or_default(), 1 + usize::from(ones.is_some())));
    }
    place(ONES, word(at), 1).map(|number| (number, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_are_said() {
        for (text, written) in [
            ("fourth of June, nineteen fifty-five, he", Some(("fourth of June, nineteen fifty-five", Some(4), 6, Some(1955)))),
            ("thirty-first of August nineteen sixty", Some(("thirty-first of August nineteen sixty", Some(31), 8, Some(1960)))),
            ("twenty second March nineteen-oh-nine", Some(("twenty second March nineteen-oh-nine", Some(22), 3, Some(1909)))),
            ("May the third 1948", Some(("May the third 1948", Some(3), 5, Some(1948)))),
            ("ninth of May two thousand and four", Some(("ninth of May two thousand and four", Some(9), 5, Some(2004)))),
            ("first of June", Some(("first of June", Some(1), 6, None))),
            ("Christmas Day 1938 and", Some(("Christmas Day 1938", Some(25), 12, Some(1938)))),
            ("St. Stephen’s Day, 1948", Some(("St. Stephen’s Day, 1948", Some(26), 12, Some(1948)))),
            ("Hogmanay of 1951", Some(("Hogmanay of 1951", Some(31), 12, Some(1951)))),
            ("first of the day", None),
            ("second May I", None),
            ("second of May I", Some(("second of May", Some(2), 5, None))),
            ("thirty-second of May", None),
            ("Christmas", None),
            ("Łódź", None),
            ("", None),
        ] {
            let found = spoken_at(text, 0).map(|found| (&text[..found.end], found.day, found.month, found.year));
            assert_eq!(found, written, "{text}");
        }
    }
}
