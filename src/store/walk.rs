//! Appraisal walks in the file.

use chrono::{DateTime, Utc};
use rusqlite::params;

use super::sql_types::{day, day_text, instant, instant_text, maybe_instant, token, uid};
use super::{Reader, StoreError, Tx, written};
use crate::domain::walk::{Decided, Decision, Fate, GoalFate};
use crate::domain::{EntryId, GoalId, RegistrationId, Uid, Walk, WalkDraft, WalkId};

impl Reader<'_> {
    /// All walks, the latest first, with what was decided on them.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn walks(&self) -> Result<Vec<Walk>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT id, uid, title, registration, first_day, last_day, note, next_plan, begun, finished FROM walk ORDER BY id DESC",
        )?;
        let walks = statement.query_map([], |row| {
            Ok(Walk {
                id: WalkId::from_row(row.get(0)?),
                uid: uid(row, 1)?,
                draft: WalkDraft {
                    title: row.get(2)?,
                    registration: row.get::<_, Option<i64>>(3)?.map(RegistrationId::from_row),
                    from: day(row, 4)?,
                    until: day(row, 5)?,
                    note: row.get(6)?,
                    next_plan: row.get(7)?,
                },
                begun: instant(row, 8)?,
                finished: maybe_instant(row, 9)?,
                decided: Vec::new(),
                fates: Vec::new(),
            })
        })?;
        let mut walks: Vec<Walk> = walks.collect::<Result<_, _>>()?;
        let mut decisions = self.db.prepare_cached("SELECT entry, decision, at FROM walk_decision WHERE walk = ?1 ORDER BY at, id")?;
        let mut fates = self.db.prepare_cached("SELECT goal, fate, outcome, next_title FROM walk_goal WHERE walk = ?1 ORDER BY id")?;
        for walk in &mut walks {
            let decided = decisions.query_map([walk.id.row()], |row| {
                Ok(Decided { entry: EntryId::from_row(row.get(0)?), decision: token(row, 1, Decision::from_token)?, at: instant(row, 2)? })
            })?;
            walk.decided = decided.collect::<Result<_, _>>()?;
            let of_goals = fates.query_map([walk.id.row()], |row| {
                Ok(GoalFate {
                    goal: GoalId::from_row(row.get(0)?),
                    fate: token(row, 1, Fate::from_token)?,
                    outcome: row.get(2)?,
                    next_title: row.get(3)?,
                })
            })?;
            walk.fates = of_goals.collect::<Result<_, _>>()?;
        }
        Ok(walks)
    }
}

impl Tx<'_> {
    /// Begins a walk.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_walk(&self, uid: Uid, draft: &WalkDraft) -> Result<WalkId, StoreError> {
        self.insert_walk_of(uid, draft, self.at)
    }

    /// Adds a walk that was begun at another time than this one.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_walk_of(&self, uid: Uid, draft: &WalkDraft, begun: DateTime<Utc>) -> Result<WalkId, StoreError> {
        let WalkDraft { title, registration, from, until, note, next_plan } = draft;
        self.db
            .prepare_cached(
                "INSERT INTO walk (uid, title, registration, first_day, last_day, note, next_plan, begun) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                uid.to_string(),
                title,
                registration.map(RegistrationId::row),
                day_text(*from),
                day_text(*until),
                note,
                next_plan,
                instant_text(begun)
            ])?;
        Ok(WalkId::from_row(self.db.last_insert_rowid()))
    }

    /// Writes what is said of a walk.
    ///
    /// # Errors
    /// [`StoreError::Gone`] when there is none any more, or it cannot be written.
    pub fn update_walk(&self, id: WalkId, draft: &WalkDraft) -> Result<(), StoreError> {
        let WalkDraft { title, registration, from, until, note, next_plan } = draft;
        let rows = self
            .db
            .prepare_cached(
                "UPDATE walk SET title = ?2, registration = ?3, first_day = ?4, last_day = ?5, note = ?6, next_plan = ?7 WHERE id = ?1",
            )?
            .execute(params![id.row(), title, registration.map(RegistrationId::row), day_text(*from), day_text(*until), note, next_plan])?;
        written(rows)
    }

    /// Notes that a walk is finished, or goes on.
    ///
    /// # Errors
    /// As [`Self::update_walk`].
    pub fn finish_walk(&self, id: WalkId, at: Option<DateTime<Utc>>) -> Result<(), StoreError> {
        let rows =
            self.db.prepare_cached("UPDATE walk SET finished = ?2 WHERE id = ?1")?.execute(params![id.row(), at.map(instant_text)])?;
        written(rows)
    }

    /// Takes a walk away with all that was decided on it; undo brings it back.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn delete_walk(&self, id: WalkId) -> Result<(), StoreError> {
        for sql in ["DELETE FROM walk_decision WHERE walk = ?1", "DELETE FROM walk_goal WHERE walk = ?1", "DELETE FROM walk WHERE id = ?1"]
        {
            self.db.prepare_cached(sql)?.execute([id.row()])?;
        }
        Ok(())
    }

    /// Writes what was decided of an entry; none takes it back.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_decision(&self, walk: WalkId, entry: EntryId, decision: Option<Decision>) -> Result<(), StoreError> {
        self.set_decision_of(walk, entry, decision, self.at)
    }

    /// As [`Self::set_decision`], of another time than this one.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_decision_of(&self, walk: WalkId, entry: EntryId, decision: Option<Decision>, at: DateTime<Utc>) -> Result<(), StoreError> {
        match decision {
            None => {
                self.db.prepare_cached("DELETE FROM walk_decision WHERE walk = ?1 AND entry = ?2")?.execute([walk.row(), entry.row()])?
            }
            Some(decision) => self
                .db
                .prepare_cached(
                    "INSERT INTO walk_decision (walk, entry, decision, at) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (walk, entry) DO UPDATE SET decision = excluded.decision, at = excluded.at",
                )?
                .execute(params![walk.row(), entry.row(), decision.token(), instant_text(at)])?,
        };
        Ok(())
    }

    /// Writes what is to become of a goal; none takes it back.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_fate(&self, walk: WalkId, goal: GoalId, fate: Option<&GoalFate>) -> Result<(), StoreError> {
        match fate {
            None => self.db.prepare_cached("DELETE FROM walk_goal WHERE walk = ?1 AND goal = ?2")?.execute([walk.row(), goal.row()])?,
            Some(GoalFate { fate, outcome, next_title, .. }) => self
                .db
                .prepare_cached(
                    "INSERT INTO walk_goal (walk, goal, fate, outcome, next_title) VALUES (?1, ?2, ?3, ?4, ?5)
                     ON CONFLICT (walk, goal) DO UPDATE SET fate = excluded.fate, outcome = excluded.outcome, next_title = excluded.next_title",
                )?
                .execute(params![walk.row(), goal.row(), fate.token(), outcome, next_title])?,
        };
        Ok(())
    }
}
