//! What a transaction touched, derived from SQLite's own update hook and from the triggers, never declared by a caller.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use rusqlite::Connection;

use super::StoreError;
use crate::domain::EntryId;

/// A part of the journal that is loaded and goes stale as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u32)]
pub enum Area {
    Entries = 1,
    Goals = 2,
    Actions = 4,
    Communities = 8,
    Evidence = 16,
    Profile = 32,
    History = 64,
    People = 128,
    Timer = 256,
    /// What the plan has beside its goals: looks at them, where they come from, what was read on the way in.
    Plan = 512,
    LookBacks = 1024,
    /// Own words, and choices that belong to the journal.
    Settings = 2048,
    /// Registrations, and practised audits.
    Registrations = 4096,
    /// What regulators want beside learning.
    Records = 8192,
    /// Appraisal walks, searches kept under a name, impact stories.
    Review = 16384,
    /// Findings that were settled, what has left, what came in.
    Leaving = 32768,
}

impl Area {
    /// Every one.
    pub const ALL: [Self; 16] = [
        Self::Entries,
        Self::Goals,
        Self::Actions,
        Self::Communities,
        Self::Evidence,
        Self::Profile,
        Self::History,
        Self::People,
        Self::Timer,
        Self::Plan,
        Self::LookBacks,
        Self::Settings,
        Self::Registrations,
        Self::Records,
        Self::Review,
        Self::Leaving,
    ];

    fn of_table(table: &str) -> Option<Self> {
        Some(match table {
            "entry" | "answer" | "entry_tag" | "entry_standard" | "entry_goal" | "rolled" => Self::Entries,
            "goal" => Self::Goals,
            "action" => Self::Actions,
            "community" | "chat" => Self::Communities,
            "evidence" | "entry_evidence" => Self::Evidence,
            "profile" => Self::Profile,
            "person" | "entry_person" => Self::People,
            "timer" => Self::Timer,
            "goal_review" | "need" | "waymark" => Self::Plan,
            "look_back" => Self::LookBacks,
            "word" | "setting" => Self::Settings,
            "registration" | "drill" => Self::Registrations,
            "record" | "record_ref" | "record_apart" => Self::Records,
            "walk" | "walk_decision" | "walk_goal" | "saved_search" | "impact" => Self::Review,
            "settled" | "departure" | "batch" => Self::Leaving,
            "step" => Self::History,
            _ => return None,
        })
    }
}

/// What changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    pub areas: BTreeSet<Area>,
    /// Entries whose own row, text, links or evidence changed.
    pub entries: BTreeSet<EntryId>,
}

/// Listens to the update hook of one connection.
#[derive(Debug, Default)]
pub(super) struct Watch(Arc<AtomicU32>);

impl Watch {
    pub(super) fn on(db: &mut Connection) -> Result<Self, StoreError> {
        let watch = Self::default();
        let seen = Arc::clone(&watch.0);
        db.update_hook(Some(move |_, _: &str, table: &str, _| {
            if let Some(area) = Area::of_table(table) {
                seen.fetch_or(area as u32, Ordering::Relaxed);
            }
        }))?;
        Ok(watch)
    }

    /// Drops what was seen, as by a transaction that was rolled back.
    pub(super) fn forget(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    pub(super) fn touched(&self, entries: BTreeSet<EntryId>) -> Touched {
        let seen = self.0.swap(0, Ordering::Relaxed);
        Touched { areas: Area::ALL.into_iter().filter(|area| seen & *area as u32 != 0).collect(), entries }
    }
}
