//! A journal as it stood at an instant of the past: a private copy, with every later change of the ledger taken back.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OpenFlags, params};
use std::sync::Arc;

use super::open::prepare;
use super::sql_types::{day_text, instant_text};
use super::undo::write_back;
use super::{PrivateFolder, Store, StoreError, migrations, search, triggers};

impl Store {
    /// The journal as it stood at the end of a `day`, which was at an instant; for reading only, with `why` as the sentence that says so. What
    /// the ledger does not know, because it was the journal's beginning, is there from the day on which it was made. Somebody else's details
    /// of a record are not there: they are kept out of the ledger, so that nothing tells how they stood.
    ///
    /// # Errors
    /// [`StoreError`] when the journal cannot be read, or the copy cannot be made.
    pub fn as_of(&self, day: NaiveDate, end: DateTime<Utc>, why: &str) -> Result<Self, StoreError> {
        let failed = |error: &std::io::Error| StoreError::from_io(error, &std::env::temp_dir());
        PrivateFolder::clear_left_behind();
        let folder = Arc::new(PrivateFolder::make().map_err(|error| failed(&error))?);
        let file = folder.path().join("then.cpd");
        self.db.execute("VACUUM INTO ?1", [file.to_string_lossy()])?;
        let mut db = Connection::open_with_flags(&file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        prepare(&db)?;
        // Nobody needs it after a crash.
        db.pragma_update(None, "synchronous", "OFF")?;
        db.pragma_update(None, "journal_mode", "MEMORY")?;
        if migrations::version(&db)? < migrations::newest() {
            migrations::run(&mut db)?;
        }
        let tx = db.transaction()?;
        tx.pragma_update(None, "defer_foreign_keys", true)?;
        // Nothing of this is recorded.
        tx.execute("UPDATE ledger_now SET step = 0", [])?;
        let at = instant_text(end);
        take_back(&tx, &at)?;
        leave_out(&tx, &at, &day_text(day))?;
        tx.execute_batch("DELETE FROM timer; DELETE FROM record_apart; UPDATE ledger_now SET step = NULL")?;
        tx.commit()?;
        search::catch_up(&db);
        db.pragma_update(None, "query_only", true)?;
        Self::over(db, None, Some(why.to_owned()), None, search::Index::AtOnce, Some(folder))
    }
}

/// Takes back every change of the steps after an instant. Only the first change of each row matters: what it was before that. Rows that were
/// not there go first, so that those that come back find their place free.
fn take_back(db: &Connection, at: &str) -> Result<(), StoreError> {
    let mut then: BTreeMap<(String, i64), Option<String>> = BTreeMap::new();
    let mut statement = db.prepare(
        "SELECT change.tbl, change.row, change.before FROM change JOIN step ON step.id = change.step WHERE step.at > ?1 ORDER BY change.id",
    )?;
    let mut rows = statement.query([at])?;
    while let Some(row) = rows.next()? {
        then.entry((row.get(0)?, row.get(1)?)).or_insert(row.get(2)?);
    }
    let known = |table: &str| triggers::RECORDED.contains(&table);
    for ((table, row), _) in then.iter().filter(|((table, _), before)| before.is_none() && known(table)) {
        write_back(db, table, *row, None)?;
    }
    let mut left: Vec<(&str, i64, &str)> =
        then.iter().filter_map(|((table, row), before)| Some((table.as_str(), *row, before.as_deref()?))).collect();
    // Two rows may have changed places, so that one cannot be written before the other.
    while !left.is_empty() {
        let before = left.len();
        let mut failed = None;
        left.retain(|(table, row, json)| {
            known(table) && write_back(db, table, *row, Some(json)).map_err(|error| failed = Some(error)).is_err()
        });
        if left.len() == before {
            return failed.map_or(Ok(()), Err);
        }
    }
    let steps: Vec<i64> = db.prepare("SELECT id FROM step WHERE at > ?1")?.query_map([at], |row| row.get(0))?.collect::<Result<_, _>>()?;
    // Later steps are not known then; those before keep their seals.
    let later: BTreeSet<i64> = steps.into_iter().collect();
    if let Some(first) = later.first() {
        db.execute("UPDATE step SET taken_back_by = NULL WHERE taken_back_by >= ?1", [first])?;
        db.execute("DELETE FROM change WHERE step >= ?1", [first])?;
        db.execute("DELETE FROM step WHERE id >= ?1", [first])?;
    }
    Ok(())
}

/// Leaves out what is not in the ledger and was made later: a journal may have begun with it.
fn leave_out(db: &Connection, at: &str, day: &str) -> Result<(), StoreError> {
    let never = |table: &str| format!("id NOT IN (SELECT row FROM change WHERE tbl = '{table}')");
    for (table, column, bound) in [
        ("entry", "created", at),
        ("goal", "created", at),
        ("evidence", "captured", at),
        ("record", "created", at),
        ("look_back", "day", day),
        ("goal_review", "day", day),
        ("waymark", "day", day),
        ("need", "day", day),
    ] {
        db.execute(&format!("DELETE FROM {table} WHERE {column} > ?1 AND {}", never(table)), params![bound])?;
    }
    db.execute(
        &format!(
            "UPDATE action SET done = NULL, effect = '', effect_service = '', effect_people = '' WHERE done > ?1 AND {}",
            never("action")
        ),
        [day],
    )?;
    db.execute(&format!("UPDATE action SET shared_on = NULL WHERE shared_on > ?1 AND {}", never("action")), [day])?;
    db.execute(
        &format!("UPDATE goal SET state = 'open', outcome = '' WHERE state <> 'open' AND changed_at > ?1 AND {}", never("goal")),
        [at],
    )?;
    db.execute(&format!("UPDATE entry SET state = 'ready', submitted_on = NULL WHERE submitted_on > ?1 AND {}", never("entry")), [day])?;
    db.execute(&format!("UPDATE entry SET binned_at = NULL WHERE binned_at > ?1 AND {}", never("entry")), [at])?;
    Ok(())
}
