//! What proves an entry: a card for each file with its picture and words, a viewer over the page, and the tool that covers places.

mod card;
mod cover;
mod pictures;
mod proof;
mod viewer;
mod words;

use egui::{RichText, Ui};

use super::Editor;
use crate::domain::Evidence;
use crate::ui::context::Ctx;
use crate::ui::dialogs::Ask;
use crate::ui::theme::{self, Icon, size};
use crate::ui::widgets::section_ui;
use crate::worker::{Event, EvidenceRequest, Request};

use pictures::Pictures;
use viewer::Viewer;
use words::Words;

/// What the evidence of one entry remembers on the screen.
#[derive(Default)]
pub(super) struct Shelf {
    pictures: Pictures,
    /// What is being written about files.
    words: Vec<Words>,
    viewer: Option<Viewer>,
}

impl Shelf {
    /// Takes in a picture that was asked for, what the journal has now, and that something failed.
    pub(super) fn on_event(&mut self, event: &Event) {
        self.pictures.on_event(event);
        match event {
            Event::Renewed(snapshot) => {
                for words in &mut self.words {
                    if let Some(one) = snapshot.evidence.iter().find(|one| one.id == words.id()) {
                        words.renew(one);
                    }
                }
                // Nobody can write about what is gone.
                self.words.retain(|words| snapshot.evidence.iter().any(|one| one.id == words.id()));
            }
            Event::Failed(_) => self.words.iter_mut().for_each(Words::may_have_failed),
            _ => {}
        }
    }

    /// What is written about files and not on its way.
    pub(super) fn flush(&mut self) -> Vec<Request> {
        self.words.iter_mut().filter_map(Words::taken_to_send).collect()
    }

    /// The same while nobody looks: what has failed waits until somebody does something.
    pub(super) fn flush_hidden(&mut self) -> Vec<Request> {
        self.words.iter_mut().filter(|words| !words.is_stuck()).filter_map(Words::taken_to_send).collect()
    }

    /// Whether the viewer lies over the page.
    pub(super) fn is_over(&self) -> bool {
        self.viewer.is_some()
    }

    /// Whether something is written that the journal does not have.
    pub(super) fn is_dirty(&self) -> bool {
        self.words.iter().any(Words::is_dirty)
    }

    /// Whether that could not be kept.
    pub(super) fn is_stuck(&self) -> bool {
        self.words.iter().any(Words::is_stuck)
    }
}

impl Editor {
    pub(super) fn evidence_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let id = self.id;
        section_ui(ui, "Evidence", |_| {});
        ui.horizontal_wrapped(|ui| {
            if quiet_ui(ui, Icon::Paperclip, "Attach a file…") {
                cx.ask(Ask::Attach(id));
            }
            if quiet_ui(ui, Icon::Chat, "Add a chat or thread…") {
                self.fields.chat.get_or_insert_default();
            }
        });
        let all = std::sync::Arc::clone(&cx.snapshot.evidence);
        let own: Vec<&Evidence> = all.iter().filter(|one| one.entries.contains(&id)).collect();
        if own.is_empty() {
            let text = "A screenshot (paste it with Ctrl+V), a transcript, a certificate: drop it on the window or attach it here. It is kept \
                        inside the journal.";
            ui.label(RichText::new(text).color(theme::palette(ui.ctx()).text_muted));
        }
        self.shelf.words.retain(|words| own.iter().any(|one| one.id == words.id()));
        let mut wishes = Vec::new();
        for one in own {
            card::card_ui(ui, &mut self.shelf, one, id, &mut wishes, cx);
        }
        for wish in wishes {
            match wish {
                card::Wish::Show(one) => self.shelf.viewer = Some(Viewer::new(one)),
                card::Wish::Send(request) => cx.send(request),
                card::Wish::Ask(ask) => cx.ask(ask),
            }
        }
    }

    /// The viewer, over the whole window.
    pub(super) fn viewer_ui(&mut self, ui: &Ui, cx: &mut Ctx<'_>) {
        let Some(mut viewer) = self.shelf.viewer.take() else { return };
        if viewer.show_ui(ui.ctx(), &mut self.shelf.pictures, cx, self.id) {
            self.shelf.viewer = Some(viewer);
        }
    }
}

/// A button with an icon that is only words until it is wanted; not of its own scope, in which it would not go to the next row.
fn quiet_ui(ui: &mut Ui, icon: Icon, word: &str) -> bool {
    let response = ui.add(egui::Button::new((icon.text(size::ICON), word)).frame_when_inactive(false));
    let enabled = ui.is_enabled();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, word));
    response.clicked()
}

/// A wish for a picture of a file.
fn picture_of(one: &Evidence, page: usize, longest: u32) -> Request {
    Request::Evidence(EvidenceRequest::Picture { digest: one.digest, media_type: one.media_type.clone(), page, longest })
}

/// Whether the file can be shown here.
fn is_shown(one: &Evidence) -> bool {
    is_picture(one) || one.media_type == "application/pdf"
}

/// Whether it is a picture, which can be covered and needs words for those who cannot see it.
fn is_picture(one: &Evidence) -> bool {
    matches!(one.media_type.as_str(), "image/png" | "image/jpeg" | "image/gif" | "image/webp")
}
