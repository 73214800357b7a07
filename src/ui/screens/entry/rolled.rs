//! How an entry stands to others: the items of a claim, the claim that an item counts in, and entries at the same time.

use std::sync::Arc;

use egui::{RichText, Ui};

use super::Editor;
use crate::domain::{EntryHeader, EntryState, Minutes, overlap, when};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, space};
use crate::ui::widgets::count_text;
use crate::worker::{CaptureRequest, Request};

impl Editor {
    pub(super) fn rolled_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some(own) = cx.entry(self.id).cloned() else { return };
        if let Some(claim) = own.rolled_into.and_then(|id| cx.entry(id)).cloned() {
            ui.add_space(space::S);
            note_ui(ui, |ui| {
                ui.label("Its time counts in the claim");
                if buttons::link_ui(ui, &claim.name).clicked() {
                    cx.open(claim.id);
                }
            });
        }
        if own.items > 0 {
            self.items_ui(ui, cx, &own);
        }
        self.overlaps_ui(ui, cx, &own);
    }

    /// What a claim is made of.
    fn items_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, own: &EntryHeader) {
        let palette = theme::palette(ui.ctx());
        if own.state.is_binned() {
            ui.add_space(space::S);
            note_ui(ui, |ui| {
                ui.label("A claim made of small items. While it is in the bin, they count for themselves.");
            });
            return;
        }
        // Every entry is looked at for it, so not in every frame.
        let revision = cx.snapshot.revision;
        if self.fields.items.as_ref().is_none_or(|(then, _)| *then != revision) {
            let mut items: Vec<_> = cx.snapshot.entries.iter().filter(|entry| entry.rolled_into == Some(self.id)).cloned().collect();
            items.sort_by_key(|item| (item.date, item.time, item.id));
            self.fields.items = Some((revision, items));
        }
        let items = self.fields.items.as_ref().map_or(&[][..], |(_, items)| items);
        ui.add_space(space::S);
        theme::tone_frame(palette.info).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new(made_of(own, items)).strong());
            for item in items {
                ui.horizontal_wrapped(|ui| {
                    ui.label(RichText::new(when::shown(item.date)).small().color(palette.text_muted));
                    if buttons::link_ui(ui, &item.name).clicked() {
                        cx.open(item.id);
                    }
                    let mut words = item.total.to_string();
                    if item.interactive > Minutes::ZERO {
                        words.push_str(&format!(", {} with others", item.interactive));
                    }
                    ui.label(RichText::new(words).small().color(palette.text_muted));
                });
            }
            if buttons::quiet_ui(ui, "Take it apart")
                .on_hover_text("The items count for themselves again; the claim goes to the bin")
                .clicked()
            {
                cx.send(Request::Capture(CaptureRequest::UndoRollUp(self.id)));
            }
        });
    }

    /// Entries that took place at the same time.
    fn overlaps_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, own: &EntryHeader) {
        if own.state.is_binned() {
            return;
        }
        // Every entry is looked at for it, so not in every frame.
        let revision = cx.snapshot.revision;
        if self.fields.overlaps.as_ref().is_none_or(|(then, _)| *then != revision) {
            let found = overlap::overlaps_of(cx.snapshot.entries.iter().map(|entry| &**entry), self.id);
            let others = found.into_iter().map(|one| (if one.a == self.id { one.b } else { one.a }, one.minutes)).collect();
            self.fields.overlaps = Some((revision, others));
        }
        let others: Vec<(EntryHeader, Minutes)> = self
            .fields
            .overlaps
            .iter()
            .flat_map(|(_, others)| others)
            .filter_map(|(other, minutes)| cx.entry(*other).map(|header| (header.clone(), *minutes)))
            .collect();
        for (other, minutes) in others {
            note_ui(ui, |ui| {
                ui.label(format!("{minutes} of it are at the same time as"));
                if buttons::link_ui(ui, &other.name).clicked() {
                    cx.open(other.id);
                }
                ui.label("A claim counts them once.");
            });
        }
    }
}

/// “One claim made of 5 items. Its minutes are theirs.”
fn made_of(claim: &EntryHeader, items: &[Arc<EntryHeader>]) -> String {
    let counting = items.iter().filter(|item| !item.state.is_binned()).count();
    let whose = if matches!(claim.state, EntryState::Submitted { .. }) {
        "Its minutes are those that were submitted, whatever becomes of them."
    } else if counting == 0 {
        "All of them are in the bin, so it has no minutes."
    } else {
        "Its minutes are theirs."
    };
    format!("One claim made of {}. {whose}", count_text(items.len(), "item", "items"))
}

/// One quiet line with a link in it.
fn note_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let palette = theme::palette(ui.ctx());
    theme::tone_frame(palette.info).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(content);
    });
}
