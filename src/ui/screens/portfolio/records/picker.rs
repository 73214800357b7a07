//! Choosing what a record is about, by words of its name.

use egui::{EventFilter, Id, Key, Margin, Modifiers, RichText, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, vec2};

use super::Records;
use super::list::days_of;
use super::row::{Said, check_box, row_ui};
use crate::domain::record::Refers;
use crate::domain::{text, when};
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
    /// What the keyboard goes through, from the field down, as it was shown last.
    rows: Vec<Id>,
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
        Self { pick, words: String::new(), focused: false, found: None, rows: Vec::new() }
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
        let moved = self.moved(ui);
        let hint = RichText::new("Words of the title").color(palette.text_faint);
        let field = TextEdit::singleline(&mut self.words).hint_text(hint).desired_width(f32::INFINITY).margin(Margin::symmetric(12, 8));
        let field = ui.add(field).accessible_name("Find by name");
        if !std::mem::replace(&mut self.focused, true) {
            field.request_focus();
        }
        self.find(cx);
        let mut rows = vec![field.id];
        let found = self.found.as_ref()?;
        let help = match (found.total, self.words.trim().is_empty()) {
            (0, true) => "There is none yet".to_owned(),
            (0, false) => "None has these words in its name".to_owned(),
            (total, _) if total > MOST => format!("The newest {MOST} of {total}; type to find others"),
            _ => "Press one to choose it, once more to take it away. With the keyboard: up and down, Enter, and Esc when you are done"
                .to_owned(),
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
                let (response, name) = match to {
                    Refers::Entry(id) => {
                        let Some(entry) = cx.entry(*id) else { continue };
                        let response = entry_row_ui(ui, cx.catalogue, entry, "", |ui| {
                            let (rect, _) = ui.allocate_exact_size(vec2(size::ICON, size::ICON), Sense::hover());
                            check_box(ui, rect, on);
                        });
                        (response, format!("{}, {}", entry.name, when::shown(entry.date)))
                    }
                    Refers::Record(id) => {
                        let Some(record) = cx.snapshot.records.iter().find(|record| record.id == *id) else { continue };
                        let kind = cx.catalogue.record_kind(&record.draft.kind);
                        let (name, about) = (record.draft.name(kind), days_of(&record.draft, kind));
                        let said = Said { icon: Icon::FileText, name: &name, about: &about, missing: "", mark: Some(on) };
                        (row_ui(ui, ("found", record.id), said, None).0, format!("{name}, {about}"))
                    }
                };
                let enabled = ui.is_enabled();
                response.widget_info(|| WidgetInfo::selected(Role::CheckBox, enabled, on, &name));
                // The keys that go up and down are dealt with here.
                let keys = EventFilter { vertical_arrows: true, ..EventFilter::default() };
                ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, keys));
                if moved == Some(response.id) {
                    response.scroll_to_me(None);
                }
                rows.push(response.id);
                if response.clicked() {
                    pressed = Some(*to);
                }
            }
        });
        // Enter in the field takes the keyboard to what was found.
        if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            let to = rows.get(1).copied().unwrap_or(field.id);
            ui.memory_mut(|memory| memory.request_focus(to));
        }
        self.rows = rows;
        pressed
    }

    /// Takes the keyboard one up or down; where it has come to.
    fn moved(&self, ui: &Ui) -> Option<Id> {
        let focused = ui.memory(egui::Memory::focused)?;
        let at = self.rows.iter().position(|id| *id == focused)?;
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let to = match (pressed(Key::ArrowDown), pressed(Key::ArrowUp)) {
            (true, false) => at + 1,
            (false, true) => at.checked_sub(1)?,
            _ => return None,
        };
        let to = *self.rows.get(to)?;
        ui.memory_mut(|memory| memory.request_focus(to));
        Some(to)
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
