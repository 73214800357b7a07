//! Names beside the word for what somebody is: “her son Tomasz”, “my patient, Gurpreet,”, “a lady called Dilys”, “Siân (her carer)”.

use crate::privacy::Hit;
use crate::privacy::naming::{Expect, name_from};
use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::someone::{Sex, age_after, of_age};
use crate::privacy::vocabulary::{
    bare, is_abbreviation, is_called_by, is_determiner, is_first_name, is_kin, is_named_thing, is_not_name, is_only_first_name,
    is_only_surname, is_ordinary, is_patient_word, is_professional_title, is_saying, is_title, is_workmate,
};

use super::wording::placed;

/// Where such a name stands, its last word, and what to say instead.
pub(super) fn hits(reading: &Reading<'_>) -> Vec<(Hit, usize)> {
    let mut found = Vec::new();
    for at in 0..reading.tokens.len() {
        found.extend(apposed(reading, at));
        found.extend(beside_role(reading, at).or_else(|| before_role(reading, at)).or_else(|| by_name_word(reading, at)));
        found.extend(whose_kin(reading, at).or_else(|| a_family(reading, at)).or_else(|| in_plural(reading, at)));
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
    } else if is_kin(word) || (word == "law" && reading.bare_before(at, 1) == "in" && is_kin(reading.bare_before(at, 2))) {
        Some("kin")
    } else if is_workmate(word) {
        Some("work")
    } else {
        None
    }
}

/// Words that make a role somebody's own: “my colleague”, “her daughter”.
pub(super) fn is_owner(bare: &str) -> bool {
    matches!(bare, "my" | "our" | "her" | "his" | "their")
}

fn beside_role(reading: &Reading<'_>, at: usize) -> Option<(Hit, usize)> {
    let kind = role_at(reading, at)?;
    let role = reading.get(at)?;
    let owned =
        (1..=3).any(|back| is_determiner(reading.bare_before(at, back)) || reading.before(at, back).is_some_and(Token::is_possessive));
    let yours = (1..=3).any(|back| is_owner(reading.bare_before(at, back)));
    // Whoever is somebody's own stays so whatever is read or tweeted around.
    let sources = !yours && reading.has_source_beside(at);
    // “In the film a nurse called Margaret”
    let played = kind == "work" && sources;
    let named = naming_words(reading, at).filter(|name| !played && name_from(reading, *name, Expect::Named).is_some());
    let (name, expect) = match named {
        Some(name) => (name, Expect::Named),
        None if kind == "work" && !(yours || (role.join == Join::Open && owned && !sources)) => return None,
        None => match role.join {
            // “Baby Bell”, “Uncle Banjo”, “Mum Folasade”: said like a title.
            Join::Blank if stands_as_title(reading, at) => (at + 1, Expect::Likely),
            Join::Blank | Join::Dot if role.is_capitalised() || (kind == "care" && !owned) => (at + 1, Expect::Known),
            Join::Blank | Join::Dot => (at + 1, Expect::Likely),
            Join::Comma | Join::Other | Join::Open if owned && !role.is_capitalised() => (at + 1, Expect::Likely),
            Join::Colon | Join::Open => (at + 1, Expect::Known),
            _ => return None,
        },
    };
    reading.get(name).filter(|name| name.sentence == role.sentence && !(role.bare == "uncle" && is_saying(&name.bare)))?;
    let last = name_from(reading, name, expect)?;
    let (first, end) = (reading.get(name)?, reading.get(last)?);
    // “Sister Agnes wing”
    if matches!(reading.bare_after(last, 1), "wing" | "building" | "suite" | "award" | "lecture") {
        return None;
    }
    if expect == Expect::Likely && role.join != Join::Blank {
        // “For each patient, Barthel scores …” goes on; an apposition ends. Small letters after a comma are no name.
        let ends = end.join != Join::Blank || is_only_first_name(&first.bare);
        if !ends || !first.is_capitalised() || (last > name && sources) {
            return None;
        }
    }
    if expect == Expect::Likely && (!first.is_capitalised() || first.is_capitals()) && !owned {
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
    if role.join == Join::Open && reading.text.get(range.end..).is_some_and(|rest| rest.starts_with(')')) {
        range.end += 1;
    }
    if last > name && end.join == Join::Dot && reading.text.get(range.end..).is_some_and(|rest| rest.starts_with('.')) {
        range.end += 1;
    }
    if end.is_possessive() && range.end == end.range.end {
        instead.push_str("’s");
    }
    Some((Hit { range, instead: Some(instead) }, last))
}

/// “My buddy on nights, Lakshmi, counted”, “the nurse in charge, Kasia, had”, “Twin 2 of Ferreira”: a few words between somebody and the name.
fn apposed(reading: &Reading<'_>, at: usize) -> Option<(Hit, usize)> {
    let name = reading.get(at).filter(|token| token.is_capitalised() && !token.is_capitals() && !token.tagged)?;
    let sources = reading.has_source_beside(at);
    let (one, two, three) = (reading.bare_before(at, 1), reading.bare_before(at, 2), reading.bare_before(at, 3));
    let of_child = one == "of"
        && (matches!(two, "baby" | "twin" | "triplet")
            || (matches!(three, "baby" | "twin" | "triplet") && two.chars().all(|c| c.is_ascii_digit())));
    if of_child && !sources {
        let last = name_from(reading, at, Expect::Likely)?;
        return Some((Hit { range: reading.span(at, last), instead: Some("a mother".to_owned()) }, last));
    }
    // “The twins, Aadhya and Advik, were”
    let many =
        matches!(one, "twins" | "sons" | "daughters" | "children" | "boys" | "girls" | "parents" | "sisters" | "brothers" | "triplets");
    if many && !sources && reading.before(at, 1).is_some_and(|before| before.join == Join::Comma) && reading.bare_after(at, 1) == "and" {
        let last =
            name_from(reading, at + 2, Expect::Likely).filter(|last| reading.get(*last).is_some_and(|token| token.join == Join::Comma))?;
        name_from(reading, at, Expect::Likely).filter(|first| *first == at)?;
        let role = reading.before(at, 1)?;
        let end = reading.span(at, last).end;
        let rest = reading.text.get(end..).and_then(|rest| rest.trim_start().strip_prefix(','));
        let end = rest.map_or(end, |rest| reading.text.len() - rest.len());
        return Some((Hit { range: role.range.start..end, instead: Some(role.text.to_owned()) }, last));
    }
    // Next to the role itself, `beside_role` has it.
    let comma = reading.before(at, 1).is_some_and(|before| before.join == Join::Comma && role_at(reading, at - 1).is_none());
    if !comma || !is_first_name(&name.bare) {
        return None;
    }
    let last = name_from(reading, at, Expect::Known)?;
    let ends = reading.get(last).is_some_and(|token| matches!(token.join, Join::Comma | Join::End | Join::Open | Join::Other));
    let role = (2..=5).find(|back| at.checked_sub(*back).is_some_and(|role| role_at(reading, role).is_some()))?;
    let owner = reading.bare_before(at, role + 1);
    let begins = at.checked_sub(role).is_some_and(|role| reading.begins_sentence(role));
    let owned =
        (begins || is_determiner(owner) || is_determiner(reading.bare_before(at, role + 2)) || reading.bare_before(at, role - 1) == "of")
            && (1..role).all(|back| reading.before(at, back).is_some_and(|token| token.join == Join::Blank || back == 1));
    // “The guest this week, Siân Bell,” is nobody's own.
    let own = is_owner(owner) || is_owner(reading.bare_before(at, role + 2));
    if !(ends && owned) || (sources && !own) {
        return None;
    }
    // The comma before the name goes, and the one after it.
    let said = reading.span(at - role, at - 1);
    let instead = reading.text.get(said.clone())?.to_owned();
    let mut range = said.start..reading.span(at, last).end;
    if reading.text.get(range.end..).is_some_and(|rest| rest.starts_with(',')) {
        range.end += 1;
    }
    Some((Hit { range, instead: Some(instead) }, last))
}

/// Whether the word for somebody stands before a name as a title does: with a capital or after “little”, and one capital after it that no
/// other goes on from (“Baby Friendly Initiative”).
fn stands_as_title(reading: &Reading<'_>, at: usize) -> bool {
    let Some(role) = reading.get(at) else { return false };
    let one = reading.bare_before(at, 1);
    let called = is_called_by(&role.bare);
    let set = role.is_capitalised() && (reading.begins_sentence(at) || called);
    let Some(name) = reading.after(at, 1) else { return false };
    let lettered = name.text.chars().count() > 2 && name.text.chars().any(char::is_lowercase);
    let alone = reading.after(at, 2).is_none_or(|next| !next.is_capitalised() || name.join != Join::Blank || is_first_name(&name.bare));
    let verb_next = name.is_possessive()
        || matches!(name.join, Join::Comma | Join::Open | Join::End)
        || reading.after(at, 2).is_some_and(|next| next.text.starts_with(char::is_lowercase) && !is_named_thing(&next.bare));
    called && (set || matches!(one, "wee" | "little")) && name.is_capitalised() && lettered && alone && verb_next && !is_saying(&name.bare)
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
    let called = reading.before(at, 1).is_some_and(|before| is_professional_title(&before.bare) && before.is_capitalised());
    let last = name_from(reading, at, if called { Expect::Named } else { Expect::Known })?;
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
    let sources = reading.has_source_beside(at);
    if sources && last > at && !is_owner(owner) || reading.after(last, role)?.sentence != first.sentence {
        return None;
    }
    let said =
        if end.join == Join::Blank { "this person".to_owned() } else { reading.text.get(reading.span(last + on, last + role))?.to_owned() };
    // “Dr Siân Bell, his own GP”, “Mo Farouk, our new HCA”: with what stands before the name.
    let title = reading.before(at, 1).is_some_and(|before| {
        matches!(before.join, Join::Blank | Join::Dot)
            && before.is_capitalised()
            && (is_title(&before.bare) || (!is_not_name(&before.bare) && !before.is_capitals() && role_at(reading, at - 1).is_none()))
    });
    let at = at - usize::from(title);
    let mut range = reading.span(at, last);
    if end.join != Join::Blank {
        range.end = reading.get(last + role)?.range.end;
        if end.join == Join::Comma && reading.text.get(range.end..).is_some_and(|rest| rest.starts_with(", ")) {
            range.end += 1;
        }
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
            if (matches!(reading.bare_before(at, 1), "her" | "his" | "their" | "whose")
                || reading.before(at, 1).is_some_and(Token::is_possessive))
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

/// Several of one name, or a child that goes by it.
fn is_household(bare: &str) -> bool {
    matches!(
        bare,
        "family"
            | "twins"
            | "triplets"
            | "sisters"
            | "brothers"
            | "siblings"
            | "household"
            | "boys"
            | "girls"
            | "lads"
            | "kids"
            | "children"
            | "baby"
            | "babies"
            | "couple"
            | "clan"
    )
}

/// “The Hassan family”, “the Doherty twins”: not “the Royal family”.
fn a_family(reading: &Reading<'_>, at: usize) -> Option<(Hit, usize)> {
    let written = |token: &Token<'_>| token.is_capitalised() && !token.is_capitals() || is_only_surname(&token.bare);
    let name = reading.get(at).filter(|token| written(token) && token.join == Join::Blank)?;
    let noun = reading.after(at, 1)?;
    let fits = is_household(&noun.bare) && !noun.is_capitalised();
    // “the Brontë sisters’ novel”
    let sourced = (2..=4).any(|on| reading.after(at, on).is_some_and(Token::is_source));
    if !fits || name.tagged || !matches!(reading.bare_before(at, 1), "the" | "this" | "young") || sourced {
        return None;
    }
    name_from(reading, at, Expect::Likely)?;
    Some((Hit { range: reading.span(at, at + 1), instead: Some(noun.text.to_owned()) }, at))
}

/// “The Doyles asked me”.
fn in_plural(reading: &Reading<'_>, at: usize) -> Option<(Hit, usize)> {
    let name = reading.get(at).filter(|token| {
        token.is_capitalised() && !token.is_possessive() && !token.tagged && !matches!(token.join, Join::Hyphen | Join::Dot)
    })?;
    let single = name.bare.strip_suffix('s').filter(|single| single.chars().count() > 2 && !name.bare.ends_with("ss"))?;
    let somebodys =
        matches!(reading.bare_after(at, 1), "asked" | "told" | "thanked" | "wanted" | "lost" | "trusted" | "blamed" | "let" | "gave")
            && (2..=3).any(|on| matches!(reading.bare_after(at, on), "me" | "us" | "their"));
    let sourced =
        (1..=3).any(|far| reading.before(at, far).is_some_and(Token::is_source) || reading.after(at, far).is_some_and(Token::is_source));
    let of_many = reading.bare_before(at, 1) == "the" && !sourced;
    // Nothing but people is called so, whatever they did.
    // “the Murphys have been fostering”: an eponym, and they do something
    let eponym = is_not_name(single)
        && !is_ordinary(single)
        && matches!(reading.bare_after(at, 1), "have" | "had" | "were" | "are" | "asked" | "came");
    if of_many && (is_only_surname(single) || eponym) {
        return Some((Hit { range: reading.span(at, at), instead: Some("family".to_owned()) }, at));
    }
    let fits = of_many && somebodys && !reading.has_source(name.sentence);
    (fits && !is_not_name(&name.bare) && !is_not_name(single) && !is_abbreviation(single))
        .then(|| (Hit { range: reading.span(at, at), instead: Some("family".to_owned()) }, at))
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
    let titled = (1..=3).any(|back| {
        crate::privacy::vocabulary::is_title(reading.bare_before(at, back)) && reading.before(at, back).is_some_and(Token::is_capitalised)
    });
    if !between || !direct || titled {
        return None;
    }
    let said = reading.text.get(reading.span(at + 1, at + kin))?;
    Some((Hit { range: reading.span(at, at + kin), instead: Some(placed(reading, at, at + kin, &format!("the patient’s {said}"))) }, at))
}
