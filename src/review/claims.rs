//! Evidence strength: whether what was taken on was looked at before.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::network_charts::bars;
use super::occasions::number_of;
use super::{Days, Material};
use crate::domain::chart::{Chart, Measure};
use crate::domain::counting::{Counting, counts};
use crate::domain::goal::tokens;
use crate::domain::text::number;
use crate::domain::{EntryHeader, EntryId, Verdict};

tokens! {
    /// How far what an entry took on was looked at.
    Looked {
        Adopted = "adopted", "Checked and adopted";
        Adapted = "adapted", "Checked and adapted";
        FindOutMore = "find_out_more", "Still to find out more";
        SetAside = "set_aside", "Checked and not taken on";
        Never = "never", "Never checked";
    }
}

impl Looked {
    fn of(verdict: Option<Verdict>) -> Self {
        match verdict {
            Some(Verdict::Adopt) => Self::Adopted,
            Some(Verdict::Adapt) => Self::Adapted,
            Some(Verdict::FindOutMore) => Self::FindOutMore,
            Some(Verdict::Ignore) => Self::SetAside,
            None => Self::Never,
        }
    }
}

/// An entry that took something on: it says what was changed, an action of it was done, or its claim was adopted or adapted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub entry: EntryId,
    pub name: String,
    pub date: NaiveDate,
    pub looked: Looked,
}

/// What was taken on, on some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    pub days: Days,
    /// The newest first.
    pub taken: Vec<Taken>,
    /// Entries on these days that took nothing on.
    pub others: usize,
}

/// What was taken on, on some days. A claim counts once with its items: it took on what one of them did, and has their verdict when it has none
/// of its own.
pub fn claims(material: &Material<'_>, days: Days) -> Claims {
    let done: HashSet<EntryId> = material.actions.iter().filter(|action| action.draft.done.is_some()).map(|action| action.entry).collect();
    let mut of_items: HashMap<EntryId, Verdict> = HashMap::new();
    for item in material.entries.iter().filter(|entry| !entry.state.is_binned()) {
        if let (Some(claim), Some(verdict)) = (item.rolled_into, item.verdict) {
            of_items.entry(claim).or_insert(verdict);
        }
    }
    let took_on =
        |entry: &EntryHeader| entry.changed || done.contains(&entry.id) || matches!(entry.verdict, Some(Verdict::Adopt | Verdict::Adapt));
    let counting = Counting::of(material.entries.iter().map(|entry| &**entry));
    let (mut taken, mut others) = (Vec::new(), 0);
    for entry in material.entries.iter().filter(|entry| counts(entry) && days.has(entry.date)) {
        if took_on(entry) || counting.items_of(entry).iter().any(|item| took_on(item)) {
            let looked = Looked::of(entry.verdict.or_else(|| of_items.get(&entry.id).copied()));
            taken.push(Taken { entry: entry.id, name: entry.name.clone(), date: entry.date, looked });
        } else {
            others += 1;
        }
    }
    Claims { days, taken, others }
}

impl Claims {
    /// How many were looked at so far.
    pub fn count(&self, looked: Looked) -> usize {
        self.taken.iter().filter(|taken| taken.looked == looked).count()
    }

    /// Those never checked, the newest first.
    pub fn never(&self) -> impl Iterator<Item = &Taken> {
        self.taken.iter().filter(|taken| taken.looked == Looked::Never)
    }

    /// What there is to see, in a sentence.
    pub fn says(&self) -> String {
        let never = self.count(Looked::Never);
        let all = self.taken.len();
        match (all, never) {
            (0, _) => "Nothing was taken on yet: no entry says what was changed, and no action is done.".to_owned(),
            (1, 0) => "The only entry that took something on tells of a look at the claim.".to_owned(),
            (_, 0) => format!("All {} that took something on tell of a look at the claim.", number_of(all, "entry", "entries")),
            (1, _) => "The only entry that took something on says nothing of a look at the claim.".to_owned(),
            (all, never) if all == never => {
                format!("None of {} that took something on tells of a look at the claim.", number_of(all, "entry", "entries"))
            }
            (_, never) => {
                let says = if never == 1 { "says" } else { "say" };
                format!(
                    "{} of {} that took something on {says} nothing of a look at the claim.",
                    number(never),
                    number_of(all, "entry", "entries")
                )
            }
        }
    }

    /// Entries that took something on, by how far they were looked at.
    pub fn chart(&self) -> Chart {
        let rows = Looked::ALL.iter().map(|looked| (looked.label().to_owned(), u32::try_from(self.count(*looked)).unwrap_or(u32::MAX)));
        bars("What I took on, and how I looked at it", self.says(), Measure::Count, "Looked at", rows)
    }
}
