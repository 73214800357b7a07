//! Whose record it is, by which rules, and what it adds up to.

use std::borrow::Cow;

use chrono::Datelike as _;

use super::requirements::{cycle, named, told_old};
use super::{Fact, Facts, day, joined, lines, number};
use crate::domain::counting::twice_in_words;
use crate::domain::portfolio::ReportStanding;
use crate::domain::report::ReportEntry;
use crate::domain::text::clean_line;
use crate::domain::{Minutes, Report};

/// Whose record it is and what it covers.
pub(in crate::exporters) fn cover_facts(report: &Report) -> Vec<Fact<'_>> {
    let mut facts = Facts::default();
    facts.plain("Name", &report.registrant.name);
    facts.plain("Profession", &report.registrant.profession);
    facts.lines("Registration", lines(&report.registrant.registrations));
    facts.plain("Employer", &report.registrant.employer);
    facts.plain("Period", period(report));
    for standing in &report.standings {
        facts.lines("Rules", rules(standing));
    }
    if let Some(goal) = &report.only_goal {
        facts.plain("Only entries for", goal.as_str());
    }
    if let Some(query) = &report.only_query {
        facts.plain("Only entries with", format!("“{query}”"));
    }
    if report.only_counted {
        facts.plain("Only entries", "that count towards a requirement");
    }
    if let Some(walk) = &report.only_walk {
        facts.plain("Chosen for", walk.as_str());
    }
    facts.plain("Prepared on", day(report.made_on));
    // Whoever walked to an appraisal writes to the appraiser.
    facts.markdown(if report.only_walk.is_some() { "For the appraiser" } else { "To the reader" }, &report.note);
    facts.0
}

/// By which rules it was counted, a line each.
fn rules(standing: &ReportStanding) -> Vec<Cow<'static, str>> {
    let edition = clean_line(&standing.edition);
    let edition = if edition.is_empty() { String::new() } else { format!("Edition {edition}, ") };
    let chosen = standing.chosen.iter().map(|(label, value)| (clean_line(label), clean_line(value))).filter(|(_, value)| !value.is_empty());
    let mut lines = vec![
        named(standing),
        format!("{edition}last checked on {}", day(standing.checked_on)),
        format!("Cycle from {}", cycle(standing)),
        joined(chosen.map(|(label, value)| if label.is_empty() { value } else { format!("{label}: {value}") })),
    ];
    lines.extend(told_old(standing));
    lines.into_iter().map(Cow::Owned).collect()
}

/// What the document is, in whole sentences.
pub(in crate::exporters) fn about(report: &Report) -> Vec<String> {
    let who = clean_line(&report.registrant.name);
    let mut about = vec![format!(
        "This is a record of continuing professional development kept by {}. The entries and reflections are the registrant’s own words, \
         and times are as the registrant recorded them. Interactive time is time spent learning with other people.",
        if who.is_empty() { "the registrant".to_owned() } else { who }
    )];
    if !report.entries.iter().all(ReportEntry::counts) {
        about.push("The time of small items that were rolled up into a claim counts once: in the claim, on its day.".to_owned());
    }
    for disclaimer in report.standings.iter().map(|standing| clean_line(&standing.disclaimer)) {
        if !disclaimer.is_empty() && !about.contains(&disclaimer) {
            about.push(disclaimer);
        }
    }
    about.extend(twice_in_words(report.twice).map(|words| format!("{words}.")));
    if report.entries.is_empty() {
        about.push("It has no entries: nothing was recorded for the period and selection named above.".to_owned());
    }
    about
}

/// Counts for the cover: a number, and what it counts.
pub(in crate::exporters) fn counts(report: &Report) -> Vec<(String, &'static str)> {
    let mut counts = vec![
        (number(report.entries.len()), if report.entries.len() == 1 { "entry" } else { "entries" }),
        (report.total().to_string(), "time of all entries"),
        (report.interactive().to_string(), "of it interactive"),
    ];
    if !report.goals.is_empty() {
        counts.push((number(report.goals.len()), if report.goals.len() == 1 { "goal" } else { "goals" }));
    }
    if !report.evidence.is_empty() {
        counts.push((number(report.evidence.len()), if report.evidence.len() == 1 { "evidence file" } else { "evidence files" }));
    }
    counts
}

/// “1 April 2025 to 31 March 2026”.
pub(in crate::exporters) fn period(report: &Report) -> String {
    match report.days() {
        Some((from, to)) if from == to => day(from),
        Some((from, to)) => format!("{} to {}", day(from), day(to)),
        None => "No dates".to_owned(),
    }
}

/// What the entries add up to by kind of activity: label, entries, time, interactive. Most time first.
pub(in crate::exporters) fn by_kind(entries: &[ReportEntry]) -> Vec<(&str, usize, Minutes, Minutes)> {
    let mut rows: Vec<(&str, usize, Minutes, Minutes)> = Vec::new();
    for entry in entries {
        let (total, interactive) = (entry.counting().total(), entry.counting().interactive);
        match rows.iter_mut().find(|row| row.0 == entry.kind) {
            Some(row) => *row = (row.0, row.1 + 1, row.2.plus(total), row.3.plus(interactive)),
            None => rows.push((&entry.kind, 1, total, interactive)),
        }
    }
    rows.sort_by(|a, b| b.2.cmp(&a.2).then(a.0.cmp(b.0)));
    rows
}

/// All time spent on some entries.
pub(in crate::exporters) fn total(entries: &[ReportEntry]) -> Minutes {
    entries.iter().fold(Minutes::ZERO, |sum, entry| sum.plus(entry.counting().total()))
}

/// Of it, learning with others.
pub(in crate::exporters) fn interactive(entries: &[ReportEntry]) -> Minutes {
    entries.iter().fold(Minutes::ZERO, |sum, entry| sum.plus(entry.counting().interactive))
}

/// Entries by calendar year, oldest first as the report has them.
pub(in crate::exporters) fn years(entries: &[ReportEntry]) -> Vec<(i32, &[ReportEntry])> {
    entries.chunk_by(|a, b| a.date.year() == b.date.year()).filter_map(|entries| Some((entries.first()?.date.year(), entries))).collect()
}
