//! Days of birth.
//!
//! *What*: a day, or a month and a year, that “DOB”, “born”, “date of birth” or “birthday” stands by. Other days are none, nor is the birth of an
//! organisation or of somebody in history. *Why*: with a town or a practice, a day of birth is enough to find somebody. *Example*: see [`Rule::example`].

use std::ops::Range;

use crate::privacy::dates::{Written, date_at};
use crate::privacy::{Hit, Known, Prose, Rule};

pub(super) static RULE: BirthDate = BirthDate;

/// See the [module](self).
pub(super) struct BirthDate;

/// How many words may stand between what calls it a day of birth and the day.
const REACH: usize = 6;

/// Nobody who was born before is alive.
const OLDEST: u32 = 1900;

/// What is “born” without being somebody.
const THINGS: &[&str] = &[
    "nhs",
    "idea",
    "ideas",
    "movement",
    "chat",
    "tweetchat",
    "community",
    "hashtag",
    "campaign",
    "concept",
    "project",
    "network",
    "podcast",
    "group",
    "service",
    "charity",
    "programme",
    "framework",
    "model",
    "journal",
    "college",
    "it",
    "which",
    "initiative",
    "profession",
    "site",
    "forum",
    "blog",
    "programmes",
];

impl Rule for BirthDate {
    fn id(&self) -> &'static str {
        "birth-date"
    }

    fn label(&self) -> &'static str {
        "Date of birth"
    }

    fn why(&self) -> &'static str {
        "A date of birth with a town or a practice is enough to find somebody; the decade says what matters in care."
    }

    fn example(&self) -> &'static str {
        "The wristband said DOB 12/3/1950."
    }

    fn in_text(&self, text: &Prose<'_>, _known: &Known) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        for at in 0..text.words.len() {
            let Some((cue, last)) = cue(text, at) else { continue };
            if let Some((start, written)) = date_near(text, last)
                && fits(text, at, cue, &written)
                && hits.last().is_none_or(|hit| hit.range.end <= start)
            {
                hits.push(hit(text, at, cue, start, &written));
            }
        }
        hits
    }
}

/// What calls a day one of birth.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cue {
    /// “DOB”, “d.o.b.”, “date of birth”: nothing else is meant.
    Label,
    Born,
    Birthday,
    /// “gave birth”
    Birth,
}

/// What begins at a word, and the place of its last word.
fn cue(text: &Prose<'_>, at: usize) -> Option<(Cue, usize)> {
    let folded = |at: usize| text.words.get(at).map(|word| word.folded.as_str());
    let is = |ahead: usize, wanted: &str| folded(at + ahead) == Some(wanted);
    match folded(at)? {
        "dob" | "d.o.b" | "birthdate" | "dateofbirth" => Some((Cue::Label, at)),
        "d" if is(1, "o") && is(2, "b") && text.gap(at).len() <= 2 => Some((Cue::Label, at + 2)),
        "date" | "day" if is(1, "of") && is(2, "birth") => Some((Cue::Label, at + 2)),
        "birth" if is(1, "date") => Some((Cue::Label, at + 1)),
        "born" => Some((Cue::Born, at)),
        // `b. 12/3/1950`
        "b" if text.gap(at).starts_with('.')
            && text.words.get(at + 1).is_some_and(|next| date_at(text.text, next.range.start).is_some()) =>
        {
            Some((Cue::Born, at))
        }
        "birthday" | "bday" => Some((Cue::Birthday, at)),
        "gave" | "giving" if is(1, "birth") => Some((Cue::Birth, at + 1)),
        _ => None,
    }
}

/// The day that comes first within reach of a word, and where it begins.
fn date_near(text: &Prose<'_>, last: usize) -> Option<(usize, Written)> {
    for next in last + 1..=last + REACH {
        let word = text.words.get(next)?;
        if text.ends_sentence(next - 1) {
            return None;
        }
        if text.is_in_link(word.range.start) {
            continue;
        }
        if let Some(written) = date_at(text.text, word.range.start) {
            return Some((word.range.start, written));
        }
    }
    None
}

/// Whether a day says when a living person was born.
fn fits(text: &Prose<'_>, at: usize, cue: Cue, written: &Written) -> bool {
    if written.year.is_some_and(|year| year < OLDEST) {
        return false;
    }
    let Some(start) = text.words.get(at).map(|word| word.range.start) else { return false };
    let mut before = text.before(start).take(4);
    match cue {
        Cue::Label => true,
        Cue::Born | Cue::Birth => !before.any(|word| THINGS.contains(&word.folded.as_str())),
        // The birthday of a service, of a profession's founder, of a chat: only somebody's own, or one with its year.
        Cue::Birthday => {
            let whose = before.next().map(|word| word.folded.clone()).unwrap_or_default();
            let someones = ["her", "his", "their", "whose", "my", "our", "patient's", "patients"].contains(&whose.as_str());
            (someones || written.year.is_some()) && !THINGS.contains(&whose.trim_end_matches("'s"))
        }
    }
}

/// The finding, with the decade in place of the day.
fn hit(text: &Prose<'_>, at: usize, cue: Cue, start: usize, written: &Written) -> Hit {
    let cue_start = text.words.get(at).map_or(start, |word| word.range.start);
    let nearest = text.before(start).next();
    let (near, near_start) = nearest.map_or(("", start), |word| (word.folded.as_str(), word.range.start));
    // Of a baby the decade says nothing, and of a birthday it is not said.
    let season = cue == Cue::Birthday || (cue != Cue::Label && written.year.is_some_and(|year| year >= 2020));
    let when = when(&if season { Written { year: None, ..*written } } else { *written });
    let only = |from: usize| -> Range<usize> { from..written.end };
    let (range, instead) = match cue {
        // “Her date of birth is 12/3/1950” becomes “… is in the 1950s”.
        Cue::Label if matches!(near, "is" | "was" | "being") => (only(start), when),
        Cue::Label if near_start <= cue_start || nearest.is_some_and(|word| matches!(word.folded.as_str(), "birth" | "b" | "date")) => {
            let born = format!("born {when}");
            (only(cue_start), text.fitted(cue_start, &born))
        }
        // “his date of birth as the 5th of May 1944”
        Cue::Label if matches!(near, "the" | "as") => (only(if near == "the" { near_start } else { start }), "[date]".to_owned()),
        // “b. 12/3/1950”
        Cue::Born if text.words.get(at).is_some_and(|word| word.folded == "b") => (only(cue_start), format!("born {when}")),
        // “on the 12th of July 1936”
        _ if near == "the" && text.before(near_start).next().is_some_and(|word| word.folded == "on") => {
            (only(text.before(near_start).next().map_or(near_start, |word| word.range.start)), when)
        }
        _ if matches!(near, "on" | "in") => (only(near_start), when),
        _ => (only(start), when),
    };
    Hit { range, instead: Some(instead) }
}

/// “in the 1950s”; without a year the season, which says nothing about who it was.
fn when(written: &Written) -> String {
    match written.year {
        // Ages of 90 and over are few enough to be told apart.
        Some(year) if year < 1940 => "before 1940".to_owned(),
        Some(year) => format!("in the {}s", year / 10 * 10),
        None => match written.month {
            3..=5 => "in the spring",
            6..=8 => "in the summer",
            9..=11 => "in the autumn",
            _ => "in the winter",
        }
        .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_finds, check_leaves, check_mends};

    #[test]
    fn found() {
        check_finds(
            "birth-date",
            &[
                ("DOB 12/3/1950", "DOB 12/3/1950"),
                ("(dob: 12.03.50)", "dob: 12.03.50"),
                ("D.O.B. 3 March 1948", "D.O.B. 3 March 1948"),
                ("d/o/b 3-3-48", "d/o/b 3-3-48"),
                ("date of birth 1948-03-03", "date of birth 1948-03-03"),
                ("His date of birth is 3rd March 1948.", "3rd March 1948"),
                ("born on 3 March 1948", "on 3 March 1948"),
                ("She was born in March 1948 at home", "in March 1948"),
                ("a baby born at 14:05 on 3 March", "on 3 March"),
                ("born 3/3/2019", "3/3/2019"),
                ("her birthday, 3 March,", "3 March"),
                ("celebrated a birthday on 3 March 1948", "on 3 March 1948"),
                ("Mrs P (b. 12/3/1950)", "b. 12/3/1950"),
                ("gave birth on 4 May 2021", "on 4 May 2021"),
                ("DOB: 12th of May, 1961", "DOB: 12th of May, 1961"),
            ],
        );
    }

    #[test]
    fn left() {
        check_leaves(
            "birth-date",
            &[
                "The webinar on 12/3/2024 was good.",
                "The NHS was born on 5 July 1948.",
                "Nightingale, born on 12 May 1820",
                "Kolb was born in 1939.",
                "born out of frustration in 2014",
                "The chat was born in March 2012",
                "an idea born on 3 March 2014",
                "NHS birthday on 5 July",
                "a birth plan, updated 3 March 2024",
                "babies born before 37 weeks",
                "born at 38+4 weeks",
                "a newborn at 5 days",
                "UK-born nurses, 2014 to 2019",
                "We were not born leaders. On 3 March 2024 we met.",
                "date of publication 12/3/1950",
                "bob 12/3/1950",
            ],
        );
    }

    #[test]
    fn what_is_said_instead() {
        check_mends(
            "birth-date",
            &[
                ("The wristband said DOB 12/3/1950.", "The wristband said born in the 1950s."),
                ("DOB: 12/3/1950, seen at home", "Born in the 1950s, seen at home"),
                ("Her date of birth is 12/3/1950.", "Her date of birth is in the 1950s."),
                ("She was born on 3 March 1948.", "She was born in the 1940s."),
                ("He was born 3/3/29.", "He was born in the spring."),
                ("He was born on 3 March 1929.", "He was born before 1940."),
                ("A girl, born on 3 March", "A girl, born in the spring"),
                ("on her birthday, 3 March 1960", "on her birthday, in the spring"),
            ],
        );
    }
}
