//! Which small items are rolled up into which claim.

use std::collections::HashSet;

use rusqlite::params;

use super::{Reader, StoreError, Tx};
use crate::domain::entry::TimeSpent;
use crate::domain::{EntryId, Minutes};

impl Reader<'_> {
    /// The items of a claim, oldest day first.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn items_of(&self, claim: EntryId) -> Result<Vec<EntryId>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT rolled.item FROM rolled JOIN entry ON entry.id = rolled.item WHERE rolled.claim = ?1 ORDER BY entry.date, entry.time, entry.id",
        )?;
        Ok(statement.query_map([claim.row()], |row| row.get(0).map(EntryId::from_row))?.collect::<Result<_, _>>()?)
    }

    /// The claim that an entry is an item of.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn claim_of(&self, item: EntryId) -> Result<Option<EntryId>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT claim FROM rolled WHERE item = ?1")?;
        let mut rows = statement.query([item.row()])?;
        Ok(match rows.next()? {
            Some(row) => Some(EntryId::from_row(row.get(0)?)),
            None => None,
        })
    }
}

impl Reader<'_> {
    /// Claims that are neither in the bin nor submitted, and of which something was touched by what is being written.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn claims_to_settle(&self) -> Result<Vec<EntryId>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT id FROM entry WHERE binned_at IS NULL AND state <> 'submitted' AND id IN (
                SELECT claim FROM rolled WHERE item IN (SELECT entry FROM stale_entry)
                UNION SELECT claim FROM rolled WHERE claim IN (SELECT entry FROM stale_entry)) ORDER BY id",
        )?;
        Ok(statement.query_map([], |row| row.get(0).map(EntryId::from_row))?.collect::<Result<_, _>>()?)
    }

    /// What the items of a claim add up to part by part; those in the bin do not count. Each sum ends at the largest number of minutes.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn spent_on_items(&self, claim: EntryId) -> Result<TimeSpent, StoreError> {
        let sums = |row: &rusqlite::Row<'_>| {
            let minutes = |column| Ok::<_, rusqlite::Error>(Minutes(u32::try_from(row.get::<_, i64>(column)?).unwrap_or(u32::MAX)));
            Ok(TimeSpent {
                preparing: minutes(0)?,
                taking_part: minutes(1)?,
                reading: minutes(2)?,
                reflecting: minutes(3)?,
                interactive: minutes(4)?,
            })
        };
        Ok(self
            .db
            .prepare_cached(
                "SELECT ifnull(sum(preparing), 0), ifnull(sum(taking_part), 0), ifnull(sum(reading), 0), ifnull(sum(reflecting), 0),
                        ifnull(sum(interactive), 0)
                 FROM rolled JOIN entry ON entry.id = rolled.item WHERE rolled.claim = ?1 AND entry.binned_at IS NULL",
            )?
            .query_row([claim.row()], sums)?)
    }

    /// Whether an entry was made as a claim, even if all its items have left it since. The ledger knows.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn was_claim(&self, entry: EntryId) -> Result<bool, StoreError> {
        Ok(self
            .db
            .prepare_cached("SELECT 1 FROM change WHERE tbl = 'rolled' AND json_extract(coalesce(after, before), '$.claim') = ?1 LIMIT 1")?
            .exists([entry.row()])?)
    }
}

impl Reader<'_> {
    /// Every entry that was made as a claim, even if all its items have left it since: [`Self::was_claim`] for many.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn made_as_claims(&self) -> Result<HashSet<EntryId>, StoreError> {
        let mut statement =
            self.db.prepare_cached("SELECT DISTINCT json_extract(coalesce(after, before), '$.claim') FROM change WHERE tbl = 'rolled'")?;
        Ok(statement.query_map([], |row| row.get(0).map(EntryId::from_row))?.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Writes what a claim adds up to, and how that was done in words. When it was changed last stays: nobody changed what they wrote.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_sum(&self, claim: EntryId, spent: TimeSpent, how: &str) -> Result<(), StoreError> {
        let TimeSpent { preparing, taking_part, reading, reflecting, interactive } = spent;
        self.db
            .prepare_cached(
                "UPDATE entry SET preparing = ?2, taking_part = ?3, reading = ?4, reflecting = ?5, interactive = ?6, how = ?7
                 WHERE id = ?1 AND (preparing, taking_part, reading, reflecting, interactive, how) IS NOT (?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![claim.row(), preparing.0, taking_part.0, reading.0, reflecting.0, interactive.0, how])?;
        Ok(())
    }

    /// Makes an entry an item of a claim; it leaves the claim that it was in.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn roll_into(&self, item: EntryId, claim: EntryId) -> Result<(), StoreError> {
        self.unroll(item)?;
        self.db.prepare_cached("INSERT INTO rolled (claim, item) VALUES (?1, ?2)")?.execute(params![claim.row(), item.row()])?;
        Ok(())
    }

    /// Takes an item out of its claim.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn unroll(&self, item: EntryId) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM rolled WHERE item = ?1")?.execute([item.row()])?;
        Ok(())
    }
}
