//! What can be done about something that did not count, or counts and lacks something: told by the reason alone, whatever the regulator.

use crate::domain::evidence::Proof;
use crate::domain::framework::{Condition, Framework, Measure, Requirement, Rule, TextOf};
use crate::domain::standing::{Item, Progress, WhyNot};
use crate::domain::{EntryId, RecordDraft, RecordKind};
use chrono::NaiveDate;

/// Why things are listed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Because {
    /// They did not count.
    Not(WhyNot),
    /// They count, and lack what the condition with this number in `wants` asks for.
    Wants(usize),
}

impl Because {
    /// Items of any claim are listed together.
    const fn joined(self) -> Self {
        match self {
            Self::Not(WhyNot::RolledUp(_)) => Self::Not(WhyNot::RolledUp(EntryId::from_row(0))),
            other => other,
        }
    }

    /// Whether somebody can do something about it here.
    pub(super) const fn is_mendable(self) -> bool {
        match self {
            Self::Wants(_) => true,
            Self::Not(why) => {
                matches!(why, WhyNot::Lacks(_) | WhyNot::NoCategory | WhyNot::Nothing | WhyNot::NotOfWhole | WhyNot::Incomplete(..))
            }
        }
    }

    /// The condition that does not hold.
    pub(super) fn condition(self, requirement: &Requirement) -> Option<&Condition> {
        match self {
            Self::Not(WhyNot::Lacks(at)) => requirement.needs.get(at),
            Self::Wants(at) => requirement.wants.get(at),
            Self::Not(_) => None,
        }
    }
}

/// Things that did not count for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reason {
    pub(super) because: Because,
    /// The latest first, with the reason of each.
    pub(super) items: Vec<(Item, Because)>,
}

/// What did not count, by reason: first what keeps something from counting and can be mended, then what counts all the same, then the rest.
pub(super) fn reasons(requirement: &Requirement, progress: &Progress) -> Vec<Reason> {
    let mut all: Vec<Reason> = Vec::new();
    let mut add = |because: Because, item: Item| {
        let joined = because.joined();
        match all.iter_mut().find(|reason| reason.because == joined) {
            Some(reason) => reason.items.push((item, because)),
            None => all.push(Reason { because: joined, items: vec![(item, because)] }),
        }
    };
    for (item, why) in progress.why_not.iter().rev() {
        add(Because::Not(*why), *item);
    }
    for counted in progress.items.iter().rev().filter(|counted| counted.lacks != 0) {
        for at in (0..requirement.wants.len().min(8)).filter(|at| counted.lacks & (1 << at) != 0) {
            add(Because::Wants(at), counted.item);
        }
    }
    let rank = |reason: &Reason| match reason.because {
        Because::Not(_) if reason.because.is_mendable() => 0,
        Because::Wants(_) => 1,
        Because::Not(_) => 2,
    };
    all.sort_by_key(|reason| (rank(reason), reason.because));
    all
}

/// What can be done about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Remedy {
    /// It is in one of these categories, by group and code within the scheme.
    Categories(Vec<Choosable>),
    /// It is not in this one.
    NotCategory { code: String, label: String },
    /// Minutes with others, and how.
    Interactive,
    /// A number that is typed for the framework, by its whole code.
    Amount { code: String },
    /// A piece of evidence, or what one is.
    Evidence(Option<Proof>),
    /// Something else that is written in it: it is opened.
    Open,
    /// A record of this kind that is about it.
    Refer(String),
    /// It counts when it counts for this requirement.
    Whole(String),
    /// Its time is in this claim.
    Claim(EntryId),
    /// It is in the bin.
    Unbin,
}

/// A category that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choosable {
    /// As entries have it.
    pub(super) code: String,
    pub(super) label: String,
    pub(super) help: String,
    /// Codes that it takes the place of.
    pub(super) instead: Vec<String>,
}

/// What can be done about a reason; `None` where nothing can, or it is enough to look at it.
pub(super) fn remedy(framework: &Framework, requirement: &Requirement, because: Because, item: Item) -> Option<Remedy> {
    match remedy_of(framework, requirement, because, item)? {
        // What keeps it from counting here does not mend it.
        Remedy::Categories(all) => {
            let all: Vec<Choosable> = all.into_iter().filter(|one| !is_excluded(framework, requirement, &one.code)).collect();
            Some(if all.is_empty() { Remedy::Open } else { Remedy::Categories(all) })
        }
        other => Some(other),
    }
}

/// Whether what has this code of an entry does not count: for the requirement, or for one that it is part of.
fn is_excluded(framework: &Framework, requirement: &Requirement, code: &str) -> bool {
    let mut one = Some(requirement);
    // No chain of parts is longer than there are requirements.
    for _ in 0..=framework.requirements.len() {
        let Some(requirement) = one else { return false };
        if requirement.needs.iter().any(|need| matches!(need, Condition::NotCode(not) if framework.own_code(code) == Some(not))) {
            return true;
        }
        one = requirement.subset_of.as_deref().and_then(|of| framework.requirement(of));
    }
    false
}

fn remedy_of(framework: &Framework, requirement: &Requirement, because: Because, item: Item) -> Option<Remedy> {
    let entry = matches!(item, Item::Entry(_));
    let why = match because {
        Because::Wants(_) => None,
        Because::Not(why) => Some(why),
    };
    match why {
        Some(WhyNot::Before | WhyNot::After | WhyNot::ToCome | WhyNot::OutsidePeriod) => None,
        Some(WhyNot::Binned) => (!matches!(item, Item::Goal(_))).then_some(Remedy::Unbin),
        Some(WhyNot::RolledUp(claim)) => Some(Remedy::Claim(claim)),
        Some(WhyNot::NotOfWhole) => match (&requirement.rule, &requirement.subset_of) {
            (Rule::Share { of, .. }, _) | (_, Some(of)) => Some(Remedy::Whole(of.clone())),
            _ => Some(Remedy::Open),
        },
        Some(WhyNot::NoCategory) if entry => match &requirement.rule {
            Rule::Distinct { group } | Rule::Each { group, .. } => Some(Remedy::Categories(group_of(framework, group))),
            _ => Some(Remedy::Open),
        },
        Some(WhyNot::Nothing) if entry => Some(of_nothing(framework, requirement)),
        Some(WhyNot::NoCategory | WhyNot::Nothing | WhyNot::Incomplete(..)) => Some(Remedy::Open),
        Some(WhyNot::Lacks(_)) | None => {
            let condition = because.condition(requirement)?;
            Some(if entry { of_condition(framework, condition) } else { of_record(condition) })
        }
    }
}

/// It has nothing of what is counted.
fn of_nothing(framework: &Framework, requirement: &Requirement) -> Remedy {
    let measure = match &requirement.rule {
        Rule::Sum { measure, .. } | Rule::Each { measure, .. } | Rule::Share { measure, .. } => measure,
        Rule::Distinct { .. } | Rule::Gap { .. } | Rule::Declaration | Rule::Narrative => return Remedy::Open,
    };
    match measure {
        Measure::Interactive => Remedy::Interactive,
        Measure::Typed(name) | Measure::Certified(name) => Remedy::Amount { code: format!("{}.{name}", framework.scheme) },
        Measure::One | Measure::Minutes | Measure::Hours => Remedy::Open,
    }
}

fn of_condition(framework: &Framework, condition: &Condition) -> Remedy {
    match condition {
        Condition::Any(several) => {
            let mut categories = Vec::new();
            let mut others = Vec::new();
            for one in several {
                match of_condition(framework, one) {
                    Remedy::Categories(more) => categories.extend(more),
                    other => others.push(other),
                }
            }
            if categories.is_empty() { others.into_iter().next().unwrap_or(Remedy::Open) } else { Remedy::Categories(categories) }
        }
        Condition::Group(group) => Remedy::Categories(group_of(framework, group)),
        Condition::Code(code) => {
            let all = framework.groups.iter().find(|group| group.categories.iter().any(|category| category.code == *code));
            let all = all.map(|group| group_of(framework, &group.id)).unwrap_or_default();
            let whole = format!("{}.{code}", framework.scheme);
            Remedy::Categories(all.into_iter().filter(|one| one.code == whole).collect())
        }
        Condition::NotCode(code) => {
            let label = framework.category(code).map_or(code.as_str(), |(_, category)| &category.label);
            Remedy::NotCategory { code: format!("{}.{code}", framework.scheme), label: label.to_owned() }
        }
        Condition::Evidence => Remedy::Evidence(None),
        Condition::Proof(proof) => Remedy::Evidence(Some(*proof)),
        Condition::Interactive | Condition::Text(TextOf::How) => Remedy::Interactive,
        Condition::Typed(name) => Remedy::Amount { code: format!("{}.{name}", framework.scheme) },
        Condition::ReferredBy(kind) => Remedy::Refer(kind.clone()),
        Condition::Minutes
        | Condition::Text(_)
        | Condition::Goal
        | Condition::Planned
        | Condition::RefersTo(_)
        | Condition::Field { .. }
        | Condition::NotField { .. }
        | Condition::Words => Remedy::Open,
    }
}

/// A record is opened, but for what another record says about it.
fn of_record(condition: &Condition) -> Remedy {
    match condition {
        Condition::ReferredBy(kind) => Remedy::Refer(kind.clone()),
        _ => Remedy::Open,
    }
}

fn group_of(framework: &Framework, id: &str) -> Vec<Choosable> {
    let Some(group) = framework.group(id) else { return Vec::new() };
    let codes: Vec<String> = group.categories.iter().map(|category| framework.code_of(category)).collect();
    let choosable = |(category, code): (&crate::domain::framework::Category, &String)| Choosable {
        code: code.clone(),
        label: category.label.clone(),
        help: category.help.clone(),
        instead: if group.single { codes.iter().filter(|other| *other != code).cloned().collect() } else { Vec::new() },
    };
    group.categories.iter().zip(&codes).map(choosable).collect()
}

/// A record as it could begin for a requirement: of this kind, with all that can be only one way.
pub(super) fn begun(kind: &RecordKind, requirement: &Requirement, today: NaiveDate) -> RecordDraft {
    use crate::domain::framework::Condition::Field;
    let mut draft = RecordDraft::on(&kind.id, today);
    for condition in &requirement.needs {
        if let Field { name, values } = condition
            && let [only] = values.as_slice()
            && kind.field(name).is_some()
        {
            draft.fields.insert(name.clone(), only.clone());
        }
    }
    // A declaration says what it declares.
    if requirement.rule == Rule::Declaration && kind.field("requirement").is_some() {
        draft.fields.entry("requirement".to_owned()).or_insert_with(|| requirement.id.clone());
    }
    draft
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::framework::Enforce;

    /// Whether a category that keeps something from counting is offered as what makes it count, by all the rules that are known.
    #[test]
    fn what_excludes_is_not_offered() {
        let catalogue = crate::catalogue::Catalogue::bundled();
        let (mut excluding, mut offering) = (0, 0);
        let item = Item::Entry(EntryId::from_row(1));
        for framework in &catalogue.frameworks {
            for requirement in &framework.requirements {
                // As it is, and as it would be if it asked for any category of each group.
                let groups = framework.groups.iter().map(|group| Condition::Group(group.id.clone()));
                let asking = Requirement { wants: groups.collect(), enforce: Enforce::Hard, ..requirement.clone() };
                let excluded: Vec<String> = requirement
                    .needs
                    .iter()
                    .filter_map(
                        |need| if let Condition::NotCode(code) = need { Some(format!("{}.{code}", framework.scheme)) } else { None },
                    )
                    .collect();
                excluding += excluded.len();
                for at in 0..asking.wants.len() {
                    if let Some(Remedy::Categories(all)) = remedy(framework, &asking, Because::Wants(at), item) {
                        offering += 1;
                        assert!(all.iter().all(|one| !excluded.contains(&one.code)), "{}: {}", framework.id, requirement.id);
                    }
                }
            }
        }
        assert!(excluding > 0 && offering > 0, "{excluding} {offering}");
    }
}
