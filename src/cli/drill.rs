//! `drill`: an audit, practised.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::args::DrillArgs;
use super::output::{Said, visible};
use super::words::{plain_day, usage};
use crate::domain::drill::Drill;
use crate::domain::{Framework, Registration};
use crate::error::Error;
use crate::journal::{DrillState, Journal, JournalError, Thing};

/// What the call did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Did {
    Started,
    Looked,
    Ended,
}

pub(super) fn drill(journal: &mut Journal, args: &DrillArgs) -> Result<Said, Error> {
    let registration = journal.find_registration(&args.framework)?;
    let latest = latest(journal, &registration)?;
    let running = latest.clone().filter(|drill| drill.draft.ended.is_none());
    let none = |what: &str| usage(what.to_owned(), format!("`cpd-journal drill {}` starts one", args.framework));
    let (state, did) = match (args.done, args.status, running) {
        (true, _, None) => return Err(none("no audit drill runs")),
        (true, _, Some(drill)) => {
            journal.end_drill(&drill)?;
            let ended = self::latest(journal, &registration)?.unwrap_or(drill);
            (journal.drill_state(&ended)?, Did::Ended)
        }
        (false, true, _) => (journal.drill_state(&latest.ok_or_else(|| none("no audit drill was practised yet"))?)?, Did::Looked),
        (false, false, Some(drill)) => (journal.drill_state(&drill)?, Did::Looked),
        (false, false, None) => (journal.start_drill(&registration)?.value, Did::Started),
    };
    let framework = journal.catalogue().framework(&state.framework).cloned();
    let framework = framework.ok_or_else(|| JournalError::NotFound { what: Thing::Framework, name: state.framework.clone() })?;
    Ok(Said { text: page(journal, &framework, &state, did), json: as_json(journal, &framework, &registration, &state) })
}

/// The drill of a registration that was begun last.
fn latest(journal: &Journal, registration: &Registration) -> Result<Option<Drill>, Error> {
    Ok(journal.drills()?.into_iter().find(|drill| drill.draft.registration == registration.id))
}

/// Whole minutes that it took, or has taken so far.
fn minutes(state: &DrillState, now: DateTime<Utc>) -> i64 {
    (state.drill.draft.ended.unwrap_or(now) - state.drill.draft.began).num_minutes().max(0)
}

fn page(journal: &Journal, framework: &Framework, state: &DrillState, did: Did) -> String {
    let draft = &state.drill.draft;
    let audit = framework.audit.as_ref();
    let label = audit.map_or("Audit", |audit| audit.label.as_str());
    let mut page = format!("{} – {}\n", visible(&framework.name), visible(label));
    if did == Did::Started
        && let Some(audit) = audit
    {
        let _ = writeln!(page, "{}\n", visible(&audit.text));
    }
    let took = minutes(state, journal.now());
    let _ = match (draft.ended, did) {
        (None, Did::Started) => writeln!(page, "The clock runs: `cpd-journal drill {} --done` stops it", framework.scheme),
        (None, _) => writeln!(page, "Running since {} ({took} min)", plain_day(draft.day)),
        (Some(_), _) => writeln!(page, "Done, after {took} min"),
    };
    if let Some(deadline) = state.deadline {
        let left = (deadline - journal.today()).num_days();
        let left = match left {
            1 => "1 day left".to_owned(),
            0.. => format!("{left} days left"),
            _ => "over".to_owned(),
        };
        let _ = writeln!(page, "A real one would want it by {} ({left})", plain_day(deadline));
    }
    let kinds = &journal.catalogue().record_kinds;
    let _ = writeln!(page, "\nDrawn: {}", state.drawn.len());
    for drawn in &state.drawn {
        let _ = writeln!(page, "  {}  {}  {}", drawn.uid, plain_day(drawn.date), visible(&drawn.name));
        for condition in &drawn.lacks {
            let _ = writeln!(page, "    ✗ has {}", visible(&condition.missing_words(framework, kinds)));
        }
    }
    let gone = draft.sample.len().saturating_sub(state.drawn.len());
    if gone > 0 {
        let _ = writeln!(page, "  {gone} more of those that were drawn are in the bin now");
    }
    for id in &state.short {
        let label = framework.requirement(id).map_or(id.as_str(), |requirement| requirement.label.as_str());
        let _ = writeln!(page, "✗ {}: not enough", visible(label));
    }
    let _ = match state.missing() {
        0 => writeln!(page, "\nNothing is missing"),
        now => writeln!(page, "\nMissing: {now} (at the beginning: {})", draft.missing),
    };
    page
}

fn as_json(journal: &Journal, framework: &Framework, registration: &Registration, state: &DrillState) -> Value {
    let kinds = &journal.catalogue().record_kinds;
    let draft = &state.drill.draft;
    let mut missing: Vec<Value> = Vec::new();
    let mut sample: Vec<Value> = Vec::with_capacity(state.drawn.len());
    for drawn in &state.drawn {
        let words = drawn.lacks.iter().map(|condition| condition.missing_words(framework, kinds));
        missing.extend(words.map(|what| json!({ "uid": drawn.uid.to_string(), "what": what })));
        sample.push(json!({
            "uid": drawn.uid.to_string(),
            "title": drawn.name,
            "date": drawn.date.to_string(),
            "lacks": drawn.lacks.iter().map(|condition| condition.missing_token()).collect::<Vec<_>>(),
        }));
    }
    missing.extend(state.short.iter().map(|id| {
        let label = framework.requirement(id).map_or(id.as_str(), |requirement| requirement.label.as_str());
        json!({ "requirement": id, "what": label })
    }));
    json!({
        "uid": state.drill.uid.to_string(),
        "framework": state.framework,
        "registration": registration.uid.to_string(),
        "day": draft.day.to_string(),
        "deadline": state.deadline.map(|day| day.to_string()),
        "days_left": state.deadline.map(|day| (day - journal.today()).num_days()),
        "sample": sample,
        "missing": missing,
        "missing_at_first": draft.missing,
        "missing_at_last": draft.still,
        "began": super::json::instant(draft.began),
        "ended": draft.ended.map(super::json::instant),
        "minutes": minutes(state, journal.now()),
    })
}
