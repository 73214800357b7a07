//! The file: what is no journal is left alone, what is damaged is found, what is newer is read, and two programs share one journal.
#![expect(clippy::disallowed_types, reason = "a journal is damaged here on purpose, behind the program’s back")]

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cpd_journal::catalogue::Catalogue;
use cpd_journal::domain::{EntryDraft, EntryState};
use cpd_journal::journal::{Alone, Clock, Journal, JournalError, Together};
use cpd_journal::store::{Store, StoreError};
use rusqlite::{Connection, OpenFlags};

use crate::support::{Place, open, today};

/// The bytes of a SQLite database with a table, marked as some program's.
fn database(application: i64) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("other.db");
    let db = Connection::open(&path).expect("a database");
    db.execute_batch("CREATE TABLE notes (a TEXT); INSERT INTO notes VALUES ('kept');").expect("a table");
    db.pragma_update(None, "application_id", application).expect("a mark");
    db.pragma_update(None, "user_version", 1).expect("a version");
    drop(db);
    fs::read(path).expect("the file")
}

/// Somebody else's program on the same file.
fn other_program(path: &Path) -> Connection {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).expect("a connection")
}

fn log(journal: &mut Journal, title: &str) -> Result<(), JournalError> {
    let draft = EntryDraft { title: title.to_owned(), learnt: "Something".to_owned(), ..EntryDraft::on(today()) };
    journal.log(draft, EntryState::Draft, &Together::default()).map(|_| ())
}

#[test]
fn what_is_no_journal_is_told_and_left_alone() {
    let whole = fs::read(Place::with_sample().journal()).expect("a journal");
    let noise: Vec<u8> = (0..5_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()[2]).collect();
    let cases: Vec<(&str, Vec<u8>, i32, &str)> = vec![
        ("empty", Vec::new(), 1, "empty_file"),
        ("one byte", vec![b'S'], 1, "not_a_journal"),
        ("text", b"Dear diary\n".repeat(50), 1, "not_a_journal"),
        ("picture", [b"\x89PNG\r\n\x1a\n".to_vec(), noise.clone()].concat(), 1, "not_a_journal"),
        ("noise", noise.clone(), 1, "not_a_journal"),
        ("zeroes", vec![0; 8_192], 1, "not_a_journal"),
        ("another program’s database", database(0x1234_5678), 1, "not_a_journal"),
        ("a database that nobody marked", database(0), 1, "not_a_journal"),
        ("the first bytes of a journal", whole[..16].to_vec(), 1, "not_a_journal"),
        ("a header only", whole[..100].to_vec(), 5, "damaged"),
        ("the first page", whole[..4_096].to_vec(), 5, "damaged"),
        ("half a journal", whole[..whole.len() / 2].to_vec(), 5, "damaged"),
        ("all but the last byte", whole[..whole.len() - 1].to_vec(), 5, "damaged"),
        ("noise behind a header", [whole[..100].to_vec(), noise.repeat(whole.len() / noise.len() + 1)].concat(), 5, "damaged"),
        ("our mark on another database", database(0x4350_444A), 5, "damaged"),
    ];
    for (what, bytes, code, word) in cases {
        let place = Place::empty();
        place.file("journal.cpd", &bytes);
        let names = place.names();
        for words in [&["list", "--json"][..], &["log", "Something", "--json"], &["verify", "--json"], &["undo", "--json"]] {
            let ran = place.run(words);
            assert_eq!((ran.code, ran.json()["error"]["code"].as_str()), (code, Some(word)), "{what}: {ran:?}");
            assert_eq!(fs::read(place.journal()).expect("the file"), bytes, "{what}: {words:?} changed it");
        }
        let ran = place.run(&["new", "--json"]);
        ran.failed(1, "exists");
        assert_eq!(fs::read(place.journal()).expect("the file"), bytes, "{what}");
        assert_eq!(place.names(), names, "{what}: something was left behind");
    }
}

#[test]
fn what_is_no_file_is_told() {
    let place = Place::empty();
    place.run(&["list", "--json"]).failed(1, "no_journal");
    assert_eq!(place.names(), ["home"], "none was made");
    fs::create_dir(place.journal()).expect("a folder");
    place.run(&["list", "--json"]).failed(1, "is_folder");
    place.run(&["new", "--json"]).failed(1, "exists");
    for (journal, command, word) in [
        ("nowhere/journal.cpd", "list", "no_journal"),
        ("nowhere/journal.cpd", "new", "no_folder"),
        ("home/../journal.cpd/x.cpd", "list", "no_journal"),
    ] {
        let output = place.program().args(["--journal", journal, command, "--json"]).output().expect("it runs");
        crate::support::Ran::of(&format!("{command} --json"), &output).failed(1, word);
    }
}

#[cfg(unix)]
mod permissions {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    use std::process::Command;

    use super::*;
    use crate::support::{PROGRAM, Ran};

    /// Nobody in particular. The superuser may read everything, so under it the program is run as this one.
    const NOBODY: u32 = 65_534;

    fn allow(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
    }

    fn may_everything(place: &Place) -> bool {
        let path = place.file("home/secret", "x");
        allow(&path, 0o000);
        let may = fs::read(&path).is_ok();
        fs::remove_file(path).expect("gone");
        may
    }

    /// Runs a command as somebody who has no special rights.
    fn run(place: &Place, words: &[&str]) -> Ran {
        let mut program = if may_everything(place) {
            let copy = place.path().join("home/program");
            if !copy.exists() {
                fs::hard_link(PROGRAM, &copy).or_else(|_| fs::copy(PROGRAM, &copy).map(|_| ())).expect("a copy");
                allow(&copy, 0o755);
            }
            let mut program = Command::new(copy);
            program.uid(NOBODY).gid(NOBODY);
            program
        } else {
            Command::new(PROGRAM)
        };
        program.env_clear().env("HOME", place.path().join("home")).arg("--journal").arg(place.journal()).args(words);
        Ran::of(&words.join(" "), &program.output().expect("the program runs"))
    }

    #[test]
    fn without_permission() {
        let place = Place::with_sample();
        let bytes = fs::read(place.journal()).expect("the file");
        allow(place.path(), 0o777);
        allow(&place.path().join("home"), 0o755);
        allow(&place.journal(), 0o000);
        for words in [&["list", "--json"][..], &["log", "Something", "--json"]] {
            run(&place, words).failed(1, "no_permission");
        }
        allow(&place.journal(), 0o666);
        assert_eq!(run(&place, &["list", "--json"]).json()["total"], 60, "with permission it is read");
        assert_eq!(run(&place, &["log", "Something", "--json"]).code, 0, "and written");

        // May be read only, in a folder that takes no files.
        fs::write(place.journal(), &bytes).expect("as it was");
        allow(&place.journal(), 0o444);
        let names = place.names();
        for mode in [0o777, 0o555] {
            allow(place.path(), mode);
            assert_eq!(run(&place, &["list", "--json"]).json()["total"], 60, "{mode:o}");
            assert_eq!(run(&place, &["verify", "--json"]).json()["ok"], true, "{mode:o}");
            run(&place, &["log", "Something", "--json"]).failed(1, "read_only");
            run(&place, &["undo", "--json"]).failed(1, "read_only");
            assert_eq!(fs::read(place.journal()).expect("the file"), bytes, "{mode:o}");
            assert_eq!(place.names(), names, "{mode:o}");
        }
        // May be written, but nothing can be put beside it.
        allow(&place.journal(), 0o666);
        allow(place.path(), 0o555);
        assert_eq!(run(&place, &["list", "--json"]).json()["total"], 60);
        let ran = run(&place, &["log", "Something", "--json"]);
        ran.failed(1, "read_only");
        assert!(ran.err.contains("its folder is write-protected"), "{ran:?}");
        assert_eq!(fs::read(place.journal()).expect("the file"), bytes);
        assert_eq!(place.names(), names);
        allow(place.path(), 0o777);
        fs::remove_file(place.journal()).expect("gone");
        allow(place.path(), 0o555);
        run(&place, &["new", "--json"]).failed(1, "no_permission");
        run(&place, &["sample", "--json"]).failed(1, "no_permission");
        allow(place.path(), 0o755);
    }

    #[test]
    fn what_waits_in_a_log_is_never_hidden() {
        let place = Place::with_sample();
        let mut journal = open(&place.journal());
        log(&mut journal, "Acknowledged").expect("an entry");
        // As a crash leaves it, copied to where only the two files can be read.
        let crashed = Place::empty();
        for end in ["", "-wal"] {
            let bytes = fs::read(place.path().join(format!("journal.cpd{end}"))).expect("a file");
            let copy = crashed.file(&format!("journal.cpd{end}"), bytes);
            allow(&copy, 0o444);
        }
        allow(&crashed.path().join("home"), 0o755);
        let names = crashed.names();
        for mode in [0o444, 0o666] {
            allow(crashed.path(), 0o777);
            allow(&crashed.journal(), mode);
            allow(crashed.path(), 0o555);
            for words in [&["list", "--json"][..], &["log", "Something", "--json"]] {
                let ran = run(&crashed, words);
                ran.failed(1, "changes_beside");
                assert!(ran.err.contains("journal.cpd-wal") && ran.err.contains("copy both files"), "{ran:?}");
            }
        }
        allow(crashed.path(), 0o755);
        assert!(names.iter().all(|name| crashed.names().contains(name)));
        for end in ["", "-wal"] {
            allow(&crashed.path().join(format!("journal.cpd{end}")), 0o666);
        }
        assert_eq!(crashed.json(&["list", "Acknowledged"])["total"], 1, "and it was there all the time");
    }

    #[test]
    fn a_link_leads_to_the_journal_and_its_log() {
        let place = Place::with_sample();
        fs::create_dir(place.path().join("links")).expect("a folder");
        let link = place.path().join("links/mine.cpd");
        std::os::unix::fs::symlink("../journal.cpd", &link).expect("a link");
        let mut journal = open(&place.journal());
        log(&mut journal, "In the log").expect("an entry");
        assert_eq!(open(&link).headers(None).expect("headers").len(), 61);
        drop(journal);
        // Cut off in the file, whole with the log that lies beside it.
        let window = Store::open(&link, Alone::Yes).expect("it opens");
        assert_eq!(window.path(), Some(link.as_path()), "as somebody named it");
        assert!(matches!(Store::open(&place.journal(), Alone::Yes), Err(StoreError::InUse)), "one window, by whichever name");
        drop(window);
        assert_eq!(fs::read_dir(place.path().join("links")).expect("the folder").count(), 1, "nothing lies beside the link");
        fs::remove_file(place.journal()).expect("gone");
        assert!(matches!(Store::open(&link, Alone::No), Err(StoreError::NotFound(path)) if path == link));
    }

    #[test]
    fn a_new_journal_is_its_owners_only() {
        let place = Place::empty();
        place.done(&["new"]);
        assert_eq!(fs::metadata(place.journal()).expect("the file").permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn one_of_tomorrow_is_read_and_never_written() {
    let place = Place::with_sample();
    let db = other_program(&place.journal());
    db.execute_batch(
        "PRAGMA journal_mode = DELETE; ALTER TABLE entry ADD COLUMN mood TEXT; PRAGMA user_version = 99; PRAGMA journal_mode = WAL;",
    )
    .expect("a newer shape");
    drop(db);
    let bytes = fs::read(place.journal()).expect("the file");
    let names = place.names();
    assert_eq!(place.json(&["list"])["total"], 60);
    let uid = place.json(&["list"])["entries"][0]["uid"].as_str().expect("an id").to_owned();
    for words in [&["show", &uid][..], &["search", "pain"], &["goal", "list"], &["history"], &["verify"], &["evidence", "list"]] {
        place.done(words);
    }
    for words in [
        &["log", "Something", "--json"][..],
        &["edit", &uid, "--title", "Other", "--json"],
        &["bin", &uid, "--json"],
        &["goal", "add", "Goal", "--json"],
        &["action", "add", &uid, "What", "--json"],
        &["profile", "set", "name=Me", "--json"],
        &["undo", "--json"],
        &["evidence", "add", &uid, "journal.cpd", "--json"],
    ] {
        let ran = place.run(words);
        ran.failed(1, "read_only");
        assert!(ran.err.contains("newer version"), "{ran:?}");
    }
    assert_eq!(fs::read(place.journal()).expect("the file"), bytes, "byte for byte");
    assert_eq!(place.names(), names, "and nothing beside it");
    place.done(&["export", "--format", "markdown", "--out", "out.md"]);
    assert!(fs::read_to_string(place.path().join("out.md")).expect("the export").len() > 10_000);
    let journal = Journal::open(&place.journal(), Alone::Yes, Arc::new(Catalogue::bundled()), Clock::System).expect("it opens");
    assert!(journal.read_only().is_some_and(|why| why.contains("newer version")));
    assert_eq!(fs::read(place.journal()).expect("the file"), bytes);
}

#[test]
fn one_of_tomorrow_is_known_by_its_log_too() {
    let place = Place::with_sample();
    let db = other_program(&place.journal());
    db.execute_batch("PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 99;").expect("a newer version");
    // The header in the file itself still says the old version.
    assert_eq!(fs::read(place.journal()).expect("the file")[63], 6);
    place.run(&["log", "Something", "--json"]).failed(1, "read_only");
    assert_eq!(place.json(&["list"])["total"], 60);
    drop(db);
}

#[test]
fn a_new_journal_takes_no_log_that_was_there_before() {
    for end in ["-wal", "-journal"] {
        let place = Place::empty();
        let left = place.file(&format!("journal.cpd{end}"), "");
        place.done(&["new"]);
        fs::remove_file(place.journal()).expect("gone");
        fs::write(&left, "what another journal did last").expect("a log");
        for words in [&["new", "--json"][..], &["sample", "--json"]] {
            let ran = place.run(words);
            ran.failed(1, "exists");
            assert!(ran.err.contains(&format!("journal.cpd{end}")) && ran.err.contains("move it away"), "{ran:?}");
        }
        assert_eq!(fs::read(&left).expect("the log"), b"what another journal did last");
        assert!(!place.journal().exists());
    }
}

#[test]
fn what_was_written_past_the_ledger_is_not_overwritten_by_undo() {
    let place = Place::new();
    place.done(&["log", "One", "--learnt", "Much"]);
    place.done(&["edit", "One", "--learnt", "More"]);
    let db = other_program(&place.journal());
    db.execute_batch("UPDATE entry SET learnt = 'By another program'").expect("a change");
    drop(db);
    place.run(&["undo", "--json"]).failed(1, "clash");
    assert_eq!(place.json(&["show", "One"])["learnt"], "By another program");
}

#[test]
fn in_use_elsewhere() {
    let place = Place::with_sample();
    let db = other_program(&place.journal());
    for (locked, reads) in [("BEGIN EXCLUSIVE", true), ("BEGIN IMMEDIATE", true)] {
        db.execute_batch(locked).expect("a lock");
        let start = Instant::now();
        place.run(&["log", "Something", "--json"]).failed(3, "in_use");
        let waited = start.elapsed();
        assert!(waited > Duration::from_secs(4) && waited < Duration::from_millis(7_500), "{locked}: {waited:?}");
        let start = Instant::now();
        assert_eq!(place.run(&["list"]).code == 0, reads, "{locked}");
        assert!(start.elapsed() < Duration::from_secs(2), "{locked}: reading does not wait, and leaves at once");
        db.execute_batch("ROLLBACK").expect("unlocked");
    }
    place.done(&["log", "Something"]);
    assert_eq!(place.json(&["list"])["total"], 61);
}

#[test]
fn a_second_window_stays_out_and_the_command_line_does_not() {
    let place = Place::with_sample();
    let window = Store::open(&place.journal(), Alone::Yes).expect("the first window");
    assert!(matches!(Store::open(&place.journal(), Alone::Yes), Err(StoreError::InUse)), "one window at a time");
    place.done(&["log", "From the command line"]);
    assert_eq!(place.json(&["list"])["total"], 61);
    drop(window);
    assert_eq!(place.names(), ["home", "journal.cpd"], "one file is left");
    Store::open(&place.journal(), Alone::Yes).expect("and then the next window");
}

#[test]
fn a_window_notices_what_others_write() {
    let place = Place::with_sample();
    let mut window = open(&place.journal());
    assert!(!window.changed_elsewhere().expect("a look"));
    log(&mut window, "My own").expect("an entry");
    assert!(!window.changed_elsewhere().expect("a look"), "what it wrote itself is no news");
    place.done(&["log", "From elsewhere"]);
    assert!(window.changed_elsewhere().expect("a look"));
    assert!(!window.changed_elsewhere().expect("a look"), "told once");
    assert_eq!(window.headers(None).expect("headers").len(), 62);
}

/// What is done to a journal, and the part of it that `verify` then complains of.
type Damage = (&'static str, &'static str, &'static str);

#[test]
fn verify_finds_what_was_done_behind_its_back() {
    let without_triggers = "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE type = 'trigger'; PRAGMA writable_schema = RESET;";
    let cases: &[Damage] = &[
        ("a byte of a piece of evidence", "UPDATE blob SET content = CAST(x'00' || substr(content, 2) AS BLOB)", "evidence"),
        ("a piece of evidence", "DELETE FROM blob WHERE id > 0", "evidence"),
        ("an entry", "UPDATE entry SET learnt = 'Forged' WHERE title = 'One'", "ledger"),
        ("an entry, without the triggers", "DROP; UPDATE entry SET learnt = 'Forged' WHERE title = 'One'", "ledger"),
        ("an entry that went, without the triggers", "DROP; DELETE FROM entry WHERE title = 'Two'", "ledger"),
        ("a goal", "UPDATE goal SET outcome = 'Reached'", "ledger"),
        ("when a goal was linked", "UPDATE entry_goal SET linked_at = '2001-01-01T00:00:00.000Z'", "ledger"),
        ("the name of a step", "UPDATE step SET label = 'Log “Other”' WHERE id = 1", "ledger"),
        ("the time of a step", "UPDATE step SET at = '2001-01-01T00:00:00.000Z' WHERE id = 2", "ledger"),
        ("a step that went", "DELETE FROM change WHERE step = 2; DELETE FROM step WHERE id = 2", "ledger"),
        ("what a step changed", "UPDATE change SET after = json_set(after, '$.title', 'Other') WHERE tbl = 'entry'", "ledger"),
        ("a change that went", "DELETE FROM change WHERE id = 1", "ledger"),
        ("a row of the index", "DELETE FROM entry_text WHERE rowid = 1", "search"),
        ("a word of the index", "UPDATE entry_text SET body = 'other' WHERE rowid = 1", "search"),
        ("a row of the index too many", "INSERT INTO entry_text (rowid, title) VALUES (99, 'ghost')", "search"),
        ("a link to nothing", "PRAGMA foreign_keys = OFF; DROP; DELETE FROM goal WHERE id > 0", "file"),
    ];
    let template = Place::new();
    let file = template.file("proof.txt", "It happened.");
    template.done(&["goal", "add", "Goal"]);
    template.done(&["log", "One", "--learnt", "Much", "--goal", "goal", "--attach", &file.to_string_lossy()]);
    template.done(&["log", "Two"]);
    assert_eq!(template.json(&["verify"])["problems"], serde_json::json!([]));
    let bytes = fs::read(template.journal()).expect("the file");
    for (what, sql, part) in cases {
        let place = Place::empty();
        place.file("journal.cpd", &bytes);
        let db = other_program(&place.journal());
        db.execute_batch(&sql.replace("DROP;", without_triggers)).unwrap_or_else(|error| panic!("{what}: {error}"));
        drop(db);
        let ran = place.run(&["verify", "--json"]);
        ran.failed(5, "damaged");
        let problems = ran.json()["problems"].as_array().expect("problems").clone();
        assert_eq!(ran.json()["ok"], false, "{what}");
        let found = problems.iter().any(|problem| problem.as_str().is_some_and(|problem| problem.starts_with(&format!("{part}: "))));
        assert!(found, "{what}: {problems:?}");
    }
}

#[test]
fn verify_finds_damage_of_the_file() {
    let template = Place::with_sample();
    let bytes = fs::read(template.journal()).expect("the file");
    let pages = bytes.len() / 4_096;
    let mut found = 0;
    for page in (2..pages).step_by(pages / 12) {
        let place = Place::empty();
        let mut damaged = bytes.clone();
        damaged[page * 4_096..(page + 1) * 4_096].fill(0xA5);
        place.file("journal.cpd", &damaged);
        let ran = place.run(&["verify"]);
        assert!(ran.code == 5 || ran.code == 0, "{ran:?}");
        found += usize::from(ran.code == 5);
    }
    assert!(found >= 11, "{found} of 12: a page that is not in use may be anything");
}

#[test]
fn a_full_journal_opens_as_its_own_copy() {
    let place = Place::with_sample();
    let before = place.json(&["list"]);
    let copy = place.path().join("Copy of journal (1) – ä?#%.cpd");
    fs::copy(place.journal(), &copy).expect("a copy");
    let output = place.program().arg("--journal").arg(&copy).args(["list", "--json"]).output().expect("it runs");
    assert_eq!(crate::support::Ran::of("list --json", &output).json(), before);
}
