//! The report as data for the page template. All words are here; the template only says how they look.

use chrono::Datelike as _;
use serde_json::{Value, json};

use super::picture::{self, Files};
use super::printable::{self, Room};
use super::tree::{self, Place};
use super::{appendix, blocks, index, links};
use crate::domain::portfolio::{Depth, EvidenceAs};
use crate::domain::report::{MadeOf, ReportEntry, ReportGoal, ReportItem};
use crate::domain::{ActionDraft, Chart, Minutes, Report};
use crate::exporters::words::{self, Dated, Fact, Text};

/// What is set: a report, or some of its entries.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) report: &'a Report,
    pub(super) entries: &'a [ReportEntry],
    pub(super) goals: &'a [ReportGoal],
    pub(super) charts: &'a [Chart],
    /// Whether what belongs to no single entry is set: requirements, forms, records, authorship.
    pub(super) is_whole: bool,
}

impl<'a> Part<'a> {
    /// All of a report.
    pub(super) fn whole(report: &'a Report) -> Self {
        Self { report, entries: &report.entries, goals: &report.goals, charts: &report.charts, is_whole: true }
    }

    /// Some of its entries, and nothing else.
    pub(super) fn only(report: &'a Report, entries: &'a [ReportEntry]) -> Self {
        Self { report, entries, goals: &[], charts: &[], is_whole: false }
    }
}

/// A file that goes inside the PDF.
pub(super) struct Attached {
    /// What the template reads it by.
    pub(super) file: String,
    /// What a reader of the PDF sees it by.
    pub(super) name: String,
}

/// The data of the template. `attached` has a place for each piece of evidence whose content is among `files`; pictures join them. `go_on` is
/// asked now and then, and its error stops the work.
///
/// # Errors
/// Those of `go_on`.
pub(super) fn document<E>(
    part: Part<'_>,
    attached: &[Option<Attached>],
    files: &mut Files,
    go_on: &mut dyn FnMut() -> Result<(), E>,
) -> Result<Value, E> {
    let Part { report, entries, goals, charts, is_whole } = part;
    let plain = |text: &str| printable::line(text, Room::Line);
    let (language, region) = language(&report.language);
    let title = plain(&report.title);
    let title = if title.is_empty() { "CPD record".to_owned() } else { title };
    let years: Vec<Value> = words::years(entries).into_iter().map(|(year, entries)| self::year(year, entries, report)).collect();
    let requirements = words::requirements(report).into_iter().chain(words::forms(report));
    let before: Vec<Value> = requirements.filter(|_| is_whole).map(|one| blocks::chapter(&one)).collect();
    let records: Vec<Value> = words::records(report).into_iter().filter(|_| is_whole).map(|one| blocks::chapter(&one)).collect();
    let after: Vec<Value> = words::authorship(report).into_iter().filter(|_| is_whole).map(|one| blocks::chapter(&one)).collect();
    let pieces: Vec<Value> = if attached.is_empty() {
        Vec::new()
    } else {
        report.evidence.iter().enumerate().map(|(at, piece)| index::evidence(at, piece, part, attached)).collect()
    };
    let appendix =
        if report.parts.evidence == EvidenceAs::Appendix { appendix::appendix(report, attached, files, go_on)? } else { Value::Null };
    let summary = summary(part);
    let contents = contents(part, [&before, &records, &after], (&years, &pieces, &appendix));
    let written = |fact: &Fact<'_>| matches!(fact.lines.as_slice(), [Text::Markdown(_)]);
    let (notes, cover): (Vec<_>, Vec<_>) = words::cover_facts(report).into_iter().partition(written);
    let mut keywords = vec!["continuing professional development".to_owned(), "CPD".to_owned()];
    keywords.extend(Some(plain(&report.registrant.profession)).filter(|profession| !profession.is_empty()));
    Ok(json!({
        "title": title,
        "author": plain(&report.registrant.name),
        "description": format!("Record of continuing professional development, {}", words::period(report)),
        "keywords": keywords,
        // PDF knows four digits.
        "date": if (1..=9999).contains(&report.made_on.year()) { json!([report.made_on.year(), report.made_on.month(), report.made_on.day()]) } else { Value::Null },
        "lang": language,
        "region": region,
        "period": words::period(report),
        "prepared": format!("Prepared on {}", words::day(report.made_on)),
        "cover": {
            "kind": "Continuing professional development",
            "facts": cover.iter().map(fact).collect::<Vec<_>>(),
            "lines": cover.iter().map(|fact| fact.lines.len()).sum::<usize>(),
            // What is written to the reader is no row of a table.
            "notes": notes.iter().map(fact).collect::<Vec<_>>(),
            "counts": words::counts(report).into_iter().map(|(number, what)| (number.replace(' ', "\u{A0}"), what)).collect::<Vec<_>>(),
            "about": about(report),
        },
        "contents": contents,
        "before": before,
        "summary": summary,
        "charts": charts.iter().map(|chart| picture::chart(chart, 2, files)).collect::<Vec<_>>(),
        "goals": goals.iter().map(goal).collect::<Vec<_>>(),
        "years": years,
        "records": records,
        "evidence": pieces,
        "appendix": appendix,
        "after": after,
    }))
}

/// What stands on the table of contents, as levels and titles in their order.
fn contents(
    part: Part<'_>,
    [before, records, after]: [&[Value]; 3],
    (years, pieces, appendix): (&[Value], &[Value], &Value),
) -> Vec<Value> {
    let mut contents: Vec<Value> = before.iter().flat_map(blocks::contents).collect();
    let chapter = |title: &str, is_there: bool| is_there.then(|| json!([1, title]));
    contents.extend(chapter("At a glance", !years.is_empty()));
    contents.extend(chapter("In pictures", !part.charts.is_empty()));
    contents.extend(chapter("Goals of the development plan", !part.goals.is_empty()));
    contents.extend(part.goals.iter().map(|goal| json!([2, titled(&goal.title)])));
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    for year in years {
        contents.push(json!([1, text(year, "title")]));
        let entries = year.get("entries").and_then(Value::as_array).into_iter().flatten();
        contents.extend(entries.map(|entry| json!([2, text(entry, "title"), text(entry, "date")])));
    }
    contents.extend(records.iter().flat_map(blocks::contents));
    contents.extend((!pieces.is_empty()).then(|| json!([1, "Index of evidence"])));
    contents.extend((!appendix.is_null()).then(|| json!([1, text(appendix, "title")])));
    contents.extend(after.iter().flat_map(blocks::contents));
    contents
}

fn about(report: &Report) -> Vec<String> {
    let mut about = words::about(report);
    if !report.evidence.is_empty() {
        about.push(
            match report.parts.evidence {
                EvidenceAs::Index => "The files that support it are listed at the end with their SHA-256 digests.",
                EvidenceAs::Appendix | EvidenceAs::Attachment => {
                    "The files that support it are listed at the end with their SHA-256 digests and are attached inside this PDF: \
                     open the list of attachments in your PDF reader to see them."
                }
            }
            .to_owned(),
        );
    }
    about.iter().map(|sentence| printable::line(sentence, Room::Line)).collect()
}

/// What the entries add up to, by kind of activity and by year.
fn summary(part: Part<'_>) -> Value {
    let row = |label: &str, entries: usize, total: Minutes, interactive: Minutes| {
        let label = printable::line(label, Room::Cell);
        json!([
            if label.is_empty() { "Not said".to_owned() } else { label },
            words::number(entries),
            total.to_string(),
            interactive.to_string()
        ])
    };
    let kinds: Vec<Value> = words::by_kind(part.entries)
        .into_iter()
        .map(|(label, entries, total, interactive)| row(label, entries, total, interactive))
        .collect();
    let years = words::years(part.entries);
    let years: Vec<Value> = match years.as_slice() {
        [_, _, ..] => years
            .iter()
            .map(|(year, entries)| row(&year.to_string(), entries.len(), words::total(entries), words::interactive(entries)))
            .collect(),
        _ => Vec::new(),
    };
    json!({
        "kinds": kinds,
        "years": years,
        "all": row("All", part.entries.len(), words::total(part.entries), words::interactive(part.entries)),
    })
}

fn goal(goal: &ReportGoal) -> Value {
    let facts = words::goal_facts(goal);
    json!({
        "title": titled(&goal.title),
        "facts": facts.iter().map(fact).collect::<Vec<_>>(),
        "together": is_short(&facts),
        "reviews": dated(&words::reviews(goal), 3),
    })
}

/// What was written on days of its own: a heading and a text each.
fn dated(all: &[Dated<'_>], level: usize) -> Vec<Value> {
    let one = |one: &Dated<'_>| {
        let mut body = Vec::new();
        if !one.said.is_empty() {
            body.push(Value::String(format!("{}.", one.said)));
        }
        body.extend(tree::tree(one.text, Place { headings: Some(level + 1), room: Room::Line }));
        json!({"level": level, "title": titled(&one.heading), "body": body})
    };
    all.iter().map(one).collect()
}

fn year(year: i32, entries: &[ReportEntry], report: &Report) -> Value {
    let is_full = report.depth == Depth::Full;
    json!({
        "title": format!("Entries of {year}"),
        "sum": format!("{}, {}", words::counted(entries.len(), "entry", "entries"), words::total(entries)),
        "entries": if is_full { entries.iter().map(|one| entry(one, report)).collect::<Vec<_>>() } else { Vec::new() },
        "tables": if is_full { Vec::new() } else { blocks::table(&words::entry_table(entries)) },
    })
}

fn entry(entry: &ReportEntry, report: &Report) -> Value {
    let facts = words::entry_facts(entry);
    let mut parts = Vec::new();
    let mut reflecting = false;
    for section in words::sections(entry) {
        let answer = section.key == "answer";
        if answer && !reflecting {
            let template = printable::line(&entry.template, Room::Line);
            let title = if template.is_empty() { "Reflection".to_owned() } else { format!("Reflection ({template})") };
            parts.push(json!({"level": 3, "title": title, "body": []}));
        }
        reflecting = answer;
        let level = if answer { 4 } else { 3 };
        let body = tree::tree(section.text, Place { headings: Some(level + 1), room: Room::Line });
        parts.push(json!({"level": level, "title": titled(section.heading), "body": body}));
    }
    let pieces: Vec<Value> = entry
        .evidence
        .iter()
        .filter_map(|&at| {
            let piece = report.evidence.get(at)?;
            Some(json!([words::evidence_number(at), named(&piece.name, Room::Line), printable::line(&piece.caption, Room::Line)]))
        })
        .collect();
    json!({
        "date": words::short_day(entry.date),
        "title": titled(&entry.title),
        "facts": facts.iter().map(fact).collect::<Vec<_>>(),
        "together": is_short(&facts),
        "parts": parts,
        "claim": claim(entry),
        "made": entry.made_of.as_ref().map(made_of),
        "actions": actions(&entry.actions),
        "later": dated(&words::found_later(entry), 4),
        "evidence": pieces,
    })
}

/// The check of a claim as a table of facts.
fn claim(entry: &ReportEntry) -> Value {
    let facts = words::claim_facts(entry);
    if facts.is_empty() {
        return Value::Null;
    }
    json!({ "facts": facts.iter().map(fact).collect::<Vec<_>>(), "together": is_short(&facts) })
}

/// The items of a claim as a table.
fn made_of(made: &MadeOf) -> Value {
    let row = |item: &ReportItem| {
        let interactive = if item.interactive == Minutes::ZERO { String::new() } else { item.interactive.to_string() };
        json!([words::short_day(item.date), printable::line(&item.title, Room::Cell), item.minutes.to_string(), interactive])
    };
    json!({
        "sum": printable::line(&made.sum, Room::Line),
        "rows": made.items.iter().map(row).collect::<Vec<_>>(),
        // A row stays on one page, unless it might be longer than that.
        "together": made.items.iter().all(|item| item.title.len() < 600),
    })
}

/// The actions as a table. A cell has a line or more.
fn actions(actions: &[ActionDraft]) -> Value {
    if actions.is_empty() {
        return Value::Null;
    }
    let words::Actions { heads, rows } = words::action_table(actions);
    let width = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(letters).max().unwrap_or_default().clamp(11, 44) + 3;
    json!({
        // A long row goes on overleaf: moved there whole, it would take the table away from its entry.
        "together": rows.iter().flatten().all(|cell| letters(cell) < LONG_ACTION),
        "widths": (0..heads.len()).map(width).collect::<Vec<_>>(),
        "head": heads,
        "rows": rows.iter().map(|row| row.iter().map(|cell| cell.iter().map(said).collect()).collect()).collect::<Vec<Vec<Vec<Value>>>>(),
    })
}

/// A line of a cell: a string, or nodes.
fn said((lead, text): &(String, Text<'_>)) -> Value {
    let text = match text {
        Text::Plain(text) => return Value::String(printable::line(&format!("{lead}{text}"), Room::Cell)),
        Text::Address(text) | Text::Markdown(text) => format!("{lead}{text}"),
    };
    let mut nodes = tree::tree(&text, Place { headings: None, room: Room::Cell });
    // A paragraph by itself is a line: another one would be apart from it.
    match nodes.as_mut_slice() {
        [only @ Value::String(_)] => only.take(),
        [only] if only.get("t").and_then(Value::as_str) == Some("p") => only.get_mut("c").map(Value::take).unwrap_or_default(),
        _ => Value::Array(nodes),
    }
}

/// Letters of a cell from which on an action is a long one.
const LONG_ACTION: usize = 150;

fn letters(cell: &words::Cell<'_>) -> usize {
    let text = |text: &Text<'_>| match text {
        Text::Plain(text) => text.chars().count(),
        Text::Address(text) | Text::Markdown(text) => text.chars().count(),
    };
    cell.iter().map(|(lead, said)| lead.chars().count() + text(said)).sum()
}

/// Lines of a table that is surely shorter than a page.
pub(super) const LOW: usize = 30;

/// Whether a table of facts is surely shorter than a page, so that it can stay on one.
fn is_short(facts: &[Fact<'_>]) -> bool {
    height(facts) <= LOW
}

/// How many lines a table of facts has at most, about.
pub(super) fn height(facts: &[Fact<'_>]) -> usize {
    let line = |line: &Text<'_>| match line {
        Text::Plain(text) => 1 + text.len() / 60,
        Text::Address(text) => 1 + text.len() / 60,
        Text::Markdown(text) if !text.contains(['\n', '>']) => 1 + text.len() / 60,
        // Lists, tables and quotes take more room than their letters, and quotes in each other more with each.
        Text::Markdown(text) => 2 * text.lines().map(|line| 1 + line.len() / 60 + line.matches('>').count()).sum::<usize>(),
    };
    facts.iter().map(|fact| fact.lines.iter().map(line).sum::<usize>().max(1 + fact.label.len() / 30)).sum()
}

/// A label and the nodes of its lines.
pub(super) fn fact(fact: &Fact<'_>) -> Value {
    let place = Place { headings: None, room: Room::Line };
    let mut nodes = Vec::new();
    for (at, line) in fact.lines.iter().enumerate() {
        if at > 0 {
            nodes.push(json!({"t": "br"}));
        }
        match line {
            Text::Plain(text) => nodes.push(Value::String(printable::line(text, Room::Line))),
            Text::Address(text) => nodes.append(&mut address(text)),
            Text::Markdown(text) => match tree::tree(text, place) {
                one if one.len() == 1 => nodes.extend(one),
                many => nodes.extend(many.into_iter().map(|node| if node.is_string() { json!({"t": "p", "c": [node]}) } else { node })),
            },
        }
    }
    let label = printable::line(&fact.label, Room::Cell);
    // A string by itself needs no walk in the template, and most facts are one.
    match <[Value; 1]>::try_from(nodes) {
        Ok([only @ Value::String(_)]) => json!([label, only]),
        Ok(one) => json!([label, one]),
        Err(nodes) => json!([label, nodes]),
    }
}

/// An address as typed, clickable when it leads to the web or to mail.
pub(super) fn address(text: &str) -> Vec<Value> {
    vec![match links::safe(text) {
        Some(href) => links::link(text, &href, Room::Line),
        None => Value::String(printable::line(text, Room::Line)),
    }]
}

/// A heading's text; an empty one is no heading.
pub(super) fn titled(text: &str) -> String {
    let text = printable::line(text, Room::Line);
    if tree::has_words(&[Value::String(text.clone())]) { text } else { "(no title)".to_owned() }
}

pub(super) fn named(name: &str, room: Room) -> String {
    let name = printable::line(name, room);
    if name.is_empty() { "(no name)".to_owned() } else { name }
}

/// `en-GB` in its two parts.
pub(super) fn language(tag: &str) -> (String, Option<String>) {
    let mut parts = tag.split('-');
    let letters = |part: &&str, longest: usize| (2..=longest).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
    match parts.next().filter(|part| letters(part, 3)) {
        Some(language) => (language.to_ascii_lowercase(), parts.find(|part| letters(part, 2)).map(str::to_ascii_uppercase)),
        None => ("en".to_owned(), Some("GB".to_owned())),
    }
}
