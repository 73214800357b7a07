//! Tags over the whole journal: what they are used for, renamed, merged, taken away. Two are one when they fold alike.

use super::{Journal, JournalError, Outcome, Thing};
use crate::domain::text::folded;
use crate::domain::{EntryId, tag};
use crate::search::Query;
use crate::store::{TagUse, Tx};

/// What came of renaming, merging or taking a tag away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retagged {
    /// What it is called now; none when it was taken away. Where that tag was there already, in its spelling.
    pub tag: Option<String>,
    /// Those that were changed, in the bin or not.
    pub entries: Vec<EntryId>,
    /// Names of saved searches that look for the tag: they follow it, or look for nothing any more when it was taken away.
    pub searches: Vec<String>,
}

impl Journal {
    /// All tags of entries that are not in the bin, the most used first.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn tags(&self) -> Result<Vec<TagUse>, JournalError> {
        Ok(self.store.read().tags()?)
    }

    /// Gives a tag another name, on every entry and in every saved search, as one step; also only other capitals. A name that another tag
    /// has merges the two.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when no entry has it, [`JournalError::NotOneTag`], or it cannot be written.
    pub fn rename_tag(&mut self, old: &str, new: &str) -> Result<Outcome<Retagged>, JournalError> {
        self.merge_tags(&[old.to_owned()], new)
    }

    /// Makes one tag of several, on every entry and in every saved search, as one step. An entry that has several of them keeps one.
    ///
    /// # Errors
    /// As [`Self::rename_tag`], for any of them: none is changed then.
    pub fn merge_tags(&mut self, old: &[String], into: &str) -> Result<Outcome<Retagged>, JournalError> {
        let new = one_tag(into)?;
        let names: Vec<String> = old.iter().filter_map(|one| tag::tidy(one)).map(|one| format!("“{one}”")).collect();
        let label = match names.as_slice() {
            [one] => format!("Rename the tag {one} to “{new}”"),
            several => format!("Merge the tags {} into “{new}”", several.join(", ")),
        };
        self.step(label, |tx| {
            let spelt = spellings(tx, old)?;
            // What is there already keeps its spelling, so that no second one comes beside it.
            let beside = tx.read().spellings_of(&new)?.into_iter().find(|spelling| !spelt.contains(spelling));
            let new = beside.unwrap_or_else(|| new.clone());
            let entries = tx.replace_tags(&spelt, Some(&new))?;
            let searches = follow(tx, &spelt, Some(&new))?;
            Ok(Retagged { tag: Some(new), entries, searches })
        })
    }

    /// Takes a tag away from every entry, as one step. Saved searches that look for it stay, and are told.
    ///
    /// # Errors
    /// As [`Self::rename_tag`].
    pub fn remove_tag(&mut self, old: &str) -> Result<Outcome<Retagged>, JournalError> {
        self.step("Take a tag away".to_owned(), |tx| {
            let spelt = spellings(tx, &[old.to_owned()])?;
            let entries = tx.replace_tags(&spelt, None)?;
            let count = super::bulk::counted(entries.len());
            let name = spelt.first().map_or(old, String::as_str);
            tx.name_step(&format!("Take the tag “{name}” away from {count}"))?;
            Ok(Retagged { tag: None, entries, searches: follow(tx, &spelt, None)? })
        })
    }
}

/// Letters that a tag has at most: more is a text that was pasted.
const LONGEST: usize = 200;

/// A tag as it is kept.
///
/// # Errors
/// [`JournalError::NotOneTag`] for none, for several and for what is too long.
pub(super) fn one_tag(text: &str) -> Result<String, JournalError> {
    match tag::split(text).as_slice() {
        [one] if one.chars().count() <= LONGEST => Ok(one.clone()),
        _ => Err(JournalError::NotOneTag(text.trim().to_owned())),
    }
}

/// In which spellings the tags are used.
fn spellings(tx: &Tx<'_>, tags: &[String]) -> Result<Vec<String>, JournalError> {
    let mut all = Vec::new();
    for tag in tags {
        let of = tx.read().spellings_of(tag)?;
        if of.is_empty() {
            return Err(JournalError::NotFound { what: Thing::Tag, name: tag.trim().to_owned() });
        }
        all.extend(of);
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// Lets saved searches that name one of the tags look for the new one; tells which name one.
fn follow(tx: &Tx<'_>, old: &[String], new: Option<&str>) -> Result<Vec<String>, JournalError> {
    let mut names = Vec::new();
    let old: Vec<String> = old.iter().map(|tag| folded(tag)).filter(|tag| new.is_none_or(|new| folded(new) != *tag)).collect();
    for search in tx.read().saved_searches()? {
        let mut draft = search.draft;
        let Some(query) = Query::retagged(&draft.query, &old, new) else { continue };
        names.push(draft.name.clone());
        if query != draft.query {
            draft.query = query;
            tx.update_saved_search(search.id, &draft)?;
        }
    }
    Ok(names)
}
