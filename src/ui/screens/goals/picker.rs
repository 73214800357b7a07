//! Linking entries to a goal: all entries by name, those that are linked with a tick.

use std::sync::Arc;

use egui::{Margin, RichText, ScrollArea, TextEdit, Ui};

use super::page::GoalPage;
use crate::domain::{EntryHeader, text};
use crate::journal::{Linked, Snapshot};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, size, space};
use crate::ui::widgets::{Leave, dialog_ui, entry_row_ui};
use crate::worker::Request;

/// The most entries that are shown.
const MOST: usize = 30;

/// Room for what stands above and below the list.
const AROUND: f32 = 340.0;

/// The list is no lower than this, and no higher than the next, so that the dialog does not jump while somebody types.
const LEAST: f32 = 120.0;
const MOST_HIGH: f32 = 420.0;

/// What is typed, and what it finds.
#[derive(Default)]
pub(super) struct Picker {
    words: String,
    /// Names without case and accents, made once for each revision.
    names: Option<(u64, Names)>,
    found: Option<Found>,
    focused: bool,
}

/// Entries by their names as they are compared.
type Names = Arc<Vec<(String, Arc<EntryHeader>)>>;

struct Found {
    revision: u64,
    words: String,
    entries: Arc<Vec<Arc<EntryHeader>>>,
    total: usize,
}

impl Picker {
    /// The entries that have every word in their name, newest first, and how many there are.
    fn found(&mut self, snapshot: &Snapshot) -> (Arc<Vec<Arc<EntryHeader>>>, usize) {
        if let Some(found) = &self.found
            && found.revision == snapshot.revision
            && found.words == self.words
        {
            return (Arc::clone(&found.entries), found.total);
        }
        let names = match &self.names {
            Some((of, names)) if *of == snapshot.revision => Arc::clone(names),
            _ => {
                let kept = snapshot.entries.iter().filter(|entry| !entry.state.is_binned());
                let names: Names = Arc::new(kept.map(|entry| (text::folded(&entry.name), Arc::clone(entry))).collect());
                self.names = Some((snapshot.revision, Arc::clone(&names)));
                names
            }
        };
        let folded = text::folded(&self.words);
        let words: Vec<&str> = folded.split_whitespace().collect();
        let mut entries = Vec::new();
        let mut total = 0;
        for (_, entry) in names.iter().filter(|(name, _)| words.iter().all(|word| name.contains(word))) {
            total += 1;
            if entries.len() < MOST {
                entries.push(Arc::clone(entry));
            }
        }
        let entries = Arc::new(entries);
        self.found = Some(Found { revision: snapshot.revision, words: self.words.clone(), entries: Arc::clone(&entries), total });
        (entries, total)
    }
}

impl GoalPage {
    pub(super) fn picker_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some(picker) = &mut self.picker else { return };
        let goal = self.id;
        let mut done = false;
        let leave = dialog_ui(ui.ctx(), "Link entries", size::MEASURE, |ui| {
            let palette = theme::palette(ui.ctx());
            let hint = RichText::new("Words of the title").color(palette.text_faint);
            let field =
                TextEdit::singleline(&mut picker.words).hint_text(hint).desired_width(f32::INFINITY).margin(Margin::symmetric(12, 8));
            let field = ui.add(field).accessible_name("Find entries by name");
            if !std::mem::replace(&mut picker.focused, true) {
                field.request_focus();
            }
            let (entries, total) = picker.found(cx.snapshot);
            let text = match total {
                0 => "No entry has these words in its name".to_owned(),
                _ if total > MOST => format!("The newest {MOST} of {total}; type to find others"),
                _ => "Press an entry to link it, once more to unlink it".to_owned(),
            };
            ui.label(RichText::new(text).small().color(palette.text_muted));
            ui.add_space(space::XS);
            let high = (ui.ctx().content_rect().height() - AROUND).clamp(LEAST, MOST_HIGH);
            let area = ScrollArea::vertical().id_salt("entries").auto_shrink(false).max_height(high).min_scrolled_height(high);
            area.show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                for entry in entries.iter() {
                    let on = entry.goals.contains(&goal);
                    let note = if on { "linked" } else { "" };
                    let response = entry_row_ui(ui, cx.catalogue, entry, note, |ui| {
                        let (icon, colour) =
                            if on { (Icon::CheckCircle, palette.success.text) } else { (Icon::Circle, palette.text_faint) };
                        icon.mark_ui(ui, size::ICON, colour);
                    });
                    if response.clicked() {
                        let linked = if on { Linked::No } else { Linked::Yes };
                        cx.actions.push(crate::ui::action::Action::Send(Request::Link { entry: entry.id, goal, linked }));
                    }
                }
            });
            ui.add_space(space::M);
            done = buttons::primary_ui(ui, "Done").clicked();
        });
        if done || leave != Leave::No {
            self.picker = None;
        }
    }
}
