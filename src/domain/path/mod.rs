//! Ready, steady, go, move up a gear: the way into using social media at work, ticked by what is in a journal.
//!
//! *Ready*: the rules are known. *Steady*: there is something to aim at. *Go*: first conversations, a first reflection, a first thing taken
//! back to work. *Gear up*: others learn from it. Nothing is ticked by hand that the journal can know by itself.

mod known;

use std::borrow::Borrow;

use chrono::NaiveDate;

pub use known::Known;

use super::goal::tokens;
use super::{ActionId, EntryHeader, EntryId, GoalId, PersonId, Purpose, WaymarkId, WaymarkKind};

tokens! {
    /// A part of the way.
    Stage {
        Ready = "ready", "Ready";
        Steady = "steady", "Steady";
        Go = "go", "Go";
        GearUp = "gear_up", "Move up a gear";
    }
}

tokens! {
    /// One thing on the way.
    Step {
        Employer = "employer", "Read your employer’s policy on social media";
        Regulator = "regulator", "Read your regulator’s guidance on social media";
        Body = "body", "Read your professional body’s guidance";
        RoleGoal = "role_goal", "A goal for your role";
        ServiceGoal = "service_goal", "A goal for your service";
        PlanGoal = "plan_goal", "A goal of your personal development plan";
        Conversation = "conversation", "A first conversation";
        Professions = "professions", "Somebody from another profession";
        Places = "places", "Somebody from another place";
        Reflection = "reflection", "A first reflection";
        TakenBack = "taken_back", "Something taken back to work";
        Shared = "shared", "Something shared at work";
        Told = "told", "An example of benefit told to colleagues";
        Policy = "policy", "A policy influenced";
    }
}

impl Step {
    /// The part of the way that it belongs to.
    pub const fn stage(self) -> Stage {
        match self {
            Self::Employer | Self::Regulator | Self::Body => Stage::Ready,
            Self::RoleGoal | Self::ServiceGoal | Self::PlanGoal => Stage::Steady,
            Self::Conversation | Self::Professions | Self::Places | Self::Reflection | Self::TakenBack | Self::Shared => Stage::Go,
            Self::Told | Self::Policy => Stage::GearUp,
        }
    }

    /// What somebody says it with, where the journal cannot know it by itself.
    pub const fn mark(self) -> Option<WaymarkKind> {
        match self {
            Self::Employer => Some(WaymarkKind::Employer),
            Self::Regulator => Some(WaymarkKind::Regulator),
            Self::Body => Some(WaymarkKind::Body),
            Self::Told => Some(WaymarkKind::Told),
            Self::Policy => Some(WaymarkKind::Policy),
            _ => None,
        }
    }

    /// The purpose of the goal that it asks for.
    pub const fn purpose(self) -> Option<Purpose> {
        match self {
            Self::RoleGoal => Some(Purpose::Role),
            Self::ServiceGoal => Some(Purpose::Service),
            Self::PlanGoal => Some(Purpose::Plan),
            _ => None,
        }
    }
}

/// What ticks a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    Mark(WaymarkId),
    Goal(GoalId),
    Entry(EntryId),
    Person(PersonId),
    Action(ActionId),
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is still to come.
    Open,
    Done(Because),
    /// It was read on this day, more than a year ago: look again.
    ReadAgain {
        read: NaiveDate,
        because: Because,
    },
}

impl Standing {
    /// Whether it is ticked.
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Done(_))
    }
}

/// The way, with what is ticked on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Every step, in order.
    pub steps: Vec<(Step, Standing)>,
}

impl Path {
    /// Looks through a journal.
    pub fn of<E: Borrow<EntryHeader>>(known: &Known<'_, E>) -> Self {
        Self { steps: Step::ALL.iter().map(|step| (*step, known.standing(*step))).collect() }
    }

    /// How many steps of a stage are ticked, and how many there are; of all of them without one.
    pub fn count(&self, stage: Option<Stage>) -> (usize, usize) {
        let of = self.steps.iter().filter(|(step, _)| stage.is_none_or(|stage| step.stage() == stage));
        of.fold((0, 0), |(done, all), (_, standing)| (done + usize::from(standing.is_done()), all + 1))
    }

    /// The first step that is not ticked.
    pub fn next(&self) -> Option<(Step, Standing)> {
        self.steps.iter().copied().find(|(_, standing)| !standing.is_done())
    }

    /// Whether every step is ticked.
    pub fn is_whole(&self) -> bool {
        self.next().is_none()
    }
}
