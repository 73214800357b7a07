//! “Fine, because …”: a reason is chosen or written, and kept, so that nobody is asked again.

use egui::{Key as Press, Modifiers, RichText, Ui};

use super::card::quiet_ui;
use super::deeds::Wish;
use super::{Confidentiality, Key};
use crate::dossier::Of;
use crate::journal::Found;
use crate::ui::theme::{self, buttons, space};
use crate::ui::widgets::{count_text, line_ui};

/// Common reasons, as they go on after “fine, because it is …”, by what was found.
const OF_NAMES: [&str; 3] = ["the author of what I read", "a public figure", "agreed with the person"];
const OF_CONTACTS: [&str; 3] = ["public, of a service or an organisation", "my own", "agreed with the person"];
const OF_NUMBERS: [&str; 3] = ["no number of a person", "made up, as an example", "agreed with the person"];
const OF_PLACES: [&str; 3] = ["where I work", "public, of a service or an organisation", "agreed with the person"];
const OF_OTHERS: [&str; 3] = ["about nobody in particular", "about me alone", "agreed with the person"];
const OF_FILES: [&str; 3] = ["nobody is to be seen or named in it", "it is about me alone", "agreed with the person"];

const ALL: [[&str; 3]; 6] = [OF_NAMES, OF_CONTACTS, OF_NUMBERS, OF_PLACES, OF_OTHERS, OF_FILES];

/// The reasons that fit what was found.
fn reasons(found: &Found) -> [&'static str; 3] {
    match found.finding.rule {
        _ if found.place.of == Of::Content => OF_FILES,
        "person-name" | "contact" | "handle" | "web-profile" | "initials" | "file-author" => OF_NAMES,
        "email" | "telephone" => OF_CONTACTS,
        "nhs-number" | "chi-number" | "health-and-care-number" | "hospital-number" | "vehicle-plate" => OF_NUMBERS,
        "postcode" | "address" | "ward" | "place-of-care" | "file-place" => OF_PLACES,
        _ => OF_OTHERS,
    }
}

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
        let known = ALL.iter().flatten().any(|reason| *reason == own);
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
            let reasons = reasons(found);
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
                leave |= ui.add(egui::Button::new("Cancel").frame_when_inactive(false)).clicked();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Place;
    use crate::privacy::{self, Finding};

    fn found(rule: &'static str, of: Of) -> Found {
        Found {
            place: Place { of, uid: "a".to_owned(), field: "learnt".to_owned() },
            title: "An entry".to_owned(),
            entry: None,
            finding: Finding { rule, range: 0..1, instead: None },
            text: "x".to_owned(),
            chars: 0..1,
            around: (String::new(), String::new()),
            settled: None,
        }
    }

    #[test]
    fn only_reasons_that_fit_are_offered() {
        // Every rule by its id; those that are about nothing in particular are few.
        let others = ["birth-date", "great-age", "jigsaw", "picture-without-redaction", "file-unread"];
        for rule in privacy::ALL {
            let offered = reasons(&found(rule.id(), Of::Entry));
            assert_eq!(offered == OF_OTHERS, others.contains(&rule.id()), "{}", rule.id());
            let is_number = rule.id().ends_with("number") || rule.id() == "telephone";
            assert!(!is_number || !offered.contains(&"a public figure"), "{}", rule.id());
        }
        assert_eq!(reasons(&found("person-name", Of::Entry)), OF_NAMES);
        assert_eq!(reasons(&found("nhs-number", Of::Content)), OF_FILES);
    }
}
