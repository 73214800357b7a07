//! The search language on one page, with examples that can be tried by a press.

use egui::{Button, Label, RichText, Ui};

use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{Leave, dialog_ui};

/// What can be written, and what it finds.
const EXAMPLES: [(&str, &str); 14] = [
    ("tendon loading", "both words, in any order; plurals, accents and spellings do not matter"),
    ("\"low back\"", "these words side by side"),
    ("physio*", "words that begin so"),
    ("pain -surgery", "the first word without the second"),
    ("podcast or webinar", "either of them"),
    ("kind:podcast", "a kind of activity"),
    ("tendon before:june", "earlier than a day, month or year; also after:2025"),
    ("date:2026-01..2026-03", "a day, a month, a year, or from one to another"),
    ("goal:pain", "what serves a goal; no:goal for what serves none"),
    ("tag:pain", "a tag; also community: person: platform: standard:"),
    ("has:evidence", "what an entry has: evidence, action, goal, reflection, time"),
    ("no:reflection", "what it lacks"),
    ("is:draft", "where it stands: draft, ready, submitted, parked, binned"),
    ("minutes:>30 interactive:>0", "time spent, and time with others"),
];

/// What somebody does with the page.
pub(super) enum Answer {
    Stay,
    Leave,
    /// Searches for this.
    Try(String),
}

/// Shows it.
pub(super) fn show_ui(ui: &Ui) -> Answer {
    let mut tried = None;
    let leave = dialog_ui(ui.ctx(), "How to search", size::MEASURE, |ui| {
        let palette = theme::palette(ui.ctx());
        ui.add(
            Label::new(
                RichText::new(
                    "Type what you remember. Entries, goals, actions, records and the text of evidence are looked through. Press an example to try it.",
                )
                .color(palette.text_muted),
            )
            .wrap(),
        );
        ui.add_space(space::S);
        let wide = (ui.available_width() * 0.4).min(230.0);
        for (query, finds) in EXAMPLES {
            ui.horizontal_top(|ui| {
                let top = ui.cursor().left();
                let button = Button::new(RichText::new(query).monospace().color(palette.accent_text)).frame_when_inactive(false);
                if ui.add(button).on_hover_text("Try it").clicked() {
                    tried = Some(query.to_owned());
                }
                ui.add_space((top + wide - ui.cursor().left()).max(space::S));
                ui.add(Label::new(RichText::new(finds).color(palette.text)).wrap());
            });
        }
        ui.add_space(space::S);
        ui.add(
            Label::new(
                RichText::new("While you type, a list shows what may come next: the arrows choose, Tab or Enter takes it, Esc closes it. Ctrl and Space shows all keys.")
                    .small()
                    .color(palette.text_muted),
            )
            .wrap(),
        );
        ui.add_space(space::S);
        if ui.button("Close").clicked() {
            ui.close();
        }
    });
    match (tried, leave) {
        (Some(query), _) => Answer::Try(query),
        (None, Leave::No) => Answer::Stay,
        (None, _) => Answer::Leave,
    }
}
