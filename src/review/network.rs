//! The network: in which communities and on which platforms somebody learns, and from whom.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};

use super::faces::{Faces, Who};
use super::occasions::{Index, occasions};
use super::{Days, Material};
use crate::domain::counting::{Counting, counts};
use crate::domain::text::folded;
use crate::domain::{CommunityDraft, CommunityId, EntryHeader, Minutes, Occurrence, Person, PersonId, Slot};

/// How far ahead the next chat of a community is looked for, in days: monthly ones are at most five weeks apart.
const AHEAD: i64 = 62;

/// A community that comes with the program: whom it is for, and its usual slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownHere {
    /// Name, hashtag and slot.
    pub draft: CommunityDraft,
    /// Whom it is for; empty for everybody.
    pub professions: Vec<String>,
}

impl KnownHere {
    /// Whether a community of the journal is this one, by hashtag or name.
    pub fn is(&self, community: &CommunityDraft) -> bool {
        let bare = |tag: &str| folded(tag.trim().trim_start_matches('#'));
        let (own, other) = (bare(&self.draft.hashtag), bare(&community.hashtag));
        (!own.is_empty() && own == other) || folded(self.draft.name.trim()) == folded(community.name.trim())
    }
}

/// How much, and when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// Entries; a claim is as many as its items.
    pub entries: usize,
    /// As [`crate::domain::counting`] says.
    pub minutes: Minutes,
    /// The first and the last time; none when there was none.
    pub first: Option<NaiveDate>,
    pub last: Option<NaiveDate>,
}

impl Spent {
    fn on(&mut self, day: NaiveDate) {
        self.first = Some(self.first.map_or(day, |first| first.min(day)));
        self.last = Some(self.last.map_or(day, |last| last.max(day)));
    }
}

/// A community, with what was done in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InCommunity {
    pub id: CommunityId,
    pub name: String,
    pub hashtag: String,
    /// Whom it is for, as far as that is known; empty for everybody, and when nothing is known.
    pub professions: Vec<String>,
    /// On the days looked at.
    pub spent: Spent,
    /// How often in the three and in the twelve months until today, whatever the days looked at.
    pub three_months: usize,
    pub twelve_months: usize,
    /// The next chat by its usual slot; none when that is not known, or its chats are not listed.
    pub next: Option<Occurrence>,
}

/// A platform, with what was done there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnPlatform {
    pub name: String,
    pub spent: Spent,
}

/// Somebody whom entries name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// Of the people who are known.
    pub person: Option<PersonId>,
    pub name: String,
    /// Empty where nothing is known.
    pub profession: String,
    pub place: String,
    pub organisation: String,
    pub entries: usize,
    pub first: NaiveDate,
    pub last: NaiveDate,
}

/// People who have something in common: a profession, a place, an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub name: String,
    pub people: usize,
    /// Entries that name at least one of them.
    pub entries: usize,
    pub first: NaiveDate,
    pub last: NaiveDate,
}

/// The network on some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    pub days: Days,
    /// All communities, where most time was spent first; those in which there was nothing come last.
    pub communities: Vec<InCommunity>,
    /// Entries in no community.
    pub in_none: Spent,
    /// Where most time was spent first.
    pub platforms: Vec<OnPlatform>,
    /// Entries that name no platform.
    pub on_none: Spent,
    /// The most often named first.
    pub people: Vec<Met>,
    /// Of how many of them the profession is not known, and so on.
    pub professions_unknown: usize,
    pub places_unknown: usize,
    pub organisations_unknown: usize,
    /// Those in most entries first.
    pub professions: Vec<Group>,
    pub places: Vec<Group>,
    pub organisations: Vec<Group>,
}

/// The network on some days. `known` are the communities that come with the program; `now` is when the next chats are looked for.
///
/// Looks at every entry a fixed number of times.
pub fn network(material: &Material<'_>, known: &[KnownHere], days: Days, now: DateTime<Utc>) -> Network {
    let occasions = occasions(material, days);
    let (communities, in_none) = communities(material, known, days, now, &occasions);
    let (platforms, on_none) = platforms(material, days, &occasions);
    let faces = Faces::of(material);
    let people = people(&faces, &occasions);
    let unknown = |what: fn(&Met) -> &str| people.iter().filter(|met| what(met).is_empty()).count();
    Network {
        days,
        communities,
        in_none,
        platforms,
        on_none,
        professions_unknown: unknown(|met| &met.profession),
        places_unknown: unknown(|met| &met.place),
        organisations_unknown: unknown(|met| &met.organisation),
        professions: groups(&faces, &occasions, &people, |person| &person.draft.profession, |met| &met.profession),
        places: groups(&faces, &occasions, &people, |person| &person.draft.place, |met| &met.place),
        organisations: groups(&faces, &occasions, &people, |person| &person.draft.organisation, |met| &met.organisation),
        people,
    }
}

fn communities(
    material: &Material<'_>,
    known: &[KnownHere],
    days: Days,
    now: DateTime<Utc>,
    occasions: &[&EntryHeader],
) -> (Vec<InCommunity>, Spent) {
    let mut spent: HashMap<Option<CommunityId>, Spent> = HashMap::new();
    add_shares(material, days, |entry| entry.community, &mut spent);
    for entry in occasions {
        spent.entry(entry.community).or_default().on(entry.date);
    }
    let (three, twelve) = (since(material.today, 3), since(material.today, 12));
    let mut recent: HashMap<CommunityId, (usize, usize)> = HashMap::new();
    for entry in self::occasions(material, Days { from: None, to: None }).into_iter().filter(|entry| entry.date <= material.today) {
        if let Some(community) = entry.community.filter(|_| entry.date > twelve) {
            let times = recent.entry(community).or_default();
            times.0 += usize::from(entry.date > three);
            times.1 += 1;
        }
    }
    let mut all: Vec<InCommunity> = material
        .communities
        .iter()
        .map(|community| {
            let draft = &community.draft;
            let (three_months, twelve_months) = recent.get(&community.id).copied().unwrap_or_default();
            InCommunity {
                id: community.id,
                name: draft.name.clone(),
                hashtag: draft.hashtag.clone(),
                professions: known.iter().find(|known| known.is(draft)).map(|known| known.professions.clone()).unwrap_or_default(),
                spent: spent.get(&Some(community.id)).copied().unwrap_or_default(),
                three_months,
                twelve_months,
                next: if draft.unlisted { None } else { next_chat(draft, now) },
            }
        })
        .collect();
    all.sort_by_cached_key(|one| (std::cmp::Reverse((one.spent.minutes, one.spent.entries)), folded(&one.name)));
    (all, spent.get(&None).copied().unwrap_or_default())
}

/// The day so many months before another.
pub(super) fn since(today: NaiveDate, months: u32) -> NaiveDate {
    today.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN)
}

/// The next chat by the usual slot.
pub(super) fn next_chat(draft: &CommunityDraft, now: DateTime<Utc>) -> Option<Occurrence> {
    let until = now.checked_add_signed(TimeDelta::days(AHEAD))?;
    Slot::of(draft)?.coming(now, until).into_iter().next()
}

/// Adds what entries of some days give to groups.
fn add_shares<'m, K: Copy + Ord + std::hash::Hash>(
    material: &Material<'m>,
    days: Days,
    group: impl Fn(&'m EntryHeader) -> K,
    spent: &mut HashMap<K, Spent>,
) {
    let counting = Counting::of(material.entries.iter().map(|entry| &**entry));
    for entry in material.entries.iter().filter(|entry| counts(entry) && days.has(entry.date)) {
        for (key, share) in counting.shares(entry, |entry| [group(entry)]) {
            let sum = spent.entry(key).or_default();
            sum.entries += share.entries;
            sum.minutes = sum.minutes.plus(share.total);
        }
    }
}

fn platforms(material: &Material<'_>, days: Days, occasions: &[&EntryHeader]) -> (Vec<OnPlatform>, Spent) {
    let mut names = Index::default();
    for entry in occasions {
        names.place(&entry.platform);
    }
    let mut spent: HashMap<Option<usize>, Spent> = HashMap::new();
    add_shares(material, days, |entry| names.find(&entry.platform), &mut spent);
    for entry in occasions {
        spent.entry(names.find(&entry.platform)).or_default().on(entry.date);
    }
    let on_none = spent.remove(&None).unwrap_or_default();
    let named = spent.into_iter().filter_map(|(place, spent)| Some(OnPlatform { name: names.shown(place?).to_owned(), spent }));
    let mut all: Vec<OnPlatform> = named.collect();
    all.sort_by_cached_key(|one| (std::cmp::Reverse((one.spent.minutes, one.spent.entries)), folded(&one.name)));
    (all, on_none)
}

fn people(faces: &Faces<'_>, occasions: &[&EntryHeader]) -> Vec<Met> {
    let mut all: HashMap<Who, Met> = HashMap::new();
    for (entry, met) in faces.met(occasions) {
        for (who, name) in met {
            let draft = faces.person(&who).map(|person| (person.id, &person.draft));
            let met = all.entry(who).or_insert_with(|| Met {
                person: draft.map(|(id, _)| id),
                name: draft.map_or(name, |(_, draft)| draft.shown()).to_owned(),
                profession: draft.map(|(_, draft)| draft.profession.trim().to_owned()).unwrap_or_default(),
                place: draft.map(|(_, draft)| draft.place.trim().to_owned()).unwrap_or_default(),
                organisation: draft.map(|(_, draft)| draft.organisation.trim().to_owned()).unwrap_or_default(),
                entries: 0,
                first: entry.date,
                last: entry.date,
            });
            met.entries += 1;
            met.first = met.first.min(entry.date);
            met.last = met.last.max(entry.date);
        }
    }
    let mut all: Vec<Met> = all.into_values().collect();
    all.sort_by_cached_key(|met| (std::cmp::Reverse((met.entries, met.last)), folded(&met.name)));
    all
}

/// People by what they have in common.
fn groups<'m>(
    faces: &Faces<'m>,
    occasions: &[&EntryHeader],
    people: &[Met],
    of: fn(&Person) -> &str,
    of_met: fn(&Met) -> &str,
) -> Vec<Group> {
    let mut names: Index<'m> = Index::default();
    let mut all: HashMap<usize, Group> = HashMap::new();
    for (entry, met) in faces.met(occasions) {
        let groups: BTreeSet<usize> =
            met.iter().filter_map(|(who, _)| faces.person(who)).filter_map(|person| names.place(of(person))).collect();
        for place in groups {
            let start = || Group { name: names.shown(place).to_owned(), people: 0, entries: 0, first: entry.date, last: entry.date };
            let group = all.entry(place).or_insert_with(start);
            group.entries += 1;
            group.first = group.first.min(entry.date);
            group.last = group.last.max(entry.date);
        }
    }
    for met in people {
        if let Some(group) = names.find_folded(of_met(met)).and_then(|place| all.get_mut(&place)) {
            group.people += 1;
        }
    }
    let mut all: Vec<Group> = all.into_values().collect();
    all.sort_by_cached_key(|group| (std::cmp::Reverse((group.entries, group.people)), folded(&group.name)));
    all
}
