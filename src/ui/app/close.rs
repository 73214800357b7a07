//! Closing: first everything is saved, then the window goes.

use egui::{Context, ViewportCommand};

use super::App;

impl App {
    /// Holds a window back that is asked to close while something is not on the disk; lets it go as soon as it is. Where it cannot be
    /// saved, that is said, and the next wish to close is granted.
    pub(super) fn close_when_asked(&mut self, ctx: &Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        if asked && self.warned {
            return;
        }
        let waiting = self.keep_quick_log(asked) || self.is_dirty() || self.quick_log.as_ref().is_some_and(|quick| quick.is_sent());
        if waiting && asked {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.closing = true;
            self.save_now();
            if self.screens.journal.is_stuck() {
                let now = ctx.input(|input| input.time);
                self.cannot_close(now);
            }
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

    /// What stands in *Log something* is kept in the inbox when the window closes, or another journal is opened.
    pub(super) fn keep_quick_log(&mut self, asked: bool) -> bool {
        if !asked {
            return false;
        }
        let ticket = self.ticket();
        match self.quick_log.as_mut().and_then(|quick| quick.keep(ticket)) {
            Some(request) => {
                self.worker.send(request);
                true
            }
            None => false,
        }
    }
}
