//! The shape of the data files, and its way into the domain.

use serde::Deserialize;

use super::Problem;
use crate::domain;
use crate::domain::{Prompt, Stage};

/// `kinds/*.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    format: u32,
    id: String,
    label: String,
    #[serde(default)]
    help: String,
    #[serde(default)]
    icon: String,
    order: u32,
    key: Option<char>,
    #[serde(default)]
    with_others: bool,
    #[serde(default)]
    also: Vec<String>,
}

/// `templates/*.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Template {
    format: u32,
    id: String,
    label: String,
    #[serde(default)]
    help: String,
    #[serde(default)]
    source: String,
    order: u32,
    prompts: Vec<TemplatePrompt>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplatePrompt {
    id: String,
    label: String,
    #[serde(default)]
    help: String,
    #[serde(default)]
    starter: String,
    stage: TemplateStage,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum TemplateStage {
    What,
    Feelings,
    SoWhat,
    NowWhat,
}

/// The format that this program reads.
const FORMAT: u32 = 1;

pub(super) fn parsed<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, Problem> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_at(text, span.start));
        Problem { file: file.to_owned(), line, what: error.message().to_owned() }
    })
}

/// The line of a place in a text; 1 is the first.
pub(super) fn line_at(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or_default().matches('\n').count() + 1
}

pub(super) fn checked(file: &str, format: u32, id: &str, label: &str) -> Result<(), Problem> {
    let problem = |what: &str| Err(Problem { file: file.to_owned(), line: 1, what: what.to_owned() });
    if format != FORMAT {
        return problem("is of a format that this version does not read");
    }
    if id.is_empty() || !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        return problem("its id is not made of small letters, digits and hyphens");
    }
    if label.trim().is_empty() {
        return problem("its label is empty");
    }
    Ok(())
}

pub(super) fn kind(file: &str, text: &str) -> Result<domain::Kind, Problem> {
    let Kind { format, id, label, help, icon, order, key, with_others, also } = parsed(file, text)?;
    checked(file, format, &id, &label)?;
    Ok(domain::Kind { id, label, help, icon, order, key, with_others, also })
}

pub(super) fn template(file: &str, text: &str) -> Result<domain::Template, Problem> {
    let Template { format, id, label, help, source, order, prompts } = parsed(file, text)?;
    checked(file, format, &id, &label)?;
    let prompts: Vec<Prompt> = prompts
        .into_iter()
        .map(|TemplatePrompt { id, label, help, starter, stage }| Prompt {
            id,
            label,
            help,
            starter,
            stage: match stage {
                TemplateStage::What => Stage::What,
                TemplateStage::Feelings => Stage::Feelings,
                TemplateStage::SoWhat => Stage::SoWhat,
                TemplateStage::NowWhat => Stage::NowWhat,
            },
        })
        .collect();
    let twice = prompts.iter().enumerate().any(|(at, prompt)| prompts.iter().skip(at + 1).any(|other| other.id == prompt.id));
    if prompts.is_empty() || twice {
        return Err(Problem { file: file.to_owned(), line: 1, what: "needs prompts, each with an id of its own".to_owned() });
    }
    Ok(domain::Template { id, label, help, source, order, prompts })
}
