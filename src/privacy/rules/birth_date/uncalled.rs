//! Days that nobody calls one of birth, and that are one: “11-Nov-1947 is on the wristband”, “one b. 7.9.1939 and the other 9.7.1939”.
//!
//! They are whole, so long ago that hardly anything else of a patient has such a day, and the sentence tells of one person or of what their details are
//! written on. What came into force, was founded or was published on such a day is none.

use super::history::has_another_year;
use super::{OLDEST, THINGS};
use crate::privacy::dates::{Written, compact_at, date_at};
use crate::privacy::reading::Reading;
use crate::privacy::vocabulary::{is_care_word, is_history, is_identity_paper};
use crate::privacy::{Hit, Prose, Word};

/// From this year on a day beside a patient is one of their care as often as one of birth.
const RECENT: u32 = 2005;

/// Until this year a day in figures is one of birth when something was mixed up by it: nobody writes of the past like that.
const LONG_AGO: u32 = 1990;

/// What is said of records that are taken for each other’s.
const MIXED_UP: &[&str] =
    &["wrong", "same", "instead", "somebody", "someone", "name", "names", "typed", "mistyped", "searched", "surname", "other"];

/// What patients wear with their day of birth on it.
const WORN: &[&str] = &["band", "wristband", "wristbands", "bracelet", "armband", "label", "labels"];

/// The days without a word that calls them so; `called` are the findings that have one.
pub(super) fn days(text: &Prose<'_>, called: &[Hit]) -> Vec<Hit> {
    let mut found: Vec<Hit> = Vec::new();
    for word in &text.words {
        let start = word.range.start;
        let past = found.last().is_some_and(|last| last.range.end > start) || is_called(called, start);
        if past || !may_begin(text, start, &word.folded) {
            continue;
        }
        if let Some(written) =
            date_at(text.text, start).or_else(|| is_after_worn(text, start).then(|| compact_at(text.text, start)).flatten())
            && is_old_day(&written)
            && (is_beside(text, called, start) || is_told(text, start) || is_somebodys(text, start, &written))
        {
            found.push(hit(text, start, &written));
        }
    }
    found
}

/// Whether a place is within a finding that has a word that calls it so.
fn is_called(called: &[Hit], at: usize) -> bool {
    let next = called.partition_point(|hit| hit.range.end <= at);
    called.get(next).is_some_and(|hit| hit.range.contains(&at))
}

/// Whether what is worn with a day of birth on it is right before a place: “wristband read 120350”.
fn is_after_worn(text: &Prose<'_>, start: usize) -> bool {
    let reads =
        |word: &&Word<'_>| matches!(word.folded.as_str(), "read" | "reads" | "said" | "says" | "is" | "was" | "had" | "has" | "with");
    text.before(start).find(|word| !reads(word)).is_some_and(|word| WORN.contains(&word.folded.as_str()))
}

/// Whether a day may begin at a word: a figure that is no part of something longer, or a word that days begin with.
fn may_begin(text: &Prose<'_>, start: usize, word: &str) -> bool {
    let joined = text.char_before(start).is_some_and(|c| matches!(c, '/' | '.' | '-' | '#' | '@' | '_' | '£' | '$' | '€' | '='));
    let ordinal = ["first", "second", "third"].contains(&word) || word.ends_with("th") || matches!(word, "twenty" | "thirty");
    let feast = matches!(word, "christmas" | "boxing" | "st" | "new" | "hogmanay" | "halloween");
    !joined && !text.is_in_link(start) && (word.starts_with(|c: char| c.is_ascii_digit()) || ordinal || feast)
}

/// A day with its year, which is not of these days.
fn is_old_day(written: &Written) -> bool {
    written.day.is_some() && written.year.is_some_and(|year| (OLDEST..RECENT).contains(&year))
}

/// Whether the same sentence has a day of birth: “and the other 9.7.1939”.
fn is_beside(text: &Prose<'_>, called: &[Hit], start: usize) -> bool {
    let sentence = text.sentence(start);
    let (Some(first), Some(last)) = (sentence.first(), sentence.last()) else { return false };
    let next = called.partition_point(|hit| hit.range.start < first.range.start);
    called.get(next).is_some_and(|hit| hit.range.start < last.range.end)
}

/// Whether a day is told to somebody or of somebody as theirs: “and you’re the 3rd of March 1978?”, “no, I’m 4 May 1961”.
fn is_told(text: &Prose<'_>, start: usize) -> bool {
    let mut before = text.before(start).filter(|word| word.folded != "the").map(|word| word.folded.replace('’', "'"));
    let (one, two) = (before.next().unwrap_or_default(), before.next().unwrap_or_default());
    let near = text.before(start).next().is_some_and(|word| start - word.range.end <= 3);
    let whose = matches!(one.as_str(), "you're" | "i'm" | "she's" | "he's" | "mine's")
        || matches!((two.as_str(), one.as_str()), ("you", "are") | ("i", "am") | ("mine" | "hers" | "yours", "is" | "was"));
    near && whose
}

/// Whether the sentence tells of what somebody’s details are written on; a “yellow card” is a report.
fn has_paper(text: &Prose<'_>, start: usize) -> bool {
    let sentence = text.sentence(start);
    let is_other = |word: &Word<'_>| matches!(word.folded.as_str(), "yellow" | "index" | "business" | "credit" | "display");
    let before = std::iter::once(None).chain(sentence.iter().map(Some));
    before.zip(sentence).any(|(before, word)| is_identity_paper(&word.folded) && !before.is_some_and(is_other))
}

/// Whether the sentence makes it a day of one person.
fn is_somebodys(text: &Prose<'_>, start: usize, written: &Written) -> bool {
    let sentence = text.sentence(start);
    let has = |is: &dyn Fn(&str) -> bool| sentence.iter().any(|word| is(word.folded.as_str()));
    if has(&is_history) || has(&|word| THINGS.contains(&word) && !matches!(word, "it" | "which")) {
        return false;
    }
    let reading = Reading::once(text);
    // `11/11/1947`, `11-Nov-47`: nobody writes a day of history like that.
    let said = text.text.get(start..written.end).unwrap_or_default();
    let is_entry = said.starts_with(|c: char| c.is_ascii_digit()) && !said.contains([' ', '\u{a0}']);
    let token = reading.at_byte(start);
    let in_source =
        reading.has_source_beside(token) || (!is_entry && reading.get(token).is_some_and(|token| reading.has_source(token.sentence)));
    let mixed_up = written.year.is_some_and(|year| year < LONG_AGO) && has(&|word| MIXED_UP.contains(&word) || is_care_word(word));
    // “the fourth of June, nineteen fifty-five”, with its year in words, is what somebody said aloud.
    let is_said_aloud = !said.contains(|c: char| c.is_ascii_digit());
    // A day among other years is one of a history, unless somebody in care is told of.
    let among_years = !is_entry && !is_said_aloud && has_another_year(text, start, written);
    if among_years && !reading.get(token).is_some_and(|token| reading.has_noun(token.sentence)) {
        return false;
    }
    has_paper(text, start)
        || (!in_source && (is_said_aloud || reading.tells_of_one(start) || (is_entry && (mixed_up || reading.is_near_one(start)))))
}

/// The finding, with the decade in place of the day.
fn hit(text: &Prose<'_>, start: usize, written: &Written) -> Hit {
    let decade = match written.year {
        Some(year) if year < 1940 => "before 1940".to_owned(),
        year => format!("in the {}s", year.unwrap_or_default() / 10 * 10),
    };
    let mut before = text.before(start);
    let (one, two) = (before.next(), before.next());
    let directly = |word: Option<&Word<'_>>, until: usize| word.is_some_and(|word| word.range.end + 1 == until);
    let (the, from) = match one {
        Some(word) if word.folded == "the" && directly(one, start) => (two, word.range.start),
        _ => (one, start),
    };
    match the {
        // “on the 3rd of March 1948”
        Some(word) if word.folded == "on" && directly(the, from) => Hit { range: word.range.start..written.end, instead: Some(decade) },
        _ => Hit { range: from..written.end, instead: Some(text.fitted(from, &format!("a date {decade}"))) },
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check_finds, check_leaves, check_mends};

    #[test]
    fn days_of_one_person() {
        check_finds(
            "birth-date",
            &[
                ("The label had 12-Mar-1951 and the chart did not.", "12-Mar-1951"),
                ("I typed 03/05/1962 instead of 1926, and her recall never came.", "03/05/1962"),
                ("the bottle said 5/12/49, which was not his", "5/12/49"),
                ("I asked, and got “the ninth of May, nineteen forty-one”.", "the ninth of May, nineteen forty-one"),
                ("Two of the same name, and both 17 June 1958 on the records.", "17 June 1958"),
                ("He told me 4 July 1950 was a hot day to come into the world.", "4 July 1950"),
                ("His bracelet read 1944-02-28.", "1944-02-28"),
                ("The patient gave 9.xi.38 with a flourish.", "9.xi.38"),
                ("Referral for a lady, 21/01/1966, lives with son.", "21/01/1966"),
                ("wrong notes pulled: 02.08.55", "02.08.55"),
                ("She put Boxing Day 1946 on the form and winked.", "Boxing Day 1946"),
                ("the screen showed 30-04-1939", "30-04-1939"),
                ("I searched for 30/04/1969 and the wrong scan came up.", "30/04/1969"),
                ("wristband read 30041969", "30041969"),
                ("“So you’re the 5th of June 1981?” I said, and the wrong man nodded.", "the 5th of June 1981"),
                ("No, I'm 12 May 1944, came the answer.", "12 May 1944"),
                ("Y claf (3 Hydref 1948) oedd yn drist.", "3 Hydref 1948"),
                ("her wristband, 9 Samhain 1951, was wet", "9 Samhain 1951"),
            ],
        );
    }

    #[test]
    fn days_of_nobody() {
        check_leaves(
            "birth-date",
            &[
                "On 5 July 1948 the first patient was seen by the NHS.",
                "The Act came into force on 1 October 1991 and her talk began there.",
                "The charity was founded on 3 May 1982 by a patient’s mother.",
                "The convention of 20 November 1989 protects every child.",
                "The webinar on 12/03/2024 was about her wristband.",
                "She was admitted on 12/03/2021.",
                "The paper of 4 April 1998 misled her for years.",
                "Minutes of 11/11/1999 were in the archive.",
                "The first of March 1995 was a Wednesday.",
                "In May 1948 she saw the queue.",
                "his 1974 edition",
                "I qualified on 01/09/1988.",
                "Aberfan, 21 October 1966: her lecture on grief",
                "A chart of 12/11/1928 in the exhibition",
                "A photo of 2 June 1953 and an old record in the reminiscence box",
                "Policy of 01/04/2003, ward manager to sign",
                "The machine 120350 is the one that works.",
                "Version 12.3.1950 is out.",
                "Off the market on 26 Nov 1961, yellow card in 1964, and I teach her students both.",
                "The yellow card scheme, 4 May 1964, was on the slide.",
                "Beveridge on 1 December 1942, and she knew 1948 as well.",
                "Contergan withdrawn 27 November 1961",
            ],
        );
    }

    #[test]
    fn what_is_said_instead() {
        check_mends(
            "birth-date",
            &[
                ("The wristband said 12-Mar-1951.", "The wristband said a date in the 1950s."),
                ("She came to us on 12/3/1931.", "She came to us before 1940."),
                ("12/3/1951 is on her chart.", "A date in the 1950s is on her chart."),
                ("He said the ninth of May 1941 again.", "He said a date in the 1940s again."),
                ("one b. 07.09.1939 and the other 09.07.1949", "one born before 1940 and the other a date in the 1940s"),
            ],
        );
    }
}
