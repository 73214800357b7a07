//! Front matter from the dossier: every value exactly as the journal has it, so that a file can be taken in again. What a reader of the
//! report is told beside that (labels, numbers of evidence) stays.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use super::front;
use super::place::Place;
use crate::domain::text::clean_line;
use crate::dossier::{Action, Answer, Claim, Dossier, Entry, Evidence, LookBack};

/// Keys and values, in their order.
pub(super) type Keys = Map<String, Value>;

/// Anything as keys and values; nothing of what has none.
pub(super) fn keys(data: &impl Serialize) -> Keys {
    match serde_json::to_value(data) {
        Ok(Value::Object(keys)) => keys,
        _ => Keys::new(),
    }
}

/// Sets a key, unless the value says nothing; then it goes.
fn set(keys: &mut Keys, key: &str, value: impl Serialize) {
    match serde_json::to_value(value).unwrap_or_default() {
        Value::Null => drop(keys.shift_remove(key)),
        Value::String(text) if text.is_empty() => drop(keys.shift_remove(key)),
        Value::Array(list) if list.is_empty() => drop(keys.shift_remove(key)),
        Value::Object(inner) if inner.is_empty() && key != "claim_check" => drop(keys.shift_remove(key)),
        value => drop(keys.insert(key.to_owned(), value)),
    }
}

/// What things are called that an entry refers to.
pub(super) struct Around<'a> {
    goals: BTreeMap<&'a str, &'a str>,
    communities: BTreeMap<&'a str, &'a str>,
    evidence: BTreeMap<&'a str, &'a Evidence>,
    entries: BTreeMap<&'a str, &'a Entry>,
    /// Paths of evidence by uid.
    pub(super) files: BTreeMap<String, String>,
}

impl<'a> Around<'a> {
    pub(super) fn of(dossier: &'a Dossier, files: BTreeMap<String, String>) -> Self {
        let entries = dossier.entries.iter().map(|entry| (entry.uid.as_str(), entry)).collect();
        Self {
            goals: dossier.goals.iter().map(|goal| (goal.uid.as_str(), goal.title.as_str())).collect(),
            communities: dossier.communities.iter().map(|one| (one.uid.as_str(), one.name.as_str())).collect(),
            evidence: dossier.evidence.iter().map(|one| (one.uid.as_str(), one)).collect(),
            entries,
            files,
        }
    }

    /// The entry of the dossier with this uid.
    pub(super) fn entry(&self, uid: &str) -> Option<&'a Entry> {
        self.entries.get(uid).copied()
    }
}

/// The front matter of an entry. `keys` are what the report says of it, and `places` where its texts are in the body: those that do not
/// hold a text of the entry are dropped.
pub(super) fn entry(keys: &mut Keys, entry: &Entry, around: &Around<'_>, places: &mut Vec<Place>) {
    let Entry {
        uid,
        title,
        kind,
        date: _,
        time,
        zone,
        minutes,
        how,
        platform,
        url,
        handle,
        hashtag,
        community,
        goals,
        tags,
        people,
        standards,
        amounts,
        used,
        role,
        reflection,
        learnt,
        changed,
        benefit,
        claim,
        ai_help,
        parked,
        state,
        submitted_on,
        created,
        changed_at,
        actions,
        look_backs,
        evidence,
        items,
    } = entry;
    let shown = clean_line(title);
    keys.insert("title".to_owned(), Value::String(shown.clone()));
    set(keys, "title_exactly", (shown != *title).then_some(title));
    let simple = front::tags(tags);
    set(keys, "labels", (simple != *tags).then_some(tags));
    keys.insert("tags".to_owned(), simple.into());
    for (key, text) in [("id", uid), ("state", state), ("kind", kind)] {
        keys.insert(key.to_owned(), Value::String(text.clone()));
    }
    set(keys, "submitted", submitted_on);
    set(keys, "parked", parked);
    set(keys, "time", time);
    set(keys, "zone", zone);
    let parts = [
        ("preparing", minutes.preparing),
        ("taking_part", minutes.taking_part),
        ("reading", minutes.reading),
        ("reflecting", minutes.reflecting),
    ];
    keys.insert("minutes".to_owned(), parts.iter().map(|(_, part)| u64::from(*part)).sum::<u64>().into());
    for (key, part) in parts {
        keys.insert(key.to_owned(), part.into());
    }
    keys.insert("interactive".to_owned(), minutes.interactive.into());
    for (key, text) in [("how", how), ("platform", platform), ("url", url), ("handle", handle), ("hashtag", hashtag), ("ai_help", ai_help)]
    {
        set(keys, key, text);
    }
    set(keys, "community", community.as_deref().and_then(|uid| around.communities.get(uid)));
    set(keys, "community_id", community);
    set(keys, "template", &reflection.template);
    set(keys, "role", role);
    set(keys, "used", used);
    set(keys, "people", people);
    set(keys, "standards", standards);
    set(keys, "amounts", amounts);
    set(keys, "claim_check", claim.as_ref().map(claim_check));
    let told = |key: &str, uid: &str| told(keys, key, uid);
    let goals: Vec<Keys> = goals
        .iter()
        .map(|link| {
            let mut one = told("goals", &link.uid);
            set(&mut one, "title", around.goals.get(link.uid.as_str()));
            one.insert("id".to_owned(), Value::String(link.uid.clone()));
            one.insert("linked_at".to_owned(), Value::String(link.linked_at.clone()));
            one
        })
        .collect();
    let items: Vec<Keys> = items
        .iter()
        .map(|uid| {
            let mut one = told("items", uid);
            if one.is_empty()
                && let Some(item) = around.entry(uid)
            {
                set(&mut one, "title", clean_line(&item.title));
            }
            one.insert("id".to_owned(), Value::String(uid.clone()));
            one
        })
        .collect();
    let evidence: Vec<Keys> = evidence
        .iter()
        .map(|uid| {
            let mut one = told("evidence", uid);
            if let Some(piece) = around.evidence.get(uid.as_str()) {
                piece_keys(&mut one, piece, around);
            }
            one.insert("id".to_owned(), Value::String(uid.clone()));
            one
        })
        .collect();
    set(keys, "goals", goals);
    set(keys, "items", items);
    set(keys, "evidence", evidence);
    set(keys, "actions", actions.iter().map(action).collect::<Vec<_>>());
    places.retain(|place| place.of.is_empty());
    let mut kept = Vec::new();
    let mut answers: Vec<(Answer, bool)> = reflection.answers.iter().map(|answer| (answer.clone(), false)).collect();
    let mut looks: Vec<(LookBack, bool)> = look_backs.iter().map(|look| (look.clone(), false)).collect();
    let mut texts = [("learnt", learnt.clone()), ("changed", changed.clone()), ("benefit", benefit.clone())];
    for mut place in places.drain(..) {
        let found = match place.text {
            "answer" => {
                let found = answers.iter_mut().find(|(answer, done)| !done && answer.prompt == place.prompt && answer.text == place.typed);
                found.map(|(answer, done)| {
                    *done = true;
                    place.template.clone_from(&answer.template);
                    &mut answer.text
                })
            }
            "found_later" => {
                let found = looks.iter_mut().find(|(look, done)| !done && look.date == place.prompt && look.text == place.typed);
                found.map(|(look, done)| {
                    *done = true;
                    place.id.clone_from(&look.uid);
                    &mut look.text
                })
            }
            name => texts.iter_mut().find(|(key, text)| *key == name && *text == place.typed).map(|(_, text)| text),
        };
        let Some(text) = found else { continue };
        if place.is_whole() {
            text.clear();
        }
        kept.push(place);
    }
    *places = kept;
    for (key, text) in &texts {
        set(keys, key, text);
    }
    set(keys, "answers", answers.iter().map(|(answer, _)| answer_keys(answer)).collect::<Vec<_>>());
    set(keys, "found_later", looks.iter().map(|(look, _)| look_keys(look)).collect::<Vec<_>>());
    keys.insert("created".to_owned(), Value::String(created.clone()));
    keys.insert("lastmod".to_owned(), Value::String(changed_at.clone()));
}

/// What a list already says of the thing with this uid.
fn told(keys: &Keys, list: &str, uid: &str) -> Keys {
    let list = keys.get(list).and_then(Value::as_array);
    let one = list.into_iter().flatten().filter_map(Value::as_object).find(|one| one.get("id").and_then(Value::as_str) == Some(uid));
    one.cloned().unwrap_or_default()
}

fn claim_check(claim: &Claim) -> Keys {
    let Claim { who, evidence, holds, verdict } = claim;
    let mut keys = Keys::new();
    for (key, text) in [("who", who), ("evidence", evidence), ("holds", holds)] {
        set(&mut keys, key, text);
    }
    set(&mut keys, "verdict", verdict);
    keys
}

fn action(action: &Action) -> Keys {
    let mut keys = keys(action);
    let uid = keys.shift_remove("uid").unwrap_or_default();
    keys.insert("id".to_owned(), uid);
    keys
}

fn answer_keys(answer: &Answer) -> Keys {
    let mut keys = keys(answer);
    if answer.text.is_empty() {
        keys.shift_remove("text");
    }
    keys
}

fn look_keys(look: &LookBack) -> Keys {
    let LookBack { uid, month, date, found, text, until } = look;
    let mut keys = Keys::new();
    keys.insert("date".to_owned(), Value::String(date.clone()));
    if *month > 0 {
        keys.insert("after_months".to_owned(), (*month).into());
    }
    keys.insert("found".to_owned(), Value::String(found.clone()));
    set(&mut keys, "until", until);
    set(&mut keys, "text", text);
    keys.insert("id".to_owned(), Value::String(uid.clone()));
    keys
}

/// A piece of evidence under the keys of an entry.
fn piece_keys(keys: &mut Keys, piece: &Evidence, around: &Around<'_>) {
    let Evidence { uid, sha256, name, media_type, bytes, caption, alt, captured, source_url, proves, file: _, content: _ } = piece;
    set(keys, "file", around.files.get(uid));
    for (key, text) in [("name", name), ("sha256", sha256), ("media_type", media_type), ("captured", captured)] {
        keys.insert(key.to_owned(), Value::String(text.clone()));
    }
    keys.insert("bytes".to_owned(), (*bytes).into());
    for (key, text) in [("caption", caption), ("alt", alt), ("source_url", source_url)] {
        set(keys, key, text);
    }
    set(keys, "proves", proves);
}
