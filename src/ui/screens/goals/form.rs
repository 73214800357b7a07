//! Adding a goal: a title is enough.

use egui::{Key, RichText, Ui};

use super::Goals;
use super::fields::Fields;
use crate::domain::{GoalDraft, Need};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, size, space};
use crate::ui::widgets::{Leave, dialog_ui, line_ui};
use crate::worker::{PlanRequest, Request};

/// A goal that is being written down.
#[derive(Debug, Default)]
pub(super) struct Form {
    draft: GoalDraft,
    /// As it was when the form was opened.
    before: GoalDraft,
    fields: Fields,
    /// What it grows out of.
    need: Option<Box<Need>>,
    /// It is on its way, under this number.
    pub(super) sent: Option<u64>,
    /// The cursor was put into the title.
    focused: bool,
}

/// What was pressed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pressed {
    Nothing,
    Keep,
    Cancel,
}

impl Form {
    /// A goal that grows out of a need: that is why it matters.
    pub(super) fn of_need(need: &Need) -> Self {
        let draft = GoalDraft { why: need.draft.text.clone(), ..GoalDraft::default() };
        Self { before: draft.clone(), draft, need: Some(Box::new(need.clone())), ..Self::default() }
    }

    /// Whether something is written in it that the journal does not have.
    pub(super) fn is_changed(&self) -> bool {
        self.draft != self.before
    }

    /// Sends it under this ticket; nothing while it lacks a title, or is on its way.
    pub(super) fn send(&mut self, ticket: u64) -> Option<Request> {
        if self.sent.is_some() || self.draft.title.trim().is_empty() {
            return None;
        }
        self.sent = Some(ticket);
        let goal = Box::new(self.draft.clone());
        let wish = match self.need.clone() {
            Some(need) => Request::Plan(PlanRequest::GoalOfNeed { ticket, need, goal }),
            None => Request::AddGoal { ticket, draft: goal },
        };
        Some(Request::WithAnswer { ticket, wish: Box::new(wish) })
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) -> Pressed {
        let mut pressed = Pressed::Nothing;
        ui.add_enabled_ui(self.sent.is_none(), |ui| {
            let hint = "Talk about pain without frightening anybody";
            let title = line_ui(ui, "What do you want to be able to do?", &mut self.draft.title, hint);
            if !std::mem::replace(&mut self.focused, true) {
                title.request_focus();
            }
            if title.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
                pressed = Pressed::Keep;
            }
            let note = "This is enough for now: Enter keeps it. Everything else can wait until you want it.";
            ui.label(RichText::new(note).small().color(theme::palette(ui.ctx()).text_faint));
            ui.add_space(space::S);
            self.fields.show_ui(ui, cx, &mut self.draft);
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| {
                let ready = !self.draft.title.trim().is_empty();
                if ui.add_enabled_ui(ready, |ui| buttons::primary_ui(ui, "Keep this goal")).inner.clicked() {
                    pressed = Pressed::Keep;
                }
                if buttons::quiet_ui(ui, "Cancel").clicked() {
                    pressed = Pressed::Cancel;
                }
            });
        });
        pressed
    }
}

impl Goals {
    /// Shows the form; it goes away when the goal is kept.
    pub(super) fn form_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some(form) = self.form.as_mut().filter(|form| form.need.is_none()) else { return };
        let pressed = theme::card_frame(ui.ctx())
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                form.fields_ui(ui, cx)
            })
            .inner;
        ui.add_space(space::M);
        self.after_form(pressed, cx);
    }

    /// The same over the page, for a goal that grows out of a need.
    pub(super) fn need_form_ui(&mut self, ui: &Ui, cx: &mut Ctx<'_>) {
        let Some(form) = self.form.as_mut().filter(|form| form.need.is_some()) else { return };
        let mut pressed = Pressed::Nothing;
        let leave = dialog_ui(ui.ctx(), "Make a goal of it", size::MEASURE, |ui| pressed = form.fields_ui(ui, cx));
        if leave == Leave::Asked && pressed == Pressed::Nothing && form.sent.is_none() {
            pressed = Pressed::Cancel;
        }
        self.after_form(pressed, cx);
    }

    fn after_form(&mut self, pressed: Pressed, cx: &mut Ctx<'_>) {
        let Some(form) = &mut self.form else { return };
        match pressed {
            Pressed::Nothing => {}
            Pressed::Cancel => self.form = None,
            Pressed::Keep => {
                if let Some(request) = form.send(cx.ticket()) {
                    cx.send(request);
                }
            }
        }
    }
}
