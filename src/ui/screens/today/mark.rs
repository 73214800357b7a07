//! A mark on the way in, written down in a dialog: what was read and in which version, or what came of it.

use chrono::NaiveDate;
use egui::{RichText, Ui};

use super::Today;
use crate::domain::when::{self, Sense};
use crate::domain::{Waymark, WaymarkDraft, WaymarkId, WaymarkKind};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, size, space};
use crate::ui::widgets::{DayField, Leave, Writing, dialog_ui, line_ui};
use crate::worker::{Event, PlanRequest, Request};

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
    /// The day on which it is written, as of the last frame.
    today: NaiveDate,
    /// On its way to the journal, under this ticket.
    sent: Option<u64>,
    /// Esc was pressed with something written: the next one drops it.
    warned: bool,
}

impl MarkForm {
    /// For a new one; of a document that was read before, with its title.
    pub(super) fn new(kind: WaymarkKind, cx: &Ctx<'_>) -> Self {
        let last = cx.snapshot.waymarks.iter().filter(|mark| mark.draft.kind == kind).max_by_key(|mark| mark.draft.day);
        let title = last.filter(|_| kind.is_read()).map(|mark| mark.draft.title.clone()).unwrap_or_default();
        let today = cx.today();
        let draft = WaymarkDraft { kind, title, version: String::new(), day: today, note: String::new() };
        Self { of: None, before: draft.clone(), draft, day: DayField::default(), focused: false, today, sent: None, warned: false }
    }

    /// For one that is there.
    pub(super) fn of(id: WaymarkId, cx: &Ctx<'_>) -> Option<Self> {
        let mark = cx.snapshot.waymarks.iter().find(|mark| mark.id == id)?.clone();
        let (draft, today) = (mark.draft.clone(), cx.today());
        Some(Self {
            of: Some(mark),
            before: draft.clone(),
            draft,
            day: DayField::default(),
            focused: false,
            today,
            sent: None,
            warned: false,
        })
    }

    fn can_be_kept(&self) -> bool {
        self.sent.is_none() && self.draft.day <= self.today
    }

    /// Whether it is on its way to the journal.
    pub(super) fn is_sent(&self) -> bool {
        self.sent.is_some()
    }

    /// Sends it; the form stays until the journal has it. Nothing to send where nothing was changed of one that is there.
    fn send(&mut self, ticket: u64) -> Option<Request> {
        let draft = self.draft.clone();
        let wish = match &self.of {
            Some(_) if draft == self.before => return None,
            Some(mark) => PlanRequest::SaveWaymark { id: mark.id, draft },
            None => PlanRequest::AddWaymark(draft),
        };
        self.sent = Some(ticket);
        Some(Request::WithAnswer { ticket, wish: Box::new(Request::Plan(wish)) })
    }

    /// Keeps what is written when the window is left; or why that cannot be.
    pub(super) fn leave(&mut self, tickets: &mut u64) -> Result<Option<Request>, &'static str> {
        if self.draft == self.before || self.is_sent() {
            return Ok(None);
        }
        if !self.can_be_kept() {
            return Err("What you are noting on the way in is not kept: its day is still to come");
        }
        *tickets += 1;
        Ok(self.send(*tickets))
    }

    /// Takes in what the worker tells; `false` when it is kept.
    pub(super) fn on_event(&mut self, event: &Event) -> bool {
        match event {
            Event::Kept { ticket } => self.sent != Some(*ticket),
            Event::Failed(failure) => {
                self.sent.take_if(|sent| failure.ticket == Some(*sent));
                true
            }
            _ => true,
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
            form.today = cx.today();
            ui.add_enabled_ui(!form.is_sent(), |ui| form.fields_ui(ui, cx));
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| {
                let can = form.can_be_kept();
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
            let ticket = cx.ticket();
            if let Some(request) = form.send(ticket) {
                cx.send(request);
                self.mark = Some(form);
            }
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
