//! Everything that was done for a goal, put together.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono_tz::Tz;

use super::export::linked_on;
use super::{Journal, JournalError, Thing, Which};
use crate::catalogue::Catalogue;
use crate::domain::counting::{Counting, counts};
use crate::domain::reflection::Stage;
use crate::domain::story::{Burnt, Chapter, Earlier, Happened, Link};
use crate::domain::text::excerpt;
use crate::domain::{Action, EntryHeader, EntryId, Found, Goal, GoalId, LookBack, Minutes, Review, Story, overlap};
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
            happened.extend(of_entry(header, told, &done.collect::<Vec<_>>(), self.catalogue()));
        }
        happened.extend(actions.iter().flat_map(of_action));
        happened.extend(look_backs.iter().filter_map(of_look_back));
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

/// What an entry itself says: that it was, what was learnt, what was changed and who benefited. What was taken over from an action that is
/// `done` is told by that action, on the day on which it was done.
fn of_entry(header: &EntryHeader, told: &Told, done: &[&Action], catalogue: &Catalogue) -> Vec<Happened> {
    let one = |link, text: &str| Happened { day: header.date, link, entry: header.id, text: shown(text) };
    let effects: Vec<&str> = done
        .iter()
        .flat_map(|action| [&action.draft.effect, &action.draft.effect_service, &action.draft.effect_people])
        .flat_map(|effect| paragraphs(effect))
        .collect();
    let own = |text: &str| paragraphs(text).filter(|paragraph| !effects.contains(paragraph)).collect::<Vec<_>>().join(" ");
    let texts =
        [(Link::Learning, learnt(told, catalogue).to_owned()), (Link::Change, own(&told.changed)), (Link::Benefit, own(&told.benefit))];
    let said = texts.into_iter().filter(|(_, text)| !text.trim().is_empty()).map(|(link, text)| one(link, &text));
    std::iter::once(one(Link::Activity, &header.name)).chain(said).collect()
}

/// The beginning of a text on one line, without the marks of Markdown that would be read as noise there.
fn shown(text: &str) -> String {
    let plain: String = text.chars().filter(|letter| !matches!(letter, '*' | '`')).take(SHOWN * 4).collect();
    excerpt(&plain, SHOWN)
}

fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty())
}

/// What was learnt: what is written as that, or else the answer to *so what*, or else the first there is.
fn learnt<'t>(told: &'t Told, catalogue: &Catalogue) -> &'t str {
    if !told.learnt.trim().is_empty() {
        return &told.learnt;
    }
    let stage = |model: &str, prompt: &str| Some(catalogue.template(model)?.prompt(prompt)?.stage);
    let said = || told.answers.iter().filter(|(.., text)| !text.trim().is_empty());
    let of_stage = said().find(|(model, prompt, _)| stage(model, prompt) == Some(Stage::SoWhat));
    of_stage.or_else(|| said().next()).map(|(.., text)| text.as_str()).unwrap_or_default()
}

/// What came of an action on the day on which it was done, and with whom it was shared.
fn of_action(action: &Action) -> Vec<Happened> {
    let draft = &action.draft;
    let one = |day, link, text: &str| Happened { day, link, entry: action.entry, text: shown(text) };
    let shared = draft.shared_with.trim();
    let mut all = Vec::new();
    if let Some(day) = draft.done {
        let effect = [&draft.effect, &draft.effect_service].into_iter().filter(|text| !text.trim().is_empty());
        all.extend(effect.map(|text| one(day, Link::Change, text)));
        if all.is_empty() {
            all.push(one(day, Link::Change, &draft.what));
        }
        if !draft.effect_people.trim().is_empty() {
            all.push(one(day, Link::Benefit, &draft.effect_people));
        }
    }
    if let Some(day) = draft.shared_on {
        let with = if shared.is_empty() { String::new() } else { format!(" with {shared}") };
        all.push(one(day, Link::Change, &format!("Shared{with}: {}", draft.what)));
    }
    all
}

fn of_look_back(look: &LookBack) -> Option<Happened> {
    let link = match look.draft.found {
        Found::Change => Link::Change,
        Found::Benefit => Link::Benefit,
        Found::Feedback => Link::Feedback,
        Found::Nothing | Found::Later | Found::Never => return None,
    };
    let text = shown(&look.draft.text);
    let text = if text.is_empty() { look.draft.found.label().to_owned() } else { text };
    Some(Happened { day: look.draft.day, link, entry: look.entry, text })
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
