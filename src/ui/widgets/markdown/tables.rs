//! Tables: columns as wide as their words, as far as there is room; rows as lists where there is none.

use egui::{Align, Rect, Role, pos2, vec2};
use pulldown_cmark::Alignment;

use super::blocks::{Flow, Part};
use super::inline::{self, Base};
use super::tree::{Look, Table, Text};
use super::words::{Place, Words};
use crate::ui::theme::space;

/// A column that would have to be narrower is none.
const NARROWEST: f32 = 64.0;

/// More columns than this are never beside each other.
const MOST_COLUMNS: usize = 24;

/// Adds a table.
pub(super) fn lay_out(flow: &mut Flow<'_>, table: &Table) {
    let (left, width) = flow.room();
    let columns = table.columns.len();
    let room = width - space::L * columns.saturating_sub(1) as f32;
    let body = Base::writing(flow.ui, flow.palette);
    let head = Base { bold: true, ..body };
    if columns > MOST_COLUMNS {
        stacked(flow, table);
        return;
    }
    let mut wanted = vec![1.0_f32; columns];
    for (at, row) in table.rows.iter().enumerate() {
        let base = if at == 0 { head } else { body };
        for (cell, wanted) in row.iter().zip(&mut wanted) {
            let job = inline::job(cell, base, f32::INFINITY, flow.palette);
            *wanted = wanted.max(inline::galley(flow.ui, &job).size().x.ceil() + 1.0);
        }
    }
    if wanted.iter().sum::<f32>() > room && room < NARROWEST * columns as f32 {
        stacked(flow, table);
        return;
    }
    let widths = fitted(&wanted, room);
    let whole = widths.iter().sum::<f32>() + space::L * columns.saturating_sub(1) as f32;
    let top = flow.y;
    let mut rows = Vec::with_capacity(table.rows.len());
    for (at, row) in table.rows.iter().enumerate() {
        let (base, role) = if at == 0 { (head, Role::ColumnHeader) } else { (body, Role::Cell) };
        let row_top = flow.y;
        let mut bottom = row_top + space::XS + base.line();
        let mut cell_left = left;
        let mut cells = Vec::with_capacity(columns);
        for ((cell, width), alignment) in row.iter().zip(&widths).zip(&table.columns) {
            let align = match alignment {
                Alignment::Right => Align::Max,
                Alignment::Center => Align::Center,
                Alignment::Left | Alignment::None => Align::Min,
            };
            let place = Place { left: cell_left, top: row_top + space::XS, width: *width, align, base };
            let words = Words::new(flow.ui, cell, place, flow.palette).with_role(role);
            bottom = bottom.max(words.rect.bottom());
            cells.push(words);
            cell_left += width + space::L;
        }
        flow.y = bottom + space::XS;
        rows.push((Rect::from_min_max(pos2(left, row_top), pos2(left + whole, flow.y)), cells));
    }
    flow.push(Part::Table(Rect::from_min_size(pos2(left, top), vec2(whole, flow.y - top)), rows));
}

/// Each row as lines of “header: cell”.
fn stacked(flow: &mut Flow<'_>, table: &Table) {
    let base = Base::writing(flow.ui, flow.palette);
    let bold = Look { bold: true, ..Look::default() };
    let Some((head, rows)) = table.rows.split_first() else { return };
    if rows.is_empty() {
        for name in head {
            flow.words(name, Base { bold: true, ..base }, 0);
        }
    }
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            let (left, width) = flow.room();
            flow.y += space::S;
            flow.push(Part::Rule(Rect::from_min_size(pos2(left, flow.y), vec2(width, 1.0))));
            flow.y += space::S;
        }
        for (name, cell) in head.iter().zip(row).filter(|(_, cell)| !cell.words.is_empty()) {
            let mut line = Text::default();
            if !name.words.is_empty() {
                line.append(name);
                for run in &mut line.runs {
                    run.look.bold = true;
                }
                line.push(": ", bold, None);
            }
            line.append(cell);
            flow.words(&line, base, 0);
        }
    }
}

/// The widths of columns in a room: narrow ones get what they want, the others share the rest.
fn fitted(wanted: &[f32], room: f32) -> Vec<f32> {
    let mut order: Vec<(usize, f32)> = wanted.iter().copied().enumerate().collect();
    order.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    let mut widths = vec![0.0; wanted.len()];
    let (mut rest, mut left) = (room, wanted.len());
    for (at, wants) in order {
        let width = wants.min((rest / left as f32).floor()).max(1.0);
        if let Some(slot) = widths.get_mut(at) {
            *slot = width;
        }
        rest -= width;
        left -= 1;
    }
    widths
}
