//! The editor: one entry, saved by itself, with one history over title and texts.

mod bar;
mod chat;
mod details;
mod evidence;
mod focus;
mod follow_up;
mod later;
mod leave;
mod links;
mod mirror;
mod more;
mod park;
mod reflect;
mod rolled;
mod standards;
mod texts;
mod view;

use chrono::{DateTime, Utc};
use egui::util::undoer::Undoer;

use crate::domain::merge::Clash;
use crate::domain::{Entry, EntryDraft, EntryId, EntryState};
use crate::ui::autosave::Autosave;
use crate::ui::widgets::{DayField, Markdown, MinutesField, TimeField};
use crate::worker::Request;

/// An entry that is open for writing.
pub struct Editor {
    pub id: EntryId,
    draft: EntryDraft,
    state: EntryState,
    /// When the entry was changed last, as far as this editor knows.
    opened: DateTime<Utc>,
    /// The text that the journal had then: what differs from it was written here.
    base: EntryDraft,
    /// Texts that are on their way to the journal, each as its change.
    saving: Vec<(u64, EntryDraft)>,
    /// Words from small fields that are on their way, each with its ticket.
    leaving: Vec<(u64, leave::Words)>,
    /// What the other side wrote, when somebody else changed the entry meanwhile.
    theirs: Option<Box<Entry>>,
    autosave: Autosave,
    /// The last save failed; the text is on the screen only.
    failed: bool,
    undoer: Undoer<EntryDraft>,
    /// Shown as it reads, or to write in.
    pub preview: bool,
    /// Only its texts are shown.
    focus: bool,
    /// The line with the cursor is to be in sight.
    find_cursor: bool,
    /// Put the cursor into *What I learnt*.
    pub write_at_once: bool,
    /// One of the entry's own texts has the keyboard.
    written_in: bool,
    /// The last change took text back.
    back: bool,
    fields: Fields,
    shelf: evidence::Shelf,
    markdown: Markdown,
    /// Earlier versions, while they are looked at.
    versions: Option<super::versions::Versions>,
    mirror: mirror::Mirror,
    /// Something found later, while it is written.
    finding: Option<later::Finding>,
    /// Others that are not in the journal: each is shown when the one before it is done.
    findings: Vec<later::Finding>,
}

/// What is typed into small fields before it means something.
#[derive(Default)]
struct Fields {
    date: DayField,
    time: TimeField,
    preparing: MinutesField,
    taking_part: MinutesField,
    reading: MinutesField,
    reflecting: MinutesField,
    interactive: MinutesField,
    tag: String,
    person: String,
    action: String,
    action_due: DayField,
    action_day: Option<chrono::NaiveDate>,
    /// The action that is being changed in the fields for a new one.
    action_edited: Option<crate::domain::Action>,
    /// With whom it is shared, and what came of it.
    action_rest: follow_up::Rest,
    /// The details are shown.
    details: bool,
    /// The list of models is open.
    models_open: bool,
    /// Another model was taken: the cursor goes into its first question.
    begin_model: bool,
    /// The day until which the entry is to be set aside, while that is asked.
    parking: Option<park::Parking>,
    /// A chat that is being pasted, while its dialog is open.
    chat: Option<String>,
    /// The claim check is shown, though nothing is in it.
    claim: bool,
    /// The statement on AI is shown, though nothing is in it.
    ai_help: bool,
    /// Entries at the same time and by how much, as of a revision of the snapshot.
    overlaps: Option<(u64, Vec<(EntryId, crate::domain::Minutes)>)>,
    /// The items of a claim, oldest first, as of a revision of the journal.
    items: Option<(u64, Vec<std::sync::Arc<crate::domain::EntryHeader>>)>,
    standards: standards::Standards,
}

impl Editor {
    /// Opens an entry.
    pub fn new(entry: Entry) -> Self {
        let Entry { id, uid: _, draft, state, created: _, changed, linked: _ } = entry;
        Self {
            id,
            base: draft.clone(),
            draft,
            state,
            opened: changed,
            saving: Vec::new(),
            leaving: Vec::new(),
            theirs: None,
            autosave: Autosave::default(),
            failed: false,
            undoer: Undoer::default(),
            preview: false,
            focus: false,
            find_cursor: false,
            write_at_once: false,
            written_in: false,
            back: false,
            fields: Fields::default(),
            shelf: evidence::Shelf::default(),
            markdown: Markdown::default(),
            versions: None,
            mirror: mirror::Mirror::default(),
            finding: None,
            findings: Vec::new(),
        }
    }

    /// Takes in the entry as the journal has it now. What is being written is never replaced.
    pub fn reload(&mut self, entry: Entry, now: f64) {
        self.state = entry.state;
        if self.autosave.is_dirty() {
            self.meet(entry);
            return;
        }
        self.opened = entry.changed;
        self.base = entry.draft.clone();
        // What was typed stays as typed (a blank at the end, a figure that does not fit yet) when it is the same to the journal.
        if self.to_save().tidied().ok().as_ref() != Some(&entry.draft) {
            self.draft = entry.draft;
            self.undoer.add_undo(&self.draft);
        }
        self.undoer.feed_state(now, &self.draft);
    }

    /// Puts together what is written here and what the journal has now; what both changed waits for a decision.
    fn meet(&mut self, entry: Entry) {
        match self.draft.merged(&self.base, &entry.draft) {
            Ok(both) => {
                self.draft = both;
                self.opened = entry.changed;
                self.base = entry.draft;
                self.theirs = None;
            }
            Err(Clash) => self.theirs = Some(Box::new(entry)),
        }
    }

    /// Takes in what the worker tells of the evidence.
    pub fn on_event(&mut self, event: &crate::worker::Event) {
        self.shelf.on_event(event);
        if let Some(versions) = &mut self.versions {
            versions.on_event(event);
        }
    }

    /// What is written about the evidence and not sent yet.
    pub fn flush_evidence(&mut self) -> Vec<Request> {
        self.shelf.flush()
    }

    /// The same while nobody looks: what has failed waits until somebody does something.
    pub fn flush_evidence_hidden(&mut self) -> Vec<Request> {
        self.shelf.flush_hidden()
    }

    /// Notes a change of the draft.
    fn changed(&mut self, now: f64) {
        self.autosave.changed(now);
        self.failed = false;
        self.back = false;
    }

    /// The draft as it can be saved: figures that do not add up yet must not keep the words from it; the field says what is wrong.
    fn to_save(&self) -> EntryDraft {
        let mut draft = self.draft.clone();
        draft.minutes.interactive = draft.minutes.interactive.min(draft.minutes.total());
        draft
    }

    fn save(&mut self, seq: u64) -> Request {
        let draft = self.to_save();
        self.saving.retain(|(other, _)| *other != seq);
        self.saving.push((seq, draft.clone()));
        Request::Save { id: self.id, seq, draft: Box::new(draft), opened: self.opened, back: self.back }
    }

    /// Whether saving has to wait: for a decision between two texts, or for something to recognise the entry by.
    fn is_held(&self) -> bool {
        self.theirs.is_some() || self.draft.is_blank()
    }

    /// The save that is due now.
    pub fn due(&mut self, now: f64) -> Option<Request> {
        if self.is_held() {
            return None;
        }
        self.autosave.due(now).map(|seq| self.save(seq))
    }

    /// Saves at once what is not on its way.
    pub fn flush(&mut self) -> Option<Request> {
        if self.is_held() {
            return None;
        }
        self.autosave.flush().map(|seq| self.save(seq))
    }

    /// The same while nobody looks: a save that has failed waits for its time.
    pub fn flush_hidden(&mut self, now: f64) -> Option<Request> {
        if self.is_held() {
            return None;
        }
        self.autosave.flush_unless_waiting(now).map(|seq| self.save(seq))
    }

    /// How many changes of the text there were: tells whether something was written since.
    pub fn changes(&self) -> u64 {
        self.autosave.changes()
    }

    /// Where the entry stands.
    pub fn state(&self) -> EntryState {
        self.state
    }

    /// Whether saving has failed, or waits for a decision.
    pub fn is_stuck(&self) -> bool {
        self.theirs.is_some() || (self.failed && self.is_dirty()) || self.shelf.is_stuck()
    }

    /// Whether somebody is writing in one of the entry's own texts.
    pub fn is_written_in(&self) -> bool {
        self.written_in
    }

    /// The entry is not in the journal any more: what is written becomes a new one, or nothing when nothing is.
    pub fn orphaned(&mut self, now: f64) -> Option<EntryDraft> {
        self.take_typed(now);
        (self.autosave.is_dirty() && !self.draft.is_blank()).then(|| self.to_save())
    }

    /// In how many seconds a save is due.
    pub fn due_in(&self, now: f64) -> Option<f64> {
        if self.is_held() { None } else { self.autosave.due_in(now) }
    }

    /// Whether something is not on the disk that could be.
    pub fn is_dirty(&self) -> bool {
        (self.autosave.is_dirty() && !self.draft.is_blank()) || self.shelf.is_dirty() || self.has_words()
    }

    /// A change is on the disk.
    pub fn saved(&mut self, seq: u64, at: DateTime<Utc>) {
        self.autosave.saved(seq);
        self.opened = at;
        if let Some(place) = self.saving.iter().position(|(sent, _)| *sent == seq)
            && let Some((_, draft)) = self.saving.drain(..=place).next_back()
        {
            // As the journal keeps it.
            self.base = draft.clone().tidied().unwrap_or(draft);
        }
        self.failed = false;
    }

    /// A save failed.
    pub fn save_failed(&mut self, now: f64) {
        self.autosave.failed(now);
        self.failed = true;
    }

    /// The entry was changed meanwhile, so that nothing was saved. What goes together is put together and saved again; otherwise both texts
    /// are kept until the writer decides.
    pub fn conflict(&mut self, theirs: Entry, now: f64) {
        self.meet(theirs);
        if self.theirs.is_none() {
            self.changed(now);
        }
    }

    /// Whether the writer has to decide between two texts.
    pub fn is_in_conflict(&self) -> bool {
        self.theirs.is_some()
    }

    /// Whether something lies over the entry: the viewer, or a dialog.
    pub fn is_covered(&self) -> bool {
        self.shelf.is_over() || self.fields.chat.is_some() || self.fields.parking.is_some()
    }

    /// Takes a change of the text back; `false` when there is none.
    pub fn undo(&mut self, now: f64) -> bool {
        let earlier = self.undoer.undo(&self.draft).cloned();
        self.step_to(earlier, now)
    }

    /// Does a change of the text again; `false` when there is none.
    pub fn redo(&mut self, now: f64) -> bool {
        let later = self.undoer.redo(&self.draft).cloned();
        self.step_to(later, now)
    }

    fn step_to(&mut self, draft: Option<EntryDraft>, now: f64) -> bool {
        let Some(draft) = draft.filter(|draft| *draft != self.draft) else { return false };
        self.draft = draft;
        self.changed(now);
        self.back = true;
        true
    }

    /// What the header of the editor says about saving.
    fn save_state(&self) -> &'static str {
        if self.theirs.is_some() {
            "Changed elsewhere"
        } else if self.draft.is_blank() {
            "Empty: the last text is kept"
        } else if self.failed {
            "Not saved yet"
        } else if self.autosave.is_dirty() {
            "Saving…"
        } else {
            "Saved"
        }
    }
}
