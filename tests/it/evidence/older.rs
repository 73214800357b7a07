//! A journal of the version before: brought to today's shape, or read as it is where nothing may be written.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use cpd_journal::journal::Journal;
use cpd_journal::worker::{Opening, Request, Worker};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

use super::{snippets, today};
use crate::support::{Place, open};

const V1: &[u8] = include_bytes!("../../fixtures/journals/v1.cpd");

fn older() -> Place {
    let place = Place::empty();
    place.file("journal.cpd", V1);
    place
}

fn db(path: &Path) -> Connection {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the file")
}

fn shape(path: &Path) -> BTreeMap<String, Option<String>> {
    let db = db(path);
    let mut statement = db.prepare("SELECT type || ' ' || name, sql FROM sqlite_schema").expect("a query");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    rows.collect::<Result<_, _>>().expect("rows")
}

/// Every field that the older version knew, of every row of the tables that it had.
fn fields(path: &Path, columns: &BTreeMap<String, Vec<String>>) -> BTreeMap<String, Vec<Vec<Value>>> {
    let db = db(path);
    let table = |(table, columns): (&String, &Vec<String>)| {
        let sql = format!("SELECT {} FROM {table} ORDER BY id", columns.join(", "));
        let mut statement = db.prepare(&sql).expect("a query");
        let read = |row: &rusqlite::Row<'_>| (0..columns.len()).map(|at| row.get(at)).collect();
        let rows = statement.query_map([], read).expect("rows").collect::<Result<_, _>>().expect("rows");
        (table.clone(), rows)
    };
    columns.iter().map(table).collect()
}

fn columns(path: &Path) -> BTreeMap<String, Vec<String>> {
    let db = db(path);
    let names = [
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
        "blob",
        "step",
        "change",
    ];
    let of = |table: &str| {
        let mut statement = db.prepare("SELECT name FROM pragma_table_info(?1)").expect("a query");
        let columns: Vec<String> = statement.query_map([table], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("rows");
        assert!(!columns.is_empty(), "{table}");
        (table.to_owned(), columns)
    };
    names.into_iter().map(of).collect()
}

#[test]
fn it_becomes_one_of_today_and_loses_nothing() {
    let place = older();
    let before = place.path().join("before.cpd");
    fs::write(&before, V1).expect("a copy");
    let known = columns(&before);
    assert!(known["entry"].len() > 20);
    let mut journal = open(&place.journal());
    assert_eq!(journal.read_only(), None);
    assert_eq!(journal.verify().expect("looked at"), []);
    assert!(snippets(&journal, "physiotalk shoulder").len() == 1, "old text is found");
    let old = fields(&before, &known);
    assert!(old["entry"].len() >= 12 && old["change"].len() >= 4);
    assert_eq!(fields(&place.journal(), &known), old);
    assert_eq!(fields(&place.path().join("journal.of-v1.cpd"), &known), old, "the copy beside it is the old one");
    assert_eq!(
        db(&place.path().join("journal.of-v1.cpd")).query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0)).expect("a version"),
        1
    );

    // Steps of the older version are taken back, and done again.
    let entries = |journal: &Journal| journal.headers(None).expect("entries").len();
    let all = entries(&journal);
    assert_eq!(journal.undo().expect("undone").map(|undone| undone.value).as_deref(), Some("Log “A poll”"));
    assert_eq!(entries(&journal), all - 1);
    assert_eq!(journal.undo().expect("undone").map(|undone| undone.value).as_deref(), Some("Edit “#physiotalk on shoulder pain”"));
    assert_eq!(journal.undo().expect("undone").map(|undone| undone.value).as_deref(), Some("Log “#physiotalk on shoulder pain”"));
    for _ in 0..3 {
        journal.redo().expect("again").expect("a step");
    }
    assert_eq!((entries(&journal), journal.verify().expect("looked at")), (all, Vec::new()));
    let mut again = fields(&place.journal(), &known);
    let mut old = old;
    for table in ["step", "change"] {
        again.remove(table);
        old.remove(table);
    }
    assert_eq!(again, old);
}

#[test]
fn its_shape_is_that_of_a_new_one() {
    let (place, new) = (older(), Place::new());
    drop(open(&place.journal()));
    let (migrated, fresh) = (shape(&place.journal()), shape(&new.journal()));
    assert!(fresh.len() > 60, "{}", fresh.len());
    assert_eq!(migrated, fresh);
}

#[test]
fn its_evidence_is_read_when_a_window_opens_it() {
    let place = older();
    let text = db(&place.journal()).query_row("SELECT content FROM blob", [], |row| row.get::<_, Vec<u8>>(0)).expect("a content");
    let text = String::from_utf8(text).expect("a text");
    let word = text.split(|c: char| !c.is_alphabetic()).max_by_key(|word| word.len()).expect("a word").to_owned();
    let mut worker = Worker::inline(cpd_journal::journal::Clock::Fixed(today()), place.path().to_owned());
    worker.send(Request::Open { path: place.journal(), opening: Opening::Existing });
    worker.shutdown();
    let found = snippets(&open(&place.journal()), &word);
    assert!(found.iter().any(|found| found.contains(&word)), "{word}: {found:?}");
}

#[cfg(unix)]
mod read_only {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    use std::process::Command;

    use super::*;
    use crate::support::{PROGRAM, Ran};

    /// Nobody in particular: the superuser may write everywhere.
    const NOBODY: u32 = 65_534;

    fn allow(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
    }

    /// Runs a command as somebody without special rights, with a temporary folder of their own.
    fn run(place: &Place, temporary: &Path, words: &[&str]) -> Ran {
        let copy = temporary.join("program");
        if !copy.exists() {
            fs::hard_link(PROGRAM, &copy).or_else(|_| fs::copy(PROGRAM, &copy).map(|_| ())).expect("a copy");
            allow(&copy, 0o755);
        }
        let mut program = Command::new(copy);
        let special = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
        if special {
            program.uid(NOBODY).gid(NOBODY);
        }
        program.env_clear().env("HOME", temporary).env("TMPDIR", temporary.join("tmp")).arg("--journal").arg(place.journal()).args(words);
        Ran::of(&words.join(" "), &program.output().expect("the program runs"))
    }

    #[test]
    fn it_is_read_where_nothing_may_be_written() {
        for (folder, file) in [(0o555, 0o444), (0o777, 0o444), (0o555, 0o666)] {
            let place = older();
            let other = Place::empty();
            fs::create_dir(other.path().join("tmp")).expect("a folder");
            allow(other.path(), 0o777);
            allow(&other.path().join("tmp"), 0o777);
            allow(&place.journal(), file);
            allow(place.path(), folder);
            let names = place.names();
            let listed = run(&place, other.path(), &["list", "--json"]);
            assert_eq!(listed.code, 0, "{listed:?}");
            assert!(listed.out.contains("#physiotalk on shoulder pain"), "{listed:?}");
            for (words, part) in [
                (&["search", "shoulder"][..], "shoulder"),
                (&["show", "A poll"], "A poll"),
                (&["evidence", "list"], "notes.txt"),
                (&["verify"], ""),
            ] {
                let ran = run(&place, other.path(), words);
                assert!(ran.code == 0 && ran.out.contains(part), "{folder:o} {file:o}: {ran:?}");
            }
            run(&place, other.path(), &["log", "Something", "--json"]).failed(1, "read_only");
            assert_eq!(fs::read(place.journal()).expect("the file"), V1, "it was not touched");
            assert_eq!(place.names(), names, "nothing was put beside it");
            assert_eq!(fs::read_dir(other.path().join("tmp")).expect("a folder").count(), 0, "the copy is gone");
            allow(place.path(), 0o755);
        }
    }
}
