//! Names behind titles: “Mrs Bell”, “mr o'bell”, and “Dr Bell” where he sees the patient.

use super::related::is_owner;
use super::wording::{past_initials, placed, with_adjective, without_comma};
use crate::privacy::Hit;
use crate::privacy::happening::tells_of_mine;
use crate::privacy::naming::{Expect, name_from};
use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::someone::{Age, Sex, age_after, age_before, described};
use crate::privacy::vocabulary::{
    capitalised, is_asking, is_authority, is_civil_title, is_determiner, is_first_name, is_grade, is_kin, is_named_thing, is_of_a_story,
    is_only_first_name, is_only_surname, is_other_title, is_patient_word, is_professional_title, is_quoting, is_source_word, is_treating,
    is_workmate,
};

/// Where a titled name stands, its last word, and what to say instead.
pub(super) fn hits(reading: &Reading<'_>) -> Vec<(Hit, usize)> {
    (0..reading.tokens.len())
        .filter_map(|at| civil(reading, at).or_else(|| professional(reading, at)).or_else(|| grown_together(reading, at)))
        .collect()
}

fn civil(reading: &Reading<'_>, at: usize) -> Option<(Hit, usize)> {
    let title = reading.get(at)?;
    if !is_civil_title(&title.bare) || title.text == "mRS" || title.text == "MIS" || title.tagged || title.is_possessive() {
        return None;
    }
    let both = matches!(reading.bare_after(at, 1), "and") && is_civil_title(reading.bare_after(at, 2));
    let name = if both { at + 3 } else { at + 1 };
    let first = reading.get(name).filter(|first| first.sentence == title.sentence)?;
    if !matches!(title.join, Join::Blank | Join::Dot | Join::Comma) || !surname_fits(reading, at, first) {
        return None;
    }
    let last = name_from(reading, name, Expect::Surname)?;
    if (!both && is_public(reading, at, last)) || is_of_a_story(reading.bare_after(at, if both { 3 } else { 1 })) {
        return None;
    }
    let (sex, age) = (Sex::of(&title.bare), age_after(reading, last));
    if both {
        return Some((Hit { range: reading.span(at, last), instead: Some(placed(reading, at, last, "a couple")) }, last));
    }
    let before = age_before(reading, at);
    let mut range = reading.span(at, last);
    // “my patient Mrs Bell” stays “my patient”.
    let role = at.checked_sub(1).and_then(|role| reading.get(role)).filter(|role| {
        role.sentence == title.sentence
            && matches!(role.join, Join::Blank | Join::Comma)
            && (is_patient_word(&role.bare) || is_kin(&role.bare) || (is_workmate(&role.bare) && is_owner(reading.bare_before(at, 2))))
    });
    let mut instead = described(sex, age.or(before).map(|age| age.years), "a patient");
    if let Some(role) = role {
        range.start = role.range.start;
        role.text.clone_into(&mut instead);
        if let Some(Age { years, border }) = age {
            range.end = border;
            instead = format!("{instead} {}", crate::privacy::someone::of_age(sex, years));
        }
        if role.join == Join::Comma && reading.text.get(range.end..).is_some_and(|rest| rest.starts_with(", ")) {
            range.end += 1;
        }
        return Some((Hit { range, instead: Some(instead) }, last));
    }
    if let Some(Age { border, .. }) = before {
        // The article before the age goes with it.
        let article = reading.at_byte(border).checked_sub(1).and_then(|at| reading.get(at)).filter(|token| token.bare == "a");
        range.start = article.map_or(border, |token| token.range.start);
    } else if let Some(Age { border, .. }) = age {
        range.end = without_comma(reading, last, border);
    }
    range.end = past_initials(reading, last, range.end);
    if before.is_none() {
        with_adjective(reading, at, &mut range, &mut instead);
    }
    let begins = reading.begins_sentence(reading.at_byte(range.start));
    instead = if begins { capitalised(&instead) } else { instead };
    if age.is_none() && reading.get(last).is_some_and(Token::is_possessive) {
        instead.push_str("’s");
    }
    Some((Hit { range, instead: Some(instead) }, last))
}

/// “Mrs V. Bell”: a letter, and the surname after it.
fn is_initial_of_more(reading: &Reading<'_>, at: usize) -> bool {
    reading.get(at).is_some_and(|letter| letter.is_capitalised() && matches!(letter.join, Join::Dot | Join::Blank))
        && reading.after(at, 1).is_some_and(|next| next.is_capitalised() && !next.is_capitals() && next.bare.chars().count() > 2)
}

/// Whether the word after a title can be a surname. Small “miss” and “ms” are words and units; “MS” and “MR” abbreviations.
fn surname_fits(reading: &Reading<'_>, at: usize, first: &Token<'_>) -> bool {
    let Some(title) = reading.get(at) else { return false };
    let letters = first.text.chars().filter(|c| c.is_alphabetic()).count();
    if first.tagged
        || first.text.chars().any(char::is_numeric)
        || (letters < 2 && first.bare != "o" && first.bare != "o'" && !is_initial_of_more(reading, at + 1))
        || reading.text.get(title.range.end..first.range.start).is_some_and(|gap| gap.contains('\n') && title.join == Join::Comma)
    {
        return false;
    }
    let short_capitals = first.is_capitals() && letters <= 3 && !first.text.contains('.');
    match title.bare.as_str() {
        _ if short_capitals => title.is_capitals() && title.bare == "mrs",
        "ms" if title.text == "MS" => first.is_capitals(),
        "mr" if title.text == "MR" => first.is_capitals() && !matches!(first.bare.as_str(), "imaging" | "scan" | "angiography"),
        "ms" | "mis" | "msr" | "mres" | "mrd" => first.is_capitalised() && (title.is_capitalised() || at == 0 || title.join == Join::Blank),
        "miss" | "misss" if title.is_capitalised() => first.is_capitalised(),
        "miss" => {
            first.is_capitalised()
                && !matches!(
                    reading.bare_before(at, 1),
                    "i" | "we" | "to" | "will" | "would" | "not" | "and" | "you" | "never" | "they" | "still" | "don't"
                )
        }
        "madam" | "mister" | "missus" => first.is_capitalised(),
        // “14 Fr Foley catheter”
        other if is_other_title(other) => {
            title.is_capitalised()
                && first.is_capitalised()
                && !first.is_capitals()
                && !reading.before(at, 1).is_some_and(|before| before.text.starts_with(|c: char| c.is_ascii_digit()))
        }
        _ => !matches!(
            first.bare.as_str(),
            "and"
                | "or"
                | "who"
                | "was"
                | "is"
                | "has"
                | "had"
                | "in"
                | "on"
                | "with"
                | "the"
                | "a"
                | "men"
                | "of"
                | "imaging"
                | "scan"
                | "scans"
                | "to"
        ),
    }
}

/// Whether the name is one of a source or of a professional: “a talk by Mr Bell”, “Ms Bell's webinar”, “the surgeon, Mr Bell”.
fn is_public(reading: &Reading<'_>, at: usize, last: usize) -> bool {
    let sentence = reading.get(at).map_or(0, |token| token.sentence);
    let close_after = (1..=3).any(|on| is_source_word(reading.bare_after(last, on)));
    let by = matches!(reading.bare_before(at, 1), "by" | "from" | "with" | "speaker" | "hosted" | "author" | "chair");
    let source_before = (2..=6).any(|back| is_source_word(reading.bare_before(at, back)));
    let professional_near = (1..=2).any(|back| is_authority(reading.bare_before(at, back)))
        || (1..=4).any(|on| is_authority(reading.bare_after(last, on)) && reading.get(last).is_some_and(|token| token.join == Join::Comma));
    let case = reading.has_noun(sentence);
    // “My consultant, Mr Bell, wrote”, “I reviewed Mrs Bell after the podcast”
    let own = (1..=2).any(|back| is_workmate(reading.bare_before(at, back)) && is_owner(reading.bare_before(at, back + 1)));
    let nursed = matches!(
        reading.bare_before(at, 1),
        "reviewed" | "visited" | "nursed" | "washed" | "assessed" | "discharged" | "treated" | "examined"
    ) && !reading.get(last).is_some_and(Token::is_possessive);
    // “tried it with mr bell and his son”
    let with_kin = reading.bare_after(last, 1) == "and" && is_owner(reading.bare_after(last, 2)) && is_kin(reading.bare_after(last, 3));
    // “a chat with Mr Bell's daughter”
    let kin = with_kin || reading.get(last).is_some_and(Token::is_possessive) && (1..=2).any(|on| is_kin(reading.bare_after(last, on)));
    if own || nursed || kin {
        return false;
    }
    (close_after && !case)
        || (by && source_before)
        || (professional_near
            && !case
            && !is_of_my_day(reading, at, last)
            && !(2..=7).any(|on| matches!(reading.bare_after(last, on), "me" | "us") && !reading.has_source(sentence)))
        || (reading.bare_after(last, 1) == "v" || reading.bare_after(last, 1) == "vs")
}

/// A doctor, nurse or minister is somebody to be left out where they stand in the story of a patient.
fn professional(reading: &Reading<'_>, at: usize) -> Option<(Hit, usize)> {
    let title = reading.get(at)?;
    if !is_professional_title(&title.bare) || !matches!(title.join, Join::Blank | Join::Dot) || title.is_possessive() {
        return None;
    }
    // “The Duty Doctor Reads”: the words of a heading, but “Staff Nurse Bell”.
    let graded = reading.before(at, 1).is_some_and(|before| before.join == Join::Blank && is_grade(&before.bare));
    let heading =
        |before: &Token<'_>| before.join == Join::Blank && before.is_capitalised() && before.bare != "and" && !is_workmate(&before.bare);
    if matches!(title.bare.as_str(), "sister" | "nurse" | "matron" | "doctor")
        && at > 0
        && !graded
        && !reading.begins_sentence(at - 1)
        && reading.before(at, 1).is_some_and(heading)
    {
        return None;
    }
    // “his sister Oluwaseun”, “our ward sister Tendai”
    if !title.is_capitalised()
        && matches!(title.bare.as_str(), "sister" | "nurse" | "matron" | "doctor")
        && (1..=2).any(|back| is_determiner(reading.bare_before(at, back)))
    {
        return None;
    }
    // “dr nwosu never explains”
    let expect = if title.bare == "dr" && is_only_surname(reading.bare_after(at, 1)) { Expect::Surname } else { Expect::Named };
    let last = name_from(reading, at + 1, expect).filter(|_| reading.after(at, 1).is_some_and(|first| first.sentence == title.sentence))?;
    let sentence = title.sentence;
    let first_only =
        reading.after(at, 1).is_some_and(|first| is_only_first_name(&first.bare)) && last == at + 1 && !is_of_a_thing(reading, last);
    let (source, noun) = (reading.has_source_beside(at), reading.has_noun(sentence));
    // “The blog made me think of Dr Bell”
    let minded = reading.bare_before(at, 1) == "of"
        && (2..=5).any(|back| matches!(reading.bare_before(at, back), "think" | "thought" | "thinking" | "reminded"));
    if minded {
        return Some((Hit { range: reading.span(at, last), instead: Some(placed(reading, at, last, "a doctor")) }, last));
    }
    if (source && !noun) || !(reading.is_near_case(sentence) || first_only || asks_me(reading, at, last)) {
        return None;
    }
    // Who speaks or writes is named in full: “Dr Annette Bell was the one who stuck”; of colleagues one says “Dr Bell”.
    let in_full = last > at + 1 && reading.after(at, 1).is_some_and(|first| is_first_name(&first.bare));
    let spoke = reading.bare_before(at, 1) == "by" && !(2..=4).any(|back| is_treating(reading.bare_before(at, back)));
    let with_me = reading.bare_after(last, 1) == "and" && reading.bare_after(last, 2) == "i";
    if (in_full && reading.has_source(sentence) || spoke) && !noun && !with_me {
        return None;
    }
    let cared = reading.has_noun(sentence) || reading.has_pronoun(sentence);
    let whose = (1..=2).find(|back| is_workmate(reading.bare_before(at, *back))).filter(|back| {
        let owner = reading.bare_before(at, back + 1);
        is_determiner(owner) && !matches!(owner, "a" | "an") || matches!(owner, "surgery" | "practice")
    });
    if source && !whose.is_some_and(|back| reading.before(at, back).is_some_and(|role| matches!(role.join, Join::Comma | Join::Blank))) {
        return None;
    }
    let asked = cared && (1..=2).any(|back| is_asking(reading.bare_before(at, back)));
    let acted = (1..=2).any(|on| is_treating(reading.bare_after(last, on))) && (2..=5).any(|on| is_someone(reading.bare_after(last, on)));
    // “Dr Bell refused to come and see her”, “I asked Sister Bell whether …”: whoever stands in what I tell.
    let plain = matches!(title.bare.as_str(), "dr" | "doctor" | "sister" | "nurse" | "matron");
    let told = (cared || first_only) && plain && !is_of_a_thing(reading, last) || asks_me(reading, at, last);
    if !(whose.is_some() && cared || asked || acted || told) {
        return None;
    }
    let mut range = reading.span(at, last);
    if let Some(role) = whose.and_then(|back| reading.before(at, back)) {
        range.start = role.range.start;
        range.end += usize::from(role.join == Join::Comma && reading.text.get(range.end..).is_some_and(|rest| rest.starts_with(", ")));
        return Some((Hit { range, instead: Some(role.text.to_owned()) }, last));
    }
    let instead = match title.bare.as_str() {
        "sister" | "nurse" | "matron" => "a nurse",
        "rev" | "reverend" | "canon" => "a minister",
        "sir" | "dame" => "somebody",
        _ => "a doctor",
    };
    // “Our Staff Nurse Bell” is our nurse.
    let first = if graded { at - 1 } else { at };
    range.start = reading.span(first, last).start;
    let instead = if is_determiner(reading.bare_before(first, 1)) { instead.strip_prefix("a ").unwrap_or(instead) } else { instead };
    Some((Hit { range, instead: Some(placed(reading, first, last, instead)) }, last))
}

/// “Sister Agnes wing”: named after somebody.
fn is_of_a_thing(reading: &Reading<'_>, last: usize) -> bool {
    let next = reading.bare_after(last, 1);
    reading.get(last).is_some_and(|token| token.join == Join::Blank || token.is_possessive())
        && (is_named_thing(next)
            || matches!(next, "wing" | "building" | "suite" | "theatre" | "library" | "house" | "fellowship" | "scholarship"))
}

/// “I asked Sister Bell”, “Dr Bell shouted at me”.
fn asks_me(reading: &Reading<'_>, at: usize, last: usize) -> bool {
    let asked = (1..=2).any(|back| is_asking(reading.bare_before(at, back))) && (2..=4).any(|back| reading.bare_before(at, back) == "i");
    let with_me = reading.bare_after(last, 1) == "and" && reading.bare_after(last, 2) == "i";
    asked || with_me || (1..=4).any(|on| matches!(reading.bare_after(last, on), "me")) || is_of_my_day(reading, at, last)
}

/// “Dr Bell is brilliant, and I kept my mouth shut”: told of oneself, and nothing was read or heard.
fn is_of_my_day(reading: &Reading<'_>, at: usize, last: usize) -> bool {
    let sentence = reading.get(at).map_or(0, |token| token.sentence);
    let hyphenated = (at + 1..last).all(|word| reading.get(word).is_some_and(|word| word.join == Join::Hyphen));
    (last == at + 1 || hyphenated)
        && !reading.has_source(sentence)
        && !is_of_a_thing(reading, last)
        && !(1..=2).any(|on| is_quoting(reading.bare_after(last, on)))
        && tells_of_mine(reading, at)
}

fn is_someone(bare: &str) -> bool {
    matches!(bare, "her" | "him" | "my" | "our" | "the" | "this") || is_patient_word(bare)
}

/// “MrsBell”.
fn grown_together(reading: &Reading<'_>, at: usize) -> Option<(Hit, usize)> {
    let token = reading.get(at).filter(|token| !token.tagged)?;
    let rest = ["Mrs", "Miss", "Mr", "Ms"].iter().find_map(|title| token.text.strip_prefix(title).map(|rest| (*title, rest)))?;
    let fits = rest.1.starts_with(char::is_uppercase) && rest.1.chars().filter(|c| c.is_lowercase()).count() >= 2;
    let instead = if token.is_possessive() { "a patient’s" } else { "a patient" };
    fits.then(|| {
        (
            Hit {
                range: token.range.clone(),
                instead: Some(if reading.begins_sentence(at) { capitalised(instead) } else { instead.to_owned() }),
            },
            at,
        )
    })
}
