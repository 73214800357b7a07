//! Hours: where the time went, as charts. What counts is for [`crate::domain::counting`] to say: a claim in the month of its day, its items each
//! with their own kind, community, way of use, platform and goal.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::sums::{Counted, entries as entries_in_words, goals_of, month_name, percent_of};
use super::{Days, Material};
use crate::domain::chart::{Chart, Form, Measure, Row};
use crate::domain::counting::{Share, twice_in_words};
use crate::domain::entry::Verb;
use crate::domain::text::folded;
use crate::domain::{EntryHeader, Minutes};

/// Where the time of some days went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// Time by month, alone and with others one on the other.
    pub by_month: Chart,
    /// Percent of each month's time that was with others; none in a month without time.
    pub interactive: Chart,
    pub by_kind: Chart,
    pub by_community: Chart,
    /// By way of using social media; an entry with several counts in each.
    pub by_use: Chart,
    pub by_platform: Chart,
    /// By goal; an entry with several counts in each.
    pub by_goal: Chart,
    /// Taking part, and what goes with it: preparing, reading, reflecting.
    pub by_part: Chart,
    pub total: Share,
    /// Minutes that are in it more than once, because entries are at the same time.
    pub twice: Minutes,
}

impl Hours {
    /// Of the days looked at.
    pub fn of(material: &Material<'_>, days: Days) -> Self {
        let counted = Counted::of(material, days);
        let total = counted.total();
        let twice = counted.counting.twice(counted.entries.iter().copied(), None);
        let mut by_month = by_month(&counted, days, material, total);
        if let Some(words) = twice_in_words(twice) {
            by_month.says.push_str(&format!(" {words}."));
        }
        Self {
            interactive: interactive(&counted, days, material, total),
            by_month,
            by_kind: by_kind(&counted, material),
            by_community: by_community(&counted, material),
            by_use: by_use(&counted),
            by_platform: by_platform(&counted, material),
            by_goal: by_goal(&counted, material),
            by_part: by_part(&counted, total),
            total,
            twice,
        }
    }

    /// All of them, in the order in which they are shown.
    pub fn charts(&self) -> [&Chart; 8] {
        let Self { by_month, interactive, by_kind, by_community, by_use, by_platform, by_goal, by_part, .. } = self;
        [by_month, interactive, by_kind, by_community, by_use, by_platform, by_goal, by_part]
    }
}

/// Time alone and with others.
fn alone_and_with(share: Share) -> Vec<Option<u32>> {
    let with = share.interactive.min(share.total).0;
    vec![Some(share.total.0 - with), Some(with)]
}

fn by_month(counted: &Counted<'_>, days: Days, material: &Material<'_>, total: Share) -> Chart {
    let sums = counted.by_month();
    let months = counted.months(days, material.today);
    let share = |month| sums.get(month).copied().unwrap_or_default();
    let empty = months.iter().filter(|month| share(month).entries == 0).count();
    let most = months.iter().max_by_key(|month| (share(month).total, std::cmp::Reverse(**month)));
    let says = match most {
        Some(most) if share(most).total > Minutes::ZERO => format!(
            "{} in all, {} of it with others. Most in {}: {}.{}",
            total.total,
            total.interactive,
            month_name(*most),
            share(most).total,
            match empty {
                0 => String::new(),
                1 => " One month has nothing.".to_owned(),
                many => format!(" {many} months have nothing."),
            }
        ),
        _ => NO_TIME.to_owned(),
    };
    Chart {
        title: "Time by month".to_owned(),
        says,
        form: Form::Columns,
        measure: Measure::Minutes,
        row_name: "Month".to_owned(),
        series: vec!["Alone".to_owned(), "With others".to_owned()],
        rows: months.iter().map(|month| Row { label: month_name(*month), values: alone_and_with(share(month)) }).collect(),
    }
}

/// What is said where there are no minutes.
const NO_TIME: &str = "No time in these days.";

fn interactive(counted: &Counted<'_>, days: Days, material: &Material<'_>, total: Share) -> Chart {
    let sums = counted.by_month();
    let months = counted.months(days, material.today);
    let share = |month| sums.get(month).and_then(|share: &Share| percent_of(share.interactive, share.total));
    let says = percent_of(total.interactive, total.total).map_or_else(
        || NO_TIME.to_owned(),
        |all| {
            let lowest = months.iter().filter_map(|month| Some((share(month)?, *month))).min();
            let highest = months.iter().filter_map(|month| Some((share(month)?, std::cmp::Reverse(*month)))).max();
            // Months that are all alike are no range.
            let range = highest.zip(lowest).filter(|((most, _), (least, _))| most != least).map_or_else(String::new, |(most, least)| {
                format!(" From {} % in {} down to {} % in {}.", most.0, month_name(most.1.0), least.0, month_name(least.1))
            });
            format!("{all} % of the time was with others: {} of {}.{range}", total.interactive, total.total)
        },
    );
    Chart {
        title: "Share of time with others, by month".to_owned(),
        says,
        form: Form::Columns,
        measure: Measure::Percent,
        row_name: "Month".to_owned(),
        series: vec!["With others".to_owned()],
        rows: months.iter().map(|month| Row { label: month_name(*month), values: vec![share(month)] }).collect(),
    }
}

/// What rows are called that stand for what is not said.
const NO_COMMUNITY: &str = "No community";
const NO_GOAL: &str = "No goal";
const NOT_SAID: &str = "Not said";
const WITHOUT: [&str; 3] = [NO_COMMUNITY, NO_GOAL, NOT_SAID];

fn time_of((_, share): &(String, Share)) -> Minutes {
    share.total
}

/// A chart of bars, time alone and with others.
fn bars(title: &str, row_name: &str, note: &str, rows: Vec<(String, Share)>) -> Chart {
    // What is in no community is no community that most was done in; only where there is nothing else it is told.
    let with_time = || rows.iter().filter(|(_, share)| share.total > Minutes::ZERO);
    let longest = |best, one| if time_of(one) > time_of(best) { one } else { best };
    let named = with_time().filter(|(label, _)| !WITHOUT.contains(&label.as_str())).reduce(longest);
    let most = named.or_else(|| with_time().reduce(longest));
    let says = most.map_or_else(
        || NO_TIME.to_owned(),
        |(label, share)| {
            let others = with_time().count() - 1;
            let beside = match others {
                0 => String::new(),
                1 => ", and one more".to_owned(),
                many => format!(", and {many} more"),
            };
            let note = if note.is_empty() { String::new() } else { format!(" {note}") };
            format!(
                "Most: {label}, {} in {}, {} of it with others{beside}.{note}",
                share.total,
                entries_in_words(share.entries),
                share.interactive
            )
        },
    );
    Chart {
        title: title.to_owned(),
        says,
        form: Form::Bars,
        measure: Measure::Minutes,
        row_name: row_name.to_owned(),
        series: vec!["Alone".to_owned(), "With others".to_owned()],
        rows: rows.into_iter().map(|(label, share)| Row { label, values: alone_and_with(share) }).collect(),
    }
}

/// Those with the most time first; what has no name last.
fn ranked<K: Ord>(sums: BTreeMap<K, Share>, label: impl Fn(&K) -> Option<String>, without: &str) -> Vec<(String, Share)> {
    let named = sums.into_iter().map(|(key, share)| (label(&key), share));
    let (mut rows, mut rest) = (Vec::new(), Vec::new());
    for (label, share) in named {
        match label {
            Some(label) => rows.push((label, share)),
            None => rest.push((without.to_owned(), share)),
        }
    }
    rows.sort_by(|(a, x), (b, y)| (y.total, y.entries, a).cmp(&(x.total, x.entries, b)));
    let rest = rest.into_iter().reduce(|(label, sum), (_, share)| (label, sum.plus(share)));
    rows.extend(rest);
    rows
}

/// What a reader sees of a kind of activity; its id where it is not installed.
pub(super) fn kind_label(material: &Material<'_>, id: &str) -> String {
    material.kinds.iter().find(|kind| kind.id == id).map_or_else(|| id.to_owned(), |kind| kind.label.clone())
}

fn by_kind(counted: &Counted<'_>, material: &Material<'_>) -> Chart {
    let sums = counted.by(|entry| [entry.kind.as_str()]);
    let rows = ranked(sums, |id| Some(kind_label(material, id)), "");
    bars("Time by kind of activity", "Kind", "", rows)
}

fn by_community(counted: &Counted<'_>, material: &Material<'_>) -> Chart {
    let sums = counted.by(|entry| [entry.community]);
    let name = |id| material.communities.iter().find(|community| community.id == id).map(|community| community.draft.name.clone());
    let rows = ranked(sums, |id| id.and_then(name), NO_COMMUNITY);
    bars("Time by community", "Community", "", rows)
}

/// The ways of an entry, or that it says none.
fn ways_of(entry: &EntryHeader) -> Vec<Option<Verb>> {
    if entry.used.is_empty() { vec![None] } else { entry.used.iter().copied().map(Some).collect() }
}

fn by_use(counted: &Counted<'_>) -> Chart {
    let sums = counted.by(ways_of);
    let share = |way| sums.get(&way).copied().unwrap_or_default();
    // All ways are told, in their own order: one that was never used is worth seeing.
    let mut rows: Vec<(String, Share)> = Verb::ALL.iter().map(|verb| (verb.label().to_owned(), share(Some(*verb)))).collect();
    rows.push((NOT_SAID.to_owned(), share(None)));
    bars("Time by way of using social media", "Way of use", "An entry with several ways counts in each of them.", rows)
}

fn by_platform(counted: &Counted<'_>, material: &Material<'_>) -> Chart {
    // Spelt with or without capitals it is the same place; the latest spelling is shown.
    let mut spelt: HashSet<&str> = HashSet::new();
    let mut names: HashMap<String, &str> = HashMap::new();
    for entry in material.entries.iter().filter(|entry| !entry.platform.is_empty()) {
        if spelt.insert(&entry.platform) {
            names.entry(folded(&entry.platform)).or_insert(&entry.platform);
        }
    }
    let sums = counted.by(|entry| [folded(&entry.platform)]);
    let name = |key: &String| (!key.is_empty()).then(|| names.get(key).map_or_else(|| key.clone(), |name| (*name).to_owned()));
    let rows = ranked(sums, name, NOT_SAID);
    bars("Time by platform", "Platform", "", rows)
}

fn by_goal(counted: &Counted<'_>, material: &Material<'_>) -> Chart {
    let sums = counted.by(goals_of);
    let mut rows: Vec<(String, Share)> =
        material.goals.iter().filter_map(|goal| Some((goal.draft.title.clone(), *sums.get(&Some(goal.id))?))).collect();
    rows.extend(sums.get(&None).map(|share| (NO_GOAL.to_owned(), *share)));
    bars("Time by goal", "Goal", "An entry with several goals counts in each of them.", rows)
}

fn by_part(counted: &Counted<'_>, total: Share) -> Chart {
    let taking_part = counted.entries.iter().fold(Minutes::ZERO, |sum, entry| sum.plus(entry.taking_part.min(entry.total)));
    let rest = Minutes(total.total.0.saturating_sub(taking_part.0));
    let says = match percent_of(taking_part, total.total) {
        Some(percent) => format!("{percent} % of the time was taking part ({taking_part}); preparing, reading and reflecting took {rest}."),
        None => NO_TIME.to_owned(),
    };
    let row = |label: &str, minutes: Minutes| Row { label: label.to_owned(), values: vec![Some(minutes.0)] };
    Chart {
        title: "Time by part".to_owned(),
        says,
        form: Form::Bars,
        measure: Measure::Minutes,
        row_name: "Part".to_owned(),
        series: vec!["Time".to_owned()],
        rows: vec![row("Taking part", taking_part), row("Preparing, reading, reflecting", rest)],
    }
}
