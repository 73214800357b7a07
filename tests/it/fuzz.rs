//! Fuzz targets: whatever is typed, pasted or dropped is read without a panic, in bounded time, and without losing anything.
//!
//! They run on any Rust, under `cargo test`, for a few rounds each. For longer, for instance a minute all together:
//!
//! ```text
//! CPD_JOURNAL_FUZZ_SECONDS=60 cargo test --test it fuzz:: -- --nocapture --test-threads=16
//! CPD_JOURNAL_FUZZ_SEED=…   the same inputs again; printed when a target fails
//! CPD_JOURNAL_FUZZ_INPUT=…  only the input in this file; its name is printed when a target fails
//! ```
//!
//! Inputs are the repository's own fixtures, changed (see `mutate`). What makes a target behave in a new way is kept and changed further,
//! which stands in for the coverage that other fuzzers need a special compiler for. `proptest`, which is here anyway, gives the chance;
//! `bolero` would bring some thirty crates and, without its own command, only bytes by chance, most of them no text at all.
#![expect(clippy::print_stdout, reason = "tells how many rounds there were")]

mod mutate;
mod run;
mod targets;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use cpd_journal::capture;
use cpd_journal::domain::text::clean;
use cpd_journal::domain::when::{self, Sense};
use cpd_journal::domain::{EntryDraft, EntryState, Minutes};
use cpd_journal::journal::{Journal, Together};
use cpd_journal::search::Query;

use self::run::Target;
use crate::exporters::reports;
use crate::links::now;
use crate::support::{in_memory, today};
use crate::transcript::{hints, split};

/// The texts of all fixtures under a folder with this ending.
fn fixtures(folder: &str, ending: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let items = fs::read_dir(folder).expect("a folder of fixtures");
    let mut paths: Vec<_> = items.map(|item| item.expect("an item").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort();
    let texts: Vec<String> = paths.iter().map(|path| fs::read_to_string(path).expect("a text")).collect();
    assert!(!texts.is_empty());
    texts
}

/// Texts with links, one or a few each.
fn links() -> Vec<String> {
    let table = fixtures(".", "tsv").concat();
    let rows: Vec<&str> = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    let texts: Vec<&str> = rows.iter().filter_map(|row| row.split('\t').next()).collect();
    let few = texts.chunks(7).map(|chunk| chunk.join(" and "));
    texts.iter().map(|text| (*text).to_owned()).chain(few).collect()
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn links_are_read() {
    Target { name: "links", seeds: links(), longest: 20_000, rounds: 400, read: &targets::links }.run();
}

#[test]
fn transcripts_are_read() {
    Target { name: "transcript", seeds: fixtures("transcripts", "txt"), longest: 30_000, rounds: 100, read: &targets::transcript }.run();
}

#[test]
fn calendars_are_read() {
    Target { name: "calendar", seeds: fixtures("calendar", "ics"), longest: 20_000, rounds: 100, read: &targets::calendar }.run();
}

#[test]
fn days_and_times_are_read() {
    Target { name: "when", seeds: owned(targets::DAYS_AND_TIMES), longest: 200, rounds: 3_000, read: &targets::when }.run();
}

#[test]
fn lengths_of_time_are_read() {
    Target { name: "minutes", seeds: owned(targets::LENGTHS), longest: 200, rounds: 3_000, read: &targets::minutes }.run();
}

#[test]
fn searches_are_read_and_answered() {
    let mut journal: Journal = in_memory();
    journal.fill_with_sample(30, 1, "physiotherapist").expect("a sample");
    let read = |text: &str| targets::search(&journal, text);
    Target { name: "search", seeds: owned(targets::SEARCHES), longest: 300, rounds: 300, read: &read }.run();
}

#[test]
fn texts_are_cleaned_and_cut() {
    Target { name: "text", seeds: owned(reports::HOSTILE), longest: 3_000, rounds: 400, read: &targets::text }.run();
}

#[test]
fn texts_come_back_from_markdown() {
    let mut seeds = owned(reports::HOSTILE);
    seeds.extend(fixtures("transcripts", "txt"));
    Target { name: "markdown", seeds, longest: 4_000, rounds: 12, read: &targets::markdown }.run();
}

#[test]
fn texts_can_be_printed() {
    Target { name: "pdf", seeds: owned(reports::HOSTILE), longest: 400, rounds: 2, read: &targets::pdf }.run();
}

/// Whatever is pasted into a field by mistake.
#[test]
fn a_paste_of_100_000_characters_is_read_at_once() {
    type Read = (&'static str, fn(&str));
    let read: &[Read] = &[
        ("links", |text| drop(capture::links::read(text, now()))),
        ("one link", |text| drop(capture::links::one(text, now()))),
        ("transcript", |text| assert_eq!(capture::transcript::read(text, &hints()).line_count, split(text).len())),
        ("calendar", |text| drop(capture::calendar::read(text, chrono_tz::Europe::London, today()))),
        ("day", |text| assert!(when::day(text, today(), Sense::Past).is_err())),
        ("time", |text| assert!(when::time(text).is_err())),
        ("minutes", |text| assert!(text.parse::<Minutes>().is_err())),
        ("search", |text| drop(Query::parse(text, false))),
        ("entry", |text| {
            let mut journal = in_memory();
            let draft = EntryDraft { title: "Pasted".to_owned(), learnt: text.to_owned(), ..EntryDraft::on(today()) };
            journal.log(draft, EntryState::Draft, &Together::default()).expect("an entry");
            let id = journal.headers(None).expect("headers")[0].id;
            assert_eq!(journal.entry(id).expect("an entry").draft.learnt, clean(text));
        }),
    ];
    for piece in [
        "a",
        " ",
        "\n",
        "7",
        "word ",
        "Ann Lee: yes\n",
        "https://x.com/a/status/1359562777325563904 ",
        "https://",
        "a.example/b,",
        "#tag @ann ",
        "14/03/2025, 20:03 - Ann: yes\n",
        "BEGIN:VEVENT\n",
        "\u{202e}",
        "\u{200b}",
        "e\u{301}\u{302}",
        "👩🏽‍⚕️",
        "🇬🇧",
        "مرحبا ",
        "\0",
        "\"",
        "([{",
        "- ",
    ] {
        let text: String = piece.chars().cycle().take(100_000).collect();
        for (name, read) in read {
            let start = Instant::now();
            read(&text);
            let took = start.elapsed();
            // Ten times what it takes without optimisation. What is not linear takes minutes.
            assert!(took < Duration::from_secs(5), "{name}: {took:?} for {piece:?}");
        }
    }
}
