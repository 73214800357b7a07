//! The import page as it looks.

use egui::{Label, RichText, Ui};

use super::{EXAMPLE, Import, command};
use crate::ui::action::{Action, Route};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::dialogs::Ask;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{caption_ui, copyable_ui, page_ui, panel_ui, scroll_by_keys};

/// As wide as text reads well in a card.
const WIDTH: f32 = 700.0;

impl Import {
    /// Shows the page.
    #[expect(clippy::unused_self, reason = "pages are shown alike")]
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        page_ui(ui, "Import", WIDTH, |ui| {
            scroll_by_keys(ui);
            let palette = theme::palette(ui.ctx());
            let lead = "What is written down somewhere else already need not be typed again. Whatever comes into this journal is a step like any other: Undo takes it back.";
            ui.add(Label::new(RichText::new(lead).color(palette.text_muted)).wrap());
            ui.add_space(space::M);
            evidence_ui(ui, cx);
            ui.add_space(space::S);
            entries_ui(ui, cx);
            ui.add_space(space::S);
            journal_ui(ui, cx);
        });
    }
}

fn evidence_ui(ui: &mut Ui, cx: &mut Ctx<'_>) {
    let text = "Screenshots, transcripts, certificates: open the entry they belong to and drop the files on the window, or use Attach a file under \
                Evidence. They are kept inside the journal, each with its SHA-256.";
    card_ui(ui, Icon::Paperclip, "Files that prove something", text, |ui| {
        ui.horizontal_wrapped(|ui| {
            if buttons::marked_ui(ui, Look::Standard, Icon::Journal, "Choose an entry").clicked() {
                cx.go(Route::Journal);
            }
            if !cx.read_only() && buttons::marked_ui(ui, Look::Quiet, Icon::Add, Command::LogSomething.label()).clicked() {
                cx.actions.push(Action::Run(Command::LogSomething));
            }
        });
    });
}

fn entries_ui(ui: &mut Ui, cx: &Ctx<'_>) {
    let command = command(cx.path);
    let text = "Entries from a spreadsheet, another program or a script come in as JSON, on the command line. Only the title has to be there. Save this \
                as entries.json to try it:";
    card_ui(ui, Icon::Code, "Entries as JSON", text, |ui| {
        copyable_ui(ui, "the example", EXAMPLE);
        caption_ui(ui, "Then, while this window stays open:");
        copyable_ui(ui, "the command", &command);
        let palette = theme::palette(ui.ctx());
        let more = "What cpd-journal show prints with --json is understood as well, so entries can go from one journal into another.";
        ui.add(Label::new(RichText::new(more).small().color(palette.text_muted)).wrap());
    });
}

fn journal_ui(ui: &mut Ui, cx: &mut Ctx<'_>) {
    let text = "A journal is one file that ends in .cpd. Copy it to this computer, from a memory stick or a backup, and open it here; the one that is \
                open now stays as it is.";
    card_ui(ui, Icon::Database, "Another journal", text, |ui| {
        if buttons::marked_ui(ui, Look::Standard, Icon::FolderOpen, "Open a journal…").clicked() {
            cx.ask(Ask::OpenJournal);
        }
    });
}

fn card_ui(ui: &mut Ui, icon: Icon, title: &str, text: &str, more: impl FnOnce(&mut Ui)) {
    let palette = theme::palette(ui.ctx());
    panel_ui(ui, |ui| {
        ui.horizontal(|ui| {
            icon.mark_ui(ui, size::ICON + space::XS, palette.accent_text);
            ui.label(RichText::new(title).text_style(theme::section_style()));
        });
        ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
        ui.add_space(space::XS);
        more(ui);
    });
}
