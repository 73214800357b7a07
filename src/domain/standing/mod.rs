//! Where a registrant stands in a cycle: every requirement counted from the journal, with what counted and why something did not.
//!
//! Pure: the same journal gives the same numbers, whatever the order of its entries, and one entry more never lowers one (but those with an
//! upper limit, and shares).

mod asked;
mod conditions;
mod count;
mod forecast;
mod gaps;
mod index;
mod notes;
mod periods;
mod progress;
#[cfg(test)]
mod tests;
mod timeline;
mod warnings;
pub mod words;
mod would_do;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::evidence::Proof;
use super::framework::cycle::Away;
use super::framework::{Amount, Condition, Cycle, Enforce, Framework, Source, Span, Warning, requirement::RequirementKind};
use super::{EntryHeader, EntryId, Goal, GoalId, Record, RecordId, RecordKind, RegistrationDraft};
pub use timeline::Timeline;
pub use words::Mend;

/// What counting needs to know of an entry beyond its header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Codes of standards with their schemes, as in [`super::EntryDraft::standards`].
    pub standards: Vec<String>,
    /// Amounts that were typed for a framework, by code: `scheme.points`.
    pub amounts: Vec<(String, Amount)>,
    /// What its pieces of evidence are.
    pub proofs: Vec<Proof>,
    /// Whether these texts are there.
    pub learnt: bool,
    pub changed: bool,
    pub benefit: bool,
    pub how: bool,
    /// Linked to a goal on an earlier day than the activity.
    pub planned: bool,
}

/// All that is counted from, once for all frameworks.
#[derive(Clone, Copy, Debug)]
pub struct Held<'h> {
    /// Every entry with its facts, in any order, those in the bin included.
    pub learning: &'h [(&'h EntryHeader, &'h Facts)],
    /// Every record, those in the bin included.
    pub records: &'h [Record],
    /// Kinds of records, all that are known.
    pub kinds: &'h [RecordKind],
    pub goals: &'h [Goal],
    pub today: NaiveDate,
    /// Where the registrant is: in whose days goals were made and closed.
    pub zone: chrono_tz::Tz,
}

/// Something that counts, or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Item {
    Entry(EntryId),
    Record(RecordId),
    Goal(GoalId),
}

/// Why something did not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WhyNot {
    /// Before the cycle.
    Before,
    /// After the cycle.
    After,
    /// Its day is still to come.
    ToCome,
    /// Not in the stretch of time that is looked at: a part of the cycle, or the last months.
    OutsidePeriod,
    Binned,
    /// Its time counts in this claim.
    RolledUp(EntryId),
    /// The condition with this number in `needs` does not hold.
    Lacks(usize),
    /// It does not count for the requirement of which this is a part.
    NotOfWhole,
    /// It is in no category of the group that is looked at.
    NoCategory,
    /// A record without a field that it must have: the field with the second number, of the kind with the first in `from`.
    Incomplete(usize, usize),
    /// It has nothing of what is counted: no minutes, no minutes with others, no points, no hours.
    Nothing,
}

/// Something that counts, and how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    pub item: Item,
    pub amount: Amount,
    /// Conditions of `wants` that do not hold, the first in the lowest bit: it counts all the same.
    pub lacks: u8,
}

/// Whether a requirement is met, where that may be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    Met,
    NotMet,
    /// Counted, never judged: check with your regulator.
    Advice,
}

impl Judged {
    /// Met or not, where that may be said.
    pub const fn met(self) -> Option<bool> {
        match self {
            Self::Met => Some(true),
            Self::NotMet => Some(false),
            Self::Advice => None,
        }
    }
}

/// A stretch of time, or a category, that a requirement is looked at by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// “1 Apr 2025 – 31 Mar 2026”, or the label of a category.
    pub label: String,
    pub span: Span,
    pub needed: Amount,
    pub counted: Amount,
    pub enough: bool,
    /// Today is in it, or it belongs to the cycle as a whole.
    pub current: bool,
}

/// When it is enough at the pace of the last months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forecast {
    /// It is enough already.
    Enough,
    /// On about this day.
    On(NaiveDate),
    /// Nothing counted in the last months, or too little to tell.
    Never,
    /// It is not counted over time.
    NotCounted,
}

/// One requirement, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// [`super::framework::Requirement::id`].
    pub requirement: String,
    pub kind: RequirementKind,
    pub enforce: Enforce,
    /// The stretch of time that these numbers are of.
    pub span: Span,
    /// How much there must be; `None` where the rule sets no number.
    pub needed: Option<Amount>,
    pub counted: Amount,
    /// Whether that is enough, judged or not.
    pub enough: bool,
    pub judged: Judged,
    /// What counted, the earliest first.
    pub items: Vec<Counted>,
    /// What did not count and why, the earliest first; of goals and records only those of the right kind.
    pub why_not: Vec<(Item, WhyNot)>,
    /// Where it is looked at in parts: years, pairs of years, categories; gaps of time, whose `counted` is their length in months.
    pub parts: Vec<Part>,
    pub forecast: Forecast,
    /// What would be enough now: “5.5 more hours”. Empty when it is enough, or there is no number.
    pub would_do: String,
    /// How it was reckoned, where that is not plain: time away that made it less, hours taken by days.
    pub notes: Vec<String>,
}

/// Where somebody stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Id of the edition that was counted by.
    pub framework: String,
    pub cycle: Cycle,
    pub progress: Vec<Progress>,
    pub warnings: Vec<Warning>,
    /// What must be known to read it: a change of rules in the cycle, time away, a moved end.
    pub notes: Vec<String>,
}

impl Standing {
    /// Whether any requirement of it is counted from entries; `framework` is the edition that it was counted by.
    pub fn weighs_entries(&self, framework: &Framework) -> bool {
        let asked = self.progress.iter().filter_map(|progress| framework.requirement(&progress.requirement));
        asked.into_iter().any(|requirement| requirement.from.contains(&Source::Learning))
    }
}

/// Where somebody stands in a cycle, by one edition of a framework. `editions` are all that are known, of whatever scheme.
///
/// For several frameworks make a [`Timeline`] once and ask that: the same, and faster.
pub fn standing(framework: &Framework, editions: &[&Framework], draft: &RegistrationDraft, cycle: Cycle, held: &Held<'_>) -> Standing {
    Timeline::of(held).standing(framework, editions, draft, cycle)
}

impl Timeline<'_> {
    /// Where somebody stands in a cycle, by one edition of a framework. `editions` are all that are known, of whatever scheme.
    pub fn standing(&self, framework: &Framework, editions: &[&Framework], draft: &RegistrationDraft, cycle: Cycle) -> Standing {
        let counter = count::Counter::of(self, framework, draft, &cycle);
        let asked = counter.plans.iter().filter(|plan| framework.holds(&plan.requirement.when, &draft.chosen));
        let progress: Vec<Progress> = asked.map(|plan| counter.progress(plan)).collect();
        let warnings = warnings::of(&counter, &progress);
        let notes = notes::of(&counter, editions);
        Standing { framework: framework.id.clone(), progress, warnings, notes, cycle }
    }
}

/// Which conditions of a framework do not hold for entries, in whatever cycle, by their numbers in `wants`. Entries in the order in which
/// they are given; those that are not held are left out.
pub fn lacking(framework: &Framework, wants: &[Condition], timeline: &Timeline<'_>, entries: &[EntryId]) -> Vec<(EntryId, Vec<usize>)> {
    let index = index::Index::of(framework, timeline);
    let tests: Vec<conditions::Test<'_>> = wants.iter().map(|condition| conditions::Test::of(condition, &index)).collect();
    let wanted: HashSet<Item> = entries.iter().map(|id| Item::Entry(*id)).collect();
    let found = timeline.rows.iter().enumerate().filter(|(_, row)| wanted.contains(&row.item));
    let lacks: HashMap<Item, Vec<usize>> = found
        .map(|(at, row)| {
            let asked = conditions::Asked { row, categories: index.of_row(at), timeline, scheme: &framework.scheme };
            (row.item, tests.iter().enumerate().filter(|(_, test)| !test.holds(asked)).map(|(nth, _)| nth).collect())
        })
        .collect();
    entries.iter().filter_map(|id| Some((*id, lacks.get(&Item::Entry(*id))?.clone()))).collect()
}

/// A category that an entry is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InCategory {
    /// Which of [`Framework::groups`] it is of.
    pub group: usize,
    /// Which of that group's categories it is.
    pub category: usize,
    /// Nobody chose it: it follows from the kind of activity, or from the goal.
    pub assumed: bool,
}

/// In which categories of a framework entries are, those of no category left out: the same that requirements are counted by.
pub fn categories(framework: &Framework, learning: &[(&EntryHeader, &Facts)]) -> HashMap<EntryId, Vec<InCategory>> {
    let held = Held { learning, records: &[], kinds: &[], goals: &[], today: NaiveDate::default(), zone: chrono_tz::UTC };
    let timeline = Timeline::of(&held);
    let index = index::Index::of(framework, &timeline);
    let found = timeline.rows.iter().enumerate().filter_map(|(at, row)| match row.item {
        Item::Entry(id) => Some((id, index.of_row(at).iter().filter_map(|one| index.place(*one)).collect::<Vec<_>>())),
        Item::Record(_) | Item::Goal(_) => None,
    });
    found.filter(|(_, categories)| !categories.is_empty()).collect()
}

/// Fields by which a record of time away says for which registration it is: empty where it is for all.
const FOR_WHICH: [&str; 2] = ["framework", "scheme"];

/// Whether a record is for the registration by a framework: it names none, or this, or another edition of it.
fn is_for(framework: &Framework, record: &Record) -> bool {
    let names = |said: &str| {
        let edition = said.strip_prefix(framework.scheme.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        said.is_empty() || edition || framework.is_called(said)
    };
    FOR_WHICH.iter().all(|field| names(record.draft.field(field).trim()))
}

/// Recorded times that do something to the cycles of a framework, the earliest first. Those that are for another registration do nothing.
pub fn away(framework: &Framework, kinds: &[RecordKind], records: &[Record]) -> Vec<Away> {
    let effect = |record: &Record| {
        let effects = &framework.cycle.effects;
        effects.iter().find(|(kind, _)| *kind == record.draft.kind).map(|(_, effect)| *effect)
    };
    let mut away: Vec<Away> = records
        .iter()
        .filter(|record| record.binned.is_none() && is_for(framework, record))
        .filter_map(|record| {
            let (draft, effect) = (&record.draft, effect(record)?);
            let kind = kinds.iter().find(|kind| kind.id == draft.kind);
            let span = kind.map_or_else(
                || Span { start: draft.date, end: draft.until.unwrap_or(draft.date).max(draft.date) },
                |kind| kind.span(draft),
            );
            Some(Away { kind: draft.kind.clone(), span, effect })
        })
        .collect();
    away.sort_by(|one, other| (one.span, &one.kind).cmp(&(other.span, &other.kind)));
    away
}
