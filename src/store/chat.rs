//! Chats on certain days in the file.

use chrono::{NaiveDate, NaiveTime};
use rusqlite::{OptionalExtension as _, Row, params};

use super::sql_types::{day, day_text, maybe_time, time_text, uid};
use super::{Reader, StoreError, Tx};
use crate::domain::{Chat, ChatDraft, ChatId, CommunityId, EntryId, Minutes, Uid};

/// When an entry of a community was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedAt {
    pub entry: EntryId,
    pub date: NaiveDate,
    pub time: Option<NaiveTime>,
    /// IANA name of the zone of `time`.
    pub zone: String,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Chat> {
    Ok(Chat {
        id: ChatId::from_row(row.get(0)?),
        uid: uid(row, 1)?,
        draft: ChatDraft {
            community: row.get::<_, Option<i64>>(2)?.map(CommunityId::from_row),
            title: row.get(3)?,
            date: day(row, 4)?,
            time: maybe_time(row, 5)?.unwrap_or_default(),
            zone: row.get(6)?,
            length: row.get::<_, Option<u32>>(7)?.map(Minutes),
            address: row.get(8)?,
            external: row.get(9)?,
        },
    })
}

impl Reader<'_> {
    /// All chats of certain days, the earliest first.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn chats(&self) -> Result<Vec<Chat>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT id, uid, community, title, date, time, zone, length, address, external FROM chat ORDER BY date, time, id",
        )?;
        Ok(statement.query_map([], from_row)?.collect::<Result<_, _>>()?)
    }

    /// The newest entry of a community, or of any when none is named, that is neither in the bin nor a claim made of small items; with
    /// its day.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn newest_entry_in(&self, community: Option<CommunityId>) -> Result<Option<(NaiveDate, EntryId)>, StoreError> {
        let newest = |condition: &str, of: &[&dyn rusqlite::ToSql]| {
            self.db
                .prepare_cached(&format!(
                    "SELECT date, id FROM entry WHERE {condition} AND binned_at IS NULL AND id NOT IN (SELECT claim FROM rolled)
                     ORDER BY date DESC, id DESC LIMIT 1"
                ))?
                .query_row(of, |row| Ok((day(row, 0)?, EntryId::from_row(row.get(1)?))))
                .optional()
        };
        Ok(match community {
            Some(community) => newest("community = ?1", &[&community.row()])?,
            None => newest("community IS NOT NULL", &[])?,
        })
    }

    /// When entries of a community were, from one day to another, both included; without those in the bin and claims made of small items.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn logged_in(&self, community: CommunityId, from: NaiveDate, to: NaiveDate) -> Result<Vec<LoggedAt>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT id, date, time, zone FROM entry
             WHERE community = ?1 AND date BETWEEN ?2 AND ?3 AND binned_at IS NULL AND id NOT IN (SELECT claim FROM rolled) ORDER BY id",
        )?;
        let found = statement.query_map(params![community.row(), day_text(from), day_text(to)], |row| {
            Ok(LoggedAt { entry: EntryId::from_row(row.get(0)?), date: day(row, 1)?, time: maybe_time(row, 2)?, zone: row.get(3)? })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Adds a chat.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_chat(&self, uid: Uid, draft: &ChatDraft) -> Result<ChatId, StoreError> {
        self.db
            .prepare_cached(
                "INSERT INTO chat (uid, community, title, date, time, zone, length, address, external)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                uid.to_string(),
                draft.community.map(CommunityId::row),
                draft.title,
                day_text(draft.date),
                time_text(draft.time),
                draft.zone,
                draft.length.map(|length| length.0),
                draft.address,
                draft.external,
            ])?;
        Ok(ChatId::from_row(self.db.last_insert_rowid()))
    }

    /// Writes what is known of a chat; `false` when there is no such chat.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn update_chat(&self, id: ChatId, draft: &ChatDraft) -> Result<bool, StoreError> {
        let changed = self
            .db
            .prepare_cached(
                "UPDATE chat SET community = ?2, title = ?3, date = ?4, time = ?5, zone = ?6, length = ?7, address = ?8, external = ?9
                 WHERE id = ?1",
            )?
            .execute(params![
                id.row(),
                draft.community.map(CommunityId::row),
                draft.title,
                day_text(draft.date),
                time_text(draft.time),
                draft.zone,
                draft.length.map(|length| length.0),
                draft.address,
                draft.external,
            ])?;
        Ok(changed > 0)
    }

    /// Takes a chat away; undo brings it back.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn delete_chat(&self, id: ChatId) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM chat WHERE id = ?1")?.execute([id.row()])?;
        Ok(())
    }
}
