//! The charts of a report: what its entries add up to, drawn as the review pages draw it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Selection;
use crate::domain::standing::Facts;
use crate::domain::{Chart, EntryHeader, EntryId, Goal};
use crate::journal::{Journal, JournalError};
use crate::review::hours::Hours;
use crate::review::{Days, Material};

impl Journal {
    /// Charts over the entries that a selection takes, with the items of its claims; only those in which there is something to see. `found`
    /// are those that its query finds.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub(super) fn report_charts(
        &self,
        selection: &Selection,
        all: &[EntryHeader],
        found: Option<&HashSet<EntryId>>,
        goals: &[Goal],
    ) -> Result<Vec<Chart>, JournalError> {
        let read = self.store.read();
        let taken: HashSet<EntryId> = all
            .iter()
            .filter(|header| selection.takes(header) && found.is_none_or(|found| found.contains(&header.id)))
            .map(|header| header.id)
            .collect();
        let within = |header: &&EntryHeader| taken.contains(&header.id) || header.rolled_into.is_some_and(|claim| taken.contains(&claim));
        let entries: Vec<Arc<EntryHeader>> = all.iter().filter(within).map(|header| Arc::new(header.clone())).collect();
        let (communities, people, profile) = (read.communities()?, read.people()?, read.profile()?);
        let facts: HashMap<EntryId, Arc<Facts>> = HashMap::new();
        let material = Material {
            entries: &entries,
            facts: &facts,
            goals,
            actions: &[],
            communities: &communities,
            people: &people,
            records: &[],
            look_backs: &[],
            registrations: &[],
            profile: &profile,
            kinds: &self.catalogue().kinds,
            today: self.today(),
            zone: self.here(),
        };
        let hours = Hours::of(&material, Days { from: selection.from, to: selection.to });
        let Hours { by_month, interactive, by_kind, by_community, by_use, by_goal, .. } = hours;
        let by_goal = Some(by_goal).filter(|_| selection.parts.goals);
        let charts = [Some(by_month), by_goal, Some(by_kind), Some(by_community), Some(by_use), Some(interactive)];
        Ok(charts.into_iter().flatten().filter(|chart| !chart.is_empty()).collect())
    }
}
