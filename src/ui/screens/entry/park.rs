//! An entry about something hard is set aside until there is room for it.

use chrono::{Days, Months, NaiveDate};
use egui::Ui;

use super::Editor;
use crate::domain::when::{self, Sense};
use crate::ui::context::Ctx;
use crate::ui::theme::buttons;
use crate::ui::theme::{self, Icon, size, space};
use crate::ui::widgets::{DayField, Leave, chip_ui, dialog_ui, notice_ui};

/// The dialog while it is open.
pub(super) struct Parking {
    until: NaiveDate,
    day: DayField,
}

impl Editor {
    pub(super) fn ask_until_when(&mut self, cx: &Ctx<'_>) {
        let today = cx.today();
        let until = today.checked_add_days(Days::new(7)).unwrap_or(today);
        self.fields.parking = Some(Parking { until, day: DayField::default() });
    }

    /// Says that it is set aside, and offers the way back.
    pub(super) fn parked_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let Some(until) = self.draft.parked else { return };
        let palette = theme::palette(ui.ctx());
        let said = if until > cx.today() {
            format!("Set aside until {}. Nothing asks for it until then.", when::shown(until))
        } else {
            format!("You set this aside until {}. Take it up when you are ready, or leave it a little longer.", when::shown(until))
        };
        notice_ui(ui, palette.info, Icon::Bookmark, &said, |ui| {
            ui.horizontal_wrapped(|ui| {
                if ui.button("Take it up").clicked() {
                    self.draft.parked = None;
                }
                if buttons::quiet_ui(ui, "Another day…").clicked() {
                    self.ask_until_when(cx);
                }
            });
        });
        ui.add_space(space::M);
    }

    /// Asks until when.
    pub(super) fn parking_ui(&mut self, ui: &Ui, cx: &mut Ctx<'_>) {
        let Some(mut parking) = self.fields.parking.take() else { return };
        let today = cx.today();
        let mut decided = false;
        let leave = dialog_ui(ui.ctx(), "Park this", size::DIALOG, |ui| {
            ui.label(
                "Some things are too near to write about. What you have written is safe, and stays in the Journal. Choose a day. Nothing \
                 asks for it until then.",
            );
            ui.add_space(space::S);
            let week = today.checked_add_days(Days::new(7));
            let months = |n| today.checked_add_months(Months::new(n));
            ui.horizontal_wrapped(|ui| {
                for (label, day) in [("A week", week), ("A month", months(1)), ("Three months", months(3))] {
                    if let Some(day) = day
                        && chip_ui(ui, label, parking.until == day, None).clicked()
                    {
                        parking.until = day;
                    }
                }
            });
            ui.add_space(space::S);
            if let Some(Some(day)) = parking.day.show_ui(ui, "Until", Some(parking.until), today, Sense::Future) {
                parking.until = day;
            }
            ui.add_space(space::M);
            let later = parking.until > today;
            if !later {
                ui.label("Choose a day that is still to come.");
            }
            ui.horizontal_wrapped(|ui| {
                ui.add_enabled_ui(later, |ui| decided = buttons::primary_ui(ui, "Park it").clicked());
                if ui.button("Cancel").clicked() {
                    ui.close();
                }
            });
            ui.add_space(space::S);
            let palette = theme::palette(ui.ctx());
            ui.label(
                egui::RichText::new("If it weighs on you, talk to somebody you trust: a colleague, your supervisor, occupational health.")
                    .small()
                    .color(palette.text_muted),
            );
        });
        if decided {
            self.draft.parked = Some(parking.until);
            cx.say(format!("Parked until {}", when::shown(parking.until)));
        } else if leave == Leave::No {
            self.fields.parking = Some(parking);
        }
    }
}
