//! Everything that was done for a goal, put together.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono_tz::Tz;

use super::chains::learnt;
use super::export::linked_on;
use super::{Journal, JournalError, Thing, Which};
use crate::domain::counting::{Counting, counts};
use crate::domain::story::{Burnt, Chapter, Earlier, Happened};
use crate::domain::text::excerpt;
use crate::domain::{EntryHeader, EntryId, Goal, GoalId, LookBack, Minutes, Review, Story, overlap};
use crate::review::chains::{self, ChainLink};
use crate::store::Told;

/// Characters that the line of time shows of a text.
const SHOWN: usize = 140;

impl Journal {
    /// The story of a goal. Reads what is of this goal, and no other entry.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when it is gone, or the journal cannot be read.
    pub fn story(&self, id: GoalId) -> Result<Story, JournalError> {
        let read = self.store.read();
        let goals = self.goals()?;
        let goal = goals.iter().find(|goal| goal.id == id);
        let goal = goal.ok_or_else(|| JournalError::NotFound { what: Thing::Goal, name: format!("number {}", id.row()) })?;
        let told: HashMap<EntryId, Told> = read.told(id)?.into_iter().map(|told| (told.entry, told)).collect();
        let mine: HashSet<EntryId> = told.keys().copied().collect();
        // A claim counts the time of its items on its own day, whether it is linked to the goal itself or not.
        let ids: HashSet<EntryId> = mine.iter().copied().chain(read.claims_of(id)?).collect();
        let mut headers = read.headers(Which::Only(&ids.into_iter().collect::<Vec<_>>()))?;
        headers.sort_by_key(|header| (header.date, header.time, header.id));
        let of_goal: Vec<&EntryHeader> = headers.iter().filter(|header| mine.contains(&header.id)).collect();
        let minutes = minutes(&of_goal);
        let mut actions = read.actions_for(id)?;
        actions.sort_by_key(|action| (action.draft.due.or(action.draft.done), action.id));
        let look_backs: Vec<LookBack> =
            read.look_backs()?.into_iter().filter(|look| mine.contains(&look.entry) && look.draft.found.is_said()).collect();
        let (mut chapters, mut happened) = (Vec::new(), Vec::new());
        for (header, told) in of_goal.iter().filter_map(|header| Some((*header, told.get(&header.id)?))) {
            chapters.push(chapter(header, told, minutes.get(&header.id).copied().unwrap_or_default(), self.here()));
            let done = actions.iter().filter(|action| action.entry == header.id && action.draft.done.is_some());
            let texts = chains::Told {
                entry: header.id,
                learnt: learnt(&told.learnt, &told.answers, self.catalogue()).to_owned(),
                changed: told.changed.clone(),
                benefit: told.benefit.clone(),
            };
            happened.extend(shortened(header.id, chains::of_entry(header, &texts, &done.collect::<Vec<_>>())));
        }
        happened.extend(actions.iter().flat_map(|action| shortened(action.entry, chains::of_action(action))));
        happened.extend(look_backs.iter().flat_map(|look| shortened(look.entry, chains::of_look_back(look))));
        happened.sort_by_key(|one| (one.day, one.link));
        let reviews = self.reviews()?;
        Ok(Story {
            goal: id,
            chapters,
            actions,
            look_backs,
            before: before(goal, &goals, &reviews),
            after: goals.iter().find(|other| other.carried_from == Some(id)).cloned(),
            reviews: reviews.into_iter().filter(|review| review.goal == id).collect(),
            happened,
            burn_up: burn_up(&headers, id),
        })
    }
}

/// What each entry adds to the time of the goal; `of_goal` are its entries, the earliest first.
fn minutes(of_goal: &[&EntryHeader]) -> HashMap<EntryId, Minutes> {
    let mut all: HashMap<EntryId, Minutes> = HashMap::new();
    let mut of_claim: BTreeMap<EntryId, Vec<&EntryHeader>> = BTreeMap::new();
    for header in of_goal {
        match header.rolled_into {
            Some(claim) => of_claim.entry(claim).or_default().push(header),
            None if header.items == 0 => drop(all.insert(header.id, header.total)),
            None => {}
        }
    }
    // What items have in common counts once: it is given to the earliest of them.
    for items in of_claim.into_values() {
        let mut so_far = Minutes::ZERO;
        let mut earlier: Vec<&EntryHeader> = Vec::new();
        for item in items {
            earlier.push(item);
            let now = overlap::sum(earlier.iter().copied()).total;
            all.insert(item.id, Minutes(now.0.saturating_sub(so_far.0)));
            so_far = now;
        }
    }
    all
}

fn chapter(header: &EntryHeader, told: &Told, minutes: Minutes, here: Tz) -> Chapter {
    Chapter {
        entry: header.id,
        name: header.name.clone(),
        date: header.date,
        minutes,
        planned: linked_on(told.linked, &told.zone, here) < header.date,
        items: header.items,
        standards: told.standards.clone(),
        evidence: header.evidence,
    }
}

/// Chains of entries as the line of time shows them: on one line, and short.
fn shortened(entry: EntryId, links: impl IntoIterator<Item = ChainLink>) -> impl Iterator<Item = Happened> {
    links.into_iter().map(move |one| Happened { day: one.day, link: one.link, entry, text: shown(&one.text) })
}

/// The beginning of a text on one line, without the marks of Markdown that would be read as noise there.
fn shown(text: &str) -> String {
    let plain: String = text.chars().filter(|letter| !matches!(letter, '*' | '`')).take(SHOWN * 4).collect();
    excerpt(&plain, SHOWN)
}

/// The goals that one goes on from, the latest first.
fn before(goal: &Goal, goals: &[Goal], reviews: &[Review]) -> Vec<Earlier> {
    let mut chain: Vec<Earlier> = Vec::new();
    let mut earlier = goal.carried_from;
    while let Some(one) = earlier.and_then(|id| goals.iter().find(|other| other.id == id)) {
        // A ring cannot be made, but a journal that another program wrote must not hang this one.
        if one.id == goal.id || chain.iter().any(|known| known.goal.id == one.id) {
            break;
        }
        earlier = one.carried_from;
        let reviews = reviews.iter().filter(|review| review.goal == one.id).cloned().collect();
        chain.push(Earlier { goal: one.clone(), reviews });
    }
    chain
}

/// Time and entries as they grew; `headers` are the goal's entries and the claims that count some of them, the earliest first.
fn burn_up(headers: &[EntryHeader], goal: GoalId) -> Vec<Burnt> {
    let counting = Counting::of(headers);
    let mut grown: Vec<Burnt> = Vec::new();
    let (mut minutes, mut entries) = (Minutes::ZERO, 0);
    for header in headers.iter().filter(|header| counts(header)) {
        let share = counting.share(header, Some(goal));
        if share.entries == 0 {
            continue;
        }
        minutes = minutes.plus(share.total);
        entries += share.entries;
        let now = Burnt { day: header.date, minutes, entries };
        match grown.last_mut().filter(|last| last.day == now.day) {
            Some(last) => *last = now,
            None => grown.push(now),
        }
    }
    grown
}
