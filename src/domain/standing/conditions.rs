//! Conditions of a framework, made ready to be asked of thousands of things.

use super::index::{In, Index};
use super::timeline::{EVIDENCE, GOAL, INTERACTIVE, MINUTES, PLANNED, Row, Thing, Timeline, WORDS, proof_bit, text_bit};
use crate::domain::framework::{Amount, Condition};
use crate::domain::record::{Refers, hours};
use crate::domain::text::folded;

/// By which word a condition asks for entries among what something refers to.
const ENTRY: &str = "entry";

/// A condition, ready to be asked.
#[derive(Debug)]
pub(super) enum Test<'f> {
    /// Any of these bits.
    Flags(u32),
    /// Any category from the first to before the second.
    Categories(u32, u32),
    /// Not this category.
    Not(Option<u32>),
    Typed(&'f str),
    ReferredBy(&'f str),
    RefersTo(Option<&'f str>),
    Field(&'f str, &'f [String]),
    NotField(&'f str, &'f [String]),
    Any(Vec<Self>),
}

/// What is asked: one thing, with its categories.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a, 'h> {
    pub(super) row: &'a Row<'h>,
    pub(super) categories: &'a [In],
    pub(super) timeline: &'a Timeline<'h>,
    pub(super) scheme: &'a str,
}

impl<'f> Test<'f> {
    pub(super) fn of(condition: &'f Condition, index: &Index<'_>) -> Self {
        match condition {
            Condition::Any(conditions) => Self::Any(conditions.iter().map(|one| Self::of(one, index)).collect()),
            Condition::Group(group) => {
                let (start, end) = index.group(group);
                Self::Categories(start, end)
            }
            Condition::Code(code) => index.code(code).map_or(Self::Categories(0, 0), |at| Self::Categories(at, at + 1)),
            Condition::NotCode(code) => Self::Not(index.code(code)),
            Condition::Evidence => Self::Flags(EVIDENCE),
            Condition::Proof(proof) => Self::Flags(proof_bit(*proof)),
            Condition::Minutes => Self::Flags(MINUTES),
            Condition::Interactive => Self::Flags(INTERACTIVE),
            Condition::Typed(name) => Self::Typed(name),
            Condition::Text(text) => Self::Flags(text_bit(*text)),
            Condition::Goal => Self::Flags(GOAL),
            Condition::Planned => Self::Flags(PLANNED),
            Condition::ReferredBy(kind) => Self::ReferredBy(kind),
            Condition::RefersTo(what) => Self::RefersTo(what.as_deref()),
            Condition::Field { name, values } => Self::Field(name, values),
            Condition::NotField { name, values } => Self::NotField(name, values),
            Condition::Words => Self::Flags(WORDS),
        }
    }

    /// Whether it holds.
    pub(super) fn holds(&self, asked: Asked<'_, '_>) -> bool {
        match self {
            Self::Flags(bits) => asked.row.flags & bits != 0,
            Self::Categories(start, end) => asked.categories.iter().any(|one| (*start..*end).contains(&one.category)),
            Self::Not(code) => code.is_none_or(|code| asked.categories.iter().all(|one| one.category != code)),
            Self::Typed(name) => typed(asked, name) > Amount::ZERO,
            Self::ReferredBy(kind) => asked.timeline.referred.contains(&(asked.row.item, *kind)),
            Self::RefersTo(what) => refers_to(asked, *what),
            Self::Field(name, values) => field(asked.row, name, values),
            Self::NotField(name, values) => !has_value(asked.row, name, values),
            Self::Any(tests) => tests.iter().any(|test| test.holds(asked)),
        }
    }
}

/// What was typed for this framework by a name; of a record, the number in its field.
pub(super) fn typed(asked: Asked<'_, '_>, name: &str) -> Amount {
    said(asked, name).unwrap_or_default()
}

/// What a certificate says, by the name under which it was typed; where nothing was, the time of taking part: preparing for something and
/// what was done afterwards is on no certificate.
pub(super) fn certified(asked: Asked<'_, '_>, name: &str) -> Amount {
    said(asked, name).unwrap_or_else(|| Amount::of_minutes(asked.row.taking_part))
}

/// What was typed by a name, where something was.
fn said(asked: Asked<'_, '_>, name: &str) -> Option<Amount> {
    match asked.row.thing {
        Thing::Entry(_, facts) => {
            let own = |code: &str| code.split_once('.').is_some_and(|(scheme, code)| scheme == asked.scheme && code == name);
            facts.amounts.iter().filter(|(code, _)| own(code)).map(|(_, amount)| *amount).reduce(Amount::plus)
        }
        Thing::Record(record, _) => hours::number(record.draft.field(name)),
        Thing::Goal(_) => None,
    }
}

fn refers_to(asked: Asked<'_, '_>, what: Option<&str>) -> bool {
    let Thing::Record(record, _) = asked.row.thing else { return false };
    record.draft.refers.iter().any(|refers| match (what, refers) {
        (None, _) => true,
        (Some(kind), Refers::Entry(_)) => kind == ENTRY,
        (Some(kind), Refers::Record(_)) => asked.timeline.referred_row(*refers).is_some_and(|row| match row.thing {
            Thing::Record(other, _) => other.draft.kind == kind,
            Thing::Entry(..) | Thing::Goal(_) => false,
        }),
    })
}

/// Whether a field is filled, or has one of these values. Of one that is kept apart only whether there is anything can be told.
fn field(row: &Row<'_>, name: &str, values: &[String]) -> bool {
    let Thing::Record(record, kind) = row.thing else { return false };
    let said = record.draft.field(name).trim();
    if said.is_empty() {
        return record.has_apart && kind.and_then(|kind| kind.field(name)).is_some_and(|field| field.apart);
    }
    values.is_empty() || has_value(row, name, values)
}

/// Whether a field has one of these values. An empty one has none, and so has one that is kept apart.
fn has_value(row: &Row<'_>, name: &str, values: &[String]) -> bool {
    let Thing::Record(record, _) = row.thing else { return false };
    let said = record.draft.field(name).trim();
    !said.is_empty() && values.iter().any(|value| value == said || folded(value) == folded(said))
}
