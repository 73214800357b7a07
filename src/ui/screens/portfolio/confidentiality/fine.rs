//! “Fine, because …”: a reason is chosen or written, and kept, so that nobody is asked again.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Event, EventFilter, Id, Key as Press, Modifiers, Response, RichText, Ui};

use super::card::quiet_ui;
use super::deeds::Wish;
use super::view::above_notices;
use super::{Confidentiality, Key};
use crate::dossier::Of;
use crate::journal::Found;
use crate::ui::theme::{self, buttons, space};
use crate::ui::widgets::{bring_into_sight, count_text, line_ui};

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
        "nhs-number" | "chi-number" | "health-and-care-number" | "pps-number" | "hospital-number" | "vehicle-plate" => OF_NUMBERS,
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
    /// It has just been asked for: the field is to get the keyboard, and all of it is to be seen.
    fresh: bool,
    /// Something was typed since: digits are words as well from then on.
    typed: bool,
    /// By which the field has the keyboard, once it was shown.
    field: Option<Id>,
}

impl Fine {
    pub(super) fn new(of: Key, own: &str) -> Self {
        let known = ALL.iter().flatten().any(|reason| *reason == own);
        Self { of, own: if known { String::new() } else { own.to_owned() }, everywhere: false, fresh: true, typed: false, field: None }
    }
}

impl Fine {
    /// Whether the field has the keyboard.
    fn is_written_in(&self, ui: &Ui) -> bool {
        self.field.is_some() && ui.memory(|memory| memory.focused()) == self.field
    }

    /// Letters that are typed while the keyboard is on something else here are the beginning of own words, and not commands; whether some
    /// were.
    fn take_letters(&mut self, ui: &Ui) -> bool {
        let letters = ui.input(|input| {
            let text = input.events.iter().filter_map(|event| if let Event::Text(text) = event { Some(text.as_str()) } else { None });
            text.collect::<String>()
        });
        // The letter that has opened it is no word.
        let letters = if self.fresh { letters.strip_prefix(['f', 'F']).unwrap_or_default() } else { &letters };
        let is_digit = !self.typed && matches!(letters, "1" | "2" | "3");
        if letters.trim().is_empty() || is_digit {
            return false;
        }
        if !self.typed {
            self.own.clear();
            self.typed = true;
        }
        self.own.push_str(letters);
        // A blank among them would press what has the keyboard.
        ui.input_mut(|input| {
            for key in [Press::Space, Press::Enter] {
                input.consume_key(Modifiers::NONE, key);
            }
        });
        true
    }

    /// The number of a reason that is chosen by its digit: as long as nothing is typed.
    fn take_digit(&self, ui: &Ui) -> Option<usize> {
        if self.fresh || (self.typed && self.is_written_in(ui)) {
            return None;
        }
        let digits = [Press::Num1, Press::Num2, Press::Num3];
        digits.into_iter().position(|key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)))
    }
}

/// Lets arrows lead from one reason to the next; whether they lead down, to the field.
fn walked_down(ui: &Ui, reasons: &[Response]) -> bool {
    let Some(at) = reasons.iter().position(Response::has_focus) else { return false };
    let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    if let Some(response) = reasons.get(at) {
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let to = match () {
        () if pressed(Press::ArrowRight) => reasons.get(at + 1),
        () if pressed(Press::ArrowLeft) => at.checked_sub(1).and_then(|before| reasons.get(before)),
        () => None,
    };
    if let Some(to) = to {
        to.request_focus();
    }
    pressed(Press::ArrowDown)
}

/// Puts the cursor of the field behind its words, or selects all of them, so that what is typed takes their place.
fn put_cursor(ui: &Ui, field: Id, text: &str, from: usize) {
    if let Some(mut state) = TextEditState::load(ui.ctx(), field) {
        let end = CCursor::new(text.chars().count());
        state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(from), end)));
        state.store(ui.ctx(), field);
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
        let (mut leave, mut to_field) = (false, false);
        let here = self.has_keyboard(ui);
        let written_in = fine.is_written_in(ui);
        if let Some(number) = (here || written_in).then(|| fine.take_digit(ui)).flatten() {
            chosen = reasons(found).get(number).map(|reason| (*reason).to_owned());
        }
        let letters = here && fine.take_letters(ui);
        let to_reasons = written_in && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Press::ArrowUp));
        let shown = theme::tone_frame(palette.info).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::S;
            ui.label(RichText::new("Fine, because it is…").color(palette.text));
            let reasons = reasons(found);
            ui.horizontal_wrapped(|ui| {
                let shown = reasons.iter().enumerate().map(|(number, reason)| {
                    let key = (number + 1).to_string();
                    let content = (*reason, RichText::new(&key).small().color(palette.text_muted));
                    let response = ui.add(egui::Button::new(content));
                    let enabled = ui.is_enabled();
                    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, *reason));
                    if response.clicked() {
                        chosen = Some((*reason).to_owned());
                    }
                    response
                });
                let shown: Vec<Response> = shown.collect();
                if let Some(first) = shown.first().filter(|_| to_reasons) {
                    first.request_focus();
                }
                to_field = walked_down(ui, &shown);
            });
            let field = line_ui(ui, "Or in your own words", &mut fine.own, "a colleague who knows that I write about this");
            let ready_ones: Vec<String> = reasons.iter().enumerate().map(|(number, reason)| format!("{}: {reason}", number + 1)).collect();
            ui.ctx().accesskit_node_builder(field.id, |node| {
                node.set_description(format!("Or one by its number, as long as nothing is typed: {}", ready_ones.join("; ")));
            });
            fine.field = Some(field.id);
            fine.typed |= field.changed();
            let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Press::Enter));
            // Without words it stays, and so does the keyboard.
            let stays = enter && fine.own.trim().is_empty();
            if fine.fresh || letters || stays || to_field {
                field.request_focus();
                put_cursor(ui, field.id, &fine.own, if letters { fine.own.chars().count() } else { 0 });
            }
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
            quiet_ui(
                ui,
                "Keys: 1, 2 and 3 choose a reason that stands there, arrow up leads to them, Enter keeps what you wrote, Esc leaves.",
            );
            quiet_ui(ui, "It is kept in this journal, and not asked again as long as the same words stand there.");
        });
        if std::mem::take(&mut fine.fresh) {
            // All of it is seen, also where the words above it fill the page.
            bring_into_sight(ui, above_notices(ui, shown.response.rect), None);
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
