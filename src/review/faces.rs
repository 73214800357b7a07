//! Whom entries name: people who are known, and others by what they are called.

use std::collections::{BTreeSet, HashMap};

use super::Material;
use crate::domain::text::folded;
use crate::domain::{EntryHeader, Person};

/// Whom a name in an entry means: people who are known by name or handle, others by what they are called. The registrant is nobody.
pub(super) struct Faces<'m> {
    people: &'m [Person],
    by_name: HashMap<String, usize>,
    own: BTreeSet<String>,
}

/// Somebody: of the people who are known, or only a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Who {
    Known(usize),
    Named(String),
}

fn bare(name: &str) -> String {
    folded(name.trim().trim_start_matches('@'))
}

impl<'m> Faces<'m> {
    pub(super) fn of(material: &Material<'m>) -> Self {
        let mut by_name = HashMap::new();
        for (at, person) in material.people.iter().enumerate() {
            for name in [bare(&person.draft.name), bare(&person.draft.handle)].into_iter().filter(|name| !name.is_empty()) {
                by_name.entry(name).or_insert(at);
            }
        }
        let own = material.profile.handles.lines().chain([material.profile.name.as_str()]).map(bare);
        Self { people: material.people, by_name, own: own.filter(|name| !name.is_empty()).collect() }
    }

    fn who(&self, name: &str) -> Option<Who> {
        let bare = bare(name);
        if bare.is_empty() || self.own.contains(&bare) {
            return None;
        }
        Some(self.by_name.get(&bare).map_or_else(|| Who::Named(bare), |at| Who::Known(*at)))
    }

    pub(super) fn person(&self, who: &Who) -> Option<&'m Person> {
        match who {
            Who::Known(at) => self.people.get(*at),
            Who::Named(_) => None,
        }
    }

    /// Whom each of these entries names, everybody once; with the name as it was met.
    pub(super) fn met<'e>(&self, entries: &[&'e EntryHeader]) -> Vec<(&'e EntryHeader, Vec<(Who, &'e str)>)> {
        // The same few names come again and again: each is looked at once.
        let mut cache: HashMap<&str, Option<Who>> = HashMap::new();
        let mut all = Vec::new();
        for entry in entries.iter().filter(|entry| !entry.people.is_empty()) {
            let mut met: Vec<(Who, &str)> = Vec::new();
            for name in &entry.people {
                let who = cache.entry(name.as_str()).or_insert_with(|| self.who(name)).clone();
                if let Some(who) = who.filter(|who| !met.iter().any(|(other, _)| other == who)) {
                    met.push((who, name));
                }
            }
            if !met.is_empty() {
                all.push((*entry, met));
            }
        }
        all
    }
}
