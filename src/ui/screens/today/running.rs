//! The timer that runs, as a card.

use egui::{Label, RichText, Ui, WidgetInfo};

use crate::ui::action::Action;
use crate::ui::command::Command;
use crate::ui::context::Ctx;
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size};
use crate::ui::widgets::{ends_ui, panel_ui};

/// With less room the buttons stand below the words.
const BESIDE: f32 = 520.0;

/// What for, since when and how long; nothing while no timer runs.
pub(super) fn running_ui(ui: &mut Ui, cx: &mut Ctx<'_>) {
    let (Some(timer), Some(measured)) = (cx.snapshot.timer, cx.snapshot.measured()) else { return };
    let palette = theme::palette(ui.ctx());
    let name = cx.entry(timer.entry).map_or_else(|| "An entry".to_owned(), |entry| entry.name.clone());
    let local = timer.started.with_timezone(&cx.snapshot.zone);
    let since = if local.date_naive() == cx.today() { local.format("%H:%M") } else { local.format("%a %-d %b, %H:%M") };
    let about = format!("{} · since {since} · {}", timer.part.label(), measured.all);
    let read_only = cx.read_only();
    panel_ui(ui, |ui| {
        let (mut open, mut stop) = (false, false);
        let room = ui.available_width();
        ends_ui(
            ui,
            BESIDE,
            |ui| {
                Icon::Timer.mark_ui(ui, size::ICON, palette.accent_text);
                ui.vertical(|ui| {
                    ui.set_max_width(if room < BESIDE { room - size::ICON * 2.0 } else { room - 220.0 });
                    ui.add(Label::new(RichText::new(&name).font(theme::bold(theme::type_size::BODY))).truncate());
                    ui.add(Label::new(RichText::new(&about).color(palette.text_muted)).truncate());
                });
            },
            |ui| {
                if !read_only {
                    let button = buttons::marked_ui(ui, Look::Standard, Icon::Stop, "Stop");
                    button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Stop measuring “{name}”")));
                    stop = button.on_hover_text(Command::Timer.key_text(ui.ctx())).clicked();
                }
                open = buttons::quiet_ui(ui, "Open the entry").clicked();
            },
        );
        if stop {
            cx.actions.push(Action::Run(Command::Timer));
        }
        if open {
            cx.open(timer.entry);
        }
    });
}
