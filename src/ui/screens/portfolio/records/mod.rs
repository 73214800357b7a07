//! The part “Records” of the portfolio: feedback, hours of practice, accounts, discussions and whatever else regulators want beside learning.
//! Its kinds and their fields are data; it knows none of them by name.
//!
//! | file | question |
//! |---|---|
//! | `kinds` | Which kinds are asked for, and in which cycle? |
//! | `list`, `row` | Which records are there? |
//! | `page` | One record: what is saved when? |
//! | `page_view`, `fields`, `codes`, `hours` | What stands where on its page? |
//! | `refers`, `picker`, `taking` | What is it about, and which words does it take from there? |
//! | `apart` | Somebody else's details, and how they are erased |

mod apart;
mod codes;
mod fields;
mod hours;
mod kinds;
mod list;
mod page;
mod page_view;
mod picker;
mod refers;
mod row;
mod taking;

use std::sync::Arc;

use super::Go;
use crate::domain::{RecordDraft, Uid};
use crate::ui::context::Ctx;
use crate::ui::widgets::Pages;
use crate::worker::{Event, Request};

use kinds::Asked;
use list::Lines;
use page::RecordPage;
use picker::Picker;

/// What it remembers.
#[derive(Debug, Default)]
pub struct Records {
    /// The kind that is listed; all of them without one.
    kind: Option<String>,
    /// Kinds that nobody asks for are shown, too.
    more: bool,
    bin_shown: bool,
    pages: Pages,
    /// The record that is shown alone.
    page: Option<RecordPage>,
    /// What is to be shown as soon as everything that is written here is in the journal.
    wanted: Option<Wanted>,
    /// What is asked for, and as of which revision.
    asked: Option<(u64, Arc<Asked>)>,
    lines: Option<Lines>,
    picker: Option<Picker>,
    /// How many records were opened.
    opened: u64,
    /// What is to be said in passing.
    said: Option<String>,
    /// The time of the last frame, for what comes in between frames.
    now: f64,
}

/// What is to be shown.
#[derive(Debug)]
enum Wanted {
    List,
    Record(Uid),
    New(Box<RecordDraft>),
}

impl Records {
    /// Shows the part.
    pub fn show_ui(&mut self, ui: &mut egui::Ui, cx: &mut Ctx<'_>) -> Option<Go> {
        self.now = cx.now;
        if let Some(text) = self.said.take() {
            cx.say(text);
        }
        self.turn(cx);
        let asked = self.asked(cx);
        if self.page.is_some() {
            self.page_ui(ui, cx, &asked);
            self.picker_ui(ui, cx);
            self.erase_ui(ui, cx);
        } else {
            self.list_ui(ui, cx, &asked);
        }
        if self.wanted.is_some() {
            ui.ctx().request_repaint();
        }
        None
    }

    /// Shows what is wanted, once the journal has what is written here.
    fn turn(&mut self, cx: &mut Ctx<'_>) {
        let Some(wanted) = self.wanted.take() else { return };
        if let Some(page) = &mut self.page {
            if let Wanted::Record(uid) = &wanted
                && page.uid() == Some(*uid)
            {
                return;
            }
            if let Some(request) = page.flush(cx.tickets) {
                cx.send(request);
            }
            if page.is_dirty() {
                self.wanted = Some(wanted);
                return;
            }
        }
        self.picker = None;
        self.opened += 1;
        let catalogue = cx.catalogue;
        self.page = match wanted {
            Wanted::New(draft) if !cx.read_only() => Some(RecordPage::new(self.opened, catalogue.record_kind(&draft.kind), *draft)),
            Wanted::New(_) | Wanted::List => None,
            Wanted::Record(uid) => {
                let record = cx.snapshot.records.iter().find(|record| record.uid == uid);
                record.map(|record| RecordPage::of(self.opened, catalogue.record_kind(&record.draft.kind), record))
            }
        };
    }

    /// What is asked for, worked out again only when the journal has changed.
    fn asked(&mut self, cx: &Ctx<'_>) -> Arc<Asked> {
        if let Some((of, asked)) = &self.asked
            && *of == cx.snapshot.revision
        {
            return Arc::clone(asked);
        }
        let asked = Arc::new(Asked::of(cx.snapshot, cx.catalogue));
        self.asked = Some((cx.snapshot.revision, Arc::clone(&asked)));
        asked
    }

    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        match event {
            Event::Opened { .. } => *self = Self::default(),
            Event::Renewed(snapshot) => {
                if let Some(page) = &mut self.page
                    && let Some(uid) = page.uid()
                {
                    match snapshot.records.iter().find(|record| record.uid == uid) {
                        Some(record) => page.take_in(record),
                        // Adding it was undone.
                        None => self.page = None,
                    }
                }
            }
            Event::RecordAdded { ticket, record } => {
                if let Some(page) = &mut self.page {
                    page.added(*ticket, record);
                }
            }
            Event::Kept { ticket } => {
                if let Some(page) = &mut self.page {
                    page.saved(*ticket);
                }
            }
            Event::Apart { record, apart } => {
                if let Some(page) = self.page.as_mut().filter(|page| page.uid() == Some(*record)) {
                    page.loaded(apart);
                }
            }
            Event::Loaded(entry) => {
                if let Some(page) = self.page.as_mut().filter(|page| page.taking == Some(entry.id)) {
                    page.taking = None;
                    self.said = Some(page.take_words(entry, self.now));
                }
            }
            Event::Failed(failure) => {
                if let (Some(page), Some(ticket)) = (&mut self.page, failure.ticket)
                    && page.not_saved(ticket, self.now)
                {
                    // The words are here only: so is whoever wrote them.
                    self.wanted = None;
                }
            }
            _ => {}
        }
    }

    /// Shows the records of a kind.
    pub fn show_kind(&mut self, kind: String) {
        self.kind = Some(kind);
        self.pages = Pages::default();
        self.wanted = Some(Wanted::List);
    }

    /// Shows a record.
    pub fn open(&mut self, record: Uid) {
        self.wanted = Some(Wanted::Record(record));
    }

    /// Begins a record like this; it is kept when something is written.
    pub fn begin(&mut self, draft: RecordDraft) {
        self.wanted = Some(Wanted::New(Box::new(draft)));
    }

    /// The save that is due now.
    pub fn due(&mut self, now: f64, tickets: &mut u64) -> Option<Request> {
        self.page.as_mut()?.due(now, tickets)
    }

    /// In how many seconds a save is due.
    pub fn due_in(&self, now: f64) -> Option<f64> {
        self.page.as_ref()?.due_in(now)
    }

    /// Saves at once what is written and not on its way.
    pub fn flush(&mut self, tickets: &mut u64) -> Option<Request> {
        self.page.as_mut()?.flush(tickets)
    }

    /// The same while the window is hidden.
    pub fn flush_hidden(&mut self, now: f64, tickets: &mut u64) -> Option<Request> {
        self.page.as_mut()?.flush_hidden(now, tickets)
    }

    /// Whether something is not on the disk.
    pub fn is_dirty(&self) -> bool {
        self.page.as_ref().is_some_and(RecordPage::is_dirty)
    }

    /// Whether words wait for the answer under this ticket.
    pub fn awaits(&self, ticket: u64) -> bool {
        self.page.as_ref().is_some_and(|page| page.awaits(ticket))
    }
}
