//! The import page as it looks.

use egui::{Button, Label, Response, RichText, Role, Ui, WidgetInfo};

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
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        self.ask_passed(cx);
        page_ui(ui, "Import", WIDTH, |ui| {
            scroll_by_keys(ui);
            let palette = theme::palette(ui.ctx());
            let lead = "What is written down somewhere else already need not be typed again. Whatever comes into this journal is a step like any other: Undo takes it back.";
            ui.add(Label::new(RichText::new(lead).color(palette.text_muted)).wrap());
            ui.add_space(space::M);
            self.outcome_ui(ui, cx);
            self.waiting_ui(ui, cx);
            if self.preview.is_some() {
                self.preview_ui(ui, cx);
            } else {
                self.written_ui(ui, cx);
            }
            ui.add_space(space::S);
            evidence_ui(ui, cx);
            ui.add_space(space::S);
            entries_ui(ui, cx);
            ui.add_space(space::S);
            journal_ui(ui, cx);
            self.passed_ui(ui, cx);
        });
    }

    /// What this program has written, here or elsewhere.
    fn written_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let text = "A PDF, a pack, a JSON file or Markdown that this program exported, or the answer that a partner or confirmer has sent back. Drop it \
                    on this page, or choose it; you see what it would bring before anything is written.";
        let busy = match (&self.reading, &self.taking) {
            (Some((_, path)), _) => Some(format!("Reading {}…", name_of(path))),
            (_, Some((.., name))) => Some(format!("Taking in {name}…")),
            _ => None,
        };
        card_ui(ui, Icon::Import, "What this program has exported", text, |ui| match busy {
            Some(words) => {
                ui.horizontal_wrapped(|ui| {
                    Icon::Hourglass.mark_ui(ui, size::ICON, theme::palette(ui.ctx()).text_muted);
                    ui.add(Label::new(words).wrap());
                });
            }
            None => {
                ui.horizontal_wrapped(|ui| {
                    let can = !cx.read_only();
                    if button_ui(ui, can, Icon::File, "Choose a file…") {
                        cx.ask(Ask::ImportFile);
                    }
                    if button_ui(ui, can, Icon::Folder, "Choose a folder…") {
                        cx.ask(Ask::ImportFolder);
                    }
                });
            }
        });
    }
}

fn name_of(path: &std::path::Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn evidence_ui(ui: &mut Ui, cx: &mut Ctx<'_>) {
    let text = "Screenshots, transcripts, certificates: open the entry they belong to and drop the files on the window, or use Attach a file under \
                Evidence. They are kept inside the journal, each with its SHA-256.";
    card_ui(ui, Icon::Paperclip, "Files that prove something", text, |ui| {
        ui.horizontal_wrapped(|ui| {
            if button_ui(ui, true, Icon::Journal, "Choose an entry") {
                cx.go(Route::Journal);
            }
            if !cx.read_only() && button_ui(ui, true, Icon::Add, Command::LogSomething.label()) {
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
        title_ui(ui, icon, title);
        ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
        ui.add_space(space::XS);
        more(ui);
    });
}

/// The title of a card.
pub(super) fn title_ui(ui: &mut Ui, icon: Icon, title: &str) {
    let palette = theme::palette(ui.ctx());
    ui.horizontal_top(|ui| {
        icon.mark_ui(ui, size::ICON + space::XS, palette.accent_text);
        ui.add(Label::new(RichText::new(title).text_style(theme::section_style())).wrap());
    });
}

/// A button with an icon; not of its own scope, in which it would not go to the next row.
fn button_ui(ui: &mut Ui, can: bool, icon: Icon, word: &str) -> bool {
    let response = ui.add_enabled(can, Button::new((icon.text(size::ICON), word)));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, can, word));
    response.clicked()
}

/// Words that can be pressed; not of their own scope either.
pub(super) fn link_ui(ui: &mut Ui, word: &str) -> Response {
    let colour = theme::palette(ui.ctx()).accent_text;
    ui.add(Button::new(RichText::new(word).color(colour)).frame_when_inactive(false))
}
