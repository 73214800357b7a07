//! Charts: where the time went, and how it grew against what a registration asks for. Every one has its table, and leads to its entries.

mod query;
mod view;

use std::collections::HashMap;

use crate::domain::RegistrationId;
use crate::ui::sight::Sight;
use crate::ui::widgets::ChartState;
use crate::worker::Event;

/// What the page remembers.
#[derive(Debug, Default)]
pub(super) struct ChartsPage {
    hours: Sight,
    growth: Sight,
    /// The registration whose requirements are shown; the first when it is none.
    registration: Option<RegistrationId>,
    /// How each chart is looked at, by its title.
    states: HashMap<String, ChartState>,
}

impl ChartsPage {
    /// Takes in what the worker tells.
    pub(super) fn on_event(&mut self, event: &Event) {
        if matches!(event, Event::Opened { .. }) {
            *self = Self::default();
        }
        self.hours.on_event(event);
        self.growth.on_event(event);
    }
}
