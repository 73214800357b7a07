//! A table of figures: a name, a bar for its share, and numbers at the right.

use egui::{Align, Layout, Rect, RichText, Role, Sense, Ui, vec2};

use crate::ui::theme::{self, radius, space};

/// A column of numbers, in points.
const NUMBER: f32 = 92.0;

/// The same where there is little room.
const NUMBER_NARROW: f32 = 64.0;

/// The bar of a row, in points.
const BAR: f32 = 132.0;

/// Below this width numbers stand closer together.
const NARROW: f32 = 460.0;

/// Below this width the numbers stand below the name.
const STACKED: f32 = 330.0;

/// Below this width there are no bars.
const NO_BARS: f32 = 600.0;

/// One line of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    pub name: String,
    pub cells: Vec<String>,
    /// The length of its bar; 1 is the longest.
    pub share: f32,
}

/// A table called `name`, under the headings of its columns, the first of which is that of the names.
pub fn table_ui(ui: &mut Ui, name: &str, head: &[&str], rows: &[TableRow]) {
    let builder = egui::UiBuilder::new().id_salt(name).accessibility_role(Role::Table).accessibility_label(name);
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        let palette = theme::palette(ui.ctx());
        let (first, rest) = head.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
        let small = |text: &str| RichText::new(text).small().color(palette.text_muted);
        row_ui(ui, Role::ColumnHeader, small(first), rest.iter().map(|text| small(text)).collect(), None);
        for row in rows {
            let rect = ui.available_rect_before_wrap();
            ui.painter().hline(rect.x_range(), rect.top() - space::XS, ui.visuals().widgets.noninteractive.bg_stroke);
            let cells = row.cells.iter().map(RichText::new).collect();
            row_ui(ui, Role::Cell, RichText::new(&row.name), cells, Some(row.share));
        }
    });
}

fn row_ui(ui: &mut Ui, role: Role, name: RichText, cells: Vec<RichText>, share: Option<f32>) {
    let width = ui.available_width();
    let stacked = width < STACKED;
    let gap = space::S;
    let columns = cells.len() as f32;
    let number = match width {
        _ if stacked => ((width - gap * (columns - 1.0)) / columns.max(1.0)).floor(),
        ..NARROW => NUMBER_NARROW,
        _ => NUMBER,
    };
    let bar = if width < NO_BARS { 0.0 } else { BAR };
    let name_width = if stacked { width } else { width - (number + gap) * columns - if bar > 0.0 { bar + gap } else { 0.0 } };
    let cell = |ui: &mut Ui, width: f32, layout: Layout, text: RichText| {
        let words = text.text().to_owned();
        let label = |ui: &mut Ui| {
            ui.set_width(width);
            ui.label(text)
        };
        let response = ui.allocate_ui_with_layout(vec2(width, 0.0), layout, label).inner;
        // What a text label says is its value; a cell has it as its name.
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(role);
            node.set_label(words);
        });
    };
    let end = if stacked { Align::Min } else { Align::Max };
    let numbers = |ui: &mut Ui| {
        for text in cells {
            cell(ui, number, Layout::top_down(end), text);
        }
    };
    let salt = ui.next_auto_id();
    ui.scope_builder(egui::UiBuilder::new().id_salt(salt).accessibility_role(Role::Row), |ui| {
        ui.spacing_mut().item_spacing = vec2(gap, 0.0);
        if stacked {
            cell(ui, width, Layout::top_down(Align::Min), name);
            ui.horizontal_top(numbers);
            return;
        }
        ui.horizontal_top(|ui| {
            cell(ui, name_width, Layout::top_down(Align::Min), name);
            if bar > 0.0 {
                bar_ui(ui, bar, share);
            }
            numbers(ui);
        });
    });
}

/// The bar of a row; only room where there is none.
fn bar_ui(ui: &mut Ui, width: f32, share: Option<f32>) {
    let (rect, _) = ui.allocate_exact_size(vec2(width, 20.0), Sense::hover());
    if let Some(share) = share {
        let palette = theme::palette(ui.ctx());
        let line = Rect::from_center_size(rect.center(), vec2(width, 6.0));
        ui.painter().rect_filled(line, radius::SMALL, palette.control);
        let full = Rect::from_min_size(line.min, vec2(width * share.clamp(0.0, 1.0), line.height()));
        ui.painter().rect_filled(full, radius::SMALL, palette.accent);
    }
}
