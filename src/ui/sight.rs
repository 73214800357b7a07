//! What a page shows that the worker works out: asked for when it is needed, kept until something newer comes.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{RichText, Ui};

use super::context::Ctx;
use super::theme::{self, space};
use crate::domain::{EntryHeader, EntryId};
use crate::journal::{Look, Seen, Snapshot};
use crate::worker::{Event, Request, ReviewRequest};

/// What there is to see on a page.
#[derive(Debug, Default)]
pub struct Sight {
    /// What was asked for last, and in which revision of the journal.
    asked: Option<(Look, u64)>,
    /// What came last.
    came: Option<(Look, Arc<Seen>)>,
}

impl Sight {
    /// What there is to see. When the journal has changed it is asked for again, and until that comes the last one stays, even that of
    /// another look: a page does not go blank because its days were changed. None when nothing has come yet.
    pub fn see(&mut self, cx: &mut Ctx<'_>, look: Look) -> Option<Arc<Seen>> {
        let revision = cx.snapshot.revision;
        if self.asked.as_ref().is_none_or(|(asked, of)| *asked != look || *of != revision) {
            self.asked = Some((look.clone(), revision));
            cx.send(Request::Review(ReviewRequest::Look(look)));
        }
        self.came.as_ref().map(|(_, seen)| Arc::clone(seen))
    }

    /// Takes in what the worker tells. Whether something new came.
    pub fn on_event(&mut self, event: &Event) -> bool {
        match event {
            Event::Opened { .. } => {
                *self = Self::default();
                true
            }
            Event::Looked { look, seen, .. } if self.asked.as_ref().is_some_and(|(asked, _)| asked == look) => {
                self.came = Some((look.clone(), Arc::clone(seen)));
                true
            }
            _ => false,
        }
    }
}

/// Headers by their ids.
pub type ById = HashMap<EntryId, Arc<EntryHeader>>;

/// Entries by their ids, made again only when the journal has changed.
#[derive(Debug, Default)]
pub struct Index(Option<(u64, Arc<ById>)>);

impl Index {
    /// Of a snapshot.
    pub fn of(&mut self, snapshot: &Snapshot) -> Arc<ById> {
        match &self.0 {
            Some((of, index)) if *of == snapshot.revision => Arc::clone(index),
            _ => {
                let index = Arc::new(snapshot.entries.iter().map(|entry| (entry.id, Arc::clone(entry))).collect());
                self.0 = Some((snapshot.revision, Arc::clone(&index)));
                index
            }
        }
    }
}

/// What is shown until the first answer comes.
pub fn working_ui(ui: &mut Ui) {
    ui.add_space(space::XL);
    ui.label(RichText::new("Adding it up…").color(theme::palette(ui.ctx()).text_muted));
}
