//! All entries: a list to find one in, and the editor beside it.

mod list;
mod view;

use std::collections::HashMap;
use std::sync::Arc;

use super::entry::Editor;
use crate::domain::{EntryHeader, EntryId, GoalId};
use crate::journal::Snapshot;
use crate::search::Problem;
use crate::worker::{CaptureRequest, Event, Request, ToLog};

/// What the page remembers.
#[derive(Default)]
pub struct Journal {
    search: String,
    /// Goes up with every change of the search box.
    search_seq: u64,
    found: Option<Found>,
    filter: Filter,
    /// The entries shown, and for what.
    shown: Option<(ShownFor, Arc<Vec<Arc<EntryHeader>>>)>,
    editor: Option<Editor>,
    /// Editors that were left while something in them was not on the disk: they are kept until it is.
    parked: Vec<Editor>,
    /// An entry that is on its way.
    awaited: Option<EntryId>,
    /// The awaited entry is to be written in at once.
    write_at_once: bool,
    focus_search: bool,
    /// Only the texts of the open entry are shown.
    focus: bool,
    /// The list is to show this entry.
    scroll_to: Option<EntryId>,
}

/// What a search found.
struct Found {
    seq: u64,
    /// Best first.
    order: Vec<EntryId>,
    snippets: HashMap<EntryId, String>,
    total: usize,
    problems: Vec<Problem>,
}

/// Which entries are shown when nothing is searched, or among those found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Filter {
    kind: Option<String>,
    goal: Option<GoalId>,
    state: StateFilter,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum StateFilter {
    #[default]
    All,
    Drafts,
    /// What is set aside until a day that is still to come: no draft until then.
    Aside,
    Ready,
    Submitted,
    Bin,
}

/// What the shown list depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ShownFor {
    revision: u64,
    found: Option<u64>,
    filter: Filter,
}

impl Journal {
    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event, now: f64) {
        match event {
            Event::Loaded(entry) => match &mut self.editor {
                Some(editor) if editor.id == entry.id => {
                    editor.reload((**entry).clone(), now);
                    editor.write_at_once |= std::mem::take(&mut self.write_at_once);
                }
                _ if self.awaited == Some(entry.id) => {
                    let parked = self.parked.iter().position(|editor| editor.id == entry.id);
                    let mut editor = match parked.map(|at| self.parked.remove(at)) {
                        Some(mut editor) => {
                            editor.reload((**entry).clone(), now);
                            editor
                        }
                        None => Editor::new((**entry).clone()),
                    };
                    editor.write_at_once = std::mem::take(&mut self.write_at_once);
                    let left = self.editor.replace(editor);
                    self.parked.extend(left.filter(|editor| editor.is_needed()));
                    self.awaited = None;
                }
                _ => {}
            },
            Event::Saved { id, seq, at } => {
                if let Some(editor) = self.editor_of(*id) {
                    editor.saved(*seq, *at);
                }
                self.parked.retain(|editor| editor.is_needed());
            }
            Event::Kept { ticket } => {
                self.editors().for_each(|editor| editor.kept(*ticket));
                self.parked.retain(|editor| editor.is_needed());
            }
            Event::Conflict { id, theirs } => {
                if let Some(editor) = self.editor_of(*id) {
                    editor.conflict((**theirs).clone(), now);
                }
            }
            Event::Failed(failure) => {
                self.awaited = None;
                if let Some(ticket) = failure.ticket {
                    self.editors().for_each(|editor| editor.not_kept(ticket));
                }
                if let Some(editor) = failure.save.and_then(|(id, _)| self.editor_of(id)) {
                    editor.save_failed(now);
                }
                self.editors().for_each(|editor| editor.on_event(event));
            }
            Event::Found { seq, hits, total, problems } if *seq == self.search_seq => {
                self.found = Some(Found {
                    seq: *seq,
                    order: hits.iter().map(|hit| hit.entry).collect(),
                    snippets: hits.iter().map(|hit| (hit.entry, hit.snippet.clone())).collect(),
                    total: *total,
                    problems: problems.clone(),
                });
            }
            Event::Renewed(_) => {
                self.editors().for_each(|editor| editor.on_event(event));
                self.parked.retain(|editor| editor.is_needed());
            }
            Event::Picture { .. } | Event::Gone(_) | Event::Moments { .. } => self.editors().for_each(|editor| editor.on_event(event)),
            _ => {}
        }
    }

    fn editor_of(&mut self, id: EntryId) -> Option<&mut Editor> {
        self.editor.iter_mut().chain(&mut self.parked).find(|editor| editor.id == id)
    }

    /// What follows from a change of the journal: the open entry is loaded again when the journal has it otherwise than before, becomes a new
    /// one when it is gone and something unsaved is in it, and the search is asked again.
    pub fn on_renewed(&mut self, old: &Snapshot, new: &Snapshot, ticket: u64, now: f64) -> Vec<Request> {
        let mut requests = Vec::new();
        if let Some(editor) = &mut self.editor {
            let of = |snapshot: &Snapshot| snapshot.entries.iter().find(|entry| entry.id == editor.id).cloned();
            match (of(old), of(new)) {
                (Some(old), Some(new)) if Arc::ptr_eq(&old, &new) => {}
                // Also while something is written: what was changed elsewhere is put together with it.
                (_, Some(_)) => requests.push(Request::Load(editor.id)),
                (_, None) if new.complete => {
                    let state = crate::domain::EntryState::Draft;
                    requests.extend(
                        editor
                            .orphaned(now)
                            .map(|draft| Request::Capture(CaptureRequest::Log(Box::new(ToLog { state, ..ToLog::draft(ticket, draft) })))),
                    );
                    self.editor = None;
                }
                (_, None) => {}
            }
        }
        if let Some(id) = self.awaited
            && new.complete
            && !new.entries.iter().any(|entry| entry.id == id)
        {
            self.awaited = None;
        }
        if self.found.is_some() {
            requests.extend(self.searched());
        }
        requests
    }

    /// Prepares to show an entry that is being loaded.
    pub fn show_entry(&mut self, id: EntryId) {
        if self.editor.as_ref().is_some_and(|editor| editor.id == id) {
            self.awaited = None;
            return;
        }
        self.awaited = Some(id);
        self.scroll_to = Some(id);
    }

    /// The same, with the cursor in *What I learnt*.
    pub fn write_in(&mut self, id: EntryId) {
        self.show_entry(id);
        self.write_at_once = true;
        self.filter = Filter::default();
        self.search.clear();
        self.found = None;
    }

    /// Searches for words.
    pub fn find(&mut self, text: &str) -> Vec<Request> {
        text.clone_into(&mut self.search);
        self.filter = Filter::default();
        self.searched().into_iter().collect()
    }

    /// The search for what stands in the box now.
    fn searched(&mut self) -> Option<Request> {
        self.search_seq += 1;
        if self.search.trim().is_empty() {
            self.found = None;
            return None;
        }
        Some(Request::Search { text: self.search.clone(), seq: self.search_seq })
    }

    /// Puts the cursor into the search box.
    pub fn focus_search(&mut self) {
        self.focus_search = true;
    }

    /// The entry that is open.
    pub fn open_entry(&self) -> Option<EntryId> {
        self.editor.as_ref().map(|editor| editor.id)
    }

    fn editors(&mut self) -> impl Iterator<Item = &mut Editor> {
        self.editor.iter_mut().chain(&mut self.parked)
    }

    /// Saves that are due.
    pub fn due(&mut self, now: f64) -> Vec<Request> {
        self.editors().filter_map(|editor| editor.due(now)).collect()
    }

    /// Saves at once what is not on its way.
    pub fn flush(&mut self) -> Vec<Request> {
        self.editors().flat_map(|editor| editor.flush_evidence().into_iter().chain(editor.flush())).collect()
    }

    /// What is typed into small fields and dialogs of entries, when they are left.
    pub fn take_typed(&mut self, now: f64, tickets: &mut u64) -> Vec<Request> {
        self.editors().flat_map(|editor| editor.leave(now, tickets)).collect()
    }

    /// The same while nobody looks: what has failed waits for its time.
    pub fn flush_hidden(&mut self, now: f64) -> Vec<Request> {
        self.editors().flat_map(|editor| editor.flush_evidence_hidden().into_iter().chain(editor.flush_hidden(now))).collect()
    }

    /// In how many seconds a save is due.
    pub fn due_in(&self, now: f64) -> Option<f64> {
        self.editor.iter().chain(&self.parked).filter_map(|editor| editor.due_in(now)).reduce(f64::min)
    }

    /// Whether something is not on the disk.
    pub fn is_dirty(&self) -> bool {
        self.editor.iter().chain(&self.parked).any(Editor::is_dirty)
    }

    /// Why something that is typed into small fields cannot be kept.
    pub fn lacks(&self) -> Option<&'static str> {
        self.editor.iter().chain(&self.parked).find_map(Editor::lacks)
    }

    /// Whether something cannot be saved by itself: it has failed, or waits for a decision.
    pub fn is_stuck(&self) -> bool {
        self.editor.iter().chain(&self.parked).any(Editor::is_stuck)
    }

    /// Whether the writer has to decide between two texts of an entry.
    pub fn is_in_conflict(&self, id: EntryId) -> bool {
        self.editor.iter().chain(&self.parked).any(|editor| editor.id == id && editor.is_in_conflict())
    }

    /// Whether something lies over the open entry: the viewer, or a dialog.
    pub fn is_covered(&self) -> bool {
        self.editor.as_ref().is_some_and(Editor::is_covered)
    }

    /// Whether somebody is writing in one of the open entry's own texts.
    pub fn is_written_in(&self) -> bool {
        self.editor.as_ref().is_some_and(Editor::is_written_in)
    }

    /// Which entry is open and how often its text has changed: tells whether something was written since.
    pub fn written(&self) -> Option<(EntryId, u64)> {
        self.editor.as_ref().map(|editor| (editor.id, editor.changes()))
    }

    /// The state of the open entry, as the journal has it.
    pub fn open_state(&self) -> Option<crate::domain::EntryState> {
        self.editor.as_ref().map(Editor::state)
    }

    /// Takes a change of the text back; `false` when there is none.
    pub fn undo(&mut self, now: f64) -> bool {
        self.editor.as_mut().is_some_and(|editor| editor.undo(now))
    }

    /// Does a change of the text again; `false` when there is none.
    pub fn redo(&mut self, now: f64) -> bool {
        self.editor.as_mut().is_some_and(|editor| editor.redo(now))
    }

    /// Whether only the texts of the open entry are shown.
    pub fn is_focused(&self) -> bool {
        self.focus && self.editor.is_some()
    }

    /// Shows only the texts of the open entry; `false` when none is open.
    pub fn begin_focus(&mut self) -> bool {
        self.focus = self.editor.is_some();
        self.focus
    }

    /// Shows everything again.
    pub fn end_focus(&mut self) {
        self.focus = false;
    }

    /// Shows the open entry as it reads, or to write in.
    pub fn switch_preview(&mut self) {
        if let Some(editor) = &mut self.editor {
            editor.preview = !editor.preview;
        }
    }

    /// The entry after or before the open one, in the list as it is shown.
    pub fn neighbour(&self, ahead: bool) -> Option<EntryId> {
        let (_, shown) = self.shown.as_ref()?;
        let at = self.awaited.or(self.open_entry()).and_then(|id| shown.iter().position(|entry| entry.id == id));
        let next = match (at, ahead) {
            (None, _) => 0,
            (Some(at), true) => at + 1,
            (Some(at), false) => at.checked_sub(1)?,
        };
        shown.get(next).map(|entry| entry.id)
    }

    /// The entries to show, worked out again only when something they depend on has changed.
    fn shown(&mut self, snapshot: &Snapshot) -> Arc<Vec<Arc<EntryHeader>>> {
        let key = ShownFor { revision: snapshot.revision, found: self.found.as_ref().map(|found| found.seq), filter: self.filter.clone() };
        if let Some((of, list)) = &self.shown
            && *of == key
        {
            return Arc::clone(list);
        }
        let list = Arc::new(match &self.found {
            Some(found) => {
                let places: HashMap<EntryId, usize> = found.order.iter().enumerate().map(|(at, id)| (*id, at)).collect();
                let mut list: Vec<(usize, Arc<EntryHeader>)> = snapshot
                    .entries
                    .iter()
                    .filter(|entry| self.filter.takes(entry, snapshot.today))
                    .filter_map(|entry| places.get(&entry.id).map(|at| (*at, Arc::clone(entry))))
                    .collect();
                list.sort_by_key(|(at, _)| *at);
                list.into_iter().map(|(_, entry)| entry).collect()
            }
            None if self.filter == Filter::default() && snapshot.entries.iter().all(|entry| !entry.state.is_binned()) => {
                self.shown = Some((key, Arc::clone(&snapshot.entries)));
                return Arc::clone(&snapshot.entries);
            }
            None => snapshot.entries.iter().filter(|entry| self.filter.takes(entry, snapshot.today)).cloned().collect(),
        });
        self.shown = Some((key, Arc::clone(&list)));
        list
    }
}

impl Filter {
    fn takes(&self, entry: &EntryHeader, today: chrono::NaiveDate) -> bool {
        use crate::domain::EntryState as State;
        let state = match (self.state, entry.state) {
            (StateFilter::Bin, state) => state.is_binned(),
            (_, State::Binned { .. }) => false,
            (StateFilter::Aside, _) => entry.is_parked(today),
            (StateFilter::Drafts, state) => state == State::Draft && !entry.is_parked(today),
            (StateFilter::All, _) | (StateFilter::Ready, State::Ready) | (StateFilter::Submitted, State::Submitted { .. }) => true,
            _ => false,
        };
        state && self.kind.as_ref().is_none_or(|kind| entry.kind == *kind) && self.goal.is_none_or(|goal| entry.goals.contains(&goal))
    }
}
