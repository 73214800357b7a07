//! Earlier versions of the entry's texts.

use super::Editor;
use crate::domain::Subject;
use crate::domain::texts::is_line_of_entry;
use crate::ui::context::Ctx;
use crate::ui::screens::versions::{Versions, Wish};
use crate::worker::Request;
use crate::writing::compare;

impl Editor {
    /// Looks at earlier versions, or goes back to writing.
    pub(super) fn show_versions(&mut self, cx: &mut Ctx<'_>) {
        if let Some(save) = self.flush() {
            cx.send(save);
        }
        let of = Subject::Entry(self.id);
        self.versions = Some(Versions::of(of));
        cx.send(Request::Moments(of));
    }

    pub(super) fn versions_ui(&mut self, ui: &mut egui::Ui, cx: &mut Ctx<'_>) {
        let now = self.draft.texts();
        let Some(versions) = &mut self.versions else { return };
        match versions.show_ui(ui, cx, &now) {
            None => {}
            Some(Wish::Leave) => self.versions = None,
            Some(Wish::BringBack { field, label, old, paragraph }) => {
                if cx.read_only() || self.state.is_binned() {
                    cx.say("This entry cannot be written in now");
                    return;
                }
                let text = self.draft.text_mut(&field, &label);
                let new = if is_line_of_entry(&field) { old } else { compare::bring_back(text, &old, paragraph) };
                if *text == new {
                    cx.say("It stands there already");
                    return;
                }
                *text = new;
                cx.desk.step();
                cx.say(format!("The paragraph is back in “{label}”"));
            }
        }
    }
}
