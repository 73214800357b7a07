//! Earlier versions of a goal's texts.

use egui::Ui;

use super::page::GoalPage;
use crate::domain::Subject;
use crate::domain::texts::is_line_of_goal;
use crate::ui::context::Ctx;
use crate::ui::screens::versions::{Versions, Wish};
use crate::ui::theme::{buttons, space};
use crate::worker::Request;
use crate::writing::compare;

impl GoalPage {
    /// The way to them.
    pub(super) fn versions_link_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        ui.add_space(space::L);
        if buttons::link_ui(ui, "Earlier versions").on_hover_text("What was written before, word by word").clicked() {
            if let Some(save) = self.flush() {
                cx.send(save);
            }
            let of = Subject::Goal(self.id);
            self.versions = Some(Versions::of(of));
            cx.send(Request::Moments(of));
        }
    }

    pub(super) fn versions_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let now = self.draft.texts();
        let Some(versions) = &mut self.versions else { return };
        match versions.show_ui(ui, cx, &now) {
            None => {}
            Some(Wish::Leave) => self.versions = None,
            Some(Wish::BringBack { .. }) if cx.read_only() => cx.say("This journal cannot be written in now"),
            Some(Wish::BringBack { field, label, old, paragraph }) => {
                if let Some(text) = self.draft.text_mut(&field) {
                    let new = if is_line_of_goal(&field) { old } else { compare::bring_back(text, &old, paragraph) };
                    if *text == new {
                        cx.say("It stands there already");
                        return;
                    }
                    *text = new;
                    // Taken back at one blow.
                    cx.desk.step();
                    cx.say(format!("The paragraph is back in “{label}”"));
                }
            }
        }
    }
}
