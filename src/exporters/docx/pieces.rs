//! What chapters are made of: facts, addresses, tables.

use super::body::{Body, Cell, Style};
use super::inline::{Inline, Look};
use super::markdown::{self, Place};
use crate::domain::text::clean_line;
use crate::exporters::addresses;
use crate::exporters::words::{Fact, Table, Text};

pub(super) fn facts(body: &mut Body, facts: &[Fact<'_>]) {
    for one in facts {
        fact(body, one);
    }
}

/// A label and what is known: one line beside the label, several below it.
pub(super) fn fact(body: &mut Body, fact: &Fact<'_>) {
    let label = clean_line(&fact.label);
    // A longer label has no room beside it.
    let is_beside = label.chars().count() <= 22;
    let style = if is_beside { Style::Fact } else { Style::Normal };
    let mut beside = Inline::default();
    if is_beside {
        beside = Inline::of(&label, Look::BOLD);
        beside.tab();
    } else {
        body.words(Style::Label, &label);
    }
    let mut is_first = true;
    for line in &fact.lines {
        let one = match line {
            Text::Plain(text) => Some(Inline::of(&clean_line(text), Look::PLAIN)),
            Text::Address(text) => {
                let mut inline = Inline::default();
                address(body, text, &mut inline);
                Some(inline)
            }
            Text::Markdown(text) => markdown::line(body, text),
        };
        match (one, line) {
            (Some(one), _) => {
                if !is_first {
                    beside.line_break();
                }
                beside.join(&one);
                is_first = false;
            }
            (None, Text::Markdown(text)) => {
                if !is_first {
                    body.paragraph(style, &std::mem::take(&mut beside));
                } else if is_beside {
                    body.words(Style::Label, &label);
                }
                markdown::add(body, text, Place::FACT);
                beside = Inline::default();
                if is_beside {
                    beside.tab();
                }
                is_first = true;
            }
            (None, _) => {}
        }
    }
    if !is_first {
        body.paragraph(style, &beside);
    }
}

/// An address as typed, that can be clicked when it leads to the web or to mail.
pub(super) fn address(body: &mut Body, text: &str, inline: &mut Inline) {
    let text = clean_line(text);
    match addresses::safe(&text) {
        Some(href) => {
            inline.begin_link(body.address(&href));
            inline.text(&text, Look::LINK);
            inline.end_link();
        }
        None => inline.text(&text, Look::PLAIN),
    }
}

/// A cell of one line.
pub(super) fn plain(body: &mut Body, text: &str, look: Look) -> Cell {
    let inline = Inline::of(&clean_line(text), look);
    Cell { letters: inline.letters(), xml: body.apart(|body| body.put(Style::Normal, &inline)) }
}

pub(super) fn heads<S: AsRef<str>>(body: &mut Body, heads: &[S]) -> Vec<Cell> {
    heads.iter().map(|head| plain(body, head.as_ref(), Look::BOLD)).collect()
}

/// A table of words.
pub(super) fn table(body: &mut Body, table: &Table<'_>, says: &str) {
    let heads = heads(body, &table.heads);
    let cell = |body: &mut Body, text: &Text<'_>| match text {
        Text::Plain(text) => plain(body, text, Look::PLAIN),
        Text::Address(text) => {
            let mut inline = Inline::default();
            address(body, text, &mut inline);
            Cell { letters: inline.letters(), xml: body.apart(|body| body.put(Style::Normal, &inline)) }
        }
        Text::Markdown(text) => Cell { letters: text.chars().count(), xml: body.apart(|body| markdown::add(body, text, Place::CELL)) },
    };
    let rows: Vec<Vec<Cell>> = table.rows.iter().map(|row| row.iter().map(|text| cell(body, text)).collect()).collect();
    body.table(&heads, &rows, says);
}

/// A table of plain texts.
pub(super) fn grid(body: &mut Body, names: &[&str], lines: &[Vec<String>], says: &str) {
    let heads = heads(body, names);
    let rows: Vec<Vec<Cell>> = lines.iter().map(|line| line.iter().map(|text| plain(body, text, Look::PLAIN)).collect()).collect();
    body.table(&heads, &rows, says);
}
