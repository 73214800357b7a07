//! What comes from outside the window: files that are dropped, and pictures from the clipboard. They belong to what is being logged, else to
//! the entry that is open. On the page Import, files are what may be taken in.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;

use super::{App, Session};
use crate::domain::EntryId;
use crate::ui::action::{Action, Route};
use crate::ui::clipboard;
use crate::worker::{EvidenceRequest, Request};

impl App {
    /// Files dropped on the window.
    pub(super) fn take_drops(&mut self, ctx: &Context) {
        let paths: Vec<PathBuf> = ctx.input(|input| {
            input.raw.dropped_files.iter().map(|file| file.path().to_owned()).filter(|path| !path.as_os_str().is_empty()).collect()
        });
        if paths.is_empty() || !self.can_take(ctx) {
            return;
        }
        let ticket = self.ticket();
        if let Some(quick) = &mut self.quick_log {
            self.worker.send(quick.take_files(paths, ticket));
        } else if self.route == Route::Import && !self.is_covered() {
            self.import(paths);
        } else if let Some(entry) = self.entry_in_sight() {
            let attach = Action::Send(Request::Evidence(EvidenceRequest::Attach { entry, paths }));
            self.apply(ctx, attach, self.now);
        } else {
            self.say(ctx, "Open an entry first, then drop the file on it; or press Ctrl+N to log something new with it");
        }
    }

    /// Pictures pasted with Ctrl+V or Shift+Insert.
    pub(super) fn take_pictures(&mut self, ctx: &Context) {
        clipboard::paste_at_shift_insert(ctx);
        let pictures = clipboard::pasted_pictures(ctx);
        if pictures.is_empty() || !self.can_take(ctx) {
            return;
        }
        if let Some(quick) = &mut self.quick_log {
            for picture in pictures {
                quick.take_picture(ctx, &picture);
            }
        } else if let Some(entry) = self.entry_in_sight() {
            for picture in pictures {
                let picture = Arc::new(clipboard::picture(&picture));
                let attach = Action::Send(Request::Evidence(EvidenceRequest::AttachPicture { entry, picture }));
                self.apply(ctx, attach, self.now);
            }
        } else {
            self.say(ctx, "Open an entry first, then paste the picture; or press Ctrl+N to log something new with it");
        }
    }

    /// The entry that somebody looks at.
    fn entry_in_sight(&self) -> Option<EntryId> {
        self.screens.journal.open_entry().filter(|_| self.route == Route::Journal)
    }

    /// Whether anything can be kept now; says why not.
    fn can_take(&mut self, ctx: &Context) -> bool {
        match &self.session {
            Session::Open(open) if open.snapshot.read_only.is_some() => {
                self.say(ctx, "This journal can only be read");
                false
            }
            // It is on its way to the disk, or its journal is being closed.
            Session::Open(_) => !self.switching && !self.closing && !self.quick_log.as_ref().is_some_and(|quick| quick.is_sent()),
            Session::Welcome { .. } | Session::Opening { .. } => {
                self.say(ctx, "Open a journal first");
                false
            }
        }
    }

    fn say(&mut self, ctx: &Context, text: &str) {
        let now = ctx.input(|input| input.time);
        self.notices.say(text, now);
    }
}
