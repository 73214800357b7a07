//! What counting needs to know of entries beyond their headers, read many at a time.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use chrono_tz::Tz;
use rusqlite::Row;

use super::sql_types::{day, instant};
use super::{Reader, StoreError, Which};
use crate::domain::evidence::Proof;
use crate::domain::framework::Amount;
use crate::domain::standing::Facts;
use crate::domain::{EntryId, Evidence};

/// Hundredths by code, as JSON; empty when there are none.
pub(super) fn amounts_text(amounts: &BTreeMap<String, Amount>) -> String {
    if amounts.is_empty() {
        return String::new();
    }
    let hundredths: BTreeMap<&str, u32> = amounts.iter().map(|(code, amount)| (code.as_str(), amount.hundredths())).collect();
    serde_json::to_string(&hundredths).unwrap_or_default()
}

/// A column with [`amounts_text`].
pub(super) fn amounts(row: &Row<'_>, column: usize) -> rusqlite::Result<BTreeMap<String, Amount>> {
    let text = row.get_ref(column)?.as_str_or_null()?.unwrap_or_default();
    if text.is_empty() {
        return Ok(BTreeMap::new());
    }
    let hundredths: BTreeMap<String, u32> = serde_json::from_str(text).unwrap_or_default();
    Ok(hundredths.into_iter().map(|(code, amount)| (code, Amount::of_hundredths(amount))).collect())
}

impl Reader<'_> {
    /// The facts of entries, and of those that are not there nothing. An activity without a known zone is on its day in `here`.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn facts(&self, which: Which<'_>, here: Tz) -> Result<HashMap<EntryId, Facts>, StoreError> {
        let mut facts: HashMap<EntryId, Facts> = HashMap::new();
        let mut days: HashMap<EntryId, (NaiveDate, Tz)> = HashMap::new();
        let sql = "SELECT id, date, zone, trim(learnt) <> '' OR EXISTS (SELECT 1 FROM answer WHERE answer.entry = entry.id AND trim(text) <> ''),
                    trim(changed) <> '' OR EXISTS (SELECT 1 FROM action WHERE action.entry = entry.id), trim(benefit) <> '', trim(how) <> '', amounts
                   FROM entry";
        self.each(which, sql, "id", |row| {
            let entry = EntryId::from_row(row.get(0)?);
            let zone = row.get_ref(2)?.as_str_or_null()?.and_then(|zone| zone.parse().ok()).unwrap_or(here);
            days.insert(entry, (day(row, 1)?, zone));
            let one = Facts {
                learnt: row.get(3)?,
                changed: row.get(4)?,
                benefit: row.get(5)?,
                how: row.get(6)?,
                amounts: amounts(row, 7)?.into_iter().collect(),
                ..Facts::default()
            };
            facts.insert(entry, one);
            Ok(())
        })?;
        self.each(which, "SELECT entry, code FROM entry_standard", "entry", |row| {
            if let Some(one) = facts.get_mut(&EntryId::from_row(row.get(0)?)) {
                one.standards.push(row.get(1)?);
            }
            Ok(())
        })?;
        self.each(which, "SELECT entry, linked_at FROM entry_goal", "entry", |row| {
            let entry = EntryId::from_row(row.get(0)?);
            if let (Some(one), Some((day, zone))) = (facts.get_mut(&entry), days.get(&entry)) {
                one.planned |= instant(row, 1)?.with_timezone(zone).date_naive() < *day;
            }
            Ok(())
        })?;
        let proofs = "SELECT entry, name, caption, proves FROM (SELECT entry, name, caption, proves FROM entry_evidence
                      JOIN evidence ON evidence.id = entry_evidence.evidence)";
        self.each(which, proofs, "entry", |row| {
            if let Some(one) = facts.get_mut(&EntryId::from_row(row.get(0)?)) {
                let (name, caption): (String, String) = (row.get(1)?, row.get(2)?);
                let said = Proof::from_token(row.get_ref(3)?.as_str_or_null()?.unwrap_or_default());
                one.proofs.push(Evidence::taken_for(said, &name, &caption).unwrap_or(Proof::Other));
            }
            Ok(())
        })?;
        self.add_of_items(which, &mut facts)?;
        Ok(facts)
    }

    /// A claim is proved by what proves its items, and says what they say.
    fn add_of_items(&self, which: Which<'_>, facts: &mut HashMap<EntryId, Facts>) -> Result<(), StoreError> {
        let proofs = "SELECT claim, name, caption, proves FROM (SELECT claim, name, caption, proves FROM rolled
                      JOIN entry_evidence ON entry_evidence.entry = rolled.item JOIN evidence ON evidence.id = entry_evidence.evidence
                      JOIN entry ON entry.id = rolled.item WHERE entry.binned_at IS NULL)";
        self.each(which, proofs, "claim", |row| {
            if let Some(one) = facts.get_mut(&EntryId::from_row(row.get(0)?)) {
                let (name, caption): (String, String) = (row.get(1)?, row.get(2)?);
                let said = Proof::from_token(row.get_ref(3)?.as_str_or_null()?.unwrap_or_default());
                one.proofs.push(Evidence::taken_for(said, &name, &caption).unwrap_or(Proof::Other));
            }
            Ok(())
        })?;
        let texts = "SELECT claim, learnt, changed, benefit FROM (SELECT rolled.claim,
                        trim(learnt) <> '' OR EXISTS (SELECT 1 FROM answer WHERE answer.entry = entry.id AND trim(text) <> '') AS learnt,
                        trim(changed) <> '' AS changed, trim(benefit) <> '' AS benefit
                     FROM rolled JOIN entry ON entry.id = rolled.item WHERE entry.binned_at IS NULL)";
        self.each(which, texts, "claim", |row| {
            if let Some(one) = facts.get_mut(&EntryId::from_row(row.get(0)?)) {
                one.learnt |= row.get::<_, bool>(1)?;
                one.changed |= row.get::<_, bool>(2)?;
                one.benefit |= row.get::<_, bool>(3)?;
            }
            Ok(())
        })
    }
}
