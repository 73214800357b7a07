//! A day below the calendar: what was done on it, and the way to log more.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use egui::{Label, RichText, Ui};

use super::CalendarPage;
use crate::domain::{EntryHeader, EntryId, Minutes, when};
use crate::review::calendar::Calendar;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, space};
use crate::ui::widgets::{count_text, entry_row_ui, panel_ui};

/// Entries that are shown at first.
const PIECE: usize = 12;

/// With less room the ways to other days stand below each other.
const LINKS: f32 = 460.0;

impl CalendarPage {
    pub(super) fn day_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Ctx<'_>,
        calendar: &Calendar,
        day: NaiveDate,
        entries: &HashMap<EntryId, Arc<EntryHeader>>,
    ) {
        let palette = theme::palette(ui.ctx());
        panel_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            ui.horizontal(|ui| {
                ui.label(RichText::new(when::shown(day)).text_style(theme::section_style()));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if buttons::icon_ui(ui, Icon::Close, "Close the day").clicked() {
                        self.open = None;
                    }
                });
            });
            let on = calendar.day(day);
            let says = match on {
                None if day > cx.today() => "Still to come".to_owned(),
                None => "Nothing is logged on this day".to_owned(),
                Some(on) => {
                    let with = match on.share.interactive {
                        Minutes::ZERO => String::new(),
                        with => format!(", {with} of it with others"),
                    };
                    format!("{}, {}{with}", count_text(on.entries.len(), "entry", "entries"), on.share.total)
                }
            };
            ui.add(Label::new(RichText::new(says).color(palette.text_muted)).wrap());
            ui.spacing_mut().item_spacing.y = space::XS;
            let ids = on.map(|on| on.entries.as_slice()).unwrap_or_default();
            for entry in ids.iter().take(self.in_day.shown(PIECE)).filter_map(|id| entries.get(id)) {
                if entry_row_ui(ui, cx.catalogue, entry, "", |_| {}).clicked() {
                    cx.open(entry.id);
                }
            }
            self.in_day.more_ui(ui, PIECE, ids.len(), "entries");
            ui.add_space(space::XS);
            if !cx.read_only()
                && day <= cx.today()
                && buttons::marked_ui(ui, Look::Standard, Icon::Add, "Log something for this day").clicked()
            {
                cx.actions.push(Action::LogOn(day));
            }
            // One below the other where they are too long for a line: a word is never broken.
            let mut go = |ui: &mut Ui, word: &str, forward: bool| {
                if let Some(next) = calendar.next(day, forward)
                    && buttons::link_ui(ui, word).on_hover_text(when::shown(next.date)).clicked()
                {
                    self.cursor = Some(next.date);
                    self.open = Some(next.date);
                }
            };
            let mut both = |ui: &mut Ui| {
                go(ui, "Earlier day with something", false);
                go(ui, "Later day with something", true);
            };
            if ui.available_width() < LINKS {
                ui.vertical(both);
            } else {
                ui.horizontal(|ui| both(ui));
            }
        });
    }
}
