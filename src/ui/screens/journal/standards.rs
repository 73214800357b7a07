//! Standards of a selection: which of the rules that are registered are given to all of its entries, or taken from them.

use std::collections::BTreeSet;

use egui::{Label, RichText, Ui};

use crate::domain::framework::{Category, Framework, Group};
use crate::journal::BulkChange;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, space, type_size};
use crate::ui::widgets::chip_ui;

/// What is chosen, by codes with their schemes.
#[derive(Debug, Default)]
pub(super) struct Choosing {
    codes: BTreeSet<String>,
}

impl Choosing {
    pub(super) fn show_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) -> Option<BulkChange> {
        let frameworks = registered(cx);
        if frameworks.is_empty() {
            ui.label("Say in Portfolio who your regulator is: then its standards are shown here.");
            return None;
        }
        for framework in frameworks {
            ui.add(Label::new(RichText::new(&framework.name).font(theme::bold(type_size::BODY))).wrap());
            for group in framework.groups.iter().filter(|group| !group.categories.is_empty()) {
                self.group_ui(ui, framework, group);
            }
            ui.add_space(space::S);
        }
        let codes = || self.codes.iter().cloned().collect::<Vec<_>>();
        let mut decided = None;
        ui.horizontal_wrapped(|ui| {
            ui.add_enabled_ui(!self.codes.is_empty(), |ui| {
                if buttons::primary_ui(ui, "Give to all").clicked() {
                    decided = Some(BulkChange::AddStandards(codes()));
                }
                if ui.button("Take from all").clicked() {
                    decided = Some(BulkChange::RemoveStandards(codes()));
                }
            });
        });
        decided
    }

    fn group_ui(&mut self, ui: &mut Ui, framework: &Framework, group: &Group) {
        let title = if group.single { format!("{} · one of them", group.label) } else { group.label.clone() };
        ui.add(Label::new(RichText::new(title).small().color(theme::palette(ui.ctx()).text_muted)).wrap());
        ui.horizontal_wrapped(|ui| {
            for category in &group.categories {
                let code = framework.code_of(category);
                let response = chip_ui(ui, &category.label, self.codes.contains(&code), None);
                let response = if category.help.is_empty() { response } else { response.on_hover_text(&category.help) };
                if response.clicked() {
                    self.switch(framework, group, category);
                }
            }
        });
        ui.add_space(space::XS);
    }

    /// Chooses a category or lets it go; of a group of which an entry has one, it takes the place of the others.
    fn switch(&mut self, framework: &Framework, group: &Group, category: &Category) {
        let code = framework.code_of(category);
        if self.codes.remove(&code) {
            return;
        }
        if group.single {
            for other in &group.categories {
                self.codes.remove(&framework.code_of(other));
            }
        }
        self.codes.insert(code);
    }
}

/// The frameworks of all registrations, each once, in the editions that are counted by.
fn registered<'c>(cx: &'c Ctx<'_>) -> Vec<&'c Framework> {
    let mut all: Vec<&Framework> = Vec::new();
    for registration in cx.snapshot.registrations.iter() {
        let stand = cx.snapshot.stands.iter().find(|stand| stand.registration.id == registration.id);
        let counted = stand.and_then(|stand| stand.counted.as_ref().ok()).map(|standing| standing.framework.as_str());
        let by = counted.and_then(|id| cx.catalogue.framework(id)).or_else(|| cx.catalogue.framework(&registration.draft.framework));
        all.extend(by.filter(|one| !all.iter().any(|other| other.id == one.id)));
    }
    all
}
