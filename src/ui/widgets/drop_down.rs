//! A list that opens: chosen from by a press, or by the keyboard alone.

use egui::style::{ScrollStyle, StyleModifier};
use egui::{ComboBox, Event, Response, Ui};

use crate::domain::text;

/// The list is no lower than this where there is so much room, and no higher than this part of the window.
const LEAST: f32 = 240.0;
const PART: f32 = 0.6;

/// Shows a list of labels, each with what is told under the pointer. The number of the one that was chosen just now, which closes the list;
/// `at` is the one that holds. While the list is open, a letter goes to the next label that begins with it.
pub fn drop_down_ui<'a>(
    ui: &mut Ui,
    salt: &str,
    shown: &str,
    width: f32,
    at: Option<usize>,
    labels: impl Iterator<Item = (&'a str, &'a str)>,
) -> (Option<usize>, Response) {
    let mut chosen = None;
    let high = (ui.ctx().content_rect().height() * PART).max(LEAST);
    // The bar is always there, so that it is seen that there is more.
    let style = StyleModifier::new(|style| {
        style.spacing.scroll = ScrollStyle { bar_width: style.spacing.scroll.bar_width, ..ScrollStyle::solid() };
    });
    let combo =
        ComboBox::from_id_salt(salt).selected_text(shown).width(width).truncate().height(high).popup_style(style).show_ui(ui, |ui| {
            let typed = ui.input(|input| {
                let mut texts =
                    input.events.iter().filter_map(|event| if let Event::Text(text) = event { Some(text.as_str()) } else { None });
                texts.next_back().map(text::folded).filter(|text| !text.trim().is_empty())
            });
            let all: Vec<(Response, &str)> = labels
                .enumerate()
                .map(|(number, (label, help))| {
                    let mut response = ui.selectable_label(at == Some(number), label);
                    if !help.is_empty() {
                        response = response.on_hover_text(help);
                    }
                    if response.gained_focus() {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        chosen = Some(number);
                    }
                    (response, label)
                })
                .collect();
            if let Some(typed) = typed {
                let after = all.iter().position(|(response, _)| response.has_focus()).map_or(0, |focused| focused + 1);
                let begins = |(_, label): &&(Response, &str)| text::folded(label).starts_with(&typed);
                if let Some((response, _)) = all.iter().skip(after).find(begins).or_else(|| all.iter().find(begins)) {
                    response.request_focus();
                    response.scroll_to_me(None);
                }
            }
            if chosen.is_some() {
                // A press of Enter is no press beside it: the list would stay.
                ui.close();
            }
        });
    if chosen.is_some() {
        combo.response.request_focus();
    }
    (chosen, combo.response)
}
