//! Two people write in one entry, or one in two places: what each of them changed, put together.
//!
//! Three drafts are compared field by field: the one that both began with, and what came of it on either side. A field that only one side
//! changed is as that side has it. Lists are put together item by item. Only when both changed the same field otherwise is there a clash,
//! which somebody has to decide.

use super::entry::TimeSpent;
use super::{ClaimCheck, EntryDraft};

/// Both sides changed the same field, each in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clash;

impl EntryDraft {
    /// What `self` and `theirs` make together, which both were `base` before.
    ///
    /// # Errors
    /// [`Clash`]: both changed the same field.
    pub fn merged(&self, base: &Self, theirs: &Self) -> Result<Self, Clash> {
        let mine = self;
        macro_rules! one {
            ($($field:ident).+) => {
                one(&base.$($field).+, &mine.$($field).+, &theirs.$($field).+)?
            };
        }
        macro_rules! list {
            ($field:ident) => {
                list(&base.$field, &mine.$field, &theirs.$field)
            };
        }
        // A time means nothing without its zone.
        let (time, zone) = one(&(base.time, &base.zone), &(mine.time, &mine.zone), &(theirs.time, &theirs.zone))?;
        Ok(Self {
            title: one!(title),
            kind: one!(kind),
            date: one!(date),
            time,
            zone: zone.clone(),
            minutes: TimeSpent {
                preparing: one!(minutes.preparing),
                taking_part: one!(minutes.taking_part),
                reading: one!(minutes.reading),
                reflecting: one!(minutes.reflecting),
                interactive: one!(minutes.interactive),
            },
            how: one!(how),
            platform: one!(platform),
            url: one!(url),
            handle: one!(handle),
            hashtag: one!(hashtag),
            community: one!(community),
            learnt: one!(learnt),
            changed: one!(changed),
            benefit: one!(benefit),
            reflection: mine.reflection.merged(&base.reflection, &theirs.reflection)?,
            private_note: one!(private_note),
            goals: list!(goals),
            tags: list!(tags),
            people: list!(people),
            standards: list!(standards),
            used: list!(used),
            role: one!(role),
            claim: ClaimCheck {
                who: one!(claim.who),
                evidence: one!(claim.evidence),
                holds: one!(claim.holds),
                verdict: one!(claim.verdict),
            },
            ai_help: one!(ai_help),
            amounts: one!(amounts),
            parked: one!(parked),
        })
    }
}

pub(super) fn one<T: Clone + PartialEq>(base: &T, mine: &T, theirs: &T) -> Result<T, Clash> {
    match (mine == base, theirs == base) {
        (true, _) => Ok(theirs.clone()),
        (false, true) => Ok(mine.clone()),
        (false, false) => Some(mine.clone()).filter(|mine| mine == theirs).ok_or(Clash),
    }
}

/// What one side took out is out, what either put in is in.
fn list<T: Clone + PartialEq>(base: &[T], mine: &[T], theirs: &[T]) -> Vec<T> {
    if mine == base {
        return theirs.to_vec();
    }
    let kept = mine.iter().filter(|item| theirs.contains(item) || !base.contains(item));
    let new = theirs.iter().filter(|item| !base.contains(item) && !mine.contains(item));
    kept.chain(new).cloned().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Answer, Minutes, Verb, Verdict};

    fn draft() -> impl Strategy<Value = EntryDraft> {
        // Few values, so that the three are often alike in some fields.
        let texts = proptest::collection::vec("[ab]?", 12);
        let figures = proptest::collection::vec(0_u32..3, 6);
        let words = || proptest::sample::subsequence(vec!["pain".to_owned(), "sleep".to_owned(), "work".to_owned()], 0..=3);
        let answers = proptest::sample::subsequence(vec!["what", "so-what", "now-what"], 0..=3);
        (texts, figures, words(), words(), answers, any::<bool>()).prop_map(|(texts, figures, tags, people, answers, yes)| {
            let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 2 + figures[0]).expect("a day");
            let mut texts = texts.into_iter();
            let mut text = || texts.next().expect("a text");
            let mut one = EntryDraft {
                title: text(),
                learnt: text(),
                changed: text(),
                benefit: text(),
                url: text(),
                how: text(),
                ..EntryDraft::on(day)
            };
            (one.kind, one.claim.who, one.private_note) = (text(), text(), text());
            one.claim.verdict = yes.then_some(Verdict::Adopt);
            one.used = if yes { vec![Verb::Sharing] } else { Vec::new() };
            one.minutes.taking_part = Minutes(figures[1]);
            one.minutes.reading = Minutes(figures[2]);
            one.time = chrono::NaiveTime::from_hms_opt(20, figures[3], 0).filter(|_| figures[4] > 0);
            (one.tags, one.people) = (tags, people);
            for prompt in answers {
                let answer = |text| Answer { template: "driscoll".into(), prompt: prompt.into(), label: prompt.into(), text, home: None };
                one.reflection.answers.push(answer(format!("{prompt} {}", figures[5])));
            }
            if !yes {
                // The same answers after a change of the model.
                one.reflection.template = "gibbs".into();
                for answer in &mut one.reflection.answers {
                    answer.home = Some((std::mem::replace(&mut answer.template, "gibbs".into()), answer.prompt.clone()));
                }
            }
            one
        })
    }

    /// The same to the journal: lists in any order.
    fn sorted(mut draft: EntryDraft) -> EntryDraft {
        draft.tags.sort();
        draft.people.sort();
        draft.reflection.answers.sort_by(|a, b| a.prompt.cmp(&b.prompt));
        draft.reflection = draft.reflection.without_blanks();
        draft
    }

    proptest! {
        #[test]
        fn what_one_side_changed_is_as_it_has_it(base in draft(), other in draft()) {
            prop_assert_eq!(other.merged(&base, &base).map(sorted), Ok(sorted(other.clone())));
            prop_assert_eq!(base.merged(&base, &other).map(sorted), Ok(sorted(other.clone())));
            prop_assert_eq!(other.merged(&base, &other).map(sorted), Ok(sorted(other)));
        }

        #[test]
        fn it_does_not_matter_who_comes_first(base in draft(), mine in draft(), theirs in draft()) {
            prop_assert_eq!(mine.merged(&base, &theirs).map(sorted), theirs.merged(&base, &mine).map(sorted));
        }

        #[test]
        fn a_text_that_somebody_wrote_is_in_it_or_it_is_a_clash(base in draft(), mine in draft(), theirs in draft()) {
            let Ok(both) = mine.merged(&base, &theirs) else { return Ok(()) };
            for (of, base, both) in [(&mine.title, &base.title, &both.title), (&theirs.title, &base.title, &both.title),
                (&mine.learnt, &base.learnt, &both.learnt), (&theirs.learnt, &base.learnt, &both.learnt)] {
                prop_assert!(of == base || of == both);
            }
            let text = |of: &EntryDraft, prompt: &str| {
                let answer = of.reflection.answers.iter().find(|answer| answer.origin() == ("driscoll", prompt));
                answer.map(|answer| answer.text.clone()).unwrap_or_default()
            };
            for prompt in ["what", "so-what", "now-what"] {
                for side in [&mine, &theirs] {
                    prop_assert!(text(side, prompt) == text(&base, prompt) || text(side, prompt) == text(&both, prompt));
                }
            }
            for tag in mine.tags.iter().chain(&theirs.tags).filter(|tag| !base.tags.contains(tag)) {
                prop_assert!(both.tags.contains(tag));
            }
            for tag in &both.tags {
                prop_assert!(mine.tags.contains(tag) || theirs.tags.contains(tag));
            }
        }
    }

    #[test]
    fn minutes_of_the_timer_and_words_go_together() {
        let base = EntryDraft { learnt: "x".into(), ..EntryDraft::on(chrono::NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day")) };
        let mine = EntryDraft { learnt: "x and y".into(), tags: vec!["pain".into()], ..base.clone() };
        let mut theirs = EntryDraft { tags: vec!["sleep".into()], ..base.clone() };
        theirs.minutes.taking_part = Minutes(42);
        let both = mine.merged(&base, &theirs).expect("no clash");
        assert_eq!(
            (both.learnt.as_str(), both.minutes.taking_part, both.tags),
            ("x and y", Minutes(42), vec!["pain".into(), "sleep".into()])
        );
        let clash = EntryDraft { learnt: "z".into(), ..base.clone() };
        assert_eq!(mine.merged(&base, &clash), Err(Clash));
    }
}
