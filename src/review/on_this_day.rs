//! On this day: what was done on the same day of the calendar in earlier years, and a few days around it.

use chrono::{Datelike as _, Days as Plus, NaiveDate};

use super::Material;
use super::sums::{entries as entries_in_words, how_many};
use crate::domain::framework::Span;
use crate::domain::{EntryHeader, EntryId, when};

/// So many days before and after the day are looked at too.
pub const AROUND: u64 = 3;

/// No journal goes back further than this many years.
const MOST_YEARS: i32 = 150;

/// What was done on this day in an earlier year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Then {
    /// How many years ago: 1 or more.
    pub years: u32,
    /// The same day then. For 29 February it is the 28th in years that have none.
    pub day: NaiveDate,
    /// Those nearest to the day first, then by time. None of them is in the bin; items of claims are there on their own days.
    pub entries: Vec<EntryId>,
    /// “2 years ago, around 23 Nov 2024: 3 entries”.
    pub says: String,
}

/// What was done on this day in earlier years, the latest first; years with nothing are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnThisDay {
    pub today: NaiveDate,
    pub years: Vec<Then>,
    /// What was looked at, and what there is.
    pub says: String,
}

impl OnThisDay {
    /// Of today.
    pub fn of(material: &Material<'_>) -> Self {
        let today = material.today;
        let live = || material.entries.iter().map(|entry| &**entry).filter(|entry| !entry.state.is_binned());
        let first = live().map(|entry| entry.date).min();
        let mut years = Vec::new();
        for back in 1..=MOST_YEARS {
            let Some(day) = in_year(today, today.year() - back) else { break };
            let Some(span) = around(day) else { break };
            if first.is_none_or(|first| first > span.end) {
                break;
            }
            let mut found = between(material, span);
            if found.is_empty() {
                continue;
            }
            found.sort_by_key(|entry| ((entry.date - day).num_days().abs(), entry.date, entry.time, entry.id));
            let exactly = found.iter().all(|entry| entry.date == day);
            let years_ago = u32::try_from(back).unwrap_or(1);
            years.push(Then {
                years: years_ago,
                day,
                says: format!(
                    "{}, {} {}: {}",
                    if back == 1 { "A year ago".to_owned() } else { format!("{back} years ago") },
                    if exactly { "on" } else { "around" },
                    when::shown(day),
                    entries_in_words(found.len())
                ),
                entries: found.iter().map(|entry| entry.id).collect(),
            });
        }
        let all: usize = years.iter().map(|year| year.entries.len()).sum();
        let looked_at = format!("{}, and up to {AROUND} days before and after, in earlier years", today.format("%-d %B"));
        let says = match years.len() {
            0 => format!("Nothing on {looked_at}."),
            many => format!("{} in {}: {looked_at}.", entries_in_words(all), how_many(many, "year", "years")),
        };
        Self { today, years, says }
    }
}

/// The same day of another year; for 29 February the 28th in years that have none.
fn in_year(day: NaiveDate, year: i32) -> Option<NaiveDate> {
    day.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, day.month(), day.day().checked_sub(1)?))
}

fn around(day: NaiveDate) -> Option<Span> {
    Some(Span { start: day.checked_sub_days(Plus::new(AROUND))?, end: day.checked_add_days(Plus::new(AROUND))? })
}

/// Entries of a few days that are not in the bin; the list is the newest first.
fn between<'m>(material: &Material<'m>, span: Span) -> Vec<&'m EntryHeader> {
    let start = material.entries.partition_point(|entry| entry.date > span.end);
    let near = material.entries.iter().skip(start).take_while(|entry| entry.date >= span.start);
    near.map(|entry| &**entry).filter(|entry| !entry.state.is_binned()).collect()
}
