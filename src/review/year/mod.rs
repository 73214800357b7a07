//! The year in learning: one sheet, made only from the journal itself.

mod parts;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};

use super::chains::{Chain, Changed};
use super::network::{KnownHere, network};
use super::occasions::{number_of, period, plain_day};
use super::sums::percent_of;
use super::{Days, Material};
use crate::domain::chart::{Chart, Form, Measure, Row};
use crate::domain::counting::{Counting, Share, counts};
use crate::domain::names::Names;
use crate::domain::sheet::Block;
use crate::domain::story::Link;
use crate::domain::text::number;
use crate::domain::{EntryHeader, GoalState, Minutes, Sheet, Uid};

/// How people whom one learnt with are called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Calling {
    /// By what they are: “2 nurses” is told, no name.
    #[default]
    Professions,
    Names,
}

/// Which year, and how it is told.
#[derive(Clone, Copy, Debug)]
pub struct YearOf {
    /// Both ends are there, unless all of the journal is meant.
    pub days: Days,
    pub calling: Calling,
}

impl YearOf {
    /// A year from January to December; none outside of the calendar.
    pub fn calendar(year: i32, calling: Calling) -> Option<Self> {
        let days = Days { from: Some(NaiveDate::from_ymd_opt(year, 1, 1)?), to: Some(NaiveDate::from_ymd_opt(year, 12, 31)?) };
        Some(Self { days, calling })
    }

    fn title(self) -> String {
        match (self.days.from, self.days.to) {
            (Some(from), Some(to))
                if NaiveDate::from_ymd_opt(from.year(), 1, 1) == Some(from) && NaiveDate::from_ymd_opt(from.year(), 12, 31) == Some(to) =>
            {
                format!("My year in learning {}", from.year())
            }
            _ => "My year in learning".to_owned(),
        }
    }
}

/// The sheet. `changed` are the chains of the same days; `known` are the communities that come with the program.
pub fn year(material: &Material<'_>, known: &[KnownHere], changed: &Changed, of: YearOf) -> Sheet {
    let days = of.days;
    let page = Page::of(material, days, changed);
    let mut blocks = vec![page.figures(), page.opening()];
    if page.sum.entries > 0 {
        let months = page.months();
        if !months.is_empty() {
            blocks.push(Block::Heading("Month by month".to_owned()));
            blocks.push(Block::Chart(months));
        }
        blocks.extend(page.topics());
        blocks.extend(page.quotes());
        blocks.extend(page.goals());
        blocks.extend(page.changes());
        blocks.extend(page.leaned_on(known, of.calling));
    }
    blocks.extend(page.next());
    blocks.push(page.made_from());
    if of.calling == Calling::Professions {
        for block in &mut blocks {
            naming_nobody(block, &page.names);
        }
    }
    Sheet {
        id: Uid::from_text(&format!("cpd-journal:year:{:?}:{:?}:{}", days.from, days.to, material.profile.name)),
        title: of.title(),
        subtitle: capital(&period(days)),
        author: material.profile.name.clone(),
        language: "en-GB".to_owned(),
        made_on: material.today,
        blocks,
    }
}

/// Puts professions in place of names, wherever they are written: titles, goals and tags name people as often as texts do.
fn naming_nobody(block: &mut Block, names: &Names) {
    let without = |text: &mut String| {
        if let Cow::Owned(other) = names.replaced(text) {
            *text = other;
        }
    };
    match block {
        Block::Heading(text) | Block::Text(text) => without(text),
        Block::Figures(figures) => figures.iter_mut().for_each(|(_, what)| without(what)),
        Block::Chart(Chart { title, says, row_name, series, rows, .. }) => {
            [title, says, row_name].into_iter().chain(series).chain(rows.iter_mut().map(|row| &mut row.label)).for_each(without);
        }
        Block::Quote { words, from, .. } => [words, from].into_iter().for_each(without),
        Block::List(points) => points.iter_mut().for_each(without),
        Block::Table { title, heads, lines } => {
            std::iter::once(title).chain(heads).chain(lines.iter_mut().flatten()).for_each(without);
        }
    }
}

struct Page<'m, 'c> {
    material: &'c Material<'m>,
    days: Days,
    changed: &'c Changed,
    counting: Counting<'m>,
    entries: Vec<&'m EntryHeader>,
    sum: Share,
    names: Names,
}

impl<'m, 'c> Page<'m, 'c> {
    fn of(material: &'c Material<'m>, days: Days, changed: &'c Changed) -> Self {
        let entries: Vec<&EntryHeader> =
            material.entries.iter().map(|entry| &**entry).filter(|entry| counts(entry) && days.has(entry.date)).collect();
        let sum = entries.iter().fold(Share::default(), |sum, entry| sum.plus(Share::whole(entry)));
        let own: Vec<String> = material.profile.handles.lines().chain([material.profile.name.as_str()]).map(str::to_owned).collect();
        let named: BTreeSet<&str> = material.entries.iter().flat_map(|entry| &entry.people).map(String::as_str).collect();
        let names = Names::new(material.people, named, &own);
        Self { material, days, changed, counting: Counting::of(material.entries.iter().map(|entry| &**entry)), entries, sum, names }
    }

    fn figures(&self) -> Block {
        let whom = network(self.material, &[], self.days, chrono::DateTime::UNIX_EPOCH);
        let communities = whom.communities.iter().filter(|one| one.spent.entries > 0).count();
        let achieved = self.goals_of_the_year().iter().filter(|(goal, _)| goal.draft.state == GoalState::Achieved).count();
        let count = |count: usize, one: &str, many: &str| (number(count), if count == 1 { one } else { many }.to_owned());
        let mut figures = vec![count(self.sum.entries, "entry", "entries"), (self.sum.total.to_string(), "of learning".to_owned())];
        if self.sum.total > Minutes::ZERO {
            let percent = percent_of(self.sum.interactive, self.sum.total).unwrap_or_default();
            figures.push((format!("{percent} %"), "of it with others".to_owned()));
        }
        for (number, one, many) in [
            (communities, "community", "communities"),
            (whom.people.len(), "person learnt with", "people learnt with"),
            (whom.professions.len(), "profession among them", "professions among them"),
            (achieved, "goal achieved", "goals achieved"),
        ] {
            if number > 0 {
                figures.push(count(number, one, many));
            }
        }
        Block::Figures(figures)
    }

    fn opening(&self) -> Block {
        if self.sum.entries == 0 {
            return Block::Text(format!("Nothing is in the journal {}.", period(self.days)));
        }
        let with = |link| self.chains().filter(|chain| chain.has(link)).map(|chain| chain.piece).collect::<BTreeSet<_>>().len();
        let (change, benefit) = (with(Link::Change), with(Link::Benefit));
        let came = match (change, benefit) {
            (0, 0) => "What came of it is not written yet.".to_owned(),
            (change, 0) => format!("{} of a change at work.", capital(&number_of(change, "entry tells", "entries tell"))),
            (0, benefit) => format!("{} who benefited.", capital(&number_of(benefit, "entry says", "entries say"))),
            (change, benefit) => format!(
                "{} of a change at work, {} who benefited.",
                number_of(change, "entry tells", "entries tell"),
                number_of(benefit, "says", "say")
            ),
        };
        Block::Text(format!("I noted {} of learning, {} in all. {came}", number_of(self.sum.entries, "piece", "pieces"), self.sum.total))
    }

    /// Chains on these days.
    fn chains(&self) -> impl Iterator<Item = &'c Chain> {
        let days = self.days;
        self.changed.chains.iter().filter(move |chain| chain.links.iter().any(|link| days.has(link.day)))
    }

    /// Time alone and with others, by month.
    fn months(&self) -> Chart {
        let mut by_month: BTreeMap<(i32, u32), Share> = BTreeMap::new();
        for entry in &self.entries {
            let sum = by_month.entry((entry.date.year(), entry.date.month())).or_default();
            *sum = sum.plus(Share::whole(entry));
        }
        let ends = (by_month.keys().next().copied(), by_month.keys().next_back().copied());
        let begin = self.days.from.map(|day| (day.year(), day.month())).or(ends.0);
        let mut rows = Vec::new();
        let mut month = begin;
        let last = ends.1.max(self.days.to.map(|day| day.min(self.material.today)).map(|day| (day.year(), day.month())));
        // More than ten years of months are no picture.
        while let (Some(now), Some(end)) = (month, last)
            && now <= end
            && rows.len() < 120
        {
            let sum = by_month.get(&now).copied().unwrap_or_default();
            let alone = sum.total.0.saturating_sub(sum.interactive.0);
            let label = NaiveDate::from_ymd_opt(now.0, now.1, 1).map(|day| day.format("%b %Y").to_string()).unwrap_or_default();
            rows.push(Row { label, values: vec![Some(alone), Some(sum.interactive.0)] });
            month = Some(if now.1 == 12 { (now.0 + 1, 1) } else { (now.0, now.1 + 1) });
        }
        let most = by_month.iter().max_by_key(|((year, month), sum)| (sum.total, std::cmp::Reverse((*year, *month))));
        let says = most.filter(|(_, sum)| sum.total > Minutes::ZERO).map_or_else(
            || "No time is noted.".to_owned(),
            |((year, month), sum)| {
                let name = NaiveDate::from_ymd_opt(*year, *month, 1).map(|day| day.format("%B %Y").to_string()).unwrap_or_default();
                format!("{} in all; most in {name}: {}.", self.sum.total, sum.total)
            },
        );
        Chart {
            title: "Learning by month".to_owned(),
            says,
            form: Form::Columns,
            measure: Measure::Minutes,
            row_name: "Month".to_owned(),
            series: vec!["Alone".to_owned(), "With others".to_owned()],
            rows,
        }
    }

    /// Sums of groups, where there is most first; by entries, then by time.
    fn most<K: Ord + Clone>(&self, groups: impl Fn(&'m EntryHeader) -> Vec<K>) -> Vec<(K, Share)> {
        let mut sums: BTreeMap<K, Share> = BTreeMap::new();
        for entry in &self.entries {
            for (key, share) in self.counting.shares(entry, &groups) {
                let sum = sums.entry(key).or_default();
                *sum = sum.plus(share);
            }
        }
        let mut all: Vec<(K, Share)> = sums.into_iter().collect();
        all.sort_by_key(|(_, share)| std::cmp::Reverse((share.entries, share.total)));
        all
    }

    fn made_from(&self) -> Block {
        let items: usize = self.entries.iter().map(|entry| self.counting.items_of(entry).len()).sum();
        let of_items = match items {
            0 => String::new(),
            n => format!(", some made of {}", number_of(n, "item", "items")),
        };
        Block::Text(format!(
            "Made on {} from this journal alone: {}{of_items}. Private notes are not read for it.",
            plain_day(self.material.today),
            number_of(self.entries.len(), "entry", "entries")
        ))
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
