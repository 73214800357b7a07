//! How pages are laid out: a heading, a reading measure, sections.

use egui::{CentralPanel, RichText, ScrollArea, Ui, UiBuilder};

use crate::ui::theme::{self, space};

/// A page of the program: its name, and what it shows, in one scrolling column of at most `width` points.
pub fn page_ui(ui: &mut Ui, title: &str, width: f32, content: impl FnOnce(&mut Ui)) {
    CentralPanel::default().frame(theme::screen_frame(ui.ctx())).show(ui, |ui| {
        ScrollArea::vertical().id_salt(title).auto_shrink(false).show(ui, |ui| {
            measure_ui(ui, width, |ui| {
                ui.heading(title);
                ui.add_space(space::M);
                content(ui);
                ui.add_space(space::XXXL);
            });
        });
    });
}

/// A column of at most `width` points in the middle of the room there is.
pub fn measure_ui<R>(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.available_rect_before_wrap();
    let width = width.min(room.width());
    let left = room.left() + ((room.width() - width) / 2.0).max(0.0).floor();
    let mut column = room;
    column.set_left(left);
    column.set_right(left + width);
    ui.scope_builder(UiBuilder::new().max_rect(column), content).inner
}

/// The title of a section, with something at its right end.
pub fn section_ui(ui: &mut Ui, title: &str, at_the_end: impl FnOnce(&mut Ui)) {
    ui.add_space(space::L);
    ui.horizontal(|ui| {
        ui.label(RichText::new(title).text_style(theme::section_style()).color(theme::palette(ui.ctx()).text));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), at_the_end);
    });
    ui.add_space(space::XS);
}
