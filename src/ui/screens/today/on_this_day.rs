//! On this day: what was done on the same day in earlier years, as one line for each.

use chrono::NaiveDate;
use egui::{Label, RichText, Ui};

use super::Today;
use crate::domain::text::excerpt;
use crate::journal::{Look, Seen};
use crate::review::on_this_day::Then;
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::ui::screens::review::Go;
use crate::ui::sight::Sight;
use crate::ui::theme::{self, Icon, buttons};
use crate::ui::widgets::{panel_ui, section_ui};
use crate::worker::Event;

/// So many years are told; the calendar has all.
const YEARS: usize = 3;

/// The longest name of an entry on a line, in letters.
const NAME: usize = 60;

/// What the card remembers.
#[derive(Debug, Default)]
pub(super) struct OnThisDayCard {
    sight: Sight,
    /// The day on which it is not to be seen.
    hidden: Option<NaiveDate>,
}

impl OnThisDayCard {
    pub(super) fn on_event(&mut self, event: &Event) {
        self.sight.on_event(event);
    }
}

impl Today {
    /// The card; nothing where there was nothing, or when it was hidden for today.
    pub(super) fn on_this_day_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let card = &mut self.on_this_day;
        let today = cx.today();
        if card.hidden == Some(today) || cx.snapshot.entries.is_empty() || !cx.snapshot.complete {
            return;
        }
        let Some(seen) = card.sight.see(cx, Look::OnThisDay) else { return };
        let Seen::OnThisDay(then) = &*seen else { return };
        if then.today != today || then.years.is_empty() {
            return;
        }
        let mut hide = false;
        section_ui(ui, "On this day", |ui| {
            hide = buttons::icon_ui(ui, Icon::Close, "Hide “On this day” for today").clicked();
        });
        if hide {
            card.hidden = Some(today);
        }
        panel_ui(ui, |ui| {
            for then in then.years.iter().take(YEARS) {
                ui.push_id(then.years, |ui| line_ui(ui, cx, then));
            }
        });
    }
}

/// “2 years ago, around 23 Nov 2024: 3 entries”, with the one that is nearest.
fn line_ui(ui: &mut Ui, cx: &mut Ctx<'_>, then: &Then) {
    let palette = theme::palette(ui.ctx());
    ui.add(Label::new(RichText::new(&then.says).small().color(palette.text_muted)).wrap());
    let Some(entry) = then.entries.first().and_then(|id| cx.entry(*id)) else { return };
    let (id, date, name) = (entry.id, entry.date, excerpt(&entry.name, NAME));
    ui.horizontal_wrapped(|ui| {
        let link = buttons::link_ui(ui, &name);
        link.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Open “{name}”, {}", then.says)));
        if link.clicked() {
            cx.open(id);
        }
        if then.entries.len() > 1 {
            let all = buttons::link_ui(ui, "See them in the calendar");
            if all.clicked() {
                cx.actions.push(Action::OpenReview(Go::Day(date)));
            }
        }
    });
}
