//! A framework as JSON, whole: the words are those of its file.

use serde_json::{Map, Value, json};

use super::codes::amounts_of;
use super::record_json;
use super::status_json::source;
use crate::catalogue::Catalogue;
use crate::domain::Framework;
use crate::domain::framework::warning::Look;
use crate::domain::framework::{
    Amount, Anchor, Audit, Category, Choice, Condition, CycleRule, Form, FormField, FormOf, Group, Measure, Period, Requirement, Rule,
    Source, Value as Filled, WarningRule, When,
};

/// A framework in a list.
pub(super) fn header(framework: &Framework) -> Value {
    let first = framework.sources.first();
    json!({
        "id": framework.id,
        "scheme": framework.scheme,
        "name": framework.name,
        "regulator": framework.regulator,
        "country": framework.country,
        "professions": framework.professions,
        "summary": framework.summary,
        "edition": framework.edition,
        "effective_from": framework.effective_from.to_string(),
        "effective_to": framework.effective_to.map(|day| day.to_string()),
        "supersedes": framework.supersedes,
        "checked_on": framework.checked_on.to_string(),
        "review_by": framework.review_by.to_string(),
        "source": first.map(|first| if first.url.is_empty() { &first.title } else { &first.url }),
        "hidden": framework.hidden,
    })
}

/// All of it.
pub(super) fn whole(catalogue: &Catalogue, framework: &Framework) -> Value {
    let mut value = header(framework);
    let rest = json!({
        "also": framework.also,
        "disclaimer": framework.disclaimer,
        "advice": framework.advice,
        "sources": framework.sources.iter().map(source).collect::<Vec<_>>(),
        "expected": framework.expected.iter().map(|one| json!({ "on": one.on.to_string(), "what": one.what, "source": one.source })).collect::<Vec<_>>(),
        "cycle": cycle(&framework.cycle),
        "options": framework.choices.iter().map(choice).collect::<Vec<_>>(),
        "requirements": framework.requirements.iter().map(requirement).collect::<Vec<_>>(),
        "groups": framework.groups.iter().map(|one| group(framework, one)).collect::<Vec<_>>(),
        "amounts": amounts_of(framework),
        "forms": framework.forms.iter().map(form).collect::<Vec<_>>(),
        "warnings": framework.warnings.iter().map(warning).collect::<Vec<_>>(),
        "audit": framework.audit.as_ref().map(audit),
        "records": wanted_records(catalogue, framework),
        "keep_months": framework.keep_months,
    });
    if let Some(object) = value.as_object_mut() {
        object.extend(rest.as_object().cloned().unwrap_or_default());
    }
    value
}

/// The kinds of records that its requirements are counted from.
fn wanted_records(catalogue: &Catalogue, framework: &Framework) -> Vec<Value> {
    let wanted = |id: &str| {
        let is = |source: &Source| matches!(source, Source::Record(kind) if kind == id);
        framework.requirements.iter().any(|requirement| requirement.from.iter().any(is))
    };
    catalogue.record_kinds.iter().filter(|kind| wanted(&kind.id)).map(record_json::kind).collect()
}

fn when(conditions: &[When]) -> Map<String, Value> {
    conditions.iter().map(|when| (when.choice.clone(), json!(when.values))).collect()
}

fn cycle(rule: &CycleRule) -> Value {
    let CycleRule { months, sub_months, sub_label, anchor, opens_months, usual, effects, note } = rule;
    let windows: Vec<Value> = match anchor {
        Anchor::Personal => Vec::new(),
        Anchor::Known(windows) => {
            windows.iter().map(|window| json!({ "when": when(&window.when), "starts": window.starts.to_string() })).collect()
        }
    };
    let usual: Vec<Value> =
        usual.iter().map(|(conditions, (month, day))| json!({ "when": when(conditions), "day": format!("{month:02}-{day:02}") })).collect();
    json!({
        "months": months,
        "sub_months": sub_months,
        "sub_label": sub_label,
        "anchor": match anchor { Anchor::Personal => "personal", Anchor::Known(_) => "known" },
        "windows": windows,
        "opens_months": opens_months,
        "usual": usual,
        "effects": effects.iter().map(|(record, effect)| json!({ "record": record, "effect": effect.token() })).collect::<Vec<_>>(),
        "note": note,
    })
}

fn choice(choice: &Choice) -> Value {
    json!({
        "id": choice.id,
        "label": choice.label,
        "help": choice.help,
        "default": choice.default,
        "values": choice.values.iter().map(|value| json!({ "id": value.id, "label": value.label })).collect::<Vec<_>>(),
    })
}

fn number(amount: Amount) -> f64 {
    amount.number()
}

fn requirement(asked: &Requirement) -> Value {
    let mut value = json!({
        "id": asked.id,
        "label": asked.label,
        "help": asked.help,
        "kind": asked.kind().token(),
        "unit": asked.unit,
        "unit_one": asked.unit_one,
        "from": asked.from.iter().map(from).collect::<Vec<_>>(),
        "amount": (asked.amount != Amount::ZERO).then(|| number(asked.amount)),
        "cases": asked.cases.iter().map(|(conditions, amount)| json!({ "when": when(conditions), "amount": number(*amount) })).collect::<Vec<_>>(),
        "period": period(asked.period),
        "when": when(&asked.when),
        "needs": asked.needs.iter().map(condition).collect::<Vec<_>>(),
        "wants": asked.wants.iter().map(condition).collect::<Vec<_>>(),
        "subset_of": asked.subset_of,
        "last_months": asked.last_months,
        "prorated": asked.prorated,
        "joining": asked.joining.map(|(months, amount)| json!({ "months": months, "amount": number(amount) })),
        "enforce": asked.enforce.token(),
        "confidence": asked.confidence.token(),
        "cross_checked": asked.cross_checked,
        "judged": asked.may_judge(),
        "source": asked.source,
    });
    let rule = match &asked.rule {
        Rule::Sum { measure, most } => json!({ "measure": self::measure(measure), "most": most.map(number) }),
        Rule::Distinct { group } => json!({ "group": group }),
        Rule::Each { group, measure } => json!({ "group": group, "measure": self::measure(measure) }),
        Rule::Share { of, measure } => json!({ "of": of, "measure": self::measure(measure) }),
        Rule::Gap { explained_by } => json!({ "explained_by": explained_by }),
        Rule::Declaration | Rule::Narrative => json!({}),
    };
    if let Some(object) = value.as_object_mut() {
        object.extend(rule.as_object().cloned().unwrap_or_default());
    }
    value
}

fn from(source: &Source) -> String {
    match source {
        Source::Learning => "learning".to_owned(),
        Source::Record(kind) => format!("record:{kind}"),
        Source::Goals => "goals".to_owned(),
    }
}

fn measure(measure: &Measure) -> String {
    match measure {
        Measure::One => "one".to_owned(),
        Measure::Minutes => "minutes".to_owned(),
        Measure::Interactive => "interactive".to_owned(),
        Measure::Typed(name) => format!("typed:{name}"),
        Measure::Certified(name) => format!("certified:{name}"),
        Measure::Hours => "hours".to_owned(),
    }
}

fn period(period: Period) -> String {
    match period {
        Period::Cycle => "cycle".to_owned(),
        Period::Year => "year".to_owned(),
        Period::Years(years) => format!("years:{years}"),
        Period::Months(months) => format!("months:{months}"),
        Period::Once => "once".to_owned(),
    }
}

/// A condition as a file writes it.
fn condition(asked: &Condition) -> String {
    match asked {
        Condition::Any(several) => several.iter().map(condition).collect::<Vec<_>>().join(" or "),
        Condition::Group(group) => format!("group:{group}"),
        Condition::Code(code) => format!("code:{code}"),
        Condition::NotCode(code) => format!("not-code:{code}"),
        Condition::Evidence => "evidence".to_owned(),
        Condition::Proof(proof) => format!("evidence:{}", proof.token()),
        Condition::Minutes => "minutes".to_owned(),
        Condition::Interactive => "interactive".to_owned(),
        Condition::Typed(name) => format!("typed:{name}"),
        Condition::Text(text) => text.token().to_owned(),
        Condition::Goal => "goal".to_owned(),
        Condition::Planned => "planned".to_owned(),
        Condition::ReferredBy(kind) => format!("referred-by:{kind}"),
        Condition::RefersTo(None) => "refers".to_owned(),
        Condition::RefersTo(Some(what)) => format!("refers:{what}"),
        Condition::Field { name, values } if values.is_empty() => format!("field:{name}"),
        Condition::Field { name, values } => format!("field:{name}={}", values.join("|")),
        Condition::NotField { name, values } => format!("not-field:{name}={}", values.join("|")),
        Condition::Words => "words".to_owned(),
    }
}

fn group(framework: &Framework, group: &Group) -> Value {
    let category = |one: &Category| {
        json!({
            "code": framework.code_of(one),
            "label": one.label,
            "help": one.help,
            "words": one.words,
            "kinds": one.kinds,
            "when_planned": one.when_planned,
        })
    };
    json!({
        "id": group.id,
        "label": group.label,
        "one": group.one,
        "help": group.help,
        "single": group.single,
        "categories": group.categories.iter().map(category).collect::<Vec<_>>(),
    })
}

fn form(form: &Form) -> Value {
    let of = match &form.of {
        FormOf::Entries { requirement: None } => "entries".to_owned(),
        FormOf::Entries { requirement: Some(requirement) } => format!("entries:{requirement}"),
        FormOf::Records { kind } => format!("record:{kind}"),
        FormOf::Cycle => "cycle".to_owned(),
    };
    let field = |field: &FormField| json!({ "label": field.label, "value": filled(&field.value), "most_words": field.most_words, "most_chars": field.most_chars });
    json!({
        "id": form.id,
        "label": form.label,
        "help": form.help,
        "of": of,
        "fields": form.fields.iter().map(field).collect::<Vec<_>>(),
        "confidence": form.confidence.token(),
        "source": form.source,
    })
}

/// What goes into a field of a form, as a file writes it.
fn filled(value: &Filled) -> Value {
    let word = match value {
        Filled::Several(several) => return several.iter().map(filled).collect(),
        Filled::Date => "date".to_owned(),
        Filled::Title => "title".to_owned(),
        Filled::Kind => "kind".to_owned(),
        Filled::Hours => "hours".to_owned(),
        Filled::InteractiveHours => "interactive-hours".to_owned(),
        Filled::Typed(name) => format!("typed:{name}"),
        Filled::How => "how".to_owned(),
        Filled::Learnt => "learnt".to_owned(),
        Filled::Changed => "changed".to_owned(),
        Filled::Benefit => "benefit".to_owned(),
        Filled::Answer { template, prompt } => format!("answer:{template}.{prompt}"),
        Filled::Goals => "goals".to_owned(),
        Filled::Group(group) => format!("group:{group}"),
        Filled::Evidence => "evidence".to_owned(),
        Filled::Field(field) => format!("field:{field}"),
        Filled::Refers => "refers".to_owned(),
        Filled::Profile(field) => format!("profile:{field}"),
        Filled::DatedList => "dated-list".to_owned(),
        Filled::EvidenceIndex => "evidence-index".to_owned(),
        Filled::Counted(requirement) => format!("counted:{requirement}"),
        Filled::ByHand => "by-hand".to_owned(),
    };
    json!(word)
}

fn warning(rule: &WarningRule) -> Value {
    let look = match &rule.look {
        Look::OneCategory { group } => json!({ "look": "one-category", "group": group }),
        Look::OneValue { record, field } => json!({ "look": "one-value", "record": record, "field": field }),
        Look::Lacks { record, condition: asked } => json!({ "look": "lacks", "record": record, "condition": condition(asked) }),
        Look::Kinds { kinds, condition: asked, unless } => {
            json!({ "look": "kinds", "kinds": kinds, "condition": condition(asked), "unless": unless.as_ref().map(condition) })
        }
        Look::Size { least, most } => json!({ "look": "size", "few": least, "many": most }),
    };
    let mut value = json!({
        "id": rule.id,
        "text": rule.text,
        "least": rule.least,
        "confidence": rule.confidence.token(),
        "source": rule.source,
    });
    if let Some(object) = value.as_object_mut() {
        object.extend(look.as_object().cloned().unwrap_or_default());
    }
    value
}

fn audit(audit: &Audit) -> Value {
    json!({
        "label": audit.label,
        "text": audit.text,
        "days": audit.days,
        "percent": audit.tenths_of_percent.map(|tenths| f64::from(tenths) / 10.0),
        "draw": audit.draw,
        "forms": audit.forms,
        "wants": audit.wants.iter().map(condition).collect::<Vec<_>>(),
        "confidence": audit.confidence.token(),
        "source": audit.source,
    })
}
