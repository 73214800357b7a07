//! Two reflections that came of one, put together answer by answer: the texts first, then where each stands.

use std::collections::HashSet;

use super::{Answer, Reflection};
use crate::domain::merge::{Clash, one};

impl Reflection {
    /// What `self` and `theirs` make together, which both were `base` before. An answer is the same on both sides when it was first written
    /// to the same prompt, wherever a change of the model has put it; an empty one is as good as none.
    ///
    /// # Errors
    /// [`Clash`]: both changed the same text, the model, or what stands at one prompt.
    pub(in crate::domain) fn merged(&self, base: &Self, theirs: &Self) -> Result<Self, Clash> {
        let mine = self;
        let template = one(&base.template, &mine.template, &theirs.template)?;
        let sides = [base, mine, theirs];
        if sides.into_iter().any(|side| !all_different(written(side).map(Answer::origin))) {
            // Two answers of one origin cannot be told apart: the sides are compared as a whole.
            let answers = one(&base.answers, &mine.answers, &theirs.answers)?;
            return Ok(Self { template, answers });
        }
        let text = |side: &Self, of: &Answer| of_origin(side, of).map(|answer| answer.text.clone()).unwrap_or_default();
        let new = written(theirs).filter(|answer| of_origin(mine, answer).is_none());
        let mut answers = Vec::with_capacity(mine.answers.len());
        for answer in written(mine).chain(new) {
            let text = one(&text(base, answer), &text(mine, answer), &text(theirs, answer))?;
            if text.trim().is_empty() {
                continue;
            }
            let at = match (of_origin(mine, answer), of_origin(theirs, answer)) {
                (Some(mine), Some(theirs)) => placed(of_origin(base, answer), mine, theirs, &template)?,
                (mine, theirs) => mine.or(theirs).unwrap_or(answer),
            };
            answers.push(Answer { text, ..at.clone() });
        }
        if !all_different(answers.iter().map(Answer::place)) {
            return Err(Clash);
        }
        Ok(Self { template, answers })
    }
}

/// The side on which an answer stands where it should: the one that moved it, or else the one that moved it to the model in use.
fn placed<'a>(base: Option<&Answer>, mine: &'a Answer, theirs: &'a Answer, template: &str) -> Result<&'a Answer, Clash> {
    let base = base.map(|answer| (answer.place(), &answer.label));
    let (is_mine, is_theirs) = ((mine.place(), &mine.label), (theirs.place(), &theirs.label));
    if is_mine == is_theirs || base == Some(is_theirs) {
        return Ok(mine);
    }
    if base == Some(is_mine) {
        return Ok(theirs);
    }
    match (mine.template == template, theirs.template == template) {
        (true, false) => Ok(mine),
        (false, true) => Ok(theirs),
        _ => Err(Clash),
    }
}

/// The answers with a word in them.
fn written(side: &Reflection) -> impl Iterator<Item = &Answer> {
    side.answers.iter().filter(|answer| !answer.is_blank())
}

fn of_origin<'a>(side: &'a Reflection, of: &Answer) -> Option<&'a Answer> {
    written(side).find(|answer| answer.origin() == of.origin())
}

fn all_different<'a>(mut keys: impl Iterator<Item = (&'a str, &'a str)>) -> bool {
    let mut seen = HashSet::new();
    keys.all(|key| seen.insert(key))
}
