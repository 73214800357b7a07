//! Small items rolled up into one dated, itemised claim.
//!
//! The minutes of a claim are always those of its items that are not in the bin: whatever is written in one transaction, the claims that
//! it touches are settled before it ends. Only a submitted claim stays what was submitted, whatever becomes of its items. Time that items
//! have in common counts once. While a claim is in the bin its items count for themselves. What counts in which sum is told by
//! [`crate::domain::counting`].

mod again;

use chrono::{Datelike as _, NaiveDate};

pub(super) use again::{rebuild, rebuild_of};

use super::{Journal, JournalError, Logged, Outcome, Thing};
use crate::catalogue::Catalogue;
use crate::domain::entry::{KIND_UNSAID, TimeSpent};
use crate::domain::gaps::gaps;
use crate::domain::{EntryDraft, EntryHeader, EntryId, EntryState, GoalId, Minutes, overlap};
use crate::store::{NewEntry, Reader, Tx, Which};

/// What some items add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RollUp {
    /// Oldest first, each once.
    pub items: Vec<EntryHeader>,
    pub minutes: Minutes,
    pub interactive: Minutes,
    pub first: Option<NaiveDate>,
    pub last: Option<NaiveDate>,
    /// On how many days.
    pub days: usize,
    /// Minutes that items have in common, which count once.
    pub overlap: Minutes,
}

impl RollUp {
    /// Adds items up, whatever their states.
    pub fn of(mut items: Vec<EntryHeader>) -> Self {
        items.sort_by_key(|item| (item.date, item.time, item.id));
        items.dedup_by_key(|item| item.id);
        let overlap::Sum { total, interactive, overlap } = overlap::sum(&items);
        Self {
            minutes: total,
            interactive,
            overlap,
            first: items.first().map(|item| item.date),
            last: items.last().map(|item| item.date),
            days: items.chunk_by(|a, b| a.date == b.date).count(),
            items,
        }
    }

    /// “7 small items, 2 to 28 March 2026”.
    pub fn title(&self) -> String {
        let items = counted(self.items.len(), "small item");
        match self.first.zip(self.last) {
            Some((first, last)) => format!("{items}, {}", days(first, last)),
            None => items,
        }
    }

    /// “5 items on 4 days; 20 min that they have in common count once”.
    pub fn in_short(&self) -> String {
        let days = if self.days == 1 { "one day".to_owned() } else { format!("{} days", self.days) };
        let short = format!("{} on {days}", counted(self.items.len(), "item"));
        if self.overlap > Minutes::ZERO { format!("{short}; {} that they have in common count once", self.overlap) } else { short }
    }

    /// How the sum was made, as a whole sentence.
    pub fn sentence(&self) -> String {
        let with = if self.interactive > Minutes::ZERO { format!(", {} of it interactive", self.interactive) } else { String::new() };
        let days = if self.days == 1 { "one day".to_owned() } else { format!("{} days", self.days) };
        let items = counted(self.items.len(), "item");
        let add = if self.items.len() == 1 { "adds" } else { "add" };
        let once = match self.overlap {
            Minutes::ZERO => String::new(),
            overlap => format!("; the {overlap} that they have in common count once"),
        };
        format!("{items} on {days} {add} up to {}{with}{once}.", self.minutes)
    }
}

/// Whether a text is one that [`RollUp::in_short`] makes, of whichever items: nobody typed it, and it may be made anew.
fn is_in_short(text: &str) -> bool {
    let Some((items, rest)) = text.split_once(" on ") else { return false };
    let (days, overlap) = match rest.split_once("; ") {
        Some((days, rest)) => (days, rest.strip_suffix(" that they have in common count once")),
        None => (rest, Some("1 min")),
    };
    let number = |text: &str| text.replace(',', "").parse::<usize>().ok();
    let items = items.strip_suffix(" items").or_else(|| items.strip_suffix(" item")).and_then(number);
    let days = if days == "one day" { Some(1) } else { days.strip_suffix(" days").and_then(number) };
    let overlap = overlap.and_then(|text| text.parse::<Minutes>().ok());
    items.is_some() && days.is_some() && overlap.is_some()
}

fn counted(count: usize, one: &str) -> String {
    format!("{} {one}{}", crate::domain::text::number(count), if count == 1 { "" } else { "s" })
}

/// “2 to 28 March 2026”, “28 February to 3 March 2026”, “30 December 2025 to 2 January 2026”.
fn days(first: NaiveDate, last: NaiveDate) -> String {
    let whole = last.format("%-d %B %Y");
    match first {
        same if same == last => whole.to_string(),
        day if day.year() == last.year() && day.month() == last.month() => format!("{} to {whole}", day.day()),
        day if day.year() == last.year() => format!("{} to {whole}", day.format("%-d %B")),
        day => format!("{} to {whole}", day.format("%-d %B %Y")),
    }
}

impl Journal {
    /// What some items would add up to; whether they can be rolled up is for [`Self::roll_up`] to say.
    ///
    /// # Errors
    /// [`JournalError::NotFound`], or the journal cannot be read.
    pub fn rolled_up(&self, items: &[EntryId]) -> Result<RollUp, JournalError> {
        added(&self.store.read(), items)
    }

    /// Makes one claim of some items, as one step: a draft of the last item's day, with the goals, tags, standards and
    /// points of all, and the kind and community that all have. With a blank title it gets one of its own. An item whose claim is in the bin leaves that.
    ///
    /// # Errors
    /// [`JournalError::TooFewItems`]; [`JournalError::CannotRollUp`] when one is in the bin, submitted, a claim itself, or in another
    /// claim; [`JournalError::NotFound`]; or it cannot be written.
    pub fn roll_up(&mut self, items: &[EntryId], title: &str) -> Result<Outcome<Logged>, JournalError> {
        if let Some((item, why)) = self.in_other_cycles(items)? {
            return Err(JournalError::CannotRollUp { item, why });
        }
        let (uid, catalogue) = (self.new_uid(), std::sync::Arc::clone(&self.catalogue));
        self.step("Roll up".to_owned(), |tx| {
            let sum = added(&tx.read(), items)?;
            if sum.items.len() < 2 {
                return Err(JournalError::TooFewItems);
            }
            for item in &sum.items {
                if let Some(why) = refusal(tx, item)? {
                    return Err(JournalError::CannotRollUp { item: item.name.clone(), why });
                }
            }
            let mut draft = claim(&sum, title);
            take_over(tx, &catalogue, &sum.items, &mut draft)?;
            let draft = draft.tidied()?;
            tx.name_step(&format!("Roll up {} into “{}”", counted(sum.items.len(), "item"), draft.name()))?;
            let goals = goals(tx, &sum.items)?;
            let id = tx.insert_entry(&NewEntry { uid, draft: &draft, state: EntryState::Draft, created: tx.at(), changed: tx.at() })?;
            for (goal, linked) in goals {
                tx.link_goal(id, goal, linked)?;
            }
            for item in &sum.items {
                tx.roll_into(item.id, id)?;
            }
            Ok(Logged { id, uid, gaps: gaps(&tx.read().entry(id)?.map_or(draft, |entry| entry.draft), false, false) })
        })
    }

    /// An item that is in another cycle of a registration than the last one, on whose day the claim would count, and why that hinders.
    fn in_other_cycles(&self, items: &[EntryId]) -> Result<Option<(String, String)>, JournalError> {
        let registrations = self.registrations()?;
        if registrations.is_empty() {
            return Ok(None);
        }
        let headers = self.store.read().headers(Which::Only(items))?;
        let Some(last) = headers.iter().map(|item| item.date).max() else { return Ok(None) };
        for registration in registrations {
            let draft = &registration.draft;
            let Some(framework) = self.catalogue.framework(&draft.framework) else { continue };
            let Some(first_day) = framework.first_day(draft.cycle_start, &draft.chosen) else { continue };
            let Some(cycle) = framework.cycle(first_day, &[], last, 0) else { continue };
            if let Some(item) = headers.iter().find(|item| item.date < cycle.span.start) {
                let why =
                    format!("it is before the cycle of {} that the last item is in; roll up those of each cycle apart", framework.name);
                return Ok(Some((item.name.clone(), why)));
            }
        }
        Ok(None)
    }

    /// Takes a claim apart, as one step: its items count for themselves again, the claim goes to the bin. Gives the number of items.
    ///
    /// # Errors
    /// [`JournalError::NotAClaim`], [`JournalError::NotFound`], or it cannot be written.
    pub fn undo_roll_up(&mut self, claim: EntryId) -> Result<Outcome<usize>, JournalError> {
        self.step("Take apart".to_owned(), |tx| {
            let entry = super::entries::there(tx, claim)?;
            let items = tx.read().items_of(claim)?;
            if items.is_empty() {
                return Err(JournalError::NotAClaim(entry.draft.name()));
            }
            tx.name_step(&format!("Take “{}” apart", entry.draft.name()))?;
            for item in &items {
                tx.unroll(*item)?;
            }
            if !entry.state.is_binned() {
                tx.set_state(claim, EntryState::Binned { at: tx.at() })?;
            }
            Ok(items.len())
        })
    }

    /// The items of a claim, oldest first, those in the bin too.
    ///
    /// # Errors
    /// [`JournalError::Store`] when it cannot be read.
    pub fn items_of(&self, claim: EntryId) -> Result<Vec<EntryId>, JournalError> {
        Ok(self.store.read().items_of(claim)?)
    }
}

fn added(read: &Reader<'_>, items: &[EntryId]) -> Result<RollUp, JournalError> {
    let found = read.headers(Which::Only(items))?;
    if let Some(missing) = items.iter().find(|id| !found.iter().any(|header| header.id == **id)) {
        return Err(JournalError::NotFound { what: Thing::Entry, name: format!("number {}", missing.row()) });
    }
    Ok(RollUp::of(found))
}

/// Why an entry cannot become an item, if it cannot.
fn refusal(tx: &Tx<'_>, item: &EntryHeader) -> Result<Option<String>, JournalError> {
    Ok(match (item.state, item.rolled_into) {
        (EntryState::Binned { .. }, _) => Some("it is in the bin".to_owned()),
        (EntryState::Submitted { .. }, _) => Some("it was submitted as it is".to_owned()),
        _ if item.items > 0 => Some("it is such a claim itself".to_owned()),
        (_, Some(claim)) => Some(format!("it counts in “{}” already", super::entries::there(tx, claim)?.draft.name())),
        (EntryState::Draft | EntryState::Ready, None) => None,
    })
}

/// What all items have, if they all have the same.
fn common<T: Clone + PartialEq>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.all(|item| item == first).then_some(first)
}

/// The claim that items make, without its goals and minutes.
fn claim(sum: &RollUp, title: &str) -> EntryDraft {
    let items = &sum.items;
    let title = if title.trim().is_empty() { sum.title() } else { title.to_owned() };
    EntryDraft {
        title,
        kind: common(items.iter().map(|item| item.kind.clone())).unwrap_or_else(|| KIND_UNSAID.to_owned()),
        how: sum.in_short(),
        community: common(items.iter().map(|item| item.community)).flatten(),
        tags: items.iter().flat_map(|item| item.tags.iter().cloned()).collect(),
        ..EntryDraft::on(sum.last.unwrap_or_default())
    }
}

/// What makes all items count for a regulator makes their claim count: their points together, and the standards that all have. Of a group of which
/// all have some, but none in common, it has all, where an entry may have several. What only some have, the claim has not: rolling up must never
/// make more of something count.
fn take_over(tx: &Tx<'_>, catalogue: &Catalogue, items: &[EntryHeader], draft: &mut EntryDraft) -> Result<(), JournalError> {
    let mut said: Vec<Vec<String>> = Vec::new();
    for item in items {
        let of = super::entries::there(tx, item.id)?.draft;
        for (code, amount) in of.amounts {
            let sum = draft.amounts.entry(code).or_default();
            *sum = sum.plus(amount);
        }
        said.push(of.standards);
    }
    let all_have = |code: &String| said.iter().all(|codes| codes.contains(code));
    draft.standards.extend(said.iter().flatten().filter(|code| all_have(code)).cloned());
    for framework in &catalogue.frameworks {
        for group in framework.groups.iter().filter(|group| !group.single && group.categories.len() > 1) {
            let codes: Vec<String> = group.categories.iter().map(|category| framework.code_of(category)).collect();
            let of_group = |one: &[String]| one.iter().any(|code| codes.contains(code));
            if !of_group(&draft.standards) && said.iter().all(|one| of_group(one)) {
                draft.standards.extend(said.iter().flatten().filter(|code| codes.contains(code)).cloned());
            }
        }
    }
    Ok(())
}

/// The goals of all items, in order of the items. A goal is as planned as it was for the least planned of them: the latest link counts.
fn goals(tx: &Tx<'_>, items: &[EntryHeader]) -> Result<Vec<(GoalId, chrono::DateTime<chrono::Utc>)>, JournalError> {
    let mut goals: Vec<(GoalId, chrono::DateTime<chrono::Utc>)> = Vec::new();
    for item in items.iter().filter(|item| !item.goals.is_empty()) {
        for (goal, at) in super::entries::there(tx, item.id)?.linked {
            match goals.iter_mut().find(|(known, _)| *known == goal) {
                Some((_, latest)) => *latest = at.max(*latest),
                None => goals.push((goal, at)),
            }
        }
    }
    Ok(goals)
}

/// Gives every claim that was touched the minutes of its items.
pub(super) fn settle(tx: &Tx<'_>) -> Result<(), JournalError> {
    tx.read().claims_to_settle()?.into_iter().try_for_each(|claim| settle_one(tx, claim))
}

/// Gives a claim the minutes of its items, and the sentence about them while it still has one that nobody typed.
pub(super) fn settle_one(tx: &Tx<'_>, claim: EntryId) -> Result<(), JournalError> {
    let read = tx.read();
    let mut items = read.headers(Which::Only(&read.items_of(claim)?))?;
    items.retain(|item| !item.state.is_binned());
    let sum = RollUp::of(items);
    let parts = read.spent_on_items(claim)?;
    let taking_part = Minutes(parts.taking_part.0.saturating_sub(sum.overlap.0));
    let spent = TimeSpent { taking_part, ..parts };
    let mut how = super::entries::there(tx, claim)?.draft.how;
    if !sum.items.is_empty() && is_in_short(&how) {
        how = sum.in_short();
    }
    Ok(tx.set_sum(claim, TimeSpent { interactive: sum.interactive.min(spent.total()), ..spent }, &how)?)
}

/// Refuses to bring a claim back out of which every item has gone: its minutes would count twice.
pub(super) fn can_come_back(tx: &Tx<'_>, claim: EntryId, name: &str) -> Result<(), JournalError> {
    let read = tx.read();
    if read.items_of(claim)?.is_empty() && read.was_claim(claim)? {
        return Err(JournalError::NoItemsLeft(name.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_nobody_typed() {
        let item = |id: i64, minutes| {
            let mut journal = Journal::in_memory(crate::journal::Clock::Fixed(NaiveDate::default())).expect("a journal");
            let draft = EntryDraft { title: "x".to_owned(), ..EntryDraft::on(NaiveDate::default()) };
            journal.log(draft, EntryState::Ready, &crate::journal::Together::default()).expect("kept");
            let mut header = journal.headers(None).expect("headers").remove(0);
            (header.id, header.total) = (EntryId::from_row(id), Minutes(minutes));
            header
        };
        let one = RollUp::of(vec![item(1, 5)]);
        for sum in [
            one.clone(),
            RollUp { days: 4, overlap: Minutes(83), ..RollUp::of(vec![item(1, 5), item(2, 9)]) },
            RollUp { days: 1_200, items: vec![one.items[0].clone(); 12_345], ..one },
        ] {
            assert!(is_in_short(&sum.in_short()), "{}", sum.in_short());
        }
        for typed in ["", "Polls", "5 items on 4 days, mostly polls", "talked on the train", "5 items on 4 days; and more", "items on days"]
        {
            assert!(!is_in_short(typed), "{typed}");
        }
    }

    #[test]
    fn spans_of_days() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        for (first, last, shown) in [
            ("2026-03-02", "2026-03-02", "2 March 2026"),
            ("2026-03-02", "2026-03-28", "2 to 28 March 2026"),
            ("2026-02-28", "2026-03-03", "28 February to 3 March 2026"),
            ("2025-12-30", "2026-01-02", "30 December 2025 to 2 January 2026"),
        ] {
            assert_eq!(days(day(first), day(last)), shown);
        }
    }
}
