//! In which categories of a framework things are: looked up once, and then compared as numbers.

use std::collections::HashMap;

use super::InCategory;
use super::timeline::{BINNED, PLANNED, Row, Thing, Timeline, number};
use crate::domain::framework::Framework;
use crate::domain::record::{FieldKind, Refers};
use crate::domain::text::folded;
use crate::domain::{Record, RecordKind};

/// A record that is about another that is about another is followed no further.
const DEPTH: usize = 2;

/// A category that something is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct In {
    /// Its number, over all groups of the framework.
    pub(super) category: u32,
    /// Nobody chose it: it follows from the kind of activity, or from the goal.
    pub(super) assumed: bool,
}

/// Categories of a framework, as numbers.
#[derive(Debug)]
pub(super) struct Index<'f> {
    /// Where each group begins and ends.
    groups: Vec<(&'f str, u32, u32)>,
    codes: HashMap<&'f str, u32>,
    ranges: Vec<(u32, u32)>,
    all: Vec<In>,
}

impl<'f> Index<'f> {
    /// Of all that can count.
    pub(super) fn of(framework: &'f Framework, timeline: &Timeline<'_>) -> Self {
        let mut index = Self { groups: Vec::new(), codes: HashMap::new(), ranges: Vec::new(), all: Vec::new() };
        let mut next = 0;
        for group in &framework.groups {
            let start = next;
            for category in &group.categories {
                index.codes.entry(&category.code).or_insert(next);
                next += 1;
            }
            index.groups.push((&group.id, start, next));
        }
        if next == 0 {
            return index;
        }
        let known: Vec<Option<u32>> =
            timeline.codes.iter().map(|code| framework.own_code(code).and_then(|code| index.codes.get(code).copied())).collect();
        let meant: Vec<Vec<u32>> = timeline.activities.iter().map(|activity| index.meant(framework, activity)).collect();
        let planned = index.planned(framework);
        let words = Words::of(framework, &index.codes);
        let mut found = Vec::new();
        index.ranges.reserve(timeline.rows.len());
        index.all.reserve(timeline.rows.len());
        for row in &timeline.rows {
            found.clear();
            match row.thing {
                Thing::Entry(..) => {
                    let said = timeline.said(row).iter().filter_map(|code| known.get(*code as usize).copied().flatten());
                    chosen(said, &mut found);
                    let meant = meant.get(row.activity as usize).map_or(&[][..], Vec::as_slice);
                    let planned = if row.is(PLANNED) { planned.as_slice() } else { &[] };
                    index.assume(planned, &mut found);
                    index.assume(meant, &mut found);
                }
                Thing::Record(record, kind) => about(record, kind, timeline, &known, &words, DEPTH, &mut found),
                Thing::Goal(_) => {}
            }
            let start = number(index.all.len());
            index.all.extend_from_slice(&found);
            index.ranges.push((start, number(index.all.len())));
        }
        index
    }

    /// The first number of a group, and the one after its last; nothing is in a group that is not known.
    pub(super) fn group(&self, id: &str) -> (u32, u32) {
        self.groups.iter().find(|(group, ..)| *group == id).map_or((0, 0), |(_, start, end)| (*start, *end))
    }

    /// The number of a category.
    pub(super) fn code(&self, code: &str) -> Option<u32> {
        self.codes.get(code).copied()
    }

    /// The categories of something.
    pub(super) fn of_row(&self, at: usize) -> &[In] {
        let range = self.ranges.get(at).copied().unwrap_or_default();
        self.all.get(range.0 as usize..range.1 as usize).unwrap_or_default()
    }

    /// Of which group a category is, and which of that.
    pub(super) fn place(&self, one: In) -> Option<InCategory> {
        let is_in = |(_, (_, start, end)): &(usize, &(&str, u32, u32))| (*start..*end).contains(&one.category);
        let (group, (_, start, _)) = self.groups.iter().enumerate().find(is_in)?;
        Some(InCategory { group, category: (one.category - start) as usize, assumed: one.assumed })
    }

    /// What a kind of activity means as long as nothing is chosen.
    fn meant(&self, framework: &Framework, activity: &str) -> Vec<u32> {
        let all = framework.groups.iter().flat_map(|group| &group.categories);
        all.filter(|category| category.kinds.iter().any(|kind| kind == activity)).filter_map(|category| self.code(&category.code)).collect()
    }

    /// What planned learning is as long as nothing is chosen.
    fn planned(&self, framework: &Framework) -> Vec<u32> {
        let all = framework.groups.iter().flat_map(|group| &group.categories);
        all.filter(|category| category.when_planned).filter_map(|category| self.code(&category.code)).collect()
    }

    /// Adds what follows by itself, in groups of which there is nothing yet.
    fn assume(&self, categories: &[u32], found: &mut Vec<In>) {
        let before = found.len();
        for category in categories {
            let group = self.groups.iter().find(|(_, start, end)| (*start..*end).contains(category));
            let taken = |(_, start, end): &(&str, u32, u32)| found.iter().take(before).any(|one| (*start..*end).contains(&one.category));
            if !group.is_some_and(taken) {
                found.push(In { category: *category, assumed: true });
            }
        }
    }
}

/// Adds what somebody chose, each once.
fn chosen(categories: impl Iterator<Item = u32>, found: &mut Vec<In>) {
    for category in categories {
        if !found.iter().any(|one| one.category == category) {
            found.push(In { category, assumed: false });
        }
    }
}

/// Codes and labels, as people write them in a record.
struct Words<'f> {
    scheme: &'f str,
    known: HashMap<String, u32>,
}

impl<'f> Words<'f> {
    fn of(framework: &'f Framework, codes: &HashMap<&str, u32>) -> Self {
        let mut known = HashMap::new();
        for category in framework.groups.iter().flat_map(|group| &group.categories) {
            if let Some(number) = codes.get(category.code.as_str()) {
                known.entry(folded(category.label.trim())).or_insert(*number);
            }
        }
        known.extend(codes.iter().map(|(code, number)| (folded(code), *number)));
        Self { scheme: &framework.scheme, known }
    }

    fn category(&self, text: &str) -> Option<u32> {
        let text = text.trim();
        let own = text.split_once('.').filter(|(scheme, _)| *scheme == self.scheme).map_or(text, |(_, code)| code);
        self.known.get(&folded(own)).copied()
    }

    /// A line may be one label with commas in it, or several codes.
    fn categories<'t>(&'t self, text: &'t str) -> impl Iterator<Item = u32> + 't {
        text.lines().flat_map(|line| match self.category(line) {
            Some(one) => vec![one],
            None => line.split([',', ';']).filter_map(|part| self.category(part)).collect(),
        })
    }
}

/// The categories of a record: those that it names, else those of what it refers to.
fn about(
    record: &Record,
    kind: Option<&RecordKind>,
    timeline: &Timeline<'_>,
    known: &[Option<u32>],
    words: &Words<'_>,
    depth: usize,
    found: &mut Vec<In>,
) {
    let before = found.len();
    for field in kind.into_iter().flat_map(|kind| &kind.fields).filter(|field| field.kind == FieldKind::Codes) {
        chosen(words.categories(record.draft.field(&field.id)), found);
    }
    if found.len() > before || depth == 0 {
        return;
    }
    for refers in &record.draft.refers {
        match (refers, timeline.referred_row(*refers)) {
            (Refers::Entry(_), Some(row)) => {
                chosen(timeline.said(row).iter().filter_map(|code| known.get(*code as usize).copied().flatten()), found);
            }
            (Refers::Record(_), Some(Row { thing: Thing::Record(other, kind), flags, .. })) if flags & BINNED == 0 => {
                about(other, *kind, timeline, known, words, depth - 1, found);
            }
            _ => {}
        }
    }
}
