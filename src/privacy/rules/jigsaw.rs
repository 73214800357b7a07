//! Pieces that tell nobody alone, and one person together.
//!
//! *What*: in one or two sentences about one person, a rare condition with a place and a date, or with a role that few have; an event that
//! was in the news with a place and an age or a day; and what tells with a place alone: a role that a place has one of (“the vicar of Rookby”),
//! being the only one there (“the only Thai family in Rookby”), a job at a place of work (“nights at the Rookby dairy”), a choir or a team
//! (“sings alto in the Rookby choir”), an event that has its name (“after the Rookby bus crash”). *Why*: whoever was there can put the pieces together without a name. *Example*: see [`Rule::example`]. One piece made general breaks the puzzle: the
//! condition, the role, or the place.

mod colleague;
mod event;
mod local;
mod member;
mod role;
mod survived;
mod work;

use event::{event, strong_event};

use crate::privacy::placing::is_saints;
use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::vocabulary::{
    capitalised, happens_to_patients, is_determiner, is_local_event, is_not_name, is_number, is_place, is_source_word, is_spell,
    rare_conditions,
};
use crate::privacy::{Hit, Known, Prose, Rule};

use super::person_name::placed;

pub(super) static RULE: Jigsaw = Jigsaw;

/// See the [module](self).
pub(super) struct Jigsaw;

impl Rule for Jigsaw {
    fn id(&self) -> &'static str {
        "jigsaw"
    }

    fn label(&self) -> &'static str {
        "Details that identify together"
    }

    fn why(&self) -> &'static str {
        "A rare condition, a role or an event fits with its place and date one person only, even without a name."
    }

    fn example(&self) -> &'static str {
        "A child with Batten disease moved to Llandeilo in March 2023."
    }

    fn in_text(&self, text: &Prose<'_>, _known: &Known) -> Vec<Hit> {
        let reading = Reading::once(text);
        let all: Vec<Pieces> = (0..reading.sentences()).map(|sentence| Pieces::of(reading, sentence)).collect();
        let mut hits: Vec<Hit> = told(reading);
        for (number, here) in all.iter().enumerate() {
            let next = all.get(number + 1);
            let before = number.checked_sub(1).and_then(|before| all.get(before));
            let near = |has: fn(&Pieces) -> bool| has(here) || next.is_some_and(has) || before.is_some_and(has);
            // Two sentences at most: with the next or with the one before, not both.
            let together = |has: &[fn(&Pieces) -> bool]| {
                [next, before].into_iter().any(|other| has.iter().all(|has| has(here) || other.is_some_and(has)))
            };
            let befallen = here.role.as_ref().filter(|_| here.befell_in_public());
            if let Some((first, last, instead)) = befallen {
                hits.extend(role::befallen(reading, *first, *last, instead));
            }
            if here.source {
                continue;
            }
            let near_case = reading.is_near_case(number) || here.has_somebody;
            // “a girl with progeria in Rookby”
            let told = here.has_somebody && here.place.is_some() && reading.has_noun(number) && !reading.has_source(number);
            if let Some((first, last, instead)) = &here.condition
                && near_case
                && (together(&[|one| one.place.is_some(), |one| one.date]) || here.role.is_some() || told)
            {
                // The ’s of “Huntington's” tells no owner.
                let said = if reading.begins_sentence(*first) { capitalised(instead) } else { instead.clone() };
                hits.push(Hit { range: reading.span(*first, *last), instead: Some(said) });
            }
            let remembered = befallen.is_none() && here.strong_event && here.date && (near_case || reading.has_care(number));
            if let Some(place) = here.place
                && ((near_case && together(&[|one| one.age, |one| one.event]) && near(|one| one.age)) || remembered)
            {
                // “on the Rookby ferry” is “on a town ferry”.
                let first = place.0 - usize::from(is_determiner(reading.bare_before(place.0, 1)));
                let range = reading.span(first, place.1);
                // “the crash near Rookby” has its place.
                if !hits.iter().any(|hit| hit.range.start <= range.start && range.end <= hit.range.end) {
                    hits.push(Hit { range, instead: Some(placed(reading, first, place.1, "a town")) });
                }
            }
        }
        let local = local(reading, &hits);
        hits.extend(local);
        hits.sort_by_key(|hit| hit.range.start);
        hits
    }
}

/// Where somebody is from, in sentences that have no other piece to make general.
fn local(reading: &Reading<'_>, hits: &[Hit]) -> Vec<Hit> {
    let mut found: Vec<Hit> = Vec::new();
    for at in 0..reading.tokens.len() {
        let Some((first, last, instead)) = local::place_of_somebody(reading, at) else { continue };
        let sentence = |byte: usize| reading.get(reading.at_byte(byte)).map(|token| token.sentence);
        let range = reading.span(first, last);
        if !hits.iter().chain(found.last()).any(|hit| sentence(hit.range.start) == sentence(range.start)) {
            found.push(Hit { range, instead: Some(instead) });
        }
    }
    found
}

/// Whom a role, being the only one or a place of work tells, in the order of the text.
fn told(reading: &Reading<'_>) -> Vec<Hit> {
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    for at in 0..reading.tokens.len() {
        let by_place =
            || survived::survived(reading, at).or_else(|| member::member(reading, at)).or_else(|| colleague::colleague(reading, at));
        let Some(one) = role::told(reading, at).or_else(|| work::place_of_work(reading, at)).or_else(by_place) else { continue };
        // “the only shepherd in Rookby” is told at “only” and at “shepherd”.
        if found.last().is_none_or(|before| one.0 > before.1) {
            found.push(one);
        }
    }
    let hit = |(first, last, instead): (usize, usize, String)| {
        let end = if is_saints(reading, last) { first } else { last };
        Hit { range: reading.span(first, last), instead: Some(placed(reading, first, end, &instead)) }
    };
    found.into_iter().map(hit).collect()
}

/// What a sentence holds of the puzzle.
#[derive(Debug, Default)]
struct Pieces {
    /// First and last word, and what to say instead.
    condition: Option<(usize, usize, String)>,
    /// Whether it says of one person, whatever they are called, that they have the condition: “a farmer with …”.
    has_somebody: bool,
    place: Option<(usize, usize)>,
    date: bool,
    age: bool,
    event: bool,
    /// Whether the event is one of which a small place speaks for years: “lifted off the roof”.
    strong_event: bool,
    /// A role that few have, and what to say instead.
    role: Option<(usize, usize, String)>,
    /// Whether something befell somebody that befalls patients: “sectioned”.
    happens: bool,
    /// Whether it tells of something learnt from others.
    source: bool,
}

impl Pieces {
    /// Whether a place saw what befell somebody: “struck by lightning above Rookby in August”, “sectioned in Rookby on Christmas Eve”.
    fn befell_in_public(&self) -> bool {
        self.place.is_some() && self.date && (self.happens || self.event)
    }

    fn of(reading: &Reading<'_>, sentence: usize) -> Self {
        let mut found = Self::default();
        for at in reading.sentence(sentence) {
            let Some(token) = reading.get(at) else { continue };
            found.source |= is_source_word(&token.bare) && !matches!(token.bare.as_str(), "play" | "study" | "paper" | "film" | "et");
            found.condition = found.condition.take().or_else(|| condition(reading, at));
            if found.condition.as_ref().is_none_or(|(first, last, _)| at < *first || at > *last) {
                found.place = found.place.or_else(|| place(reading, at));
            }
            if let Some((first, ..)) = found.condition {
                found.has_somebody |= matches!(reading.bare_before(first, 1), "with" | "had" | "has")
                    || (reading.bare_before(first, 1) == "of" && reading.bare_before(first, 2) == "case");
            }
            found.date |= date(reading, at, token);
            found.age |= age(reading, at, token);
            found.event |= event(reading, at, token);
            found.strong_event |= strong_event(reading, at, token);
            found.role = found.role.take().or_else(|| role::role(reading, at));
            found.happens |= happens_to_patients(&token.bare);
        }
        found
    }
}

fn condition(reading: &Reading<'_>, at: usize) -> Option<(usize, usize, String)> {
    let first = reading.get(at)?;
    let same = |on: usize, word: &str| reading.after(at, on).is_some_and(|token| token.bare == word);
    let fits = rare_conditions(&first.bare).iter().filter(|(words, _)| words.iter().enumerate().all(|(on, word)| same(on, word)));
    let listed = fits.max_by_key(|(words, _)| words.len()).map(|(words, instead)| (at, at + words.len() - 1, instead.clone()));
    if listed.is_some() || !sounds_rare(&first.bare) {
        return listed;
    }
    // “cardiac sarcoma”
    let kind = reading.before(at, 1).is_some_and(|before| {
        before.join == Join::Blank
            && ["ac", "ic", "al", "ar", "ous", "oid", "ary"].iter().any(|end| before.bare.ends_with(end))
            && before.bare.len() > 4
    });
    Some((at - usize::from(kind), at, "a rare condition".to_owned()))
}

/// Whether a word ends as the names of rare tumours, errors of metabolism and inherited conditions do, which no list has all of.
fn sounds_rare(bare: &str) -> bool {
    const ENDS: &[&str] = &[
        "blastoma",
        "dystrophy",
        "aciduria",
        "acidaemia",
        "porphyria",
        "ichthyosis",
        "sarcoma",
        "saccharidosis",
        "lipidosis",
        "histiocytosis",
        "gangliosidosis",
        "synostosis",
        "gastroschisis",
        "exstrophy",
        "atresia",
        "trisomy",
        "chordoma",
        "amyloidosis",
        "calciphylaxis",
    ];
    bare.len() >= 7 && bare.ends_with(['a', 's', 'y']) && ENDS.iter().any(|end| bare.ends_with(end))
}

/// A place: one of the list, or a word with a capital behind “in”, “near”, “from”.
fn place(reading: &Reading<'_>, at: usize) -> Option<(usize, usize)> {
    let token = reading.get(at).filter(|token| token.is_capitalised() && !token.tagged)?;
    let two = reading
        .after(at, 1)
        .filter(|next| next.is_capitalised() && matches!(token.join, Join::Blank))
        .map(|next| format!("{} {}", token.bare, next.bare));
    if two.is_some_and(|two| is_place(&two)) {
        return Some((at, at + 1));
    }
    // “a place the size of Rookby”
    let sized = reading.bare_before(at, 1) == "of"
        && matches!(reading.bare_before(at, 2), "size" | "village" | "town" | "island" | "parish" | "outskirts");
    let led = sized
        || matches!(reading.bare_before(at, 1), "in" | "near" | "from" | "outside" | "at" | "to" | "around" | "above" | "below" | "off")
        || is_place(&token.bare);
    let lettered =
        token.text.chars().count() > 2 && token.text.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '’') && !token.is_capitals();
    (led && lettered && (is_place(&token.bare) || !is_not_name(&token.bare))).then_some((at, at))
}

fn is_month(bare: &str) -> bool {
    matches!(
        bare,
        "january"
            | "february"
            | "march"
            | "april"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "easter"
            | "christmas"
    )
}

/// “3 Feb”
fn is_short_month(bare: &str) -> bool {
    matches!(bare, "jan" | "feb" | "mar" | "apr" | "jun" | "jul" | "aug" | "sep" | "sept" | "oct" | "nov" | "dec")
}

fn is_day_number(bare: &str) -> bool {
    bare.trim_end_matches(char::is_alphabetic).parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

fn date(reading: &Reading<'_>, at: usize, token: &Token<'_>) -> bool {
    let before = reading.bare_before(at, 1);
    let in_the = before == "the" && matches!(reading.bare_before(at, 2), "in" | "during" | "of" | "over");
    let last = in_the || matches!(before, "last" | "this" | "in" | "on" | "since" | "by" | "late" | "early" | "mid");
    let year = token.bare.len() == 4 && token.bare.starts_with(['1', '2']) && token.bare.chars().all(|c| c.is_ascii_digit());
    // “the night of the flood”, “in regatta week”
    let of = before == "the" && reading.bare_before(at, 2) == "of" || matches!(before, "after" | "before" | "during");
    let local = is_local_event(&token.bare)
        && ((of && (2..=5).any(|back| is_spell(reading.bare_before(at, back))))
            || matches!(reading.bare_after(at, 1), "week" | "weekend" | "night" | "day"));
    let slashed =
        token.bare.chars().all(|c| c.is_ascii_digit()) && reading.text.get(token.range.end..).is_some_and(|rest| rest.starts_with('/'));
    (is_month(&token.bare) && token.is_capitalised())
        || (token.text == "May" && (last || (!before.is_empty() && before.chars().all(|c| c.is_ascii_digit()))))
        || (year && (last || is_month(before) || before == "may"))
        || local
        || (is_short_month(&token.bare) && is_day_number(before))
        || slashed
        || (matches!(
            token.bare.as_str(),
            "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "week"
                | "month"
                | "spring"
                | "summer"
                | "autumn"
                | "winter"
        ) && last)
        || matches!(token.bare.as_str(), "yesterday")
}

fn age(reading: &Reading<'_>, at: usize, token: &Token<'_>) -> bool {
    let digits: String = token.bare.chars().take_while(char::is_ascii_digit).collect();
    let years = digits.parse::<u32>().is_ok_and(|years| (1..120).contains(&years));
    let unit = (1..=2).any(|on| matches!(reading.bare_after(at, on), "year" | "years" | "yr" | "old" | "month" | "week"))
        && (1..=3).any(|on| reading.bare_after(at, on) == "old");
    let said = matches!(reading.bare_before(at, 1), "aged" | "age");
    let compact = token.bare.ends_with("yo") || token.bare.ends_with("yr");
    let commas = token.join == Join::Comma && reading.before(at, 1).is_some_and(|before| before.join == Join::Comma);
    (years && (unit || said || compact || commas)) || (is_number(&token.bare) && (unit || said))
}

#[cfg(test)]
mod tests;
