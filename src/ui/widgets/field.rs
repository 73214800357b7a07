//! Text fields with a visible name, which is also their accessible name.

use egui::{Margin, Response, RichText, TextEdit, Ui};

use crate::ui::theme;

/// The name of a field, small and quiet.
pub fn caption_ui(ui: &mut Ui, text: &str) -> Response {
    ui.label(RichText::new(text).small().color(theme::palette(ui.ctx()).text_muted))
}

/// A field of one line under its name, as wide as there is room.
pub fn line_ui(ui: &mut Ui, name: &str, text: &mut String, hint: &str) -> Response {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = theme::space::XS;
        let caption = caption_ui(ui, name);
        ui.add(TextEdit::singleline(text).hint_text(faint(ui, hint)).desired_width(f32::INFINITY).margin(Margin::symmetric(10, 7)))
            .labelled_by(caption.id)
    })
    .inner
}

fn faint(ui: &Ui, hint: &str) -> RichText {
    RichText::new(hint).color(theme::palette(ui.ctx()).text_faint)
}
