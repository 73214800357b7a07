//! Where somebody stands, for a person to read: signs and words beside every number, and why something does not count.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::output::visible;
use super::registration::{chosen_text, cycle_text};
use super::status::On;
use super::words::plain_day;
use crate::domain::framework::requirement::RequirementKind;
use crate::domain::framework::{Confidence, Requirement, Warning};
use crate::domain::standing::{Forecast, Item, Judged, Part, Progress, WhyNot};
use crate::domain::text::number;
use crate::domain::{Registration, Standing};

/// What is said of a time that is over and has nothing of what was wanted in it.
const NOTHING: &str = "nothing on record";

/// So many names are told of what is counted or not for one reason.
const MOST_NAMES: usize = 4;

/// A name above what belongs to it.
pub(super) fn heading(page: &mut String, name: &str) {
    let name = visible(name);
    let _ = writeln!(page, "{name}\n{}", "─".repeat(name.chars().count()));
}

/// A registration, counted.
pub(super) fn write(page: &mut String, on: On<'_>, registration: &Registration, standing: &Standing) {
    let framework = on.framework;
    heading(page, &format!("{} ({})", framework.name, framework.edition));
    let which = match standing.cycle.number {
        0 => "Cycle".to_owned(),
        -1 => "The cycle before".to_owned(),
        number => format!("Cycle {number:+}"),
    };
    let _ = writeln!(page, "{which}: {}", cycle_text(&standing.cycle, on.today));
    if let Some(opens) = standing.cycle.opens(&framework.cycle).filter(|opens| *opens > on.today) {
        let _ = writeln!(page, "  The time to renew opens on {}", plain_day(opens));
    }
    page.push_str(&chosen_text(framework, &registration.draft.chosen));
    if standing.progress.is_empty() {
        page.push_str("\nNo number is asked for here\n");
    }
    for progress in &standing.progress {
        if let Some(asked) = framework.requirement(&progress.requirement) {
            requirement(page, on, asked, progress);
        }
    }
    outside(page, on, standing);
    // What is wanted beside is told with each requirement.
    let warnings: Vec<&Warning> = standing.warnings.iter().filter(|one| !one.id.starts_with("wants.")).collect();
    if !warnings.is_empty() {
        page.push_str("\nWorth a look\n");
        for one in warnings {
            warning(page, on, one);
        }
    }
    for note in &standing.notes {
        let _ = write!(page, "\nnote: {}", visible(note));
    }
    if !standing.notes.is_empty() {
        page.push('\n');
    }
    let _ = writeln!(page, "\nChecked on {}, to be looked at again by {}", plain_day(framework.checked_on), plain_day(framework.review_by));
    let used: Vec<&str> =
        standing.progress.iter().filter_map(|one| Some(framework.requirement(&one.requirement)?.source.as_str())).collect();
    let sources = framework.sources.iter().filter(|source| used.contains(&source.key.as_str()));
    let sources: Vec<String> = sources.map(|source| format!("[{}] {}", source.key, source.title)).collect();
    if !sources.is_empty() {
        let _ = writeln!(page, "Read in: {}", visible(&sources.join("; ")));
    }
    let _ = writeln!(page, "{}", visible(&framework.disclaimer));
}

fn requirement(page: &mut String, on: On<'_>, asked: &Requirement, progress: &Progress) {
    let over = on.is_over(progress);
    let (sign, word) = match progress.judged {
        Judged::Met if over => ("✓", "was met"),
        Judged::Met => ("✓", "met"),
        Judged::NotMet if over => ("✗", "was not met"),
        Judged::NotMet => ("✗", "missing"),
        Judged::Advice if is_sure(asked) => ("·", "advice"),
        Judged::Advice => ("·", "advice: check with your regulator"),
    };
    let _ = writeln!(page, "\n{sign} {}: {} ({word}) [{}]", visible(&asked.label), visible(&amount(on, asked, progress)), asked.source);
    let mut line = |text: &str| {
        let _ = writeln!(page, "    {}", visible(text));
    };
    if !progress.would_do.is_empty() {
        line(&format!("Would be enough now: {}", progress.would_do));
    }
    match progress.forecast {
        _ if over => {}
        Forecast::On(day) if day > progress.span.end => line(&format!("At this pace on {}: not in time", plain_day(day))),
        Forecast::On(day) => line(&format!("At this pace on {}", plain_day(day))),
        Forecast::Never if !progress.enough => line("At this pace it is not reached in time"),
        Forecast::Never | Forecast::Enough | Forecast::NotCounted => {}
    }
    progress.parts.iter().for_each(|one| line(&part(on, asked, progress, one)));
    if !progress.items.is_empty() {
        let names: Vec<String> = progress.items.iter().filter_map(|one| on.names.name(one.item)).collect();
        line(&format!("Counted: {}", some_of(&names)));
    }
    for (at, condition) in asked.wants.iter().enumerate() {
        let lacking = progress
            .items
            .iter()
            .filter(|one| u32::try_from(at).is_ok_and(|at| u32::from(one.lacks).checked_shr(at).is_some_and(|rest| rest & 1 == 1)));
        let names: Vec<String> = lacking.filter_map(|one| on.names.name(one.item)).collect();
        if !names.is_empty() {
            line(&format!("Counted, with {}: {}", condition.missing_words(on.framework, on.kinds), some_of(&names)));
        }
    }
    // What is outside of the cycle is told once for all.
    for (reason, names) in reasons(on, asked, &progress.why_not.iter().filter(|(_, why)| !is_outside(*why)).copied().collect::<Vec<_>>()) {
        line(&format!("Not counted, because it {reason}: {}", some_of(&names)));
    }
    progress.notes.iter().for_each(|note| line(note));
}

/// Whether it was read on the regulator’s own page, or in several places that do not depend on each other.
fn is_sure(asked: &Requirement) -> bool {
    asked.confidence == Confidence::A || asked.confidence == Confidence::B && asked.cross_checked
}

const fn is_outside(why: WhyNot) -> bool {
    matches!(why, WhyNot::Before | WhyNot::After)
}

/// What does not count for anything, because it is before or after the cycle.
fn outside(page: &mut String, on: On<'_>, standing: &Standing) {
    let mut seen = HashSet::new();
    let mut why_not: Vec<(Item, WhyNot)> = Vec::new();
    for progress in &standing.progress {
        why_not.extend(progress.why_not.iter().filter(|(item, why)| is_outside(*why) && seen.insert(*item)));
    }
    // Another requirement may look further than the cycle.
    let counted: HashSet<Item> = standing.progress.iter().flat_map(|progress| &progress.items).map(|one| one.item).collect();
    why_not.retain(|(item, _)| !counted.contains(item));
    let Some(any) = on.framework.requirements.first().filter(|_| !why_not.is_empty()) else { return };
    page.push('\n');
    for (reason, names) in reasons(on, any, &why_not) {
        let _ = writeln!(page, "Not counted, because it {reason}: {}", visible(&some_of(&names)));
    }
}

/// How much there is, of how much.
fn amount(on: On<'_>, asked: &Requirement, progress: &Progress) -> String {
    let there = match (progress.enough, on.is_over(progress)) {
        (true, _) => "there",
        (false, true) => NOTHING,
        (false, false) => "not there yet",
    };
    match (progress.kind, progress.needed) {
        (RequirementKind::Declaration | RequirementKind::Narrative, _) => there.to_owned(),
        (RequirementKind::Gap, Some(needed)) => {
            format!("longest gap {}; from {} on it must be explained", asked.in_words(progress.counted), asked.in_words(needed))
        }
        (_, Some(needed)) => format!("{} of {}", progress.counted.shown(), asked.counted_in_words(on.framework, needed)),
        (_, None) => asked.counted_in_words(on.framework, progress.counted),
    }
}

fn part(on: On<'_>, asked: &Requirement, progress: &Progress, part: &Part) -> String {
    let sign = match (progress.judged, part.enough) {
        (_, true) => "✓",
        (Judged::Advice, false) => "·",
        // What has not ended yet is not missing.
        (_, false) if !part.current && part.span.start > on.today => " ",
        (_, false) => "✗",
    };
    let amount = match progress.kind {
        RequirementKind::Declaration | RequirementKind::Narrative if part.enough => "there".to_owned(),
        RequirementKind::Declaration | RequirementKind::Narrative if part.span.end < on.today => NOTHING.to_owned(),
        RequirementKind::Declaration | RequirementKind::Narrative => "not there yet".to_owned(),
        _ if part.needed.parts() == 0 || progress.kind == RequirementKind::Gap => asked.in_words(part.counted),
        _ => format!("{} of {}", part.counted.shown(), asked.in_words(part.needed)),
    };
    let now = if !on.over && part.current && progress.parts.iter().any(|one| !one.current) { " (now)" } else { "" };
    format!("{sign} {}{now}: {amount}", part.label)
}

/// Names of what does not count, by reason, in the order in which the reasons come.
fn reasons(on: On<'_>, asked: &Requirement, why_not: &[(Item, WhyNot)]) -> Vec<(String, Vec<String>)> {
    let mut reasons: Vec<(String, Vec<String>)> = Vec::new();
    for (item, why) in why_not {
        let Some(name) = on.names.name(*item) else { continue };
        let reason = why.in_words(asked, on.framework, on.kinds, |item: Item| on.names.name(item));
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(name),
            None => reasons.push((reason, vec![name])),
        }
    }
    reasons
}

/// Some names, and how many more there are.
fn some_of(names: &[String]) -> String {
    let mut some: Vec<String> = names.iter().take(MOST_NAMES).map(|name| format!("“{name}”")).collect();
    let more = names.len().saturating_sub(MOST_NAMES);
    if more > 0 {
        some.push(format!("and {} more", number(more)));
    }
    some.join(", ")
}

fn warning(page: &mut String, on: On<'_>, warning: &Warning) {
    let names: Vec<String> = warning.about.iter().filter_map(|item| on.names.name(*item)).collect();
    let _ = writeln!(page, "! {}", visible(&warning.text));
    if matches!(warning.confidence, Confidence::C | Confidence::K) {
        let _ = writeln!(page, "    {}: check with your regulator", warning.confidence.label());
    }
    if !names.is_empty() {
        let _ = writeln!(page, "    {}", visible(&some_of(&names)));
    }
}
