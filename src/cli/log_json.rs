//! `log --from-json`: entries as `show --json` prints them.

use std::collections::HashMap;
use std::path::Path;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::already::is_same;
use super::codes::amount;
use super::documents::{Documents, Things};
use super::json_in::{ClaimIn, EntryIn, LookBackIn, MinutesIn, Named};
use super::log::{logged_json, said};
use super::output::{Said, visible};
use super::words::{day, found, minutes, role, state, usage, verb, verdict};
use crate::domain::entry::TimeSpent;
use crate::domain::look_back::MONTHS;
use crate::domain::when::{self, Sense};
use crate::domain::{ActionDraft, Answer, ClaimCheck, EntryDraft, EntryId, EntryState, Found, LookBackDraft, Reflection, Uid};
use crate::error::Error;
use crate::journal::{Clock, GoalFromElsewhere, Journal, Together};

/// Entries as JSON.
const ENTRIES: Things = Things { one: "an entry", key: "entries", printed_by: "show UID --json` or `cpd-journal list --full --json" };

/// Reads one entry, or several in a list, as `show --json` prints them.
pub(super) fn log(journal: &mut Journal, source: &Path) -> Result<Said, Error> {
    let Documents { mut list, single } = ENTRIES.read(source)?;
    if list.iter().any(|value| HEADER_KEYS.iter().any(|key| value.get(key).is_some())) {
        let hint = "they lack most of what an entry says: use `list --full --json`, or `show UID --json`; nothing was changed";
        return Err(usage("these are headers of entries, as `list --json` prints them", hint));
    }
    let skipped = already_here(journal, &mut list)?;
    let entries: Vec<EntryIn> =
        list.into_iter().map(serde_json::from_value).collect::<Result<_, _>>().map_err(|error| ENTRIES.bad(error))?;
    let mut ready = Vec::with_capacity(entries.len());
    for entry in &entries {
        let (draft, state, mut together) = draft_of(journal, entry)?;
        together.items = items_of(entry, &entries);
        ready.push((draft, state, together));
    }
    // What changes nothing is no step.
    let logged = if ready.is_empty() { Vec::new() } else { journal.log_all(&ready)?.value };
    let without_files: usize = entries.iter().map(|entry| entry.evidence.len()).sum();
    let mut said = match logged.as_slice() {
        [] if !skipped.is_empty() => Said { text: "Nothing new".to_owned(), json: json!({ "logged": [] }) },
        [one] if single => said(one, ready.iter().any(|(draft, ..)| draft.is_parked(journal.today())), &format!("Logged {}", one.uid)),
        several => Said {
            text: format!("Logged {} entries", several.len()),
            json: json!({ "logged": several.iter().map(logged_json).collect::<Vec<_>>() }),
        },
    };
    if let (false, Some(object)) = (skipped.is_empty(), said.json.as_object_mut()) {
        let them = if skipped.len() == 1 { "1 entry" } else { &format!("{} entries", skipped.len()) };
        said.text.push_str(&format!("\nSkipped {them}, here already with the same content"));
        object.insert("skipped".to_owned(), json!(skipped));
    }
    match without_files {
        0 => {}
        1 => said.text.push_str("\n1 piece of evidence is named there, but JSON does not hold its content: attach it again"),
        several => said
            .text
            .push_str(&format!("\n{several} pieces of evidence are named there, but JSON does not hold their content: attach them again")),
    }
    for (one, (draft, _, together)) in logged.iter().zip(&ready) {
        let (here, named) = (journal.items_of(one.id)?.len(), together.items.len());
        if here < named {
            let counts = if here == 0 { "the time that it says" } else { "the time of the others" };
            said.text.push_str(&format!("\n“{}” has {counts}: {} of its {named} items are not here", visible(&draft.name()), named - here));
        }
    }
    Ok(said)
}

/// Keys that only headers have.
const HEADER_KEYS: [&str; 3] = ["evidence_count", "items_count", "rolled_up"];

/// Takes out what is here already, word for word, and tells its names.
fn already_here(journal: &Journal, list: &mut Vec<Value>) -> Result<Vec<String>, Error> {
    let headers = journal.headers(None)?;
    let here: HashMap<Uid, EntryId> = headers.iter().map(|header| (header.uid, header.id)).collect();
    let (mut skipped, mut rest) = (Vec::new(), Vec::with_capacity(list.len()));
    for value in list.drain(..) {
        let uid: Option<Uid> = value.get("uid").and_then(Value::as_str).and_then(|uid| uid.parse().ok());
        let known = uid.and_then(|uid| here.get(&uid).copied());
        let same = match known {
            Some(id) => is_same(&super::json::entry(journal, &journal.entry(id)?, value.get("private").is_some())?, &value),
            None => false,
        };
        match uid.filter(|_| same) {
            Some(uid) => skipped.push(uid.to_string()),
            None => rest.push(value),
        }
    }
    *list = rest;
    Ok(skipped)
}

/// The items of a claim, but for those that were in the bin: they did not count in it.
fn items_of(entry: &EntryIn, all: &[EntryIn]) -> Vec<Uid> {
    let binned = |name: &&String| all.iter().any(|one| one.uid.as_ref() == Some(name) && one.state.as_deref() == Some("binned"));
    entry.items.iter().filter(|name| !binned(name)).filter_map(|name| name.parse().ok()).collect()
}

fn draft_of<'e>(journal: &Journal, entry: &'e EntryIn) -> Result<(EntryDraft, EntryState, Together<'e>), Error> {
    let today = journal.today();
    let mut draft = EntryDraft { title: entry.title.clone(), ..EntryDraft::on(today) };
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    if let Some(word) = &entry.kind {
        // A kind that is not installed here is kept by its id.
        draft.kind = journal.catalogue().kind_called(word).map_or_else(|| word.clone(), |kind| kind.id.clone());
    }
    if let Some(text) = &entry.date {
        draft.date = day(text, today, Sense::Past)?;
    }
    if let Some(text) = entry.time.as_ref().filter(|text| !text.is_empty()) {
        draft.time = Some(when::time(text).map_err(|error| usage(error.to_string(), "write it like 20:00"))?);
        draft.zone = entry.zone.clone().unwrap_or_else(Clock::zone);
    }
    draft.minutes = match &entry.minutes {
        MinutesIn::Unsaid => TimeSpent::default(),
        MinutesIn::Number(n) => TimeSpent { taking_part: minutes(&n.to_string())?, ..TimeSpent::default() },
        MinutesIn::Text(text) => TimeSpent { taking_part: minutes(text)?, ..TimeSpent::default() },
        MinutesIn::Parts { total, interactive, preparing, taking_part, reading, reflecting } => {
            let others = preparing.saturating_add(*reading).saturating_add(*reflecting);
            let part = |n: u32| minutes(&n.to_string());
            TimeSpent {
                preparing: part(*preparing)?,
                taking_part: part(taking_part.unwrap_or_else(|| total.unwrap_or(0).saturating_sub(others)))?,
                reading: part(*reading)?,
                reflecting: part(*reflecting)?,
                interactive: part(*interactive)?,
            }
        }
    };
    draft.how = text(&entry.how);
    draft.url = text(&entry.url);
    draft.platform = text(&entry.platform);
    draft.handle = text(&entry.handle);
    draft.hashtag = text(&entry.hashtag);
    draft.learnt = text(&entry.learnt);
    draft.changed = text(&entry.changed);
    draft.benefit = text(&entry.benefit);
    draft.private_note = text(&entry.private);
    draft.tags.clone_from(&entry.tags);
    draft.people.clone_from(&entry.people);
    draft.standards.clone_from(&entry.standards);
    draft.amounts = entry.amounts.iter().map(|(code, number)| amount(code, &number.to_string())).collect::<Result<_, _>>()?;
    draft.used = entry.used.iter().map(|word| verb(word)).collect::<Result<_, _>>()?;
    draft.role = role(entry.role.as_deref().unwrap_or_default())?;
    draft.ai_help = text(&entry.ai_help);
    draft.parked = entry.parked.as_deref().filter(|text| !text.is_empty()).map(|text| day(text, today, Sense::Future)).transpose()?;
    if let Some(claim) = &entry.claim {
        let ClaimIn { who, evidence, holds, verdict: word } = claim;
        let verdict = verdict(word.as_deref().unwrap_or_default())?;
        draft.claim = ClaimCheck { who: who.clone(), evidence: evidence.clone(), holds: holds.clone(), verdict };
    }
    let mut elsewhere = Vec::new();
    for goal in &entry.goals {
        match goal {
            Named::Name(name) => draft.goals.push(journal.find_goal(name)?.id),
            Named::Object { uid, title, linked_at } => elsewhere.push(GoalFromElsewhere {
                uid: uid.as_deref().and_then(|uid| uid.parse().ok()),
                title: title.clone().unwrap_or_default(),
                linked: linked_at.as_deref().and_then(|at| chrono::DateTime::parse_from_rfc3339(at).ok()).map(|at| at.to_utc()),
            }),
        }
    }
    draft.reflection = reflection_of(journal, entry);
    let state = match (entry.state.as_deref(), &entry.submitted_on) {
        (Some("submitted"), Some(on)) => EntryState::Submitted { on: day(on, today, Sense::Past)? },
        (Some("binned") | None, _) => EntryState::Draft,
        (Some(word), _) => state(word, today)?,
    };
    let mut actions = Vec::with_capacity(entry.actions.len());
    for action in &entry.actions {
        actions.push(ActionDraft {
            what: action.what.clone(),
            due: action.by.as_deref().map(|text| day(text, today, Sense::Future)).transpose()?,
            shared_with: action.shared_with.clone(),
            shared_on: action.shared_on.as_deref().map(|text| day(text, today, Sense::Past)).transpose()?,
            done: action.done.as_deref().map(|text| day(text, today, Sense::Past)).transpose()?,
            effect: action.effect.clone(),
            effect_service: action.effect_service.clone(),
            effect_people: action.effect_people.clone(),
        });
    }
    let mut look_backs = Vec::with_capacity(entry.look_backs.len());
    for LookBackIn { month, date, found: word, text, until } in &entry.look_backs {
        let look = LookBackDraft {
            month: *month,
            day: date.as_deref().map_or(Ok(today), |text| day(text, today, Sense::Past))?,
            found: found(word)?,
            text: text.clone(),
            until: until.as_deref().map(|text| day(text, today, Sense::Future)).transpose()?,
        };
        possible(&look, draft.date)?;
        look_backs.push(look);
    }
    let together = Together {
        uid: entry.uid.as_deref().and_then(|uid| uid.parse().ok()),
        community: entry.community.as_deref().filter(|name| !name.trim().is_empty()),
        goals: elsewhere,
        actions,
        look_backs,
        ..Together::default()
    };
    Ok((draft, state, together))
}

/// What can have been found later about an entry of a day.
fn possible(look: &LookBackDraft, of: NaiveDate) -> Result<(), Error> {
    let LookBackDraft { month, day, found, text: _, until } = look;
    if *month != 0 && !MONTHS.contains(month) {
        return Err(usage(format!("nobody looks back after {month} months"), "`month` is 1, 3 or 6, and 0 when nobody asked"));
    }
    if *day < of {
        return Err(usage(format!("a look back on {day} is before the activity of {of}"), "name a day after it"));
    }
    if *found == Found::Later && until.is_none() {
        return Err(usage("“later” does not say until when", "add `until` with a day"));
    }
    Ok(())
}

fn reflection_of(journal: &Journal, entry: &EntryIn) -> Reflection {
    let template = entry.reflection.template.clone().unwrap_or_default();
    let answers = entry
        .reflection
        .answers
        .iter()
        .map(|answer| {
            let of = answer.template.clone().unwrap_or_else(|| template.clone());
            let known = journal.catalogue().template(&of).and_then(|known| known.prompt(&answer.prompt)).map(|prompt| prompt.label.clone());
            Answer {
                template: of,
                prompt: answer.prompt.clone(),
                label: answer.label.clone().or(known).unwrap_or_else(|| answer.prompt.clone()),
                text: answer.text.clone(),
                home: answer.from.as_ref().map(|from| (from.template.clone(), from.prompt.clone())),
            }
        })
        .collect();
    Reflection { template, answers }
}
