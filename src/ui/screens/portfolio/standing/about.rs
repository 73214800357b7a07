//! What is to be known beside the requirements: a review that is due, changes of the rules, what others are sent back for, and where all of
//! this was read.

use egui::{Label, RichText, Ui};

use super::card::{Card, Scene, Sheet};
use super::detail::{source_ui, title_ui};
use super::{muted_ui, small_ui, words, wrapped_ui};
use crate::domain::framework::{Confidence, Warning};
use crate::domain::standing::Item;
use crate::domain::text;
use crate::ui::action::Action;
use crate::ui::screens::portfolio::Go;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{count_text, notice_ui, sentence};

/// Warnings that are shown at first.
const WARNINGS: usize = 3;

/// Things that a warning is about and that are named.
const NAMED: usize = 3;

/// The most that are named when all are wanted.
const MOST: usize = 200;

/// Characters of their names.
const SHOWN: usize = 60;

/// The program's own warning that the rules want looking at: it is a banner.
const REVIEW_BY: &str = "review_by";

/// What must be known before the numbers are read.
pub(super) fn banners_ui(ui: &mut Ui, scene: &Scene<'_, '_>, sheet: Sheet<'_>) {
    let palette = theme::palette(ui.ctx());
    let Sheet { framework, standing, .. } = sheet;
    if framework.is_due_for_review(scene.cx.today()) {
        let text = format!(
            "These rules were last checked on {} and wanted another look by {}. They may have changed: check with your regulator.",
            words::day(framework.checked_on),
            words::day(framework.review_by)
        );
        notice_ui(ui, palette.warn, Icon::Warning, &text, |_| {});
        ui.add_space(space::XS);
    }
    if let Some((first, more)) = standing.notes.split_first() {
        notice_ui(ui, palette.info, Icon::Info, &sentence(first), |ui| {
            for note in more {
                ui.add(Label::new(RichText::new(sentence(note)).color(palette.text)).wrap());
            }
        });
        ui.add_space(space::XS);
    }
}

impl Card {
    /// Warnings, what leads on, and the sources.
    pub(super) fn about_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_, '_>, sheet: Sheet<'_>) {
        self.warnings_ui(ui, scene, sheet);
        leads_ui(ui, scene, sheet);
        self.sources_ui(ui, sheet);
    }

    fn warnings_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_, '_>, sheet: Sheet<'_>) {
        let warnings: Vec<&Warning> = sheet.standing.warnings.iter().filter(|warning| warning.id != REVIEW_BY).collect();
        if warnings.is_empty() {
            return;
        }
        title_ui(ui, "Before somebody else reads it");
        let most = if self.all_warnings { warnings.len() } else { WARNINGS };
        for (at, warning) in warnings.iter().enumerate().take(most) {
            let all = self.named.contains(&at);
            if ui.push_id(("warning", at), |ui| warning_ui(ui, scene, warning, all)).inner && !self.named.remove(&at) {
                self.named.insert(at);
            }
        }
        if warnings.len() > WARNINGS {
            let rest = warnings.len() - WARNINGS;
            let word = if self.all_warnings { "Show fewer".to_owned() } else { format!("Show {}", count_text(rest, "more", "more")) };
            if buttons::link_ui(ui, &word).clicked() {
                self.all_warnings = !self.all_warnings;
            }
        }
    }

    fn sources_ui(&mut self, ui: &mut Ui, sheet: Sheet<'_>) {
        let framework = sheet.framework;
        ui.add_space(space::S);
        let until = framework.effective_to.map(|last| format!(" to {}", words::day(last))).unwrap_or_default();
        let facts = format!(
            "Edition: {}. In force from {}{until}. Checked on {}; to be looked at again by {}.",
            framework.edition.trim_end_matches('.'),
            words::day(framework.effective_from),
            words::day(framework.checked_on),
            words::day(framework.review_by)
        );
        small_ui(ui, &facts);
        small_ui(ui, &framework.disclaimer);
        let count = count_text(framework.sources.len(), "source", "sources");
        let word = if framework.advice.is_empty() { count } else { format!("{count} and advice") };
        let (icon, word) = if self.sources { (Icon::CaretUp, format!("Hide {word}")) } else { (Icon::CaretDown, format!("Show {word}")) };
        if wrapped_ui(ui, Look::Quiet, icon, &word).clicked() {
            self.sources = !self.sources;
        }
        if !self.sources {
            return;
        }
        for advice in &framework.advice {
            muted_ui(ui, advice);
        }
        for (at, source) in framework.sources.iter().enumerate() {
            ui.push_id(("source", at), |ui| source_ui(ui, &source.title, &source.url));
        }
    }
}

/// What leads on to the forms, and to a practised audit.
fn leads_ui(ui: &mut Ui, scene: &mut Scene<'_, '_>, sheet: Sheet<'_>) {
    let framework = sheet.framework;
    if framework.forms.is_empty() && framework.audit.is_none() {
        return;
    }
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        if !framework.forms.is_empty() && buttons::marked_ui(ui, Look::Standard, Icon::FileText, "Forms…").clicked() {
            scene.go = Some(Go::Forms(sheet.registration.id));
        }
        if let Some(audit) = &framework.audit
            && buttons::marked_ui(ui, Look::Standard, Icon::Hourglass, "Audit drill…").on_hover_text(&audit.label).clicked()
        {
            scene.go = Some(Go::Drill(sheet.registration.id));
        }
    });
}

/// One warning, with links to what it is about: the latest, or `all`. Whether more or fewer of them are wanted.
fn warning_ui(ui: &mut Ui, scene: &mut Scene<'_, '_>, warning: &Warning, all: bool) -> bool {
    let palette = theme::palette(ui.ctx());
    let most = if all { MOST } else { NAMED };
    let mut turned = false;
    ui.horizontal_top(|ui| {
        Icon::Warning.mark_ui(ui, size::ICON, palette.warn.text);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add(Label::new(RichText::new(sentence(&warning.text)).color(palette.text)).wrap());
            if warning.confidence != Confidence::A {
                small_ui(ui, &format!("{}. {}", warning.confidence.label(), words::CHECK));
            }
            for item in warning.about.iter().rev().take(most) {
                let Some(name) = name_of(scene, *item) else { continue };
                let word = RichText::new(format!("“{}”", text::excerpt(&name, SHOWN))).color(palette.accent_text);
                ui.spacing_mut().button_padding.x = 0.0;
                if ui.add(egui::Button::new(word).frame_when_inactive(false).truncate()).clicked() {
                    lead(scene, *item);
                }
            }
            let rest = warning.about.len().saturating_sub(most);
            if rest > 0 {
                let word = format!("and {}", count_text(rest, "more", "more"));
                if all {
                    small_ui(ui, &word);
                } else {
                    turned |= buttons::link_ui(ui, &word).clicked();
                }
            }
            if all {
                turned |= buttons::link_ui(ui, "Name fewer").clicked();
            }
        });
    });
    turned
}

fn name_of(scene: &Scene<'_, '_>, item: Item) -> Option<String> {
    match item {
        Item::Entry(id) => scene.index.get(&id).map(|entry| entry.name.clone()),
        Item::Record(id) => {
            let record = scene.cx.snapshot.records.iter().find(|record| record.id == id)?;
            Some(record.draft.name(scene.cx.catalogue.record_kind(&record.draft.kind)))
        }
        Item::Goal(id) => scene.cx.goal(id).map(|goal| goal.draft.title.clone()),
    }
}

fn lead(scene: &mut Scene<'_, '_>, item: Item) {
    match item {
        Item::Entry(id) => scene.cx.open(id),
        Item::Record(id) => {
            scene.go = scene.cx.snapshot.records.iter().find(|record| record.id == id).map(|record| Go::Record(record.uid));
        }
        Item::Goal(id) => scene.cx.actions.push(Action::OpenGoal(id)),
    }
}
