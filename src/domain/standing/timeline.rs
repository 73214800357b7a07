//! All that can count, in order of days, with what is asked of it as bits: made once, and then looked at by every framework.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::{Facts, Held, Item};
use crate::domain::evidence::Proof;
use crate::domain::framework::{Amount, TextOf};
use crate::domain::record::{FieldKind, FieldSpec, Refers};
use crate::domain::{EntryHeader, Goal, GoalState, Minutes, Record, RecordKind};

pub(super) const EVIDENCE: u32 = 1;
const FIRST_PROOF: u32 = 1;
pub(super) const MINUTES: u32 = 1 << 8;
pub(super) const INTERACTIVE: u32 = 1 << 9;
pub(super) const LEARNT: u32 = 1 << 10;
pub(super) const CHANGED: u32 = 1 << 11;
pub(super) const BENEFIT: u32 = 1 << 12;
pub(super) const HOW: u32 = 1 << 13;
pub(super) const REFLECTION: u32 = 1 << 14;
pub(super) const GOAL: u32 = 1 << 15;
pub(super) const PLANNED: u32 = 1 << 16;
pub(super) const WORDS: u32 = 1 << 17;
pub(super) const BINNED: u32 = 1 << 20;
pub(super) const ROLLED: u32 = 1 << 21;
/// A record without a field that its kind must have.
pub(super) const INCOMPLETE: u32 = 1 << 22;
/// What a record has from the entries that it is about.
const HANDED_ON: u32 = EVIDENCE | PROOFS | GOAL | PLANNED;
const PROOFS: u32 = 0b111_1111 << FIRST_PROOF;

/// The bit of a type of evidence.
pub(super) fn proof_bit(proof: Proof) -> u32 {
    Proof::ALL.iter().position(|one| *one == proof).and_then(|at| u32::try_from(at).ok()).map_or(0, |at| 1 << (FIRST_PROOF + at))
}

/// The bit of a text.
pub(super) const fn text_bit(text: TextOf) -> u32 {
    match text {
        TextOf::Learnt => LEARNT,
        TextOf::Changed => CHANGED,
        TextOf::Benefit => BENEFIT,
        TextOf::How => HOW,
        TextOf::Reflection => REFLECTION,
    }
}

/// Something that can count.
#[derive(Clone, Copy, Debug)]
pub(super) enum Thing<'h> {
    Entry(&'h EntryHeader, &'h Facts),
    Record(&'h Record, Option<&'h RecordKind>),
    Goal(&'h Goal),
}

/// Something that can count, with all that is asked of it often.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'h> {
    /// Its day, or its first.
    pub(super) day: NaiveDate,
    /// The last day of a record that lasts; of a goal, until when it speaks for others than those days in which it was made. May be before
    /// `day`.
    pub(super) until: NaiveDate,
    pub(super) item: Item,
    pub(super) flags: u32,
    pub(super) total: Minutes,
    /// Of it, taking part.
    pub(super) taking_part: Minutes,
    pub(super) interactive: Minutes,
    /// Which of [`Timeline::said`] are its standards.
    said: (u32, u32),
    /// Which of [`Timeline::activities`] it is.
    pub(super) activity: u32,
    pub(super) thing: Thing<'h>,
}

/// All that can count, in order of days. The same for all frameworks.
#[derive(Debug)]
pub struct Timeline<'h> {
    pub(super) rows: Vec<Row<'h>>,
    /// Every code of a standard once.
    pub(super) codes: Vec<&'h str>,
    /// Codes of all entries, one after the other.
    said: Vec<u32>,
    /// Every kind of activity once.
    pub(super) activities: Vec<&'h str>,
    pub(super) kinds: &'h [RecordKind],
    /// What records of which kinds refer to.
    pub(super) referred: HashSet<(Item, &'h str)>,
    /// Where things are that something refers to.
    pub(super) at: HashMap<Item, usize>,
    pub(super) today: NaiveDate,
}

/// Texts, each once.
#[derive(Default)]
struct Once<'h> {
    all: Vec<&'h str>,
    known: HashMap<&'h str, u32>,
}

impl<'h> Once<'h> {
    fn number(&mut self, text: &'h str) -> u32 {
        *self.known.entry(text).or_insert_with(|| {
            self.all.push(text);
            number(self.all.len() - 1)
        })
    }
}

/// A position as it is kept here.
pub(super) fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl From<Refers> for Item {
    fn from(refers: Refers) -> Self {
        match refers {
            Refers::Entry(id) => Self::Entry(id),
            Refers::Record(id) => Self::Record(id),
        }
    }
}

impl<'h> Timeline<'h> {
    /// Of all that is held.
    pub fn of(held: &Held<'h>) -> Self {
        let (mut codes, mut activities, mut said) = (Once::default(), Once::default(), Vec::new());
        let mut rows = Vec::with_capacity(held.learning.len() + held.records.len() + held.goals.len());
        for (entry, facts) in held.learning {
            let start = number(said.len());
            said.extend(facts.standards.iter().map(|code| codes.number(code)));
            rows.push(Row {
                day: entry.date,
                until: entry.date,
                item: Item::Entry(entry.id),
                flags: entry_flags(entry, facts),
                total: entry.total,
                taking_part: entry.taking_part.min(entry.total),
                interactive: entry.interactive.min(entry.total),
                said: (start, number(said.len())),
                activity: activities.number(&entry.kind),
                thing: Thing::Entry(entry, facts),
            });
        }
        let kinds: HashMap<&str, &RecordKind> = held.kinds.iter().map(|kind| (kind.id.as_str(), kind)).collect();
        for record in held.records {
            let kind = kinds.get(record.draft.kind.as_str()).copied();
            let mut row = Row {
                flags: record_flags(record, kind),
                until: last_day(record, kind),
                ..Row::bare(Thing::Record(record, kind), record.draft.date)
            };
            if let Some(about) = about_day(record, kind) {
                (row.day, row.until) = (about, about);
            }
            rows.push(row);
        }
        rows.extend(held.goals.iter().map(|goal| {
            let day = |at: DateTime<Utc>| at.with_timezone(&held.zone).date_naive();
            let created = day(goal.created);
            let until = until_when(goal, created, day(goal.changed));
            Row { until, flags: goal_flags(goal), ..Row::bare(Thing::Goal(goal), created) }
        }));
        rows.sort_unstable_by_key(|row| (row.day, row.item));
        let mut timeline = Self {
            rows,
            codes: codes.all,
            said,
            activities: activities.all,
            kinds: held.kinds,
            referred: HashSet::new(),
            at: HashMap::new(),
            today: held.today,
        };
        timeline.refer(held.records);
        timeline
    }

    /// Finds what records refer to, and hands on to them what those have.
    fn refer(&mut self, records: &'h [Record]) {
        for record in records.iter().filter(|record| record.binned.is_none()) {
            self.referred.extend(record.draft.refers.iter().map(|refers| (Item::from(*refers), record.draft.kind.as_str())));
        }
        if self.referred.is_empty() {
            return;
        }
        let wanted: HashSet<Item> = self.referred.iter().map(|(item, _)| *item).collect();
        self.at = self.rows.iter().enumerate().filter(|(_, row)| wanted.contains(&row.item)).map(|(at, row)| (row.item, at)).collect();
        for at in 0..self.rows.len() {
            let Some(Row { thing: Thing::Record(record, _), .. }) = self.rows.get(at) else { continue };
            let about = record.draft.refers.iter().filter_map(|refers| self.referred_row(*refers));
            let handed_on = about.fold(0, |flags, row| flags | row.flags & HANDED_ON);
            if let Some(row) = self.rows.get_mut(at) {
                row.flags |= handed_on;
            }
        }
    }

    /// What a record refers to, when that is there and not in the bin.
    pub(super) fn referred_row(&self, refers: Refers) -> Option<&Row<'h>> {
        self.rows.get(*self.at.get(&Item::from(refers))?).filter(|row| row.flags & BINNED == 0)
    }

    /// The codes of an entry, as numbers of [`Self::codes`].
    pub(super) fn said(&self, row: &Row<'_>) -> &[u32] {
        self.said.get(row.said.0 as usize..row.said.1 as usize).unwrap_or_default()
    }
}

impl<'h> Row<'h> {
    /// A record or a goal, without what is found out by looking closer.
    fn bare(thing: Thing<'h>, day: NaiveDate) -> Self {
        let item = match thing {
            Thing::Entry(entry, _) => Item::Entry(entry.id),
            Thing::Record(record, _) => Item::Record(record.id),
            Thing::Goal(goal) => Item::Goal(goal.id),
        };
        let none = Minutes::ZERO;
        Self { day, until: day, item, flags: 0, total: none, taking_part: none, interactive: none, said: (0, 0), activity: u32::MAX, thing }
    }

    /// Whether all of this is so.
    pub(super) const fn is(&self, flags: u32) -> bool {
        self.flags & flags == flags
    }
}

/// Bits that hold.
fn flags(of: &[(bool, u32)]) -> u32 {
    of.iter().filter(|(holds, _)| *holds).fold(0, |all, (_, bit)| all | bit)
}

fn entry_flags(entry: &EntryHeader, facts: &Facts) -> u32 {
    let texts = facts.learnt || facts.changed || facts.benefit || facts.how || entry.reflected;
    let proofs = facts.proofs.iter().fold(0, |all, proof| all | proof_bit(*proof));
    proofs
        | flags(&[
            (entry.evidence > 0 || !facts.proofs.is_empty(), EVIDENCE),
            (entry.total > Minutes::ZERO, MINUTES),
            (entry.interactive.min(entry.total) > Minutes::ZERO, INTERACTIVE),
            (facts.learnt, LEARNT),
            (facts.changed, CHANGED),
            (facts.benefit, BENEFIT),
            (facts.how, HOW),
            (facts.learnt || entry.reflected, REFLECTION),
            (!entry.goals.is_empty(), GOAL),
            (facts.planned, PLANNED),
            (texts, WORDS),
            (entry.state.is_binned(), BINNED),
            (entry.rolled_into.is_some(), ROLLED),
        ])
}

fn record_flags(record: &Record, kind: Option<&RecordKind>) -> u32 {
    let draft = &record.draft;
    let filled = |text: TextOf| !draft.field(text.token()).trim().is_empty();
    let texts = TextOf::ALL.iter().map(|text| (filled(*text), text_bit(*text)));
    let any = draft.fields.values().any(|text| !text.trim().is_empty()) || record.has_apart || !draft.refers.is_empty();
    let hours = kind.and_then(|kind| kind.hours(draft)).is_some_and(|hours| hours > Amount::ZERO);
    texts.filter(|(holds, _)| *holds).fold(0, |all, (_, bit)| all | bit)
        | flags(&[(filled(TextOf::Learnt), REFLECTION), (hours, MINUTES), (any, WORDS), (record.binned.is_some(), BINNED)])
        | flags(&[(kind.is_some_and(|kind| missing_field(record, kind).is_some()), INCOMPLETE)])
}

/// The first field that a record of its kind must have and does not. Of what is kept apart only whether there is anything can be told.
pub(super) fn missing_field(record: &Record, kind: &RecordKind) -> Option<usize> {
    let filled = |field: &FieldSpec| if field.apart { record.has_apart } else { !record.draft.field(&field.id).trim().is_empty() };
    kind.fields.iter().position(|field| field.required && !filled(field))
}

fn goal_flags(goal: &Goal) -> u32 {
    let draft = &goal.draft;
    let words = [&draft.why, &draft.measure, &draft.how, &draft.outcome].into_iter().any(|text| !text.trim().is_empty());
    GOAL | flags(&[(words, WORDS)])
}

/// The last day of a record; of a kind that is not known, the last that it says.
fn last_day(record: &Record, kind: Option<&RecordKind>) -> NaiveDate {
    let draft = &record.draft;
    kind.map_or_else(|| draft.until.unwrap_or(draft.date).max(draft.date), |kind| kind.span(draft).end)
}

/// The field by which a record says of which day it speaks: a statement is made after the year that it is about, and counts in that year.
const ABOUT: &str = "about";

/// The day of which a record of one day speaks, where it says one.
fn about_day(record: &Record, kind: Option<&RecordKind>) -> Option<NaiveDate> {
    let kind = kind.filter(|kind| !kind.lasts)?;
    let field = kind.field(ABOUT).filter(|field| field.kind == FieldKind::Day)?;
    record.draft.field(&field.id).trim().parse().ok()
}

/// Until when a goal is one beyond the days in which it was made: its due day, or the day on which it was closed. One without a due day does
/// not speak for later times: nobody knows whether it still is one.
fn until_when(goal: &Goal, created: NaiveDate, changed: NaiveDate) -> NaiveDate {
    let due = goal.draft.due.unwrap_or(created);
    if goal.draft.state == GoalState::Open { due } else { due.min(changed) }
}
