//! Choosing what a record is about, by words of its name.

use egui::{Margin, RichText, ScrollArea, TextEdit, Ui};

use super::Records;
use super::list::days_of;
use super::row::{Said, row_ui};
use crate::domain::record::Refers;
use crate::domain::text;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, size, space};
use crate::ui::widgets::{Leave, dialog_ui, entry_row_ui};

/// The most that are shown.
const MOST: usize = 30;

/// Room for what stands above and below the list.
const AROUND: f32 = 340.0;

/// The list is no lower than this, and no higher than the next, so that the dialog does not jump while somebody types.
const LEAST: f32 = 120.0;
const MOST_HIGH: f32 = 420.0;

/// What is chosen from.
#[derive(Debug)]
pub(super) enum Pick {
    Entries,
    /// Records of these kinds.
    Records(Vec<String>),
}

/// What is typed.
#[derive(Debug)]
pub(super) struct Picker {
    pick: Pick,
    words: String,
    focused: bool,
    found: Option<Found>,
}

/// What the words find, as of which revision.
#[derive(Debug)]
struct Found {
    revision: u64,
    words: String,
    all: Vec<Refers>,
    total: usize,
}

impl Picker {
    pub(super) fn new(pick: Pick) -> Self {
        Self { pick, words: String::new(), focused: false, found: None }
    }

    /// Finds what has every word in its name, the latest first.
    fn find(&mut self, cx: &Ctx<'_>) {
        if self.found.as_ref().is_some_and(|found| found.revision == cx.snapshot.revision && found.words == self.words) {
            return;
        }
        let folded = text::folded(&self.words);
        let words: Vec<&str> = folded.split_whitespace().collect();
        let has = |name: &str| {
            let name = text::folded(name);
            words.iter().all(|word| name.contains(word))
        };
        let (mut all, mut total) = (Vec::new(), 0);
        let mut add = |to: Refers| {
            total += 1;
            if all.len() < MOST {
                all.push(to);
            }
        };
        match &self.pick {
            Pick::Entries => {
                for entry in cx.snapshot.entries.iter().filter(|entry| !entry.state.is_binned() && has(&entry.name)) {
                    add(Refers::Entry(entry.id));
                }
            }
            Pick::Records(kinds) => {
                for record in cx.snapshot.records.iter().filter(|record| record.binned.is_none() && kinds.contains(&record.draft.kind)) {
                    if has(&record.draft.name(cx.catalogue.record_kind(&record.draft.kind))) {
                        add(Refers::Record(record.id));
                    }
                }
            }
        }
        self.found = Some(Found { revision: cx.snapshot.revision, words: self.words.clone(), all, total });
    }

    /// What was pressed.
    fn list_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, chosen: &[Refers]) -> Option<Refers> {
        let palette = theme::palette(ui.ctx());
        let hint = RichText::new("Words of the title").color(palette.text_faint);
        let field = TextEdit::singleline(&mut self.words).hint_text(hint).desired_width(f32::INFINITY).margin(Margin::symmetric(12, 8));
        let field = ui.add(field).accessible_name("Find by name");
        if !std::mem::replace(&mut self.focused, true) {
            field.request_focus();
        }
        self.find(cx);
        let found = self.found.as_ref()?;
        let help = match (found.total, self.words.trim().is_empty()) {
            (0, true) => "There is none yet".to_owned(),
            (0, false) => "None has these words in its name".to_owned(),
            (total, _) if total > MOST => format!("The newest {MOST} of {total}; type to find others"),
            _ => "Press one to choose it, once more to take it away".to_owned(),
        };
        ui.label(RichText::new(help).small().color(palette.text_muted));
        ui.add_space(space::XS);
        let high = (ui.ctx().content_rect().height() - AROUND).clamp(LEAST, MOST_HIGH);
        let area = ScrollArea::vertical().id_salt("found").auto_shrink(false).max_height(high).min_scrolled_height(high);
        let mut pressed = None;
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            for to in &found.all {
                let on = chosen.contains(to);
                let response = match to {
                    Refers::Entry(id) => {
                        let Some(entry) = cx.entry(*id) else { continue };
                        entry_row_ui(ui, cx.catalogue, entry, if on { "chosen" } else { "" }, |ui| {
                            let (icon, colour) =
                                if on { (Icon::CheckCircle, palette.success.text) } else { (Icon::Circle, palette.text_faint) };
                            icon.mark_ui(ui, size::ICON, colour);
                        })
                    }
                    Refers::Record(id) => {
                        let Some(record) = cx.snapshot.records.iter().find(|record| record.id == *id) else { continue };
                        let kind = cx.catalogue.record_kind(&record.draft.kind);
                        let (name, mut about) = (record.draft.name(kind), days_of(&record.draft, kind));
                        if on {
                            about.push_str(" · chosen");
                        }
                        let icon = if on { Icon::CheckCircle } else { Icon::Circle };
                        row_ui(ui, ("found", record.id), Said { icon, name: &name, about: &about, missing: "" }, None).0
                    }
                };
                if response.clicked() {
                    pressed = Some(*to);
                }
            }
        });
        pressed
    }
}

impl Records {
    pub(super) fn picker_ui(&mut self, ui: &Ui, cx: &mut Ctx<'_>) {
        let (Some(picker), Some(page)) = (&mut self.picker, &mut self.page) else { return };
        let mut done = false;
        let mut pressed = None;
        let leave = dialog_ui(ui.ctx(), "What is it about?", size::MEASURE, |ui| {
            pressed = picker.list_ui(ui, cx, &page.draft.refers);
            ui.add_space(space::M);
            done = buttons::primary_ui(ui, "Done").clicked();
        });
        if let Some(to) = pressed {
            if page.draft.refers.contains(&to) {
                page.draft.refers.retain(|other| *other != to);
            } else {
                page.draft.refers.push(to);
            }
            page.changed(cx.now);
        }
        if done || leave != Leave::No {
            self.picker = None;
        }
    }
}
