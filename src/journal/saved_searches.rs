//! Searches that are kept under a name.

use super::error::kept;
use super::{Journal, JournalError, Outcome, Thing};
use crate::domain::text::{clean_line, folded};
use crate::domain::{SavedSearch, SavedSearchDraft, SavedSearchId};

impl Journal {
    /// All of them, in the order in which they were kept.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>, JournalError> {
        Ok(self.store.read().saved_searches()?)
    }

    /// The one with this name, or this id or its beginning, or else with this in its name.
    ///
    /// # Errors
    /// [`JournalError::NotFound`], [`JournalError::Ambiguous`], or the journal cannot be read.
    pub fn find_saved_search(&self, name: &str) -> Result<SavedSearch, JournalError> {
        super::lookup::one(Thing::SavedSearch, name, &self.saved_searches()?, |one| one.uid, |one| &one.draft.name).cloned()
    }

    /// Keeps a search.
    ///
    /// # Errors
    /// [`JournalError::Needs`] without a name or without anything to look for, [`JournalError::SameName`], or it cannot be written.
    pub fn add_saved_search(&mut self, draft: SavedSearchDraft) -> Result<Outcome<SavedSearch>, JournalError> {
        let draft = tidied(draft)?;
        let uid = self.new_uid();
        self.step(format!("Keep the search “{}”", draft.name), |tx| {
            free(&tx.read().saved_searches()?, &draft.name, None)?;
            let id = tx.insert_saved_search(uid, &draft)?;
            Ok(SavedSearch { id, uid, draft: draft.clone() })
        })
    }

    /// Gives a search another name, or looks for something else under it.
    ///
    /// # Errors
    /// As [`Self::add_saved_search`]; [`JournalError::NotFound`] when it is gone.
    pub fn change_saved_search(&mut self, id: SavedSearchId, draft: SavedSearchDraft) -> Result<Outcome<()>, JournalError> {
        let draft = tidied(draft)?;
        self.step(format!("Change the search “{}”", draft.name), |tx| {
            let all = tx.read().saved_searches()?;
            free(&all, &draft.name, Some(id))?;
            if all.iter().any(|one| one.id == id && one.draft == draft) {
                return Ok(());
            }
            kept(tx.update_saved_search(id, &draft), Thing::SavedSearch, &draft.name)
        })
    }

    /// Lets a search go; undo brings it back.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when it is gone already, or it cannot be written.
    pub fn remove_saved_search(&mut self, id: SavedSearchId) -> Result<Outcome<()>, JournalError> {
        self.step("Let a search go".to_owned(), |tx| {
            let all = tx.read().saved_searches()?;
            let gone = || JournalError::NotFound { what: Thing::SavedSearch, name: format!("number {}", id.row()) };
            let one = all.iter().find(|one| one.id == id).ok_or_else(gone)?;
            tx.name_step(&format!("Let the search “{}” go", one.draft.name))?;
            Ok(tx.delete_saved_search(id)?)
        })
    }
}

fn tidied(draft: SavedSearchDraft) -> Result<SavedSearchDraft, JournalError> {
    let SavedSearchDraft { name, query } = draft;
    let draft = SavedSearchDraft { name: clean_line(&name), query: clean_line(&query) };
    for (text, field) in [(&draft.name, "name"), (&draft.query, "query")] {
        if text.is_empty() {
            return Err(JournalError::Needs { what: Thing::SavedSearch, field });
        }
    }
    Ok(draft)
}

/// Refuses a name that another one has.
fn free(all: &[SavedSearch], name: &str, itself: Option<SavedSearchId>) -> Result<(), JournalError> {
    match all.iter().find(|one| Some(one.id) != itself && folded(&one.draft.name) == folded(name)) {
        Some(one) => Err(JournalError::SameName { what: Thing::SavedSearch, name: one.draft.name.clone() }),
        None => Ok(()),
    }
}
