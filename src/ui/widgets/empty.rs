//! A page that has nothing to show yet: it says what it is for and offers the first step.

use egui::{Label, RichText, Ui};

use crate::ui::theme::{self, Icon, buttons, size, space};

/// Shows it in the middle; `true` when the first step was pressed.
pub fn empty_ui(ui: &mut Ui, icon: Icon, title: &str, what_for: &str, first_step: Option<&str>) -> bool {
    let palette = theme::palette(ui.ctx());
    let mut pressed = false;
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.22).clamp(space::L, 160.0));
        ui.label(icon.text(size::ICON_LARGE).color(palette.accent_text));
        ui.add_space(space::S);
        ui.add(Label::new(RichText::new(title).text_style(theme::section_style())).wrap());
        ui.scope(|ui| {
            ui.set_max_width(size::DIALOG.min(ui.available_width()));
            ui.add(Label::new(RichText::new(what_for).color(palette.text_muted)).wrap());
        });
        if let Some(step) = first_step {
            ui.add_space(space::M);
            pressed = buttons::primary_ui(ui, step).clicked();
        }
    });
    pressed
}
