//! `--template` and `--answer`: a model of reflection and what is answered in it.

use super::args::EntryArgs;
use super::words::usage;
use crate::catalogue::Catalogue;
use crate::domain::Reflection;
use crate::domain::reflection::{Prompt, Template};
use crate::error::Error;
use crate::journal::{JournalError, Thing};

/// The template that is used when an answer is given and none is named.
const FIRST_TEMPLATE: &str = "three-lines";

/// The model first, and the answers into it. With another model what they are given to keeps its words; an answer to a prompt of the model in
/// use is that prompt's new text.
pub(super) fn reflect(catalogue: &Catalogue, args: &EntryArgs, reflection: &mut Reflection) -> Result<(), Error> {
    let not_found = |name: &str| JournalError::NotFound { what: Thing::Template, name: name.to_owned() };
    let template = match &args.template {
        Some(name) => {
            let found = catalogue.templates.iter().find(|template| template.id == *name || template.label.eq_ignore_ascii_case(name));
            found.ok_or_else(|| not_found(name))?
        }
        None if args.answers.is_empty() => return Ok(()),
        None => {
            let id = if reflection.template.is_empty() { FIRST_TEMPLATE } else { &reflection.template };
            catalogue.template(id).ok_or_else(|| not_found(id))?
        }
    };
    let given = given(template, &args.answers)?;
    if reflection.template == template.id {
        for (prompt, text) in given {
            text.clone_into(reflection.answer_mut(&template.id, prompt));
        }
    } else {
        reflection.change_model_with(template, &catalogue.templates, &given);
    }
    Ok(())
}

/// The answers of a call, each with its prompt.
fn given<'a>(template: &'a Template, answers: &'a [String]) -> Result<Vec<(&'a Prompt, &'a str)>, Error> {
    let mut given: Vec<(&Prompt, &str)> = Vec::with_capacity(answers.len());
    for answer in answers {
        let (name, text) = answer
            .split_once('=')
            .ok_or_else(|| usage(format!("“{answer}” is not an answer"), "write it like --answer so-what=\"It made me see …\""))?;
        let prompt =
            template.prompts.iter().find(|prompt| prompt.id == name.trim() || prompt.label.eq_ignore_ascii_case(name.trim())).ok_or_else(
                || {
                    let known: Vec<&str> = template.prompts.iter().map(|prompt| prompt.id.as_str()).collect();
                    usage(format!("{} has no prompt “{}”", template.label, name.trim()), format!("one of: {}", known.join(", ")))
                },
            )?;
        if given.iter().any(|(other, _)| other.id == prompt.id) {
            return Err(usage(format!("“{}” is answered twice", prompt.id), "say both in one answer; a prompt has one text"));
        }
        given.push((prompt, text));
    }
    Ok(given)
}
