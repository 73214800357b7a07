//! A chat or thread put to an entry that is there: pasted into a dialog, kept as evidence, and read for what is still empty.

use std::sync::Arc;

use egui::{RichText, TextEdit, Ui};

use super::Editor;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, size, space};
use crate::ui::widgets::{Leave, count_text, dialog_ui};
use crate::worker::{CaptureRequest, Request};

/// Lines of the text that are in sight.
const LINES: usize = 10;

impl Editor {
    /// The dialog, while it is open.
    pub(super) fn chat_ui(&mut self, ui: &Ui, cx: &mut Ctx<'_>) {
        let Some(mut text) = self.fields.chat.take() else { return };
        let mut keep = false;
        let mut cancel = false;
        let leave = dialog_ui(ui.ctx(), "Add a chat or thread", size::DIALOG, |ui| {
            let palette = theme::palette(ui.ctx());
            let about = "Paste it from X, Mastodon, Bluesky, Facebook, LinkedIn, WhatsApp, Teams, Zoom or a thread reader. The text is kept as \
                         evidence, unchanged; time, minutes and who took part are filled in where this entry says nothing yet.";
            ui.label(RichText::new(about).color(palette.text_muted));
            ui.add_space(space::S);
            egui::ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
                let field = TextEdit::multiline(&mut text).desired_rows(LINES).desired_width(f32::INFINITY);
                let field = ui.add(field).accessible_name("Chat or thread");
                if text.is_empty() && !field.has_focus() {
                    field.request_focus();
                }
            });
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| {
                keep = buttons::primary_ui(ui, "Keep it with this entry").clicked();
                cancel = ui.button("Cancel").clicked();
                let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
                if lines > 0 {
                    ui.label(RichText::new(count_text(lines, "line", "lines")).small().color(palette.text_muted));
                }
            });
        });
        let blank = text.trim().is_empty();
        if keep && !blank {
            cx.send(Request::Capture(CaptureRequest::ApplyTranscript { entry: self.id, text: Arc::from(text) }));
        } else if !cancel && (leave == Leave::No || (!blank && leave == Leave::Beside)) {
            self.fields.chat = Some(text);
        }
    }
}
