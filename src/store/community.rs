//! Communities in the file.

use chrono::Weekday;
use rusqlite::{Row, params};

use super::sql_types::{day_text, maybe_day, maybe_time, time_text, token, uid};
use super::{Reader, StoreError, Tx};
use crate::domain::{Community, CommunityDraft, CommunityId, Minutes, Rhythm, Uid};

const SELECT: &str =
    "SELECT id, uid, name, platform, hashtag, address, day, time, zone, length, rhythm, anchor, kind, prepare, unlisted FROM community";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Community> {
    Ok(Community {
        id: CommunityId::from_row(row.get(0)?),
        uid: uid(row, 1)?,
        draft: CommunityDraft {
            name: row.get(2)?,
            platform: row.get(3)?,
            hashtag: row.get(4)?,
            address: row.get(5)?,
            day: row.get::<_, Option<u8>>(6)?.and_then(|day| Weekday::try_from(day).ok()),
            time: maybe_time(row, 7)?,
            zone: row.get(8)?,
            length: row.get::<_, Option<u32>>(9)?.map(Minutes),
            rhythm: token(row, 10, Rhythm::from_token)?,
            anchor: maybe_day(row, 11)?,
            kind: row.get(12)?,
            prepare: row.get(13)?,
            unlisted: row.get(14)?,
        },
    })
}

impl Reader<'_> {
    /// All communities, by name.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn communities(&self) -> Result<Vec<Community>, StoreError> {
        let mut statement = self.db.prepare_cached(&format!("{SELECT} ORDER BY name COLLATE NOCASE, id"))?;
        Ok(statement.query_map([], from_row)?.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Adds a community.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_community(&self, uid: Uid, draft: &CommunityDraft) -> Result<CommunityId, StoreError> {
        self.db
            .prepare_cached(
                "INSERT INTO community
                    (uid, name, platform, hashtag, address, day, time, zone, length, rhythm, anchor, kind, prepare, unlisted)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute(params![
                uid.to_string(),
                draft.name,
                draft.platform,
                draft.hashtag,
                draft.address,
                draft.day.map(|day| day.num_days_from_monday()),
                draft.time.map(time_text),
                draft.zone,
                draft.length.map(|length| length.0),
                draft.rhythm.token(),
                draft.anchor.map(day_text),
                draft.kind,
                draft.prepare,
                draft.unlisted,
            ])?;
        Ok(CommunityId::from_row(self.db.last_insert_rowid()))
    }

    /// Writes what is known of a community.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn update_community(&self, id: CommunityId, draft: &CommunityDraft) -> Result<(), StoreError> {
        self.db
            .prepare_cached(
                "UPDATE community SET name = ?2, platform = ?3, hashtag = ?4, address = ?5, day = ?6, time = ?7, zone = ?8, length = ?9,
                    rhythm = ?10, anchor = ?11, kind = ?12, prepare = ?13, unlisted = ?14
                 WHERE id = ?1",
            )?
            .execute(params![
                id.row(),
                draft.name,
                draft.platform,
                draft.hashtag,
                draft.address,
                draft.day.map(|day| day.num_days_from_monday()),
                draft.time.map(time_text),
                draft.zone,
                draft.length.map(|length| length.0),
                draft.rhythm.token(),
                draft.anchor.map(day_text),
                draft.kind,
                draft.prepare,
                draft.unlisted,
            ])?;
        Ok(())
    }
}
