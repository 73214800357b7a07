//! The page Goals.

use egui::Ui;

use crate::ui::context::Ctx;
use crate::ui::widgets::page_ui;
use crate::worker::Event;

/// What the page remembers.
#[derive(Debug, Default)]
pub struct Goals {}

impl Goals {
    /// Takes in what the worker tells.
    pub fn on_event(&mut self, _event: &Event) {}

    /// Shows one goal.
    pub fn show_goal(&mut self, _id: crate::domain::GoalId) {}

    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, _cx: &mut Ctx<'_>) {
        page_ui(ui, "Goals", 760.0, |_ui| {});
    }
}
