//! The import page as it looks.

use egui::{Button, CentralPanel, Label, Margin, Response, RichText, Role, Stroke, Ui, UiBuilder, WidgetInfo};

use super::{EXAMPLE, Import, command};
use crate::ui::action::{Action, Route};
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::dialogs::Ask;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space, type_size};
use crate::ui::widgets::{caption_ui, copyable_ui, follow_keyboard, measure_ui, notice_ui, page_ui, panel_ui, scroll_by_keys};

/// As wide as text reads well in a card.
const WIDTH: f32 = 700.0;

/// The room above and below the button that stays in sight.
const FOOT: i8 = 10;

impl Import {
    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        self.ask_passed(cx);
        let all = ui.available_rect_before_wrap();
        // The button to take it in stays in sight, however much is in the file.
        let foot = if self.preview.is_some() { self.foot.max(size::TARGET) + 2.0 * f32::from(FOOT) } else { 0.0 };
        let (page, foot) = all.split_top_bottom_at_y(all.bottom() - foot);
        ui.scope_builder(UiBuilder::new().id_salt("page").max_rect(page), |ui| {
            ui.shrink_clip_rect(page);
            self.whole_ui(ui, cx);
        });
        if self.preview.is_some() {
            ui.painter().hline(foot.x_range(), foot.top(), Stroke::new(size::HAIRLINE, theme::palette(ui.ctx()).line));
            let frame = theme::screen_frame(ui.ctx()).inner_margin(Margin::symmetric(24, FOOT));
            ui.scope_builder(UiBuilder::new().id_salt("foot").max_rect(foot), |ui| {
                CentralPanel::default().frame(frame).show(ui, |ui| measure_ui(ui, WIDTH, |ui| self.foot_ui(ui, cx)));
            });
        }
    }

    /// All that scrolls.
    fn whole_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        page_ui(ui, "Import", WIDTH, |ui| {
            scroll_by_keys(ui);
            let palette = theme::palette(ui.ctx());
            let lead = "What is written down somewhere else already need not be typed again. Nothing that is in this journal is overwritten, and whatever comes in can be taken back.";
            ui.add(Label::new(RichText::new(lead).color(palette.text_muted)).wrap());
            ui.add_space(space::M);
            self.outcome_ui(ui, cx);
            self.waiting_ui(ui, cx);
            if self.preview.is_some() {
                self.preview_ui(ui, cx);
                follow_keyboard(ui);
                return;
            }
            self.written_ui(ui, cx);
            ui.add_space(space::S);
            evidence_ui(ui, cx);
            ui.add_space(space::S);
            journal_ui(ui, cx);
            ui.add_space(space::S);
            entries_ui(ui, cx, &mut self.shows_entries);
            self.passed_ui(ui, cx);
            follow_keyboard(ui);
        });
    }

    /// What can be taken in, what will happen, and the ways to bring it.
    fn written_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        panel_ui(ui, |ui| {
            title_ui(ui, Icon::Import, "Take in a file");
            if self.reading.is_some() || self.taking.is_some() {
                self.busy_ui(ui);
                return;
            }
            ui.add(Label::new(RichText::new("Drop it on this page, or choose it here:").color(palette.text_muted)).wrap());
            ui.horizontal_wrapped(|ui| {
                let can = !cx.read_only();
                if ui.add_enabled_ui(can, |ui| buttons::marked_ui(ui, Look::Primary, Icon::File, "Choose a file…")).inner.clicked() {
                    cx.ask(Ask::ImportFile);
                }
                if button_ui(ui, can, Icon::Folder, "Choose a folder…") {
                    cx.ask(Ask::ImportFolder);
                }
            });
            if cx.read_only() {
                notice_ui(ui, palette.info, Icon::Lock, "This journal can only be read: nothing can be taken in", |_| {});
            }
            ui.add_space(space::S);
            caption_ui(ui, "What can be taken in");
            for (icon, name, about) in TAKEN {
                kind_ui(ui, icon, name, about);
            }
            ui.add_space(space::S);
            caption_ui(ui, "What will happen");
            for (number, step) in STEPS.iter().enumerate() {
                ui.horizontal_top(|ui| {
                    let mark = RichText::new(format!("{}.", number + 1)).color(palette.text_muted);
                    ui.add_sized([size::ICON, 0.0], Label::new(mark));
                    ui.add(Label::new(RichText::new(*step).color(palette.text)).wrap());
                });
            }
        });
    }

    /// How far it is, and the way out.
    fn busy_ui(&mut self, ui: &mut Ui) {
        let palette = theme::palette(ui.ctx());
        let (words, more) = match (&self.reading, &self.taking) {
            (Some((_, path)), _) => (format!("Reading {}…", name_of(path)), "Nothing is written yet: you will see what is in it first."),
            (None, Some((.., name))) => (format!("Taking in {name}…"), "It comes in as a whole or not at all, and can be taken back."),
            (None, None) => return,
        };
        let mut leave = false;
        notice_ui(ui, palette.info, Icon::Hourglass, &words, |ui| {
            let response = ui.add(Label::new(RichText::new(more).small().color(palette.text_muted)).wrap());
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
            leave = self.reading.is_some() && ui.button("Cancel").clicked();
        });
        if leave {
            self.stop_reading();
        }
    }
}

/// What can be taken in, as people know it.
const TAKEN: [(Icon, &str, &str); 5] = [
    (Icon::FilePdf, "A PDF made by this program", "the record inside it, with the files that went along"),
    (Icon::Archive, "A pack", "the .zip that holds a document and its evidence"),
    (Icon::FileText, "Markdown", "one file, or the folder as it was exported"),
    (Icon::Feedback, "An answer", "the file that a partner, confirmer or appraiser sent back to you"),
    (Icon::Database, "JSON", "a full copy that this program exported"),
];

/// What happens with a file, in order.
const STEPS: [&str; 3] = [
    "You see what is in the file, and what of it is here already. Nothing is written yet.",
    "You choose what comes in. It is added; what is here already stays as it is, and nothing is overwritten.",
    "You can take it back as a whole: at once by Undo, or later under “Taken in before”.",
];

/// One of the things that can be taken in.
fn kind_ui(ui: &mut Ui, icon: Icon, name: &str, about: &str) {
    let palette = theme::palette(ui.ctx());
    ui.horizontal_top(|ui| {
        icon.mark_ui(ui, size::ICON, palette.accent_text);
        let mut job = egui::text::LayoutJob::default();
        job.append(name, 0.0, egui::TextFormat::simple(theme::bold(type_size::BODY), palette.text));
        let font = egui::FontId::proportional(type_size::BODY);
        job.append(&format!(": {about}"), 0.0, egui::TextFormat::simple(font, palette.text_muted));
        ui.add(Label::new(job).wrap());
    });
}

pub(super) fn name_of(path: &std::path::Path) -> String {
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

/// For those who have entries elsewhere and a command line: out of the way until somebody wants it.
fn entries_ui(ui: &mut Ui, cx: &Ctx<'_>, open: &mut bool) {
    let palette = theme::palette(ui.ctx());
    panel_ui(ui, |ui| {
        title_ui(ui, Icon::Code, "A spreadsheet or another program");
        let text = "Entries come in on the command line, written down as JSON. Only the title has to be there.";
        ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
        let response = link_ui(ui, if *open { "Hide the example" } else { "Show an example" });
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(*open));
        if response.clicked() {
            *open = !*open;
        }
        if *open {
            caption_ui(ui, "Save this as entries.json to try it:");
            copyable_ui(ui, "the example", EXAMPLE);
            caption_ui(ui, "Then, while this window stays open:");
            copyable_ui(ui, "the command", &command(cx.path));
            let more = "What cpd-journal show prints with --json is understood as well, so entries can go from one journal into another.";
            ui.add(Label::new(RichText::new(more).small().color(palette.text_muted)).wrap());
        }
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
