//! Headers: what lists show of entries, read many at a time.

use std::collections::HashMap;

use rusqlite::Row;

use super::state;
use crate::domain::text::excerpt;
use crate::domain::{CommunityId, EntryHeader, EntryId, GoalId, Role, Verb, Verdict};
use crate::store::sql_types::{day, maybe_day, maybe_time, minutes, uid};
use crate::store::{Reader, StoreError};

/// Characters of text that a list shows of an entry.
const EXCERPT: usize = 160;

/// Which headers to read.
#[derive(Clone, Copy, Debug)]
pub enum Which<'a> {
    All,
    /// The first so many that are not in the bin: what fills a screen while the rest is read.
    Newest(usize),
    Only(&'a [EntryId]),
}

impl Which<'_> {
    /// The condition on a column that holds an entry's id, and the parameter it takes.
    fn condition(self, column: &str) -> (String, String) {
        match self {
            Self::All => (String::new(), "null".to_owned()),
            Self::Newest(most) => (
                format!(" WHERE {column} IN (SELECT id FROM entry WHERE binned_at IS NULL ORDER BY date DESC, id DESC LIMIT {most})"),
                "null".to_owned(),
            ),
            Self::Only(ids) => {
                let ids: Vec<String> = ids.iter().map(|id| id.row().to_string()).collect();
                (format!(" WHERE {column} IN (SELECT value FROM json_each(?1))"), format!("[{}]", ids.join(",")))
            }
        }
    }
}

impl Reader<'_> {
    /// Headers, newest day first, with their links.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn headers(&self, which: Which<'_>) -> Result<Vec<EntryHeader>, StoreError> {
        let (condition, ids) = which.condition("id");
        let sql = format!("{}{condition} ORDER BY date DESC, id DESC", include_str!("header.sql"));
        let mut statement = self.db.prepare_cached(&sql)?;
        let parameters: &[&dyn rusqlite::ToSql] = if matches!(which, Which::Only(_)) { &[&ids] } else { &[] };
        let mut headers: Vec<EntryHeader> = statement.query_map(parameters, from_row)?.collect::<Result<_, _>>()?;
        let places: HashMap<i64, usize> = headers.iter().enumerate().map(|(at, header)| (header.id.row(), at)).collect();
        self.each(which, "SELECT entry, goal FROM entry_goal", "entry", |row| {
            if let Some(header) = places.get(&row.get(0)?).and_then(|at| headers.get_mut(*at)) {
                header.goals.push(GoalId::from_row(row.get(1)?));
            }
            Ok(())
        })?;
        self.each(which, "SELECT entry, tag FROM entry_tag", "entry", |row| {
            if let Some(header) = places.get(&row.get(0)?).and_then(|at| headers.get_mut(*at)) {
                header.tags.push(row.get(1)?);
            }
            Ok(())
        })?;
        self.each(which, "SELECT entry, name FROM entry_person", "entry", |row| {
            if let Some(header) = places.get(&row.get(0)?).and_then(|at| headers.get_mut(*at)) {
                header.people.push(row.get(1)?);
            }
            Ok(())
        })?;
        self.each(which, "SELECT entry, code FROM entry_standard", "entry", |row| {
            if let Some(header) = places.get(&row.get(0)?).and_then(|at| headers.get_mut(*at)) {
                header.standards.push(row.get(1)?);
            }
            Ok(())
        })?;
        self.each(which, "SELECT entry FROM action", "entry", |row| {
            if let Some(header) = places.get(&row.get(0)?).and_then(|at| headers.get_mut(*at)) {
                header.actions += 1;
            }
            Ok(())
        })?;
        self.each(which, "SELECT entry FROM entry_evidence", "entry", |row| {
            if let Some(header) = places.get(&row.get(0)?).and_then(|at| headers.get_mut(*at)) {
                header.evidence += 1;
            }
            Ok(())
        })?;
        // In the bin a claim stands for nothing: its items count for themselves.
        let live = "SELECT item, claim FROM (SELECT rolled.item, rolled.claim FROM rolled JOIN entry ON entry.id = rolled.claim \
                    WHERE entry.binned_at IS NULL)";
        self.each(which, live, "item", |row| {
            if let Some(header) = places.get(&row.get(0)?).and_then(|at| headers.get_mut(*at)) {
                header.rolled_into = Some(EntryId::from_row(row.get(1)?));
            }
            Ok(())
        })?;
        self.each(which, "SELECT claim FROM rolled", "claim", |row| {
            if let Some(header) = places.get(&row.get(0)?).and_then(|at| headers.get_mut(*at)) {
                header.items += 1;
            }
            Ok(())
        })?;
        Ok(headers)
    }

    pub(in crate::store) fn each(
        &self,
        which: Which<'_>,
        select: &str,
        column: &str,
        mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), StoreError> {
        let (condition, ids) = which.condition(column);
        let mut statement = self.db.prepare_cached(&format!("{select}{condition}"))?;
        let mut rows = if matches!(which, Which::Only(_)) { statement.query([&ids])? } else { statement.query([])? };
        while let Some(row) = rows.next()? {
            read(row)?;
        }
        Ok(())
    }
}

/// The columns of `header.sql`.
fn from_row(row: &Row<'_>) -> rusqlite::Result<EntryHeader> {
    let text = |column: usize| -> rusqlite::Result<&str> { Ok(row.get_ref(column)?.as_str_or_null()?.unwrap_or_default()) };
    let (title, learnt, hashtag, url, answer, changed) = (text(2)?, text(12)?, text(13)?, text(14)?, text(15)?, text(16)?);
    let name = [title, learnt, changed, hashtag, url, text(17)?, answer]
        .into_iter()
        .find(|text| !text.trim().is_empty())
        .map_or_else(|| "Untitled".to_owned(), |text| excerpt(text, 120));
    let body = if title.trim().is_empty() && !learnt.trim().is_empty() {
        answer
    } else {
        [learnt, answer].into_iter().find(|t| !t.trim().is_empty()).unwrap_or(changed)
    };
    Ok(EntryHeader {
        id: EntryId::from_row(row.get(0)?),
        uid: uid(row, 1)?,
        name,
        kind: row.get(3)?,
        date: day(row, 4)?,
        time: maybe_time(row, 5)?,
        zone: row.get(18)?,
        total: minutes(row, 6)?,
        taking_part: minutes(row, 19)?,
        interactive: minutes(row, 7)?,
        state: state(row, 8)?,
        community: row.get::<_, Option<i64>>(11)?.map(CommunityId::from_row),
        excerpt: excerpt(body, EXCERPT),
        reflected: !answer.trim().is_empty(),
        learnt: !learnt.trim().is_empty(),
        goals: Vec::new(),
        tags: Vec::new(),
        evidence: 0,
        rolled_into: None,
        items: 0,
        parked: maybe_day(row, 20)?,
        platform: row.get(21)?,
        people: Vec::new(),
        standards: Vec::new(),
        used: text(22)?.split_whitespace().filter_map(Verb::from_token).collect(),
        role: Role::from_token(text(23)?),
        actions: 0,
        changed: !changed.trim().is_empty(),
        benefit: !text(17)?.trim().is_empty(),
        linked: !url.trim().is_empty(),
        verdict: Verdict::from_token(text(24)?),
    })
}
