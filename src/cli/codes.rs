//! Codes of standards and of amounts: which mean something to a framework that is known, and what was meant by those that do not.

use std::collections::BTreeSet;

use super::words::usage;
use crate::catalogue::Catalogue;
use crate::domain::framework::{Amount, Condition, Measure, Rule};
use crate::domain::record::hours;
use crate::domain::text::clean_line;
use crate::domain::{EntryDraft, Framework};
use crate::error::Error;

/// How like each other a word and what it may mean are at least, from 0 to 1.
const LIKE: f64 = 0.7;

/// An amount and its code, as somebody writes them: `scheme.points`, `2.5`. Nothing written is no amount.
pub(super) fn amount(code: &str, number: &str) -> Result<(String, Amount), Error> {
    let code = clean_line(code);
    let whole = code.split_once('.').is_some_and(|(scheme, name)| !scheme.is_empty() && !name.is_empty());
    if !whole || code.contains(char::is_whitespace) {
        let hint = "it is a framework's scheme, a point and a name, like scheme.points; `frameworks show` lists them";
        return Err(usage(format!("“{code}” is no code of an amount"), hint));
    }
    let amount = if number.trim().is_empty() { Some(Amount::ZERO) } else { hours::number(number) };
    let amount = amount.ok_or_else(|| {
        usage(format!("“{}” is no amount", number.trim()), "write a number from 0 to 99999 with at most two decimal places, like 2.5")
    })?;
    Ok((code, amount))
}

/// `CODE=NUMBER` as it is given with a call.
pub(super) fn said_amount(text: &str) -> Result<(String, Amount), Error> {
    let (code, number) =
        text.split_once('=').ok_or_else(|| usage(format!("“{text}” is no amount"), "write it like --amount scheme.points=2.5"))?;
    amount(code, number)
}

/// What deserves a word about the codes of an entry: those of a known scheme that it does not have.
pub(super) fn notes(catalogue: &Catalogue, draft: &EntryDraft) -> Vec<String> {
    let standards = draft.standards.iter().filter_map(|code| doubt(catalogue, code, "code", standards_of));
    let amounts = draft.amounts.keys().filter_map(|code| doubt(catalogue, code, "amount", amounts_of));
    standards.chain(amounts).collect()
}

fn doubt(catalogue: &Catalogue, code: &str, what: &str, codes_of: fn(&Framework) -> Vec<String>) -> Option<String> {
    let (scheme, _) = code.split_once('.')?;
    let editions: Vec<&Framework> = catalogue.frameworks.iter().filter(|one| one.scheme.eq_ignore_ascii_case(scheme)).collect();
    let name = &editions.first()?.name;
    let known: BTreeSet<String> = editions.iter().flat_map(|one| codes_of(one)).collect();
    if known.contains(code) {
        return None;
    }
    let likeness = |one: &String| strsim::jaro_winkler(&one.to_lowercase(), &code.to_lowercase());
    // All begin with the scheme: what comes after it has to be alike.
    let rest = |one: &str| one.split_once('.').map_or(String::new(), |(_, rest)| rest.to_lowercase());
    let alike = |one: &&String| strsim::normalized_damerau_levenshtein(&rest(one), &rest(code)) >= LIKE || rest(one) == rest(code);
    let meant = known.iter().filter(alike).max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let hint = match (meant, known.is_empty()) {
        (Some(meant), _) => format!("did you mean {meant}?"),
        (None, false) => format!("`cpd-journal frameworks show {scheme}` lists them"),
        (None, true) => "it has none".to_owned(),
    };
    Some(format!("“{code}” is no {what} of {name}: {hint}"))
}

/// Codes of all its categories, as entries have them.
fn standards_of(framework: &Framework) -> Vec<String> {
    framework.groups.iter().flat_map(|group| &group.categories).map(|category| framework.code_of(category)).collect()
}

/// Codes of the amounts that it counts, as entries have them.
pub(super) fn amounts_of(framework: &Framework) -> Vec<String> {
    let mut names: Vec<&str> = Vec::new();
    for requirement in &framework.requirements {
        if let Rule::Sum { measure, .. } | Rule::Each { measure, .. } | Rule::Share { measure, .. } = &requirement.rule
            && let Measure::Typed(name) = measure
        {
            names.push(name);
        }
        requirement.needs.iter().chain(&requirement.wants).for_each(|condition| typed_in(condition, &mut names));
    }
    if let Some(audit) = &framework.audit {
        audit.wants.iter().for_each(|condition| typed_in(condition, &mut names));
    }
    let distinct: BTreeSet<&str> = names.into_iter().collect();
    distinct.into_iter().map(|name| format!("{}.{name}", framework.scheme)).collect()
}

fn typed_in<'c>(condition: &'c Condition, names: &mut Vec<&'c str>) {
    match condition {
        Condition::Typed(name) => names.push(name),
        Condition::Any(several) => several.iter().for_each(|one| typed_in(one, names)),
        _ => {}
    }
}
