//! Coming back to an entry, and setting one aside.

use std::collections::HashMap;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::entries::live;
use super::error::kept;
use super::{By, Journal, JournalError, Outcome, Thing};
use crate::domain::look_back::{self, Asked};
use crate::domain::text::clean;
use crate::domain::{EntryDraft, EntryHeader, EntryId, Found, LookBack, LookBackDraft, LookBackId};

/// Whether the registrant is asked at all.
const ASKING: &str = "coming_back";

impl Journal {
    /// All that was found later, of entries that are not in the bin, the earliest first.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn look_backs(&self) -> Result<Vec<LookBack>, JournalError> {
        Ok(self.store.read().look_backs()?)
    }

    /// All that was found later of one entry, in the bin or not, the earliest first.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn look_backs_of(&self, entry: EntryId) -> Result<Vec<LookBack>, JournalError> {
        Ok(self.store.read().look_backs_of(entry)?)
    }

    /// Writes down what an entry changed, or when to ask again.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when the entry is gone, [`JournalError::InBin`], or it cannot be written.
    pub fn look_back(&mut self, entry: EntryId, draft: LookBackDraft) -> Result<Outcome<LookBack>, JournalError> {
        let draft = tidied(draft);
        let uid = self.new_uid();
        let verb = match draft.found {
            Found::Later => "Ask later about",
            Found::Never => "Do not ask about",
            Found::Nothing | Found::Change | Found::Benefit | Found::Feedback => "Look back at",
        };
        self.step(verb.to_owned(), |tx| {
            tx.name_step(&format!("{verb} “{}”", live(tx, entry)?.draft.name()))?;
            let id = tx.insert_look_back(uid, entry, &draft)?;
            Ok(LookBack { id, uid, entry, draft })
        })
    }

    /// Saves what was found.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when it is gone, or it cannot be written.
    pub fn save_look_back(&mut self, id: LookBackId, draft: LookBackDraft, by: By) -> Result<Outcome<()>, JournalError> {
        let draft = tidied(draft);
        self.fold(by, format!("look back {}", id.row()), "Edit what was found later".to_owned(), |tx| {
            kept(tx.update_look_back(id, &draft), Thing::LookBack, draft.found.label())
        })
    }

    /// Takes it away; undo brings it back.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn remove_look_back(&mut self, id: LookBackId) -> Result<Outcome<()>, JournalError> {
        self.step("Remove what was found later".to_owned(), |tx| Ok(tx.delete_look_back(id)?))
    }

    /// Whether the registrant is asked what entries changed.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn is_asking(&self) -> Result<bool, JournalError> {
        Ok(self.store.read().setting(ASKING)?.as_deref() != Some("off"))
    }

    /// Asks, or asks no more.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn set_asking(&mut self, on: bool) -> Result<Outcome<()>, JournalError> {
        self.step("Coming back".to_owned(), |tx| Ok(tx.set_setting(ASKING, if on { "on" } else { "off" })?))
    }

    /// What is to be asked today, the latest question first; nothing when the registrant does not want to be asked.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn asked(&self) -> Result<Vec<Asked>, JournalError> {
        if !self.is_asking()? {
            return Ok(Vec::new());
        }
        Ok(asked_of(&self.headers(None)?, &self.look_backs()?, self.today(), self.here()))
    }

    /// Sets an entry aside until a day, or takes it up again.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when it is gone, [`JournalError::InBin`], or it cannot be written.
    pub fn park(&mut self, id: EntryId, until: Option<NaiveDate>) -> Result<Outcome<()>, JournalError> {
        let verb = if until.is_some() { "Set aside" } else { "Take up again" };
        self.step(verb.to_owned(), |tx| {
            let draft = live(tx, id)?.draft;
            tx.name_step(&format!("{verb} “{}”", draft.name()))?;
            if draft.parked != until {
                tx.update_entry(id, &EntryDraft { parked: until, ..draft })?;
            }
            Ok(())
        })
    }
}

/// What is to be asked of entries on a day where the registrant is, the latest question first.
pub(super) fn asked_of<'h>(
    entries: impl IntoIterator<Item = &'h EntryHeader>,
    looks: &[LookBack],
    today: NaiveDate,
    here: Tz,
) -> Vec<Asked> {
    let mut of: HashMap<EntryId, Vec<&LookBackDraft>> = HashMap::new();
    for look in looks {
        of.entry(look.entry).or_default().push(&look.draft);
    }
    let looked = |id: EntryId| of.get(&id).into_iter().flatten().copied();
    let mut all: Vec<Asked> = entries.into_iter().filter_map(|entry| look_back::asked(entry, looked(entry.id), today, here)).collect();
    all.sort_by_key(|asked| std::cmp::Reverse((asked.since, asked.entry)));
    all
}

pub(super) fn tidied(mut draft: LookBackDraft) -> LookBackDraft {
    clean(&draft.text).trim_end().clone_into(&mut draft.text);
    if draft.found != Found::Later {
        draft.until = None;
    }
    draft
}
