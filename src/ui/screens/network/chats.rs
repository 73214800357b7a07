//! Chats of certain days, and the calendar that brings and takes them.

use std::sync::Arc;

use egui::{Label, RichText, Ui};

use super::Network;
use super::chat_form::ChatForm;
use crate::domain::{Chat, when};
use crate::ui::context::Ctx;
use crate::ui::dialogs::Ask;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size};
use crate::ui::widgets::{ends_ui, rows_card_ui, section_ui};
use crate::worker::{CaptureRequest, Request};

/// Chats that are over and shown at first.
const PAST: usize = 5;

/// With less room the buttons stand below the words.
const BESIDE: f32 = 420.0;

impl Network {
    /// Chats that were announced for a day.
    pub(super) fn chats_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        let text = "Usual slots belong to their communities. Here is what was announced for one day: a guest, a webinar, a special chat. Today lists both.";
        ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
        let read_only = cx.read_only();
        ui.horizontal_wrapped(|ui| {
            if !read_only {
                if buttons::marked_ui(ui, Look::Primary, Icon::Add, "Add a chat…").clicked() {
                    self.chat = Some(ChatForm::new(cx));
                }
                if buttons::marked_ui(ui, Look::Standard, Icon::Import, "Read a calendar…").clicked() {
                    cx.ask(Ask::OpenCalendar);
                }
            }
            let save = buttons::marked_ui(ui, Look::Standard, Icon::Calendar, "Save as a calendar…");
            if save.on_hover_text("All slots and chats, as a file that calendars read").clicked() {
                cx.ask(Ask::SaveCalendar);
            }
        });
        let chats = Arc::clone(&cx.snapshot.chats);
        let today = cx.today();
        let (coming, mut past): (Vec<&Chat>, Vec<&Chat>) = chats.iter().partition(|chat| chat.draft.date >= today);
        past.reverse();
        section_ui(ui, "Coming", |_| {});
        if coming.is_empty() {
            ui.label(RichText::new("None is announced").color(palette.text_muted));
        } else {
            rows_card_ui(ui, |ui| {
                for chat in coming {
                    self.chat_ui(ui, cx, chat);
                }
            });
        }
        if !past.is_empty() {
            section_ui(ui, "Over", |_| {});
            rows_card_ui(ui, |ui| {
                for chat in past.iter().take(self.past.shown(PAST)) {
                    self.chat_ui(ui, cx, chat);
                }
                self.past.more_ui(ui, PAST, past.len(), "chats");
            });
        }
    }

    fn chat_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, chat: &Chat) {
        let palette = theme::palette(ui.ctx());
        let draft = &chat.draft;
        // A chat without a subject has its community's name.
        let community = draft.community.and_then(|id| cx.community(id)).map(|community| community.draft.name.clone());
        let title = if draft.title.is_empty() { community.as_deref().unwrap_or("A chat") } else { &draft.title };
        let mut when = format!("{}, {}", when::shown(draft.date), draft.time.format("%H:%M"));
        if !draft.zone.is_empty() && draft.zone != cx.snapshot.zone.name() {
            when.push_str(&format!(" ({})", draft.zone));
        }
        if let Some(length) = draft.length {
            when.push_str(&format!(" · {length}"));
        }
        if let Some(community) = community.as_deref().filter(|name| *name != title) {
            when.push_str(&format!(" · {community}"));
        }
        let (mut edit, mut remove) = (false, false);
        egui::Frame::new().inner_margin(egui::Margin::symmetric(8, 6)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let room = ui.available_width();
            let words = if room < BESIDE { room } else { room - size::TARGET * 3.0 };
            ends_ui(
                ui,
                BESIDE,
                |ui| {
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = 0.0;
                        ui.set_max_width(words);
                        ui.add(Label::new(RichText::new(title).font(theme::bold(theme::type_size::BODY))).truncate());
                        ui.add(Label::new(RichText::new(&when).small().color(palette.text_muted)).truncate());
                        if !draft.address.is_empty() {
                            ui.add(Label::new(RichText::new(&draft.address).small().color(palette.text_faint)).truncate());
                        }
                    });
                },
                |ui| {
                    if !cx.read_only() {
                        remove = buttons::icon_ui(ui, Icon::Bin, &format!("Remove chat “{title}”")).clicked();
                        edit = buttons::icon_ui(ui, Icon::Edit, &format!("Change chat “{title}”")).clicked();
                    }
                },
            );
        });
        if edit {
            self.chat = Some(ChatForm::of(chat));
        } else if remove {
            cx.send(Request::Capture(CaptureRequest::RemoveChat(Box::new(chat.clone()))));
            cx.say(format!("“{title}” is removed; Undo brings it back"));
        }
    }
}
