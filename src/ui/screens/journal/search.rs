//! The search box with what belongs to it: completion, what was not understood, kept searches, how to search.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Button, EventFilter, Id, Key, Label, Margin, Modifiers, RichText, TextEdit, Ui};

use super::asking::Over;
use super::rows::{Filter, StateFilter};
use super::{Journal, completion, how_to};
use crate::search::Problem;
use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, Icon, buttons, size, space};
use crate::worker::Request;

/// So long after the last change what was not understood is told, in seconds: nobody likes to be corrected while speaking.
const SETTLED: f64 = 1.0;

/// So many things that were not understood are told.
const SHOWN: usize = 5;

/// Put before the query while the bin is looked at.
const IN_BIN: &str = "is:binned ";

impl Journal {
    /// The search for what stands in the box now.
    pub(super) fn searched(&mut self) -> Option<Request> {
        self.search_seq += 1;
        // A key that waits for its value asks for nothing yet: everything else stays in sight until it has one.
        let whole = self.search.trim_end();
        let text =
            if whole.ends_with(':') { whole.rsplit_once(char::is_whitespace).map_or("", |(before, _)| before) } else { &self.search };
        if text.trim().is_empty() {
            self.found = None;
            return None;
        }
        // Entries in the bin are only looked for when that is said.
        let bin = if self.filter.state == StateFilter::Bin { IN_BIN } else { "" };
        Some(Request::Search { text: format!("{bin}{text}"), seq: self.search_seq })
    }

    /// Puts a query into the box and searches for it, among all entries.
    pub(super) fn search_for(&mut self, cx: &mut Ctx<'_>, query: &str) {
        for request in self.find(query) {
            cx.send(request);
        }
        self.changed_at = 0.0;
        self.focus_search = true;
    }

    pub(super) fn search_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let id = Id::unique("search the journal");
        let had_focus = ui.memory(|memory| memory.has_focus(id));
        let keys = self.completing.keys(ui, had_focus, &self.search);
        let mut changed = false;
        let field = ui
            .horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::XS;
                let palette = theme::palette(ui.ctx());
                let hint = format!("Search  {}", Command::Find.key_text(ui.ctx()));
                let open = self.completing.is_open();
                if std::mem::take(&mut self.caret_to_end) {
                    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
                    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(self.search.chars().count()))));
                    state.store(ui.ctx(), id);
                }
                let buttons = 2.0 * (size::ICON + 3.0 * space::XS) + 24.0;
                let field = TextEdit::singleline(&mut self.search)
                    .id(id)
                    .hint_text(RichText::new(hint).color(palette.text_faint))
                    .desired_width((ui.available_width() - buttons).max(80.0))
                    .event_filter(EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: open, escape: open })
                    .margin(Margin::symmetric(12, 8));
                let field = ui.add(field).accessible_name("Search the journal");
                self.saved_ui(ui, cx);
                if buttons::icon_ui(ui, Icon::Question, "How to search").clicked() {
                    self.over = Some(Over::HowTo);
                }
                field
            })
            .inner;
        if std::mem::take(&mut self.focus_search) {
            field.request_focus();
        }
        if field.has_focus() {
            // Unless the list took the keys: from the words straight into what they find.
            for (key, command) in [(Key::ArrowDown, Command::NextEntry), (Key::ArrowUp, Command::PreviousEntry)] {
                if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                    cx.actions.push(Action::Run(command));
                }
            }
        }
        let left = field.lost_focus();
        if (field.has_focus() || left) && !self.completing.is_open() && ui.input(|input| input.key_pressed(Key::Escape)) {
            self.search.clear();
            changed = true;
        }
        if left && ui.input(|input| input.key_pressed(Key::Enter)) && self.found.is_some() {
            let rows = self.shown(cx.snapshot);
            self.focus_first(&rows);
        }
        changed |= field.changed();
        let mut text = std::mem::take(&mut self.search);
        changed |= self.completing.show_ui(ui, cx, &field, &keys, &mut text);
        self.search = text;
        if changed {
            self.changed_at = cx.now;
            if let Some(request) = self.searched() {
                cx.send(request);
            }
        }
        self.problems_ui(ui, cx, field.has_focus());
    }

    /// What was not understood, each with its mend: one press puts what is meant into the box.
    fn problems_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, typing: bool) {
        let Some(found) = &self.found else { return };
        let mut problems: Vec<Problem> = found.found.problems.clone();
        let mut mended = None;
        let wait = self.changed_at + SETTLED - cx.now;
        // Who is offered how to go on is not corrected meanwhile.
        let offered = self.completing.is_open();
        if !offered && (!typing || wait <= 0.0) {
            if self.told.as_ref().is_none_or(|told| told.text != self.search) {
                let known = self.completing.known(cx.snapshot, cx.catalogue);
                self.told = Some(completion::Told::of(&self.search, &known));
            }
            let told = self.told.iter().flat_map(|told| &told.problems);
            problems.extend(told.filter(|one| !found.found.problems.iter().any(|other| other.what == one.what)).cloned());
            mended = self.told.as_ref().and_then(|told| told.mended.clone());
        } else if wait > 0.0 {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(wait + 0.05));
        }
        if problems.is_empty() {
            return;
        }
        let palette = theme::palette(ui.ctx());
        let mut instead = None;
        ui.add_space(space::XS);
        let mut offered: Vec<String> = Vec::new();
        for problem in problems.iter().take(SHOWN) {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(space::XS, 2.0);
                let text = crate::ui::widgets::sentence(&format!("{}: {}", problem.what, problem.mend));
                ui.add(Label::new(RichText::new(text).small().color(palette.warn.text)).wrap());
                // Where several things are mended by one press, none is mended by itself.
                let one = problem.instead.as_ref().filter(|_| mended.is_none());
                if let Some(one) = one.filter(|one| !offered.contains(one)) {
                    offered.push(one.clone());
                    instead = mend_ui(ui, one).or(instead.take());
                }
            });
        }
        if let Some(mended) = &mended {
            instead = mend_ui(ui, mended).or(instead);
        }
        if let Some(instead) = instead {
            let filter = std::mem::take(&mut self.filter);
            self.search_for(cx, &instead);
            self.filter = filter;
            self.caret_to_end = true;
            if let Some(request) = self.searched() {
                cx.send(request);
            }
        }
    }

    /// What lies over the page.
    pub(super) fn over_ui(&mut self, ui: &Ui, cx: &mut Ctx<'_>) {
        let Some(over) = self.over.take() else { return };
        self.over = match over {
            Over::HowTo => match how_to::show_ui(ui) {
                how_to::Answer::Stay => Some(Over::HowTo),
                how_to::Answer::Leave => None,
                how_to::Answer::Try(query) => {
                    self.search_for(cx, &query);
                    None
                }
            },
            Over::Keep(keep) => keep.show_ui(ui, cx).map(Over::Keep),
            Over::Tags(tags) => tags.show_ui(ui, cx).map(|tags| Over::Tags(Box::new(tags))),
            Over::Bulk(asked) => {
                let entries = self.chosen_ids(cx);
                asked.show_ui(ui, cx, &entries).map(Over::Bulk)
            }
        };
    }

    /// The query with what the drop-downs say, in words: what is kept as a search.
    pub(super) fn whole_query(&self, cx: &Ctx<'_>) -> String {
        let filter = self.filter.words(cx.snapshot);
        [filter.as_str(), self.search.trim()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Searches again after a drop-down was changed, when that matters to the search.
    pub(super) fn refiltered(&mut self, before: &Filter, cx: &mut Ctx<'_>) {
        let bin = |filter: &Filter| filter.state == StateFilter::Bin;
        if bin(before) != bin(&self.filter)
            && let Some(request) = self.searched()
        {
            cx.send(request);
        }
    }
}

/// A query to be searched for instead; it when it was pressed.
fn mend_ui(ui: &mut Ui, mended: &str) -> Option<String> {
    let mended = mended.strip_prefix(IN_BIN).unwrap_or(mended);
    let word = RichText::new(format!("Search for {mended}")).small().color(theme::palette(ui.ctx()).accent_text);
    ui.add(Button::new(word).wrap().frame_when_inactive(false)).clicked().then(|| mended.to_owned())
}
