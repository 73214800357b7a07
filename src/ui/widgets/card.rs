//! Cards: one that can be pressed as a whole, and one that holds rows.

use egui::{CursorIcon, Frame, Margin, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo};

use crate::ui::theme::{self, radius, size, space};

/// A card that is one large button, called `name`; smaller buttons may lie on it.
pub fn card_ui(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) -> Response {
    let builder = UiBuilder::new().sense(Sense::click());
    let response = ui
        .scope_builder(builder, |ui| {
            let palette = theme::palette(ui.ctx());
            let mut frame = theme::card_frame(ui.ctx());
            if ui.response().hovered() {
                frame = frame.stroke(Stroke::new(size::HAIRLINE, palette.outline));
            }
            frame.show(ui, |ui| {
                ui.set_width(ui.available_width());
                content(ui);
            });
        })
        .response
        .on_hover_cursor(CursorIcon::PointingHand);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    if response.has_focus() {
        let ring = Stroke::new(size::FOCUS_RING, theme::palette(ui.ctx()).focus);
        ui.painter().rect_stroke(response.rect, radius::CARD, ring, StrokeKind::Inside);
    }
    response
}

/// A card around rows that bring their own room.
pub fn rows_card_ui<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    rows_frame(ui)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::XS;
            content(ui)
        })
        .inner
}

fn rows_frame(ui: &Ui) -> Frame {
    theme::card_frame(ui.ctx()).inner_margin(Margin::same(6))
}
