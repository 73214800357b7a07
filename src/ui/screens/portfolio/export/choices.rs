//! What is to leave, and in which form.

use egui::{ComboBox, Label, RichText, Ui};

use super::period::Period;
use super::{Export, Format, Plan, State, has_folder, suggested};
use crate::domain::when::{self, Sense};
use crate::exporters::{self, Form};
use crate::journal::Selection;
use crate::ui::context::Ctx;
use crate::ui::dialogs::Ask;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space, type_size};
use crate::ui::widgets::{chip_ui, count_text, segments_ui};

impl Export {
    pub(super) fn choices_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, selection: &Selection) {
        ui.spacing_mut().item_spacing.y = space::XS;
        muted_ui(ui, "Choose what is to leave this computer, and see it before it does.");
        self.chosen_ui(ui);
        // The days and the goals of a walk were chosen on the walk.
        if self.chosen.is_none() {
            self.period_ui(ui, cx);
            self.goal_ui(ui, cx);
        }
        self.drafts_ui(ui, cx, selection);
        self.people_ui(ui);
        self.charts_ui(ui);
        self.format_ui(ui);
    }

    /// What was chosen on a walk, until somebody wants all entries again.
    fn chosen_ui(&mut self, ui: &mut Ui) {
        let Some(chosen) = &self.chosen else { return };
        let mut all = false;
        name_ui(ui, "Chosen on the walk");
        let words = format!("“{}”: {}", chosen.walk, count_text(chosen.entries.len(), "entry", "entries"));
        ui.add(Label::new(words).wrap());
        caption_ui(ui, &format!("{} – {}", when::shown(chosen.from), when::shown(chosen.until)));
        if !chosen.note.trim().is_empty() {
            caption_ui(ui, "With the note for the appraiser");
        }
        all |= buttons::link_ui(ui, "Choose from all entries instead").clicked();
        if all {
            self.chosen = None;
        }
    }

    fn period_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        name_ui(ui, "Period");
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::XS, space::XS);
            for (period, label) in Period::CHOICES {
                let on = self.period.is(period);
                if chip_ui(ui, label, on, None).clicked() && !on {
                    // Whoever chooses days begins with those of the choice before.
                    let (from, to) = self.period.days(cx.today());
                    self.period = if matches!(period, Period::Between { .. }) { Period::Between { from, to } } else { period };
                }
            }
        });
        if let Period::Between { from, to } = &mut self.period {
            ui.add_space(space::XS);
            if let Some(day) = self.from.show_ui(ui, "First day", *from, cx.today(), Sense::Past) {
                *from = day;
            }
            if let Some(day) = self.to.show_ui(ui, "Last day", *to, cx.today(), Sense::Past) {
                *to = day;
            }
            if self.period.is_upside_down() {
                let palette = theme::palette(ui.ctx());
                ui.label(RichText::new("The first day is after the last").small().color(palette.warn.text));
            } else if matches!(self.period, Period::Between { from: None, .. } | Period::Between { to: None, .. }) {
                caption_ui(ui, "An empty day leaves that end open");
            }
        } else {
            let words = self.period.words(cx.today());
            if !words.is_empty() {
                caption_ui(ui, &words);
            }
        }
    }

    fn goal_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        if cx.snapshot.goals.is_empty() {
            return;
        }
        name_ui(ui, "Goal");
        let shown = self.goal.and_then(|id| cx.goal(id)).map_or("All entries", |goal| goal.draft.title.as_str());
        let combo = ComboBox::from_id_salt("goal").selected_text(shown).width(ui.available_width() - space::S).truncate();
        let combo = combo.show_ui(ui, |ui| {
            let mut chosen = ui.selectable_value(&mut self.goal, None, "All entries").clicked();
            for goal in cx.snapshot.goals.iter() {
                chosen |= ui.selectable_value(&mut self.goal, Some(goal.id), &goal.draft.title).clicked();
            }
            if chosen {
                // By Enter, too, which is no press beside it.
                ui.close();
            }
        });
        combo.response.accessible_name("Goal");
    }

    /// Colleagues have not agreed to be in somebody's record: their names stay out unless they are asked for.
    fn people_ui(&mut self, ui: &mut Ui) {
        name_ui(ui, "People");
        ui.checkbox(&mut self.people, "With the names of people I learnt with");
        if !self.people {
            indented_ui(ui, |ui| {
                caption_ui(ui, "Without: their professions instead, where known. Your own words and files leave as they are");
            });
        }
    }

    fn charts_ui(&mut self, ui: &mut Ui) {
        name_ui(ui, "Charts");
        ui.checkbox(&mut self.charts, "With charts");
        indented_ui(ui, |ui| caption_ui(ui, "What it adds up to, by month, goal, kind, community and use, each with its table"));
    }

    fn drafts_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, selection: &Selection) {
        let drafts = self.count(cx, selection).drafts;
        name_ui(ui, "Drafts");
        let mut out = !self.with_drafts;
        if ui.checkbox(&mut out, "Leave drafts out").changed() {
            self.with_drafts = !out;
        }
        let words = match (drafts, out) {
            (0, _) => "There are none among these entries".to_owned(),
            (n, true) => format!("{} stay{} here", count_text(n, "draft", "drafts"), if n == 1 { "s" } else { "" }),
            (n, false) => format!("{} would leave, too", count_text(n, "draft", "drafts")),
        };
        indented_ui(ui, |ui| caption_ui(ui, &words));
    }

    fn format_ui(&mut self, ui: &mut Ui) {
        name_ui(ui, "Format");
        for exporter in exporters::ALL {
            let on = self.format.id == exporter.id();
            if ui.radio(on, exporter.label()).clicked() {
                self.format.id = exporter.id();
                if !has_folder(*exporter) {
                    self.format.form = Form::File;
                }
            }
            indented_ui(ui, |ui| {
                caption_ui(ui, exporter.purpose());
                if on && has_folder(*exporter) {
                    let forms = [Form::File, Form::Folder];
                    let chosen = forms.iter().position(|form| *form == self.format.form).unwrap_or(0);
                    let pressed = segments_ui(ui, "One file or a folder", &["One file", "A folder"], chosen);
                    if let Some(form) = pressed.and_then(|at| forms.get(at)) {
                        self.format.form = *form;
                    }
                }
            });
            ui.add_space(space::XS);
        }
    }

    /// The button, and beside it what it would do or why it cannot.
    pub(super) fn export_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, selection: &Selection) {
        let entries = self.summary.as_ref().map_or(0, |summary| summary.entries.len());
        let running = matches!(self.state, State::Running { .. });
        let ready = self.current && entries > 0 && !self.period.is_upside_down() && !running;
        let button = ui.add_enabled_ui(ready, |ui| buttons::marked_ui(ui, Look::Primary, Icon::Export, "Export…")).inner;
        if button.clicked() {
            self.choose_target(cx, selection);
        }
        let words = if running {
            "One export is on its way".to_owned()
        } else if self.current && entries == 0 {
            "No entry is in this choice".to_owned()
        } else if self.current {
            format!("{} as {}", count_text(entries, "entry", "entries"), self.format.name())
        } else {
            String::new()
        };
        caption_ui(ui, &words);
    }

    fn choose_target(&mut self, cx: &mut Ctx<'_>, selection: &Selection) {
        let format: Format = self.format;
        let Some(exporter) = format.exporter() else { return };
        let name = suggested(&cx.snapshot.profile.name, cx.today(), format);
        self.planned = Some(Plan { selection: selection.clone(), format, name: name.clone() });
        cx.ask(match format.form {
            Form::File => Ask::SaveExport { name, label: exporter.label(), extension: exporter.extension() },
            Form::Folder => Ask::ExportFolder,
        });
    }
}

/// The name of a group of choices.
fn name_ui(ui: &mut Ui, name: &str) {
    ui.add_space(space::L);
    ui.label(RichText::new(name).font(theme::bold(type_size::BODY)));
}

fn caption_ui(ui: &mut Ui, text: &str) {
    let palette = theme::palette(ui.ctx());
    ui.add(Label::new(RichText::new(text).small().color(palette.text_muted)).wrap());
}

fn muted_ui(ui: &mut Ui, text: &str) {
    let palette = theme::palette(ui.ctx());
    ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
}

/// Below the word of a check box or a radio button.
fn indented_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.add_space(ui.spacing().icon_width + ui.spacing().icon_spacing);
        ui.vertical(content);
    });
}
