//! A sheet taken away: saved as PDF or Markdown, or copied.

use egui::Ui;

use crate::domain::Sheet;
use crate::exporters::sheet::sheet_markdown;
use crate::ui::context::Ctx;
use crate::ui::dialogs::Ask;
use crate::ui::theme::Icon;
use crate::ui::theme::buttons::{self, Look};

/// Shows the buttons; `name` is what a file would be called, without its ending.
pub(super) fn taking_ui(ui: &mut Ui, cx: &mut Ctx<'_>, sheet: &Sheet, name: &str) {
    ui.horizontal_wrapped(|ui| {
        for (look, word, ending) in [(Look::Primary, "Save as PDF…", "pdf"), (Look::Standard, "Save as Markdown…", "md")] {
            if buttons::marked_ui(ui, look, Icon::Download, word).clicked() {
                cx.ask(Ask::SaveSheet { name: format!("{name}.{ending}"), sheet: Box::new(sheet.clone()) });
            }
        }
        if buttons::marked_ui(ui, Look::Quiet, Icon::Copy, "Copy as Markdown").clicked() {
            ui.ctx().copy_text(sheet_markdown(sheet));
            cx.say("Copied as Markdown");
        }
    });
}
