//! A card as wide as there is room, with words on it.

use egui::Ui;

use crate::ui::theme;

/// Shows the card.
pub fn panel_ui<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    theme::card_frame(ui.ctx())
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            content(ui)
        })
        .inner
}
