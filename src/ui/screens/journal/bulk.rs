//! What can be done with all entries that are chosen: a bar over the list.

use std::sync::Arc;

use egui::{Button, Key, RichText, Ui};

use super::Journal;
use super::asking::{Asked, Over, send};
use super::rows::{Row, StateFilter};
use crate::domain::text::number;
use crate::domain::{EntryId, EntryState};
use crate::journal::BulkChange;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, space};

/// How many rows are entries, and how many of them are chosen.
pub(super) struct Counted {
    rows: Arc<Vec<Row>>,
    seq: u64,
    all: usize,
    shown: usize,
}

/// What is chosen, in the order of which rows, and for which choice.
pub(super) type ChosenIds = (Arc<Vec<Row>>, u64, Arc<Vec<EntryId>>);

/// What the bar offers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Tag,
    Untag,
    Goal,
    Standards,
    Ready,
    Draft,
    Submitted,
    Aside,
    Bin,
    Unbin,
}

impl Deed {
    const fn label(self) -> &'static str {
        match self {
            Self::Tag => "Tag…",
            Self::Untag => "Remove tag…",
            Self::Goal => "Goal…",
            Self::Standards => "Standards…",
            Self::Ready => "Ready",
            Self::Draft => "Draft",
            Self::Submitted => "Submitted",
            Self::Aside => "Set aside…",
            Self::Bin => "Bin",
            Self::Unbin => "Take out of the bin",
        }
    }

    /// What it does, for who hears it or looks closer.
    const fn says(self) -> &'static str {
        match self {
            Self::Tag => "Tag the chosen entries…",
            Self::Untag => "Remove a tag from the chosen entries…",
            Self::Goal => "Link the chosen entries to a goal…",
            Self::Standards => "Set standards of the chosen entries…",
            Self::Ready => "Mark the chosen entries ready",
            Self::Draft => "Make the chosen entries drafts again",
            Self::Submitted => "Mark the chosen entries submitted today",
            Self::Aside => "Set the chosen entries aside…",
            Self::Bin => "Put the chosen entries in the bin",
            Self::Unbin => "Take the chosen entries out of the bin",
        }
    }
}

/// Those of a live entry, in the order of the bar; and of one in the bin.
const LIVE: [Deed; 9] =
    [Deed::Tag, Deed::Untag, Deed::Goal, Deed::Standards, Deed::Ready, Deed::Draft, Deed::Submitted, Deed::Aside, Deed::Bin];

impl Journal {
    /// The number of hits, and what leads to choosing several and to the tags.
    pub(super) fn count_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let rows = self.shown(cx.snapshot);
        let palette = theme::palette(ui.ctx());
        let count = self.shown.as_ref().map(|shown| shown.count.clone()).unwrap_or_default();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            ui.label(RichText::new(count).small().color(palette.text_muted));
            let quiet = |word: &str| Button::new(RichText::new(word).small().color(palette.accent_text)).frame_when_inactive(false);
            if !cx.read_only() && !rows.is_empty() && !self.selection.shows_boxes() && ui.add(quiet("Select")).clicked() {
                self.selection.boxes = true;
            }
            if !cx.read_only() && !cx.snapshot.entries.is_empty() && ui.add(quiet("Tags")).clicked() {
                self.show_tags();
            }
        });
        self.bar_ui(ui, cx, &rows);
        // Esc lets go of what is chosen, but not while somebody writes, or while something else is to be closed by it.
        let calm = self.over.is_none() && !ui.text_edit_focused() && !egui::Popup::is_any_open(ui.ctx());
        if self.selection.shows_boxes() && calm && ui.input(|input| input.key_pressed(Key::Escape)) {
            self.selection.clear();
        }
    }

    fn bar_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, rows: &Arc<Vec<Row>>) {
        if !self.selection.shows_boxes() {
            self.bar_height = 0.0;
            return;
        }
        let palette = theme::palette(ui.ctx());
        let chosen = self.selection.len();
        let (all, shown) = self.counted(rows);
        let mut said = format!("{} selected", number(chosen));
        if shown < chosen {
            said.push_str(&format!(", {} of them not shown", number(chosen - shown)));
        }
        let mut pressed = None;
        let bar = theme::tone_frame(palette.info).show(ui, |ui| {
            ui.set_width(ui.available_width());
            // It never gets lower while something is chosen: who is about to press the next entry is to find it where it was.
            ui.set_min_height(self.bar_height);
            let top = ui.cursor().top();
            ui.spacing_mut().item_spacing = egui::vec2(space::XS, space::XS);
            ui.spacing_mut().button_padding = egui::vec2(space::S, 2.0);
            ui.horizontal_wrapped(|ui| {
                let label = ui.label(RichText::new(&said).small().strong().color(palette.text));
                ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
                let button = Button::new(RichText::new(format!("All {}", number(all))).small());
                if ui.add_enabled(shown < all, button).clicked() {
                    self.selection.choose_all(rows);
                }
                if buttons::icon_ui(ui, Icon::Close, "Select nothing").clicked() {
                    self.selection.clear();
                }
            });
            ui.label(RichText::new("Press entries to choose them; Shift chooses a run.").small().color(palette.text_muted));
            ui.add_enabled_ui(chosen > 0, |ui| {
                ui.horizontal_wrapped(|ui| {
                    for deed in self.deeds(cx) {
                        let response = ui.add(Button::new(RichText::new(deed.label()).small())).on_hover_text(deed.says());
                        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, chosen > 0, deed.says()));
                        if response.clicked() {
                            pressed = Some(deed);
                        }
                    }
                });
            });
            ui.cursor().top() - top - ui.spacing().item_spacing.y
        });
        self.bar_height = bar.inner.max(self.bar_height);
        ui.add_space(space::XS);
        if let Some(deed) = pressed {
            self.wanted = Some(deed_of(deed, cx));
        }
    }

    /// How many rows are entries, and how many of them are chosen; counted again only when either has changed.
    fn counted(&mut self, rows: &Arc<Vec<Row>>) -> (usize, usize) {
        let seq = self.selection.seq();
        if let Some(counted) = &self.counted
            && counted.seq == seq
            && Arc::ptr_eq(&counted.rows, rows)
        {
            return (counted.all, counted.shown);
        }
        let all = rows.iter().filter(|row| matches!(row, Row::Entry(..))).count();
        let shown = self.selection.shown(rows);
        self.counted = Some(Counted { rows: Arc::clone(rows), seq, all, shown });
        (all, shown)
    }

    /// All that are chosen, in the order of the list; put together again only when it or they have changed.
    pub(super) fn chosen_ids(&mut self, cx: &Ctx<'_>) -> Arc<Vec<EntryId>> {
        let (rows, seq) = (self.shown(cx.snapshot), self.selection.seq());
        if let Some((of, at, ids)) = &self.chosen_ids
            && *at == seq
            && Arc::ptr_eq(of, &rows)
        {
            return Arc::clone(ids);
        }
        let ids = Arc::new(self.selection.ids(&rows));
        self.chosen_ids = Some((rows, seq, Arc::clone(&ids)));
        ids
    }

    /// What can be done with what is chosen.
    fn deeds(&mut self, cx: &Ctx<'_>) -> Vec<Deed> {
        if self.selection.len() == 0 {
            return deeds_of(self.filter.state != StateFilter::Bin, self.filter.state == StateFilter::Bin);
        }
        let key = (cx.snapshot.revision, self.selection.len(), self.selection.seq());
        if let Some((of, live, binned)) = self.chosen_states
            && of == key
        {
            return deeds_of(live, binned);
        }
        let states = cx.snapshot.entries.iter().filter(|entry| self.selection.has(entry.id)).map(|entry| entry.state.is_binned());
        let (live, binned) = states.fold((false, false), |(live, binned), is| (live || !is, binned || is));
        self.chosen_states = Some((key, live, binned));
        deeds_of(live, binned)
    }

    /// Does what was pressed in the bar.
    pub(super) fn do_wanted(&mut self, cx: &mut Ctx<'_>) {
        match self.wanted.take() {
            Some(Wanted::Ask(asked)) => self.over = Some(Over::Bulk(asked)),
            Some(Wanted::Do(change)) => {
                let entries = self.chosen_ids(cx);
                send(cx, entries.to_vec(), change);
            }
            None => {}
        }
    }
}

/// What follows from a press in the bar.
pub(super) enum Wanted {
    Ask(Asked),
    Do(BulkChange),
}

fn deed_of(deed: Deed, cx: &Ctx<'_>) -> Wanted {
    match deed {
        Deed::Tag => Wanted::Ask(Asked::tag()),
        Deed::Untag => Wanted::Ask(Asked::Untag(None)),
        Deed::Goal => Wanted::Ask(Asked::Goal(None)),
        Deed::Standards => Wanted::Ask(Asked::Standards(super::standards::Choosing::default())),
        Deed::Aside => Wanted::Ask(Asked::aside(cx.today())),
        Deed::Ready => Wanted::Do(BulkChange::State(EntryState::Ready)),
        Deed::Draft => Wanted::Do(BulkChange::State(EntryState::Draft)),
        Deed::Submitted => Wanted::Do(BulkChange::State(EntryState::Submitted { on: cx.today() })),
        Deed::Bin => Wanted::Do(BulkChange::Bin),
        Deed::Unbin => Wanted::Do(BulkChange::Unbin),
    }
}

fn deeds_of(live: bool, binned: bool) -> Vec<Deed> {
    let mut deeds = Vec::new();
    if live {
        deeds.extend(LIVE);
    }
    if binned {
        deeds.push(Deed::Unbin);
    }
    deeds
}
