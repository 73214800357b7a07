//! The report as data for the page template. All words are here; the template only says how they look.

use chrono::Datelike as _;
use serde_json::{Value, json};

use super::fonts::{Fonts, bundled};
use super::links;
use super::picture::{self, Files};
use super::printable::{self, Room};
use super::tree::{self, Place};
use crate::domain::report::{MadeOf, ReportEntry, ReportEvidence, ReportGoal, ReportItem};
use crate::domain::{ActionDraft, Chart, Minutes, Report};
use crate::exporters::words::{self, Dated, Fact, Text};

/// What is set: a report, or some of its entries. One volume of several has its own slice.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) report: &'a Report,
    pub(super) entries: &'a [ReportEntry],
    pub(super) goals: &'a [ReportGoal],
    pub(super) charts: &'a [Chart],
}

/// A file that goes inside the PDF.
pub(super) struct Attached {
    /// What the template reads it by.
    pub(super) file: String,
    /// What a reader of the PDF sees it by.
    pub(super) name: String,
}

/// The data of the template. `attached` has a place for each piece of evidence; pictures of charts join `files`.
pub(super) fn document(part: Part<'_>, attached: &[Option<Attached>], files: &mut Files) -> Value {
    let Part { report, entries, goals, charts } = part;
    let plain = |text: &str| printable::line(text, Room::Line);
    let (language, region) = language(&report.language);
    let title = plain(&report.title);
    let title = if title.is_empty() { "CPD record".to_owned() } else { title };
    let years: Vec<Value> = words::years(entries).into_iter().map(|(year, entries)| self::year(year, entries, report)).collect();
    let written = |fact: &Fact<'_>| matches!(fact.lines.as_slice(), [Text::Markdown(_)]);
    let (notes, cover): (Vec<_>, Vec<_>) = words::cover_facts(report).into_iter().partition(written);
    let mut keywords = vec!["continuing professional development".to_owned(), "CPD".to_owned()];
    keywords.extend(Some(plain(&report.registrant.profession)).filter(|profession| !profession.is_empty()));
    json!({
        "title": title,
        "author": plain(&report.registrant.name),
        "description": format!("Record of continuing professional development, {}", words::period(report)),
        "keywords": keywords,
        // PDF knows four digits.
        "date": if (1..=9999).contains(&report.made_on.year()) { json!([report.made_on.year(), report.made_on.month(), report.made_on.day()]) } else { Value::Null },
        "lang": language,
        "region": region,
        "fonts": bundled().families(),
        "mono": Fonts::mono(),
        "period": words::period(report),
        "prepared": format!("Prepared on {}", words::day(report.made_on)),
        "cover": {
            "kind": "Continuing professional development",
            "facts": cover.iter().map(fact).collect::<Vec<_>>(),
            // What is written to the reader is no row of a table.
            "notes": notes.iter().map(fact).collect::<Vec<_>>(),
            "counts": words::counts(report).into_iter().map(|(number, what)| (number.replace(' ', "\u{A0}"), what)).collect::<Vec<_>>(),
            "about": about(report),
        },
        "summary": summary(part),
        "charts": charts.iter().map(|chart| picture::chart(chart, 2, files)).collect::<Vec<_>>(),
        "goals": goals.iter().map(goal).collect::<Vec<_>>(),
        "years": years,
        "evidence": if attached.is_empty() { Vec::new() } else { report.evidence.iter().enumerate().map(|(at, piece)| evidence(at, piece, part, attached)).collect() },
    })
}

fn about(report: &Report) -> Vec<String> {
    let mut about = words::about(report);
    if !report.evidence.is_empty() {
        about.push(
            "The files that support it are listed at the end with their SHA-256 digests and are attached inside this PDF: \
             open the list of attachments in your PDF reader to see them."
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
    json!({
        "title": format!("Entries of {year}"),
        "sum": format!("{}, {}", words::counted(entries.len(), "entry", "entries"), words::total(entries)),
        "entries": entries.iter().map(|one| entry(one, report)).collect::<Vec<_>>(),
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

/// The actions as a table, without columns that nothing stands in. A cell has a line or more.
fn actions(actions: &[ActionDraft]) -> Value {
    type Column = (&'static str, u32, fn(&ActionDraft) -> Vec<String>);
    const COLUMNS: [Column; 5] = [
        ("Action", 26, |action| vec![action.what.clone()]),
        ("By", 16, |action| vec![action.due.map_or_else(String::new, words::short_day)]),
        ("Shared with", 18, |action| vec![words::shared(action)]),
        ("Done", 16, |action| vec![action.done.map_or_else(|| "Not yet".to_owned(), words::short_day)]),
        ("Effect", 26, |action| {
            let line = |(whom, text): (&str, &str)| if whom.is_empty() { text.to_owned() } else { format!("{}: {text}", capital(whom)) };
            words::effects(action).into_iter().map(line).collect()
        }),
    ];
    let said = |action: &ActionDraft, text: fn(&ActionDraft) -> Vec<String>| text(action).iter().any(|line| !line.trim().is_empty());
    let used: Vec<&Column> = COLUMNS.iter().filter(|(_, _, text)| actions.iter().any(|action| said(action, *text))).collect();
    if actions.is_empty() {
        return Value::Null;
    }
    let cell = |lines: Vec<String>| lines.iter().map(|line| printable::line(line, Room::Cell)).collect::<Vec<_>>();
    let rows: Vec<Vec<Vec<String>>> = actions.iter().map(|action| used.iter().map(|(_, _, text)| cell(text(action))).collect()).collect();
    json!({
        // A row stays on one page, unless it might be longer than that.
        "together": rows.iter().flatten().all(|cell| cell.iter().map(String::len).sum::<usize>() < 600),
        "widths": used.iter().map(|(_, width, _)| width).collect::<Vec<_>>(),
        "head": used.iter().map(|(label, _, _)| label).collect::<Vec<_>>(),
        "rows": rows,
    })
}

/// With a capital letter first.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn evidence(at: usize, piece: &ReportEvidence, part: Part<'_>, attached: &[Option<Attached>]) -> Value {
    let plain = |text: &str| printable::line(text, Room::Cell);
    let number = words::evidence_number(at);
    let entries: Vec<String> =
        part.entries.iter().filter(|entry| entry.evidence.contains(&at)).map(|entry| words::day(entry.date)).collect();
    let shown = if entries.is_empty() {
        String::new()
    } else {
        format!("Supports the {} of {}", if entries.len() == 1 { "entry" } else { "entries" }, entries.join("; "))
    };
    let mut lines: Vec<Value> = [
        piece.caption.clone(),
        if piece.alt.trim().is_empty() { String::new() } else { format!("Shows: {}", piece.alt) },
        words::evidence_details(piece),
        shown,
    ]
    .iter()
    .map(|line| plain(line))
    .filter(|line| !line.is_empty())
    .map(|line| json!([line]))
    .collect();
    if !piece.source_url.trim().is_empty() {
        lines.push(json!(address(&piece.source_url)));
    }
    let inside = attached.get(at).and_then(Option::as_ref);
    if inside.is_none() {
        lines.push(json!(["Not attached: too large for a PDF"]));
    }
    json!({
        "number": number,
        "name": named(&piece.name, Room::Cell),
        "together": piece.name.len() + piece.caption.len() + piece.alt.len() + piece.source_url.len() < 1_000,
        "lines": lines,
        "sha256": piece.digest.to_string(),
        "attach": inside.map(|Attached { file, name }| json!({
            "file": file,
            "name": name,
            "mime": mime(&piece.media_type),
            "description": printable::line(&format!("{number} {} {}", piece.name, piece.caption), Room::Line).replace('\u{200B}', ""),
        })),
    })
}

/// Whether a table of facts is surely shorter than a page, so that it can stay on one.
fn is_short(facts: &[Fact<'_>]) -> bool {
    let lines: usize = facts
        .iter()
        .flat_map(|fact| &fact.lines)
        .map(|line| match line {
            Text::Plain(text) => 1 + text.len() / 60,
            Text::Address(text) => 1 + text.len() / 60,
            // Lists, tables and quotes take more room than their letters.
            Text::Markdown(text) => 2 * text.lines().map(|line| 1 + line.len() / 60).sum::<usize>(),
        })
        .sum();
    lines <= 30
}

/// A label and the nodes of its lines.
fn fact(fact: &Fact<'_>) -> Value {
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
    // A string by itself needs no walk in the template, and most facts are one.
    match <[Value; 1]>::try_from(nodes) {
        Ok([only @ Value::String(_)]) => json!([fact.label, only]),
        Ok(one) => json!([fact.label, one]),
        Err(nodes) => json!([fact.label, nodes]),
    }
}

/// An address as typed, clickable when it leads to the web or to mail.
fn address(text: &str) -> Vec<Value> {
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

fn named(name: &str, room: Room) -> String {
    let name = printable::line(name, room);
    if name.is_empty() { "(no name)".to_owned() } else { name }
}

/// A media type that any reader takes.
fn mime(typed: &str) -> String {
    let part = |part: &str| {
        !part.is_empty()
            && part.len() < 100
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-._".contains(&b))
            && part.starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    match typed.split_once('/') {
        Some((kind, of)) if part(kind) && part(of) => typed.to_ascii_lowercase(),
        _ => "application/octet-stream".to_owned(),
    }
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
