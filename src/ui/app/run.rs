//! Commands, wherever they come from: a key, a menu, the palette.

use egui::{Context, ThemePreference};

use super::{App, Latest};
use crate::ui::action::{Action, Route};
use crate::ui::command::Command;
use crate::ui::palette::Palette;
use crate::ui::screens::quick_log::QuickLog;
use crate::ui::screens::roll_up::RollUpPage;
use crate::worker::{CaptureRequest, Request};

/// One step of zooming.
const ZOOM_STEP: f32 = 0.1;

impl App {
    /// Runs a command. Those about the journal need one that is open.
    pub(super) fn run(&mut self, ctx: &Context, command: Command, now: f64) {
        match command {
            Command::ZoomIn => return self.set_zoom(ctx, ctx.zoom_factor() + ZOOM_STEP),
            Command::ZoomOut => return self.set_zoom(ctx, ctx.zoom_factor() - ZOOM_STEP),
            Command::ZoomReset => return self.set_zoom(ctx, 1.0),
            Command::SwitchTheme => {
                let dark = ctx.theme() == egui::Theme::Dark;
                return self.set_theme(ctx, if dark { ThemePreference::Light } else { ThemePreference::Dark });
            }
            Command::OpenJournal => return self.apply(ctx, Action::Ask(crate::ui::dialogs::Ask::OpenJournal), now),
            Command::NewJournal => return self.apply(ctx, Action::Ask(crate::ui::dialogs::Ask::NewJournal), now),
            Command::Quit => return ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            _ => {}
        }
        let Some((today, read_only)) = self.session.open().map(|open| (open.snapshot.today, open.snapshot.read_only.is_some())) else {
            return;
        };
        match command {
            // One thing over the page at a time; some are about the entry under it, which nobody sees.
            Command::Palette
            | Command::SameAsLastTime
            | Command::Timer
            | Command::RollUp
            | Command::BinEntry
            | Command::Preview
            | Command::Focus
            | Command::NextEntry
            | Command::PreviousEntry
                if self.quick_log.is_some() => {}
            _ if (self.timer.is_some() || self.roll_up.is_some() || self.is_covered()) && command != Command::Save => {}
            Command::SameAsLastTime | Command::Timer | Command::RollUp if read_only => {
                self.notices.say("This journal can only be read", now);
            }
            Command::SameAsLastTime => {
                let ticket = self.ticket();
                self.apply(ctx, Action::Send(Request::Capture(CaptureRequest::Again { ticket, community: None })), now);
            }
            Command::Timer => self.ask_about_timer(now),
            Command::RollUp => {
                self.save_now();
                self.palette = None;
                self.roll_up = Some(RollUpPage::new());
            }
            Command::LogSomething if read_only => self.notices.say("This journal can only be read", now),
            Command::LogSomething => {
                self.save_now();
                self.palette = None;
                if self.quick_log.is_none() {
                    self.quick_log = Some(QuickLog::new(today));
                }
            }
            Command::Palette => {
                self.palette = if self.palette.is_none() { Some(Palette::default()) } else { None };
            }
            Command::Find => {
                self.go(Route::Journal, now);
                self.screens.journal.end_focus();
                self.screens.journal.focus_search();
            }
            Command::Save => {
                if self.is_covered() {
                    // What is typed into a dialog is kept by its own button.
                    self.save_now();
                } else {
                    self.leave(now);
                }
                let text = if self.screens.journal.is_stuck() {
                    "Something is not saved yet: the entry says why"
                } else if self.is_dirty() {
                    "Saving now"
                } else if self.route == Route::Goals && self.screens.goals.is_half_written() {
                    "Everything else is saved: what is half written is kept by its own button"
                } else {
                    "Everything is saved, as always"
                };
                self.notices.say(text, now);
            }
            Command::Undo => {
                if self.latest == Latest::Step || !self.undo_text(now) {
                    if self.stays_in_the_text(now) {
                        return;
                    }
                    self.save_now();
                    self.turns = true;
                    self.worker.send(Request::Undo);
                    self.latest = Latest::Text; // The next goes back over the text again.
                    self.undone = Latest::Step;
                } else {
                    self.undone = Latest::Text;
                }
                self.written = self.written_now();
            }
            Command::Redo => {
                if self.undone == Latest::Step || !self.redo_text(now) {
                    self.save_now();
                    self.turns = true;
                    self.worker.send(Request::Redo);
                    self.undone = Latest::Text;
                    self.latest = Latest::Step;
                }
                self.written = self.written_now();
            }
            Command::MarkReady if self.quick_log.is_some() => {
                if let Some(quick) = &mut self.quick_log {
                    quick.wish_another();
                }
            }
            Command::MarkReady if self.screens.journal.open_state() != Some(crate::domain::EntryState::Draft) => {}
            Command::MarkReady => {
                self.of_the_entry(|id| Request::SetState { id, state: crate::domain::EntryState::Ready });
            }
            Command::BinEntry => {
                if self.of_the_entry(Request::Bin) {
                    self.notices.say("Put in the bin; Undo takes it out again", now);
                }
            }
            Command::Focus => self.switch_focus(now),
            Command::Preview => self.screens.journal.switch_preview(),
            Command::NextEntry | Command::PreviousEntry => {
                let ahead = command == Command::NextEntry;
                if let Some(id) = self.screens.journal.neighbour(ahead) {
                    self.apply(ctx, Action::OpenEntry(id), now);
                }
            }
            Command::Go(route) => self.go(route, now),
            Command::Review(_) | Command::Network(_) | Command::GoOnWalk | Command::Tags | Command::KeptSearches | Command::Findings => {
                self.go_to_part(ctx, command, now);
            }
            Command::Export => {
                self.go(Route::Portfolio, now);
                self.screens.portfolio.show(crate::ui::screens::portfolio::Tab::Export);
            }
            Command::ZoomIn
            | Command::ZoomOut
            | Command::ZoomReset
            | Command::SwitchTheme
            | Command::OpenJournal
            | Command::NewJournal
            | Command::Quit => {}
        }
    }

    /// While somebody writes, the key for undo does not walk out of the text unasked: it says what the next press would take back.
    fn stays_in_the_text(&mut self, now: f64) -> bool {
        if self.latest == Latest::Step || self.edge || self.route != Route::Journal || !self.screens.journal.is_written_in() {
            return false;
        }
        let Some(label) = self.session.open().and_then(|open| open.snapshot.undo.clone()) else { return false };
        self.edge = true;
        self.notices.say(format!("Nothing more to take back in this text. The same key again takes back: {label}"), now);
        true
    }

    /// Takes a change of the page's own texts back; `false` when there is none.
    fn undo_text(&mut self, now: f64) -> bool {
        match self.route {
            Route::Journal => self.screens.journal.undo(now),
            Route::Goals => self.screens.goals.undo(now),
            _ => false,
        }
    }

    /// Does a change of the page's own texts again; `false` when there is none.
    fn redo_text(&mut self, now: f64) -> bool {
        match self.route {
            Route::Journal => self.screens.journal.redo(now),
            Route::Goals => self.screens.goals.redo(now),
            _ => false,
        }
    }

    /// Wishes something for the open entry; `false` when none is open.
    fn of_the_entry(&mut self, wish: impl FnOnce(crate::domain::EntryId) -> Request) -> bool {
        let (Route::Journal, Some(id)) = (self.route, self.screens.journal.open_entry()) else { return false };
        self.save_now();
        let request = wish(id);
        self.note_step(&request);
        self.worker.send(request);
        true
    }
}
