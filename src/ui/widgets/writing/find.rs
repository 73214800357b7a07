//! Finding and replacing in the texts that are shown: one bar over all of them.

use std::ops::Range;

use egui::{Align2, Area, Frame, Id, Key, Modifiers, Order, RichText, TextEdit, Ui, vec2};

use super::Desk;
use super::desk::Inside;
use crate::ui::action::Action;
use crate::ui::theme::{self, Icon, buttons, size, space};
use crate::writing::find::Needle;

/// The width of the bar, in points.
const WIDTH: f32 = 340.0;

/// What is looked for, while the bar is open.
#[derive(Clone, Debug, Default)]
pub(super) struct Search {
    pub needle: Needle,
    pub with: String,
    replacing: bool,
    /// The field is to get the keyboard, with its words selected.
    fresh: bool,
    fields: [Option<Id>; 2],
    /// The text and the place in it that is shown now.
    pub now: Option<(Id, usize)>,
    /// The text that is to show its place now.
    pub target: Option<(Id, usize)>,
    step: Option<Way>,
    /// The text that is to replace a place.
    pub replace: Option<(Id, usize)>,
    /// Every text replaces all its places, and says how many.
    pub all: Option<usize>,
    /// The text that gets the keyboard when the bar is gone, and what is selected there, in bytes.
    pub back: Option<(Id, Option<Range<usize>>)>,
    closing: bool,
    /// The texts that were shown with the bar in the pass before.
    over: Vec<Id>,
    /// What had the keyboard in the pass before.
    keyboard: Option<Id>,
    /// Other words are looked for than the texts know.
    stale: bool,
    /// Where the bar is, and whether it is at the lower end because it would lie over the place that is shown.
    pub bar: Option<egui::Rect>,
    pub low: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// The place at the caret, or the one after it.
    Here,
    Next,
    Before,
}

impl Search {
    pub fn open(&mut self, replacing: bool) {
        self.replacing |= replacing;
        self.fresh = true;
    }

    pub fn wish_step(&mut self, ahead: bool) {
        self.step = Some(if ahead { Way::Next } else { Way::Before });
    }

    pub fn has_keyboard(&self, focused: Id) -> bool {
        self.fields.contains(&Some(focused))
    }

    /// Looks for these words from now on.
    pub fn look_for(&mut self, words: &str) {
        words.clone_into(&mut self.needle.words);
        (self.now, self.stale) = (None, true);
        self.step = Some(Way::Here);
    }

    /// Whether any text is still there that the bar was opened over: otherwise it is another page.
    pub fn belongs_to(&mut self, shown: &[Id]) -> bool {
        let belongs = self.over.is_empty() || shown.iter().any(|id| self.over.contains(id));
        shown.clone_into(&mut self.over);
        belongs
    }

    /// Escape in a text under the bar: the search is to be closed, with the keyboard and what is selected where they are.
    pub fn close_in_text(&mut self, shown: &[Id]) -> bool {
        // Escape has taken the keyboard away already.
        let text = self.keyboard.filter(|id| shown.contains(id) && !self.has_keyboard(*id));
        self.back = text.map(|id| (id, None));
        self.back.is_some()
    }

    /// Forgets what was wished of texts that are not shown any more.
    pub fn keep(&mut self, shown: &[Id]) {
        let gone = |of: &Option<(Id, usize)>| of.is_some_and(|(id, _)| !shown.contains(&id));
        for wish in [&mut self.now, &mut self.target, &mut self.replace] {
            if gone(wish) {
                *wish = None;
            }
        }
        self.back = self.back.take().filter(|(id, _)| shown.contains(id));
    }

    /// A place was replaced: on to the next one.
    pub fn replaced(&mut self) {
        self.replace = None;
        self.now = None;
        self.step = Some(Way::Here);
    }
}

impl Desk {
    /// Shows the bar over the texts, when it is open. To be called when all of them have been shown.
    pub fn search_ui(&self, ui: &Ui) {
        let Some(mut search) = self.inside().search.take() else { return };
        let (view, shown) = {
            let inside = self.inside();
            (inside.view(), !inside.order.is_empty())
        };
        let (true, Some(view)) = (shown, view) else { return };
        if search.closing {
            return;
        }
        if let Some(much) = search.all.take() {
            self.act(Action::Say(match much {
                0 => "Nothing to replace".to_owned(),
                1 => "Replaced one place; Undo takes it back".to_owned(),
                much => format!("Replaced {much} places; Undo takes them back"),
            }));
        }
        let visible = view.intersect(ui.ctx().content_rect());
        let (corner, pivot, aside) = if search.low {
            (visible.right_bottom(), Align2::RIGHT_BOTTOM, vec2(-space::M, -space::S))
        } else {
            (visible.right_top(), Align2::RIGHT_TOP, vec2(-space::M, space::S))
        };
        let width = WIDTH.min(visible.width() - 2.0 * space::S).max(160.0);
        let area = Area::new(Id::unique("find in text")).order(Order::Middle).fixed_pos(corner + aside).pivot(pivot);
        let shown = area.show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).inner_margin(egui::Margin::same(10)).show(ui, |ui| {
                ui.set_width(width);
                self.bar_ui(ui, &mut search);
            });
        });
        search.bar = Some(shown.response.rect);
        self.go(&mut search);
        if search.closing {
            let now = search.now.or(search.target);
            let inside = &mut *self.inside();
            let at = now.and_then(|(id, place)| {
                let range = inside.sheets().find(|(of, _)| *of == id).and_then(|(_, sheet)| sheet.found().get(place).cloned());
                Some((id, Some(range?)))
            });
            search.back = at.or(inside.last.map(|id| (id, None)));
            ui.ctx().request_repaint();
        } else if search.target.is_some() || search.step.is_some() || search.replace.is_some() || search.all.is_some() {
            ui.ctx().request_repaint();
        }
        self.inside().search = Some(search);
    }

    fn bar_ui(&self, ui: &mut Ui, search: &mut Search) {
        ui.spacing_mut().item_spacing = vec2(space::XS, space::S);
        let palette = theme::palette(ui.ctx());
        let mut step = keys(ui, search);
        let (place, total) = self.tally(search);
        let writable = self.inside().sheets().any(|(_, sheet)| sheet.writable);
        ui.horizontal(|ui| {
            let field = TextEdit::singleline(&mut search.needle.words)
                .hint_text("Find in this text")
                .desired_width(ui.available_width() - 3.0 * size::TARGET);
            let field = ui.add(field).accessible_name("Find in this text");
            search.fields[0] = Some(field.id);
            if std::mem::take(&mut search.fresh) {
                field.request_focus();
                let all = 0..search.needle.words.chars().count();
                super::place::select(ui.ctx(), field.id, &all);
            }
            if field.changed() {
                (search.now, search.stale) = (None, true);
                step = Some(Way::Here);
            }
            if buttons::icon_ui(ui, Icon::CaretUp, "Place before").clicked() {
                step = Some(Way::Before);
            }
            if buttons::icon_ui(ui, Icon::CaretDown, "Next place").clicked() {
                step = Some(Way::Next);
            }
            if buttons::icon_ui(ui, Icon::Close, "Close the search").clicked() {
                search.closing = true;
            }
        });
        let replacing = search.replacing && writable;
        if replacing {
            ui.horizontal(|ui| {
                let width = ui.available_width();
                let field = TextEdit::singleline(&mut search.with).hint_text("Replace with").desired_width(width);
                let field = ui.add(field).accessible_name("Replace with");
                search.fields[1] = Some(field.id);
            });
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let said = match (search.needle.words.is_empty(), total, place) {
                (true, ..) => String::new(),
                (_, 0, _) => "Not found".to_owned(),
                (_, _, Some(place)) => format!("{place} of {total}"),
                (_, 1, None) => "1 place".to_owned(),
                (_, _, None) => format!("{total} places"),
            };
            ui.label(RichText::new(said).small().color(palette.text_muted));
            let mut other = ui.checkbox(&mut search.needle.match_case, "Match case").changed();
            other |= ui.checkbox(&mut search.needle.whole_words, "Whole words").changed();
            if other {
                (search.now, search.stale) = (None, true);
                step = Some(Way::Here);
            }
        });
        ui.horizontal_wrapped(|ui| {
            if !replacing {
                if writable && buttons::quiet_ui(ui, "Replace…").clicked() {
                    search.replacing = true;
                }
                if buttons::quiet_ui(ui, "Find in the journal").clicked() {
                    self.act(Action::Find(search.needle.words.clone()));
                    search.closing = true;
                }
                return;
            }
            ui.add_enabled_ui(total > 0, |ui| {
                if ui.button("Replace").clicked() {
                    match search.now {
                        Some(now) => search.replace = Some(now),
                        None => step = Some(Way::Here),
                    }
                }
                if ui.button("Replace all").clicked() {
                    search.all = Some(0);
                }
            });
        });
        if step.is_some() {
            search.step = step;
        }
    }

    /// Which place is shown now, counted from one over all texts, and how many there are.
    fn tally(&self, search: &Search) -> (Option<usize>, usize) {
        let inside = self.inside();
        let (mut total, mut place) = (0, None);
        for (id, sheet) in inside.sheets() {
            if let Some((_, at)) = search.now.filter(|(of, _)| *of == id)
                && at < sheet.found().len()
            {
                place = Some(total + at + 1);
            }
            total += sheet.found().len();
        }
        (place, total)
    }

    /// Goes to another place.
    fn go(&self, search: &mut Search) {
        // The texts look, or replace, in the next pass.
        if std::mem::take(&mut search.stale) || search.replace.is_some() || search.all.is_some() {
            return;
        }
        let Some(way) = search.step.take() else { return };
        let inside = self.inside();
        let all: Vec<(Id, usize)> =
            inside.sheets().flat_map(|(id, sheet)| (0..sheet.found().len()).map(move |place| (id, place))).collect();
        let at = search.now.and_then(|now| all.iter().position(|place| *place == now));
        let found = match (way, at) {
            (Way::Here, Some(at)) => Some(at),
            (Way::Next, Some(at)) => Some(if at + 1 < all.len() { at + 1 } else { 0 }),
            (Way::Before, Some(at)) => Some(at.checked_sub(1).unwrap_or(all.len().saturating_sub(1))),
            (way, None) => from_caret(&inside, &all, way),
        };
        if let Some(place) = found.and_then(|at| all.get(at)) {
            search.now = Some(*place);
            search.target = Some(*place);
        } else {
            search.now = None;
        }
    }
}

/// Enter, Shift+Enter and Escape while the bar has the keyboard.
fn keys(ui: &Ui, search: &mut Search) -> Option<Way> {
    let focused = ui.memory(|memory| memory.focused());
    // Escape takes the keyboard away before anybody sees it.
    let before = std::mem::replace(&mut search.keyboard, focused);
    let focused = focused.or(before)?;
    if !search.has_keyboard(focused) {
        return None;
    }
    let (before, next, escape) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::SHIFT, Key::Enter),
            input.consume_key(Modifiers::NONE, Key::Enter),
            input.consume_key(Modifiers::NONE, Key::Escape),
        )
    });
    search.closing |= escape;
    if next && search.fields[1] == Some(focused) {
        match search.now {
            Some(now) => search.replace = Some(now),
            None => return Some(Way::Here),
        }
        return None;
    }
    if before {
        Some(Way::Before)
    } else if next {
        Some(if search.now.is_some() { Way::Next } else { Way::Here })
    } else {
        None
    }
}

/// The first place at or after the caret of the text that had the keyboard last.
fn from_caret(inside: &Inside, all: &[(Id, usize)], way: Way) -> Option<usize> {
    let Some(last) = inside.last else { return if all.is_empty() { None } else { Some(0) } };
    let order: Vec<Id> = inside.sheets().map(|(id, _)| id).collect();
    let rank = |id: Id| order.iter().position(|other| *other == id);
    let caret = inside.sheets().find(|(id, _)| *id == last).map_or(0, |(_, sheet)| sheet.begins);
    let after = all.iter().position(|(id, place)| {
        if *id == last {
            let start = inside.sheets().find(|(of, _)| of == id).and_then(|(_, sheet)| sheet.found().get(*place)).map(|range| range.start);
            start.is_some_and(|start| start >= caret)
        } else {
            rank(*id) > rank(last)
        }
    });
    let end = all.len().checked_sub(1)?;
    Some(match way {
        Way::Before => after.map_or(end, |after| after.checked_sub(1).unwrap_or(end)),
        Way::Here | Way::Next => after.unwrap_or(0),
    })
}
