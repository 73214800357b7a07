//! Somebody told by what a place has one of: “the vicar of Rookby”, “the Rookby lifeboat cox”, “the only Thai family in Rookby”, “the sole
//! male midwife in the Rookby unit”; by having been the first (“the county's first woman coroner”), by one of two (“the other Tetum speaker”), and by
//! an office that was held (“the late provost's widow”).
//!
//! “The only thing in Rookby”, “the vicar who once said” and the lone nurse that somebody writes of as “I” are nobody here.

use crate::privacy::Hit;
use crate::privacy::happening::{has_source_in_part, tells_of_mine};
use crate::privacy::placing::{is_break, place_behind, place_from, place_to, with_noun};
use crate::privacy::reading::{Join, Reading, Token};
use crate::privacy::vocabulary::{
    is_care_word, is_clinical, is_condition, is_determiner, is_history, is_holding, is_kin, is_number, is_one_of_few, is_ordinary,
    is_patient_word, is_pioneer, is_place, is_quality, is_small_place, is_source_word, is_treating, is_workforce, is_workmate, rare_roles,
};

use super::placed;

/// First and last word of what tells somebody, and what to say instead.
pub(super) type Told = (usize, usize, String);

/// The role at this word: its first and last word, and what to say instead of it.
pub(super) fn role(reading: &Reading<'_>, at: usize) -> Option<Told> {
    let first = reading.get(at).filter(|token| !token.tagged)?;
    // “Butcher” and “Cooper” are surnames.
    let led = |bare: &str| is_determiner(bare) || matches!(bare, "former" | "late" | "ex" | "retired" | "old");
    if first.is_capitalised() && !reading.begins_sentence(at) && !led(reading.bare_before(at, 1)) {
        return None;
    }
    let same = |on: usize, word: &str| {
        let joined = on == 0 || reading.get(at + on - 1).is_some_and(|before| matches!(before.join, Join::Blank | Join::Hyphen));
        joined && reading.after(at, on).is_some_and(|token| token.bare == word)
    };
    let fits = rare_roles(&first.bare).iter().filter(|(words, _)| words.iter().enumerate().all(|(on, word)| same(on, word)));
    fits.max_by_key(|(words, _)| words.len()).map(|(words, instead)| (at, at + words.len() - 1, instead.clone()))
}

/// Somebody whom a role or being the only one tells, at this word.
pub(super) fn told(reading: &Reading<'_>, at: usize) -> Option<Told> {
    // “speaker” is a word of sources, too.
    if let Some(found) = other_speaker(reading, at) {
        return Some(found);
    }
    let found = only(reading, at).or_else(|| nobody_else(reading, at)).or_else(|| by_role(reading, at))?;
    (!is_public(reading, found.0, found.1) && !is_oneself(reading, found.0)).then_some(found)
}

/// Somebody of a role to whom something happened before others' eyes.
pub(super) fn befallen(reading: &Reading<'_>, start: usize, last: usize, instead: &str) -> Option<Hit> {
    let first = with_qualities(reading, start);
    let first = first - usize::from(is_determiner(reading.bare_before(first, 1)));
    let public = is_public(reading, first, last) || is_oneself(reading, first);
    (!public).then(|| Hit { range: reading.span(first, last), instead: Some(placed(reading, first, last, instead)) })
}

/// A role with a place, or with the letters of a name, where care is told of.
fn by_role(reading: &Reading<'_>, at: usize) -> Option<Told> {
    let (start, end, instead) = role(reading, at)?;
    let sentence = reading.get(at)?.sentence;
    let first = with_qualities(reading, start);
    if beside_initials(reading, first) {
        return Some((first - usize::from(is_determiner(reading.bare_before(first, 1))), end, instead));
    }
    if !(reading.is_near_case(sentence) || reading.has_care(sentence) || meets(reading, first, end)) {
        return None;
    }
    if let Some(told) = of_office(reading, first, end, &instead) {
        return Some(told);
    }
    let definite = matches!(reading.bare_before(first, 1), "the" | "our" | "their" | "her" | "his") || first < start;
    // “the Rookby lifeboat cox”
    if let Some(place) = start.checked_sub(1).and_then(|before| place_to(reading, before)).filter(|_| !reading.begins_sentence(start)) {
        let article = reading.bare_before(place, 1);
        let blank = reading.get(start - 1).is_some_and(|before| before.join == Join::Blank && !before.is_possessive());
        return (blank && is_determiner(article)).then(|| (place - 1, end, instead));
    }
    let bare_title =
        first == start && (reading.begins_sentence(first) || reading.get(first - 1).is_some_and(|before| before.join != Join::Blank));
    // “the councillor who lost her Rookby seat”
    // “the bell ringer’s twins in Rookby”
    let kin = reading.get(end).is_some_and(Token::is_possessive) && is_somebody(reading.bare_after(end, 1));
    let behind = place_behind(reading, end + usize::from(kin));
    let behind = behind.filter(|_| definite || bare_title || is_local(reading, end));
    let last = behind.or_else(|| seat(reading, end)).or_else(|| comes_to(reading, end)).or_else(|| with_condition(reading, end))?;
    Some((first - usize::from(is_determiner(reading.bare_before(first, 1))), with_noun(reading, last), instead))
}

/// “the late provost's widow”, “used to be the lord mayor of the city”: of offices that a place has one of at a time.
fn of_office(reading: &Reading<'_>, first: usize, end: usize, instead: &str) -> Option<Told> {
    if !matches!(instead, "somebody in public life" | "a member of the clergy") || !is_determiner(reading.bare_before(first, 1)) {
        return None;
    }
    let office = reading.get(end)?;
    let past = |at: usize| reading.get(at).is_some_and(|token| matches!(token.bare.as_str(), "former" | "late" | "ex" | "old" | "retired"));
    if office.is_possessive() && is_kin_of(reading.bare_after(end, 1)) && (first..end).any(past) {
        return Some((first - 1, end + 1, format!("somebody close to {instead}")));
    }
    let once = matches!(reading.bare_before(first, 2), "be" | "been" | "once");
    let of_the = reading.bare_after(end, 1) == "of" && is_determiner(reading.bare_after(end, 2));
    let small = is_small_place(reading.bare_after(end, 3)) || matches!(reading.bare_after(end, 3), "city" | "borough" | "diocese");
    (of_the && small && once && reading.has_noun(office.sentence)).then(|| (first - 1, end + 3, instead.to_owned()))
}

fn is_kin_of(bare: &str) -> bool {
    is_kin(bare) || matches!(bare, "widow" | "widower")
}

/// “who comes to us in Rookby”: the last word.
fn comes_to(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let who = reading.bare_after(end, 1) == "who";
    let comes = matches!(reading.bare_after(end, 2), "comes" | "came" | "attends" | "attended" | "travels" | "travelled" | "drives");
    let lead = (3..=7).find(|on| matches!(reading.bare_after(end, *on), "in" | "at" | "from")).filter(|_| who && comes)?;
    place_behind(reading, end + lead - 1)
}

/// “with Lewy body dementia at the home in Rookby”: the last word.
fn with_condition(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let with = reading.bare_after(end, 1) == "with" && reading.get(end).is_some_and(|token| token.join == Join::Blank);
    // “with Parkinson's”
    let eponym = |on: usize| reading.after(end, on).is_some_and(|token| token.is_possessive() && token.is_capitalised());
    let ill = |on: usize| is_condition(reading.bare_after(end, on)) || is_clinical(reading.bare_after(end, on)) || eponym(on);
    let lead = (3..=7).find(|on| matches!(reading.bare_after(end, *on), "in" | "at" | "from" | "on")).filter(|_| with)?;
    (2..lead).any(ill).then(|| place_behind(reading, end + lead - 1)).flatten()
}

/// What people who are ill cannot do.
fn is_of_the_body(bare: &str) -> bool {
    matches!(bare, "swallow" | "walk" | "breathe" | "speak" | "hear" | "eat" | "sleep" | "stand" | "lift" | "pee" | "wee")
}

/// Whether whoever writes says to have met or treated somebody: “saw the blacksmith”, “the rector told me”.
fn meets(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let told = (1..=8).any(|on| {
        matches!(reading.bare_after(last, on), "told" | "asked" | "taught" | "thanked" | "rang" | "showed" | "gave")
            && matches!(reading.bare_after(last, on + 1), "me" | "us")
    });
    // “came in with chest pain”, “who comes to us”, “cannot swallow”
    let came = (1..=10).any(|on| {
        matches!(reading.bare_after(last, on), "came" | "comes" | "brought")
            && matches!((reading.bare_after(last, on + 1), reading.bare_after(last, on + 2)), ("in", "with" | "by") | ("to", "us"))
            || matches!(reading.bare_after(last, on), "cannot" | "can't" | "couldn't" | "can")
                && (1..=2).any(|far| is_of_the_body(reading.bare_after(last, on + far)))
    });
    let met = |bare: &str| {
        is_treating(bare) || matches!(bare, "nurse" | "nursed" | "met" | "visit" | "treat" | "see" | "think" | "thinking" | "remember")
    };
    told || came || (1..=4).any(|back| met(reading.bare_before(first, back)))
}

/// “who lost her Rookby seat”, “who stood in Rookby”: the last word.
fn seat(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let who = reading.bare_after(end, 1) == "who" && is_holding(reading.bare_after(end, 2));
    if !who {
        return None;
    }
    let last = (end + 3..end + 6).find_map(|at| reading.after(end, at - end).and_then(|_| place_from(reading, at)))?;
    Some(last + usize::from(matches!(reading.bare_after(last, 1), "seat" | "ward" | "constituency")))
}

/// Whether the noun of a role is followed by where it is held, and not by what it is held for: “lollipop man in Rookby”.
fn is_local(reading: &Reading<'_>, end: usize) -> bool {
    matches!(reading.bare_after(end, 1), "in" | "at" | "on" | "of" | "from") && !is_determiner(reading.bare_after(end, 2))
}

/// The first of the words that say which kind: “retired headmaster”, “Gaelic-medium head teacher”, “last coxswain”.
fn with_qualities(reading: &Reading<'_>, start: usize) -> usize {
    let mut first = start;
    while start - first < 4 {
        let Some(before) = reading.before(first, 1).filter(|before| matches!(before.join, Join::Blank | Join::Hyphen)) else { break };
        // “the Somali imam”
        let people =
            before.is_capitalised() && is_ordinary(&before.bare) && !is_determiner(&before.bare) && !reading.begins_sentence(first - 1);
        if !is_quality(&before.bare) && !people {
            break;
        }
        first -= 1;
    }
    first
}

/// Whether the letters of a name stand right before: “M.T., the retired headmaster”.
fn beside_initials(reading: &Reading<'_>, first: usize) -> bool {
    let back = 1 + usize::from(is_determiner(reading.bare_before(first, 1)));
    reading.before(first, back).is_some_and(|token| {
        let letters = token.text.replace('.', "");
        matches!(token.join, Join::Comma | Join::Open)
            && (2..=3).contains(&letters.len())
            && token.text.contains('.')
            && token.is_capitals()
    })
}

/// “the only Thai family in Rookby”, “the trust's one male health visitor”, “one set of triplets in Rookby”, “the sole vet on the island”.
fn only(reading: &Reading<'_>, at: usize) -> Option<Told> {
    let word = reading.get(at).filter(|token| !token.tagged && token.join == Join::Blank)?;
    let before = reading.bare_before(at, 1);
    // “Rookby’s only vet”, and not “there’s only one vet”
    let owned = reading.before(at, 1).is_some_and(|owner| owner.is_possessive() && !is_small_word(&owner.bare));
    let alone = match word.bare.as_str() {
        "only" => {
            matches!(before, "the" | "our" | "their")
                || (owned && reading.bare_after(at, 1) != "to")
                || is_number(reading.bare_after(at, 1))
        }
        "sole" | "lone" => matches!(before, "the" | "our" | "their") || owned,
        "first" => return first_of(reading, at).filter(|_| owned),
        "one" => matches!(before, "the" | "only" | "is" | "was" | "just") || owned || reading.bare_before(at, 2) == "only",
        _ => false,
    };
    if !alone {
        return None;
    }
    let goes_on =
        |word: usize| reading.get(word).is_some_and(|word| matches!(word.join, Join::Blank | Join::Hyphen) && !is_break(&word.bare));
    let (noun, instead) = (at + 1..at + 6)
        .take_while(|near| (at..*near).all(goes_on))
        .find_map(|near| reading.after(at, near - at).and_then(|_| somebody(reading, near)))?;
    // “We only have one school nurse in Rookby” is a service.
    if word.bare == "one" && reading.bare_before(at, 2) == "only" && instead == "a colleague" {
        return None;
    }
    let small = small_place(reading, noun);
    let place = place_behind(reading, noun).filter(|_| reading.bare_after(noun, 1) != "of" || reading.bare_after(noun, 2) == "the");
    let last = place
        .max(small)
        .map(|last| with_noun(reading, last))
        .or_else(|| owned.then_some(noun).filter(|_| owner_is_place(reading, at) || is_of_a_kind(reading, at, noun)))?;
    let first = if owned { owner(reading, at) } else { at - usize::from(is_determiner(before)) };
    Some((first, last, instead))
}

/// “the county's first woman coroner”, in one's own story, and not in history.
fn first_of(reading: &Reading<'_>, at: usize) -> Option<Told> {
    let kind = matches!(reading.bare_after(at, 1), "woman" | "female" | "lady" | "male" | "black" | "deaf" | "blind" | "gay" | "asian");
    let noun = (2..=3).find(|on| is_pioneer(reading.bare_after(at, *on))).filter(|_| kind && owner_is_place(reading, at))?;
    let history = reading.around(at).any(|(_, token)| is_history(&token.bare));
    let mine = tells_of_mine(reading, at) && !has_source_in_part(reading, at) && !history;
    mine.then(|| (owner(reading, at), at + noun, "somebody".to_owned()))
}

/// “the other Tetum speaker”: there are two; not the other speaker of a panel.
fn other_speaker(reading: &Reading<'_>, at: usize) -> Option<Told> {
    reading.get(at).filter(|token| matches!(token.bare.as_str(), "other" | "only" | "second"))?;
    let language = reading.after(at, 1).filter(|token| token.is_capitalised() && token.join == Join::Blank && !is_ordinary(&token.bare));
    let speaker = reading.bare_after(at, 2) == "speaker" && reading.bare_before(at, 1) == "the";
    let sentence = reading.get(at)?.sentence;
    let spoken = reading.around(at).any(|(word, token)| token.is_source() && word != at + 2);
    let somebody = !spoken && (reading.has_noun(sentence) || reading.has_pronoun(sentence));
    (language.is_some() && speaker && somebody).then(|| (at - 1, at + 2, "somebody".to_owned()))
}

/// “the practice's one Cornish-speaking paramedic”: at work, one of a kind that is said with a capital or an adjective.
fn is_of_a_kind(reading: &Reading<'_>, at: usize, noun: usize) -> bool {
    let kind = |word: usize| {
        reading.get(word).is_some_and(|token| {
            token.is_capitalised() || matches!(token.bare.as_str(), "male" | "female" | "deaf" | "blind" | "black" | "gay" | "trans")
        })
    };
    is_workforce(reading.bare_before(at, 1)) && (at + 1..noun).any(kind)
}

/// Whether a word is for somebody at home or in care.
fn is_somebody(bare: &str) -> bool {
    is_kin(bare) || is_one_of_few(bare) || is_patient_word(bare)
}

/// “nobody else in Rookby has a pacemaker”, “the only one from Rookby”: the place tells.
fn nobody_else(reading: &Reading<'_>, at: usize) -> Option<Told> {
    let token = reading.get(at)?;
    let words = (token.bare.as_str(), reading.bare_after(at, 1));
    let one = words == ("only", "one") && reading.bare_before(at, 1) == "the";
    let fits = one || words == ("nobody", "else");
    if !fits || !(reading.is_near_case(token.sentence) || reading.has_care(token.sentence)) {
        return None;
    }
    let place = place_behind(reading, at + 1).filter(|_| matches!(reading.bare_after(at, 2), "in" | "on" | "from" | "at" | "near"))?;
    Some((at + 2, place, if reading.bare_after(at, 2) == "from" { "from there" } else { "nearby" }.to_owned()))
}

/// Somebody whom a small place has one of: the last word, and what to say instead.
fn somebody(reading: &Reading<'_>, at: usize) -> Option<(usize, String)> {
    if let Some((_, last, instead)) = role(reading, at) {
        return Some((last, instead));
    }
    let token = reading.get(at)?;
    // “male midwife”, “support worker”: the noun is the last of them.
    let goes_on = token.join == Join::Blank && {
        let next = reading.bare_after(at, 1);
        is_workmate(next) || is_one_of_few(next) || is_patient_word(next)
    };
    if goes_on {
        return None;
    }
    let said = match token.bare.as_str() {
        "family" | "household" => "a family",
        "couple" => "a couple",
        "twins" | "triplets" | "quads" => "siblings",
        "visitor" if reading.bare_before(at, 1) == "health" => "a colleague",
        "officer" | "practitioner" | "operative" => "a colleague",
        word if is_workmate(word) && !matches!(word, "friend" | "student") => "a colleague",
        word if is_one_of_few(word) || is_patient_word(word) || is_kin(word) => "somebody",
        _ => return None,
    };
    Some((at, said.to_owned()))
}

/// “in the village”, “on my books”, “in the Rookby unit”: the last word.
fn small_place(reading: &Reading<'_>, noun: usize) -> Option<usize> {
    let led = matches!(reading.bare_after(noun, 1), "in" | "on" | "at" | "of" | "from" | "for" | "off")
        && is_determiner(reading.bare_after(noun, 2));
    let last = (3..=4).find(|on| is_small_place(reading.bare_after(noun, *on)))?;
    let between = last == 3 || reading.after(noun, 3).is_some_and(|token| token.join == Join::Blank);
    (led && between).then_some(noun + last)
}

/// Words whose ’s is a verb: “there’s”, “she’s”.
fn is_small_word(bare: &str) -> bool {
    matches!(bare, "there" | "it" | "that" | "here" | "he" | "she" | "what" | "who" | "where" | "this")
}

/// Whether whoever has only one of them is a small place: “the trust's one male health visitor”, “Rookby's only vet”.
fn owner_is_place(reading: &Reading<'_>, at: usize) -> bool {
    let owner = reading.bare_before(at, 1);
    is_small_place(owner) || is_place(owner) || at.checked_sub(1).is_some_and(|before| place_to(reading, before).is_some())
}

/// Where it begins with the owner's article.
fn owner(reading: &Reading<'_>, at: usize) -> usize {
    let first = at.checked_sub(1).and_then(|before| place_to(reading, before)).unwrap_or(at - 1);
    first - usize::from(is_determiner(reading.bare_before(first, 1)))
}

/// Whether somebody is told of as one who spoke, wrote or holds an office: “a webinar by the vicar of Rookby”.
fn is_public(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let sentence = reading.get(first).map_or(0, |token| token.sentence);
    let told = |bare: &str| {
        is_source_word(bare)
            || matches!(bare, "spoke" | "speaks" | "opened" | "launched" | "presented" | "interviewed" | "announced" | "blogs" | "chairs")
    };
    // “wrote his sermon on our ward” says a patient, “wrote a blog” none.
    let behind = if reading.has_care(sentence) { 2 } else { 4 };
    // “as on the webinar, and of the piper”: what is said before the conjunction is of something else.
    let joined = |far: usize| {
        (1..far).all(|near| {
            let comma = reading.before(first, near + 1).is_some_and(|word| word.join == Join::Comma);
            !(comma && matches!(reading.bare_before(first, near), "and" | "but"))
        })
    };
    let beside = (1..=7).any(|far| joined(far) && told(reading.bare_before(first, far)))
        || (1..=behind).any(|far| told(reading.bare_after(last, far)));
    let unclear = reading.has_source_beside(first)
        && has_source_in_part(reading, first)
        && !(reading.has_noun(sentence) || reading.has_care(sentence) || reading.has_pronoun(sentence));
    // “the minister at the conference in Rookby”
    let within = (first..=last).any(|at| reading.get(at).is_some_and(|token| told(&token.bare)));
    within || (beside && !is_care_word(reading.bare_after(last, 1))) || unclear
}

/// Whether it is whoever writes: “I was the only physio on the island”, and not “I nurse the only piper on the island”.
fn is_oneself(reading: &Reading<'_>, first: usize) -> bool {
    let links = |bare: &str| {
        matches!(
            bare,
            "was"
                | "am"
                | "as"
                | "being"
                | "been"
                | "be"
                | "have"
                | "had"
                | "felt"
                | "feel"
                | "became"
                | "become"
                | "were"
                | "are"
                | "still"
                | "then"
                | "now"
                | "like"
        )
    };
    let back = (1..=4).find(|back| !links(reading.bare_before(first, *back))).unwrap_or(5);
    let oneself = matches!(reading.bare_before(first, back), "i" | "i'm" | "i've" | "i'd" | "me" | "we" | "we're" | "we've" | "myself");
    oneself && (back > 1 || matches!(reading.bare_before(first, back), "i'm" | "we're"))
}
