//! What was set aside until today.

use chrono::{Days, Months};
use egui::{Label, RichText, Ui, WidgetInfo};

use super::Today;
use super::derived::Derived;
use crate::domain::when;
use crate::ui::context::Ctx;
use crate::ui::theme::{self, buttons, space, type_size};
use crate::ui::widgets::{panel_ui, section_ui};
use crate::worker::Request;

/// So many are shown at first.
const PIECE: usize = 2;

impl Today {
    /// Entries whose day has come; nothing while there are none.
    pub(super) fn set_aside_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, derived: &Derived) {
        if derived.back.is_empty() || cx.read_only() {
            return;
        }
        section_ui(ui, "Set aside", |_| {});
        for entry in derived.back.iter().take(self.aside.shown(PIECE)) {
            ui.push_id(entry.id, |ui| panel_ui(ui, |ui| one_ui(ui, cx, entry)));
        }
        self.aside.more_ui(ui, PIECE, derived.back.len(), "entries");
    }
}

fn one_ui(ui: &mut Ui, cx: &mut Ctx<'_>, entry: &crate::domain::EntryHeader) {
    let palette = theme::palette(ui.ctx());
    let today = cx.today();
    ui.spacing_mut().item_spacing.y = space::S;
    ui.add(Label::new(RichText::new(&entry.name).font(theme::bold(type_size::BODY))).wrap());
    let until = entry.parked.filter(|until| *until != today).map_or_else(|| "today".to_owned(), when::shown);
    let text = format!("You set this aside until {until}. Take it up, or leave it a little longer.");
    ui.add(Label::new(RichText::new(text).color(palette.text_muted)).wrap());
    let (week, month) = (today.checked_add_days(Days::new(7)), today.checked_add_months(Months::new(1)));
    ui.horizontal_wrapped(|ui| {
        let named = |button: egui::Response, name: String| {
            button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name.as_str()));
            button.clicked()
        };
        if named(ui.button("Take it up"), format!("Take up “{}”", entry.name)) {
            cx.send(Request::Park { id: entry.id, until: None });
            cx.open(entry.id);
        }
        for (word, until) in [("Another week", week), ("Another month", month)] {
            if named(buttons::quiet_ui(ui, word), format!("{word} for “{}”", entry.name))
                && let Some(day) = until
            {
                cx.send(Request::Park { id: entry.id, until });
                cx.say(format!("Set aside until {}", when::shown(day)));
            }
        }
    });
}
