//! Editing and binning entries.

use chrono::{DateTime, Utc};

use super::{DayOf, Journal, JournalError, NewFile, Outcome, Thing};
use crate::domain::gaps::gaps;
use crate::domain::{Entry, EntryDraft, EntryId, EntryState, Gap, GoalId};
use crate::store::{NewStep, Tx};

/// What came of saving a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is on the disk, as of this instant.
    At(DateTime<Utc>),
    /// Somebody else changed the entry since it was opened: nothing was written, this is what is there now.
    Conflict(Box<Entry>),
}

/// What is changed of an entry beside its draft, in the same step.
#[derive(Clone, Debug, Default)]
pub struct Beside<'a> {
    /// A community by its whole name or hashtag; new ones are made.
    pub community: Option<&'a str>,
    pub state: Option<EntryState>,
    pub files: Vec<NewFile>,
    /// A pasted chat: what it proposes is filled in where nothing is said, and its text is kept unchanged as evidence.
    pub transcript: Option<String>,
}

/// What an entry’s draft becomes.
type Becomes<'c> = Box<dyn FnOnce(&EntryDraft) -> Result<EntryDraft, JournalError> + 'c>;

impl Journal {
    /// One entry whole.
    ///
    /// # Errors
    /// [`JournalError::NotFound`], or it cannot be read.
    pub fn entry(&self, id: EntryId) -> Result<Entry, JournalError> {
        self.store.read().entry(id)?.ok_or_else(|| not_there(id))
    }

    /// What an entry still lacks.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn gaps_of(&self, entry: &Entry) -> Result<Vec<Gap>, JournalError> {
        let read = self.store.read();
        let proven = read.evidence()?.iter().any(|evidence| evidence.entries.contains(&entry.id));
        Ok(gaps(&entry.draft, proven, !read.actions_of(entry.id)?.is_empty()))
    }

    /// Saves what is on the screen. `seen` are the instants of change that the writer knows of: when it opened the entry, and when it wrote
    /// to it itself. Autosaves of one sitting are one step of the history.
    ///
    /// # Errors
    /// [`JournalError::Draft`], or it cannot be written. The old text is whole then.
    pub fn save(&mut self, id: EntryId, draft: EntryDraft, seen: &[DateTime<Utc>]) -> Result<Outcome<Saved>, JournalError> {
        let draft = draft.tidied()?;
        // The instant is compared as the file keeps it, in milliseconds.
        let at = self.now();
        let at = DateTime::from_timestamp_millis(at.timestamp_millis()).unwrap_or(at);
        let step = NewStep { label: format!("Edit “{}”", draft.name()), fold: Some(edit_of(id)), at };
        let (value, touched) = self.store.transact(&step, |tx| {
            let old = there(tx, id)?;
            let mut draft = draft;
            if !tx.read().items_of(id)?.is_empty() {
                // What was on the screen of a claim is not what its items add up to now, or what was submitted.
                draft.minutes = old.draft.minutes;
            }
            if old.draft == draft {
                return Ok(Saved::At(old.changed));
            }
            if !seen.contains(&old.changed) {
                return Ok(Saved::Conflict(Box::new(old)));
            }
            tx.update_entry(id, &draft)?;
            super::rollup::settle(tx)?;
            Ok::<_, JournalError>(Saved::At(at))
        })?;
        Ok(Outcome { value, touched })
    }

    /// The same for a text that somebody has just taken back. Where that is all that the newest step did, the step itself is taken back, so
    /// that it can be done again when the text is no more on any screen.
    ///
    /// # Errors
    /// As [`Self::save`].
    pub fn save_taken_back(&mut self, id: EntryId, draft: EntryDraft, seen: &[DateTime<Utc>]) -> Result<Outcome<Saved>, JournalError> {
        let wanted = draft.clone().tidied()?;
        if seen.contains(&self.entry(id)?.changed) {
            let as_wanted = |read: &crate::store::Reader<'_>| Ok(read.entry(id)?.is_some_and(|entry| entry.draft == wanted));
            if let Some(touched) = self.store.undo_folded(self.clock.now(), &edit_of(id), as_wanted)? {
                return Ok(Outcome { value: Saved::At(self.entry(id)?.changed), touched });
            }
        }
        self.save(id, draft, seen)
    }

    /// Changes an entry, as it is at that moment, in one step of its own.
    ///
    /// # Errors
    /// As [`Self::save`]; [`JournalError::ClaimIsTimed`] when the minutes of a claim are changed. A chat is read before the step: when somebody changes the entry meanwhile, nothing is written.
    pub fn edit(&mut self, id: EntryId, beside: &Beside<'_>, change: impl FnOnce(&mut EntryDraft)) -> Result<Outcome<Saved>, JournalError> {
        let community = beside.community.map(|name| self.community_or_new(name)).transpose()?;
        let mut files = self.keep_files(&beside.files)?;
        let becomes: Becomes<'_> = match beside.transcript.as_deref().filter(|text| !text.trim().is_empty()) {
            None => Box::new(|old| {
                let mut draft = old.clone();
                change(&mut draft);
                Ok(draft)
            }),
            Some(text) => {
                let old = self.entry(id)?.draft;
                let mut draft = old.clone();
                change(&mut draft);
                let transcript = self.transcript(text, Some(draft.date))?;
                files.extend(self.keep_files(&[super::transcripts::transcript_file(text, "", &transcript)])?);
                let draft = self.filled_from_transcript(draft, &transcript, DayOf::Said)?;
                Box::new(move |now| if *now == old { Ok(draft) } else { Err(super::transcripts::changed_meanwhile(&old)) })
            }
        };
        self.step("Edit".to_owned(), |tx| {
            let old = there(tx, id)?;
            let mut draft = becomes(&old.draft)?.tidied()?;
            tx.name_step(&format!("Edit “{}”", draft.name()))?;
            if draft.minutes != old.draft.minutes && !tx.read().items_of(id)?.is_empty() {
                return Err(JournalError::ClaimIsTimed(old.draft.name()));
            }
            if let Some(community) = &community {
                draft.community = Some(community.id(tx)?);
            }
            if draft != old.draft {
                tx.update_entry(id, &draft)?;
            }
            if let Some(state) = beside.state {
                move_to(tx, &old, state)?;
            }
            for file in &files {
                let evidence = tx.insert_evidence(file)?;
                tx.link_evidence(id, evidence)?;
                tx.complete_evidence(evidence, file)?;
            }
            Ok(Saved::At(tx.at()))
        })
    }

    /// Moves an entry to another state: ready, submitted, draft. One that is in the bin stays there.
    ///
    /// # Errors
    /// [`JournalError::NotFound`], or it cannot be written.
    pub fn set_state(&mut self, id: EntryId, state: EntryState) -> Result<Outcome<()>, JournalError> {
        let verb = match state {
            EntryState::Draft => "Back to drafts",
            EntryState::Ready => "Mark ready",
            EntryState::Submitted { .. } => "Mark submitted",
            EntryState::Binned { .. } => "Bin",
        };
        self.step(verb.to_owned(), |tx| {
            let old = there(tx, id)?;
            tx.name_step(&format!("{verb} “{}”", old.draft.name()))?;
            move_to(tx, &old, state)
        })
    }

    /// Puts an entry out of sight; [`Self::unbin`] brings it back.
    ///
    /// # Errors
    /// As [`Self::set_state`].
    pub fn bin(&mut self, id: EntryId) -> Result<Outcome<()>, JournalError> {
        let at = self.now();
        self.set_state(id, EntryState::Binned { at })
    }

    /// Takes an entry out of the bin, in the state that it had.
    ///
    /// # Errors
    /// As [`Self::set_state`]; [`JournalError::NoItemsLeft`] for a claim whose items have all left it.
    pub fn unbin(&mut self, id: EntryId) -> Result<Outcome<()>, JournalError> {
        self.step("Take out of the bin".to_owned(), |tx| {
            let old = there(tx, id)?;
            if old.state.is_binned() {
                super::rollup::can_come_back(tx, id, &old.draft.name())?;
                tx.name_step(&format!("Take “{}” out of the bin", old.draft.name()))?;
                tx.unbin_entry(id)?;
                // Its items may have gone elsewhere meanwhile, and must not count twice: even when it was submitted.
                if !tx.read().items_of(id)?.is_empty() {
                    super::rollup::settle_one(tx, id)?;
                }
            }
            Ok(())
        })
    }

    /// Links or unlinks one goal.
    ///
    /// # Errors
    /// As [`Self::set_state`].
    pub fn link(&mut self, id: EntryId, goal: GoalId, linked: Linked) -> Result<Outcome<()>, JournalError> {
        let Outcome { value: _, touched } = self.link_all(&[id], goal, linked)?;
        Ok(Outcome { value: (), touched })
    }

    /// Links several entries to a goal, or takes them out of it, in one step. Those that are as they should be stay untouched, with the
    /// instant of their link; tells which were changed.
    ///
    /// # Errors
    /// As [`Self::set_state`], for any of them: none is changed then.
    pub fn link_all(&mut self, ids: &[EntryId], goal: GoalId, linked: Linked) -> Result<Outcome<Vec<EntryId>>, JournalError> {
        let verb = match linked {
            Linked::Yes => "Link",
            Linked::No => "Unlink",
        };
        self.step(verb.to_owned(), |tx| {
            let mut changed = Vec::with_capacity(ids.len());
            for id in ids {
                let mut draft = there(tx, *id)?.draft;
                if draft.goals.contains(&goal) == (linked == Linked::Yes) {
                    continue;
                }
                match linked {
                    Linked::Yes => draft.goals.push(goal),
                    Linked::No => draft.goals.retain(|other| *other != goal),
                }
                tx.name_step(&match changed.len() {
                    0 => format!("{verb} “{}”", draft.name()),
                    others => format!("{verb} {} entries", others + 1),
                })?;
                tx.update_entry(*id, &draft)?;
                changed.push(*id);
            }
            Ok(changed)
        })
    }
}

/// Under which name the edits of an entry in one sitting are one step.
fn edit_of(id: EntryId) -> String {
    format!("entry {}", id.row())
}

fn not_there(id: EntryId) -> JournalError {
    JournalError::NotFound { what: Thing::Entry, name: format!("number {}", id.row()) }
}

/// An entry as it is at the moment of writing: nobody can change it before the transaction ends.
pub(super) fn there(tx: &Tx<'_>, id: EntryId) -> Result<Entry, JournalError> {
    tx.read().entry(id)?.ok_or_else(|| not_there(id))
}

/// An entry as it is at the moment of writing, unless it is in the bin.
pub(super) fn live(tx: &Tx<'_>, id: EntryId) -> Result<Entry, JournalError> {
    let entry = there(tx, id)?;
    if entry.state.is_binned() { Err(JournalError::InBin { name: entry.draft.name() }) } else { Ok(entry) }
}

/// Another state for an entry; nothing when it is in it, or in the bin.
fn move_to(tx: &Tx<'_>, old: &Entry, state: EntryState) -> Result<(), JournalError> {
    if old.state != state && !old.state.is_binned() {
        tx.set_state(old.id, state)?;
    }
    Ok(())
}

/// Whether an entry is to belong to a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linked {
    Yes,
    No,
}
