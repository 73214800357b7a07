//! The goals of a report.

use std::collections::{HashMap, HashSet};

use crate::domain::counting::{self, Counting, Share};
use crate::domain::report::{ReportEntry, ReportGoal, ReportReview};
use crate::domain::{EntryHeader, Goal, GoalId, GoalState, Review, Uid};

/// What the entries of a report are for each goal.
pub(super) fn goal_shares(counting: &Counting<'_>, headers: &[&EntryHeader]) -> HashMap<GoalId, Share> {
    let mut shares: HashMap<GoalId, Share> = HashMap::new();
    for header in headers.iter().filter(|header| counting::counts(header)) {
        for (goal, share) in counting.shares(header, |entry| entry.goals.iter().copied()) {
            let sum = shares.entry(goal).or_default();
            *sum = sum.plus(share);
        }
    }
    shares
}

/// Goals that the entries belong to, and open ones; with a selected goal only that.
pub(super) fn report_goals(
    goals: Vec<Goal>,
    reviews: Vec<Review>,
    entries: &[ReportEntry],
    shares: &HashMap<GoalId, Share>,
    only: Option<Uid>,
) -> Vec<ReportGoal> {
    let mut looks: HashMap<GoalId, Vec<ReportReview>> = HashMap::new();
    for Review { goal, draft, .. } in reviews {
        looks.entry(goal).or_default().push(ReportReview { date: draft.day, note: draft.note });
    }
    let titles: HashMap<GoalId, String> = goals.iter().map(|goal| (goal.id, goal.draft.title.clone())).collect();
    let linked: HashSet<Uid> = entries.iter().flat_map(|entry| &entry.goals).map(|linked| linked.uid).collect();
    let mut list: Vec<ReportGoal> = goals
        .into_iter()
        .map(|goal| {
            let Share { entries, total, .. } = shares.get(&goal.id).copied().unwrap_or_default();
            ReportGoal {
                uid: goal.uid,
                title: goal.draft.title,
                why: goal.draft.why,
                measure: goal.draft.measure,
                how: goal.draft.how,
                due: goal.draft.due,
                support: goal.draft.support,
                barriers: goal.draft.barriers,
                purpose: goal.draft.purpose,
                kind: goal.draft.kind,
                state: goal.draft.state,
                outcome: goal.draft.outcome,
                plan: goal.draft.plan,
                carried_from: goal.carried_from.and_then(|id| titles.get(&id)).cloned(),
                reviews: looks.remove(&goal.id).unwrap_or_default(),
                entries,
                minutes: total,
            }
        })
        .filter(|goal| match only {
            Some(only) => goal.uid == only,
            None => linked.contains(&goal.uid) || goal.state == GoalState::Open,
        })
        .collect();
    list.sort_by_key(|goal| (goal.due.is_none(), goal.due));
    list
}
