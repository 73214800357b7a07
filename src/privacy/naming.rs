//! Where a personal name stands, once a pattern says that one is to be expected.

use super::reading::{Join, Reading, Token};
use super::vocabulary::{
    is_abbreviation, is_first_name, is_named_thing, is_not_name, is_only_first_name, is_ordinary, is_particle, is_place,
};

/// How sure the words around are that a name follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expect {
    /// After a title: any word that can be a surname, however it is typed.
    Surname,
    /// After “called”: any word with a capital, or a known first name.
    Named,
    /// After a word of kin or care: the same, but no eponym or platform.
    Likely,
    /// Only a first name of the list.
    Known,
}

/// The last word of the name that begins here.
pub(super) fn name_from(reading: &Reading<'_>, at: usize, expect: Expect) -> Option<usize> {
    let first = reading.get(at)?;
    let mut last = at;
    if expect == Expect::Surname
        && is_particle(&first.bare)
        && reading.after(at, 1).is_some_and(|next| next.is_capitalised() && next.text.len() > 1)
    {
        last = at + 1;
    } else if !(begins(first, expect) || (expect == Expect::Surname && is_letters(first.text))) {
        return None;
    }
    loop {
        let here = reading.get(last)?;
        if here.is_possessive() || last - at >= 4 {
            break;
        }
        let Some(next) = reading.after(last, 1) else { break };
        let joined = matches!(here.join, Join::Blank | Join::Hyphen | Join::Dot);
        let hyphenated = here.join == Join::Hyphen && next.text.starts_with(char::is_alphabetic) && next.bare.len() > 1;
        if hyphenated || (joined && continues(next)) {
            last += 1;
        } else if joined && is_particle(&next.bare) && reading.after(last, 2).is_some_and(|after| continues(after) && after.text.len() > 1)
        {
            last += 2;
        } else {
            break;
        }
    }
    let thing = is_named_thing(reading.bare_after(last, 1)) && reading.get(last).is_some_and(|token| token.join == Join::Blank);
    let plain = reading.get(at).is_some_and(|token| !is_only_first_name(&token.bare));
    let eponym = thing && (plain || reading.get(last).is_some_and(Token::is_possessive) || last > at);
    (!eponym || expect == Expect::Surname).then_some(last)
}

/// “V”, “T.J”: letters before a surname.
fn is_letters(text: &str) -> bool {
    text.split('.').all(|letter| letter.chars().count() == 1 && letter.chars().all(char::is_uppercase))
}

/// Whether a word can be the first of a name.
fn begins(token: &Token<'_>, expect: Expect) -> bool {
    let letters = token.text.chars().filter(|c| c.is_alphabetic()).count();
    let lettered = token.text.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '‘' | '`'));
    if token.tagged || !lettered || letters < 2 {
        return false;
    }
    let written = token.is_capitalised() && (!token.is_capitals() || (letters > 3 && is_first_name(&token.bare)));
    // In small letters a short name is more often a word.
    let small = letters > 3 && is_only_first_name(&token.bare);
    match expect {
        Expect::Surname => true,
        Expect::Known => (written && is_first_name(&token.bare)) || small,
        Expect::Named => (written && (is_first_name(&token.bare) || !is_not_name(&token.bare))) || small,
        Expect::Likely => {
            let other = is_not_name(&token.bare) || is_abbreviation(&token.bare) || is_place(&token.bare);
            (written && (is_first_name(&token.bare) || !other)) || small
        }
    }
}

/// Whether a word goes on with a name: another name, or the letter of one.
fn continues(token: &Token<'_>) -> bool {
    let letters = token.text.chars().filter(|c| c.is_alphabetic()).count();
    let lettered = token.text.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '.'));
    let known = is_first_name(&token.bare) || !is_ordinary(&token.bare);
    lettered && token.is_capitalised() && !token.tagged && (letters == 1 && token.bare != "i" || (known && !is_abbreviation(&token.bare)))
}
