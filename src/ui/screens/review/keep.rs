//! What is written on the page's parts, kept: for whoever leaves it, and for the way back from an entry of the walk.

use egui::Ui;

use super::{Review, Tab};
use crate::ui::action::Action;
use crate::ui::context::Ctx;
use crate::worker::Request;

impl Review {
    /// What is written on a part that is not shown now is saved at once: its own clock stands still.
    pub(super) fn keep(&mut self, cx: &mut Ctx<'_>) {
        if self.tab != Tab::Walk {
            let requests = self.walk.flush(cx.tickets);
            cx.actions.extend(requests.into_iter().map(Action::Send));
        }
        if self.tab != Tab::Impact
            && let Some(request) = self.impact.flush(cx.tickets)
        {
            cx.send(request);
        }
    }

    /// Saves at once what is written and not on its way.
    pub fn flush(&mut self, tickets: &mut u64) -> Vec<Request> {
        let mut requests = self.walk.flush(tickets);
        requests.extend(self.impact.flush(tickets));
        requests
    }

    /// Whether something that is written is not on the disk.
    pub fn is_dirty(&self) -> bool {
        self.walk.is_dirty() || self.impact.is_dirty()
    }

    /// Shows the way back to the walk over the Journal, when somebody came from there.
    pub fn way_back_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        self.walk.way_back_ui(ui, cx);
    }
}
