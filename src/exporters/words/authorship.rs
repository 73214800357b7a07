//! Who wrote it, and when.

use std::borrow::Cow;

use super::{Block, Chapter, Fact, Text, counted, day, short_day};
use crate::domain::Report;
use crate::domain::portfolio::{Authorship, Written};
use crate::domain::text::clean_line;

/// Days on which an entry was edited that are told one by one.
const MOST_DAYS: usize = 8;

/// The statement of authorship; nothing when it was not asked for.
pub(in crate::exporters) fn authorship(report: &Report) -> Option<Chapter<'_>> {
    let authorship = report.authorship.as_ref()?;
    let mut blocks: Vec<Block<'_>> = written(report, authorship).map(|words| Block::Words(words.into())).into_iter().collect();
    blocks.push(Block::Words(
        "The journal notes every change on the day on which it is made, as the clock of the registrant’s computer tells it. An entry counts as \
         edited where its words, its date or its time were changed; that it was linked, tagged or made ready is not listed here."
            .into(),
    ));
    let taken_in = authorship.entries.iter().filter(|entry| entry.taken_in.is_some()).count();
    if taken_in > 0 {
        let (was, were) = if taken_in == 1 { ("It was", "its") } else { ("They were", "their") };
        blocks.push(Block::Words(
            format!(
                "{} came from another journal or file. {was} written before that; {were} first day is the one that was told there, and the \
                 history of this journal begins with the day of taking in.",
                counted(taken_in, "entry", "entries")
            )
            .into(),
        ));
    }
    let has_help = authorship.entries.iter().any(|entry| !clean_line(&entry.ai_help).is_empty());
    blocks.push(Block::Words(if has_help {
        "How artificial intelligence helped is told below in the registrant’s own words; where nothing is told, no help was declared."
            .into()
    } else {
        "No help by artificial intelligence was declared for any of the entries.".into()
    }));
    blocks.push(Block::Words(if authorship.whole {
        "The steps of the history are chained to each other by digests, and the chain holds: no step was changed or taken out afterwards."
            .into()
    } else {
        "The steps of the history are chained to each other by digests, and the chain does not hold: the history was changed by something \
         other than the journal."
            .into()
    }));
    let history = clean_line(&authorship.history);
    if !history.is_empty() {
        let lines = halves(&history).into_iter().map(|half| Text::Plain(half.into())).collect();
        blocks.push(Block::Facts(vec![Fact { label: "History up to this record, SHA-256".into(), lines }]));
    }
    blocks.extend(table(&authorship.entries, has_help));
    Some(Chapter { key: "authorship", title: "Statement of authorship".into(), blocks })
}

/// On which days it was written here; nothing where all of it came from elsewhere.
fn written(report: &Report, authorship: &Authorship) -> Option<String> {
    let who = clean_line(&report.registrant.name);
    let who = if who.is_empty() { "the registrant".to_owned() } else { who };
    match authorship.days {
        Some((first, last)) if first == last => Some(format!("The entries of this record were written by {who} on {}.", day(first))),
        Some((first, last)) => Some(format!(
            "The entries of this record were written and edited by {who} on {} between {} and {}.",
            counted(authorship.on_days, "day", "different days"),
            day(first),
            day(last)
        )),
        None if authorship.entries.iter().any(|entry| entry.taken_in.is_some()) => None,
        None => Some(format!("The history of the journal of {who} has no day on which entries of this record were written.")),
    }
}

/// A digest on two lines, so that nothing unseen is needed to break it.
fn halves(digest: &str) -> Vec<String> {
    if !digest.is_ascii() || digest.len() < 40 {
        return vec![digest.to_owned()];
    }
    let (first, second) = digest.split_at(digest.len().div_ceil(2));
    vec![first.to_owned(), second.to_owned()]
}

fn table(entries: &[Written], has_help: bool) -> Option<Block<'_>> {
    if has_help {
        let row = |entry: &Written| -> [Cow<'_, str>; 4] {
            [entry.title.clone().into(), first(entry).into(), edited(entry).into(), clean_line(&entry.ai_help).into()]
        };
        Block::plain_table(["Entry", "First written", "Edited on", "Help by AI"], entries.iter().map(row))
    } else {
        let row = |entry: &Written| -> [Cow<'_, str>; 3] { [entry.title.clone().into(), first(entry).into(), edited(entry).into()] };
        Block::plain_table(["Entry", "First written", "Edited on"], entries.iter().map(row))
    }
}

/// “4 Mar 2026”, “3 Dec 2024 as told there, taken in on 23 Nov 2026”.
fn first(entry: &Written) -> String {
    let first = short_day(entry.first);
    entry.taken_in.map_or_else(|| first.clone(), |day| format!("{first} as told there, taken in on {}", short_day(day)))
}

/// “4 Mar 2026; 9 Mar 2026”.
fn edited(entry: &Written) -> String {
    // A day stays on one line.
    let short_day = |day: chrono::NaiveDate| short_day(day).replace(' ', "\u{A0}");
    let days: Vec<String> = entry.edited.iter().take(MOST_DAYS).map(|day| short_day(*day)).collect();
    let days = days.join("; ");
    match (entry.edited.len().saturating_sub(MOST_DAYS), entry.edited.last()) {
        (0, _) | (_, None) => days,
        (more, Some(last)) => format!("{days} and {}, the last on {}", counted(more, "more day", "more days"), short_day(*last)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Uid;

    #[test]
    fn days_of_editing_are_told_up_to_a_number() {
        let first = chrono::NaiveDate::from_ymd_opt(2026, 3, 1).unwrap_or_default();
        let of = |count: u64| Written {
            entry: Uid::from_text("e"),
            title: "A peal".to_owned(),
            first,
            edited: (1..=count).map(|day| first + chrono::Days::new(day)).collect(),
            ai_help: String::new(),
            taken_in: None,
        };
        assert_eq!(super::first(&of(0)), "1 Mar 2026");
        let came = chrono::NaiveDate::from_ymd_opt(2026, 11, 23);
        assert_eq!(super::first(&Written { taken_in: came, ..of(0) }), "1 Mar 2026 as told there, taken in on 23 Nov 2026");
        let edited = |count| edited(&of(count)).replace('\u{A0}', " ");
        assert_eq!(edited(0), "");
        assert_eq!(edited(2), "2 Mar 2026; 3 Mar 2026");
        assert!(edited(8).ends_with("; 9 Mar 2026"));
        assert!(edited(11).ends_with("9 Mar 2026 and 3 more days, the last on 12 Mar 2026"));
        let digest = "ab".repeat(32);
        assert_eq!(halves(&digest).concat(), digest);
        assert!(halves(&digest).iter().all(|half| half.len() == 32));
    }
}
