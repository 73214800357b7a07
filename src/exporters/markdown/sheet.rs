//! A sheet as one Markdown text: its words under headings of ours, charts and tables as tables.

use super::literal;
use super::page::Page;
use crate::domain::sheet::Block;
use crate::domain::{Chart, Sheet};
use crate::exporters::words;

/// A sheet as Markdown. The same sheet gives the same text.
pub(in crate::exporters) fn sheet(sheet: &Sheet) -> String {
    let mut page = Page::default();
    page.heading(1, if sheet.title.trim().is_empty() { "Sheet" } else { &sheet.title });
    if !sheet.subtitle.trim().is_empty() {
        page.paragraph(&format!("**{}**", literal::line(&sheet.subtitle)));
    }
    let made = words::day(sheet.made_on);
    let by = literal::line(&sheet.author);
    page.paragraph(&if by.is_empty() { made } else { format!("{by}, {made}") });
    for block in &sheet.blocks {
        self::block(&mut page, block);
    }
    page.finish().0
}

fn block(page: &mut Page, block: &Block) {
    match block {
        Block::Heading(text) => page.heading(2, text),
        Block::Text(text) => page.text(text),
        Block::Figures(figures) => {
            let figures: Vec<String> =
                figures.iter().map(|(figure, what)| format!("**{}** {}", literal::line(figure), literal::line(what))).collect();
            page.paragraph(&figures.join(" · "));
        }
        Block::Chart(one) => chart(page, one, 3),
        Block::Quote { words, from, entry: _ } => {
            let mut quote = literal::quoted(words);
            let from = literal::line(from);
            if !from.is_empty() {
                quote.push_str(&format!("\n>\n> – {from}"));
            }
            page.paragraph(&quote);
        }
        Block::List(points) => {
            let points: Vec<String> = points.iter().map(|point| format!("- {}", literal::line(point))).collect();
            page.paragraph(&points.join("\n"));
        }
        Block::Table { title, heads, lines } => {
            let title = literal::line(title);
            if !title.is_empty() {
                page.paragraph(&format!("**{title}**"));
            }
            table(page, heads, lines);
        }
    }
}

/// A chart as what there is to see and its table, under a heading of this level.
pub(super) fn chart(page: &mut Page, chart: &Chart, level: usize) {
    page.heading(level, &chart.title);
    page.paragraph(&literal::line(&chart.says));
    table(page, &chart.heads(), &chart.lines());
}

fn table(page: &mut Page, heads: &[String], lines: &[Vec<String>]) {
    if heads.is_empty() || lines.is_empty() {
        return;
    }
    // Every line has as many cells as there are heads.
    let row = |cells: &[String]| {
        let cells: Vec<String> = (0..heads.len()).map(|at| literal::line(cells.get(at).map_or("", String::as_str))).collect();
        format!("| {} |", cells.join(" | "))
    };
    let is_number = |at: usize| {
        at > 0 && lines.iter().filter_map(|line| line.get(at)).all(|cell| cell.is_empty() || cell.starts_with(|c: char| c.is_ascii_digit()))
    };
    let rule: Vec<&str> = (0..heads.len()).map(|at| if is_number(at) { "---:" } else { "---" }).collect();
    let mut table = vec![row(heads), format!("| {} |", rule.join(" | "))];
    table.extend(lines.iter().map(|line| row(line)));
    page.paragraph(&table.join("\n"));
}
