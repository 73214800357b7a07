//! A card for a registration: its head, every requirement as a row, one of them opened, and what is to be known beside.

use egui::Ui;

use super::mending::Mending;
use super::{Index, lists, muted_ui, words};
use crate::domain::framework::Requirement;
use crate::domain::standing::Progress;
use crate::domain::{Framework, Registration, Standing};
use crate::journal::Stand;
use crate::ui::context::Ctx;
use crate::ui::screens::portfolio::Go;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::{notice_ui, panel_ui};

/// What a card shows from, and where its wishes go.
pub(super) struct Scene<'s, 'c> {
    pub(super) cx: &'s mut Ctx<'c>,
    pub(super) index: &'s Index,
    pub(super) mending: &'s mut Mending,
    pub(super) go: Option<Go>,
}

/// What is counted for a registration.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'f> {
    pub(super) framework: &'f Framework,
    pub(super) standing: &'f Standing,
    pub(super) registration: &'f Registration,
}

/// A requirement with its count.
#[derive(Clone, Copy)]
pub(super) struct Line<'f> {
    pub(super) sheet: Sheet<'f>,
    pub(super) requirement: &'f Requirement,
    pub(super) progress: &'f Progress,
}

/// What is wished for a registration.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    Edit(Registration),
    Remove(Registration),
}

/// What a card remembers.
#[derive(Debug, Default)]
pub(super) struct Card {
    /// 0 is the current cycle, -1 the one before.
    number: i32,
    /// The requirement that is opened.
    open: Option<String>,
    /// It is to be brought into view.
    wanted: bool,
    pub(super) lists: lists::Lists,
    /// All warnings are shown, not only the first ones.
    pub(super) all_warnings: bool,
    /// The warnings, by their place, of which everything is named that they are about.
    pub(super) named: std::collections::HashSet<usize>,
    /// Sources and advice are shown.
    pub(super) sources: bool,
}

impl Card {
    pub(super) const fn number(&self) -> i32 {
        self.number
    }

    /// Looks at another cycle.
    pub(super) fn step(&mut self, by: i32) {
        self.number += by;
        self.lists = lists::Lists::default();
    }

    /// Opens a requirement of the current cycle, and shows it.
    pub(super) fn open(&mut self, requirement: String) {
        self.number = 0;
        self.show(requirement);
    }

    /// Opens a requirement, and shows it.
    pub(super) fn show(&mut self, requirement: String) {
        self.open = Some(requirement);
        self.wanted = true;
        self.lists = lists::Lists::default();
    }

    /// Shows it; `stand` is `None` until another cycle is counted.
    pub(super) fn show_ui(
        &mut self,
        ui: &mut Ui,
        scene: &mut Scene<'_, '_>,
        registration: &Registration,
        stand: Option<&Stand>,
    ) -> Option<Deed> {
        let mut deed = None;
        panel_ui(ui, |ui| {
            let catalogue = scene.cx.catalogue;
            let standing = stand.and_then(|stand| stand.counted.as_ref().ok());
            let id = standing.map_or(&registration.draft.framework, |standing| &standing.framework);
            let framework = catalogue.framework(id);
            deed = super::head::title_ui(ui, scene, registration, framework);
            ui.add_space(space::XS);
            match (framework, stand.map(|stand| &stand.counted)) {
                (Some(framework), Some(Ok(standing))) => {
                    self.cycle_ui(ui, scene, Some((framework, standing)));
                    self.counted_ui(ui, scene, Sheet { framework, standing, registration });
                }
                (_, None) => {
                    self.cycle_ui(ui, scene, None);
                    muted_ui(ui, "Counting that cycle…");
                }
                (_, Some(why)) => {
                    let why = why.as_ref().err().copied().unwrap_or(crate::journal::Unknown::NotInstalled);
                    let palette = theme::palette(ui.ctx());
                    if self.number != 0 {
                        self.cycle_ui(ui, scene, None);
                    }
                    notice_ui(ui, palette.warn, Icon::Warning, words::unknown(why), |ui| {
                        let can = why == crate::journal::Unknown::NoCycle && !scene.cx.read_only();
                        if can && buttons::marked_ui(ui, Look::Standard, Icon::Edit, "Edit registration…").clicked() {
                            deed = Some(Deed::Edit(registration.clone()));
                        }
                    });
                }
            }
        });
        deed
    }

    fn counted_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_, '_>, sheet: Sheet<'_>) {
        ui.add_space(space::XS);
        super::about::banners_ui(ui, scene, sheet);
        for progress in &sheet.standing.progress {
            let Some(requirement) = sheet.framework.requirement(&progress.requirement) else { continue };
            let line = Line { sheet, requirement, progress };
            let is_open = self.open.as_deref() == Some(requirement.id.as_str());
            hairline_ui(ui);
            let response = super::row::row_ui(ui, line, scene.cx.today(), is_open);
            if scene.mending.is_row_wanted(sheet.registration.id, &requirement.id) {
                response.request_focus();
                response.scroll_to_me(None);
            }
            if is_open && std::mem::take(&mut self.wanted) {
                response.scroll_to_me(Some(egui::Align::Min));
                response.request_focus();
            }
            if response.clicked() {
                self.open = (!is_open).then(|| requirement.id.clone());
                self.lists = lists::Lists::default();
                // What is shown below it moves: no frame with the old places.
                ui.ctx().request_discard("a requirement was opened");
            }
            if is_open {
                let gone_to = ui.push_id(("requirement", &requirement.id), |ui| self.detail_ui(ui, scene, line)).inner;
                if let Some(whole) = gone_to {
                    self.show(whole);
                    ui.ctx().request_repaint();
                }
            }
        }
        hairline_ui(ui);
        self.about_ui(ui, scene, sheet);
    }
}

/// A thin line over the whole width.
fn hairline_ui(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, egui::Stroke::new(theme::size::HAIRLINE, theme::palette(ui.ctx()).line));
}
