//! What could be a name, however it is written, and how sure that is.

use super::Mention;
use super::evidence::{does_something, has_something, is_nickname_word, lies_somewhere};
use crate::privacy::naming::{Expect, name_from};
use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::rules::person_name::acting::{is_cited, is_part_of_more};
use crate::privacy::vocabulary::{
    is_abbreviation, is_belonging, is_deed, is_first_name, is_hospital, is_named_thing, is_not_name, is_only_first_name, is_only_surname,
    is_ordinary, is_place, is_source_word, is_title, is_towards, is_workmate,
};

/// A word or words that could be a name, however they are written.
pub(super) fn candidate(reading: &Reading<'_>, at: usize) -> Option<Mention> {
    let token = reading.get(at).filter(|token| !token.tagged && !token.text.chars().any(char::is_numeric))?;
    let before = reading.before(at, 1);
    if before.is_some_and(|before| goes_on_to(before, reading, at) || is_title(&before.bare) || before.bare == "st") {
        return None;
    }
    let mention = lettered(reading, at)
        .or_else(|| turned_round(reading, at))
        .or_else(|| by_first_name(reading, at, token))
        .or_else(|| by_surname(reading, at, token))
        .or_else(|| unheard_of(reading, at, token))?;
    let thing = reading.get(mention.last)?.join == Join::Blank && is_named_thing(reading.bare_after(mention.last, 1));
    (!thing && !is_cited(reading, mention.last) && !goes_on(reading, mention.last)).then_some(mention)
}

/// Whether the word before is part of the same name or heading: “Kübler-Ross”, “Mental Health Grace”.
fn goes_on_to(before: &Token<'_>, reading: &Reading<'_>, at: usize) -> bool {
    matches!(before.join, Join::Blank | Join::Hyphen | Join::Dot)
        && before.is_capitalised()
        && !(reading.begins_sentence(at - 1) && is_ordinary(&before.bare) || is_towards(&before.bare) || is_deed(&before.bare))
        && !is_nickname_word(&before.bare)
        // “beside PC Bell”
        && !(before.is_capitals() && reading.get(at).is_some_and(|token| is_only_surname(&token.bare)))
        && before.text != "I"
}

/// Whether a capital goes on from a name that is not one: “Grace Dieu Priory”.
fn goes_on(reading: &Reading<'_>, last: usize) -> bool {
    let Some(end) = reading.get(last) else { return false };
    // “charles bonnet hallucinations”
    let eponym = !end.is_capitalised() && reading.after(last, 1).is_some_and(|next| is_not_name(&next.bare) && !is_ordinary(&next.bare));
    matches!(end.join, Join::Blank | Join::Hyphen)
        && !end.is_possessive()
        && reading.after(last, 1).is_some_and(|next| eponym || next.is_capitalised() && next.text != "I" || next.text.starts_with(char::is_numeric))
        // “Kathryn Mannix's With the End in Mind”, “Kate Granger's #hellomynameis”
        || end.is_possessive()
            && reading.after(last, 1).is_some_and(|next| next.tagged || (next.is_capitalised() && !next.is_capitals() && !is_belonging(&next.bare)))
}

/// “A. Bell”, “T. J. Bell”, “Gurpreet K.”.
fn lettered(reading: &Reading<'_>, at: usize) -> Option<Mention> {
    let is_short = |token: &Token<'_>| matches!(token.text, "Wm" | "Chas" | "Thos" | "Jas" | "Geo" | "Jos");
    let is_letter = |token: &Token<'_>| (token.text.chars().count() == 1 || is_short(token)) && token.is_capitalised();
    let token = reading.get(at)?;
    if is_letter(token) && token.join == Join::Dot {
        let letters = (1..=3).take_while(|on| reading.after(at, *on).is_some_and(|next| is_letter(next) && next.join == Join::Dot)).count();
        let surname = at + letters + 1;
        let fits = reading
            .after(at, letters + 1)
            .is_some_and(|next| next.is_capitalised() && !next.is_capitals() && next.bare.chars().count() > 2 && !is_ordinary(&next.bare));
        let last = name_from(reading, surname, Expect::Surname).filter(|_| fits)?;
        // “so do I. Ask them”, “vitamin D. Kidneys need it”: a letter may end a sentence as well.
        let known = reading.tokens.get(surname..=last)?.iter().any(|name| is_only_surname(&name.bare) || is_first_name(&name.bare));
        let acts = letters > 0 || last > surname || is_deed(reading.bare_after(last, 1));
        let begins = reading.before(at, 1).is_none_or(|before| before.join != Join::Blank || is_towards(&before.bare));
        return (token.text != "I" && (known || (begins && acts))).then_some(Mention { first: at, last, sure: 2 });
    }
    let initial = reading.after(at, 1).filter(|next| is_letter(next) && next.text != "I")?;
    let rest = reading.text.get(initial.range.end..).unwrap_or_default();
    // “Fiona M and I had words”
    let dotted = rest.starts_with('.') || rest.starts_with(" and I ");
    let fits = token.is_capitalised() && token.join == Join::Blank && is_first_name(&token.bare) && dotted;
    let surname = initial.join == Join::Dot && reading.after(at, 2).is_some_and(Token::is_capitalised);
    (fits && !surname).then_some(Mention { first: at, last: at + 1, sure: 2 })
}

/// “Bell, Morag, cataract list”, “patel, s. (brother of the pt)”: as lists have names.
fn turned_round(reading: &Reading<'_>, at: usize) -> Option<Mention> {
    let (token, next) = (reading.get(at)?, reading.after(at, 1)?);
    let letter = next.text.chars().count() == 1 && reading.text.get(next.range.end..).is_some_and(|rest| rest.starts_with('.'));
    let first_name = is_only_first_name(&next.bare) && next.is_capitalised() && next.join != Join::Blank;
    (token.join == Join::Comma && is_only_surname(&token.bare) && (letter || first_name) && !reading.has_source(token.sentence))
        .then_some(Mention { first: at, last: at + 1, sure: 3 })
}

/// “Frank”, “grace”, “Eilidh Bell”.
fn by_first_name(reading: &Reading<'_>, at: usize, token: &Token<'_>) -> Option<Mention> {
    if !is_first_name(&token.bare) || token.is_capitals() || token.text.chars().count() < 2 {
        return None;
    }
    // “mark the date; Grace under pressure”: a word gets a capital there, too.
    let begins = reading.before(at, 1).is_none_or(|before| matches!(before.join, Join::Other | Join::Colon));
    let only = is_only_first_name(&token.bare);
    if !token.is_capitalised() {
        // “will” and “may” are verbs; short names are words more often.
        // “will asked me”: a modal verb never stands before what somebody did.
        let starts = begins || begins_clause(reading.bare_before(at, 1));
        let did = is_ordinary(&token.bare) && starts && is_deed(reading.bare_after(at, 1)) && reading.bare_after(at, 1).ends_with("ed");
        if did {
            return Some(Mention { first: at, last: at, sure: 0 });
        }
        let fits = token.text.chars().count() > 3 && !is_ordinary(&token.bare) && !is_deed(&token.bare) && token.join != Join::Hyphen;
        // “gave jean her tablets”, but “on the ward”
        let placed = reading
            .before(at, 1)
            .is_none_or(|before| before.join != Join::Blank || is_towards(&before.bare) || begins_clause(&before.bare));
        return (fits && (only || placed)).then_some(Mention { first: at, last: at, sure: if only { 3 } else { -1 } });
    }
    let last = name_from(reading, at, Expect::Known)?;
    let sure = match (last > at, only, begins) {
        (true, false, _) => -1,
        (true, true, _) | (false, false, true) => 0,
        // “compared with Montgomery”
        _ if last == at && is_of_the_calendar(&token.bare) => 1,
        _ if last == at && is_not_name(&token.bare) => -2,
        (false, true, false) => 3,
        (false, true, true) | (false, false, false) => 2,
    };
    // “the Christie's leaflet”
    if reading.bare_before(at, 1) == "the" && last == at {
        return None;
    }
    if last == at && (is_part_of_more(reading, at) || is_of_the_calendar(&token.bare) && !only_a_person_would(reading, at)) {
        return None;
    }
    Some(Mention { first: at, last, sure })
}

/// “because bill wanted”
fn begins_clause(bare: &str) -> bool {
    matches!(bare, "because" | "when" | "while" | "so" | "and" | "but" | "if" | "that" | "since" | "where" | "until")
}

/// “in May”, “on Sunday”: first names in the calendar.
fn is_of_the_calendar(bare: &str) -> bool {
    matches!(bare, "april" | "may" | "june" | "august" | "sunday" | "easter" | "summer" | "autumn")
}

fn only_a_person_would(reading: &Reading<'_>, at: usize) -> bool {
    let mention = Mention { first: at, last: at, sure: 0 };
    does_something(reading, &mention) || has_something(reading, &mention) || lies_somewhere(reading, &mention)
}

/// “told Bell to come back”, “Family meeting (Bell)”.
fn by_surname(reading: &Reading<'_>, at: usize, token: &Token<'_>) -> Option<Mention> {
    let fits = token.is_capitalised() && !token.is_capitals() && is_only_surname(&token.bare);
    let of_clan = token.bare.starts_with("o'") || token.bare.starts_with("mc") || token.bare.starts_with("mac");
    fits.then_some(Mention { first: at, last: at, sure: i32::from(!reading.begins_sentence(at)) + i32::from(of_clan) })
}

/// A capital within a sentence that no list has: “Sunniva's hands on the tapes”.
fn unheard_of(reading: &Reading<'_>, at: usize, token: &Token<'_>) -> Option<Mention> {
    let lettered = token.text.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
    let fits = lettered
        && token.is_capitalised()
        && !token.is_capitals()
        && token.bare.chars().count() > 3
        && !token.bare.starts_with("i'")
        && !reading.begins_sentence(at);
    let known = is_not_name(&token.bare)
        || is_abbreviation(&token.bare)
        || is_place(&token.bare)
        || is_hospital(&token.bare)
        || is_source_word(&token.bare)
        || is_workmate(&token.bare);
    (fits && !known && !token.bare.ends_with("ism")).then_some(Mention { first: at, last: at, sure: -1 })
}
