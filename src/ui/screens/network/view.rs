//! The page with its parts.

use egui::Ui;

use super::{Network, Part};
use crate::ui::context::Ctx;
use crate::ui::theme::space;
use crate::ui::widgets::{page_ui, segments_ui};

/// The page is no wider than this.
const WIDTH: f32 = 860.0;

impl Network {
    /// Shows the page. `ticket` is a number for what it sends in this frame.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, ticket: u64) {
        self.ticket = ticket;
        page_ui(ui, "Network", WIDTH, |ui| {
            let place = Part::ALL.iter().position(|part| *part == self.part).unwrap_or(0);
            let chosen = segments_ui(ui, "Part of the network", &Part::ALL.map(Part::label), place);
            if let Some(part) = chosen.and_then(|at| Part::ALL.get(at)) {
                self.part = *part;
            }
            ui.add_space(space::S);
            match self.part {
                Part::Communities => self.communities_ui(ui, cx),
                Part::Chats => self.chats_ui(ui, cx),
                Part::People => self.people_ui(ui, cx),
                Part::LearnFrom => self.mirror_ui(ui, cx),
            }
        });
        self.form_ui(ui, cx);
        self.catalogue_ui(ui, cx);
        self.chat_form_ui(ui, cx);
        self.calendar_ui(ui, cx);
        self.person_form_ui(ui, cx);
    }
}
