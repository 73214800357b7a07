//! What the walk came to: entries to use, to improve and parked; and names to settle before it is shown.

use egui::{Label, RichText, Ui};

use super::end::End;
use super::entry::mark_ui;
use crate::domain::walk::{Decision, why_off};
use crate::domain::{EntryHeader, GoalId, text};
use crate::journal::{WalkEnd, WalkState};
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, space, type_size};
use crate::ui::widgets::{Lack, Pages, count_text, entry_row_ui, notice_ui, rows_card_ui, section_ui};

/// Entries that are listed at first, and with each press more.
const PIECE: usize = 12;

impl End {
    pub(super) fn lists_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, state: &WalkState) {
        let palette = theme::palette(ui.ctx());
        let with = |decision: Decision| -> Vec<&EntryHeader> {
            let is = |entry: &&std::sync::Arc<EntryHeader>| state.decisions.get(&entry.id) == Some(&decision);
            let mut entries: Vec<&EntryHeader> = cx.snapshot.entries.iter().filter(is).map(|entry| &**entry).collect();
            entries.sort_by_key(|entry| (entry.date, entry.time, entry.id));
            entries
        };
        let (mut used, improve, parked) = (with(Decision::Use), with(Decision::Improve), with(Decision::Park));
        section_ui(ui, "To use", |ui| count_ui(ui, used.len()));
        if used.is_empty() {
            ui.label(RichText::new("Nothing is chosen yet").color(palette.text_muted));
        }
        // By goal, as the plan has them; what belongs to none comes last.
        let first = |entry: &EntryHeader| -> Option<GoalId> {
            cx.snapshot.goals.iter().find(|goal| entry.goals.contains(&goal.id)).map(|goal| goal.id)
        };
        let place =
            |entry: &EntryHeader| first(entry).and_then(|id| cx.snapshot.goals.iter().position(|goal| goal.id == id)).unwrap_or(usize::MAX);
        used.sort_by_cached_key(|entry| (place(entry), entry.date, entry.id));
        let mut opened = None;
        let mut last: Option<Option<GoalId>> = None;
        let shown = self.chosen.shown(PIECE);
        let mut groups: Vec<(Option<GoalId>, Vec<&EntryHeader>)> = Vec::new();
        for entry in used.iter().take(shown) {
            let goal = first(entry);
            if last != Some(goal) {
                groups.push((goal, Vec::new()));
                last = Some(goal);
            }
            if let Some((_, group)) = groups.last_mut() {
                group.push(entry);
            }
        }
        for (goal, entries) in groups {
            let title = goal.and_then(|id| cx.goal(id)).map_or("No goal", |goal| goal.draft.title.as_str());
            ui.add(Label::new(RichText::new(text::excerpt(title, 110)).font(theme::bold(type_size::BODY))).wrap());
            rows_card_ui(ui, |ui| {
                for entry in entries {
                    if entry_row_ui(ui, cx.catalogue, entry, "", |_| {}).clicked() {
                        opened = Some(entry.id);
                    }
                }
            });
            ui.add_space(space::XS);
        }
        self.chosen.more_ui(ui, PIECE, used.len(), "entries");
        let mut list = |ui: &mut Ui, title: &str, entries: &[&EntryHeader], pages: &mut Pages, about: &str| {
            if entries.is_empty() {
                return;
            }
            section_ui(ui, title, |ui| count_ui(ui, entries.len()));
            ui.add(Label::new(RichText::new(about).small().color(palette.text_muted)).wrap());
            rows_card_ui(ui, |ui| {
                for entry in entries.iter().take(pages.shown(PIECE)) {
                    if entry_row_ui(ui, cx.catalogue, entry, &Lack::all_in(entry), |_| {}).clicked() {
                        opened = Some(entry.id);
                    }
                }
                pages.more_ui(ui, PIECE, entries.len(), "entries");
            });
        };
        list(ui, "To improve", &improve, &mut self.improve, "Open one, write what it lacks, and come back to decide again.");
        list(ui, "Parked", &parked, &mut self.parked, "They come again on the next walk.");
        if !state.off_the_way.is_empty() {
            section_ui(ui, "Not on the way any more", |ui| count_ui(ui, state.off_the_way.len()));
            for one in state.off_the_way.iter().take(PIECE) {
                let header = cx.snapshot.entries.iter().find(|entry| entry.id == one.entry).map(|entry| &**entry);
                let name = header.map_or_else(|| "An entry".to_owned(), |entry| format!("“{}”", text::excerpt(&entry.name, 90)));
                mark_ui(ui, Icon::Info, &format!("{name} ({}): {}", one.decision.label().to_lowercase(), why_off(header)));
            }
            if state.off_the_way.len() > PIECE {
                mark_ui(ui, Icon::Info, &format!("and {} more", count_text(state.off_the_way.len() - PIECE, "entry", "entries")));
            }
        }
        if let Some(id) = opened {
            cx.open(id);
        }
    }

    pub(super) fn names_ui(ui: &mut Ui, told: &WalkEnd) {
        let palette = theme::palette(ui.ctx());
        section_ui(ui, "Before it is shown", |_| {});
        for name in &told.names {
            notice_ui(ui, palette.warn, Icon::Person, name, |_| {});
            ui.add_space(space::XS);
        }
        let text = if told.names.is_empty() {
            "No name of somebody you know was found in what you chose. Read it with the eyes of the people it is about all the same; a fuller check comes \
             with the export."
        } else {
            "Private notes never leave. A fuller check comes with the export, which names each place."
        };
        mark_ui(ui, Icon::Shield, text);
    }
}

fn count_ui(ui: &mut Ui, count: usize) {
    ui.label(RichText::new(text::number(count)).color(theme::palette(ui.ctx()).text_muted));
}
