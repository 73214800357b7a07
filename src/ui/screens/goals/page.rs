//! One goal: its texts, saved by themselves, and its entries. How it is shown is said elsewhere.

use std::sync::Arc;

use egui::util::undoer::Undoer;

use super::closing::Closing;
use super::fields::Fields;
use super::reviews::Reviews;
use super::tale::Tale;
use crate::domain::text::{clean, clean_line};
use crate::domain::{EntryHeader, Goal, GoalDraft, GoalId, GoalState};
use crate::journal::Snapshot;
use crate::ui::autosave::Autosave;
use crate::ui::screens::versions::Versions;
use crate::worker::Request;

/// What of a goal is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// What was done for it.
    Story,
    /// What is written about it.
    Words,
}

/// A goal that is open for writing.
pub(super) struct GoalPage {
    pub(super) id: GoalId,
    pub(super) draft: GoalDraft,
    /// As the journal has it.
    pub(super) kept: Goal,
    autosave: Autosave,
    /// What is on its way to the journal, as it will be stored.
    sent: Option<(u64, GoalDraft)>,
    /// The last save failed; the text is on the screen only.
    failed: bool,
    undoer: Undoer<GoalDraft>,
    /// Somebody is writing in one of the goal's own texts.
    pub(super) written_in: bool,
    pub(super) side: Side,
    pub(super) fields: Fields,
    pub(super) tale: Tale,
    pub(super) reviews: Reviews,
    /// How the goal is to be closed, while that is asked.
    pub(super) closing: Option<Closing>,
    /// It is asked whether a goal that goes on elsewhere is to be opened as well.
    pub(super) reopening: bool,
    /// Earlier versions of its texts, while they are looked at.
    pub(super) versions: Option<Versions>,
    /// Its entries, and of which revision they were found.
    entries: Option<(u64, Arc<Vec<Arc<EntryHeader>>>)>,
}

impl GoalPage {
    pub(super) fn new(goal: &Goal, side: Side) -> Self {
        Self {
            id: goal.id,
            draft: goal.draft.clone(),
            kept: goal.clone(),
            autosave: Autosave::default(),
            sent: None,
            failed: false,
            undoer: Undoer::default(),
            written_in: false,
            side,
            fields: Fields::default(),
            tale: Tale::default(),
            reviews: Reviews::default(),
            closing: None,
            reopening: false,
            versions: None,
            entries: None,
        }
    }

    /// Takes in the goal as the journal has it now. What is being written is never replaced.
    pub(super) fn take_in(&mut self, goal: &Goal) {
        self.kept.clone_from(goal);
        if let Some((seq, _)) = self.sent.take_if(|(_, sent)| *sent == goal.draft) {
            self.autosave.saved(seq);
            self.failed = false;
        }
        // What was typed stays as typed (a blank at the end) when it is the same to the journal.
        if !self.autosave.is_dirty() && !self.is_held() && self.stored() != goal.draft {
            self.draft.clone_from(&goal.draft);
            // What the journal has taken back, or done again, is the journal's step: here nothing is left of it to take back.
            self.undoer = Undoer::default();
            self.reopening = false;
        }
    }

    /// A save may have failed: nothing tells whose it was, and saving twice does no harm.
    pub(super) fn failed(&mut self, now: f64) {
        if self.sent.take().is_some() {
            self.autosave.failed(now);
            self.failed = true;
        }
    }

    /// Feeds the history, and notes a change of the draft; one that was made at one blow is a step of its own.
    pub(super) fn after(&mut self, before: &GoalDraft, stepped: bool, now: f64) {
        if self.draft != *before {
            if stepped {
                self.undoer.add_undo(before);
                self.undoer.add_undo(&self.draft);
            }
            self.autosave.changed(now);
            self.failed = false;
        }
        self.undoer.feed_state(now, &self.draft);
    }

    /// Whether the goal is being carried over: with all that is written about it, so that nothing of it may be saved as still open.
    fn is_held(&self) -> bool {
        self.closing.as_ref().is_some_and(|closing| closing.sent.is_some())
    }

    /// What is written is on its way together with the goal that goes on.
    pub(super) fn hold(&mut self) {
        self.autosave.settle();
        self.sent = None;
    }

    /// The goal was carried over under this ticket; `false` when that was another.
    pub(super) fn carried_over(&mut self, ticket: u64) -> bool {
        let mine = self.closing.take_if(|closing| closing.sent == Some(ticket)).is_some();
        if mine {
            // What was typed meanwhile does not open it again.
            self.draft.state = GoalState::CarriedOver;
        }
        mine
    }

    /// Carrying it over has failed: what is written is on the screen only.
    pub(super) fn not_carried_over(&mut self, now: f64) {
        if let Some(closing) = &mut self.closing {
            closing.sent = None;
        }
        self.autosave.changed(now);
    }

    /// Whether something waits for an answer of the journal before the page may be left.
    pub(super) fn is_on_its_way(&self) -> bool {
        self.is_held() || self.reviews.is_sent()
    }

    /// The goal, and how often it was changed here.
    pub(super) fn changes(&self) -> (GoalId, u64) {
        (self.id, self.autosave.changes())
    }

    /// The save that is due now.
    pub(super) fn due(&mut self, now: f64) -> Option<Request> {
        if self.is_held() {
            return None;
        }
        let seq = self.autosave.due(now)?;
        self.save(seq)
    }

    /// In how many seconds a save is due.
    pub(super) fn due_in(&self, now: f64) -> Option<f64> {
        if self.is_held() { None } else { self.autosave.due_in(now) }
    }

    pub(super) fn flush(&mut self) -> Option<Request> {
        if self.is_held() {
            return None;
        }
        let seq = self.autosave.flush()?;
        self.save(seq)
    }

    pub(super) fn is_dirty(&self) -> bool {
        self.autosave.is_dirty() || self.is_on_its_way()
    }

    pub(super) fn undo(&mut self, now: f64) -> bool {
        let earlier = self.undoer.undo(&self.draft).cloned();
        self.step_to(earlier, now)
    }

    pub(super) fn redo(&mut self, now: f64) -> bool {
        let later = self.undoer.redo(&self.draft).cloned();
        self.step_to(later, now)
    }

    /// What is said about saving.
    pub(super) fn save_state(&self) -> &'static str {
        if self.failed {
            "Not saved yet"
        } else if self.draft.title.trim().is_empty() {
            "Needs a title; the last one is kept"
        } else if self.is_dirty() {
            "Saving…"
        } else {
            "Saved"
        }
    }

    /// Its entries, newest first, found again only when the journal has changed.
    pub(super) fn entries(&mut self, snapshot: &Snapshot) -> Arc<Vec<Arc<EntryHeader>>> {
        if let Some((of, entries)) = &self.entries
            && *of == snapshot.revision
        {
            return Arc::clone(entries);
        }
        let of_this = |entry: &&Arc<EntryHeader>| !entry.state.is_binned() && entry.goals.contains(&self.id);
        let entries = Arc::new(snapshot.entries.iter().filter(of_this).cloned().collect::<Vec<_>>());
        self.entries = Some((snapshot.revision, Arc::clone(&entries)));
        entries
    }

    fn step_to(&mut self, draft: Option<GoalDraft>, now: f64) -> bool {
        let Some(draft) = draft.filter(|draft| *draft != self.draft) else { return false };
        self.draft = draft;
        self.autosave.changed(now);
        true
    }

    fn save(&mut self, seq: u64) -> Option<Request> {
        let stored = self.stored();
        if stored == self.kept.draft && self.sent.is_none() {
            self.autosave.saved(seq);
            return None;
        }
        self.sent = Some((seq, stored.clone()));
        Some(Request::SaveGoal { id: self.id, draft: Box::new(stored) })
    }

    /// The draft as the journal stores it. Without a title a goal cannot be kept, but its other texts can: under the last title.
    pub(super) fn stored(&self) -> GoalDraft {
        let GoalDraft { title, why, measure, how, due, support, barriers, purpose, kind, state, outcome, plan } = &self.draft;
        let title = clean_line(title);
        GoalDraft {
            title: if title.is_empty() { self.kept.draft.title.clone() } else { title },
            why: clean(why),
            measure: clean(measure),
            how: clean(how),
            due: *due,
            support: clean(support),
            barriers: clean(barriers),
            purpose: *purpose,
            kind: *kind,
            state: *state,
            outcome: clean(outcome),
            plan: clean_line(plan),
        }
    }
}
