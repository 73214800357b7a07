//! `profile …`, `kind …`, `templates …`: the data around entries.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::args::{DataCommand, ProfileCommand};
use super::output::{Said, visible};
use super::words::usage;
use crate::catalogue::{Catalogue, Part, Problem, Weight};
use crate::domain::{Profile, Prompt, Template};
use crate::error::Error;
use crate::journal::{By, Journal, JournalError};

pub(super) fn profile(journal: &mut Journal, command: &ProfileCommand) -> Result<Said, Error> {
    let mut profile = journal.profile()?;
    if let ProfileCommand::Set { fields } = command {
        for field in fields {
            let known =
                || usage(format!("“{field}” sets no field"), format!("write NAME=VALUE; names are: {}", Profile::FIELDS.join(", ")));
            let (name, value) = field.split_once('=').ok_or_else(known)?;
            value.clone_into(profile.field_mut(name.trim()).ok_or_else(known)?);
        }
        journal.set_profile(&profile, By::Command)?;
        profile = journal.profile()?;
    }
    let mut text = String::new();
    let mut object = Map::new();
    for name in Profile::FIELDS {
        let value = profile.field(name).unwrap_or_default();
        let _ = writeln!(text, "{name:<14} {}", visible(value).replace('\n', "\n               "));
        object.insert(name.to_owned(), json!(value));
    }
    Ok(Said { text, json: json!({ "profile": Value::Object(object) }) })
}

/// Says what is wrong with a data file: each line, and how to mend it.
pub(super) fn check(catalogue: &Catalogue, part: Part, file: &Path) -> Result<Said, Error> {
    let unread = |error: std::io::Error| JournalError::File { path: file.to_owned(), reason: error.to_string() };
    let problems = catalogue.check_file(part, file).map_err(unread)?;
    if problems.iter().any(|problem| problem.weight == Weight::LeftOut) {
        return Err(Error::DataFile(problems));
    }
    let text = problems.iter().fold("As it should be".to_owned(), |mut text, problem| {
        let _ = write!(
            text,
            "\nline {}, column {}: {}\n  hint: {}",
            problem.line,
            problem.column,
            visible(&problem.what),
            visible(&problem.mend)
        );
        text
    });
    Ok(Said { text, json: json!({ "problems": check_json(&problems) }) })
}

/// The problems of one file; those with `left_out` false have no effect but to be told.
pub(super) fn check_json(problems: &[Problem]) -> Value {
    let one = |problem: &Problem| json!({ "line": problem.line, "column": problem.column, "what": problem.what, "hint": problem.mend, "left_out": problem.weight == Weight::LeftOut });
    problems.iter().map(one).collect()
}

pub(super) fn kind(catalogue: &Catalogue, command: &DataCommand) -> Result<Said, Error> {
    if let DataCommand::Check { file } = command {
        return check(catalogue, Part::Kinds, file);
    }
    let text = catalogue.kinds.iter().fold(String::new(), |mut text, kind| {
        let _ = writeln!(text, "{:<20} {}", kind.id, kind.label);
        text
    });
    let kinds: Vec<Value> = catalogue
        .kinds
        .iter()
        .map(|kind| json!({ "id": kind.id, "label": kind.label, "help": kind.help, "with_others": kind.with_others }))
        .collect();
    Ok(Said { text: text + &problems(catalogue), json: json!({ "kinds": kinds, "problems": problems_json(catalogue) }) })
}

pub(super) fn templates(catalogue: &Catalogue, command: &DataCommand) -> Result<Said, Error> {
    if let DataCommand::Check { file } = command {
        return check(catalogue, Part::Templates, file);
    }
    let mut text = String::new();
    for template in &catalogue.templates {
        let prompts: Vec<&str> = template.prompts.iter().map(|prompt| prompt.id.as_str()).collect();
        let _ = writeln!(text, "{:<14} {}\n{:<14} prompts: {}", template.id, template.label, "", prompts.join(", "));
    }
    let templates: Vec<Value> = catalogue.templates.iter().map(template_json).collect();
    Ok(Said { text: text + &problems(catalogue), json: json!({ "templates": templates, "problems": problems_json(catalogue) }) })
}

fn template_json(template: &Template) -> Value {
    let goals: Vec<&str> = template.suits.goals.iter().map(|goal| goal.token()).collect();
    json!({
        "id": template.id,
        "label": template.label,
        "help": template.help,
        "source": template.source,
        "suits": { "kinds": template.suits.kinds, "goals": goals, "regulators": template.suits.regulators },
        "prompts": template.prompts.iter().map(prompt_json).collect::<Vec<_>>(),
    })
}

fn prompt_json(prompt: &Prompt) -> Value {
    let length = prompt.length.map(|length| json!({ "unit": length.unit.token(), "most": length.most, "limit": length.limit }));
    json!({
        "id": prompt.id,
        "label": prompt.label,
        "help": prompt.help,
        "starter": prompt.starter,
        "stage": prompt.stage.token(),
        "length": length,
        "apart": prompt.apart,
    })
}

pub(super) fn problems(catalogue: &Catalogue) -> String {
    catalogue.problems.iter().fold(String::new(), |mut text, problem| {
        let _ = write!(text, "\n{}", problem_text(problem));
        text
    })
}

/// What is wrong with a file, and where.
pub(super) fn problem_text(problem: &Problem) -> String {
    let Problem { file, line, column, what, mend, weight } = problem;
    let verb = if *weight == Weight::LeftOut { "left out" } else { "in doubt" };
    let (file, what, mend) = (visible(file), visible(what), visible(mend));
    format!("{verb}: {file}\n  line {line}, column {column}: {what}\n  hint: {mend}")
}

/// The same for scripts.
pub(super) fn problem_json(problem: &Problem) -> Value {
    json!({ "file": problem.file, "line": problem.line, "column": problem.column, "what": problem.what, "hint": problem.mend })
}

pub(super) fn problems_json(catalogue: &Catalogue) -> Vec<Value> {
    catalogue.problems.iter().map(problem_json).collect()
}
