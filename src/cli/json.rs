//! The shapes of JSON documents that are printed. Keys are a promise to users' scripts.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use crate::capture::links::{Link, Posted};
use crate::catalogue::{Catalogue, KnownCommunity};
use crate::domain::evidence::Proof;
use crate::domain::{
    Action, ActionDraft, ClaimCheck, Community, Entry, EntryHeader, EntryId, EntryState, Evidence, Goal, GoalDraft, LookBackDraft, Person,
    Reflection, Review, ReviewDraft, Role, Verdict,
};
use crate::journal::{GoalTotals, Journal, JournalError};

pub(super) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// An entry as lists have it.
pub(super) fn header(header: &EntryHeader, goals: &[Goal]) -> Value {
    json!({
        "uid": header.uid.to_string(),
        "title": header.name,
        "kind": header.kind,
        "date": header.date.to_string(),
        "time": header.time.map(|time| time.format("%H:%M").to_string()),
        "minutes": { "total": header.total.0, "interactive": header.interactive.0 },
        "state": header.state.token(),
        "tags": header.tags,
        "goals": header
            .goals
            .iter()
            .filter_map(|id| goals.iter().find(|goal| goal.id == *id))
            .map(|goal| json!({ "uid": goal.uid.to_string(), "title": goal.draft.title }))
            .collect::<Vec<_>>(),
        "evidence_count": header.evidence,
        "items_count": header.items,
        "rolled_up": header.rolled_into.is_some(),
        "parked": header.parked.map(|day| day.to_string()),
    })
}

/// An entry whole; the private note only when asked for.
pub(super) fn entry(journal: &Journal, entry: &Entry, private: bool) -> Result<Value, JournalError> {
    let Entry { id, uid, draft, state, created, changed, linked } = entry;
    let goals = journal.goals()?;
    let goals: Vec<Value> = linked
        .iter()
        .filter_map(|(id, at)| goals.iter().find(|goal| goal.id == *id).map(|goal| (goal, at)))
        .map(|(goal, at)| json!({ "uid": goal.uid.to_string(), "title": goal.draft.title, "linked_at": instant(*at) }))
        .collect();
    let community = journal.communities()?.into_iter().find(|one| Some(one.id) == draft.community).map(|community| community.draft.name);
    let actions: Vec<Value> = journal.actions_of(*id)?.iter().map(action).collect();
    let look_backs: Vec<Value> = journal.look_backs_of(*id)?.iter().map(|look| look_back(&look.draft)).collect();
    let evidence: Vec<Value> =
        journal.evidence()?.iter().filter(|one| one.entries.contains(id)).map(|one| self::evidence(one, &[])).collect();
    let headers = journal.headers(Some(&[*id]))?;
    let uid_of = |id: EntryId| journal.entry(id).map(|entry| entry.uid.to_string());
    let rolled_into = headers.first().and_then(|header| header.rolled_into).map(uid_of).transpose()?;
    let items: Vec<String> = journal.items_of(*id)?.into_iter().map(uid_of).collect::<Result<_, _>>()?;
    let mut value = json!({
        "uid": uid.to_string(),
        "title": draft.title,
        "kind": draft.kind,
        "date": draft.date.to_string(),
        "time": draft.time.map(|time| time.format("%H:%M").to_string()),
        "zone": some(&draft.zone),
        "minutes": {
            "total": draft.minutes.total().0,
            "interactive": draft.minutes.interactive.0,
            "preparing": draft.minutes.preparing.0,
            "taking_part": draft.minutes.taking_part.0,
            "reading": draft.minutes.reading.0,
            "reflecting": draft.minutes.reflecting.0,
        },
        "how": draft.how,
        "url": draft.url,
        "platform": draft.platform,
        "handle": draft.handle,
        "hashtag": draft.hashtag,
        "community": community,
        "goals": goals,
        "tags": draft.tags,
        "people": draft.people,
        "standards": draft.standards,
        "amounts": draft.amounts.iter().map(|(code, amount)| (code.clone(), json!(amount.number()))).collect::<serde_json::Map<_, _>>(),
        "used": draft.used.iter().map(|verb| verb.token()).collect::<Vec<_>>(),
        "role": draft.role.map(Role::token),
        "reflection": reflection(journal.catalogue(), &draft.reflection),
        "learnt": draft.learnt,
        "changed": draft.changed,
        "benefit": draft.benefit,
        "actions": actions,
        "look_backs": look_backs,
        "claim": (!draft.claim.is_blank()).then(|| claim(&draft.claim)),
        "ai_help": some(&draft.ai_help),
        "evidence": evidence,
        "items": items,
        "rolled_into": rolled_into,
        "parked": draft.parked.map(|day| day.to_string()),
        "state": state.token(),
        "submitted_on": match state { EntryState::Submitted { on } => Some(on.to_string()), _ => None },
        "created": instant(*created),
        "changed_at": instant(*changed),
    });
    if let (true, Some(object)) = (private, value.as_object_mut()) {
        object.insert("private".to_owned(), json!(draft.private_note));
    }
    Ok(value)
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn reflection(catalogue: &Catalogue, reflection: &Reflection) -> Value {
    let answers: Vec<Value> = reflection
        .answers
        .iter()
        .map(|answer| {
            let mut value = json!({ "prompt": answer.prompt, "label": answer.label, "text": answer.text });
            if let (true, Some(object)) = (answer.template != reflection.template, value.as_object_mut()) {
                object.insert("template".to_owned(), json!(answer.template));
            }
            if let (Some((template, prompt)), Some(object)) = (&answer.home, value.as_object_mut()) {
                object.insert("from".to_owned(), json!({ "template": template, "prompt": prompt }));
            }
            value
        })
        .collect();
    json!({
        "template": some(&reflection.template),
        "label": catalogue.template(&reflection.template).map(|template| &template.label),
        "answers": answers,
    })
}

pub(super) fn action(action: &Action) -> Value {
    let ActionDraft { what, due, shared_with, shared_on, done, effect, effect_service, effect_people } = &action.draft;
    json!({
        "uid": action.uid.to_string(),
        "what": what,
        "by": due.map(|day| day.to_string()),
        "shared_with": shared_with,
        "shared_on": shared_on.map(|day| day.to_string()),
        "done": done.map(|day| day.to_string()),
        "effect": effect,
        "effect_service": effect_service,
        "effect_people": effect_people,
    })
}

/// What was found later, or when to ask again.
pub(super) fn look_back(look: &LookBackDraft) -> Value {
    let LookBackDraft { month, day, found, text, until } = look;
    json!({
        "month": month,
        "date": day.to_string(),
        "found": found.token(),
        "text": text,
        "until": until.map(|day| day.to_string()),
    })
}

/// A look at a goal.
pub(super) fn review(review: &Review) -> Value {
    let ReviewDraft { day, note } = &review.draft;
    json!({ "uid": review.uid.to_string(), "date": day.to_string(), "note": note })
}

/// A goal by its name, as others refer to it.
pub(super) fn goal_named(goal: &Goal) -> Value {
    json!({
        "uid": goal.uid.to_string(),
        "title": goal.draft.title,
        "plan": goal.draft.plan,
        "state": goal.draft.state.token(),
        "outcome": goal.draft.outcome,
    })
}

pub(super) fn evidence(one: &Evidence, entries: &[String]) -> Value {
    let mut value = json!({
        "hash": one.digest.to_string(),
        "name": one.name,
        "type": one.media_type,
        "bytes": one.bytes,
        "caption": one.caption,
        "alt": one.alt,
        "captured": instant(one.captured),
        "source_url": some(&one.source_url),
        // What somebody said that it is, and what it is taken for.
        "proves": one.proves.map(Proof::token),
        "taken_for": one.proof().map(Proof::token),
    });
    if let (false, Some(object)) = (entries.is_empty(), value.as_object_mut()) {
        object.insert("entries".to_owned(), json!(entries));
    }
    value
}

/// A goal of `goals`, with its own reviews out of `reviews`.
pub(super) fn goal(goal: &Goal, totals: GoalTotals, goals: &[Goal], reviews: &[Review]) -> Value {
    let GoalDraft { title, why, measure, how, due, support, barriers, purpose, kind, state, outcome, plan } = &goal.draft;
    let from = goals.iter().find(|other| Some(other.id) == goal.carried_from);
    json!({
        "uid": goal.uid.to_string(),
        "title": title,
        "why": why,
        "measure": measure,
        "how": how,
        "due": due.map(|day| day.to_string()),
        "support": support,
        "barriers": barriers,
        "for": purpose.token(),
        "kind": kind.token(),
        "plan": plan,
        "state": state.token(),
        "outcome": outcome,
        "carried_from": from.map(|from| json!({ "uid": from.uid.to_string(), "title": from.draft.title })),
        "reviews": reviews.iter().filter(|one| one.goal == goal.id).map(review).collect::<Vec<_>>(),
        "entries": totals.entries,
        "minutes": totals.minutes.0,
    })
}

pub(super) fn community(community: &Community) -> Value {
    let draft = &community.draft;
    json!({
        "uid": community.uid.to_string(),
        "name": draft.name,
        "platform": draft.platform,
        "hashtag": draft.hashtag,
        "address": draft.address,
        "day": draft.day.map(crate::domain::when::weekday_name),
        "time": draft.time.map(|time| time.format("%H:%M").to_string()),
        "zone": some(&draft.zone),
        "length": draft.length.map(|length| length.0),
        "rhythm": draft.rhythm.token(),
        "anchor": draft.anchor.map(|day| day.to_string()),
        "kind": some(&draft.kind),
        "prepare": draft.prepare,
        "listed": !draft.unlisted,
    })
}

/// A community of the catalogue.
pub(super) fn known_community(one: &KnownCommunity) -> Value {
    let draft = &one.draft;
    json!({
        "id": one.id,
        "name": draft.name,
        "platforms": one.platforms,
        "hashtag": draft.hashtag,
        "address": draft.address,
        "day": draft.day.map(crate::domain::when::weekday_name),
        "time": draft.time.map(|time| time.format("%H:%M").to_string()),
        "zone": some(&draft.zone),
        "length": draft.length.map(|length| length.0),
        "rhythm": draft.rhythm.token(),
        "kind": some(&draft.kind),
        "prepare": draft.prepare,
        "professions": one.professions,
        "about": one.about,
        "source": one.source,
        "stated": one.stated,
    })
}

/// A link, and what it tells.
pub(super) fn link(link: &Link) -> Value {
    json!({
        "url": link.url,
        "host": link.host,
        "platform": link.platform,
        "kind": link.kind,
        "handle": link.handle,
        "item": link.item,
        "posted": link.posted.map(|posted| match posted {
            Posted::At(at) | Posted::About(at) => instant(at),
            Posted::On(day) => day.to_string(),
        }),
        "posted_how": link.posted.map(Posted::why),
        "hashtag": link.hashtag,
        "title": link.title,
        "doubts": link.doubts.iter().map(|doubt| doubt.sentence()).collect::<Vec<_>>(),
    })
}

/// Somebody, with the number of entries that name them.
pub(super) fn person(person: &Person, entries: u32) -> Value {
    let draft = &person.draft;
    json!({
        "uid": person.uid.to_string(),
        "name": draft.name,
        "handle": draft.handle,
        "profession": draft.profession,
        "place": draft.place,
        "organisation": draft.organisation,
        "entries": entries,
    })
}

/// A claim that was looked at.
fn claim(claim: &ClaimCheck) -> Value {
    json!({ "who": claim.who, "evidence": claim.evidence, "holds": claim.holds, "verdict": claim.verdict.map(Verdict::token) })
}
