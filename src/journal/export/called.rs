//! What entries without a title are called where the words that they are called by stay here.

use std::collections::HashMap;

use super::parts::kept;
use crate::domain::portfolio::{Depth, Parts};
use crate::domain::{EntryDraft, EntryId};
use crate::journal::{Journal, JournalError};

impl Journal {
    /// Names of the entries that are called by words which parts and depth leave out: their kind and day. All others are called as ever.
    pub(super) fn called(&self, parts: Parts, depth: Depth) -> Result<HashMap<EntryId, String>, JournalError> {
        let mut called = HashMap::new();
        let (reflections, learning, _) = kept(parts, depth);
        if reflections && learning {
            return Ok(called);
        }
        let read = self.store.read();
        for id in read.untitled()? {
            let Some(entry) = read.entry(id)? else { continue };
            if words_left(entry.draft.clone(), reflections, learning).name() != entry.draft.name() {
                let day = entry.draft.date.format("%-d %B %Y");
                called.insert(id, format!("{}, {day}", self.catalogue.kind_label(&entry.draft.kind)));
            }
        }
        Ok(called)
    }
}

/// A draft with the texts that leave.
fn words_left(mut draft: EntryDraft, reflections: bool, learning: bool) -> EntryDraft {
    if !learning {
        for text in [&mut draft.learnt, &mut draft.changed, &mut draft.benefit] {
            text.clear();
        }
    }
    if !reflections {
        draft.reflection.answers.clear();
    }
    draft
}
