//! The registrant's own row.

use super::{Reader, StoreError, Tx};
use crate::domain::Profile;

impl Reader<'_> {
    /// Who keeps this journal.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn profile(&self) -> Result<Profile, StoreError> {
        Ok(self.db.prepare_cached("SELECT name, profession, registrations, employer, handles FROM profile WHERE id = 1")?.query_row(
            [],
            |row| {
                Ok(Profile {
                    name: row.get(0)?,
                    profession: row.get(1)?,
                    registrations: row.get(2)?,
                    employer: row.get(3)?,
                    handles: row.get(4)?,
                })
            },
        )?)
    }
}

impl Tx<'_> {
    /// Writes who keeps this journal.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_profile(&self, profile: &Profile) -> Result<(), StoreError> {
        let Profile { name, profession, registrations, employer, handles } = profile;
        self.db
            .prepare_cached("UPDATE profile SET name = ?1, profession = ?2, registrations = ?3, employer = ?4, handles = ?5 WHERE id = 1")?
            .execute([name, profession, registrations, employer, handles])?;
        Ok(())
    }
}
