//! What could tell who somebody is in what would leave: each finding in place, mended or said to be fine by one key, and what is left
//! acknowledged before it leaves.
//!
//! | file | what |
//! |---|---|
//! | `mod` | what is remembered: the findings, which one is looked at, what was acknowledged |
//! | `lines` | the findings as lines under headings |
//! | `words` | where something stands, as a reader calls it |
//! | `view` `row` `card` `fine` `settled` | how it looks |
//! | `pause` | when letters are not for the list |
//! | `deeds` | what a key or a button does |
//!
//! It does not know how findings are made, nor what an export is: it is given both with how much is known, and tells how many are open.

mod card;
mod deeds;
mod fine;
mod lines;
mod pause;
mod row;
mod settled;
mod view;
mod words;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use self::fine::Fine;
use self::pause::Pause;
use crate::journal::{Found, Selection, Sighting};

/// How long something that was sent to the journal is taken for done, in seconds: if it still is there then, it was not.
const SENT: f64 = 4.0;

/// What tells a finding from others, also when words before it in its text have changed.
type Key = u64;

/// How much is known of what would leave, and so of what could tell who somebody is. That nothing was found is said only of what was
/// looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nothing: nobody has looked yet.
    NotYet,
    /// Something has changed since: it is being looked through again.
    Again,
    /// Nothing: it could not be looked through.
    Failed,
    /// All of it.
    Now,
}

/// A finding with its key.
#[derive(Debug)]
struct One {
    key: Key,
    found: Found,
}

/// What the panel remembers.
#[derive(Debug, Default)]
pub struct Confidentiality {
    findings: Vec<One>,
    /// The one that is looked at, and its place among those that are open.
    current: Option<Key>,
    place: usize,
    /// It is to get the keyboard and to be seen.
    go_to: bool,
    /// What is typed to stand there instead.
    typed: BTreeMap<Key, String>,
    /// The field for that is to get the keyboard.
    write: bool,
    /// A reason is being chosen.
    fine: Option<Fine>,
    /// The reason that was given last in own words.
    reason: String,
    /// Why it matters is shown.
    why: bool,
    /// What is on its way to the journal, and until when that is believed.
    sent: BTreeMap<Key, f64>,
    /// Something was decided just now.
    pause: Option<Pause>,
    /// What was settled or mended here, the latest last: when it comes back, it is looked at.
    done: Vec<Vec<Key>>,
    show_settled: bool,
    show_decided: bool,
    more_settled: crate::ui::widgets::Pages,
    more_decided: crate::ui::widgets::Pages,
    /// The open ones that somebody lets leave, and whether these are still all there are.
    acknowledged: Option<BTreeSet<Key>>,
    holds: Cell<bool>,
    /// The box to acknowledge them is to get the keyboard and to be seen.
    seek: bool,
    /// What is to be said once what was sent is done, and of which; and what was done last.
    doing: Option<Doing>,
    did: Option<String>,
    /// The pass in which it was shown last, and where.
    pass: u64,
    rect: Option<egui::Rect>,
}

/// What was sent to the journal: of which findings, what is to be said when they are gone, and until when that is because of it.
#[derive(Debug)]
struct Doing {
    keys: Vec<Key>,
    words: String,
    until: f64,
}

impl Confidentiality {
    /// What was sent was not done: it stands there as before.
    pub fn failed(&mut self) {
        self.sent.clear();
        self.doing = None;
    }

    /// Takes in what was found now.
    pub fn take(&mut self, findings: Vec<Found>) {
        let before: BTreeSet<Key> = self.findings.iter().filter(|one| one.found.settled.is_none()).map(|one| one.key).collect();
        self.findings = keyed(findings);
        self.sent.clear();
        // Whether all of them were seen is known when they have been counted.
        self.holds.set(false);
        let here = |key: &Key| self.findings.iter().any(|one| one.key == *key && one.found.settled.is_none());
        if let Some(back) = self.done.last().and_then(|keys| keys.iter().find(|key| here(key) && !before.contains(*key))).copied() {
            self.done.pop();
            self.current = Some(back);
            self.go_to = true;
            self.did = None;
        }
        if let Some(done) = self.doing.take_if(|doing| !doing.keys.iter().any(here)) {
            self.did = Some(done.words);
        }
        let Self { typed, findings, .. } = self;
        typed.retain(|key, _| findings.iter().any(|one| one.key == *key));
        self.fine.take_if(|fine| !findings.iter().any(|one| one.key == fine.of));
    }

    /// How many are neither settled nor decided by the selection.
    pub fn open(&self, selection: &Selection) -> usize {
        let open = || self.findings.iter().filter(|one| is_open(&one.found, selection));
        self.holds.set(self.acknowledged.as_ref().is_some_and(|seen| open().all(|one| seen.contains(&one.key))));
        open().count()
    }

    /// Whether somebody has seen all that was open when it was counted last, and lets it leave.
    pub fn acknowledged(&self) -> bool {
        self.acknowledged.is_some() && self.holds.get()
    }

    /// What somebody has seen of what is open, and lets leave; nothing where not all of it was seen.
    pub fn seen(&self, selection: &Selection) -> BTreeMap<Sighting, usize> {
        let mut seen = BTreeMap::new();
        for one in self.findings.iter().filter(|one| self.acknowledged() && is_open(&one.found, selection)) {
            *seen.entry(one.found.seen()).or_default() += 1;
        }
        seen
    }

    /// Leads to where what is open can be acknowledged.
    pub fn seek_acknowledgement(&mut self) {
        self.seek = true;
    }

    /// Those that are open, by their places; without what is on its way.
    fn open_now(&self, selection: &Selection) -> Vec<usize> {
        let open = |one: &One| is_open(&one.found, selection) && !self.sent.contains_key(&one.key);
        self.findings.iter().enumerate().filter(|(_, one)| open(one)).map(|(at, _)| at).collect()
    }

    /// Finds the one that is looked at; where it is gone, the one that stands in its place.
    fn settle_on(&mut self, open: &[usize]) {
        let key = |at: &usize| self.findings.get(*at).map(|one| one.key);
        let there = self.current.and_then(|current| open.iter().position(|at| key(at) == Some(current)));
        self.place = there.unwrap_or(self.place.min(open.len().saturating_sub(1)));
        let current = open.get(self.place).and_then(key);
        if current != self.current {
            self.current = current;
            self.fine = None;
        }
    }

    fn one(&self, key: Key) -> Option<&Found> {
        self.findings.iter().find(|one| one.key == key).map(|one| &one.found)
    }

    /// What is to stand there instead, as it is typed or proposed.
    fn instead(&self, one: &One) -> String {
        self.typed.get(&one.key).cloned().or_else(|| one.found.finding.instead.clone()).unwrap_or_default()
    }
}

fn is_open(found: &Found, selection: &Selection) -> bool {
    found.settled.is_none() && !found.is_decided(selection)
}

/// Findings with their keys: the same words found by the same rule in the same text are told apart by their order.
fn keyed(findings: Vec<Found>) -> Vec<One> {
    let mut seen: HashMap<Key, u32> = HashMap::new();
    let keyed = findings.into_iter().map(|found| {
        let mut hasher = DefaultHasher::new();
        (&found.place, found.finding.rule, &found.text).hash(&mut hasher);
        let count = seen.entry(hasher.finish()).or_default();
        *count += 1;
        count.hash(&mut hasher);
        One { key: hasher.finish(), found }
    });
    keyed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::portfolio::Handles;
    use crate::dossier::{Of, Place};
    use crate::privacy::Finding;

    fn found(rule: &'static str, text: &str, start: usize) -> Found {
        Found {
            place: Place { of: Of::Entry, uid: "a".to_owned(), field: "learnt".to_owned() },
            title: "An entry".to_owned(),
            entry: None,
            finding: Finding { rule, range: start..start + text.len(), instead: None },
            text: text.to_owned(),
            chars: start..start + text.chars().count(),
            around: (String::new(), String::new()),
            settled: None,
        }
    }

    fn acknowledge(panel: &mut Confidentiality, selection: &Selection) {
        panel.acknowledge(selection, true);
        panel.open(selection);
    }

    #[test]
    fn only_what_was_seen_is_acknowledged() {
        let all = Selection::default();
        let kept = Selection { handles: Some(Handles::Keep), ..Selection::default() };
        let mut panel = Confidentiality::default();
        panel.take(vec![found("telephone", "07700 900123", 4), found("handle", "@someone", 40)]);
        assert_eq!((panel.open(&all), panel.open(&kept), panel.acknowledged()), (2, 1, false));
        acknowledge(&mut panel, &kept);
        assert!(panel.acknowledged());
        let seen = panel.seen(&kept);
        assert_eq!(seen.into_values().collect::<Vec<_>>(), [1], "the telephone alone");
        // Handles are not decided any more: one more is open.
        assert_eq!((panel.open(&all), panel.acknowledged()), (2, false));
        assert_eq!((panel.open(&kept), panel.acknowledged()), (1, true));
        // The same again, moved by other words before it.
        panel.take(vec![found("telephone", "07700 900123", 9), found("handle", "@someone", 45)]);
        assert!(!panel.acknowledged(), "not before it is counted");
        assert_eq!((panel.open(&kept), panel.acknowledged()), (1, true));
        // One more of the same words.
        panel.take(vec![found("telephone", "07700 900123", 9), found("telephone", "07700 900123", 60)]);
        assert_eq!((panel.open(&kept), panel.acknowledged()), (2, false));
        // Fewer than were seen.
        panel.take(vec![found("telephone", "07700 900123", 9)]);
        assert_eq!((panel.open(&kept), panel.acknowledged()), (1, true));
        panel.acknowledge(&kept, false);
        assert_eq!((panel.open(&kept), panel.acknowledged()), (1, false));
    }

    #[test]
    fn the_place_is_kept_when_the_one_in_it_goes() {
        let all = Selection::default();
        let mut panel = Confidentiality::default();
        let list = |texts: &[&str]| texts.iter().map(|text| found("telephone", text, 1)).collect::<Vec<_>>();
        let now = |panel: &mut Confidentiality| {
            let open = panel.open_now(&all);
            panel.settle_on(&open);
            panel.current.and_then(|key| panel.one(key)).map(|one| one.text.clone())
        };
        panel.take(list(&["1", "2", "3"]));
        assert_eq!(now(&mut panel).as_deref(), Some("1"));
        panel.step(&all, 1);
        assert_eq!(now(&mut panel).as_deref(), Some("2"));
        let two = panel.current.expect("one is looked at");
        panel.note_sent(&[two], 0.0);
        assert_eq!(now(&mut panel).as_deref(), Some("3"), "it is on its way");
        panel.take(list(&["1", "3"]));
        assert_eq!(now(&mut panel).as_deref(), Some("3"));
        // Taken back.
        panel.take(list(&["1", "2", "3"]));
        assert_eq!(now(&mut panel).as_deref(), Some("2"));
        panel.step(&all, 9);
        assert_eq!(now(&mut panel).as_deref(), Some("3"));
        panel.take(list(&["1"]));
        assert_eq!(now(&mut panel).as_deref(), Some("1"));
        panel.take(Vec::new());
        assert_eq!(now(&mut panel), None);
    }
}
