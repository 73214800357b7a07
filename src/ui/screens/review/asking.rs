//! What a part asks the worker for: one question at a time, and what came last stays in sight until the new answer is here.

use std::sync::Arc;

use crate::journal::{Look, Seen};
use crate::ui::context::Ctx;
use crate::worker::{Event, Request, ReviewRequest};

/// A question with its answer.
#[derive(Debug, Default)]
pub(super) struct Asking {
    /// What was asked for last, of which revision.
    asked: Option<(Look, u64)>,
    /// The answer is on its way.
    waits: bool,
    seen: Option<Arc<Seen>>,
}

impl Asking {
    /// Asks, unless that was asked already or another answer is on its way.
    pub(super) fn want(&mut self, cx: &mut Ctx<'_>, look: Look) {
        let revision = cx.snapshot.revision;
        let known = self.asked.as_ref().is_some_and(|(asked, of)| *asked == look && *of == revision);
        if known || self.waits {
            return;
        }
        self.waits = true;
        self.asked = Some((look.clone(), revision));
        cx.send(Request::Review(ReviewRequest::Look(look)));
    }

    pub(super) fn on_event(&mut self, event: &Event) {
        match event {
            Event::Looked { look, seen, .. } if self.asked.as_ref().is_some_and(|(asked, _)| asked == look) => {
                self.waits = false;
                self.seen = Some(Arc::clone(seen));
            }
            // Asked again with the next change, not in a circle.
            Event::Failed(_) => self.waits = false,
            _ => {}
        }
    }

    /// What came last.
    pub(super) fn seen(&self) -> Option<Arc<Seen>> {
        self.seen.clone()
    }
}
