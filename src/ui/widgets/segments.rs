//! A few choices side by side, of which one is taken.

use egui::{Button, Frame, Margin, RichText, Stroke, Ui, WidgetInfo};

use crate::ui::theme::{self, radius, size, space};

/// Shows them under a name that is read out; the place of the one that was pressed.
pub fn segments_ui(ui: &mut Ui, name: &str, labels: &[&str], chosen: usize) -> Option<usize> {
    let palette = theme::palette(ui.ctx());
    let mut pressed = None;
    let frame = Frame::new().fill(palette.control).corner_radius(radius::CONTROL).inner_margin(Margin::same(3));
    let inner = frame.show(ui, |ui| {
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(egui::Role::RadioGroup);
            node.set_label(name);
        });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::XS, space::XS);
            for (at, label) in labels.iter().enumerate() {
                let on = at == chosen;
                let (ground, ink) = if on { (palette.raised, palette.accent_text) } else { (palette.control, palette.text) };
                let edge = if on { Stroke::new(size::HAIRLINE, palette.outline) } else { Stroke::NONE };
                let button = Button::new(RichText::new(*label).color(ink)).fill(ground).stroke(edge);
                let response = ui.add(button);
                let enabled = ui.is_enabled();
                response.widget_info(|| WidgetInfo::selected(egui::Role::RadioButton, enabled, on, *label));
                theme::buttons::focus_ring(ui, &response);
                if response.clicked() && !on {
                    pressed = Some(at);
                }
            }
        });
    });
    let _ = inner.response;
    pressed
}
