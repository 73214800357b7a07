//! Conditions, as files write them: `group:themes or evidence:certificate`, `not-field:setting=abroad`.

use super::super::fields::Fields;
use super::super::record::ENTRY;
use super::super::schema::wrong_name;
use super::super::sheet::{At, Sheet, among};
use super::names::Names;
use crate::domain::evidence::Proof;
use crate::domain::framework::Source;
use crate::domain::framework::requirement::{Condition, TextOf};
use crate::domain::record::FieldKind;
use crate::domain::text::excerpt;

/// All of them, as they are listed.
const WORDS: &str = "group:ID, code:CODE, not-code:CODE, evidence, evidence:TYPE, minutes, interactive, typed:NAME, learnt, changed, benefit, \
    how, reflection, goal, planned, referred-by:RECORD, refers, refers:entry, refers:RECORD, field:NAME, field:NAME=VALUE|VALUE, not-field:NAME=VALUE|VALUE, words";

/// The first words of all of them.
const HEADS: [&str; 19] = [
    "group",
    "code",
    "not-code",
    "evidence",
    "minutes",
    "interactive",
    "typed",
    "learnt",
    "changed",
    "benefit",
    "how",
    "reflection",
    "goal",
    "planned",
    "referred-by",
    "refers",
    "field",
    "not-field",
    "words",
];

/// Several of them are joined by this.
const OR: &str = " or ";

/// What is wrong, and how to mend it.
pub(super) type Wrong = (String, String);

/// Conditions under a key, of something that is counted from these.
pub(super) fn conditions(sheet: &mut Sheet<'_>, fields: &Fields<'_>, key: &str, names: &Names<'_>, of: &[Source]) -> Vec<Condition> {
    let written = fields.texts(sheet, key);
    written.into_iter().filter_map(|text| condition(sheet, fields, &text, names, of)).collect()
}

/// A condition as written, of something that is counted from these.
pub(super) fn condition(
    sheet: &mut Sheet<'_>,
    fields: &Fields<'_>,
    text: &At<String>,
    names: &Names<'_>,
    of: &[Source],
) -> Option<Condition> {
    let mut any = Vec::new();
    let mut whole = true;
    let mut begins = 0;
    for part in text.value.split(OR) {
        let from = begins;
        begins += part.len() + OR.len();
        match single(part.trim(), names, of) {
            Ok(condition) => any.push(condition),
            Err((what, mend)) => {
                let at = sheet.place_of(text, part.trim(), from);
                fields.wrong(sheet, &At { value: (), at }, &what, mend);
                whole = false;
            }
        }
    }
    if !whole {
        return None;
    }
    if any.len() > 1 { Some(Condition::Any(any)) } else { any.pop() }
}

fn single(text: &str, names: &Names<'_>, of: &[Source]) -> Result<Condition, Wrong> {
    let (head, rest) = text.split_once(':').map_or((text, None), |(head, rest)| (head, Some(rest.trim())));
    let records: Vec<&str> =
        of.iter().filter_map(|source| if let Source::Record(kind) = source { Some(kind.as_str()) } else { None }).collect();
    // Nothing at all where it cannot be told what is counted.
    let of_others = records.is_empty() && !of.is_empty();
    match (head.trim(), rest) {
        ("group", Some(id)) => known("group", id, &names.group_ids()).map(Condition::Group),
        ("code", Some(code)) => known("category", code, &names.codes()).map(Condition::Code),
        ("not-code", Some(code)) => known("category", code, &names.codes()).map(Condition::NotCode),
        ("evidence", None) => Ok(Condition::Evidence),
        ("evidence", Some(token)) => {
            let tokens: Vec<&str> = Proof::ALL.iter().map(|one| one.token()).collect();
            known("type of evidence", token, &tokens)?;
            Proof::from_token(token).map(Condition::Proof).ok_or_else(|| no_condition(text))
        }
        ("minutes", None) => Ok(Condition::Minutes),
        ("interactive", None) => Ok(Condition::Interactive),
        ("typed", Some(name)) => typed(name).map(Condition::Typed),
        ("goal", None) => Ok(Condition::Goal),
        ("planned", None) => Ok(Condition::Planned),
        ("referred-by", Some(kind)) => known("kind of record", kind, &names.record_ids()).map(Condition::ReferredBy),
        ("refers" | "words", None) | ("refers" | "field" | "not-field", Some(_)) if of_others => Err(only_records(head)),
        ("refers", None) => Ok(Condition::RefersTo(None)),
        ("refers", Some(kind)) => {
            let mut kinds = names.record_ids();
            kinds.push(ENTRY);
            known("kind of record", kind, &kinds).map(|kind| Condition::RefersTo(Some(kind)))
        }
        ("field", Some(rest)) => field(head.trim(), rest, names, &records).map(|(name, values)| Condition::Field { name, values }),
        ("not-field", Some(rest)) if !rest.contains('=') => Err(no_values(rest)),
        ("not-field", Some(rest)) => field(head.trim(), rest, names, &records).map(|(name, values)| Condition::NotField { name, values }),
        ("words", None) => Ok(Condition::Words),
        (word, None) => TextOf::from_token(word).map(Condition::Text).ok_or_else(|| no_condition(text)),
        (_, Some(_)) => Err(no_condition(text)),
    }
}

fn known(what: &str, name: &str, known: &[&str]) -> Result<String, Wrong> {
    Names::unknown(what, name, known).map_or_else(|| Ok(name.to_owned()), Err)
}

/// A name under which an amount is typed.
pub(super) fn typed(name: &str) -> Result<String, Wrong> {
    let wrong = wrong_name("name", name, true)
        .map(|(what, _)| (what, "write a short name for what is typed, as in typed:points or certified:hours".to_owned()));
    wrong.map_or_else(|| Ok(name.to_owned()), Err)
}

fn only_records(head: &str) -> Wrong {
    let what = format!("“{head}” is asked of records, and this is counted from something else");
    (what, "leave it out, or count from records, as in from = [\"record:feedback\"]".to_owned())
}

fn no_condition(text: &str) -> Wrong {
    let head = text.split(':').next().unwrap_or_default();
    let what = format!("there is no condition “{}”", excerpt(text, 40));
    let known = HEADS.iter().find(|word| **word == head);
    let mend = match known {
        Some(_) if text.contains(':') => format!("write {head} alone, or see what follows a colon: {WORDS}"),
        Some(_) => format!("write {head}: and a name after it; conditions are: {WORDS}"),
        None => match super::super::sheet::meant(head, &HEADS) {
            Some(meant) => format!("did you mean {meant}? Conditions are: {WORDS}"),
            None => format!("conditions are: {WORDS}; several joined by “ or ” are any of them"),
        },
    };
    (what, mend)
}

fn no_values(name: &str) -> Wrong {
    let name = excerpt(name, 40);
    (format!("not-field:{name} says no value that does not count"), format!("write not-field:{name}=VALUE, or field:{name} for any value"))
}

/// A field of records, and the values that it must have, or must not.
fn field(head: &str, text: &str, names: &Names<'_>, records: &[&str]) -> Result<(String, Vec<String>), Wrong> {
    let (name, values) = text.split_once('=').map_or((text, None), |(name, values)| (name.trim(), Some(values)));
    let kinds: Vec<_> = records.iter().filter_map(|kind| names.record(kind)).collect();
    // A kind that cannot be read is told where it stands.
    if (kinds.is_empty() || kinds.len() < records.len()) && !kinds.iter().any(|kind| kind.field(name).is_some()) {
        return Ok((name.to_owned(), values.into_iter().flat_map(split).collect()));
    }
    let fields: Vec<&str> = kinds.iter().flat_map(|kind| &kind.fields).map(|field| field.id.as_str()).collect();
    known("field", name, &fields)?;
    let values: Vec<String> = values.into_iter().flat_map(split).collect();
    if text.contains('=') && values.iter().any(String::is_empty) {
        let any = if head == "field" { format!(", or field:{name} for any") } else { String::new() };
        return Err((format!("{head}:{name} has an empty value"), format!("write {head}:{name}=VALUE{any}")));
    }
    let specs = || kinds.iter().filter_map(|kind| kind.field(name));
    if specs().all(|spec| spec.kind == FieldKind::Choice) {
        let known_values: Vec<&str> = specs().flat_map(|spec| &spec.values).map(|value| value.id.as_str()).collect();
        for value in &values {
            if !known_values.contains(&value.as_str()) {
                return Err((format!("the field {name} has no value “{}”", excerpt(value, 40)), among(value, &known_values)));
            }
        }
    } else if specs().any(|spec| spec.kind == FieldKind::YesNo) && values.iter().any(|value| value != "yes" && value != "no") {
        return Err((format!("the field {name} is yes or no"), format!("write {head}:{name}=yes")));
    }
    Ok((name.to_owned(), values))
}

fn split(values: &str) -> Vec<String> {
    values.split('|').map(|value| value.trim().to_owned()).collect()
}
