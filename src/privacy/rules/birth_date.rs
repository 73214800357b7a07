//! Days of birth.
//!
//! *What*: a day, or a month and a year, that “DOB”, “born”, “date of birth” or “birthday” stands by, and “turned 18” and “came of age”; six figures
//! beside a baby (“twins, 290224”), the day on which one arrived, a great birthday with its day (“her eightieth, 11 February”); and what is [not called](uncalled) a day of birth, but can be nothing else. Other days are none, nor is the birth of
//! an organisation or of somebody in history. *Why*: with a town or a practice, a day of birth is enough to find somebody. *Example*: see
//! [`Rule::example`].

mod arrived;
mod history;
#[cfg(test)]
mod tests;
mod uncalled;

use std::ops::Range;

use crate::privacy::dates::{Written, compact_at, date_at};
use crate::privacy::vocabulary::is_baby;
use crate::privacy::{Hit, Known, Prose, Rule, Word};

pub(super) static RULE: BirthDate = BirthDate;

/// See the [module](self).
pub(super) struct BirthDate;

/// How many words may stand between what calls it a day of birth and the day.
const REACH: usize = 6;

/// How many there may be when “on” is right before the day: “born in a lay-by near the mill on 3 May”.
const REACH_TO_ON: usize = 12;

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
            if let Some((start, written)) = date_near(text, cue, last)
                && fits(text, at, cue, &written)
                && hits.last().is_none_or(|hit| hit.range.end <= start)
            {
                hits.push(hit(text, at, cue, start, &written));
            }
        }
        let called = hits.clone();
        hits.extend(uncalled::days(text, &called));
        hits.sort_by_key(|hit| hit.range.start);
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
    /// “came of age”, “turned 18”
    Age,
    /// “twins” before six figures.
    Baby,
}

/// What begins at a word, and the place of its last word.
fn cue(text: &Prose<'_>, at: usize) -> Option<(Cue, usize)> {
    let folded = |at: usize| text.words.get(at).map(|word| word.folded.as_str());
    let is = |ahead: usize, wanted: &str| folded(at + ahead) == Some(wanted);
    match folded(at)? {
        "dob" | "d.o.b" | "birthdate" | "dateofbirth" if !is_of_forms(folded(at + 1)) => Some((Cue::Label, at)),
        "d" if is(1, "o") && is(2, "b") && text.gap(at).len() <= 2 => Some((Cue::Label, at + 2)),
        "date" | "day" if is(1, "of") && is(2, "birth") && !is_of_forms(folded(at + 3)) => Some((Cue::Label, at + 2)),
        "birth" if is(1, "date") => Some((Cue::Label, at + 1)),
        "dyddiad" if is(1, "geni") => Some((Cue::Label, at + 1)),
        "data" if is(1, "breithe") => Some((Cue::Label, at + 1)),
        "born" | "ganwyd" | "ganed" | "rugadh" => Some((Cue::Born, at)),
        "arrived" | "delivered" | "stillborn" if arrived::is_arrival(text, at) => Some((Cue::Birth, at)),
        // `b. 12/3/1950`, `b 12/3/1950`
        "b" if (text.gap(at).starts_with('.') || matches!(text.gap(at), " " | ": "))
            && text.words.get(at + 1).is_some_and(|next| date_at(text.text, next.range.start).is_some()) =>
        {
            Some((Cue::Born, at))
        }
        "birthday" | "bday" | "birthday's" | "birthday’s" => Some((Cue::Birthday, at)),
        "gave" | "giving" if is(1, "birth") => Some((Cue::Birth, at + 1)),
        "came" | "comes" | "coming" | "come" if is(1, "of") && is(2, "age") => Some((Cue::Age, at + 2)),
        // “turned 18 on 3 May”, “turned 70, 3 March, and …”
        "turned" | "turns" | "turning" | "turn"
            if folded(at + 1).is_some_and(is_age)
                && (text.words.get(at + 2..at + 4).is_some_and(|two| two.iter().any(|word| word.folded == "on"))
                    || arrived::has_day_behind_comma(text, at + 1)) =>
        {
            Some((Cue::Age, at + 1))
        }
        // “He'll be 65 on 12 December.”
        "be" | "is" | "he's" | "she's" | "he’s" | "she’s" if folded(at + 1).is_some_and(is_age) && is(2, "on") && is_foretold(text, at) => {
            Some((Cue::Age, at + 1))
        }
        word if arrived::is_great_birthday(word) && arrived::is_kept(text, at) => Some((Cue::Birthday, at)),
        word if is_baby(word) => Some((Cue::Baby, at)),
        _ => None,
    }
}

/// “The DOB field is mandatory since …”
fn is_of_forms(next: Option<&str>) -> bool {
    next.is_some_and(|word| matches!(word, "field" | "fields" | "format" | "formats" | "column" | "columns"))
}

/// Whether “be” is what one person will be.
fn is_foretold(text: &Prose<'_>, at: usize) -> bool {
    let Some(start) = text.words.get(at).map(|word| word.range.start) else { return false };
    let is_one =
        |word: &Word<'_>| matches!(word.folded.replace('’', "'").as_str(), "she" | "he" | "she'll" | "he'll" | "who" | "she's" | "he's");
    text.words.get(at).is_some_and(is_one) || text.before(start).take(2).any(is_one)
}

/// `18`, `18th`, “eighteen”, “sixty-five”: of one word or the first of two.
fn is_age(word: &str) -> bool {
    const ROUND: &[&str] = &[
        "sixteen", "eighteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "one", "two",
        "five",
    ];
    ROUND.contains(&word) || word.parse::<u8>().is_ok_and(|age| (1..=120).contains(&age))
}

/// The day that comes first within reach of a word, and where it begins.
fn date_near(text: &Prose<'_>, cue: Cue, last: usize) -> Option<(usize, Written)> {
    if cue == Cue::Baby {
        return compact_near(text, last);
    }
    let reach = if cue == Cue::Born { REACH_TO_ON } else { REACH };
    for next in last + 1..=last + reach {
        let word = text.words.get(next)?;
        if text.ends_sentence(next - 1) {
            return None;
        }
        let too_far = next > last + REACH && text.words.get(next - 1).is_none_or(|before| before.folded != "on");
        if too_far || text.is_in_link(word.range.start) {
            continue;
        }
        let compact = || (next <= last + 2 && cue != Cue::Birthday).then(|| compact_at(text.text, word.range.start)).flatten();
        if let Some(written) = date_at(text.text, word.range.start).or_else(compact) {
            return Some((word.range.start, written));
        }
    }
    None
}

/// The six figures that come right after a word for babies: “twins, 290224”, “baby born 290224”.
fn compact_near(text: &Prose<'_>, last: usize) -> Option<(usize, Written)> {
    let nexts = (last + 1..=last + 2).filter_map(|next| text.words.get(next).map(|word| (next, word)));
    nexts.filter(|(next, word)| !text.ends_sentence(next - 1) && !text.is_in_link(word.range.start)).find_map(|(next, word)| {
        let plain = next == last + 1
            || text.words.get(last + 1).is_some_and(|between| matches!(between.folded.as_str(), "b" | "of" | "girl" | "boy"));
        compact_at(text.text, word.range.start).filter(|_| plain && word.text.len() == 6).map(|written| (word.range.start, written))
    })
}

/// Whether a day says when a living person was born.
fn fits(text: &Prose<'_>, at: usize, cue: Cue, written: &Written) -> bool {
    if written.year.is_some_and(|year| year < OLDEST) {
        return false;
    }
    let Some(start) = text.words.get(at).map(|word| word.range.start) else { return false };
    let mut before = text.before(start).take(4);
    match cue {
        Cue::Label | Cue::Baby => true,
        Cue::Born | Cue::Birth | Cue::Age => {
            !before.any(|word| THINGS.contains(&word.folded.as_str())) && !history::is_of_history(text, start, written)
        }
        // The birthday of a service, of a profession's founder, of a chat: only somebody's own, or one with its year.
        Cue::Birthday => {
            // “her 18th birthday”, “his actual birthday”
            const PLAIN: &[&str] = &["actual", "own", "very", "real", "big", "special", "next", "last", "only", "recent", "official"];
            let ordinal = |word: &&Word<'_>| {
                word.folded.starts_with(|c: char| c.is_ascii_digit())
                    || word.folded.ends_with("eenth")
                    || arrived::is_great_birthday(&word.folded)
                    || PLAIN.contains(&word.folded.as_str())
            };
            let whose = before.find(|word| !ordinal(word)).map(|word| word.folded.clone()).unwrap_or_default();
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
        Cue::Label
            if near_start <= cue_start
                || nearest.is_some_and(|word| matches!(word.folded.as_str(), "birth" | "b" | "date" | "geni" | "breithe")) =>
        {
            let born = format!("born {when}");
            (only(cue_start), text.fitted(cue_start, &born))
        }
        // “his date of birth as the 5th of May 1944”
        Cue::Label if matches!(near, "the" | "as") => (only(if near == "the" { near_start } else { start }), "[date]".to_owned()),
        // “twins, 290224”
        Cue::Baby => (only(start), format!("born {when}")),
        // “b. 12/3/1950”
        Cue::Born if text.words.get(at).is_some_and(|word| word.folded == "b") => (only(cue_start), format!("born {when}")),
        // “on the 12th of July 1936”
        _ if near == "the" && text.before(near_start).next().is_some_and(|word| word.folded == "on") => {
            (only(text.before(near_start).next().map_or(near_start, |word| word.range.start)), when)
        }
        _ if matches!(near, "on" | "in") => (only(near_start), when),
        // “on the morning of 6/6/23”
        _ if near == "of" => (only(start), "that day".to_owned()),
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
