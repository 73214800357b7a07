//! `profile …`, `kind …`, `templates …`: the data around entries.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::args::{DataCommand, ProfileCommand};
use super::output::{Said, visible};
use super::words::usage;
use crate::catalogue::{Catalogue, Part};
use crate::domain::Profile;
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

/// Says what is wrong with a data file, by line.
pub(super) fn check(part: Part, file: &Path) -> Result<Said, Error> {
    let text = std::fs::read_to_string(file).map_err(|error| JournalError::File { path: file.to_owned(), reason: error.to_string() })?;
    match Catalogue::check(part, &file.display().to_string(), &text) {
        Ok(()) => Ok(Said { text: "As it should be".to_owned(), json: json!({ "problems": [] }) }),
        Err(problem) => Err(Error::DataFile(problem)),
    }
}

pub(super) fn kind(catalogue: &Catalogue, command: &DataCommand) -> Result<Said, Error> {
    if let DataCommand::Check { file } = command {
        return check(Part::Kinds, file);
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
        return check(Part::Templates, file);
    }
    let mut text = String::new();
    for template in &catalogue.templates {
        let prompts: Vec<&str> = template.prompts.iter().map(|prompt| prompt.id.as_str()).collect();
        let _ = writeln!(text, "{:<14} {}\n{:<14} prompts: {}", template.id, template.label, "", prompts.join(", "));
    }
    let templates: Vec<Value> = catalogue
        .templates
        .iter()
        .map(|template| {
            let prompts: Vec<Value> =
                template.prompts.iter().map(|prompt| json!({ "id": prompt.id, "label": prompt.label, "help": prompt.help })).collect();
            json!({ "id": template.id, "label": template.label, "help": template.help, "source": template.source, "prompts": prompts })
        })
        .collect();
    Ok(Said { text: text + &problems(catalogue), json: json!({ "templates": templates, "problems": problems_json(catalogue) }) })
}

fn problems(catalogue: &Catalogue) -> String {
    catalogue.problems.iter().fold(String::new(), |mut text, problem| {
        let _ = write!(text, "\nleft out: {problem}");
        text
    })
}

fn problems_json(catalogue: &Catalogue) -> Vec<Value> {
    catalogue.problems.iter().map(|problem| json!({ "file": problem.file, "line": problem.line, "what": problem.what })).collect()
}
