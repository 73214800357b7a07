//! How fast what is pasted and dropped is read, against the raw limit in the same run. `cargo bench --bench capture` prints a table at the
//! end: each goal, the figure, and how many times the limit it is.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement that cannot go on has failed, and tells its figures on the terminal"
)]

use std::fs::{self, File};
use std::hint::black_box;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, Utc};
use cpd_journal::capture::links;
use cpd_journal::capture::transcript::{self, Hints};
use criterion::Criterion;
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use url::Url;

const PROGRAM: &str = env!("CARGO_BIN_EXE_cpd-journal");

/// Set when this program is to read one link, the first of its process, tell how many nanoseconds that took, and end.
const FIRST: &str = "BENCH_FIRST_LINK";

/// Set with it when the limit is wanted: the address taken apart, and nothing claimed.
const BARE: &str = "BENCH_FIRST_LINK_BARE";

/// Each is another way through the reader.
const LINKS: &[(&str, &str)] = &[
    ("a post", "https://x.com/WeNurses/status/1359562777325563904?s=20&t=abcDEF"),
    ("a video", "https://youtu.be/dQw4w9WgXcQ?si=abc&t=42"),
    ("an unknown host", "https://blog.ward-notes.example/2024/03/14/what-we-learnt-about-pacing/?utm_source=mail"),
    ("a server of Mastodon", "https://ward.example/@jane/113060494542175979"),
    (
        "a wrapper",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.linkedin.com%2Fposts%2Fjane_pacing-activity-7173000000000000000-abcd&h=AT0",
    ),
    ("a paper", "doi:10.1136/bmj.n71"),
];

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_305_600, 0).expect("a moment")
}

fn parsed(text: &str) -> Option<Url> {
    Url::parse(text).ok()
}

/// What this program says when it reads one link and ends.
fn first(link: &str, bare: bool) -> Duration {
    let mut child = Command::new(std::env::current_exe().expect("this program"));
    child.env(FIRST, link).stdin(Stdio::null());
    if bare {
        child.env(BARE, "1");
    }
    let said = child.output().expect("it runs").stdout;
    Duration::from_nanos(String::from_utf8_lossy(&said).trim().parse().expect("nanoseconds"))
}

fn reading_links(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("link");
    group.sample_size(30).measurement_time(Duration::from_secs(2)).warm_up_time(Duration::from_millis(500));
    for (name, link) in LINKS {
        group.bench_function(*name, |bench| bench.iter(|| black_box(links::read(link, now()))));
        group.bench_function(format!("{name}, bare"), |bench| bench.iter(|| black_box(parsed(link))));
    }
    // A hundred thousand characters of a thread with a link in every post.
    let post = format!("Ann Lee @ann: so true, see {} and (https://www.nice.org.uk/guidance/ng193), #WeNurses\n", LINKS[0].1);
    let pasted = post.repeat(100_000 / post.len());
    group.bench_function("100,000 characters", |bench| bench.iter(|| black_box(links::read(&pasted, now()))));
    group.bench_function("100,000 characters, bare", |bench| {
        bench.iter(|| black_box(pasted.split_whitespace().filter(|word| word.contains("://")).filter_map(parsed).count()));
    });
    group.finish();
    let mut group = criterion.benchmark_group("first link of a process");
    group.sample_size(40).measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_millis(200));
    for (name, link) in LINKS.iter().take(3) {
        for bare in [false, true] {
            let name = if bare { format!("{name}, bare") } else { (*name).to_owned() };
            group.bench_function(name, |bench| bench.iter_custom(|times| (0..times).map(|_| first(link, bare)).sum()));
        }
    }
    group.finish();
}

/// Fixtures of layouts of which one post after another makes a longer chat.
const LAYOUTS: &[&str] =
    &["whatsapp-1", "x-1", "bluesky-1", "mastodon-1", "facebook-1", "linkedin-1", "teams-1", "zoom-1", "chat-1", "named-1"];

fn hints() -> Hints {
    let today = NaiveDate::from_ymd_opt(2025, 3, 20).expect("a day");
    Hints { own: vec!["@NiaPhysio".to_owned(), "Nia Bevan".to_owned()], zone: Some(chrono_tz::Europe::London), day: None, today }
}

/// A fixture so often that it holds five thousand posts, and how many they are.
fn five_thousand(layout: &str) -> (String, usize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/transcripts/{layout}.txt"));
    let one = fs::read_to_string(path).expect("a fixture");
    let posts = |text: &str| transcript::read(text, &hints()).posts.len();
    let text = format!("{}\n", one.trim_end()).repeat(5_000 / posts(&one).max(1) + 1);
    let found = posts(&text);
    assert!(found >= 4_500, "{layout}: {found}");
    (text, found)
}

fn reading_transcripts(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("transcript");
    group.sample_size(15).measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_millis(500));
    for layout in LAYOUTS {
        let (text, posts) = five_thousand(layout);
        println!("{layout}: {posts} posts, {} lines, {} kB", text.lines().count(), text.len() / 1_000);
        group.bench_function(*layout, |bench| bench.iter(|| black_box(transcript::read(&text, &hints()))));
        // Whoever keeps the lines must copy each of them once.
        group.bench_function(format!("{layout}, bare"), |bench| {
            bench.iter(|| black_box(text.lines().map(str::to_owned).collect::<Vec<_>>()));
        });
    }
    let pasted = "Ann Lee: yes, and pacing is not rest #WeNurses\n".repeat(100_000 / 48);
    group.bench_function("100,000 characters", |bench| bench.iter(|| black_box(transcript::read(&pasted, &hints()))));
    group.bench_function("100,000 characters, bare", |bench| {
        bench.iter(|| black_box(pasted.lines().map(str::to_owned).collect::<Vec<_>>()));
    });
    group.finish();
}

/// Bytes of the file that is attached.
const LARGE: usize = 256 << 20;

/// A file that no two megabytes of are alike.
fn large(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("recording.bin");
    let mut file = File::create(&path).expect("a file");
    let mut number = 1_u64;
    for _ in 0..LARGE >> 20 {
        let megabyte: Vec<u8> = (0..1 << 17)
            .flat_map(|_| {
                number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                number.to_le_bytes()
            })
            .collect();
        file.write_all(&megabyte).expect("room on the disk");
    }
    file.sync_all().expect("on the disk");
    path
}

/// The digest of a file, a megabyte in memory at a time.
fn digest(path: &Path) -> io::Result<[u8; 32]> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            return Ok(hasher.finalize().into());
        }
        hasher.update(&buffer[..count]);
    }
}

fn finished(mut command: Command) {
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().expect("it runs");
    assert!(status.success(), "{command:?}: {status}");
}

fn hashing(criterion: &mut Criterion, folder: &TempDir) {
    let file = large(folder);
    let mut group = criterion.benchmark_group("hash");
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    group.bench_function("256 MB", |bench| bench.iter(|| black_box(digest(&file).expect("a digest"))));
    let there = Command::new("sha256sum").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success());
    if there {
        group.bench_function("256 MB, bare", |bench| {
            bench.iter(|| {
                let mut sum = Command::new("sha256sum");
                sum.arg(&file);
                finished(sum);
            });
        });
    }
    // The whole way into the journal: hashed, and written with its name, so that what is there already must go first.
    let journal = folder.path().join("attach.cpd");
    let uid = {
        let command = |words: &[&str]| {
            let mut program = Command::new(PROGRAM);
            program.arg("--journal").arg(&journal).args(words);
            program
        };
        finished(command(&["new"]));
        let said = command(&["log", "A recording", "--json"]).output().expect("it runs").stdout;
        let said: serde_json::Value = serde_json::from_slice(&said).expect("JSON");
        said["uid"].as_str().expect("an entry").to_owned()
    };
    let fresh = fs::read(&journal).expect("the journal");
    group.bench_function("256 MB, attached", |bench| {
        bench.iter_custom(|times| {
            let attach = |_| {
                for end in ["", "-wal", "-shm"] {
                    let _ = fs::remove_file(format!("{}{end}", journal.display()));
                }
                fs::write(&journal, &fresh).expect("the journal");
                let mut program = Command::new(PROGRAM);
                program.arg("--journal").arg(&journal).args(["evidence", "add", &uid]).arg(&file);
                let start = Instant::now();
                finished(program);
                start.elapsed()
            };
            (0..times).map(attach).sum()
        });
    });
    group.finish();
}

/// The median that was measured for a function, in seconds.
fn median(home: &Path, group: &str, function: &str) -> Option<f64> {
    let name = |text: &str| text.replace(['?', '"', '/', '\\', '*', '<', '>', ':', '|', '^'], "_");
    let file = home.join(name(group)).join(name(function)).join("new/estimates.json");
    let estimates: serde_json::Value = serde_json::from_str(&fs::read_to_string(file).ok()?).ok()?;
    Some(estimates["median"]["point_estimate"].as_f64()? / 1e9)
}

/// A row: the figure, the limit, how many times the limit it is, and whether that is enough.
fn row(home: &Path, (group, function, bare): (&str, &str, &str), most_ms: f64, most_ratio: f64, goal: &str) {
    let Some(ours) = median(home, group, function) else { return };
    let limit = median(home, group, bare);
    let (shown, unit) = if ours < 0.001 { (1e6, "µs") } else { (1e3, "ms") };
    let ratio = limit.map(|limit| ours / limit);
    let limit = limit.map_or_else(|| "?".to_owned(), |limit| format!("{:.2}", limit * shown));
    let told = ratio.map_or_else(|| "?".to_owned(), |ratio| format!("{ratio:.2}×"));
    let reached = ours * 1e3 <= most_ms && ratio.is_none_or(|ratio| ratio <= most_ratio);
    let verdict = if !most_ms.is_finite() && !most_ratio.is_finite() {
        ""
    } else if reached {
        ": reached"
    } else {
        ": MISSED"
    };
    println!("{:<44} {:>8.2} {unit} {limit:>8} {unit} {told:>9}  {goal}{verdict}", format!("{group}: {function}"), ours * shown);
}

fn report(home: &Path) {
    println!("\n{:<44} {:>11} {:>11} {:>9}  goal", "", "here", "limit", "ratio");
    let none = f64::INFINITY;
    let bare = |name: &str| format!("{name}, bare");
    for (name, _) in LINKS.iter().take(3) {
        row(home, ("first link of a process", name, &bare(name)), 1.0, none, "under 1 ms");
    }
    for (name, _) in LINKS {
        row(home, ("link", name, &bare(name)), 1.0, none, "under 1 ms");
    }
    row(home, ("link", "100,000 characters", "100,000 characters, bare"), none, none, "(for comparison)");
    for layout in LAYOUTS {
        row(home, ("transcript", layout, &bare(layout)), 200.0, none, "5,000 posts under 200 ms");
    }
    row(home, ("transcript", "100,000 characters", "100,000 characters, bare"), none, none, "(for comparison)");
    row(home, ("hash", "256 MB", "256 MB, bare"), none, 2.0, "no less than half of sha256sum's speed");
    row(home, ("hash", "256 MB, attached", "256 MB, bare"), none, none, "(for comparison: with writing it)");
    if let (Some(ours), Some(limit)) = (median(home, "hash", "256 MB"), median(home, "hash", "256 MB, bare")) {
        let speed = |seconds: f64| LARGE as f64 / 1e6 / seconds;
        println!("hashed at {:.0} MB/s, by sha256sum at {:.0} MB/s", speed(ours), speed(limit));
    }
}

fn main() {
    if let Ok(link) = std::env::var(FIRST) {
        let now = now();
        let start = Instant::now();
        if std::env::var_os(BARE).is_some() {
            black_box(parsed(&link));
        } else {
            black_box(links::read(&link, now));
        }
        println!("{}", start.elapsed().as_nanos());
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("criterion");
    let mut criterion = Criterion::default().without_plots().output_directory(&home).configure_from_args();
    reading_links(&mut criterion);
    reading_transcripts(&mut criterion);
    hashing(&mut criterion, &folder);
    criterion.final_summary();
    report(&home);
}
