//! A mirror of diversity: from which professions, places and platforms what was learnt came, the own profession against others. It shows and
//! does not judge; what is not known counts as not known, and nobody is named.

use std::collections::BTreeSet;

use super::faces::Faces;
use super::network::{KnownHere, since};
use super::network_charts::bars;
use super::occasions::{Index, listed, number_of, occasions, percents};
use super::sums::percent;
use super::{Days, Material};
use crate::domain::chart::{Chart, Measure};
use crate::domain::goal::tokens;
use crate::domain::text::{folded, number};
use crate::domain::{CommunityId, EntryHeader};

tokens! {
    /// What is looked at.
    Aspect {
        Own = "own", "My own profession and others";
        Professions = "professions", "Professions";
        Places = "places", "Places";
        Platforms = "platforms", "Platforms";
    }
}

/// A part of what was learnt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// “Occupational therapist”, “Not known”.
    pub name: String,
    /// Whether it is known; the last share is that of what is not.
    pub known: bool,
    /// Entries.
    pub entries: usize,
    /// Of all shares of the facet; rounded, so that together they are about 100.
    pub percent: u32,
}

/// One aspect, in shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    pub aspect: Aspect,
    /// The largest first (of [`Aspect::Own`] the own profession), what is not known last. An entry with people of two professions is in the shares of both.
    pub shares: Vec<Share>,
    /// What there is to see, in a sentence or two.
    pub says: String,
}

impl Facet {
    /// Entries of which something is known.
    pub fn known(&self) -> usize {
        self.shares.iter().filter(|share| share.known).map(|share| share.entries).sum()
    }

    /// Entries by share.
    pub fn chart(&self) -> Chart {
        let rows = self.shares.iter().map(|share| (share.name.clone(), u32::try_from(share.entries).unwrap_or(u32::MAX)));
        let row_name = match self.aspect {
            Aspect::Own => "With whom",
            Aspect::Professions => "Profession",
            Aspect::Places => "Place",
            Aspect::Platforms => "Platform",
        };
        bars(self.aspect.label(), self.says.clone(), Measure::Count, row_name, rows)
    }
}

/// The mirror on some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mirror {
    pub days: Days,
    /// Entries looked at; items of a claim count, the claim itself does not.
    pub entries: usize,
    /// One for each [`Aspect`], in their order; that of the own profession only when the profile tells it.
    pub facets: Vec<Facet>,
    /// From what it is made, and what counts how.
    pub rests_on: String,
}

/// The twelve months until today.
pub fn last_year(material: &Material<'_>) -> Days {
    Days { from: since(material.today, 12).succ_opt(), to: Some(material.today) }
}

/// The mirror on some days; [`last_year`] are the usual ones.
pub fn mirror(material: &Material<'_>, known: &[KnownHere], days: Days) -> Mirror {
    let occasions = occasions(material, days);
    let faces = Faces::of(material);
    let whom = Whom::of(material, known);
    let met = faces.met(&occasions);
    let people: Vec<(&EntryHeader, Vec<&crate::domain::Person>)> =
        met.iter().map(|(entry, met)| (*entry, met.iter().filter_map(|(who, _)| faces.person(who)).collect())).collect();

    let mut professions = Tally::default();
    let mut own = WithWhom::default();
    let mut by_people = 0;
    let profession = material.profile.profession.trim();
    let of_entry: std::collections::HashMap<_, _> = people.iter().map(|(entry, people)| (entry.id, people)).collect();
    for entry in &occasions {
        let named: Vec<&str> = of_entry
            .get(&entry.id)
            .into_iter()
            .flat_map(|people| people.iter().map(|person| person.draft.profession.trim()))
            .filter(|name| !name.is_empty())
            .collect();
        let met = if named.is_empty() {
            whom.of_community(entry.community)
        } else {
            by_people += 1;
            named
        };
        let count = match (met.is_empty(), met.iter().all(|other| is_same_profession(other, profession))) {
            (true, _) => &mut own.unknown,
            (false, true) => &mut own.own,
            (false, false) => &mut own.others,
        };
        *count += 1;
        professions.add(&met);
    }
    let mut places = Tally::default();
    let mut platforms = Tally::default();
    for entry in &occasions {
        let met = of_entry.get(&entry.id).into_iter().flat_map(|people| people.iter().map(|person| person.draft.place.as_str()));
        places.add(&met.collect::<Vec<_>>());
        platforms.add(&[entry.platform.as_str()]);
    }
    let mut facets = Vec::new();
    if !profession.is_empty() {
        facets.push(own_facet(profession, own));
    }
    facets.push(professions.facet(Aspect::Professions, "profession", "professions"));
    facets.push(places.facet(Aspect::Places, "place", "places"));
    facets.push(platforms.facet(Aspect::Platforms, "platform", "platforms"));
    let rests_on = format!(
        "It is made from {}. A profession is that of the people whom an entry names, as known under People ({}), or else that for which its \
         community is. A place is that of the people named. The claim of several items counts as its items.",
        number_of(occasions.len(), "entry", "entries"),
        number_of(by_people, "entry", "entries"),
    );
    Mirror { days, entries: occasions.len(), facets, rests_on }
}

/// Whether two professions are the same in the words of their names: “Community nurse” is a nurse.
pub(super) fn is_same_profession(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        folded(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    !short.is_empty() && long.windows(short.len()).any(|part| part == short)
}

/// For whom the communities of a journal are.
pub(super) struct Whom<'k> {
    known: std::collections::HashMap<CommunityId, &'k [String]>,
}

impl<'k> Whom<'k> {
    pub(super) fn of(material: &Material<'_>, known: &'k [KnownHere]) -> Self {
        let found = |community: &crate::domain::Community| {
            Some((community.id, known.iter().find(|known| known.is(&community.draft))?.professions.as_slice()))
        };
        Self { known: material.communities.iter().filter_map(found).collect() }
    }

    /// Nothing for one that is not known, and for one that is for everybody: nobody knows who was there.
    pub(super) fn of_community(&self, community: Option<CommunityId>) -> Vec<&'k str> {
        let professions = community.and_then(|id| self.known.get(&id)).copied().unwrap_or_default();
        professions.iter().map(String::as_str).collect()
    }
}

/// Entries by name.
#[derive(Default)]
struct Tally<'t> {
    names: Index<'t>,
    entries: Vec<usize>,
    unknown: usize,
}

impl<'t> Tally<'t> {
    /// One entry with these names, each of which counts once.
    fn add(&mut self, names: &[&'t str]) {
        let places: BTreeSet<usize> = names.iter().filter_map(|name| self.names.place(name)).collect();
        if places.is_empty() {
            self.unknown += 1;
        }
        for place in places {
            if self.entries.len() <= place {
                self.entries.resize(place + 1, 0);
            }
            if let Some(entries) = self.entries.get_mut(place) {
                *entries += 1;
            }
        }
    }

    fn facet(self, aspect: Aspect, one: &str, many: &str) -> Facet {
        let mut counted: Vec<(String, usize)> =
            self.entries.iter().enumerate().map(|(place, entries)| (self.names.shown(place).to_owned(), *entries)).collect();
        counted.sort_by_cached_key(|(name, entries)| (std::cmp::Reverse(*entries), folded(name)));
        let says = says(&counted, self.unknown, one, many);
        Facet { aspect, shares: shares(counted, self.unknown), says }
    }
}

fn shares(counted: Vec<(String, usize)>, unknown: usize) -> Vec<Share> {
    let mut all: Vec<(String, bool, usize)> = counted.into_iter().map(|(name, entries)| (name, true, entries)).collect();
    if unknown > 0 {
        all.push(("Not known".to_owned(), false, unknown));
    }
    let percents = percents(&all.iter().map(|(.., entries)| *entries).collect::<Vec<_>>());
    all.into_iter().zip(percents).map(|((name, known, entries), percent)| Share { name, known, entries, percent }).collect()
}

/// What there is to see in counts, the largest first.
fn says(counted: &[(String, usize)], unknown: usize, one: &str, many: &str) -> String {
    let known: usize = counted.iter().map(|(_, entries)| entries).sum();
    let missing = match unknown {
        0 => String::new(),
        1 => format!(" In 1 entry the {one} is not known."),
        n => format!(" In {} entries the {one} is not known.", number(n)),
    };
    let share = |entries: usize| percent(entries as u64, known as u64).unwrap_or_default();
    match counted {
        [] => format!("No {one} is known yet.{missing}"),
        [(only, entries)] => format!("Only one {one}: {only}, in {}.{missing}", number_of(*entries, "entry", "entries")),
        [(most, entries), rest @ ..] => {
            let next: Vec<String> = rest.iter().take(2).map(|(name, _)| name.clone()).collect();
            let more = if rest.len() > next.len() { ", then come" } else { ", then" };
            format!(
                "{} {many}. {most} comes up most, {} % of what is known{more} {}.{missing}",
                number(counted.len()),
                share(*entries),
                listed(&next)
            )
        }
    }
}

/// Entries by whether anybody of another profession had a part.
#[derive(Clone, Copy, Default)]
struct WithWhom {
    own: usize,
    others: usize,
    unknown: usize,
}

fn own_facet(profession: &str, WithWhom { own, others, unknown }: WithWhom) -> Facet {
    let missing = match unknown {
        0 => String::new(),
        1 => " In 1 more entry it is not known.".to_owned(),
        n => format!(" In {} more entries it is not known.", number(n)),
    };
    let says = match (own, others) {
        (0, 0) => format!("It is not known yet which professions had a part.{missing}"),
        (1, 0) => format!("The only entry that tells stayed within one profession: {profession}.{missing}"),
        (own, 0) => format!("All {} that tell stayed within one profession: {profession}.{missing}", number_of(own, "entry", "entries")),
        (own, others) => format!(
            "Professions other than {profession} had a part in {} of {}: {} %.{missing}",
            number(others),
            number_of(own + others, "entry that tells", "entries that tell"),
            percent(others as u64, (own + others) as u64).unwrap_or_default()
        ),
    };
    let counted = vec![(format!("Only my own ({profession})"), own), ("Others too".to_owned(), others)];
    Facet { aspect: Aspect::Own, shares: shares(counted, unknown), says }
}
