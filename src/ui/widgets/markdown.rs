//! Markdown as it reads.

use egui::Ui;
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use crate::ui::theme;

/// Shows Markdown; keeps what it needs between frames. Nothing is fetched: pictures show their address.
#[derive(Default)]
pub struct Markdown(CommonMarkCache);

impl Markdown {
    /// Shows a text.
    pub fn show_ui(&mut self, ui: &mut Ui, text: &str) {
        ui.scope(|ui| {
            let writing = theme::writing_style().resolve(ui.style());
            ui.style_mut().text_styles.insert(egui::TextStyle::Body, writing);
            ui.style_mut().interaction.selectable_labels = true;
            CommonMarkViewer::new().show(ui, &mut self.0, text);
        });
    }
}

impl std::fmt::Debug for Markdown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Markdown")
    }
}
