//! The page Review: what a journal says when one looks back on it. Its parts are in three groups: to see, to decide, to show. Each part has
//! a folder; this file says which one is shown and leads from one to another.

mod as_it_stood;
mod asking;
mod calendar;
mod changed;
mod charts;
mod compare;
mod coverage;
pub(in crate::ui::screens) mod finding;
mod impact;
mod keep;
mod keeping;
mod overview;
mod tabs;
mod taking;
mod timeline;
mod view;
mod walk;
mod year;

use chrono::NaiveDate;

use crate::domain::{RegistrationId, WalkId};
use crate::ui::period::Period;
use crate::worker::Event;

/// A part of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tab {
    #[default]
    Overview,
    Calendar,
    Timeline,
    Coverage,
    Charts,
    Changed,
    Walk,
    Compare,
    AsItStood,
    Year,
    Impact,
}

impl Tab {
    /// Every one, in the order shown.
    pub const ALL: [Self; 11] = [
        Self::Overview,
        Self::Calendar,
        Self::Timeline,
        Self::Coverage,
        Self::Charts,
        Self::Changed,
        Self::Walk,
        Self::Compare,
        Self::AsItStood,
        Self::Year,
        Self::Impact,
    ];

    /// What a reader sees.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Calendar => "Calendar",
            Self::Timeline => "Timeline",
            Self::Coverage => "Coverage",
            Self::Charts => "Charts",
            Self::Changed => "What changed",
            Self::Walk => "Appraisal walk",
            Self::Compare => "Compare",
            Self::AsItStood => "As it stood",
            Self::Year => "Year in learning",
            Self::Impact => "Impact story",
        }
    }

    /// What one comes for.
    pub const fn group(self) -> Group {
        match self {
            Self::Overview | Self::Calendar | Self::Timeline | Self::Coverage | Self::Charts | Self::Changed => Group::See,
            Self::Walk | Self::Compare | Self::AsItStood => Group::Decide,
            Self::Year | Self::Impact => Group::Show,
        }
    }
}

/// What parts have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    See,
    Decide,
    Show,
}

impl Group {
    /// Every one, in the order shown.
    pub const ALL: [Self; 3] = [Self::See, Self::Decide, Self::Show];

    /// What a reader sees.
    pub const fn label(self) -> &'static str {
        match self {
            Self::See => "See",
            Self::Decide => "Decide",
            Self::Show => "Show",
        }
    }
}

/// Where something leads: to a part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// To a part, as it was left.
    To(Tab),
    /// To a day of the calendar, opened.
    Day(NaiveDate),
    /// To the timeline at a day.
    Timeline(NaiveDate),
    /// To the coverage of a registration; of goals by kinds without one.
    Coverage(Option<RegistrationId>),
    /// To a walk, where it was left.
    Walk(WalkId),
}

/// What the page remembers.
#[derive(Debug, Default)]
pub struct Review {
    tab: Tab,
    /// The days that parts look at which ask for some.
    period: Period,
    overview: overview::Overview,
    calendar: calendar::CalendarPage,
    timeline: timeline::TimelinePage,
    coverage: coverage::CoveragePage,
    charts: charts::ChartsPage,
    changed: changed::ChangedPage,
    walk: walk::AppraisalWalk,
    compare: compare::Comparing,
    as_it_stood: as_it_stood::AsItStood,
    year: year::YearInLearning,
    impact: impact::ImpactStory,
}

impl Review {
    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        if matches!(event, Event::Opened { .. }) {
            self.period = Period::default();
        }
        self.overview.on_event(event);
        self.calendar.on_event(event);
        self.timeline.on_event(event);
        self.coverage.on_event(event);
        self.charts.on_event(event);
        self.changed.on_event(event);
        self.walk.on_event(event);
        self.compare.on_event(event);
        self.as_it_stood.on_event(event);
        self.year.on_event(event);
        self.impact.on_event(event);
    }

    /// Leads to a part.
    pub fn go(&mut self, go: Go) {
        match go {
            Go::To(tab) => self.tab = tab,
            Go::Day(day) => {
                self.calendar.open(day);
                self.tab = Tab::Calendar;
            }
            Go::Timeline(day) => {
                self.timeline.show_at(day);
                self.tab = Tab::Timeline;
            }
            Go::Walk(id) => {
                self.tab = Tab::Walk;
                self.walk.open(id);
            }
            Go::Coverage(registration) => {
                self.coverage.choose(registration);
                self.tab = Tab::Coverage;
            }
        }
    }
}
