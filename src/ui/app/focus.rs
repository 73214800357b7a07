//! Focus: only the open entry's texts, without side bar, list and details. Esc or the same key leads back.

use egui::text::CCursorRange;
use egui::text_edit::TextEditState;
use egui::{Context, Id, Key, Popup};

use super::App;
use crate::ui::action::Route;

/// What has to be known of a frame's begin to tell at its end whether Esc was meant for leaving focus.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// Nothing lay over the texts that Esc closes first.
    calm: bool,
    /// What had the keyboard last, and what was selected in it. egui takes both away at Esc before anybody is asked.
    keyboard: Option<(Id, Option<CCursorRange>)>,
}

impl App {
    /// Whether only the open entry's texts are shown.
    pub(super) fn is_focused(&self) -> bool {
        self.route == Route::Journal && self.screens.journal.is_focused()
    }

    /// Shows only the texts, or everything again.
    pub(super) fn switch_focus(&mut self, now: f64) {
        if self.is_focused() {
            self.screens.journal.end_focus();
        } else if self.route != Route::Journal || !self.screens.journal.begin_focus() {
            self.notices.say("Open an entry first, then focus on its texts", now);
        }
    }

    /// Notes what lies over the texts, before anything is shown.
    pub(super) fn watch_focus(&mut self, ctx: &Context) {
        let over =
            self.quick_log.is_some() || self.palette.is_some() || self.roll_up.is_some() || self.timer.is_some() || self.is_covered();
        self.watch.calm = !over && !Popup::is_any_open(ctx);
    }

    /// Leaves focus at an Esc that nobody else wanted, with the keyboard where it was.
    pub(super) fn leave_focus_at_esc(&mut self, ctx: &Context) {
        if self.watch.calm && self.is_focused() && ctx.input(|input| input.key_pressed(Key::Escape)) {
            self.screens.journal.end_focus();
            if let Some((field, selected)) = self.watch.keyboard {
                if let Some(mut state) = TextEditState::load(ctx, field) {
                    state.cursor.set_char_range(selected);
                    state.store(ctx, field);
                }
                ctx.memory_mut(|memory| memory.request_focus(field));
            }
            ctx.request_repaint();
        }
        let selected = |field| TextEditState::load(ctx, field).and_then(|state| state.cursor.char_range());
        self.watch.keyboard = ctx.memory(egui::Memory::focused).map(|field| (field, selected(field)));
    }
}
