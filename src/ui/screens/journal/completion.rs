//! What may come next in the search box: a list under it, chosen from by arrows, Tab, Enter or the pointer. Enter is never taken from who
//! chose nothing.

use std::sync::Arc;

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Button, Key, Modifiers, Popup, PopupCloseBehavior, RectAlign, Response, RichText, Role, ScrollArea, Ui, WidgetInfo};

use crate::catalogue::Catalogue;
use crate::domain::text::folded;
use crate::journal::Snapshot;
use crate::search::{Completion, Completions, Known, Problem, Query, complete};
use crate::ui::context::Ctx;
use crate::ui::theme;

/// A word by itself has so many letters before names are offered for it.
const LETTERS: usize = 3;

/// So many names are offered for a word by itself, of each key and in all.
const EACH: usize = 2;
const NAMES: usize = 5;

/// The keys whose names are offered for a word by itself.
const OFFERED: [&str; 6] = ["kind", "tag", "goal", "community", "person", "platform"];

/// The list is no narrower, in points, where the box is.
const WIDE: f32 = 340.0;

/// Its height at most.
const HIGH: f32 = 264.0;

/// What is known of the list under the box.
#[derive(Default)]
pub(super) struct Completing {
    /// What names mean, for each revision.
    known: Option<(u64, Arc<Known>)>,
    /// For which text, cursor and revision the offers are, and whether any were wanted.
    of: Option<(String, usize, u64, bool)>,
    offers: Completions,
    chosen: Option<usize>,
    /// Whether the list was shown in the frame before.
    open: bool,
    /// Somebody closed it at this text.
    closed: Option<String>,
    /// Somebody asked for it though nothing is begun.
    asked: bool,
}

/// What was pressed before the box saw it.
#[derive(Default)]
pub(super) struct Keys {
    take: bool,
    moved: bool,
}

/// The place in bytes of a place in letters.
fn byte_at(text: &str, letters: usize) -> usize {
    text.char_indices().nth(letters).map_or(text.len(), |(at, _)| at)
}

impl Completing {
    /// Whether the list lies under the box, and some keys are its.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    /// What names mean in the journal, worked out once for each revision.
    pub(super) fn known(&mut self, snapshot: &Snapshot, catalogue: &Catalogue) -> Arc<Known> {
        if let Some((revision, known)) = &self.known
            && *revision == snapshot.revision
        {
            return Arc::clone(known);
        }
        let known = Arc::new(snapshot.known(catalogue));
        self.known = Some((snapshot.revision, Arc::clone(&known)));
        known
    }

    /// Takes the keys that are the list's, before the box sees them.
    pub(super) fn keys(&mut self, ui: &Ui, has_focus: bool, text: &str) -> Keys {
        let mut keys = Keys::default();
        if !has_focus {
            return keys;
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Space)) {
            (self.asked, self.closed) = (true, None);
        }
        if !self.open {
            return keys;
        }
        let count = self.offers.list.len();
        ui.input_mut(|input| {
            // With Shift the arrows select, and Tab goes back.
            let bare = input.modifiers.is_none();
            let mut pressed = |key| bare && input.consume_key(Modifiers::NONE, key);
            // Who types a word and goes down wants what it finds; the names beside it are taken by Tab.
            let arrows = self.asked || self.chosen.is_some() || !self.offers.list.iter().all(|one| is_beside(text, &self.offers, one));
            if arrows && pressed(Key::ArrowDown) {
                self.chosen = Some(self.chosen.map_or(0, |at| (at + 1) % count.max(1)));
                keys.moved = true;
            }
            if arrows && pressed(Key::ArrowUp) {
                // From the first one back into the box.
                self.chosen = match self.chosen {
                    None => count.checked_sub(1),
                    Some(at) => at.checked_sub(1),
                };
                keys.moved = true;
            }
            if pressed(Key::Escape) {
                (self.closed, self.asked, self.chosen) = (Some(text.to_owned()), false, None);
            }
            // Enter belongs to the search as long as nothing is chosen; Tab takes the likeliest.
            keys.take = (self.chosen.is_some() && pressed(Key::Enter)) || pressed(Key::Tab);
        });
        keys
    }

    /// Shows the list under the box `field`, and puts one in that was taken; `true` when the text was changed by it.
    pub(super) fn show_ui(&mut self, ui: &Ui, cx: &Ctx<'_>, field: &Response, keys: &Keys, text: &mut String) -> bool {
        let typing = field.has_focus();
        let popup = field.id.with("completions");
        // A press on the list takes the keyboard from the box for a moment.
        let on_list = self.open
            && ui
                .input(|input| input.pointer.interact_pos())
                .is_some_and(|at| ui.ctx().layer_id_at(at).is_some_and(|layer| layer.id == popup));
        if !typing && !on_list {
            // Who comes back to what is typed already gets no list until something is changed.
            *self = Self { known: self.known.take(), closed: Some(text.clone()), ..Self::default() };
            return false;
        }
        if self.closed.as_ref().is_some_and(|closed| closed != text) {
            self.closed = None;
        }
        let state = TextEditState::load(ui.ctx(), field.id).unwrap_or_default();
        let cursor = state.cursor.char_range().map_or(text.len(), |range| byte_at(text, range.primary.index.0));
        if self.of.as_ref().is_some_and(|(before, ..)| before != text) {
            self.asked = false;
        }
        // Only what is begun asks for the list, so that it is not in the way of what is found.
        let begun = text.get(..cursor).is_some_and(|before| before.ends_with(|c: char| !c.is_whitespace()));
        let wanted = self.closed.is_none() && (begun || self.asked);
        let of = (text.clone(), cursor, cx.snapshot.revision, wanted);
        if self.of.as_ref() != Some(&of) {
            if self.of.as_ref().is_none_or(|(before, at, ..)| *before != of.0 || *at != of.1) {
                self.chosen = None;
            }
            self.offers = if wanted { offers(text, cursor, &self.known(cx.snapshot, cx.catalogue)) } else { Completions::default() };
            self.of = Some(of);
        }
        let mut taken = if keys.take { self.offers.list.get(self.chosen.unwrap_or(0)).cloned() } else { None };
        self.open = self.closed.is_none() && !self.offers.list.is_empty() && taken.is_none();
        if self.open {
            taken = self.list_ui(ui, field, popup, keys.moved);
        }
        let Some(taken) = taken else { return false };
        self.put_in(ui, field, &taken, text, state);
        true
    }

    fn list_ui(&mut self, ui: &Ui, field: &Response, popup: egui::Id, moved: bool) -> Option<Completion> {
        let palette = theme::palette(ui.ctx());
        let (offers, chosen) = (&self.offers.list, self.chosen);
        let mut taken = None;
        let mut heard = None;
        Popup::from_response(field)
            .id(popup)
            .open(true)
            .align(RectAlign::BOTTOM_START)
            .close_behavior(PopupCloseBehavior::IgnoreClicks)
            .width(field.rect.width().max(WIDE))
            .accessible_name("What may come next")
            .show(|ui| {
                ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                    node.set_role(Role::ListBox);
                    node.set_label("What may come next");
                });
                // An area is as high as it was: without the second number it would never grow from one offer to twelve.
                ScrollArea::vertical().max_height(HIGH).min_scrolled_height(HIGH).show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    for (at, offer) in offers.iter().enumerate() {
                        let on = chosen == Some(at);
                        let about = RichText::new(&offer.about).small().color(palette.text_muted);
                        let button = Button::selectable(on, RichText::new(&offer.label).color(palette.text))
                            .shortcut_text(about)
                            .truncate()
                            .min_size(egui::vec2(ui.available_width(), 0.0))
                            .sense(egui::Sense::CLICK | egui::Sense::HOVER);
                        let response = ui.add(button);
                        let name = if offer.about.is_empty() { offer.label.clone() } else { format!("{}, {}", offer.label, offer.about) };
                        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, on, &name));
                        ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(on));
                        if on {
                            heard = Some(response.id);
                            if moved {
                                response.scroll_to_me(None);
                            }
                        }
                        if response.clicked() {
                            taken = Some(offer.clone());
                        }
                    }
                });
            });
        // Whoever does not see the list hears which one is chosen, while the keyboard stays in the box.
        ui.ctx().accesskit_node_builder(field.id, |node| {
            node.set_expanded(true);
            if let Some(heard) = heard {
                node.set_active_descendant(heard.accesskit_id());
            }
        });
        taken
    }

    /// Puts an offer into the box, with the cursor behind it.
    fn put_in(&mut self, ui: &Ui, field: &Response, taken: &Completion, text: &mut String, mut state: TextEditState) {
        let (mut new, mut cursor) = self.offers.applied(text, taken);
        if !taken.text.ends_with(':') && cursor == new.len() {
            new.push(' ');
            cursor = new.len();
        }
        let letters = new.get(..cursor).unwrap_or(&new).chars().count();
        state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(letters))));
        state.store(ui.ctx(), field.id);
        field.request_focus();
        *text = new;
        (self.chosen, self.open, self.asked, self.of) = (None, false, false, None);
        ui.ctx().request_repaint();
    }
}

/// Whether an offer is a name for a word that was typed by itself: neither a key nor the value of one.
fn is_beside(text: &str, offers: &Completions, one: &Completion) -> bool {
    let typed = text.get(offers.from..offers.to).unwrap_or_default();
    let of_key = text.get(..offers.from).is_some_and(|before| before.ends_with([':', ',', '.']));
    !of_key && !typed.contains(':') && !one.text.ends_with(':')
}

/// What may stand at the cursor. For a word by itself also the names that begin so, with their keys: “podc” is offered `kind:podcast`.
fn offers(text: &str, cursor: usize, known: &Known) -> Completions {
    let mut offers = complete(text, cursor, known);
    let typed = text.get(offers.from..cursor).unwrap_or_default();
    let word = typed.chars().count() >= LETTERS && typed.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\''));
    let after_key = text.get(..offers.from).is_some_and(|before| before.ends_with([':', ',', '.']));
    if word && !after_key {
        let begin = folded(typed);
        let begins = |label: &str| folded(label).split(|c: char| !c.is_alphanumeric()).any(|one| one.starts_with(&begin));
        let mut names = Vec::new();
        for key in OFFERED {
            let asked = format!("{key}:{typed}");
            let of_key = complete(&asked, asked.len(), known).list;
            let meant = of_key.into_iter().filter(|one| begins(&one.label) || begins(&one.about)).take(EACH);
            names.extend(meant.map(|one| Completion {
                text: format!("{key}:{}", one.text),
                label: format!("{key}:{}", one.text),
                about: one.about,
            }));
        }
        names.truncate(NAMES);
        offers.list.extend(names);
    }
    let same = |one: &Completion| text.get(offers.from..offers.to) == Some(one.text.as_str());
    let kept: Vec<Completion> = offers.list.iter().filter(|one| !same(one)).cloned().collect();
    Completions { list: kept, ..offers }
}

/// What is not understood of a text that nobody is typing any more.
pub(super) fn problems(text: &str, known: &Known) -> Vec<Problem> {
    let (query, mut problems) = Query::parse(text, false);
    problems.extend(query.resolved(known).1);
    problems
}

/// So many slips are mended in one press at most.
const MOST_MENDED: usize = 20;

/// What is not understood of a text, and the text with all of it mended.
pub(super) struct Told {
    pub(super) text: String,
    pub(super) problems: Vec<Problem>,
    /// None when there is no mend, or one alone, which its problem has.
    pub(super) mended: Option<String>,
}

impl Told {
    pub(super) fn of(text: &str, known: &Known) -> Self {
        let first = problems(text, known);
        let mut mended = text.to_owned();
        let (mut problems_left, mut count) = (first.clone(), 0);
        while let Some(next) = problems_left.iter().find_map(|problem| problem.instead.clone()).filter(|next| *next != mended)
            && count < MOST_MENDED
        {
            problems_left = problems(&next, known);
            mended = next;
            count += 1;
        }
        Self { text: text.to_owned(), problems: first, mended: (count > 1).then_some(mended) }
    }
}
