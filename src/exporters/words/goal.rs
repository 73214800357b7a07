//! A goal in words.

use super::{Dated, Fact, Facts, counted, day};
use crate::domain::report::{ReportGoal, ReportReview};

/// What is known of a goal.
pub(in crate::exporters) fn goal_facts(goal: &ReportGoal) -> Vec<Fact<'_>> {
    let mut facts = Facts::default();
    facts.plain("State", goal.state.label());
    if let Some(due) = goal.due {
        facts.plain("Due", day(due));
    }
    facts.plain("Plan", &goal.plan);
    facts.plain("For", format!("{} – {}", goal.purpose.label(), goal.kind.label()));
    if let Some(title) = &goal.carried_from {
        facts.plain("Carried over from", title);
    }
    facts.markdown("Why", &goal.why);
    facts.markdown("Measure of success", &goal.measure);
    facts.markdown("How", &goal.how);
    facts.markdown("Support", &goal.support);
    facts.markdown("Barriers", &goal.barriers);
    facts.markdown("Outcome", &goal.outcome);
    facts.plain(
        "In this record",
        match goal.entries {
            0 => "No entries".to_owned(),
            entries => format!("{}, {}", counted(entries, "entry", "entries"), goal.minutes),
        },
    );
    facts.0
}

/// Looks at a goal.
pub(in crate::exporters) fn reviews(goal: &ReportGoal) -> Vec<Dated<'_>> {
    goal.reviews
        .iter()
        .map(|ReportReview { date, note }| Dated { day: *date, heading: format!("Review of {}", day(*date)), said: "", text: note })
        .collect()
}
