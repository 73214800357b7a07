//! What the plan has beside its goals: looks at them, going on in the next plan, where goals come from, and marks on the way in.

use super::error::kept;
use super::{By, Journal, JournalError, Outcome, Thing};
use crate::domain::text::{clean, clean_line, excerpt};
use crate::domain::{
    Goal, GoalDraft, GoalId, GoalState, Need, NeedDraft, NeedId, Review, ReviewDraft, ReviewId, Uid, Waymark, WaymarkDraft, WaymarkId,
};
use crate::store::{NewStep, Tx};

/// Characters of a text that a step of the history shows.
const SHOWN: usize = 60;

impl Journal {
    /// All looks at goals, the earliest first.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn reviews(&self) -> Result<Vec<Review>, JournalError> {
        Ok(self.store.read().reviews()?)
    }

    /// Writes down a look at a goal.
    ///
    /// # Errors
    /// [`JournalError::Needs`] without words, or it cannot be written.
    pub fn add_review(&mut self, goal: &Goal, draft: ReviewDraft) -> Result<Outcome<Review>, JournalError> {
        let draft = review_tidied(draft)?;
        let (uid, of) = (self.new_uid(), goal.id);
        self.step(format!("Review goal “{}”", goal.draft.title), |tx| {
            let id = tx.insert_review(uid, of, &draft)?;
            Ok(Review { id, uid, goal: of, draft })
        })
    }

    /// Saves a look at a goal.
    ///
    /// # Errors
    /// As [`Self::add_review`]; [`JournalError::NotFound`] when it is gone.
    pub fn save_review(&mut self, id: ReviewId, draft: ReviewDraft, by: By) -> Result<Outcome<()>, JournalError> {
        let draft = review_tidied(draft)?;
        self.fold(by, format!("review {}", id.row()), "Edit review of a goal".to_owned(), |tx| {
            kept(tx.update_review(id, &draft), Thing::Review, &excerpt(&draft.note, SHOWN))
        })
    }

    /// Takes a look at a goal away; undo brings it back.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn remove_review(&mut self, id: ReviewId) -> Result<Outcome<()>, JournalError> {
        self.step("Remove review of a goal".to_owned(), |tx| Ok(tx.delete_review(id)?))
    }

    /// Goes on with a goal in the next plan: the old one, as it is at that moment, is closed as carried over, with what came of it, and the new
    /// one knows it.
    ///
    /// # Errors
    /// [`JournalError::Needs`] without a title, [`JournalError::NotFound`] when the old one is gone, [`JournalError::GoesOnAlready`], or it
    /// cannot be written.
    pub fn carry_over(&mut self, goal: &Goal, outcome: &str, next: GoalDraft) -> Result<Outcome<Goal>, JournalError> {
        let next = super::goals::tidied(GoalDraft { state: GoalState::Open, outcome: String::new(), ..next })?;
        let (uid, at, from) = (self.new_uid(), self.now(), goal.id);
        self.step("Carry over goal".to_owned(), |tx| {
            let goals = tx.read().goals()?;
            let old = goals.iter().find(|one| one.id == from);
            let old = old.ok_or_else(|| JournalError::NotFound { what: Thing::Goal, name: goal.draft.title.clone() })?;
            let name = old.draft.title.clone();
            tx.name_step(&format!("Carry over goal “{name}”"))?;
            let id = match carry(tx, old, &clean(outcome), &next, uid)? {
                Carried::On(id, _) => id,
                Carried::Already { next, uid } => return Err(JournalError::GoesOnAlready { name, next, uid }),
            };
            Ok(Goal { id, uid, draft: next.clone(), carried_from: Some(from), created: at, changed: at })
        })
    }

    /// Where goals come from, the latest first.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn needs(&self) -> Result<Vec<Need>, JournalError> {
        Ok(self.store.read().needs()?)
    }

    /// Writes down where a goal may come from.
    ///
    /// # Errors
    /// [`JournalError::Needs`] without words, or it cannot be written.
    pub fn add_need(&mut self, draft: NeedDraft) -> Result<Outcome<Need>, JournalError> {
        let draft = need_tidied(draft)?;
        let uid = self.new_uid();
        self.step(format!("Note “{}”", excerpt(&draft.text, SHOWN)), |tx| {
            let id = tx.insert_need(uid, &draft)?;
            Ok(Need { id, uid, draft })
        })
    }

    /// Saves where a goal may come from.
    ///
    /// # Errors
    /// As [`Self::add_need`]; [`JournalError::NotFound`] when it is gone.
    pub fn save_need(&mut self, id: NeedId, draft: NeedDraft, by: By) -> Result<Outcome<()>, JournalError> {
        let draft = need_tidied(draft)?;
        let label = format!("Edit note “{}”", excerpt(&draft.text, SHOWN));
        self.fold(by, format!("need {}", id.row()), label, |tx| kept(tx.update_need(id, &draft), Thing::Need, &excerpt(&draft.text, SHOWN)))
    }

    /// Takes it away; undo brings it back.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn remove_need(&mut self, need: &Need) -> Result<Outcome<()>, JournalError> {
        let id = need.id;
        self.step(format!("Remove note “{}”", excerpt(&need.draft.text, SHOWN)), |tx| Ok(tx.delete_need(id)?))
    }

    /// Makes a goal of it, in one step.
    ///
    /// # Errors
    /// [`JournalError::Needs`] without a title, [`JournalError::NotFound`] when the need is gone, or it cannot be written.
    pub fn goal_of_need(&mut self, need: &Need, goal: GoalDraft) -> Result<Outcome<Goal>, JournalError> {
        let goal = super::goals::tidied(goal)?;
        let (uid, at) = (self.new_uid(), self.now());
        self.step(format!("Add goal “{}”", goal.title), |tx| {
            let now = tx.read().needs()?.into_iter().find(|one| one.id == need.id);
            let now = now.ok_or_else(|| JournalError::NotFound { what: Thing::Need, name: excerpt(&need.draft.text, SHOWN) })?;
            let id = tx.insert_goal(uid, &goal)?;
            tx.update_need(need.id, &NeedDraft { goal: Some(id), ..now.draft })?;
            Ok(Goal { id, uid, draft: goal.clone(), carried_from: None, created: at, changed: at })
        })
    }

    /// Marks on the way in, the latest first.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn waymarks(&self) -> Result<Vec<Waymark>, JournalError> {
        Ok(self.store.read().waymarks()?)
    }

    /// Sets a mark on the way in.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn add_waymark(&mut self, draft: WaymarkDraft) -> Result<Outcome<Waymark>, JournalError> {
        let draft = waymark_tidied(draft);
        let uid = self.new_uid();
        self.step(format!("Note: {}", draft.kind.label()), |tx| {
            let id = tx.insert_waymark(uid, &draft)?;
            Ok(Waymark { id, uid, draft })
        })
    }

    /// Saves a mark on the way in.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when it is gone, or it cannot be written.
    pub fn save_waymark(&mut self, id: WaymarkId, draft: WaymarkDraft, by: By) -> Result<Outcome<()>, JournalError> {
        let draft = waymark_tidied(draft);
        let label = format!("Edit: {}", draft.kind.label());
        self.fold(by, format!("waymark {}", id.row()), label, |tx| kept(tx.update_waymark(id, &draft), Thing::Waymark, draft.kind.label()))
    }

    /// Takes a mark away; undo brings it back.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn remove_waymark(&mut self, mark: &Waymark) -> Result<Outcome<()>, JournalError> {
        let id = mark.id;
        self.step(format!("Remove: {}", mark.draft.kind.label()), |tx| Ok(tx.delete_waymark(id)?))
    }

    /// A goal by its id.
    ///
    /// # Errors
    /// [`JournalError::NotFound`], or it cannot be read.
    pub fn goal(&self, id: GoalId) -> Result<Goal, JournalError> {
        let goal = self.goals()?.into_iter().find(|goal| goal.id == id);
        goal.ok_or_else(|| JournalError::NotFound { what: Thing::Goal, name: format!("number {}", id.row()) })
    }

    /// One change; of the window's own saves those of one sitting are one step.
    pub(super) fn fold<T>(
        &mut self,
        by: By,
        fold: String,
        label: String,
        change: impl FnOnce(&crate::store::Tx<'_>) -> Result<T, JournalError>,
    ) -> Result<Outcome<T>, JournalError> {
        let step = NewStep { label, fold: by.fold(fold), at: self.now() };
        let (value, touched) = self.store.transact(&step, change)?;
        Ok(Outcome { value, touched })
    }
}

/// What came of carrying a goal over.
pub(super) enum Carried {
    On(GoalId, Uid),
    /// It was carried over before: nothing was changed.
    Already {
        /// The title of the goal that it goes on as.
        next: String,
        uid: Uid,
    },
}

/// Closes a goal as carried over, with what came of it, and has it go on as another one; but never twice.
pub(super) fn carry(tx: &Tx<'_>, old: &Goal, outcome: &str, next: &GoalDraft, uid: Uid) -> Result<Carried, JournalError> {
    if let Some(next) = tx.read().goals()?.into_iter().find(|next| next.carried_from == Some(old.id)) {
        return Ok(Carried::Already { next: next.draft.title, uid: next.uid });
    }
    tx.update_goal(old.id, &GoalDraft { state: GoalState::CarriedOver, outcome: outcome.to_owned(), ..old.draft.clone() })?;
    let id = tx.insert_goal(uid, next)?;
    tx.set_carried_from(id, old.id)?;
    Ok(Carried::On(id, uid))
}

fn review_tidied(mut draft: ReviewDraft) -> Result<ReviewDraft, JournalError> {
    draft.note = clean(&draft.note);
    if draft.note.trim().is_empty() {
        return Err(JournalError::Needs { what: Thing::Review, field: "note" });
    }
    Ok(draft)
}

fn need_tidied(mut draft: NeedDraft) -> Result<NeedDraft, JournalError> {
    draft.text = clean(&draft.text);
    if draft.text.trim().is_empty() {
        return Err(JournalError::Needs { what: Thing::Need, field: "few words" });
    }
    Ok(draft)
}

fn waymark_tidied(mut draft: WaymarkDraft) -> WaymarkDraft {
    draft.title = clean_line(&draft.title);
    draft.version = clean_line(&draft.version);
    draft.note = clean(&draft.note);
    draft
}
