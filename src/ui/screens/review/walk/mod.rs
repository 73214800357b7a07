//! The appraisal walk: entry by entry through a period, deciding what is shown; and its end, where the plan is rolled over and the portfolio
//! is made. All of it is in the journal: whoever leaves goes on where they were, on another day too.
//!
//! | file | question |
//! |---|---|
//! | `list`, `start` | Which walks are there, and what is the next one about? |
//! | `walking`, `way` | Where on the way, what was decided, which keys? |
//! | `view`, `entry`, `beside` | What is seen of an entry, what would it support, what does it lack? |
//! | `end`, `end_lists`, `asked`, `plan` | What came of it: what is chosen, what is missing, what becomes of the goals? |
//! | `back` | How does one come back from an entry in the Journal? |

mod asked;
mod back;
mod beside;
mod end;
mod end_lists;
mod entry;
mod list;
mod plan;
mod start;
mod view;
mod walking;
mod way;

use egui::Ui;

use crate::domain::{Walk, WalkId};
use crate::ui::context::Ctx;
use crate::worker::{Event, Request};

use end::End;
use list::List;
use start::Start;
use walking::Walking;

/// What is shown of a walk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Side {
    #[default]
    Way,
    End,
}

/// What the page remembers.
#[derive(Debug, Default)]
pub struct AppraisalWalk {
    list: List,
    /// A walk that is about to be begun.
    start: Option<Start>,
    /// The walk that is open.
    walking: Option<Walking>,
    side: Side,
    end: Option<End>,
    /// A walk that is wanted, and which side of it, as soon as there is a snapshot to read it from.
    wanted: Option<(WalkId, Side)>,
    /// Its entry was opened in the Journal.
    away: bool,
    /// The time of the last frame, for what comes in between.
    now: f64,
}

impl AppraisalWalk {
    /// Shows the page.
    pub fn show_ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        self.now = cx.now;
        self.away = false;
        if let Some((id, side)) = self.wanted
            && let Some(walk) = cx.snapshot.walks.iter().find(|walk| walk.id == id)
        {
            self.wanted = None;
            self.begin(walk, side);
        }
        let open = self.walking.as_ref().map(|walking| walking.id);
        let Some(walk) = open.and_then(|id| cx.snapshot.walks.iter().find(|walk| walk.id == id)) else {
            // It was removed, or beginning it was undone.
            self.walking = None;
            self.end = None;
            self.list_ui(ui, cx);
            return;
        };
        match self.side {
            Side::Way => self.way_ui(ui, cx, walk),
            Side::End => self.end_ui(ui, cx, walk),
        }
        self.save_due(ui, cx);
    }

    /// Opens a walk.
    fn begin(&mut self, walk: &Walk, side: Side) {
        self.start = None;
        self.side = if walk.finished.is_some() { Side::End } else { side };
        if self.walking.as_ref().is_none_or(|walking| walking.id != walk.id) {
            self.walking = Some(Walking::new(walk.id));
            self.end = None;
        }
    }

    /// Shows a walk where it was left.
    pub fn open(&mut self, id: WalkId) {
        self.wanted = Some((id, Side::Way));
    }

    /// Whether an entry fills the page.
    pub fn is_on_the_way(&self) -> bool {
        self.walking.is_some() && self.side == Side::Way
    }

    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        if matches!(event, Event::Opened { .. }) {
            *self = Self::default();
            return;
        }
        if let Event::WalkBegun { ticket, walk } = event
            && self.start.as_ref().is_some_and(|start| start.sent == Some(*ticket))
        {
            self.start = None;
            self.wanted = Some((walk.id, Side::Way));
        }
        if let Some(start) = &mut self.start {
            start.on_event(event);
        }
        if let Some(walking) = &mut self.walking {
            walking.on_event(event);
        }
        if let Some(end) = &mut self.end {
            end.on_event(event, self.now);
        }
    }

    /// Saves at once what is written and not on its way.
    pub fn flush(&mut self, tickets: &mut u64) -> Vec<Request> {
        self.end.as_mut().map(|end| end.flush(tickets)).unwrap_or_default()
    }

    /// Whether something that is written is not on the disk.
    pub fn is_dirty(&self) -> bool {
        self.end.as_ref().is_some_and(End::is_dirty) || self.start.as_ref().is_some_and(|start| start.sent.is_some())
    }

    fn save_due(&mut self, ui: &Ui, cx: &mut Ctx<'_>) {
        let Some(end) = &mut self.end else { return };
        for request in end.due(cx.now, cx.tickets) {
            cx.send(request);
        }
        if let Some(seconds) = end.due_in(cx.now) {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(seconds.max(0.0) + 0.01));
        }
    }
}
