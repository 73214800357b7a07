//! One change, or several, of many entries as one step. What cannot be done for one of them is told; the others are done.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::rollup::settle_one;
use super::{Journal, JournalError, Outcome, Thing};
use crate::catalogue::Catalogue;
use crate::domain::framework::Category;
use crate::domain::text::{clean_line, excerpt, folded, number};
use crate::domain::{Entry, EntryDraft, EntryId, EntryState, GoalId, tag};
use crate::store::{Reader, Tx};

/// Letters of a name in the label of a step.
const SHOWN: usize = 60;

/// What is to become of every entry of a selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BulkChange {
    AddTag(String),
    RemoveTag(String),
    Link(GoalId),
    Unlink(GoalId),
    /// By their codes with schemes.
    AddStandards(Vec<String>),
    RemoveStandards(Vec<String>),
    /// Draft, ready or submitted on a day.
    State(EntryState),
    Bin,
    /// Out of the bin, in the state that it had.
    Unbin,
    /// Set aside until a day, or taken up again.
    Park(Option<NaiveDate>),
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bulk {
    pub changed: Vec<EntryId>,
    /// How many were so already.
    pub untouched: usize,
    /// For which it could not be done, and why, as a sentence that goes on after the name. Such an entry is left as it is in everything.
    pub refused: Vec<(EntryId, String)>,
}

/// What becomes of one entry.
enum Becomes {
    Untouched,
    Refused(String),
    Changed(Box<Change>),
}

/// An entry that is to be changed.
struct Change {
    old: Entry,
    unbins: bool,
    draft: EntryDraft,
    state: Option<EntryState>,
}

impl Journal {
    /// Changes a selection of entries, as one step.
    ///
    /// # Errors
    /// [`JournalError::Needs`] for a tag without a name, [`JournalError::NotOneTag`] for one that is several or too long, [`JournalError::NotFound`] for a goal that is gone, or it cannot be written: nothing is changed then.
    pub fn bulk(&mut self, ids: &[EntryId], change: &BulkChange) -> Result<Outcome<Bulk>, JournalError> {
        self.bulk_all(ids, std::slice::from_ref(change))
    }

    /// Several changes of a selection as one step; what is taken out of the bin is so before anything else is done with it.
    ///
    /// # Errors
    /// As [`Self::bulk`].
    pub fn bulk_all(&mut self, ids: &[EntryId], changes: &[BulkChange]) -> Result<Outcome<Bulk>, JournalError> {
        let (changes, goals) = tidied(&self.store.read(), changes)?;
        let (catalogue, today) = (std::sync::Arc::clone(&self.catalogue), self.today());
        self.step("Change entries".to_owned(), |tx| {
            let scale = Scale::of(&tx.read(), &catalogue, today, &changes)?;
            let mut done = Bulk::default();
            let mut name = String::new();
            let mut unbinned = Vec::new();
            for id in each(ids) {
                match scale.weigh(&tx.read(), id)? {
                    Becomes::Untouched => done.untouched += 1,
                    Becomes::Refused(why) => done.refused.push((id, why)),
                    Becomes::Changed(change) => {
                        write(tx, &change, &mut unbinned)?;
                        name = change.draft.name();
                        done.changed.push(id);
                    }
                }
            }
            // As for a single one: their items may have gone elsewhere meanwhile, even when they were submitted.
            for claim in unbinned {
                if !tx.read().items_of(claim)?.is_empty() {
                    settle_one(tx, claim)?;
                }
            }
            let what = if done.changed.len() == 1 { format!("“{}”", excerpt(&name, SHOWN)) } else { counted(done.changed.len()) };
            tx.name_step(&label(&changes, &goals, &what))?;
            Ok(done)
        })
    }

    /// What [`Self::bulk_all`] would do; nothing is written.
    ///
    /// # Errors
    /// As [`Self::bulk`].
    pub fn bulk_preview(&self, ids: &[EntryId], changes: &[BulkChange]) -> Result<Bulk, JournalError> {
        let read = self.store.read();
        let (changes, _) = tidied(&read, changes)?;
        let scale = Scale::of(&read, &self.catalogue, self.today(), &changes)?;
        let mut would = Bulk::default();
        for id in each(ids) {
            match scale.weigh(&read, id)? {
                Becomes::Untouched => would.untouched += 1,
                Becomes::Refused(why) => would.refused.push((id, why)),
                Becomes::Changed(_) => would.changed.push(id),
            }
        }
        Ok(would)
    }
}

/// Each once, in the order given.
fn each(ids: &[EntryId]) -> impl Iterator<Item = EntryId> {
    let mut seen = HashSet::new();
    ids.iter().copied().filter(move |id| seen.insert(*id))
}

/// “12 entries”.
pub(super) fn counted(count: usize) -> String {
    if count == 1 { "1 entry".to_owned() } else { format!("{} entries", number(count)) }
}

/// Goals with what they are called.
type Titles = Vec<(GoalId, String)>;

/// The changes as they are kept, and the titles of the goals that they name.
fn tidied(read: &Reader<'_>, changes: &[BulkChange]) -> Result<(Vec<BulkChange>, Titles), JournalError> {
    let mut goals = Vec::new();
    let mut kept = Vec::with_capacity(changes.len());
    for change in changes {
        let tagged = |text: &str| tag::tidy(&clean_line(text)).ok_or(JournalError::Needs { what: Thing::Tag, field: "name" });
        let cleaned = |codes: &[String]| codes.iter().map(|code| clean_line(code)).filter(|code| !code.is_empty()).collect();
        kept.push(match change {
            BulkChange::AddTag(text) => BulkChange::AddTag(tagged(text).and_then(|tag| super::tags::one_tag(&tag))?),
            BulkChange::RemoveTag(text) => BulkChange::RemoveTag(tagged(text)?),
            BulkChange::AddStandards(codes) => BulkChange::AddStandards(cleaned(codes)),
            BulkChange::RemoveStandards(codes) => BulkChange::RemoveStandards(cleaned(codes)),
            BulkChange::Link(id) | BulkChange::Unlink(id) => {
                let found = read.goals()?.into_iter().find(|goal| goal.id == *id);
                let gone = || JournalError::NotFound { what: Thing::Goal, name: format!("number {}", id.row()) };
                goals.push((*id, found.ok_or_else(gone)?.draft.title));
                change.clone()
            }
            BulkChange::State(EntryState::Binned { .. }) => BulkChange::Bin,
            BulkChange::State(_) | BulkChange::Bin | BulkChange::Unbin | BulkChange::Park(_) => change.clone(),
        });
    }
    Ok((kept, goals))
}

/// What every entry is weighed by.
struct Scale<'a> {
    catalogue: &'a Catalogue,
    today: NaiveDate,
    changes: &'a [BulkChange],
    /// Entries that were made as claims, whatever became of their items; known when something may come out of the bin.
    made_as_claims: HashSet<EntryId>,
}

impl<'a> Scale<'a> {
    fn of(read: &Reader<'_>, catalogue: &'a Catalogue, today: NaiveDate, changes: &'a [BulkChange]) -> Result<Self, JournalError> {
        let made_as_claims = if changes.contains(&BulkChange::Unbin) { read.made_as_claims()? } else { HashSet::new() };
        Ok(Self { catalogue, today, changes, made_as_claims })
    }

    fn weigh(&self, read: &Reader<'_>, id: EntryId) -> Result<Becomes, JournalError> {
        let refused = |why: &str| Ok(Becomes::Refused(why.to_owned()));
        let Some(old) = read.entry(id)? else { return refused("it is not in the journal any more") };
        let binned = old.state.is_binned();
        let unbins = binned && self.changes.contains(&BulkChange::Unbin);
        if binned && !unbins {
            let only_bin = self.changes.iter().all(|change| *change == BulkChange::Bin);
            return if only_bin { Ok(Becomes::Untouched) } else { refused("it is in the bin") };
        }
        if unbins && self.made_as_claims.contains(&id) && read.items_of(id)?.is_empty() {
            return refused("no item of this claim is left in it: they count for themselves or elsewhere");
        }
        let now = if unbins { read.state_in_bin(id)?.unwrap_or(old.state) } else { old.state };
        let mut draft = old.draft.clone();
        let mut state = None;
        for change in self.changes {
            Self::apply(change, &mut draft);
            match change {
                BulkChange::State(wanted) if *wanted != now => state = Some(*wanted),
                BulkChange::Bin => state = Some(EntryState::Binned { at: chrono::DateTime::UNIX_EPOCH }),
                _ => {}
            }
        }
        if let (EntryState::Submitted { on }, true) = (now, state.is_some() || draft.standards != old.draft.standards) {
            let day = crate::domain::when::shown(on);
            return Ok(Becomes::Refused(format!("it was submitted on {day} as it is; it can be changed by itself")));
        }
        if draft.standards != old.draft.standards
            && let Some(why) = self.too_many_of_a_group(&draft.standards)
        {
            return Ok(Becomes::Refused(why));
        }
        if !unbins && state.is_none() && draft == old.draft {
            return Ok(Becomes::Untouched);
        }
        Ok(Becomes::Changed(Box::new(Change { old, unbins, draft, state })))
    }

    fn apply(change: &BulkChange, draft: &mut EntryDraft) {
        match change {
            BulkChange::AddTag(tag) => {
                if !has(&draft.tags, tag) {
                    draft.tags.push(tag.clone());
                }
            }
            BulkChange::RemoveTag(tag) => draft.tags.retain(|one| !same(one, tag)),
            BulkChange::Link(goal) => {
                if !draft.goals.contains(goal) {
                    draft.goals.push(*goal);
                }
            }
            BulkChange::Unlink(goal) => draft.goals.retain(|one| one != goal),
            BulkChange::AddStandards(codes) => {
                for code in codes {
                    if !has(&draft.standards, code) {
                        draft.standards.push(code.clone());
                    }
                }
            }
            BulkChange::RemoveStandards(codes) => draft.standards.retain(|one| !has(codes, one)),
            BulkChange::Park(until) => draft.parked = *until,
            BulkChange::State(_) | BulkChange::Bin | BulkChange::Unbin => {}
        }
    }

    /// Why an entry cannot have these standards: two are of a group of which it has one.
    fn too_many_of_a_group(&self, codes: &[String]) -> Option<String> {
        let schemes: HashSet<&str> = codes.iter().filter_map(|code| Some(code.split_once('.')?.0)).collect();
        let in_force =
            self.catalogue.frameworks.iter().map(|framework| framework.scheme.as_str()).filter(|scheme| schemes.contains(scheme));
        in_force.filter_map(|scheme| self.catalogue.in_force(scheme, self.today)).find_map(|framework| {
            framework.groups.iter().filter(|group| group.single).find_map(|group| {
                let mut had = group.categories.iter().filter(|one: &&Category| codes.contains(&framework.code_of(one)));
                let (one, other) = (had.next()?, had.next()?);
                Some(format!("it has one {}, and cannot be both “{}” and “{}”", group.one, one.label, other.label))
            })
        })
    }
}

fn same(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

fn has(list: &[String], wanted: &str) -> bool {
    list.iter().any(|one| same(one, wanted))
}

/// Writes what becomes of an entry; what comes out of the bin is added to `unbinned`.
fn write(tx: &Tx<'_>, change: &Change, unbinned: &mut Vec<EntryId>) -> Result<(), JournalError> {
    let id = change.old.id;
    if change.unbins {
        tx.unbin_entry(id)?;
        unbinned.push(id);
    }
    if change.draft != change.old.draft {
        tx.update_entry(id, &change.draft)?;
    }
    match change.state {
        Some(EntryState::Binned { .. }) => tx.set_state(id, EntryState::Binned { at: tx.at() })?,
        Some(state) => tx.set_state(id, state)?,
        None => {}
    }
    Ok(())
}

/// What a step is called, from the user's side: `Tag 12 entries “pain”`.
fn label(changes: &[BulkChange], goals: &[(GoalId, String)], what: &str) -> String {
    let [change] = changes else { return format!("Change {what}") };
    let titled = |id: &GoalId| goals.iter().find(|(known, _)| known == id).map_or("", |(_, title)| title.as_str());
    let standards = |codes: &[String]| match codes {
        [one] => format!("the standard {one}"),
        several => format!("{} standards", number(several.len())),
    };
    match change {
        BulkChange::AddTag(tag) => format!("Tag {what} “{tag}”"),
        BulkChange::RemoveTag(tag) => format!("Take the tag “{tag}” from {what}"),
        BulkChange::Link(goal) => format!("Link {what} to “{}”", titled(goal)),
        BulkChange::Unlink(goal) => format!("Unlink {what} from “{}”", titled(goal)),
        BulkChange::AddStandards(codes) => format!("Give {} to {what}", standards(codes)),
        BulkChange::RemoveStandards(codes) => format!("Take {} from {what}", standards(codes)),
        BulkChange::State(EntryState::Draft) => format!("Back to drafts: {what}"),
        BulkChange::State(EntryState::Ready) => format!("Mark {what} ready"),
        BulkChange::State(EntryState::Submitted { .. }) => format!("Mark {what} submitted"),
        BulkChange::State(EntryState::Binned { .. }) | BulkChange::Bin => format!("Bin {what}"),
        BulkChange::Unbin => format!("Take {what} out of the bin"),
        BulkChange::Park(Some(until)) => format!("Set {what} aside until {}", crate::domain::when::shown(*until)),
        BulkChange::Park(None) => format!("Take {what} up again"),
    }
}
