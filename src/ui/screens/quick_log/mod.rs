//! *Log something*: one line for a title, and below it what can be said with single keys. Whatever is typed is kept.

mod view;

use chrono::{Days, NaiveDate};

use crate::domain::entry::TimeSpent;
use crate::domain::{EntryDraft, EntryState, GoalId, Minutes};
use crate::worker::Request;

/// The line, while it is open.
#[derive(Debug)]
pub struct QuickLog {
    title: String,
    kind: Option<String>,
    days_ago: u64,
    minutes: Option<Minutes>,
    goals: Vec<GoalId>,
    today: NaiveDate,
    row: Row,
    focused: bool,
    sent: Option<(u64, Then)>,
}

/// Where the keyboard is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Row {
    #[default]
    Title,
    Kind,
    Day,
    Minutes,
    Goal,
}

impl Row {
    const ALL: [Self; 5] = [Self::Title, Self::Kind, Self::Day, Self::Minutes, Self::Goal];

    /// What the row is about.
    const fn label(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Kind => "Kind",
            Self::Day => "Day",
            Self::Minutes => "Time spent",
            Self::Goal => "Goal",
        }
    }

    fn moved(self, by: isize) -> Self {
        let at = Self::ALL.iter().position(|row| *row == self).unwrap_or(0);
        let to = at.saturating_add_signed(by).min(Self::ALL.len() - 1);
        Self::ALL.get(to).copied().unwrap_or_default()
    }
}

/// What comes after it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Write what was learnt, at once.
    Write,
    /// Leave it in the inbox.
    Stay,
}

impl QuickLog {
    /// An empty line.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            title: String::new(),
            kind: None,
            days_ago: 0,
            minutes: None,
            goals: Vec::new(),
            today,
            row: Row::Title,
            focused: false,
            sent: None,
        }
    }

    /// What comes next, when the answer is to this.
    pub fn answered(&self, ticket: u64) -> Option<Then> {
        self.sent.filter(|(sent, _)| *sent == ticket).map(|(_, then)| then)
    }

    /// It was not kept: the line stays open with its words.
    pub fn failed(&mut self, ticket: u64) {
        if self.answered(ticket).is_some() {
            self.sent = None;
        }
    }

    /// Whether it is on its way.
    pub fn is_sent(&self) -> bool {
        self.sent.is_some()
    }

    /// Keeps what stands there, for the window is closing; nothing when there is nothing, or it is on its way.
    pub fn keep(&mut self, ticket: u64) -> Option<Request> {
        if self.sent.is_some() || self.title.trim().is_empty() {
            return None;
        }
        Some(self.send(ticket, Then::Stay))
    }

    fn send(&mut self, ticket: u64, then: Then) -> Request {
        self.sent = Some((ticket, then));
        let date = self.today.checked_sub_days(Days::new(self.days_ago)).unwrap_or(self.today);
        let mut draft = EntryDraft::on(date);
        self.title.clone_into(&mut draft.title);
        if let Some(kind) = &self.kind {
            kind.clone_into(&mut draft.kind);
        }
        draft.minutes = TimeSpent { taking_part: self.minutes.unwrap_or_default(), ..TimeSpent::default() };
        draft.goals.clone_from(&self.goals);
        Request::Log { ticket, draft: Box::new(draft), state: EntryState::Draft, community: None }
    }
}
