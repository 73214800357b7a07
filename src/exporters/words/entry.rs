//! An entry in words.

use std::borrow::Cow;

use super::{Dated, Fact, Facts, Section, day, joined, lines};
use crate::domain::entry::TimeSpent;
use crate::domain::report::{FoundLater, ReportEntry, ReportItem};
use crate::domain::text::clean_line;
use crate::domain::{ActionDraft, ClaimCheck, EntryState, Minutes, Verdict};

/// What is known of an entry besides its texts.
pub(in crate::exporters) fn entry_facts(entry: &ReportEntry) -> Vec<Fact<'_>> {
    let mut facts = Facts::default();
    facts.plain("When", when(entry));
    let part = entry.role.map(|role| role.label().to_lowercase());
    let used = entry.used.iter().map(|verb| verb.label().to_lowercase());
    let part = part.into_iter().chain(used).collect::<Vec<_>>().join(", ");
    facts.plain("Activity", joined([&entry.kind, &part]));
    facts.plain("Time", time(entry.minutes));
    if entry.minutes.interactive > Minutes::ZERO {
        let how = clean_line(&entry.how);
        let minutes = entry.minutes.interactive;
        facts.plain("Interactive", if how.is_empty() { minutes.to_string() } else { format!("{minutes} – {how}") });
    } else {
        facts.plain("With others", &entry.how);
    }
    if let Some(claim) = &entry.item_of {
        let title = clean_line(&claim.title);
        let rest = if claim.counted_there { String::new() } else { format!(" of {}, which is not in this record", day(claim.date)) };
        facts.plain("Counted in", format!("“{title}”{rest}"));
    }
    facts.plain("Where", joined([&entry.community, &entry.platform, &entry.hashtag, &entry.handle]));
    facts.address("Where", &entry.url);
    let goal = |goal: &crate::domain::report::LinkedGoal| {
        Cow::Owned(format!("{}{}", clean_line(&goal.title), if goal.planned { " (planned before the activity)" } else { "" }))
    };
    facts.lines(if entry.goals.len() == 1 { "Goal" } else { "Goals" }, entry.goals.iter().map(goal).collect());
    facts.plain("Standards", entry.standards.join(", "));
    let amounts: Vec<String> = entry.amounts.iter().map(|(code, amount)| format!("{code} {}", amount.shown())).collect();
    facts.plain("Points and certified hours", amounts.join(", "));
    facts.plain("People", entry.people.join(", "));
    facts.plain("Learnt with", entry.learnt_with.join(", "));
    facts.plain("Tags", entry.tags.join(", "));
    match entry.state {
        EntryState::Ready => {}
        EntryState::Submitted { on } => facts.plain("State", format!("Submitted on {}", day(on))),
        state @ (EntryState::Draft | EntryState::Binned { .. }) => facts.plain("State", state.label()),
    }
    facts.lines("AI help", lines(&entry.ai_help));
    facts.plain("Written", written(entry));
    facts.0
}

/// How a claim was looked at before it was taken on; nothing when it was not.
pub(in crate::exporters) fn claim_facts(entry: &ReportEntry) -> Vec<Fact<'_>> {
    let mut facts = Facts::default();
    let ClaimCheck { who, evidence, holds, verdict } = &entry.claim;
    facts.lines("Who says it", lines(who));
    facts.lines("Evidence", lines(evidence));
    facts.lines("Holds for those I care for", lines(holds));
    facts.plain("Verdict", verdict.map_or("", Verdict::label));
    facts.0
}

/// The long texts of an entry, those that have any words.
pub(in crate::exporters) fn sections(entry: &ReportEntry) -> Vec<Section<'_>> {
    let fixed = |key, heading, text| Section { key, prompt: "", heading, text };
    std::iter::once(fixed("learnt", "What I learnt", entry.learnt.as_str()))
        .chain(entry.answers.iter().map(|answer| Section {
            key: "answer",
            prompt: &answer.prompt_id,
            heading: if answer.label.trim().is_empty() { "Reflection" } else { &answer.label },
            text: &answer.text,
        }))
        .chain([fixed("changed", "What I changed", entry.changed.as_str()), fixed("benefit", "Who benefited", entry.benefit.as_str())])
        .filter(|section| !section.text.trim().is_empty())
        .collect()
}

/// What was found when the registrant came back to an entry.
pub(in crate::exporters) fn found_later(entry: &ReportEntry) -> Vec<Dated<'_>> {
    entry
        .found_later
        .iter()
        .map(|FoundLater { date, month, found, text }| Dated {
            day: *date,
            heading: match month {
                0 => day(*date),
                1 => format!("{}, after 1 month", day(*date)),
                months => format!("{}, after {months} months", day(*date)),
            },
            said: found.label(),
            text,
        })
        .collect()
}

/// With whom an action was shared, and when: “the team, 4 May 2026”.
pub(in crate::exporters) fn shared(action: &ActionDraft) -> String {
    let with = clean_line(&action.shared_with);
    match action.shared_on {
        Some(on) if with.is_empty() => day(on),
        Some(on) => format!("{with}, {}", day(on)),
        None => with,
    }
}

/// What an action changed, and for whom: a label and the words of each that was said. What it changed in one's own work needs no label
/// when nothing else is said.
pub(in crate::exporters) fn effects(action: &ActionDraft) -> Vec<(&'static str, &str)> {
    let own = if action.effect_service.trim().is_empty() && action.effect_people.trim().is_empty() { "" } else { "on my work" };
    [(own, &action.effect), ("on the service", &action.effect_service), ("on people who use it", &action.effect_people)]
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(whom, text)| (whom, text.as_str()))
        .collect()
}

/// “Tuesday 3 March 2026, 20:00 (Europe/London)”.
fn when(entry: &ReportEntry) -> String {
    let mut text = entry.date.format("%A %-d %B %Y").to_string();
    if let Some(time) = entry.time {
        text.push_str(&time.format(", %H:%M").to_string());
        let zone = clean_line(&entry.zone);
        if !zone.is_empty() {
            text = format!("{text} ({zone})");
        }
    }
    text
}

/// “1 h 30 min: preparing 10 min, taking part 1 h, reflecting 20 min”.
fn time(spent: TimeSpent) -> String {
    let parts: Vec<String> = [
        ("preparing", spent.preparing),
        ("taking part", spent.taking_part),
        ("reading afterwards", spent.reading),
        ("reflecting", spent.reflecting),
    ]
    .into_iter()
    .filter(|(_, minutes)| *minutes > Minutes::ZERO)
    .map(|(part, minutes)| format!("{part} {minutes}"))
    .collect();
    match parts.len() {
        0 => "Not recorded".to_owned(),
        1 => format!("{} ({})", spent.total(), parts.concat().split(char::is_numeric).next().unwrap_or_default().trim()),
        _ => format!("{}: {}", spent.total(), parts.join(", ")),
    }
}

/// “4 March 2026, last changed on 9 March 2026”.
fn written(entry: &ReportEntry) -> String {
    let (first, last) = (entry.created.date_naive(), entry.changed_at.date_naive());
    if last > first { format!("{}, last changed on {}", day(first), day(last)) } else { day(first) }
}

/// “12 min, 5 min of it interactive”.
pub(in crate::exporters) fn item_time(item: &ReportItem) -> String {
    let interactive = match item.interactive {
        Minutes::ZERO => String::new(),
        minutes => format!(", {minutes} of it interactive"),
    };
    format!("{}{interactive}", item.minutes)
}
