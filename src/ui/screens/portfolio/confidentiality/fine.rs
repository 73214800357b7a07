//! “Fine, because …”: a reason is chosen or written, and kept, so that nobody is asked again.

use egui::{Key as Press, Modifiers, RichText, Ui};

use super::card::quiet_ui;
use super::deeds::Wish;
use super::{Confidentiality, Key};
use crate::dossier::Of;
use crate::journal::Found;
use crate::ui::theme::{self, buttons, space};
use crate::ui::widgets::{count_text, line_ui};

/// Common reasons, as they go on after “fine, because it is …”, for words and for files.
const REASONS: [&str; 3] = ["the author of what I read", "a public figure", "agreed with the person"];
const OF_FILES: [&str; 3] = ["nobody is to be seen or named in it", "it is about me alone", "agreed with the person"];

/// A reason that is being chosen.
#[derive(Debug)]
pub(super) struct Fine {
    /// For which finding.
    pub(super) of: Key,
    own: String,
    /// Also for other places with the same words.
    everywhere: bool,
    /// The field is to get the keyboard, or the first reason.
    fresh: bool,
}

impl Fine {
    pub(super) fn new(of: Key, own: &str) -> Self {
        let known = REASONS.contains(&own) || OF_FILES.contains(&own);
        Self { of, own: if known { String::new() } else { own.to_owned() }, everywhere: false, fresh: true }
    }
}

impl Confidentiality {
    pub(super) fn fine_ui(&mut self, ui: &mut Ui, found: &Found, open: &[usize], wishes: &mut Vec<Wish>) {
        let Some(mut fine) = self.fine.take() else { return };
        if Some(fine.of) != self.current {
            return;
        }
        let palette = theme::palette(ui.ctx());
        let others: Vec<Key> = open
            .iter()
            .filter_map(|at| self.findings.get(*at))
            .filter(|one| one.key != fine.of && one.found.text == found.text && one.found.finding.rule == found.finding.rule)
            .map(|one| one.key)
            .collect();
        let mut chosen: Option<String> = None;
        let mut leave = false;
        let shown = theme::tone_frame(palette.info).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::S;
            ui.label(RichText::new("Fine, because it is…").color(palette.text));
            let reasons = if found.place.of == Of::Content { OF_FILES } else { REASONS };
            ui.horizontal_wrapped(|ui| {
                for (number, reason) in reasons.iter().enumerate() {
                    let key = (number + 1).to_string();
                    let content = (*reason, RichText::new(&key).small().color(palette.text_muted));
                    let response = ui.add(egui::Button::new(content));
                    let enabled = ui.is_enabled();
                    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, *reason));
                    if number == 0 && fine.fresh {
                        response.request_focus();
                    }
                    if response.clicked() {
                        chosen = Some((*reason).to_owned());
                    }
                }
            });
            if !ui.text_edit_focused() {
                for (key, reason) in [Press::Num1, Press::Num2, Press::Num3].into_iter().zip(reasons) {
                    if !fine.fresh && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                        chosen = Some(reason.to_owned());
                    }
                }
            }
            let field = line_ui(ui, "Or in your own words", &mut fine.own, "a colleague who knows that I write about this");
            let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Press::Enter));
            leave = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Press::Escape)) && !ui.text_edit_focused();
            if !others.is_empty() {
                let words = count_text(others.len(), "other place", "other places");
                ui.checkbox(&mut fine.everywhere, format!("Also for {words} with the same words"));
            }
            ui.horizontal_wrapped(|ui| {
                let ready = !fine.own.trim().is_empty();
                let button = ui.add_enabled_ui(ready, |ui| buttons::primary_ui(ui, "Keep this reason")).inner;
                let why = "Press one of the reasons, or write one first";
                if !ready {
                    ui.ctx().accesskit_node_builder(button.id, |node| node.set_description(why));
                }
                let pressed = button.on_disabled_hover_text(why).clicked();
                if ready && (pressed || enter) {
                    chosen = Some(fine.own.trim().to_owned());
                }
                leave |= ui.add(egui::Button::new("Not fine").frame_when_inactive(false)).clicked();
            });
            quiet_ui(ui, "It is kept in this journal, and not asked again as long as the same words stand there.");
        });
        if std::mem::take(&mut fine.fresh) {
            // All of it is seen, also where the words above it fill the page.
            shown.response.scroll_to_me(None);
        }
        if let Some(reason) = chosen {
            let mut keys = vec![fine.of];
            if fine.everywhere {
                keys.extend(others);
            }
            wishes.push(Wish::Settle(keys, reason));
        }
        if leave {
            self.go_to = true;
        } else {
            self.fine = Some(fine);
        }
    }
}
