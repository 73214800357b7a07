//! Initials of somebody in care.
//!
//! *What*: “JS in bed 4”, “patient J.S.”, “Mr B”, “a lady, MT,”. Not letters that only count (“patient A”, “Mrs X”), and not abbreviations
//! (“OT”, “AMU”). *Why*: with a ward, an age or a date, initials tell anybody who works there who it was. *Example*: see [`Rule::example`].

use crate::privacy::happening::tells_of_mine;
use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::someone::{Sex, age_after, described};
use crate::privacy::vocabulary::{
    is_abbreviation, is_civil_title, is_deed, is_dotted_word, is_first_name, is_kin, is_named_thing, is_number, is_ordinary, is_own_deed,
    is_patient_word, is_source_word, is_towards, is_workmate,
};
use crate::privacy::{Hit, Known, Prose, Rule};

use super::person_name::placed;

pub(super) static RULE: Initials = Initials;

/// See the [module](self).
pub(super) struct Initials;

impl Rule for Initials {
    fn id(&self) -> &'static str {
        "initials"
    }

    fn label(&self) -> &'static str {
        "Initials"
    }

    fn why(&self) -> &'static str {
        "Initials with a ward, an age or a date tell colleagues and relatives who is meant."
    }

    fn example(&self) -> &'static str {
        "JS in bed 4 refused his tablets."
    }

    fn in_text(&self, text: &Prose<'_>, _known: &Known) -> Vec<Hit> {
        let reading = Reading::once(text);
        (0..reading.tokens.len()).filter_map(|at| titled(reading, at).or_else(|| lettered(reading, at))).collect()
    }
}

/// “Mr B”, “Mrs K.'s”, “Miss AB”.
fn titled(reading: &Reading<'_>, at: usize) -> Option<Hit> {
    let title =
        reading.get(at).filter(|title| is_civil_title(&title.bare) && !title.tagged && (!title.is_capitals() || title.bare == "mrs"))?;
    let first = reading.after(at, 1).filter(|_| matches!(title.join, Join::Blank | Join::Dot))?;
    let last = letters(reading, at + 1)?;
    // X, Y and Z stand for nobody.
    if matches!(first.bare.as_str(), "x" | "y" | "z")
        || (title.bare == "miss" && !title.is_capitalised())
        || (is_abbreviation(&first.bare) && first.text.len() > 2)
    {
        return None;
    }
    if reading.after(last, 1).is_some_and(|next| {
        next.is_capitalised() && next.bare.len() > 1 && reading.get(last).is_some_and(|token| matches!(token.join, Join::Blank | Join::Dot))
    }) {
        return None;
    }
    let age = age_after(reading, last);
    let mut range = reading.span(at, last);
    range.end = with_stop(reading, last, range.end);
    if let Some(age) = age {
        range.end = age.border;
    }
    let said = described(Sex::of(&title.bare), age.map(|age| age.years), "a patient");
    Some(Hit { range, instead: Some(placed(reading, at, last, &said)) })
}

/// “JS”, “J.S.”, “J S” where the words around make them somebody's.
fn lettered(reading: &Reading<'_>, at: usize) -> Option<Hit> {
    let first = reading.get(at)?;
    let last = letters(reading, at)?;
    let capitals = |token: &Token<'_>| token.text.chars().filter(|c| c.is_uppercase()).count();
    let count: usize = (at..=last).filter_map(|at| reading.get(at)).map(capitals).sum();
    let compact: String = (at..=last).filter_map(|at| reading.get(at)).map(|token| token.bare.replace('.', "")).collect();
    // “A boy, LP, aged nine”: an abbreviation does not stand so.
    let between_commas = reading.get(last)?.join == Join::Comma
        && reading.before(at, 1).is_some_and(|role| role.join == Join::Comma && is_patient_word(&role.bare));
    if !(2..=3).contains(&count)
        || first.tagged
        || (is_abbreviation(&compact)
            && !first.text.contains('.')
            && !between_commas
            && !refuses(reading, at, last)
            && !is_told_of(reading, at, last))
        || is_civil_title(reading.bare_before(at, 1))
    {
        return None;
    }
    let end = reading.get(last)?;
    let surname = |token: Option<&Token<'_>>| {
        token.is_some_and(|token| token.is_capitalised() && token.bare.len() > 2 && !token.is_capitals() && !is_patient_word(&token.bare))
    };
    let dotted = first.text.contains('.') || last > at;
    if dotted
        && (end.join != Join::End && surname(reading.after(last, 1))
            || (reading
                .before(at, 1)
                .is_some_and(|before| matches!(before.join, Join::Comma) && before.is_capitalised() && !is_first_name(&before.bare))))
    {
        return None;
    }
    let before = |back| reading.bare_before(at, back);
    let role = |bare: &str| is_patient_word(bare) || is_kin(bare) || bare == "user";
    let thing = is_named_thing(reading.bare_after(last, 1)) && end.join == Join::Blank && !end.is_possessive();
    let bracketed = reading.before(at, 1).is_some_and(|token| token.join == Join::Open);
    let beside = role(before(1))
        || (matches!(before(1), "called" | "named") && role(before(2)))
        || before(1) == "initials"
        || (before(1) == "initial" && before(2) == "with");
    let follows = (1..=5)
        .any(|on| matches!(reading.bare_after(last, on), "bed" | "bay" | "ward" | "room" | "cubicle") && numbered(reading, last + on))
        && !(1..=5).any(|on| is_source_word(reading.bare_after(last, on)));
    let bedside = (1..=5).any(|back| {
        matches!(before(back), "bed" | "bay" | "cubicle" | "room") && at.checked_sub(back).is_some_and(|bed| numbered(reading, bed))
    });
    let aged = age_after(reading, last).is_some_and(|age| age.years > 15) && (end.join != Join::Open || !dotted);
    let acts = reading.is_near_case(first.sentence) && does(reading, last) && (first.text.len() <= 2 || dotted);
    // “P.R. told me”: nothing else is written so at the start of a sentence that tells of somebody.
    let acts = acts
        || (first.text.contains('.')
            && reading.begins_sentence(at)
            && count == 2
            && !reading.has_source(first.sentence)
            && reading.after(last, 1).is_some_and(|next| next.text.chars().all(char::is_lowercase))
            && reading.is_near_case(first.sentence));
    let dated = end.join == Join::Open && matches!(reading.bare_after(last, 1), "dob" | "d.o.b" | "born" | "mrn" | "nhs");
    let owns = end.is_possessive()
        && (1..=2).any(|on| {
            role(reading.bare_after(last, on))
                || matches!(reading.bare_after(last, on), "family" | "parents" | "mood" | "wound" | "notes" | "care" | "room")
        });
    let apposed = end.join == Join::Comma
        && ((2..=5).any(|on| role(reading.bare_after(last, on)))
            && matches!(reading.bare_after(last, 1), "a" | "an" | "my" | "our" | "her" | "his")
            // “HS, the band 7 on our unit”
            || matches!(reading.bare_after(last, 1), "the" | "our" | "my" | "a") && (is_workmate(reading.bare_after(last, 2)) || reading.bare_after(last, 2) == "band"));
    let alone = is_told_of(reading, at, last) || stands_alone(reading, at, last, count) || undotted(reading, at, last);
    if thing || !(alone || dated || beside && !(bracketed && count > 2) || follows || bedside || aged || acts || owns || apposed) {
        return None;
    }
    let mut range = reading.span(at, last);
    range.end = with_stop(reading, last, range.end);
    let mut said = described(Sex::from_pronouns(reading, last), age_after(reading, last).map(|age| age.years), "a patient");
    if let Some(age) = age_after(reading, last) {
        range.end = age.border;
    }
    if beside && let Some(word) = reading.before(at, 1).filter(|token| role(&token.bare)) {
        range.start = word.range.start;
        word.text.clone_into(&mut said);
        if bracketed && reading.text.get(range.end..).is_some_and(|rest| rest.starts_with(')')) {
            range.end += 1;
        }
        if word.join == Join::Comma && reading.text.get(range.end..).is_some_and(|rest| rest.starts_with(',')) {
            range.end += 1;
        }
    }
    if before(1) == "initials" {
        "[initials]".clone_into(&mut said);
    }
    Some(Hit { range, instead: Some(placed(reading, if beside { at.max(1) } else { at }, last, &said)) })
}

/// “K.P.: NEWS 5”, “P.W. next to the door”: two or three letters with full stops are somebody's, unless they are cited or written so by custom.
fn stands_alone(reading: &Reading<'_>, at: usize, last: usize, count: usize) -> bool {
    let (Some(first), Some(end)) = (reading.get(at), reading.get(last)) else { return false };
    let letters: String = (at..=last).filter_map(|at| reading.get(at)).map(|token| token.bare.replace('.', "")).collect();
    // Nothing else is written like “RMcD”.
    let of_clan = last == at && first.text.chars().count() > 3 && is_of_surname(first.text);
    let dotted = of_clan || first.text.contains('.') || (last > at && first.join == Join::Dot);
    let author = |token: Option<&Token<'_>>| token.is_some_and(|token| token.is_capitalised() && token.bare.chars().count() > 2);
    let cited = (matches!(reading.bare_after(last, 1), "and" | "et") && author(reading.after(last, 2)))
        || reading.before(at, 1).is_some_and(|before| before.is_capitalised() && before.bare.chars().count() > 2 && matches!(before.join, Join::Comma | Join::Blank) && !is_ordinary(&before.bare) && !is_towards(&before.bare))
        // “J.S. Mill”, also where a full stop before a capital seems to end a sentence
        || author(reading.get(last + 1).filter(|next| !is_ordinary(&next.bare)))
        || (1..=3).any(|far| is_source_word(reading.bare_before(at, far)) || is_source_word(reading.bare_after(last, far)))
        || reading.after(last, 1).is_some_and(|next| end.join == Join::Open && next.text.starts_with(char::is_numeric) && next.text.len() == 4);
    dotted && (2..=3).contains(&count) && !is_dotted_word(&letters) && !cited
}

/// “ET, who was moved out of our ward”
fn is_told_of(reading: &Reading<'_>, at: usize, last: usize) -> bool {
    let short = last == at && reading.get(at).is_some_and(|token| token.text.chars().count() == 2 && token.join == Join::Comma);
    short && reading.bare_after(last, 1) == "who" && matches!(reading.bare_after(last, 2), "was" | "is" | "had" | "has")
}

/// “SB cried”, “a call with CM”: letters that are no abbreviation, and do what people do.
fn undotted(reading: &Reading<'_>, at: usize, last: usize) -> bool {
    let hyphenated = reading.before(at, 1).is_some_and(|before| before.join == Join::Hyphen);
    let Some(token) = reading.get(at).filter(|token| last == at && token.text.chars().count() == 2 && !hyphenated) else { return false };
    let mine = tells_of_mine(reading, at);
    let near = (1..=3).any(|far| is_source_word(reading.bare_before(at, far)) || is_source_word(reading.bare_after(at, far)));
    // “Had PJ on the bike”
    let opens = at.checked_sub(1).is_some_and(|before| reading.begins_sentence(before))
        && is_own_deed(reading.bare_before(at, 1))
        && reading.after(at, 1).is_some_and(|next| next.text.chars().all(char::is_lowercase));
    if opens && !near && token.join == Join::Blank {
        return true;
    }
    (mine || reading.is_near_case(token.sentence)) && !near && token.join == Join::Blank && is_deed(reading.bare_after(at, 1))
}

/// The last word of letters that begin here: “JS”, “J.S”, “J S”, “B”.
fn letters(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let is_letters = |token: &Token<'_>| {
        let plain: String = token.text.trim_end_matches("'s").trim_end_matches("’s").replace('.', "");
        let all = (1..=3).contains(&plain.chars().count()) && plain.chars().all(|c| c.is_alphabetic() && c.is_uppercase());
        (all && plain != "I") || is_of_surname(&plain)
    };
    let single = |token: &Token<'_>| token.bare.chars().count() == 1 || is_of_surname(token.text);
    let first = reading.get(at).filter(|first| is_letters(first))?;
    let mut last = at;
    while last - at < 2
        && single(first)
        && !reading.get(last)?.is_possessive()
        && matches!(reading.get(last)?.join, Join::Blank | Join::Dot)
        && reading.after(last, 1).is_some_and(|next| is_letters(next) && single(next))
    {
        last += 1;
    }
    Some(last)
}

/// “pt RN declined”: an abbreviation that somebody in care stands before and a verb after is no abbreviation.
fn refuses(reading: &Reading<'_>, at: usize, last: usize) -> bool {
    matches!(reading.bare_before(at, 1), "pt" | "patient")
        && matches!(reading.bare_after(last, 1), "declined" | "refused" | "fell" | "died" | "wants")
}

/// “O'B”, “McK”: how surnames of two parts are made short.
fn is_of_surname(text: &str) -> bool {
    if !text.ends_with(char::is_uppercase) {
        return false;
    }
    // “LMcG”
    let rest = ["O'", "O’", "Mc", "Mac", "D'", "D’"].iter().find_map(|start| {
        let (before, rest) = text.split_once(start)?;
        (before.chars().count() <= 1 && before.chars().all(char::is_uppercase)).then_some(rest)
    });
    rest.is_some_and(|rest| rest.chars().count() == 1 && rest.chars().all(char::is_uppercase))
}

/// The full stop of the last letter belongs to it, unless it ends the sentence.
fn with_stop(reading: &Reading<'_>, last: usize, end: usize) -> usize {
    let dotted = reading.get(last).is_some_and(|token| token.join == Join::Dot || token.text.contains('.'));
    let rest = reading.text.get(end..).unwrap_or_default();
    end + usize::from(rest.starts_with(".,") || (dotted && rest.starts_with('.') && rest.len() > 1))
}

/// Whether a number or a letter stands beside a bed or a room.
fn numbered(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.bare_after(at, 1);
    is_number(next)
        || next.chars().any(|c| c.is_ascii_digit())
        || (next.chars().count() == 1 && next != "a")
        || reading.before(at, 1).is_some_and(Token::is_capitalised)
}

fn does(reading: &Reading<'_>, last: usize) -> bool {
    let next = reading.bare_after(last, 1);
    reading.get(last).is_some_and(|token| token.join == Join::Blank)
        && (matches!(
            next,
            "refused"
                | "declined"
                | "fell"
                | "lives"
                | "told"
                | "said"
                | "became"
                | "felt"
                | "cried"
                | "collapsed"
                | "died"
                | "presented"
                | "attended"
                | "disclosed"
                | "asked"
                | "wanted"
                | "struggled"
                | "transferred"
                | "walked"
                | "ate"
                | "slept"
        ) || (matches!(next, "was" | "has" | "had")
            && matches!(
                reading.bare_after(last, 2),
                "admitted"
                    | "discharged"
                    | "referred"
                    | "diagnosed"
                    | "been"
                    | "not"
                    | "transferred"
                    | "tearful"
                    | "distressed"
                    | "a"
                    | "capacity"
            )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_of_somebody_and_nothing_else() {
        for (text, want) in [
            ("JS in bed 4 refused tea.", vec![("JS", "A patient")]),
            ("I saw patient J.S. at noon.", vec![("patient J.S.", "patient")]),
            ("Mr B's wife rang.", vec![("Mr B's", "A patient’s")]),
            ("We spoke to Mrs K., who agreed.", vec![("Mrs K.", "a patient")]),
            ("A lady, MT, asked why.", vec![("lady, MT,", "lady")]),
            ("In bay 3 I found KL asleep.", vec![("KL", "a patient")]),
            ("TW, 67, was tired and he slept.", vec![("TW, 67", "A man in his sixties")]),
            ("Mrs X and patient A are nobody.", vec![]),
            ("The OT in bay 3 helped a patient with her AF.", vec![]),
            ("Smith J.S. (2014) and J.S. Mill on the patient.", vec![]),
            ("MS nurses and QI projects help a patient.", vec![]),
        ] {
            let hits = RULE.in_text(&Prose::of(text), &Known::default());
            let got: Vec<_> = hits.iter().map(|hit| (&text[hit.range.clone()], hit.instead.as_deref().unwrap_or_default())).collect();
            assert_eq!(got, want, "{text}");
        }
    }
}
