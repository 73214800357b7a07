//! Goals in the file.

use chrono::{DateTime, Utc};
use rusqlite::{Row, params};

use super::sql_types::{day_text, instant, instant_text, maybe_day, token, uid};
use super::{Reader, StoreError, Tx, written};
use crate::domain::{Goal, GoalDraft, GoalId, GoalKind, GoalState, Purpose, Uid};

const SELECT: &str = "SELECT id, uid, title, why, measure, due, support, barriers, purpose, kind, state, outcome, created, changed_at, how, plan, carried_from FROM goal";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Goal> {
    Ok(Goal {
        id: GoalId::from_row(row.get(0)?),
        uid: uid(row, 1)?,
        draft: GoalDraft {
            title: row.get(2)?,
            why: row.get(3)?,
            measure: row.get(4)?,
            how: row.get(14)?,
            due: maybe_day(row, 5)?,
            support: row.get(6)?,
            barriers: row.get(7)?,
            purpose: token(row, 8, Purpose::from_token)?,
            kind: token(row, 9, GoalKind::from_token)?,
            state: token(row, 10, GoalState::from_token)?,
            outcome: row.get(11)?,
            plan: row.get(15)?,
        },
        carried_from: row.get::<_, Option<i64>>(16)?.map(GoalId::from_row),
        created: instant(row, 12)?,
        changed: instant(row, 13)?,
    })
}

impl Reader<'_> {
    /// All goals: open ones by due day, then the others, the latest first.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn goals(&self) -> Result<Vec<Goal>, StoreError> {
        let mut statement = self.db.prepare_cached(&format!(
            "{SELECT} ORDER BY state <> 'open', CASE WHEN state = 'open' THEN ifnull(due, '9999') END, changed_at DESC, id"
        ))?;
        Ok(statement.query_map([], from_row)?.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Adds a goal, made at the transaction's time.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_goal(&self, uid: Uid, draft: &GoalDraft) -> Result<GoalId, StoreError> {
        self.insert_goal_of(uid, draft, self.at, self.at)
    }

    /// Adds a goal that was made and changed at other times than this one.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_goal_of(
        &self,
        uid: Uid,
        draft: &GoalDraft,
        created: DateTime<Utc>,
        changed: DateTime<Utc>,
    ) -> Result<GoalId, StoreError> {
        self.db
            .prepare_cached(
                "INSERT INTO goal (uid, title, why, measure, due, support, barriers, purpose, kind, state, outcome, created, changed_at,
                    how, plan)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            )?
            .execute(params![
                uid.to_string(),
                draft.title,
                draft.why,
                draft.measure,
                draft.due.map(day_text),
                draft.support,
                draft.barriers,
                draft.purpose.token(),
                draft.kind.token(),
                draft.state.token(),
                draft.outcome,
                instant_text(created),
                instant_text(changed),
                draft.how,
                draft.plan
            ])?;
        Ok(GoalId::from_row(self.db.last_insert_rowid()))
    }

    /// Writes a goal.
    ///
    /// # Errors
    /// [`StoreError::Gone`] when there is none any more, or it cannot be written.
    pub fn update_goal(&self, id: GoalId, draft: &GoalDraft) -> Result<(), StoreError> {
        let rows = self
            .db
            .prepare_cached(
                "UPDATE goal SET title = ?2, why = ?3, measure = ?4, due = ?5, support = ?6, barriers = ?7, purpose = ?8, kind = ?9,
                    state = ?10, outcome = ?11, changed_at = ?12, how = ?13, plan = ?14 WHERE id = ?1",
            )?
            .execute(params![
                id.row(),
                draft.title,
                draft.why,
                draft.measure,
                draft.due.map(day_text),
                draft.support,
                draft.barriers,
                draft.purpose.token(),
                draft.kind.token(),
                draft.state.token(),
                draft.outcome,
                instant_text(self.at),
                draft.how,
                draft.plan
            ])?;
        written(rows)
    }

    /// Notes of which earlier goal one goes on.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn set_carried_from(&self, id: GoalId, earlier: GoalId) -> Result<(), StoreError> {
        self.db.prepare_cached("UPDATE goal SET carried_from = ?2 WHERE id = ?1")?.execute([id.row(), earlier.row()])?;
        Ok(())
    }
}
