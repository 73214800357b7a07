//! People and sources: typed once, offered afterwards. Entries name them in words of their own, which follow a new name.

use super::{By, Journal, JournalError, Outcome, Thing};
use crate::domain::{EntryId, Person, PersonDraft, PersonId};
use crate::store::{NewStep, Tx};

impl Journal {
    /// Everybody who is known, by name.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn people(&self) -> Result<Vec<Person>, JournalError> {
        Ok(self.store.read().people()?)
    }

    /// Every name that entries have for people, and how many entries name it; the most often named first. The bin does not count.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn named_people(&self) -> Result<Vec<(String, u32)>, JournalError> {
        Ok(self.store.read().named_people()?)
    }

    /// The entries that name somebody, by name or handle, the newest day first. The bin does not count.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn entries_of_person(&self, person: &Person) -> Result<Vec<EntryId>, JournalError> {
        let read = self.store.read();
        let mut ids = Vec::new();
        for name in read.names_in_entries()?.iter().filter(|name| person.draft.is_called(name)) {
            ids.extend(read.entries_naming(name)?);
        }
        let headers = read.headers(crate::store::Which::Only(&ids))?;
        Ok(headers.into_iter().filter(|header| !header.state.is_binned()).map(|header| header.id).collect())
    }

    /// Adds somebody.
    ///
    /// # Errors
    /// [`JournalError::Needs`] without a name and a handle; [`JournalError::SamePerson`] when somebody is called so already; or it cannot
    /// be written.
    pub fn add_person(&mut self, draft: PersonDraft) -> Result<Outcome<Person>, JournalError> {
        let draft = tidied(draft)?;
        let uid = self.new_uid();
        self.step(format!("Add “{}”", draft.shown()), |tx| {
            alone(&tx.read().people()?, None, &draft)?;
            let id = tx.insert_person(uid, &draft)?;
            Ok(Person { id, uid, draft: draft.clone() })
        })
    }

    /// Saves what is known of somebody. Entries that name them follow a new name in the same step, those in the bin too.
    ///
    /// # Errors
    /// As [`Self::add_person`]; [`JournalError::NotFound`] when they are not there.
    pub fn save_person(&mut self, id: PersonId, draft: PersonDraft, by: By) -> Result<Outcome<()>, JournalError> {
        let draft = tidied(draft)?;
        let label = format!("Edit “{}”", draft.shown());
        let step = NewStep { label, fold: by.fold(format!("person {}", id.row())), at: self.now() };
        let (value, touched) = self.store.transact(&step, |tx| {
            let people = tx.read().people()?;
            let old = people.iter().find(|person| person.id == id).ok_or_else(|| not_there(id))?;
            if old.draft == draft {
                return Ok::<_, JournalError>(());
            }
            alone(&people, Some(id), &draft)?;
            // While somebody types a new name it may for a moment be that of another: what counts is who it was before the step.
            let before = tx.person_before(id)?;
            tx.update_person(id, &draft)?;
            if before.is_some() {
                tx.rename_again(draft.shown())?;
            }
            follow(tx, before.as_ref().unwrap_or(&old.draft), &draft)
        })?;
        Ok(Outcome { value, touched })
    }

    /// Forgets what is known of somebody; entries keep the name.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when they are not there, or it cannot be written.
    pub fn remove_person(&mut self, person: &Person) -> Result<Outcome<()>, JournalError> {
        let id = person.id;
        self.step(format!("Forget “{}”", person.draft.shown()), |tx| {
            if !tx.read().people()?.iter().any(|known| known.id == id) {
                return Err(not_there(id));
            }
            Ok(tx.delete_person(id)?)
        })
    }
}

fn not_there(id: PersonId) -> JournalError {
    JournalError::NotFound { what: Thing::Person, name: format!("number {}", id.row()) }
}

fn tidied(draft: PersonDraft) -> Result<PersonDraft, JournalError> {
    let draft = draft.tidied();
    if draft.shown().is_empty() {
        return Err(JournalError::Needs { what: Thing::Person, field: "name or a handle" });
    }
    Ok(draft)
}

/// Refuses a name or handle that somebody else has: entries could mean either.
fn alone(people: &[Person], own: Option<PersonId>, draft: &PersonDraft) -> Result<(), JournalError> {
    for (field, name) in [("name", &draft.name), ("handle", &draft.handle)] {
        if people.iter().any(|person| Some(person.id) != own && person.draft.is_called(name)) {
            return Err(JournalError::SamePerson { field, name: name.clone() });
        }
    }
    Ok(())
}

/// Gives what entries call somebody another name, where it is not theirs any more or what they are called has changed.
fn follow(tx: &Tx<'_>, old: &PersonDraft, new: &PersonDraft) -> Result<(), JournalError> {
    let shown = new.shown();
    for name in tx.read().names_in_entries()?.iter().filter(|name| old.is_called(name)) {
        if name != shown && (old.shown() != shown || !new.is_called(name)) {
            tx.rename_in_entries(name, shown)?;
        }
    }
    Ok(())
}
