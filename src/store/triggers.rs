//! Triggers, generated from the tables' own columns, that keep the ledger and mark what must be indexed again.
//!
//! They live in the file, so that no caller can forget them, and are made anew by every migration.

use std::fmt::Write as _;

use rusqlite::Connection;

use super::StoreError;

/// Tables whose every change is recorded.
pub(super) const RECORDED: &[&str] = &[
    "profile",
    "community",
    "entry",
    "answer",
    "entry_tag",
    "entry_person",
    "entry_standard",
    "goal",
    "entry_goal",
    "action",
    "evidence",
    "entry_evidence",
    "person",
    "chat",
    "rolled",
    "goal_review",
    "need",
    "look_back",
    "waymark",
    "word",
    "registration",
    "record",
    "record_ref",
    "drill",
    "walk",
    "walk_decision",
    "walk_goal",
    "saved_search",
    "impact",
    "settled",
];

/// Tables whose rows belong to the entry named in their column `entry`.
const OF_AN_ENTRY: &[&str] =
    &["answer", "entry_tag", "entry_person", "entry_standard", "entry_goal", "action", "entry_evidence", "look_back"];

/// Tables whose words are found beside entries, and how their rows are numbered there (see `0005_review.sql`).
const THINGS: &[(&str, &str)] =
    &[("goal", "id * 4"), ("goal_review", "goal * 4"), ("action", "id * 4 + 1"), ("record", "id * 4 + 2"), ("evidence", "id * 4 + 3")];

/// The columns of a table, in order.
pub(super) fn columns(db: &Connection, table: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = db.prepare_cached("SELECT name FROM pragma_table_info(?1)")?;
    let names = statement.query_map([table], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(names)
}

/// Makes all of them anew.
pub(super) fn make(db: &Connection) -> Result<(), StoreError> {
    let mut sql = String::new();
    let old: Vec<String> = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND (name LIKE 'ledger\\_%' ESCAPE '\\' OR name LIKE 'stale\\_%' ESCAPE '\\')")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for name in old {
        let _ = writeln!(sql, "DROP TRIGGER {name};");
    }
    for table in RECORDED {
        record(&mut sql, table, &columns(db, table)?);
    }
    stale(&mut sql, "entry", "id");
    for table in OF_AN_ENTRY {
        stale(&mut sql, table, "entry");
    }
    for column in ["claim", "item"] {
        stale(&mut sql, "rolled", column);
    }
    // In the bin a claim stands for nothing: its items count for themselves then.
    sql.push_str(
        "CREATE TRIGGER stale_rolled_binned AFTER UPDATE OF binned_at ON entry WHEN old.binned_at IS NOT new.binned_at BEGIN
            INSERT OR IGNORE INTO stale_entry SELECT item FROM rolled WHERE claim = new.id; END;",
    );
    // What is said of a community or a piece of evidence is part of the text of its entries.
    sql.push_str(
        "CREATE TRIGGER stale_community_update AFTER UPDATE ON community BEGIN
            INSERT OR IGNORE INTO stale_entry SELECT id FROM entry WHERE community = new.id; END;
        CREATE TRIGGER stale_evidence_update AFTER UPDATE ON evidence BEGIN
            INSERT OR IGNORE INTO stale_entry SELECT entry FROM entry_evidence WHERE evidence = new.id; END;
        CREATE TRIGGER stale_blob_text_insert AFTER INSERT ON blob_text WHEN new.text <> '' BEGIN
            INSERT OR IGNORE INTO stale_entry SELECT entry FROM entry_evidence
                JOIN evidence ON evidence.id = entry_evidence.evidence WHERE evidence.digest = new.digest; END;",
    );
    for (table, thing) in THINGS {
        for (op, row) in [("insert", "new"), ("update", "new"), ("delete", "old")] {
            let _ = writeln!(
                sql,
                "CREATE TRIGGER stale_thing_{table}_{op} AFTER {op} ON {table} BEGIN INSERT OR IGNORE INTO stale_thing VALUES ({row}.{thing}); END;"
            );
        }
    }
    sql.push_str(
        "CREATE TRIGGER stale_thing_blob_text AFTER INSERT ON blob_text WHEN new.text <> '' BEGIN
            INSERT OR IGNORE INTO stale_thing SELECT id * 4 + 3 FROM evidence WHERE evidence.digest = new.digest; END;",
    );
    db.execute_batch(&sql)?;
    Ok(())
}

fn record(sql: &mut String, table: &str, columns: &[String]) {
    let object = |row: &str| {
        let pairs: Vec<String> = columns.iter().map(|column| format!("'{column}', {row}.{column}")).collect();
        format!("json_object({})", pairs.join(", "))
    };
    let differs: Vec<String> = columns.iter().map(|column| format!("old.{column} IS NOT new.{column}")).collect();
    let recording = "(SELECT step FROM ledger_now) IS NOT 0";
    let differs = differs.join(" OR ");
    let (old, new) = (object("old"), object("new"));
    // What changes twice in one step is recorded once, from what it was first to what it is last: an autosave rewrites one row.
    let _ = writeln!(
        sql,
        "CREATE TRIGGER ledger_{table}_insert AFTER INSERT ON {table} WHEN {recording} BEGIN
            INSERT INTO change (step, tbl, row, op, after) VALUES ((SELECT step FROM ledger_now), '{table}', new.id, 'insert', {new});
        END;
        CREATE TRIGGER ledger_{table}_update AFTER UPDATE ON {table} WHEN {recording} AND ({differs}) BEGIN
            UPDATE change SET after = {new} WHERE op <> 'delete' AND id =
                (SELECT max(id) FROM change WHERE step = (SELECT step FROM ledger_now) AND tbl = '{table}' AND row = new.id);
            INSERT INTO change (step, tbl, row, op, before, after)
                SELECT (SELECT step FROM ledger_now), '{table}', new.id, 'update', {old}, {new} WHERE changes() = 0;
        END;
        CREATE TRIGGER ledger_{table}_delete AFTER DELETE ON {table} WHEN {recording} BEGIN
            INSERT INTO change (step, tbl, row, op, before) VALUES ((SELECT step FROM ledger_now), '{table}', old.id, 'delete', {old});
        END;"
    );
}

fn stale(sql: &mut String, table: &str, column: &str) {
    for (op, row) in [("insert", "new"), ("update", "new"), ("delete", "old")] {
        let _ = writeln!(
            sql,
            "CREATE TRIGGER stale_{table}_{column}_{op} AFTER {op} ON {table} BEGIN INSERT OR IGNORE INTO stale_entry VALUES ({row}.{column}); END;"
        );
    }
}
