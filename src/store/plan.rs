//! What the plan has beside its goals, in the file: looks at them, where they come from, what was read on the way in.

use chrono::{DateTime, Utc};
use rusqlite::{Row, params};

use super::sql_types::{day, day_text, instant, token, uid};
use super::{Reader, StoreError, Tx, written};
use crate::domain::{
    EntryId, GoalId, Need, NeedDraft, NeedId, NeedKind, Review, ReviewDraft, ReviewId, Uid, Waymark, WaymarkDraft, WaymarkId, WaymarkKind,
};

/// What the story of a goal tells of one of its entries; of long texts the beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub entry: EntryId,
    /// When the entry was linked to the goal.
    pub linked: DateTime<Utc>,
    /// IANA name of the zone that the activity was in; empty when no time is known.
    pub zone: String,
    pub learnt: String,
    pub changed: String,
    pub benefit: String,
    /// Id of the model of reflection, of the prompt, and what was answered: those of the model in use first.
    pub answers: Vec<(String, String, String)>,
    pub standards: Vec<String>,
}

impl Reader<'_> {
    /// What the story of a goal tells of its entries that are not in the bin, by row. Reads nothing of any other entry.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn told(&self, goal: GoalId) -> Result<Vec<Told>, StoreError> {
        let mut statement = self.db.prepare_cached(include_str!("told.sql"))?;
        let entries = statement.query_map([goal.row()], |row| {
            Ok(Told {
                entry: EntryId::from_row(row.get(0)?),
                linked: instant(row, 1)?,
                zone: row.get(2)?,
                learnt: row.get(3)?,
                changed: row.get(4)?,
                benefit: row.get(5)?,
                answers: Vec::new(),
                standards: Vec::new(),
            })
        })?;
        let mut told: Vec<Told> = entries.collect::<Result<_, _>>()?;
        self.of_goal(
            goal,
            "SELECT answer.entry, answer.template, answer.prompt, substr(answer.text, 1, 1000) FROM answer
                JOIN entry_goal ON entry_goal.entry = answer.entry JOIN entry ON entry.id = answer.entry WHERE entry_goal.goal = ?1
                ORDER BY answer.entry, answer.template <> entry.template, answer.position",
            &mut told,
            |row, one| {
                one.answers.push((row.get(1)?, row.get(2)?, row.get(3)?));
                Ok(())
            },
        )?;
        self.of_goal(
            goal,
            "SELECT entry_standard.entry, entry_standard.code FROM entry_standard
                JOIN entry_goal ON entry_goal.entry = entry_standard.entry WHERE entry_goal.goal = ?1 ORDER BY entry_standard.id",
            &mut told,
            |row, one| {
                one.standards.push(row.get(1)?);
                Ok(())
            },
        )?;
        Ok(told)
    }

    /// Gives every row of a query, whose first column is an entry, to what is told of that entry.
    fn of_goal(
        &self,
        goal: GoalId,
        sql: &str,
        told: &mut [Told],
        mut take: impl FnMut(&Row<'_>, &mut Told) -> rusqlite::Result<()>,
    ) -> Result<(), StoreError> {
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query([goal.row()])?;
        while let Some(row) = rows.next()? {
            let entry = EntryId::from_row(row.get(0)?);
            if let Some(one) = told.binary_search_by_key(&entry, |one| one.entry).ok().and_then(|at| told.get_mut(at)) {
                take(row, one)?;
            }
        }
        Ok(())
    }

    /// The claims that count the time of these entries.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn claims_of(&self, goal: GoalId) -> Result<Vec<EntryId>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT DISTINCT rolled.claim FROM entry_goal JOIN rolled ON rolled.item = entry_goal.entry
                JOIN entry ON entry.id = rolled.claim WHERE entry_goal.goal = ?1 AND entry.binned_at IS NULL",
        )?;
        let claims = statement.query_map([goal.row()], |row| Ok(EntryId::from_row(row.get(0)?)))?;
        Ok(claims.collect::<Result<_, _>>()?)
    }

    /// All looks at goals, the earliest first.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn reviews(&self) -> Result<Vec<Review>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT id, uid, goal, day, note FROM goal_review ORDER BY day, id")?;
        let reviews = statement.query_map([], |row| {
            Ok(Review {
                id: ReviewId::from_row(row.get(0)?),
                uid: uid(row, 1)?,
                goal: GoalId::from_row(row.get(2)?),
                draft: ReviewDraft { day: day(row, 3)?, note: row.get(4)? },
            })
        })?;
        Ok(reviews.collect::<Result<_, _>>()?)
    }

    /// Where goals come from, the latest first.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn needs(&self) -> Result<Vec<Need>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT id, uid, kind, text, day, goal, entry FROM need ORDER BY day DESC, id DESC")?;
        let needs = statement.query_map([], |row| {
            Ok(Need {
                id: NeedId::from_row(row.get(0)?),
                uid: uid(row, 1)?,
                draft: NeedDraft {
                    kind: token(row, 2, NeedKind::from_token)?,
                    text: row.get(3)?,
                    day: day(row, 4)?,
                    goal: row.get::<_, Option<i64>>(5)?.map(GoalId::from_row),
                    entry: row.get::<_, Option<i64>>(6)?.map(EntryId::from_row),
                },
            })
        })?;
        Ok(needs.collect::<Result<_, _>>()?)
    }

    /// Marks on the way in, the latest first.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn waymarks(&self) -> Result<Vec<Waymark>, StoreError> {
        let mut statement =
            self.db.prepare_cached("SELECT id, uid, kind, title, version, day, note FROM waymark ORDER BY day DESC, id DESC")?;
        let marks = statement.query_map([], |row| {
            Ok(Waymark {
                id: WaymarkId::from_row(row.get(0)?),
                uid: uid(row, 1)?,
                draft: WaymarkDraft {
                    kind: token(row, 2, WaymarkKind::from_token)?,
                    title: row.get(3)?,
                    version: row.get(4)?,
                    day: day(row, 5)?,
                    note: row.get(6)?,
                },
            })
        })?;
        Ok(marks.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Adds a look at a goal.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_review(&self, uid: Uid, goal: GoalId, draft: &ReviewDraft) -> Result<ReviewId, StoreError> {
        self.db.prepare_cached("INSERT INTO goal_review (uid, goal, day, note) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            uid.to_string(),
            goal.row(),
            day_text(draft.day),
            draft.note
        ])?;
        Ok(ReviewId::from_row(self.db.last_insert_rowid()))
    }

    /// Writes a look at a goal.
    ///
    /// # Errors
    /// [`StoreError::Gone`] when there is none any more, or it cannot be written.
    pub fn update_review(&self, id: ReviewId, draft: &ReviewDraft) -> Result<(), StoreError> {
        let rows = self.db.prepare_cached("UPDATE goal_review SET day = ?2, note = ?3 WHERE id = ?1")?.execute(params![
            id.row(),
            day_text(draft.day),
            draft.note
        ])?;
        written(rows)
    }

    /// Takes a look at a goal away; undo brings it back.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn delete_review(&self, id: ReviewId) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM goal_review WHERE id = ?1")?.execute([id.row()])?;
        Ok(())
    }

    /// Adds where a goal may come from.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_need(&self, uid: Uid, draft: &NeedDraft) -> Result<NeedId, StoreError> {
        self.db.prepare_cached("INSERT INTO need (uid, kind, text, day, goal, entry) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(
            params![
                uid.to_string(),
                draft.kind.token(),
                draft.text,
                day_text(draft.day),
                draft.goal.map(GoalId::row),
                draft.entry.map(EntryId::row)
            ],
        )?;
        Ok(NeedId::from_row(self.db.last_insert_rowid()))
    }

    /// Writes where a goal may come from.
    ///
    /// # Errors
    /// [`StoreError::Gone`] when there is none any more, or it cannot be written.
    pub fn update_need(&self, id: NeedId, draft: &NeedDraft) -> Result<(), StoreError> {
        let rows = self.db.prepare_cached("UPDATE need SET kind = ?2, text = ?3, day = ?4, goal = ?5, entry = ?6 WHERE id = ?1")?.execute(
            params![
                id.row(),
                draft.kind.token(),
                draft.text,
                day_text(draft.day),
                draft.goal.map(GoalId::row),
                draft.entry.map(EntryId::row)
            ],
        )?;
        written(rows)
    }

    /// Takes it away; undo brings it back.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn delete_need(&self, id: NeedId) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM need WHERE id = ?1")?.execute([id.row()])?;
        Ok(())
    }

    /// Adds a mark on the way in.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_waymark(&self, uid: Uid, draft: &WaymarkDraft) -> Result<WaymarkId, StoreError> {
        let WaymarkDraft { kind, title, version, day, note } = draft;
        self.db
            .prepare_cached("INSERT INTO waymark (uid, kind, title, version, day, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![uid.to_string(), kind.token(), title, version, day_text(*day), note])?;
        Ok(WaymarkId::from_row(self.db.last_insert_rowid()))
    }

    /// Writes a mark on the way in.
    ///
    /// # Errors
    /// [`StoreError::Gone`] when there is none any more, or it cannot be written.
    pub fn update_waymark(&self, id: WaymarkId, draft: &WaymarkDraft) -> Result<(), StoreError> {
        let WaymarkDraft { kind, title, version, day, note } = draft;
        let rows = self
            .db
            .prepare_cached("UPDATE waymark SET kind = ?2, title = ?3, version = ?4, day = ?5, note = ?6 WHERE id = ?1")?
            .execute(params![id.row(), kind.token(), title, version, day_text(*day), note])?;
        written(rows)
    }

    /// Takes a mark away; undo brings it back.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn delete_waymark(&self, id: WaymarkId) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM waymark WHERE id = ?1")?.execute([id.row()])?;
        Ok(())
    }
}
