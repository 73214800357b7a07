//! Names that what happens to them gives away: “I visited Dilys”, “John Bell was admitted”, “Agnieszka (34)”, and a lone first name in the
//! story of one patient.

use crate::privacy::Hit;
use crate::privacy::naming::{Expect, name_from};
use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::someone::{Age, Sex, age_after, described};
use crate::privacy::vocabulary::{
    happens_to_patients, is_care_word, is_condition, is_first_name, is_kin, is_named_thing, is_not_name, is_only_first_name, is_ordinary,
    is_saying, is_source_word, is_title, is_workmate,
};

use super::wording::{placed, with_adjective, without_comma};

/// Where such a name stands, its last word, and what to say instead.
pub(super) fn hits(reading: &Reading<'_>) -> Vec<(Hit, usize)> {
    (0..reading.tokens.len()).filter_map(|at| in_care(reading, at)).collect()
}

fn in_care(reading: &Reading<'_>, at: usize) -> Option<(Hit, usize)> {
    let first = reading.get(at).filter(|token| token.is_capitalised() && !token.tagged)?;
    if is_title(reading.bare_before(at, 1)) || goes_before(reading, at) || (reading.bare_before(at, 1) == "uncle" && is_saying(&first.bare))
    {
        return None;
    }
    let last = name_from(reading, at, Expect::Known)?;
    let end = reading.get(last)?;
    let (read, sourced) = (reading.has_source(first.sentence), reading.has_source_beside(at));
    let (only, lone) = (is_only_first_name(&first.bare), last == at);
    let thing = is_named_thing(reading.bare_after(last, 1)) && end.join == Join::Blank;
    if thing
        || (!lone
            && reading.tokens.get(at + 1..=last).is_some_and(|rest| {
                rest.iter().any(|token| is_ordinary(&token.bare) && token.bare.len() > 1 && !is_first_name(&token.bare))
            }))
    {
        return None;
    }
    // “Ivy, who died on Sunday”
    let mourned = lone
        && end.join == Join::Comma
        && reading.bare_after(last, 1) == "who"
        && matches!(reading.bare_after(last, 2), "died" | "fell" | "lives" | "refused" | "had");
    let age = age_after(reading, last).filter(|_| !is_not_name(&first.bare));
    let done_to = cared_for(reading, at)
        && (only || !lone || end.join != Join::Blank || matches!(reading.bare_before(at, 1), "was" | "is"))
        && !(sourced && weak_verb(reading, at));
    let does = (only || !lone) && (!sourced || lone) && clinical(reading, last);
    let whole = !lone
        && only
        && !read
        && in_my_care(reading, at, first.sentence)
        && !is_cited(reading, last)
        && !is_read(reading.bare_before(at, 1));
    // A first name by itself is nobody's who wrote or taught: those have their surnames, or stand in a row of them.
    let story = lone && only && read && is_minded(reading, at) && !is_part_of_more(reading, at);
    // “Rosemary in bed 3”
    let abed = lone
        && !is_not_name(&first.bare)
        && reading.bare_after(last, 1) == "in"
        && matches!(reading.bare_after(last, 2), "bed" | "bay" | "cubicle");
    if !(age.is_some_and(|_| !sourced) || done_to || does || abed || story || whole || mourned) {
        return None;
    }
    Some(said(reading, at, last, age))
}

/// What is said instead of somebody whom the words around tell of.
pub(super) fn said(reading: &Reading<'_>, at: usize, last: usize, age: Option<Age>) -> (Hit, usize) {
    let Some(end) = reading.get(last) else { return (Hit { range: reading.span(at, last), instead: None }, last) };
    let mut range = reading.span(at, last);
    let sex = Sex::from_pronouns(reading, last);
    let called =
        matches!(reading.bare_before(at, 1), "her" | "him" | "them") && matches!(reading.bare_before(at, 2), "calling" | "called" | "call");
    let mut instead = described(sex, age.map(|age| age.years), if called { "[name]" } else { "a patient" });
    if let Some(age) = age {
        range.end = without_comma(reading, last, age.border);
    }
    // “Mohammed A. from”
    if last > at && end.join == Join::Dot && reading.text.get(range.end..).is_some_and(|rest| rest.starts_with('.')) {
        range.end += 1;
    }
    // “Gareth the porter”, “Sandra, ward clerk,”
    let work = (1..=3).find(|on| is_workmate(reading.bare_after(last, *on))).filter(|_| age.is_none() && !called);
    if let Some(on) = work.filter(|on| {
        matches!(end.join, Join::Blank | Join::Comma) && (*on == 1 || reading.bare_after(last, 1) == "the" || end.join == Join::Comma)
    }) {
        "a colleague".clone_into(&mut instead);
        range.end = if end.join == Join::Blank { reading.span(at, last + on).end } else { range.end };
    }
    let first = with_adjective(reading, at, &mut range, &mut instead);
    instead = placed(reading, first, last, &instead);
    (Hit { range, instead: Some(instead) }, last)
}

/// Whether a source only brings somebody to mind, and did not come from them: “a thread reminded me of Dilys”, “I learned more from Dilys
/// and her stoma than from any podcast”.
fn is_minded(reading: &Reading<'_>, at: usize) -> bool {
    let minded = match reading.bare_before(at, 1) {
        "of" => (2..=4).any(|back| matches!(reading.bare_before(at, back), "reminded" | "thought" | "thinking" | "think" | "example")),
        "to" => matches!(reading.bare_before(at, 2), "happened" | "apologised" | "apologise" | "happening" | "listened"),
        "about" => matches!(reading.bare_after(at, 1), "who" | "whose" | "after" | "on" | "in"),
        _ => false,
    };
    let sourced = reading.has_source_beside(at);
    let near = sourced
        && (1..=4).any(|far| (far < 4 && is_source_word(reading.bare_before(at, far))) || is_source_word(reading.bare_after(at, far)));
    let sentence = reading.get(at).map_or(0, |token| token.sentence);
    let elsewhere = !sourced && reading.has_pronoun(sentence);
    let by_hosts = (1..=4).any(|far| is_source_word(reading.bare_after(at, far)));
    (minded && !by_hosts) || (!near && (elsewhere || reading.has_noun(sentence) || has_care_word(reading, at)))
}

/// Whether the word before is part of the same name, which another word begins.
fn goes_before(reading: &Reading<'_>, at: usize) -> bool {
    reading.before(at, 1).is_some_and(|before| {
        matches!(before.join, Join::Blank | Join::Hyphen)
            && before.is_capitalised()
            && !before.is_capitals()
            && !reading.begins_sentence(at - 1)
            && !is_not_name(&before.bare)
            || is_first_name(&before.bare) && before.is_capitalised() && before.join == Join::Blank
            || before.bare == "st"
    })
}

/// Whether a lone first name is a piece of something longer: “Kübler-Ross”, “Marie Curie”, “Roper, Logan and Tierney”, “Julian of Norwich”,
/// “Maggie's centres”, “Fraser (2019)”.
pub(super) fn is_part_of_more(reading: &Reading<'_>, at: usize) -> bool {
    let Some(token) = reading.get(at) else { return true };
    let before = reading.before(at, 1);
    let after = reading.after(at, 1);
    let goes_on = matches!(token.join, Join::Blank | Join::Hyphen) && after.is_some_and(|next| next.is_capitalised() && next.text != "I");
    let of_place = token.join == Join::Blank
        && after.is_some_and(|next| matches!(next.bare.as_str(), "of" | "de" | "von" | "van"))
        && reading.after(at, 2).is_some_and(Token::is_capitalised);
    let hyphenated = before.is_some_and(|before| before.join == Join::Hyphen && before.is_capitalised());
    // In a row with a theorist or an organisation.
    let in_row = before.is_some_and(|before| {
        let far = if matches!(before.bare.as_str(), "and" | "or") { 2 } else { 1 };
        reading.before(at, far).is_some_and(|other| {
            (far == 2 || matches!(other.join, Join::Comma | Join::Other))
                && other.is_capitalised()
                && !is_kin(&other.bare)
                && (!is_first_name(&other.bare) || is_not_name(&other.bare))
        }) || (far == 2
            && reading.before(at, 3).is_some_and(|other| other.join == Join::Comma && is_not_name(&other.bare) && other.is_capitalised()))
    });
    let owns = token.is_possessive()
        && matches!(
            reading.bare_after(at, 1),
            "centres"
                | "centre"
                | "thesis"
                | "work"
                | "commentary"
                | "argument"
                | "exercise"
                | "law"
                | "list"
                | "story"
                | "cafe"
                | "army"
                | "fund"
                | "books"
        );
    goes_on || of_place || hyphenated || in_row || owns || is_cited(reading, at)
}

/// Whether a year stands behind a name as in a list of references: “Begum (2019)”, “Begum, 2019”, “Begum and Roy (2019)”.
pub(super) fn is_cited(reading: &Reading<'_>, last: usize) -> bool {
    let is_year = |bare: &str| {
        let figures = bare.trim_end_matches(char::is_alphabetic);
        figures.len() == 4 && (figures.starts_with("19") || figures.starts_with("20")) && bare.len() <= 5
    };
    (1..=4).any(|on| {
        is_year(reading.bare_after(last, on))
            && reading.after(last, on - 1).is_some_and(|token| token.join == Join::Open || (on == 1 && token.join == Join::Comma))
    })
}

/// What is done with authors: “reading Oliver Sacks”.
fn is_read(bare: &str) -> bool {
    matches!(bare, "reading" | "read" | "quoting" | "quotes" | "quoted" | "citing" | "cited" | "watching" | "watched")
}

/// Whether the sentence tells of care as somebody sees it who gives it: beds, crashes, scans, carers, and those who are cared for.
fn in_my_care(reading: &Reading<'_>, at: usize, sentence: usize) -> bool {
    reading.is_near_noun(sentence) || reading.has_pronoun(sentence) || has_care_word(reading, at)
}

fn has_care_word(reading: &Reading<'_>, at: usize) -> bool {
    reading.around(at).any(|(_, token)| is_care_word(&token.bare))
}

/// Whether somebody cares for the one named: “visited”, “caring for”.
fn cared_for(reading: &Reading<'_>, at: usize) -> bool {
    let (one, two) = (reading.bare_before(at, 1), reading.bare_before(at, 2));
    match one {
        "visited" | "visiting" | "treated" | "treating" | "assessed" | "assessing" | "discharged" | "discharging" | "nursed"
        | "nursing" | "washed" | "washing" | "fed" | "feeding" | "bathed" | "bathing" | "dressed" | "dressing" | "weighed" | "weighing"
        | "cannulated" | "catheterised" | "examined" | "examining" | "repositioned" | "resuscitated" | "hoisted" | "hoisting"
        | "restrained" | "mobilised" | "mobilising" | "turned" | "admitted" | "admitting" | "escorted" | "transferred" | "delivered"
        | "safeguarded" | "sectioned" | "suctioned" | "immunised" | "vaccinated" | "delivering" | "helping" | "helped" => true,
        "for" => matches!(two, "caring" | "cared" | "care" | "prescribed"),
        "after" => matches!(two, "looked" | "looking"),
        "with" => matches!(two, "sat" | "sitting" | "sessions") && reading.is_near_case(reading.get(at).map_or(0, |token| token.sentence)),
        "was" | "is" => {
            reading.bare_after(at, 1) == "and"
                && matches!(reading.bare_after(at, 2), "she" | "he")
                && reading.get(at).is_some_and(|token| is_first_name(&token.bare))
        }
        _ => weak_verb(reading, at) && reading.get(at).is_some_and(|token| reading.is_near_noun(token.sentence)),
    }
}

/// Verbs that speakers and friends take as well: they need a patient near.
fn weak_verb(reading: &Reading<'_>, at: usize) -> bool {
    matches!(
        reading.bare_before(at, 1),
        "saw"
            | "met"
            | "rang"
            | "phoned"
            | "reviewed"
            | "reviewing"
            | "supported"
            | "supporting"
            | "told"
            | "asked"
            | "gave"
            | "seeing"
            | "meeting"
    )
}

/// Whether what follows the name happens to patients.
fn clinical(reading: &Reading<'_>, last: usize) -> bool {
    let after = |on| reading.bare_after(last, on);
    if reading.get(last).is_none_or(|token| token.join != Join::Blank || token.is_possessive()) {
        return false;
    }
    match after(1) {
        "fell" | "collapsed" | "vomited" | "relapsed" | "consented" | "deteriorated" | "aspirated" | "absconded" | "mobilised"
        | "miscarried" => true,
        "was" | "is" | "were" => {
            happens_to_patients(after(2))
                || (matches!(after(2), "not" | "being" | "very" | "quite" | "still" | "later" | "then" | "a" | "due")
                    && happens_to_patients(after(3)))
        }
        "had" | "has" => (2..=5).any(|on| is_condition(after(on))) || (after(2) == "been" && happens_to_patients(after(3))),
        "presented" | "attended" | "arrived" | "came" | "presents" | "attends" => {
            matches!(after(2), "with" | "to" | "in" | "for" | "because" | "late" | "at")
                && (2..=7).any(|on| {
                    is_condition(after(on))
                        || matches!(
                            after(on),
                            "clinic" | "surgery" | "hospital" | "theatre" | "ed" | "us" | "me" | "ward" | "pain" | "bleeding" | "fever"
                        )
                })
        }
        "lives" | "lived" => matches!(after(2), "with" | "alone" | "at" | "in" | "on"),
        "died" => matches!(after(2), "on" | "at" | "in" | "last" | "peacefully" | "before" | "overnight" | "during"),
        _ => false,
    }
}
