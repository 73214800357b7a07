//! The settings page as it looks.

use std::time::Duration;

use egui::{Align, Label, Layout, Margin, RichText, TextEdit, ThemePreference, Ui};

use super::{FEW_STEPS, Line, Settings};
use crate::domain::history::StepKind;
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::dialogs::Ask;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{caption_ui, chip_ui, copyable_ui, line_ui, page_ui, panel_ui, scroll_by_keys, section_ui, segments_ui};
use crate::worker::Request;

/// As wide as a form reads well.
const WIDTH: f32 = 680.0;

/// Sizes that are chosen most, in hundredths.
const ZOOMS: [u16; 6] = [80, 100, 125, 150, 200, 300];

/// The themes, in the order shown.
const THEMES: [(ThemePreference, &str); 3] =
    [(ThemePreference::System, "As the system"), (ThemePreference::Light, "Light"), (ThemePreference::Dark, "Dark")];

impl Settings {
    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        self.profile.take_in(&cx.snapshot.profile);
        if self.asked_at != Some(cx.snapshot.revision) {
            self.asked_at = Some(cx.snapshot.revision);
            cx.send(Request::History(None));
        }
        page_ui(ui, "Settings", WIDTH, |ui| {
            scroll_by_keys(ui);
            self.profile_ui(ui, cx);
            section_ui(ui, "Appearance", |_| {});
            panel_ui(ui, |ui| appearance_ui(ui, cx));
            Self::writing_ui(ui, cx);
            section_ui(ui, "Journal", |_| {});
            panel_ui(ui, |ui| journal_ui(ui, cx));
            self.history_ui(ui, cx);
        });
        if let Some(request) = self.due(cx.now) {
            cx.send(request);
        }
        if let Some(seconds) = self.due_in(cx.now) {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(seconds + 0.01));
        }
    }

    fn profile_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        let state = self.profile.state();
        let before = self.profile.text.clone();
        section_ui(ui, "About you", |ui| {
            let tone = if state == "Not saved yet" { palette.danger.text } else { palette.text_muted };
            ui.label(RichText::new(state).small().color(tone));
        });
        let profile = &mut self.profile.text;
        panel_ui(ui, |ui| {
            ui.add_enabled_ui(!cx.read_only(), |ui| {
                ui.spacing_mut().item_spacing.y = space::M;
                let text = "Printed on the cover of what you export. Leave empty what nobody needs to know.";
                ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
                line_ui(ui, "Name", &mut profile.name, "As your regulator knows you");
                line_ui(ui, "Profession", &mut profile.profession, "Physiotherapist");
                lines_ui(ui, "Registrations, one a line", &mut profile.registrations, "Register and number");
                line_ui(ui, "Employer", &mut profile.employer, "");
                lines_ui(ui, "Your names on social media, one a line", &mut profile.handles, "@name@mastodon.example");
            });
        });
        if self.profile.text != before {
            self.profile.failed = false;
            self.profile.autosave.changed(cx.now);
        }
    }

    fn history_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        section_ui(ui, "What was done", |_| {});
        panel_ui(ui, |ui| {
            let text = "Every change is a step. The latest can be taken back, one after the other, also after the program was closed.";
            ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
            ui.horizontal_wrapped(|ui| {
                let writes = !cx.read_only();
                let steps =
                    [(Command::Undo, Icon::Undo, cx.snapshot.undo.as_ref()), (Command::Redo, Icon::Redo, cx.snapshot.redo.as_ref())];
                for (command, icon, label) in steps {
                    let word = match label {
                        Some(label) => format!("{}: {}", command.label(), crate::domain::text::excerpt(label, 48)),
                        None => format!("Nothing to {}", command.label().to_lowercase()),
                    };
                    let button =
                        ui.add_enabled_ui(writes && label.is_some(), |ui| buttons::marked_ui(ui, Look::Standard, icon, &word)).inner;
                    if button.on_hover_text(command.key_text(ui.ctx())).clicked() {
                        let request = if command == Command::Undo { Request::Undo } else { Request::Redo };
                        cx.send(request);
                    }
                }
            });
            ui.add_space(space::XS);
            for line in self.steps.iter().take(self.pages.shown(FEW_STEPS)) {
                step_ui(ui, line);
            }
            if self.steps.is_empty() {
                ui.label(RichText::new("Nothing yet").color(palette.text_muted));
            }
            self.pages.more_ui(ui, FEW_STEPS, self.steps.len(), "steps");
        });
    }
}

fn step_ui(ui: &mut Ui, line: &Line) {
    let palette = theme::palette(ui.ctx());
    let icon = match line.kind {
        StepKind::Done => Icon::Check,
        StepKind::Undone => Icon::Undo,
        StepKind::Redone => Icon::Redo,
    };
    ui.horizontal(|ui| {
        icon.mark_ui(ui, size::ICON, palette.text_faint);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(RichText::new(&line.when).small().color(palette.text_muted));
            let word = match (line.kind, line.taken_back) {
                (StepKind::Done | StepKind::Redone, true) => Some("taken back"),
                (StepKind::Undone, _) => Some("undo"),
                (StepKind::Redone, false) => Some("redo"),
                (StepKind::Done, false) => None,
            };
            if let Some(word) = word {
                ui.label(RichText::new(word).small().color(palette.warn.text));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let colour = if line.taken_back { palette.text_faint } else { palette.text };
                ui.add(Label::new(RichText::new(&line.label).color(colour)).truncate());
            });
        });
    });
}

fn appearance_ui(ui: &mut Ui, cx: &mut Ctx<'_>) {
    let palette = theme::palette(ui.ctx());
    caption_ui(ui, "Theme");
    let current = ui.options(|options| options.theme_preference);
    let labels = THEMES.map(|(_, label)| label);
    let chosen = THEMES.iter().position(|(theme, _)| *theme == current).unwrap_or(0);
    let pressed = segments_ui(ui, "Theme", &labels, chosen);
    if let Some((theme, _)) = pressed.and_then(|at| THEMES.get(at)) {
        cx.actions.push(Action::SetTheme(*theme));
    }
    ui.add_space(space::S);
    caption_ui(ui, "Size of everything");
    let zoom = ui.ctx().zoom_factor();
    ui.horizontal_wrapped(|ui| {
        if buttons::icon_ui(ui, Icon::Minus, Command::ZoomOut.label()).clicked() {
            cx.actions.push(Action::Run(Command::ZoomOut));
        }
        ui.label(RichText::new(format!("{:.0} %", zoom * 100.0)).color(palette.text));
        if buttons::icon_ui(ui, Icon::Add, Command::ZoomIn.label()).clicked() {
            cx.actions.push(Action::Run(Command::ZoomIn));
        }
        ui.add_space(space::S);
        for hundredths in ZOOMS {
            let factor = f32::from(hundredths) / 100.0;
            if chip_ui(ui, &format!("{hundredths} %"), (zoom - factor).abs() < 0.01, None).clicked() {
                cx.actions.push(Action::SetZoom(factor));
            }
        }
    });
}

fn journal_ui(ui: &mut Ui, cx: &mut Ctx<'_>) {
    let palette = theme::palette(ui.ctx());
    let muted = |text: &str| Label::new(RichText::new(text).color(palette.text_muted)).wrap();
    match cx.path {
        Some(path) => {
            caption_ui(ui, "It lies here");
            copyable_ui(ui, "where the journal lies", &path.display().to_string());
            ui.add(muted("One file holds everything, evidence included. Copy it while the program is closed, and you have a backup."));
        }
        None => {
            ui.add(muted("This journal is in memory only: it goes when the window is closed."));
        }
    }
    if let Some(why) = &cx.snapshot.read_only {
        ui.add(Label::new(RichText::new(format!("It can only be read: {why}.")).color(palette.warn.text)).wrap());
    }
    ui.horizontal_wrapped(|ui| {
        if buttons::marked_ui(ui, Look::Standard, Icon::FolderOpen, Command::OpenJournal.label()).clicked() {
            cx.ask(Ask::OpenJournal);
        }
        if buttons::marked_ui(ui, Look::Quiet, Icon::Add, Command::NewJournal.label()).clicked() {
            cx.ask(Ask::NewJournal);
        }
    });
    ui.add_space(space::S);
    let (kinds, templates) = (cx.catalogue.kinds.len(), cx.catalogue.templates.len());
    let own = format!(
        "{kinds} kinds of activity and {templates} models of reflection are known. Your own are small files in the folders kinds and templates of the \
         program’s data folder; one with the same id takes the place of ours."
    );
    ui.add(muted(&own));
    for problem in &cx.catalogue.problems {
        ui.add(Label::new(RichText::new(format!("Left out: {problem}")).small().color(palette.warn.text)).wrap());
    }
}

/// A field of several short lines under its name.
fn lines_ui(ui: &mut Ui, name: &str, text: &mut String, hint: &str) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        let caption = caption_ui(ui, name);
        let hint = RichText::new(hint).color(theme::palette(ui.ctx()).text_faint);
        ui.add(TextEdit::multiline(text).hint_text(hint).desired_rows(2).desired_width(f32::INFINITY).margin(Margin::symmetric(10, 7)))
            .labelled_by(caption.id);
    });
}
