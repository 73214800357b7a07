//! Something at the left and something at the right of one line; below each other where there is no room for both.

use egui::{Align, Layout, Ui};

/// Shows both; `least` is the width that they need beside each other, in points.
pub fn ends_ui(ui: &mut Ui, least: f32, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    if ui.available_width() < least {
        ui.horizontal_wrapped(left);
        ui.horizontal_wrapped(right);
    } else {
        ui.horizontal(|ui| {
            left(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), right);
        });
    }
}
