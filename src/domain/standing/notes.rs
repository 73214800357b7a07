//! What must be known to read where somebody stands: rules that changed, a cycle that moved, time away.

use super::count::Counter;
use super::periods::{day, days};
use crate::domain::Framework;
use crate::domain::framework::Effect;

/// In the order in which they are read.
pub(super) fn of(counter: &Counter<'_, '_>, editions: &[&Framework]) -> Vec<String> {
    let (framework, cycle) = (counter.framework, counter.cycle);
    let (start, end) = (cycle.span.start, cycle.span.end);
    let mut notes = Vec::new();
    if framework.hidden {
        notes.push("These rules are a pilot, or not in force: check with your regulator".to_owned());
    }
    for choice in framework.to_choose(&counter.draft.chosen) {
        notes.push(format!("“{}” is not chosen yet: what depends on it is left out", choice.label));
    }
    let mut others: Vec<&&Framework> =
        editions.iter().filter(|other| other.scheme == framework.scheme && other.id != framework.id && !other.hidden).collect();
    others.sort_by_key(|other| (other.effective_from, &other.id));
    if framework.is_in_force(start) {
        // Later ones that begin before the cycle ends.
    } else if let Some(then) = others.iter().rev().find(|other| other.is_in_force(start)) {
        let (began, edition) = (day(start), name(then));
        notes.push(format!("When this cycle began, on {began}, {edition} was in force; it is counted by {}", name(framework)));
    } else if framework.effective_from > end {
        let from = day(framework.effective_from);
        notes.push(format!("{} is in force from {from}, after this cycle ends: check with your regulator", name(framework)));
    } else if framework.effective_from > start {
        notes.push(format!("{} is in force since {}, after this cycle began", name(framework), day(framework.effective_from)));
    }
    let successors =
        others.iter().filter(|other| other.effective_from > framework.effective_from.max(start) && other.effective_from <= end);
    let mut succeeded = false;
    for other in successors {
        succeeded = true;
        notes.push(format!("{} comes into force on {}, before this cycle ends", name(other), day(other.effective_from)));
    }
    if let Some(last) = framework.effective_to.filter(|last| !succeeded && *last < end) {
        let before = if last < start { "begins" } else { "ends" };
        notes.push(format!("These rules are known to hold until {}, before this cycle {before}: check with your regulator", day(last)));
    }
    for expected in framework.expected.iter().filter(|expected| cycle.span.has(expected.on)) {
        notes.push(format!("Expected from {}: {}", day(expected.on), expected.what));
    }
    if end != cycle.unmoved_end {
        notes.push(format!("The cycle ends on {} instead of {}", day(end), day(cycle.unmoved_end)));
    }
    for away in &cycle.away {
        let kind = counter.timeline.kinds.iter().find(|kind| kind.id == away.kind);
        let ignored = away.effect == Effect::AgreedEnd && away.span.end < end;
        let does = if ignored { "the agreed day is before the end of the cycle, which stays" } else { away.effect.label() };
        notes.push(format!("{}, {}: {does}", kind.map_or(&away.kind, |kind| &kind.label), days(away.span)));
    }
    notes
}

fn name(framework: &Framework) -> String {
    if framework.edition.is_empty() { framework.name.clone() } else { format!("{} ({})", framework.name, framework.edition) }
}
