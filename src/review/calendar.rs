//! The calendar: what was done on which day, the year as a heat-map, months as grids, weeks in a row.
//!
//! An item of a claim is shown on its own day; its time counts with the claim, on the day of that, as everywhere.

use chrono::{Datelike as _, Days as Plus, NaiveDate};

use super::sums::{entries as entries_in_words, how_many, month_name, month_of, months, plain_day};
use super::{Days, Material};
use crate::domain::chart::{Chart, Form, Measure, Row};
use crate::domain::counting::{Share, counts};
use crate::domain::framework::Span;
use crate::domain::{EntryId, Minutes};

/// The darkest level of the heat-map.
pub const DARKEST: u8 = 4;

/// More weeks than this are in no grid: a hundred years.
const MOST_WEEKS: usize = 5_300;

/// A day on which there is something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    pub date: NaiveDate,
    /// Everything on it that is not in the bin, by time of day, those without one last; items of claims too.
    pub entries: Vec<EntryId>,
    /// What counts on it: entries, time, time with others. Items of claims count nothing here.
    pub share: Share,
    /// How dark it is in the heat-map: 1 to [`DARKEST`].
    pub level: u8,
}

/// What a level of the heat-map means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// 0 to [`DARKEST`].
    pub level: u8,
    /// The shortest and the longest time of its days.
    pub least: Minutes,
    pub most: Minutes,
}

impl Step {
    /// “nothing”, “no time said”, “up to 30 min”, “31 min to 1 h”, for the legend.
    pub fn label(&self) -> String {
        match (self.level, self.least, self.most) {
            (0, ..) => "nothing".to_owned(),
            (_, Minutes::ZERO, Minutes::ZERO) => "no time said".to_owned(),
            (_, Minutes(0 | 1), most) => format!("up to {most}"),
            (_, least, most) if least == most => least.to_string(),
            (_, least, most) => format!("{least} to {most}"),
        }
    }
}

/// Weeks (Monday to Sunday) in which there is something, one after the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Streaks {
    /// Weeks in a row up to this one; this week does not break it before it is over.
    pub current: u32,
    pub longest: u32,
    /// The Monday on which the longest began; the latest of several.
    pub longest_from: Option<NaiveDate>,
    /// Weeks with something, in all.
    pub weeks: u32,
}

/// The days of a stretch of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// From the first to the last day looked at: where it is open, from the first activity, and to the last or today. None when there is
    /// nothing.
    pub span: Option<Span>,
    /// Days with something, the earliest first.
    pub days: Vec<Day>,
    /// What the levels of the heat-map mean, the lightest first; those that no day has are left out.
    pub steps: Vec<Step>,
    /// The first and the last day with something.
    pub first: Option<NaiveDate>,
    pub last: Option<NaiveDate>,
    pub streaks: Streaks,
    /// What all days add up to.
    pub total: Share,
    /// In two or three sentences.
    pub says: String,
    today: NaiveDate,
}

/// A month as a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: NaiveDate,
    /// Weeks from Monday to Sunday; days of the months beside it fill the first and the last.
    pub weeks: Vec<[NaiveDate; 7]>,
    /// Days with something.
    pub active: usize,
    pub total: Share,
}

/// A year as a grid of weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    pub year: i32,
    /// The columns of the heat-map: weeks from Monday to Sunday; days of the years beside it fill the first and the last.
    pub weeks: Vec<[NaiveDate; 7]>,
    /// In which column each month begins, January first.
    pub months: Vec<(NaiveDate, usize)>,
    /// Days with something.
    pub active: usize,
    pub total: Share,
}

impl Calendar {
    /// Of the days looked at. The levels of the heat-map are the quarters of its days by their time: ask for one year to compare within it, for
    /// all to compare years.
    pub fn of(material: &Material<'_>, days: Days) -> Self {
        let mut list: Vec<Day> = Vec::new();
        let mut shown: Vec<_> = material.entries.iter().filter(|entry| !entry.state.is_binned() && days.has(entry.date)).collect();
        shown.sort_by_key(|entry| (entry.date, entry.time.is_none(), entry.time, entry.id));
        for entry in shown {
            let share = if counts(entry) { Share::whole(entry) } else { Share::default() };
            match list.last_mut().filter(|day| day.date == entry.date) {
                Some(day) => {
                    day.entries.push(entry.id);
                    day.share = day.share.plus(share);
                }
                None => list.push(Day { date: entry.date, entries: vec![entry.id], share, level: 0 }),
            }
        }
        let steps = levelled(&mut list);
        let first = list.first().map(|day| day.date);
        let last = list.last().map(|day| day.date);
        let total = list.iter().fold(Share::default(), |sum, day| sum.plus(day.share));
        let start = days.from.or(first);
        let end = days.to.or_else(|| last.map(|last| last.max(material.today)));
        let mut calendar = Self {
            span: start.zip(end).map(|(start, end)| Span { start, end }).filter(|span| span.start <= span.end),
            streaks: streaks(&list, material.today),
            days: list,
            steps,
            first,
            last,
            total,
            says: String::new(),
            today: material.today,
        };
        calendar.says = calendar.in_words();
        calendar
    }

    /// A day, when there is something on it.
    pub fn day(&self, date: NaiveDate) -> Option<&Day> {
        self.days.binary_search_by_key(&date, |day| day.date).ok().and_then(|at| self.days.get(at))
    }

    /// The days of a span that have something, the earliest first.
    pub fn within(&self, span: Span) -> &[Day] {
        let start = self.days.partition_point(|day| day.date < span.start);
        let end = self.days.partition_point(|day| day.date <= span.end);
        self.days.get(start..end).unwrap_or_default()
    }

    /// The next day with something, or the one before.
    pub fn next(&self, from: NaiveDate, forward: bool) -> Option<&Day> {
        if forward {
            self.days.get(self.days.partition_point(|day| day.date <= from))
        } else {
            self.days.get(self.days.partition_point(|day| day.date < from).checked_sub(1)?)
        }
    }

    /// The years that have something, the latest first.
    pub fn years(&self) -> Vec<i32> {
        let mut years: Vec<i32> = self.days.iter().map(|day| day.date.year()).collect();
        years.dedup();
        years.reverse();
        years
    }

    /// The month of a day as a grid.
    pub fn month(&self, of: NaiveDate) -> Month {
        let span = month_span(of);
        let (active, total) = self.sum(span);
        Month { first: span.start, weeks: weeks(span), active, total }
    }

    /// The months of a span, each with what it adds up to; those of a hundred years at most.
    pub fn months(&self, span: Span) -> Vec<Month> {
        months(span).into_iter().map(|first| self.month(first)).collect()
    }

    /// A year as a heat-map; none where there is no such year.
    pub fn year(&self, year: i32) -> Option<Year> {
        let span = Span { start: NaiveDate::from_ymd_opt(year, 1, 1)?, end: NaiveDate::from_ymd_opt(year, 12, 31)? };
        let weeks = weeks(span);
        let column = |month: NaiveDate| weeks.iter().position(|week| week.contains(&month)).map(|column| (month, column));
        let (active, total) = self.sum(span);
        Some(Year { year, months: months(span).into_iter().filter_map(column).collect(), weeks, active, total })
    }

    /// The numbers of the heat-map as a table: months by days of the month, in minutes. No number stands where there is no such day, where
    /// it is not looked at, or where it is still to come.
    pub fn chart(&self, span: Span) -> Chart {
        let value = |date: NaiveDate| {
            let minutes = self.day(date).map(|day| day.share.total.0);
            let looked_at = date <= self.today && self.span.is_some_and(|span| span.has(date)) && span.has(date);
            minutes.filter(|_| span.has(date)).or_else(|| looked_at.then_some(0))
        };
        let row =
            |first: NaiveDate| Row { label: month_name(first), values: (1..=31).map(|day| first.with_day(day).and_then(value)).collect() };
        let (active, total) = self.sum(span);
        Chart {
            title: format!("Time by day, {} to {}", plain_day(span.start), plain_day(span.end)),
            says: format!("{} in {} on {}.", total.total, entries_in_words(total.entries), how_many(active, "day", "days")),
            form: Form::Matrix,
            measure: Measure::Minutes,
            row_name: "Month".to_owned(),
            series: (1..=31).map(|day| day.to_string()).collect(),
            rows: months(span).into_iter().map(row).collect(),
        }
    }

    fn sum(&self, span: Span) -> (usize, Share) {
        let days = self.within(span);
        (days.len(), days.iter().fold(Share::default(), |sum, day| sum.plus(day.share)))
    }

    fn in_words(&self) -> String {
        let (Some(first), Some(last)) = (self.first, self.last) else { return "Nothing in this time.".to_owned() };
        let mut says = format!(
            "{} on {}, {} in all, {} of it with others. The first on {}, the last on {}.",
            entries_in_words(self.total.entries),
            how_many(self.days.len(), "day", "days"),
            self.total.total,
            self.total.interactive,
            plain_day(first),
            plain_day(last)
        );
        let Streaks { longest, current, longest_from, .. } = self.streaks;
        if let Some(from) = longest_from.filter(|_| longest > 1) {
            says.push_str(&format!(" Longest: {longest} weeks in a row, from {}", plain_day(from)));
            says.push_str(&match current {
                0 => ".".to_owned(),
                1 => "; one week up to now.".to_owned(),
                many if many == longest => ", up to now.".to_owned(),
                many => format!("; {many} weeks in a row up to now."),
            });
        }
        says
    }
}

/// Gives each day its level, and tells what the levels are: quarters of the days with time, by their time. Where days are too alike for
/// quarters there are fewer levels, the darkest always among them.
fn levelled(days: &mut [Day]) -> Vec<Step> {
    let mut times: Vec<Minutes> = days.iter().map(|day| day.share.total).filter(|time| *time > Minutes::ZERO).collect();
    times.sort_unstable();
    let longest = times.last().copied().unwrap_or_default();
    let quarter = |nth: usize| times.get((times.len() * nth).div_ceil(4).saturating_sub(1)).copied();
    let mut bounds: Vec<Minutes> = (1..usize::from(DARKEST)).filter_map(quarter).filter(|bound| *bound < longest).collect();
    bounds.dedup();
    let mut steps: Vec<Step> = vec![Step { level: 0, least: Minutes::ZERO, most: Minutes::ZERO }];
    for day in days {
        let time = day.share.total;
        let above = bounds.iter().filter(|bound| **bound >= time).count();
        day.level = if time == Minutes::ZERO { 1 } else { DARKEST.saturating_sub(u8::try_from(above).unwrap_or(DARKEST)).max(1) };
        match steps.iter_mut().find(|step| step.level == day.level) {
            Some(step) => {
                step.least = step.least.min(time);
                step.most = step.most.max(time);
            }
            None => steps.push(Step { level: day.level, least: time, most: time }),
        }
    }
    steps.sort_by_key(|step| step.level);
    steps
}

/// The month of a day, from its first day to its last.
pub fn month_span(of: NaiveDate) -> Span {
    let start = month_of(of);
    let last = (28..=31).rev().find_map(|day| start.with_day(day));
    Span { start, end: last.unwrap_or(of) }
}

/// The Monday of the week of a day.
pub fn monday(of: NaiveDate) -> NaiveDate {
    of.checked_sub_days(Plus::new(of.weekday().num_days_from_monday().into())).unwrap_or(of)
}

/// All weeks that have days of a span, from Monday to Sunday; those of a hundred years at most.
pub fn weeks(span: Span) -> Vec<[NaiveDate; 7]> {
    let week = |monday: NaiveDate| {
        let mut week = [monday; 7];
        for (day, after) in week.iter_mut().zip(0..) {
            *day = monday.checked_add_days(Plus::new(after)).unwrap_or(monday);
        }
        week
    };
    let next = |monday: &NaiveDate| monday.checked_add_days(Plus::new(7)).filter(|next| *next <= span.end);
    std::iter::successors(Some(monday(span.start)).filter(|_| span.start <= span.end), next).take(MOST_WEEKS).map(week).collect()
}

/// Weeks in a row, up to today.
fn streaks(days: &[Day], today: NaiveDate) -> Streaks {
    let mut mondays: Vec<NaiveDate> = days.iter().map(|day| day.date).filter(|date| *date <= today).map(monday).collect();
    mondays.dedup();
    let mut streaks = Streaks { weeks: u32::try_from(mondays.len()).unwrap_or(u32::MAX), ..Streaks::default() };
    let this = monday(today);
    for run in mondays.chunk_by(|one, next| one.checked_add_days(Plus::new(7)) == Some(*next)) {
        let long = u32::try_from(run.len()).unwrap_or(u32::MAX);
        if long >= streaks.longest {
            (streaks.longest, streaks.longest_from) = (long, run.first().copied());
        }
        let reaches = run.last().is_some_and(|last| *last == this || last.checked_add_days(Plus::new(7)) == Some(this));
        if reaches {
            streaks.current = long;
        }
    }
    streaks
}
