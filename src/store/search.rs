//! The full-text index: kept in step before every commit, asked with a [`Query`].

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::{Reader, StoreError};
use crate::domain::EntryId;
use crate::search::{Query, Term};

/// Before and after a found word in a snippet: characters that no text of the journal holds.
pub const MARKS: [char; 2] = ['\u{2}', '\u{3}'];

/// An entry that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub entry: EntryId,
    /// Text around the words found, each between [`MARKS`].
    pub snippet: String,
}

/// Indexes again what the triggers marked, and says which entries that were.
pub(super) fn refresh(db: &Connection) -> Result<BTreeSet<EntryId>, StoreError> {
    let stale: BTreeSet<EntryId> = db
        .prepare_cached("SELECT entry FROM stale_entry")?
        .query_map([], |row| row.get(0).map(EntryId::from_row))?
        .collect::<Result<_, _>>()?;
    if !stale.is_empty() {
        for sql in [
            "DELETE FROM entry_text WHERE rowid IN (SELECT entry FROM stale_entry)",
            "INSERT INTO entry_text (rowid, title, body, names, private)
             SELECT id, title, body, names, private FROM entry_to_index WHERE id IN (SELECT entry FROM stale_entry)",
            "DELETE FROM stale_entry WHERE entry IS NOT NULL",
        ] {
            db.prepare_cached(sql)?.execute([])?;
        }
    }
    Ok(stale)
}

/// Endings on the way to one that is not part of a word's stem: “mobilisi” becomes “mobilising”, which is kept as “mobilis”.
const ENDINGS_BEGUN: [&str; 14] = ["ivit", "atio", "nes", "ivi", "ica", "ati", "in", "ic", "iv", "at", "ne", "i", "a", "n"];

/// The fewest letters of a word that may stand for it without the ending begun.
const SHORTEST_STEM: usize = 5;

/// What is typed without the ending that its last word has begun, if it has one.
fn without_ending_begun(words: &str) -> Option<&str> {
    let stem = ENDINGS_BEGUN.iter().find_map(|ending| words.strip_suffix(ending))?;
    let letters = stem.chars().rev().take_while(|c| c.is_alphabetic()).count();
    (letters >= SHORTEST_STEM).then_some(stem)
}

fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('\0', " ").replace('"', "\"\""))
}

fn term(term: &Term) -> String {
    match (term.prefix, without_ending_begun(&term.words)) {
        (false, _) => quoted(&term.words),
        (true, None) => format!("{}*", quoted(&term.words)),
        (true, Some(stem)) => format!("({}* OR {}*)", quoted(&term.words), quoted(stem)),
    }
}

/// The query in FTS5's own language; every word quoted, so that nothing typed is an operator.
pub(super) fn expression(query: &Query) -> String {
    let wanted: Vec<String> = query.terms.iter().filter(|term| !term.not).map(term).collect();
    let unwanted: Vec<String> = query.terms.iter().filter(|term| term.not).map(term).collect();
    let columns = if query.private { "" } else { "{title body names} : " };
    let mut expression = format!("{columns}({})", wanted.join(" AND "));
    for term in unwanted {
        expression = format!("({expression}) NOT {columns}({term})");
    }
    expression
}

impl Reader<'_> {
    /// The entries that a query finds, best first, binned ones left out: at most `most` of them, and how many there are in all.
    /// A word in a title weighs more than one in a text.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn search(&self, query: &Query, most: usize) -> Result<(Vec<Hit>, usize), StoreError> {
        if query.is_empty() {
            return Ok((Vec::new(), 0));
        }
        let expression = expression(query);
        let mut statement = self.db.prepare_cached(include_str!("search.sql"))?;
        let hits: Vec<Hit> = statement
            .query_map(params![expression, i64::try_from(most).unwrap_or(i64::MAX)], |row| {
                Ok(Hit { entry: EntryId::from_row(row.get(0)?), snippet: row.get(1)? })
            })?
            .collect::<Result<_, _>>()?;
        let total = if hits.len() < most {
            hits.len()
        } else {
            self.db
                .prepare_cached(
                    "SELECT count(*) FROM entry_text JOIN entry ON entry.id = entry_text.rowid
                     WHERE entry_text MATCH ?1 AND entry.binned_at IS NULL",
                )?
                .query_row([&expression], |row| row.get::<_, i64>(0))?
                .try_into()
                .unwrap_or(hits.len())
        };
        Ok((hits, total))
    }
}
