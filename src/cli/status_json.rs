//! Where somebody stands, as JSON. Keys are a promise to users' scripts.

use serde_json::{Value, json};

use super::registration::cycle_json;
use super::status::{On, Registered};
use crate::domain::framework::{Reference, Requirement, Warning};
use crate::domain::standing::{Forecast, Item, Part, Progress};
use crate::domain::{Framework, Registration, Standing};

/// A registration, counted.
pub(super) fn standing(on: On<'_>, registration: &Registration, standing: &Standing, registered: Registered) -> Value {
    let framework = on.framework;
    let mut value = about(framework);
    let requirements: Vec<Value> =
        standing.progress.iter().filter_map(|one| Some(requirement(on, framework.requirement(&one.requirement)?, one))).collect();
    let warnings: Vec<Value> = standing.warnings.iter().map(|one| warning(on, one)).collect();
    if let Some(object) = value.as_object_mut() {
        let rest = json!({
            "registration": (registered == Registered::Yes).then(|| registration.uid.to_string()),
            "registered": registered == Registered::Yes,
            "options": registration.draft.chosen,
            "cycle": cycle_json(&standing.cycle, on.today),
            "requirements": requirements,
            "warnings": warnings,
            "notes": standing.notes,
            "sources": framework.sources.iter().map(source).collect::<Vec<_>>(),
            "problem": null,
            "problem_details": [],
        });
        object.extend(rest.as_object().cloned().unwrap_or_default());
    }
    value
}

/// A registration for which nothing can be counted: why, and the details of that.
pub(super) fn uncounted(
    registration: &Registration,
    framework: Option<&Framework>,
    registered: Registered,
    (problem, details): (Value, Value),
) -> Value {
    let mut value = framework.map_or_else(|| json!({ "id": registration.draft.framework, "name": null, "edition": null }), about);
    if let Some(object) = value.as_object_mut() {
        let rest = json!({
            "registration": (registered == Registered::Yes).then(|| registration.uid.to_string()),
            "registered": registered == Registered::Yes,
            "options": registration.draft.chosen,
            "cycle": null,
            "requirements": [],
            "warnings": [],
            "notes": [],
            "problem": problem,
            "problem_details": details,
        });
        object.extend(rest.as_object().cloned().unwrap_or_default());
    }
    value
}

fn about(framework: &Framework) -> Value {
    json!({
        "id": framework.id,
        "scheme": framework.scheme,
        "name": framework.name,
        "edition": framework.edition,
        "checked_on": framework.checked_on.to_string(),
        "review_by": framework.review_by.to_string(),
        "disclaimer": framework.disclaimer,
    })
}

/// Where a fact was read.
pub(super) fn source(source: &Reference) -> Value {
    json!({ "key": source.key, "title": source.title, "url": (!source.url.is_empty()).then_some(&source.url) })
}

fn requirement(on: On<'_>, requirement: &Requirement, progress: &Progress) -> Value {
    let mut items = progress.items.clone();
    items.sort_by_key(|one| on.names.order(one.item));
    let mut left_out = progress.why_not.clone();
    left_out.sort_by_key(|(item, _)| on.names.order(*item));
    let uids = |wanted: fn(&Item) -> bool| -> Vec<String> {
        items.iter().map(|one| one.item).filter(wanted).filter_map(|item| on.names.uid(item)).collect()
    };
    let why_not: Vec<Value> = left_out
        .iter()
        .filter_map(|(item, why)| {
            let text = why.in_words(requirement, on.framework, on.kinds, |item| on.names.name(item));
            Some(json!({ "uid": on.names.uid(*item)?, "reason": why.token(requirement), "text": text }))
        })
        .collect();
    let wants: Vec<Value> = items
        .iter()
        .filter(|one| one.lacks != 0)
        .filter_map(|one| Some(json!({ "uid": on.names.uid(one.item)?, "lacks": lacks(requirement, one.lacks) })))
        .collect();
    json!({
        "id": requirement.id,
        "label": requirement.label,
        "kind": progress.kind.token(),
        "unit": requirement.unit,
        "start": progress.span.start.to_string(),
        "end": progress.span.end.to_string(),
        "needed": progress.needed.map(|needed| needed.number()),
        "counted": progress.counted.number(),
        "met": progress.judged.met(),
        "enough": progress.enough,
        "enforce": progress.enforce.token(),
        "confidence": requirement.confidence.token(),
        "cross_checked": requirement.cross_checked,
        "source": requirement.source,
        "entries": uids(|item| matches!(item, Item::Entry(_))),
        "records": uids(|item| matches!(item, Item::Record(_))),
        "goals": uids(|item| matches!(item, Item::Goal(_))),
        "why_not": why_not,
        "incomplete": wants,
        "parts": progress.parts.iter().map(part).collect::<Vec<_>>(),
        "forecast": match progress.forecast { Forecast::On(day) if !on.is_over(progress) => Some(day.to_string()), _ => None },
        "forecast_kind": match progress.forecast {
            Forecast::NotCounted => "not_counted",
            _ if progress.enough => "enough",
            _ if on.is_over(progress) => "over",
            Forecast::Enough => "enough",
            Forecast::On(day) if day > progress.span.end => "late",
            Forecast::On(_) => "on",
            Forecast::Never => "not_at_this_pace",
        },
        "would_do": progress.would_do,
        "notes": progress.notes,
    })
}

/// Stable words for what is wanted beside and not there.
fn lacks(requirement: &Requirement, bits: u8) -> Vec<&'static str> {
    let has = |at: usize| u32::try_from(at).is_ok_and(|at| bits.checked_shr(at).is_some_and(|rest| rest & 1 == 1));
    requirement.wants.iter().enumerate().filter(|(at, _)| has(*at)).map(|(_, condition)| condition.missing_token()).collect()
}

fn part(part: &Part) -> Value {
    json!({
        "label": part.label,
        "start": part.span.start.to_string(),
        "end": part.span.end.to_string(),
        "needed": part.needed.number(),
        "counted": part.counted.number(),
        "enough": part.enough,
        "current": part.current,
    })
}

fn warning(on: On<'_>, warning: &Warning) -> Value {
    let mut about = warning.about.clone();
    about.sort_by_key(|item| on.names.order(*item));
    let uids: Vec<String> = about.iter().filter_map(|item| on.names.uid(*item)).collect();
    json!({ "id": warning.id, "text": warning.text, "uids": uids, "confidence": warning.confidence.token() })
}
