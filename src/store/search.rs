//! The full-text index: marked in every commit, in step before every search, asked with [`Words`].

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::open::PATIENCE;
use super::{Reader, StoreError, ThingHit};
use crate::domain::EntryId;
use crate::domain::text::folded;
use crate::search::{Place, Words, plain, specials};

/// Before and after a found word in a snippet: characters that no text of the journal holds.
pub const MARKS: [char; 2] = ['\u{2}', '\u{3}'];

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
    if !waits.unwrap_or(false) && !super::things::waits(db) {
        return;
    }
    let _ = db.busy_timeout(Duration::from_millis(50));
    if let Ok(tx) = Transaction::new_unchecked(db, TransactionBehavior::Immediate)
        && index(&tx).is_ok()
        && super::things::index(&tx).is_ok()
    {
        let _ = tx.commit();
    }
    let _ = db.busy_timeout(PATIENCE);
}

/// So many words that begin alike are looked for one by one; where there are more, a beginning is only a beginning.
const BEGIN_ALIKE: i64 = 24;

/// So many words of a phrase are looked for in other letters.
const MOST_PIECES: usize = 4;

/// So many spellings are looked for in other letters.
const MOST_SPECIAL: usize = 4;

pub(super) fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('\0', " ").replace('"', "\"\""))
}

/// Texts that are asked for together: of each of `wanted` any, and none of `unwanted`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    pub wanted: Vec<Vec<Words>>,
    pub unwanted: Vec<Words>,
    /// Whether private notes are searched, too.
    pub private: bool,
}

/// An entry that was found by its words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    pub entry: EntryId,
    /// How good a find it is: the smaller the better, as SQLite's bm25 counts.
    pub rank: f64,
}

/// Text around what was found in an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// Each word found between [`MARKS`].
    pub text: String,
    pub place: Place,
}

/// The columns of the index, in the order of the table.
const PLACES: [Place; 5] = [Place::Title, Place::Text, Place::Names, Place::Private, Place::Evidence];

/// The places whose snippet is shown first when several tell as much.
const TELLING: [Place; 5] = [Place::Text, Place::Names, Place::Evidence, Place::Private, Place::Title];

impl Reader<'_> {
    /// Words in FTS5's own language, in every spelling, each quoted, so that nothing typed is an operator. The index has stems: “mobilisi”, on
    /// its way to “mobilising”, is no beginning of “mobilis”, and is looked for by the words that it can become. Words with letters that no
    /// decomposition makes plain are found among those that are there.
    pub(super) fn expression_of(&self, words: &Words) -> Result<String, StoreError> {
        let mut either: Vec<String> = Vec::new();
        let mut add = |one: String| {
            if !either.contains(&one) {
                either.push(one);
            }
        };
        for spelling in words.spellings() {
            if !words.prefix {
                add(quoted(&spelling));
                continue;
            }
            add(format!("{}*", quoted(&spelling)));
            let before = spelling.trim_end_matches(char::is_alphanumeric);
            let begun = spelling.get(before.len()..).unwrap_or_default();
            if !begun.is_empty() {
                for word in self.words_that_begin(&folded(begun))? {
                    add(quoted(&format!("{before}{word}")));
                }
            }
        }
        for spelling in words.spellings().iter().take(MOST_SPECIAL) {
            for special in self.written_specially(spelling, words.prefix)? {
                add(quoted(&special));
            }
        }
        Ok(format!("({})", either.join(" OR ")))
    }

    /// The same words as entries write them with letters that have no plain decomposition: `lukasz` may stand there as `łukasz`, `efficacy` with
    /// a ligature.
    fn written_specially(&self, words: &str, prefix: bool) -> Result<Vec<String>, StoreError> {
        let text = plain(words);
        let mut found = Vec::new();
        let pieces: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()).collect();
        for (at, piece) in pieces.iter().enumerate().take(MOST_PIECES) {
            let begins = prefix && at + 1 == pieces.len();
            for beginning in specials(piece) {
                for term in self.words_that_begin(&beginning)? {
                    let same = plain(&term);
                    if if begins { same.starts_with(piece) } else { same == *piece } {
                        let with: Vec<&str> =
                            pieces.iter().enumerate().map(|(place, piece)| if place == at { term.as_str() } else { piece }).collect();
                        found.push(with.join(" "));
                    }
                }
            }
        }
        Ok(found)
    }

    /// All in one expression; none when nothing is wanted. `columns` are those that are searched.
    fn expression(&self, texts: &Texts, columns: &str) -> Result<Option<String>, StoreError> {
        if texts.wanted.is_empty() {
            return Ok(None);
        }
        let mut wanted = Vec::with_capacity(texts.wanted.len());
        for any in &texts.wanted {
            let any: Vec<String> = any.iter().map(|words| self.expression_of(words)).collect::<Result<_, _>>()?;
            wanted.push(format!("({})", any.join(" OR ")));
        }
        let wanted = format!("{columns}({})", wanted.join(" AND "));
        if texts.unwanted.is_empty() {
            return Ok(Some(wanted));
        }
        let unwanted: Vec<String> = texts.unwanted.iter().map(|words| self.expression_of(words)).collect::<Result<_, _>>()?;
        // All at once: one NOT in another for each is too deep for the parser from some ninety on.
        Ok(Some(format!("({wanted}) NOT {columns}({})", unwanted.join(" OR "))))
    }

    /// Whether any entry has these words; those in the bin only count with `bin`.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn any_has(&self, words: &Words, private: bool, bin: bool) -> Result<bool, StoreError> {
        let expression = format!("{}{}", columns(private), self.expression_of(words)?);
        let mut statement = self.db.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM entry_text WHERE entry_text MATCH ?1
                AND (?2 OR rowid NOT IN (SELECT id FROM entry WHERE binned_at IS NOT NULL)))",
        )?;
        Ok(statement.query_row(params![expression, bin], |row| row.get(0))?)
    }

    /// Every entry that has these words, those in the bin included.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn entries_with(&self, words: &Words, private: bool) -> Result<Vec<EntryId>, StoreError> {
        let expression = format!("{}{}", columns(private), self.expression_of(words)?);
        let mut statement = self.db.prepare_cached("SELECT rowid FROM entry_text WHERE entry_text MATCH ?1")?;
        Ok(statement.query_map([&expression], |row| row.get(0).map(EntryId::from_row))?.collect::<Result<_, _>>()?)
    }

    /// Every entry that has these texts, in no order; those in the bin only with `bin`, and of `only` alone where that is given: to say how good
    /// a find is takes three times as long as to find it. A word in a title weighs more than one in a text.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn ranked(&self, texts: &Texts, bin: bool, only: Option<&[EntryId]>) -> Result<Vec<Ranked>, StoreError> {
        let Some(expression) = self.expression(texts, columns(texts.private))? else { return Ok(Vec::new()) };
        let only = only.map(listed);
        let mut statement = self.db.prepare_cached(include_str!("search.sql"))?;
        let one = |row: &rusqlite::Row<'_>| Ok(Ranked { entry: EntryId::from_row(row.get(0)?), rank: row.get(1)? });
        Ok(statement.query_map(params![expression, bin, only], one)?.collect::<Result<_, _>>()?)
    }

    /// Text around what was found in each of these entries; nothing of one that is gone. All that match are passed once more, which is quicker
    /// than to ask for each alone.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn snippets(&self, texts: &Texts, of: &[EntryId]) -> Result<HashMap<EntryId, Snippet>, StoreError> {
        let Some(expression) = self.expression(texts, columns(texts.private))? else { return Ok(HashMap::new()) };
        let mut statement = self.db.prepare_cached(include_str!("snippets.sql"))?;
        let mut rows = statement.query(params![expression, listed(of)])?;
        let mut all = HashMap::with_capacity(of.len());
        while let Some(row) = rows.next()? {
            let mut best: Option<(usize, usize, Snippet)> = None;
            for (column, place) in PLACES.into_iter().enumerate() {
                let text: String = row.get(column + 1)?;
                let found = marked_words(&text);
                let order = TELLING.len() - TELLING.iter().position(|one| *one == place).unwrap_or(TELLING.len());
                if found > 0 && best.as_ref().is_none_or(|(most, before, _)| (found, order) > (*most, *before)) {
                    best = Some((found, order, Snippet { text, place }));
                }
            }
            if let Some((.., snippet)) = best {
                all.insert(EntryId::from_row(row.get(0)?), snippet);
            }
        }
        Ok(all)
    }

    /// What else has these texts: goals, actions, records and evidence, best first, at most so many.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn things_with(&self, texts: &Texts, most: usize) -> Result<Vec<ThingHit>, StoreError> {
        match self.expression(texts, "")? {
            Some(expression) => self.things_matching(&expression, most),
            None => Ok(Vec::new()),
        }
    }

    /// Asks several things of the journal as it is at one moment, whoever writes meanwhile.
    ///
    /// # Errors
    /// Those of what is asked, and when the file cannot be read.
    pub fn at_one_moment<T>(&self, ask: impl FnOnce(&Self) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let _view = self.one_view()?;
        ask(self)
    }

    /// Puts into the index what waits to be, as far as that is possible now. Before anything is asked.
    pub fn catch_up(&self) {
        catch_up(self.db);
    }

    /// As long as this is kept, everything is read as it was at one moment, whoever writes meanwhile. Inside a transaction it is so anyway.
    pub(super) fn one_view(&self) -> Result<Option<Transaction<'_>>, StoreError> {
        let reads = self.db.is_autocommit().then(|| Transaction::new_unchecked(self.db, TransactionBehavior::Deferred));
        Ok(reads.transpose()?)
    }

    /// The words of all entries that begin with these letters; none when they are too many to help.
    pub(super) fn words_that_begin(&self, letters: &str) -> Result<Vec<String>, StoreError> {
        let mut statement =
            self.db.prepare_cached("SELECT term FROM entry_word_list WHERE term >= ?1 AND term < ?1 || char(1114111) LIMIT ?2")?;
        let words: Vec<String> = statement.query_map(params![letters, BEGIN_ALIKE + 1], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(if i64::try_from(words.len()).is_ok_and(|n| n > BEGIN_ALIKE) { Vec::new() } else { words })
    }
}

/// Numbers of entries as a list in JSON.
fn listed(entries: &[EntryId]) -> String {
    format!("[{}]", entries.iter().map(|id| id.row().to_string()).collect::<Vec<_>>().join(","))
}

/// The columns that are searched, in FTS5's own language.
const fn columns(private: bool) -> &'static str {
    if private { "" } else { "{title body names evidence} : " }
}

/// How many different words are marked in a text.
fn marked_words(text: &str) -> usize {
    let [open, close] = MARKS;
    let words = text.split(open).skip(1).filter_map(|piece| piece.split(close).next());
    words.map(folded).collect::<BTreeSet<_>>().len()
}
