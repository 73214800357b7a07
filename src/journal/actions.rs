//! What is taken back to work.

use std::path::Path;

use super::calendar::save_calendar_text;
use super::entries::live;
use super::error::kept;
use super::{By, Journal, JournalError, Outcome, Thing};
use crate::capture::calendar::{ToDo, write_to_dos};
use crate::domain::names::Names;
use crate::domain::text::{clean, clean_line};
use crate::domain::{Action, ActionDraft, ActionId, Effect, EntryId};
use crate::exporters::Replace;
use crate::store::NewStep;

/// Under which calendar programs file what is to be done.
const CATEGORY: &str = "CPD";

impl Journal {
    /// All actions: open ones by due day, then those done.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn actions(&self) -> Result<Vec<Action>, JournalError> {
        Ok(self.store.read().actions()?)
    }

    /// The actions of one entry.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn actions_of(&self, entry: EntryId) -> Result<Vec<Action>, JournalError> {
        Ok(self.store.read().actions_of(entry)?)
    }

    /// Adds an action to an entry.
    ///
    /// # Errors
    /// [`JournalError::Needs`] without words, or it cannot be written.
    pub fn add_action(&mut self, entry: EntryId, draft: ActionDraft) -> Result<Outcome<Action>, JournalError> {
        let draft = tidied(draft)?;
        let uid = self.new_uid();
        self.step(format!("Add action “{}”", draft.what), |tx| {
            let id = tx.insert_action(uid, entry, &draft)?;
            Ok(Action { id, uid, entry, draft: draft.clone() })
        })
    }

    /// Saves an action.
    ///
    /// # Errors
    /// As [`Self::add_action`]; [`JournalError::NotFound`] when it is gone.
    pub fn save_action(&mut self, id: ActionId, draft: ActionDraft, by: By) -> Result<Outcome<()>, JournalError> {
        let draft = tidied(draft)?;
        let verb = if draft.done.is_some() { "Action done" } else { "Edit action" };
        let step = NewStep { label: format!("{verb} “{}”", draft.what), fold: by.fold(format!("action {}", id.row())), at: self.now() };
        let (value, touched) = self.store.transact(&step, |tx| kept(tx.update_action(id, &draft), Thing::Action, &draft.what))?;
        Ok(Outcome { value, touched })
    }

    /// Takes the effect of an action, as its writer was shown it, into *What I changed* and *Who benefited* of its entry, each as a paragraph
    /// of its own. What stands there already is not added again.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when the action is gone, [`JournalError::InBin`] when its entry is in the bin, or it cannot be written.
    pub fn take_effect(&mut self, id: ActionId, effect: &Effect) -> Result<Outcome<()>, JournalError> {
        self.step("Note what was changed".to_owned(), |tx| {
            let action = tx.read().action(id)?;
            let action = action.ok_or_else(|| JournalError::NotFound { what: Thing::Action, name: format!("number {}", id.row()) })?;
            tx.name_step(&format!("Note what “{}” changed", action.draft.what))?;
            let mut draft = live(tx, action.entry)?.draft;
            let new = effect.new_beside(&draft.changed, &draft.benefit);
            if !new.is_empty() {
                new.add_to(&mut draft.changed, &mut draft.benefit);
                tx.update_entry(action.entry, &draft.tidied()?)?;
            }
            Ok(())
        })
    }

    /// Saves a done action and takes what it changed into its entry, in one step; gives what was new there.
    ///
    /// # Errors
    /// As [`Self::save_action`] and [`Self::take_effect`].
    pub fn finish_action(&mut self, id: ActionId, draft: ActionDraft) -> Result<Outcome<Effect>, JournalError> {
        let draft = tidied(draft)?;
        self.step(format!("Action done “{}”", draft.what), |tx| {
            let action = tx.read().action(id)?;
            let action = action.ok_or_else(|| JournalError::NotFound { what: Thing::Action, name: draft.what.clone() })?;
            if action.draft != draft {
                kept(tx.update_action(id, &draft), Thing::Action, &draft.what)?;
            }
            let mut entry = live(tx, action.entry)?.draft;
            let effect = draft.effect_for(&entry.changed, &entry.benefit);
            if !effect.is_empty() {
                effect.add_to(&mut entry.changed, &mut entry.benefit);
                tx.update_entry(action.entry, &entry.tidied()?)?;
            }
            Ok(effect)
        })
    }

    /// Things to do as a calendar file, each on its day: `wanted`, or all that are open and have a day where that is empty. Each has the same
    /// name there every time. A calendar is often an employer's: known people are named by their profession, and neither with whom something
    /// is shared nor a word of the entry goes along.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when one of `wanted` is gone, [`JournalError::Needs`] when one has no day, or none is there at all.
    pub fn actions_calendar(&self, wanted: &[ActionId]) -> Result<String, JournalError> {
        let all = self.actions()?;
        let chosen: Vec<&Action> = if wanted.is_empty() {
            all.iter().filter(|action| action.draft.done.is_none() && action.draft.due.is_some()).collect()
        } else {
            let found = |id: &ActionId| {
                let one = all.iter().find(|action| action.id == *id);
                one.ok_or_else(|| JournalError::NotFound { what: Thing::Action, name: format!("number {}", id.row()) })
            };
            wanted.iter().map(found).collect::<Result<_, _>>()?
        };
        if chosen.is_empty() {
            return Err(NO_DAY);
        }
        let read = self.store.read();
        let (people, named, profile) = (read.people()?, read.names_in_entries()?, read.profile()?);
        let own: Vec<String> = profile.handles.lines().chain([profile.name.as_str()]).map(str::to_owned).collect();
        let names = Names::new(&people, named.iter().map(String::as_str), &own);
        let to_do = |action: &Action| {
            Ok(ToDo {
                uid: action.uid.to_string(),
                summary: names.replaced(&action.draft.what).into_owned(),
                day: action.draft.due.ok_or(NO_DAY)?,
                category: CATEGORY.to_owned(),
            })
        };
        let to_dos = chosen.into_iter().map(to_do).collect::<Result<Vec<_>, JournalError>>()?;
        Ok(write_to_dos(&to_dos, self.now()))
    }

    /// Writes [`Self::actions_calendar`] into a file, whole or not at all.
    ///
    /// # Errors
    /// As [`Self::actions_calendar`], and [`JournalError::Output`]: there is something already that may not be replaced, no such folder, no
    /// permission, or the disk is full.
    pub fn save_actions_calendar(&self, wanted: &[ActionId], target: &Path, replace: Replace) -> Result<(), JournalError> {
        save_calendar_text(&self.actions_calendar(wanted)?, target, replace)
    }

    /// Takes an action away; undo brings it back.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn remove_action(&mut self, action: &Action) -> Result<Outcome<()>, JournalError> {
        let id = action.id;
        self.step(format!("Remove action “{}”", action.draft.what), |tx| Ok(tx.delete_action(id)?))
    }
}

/// Nothing can be put on a day.
const NO_DAY: JournalError = JournalError::Needs { what: Thing::Action, field: "day on which it is due, to stand in a calendar" };

pub(super) fn tidied(mut draft: ActionDraft) -> Result<ActionDraft, JournalError> {
    draft.what = clean_line(&draft.what);
    draft.shared_with = clean_line(&draft.shared_with);
    draft.effect = clean(&draft.effect);
    draft.effect_service = clean(&draft.effect_service);
    draft.effect_people = clean(&draft.effect_people);
    if draft.what.is_empty() {
        return Err(JournalError::Needs { what: Thing::Action, field: "few words on what to do" });
    }
    Ok(draft)
}
