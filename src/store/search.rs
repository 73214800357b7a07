//! The full-text index: marked in every commit, in step before every search, asked with a [`Query`].

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::open::PATIENCE;
use super::{Reader, StoreError};
use crate::domain::EntryId;
use crate::domain::text::folded;
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

/// When what was written is indexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Index {
    /// In the same transaction.
    AtOnce,
    /// Before the next search, or at the end: a text that is being typed is saved often and searched seldom, and indexing is most of the
    /// work of saving. What is not indexed yet is marked in the file, so that a crash loses none of it.
    Later,
}

/// So many entries at most wait to be indexed.
const WAITING: usize = 16;

/// The entries that the triggers marked: those of this transaction, and those that still wait to be indexed.
pub(super) fn marked(db: &Connection) -> Result<BTreeSet<EntryId>, StoreError> {
    Ok(db
        .prepare_cached("SELECT entry FROM stale_entry")?
        .query_map([], |row| row.get(0).map(EntryId::from_row))?
        .collect::<Result<_, _>>()?)
}

/// Indexes what was marked, now or when there is time.
pub(super) fn index_marked(db: &Connection, when: Index, marked: &BTreeSet<EntryId>) -> Result<(), StoreError> {
    if marked.is_empty() || (when == Index::Later && marked.len() <= WAITING) { Ok(()) } else { index(db) }
}

fn index(db: &Connection) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM entry_text WHERE rowid IN (SELECT entry FROM stale_entry)",
        "INSERT INTO entry_text (rowid, title, body, names, private, evidence)
         SELECT id, title, body, names, private, evidence FROM entry_to_index WHERE id IN (SELECT entry FROM stale_entry)",
        "DELETE FROM entry_word WHERE rowid IN (SELECT entry FROM stale_entry)",
        "INSERT INTO entry_word (rowid, text)
         SELECT rowid, title || char(10) || body || char(10) || names || char(10) || evidence FROM entry_text WHERE rowid IN (SELECT entry FROM stale_entry)",
        "DELETE FROM stale_entry WHERE entry IS NOT NULL",
    ] {
        db.prepare_cached(sql)?.execute([])?;
    }
    Ok(())
}

/// Indexes what still waits, unless another program is writing or the file cannot be written: then it waits on.
pub(super) fn catch_up(db: &Connection) {
    let waits = db.prepare_cached("SELECT EXISTS (SELECT 1 FROM stale_entry)").and_then(|mut any| any.query_row([], |row| row.get(0)));
    if !waits.unwrap_or(false) {
        return;
    }
    let _ = db.busy_timeout(Duration::from_millis(50));
    if let Ok(tx) = Transaction::new_unchecked(db, TransactionBehavior::Immediate)
        && index(&tx).is_ok()
    {
        let _ = tx.commit();
    }
    let _ = db.busy_timeout(PATIENCE);
}

/// So many words that begin alike are looked for one by one; where there are more, a beginning is only a beginning.
const BEGIN_ALIKE: i64 = 24;

fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('\0', " ").replace('"', "\"\""))
}

/// The query in FTS5's own language; every word quoted, so that nothing typed is an operator. `begin_so` knows the words that begin
/// with some letters: the index has stems, and “mobilisi”, on its way to “mobilising”, is no beginning of “mobilis”.
pub(super) fn expression(query: &Query, mut begin_so: impl FnMut(&str) -> Result<Vec<String>, StoreError>) -> Result<String, StoreError> {
    let mut term = |term: &Term| -> Result<String, StoreError> {
        if !term.prefix {
            return Ok(quoted(&term.words));
        }
        let before = term.words.trim_end_matches(char::is_alphanumeric);
        let begun = term.words.get(before.len()..).unwrap_or_default();
        let mut either = vec![format!("{}*", quoted(&term.words))];
        if !begun.is_empty() {
            either.extend(begin_so(&folded(begun))?.iter().map(|word| quoted(&format!("{before}{word}"))));
        }
        Ok(format!("({})", either.join(" OR ")))
    };
    let wanted: Vec<String> = query.terms.iter().filter(|one| !one.not).map(&mut term).collect::<Result<_, _>>()?;
    let unwanted: Vec<String> = query.terms.iter().filter(|one| one.not).map(&mut term).collect::<Result<_, _>>()?;
    let columns = if query.private { "" } else { "{title body names evidence} : " };
    let wanted = format!("{columns}({})", wanted.join(" AND "));
    if unwanted.is_empty() {
        return Ok(wanted);
    }
    // All at once: one NOT in another for each is too deep for the parser from some ninety on.
    Ok(format!("({wanted}) NOT {columns}({})", unwanted.join(" OR ")))
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
        catch_up(self.db);
        let _view = self.one_view()?;
        let expression = expression(query, |letters| self.words_that_begin(letters))?;
        // All are weighed once, which also counts them; only the best are read for a snippet.
        let mut statement = self.db.prepare_cached(include_str!("search.sql"))?;
        let mut found: Vec<(f64, i64)> =
            statement.query_map([&expression], |row| Ok((row.get(1)?, row.get(0)?)))?.collect::<Result<_, _>>()?;
        let total = found.len();
        let better = |a: &(f64, i64), b: &(f64, i64)| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1));
        if most < found.len() {
            if most > 0 {
                found.select_nth_unstable_by(most - 1, better);
            }
            found.truncate(most);
        }
        found.sort_unstable_by(better);
        let ids: Vec<i64> = found.into_iter().map(|(_, id)| id).collect();
        let snippets = self.snippets(&expression, &ids)?;
        let hits = ids.iter().zip(snippets).map(|(id, snippet)| Hit { entry: EntryId::from_row(*id), snippet }).collect();
        Ok((hits, total))
    }

    /// All entries that a query finds, in no order, binned ones left out.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn matches(&self, query: &Query) -> Result<Vec<EntryId>, StoreError> {
        if query.is_empty() {
            return Ok(Vec::new());
        }
        catch_up(self.db);
        let _view = self.one_view()?;
        let expression = expression(query, |letters| self.words_that_begin(letters))?;
        let mut statement = self.db.prepare_cached(
            "SELECT rowid FROM entry_text WHERE entry_text MATCH ?1 AND rowid NOT IN (SELECT id FROM entry WHERE binned_at IS NOT NULL)",
        )?;
        Ok(statement.query_map([&expression], |row| row.get(0).map(EntryId::from_row))?.collect::<Result<_, _>>()?)
    }

    /// As long as this is kept, everything is read as it was at one moment, whoever writes meanwhile. Inside a transaction it is so anyway.
    fn one_view(&self) -> Result<Option<Transaction<'_>>, StoreError> {
        let reads = self.db.is_autocommit().then(|| Transaction::new_unchecked(self.db, TransactionBehavior::Deferred));
        Ok(reads.transpose()?)
    }

    /// Text around what was found in each of these entries; none where an entry is gone. All that match are passed once more, which
    /// is quicker than to ask for each alone.
    fn snippets(&self, expression: &str, ids: &[i64]) -> Result<Vec<String>, StoreError> {
        let wanted = format!("[{}]", ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(","));
        let mut statement = self.db.prepare_cached(
            "SELECT rowid, snippet(entry_text, -1, char(2), char(3), '…', 16) FROM entry_text
             WHERE entry_text MATCH ?1 AND +rowid IN (SELECT value FROM json_each(?2))",
        )?;
        let mut all: HashMap<i64, String> =
            statement.query_map(params![expression, wanted], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        Ok(ids.iter().map(|id| all.remove(id).unwrap_or_default()).collect())
    }

    /// The words of all entries that begin with these letters; none when they are too many to help.
    fn words_that_begin(&self, letters: &str) -> Result<Vec<String>, StoreError> {
        let mut statement =
            self.db.prepare_cached("SELECT term FROM entry_word_list WHERE term >= ?1 AND term < ?1 || char(1114111) LIMIT ?2")?;
        let words: Vec<String> = statement.query_map(params![letters, BEGIN_ALIKE + 1], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(if i64::try_from(words.len()).is_ok_and(|n| n > BEGIN_ALIKE) { Vec::new() } else { words })
    }
}
