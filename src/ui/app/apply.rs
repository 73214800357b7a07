//! The one door: what screens and keys wish for, carried out.

use std::ops::RangeInclusive;

use egui::{Context, ThemePreference};

use super::{App, Latest};
use crate::ui::action::{Action, Route};
use crate::ui::command::Command;
use crate::ui::palette::Palette;
use crate::ui::screens::quick_log::QuickLog;
use crate::ui::screens::roll_up::RollUpPage;
use crate::worker::{CaptureRequest, EvidenceRequest, LeavingRequest, PlanRequest, PortfolioRequest, Request, ReviewRequest};

/// How small and how large the window's content can be made.
pub(super) const ZOOM: RangeInclusive<f32> = 0.8..=3.0;

/// One step of zooming.
const ZOOM_STEP: f32 = 0.1;

impl App {
    pub(super) fn apply(&mut self, ctx: &Context, action: Action, now: f64) {
        match action {
            Action::Go(route) => self.go(route, now),
            Action::OpenEntry(id) => {
                self.go(Route::Journal, now);
                self.leave(now);
                self.screens.journal.show_entry(id);
                self.worker.send(Request::Load(id));
            }
            Action::Find(text) => {
                self.go(Route::Journal, now);
                for request in self.screens.journal.find(&text) {
                    self.worker.send(request);
                }
            }
            Action::OpenNetwork(part) => {
                self.go(Route::Network, now);
                self.screens.network.show(part);
            }
            Action::OpenPortfolio(to) => {
                self.go(Route::Portfolio, now);
                self.screens.portfolio.go(to);
            }
            Action::OpenReview(to) => {
                self.go(Route::Review, now);
                self.screens.review.go(to);
            }
            Action::OpenGoal(id) => {
                self.go(Route::Goals, now);
                self.screens.goals.show_goal(id);
            }
            Action::LogFor(goal) => {
                self.run(ctx, Command::LogSomething, now);
                if let Some(quick) = &mut self.quick_log {
                    quick.serve(goal);
                }
            }
            Action::LogOn(day) => {
                self.run(ctx, Command::LogSomething, now);
                if let Some(quick) = &mut self.quick_log {
                    quick.be_on(day);
                }
            }
            Action::Run(command) => self.run(ctx, command, now),
            Action::UndoStep => {
                self.latest = Latest::Step;
                self.run(ctx, Command::Undo, now);
            }
            Action::Send(request) => {
                self.note_step(&request);
                // What is written must be on its way before anything else changes the same entry.
                if !matches!(
                    request,
                    Request::Search { .. }
                        | Request::Save { .. }
                        | Request::Preview(_)
                        | Request::Pages(_)
                        | Request::Leaving(LeavingRequest::Look { .. } | LeavingRequest::Read { .. } | LeavingRequest::Passed)
                        | Request::History(_)
                        | Request::Plan(PlanRequest::Story(_))
                        | Request::Portfolio(PortfolioRequest::Apart(_) | PortfolioRequest::Suggest(_))
                        | Request::Review(
                            ReviewRequest::Look(_)
                                | ReviewRequest::WalkFor(_)
                                | ReviewRequest::Walked { .. }
                                | ReviewRequest::EntryThen(_)
                                | ReviewRequest::LeaveThen
                        )
                        | Request::Writing(_)
                        | Request::Evidence(EvidenceRequest::Picture { .. })
                        | Request::Capture(
                            CaptureRequest::TimerSign | CaptureRequest::ReadTranscript { .. } | CaptureRequest::LookInto { .. }
                        )
                ) {
                    self.save_now();
                }
                self.worker.send(request);
            }
            Action::Ask(ask) => {
                let ticket = self.ticket();
                let dialogue = self.dialogs.open(ticket, &ask);
                self.asked.insert(ticket, (ask, now));
                self.worker.ask(dialogue);
            }
            Action::Say(text) => self.notices.say(text, now),
            Action::OpenJournal { path, opening } => self.open_journal(path, opening, now),
            Action::SetTheme(theme) => self.set_theme(ctx, theme),
            Action::SetZoom(zoom) => self.set_zoom(ctx, zoom),
            Action::SetWriting(writing) => self.set_writing(ctx, *writing),
        }
    }

    /// Saves at once what is written on any page and not on its way already.
    pub(super) fn save_now(&mut self) {
        let screens = &mut self.screens;
        let others = [screens.goals.flush(), screens.settings.flush()].into_iter().flatten();
        let record = screens.portfolio.flush(&mut self.tickets);
        let others = others.chain(screens.review.flush(&mut self.tickets));
        for request in screens.journal.flush().into_iter().chain(others).chain(record).chain(screens.today.flush(&mut self.tickets)) {
            self.worker.send(request);
        }
    }

    /// Whether something that is written is not on the disk.
    pub(super) fn is_dirty(&self) -> bool {
        self.screens.journal.is_dirty()
            || self.screens.today.is_dirty()
            || self.screens.goals.is_dirty()
            || self.screens.portfolio.is_dirty()
            || self.screens.review.is_dirty()
            || self.screens.settings.is_dirty()
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

    pub(super) fn go(&mut self, route: Route, now: f64) {
        if route != self.route {
            self.leave(now);
            self.screens.journal.end_focus();
            self.route = route;
        }
        if route == Route::Portfolio {
            self.screens.portfolio.arrived();
        }
    }

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

    /// Notes that a step is taken, which Ctrl+Z is about from now on.
    pub(super) fn note_step(&mut self, request: &Request) {
        match request {
            Request::Search { .. }
            | Request::Save { .. }
            | Request::SaveGoal { .. }
            | Request::Moments(_)
            | Request::Preview(_)
            | Request::Pages(_)
            | Request::Leaving(LeavingRequest::Look { .. } | LeavingRequest::Read { .. } | LeavingRequest::Passed)
            | Request::History(_)
            | Request::Portfolio(
                PortfolioRequest::Stands(_) | PortfolioRequest::Apart(_) | PortfolioRequest::Suggest(_) | PortfolioRequest::Forms { .. },
            )
            | Request::Review(
                ReviewRequest::Look(_)
                | ReviewRequest::WalkFor(_)
                | ReviewRequest::Walked { .. }
                | ReviewRequest::AsItStood(_)
                | ReviewRequest::EntryThen(_)
                | ReviewRequest::LeaveThen
                | ReviewRequest::SaveSheet { .. },
            )
            | Request::Plan(PlanRequest::Story(_) | PlanRequest::SaveActions { .. } | PlanRequest::SetAsking(_))
            | Request::Writing(_)
            | Request::Load(_)
            | Request::Tick
            | Request::Remember(_)
            | Request::Export { .. }
            | Request::CancelExport
            | Request::Evidence(EvidenceRequest::Save { .. } | EvidenceRequest::Open(_) | EvidenceRequest::Picture { .. })
            | Request::Capture(
                CaptureRequest::ReadTranscript { .. }
                | CaptureRequest::LookInto { .. }
                | CaptureRequest::ReadCalendar { .. }
                | CaptureRequest::SaveCalendar { .. }
                | CaptureRequest::StartTimer { .. }
                | CaptureRequest::TimerSign
                | CaptureRequest::DropTimer,
            )
            | Request::Open { .. } => return,
            Request::Undo | Request::Redo => {
                self.turns = true;
                return;
            }
            _ => {}
        }
        self.turns = false;
        self.notices.stepped();
        self.latest = Latest::Step;
        self.written = self.written_now();
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

    fn set_zoom(&mut self, ctx: &Context, zoom: f32) {
        let zoom = (zoom * 20.0).round() / 20.0;
        let zoom = zoom.clamp(*ZOOM.start(), *ZOOM.end());
        ctx.set_zoom_factor(zoom);
        self.prefs.zoom = Some(zoom);
        self.remember();
    }

    fn set_theme(&mut self, ctx: &Context, theme: ThemePreference) {
        ctx.set_theme(theme);
        self.prefs.theme = match theme {
            ThemePreference::System => crate::prefs::Theme::System,
            ThemePreference::Light => crate::prefs::Theme::Light,
            ThemePreference::Dark => crate::prefs::Theme::Dark,
        };
        self.remember();
    }

    pub(super) fn set_writing(&mut self, ctx: &Context, writing: crate::prefs::Writing) {
        crate::ui::theme::set_writing(ctx, &writing);
        self.prefs.writing = writing;
        self.remember();
    }

    pub(super) fn remember(&mut self) {
        if self.remember {
            self.worker.send(Request::Remember(Box::new(self.prefs.clone())));
        }
    }
}
