//! `forms` and `suggest`: what the journal has for a regulator's forms, and standards that an entry may be about.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::args::{FormsArgs, UidArg};
use super::output::{Said, visible};
use super::words::{same, usage};
use crate::error::Error;
use crate::journal::{FilledField, FilledForm, Journal};

pub(super) fn forms(journal: &Journal, args: &FormsArgs) -> Result<Said, Error> {
    let registration = journal.find_registration(&args.framework)?;
    let mut forms = journal.forms(registration.id, args.cycle, args.apart)?;
    if let Some(wanted) = &args.form {
        let framework = journal.edition_of(&registration, args.cycle)?;
        let known: Vec<&str> = framework.into_iter().flat_map(|one| &one.forms).map(|form| form.id.as_str()).collect();
        let is_wanted = |form: &FilledForm| same(&form.form, wanted) || same(&form.label, wanted);
        if !known.iter().any(|id| same(id, wanted)) && !forms.iter().any(is_wanted) {
            let hint = if known.is_empty() { "it has none".to_owned() } else { format!("its forms are: {}", known.join(", ")) };
            return Err(usage(format!("there is no form “{wanted}”"), hint));
        }
        forms.retain(is_wanted);
    }
    let mut text = String::new();
    for form in &forms {
        if !text.is_empty() {
            text.push('\n');
        }
        page(&mut text, form);
    }
    if forms.is_empty() {
        text.push_str("Nothing is there yet to fill a form in with");
    }
    Ok(Said { text, json: json!({ "forms": forms.iter().map(form_json).collect::<Vec<_>>() }) })
}

fn page(text: &mut String, form: &FilledForm) {
    let FilledForm { form: _, label, help, about, uid, fields } = form;
    let about = if about.is_empty() { String::new() } else { format!(": {about}") };
    let _ = writeln!(text, "{}{}", visible(label), visible(&about));
    if let Some(uid) = uid {
        let _ = writeln!(text, "{uid}");
    }
    if !help.is_empty() {
        let _ = writeln!(text, "{}", visible(help));
    }
    for field in fields {
        let FilledField { label, text: said, kept_apart, by_hand, words, chars, most_words, most_chars } = field;
        let limit = match (most_words, most_chars) {
            (Some(most), _) => format!(" ({words} of at most {most} words)"),
            (None, Some(most)) => format!(" ({chars} of at most {most} characters)"),
            (None, None) => String::new(),
        };
        let too_long = if is_too_long(field) { " – too long" } else { "" };
        let _ = writeln!(text, "  {}{limit}{too_long}", visible(label));
        let said = match (by_hand, said.is_empty()) {
            (true, true) => "(by hand)",
            (false, true) if *kept_apart => "",
            (false, true) => "–",
            (_, false) => said,
        };
        if !said.is_empty() {
            let _ = writeln!(text, "      {}", visible(said).replace('\n', "\n      "));
        }
        if *kept_apart {
            text.push_str("      (kept apart; --apart shows it)\n");
        }
    }
}

fn is_too_long(field: &FilledField) -> bool {
    let beyond = |there: usize, most: Option<u32>| most.is_some_and(|most| there > most as usize);
    beyond(field.words, field.most_words) || beyond(field.chars, field.most_chars)
}

fn form_json(form: &FilledForm) -> Value {
    let FilledForm { form, label, help, about, uid, fields } = form;
    let field = |field: &FilledField| {
        json!({
            "label": field.label,
            "text": field.text,
            "kept_apart": field.kept_apart,
            "words": field.words,
            "chars": field.chars,
            "most_words": field.most_words,
            "most_chars": field.most_chars,
            "too_long": is_too_long(field),
            "by_hand": field.by_hand,
        })
    };
    json!({
        "form": form,
        "label": label,
        "help": help,
        "about": about,
        "uid": uid.map(|uid| uid.to_string()),
        "fields": fields.iter().map(field).collect::<Vec<_>>(),
    })
}

pub(super) fn suggest(journal: &Journal, args: &UidArg) -> Result<Said, Error> {
    let id = journal.find_entry(&args.uid)?;
    let suggested = journal.suggested(id)?;
    let mut text = String::new();
    let mut shown: Vec<Value> = Vec::new();
    for one in &suggested {
        let name = journal.catalogue().framework(&one.framework).map_or(one.framework.as_str(), |framework| framework.name.as_str());
        for suggestion in &one.suggestions {
            let because: Vec<String> = suggestion.because.iter().map(|word| format!("“{word}”")).collect();
            let _ = writeln!(
                text,
                "{}  {} ({})\n    because of {}",
                suggestion.code,
                visible(&suggestion.label),
                visible(name),
                visible(&because.join(", "))
            );
            shown.push(json!({
                "framework": one.framework,
                "code": suggestion.code,
                "label": suggestion.label,
                "group": suggestion.group,
                "because": suggestion.because,
            }));
        }
    }
    if suggested.is_empty() {
        text.push_str("You are registered nowhere yet: `cpd-journal registration add` comes first");
    } else if shown.is_empty() {
        text.push_str("Its words speak for no standard that it does not have");
    } else {
        text.push_str("Nothing is set: `cpd-journal edit UID --add-standard CODE` does");
    }
    Ok(Said { text, json: json!({ "suggestions": shown }) })
}
