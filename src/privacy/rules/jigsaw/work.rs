//! Where somebody works who is told of: “nights at the Rookby dairy”, “drives a gritter for Rookby council”, “the lad from the bakery in
//! Rookby”, “packs shelves at Tesco in Rookby”. Where people in health and care work is the room of other rules.

use crate::privacy::placing::{place_behind, place_from, place_to, with_noun};
use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::vocabulary::{
    is_civil_title, is_determiner, is_employer, is_kin, is_one_of_few, is_patient_word, is_working, is_workplace,
};

use super::role::{Told, role};

/// How many words before a place of work are looked at for what somebody does there.
const REACH: usize = 8;

/// The place of work at this word.
pub(super) fn place_of_work(reading: &Reading<'_>, at: usize) -> Option<Told> {
    let token = reading.get(at).filter(|token| !token.tagged)?;
    // “He farms at Rookby”
    if matches!(token.bare.as_str(), "farms" | "farmed" | "crofts" | "lambs") {
        let last = place_behind(reading, at).filter(|_| reading.has_pronoun(token.sentence) || reading.has_noun(token.sentence))?;
        return Some((at + 1, last, "nearby".to_owned()));
    }
    // “post office”
    let double = reading
        .before(at, 1)
        .is_some_and(|word| matches!(word.join, Join::Blank | Join::Hyphen) && is_workplace(&format!("{}-{}", word.bare, token.bare)));
    let noun = double || is_workplace(&token.bare);
    if !noun && !is_employer(&token.bare) {
        return None;
    }
    let before = named_before(reading, at).filter(|_| noun);
    // “the salmon factory in Rookby”
    let kind = reading.before(at, 1).is_some_and(|word| word.join == Join::Blank && is_small_word(&word.bare) && !is_working(&word.bare));
    let first = before.unwrap_or(at - usize::from(kind && noun && is_determiner(reading.bare_before(at, 2))));
    let behind = (!noun || before.is_none()).then(|| place_behind(reading, at)).flatten();
    // “a lorry for Rookby council”
    let behind = behind.filter(|_| !(noun && matches!(reading.bare_after(at, 1), "for" | "of")));
    if before.is_none() && behind.is_none() {
        return None;
    }
    let last = behind.map_or(at, |last| with_town(reading, with_noun(reading, last)));
    let first = first - usize::from(is_determiner(reading.bare_before(first, 1)));
    if !(is_worked_at(reading, first) && tells_of_somebody(reading, token.sentence)) {
        return None;
    }
    let instead = if double {
        "a local employer".to_owned()
    } else if noun {
        with_article(&token.bare)
    } else {
        "a local employer".to_owned()
    };
    Some((first, last, instead))
}

/// Where the name before the noun begins: “Ffos Las dairy”, “Rookby bus depot”.
fn named_before(reading: &Reading<'_>, at: usize) -> Option<usize> {
    [1, 2]
        .into_iter()
        .find_map(|back| {
            let joined = (1..=back).all(|near| reading.before(at, near).is_some_and(|word| word.join == Join::Blank));
            at.checked_sub(back)
                .filter(|_| joined && (back == 1 || is_small_word(reading.bare_before(at, 1))))
                .and_then(|end| place_to(reading, end))
        })
        .filter(|first| !reading.begins_sentence(*first))
}

fn is_small_word(bare: &str) -> bool {
    bare.chars().all(char::is_lowercase) && bare.len() > 2 && !crate::privacy::placing::leads_to_place(bare) && !is_determiner(bare)
}

/// “on Fore Street, Rookby”: the town belongs to it.
fn with_town(reading: &Reading<'_>, last: usize) -> usize {
    let comma = reading.get(last).is_some_and(|token| token.join == Join::Comma);
    if comma { reading.after(last, 1).and_then(|_| place_from(reading, last + 1)).unwrap_or(last) } else { last }
}

/// Whether somebody is said to work there, or to come from there: “works nights at”, “the lad from”.
fn is_worked_at(reading: &Reading<'_>, first: usize) -> bool {
    let leading = reading.bare_before(first, 1);
    let leads = is_working(leading) || matches!(leading, "at" | "for" | "in" | "of" | "from" | "with" | "on");
    let works = (1..=REACH).any(|back| is_working(reading.bare_before(first, back)));
    let from = matches!(reading.bare_before(first, 1), "from" | "at" | "in" | "of" | "with")
        && (2..=4).any(|back| {
            let word = reading.bare_before(first, back);
            // “Old Mr Bell from the post office”
            let titled = is_civil_title(word) && reading.before(first, back).is_some_and(Token::is_capitalised);
            titled
                || is_patient_word(word)
                || is_kin(word)
                || is_one_of_few(word)
                || first.checked_sub(back).is_some_and(|at| role(reading, at).is_some())
        });
    let oneself = (1..=REACH).any(|back| matches!(reading.bare_before(first, back), "i" | "we" | "i've"));
    leads && (works || from) && !oneself
}

/// Whether one person is told of, and not only a speaker.
fn tells_of_somebody(reading: &Reading<'_>, sentence: usize) -> bool {
    let read = reading.has_source(sentence) || sentence.checked_sub(1).is_some_and(|before| reading.has_source(before));
    reading.has_care(sentence) || reading.has_noun(sentence) || (reading.is_near_case(sentence) && !read)
}

/// “a dairy”, “an abattoir”.
fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}
