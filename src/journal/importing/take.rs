//! One file, written: first what entries need, then entries and records, then what stands beside them.

use std::collections::{HashMap, HashSet};

use super::claims::items as items_of;
use super::ready::Ready;
use super::{TakenIn, bad};
use crate::domain::record::Refers;
use crate::domain::text::folded;
use crate::domain::{CommunityId, EntryId, EvidenceId, GoalId, Profile, RecordId, RegistrationId, Uid};
use crate::dossier::uid;
use crate::importers::Warning;
use crate::journal::{Filed, JournalError, actions};
use crate::store::{NewEntry, NewEvidence, Tx, Which};

/// Names that are taken, and new ones for those that are.
pub(super) struct Uids {
    taken: HashSet<Uid>,
    fresh: std::vec::IntoIter<Uid>,
}

impl Uids {
    /// The name that a thing had, unless another has it here.
    pub(super) fn of(&mut self, text: &str) -> Option<Uid> {
        let had = uid(text).ok().filter(|uid| !self.taken.contains(uid));
        let name = had.or_else(|| self.fresh.next())?;
        self.taken.insert(name);
        Some(name)
    }

    fn next(&mut self) -> Option<Uid> {
        self.fresh.next()
    }
}

/// What has come in so far, by the names of the dossier.
#[derive(Default)]
pub(super) struct Come {
    communities: HashMap<String, CommunityId>,
    pub(super) goals: HashMap<String, GoalId>,
    pub(super) registrations: HashMap<String, RegistrationId>,
    evidence: HashMap<String, EvidenceId>,
    pub(super) done: TakenIn,
}

impl Come {
    pub(super) fn warn(&mut self, place: &str, what: &str) {
        self.done.warnings.push(Warning { place: place.to_owned(), what: what.to_owned() });
    }
}

impl Ready {
    /// Writes everything.
    pub(super) fn write(self, tx: &Tx<'_>, fresh: Vec<Uid>) -> Result<TakenIn, JournalError> {
        let read = tx.read();
        let mut taken: HashSet<Uid> = HashSet::new();
        taken.extend(read.actions()?.into_iter().map(|one| one.uid));
        taken.extend(read.look_backs()?.into_iter().map(|one| one.uid));
        taken.extend(read.reviews()?.into_iter().map(|one| one.uid));
        let mut uids = Uids { taken, fresh: fresh.into_iter() };
        let mut come = Come::default();
        come.done.warnings.clone_from(&self.warnings);
        if self.all {
            self.profile(tx, &mut come)?;
            self.registrations(tx, &mut come)?;
        }
        self.communities(tx, &mut come)?;
        self.goals(tx, &mut uids, &mut come)?;
        self.entries(tx, &mut uids, &mut come)?;
        self.records(tx, &mut come)?;
        if self.all {
            self.beside(tx, &mut come)?;
        }
        Ok(come.done)
    }

    /// Only where nothing is said here. Handles mark whose words are one's own: those of somebody else must not,
    /// and a name that came once would let them in the next time.
    fn profile(&self, tx: &Tx<'_>, come: &mut Come) -> Result<(), JournalError> {
        let (mut here, there) = (tx.read().profile()?, Profile::from(&self.dossier.registrant));
        let before = here.clone();
        let is_same = if before.name.trim().is_empty() {
            tx.read().headers(Which::All)?.is_empty() && tx.read().records()?.is_empty()
        } else {
            folded(&before.name) == folded(&there.name)
        };
        for field in Profile::FIELDS.into_iter().filter(|field| is_same || !matches!(*field, "name" | "handles")) {
            if let (Some(text), Some(other)) = (here.field_mut(field), there.field(field))
                && text.trim().is_empty()
            {
                other.clone_into(text);
            }
        }
        if here != before {
            tx.set_profile(&here)?;
            come.done.others += 1;
        }
        Ok(())
    }

    fn registrations(&self, tx: &Tx<'_>, come: &mut Come) -> Result<(), JournalError> {
        let here = tx.read().registrations()?;
        for one in &self.dossier.registrations {
            let (name, draft) = (uid(&one.uid).map_err(bad(&one.framework))?, one.to_draft().map_err(bad(&one.framework))?);
            let same = here.iter().find(|other| other.uid == name || other.draft == draft);
            let id = match same {
                Some(same) => same.id,
                None => {
                    come.done.others += 1;
                    tx.insert_registration(name, &draft)?
                }
            };
            come.registrations.insert(one.uid.clone(), id);
        }
        Ok(())
    }

    fn communities(&self, tx: &Tx<'_>, come: &mut Come) -> Result<(), JournalError> {
        let here = tx.read().communities()?;
        let used: HashSet<&String> =
            self.dossier.entries.iter().filter(|entry| self.is_wanted(&entry.uid)).filter_map(|entry| entry.community.as_ref()).collect();
        for one in self.dossier.communities.iter().filter(|one| self.all || used.contains(&one.uid)) {
            let (name, draft) = (uid(&one.uid).map_err(bad(&one.name))?, one.to_draft().map_err(bad(&one.name))?);
            let same = here.iter().find(|other| other.uid == name).or_else(|| {
                here.iter().find(|other| {
                    folded(&other.draft.name) == folded(&draft.name) && folded(&other.draft.hashtag) == folded(&draft.hashtag)
                })
            });
            let id = match same {
                Some(same) => same.id,
                None => {
                    come.done.others += 1;
                    tx.insert_community(name, &draft)?
                }
            };
            come.communities.insert(one.uid.clone(), id);
        }
        Ok(())
    }

    fn entries(&self, tx: &Tx<'_>, uids: &mut Uids, come: &mut Come) -> Result<(), JournalError> {
        let mut here: HashMap<Uid, EntryId> = HashMap::new();
        let mut claims: Vec<(EntryId, Vec<Uid>)> = Vec::new();
        for one in self.dossier.entries.iter().filter(|one| self.is_wanted(&one.uid)) {
            let name = uid(&one.uid).map_err(bad(&one.title))?;
            let (mut draft, state) = one.to_draft().map_err(bad(&one.title))?;
            draft.community = one.community.as_ref().and_then(|community| come.communities.get(community)).copied();
            let (created, changed) = one.moments(self.now).map_err(bad(&one.title))?;
            let id = tx.insert_entry(&NewEntry { uid: name, draft: &draft, state, created, changed })?;
            come.done.entries += 1;
            here.insert(name, id);
            let mut of_goals: HashSet<GoalId> = HashSet::new();
            for ((_, linked), link) in one.links(self.now).map_err(bad(&one.title))?.into_iter().zip(&one.goals) {
                if let Some(goal) = come.goals.get(&link.uid).filter(|goal| of_goals.insert(**goal)) {
                    tx.link_goal(id, *goal, linked)?;
                }
            }
            for action in &one.actions {
                let Ok(draft) = actions::tidied(action.to_draft().map_err(bad(&one.title))?) else {
                    come.warn(&one.title, "One of its actions does not say what is to be done, and was left out.");
                    continue;
                };
                if let Some(name) = uids.of(&action.uid) {
                    tx.insert_action(name, id, &draft)?;
                }
            }
            for look in &one.look_backs {
                let draft = look.to_draft().map_err(bad(&one.title))?;
                if let Some(name) = uids.of(&look.uid) {
                    tx.insert_look_back(name, id, &draft)?;
                }
            }
            for piece in &one.evidence {
                let Some(new) = self.evidence.get(piece) else { continue };
                let evidence = match come.evidence.get(piece) {
                    Some(known) => *known,
                    None => {
                        come.done.others += 1;
                        // The same name with another content: it was changed on its way out or since.
                        let name = if tx.read().is_evidence(new.uid)? { uids.next() } else { Some(new.uid) };
                        let new = NewEvidence { uid: name.unwrap_or(new.uid), ..new.clone() };
                        let known = tx.insert_evidence(&new)?;
                        come.evidence.insert(piece.clone(), known);
                        known
                    }
                };
                tx.link_evidence(id, evidence)?;
                tx.fill_in_evidence(evidence, new)?;
            }
            let items = items_of(one);
            if !items.is_empty() {
                claims.push((id, items));
            }
        }
        self.claims(tx, claims, here, come)
    }

    fn records(&self, tx: &Tx<'_>, come: &mut Come) -> Result<(), JournalError> {
        let mut new = Vec::new();
        for one in self.dossier.records.iter().filter(|one| self.is_wanted(&one.uid)) {
            let name = uid(&one.uid).map_err(bad(&one.kind))?;
            let draft = one.to_draft().map_err(bad(&one.kind))?;
            let filed = Filed { draft, apart: one.details.clone() }.tidied(self.kinds.get(&one.kind));
            let made = one.made(self.now).map_err(bad(&one.kind))?;
            let id = tx.insert_record_of(name, &filed.draft, made, one.changed(made).map_err(bad(&one.kind))?)?;
            if !filed.apart.is_empty() {
                tx.set_apart(name, &filed.apart)?;
            }
            come.done.records += 1;
            new.push((id, one));
        }
        let entries = |name: Uid| -> Result<Option<EntryId>, JournalError> {
            Ok(tx.read().entries_called(&name.to_string())?.into_iter().find(|(_, other)| *other == name).map(|(id, _)| id))
        };
        let others: HashMap<Uid, RecordId> = tx.read().records()?.into_iter().map(|record| (record.uid, record.id)).collect();
        for (id, one) in new {
            let mut known: Vec<Refers> = Vec::new();
            for (is_entry, name) in one.referred().map_err(bad(&one.kind))? {
                let to = if is_entry { entries(name)?.map(Refers::Entry) } else { others.get(&name).copied().map(Refers::Record) };
                let Some(to) = to.filter(|to| !known.contains(to)) else { continue };
                tx.refer(id, to)?;
                known.push(to);
            }
        }
        Ok(())
    }
}
