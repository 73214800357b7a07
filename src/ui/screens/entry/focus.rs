//! Focus: the entry's texts and nothing beside them. What is left out keeps its place in egui's count of widgets, so that the text that has the
//! keyboard, its cursor and its selection stay what they are.

use egui::{Align, Ui};

use super::Editor;

impl Editor {
    /// Shows only the texts, or everything again.
    pub fn set_focus(&mut self, focus: bool) {
        if self.focus != focus {
            self.focus = focus;
            self.find_cursor = true;
        }
    }

    /// Shows what is not one of the entry's texts; leaves it out while they are focused on.
    pub(super) fn beside_ui(&mut self, ui: &mut Ui, content: impl FnOnce(&mut Self, &mut Ui)) {
        if self.focus {
            // As many as a scope takes.
            ui.skip_ahead_auto_ids(1);
        } else {
            ui.scope(|ui| content(self, ui));
        }
    }

    /// After everything has moved, the line that is being written stays in sight.
    pub(super) fn keep_cursor_in_sight(&mut self, ui: &Ui) {
        if std::mem::take(&mut self.find_cursor)
            && let Some(cursor) = ui.output(|output| output.ime.as_ref().map(|ime| ime.cursor_rect))
        {
            ui.scroll_to_rect(cursor, Some(Align::Center));
        }
    }
}
