//! With whom one learns: communities and when they meet, chats of certain days, people and sources.

mod calendar;
mod catalogue;
mod chat_form;
mod chats;
mod communities;
mod form;
mod people;
mod person_form;
mod view;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::{CommunityId, Minutes};
use crate::journal::Snapshot;
use crate::ui::widgets::Pages;
use crate::worker::Event;

use calendar::CalendarDialog;
use catalogue::CatalogueDialog;
use chat_form::ChatForm;
use form::Form;
use people::People;
use person_form::PersonForm;

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
    /// How the journal was when something was sent to it.
    sent_at: u64,
}

/// The parts of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    Communities,
    Chats,
    People,
}

impl Part {
    const ALL: [Self; 3] = [Self::Communities, Self::Chats, Self::People];

    const fn label(self) -> &'static str {
        match self {
            Self::Communities => "Communities",
            Self::Chats => "Chats",
            Self::People => "People and sources",
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

    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        match event {
            Event::Opened { .. } => *self = Self::default(),
            // What was sent is kept now; a new minute alone says nothing of it.
            Event::Renewed(snapshot) if snapshot.revision > self.sent_at => {
                self.form.take_if(|form| form.sent);
                self.chat.take_if(|form| form.sent);
                self.person.take_if(|form| form.sent);
                self.calendar.take_if(|dialog| dialog.sent);
            }
            Event::Failed(_) => {
                let forms = [self.form.as_mut().map(|form| &mut form.sent), self.chat.as_mut().map(|form| &mut form.sent)];
                let others = [self.person.as_mut().map(|form| &mut form.sent), self.calendar.as_mut().map(|dialog| &mut dialog.sent)];
                for sent in forms.into_iter().chain(others).flatten() {
                    *sent = false;
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
        for entry in snapshot.entries.iter().filter(|entry| !entry.state.is_binned() && entry.items == 0) {
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
