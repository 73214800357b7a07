//! Why something does not count, in words, as a stable token, and what would mend it.

use super::{Item, Progress, WhyNot};
use crate::domain::evidence::Proof;
use crate::domain::framework::requirement::RequirementKind;
use crate::domain::framework::{Amount, Condition, Framework, Measure, Period, Requirement, Rule, Source, TextOf};
use crate::domain::record::{FieldSpec, RecordKind};

/// What would mend something that does not count: which field to fill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mend {
    /// Choose a category of this group.
    Standards(String),
    /// Say how many minutes were with others, and how.
    Interactive,
    /// Add evidence, of this type where one is asked for.
    Evidence(Option<Proof>),
    Text(TextOf),
    /// Link a goal.
    Goal,
    /// Type an amount by this name.
    Typed(String),
    Minutes,
    /// Fill this field of a record.
    Field(String),
    /// Say what the record refers to.
    Refers,
    /// Add a record of this kind that refers to it.
    Record(String),
    /// Nothing that could be filled in.
    None,
}

/// “1 entry”, “3 entries”.
pub(super) fn number_of(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The group of a category, and its label.
fn category<'f>(framework: &'f Framework, code: &str) -> Option<(&'f str, &'f str)> {
    framework.category(code).map(|(group, category)| (group.id.as_str(), category.label.as_str()))
}

/// One of a group, within a sentence.
fn one_of<'f>(framework: &'f Framework, group: &'f str) -> &'f str {
    framework.group(group).map_or(group, |group| group.one.as_str())
}

fn kind_one<'k>(kinds: &'k [RecordKind], id: &'k str) -> &'k str {
    kinds.iter().find(|kind| kind.id == id).map_or(id, |kind| kind.one.as_str())
}

impl Condition {
    /// What is missing when it does not hold, to be read after “has” or “have”: “no theme of the Code”, “no certificate”.
    pub fn missing_words(&self, framework: &Framework, kinds: &[RecordKind]) -> String {
        match self {
            Self::Any(conditions) => {
                let all: Vec<String> = conditions.iter().map(|one| one.missing_words(framework, kinds)).collect();
                super::would_do::list(&all.iter().map(String::as_str).collect::<Vec<_>>(), "and")
            }
            Self::Group(group) => format!("no {}", one_of(framework, group)),
            Self::Code(code) => match category(framework, code) {
                Some((group, label)) => format!("no {} “{label}”", one_of(framework, group)),
                None => format!("no “{code}”"),
            },
            Self::NotCode(code) => {
                let (group, label) = category(framework, code).unwrap_or(("", code));
                format!("the {} “{label}”, which does not count here", if group.is_empty() { "category" } else { one_of(framework, group) })
            }
            Self::Evidence => "no evidence".to_owned(),
            Self::Proof(Proof::Other) => "no evidence of the kind “something else”".to_owned(),
            Self::Proof(proof) => format!("no {}", lower(proof.label())),
            Self::Minutes => "no minutes".to_owned(),
            Self::Interactive => "no minutes with others".to_owned(),
            Self::Typed(name) => format!("no {}", name.replace(['_', '-'], " ")),
            Self::Text(TextOf::Reflection) => "no reflection".to_owned(),
            Self::Text(text) => format!("nothing on {}", text.label()),
            Self::Goal => "no goal".to_owned(),
            Self::Planned => "no goal that it was linked to before it happened".to_owned(),
            Self::ReferredBy(kind) => format!("no {} that refers to it", kind_one(kinds, kind)),
            Self::RefersTo(None) => "nothing that it refers to".to_owned(),
            Self::RefersTo(Some(what)) if what == "entry" => "no entry that it refers to".to_owned(),
            Self::RefersTo(Some(kind)) => format!("no {} that it refers to", kind_one(kinds, kind)),
            Self::Field { name, values } => field_words(name, values, kinds),
            Self::NotField { name, values } => {
                let (label, values) = field_labels(name, values, kinds);
                format!("{} in “{label}”, which does not count here", list_of(&values))
            }
            Self::Words => "no words of its own".to_owned(),
        }
    }

    /// The stable word for what is missing: `no_certificate`.
    pub const fn missing_token(&self) -> &'static str {
        match self {
            Self::Any(conditions) => match conditions.as_slice() {
                [first, ..] => first.missing_token(),
                [] => "nothing_to_count",
            },
            Self::Group(_) | Self::Code(_) => "no_category",
            Self::NotCode(_) => "excluded_category",
            Self::Evidence => "no_evidence",
            Self::Proof(proof) => match proof {
                Proof::Certificate => "no_certificate",
                Proof::Attendance => "no_attendance",
                Proof::Notes => "no_notes",
                Proof::Transcript => "no_transcript",
                Proof::Feedback => "no_feedback",
                Proof::Outcome => "no_outcome",
                Proof::Other => "no_other_evidence",
            },
            Self::Minutes => "no_minutes",
            Self::Interactive => "no_interactive_minutes",
            Self::Typed(_) => "no_amount",
            Self::Text(text) => match text {
                TextOf::Learnt => "no_learnt",
                TextOf::Changed => "no_changed",
                TextOf::Benefit => "no_benefit",
                TextOf::How => "no_how",
                TextOf::Reflection => "no_reflection",
            },
            Self::Goal => "no_goal",
            Self::Planned => "not_planned",
            Self::ReferredBy(_) => "not_referred_to",
            Self::RefersTo(_) => "refers_to_nothing",
            Self::Field { .. } => "no_field",
            Self::NotField { .. } => "excluded_value",
            Self::Words => "no_words",
        }
    }

    /// Which field would mend it; of several that would, the first.
    pub fn mend(&self, framework: &Framework) -> Mend {
        match self {
            Self::Any(conditions) => {
                conditions.iter().map(|one| one.mend(framework)).find(|mend| *mend != Mend::None).unwrap_or(Mend::None)
            }
            Self::Group(group) => Mend::Standards(group.clone()),
            Self::Code(code) | Self::NotCode(code) => {
                category(framework, code).map_or(Mend::None, |(group, _)| Mend::Standards(group.to_owned()))
            }
            Self::Evidence => Mend::Evidence(None),
            Self::Proof(proof) => Mend::Evidence(Some(*proof)),
            Self::Minutes => Mend::Minutes,
            Self::Interactive => Mend::Interactive,
            Self::Typed(name) => Mend::Typed(name.clone()),
            Self::Text(text) => Mend::Text(*text),
            Self::Goal => Mend::Goal,
            // What is past cannot be planned any more.
            Self::Planned | Self::Words => Mend::None,
            Self::ReferredBy(kind) => Mend::Record(kind.clone()),
            Self::RefersTo(_) => Mend::Refers,
            Self::Field { name, .. } | Self::NotField { name, .. } => Mend::Field(name.clone()),
        }
    }
}

impl WhyNot {
    /// The stable word, as the command line prints it: `outside_cycle`.
    pub fn token(self, requirement: &Requirement) -> &'static str {
        match self {
            Self::Before | Self::After => "outside_cycle",
            Self::ToCome => "to_come",
            Self::OutsidePeriod => "outside_period",
            Self::Binned => "binned",
            Self::RolledUp(_) => "rolled_up",
            Self::Lacks(at) => requirement.needs.get(at).map_or("nothing_to_count", Condition::missing_token),
            Self::NotOfWhole => "not_of_whole",
            Self::NoCategory => "no_category",
            Self::Incomplete(..) => "incomplete",
            Self::Nothing => match measure(&requirement.rule) {
                Measure::Interactive => "no_interactive_minutes",
                Measure::Minutes => "no_minutes",
                Measure::Certified(_) | Measure::Hours => "no_hours",
                Measure::Typed(_) => "no_amount",
                Measure::One => "nothing_to_count",
            },
        }
    }

    /// To be read after the name of what does not count: “has no certificate”, “is before the cycle”. `name` gives the name of a claim.
    pub fn in_words(
        self,
        requirement: &Requirement,
        framework: &Framework,
        kinds: &[RecordKind],
        name: impl Fn(Item) -> Option<String>,
    ) -> String {
        match self {
            Self::Before => "is before the cycle".to_owned(),
            Self::After => "is after the cycle".to_owned(),
            Self::ToCome => "is still to come".to_owned(),
            Self::OutsidePeriod => match (requirement.period, requirement.last_months) {
                (Period::Months(months), _) => format!("is not in the last {}", number_of(months.into(), "month", "months")),
                (_, Some(months)) => format!("is not in the last {} of the cycle", number_of(months.into(), "month", "months")),
                (_, None) => "is in the cycle, not in this part of it".to_owned(),
            },
            Self::Binned => "is in the bin".to_owned(),
            Self::RolledUp(claim) => {
                name(Item::Entry(claim)).map_or_else(|| "counts in a claim".to_owned(), |name| format!("counts in the claim “{name}”"))
            }
            Self::Lacks(at) => match requirement.needs.get(at) {
                Some(condition) => format!("has {}", condition.missing_words(framework, kinds)),
                None => "does not have what is asked for".to_owned(),
            },
            Self::NotOfWhole => {
                let whole = match &requirement.rule {
                    Rule::Share { of, .. } => Some(of),
                    _ => requirement.subset_of.as_ref(),
                };
                let whole = whole.and_then(|id| framework.requirement(id));
                whole.map_or_else(|| "is not part of the whole".to_owned(), |whole| format!("does not count for “{}”", whole.label))
            }
            Self::NoCategory => format!("has no {}", group(&requirement.rule).map_or("category", |group| one_of(framework, group))),
            Self::Incomplete(from, field) => match field_of(requirement, kinds, from, field) {
                Some(field) => format!("is not complete: “{}” is missing", field.label),
                None => "is not complete".to_owned(),
            },
            Self::Nothing => format!("has {}", nothing(requirement)),
        }
    }

    /// Which field would make it count.
    pub fn mend(self, requirement: &Requirement, framework: &Framework, kinds: &[RecordKind]) -> Mend {
        match self {
            Self::Lacks(at) => requirement.needs.get(at).map_or(Mend::None, |condition| condition.mend(framework)),
            Self::NoCategory => group(&requirement.rule).map_or(Mend::None, |group| Mend::Standards(group.to_owned())),
            Self::Nothing => match measure(&requirement.rule) {
                Measure::Interactive => Mend::Interactive,
                Measure::Minutes | Measure::Hours => Mend::Minutes,
                Measure::Typed(name) | Measure::Certified(name) => Mend::Typed(name.clone()),
                Measure::One => Mend::None,
            },
            Self::Incomplete(from, field) => {
                field_of(requirement, kinds, from, field).map_or(Mend::None, |field| Mend::Field(field.id.clone()))
            }
            Self::Before | Self::After | Self::ToCome | Self::OutsidePeriod | Self::Binned | Self::RolledUp(_) | Self::NotOfWhole => {
                Mend::None
            }
        }
    }
}

impl Requirement {
    /// What was counted or is needed, with its unit. Where every category is looked at, it is categories that are counted, while the unit is
    /// what each of them must have: “3 themes of the Code”.
    pub fn counted_in_words(&self, framework: &Framework, amount: Amount) -> String {
        let group = match &self.rule {
            Rule::Each { group, .. } => Some(group),
            Rule::Distinct { group } if self.unit.is_empty() => Some(group),
            _ => None,
        };
        match group.and_then(|group| framework.group(group)) {
            Some(group) if amount == Amount::whole(1) => format!("1 {}", group.one),
            Some(group) => format!("{} {}", amount.shown(), lower(&group.label)),
            None if self.kind() == RequirementKind::Share => format!("{} %", amount.shown()),
            None => self.in_words(amount),
        }
    }

    /// What there is of something that is told in words or declared, where nothing is counted in a unit: “2 entries”, “1 record”, “not recorded
    /// yet”.
    pub fn found_in_words(&self, progress: &Progress) -> String {
        let (one, many, none) = match self.from.as_slice() {
            [Source::Learning] => ("entry", "entries", "not logged yet"),
            [Source::Goals] => ("goal", "goals", "not planned yet"),
            _ => ("record", "records", "not recorded yet"),
        };
        match (progress.items.len(), progress.kind) {
            (0, RequirementKind::Declaration) => "not declared yet".to_owned(),
            (0, _) => none.to_owned(),
            (_, RequirementKind::Declaration) if progress.enough => "declared".to_owned(),
            (1, _) => format!("1 {one}"),
            (count, _) => format!("{count} {many}"),
        }
    }
}

/// A field of one of the kinds of records that a requirement is counted from.
fn field_of<'k>(requirement: &Requirement, kinds: &'k [RecordKind], from: usize, field: usize) -> Option<&'k FieldSpec> {
    let Some(Source::Record(id)) = requirement.from.get(from) else { return None };
    kinds.iter().find(|kind| kind.id == *id)?.fields.get(field)
}

fn measure(rule: &Rule) -> &Measure {
    match rule {
        Rule::Sum { measure, .. } | Rule::Each { measure, .. } | Rule::Share { measure, .. } => measure,
        Rule::Distinct { .. } | Rule::Gap { .. } | Rule::Declaration | Rule::Narrative => &Measure::One,
    }
}

fn group(rule: &Rule) -> Option<&str> {
    match rule {
        Rule::Distinct { group } | Rule::Each { group, .. } => Some(group),
        Rule::Sum { .. } | Rule::Share { .. } | Rule::Gap { .. } | Rule::Declaration | Rule::Narrative => None,
    }
}

fn nothing(requirement: &Requirement) -> String {
    match measure(&requirement.rule) {
        Measure::Interactive => "no minutes with others".to_owned(),
        Measure::Minutes => "no minutes".to_owned(),
        Measure::Hours => "no hours".to_owned(),
        Measure::Certified(_) => "no hours on a certificate, and no time of taking part".to_owned(),
        Measure::Typed(_) => format!("no {}", requirement.unit),
        Measure::One => "nothing that is counted".to_owned(),
    }
}

fn field_words(name: &str, values: &[String], kinds: &[RecordKind]) -> String {
    let (label, labels) = field_labels(name, values, kinds);
    if labels.is_empty() {
        return format!("nothing in “{label}”");
    }
    format!("something else than {} in “{label}”", list_of(&labels))
}

/// What a reader sees for a field, and for some of its values.
fn field_labels<'a>(name: &'a str, values: &[String], kinds: &'a [RecordKind]) -> (&'a str, Vec<String>) {
    let field = kinds.iter().find_map(|kind| kind.field(name));
    let value = |id: &String| {
        let value = field.and_then(|field| field.values.iter().find(|value| value.id == *id));
        format!("“{}”", value.map_or(id.as_str(), |value| value.label.as_str()))
    };
    (field.map_or(name, |field| field.label.as_str()), values.iter().map(value).collect())
}

/// “a, b or c”.
fn list_of(labels: &[String]) -> String {
    super::would_do::list(&labels.iter().map(String::as_str).collect::<Vec<_>>(), "or")
}

/// With a small first letter, unless the word is all capitals.
pub(super) fn lower(label: &str) -> String {
    let mut letters = label.chars();
    let (first, second) = (letters.next(), letters.next());
    match (first, second) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(label.chars().skip(1)).collect(),
        _ => label.to_owned(),
    }
}
