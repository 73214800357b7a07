//! What a PDF costs, each time in a process of its own: seconds of the processor, the most memory that was in use, the size of the file. With
//! the goals of a record of 300 entries, of 5,000 in volumes, of the same record again, and of the pages of one entry. `cargo bench --bench export`.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement that cannot go on has failed, and tells its figures on the terminal"
)]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use chrono::NaiveDate;
use cpd_journal::catalogue::Catalogue;
use cpd_journal::exporters::Replace;
use cpd_journal::exporters::pdf::Preview;
use cpd_journal::journal::{Alone, Clock, Journal, Selection};

/// Set when this program is to do one piece of work and tell what it cost.
const WORK: &str = "BENCH_EXPORT";

/// Where the journal is, and where the export goes.
const PLACE: &str = "BENCH_EXPORT_IN";

/// Ticks of the processor's clock in a second, as Linux counts them for programs.
const TICKS: f64 = 100.0;

fn clock() -> Clock {
    Clock::Fixed(NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day"))
}

fn open(path: &Path) -> Journal {
    Journal::open(path, Alone::No, Catalogue::shared(), clock()).expect("a journal")
}

/// Seconds of the processor that this process had so far, where the system tells.
fn processor() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program may have spaces; what follows its bracket has none. User and system are the 14th and 15th field.
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    after.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / TICKS
}

/// The most memory that this process had, in MiB.
fn memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kib| kib.parse::<f64>().ok()).unwrap_or_default() / 1_024.0
}

fn export(journal: &Journal, selection: &Selection, to: &Path) -> u64 {
    journal.export(selection, "pdf", to, Replace::Allow, &|_| Ok(())).expect("an export").exported.bytes
}

/// One piece of work, in a process that did nothing else.
fn work(what: &str, place: &Path) {
    let journal = open(&place.join("journal.cpd"));
    let selection = Selection { volumes: what == "volumes", acknowledged: true, ..Selection::default() };
    let to = place.join(what);
    let mut bytes = 0;
    let mut begun = (Instant::now(), processor());
    match what {
        "preview" => {
            let leaving = journal.leaving(&selection).expect("a report");
            begun = (Instant::now(), processor());
            let mut copy = |digest: &_, to: &mut dyn std::io::Write| journal.copy_leaving(&leaving, digest, to);
            let preview = Preview::of((&leaving.report, &leaving.dossier), &mut copy, &|_| Ok(())).expect("pages");
            preview.page(1, 900).expect("a page");
        }
        "again" => {
            export(&journal, &selection, &to);
            begun = (Instant::now(), processor());
            bytes = export(&journal, &selection, &to);
        }
        _ => bytes = export(&journal, &selection, &to),
    }
    let (wall, cpu) = (begun.0.elapsed().as_secs_f64(), processor() - begun.1);
    println!("{cpu:>8.2} s  {wall:>8.2} s  {:>6.0} MiB  {:>7.2} MB", memory(), bytes as f64 / 1e6);
}

fn main() {
    if let (Some(what), Some(place)) = (std::env::var_os(WORK), std::env::var_os(PLACE)) {
        return work(&what.to_string_lossy(), Path::new(&place));
    }
    println!("{:<44} {:>10}  {:>10}  {:>10}  {:>10}", "", "processor", "clock", "memory", "file");
    for (label, entries, what) in [
        ("one entry, its pages (0.1 s)", 1, "preview"),
        ("300 entries (3 s, 350 MiB, 1.5 MB)", 300, "cold"),
        ("300 entries again (0.3 s)", 300, "again"),
        ("5,000 entries in volumes (90 s, 1,024 MiB)", 5_000, "volumes"),
    ] {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("journal.cpd");
        Journal::create(&path).expect("a journal");
        open(&path).fill_with_sample(entries, 1, "physiotherapist").expect("a sample");
        let program = std::env::current_exe().expect("this program");
        let child = Command::new(program).env(WORK, what).env(PLACE, place.path()).output().expect("a process");
        assert!(child.status.success(), "{label}: {}", String::from_utf8_lossy(&child.stderr));
        print!("{label:<44} {}", String::from_utf8_lossy(&child.stdout));
    }
}
