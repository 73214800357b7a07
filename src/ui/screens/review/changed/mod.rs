//! What changed: the chains from an activity to learning, change, benefit and feedback, and what was learnt and changed nothing yet.

mod card;
mod view;

use crate::domain::GoalId;
use crate::ui::period::Period;
use crate::ui::sight::{Index, Sight};
use crate::ui::widgets::{ChartState, Pages};
use crate::worker::Event;

/// What the page remembers.
#[derive(Debug)]
pub(super) struct ChangedPage {
    sight: Sight,
    index: Index,
    /// What changed takes longer than a year: everything at first.
    period: Period,
    goal: Option<GoalId>,
    /// Only those with all five links.
    complete: bool,
    chart: ChartState,
    chains: Pages,
    learnt: Pages,
}

impl Default for ChangedPage {
    fn default() -> Self {
        Self {
            sight: Sight::default(),
            index: Index::default(),
            period: Period::everything(),
            goal: None,
            complete: false,
            chart: ChartState::default(),
            chains: Pages::default(),
            learnt: Pages::default(),
        }
    }
}

impl ChangedPage {
    /// Takes in what the worker tells.
    pub(super) fn on_event(&mut self, event: &Event) {
        if matches!(event, Event::Opened { .. }) {
            *self = Self::default();
        }
        self.sight.on_event(event);
    }
}
