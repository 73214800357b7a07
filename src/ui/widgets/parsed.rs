//! Fields for days, times and lengths of time, typed as people write them. What is understood is shown beside; what is not is not stored,
//! and what was typed is never thrown away.

use chrono::{Datelike as _, Days, Months, NaiveDate, NaiveTime};
use egui::{Margin, Popup, PopupCloseBehavior, Response, RichText, TextEdit, Ui};

use super::field::caption_ui;
use crate::domain::Minutes;
use crate::domain::framework::Amount;
use crate::domain::record::hours;
use crate::domain::when::{self, Sense};
use crate::ui::theme::{self, Icon, buttons, size, space, type_size};

/// The width of a day in the calendar, in points.
const DAY: f32 = 32.0;

/// The width of the calendar: seven days.
const MONTH: f32 = 7.0 * DAY + 6.0 * space::XS;

/// What is typed, and what it was made from: when the value changes from outside, the text follows.
#[derive(Clone, Debug, Default)]
struct Typed<T> {
    text: String,
    of: Option<T>,
    /// It gets the keyboard when it is shown next.
    wanted: bool,
}

impl<T: Copy + PartialEq> Typed<T> {
    /// Shows the text field; a new value when the text was changed and understood.
    fn show_ui(
        &mut self,
        ui: &mut Ui,
        name: &str,
        width: f32,
        value: T,
        shown: impl Fn(T) -> String,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let palette = theme::palette(ui.ctx());
        if self.of != Some(value) {
            self.text = shown(value);
            self.of = Some(value);
        }
        let mut new = None;
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            let caption = caption_ui(ui, name);
            let response =
                ui.add(TextEdit::singleline(&mut self.text).desired_width(width).margin(Margin::symmetric(10, 7))).labelled_by(caption.id);
            if std::mem::take(&mut self.wanted) {
                response.request_focus();
                response.scroll_to_me(None);
            }
            let understood = parse(&self.text);
            if response.changed()
                && let Ok(value) = &understood
            {
                new = Some(*value);
                self.of = Some(*value);
            }
            if response.lost_focus() && understood.is_ok() {
                self.text = shown(self.of.unwrap_or(value));
            }
            let (note, colour) = match understood {
                Ok(value) if response.has_focus() => (shown(value), palette.text_faint),
                Ok(_) => return,
                Err(error) => (error, palette.warn.text),
            };
            ui.label(RichText::new(note).small().color(colour));
        });
        new
    }
}

/// A length of time.
#[derive(Clone, Debug, Default)]
pub struct MinutesField(Typed<Minutes>);

impl MinutesField {
    /// Gives it the keyboard when it is shown next.
    pub fn focus(&mut self) {
        self.0.wanted = true;
    }

    /// Shows it; the new value when it was changed.
    pub fn show_ui(&mut self, ui: &mut Ui, name: &str, value: Minutes) -> Option<Minutes> {
        let shown = |minutes: Minutes| if minutes == Minutes::ZERO { String::new() } else { minutes.to_string() };
        let parse = |text: &str| {
            if text.trim().is_empty() {
                Ok(Minutes::ZERO)
            } else {
                text.parse().map_err(|_: crate::domain::minutes::MinutesError| "like 45 or 1h 30".to_owned())
            }
        };
        self.0.show_ui(ui, name, 96.0, value, shown, parse)
    }
}

/// A number of something, like points; nothing is none.
#[derive(Clone, Debug, Default)]
pub struct AmountField(Typed<Amount>);

impl AmountField {
    /// Shows it; the new value when it was changed.
    pub fn show_ui(&mut self, ui: &mut Ui, name: &str, value: Amount) -> Option<Amount> {
        let shown = |amount: Amount| if amount == Amount::ZERO { String::new() } else { amount.shown() };
        let parse = |text: &str| {
            if text.trim().is_empty() { Ok(Amount::ZERO) } else { hours::number(text).ok_or_else(|| "a number like 2 or 1.5".to_owned()) }
        };
        self.0.show_ui(ui, name, 96.0, value, shown, parse)
    }
}

/// A time of day, or none.
#[derive(Clone, Debug, Default)]
pub struct TimeField(Typed<Option<NaiveTime>>);

impl TimeField {
    /// Shows it; the new value when it was changed.
    #[expect(clippy::option_option, reason = "unchanged, emptied, or a new value")]
    pub fn show_ui(&mut self, ui: &mut Ui, name: &str, value: Option<NaiveTime>) -> Option<Option<NaiveTime>> {
        let shown = |time: Option<NaiveTime>| time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default();
        let parse = |text: &str| {
            if text.trim().is_empty() { Ok(None) } else { when::time(text).map(Some).map_err(|_| "like 20:00 or 8pm".to_owned()) }
        };
        self.0.show_ui(ui, name, 84.0, value, shown, parse)
    }
}

/// A day, or none; with a calendar to choose from.
#[derive(Clone, Debug, Default)]
pub struct DayField {
    typed: Typed<Option<NaiveDate>>,
    /// The month that the calendar shows.
    month: Option<NaiveDate>,
}

impl DayField {
    /// Gives it the keyboard when it is shown next.
    pub fn focus(&mut self) {
        self.typed.wanted = true;
    }

    /// Shows it; the new value when it was changed. `sense` says which year a day without one belongs to.
    #[expect(clippy::option_option, reason = "unchanged, emptied, or a new value")]
    pub fn show_ui(
        &mut self,
        ui: &mut Ui,
        name: &str,
        value: Option<NaiveDate>,
        today: NaiveDate,
        sense: Sense,
    ) -> Option<Option<NaiveDate>> {
        let shown = |day: Option<NaiveDate>| day.map(when::shown).unwrap_or_default();
        let parse = |text: &str| {
            if text.trim().is_empty() {
                Ok(None)
            } else {
                when::day(text, today, sense).map(Some).map_err(|_| "like 31/3/26 or yesterday".to_owned())
            }
        };
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            // Beside it: the margins of the field, and the button.
            let width = 148.0_f32.min(ui.available_width() - 20.0 - size::TARGET - space::XS).max(40.0);
            let typed = self.typed.show_ui(ui, name, width, value, shown, parse);
            let button = ui
                .vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = space::XS;
                    caption_ui(ui, "");
                    buttons::icon_ui(ui, Icon::Calendar, &format!("Calendar for “{name}”"))
                })
                .inner;
            let chosen = self.calendar_ui(&button, value, today);
            chosen.or(typed)
        })
        .inner
    }

    #[expect(clippy::option_option, reason = "unchanged, emptied, or a new value")]
    fn calendar_ui(&mut self, button: &Response, value: Option<NaiveDate>, today: NaiveDate) -> Option<Option<NaiveDate>> {
        if button.clicked() {
            self.month = value.unwrap_or(today).with_day(1);
        }
        let mut chosen = None;
        Popup::menu(button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(MONTH).show(|ui| {
            ui.set_width(MONTH);
            let month = self.month.or(today.with_day(1)).unwrap_or(today);
            ui.horizontal(|ui| {
                let earlier = buttons::icon_ui(ui, Icon::CaretLeft, "Earlier month");
                if earlier.clicked() {
                    self.month = month.checked_sub_months(Months::new(1));
                }
                let between = MONTH - 2.0 * (earlier.rect.width() + ui.spacing().item_spacing.x);
                let name = egui::Label::new(RichText::new(month.format("%B %Y").to_string()).strong()).truncate();
                ui.add_sized([between, size::TARGET], name);
                if buttons::icon_ui(ui, Icon::CaretRight, "Later month").clicked() {
                    self.month = month.checked_add_months(Months::new(1));
                }
            });
            chosen = month_ui(ui, month, value, today);
            if chosen.is_some() {
                ui.close();
            }
        });
        chosen.map(Some)
    }
}

/// Weeks from Monday, the days of the month as buttons.
fn month_ui(ui: &mut Ui, month: NaiveDate, value: Option<NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
    let palette = theme::palette(ui.ctx());
    let lead = u64::from(month.weekday().num_days_from_monday());
    let first = month.checked_sub_days(Days::new(lead)).unwrap_or(month);
    let mut chosen = None;
    ui.spacing_mut().button_padding.x = space::XS;
    egui::Grid::new("month").spacing([space::XS, space::XS]).min_col_width(DAY).show(ui, |ui| {
        for name in ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"] {
            ui.add_sized([DAY, type_size::CAPTION + space::XS], egui::Label::new(RichText::new(name).small().color(palette.text_faint)));
        }
        ui.end_row();
        for week in 0..6 {
            for day in 0..7 {
                let Some(date) = first.checked_add_days(Days::new(week * 7 + day)) else { continue };
                let mut text = RichText::new(date.day().to_string());
                if date.month() != month.month() {
                    text = text.color(palette.text_faint);
                } else if date == today {
                    text = text.strong().color(palette.accent_text);
                }
                let button = egui::Button::selectable(value == Some(date), text).min_size(egui::vec2(DAY, 28.0));
                let response = ui.add(button);
                response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, value == Some(date), when::shown(date)));
                if response.clicked() {
                    chosen = Some(date);
                }
            }
            ui.end_row();
        }
    });
    chosen
}
