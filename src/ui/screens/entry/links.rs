//! What an entry belongs to: goals, tags, people.

use egui::{Key, Margin, RichText, TextEdit, Ui};

use super::Editor;
use crate::domain::text::folded;
use crate::domain::{GoalState, tag};
use crate::ui::action::{Action, Route};
use crate::ui::context::Ctx;
use crate::ui::theme;
use crate::ui::widgets::{chip_ui, section_ui, tag_ui};

impl Editor {
    pub(super) fn links_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        section_ui(ui, "Goals", |_| {});
        self.goals_ui(ui, cx);
        section_ui(ui, "Tags and people", |_| {});
        self.words_ui(ui, cx);
    }

    fn goals_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let palette = theme::palette(ui.ctx());
        let goals = std::sync::Arc::clone(&cx.snapshot.goals);
        let linked = self.draft.goals.clone();
        let shown = goals.iter().filter(|goal| goal.draft.state == GoalState::Open || linked.contains(&goal.id));
        let mut any = false;
        ui.horizontal_wrapped(|ui| {
            for goal in shown {
                any = true;
                let on = self.draft.goals.contains(&goal.id);
                if chip_ui(ui, &goal.draft.title, on, None).clicked() {
                    if on {
                        self.draft.goals.retain(|other| *other != goal.id);
                    } else {
                        self.draft.goals.push(goal.id);
                    }
                }
            }
            if !any {
                ui.label(RichText::new("There is no goal in your plan yet.").color(palette.text_muted));
                let word = RichText::new("Add a goal").color(palette.accent_text);
                // Not a button of its own scope, which would not go to the next row.
                if ui.add(egui::Button::new(word).frame_when_inactive(false)).clicked() {
                    cx.actions.push(Action::Go(Route::Goals));
                }
            }
        });
    }

    fn words_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let mut gone = None;
        ui.horizontal_wrapped(|ui| {
            for word in &self.draft.tags {
                if tag_ui(ui, &format!("#{word}"), &format!("Remove tag {word}")) {
                    gone = Some(word.clone());
                }
            }
            if let Some(word) = typed_ui(ui, &mut self.fields.tag, "Add a tag", 140.0) {
                self.add_tags(&word);
            }
        });
        if let Some(gone) = gone {
            self.draft.tags.retain(|word| *word != gone);
        }
        let mut gone = None;
        let offered = self.offered(cx);
        ui.horizontal_wrapped(|ui| {
            for name in &self.draft.people {
                if tag_ui(ui, name, &format!("Remove {name}")) {
                    gone = Some(name.clone());
                }
            }
            let enter = ui.input(|input| input.key_pressed(Key::Enter));
            if let Some(name) = typed_ui(ui, &mut self.fields.person, "Add a person", 140.0) {
                // Enter takes who is meant; a comma takes what is typed.
                let meant = offered.iter().map(|(known, _)| known).find(|known| enter && begins(known, &name));
                self.add_person(meant.cloned().unwrap_or(name));
            }
        });
        if let Some(gone) = gone {
            self.draft.people.retain(|name| *name != gone);
        }
        self.offered_ui(ui, offered);
    }

    pub(super) fn add_tags(&mut self, words: &str) {
        self.draft.tags.extend(tag::split(words));
        self.draft.tags = tag::distinct(self.draft.tags.iter().map(String::as_str));
    }

    pub(super) fn add_person(&mut self, name: String) {
        if !self.draft.people.contains(&name) {
            self.draft.people.push(name);
        }
    }

    /// People who are known, as soon as something is typed, each with what is known of them: once is enough to type a name.
    fn offered(&self, cx: &Ctx<'_>) -> Vec<(String, String)> {
        let typed = folded(self.fields.person.trim().trim_start_matches('@'));
        if typed.is_empty() {
            return Vec::new();
        }
        let known = cx.snapshot.people.iter().map(|person| (person.draft.shown(), Some(&person.draft)));
        let named = cx.snapshot.named.iter().map(|(name, _)| (name.as_str(), None));
        let mut offered: Vec<(String, String)> = Vec::new();
        for (name, about) in known.chain(named) {
            let also = about.map(|about| folded(&about.handle)).unwrap_or_default();
            let taken = self.draft.people.iter().any(|own| own == name) || offered.iter().any(|(other, _)| other == name);
            if taken || !(folded(name).contains(&typed) || also.contains(&typed)) {
                continue;
            }
            let about = about.map(|about| {
                [about.handle.as_str(), &about.profession, &about.organisation]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(", ")
            });
            offered.push((name.to_owned(), about.unwrap_or_default()));
            if offered.len() == OFFERED {
                break;
            }
        }
        offered
    }

    fn offered_ui(&mut self, ui: &mut Ui, offered: Vec<(String, String)>) {
        let typed = self.fields.person.trim().to_owned();
        if typed.is_empty() {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            if let Some((first, _)) = offered.iter().find(|(known, _)| begins(known, &typed)) {
                let hint = format!("Enter takes {first}, a comma what you typed");
                ui.label(RichText::new(hint).small().color(theme::palette(ui.ctx()).text_muted));
            }
            for (name, about) in offered {
                let chip = chip_ui(ui, &name, false, None);
                let chip = if about.is_empty() { chip } else { chip.on_hover_text(about) };
                if chip.clicked() {
                    self.draft.people.push(name);
                    self.fields.person.clear();
                }
            }
        });
    }
}

/// Whether a known name is meant by its beginning.
fn begins(known: &str, typed: &str) -> bool {
    let typed = folded(typed.trim());
    typed.chars().count() >= SURE && folded(known).starts_with(&typed)
}

/// So many letters say whom somebody means.
const SURE: usize = 2;

/// So many people are offered at most.
const OFFERED: usize = 6;

/// A small field whose word is taken by Enter, a comma or by leaving it; after Enter the next can be typed at once.
pub(super) fn typed_ui(ui: &mut Ui, text: &mut String, name: &str, width: f32) -> Option<String> {
    let hint = RichText::new(name).color(theme::palette(ui.ctx()).text_faint);
    // A name of its own: the words before it come and go, and the keyboard must not move to one of them.
    let id = egui::Id::unique(("typed", name));
    let field = TextEdit::singleline(text).id(id).hint_text(hint).desired_width(width).margin(Margin::symmetric(10, 6));
    let response = ui.add(field).accessible_name(name);
    let enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
        text.clear();
    }
    // While the mouse is pressed it may be on one of the words that are offered instead.
    let busy = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    let taken = (!response.has_focus() && !busy) || text.ends_with(',');
    if enter && typed(text).is_some() {
        response.request_focus();
    }
    if !taken {
        return None;
    }
    let word = typed(text);
    if word.is_some() {
        text.clear();
    }
    word
}

/// The word that stands in such a field.
pub(super) fn typed(text: &str) -> Option<String> {
    let word = text.trim().trim_end_matches(',').trim();
    (!word.is_empty()).then(|| word.to_owned())
}
