//! A table of words and numbers with real rows and cells: the same as a chart, or a table of a sheet.

use egui::{Align, Label, Layout, RichText, Role, ScrollArea, Ui, UiBuilder, vec2};

use crate::ui::theme::{self, space};

/// The least width of a column of numbers, in points.
const NUMBER: f32 = 84.0;

/// The least and the most width of the first column, in points.
const FIRST: (f32, f32) = (132.0, 420.0);

/// With more cells than this, lines out of sight are not made.
const MANY_CELLS: usize = 600;

/// The height of a line that is not made, in points.
const LINE: f32 = 27.0;

/// A table called `name`, with heads above and lines of as many cells. Where it is wider than the room there is, it can be scrolled.
pub fn chart_table_ui(ui: &mut Ui, name: &str, heads: &[String], lines: &[Vec<String>]) {
    let numbers = heads.len().saturating_sub(1) as f32;
    let room = ui.available_width();
    let gap = space::S;
    let first = (room - numbers * (NUMBER + gap)).clamp(FIRST.0, FIRST.1);
    // Columns share what is left; few numbers do not stand at the other end of a wide window.
    let number = if numbers > 0.0 { ((room - first) / numbers - gap).clamp(NUMBER, 1.6 * NUMBER) } else { 0.0 };
    let many = heads.len() * lines.len() > MANY_CELLS;
    ScrollArea::horizontal().id_salt(("table", name)).auto_shrink([false, true]).show(ui, |ui| {
        let builder = UiBuilder::new().id_salt(name).accessibility_role(Role::Table).accessibility_label(name);
        ui.scope_builder(builder, |ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_row_count(lines.len() + 1);
                node.set_column_count(heads.len());
            });
            ui.spacing_mut().item_spacing.y = 0.0;
            line_ui(ui, [Role::ColumnHeader; 2], heads, (first, number), false);
            for line in lines {
                let place = ui.available_rect_before_wrap();
                ui.painter().hline(place.left()..=place.left() + first + numbers * (number + gap), place.top(), rule(ui));
                let next = egui::Rect::from_min_size(place.min, vec2(1.0, LINE));
                if many && !ui.is_rect_visible(next) {
                    ui.add_space(LINE);
                } else {
                    line_ui(ui, [Role::RowHeader, Role::Cell], line, (first, number), many);
                }
            }
        });
    });
}

fn rule(ui: &Ui) -> egui::Stroke {
    ui.visuals().widgets.noninteractive.bg_stroke
}

/// A line: its first cell has the first role, the others have the second. Among very many, all are `even`ly high: names are on one line.
fn line_ui(ui: &mut Ui, [first_role, role]: [Role; 2], cells: &[String], (first, number): (f32, f32), even: bool) {
    let palette = theme::palette(ui.ctx());
    let is_head = first_role == Role::ColumnHeader;
    let salt = ui.next_auto_id();
    ui.scope_builder(UiBuilder::new().id_salt(salt).accessibility_role(Role::Row), |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
        ui.horizontal_top(|ui| {
            for (nth, cell) in cells.iter().enumerate() {
                let (width, align) = if nth == 0 { (first, Align::Min) } else { (number, Align::Max) };
                let text = RichText::new(cell);
                let text = if is_head { text.small().color(palette.text_muted) } else { text.color(palette.text) };
                let label = |ui: &mut Ui| {
                    ui.set_width(width);
                    ui.add_space(4.0);
                    let label = Label::new(text).selectable(!is_head);
                    let response = ui.add(if even { label.truncate() } else { label.wrap() });
                    ui.add_space(4.0);
                    response
                };
                let response = ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(align), label).inner;
                // What a text label says is its value; a cell has it as its name.
                ui.ctx().accesskit_node_builder(response.id, |node| {
                    node.set_role(if nth == 0 { first_role } else { role });
                    node.set_label(cell.as_str());
                });
            }
        });
    });
}
