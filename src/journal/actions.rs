//! What is taken back to work.

use super::{By, Journal, JournalError, Outcome, Thing};
use crate::domain::text::{clean, clean_line};
use crate::domain::{Action, ActionDraft, ActionId, EntryId};
use crate::store::NewStep;

impl Journal {
    /// All actions: open ones by due day, then those done.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn actions(&self) -> Result<Vec<Action>, JournalError> {
        Ok(self.store.read().actions()?)
    }

    /// The actions of one entry.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn actions_of(&self, entry: EntryId) -> Result<Vec<Action>, JournalError> {
        Ok(self.store.read().actions_of(entry)?)
    }

    /// Adds an action to an entry.
    ///
    /// # Errors
    /// [`JournalError::Needs`] without words, or it cannot be written.
    pub fn add_action(&mut self, entry: EntryId, draft: ActionDraft) -> Result<Outcome<Action>, JournalError> {
        let draft = tidied(draft)?;
        let uid = self.new_uid();
        self.step(format!("Add action “{}”", draft.what), |tx| {
            let id = tx.insert_action(uid, entry, &draft)?;
            Ok(Action { id, uid, entry, draft: draft.clone() })
        })
    }

    /// Saves an action.
    ///
    /// # Errors
    /// As [`Self::add_action`].
    pub fn save_action(&mut self, id: ActionId, draft: ActionDraft, by: By) -> Result<Outcome<()>, JournalError> {
        let draft = tidied(draft)?;
        let verb = if draft.done.is_some() { "Action done" } else { "Edit action" };
        let step = NewStep { label: format!("{verb} “{}”", draft.what), fold: by.fold(format!("action {}", id.row())), at: self.now() };
        let (value, touched) = self.store.transact(&step, |tx| Ok::<_, JournalError>(tx.update_action(id, &draft)?))?;
        Ok(Outcome { value, touched })
    }

    /// Takes an action away; undo brings it back.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn remove_action(&mut self, action: &Action) -> Result<Outcome<()>, JournalError> {
        let id = action.id;
        self.step(format!("Remove action “{}”", action.draft.what), |tx| Ok(tx.delete_action(id)?))
    }
}

pub(super) fn tidied(mut draft: ActionDraft) -> Result<ActionDraft, JournalError> {
    draft.what = clean_line(&draft.what);
    draft.shared_with = clean_line(&draft.shared_with);
    draft.effect = clean(&draft.effect);
    if draft.what.is_empty() {
        return Err(JournalError::Needs { what: Thing::Action, field: "few words on what to do" });
    }
    Ok(draft)
}
