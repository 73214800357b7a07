//! The one door: what screens and keys wish for, carried out.

use std::ops::RangeInclusive;

use egui::{Context, ThemePreference};

use super::{App, Latest};
use crate::ui::action::{Action, Route};
use crate::ui::command::Command;
use crate::worker::{CaptureRequest, EvidenceRequest, LeavingRequest, PlanRequest, PortfolioRequest, Request, ReviewRequest};

/// How small and how large the window's content can be made.
pub(super) const ZOOM: RangeInclusive<f32> = 0.8..=3.0;

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

    pub(super) fn set_zoom(&mut self, ctx: &Context, zoom: f32) {
        let zoom = (zoom * 20.0).round() / 20.0;
        let zoom = zoom.clamp(*ZOOM.start(), *ZOOM.end());
        ctx.set_zoom_factor(zoom);
        self.prefs.zoom = Some(zoom);
        self.remember();
    }

    pub(super) fn set_theme(&mut self, ctx: &Context, theme: ThemePreference) {
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
