//! What would leave, in words, as a page of paper.

use egui::{Label, Margin, RichText, Ui};

use super::entries::entries_ui;
use super::foot::FIRST;
use super::leaves::OUTDATED;
use super::summary::{FileLine, Summary, bytes_text};
use super::{Export, Known, Looked};
use crate::domain::counting::twice_in_words;
use crate::domain::{GoalState, when};
use crate::ui::action::Route;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, size, space};
use crate::ui::widgets::{Markdown, count_text, fact_ui, figures_ui, notice_ui, rows_ui, section_ui};

/// The height of a row of goals or files.
const ROW: f32 = 34.0;

impl Export {
    pub(super) fn words_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        let known = self.known();
        let Some(looked) = self.looked.clone() else {
            ui.label(RichText::new(FIRST).color(palette.text_muted));
            return;
        };
        let Looked { summary, .. } = &*looked;
        if known == Known::Again {
            ui.multiply_opacity(OUTDATED);
        }
        let takes_files = self.choice.takes_files();
        theme::card_frame(ui.ctx()).inner_margin(Margin::symmetric(28, 24)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            cover_ui(ui, cx, summary);
            ui.add_space(space::L);
            figures_ui(ui, &figures(summary));
            if let Some(words) = twice_in_words(summary.twice) {
                ui.label(RichText::new(words).small().color(palette.text_muted));
            }
            note_ui(ui, summary, &mut self.note);
            ui.add_space(space::L);
            let text = "Private notes never leave: they are in no export, whatever you choose.";
            notice_ui(ui, palette.info, Icon::Lock, text, |_| {});
            let names = if takes_files { &summary.names_with_files } else { &summary.names };
            for told in names {
                notice_ui(ui, palette.warn, Icon::Person, told, |_| {});
            }
            goals_ui(ui, summary);
            charts_ui(ui, summary);
            files_ui(ui, summary, takes_files);
            section_ui(ui, "Entries", |ui| count_ui(ui, &count_text(summary.entries.len(), "entry", "entries")));
            let why_none = match &self.drafts {
                Some((_, count)) if count.entries > 0 && count.entries == count.drafts => {
                    "None: what there is are drafts, and drafts are left out. Mark an entry ready, or let drafts leave."
                }
                _ => "None. Choose a longer period, or all entries.",
            };
            entries_ui(ui, cx, &summary.entries, why_none);
        });
    }
}

fn cover_ui(ui: &mut Ui, cx: &mut Ctx<'_>, summary: &Summary) {
    let palette = theme::palette(ui.ctx());
    ui.add(Label::new(RichText::new(&summary.title).text_style(theme::title_style())).wrap());
    if let Some((first, last)) = summary.days {
        let days = if first == last { when::shown(first) } else { format!("{} – {}", when::shown(first), when::shown(last)) };
        ui.add(Label::new(RichText::new(days).color(palette.text_muted)).wrap());
    }
    ui.add_space(space::S);
    let who = &summary.registrant;
    if who.name.is_empty() {
        notice_ui(ui, palette.warn, Icon::Person, "Your name is not set, so nobody will see whose record this is", |ui| {
            if buttons::link_ui(ui, "Set it in Settings").clicked() {
                cx.go(Route::Settings);
            }
        });
    }
    ui.spacing_mut().item_spacing.y = space::XS;
    let registrations = who.registrations.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n");
    for (name, value) in
        [("Name", &who.name), ("Profession", &who.profession), ("Registration", &registrations), ("Employer", &who.employer)]
    {
        if !value.is_empty() {
            fact_ui(ui, name, value);
        }
    }
}

/// What is said to whoever reads it, as it reads.
fn note_ui(ui: &mut Ui, summary: &Summary, markdown: &mut Markdown) {
    if summary.note.is_empty() {
        return;
    }
    section_ui(ui, if summary.for_appraiser { "For the appraiser" } else { "To the reader" }, |_| {});
    markdown.show_ui(ui, &summary.note);
}

fn charts_ui(ui: &mut Ui, summary: &Summary) {
    if summary.charts.is_empty() {
        return;
    }
    section_ui(ui, "Charts", |ui| count_ui(ui, &count_text(summary.charts.len(), "chart", "charts")));
    rows_ui(ui, ROW, summary.charts.len(), |ui, rows| {
        let palette = theme::palette(ui.ctx());
        for title in rows.filter_map(|at| summary.charts.get(at)) {
            row_ui(ui, Icon::Review, palette.accent_text, title, "with its table");
        }
    });
}

fn figures(summary: &Summary) -> Vec<(String, &'static str)> {
    vec![
        (summary.entries.len().to_string(), if summary.entries.len() == 1 { "entry" } else { "entries" }),
        (summary.total.to_string(), "in all"),
        (summary.interactive.to_string(), "with others"),
    ]
}

fn goals_ui(ui: &mut Ui, summary: &Summary) {
    if summary.goals.is_empty() {
        return;
    }
    section_ui(ui, "Goals", |ui| count_ui(ui, &count_text(summary.goals.len(), "goal", "goals")));
    rows_ui(ui, ROW, summary.goals.len(), |ui, rows| {
        let palette = theme::palette(ui.ctx());
        for goal in rows.filter_map(|at| summary.goals.get(at)) {
            let mut about = count_text(goal.entries, "entry", "entries");
            if goal.minutes.0 > 0 {
                about.push_str(&format!(" · {}", goal.minutes));
            }
            if goal.state != GoalState::Open {
                about.push_str(&format!(" · {}", goal.state.label().to_lowercase()));
            }
            let (icon, tone) = if goal.state == GoalState::Achieved {
                (Icon::CheckCircle, palette.success.text)
            } else {
                (Icon::Goals, palette.accent_text)
            };
            row_ui(ui, icon, tone, &goal.title, &about);
        }
    });
}

fn files_ui(ui: &mut Ui, summary: &Summary, takes_files: bool) {
    if summary.files.is_empty() {
        return;
    }
    let palette = theme::palette(ui.ctx());
    section_ui(ui, "Evidence", |ui| {
        count_ui(ui, &format!("{}, {}", count_text(summary.files.len(), "file", "files"), bytes_text(summary.bytes)));
    });
    if !takes_files {
        let text = "They are named, with their SHA-256; the files themselves stay here.";
        ui.add(Label::new(RichText::new(text).small().color(palette.text_muted)).wrap());
    }
    rows_ui(ui, ROW, summary.files.len(), |ui, rows| {
        for file in rows.filter_map(|at| summary.files.get(at)) {
            row_ui(ui, icon_of(file), palette.accent_text, &file.name, &bytes_text(file.bytes));
        }
    });
}

/// An icon and a name, and something short at the right end.
fn row_ui(ui: &mut Ui, icon: Icon, tone: egui::Color32, name: &str, about: &str) {
    let palette = theme::palette(ui.ctx());
    let room = egui::vec2(ui.available_width(), ROW);
    ui.allocate_ui_with_layout(room, egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.set_min_height(ROW);
        icon.mark_ui(ui, size::ICON, tone);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(RichText::new(about).small().color(palette.text_muted));
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| ui.add(Label::new(name).truncate()));
        });
    });
}

fn count_ui(ui: &mut Ui, words: &str) {
    ui.label(RichText::new(words).small().color(theme::palette(ui.ctx()).text_muted));
}

fn icon_of(file: &FileLine) -> Icon {
    match file.media_type.as_str() {
        "application/pdf" => Icon::FilePdf,
        media if media.starts_with("image/") => Icon::FileImage,
        media if media.starts_with("text/") => Icon::FileText,
        _ => Icon::File,
    }
}
