//! What chains from activity to benefit tell of many entries, read at once.

use super::{Reader, StoreError};
use crate::domain::EntryId;

/// What is told of an entry; of long texts the beginning. The private note is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldOf {
    pub entry: EntryId,
    pub learnt: String,
    pub changed: String,
    pub benefit: String,
    /// Id of the model of reflection, of the prompt, and what was answered: those of the model in use first. Only where nothing is
    /// written as learnt.
    pub answers: Vec<(String, String, String)>,
}

impl Reader<'_> {
    /// What is told of those of these entries that are not in the bin, by row.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn told_of(&self, entries: &[EntryId]) -> Result<Vec<ToldOf>, StoreError> {
        let list =
            |ids: &mut dyn Iterator<Item = EntryId>| format!("[{}]", ids.map(|id| id.row().to_string()).collect::<Vec<_>>().join(","));
        let ids = list(&mut entries.iter().copied());
        let mut statement = self.db.prepare_cached(include_str!("told_of.sql"))?;
        let told = statement.query_map([&ids], |row| {
            let entry = EntryId::from_row(row.get(0)?);
            Ok(ToldOf { entry, learnt: row.get(1)?, changed: row.get(2)?, benefit: row.get(3)?, answers: Vec::new() })
        })?;
        let mut told: Vec<ToldOf> = told.collect::<Result<_, _>>()?;
        let ids = list(&mut told.iter().filter(|one| one.learnt.trim().is_empty()).map(|one| one.entry));
        let mut statement = self.db.prepare_cached(
            "SELECT answer.entry, answer.template, answer.prompt, substr(answer.text, 1, 4000) FROM answer
                JOIN entry ON entry.id = answer.entry WHERE answer.entry IN (SELECT value FROM json_each(?1))
                ORDER BY answer.entry, answer.template <> entry.template, answer.position",
        )?;
        let mut rows = statement.query([&ids])?;
        while let Some(row) = rows.next()? {
            let entry = EntryId::from_row(row.get(0)?);
            if let Some(one) = told.binary_search_by_key(&entry, |one| one.entry).ok().and_then(|at| told.get_mut(at)) {
                one.answers.push((row.get(1)?, row.get(2)?, row.get(3)?));
            }
        }
        Ok(told)
    }
}
