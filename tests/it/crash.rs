//! A writer that is killed at any moment loses nothing that it was told is kept.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use cpd_journal::catalogue::Catalogue;
use cpd_journal::domain::{EntryDraft, EntryState};
use cpd_journal::journal::{Alone, Clock, Journal, Saved, Together};

use crate::support::{Place, open, today};

/// How often the writer is killed.
const KILLS: u32 = 200;

/// Set for the writer: the journal to write in, until it is killed.
const JOURNAL: &str = "CRASH_TEST_JOURNAL";

/// Set when the writer is to open it as the window does.
const WINDOW: &str = "CRASH_TEST_WINDOW";

/// Logs an entry, then saves its text again and again as autosave does; `tell` hears of everything once it is kept.
fn write(journal: &mut Journal, rounds: usize, tell: &mut dyn FnMut(&str)) {
    for _ in 0..rounds {
        let draft = EntryDraft { title: "Typed".to_owned(), ..EntryDraft::on(today()) };
        let logged = journal.log(draft, EntryState::Draft, &Together::default()).expect("an entry").value;
        tell(&format!("kept {} 0", logged.uid));
        let mut changed = journal.entry(logged.id).expect("an entry").changed;
        for words in 1..4 {
            let old = journal.entry(logged.id).expect("an entry");
            let draft = EntryDraft { learnt: "word ".repeat(words).trim_end().to_owned(), ..old.draft };
            let Saved::At(at) = journal.save(logged.id, draft, &[changed]).expect("saved").value else { panic!("nobody else writes") };
            changed = at;
            tell(&format!("kept {} {words}", logged.uid));
        }
    }
}

/// What a writer is told it kept, and how many words the text had.
fn kept(line: &str) -> Option<(String, usize)> {
    let mut words = line.split_whitespace().skip_while(|word| *word != "kept").skip(1);
    Some((words.next()?.to_owned(), words.next()?.parse().ok()?))
}

/// Whether all that was kept is there.
fn check(journal: &Journal, all: &[(String, usize)]) {
    for (uid, words) in all {
        let id = journal.find_entry(uid).unwrap_or_else(|error| panic!("{uid} is lost: {error}"));
        let found = journal.entry(id).expect("an entry").draft.learnt.split_whitespace().count();
        assert!(found >= *words, "{uid}: {found} of {words} words");
    }
}

/// The writer itself when the variable is set; otherwise a test that what it tells is what it writes.
#[test]
fn writer() {
    if let Some(path) = std::env::var_os(JOURNAL) {
        let mut out = std::io::stdout();
        let alone = if std::env::var_os(WINDOW).is_some() { Alone::Yes } else { Alone::No };
        let catalogue = Arc::new(Catalogue::bundled());
        let mut journal = Journal::open(Path::new(&path), alone, catalogue, Clock::Fixed(today())).expect("a journal");
        write(&mut journal, usize::MAX, &mut |line| {
            writeln!(out, "{line}").and_then(|()| out.flush()).expect("somebody listens");
        });
    }
    let place = Place::new();
    let mut journal = open(&place.journal());
    let mut lines = Vec::new();
    write(&mut journal, 2, &mut |line| lines.push(kept(line).expect("a line of this shape")));
    assert_eq!(lines.iter().map(|(_, words)| *words).collect::<Vec<_>>(), [0, 1, 2, 3, 0, 1, 2, 3]);
    check(&journal, &lines);
}

fn start(journal: &Path, alone: Alone) -> Child {
    let mut writer = Command::new(std::env::current_exe().expect("this program"));
    writer.args(["--exact", "crash::writer", "--nocapture", "--test-threads=1"]).env(JOURNAL, journal);
    if alone == Alone::Yes {
        writer.env(WINDOW, "1");
    }
    writer.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a writer")
}

#[test]
fn killed_two_hundred_times() {
    let place = Place::new();
    let mut total = 0;
    for kill in 0..KILLS {
        let mut writer = start(&place.journal(), if kill % 2 == 0 { Alone::Yes } else { Alone::No });
        let mut lines = BufReader::new(writer.stdout.take().expect("its words")).lines();
        let mut acknowledged = Vec::new();
        // Somewhere between the first words and the middle of the next write.
        let wait = 1 + kill as usize * 7 % 9;
        while acknowledged.len() < wait {
            let line = lines.next().expect("it writes until it is killed").expect("text");
            acknowledged.extend(kept(&line));
        }
        std::thread::sleep(Duration::from_micros(u64::from(kill) * 977 % 4_000));
        writer.kill().expect("killed");
        // What it said before it died counts, too. A half line does not.
        acknowledged.extend(lines.map_while(Result::ok).filter_map(|line| kept(&line)));
        let status = writer.wait().expect("its end");
        assert!(!status.success(), "it was killed while it wrote");
        let journal = open(&place.journal());
        check(&journal, &acknowledged);
        total += acknowledged.len();
        if kill % 50 == 49 {
            assert_eq!(journal.verify().expect("a look"), [], "after {kill} kills");
        }
    }
    assert!(total >= 200 * 4, "{total} writes");
    let journal = open(&place.journal());
    assert_eq!(journal.verify().expect("a look"), []);
    // The history still leads back to the beginning of the latest sitting.
    assert!(journal.history(None, 3).expect("a history").len() == 3);
}
