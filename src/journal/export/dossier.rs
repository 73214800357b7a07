//! What leaves, as data that a journal can take in again: exactly what the report tells of, no more.

use std::collections::{HashMap, HashSet};

use super::{Selection, parts};
use crate::domain::portfolio::EvidenceAs;
use crate::domain::record::Apart;
use crate::domain::{CommunityId, EntryId, Goal, GoalId, Person, RecordId, RegistrationId, Report, Uid};
use crate::dossier::{self, Dossier, Named, Scope};
use crate::journal::{Journal, JournalError};
use crate::store::Which;

/// Names of what leaves; what stays has none, so that nothing refers to it.
#[derive(Default)]
struct NamesOf {
    entries: HashMap<EntryId, Uid>,
    goals: HashMap<GoalId, Uid>,
    communities: HashMap<CommunityId, Uid>,
    records: HashMap<RecordId, Uid>,
    registrations: HashMap<RegistrationId, Uid>,
}

impl Named for NamesOf {
    fn entry(&self, id: EntryId) -> Option<Uid> {
        self.entries.get(&id).copied()
    }

    fn goal(&self, id: GoalId) -> Option<Uid> {
        self.goals.get(&id).copied()
    }

    fn community(&self, id: CommunityId) -> Option<Uid> {
        self.communities.get(&id).copied()
    }

    fn record(&self, id: RecordId) -> Option<Uid> {
        self.records.get(&id).copied()
    }

    fn registration(&self, id: RegistrationId) -> Option<Uid> {
        self.registrations.get(&id).copied()
    }
}

/// A goal of which only the title is told.
fn by_title(goal: dossier::Goal) -> dossier::Goal {
    let dossier::Goal { uid, title, purpose, kind, state, created, changed_at, .. } = goal;
    dossier::Goal { uid, title, purpose, kind, state, created, changed_at, ..dossier::Goal::default() }
}

impl Journal {
    /// The data of a report. Names of people are still in it: see [`Self::withhold_from`].
    pub(super) fn whole_dossier(&self, selection: &Selection, report: &Report) -> Result<Dossier, JournalError> {
        let selection = &self.within(selection.clone())?;
        let read = self.store.read();
        let all = !selection.is_of_some() && selection.cycle.is_none();
        let taken: HashSet<Uid> = report.entries.iter().map(|entry| entry.uid).collect();
        let headers: Vec<_> = read.headers(Which::All)?.into_iter().filter(|header| taken.contains(&header.uid)).collect();
        let records = self.records_leaving(selection)?;
        let goals = read.goals()?;
        let mut wanted: HashSet<Uid> = report.goals.iter().map(|goal| goal.uid).collect();
        wanted.extend(report.entries.iter().flat_map(|entry| &entry.goals).map(|goal| goal.uid));
        if all {
            wanted.extend(goals.iter().map(|goal| goal.uid));
        }
        // A goal that another one goes on from comes with it, by its title: no more of it is told.
        let befores: HashSet<GoalId> =
            goals.iter().filter(|goal| wanted.contains(&goal.uid)).filter_map(|goal| goal.carried_from).collect();
        let befores: HashSet<Uid> =
            goals.iter().filter(|goal| befores.contains(&goal.id) && !wanted.contains(&goal.uid)).map(|goal| goal.uid).collect();
        let (communities, mut registrations) = (read.communities()?, read.registrations()?);
        // With whom else somebody is registered is not for this regulator.
        if let super::Under::One(id, _) = selection.under {
            registrations.retain(|one| one.id == id);
        }
        let mut names = NamesOf {
            entries: headers.iter().map(|header| (header.id, header.uid)).collect(),
            goals: goals
                .iter()
                .filter(|goal| wanted.contains(&goal.uid) || befores.contains(&goal.uid))
                .map(|goal| (goal.id, goal.uid))
                .collect(),
            communities: communities.iter().map(|one| (one.id, one.uid)).collect(),
            records: records.iter().map(|one| (one.id, one.uid)).collect(),
            registrations: registrations.iter().map(|one| (one.id, one.uid)).collect(),
        };
        if !selection.parts.goals {
            names.goals.clear();
        }
        let mut dossier = Dossier {
            format: dossier::FORMAT.to_owned(),
            version: dossier::VERSION,
            id: report.id.to_string(),
            title: report.title.clone(),
            made_on: report.made_on.to_string(),
            scope: self.scope(selection, report)?,
            registrant: (&report.registrant).into(),
            registrations: registrations.iter().map(Into::into).collect(),
            ..Dossier::default()
        };
        let evidence = read.evidence()?;
        let leaving: HashSet<Uid> = report.evidence.iter().map(|one| one.uid).collect();
        let mut actions: HashMap<EntryId, Vec<dossier::Action>> = HashMap::new();
        // In the order in which they were made: those of one day stand in it.
        let (mut all_actions, mut all_looks) = (read.actions()?, read.look_backs()?);
        all_actions.sort_by_key(|action| action.id);
        all_looks.sort_by_key(|look| look.id);
        for action in all_actions {
            actions.entry(action.entry).or_default().push((&action).into());
        }
        let mut looks: HashMap<EntryId, Vec<dossier::LookBack>> = HashMap::new();
        for look in all_looks {
            let mut one: dossier::LookBack = (&look).into();
            // That somebody wants to be asked another time has no words of its own.
            if !selection.whole && !look.draft.found.is_said() {
                one.text.clear();
            }
            looks.entry(look.entry).or_default().push(one);
        }
        // Taken in again in this order, entries of one day stand in the order in which they stand here.
        let mut headers = headers;
        headers.sort_by_key(|header| (header.date, header.id));
        let called = self.called(selection.parts, selection.depth)?;
        let mut used: HashSet<CommunityId> = HashSet::new();
        for header in &headers {
            let Some(entry) = read.entry(header.id)? else { continue };
            used.extend(entry.draft.community);
            let mut one = dossier::Entry::of(&entry, &names);
            if let Some(name) = called.get(&header.id) {
                one.title.clone_from(name);
            }
            one.actions = actions.remove(&header.id).unwrap_or_default();
            one.look_backs = looks.remove(&header.id).unwrap_or_default();
            let proves = evidence.iter().filter(|piece| piece.entries.contains(&header.id) && leaving.contains(&piece.uid));
            one.evidence = proves.map(|piece| piece.uid.to_string()).collect();
            one.items = read.items_of(header.id)?.iter().filter_map(|item| names.entry(*item)).map(|uid| uid.to_string()).collect();
            dossier.entries.push(one);
        }
        let whole = all && selection.whole;
        let communities = communities.iter().filter(|one| whole || used.contains(&one.id)).map(dossier::Community::from);
        dossier.communities = communities.map(|one| if selection.whole { one } else { one.by_name() }).collect();
        if !selection.whole {
            dossier.registrant.handles.clear();
            let left: Vec<String> = ["handles of your own", "details of communities"].map(str::to_owned).into();
            dossier.left_out.extend(left);
        }
        let reviews = read.reviews()?;
        // In the order in which they were made, in which each entry names them.
        let mut goals: Vec<_> = goals.iter().filter(|goal| names.goal(goal.id).is_some()).collect();
        goals.sort_by_key(|goal| goal.id);
        let told = |goal: &Goal| {
            let told = dossier::Goal::of(goal, &reviews, &names);
            if befores.contains(&goal.uid) { by_title(told) } else { told }
        };
        dossier.goals = goals.into_iter().map(told).collect();
        for record in &records {
            let details = if selection.parts.details_of_others && record.has_apart { read.apart(record.uid)? } else { Apart::new() };
            dossier.records.push(dossier::Record::of(record, details, &names));
        }
        // As the report has it: under the names that it leaves by.
        dossier.evidence = evidence.iter().filter(|one| leaving.contains(&one.uid)).map(Into::into).collect();
        if whole {
            dossier.needs = read.needs()?.iter().map(|one| dossier::Need::of(one, &names)).collect();
            dossier.waymarks = read.waymarks()?.iter().map(Into::into).collect();
            dossier.walks = read.walks()?.iter().map(|one| dossier::Walk::of(one, &names)).collect();
            dossier.impacts = read.impacts()?.iter().map(Into::into).collect();
            dossier.saved_searches = read.saved_searches()?.iter().map(Into::into).collect();
            dossier.words = read.words()?;
            if selection.people {
                dossier.people = read.people()?.iter().map(Into::into).collect();
            }
        }
        parts::leave_out_of_dossier(&mut dossier, selection.parts, selection.depth);
        if selection.parts.evidence == EvidenceAs::Index {
            dossier.evidence.iter_mut().for_each(|one| one.file = None);
        }
        Ok(dossier)
    }

    fn scope(&self, selection: &Selection, report: &Report) -> Result<Scope, JournalError> {
        let framework = match selection.under {
            super::Under::One(id, _) => self.registrations()?.into_iter().find(|one| one.id == id).map(|one| one.draft.framework),
            super::Under::All | super::Under::Nobody => None,
        };
        let cycle = selection.cycle.filter(|_| framework.is_some());
        Ok(Scope {
            from: selection.from.or(cycle.map(|(from, _)| from)).map(|day| day.to_string()),
            to: selection.to.or(cycle.map(|(_, to)| to)).map(|day| day.to_string()),
            goal: report.only_goal.clone(),
            query: report.only_query.clone(),
            walk: report.only_walk.clone(),
            framework,
            counted_only: report.only_counted,
        })
    }

    /// Takes names of people out where a dossier tells of people: what the report keeps back leaves nowhere.
    pub(super) fn withhold_from(&self, dossier: &mut Dossier, people: &[Person]) -> Result<(), JournalError> {
        let named = dossier.entries.iter().any(|entry| !entry.people.is_empty()) || !people.is_empty();
        if named {
            dossier.left_out.push("people".to_owned());
        }
        let profile = self.profile()?;
        let names = self.names_to_withhold(people, &profile.handles, &profile.name)?;
        let without = |text: &mut String| {
            if let std::borrow::Cow::Owned(other) = names.replaced(text) {
                *text = other;
            }
        };
        dossier.people.clear();
        for entry in &mut dossier.entries {
            entry.people.clear();
            entry.actions.iter_mut().for_each(|action| without(&mut action.shared_with));
            if let Some(claim) = &mut entry.claim {
                without(&mut claim.who);
            }
        }
        for record in &mut dossier.records {
            let kind = self.catalogue.record_kind(&record.kind);
            // Chosen words are ids. Details of others are only there when they were asked for.
            let is_text = |id: &str| kind.and_then(|kind| kind.field(id)).is_none_or(|field| field.values.is_empty());
            record.fields.iter_mut().filter(|(id, _)| is_text(id)).map(|(_, text)| text).for_each(without);
        }
        for one in &mut dossier.evidence {
            [&mut one.caption, &mut one.alt, &mut one.name].into_iter().for_each(without);
        }
        dossier.scope.query.iter_mut().chain(&mut dossier.scope.walk).for_each(without);
        for walk in &mut dossier.walks {
            without(&mut walk.title);
        }
        for search in &mut dossier.saved_searches {
            without(&mut search.name);
            without(&mut search.query);
        }
        Ok(())
    }
}
