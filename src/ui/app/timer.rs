//! The timer as the window sees it: signs that somebody is there, the questions about it, and what it says in the side bar.

use std::time::Duration;

use egui::{Context, Label, RichText, Ui, WidgetInfo};

use super::{App, Session};
use crate::domain::{EntryState, Minutes};
use crate::ui::action::{Action, Route};
use crate::ui::command::Command;
use crate::ui::screens::timer::{Decided, TimerDialog, Why};
use crate::ui::theme::buttons::{self, Look};
use crate::ui::theme::{self, Icon, size, space};
use crate::worker::{CaptureRequest, Request};

/// Signs are told, and what is shown is renewed, once in so many seconds.
const MINUTE: f64 = 60.0;

/// What is remembered of the timer between frames.
#[derive(Debug, Default)]
pub(super) struct Signs {
    /// When a sign was told last.
    told: Option<f64>,
    /// When the journal was asked last what time it is.
    asked: f64,
    /// What to say when the timer has stopped.
    pub(super) said: Option<String>,
}

impl App {
    /// Tells the journal that somebody is there, and keeps what is shown no older than a minute. Does nothing while no timer runs.
    pub(super) fn watch_timer(&mut self, ctx: &Context, now: f64) {
        let runs = self.session.open().is_some_and(|open| open.snapshot.timer.is_some() && open.snapshot.read_only.is_none());
        if !runs {
            return;
        }
        let (somebody, minimized) = ctx.input(|input| {
            let by_hand = |event: &egui::Event| !matches!(event, egui::Event::WindowFocused(_));
            (input.events.iter().any(by_hand), input.viewport().minimized == Some(true))
        });
        if somebody && self.signs.told.is_none_or(|told| now - told >= MINUTE) {
            self.sign(now);
        }
        if minimized {
            return;
        }
        if now - self.signs.asked >= MINUTE {
            self.signs.asked = now;
            self.worker.send(Request::Tick);
        }
        ctx.request_repaint_after(Duration::from_secs_f64((self.signs.asked + MINUTE - now).clamp(1.0, MINUTE)));
    }

    fn sign(&mut self, now: f64) {
        self.signs.told = Some(now);
        self.worker.send(Request::Capture(CaptureRequest::TimerSign));
    }

    /// Asks how much counts when it runs, or else what to measure of the open entry.
    pub(super) fn ask_about_timer(&mut self, now: f64) {
        self.palette = None;
        let Some(open) = self.session.open() else { return };
        if let Some(dialog) = TimerDialog::stop(&open.snapshot, Why::Asked) {
            self.timer = Some(dialog);
            self.save_now();
            // Whoever asks is there; the answer has the figures of this moment.
            self.sign(now);
            return;
        }
        let id = self.screens.journal.open_entry().filter(|_| self.route == Route::Journal);
        match id.and_then(|id| open.snapshot.entries.iter().find(|entry| entry.id == id)) {
            Some(entry) if entry.items == 0 && matches!(entry.state, EntryState::Draft | EntryState::Ready) => {
                self.timer = Some(TimerDialog::start(entry, open.snapshot.now));
            }
            Some(entry) if entry.items > 0 => {
                self.notices.say("A claim has the time of its items: open one of them to measure more", now);
            }
            Some(_) => self.notices.say("This entry is handed in or in the bin: its time is not measured any more", now),
            None => self.notices.say("Open an entry first: the timer measures the time of one", now),
        }
    }

    /// A journal was opened: a timer that runs in it is asked about at once.
    pub(super) fn timer_found(&mut self) {
        self.signs = Signs::default();
        let Some(open) = self.session.open().filter(|open| open.snapshot.read_only.is_none()) else { return };
        self.timer = TimerDialog::stop(&open.snapshot, Why::Found);
    }

    /// The journal is now like this.
    pub(super) fn timer_renewed(&mut self, now: f64) {
        let Some(open) = self.session.open() else { return };
        let said = if open.snapshot.timer.is_none() { self.signs.said.take() } else { None };
        self.timer.take_if(|dialog| !dialog.renewed(&open.snapshot));
        if let Some(said) = said {
            self.notices.say(said, now);
        }
    }

    /// Carries out what was decided in a dialog.
    pub(super) fn timer_decided(&mut self, decided: Decided) {
        let send = |request| Action::Send(Request::Capture(request));
        match decided {
            Decided::Nothing => {}
            Decided::Start { entry, part } => {
                self.signs = Signs::default();
                self.actions.push(send(CaptureRequest::StartTimer { entry, part }));
            }
            Decided::Count { minutes, part } => {
                self.signs.said = Some(format!("{minutes} counted as {}", part.label().to_lowercase()));
                self.actions.push(send(CaptureRequest::StopTimer { count: minutes }));
            }
            Decided::Drop => {
                self.signs.said = Some("The timer is stopped, and nothing is counted".to_owned());
                self.actions.push(send(CaptureRequest::DropTimer));
            }
        }
    }
}

/// The timer in the side bar, while one runs: what for, how long, and the way to stop it.
pub(super) fn indicator_ui(ui: &mut Ui, session: &Session, narrow: bool, actions: &mut Vec<Action>) {
    let Some(open) = session.open() else { return };
    let (Some(timer), Some(measured)) = (open.snapshot.timer, open.snapshot.measured()) else { return };
    let palette = theme::palette(ui.ctx());
    let named = open.snapshot.entries.iter().find(|entry| entry.id == timer.entry);
    let name = named.map_or("an entry", |entry| entry.name.as_str());
    let minutes = measured.all;
    let about = format!("The timer runs for “{name}”: {minutes}");
    ui.add_space(space::M);
    if narrow {
        ui.vertical_centered(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if buttons::icon_ui(ui, Icon::Timer, &format!("Stop the timer: {name}, {minutes}")).clicked() {
                actions.push(Action::Run(Command::Timer));
            }
            ui.label(RichText::new(short(minutes)).small().color(palette.accent_text)).on_hover_text(about);
        });
        return;
    }
    theme::tone_frame(palette.info).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.horizontal(|ui| {
            Icon::Timer.mark_ui(ui, size::ICON, palette.info.text);
            ui.label(RichText::new(minutes.to_string()).font(theme::bold(theme::type_size::BODY)).color(palette.text));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let stop = buttons::marked_ui(ui, Look::Quiet, Icon::Stop, "Stop");
                stop.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "Stop the timer"));
                if stop.on_hover_text(Command::Timer.key_text(ui.ctx())).clicked() {
                    actions.push(Action::Run(Command::Timer));
                }
            });
        });
        ui.add(Label::new(RichText::new(name).small().color(palette.text)).truncate()).on_hover_text(about);
    });
}

/// “0:42”: there is room for no more.
fn short(minutes: Minutes) -> String {
    format!("{}:{:02}", minutes.0 / 60, minutes.0 % 60)
}
