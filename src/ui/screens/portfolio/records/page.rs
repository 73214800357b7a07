//! One record that is open for writing: what is kept of it, when, and what is on its way.

use std::sync::Arc;

use chrono::NaiveDate;

use super::taking::Together;
use crate::domain::record::Apart;
use crate::domain::{EntryId, Record, RecordDraft, RecordKind, Uid};
use crate::journal::Filed;
use crate::ui::autosave::Autosave;
use crate::ui::widgets::DayField;
use crate::worker::{PortfolioRequest, Request};

/// Where a record is.
#[derive(Debug)]
pub(super) enum At {
    /// Nowhere yet: it is kept when something is written.
    New,
    /// On its way into the journal for the first time, under this ticket.
    Adding(u64),
    /// In the journal, which has it like this.
    Kept(Box<Record>),
}

/// Somebody else's details, which are in memory only while they are shown.
#[derive(Debug)]
pub(super) enum Details {
    Hidden,
    Asked,
    Shown {
        apart: Apart,
        /// As the journal has them.
        kept: Apart,
    },
}

/// What is on its way.
#[derive(Debug)]
struct Sent {
    ticket: u64,
    change: u64,
    /// The details of others that went with it.
    apart: Option<Apart>,
}

/// A record that is open.
#[derive(Debug)]
pub(super) struct RecordPage {
    /// Tells its fields from those of records that were open before.
    pub(super) salt: u64,
    pub(super) at: At,
    /// None when it is not known here.
    pub(super) kind: Option<Arc<RecordKind>>,
    pub(super) draft: RecordDraft,
    /// As it was begun.
    begun: RecordDraft,
    pub(super) details: Details,
    /// The fields for details are shown for the so many-th time: none of their own histories outlives that.
    pub(super) showing: u64,
    /// They have just been shown: the first gets the keyboard.
    pub(super) fresh: bool,
    autosave: Autosave,
    sent: Vec<Sent>,
    failed: bool,
    /// The first day as it is typed; none while nothing is.
    pub(super) day: Option<NaiveDate>,
    pub(super) first_day: DayField,
    pub(super) last_day: DayField,
    pub(super) days: Vec<(String, DayField)>,
    /// The next field gets the keyboard.
    pub(super) onward: bool,
    /// It is asked whether the details of others are to be erased.
    pub(super) erasing: bool,
    /// The details of others are to be hidden as soon as the journal has them.
    pub(super) hiding: bool,
    /// The entry whose words are asked for.
    pub(super) taking: Option<EntryId>,
    /// What the regulators' forms put together.
    pub(super) together: Vec<Together>,
    /// Groups of categories that are unfolded.
    pub(super) unfolded: Vec<String>,
}

impl RecordPage {
    fn with(salt: u64, at: At, kind: Option<&RecordKind>, draft: RecordDraft) -> Self {
        let draft = opened(draft, kind);
        Self {
            salt,
            at,
            kind: kind.cloned().map(Arc::new),
            begun: draft.clone(),
            day: Some(draft.date),
            draft,
            details: Details::Hidden,
            showing: 0,
            fresh: false,
            autosave: Autosave::default(),
            sent: Vec::new(),
            failed: false,
            first_day: DayField::default(),
            last_day: DayField::default(),
            days: Vec::new(),
            onward: false,
            erasing: false,
            hiding: false,
            taking: None,
            together: Vec::new(),
            unfolded: Vec::new(),
        }
    }

    /// A new one; its first field gets the keyboard.
    pub(super) fn new(salt: u64, kind: Option<&RecordKind>, draft: RecordDraft) -> Self {
        Self { onward: true, ..Self::with(salt, At::New, kind, draft) }
    }

    /// One that is in the journal.
    pub(super) fn of(salt: u64, kind: Option<&RecordKind>, record: &Record) -> Self {
        Self::with(salt, At::Kept(Box::new(record.clone())), kind, record.draft.clone())
    }

    /// The record as the journal has it.
    pub(super) fn kept(&self) -> Option<&Record> {
        if let At::Kept(record) = &self.at { Some(record) } else { None }
    }

    pub(super) fn uid(&self) -> Option<Uid> {
        self.kept().map(|record| record.uid)
    }

    /// What is written, with the details of others as far as they are shown.
    pub(super) fn filed(&self) -> Filed {
        let apart = if let Details::Shown { apart, .. } = &self.details { apart.clone() } else { Apart::new() };
        Filed { draft: self.draft.clone(), apart }
    }

    /// As the journal would have it.
    pub(super) fn stored(&self) -> Filed {
        self.filed().tidied(self.kind.as_deref())
    }

    /// Whether nothing was written into a new one.
    pub(super) fn is_untouched(&self) -> bool {
        let begun = Filed { draft: self.begun.clone(), apart: Apart::new() }.tidied(self.kind.as_deref());
        matches!(self.at, At::New) && self.stored() == begun
    }

    /// Whether it was begun with something in it: then it may be kept as it is.
    pub(super) fn is_begun_with_words(&self) -> bool {
        self.begun.fields.values().any(|text| !text.is_empty()) || !self.begun.refers.is_empty()
    }

    /// Something was written.
    pub(super) fn changed(&mut self, now: f64) {
        self.autosave.changed(now);
        self.failed = false;
    }

    /// A new one is kept as it was begun.
    pub(super) fn keep(&mut self, now: f64) {
        if matches!(self.at, At::New) {
            // From here on it is not as it was begun.
            self.begun = RecordDraft::on(&self.draft.kind, NaiveDate::MIN);
            self.changed(now);
        }
    }

    /// Whether a save has to wait for the journal to know the record.
    fn is_held(&self) -> bool {
        matches!(self.at, At::Adding(_))
    }

    /// The save that is due now.
    pub(super) fn due(&mut self, now: f64, tickets: &mut u64) -> Option<Request> {
        if self.is_held() {
            return None;
        }
        let change = self.autosave.due(now)?;
        self.save(change, tickets)
    }

    /// In how many seconds a save is due.
    pub(super) fn due_in(&self, now: f64) -> Option<f64> {
        if self.is_held() { None } else { self.autosave.due_in(now) }
    }

    /// Saves at once what is not on its way.
    pub(super) fn flush(&mut self, tickets: &mut u64) -> Option<Request> {
        if self.is_held() {
            return None;
        }
        let change = self.autosave.flush()?;
        self.save(change, tickets)
    }

    /// The same while the window is hidden.
    pub(super) fn flush_hidden(&mut self, now: f64, tickets: &mut u64) -> Option<Request> {
        if self.is_held() {
            return None;
        }
        let change = self.autosave.flush_unless_waiting(now)?;
        self.save(change, tickets)
    }

    pub(super) fn is_dirty(&self) -> bool {
        self.autosave.is_dirty()
    }

    /// Whether it waits for the answer under this ticket.
    pub(super) fn awaits(&self, ticket: u64) -> bool {
        self.sent.iter().any(|sent| sent.ticket == ticket)
    }

    fn save(&mut self, change: u64, tickets: &mut u64) -> Option<Request> {
        if self.is_untouched() {
            self.autosave.settle();
            return None;
        }
        *tickets += 1;
        let ticket = *tickets;
        let Filed { draft, apart } = self.stored();
        let (wish, apart) = match (&self.at, &self.details) {
            (At::New | At::Adding(_), _) => {
                let filed = Box::new(Filed { draft, apart: apart.clone() });
                self.at = At::Adding(ticket);
                (PortfolioRequest::AddRecord { ticket, filed }, Some(apart))
            }
            (At::Kept(record), Details::Shown { kept, .. }) if *kept != apart => {
                let filed = Box::new(Filed { draft, apart: apart.clone() });
                (PortfolioRequest::SaveRecord { id: record.id, filed }, Some(apart))
            }
            // What is kept apart stays as it is, unread.
            (At::Kept(record), _) => (PortfolioRequest::SaveRecordOnly { id: record.id, draft: Box::new(draft) }, None),
        };
        self.sent.push(Sent { ticket, change, apart });
        Some(Request::WithAnswer { ticket, wish: Box::new(Request::Portfolio(wish)) })
    }

    /// The journal has the new record that went under this ticket; `false` when that was another.
    pub(super) fn added(&mut self, ticket: u64, record: &Record) -> bool {
        let mine = matches!(self.at, At::Adding(sent) if sent == ticket);
        if mine {
            self.at = At::Kept(Box::new(record.clone()));
        }
        mine
    }

    /// The journal has what went under this ticket.
    pub(super) fn saved(&mut self, ticket: u64) {
        let Some(at) = self.sent.iter().position(|sent| sent.ticket == ticket) else { return };
        let sent = self.sent.remove(at);
        self.autosave.saved(sent.change);
        self.failed = false;
        if let (Some(now_kept), Details::Shown { kept, .. }) = (sent.apart, &mut self.details) {
            *kept = now_kept;
        }
    }

    /// The journal did not take what went under this ticket: the words are on the screen only. `false` when that was another's.
    pub(super) fn not_saved(&mut self, ticket: u64, now: f64) -> bool {
        let Some(at) = self.sent.iter().position(|sent| sent.ticket == ticket) else { return false };
        self.sent.remove(at);
        if matches!(self.at, At::Adding(sent) if sent == ticket) {
            self.at = At::New;
        }
        self.autosave.failed(now);
        self.failed = true;
        self.hiding = false;
        true
    }

    /// Takes in the record as the journal has it now. What is being written is never replaced.
    pub(super) fn take_in(&mut self, record: &Record) {
        let had_apart = self.kept().is_some_and(|kept| kept.has_apart);
        self.at = At::Kept(Box::new(record.clone()));
        if self.autosave.is_dirty() {
            return;
        }
        if had_apart && !record.has_apart {
            self.hide();
        }
        // What was typed stays as typed (a blank at the end) when it is the same to the journal.
        if self.stored().draft != record.draft {
            self.draft = opened(record.draft.clone(), self.kind.as_deref());
            self.day = Some(self.draft.date);
        }
    }

    /// The details of others have come.
    pub(super) fn loaded(&mut self, apart: &Apart) {
        if matches!(self.details, Details::Asked) {
            self.show(apart.clone());
        }
    }

    /// Shows the details of others for writing.
    pub(super) fn show(&mut self, kept: Apart) {
        let mut apart = kept.clone();
        for field in self.kind.iter().flat_map(|kind| &kind.fields).filter(|field| field.apart) {
            apart.entry(field.id.clone()).or_default();
        }
        self.details = Details::Shown { apart, kept };
        self.showing += 1;
        self.fresh = true;
    }

    /// Forgets the details of others; they must have been sent before.
    pub(super) fn hide(&mut self) {
        self.details = Details::Hidden;
        self.hiding = false;
        self.showing += 1;
    }

    /// What is said about saving.
    pub(super) fn save_state(&self) -> &'static str {
        if self.failed {
            "Not saved yet"
        } else if self.is_untouched() {
            "New"
        } else if self.is_dirty() {
            "Saving…"
        } else {
            "Saved"
        }
    }

    /// Labels of required fields in which nothing stands.
    pub(super) fn missing(&self) -> Vec<String> {
        let Some(kind) = &self.kind else { return Vec::new() };
        let hidden = !matches!(self.details, Details::Shown { .. });
        missing(kind, &self.stored(), hidden && self.kept().is_some_and(|record| record.has_apart))
    }
}

/// Labels of required fields in which nothing stands; `unread` says that there are details of others which were not read.
pub(super) fn missing(kind: &RecordKind, filed: &Filed, unread: bool) -> Vec<String> {
    let known = |label: &&&str| !unread || !kind.fields.iter().any(|field| field.apart && field.label == ***label);
    filed.missing(kind).iter().filter(known).map(|label| (*label).to_owned()).collect()
}

/// A draft with room for every field that may be written in.
fn opened(mut draft: RecordDraft, kind: Option<&RecordKind>) -> RecordDraft {
    for field in kind.into_iter().flat_map(|kind| &kind.fields).filter(|field| !field.apart) {
        draft.fields.entry(field.id.clone()).or_default();
    }
    draft
}
