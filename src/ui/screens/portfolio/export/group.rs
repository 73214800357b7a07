//! Groups of choices that open: closed, they say in a line what is chosen.

use egui::{CursorIcon, Label, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use crate::ui::theme::{self, Icon, buttons, size, space, type_size};

/// How far beside the words the ring of the keyboard stands, in points: as far as the choices are not cut off there.
const RING: f32 = 5.0;

/// Shows a group under its name.
pub(super) fn group_ui(ui: &mut Ui, name: &str, chosen: &str, open: &mut bool, content: impl FnOnce(&mut Ui)) {
    named_ui(ui, name, |ui| opening_ui(ui, name, chosen, open, content));
}

/// Something that has the keyboard by its name, and not by how much stands before it: it keeps the keyboard when that comes or goes.
pub(super) fn named_ui<R>(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let id = ui.scope_id().with(("named", name));
    ui.scope_builder(UiBuilder::new().scope_id(id), content).inner
}

fn opening_ui(ui: &mut Ui, name: &str, chosen: &str, open: &mut bool, content: impl FnOnce(&mut Ui)) {
    let palette = theme::palette(ui.ctx());
    ui.add_space(space::M);
    let builder = UiBuilder::new().id_salt(("group", name)).sense(Sense::click());
    let response = ui
        .scope_builder(builder, |ui| {
            ui.set_min_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.horizontal(|ui| {
                ui.set_min_height(size::TARGET);
                ui.add(Label::new(RichText::new(name).font(theme::bold(type_size::BODY)).color(palette.text)).selectable(false));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let caret = if *open { Icon::CaretUp } else { Icon::CaretDown };
                    caret.mark_ui(ui, size::ICON, palette.text_muted);
                });
            });
            if !*open {
                ui.add(Label::new(RichText::new(chosen).small().color(palette.text_muted)).wrap().selectable(false));
            }
        })
        .response
        .on_hover_cursor(CursorIcon::PointingHand);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, format!("{name}: {chosen}")));
    let is_open = *open;
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(is_open));
    // Around the words, which begin where those of the choices do, and not through them.
    let mut around = response.clone();
    around.rect = around.rect.expand2(vec2(RING, 0.0));
    buttons::focus_ring(ui, &around);
    if response.clicked() {
        *open = !*open;
    }
    if is_open {
        content(ui);
    }
}

/// The name of some choices.
pub(super) fn name_ui(ui: &mut Ui, name: &str) {
    ui.add_space(space::S);
    ui.label(RichText::new(name).small().color(theme::palette(ui.ctx()).text_muted));
}

pub(super) fn caption_ui(ui: &mut Ui, text: &str) {
    let palette = theme::palette(ui.ctx());
    ui.add(Label::new(RichText::new(text).small().color(palette.text_muted)).wrap());
}

/// Below the word of a check box or a radio button.
pub(super) fn indented_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.add_space(ui.spacing().icon_width + ui.spacing().icon_spacing);
        ui.vertical(content);
    });
}

#[cfg(test)]
mod tests {
    use egui::epaint::Shape;
    use egui_kittest::HarnessBuilder;
    use egui_kittest::kittest::Queryable as _;

    use super::*;

    #[test]
    fn the_ring_of_the_keyboard_stands_beside_the_words() {
        let mut is_new = true;
        let mut open = false;
        let mut harness = HarnessBuilder::default().with_size(vec2(400.0, 200.0)).build_ui(move |ui| {
            if std::mem::take(&mut is_new) {
                theme::install(ui.ctx());
            } else {
                egui::Frame::new().inner_margin(20.0).show(ui, |ui| group_ui(ui, "Bells", "All of them", &mut open, |_| {}));
            }
        });
        harness.run_steps(3);
        harness.get_by_label("Bells: All of them").focus();
        harness.run_steps(3);
        let shapes: Vec<&Shape> = harness.output().shapes.iter().map(|clipped| &clipped.shape).collect();
        let words = shapes.iter().filter_map(|shape| if let Shape::Text(text) = shape { Some(text.pos.x) } else { None });
        let ring = shapes.iter().filter_map(|shape| match shape {
            Shape::Rect(rect) if rect.stroke.width >= size::FOCUS_RING => Some(rect.rect.left() + rect.stroke.width),
            _ => None,
        });
        let (words, ring) = (words.reduce(f32::min).expect("words"), ring.reduce(f32::min).expect("a ring"));
        assert!(ring + 2.0 <= words, "the ring ends at {ring}, words begin at {words}");
    }
}
