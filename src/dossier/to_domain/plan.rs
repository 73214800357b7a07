//! The plan of a dossier and what was made of it, as types of the domain.

use chrono::{DateTime, Utc};

use super::super::{Decided, Fate, Goal, Impact, Need, Review, SavedSearch, Walk, Waymark};
use super::{Bad, bad, day, instant, some_day, token, uid};
use crate::domain::text::{clean, clean_line};
use crate::domain::walk::Decision;
use crate::domain::{self, GoalKind, GoalState, NeedKind, Purpose, Uid, WaymarkKind};

impl Goal {
    /// # Errors
    /// [`Bad`]: it has no title, a day is none, or a word is not known.
    pub fn to_draft(&self) -> Result<domain::GoalDraft, Bad> {
        if self.title.trim().is_empty() {
            return Err(bad("title of a goal", &self.title));
        }
        let or = |text: &str, otherwise: &'static str| if text.is_empty() { otherwise.to_owned() } else { text.to_owned() };
        Ok(domain::GoalDraft {
            title: clean_line(&self.title),
            why: clean(&self.why),
            measure: clean(&self.measure),
            how: clean(&self.how),
            due: some_day("day a goal is due", self.due.as_deref())?,
            support: clean(&self.support),
            barriers: clean(&self.barriers),
            purpose: token("purpose of a goal", &or(&self.purpose, "pdp"), Purpose::from_token)?,
            kind: token("kind of a goal", &or(&self.kind, "cpd"), GoalKind::from_token)?,
            state: token("state of a goal", &or(&self.state, "open"), GoalState::from_token)?,
            outcome: clean(&self.outcome),
            plan: clean_line(&self.plan),
        })
    }
}

impl Goal {
    /// When it was made and last changed.
    ///
    /// # Errors
    /// [`Bad`]: one is no instant.
    pub fn moments(&self, now: DateTime<Utc>) -> Result<(DateTime<Utc>, DateTime<Utc>), Bad> {
        let created = instant("time of making a goal", &self.created, now)?;
        Ok((created, instant("time of the last change of a goal", &self.changed_at, created)?))
    }
}

impl Review {
    /// # Errors
    /// [`Bad`]: its day is none.
    pub fn to_draft(&self) -> Result<domain::ReviewDraft, Bad> {
        Ok(domain::ReviewDraft { day: day("day of a review", &self.date)?, note: clean(&self.note) })
    }
}

impl Need {
    /// The draft without what it led to.
    ///
    /// # Errors
    /// [`Bad`]: its kind is not known, or its day is none.
    pub fn to_draft(&self) -> Result<domain::NeedDraft, Bad> {
        Ok(domain::NeedDraft {
            kind: token("kind of a need", &self.kind, NeedKind::from_token)?,
            text: clean(&self.text),
            day: day("day of a need", &self.date)?,
            goal: None,
            entry: None,
        })
    }
}

impl Waymark {
    /// # Errors
    /// [`Bad`]: its kind is not known, or its day is none.
    pub fn to_draft(&self) -> Result<domain::WaymarkDraft, Bad> {
        Ok(domain::WaymarkDraft {
            kind: token("kind of a waymark", &self.kind, WaymarkKind::from_token)?,
            title: clean_line(&self.title),
            version: clean_line(&self.version),
            day: day("day of a waymark", &self.date)?,
            note: clean(&self.note),
        })
    }
}

impl Impact {
    /// # Errors
    /// [`Bad`]: an entry's uid is none, or a day is none.
    pub fn to_draft(&self) -> Result<domain::ImpactDraft, Bad> {
        Ok(domain::ImpactDraft {
            title: clean_line(&self.title),
            reader: clean_line(&self.reader),
            opening: clean(&self.opening),
            closing: clean(&self.closing),
            chosen: self.entries.iter().map(|text| uid(text)).collect::<Result<_, _>>()?,
            from: some_day("first day", self.from.as_deref())?,
            until: some_day("last day", self.to.as_deref())?,
        })
    }
}

impl Walk {
    /// The draft without its registration.
    ///
    /// # Errors
    /// [`Bad`]: a day is none.
    pub fn to_draft(&self) -> Result<domain::WalkDraft, Bad> {
        Ok(domain::WalkDraft {
            title: clean_line(&self.title),
            registration: None,
            from: day("first day of a walk", &self.from)?,
            until: day("last day of a walk", &self.to)?,
            note: clean(&self.note),
            next_plan: clean_line(&self.next_plan),
        })
    }

    /// When it was begun.
    ///
    /// # Errors
    /// [`Bad`]: that is no instant.
    pub fn begun(&self, now: DateTime<Utc>) -> Result<DateTime<Utc>, Bad> {
        instant("beginning of a walk", &self.begun, now)
    }

    /// When it was finished.
    ///
    /// # Errors
    /// [`Bad`]: that is no instant.
    pub fn finished(&self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Bad> {
        self.finished.as_deref().map(|text| instant("end of a walk", text, now)).transpose()
    }
}

impl Decided {
    /// The entry, and what becomes of it.
    ///
    /// # Errors
    /// [`Bad`]: no uid, or a word that is not known.
    pub fn to_pair(&self) -> Result<(Uid, Decision), Bad> {
        Ok((uid(&self.entry)?, token("decision", &self.decision, Decision::from_token)?))
    }

    /// When it was decided.
    ///
    /// # Errors
    /// [`Bad`]: that is no instant.
    pub fn decided(&self, now: DateTime<Utc>) -> Result<DateTime<Utc>, Bad> {
        instant("time of a decision", &self.at, now)
    }
}

impl Fate {
    /// The goal, and what becomes of it.
    ///
    /// # Errors
    /// [`Bad`]: no uid, or a word that is not known.
    pub fn to_pair(&self) -> Result<(Uid, domain::walk::Fate), Bad> {
        Ok((uid(&self.goal)?, token("fate of a goal", &self.fate, domain::walk::Fate::from_token)?))
    }
}

impl From<&SavedSearch> for domain::SavedSearchDraft {
    fn from(search: &SavedSearch) -> Self {
        Self { name: clean_line(&search.name), query: clean_line(&search.query) }
    }
}
