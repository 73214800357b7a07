//! How a requirement is counted, and how sure that is, in words made from its data alone.

use super::words;
use crate::domain::framework::{Confidence, Framework, Measure, Requirement, Rule, Source, Span};

/// How sure a fact is, in words.
pub(super) fn confidence(requirement: &Requirement) -> String {
    let read = match (requirement.confidence, requirement.cross_checked) {
        (Confidence::B, true) => "Read in several secondary sources that do not depend on each other",
        (other, _) => other.label(),
    };
    if requirement.may_judge() { read.to_owned() } else { format!("{read}. {} before you rely on it", words::CHECK) }
}

/// What was counted, from what, and when: “All minutes of entries as hours, 1 May 2026 – 30 Apr 2028”.
pub(super) fn counted(framework: &Framework, requirement: &Requirement, span: Span, kind_label: impl Fn(&str) -> String) -> String {
    let measure = match &requirement.rule {
        Rule::Sum { measure, .. } | Rule::Each { measure, .. } | Rule::Share { measure, .. } => measure,
        Rule::Distinct { .. } | Rule::Gap { .. } | Rule::Declaration | Rule::Narrative => &Measure::One,
    };
    let from: Vec<String> = requirement
        .from
        .iter()
        .map(|source| match source {
            Source::Learning => "entries".to_owned(),
            Source::Record(kind) => format!("records under “{}”", kind_label(kind)),
            Source::Goals => "goals of your plan".to_owned(),
        })
        .collect();
    let from = words::list(&from);
    let what = match &requirement.rule {
        Rule::Distinct { group } => format!("Different categories of “{}” among {from}", group_label(framework, group)),
        Rule::Gap { .. } => format!("Time between {from}"),
        Rule::Declaration | Rule::Narrative => format!("One of {from}"),
        _ => match measure {
            Measure::One => format!("The number of {from}"),
            Measure::Minutes => format!("All time of {from}, in hours"),
            Measure::Interactive => format!("Time with others of {from}, in hours"),
            Measure::Typed(name) => format!("The {} typed in {from}", name.replace('_', " ")),
            Measure::Certified(_) => format!("The hours on certificates of {from}; where none were typed, the time of taking part"),
            Measure::Hours => format!("The hours of {from}"),
        },
    };
    let each = match &requirement.rule {
        Rule::Each { group, .. } => format!(", for each of “{}”", group_label(framework, group)),
        Rule::Share { of, .. } => format!(", as a share of “{}”", words::requirement_label(framework, of)),
        _ => String::new(),
    };
    let part = match &requirement.subset_of {
        Some(whole) => format!(", only of what counts for “{}”", words::requirement_label(framework, whole)),
        None => String::new(),
    };
    format!("{what}{each}{part}; {}", words::days(span))
}

fn group_label<'a>(framework: &'a Framework, id: &'a str) -> &'a str {
    framework.group(id).map_or(id, |group| &group.label)
}
