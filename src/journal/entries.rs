//! Logging, editing and binning entries.

use chrono::{DateTime, Utc};

use super::lookup::CommunityRef;
use super::{Journal, JournalError, NewFile, Outcome, Thing};
use crate::domain::gaps::gaps;
use crate::domain::text::folded;
use crate::domain::{ActionDraft, Entry, EntryDraft, EntryId, EntryState, Gap, GoalDraft, GoalId, LookBackDraft, Uid};
use crate::store::{NewEntry, NewEvidence, NewStep, Tx};

/// An entry that was just logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    pub id: EntryId,
    pub uid: Uid,
    /// What somebody who reads it would still want.
    pub gaps: Vec<Gap>,
}

/// What came of saving a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is on the disk, as of this instant.
    At(DateTime<Utc>),
    /// Somebody else changed the entry since it was opened: nothing was written, this is what is there now.
    Conflict(Box<Entry>),
}

/// What goes into the journal together with a new entry.
#[derive(Clone, Debug, Default)]
pub struct Together<'a> {
    /// The name that it had in another journal; a new one when there is none, or when it is taken.
    pub uid: Option<Uid>,
    /// A community by its whole name or hashtag; new ones are made.
    pub community: Option<&'a str>,
    /// Goals that it belonged to in another journal; those that are not here are made.
    pub goals: Vec<GoalFromElsewhere>,
    pub files: Vec<NewFile>,
    pub actions: Vec<ActionDraft>,
    /// What was found later, in another journal.
    pub look_backs: Vec<LookBackDraft>,
    /// A pasted chat: what it proposes is filled in where nothing was said, and its text is kept unchanged as evidence.
    pub transcript: Option<String>,
    pub day: DayOf,
    /// Of a claim from another journal: what its items were called there. Those that are logged with it or are here already count in it.
    pub items: Vec<Uid>,
}

/// Whether somebody said on which day it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayOf {
    #[default]
    Said,
    /// The day of the draft is only today's: what a link or a chat tells is better.
    Unsaid,
}

/// A goal as another journal names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalFromElsewhere {
    pub uid: Option<Uid>,
    pub title: String,
    /// When it was linked; now, when that is not known.
    pub linked: Option<DateTime<Utc>>,
}

/// An entry that is understood, and what comes with it.
struct Prepared<'a> {
    uid: Uid,
    draft: EntryDraft,
    state: EntryState,
    community: Option<CommunityRef>,
    /// Each with the name that it gets when it has none.
    goals: Vec<(Uid, &'a GoalFromElsewhere)>,
    files: Vec<NewEvidence>,
    actions: Vec<(Uid, ActionDraft)>,
    look_backs: Vec<(Uid, LookBackDraft)>,
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
    /// Keeps a new entry; what its chat and its link tell is filled in where nothing was said.
    ///
    /// # Errors
    /// [`JournalError::Draft`] when there is nothing to recognise it by or its minutes do not add up; or it cannot be written.
    pub fn log(&mut self, draft: EntryDraft, state: EntryState, together: &Together<'_>) -> Result<Outcome<Logged>, JournalError> {
        let draft = self.filled(draft, together)?;
        let prepared = self.prepared(draft, state, together, &[])?;
        self.step(format!("Log “{}”", prepared.draft.name()), |tx| write(tx, &prepared))
    }

    /// Keeps several new entries as one step: all of them, or none.
    ///
    /// # Errors
    /// As [`Self::log`], for any of them.
    pub fn log_all(&mut self, entries: &[(EntryDraft, EntryState, Together<'_>)]) -> Result<Outcome<Vec<Logged>>, JournalError> {
        let mut prepared: Vec<Prepared<'_>> = Vec::with_capacity(entries.len());
        for (draft, state, together) in entries {
            let taken: Vec<Uid> = prepared.iter().map(|one| one.uid).collect();
            prepared.push(self.prepared(draft.clone(), *state, together, &taken)?);
        }
        let label = match prepared.as_slice() {
            [one] => format!("Log “{}”", one.draft.name()),
            several => format!("Log {} entries", several.len()),
        };
        self.step(label, |tx| {
            let logged: Vec<Logged> = prepared.iter().map(|one| write(tx, one)).collect::<Result<_, _>>()?;
            let pairs = || logged.iter().zip(entries);
            let here = pairs().filter_map(|(one, (.., together))| Some((together.uid?, one.id))).collect();
            let claims: Vec<(EntryId, &[Uid])> =
                pairs().filter(|(_, (.., with))| !with.items.is_empty()).map(|(one, (.., with))| (one.id, with.items.as_slice())).collect();
            super::rollup::rebuild(tx, &claims, &here)?;
            Ok(logged)
        })
    }

    /// A draft with what its chat tells, which knows when it was better than a link to one of its posts, and then what its link tells.
    fn filled(&self, draft: EntryDraft, together: &Together<'_>) -> Result<EntryDraft, JournalError> {
        let Some(text) = together.transcript.as_deref().filter(|text| !text.trim().is_empty()) else {
            return Ok(self.filled_from_link(draft, together.day));
        };
        let hint = match together.day {
            DayOf::Said => Some(draft.date),
            DayOf::Unsaid => None,
        };
        let transcript = self.transcript(text, hint)?;
        let day = match &transcript.proposal.start {
            Some(crate::capture::transcript::When::At(_) | crate::capture::transcript::When::Day(_)) => DayOf::Said,
            _ => together.day,
        };
        let draft = self.filled_from_transcript(draft, &transcript, together.day)?;
        Ok(self.filled_from_link(draft, day))
    }

    fn prepared<'a>(
        &mut self,
        draft: EntryDraft,
        state: EntryState,
        together: &'a Together<'_>,
        taken: &[Uid],
    ) -> Result<Prepared<'a>, JournalError> {
        let draft = draft.tidied()?;
        let uid = match together.uid {
            Some(uid) if !taken.contains(&uid) && self.store.read().entries_called(&uid.to_string())?.is_empty() => uid,
            _ => self.new_uid(),
        };
        let actions = together.actions.iter().map(|action| Ok((self.new_uid(), super::actions::tidied(action.clone())?)));
        let actions = actions.collect::<Result<_, JournalError>>()?;
        let look_backs = together.look_backs.iter().map(|look| (self.new_uid(), super::look_back::tidied(look.clone()))).collect();
        let community = together.community.map(|name| self.community_or_new(name)).transpose()?;
        let mut files = self.keep_files(&together.files)?;
        if let Some(text) = together.transcript.as_deref().filter(|text| !text.trim().is_empty()) {
            let transcript = self.transcript(text, Some(draft.date))?;
            files.extend(self.keep_files(&[super::transcripts::transcript_file(text, "", &transcript)])?);
        }
        let goals = together.goals.iter().map(|goal| (goal.uid.unwrap_or_else(|| self.new_uid()), goal)).collect();
        Ok(Prepared { uid, draft, state, community, goals, files, actions, look_backs })
    }

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
                tx.complete_evidence(evidence, &file.caption, &file.alt, &file.source_url)?;
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
        self.step("Link".to_owned(), |tx| {
            let mut draft = there(tx, id)?.draft;
            draft.goals.retain(|other| *other != goal);
            let verb = match linked {
                Linked::Yes => {
                    draft.goals.push(goal);
                    "Link"
                }
                Linked::No => "Unlink",
            };
            tx.name_step(&format!("{verb} “{}”", draft.name()))?;
            Ok(tx.update_entry(id, &draft)?)
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

/// Another state for an entry; nothing when it is in it, or in the bin.
fn move_to(tx: &Tx<'_>, old: &Entry, state: EntryState) -> Result<(), JournalError> {
    if old.state != state && !old.state.is_binned() {
        tx.set_state(old.id, state)?;
    }
    Ok(())
}

/// Writes an entry with all that comes with it.
fn write(tx: &Tx<'_>, new: &Prepared<'_>) -> Result<Logged, JournalError> {
    let mut draft = new.draft.clone();
    if let Some(community) = &new.community {
        draft.community = Some(community.id(tx)?);
    }
    let id = tx.insert_entry(&NewEntry { uid: new.uid, draft: &draft, state: new.state, created: tx.at(), changed: tx.at() })?;
    for (uid, wanted) in &new.goals {
        let known = tx.read().goals()?;
        let here = known
            .iter()
            .find(|goal| goal.uid == *uid)
            .or_else(|| known.iter().find(|goal| folded(&goal.draft.title) == folded(&wanted.title)));
        let goal = match here {
            Some(goal) => goal.id,
            None => {
                let title = super::goals::tidied(GoalDraft { title: wanted.title.clone(), ..GoalDraft::default() })?;
                tx.insert_goal(*uid, &title)?
            }
        };
        if !draft.goals.contains(&goal) {
            tx.link_goal(id, goal, wanted.linked.unwrap_or(tx.at()))?;
            draft.goals.push(goal);
        }
    }
    for file in &new.files {
        let evidence = tx.insert_evidence(file)?;
        tx.link_evidence(id, evidence)?;
        tx.complete_evidence(evidence, &file.caption, &file.alt, &file.source_url)?;
    }
    for (uid, action) in &new.actions {
        tx.insert_action(*uid, id, action)?;
    }
    for (uid, look) in &new.look_backs {
        tx.insert_look_back(*uid, id, look)?;
    }
    Ok(Logged { id, uid: new.uid, gaps: gaps(&draft, !new.files.is_empty(), !new.actions.is_empty()) })
}

/// Whether an entry is to belong to a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linked {
    Yes,
    No,
}
