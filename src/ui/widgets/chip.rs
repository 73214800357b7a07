//! Small rounded words: a choice that is on or off, and a word that can be taken away.

use egui::{Button, Response, RichText, Stroke, StrokeKind, Ui};

use crate::ui::theme::{self, Icon, radius, size};

/// The ring around a chip that has the keyboard. Its own edge is in the same colour when it is on, so the ring is wider than elsewhere.
const RING: f32 = size::FOCUS_RING + 1.0;

/// A choice among several. `key` is shown when it can be chosen by pressing it.
pub fn chip_ui(ui: &mut Ui, label: &str, on: bool, key: Option<char>) -> Response {
    let palette = theme::palette(ui.ctx());
    let (fill, colour, edge) =
        if on { (palette.accent_soft, palette.accent_text, palette.accent) } else { (palette.raised, palette.text, palette.line) };
    let mut button = Button::selectable(on, RichText::new(label).color(colour))
        .fill(fill)
        .stroke(Stroke::new(size::HAIRLINE, edge))
        .frame_when_inactive(true)
        .corner_radius(radius::PILL);
    if let Some(key) = key {
        button = button.shortcut_text(RichText::new(key.to_uppercase().to_string()).small().color(palette.text_muted));
    }
    // Under the pointer and with the keyboard the edge stays as wide as it is, or the chip would change its size. No scope: in one, a chip
    // would not go to the next row.
    let widgets = ui.visuals().widgets.clone();
    let states = &mut ui.visuals_mut().widgets;
    for state in [&mut states.inactive, &mut states.hovered, &mut states.active, &mut states.open] {
        state.bg_stroke.width = size::HAIRLINE;
    }
    let response = ui.add(button);
    ui.visuals_mut().widgets = widgets;
    if response.has_focus() {
        let ring = Stroke::new(RING, palette.focus);
        ui.painter().rect_stroke(response.rect, radius::PILL, ring, StrokeKind::Inside);
    }
    let enabled = ui.is_enabled();
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, enabled, on, label));
    response
}

/// A word with a cross; `true` when the cross was pressed.
pub fn tag_ui(ui: &mut Ui, word: &str, remove: &str) -> bool {
    let palette = theme::palette(ui.ctx());
    let content =
        (RichText::new(word).color(palette.text), RichText::new(Icon::Close.char()).font(Icon::Close.font(12.0)).color(palette.text_muted));
    let response = ui.add(Button::new(content).fill(palette.control).corner_radius(radius::PILL)).on_hover_text(remove);
    let enabled = ui.is_enabled();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, remove));
    response.clicked()
}
