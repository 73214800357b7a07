//! What a screen is given: the journal as of now, and a place to put its wishes.

use std::path::Path;

use chrono::NaiveDate;

use super::action::{Action, Route};
use super::dialogs::Ask;
use super::widgets::Desk;
use crate::catalogue::Catalogue;
use crate::domain::{Community, CommunityId, EntryHeader, EntryId, Goal, GoalId};
use crate::journal::Snapshot;
use crate::worker::Request;

/// Given to every screen in every frame.
pub struct Ctx<'a> {
    pub snapshot: &'a Snapshot,
    pub catalogue: &'a Catalogue,
    /// Where the journal lies.
    pub path: Option<&'a Path>,
    /// Seconds since the program started, as egui counts them: screens have no other clock.
    pub now: f64,
    pub actions: &'a mut Vec<Action>,
    /// What all long texts share.
    pub desk: &'a Desk,
    /// The number that was given last to something that is answered.
    pub tickets: &'a mut u64,
}

impl Ctx<'_> {
    /// The registrant's civil day.
    pub fn today(&self) -> NaiveDate {
        self.snapshot.today
    }

    /// Asks the worker for something.
    pub fn send(&mut self, request: Request) {
        self.actions.push(Action::Send(request));
    }

    /// A number of its own, for something that is answered.
    pub fn ticket(&mut self) -> u64 {
        *self.tickets += 1;
        *self.tickets
    }

    /// Goes to a place.
    pub fn go(&mut self, route: Route) {
        self.actions.push(Action::Go(route));
    }

    /// Shows an entry.
    pub fn open(&mut self, id: EntryId) {
        self.actions.push(Action::OpenEntry(id));
    }

    /// Opens a file dialog.
    pub fn ask(&mut self, ask: Ask) {
        self.actions.push(Action::Ask(ask));
    }

    /// Says something in passing.
    pub fn say(&mut self, text: impl Into<String>) {
        self.actions.push(Action::Say(text.into()));
    }

    /// Whether nothing can be written.
    pub fn read_only(&self) -> bool {
        self.snapshot.read_only.is_some()
    }

    /// A goal by its id.
    pub fn goal(&self, id: GoalId) -> Option<&Goal> {
        self.snapshot.goals.iter().find(|goal| goal.id == id)
    }

    /// A community by its id.
    pub fn community(&self, id: CommunityId) -> Option<&Community> {
        self.snapshot.communities.iter().find(|community| community.id == id)
    }

    /// An entry's header by its id.
    pub fn entry(&self, id: EntryId) -> Option<&EntryHeader> {
        self.snapshot.entries.iter().find(|entry| entry.id == id).map(|entry| &**entry)
    }
}
