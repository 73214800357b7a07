//! `registration …`: under whose rules, and since when.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use chrono::{Datelike as _, NaiveDate};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::args::{RegistrationArgs, RegistrationCommand};
use super::documents::{Documents, Things};
use super::output::{Said, visible};
use super::unknown;
use super::words::{day_or_none, plain_day, same, usage};
use crate::domain::framework::{Anchor, Chosen, Cycle};
use crate::domain::standing::Standing;
use crate::domain::text::number;
use crate::domain::when::Sense;
use crate::domain::{Framework, Registration, RegistrationDraft};
use crate::error::Error;
use crate::journal::{By, Journal, JournalError, Stand, Thing, Unknown};

/// Registrations as JSON.
const REGISTRATIONS: Things = Things { one: "a registration", key: "registrations", printed_by: "registration list --json" };

/// A registration as it is read back.
#[derive(Debug, Deserialize)]
struct RegistrationIn {
    framework: String,
    cycle_start: Option<String>,
    joined: Option<String>,
    #[serde(default)]
    options: BTreeMap<String, String>,
}

pub(super) fn run(journal: &mut Journal, command: &RegistrationCommand) -> Result<Said, Error> {
    match command {
        RegistrationCommand::Add { framework: _, registration: _, from_json: Some(source) } => add_all(journal, source),
        RegistrationCommand::Add { framework, registration, from_json: None } => {
            let word = framework.as_deref().unwrap_or_default();
            let framework = journal.find_framework(word)?.clone();
            let mut draft = RegistrationDraft { framework: framework.id.clone(), ..RegistrationDraft::default() };
            apply(&framework, registration, journal.today(), &mut draft)?;
            let added = journal.add_registration(draft)?.value;
            said(journal, &added, "Registered with")
        }
        RegistrationCommand::List => list(journal),
        RegistrationCommand::Edit { registration, change } => {
            let old = journal.find_registration(registration)?;
            if change.cycle_start.is_none() && change.joined.is_none() && change.options.is_empty() {
                return Err(usage("there is nothing to change", "add --cycle-start, --joined or --option"));
            }
            let mut draft = old.draft.clone();
            let framework = journal.catalogue().framework(&draft.framework).cloned();
            let framework = framework.ok_or_else(|| JournalError::NotFound { what: Thing::Framework, name: draft.framework.clone() })?;
            apply(&framework, change, journal.today(), &mut draft)?;
            journal.save_registration(old.id, &draft, By::Command)?;
            said(journal, &Registration { draft, ..old }, "Changed:")
        }
        RegistrationCommand::Remove { registration } => {
            let old = journal.find_registration(registration)?;
            let name = journal.catalogue().framework(&old.draft.framework).map_or(old.draft.framework.clone(), |one| one.name.clone());
            journal.remove_registration(&old)?;
            Ok(Said {
                text: format!("Removed the registration with {} (undo brings it back)", visible(&name)),
                json: json!({ "uid": old.uid.to_string(), "framework": old.draft.framework }),
            })
        }
    }
}

/// What a call says, onto a registration.
fn apply(framework: &Framework, args: &RegistrationArgs, today: NaiveDate, draft: &mut RegistrationDraft) -> Result<(), Error> {
    let mut said: BTreeMap<String, Option<String>> = BTreeMap::new();
    for option in &args.options {
        let (id, value) = choice(framework, option)?;
        if said.insert(id.clone(), value.clone()).is_some_and(|before| before != value) {
            return Err(usage(
                format!("--option {id} is there twice with different values"),
                "say one of them; for a second registration call `registration add` once more; nothing was changed",
            ));
        }
        match value {
            Some(value) => draft.chosen.insert(id, value),
            None => draft.chosen.remove(&id),
        };
    }
    if let Some(text) = &args.cycle_start {
        let start = day_or_none(text, today, Sense::Past)?;
        if start.is_some() && matches!(framework.cycle.anchor, Anchor::Known(_)) {
            return Err(not_personal(framework, draft, today));
        }
        draft.cycle_start = start;
    }
    if let Some(text) = &args.joined {
        draft.joined = day_or_none(text, today, Sense::Past)?;
    }
    Ok(())
}

/// A first day was said of a cycle that is not the registrant's own.
fn not_personal(framework: &Framework, draft: &RegistrationDraft, today: NaiveDate) -> Error {
    let cycle = framework.first_day(None, &draft.chosen).and_then(|first| framework.cycle(first, &[], today, 0));
    let its = cycle.map(|cycle| format!(": the current one is {}", span(&cycle))).unwrap_or_default();
    usage(
        format!("the cycle of {} begins on a day that the framework knows", framework.name),
        format!("leave --cycle-start out{its}; use --joined if you joined in the middle of it"),
    )
}

/// What `K=V` chooses: ids, or labels as people read them.
fn choice(framework: &Framework, option: &str) -> Result<(String, Option<String>), Error> {
    let Some((name, value)) = option.split_once('=') else {
        return Err(usage(format!("“{option}” is no option"), "write it like --option registration=VALUE"));
    };
    let Some(choice) = framework.choices.iter().find(|one| same(&one.id, name) || same(&one.label, name)) else {
        let known = framework.choices.iter().map(|choice| choice.id.clone()).collect();
        return Err(JournalError::NoChoice { framework: framework.name.clone(), name: name.to_owned(), known }.into());
    };
    if value.trim().is_empty() {
        return Ok((choice.id.clone(), None));
    }
    let Some(value) = choice.values.iter().find(|one| same(&one.id, value) || same(&one.label, value)) else {
        let known = choice.values.iter().map(|value| value.id.clone()).collect();
        return Err(JournalError::NoValue { choice: choice.id.clone(), value: value.to_owned(), known }.into());
    };
    Ok((choice.id.clone(), Some(value.id.clone())))
}

/// Reads registrations as they are listed: all of them, or none.
fn add_all(journal: &mut Journal, source: &Path) -> Result<Said, Error> {
    let Documents { list, single: _ } = REGISTRATIONS.read(source)?;
    let today = journal.today();
    let mut drafts = Vec::with_capacity(list.len());
    for value in list {
        let one: RegistrationIn = serde_json::from_value(value).map_err(|error| REGISTRATIONS.bad(error))?;
        let framework = journal.find_framework(&one.framework)?;
        let maybe = |text: &Option<String>| text.as_deref().map_or(Ok(None), |text| day_or_none(text, today, Sense::Past));
        let draft = RegistrationDraft {
            framework: framework.id.clone(),
            cycle_start: maybe(&one.cycle_start)?,
            chosen: one.options,
            joined: maybe(&one.joined)?,
        };
        journal.check_registration(&draft)?;
        if drafts.contains(&draft) {
            return Err(usage(format!("{} is there twice", framework.name), "each registration is read once; nothing was added"));
        }
        drafts.push(draft);
    }
    let mut text = String::new();
    let mut added = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let registration = journal.add_registration(draft)?.value;
        let Said { text: one, json } = said(journal, &registration, "Registered with")?;
        let _ = writeln!(text, "{one}");
        added.push(json);
    }
    Ok(Said { text, json: json!({ "registrations": added }) })
}

/// A registration that was just written: its cycle, and what deserves a word.
fn said(journal: &Journal, registration: &Registration, verb: &str) -> Result<Said, Error> {
    let stand = journal.stands(0)?.into_iter().find(|stand| stand.registration.id == registration.id);
    let standing = stand.as_ref().and_then(|stand| stand.counted.as_deref().ok());
    let named = journal.catalogue().framework(&registration.draft.framework);
    let counted_by = standing.and_then(|standing| journal.catalogue().framework(&standing.framework)).or(named);
    let Some(framework) = counted_by else {
        let name = registration.draft.framework.clone();
        return Err(JournalError::NotFound { what: Thing::Framework, name }.into());
    };
    let today = journal.today();
    let mut text = format!("{verb} {} ({})\n", visible(&framework.name), visible(&framework.edition));
    let _ = writeln!(text, "  Id         {}", registration.uid);
    if let Some(standing) = standing {
        let _ = writeln!(text, "  Cycle      {}", cycle_text(&standing.cycle, today));
    }
    text.push_str(&chosen_text(framework, &registration.draft.chosen));
    if let Some(joined) = registration.draft.joined {
        let _ = writeln!(text, "  Joined     {}", plain_day(joined));
    }
    let notes = notes(framework, &registration.draft, today);
    for note in &notes {
        let _ = writeln!(text, "note: {}", visible(note));
    }
    let mut json = registration_json(journal, registration, standing.ok_or(Unknown::NoCycle));
    if let Some(object) = json.as_object_mut() {
        object.insert("notes".to_owned(), json!(notes));
    }
    Ok(Said { text, json })
}

/// What is told, and not refused.
fn notes(framework: &Framework, draft: &RegistrationDraft, today: NaiveDate) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(start) = draft.cycle_start {
        if start > today {
            notes.push(format!("{} is still to come: until then the cycle before it is the current one", plain_day(start)));
        }
        let usual = framework.cycle.usual.iter().find(|(when, _)| framework.holds(when, &draft.chosen));
        if let Some((_, (month, day))) = usual
            && (start.month(), start.day()) != (*month, *day)
            && let Some(usually) = NaiveDate::from_ymd_opt(start.year(), *month, *day)
        {
            let (usually, yours) = (usually.format("%-d %B"), start.format("%-d %B"));
            notes.push(format!("such cycles usually begin on {usually}, and yours on {yours}: check with your regulator"));
        }
    }
    for choice in &framework.choices {
        let Some(default) = framework.chosen(&draft.chosen, choice).filter(|_| !draft.chosen.contains_key(&choice.id)) else { continue };
        let values: Vec<&str> = choice.values.iter().map(|value| value.id.as_str()).collect();
        notes.push(format!(
            "{}: taken as “{}”; --option {}=… says otherwise, with one of: {}",
            choice.label,
            default.label,
            choice.id,
            values.join(", ")
        ));
    }
    if !framework.is_in_force(today) {
        notes.push("this edition is not in force today".to_owned());
    }
    if framework.is_due_for_review(today) {
        let day = plain_day(framework.review_by);
        notes.push(format!("these rules were to be looked at again by {day}: check with your regulator"));
    }
    if !framework.cycle.note.is_empty() {
        notes.push(framework.cycle.note.clone());
    }
    notes
}

/// “1 Apr 2025 – 31 Mar 2028”.
pub(super) fn span(cycle: &Cycle) -> String {
    format!("{} – {}", plain_day(cycle.span.start), plain_day(cycle.span.end))
}

/// A cycle, and where in it today is.
pub(super) fn cycle_text(cycle: &Cycle, today: NaiveDate) -> String {
    let whole = |days: u64| number(usize::try_from(days).unwrap_or(usize::MAX));
    let Some(day) = day_in(cycle, today) else {
        let when = if today < cycle.span.start { "still to come" } else { "over" };
        return format!("{} ({when})", span(cycle));
    };
    let all = cycle.span.days();
    let left = match all.saturating_sub(day) {
        0 => "this is its last day".to_owned(),
        1 => "1 day left".to_owned(),
        left => format!("{} days left", whole(left)),
    };
    format!("{} · day {} of {} · {left}", span(cycle), whole(day), whole(all))
}

/// Which day of a cycle a day is, from 1; none outside of it.
pub(super) fn day_in(cycle: &Cycle, today: NaiveDate) -> Option<u64> {
    let passed = u64::try_from((today - cycle.span.start).num_days()).ok()?;
    cycle.span.has(today).then_some(passed + 1)
}

/// What is chosen, a line each.
pub(super) fn chosen_text(framework: &Framework, chosen: &Chosen) -> String {
    framework.choices.iter().fold(String::new(), |mut text, choice| {
        if let Some(value) = framework.chosen(chosen, choice) {
            let _ = writeln!(text, "  {}: {}", visible(&choice.label), visible(&value.label));
        }
        text
    })
}

/// A cycle as JSON.
pub(super) fn cycle_json(cycle: &Cycle, today: NaiveDate) -> Value {
    json!({
        "start": cycle.span.start.to_string(),
        "end": cycle.span.end.to_string(),
        "number": cycle.number,
        "unmoved_end": cycle.unmoved_end.to_string(),
        "day": day_in(cycle, today),
        "days": cycle.span.days(),
        "days_left": day_in(cycle, today).map(|day| cycle.span.days().saturating_sub(day)),
    })
}

/// A registration as it is read back, too.
fn registration_json(journal: &Journal, registration: &Registration, counted: Result<&Standing, Unknown>) -> Value {
    let RegistrationDraft { framework, cycle_start, chosen, joined } = &registration.draft;
    let known = journal.catalogue().framework(framework);
    let options: Map<String, Value> = chosen.iter().map(|(id, value)| (id.clone(), json!(value))).collect();
    let (problem, details) = counted.err().map_or((Value::Null, json!([])), |why| unknown::json(journal.catalogue(), framework, why));
    let standing = counted.ok();
    json!({
        "uid": registration.uid.to_string(),
        "framework": framework,
        "name": known.map(|known| &known.name),
        "edition": known.map(|known| &known.edition),
        "regulator": known.map(|known| &known.regulator),
        "cycle": standing.map(|standing| cycle_json(&standing.cycle, journal.today())),
        "counted_by": standing.map(|standing| &standing.framework),
        "cycle_start": cycle_start.map(|day| day.to_string()),
        "joined": joined.map(|day| day.to_string()),
        "options": options,
        "problem": problem,
        "problem_details": details,
    })
}

fn list(journal: &Journal) -> Result<Said, Error> {
    let stands = journal.stands(0)?;
    let mut text = String::new();
    let mut shown: Vec<Value> = Vec::with_capacity(stands.len());
    for Stand { registration, counted } in &stands {
        let framework = journal.catalogue().framework(&registration.draft.framework);
        let name = framework.map_or(registration.draft.framework.as_str(), |one| one.name.as_str());
        let about = match counted {
            Ok(standing) => cycle_text(&standing.cycle, journal.today()),
            Err(why) => unknown::words(journal.catalogue(), &registration.draft.framework, *why).replace('\n', "\n    "),
        };
        let _ = writeln!(text, "{}  {}\n    {about}", registration.uid, visible(name));
        if let Some(framework) = framework {
            for line in chosen_text(framework, &registration.draft.chosen).lines() {
                let _ = writeln!(text, "  {line}");
            }
        }
        shown.push(registration_json(journal, registration, counted.as_deref().map_err(|why| *why)));
    }
    if stands.is_empty() {
        text.push_str(NONE);
    }
    Ok(Said { text, json: json!({ "registrations": shown }) })
}

/// What is said where nobody is registered.
pub(super) const NONE: &str = "You are registered nowhere yet: `cpd-journal frameworks` lists the rules that are known, and \
    `cpd-journal registration add FRAMEWORK --cycle-start 2026-04-01` registers you under some of them";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::framework::Span;

    #[test]
    fn days_of_a_cycle() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let span = Span { start: day("2024-02-29"), end: day("2025-02-27") };
        let cycle = Cycle { number: 0, span, unmoved_end: span.end, away: Vec::new() };
        for (today, text) in [
            ("2024-02-28", "29 Feb 2024 – 27 Feb 2025 (still to come)"),
            ("2024-02-29", "29 Feb 2024 – 27 Feb 2025 · day 1 of 365 · 364 days left"),
            ("2025-02-26", "29 Feb 2024 – 27 Feb 2025 · day 364 of 365 · 1 day left"),
            ("2025-02-27", "29 Feb 2024 – 27 Feb 2025 · day 365 of 365 · this is its last day"),
            ("2025-02-28", "29 Feb 2024 – 27 Feb 2025 (over)"),
        ] {
            assert_eq!(cycle_text(&cycle, day(today)), text);
        }
    }
}
