//! Tags over all entries, in the file. Which spellings are one tag is for the callers to say: SQL does not fold.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::params;

use super::sql_types::{day, instant_text};
use super::{Reader, StoreError, Tx};
use crate::domain::text::folded;
use crate::domain::{EntryId, tag};

/// A tag, and how it is used by entries that are not in the bin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagUse {
    /// In the spelling that most entries have.
    pub tag: String,
    pub entries: usize,
    /// The day of the latest entry with it.
    pub last: NaiveDate,
}

/// A row of the table: its number, and the tag.
type Row = (i64, String);

impl Reader<'_> {
    /// All tags of entries that are not in the bin, the most used first; of several that are used alike the one used last.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn tags(&self) -> Result<Vec<TagUse>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT tag, count(*) AS uses, max(entry.date) AS last FROM entry_tag JOIN entry ON entry.id = entry_tag.entry
             WHERE entry.binned_at IS NULL GROUP BY tag ORDER BY uses DESC, last DESC, tag",
        )?;
        let spellings = statement.query_map([], |row| {
            Ok(TagUse { tag: row.get(0)?, entries: usize::try_from(row.get::<_, i64>(1)?).unwrap_or_default(), last: day(row, 2)? })
        })?;
        let mut tags: BTreeMap<String, TagUse> = BTreeMap::new();
        for spelling in spellings {
            let spelling = spelling?;
            match tags.get_mut(&folded(&spelling.tag)) {
                Some(known) => {
                    known.entries += spelling.entries;
                    known.last = known.last.max(spelling.last);
                }
                None => {
                    tags.insert(folded(&spelling.tag), spelling);
                }
            }
        }
        let mut tags: Vec<TagUse> = tags.into_values().collect();
        tags.sort_by(|a, b| b.entries.cmp(&a.entries).then(b.last.cmp(&a.last)).then_with(|| folded(&a.tag).cmp(&folded(&b.tag))));
        Ok(tags)
    }

    /// The spellings in which a tag is used, the most used first; of entries in the bin, too.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn spellings_of(&self, wanted: &str) -> Result<Vec<String>, StoreError> {
        let Some(wanted) = tag::tidy(wanted).map(|tag| folded(&tag)) else { return Ok(Vec::new()) };
        let mut statement = self.db.prepare_cached("SELECT tag FROM entry_tag GROUP BY tag ORDER BY count(*) DESC, tag")?;
        let mut spellings: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        spellings.retain(|spelling| folded(spelling) == wanted);
        Ok(spellings)
    }
}

impl Tx<'_> {
    /// Gives every entry that has one of these tags, as they are spelt, another in its place, or none. One that has several of them, or the
    /// other already in any spelling, keeps one. Tells which entries were changed.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn replace_tags(&self, old: &[String], new: Option<&str>) -> Result<Vec<EntryId>, StoreError> {
        let spelt = serde_json::to_string(old).unwrap_or_default();
        let mut of: BTreeMap<i64, Vec<Row>> = BTreeMap::new();
        let mut statement = self.db.prepare_cached(
            "SELECT entry, id, tag FROM entry_tag
             WHERE entry IN (SELECT entry FROM entry_tag WHERE tag IN (SELECT value FROM json_each(?1))) ORDER BY id",
        )?;
        let mut rows = statement.query([spelt])?;
        while let Some(row) = rows.next()? {
            of.entry(row.get(0)?).or_default().push((row.get(1)?, row.get(2)?));
        }
        let mut changed = Vec::new();
        for (entry, tags) in of {
            let (replaced, others): (Vec<&Row>, Vec<&Row>) = tags.iter().partition(|(_, tag)| old.contains(tag));
            let keeps = new.filter(|new| !others.iter().any(|(_, tag)| folded(tag) == folded(new)));
            let goes_on = keeps.and_then(|new| replaced.first().map(|first| (first, new)));
            let mut touched = false;
            for (row, _) in replaced.iter().skip(usize::from(goes_on.is_some())) {
                self.db.prepare_cached("DELETE FROM entry_tag WHERE id = ?1")?.execute([row])?;
                touched = true;
            }
            if let Some(((row, _), new)) = goes_on.filter(|((_, tag), new)| tag != new) {
                self.db.prepare_cached("UPDATE entry_tag SET tag = ?2 WHERE id = ?1")?.execute(params![row, new])?;
                touched = true;
            }
            if touched {
                // Whoever has the entry open on a screen sees that it was changed.
                let sql = "UPDATE entry SET changed_at = ?2 WHERE id = ?1";
                self.db.prepare_cached(sql)?.execute(params![entry, instant_text(self.at)])?;
                changed.push(EntryId::from_row(entry));
            }
        }
        Ok(changed)
    }
}
