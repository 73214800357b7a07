//! The appraisal walk: what is walked through, what is decided on the way, and what comes of it at the end.

use chrono::NaiveDate;

use super::error::kept;
use super::lookup::one;
use super::plan::{Carried, carry};
use super::walk_state::stand_of;
use super::{By, Journal, JournalError, Outcome, Snapshot, Thing, Touched};
use crate::domain::gaps::gaps;
use crate::domain::standing::Item;
use crate::domain::text::{clean, clean_line, excerpt};
use crate::domain::walk::{Decision, Fate, GoalFate};
use crate::domain::when;
use crate::domain::{Entry, EntryHeader, EntryId, Gap, Goal, GoalDraft, GoalId, GoalState, Registration, Uid, Walk, WalkDraft, WalkId};
use crate::store::Tx;

/// Characters of a title that a step of the history shows.
const SHOWN: usize = 60;

/// An entry as the walk shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walked {
    pub entry: Entry,
    /// Requirements that it counts towards, with how much: “35 hours of CPD: 1.5 hours”.
    pub supports: Vec<String>,
    /// Standards of the registration that it names, by their labels.
    pub standards: Vec<String>,
    /// What somebody else would still want of it.
    pub gaps: Vec<Gap>,
    /// Why it does not count where it could: “35 hours of CPD: has no minutes”.
    pub why_not: Vec<String>,
    /// How many pieces of evidence it has.
    pub evidence: usize,
}

/// A walk that was begun, or one that was begun the same way before and goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    pub walk: Walk,
    /// It was there already.
    pub resumed: bool,
    /// Its last day until now, when it goes further from now on.
    pub until_before: Option<NaiveDate>,
}

impl Begun {
    /// What deserves a word: that it was there already, and how far it goes now.
    pub fn told(&self) -> Option<String> {
        let until = when::shown(self.walk.draft.until);
        let further = self.until_before.map_or_else(
            || format!("It goes until {until}."),
            |before| format!("It went until {}, and goes until {until} now.", when::shown(before)),
        );
        self.resumed.then(|| format!("“{}” was begun already, and goes on. {further}", excerpt(&self.walk.draft.title, SHOWN)))
    }
}

/// What came of finishing a walk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finished {
    /// The goals of the next plan that go on from these.
    pub go_on: Vec<Uid>,
    /// Sentences about goals that were to be carried over and went on already: none of them was made twice.
    pub told: Vec<String>,
}

impl Journal {
    /// All walks, the latest first.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn walks(&self) -> Result<Vec<Walk>, JournalError> {
        Ok(self.store.read().walks()?)
    }

    /// The walk with this id, or with this in its title; the latest that is not finished, or else the latest, when nothing is named.
    ///
    /// # Errors
    /// [`JournalError::NotFound`], [`JournalError::Ambiguous`], or the journal cannot be read.
    pub fn find_walk(&self, name: Option<&str>) -> Result<Walk, JournalError> {
        let walks = self.walks()?;
        match name {
            Some(name) => one(Thing::Walk, name, &walks, |walk| walk.uid, |walk| &walk.draft.title).cloned(),
            None => {
                let open = walks.iter().find(|walk| walk.finished.is_none()).or_else(|| walks.first());
                open.cloned().ok_or(JournalError::NoWalk)
            }
        }
    }

    /// The walk with this id, or with this in its title; of those that are finished the last one, or else the one that was begun last, when
    /// nothing is named: what somebody wants to show.
    ///
    /// # Errors
    /// As [`Self::find_walk`].
    pub fn find_walk_to_show(&self, name: Option<&str>) -> Result<Walk, JournalError> {
        match name {
            Some(name) => self.find_walk(Some(name)),
            None => {
                let walks = self.walks()?;
                let last = walks.iter().filter(|walk| walk.finished.is_some()).max_by_key(|walk| (walk.finished, walk.id));
                let found = last.or_else(|| walks.first()).cloned();
                found.ok_or(JournalError::NoWalk)
            }
        }
    }

    /// What a walk for a registration would be about: its current cycle until today, or until its end when that is past.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn walk_for(&self, registration: &Registration) -> Result<WalkDraft, JournalError> {
        let stand = self.stands(0)?.into_iter().find(|stand| stand.registration.id == registration.id);
        let span = stand.and_then(|stand| Some(stand.counted.ok()?.cycle.span));
        let today = self.today();
        let (from, until) = match span {
            Some(span) => (span.start, span.end.min(today).max(span.start)),
            None => (today.checked_sub_months(chrono::Months::new(12)).unwrap_or(today), today),
        };
        let name = self.catalogue.framework(&registration.draft.framework).map_or("Appraisal", |framework| framework.name.as_str());
        Ok(WalkDraft {
            title: format!("{name}, {}", until.format("%B %Y")),
            registration: Some(registration.id),
            from,
            until,
            note: String::new(),
            next_plan: next_plan(until),
        })
    }

    /// Begins a walk.
    ///
    /// # Errors
    /// [`JournalError::Needs`] without a title, or it cannot be written.
    pub fn start_walk(&mut self, draft: WalkDraft) -> Result<Outcome<Walk>, JournalError> {
        let draft = tidied(draft)?;
        let (uid, begun) = (self.new_uid(), self.now());
        self.step(format!("Begin the walk “{}”", draft.title), |tx| {
            let id = tx.insert_walk(uid, &draft)?;
            Ok(Walk { id, uid, draft: draft.clone(), begun, finished: None, decided: Vec::new(), fates: Vec::new() })
        })
    }

    /// Goes on with the walk that was begun the same way and is not finished, or begins one. For a registration it is the one from the same
    /// day on, and it goes as far as the draft at least: what was logged meanwhile is looked at too. Without one it has the same days, or both go
    /// until the day of the call.
    ///
    /// # Errors
    /// As [`Self::start_walk`].
    pub fn begin_walk(&mut self, draft: WalkDraft) -> Result<Outcome<Begun>, JournalError> {
        let draft = tidied(draft)?;
        let (today, here) = (self.today(), self.here());
        let same = |walk: &Walk| {
            let of = &walk.draft;
            // One that went as far as the day on which it was begun goes on until today.
            let until_then = of.until >= walk.begun.with_timezone(&here).date_naive() && of.until <= today && draft.until == today;
            let ends = of.registration.is_some() || of.until == draft.until || until_then;
            walk.finished.is_none() && (of.registration, of.from) == (draft.registration, draft.from) && ends
        };
        let Some(mut walk) = self.walks()?.into_iter().find(same) else {
            let Outcome { value, touched } = self.start_walk(draft)?;
            return Ok(Outcome { value: Begun { walk: value, resumed: false, until_before: None }, touched });
        };
        let before = walk.draft.until;
        if before >= draft.until {
            return Ok(Outcome { value: Begun { walk, resumed: true, until_before: None }, touched: Touched::default() });
        }
        walk.draft.until = draft.until;
        let label = format!("The walk “{}” goes until {}", excerpt(&walk.draft.title, SHOWN), when::shown(draft.until));
        let Outcome { touched, .. } = self.step(label, |tx| kept(tx.update_walk(walk.id, &walk.draft), Thing::Walk, &walk.draft.title))?;
        Ok(Outcome { value: Begun { walk, resumed: true, until_before: Some(before) }, touched })
    }

    /// Saves what is said of a walk: its title, its days, the note for the appraiser.
    ///
    /// # Errors
    /// As [`Self::start_walk`]; [`JournalError::NotFound`] when it is gone.
    pub fn save_walk(&mut self, id: WalkId, draft: WalkDraft, by: By) -> Result<Outcome<()>, JournalError> {
        let draft = tidied(draft)?;
        let label = format!("Edit the walk “{}”", excerpt(&draft.title, SHOWN));
        self.fold(by, format!("walk {}", id.row()), label, |tx| kept(tx.update_walk(id, &draft), Thing::Walk, &draft.title))
    }

    /// Decides what becomes of an entry; none takes it back.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when the walk or the entry is gone, [`JournalError::WalkIsFinished`], or it cannot be written.
    pub fn decide(&mut self, walk: WalkId, entry: EntryId, decision: Option<Decision>) -> Result<Outcome<()>, JournalError> {
        self.step("Decide".to_owned(), |tx| {
            going_on(tx, walk)?;
            let entry = super::entries::there(tx, entry)?;
            let name = entry.draft.name();
            tx.name_step(&match decision {
                Some(decision) => format!("{}: “{name}”", decision.label()),
                None => format!("Undecided: “{name}”"),
            })?;
            Ok(tx.set_decision(walk, entry.id, decision)?)
        })
    }

    /// Says what is to become of a goal when the walk is finished; none takes it back.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when the walk is gone, [`JournalError::WalkIsFinished`], or it cannot be written.
    pub fn set_fate(&mut self, walk: WalkId, goal: GoalId, fate: Option<GoalFate>, by: By) -> Result<Outcome<()>, JournalError> {
        let fate = fate.map(|fate| GoalFate { goal, outcome: clean(&fate.outcome), next_title: clean_line(&fate.next_title), ..fate });
        self.fold(by, format!("walk {} goal {}", walk.row(), goal.row()), "Decide what becomes of a goal".to_owned(), |tx| {
            going_on(tx, walk)?;
            Ok(tx.set_fate(walk, goal, fate.as_ref())?)
        })
    }

    /// Ends a walk and rolls the plan over, in one step: what became of each goal is written to it, and those that are carried over go on in the
    /// next plan. Goals that were closed meanwhile stay as they are, and no goal goes on twice.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when it is gone, [`JournalError::WalkIsFinished`], or it cannot be written.
    pub fn finish_walk(&mut self, id: WalkId) -> Result<Outcome<Finished>, JournalError> {
        let (at, clock) = (self.now(), self.clock);
        self.step("Finish the walk".to_owned(), |tx| {
            let walk = going_on(tx, id)?;
            tx.name_step(&format!("Finish the walk “{}”", walk.draft.title))?;
            let goals = tx.read().goals()?;
            let mut done = Finished::default();
            for fate in &walk.fates {
                let Some(goal) = goals.iter().find(|goal| goal.id == fate.goal && goal.draft.state == GoalState::Open) else { continue };
                roll_over(tx, goal, fate, &walk.draft.next_plan, &mut done, || clock.uid())?;
            }
            tx.finish_walk(id, Some(at))?;
            Ok(done)
        })
    }

    /// Takes a finished walk up again. What became of the goals stays.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when it is gone, or it cannot be written.
    pub fn reopen_walk(&mut self, walk: &Walk) -> Result<Outcome<()>, JournalError> {
        let (id, title) = (walk.id, walk.draft.title.clone());
        self.step(format!("Go on with the walk “{title}”"), |tx| kept(tx.finish_walk(id, None), Thing::Walk, &title))
    }

    /// Takes a walk away with all that was decided on it; undo brings it back.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn remove_walk(&mut self, walk: &Walk) -> Result<Outcome<()>, JournalError> {
        let id = walk.id;
        self.step(format!("Remove the walk “{}”", walk.draft.title), |tx| Ok(tx.delete_walk(id)?))
    }

    /// An entry as the walk shows it, told by the snapshot.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when it is gone, or it cannot be read.
    pub fn walked(&self, walk: &Walk, id: EntryId, snapshot: &Snapshot) -> Result<Walked, JournalError> {
        let entry = self.entry(id)?;
        let evidence = snapshot.evidence.iter().filter(|one| one.entries.contains(&id)).count();
        let header = snapshot.entries.iter().find(|header| header.id == id);
        let proven = evidence > 0 || header.is_some_and(|header| header.items > 0 && items_are_proven(header, snapshot));
        let gaps = gaps(&entry.draft, proven, header.is_some_and(|header| header.actions > 0));
        let mut walked = Walked { supports: Vec::new(), standards: Vec::new(), gaps, why_not: Vec::new(), evidence, entry };
        if let Some(standing) = stand_of(walk, &snapshot.stands).and_then(|stand| stand.counted.as_ref().ok())
            && let Some(framework) = self.catalogue.framework(&standing.framework)
        {
            let item = Item::Entry(id);
            let name = |other: Item| match other {
                Item::Entry(other) => snapshot.entries.iter().find(|one| one.id == other).map(|one| one.name.clone()),
                Item::Record(_) | Item::Goal(_) => None,
            };
            for progress in &standing.progress {
                let Some(asked) = framework.requirement(&progress.requirement) else { continue };
                if let Some(one) = progress.items.iter().find(|one| one.item == item) {
                    walked.supports.push(format!("{}: {}", asked.label, asked.in_words(one.amount)));
                } else if let Some((_, why)) = progress.why_not.iter().find(|(other, _)| *other == item) {
                    walked.why_not.push(format!("{}: {}", asked.label, why.in_words(asked, framework, &self.catalogue.record_kinds, name)));
                }
            }
            let codes = walked.entry.draft.standards.iter();
            walked.standards = codes.filter_map(|code| Some(framework.category(code)?.1.label.clone())).collect();
        }
        Ok(walked)
    }
}

/// Whether every item of a claim is proved by something.
fn items_are_proven(claim: &EntryHeader, snapshot: &Snapshot) -> bool {
    let mut items = snapshot.entries.iter().filter(|one| one.rolled_into == Some(claim.id)).peekable();
    items.peek().is_some() && items.all(|item| item.evidence > 0)
}

/// How the plan after a day is called.
fn next_plan(day: chrono::NaiveDate) -> String {
    crate::domain::goal::plan_of(day.checked_add_months(chrono::Months::new(12)).unwrap_or(day))
}

/// Writes to a goal what became of it, and has it go on as another where that was said.
fn roll_over(
    tx: &Tx<'_>,
    goal: &Goal,
    fate: &GoalFate,
    next_plan: &str,
    done: &mut Finished,
    new_uid: impl Fn() -> Uid,
) -> Result<(), JournalError> {
    let outcome = joined(&goal.draft.outcome, &fate.outcome);
    let closed = |state| GoalDraft { state, outcome: outcome.clone(), ..goal.draft.clone() };
    match fate.fate {
        Fate::Keep if fate.outcome.trim().is_empty() => {}
        Fate::Keep => tx.update_goal(goal.id, &closed(GoalState::Open))?,
        Fate::Achieved => tx.update_goal(goal.id, &closed(GoalState::Achieved))?,
        Fate::Dropped => tx.update_goal(goal.id, &closed(GoalState::Dropped))?,
        Fate::CarryOver => {
            let title = if fate.next_title.trim().is_empty() { goal.draft.title.clone() } else { fate.next_title.clone() };
            let plan = if next_plan.is_empty() { goal.draft.plan.clone() } else { next_plan.to_owned() };
            let due = goal.draft.due.and_then(|due| due.checked_add_months(chrono::Months::new(12)));
            let next = GoalDraft { title, plan, due, state: GoalState::Open, outcome: String::new(), ..goal.draft.clone() };
            match carry(tx, goal, &outcome, &next, new_uid())? {
                Carried::On(_, uid) => done.go_on.push(uid),
                // It was carried over before and opened again. What came of it is said all the same.
                Carried::Already { next, .. } => {
                    tx.update_goal(goal.id, &closed(GoalState::CarriedOver))?;
                    let name = excerpt(&goal.draft.title, SHOWN);
                    done.told.push(format!(
                        "“{name}” goes on already, as “{}”: it was closed, and no other goal was made.",
                        excerpt(&next, SHOWN)
                    ));
                }
            }
        }
    }
    Ok(())
}

/// What was said before, and what is said now as a paragraph of its own; not again when one paragraph says just that.
fn joined(before: &str, now: &str) -> String {
    let (before, now) = (before.trim_end(), now.trim());
    let is_said = now.is_empty() || before.split("\n\n").any(|paragraph| paragraph.trim() == now) || before.trim() == now;
    match (before.is_empty(), is_said) {
        (_, true) => before.to_owned(),
        (true, false) => now.to_owned(),
        (false, false) => format!("{before}\n\n{now}"),
    }
}

fn there(tx: &Tx<'_>, id: WalkId) -> Result<Walk, JournalError> {
    let walk = tx.read().walks()?.into_iter().find(|walk| walk.id == id);
    walk.ok_or_else(|| JournalError::NotFound { what: Thing::Walk, name: format!("number {}", id.row()) })
}

/// A walk that is there, and not finished.
fn going_on(tx: &Tx<'_>, id: WalkId) -> Result<Walk, JournalError> {
    let walk = there(tx, id)?;
    if walk.finished.is_some() { Err(JournalError::WalkIsFinished { name: walk.draft.title }) } else { Ok(walk) }
}

fn tidied(mut draft: WalkDraft) -> Result<WalkDraft, JournalError> {
    draft.title = clean_line(&draft.title);
    draft.note = clean(&draft.note);
    draft.next_plan = clean_line(&draft.next_plan);
    if draft.until < draft.from {
        std::mem::swap(&mut draft.from, &mut draft.until);
    }
    if draft.title.is_empty() {
        return Err(JournalError::Needs { what: Thing::Walk, field: "title" });
    }
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn what_came_of_a_goal_is_never_dropped() {
        for (before, now, both) in [
            ("", "", ""),
            ("Two classes run.", "", "Two classes run."),
            ("", "Two classes run.", "Two classes run."),
            ("Two classes run.", "Two classes run.", "Two classes run."),
            ("One.\n\nTwo classes run.", " Two classes run.\n", "One.\n\nTwo classes run."),
            ("Not achieved yet", "achieved", "Not achieved yet\n\nachieved"),
            ("I ask about sleep at work.", "I ask about sleep", "I ask about sleep at work.\n\nI ask about sleep"),
            ("One.\n\nTwo.\n\nThree.", "One.\n\nTwo.", "One.\n\nTwo.\n\nThree.\n\nOne.\n\nTwo."),
        ] {
            assert_eq!(joined(before, now), both, "{before:?} {now:?}");
        }
    }
}
