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

    /// A claim is proved by what proves each of its items that are not in the bin, and says what each of them says: what only some of them have
    /// is not there for the time of all.
    fn add_of_items(&self, which: Which<'_>, facts: &mut HashMap<EntryId, Facts>) -> Result<(), StoreError> {
        let mut claims: BTreeMap<EntryId, Vec<ItemFacts>> = BTreeMap::new();
        let mut places: HashMap<(EntryId, EntryId), usize> = HashMap::new();
        let texts = "SELECT claim, item, learnt, changed, benefit FROM (SELECT rolled.claim, rolled.item,
                        trim(learnt) <> '' OR EXISTS (SELECT 1 FROM answer WHERE answer.entry = entry.id AND trim(text) <> '') AS learnt,
                        trim(changed) <> '' OR EXISTS (SELECT 1 FROM action WHERE action.entry = entry.id) AS changed,
                        trim(benefit) <> '' AS benefit
                     FROM rolled JOIN entry ON entry.id = rolled.item WHERE entry.binned_at IS NULL)";
        self.each(which, texts, "claim", |row| {
            let (claim, item) = (EntryId::from_row(row.get(0)?), EntryId::from_row(row.get(1)?));
            let items = claims.entry(claim).or_default();
            places.insert((claim, item), items.len());
            items.push(ItemFacts { learnt: row.get(2)?, changed: row.get(3)?, benefit: row.get(4)?, proofs: Vec::new() });
            Ok(())
        })?;
        let proofs = "SELECT claim, item, name, caption, proves FROM (SELECT claim, item, name, caption, proves FROM rolled
                      JOIN entry_evidence ON entry_evidence.entry = rolled.item JOIN evidence ON evidence.id = entry_evidence.evidence
                      JOIN entry ON entry.id = rolled.item WHERE entry.binned_at IS NULL)";
        self.each(which, proofs, "claim", |row| {
            let (claim, item) = (EntryId::from_row(row.get(0)?), EntryId::from_row(row.get(1)?));
            let place = places.get(&(claim, item)).copied();
            if let Some(one) = place.and_then(|at| claims.get_mut(&claim)?.get_mut(at)) {
                let (name, caption): (String, String) = (row.get(2)?, row.get(3)?);
                let said = Proof::from_token(row.get_ref(4)?.as_str_or_null()?.unwrap_or_default());
                one.proofs.push(Evidence::taken_for(said, &name, &caption).unwrap_or(Proof::Other));
            }
            Ok(())
        })?;
        for (claim, items) in claims {
            if let Some(one) = facts.get_mut(&claim) {
                hand_on(one, &items);
            }
        }
        Ok(())
    }
}

/// What one item of a claim has.
struct ItemFacts {
    learnt: bool,
    changed: bool,
    benefit: bool,
    proofs: Vec<Proof>,
}

/// Adds to a claim what each of its items has.
fn hand_on(claim: &mut Facts, items: &[ItemFacts]) {
    claim.learnt |= items.iter().all(|item| item.learnt);
    claim.changed |= items.iter().all(|item| item.changed);
    claim.benefit |= items.iter().all(|item| item.benefit);
    let common = |proof: &Proof| items.iter().all(|item| item.proofs.contains(proof));
    let before = claim.proofs.len();
    claim.proofs.extend(Proof::ALL.iter().copied().filter(common));
    // Each is proved, by different sorts of evidence.
    if claim.proofs.len() == before && items.iter().all(|item| !item.proofs.is_empty()) {
        claim.proofs.push(Proof::Other);
    }
}
