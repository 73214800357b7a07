//! The communities that one learns in: where and when they meet, and how often one was there.

mod form;
mod view;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::{CommunityId, Minutes};
use crate::journal::Snapshot;
use crate::worker::Event;

use form::Form;

/// What the page remembers.
#[derive(Debug, Default)]
pub struct Network {
    /// How often each community was joined, and of which revision that was worked out.
    joined: Option<(u64, Arc<HashMap<CommunityId, Joined>>)>,
    /// A community that is being added or changed.
    form: Option<Form>,
}

/// The entries with a community.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Joined {
    times: usize,
    total: Minutes,
    last: NaiveDate,
}

impl Network {
    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        match event {
            Event::Opened { .. } => *self = Self::default(),
            // What was sent is kept now.
            Event::Renewed(_) => {
                self.form.take_if(|form| form.sent);
            }
            Event::Failed(_) => {
                if let Some(form) = &mut self.form {
                    form.sent = false;
                }
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
        for entry in snapshot.entries.iter().filter(|entry| !entry.state.is_binned()) {
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
