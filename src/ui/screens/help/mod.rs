//! The page Help.

use egui::Ui;

use crate::ui::context::Ctx;
use crate::ui::widgets::page_ui;
use crate::worker::Event;

/// What the page remembers.
#[derive(Debug, Default)]
pub struct Help {}

impl Help {
    /// Takes in what the worker tells.
    pub fn on_event(&mut self, _event: &Event) {}

    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, _cx: &mut Ctx<'_>) {
        page_ui(ui, "Help", 760.0, |_ui| {});
    }
}
