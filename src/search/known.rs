//! What names can mean in a journal. Made once for a snapshot, shared, and asked by [`super::Query::resolved`] and [`super::complete`].

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike as _, NaiveDate};

use super::letters::plain;
use super::query::unmarked;
use crate::domain::{Community, CommunityId, EntryHeader, Goal, GoalId, Kind, Person};

/// Where names come from.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'s> {
    /// Kinds of activity that are installed.
    pub kinds: &'s [Kind],
    pub goals: &'s [Goal],
    pub communities: &'s [Community],
    pub people: &'s [Person],
    /// Codes of standards with their schemes, and what they are called: `("bells.ringing", "Ringing")`.
    pub standards: &'s [(String, String)],
    pub today: NaiveDate,
}

/// A name as it stands in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// As it stands there.
    pub(super) text: String,
    pub(super) plain: String,
    /// How many entries have it.
    pub(super) count: u32,
    /// What it is, for a list to choose from.
    pub(super) about: String,
}

/// A thing with an id and the names that it goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Thing<I> {
    pub(super) id: I,
    pub(super) uid: String,
    pub(super) name: Name,
    /// Plain; a hashtag without its `#`.
    pub(super) also: String,
    /// As it stands there.
    pub(super) tag: String,
}

/// Somebody who is known, by name and handle (plain, without `@`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Somebody {
    pub(super) name: Name,
    pub(super) handle: String,
}

/// What names can mean in a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub(super) today: NaiveDate,
    pub(super) kinds: Vec<(Name, Kind)>,
    /// Kinds that entries have and that are not installed.
    pub(super) other_kinds: Vec<Name>,
    pub(super) goals: Vec<Thing<GoalId>>,
    pub(super) communities: Vec<Thing<CommunityId>>,
    pub(super) people: Vec<Somebody>,
    /// Names of people as entries have them.
    pub(super) named: Vec<Name>,
    pub(super) tags: Vec<Name>,
    pub(super) platforms: Vec<Name>,
    pub(super) standards: Vec<Name>,
    /// Years in which there are entries, the latest first.
    pub(super) years: Vec<(i32, u32)>,
}

/// A name as it is compared: without the quotation marks, which no value of a query can hold.
pub(super) fn name_of(text: &str) -> String {
    plain(&unmarked(text))
}

/// A name of somebody as it is compared.
pub(super) fn bare(name: &str) -> String {
    name_of(name.trim().trim_start_matches('@'))
}

/// The most used first, then by name.
fn sorted(counts: HashMap<&str, u32>, plain_of: impl Fn(&str) -> String, about: impl Fn(&str) -> String) -> Vec<Name> {
    let all = counts.into_iter().map(|(text, count)| Name { text: text.to_owned(), plain: plain_of(text), count, about: about(text) });
    let mut names: Vec<Name> = all.collect();
    names.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.plain.cmp(&b.plain)).then_with(|| a.text.cmp(&b.text)));
    names
}

impl Known {
    /// Of a journal with these entries. Looks at every entry once: some milliseconds for thirty thousand.
    pub fn new<'e>(from: &Sources<'_>, entries: impl IntoIterator<Item = &'e EntryHeader>) -> Self {
        let mut kinds: HashMap<&str, u32> = HashMap::new();
        let mut goals: HashMap<GoalId, u32> = HashMap::new();
        let mut communities: HashMap<CommunityId, u32> = HashMap::new();
        let mut named: HashMap<&str, u32> = HashMap::new();
        let mut tags: HashMap<&str, u32> = HashMap::new();
        let mut platforms: HashMap<&str, u32> = HashMap::new();
        let mut standards: HashMap<&str, u32> = HashMap::new();
        let mut years: BTreeMap<i32, u32> = BTreeMap::new();
        for entry in entries {
            // What only the bin has is known, but nobody's choice.
            let one = u32::from(!entry.state.is_binned());
            *kinds.entry(&entry.kind).or_default() += one;
            *years.entry(entry.date.year()).or_default() += one;
            if !entry.platform.is_empty() {
                *platforms.entry(&entry.platform).or_default() += one;
            }
            entry.goals.iter().for_each(|goal| *goals.entry(*goal).or_default() += one);
            entry.community.iter().for_each(|community| *communities.entry(*community).or_default() += one);
            entry.people.iter().for_each(|name| *named.entry(name).or_default() += one);
            entry.tags.iter().for_each(|tag| *tags.entry(tag).or_default() += one);
            entry.standards.iter().for_each(|code| *standards.entry(code).or_default() += one);
        }
        let labels: HashMap<&str, &str> = from.standards.iter().map(|(code, label)| (code.as_str(), label.as_str())).collect();
        from.standards.iter().for_each(|(code, _)| *standards.entry(code).or_default() += 0);
        let most_used = |a: &Name, b: &Name| b.count.cmp(&a.count).then_with(|| a.plain.cmp(&b.plain));
        let mut known_kinds: Vec<(Name, Kind)> =
            from.kinds.iter().map(|kind| (kind_name(kind, kinds.remove(kind.id.as_str())), kind.clone())).collect();
        known_kinds.sort_by_key(|(name, _)| std::cmp::Reverse(name.count));
        let mut known_goals: Vec<Thing<GoalId>> = from.goals.iter().map(|goal| goal_name(goal, goals.get(&goal.id))).collect();
        known_goals.sort_by(|a, b| most_used(&a.name, &b.name));
        let mut known_communities: Vec<Thing<CommunityId>> =
            from.communities.iter().map(|one| community_name(one, communities.get(&one.id))).collect();
        known_communities.sort_by(|a, b| most_used(&a.name, &b.name));
        let people = from.people.iter().map(|person| {
            let draft = &person.draft;
            let name = Name { text: draft.shown().to_owned(), plain: bare(&draft.name), count: 0, about: draft.profession.clone() };
            Somebody { name, handle: bare(&draft.handle) }
        });
        let nothing = |_: &str| String::new();
        Self {
            today: from.today,
            kinds: known_kinds,
            other_kinds: sorted(kinds, name_of, nothing),
            goals: known_goals,
            communities: known_communities,
            people: people.collect(),
            named: sorted(named, bare, nothing),
            tags: sorted(tags, name_of, nothing),
            platforms: sorted(platforms, name_of, nothing),
            standards: sorted(standards, name_of, |code| labels.get(code).copied().unwrap_or_default().to_owned()),
            years: years.into_iter().rev().filter(|(_, count)| *count > 0).collect(),
        }
    }

    /// The day that days are reckoned from.
    pub fn today(&self) -> NaiveDate {
        self.today
    }
}

fn kind_name(kind: &Kind, count: Option<u32>) -> Name {
    Name { text: kind.id.clone(), plain: plain(&kind.id), count: count.unwrap_or(0), about: kind.label.clone() }
}

fn goal_name(goal: &Goal, count: Option<&u32>) -> Thing<GoalId> {
    let title = &goal.draft.title;
    let name = Name { text: title.clone(), plain: name_of(title), count: count.copied().unwrap_or(0), about: goal.draft.plan.clone() };
    Thing { id: goal.id, uid: goal.uid.to_string(), name, also: String::new(), tag: String::new() }
}

fn community_name(community: &Community, count: Option<&u32>) -> Thing<CommunityId> {
    let draft = &community.draft;
    let name =
        Name { text: draft.name.clone(), plain: name_of(&draft.name), count: count.copied().unwrap_or(0), about: draft.platform.clone() };
    let also = name_of(draft.hashtag.trim().trim_start_matches('#'));
    Thing { id: community.id, uid: community.uid.to_string(), name, also, tag: draft.hashtag.trim().to_owned() }
}
