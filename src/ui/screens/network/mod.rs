//! With whom one learns: communities and when they meet, chats of certain days, people and sources.

mod calendar;
mod catalogue;
mod chat_form;
mod chats;
mod communities;
mod form;
mod mirror;
mod people;
mod person_form;
mod sending;
mod view;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::{CommunityId, Minutes};
use crate::journal::Snapshot;
use crate::ui::widgets::Pages;
use crate::worker::{Event, Request};

use calendar::CalendarDialog;
use catalogue::CatalogueDialog;
use chat_form::ChatForm;
use form::Form;
use people::People;
use person_form::PersonForm;
use sending::Sending;

/// What the page remembers.
#[derive(Debug, Default)]
pub struct Network {
    part: Part,
    /// How often each community was joined, and of which revision that was worked out.
    joined: Option<(u64, Arc<HashMap<CommunityId, Joined>>)>,
    /// A community that is being added or changed.
    form: Option<Form>,
    /// The catalogue, while somebody chooses from it.
    catalogue: Option<CatalogueDialog>,
    chat: Option<ChatForm>,
    /// What a calendar would bring.
    calendar: Option<CalendarDialog>,
    person: Option<PersonForm>,
    people: People,
    past: Pages,
    mirror: mirror::Mirror,
    /// A number for what is sent in this frame.
    ticket: u64,
}

/// The parts of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Part {
    #[default]
    Communities,
    Chats,
    People,
    /// From whom one learns.
    LearnFrom,
}

impl Part {
    const ALL: [Self; 4] = [Self::Communities, Self::Chats, Self::People, Self::LearnFrom];

    const fn label(self) -> &'static str {
        match self {
            Self::Communities => "Communities",
            Self::Chats => "Chats",
            Self::People => "People and sources",
            Self::LearnFrom => "Who I learn from",
        }
    }
}

/// The entries with a community.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Joined {
    times: usize,
    total: Minutes,
    last: NaiveDate,
}

impl Network {
    /// Turns to a part of the page.
    pub fn show(&mut self, part: Part) {
        self.part = part;
    }

    /// Whether something waits for the answer under this ticket.
    pub fn awaits(&self, ticket: u64) -> bool {
        self.sendings().any(|sending| sending.is_under(ticket))
    }

    /// Whether something is on its way to the journal.
    pub fn is_sent(&self) -> bool {
        self.sendings().any(Sending::is_sent)
    }

    fn sendings(&self) -> impl Iterator<Item = &Sending> {
        let forms = [self.form.as_ref().map(|form| &form.sending), self.chat.as_ref().map(|form| &form.sending)];
        let others = [self.person.as_ref().map(|form| &form.sending), self.calendar.as_ref().map(|dialog| &dialog.sending)];
        forms.into_iter().chain(others).flatten()
    }

    /// Keeps what stands in the forms, for the window is closing or another journal is opened: what to send, each under a ticket of its own,
    /// and why a form cannot be kept, when it lacks what it needs.
    pub fn leave(&mut self, tickets: &mut u64) -> (Vec<Request>, Option<&'static str>) {
        let mut requests = Vec::new();
        let mut lacks = None;
        let mut under = || {
            *tickets += 1;
            *tickets
        };
        if let Some(form) = self.form.as_mut().filter(|form| form.is_changed()) {
            if form.can_be_kept() {
                requests.extend(form.send(under()));
            } else if !form.sending.is_sent() {
                lacks = Some("The community that you are writing down is not kept: it needs a name and a time zone that is known");
            }
        }
        if let Some(form) = self.chat.as_mut().filter(|form| form.is_changed()) {
            if form.can_be_kept() {
                requests.extend(form.send(under()));
            } else if !form.sending.is_sent() {
                lacks = Some("The chat that you are writing down is not kept: it needs a subject or a community, and when it begins");
            }
        }
        if let Some(form) = self.person.as_mut().filter(|form| form.is_changed()) {
            if form.can_be_kept() {
                requests.extend(form.send(under()));
            } else if !form.sending.is_sent() {
                lacks = Some("The person that you are writing down is not kept: a name or a handle is needed");
            }
        }
        (requests, lacks)
    }

    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        self.mirror.on_event(event);
        match event {
            Event::Opened { .. } => *self = Self::default(),
            Event::Kept { ticket } => {
                self.form.take_if(|form| form.sending.is_under(*ticket));
                self.chat.take_if(|form| form.sending.is_under(*ticket));
                self.person.take_if(|form| form.sending.is_under(*ticket));
                self.calendar.take_if(|dialog| dialog.sending.is_under(*ticket));
            }
            Event::Failed(failure) => {
                let forms = [self.form.as_mut().map(|form| &mut form.sending), self.chat.as_mut().map(|form| &mut form.sending)];
                let others = [self.person.as_mut().map(|form| &mut form.sending), self.calendar.as_mut().map(|form| &mut form.sending)];
                for sending in forms.into_iter().chain(others).flatten() {
                    sending.failed(failure);
                }
            }
            Event::Calendar { plan, .. } => {
                self.part = Part::Chats;
                self.calendar = Some(CalendarDialog::new((**plan).clone()));
            }
            _ => {}
        }
    }

    /// How often each community was joined, worked out again only when the journal has changed.
    fn joined(&mut self, snapshot: &Snapshot) -> Arc<HashMap<CommunityId, Joined>> {
        if let Some((of, joined)) = &self.joined
            && *of == snapshot.revision
        {
            return Arc::clone(joined);
        }
        let mut all: HashMap<CommunityId, Joined> = HashMap::new();
        for entry in snapshot.entries.iter().filter(|entry| !entry.state.is_binned() && entry.items == 0 && entry.date <= snapshot.today) {
            // A claim's time is that of its items.
            if let Some(id) = entry.community {
                // Entries come newest first.
                let joined = all.entry(id).or_insert(Joined { times: 0, total: Minutes::ZERO, last: entry.date });
                joined.times += 1;
                joined.total = joined.total.plus(entry.total);
            }
        }
        let all = Arc::new(all);
        self.joined = Some((snapshot.revision, Arc::clone(&all)));
        all
    }
}
