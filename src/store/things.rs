//! What is found beside entries: goals, actions, records and evidence, in an index of their own.
//!
//! Marked by the triggers, indexed with the entries. Somebody else's details that are kept apart from a record are never in it.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::search::Index;
use super::{Reader, StoreError};
use crate::domain::{ActionId, EvidenceId, GoalId, RecordId};
use crate::search::HitWhat;

/// The thing with this number in the index; see `0005_review.sql`.
fn of_row(row: i64) -> HitWhat {
    let id = row.div_euclid(4);
    match row.rem_euclid(4) {
        0 => HitWhat::Goal(GoalId::from_row(id)),
        1 => HitWhat::Action(ActionId::from_row(id)),
        2 => HitWhat::Record(RecordId::from_row(id)),
        _ => HitWhat::Evidence(EvidenceId::from_row(id)),
    }
}

/// Something beside an entry that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct ThingHit {
    /// Never an entry.
    pub thing: HitWhat,
    /// How good a find it is, by BM25: the smaller the better, as SQLite reckons it. To be compared with other finds of the same search only.
    pub rank: f64,
    /// Text around the words found, each between [`super::MARKS`].
    pub snippet: String,
}

/// The sorts in the order of their numbers, each with the view of its texts.
const SORTS: [(i64, &str); 4] = [(0, "goal_to_index"), (1, "action_to_index"), (2, "record_to_index"), (3, "evidence_to_index")];

/// So many things at most wait to be indexed.
const WAITING: i64 = 16;

/// Indexes what the triggers marked, now or when there is time. The words of a piece of evidence that is gone go with it: it may have been
/// taken out for good.
pub(super) fn index_marked(db: &Connection, when: Index) -> Result<(), StoreError> {
    let (marked, gone): (i64, bool) = db
        .prepare_cached(
            "SELECT count(*), EXISTS (SELECT 1 FROM stale_thing WHERE thing % 4 = 3 AND thing / 4 NOT IN (SELECT id FROM evidence))
             FROM stale_thing",
        )?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if marked == 0 || (when == Index::Later && marked <= WAITING && !gone) { Ok(()) } else { index(db) }
}

/// Whether something waits to be indexed.
pub(super) fn waits(db: &Connection) -> bool {
    let any = db.prepare_cached("SELECT EXISTS (SELECT 1 FROM stale_thing)").and_then(|mut any| any.query_row([], |row| row.get(0)));
    any.unwrap_or(false)
}

/// Indexes all that was marked. In the list of words that can be begun they stand beside those of entries, under numbers below 0.
pub(super) fn index(db: &Connection) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM thing_text WHERE rowid IN (SELECT thing FROM stale_thing)")?.execute([])?;
    for (sort, view) in SORTS {
        db.prepare_cached(&format!(
            "INSERT INTO thing_text (rowid, title, body) SELECT id * 4 + {sort}, title, body FROM {view}
             WHERE id IN (SELECT thing / 4 FROM stale_thing WHERE thing % 4 = {sort})"
        ))?
        .execute([])?;
    }
    for sql in [
        "DELETE FROM entry_word WHERE rowid IN (SELECT -1 - thing FROM stale_thing)",
        "INSERT INTO entry_word (rowid, text)
         SELECT -1 - rowid, title || char(10) || body FROM thing_text WHERE rowid IN (SELECT thing FROM stale_thing)",
        "DELETE FROM stale_thing WHERE thing IS NOT NULL",
    ] {
        db.prepare_cached(sql)?.execute([])?;
    }
    Ok(())
}

impl Reader<'_> {
    /// Goals, actions, records and evidence that an expression in FTS5's own language finds, best first, at most so many; it names no column.
    /// Words may be split over the title and the text; one in a title weighs more. What is in the bin, or belongs only to entries that are, is
    /// left out. The index is taken as it is.
    pub(super) fn things_matching(&self, expression: &str, most: usize) -> Result<Vec<ThingHit>, StoreError> {
        let _view = self.one_view()?;
        let mut statement = self.db.prepare_cached(include_str!("things.sql"))?;
        let mut found: Vec<(f64, i64)> =
            statement.query_map([expression], |row| Ok((row.get(1)?, row.get(0)?)))?.collect::<Result<_, _>>()?;
        found.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        found.truncate(most);
        let wanted = format!("[{}]", found.iter().map(|(_, row)| row.to_string()).collect::<Vec<_>>().join(","));
        let mut statement = self.db.prepare_cached(
            "SELECT rowid, snippet(thing_text, -1, char(2), char(3), '…', 16) FROM thing_text
             WHERE thing_text MATCH ?1 AND +rowid IN (SELECT value FROM json_each(?2))",
        )?;
        let mut snippets: HashMap<i64, String> =
            statement.query_map(params![expression, wanted], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        let hit = |(rank, row)| ThingHit { thing: of_row(row), rank, snippet: snippets.remove(&row).unwrap_or_default() };
        Ok(found.into_iter().map(hit).collect())
    }

    /// What is wrong with the index, as sentences.
    pub(super) fn thing_problems(&self) -> Result<Vec<String>, StoreError> {
        let count = |sql| self.db.query_row(sql, [], |row| row.get::<_, i64>(0));
        let different = count(
            "SELECT count(*) FROM thing_to_index AS wanted LEFT JOIN thing_text AS found ON found.rowid = wanted.id
             WHERE wanted.id NOT IN (SELECT thing FROM stale_thing) AND (found.title IS NOT wanted.title OR found.body IS NOT wanted.body)",
        )?;
        let too_many = count(
            "SELECT count(*) FROM thing_text
             WHERE rowid NOT IN (SELECT id FROM thing_to_index) AND rowid NOT IN (SELECT thing FROM stale_thing)",
        )?;
        let wrong = different + too_many;
        let sentence = format!("{wrong} goals, actions, records or pieces of evidence would not be found by what they say");
        Ok(Some(sentence).filter(|_| wrong > 0).into_iter().collect())
    }
}
