//! Chats: the one that has just been, and those that come.

use chrono::{DateTime, Days, Utc};
use egui::{Align, Button, Label, Layout, RichText, Ui, WidgetInfo, vec2};

use super::Today;
use super::view::end_link_ui;
use crate::domain::{ChatId, CommunityDraft, CommunityId, EntryDraft, EntryId, slot};
use crate::journal::Coming;
use crate::ui::action::{Action, Route};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{ends_ui, panel_ui, rows_card_ui, section_ui, sentence};
use crate::worker::{CaptureRequest, Request, ToLog};

/// The answer to an entry that was made here comes back with this.
pub(super) const TICKET: u64 = u64::MAX - 1;

/// The model of reflection that begins before a chat.
const PREPARED: &str = "chat";

/// Chats that are shown at first.
const PIECE: usize = 4;

/// A longer title does not fit into a row.
const LONG_TITLE: usize = 28;

/// With less room the button stands below the words.
const BESIDE: f32 = 560.0;

/// Which chat it is, also after the list was made anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Which {
    community: Option<CommunityId>,
    chat: Option<ChatId>,
    start: DateTime<Utc>,
}

impl Which {
    fn of(coming: &Coming) -> Self {
        Self { community: coming.community, chat: coming.chat, start: coming.start }
    }
}

/// “Just been: Physiotalk, Monday 20:00”, with the one press that logs it.
pub(super) fn just_been_ui(ui: &mut Ui, cx: &mut Ctx<'_>) {
    let Some(been) = cx.snapshot.just_been.as_ref().filter(|_| !cx.read_only()) else { return };
    let palette = theme::palette(ui.ctx());
    let local = been.start.with_timezone(&cx.snapshot.zone);
    let text = format!("Just been: {}, {}", been.title, local.format("%A %H:%M"));
    let request = CaptureRequest::Again { ticket: TICKET - 1, community: been.community };
    let key = Command::SameAsLastTime.key_text(ui.ctx());
    let mut pressed = false;
    panel_ui(ui, |ui| {
        let room = ui.available_width();
        ends_ui(
            ui,
            BESIDE,
            |ui| {
                Icon::Chat.mark_ui(ui, size::ICON, palette.accent_text);
                ui.scope(|ui| {
                    ui.set_max_width(if room < BESIDE { room - size::ICON * 2.0 } else { room - 280.0 });
                    ui.add(Label::new(RichText::new(text).color(palette.text)).truncate());
                });
            },
            |ui| {
                let button = buttons::marked_ui(ui, Look::Standard, Icon::Add, "Log it, same as last time");
                pressed = button.on_hover_text(key).clicked();
            },
        );
    });
    if pressed {
        cx.send(Request::Capture(request));
    }
}

impl Today {
    /// The chats of the next weeks; nothing while none is known.
    pub(super) fn coming_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let coming = std::sync::Arc::clone(&cx.snapshot.coming);
        if coming.is_empty() {
            return;
        }
        section_ui(ui, "Coming chats", |ui| {
            if end_link_ui(ui, "All communities") {
                cx.actions.push(Action::Go(Route::Network));
            }
        });
        let shown = self.coming.shown(PIECE);
        rows_card_ui(ui, |ui| {
            for chat in coming.iter().take(shown) {
                let which = Which::of(chat);
                let open = self.looked_at == Some(which);
                if chat_row_ui(ui, cx, chat, open) {
                    self.looked_at = (!open).then_some(which);
                }
                if self.looked_at == Some(which) {
                    egui::Frame::new()
                        .inner_margin(egui::Margin { left: 34, right: 8, top: 0, bottom: 8 })
                        .show(ui, |ui| chat_ui(ui, cx, chat));
                }
            }
            self.coming.more_ui(ui, PIECE, coming.len(), "chats");
        });
    }
}

/// “Tomorrow 20:00”, by the reader's clocks; with the chat's own where they differ.
fn when_text(cx: &Ctx<'_>, chat: &Coming) -> String {
    let local = chat.start.with_timezone(&cx.snapshot.zone).naive_local();
    let today = cx.today();
    let day = match local.date() {
        day if day == today => "Today".to_owned(),
        day if today.checked_add_days(Days::new(1)) == Some(day) => "Tomorrow".to_owned(),
        day => day.format("%a %-d %b").to_string(),
    };
    let mut text = format!("{day}, {}", local.format("%H:%M"));
    let own = slot::zone(&chat.zone).map(|zone| chat.start.with_timezone(&zone).naive_local());
    if own.is_some_and(|own| own != local) && !chat.zone.is_empty() {
        // “America/New_York” is New York to a reader.
        let place = chat.zone.rsplit('/').next().unwrap_or(&chat.zone).replace('_', " ");
        text.push_str(&format!(" ({} {place})", chat.time.format("%H:%M")));
    }
    if chat.start <= cx.snapshot.now {
        text.push_str(" · takes place now");
    }
    text
}

/// One chat on two lines; whether it was pressed.
fn chat_row_ui(ui: &mut Ui, cx: &Ctx<'_>, chat: &Coming, open: bool) -> bool {
    let palette = theme::palette(ui.ctx());
    let when = when_text(cx, chat);
    let name = format!("{}, {when}", chat.title);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 48.0), egui::Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(egui::Role::DisclosureTriangle, enabled, open, &name));
    if ui.is_rect_visible(rect) {
        if response.hovered() {
            ui.painter().rect_filled(rect, theme::radius::CONTROL, palette.hover);
        }
        let inside = rect.shrink2(vec2(space::S, 4.0));
        let mut row = ui.new_child(egui::UiBuilder::new().max_rect(inside).layout(Layout::left_to_right(Align::Center)));
        let caret = if open { Icon::CaretDown } else { Icon::CaretRight };
        caret.mark_ui(&mut row, size::ICON, palette.text_faint);
        row.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add(Label::new(RichText::new(&chat.title).font(theme::bold(theme::type_size::BODY))).truncate());
            ui.add(Label::new(RichText::new(&when).small().color(palette.text_muted)).truncate());
        });
    }
    buttons::focus_ring(ui, &response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(name).clicked()
}

/// What to prepare, and what can be done.
fn chat_ui(ui: &mut Ui, cx: &mut Ctx<'_>, chat: &Coming) {
    let palette = theme::palette(ui.ctx());
    ui.spacing_mut().item_spacing.y = space::XS;
    if chat.title.chars().count() > LONG_TITLE {
        // The row above has room for its beginning only.
        ui.add(Label::new(crate::domain::text::excerpt(&chat.title, 300)).wrap());
    }
    if !chat.hashtag.is_empty() {
        ui.add(Label::new(RichText::new(&chat.hashtag).color(palette.accent_text)).truncate());
    }
    if let Some(length) = chat.length {
        ui.label(RichText::new(sentence(&format!("{length} long"))).small().color(palette.text_muted));
    }
    if !chat.prepare.is_empty() {
        ui.add(Label::new(RichText::new(&chat.prepare).color(palette.text_muted)).wrap());
    }
    if !chat.address.is_empty() {
        ui.add(Label::new(RichText::new(&chat.address).small().color(palette.text_muted)).truncate().selectable(true));
    }
    let prepared = prepared(cx, chat);
    let community = chat.community.and_then(|id| cx.community(id)).map(|community| (community.id, community.draft.clone()));
    let read_only = cx.read_only();
    ui.horizontal_wrapped(|ui| {
        match prepared {
            Some(id) => {
                let button = ui.button("Open what I prepared");
                if named(ui, button, &format!("Open what I prepared for “{}”", chat.title)).clicked() {
                    cx.open(id);
                }
            }
            None if read_only => {}
            None => {
                let button = ui.add(Button::new("Prepare"));
                let hint = format!("Makes a draft of this chat to write in; {} measures the time", Command::Timer.key_text(ui.ctx()));
                if named(ui, button, &format!("Prepare for “{}”", chat.title)).on_hover_text(hint).clicked() {
                    let draft = draft(chat, community.as_ref().map(|(_, draft)| draft));
                    cx.send(Request::Capture(CaptureRequest::Log(Box::new(ToLog::draft(TICKET, draft)))));
                }
            }
        }
        // A chat of a certain day is taken away on Network.
        if let Some((id, draft)) = community.filter(|_| chat.chat.is_none() && !read_only) {
            let button = buttons::quiet_ui(ui, "Hide this community");
            let name = format!("Hide the chats of “{}”", draft.name);
            if named(ui, button, &name).on_hover_text("Network shows them again").clicked() {
                let said = format!("The chats of “{}” are not listed any more", draft.name);
                cx.send(Request::SaveCommunity { id, draft: Box::new(CommunityDraft { unlisted: true, ..draft }) });
                cx.say(said);
            }
        }
    });
}

/// The same button with a name that says what it is about.
fn named(ui: &Ui, button: egui::Response, name: &str) -> egui::Response {
    let enabled = ui.is_enabled();
    button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, enabled, name));
    button
}

/// The entry that was made for a chat already.
fn prepared(cx: &Ctx<'_>, chat: &Coming) -> Option<EntryId> {
    let is_it = |entry: &crate::domain::EntryHeader| {
        let same = if chat.community.is_some() { entry.community == chat.community } else { entry.name == chat.title };
        same && entry.date == chat.date && entry.time.is_none_or(|time| time == chat.time) && !entry.state.is_binned()
    };
    cx.snapshot.entries.iter().find(|entry| is_it(entry)).map(|entry| entry.id)
}

/// An entry for a chat that comes. No time is claimed before it was spent.
fn draft(chat: &Coming, community: Option<&CommunityDraft>) -> EntryDraft {
    let mut draft = EntryDraft::on(chat.date);
    draft.title.clone_from(&chat.title);
    draft.time = Some(chat.time);
    draft.zone = if chat.zone.is_empty() { slot::USUAL_ZONE.name().to_owned() } else { chat.zone.clone() };
    draft.hashtag.clone_from(&chat.hashtag);
    draft.community = chat.community;
    // What one read, and what one wants from it, has a place of its own.
    PREPARED.clone_into(&mut draft.reflection.template);
    if chat.chat.is_some() {
        draft.url.clone_from(&chat.address);
    }
    if let Some(community) = community {
        draft.platform.clone_from(&community.platform);
        if !community.kind.is_empty() {
            draft.kind.clone_from(&community.kind);
        }
    }
    draft
}
