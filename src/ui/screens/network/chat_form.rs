//! A chat of a certain day, written down in a dialog.

use egui::{ComboBox, RichText, Ui};

use super::{Network, Sending};
use crate::domain::when::Sense;
use crate::domain::{Chat, ChatDraft, ChatId, Minutes, slot};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, size, space};
use crate::ui::widgets::{DayField, Leave, MinutesField, TimeField, caption_ui, dialog_ui, line_ui};
use crate::worker::{CaptureRequest, Request};

/// A chat that is being added or changed.
#[derive(Debug)]
pub(super) struct ChatForm {
    /// The one that is changed; none when it is new.
    id: Option<ChatId>,
    draft: ChatDraft,
    /// As it was when the form was opened.
    before: ChatDraft,
    /// The beginning, which may be missing while it is typed.
    begins: Option<chrono::NaiveTime>,
    day: DayField,
    time: TimeField,
    length: MinutesField,
    pub(super) sending: Sending,
    focused: bool,
}

impl ChatForm {
    fn with(id: Option<ChatId>, draft: ChatDraft) -> Self {
        let begins = id.map(|_| draft.time);
        Self {
            id,
            before: draft.clone(),
            draft,
            begins,
            day: DayField::default(),
            time: TimeField::default(),
            length: MinutesField::default(),
            sending: Sending::No,
            focused: false,
        }
    }

    /// For a new one, in this computer's zone.
    pub(super) fn new(cx: &Ctx<'_>) -> Self {
        let draft = ChatDraft {
            community: None,
            title: String::new(),
            date: cx.today(),
            time: chrono::NaiveTime::MIN,
            zone: cx.snapshot.zone.name().to_owned(),
            length: None,
            address: String::new(),
            external: String::new(),
        };
        Self::with(None, draft)
    }

    /// For one that is there.
    pub(super) fn of(chat: &Chat) -> Self {
        Self::with(Some(chat.id), chat.draft.clone())
    }

    pub(super) fn can_be_kept(&self) -> bool {
        !self.sending.is_sent()
            && self.begins.is_some()
            && (self.draft.community.is_some() || !self.draft.title.trim().is_empty())
            && slot::zone(&self.draft.zone).is_some()
    }

    /// Whether something is written in it that the journal does not have.
    pub(super) fn is_changed(&self) -> bool {
        self.draft != self.before || self.begins != self.id.map(|_| self.before.time)
    }

    /// Sends it under this ticket; nothing when nothing was changed.
    pub(super) fn send(&mut self, ticket: u64) -> Option<Request> {
        if self.id.is_some() && !self.is_changed() {
            return None;
        }
        let draft = Box::new(ChatDraft { time: self.begins.unwrap_or_default(), ..self.draft.clone() });
        let wish = match self.id {
            Some(id) => CaptureRequest::SaveChat { id, draft },
            None => CaptureRequest::AddChat(draft),
        };
        Some(self.sending.send(ticket, Request::Capture(wish)))
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let draft = &mut self.draft;
        let title = line_ui(ui, "What it is about", &mut draft.title, "Pacing in persistent pain");
        if !std::mem::replace(&mut self.focused, true) {
            title.request_focus();
        }
        caption_ui(ui, "Community");
        const NONE: &str = "None of mine";
        let shown = draft.community.and_then(|id| cx.community(id)).map_or(NONE, |community| &community.draft.name);
        let shown = crate::domain::text::excerpt(shown, 40);
        ui.spacing_mut().combo_width = 240.0;
        let before = draft.community;
        let combo = ComboBox::from_id_salt("community").selected_text(shown).height(320.0).show_ui(ui, |ui| {
            ui.selectable_value(&mut draft.community, None, NONE);
            for community in cx.snapshot.communities.iter() {
                ui.selectable_value(&mut draft.community, Some(community.id), crate::domain::text::excerpt(&community.draft.name, 60));
            }
        });
        combo.response.accessible_name("Community");
        if draft.community != before
            && let Some(community) = draft.community.and_then(|id| cx.community(id))
        {
            // What is usual there, where nothing was said.
            self.begins = self.begins.or(community.draft.time);
            draft.length = draft.length.or(community.draft.length);
            if !community.draft.zone.is_empty() {
                draft.zone.clone_from(&community.draft.zone);
            }
        }
        ui.horizontal_wrapped(|ui| {
            if let Some(Some(day)) = self.day.show_ui(ui, "Day", Some(draft.date), cx.today(), Sense::Future) {
                draft.date = day;
            }
            ui.vertical(|ui| {
                if let Some(time) = self.time.show_ui(ui, "Begins at", self.begins) {
                    self.begins = time;
                }
            });
            ui.vertical(|ui| {
                let length = draft.length.unwrap_or(Minutes::ZERO);
                if let Some(length) = self.length.show_ui(ui, "Lasts", length) {
                    draft.length = (length > Minutes::ZERO).then_some(length);
                }
            });
        });
        line_ui(ui, "Time zone", &mut draft.zone, "Europe/London");
        if slot::zone(&draft.zone).is_none() {
            let palette = theme::palette(ui.ctx());
            ui.label(RichText::new("Not a zone that is known: like Europe/London").small().color(palette.warn.text));
        }
        line_ui(ui, "Web address", &mut draft.address, "https://…");
    }
}

impl Network {
    pub(super) fn chat_form_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some(form) = &mut self.chat else { return };
        let title = if form.id.is_some() { "Change chat" } else { "Add a chat" };
        let (mut keep, mut cancel) = (false, false);
        let leave = dialog_ui(ui.ctx(), title, size::DIALOG, |ui| {
            ui.add_enabled_ui(!form.sending.is_sent(), |ui| {
                form.fields_ui(ui, cx);
                form.sending.why_ui(ui);
                ui.add_space(space::M);
                ui.horizontal_wrapped(|ui| {
                    keep = ui.add_enabled_ui(form.can_be_kept(), |ui| buttons::primary_ui(ui, "Keep it")).inner.clicked();
                    cancel = buttons::quiet_ui(ui, "Cancel").clicked();
                });
            });
        });
        if keep && form.can_be_kept() {
            match form.send(self.ticket) {
                Some(request) => cx.send(request),
                None => self.chat = None,
            }
        } else if cancel || leave == Leave::Asked || (leave == Leave::Beside && !form.is_changed()) {
            self.chat = None;
        }
    }
}
