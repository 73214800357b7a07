//! Texts cut out of a body, where the front matter says that they are; or, when somebody wrote in it meanwhile, where their headings are.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use sha2::{Digest as _, Sha256};

use super::front::{self, Keys};
use super::typed::{as_typed, literal};
use crate::domain::Digest;

/// Where a text stands, as the exporter says it.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    pub(super) of: String,
    pub(super) id: String,
    pub(super) text: String,
    pub(super) prompt: String,
    pub(super) template: String,
    pub(super) label: String,
    line: usize,
    lines: usize,
    turned: BTreeSet<u64>,
    under: String,
    before: String,
    closed: String,
    sum: String,
}

impl Place {
    fn of(keys: &Keys) -> Self {
        let size = |key| usize::try_from(front::number(keys, key)).unwrap_or_default();
        let text = |key| front::text(keys, key);
        let turned = keys.get("turned").and_then(serde_json::Value::as_array).into_iter().flatten();
        Self {
            of: text("of"),
            id: text("id"),
            text: text("text"),
            prompt: text("prompt"),
            template: text("template"),
            label: text("label"),
            line: size("line"),
            lines: size("lines"),
            turned: turned.filter_map(front::whole_number).collect(),
            under: text("under"),
            before: text("before"),
            closed: text("closed"),
            sum: text("sum"),
        }
    }

    /// The words of the heading above it.
    fn title(&self) -> &str {
        match self.text.as_str() {
            _ if !self.under.is_empty() => self.under.trim_start_matches('#').trim(),
            // What an earlier version wrote has no more than this.
            "learnt" => "What I learnt",
            "changed" => "What I changed",
            "benefit" => "Who benefited",
            _ => &self.label,
        }
    }
}

/// The places of texts, as front matter says them.
pub(super) fn places(keys: &Keys) -> Vec<Place> {
    front::groups(keys, "texts").map(Place::of).collect()
}

/// What became of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum As {
    /// It is what it was.
    Was,
    /// Somebody wrote in it.
    Edited,
    /// Nothing is left of it.
    Gone,
}

/// What was cut out of a body.
#[derive(Debug, Default)]
pub(super) struct Cut {
    /// One for each place.
    pub(super) texts: Vec<(String, As)>,
    /// Words that somebody else wrote between them, a text for each stretch.
    pub(super) beside: Vec<String>,
    /// The heading at the beginning, when it is not ours any more.
    pub(super) title: Option<String>,
    /// A box of a list was ticked, or the tick taken away.
    pub(super) ticked: bool,
}

/// How many times over a body may be read in search of texts: front matter that asks for more was not written by the exporter.
const MOST_READ: usize = 16;

/// What may be read in any case, in bytes or steps; without it, short bodies would be given up too soon.
const READ_AT_LEAST: usize = 1 << 22;

/// As many candidates are looked at before a text counts as edited.
const MOST_TRIED: usize = 32;

/// Cuts the texts at `places` out of a body. `ours` are the lines that were written with it, as the front matter tells them.
pub(super) fn cut(body: &str, places: &[Place], ours: Option<&str>) -> Cut {
    let lines: Vec<&str> = body.split('\n').collect();
    let ours: Option<BTreeSet<&str>> = ours.map(|ours| ours.split_whitespace().collect());
    let mut ends = Vec::with_capacity(lines.len() + 1);
    ends.push(0);
    ends.extend(lines.iter().scan(0_usize, |end, line| {
        *end += line.len() + 1;
        Some(*end)
    }));
    let budget = body.len().saturating_mul(MOST_READ).saturating_add(READ_AT_LEAST);
    let (found, taken, headings) = (vec![None; places.len()], BTreeMap::new(), BTreeMap::new());
    let mut cutting = Cutting { lines, places, headings, found, taken, ends, budget };
    for (at, line) in cutting.lines.iter().enumerate().filter(|(_, line)| line.starts_with('#')) {
        cutting.headings.entry(line.trim_start_matches('#').trim().to_owned()).or_default().push(at);
    }
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|at| places.get(*at).map(|place| place.line));
    for &at in &order {
        cutting.where_it_was(at);
    }
    cutting.moved(&order);
    let states = cutting.edited(&order, ours.as_ref());
    let texts = (0..places.len()).map(|at| cutting.text(at, states.get(&at).copied().unwrap_or(As::Was))).collect();
    let mut cut = Cut { texts, ..Cut::default() };
    if let Some(ours) = &ours {
        cutting.beside(ours, &mut cut);
    }
    cut
}

struct Cutting<'a> {
    lines: Vec<&'a str>,
    places: &'a [Place],
    /// Lines of headings by their words.
    headings: BTreeMap<String, Vec<usize>>,
    found: Vec<Option<Range<usize>>>,
    /// Ends of what was found by their beginnings.
    taken: BTreeMap<usize, usize>,
    /// How many bytes there are before each line, and at the end.
    ends: Vec<usize>,
    /// How many bytes may still be compared.
    budget: usize,
}

impl Cutting<'_> {
    fn part(&self, range: &Range<usize>) -> Option<String> {
        Some(self.lines.get(range.clone())?.join("\n"))
    }

    fn is_free(&self, range: &Range<usize>) -> bool {
        self.taken.range(..range.end).next_back().is_none_or(|(_, end)| *end <= range.start)
    }

    fn take(&mut self, at: usize, range: Range<usize>) {
        self.taken.insert(range.start, range.end);
        if let Some(found) = self.found.get_mut(at) {
            *found = Some(range);
        }
    }

    /// Takes a text if it is at this line, word for word.
    fn is_at(&mut self, at: usize, start: usize) -> bool {
        let Some(place) = self.places.get(at) else { return false };
        let range = start..start.saturating_add(place.lines);
        if place.sum.is_empty() || place.lines == 0 || !self.is_free(&range) {
            return false;
        }
        let (Some(from), Some(to)) = (self.ends.get(range.start), self.ends.get(range.end)) else { return false };
        let Some(left) = self.budget.checked_sub(to - from) else { return false };
        self.budget = left;
        let is_it = self.part(&range).is_some_and(|text| Digest(Sha256::digest(&text).into()).to_string().starts_with(&place.sum));
        if is_it {
            self.take(at, range);
        }
        is_it
    }

    /// Where the front matter says.
    fn where_it_was(&mut self, at: usize) {
        let Some(place) = self.places.get(at) else { return };
        let Some(start) = place.line.checked_sub(1) else { return };
        if self.is_at(at, start) || !place.sum.is_empty() {
            return;
        }
        // An earlier version told no sum: the heading above must do.
        let range = start..start.saturating_add(place.lines);
        // What was found stands between them.
        let above = if place.text == "found_later" { 4 } else { 2 };
        let heading = start.checked_sub(above).and_then(|above| self.lines.get(above)).filter(|line| line.starts_with('#'));
        let is_under = heading.is_some_and(|line| literal(line.trim_start_matches('#').trim()) == literal(place.title()));
        if is_under && place.lines > 0 && self.lines.get(range.clone()).is_some() && self.is_free(&range) {
            self.take(at, range);
        }
    }

    /// Texts that are what they were, at another line.
    fn moved(&mut self, order: &[usize]) {
        let mut shift = 0_isize;
        let mut after = 0;
        for &at in order {
            let Some(place) = self.places.get(at) else { continue };
            let was = place.line.saturating_sub(1);
            if self.found.get(at).is_none_or(Option::is_none) && !place.sum.is_empty() {
                let shifted = was.checked_add_signed(shift);
                if !shifted.is_some_and(|start| self.is_at(at, start)) {
                    let all = self.headings.get(place.title()).cloned().unwrap_or_default();
                    let first = all.partition_point(|heading| *heading < after);
                    let later = all.iter().skip(first).take(MOST_TRIED);
                    let earlier = all.iter().take(first).rev().take(MOST_TRIED);
                    for heading in later.chain(earlier) {
                        if self.is_at(at, heading + 2) || self.is_at(at, heading + 1) {
                            break;
                        }
                    }
                }
            }
            if let Some(Some(range)) = self.found.get(at) {
                after = range.end;
                shift = isize::try_from(range.start).unwrap_or_default() - isize::try_from(was).unwrap_or_default();
            }
        }
    }

    /// What is left: from its heading to the next one of ours.
    fn edited(&mut self, order: &[usize], ours: Option<&BTreeSet<&str>>) -> BTreeMap<usize, As> {
        let mut states = BTreeMap::new();
        let mut lower = 0;
        // Steps so far. What is given up stays in the body, and is kept with whatever else stands beside the texts.
        let steps = Cell::new(0_usize);
        let step = || steps.set(steps.get() + 1);
        let most = self.lines.len().saturating_mul(MOST_READ).saturating_add(READ_AT_LEAST);
        let known: RefCell<BTreeMap<usize, bool>> = RefCell::default();
        let lines = self.lines.clone();
        let told = |at: usize| {
            step();
            let is_told = || ours.is_some_and(|ours| lines.get(at).is_some_and(|line| ours.contains(line_sum(line).as_str())));
            *known.borrow_mut().entry(at).or_insert_with(is_told)
        };
        for (number, &at) in order.iter().enumerate() {
            if let Some(Some(range)) = self.found.get(at) {
                lower = lower.max(range.end);
                continue;
            }
            let Some(place) = self.places.get(at) else { continue };
            if steps.get() > most {
                states.insert(at, As::Gone);
                continue;
            }
            let later = order
                .iter()
                .skip(number + 1)
                .inspect(|_| step())
                .filter_map(|at| self.found.get(*at)?.as_ref())
                .find(|range| range.start >= lower);
            let upper = later.map_or(self.lines.len(), |range| range.start);
            let headings = self.headings.get(place.title()).map(Vec::as_slice).unwrap_or_default();
            let (first, end) = (headings.partition_point(|at| *at < lower), headings.partition_point(|at| *at < upper));
            let headings = headings.get(first..end).unwrap_or_default();
            let as_it_was = |heading: &&usize| self.lines.get(**heading).is_some_and(|line| line.trim_end() == place.under);
            let heading = headings.iter().inspect(|_| step()).find(as_it_was).or(headings.first());
            let Some(&heading) = heading else {
                states.insert(at, As::Gone);
                continue;
            };
            let level = self.lines.get(heading).map_or(0, |line| line.chars().take_while(|c| *c == '#').count());
            let rest = || self.lines.iter().enumerate().take(upper).skip(heading + 1).inspect(|_| step());
            let end = if place.before.is_empty() && place.sum.is_empty() {
                rest().find(|(_, line)| is_heading(line, level)).map(|(end, _)| end)
            } else if place.before.is_empty() {
                None
            } else {
                rest().find(|(_, line)| line.trim_end() == place.before).map(|(end, _)| end)
            };
            let mut range = heading + 1..end.unwrap_or(upper);
            let is_blank = |at: usize| self.lines.get(at).is_none_or(|line| line.trim().is_empty());
            // Where its end is not to be seen, what is ours at the end is not part of it.
            let is_ours = |at: usize| end.is_none() && told(at);
            let mut closing = place.closed.split('\n').rev().filter(|line| !line.is_empty()).peekable();
            while let Some(last) = range.end.checked_sub(1).filter(|last| range.contains(last)) {
                let is_closing = self.lines.get(last).is_some_and(|line| closing.next_if(|closing| line.trim_end() == *closing).is_some());
                if !is_closing && !is_blank(last) && !is_ours(last) {
                    break;
                }
                step();
                range.end = last;
            }
            // What was found is told above the words on it.
            let is_told = |at: usize| place.text == "found_later" && told(at);
            while range.contains(&range.start) && (is_blank(range.start) || is_told(range.start)) {
                step();
                range.start += 1;
            }
            if range.is_empty() || !self.is_free(&range) {
                states.insert(at, As::Gone);
                lower = lower.max(heading + 1);
            } else {
                states.insert(at, As::Edited);
                lower = range.end;
                self.take(at, range);
            }
        }
        states
    }

    fn text(&self, at: usize, state: As) -> (String, As) {
        let found = self.found.get(at).and_then(Option::as_ref).and_then(|range| self.part(range));
        match (found, self.places.get(at)) {
            (Some(text), Some(place)) => (as_typed(&text, &place.turned), state),
            _ => (String::new(), As::Gone),
        }
    }

    /// What is neither one of the texts nor ours.
    fn beside(&self, ours: &BTreeSet<&str>, cut: &mut Cut) {
        let is_ours = |line: &str| ours.contains(line_sum(line).as_str());
        let mut taken = self.taken.iter().peekable();
        let mut open = false;
        let mut first = true;
        for (at, line) in self.lines.iter().enumerate() {
            while taken.next_if(|(_, end)| **end <= at).is_some() {}
            if taken.peek().is_some_and(|(start, _)| **start <= at) {
                open = false;
                continue;
            }
            if line.trim().is_empty() {
                if open && let Some(last) = cut.beside.last_mut() {
                    last.push('\n');
                }
                continue;
            }
            let is_first = std::mem::take(&mut first);
            if is_ours(line) {
                open = false;
            } else if let Some(title) = line.strip_prefix("# ").filter(|_| is_first) {
                cut.title = Some(literal(title.trim()));
            } else if ticked(line).is_some_and(|other| is_ours(&other)) {
                cut.ticked = true;
                open = false;
            } else if let Some(last) = cut.beside.last_mut().filter(|_| open) {
                last.push('\n');
                last.push_str(line);
            } else {
                cut.beside.push((*line).to_owned());
                open = true;
            }
        }
        cut.beside.iter_mut().for_each(|text| text.truncate(text.trim_end().len()));
    }
}

/// Whether a line is a heading of this level or a higher one.
fn is_heading(line: &str, level: usize) -> bool {
    let marks = line.chars().take_while(|c| *c == '#').count();
    (1..=level).contains(&marks) && line.get(marks..).is_some_and(|rest| rest.starts_with(' '))
}

/// A line of a list with its box as it was before somebody clicked on it.
fn ticked(line: &str) -> Option<String> {
    let line = line.trim_end();
    line.strip_prefix("- [x] ")
        .map(|rest| format!("- [ ] {rest}"))
        .or_else(|| line.strip_prefix("- [ ] ").map(|rest| format!("- [x] {rest}")))
}

/// How a line is told: the beginning of its SHA-256 without blanks at its end.
fn line_sum(line: &str) -> String {
    const DIGITS: usize = 6;
    let mut sum = Digest(Sha256::digest(line.trim_end()).into()).to_string();
    sum.truncate(DIGITS);
    sum
}
