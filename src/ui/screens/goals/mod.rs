//! The personal development plan: goals as cards, and one goal with what was done for it.
//!
//! | file | question |
//! |---|---|
//! | `view` | Which goals are there? |
//! | `form`, `fields` | What is written about a goal? |
//! | `page`, `page_view` | One goal: what is saved when, and what stands where |
//! | `tale`, `reviews` | What was done for it, how far is it, and what was it before? |
//! | `closing` | How did it end, and how does it go on? |
//! | `keeping` | What is half written, and how is it kept when somebody leaves? |
//! | `loose`, `picker` | What is not linked yet, and how is it linked? |
//! | `starts` | Where do goals come from? |

mod closing;
mod fields;
mod form;
mod keeping;
mod loose;
mod page;
mod page_view;
mod picker;
mod reviews;
mod starts;
mod tale;
mod texts;
mod view;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};

use crate::domain::counting::{Counting, counts};
use crate::domain::{GoalId, GoalState, Minutes};
use crate::journal::Snapshot;
use crate::worker::{Event, Request};

use closing::Closing;
use form::Form;
use loose::Loose;
use page::GoalPage;
use picker::Picker;
use starts::Starts;
use view::Part;

/// Months that the strip of bars shows, this one included.
const MONTHS: usize = 12;

/// What the page remembers.
#[derive(Default)]
pub struct Goals {
    /// What was done for each goal, and of which revision it was worked out.
    activity: Option<(u64, Arc<HashMap<GoalId, Activity>>)>,
    /// The goal that is shown alone.
    page: Option<GoalPage>,
    /// The part that is shown while no goal is.
    part: Part,
    loose: Loose,
    starts: Starts,
    /// Entries are being chosen.
    picker: Option<Picker>,
    /// A goal that is being added.
    form: Option<Form>,
    /// Goals that are not open are shown, too.
    closed_shown: bool,
    /// A goal to show as soon as there is a snapshot to read it from.
    wanted: Option<GoalId>,
    /// The page is to be left as soon as what is written on it is in the journal.
    leaving: bool,
    /// How goals were to be carried over that are not shown now.
    aside: HashMap<GoalId, Closing>,
    /// The time of the last frame, for what comes in between frames.
    now: f64,
    /// The day of the last frame.
    today: Option<NaiveDate>,
}

/// What was done for a goal.
#[derive(Clone, Debug)]
struct Activity {
    last: NaiveDate,
    /// Time by month, this one last.
    months: Vec<Minutes>,
}

impl Goals {
    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        match event {
            Event::Opened { .. } => *self = Self::default(),
            Event::Renewed(snapshot) => {
                self.aside.retain(|id, _| snapshot.goals.iter().any(|goal| goal.id == *id && goal.draft.state == GoalState::Open));
                if let Some(page) = &mut self.page {
                    match snapshot.goals.iter().find(|goal| goal.id == page.id) {
                        Some(goal) => page.take_in(goal),
                        // Adding it was undone.
                        None => self.page = None,
                    }
                }
            }
            Event::GoalAdded { ticket, goal } => {
                self.form.take_if(|form| form.sent == Some(*ticket));
                if self.page.as_mut().is_some_and(|page| page.carried_over(*ticket)) {
                    // Carried over: the one that goes on is shown.
                    self.wanted = Some(goal.id);
                }
            }
            Event::Kept { ticket } => self.kept(*ticket),
            Event::Moments { .. } => {
                if let Some(versions) = self.page.as_mut().and_then(|page| page.versions.as_mut()) {
                    versions.on_event(event);
                }
            }
            Event::Story(story) => {
                if let Some(page) = self.page.as_mut().filter(|page| page.id == story.goal) {
                    page.tale.take_in(story);
                }
            }
            Event::Failed(failure) if failure.save.is_none() && !failure.export => match (failure.ticket, &mut self.page) {
                (Some(ticket), _) => self.not_kept(ticket),
                (None, Some(page)) => page.failed(self.now),
                (None, None) => {}
            },
            _ => {}
        }
    }

    /// Shows one goal.
    pub fn show_goal(&mut self, id: GoalId) {
        self.wanted = Some(id);
    }

    /// Saves at once what is written but not on its way.
    pub fn flush(&mut self) -> Option<Request> {
        self.page.as_mut().and_then(GoalPage::flush)
    }

    /// Whether something is not on the disk that is, or soon will be, on its way there.
    pub fn is_dirty(&self) -> bool {
        self.page.as_ref().is_some_and(GoalPage::is_dirty)
            || self.form.as_ref().is_some_and(|form| form.sent.is_some())
            || self.starts.is_sent()
    }

    /// Whether somebody is writing in one of the goal's own texts, which have one history.
    pub fn is_written_in(&self) -> bool {
        self.page.as_ref().is_some_and(|page| page.written_in)
    }

    /// The goal that is shown, and how often it was changed here.
    pub fn written(&self) -> Option<(GoalId, u64)> {
        self.page.as_ref().map(GoalPage::changes)
    }

    /// Takes a change of the goal's texts back; `false` when there is none.
    pub fn undo(&mut self, now: f64) -> bool {
        self.page.as_mut().is_some_and(|page| page.undo(now))
    }

    /// Does a change of the goal's texts again; `false` when there is none.
    pub fn redo(&mut self, now: f64) -> bool {
        self.page.as_mut().is_some_and(|page| page.redo(now))
    }

    /// What was done for each goal, worked out again only when the journal has changed.
    fn activity(&mut self, snapshot: &Snapshot) -> Arc<HashMap<GoalId, Activity>> {
        if let Some((of, activity)) = &self.activity
            && *of == snapshot.revision
        {
            return Arc::clone(activity);
        }
        let mut all: HashMap<GoalId, Activity> = HashMap::new();
        let counting = Counting::of(snapshot.entries.iter().map(|entry| &**entry));
        for entry in snapshot.entries.iter().filter(|entry| counts(entry)) {
            for (goal, share) in counting.shares(entry, |entry| entry.goals.iter().copied()) {
                // Entries come newest first.
                let activity = all.entry(goal).or_insert_with(|| Activity { last: entry.date, months: vec![Minutes::ZERO; MONTHS] });
                let place =
                    usize::try_from(months_between(entry.date, snapshot.today)).ok().and_then(|back| (MONTHS - 1).checked_sub(back));
                if let Some(month) = place.and_then(|at| activity.months.get_mut(at)) {
                    *month = month.plus(share.total);
                }
            }
        }
        let all = Arc::new(all);
        self.activity = Some((snapshot.revision, Arc::clone(&all)));
        all
    }
}

/// From one month to another; not negative when the second is later.
fn months_between(from: NaiveDate, to: NaiveDate) -> i32 {
    (to.year() - from.year()) * 12 + to.month0().cast_signed() - from.month0().cast_signed()
}
