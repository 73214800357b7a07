//! The list: only the rows in view are laid out, however many there are. Chosen from by the pointer or by the keyboard alone.

use egui::{EventFilter, Id, Key, Modifiers, ScrollArea, Ui};

use super::Journal;
use super::row::{self, ROW, Stand};
use super::rows::{Listed as _, Row};
use crate::domain::EntryId;
use crate::search::{Hit, HitWhat};
use crate::ui::action::{Action, Go};
use crate::ui::context::Ctx;
use crate::ui::theme::Icon;
use crate::ui::widgets::empty_ui;

/// What was done with a row.
#[derive(Clone, Copy)]
enum Deed {
    Open,
    Choose,
    /// Chooses from the last one up to this.
    ChooseTo,
}

/// By which name egui knows a row, wherever in the list it is.
fn row_id(what: HitWhat) -> Id {
    Id::unique(("journal row", what))
}

impl Journal {
    /// Which thing a row is.
    fn what(&self, row: &Row) -> Option<HitWhat> {
        match row {
            Row::Entry(entry, _) => Some(HitWhat::Entry(entry.id)),
            Row::Other(at) => self.found.as_ref()?.hit(Some(*at)).map(|hit| hit.what),
        }
    }

    pub(super) fn list_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let shown = self.shown(cx.snapshot);
        if shown.is_empty() {
            if self.found.is_some() {
                empty_ui(ui, Icon::Search, "Nothing found", "Try fewer letters, or another word. Accents and endings do not matter.", None);
            } else if !cx.snapshot.entries.is_empty() {
                empty_ui(ui, Icon::Filter, "Nothing here", "No entry is of this kind, state and goal.", None);
            }
            return;
        }
        let row = ROW + ui.spacing().item_spacing.y;
        let moved = self.moved(ui);
        self.list_keys(ui, &shown, (ui.available_height() / row).max(2.0));
        let mut area = ScrollArea::vertical().id_salt("entry list").auto_shrink(false);
        let scroll_to = self.scroll_to.take().and_then(|id| shown.iter().position(|row| row.entry() == Some(id)));
        if let Some(at) = self.scroll_at.take().or(scroll_to) {
            let top = at as f32 * row;
            let state = egui::scroll_area::State::load(ui.ctx(), ui.make_persistent_id("entry list")).unwrap_or_default();
            let height = ui.available_height();
            if top < state.unclamped_offset().y || top + row > state.unclamped_offset().y + height {
                area = area.vertical_scroll_offset((top - height / 3.0).max(0.0));
            }
        }
        if moved != 0.0 {
            // What was under the pointer stays there.
            let state = egui::scroll_area::State::load(ui.ctx(), ui.make_persistent_id("entry list")).unwrap_or_default();
            let most = (row * shown.len() as f32 - ui.available_height()).max(0.0);
            area = area.vertical_scroll_offset((state.unclamped_offset().y + moved).clamp(0.0, most));
        }
        let mut deed = None;
        area.show_rows(ui, ROW, shown.len(), |ui, rows| {
            for at in rows {
                if let Some(row) = shown.get(at) {
                    deed = self.row_ui(ui, cx, row).map(|deed| (deed, row)).or(deed);
                }
            }
        });
        if let Some((deed, row)) = deed {
            self.done_with(cx, deed, row, &shown);
        }
    }

    /// By how much the list was pushed down since the frame before by the bar that came or grew when a row was chosen. Who pressed *Select* is
    /// not at any row yet.
    fn moved(&mut self, ui: &Ui) -> f32 {
        let now = (ui.cursor().top(), self.selection.shows_boxes());
        match self.list_top.replace(now) {
            Some((top, _)) if now.1 && self.selection.len() > 0 => now.0 - top,
            _ => 0.0,
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, row: &Row) -> Option<Deed> {
        let what = self.what(row)?;
        let id = row_id(what);
        let mut deed = None;
        if ui.memory(|memory| memory.has_focus(id)) {
            // Before the row is shown: it would take Space for a press.
            let space = ui.input_mut(|input| {
                let to = input.consume_key(Modifiers::SHIFT, Key::Space);
                let one = input.consume_key(Modifiers::COMMAND, Key::Space) || input.consume_key(Modifiers::NONE, Key::Space);
                (to, one)
            });
            deed = match space {
                (true, _) => Some(Deed::ChooseTo),
                (_, true) => Some(Deed::Choose),
                _ => None,
            };
        }
        let pressed = match row {
            Row::Entry(entry, hit) => {
                let hit = self.found.as_ref().and_then(|found| found.hit(*hit));
                let open = self.awaited.or(self.open_entry()) == Some(entry.id);
                let chosen = self.selection.shows_boxes().then(|| self.selection.has(entry.id));
                let words = self.found.as_ref().map(|found| &found.words);
                row::entry_ui(ui, cx, id, entry, hit.zip(words), Stand { open, chosen })
            }
            Row::Other(at) => {
                let found = self.found.as_ref()?;
                row::other_ui(ui, cx, id, found.hit(Some(*at))?, &found.words)
            }
        };
        if self.focus_row == Some(what) {
            self.focus_row = None;
            pressed.row.request_focus();
        }
        if pressed.row.has_focus() {
            self.focused_row = Some(what);
            self.hold_keys(ui, id);
        }
        if pressed.ticked {
            let shift = ui.input(|input| input.modifiers.shift);
            return Some(if shift { Deed::ChooseTo } else { Deed::Choose });
        }
        if pressed.row.clicked() {
            let modifiers = ui.input(|input| input.modifiers);
            let by_keys = pressed.row.has_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            deed = Some(match () {
                () if modifiers.shift && !by_keys => Deed::ChooseTo,
                () if modifiers.command && !by_keys => Deed::Choose,
                () if self.selection.boxes && !by_keys => Deed::Choose,
                () => Deed::Open,
            });
        }
        deed
    }

    /// While a row has the keyboard, the arrows are the list's.
    fn hold_keys(&self, ui: &Ui, id: Id) {
        let filter = EventFilter { vertical_arrows: true, escape: self.selection.shows_boxes(), ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    }

    /// What the keys do while a row has the keyboard; `page` is how many rows are in view.
    fn list_keys(&mut self, ui: &Ui, rows: &[Row], page: f32) {
        let Some(what) = self.focused_row else { return };
        let id = row_id(what);
        if !ui.memory(|memory| memory.has_focus(id)) {
            self.focused_row = None;
            return;
        }
        self.hold_keys(ui, id);
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::A)) {
            self.selection.choose_all(rows);
        }
        #[expect(clippy::cast_possible_truncation, reason = "a few rows")]
        let page = page as isize;
        let pressed = ui.input_mut(|input| {
            let moves = [
                (Key::ArrowDown, 1),
                (Key::ArrowUp, -1),
                (Key::PageDown, page),
                (Key::PageUp, -page),
                (Key::Home, isize::MIN),
                (Key::End, isize::MAX),
            ];
            moves.into_iter().find_map(|(key, by)| {
                let extends = input.consume_key(Modifiers::SHIFT, key);
                (extends || input.consume_key(Modifiers::NONE, key)).then_some((by, extends))
            })
        });
        let Some((by, extends)) = pressed else { return };
        let Some(at) = rows.iter().position(|row| self.what(row) == Some(what)) else { return };
        let to = at.saturating_add_signed(by).min(rows.len().saturating_sub(1));
        let Some(row) = rows.get(to) else { return };
        if extends && let Some(entry) = row.entry() {
            let from = rows.get(at).and_then(Row::entry_id);
            self.selection.extend(rows, from, entry);
        }
        self.focus_row = self.what(row);
        self.scroll_at = Some(to);
    }

    fn done_with(&mut self, cx: &mut Ctx<'_>, deed: Deed, row: &Row, rows: &[Row]) {
        match (deed, row) {
            (Deed::Choose, Row::Entry(entry, _)) => self.selection.toggle(entry.id),
            (Deed::ChooseTo, Row::Entry(entry, _)) => self.selection.extend(rows, self.open_entry(), entry.id),
            (_, Row::Entry(entry, _)) => cx.open(entry.id),
            (_, Row::Other(at)) => {
                if let Some(hit) = self.found.as_ref().and_then(|found| found.hit(Some(*at))) {
                    open_other(cx, hit);
                }
            }
        }
    }

    /// Gives the keyboard to the first row.
    pub(super) fn focus_first(&mut self, rows: &[Row]) {
        self.focus_row = rows.first().and_then(|row| self.what(row));
        self.scroll_at = Some(0);
    }
}

impl Row {
    fn entry_id(&self) -> Option<EntryId> {
        self.entry()
    }
}

/// Shows a thing where it lives: what belongs to an entry, in it.
fn open_other(cx: &mut Ctx<'_>, hit: &Hit) {
    match (hit.what, hit.entry) {
        (HitWhat::Goal(id), _) => cx.actions.push(Action::OpenGoal(id)),
        (HitWhat::Record(_), _) => cx.actions.push(Action::OpenPortfolio(Go::Record(hit.uid))),
        (HitWhat::Entry(id), _) | (HitWhat::Action(_) | HitWhat::Evidence(_), Some(id)) => cx.open(id),
        (HitWhat::Action(_) | HitWhat::Evidence(_), None) => {}
    }
}
