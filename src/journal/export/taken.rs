//! What of a journal a selection takes: nothing else is named in what leaves, and forms are filled in from nothing else.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::{Selection, parts};
use crate::domain::framework::Value;
use crate::domain::names::Names;
use crate::domain::portfolio::{Depth, Parts};
use crate::domain::report::ReportGoal;
use crate::domain::standing::Item;
use crate::domain::{EntryHeader, EntryId, GoalId, Record, RecordId, Uid};
use crate::journal::{Journal, JournalError};

/// What leaves, by day and name.
#[derive(Debug)]
pub(in crate::journal) struct Taken {
    pub entries: HashMap<EntryId, String>,
    pub goals: HashMap<GoalId, String>,
    pub records: HashMap<RecordId, String>,
    /// What entries are called whose own words do not leave.
    pub called: HashMap<EntryId, String>,
    parts: Parts,
    depth: Depth,
    /// Who is not to be named; nobody when people may be.
    withheld: Option<Names>,
}

impl Taken {
    /// The name of something that leaves.
    pub fn name(&self, item: Item) -> Option<&str> {
        let name = match item {
            Item::Entry(id) => self.entries.get(&id),
            Item::Goal(id) => self.goals.get(&id),
            Item::Record(id) => self.records.get(&id),
        };
        name.map(String::as_str)
    }

    /// A text of a form or a record, without the names that stay out.
    pub fn without_names(&self, text: String) -> String {
        match self.withheld.as_ref().map(|names| names.replaced(&text)) {
            Some(Cow::Owned(other)) => other,
            Some(Cow::Borrowed(_)) | None => text,
        }
    }

    /// Whether a field of a form that is filled in so tells nothing that was not to be taken in. Records and goals that were not are not there
    /// at all.
    pub fn tells(&self, value: &Value) -> bool {
        let (reflections, learning, _) = parts::kept(self.parts, self.depth);
        match value {
            Value::Answer { .. } => reflections,
            Value::Learnt | Value::Changed | Value::Benefit => learning,
            Value::How => self.depth == Depth::Full,
            Value::Goals => self.parts.goals,
            _ => true,
        }
    }
}

impl Journal {
    /// What a selection takes: these entries, goals and records, told without the names that are withheld.
    pub(super) fn taken(
        &self,
        selection: &Selection,
        (headers, goals, records): (&[&EntryHeader], &[ReportGoal], &[Record]),
        (withheld, called): (Option<Names>, HashMap<EntryId, String>),
    ) -> Result<Taken, JournalError> {
        let leaving: HashSet<Uid> = goals.iter().filter(|_| selection.parts.goals).map(|goal| goal.uid).collect();
        let all_goals = self.store.read().goals()?.into_iter();
        let mut taken = Taken {
            entries: headers.iter().map(|one| (one.id, format!("{}  {}", short(one.date), one.name))).collect(),
            goals: all_goals.filter(|goal| leaving.contains(&goal.uid)).map(|goal| (goal.id, goal.draft.title)).collect(),
            records: HashMap::new(),
            called,
            parts: selection.parts,
            depth: selection.depth,
            withheld,
        };
        for record in records {
            let name = taken.without_names(record.draft.name(self.catalogue.record_kind(&record.draft.kind)));
            taken.records.insert(record.id, format!("{}  {name}", short(record.draft.date)));
        }
        Ok(taken)
    }
}

fn short(day: chrono::NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}
