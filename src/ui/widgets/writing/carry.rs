//! Doing in one text what was wished for, by key, button or menu.

use egui::{Event, FocusDirection};

use super::deed::ListKey;
use super::link::LinkAsk;
use super::place::{chars_of, select};
use super::{At, Deed};
use crate::ui::action::Action;
use crate::ui::clipboard;
use crate::writing::find as finding;

/// Longer selections are not looked for, in bytes.
const NEEDLE: usize = 100;

impl At<'_> {
    /// Does what was wished for.
    pub(super) fn carry_out(&mut self, deed: Deed) {
        let selection = self.selection();
        if let Some(edit) = deed.edit(self.text, selection.clone()) {
            return self.put(edit);
        }
        let words = self.text.get(selection.clone()).unwrap_or_default().to_owned();
        match deed {
            Deed::Cut | Deed::Copy => {
                if words.is_empty() {
                    return;
                }
                self.ui.ctx().copy_text(words);
                if deed == Deed::Cut {
                    self.put(finding::replace(self.text, selection.clone(), ""));
                }
            }
            Deed::Paste => clipboard::paste(self.ui.ctx()),
            Deed::PastePlain => clipboard::paste_plain(self.ui.ctx()),
            Deed::SelectAll => {
                self.sheet.selection = 0..self.text.chars().count();
                select(self.ui.ctx(), self.id, &self.sheet.selection.clone());
            }
            Deed::LookUp => {
                let words = if words.trim().is_empty() { self.word(selection.end).1 } else { words };
                if !words.trim().is_empty() {
                    self.desk.act(Action::Find(words.trim().to_owned()));
                }
            }
            Deed::Find | Deed::Replace => {
                if !words.is_empty()
                    && words.len() <= NEEDLE
                    && !words.contains('\n')
                    && let Some(search) = &mut self.desk.inside().search
                {
                    search.look_for(&words);
                }
            }
            Deed::Link => {
                let characters = self.sheet.selection.clone();
                let address = if words.starts_with("http") && !words.contains(char::is_whitespace) { words } else { String::new() };
                self.desk.inside().link = Some(LinkAsk::new(self.id, characters, address));
            }
            Deed::NextMisspelling => self.next_misspelling(selection.end),
            Deed::Menu => {
                let characters = chars_of(self.text, &selection);
                let menu = self.menu_at(characters.clone(), characters);
                self.desk.inside().menu = Some(menu);
            }
            // Its words are changed above, or the search does it.
            Deed::Bold
            | Deed::Italic
            | Deed::Heading
            | Deed::Bullets
            | Deed::Numbers
            | Deed::Quote
            | Deed::FindNext
            | Deed::FindPrevious => {}
        }
    }

    /// Return and Tab in lists. Keys that come in the same frame after others wait for the next one, when the text is what it was then.
    pub(super) fn list_keys(&mut self) {
        let later = std::mem::take(&mut self.sheet.later);
        let mut events = self.ui.input_mut(|input| std::mem::take(&mut input.events));
        events.splice(0..0, later);
        if let Some(at) = events.iter().position(|event| ListKey::of(event).is_some()) {
            if events.iter().take(at).any(is_typing) {
                self.sheet.later = events.split_off(at);
                self.ui.ctx().request_repaint();
            } else if let Some(key) = events.get(at).and_then(ListKey::of) {
                let edit = key.edit(self.text, self.selection());
                let tab = key != ListKey::Return && self.sheet.in_list;
                if edit.is_some() || tab {
                    events.remove(at);
                }
                match edit {
                    Some(edit) => self.put(edit),
                    None if tab => {
                        let way = if key == ListKey::Tab { FocusDirection::Next } else { FocusDirection::Previous };
                        self.ui.memory_mut(|memory| memory.move_focus(way));
                    }
                    None => {}
                }
            }
        }
        self.ui.input_mut(|input| input.events = events);
    }
}

/// Whether an event changes the text or the caret.
fn is_typing(event: &Event) -> bool {
    match event {
        Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Ime(_) => true,
        Event::Key { pressed, .. } => *pressed,
        _ => false,
    }
}
