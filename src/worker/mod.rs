//! The only threads. The window sends a [`Request`] and gets [`Event`]s back; it never waits.
//!
//! Named threads: **journal** opens the file and owns it, **jobs** does what takes long (exports, which may be stopped, and reading the
//! words of evidence), **pictures** shows evidence; both with a reading connection of their own. **spelling** begins when it is needed
//! first: it reads dictionaries and looks up suggestions. [`Worker::inline`] runs the same handlers at once on the caller's thread, so that
//! tests are deterministic.

mod capture;
mod copies;
mod dialog;
mod event;
mod evidence;
mod finding;
mod handler;
mod incoming;
mod job;
mod leaving;
mod opened;
mod pages;
mod pictures;
mod plan;
mod portfolio;
mod request;
mod review;
mod rich;
mod threads;
mod writing;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

pub use capture::{CaptureRequest, ToLog};
pub use dialog::Dialogue;
pub use event::{Event, Failure, Shown};
pub use evidence::EvidenceRequest;
pub use finding::FindingRequest;
pub use incoming::Inside;
pub use leaving::{LeavingRequest, ReadFile};
pub use pages::{LaidOut, PagePicture, PagesEvent, PagesRequest};
pub use plan::PlanRequest;
pub use portfolio::PortfolioRequest;
pub use request::{Opening, Request};
pub use review::ReviewRequest;
pub use rich::RichClipboard;
pub use writing::WritingRequest;

use crate::journal::{Clock, Journal};
use handler::Handler;
use threads::Threads;

/// Called after every event, from any thread: asks the window for a frame.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Does what the window asks for.
pub struct Worker(Inner);

enum Inner {
    Threads(Threads),
    Inline { handler: Box<Handler>, events: VecDeque<Event> },
}

impl Worker {
    /// With threads of its own.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn threads(clock: Clock, data_folder: PathBuf, wake: Wake) -> std::io::Result<Self> {
        Ok(Self(Inner::Threads(Threads::start(clock, data_folder, wake)?)))
    }

    /// Without threads: what is sent is done at once, and told at the next [`Self::poll`].
    pub fn inline(clock: Clock, data_folder: PathBuf) -> Self {
        Self(Inner::Inline { handler: Box::new(Handler::new(clock, data_folder)), events: VecDeque::new() })
    }

    /// Inline, with a journal that is open already.
    pub fn over(journal: Journal, clock: Clock) -> Self {
        let mut events = VecDeque::new();
        let mut handler = Handler::new(clock, PathBuf::new());
        handler.adopt(journal, &mut |event| events.push_back(event));
        Self(Inner::Inline { handler: Box::new(handler), events })
    }

    /// Asks for something.
    pub fn send(&mut self, request: Request) {
        match &mut self.0 {
            Inner::Threads(threads) => threads.send(request),
            Inner::Inline { handler, events } => match request {
                Request::Export { selection, format, target, replace } => {
                    handler.export(&selection, format, &target, replace, &mut |event| events.push_back(event));
                }
                Request::CancelExport => {}
                Request::Review(ReviewRequest::SaveSheet { sheet, target, ending }) => {
                    events.push_back(job::save_sheet(&sheet, &target, ending));
                }
                request => {
                    handler.handle(request, &mut |event| events.push_back(event));
                    handler.read_words(&mut |event| events.push_back(event));
                }
            },
        }
    }

    /// Asks the system's own dialog for a path, on a thread of its own; [`Event::Picked`] tells.
    pub fn ask(&mut self, dialogue: Dialogue) {
        match &mut self.0 {
            Inner::Threads(threads) => threads.ask(dialogue),
            Inner::Inline { events, .. } => events.push_back(dialogue.answer_now()),
        }
    }

    /// What has happened since, oldest first.
    pub fn poll(&mut self) -> Vec<Event> {
        match &mut self.0 {
            Inner::Threads(threads) => threads.poll(),
            Inner::Inline { events, .. } => events.drain(..).collect(),
        }
    }

    /// Does what is still waiting, closes the journal and joins the threads.
    pub fn shutdown(&mut self) {
        match &mut self.0 {
            Inner::Threads(threads) => threads.shutdown(),
            Inner::Inline { handler, .. } => handler.close(),
        }
    }

    /// The journal itself, for tests that look whether it holds what they did.
    pub fn journal(&self) -> Option<&Journal> {
        match &self.0 {
            Inner::Threads(_) => None,
            Inner::Inline { handler, .. } => handler.journal(),
        }
    }
}
