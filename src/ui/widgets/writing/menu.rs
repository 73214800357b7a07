//! The menu of a text: what could be meant by a misspelt word, and what can be done with what is selected.

use std::ops::Range;

use egui::{Align, Button, Id, Key, Layout, Modifiers, Popup, PopupAnchor, PopupKind, RectAlign, Ui, WidgetInfo};

use super::Desk;
use super::deed::Deed;
use crate::ui::action::Action;
use crate::ui::theme;
use crate::worker::Request;
use crate::writing::spelling::Slip;

/// The most suggestions that are shown.
const SUGGESTIONS: usize = 5;

/// The width of the menu, in points.
const WIDTH: f32 = 260.0;

/// The height of an item, in points.
const ITEM: f32 = 28.0;

/// What a menu that is open is about.
#[derive(Clone, Debug)]
pub(super) struct Menu {
    pub sheet: Id,
    /// What was selected when it was opened, in characters, from the anchor to the caret.
    pub selection: Range<usize>,
    /// The characters that it hangs from.
    pub under: Range<usize>,
    /// Where the pointer opened it.
    pub at: Option<egui::Pos2>,
    /// A wrong word, and where it stands, in bytes; of one that stands twice, the second one with the blanks before it.
    pub word: Option<(String, Range<usize>)>,
    twice: bool,
    /// Words that would be looked up.
    pub words: String,
    /// Only what helps with the spelling.
    pub spelling: bool,
    /// The item to be given the keyboard.
    fresh: bool,
    /// Suggestions were there when it was shown last.
    told: bool,
}

impl Menu {
    pub fn new(sheet: Id, selection: Range<usize>, under: Range<usize>) -> Self {
        Self {
            sheet,
            selection,
            under,
            at: None,
            word: None,
            twice: false,
            words: String::new(),
            spelling: false,
            fresh: true,
            told: false,
        }
    }

    /// It is about this wrong word.
    pub fn ask(&mut self, text: &str, slip: &Slip) {
        let Range { start, end } = slip.range.clone();
        let before = text.get(..start).unwrap_or_default();
        let start = if slip.twice { before.trim_end_matches([' ', '\t']).len() } else { start };
        self.word = text.get(start..end).map(|word| (word.to_owned(), start..end));
        self.twice = slip.twice;
    }
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    /// Other words for the misspelt one.
    Instead(Range<usize>, String),
    Deed(Deed),
    /// The word passes from now on: nothing else is to be done.
    Passes,
    /// It was closed.
    Nothing,
}

/// Shows the menu that is open over a text; `None` while nothing is chosen.
pub(super) fn menu_ui(ui: &Ui, desk: &Desk, menu: &mut Menu, under: egui::Rect, on: &dyn Fn(Deed) -> bool) -> Option<Chosen> {
    let id = menu.sheet.with("menu");
    let anchor = menu.at.map_or(PopupAnchor::ParentRect(under), PopupAnchor::Position);
    let suggested = menu.word.as_ref().filter(|_| !menu.twice).and_then(|(word, _)| {
        desk.want_suggestions(word);
        desk.inside().suggested.as_ref().and_then(|(_, words)| words.clone())
    });
    let mut chosen = None;
    let shown = Popup::new(id, ui.ctx().clone(), anchor, ui.layer_id())
        .kind(PopupKind::Menu)
        .layout(Layout::top_down_justified(Align::Min))
        .style(egui::containers::menu::menu_style)
        .align(RectAlign::BOTTOM_START)
        .accessible_name(if menu.spelling { "Spelling" } else { "Menu of the text" })
        .gap(if menu.at.is_some() { 0.0 } else { 4.0 })
        .width(WIDTH)
        .show(|ui| {
            ui.set_width(WIDTH);
            ui.spacing_mut().interact_size.y = ITEM;
            ui.spacing_mut().button_padding.y = 3.0;
            ui.spacing_mut().item_spacing.y = 2.0;
            let most = (ui.ctx().content_rect().height() - 4.0 * ITEM).max(4.0 * ITEM);
            egui::ScrollArea::vertical().max_height(most).min_scrolled_height(most).show(ui, |ui| {
                ui.set_width(WIDTH);
                items_ui(ui, desk, menu, suggested.as_deref(), on, &mut chosen);
            });
        });
    let closed = shown.is_some_and(|shown| shown.response.should_close());
    let escaped = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if chosen.is_none() && (closed || escaped) {
        chosen = Some(Chosen::Nothing);
    }
    chosen
}

fn items_ui(
    ui: &mut Ui,
    desk: &Desk,
    menu: &mut Menu,
    suggested: Option<&[String]>,
    on: &dyn Fn(Deed) -> bool,
    chosen: &mut Option<Chosen>,
) {
    let mut first = None;
    let mut note = |id: Id| first = first.or(Some(id));
    if let Some((word, range)) = menu.word.as_ref().filter(|_| menu.twice) {
        let word = word.trim_start();
        let remove = item_ui(ui, &format!("Remove the second “{word}”"), "", Look::Suggestion);
        note(remove.id);
        if remove.clicked() {
            *chosen = Some(Chosen::Instead(range.clone(), String::new()));
        }
        ui.separator();
        if item_ui(ui, "Ignore here", "", Look::Usual).on_hover_text("In this text, until the program is closed").clicked() {
            desk.ignore(menu.sheet, &format!("{word} {word}"));
            *chosen = Some(Chosen::Passes);
        }
        if menu.spelling {
            hand_over(ui, menu, false, first);
            return;
        }
        ui.separator();
    } else if let Some((word, range)) = &menu.word {
        match suggested {
            None => note(quiet_item_ui(ui, "Looking for suggestions…")),
            Some([]) => note(quiet_item_ui(ui, "No suggestion")),
            Some(words) => {
                for other in words.iter().take(SUGGESTIONS) {
                    let response = item_ui(ui, other, "", Look::Suggestion);
                    note(response.id);
                    if response.clicked() {
                        *chosen = Some(Chosen::Instead(range.clone(), other.clone()));
                    }
                }
            }
        }
        ui.separator();
        if item_ui(ui, "Add to my words", "", Look::Usual).on_hover_text(format!("“{word}” is right everywhere from now on")).clicked()
        {
            desk.act(Action::Send(Request::AddWord(word.clone())));
            *chosen = Some(Chosen::Passes);
        }
        if item_ui(ui, "Ignore here", "", Look::Usual).on_hover_text("In this text, until the program is closed").clicked() {
            desk.ignore(menu.sheet, word);
            *chosen = Some(Chosen::Passes);
        }
        if menu.spelling {
            hand_over(ui, menu, suggested.is_some(), first);
            return;
        }
        ui.separator();
    }
    let some = !menu.selection.is_empty();
    for (deeds, enabled) in [(&[Deed::Cut, Deed::Copy][..], some), (&[Deed::Paste, Deed::PastePlain, Deed::SelectAll], true)] {
        for deed in deeds {
            let response = ui.add_enabled_ui(enabled, |ui| item_ui(ui, deed.label(), &deed.key_text(ui.ctx()), Look::Usual)).inner;
            if enabled && first.is_none() {
                first = Some(response.id);
            }
            if response.clicked() {
                *chosen = Some(Chosen::Deed(*deed));
            }
        }
    }
    ui.separator();
    // In one row: by their names and keys they are known from the line above the text.
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for deed in Deed::FORMATS {
            if look_ui(ui, deed, on(deed)).clicked() {
                *chosen = Some(Chosen::Deed(deed));
            }
        }
    });
    ui.separator();
    let lookup = ui.add_enabled_ui(!menu.words.trim().is_empty(), |ui| {
        item_ui(ui, Deed::LookUp.label(), &Deed::LookUp.key_text(ui.ctx()), Look::Usual)
    });
    if lookup.inner.clicked() {
        *chosen = Some(Chosen::Deed(Deed::LookUp));
    }
    let find = Deed::Find;
    if item_ui(ui, find.label(), &find.key_text(ui.ctx()), Look::Usual).clicked() {
        *chosen = Some(Chosen::Deed(find));
    }
    hand_over(ui, menu, suggested.is_some(), first);
}

/// Gives the keyboard to the first item: when the menu opens, and again when the suggestions come, unless somebody has moved on.
fn hand_over(ui: &Ui, menu: &mut Menu, told: bool, first: Option<Id>) {
    let came = told && !menu.told && menu.word.is_some();
    let nowhere = ui.memory(|memory| memory.focused()).is_none();
    if (menu.fresh || (came && nowhere))
        && let Some(first) = first
    {
        ui.memory_mut(|memory| memory.request_focus(first));
        ui.ctx().request_repaint();
    }
    menu.told |= told;
    menu.fresh = false;
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Usual,
    Suggestion,
}

fn item_ui(ui: &mut Ui, word: &str, key: &str, look: Look) -> egui::Response {
    let text = if look == Look::Suggestion { egui::RichText::new(word).strong() } else { egui::RichText::new(word) };
    let mut button = Button::new(text).min_size(egui::vec2(ui.available_width(), 0.0));
    if !key.is_empty() {
        button = button.shortcut_text(egui::RichText::new(key).color(theme::palette(ui.ctx()).text_muted));
    }
    let response = ui.add(button);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(egui::Role::MenuItem, enabled, word));
    response
}

/// A look of words as its picture.
fn look_ui(ui: &mut Ui, deed: Deed, on: bool) -> egui::Response {
    let name = deed.label().trim_end_matches('…');
    let ink = if on { theme::palette(ui.ctx()).accent_text } else { theme::palette(ui.ctx()).text };
    let picture = deed.icon().text(theme::size::ICON).color(ink);
    let button = Button::new(picture).selected(on).min_size(egui::vec2(WIDTH / Deed::FORMATS.len() as f32 - 1.0, ITEM));
    let response = ui.add(button).on_hover_text(format!("{name}  {}", deed.key_text(ui.ctx())));
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(egui::Role::MenuItem, enabled, on, name));
    response
}

/// An item that says something and does nothing; the keyboard can rest on it.
fn quiet_item_ui(ui: &mut Ui, word: &str) -> Id {
    let text = egui::RichText::new(word).color(theme::palette(ui.ctx()).text_muted);
    let response = ui.add(Button::new(text).min_size(egui::vec2(ui.available_width(), 0.0)));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::MenuItem, true, word));
    response.id
}
