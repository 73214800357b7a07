//! How long it takes to work out what the review pages show of 30,000 entries; each has a tenth of a second. And how long a search over
//! them takes: 30 ms with two words and two filters, and completion 5 ms.
#![expect(
    clippy::disallowed_types,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "the raw limit is SQLite itself; a measurement that cannot go on has failed, and tells its figures on the terminal"
)]

use std::hint::black_box;

use chrono::NaiveDate;
use cpd_journal::catalogue::Catalogue;
use cpd_journal::journal::{Alone, Clock, Journal};
use cpd_journal::review::Days;
use cpd_journal::review::burn_up::BurnUp;
use cpd_journal::review::calendar::Calendar;
use cpd_journal::review::compare::Comparison;
use cpd_journal::review::coverage::Coverage;
use cpd_journal::review::hours::Hours;
use cpd_journal::review::on_this_day::OnThisDay;
use cpd_journal::review::timeline::Timeline;
use cpd_journal::search::{Query, complete};
use criterion::{Criterion, criterion_group, criterion_main};
use rusqlite::Connection;

/// What the *See* pages show.
fn seeing(criterion: &mut Criterion) {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
    let mut journal = Journal::in_memory(Clock::Fixed(today)).expect("a journal");
    journal.fill_with_sample(30_000, 1, "physiotherapist").expect("a sample");
    let snapshot = journal.snapshot().expect("a snapshot");
    let catalogue = journal.catalogue();
    let material = snapshot.material(catalogue);
    let under = snapshot.registrations.first().and_then(|one| snapshot.under(catalogue, one.id)).expect("a registration");
    let all = Days::default();
    // Every day, whichever the cycle is.
    let whole = Days { from: NaiveDate::from_ymd_opt(1900, 1, 1), to: None };
    let mut group = criterion.benchmark_group("seeing 30,000 entries");
    group.sample_size(20);
    group.bench_function("calendar", |bench| bench.iter(|| black_box(Calendar::of(&material, all))));
    group.bench_function("timeline", |bench| bench.iter(|| black_box(Timeline::of(&material, all))));
    group.bench_function("hours", |bench| bench.iter(|| black_box(Hours::of(&material, all))));
    group.bench_function("coverage by categories", |bench| bench.iter(|| black_box(Coverage::of(&material, whole, Some(under)))));
    group.bench_function("coverage by kinds", |bench| bench.iter(|| black_box(Coverage::of(&material, all, None))));
    group.bench_function("burn-up", |bench| bench.iter(|| black_box(BurnUp::of(&material, under))));
    group.bench_function("compare", |bench| bench.iter(|| black_box(Comparison::of(&material, all, whole))));
    group.bench_function("on this day", |bench| bench.iter(|| black_box(OnThisDay::of(&material))));
    group.finish();
}

/// Searches and completion while somebody types, against the full-text index asked by itself on the same file.
fn finding(criterion: &mut Criterion) {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sample.cpd");
    Journal::create(&path).expect("a journal");
    let mut journal = Journal::open(&path, Alone::No, Catalogue::shared(), Clock::Fixed(today)).expect("a journal");
    journal.fill_with_sample(30_000, 1, "physiotherapist").expect("a sample");
    let snapshot = journal.snapshot().expect("a snapshot");
    let known = snapshot.known(journal.catalogue());
    let bare = Connection::open(&path).expect("a connection");
    let mut group = criterion.benchmark_group("finding in 30,000 entries");
    group.sample_size(20);
    for (name, text, typing, expression) in [
        (
            "two words and two filters",
            "pain pacing kind:podcast date:2024..",
            false,
            Some("{title body names} : (\"pain\" AND \"pacing\")"),
        ),
        (
            "two common words and two filters",
            "people work kind:tweetchat has:goal",
            false,
            Some("{title body names} : (\"people\" AND \"work\")"),
        ),
        ("two filters", "kind:podcast no:goal", false, None),
        ("either, and not", "(people or pain) -work kind:tweetchat", false, None),
        ("all but", "-people -kind:podcast", false, None),
        ("while typing", "pain pac", true, Some("{title body names} : (\"pain\" AND \"pac\"*)")),
    ] {
        let (query, _) = Query::parse(text, typing);
        let found = journal.find_in(&query, snapshot.over(&known), 50).expect("an answer");
        println!("“{text}”: {} entries and {} others", found.total, found.others);
        group.bench_function(name, |bench| {
            bench.iter(|| black_box(journal.find_in(&query, snapshot.over(&known), 50).expect("an answer")));
        });
        let Some(expression) = expression else { continue };
        let mut statement = bare
            .prepare(
                "SELECT rowid, snippet(entry_text, -1, char(2), char(3), '…', 16) FROM entry_text WHERE entry_text MATCH ?1
                 ORDER BY bm25(entry_text, 8.0, 1.0, 2.0, 1.0, 0.5) LIMIT 50",
            )
            .expect("SQL");
        group.bench_function(format!("{name}, the words alone in bare SQL"), |bench| {
            bench.iter(|| {
                let rows = statement.query_map([expression], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)));
                black_box(rows.expect("rows").map(|row| row.expect("a row")).collect::<Vec<_>>())
            });
        });
    }
    group.bench_function("names, once for a snapshot", |bench| bench.iter(|| black_box(snapshot.known(journal.catalogue()))));
    for typed in ["ki", "tag:p", "person:an", "goal:", "pain standard:", "tag:zzzz"] {
        group.bench_function(format!("completion of {typed}"), |bench| bench.iter(|| black_box(complete(typed, typed.len(), &known))));
    }
    group.finish();
}

criterion_group!(benches, seeing, finding);
criterion_main!(benches);
