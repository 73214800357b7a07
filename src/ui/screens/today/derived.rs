//! What Today shows, worked out of the whole journal once for each of its revisions.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Datelike as _, Days, NaiveDate};

use crate::domain::path::{Known, Path};
use crate::domain::{Action, EntryHeader, EntryId, EntryState, GoalId, GoalState, Minutes, WaymarkKind, text};
use crate::journal::Snapshot;
use crate::ui::screens::roll_up::can_be_item;

/// How many of the entries that are not drafts are shown.
const RECENT: usize = 5;

/// How many goals are shown.
const GOALS: usize = 3;

/// Months that the strip of bars shows, this one included.
pub(super) const MONTHS: usize = 12;

/// Entries of no more than this are offered for a claim, when there are some of the last days.
const SMALL: Minutes = Minutes(15);
const SMALL_DAYS: u64 = 60;

/// A journal with so few entries is still being begun.
const BEGINNING: usize = 4;

/// Somebody with so many entries knows their way: it is folded away, until they want to see it.
const PRACTISED: usize = 12;

/// When an action is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Overdue,
    ThisWeek,
    Later,
    DoneToday,
}

impl When {
    pub(super) const ALL: [Self; 4] = [Self::Overdue, Self::ThisWeek, Self::Later, Self::DoneToday];

    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Overdue => "Overdue",
            Self::ThisWeek => "This week",
            Self::Later => "Later",
            Self::DoneToday => "Done today",
        }
    }

    fn of(action: &Action, today: NaiveDate) -> Option<Self> {
        let week = today.checked_add_days(Days::new(7)).unwrap_or(today);
        match (action.draft.done, action.draft.due) {
            (Some(done), _) => (done == today).then_some(Self::DoneToday),
            (None, Some(due)) if due < today => Some(Self::Overdue),
            (None, Some(due)) if due <= week => Some(Self::ThisWeek),
            (None, _) => Some(Self::Later),
        }
    }
}

/// An action with the entry that it grew out of.
#[derive(Clone, Debug)]
pub(super) struct Due {
    pub(super) when: When,
    pub(super) action: Action,
    pub(super) entry: String,
}

impl Due {
    /// Where it stands among others, when it is shown as one of these.
    pub(super) fn place(&self, when: When) -> impl Ord + use<> {
        (when as u8, self.action.draft.due.unwrap_or(NaiveDate::MAX), self.action.id)
    }
}

/// What was learnt in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Month {
    pub(super) entries: usize,
    pub(super) total: Minutes,
    pub(super) interactive: Minutes,
}

/// The first steps of a new journal, and which are done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Steps {
    pub(super) logged: bool,
    pub(super) goal: bool,
    pub(super) policy: bool,
    /// It is known whose rules are kept to.
    pub(super) rules: bool,
}

/// Short entries that could become one claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Small {
    pub(super) count: usize,
    pub(super) total: Minutes,
}

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub(super) struct Derived {
    /// Entries that were set aside until today, or an earlier day, the longest ago first.
    pub(super) back: Vec<Arc<EntryHeader>>,
    /// Drafts, newest day first.
    pub(super) inbox: Vec<Arc<EntryHeader>>,
    pub(super) recent: Vec<Arc<EntryHeader>>,
    pub(super) actions: Vec<Due>,
    /// Open goals that are due first.
    pub(super) goals: Vec<GoalId>,
    pub(super) month: Month,
    /// Time by month, this one last.
    pub(super) months: Vec<Minutes>,
    /// Shown while a journal is new and something is left of them.
    pub(super) steps: Option<Steps>,
    pub(super) small: Small,
    /// The way into social media at work; nothing before the whole journal is read.
    pub(super) path: Option<Path>,
    /// The journal is still being begun.
    pub(super) beginning: bool,
}

impl Derived {
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let today = snapshot.today;
        let mut actions: Vec<Due> = snapshot
            .actions
            .iter()
            .filter_map(|action| Some(Due { when: When::of(action, today)?, action: action.clone(), entry: String::new() }))
            .collect();
        actions.sort_by_key(|due| due.place(due.when));
        let mut wanted: HashMap<EntryId, Vec<usize>> = HashMap::new();
        for (at, due) in actions.iter().enumerate() {
            wanted.entry(due.action.entry).or_default().push(at);
        }
        let mut derived = Self {
            back: Vec::new(),
            inbox: Vec::new(),
            recent: Vec::new(),
            actions,
            goals: soonest(snapshot),
            month: Month::default(),
            months: vec![Minutes::ZERO; MONTHS],
            steps: None,
            small: Small::default(),
            path: snapshot.complete.then(|| path_of(snapshot)),
            beginning: false,
        };
        let mut count = 0;
        for entry in snapshot.entries.iter().filter(|entry| !entry.state.is_binned()) {
            count += 1;
            derived.take(entry, today);
            for at in wanted.get(&entry.id).into_iter().flatten() {
                if let Some(due) = derived.actions.get_mut(*at) {
                    due.entry.clone_from(&entry.name);
                }
            }
        }
        derived.back.sort_by_key(|entry| (entry.parked, entry.id));
        derived.beginning = count < PRACTISED;
        if snapshot.complete && count < BEGINNING {
            // Before there were marks, the reading of the policy was an entry.
            let policy = |entry: &Arc<EntryHeader>| !entry.state.is_binned() && text::folded(&entry.name).contains("policy");
            let by_entry = snapshot.entries.iter().any(policy);
            let by_mark = snapshot.waymarks.iter().any(|mark| mark.draft.kind == WaymarkKind::Employer);
            let logged = count > usize::from(by_entry);
            let steps =
                Steps { logged, goal: !snapshot.goals.is_empty(), policy: by_entry || by_mark, rules: !snapshot.registrations.is_empty() };
            derived.steps = (!(steps.logged && steps.goal && steps.policy)).then_some(steps);
        }
        derived
    }

    fn take(&mut self, entry: &Arc<EntryHeader>, today: NaiveDate) {
        // An item waits, is finished and counts with its claim.
        if entry.rolled_into.is_some() {
            return;
        }
        // Nothing asks for what is set aside; on its day it has a place of its own.
        if entry.is_parked(today) {
            return self.count(entry, today);
        }
        if entry.parked.is_some() && !matches!(entry.state, EntryState::Submitted { .. }) {
            self.back.push(Arc::clone(entry));
        } else if entry.state == EntryState::Draft {
            self.inbox.push(Arc::clone(entry));
        } else if self.recent.len() < RECENT {
            self.recent.push(Arc::clone(entry));
        }
        let lately = today.checked_sub_days(Days::new(SMALL_DAYS)).is_none_or(|earliest| entry.date >= earliest);
        if entry.date <= today && lately && entry.total <= SMALL && can_be_item(entry) {
            self.small.count += 1;
            self.small.total = self.small.total.plus(entry.total);
        }
        self.count(entry, today);
    }

    /// Adds it to the sums.
    fn count(&mut self, entry: &EntryHeader, today: NaiveDate) {
        // What is prepared for a chat to come is no learning yet.
        if entry.date > today {
            return;
        }
        let back = (today.year() - entry.date.year()) * 12 + today.month0().cast_signed() - entry.date.month0().cast_signed();
        if back == 0 {
            self.month.entries += 1;
            self.month.total = self.month.total.plus(entry.total);
            self.month.interactive = self.month.interactive.plus(entry.interactive);
        }
        let place = usize::try_from(back).ok().and_then(|back| (MONTHS - 1).checked_sub(back));
        if let Some(month) = place.and_then(|at| self.months.get_mut(at)) {
            *month = month.plus(entry.total);
        }
    }
}

fn path_of(snapshot: &Snapshot) -> Path {
    Path::of(&Known {
        entries: &snapshot.entries,
        goals: &snapshot.goals,
        actions: &snapshot.actions,
        marks: &snapshot.waymarks,
        people: &snapshot.people,
        named: &snapshot.named,
        profession: &snapshot.profile.profession,
        today: snapshot.today,
    })
}

/// Open goals: those with a day first, the nearest first.
fn soonest(snapshot: &Snapshot) -> Vec<GoalId> {
    let mut open: Vec<_> = snapshot.goals.iter().filter(|goal| goal.draft.state == GoalState::Open).collect();
    open.sort_by_key(|goal| goal.draft.due.unwrap_or(NaiveDate::MAX));
    open.into_iter().take(GOALS).map(|goal| goal.id).collect()
}
