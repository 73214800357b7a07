//! Where somebody stands with each registration, counted from the journal.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Journal, JournalError};
use crate::domain::framework::Cycle;
use crate::domain::standing::{Facts, Held, Timeline, away};
use crate::domain::{EntryHeader, EntryId, Framework, Goal, Record, Registration, RegistrationDraft, RegistrationId, Standing};
use crate::store::Which;

/// A registration, and where one stands with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    pub registration: Registration,
    /// Counted by the edition that is named in it; or why it cannot be.
    pub counted: Result<Arc<Standing>, Unknown>,
}

/// Why nothing can be counted for a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// Its framework is not installed.
    NotInstalled,
    /// The first day of a cycle, or a choice, is missing.
    NoCycle,
}

/// What is counted from, as it is read from the journal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Material<'m> {
    pub(super) entries: &'m [Arc<EntryHeader>],
    pub(super) facts: &'m HashMap<EntryId, Arc<Facts>>,
    pub(super) records: &'m [Record],
    pub(super) goals: &'m [Goal],
}

impl Journal {
    /// Where somebody stands with every registration, in the cycle that today is in or another, counted from there.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn stands(&self, number: i32) -> Result<Vec<Stand>, JournalError> {
        let registrations = self.store.read().registrations()?;
        self.stands_with(&registrations, number)
    }

    /// Where somebody would stand who registered so; nothing is written.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn stand_as_if(&self, draft: &RegistrationDraft, number: i32) -> Result<Stand, JournalError> {
        let registration = Registration { id: RegistrationId::from_row(0), uid: self.new_uid(), draft: draft.clone() };
        let stand = self.stands_with(std::slice::from_ref(&registration), number)?.pop();
        Ok(stand.unwrap_or(Stand { registration, counted: Err(Unknown::NoCycle) }))
    }

    fn stands_with(&self, registrations: &[Registration], number: i32) -> Result<Vec<Stand>, JournalError> {
        if registrations.is_empty() {
            return Ok(Vec::new());
        }
        let read = self.store.read();
        let entries: Vec<Arc<EntryHeader>> = read.headers(Which::All)?.into_iter().map(Arc::new).collect();
        let facts = self.facts_of(Which::All)?;
        let (records, goals) = (read.records()?, read.goals()?);
        Ok(self.stands_of(registrations, Material { entries: &entries, facts: &facts, records: &records, goals: &goals }, number))
    }

    /// The facts of entries that counting needs.
    pub(super) fn facts_of(&self, which: Which<'_>) -> Result<HashMap<EntryId, Arc<Facts>>, JournalError> {
        let facts = self.store.read().facts(which, self.here())?;
        Ok(facts.into_iter().map(|(id, facts)| (id, Arc::new(facts))).collect())
    }

    pub(super) fn stands_of(&self, registrations: &[Registration], material: Material<'_>, number: i32) -> Vec<Stand> {
        let nothing = Facts::default();
        let learning: Vec<(&EntryHeader, &Facts)> =
            material.entries.iter().map(|entry| (&**entry, material.facts.get(&entry.id).map_or(&nothing, |facts| &**facts))).collect();
        let held = Held {
            learning: &learning,
            records: material.records,
            kinds: &self.catalogue.record_kinds,
            goals: material.goals,
            today: self.today(),
            zone: self.here(),
        };
        // Once for all registrations.
        let timeline = Timeline::of(&held);
        let stand = |registration: &Registration| {
            let counted = self.counted(registration, &held, &timeline, number).map(Arc::new);
            Stand { registration: registration.clone(), counted }
        };
        registrations.iter().map(stand).collect()
    }

    fn counted(&self, registration: &Registration, held: &Held<'_>, timeline: &Timeline<'_>, number: i32) -> Result<Standing, Unknown> {
        let draft = &registration.draft;
        let (framework, cycle) = self.edition_for(draft, held.records, number)?;
        let editions = self.catalogue.editions(&framework.scheme);
        Ok(timeline.standing(framework, &editions, draft, cycle))
    }

    /// The edition by which a cycle of a registration is counted; the one that is named in it when no cycle is known, none when that is not
    /// installed.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn edition_of(&self, registration: &Registration, number: i32) -> Result<Option<&Framework>, JournalError> {
        let counted = self.edition_for(&registration.draft, &self.store.read().records()?, number);
        Ok(counted.map(|(framework, _)| framework).ok().or_else(|| self.catalogue.framework(&registration.draft.framework)))
    }

    /// The edition that is in force in a cycle of a registration, and that cycle.
    fn edition_for(&self, draft: &RegistrationDraft, records: &[Record], number: i32) -> Result<(&Framework, Cycle), Unknown> {
        let known = self.catalogue.framework(&draft.framework).ok_or(Unknown::NotInstalled)?;
        let cycle_by = |framework: &Framework| {
            let first_day = framework.first_day(draft.cycle_start, &draft.chosen)?;
            framework.cycle(first_day, &away(framework, &self.catalogue.record_kinds, records), self.today(), number)
        };
        let cycle = cycle_by(known).ok_or(Unknown::NoCycle)?;
        // A cycle keeps the edition that is in force at its end.
        let framework = self.catalogue.in_force(&known.scheme, cycle.span.end).unwrap_or(known);
        let cycle = if framework.id == known.id { cycle } else { cycle_by(framework).unwrap_or(cycle) };
        Ok((framework, cycle))
    }
}
