//! What an appraisal walk came to, as a sheet.

use std::collections::{BTreeSet, HashMap};

use super::Material;
use super::occasions::{number_of, plain_day};
use crate::domain::sheet::Block;
use crate::domain::text::{number, plain};
use crate::domain::walk::{Decision, Fate, why_off};
use crate::domain::{EntryHeader, EntryId, Goal, GoalState, Sheet, Walk};

/// The sheet of a walk, finished or not. `way` are the entries that are on it; `gaps` are what is missing for the requirements, a sentence each, when somebody looked.
pub fn end_of_walk(material: &Material<'_>, walk: &Walk, way: &BTreeSet<EntryId>, gaps: Option<&[String]>) -> Sheet {
    let draft = &walk.draft;
    let decided: HashMap<EntryId, Decision> = walk.decided.iter().map(|one| (one.entry, one.decision)).collect();
    let mut entries: Vec<&EntryHeader> = material.entries.iter().map(|entry| &**entry).filter(|entry| way.contains(&entry.id)).collect();
    entries.reverse();
    let decided = &decided;
    let of = |wanted: Option<Decision>| entries.iter().filter(move |entry| decided.get(&entry.id).copied() == wanted).copied();
    let mut blocks = Vec::new();
    let state = match walk.finished {
        Some(at) => format!("Finished on {}.", plain_day(at.with_timezone(&material.zone).date_naive())),
        None => "Not finished yet: what follows is how it stands.".to_owned(),
    };
    blocks.push(Block::Text(state));
    let mut figures = vec![(number(entries.len()), "on the way".to_owned())];
    let names = [
        (Some(Decision::Use), "chosen"),
        (Some(Decision::Improve), "to improve first"),
        (Some(Decision::Park), "parked"),
        (Some(Decision::Not), "not this time"),
        (None, "not looked at yet"),
    ];
    for (decision, name) in names {
        let count = of(decision).count();
        if count > 0 || decision == Some(Decision::Use) {
            figures.push((number(count), name.to_owned()));
        }
    }
    blocks.push(Block::Figures(figures));
    blocks.extend(chosen(material, of(Some(Decision::Use)).collect()));
    for (decision, title) in [(Decision::Improve, "To improve first"), (Decision::Park, "Parked")] {
        let lines: Vec<String> = of(Some(decision)).map(|entry| format!("{}: {}", plain_day(entry.date), entry.name)).collect();
        if !lines.is_empty() {
            blocks.push(Block::Heading(title.to_owned()));
            blocks.push(Block::List(lines));
        }
    }
    blocks.extend(off_the_way(material, walk, way));
    if let Some(gaps) = gaps {
        blocks.push(Block::Heading("Gaps in the requirements".to_owned()));
        blocks.push(if gaps.is_empty() {
            Block::Text("No requirement that can be judged here is short. Check with your regulator.".to_owned())
        } else {
            Block::List(gaps.to_vec())
        });
    }
    blocks.extend(plan(material, walk, &entries));
    if !draft.note.trim().is_empty() {
        blocks.push(Block::Heading("Note for the appraiser".to_owned()));
        blocks.push(Block::Text(draft.note.trim().to_owned()));
    }
    Sheet {
        id: walk.uid,
        title: draft.title.clone(),
        subtitle: format!("{} to {}", plain_day(draft.from), plain_day(draft.until)),
        author: material.profile.name.clone(),
        language: "en-GB".to_owned(),
        made_on: material.today,
        blocks,
    }
}

/// What was decided and is not on the way any more: nothing comes of it, and nobody is to wonder where it is.
fn off_the_way(material: &Material<'_>, walk: &Walk, way: &BTreeSet<EntryId>) -> Vec<Block> {
    let off: Vec<_> = walk.decided.iter().filter(|one| !way.contains(&one.entry)).collect();
    if off.is_empty() {
        return Vec::new();
    }
    let wanted: BTreeSet<EntryId> = off.iter().map(|one| one.entry).collect();
    let headers: HashMap<EntryId, &EntryHeader> =
        material.entries.iter().filter(|entry| wanted.contains(&entry.id)).map(|entry| (entry.id, &**entry)).collect();
    let lines = off.iter().map(|one| {
        let header = headers.get(&one.entry).copied();
        let name = header.map_or_else(|| "An entry".to_owned(), |entry| format!("{}: {}", plain_day(entry.date), entry.name));
        format!("{name} ({}): {}", one.decision.label().to_lowercase(), why_off(header))
    });
    vec![Block::Heading("Not on the way any more".to_owned()), Block::List(lines.collect())]
}

fn chosen(material: &Material<'_>, entries: Vec<&EntryHeader>) -> Vec<Block> {
    let heading = Block::Heading("What was chosen".to_owned());
    if entries.is_empty() {
        return vec![heading, Block::Text("Nothing is chosen.".to_owned())];
    }
    let line = |entry: &EntryHeader| {
        let kind = material.kinds.iter().find(|kind| kind.id == entry.kind).map_or(entry.kind.as_str(), |kind| kind.label.as_str());
        let goals: Vec<&str> =
            material.goals.iter().filter(|goal| entry.goals.contains(&goal.id)).map(|goal| goal.draft.title.as_str()).collect();
        vec![plain_day(entry.date), entry.name.clone(), kind.to_owned(), entry.total.to_string(), goals.join("; ")]
    };
    let sum = entries.iter().fold(crate::domain::Minutes::ZERO, |sum, entry| sum.plus(entry.total));
    vec![
        heading,
        Block::Text(format!("{}, {sum} in all.", number_of(entries.len(), "entry", "entries"))),
        Block::Table {
            title: "What was chosen".to_owned(),
            heads: ["Day", "What", "Kind", "Time", "Goals"].map(str::to_owned).to_vec(),
            lines: entries.into_iter().map(line).collect(),
        },
    ]
}

/// What becomes of the goals that somebody decided of, and of the open ones with entries in the period.
fn plan(material: &Material<'_>, walk: &Walk, entries: &[&EntryHeader]) -> Vec<Block> {
    let concerned = |goal: &&Goal| {
        walk.fate(goal.id).is_some() || (goal.draft.state == GoalState::Open && entries.iter().any(|entry| entry.goals.contains(&goal.id)))
    };
    let next = walk.draft.next_plan.trim();
    let line = |goal: &Goal| {
        let fate = walk.fate(goal.id);
        let outcome = fate.map(|one| one.outcome.trim()).filter(|text| !text.is_empty()).unwrap_or(goal.draft.outcome.trim());
        let goes_on = match fate {
            Some(one) if one.fate == Fate::CarryOver => {
                let title = if one.next_title.trim().is_empty() { goal.draft.title.trim() } else { one.next_title.trim() };
                if next.is_empty() { title.to_owned() } else { format!("{title} ({next})") }
            }
            _ => String::new(),
        };
        let what = fate.map_or("Not decided yet", |one| one.fate.label());
        vec![goal.draft.title.clone(), what.to_owned(), plain(outcome), goes_on]
    };
    let lines: Vec<Vec<String>> = material.goals.iter().filter(concerned).map(line).collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let heads = ["Goal", "What becomes of it", "What came of it", "Goes on as"].map(str::to_owned).to_vec();
    vec![Block::Heading("The plan".to_owned()), Block::Table { title: "What becomes of the goals".to_owned(), heads, lines }]
}
