//! Whether a journal is whole: the file, the ledger, the search index, the evidence.

use sha2::{Digest as _, Sha256};

use super::{Reader, StoreError, ledger};

/// One thing that is wrong, as a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: `file`, `ledger`, `search`, `evidence`.
    pub part: &'static str,
    pub what: String,
}

impl Reader<'_> {
    /// Looks at everything; an empty list says that the journal is whole.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot even be looked at.
    pub fn verify(&self) -> Result<Vec<Problem>, StoreError> {
        let mut problems = Vec::new();
        let mut add = |part, what| problems.push(Problem { part, what });
        for line in self.whole_file()? {
            if line != "ok" {
                add("file", line);
            }
        }
        let orphans: i64 = self.db.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
        if orphans > 0 {
            add("file", format!("{orphans} rows refer to something that is not there"));
        }
        for what in ledger::check(self.db)? {
            add("ledger", what);
        }
        for what in self.index_problems()?.into_iter().chain(self.thing_problems()?) {
            add("search", what);
        }
        for what in self.evidence_problems()? {
            add("evidence", what);
        }
        Ok(problems)
    }

    /// What SQLite itself says of the file. FTS5 takes what another program wrote to an index into account when a table of its is opened, which
    /// this check does not do: without a look at them before, it would tell of damage where there is none.
    fn whole_file(&self) -> Result<Vec<String>, StoreError> {
        let _view = self.one_view()?;
        for table in ["entry_text", "entry_word", "thing_text"] {
            self.lines_of(&format!("SELECT '' FROM {table} LIMIT 1"))?;
        }
        self.lines_of("PRAGMA integrity_check(20)")
    }

    fn lines_of(&self, sql: &str) -> Result<Vec<String>, StoreError> {
        Ok(self.db.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    fn index_problems(&self) -> Result<Vec<String>, StoreError> {
        let different: i64 = self.db.query_row(
            "SELECT count(*) FROM entry_to_index AS wanted LEFT JOIN entry_text AS found ON found.rowid = wanted.id
             WHERE wanted.id NOT IN (SELECT entry FROM stale_entry)
                AND (found.title IS NOT wanted.title OR found.body IS NOT wanted.body OR found.names IS NOT wanted.names
                    OR found.private IS NOT wanted.private OR found.evidence IS NOT wanted.evidence)",
            [],
            |row| row.get(0),
        )?;
        let too_many: i64 = self.db.query_row(
            "SELECT count(*) FROM entry_text WHERE rowid NOT IN (SELECT id FROM entry UNION ALL SELECT entry FROM stale_entry)",
            [],
            |row| row.get(0),
        )?;
        let mut problems = Vec::new();
        if different + too_many > 0 {
            problems.push(format!("{} entries would not be found by what they say", different + too_many));
        }
        Ok(problems)
    }

    fn evidence_problems(&self) -> Result<Vec<String>, StoreError> {
        let mut problems = Vec::new();
        let mut statement = self
            .db
            .prepare("SELECT evidence.name, evidence.digest, blob.id FROM evidence LEFT JOIN blob ON blob.digest = evidence.digest")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (name, digest, blob): (String, String, Option<i64>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let Some(blob) = blob else {
                problems.push(format!("the content of “{name}” is missing"));
                continue;
            };
            let mut content = self.db.blob_open("main", "blob", "content", blob, true)?;
            let mut hasher = HashWriter(Sha256::new());
            std::io::copy(&mut content, &mut hasher).map_err(|error| StoreError::Damaged(error.to_string()))?;
            if crate::domain::Digest(hasher.0.finalize().into()).to_string() != digest {
                problems.push(format!("the content of “{name}” has changed"));
            }
        }
        Ok(problems)
    }
}

struct HashWriter(Sha256);

impl std::io::Write for HashWriter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
