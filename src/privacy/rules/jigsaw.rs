//! Pieces that tell nobody alone, and one person together.
//!
//! *What*: in one or two sentences about one person, a rare condition with a place and a date; or an age with a place and an event that was
//! in the news. *Why*: whoever was there can put the pieces together without a name. *Example*: see [`Rule::example`]. One piece made general
//! breaks the puzzle: the condition, or the place.

use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::vocabulary::{is_not_name, is_number, is_place, is_source_word, rare_conditions};
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
        "A rare condition, a place and a date fit one person only, even without a name."
    }

    fn example(&self) -> &'static str {
        "A child with Batten disease moved to Llandeilo in March 2023."
    }

    fn in_text(&self, text: &Prose<'_>, _known: &Known) -> Vec<Hit> {
        let reading = Reading::once(text);
        let all: Vec<Pieces> = (0..reading.sentences()).map(|sentence| Pieces::of(reading, sentence)).collect();
        let mut hits: Vec<Hit> = Vec::new();
        for (number, here) in all.iter().enumerate() {
            let next = all.get(number + 1);
            let before = number.checked_sub(1).and_then(|before| all.get(before));
            let near = |has: fn(&Pieces) -> bool| has(here) || next.is_some_and(has) || before.is_some_and(has);
            // Two sentences at most: with the next or with the one before, not both.
            let together = |has: &[fn(&Pieces) -> bool]| {
                [next, before].into_iter().any(|other| has.iter().all(|has| has(here) || other.is_some_and(has)))
            };
            if !(reading.is_near_case(number) || here.has_somebody) || here.source {
                continue;
            }
            if let Some((first, last, instead)) = &here.condition
                && together(&[|one| one.place.is_some(), |one| one.date])
            {
                hits.push(Hit { range: reading.span(*first, *last), instead: Some(placed(reading, *first, *last, instead)) });
            }
            if let Some(place) = here.place
                && together(&[|one| one.age, |one| one.event])
                && near(|one| one.age)
            {
                hits.push(Hit { range: reading.span(place.0, place.1), instead: Some("a town".to_owned()) });
            }
        }
        hits
    }
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
    /// Whether it tells of something learnt from others.
    source: bool,
}

impl Pieces {
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
    let led = matches!(reading.bare_before(at, 1), "in" | "near" | "from" | "outside" | "at" | "to" | "around") || is_place(&token.bare);
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

fn date(reading: &Reading<'_>, at: usize, token: &Token<'_>) -> bool {
    let before = reading.bare_before(at, 1);
    let in_the = before == "the" && matches!(reading.bare_before(at, 2), "in" | "during" | "of" | "over");
    let last = in_the || matches!(before, "last" | "this" | "in" | "on" | "since" | "by" | "late" | "early" | "mid");
    let year = token.bare.len() == 4 && token.bare.starts_with(['1', '2']) && token.bare.chars().all(|c| c.is_ascii_digit());
    let slashed =
        token.bare.chars().all(|c| c.is_ascii_digit()) && reading.text.get(token.range.end..).is_some_and(|rest| rest.starts_with('/'));
    (is_month(&token.bare) && token.is_capitalised())
        || (token.text == "May" && (last || (!before.is_empty() && before.chars().all(|c| c.is_ascii_digit()))))
        || (year && (last || is_month(before) || before == "may"))
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

fn event(reading: &Reading<'_>, at: usize, token: &Token<'_>) -> bool {
    let after = |on| reading.bare_after(at, on);
    match token.bare.as_str() {
        "crash" | "collision" | "explosion" | "stabbing" | "stabbed" | "drowned" | "drowning" | "murder" | "murdered" | "shooting"
        | "derailment" | "bombing" | "arson" | "headlines" | "lottery" | "landslide" | "avalanche" | "lightning" | "inquest"
        | "manslaughter" | "kidnapped" | "shot" | "rescued" | "airlifted" | "helicopter" | "mauled" | "electrocuted" => true,
        "in" | "on" => matches!((after(1), after(2)), ("the", "news" | "papers" | "paper" | "press" | "tv")),
        "house" | "factory" | "flat" | "barn" => after(1) == "fire",
        "quad" | "tractor" => matches!(after(1), "bike" | "accident" | "overturned") || after(2) == "accident",
        "dog" => after(1) == "attack",
        "fell" => {
            after(1) == "from" && (2..=5).any(|on| matches!(after(on), "bridge" | "cliff" | "roof" | "pier" | "scaffolding" | "viaduct"))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_tell_only_together() {
        for (text, want) in [
            ("A child with Batten disease moved to Llandeilo in March 2023.", vec![("Batten disease", "a rare inherited condition")]),
            ("She has Moyamoya disease. She came from Tenby last Tuesday.", vec![("Moyamoya disease", "a rare neurological condition")]),
            ("A man, aged 34, was hurt in the crash near Selkirk.", vec![("Selkirk", "a town")]),
            ("A child with Batten disease taught me patience.", vec![]),
            ("A conference talk on Batten disease in Cardiff in March 2023 named no child.", vec![]),
            ("A patient with asthma moved to Tenby in March.", vec![]),
            ("Batten disease research met in Tenby in March 2023.", vec![]),
        ] {
            let hits = RULE.in_text(&Prose::of(text), &Known::default());
            let got: Vec<_> = hits.iter().map(|hit| (&text[hit.range.clone()], hit.instead.as_deref().unwrap_or_default())).collect();
            assert_eq!(got, want, "{text}");
        }
    }
}
