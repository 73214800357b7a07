//! A query whose names mean something, asked of the headers of entries.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::amount::Amount;
use super::days::Span;
use super::key::{Being, Having};
use super::words::Words;
use crate::domain::{CommunityId, EntryHeader, EntryState, GoalId, Role, Verb};

/// A query whose names mean something in a journal: it can be asked of entries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolved {
    /// None when nothing was understood, or there is nothing to look for yet.
    pub(super) root: Option<Part>,
    /// Every text that is looked for, by its place: [`Self::holds`] asks for each by it.
    pub(super) words: Vec<Words>,
    pub(super) today: NaiveDate,
    pub(super) bin: bool,
    pub(super) private: bool,
    pub(super) filters: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    All(Vec<Part>),
    /// None of them is a name that nothing has.
    Any(Vec<Part>),
    Not(Box<Part>),
    /// A place in `words`.
    Words(usize),
    Test(Test),
    /// What was not understood where it excludes: everything.
    Everything,
}

/// What is asked of a header.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Test {
    Kinds(HashSet<String>),
    Goals(HashSet<GoalId>),
    Communities(HashSet<CommunityId>),
    Tags(HashSet<String>),
    People(HashSet<String>),
    Platforms(HashSet<String>),
    Standards(HashSet<String>),
    Has(Having),
    Is(Being),
    Days(Span),
    Minutes(Amount),
    Interactive(Amount),
    Used(Verb),
    Role(Role),
}

/// The texts of a query that are asked in one expression: every one of `wanted` (of each any), and none of `unwanted`. Places in
/// [`Resolved::words`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conjunction {
    pub wanted: Vec<Vec<usize>>,
    pub unwanted: Vec<usize>,
}

impl Resolved {
    /// Every text that is looked for, those that must not be there included.
    pub fn words(&self) -> &[Words] {
        &self.words
    }

    /// The places in [`Self::words`] of texts that make an entry a find: what it is ranked by, and what is marked.
    pub fn positive(&self) -> Vec<usize> {
        let mut found = Vec::new();
        if let Some(root) = &self.root {
            root.positive(true, &mut found);
        }
        found
    }

    /// Whether private notes are searched, too.
    pub fn private(&self) -> bool {
        self.private
    }

    /// Whether the bin is looked into: `is:binned` is asked for somewhere.
    pub fn bin(&self) -> bool {
        self.bin
    }

    /// Whether anything but words is asked.
    pub fn has_filters(&self) -> bool {
        self.filters
    }

    /// Whether nothing can be found: nothing was understood, or nothing asked yet.
    pub fn is_nothing(&self) -> bool {
        self.root.is_none()
    }

    /// Whether an entry is found; `has` tells whether it has the words at a place of [`Self::words`].
    pub fn holds(&self, header: &EntryHeader, has: &dyn Fn(usize) -> bool) -> bool {
        (self.bin || !header.state.is_binned()) && self.root.as_ref().is_some_and(|root| root.holds(header, self.today, has))
    }

    /// The texts, when one expression can ask them all: the plain case, and the quick one. What else is asked of an entry then is
    /// [`Self::holds_beside`].
    pub fn conjunction(&self) -> Option<Conjunction> {
        let mut asked = Conjunction::default();
        for part in self.top() {
            match part {
                Part::Words(at) => asked.wanted.push(vec![*at]),
                Part::Any(parts) if part.has_words() => asked.wanted.push(only_words(parts)?),
                Part::Not(inner) if part.has_words() => match &**inner {
                    Part::Words(at) => asked.unwanted.push(*at),
                    Part::Any(parts) => asked.unwanted.extend(only_words(parts)?),
                    _ => return None,
                },
                part if part.has_words() => return None,
                _ => {}
            }
        }
        (!asked.wanted.is_empty()).then_some(asked)
    }

    /// What is asked of an entry beside the texts of [`Self::conjunction`].
    pub fn holds_beside(&self, header: &EntryHeader) -> bool {
        (self.bin || !header.state.is_binned())
            && self.top().iter().filter(|part| !part.has_words()).all(|part| part.holds(header, self.today, &|_| false))
    }

    fn top(&self) -> &[Part] {
        match &self.root {
            Some(Part::All(parts)) => parts,
            Some(part) => std::slice::from_ref(part),
            None => &[],
        }
    }
}

/// Places of words, when there is nothing else.
fn only_words(parts: &[Part]) -> Option<Vec<usize>> {
    parts.iter().map(|part| if let Part::Words(at) = part { Some(*at) } else { None }).collect()
}

impl Part {
    fn holds(&self, header: &EntryHeader, today: NaiveDate, has: &dyn Fn(usize) -> bool) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(header, today, has)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(header, today, has)),
            Self::Not(part) => !part.holds(header, today, has),
            Self::Words(at) => has(*at),
            Self::Test(test) => test.holds(header, today),
            Self::Everything => true,
        }
    }

    fn has_words(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::has_words),
            Self::Not(part) => part.has_words(),
            Self::Words(_) => true,
            Self::Test(_) | Self::Everything => false,
        }
    }

    /// Whether anything but words is asked.
    pub(super) fn has_others(&self) -> bool {
        match self {
            // Nothing at all: a name that nothing has.
            Self::Any(parts) if parts.is_empty() => true,
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::has_others),
            Self::Not(part) => part.has_others(),
            Self::Words(_) => false,
            Self::Test(_) | Self::Everything => true,
        }
    }

    fn positive(&self, wanted: bool, found: &mut Vec<usize>) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.positive(wanted, found)),
            Self::Not(part) => part.positive(!wanted, found),
            Self::Words(at) if wanted => found.push(*at),
            Self::Words(_) | Self::Test(_) | Self::Everything => {}
        }
    }

    /// Whether the bin is asked for anywhere.
    pub(super) fn asks_bin(&self, wanted: bool) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(|part| part.asks_bin(wanted)),
            Self::Not(part) => part.asks_bin(!wanted),
            Self::Test(Test::Is(Being::Binned)) => wanted,
            Self::Words(_) | Self::Test(_) | Self::Everything => false,
        }
    }
}

impl Test {
    fn holds(&self, header: &EntryHeader, today: NaiveDate) -> bool {
        match self {
            Self::Kinds(kinds) => kinds.contains(&header.kind),
            Self::Goals(goals) => header.goals.iter().any(|goal| goals.contains(goal)),
            Self::Communities(ids) => header.community.is_some_and(|id| ids.contains(&id)),
            Self::Tags(tags) => header.tags.iter().any(|tag| tags.contains(tag)),
            Self::People(names) => header.people.iter().any(|name| names.contains(name)),
            Self::Platforms(names) => names.contains(&header.platform),
            Self::Standards(codes) => header.standards.iter().any(|code| codes.contains(code)),
            Self::Has(what) => has(header, *what),
            Self::Is(what) => match what {
                Being::Draft => header.state == EntryState::Draft,
                Being::Ready => header.state == EntryState::Ready,
                Being::Submitted => matches!(header.state, EntryState::Submitted { .. }),
                Being::Parked => header.is_parked(today),
                Being::Binned => header.state.is_binned(),
                Being::Claim => header.items > 0,
                Being::Item => header.rolled_into.is_some(),
            },
            Self::Days(days) => days.has(header.date),
            Self::Minutes(amount) => amount.has(header.total),
            Self::Interactive(amount) => amount.has(header.interactive),
            Self::Used(verb) => header.used.contains(verb),
            Self::Role(role) => header.role == Some(*role),
        }
    }
}

fn has(header: &EntryHeader, what: Having) -> bool {
    match what {
        Having::Evidence => header.evidence > 0,
        Having::Action => header.actions > 0,
        Having::Goal => !header.goals.is_empty(),
        Having::Reflection => header.reflected || header.learnt,
        Having::Standard => !header.standards.is_empty(),
        Having::Tag => !header.tags.is_empty(),
        Having::Person => !header.people.is_empty(),
        Having::Community => header.community.is_some(),
        Having::Time => header.total.0 > 0,
        Having::Url => header.linked,
        Having::Change => header.changed,
        Having::Benefit => header.benefit,
        Having::Role => header.role.is_some(),
        Having::ClaimCheck => header.verdict.is_some(),
        Having::Platform => !header.platform.trim().is_empty(),
        Having::Interactive => header.interactive.0 > 0,
        Having::Used => !header.used.is_empty(),
    }
}
