//! The `[[forms]]` of a framework, and what goes into their fields.

use super::super::fields::Fields;
use super::super::record::{LONGEST_WORDING, Seen};
use super::super::schema::{LONGEST_LABEL, line, shown};
use super::super::sheet::{At, Need, Sheet, among, meant};
use super::condition::typed;
use super::names::{Names, confidence};
use crate::domain::framework::{Form, FormField, FormOf, Value};
use crate::domain::text::excerpt;

/// All that can go into a field, as it is listed.
const VALUES: &str = "date, title, kind, hours, interactive-hours, typed:NAME, how, learnt, changed, benefit, answer:MODEL.PROMPT, goals, \
    group:ID, evidence, field:ID, refers, profile:FIELD, dated-list, evidence-index, counted:REQUIREMENT, by-hand";

/// The first words of all of them.
const HEADS: [&str; 21] = [
    "date",
    "title",
    "kind",
    "hours",
    "interactive-hours",
    "typed",
    "how",
    "learnt",
    "changed",
    "benefit",
    "answer",
    "goals",
    "group",
    "evidence",
    "field",
    "refers",
    "profile",
    "dated-list",
    "evidence-index",
    "counted",
    "by-hand",
];

/// Fields of the profile that a form may ask for.
const PROFILE: [&str; 5] = ["name", "profession", "registrations", "employer", "handles"];

/// All of them.
pub(super) fn forms(sheet: &mut Sheet<'_>, fields: &Fields<'_>, names: &Names<'_>) -> Vec<Form> {
    let mut seen = Seen::default();
    fields.tables_if_any(sheet, "forms", "form").iter().filter_map(|fields| form(sheet, fields, names, &mut seen)).collect()
}

fn form(sheet: &mut Sheet<'_>, fields: &Fields<'_>, names: &Names<'_>, seen: &mut Seen) -> Option<Form> {
    fields.only(sheet, &["id", "label", "help", "of", "confidence", "source", "fields"]);
    let id = seen.id(sheet, fields, "id");
    let label = shown(sheet, fields, "label", LONGEST_LABEL, Need::Must("label = \"…\", what a reader sees"));
    let help = line(sheet, fields, "help");
    let of = fields.text(sheet, "of", Need::Must("of = \"entries\", or entries:REQUIREMENT, record:KIND, cycle"));
    let of = of.and_then(|text| form_of(sheet, fields, &text, names));
    let confidence = confidence(sheet, fields);
    let source = names.source(sheet, fields);
    let mut all = Vec::new();
    for fields in fields.tables(sheet, "fields", "field") {
        fields.only(sheet, &["label", "value", "most_words", "most_chars"]);
        let label = shown(sheet, &fields, "label", LONGEST_WORDING, Need::Must("label = \"…\", as the regulator words it"));
        let value = value(sheet, &fields, names, of.as_ref());
        let most_words = fields.number(sheet, "most_words", 1, Need::May).map(|most| most.value);
        let most_chars = fields.number(sheet, "most_chars", 1, Need::May).map(|most| most.value);
        let (Some(label), Some(value)) = (label, value) else { continue };
        all.push(FormField { label, value, most_words, most_chars });
    }
    Some(Form { id: id?, label: label?, help, of: of?, fields: all, confidence: confidence?, source: source? })
}

fn form_of(sheet: &mut Sheet<'_>, fields: &Fields<'_>, text: &At<String>, names: &Names<'_>) -> Option<FormOf> {
    let of = match text.value.split_once(':') {
        None if text.value == "entries" => FormOf::Entries { requirement: None },
        None if text.value == "cycle" => FormOf::Cycle,
        Some(("entries", requirement)) => {
            let known: Vec<&str> = names.requirements.iter().map(String::as_str).collect();
            Names::check(sheet, fields, &text.with(requirement), "requirement", &known);
            FormOf::Entries { requirement: Some(requirement.to_owned()) }
        }
        Some(("record", kind)) => {
            Names::check(sheet, fields, &text.with(kind), "kind of record", &names.record_ids());
            FormOf::Records { kind: kind.to_owned() }
        }
        _ => {
            let what = format!("a form is not filled in for “{}”", excerpt(&text.value, 40));
            fields.wrong(sheet, text, &what, "write of = \"entries\", \"entries:REQUIREMENT\", \"record:KIND\" or \"cycle\"");
            return None;
        }
    };
    Some(of)
}

/// What goes into a field: one value, or several below each other.
fn value(sheet: &mut Sheet<'_>, fields: &Fields<'_>, names: &Names<'_>, of: Option<&FormOf>) -> Option<Value> {
    if !fields.has("value") {
        fields.wrong(sheet, &fields.place("value"), "value is missing", "add a line value = \"title\", or value = \"by-hand\"");
        return None;
    }
    let problems = sheet.problem_count();
    let written = fields.text_or_texts(sheet, "value");
    if written.is_empty() && sheet.problem_count() == problems {
        fields.wrong(sheet, &fields.place("value"), "value is empty", "write value = \"by-hand\" for what the form has no data for");
    }
    let mut values = Vec::new();
    for text in written {
        match single(&text.value, names, of) {
            Ok(value) => values.push(value),
            Err((what, mend)) => fields.wrong(sheet, &text, &what, mend),
        }
        doubtful(sheet, fields, &text, names);
    }
    if values.len() > 1 { Some(Value::Several(values)) } else { values.pop() }
}

fn single(text: &str, names: &Names<'_>, of: Option<&FormOf>) -> Result<Value, (String, String)> {
    let (head, rest) = text.split_once(':').map_or((text, None), |(head, rest)| (head, Some(rest)));
    let known = |what: &str, name: &str, known: &[&str]| Names::unknown(what, name, known).map_or_else(|| Ok(name.to_owned()), Err);
    match (head, rest) {
        ("date", None) => Ok(Value::Date),
        ("title", None) => Ok(Value::Title),
        ("kind", None) => Ok(Value::Kind),
        ("hours", None) => Ok(Value::Hours),
        ("interactive-hours", None) => Ok(Value::InteractiveHours),
        ("typed", Some(name)) => typed(name).map(Value::Typed),
        ("how", None) => Ok(Value::How),
        ("learnt", None) => Ok(Value::Learnt),
        ("changed", None) => Ok(Value::Changed),
        ("benefit", None) => Ok(Value::Benefit),
        ("answer", Some(rest)) => match rest.split_once('.') {
            Some((template, prompt)) if !template.is_empty() && !prompt.is_empty() => {
                Ok(Value::Answer { template: template.to_owned(), prompt: prompt.to_owned() })
            }
            _ => Err((
                format!("“{}” names no question of a model", excerpt(rest, 40)),
                "write answer:MODEL.PROMPT, as in answer:gibbs.feelings".to_owned(),
            )),
        },
        ("goals", None) => Ok(Value::Goals),
        ("group", Some(id)) => known("group", id, &names.group_ids()).map(Value::Group),
        ("evidence", None) => Ok(Value::Evidence),
        ("field", Some(id)) => {
            let Some(FormOf::Records { kind }) = of else {
                let what = format!("“{}” is a field of a record, and this form is not", excerpt(id, 40));
                return Err((what, "write of = \"record:KIND\" above, or another value".to_owned()));
            };
            if let Some(kind) = names.record(kind) {
                let fields: Vec<&str> = kind.fields.iter().map(|field| field.id.as_str()).collect();
                known(&format!("field of {}", kind.id), id, &fields)?;
            }
            Ok(Value::Field(id.to_owned()))
        }
        ("refers", None) => Ok(Value::Refers),
        ("profile", Some(field)) => known("field of the profile", field, &PROFILE).map(Value::Profile),
        ("dated-list", None) => Ok(Value::DatedList),
        ("evidence-index", None) => Ok(Value::EvidenceIndex),
        ("counted", Some(id)) => {
            let requirements: Vec<&str> = names.requirements.iter().map(String::as_str).collect();
            known("requirement", id, &requirements).map(Value::Counted)
        }
        ("by-hand", None) => Ok(Value::ByHand),
        _ => Err(no_value(text, head)),
    }
}

fn no_value(text: &str, head: &str) -> (String, String) {
    let mend = match (HEADS.contains(&head), meant(head, &HEADS)) {
        (true, _) if text.contains(':') => format!("write {head} alone; values are: {VALUES}"),
        (true, _) => format!("write {head}: and a name after it; values are: {VALUES}"),
        (false, Some(meant)) => format!("did you mean {meant}? Values are: {VALUES}"),
        (false, None) => format!("values are: {VALUES}; a list of them, as in [\"title\", \"learnt\"], puts them below each other"),
    };
    (format!("there is no value “{}”", excerpt(text, 40)), mend)
}

/// Tells an answer to a question that is not installed: a model may be somebody's own.
fn doubtful(sheet: &mut Sheet<'_>, fields: &Fields<'_>, text: &At<String>, names: &Names<'_>) {
    let Some((model, prompt)) = text.value.strip_prefix("answer:").and_then(|rest| rest.split_once('.')) else { return };
    match names.known.templates.iter().find(|template| template.id == model) {
        None => {
            let known: Vec<&str> = names.known.templates.iter().map(|template| template.id.as_str()).collect();
            fields.doubt(sheet, text, &format!("there is no model “{}”", excerpt(model, 40)), among(model, &known));
        }
        Some(template) if template.prompt(prompt).is_none() => {
            let known: Vec<&str> = template.prompts.iter().map(|prompt| prompt.id.as_str()).collect();
            fields.doubt(sheet, text, &format!("the model {model} has no question “{}”", excerpt(prompt, 40)), among(prompt, &known));
        }
        Some(_) => {}
    }
}
