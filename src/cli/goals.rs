//! `goal …`

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use chrono::NaiveDate;
use serde_json::json;

use super::args::{GoalArgs, GoalCommand};
use super::json as shapes;
use super::output::{Said, visible};
use super::words::{day, day_gone, day_or_none, usage};
use crate::domain::text::excerpt;
use crate::domain::when::Sense;
use crate::domain::{EntryId, Goal, GoalDraft, GoalId, GoalKind, GoalState, Purpose, ReviewDraft};
use crate::error::Error;
use crate::journal::{GoalTotals, Journal, Linked};

/// Characters of an outcome that are shown to recognise it by.
const SHOWN: usize = 60;

pub(super) fn run(journal: &mut Journal, command: &GoalCommand) -> Result<Said, Error> {
    let today = journal.today();
    match command {
        GoalCommand::Add { title, goal } => {
            let mut draft = GoalDraft { title: title.clone(), ..GoalDraft::default() };
            apply(goal, today, &mut draft)?;
            let goal = journal.add_goal(draft)?.value;
            Ok(Said { text: format!("Added goal {}", goal.uid), json: json!({ "uid": goal.uid.to_string() }) })
        }
        GoalCommand::List { without_entries } => list(journal, *without_entries),
        GoalCommand::Show { uid } => super::story::show(journal, &journal.find_goal(uid)?),
        GoalCommand::Review { uid, note, date } => {
            let goal = journal.find_goal(uid)?;
            let day = date.as_deref().map_or(Ok(today), |text| day_gone(text, today))?;
            let draft = ReviewDraft { day, note: note.clone() };
            let review = match journal.reviews()?.into_iter().find(|one| one.goal == goal.id && one.draft == draft) {
                Some(review) => review,
                None => journal.add_review(&goal, draft)?.value,
            };
            Ok(Said {
                text: format!("Reviewed: {}", visible(&goal.draft.title)),
                json: json!({ "uid": review.uid.to_string(), "goal": goal.uid.to_string() }),
            })
        }
        GoalCommand::Carry { uid, outcome, title, due, plan } => {
            let old = journal.find_goal(uid)?;
            let goes_on = || Ok::<_, Error>(journal.goals()?.iter().any(|next| next.carried_from == Some(old.id)));
            // One that goes on already is refused by its name of today, where it is written.
            if old.draft.state != GoalState::Open && !goes_on()? {
                return Err(closed(&old, "`goal edit --state open` opens it again"));
            }
            let next = GoalDraft {
                title: title.clone().unwrap_or_else(|| old.draft.title.clone()),
                due: due.as_deref().map(|text| day(text, today, Sense::Future)).transpose()?,
                plan: plan.clone().unwrap_or_default(),
                ..old.draft.clone()
            };
            let next = journal.carry_over(&old, outcome, next)?.value;
            Ok(Said {
                text: format!("{} goes on as {}: {}", visible(&old.draft.title), next.uid, visible(&next.draft.title)),
                json: json!({ "uid": next.uid.to_string(), "from": old.uid.to_string() }),
            })
        }
        GoalCommand::Link { uid, entries } => link(journal, uid, entries, Linked::Yes),
        GoalCommand::Unlink { uid, entries } => link(journal, uid, entries, Linked::No),
        GoalCommand::Edit { uid, title, goal, outcome, state } => {
            let old = journal.find_goal(uid)?;
            let mut new = old.draft.clone();
            if let Some(title) = title {
                title.clone_into(&mut new.title);
            }
            apply(goal, today, &mut new)?;
            if let Some(outcome) = outcome {
                outcome.clone_into(&mut new.outcome);
            }
            if let Some(word) = state {
                new.state = state_of(word)?;
            }
            let text = if new == old.draft { "Nothing to change" } else { "Changed" };
            journal.edit_goal(&old, |draft| *draft = new)?;
            Ok(Said { text: text.to_owned(), json: json!({ "uid": old.uid.to_string() }) })
        }
        GoalCommand::Close { uid, outcome, state } => {
            let old = journal.find_goal(uid)?;
            let state = state_of(state)?;
            if state == GoalState::Open {
                return Err(usage("a goal cannot be closed as open", "one of: achieved, carried_over, dropped"));
            }
            let GoalDraft { state: now, outcome: said, .. } = &old.draft;
            if *now != GoalState::Open && (*now != state || said.trim() != outcome.trim()) {
                return Err(closed(&old, "`goal edit` changes its outcome, with --outcome, and its state"));
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

/// Its outcome is not written over unasked.
fn closed(goal: &Goal, hint: &str) -> Error {
    let GoalDraft { title, state, outcome, .. } = &goal.draft;
    let outcome = if outcome.trim().is_empty() { String::new() } else { format!(": {}", excerpt(outcome, SHOWN)) };
    usage(format!("“{title}” is closed already ({}{outcome})", state.label().to_lowercase()), format!("{hint}; nothing was changed"))
}

fn state_of(word: &str) -> Result<GoalState, Error> {
    GoalState::from_token(&word.trim().to_lowercase().replace([' ', '-'], "_"))
        .ok_or_else(|| usage(format!("“{word}” is not where a goal can stand"), "one of: open, achieved, carried_over, dropped"))
}

fn apply(args: &GoalArgs, today: NaiveDate, draft: &mut GoalDraft) -> Result<(), Error> {
    for (text, field) in [
        (&args.why, &mut draft.why),
        (&args.measure, &mut draft.measure),
        (&args.how, &mut draft.how),
        (&args.plan, &mut draft.plan),
        (&args.support, &mut draft.support),
        (&args.barriers, &mut draft.barriers),
    ] {
        if let Some(text) = text {
            text.clone_into(field);
        }
    }
    if let Some(text) = &args.due {
        draft.due = day_or_none(text, today, Sense::Future)?;
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

/// Links entries to a goal, or takes them out of it; those that are as they should be stay untouched, with the day of their link.
fn link(journal: &mut Journal, goal: &str, names: &[String], linked: Linked) -> Result<Said, Error> {
    let goal = journal.find_goal(goal)?;
    let entries: Vec<EntryId> = names.iter().map(|name| Ok(journal.find_entry(name)?)).collect::<Result<_, Error>>()?;
    let changed = journal.link_all(&entries, goal.id, linked)?.value;
    let changed: Vec<String> = changed.into_iter().map(|id| Ok(journal.entry(id)?.uid.to_string())).collect::<Result<_, Error>>()?;
    let verb = if linked == Linked::Yes { "Linked to" } else { "Taken out of" };
    let count = super::story::counted(changed.len(), "entry", "entries");
    Ok(Said {
        text: format!("{verb} {}: {count}", visible(&goal.draft.title)),
        json: json!({ "uid": goal.uid.to_string(), "changed": changed }),
    })
}

fn list(journal: &Journal, without_entries: bool) -> Result<Said, Error> {
    let all = journal.goals()?;
    let reviews = journal.reviews()?;
    let totals: HashMap<GoalId, GoalTotals> = (*journal.snapshot()?.totals).clone();
    let of = |id| totals.get(&id).copied().unwrap_or_default();
    let linked: HashSet<GoalId> =
        journal.headers(None)?.into_iter().filter(|header| !header.state.is_binned()).flat_map(|header| header.goals).collect();
    let waits = |goal: &&Goal| goal.draft.state == GoalState::Open && !linked.contains(&goal.id);
    let goals: Vec<&Goal> = all.iter().filter(|goal| !without_entries || waits(goal)).collect();
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
    if goals.is_empty() && without_entries {
        text.push_str("Something was done for every open goal");
    } else if goals.is_empty() {
        text.push_str("No goals yet: `cpd-journal goal add TITLE` makes the first");
    }
    let goals: Vec<_> = goals.into_iter().map(|goal| shapes::goal(goal, of(goal.id), &all, &reviews)).collect();
    Ok(Said { text, json: json!({ "goals": goals }) })
}
