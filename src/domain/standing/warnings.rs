//! What a reader of a regulator would send back, found before: by the framework's own rules, and by what the program can see itself.

use chrono::NaiveDate;

use super::conditions::Test;
use super::count::{Counter, own};
use super::periods::day;
use super::timeline::{BINNED, ROLLED, Row, Thing};
use super::words::{lower, number_of};
use super::{Item, Progress};
use crate::domain::framework::warning::Look;
use crate::domain::framework::{Amount, Confidence, Enforce, Warning, WarningRule};
use crate::domain::text::folded;

/// What one thing alone cannot be: all the same.
const SEVERAL: usize = 2;
/// Where nobody says when the time to renew opens: the last quarter of a cycle, in which there should be enough to look at.
const QUARTER: u64 = 4;

type Found<'c, 'h> = Vec<(usize, &'c Row<'h>)>;

/// The framework's own first, in its order.
pub(super) fn of(counter: &Counter<'_, '_>, progress: &[Progress]) -> Vec<Warning> {
    let mut warnings: Vec<Warning> = counter.framework.warnings.iter().filter_map(|rule| look(counter, rule)).collect();
    warnings.extend(review_by(counter));
    warnings.extend(progress.iter().filter_map(|progress| past_period(counter, progress)));
    warnings.extend(progress.iter().flat_map(|progress| wants(counter, progress)));
    warnings
}

/// What of a kind counts in the cycle up to today: entries where none is named.
fn in_cycle<'c, 'h>(counter: &Counter<'c, 'h>, kind: Option<&str>) -> Found<'c, 'h> {
    let is_it = |row: &Row<'_>| match (row.thing, kind) {
        (Thing::Entry(..), None) => true,
        (Thing::Record(record, _), Some(kind)) => record.draft.kind == kind,
        _ => false,
    };
    let counts = |row: &Row<'_>| counter.cycle.span.has(row.day) && row.day <= counter.timeline.today && row.flags & (BINNED | ROLLED) == 0;
    counter.timeline.rows.iter().enumerate().filter(|(_, row)| is_it(row) && counts(row)).collect()
}

fn look(counter: &Counter<'_, '_>, rule: &WarningRule) -> Option<Warning> {
    let least = usize::try_from(rule.least).unwrap_or(usize::MAX).max(1);
    let (about, what): (Vec<Item>, String) = match &rule.look {
        Look::OneCategory { group } => one_category(counter, group, least.max(SEVERAL))?,
        Look::OneValue { record, field } => one_value(counter, record, field, least.max(SEVERAL))?,
        Look::Lacks { record, condition } => {
            let all = in_cycle(counter, record.as_deref()).into_iter();
            if all.len() < least {
                return None;
            }
            let test = Test::of(condition, &counter.index);
            let lacking = all.filter(|(at, row)| !test.holds(counter.asked(*at, row)));
            (lacking.map(|(_, row)| row.item).collect(), condition.missing_words(counter.framework, counter.timeline.kinds))
        }
        Look::Kinds { kinds, condition, unless } => {
            let of_kind = |row: &Row<'_>| matches!(row.thing, Thing::Entry(entry, _) if kinds.contains(&entry.kind));
            let mut all = in_cycle(counter, None);
            all.retain(|(_, row)| of_kind(row));
            if all.len() < least {
                return None;
            }
            let test = Test::of(condition, &counter.index);
            let unless = unless.as_ref().map(|unless| Test::of(unless, &counter.index));
            let holds = |asked| test.holds(asked) && !unless.as_ref().is_some_and(|unless| unless.holds(asked));
            let holding = all.into_iter().filter(|(at, row)| holds(counter.asked(*at, row)));
            (holding.map(|(_, row)| row.item).collect(), kinds.join(", "))
        }
        Look::Size { least: few, most } => size(counter, (*few, *most), least)?,
    };
    let mut text = rule.text.replace("{n}", &about.len().to_string()).replace("{what}", &what);
    if let Look::OneCategory { group } = &rule.look
        && about.len() < in_cycle(counter, None).len()
        && let Some(group) = counter.framework.group(group)
    {
        // “All entries” are those that say something of it.
        text = format!("Of those with a {}: {}", group.one, lower(&text));
    }
    (!about.is_empty()).then(|| Warning { id: rule.id.clone(), text, about, confidence: rule.confidence })
}

/// All that name a category of a group name the same one.
fn one_category(counter: &Counter<'_, '_>, group: &str, least: usize) -> Option<(Vec<Item>, String)> {
    let range = counter.index.group(group);
    let (mut only, mut about) = (None, Vec::new());
    for (at, row) in in_cycle(counter, None) {
        for (nth, one) in own(range, counter.index.of_row(at)).enumerate() {
            if *only.get_or_insert(one.category) != one.category {
                return None;
            }
            if nth == 0 {
                about.push(row.item);
            }
        }
    }
    let nth = only?.checked_sub(range.0)? as usize;
    let category = counter.framework.group(group)?.categories.get(nth)?;
    (about.len() >= least).then(|| (about, category.label.clone()))
}

/// All records that have something in a field have the same in it.
fn one_value(counter: &Counter<'_, '_>, kind: &str, field: &str, least: usize) -> Option<(Vec<Item>, String)> {
    let (mut only, mut about) = (None, Vec::new());
    for (_, row) in in_cycle(counter, Some(kind)) {
        let Thing::Record(record, _) = row.thing else { continue };
        let said = record.draft.field(field).trim();
        if said.is_empty() {
            continue;
        }
        let (first, _) = only.get_or_insert_with(|| (folded(said), said));
        if *first != folded(said) {
            return None;
        }
        about.push(row.item);
    }
    let (_, said) = only?;
    let values = counter.timeline.kinds.iter().find(|one| one.id == kind).and_then(|kind| kind.field(field)).map(|field| &field.values);
    let label = values.into_iter().flatten().find(|value| value.id == said).map_or(said, |value| value.label.as_str());
    (about.len() >= least).then(|| (about, label.to_owned()))
}

/// Fewer than a reader expects is only said once there should be enough.
fn size(counter: &Counter<'_, '_>, (few, most): (u32, u32), least: usize) -> Option<(Vec<Item>, String)> {
    let all = in_cycle(counter, None);
    let number = u32::try_from(all.len()).unwrap_or(u32::MAX);
    let what = if number > most {
        format!("more than {most}")
    } else if number < few && is_late(counter) {
        format!("fewer than {few}")
    } else {
        return None;
    };
    (all.len() >= least).then(|| (all.into_iter().map(|(_, row)| row.item).collect(), what))
}

fn is_late(counter: &Counter<'_, '_>) -> bool {
    let span = counter.cycle.span;
    let late: NaiveDate = counter
        .cycle
        .opens(&counter.framework.cycle)
        .unwrap_or_else(|| span.end.checked_sub_days(chrono::Days::new(span.days() / QUARTER)).unwrap_or(span.end));
    counter.timeline.today >= late
}

fn review_by(counter: &Counter<'_, '_>) -> Option<Warning> {
    let framework = counter.framework;
    framework.is_due_for_review(counter.timeline.today).then(|| Warning {
        id: "review_by".to_owned(),
        text: format!(
            "These rules were checked on {} and should have been looked at again by {}: check with your regulator",
            day(framework.checked_on),
            day(framework.review_by)
        ),
        about: Vec::new(),
        confidence: Confidence::A,
    })
}

/// Parts of a cycle that goes on which are over and were not enough.
fn past_period(counter: &Counter<'_, '_>, progress: &Progress) -> Option<Warning> {
    let requirement = counter.framework.requirement(&progress.requirement)?;
    let today = counter.timeline.today;
    if today > counter.cycle.span.end || requirement.enforce == Enforce::Info {
        return None;
    }
    let past = progress.parts.iter().filter(|part| !part.current && !part.enough && part.span.end < today);
    let told = past.map(|part| match part.counted {
        Amount::ZERO => format!("{}: nothing on record", part.label),
        counted => format!("{}: {} of {}", part.label, counted.shown(), requirement.in_words(part.needed)),
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| Warning {
        id: "past_period".to_owned(),
        text: format!("{}: not enough in a time that is over ({})", requirement.label, told.join("; ")),
        about: Vec::new(),
        confidence: requirement.confidence,
    })
}

/// What counts and still lacks what should be there: one warning for each of them.
fn wants<'w>(counter: &'w Counter<'_, '_>, progress: &'w Progress) -> impl Iterator<Item = Warning> + 'w {
    let requirement = counter.framework.requirement(&progress.requirement);
    requirement.into_iter().flat_map(move |requirement| {
        requirement.wants.iter().enumerate().take(8).filter_map(move |(at, condition)| {
            let about: Vec<Item> =
                progress.items.iter().filter(|counted| counted.lacks & (1 << at) != 0).map(|counted| counted.item).collect();
            let missing = condition.missing_words(counter.framework, counter.timeline.kinds);
            let number = about.len() as u64;
            let things = things(&about, number);
            let verbs = if number == 1 { "counts has" } else { "count have" };
            (!about.is_empty()).then(|| Warning {
                id: format!("wants.{}.{}", requirement.id, condition.missing_token()),
                text: format!("{}: {things} that {verbs} {missing}", requirement.label),
                about,
                confidence: requirement.confidence,
            })
        })
    })
}

/// “3 entries”.
fn things(about: &[Item], number: u64) -> String {
    if about.iter().all(|item| matches!(item, Item::Entry(_))) {
        number_of(number, "entry", "entries")
    } else if about.iter().all(|item| matches!(item, Item::Record(_))) {
        number_of(number, "record", "records")
    } else {
        number_of(number, "thing", "things")
    }
}
