//! Which kinds of records the registrations ask for, in which cycle they count, and what may be erased because that is over.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::catalogue::Catalogue;
use crate::domain::framework::cycle::months_from;
use crate::domain::framework::requirement::Source;
use crate::domain::framework::{Condition, FormOf, Framework, Requirement, Rule, Span};
use crate::domain::{Record, RecordKind};
use crate::journal::{Snapshot, Stand};

/// A registration as far as records are concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asking {
    /// What to call its framework.
    pub(super) name: String,
    /// Id of the edition that is counted by.
    pub(super) framework: String,
    /// The current cycle; none while that is not known.
    pub(super) cycle: Option<Span>,
    /// For so many months after the end of a cycle what belongs to it is to be kept.
    keep_months: u32,
    /// Ids of the kinds that it asks for.
    kinds: Vec<String>,
}

/// What is asked for, as of one state of the journal.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub(super) by: Vec<Asking>,
    /// How many there are of each kind that is asked for in the current cycle, and of the others in all.
    counts: HashMap<String, usize>,
    today: NaiveDate,
}

impl Asked {
    pub(super) fn of(snapshot: &Snapshot, catalogue: &Catalogue) -> Self {
        let by = snapshot.stands.iter().filter_map(|stand| asking(stand, catalogue)).collect();
        let mut asked = Self { by, counts: HashMap::new(), today: snapshot.today };
        for record in snapshot.records.iter().filter(|record| record.binned.is_none()) {
            let kind = catalogue.record_kind(&record.draft.kind);
            if !asked.is_asked(&record.draft.kind) || asked.is_in_cycle(record, kind) {
                *asked.counts.entry(record.draft.kind.clone()).or_default() += 1;
            }
        }
        asked
    }

    /// Whether any registration asks for this kind.
    pub(super) fn is_asked(&self, kind: &str) -> bool {
        self.asking(kind).next().is_some()
    }

    /// The registrations that ask for a kind.
    pub(super) fn asking<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Asking> {
        self.by.iter().filter(move |one| one.kinds.iter().any(|asked| asked == kind))
    }

    /// How many there are of a kind.
    pub(super) fn count(&self, kind: &str) -> usize {
        self.counts.get(kind).copied().unwrap_or_default()
    }

    /// Whether a record belongs to the current cycle of a registration that asks for it; of all where no cycle is known.
    fn is_in_cycle(&self, record: &Record, kind: Option<&RecordKind>) -> bool {
        let span = span_of(record, kind);
        self.asking(&record.draft.kind).any(|one| one.cycle.is_none_or(|cycle| cycle.common(span).is_some()))
    }

    /// Whether a record was over before the current cycle of every registration that asks for such records began.
    pub(super) fn is_before(&self, record: &Record, kind: Option<&RecordKind>) -> bool {
        let end = span_of(record, kind).end;
        let mut asking = self.asking(&record.draft.kind).peekable();
        asking.peek().is_some() && asking.all(|one| one.cycle.is_some_and(|cycle| end < cycle.start))
    }

    /// Whether somebody else's details in a record have served their purpose: it was over before the current cycle of every registration that
    /// asks for such records began, and need not be kept any longer.
    pub(super) fn is_past(&self, record: &Record, kind: Option<&RecordKind>) -> bool {
        let end = span_of(record, kind).end;
        let mut asking = self.asking(&record.draft.kind).peekable();
        asking.peek().is_some() && asking.all(|one| one.is_past(end, self.today))
    }
}

impl Asking {
    /// Whether what ended on a day belongs to a cycle that was over so long ago that nothing of it need be kept.
    fn is_past(&self, end: NaiveDate, today: NaiveDate) -> bool {
        let Some(cycle) = self.cycle.filter(|cycle| end < cycle.start) else { return false };
        // The cycle that it was in ended before this one began; when it was in an earlier one, no later than one whole cycle after it.
        let whole_cycle = cycle.end - cycle.start;
        let over = end.checked_add_signed(whole_cycle).map_or(cycle.start, |at_the_latest| at_the_latest.min(cycle.start));
        months_from(over, i64::from(self.keep_months)) <= today
    }
}

/// The days of a record; of a kind that is not known its first one.
fn span_of(record: &Record, kind: Option<&RecordKind>) -> Span {
    kind.map_or(Span { start: record.draft.date, end: record.draft.date }, |kind| kind.span(&record.draft))
}

fn asking(stand: &Stand, catalogue: &Catalogue) -> Option<Asking> {
    let counted = stand.counted.as_ref().ok();
    let id = counted.map_or(stand.registration.draft.framework.as_str(), |standing| standing.framework.as_str());
    let framework = catalogue.framework(id)?;
    // What is asked only of others is not asked here.
    let of_me = |requirement: &&Requirement| counted.is_none_or(|all| all.progress.iter().any(|one| one.requirement == requirement.id));
    let mut kinds: Vec<String> = framework.requirements.iter().filter(of_me).flat_map(kinds_of).map(str::to_owned).collect();
    kinds.extend(framework.forms.iter().filter_map(|form| match &form.of {
        FormOf::Records { kind } => Some(kind.clone()),
        FormOf::Entries { .. } | FormOf::Cycle => None,
    }));
    kinds.extend(framework.records.iter().map(|kind| kind.id.clone()));
    kinds.sort();
    kinds.dedup();
    let cycle = counted.map(|standing| standing.cycle.span);
    let keep_months = framework.keep_months.unwrap_or_default();
    Some(Asking { name: framework.name.clone(), framework: framework.id.clone(), cycle, keep_months, kinds })
}

/// The kinds of records that a requirement names.
fn kinds_of(requirement: &Requirement) -> Vec<&str> {
    fn of<'r>(condition: &'r Condition, kinds: &mut Vec<&'r str>) {
        match condition {
            Condition::Any(all) => all.iter().for_each(|one| of(one, kinds)),
            Condition::ReferredBy(kind) | Condition::RefersTo(Some(kind)) => kinds.push(kind),
            _ => {}
        }
    }
    let mut kinds = Vec::new();
    for source in &requirement.from {
        if let Source::Record(kind) = source {
            kinds.push(kind.as_str());
        }
    }
    if let Rule::Gap { explained_by: Some(kind) } = &requirement.rule {
        kinds.push(kind);
    }
    requirement.needs.iter().chain(&requirement.wants).for_each(|condition| of(condition, &mut kinds));
    kinds
}

/// Ids of the groups whose categories a requirement asks for where it counts records of a kind.
pub(super) fn groups_for<'f>(framework: &'f Framework, kind: &str) -> Vec<&'f str> {
    fn of<'f>(framework: &'f Framework, condition: &'f Condition, groups: &mut Vec<&'f str>) {
        match condition {
            Condition::Any(all) => all.iter().for_each(|one| of(framework, one, groups)),
            Condition::Group(group) => groups.push(group),
            Condition::Code(code) => groups.extend(framework.category(code).map(|(group, _)| group.id.as_str())),
            _ => {}
        }
    }
    let mut groups: Vec<&str> = Vec::new();
    let counts = |requirement: &&Requirement| requirement.from.iter().any(|source| *source == Source::Record(kind.to_owned()));
    for requirement in framework.requirements.iter().filter(counts) {
        if let Rule::Distinct { group } | Rule::Each { group, .. } = &requirement.rule {
            groups.push(group);
        }
        requirement.needs.iter().chain(&requirement.wants).for_each(|condition| of(framework, condition, &mut groups));
    }
    groups
}

#[cfg(test)]
impl Asking {
    /// One that is in a cycle.
    pub(super) fn within(cycle: Span) -> Self {
        Self { name: "Bells".to_owned(), framework: "bells".to_owned(), cycle: Some(cycle), keep_months: 0, kinds: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_be_kept_after_a_cycle_is_not_past_yet() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let cycle = Span { start: day("2025-04-01"), end: day("2026-03-31") };
        let asking = |keep_months| Asking { keep_months, ..Asking::within(cycle) };
        for (end, today, keep, want) in [
            ("2025-03-31", "2025-04-01", 0, true),
            ("2025-04-01", "2026-03-31", 0, false),
            ("2025-03-31", "2025-06-30", 3, false),
            ("2025-03-31", "2025-07-01", 3, true),
            ("2024-03-31", "2025-07-01", 24, false),
            ("2020-01-01", "2025-07-01", 24, true),
        ] {
            assert_eq!(asking(keep).is_past(day(end), day(today)), want, "{end} {today} {keep}");
        }
        assert!(!Asking { cycle: None, ..asking(0) }.is_past(day("2000-01-01"), day("2025-07-01")));
    }
}
