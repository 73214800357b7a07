//! Where people write at length: one field for every long text of the program.
//!
//! It is egui's own field, and so one text with one selection to every assistive technology. Around it: the name above with a count and the
//! buttons for how words look, a wave under misspelt words, a menu, lists that go on, and a search over all texts that are shown.
//!
//! Nothing here waits: dictionaries and suggestions come from the worker, and only what can be seen is checked.

mod bar;
mod carry;
mod deed;
mod desk;
mod find;
mod ink;
mod link;
mod marks;
mod menu;
mod menus;
mod place;
mod seek;
mod sheet;

use std::ops::Range;

use egui::text_edit::{TextEditOutput, TextEditState};
use egui::{EventFilter, Id, Margin, Response, RichText, TextEdit, Ui};

pub use deed::Deed;
pub use desk::Desk;

use bar::{Count, Line, above_ui};
use marks::Shown;
use place::{byte_of, bytes_of, chars_of, select, selected};
use sheet::Sheet;

use crate::domain::Length;
use crate::ui::clipboard;
use crate::ui::theme::{self, space};
use crate::writing::{Edit, format};

/// A field's own history is not kept for longer texts, in bytes: the pages with long texts have a history of their own.
const OWN_HISTORY: usize = 50_000;

/// A field to write in at length, under its name. It grows with the text.
#[must_use]
pub struct Writing<'a> {
    name: &'a str,
    hint: &'a str,
    rows: usize,
    length: Option<Length>,
}

impl<'a> Writing<'a> {
    /// `name` stands above the field, and is its accessible name.
    pub fn new(name: &'a str) -> Self {
        Self { name, hint: "", rows: 2, length: None }
    }

    /// What is shown while nothing is written.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Room for at least so many lines.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// How long the text may well be.
    pub fn length(mut self, length: Option<Length>) -> Self {
        self.length = length;
        self
    }

    /// Shows it. The response is the field's: it has changed whenever the text has.
    pub fn show(self, ui: &mut Ui, desk: &Desk, text: &mut String) -> Response {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            self.field_ui(ui, desk, text)
        })
        .inner
    }

    fn field_ui(self, ui: &mut Ui, desk: &Desk, text: &mut String) -> Response {
        let mut id = ui.make_persistent_id(("writing", self.name));
        if desk.inside().order.contains(&id) {
            id = id.with(ui.next_auto_id());
        }
        let mut at = At { ui, desk, id, sheet: desk.take_sheet(id), text, changed: false, to_caret: false, from_bar: false };
        let response = at.show(&self);
        let sheet = at.sheet;
        desk.keep_sheet(id, sheet);
        response
    }
}

/// One text in one pass.
struct At<'a> {
    ui: &'a mut Ui,
    desk: &'a Desk,
    id: Id,
    sheet: Sheet,
    text: &'a mut String,
    /// Words were changed at one blow.
    changed: bool,
    /// The caret is to be seen.
    to_caret: bool,
    /// A button above the text was pressed.
    from_bar: bool,
}

impl At<'_> {
    fn show(&mut self, writing: &Writing<'_>) -> Response {
        let focused = self.ui.memory(|memory| memory.has_focus(self.id));
        let open = self.is_open();
        self.want_words();
        let name = self.above_ui(writing, focused || open);
        self.sheet.writable = self.ui.is_enabled();
        self.search_wishes();
        self.show_wanted();
        for deed in self.desk.take_deeds(self.id) {
            if self.sheet.writable {
                self.carry_out(deed);
            }
        }
        if self.sheet.writable && focused {
            self.list_keys();
        }
        let output = self.edit_ui(writing);
        let response = output.response.response.clone().labelled_by(name);
        self.after(&output, &response);
        self.over_ui(&output, &response);
        let mut response = response;
        if self.changed {
            response.mark_changed();
        }
        response
    }

    /// Whether something of this text lies over it: its menu, or the question for a link.
    fn is_open(&self) -> bool {
        let inside = self.desk.inside();
        inside.menu.as_ref().is_some_and(|menu| menu.sheet == self.id) || inside.link.as_ref().is_some_and(|link| link.sheet == self.id)
    }

    fn want_words(&self) {
        let writing = theme::writing(self.ui.ctx());
        if writing.check_spelling && self.ui.is_enabled() {
            self.desk.want_speller(writing.second_files().map(|(rules, _)| rules));
            self.desk.tell_problem();
        }
    }

    /// The line above the field; gives the name of the field.
    fn above_ui(&mut self, writing: &Writing<'_>, buttons: bool) -> Id {
        let now = self.ui.input(|input| input.time);
        let buttons = buttons && self.ui.is_enabled();
        let count = (writing.length.is_some() || buttons).then(|| {
            let (much, unit) = self.sheet.count(self.text, writing.length, now);
            Count { much, unit }
        });
        let count = count.filter(|count| count.much > 0 || writing.length.is_some());
        if count.is_some() && self.sheet.is_recount_due(self.text) {
            self.ui.ctx().request_repaint_after(std::time::Duration::from_millis(600));
        }
        let on = if buttons { self.looks() } else { [false; 7] };
        let line = Line { name: writing.name, count, length: writing.length, buttons };
        let above = above_ui(self.ui, &line, &|deed| is_on(on, deed));
        if let Some(deed) = above.deed {
            select(self.ui.ctx(), self.id, &self.sheet.selection.clone());
            self.from_bar = true;
            self.desk.inside().wish(Some(self.id), deed);
        }
        above.name
    }

    /// How the words at the selection look.
    fn looks(&mut self) -> [bool; 7] {
        let selection = self.sheet.selection.clone();
        if let Some((of, on)) = &self.sheet.on
            && *of == selection
        {
            return *on;
        }
        let bytes = bytes_of(self.text, &selection);
        let on = Deed::FORMATS.map(|deed| deed.is_on(self.text, bytes.clone()));
        self.sheet.on = Some((selection, on));
        on
    }

    /// What is selected, in bytes and in its order.
    fn selection(&self) -> Range<usize> {
        bytes_of(self.text, &selected(self.ui.ctx(), self.id).unwrap_or(self.sheet.selection.clone()))
    }

    /// Puts other words in place of all, as one step of the history, and selects some of them.
    fn put(&mut self, edit: Edit) {
        let Edit { text, selection } = edit;
        let ctx = self.ui.ctx();
        let mut state = TextEditState::load(ctx, self.id).unwrap_or_default();
        let selection = chars_of(&text, &selection);
        let cursors = place::cursors(&selection);
        if text != *self.text {
            if text.len() <= OWN_HISTORY {
                let mut undoer = state.undoer();
                let before = state.cursor.char_range().unwrap_or_default();
                undoer.add_undo(&(before, self.text.clone()));
                undoer.add_undo(&(cursors, text.clone()));
                state.set_undoer(undoer);
            }
            *self.text = text;
            self.changed = true;
            self.sheet.on = None;
            self.desk.step();
        }
        state.cursor.set_char_range(Some(cursors));
        state.store(ctx, self.id);
        self.sheet.selection = selection;
        self.to_caret = true;
    }

    fn edit_ui(&mut self, writing: &Writing<'_>) -> TextEditOutput {
        let look = ink::look(self.ui);
        let Self { ui, sheet, text, id, .. } = self;
        let Sheet { job, on, .. } = sheet;
        let hint = RichText::new(writing.hint).color(theme::palette(ui.ctx()).text_faint);
        let mut layouter = |ui: &Ui, buffer: &dyn egui::TextBuffer, width: f32| {
            let words = buffer.as_str();
            let fresh = job.as_ref().is_some_and(|(of, job)| *of == look && job.text == words);
            if !fresh {
                *job = Some((look.clone(), ink::job(ui.ctx(), words, width)));
                *on = None;
            }
            let mut laid = job.as_ref().map(|(_, job)| job.clone()).unwrap_or_default();
            laid.wrap.max_width = width;
            ui.fonts_mut(|fonts| fonts.layout_job(laid))
        };
        ui.scope(|ui| {
            ui.spacing_mut().extra_text_line_spacing = theme::writing_extra_spacing(ui.ctx());
            TextEdit::multiline(*text)
                .id(*id)
                .font(theme::writing_style())
                .hint_text(hint)
                .desired_rows(writing.rows)
                .desired_width(f32::INFINITY)
                .margin(Margin::symmetric(12, 10))
                .event_filter(EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: sheet.in_list, ..EventFilter::default() })
                .layouter(&mut layouter)
                .show(ui)
        })
        .inner
    }

    /// Remembers where the caret is.
    fn after(&mut self, output: &TextEditOutput, response: &Response) {
        clipboard::takes_long_texts(response);
        self.sheet.clip = Some(self.ui.clip_rect());
        if response.changed() || self.changed {
            self.sheet.on = None;
        }
        if self.from_bar {
            // The press has taken the keyboard away.
            let selection = self.sheet.selection.clone();
            self.give_back(&selection);
            return;
        }
        if !response.has_focus() {
            self.sheet.later.clear();
            return;
        }
        self.desk.inside().last = Some(self.id);
        if let Some(cursors) = output.cursor_range {
            let selection = cursors.secondary.index.0..cursors.primary.index.0;
            if self.sheet.known.as_ref() != Some(&selection) || self.sheet.on.is_none() {
                self.sheet.begins = byte_of(self.text, selection.start.min(selection.end));
                let caret = byte_of(self.text, selection.end);
                self.sheet.known = Some(selection.clone());
                let bytes = caret..caret;
                self.sheet.in_list = format::line_is(self.text, bytes.clone(), format::Line::Bullet)
                    || format::line_is(self.text, bytes, format::Line::Numbered);
            }
            self.sheet.selection = selection;
        }
    }

    /// What lies over the text: waves, places that are looked for, the menu.
    fn over_ui(&mut self, output: &TextEditOutput, response: &Response) {
        let text = self.text.clone();
        // A text that was changed behind egui's back is laid out anew in the next pass.
        if output.galley.job.text != text {
            self.ui.ctx().request_repaint();
            return;
        }
        let shown = Shown { galley: &output.galley, at: output.galley_pos, text: &text };
        if self.to_caret && response.has_focus() {
            self.scroll_to(shown.rect_of(&self.sheet.selection), None);
        }
        let typing = response.has_focus() && self.sheet.selection.is_empty();
        let writing = theme::writing(self.ui.ctx());
        if writing.check_spelling && self.ui.is_enabled() {
            let caret = typing.then_some(self.sheet.selection.end);
            marks::spelling_ui(self.ui, self.desk, self.id, &mut self.sheet, &shown, caret);
        }
        self.places_ui(&shown);
        if self.ui.is_enabled() {
            self.menus_ui(&shown, response);
        }
    }
}

fn is_on(on: [bool; 7], deed: Deed) -> bool {
    Deed::FORMATS.into_iter().zip(on).any(|(other, on)| other == deed && on)
}
