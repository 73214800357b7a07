//! What the names in a query mean in a journal.

use std::collections::HashSet;

use super::amount::amount;
use super::days;
use super::key::{Being, Having, Key};
use super::known::{Name, Thing, bare, name_of};
use super::letters::plain;
use super::query::{Filter, Node, Query, Value};
use super::resolved::{Part, Resolved, Test};
use super::words::Words;
use super::{Known, Problem};
use crate::domain::{CommunityId, GoalId, Role, Verb};

/// What came of a part.
enum Settled {
    Part(Part),
    /// Not understood, where it does not exclude.
    Unknown,
    /// Not finished yet.
    Gone,
}

pub(super) struct Resolver<'q> {
    pub(super) query: &'q Query,
    pub(super) known: &'q Known,
    words: Vec<Words>,
    problems: Vec<Problem>,
}

pub(super) fn resolved(query: &Query, known: &Known) -> (Resolved, Vec<Problem>) {
    let mut resolver = Resolver { query, known, words: Vec::new(), problems: Vec::new() };
    let root = match resolver.all(&query.all, true) {
        Settled::Part(part) => Some(part),
        Settled::Unknown | Settled::Gone => None,
    };
    let bin = root.as_ref().is_some_and(|root| root.asks_bin(true));
    let Resolver { words, problems, .. } = resolver;
    let filters = root.as_ref().is_some_and(Part::has_others);
    let resolved = Resolved { root, words, today: known.today, bin, private: query.private, filters };
    (resolved, problems)
}

impl Resolver<'_> {
    /// What is not understood is left out where it does not exclude, and is everything where it does: who excludes is not to get what was
    /// excluded. So what a query finds, the same query after a `-` never finds.
    fn settled(&mut self, node: &Node, wanted: bool) -> Settled {
        match node {
            Node::All(nodes) => self.all(nodes, wanted),
            Node::Any(nodes) => {
                let (mut parts, unknown) = self.each(nodes, wanted);
                match (parts.len(), unknown) {
                    (0, false) => Settled::Gone,
                    (0, true) => Settled::Unknown,
                    (1, _) => parts.pop().map_or(Settled::Gone, Settled::Part),
                    _ => Settled::Part(Part::Any(parts)),
                }
            }
            Node::Not(node) => match self.settled(node, !wanted) {
                Settled::Part(part) => Settled::Part(Part::Not(Box::new(part))),
                // Excluded twice.
                Settled::Unknown => Settled::Part(Part::Everything),
                Settled::Gone => Settled::Gone,
            },
            Node::Words(words) => {
                self.words.push(words.clone());
                Settled::Part(Part::Words(self.words.len() - 1))
            }
            Node::Filter(filter) => self.filter(filter, wanted),
            Node::Unknown if wanted => Settled::Unknown,
            Node::Unknown => Settled::Part(Part::Everything),
        }
    }

    fn all(&mut self, nodes: &[Node], wanted: bool) -> Settled {
        let (mut parts, unknown) = self.each(nodes, wanted);
        match (parts.len(), unknown) {
            (0, false) => Settled::Gone,
            (0, true) => Settled::Unknown,
            (1, _) => parts.pop().map_or(Settled::Gone, Settled::Part),
            _ => Settled::Part(Part::All(parts)),
        }
    }

    fn each(&mut self, nodes: &[Node], wanted: bool) -> (Vec<Part>, bool) {
        let (mut parts, mut unknown) = (Vec::new(), false);
        for node in nodes {
            match self.settled(node, wanted) {
                Settled::Part(part) => parts.push(part),
                Settled::Unknown => unknown = true,
                Settled::Gone => {}
            }
        }
        (parts, unknown)
    }

    /// Values are alternatives.
    fn filter(&mut self, filter: &Filter, wanted: bool) -> Settled {
        let (mut tests, mut unknown) = (Vec::new(), false);
        for value in &filter.values {
            let unfinished = self.query.typing && value.at.end == self.query.text.len();
            match self.test(filter.key, value, unfinished) {
                Ok(test) => tests.push(test),
                Err(_) if unfinished => {}
                // A name that nothing is like is no slip: nothing has it. Where it excludes, there is nothing to tell.
                Err(problem) if problem.instead.is_none() && may_name(filter.key, &value.text) => {
                    if wanted {
                        self.problems.push(Problem::new(problem.what, "nothing has it"));
                    }
                    tests.push(vec![Part::Any(Vec::new())]);
                }
                Err(problem) => {
                    self.problems.push(with_role(problem, wanted));
                    unknown = true;
                }
            }
        }
        if unknown && !wanted {
            return Settled::Part(Part::Everything);
        }
        match (tests.len(), unknown) {
            (0, false) => Settled::Gone,
            (0, true) => Settled::Unknown,
            _ => Settled::Part(joined(tests)),
        }
    }

    /// Parts that together are what one value asks.
    fn test(&self, key: Key, value: &Value, unfinished: bool) -> Result<Vec<Part>, Problem> {
        let said = value.text.trim();
        let (bare_text, starred) = (said.trim_end_matches('*'), said.ends_with('*'));
        let begins = starred || unfinished;
        let wanted = name_of(bare_text);
        let one = |test: Test| Ok(vec![Part::Test(test)]);
        let known = self.known;
        match key {
            Key::Kind => {
                let mut kinds = self.kinds(&wanted, starred);
                // `kind:podcasts`
                if let (true, Some(one)) = (kinds.is_empty() && !starred, singular(&wanted)) {
                    kinds = self.kinds(&one, false);
                }
                if kinds.is_empty() { Err(self.no_name(key, value)) } else { one(Test::Kinds(kinds)) }
            }
            Key::Goal => {
                let by_id = |goal: &&Thing<GoalId>| wanted.len() >= 4 && goal.uid.starts_with(&wanted);
                let by_title = |goal: &&Thing<GoalId>| goal.name.plain.contains(&wanted);
                let mut ids: HashSet<GoalId> = known.goals.iter().filter(by_title).map(|goal| goal.id).collect();
                ids.extend(known.goals.iter().filter(by_id).map(|goal| goal.id));
                match (ids.is_empty(), none(&wanted)) {
                    (true, true) => Ok(vec![lacks(Having::Goal)]),
                    (true, false) => Err(self.no_name(key, value)),
                    (false, _) => one(Test::Goals(ids)),
                }
            }
            Key::Community => {
                let tag = wanted.trim_start_matches('#');
                let exact = |one: &&Thing<CommunityId>| !tag.is_empty() && one.also == tag;
                let part = |one: &&Thing<CommunityId>| one.name.plain.contains(tag) || (begins && one.also.starts_with(tag));
                let mut ids: HashSet<CommunityId> = known.communities.iter().filter(exact).map(|one| one.id).collect();
                if ids.is_empty() || begins {
                    ids.extend(known.communities.iter().filter(part).map(|one| one.id));
                }
                if ids.is_empty() {
                    ids.extend(known.communities.iter().filter(|one| one.also.contains(tag)).map(|one| one.id));
                }
                match (ids.is_empty(), none(&wanted)) {
                    (true, true) => Ok(vec![lacks(Having::Community)]),
                    (true, false) => Err(self.no_name(key, value)),
                    (false, _) => one(Test::Communities(ids)),
                }
            }
            Key::Person => match self.people(&bare(bare_text)) {
                Some(names) => one(Test::People(names)),
                None if none(&wanted) => Ok(vec![lacks(Having::Person)]),
                None => Err(self.no_name(key, value)),
            },
            Key::Platform => match texts(&known.platforms, |name| name.contains(&wanted)) {
                Some(names) => one(Test::Platforms(names)),
                None if none(&wanted) => Ok(vec![lacks(Having::Platform)]),
                None => Err(self.no_name(key, value)),
            },
            Key::Tag => {
                let tag = wanted.trim_start_matches('#');
                match texts(&known.tags, |name| if begins { name.starts_with(tag) } else { name == tag }) {
                    Some(tags) => one(Test::Tags(tags)),
                    None if none(&wanted) => Ok(vec![lacks(Having::Tag)]),
                    None => Err(self.no_name(key, value)),
                }
            }
            Key::Standard => {
                let scheme = format!("{}.", wanted.trim_end_matches('.'));
                let whole = texts(&known.standards, |code| code == wanted);
                let found = whole.filter(|_| !begins).or_else(|| texts(&known.standards, |code| code.starts_with(&scheme)));
                match found.or_else(|| texts(&known.standards, |code| code.contains(&wanted))) {
                    Some(codes) => one(Test::Standards(codes)),
                    None if none(&wanted) => Ok(vec![lacks(Having::Standard)]),
                    None => Err(self.no_name(key, value)),
                }
            }
            Key::Has | Key::No => match Having::from_word(&wanted) {
                Some(what) if key == Key::Has => one(Test::Has(what)),
                Some(what) => Ok(vec![lacks(what)]),
                None => Err(self.no_word(key, value, Having::ALL.iter().map(|one| one.token()))),
            },
            Key::Is => match Being::from_word(&wanted) {
                Some(what) => one(Test::Is(what)),
                None => Err(self.no_word(key, value, Being::ALL.iter().map(|one| one.token()))),
            },
            Key::Date => days::compared(&wanted, known.today).map(Test::Days).map_or_else(|| Err(self.no_day(key, value)), one),
            Key::After => days::after(&wanted, known.today).map(Test::Days).map_or_else(|| Err(self.no_day(key, value)), one),
            Key::Before => days::before(&wanted, known.today).map(Test::Days).map_or_else(|| Err(self.no_day(key, value)), one),
            Key::Minutes | Key::Interactive => match amount(said) {
                Ok(amount) if key == Key::Minutes => one(Test::Minutes(amount)),
                Ok(amount) => one(Test::Interactive(amount)),
                Err(why) => {
                    let what = if why.starts_with('“') { why } else { format!("“{said}” is not a length of time") };
                    Err(Problem::new(what, format!("write {0}:45, {0}:>30, {0}:1h..2h", key.token())))
                }
            },
            Key::Used => {
                let verbs = Verb::ALL.iter().filter(|verb| verb.token().starts_with(&wanted) && !wanted.is_empty());
                let tests: Vec<Part> = verbs.map(|verb| Part::Test(Test::Used(*verb))).collect();
                let words = || Verb::ALL.iter().map(|verb| verb.token());
                if tests.is_empty() { Err(self.no_word(key, value, words())) } else { Ok(tests) }
            }
            Key::Role => {
                let roles = Role::ALL.iter().filter(|role| role.token().starts_with(&wanted) && !wanted.is_empty());
                let tests: Vec<Part> = roles.map(|role| Part::Test(Test::Role(*role))).collect();
                let words = || Role::ALL.iter().map(|role| role.token());
                if tests.is_empty() { Err(self.no_word(key, value, words())) } else { Ok(tests) }
            }
        }
    }

    /// Kinds that are called so, or else whose names begin so.
    fn kinds(&self, wanted: &str, starred: bool) -> HashSet<String> {
        let simple = |text: &str| plain(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let wanted = simple(wanted);
        if wanted.is_empty() {
            return HashSet::new();
        }
        let called = self.known.kinds.iter().filter(|(_, kind)| kind.is_called(&wanted)).map(|(_, kind)| kind.id.clone());
        let others = self.known.other_kinds.iter().filter(|name| simple(&name.text) == wanted).map(|name| name.text.clone());
        let whole: HashSet<String> = called.chain(others).collect();
        if !whole.is_empty() && !starred {
            return whole;
        }
        let begin = |name: &str| {
            name.split(|c: char| !c.is_alphanumeric()).any(|word| simple(word).starts_with(&wanted)) || simple(name).starts_with(&wanted)
        };
        let kinds = self.known.kinds.iter().filter(|(_, kind)| begin(&kind.id) || begin(&kind.label)).map(|(_, kind)| kind.id.clone());
        let others = self.known.other_kinds.iter().filter(|name| begin(&name.text)).map(|name| name.text.clone());
        kinds.chain(others).chain(whole).collect()
    }

    /// Names in entries of whoever has this in a name or handle: a known person by either.
    fn people(&self, wanted: &str) -> Option<HashSet<String>> {
        if wanted.is_empty() {
            return None;
        }
        let known = self.known.people.iter().filter(|one| one.name.plain.contains(wanted) || one.handle.contains(wanted));
        let mut called: HashSet<&str> = HashSet::new();
        let mut any = false;
        for one in known {
            any = true;
            called.extend([one.name.plain.as_str(), one.handle.as_str()].into_iter().filter(|name| !name.is_empty()));
        }
        let named = self.known.named.iter().filter(|name| name.plain.contains(wanted) || called.contains(name.plain.as_str()));
        let names: HashSet<String> = named.map(|name| name.text.clone()).collect();
        (any || !names.is_empty()).then_some(names)
    }
}

/// Says what was done about what was not understood.
fn with_role(problem: Problem, wanted: bool) -> Problem {
    let done = if wanted { "left out" } else { "nothing is found, because it is to be excluded" };
    let mend = if problem.mend.is_empty() { done.to_owned() } else { format!("{done}; {}", problem.mend) };
    Problem { mend, ..problem }
}

/// Whether a value can be the name of something that people name themselves, and that may be on no entry yet or any more.
fn may_name(key: Key, value: &str) -> bool {
    let named = matches!(key, Key::Tag | Key::Person | Key::Goal | Key::Community | Key::Platform | Key::Standard);
    named && value.chars().any(char::is_alphanumeric)
}

/// The names that are as wanted; none when no name is.
fn texts(names: &[Name], is: impl Fn(&str) -> bool) -> Option<HashSet<String>> {
    let found: HashSet<String> = names.iter().filter(|name| is(&name.plain)).map(|name| name.text.clone()).collect();
    (!found.is_empty()).then_some(found)
}

/// One of what a word names many of: `podcasts`, `communities`.
fn singular(word: &str) -> Option<String> {
    let one = word.strip_suffix("ies").map(|stem| format!("{stem}y")).or_else(|| word.strip_suffix('s').map(str::to_owned));
    one.filter(|one| one.chars().count() > 2)
}

/// Whether a value asks for nothing being there: `goal:none`.
fn none(value: &str) -> bool {
    value == "none"
}

fn lacks(what: Having) -> Part {
    Part::Not(Box::new(Part::Test(Test::Has(what))))
}

/// Any of what the values ask.
fn joined(tests: Vec<Vec<Part>>) -> Part {
    let mut parts: Vec<Part> = tests.into_iter().flatten().collect();
    match parts.len() {
        1 => parts.pop().unwrap_or(Part::Everything),
        _ => Part::Any(parts),
    }
}
