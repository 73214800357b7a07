//! The entries that a query means, for whatever does more than look: what leaves the computer, and changes of many entries.

use super::{Journal, JournalError, Matches};
use crate::search::{Problem, Query};

impl Journal {
    /// The entries that a query finds. A search goes on with what it understood; where more than was meant would leave or be changed, that is
    /// refused. Its problems are only what was found beside the words that were typed.
    ///
    /// # Errors
    /// [`JournalError::NotUnderstood`] when a part of it was not understood, [`JournalError::NothingAsked`] when there is nothing in it, or it
    /// cannot be read.
    pub fn meant(&self, text: &str) -> Result<Matches, JournalError> {
        let (query, problems) = Query::parse(text, false);
        let (resolved, unknown) = query.resolved(&self.known()?);
        if let Some(Problem { what, mend, instead }) = problems.into_iter().chain(unknown).next() {
            return Err(JournalError::NotUnderstood { what, mend, instead });
        }
        if query.is_empty() || resolved.is_nothing() {
            return Err(JournalError::NothingAsked);
        }
        self.matches(&query)
    }
}
