//! Entries in the file, whole and as headers.

mod header;
mod parts;

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, Row, named_params, params};

pub use header::Which;

use super::facts::{amounts, amounts_text};
use super::sql_types::{day, day_text, instant, instant_text, maybe_day, maybe_instant, maybe_time, minutes, time_text, uid};
use super::{Reader, StoreError, Tx};
use crate::domain::entry::TimeSpent;
use crate::domain::{ClaimCheck, CommunityId, Entry, EntryDraft, EntryId, EntryState, Reflection, Role, Uid, Verb, Verdict};

/// An entry that is to be written.
#[derive(Clone, Debug)]
pub struct NewEntry<'d> {
    pub uid: Uid,
    pub draft: &'d EntryDraft,
    pub state: EntryState,
    pub created: DateTime<Utc>,
    pub changed: DateTime<Utc>,
}

/// `state`, `submitted_on` and `binned_at` as one value.
fn state(row: &Row<'_>, first: usize) -> rusqlite::Result<EntryState> {
    if let Some(at) = maybe_instant(row, first + 2)? {
        return Ok(EntryState::Binned { at });
    }
    Ok(match maybe_day(row, first + 1)? {
        Some(on) => EntryState::Submitted { on },
        None if row.get_ref(first)?.as_str() == Ok("ready") => EntryState::Ready,
        None => EntryState::Draft,
    })
}

fn used_text(used: &[Verb]) -> String {
    used.iter().map(|verb| verb.token()).collect::<Vec<_>>().join(" ")
}

impl Reader<'_> {
    /// One entry whole, with its links; `None` when there is none.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn entry(&self, id: EntryId) -> Result<Option<Entry>, StoreError> {
        let entry = self.db.prepare_cached(include_str!("select.sql"))?.query_row([id.row()], from_row).optional()?;
        let Some(mut entry) = entry else { return Ok(None) };
        self.add_parts(&mut entry)?;
        Ok(Some(entry))
    }

    /// The state that an entry has when it comes out of the bin; `None` when it is gone.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn state_in_bin(&self, id: EntryId) -> Result<Option<EntryState>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT state, submitted_on, NULL FROM entry WHERE id = ?1")?;
        Ok(statement.query_row([id.row()], |row| state(row, 0)).optional()?)
    }

    /// Entries whose name begins so: at most three, which is enough to know whether it is one.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn entries_called(&self, uid_start: &str) -> Result<Vec<(EntryId, Uid)>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT id, uid FROM entry WHERE substr(uid, 1, length(?1)) = lower(?1) LIMIT 3")?;
        Ok(statement.query_map([uid_start], |row| Ok((EntryId::from_row(row.get(0)?), uid(row, 1)?)))?.collect::<Result<_, _>>()?)
    }
}

/// The columns of `select.sql`.
fn from_row(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let role: String = row.get(23)?;
    let used: String = row.get(22)?;
    let draft = EntryDraft {
        title: row.get(2)?,
        kind: row.get(3)?,
        date: day(row, 4)?,
        time: maybe_time(row, 5)?,
        zone: row.get(6)?,
        minutes: TimeSpent {
            preparing: minutes(row, 7)?,
            taking_part: minutes(row, 8)?,
            reading: minutes(row, 9)?,
            reflecting: minutes(row, 10)?,
            interactive: minutes(row, 11)?,
        },
        how: row.get(12)?,
        platform: row.get(13)?,
        url: row.get(14)?,
        handle: row.get(15)?,
        hashtag: row.get(16)?,
        community: row.get::<_, Option<i64>>(17)?.map(CommunityId::from_row),
        learnt: row.get(18)?,
        changed: row.get(19)?,
        benefit: row.get(20)?,
        reflection: Reflection { template: row.get(21)?, answers: Vec::new() },
        private_note: row.get(24)?,
        goals: Vec::new(),
        tags: Vec::new(),
        people: Vec::new(),
        standards: Vec::new(),
        used: used.split_whitespace().filter_map(Verb::from_token).collect(),
        role: Role::from_token(&role),
        claim: ClaimCheck {
            who: row.get(30)?,
            evidence: row.get(31)?,
            holds: row.get(32)?,
            verdict: row.get_ref(33)?.as_str().ok().and_then(Verdict::from_token),
        },
        ai_help: row.get(34)?,
        parked: maybe_day(row, 35)?,
        amounts: amounts(row, 36)?,
    };
    Ok(Entry {
        id: EntryId::from_row(row.get(0)?),
        uid: uid(row, 1)?,
        draft,
        state: state(row, 25)?,
        created: instant(row, 28)?,
        changed: instant(row, 29)?,
        linked: Vec::new(),
    })
}

impl Tx<'_> {
    /// Adds an entry with its links.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_entry(&self, new: &NewEntry<'_>) -> Result<EntryId, StoreError> {
        let NewEntry { uid, draft, state, created, changed } = new;
        let (word, submitted_on, binned_at) = state_columns(*state);
        self.db.prepare_cached(include_str!("insert.sql"))?.execute(named_params! {
            ":uid": uid.to_string(),
            ":title": draft.title,
            ":kind": draft.kind,
            ":date": day_text(draft.date),
            ":time": draft.time.map(time_text),
            ":zone": draft.zone,
            ":preparing": draft.minutes.preparing.0,
            ":taking_part": draft.minutes.taking_part.0,
            ":reading": draft.minutes.reading.0,
            ":reflecting": draft.minutes.reflecting.0,
            ":interactive": draft.minutes.interactive.0,
            ":how": draft.how,
            ":platform": draft.platform,
            ":url": draft.url,
            ":handle": draft.handle,
            ":hashtag": draft.hashtag,
            ":community": draft.community.map(CommunityId::row),
            ":learnt": draft.learnt,
            ":changed": draft.changed,
            ":benefit": draft.benefit,
            ":template": draft.reflection.template,
            ":used": used_text(&draft.used),
            ":role": draft.role.map_or("", Role::token),
            ":private_note": draft.private_note,
            ":claim_who": draft.claim.who,
            ":claim_evidence": draft.claim.evidence,
            ":claim_holds": draft.claim.holds,
            ":claim_verdict": draft.claim.verdict.map_or("", Verdict::token),
            ":ai_help": draft.ai_help,
            ":parked": draft.parked.map(day_text),
            ":amounts": amounts_text(&draft.amounts),
            ":state": word,
            ":submitted_on": submitted_on,
            ":binned_at": binned_at,
            ":created": instant_text(*created),
            ":changed_at": instant_text(*changed),
        })?;
        let id = EntryId::from_row(self.db.last_insert_rowid());
        self.write_parts(id, draft, *created)?;
        Ok(id)
    }

    /// Writes an entry's draft with its links; its state stays.
    ///
    /// # Errors
    /// [`StoreError::Gone`] when there is none any more, or it cannot be written.
    pub fn update_entry(&self, id: EntryId, draft: &EntryDraft) -> Result<(), StoreError> {
        let mut model = self.db.prepare_cached("SELECT template FROM entry WHERE id = ?1")?;
        let model: String = model.query_row([id.row()], |row| row.get(0)).optional()?.ok_or(StoreError::Gone)?;
        self.remember_model(draft, &model)?;
        self.db.prepare_cached(include_str!("update.sql"))?.execute(named_params! {
            ":id": id.row(),
            ":title": draft.title,
            ":kind": draft.kind,
            ":date": day_text(draft.date),
            ":time": draft.time.map(time_text),
            ":zone": draft.zone,
            ":preparing": draft.minutes.preparing.0,
            ":taking_part": draft.minutes.taking_part.0,
            ":reading": draft.minutes.reading.0,
            ":reflecting": draft.minutes.reflecting.0,
            ":interactive": draft.minutes.interactive.0,
            ":how": draft.how,
            ":platform": draft.platform,
            ":url": draft.url,
            ":handle": draft.handle,
            ":hashtag": draft.hashtag,
            ":community": draft.community.map(CommunityId::row),
            ":learnt": draft.learnt,
            ":changed": draft.changed,
            ":benefit": draft.benefit,
            ":template": draft.reflection.template,
            ":used": used_text(&draft.used),
            ":role": draft.role.map_or("", Role::token),
            ":private_note": draft.private_note,
            ":claim_who": draft.claim.who,
            ":claim_evidence": draft.claim.evidence,
            ":claim_holds": draft.claim.holds,
            ":claim_verdict": draft.claim.verdict.map_or("", Verdict::token),
            ":ai_help": draft.ai_help,
            ":parked": draft.parked.map(day_text),
            ":amounts": amounts_text(&draft.amounts),
            ":changed_at": instant_text(self.at),
        })?;
        self.write_parts(id, draft, self.at)
    }

    /// A model of reflection that was chosen just now is offered first for the next entry of this kind; `before` is the one that the entry
    /// had. An entry that is only taken in from elsewhere chooses nothing.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn remember_model(&self, draft: &EntryDraft, before: &str) -> Result<(), StoreError> {
        let model = &draft.reflection.template;
        if model.is_empty() || model == before { Ok(()) } else { self.set_last_model(&draft.kind, model) }
    }

    /// Moves an entry to another state. Binning keeps the state it had, and [`Self::unbin_entry`] brings that back.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_state(&self, id: EntryId, state: EntryState) -> Result<(), StoreError> {
        let at = instant_text(self.at);
        match state {
            EntryState::Binned { at: binned } => self
                .db
                .prepare_cached("UPDATE entry SET binned_at = ?2, changed_at = ?3 WHERE id = ?1")?
                .execute(params![id.row(), instant_text(binned), at])?,
            EntryState::Draft | EntryState::Ready | EntryState::Submitted { .. } => {
                let (word, submitted_on, _) = state_columns(state);
                self.db
                    .prepare_cached("UPDATE entry SET state = ?2, submitted_on = ?3, binned_at = NULL, changed_at = ?4 WHERE id = ?1")?
                    .execute(params![id.row(), word, submitted_on, at])?
            }
        };
        Ok(())
    }

    /// Takes an entry out of the bin, in the state it had before.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn unbin_entry(&self, id: EntryId) -> Result<(), StoreError> {
        self.db
            .prepare_cached("UPDATE entry SET binned_at = NULL, changed_at = ?2 WHERE id = ?1")?
            .execute(params![id.row(), instant_text(self.at)])?;
        Ok(())
    }
}

/// `state`, `submitted_on`, `binned_at`. An entry that begins its life in the bin was a draft before.
fn state_columns(state: EntryState) -> (&'static str, Option<String>, Option<String>) {
    match state {
        EntryState::Draft => ("draft", None, None),
        EntryState::Ready => ("ready", None, None),
        EntryState::Submitted { on } => ("submitted", Some(day_text(on)), None),
        EntryState::Binned { at } => ("draft", None, Some(instant_text(at))),
    }
}
