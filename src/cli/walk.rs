//! `walk`: through a period entry by entry, to what is shown to an appraiser.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::args::{WalkCommand, WalkStartArgs};
use super::output::{Said, visible};
use super::words::{day, day_gone, plain_day, usage};
use crate::domain::standing::Judged;
use crate::domain::walk::{Decision, Fate, GoalFate, why_off};
use crate::domain::when::Sense;
use crate::domain::{EntryHeader, EntryId, Goal, GoalState, Walk, WalkDraft};
use crate::error::Error;
use crate::journal::{By, Journal, Snapshot, WalkState, asked_of_walk, walk_state};

pub(super) fn run(journal: &mut Journal, command: &WalkCommand) -> Result<Said, Error> {
    match command {
        WalkCommand::Start(args) => start(journal, args),
        WalkCommand::Next { after, which } => {
            let walk = journal.find_walk(which.walk.as_deref())?;
            let after = after.as_deref().map(|name| journal.find_entry(name)).transpose()?;
            next(journal, &walk, after)
        }
        WalkCommand::Decide { uid, decision, which } => {
            let walk = journal.find_walk(which.walk.as_deref())?;
            let entry = journal.find_entry(uid)?;
            let decided = decision_of(decision)?;
            let snapshot = journal.snapshot()?;
            let state = walk_state(&walk, &snapshot.walks, &snapshot.entries, &snapshot.goals);
            if !state.way().any(|id| id == entry) {
                let days = format!("{} to {}", plain_day(walk.draft.from), plain_day(walk.draft.until));
                return Err(usage(format!("that entry is not on the walk “{}”", walk.draft.title), format!("it goes through {days}")));
            }
            if walk.decision(entry) != decided || walk.finished.is_some() {
                journal.decide(walk.id, entry, decided)?;
            }
            next(journal, &journal.find_walk(Some(&walk.uid.to_string()))?, Some(entry))
        }
        WalkCommand::Goal { goal, fate, outcome, title, which } => {
            let walk = journal.find_walk(which.walk.as_deref())?;
            let goal = journal.find_goal(goal)?;
            if goal.draft.state != GoalState::Open {
                let hint = "`goal edit --state open` opens it again";
                return Err(usage(format!("“{}” is closed: {}", goal.draft.title, goal.draft.state.label().to_lowercase()), hint));
            }
            let fate = fate_of(fate)?;
            let fate = fate.map(|fate| GoalFate { goal: goal.id, fate, outcome: outcome.clone(), next_title: title.clone() });
            journal.set_fate(walk.id, goal.id, fate.clone(), By::Command)?;
            let word = fate.map_or("undecided".to_owned(), |fate| fate.fate.label().to_lowercase());
            Ok(Said {
                text: format!("{}: {word}", visible(&goal.draft.title)),
                json: json!({ "uid": goal.uid.to_string(), "walk": walk.uid.to_string() }),
            })
        }
        WalkCommand::Note { text, which } => {
            let walk = journal.find_walk(which.walk.as_deref())?;
            journal.save_walk(walk.id, WalkDraft { note: text.clone(), ..walk.draft.clone() }, By::Command)?;
            Ok(Said { text: "Noted".to_owned(), json: json!({ "uid": walk.uid.to_string() }) })
        }
        WalkCommand::Status { which } => status(journal, &journal.find_walk(which.walk.as_deref())?),
        WalkCommand::Finish { which } => {
            let walk = journal.find_walk(which.walk.as_deref())?;
            if walk.finished.is_some() {
                return Err(usage(format!("“{}” is finished already", walk.draft.title), "`walk status` shows what came of it"));
            }
            let told = journal.finish_walk(walk.id)?.value.told;
            let mut said = status(journal, &journal.find_walk(Some(&walk.uid.to_string()))?)?;
            for note in &told {
                let _ = write!(said.text, "\nnote: {}", visible(note));
            }
            if let Some(object) = said.json.as_object_mut() {
                object.insert("notes".to_owned(), json!(told));
            }
            Ok(said)
        }
        WalkCommand::Reopen { walk } => {
            let walk = journal.find_walk_to_show(walk.as_deref())?;
            if walk.finished.is_none() {
                return Err(usage(format!("“{}” is not finished", walk.draft.title), "`walk next` goes on with it"));
            }
            journal.reopen_walk(&walk)?;
            status(journal, &journal.find_walk(Some(&walk.uid.to_string()))?)
        }
        WalkCommand::List => list(journal),
        WalkCommand::Remove { walk } => {
            let walk = journal.find_walk(Some(walk))?;
            journal.remove_walk(&walk)?;
            Ok(Said {
                text: format!("Removed “{}”; `undo` brings it back", visible(&walk.draft.title)),
                json: json!({ "uid": walk.uid.to_string() }),
            })
        }
    }
}

fn decision_of(word: &str) -> Result<Option<Decision>, Error> {
    let word = word.trim().to_lowercase();
    if word == "undecided" {
        return Ok(None);
    }
    let known = Decision::ALL.iter().map(|one| one.token()).collect::<Vec<_>>().join(", ");
    let numbered = word.parse::<usize>().ok().and_then(|nth| Decision::ALL.get(nth.checked_sub(1)?)).copied();
    let found = Decision::from_token(&word).or(numbered);
    found.map(Some).ok_or_else(|| usage(format!("“{word}” is no decision"), format!("one of: {known}, undecided")))
}

fn fate_of(word: &str) -> Result<Option<Fate>, Error> {
    let word = word.trim().to_lowercase().replace('-', "_");
    if word == "undecided" {
        return Ok(None);
    }
    let known = Fate::ALL.iter().map(|one| one.token().replace('_', "-")).collect::<Vec<_>>().join(", ");
    let shown = word.replace('_', "-");
    Fate::from_token(&word)
        .map(Some)
        .ok_or_else(|| usage(format!("“{shown}” can become of no goal"), format!("one of: {known}, undecided")))
}

fn start(journal: &mut Journal, args: &WalkStartArgs) -> Result<Said, Error> {
    let today = journal.today();
    let mut draft = match (&args.framework, &args.from) {
        (Some(framework), _) => journal.walk_for(&journal.find_registration(framework)?)?,
        (None, Some(from)) => {
            let from = day_gone(from, today)?;
            let until = args.to.as_deref().map_or(Ok(today), |text| day(text, today, Sense::Past))?;
            if until < from {
                return Err(usage(format!("{from} is after {until}"), "--from comes before --to"));
            }
            WalkDraft {
                title: format!("Appraisal, {}", until.format("%B %Y")),
                registration: None,
                from,
                until,
                note: String::new(),
                next_plan: crate::domain::goal::plan_of(until.checked_add_months(chrono::Months::new(12)).unwrap_or(until)),
            }
        }
        (None, None) => match journal.registrations()?.as_slice() {
            [one] => journal.walk_for(one)?,
            [] => return Err(usage("it is not said what to walk through", "--from D --to D, or register first")),
            _ => return Err(usage("there are several registrations", "say which with --framework, or give --from and --to")),
        },
    };
    if let Some(title) = &args.title {
        draft.title.clone_from(title);
    }
    if let Some(plan) = &args.next_plan {
        draft.next_plan.clone_from(plan);
    }
    let begun = journal.begin_walk(draft)?.value;
    let (told, walk, begun) = (begun.told().filter(|_| begun.until_before.is_some()), begun.walk, !begun.resumed);
    let snapshot = journal.snapshot()?;
    let state = state_of(&walk, &snapshot);
    let verb = if begun { "Begun" } else { "Goes on" };
    let draft = &walk.draft;
    let days = format!("{} to {}", plain_day(draft.from), plain_day(draft.until));
    let mut json = of_walk(&walk, &state);
    json.insert("begun".to_owned(), json!(begun));
    let note = told.as_ref().map_or_else(String::new, |told| format!("\nnote: {}", visible(told)));
    json.insert("notes".to_owned(), json!(told.into_iter().collect::<Vec<_>>()));
    Ok(Said { text: format!("{verb}: {} ({days})\n{}{note}", visible(&draft.title), far(&state)), json: Value::Object(json) })
}

fn state_of(walk: &Walk, snapshot: &Snapshot) -> WalkState {
    walk_state(walk, &snapshot.walks, &snapshot.entries, &snapshot.goals)
}

/// “12 of 60 decided, 48 left”.
fn far(state: &WalkState) -> String {
    format!("{} of {} decided, {} left", state.decided, state.entries, state.left())
}

fn of_walk(walk: &Walk, state: &WalkState) -> serde_json::Map<String, Value> {
    let counts: serde_json::Map<String, Value> =
        Decision::ALL.iter().zip(state.counts).map(|(decision, count)| (decision.token().to_owned(), json!(count))).collect();
    let known = json!({
        "walk": walk.uid.to_string(),
        "title": walk.draft.title,
        "from": walk.draft.from.to_string(),
        "until": walk.draft.until.to_string(),
        "next_plan": walk.draft.next_plan,
        "note": walk.draft.note,
        "finished": walk.finished.map(super::json::instant),
        "entries": state.entries,
        "decided": state.decided,
        "left": state.left(),
        "counts": counts,
    });
    known.as_object().cloned().unwrap_or_default()
}

fn next(journal: &Journal, walk: &Walk, after: Option<EntryId>) -> Result<Said, Error> {
    let snapshot = journal.snapshot()?;
    let state = state_of(walk, &snapshot);
    let mut json = of_walk(walk, &state);
    let Some(id) = state.next_after(after) else {
        json.insert("uid".to_owned(), Value::Null);
        json.insert("lacks".to_owned(), json!([]));
        let text = format!("Everything is decided ({} entries)\n`cpd-journal walk status` shows what came of it", state.entries);
        return Ok(Said { text, json: Value::Object(json) });
    };
    let walked = journal.walked(walk, id, &snapshot)?;
    let draft = &walked.entry.draft;
    let goals: Vec<&Goal> = snapshot.goals.iter().filter(|goal| draft.goals.contains(&goal.id)).collect();
    let mut page = format!("{}  {}  {}  {}\n", walked.entry.uid, plain_day(draft.date), draft.minutes.total(), visible(&draft.name()));
    let mut line = |what: &str, text: &str| {
        let _ = writeln!(page, "  {what}: {}", visible(text));
    };
    for goal in &goals {
        line("Goal", &goal.draft.title);
    }
    for text in &walked.supports {
        line("Would support", text);
    }
    if !walked.standards.is_empty() {
        line("Standards", &walked.standards.join("; "));
    }
    if !walked.gaps.is_empty() {
        line("Lacks", &walked.gaps.iter().map(|gap| gap.label().to_lowercase()).collect::<Vec<_>>().join("; "));
    }
    for text in &walked.why_not {
        line("Does not count", text);
    }
    let _ = write!(page, "{}", far(&state));
    json.insert("uid".to_owned(), json!(walked.entry.uid.to_string()));
    json.insert("entry".to_owned(), super::json::entry(journal, &walked.entry, false)?);
    json.insert("goals".to_owned(), json!(goals.iter().map(|goal| super::json::goal_named(goal)).collect::<Vec<_>>()));
    json.insert("supports".to_owned(), json!(walked.supports));
    json.insert("standards".to_owned(), json!(walked.standards));
    json.insert(
        "lacks".to_owned(),
        json!(walked.gaps.iter().map(|gap| json!({ "id": gap.token(), "label": gap.label() })).collect::<Vec<_>>()),
    );
    json.insert("why_not".to_owned(), json!(walked.why_not));
    Ok(Said { text: page, json: Value::Object(json) })
}

fn status(journal: &Journal, walk: &Walk) -> Result<Said, Error> {
    let snapshot = journal.snapshot()?;
    let state = state_of(walk, &snapshot);
    let header = |id: EntryId| snapshot.entries.iter().find(|entry| entry.id == id);
    let named = |decision: Decision| -> Vec<&EntryHeader> {
        state.with(decision).into_iter().filter_map(|id| header(id).map(|entry| &**entry)).collect()
    };
    let mut json = of_walk(walk, &state);
    let mut page = format!("{}\n{}\n", visible(&walk.draft.title), far(&state));
    for (decision, key) in Decision::ALL.iter().zip(["chosen", "improve", "parked", "not_this_time"]) {
        let entries = named(*decision);
        json.insert(
            key.to_owned(),
            json!(
                entries
                    .iter()
                    .map(|entry| json!({ "uid": entry.uid.to_string(), "title": entry.name, "date": entry.date.to_string() }))
                    .collect::<Vec<_>>()
            ),
        );
        if !entries.is_empty() {
            let _ = writeln!(page, "\n{}: {}", decision.label(), entries.len());
            for entry in entries {
                let _ = writeln!(page, "  {}  {}  {}", entry.uid, plain_day(entry.date), visible(&entry.name));
            }
        }
    }
    let off = state.off_the_way.iter().map(|one| (one, header(one.entry).map(|entry| &**entry)));
    if !state.off_the_way.is_empty() {
        let _ = writeln!(page, "\nNot on the way any more: {}", state.off_the_way.len());
    }
    let mut off_the_way: Vec<Value> = Vec::new();
    for (one, entry) in off {
        let why = why_off(entry);
        let name = entry.map_or_else(|| "an entry".to_owned(), |entry| format!("{}  {}  {}", entry.uid, plain_day(entry.date), entry.name));
        let _ = writeln!(page, "  {} ({}): {why}", visible(&name), one.decision.label().to_lowercase());
        off_the_way.push(json!({
            "uid": entry.map(|entry| entry.uid.to_string()),
            "title": entry.map(|entry| entry.name.clone()),
            "date": entry.map(|entry| entry.date.to_string()),
            "decision": one.decision.token(),
            "why": why,
        }));
    }
    json.insert("off_the_way".to_owned(), json!(off_the_way));
    let asked = asked_of_walk(walk, &state, &snapshot.stands, journal.catalogue());
    if !asked.is_empty() {
        page.push_str("\nRequirements\n");
    }
    for one in &asked {
        let sign = match one.judged {
            Judged::Met => "✓",
            Judged::NotMet => "✗",
            Judged::Advice => "·",
        };
        let _ = writeln!(page, "{sign} {}: {}; {} of the chosen entries count", visible(&one.label), visible(&one.counted), one.chosen);
        if !one.would_do.is_empty() {
            let _ = writeln!(page, "    Would be enough now: {}", visible(&one.would_do));
        }
    }
    json.insert(
        "requirements".to_owned(),
        json!(
            asked
                .iter()
                .map(|one| json!({ "id": one.requirement, "label": one.label, "counted": one.counted, "met": one.judged.met(),
                "would_do": one.would_do, "chosen": one.chosen }))
                .collect::<Vec<_>>()
        ),
    );
    let mut goals: Vec<Value> = Vec::new();
    if snapshot.goals.iter().any(|goal| goal.draft.state == GoalState::Open || walk.fate(goal.id).is_some()) {
        page.push_str("\nGoals\n");
    }
    for goal in snapshot.goals.iter().filter(|goal| goal.draft.state == GoalState::Open || walk.fate(goal.id).is_some()) {
        let stop = state.stops.iter().find(|stop| stop.goal == Some(goal.id)).map_or(0, |stop| stop.entries.len());
        let fate = walk.fate(goal.id);
        let word = fate.map_or("undecided".to_owned(), |fate| fate.fate.label().to_lowercase());
        let _ = writeln!(page, "  {}: {} looked at here; {word}", visible(&goal.draft.title), stop);
        goals.push(json!({
            "uid": goal.uid.to_string(),
            "title": goal.draft.title,
            "state": goal.draft.state.token(),
            "entries": stop,
            "fate": fate.map(|fate| fate.fate.token()),
            "outcome": fate.map(|fate| fate.outcome.clone()),
            "next_title": fate.map(|fate| fate.next_title.clone()),
        }));
    }
    json.insert("goals".to_owned(), json!(goals));
    if !walk.draft.note.is_empty() {
        let _ = writeln!(page, "\nFor the appraiser\n{}", visible(&walk.draft.note));
    }
    if walk.finished.is_some() {
        let (title, uid) = (visible(&walk.draft.title), walk.uid);
        let _ = write!(page, "\nFinished: “{title}”. `cpd-journal export --walk {uid} --out portfolio.pdf` makes the portfolio");
    }
    Ok(Said { text: page, json: Value::Object(json) })
}

fn list(journal: &Journal) -> Result<Said, Error> {
    let snapshot = journal.snapshot()?;
    let mut page = String::new();
    let mut walks = Vec::new();
    for walk in &*snapshot.walks {
        let state = state_of(walk, &snapshot);
        let done = if walk.finished.is_some() { "finished".to_owned() } else { far(&state) };
        let _ = writeln!(page, "{}  {}  ({done})", walk.uid, visible(&walk.draft.title));
        walks.push(of_walk(walk, &state));
    }
    if walks.is_empty() {
        page.push_str("No walk was begun yet: `cpd-journal walk start`");
    }
    Ok(Said { text: page, json: json!({ "walks": walks }) })
}
