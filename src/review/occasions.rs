//! Occasions of taking part, and names put together whatever their case and accents.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Days, Material};
use crate::domain::counting::counts;
use crate::domain::text::folded;
use crate::domain::{EntryHeader, EntryId};

/// Every occasion whose time counts on one of these days: entries by themselves, and the items of claims, which were each on their own day.
/// A claim itself is none: what it says of people and platforms its items say.
pub(super) fn occasions<'m>(material: &Material<'m>, days: Days) -> Vec<&'m EntryHeader> {
    let entries = material.entries;
    let claims: HashMap<EntryId, NaiveDate> =
        entries.iter().filter(|entry| entry.items > 0 && counts(entry)).map(|claim| (claim.id, claim.date)).collect();
    let is_in = |entry: &&EntryHeader| {
        let counted = match entry.rolled_into {
            Some(claim) => claims.get(&claim).copied(),
            None => Some(entry.date),
        };
        entry.items == 0 && !entry.state.is_binned() && counted.is_some_and(|day| days.has(day))
    };
    entries.iter().map(Arc::as_ref).filter(is_in).collect()
}

/// Texts that are the same to a reader, by number: “x” and “X ” are one.
#[derive(Debug, Default)]
pub(super) struct Index<'t> {
    known: HashMap<&'t str, Option<usize>>,
    folded: HashMap<String, usize>,
    shown: Vec<&'t str>,
}

impl<'t> Index<'t> {
    /// The number of a text; none for a blank one. It is shown as it was met first.
    pub(super) fn place(&mut self, text: &'t str) -> Option<usize> {
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let trimmed = text.trim();
        let place = (!trimmed.is_empty()).then(|| {
            *self.folded.entry(folded(trimmed)).or_insert_with(|| {
                self.shown.push(trimmed);
                self.shown.len() - 1
            })
        });
        self.known.insert(text, place);
        place
    }

    /// The number of a text that was met; none of another.
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        self.known.get(text).copied().flatten()
    }

    /// The same of a text that another is like.
    pub(super) fn find_folded(&self, text: &str) -> Option<usize> {
        self.folded.get(&folded(text.trim())).copied()
    }

    pub(super) fn shown(&self, place: usize) -> &'t str {
        self.shown.get(place).copied().unwrap_or_default()
    }
}

/// Quotes are this many characters long at most.
const LONGEST_QUOTE: usize = 400;

/// How many, of one or more: “1 entry”, “1,200 entries”.
pub(super) fn number_of(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", crate::domain::text::number(count), if count == 1 { one } else { many })
}

/// A day within a sentence: “4 Mar 2026”.
pub(super) fn plain_day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// Days within a sentence: “from 1 Jan 2025 to 31 Dec 2025”, “until 31 Dec 2025”, “all the time”.
pub(super) fn period(days: Days) -> String {
    match (days.from, days.to) {
        (Some(from), Some(to)) => format!("from {} to {}", plain_day(from), plain_day(to)),
        (Some(from), None) => format!("since {}", plain_day(from)),
        (None, Some(to)) => format!("until {}", plain_day(to)),
        (None, None) => "all the time".to_owned(),
    }
}

/// Whole percents of counts, each rounded: together they are about a hundred, and equal counts are equal.
pub(super) fn percents(counts: &[usize]) -> Vec<u32> {
    let sum = counts.iter().sum::<usize>().max(1);
    counts.iter().map(|count| u32::try_from((count * 200 + sum) / (sum * 2)).unwrap_or(100)).collect()
}

/// “a, b and c”
pub(super) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// The beginning of a text as a quote: whole paragraphs, or else whole sentences, or else words.
pub(super) fn quoted(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() <= LONGEST_QUOTE {
        return text.to_owned();
    }
    let end = text.char_indices().nth(LONGEST_QUOTE).map_or(text.len(), |(at, _)| at);
    let begin = text.get(..end).unwrap_or(text);
    let least = LONGEST_QUOTE / 3;
    let paragraph = begin.rfind("\n\n").filter(|at| *at >= least);
    let sentence =
        || [". ", "! ", "? ", ".\n"].iter().filter_map(|stop| begin.rfind(stop)).max().filter(|at| *at >= least).map(|at| at + 1);
    let word = || begin.rfind(char::is_whitespace).unwrap_or(begin.len());
    let kept = paragraph.or_else(sentence).unwrap_or_else(word);
    format!("{} […]", begin.get(..kept).unwrap_or(begin).trim_end())
}
