//! Mending an entry from where it was found not to count: one thing, one step.

use super::{Journal, JournalError, Outcome, Thing, error::kept};
use crate::domain::evidence::Proof;
use crate::domain::framework::Amount;
use crate::domain::text::clean_line;
use crate::domain::{EntryId, Evidence, Minutes};

/// What is put right of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryMend {
    /// A standard that it is about, by its code; `instead` are codes of the same group that it can have one of only.
    Standard {
        code: String,
        instead: Vec<String>,
    },
    /// A standard that it is not about.
    NotStandard(String),
    /// Minutes with others, and how.
    Interactive {
        minutes: Minutes,
        how: String,
    },
    /// An amount for a framework, by its code; none takes it away.
    Amount {
        code: String,
        amount: Amount,
    },
    Benefit(String),
    Changed(String),
    Learnt(String),
}

impl Journal {
    /// Puts one thing of an entry right; its other texts stay as they are.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when it is gone, [`JournalError::Draft`] when it cannot be like this, or it cannot be written.
    pub fn mend_entry(&mut self, id: EntryId, mend: &EntryMend) -> Result<Outcome<()>, JournalError> {
        let gone = || JournalError::NotFound { what: Thing::Entry, name: String::new() };
        let entry = self.store.read().entry(id)?.ok_or_else(gone)?;
        let mut draft = entry.draft;
        match mend {
            EntryMend::Standard { code, instead } => {
                draft.standards.retain(|one| !instead.contains(one));
                draft.standards.push(code.clone());
            }
            EntryMend::NotStandard(code) => draft.standards.retain(|one| one != code),
            EntryMend::Interactive { minutes, how } => {
                draft.minutes.interactive = *minutes;
                if !how.trim().is_empty() {
                    draft.how = clean_line(how);
                }
            }
            EntryMend::Amount { code, amount } => {
                draft.amounts.insert(code.clone(), *amount);
            }
            EntryMend::Benefit(text) => draft.benefit.clone_from(text),
            EntryMend::Changed(text) => draft.changed.clone_from(text),
            EntryMend::Learnt(text) => draft.learnt.clone_from(text),
        }
        let draft = draft.tidied()?;
        let name = draft.name();
        self.step(format!("Edit “{name}”"), |tx| kept(tx.update_entry(id, &draft), Thing::Entry, &name))
    }

    /// Says what a piece of evidence is.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when it is gone, or it cannot be written.
    pub fn set_proof(&mut self, evidence: &Evidence, proves: Option<Proof>) -> Result<Outcome<()>, JournalError> {
        let id = evidence.id;
        self.step(format!("Describe {}", evidence.name), |tx| kept(tx.set_proves(id, proves), Thing::Evidence, &evidence.name))
    }
}
