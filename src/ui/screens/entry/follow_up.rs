//! What is taken back to work, and what proves it.

use chrono::NaiveDate;
use egui::{RichText, Ui};

use super::Editor;
use crate::domain::when::{self, Sense};
use crate::domain::{Action, ActionDraft, EntryId};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, size, space};
use crate::ui::widgets::{line_ui, section_ui};
use crate::worker::Request;

impl Editor {
    pub(super) fn follow_up_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        section_ui(ui, "Back to work", |_| {});
        self.actions_ui(ui, cx);
        self.evidence_ui(ui, cx);
    }

    fn actions_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let snapshot = std::sync::Arc::clone(&cx.snapshot.actions);
        let id = self.id;
        for action in snapshot.iter().filter(|action| action.entry == id) {
            self.action_ui(ui, cx, action);
        }
        self.new_action_ui(ui, cx);
    }

    /// One action: to tick, to change, to take away.
    fn action_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, action: &Action) {
        let palette = theme::palette(ui.ctx());
        let today = cx.today();
        let room = ui.available_width();
        ui.horizontal_top(|ui| {
            let mut done = action.draft.done.is_some();
            if ui.checkbox(&mut done, "").on_hover_text("Done").accessible_name(&action.draft.what).changed() {
                let draft = ActionDraft { done: done.then_some(today), ..action.draft.clone() };
                cx.send(Request::SaveAction { id: action.id, draft });
            }
            let text = (room - 3.0 * (size::TARGET + space::S)).max(80.0);
            ui.allocate_ui(egui::vec2(text, 0.0), |ui| {
                ui.vertical(|ui| {
                    ui.set_width(text);
                    ui.add(egui::Label::new(&action.draft.what).wrap());
                    let when = when_text(action);
                    if !when.is_empty() {
                        ui.label(RichText::new(when).small().color(palette.text_muted));
                    }
                });
            });
            if buttons::icon_ui(ui, Icon::Edit, &format!("Change action {}", action.draft.what)).clicked() {
                self.fields.action.clone_from(&action.draft.what);
                self.fields.action_day = action.draft.due;
                self.fields.action_edited = Some(action.clone());
            }
            if buttons::icon_ui(ui, Icon::Close, &format!("Remove action {}", action.draft.what)).clicked() {
                cx.send(Request::RemoveAction(action.clone()));
            }
        });
    }

    /// What is to be done, until when; kept by Enter or the button, so that both can be given in any order.
    fn new_action_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let today = cx.today();
        let hint = "One thing to do at work because of this";
        let what = line_ui(ui, "Something to do", &mut self.fields.action, hint);
        let mut add = what.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let blank = self.fields.action.trim().is_empty();
        ui.horizontal_top(|ui| {
            if let Some(day) = self.fields.action_due.show_ui(ui, "By", self.fields.action_day, today, Sense::Future) {
                self.fields.action_day = day;
            }
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                crate::ui::widgets::caption_ui(ui, "");
                let word = if self.fields.action_edited.is_some() { "Change" } else { "Add" };
                add |= ui.add_enabled(!blank, egui::Button::new(word)).clicked();
            });
        });
        if add && !blank {
            if let Some(typed) = self.take_action() {
                cx.send(typed.request(self.id));
            }
            what.request_focus();
        }
    }
}

/// What stands in the fields for something to do.
#[derive(Clone, Debug)]
pub(super) struct TypedAction {
    what: String,
    due: Option<NaiveDate>,
    /// The action that is changed.
    of: Option<Action>,
}

impl TypedAction {
    /// Keeps it with its entry.
    pub(super) fn request(self, entry: EntryId) -> Request {
        let Self { what, due, of } = self;
        match of {
            Some(old) => Request::SaveAction { id: old.id, draft: ActionDraft { what, due, ..old.draft } },
            None => Request::AddAction { entry, draft: ActionDraft { what, due, ..ActionDraft::default() } },
        }
    }
}

impl Editor {
    /// Whether something to do is typed and not kept: in an action that is being changed, something else than it says.
    pub(super) fn has_action(&self) -> bool {
        let typed = self.fields.action.trim();
        let as_kept = |old: &Action| old.draft.what == typed && old.draft.due == self.fields.action_day;
        !typed.is_empty() && !self.fields.action_edited.as_ref().is_some_and(as_kept)
    }

    /// Takes what stands in the fields, as Enter does.
    pub(super) fn take_action(&mut self) -> Option<TypedAction> {
        if self.fields.action.trim().is_empty() {
            return None;
        }
        let what = std::mem::take(&mut self.fields.action);
        Some(TypedAction { what, due: self.fields.action_day.take(), of: self.fields.action_edited.take() })
    }

    /// Puts it back where it was typed.
    pub(super) fn put_back_action(&mut self, typed: TypedAction) {
        if self.fields.action.trim().is_empty() {
            let TypedAction { what, due, of } = typed;
            (self.fields.action, self.fields.action_day, self.fields.action_edited) = (what, due, of);
        } else {
            self.fields.action = format!("{}; {}", typed.what.trim(), self.fields.action.trim());
        }
    }
}

fn when_text(action: &Action) -> String {
    let mut parts = Vec::new();
    match (action.draft.done, action.draft.due) {
        (Some(done), _) => parts.push(format!("done {}", when::shown(done))),
        (None, Some(due)) => parts.push(format!("by {}", when::shown(due))),
        (None, None) => {}
    }
    if !action.draft.shared_with.is_empty() {
        parts.push(format!("shared with {}", action.draft.shared_with));
    }
    parts.join(" · ")
}
