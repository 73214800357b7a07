//! The page Portfolio.

use egui::Ui;

use crate::ui::context::Ctx;
use crate::ui::widgets::page_ui;
use crate::worker::Event;

/// What the page remembers.
#[derive(Debug, Default)]
pub struct Portfolio {}

impl Portfolio {
    /// Takes in what the worker tells.
    pub fn on_event(&mut self, _event: &Event) {}

    /// The page was gone to.
    pub fn arrived(&mut self) {}

    /// The file dialog named where to write.
    pub fn on_target(&mut self, _target: std::path::PathBuf) -> Vec<crate::ui::action::Action> {
        Vec::new()
    }

    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, _cx: &mut Ctx<'_>) {
        page_ui(ui, "Portfolio", 760.0, |_ui| {});
    }
}
