//! The journal as it stood on a past day.

use std::sync::Arc;

use chrono::{Days, NaiveDate};

use super::{Clock, Journal, JournalError};
use crate::domain::when;

impl Journal {
    /// The journal as it stood at the end of a day: its texts, links, plan and records, told by the ledger; for reading only, with that day as
    /// today. A day that is still to come is as today. Somebody else's details of a record, which are kept apart so that they can be erased, are
    /// not in it: nothing tells how they stood.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read, or there is no room for the copy.
    pub fn as_of(&self, day: NaiveDate) -> Result<Self, JournalError> {
        let zone = self.here();
        let day = day.min(self.today());
        let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
        let end = next.and_time(chrono::NaiveTime::MIN).and_local_timezone(zone).earliest();
        let end = end.map_or_else(|| next.and_time(chrono::NaiveTime::MIN).and_utc(), |end| end.to_utc());
        // The last instant of the day: what was written at midnight was written on the next.
        let end = end - chrono::TimeDelta::milliseconds(1);
        let store = self.store.as_of(day, end, &format!("it is shown as it stood on {}", when::shown(day)))?;
        Ok(Self { store, catalogue: Arc::clone(&self.catalogue), clock: Clock::At(end, zone) })
    }
}
