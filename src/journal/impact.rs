//! Impact stories: kept, and put together.

use super::error::kept;
use super::lookup::one;
use super::{By, Journal, JournalError, Outcome, Thing};
use crate::domain::text::{clean, clean_line, excerpt};
use crate::domain::{Impact, ImpactDraft, ImpactId};

/// Characters of a title that a step of the history shows.
const SHOWN: usize = 60;

impl Journal {
    /// All impact stories, the latest first.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn impacts(&self) -> Result<Vec<Impact>, JournalError> {
        Ok(self.store.read().impacts()?)
    }

    /// The impact story with this id, or with this in its title.
    ///
    /// # Errors
    /// [`JournalError::NotFound`], [`JournalError::Ambiguous`], or the journal cannot be read.
    pub fn find_impact(&self, name: &str) -> Result<Impact, JournalError> {
        one(Thing::Impact, name, &self.impacts()?, |impact| impact.uid, |impact| &impact.draft.title).cloned()
    }

    /// Keeps an impact story.
    ///
    /// # Errors
    /// [`JournalError::Needs`] without a title, or it cannot be written.
    pub fn add_impact(&mut self, draft: ImpactDraft) -> Result<Outcome<Impact>, JournalError> {
        let draft = tidied(draft)?;
        let uid = self.new_uid();
        self.step(format!("Add impact story “{}”", excerpt(&draft.title, SHOWN)), |tx| {
            let id = tx.insert_impact(uid, &draft)?;
            Ok(Impact { id, uid, draft: draft.clone() })
        })
    }

    /// Saves an impact story.
    ///
    /// # Errors
    /// As [`Self::add_impact`]; [`JournalError::NotFound`] when it is gone.
    pub fn save_impact(&mut self, id: ImpactId, draft: ImpactDraft, by: By) -> Result<Outcome<()>, JournalError> {
        let draft = tidied(draft)?;
        let label = format!("Edit impact story “{}”", excerpt(&draft.title, SHOWN));
        self.fold(by, format!("impact {}", id.row()), label, |tx| kept(tx.update_impact(id, &draft), Thing::Impact, &draft.title))
    }

    /// Takes an impact story away; undo brings it back.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn remove_impact(&mut self, impact: &Impact) -> Result<Outcome<()>, JournalError> {
        let id = impact.id;
        self.step(format!("Remove impact story “{}”", excerpt(&impact.draft.title, SHOWN)), |tx| Ok(tx.delete_impact(id)?))
    }
}

fn tidied(mut draft: ImpactDraft) -> Result<ImpactDraft, JournalError> {
    draft.title = clean_line(&draft.title);
    draft.reader = clean_line(&draft.reader);
    draft.opening = clean(&draft.opening);
    draft.closing = clean(&draft.closing);
    let mut seen = std::collections::BTreeSet::new();
    draft.chosen.retain(|uid| seen.insert(*uid));
    if let (Some(from), Some(until)) = (draft.from, draft.until)
        && until < from
    {
        (draft.from, draft.until) = (Some(until), Some(from));
    }
    if draft.title.is_empty() {
        return Err(JournalError::Needs { what: Thing::Impact, field: "title" });
    }
    Ok(draft)
}
