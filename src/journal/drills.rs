//! Practising an audit.

use std::collections::HashSet;

use super::{Journal, JournalError, Outcome, Stand, Thing, Unknown, error::kept};
use crate::domain::drill::{Drill, DrillDraft};
use crate::domain::framework::{Audit, Condition};
use crate::domain::standing::{Facts, Held, Item, Judged, Timeline, lacking};
use crate::domain::{EntryHeader, EntryId, Framework, Uid};
use crate::store::Which;

/// An entry that was drawn, and what it lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    pub entry: EntryId,
    pub uid: Uid,
    pub name: String,
    pub date: chrono::NaiveDate,
    /// Conditions of the audit that do not hold.
    pub lacks: Vec<Condition>,
}

/// How far a practised audit is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrillState {
    pub drill: Drill,
    /// Id of the edition that it is practised by.
    pub framework: String,
    pub deadline: Option<chrono::NaiveDate>,
    pub drawn: Vec<Drawn>,
    /// Requirements of which not enough is there, by their ids.
    pub short: Vec<String>,
}

impl DrillState {
    /// How much is missing.
    pub fn missing(&self) -> u32 {
        let drawn: usize = self.drawn.iter().map(|drawn| drawn.lacks.len()).sum();
        u32::try_from(drawn + self.short.len()).unwrap_or(u32::MAX)
    }
}

impl Journal {
    /// All practised audits, the latest first.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn drills(&self) -> Result<Vec<Drill>, JournalError> {
        Ok(self.store.read().drills()?)
    }

    /// Draws what the regulator would, and starts its clock. The drill before, of the same registration, ends.
    ///
    /// # Errors
    /// [`JournalError::NoAudit`] where the framework knows of none, [`JournalError::NotFound`] when it is not installed, or it cannot be
    /// written.
    pub fn start_drill(&mut self, registration: &crate::domain::Registration) -> Result<Outcome<DrillState>, JournalError> {
        let stand = self.stand_of(registration)?;
        let (framework, audit) = self.audit_of(&stand)?;
        let standing = stand.counted.map_err(|_| JournalError::NoCycle { framework: framework.name.clone(), number: 0 })?;
        let (mut counted, mut seen): (Vec<EntryId>, HashSet<EntryId>) = (Vec::new(), HashSet::new());
        for item in standing.progress.iter().flat_map(|progress| &progress.items) {
            if let Item::Entry(entry) = item.item
                && seen.insert(entry)
            {
                counted.push(entry);
            }
        }
        let uid = self.new_uid();
        let drawn = audit.draw(&counted, uid);
        let headers = self.store.read().headers(Which::Only(&drawn))?;
        let mut draft = DrillDraft {
            registration: registration.id,
            day: self.today(),
            began: self.now(),
            ended: None,
            sample: headers.iter().map(|header| header.uid).collect(),
            missing: 0,
            still: None,
        };
        let before: Vec<Drill> =
            self.drills()?.into_iter().filter(|drill| drill.draft.registration == registration.id && drill.draft.ended.is_none()).collect();
        let state =
            self.state_of(Drill { id: crate::domain::DrillId::from_row(0), uid, draft: draft.clone() }, &framework, &audit, &standing)?;
        draft.missing = state.missing();
        let (label, at) = (format!("Practise an audit of {}", framework.name), self.now());
        self.step(label, |tx| {
            for old in &before {
                tx.end_drill(old.id, at, None)?;
            }
            let id = tx.insert_drill(uid, &draft)?;
            Ok(DrillState { drill: Drill { id, uid, draft }, ..state })
        })
    }

    /// How far a practised audit is today.
    ///
    /// # Errors
    /// As [`Self::start_drill`]; [`JournalError::NotFound`] when its registration is gone.
    pub fn drill_state(&self, drill: &Drill) -> Result<DrillState, JournalError> {
        let registration = self.registrations()?.into_iter().find(|one| one.id == drill.draft.registration);
        let registration = registration.ok_or_else(|| JournalError::NotFound { what: Thing::Registration, name: drill.uid.to_string() })?;
        self.drill_state_with(drill, &self.stand_of(&registration)?)
    }

    /// The same, where it is known already where one stands.
    pub(super) fn drill_state_with(&self, drill: &Drill, stand: &Stand) -> Result<DrillState, JournalError> {
        let (framework, audit) = self.audit_of(stand)?;
        let standing = stand.counted.as_ref().map_err(|_| JournalError::NoCycle { framework: framework.name.clone(), number: 0 })?;
        self.state_of(drill.clone(), &framework, &audit, standing)
    }

    /// Stops the clock.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when it is gone, or it cannot be written.
    pub fn end_drill(&mut self, drill: &Drill) -> Result<Outcome<()>, JournalError> {
        let (id, at) = (drill.id, self.now());
        // Its framework may be gone: the clock stops all the same.
        let still = self.drill_state(drill).ok().map(|state| state.missing());
        let label = if still == Some(0) { "Finish an audit drill" } else { "Stop an audit drill" };
        self.step(label.to_owned(), |tx| kept(tx.end_drill(id, at, still), Thing::Drill, ""))
    }

    /// Takes a practised audit away; undo brings it back.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be written.
    pub fn remove_drill(&mut self, drill: &Drill) -> Result<Outcome<()>, JournalError> {
        let id = drill.id;
        self.step("Remove an audit drill".to_owned(), |tx| Ok(tx.delete_drill(id)?))
    }

    fn stand_of(&self, registration: &crate::domain::Registration) -> Result<Stand, JournalError> {
        let stand = self.stands(0)?.into_iter().find(|stand| stand.registration.id == registration.id);
        stand.ok_or_else(|| JournalError::NotFound { what: Thing::Registration, name: registration.draft.framework.clone() })
    }

    fn audit_of(&self, stand: &Stand) -> Result<(Framework, Audit), JournalError> {
        let id = match &stand.counted {
            Ok(standing) => &standing.framework,
            Err(Unknown::NotInstalled | Unknown::NoCycle) => &stand.registration.draft.framework,
        };
        let framework = self.catalogue.framework(id);
        let framework = framework.ok_or_else(|| JournalError::NotFound { what: Thing::Framework, name: id.clone() })?;
        let audit = framework.audit.clone().ok_or_else(|| JournalError::NoAudit { framework: framework.name.clone() })?;
        Ok((framework.clone(), audit))
    }

    fn state_of(
        &self,
        drill: Drill,
        framework: &Framework,
        audit: &Audit,
        standing: &crate::domain::Standing,
    ) -> Result<DrillState, JournalError> {
        let ids = self.store.read().entries_of(&drill.draft.sample)?;
        let headers = self.store.read().headers(Which::Only(&ids))?;
        let facts = self.facts_of(Which::Only(&ids))?;
        let records = self.records()?;
        let nothing = Facts::default();
        let learning: Vec<(&EntryHeader, &Facts)> =
            headers.iter().map(|header| (header, facts.get(&header.id).map_or(&nothing, |facts| &**facts))).collect();
        let (kinds, today, zone) = (&self.catalogue.record_kinds, self.today(), self.here());
        let timeline = Timeline::of(&Held { learning: &learning, records: &records, kinds, goals: &[], today, zone });
        let lacking = lacking(framework, &audit.wants, &timeline, &ids);
        let lacks = |header: &EntryHeader| -> Vec<Condition> {
            let missing = lacking.iter().filter(|(id, _)| *id == header.id).flat_map(|(_, missing)| missing);
            missing.filter_map(|at| audit.wants.get(*at)).cloned().collect()
        };
        let drawn = headers
            .iter()
            .filter(|header| !header.state.is_binned())
            .map(|header| Drawn { entry: header.id, uid: header.uid, name: header.name.clone(), date: header.date, lacks: lacks(header) })
            .collect();
        let short = standing.progress.iter().filter(|one| one.judged == Judged::NotMet).map(|one| one.requirement.clone()).collect();
        Ok(DrillState { deadline: audit.deadline(drill.draft.day), drill, framework: framework.id.clone(), drawn, short })
    }
}
