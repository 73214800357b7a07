//! Waiting for the system's file dialog without making the window wait.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;

use super::Event;

/// A dialog that is open, or about to be.
pub struct Dialogue {
    /// Comes back with the answer.
    pub ticket: u64,
    answer: Pin<Box<dyn Future<Output = Vec<PathBuf>> + Send>>,
}

impl Dialogue {
    /// A dialog whose answer comes later. It must have been made on the main thread, as some systems want.
    pub fn new(ticket: u64, answer: impl Future<Output = Vec<PathBuf>> + Send + 'static) -> Self {
        Self { ticket, answer: Box::pin(answer) }
    }

    /// Waits for the answer here.
    pub(super) fn answer_now(self) -> Event {
        Event::Picked { ticket: self.ticket, paths: pollster::block_on(self.answer) }
    }
}
