//! Names that what happens to them gives away: “I visited Dilys”, “John Bell was admitted”, “Agnieszka (34)”, and a lone first name in the
//! story of one patient.

use crate::privacy::Hit;
use crate::privacy::naming::{Expect, name_from};
use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::someone::{Sex, age_after, described};
use crate::privacy::vocabulary::{is_first_name, is_named_thing, is_not_name, is_only_first_name, is_ordinary, is_title};

use super::titled::placed;

/// Where such a name stands, its last word, and what to say instead.
pub(super) fn hits(reading: &Reading<'_>) -> Vec<(Hit, usize)> {
    (0..reading.tokens.len()).filter_map(|at| in_care(reading, at)).collect()
}

fn in_care(reading: &Reading<'_>, at: usize) -> Option<(Hit, usize)> {
    let first = reading.get(at).filter(|token| token.is_capitalised() && !token.tagged)?;
    if is_title(reading.bare_before(at, 1)) || goes_before(reading, at) {
        return None;
    }
    let last = name_from(reading, at, Expect::Known)?;
    let end = reading.get(last)?;
    let sourced = reading.has_source(first.sentence);
    let (only, lone) = (is_only_first_name(&first.bare), last == at);
    let thing = is_named_thing(reading.bare_after(last, 1)) && end.join == Join::Blank;
    if thing
        || (!lone
            && reading
                .tokens
                .get(at + 1..=last)
                .is_some_and(|rest| rest.iter().any(|token| is_ordinary(&token.bare) && !is_first_name(&token.bare))))
    {
        return None;
    }
    let age = age_after(reading, last).filter(|_| !is_not_name(&first.bare));
    let done_to = cared_for(reading, at) && (only || !lone) && !(sourced && weak_verb(reading, at));
    let does = (only || !lone) && !sourced && clinical(reading, last);
    let near = reading.is_near_noun(first.sentence) || reading.has_pronoun(first.sentence);
    let story = lone && only && !sourced && (near || (reading.is_near_case(first.sentence) && acts(reading, last)));
    if !(age.is_some_and(|_| !sourced) || done_to || does || story) {
        return None;
    }
    let mut range = reading.span(at, last);
    let sex = Sex::from_pronouns(reading, last);
    let mut instead = described(sex, age.map(|age| age.years), "a patient");
    if let Some(age) = age {
        range.end = age.border;
    }
    instead = placed(reading, at, last, &instead);
    Some((Hit { range, instead: Some(instead) }, last))
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
            happens(after(2))
                || (matches!(after(2), "not" | "being" | "very" | "quite" | "still" | "later" | "then" | "a" | "due") && happens(after(3)))
        }
        "had" | "has" => (2..=5).any(|on| is_condition(after(on))) || (after(2) == "been" && happens(after(3))),
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

fn happens(bare: &str) -> bool {
    matches!(
        bare,
        "admitted"
            | "discharged"
            | "referred"
            | "diagnosed"
            | "transferred"
            | "readmitted"
            | "sectioned"
            | "incontinent"
            | "confused"
            | "agitated"
            | "breathless"
            | "drowsy"
            | "distressed"
            | "septic"
            | "intubated"
            | "tachycardic"
            | "hypotensive"
            | "hypoglycaemic"
            | "tearful"
            | "struggling"
            | "catheterised"
            | "unresponsive"
            | "suicidal"
            | "underweight"
            | "dehydrated"
            | "palliative"
            | "bleeding"
            | "crying"
            | "nonverbal"
            | "bedbound"
            | "aspirating"
            | "malnourished"
            | "ventilated"
            | "wheezy"
            | "delirious"
            | "unwell"
            | "constipated"
            | "jaundiced"
            | "prescribed"
            | "weaning"
    )
}

fn is_condition(bare: &str) -> bool {
    matches!(
        bare,
        "dementia"
            | "diabetes"
            | "copd"
            | "asthma"
            | "epilepsy"
            | "cancer"
            | "stroke"
            | "autism"
            | "adhd"
            | "schizophrenia"
            | "psychosis"
            | "depression"
            | "seizure"
            | "seizures"
            | "fall"
            | "falls"
            | "capacity"
            | "sepsis"
            | "pneumonia"
            | "aphasia"
            | "dysphagia"
            | "tumour"
            | "fracture"
            | "anorexia"
            | "chemotherapy"
            | "miscarriage"
            | "haemorrhage"
            | "disability"
            | "delirium"
            | "cataract"
            | "ulcer"
            | "anxiety"
            | "hallucinations"
            | "overdose"
            | "palsy"
            | "heart"
            | "lymphoma"
            | "melanoma"
            | "myeloma"
            | "ulcers"
            | "stoma"
            | "catheter"
    )
}

/// Whether a verb follows that anybody may do: enough only beside a case.
fn acts(reading: &Reading<'_>, last: usize) -> bool {
    reading.get(last).is_some_and(|token| token.is_possessive() || token.join == Join::Blank)
        && reading.after(last, 1).is_some_and(|next| !next.is_capitalised())
        || reading.get(last).is_some_and(|token: &Token<'_>| matches!(token.join, Join::Comma | Join::End))
}
