//! Choosing entries by name: to link them to a goal, those that are linked with a tick; or the one that a need was noticed in.

use std::sync::Arc;

use egui::{Margin, RichText, ScrollArea, TextEdit, Ui};

use super::Goals;
use crate::domain::{EntryHeader, EntryId, GoalId, Need, NeedDraft, text};
use crate::journal::{Linked, Snapshot};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, size, space};
use crate::ui::widgets::{Leave, dialog_ui, entry_row_ui};
use crate::worker::{PlanRequest, Request};

/// The most entries that are shown.
const MOST: usize = 30;

/// Room for what stands above and below the list.
const AROUND: f32 = 340.0;

/// The list is no lower than this, and no higher than the next, so that the dialog does not jump while somebody types.
const LEAST: f32 = 120.0;
const MOST_HIGH: f32 = 420.0;

/// What an entry is chosen for.
#[derive(Clone, Debug)]
pub(super) enum Pick {
    /// To be linked to this goal.
    Goal(GoalId),
    /// This was noticed in it.
    Need(Box<Need>),
}

impl Pick {
    fn has(&self, entry: &EntryHeader) -> bool {
        match self {
            Self::Goal(goal) => entry.goals.contains(goal),
            Self::Need(need) => need.draft.entry == Some(entry.id),
        }
    }

    fn request(&self, entry: EntryId, on: bool) -> Request {
        match self {
            Self::Goal(goal) => Request::Link { entry, goal: *goal, linked: if on { Linked::No } else { Linked::Yes } },
            Self::Need(need) => {
                let draft = NeedDraft { entry: (!on).then_some(entry), ..need.draft.clone() };
                Request::Plan(PlanRequest::SaveNeed { id: need.id, draft })
            }
        }
    }
}

/// What is typed, and what it finds.
pub(super) struct Picker {
    pick: Pick,
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
    pub(super) fn new(pick: Pick) -> Self {
        Self { pick, words: String::new(), names: None, found: None, focused: false }
    }

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

impl Goals {
    pub(super) fn picker_ui(&mut self, ui: &Ui, cx: &mut Ctx<'_>) {
        let Some(picker) = &mut self.picker else { return };
        let (title, help) = match &picker.pick {
            Pick::Goal(_) => ("Link entries", "Press an entry to link it, once more to unlink it"),
            Pick::Need(_) => ("Where was it noticed?", "Press the entry that you noticed it in"),
        };
        let mut done = false;
        let leave = dialog_ui(ui.ctx(), title, size::MEASURE, |ui| {
            if let (Pick::Goal(id), palette) = (&picker.pick, theme::palette(ui.ctx()))
                && let Some(goal) = cx.goal(*id)
            {
                ui.label(RichText::new(format!("to “{}”", text::excerpt(&goal.draft.title, 80))).color(palette.text_muted));
            }
            done = picker.list_ui(ui, cx, help);
            ui.add_space(space::M);
            done |= buttons::primary_ui(ui, "Done").clicked();
        });
        if done || leave != Leave::No {
            self.picker = None;
        }
    }
}

impl Picker {
    /// Whether there is nothing more to choose.
    fn list_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, help: &str) -> bool {
        let palette = theme::palette(ui.ctx());
        let hint = RichText::new("Words of the title").color(palette.text_faint);
        let field = TextEdit::singleline(&mut self.words).hint_text(hint).desired_width(f32::INFINITY).margin(Margin::symmetric(12, 8));
        let field = ui.add(field).accessible_name("Find entries by name");
        if !std::mem::replace(&mut self.focused, true) {
            field.request_focus();
        }
        let (entries, total) = self.found(cx.snapshot);
        let text = match total {
            0 => "No entry has these words in its name".to_owned(),
            _ if total > MOST => format!("The newest {MOST} of {total}; type to find others"),
            _ => help.to_owned(),
        };
        ui.label(RichText::new(text).small().color(palette.text_muted));
        ui.add_space(space::XS);
        let high = (ui.ctx().content_rect().height() - AROUND).clamp(LEAST, MOST_HIGH);
        let area = ScrollArea::vertical().id_salt("entries").auto_shrink(false).max_height(high).min_scrolled_height(high);
        let mut pressed = None;
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            for entry in entries.iter() {
                let on = self.pick.has(entry);
                let note = if on { "linked" } else { "" };
                let response = entry_row_ui(ui, cx.catalogue, entry, note, |ui| {
                    let (icon, colour) = if on { (Icon::CheckCircle, palette.success.text) } else { (Icon::Circle, palette.text_faint) };
                    icon.mark_ui(ui, size::ICON, colour);
                });
                if response.clicked() {
                    pressed = Some((entry.id, on));
                }
            }
        });
        if let Some((entry, on)) = pressed {
            cx.send(self.pick.request(entry, on));
        }
        pressed.is_some() && matches!(self.pick, Pick::Need(_))
    }
}
