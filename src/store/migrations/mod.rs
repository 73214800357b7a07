//! The shape of a journal file by version (`PRAGMA user_version`). Files here are only ever added, never changed.

use rusqlite::Connection;

use super::{StoreError, triggers};

/// Marks a file as ours (`PRAGMA application_id`): “CPDJ”.
pub(super) const APPLICATION_ID: i32 = 0x4350_444A;

/// Version n is made from version n - 1 by the n-th.
const STEPS: &[&str] = &[
    include_str!("0001_initial.sql"),
    include_str!("0002_capture.sql"),
    include_str!("0003_reflect.sql"),
    include_str!("0004_registrations.sql"),
    include_str!("0005_review.sql"),
    include_str!("0006_export.sql"),
];

/// The version that this program writes.
pub(super) fn newest() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// The version of a file; 0 is a new one.
pub(super) fn version(db: &Connection) -> Result<i64, StoreError> {
    Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Brings a file to the newest version in one transaction.
pub(super) fn run(db: &mut Connection) -> Result<(), StoreError> {
    run_to(db, STEPS)
}

fn run_to(db: &mut Connection, steps: &[&str]) -> Result<(), StoreError> {
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Exclusive)?;
    let from = usize::try_from(version(&tx)?).unwrap_or(0);
    for step in steps.iter().skip(from) {
        tx.execute_batch(step)?;
    }
    triggers::make(&tx)?;
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", i64::try_from(steps.len()).unwrap_or(i64::MAX))?;
    tx.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_step_keeps_the_data_and_renews_the_triggers() {
        let mut db = Connection::open_in_memory().expect("memory");
        run(&mut db).expect("first");
        db.execute_batch("INSERT INTO entry_text (rowid, title) VALUES (7, 'kept')").expect("a row");
        let steps: Vec<&str> = STEPS.iter().copied().chain(["ALTER TABLE goal ADD COLUMN test_only TEXT NOT NULL DEFAULT ''"]).collect();
        run_to(&mut db, &steps).expect("second");
        assert_eq!(version(&db).expect("version"), newest() + 1);
        let trigger: String =
            db.query_row("SELECT sql FROM sqlite_schema WHERE name = 'ledger_goal_update'", [], |row| row.get(0)).expect("trigger");
        assert!(trigger.contains("test_only"), "{trigger}");
    }
}
