//! What happened where, and to whom: “the overdose on Cedar Ward”, “a farmer with leptospirosis whom I’d down as flu”; once a rule has found a
//! place in a sentence that names nobody.
//!
//! “The death rate on Ward 4”, an award for fewer falls and what a podcast told are no events of care.

use super::reading::{Join, Reading, Token};
use super::vocabulary::{befalls, is_determiner, is_kin, is_mishap, is_one_of_few, is_patient_word, is_project, is_workmate};

/// Whether the part of the sentence that a word is in tells of something written, spoken or taught: not that behind “, and” or “, but”.
pub(super) fn has_source_in_part(reading: &Reading<'_>, at: usize) -> bool {
    part(reading, at).any(|(at, token)| token.is_source() && !is_press(reading, at) && !is_own_writing(reading, at))
}

/// The words from one “, and”, semicolon or dash to the next.
fn part<'r, 't>(reading: &'r Reading<'t>, at: usize) -> impl Iterator<Item = (usize, &'r Token<'t>)> {
    let border = move |word: usize| {
        let comma = word.checked_sub(1).and_then(|before| reading.get(before)).is_some_and(|before| before.join == Join::Comma);
        let gap = |word: usize| reading.text.get(reading.get(word - 1)?.range.end..reading.get(word)?.range.start);
        if word > 0 && gap(word).is_some_and(|gap| gap.contains([';', '–', '—'])) {
            return true;
        }
        comma && reading.get(word).is_some_and(|word| matches!(word.bare.as_str(), "and" | "but" | "so" | "because" | "though" | "as"))
    };
    let from = reading.around(at).map(|(word, _)| word).filter(|word| *word <= at && border(*word)).last().unwrap_or_default();
    reading.around(at).filter(move |(word, _)| *word >= from).take_while(move |(word, _)| *word <= at || !border(*word))
}

/// “in all the papers”: somebody was in the news, and nobody read a study.
fn is_press(reading: &Reading<'_>, at: usize) -> bool {
    reading.get(at).is_some_and(|token| matches!(token.bare.as_str(), "paper" | "papers"))
        && reading.bare_before(at, 1) == "the"
        && (2..=3).any(|back| matches!(reading.bare_before(at, back), "in" | "all"))
}

/// “I wrote to her GP”, “Wrote a statement”: what one writes oneself is no source.
fn is_own_writing(reading: &Reading<'_>, at: usize) -> bool {
    let write = reading.get(at).is_some_and(|token| token.bare == "wrote");
    write && (reading.begins_sentence(at) || matches!(reading.bare_before(at, 1), "i" | "we" | "then" | "and"))
}

/// Whether the sentence tells of one event of care beside this word, and not of how often or how well.
pub(super) fn tells_of_event(reading: &Reading<'_>, at: usize) -> bool {
    let never = |at: usize, token: &Token<'_>| token.bare == "event" && reading.bare_before(at, 1) == "never";
    let event = |at: usize, token: &Token<'_>| befalls(&token.bare) || never(at, token) || (is_mishap(&token.bare) && is_one(reading, at));
    reading.around(at).any(|(at, token)| event(at, token)) && !reading.around(at).any(|(_, token)| is_project(&token.bare))
}

/// “the overdose”, “that second arrest”, “Choking incident”: one of them.
fn is_one(reading: &Reading<'_>, at: usize) -> bool {
    let led = (1..=3).any(|back| {
        let joined = (1..=back).all(|near| reading.before(at, near).is_some_and(|word| word.join == Join::Blank));
        joined && is_determiner(reading.bare_before(at, back))
    });
    led || reading.before(at, 2).is_none()
}

/// Whether one's own story is told: “I was”, “my advice”.
pub(super) fn tells_of_mine(reading: &Reading<'_>, at: usize) -> bool {
    let mine = |bare: &str| {
        matches!(
            bare,
            "i" | "me" | "my" | "us" | "our" | "ours" | "we" | "i'd" | "i've" | "i'm" | "i'll" | "we'd" | "we'll" | "we've" | "we're"
        )
    };
    reading.around(at).any(|(_, token)| mine(&token.bare))
}

/// Whether somebody is told of by more than what they are: “the one who came”, “a dairy farmer with”, “our porter whose”.
pub(super) fn tells_of_one_who(reading: &Reading<'_>, at: usize) -> bool {
    reading.around(at).any(|(at, token)| {
        let relative = matches!(token.bare.as_str(), "who" | "whose" | "whom" | "who'd" | "who's");
        let with = token.bare == "with";
        let before = reading.bare_before(at, 1);
        let definite = |any: &[&str]| (2..=4).any(|back| any.contains(&reading.bare_before(at, back)));
        let known = definite(&["the", "my", "our", "one"]);
        let somebody = is_somebody(before) || (with && is_one_of_few(before));
        (relative && known && (before == "one" || is_workmate(before) || somebody))
            || (with && definite(&["a", "an", "the", "our", "my"]) && somebody)
    })
}

/// Whether a word is for somebody at home or in care.
fn is_somebody(bare: &str) -> bool {
    (is_patient_word(bare) || is_kin(bare) || is_one_of_few(bare)) && !matches!(bare, "student" | "partner" | "speaker" | "friend")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::privacy::Prose;

    #[test]
    fn events_of_care() {
        for (text, want) in [
            ("The arrest on Elm Ward was mine.", true),
            ("That second stabbing on Elm Ward kept us late.", true),
            ("A man choked on Elm Ward.", true),
            ("Medication error, Elm Ward, nobody hurt.", true),
            ("The death rate on Elm Ward has halved.", false),
            ("Elm Ward won an award after the overdose campaign.", false),
            ("Falls and deaths on Elm Ward are counted.", false),
        ] {
            let prose = Prose::of(text);
            assert_eq!(tells_of_event(Reading::once(&prose), 1), want, "{text}");
        }
    }

    #[test]
    fn a_source_excuses_its_own_part() {
        for (text, word, want) in [
            ("She fell in Rookby, and the podcast told me why.", 3, false),
            ("The podcast from Rookby was good, and she fell.", 3, true),
            ("He was in all the papers after Rookby.", 7, false),
            ("In the study at Rookby she was one of nine.", 4, true),
        ] {
            let prose = Prose::of(text);
            assert_eq!(has_source_in_part(Reading::once(&prose), word), want, "{text}");
        }
    }
}
