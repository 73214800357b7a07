//! Time given to several entries at once: small items that were logged in passing.

use super::{Journal, JournalError, Outcome, entries};
use crate::domain::{EntryId, Minutes};

impl Journal {
    /// Gives each of some entries so many minutes of taking part, as one step. Those that have a time already keep it. Returns how many got
    /// one.
    ///
    /// # Errors
    /// [`JournalError::NotFound`], or it cannot be written; nothing is changed then.
    pub fn give_minutes(&mut self, ids: &[EntryId], minutes: Minutes) -> Result<Outcome<usize>, JournalError> {
        self.step(format!("Give {} entries {minutes} each", ids.len()), |tx| {
            let mut given = 0;
            for id in ids {
                let mut draft = entries::there(tx, *id)?.draft;
                if draft.minutes.total() == Minutes::ZERO {
                    draft.minutes.taking_part = minutes;
                    tx.update_entry(*id, &draft)?;
                    given += 1;
                }
            }
            Ok(given)
        })
    }
}
