//! What the window can ask for about many entries at once, tags, and searches that are kept; and how it is done.

use super::Event;
use super::opened::Tell;
use crate::domain::text::{excerpt, folded, number};
use crate::domain::{EntryId, EntryState, SavedSearchDraft, SavedSearchId};
use crate::journal::{Bulk, BulkChange, Journal, JournalError, Outcome, Retagged, Snapshot, Touched};

/// So many of those for which something could not be done are told by name.
const NAMED: usize = 3;

/// So many letters of a name are told.
const LETTERS: usize = 48;

/// A wish about finding, and about what was found. Each is one step that undo takes back; [`Event::Stepped`] tells what came of it.
#[derive(Clone, Debug)]
pub enum FindingRequest {
    /// Changes a selection of entries.
    Bulk {
        entries: Vec<EntryId>,
        changes: Vec<BulkChange>,
    },
    /// Makes one tag of several; of one alone, it gives it another name.
    MergeTags {
        old: Vec<String>,
        into: String,
    },
    RemoveTag(String),
    AddSearch(SavedSearchDraft),
    ChangeSearch {
        id: SavedSearchId,
        draft: SavedSearchDraft,
    },
    RemoveSearch {
        id: SavedSearchId,
        name: String,
    },
}

/// Does what is asked for.
pub(super) fn handle(journal: &mut Journal, snapshot: &Snapshot, request: FindingRequest, tell: Tell<'_>) -> Result<Touched, JournalError> {
    let (said, more, changed, touched) = match request {
        FindingRequest::Bulk { entries, changes } => {
            let Outcome { value, touched } = journal.bulk_all(&entries, &changes)?;
            let (said, more) = bulk_told(&value, &changes, snapshot);
            (said, more, !value.changed.is_empty(), touched)
        }
        FindingRequest::MergeTags { old, into } => {
            let Outcome { value, touched } = journal.merge_tags(&old, &into)?;
            let new = value.tag.clone().unwrap_or(into);
            let changed = entries_text(value.entries.len());
            let names: Vec<String> = old.iter().filter(|one| **one != new).map(|one| format!("‘{one}’")).collect();
            let names = if names.is_empty() { format!("‘{new}’") } else { names.join(", ") };
            let wanted = folded(&new);
            let now = journal.tags()?.into_iter().find(|one| folded(&one.tag) == wanted).map_or(0, |one| one.entries);
            let beside = if now > value.entries.len() { format!("; it is on {} now", number(now)) } else { String::new() };
            let said = format!("{names} became ‘{new}’ on {changed}{beside}");
            (said, searches_told(&value), is_changed(&value), touched)
        }
        FindingRequest::RemoveTag(tag) => {
            let Outcome { value, touched } = journal.remove_tag(&tag)?;
            let said = format!("The tag “{tag}” is taken from {}", entries_text(value.entries.len()));
            (said, searches_told(&value), is_changed(&value), touched)
        }
        FindingRequest::AddSearch(draft) => {
            let Outcome { value, touched } = journal.add_saved_search(draft)?;
            (format!("The search “{}” is kept", value.draft.name), Vec::new(), true, touched)
        }
        FindingRequest::ChangeSearch { id, draft } => {
            let said = format!("The search “{}” is changed", draft.name.trim());
            (said, Vec::new(), true, journal.change_saved_search(id, draft)?.touched)
        }
        FindingRequest::RemoveSearch { id, name } => {
            (format!("The search “{name}” is let go"), Vec::new(), true, journal.remove_saved_search(id)?.touched)
        }
    };
    let step = if changed { journal.history(None, 1)?.into_iter().next().map(|step| step.label) } else { None };
    tell(Event::Stepped { said, more, step });
    Ok(touched)
}

fn is_changed(retagged: &Retagged) -> bool {
    !retagged.entries.is_empty() || (retagged.tag.is_some() && !retagged.searches.is_empty())
}

/// “1 entry”, “12 entries”.
fn entries_text(count: usize) -> String {
    if count == 1 { "1 entry".to_owned() } else { format!("{} entries", number(count)) }
}

/// What became of saved searches that name a tag.
fn searches_told(retagged: &Retagged) -> Vec<String> {
    let names: Vec<String> = retagged.searches.iter().map(|name| format!("“{}”", excerpt(name, LETTERS))).collect();
    match (names.is_empty(), &retagged.tag) {
        (true, _) => Vec::new(),
        (false, Some(_)) => vec![format!("Kept searches follow it: {}.", names.join(", "))],
        (false, None) => vec![format!("Kept searches still ask for it: {}.", names.join(", "))],
    }
}

/// What was done with how many entries, and with which it could not be done and why.
fn bulk_told(done: &Bulk, changes: &[BulkChange], snapshot: &Snapshot) -> (String, Vec<String>) {
    let count = entries_text(done.changed.len());
    let said = match (done.changed.len(), changes) {
        (0, _) => "Nothing was changed".to_owned(),
        (_, [change]) => match change {
            BulkChange::AddTag(tag) => format!("{count} tagged “{}”", tag.trim()),
            BulkChange::RemoveTag(tag) => format!("The tag “{}” is taken from {count}", tag.trim()),
            BulkChange::Link(id) | BulkChange::Unlink(id) => {
                let goal = snapshot.goals.iter().find(|goal| goal.id == *id).map_or("a goal", |goal| &goal.draft.title);
                let goal = excerpt(goal, LETTERS);
                if matches!(change, BulkChange::Link(_)) {
                    format!("{count} linked to “{goal}”")
                } else {
                    format!("{count} unlinked from “{goal}”")
                }
            }
            BulkChange::AddStandards(_) | BulkChange::RemoveStandards(_) => format!("Standards of {count} set"),
            BulkChange::State(EntryState::Draft) => format!("{count} back among the drafts"),
            BulkChange::State(EntryState::Ready) => format!("{count} marked ready"),
            BulkChange::State(EntryState::Submitted { .. }) => format!("{count} marked submitted"),
            BulkChange::State(EntryState::Binned { .. }) | BulkChange::Bin => format!("{count} put in the bin"),
            BulkChange::Unbin => format!("{count} taken out of the bin"),
            BulkChange::Park(Some(until)) => format!("{count} set aside until {}", crate::domain::when::shown(*until)),
            BulkChange::Park(None) => format!("{count} taken up again"),
        },
        (_, _) => format!("{count} changed"),
    };
    let mut more = Vec::new();
    match done.untouched {
        0 => {}
        1 => more.push("1 was so already.".to_owned()),
        so => more.push(format!("{} were so already.", number(so))),
    }
    for (id, why) in done.refused.iter().take(NAMED) {
        let name = snapshot.entries.iter().find(|entry| entry.id == *id).map_or("An entry", |entry| &entry.name);
        more.push(format!("Not “{}”: {why}.", excerpt(name, LETTERS)));
    }
    if let Some(others) = done.refused.len().checked_sub(NAMED).filter(|others| *others > 0) {
        more.push(format!("And {} more that were left as they are.", number(others)));
    }
    (said, more)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EntryDraft, GoalDraft};
    use crate::journal::{Clock, Together};

    fn journal() -> (Journal, Vec<EntryId>) {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        let mut journal = Journal::in_memory(Clock::Fixed(day)).expect("journal");
        let states = [EntryState::Draft, EntryState::Ready, EntryState::Ready, EntryState::Submitted { on: day }];
        let titles = ["Pacing", "Tendons", "Sleep", "Handed in"];
        let log = |(title, state): (&str, EntryState)| {
            let draft = EntryDraft { title: title.to_owned(), ..EntryDraft::on(day) };
            journal.log(draft, state, &Together::default()).expect("entry").value.id
        };
        let ids = titles.into_iter().zip(states).map(log).collect();
        (journal, ids)
    }

    fn asked(journal: &mut Journal, request: FindingRequest) -> (String, Vec<String>, Option<String>) {
        let snapshot = journal.snapshot().expect("snapshot");
        let mut told = Vec::new();
        handle(journal, &snapshot, request, &mut |event| told.push(event)).expect("done");
        match told.pop() {
            Some(Event::Stepped { said, more, step }) => (said, more, step),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_was_done_is_told_with_the_number_and_with_why_not() {
        let (mut journal, ids) = journal();
        let goal = journal.add_goal(GoalDraft { title: "Persistent pain".into(), ..GoalDraft::default() }).expect("goal").value.id;
        let today = journal.today();
        for (change, said, more, steps) in [
            (BulkChange::AddTag("pain".into()), "4 entries tagged “pain”", "", true),
            (BulkChange::AddTag("#Pain".into()), "Nothing was changed", "4 were so already.", false),
            (BulkChange::Link(goal), "4 entries linked to “Persistent pain”", "", true),
            (
                BulkChange::State(EntryState::Ready),
                "1 entry marked ready",
                "2 were so already. Not “Handed in”: it was submitted on Sun 22 Nov 2026 as it is; it can be changed by itself.",
                true,
            ),
            (BulkChange::Park(Some(today + chrono::TimeDelta::days(9))), "4 entries set aside until Tue 1 Dec 2026", "", true),
        ] {
            let (told, beside, step) = asked(&mut journal, FindingRequest::Bulk { entries: ids.clone(), changes: vec![change.clone()] });
            assert_eq!((told.as_str(), beside.join(" ").as_str(), step.is_some()), (said, more, steps), "{change:?}");
            if let Some(step) = step {
                assert_eq!(journal.undo().expect("undo").expect("a step").value, step, "the step that is told is what undo takes back");
                journal.redo().expect("redo");
            }
        }
    }

    #[test]
    fn tags_and_searches_are_told() {
        let (mut journal, ids) = journal();
        for (ids, tag) in [(&ids[..2], "pain"), (&ids[1..3], "pian")] {
            journal.bulk(ids, &BulkChange::AddTag(tag.to_owned())).expect("tagged");
        }
        let draft = SavedSearchDraft { name: "Pain".into(), query: "tag:pian tendon".into() };
        assert_eq!(asked(&mut journal, FindingRequest::AddSearch(draft)).0, "The search “Pain” is kept");
        let (said, ..) = asked(&mut journal, FindingRequest::MergeTags { old: vec!["pian".into()], into: "pain".into() });
        assert_eq!(said, "‘pian’ became ‘pain’ on 2 entries; it is on 3 now");
        let (said, _, step) = asked(&mut journal, FindingRequest::RemoveTag("pain".into()));
        assert_eq!((said.as_str(), step.is_some()), ("The tag “pain” is taken from 3 entries", true));
        let search = journal.saved_searches().expect("searches").remove(0);
        let (said, ..) = asked(&mut journal, FindingRequest::RemoveSearch { id: search.id, name: search.draft.name });
        assert_eq!(said, "The search “Pain” is let go");
    }
}
