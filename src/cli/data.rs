//! `community …`, `profile …`, `kind …`, `templates …`: the data around entries.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::args::{CommunityArgs, CommunityCommand, DataCommand, ProfileCommand};
use super::json as shapes;
use super::log::{minutes, usage};
use super::output::{Said, visible};
use crate::catalogue::{Catalogue, Part};
use crate::domain::{CommunityDraft, Profile, when};
use crate::error::Error;
use crate::journal::{By, Clock, Journal, JournalError};

pub(super) fn community(journal: &mut Journal, command: &CommunityCommand) -> Result<Said, Error> {
    match command {
        CommunityCommand::List => {
            let list = journal.communities()?;
            let mut text = list.iter().fold(String::new(), |mut text, one| {
                let draft = &one.draft;
                let about: Vec<String> =
                    [draft.hashtag.clone(), draft.platform.clone(), draft.slot()].into_iter().filter(|part| !part.is_empty()).collect();
                let _ = writeln!(text, "{}  {}\n    {}", one.uid, visible(&draft.name), visible(&about.join(", ")));
                text
            });
            if list.is_empty() {
                text.push_str("No communities yet");
            }
            Ok(Said { text, json: json!({ "communities": list.iter().map(shapes::community).collect::<Vec<_>>() }) })
        }
        CommunityCommand::Add { name, community } => {
            let mut draft = CommunityDraft { name: name.clone(), ..CommunityDraft::default() };
            apply(community, &mut draft)?;
            let added = journal.add_community(draft)?.value;
            Ok(Said { text: format!("Added community {}", added.uid), json: json!({ "uid": added.uid.to_string() }) })
        }
        CommunityCommand::Edit { uid, name, community } => {
            let old = journal.find_community(uid)?;
            let mut draft = old.draft.clone();
            if let Some(name) = name {
                name.clone_into(&mut draft.name);
            }
            apply(community, &mut draft)?;
            journal.save_community(old.id, draft, By::Command)?;
            Ok(Said { text: "Changed".to_owned(), json: json!({ "uid": old.uid.to_string() }) })
        }
    }
}

fn apply(args: &CommunityArgs, draft: &mut CommunityDraft) -> Result<(), Error> {
    for (text, field) in [
        (&args.platform, &mut draft.platform),
        (&args.hashtag, &mut draft.hashtag),
        (&args.address, &mut draft.address),
        (&args.zone, &mut draft.zone),
    ] {
        if let Some(text) = text {
            text.clone_into(field);
        }
    }
    if let Some(text) = &args.day {
        draft.day = if text.trim().is_empty() {
            None
        } else {
            let text = text.trim().to_lowercase();
            let text = text.strip_suffix('s').filter(|name| name.ends_with("day")).unwrap_or(&text);
            Some(
                text.parse()
                    .map_err(|_: chrono::ParseWeekdayError| usage(format!("“{text}” is not a day of the week"), "write it like Monday"))?,
            )
        };
    }
    if let Some(text) = &args.time {
        draft.time = if text.trim().is_empty() {
            None
        } else {
            Some(when::time(text).map_err(|error| usage(error.to_string(), "write it like 20:00 or 8pm"))?)
        };
        if draft.time.is_some() && draft.zone.is_empty() {
            draft.zone = Clock::zone();
        }
    }
    if let Some(text) = &args.length {
        draft.length = if text.trim().is_empty() { None } else { Some(minutes(text)?) };
    }
    Ok(())
}

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
fn check(part: Part, file: &Path) -> Result<Said, Error> {
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
