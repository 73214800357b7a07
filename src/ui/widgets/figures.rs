//! A few large figures, each with its name below it.

use egui::{Align, Layout, RichText, Ui, vec2};

use super::field::caption_ui;
use crate::ui::theme::{self, space, type_size};

/// The least room that a figure needs, in points.
const LEAST: f32 = 104.0;

/// The most room that a figure takes, in points.
const MOST: f32 = 176.0;

/// Figures beside each other, or below each other where there is no room.
pub fn figures_ui<S: AsRef<str>>(ui: &mut Ui, figures: &[(String, S)]) {
    let columns = (ui.available_width() / LEAST).floor().clamp(1.0, figures.len().max(1) as f32);
    let width = ((ui.available_width() - space::S * (columns - 1.0)) / columns).floor().min(MOST);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number")]
    let columns = columns as usize;
    for row in figures.chunks(columns) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            for (figure, name) in row {
                ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.label(RichText::new(figure).font(theme::bold(type_size::SECTION)));
                    caption_ui(ui, name.as_ref());
                });
            }
        });
    }
}
