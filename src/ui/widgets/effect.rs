//! What came of something that was taken back to work: fields for it, and what it would add to its entry.

use chrono::NaiveDate;
use egui::{Label, RichText, Ui};

use super::field::{caption_ui, line_ui};
use super::parsed::DayField;
use super::writing::{Desk, Writing};
use crate::domain::when::Sense;
use crate::domain::{ActionDraft, Effect};
use crate::ui::theme::{self, space};

/// What happened to the fields in a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// Something is other than before.
    pub changed: bool,
    /// A field was left: a good moment to save.
    pub left: bool,
}

/// With whom it was shared and when, and what it changed. All of it may stay empty.
#[derive(Clone, Debug, Default)]
pub struct EffectFields {
    shared: DayField,
    /// The keyboard goes to the first field.
    to_first: bool,
}

impl EffectFields {
    /// Takes the keyboard to the first field, as soon as it is shown.
    pub fn focus(&mut self) {
        self.to_first = true;
    }

    /// Shows the fields for what stands in the draft; those of the effect once it is done.
    pub fn show_ui(&mut self, ui: &mut Ui, desk: &Desk, draft: &mut ActionDraft, today: NaiveDate) -> Typed {
        let mut typed = Typed::default();
        let mut note = |response: &egui::Response| {
            typed.changed |= response.changed();
            typed.left |= response.lost_focus();
        };
        let first = line_ui(ui, "Shared with", &mut draft.shared_with, "The team, at handover");
        if std::mem::take(&mut self.to_first) {
            first.request_focus();
        }
        note(&first);
        let day = self.shared.show_ui(ui, "Shared on", draft.shared_on, today, Sense::Past);
        if draft.done.is_some() {
            for (name, hint, text) in [
                ("What it changed for me", "I now…", &mut draft.effect),
                ("What it changed in the service", "We now…", &mut draft.effect_service),
                ("What it changed for the people who use it", "Without names", &mut draft.effect_people),
            ] {
                note(&Writing::new(name).hint(hint).rows(1).show(ui, desk, text));
            }
        }
        if let Some(day) = day {
            draft.shared_on = day;
            typed.changed = true;
        }
        typed
    }
}

/// What would be added to an entry, as it would stand there.
pub fn effect_ui(ui: &mut Ui, effect: &Effect) {
    let palette = theme::palette(ui.ctx());
    ui.spacing_mut().item_spacing.y = space::XS;
    for (name, text) in [("What I changed", &effect.changed), ("Who benefited", &effect.benefit)] {
        if !text.trim().is_empty() {
            caption_ui(ui, name);
            ui.add(Label::new(RichText::new(text.trim()).text_style(theme::writing_style()).color(palette.text)).wrap());
        }
    }
}
