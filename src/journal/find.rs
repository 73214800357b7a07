//! Finding: from a query to ranked hits, over a snapshot that is there already, or over what is read for it.

use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::asked::{Asked, Best, best};
use super::{Journal, JournalError, Snapshot};
use crate::catalogue::Catalogue;
use crate::domain::{Action, EntryHeader, EntryId, Evidence, Goal, Record};
use crate::search::{Found, Hit, HitWhat, Known, Problem, Query, Resolved, Sources};
use crate::store::{Reader, StoreError, ThingHit, Which};

/// So many goals, actions, records and pieces of evidence are looked at at most.
const MOST_THINGS: usize = 1_000;

/// What is searched: the lists of a snapshot.
#[derive(Clone, Copy, Debug)]
pub struct Over<'a> {
    /// Newest first; hits of a query without words come in this order.
    pub entries: &'a [Arc<EntryHeader>],
    pub goals: &'a [Goal],
    pub actions: &'a [Action],
    pub records: &'a [Record],
    pub evidence: &'a [Evidence],
    /// Made of the same lists: [`Snapshot::known`].
    pub known: &'a Known,
}

/// The entries that a query finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// Newest first.
    pub entries: Vec<EntryId>,
    /// Whether the bin was looked into: `is:binned` was asked for.
    pub bin: bool,
    pub problems: Vec<Problem>,
}

impl Snapshot {
    /// What names can mean in it. It takes some milliseconds for 30,000 entries: made once for a snapshot, and kept.
    pub fn known(&self, catalogue: &Catalogue) -> Known {
        let standards = standards(catalogue);
        let sources = Sources {
            kinds: &catalogue.kinds,
            goals: &self.goals,
            communities: &self.communities,
            people: &self.people,
            standards: &standards,
            today: self.today,
        };
        Known::new(&sources, self.entries.iter().map(|entry| &**entry))
    }

    /// It as something to search.
    pub fn over<'a>(&'a self, known: &'a Known) -> Over<'a> {
        Over { entries: &self.entries, goals: &self.goals, actions: &self.actions, records: &self.records, evidence: &self.evidence, known }
    }
}

/// Codes of all standards that are installed, with what they are called.
fn standards(catalogue: &Catalogue) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for framework in &catalogue.frameworks {
        let categories = framework.groups.iter().flat_map(|group| &group.categories);
        all.extend(categories.map(|category| (framework.code_of(category), category.label.clone())));
    }
    all.sort();
    all.dedup_by(|a, b| a.0 == b.0);
    all
}

impl Journal {
    /// What a query finds: at most `most` entries, best first, and a few of the other things, with the words marked. Reads what it needs; over a snapshot that is there already
    /// [`Self::find_in`] is quicker.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn find(&self, query: &Query, most: usize) -> Result<Found, JournalError> {
        let read = self.store.read();
        let (goals, actions, records, evidence) = (read.goals()?, read.actions()?, read.records()?, read.evidence()?);
        let (entries, known) = self.asked_over(query, &goals)?;
        self.find_in(
            query,
            Over { entries: &entries, goals: &goals, actions: &actions, records: &records, evidence: &evidence, known: &known },
            most,
        )
    }

    /// What a query finds over a snapshot.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn find_in(&self, query: &Query, over: Over<'_>, most: usize) -> Result<Found, JournalError> {
        let (resolved, mut problems) = query.resolved(over.known);
        if resolved.is_nothing() {
            return Ok(Found { problems, ..Found::default() });
        }
        let read = self.store.read();
        read.catch_up();
        let mut found = read.at_one_moment(|read| {
            let mut best = best(read, &resolved, over.entries)?;
            let total = best.list.len();
            let things = self.things(read, &resolved, &best, over)?;
            let all = best.list.iter().map(|one| one.entry).collect();
            best.list.truncate(most);
            let mut hits = entry_hits(read, &best, over.entries)?;
            let others = things.len();
            hits.extend(few_of_each(things));
            let Asked { notes, widened, .. } = best.asked;
            let problems = notes.into_iter().chain(widened.filter(|_| total + others > 0)).collect();
            Ok::<_, StoreError>(Found { hits, entries: all, total, others, problems })
        })?;
        problems.append(&mut found.problems);
        if found.total + found.others == 0 {
            problems.extend(self.instead_of(query, over)?);
        }
        Ok(Found { problems, ..found })
    }

    /// The entries that a query finds, all of them, without looking for snippets. A query in which nothing is looked for finds every entry.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn matches(&self, query: &Query) -> Result<Matches, JournalError> {
        let read = self.store.read();
        let entries: Vec<Arc<EntryHeader>> = read.headers(Which::All)?.into_iter().map(Arc::new).collect();
        let known = self.known_of(&entries, &read.goals()?)?;
        self.matches_in(query, &entries, &known)
    }

    /// The same over entries that are there already.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn matches_in<H: Borrow<EntryHeader>>(&self, query: &Query, entries: &[H], known: &Known) -> Result<Matches, JournalError> {
        if query.is_empty() {
            let live = entries.iter().map(Borrow::borrow).filter(|entry| !entry.state.is_binned());
            return Ok(Matches { entries: live.map(|entry| entry.id).collect(), ..Matches::default() });
        }
        let (resolved, mut problems) = query.resolved(known);
        if resolved.is_nothing() {
            return Ok(Matches { problems, ..Matches::default() });
        }
        let read = self.store.read();
        read.catch_up();
        let best = read.at_one_moment(|read| best(read, &resolved, entries))?;
        problems.extend(best.asked.notes);
        problems.extend(best.asked.widened.filter(|_| !best.list.is_empty()));
        let found: HashSet<EntryId> = best.list.iter().map(|one| one.entry).collect();
        let entries = entries.iter().map(|entry| entry.borrow().id).filter(|id| found.contains(id)).collect();
        Ok(Matches { entries, bin: best.bin, problems })
    }

    /// What names can mean in the journal as it is.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn known(&self) -> Result<Known, JournalError> {
        let read = self.store.read();
        self.known_of(&read.headers(Which::All)?, &read.goals()?)
    }

    fn known_of<H: Borrow<EntryHeader>>(&self, entries: &[H], goals: &[Goal]) -> Result<Known, JournalError> {
        let read = self.store.read();
        let standards = standards(&self.catalogue);
        let (communities, people) = (read.communities()?, read.people()?);
        let kinds = &self.catalogue.kinds;
        let sources = Sources { kinds, goals, communities: &communities, people: &people, standards: &standards, today: self.today() };
        Ok(Known::new(&sources, entries.iter().map(Borrow::borrow)))
    }

    /// The entries and names that a query needs. Of words by themselves neither is asked: what they find is read afterwards.
    fn asked_over(&self, query: &Query, goals: &[Goal]) -> Result<(Vec<Arc<EntryHeader>>, Known), JournalError> {
        let nothing = Sources { kinds: &[], goals: &[], communities: &[], people: &[], standards: &[], today: self.today() };
        let none = Known::new(&nothing, []);
        if !query.has_filters() && query.resolved(&none).0.conjunction().is_some() {
            return Ok((Vec::new(), none));
        }
        let entries: Vec<Arc<EntryHeader>> = self.store.read().headers(Which::All)?.into_iter().map(Arc::new).collect();
        let known = self.known_of(&entries, goals)?;
        Ok((entries, known))
    }

    /// What is found beside entries. With filters only what belongs to an entry that they let pass: nothing else can be asked by them.
    fn things(&self, read: &Reader<'_>, resolved: &Resolved, best: &Best, over: Over<'_>) -> Result<Vec<Hit>, StoreError> {
        if resolved.bin() || resolved.conjunction().is_none() {
            return Ok(Vec::new());
        }
        let found = read.things_with(&best.texts, MOST_THINGS)?;
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let passing: Option<HashSet<EntryId>> = resolved
            .has_filters()
            .then(|| over.entries.iter().filter(|entry| resolved.holds_beside(entry)).map(|entry| entry.id).collect());
        let passes = |entry: EntryId| passing.as_ref().is_none_or(|passing| passing.contains(&entry));
        let wanted: HashMap<HitWhat, ThingHit> = found.into_iter().map(|hit| (hit.thing, hit)).collect();
        let mut hits = Vec::with_capacity(wanted.len());
        let mut add = |what: HitWhat, uid, title: String, date, entry| {
            if let Some(ThingHit { rank, snippet, .. }) = wanted.get(&what) {
                hits.push(Hit { what, uid, title, date, snippet: snippet.clone(), place: None, entry, rank: *rank });
            }
        };
        if passing.is_none() {
            for goal in over.goals {
                add(HitWhat::Goal(goal.id), goal.uid, goal.draft.title.clone(), goal.draft.due, None);
            }
            for record in over.records.iter().filter(|record| record.binned.is_none()) {
                let kind = self.catalogue.record_kinds.iter().find(|kind| kind.id == record.draft.kind);
                add(HitWhat::Record(record.id), record.uid, record.draft.name(kind), Some(record.draft.date), None);
            }
        }
        for action in over.actions.iter().filter(|action| passes(action.entry)) {
            add(HitWhat::Action(action.id), action.uid, action.draft.what.clone(), action.draft.due, Some(action.entry));
        }
        for one in over.evidence {
            let entry = one.entries.iter().copied().find(|entry| passes(*entry));
            if entry.is_some() || passing.is_none() {
                let title = if one.caption.trim().is_empty() { one.name.clone() } else { one.caption.clone() };
                add(HitWhat::Evidence(one.id), one.uid, title, Some(one.captured.date_naive()), entry);
            }
        }
        Ok(hits)
    }
}

/// The best few of each sort, the sorts one after the other. Their ranks are of another index than those of entries: the two cannot be mixed.
fn few_of_each(mut things: Vec<Hit>) -> Vec<Hit> {
    let sort = |hit: &Hit| match hit.what {
        HitWhat::Entry(_) => 0_u8,
        HitWhat::Goal(_) => 1,
        HitWhat::Action(_) => 2,
        HitWhat::Record(_) => 3,
        HitWhat::Evidence(_) => 4,
    };
    things.sort_by(|a, b| sort(a).cmp(&sort(b)).then(a.rank.total_cmp(&b.rank)).then(b.what.cmp(&a.what)));
    let (mut last, mut count) = (0, 0);
    things.retain(|hit| {
        count = if sort(hit) == last { count + 1 } else { 1 };
        last = sort(hit);
        count <= Found::MOST_OF_A_SORT
    });
    things
}

fn entry_hits(read: &Reader<'_>, best: &Best, entries: &[Arc<EntryHeader>]) -> Result<Vec<Hit>, StoreError> {
    let ids: Vec<EntryId> = best.list.iter().map(|one| one.entry).collect();
    let mut snippets = read.snippets(&best.texts, &ids)?;
    let wanted: HashSet<EntryId> = ids.iter().copied().collect();
    let mut headers: HashMap<EntryId, (crate::domain::Uid, String, chrono::NaiveDate)> = entries
        .iter()
        .filter(|entry| wanted.contains(&entry.id))
        .map(|entry| (entry.id, (entry.uid, entry.name.clone(), entry.date)))
        .collect();
    let missing: Vec<EntryId> = ids.iter().copied().filter(|id| !headers.contains_key(id)).collect();
    if !missing.is_empty() {
        headers.extend(read.headers(Which::Only(&missing))?.into_iter().map(|entry| (entry.id, (entry.uid, entry.name, entry.date))));
    }
    let hits = best.list.iter().filter_map(|one| {
        let (uid, title, date) = headers.remove(&one.entry)?;
        let (snippet, place) = snippets.remove(&one.entry).map_or((String::new(), None), |found| (found.text, Some(found.place)));
        Some(Hit { what: HitWhat::Entry(one.entry), uid, title, date: Some(date), snippet, place, entry: Some(one.entry), rank: one.rank })
    });
    Ok(hits.collect())
}
