//! What is to leave, and in which form: groups that say in a line what is chosen, and open.

use egui::Ui;

use super::Export;
use super::group::{caption_ui, group_ui};
use crate::journal::{Selection, SelectionCount, Under};
use crate::ui::context::Ctx;
use crate::ui::theme::space;

/// Which groups are open.
#[derive(Debug)]
pub(super) struct Groups {
    whom: bool,
    which: bool,
    parts: bool,
    names: bool,
    format: bool,
}

impl Default for Groups {
    fn default() -> Self {
        Self { whom: true, which: false, parts: false, names: false, format: true }
    }
}

impl Export {
    pub(super) fn choices_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, selection: &Selection) {
        ui.spacing_mut().item_spacing.y = space::XS;
        // The day a regulator asks for proof, nothing needs to be chosen.
        let is_proof = matches!(selection.under, Under::One(..)) && !self.choice.format.is_own_copy();
        caption_ui(
            ui,
            if is_proof {
                "Made for a regulator who asks for proof. Look it through, then export."
            } else {
                "Choose what is to leave this computer, and see it before it does."
            },
        );
        let count = self.count(cx, selection);
        let Self { choice, groups, earlier, .. } = self;
        let whom = choice.whom_words(cx);
        group_ui(ui, "For whom", &whom, &mut groups.whom, |ui| choice.whom_ui(ui, cx, earlier.as_deref()));
        let which = choice.which_words(cx, selection);
        // What came from a walk is told at once.
        let is_chosen = choice.chosen.is_some();
        let mut open = groups.which || is_chosen;
        group_ui(ui, "Which entries", &which, &mut open, |ui| choice.which_ui(ui, cx, earlier.as_deref(), count));
        if !is_chosen {
            groups.which = open;
        }
        let parts = choice.parts_words();
        group_ui(ui, "What of them", &parts, &mut groups.parts, |ui| choice.parts_ui(ui, selection.under));
        let names = choice.names_words();
        group_ui(ui, "Names of others", &names, &mut groups.names, |ui| choice.names_ui(ui, selection.under));
        let format = choice.format.of(selection).name();
        group_ui(ui, "Format", &format, &mut groups.format, |ui| {
            choice.format_ui(ui, count.entries - if choice.with_drafts { 0 } else { count.drafts });
        });
    }

    /// What the choices amount to with drafts in, and how many of it are drafts; counted once for each change.
    pub(super) fn count(&mut self, cx: &Ctx<'_>, selection: &Selection) -> SelectionCount {
        let key = (cx.snapshot.revision, Selection { without_drafts: false, ..selection.clone() });
        if let Some((of, count)) = &self.drafts
            && *of == key
        {
            return *count;
        }
        let count = key.1.count(cx.snapshot.entries.iter().map(|entry| &**entry));
        self.drafts = Some((key, count));
        count
    }
}
