//! What was written since an instant.

use chrono::{DateTime, Utc};

use super::sql_types::{instant_text, uid};
use super::{Reader, StoreError};
use crate::domain::Uid;

impl Reader<'_> {
    /// Entries that were made or changed after an instant, those in the bin included; in no order.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read.
    pub fn entries_changed_after(&self, at: DateTime<Utc>) -> Result<Vec<Uid>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT uid FROM entry WHERE changed_at > ?1")?;
        let rows = statement.query_map([instant_text(at)], |row| uid(row, 0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
