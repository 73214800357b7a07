//! What a report has beside entries when it is made for a regulator, as Markdown: requirements, forms, records, authorship. The words and
//! their order are those of every format.

use std::borrow::Cow;

use super::literal;
use super::page::{Page, shown};
use crate::domain::Report;
use crate::exporters::words::{self, Block, Chapter, Table};

/// What is asked for and how it was counted, and the forms.
pub(super) fn before(page: &mut Page, report: &Report) {
    for one in words::requirements(report).iter().chain(&words::forms(report)) {
        chapter(page, one);
    }
}

/// Entries as lines of a table.
pub(super) fn entries(page: &mut Page, report: &Report) {
    if !report.entries.is_empty() {
        page.heading(2, "Entries");
        table(page, &words::entry_table(&report.entries));
    }
}

/// The records.
pub(super) fn records(page: &mut Page, report: &Report) {
    if let Some(one) = &words::records(report) {
        chapter(page, one);
    }
}

/// Who wrote it when.
pub(super) fn authorship(page: &mut Page, report: &Report) {
    if let Some(one) = &words::authorship(report) {
        chapter(page, one);
    }
}

/// A chapter below the title of the document.
fn chapter(page: &mut Page, chapter: &Chapter<'_>) {
    page.heading(2, &chapter.title);
    for block in &chapter.blocks {
        match block {
            Block::Heading { level, text, listed: _ } => page.heading(level + 1, text),
            Block::Words(text) => page.paragraph(&literal::line(text)),
            Block::Note(text) => page.paragraph(&emphasis(text)),
            Block::Markdown { text, below: _ } => page.text(text),
            Block::Facts(facts) => page.facts(facts),
            Block::Points(points) => {
                page.paragraph(&points.iter().map(|point| format!("- {}", literal::line(point))).collect::<Vec<_>>().join("\n"));
            }
            Block::Links(links) => {
                let link = |(title, address): &(&str, &str)| format!("- [{}]({})", literal::line(title), literal::target(address));
                page.paragraph(&links.iter().map(link).collect::<Vec<_>>().join("\n"));
            }
            Block::Table(one) => table(page, one),
            Block::ByHand(label) => page.paragraph(&format!("{}: {}", literal::line(label), "\\_".repeat(30))),
            // There are no pages.
            Block::NewPage => {}
        }
    }
}

/// A sentence with less weight. Emphasis around nothing would be two stars.
fn emphasis(text: &str) -> String {
    let text = literal::line(text);
    if text.is_empty() { text } else { format!("*{text}*") }
}

fn table(page: &mut Page, table: &Table<'_>) {
    let row = |cells: Vec<Cow<'_, str>>| format!("| {} |", cells.join(" | "));
    let mut lines = vec![
        row(table.heads.iter().map(|head| literal::line(head).into()).collect()),
        row(table.heads.iter().map(|_| "---".into()).collect()),
    ];
    for cells in &table.rows {
        lines.push(row(cells.iter().map(|cell| shown(cell).into()).collect()));
    }
    page.paragraph(&lines.join("\n"));
}
