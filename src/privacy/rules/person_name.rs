//! Names of people in care, of their kin, and of those who work with them.
//!
//! *What*: a name behind a title (“Mrs Bell”), beside the word for what somebody is (“her son Tomasz”), or that what happens gives away (“I
//! visited Dilys”); and the same name again further on. Authors, speakers, theorists and eponyms are not meant: a list, and the words around,
//! tell them apart. *Why*: a name is the plainest identifier, and a reflection does not need it. *Example*: see [`Rule::example`].

mod acting;
mod mentioned;
mod related;
mod titled;
mod wording;

pub(super) use wording::placed;

use std::collections::BTreeSet;

use crate::domain::text::folded;
use crate::privacy::reading::Reading;
use crate::privacy::vocabulary::{bare, is_first_name, is_not_name, is_only_first_name, is_public_person, is_source_word, is_title};
use crate::privacy::{Hit, Known, Prose, Rule};

pub(super) static RULE: PersonName = PersonName;

/// See the [module](self).
pub(super) struct PersonName;

impl Rule for PersonName {
    fn id(&self) -> &'static str {
        "person-name"
    }

    fn label(&self) -> &'static str {
        "Name of a person"
    }

    fn why(&self) -> &'static str {
        "A name tells at once who somebody is. Colleagues and relatives can be told by theirs as well as patients."
    }

    fn example(&self) -> &'static str {
        "Mrs Patel, 74, came to clinic with her son Tomasz."
    }

    fn in_text(&self, text: &Prose<'_>, known: &Known) -> Vec<Hit> {
        let reading = Reading::once(text);
        let mut found = titled::hits(reading);
        found.extend(related::hits(reading));
        found.extend(acting::hits(reading));
        found.extend(mentioned::hits(reading));
        found.extend(again(reading, &found));
        met_before(reading, &mut found);
        let public = |hit: &Hit| {
            let said = folded(text.text.get(hit.range.clone()).unwrap_or_default());
            names_in_public(reading, hit)
                || known
                    .own
                    .iter()
                    .chain(&known.communities)
                    .map(|own| folded(own))
                    .any(|own| own.chars().count() > 2 && said.contains(&own))
        };
        found.into_iter().map(|(hit, _)| hit).filter(|hit| !public(hit)).collect()
    }
}

/// Whether two or three words of what was found are the name of somebody whom everybody may name: “Kathryn Mannix's”.
fn names_in_public(reading: &Reading<'_>, hit: &Hit) -> bool {
    let words: Vec<&str> = (reading.at_byte(hit.range.start)..reading.at_byte(hit.range.end))
        .filter_map(|at| reading.get(at))
        .map(|token| token.bare.as_str())
        .collect();
    (2..=3).any(|many| words.windows(many).any(|name| is_public_person(&name.join(" ")) || is_public_person(&name.join("-"))))
}

/// “A patient” who was named before is “the patient”.
fn met_before(reading: &Reading<'_>, found: &mut [(Hit, usize)]) {
    found.sort_by_key(|(hit, _)| hit.range.start);
    let mut met: BTreeSet<&str> = BTreeSet::new();
    for (hit, last) in found {
        let first = reading.at_byte(hit.range.start);
        let names = reading.tokens.iter().take(*last + 1).skip(first).filter(|token| token.is_capitalised() && !is_not_name(&token.bare));
        let mut again = false;
        for name in names.map(|token| token.bare.as_str()).filter(|name| name.chars().count() > 2 && !is_title(name)) {
            again |= !met.insert(name);
        }
        if let Some(instead) = hit.instead.as_mut().filter(|_| again) {
            for (a, the) in [("a patient", "the patient"), ("A patient", "The patient")] {
                if let Some(rest) = instead.strip_prefix(a) {
                    *instead = format!("{the}{rest}");
                }
            }
        }
    }
}

/// The same names further on, where nothing beside them gives them away.
fn again(reading: &Reading<'_>, found: &[(Hit, usize)]) -> Vec<(Hit, usize)> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut covered: Vec<bool> = vec![false; reading.tokens.len()];
    for (hit, last) in found {
        let first = reading.at_byte(hit.range.start);
        for inside in covered.iter_mut().take(reading.at_byte(hit.range.end)).skip(first) {
            *inside = true;
        }
        let inside = reading.tokens.iter().take(last + 1).skip(first).filter(|token| token.is_capitalised());
        let names_inside = inside
            .map(|token| bare(token.text))
            .filter(|name| name.chars().count() > 2 && (!is_not_name(name) || is_only_first_name(name)));
        names.extend(names_inside.filter(|name| !is_title(name)));
    }
    let mut more = Vec::new();
    for (at, token) in reading.tokens.iter().enumerate() {
        let covered = covered.get(at).copied().unwrap_or_default();
        let sure = is_only_first_name(&token.bare) || !is_first_name(&token.bare);
        if !covered
            && !token.tagged
            && token.is_capitalised()
            && sure
            && names.contains(&token.bare)
            && !is_source_word(reading.bare_after(at, 1))
        {
            let instead = wording::placed(reading, at, at, "the patient");
            more.push((Hit { range: token.range.clone(), instead: Some(instead) }, at));
        }
    }
    more
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with what is found replaced.
    fn mended(text: &str) -> String {
        let mut hits = RULE.in_text(&Prose::of(text), &Known::default());
        hits.sort_by_key(|hit| (std::cmp::Reverse(hit.range.len()), hit.range.start));
        let mut kept: Vec<Hit> = Vec::new();
        for hit in hits {
            if !kept.iter().any(|one| hit.range.start < one.range.end && one.range.start < hit.range.end) {
                kept.push(hit);
            }
        }
        kept.sort_by_key(|hit| std::cmp::Reverse(hit.range.start));
        let mut text = text.to_owned();
        for hit in kept {
            text.replace_range(hit.range, &hit.instead.expect("a name can always be said in other words"));
        }
        text
    }

    #[test]
    fn names_are_said_in_general_words() {
        for (text, want) in [
            ("Mrs Patel, 74, was breathless.", "A woman in her seventies was breathless."),
            ("I saw Mr O'Connor-Jones (91) at home.", "I saw a man aged 90 or over at home."),
            ("I saw a 62-year-old Mrs Bell today.", "I saw a woman in her sixties today."),
            ("We moved mrs.patel to a chair.", "We moved a patient to a chair."),
            ("MRS PATEL refused tea.", "A patient refused tea."),
            ("Mr and Mrs Okonkwo agreed.", "A couple agreed."),
            ("I rang Mrs Nowak's daughter.", "I rang a patient’s daughter."),
            ("My patient Mrs Bell asked why.", "My patient asked why."),
            ("Her son Tomasz visits daily.", "Her son visits daily."),
            ("her husband gwilym came", "her husband came"),
            ("My patient, Gurpreet, asked why.", "My patient asked why."),
            ("A lady called Dilys, 81, fell.", "A lady in her eighties, fell."),
            ("We asked her GP, Dr Evans, for advice.", "We asked her GP for advice."),
            ("I visited Dilys on Tuesday. Dilys was cold.", "I visited a patient on Tuesday. The patient was cold."),
            ("Siân's husband phoned us.", "The patient’s husband phoned us."),
            ("She likes to be called Betty.", "She likes to be called [name]."),
            ("John Wilson was admitted with a stroke.", "A patient was admitted with a stroke."),
            ("Agnieszka, 34, cried when she was told.", "A woman in her thirties cried when she was told."),
        ] {
            assert_eq!(mended(text), want, "{text}");
        }
    }

    #[test]
    fn sources_theorists_and_eponyms_stay() {
        for text in [
            "Greenhalgh et al. (2014) call this a movement in crisis.",
            "Professor Trish Greenhalgh's talk made me think of one patient.",
            "The McKenzie method may help a patient with Parkinson's.",
            "A Braden score is one number; the patient is more.",
            "Gibbs, Kolb, Schön and Driscoll each describe a cycle.",
            "Patient Safety Learning asks every patient to speak.",
            "Near Miss reporting fell; I miss Tuesdays, and may mark them.",
            "MS Society; MR imaging; 20 ms; the mRS score.",
            "A talk by Mr Lakhani on hip fracture.",
            "The Duty Doctor Reads: a memoir by somebody's patient",
            "Ms Rahman, the keynote speaker, showed a trial.",
            "Martha's Rule gives every patient a second opinion.",
            "For each patient, Barthel scores are kept.",
            "The patient Facebook group is run by volunteers.",
            "Will May be a busy month? Mark the date; Grace under pressure.",
        ] {
            assert_eq!(mended(text), text);
        }
    }

    #[test]
    fn what_is_the_registrants_own_stays() {
        let known = Known { own: vec!["Dilys Bell".to_owned()], ..Known::default() };
        assert!(RULE.in_text(&Prose::of("My mentor called me Mrs Dilys Bell."), &known).is_empty());
    }
}
