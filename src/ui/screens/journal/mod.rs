//! All entries: a list to find one in, and the editor beside it.

mod asking;
mod bulk;
mod completion;
mod how_to;
mod list;
mod row;
mod rows;
mod saved;
mod search;
mod selection;
mod standards;
mod tags;
mod view;

use std::sync::Arc;

use super::entry::Editor;
use crate::domain::{EntryId, EntryState};
use crate::journal::Snapshot;
use crate::search::{Found, HitWhat};
use crate::worker::{CaptureRequest, Event, Request, ToLog};

use asking::Over;
use bulk::Wanted;
use completion::Completing;
use rows::{Filter, Hits, Listed as _, Shown};
use selection::Selection;

/// What the page remembers.
#[derive(Default)]
pub struct Journal {
    search: String,
    /// Goes up with every change of the search box.
    search_seq: u64,
    found: Option<Hits>,
    /// What is not understood of the text that nobody is typing any more, and when it was changed last.
    told: Option<completion::Told>,
    changed_at: f64,
    completing: Completing,
    filter: Filter,
    /// The rows shown, and for what.
    shown: Option<Shown>,
    selection: Selection,
    /// The row that has the keyboard, and the one that is to have it.
    focused_row: Option<HitWhat>,
    focus_row: Option<HitWhat>,
    /// What was pressed in the bar of what is chosen.
    wanted: Option<Wanted>,
    /// How high the bar of what is chosen was at most, in points, since it came.
    bar_height: f32,
    /// Where the list began in the frame before, and whether rows had boxes.
    list_top: Option<(f32, bool)>,
    /// How many rows are entries, and how many of them are chosen; for which rows and choice.
    counted: Option<bulk::Counted>,
    /// What is chosen in the order of the list, for which rows and choice.
    chosen_ids: Option<bulk::ChosenIds>,
    /// Whether of what is chosen something is not in the bin, and something is; and for which choice.
    chosen_states: Option<((u64, usize, u64), bool, bool)>,
    /// What lies over the page.
    over: Option<Over>,
    editor: Option<Editor>,
    /// Editors that were left while something in them was not on the disk: they are kept until it is.
    parked: Vec<Editor>,
    /// An entry that is on its way.
    awaited: Option<EntryId>,
    /// The awaited entry is to be written in at once.
    write_at_once: bool,
    focus_search: bool,
    /// The cursor of the search box is to go to its end: a mend was put in.
    caret_to_end: bool,
    /// The kept searches are to be shown.
    show_kept: bool,
    /// Only the texts of the open entry are shown.
    focus: bool,
    /// The list is to show this entry, or this row.
    scroll_to: Option<EntryId>,
    scroll_at: Option<usize>,
}

impl Journal {
    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event, now: f64) {
        if let Some(over) = &mut self.over
            && !over.on_event(event)
        {
            self.over = None;
        }
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
            Event::Found { seq, hits, entries, total, others, problems } if *seq == self.search_seq => {
                let found =
                    Found { hits: hits.clone(), entries: entries.clone(), total: *total, others: *others, problems: problems.clone() };
                self.found = Some(Hits::new(*seq, found));
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
        self.selection.keep_known(new);
        if let Some(editor) = &mut self.editor {
            let of = |snapshot: &Snapshot| snapshot.entries.iter().find(|entry| entry.id == editor.id).cloned();
            match (of(old), of(new)) {
                (Some(old), Some(new)) if Arc::ptr_eq(&old, &new) => {}
                // Also while something is written: what was changed elsewhere is put together with it.
                (_, Some(_)) => requests.push(Request::Load(editor.id)),
                (_, None) if new.complete => {
                    let state = EntryState::Draft;
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

    /// Puts the cursor into the search box.
    pub fn focus_search(&mut self) {
        self.focus_search = true;
    }

    /// Shows all tags over the page.
    pub fn show_tags(&mut self) {
        self.over = Some(Over::Tags(Box::default()));
    }

    /// Shows the searches that are kept.
    pub fn show_kept_searches(&mut self) {
        self.show_kept = true;
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
        self.over.is_some() || self.editor.as_ref().is_some_and(Editor::is_covered)
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
        let rows = &self.shown.as_ref()?.rows;
        let at = self.awaited.or(self.open_entry()).and_then(|id| rows.iter().position(|row| row.entry() == Some(id)));
        match (at, ahead) {
            (None, _) => rows.iter().find_map(|row| row.entry()),
            (Some(at), true) => rows.iter().skip(at + 1).find_map(|row| row.entry()),
            (Some(at), false) => rows.iter().take(at).rev().find_map(|row| row.entry()),
        }
    }
}
