//! Somebody, written down in a dialog.

use egui::{Key, Label, RichText, Ui};

use super::{Network, Sending};
use crate::domain::{Person, PersonDraft, PersonId};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, size, space};
use crate::ui::widgets::{Leave, dialog_ui, line_ui};
use crate::worker::{CaptureRequest, Request};

/// Somebody who is being added or changed.
#[derive(Debug, Default)]
pub(super) struct PersonForm {
    /// The one that is changed; none when it is new.
    id: Option<PersonId>,
    draft: PersonDraft,
    /// As it was when the form was opened.
    before: PersonDraft,
    pub(super) sending: Sending,
    focused: bool,
}

impl PersonForm {
    /// For somebody new; `named` is what entries call them already.
    pub(super) fn new(named: &str) -> Self {
        let mut draft = PersonDraft::default();
        if named.starts_with('@') { &mut draft.handle } else { &mut draft.name }.push_str(named);
        Self { before: draft.clone(), draft, ..Self::default() }
    }

    /// For somebody who is there.
    pub(super) fn of(person: &Person) -> Self {
        Self { id: Some(person.id), draft: person.draft.clone(), before: person.draft.clone(), ..Self::default() }
    }

    pub(super) fn can_be_kept(&self) -> bool {
        let named = [&self.draft.name, &self.draft.handle].into_iter().any(|text| !text.trim().is_empty());
        named && !self.sending.is_sent()
    }

    /// Whether something is written in it that the journal does not have.
    pub(super) fn is_changed(&self) -> bool {
        self.draft != self.before
    }

    /// Sends it under this ticket; nothing when nothing was changed.
    pub(super) fn send(&mut self, ticket: u64) -> Option<Request> {
        let draft = Box::new(self.draft.clone());
        let wish = match self.id {
            Some(_) if !self.is_changed() => return None,
            Some(id) => CaptureRequest::SavePerson { id, draft },
            None => CaptureRequest::AddPerson(draft),
        };
        Some(self.sending.send(ticket, Request::Capture(wish)))
    }

    /// Whether Enter was pressed in the last or the first field.
    fn fields_ui(&mut self, ui: &mut Ui) -> bool {
        let draft = &mut self.draft;
        let name = line_ui(ui, "Name", &mut draft.name, "Bronwen Example");
        if !std::mem::replace(&mut self.focused, true) {
            name.request_focus();
        }
        let handle = line_ui(ui, "Handle", &mut draft.handle, "@example");
        let fields = [
            name,
            handle,
            line_ui(ui, "Profession", &mut draft.profession, "Physiotherapist"),
            line_ui(ui, "Country or place", &mut draft.place, "Wales"),
            line_ui(ui, "Organisation", &mut draft.organisation, ""),
        ];
        fields.iter().any(egui::Response::lost_focus) && ui.input(|input| input.key_pressed(Key::Enter))
    }
}

impl Network {
    pub(super) fn person_form_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some(form) = &mut self.person else { return };
        let title = if form.id.is_some() { "Change person or source" } else { "Add a person or source" };
        let (mut keep, mut cancel) = (false, false);
        let leave = dialog_ui(ui.ctx(), title, size::DIALOG, |ui| {
            ui.add_enabled_ui(!form.sending.is_sent(), |ui| {
                let palette = theme::palette(ui.ctx());
                keep = form.fields_ui(ui);
                form.sending.why_ui(ui);
                let text = "A name or a handle is enough. Unless you ask for names, exports leave them out of lists of people, of captions and of \
                            file names. What you write in an entry, the host’s handle, and what stands in files leave as they are: Portfolio \
                            says where people are named.";
                ui.add(Label::new(RichText::new(text).small().color(palette.text_muted)).wrap());
                ui.add_space(space::M);
                ui.horizontal_wrapped(|ui| {
                    keep |= ui.add_enabled_ui(form.can_be_kept(), |ui| buttons::primary_ui(ui, "Keep it")).inner.clicked();
                    cancel = buttons::quiet_ui(ui, "Cancel").clicked();
                });
            });
        });
        if keep && form.can_be_kept() {
            match form.send(self.ticket) {
                Some(request) => cx.send(request),
                None => self.person = None,
            }
        } else if cancel || leave == Leave::Asked || (leave == Leave::Beside && !form.is_changed()) {
            self.person = None;
        }
    }
}
