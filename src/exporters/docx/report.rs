//! The report in the order of every format: cover, contents, requirements, forms, what it adds up to, charts, goals, entries, records,
//! evidence, authorship. All words are those of `words`.

use super::body::{Body, Cell, Style};
use super::chapter;
use super::evidence::{evidence, named};
use super::inline::{Inline, Look};
use super::markdown::{self, Place};
use super::pieces::{facts, grid, heads, table};
use super::xml;
use crate::domain::portfolio::{Depth, EvidenceAs};
use crate::domain::report::{MadeOf, ReportEntry, ReportEvidence, ReportGoal};
use crate::domain::text::clean_line;
use crate::domain::{ActionDraft, Chart, Minutes, Report};
use crate::exporters::ExportError;
use crate::exporters::appendix::Appended;
use crate::exporters::words::{self, Dated, Fact, Text};

/// What the document is called.
pub(super) fn title(report: &Report) -> String {
    let title = clean_line(&report.title);
    if xml::has_words(&title) { title } else { "CPD record".to_owned() }
}

/// The first page.
pub(super) fn cover(body: &mut Body, report: &Report) {
    body.words(Style::Kind, "Continuing professional development");
    body.words(Style::Title, &title(report));
    let written = |fact: &Fact<'_>| matches!(fact.lines.as_slice(), [Text::Markdown(_)]);
    let (notes, known): (Vec<_>, Vec<_>) = words::cover_facts(report).into_iter().partition(written);
    facts(body, &known);
    let counts: Vec<String> = words::counts(report).into_iter().map(|(number, what)| format!("{number} {what}")).collect();
    body.words(Style::Normal, &counts.join(" · "));
    for note in &notes {
        body.words(Style::Label, &note.label);
        for line in &note.lines {
            if let Text::Markdown(text) = line {
                markdown::add(body, text, Place::FACT);
            }
        }
    }
    for sentence in words::about(report).iter().chain(about_evidence(report).as_ref()) {
        body.words(Style::Note, sentence);
    }
}

/// What is said of files that are not in the document.
fn about_evidence(report: &Report) -> Option<String> {
    let rest = match report.parts.evidence {
        EvidenceAs::Appendix => " Pictures of them and their pages follow the list; the files themselves are not inside a Word document.",
        EvidenceAs::Attachment | EvidenceAs::Index => " The files themselves are not inside a Word document.",
    };
    (!report.evidence.is_empty()).then(|| format!("The files that support it are listed at the end with their SHA-256 digests.{rest}"))
}

/// All after the contents. `shown` has what there is to see of pieces of evidence, by their places; `entry` is told before each entry.
///
/// # Errors
/// What `entry` says, when the work is not wanted any more.
pub(super) fn rest(
    body: &mut Body,
    report: &Report,
    shown: Vec<(usize, Appended)>,
    entry: &mut dyn FnMut(usize) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    body.new_page();
    for chapter in words::requirements(report).into_iter().chain(words::forms(report)) {
        chapter::chapter(body, &chapter);
        body.new_page();
    }
    if !report.entries.is_empty() {
        body.heading(1, "At a glance", true);
        summary(body, &report.entries);
    }
    if !report.charts.is_empty() {
        body.heading(1, "In pictures", true);
        report.charts.iter().for_each(|chart| self::chart(body, chart));
    }
    if !report.goals.is_empty() {
        body.heading(1, "Goals of the development plan", true);
        report.goals.iter().for_each(|goal| self::goal(body, goal));
    }
    let mut done = 0;
    for (year, entries) in words::years(&report.entries) {
        body.new_page();
        body.heading(1, &format!("Entries of {year}"), true);
        body.words(Style::Note, &format!("{}, {}", words::counted(entries.len(), "entry", "entries"), words::total(entries)));
        match report.depth {
            Depth::Summary => {
                entry(done)?;
                done += entries.len();
                table(body, &words::entry_table(entries), "Entries");
            }
            Depth::Full => {
                for one in entries {
                    entry(done)?;
                    done += 1;
                    self::entry(body, one, report);
                }
            }
        }
    }
    if let Some(chapter) = words::records(report) {
        body.new_page();
        chapter::chapter(body, &chapter);
    }
    if !report.evidence.is_empty() {
        body.new_page();
        evidence(body, report, shown);
    }
    if let Some(chapter) = words::authorship(report) {
        body.new_page();
        chapter::chapter(body, &chapter);
    }
    Ok(())
}

/// What the entries add up to, by kind of activity and by year.
fn summary(body: &mut Body, entries: &[ReportEntry]) {
    let row = |label: &str, count: usize, total: Minutes, interactive: Minutes| {
        let label = if xml::has_words(label) { label.to_owned() } else { "Not said".to_owned() };
        vec![label, words::number(count), total.to_string(), interactive.to_string()]
    };
    let all = || row("All", entries.len(), words::total(entries), words::interactive(entries));
    let kinds = words::by_kind(entries).into_iter().map(|(label, count, total, interactive)| row(label, count, total, interactive));
    let kinds: Vec<Vec<String>> = kinds.chain([all()]).collect();
    grid(body, &["Activity", "Entries", "Time", "Interactive"], &kinds, "Entries and time by activity");
    let years = words::years(entries);
    if years.len() > 1 {
        let years =
            years.iter().map(|(year, entries)| row(&year.to_string(), entries.len(), words::total(entries), words::interactive(entries)));
        let years: Vec<Vec<String>> = years.chain([all()]).collect();
        grid(body, &["Year", "Entries", "Time", "Interactive"], &years, "Entries and time by year");
    }
}

/// A chart as what there is to see in it, and its numbers as a table.
fn chart(body: &mut Body, chart: &Chart) {
    body.heading(2, &chart.title, false);
    body.words(Style::Normal, &chart.says);
    if !chart.rows.is_empty() {
        let (heads, lines) = chart.table();
        let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
        grid(body, &heads, &lines, &chart.title);
    }
}

fn goal(body: &mut Body, goal: &ReportGoal) {
    body.heading(2, &goal.title, true);
    facts(body, &words::goal_facts(goal));
    dated(body, &words::reviews(goal), 3);
}

/// What was written on days of its own: a heading and a text each.
fn dated(body: &mut Body, all: &[Dated<'_>], level: usize) {
    for one in all {
        body.heading(level, &one.heading, false);
        if !one.said.is_empty() {
            body.words(Style::Normal, &format!("{}.", one.said));
        }
        markdown::add(body, one.text, Place::below(level + 1));
    }
}

fn entry(body: &mut Body, entry: &ReportEntry, report: &Report) {
    let name = clean_line(&entry.title);
    let name = if xml::has_words(&name) { name } else { "(no title)".to_owned() };
    body.heading(2, &format!("{} – {name}", words::short_day(entry.date)), true);
    facts(body, &words::entry_facts(entry));
    let mut is_reflecting = false;
    for section in words::sections(entry) {
        let is_answer = section.key == "answer";
        if is_answer && !is_reflecting {
            let template = clean_line(&entry.template);
            body.heading(3, &if template.is_empty() { "Reflection".to_owned() } else { format!("Reflection ({template})") }, false);
        }
        is_reflecting = is_answer;
        let level = if is_answer { 4 } else { 3 };
        body.heading(level, section.heading, false);
        markdown::add(body, section.text, Place::below(level + 1));
    }
    if let Some(made) = &entry.made_of {
        made_of(body, made);
    }
    let claim = words::claim_facts(entry);
    if !claim.is_empty() {
        body.heading(3, "Claim check", false);
        facts(body, &claim);
    }
    if !entry.actions.is_empty() {
        body.heading(3, "Actions taken back to work", false);
        actions(body, &entry.actions);
    }
    let later = words::found_later(entry);
    if !later.is_empty() {
        body.heading(3, "Found later", false);
        dated(body, &later, 4);
    }
    let pieces: Vec<(usize, &ReportEvidence)> = entry.evidence.iter().filter_map(|&at| Some((at, report.evidence.get(at)?))).collect();
    if !pieces.is_empty() {
        body.heading(3, "Evidence", false);
        let list = body.list(None);
        for (at, piece) in pieces {
            let number = words::evidence_number(at);
            let mut inline = Inline::default();
            inline.begin_jump(&number);
            inline.text(&number, Look::LINK);
            inline.end_link();
            inline.text(&format!(" {}", named(piece)), Look::PLAIN);
            let caption = clean_line(&piece.caption);
            if !caption.is_empty() {
                inline.text(&format!(" – {caption}"), Look::PLAIN);
            }
            let style = body.point(list, 0);
            body.paragraph(style, &inline);
        }
    }
}

/// The items of a claim as a table.
fn made_of(body: &mut Body, made: &MadeOf) {
    body.heading(3, "Items of this claim", false);
    body.words(Style::Normal, &made.sum);
    let rows: Vec<Vec<String>> = made
        .items
        .iter()
        .map(|item| {
            let interactive = if item.interactive == Minutes::ZERO { String::new() } else { item.interactive.to_string() };
            vec![words::short_day(item.date), item.title.clone(), item.minutes.to_string(), interactive]
        })
        .collect();
    if !rows.is_empty() {
        grid(body, &["Date", "Item", "Time", "Interactive"], &rows, "Items of this claim");
    }
}

/// The actions as a table. A cell has a line or more.
fn actions(body: &mut Body, actions: &[ActionDraft]) {
    let words::Actions { heads: names, rows } = words::action_table(actions);
    let heads = heads(body, &names);
    let rows: Vec<Vec<Cell>> = rows.iter().map(|row| row.iter().map(|cell| action(body, cell)).collect()).collect();
    body.table(&heads, &rows, "Actions taken back to work");
}

/// A cell of it: what is more than a line of Markdown has paragraphs of its own.
fn action(body: &mut Body, cell: &words::Cell<'_>) -> Cell {
    let (mut line, mut letters) = (Inline::default(), 0);
    let mut xml = body.apart(|body| {
        for (lead, text) in cell {
            let one = match text {
                Text::Plain(text) => Some(Inline::of(&clean_line(text), Look::PLAIN)),
                Text::Address(text) => Some(Inline::of(&clean_line(text), Look::PLAIN)),
                Text::Markdown(text) => markdown::line(body, text),
            };
            if line.has_words() {
                line.line_break();
            }
            line.text(lead, Look::PLAIN);
            match (one, text) {
                (Some(one), _) => line.join(&one),
                (None, Text::Markdown(text)) => {
                    if line.has_words() {
                        body.put(Style::Normal, &std::mem::take(&mut line));
                    }
                    markdown::add(body, text, Place::CELL);
                    letters += text.chars().count();
                }
                (None, _) => {}
            }
        }
    });
    letters += line.letters();
    if xml.is_empty() || line.has_words() {
        xml.push_str(&body.apart(|body| body.put(Style::Normal, &line)));
    }
    Cell { xml, letters }
}
