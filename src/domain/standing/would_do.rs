//! What would be enough now, in plain words.

use super::count::Counter;
use super::progress::{Looked, has_enough};
use super::timeline::{BINNED, ROLLED, Thing};
use super::{Part, periods};
use crate::domain::framework::{Amount, Framework, Group, Measure, Requirement, Rule};

/// More categories than this are not named one by one.
const MOST_NAMED: usize = 4;

/// “5.5 more hours”; empty where there is no number.
pub(super) fn words(counter: &Counter<'_, '_>, looked: &Looked<'_, '_>) -> String {
    let Looked { plan, reckoned, tally, .. } = looked;
    let requirement = plan.requirement;
    let Some(needed) = reckoned.needed else { return String::new() };
    let rest = needed.less(reckoned.counted);
    match &requirement.rule {
        Rule::Sum { most: Some(most), .. } if reckoned.counted > *most => {
            format!("no more than {}: {} fewer", requirement.in_words(*most), up(reckoned.counted.less(*most)).shown())
        }
        Rule::Sum { measure, .. } => {
            let more = more(rest, &requirement.unit, &requirement.unit_one);
            if *measure == Measure::Interactive && could_be_interactive(counter, looked) {
                format!("{more}; minutes with others in what is already here may be part of it")
            } else {
                more
            }
        }
        Rule::Declaration => "a declaration".to_owned(),
        Rule::Distinct { group } => counter.framework.group(group).map_or_else(String::new, |group| {
            let there = |at: usize| tally.of_category.get(at).is_some_and(|amount| *amount > Amount::ZERO);
            let missing = missing(group, |at| !plan.is_open(at) || there(at));
            distinct(group, &missing, reckoned.counted, rest)
        }),
        Rule::Each { group, .. } => counter.framework.group(group).map_or_else(String::new, |group| {
            let enough = |at: usize| !plan.is_open(at) || tally.of_category.get(at).is_none_or(|amount| has_enough(*amount, reckoned.each));
            let of = |label: &str| {
                let at = group.categories.iter().position(|category| category.label == label);
                at.and_then(|at| tally.of_category.get(at)).copied().unwrap_or_default()
            };
            let each = reckoned.each.unwrap_or(Amount::whole(1));
            let missing = missing(group, enough);
            let named = missing.iter().take(MOST_NAMED);
            let mut all: Vec<String> =
                named.map(|label| format!("{} in {label}", more(each.less(of(label)), &requirement.unit, &requirement.unit_one))).collect();
            let others = missing.len().saturating_sub(MOST_NAMED);
            if others > 0 {
                all.push(format!("{others} others"));
            }
            all.join("; ")
        }),
        Rule::Share { of, measure } => share(counter, looked, of, measure, needed),
        Rule::Gap { explained_by } => gap(counter, looked, explained_by.as_deref(), needed),
        Rule::Narrative => String::new(),
    }
}

/// What times that are over lack, where the one that goes on has enough: nothing makes that good, but it can be written what was done then.
pub(super) fn of_past(framework: &Framework, requirement: &Requirement, failed: &[Part]) -> String {
    let of = |part: &Part| {
        if part.counted == Amount::ZERO {
            return format!("nothing on record for {}", part.label);
        }
        let (counted, needed) = (part.counted.shown(), requirement.counted_in_words(framework, part.needed));
        format!("{counted} of {needed} on record for {}", part.label)
    };
    failed.iter().map(of).collect::<Vec<_>>().join("; ")
}

/// Rounded up to what can be shown, so that what is said is enough.
fn up(amount: Amount) -> Amount {
    Amount::of_hundredths(u32::try_from(amount.parts().div_ceil(Amount::of_hundredths(1).parts())).unwrap_or(u32::MAX))
}

/// “1 more piece of feedback”.
fn more(rest: Amount, unit: &str, one: &str) -> String {
    let rest = up(rest);
    let unit = if rest == Amount::whole(1) { one } else { unit };
    format!("{} more {unit}", rest.shown()).trim_end().to_owned()
}

/// Whether there are entries whose minutes with others may not be told yet.
fn could_be_interactive(counter: &Counter<'_, '_>, looked: &Looked<'_, '_>) -> bool {
    counter.timeline.rows.iter().any(|row| {
        matches!(row.thing, Thing::Entry(..))
            && looked.span.has(row.day)
            && row.day <= counter.timeline.today
            && row.flags & (BINNED | ROLLED) == 0
            && row.interactive < row.total
    })
}

/// The labels of the categories that are not there yet.
fn missing(group: &Group, there: impl Fn(usize) -> bool) -> Vec<&str> {
    group.categories.iter().enumerate().filter(|(at, _)| !there(*at)).map(|(_, category)| category.label.as_str()).collect()
}

fn distinct(group: &Group, missing: &[&str], there: Amount, rest: Amount) -> String {
    let number = rest.parts().div_ceil(Amount::whole(1).parts());
    let nth = match there {
        Amount::ZERO => "a first",
        one if one == Amount::whole(1) => "a second",
        two if two == Amount::whole(2) => "a third",
        _ => "another",
    };
    let named = !missing.is_empty() && missing.len() <= MOST_NAMED;
    let some = match (named, number) {
        (true, number) if missing.len() as u64 == number => return format!("something in {}", list(missing, "and")),
        (true, 1) => return format!("something in {nth} {}: {}", group.one, list(missing, "or")),
        (true, _) => format!(": {}", list(missing, "or")),
        (false, 1) => return format!("something in {nth} {}", group.one),
        (false, _) => String::new(),
    };
    format!("something in {number} more of “{}”{some}", group.label)
}

/// “A, B or C”.
pub(super) fn list(words: &[&str], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

fn share(counter: &Counter<'_, '_>, looked: &Looked<'_, '_>, of: &str, measure: &Measure, needed: Amount) -> String {
    let Some(whole) = counter.framework.requirement(of) else { return String::new() };
    let (part, all) = (looked.tally.sum, looked.reckoned.whole);
    if all == Amount::ZERO {
        return format!("something that counts for “{}”", whole.label);
    }
    let hundred = Amount::whole(100).parts();
    let asked = needed.parts().min(hundred);
    // So much of what is there already would have to be like this; or so much more of it, which makes the whole larger too.
    let short = u128::from(all.parts()) * u128::from(asked);
    let short = short.saturating_sub(u128::from(part.parts()) * u128::from(hundred));
    let shown = |of: u128| {
        let hundredths = short.div_ceil(of.max(1)).div_ceil(3);
        let amount = Amount::of_hundredths(u32::try_from(hundredths).unwrap_or(u32::MAX));
        if *measure == Measure::One { Amount::whole(u32::try_from(amount.parts().div_ceil(300)).unwrap_or(u32::MAX)) } else { amount }
    };
    let already = shown(u128::from(hundred));
    if asked == hundred {
        return format!("{} of those that are here already", already.shown());
    }
    format!("{} of those that are here already, or {} more", already.shown(), shown(u128::from(hundred - asked)).shown())
}

fn gap(counter: &Counter<'_, '_>, looked: &Looked<'_, '_>, explained_by: Option<&str>, needed: Amount) -> String {
    let too_long = looked.gaps.iter().filter_map(|gap| gap.unexplained).filter(|(_, months)| Amount::whole(*months) >= needed);
    let days: Vec<String> = too_long.map(|(span, _)| periods::days(span)).collect();
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    if looked.tally.hits.is_empty() && (days.is_empty() || explained_by.is_none()) {
        return "something, with its day".to_owned();
    }
    let kind = explained_by.map(|id| counter.timeline.kinds.iter().find(|kind| kind.id == id).map_or(id, |kind| kind.one.as_str()));
    match kind {
        Some(kind) if days.len() == 1 => format!("1 {kind} for {}", list(&days, "and")),
        Some(kind) => format!("{} times {kind}: for {}", days.len(), list(&days, "and")),
        None => format!("something in {}", list(&days, "and")),
    }
}
