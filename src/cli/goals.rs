//! `goal …`

use std::collections::HashMap;
use std::fmt::Write as _;

use chrono::NaiveDate;
use serde_json::json;

use super::args::{GoalArgs, GoalCommand};
use super::json as shapes;
use super::output::{Said, visible};
use super::words::{day, usage};
use crate::domain::when::Sense;
use crate::domain::{GoalDraft, GoalId, GoalKind, GoalState, Purpose};
use crate::error::Error;
use crate::journal::{GoalTotals, Journal};

pub(super) fn run(journal: &mut Journal, command: &GoalCommand) -> Result<Said, Error> {
    let today = journal.today();
    match command {
        GoalCommand::Add { title, goal } => {
            let mut draft = GoalDraft { title: title.clone(), ..GoalDraft::default() };
            apply(goal, today, &mut draft)?;
            let goal = journal.add_goal(draft)?.value;
            Ok(Said { text: format!("Added goal {}", goal.uid), json: json!({ "uid": goal.uid.to_string() }) })
        }
        GoalCommand::List => list(journal),
        GoalCommand::Edit { uid, title, goal, state } => {
            let old = journal.find_goal(uid)?;
            let mut new = old.draft.clone();
            if let Some(title) = title {
                title.clone_into(&mut new.title);
            }
            apply(goal, today, &mut new)?;
            if let Some(word) = state {
                new.state = state_of(word)?;
            }
            journal.edit_goal(&old, |draft| *draft = new)?;
            Ok(Said { text: "Changed".to_owned(), json: json!({ "uid": old.uid.to_string() }) })
        }
        GoalCommand::Close { uid, outcome, state } => {
            let old = journal.find_goal(uid)?;
            let state = state_of(state)?;
            if state == GoalState::Open {
                return Err(usage("a goal cannot be closed as open", "one of: achieved, carried_over, dropped"));
            }
            journal.edit_goal(&old, |draft| {
                draft.state = state;
                outcome.clone_into(&mut draft.outcome);
            })?;
            Ok(Said {
                text: format!("{}: {}", state.label(), visible(&old.draft.title)),
                json: json!({ "uid": old.uid.to_string(), "state": state.token() }),
            })
        }
    }
}

fn state_of(word: &str) -> Result<GoalState, Error> {
    GoalState::from_token(&word.trim().to_lowercase().replace([' ', '-'], "_"))
        .ok_or_else(|| usage(format!("“{word}” is not where a goal can stand"), "one of: open, achieved, carried_over, dropped"))
}

fn apply(args: &GoalArgs, today: NaiveDate, draft: &mut GoalDraft) -> Result<(), Error> {
    for (text, field) in [
        (&args.why, &mut draft.why),
        (&args.measure, &mut draft.measure),
        (&args.support, &mut draft.support),
        (&args.barriers, &mut draft.barriers),
    ] {
        if let Some(text) = text {
            text.clone_into(field);
        }
    }
    if let Some(text) = &args.due {
        draft.due = if text.trim().is_empty() { None } else { Some(day(text, today, Sense::Future)?) };
    }
    if let Some(word) = &args.purpose {
        draft.purpose = Purpose::from_token(&word.trim().to_lowercase())
            .ok_or_else(|| usage(format!("a goal is not for “{word}”"), "one of: role, service, pdp"))?;
    }
    if let Some(word) = &args.kind {
        draft.kind = GoalKind::from_token(&word.trim().to_lowercase().replace([' ', '-'], "_"))
            .ok_or_else(|| usage(format!("“{word}” is not a kind of goal"), "one of: cpd, service_improvement"))?;
    }
    Ok(())
}

fn list(journal: &Journal) -> Result<Said, Error> {
    let goals = journal.goals()?;
    let totals: HashMap<GoalId, GoalTotals> = (*journal.snapshot()?.totals).clone();
    let of = |id| totals.get(&id).copied().unwrap_or_default();
    let mut text = goals.iter().fold(String::new(), |mut text, goal| {
        let draft = &goal.draft;
        let due = draft.due.map_or_else(|| "no date".to_owned(), |due| format!("due {due}"));
        let total = of(goal.id);
        let _ = writeln!(
            text,
            "{}  {}\n    {}, {due}, {} entries, {}",
            goal.uid,
            visible(&draft.title),
            draft.state.label(),
            total.entries,
            total.minutes
        );
        text
    });
    if goals.is_empty() {
        text.push_str("No goals yet: `cpd-journal goal add TITLE` makes the first");
    }
    let goals: Vec<_> = goals.iter().map(|goal| shapes::goal(goal, of(goal.id))).collect();
    Ok(Said { text, json: json!({ "goals": goals }) })
}
