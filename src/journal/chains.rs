//! What changed, with the texts that tell it: chains from activity to benefit, and what is put together from them.

use std::collections::HashMap;

use super::{Journal, JournalError, Snapshot};
use crate::catalogue::Catalogue;
use crate::domain::reflection::Stage;
use crate::domain::{EntryId, Impact, Sheet, Uid};
use crate::review::chains::{self, Chain, Changed, Told};
use crate::review::impact;
use crate::review::network::KnownHere;
use crate::review::year::{self, YearOf};
use crate::review::{Days, Material};

impl Journal {
    /// What came of learning on some days. Reads the texts of those entries only of which something came.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn changed_on(&self, material: &Material<'_>, days: Days) -> Result<Changed, JournalError> {
        let told = self.told_of(&chains::of_which_something_came(material))?;
        Ok(chains::changed(material, &told, days))
    }

    /// The chains of some entries, in their order.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn chains_of(&self, material: &Material<'_>, entries: &[EntryId]) -> Result<Vec<Chain>, JournalError> {
        Ok(chains::of_entries(material, &self.told_of(entries)?, entries))
    }

    /// The year in learning.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn year(&self, snapshot: &Snapshot, of: YearOf) -> Result<Sheet, JournalError> {
        let material = snapshot.material(self.catalogue());
        let changed = self.changed_on(&material, of.days)?;
        Ok(year::year(&material, &known_here(self.catalogue()), &changed, of))
    }

    /// An impact story, put together, with what it lacks.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn impact(&self, snapshot: &Snapshot, impact: &Impact) -> Result<impact::Told, JournalError> {
        let material = snapshot.material(self.catalogue());
        let rows: HashMap<Uid, EntryId> = material.entries.iter().map(|entry| (entry.uid, entry.id)).collect();
        let chosen: Vec<EntryId> = impact.draft.chosen.iter().filter_map(|uid| rows.get(uid).copied()).collect();
        let chains = self.chains_of(&material, &chosen)?;
        let changed = self.changed_on(&material, Days::default())?;
        Ok(impact::told(&material, &impact.draft, impact.uid, &chains, &changed))
    }

    fn told_of(&self, entries: &[EntryId]) -> Result<Vec<Told>, JournalError> {
        let told = self.store.read().told_of(entries)?;
        let catalogue = self.catalogue();
        Ok(told
            .into_iter()
            .map(|one| Told {
                entry: one.entry,
                learnt: learnt(&one.learnt, &one.answers, catalogue).to_owned(),
                changed: one.changed,
                benefit: one.benefit,
            })
            .collect())
    }
}

/// What was learnt: what is written as that, or else the answer to *so what*, or else the first there is. Of `answers` the model, the prompt
/// and the text.
pub(super) fn learnt<'t>(learnt: &'t str, answers: &'t [(String, String, String)], catalogue: &Catalogue) -> &'t str {
    if !learnt.trim().is_empty() {
        return learnt;
    }
    let stage = |model: &str, prompt: &str| Some(catalogue.template(model)?.prompt(prompt)?.stage);
    let said = || answers.iter().filter(|(.., text)| !text.trim().is_empty());
    let of_stage = said().find(|(model, prompt, _)| stage(model, prompt) == Some(Stage::SoWhat));
    of_stage.or_else(|| said().next()).map(|(.., text)| text.as_str()).unwrap_or_default()
}

/// The communities that come with the program, as looking back needs them.
pub fn known_here(catalogue: &Catalogue) -> Vec<KnownHere> {
    catalogue.communities.iter().map(|one| KnownHere { draft: one.draft.clone(), professions: one.professions.clone() }).collect()
}
