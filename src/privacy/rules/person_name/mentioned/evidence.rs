//! What speaks for somebody of one's own circle, and what against.

use super::Mention;
use crate::privacy::happening::tells_of_mine;
use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::someone::age_after;
use crate::privacy::vocabulary::{
    happens_to_patients, is_abbreviation, is_authority, is_belonging, is_care_word, is_clinical, is_condition, is_deed, is_determiner,
    is_first_name, is_kin, is_not_name, is_ordinary, is_own_deed, is_pronoun, is_quoting, is_source_word, is_towards, is_workmate,
};

type Speaks = fn(&Reading<'_>, &Mention) -> bool;

/// What speaks for somebody of one's own circle, and what against, in points.
const EVIDENCE: &[(i32, Speaks)] = &[
    (4, lies_somewhere),
    (3, has_something),
    (3, is_of_age),
    (3, has_a_role),
    (2, does_something),
    (2, is_nicknamed),
    (2, is_with_me),
    (2, is_somebodys),
    (2, follows_a_role),
    (2, stands_in_brackets),
    (1, is_headed),
    (1, is_met),
    (1, is_spoken_to),
    (1, is_told_of),
    (1, is_near_somebody),
    (1, is_in_care),
    (1, is_of_mine),
    (-1, has_a_source_beside),
    (-1, is_among_sources),
    (-1, is_one_of_several),
    (-2, has_a_source_near),
    (-2, is_introduced),
    (-2, stands_where_places_do),
    (-3, is_of_history),
    (-3, is_on_air),
    (-4, is_quoted),
    (-4, is_in_a_row),
];

/// The points of everything that speaks for somebody, or against.
pub(super) fn points(reading: &Reading<'_>, mention: &Mention) -> i32 {
    EVIDENCE.iter().filter(|(_, speaks)| speaks(reading, mention)).map(|(points, _)| points).sum()
}

/// “wee Davie”, “Big Tam”
pub(super) fn is_nickname_word(bare: &str) -> bool {
    matches!(bare, "master" | "wee" | "little" | "big" | "auld" | "old" | "young" | "poor" | "dear" | "lovely" | "bold")
}

fn is_nicknamed(reading: &Reading<'_>, mention: &Mention) -> bool {
    is_nickname_word(reading.bare_before(mention.first, 1))
}

/// “in the side room”, “by the window”, “on nights”, “next door”.
pub(super) fn lies_somewhere(reading: &Reading<'_>, mention: &Mention) -> bool {
    let after = |on| reading.bare_after(mention.last, on);
    reading.get(mention.last).is_some_and(|end| end.join == Join::Blank && !end.is_possessive())
        && matches!(after(1), "in" | "by" | "on" | "from" | "opposite")
        // “on the Resus Room” is heard.
        && !(2..=4).any(|on| reading.after(mention.last, on).is_some_and(Token::is_capitalised))
        && (2..=4).any(|on| matches!(after(on), "bed" | "bay" | "room" | "cubicle" | "window" | "nights" | "ward" | "corner" | "trolley"))
}

/// “Will's insulin”, “Gwen's daughter”.
pub(super) fn has_something(reading: &Reading<'_>, mention: &Mention) -> bool {
    // “Pam Hargreaves' review”
    let plural = reading.get(mention.last).is_some_and(|end| {
        end.text.ends_with('s') && reading.text.get(end.range.end..).is_some_and(|rest| rest.starts_with("' ") || rest.starts_with("’ "))
    });
    (plural || reading.get(mention.last).is_some_and(Token::is_possessive))
        && (1..=3).any(|on| is_belonging(reading.bare_after(mention.last, on)) || is_clinical(reading.bare_after(mention.last, on)))
        // “Eileen Munro's 2011 review”
        && reading.after(mention.last, 1).is_some_and(|next| !next.text.starts_with(char::is_numeric))
        && !is_source_word(reading.bare_after(mention.last, 1))
}

/// “Ahmed, 9,”
fn is_of_age(reading: &Reading<'_>, mention: &Mention) -> bool {
    age_after(reading, mention.last).is_some()
}

/// “would not eat”, “told me”, “, who had”.
pub(super) fn does_something(reading: &Reading<'_>, mention: &Mention) -> bool {
    let after = |on| reading.bare_after(mention.last, on);
    let Some(end) = reading.get(mention.last).filter(|end| !end.is_possessive()) else { return false };
    match end.join {
        Join::Blank | Join::Dot => {
            let befell = |word: &str| {
                happens_to_patients(word) || matches!(word, "off" | "booked" | "listed" | "back" | "home" | "asleep" | "awake")
            };
            is_deed(after(1))
                || (matches!(after(1), "was" | "is") && befell(after(2)))
                || (matches!(
                    after(1),
                    "would" | "could" | "should" | "must" | "did" | "does" | "has" | "had" | "just" | "never" | "always"
                ) && (matches!(after(2), "not" | "never" | "always" | "only" | "so" | "been" | "have" | "crying") || is_deed(after(2))))
        }
        // “Joy, who grips the cot sides”, “…, who I looked after”
        Join::Comma => after(1) == "who" && !is_quoting(after(2)) && !is_source_word(after(2)),
        _ => false,
    }
}

/// “Nisha (hca)”, “Priyanka, our band 5”, “Gareth the porter”.
pub(super) fn has_a_role(reading: &Reading<'_>, mention: &Mention) -> bool {
    let end = reading.get(mention.last).map_or(Join::End, |end| end.join);
    let owner = reading.bare_after(mention.last, 1);
    let is_role = |on: usize| {
        let (word, next) = (reading.bare_after(mention.last, on), reading.bare_after(mention.last, on + 1));
        is_workmate(word) || (word == "band" && next.chars().all(|c| c.is_ascii_digit()) && !next.is_empty())
    };
    // “our newest band 5”, but “a professor of nursing and a midwife”
    let last = if matches!(owner, "our" | "my") { 4 } else { 2 };
    let on = if is_determiner(owner) { (2..=last).find(|on| is_role(*on)) } else { is_role(1).then_some(1) };
    on.is_some_and(|on| matches!(end, Join::Open | Join::Comma) || (end == Join::Blank && on == 2))
}

/// “Case for my revalidation: Bell, gestational diabetes”
fn is_headed(reading: &Reading<'_>, mention: &Mention) -> bool {
    reading.before(mention.first, 1).is_some_and(|before| before.join == Join::Colon)
}

/// “Anwen and I have started”
fn is_with_me(reading: &Reading<'_>, mention: &Mention) -> bool {
    let after = |on| reading.bare_after(mention.last, on);
    after(1) == "and" && matches!(after(2), "i" | "me")
}

/// “the parents of Elin Bell”
fn is_somebodys(reading: &Reading<'_>, mention: &Mention) -> bool {
    let (one, two) = (reading.bare_before(mention.first, 1), reading.bare_before(mention.first, 2));
    one == "of" && (is_kin(two) || matches!(two, "parents" | "family" | "children" | "carer"))
}

/// “Colleague and friend Fatima Bell”: what somebody is to me, without an article.
fn follows_a_role(reading: &Reading<'_>, mention: &Mention) -> bool {
    let back = reading.bare_before(mention.first, 2);
    is_workmate(reading.bare_before(mention.first, 1)) && (matches!(back, "and" | "" | "my" | "our") || is_workmate(back))
}

/// “Family meeting (Bell)”: alone in brackets.
fn stands_in_brackets(reading: &Reading<'_>, mention: &Mention) -> bool {
    let opened = reading.before(mention.first, 1).is_some_and(|before| before.join == Join::Open);
    let closed =
        reading.get(mention.last).is_some_and(|end| reading.text.get(end.range.end..).is_some_and(|rest| rest.starts_with([')', ']'])));
    opened && closed && mention.sure >= 0
}

/// “told Will”, “sat with Grace”.
fn is_met(reading: &Reading<'_>, mention: &Mention) -> bool {
    is_towards(reading.bare_before(mention.first, 1))
}

fn is_spoken_to(reading: &Reading<'_>, mention: &Mention) -> bool {
    let (one, two) = (reading.bare_before(mention.first, 1), reading.bare_before(mention.first, 2));
    let together = matches!(one, "with" | "to") && (2..=4).any(|back| is_conversation(reading.bare_before(mention.first, back)));
    matches!(
        one,
        "told" | "tell" | "asked" | "thanked" | "hugged" | "phoned" | "rang" | "visited" | "saw" | "reviewing" | "reviewed" | "supervised"
    ) || together
        || (one == "baby" && two != "the")
}

/// What people have with each other: “a chat with Priti”, “met with Niamh”.
fn is_conversation(bare: &str) -> bool {
    matches!(
        bare,
        "met"
            | "meeting"
            | "session"
            | "visit"
            | "spoke"
            | "chat"
            | "chatted"
            | "talked"
            | "call"
            | "sat"
            | "appointment"
            | "listened"
            | "worked"
            | "laughed"
            | "cried"
    )
}

/// “… Grace every evening. She corrects me”: the same sentence or the next goes on about one person.
fn is_told_of(reading: &Reading<'_>, mention: &Mention) -> bool {
    (1..=14).any(|on| reading.get(mention.last + on).is_some_and(|token| is_pronoun(&token.bare)))
}

fn is_near_somebody(reading: &Reading<'_>, mention: &Mention) -> bool {
    reading.get(mention.first).is_some_and(|token| reading.has_noun(token.sentence))
}

fn any_around(reading: &Reading<'_>, mention: &Mention, fits: impl Fn(&Token<'_>) -> bool) -> bool {
    reading.around(mention.first).any(|(at, token)| !(mention.first..=mention.last).contains(&at) && fits(token))
}

fn is_in_care(reading: &Reading<'_>, mention: &Mention) -> bool {
    any_around(reading, mention, |token| {
        is_care_word(&token.bare)
            || is_clinical(&token.bare)
            || is_condition(&token.bare)
            || happens_to_patients(&token.bare)
            || is_belonging(&token.bare)
    })
}

/// Whether one tells of oneself, also without saying so: “Had to tell Bell there was no heartbeat”.
fn is_of_mine(reading: &Reading<'_>, mention: &Mention) -> bool {
    let sentence = reading.get(mention.first).map_or(0, |token| token.sentence);
    let begins = reading.get(reading.sentence(sentence).start).map_or("", |token| token.bare.as_str());
    is_own_deed(begins) || tells_of_mine(reading, mention.first)
}

/// “the podcast with Grace”, “Bell's webinar”.
fn has_a_source_near(reading: &Reading<'_>, mention: &Mention) -> bool {
    let near = mention.first.saturating_sub(3)..=mention.last + 3;
    reading.around(mention.first).any(|(at, _)| near.contains(&at) && reading.is_source_at(at))
}

fn has_a_source_beside(reading: &Reading<'_>, mention: &Mention) -> bool {
    reading.has_source_beside(mention.first)
}

fn is_among_sources(reading: &Reading<'_>, mention: &Mention) -> bool {
    reading.get(mention.first).is_some_and(|token| reading.has_source(token.sentence))
}

/// “Bell argues”, “as Bell wrote”, “according to Bell”.
fn is_quoted(reading: &Reading<'_>, mention: &Mention) -> bool {
    (1..=2).any(|on| is_quoting(reading.bare_after(mention.last, on)) || reading.bare_after(mention.last, on) == "written")
        || matches!(
            reading.bare_before(mention.first, 1),
            "by" | "per" | "via" | "cited" | "citing" | "read" | "reading" | "reread" | "quoted" | "quoting"
        )
        || (reading.bare_before(mention.first, 1) == "to" && reading.bare_before(mention.first, 2) == "according")
        // “hadn't heard of Bell”
        || (reading.bare_before(mention.first, 1) == "of" && matches!(reading.bare_before(mention.first, 2), "heard" | "read" | "knew" | "know"))
        // “Munro said in 2011”
        || (2..=4).any(|on| reading.bare_after(mention.last, on).parse::<u32>().is_ok_and(|year| (1900..2100).contains(&year)))
        // “David, the presenter”
        || (1..=2).any(|on| is_authority(reading.bare_after(mention.last, on)) && on == 1 + usize::from(is_determiner(reading.bare_after(mention.last, 1))))
}

/// “Gibbs and Bell”, “Bell et al.”, “Bell & Roy”: one of several authors.
fn is_in_a_row(reading: &Reading<'_>, mention: &Mention) -> bool {
    let known = |token: Option<&Token<'_>>| {
        token.is_some_and(|token| token.is_capitalised() && (is_not_name(&token.bare) || is_abbreviation(&token.bare)))
    };
    let (next, before) = (reading.bare_after(mention.last, 1), reading.bare_before(mention.first, 1));
    let together = next == "and"
        && (3..=5).any(|on| reading.after(mention.last, on).is_some_and(Token::is_source))
        && reading.after(mention.last, 2).is_some_and(Token::is_capitalised);
    // “McCormack and McCance”, “Beauchamp and Childress”
    let surname = |token: Option<&Token<'_>>| {
        token.is_some_and(|token| token.is_capitalised() && !is_first_name(&token.bare) && !is_ordinary(&token.bare))
    };
    let linked = |word: &str| matches!(word, "and" | "&");
    let pair = mention.last == mention.first
        && surname(reading.get(mention.first))
        && (linked(next) && surname(reading.after(mention.last, 2)) || linked(before) && surname(reading.before(mention.first, 2)));
    matches!(next, "et" | "colleagues")
        || pair
        // “Ahmed and Bell's review”
        || together
        || (matches!(next, "and") && (known(reading.after(mention.last, 2)) || reading.bare_after(mention.last, 2) == "colleagues"))
        || (before == "and" && known(reading.before(mention.first, 2)))
        // “Roper, Logan and Bell”
        || (before == "and" && reading.before(mention.first, 2).is_some_and(Token::is_capitalised) && known(reading.before(mention.first, 3)))
}

/// “the geriatrician David Bell”: in full and with what they are, as those are named whom nobody here knows.
fn is_introduced(reading: &Reading<'_>, mention: &Mention) -> bool {
    let (one, two) = (reading.bare_before(mention.first, 1), reading.bare_before(mention.first, 2));
    mention.last > mention.first
        && (matches!(two, "the" | "a" | "an" | "") || (two == "and" && !is_workmate(reading.bare_before(mention.first, 3))))
        && (is_workmate(one) || is_authority(one) || one.ends_with("ician") || one.ends_with("ologist"))
}

/// “teaching in Ennis”: first names that are towns as well.
fn stands_where_places_do(reading: &Reading<'_>, mention: &Mention) -> bool {
    mention.sure < 3 && matches!(reading.bare_before(mention.first, 1), "in" | "at" | "near" | "across" | "around")
}

/// “11 Jan 1922, Toronto, Leonard Thompson”: told of long ago.
fn is_of_history(reading: &Reading<'_>, mention: &Mention) -> bool {
    any_around(reading, mention, |token| token.bare.parse::<u32>().is_ok_and(|year| (1500..1925).contains(&year)))
}

/// “Jamie and Steve on The Aural Apothecary”, “lisa and sara on primary care knowledge boost”: hosts, two or more.
fn is_on_air(reading: &Reading<'_>, mention: &Mention) -> bool {
    let after = |on| reading.after(mention.last, on);
    let titled = |on| {
        after(on).is_some_and(|next| {
            next.is_capitalised() && !is_ordinary(&next.bare) || next.bare == "the" && after(on + 1).is_some_and(Token::is_capitalised)
        })
    };
    let on_air = |on| after(on).is_some_and(|word| matches!(word.bare.as_str(), "on" | "from")) && titled(on + 1);
    let comma = reading.get(mention.last).is_some_and(|end| end.join == Join::Comma);
    let several =
        comma || matches!(reading.bare_after(mention.last, 1), "and" | "&") || matches!(reading.bare_before(mention.first, 1), "and" | "&");
    (1..=5).any(on_air)
        && !any_around(reading, mention, |token| matches!(token.bare.as_str(), "ward" | "bed" | "bay"))
        && (several || on_air(1))
}

/// “Deborah, Rachael and Lauren – worked through the catalogue”: several by first names are hosts more often than patients.
fn is_one_of_several(reading: &Reading<'_>, mention: &Mention) -> bool {
    let name = |token: Option<&Token<'_>>| token.is_some_and(|token| token.is_capitalised() && is_first_name(&token.bare));
    let joined = |bare: &str| matches!(bare, "and" | "&");
    let end = reading.get(mention.last).map_or(Join::End, |end| end.join);
    (joined(reading.bare_after(mention.last, 1)) && name(reading.after(mention.last, 2)))
        || (joined(reading.bare_before(mention.first, 1)) && name(reading.before(mention.first, 2)))
        || (end == Join::Comma && name(reading.after(mention.last, 1)))
}
