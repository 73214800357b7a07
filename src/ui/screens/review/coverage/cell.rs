//! A cell of the matrix that is open: its entries, or what could fill it.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Label, RichText, Ui};

use super::{Cell, CoveragePage};
use crate::domain::{EntryHeader, EntryId};
use crate::review::coverage::Matrix;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::screens::review::finding;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::{count_text, entry_row_ui, panel_ui};

/// Entries that are shown at first.
const PIECE: usize = 10;

impl CoveragePage {
    pub(super) fn cell_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Ctx<'_>,
        matrix: &Matrix,
        cell: &Cell,
        entries: &HashMap<EntryId, Arc<EntryHeader>>,
    ) {
        let row = matrix.goals.iter().position(|goal| *goal == cell.goal);
        let column = matrix.columns.iter().position(|column| column.code == cell.code);
        let (Some(row), Some(column)) = (row, column) else {
            self.cell = None;
            return;
        };
        let goal = matrix.chart.rows.get(row).map_or("", |row| row.label.as_str());
        let category = matrix.columns.get(column).map_or("", |column| column.label.as_str());
        let ids = matrix.cell(row, column);
        let palette = theme::palette(ui.ctx());
        ui.add_space(space::S);
        panel_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            ui.horizontal_top(|ui| {
                let room = ui.available_width() - theme::size::TARGET - space::S;
                ui.vertical(|ui| {
                    ui.set_width(room);
                    ui.add(Label::new(RichText::new(category).font(theme::bold(theme::type_size::BODY))).wrap());
                    ui.add(Label::new(RichText::new(goal).color(palette.text_muted)).wrap());
                });
                if buttons::icon_ui(ui, Icon::Close, "Close the cell").clicked() {
                    self.cell = None;
                }
            });
            if ids.is_empty() {
                empty_cell_ui(ui, cx, matrix, cell, goal, category);
                return;
            }
            ui.label(RichText::new(count_text(ids.len(), "entry", "entries")).small().color(palette.text_muted));
            for entry in ids.iter().take(self.in_cell.shown(PIECE)).filter_map(|id| entries.get(id)) {
                if entry_row_ui(ui, cx.catalogue, entry, "", |_| {}).clicked() {
                    cx.open(entry.id);
                }
            }
            self.in_cell.more_ui(ui, PIECE, ids.len(), "entries");
        });
    }
}

/// What could fill it: something new, or what belongs to the goal already.
fn empty_cell_ui(ui: &mut Ui, cx: &mut Ctx<'_>, matrix: &Matrix, cell: &Cell, goal: &str, category: &str) {
    let palette = theme::palette(ui.ctx());
    let says = match (&cell.goal, &cell.code) {
        (Some(_), Some(_)) => {
            format!("Nothing for “{goal}” in “{category}” in this time. It need not have something: not every goal serves every category.")
        }
        _ => "Nothing here: that is as it should be".to_owned(),
    };
    ui.add(Label::new(RichText::new(says).color(palette.text_muted)).wrap());
    ui.add_space(space::XS);
    let Some(id) = cell.goal else { return };
    ui.horizontal_wrapped(|ui| {
        if !cx.read_only() && buttons::marked_ui(ui, Look::Standard, Icon::Add, "Log something for this goal").clicked() {
            cx.actions.push(Action::LogFor(id));
        }
        let key = if matrix.group.is_empty() { "kind" } else { "standard" };
        let find = buttons::marked_ui(ui, Look::Quiet, Icon::Search, "Find entries for it");
        let help = format!("Entries of this goal that do not say “{category}” yet");
        if find.on_hover_text(help).clicked() {
            let without = cell.code.as_ref().map(|code| format!(" -{}", finding::filter(key, code))).unwrap_or_default();
            cx.actions.push(Action::Find(format!("{}{without}", finding::filter("goal", goal))));
        }
    });
}
