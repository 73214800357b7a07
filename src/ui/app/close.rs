//! Leaving: an entry, the journal, the window. First everything that is typed is sent and saved, then it goes.

use std::path::PathBuf;

use egui::{Context, Event, ViewportCommand};

use super::{App, Session};
use crate::ui::action::Route;
use crate::worker::{Opening, Request};

impl App {
    /// Takes what is typed into small fields and dialogs of entries as if Enter had been pressed, and saves everything.
    pub(super) fn leave(&mut self, now: f64) {
        for request in self.screens.journal.take_typed(now, &mut self.tickets) {
            self.note_step(&request);
            self.worker.send(request);
        }
        self.save_now();
    }

    /// The same for everything that is open in this journal: *Log something*, and what is half written on Network and Goals, too. Says what
    /// cannot be kept.
    fn leave_all(&mut self, now: f64) -> Option<&'static str> {
        let (requests, lacks) = self.screens.network.leave(&mut self.tickets);
        let (more, other) = self.screens.goals.leave(&mut self.tickets);
        for request in requests.into_iter().chain(more) {
            self.worker.send(request);
        }
        let (today, unnoted) = self.screens.today.leave(&mut self.tickets);
        for request in today {
            self.worker.send(request);
        }
        self.keep_quick_log();
        self.leave(now);
        lacks.or(other).or(unnoted).or_else(|| self.screens.journal.lacks())
    }

    /// Whether something that is written is not in the journal, or on its way there.
    fn is_unsaved(&self) -> bool {
        self.is_dirty() || self.screens.network.is_sent() || self.quick_log.as_ref().is_some_and(|quick| quick.is_sent())
    }

    /// Whether a dialog or the viewer lies over the open entry.
    pub(super) fn is_covered(&self) -> bool {
        self.route == Route::Journal && self.screens.journal.is_covered()
    }

    /// Holds a window back that is asked to close while something is not on the disk; lets it go as soon as it is. Where it cannot be
    /// saved, that is said, and the next wish to close is granted.
    pub(super) fn close_when_asked(&mut self, ctx: &Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        if asked && self.warned {
            return;
        }
        if !asked && !self.closing {
            return;
        }
        let now = ctx.input(|input| input.time);
        let lacks = self.leave_all(now);
        let waiting = self.is_unsaved() || lacks.is_some();
        if waiting && asked {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.closing = true;
        }
        if let Some(lacks) = lacks {
            self.closing = false;
            self.warned = true;
            self.notices.say(format!("{lacks}. Close again to leave without it"), now);
        } else if waiting && self.screens.journal.is_stuck() {
            self.cannot_close(now);
        } else if !waiting && self.closing && !asked {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }

    /// Something could not be saved while the window waited for it.
    pub(super) fn cannot_close(&mut self, now: f64) {
        if std::mem::take(&mut self.closing) {
            self.warned = true;
            self.notices.say("Something is not saved. Close again to leave without it", now);
        }
    }

    /// Whoever writes on has thought better of leaving without it.
    pub(super) fn forget_warning(&mut self, ctx: &Context) {
        let typed = |event: &Event| {
            matches!(event, Event::Text(_) | Event::Paste(_) | Event::PasteImage(_) | Event::MiddleClickPaste { .. } | Event::Ime(_))
        };
        if self.warned && ctx.input(|input| input.events.iter().any(typed)) {
            self.warned = false;
        }
    }

    /// Opens another journal as soon as everything is in this one; what is open stays until that has succeeded.
    pub(super) fn open_journal(&mut self, path: PathBuf, opening: Opening, now: f64) {
        let lacks = self.leave_all(now).filter(|_| !self.warned);
        if let Some(lacks) = lacks {
            self.warned = true;
            self.notices.say(format!("{lacks}. Open the other journal again to leave without it"), now);
            return;
        }
        if self.session.open().is_none() {
            self.session = Session::Opening { path: path.clone() };
        }
        self.switching = true;
        self.next_journal = Some((path, opening));
        self.open_when_saved(now);
    }

    /// Goes on with opening another journal, or gives that up.
    pub(super) fn open_when_saved(&mut self, now: f64) {
        if self.next_journal.is_none() {
            return;
        }
        if self.screens.journal.is_stuck() {
            self.cannot_open(now);
        } else if !self.is_unsaved()
            && let Some((path, opening)) = self.next_journal.take()
        {
            self.worker.send(Request::Open { path, opening });
        }
    }

    /// Something could not be saved while another journal waited for it: this one stays, with all its words.
    pub(super) fn cannot_open(&mut self, now: f64) {
        if self.next_journal.take().is_some() {
            self.switching = false;
            self.notices.say("Something here is not saved yet: settle that first, then open another journal", now);
        }
    }

    /// What stands in *Log something* is kept in the inbox when the window closes, or another journal is opened.
    fn keep_quick_log(&mut self) {
        let ticket = self.ticket();
        if let Some(request) = self.quick_log.as_mut().and_then(|quick| quick.keep(ticket)) {
            self.worker.send(request);
        }
    }
}
