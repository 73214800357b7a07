//! Somebody told by an event with the name of its place: “the woman who was on the news after the Rookby bus crash”, “lost both legs in the
//! quarry accident at Rookby”, “one of the pair who came back off the Rookby trawler”.
//!
//! Disasters that reports and courses speak of, without anybody of one's own, stay.

use super::role::{Told, role};
use crate::privacy::happening::has_source_in_part;
use crate::privacy::placing::{place_behind, place_to};
use crate::privacy::reading::{Join, Reading};
use crate::privacy::vocabulary::{is_determiner, is_history, is_kin, is_one_of_few, is_patient_word, is_public_event, is_wreck};

/// How far before an event stands whoever was in it.
const FAR: usize = 14;

/// An event or a wreck with its place, at this word, that somebody is said to have been in.
pub(super) fn survived(reading: &Reading<'_>, at: usize) -> Option<Told> {
    let token = reading.get(at).filter(|token| !token.tagged)?;
    let event = is_public_event(&token.bare);
    if !event && !is_wreck(&token.bare) {
        return None;
    }
    let (first, last) = named_before(reading, at).or_else(|| event.then(|| named_behind(reading, at)).flatten())?;
    let brought_off = matches!(reading.bare_before(first, 1), "off" | "from" | "out" | "of")
        && (1..=4).any(|back| is_rescue(reading.bare_before(first, back)));
    let told = is_of_somebody(reading, first) && (event || brought_off);
    let history = reading.around(at).any(|(_, token)| is_history(&token.bare));
    let instead = if event { "an event in the news" } else { "a wreck" };
    (told && !history && !has_source_in_part(reading, first)).then(|| (first, last, instead.to_owned()))
}

/// “the Rookby bus crash”, “the Rookby sinking”.
fn named_before(reading: &Reading<'_>, at: usize) -> Option<(usize, usize)> {
    let joined = |back: usize| reading.before(at, back).is_some_and(|word| word.join == Join::Blank);
    let name = [1, 2].into_iter().find_map(|back| {
        let small = back == 1 || reading.before(at, 1).is_some_and(|word| word.text.chars().all(char::is_lowercase));
        at.checked_sub(back).filter(|_| small && (1..=back).all(joined)).and_then(|end| place_to(reading, end))
    })?;
    let the = is_determiner(reading.bare_before(name, 1)) && !reading.get(name)?.is_possessive();
    the.then(|| (name - 1, at))
}

/// “the quarry accident at Rookby”.
fn named_behind(reading: &Reading<'_>, at: usize) -> Option<(usize, usize)> {
    let led = matches!(reading.bare_after(at, 1), "at" | "in" | "near" | "off" | "outside");
    let place = place_behind(reading, at).filter(|_| led)?;
    let first = (1..=2).find(|back| matches!(reading.bare_before(at, *back), "the" | "that"))?;
    Some((at - first, place))
}

/// “came back”, “was pulled”: what is told of survivors.
fn is_rescue(bare: &str) -> bool {
    matches!(bare, "came" | "got" | "pulled" | "rescued" | "lifted" | "plucked" | "walked" | "back" | "survived" | "crawled" | "saved")
}

/// Whether somebody stands before who was in it: “the woman who …”, “her son, from …”, “he lost …”.
fn is_of_somebody(reading: &Reading<'_>, first: usize) -> bool {
    let sentence = reading.get(first).map_or(0, |token| token.sentence);
    let link = matches!(reading.bare_before(first, 1), "after" | "in" | "from" | "since" | "off" | "of" | "survived" | "at" | "on");
    let relative = (1..=FAR).any(|back| {
        matches!(reading.bare_before(first, back), "who" | "who'd" | "whose" | "whom")
            && (1..=3).any(|far| first.checked_sub(back + far).is_some_and(|at| is_somebody(reading, at)))
    });
    let hurt = (1..=6).any(|back| {
        matches!(reading.bare_before(first, back), "lost" | "injured" | "hurt" | "burnt" | "burned" | "survived" | "widowed" | "orphaned")
    });
    let direct = first.checked_sub(2).is_some_and(|at| is_somebody(reading, at)) && reading.before(first, 2).is_some();
    let one = reading.has_noun(sentence) || reading.has_pronoun(sentence);
    link && (relative || direct || (hurt && one))
}

/// “the woman”, “the skipper”, “one of the pair”.
fn is_somebody(reading: &Reading<'_>, at: usize) -> bool {
    reading.get(at).is_some_and(|token| {
        let word = token.bare.as_str();
        let some = matches!(word, "one" | "pair" | "two" | "three" | "four" | "crew" | "passenger" | "skipper");
        // “one of the survivors of the Rookby explosion”
        let some = some || word.strip_suffix('s').is_some_and(is_patient_word);
        some || is_patient_word(word) || is_kin(word) || is_one_of_few(word)
    }) || (0..=2).any(|back| at.checked_sub(back).and_then(|from| role(reading, from)).is_some_and(|(_, end, _)| end == at))
}

#[cfg(test)]
mod tests {
    use crate::privacy::rules::tests::{check_finds, check_leaves};

    #[test]
    fn told_by_an_event() {
        check_finds(
            "jigsaw",
            &[
                ("It was the man who'd been on the news after the Rookby train crash.", "the Rookby train crash"),
                ("I saw the skipper who was in all the papers after the Rookby sinking.", "the Rookby sinking"),
                ("He lost an arm in the quarry accident at Rookby.", "the quarry accident at Rookby"),
                ("She is one of the three who came back off the Rookby ferry.", "the Rookby ferry"),
                ("My patient, widowed in the Rookby explosion, sleeps badly.", "the Rookby explosion"),
                ("A girl from the Rookby minibus crash would not speak.", "the Rookby minibus crash"),
                ("The boy who was pulled from the Rookby mine coughs.", "the Rookby mine"),
                ("He was injured in the factory fire at Rookby.", "the factory fire at Rookby"),
                ("Our client whose brother died in the Rookby avalanche paints.", "the Rookby avalanche"),
                ("The lady who survived the landslide near Rookby hates rain.", "the landslide near Rookby"),
                ("Her husband was hurt in the Rookby stabbing.", "the Rookby stabbing"),
                ("One of the survivors of the Rookby siege is on our list.", "the Rookby siege"),
                ("The lad from the Rookby shooting was on my list.", "the Rookby shooting"),
            ],
        );
    }

    #[test]
    fn left_alone() {
        check_leaves(
            "jigsaw",
            &[
                "The Rookby disaster inquiry changed how we triage.",
                "A talk by the man who led the response to the Rookby bombing.",
                "The Rookby crash taught burns units to plan.",
                "The podcast on the Rookby fire had a survivor who spoke for her family.",
                "After the flood in Rookby the surgery moved.",
                "A patient asked whether the crash in share prices matters.",
                "She came back from the ferry with ice cream.",
                "The collapse of the Rookby hospital roof was in the news.",
                "The report on the accident at Rookby was published in 1968.",
                "He read of the siege of Leningrad.",
                "The trawler film made her cry.",
                "We drill for a collision at Rookby each year.",
            ],
        );
    }
}
