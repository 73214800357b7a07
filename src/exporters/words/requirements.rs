//! What is asked for, and how it was counted.

use std::borrow::Cow;

use super::{Block, Chapter, Fact, Listed, Text, day};
use crate::domain::Report;
use crate::domain::portfolio::{ReportRequirement, ReportStanding};
use crate::domain::text::clean_line;

/// What is said where the rules leave open whether something is enough.
const CHECK: &str = "Check with your regulator";

/// The chapter of requirements; nothing when there are none.
pub(in crate::exporters) fn requirements(report: &Report) -> Option<Chapter<'_>> {
    let blocks: Vec<Block<'_>> = report.standings.iter().filter(|standing| !standing.requirements.is_empty()).flat_map(standing).collect();
    (!blocks.is_empty()).then_some(Chapter { key: "requirements", title: "Requirements and how they were counted".into(), blocks })
}

/// “Revalidation – Register of Bell Ringers”.
pub(super) fn named(standing: &ReportStanding) -> String {
    let [framework, regulator] = [&standing.framework, &standing.regulator].map(|text| clean_line(text));
    match (framework.is_empty(), regulator.is_empty()) {
        (false, false) => format!("{framework} – {regulator}"),
        (true, _) => regulator,
        (_, true) => framework,
    }
}

/// “1 April 2025 to 31 March 2028”.
pub(super) fn cycle(standing: &ReportStanding) -> String {
    format!("{} to {}", day(standing.cycle.0), day(standing.cycle.1))
}

/// What is said of rules that nobody has looked up for long.
pub(super) fn told_old(standing: &ReportStanding) -> Option<String> {
    standing.is_old.then(|| {
        format!(
            "These rules were last checked on {}, long before this record was made. They may have changed since: check with your regulator.",
            day(standing.checked_on)
        )
    })
}

fn standing(standing: &ReportStanding) -> Vec<Block<'_>> {
    let mut blocks = vec![Block::heading(2, named(standing), Listed::Contents)];
    let fact = |label: &'static str, text: String| Fact { label: label.into(), lines: vec![Text::Plain(text.into())] };
    let mut facts = vec![
        fact("Edition of the rules", standing.edition.clone()),
        fact("Last checked on", day(standing.checked_on)),
        fact("Cycle", cycle(standing)),
    ];
    facts.retain(|fact| fact.lines.iter().any(|line| !matches!(line, Text::Plain(text) if clean_line(text).is_empty())));
    let chosen = standing.chosen.iter().filter(|(_, value)| !clean_line(value).is_empty());
    facts.extend(chosen.map(|(label, value)| Fact { label: label.into(), lines: vec![Text::Plain(value.into())] }));
    blocks.push(Block::Facts(facts));
    blocks.extend(told_old(standing).map(|told| Block::Words(told.into())));
    let disclaimer = clean_line(&standing.disclaimer);
    if !disclaimer.is_empty() {
        blocks.push(Block::Note(disclaimer.into()));
    }
    let notes: Vec<Cow<'_, str>> = standing.notes.iter().filter(|note| !clean_line(note).is_empty()).map(Cow::from).collect();
    if !notes.is_empty() {
        blocks.push(Block::Points(notes));
    }
    blocks.extend(Block::plain_table(
        ["Requirement", "Needed", "Counted", "Result"],
        standing
            .requirements
            .iter()
            .map(|one| [one.label.as_str().into(), one.needed.as_str().into(), one.counted.as_str().into(), result(one).into()]),
    ));
    blocks.extend(standing.requirements.iter().flat_map(requirement));
    let sources: Vec<(&str, &str)> =
        standing.sources.iter().map(|(title, address)| (title.trim(), address.trim())).filter(|source| *source != ("", "")).collect();
    if !sources.is_empty() {
        blocks.push(Block::heading(3, "Where the rules were read", Listed::Nowhere));
        blocks.push(Block::Links(sources));
    }
    blocks
}

fn result(requirement: &ReportRequirement) -> &'static str {
    match requirement.met {
        Some(true) => "Met",
        Some(false) => "Not met",
        None => CHECK,
    }
}

fn requirement<'a>(requirement: &'a ReportRequirement) -> Vec<Block<'a>> {
    let ReportRequirement { label, needed, counted, met: _, how, items, left_out, parts } = requirement;
    let mut blocks = vec![Block::heading(3, label.as_str(), Listed::Bookmarks)];
    let facts = [("Needed", needed.as_str()), ("Counted", counted.as_str()), ("Result", result(requirement))];
    let facts = facts.into_iter().filter(|(_, text)| !clean_line(text).is_empty());
    blocks.push(Block::Facts(facts.map(|(label, text)| Fact { label: label.into(), lines: vec![Text::Plain(text.into())] }).collect()));
    let how: Vec<Cow<'_, str>> = how.iter().filter(|sentence| !clean_line(sentence).is_empty()).map(Cow::from).collect();
    if !how.is_empty() {
        blocks.push(Block::Points(how));
    }
    blocks.extend(Block::plain_table(
        ["Part", "Counted", "Needed", "Enough"],
        parts.iter().map(|(label, counted, needed, enough)| {
            [label.into(), counted.into(), needed.into(), if *enough { "Yes".into() } else { "No".into() }]
        }),
    ));
    let pairs = |pair: &'a (String, String)| [Cow::from(&pair.0), Cow::from(&pair.1)];
    blocks.extend(Block::plain_table(["What counted", "How much"], items.iter().map(pairs)));
    blocks.extend(Block::plain_table(["Why something did not count", "How many"], left_out.iter().map(pairs)));
    blocks
}
