//! What the worker tells, taken in.

use egui::Context;

use super::{App, Session, session};
use crate::ui::action::{Action, Route};
use crate::ui::dialogs::Ask;
use crate::ui::screens::welcome::Refused;
use crate::worker::{CaptureRequest, Event, EvidenceRequest, Opening, PlanRequest, Request, ReviewRequest};

impl App {
    pub(super) fn on_event(&mut self, ctx: &Context, event: Event, now: f64) {
        // A form that is in sight tells itself why it was not kept.
        let told = matches!(&event, Event::Failed(failure) if self.route == Route::Network
            && failure.ticket.is_some_and(|ticket| self.screens.network.awaits(ticket)));
        let told = told
            || matches!(&event, Event::Failed(failure) if self.route == Route::Portfolio
                && failure.ticket.is_some_and(|ticket| self.screens.portfolio.awaits(ticket)));
        let told = told
            || matches!(&event, Event::Failed(failure) if self.route == Route::Import
                && failure.ticket.is_some_and(|ticket| self.screens.import.awaits(ticket)));
        let half = matches!(&event, Event::Failed(failure) if failure.ticket.is_some_and(|ticket| {
            self.screens.goals.awaits(ticket) || self.screens.portfolio.awaits_words(ticket)
        }));
        self.screens.journal.on_event(&event, now);
        self.screens.today.on_event(&event, now);
        self.screens.goals.on_event(&event);
        self.screens.network.on_event(&event);
        self.screens.review.on_event(&event);
        self.screens.portfolio.on_event(&event);
        self.screens.import.on_event(&event);
        self.screens.settings.on_event(&event);
        self.roll_up.take_if(|page| !page.on_event(&event));
        match event {
            Event::Opened { path, catalogue, snapshot } => {
                // Looking round the sample does not make it one's own journal.
                if self.prefs.journal != path && path.as_ref() != Some(&self.sample_path) {
                    self.prefs.journal.clone_from(&path);
                    self.remember();
                }
                self.switching = false;
                self.screens = super::Screens::default();
                self.quick_log = self.quick_log.take().and_then(|quick| quick.unkept(snapshot.today));
                self.palette = None;
                self.roll_up = None;
                self.timer = None;
                // A dialog that is still open asks about the journal before.
                self.asked.clear();
                for problem in &catalogue.problems {
                    self.notices.say(format!("Left out: {problem}"), now);
                }
                self.session = Session::Open(Box::new(session::Open { path, catalogue, snapshot: *snapshot }));
                self.route = Route::Today;
                self.timer_found();
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
                    for request in self.screens.journal.on_renewed(&open.snapshot, &snapshot, ticket, now) {
                        self.worker.send(request);
                    }
                    open.snapshot = *snapshot;
                }
                self.timer_renewed(now);
            }
            Event::Logged { ticket, id, name, .. } => {
                self.warned = false;
                self.on_logged(ticket, id, &name, now);
            }
            Event::Undone(label) => {
                self.notices.undone(&label);
                self.say_turned(format!("Undone: {label}"), now);
            }
            Event::Redone(label) => self.say_turned(format!("Done again: {label}"), now),
            Event::Done(text) => {
                self.warned = false;
                self.notices.say(text, now);
            }
            Event::Stepped { said, more, step } => {
                self.warned = false;
                self.notices.step(said, more, step, now);
            }
            Event::Picked { ticket, paths } => self.on_picked(ctx, ticket, paths, now),
            // What went together is put together already.
            Event::Conflict { id, .. } if !self.screens.journal.is_in_conflict(id) => {}
            Event::Conflict { .. } => {
                self.notices.say("Another window or command changed this entry; both texts are kept", now);
            }
            Event::Failed(failure) => {
                // Portfolio tells about exports itself.
                if !failure.export && !told {
                    // What is on the screen is what is being written, not what was asked for with a press.
                    let line = |ticket| self.quick_log.as_ref().is_some_and(|quick| quick.answered(ticket).is_some());
                    let unsaved = half || failure.save.is_some() || failure.ticket.is_some_and(line);
                    self.notices.fail(&failure.why, Some(unsaved));
                }
                if let Some(ticket) = failure.ticket {
                    self.on_log_failed(ticket);
                }
                self.signs.said = None;
                self.cannot_close(now);
                self.cannot_open(now);
            }
            Event::Saved { .. } | Event::Kept { .. } => self.warned = false,
            Event::Speller { speller, problem } => {
                self.desk.set_speller(speller);
                if let Some(problem) = problem {
                    self.notices.say(problem, now);
                }
            }
            Event::Suggested { word, words } => self.desk.suggested(&word, &words),
            Event::Again { ticket: _, id, name, existed } => {
                let said = if existed { format!("“{name}” is logged already") } else { format!("Logged “{name}”, like last time") };
                self.notices.say(said, now);
                self.write_in(id, now);
            }
            // What was read is chosen from on Network.
            Event::Calendar { .. } => self.route = Route::Network,
            Event::RolledUp { id, .. } => self.apply(ctx, Action::OpenEntry(id), now),
            Event::TranscriptRead { ticket, transcript, proposed } => {
                if let Some(quick) = &mut self.quick_log {
                    quick.transcript_read(ticket, &transcript, &proposed);
                }
            }
            Event::LookedInto { ticket: _, found } => {
                let ticket = self.ticket();
                if let Some(request) = self.quick_log.as_mut().and_then(|quick| quick.looked_into(&found, ticket)) {
                    self.worker.send(request);
                }
            }
            // It may be large: it is handed over.
            Event::Read { ticket, read } => self.screens.import.take_read(ticket, read),
            Event::Picture { .. }
            | Event::Gone(_)
            | Event::Loaded(_)
            | Event::GoalAdded { .. }
            | Event::Found { .. }
            | Event::Preview(_)
            | Event::Leaving { .. }
            | Event::Pages(_)
            | Event::TakenIn { .. }
            | Event::Passed { .. }
            | Event::Exporting(_)
            | Event::Exported(_)
            | Event::Moments { .. }
            | Event::Story(_)
            | Event::Registered { .. }
            | Event::RecordAdded { .. }
            | Event::Stands { .. }
            | Event::Apart { .. }
            | Event::Standards { .. }
            | Event::Forms { .. }
            | Event::Looked { .. }
            | Event::WalkFor { .. }
            | Event::WalkBegun { .. }
            | Event::Walked { .. }
            | Event::ImpactAdded { .. }
            | Event::AsItStood { .. }
            | Event::EntryThen { .. }
            | Event::History(_) => {}
        }
        ctx.request_repaint();
    }

    /// Says that a step was taken back or done again, unless another one was taken meanwhile.
    fn say_turned(&mut self, text: String, now: f64) {
        if self.turns {
            self.notices.turned(text, now);
        }
    }

    fn on_logged(&mut self, ticket: u64, id: crate::domain::EntryId, name: &str, now: f64) {
        let Some(quick) = &self.quick_log else { return };
        let Some(then) = quick.answered(ticket) else { return };
        self.quick_log = None;
        match then {
            crate::ui::screens::quick_log::Then::Write => self.write_in(id, now),
            crate::ui::screens::quick_log::Then::Stay => self.notices.say(format!("“{name}” waits in the inbox on Today"), now),
            crate::ui::screens::quick_log::Then::Another => {
                self.notices.say(format!("“{name}” waits in the inbox on Today"), now);
                self.quick_log = self.session.open().map(|open| crate::ui::screens::quick_log::QuickLog::new(open.snapshot.today));
            }
        }
    }

    /// Shows an entry with the keyboard in its text.
    fn write_in(&mut self, id: crate::domain::EntryId, now: f64) {
        self.leave(now);
        self.route = Route::Journal;
        self.screens.journal.write_in(id);
        self.worker.send(Request::Load(id));
    }

    /// Reads what may be taken in.
    pub(super) fn import(&mut self, paths: Vec<std::path::PathBuf>) {
        if let Some(request) = self.screens.import.take_paths(paths, &mut self.tickets) {
            self.worker.send(request);
        }
    }

    fn on_log_failed(&mut self, ticket: u64) {
        if let Some(quick) = &mut self.quick_log {
            quick.failed(ticket);
            quick.reading_failed(ticket);
        }
    }

    fn on_picked(&mut self, ctx: &Context, ticket: u64, paths: Vec<std::path::PathBuf>, now: f64) {
        let Some((ask, asked)) = self.asked.remove(&ticket) else { return };
        let Some(first) = paths.first().cloned() else {
            if self.dialogs.soonest().is_some_and(|soonest| now - asked < soonest) {
                self.notices.fail(&crate::ui::dialogs::no_dialog(), Some(false));
            }
            return;
        };
        match ask {
            Ask::OpenJournal => self.open_journal(first, Opening::Existing, now),
            Ask::NewJournal => {
                let path = if first.extension().is_some() { first } else { first.with_extension("cpd") };
                self.open_journal(path, Opening::New, now);
            }
            Ask::Attach(entry) => {
                let attach = Request::Evidence(EvidenceRequest::Attach { entry, paths });
                self.apply(ctx, Action::Send(attach), now);
            }
            Ask::SaveEvidence(evidence) => self.worker.send(Request::Evidence(EvidenceRequest::Save { evidence, target: first })),
            Ask::Replace { entry, evidence } => {
                let replace = Request::Evidence(EvidenceRequest::Replace { entry, evidence, path: first });
                self.apply(ctx, Action::Send(replace), now);
            }
            Ask::AttachToNew => {
                let ticket = self.ticket();
                if let Some(quick) = &mut self.quick_log {
                    self.worker.send(quick.take_files(paths, ticket));
                }
            }
            Ask::ImportFile | Ask::ImportFolder => self.import(paths),
            Ask::OpenCalendar => {
                let ticket = self.ticket();
                self.worker.send(Request::Capture(CaptureRequest::ReadCalendar { ticket, path: first }));
            }
            Ask::SecondLanguage => {
                let writing = crate::prefs::Writing { second_language: Some(first), ..self.prefs.writing.clone() };
                self.set_writing(ctx, writing);
            }
            Ask::SaveCalendar => self.worker.send(Request::Capture(CaptureRequest::SaveCalendar { target: first })),
            Ask::SaveActions(actions) => {
                let save = PlanRequest::SaveActions { actions, target: first };
                self.apply(ctx, Action::Send(Request::Plan(save)), now);
            }
            Ask::SaveSheet { name, sheet } => {
                let ending = if crate::ui::dialogs::is_markdown(&name) { "md" } else { "pdf" };
                self.apply(ctx, Action::Send(Request::Review(ReviewRequest::SaveSheet { sheet, target: first, ending })), now);
            }
            Ask::SaveExport { .. } | Ask::ExportFolder => {
                let actions = self.screens.portfolio.on_target(first);
                for action in actions {
                    self.apply(ctx, action, now);
                }
            }
        }
    }
}
