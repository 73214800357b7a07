//! How fast, against the raw limit on the same disk in the same run. `cargo bench` prints a table at the end: each goal, the figure, and how
//! many times the limit it is.
#![expect(
    clippy::disallowed_types,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "the raw limit is SQLite itself; a measurement that cannot go on has failed, and tells its figures on the terminal"
)]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use cpd_journal::catalogue::Catalogue;
use cpd_journal::domain::{EntryDraft, EntryState};
use cpd_journal::journal::{Alone, Clock, Journal, Saved, Together};
use cpd_journal::search::Query;
use criterion::Criterion;
use rusqlite::{Connection, OpenFlags, params};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_cpd-journal");

/// Set when this program is to do one bare insert into a database and end: the raw limit of a whole process.
const INSERT: &str = "BENCH_INSERT_INTO";

fn clock() -> Clock {
    Clock::Fixed(NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day"))
}

fn open(path: &Path) -> Journal {
    Journal::open(path, Alone::No, Arc::new(Catalogue::bundled()), clock()).expect("a journal")
}

/// The fictional journal with so many entries.
fn sample(folder: &TempDir, entries: usize) -> PathBuf {
    let path = folder.path().join(format!("sample-{entries}.cpd"));
    let start = Instant::now();
    Journal::create(&path).expect("a journal");
    open(&path).fill_with_sample(entries, 1, "physiotherapist").expect("a sample");
    println!("made {entries} entries in {:.1?}, {} MB", start.elapsed(), fs::metadata(&path).map_or(0, |about| about.len()) / 1_000_000);
    path
}

fn bare(path: &Path) -> Connection {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX).expect("a connection")
}

/// The columns that the list shows, as `store/entry/header.sql` has them.
const HEADER: &str = include_str!("../src/store/entry/header.sql");

/// Reads every column of every row, as any reader must.
fn read_all(db: &Connection, sql: &str) -> usize {
    let mut statement = db.prepare(sql).expect("SQL");
    let columns = statement.column_count();
    let mut rows = statement.query([]).expect("rows");
    let mut bytes = 0;
    while let Some(row) = rows.next().expect("a row") {
        for column in 0..columns {
            bytes += row.get_ref(column).expect("a column").as_str_or_null().ok().flatten().map_or(8, str::len);
        }
    }
    bytes
}

/// What the first screen holds at most.
const SCREEN: usize = 60;

fn opening(criterion: &mut Criterion, path: &Path) {
    let mut group = criterion.benchmark_group("open 10000");
    group.sample_size(30);
    group.bench_function("first screen", |bench| bench.iter(|| black_box(open(path).first_screen(SCREEN).expect("headers"))));
    let first = format!("{HEADER} WHERE binned_at IS NULL ORDER BY date DESC, id DESC LIMIT {SCREEN}");
    group.bench_function("first screen, bare", |bench| bench.iter(|| black_box(read_all(&bare(path), &first))));
    group.bench_function("all headers", |bench| bench.iter(|| black_box(open(path).snapshot().expect("headers"))));
    let all = format!("{HEADER} ORDER BY date DESC, id DESC");
    group.bench_function("all headers, bare", |bench| bench.iter(|| black_box(read_all(&bare(path), &all))));
    group.finish();
}

fn searching(criterion: &mut Criterion, path: &Path) {
    let journal = open(path);
    let db = bare(path);
    let mut group = criterion.benchmark_group("search 30000");
    for (name, text, typing, expression) in [
        ("two words", "pain pacing", false, "{title body names} : (\"pain\" AND \"pacing\")"),
        ("two common words", "people work", false, "{title body names} : (\"people\" AND \"work\")"),
        ("while typing", "pain pac", true, "{title body names} : (\"pain\" AND \"pac\"*)"),
    ] {
        let (query, _) = Query::parse(text, typing);
        let found = journal.find(&query, 50).expect("a search");
        println!("“{text}”: {} entries, {} shown", found.total, found.hits.len());
        group.bench_function(name, |bench| bench.iter(|| black_box(journal.find(&query, 50).expect("a search"))));
        let mut statement = db
            .prepare(
                "SELECT rowid, snippet(entry_text, -1, char(2), char(3), '…', 16) FROM entry_text WHERE entry_text MATCH ?1
                 ORDER BY bm25(entry_text, 8.0, 1.0, 2.0, 1.0) LIMIT 50",
            )
            .expect("SQL");
        group.bench_function(format!("{name}, bare"), |bench| {
            bench.iter(|| {
                let rows = statement.query_map([expression], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)));
                black_box(rows.expect("rows").map(|row| row.expect("a row")).collect::<Vec<_>>())
            });
        });
    }
    group.finish();
}

fn saving(criterion: &mut Criterion, path: &Path, folder: &TempDir) {
    // As the window opens it, and saves while somebody types.
    let catalogue = Arc::new(Catalogue::bundled());
    let mut journal = Journal::open(path, Alone::Yes, catalogue, clock()).expect("a journal");
    let id = journal.headers(None).expect("headers")[100].id;
    let old = journal.entry(id).expect("an entry");
    let mut changed = old.changed;
    let mut group = criterion.benchmark_group("save");
    group.sample_size(60).measurement_time(Duration::from_secs(6));
    let mut n = 0_u64;
    group.bench_function("one edited entry", |bench| {
        bench.iter(|| {
            n += 1;
            let learnt = format!("{n} {}", "A sentence of a reflection that is being written. ".repeat(12));
            let saved = journal.save(id, EntryDraft { learnt, ..old.draft.clone() }, &[changed]).expect("saved").value;
            if let Saved::At(at) = saved {
                changed = at;
            }
        });
    });
    let db = Connection::open(folder.path().join("bare.db")).expect("a database");
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE entry (id INTEGER PRIMARY KEY, learnt TEXT NOT NULL);
         INSERT INTO entry VALUES (1, '');",
    )
    .expect("a table");
    group.bench_function("one edited entry, bare", |bench| {
        bench.iter(|| {
            n += 1;
            let learnt = format!("{n} {}", "A sentence of a reflection that is being written. ".repeat(12));
            db.prepare_cached("UPDATE entry SET learnt = ?1 WHERE id = 1")
                .and_then(|mut save| save.execute(params![learnt]))
                .expect("saved")
        });
    });
    group.finish();
}

fn finished(mut command: Command) {
    let status = command.stdout(Stdio::null()).status().expect("it runs");
    assert!(status.success(), "{command:?}: {status}");
}

fn logging(criterion: &mut Criterion, path: &Path, folder: &TempDir) {
    let mut group = criterion.benchmark_group("log");
    group.sample_size(40).measurement_time(Duration::from_secs(6));
    group.bench_function("whole process", |bench| {
        bench.iter(|| {
            let mut log = Command::new(PROGRAM);
            log.arg("--journal").arg(path).args([
                "log",
                "#physiotalk on pacing",
                "--kind",
                "tweetchat",
                "--minutes",
                "1h",
                "--learnt",
                "Much",
            ]);
            finished(log);
        });
    });
    let database = folder.path().join("insert.db");
    let db = Connection::open(&database).expect("a database");
    db.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE entry (id INTEGER PRIMARY KEY, title TEXT NOT NULL)").expect("a table");
    drop(db);
    group.bench_function("whole process, bare", |bench| {
        bench.iter(|| {
            let mut insert = Command::new(std::env::current_exe().expect("this program"));
            insert.env(INSERT, &database);
            finished(insert);
        });
    });
    if Command::new("sqlite3").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success()) {
        group.bench_function("whole process, sqlite3", |bench| {
            bench.iter(|| {
                let mut insert = Command::new("sqlite3");
                insert.arg(&database).arg("PRAGMA synchronous = FULL; INSERT INTO entry (title) VALUES ('#physiotalk on pacing')");
                finished(insert);
            });
        });
    }
    group.finish();
}

/// What a process took.
#[derive(Clone, Copy, Debug)]
struct Taken {
    wall: Duration,
    /// On all processors together, where the system tells.
    cpu: Option<Duration>,
    /// Most memory at once in kB, where the system tells.
    peak: Option<u64>,
}

/// Runs a process to its end and watches it. Processor time is read from the process while it waits to be collected.
fn watched(mut command: Command) -> Taken {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn().expect("it runs");
    let about = PathBuf::from(format!("/proc/{}", child.id()));
    let mut peak = None;
    let cpu = loop {
        let status = fs::read_to_string(about.join("status")).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).or(peak);
        let Ok(stat) = fs::read_to_string(about.join("stat")) else { break None };
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        if fields.first() == Some(&"Z") {
            // Fields 14 and 15 of proc(5), in hundredths of a second.
            let ticks: u64 = fields[11..13].iter().filter_map(|field| field.parse::<u64>().ok()).sum();
            break Some(Duration::from_millis(ticks * 10));
        }
        std::thread::sleep(Duration::from_micros(500));
    };
    let status = child.wait().expect("its end");
    assert!(status.success(), "{command:?}: {status}");
    Taken { wall: start.elapsed(), cpu, peak }
}

/// A journal of 300 entries of 330 words each.
fn three_hundred(folder: &TempDir) -> PathBuf {
    let source = Journal::in_memory(clock()).and_then(|mut journal| journal.fill_with_sample(2_000, 3, "physiotherapist").map(|_| journal));
    let source = source.expect("a sample");
    let headers = source.headers(None).expect("headers");
    let mut texts = headers.iter().map(|header| source.entry(header.id).expect("an entry").draft);
    let path = folder.path().join("three-hundred.cpd");
    Journal::create(&path).expect("a journal");
    let mut journal = open(&path);
    let mut together = Vec::new();
    for header in headers.iter().take(300) {
        let mut draft = EntryDraft { community: None, goals: Vec::new(), ..source.entry(header.id).expect("an entry").draft };
        let count = |draft: &EntryDraft| {
            let answers = draft.reflection.answers.iter().map(|answer| answer.text.split_whitespace().count()).sum::<usize>();
            answers + [&draft.learnt, &draft.changed, &draft.benefit].map(|text| text.split_whitespace().count()).iter().sum::<usize>()
        };
        while count(&draft) < 330 {
            let more = texts.next().map(|other| other.learnt).filter(|text| !text.is_empty());
            draft.learnt.push_str(&format!("\n\n{}", more.unwrap_or_else(|| "Pacing is not rest.".to_owned())));
        }
        together.push((draft, EntryState::Ready, Together::default()));
    }
    journal.log_all(&together).expect("entries");
    path
}

fn exporting(folder: &TempDir) -> Vec<(&'static str, Taken)> {
    let path = three_hundred(folder);
    let mut taken = Vec::new();
    for (name, format, out) in
        [("pdf", "pdf", "out.pdf"), ("markdown, a file", "markdown", "out.md"), ("markdown, a folder", "markdown", "out")]
    {
        let mut runs: Vec<Taken> = (0..5)
            .map(|_| {
                let mut export = Command::new(PROGRAM);
                export.arg("--journal").arg(&path).args(["export", "--force", "--format", format, "--out"]).arg(folder.path().join(out));
                watched(export)
            })
            .collect();
        runs.sort_by_key(|run| run.cpu.unwrap_or(run.wall));
        taken.push((name, runs[2]));
    }
    taken
}

/// The median that was measured for a function, in seconds.
fn median(home: &Path, group: &str, function: &str) -> Option<f64> {
    let name = |text: &str| text.replace(['?', '"', '/', '\\', '*', '<', '>', ':', '|', '^'], "_");
    let file = home.join(name(group)).join(name(function)).join("new/estimates.json");
    let estimates: serde_json::Value = serde_json::from_str(&fs::read_to_string(file).ok()?).ok()?;
    Some(estimates["median"]["point_estimate"].as_f64()? / 1e9)
}

/// A goal of a figure in milliseconds and, when there is one, of its ratio to the limit.
fn verdict(figure: f64, most: f64, ratio: Option<(f64, f64)>) -> &'static str {
    if figure <= most && ratio.is_none_or(|(ratio, most)| ratio <= most) { "reached" } else { "MISSED" }
}

fn report(home: &Path, exports: &[(&str, Taken)]) {
    println!("\n{:<34} {:>10} {:>10} {:>7}  goal", "", "here", "limit", "ratio");
    let none = f64::INFINITY;
    for (group, function, most_ms, most_ratio, goal) in [
        ("open 10000", "first screen", 100.0, 3.0, "under 100 ms and 3×"),
        ("open 10000", "all headers", none, none, "(for comparison)"),
        ("search 30000", "two words", 30.0, 1.5, "under 30 ms and 1.5×"),
        ("search 30000", "two common words", 30.0, 1.5, "under 30 ms and 1.5×"),
        ("search 30000", "while typing", none, none, "(for comparison)"),
        ("save", "one edited entry", none, 2.0, "under 2×"),
    ] {
        let (Some(ours), Some(limit)) = (median(home, group, function), median(home, group, &format!("{function}, bare"))) else {
            continue;
        };
        let (ours, ratio) = (ours * 1e3, ours / limit);
        let verdict = verdict(ours, most_ms, Some((ratio, most_ratio)));
        println!("{:<34} {ours:>7.2} ms {:>7.2} ms {ratio:>6.2}×  {goal}: {verdict}", format!("{group}: {function}"), limit * 1e3);
    }
    for limit in ["whole process, sqlite3", "whole process, bare"] {
        if let (Some(ours), Some(limited)) = (median(home, "log", "whole process"), median(home, "log", limit)) {
            let more = (ours - limited) * 1e3;
            let verdict = verdict(more, 50.0, None);
            println!(
                "{:<34} {:>7.2} ms {:>7.2} ms {more:>+5.1} ms  under +50 ms: {verdict}",
                format!("log against {limit}"),
                ours * 1e3,
                limited * 1e3
            );
        }
    }
    for (name, Taken { wall, cpu, peak }) in exports {
        let (most_seconds, most_mb) = if *name == "pdf" { (3.0, 350) } else { (0.2, 350) };
        let seconds = if *name == "pdf" { cpu.unwrap_or(*wall) } else { *wall }.as_secs_f64();
        let reached = seconds <= most_seconds && peak.is_none_or(|kb| kb / 1_000 <= most_mb);
        let memory = peak.map_or_else(|| "?".to_owned(), |kb| format!("{} MB", kb / 1_000));
        let cpu = cpu.map_or_else(|| "?".to_owned(), |cpu| format!("{cpu:.2?}"));
        let verdict = if reached { "reached" } else { "MISSED" };
        println!(
            "300 entries as {name}: {wall:.2?}, processor {cpu}, most memory {memory}; under {most_seconds} s and {most_mb} MB: {verdict}"
        );
    }
}

fn main() {
    if let Some(path) = std::env::var_os(INSERT) {
        let db = bare(Path::new(&path));
        db.execute_batch("PRAGMA synchronous = FULL; INSERT INTO entry (title) VALUES ('#physiotalk on pacing')").expect("inserted");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("criterion");
    let mut criterion = Criterion::default().without_plots().output_directory(&home).configure_from_args();
    let ten = sample(&folder, 10_000);
    opening(&mut criterion, &ten);
    saving(&mut criterion, &ten, &folder);
    logging(&mut criterion, &ten, &folder);
    let thirty = sample(&folder, 30_000);
    searching(&mut criterion, &thirty);
    criterion.final_summary();
    let exports = exporting(&folder);
    report(&home, &exports);
}
