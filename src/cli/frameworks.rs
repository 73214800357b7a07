//! `frameworks …`: the rules that are known.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::args::FrameworksCommand;
use super::codes::amounts_of;
use super::data;
use super::frameworks_json as shapes;
use super::output::{Said, visible};
use super::words::plain_day;
use crate::catalogue::{Catalogue, Part};
use crate::domain::framework::{Amount, Anchor, Period, Requirement, Source};
use crate::domain::{Framework, RecordKind};
use crate::error::Error;
use crate::journal::{JournalError, Thing};

pub(super) fn run(catalogue: &Catalogue, command: Option<&FrameworksCommand>) -> Result<Said, Error> {
    match command {
        None | Some(FrameworksCommand::List) => Ok(list(catalogue)),
        Some(FrameworksCommand::Show { framework }) => {
            let framework = named(catalogue, framework)?;
            Ok(Said { text: page(catalogue, framework), json: shapes::whole(catalogue, framework) })
        }
        Some(FrameworksCommand::Check { file }) => data::check(catalogue, Part::Frameworks, file),
    }
}

/// The framework that a word means.
fn named<'c>(catalogue: &'c Catalogue, word: &str) -> Result<&'c Framework, Error> {
    match catalogue.frameworks_called(word).as_slice() {
        [] => Err(JournalError::NotFound { what: Thing::Framework, name: word.to_owned() }.into()),
        [one] => Ok(one),
        several => {
            let candidates = several.iter().take(6).map(|one| format!("{}  {}", one.id, one.name)).collect();
            Err(JournalError::Ambiguous { what: Thing::Framework, name: word.to_owned(), candidates }.into())
        }
    }
}

fn list(catalogue: &Catalogue) -> Said {
    let mut text = String::new();
    for framework in &catalogue.frameworks {
        let Framework { id, name, edition, summary, hidden, .. } = framework;
        let mark = if *hidden { "  (a pilot, or not in force)" } else { "" };
        let _ = writeln!(text, "{id:<26} {} ({}){mark}\n    {}", visible(name), visible(edition), visible(summary));
    }
    text.push_str(&data::problems(catalogue));
    let frameworks: Vec<Value> = catalogue.frameworks.iter().map(shapes::header).collect();
    Said { text, json: json!({ "frameworks": frameworks, "problems": data::problems_json(catalogue) }) }
}

/// A framework for a person to read.
fn page(catalogue: &Catalogue, framework: &Framework) -> String {
    let kinds = &catalogue.record_kinds;
    let mut page = format!("{} ({})\n", visible(&framework.name), visible(&framework.edition));
    let mut line = |text: &str| {
        if !text.trim().is_empty() {
            let _ = writeln!(page, "{}", visible(text));
        }
    };
    line(&framework.summary);
    let about = [("Id", &framework.id), ("Regulator", &framework.regulator), ("Country", &framework.country)];
    about.into_iter().filter(|(_, text)| !text.is_empty()).for_each(|(name, text)| line(&format!("{name}: {text}")));
    if !framework.professions.is_empty() {
        line(&format!("Professions: {}", framework.professions.join(", ")));
    }
    let to = framework.effective_to.map(|day| format!(" to {}", plain_day(day))).unwrap_or_default();
    line(&format!("In force from {}{to}", plain_day(framework.effective_from)));
    line(&format!("Checked on {}, to be looked at again by {}", plain_day(framework.checked_on), plain_day(framework.review_by)));
    for expected in &framework.expected {
        line(&format!("Expected from {}: {} [{}]", plain_day(expected.on), expected.what, expected.source));
    }
    line(&format!("\nCycle: {}", cycle(framework)));
    line(&framework.cycle.note);
    for choice in &framework.choices {
        line(&format!("\nOption {}: {} {}", choice.id, choice.label, choice.help));
        for value in &choice.values {
            let mark = if choice.default.as_ref() == Some(&value.id) { " (taken when nothing is said)" } else { "" };
            line(&format!("  {}: {}{mark}", value.id, value.label));
        }
    }
    line("\nRequirements");
    if framework.requirements.is_empty() {
        line("  None: nothing is counted against a number");
    }
    for requirement in &framework.requirements {
        for text in requirement_lines(framework, kinds, requirement) {
            line(&text);
        }
    }
    for group in &framework.groups {
        line(&format!("\n{} ({}) {}", group.label, group.id, group.help));
        for category in &group.categories {
            line(&format!("  {}: {}", framework.code_of(category), category.label));
        }
    }
    let amounts = amounts_of(framework);
    if !amounts.is_empty() {
        line(&format!("\nAmounts that are typed: {}", amounts.join(", ")));
    }
    if !framework.forms.is_empty() {
        line("\nForms");
    }
    for form in &framework.forms {
        line(&format!("  {}: {} – {} [{}, {}]", form.id, form.label, form.help, form.confidence.token(), form.source));
    }
    if !framework.warnings.is_empty() {
        line("\nLooked for before a regulator does");
    }
    for warning in &framework.warnings {
        line(&format!("  {} [{}, {}]", in_general(&warning.text), warning.confidence.token(), warning.source));
    }
    if let Some(audit) = &framework.audit {
        line(&format!("\n{}: {} [{}, {}]", audit.label, audit.text, audit.confidence.token(), audit.source));
    }
    if !framework.advice.is_empty() {
        line("\nAdvice");
    }
    framework.advice.iter().for_each(|text| line(&format!("  {text}")));
    line("\nSources");
    for source in &framework.sources {
        line(&format!("  [{}] {} {}", source.key, source.title, source.url));
    }
    line("\nConfidence: A read on the regulator’s own page, B in several other sources, C in one or inferred, K not verified");
    line(&framework.disclaimer);
    page
}

/// What a warning says before anything was counted: without how many (`{n}`), and what it is all about (`{what}`).
fn in_general(text: &str) -> String {
    const SAID: [(&str, &str); 8] = [
        (": {n}", ""),
        (" ({n})", ""),
        ("All {n} ", "All "),
        ("{n}", "some"),
        (": {what}", ""),
        (", {what}", ""),
        (" ({what})", ""),
        ("{what}", "the same"),
    ];
    SAID.iter().fold(text.to_owned(), |text, (place, said)| text.replace(place, said))
}

fn cycle(framework: &Framework) -> String {
    let rule = &framework.cycle;
    let months = |months: u32| match (months / 12, months % 12) {
        (1, 0) => "1 year".to_owned(),
        (years, 0) => format!("{years} years"),
        _ => format!("{months} months"),
    };
    let parts = rule.sub_months.map(|sub| format!(", in parts of {}", months(sub))).unwrap_or_default();
    let begins = match &rule.anchor {
        Anchor::Personal => "from a day of your own".to_owned(),
        Anchor::Known(windows) => match windows.as_slice() {
            [one] => format!("counted from {}", plain_day(one.starts)),
            several => format!("from one of {} days, as your options say", several.len()),
        },
    };
    format!("{}{parts}, {begins}", months(rule.months))
}

fn requirement_lines(framework: &Framework, kinds: &[RecordKind], asked: &Requirement) -> Vec<String> {
    let amount = if asked.amount == Amount::ZERO { String::new() } else { format!(": {}", asked.in_words(asked.amount)) };
    let sure = format!("{}, {}", asked.confidence.token(), asked.source);
    let judged = if asked.may_judge() { "" } else { ", counted and not judged" };
    let mut lines = vec![format!("  {}{amount}{} [{}; {sure}{judged}]", asked.label, period(asked), asked.enforce.label())];
    if !asked.help.is_empty() {
        lines.push(format!("      {}", asked.help));
    }
    let from: Vec<String> = asked
        .from
        .iter()
        .map(|from| match from {
            Source::Learning => "entries".to_owned(),
            Source::Goals => "goals".to_owned(),
            Source::Record(kind) => kinds.iter().find(|one| one.id == *kind).map_or(kind.clone(), |one| one.label.to_lowercase()),
        })
        .collect();
    if from != ["entries"] {
        lines.push(format!("      counted from: {}", from.join(", ")));
    }
    for (when, amount) in &asked.cases {
        let when: Vec<String> = when.iter().map(|when| format!("{}: {}", when.choice, when.values.join(" or "))).collect();
        lines.push(format!("      {} with {}", asked.in_words(*amount), when.join(", ")));
    }
    let only: Vec<String> = asked.when.iter().map(|when| format!("{}: {}", when.choice, when.values.join(" or "))).collect();
    if !only.is_empty() {
        lines.push(format!("      only with {}", only.join(", ")));
    }
    for condition in &asked.needs {
        lines.push(format!("      does not count with {}", condition.missing_words(framework, kinds)));
    }
    for condition in &asked.wants {
        lines.push(format!("      counts all the same, and is told, with {}", condition.missing_words(framework, kinds)));
    }
    lines
}

fn period(asked: &Requirement) -> String {
    match asked.period {
        Period::Cycle => asked.last_months.map(|months| format!(" in the last {months} months of the cycle")).unwrap_or_default(),
        Period::Year => " in each part of the cycle".to_owned(),
        Period::Years(years) => format!(" in each {years} parts of the cycle one after the other"),
        Period::Months(months) => format!(" in the last {months} months"),
        Period::Once => " once".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_is_said_without_numbers() {
        for (text, said) in [
            ("All {n} entries are of one sort, {what}. Ring others.", "All entries are of one sort. Ring others."),
            ("All {n} peals come from one tower: {what}.", "All peals come from one tower."),
            ("In {n} of your entries nothing is said.", "In some of your entries nothing is said."),
            ("Entries without minutes: {n}. They do not count.", "Entries without minutes. They do not count."),
            ("Peals ({n}) of {what}", "Peals of the same"),
            ("Nothing to fill in.", "Nothing to fill in."),
        ] {
            assert_eq!(in_general(text), said);
        }
    }

    #[test]
    fn no_page_of_a_framework_has_places_to_fill_in() {
        let catalogue = Catalogue::bundled();
        for framework in &catalogue.frameworks {
            let page = page(&catalogue, framework);
            assert!(!page.contains('{') && !page.contains('}'), "{}", framework.id);
        }
        assert!(catalogue.frameworks.iter().any(|one| one.warnings.iter().any(|warning| warning.text.contains("{n}"))));
    }
}
