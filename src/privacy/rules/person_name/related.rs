//! Names beside the word for what somebody is: “her son Tomasz”, “my patient, Gurpreet,”, “a lady called Dilys”, “Siân (her carer)”.

use crate::privacy::Hit;
use crate::privacy::naming::{Expect, name_from};
use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::someone::{Sex, age_after, of_age};
use crate::privacy::vocabulary::{bare, is_determiner, is_first_name, is_kin, is_only_first_name, is_patient_word, is_workmate};

use super::titled::placed;

/// Where such a name stands, its last word, and what to say instead.
pub(super) fn hits(reading: &Reading<'_>) -> Vec<(Hit, usize)> {
    let mut found = Vec::new();
    for at in 0..reading.tokens.len() {
        found.extend(beside_role(reading, at).or_else(|| before_role(reading, at)).or_else(|| by_name_word(reading, at)));
        found.extend(whose_kin(reading, at));
    }
    found
}

/// “service user” and “social worker” are two words; the second is the role.
fn role_at(reading: &Reading<'_>, at: usize) -> Option<&'static str> {
    let token = reading.get(at).filter(|token| !token.tagged && !token.is_possessive())?;
    let word = token.bare.as_str();
    if is_patient_word(word)
        || (word == "user" && reading.bare_before(at, 1) == "service")
        || (word == "mum" && reading.bare_before(at, 1) == "new")
    {
        Some("care")
    } else if is_kin(word) {
        Some("kin")
    } else if is_workmate(word) {
        Some("work")
    } else {
        None
    }
}

fn beside_role(reading: &Reading<'_>, at: usize) -> Option<(Hit, usize)> {
    let kind = role_at(reading, at)?;
    let role = reading.get(at)?;
    let owned =
        (1..=3).any(|back| is_determiner(reading.bare_before(at, back)) || reading.before(at, back).is_some_and(Token::is_possessive));
    let yours = (1..=3).any(|back| matches!(reading.bare_before(at, back), "my" | "our" | "her" | "his" | "their"));
    let sources = reading.has_source(role.sentence);
    let (name, expect) = match naming_words(reading, at) {
        Some(name) => (name, Expect::Named),
        None if kind == "work" && (sources || !yours) => return None,
        None => match role.join {
            Join::Blank | Join::Dot if role.is_capitalised() || (kind == "care" && !owned) => (at + 1, Expect::Known),
            Join::Blank | Join::Dot => (at + 1, Expect::Likely),
            Join::Comma | Join::Other | Join::Open if owned && !role.is_capitalised() => (at + 1, Expect::Likely),
            Join::Colon => (at + 1, Expect::Known),
            _ => return None,
        },
    };
    reading.get(name).filter(|name| name.sentence == role.sentence)?;
    let last = name_from(reading, name, expect)?;
    let (first, end) = (reading.get(name)?, reading.get(last)?);
    if expect == Expect::Likely && role.join != Join::Blank {
        // “For each patient, Barthel scores …” goes on; an apposition ends. Small letters after a comma are no name.
        let ends = end.join != Join::Blank || is_only_first_name(&first.bare);
        if !ends || !first.is_capitalised() || (last > name && sources) {
            return None;
        }
    }
    if expect == Expect::Likely && !first.is_capitalised() && !owned {
        return None;
    }
    let mut range = reading.span(at, last);
    let mut instead = role.text.to_owned();
    if let Some(age) = age_after(reading, last) {
        range.end = age.border;
        let sex = if Sex::of(&role.bare) == Sex::Unknown { Sex::from_pronouns(reading, last) } else { Sex::of(&role.bare) };
        instead = format!("{instead} {}", of_age(sex, age.years));
    }
    if role.join == Join::Comma && reading.text.get(range.end..).is_some_and(|rest| rest.starts_with(',')) {
        range.end += 1;
    }
    if end.is_possessive() && range.end == end.range.end {
        instead.push_str("’s");
    }
    Some((Hit { range, instead: Some(instead) }, last))
}

/// Where the name begins after “called”, “named”, “who is called”, “known as”, “by the name of”, “whose name is”.
fn naming_words(reading: &Reading<'_>, role: usize) -> Option<usize> {
    // “a lady on my caseload called Dilys”: a few words may stand between.
    (1..=6).find_map(|on| match (reading.bare_after(role, on), reading.bare_after(role, on + 1), reading.bare_after(role, on + 2)) {
        ("called" | "named", _, _) if reading.bare_before(role + on, 1) != "i" => Some(role + on + 1),
        ("known", "as", _) | ("name", "is" | "was", _) => Some(role + on + 2),
        ("by", "the", "name") => Some(role + on + 4),
        _ => None,
    })
}

/// “Gurpreet, my patient,”, “Siân (a carer)”, “Mary is a resident”.
fn before_role(reading: &Reading<'_>, at: usize) -> Option<(Hit, usize)> {
    let first = reading.get(at).filter(|token| token.is_capitalised() && !token.tagged)?;
    let last = name_from(reading, at, Expect::Known)?;
    let end = reading.get(last)?;
    let mut on = match end.join {
        Join::Comma | Join::Open | Join::Other => 1,
        Join::Blank if matches!(reading.bare_after(last, 1), "is" | "was" | "lives" | "who") && is_first_name(&first.bare) => 2,
        _ => return None,
    };
    if reading.bare_after(last, on) == "who" || matches!(reading.bare_after(last, on), "is" | "was") {
        on += 1;
    }
    let owner = reading.bare_after(last, on);
    if !is_determiner(owner) {
        return None;
    }
    let role = (on + 1..=on + 4)
        .find(|on| role_at(reading, last + on).is_some_and(|kind| kind != "work" || matches!(owner, "my" | "our" | "her" | "his")))?;
    let sources = reading.has_source(first.sentence);
    if sources && last > at || reading.after(last, role)?.sentence != first.sentence {
        return None;
    }
    let said =
        if end.join == Join::Blank { "this person".to_owned() } else { reading.text.get(reading.span(last + on, last + role))?.to_owned() };
    let mut range = reading.span(at, last);
    if end.join != Join::Blank {
        range.end = reading.get(last + role)?.range.end;
        if end.join == Join::Open && reading.text.get(range.end..)?.starts_with(')') {
            range.end += 1;
        }
    }
    Some((Hit { range, instead: Some(placed(reading, at, at.max(last) + usize::from(end.join != Join::Blank), &said)) }, last))
}

/// “her name is Precious”, “likes to be called Betty”, “NOK: Mary Bell”.
fn by_name_word(reading: &Reading<'_>, at: usize) -> Option<(Hit, usize)> {
    let token = reading.get(at).filter(|token| !token.tagged)?;
    let asked = match token.bare.as_str() {
        "name" | "nok" | "re" | "pt" if token.join == Join::Colon => Some((at + 1, Expect::Named)),
        "name"
            if matches!(reading.bare_before(at, 1), "her" | "his" | "their" | "whose")
                && matches!(reading.bare_after(at, 1), "is" | "was") =>
        {
            Some((at + 2, Expect::Named))
        }
        "called" | "known" if reading.is_near_case(token.sentence) => {
            let name = if token.bare == "known" { at + 2 } else { at + 1 };
            let wished = (1..=5).any(|back| {
                matches!(
                    reading.bare_before(at, back),
                    "likes" | "prefers" | "liked" | "preferred" | "asked" | "wants" | "wanted" | "she" | "he" | "her" | "him" | "everyone"
                )
            });
            let fits = token.bare == "called" || reading.bare_after(at, 1) == "as" || reading.bare_after(at, 1) == "to";
            (fits && wished).then_some((name, Expect::Named))
        }
        "goes" | "went" if reading.bare_after(at, 1) == "by" && reading.is_near_case(token.sentence) => Some((at + 2, Expect::Named)),
        _ => None,
    };
    let (name, expect) = asked?;
    let first =
        reading.get(name).filter(|name| name.sentence == token.sentence && (name.is_capitalised() || is_only_first_name(&name.bare)))?;
    let last = name_from(reading, name, expect)?;
    let known = is_first_name(&first.bare);
    if matches!(token.bare.as_str(), "re" | "pt" | "name" | "nok") && token.join == Join::Colon && !known {
        return None;
    }
    if matches!(token.bare.as_str(), "called" | "known") && !known && reading.bare_before(at, 1) != "be" {
        return None;
    }
    Some((Hit { range: reading.span(name, last), instead: Some("[name]".to_owned()) }, last))
}

/// “Mary's husband”, “Oluwaseun's mother”: not “Parkinson's nurse”.
fn whose_kin(reading: &Reading<'_>, at: usize) -> Option<(Hit, usize)> {
    let owner = reading
        .get(at)
        .filter(|token| token.is_possessive() && token.is_capitalised() && !token.tagged && token.bare.chars().count() > 2)?;
    let kin = (1..=3).find(|on| {
        let word = reading.bare_after(at, *on);
        (is_kin(word) && !matches!(word, "foster" | "beta" | "twin"))
            || matches!(
                word,
                "family"
                    | "parents"
                    | "children"
                    | "sons"
                    | "daughters"
                    | "carer"
                    | "carers"
                    | "keyworker"
                    | "gp"
                    | "bedside"
                    | "niece"
                    | "relatives"
            )
    })?;
    let between = (1..kin)
        .all(|on| reading.after(at, on).is_some_and(|token| !token.is_capitalised() && token.text.chars().all(char::is_alphabetic)));
    let expect = if is_only_first_name(&owner.bare) { Expect::Known } else { Expect::Likely };
    name_from(reading, at, expect)?;
    let direct = is_first_name(&bare(owner.text)) || (kin == 1 && !reading.begins_sentence(at));
    let titled = reading.bare_before(at, 1);
    if !between || !direct || crate::privacy::vocabulary::is_title(titled) {
        return None;
    }
    let said = reading.text.get(reading.span(at + 1, at + kin))?;
    Some((Hit { range: reading.span(at, at + kin), instead: Some(placed(reading, at, at + kin, &format!("the patient’s {said}"))) }, at))
}
