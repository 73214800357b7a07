//! Adding a goal: a title is enough.

use egui::{Key, Ui};

use super::Goals;
use crate::domain::when::Sense;
use crate::domain::{GoalDraft, GoalKind, Purpose};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, space};
use crate::ui::widgets::{DayField, caption_ui, chip_ui, line_ui, sentence, writing_ui};
use crate::worker::Request;

/// A goal that is being written down.
#[derive(Debug, Default)]
pub(super) struct Form {
    draft: GoalDraft,
    due: DayField,
    /// It is on its way, under this number.
    pub(super) sent: Option<u64>,
    /// The cursor was put into the title.
    focused: bool,
}

impl Goals {
    /// Shows the form; it goes away when the goal is kept.
    pub(super) fn form_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some(form) = &mut self.form else { return };
        let mut add = false;
        let mut cancel = false;
        theme::card_frame(ui.ctx()).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add_enabled_ui(form.sent.is_none(), |ui| {
                let title =
                    line_ui(ui, "What do you want to be able to do?", &mut form.draft.title, "Talk about pain without frightening anybody");
                if !std::mem::replace(&mut form.focused, true) {
                    title.request_focus();
                }
                add |= title.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                ui.add_space(space::S);
                writing_ui(ui, "Why it matters", &mut form.draft.why, "To you, to the people you treat, to the service", 2);
                ui.add_space(space::S);
                writing_ui(ui, "How you will know", &mut form.draft.measure, "What will be different, and how you can tell", 2);
                ui.add_space(space::S);
                if let Some(day) = form.due.show_ui(ui, "By", form.draft.due, cx.today(), Sense::Future) {
                    form.draft.due = day;
                }
                ui.add_space(space::S);
                serves_ui(ui, &mut form.draft);
                ui.add_space(space::M);
                ui.horizontal_wrapped(|ui| {
                    let ready = !form.draft.title.trim().is_empty();
                    add |= ui.add_enabled_ui(ready, |ui| buttons::primary_ui(ui, "Keep this goal")).inner.clicked();
                    cancel = buttons::quiet_ui(ui, "Cancel").clicked();
                });
            });
        });
        ui.add_space(space::M);
        if add && !form.draft.title.trim().is_empty() && form.sent.is_none() {
            let draft = Box::new(form.draft.clone());
            let ticket = self.ticket();
            if let Some(form) = &mut self.form {
                form.sent = Some(ticket);
            }
            cx.send(Request::AddGoal { ticket, draft });
        } else if cancel {
            self.form = None;
        }
    }
}

/// What a goal serves, and of which kind it is.
pub(super) fn serves_ui(ui: &mut Ui, draft: &mut GoalDraft) {
    ui.horizontal_wrapped(|ui| {
        caption_ui(ui, "It serves");
        for purpose in Purpose::ALL {
            if chip_ui(ui, &sentence(purpose.label()), draft.purpose == *purpose, None).clicked() {
                draft.purpose = *purpose;
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        caption_ui(ui, "It is");
        for kind in GoalKind::ALL {
            if chip_ui(ui, kind.label(), draft.kind == *kind, None).clicked() {
                draft.kind = *kind;
            }
        }
    });
}
