//! Tables of data, as Markdown has them; tables that only arrange a page are walked like the rest of it.

use markup5ever_rcdom::Handle;

use super::look::{Style, attribute, name, number, text};
use super::walk;

/// Wider or longer tables are text.
const MOST_COLUMNS: usize = 40;
const MOST_ROWS: usize = 2_000;

/// A cell with more characters is a page, not a figure.
const LONGEST_CELL: usize = 600;

/// The rows, which may stand in parts of the table.
fn rows(node: &Handle) -> Vec<Handle> {
    let mut found = Vec::new();
    for child in node.children.borrow().iter() {
        match name(child) {
            Some("tr") => found.push(child.clone()),
            Some("thead" | "tbody" | "tfoot") => {
                found.extend(child.children.borrow().iter().filter(|row| name(row) == Some("tr")).cloned());
            }
            _ => {}
        }
    }
    found.retain(|row| !Style::of(row).hides());
    found
}

fn cells(row: &Handle) -> Vec<Handle> {
    row.children.borrow().iter().filter(|cell| matches!(name(cell), Some("td" | "th")) && !Style::of(cell).hides()).cloned().collect()
}

/// Whether it holds figures and words in rows and columns, and no other table, no list and no page.
pub(super) fn is_data(node: &Handle) -> bool {
    if attribute(node, "role").is_some_and(|role| role == "presentation" || role == "none") {
        return false;
    }
    let rows = rows(node);
    let all: Vec<Vec<Handle>> = rows.iter().map(cells).collect();
    let columns = all.iter().map(Vec::len).max().unwrap_or_default();
    if !(2..=MOST_COLUMNS).contains(&columns) || rows.len() > MOST_ROWS {
        return false;
    }
    let is_page = |cell: &Handle| text(cell).chars().count() > LONGEST_CELL || holds_blocks(cell);
    !all.iter().flatten().any(is_page)
}

fn holds_blocks(cell: &Handle) -> bool {
    let mut open = vec![cell.clone()];
    while let Some(node) = open.pop() {
        for child in node.children.borrow().iter() {
            if matches!(name(child), Some("table" | "ul" | "ol" | "blockquote" | "pre" | "h1" | "h2" | "h3")) {
                return true;
            }
            open.push(child.clone());
        }
    }
    false
}

/// Its first row is the head. Rows and columns without a word are left out.
pub(super) fn markdown(node: &Handle) -> String {
    let mut grid: Vec<Vec<String>> = Vec::new();
    // Columns that a cell above reaches down into, with the rows left.
    let mut reaching: Vec<usize> = Vec::new();
    for row in rows(node) {
        let mut line: Vec<String> = Vec::new();
        let mut reach: Vec<usize> = Vec::new();
        let skip = |line: &mut Vec<String>, reach: &mut Vec<usize>| {
            while let Some(left) = reaching.get(line.len()).filter(|left| **left > 0) {
                reach.push(left - 1);
                line.push(String::new());
            }
        };
        for cell in cells(&row) {
            skip(&mut line, &mut reach);
            let down = number(&cell, "rowspan", MOST_ROWS).unwrap_or(1).max(1) - 1;
            let across = number(&cell, "colspan", MOST_COLUMNS).unwrap_or(1).max(1);
            for at in 0..across {
                line.push(if at == 0 { walk::cell(&cell) } else { String::new() });
                reach.push(down);
            }
        }
        skip(&mut line, &mut reach);
        reaching = reach;
        grid.push(line);
    }
    grid.retain(|line| line.iter().any(|cell| !cell.is_empty()));
    let columns = grid.iter().map(Vec::len).max().unwrap_or_default();
    let used: Vec<usize> = (0..columns).filter(|at| grid.iter().any(|line| line.get(*at).is_some_and(|cell| !cell.is_empty()))).collect();
    let written = |line: &Vec<String>| {
        let cells: Vec<&str> = used.iter().map(|at| line.get(*at).map_or("", String::as_str)).collect();
        format!("| {} |", cells.join(" | "))
    };
    if used.len() < 2 {
        let lines: Vec<String> = grid.iter().map(|line| used.iter().filter_map(|at| line.get(*at)).cloned().collect()).collect();
        return lines.join("  \n");
    }
    let mut lines: Vec<String> = grid.iter().map(written).collect();
    let rule = format!("|{}", " --- |".repeat(used.len()));
    lines.insert(1.min(lines.len()), rule);
    lines.join("\n")
}
