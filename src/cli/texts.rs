//! `history --texts`, `--compare` and `--bring-back`: how texts stood, what became of their words, and a paragraph back.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::args::HistoryArgs;
use super::json::instant;
use super::output::{Said, visible};
use super::words::usage;
use crate::domain::texts::{PRIVATE, is_line_of_entry, is_line_of_goal};
use crate::domain::{Moment, Subject, TextThen};
use crate::error::Error;
use crate::journal::{Beside, Journal};
use crate::writing::compare::{self, Kind, Paragraph, Piece};

/// Whose texts are meant.
pub(super) fn subject(journal: &Journal, args: &HistoryArgs) -> Result<Subject, Error> {
    match (&args.uid, &args.goal) {
        (Some(uid), _) => Ok(Subject::Entry(journal.find_entry(uid)?)),
        (None, Some(goal)) => Ok(Subject::Goal(journal.find_goal(goal)?.id)),
        (None, None) => Err(usage("it is not said whose texts", "name an entry, or a goal with --goal")),
    }
}

/// Moments with the texts that were asked for, as far as they may be seen; steps that changed none of these are left out.
fn moments(journal: &Journal, of: Subject, args: &HistoryArgs) -> Result<Vec<Moment>, Error> {
    let mut moments = journal.moments(of)?;
    let wanted = args.field.as_deref().map(str::trim);
    if wanted == Some(PRIVATE) && !args.private {
        return Err(usage("the private note is not shown unasked", "add --private"));
    }
    let seen = |then: &TextThen| (args.private || then.field != PRIVATE) && wanted.is_none_or(|field| then.field == field);
    let fields: Vec<String> = moments.iter().flat_map(|moment| &moment.texts).map(|then| then.field.clone()).collect();
    for moment in &mut moments {
        moment.texts.retain(seen);
    }
    if let Some(field) = wanted
        && moments.iter().all(|moment| moment.texts.is_empty())
    {
        let mut known: Vec<&str> = Vec::new();
        for field in fields.iter().map(String::as_str).filter(|field| args.private || *field != PRIVATE) {
            if !known.contains(&field) {
                known.push(field);
            }
        }
        return Err(usage(format!("there never was a text “{field}”"), format!("one of: {}", known.join(", "))));
    }
    moments.dedup_by(|later, earlier| later.texts == earlier.texts);
    Ok(moments)
}

/// Whether there is such a step; 0 is what a journal began with.
fn known(journal: &Journal, step: i64) -> Result<(), Error> {
    let newest = journal.history(None, 1)?.first().map_or(0, |step| step.id.row());
    if (0..=newest).contains(&step) {
        return Ok(());
    }
    Err(usage(format!("there is no step {step}"), "`history` lists the steps, and --texts those that changed a text"))
}

/// The texts after a step: those of the last moment up to it.
fn at(moments: &[Moment], step: i64) -> Result<&Moment, Error> {
    moments.iter().rev().find(|moment| moment.step.row() <= step).ok_or_else(|| {
        let first = moments.first().map_or(0, |moment| moment.step.row());
        usage(format!("nothing was written yet after step {step}"), format!("the first words came with step {first}; --texts lists them"))
    })
}

pub(super) fn texts(journal: &Journal, args: &HistoryArgs) -> Result<Said, Error> {
    let moments = moments(journal, subject(journal, args)?, args)?;
    let mut page = String::new();
    let newest_first = || moments.iter().rev().take(args.limit);
    for moment in newest_first() {
        let _ = writeln!(page, "{:>6}  {}  {}", moment.step.row(), moment.at.format("%Y-%m-%d %H:%M"), visible(&moment.label));
        for then in &moment.texts {
            let _ = writeln!(page, "        {} [{}]", visible(&then.label), visible(&then.field));
            let _ = writeln!(page, "          {}", visible(then.text.trim_end()).replace('\n', "\n          "));
        }
    }
    if moments.is_empty() {
        page.push_str("Nothing was written yet");
    }
    let shown: Vec<Value> = newest_first().map(moment_json).collect();
    Ok(Said { text: page, json: json!({ "moments": shown }) })
}

fn moment_json(moment: &Moment) -> Value {
    let Moment { step, label, at, texts } = moment;
    let texts: Vec<Value> =
        texts.iter().map(|TextThen { field, label, text }| json!({ "field": field, "label": label, "text": &**text })).collect();
    json!({ "n": step.row(), "label": label, "at": instant(*at), "texts": texts })
}

pub(super) fn compare(journal: &Journal, args: &HistoryArgs) -> Result<Said, Error> {
    let moments = moments(journal, subject(journal, args)?, args)?;
    let Some((old, new)) = args.compare.first().map(|old| (*old, args.compare.get(1).copied().unwrap_or(i64::MAX))) else {
        return Err(usage("it is not said which moments", "name one step or two"));
    };
    args.compare.iter().try_for_each(|step| known(journal, *step))?;
    let (old, new) = (at(&moments, old)?, at(&moments, new)?);
    let mut page = format!("From step {} to step {}; [-gone-] {{+new+}}\n", old.step.row(), new.step.row());
    let mut fields: Vec<Value> = Vec::new();
    let later = new.texts.iter().filter(|then| old.texts.iter().all(|other| other.field != then.field));
    for then in old.texts.iter().chain(later) {
        let text = |list: &'_ [TextThen]| list.iter().find(|one| one.field == then.field).map(|one| one.text.clone()).unwrap_or_default();
        let (before, after) = (text(&old.texts), text(&new.texts));
        let paragraphs = compare::paragraphs(&before, &after);
        if before != after {
            let _ = writeln!(page, "\n{} [{}]", visible(&then.label), visible(&then.field));
            for one in &paragraphs {
                paragraph(&mut page, one);
            }
        }
        fields.push(json!({
            "field": then.field,
            "label": then.label,
            "same": before == after,
            "pieces": compare::words(&before, &after).iter().map(piece_json).collect::<Vec<_>>(),
            "paragraphs": paragraphs.iter().map(paragraph_json).collect::<Vec<_>>(),
        }));
    }
    if old.texts == new.texts {
        page.push_str("\nNothing was changed");
    }
    let (from, to) = (old.step.row(), new.step.row());
    Ok(Said { text: page, json: json!({ "from": from, "to": to, "fields": fields }) })
}

/// A paragraph with its number in the old text, by which it can be brought back.
fn paragraph(page: &mut String, one: &Paragraph) {
    let number = one.old_place.map_or_else(|| "+".to_owned(), |place| (place + 1).to_string());
    let words: String = one
        .pieces
        .iter()
        .map(|piece| match piece.kind {
            Kind::Gone => format!("[-{}-]", piece.text),
            Kind::New => format!("{{+{}+}}", piece.text),
            Kind::Same | Kind::Changed => piece.text.clone(),
        })
        .collect();
    let _ = writeln!(page, "  {number:>3}  {}", visible(words.trim_end()).replace('\n', "\n       "));
}

fn token(kind: Kind) -> &'static str {
    match kind {
        Kind::Same => "same",
        Kind::Gone => "gone",
        Kind::New => "new",
        Kind::Changed => "changed",
    }
}

fn piece_json(piece: &Piece) -> Value {
    json!({ "kind": token(piece.kind), "text": piece.text })
}

fn paragraph_json(one: &Paragraph) -> Value {
    json!({ "n": one.old_place.map(|place| place + 1), "kind": token(one.kind), "old": one.old, "new": one.new })
}

/// Brings a paragraph back as it stood after a step.
pub(super) fn bring_back(journal: &mut Journal, args: &HistoryArgs) -> Result<Said, Error> {
    let (Some(step), Some(field), Some(number)) = (args.bring_back, args.field.as_deref().map(str::trim), args.paragraph) else {
        return Err(usage("it is not said what to bring back", "name the step, --field and --paragraph"));
    };
    let of = subject(journal, args)?;
    let moments = moments(journal, of, args)?;
    known(journal, step)?;
    let moment = at(&moments, step)?;
    let then = moment.texts.iter().find(|then| then.field == field);
    let then = then.ok_or_else(|| usage(format!("“{field}” was empty after step {step}"), "--texts tells when it was not"))?.clone();
    let there = compare::paragraphs(&then.text, &then.text).len();
    let Some(place) = number.checked_sub(1).filter(|place| *place < there) else {
        return Err(usage(format!("that text had no paragraph {number}"), format!("name one from 1 to {there}")));
    };
    let is_line = match of {
        Subject::Entry(_) => is_line_of_entry(field),
        Subject::Goal(_) => is_line_of_goal(field),
    };
    let becomes = |text: &str| if is_line { then.text.to_string() } else { compare::bring_back(text, &then.text, place) };
    let mut is_new = false;
    let uid = match of {
        Subject::Entry(id) => {
            let entry = journal.entry(id)?;
            let mut tried = entry.draft.clone();
            let text = tried.text_mut(&then.field, &then.label);
            is_new = becomes(text) != *text;
            if is_new {
                journal.edit(id, &Beside::default(), |draft| {
                    let text = draft.text_mut(&then.field, &then.label);
                    *text = becomes(text);
                })?;
            }
            entry.uid
        }
        Subject::Goal(id) => {
            let goal = journal.goal(id)?;
            journal.edit_goal(&goal, |draft| {
                if let Some(text) = draft.text_mut(field) {
                    let new = becomes(text);
                    is_new = new != *text;
                    *text = new;
                }
            })?;
            goal.uid
        }
    };
    let label = visible(&then.label.to_lowercase());
    let text = match (is_new, is_line) {
        (false, _) => "It stands there already".to_owned(),
        (true, true) => format!("Brought back: {label} (undo takes it away again)"),
        (true, false) => format!("Brought back: paragraph {number} of {label} (undo takes it away again)"),
    };
    Ok(Said { text, json: json!({ "uid": uid.to_string(), "field": field, "paragraph": number, "changed": is_new }) })
}
