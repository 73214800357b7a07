//! Under whose rules the journal is kept, and since when.

use super::{By, Journal, JournalError, Outcome, Thing, error::kept};
use crate::domain::framework::Anchor;
use crate::domain::{Framework, Registration, RegistrationDraft, RegistrationId};
use crate::store::NewStep;

impl Journal {
    /// All registrations, in the order in which they were added.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn registrations(&self) -> Result<Vec<Registration>, JournalError> {
        Ok(self.store.read().registrations()?)
    }

    /// The framework that a typed word means.
    ///
    /// # Errors
    /// [`JournalError::NotFound`], or [`JournalError::Ambiguous`].
    pub fn find_framework(&self, word: &str) -> Result<&Framework, JournalError> {
        match self.catalogue.frameworks_called(word).as_slice() {
            [] => Err(JournalError::NotFound { what: Thing::Framework, name: word.to_owned() }),
            [one] => Ok(one),
            // Of one scheme the edition that is in force.
            [first, others @ ..] if others.iter().all(|one| one.scheme == first.scheme) => {
                Ok(self.catalogue.in_force(&first.scheme, self.today()).unwrap_or(first))
            }
            several => {
                let candidates = several.iter().take(6).map(|one| format!("{}  {}", one.id, one.name)).collect();
                Err(JournalError::Ambiguous { what: Thing::Framework, name: word.to_owned(), candidates })
            }
        }
    }

    /// The registration that a typed word means: its uid or the beginning of it, or its framework.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] (of the framework, when the word names neither), [`JournalError::Ambiguous`], or the journal cannot be read.
    pub fn find_registration(&self, word: &str) -> Result<Registration, JournalError> {
        let all = self.registrations()?;
        let wanted = word.trim().to_lowercase();
        let by_uid: Vec<&Registration> = all.iter().filter(|one| wanted.len() >= 4 && one.uid.to_string().starts_with(&wanted)).collect();
        let found: Vec<&Registration> = if by_uid.is_empty() {
            let meant = self.catalogue.frameworks_called(word);
            let is_meant = |one: &&Registration| {
                one.draft.framework == wanted || meant.iter().any(|framework| self.scheme_of(&one.draft.framework) == framework.scheme)
            };
            all.iter().filter(is_meant).collect()
        } else {
            by_uid
        };
        // Of one that is not installed only its id is known.
        let is_lost =
            |one: &&Registration| self.catalogue.framework(&one.draft.framework).is_none() && one.draft.framework.starts_with(&wanted);
        let found = if found.is_empty() && !wanted.is_empty() { all.iter().filter(is_lost).collect() } else { found };
        match found.as_slice() {
            [] => {
                let is_framework = !self.catalogue.frameworks_called(word).is_empty();
                let may_be_id = wanted.len() >= 4 && wanted.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
                let what = if is_framework || may_be_id { Thing::Registration } else { Thing::Framework };
                Err(JournalError::NotFound { what, name: word.to_owned() })
            }
            [one] => Ok((*one).clone()),
            several => {
                let candidates = several.iter().take(6).map(|one| format!("{}  {}", one.uid, one.draft.framework)).collect();
                Err(JournalError::Ambiguous { what: Thing::Registration, name: word.to_owned(), candidates })
            }
        }
    }

    /// What all editions of a framework have in common; the id itself when it is not installed.
    fn scheme_of<'a>(&'a self, id: &'a str) -> &'a str {
        self.catalogue.framework(id).map_or(id, |framework| framework.scheme.as_str())
    }

    /// Looks whether somebody could be registered so; nothing is written.
    ///
    /// # Errors
    /// As [`Self::add_registration`].
    pub fn check_registration(&self, draft: &RegistrationDraft) -> Result<(), JournalError> {
        let framework = self.checked(draft)?;
        let same = |one: &&Registration| self.scheme_of(&one.draft.framework) == framework.scheme && one.draft.chosen == draft.chosen;
        match self.registrations()?.iter().find(same) {
            Some(same) => Err(JournalError::RegisteredAlready { name: framework.name.clone(), uid: same.uid }),
            None => Ok(()),
        }
    }

    /// Registers.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] for a framework that is not known; [`JournalError::NeedsChoice`], [`JournalError::NeedsCycleStart`],
    /// [`JournalError::NoChoice`], [`JournalError::NoValue`], [`JournalError::RegisteredAlready`], or it cannot be written.
    pub fn add_registration(&mut self, draft: RegistrationDraft) -> Result<Outcome<Registration>, JournalError> {
        self.check_registration(&draft)?;
        let name = self.checked(&draft)?.name.clone();
        let uid = self.new_uid();
        self.step(format!("Register with {name}"), |tx| {
            let id = tx.insert_registration(uid, &draft)?;
            Ok(Registration { id, uid, draft })
        })
    }

    /// Writes a registration.
    ///
    /// # Errors
    /// As [`Self::add_registration`]; [`JournalError::NotFound`] when it is gone.
    pub fn save_registration(&mut self, id: RegistrationId, draft: &RegistrationDraft, by: By) -> Result<Outcome<()>, JournalError> {
        let name = self.checked(draft)?.name.clone();
        let step = NewStep {
            label: format!("Edit registration with {name}"),
            fold: by.fold(format!("registration {}", id.row())),
            at: self.now(),
        };
        let (value, touched) = self.store.transact(&step, |tx| kept(tx.update_registration(id, draft), Thing::Registration, &name))?;
        Ok(Outcome { value, touched })
    }

    /// Takes a registration away; nothing else goes with it but its practised audits. Undo brings it back.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn remove_registration(&mut self, registration: &Registration) -> Result<Outcome<()>, JournalError> {
        let framework = &registration.draft.framework;
        let name = self.catalogue.framework(framework).map_or(framework.as_str(), |framework| framework.name.as_str());
        let id = registration.id;
        self.step(format!("Remove registration with {name}"), |tx| Ok(tx.delete_registration(id)?))
    }

    /// The framework of a registration, when all that it must know is there and right.
    fn checked(&self, draft: &RegistrationDraft) -> Result<&Framework, JournalError> {
        let framework = self
            .catalogue
            .framework(&draft.framework)
            .ok_or_else(|| JournalError::NotFound { what: Thing::Framework, name: draft.framework.clone() })?;
        let name = || framework.name.clone();
        for (id, value) in &draft.chosen {
            let Some(choice) = framework.choices.iter().find(|choice| choice.id == *id) else {
                let known = framework.choices.iter().map(|choice| choice.id.clone()).collect();
                return Err(JournalError::NoChoice { framework: name(), name: id.clone(), known });
            };
            if !choice.values.iter().any(|one| one.id == *value) {
                let known = choice.values.iter().map(|value| value.id.clone()).collect();
                return Err(JournalError::NoValue { choice: id.clone(), value: value.clone(), known });
            }
        }
        if let Some(choice) = framework.to_choose(&draft.chosen).next() {
            let values = choice.values.iter().map(|value| value.id.clone()).collect();
            return Err(JournalError::NeedsChoice { framework: name(), choice: choice.label.clone(), id: choice.id.clone(), values });
        }
        if framework.cycle.anchor == Anchor::Personal && draft.cycle_start.is_none() {
            return Err(JournalError::NeedsCycleStart { framework: name(), note: framework.cycle.note.clone() });
        }
        Ok(framework)
    }
}
