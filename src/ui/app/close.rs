//! Closing: first everything is saved, then the window goes.

use egui::{Context, ViewportCommand};

use super::App;

impl App {
    /// Holds a window back that is asked to close while something is not on the disk; lets it go as soon as it is.
    pub(super) fn close_when_asked(&mut self, ctx: &Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        if self.keep_quick_log(asked) || self.is_dirty() || self.quick_log.as_ref().is_some_and(|quick| quick.is_sent()) {
            if asked {
                if self.closing {
                    // Asked a second time: what could not be saved was told, and is let go.
                    return;
                }
                ctx.send_viewport_cmd(ViewportCommand::CancelClose);
                self.closing = true;
                self.save_now();
            }
        } else if self.closing && !asked {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }

    /// What stands in the line of *Log something* is kept in the inbox when the window closes.
    fn keep_quick_log(&mut self, asked: bool) -> bool {
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
