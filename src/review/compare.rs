//! Two stretches of time side by side: this one and the one before, or any two.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days as Plus, NaiveDate};

use super::hours::kind_label;
use super::sums::{Counted, goals_of, how_many, percent, percent_of, plain_day};
use super::{Days, Material, calendar};
use crate::domain::chart::{Chart, Form, Measure, Row};
use crate::domain::counting::Share;
use crate::domain::framework::Span;
use crate::domain::framework::cycle::months_from;
use crate::domain::text::number;
use crate::domain::{EntryHeader, GoalId, Minutes};

/// What a stretch of time comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    pub days: Days,
    /// “1 Apr 2025 to 31 Mar 2026”.
    pub label: String,
    pub total: Share,
    /// Percent of the time that was with others; none without time.
    pub interactive: Option<u32>,
    /// Kinds of activity, communities and goals for which there is something.
    pub kinds: usize,
    pub communities: usize,
    pub goals: usize,
    /// Percent of the entries with evidence, and with a reflection; none without entries. Items of claims are looked at themselves.
    pub evidence: Option<u32>,
    pub reflected: Option<u32>,
}

/// One number of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// “Time with others”.
    pub label: String,
    pub earlier: String,
    pub later: String,
    /// “2 h more”, “the same”, “12 % points less”.
    pub change: String,
}

/// Two stretches of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    pub earlier: Sums,
    pub later: Sums,
    /// The main numbers, to be shown as a table.
    pub lines: Vec<Line>,
    /// Time by kind and by community, each in both.
    pub by_kind: Chart,
    pub by_community: Chart,
    /// In two or three sentences.
    pub says: String,
}

/// The stretch of time of the same length before another: of whole months so many months, else so many days. None where it has no beginning.
pub fn before(days: Days, today: NaiveDate) -> Option<Days> {
    let start = days.from?;
    let end = days.to.unwrap_or(today).max(start);
    let last = start.pred_opt()?;
    let next = end.succ_opt()?;
    let months = (1..=1_200).find(|months| months_from(start, *months) >= next);
    let from = match months {
        Some(months) if months_from(start, months) == next => months_from(start, -months),
        _ => start.checked_sub_days(Plus::new(Span { start, end }.days()))?,
    };
    Some(Days { from: Some(from), to: Some(last) })
}

impl Comparison {
    /// Of two stretches of time, whichever they are; `earlier` is told first.
    pub fn of(material: &Material<'_>, earlier: Days, later: Days) -> Self {
        let (one, other) = (Counted::of(material, earlier), Counted::of(material, later));
        let (earlier, later) = (sums(&one, earlier, material), sums(&other, later, material));
        let kinds = (one.by(|entry| [entry.kind.clone()]), other.by(|entry| [entry.kind.clone()]));
        let community = |entry: &EntryHeader| entry.community;
        let communities = (one.by(|entry| [community(entry)]), other.by(|entry| [community(entry)]));
        let name = |id| material.communities.iter().find(|community| community.id == id).map(|community| community.draft.name.clone());
        let labels = [earlier.label.clone(), later.label.clone()];
        Self {
            by_kind: side_by_side("Time by kind of activity", "Kind", kinds, &labels, |id| kind_label(material, id)),
            by_community: side_by_side("Time by community", "Community", communities, &labels, |id| {
                id.and_then(name).unwrap_or_else(|| "No community".to_owned())
            }),
            lines: lines(&earlier, &later),
            says: in_words(&earlier, &later),
            earlier,
            later,
        }
    }
}

fn sums(counted: &Counted<'_>, days: Days, material: &Material<'_>) -> Sums {
    let total = counted.total();
    let apart: Vec<&EntryHeader> = counted
        .entries
        .iter()
        .flat_map(|entry| {
            let items = counted.counting.items_of(entry);
            if items.is_empty() { std::slice::from_ref(entry) } else { items }
        })
        .copied()
        .collect();
    let share = |has: &dyn Fn(&EntryHeader) -> bool| {
        let many = apart.iter().filter(|entry| has(entry)).count();
        percent(many as u64, apart.len() as u64)
    };
    let goals: BTreeSet<GoalId> = apart.iter().flat_map(|entry| goals_of(entry)).flatten().collect();
    Sums {
        days,
        label: label(days, counted, material),
        total,
        interactive: percent_of(total.interactive.min(total.total), total.total),
        kinds: apart.iter().map(|entry| entry.kind.as_str()).collect::<BTreeSet<_>>().len(),
        communities: apart.iter().filter_map(|entry| entry.community).collect::<BTreeSet<_>>().len(),
        goals: goals.len(),
        evidence: share(&|entry| entry.evidence > 0),
        reflected: share(&|entry| entry.reflected),
    }
}

/// “1 Apr 2025 to 31 Mar 2026”, “Mar 2026”, “2025”.
fn label(days: Days, counted: &Counted<'_>, material: &Material<'_>) -> String {
    match (days.from, days.to) {
        (Some(from), Some(to)) if Span { start: from, end: to } == calendar::month_span(from) => from.format("%B %Y").to_string(),
        (Some(from), Some(to)) if is_a_year(from, to) => from.format("%Y").to_string(),
        (Some(from), Some(to)) => format!("{} to {}", plain_day(from), plain_day(to)),
        (Some(from), None) => format!("Since {}", plain_day(from)),
        (None, Some(to)) => format!("Up to {}", plain_day(to)),
        (None, None) => {
            let first = counted.entries.first().map_or(material.today, |entry| entry.date);
            format!("All since {}", plain_day(first))
        }
    }
}

fn is_a_year(from: NaiveDate, to: NaiveDate) -> bool {
    use chrono::Datelike as _;
    from.ordinal() == 1 && to.month() == 12 && to.day() == 31 && from.year() == to.year()
}

fn side_by_side<K: Ord + Clone>(
    title: &str,
    row_name: &str,
    (one, other): (BTreeMap<K, Share>, BTreeMap<K, Share>),
    labels: &[String; 2],
    name: impl Fn(&K) -> String,
) -> Chart {
    let minutes = |of: &BTreeMap<K, Share>, key: &K| of.get(key).map_or(0, |share| share.total.0);
    let keys: BTreeSet<&K> = one.keys().chain(other.keys()).collect();
    let mut rows: Vec<(u32, u32, String)> = keys.into_iter().map(|key| (minutes(&other, key), minutes(&one, key), name(key))).collect();
    rows.sort_by(|a, b| (b.0, b.1, &a.2).cmp(&(a.0, a.1, &b.2)));
    let change = |(later, earlier, label): &(u32, u32, String)| (later.abs_diff(*earlier), *later > *earlier, label.clone());
    let most = rows.iter().map(change).reduce(|best, one| if one.0 > best.0 { one } else { best }).filter(|most| most.0 > 0);
    let says = most.map_or_else(
        || "No change.".to_owned(),
        |(by, more, label)| format!("The largest change: {label}, {} {}.", Minutes(by), if more { "more" } else { "less" }),
    );
    Chart {
        title: title.to_owned(),
        says,
        form: Form::Matrix,
        measure: Measure::Minutes,
        row_name: row_name.to_owned(),
        series: labels.to_vec(),
        rows: rows.into_iter().map(|(later, earlier, label)| Row { label, values: vec![Some(earlier), Some(later)] }).collect(),
    }
}

/// “2 h more”, “1 less”, “the same”.
fn changed(earlier: u64, later: u64, shown: impl Fn(u64) -> String) -> String {
    match later.cmp(&earlier) {
        std::cmp::Ordering::Equal => "the same".to_owned(),
        std::cmp::Ordering::Greater => format!("{} more", shown(later - earlier)),
        std::cmp::Ordering::Less => format!("{} less", shown(earlier - later)),
    }
}

fn lines(earlier: &Sums, later: &Sums) -> Vec<Line> {
    let line = |label: &str, one: u64, other: u64, shown: &dyn Fn(u64) -> String| Line {
        label: label.to_owned(),
        earlier: shown(one),
        later: shown(other),
        change: changed(one, other, shown),
    };
    let count = |many: u64| number(usize::try_from(many).unwrap_or(usize::MAX));
    let minutes = |many: u64| Minutes(u32::try_from(many).unwrap_or(u32::MAX)).to_string();
    let share = |label: &str, one: Option<u32>, other: Option<u32>| {
        let shown = |share: Option<u32>| share.map_or_else(|| "none".to_owned(), |share| format!("{share} %"));
        let change = one.zip(other).map(|(one, other)| {
            let points = |by: u64| how_many(usize::try_from(by).unwrap_or(usize::MAX), "point", "points");
            changed(one.into(), other.into(), points)
        });
        Line {
            label: label.to_owned(),
            earlier: shown(one),
            later: shown(other),
            change: change.unwrap_or_else(|| "cannot be compared".to_owned()),
        }
    };
    vec![
        line("Entries", earlier.total.entries as u64, later.total.entries as u64, &count),
        line("Time", earlier.total.total.0.into(), later.total.total.0.into(), &minutes),
        line("Time with others", earlier.total.interactive.0.into(), later.total.interactive.0.into(), &minutes),
        share("Share of time with others", earlier.interactive, later.interactive),
        line("Kinds of activity", earlier.kinds as u64, later.kinds as u64, &count),
        line("Communities", earlier.communities as u64, later.communities as u64, &count),
        line("Goals served", earlier.goals as u64, later.goals as u64, &count),
        share("Entries with evidence", earlier.evidence, later.evidence),
        share("Entries with a reflection", earlier.reflected, later.reflected),
    ]
}

fn in_words(earlier: &Sums, later: &Sums) -> String {
    let (one, other) = (earlier.total, later.total);
    if one.entries == 0 && other.entries == 0 {
        return "Nothing in either.".to_owned();
    }
    let entries = |count: u64| how_many(usize::try_from(count).unwrap_or(usize::MAX), "entry", "entries");
    let minutes = |many: u64| Minutes(u32::try_from(many).unwrap_or(u32::MAX)).to_string();
    format!(
        "{}: {}, {}. {}: {}, {}. That is {} and {}.",
        earlier.label,
        entries(one.entries as u64),
        one.total,
        later.label,
        entries(other.entries as u64),
        other.total,
        changed(one.entries as u64, other.entries as u64, entries).replace("the same", "as many entries"),
        changed(one.total.0.into(), other.total.0.into(), minutes).replace("the same", "as much time")
    )
}
