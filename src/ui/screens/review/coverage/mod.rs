//! Coverage: which goals were served in which categories, and where there is nothing.

mod cell;
mod view;

use std::collections::HashMap;

use crate::domain::{GoalId, RegistrationId};
use crate::ui::period::Period;
use crate::ui::sight::{Index, Sight};
use crate::ui::widgets::{ChartState, Pages};
use crate::worker::Event;

/// What the page remembers.
#[derive(Debug, Default)]
pub(super) struct CoveragePage {
    sight: Sight,
    index: Index,
    against: Against,
    /// The current cycle of the registration, or else the days of [`Self::period`].
    other_days: bool,
    period: Period,
    /// How each matrix is looked at, by its group.
    states: HashMap<String, ChartState>,
    cell: Option<Cell>,
    in_cell: Pages,
}

/// Against what goals are held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Against {
    /// The first registration, or kinds of activity where there is none.
    #[default]
    Unsaid,
    Registration(RegistrationId),
    Kinds,
}

/// A cell that is open, by what it is: it stays open when the matrix around it changes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cell {
    group: String,
    goal: Option<GoalId>,
    code: Option<String>,
}

impl CoveragePage {
    /// Takes in what the worker tells.
    pub(super) fn on_event(&mut self, event: &Event) {
        if matches!(event, Event::Opened { .. }) {
            *self = Self::default();
        }
        self.sight.on_event(event);
    }

    /// Holds goals against a registration; against kinds of activity where there is none.
    pub(super) fn choose(&mut self, registration: Option<RegistrationId>) {
        self.against = registration.map_or(Against::Kinds, Against::Registration);
        self.other_days = false;
        self.cell = None;
    }
}
