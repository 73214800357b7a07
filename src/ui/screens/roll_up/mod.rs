//! *Roll up*: choose items of a few minutes and make one dated, itemised claim of them.

mod view;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::Days;

use crate::domain::{EntryHeader, EntryId, EntryState, Minutes, text};
use crate::journal::{RollUp, Snapshot};
use crate::worker::{CaptureRequest, Event, Request};

/// Longer entries stand for themselves.
const LONGEST: Minutes = Minutes(30);

/// The most that are listed; the filters find the others.
const MOST: usize = 200;

/// The page over the page, while it is open.
#[derive(Debug)]
pub struct RollUpPage {
    words: String,
    since: Since,
    chosen: BTreeSet<EntryId>,
    /// What was typed as title; nothing while the proposal stands.
    typed: Option<String>,
    /// The row that has the keyboard.
    at: usize,
    /// The keyboard goes to that row.
    focus: bool,
    shown: Option<Shown>,
    sum: Option<(u64, BTreeSet<EntryId>, RollUp)>,
    sent: Option<u64>,
}

/// What is listed, and for which filters.
#[derive(Debug)]
struct Shown {
    revision: u64,
    words: String,
    since: Since,
    entries: Arc<Vec<Arc<EntryHeader>>>,
    total: usize,
    /// Entries that could be items if they had a time.
    untimed: Vec<EntryId>,
}

/// How far back items are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Since {
    TwoMonths,
    SixMonths,
    Ever,
}

impl Since {
    const ALL: [Self; 3] = [Self::TwoMonths, Self::SixMonths, Self::Ever];

    const fn label(self) -> &'static str {
        match self {
            Self::TwoMonths => "60 days",
            Self::SixMonths => "6 months",
            Self::Ever => "All",
        }
    }

    const fn days(self) -> Option<Days> {
        match self {
            Self::TwoMonths => Some(Days::new(60)),
            Self::SixMonths => Some(Days::new(183)),
            Self::Ever => None,
        }
    }
}

/// Whether only a time is missing for an entry to be an item of a claim.
fn lacks_time(entry: &EntryHeader) -> bool {
    entry.total == Minutes::ZERO
        && entry.rolled_into.is_none()
        && entry.items == 0
        && entry.parked.is_none()
        && matches!(entry.state, EntryState::Draft | EntryState::Ready)
}

/// Whether an entry can be an item of a claim: short, with a time, in no claim and no claim itself, not handed in,
/// not set aside and not in the bin.
pub fn can_be_item(entry: &EntryHeader) -> bool {
    entry.total > Minutes::ZERO
        && entry.total <= LONGEST
        && entry.rolled_into.is_none()
        && entry.items == 0
        && entry.parked.is_none()
        && matches!(entry.state, EntryState::Draft | EntryState::Ready)
}

impl RollUpPage {
    /// With nothing chosen.
    pub fn new() -> Self {
        Self {
            words: String::new(),
            since: Since::TwoMonths,
            chosen: BTreeSet::new(),
            typed: None,
            at: 0,
            focus: true,
            shown: None,
            sum: None,
            sent: None,
        }
    }

    /// Takes in what the worker tells; `false` when it is done.
    pub fn on_event(&mut self, event: &Event) -> bool {
        match event {
            Event::RolledUp { ticket, .. } => self.sent != Some(*ticket),
            Event::Failed(failure) => {
                if self.sent.is_some() && failure.ticket == self.sent {
                    self.sent = None;
                }
                true
            }
            _ => true,
        }
    }

    /// The entries to choose from, newest first, and how many the filters leave.
    fn shown(&mut self, snapshot: &Snapshot) -> (Arc<Vec<Arc<EntryHeader>>>, usize) {
        if let Some(shown) = &self.shown
            && (shown.revision, &shown.words, shown.since) == (snapshot.revision, &self.words, self.since)
        {
            return (Arc::clone(&shown.entries), shown.total);
        }
        let folded = text::folded(&self.words);
        let words: Vec<&str> = folded.split_whitespace().collect();
        let earliest = self.since.days().and_then(|days| snapshot.today.checked_sub_days(days));
        let mut total = 0;
        let mut entries = Vec::new();
        let mut untimed = Vec::new();
        for entry in snapshot.entries.iter().filter(|entry| can_be_item(entry) || lacks_time(entry)) {
            if earliest.is_some_and(|earliest| entry.date < earliest) {
                continue;
            }
            if !words.is_empty() {
                let name = text::folded(&entry.name);
                if !words.iter().all(|word| name.contains(word)) {
                    continue;
                }
            }
            if lacks_time(entry) {
                // What is still to come has no time for a good reason.
                if entry.date <= snapshot.today {
                    untimed.push(entry.id);
                }
                continue;
            }
            total += 1;
            if entries.len() < MOST {
                entries.push(Arc::clone(entry));
            }
        }
        let entries = Arc::new(entries);
        self.at = self.at.min(entries.len().saturating_sub(1));
        self.shown = Some(Shown {
            revision: snapshot.revision,
            words: self.words.clone(),
            since: self.since,
            entries: Arc::clone(&entries),
            total,
            untimed,
        });
        (entries, total)
    }

    /// Entries that could be items if they had a time, as of what is listed.
    fn untimed(&self) -> &[EntryId] {
        self.shown.as_ref().map_or(&[], |shown| &shown.untimed)
    }

    /// What the chosen items add up to. Those that are gone meanwhile are chosen no more.
    fn sum(&mut self, snapshot: &Snapshot) -> RollUp {
        if let Some((revision, chosen, sum)) = &self.sum
            && *revision == snapshot.revision
            && *chosen == self.chosen
        {
            return sum.clone();
        }
        let items: Vec<EntryHeader> = snapshot
            .entries
            .iter()
            .filter(|entry| self.chosen.contains(&entry.id) && can_be_item(entry))
            .map(|entry| (**entry).clone())
            .collect();
        self.chosen = items.iter().map(|entry| entry.id).collect();
        let sum = RollUp::of(items);
        self.sum = Some((snapshot.revision, self.chosen.clone(), sum.clone()));
        sum
    }

    fn switch(&mut self, id: EntryId) {
        if !self.chosen.remove(&id) {
            self.chosen.insert(id);
        }
    }

    fn send(&mut self, ticket: u64, title: String) -> Request {
        self.sent = Some(ticket);
        Request::Capture(CaptureRequest::RollUp { ticket, items: self.chosen.iter().copied().collect(), title })
    }
}

impl Default for RollUpPage {
    fn default() -> Self {
        Self::new()
    }
}
