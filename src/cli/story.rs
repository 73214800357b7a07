//! `goal show`: the story of a goal.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::json as shapes;
use super::output::{Said, visible};
use crate::domain::story::{Burnt, Chapter, Earlier, Happened, Part};
use crate::domain::when::shown;
use crate::domain::{Action, EntryId, Goal, GoalDraft, Story};
use crate::error::Error;
use crate::journal::Journal;

/// Entries by their number: what they are called elsewhere, and here.
type Names = HashMap<EntryId, (String, String)>;

pub(super) fn show(journal: &Journal, goal: &Goal) -> Result<Said, Error> {
    let story = journal.story(goal.id)?;
    let goals = journal.goals()?;
    let totals = journal.snapshot()?.totals.get(&goal.id).copied().unwrap_or_default();
    let names: Names = journal.headers(None)?.into_iter().map(|header| (header.id, (header.uid.to_string(), header.name))).collect();
    let mut page = about(goal);
    let sums = story.sums();
    let _ = writeln!(page, "\n{}", in_words(sums.all));
    for (what, part) in [("planned: linked to the goal before the day of the activity", sums.planned), ("came unplanned", sums.unplanned())]
    {
        if part.entries > 0 {
            let _ = writeln!(page, "  {what}: {}", in_words(part));
        }
    }
    if sums.evidence > 0 {
        let _ = writeln!(page, "  evidence: {}", counted(sums.evidence, "file", "files"));
    }
    let standards = standards(&story);
    if !standards.is_empty() {
        let _ = writeln!(page, "  standards: {}", visible(&standards.keys().copied().collect::<Vec<_>>().join(", ")));
    }
    section(&mut page, "What happened", story.happened.iter().map(happened));
    section(&mut page, "Actions", story.actions.iter().map(action));
    section(&mut page, "Reviews", story.reviews.iter().map(|one| format!("{}  {}", one.draft.day, one.draft.note.trim())));
    section(&mut page, "Goes on from", story.before.iter().map(earlier));
    let later = later(goal, &goals);
    section(&mut page, "Goes on in", later.iter().copied().map(carried));
    let mut json = shapes::goal(goal, totals, &goals, &story.reviews);
    if let Some(object) = json.as_object_mut() {
        let part = |part: Part| json!({ "entries": part.entries, "minutes": part.minutes.0 });
        object.insert("planned".to_owned(), part(sums.planned));
        object.insert("unplanned".to_owned(), part(sums.unplanned()));
        object.insert("evidence".to_owned(), json!(sums.evidence));
        object.insert("standards".to_owned(), json!(standards));
        object.insert("chapters".to_owned(), story.chapters.iter().map(|one| chapter_json(one, &names)).collect());
        object.insert("chain".to_owned(), story.happened.iter().map(|one| happened_json(one, &names)).collect());
        object.insert("actions".to_owned(), story.actions.iter().map(|one| action_json(one, &names)).collect());
        object.insert("burn_up".to_owned(), story.burn_up.iter().map(burnt_json).collect());
        object.insert("before".to_owned(), story.before.iter().map(earlier_json).collect());
        object.insert("after".to_owned(), story.after.as_ref().map_or(Value::Null, shapes::goal_named));
        object.insert("later".to_owned(), later.into_iter().map(shapes::goal_named).collect());
    }
    Ok(Said { text: page, json })
}

/// What is written down about it.
fn about(goal: &Goal) -> String {
    let GoalDraft { title, why, measure, how, due, support, barriers, purpose, kind, state, outcome, plan } = &goal.draft;
    let mut page = format!("{}\n", visible(title));
    let mut line = |name: &str, text: &str| {
        if !text.trim().is_empty() {
            let _ = writeln!(page, "  {name:<11}{}", visible(text.trim()).replace('\n', "\n             "));
        }
    };
    line("Id", &goal.uid.to_string());
    line("State", state.label());
    line("Due", &due.map(shown).unwrap_or_default());
    line("Plan", plan);
    line("For", &format!("{}, {}", purpose.label(), kind.label()));
    for (name, text) in
        [("Why", why), ("Measure", measure), ("How", how), ("Support", support), ("Barriers", barriers), ("Outcome", outcome)]
    {
        line(name, text);
    }
    page
}

fn section(page: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.collect();
    if !lines.is_empty() {
        let _ = writeln!(page, "\n{title}");
        for line in lines {
            let _ = writeln!(page, "  {}", visible(&line).replace('\n', "\n              "));
        }
    }
}

/// “3 entries, 2 h”
fn in_words(part: Part) -> String {
    format!("{}, {}", counted(part.entries, "entry", "entries"), part.minutes)
}

/// Standards, with how many entries touch each.
fn standards(story: &Story) -> BTreeMap<&str, usize> {
    let mut all = BTreeMap::new();
    for code in story.chapters.iter().flat_map(|chapter| &chapter.standards) {
        *all.entry(code.as_str()).or_default() += 1;
    }
    all
}

fn happened(one: &Happened) -> String {
    let Happened { day, link, entry: _, text } = one;
    format!("{day}  {:<9} {text}", link.label())
}

fn happened_json(one: &Happened, names: &Names) -> Value {
    let Happened { day, link, entry, text } = one;
    json!({ "date": day.to_string(), "link": link.token(), "text": text, "entry": entry_json(*entry, names) })
}

fn entry_json(entry: EntryId, names: &Names) -> Value {
    names.get(&entry).map_or(Value::Null, |(uid, title)| json!({ "uid": uid, "title": title }))
}

fn chapter_json(one: &Chapter, names: &Names) -> Value {
    let Chapter { entry, name, date, minutes, planned, items, standards, evidence } = one;
    json!({
        "uid": names.get(entry).map(|(uid, _)| uid),
        "title": name,
        "date": date.to_string(),
        "minutes": minutes.0,
        "planned": planned,
        "items": items,
        "standards": standards,
        "evidence": evidence,
    })
}

fn action(one: &Action) -> String {
    let draft = &one.draft;
    let tick = if draft.done.is_some() { 'x' } else { ' ' };
    format!("[{tick}] {}{}", draft.what, super::actions::when(draft))
}

fn action_json(one: &Action, names: &Names) -> Value {
    let mut value = shapes::action(one);
    if let Some(object) = value.as_object_mut() {
        object.insert("entry".to_owned(), entry_json(one.entry, names));
    }
    value
}

fn burnt_json(one: &Burnt) -> Value {
    let Burnt { day, minutes, entries } = one;
    json!({ "date": day.to_string(), "minutes": minutes.0, "entries": entries })
}

fn earlier(one: &Earlier) -> String {
    let Earlier { goal, reviews } = one;
    let reviews = reviews.iter().map(|review| format!("\n{}  {}", review.draft.day, review.draft.note.trim()));
    std::iter::once(carried(goal)).chain(reviews).collect()
}

fn earlier_json(one: &Earlier) -> Value {
    let Earlier { goal, reviews } = one;
    let mut value = shapes::goal_named(goal);
    if let Some(object) = value.as_object_mut() {
        object.insert("reviews".to_owned(), reviews.iter().map(shapes::review).collect());
    }
    value
}

/// The goals in which one goes on, the next first.
fn later<'g>(goal: &Goal, goals: &'g [Goal]) -> Vec<&'g Goal> {
    let mut chain: Vec<&Goal> = Vec::new();
    let mut last = goal.id;
    while let Some(next) = goals.iter().find(|next| next.carried_from == Some(last)) {
        // A ring cannot be made here, but another program may have written one.
        if next.id == goal.id || chain.iter().any(|known| known.id == next.id) {
            break;
        }
        last = next.id;
        chain.push(next);
    }
    chain
}

/// An earlier or a later goal, on one line.
fn carried(goal: &Goal) -> String {
    let plan = if goal.draft.plan.is_empty() { String::new() } else { format!(" ({})", goal.draft.plan) };
    let outcome = if goal.draft.outcome.trim().is_empty() { String::new() } else { format!(": {}", goal.draft.outcome.trim()) };
    format!("{}  {}{plan}{outcome}", goal.uid, goal.draft.title)
}

pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
