//! What may come next while somebody types: keys, and the values of a key as the journal has them.

use super::Known;
use super::days;
use super::key::{Being, Having, Key};
use super::known::{Name, name_of};
use super::letters::plain;
use super::query::quoted;
use crate::domain::{Role, Verb};

/// What can be put in place of a part of the query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// The bytes of the query that a completion replaces.
    pub from: usize,
    pub to: usize,
    /// The likeliest first.
    pub list: Vec<Completion>,
}

/// One way to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is put there: `kind:`, `podcast`, `"low back"`.
    pub text: String,
    /// What a reader sees.
    pub label: String,
    /// What it is: `12 entries`, a kind's name.
    pub about: String,
}

/// So many are offered at most.
const MOST: usize = 20;

impl Completions {
    /// The query with one of them put in, and where the cursor is then, in bytes.
    pub fn applied(&self, text: &str, one: &Completion) -> (String, usize) {
        let (before, after) = (text.get(..self.from).unwrap_or_default(), text.get(self.to..).unwrap_or_default());
        (format!("{before}{}{after}", one.text), before.len() + one.text.len())
    }
}

/// What may stand at the cursor, a place in bytes: what is typed up to it is completed. Nothing where nothing is known to go on.
pub fn complete(text: &str, cursor: usize, known: &Known) -> Completions {
    let cursor = (0..=cursor.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let before = text.get(..cursor).unwrap_or_default();
    let start = token(before);
    let typed = before.get(start..).unwrap_or_default();
    let Some((word, value)) = typed.split_once(':').filter(|(word, _)| !word.starts_with(['"', '“', '”'])) else {
        return keys(text, start, cursor, typed);
    };
    let Some(key) = Key::from_word(&word.to_lowercase()) else { return Completions { from: cursor, to: cursor, list: Vec::new() } };
    // Of several values the last is typed.
    let mut open = false;
    let mut last = 0;
    for (at, c) in value.char_indices() {
        match c {
            '"' | '“' | '”' => open = !open,
            ',' if !open => last = at + 1,
            _ => {}
        }
    }
    let typed = value.get(last..).unwrap_or_default();
    let from = start + word.len() + 1 + last;
    let quote = typed.starts_with(['"', '“', '”']);
    let to = cursor + end(text.get(cursor..).unwrap_or_default(), quote && open);
    let typed = typed.trim_start_matches(['"', '“', '”', '#', '@']).trim_end_matches(['"', '”', '*']);
    // A range is completed at its last end.
    let range = typed.rfind("..").filter(|_| matches!(key, Key::Date)).map_or(0, |at| at + 2);
    let (first, typed) = typed.split_at_checked(range).unwrap_or(("", typed));
    let mut list = values(key, &name_of(typed), known);
    if !first.is_empty() {
        for one in &mut list {
            one.text = format!("{first}{}", one.text);
        }
    }
    list.truncate(MOST);
    Completions { from, to, list }
}

/// Where what is being typed begins: after a blank or a parenthesis that no quotation marks hold, and after what excludes.
fn token(before: &str) -> usize {
    let (mut start, mut open) = (0, false);
    for (at, c) in before.char_indices() {
        match c {
            '"' | '“' | '”' => open = !open,
            c if !open && (c.is_whitespace() || c == '(') => start = at + c.len_utf8(),
            '-' | '−' if !open && at == start => start = at + c.len_utf8(),
            _ => {}
        }
    }
    start
}

/// How much of what comes after the cursor belongs to the same value.
fn end(after: &str, open: bool) -> usize {
    if open {
        if let Some(close) = after.find(['"', '“', '”']) {
            return close + after.get(close..).and_then(|tail| tail.chars().next()).map_or(0, char::len_utf8);
        }
        return 0;
    }
    after.find(|c: char| c.is_whitespace() || matches!(c, ',' | ')')).unwrap_or(after.len())
}

fn keys(text: &str, from: usize, cursor: usize, typed: &str) -> Completions {
    let small = typed.to_lowercase();
    let rest = text.get(cursor..).unwrap_or_default();
    let word = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let colon = usize::from(rest.get(word..).is_some_and(|rest| rest.starts_with(':')));
    let keys = Key::ALL.iter().filter(|key| key.token().starts_with(&small));
    let list =
        keys.map(|key| Completion { text: format!("{}:", key.token()), label: format!("{}:", key.token()), about: key.about().to_owned() });
    Completions { from, to: cursor + word + colon, list: list.collect() }
}

fn fixed<'w>(typed: &str, words: impl IntoIterator<Item = (&'w str, &'w str)>) -> Vec<Completion> {
    let begin = words.into_iter().filter(|(word, _)| word.starts_with(typed));
    begin.map(|(word, about)| Completion { text: word.to_owned(), label: word.to_owned(), about: about.to_owned() }).collect()
}

/// Names that begin so first, then those of which a word begins so, then those with it inside.
fn names<'n>(typed: &str, all: impl Iterator<Item = &'n Name>, inside: bool) -> Vec<Completion> {
    let mut found: [Vec<&Name>; 3] = Default::default();
    let [first, second, third] = &mut found;
    // Nobody can ask for a name that is nothing but quotation marks.
    for name in all.filter(|name| !quoted(&name.text).is_empty()) {
        if first.len() >= MOST {
            break;
        }
        if name.plain.starts_with(typed) {
            first.push(name);
        } else if inside && let Some(at) = name.plain.find(typed) {
            let begins = !name.plain.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
            let list = if begins { &mut *second } else { &mut *third };
            if list.len() < MOST {
                list.push(name);
            }
        }
    }
    found.iter().flatten().take(MOST).map(|name| completion(name, &name.text)).collect()
}

fn completion(name: &Name, text: &str) -> Completion {
    let entries = match name.count {
        0 => String::new(),
        1 => "1 entry".to_owned(),
        n => format!("{} entries", crate::domain::text::number(usize::try_from(n).unwrap_or(usize::MAX))),
    };
    let about: Vec<&str> = [name.about.as_str(), entries.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    Completion { text: quoted(text), label: name.text.clone(), about: about.join(", ") }
}

fn values(key: Key, typed: &str, known: &Known) -> Vec<Completion> {
    match key {
        Key::Kind => {
            let called = |name: &Name, label: &str| {
                name.plain.starts_with(typed) || plain(label).split_whitespace().any(|word| word.starts_with(typed))
            };
            let kinds = known.kinds.iter().filter(|(name, kind)| called(name, &kind.label) || plain(&kind.label).starts_with(typed));
            let others = known.other_kinds.iter().filter(|name| name.plain.starts_with(typed));
            kinds.map(|(name, _)| name).chain(others).take(MOST).map(|name| completion(name, &name.text)).collect()
        }
        Key::Goal => names(typed, known.goals.iter().map(|goal| &goal.name), true),
        Key::Community => {
            let by_tag = known.communities.iter().filter(|one| !one.tag.is_empty() && one.also.starts_with(typed));
            let mut list: Vec<Completion> = by_tag.take(MOST).map(|one| completion(&one.name, &one.tag)).collect();
            let others = known.communities.iter().filter(|one| one.also.is_empty() || !one.also.starts_with(typed)).map(|one| &one.name);
            list.extend(names(typed, others, true));
            list
        }
        Key::Person => {
            let mut list = names(typed, known.named.iter(), true);
            // Those who are known by a handle, and named otherwise in no entry.
            let others = known.people.iter().map(|one| &one.name).filter(|name| !name.text.is_empty());
            for one in names(typed, others, true) {
                if !list.iter().any(|other| other.label == one.label) {
                    list.push(one);
                }
            }
            list
        }
        Key::Platform => names(typed, known.platforms.iter(), true),
        Key::Tag => names(typed, known.tags.iter(), true),
        Key::Standard => names(typed, known.standards.iter(), true),
        Key::Has | Key::No => fixed(typed, Having::ALL.iter().map(|one| (one.token(), one.about()))),
        Key::Is => fixed(typed, Being::ALL.iter().map(|one| (one.token(), one.about()))),
        Key::Date | Key::After | Key::Before => {
            let months = days::MONTHS.iter().filter(|_| !typed.is_empty());
            let named: Vec<(&str, String)> =
                days::NAMED.iter().chain(months).map(|name| (*name, days::reading(key, name, known.today))).collect();
            let mut list = fixed(typed, named.iter().map(|(name, about)| (*name, about.as_str())));
            let years = known.years.iter().map(|(year, count)| Name {
                text: year.to_string(),
                plain: year.to_string(),
                count: *count,
                about: String::new(),
            });
            list.extend(years.filter(|year| year.plain.starts_with(typed)).map(|year| completion(&year, &year.text)));
            list
        }
        Key::Minutes => fixed(
            typed,
            [
                (">30", "more than half an hour"),
                (">=1h", "an hour or more"),
                ("<30", "less than half an hour"),
                ("30..60", "half an hour to an hour"),
                ("0", "no time yet"),
            ],
        ),
        Key::Interactive => fixed(typed, [(">0", "any time with other people"), ("0", "none"), (">=1h", "an hour or more")]),
        Key::Used => fixed(typed, Verb::ALL.iter().map(|verb| (verb.token(), ""))),
        Key::Role => fixed(typed, Role::ALL.iter().map(|role| (role.token(), ""))),
    }
}
