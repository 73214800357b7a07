//! What the worker tells, taken in.

use egui::Context;

use super::{App, Session, session};
use crate::ui::action::Route;
use crate::ui::dialogs::Ask;
use crate::ui::screens::welcome::Refused;
use crate::worker::{Event, Opening, Request};

impl App {
    pub(super) fn on_event(&mut self, ctx: &Context, event: Event, now: f64) {
        self.screens.journal.on_event(&event, now);
        self.screens.today.on_event(&event);
        self.screens.goals.on_event(&event);
        self.screens.network.on_event(&event);
        self.screens.review.on_event(&event);
        self.screens.portfolio.on_event(&event);
        self.screens.import.on_event(&event);
        self.screens.settings.on_event(&event);
        match event {
            Event::Opened { path, catalogue, snapshot } => {
                // Looking round the sample does not make it one's own journal.
                if self.prefs.journal != path && path.as_ref() != Some(&self.sample_path) {
                    self.prefs.journal.clone_from(&path);
                    self.remember();
                }
                self.switching = false;
                self.screens = super::Screens::default();
                self.quick_log = None;
                self.palette = None;
                // A dialog that is still open asks about the journal before.
                self.asked.clear();
                for problem in &catalogue.problems {
                    self.notices.say(format!("Left out: {problem}"), now);
                }
                self.session = Session::Open(Box::new(session::Open { path, catalogue, snapshot: *snapshot }));
                self.route = Route::Today;
            }
            // The journal that is open stays.
            Event::OpenFailed { path, why } => {
                self.switching = false;
                if self.session.open().is_some() {
                    self.notices.fail(&why, None);
                } else {
                    self.session = Session::Welcome { refused: Some(Refused { path, why }) };
                }
            }
            Event::Renewed(snapshot) => {
                let ticket = self.ticket();
                if let Session::Open(open) = &mut self.session {
                    for request in self.screens.journal.on_renewed(&open.snapshot, &snapshot, ticket) {
                        self.worker.send(request);
                    }
                    open.snapshot = *snapshot;
                }
            }
            Event::Logged { ticket, id, name, .. } => self.on_logged(ticket, id, &name, now),
            Event::Undone(label) => self.notices.say(format!("Undone: {label}"), now),
            Event::Redone(label) => self.notices.say(format!("Done again: {label}"), now),
            Event::Done(text) => self.notices.say(text, now),
            Event::Picked { ticket, paths } => self.on_picked(ctx, ticket, paths, now),
            Event::Conflict { .. } => {
                self.notices.say("Another window or command changed this entry; both texts are kept", now);
            }
            Event::Failed(failure) => {
                // Portfolio tells about exports itself.
                if !failure.export {
                    let unsaved = failure.save.is_some() || failure.log.is_some();
                    self.notices.fail(&failure.why, Some(unsaved));
                }
                if let Some(ticket) = failure.log {
                    self.on_log_failed(ticket);
                }
                self.cannot_close(now);
            }
            Event::Saved { .. } => self.warned = false,
            Event::Loaded(_)
            | Event::GoalAdded { .. }
            | Event::Found { .. }
            | Event::Preview(_)
            | Event::Exporting(_)
            | Event::Exported(_)
            | Event::History(_) => {}
        }
        ctx.request_repaint();
    }

    fn on_logged(&mut self, ticket: u64, id: crate::domain::EntryId, name: &str, now: f64) {
        let Some(quick) = &self.quick_log else { return };
        let Some(then) = quick.answered(ticket) else { return };
        self.quick_log = None;
        match then {
            crate::ui::screens::quick_log::Then::Write => {
                self.route = Route::Journal;
                self.screens.journal.write_in(id);
                self.worker.send(Request::Load(id));
            }
            crate::ui::screens::quick_log::Then::Stay => self.notices.say(format!("“{name}” waits in the inbox on Today"), now),
        }
    }

    fn on_log_failed(&mut self, ticket: u64) {
        if let Some(quick) = &mut self.quick_log {
            quick.failed(ticket);
        }
    }

    fn on_picked(&mut self, ctx: &Context, ticket: u64, paths: Vec<std::path::PathBuf>, now: f64) {
        let Some(ask) = self.asked.remove(&ticket) else { return };
        let Some(first) = paths.first().cloned() else { return };
        match ask {
            Ask::OpenJournal => self.open_journal(first, Opening::Existing, now),
            Ask::NewJournal => {
                let path = if first.extension().is_some() { first } else { first.with_extension("cpd") };
                self.open_journal(path, Opening::New, now);
            }
            Ask::Attach(entry) => self.worker.send(Request::Attach { entry, paths }),
            Ask::SaveEvidence(evidence) => self.worker.send(Request::SaveEvidence { evidence, target: first }),
            Ask::SaveExport { .. } | Ask::ExportFolder => {
                let actions = self.screens.portfolio.on_target(first);
                for action in actions {
                    self.apply(ctx, action, now);
                }
            }
        }
    }
}
