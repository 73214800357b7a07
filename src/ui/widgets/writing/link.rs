//! Asks where a link goes.

use std::ops::Range;

use egui::{Id, Key, Popup, PopupAnchor, PopupKind, RichText, TextEdit, Ui};

use crate::ui::theme::buttons;
use crate::ui::theme::{self, space};

/// The width of the field, in points.
const WIDTH: f32 = 320.0;

/// A link that is being made.
#[derive(Clone, Debug)]
pub(super) struct LinkAsk {
    pub sheet: Id,
    /// The words that it is put on, in characters, from the anchor to the caret.
    pub selection: Range<usize>,
    address: String,
    fresh: bool,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// It goes to this address; nowhere when it is empty.
    To(String),
    Nothing,
}

impl LinkAsk {
    pub fn new(sheet: Id, selection: Range<usize>, address: String) -> Self {
        Self { sheet, selection, address, fresh: true }
    }

    /// Asks under the words; `None` while there is no answer.
    pub fn show_ui(&mut self, ui: &Ui, under: egui::Rect) -> Option<Answer> {
        let mut answer = None;
        let id = self.sheet.with("link");
        let (enter, escape) = ui.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::Escape)));
        Popup::new(id, ui.ctx().clone(), PopupAnchor::ParentRect(under), ui.layer_id())
            .kind(PopupKind::Popup)
            .accessible_name("Link")
            .gap(4.0)
            .width(WIDTH)
            .show(|ui| {
                ui.set_width(WIDTH);
                ui.spacing_mut().item_spacing.y = space::S;
                let name = ui.label(RichText::new("Address of the link").small().color(theme::palette(ui.ctx()).text_muted));
                let field = TextEdit::singleline(&mut self.address).hint_text("https://").desired_width(f32::INFINITY);
                let field = ui.add(field).labelled_by(name.id);
                if std::mem::take(&mut self.fresh) {
                    field.request_focus();
                } else if enter && field.lost_focus() {
                    answer = Some(Answer::To(self.address.trim().to_owned()));
                }
                ui.horizontal(|ui| {
                    if ui.button("Set the link").clicked() {
                        answer = Some(Answer::To(self.address.trim().to_owned()));
                    }
                    if buttons::quiet_ui(ui, "Cancel").clicked() {
                        answer = Some(Answer::Nothing);
                    }
                });
            });
        if answer.is_none() && escape {
            answer = Some(Answer::Nothing);
        }
        answer
    }
}
