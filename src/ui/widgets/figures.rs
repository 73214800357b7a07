//! A few large figures, each with a word below it; and a strip of small bars.

use egui::{Rect, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::field::caption_ui;
use crate::domain::Minutes;
use crate::ui::theme::{self, radius, space};

/// The least room that a figure needs, in points.
const LEAST: f32 = 104.0;

/// Figures beside each other, or below each other where there is no room.
pub fn figures_ui(ui: &mut Ui, figures: &[(String, &str)]) {
    let columns = (ui.available_width() / LEAST).floor().clamp(1.0, figures.len().max(1) as f32);
    let width = ((ui.available_width() - space::S * (columns - 1.0)) / columns).floor();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number")]
    let columns = columns as usize;
    for row in figures.chunks(columns) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            for (value, word) in row {
                ui.allocate_ui_with_layout(vec2(width, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.label(RichText::new(value).font(theme::bold(theme::type_size::SECTION)));
                    caption_ui(ui, word);
                });
            }
        });
    }
}

/// Time by month, oldest first, as bars; read out as `name` and the sum.
pub fn strip_ui(ui: &mut Ui, name: &str, months: &[Minutes], width: f32, height: f32) {
    let palette = theme::palette(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let sum = months.iter().fold(Minutes::ZERO, |sum, month| sum.plus(*month));
    let name = format!("{name}: {sum}");
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    let response = response.on_hover_text(name);
    if !ui.is_rect_visible(response.rect) || months.is_empty() {
        return;
    }
    let most = months.iter().map(|month| month.0).max().unwrap_or(0).max(1) as f32;
    let step = rect.width() / months.len() as f32;
    let bar = (step - 3.0).max(2.0);
    for (at, month) in months.iter().enumerate() {
        let left = rect.left() + step * at as f32 + (step - bar);
        let tall = if month.0 == 0 { 2.0 } else { (rect.height() * month.0 as f32 / most).max(4.0) };
        let colour = if month.0 == 0 { palette.line } else { palette.accent };
        let bar = Rect::from_min_max(pos2(left, rect.bottom() - tall), pos2(left + bar, rect.bottom()));
        ui.painter().rect_filled(bar, radius::SMALL.min(2), colour);
    }
}
