//! The personal development plan.

use super::error::kept;
use super::{Journal, JournalError, Outcome, Thing};
use crate::domain::text::{clean, clean_line};
use crate::domain::{Goal, GoalDraft, GoalId, GoalState};
use crate::store::NewStep;

impl Journal {
    /// All goals: open ones by due day, then the others.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn goals(&self) -> Result<Vec<Goal>, JournalError> {
        Ok(self.store.read().goals()?)
    }

    /// Adds a goal.
    ///
    /// # Errors
    /// [`JournalError::Needs`] without a title, or it cannot be written.
    pub fn add_goal(&mut self, draft: GoalDraft) -> Result<Outcome<Goal>, JournalError> {
        let draft = tidied(draft)?;
        let (uid, at) = (self.new_uid(), self.now());
        self.step(format!("Add goal “{}”", draft.title), |tx| {
            let id = tx.insert_goal(uid, &draft)?;
            Ok(Goal { id, uid, draft: draft.clone(), carried_from: None, created: at, changed: at })
        })
    }

    /// Saves a goal; autosaves of one sitting are one step.
    ///
    /// # Errors
    /// As [`Self::add_goal`]; [`JournalError::NotFound`] when it is gone.
    pub fn save_goal(&mut self, id: GoalId, draft: GoalDraft) -> Result<Outcome<()>, JournalError> {
        let draft = tidied(draft)?;
        let step = NewStep { label: format!("Edit goal “{}”", draft.title), fold: Some(format!("goal {}", id.row())), at: self.now() };
        let (value, touched) = self.store.transact(&step, |tx| kept(tx.update_goal(id, &draft), Thing::Goal, &draft.title))?;
        Ok(Outcome { value, touched })
    }

    /// Changes a goal in one step of its own.
    ///
    /// # Errors
    /// As [`Self::save_goal`].
    pub fn edit_goal(&mut self, goal: &Goal, change: impl FnOnce(&mut GoalDraft)) -> Result<Outcome<()>, JournalError> {
        let id = goal.id;
        self.step("Edit goal".to_owned(), |tx| {
            let goals = tx.read().goals()?;
            let old = goals.iter().find(|goal| goal.id == id);
            let old = old.ok_or_else(|| JournalError::NotFound { what: Thing::Goal, name: goal.draft.title.clone() })?;
            let mut draft = old.draft.clone();
            change(&mut draft);
            let draft = tidied(draft)?;
            if draft == old.draft {
                return Ok(());
            }
            let closes = old.draft.state == GoalState::Open && draft.state != GoalState::Open;
            tx.name_step(&format!("{} goal “{}”", if closes { "Close" } else { "Edit" }, draft.title))?;
            Ok(tx.update_goal(id, &draft)?)
        })
    }
}

pub(super) fn tidied(mut draft: GoalDraft) -> Result<GoalDraft, JournalError> {
    draft.title = clean_line(&draft.title);
    draft.why = clean(&draft.why);
    draft.measure = clean(&draft.measure);
    draft.how = clean(&draft.how);
    draft.plan = clean_line(&draft.plan);
    draft.support = clean(&draft.support);
    draft.barriers = clean(&draft.barriers);
    draft.outcome = clean(&draft.outcome);
    if draft.title.is_empty() {
        return Err(JournalError::Needs { what: Thing::Goal, field: "title" });
    }
    Ok(draft)
}
