//! Rows of a table, as archives of chats print them: who, what and when in columns with tabs between them, in an order of their own.

use super::{Found, Head, Layout, only_text};
use crate::capture::transcript::lines::Line;
use crate::capture::transcript::shape;
use crate::capture::transcript::stamp::Stamp;

pub(super) const LAYOUT: Layout =
    Layout { id: "table", label: "Table of posts", find, below: only_text, has_days: true, own_names: &["Me", "You"] };

/// No table of posts has more columns.
const COLUMNS: usize = 12;

fn find<'p>(lines: &'p [Line<'p>]) -> Found<'p> {
    let mut found = Found::default();
    for (at, line) in lines.iter().enumerate() {
        let Some(head) = row(at, &line.text) else { continue };
        found.weight += if head.stamp.is_some_and(|stamp| stamp.has_date()) { 9 } else { 7 };
        found.heads.push(head);
    }
    if found.heads.len() < 2 { Found::default() } else { found }
}

/// One row: a time in one of the two first or last columns, a handle or a name, and what was said.
fn row(at: usize, text: &str) -> Option<Head<'_>> {
    let cells: Vec<&str> = text.split('\t').map(str::trim).take(COLUMNS + 1).collect();
    if !(3..=COLUMNS).contains(&cells.len()) {
        return None;
    }
    let read = |place: &usize| cells.get(*place).and_then(|cell| Stamp::parse(cell)).filter(|stamp| stamp.is_clock() || stamp.has_date());
    let columns = [cells.len() - 1, cells.len() - 2, 0, 1];
    let clock = |place: &usize| read(place).is_some_and(|stamp| stamp.is_clock());
    let time = columns.into_iter().find(clock).or_else(|| columns.into_iter().find(|place| read(place).is_some()))?;
    let mut stamp = read(&time)?;
    let mut left: Vec<&str> = Vec::new();
    for (place, cell) in cells.iter().enumerate().filter(|(place, cell)| *place != time && !cell.is_empty()) {
        // The day in a column of its own.
        match Stamp::parse(cell).filter(|day| place.abs_diff(time) == 1 && day.is_day() && day.has_date() && !stamp.has_date()) {
            Some(day) => stamp.day = day.day,
            None => left.push(cell),
        }
    }
    let handled = left.iter().position(|cell| whose(cell).is_some_and(|(_, handle)| !handle.is_empty()));
    let (mut name, handle) = match handled {
        Some(place) => whose(left.remove(place))?,
        None if left.is_empty() => return None,
        None => (left.remove(0), ""),
    };
    if handle.is_empty() && !shape::is_name(name) {
        return None;
    }
    if name.is_empty() && left.len() > 1 && left.first().is_some_and(|cell| shape::is_name(cell)) {
        name = left.remove(0);
    }
    // Beside it may stand counters and addresses; of equals the first is the text.
    let rest = left.into_iter().rev().max_by_key(|cell| (!shape::is_counter(cell), cell.len()))?;
    Some(Head { name, handle, stamp: Some(stamp), rest, ..Head::at(at) })
}

/// `@ann`, `Ann Lee (@ann)`, `Ann Lee @ann`: the name and the handle of a cell that says nothing else.
fn whose(cell: &str) -> Option<(&str, &str)> {
    let from = cell.find('@').filter(|_| shape::is_short(cell))?;
    let (name, handle) = cell.split_at_checked(from)?;
    let (handle, rest) = shape::handle(handle)?;
    let name = name.trim_end_matches([' ', '(', '[', '·', '-', '|']);
    (rest.trim_matches([')', ']', ':', ' ']).is_empty() && (name.is_empty() || shape::is_name(name))).then_some((name, handle))
}
