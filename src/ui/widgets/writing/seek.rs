//! What the search over all texts that are shown wants of one text, and how the places found in it look.

use egui::{Align, Id};

use super::At;
use super::marks::{self, Shown};
use super::place::{chars_of, select};
use crate::ui::theme::space;
use crate::writing::{Edit, find as finding};

impl At<'_> {
    /// What the search wants from this text: the places, and where it can be written in, other words for them.
    pub(super) fn search_wishes(&mut self) {
        let Some(search) = self.desk.inside().search.clone() else {
            self.sheet.forget_places();
            return;
        };
        let places = self.sheet.places(self.text, &search.needle);
        if let Some((id, place)) = search.replace
            && id == self.id
        {
            if let Some(range) = places.get(place).filter(|_| self.sheet.writable) {
                self.put(finding::replace(self.text, range.clone(), &search.with));
                self.sheet.begins = range.start + search.with.len();
            }
            let inside = &mut *self.desk.inside();
            inside.last = Some(self.id);
            if let Some(search) = &mut inside.search {
                search.replaced();
            }
        }
        if search.all.is_some() && self.sheet.writable && !places.is_empty() {
            let (new, much) = finding::replace_all(self.text, &search.needle, &search.with);
            let caret = self.selection().end.min(new.len());
            let caret = (0..=caret).rev().find(|at| new.is_char_boundary(*at)).unwrap_or(0);
            self.put(Edit { text: new, selection: caret..caret });
            self.to_caret = false;
            if let Some(search) = &mut self.desk.inside().search {
                search.all = search.all.map(|all| all + much);
                search.now = None;
            }
        }
        self.sheet.places(self.text, &search.needle);
        // The keyboard comes back when the search is closed.
        let back = self.desk.inside().search.as_mut().and_then(|search| search.back.take_if(|(id, _)| *id == self.id));
        if let Some((_, range)) = back {
            self.desk.inside().search = None;
            self.ui.memory_mut(|memory| memory.request_focus(self.id));
            if let Some(range) = range {
                self.sheet.selection = chars_of(self.text, &range);
            }
            select(self.ui.ctx(), self.id, &self.sheet.selection.clone());
        }
    }

    /// Shows words selected that another page leads to.
    pub(super) fn show_wanted(&mut self) {
        let now = self.ui.input(|input| input.time);
        let Some(characters) = self.desk.take_wanted(self.text, now) else { return };
        self.ui.memory_mut(|memory| memory.request_focus(self.id));
        select(self.ui.ctx(), self.id, &characters);
        self.sheet.selection = characters;
        self.to_caret = true;
    }

    pub(super) fn scroll_to(&self, rect: egui::Rect, align: Option<Align>) {
        self.ui.scroll_to_rect(rect.expand(space::XL), align);
    }

    pub(super) fn places_ui(&mut self, shown: &Shown<'_>) {
        let Some((now, target)) = self.desk.inside().search.as_ref().map(|search| (search.now, search.target)) else { return };
        let mine = |at: Option<(Id, usize)>| at.filter(|(id, _)| *id == self.id).map(|(_, place)| place);
        marks::places_ui(self.ui, &self.sheet, shown, mine(now));
        if let Some(range) = mine(now).and_then(|place| self.sheet.found().get(place)) {
            // The bar goes out of the way of what it has found.
            let rect = shown.rect_of(&chars_of(shown.text, range));
            if let Some(search) = &mut self.desk.inside().search {
                search.low |= search.bar.is_some_and(|bar| bar.intersects(rect));
            }
        }
        if let Some(place) = mine(target) {
            if let Some(range) = self.sheet.found().get(place) {
                let characters = chars_of(shown.text, range);
                let rect = shown.rect_of(&characters);
                let covered = self.desk.inside().search.as_ref().and_then(|search| search.bar).is_some_and(|bar| bar.intersects(rect));
                let outside = covered || !self.ui.clip_rect().shrink(space::XXXL).contains_rect(rect);
                self.scroll_to(rect, outside.then_some(Align::Center));
            }
            if let Some(search) = &mut self.desk.inside().search {
                search.target = None;
            }
        }
    }
}
