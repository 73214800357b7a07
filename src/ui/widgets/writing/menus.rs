//! The menu of a text and the suggestions for a misspelt word: when they open, and what comes of them.

use std::ops::Range;

use egui::Response;

use super::link::Answer;
use super::marks::{self, Shown};
use super::menu::{Chosen, Menu, menu_ui};
use super::place::{bytes_of, chars_of, select, word_at};
use super::{At, is_on};
use crate::ui::action::Action;
use crate::writing::spelling::Slip;
use crate::writing::{Edit, find as finding, format};

impl At<'_> {
    /// The word at a byte: whether it is wrong, and the word.
    pub(super) fn word(&self, byte: usize) -> (Option<Slip>, String) {
        let slip = marks::slip_at(self.desk, self.id, self.text, byte);
        let range = slip.clone().map(|slip| slip.range).or_else(|| word_at(self.text, byte));
        (slip, range.and_then(|range| self.text.get(range)).unwrap_or_default().to_owned())
    }

    /// The menu for a selection in characters; what is wrong at its end is what it is about.
    pub(super) fn menu_at(&self, selection: Range<usize>, under: Range<usize>) -> Menu {
        let bytes = bytes_of(self.text, &selection);
        let mut menu = Menu::new(self.id, selection, under);
        let (slip, word) = self.word(bytes.end);
        let about = slip.filter(|slip| bytes.is_empty() || slip.range == bytes);
        menu.words = if bytes.is_empty() { word } else { self.text.get(bytes).unwrap_or_default().to_owned() };
        if let Some(slip) = about {
            menu.ask(self.text, &slip);
        }
        menu
    }

    pub(super) fn next_misspelling(&mut self, from: usize) {
        if self.desk.inside().speller.is_none() {
            return self.desk.act(Action::Say("The dictionary is not there yet".to_owned()));
        }
        let Some(slip) = marks::next_slip(self.desk, self.id, self.text, from) else {
            return self.desk.act(Action::Say("No misspelling in this text".to_owned()));
        };
        let characters = chars_of(self.text, &slip.range);
        self.sheet.selection = characters.clone();
        select(self.ui.ctx(), self.id, &characters);
        let mut menu = Menu::new(self.id, characters.clone(), characters);
        menu.ask(self.text, &slip);
        menu.spelling = true;
        self.desk.inside().menu = Some(menu);
        self.to_caret = true;
    }

    pub(super) fn menus_ui(&mut self, shown: &Shown<'_>, response: &Response) {
        if response.secondary_clicked()
            && let Some(pointer) = response.interact_pointer_pos()
        {
            let at = shown.galley.cursor_from_pos(pointer - shown.at).index.0;
            let now = self.sheet.selection.clone();
            let inside = now.start.min(now.end) <= at && at < now.start.max(now.end);
            let selection = if inside { now } else { at..at };
            self.sheet.selection = selection.clone();
            let mut menu = self.menu_at(selection, at..at);
            menu.at = Some(pointer);
            self.desk.inside().menu = Some(menu);
        }
        let menu = self.desk.inside().menu.take_if(|menu| menu.sheet == self.id);
        if let Some(mut menu) = menu {
            marks::selection_ui(self.ui, shown, &menu.selection);
            let on = self.looks();
            let under = shown.rect_of(&menu.under);
            match menu_ui(self.ui, self.desk, &mut menu, under, &|deed| is_on(on, deed)) {
                None => self.desk.inside().menu = Some(menu),
                Some(chosen) => self.chosen(&menu, chosen),
            }
        }
        let link = self.desk.inside().link.take_if(|link| link.sheet == self.id);
        if let Some(mut link) = link {
            marks::selection_ui(self.ui, shown, &link.selection);
            match link.show_ui(self.ui, shown.rect_of(&link.selection)) {
                None => self.desk.inside().link = Some(link),
                Some(answer) => {
                    self.give_back(&link.selection);
                    if let Answer::To(address) = answer {
                        let bytes = bytes_of(self.text, &link.selection);
                        self.put(format::link(self.text, bytes, &address));
                    }
                }
            }
        }
    }

    pub(super) fn chosen(&mut self, menu: &Menu, chosen: Chosen) {
        self.give_back(&menu.selection);
        match chosen {
            Chosen::Instead(range, word) => {
                let was = menu.word.as_ref().map(|(word, _)| word.as_str());
                if self.text.get(range.clone()) == was {
                    let end = range.start + word.len();
                    let edit = finding::replace(self.text, range, &word);
                    self.put(Edit { selection: end..end, ..edit });
                }
            }
            Chosen::Deed(deed) => self.desk.inside().wish(Some(self.id), deed),
            Chosen::Passes | Chosen::Nothing => {}
        }
        self.ui.ctx().request_repaint();
    }

    /// The text has the keyboard again, and what was selected is selected.
    pub(super) fn give_back(&mut self, selection: &Range<usize>) {
        self.ui.memory_mut(|memory| memory.request_focus(self.id));
        self.sheet.selection = selection.clone();
        select(self.ui.ctx(), self.id, selection);
    }
}
