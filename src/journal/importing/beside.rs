//! What stands beside entries and goals of one file: people, needs, waymarks, impact stories, searches, words, walks.

use std::collections::{HashMap, HashSet};

use super::bad;
use super::ready::Ready;
use super::take::Come;
use crate::domain::text::folded;
use crate::domain::walk::GoalFate;
use crate::domain::{EntryId, GoalId, PersonDraft, SavedSearchDraft, Uid};
use crate::dossier::uid;
use crate::journal::JournalError;
use crate::store::{Tx, Which};

/// Entries and goals of this journal by their names, those that have just come in as well.
struct Here {
    entries: HashMap<Uid, EntryId>,
    goals: HashMap<Uid, GoalId>,
}

impl Here {
    fn entry(&self, name: &str) -> Option<EntryId> {
        uid(name).ok().and_then(|name| self.entries.get(&name)).copied()
    }

    fn goal(&self, name: &str) -> Option<GoalId> {
        uid(name).ok().and_then(|name| self.goals.get(&name)).copied()
    }
}

impl Ready {
    /// What stands beside entries and goals. What is here by its name already is left alone.
    pub(super) fn beside(&self, tx: &Tx<'_>, come: &mut Come) -> Result<(), JournalError> {
        let (read, dossier) = (tx.read(), &self.dossier);
        let mut others = 0;
        let here = Here {
            entries: read.headers(Which::All)?.into_iter().map(|header| (header.uid, header.id)).collect(),
            goals: read.goals()?.into_iter().map(|goal| (goal.uid, goal.id)).collect(),
        };
        let people = read.people()?;
        for one in &dossier.people {
            let (name, draft) = (uid(&one.uid).map_err(bad(&one.name))?, PersonDraft::from(one));
            if !people.iter().any(|other| other.uid == name || other.draft.is_called(draft.shown())) {
                tx.insert_person(name, &draft)?;
                others += 1;
            }
        }
        let needs: HashSet<Uid> = read.needs()?.into_iter().map(|one| one.uid).collect();
        for one in &dossier.needs {
            let (name, mut draft) = (uid(&one.uid).map_err(bad(&one.text))?, one.to_draft().map_err(bad(&one.text))?);
            draft.goal = one.goal.as_ref().and_then(|goal| here.goal(goal));
            draft.entry = one.entry.as_ref().and_then(|entry| here.entry(entry));
            if !needs.contains(&name) {
                tx.insert_need(name, &draft)?;
                others += 1;
            }
        }
        let waymarks: HashSet<Uid> = read.waymarks()?.into_iter().map(|one| one.uid).collect();
        for one in &dossier.waymarks {
            let (name, draft) = (uid(&one.uid).map_err(bad(&one.title))?, one.to_draft().map_err(bad(&one.title))?);
            if !waymarks.contains(&name) {
                tx.insert_waymark(name, &draft)?;
                others += 1;
            }
        }
        let impacts: HashSet<Uid> = read.impacts()?.into_iter().map(|one| one.uid).collect();
        for one in &dossier.impacts {
            let (name, draft) = (uid(&one.uid).map_err(bad(&one.title))?, one.to_draft().map_err(bad(&one.title))?);
            if !impacts.contains(&name) {
                tx.insert_impact(name, &draft)?;
                others += 1;
            }
        }
        let searches = read.saved_searches()?;
        for one in &dossier.saved_searches {
            let (name, draft) = (uid(&one.uid).map_err(bad(&one.name))?, SavedSearchDraft::from(one));
            if !searches.iter().any(|other| other.uid == name || folded(&other.draft.name) == folded(&draft.name)) {
                tx.insert_saved_search(name, &draft)?;
                others += 1;
            }
        }
        let words: HashSet<String> = read.words()?.into_iter().collect();
        for word in dossier.words.iter().filter(|word| !words.contains(*word) && !word.trim().is_empty()) {
            tx.insert_word(word)?;
            others += 1;
        }
        others += self.walks(tx, come, &here)?;
        come.done.others += others;
        Ok(())
    }

    fn walks(&self, tx: &Tx<'_>, come: &Come, here: &Here) -> Result<usize, JournalError> {
        let known: HashSet<Uid> = tx.read().walks()?.into_iter().map(|one| one.uid).collect();
        let mut added = 0;
        for one in &self.dossier.walks {
            let (name, mut draft) = (uid(&one.uid).map_err(bad(&one.title))?, one.to_draft().map_err(bad(&one.title))?);
            if known.contains(&name) {
                continue;
            }
            draft.registration = one.registration.as_ref().and_then(|registration| come.registrations.get(registration)).copied();
            let id = tx.insert_walk_of(name, &draft, one.begun(self.now).map_err(bad(&one.title))?)?;
            for decided in &one.decided {
                let (_, decision) = decided.to_pair().map_err(bad(&one.title))?;
                if let Some(entry) = here.entry(&decided.entry) {
                    tx.set_decision_of(id, entry, Some(decision), decided.decided(self.now).map_err(bad(&one.title))?)?;
                }
            }
            for fate in &one.fates {
                let (_, what) = fate.to_pair().map_err(bad(&one.title))?;
                if let Some(goal) = here.goal(&fate.goal) {
                    let (outcome, next_title) = (fate.outcome.clone(), fate.next_title.clone());
                    tx.set_fate(id, goal, Some(&GoalFate { goal, fate: what, outcome, next_title }))?;
                }
            }
            if let Some(at) = one.finished(self.now).map_err(bad(&one.title))? {
                tx.finish_walk(id, Some(at))?;
            }
            added += 1;
        }
        Ok(added)
    }
}
