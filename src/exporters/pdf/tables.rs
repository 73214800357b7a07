//! Tables of words and numbers, made to fit the width of a page: a wide one goes on below, with its first column again.

use serde_json::{Value, json};

use super::printable::{self, Room};
use crate::domain::Chart;
use crate::domain::chart::Measure;

/// Columns beside the first; more go on below.
const BESIDE: usize = 7;

/// A row stays on one page, unless it might be longer than that.
const LONG: usize = 600;

/// The longest number with its unit, in letters: “1,234 h 30 min”.
const NUMBER: usize = 16;

/// What stands in a cell.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// In letters, about: what a column's width goes by.
    pub(super) length: usize,
    /// A string, or nodes of the page template.
    pub(super) shown: Value,
}

impl Cell {
    /// A text of one line.
    pub(super) fn plain(text: &str) -> Self {
        let text = printable::line(text, Room::Cell);
        Self { length: text.chars().filter(|c| *c != '\u{200B}').count(), shown: Value::String(text) }
    }

    /// Whether it is empty or begins with a number; “3 Mar 2026” is none.
    fn is_numeric(&self) -> bool {
        let Value::String(text) = &self.shown else { return false };
        let is_date = text.split(' ').count() >= 3 && text.len() >= 4 && text.bytes().rev().take(4).all(|b| b.is_ascii_digit());
        text.is_empty() || (self.length <= NUMBER && !is_date && text.starts_with(|c: char| c.is_ascii_digit()))
    }
}

/// The tables of these heads and lines, as data for the template; none without heads or lines.
pub(super) fn tables(heads: &[String], lines: &[Vec<String>]) -> Vec<Value> {
    tables_of(heads, lines.iter().map(|line| line.iter().map(|text| Cell::plain(text)).collect()).collect())
}

/// The same of cells that may be more than plain.
pub(super) fn tables_of(heads: &[String], mut lines: Vec<Vec<Cell>>) -> Vec<Value> {
    if heads.is_empty() || lines.is_empty() {
        return Vec::new();
    }
    let heads: Vec<Cell> = heads.iter().map(|head| Cell::plain(head)).collect();
    // Every line has as many cells as there are heads, or the cells after it would move up.
    for line in &mut lines {
        line.resize_with(heads.len(), || Cell::plain(""));
    }
    let others = heads.len() - 1;
    let groups = others.div_ceil(BESIDE).max(1);
    let beside = others.div_ceil(groups);
    let one = |group: usize| {
        let first = 1 + group * beside;
        let columns: Vec<usize> = std::iter::once(0).chain(first..(first + beside).min(heads.len())).collect();
        let taken = |line: &Vec<Cell>| columns.iter().filter_map(|at| Some(line.get(*at)?.shown.clone())).collect::<Vec<_>>();
        let is_low = |line: &Vec<Cell>| columns.iter().filter_map(|at| line.get(*at)).all(|cell| cell.length < LONG);
        json!({
            "head": taken(&heads),
            "widths": columns.iter().map(|at| width(*at, &heads, &lines)).collect::<Vec<_>>(),
            "right": columns.iter().map(|at| *at > 0 && is_numeric(*at, &lines)).collect::<Vec<_>>(),
            "together": lines.iter().all(is_low),
            "rows": lines.iter().map(taken).collect::<Vec<_>>(),
        })
    };
    (0..groups).map(one).collect()
}

/// Rows of a chart whose table is set low: as columns beside each other.
const LOW: usize = 13;

/// The table of a chart on a sheet: with its rows beside each other and times as `12:30` where there are few, so that it takes little height.
pub(super) fn low(chart: &Chart) -> Vec<Value> {
    if !is_low(chart) {
        return tables(&chart.heads(), &chart.lines());
    }
    let line = |text: &str| printable::line(text, Room::Cell);
    let value = |value: Option<u32>| match (value, chart.measure) {
        (None, _) => String::new(),
        (Some(value), Measure::Minutes) => format!("{}:{:02}", value / 60, value % 60),
        (Some(value), measure) => measure.text(value),
    };
    let unit = if chart.measure == Measure::Minutes { " (h:min)" } else { "" };
    let head: Vec<String> =
        std::iter::once(format!("{}{unit}", line(&chart.row_name))).chain(chart.rows.iter().map(|row| line(&row.label))).collect();
    let names = chart.heads().into_iter().skip(1);
    let rows: Vec<Vec<String>> = names
        .enumerate()
        .map(|(at, name)| {
            let values = chart.rows.iter().map(|row| value(row.values.get(at).copied().flatten()));
            std::iter::once(line(&name)).chain(values).collect()
        })
        .collect();
    vec![json!({
        "head": head,
        "widths": (0..=chart.rows.len()).map(|at| if at == 0 { 16 } else { 9 }).collect::<Vec<_>>(),
        "right": (0..=chart.rows.len()).map(|at| at > 0).collect::<Vec<_>>(),
        "together": true,
        "small": true,
        "rows": rows,
    })]
}

/// Whether the table of a chart on a sheet is a low one.
pub(super) fn is_low(chart: &Chart) -> bool {
    let is_short = chart.rows.iter().all(|row| row.label.chars().count() <= SHORT);
    (2..=LOW).contains(&chart.rows.len()) && chart.series.len() <= 3 && is_short
}

/// A row whose name is no longer can head a narrow column.
const SHORT: usize = 9;

/// Letters of a table that stand beside each other on a page, about.
const LINE: usize = 100;

/// How wide a column is beside the others: as its longest cell, within reason. Of a few columns each may have more, the first of all.
fn width(at: usize, heads: &[Cell], lines: &[Vec<Cell>]) -> usize {
    let longest = lines.iter().filter_map(|line| line.get(at)).map(|cell| cell.length).max().unwrap_or_default();
    // A head may stand on two lines.
    let head = heads.get(at).map_or(0, |head| head.length);
    // What is between two columns takes the room of some letters.
    let share = LINE / heads.len().max(1);
    let most = if at == 0 { (share * 3 / 2).max(32) } else { share.max(26) };
    longest.max(head.min(13)).clamp(4, most) + 4
}

/// Whether all that stands in a column begins with a number.
fn is_numeric(at: usize, lines: &[Vec<Cell>]) -> bool {
    lines.iter().filter_map(|line| line.get(at)).all(Cell::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_tables_go_on_below() {
        let heads: Vec<String> = (0..20).map(|n| format!("head {n}")).collect();
        let lines = vec![(0..20).map(|n| n.to_string()).collect::<Vec<_>>(), vec!["short".to_owned()]];
        let tables = tables(&heads, &lines);
        assert_eq!(tables.len(), 3);
        let mut seen = Vec::new();
        for table in &tables {
            assert_eq!(table["head"][0], "head 0");
            let columns = table["head"].as_array().map(Vec::len);
            assert!(columns.is_some_and(|columns| columns <= BESIDE + 1));
            for row in table["rows"].as_array().into_iter().flatten() {
                assert_eq!(row.as_array().map(Vec::len), columns);
            }
            seen.extend(table["head"].as_array().into_iter().flatten().skip(1).cloned());
        }
        assert_eq!(seen.len(), 19);
        assert!(super::tables(&[], &lines).is_empty());
    }
}
