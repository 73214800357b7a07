//! A mark on the way in, written down in a dialog: what was read and in which version, or what came of it.

use egui::{RichText, Ui};

use super::Today;
use crate::domain::when::{self, Sense};
use crate::domain::{Waymark, WaymarkDraft, WaymarkId, WaymarkKind};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, size, space};
use crate::ui::widgets::{DayField, Leave, Writing, dialog_ui, line_ui};
use crate::worker::{PlanRequest, Request};

/// A mark that is being added or changed.
#[derive(Debug)]
pub(super) struct MarkForm {
    /// The one that is changed; none when it is new.
    of: Option<Waymark>,
    draft: WaymarkDraft,
    /// As it was when the form was opened.
    before: WaymarkDraft,
    day: DayField,
    focused: bool,
    /// Esc was pressed with something written: the next one drops it.
    warned: bool,
}

impl MarkForm {
    /// For a new one; of a document that was read before, with its title.
    pub(super) fn new(kind: WaymarkKind, cx: &Ctx<'_>) -> Self {
        let last = cx.snapshot.waymarks.iter().filter(|mark| mark.draft.kind == kind).max_by_key(|mark| mark.draft.day);
        let title = last.filter(|_| kind.is_read()).map(|mark| mark.draft.title.clone()).unwrap_or_default();
        let draft = WaymarkDraft { kind, title, version: String::new(), day: cx.today(), note: String::new() };
        Self { of: None, before: draft.clone(), draft, day: DayField::default(), focused: false, warned: false }
    }

    /// For one that is there.
    pub(super) fn of(id: WaymarkId, cx: &Ctx<'_>) -> Option<Self> {
        let mark = cx.snapshot.waymarks.iter().find(|mark| mark.id == id)?.clone();
        let draft = mark.draft.clone();
        Some(Self { of: Some(mark), before: draft.clone(), draft, day: DayField::default(), focused: false, warned: false })
    }

    fn save(&self) -> Option<Request> {
        let draft = self.draft.clone();
        match &self.of {
            Some(mark) if draft != self.before => Some(Request::Plan(PlanRequest::SaveWaymark { id: mark.id, draft })),
            Some(_) => None,
            None => Some(Request::Plan(PlanRequest::AddWaymark(draft))),
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let draft = &mut self.draft;
        let (title, hint, day, note, asks) = match draft.kind {
            WaymarkKind::Employer | WaymarkKind::Regulator | WaymarkKind::Body => {
                ("Title", "Social media policy", "Read on", "What to remember", "What it allows, what it asks of you, and whom to ask")
            }
            WaymarkKind::Told => (
                "What it was about",
                "What a chat about discharge letters changed on our ward",
                "Told on",
                "How it was told, and what they said",
                "At the team meeting; two want to come along next time",
            ),
            WaymarkKind::Policy => {
                ("Which policy", "Social media policy of the trust", "Since", "What changed in it", "Learning from chats counts as CPD now")
            }
        };
        let first = line_ui(ui, title, &mut draft.title, hint);
        if !std::mem::replace(&mut self.focused, true) {
            first.request_focus();
        }
        if draft.kind.is_read() {
            line_ui(ui, "Version", &mut draft.version, "3.1, March 2025");
        }
        let today = cx.today();
        if let Some(Some(typed)) = self.day.show_ui(ui, day, Some(draft.day), today, Sense::Past) {
            draft.day = typed;
        }
        Writing::new(note).hint(asks).rows(2).show(ui, cx.desk, &mut draft.note);
        if let Some(again) = draft.read_again() {
            let text = format!("Rules change: on {} it is suggested to look at it again.", when::shown(again));
            ui.label(RichText::new(text).small().color(theme::palette(ui.ctx()).text_muted));
        }
        if draft.day > today {
            ui.label(RichText::new("This day is still to come.").small().color(theme::palette(ui.ctx()).warn.text));
        }
    }
}

impl Today {
    /// The dialog, while it is open.
    pub(super) fn mark_ui(&mut self, ui: &Ui, cx: &mut Ctx<'_>) {
        let Some(mut form) = self.mark.take() else { return };
        let (mut keep, mut remove) = (false, false);
        let title = form.draft.kind.label();
        let leave = dialog_ui(ui.ctx(), title, size::DIALOG, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            form.fields_ui(ui, cx);
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| {
                let can = form.draft.day <= cx.today();
                ui.add_enabled_ui(can, |ui| keep = buttons::primary_ui(ui, "Keep it").clicked());
                if ui.button("Cancel").clicked() {
                    form.warned = true;
                    ui.close();
                }
                if form.of.is_some() {
                    remove = buttons::quiet_ui(ui, "Remove it").clicked();
                }
            });
            if form.warned {
                let text = "What is written here is not kept. Esc once more drops it.";
                ui.label(RichText::new(text).small().color(theme::palette(ui.ctx()).warn.text));
            }
        });
        if keep {
            form.save().into_iter().for_each(|request| cx.send(request));
        } else if remove {
            if let Some(mark) = form.of {
                cx.send(Request::Plan(PlanRequest::RemoveWaymark(Box::new(mark))));
                cx.say("Removed; Undo brings it back");
            }
        } else {
            let changed = form.draft != form.before;
            match leave {
                Leave::No => self.mark = Some(form),
                // A slip beside it must not cost what was written.
                Leave::Beside if changed => self.mark = Some(form),
                Leave::Asked if changed && !form.warned => self.mark = Some(MarkForm { warned: true, ..form }),
                Leave::Beside | Leave::Asked => {}
            }
        }
    }
}
