//! Evidence that outlives its source: kept, found by its words, replaced, covered, shown.
#![expect(clippy::disallowed_types, reason = "looks into the file itself, past the journal")]

mod covered;
mod older;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use cpd_journal::domain::{EntryDraft, EntryId, EntryState, Evidence};
use cpd_journal::error::Error;
use cpd_journal::journal::{Clock, Journal, JournalError, NewFile, Original, Together};
use cpd_journal::media::{Cover, Picture, decode, to_png};
use cpd_journal::search::{HitWhat, Query};
use cpd_journal::worker::{Event, EvidenceRequest, Opening, Request, Worker};
use rusqlite::Connection;

use crate::support::{Place, in_memory, open, today};

fn log(journal: &mut Journal, title: &str, files: Vec<NewFile>) -> EntryId {
    let draft = EntryDraft { title: title.to_owned(), ..EntryDraft::on(today()) };
    journal.log(draft, EntryState::Draft, &Together { files, ..Together::default() }).expect("an entry").value.id
}

fn only(journal: &Journal) -> Evidence {
    let all = journal.evidence().expect("evidence");
    assert_eq!(all.len(), 1, "{all:?}");
    all[0].clone()
}

fn bytes_of(journal: &Journal, one: &Evidence) -> Vec<u8> {
    journal.evidence_bytes(&one.digest, u64::MAX).expect("its content")
}

fn snippets(journal: &Journal, words: &str) -> Vec<String> {
    let (query, _) = Query::parse(words, false);
    journal
        .find(&query, 10)
        .expect("a search")
        .hits
        .into_iter()
        .filter(|hit| matches!(hit.what, HitWhat::Entry(_)))
        .map(|hit| hit.snippet)
        .collect()
}

/// A picture like no other: noise, with a white edge below.
fn picture(seed: u64) -> Picture {
    let (width, height) = (160, 120);
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut rgba = Vec::new();
    for at in 0..width * height {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let [r, g, b, ..] = state.to_le_bytes();
        rgba.extend(if at >= width * (height - 20) { [255; 4] } else { [r, g, b, 255] });
    }
    Picture { width, height, rgba }
}

/// All of the noise.
const NOISE: Cover = Cover { x: 0, y: 0, width: 160, height: 100 };

#[test]
fn words_of_files_are_found() {
    // A PDF of our own, about something that no other text says.
    let writer = Place::new();
    writer.done(&["log", "Zebrafish and tendons", "--learnt", "The quokka hypothesis needs heavier loading"]);
    writer.done(&["export", "--format", "pdf", "--out", "paper.pdf"]);
    let place = Place::new();
    fs::copy(writer.path().join("paper.pdf"), place.path().join("paper.pdf")).expect("a copy");
    place.file("notes.txt", "Somebody said: pacing beats boom-and-bust, like a wombat.\n");
    place.file("leaflet.rtf", "{\\rtf1 platypus}");
    place.done(&["log", "A chat", "--attach", "paper.pdf", "--private", "Only the numbat knows"]);
    place.done(&["log", "Another chat"]);
    let uid = place.json(&["list", "another"])["entries"][0]["uid"].as_str().expect("an id").to_owned();
    place.done(&["evidence", "add", &uid, "notes.txt", "leaflet.rtf"]);

    let journal = open(&place.journal());
    let check = |words: &str, want: &[&str]| {
        let found = snippets(&journal, words);
        assert_eq!(found.len(), want.len(), "{words}: {found:?}");
        for (found, want) in found.iter().zip(want) {
            assert!(found.contains(want), "{words}: {found}");
        }
    };
    check("quokka", &["\u{2}quokka\u{3} hypothesis"]);
    check("wombat", &["like a \u{2}wombat\u{3}"]);
    check("“boom and bust”", &["\u{2}boom-and-bust\u{3}"]);
    check("\"womb\"", &[]);
    check("womb*", &["\u{2}wombat\u{3}"]);
    check("platypus", &[]);
    check("numbat", &[]);
    assert_eq!(journal.verify().expect("looked at"), []);

    let mut journal = journal;
    for (name, word) in [("paper.pdf", "quokka"), ("notes.txt", "wombat")] {
        let one = journal.evidence().expect("evidence").into_iter().find(|one| one.name == name).expect("there");
        journal.detach(one.entries[0], &one).expect("removed");
        assert_eq!(snippets(&journal, word), [""; 0], "{word} is still found");
        journal.undo().expect("undone");
        assert_eq!(snippets(&journal, word).len(), 1, "{word} is not found again");
    }
    assert_eq!(journal.verify().expect("looked at"), []);
}

#[test]
fn verify_sees_words_that_are_not_found() {
    let place = Place::new();
    log(&mut open(&place.journal()), "A chat", vec![NewFile::in_memory("notes.txt", "wombat")]);
    assert_eq!(open(&place.journal()).verify().expect("looked at"), []);
    let db = Connection::open(place.journal()).expect("the file");
    db.execute_batch("UPDATE blob_text SET text = 'numbat'").expect("a change");
    drop(db);
    let problems = open(&place.journal()).verify().expect("looked at");
    assert!(problems.iter().any(|problem| problem.part == "search"), "{problems:?}");
}

#[test]
fn another_file_takes_its_place_with_the_same_words_about_it() {
    let mut journal = in_memory();
    let known = NewFile { caption: "Known already".into(), ..NewFile::in_memory("known.txt", "known") };
    let elsewhere = log(&mut journal, "Elsewhere", vec![known.clone()]);
    let first = NewFile {
        caption: "Certificate".into(),
        alt: "A page".into(),
        source_url: "https://example.org/c".into(),
        ..NewFile::in_memory("a.txt", "first")
    };
    let entry = log(&mut journal, "A course", vec![first]);
    let of = |journal: &Journal, entry: EntryId| {
        let all = journal.evidence().expect("evidence").into_iter().filter(|one| one.entries.contains(&entry));
        let mut all: Vec<(String, String, String, String)> = all.map(|one| (one.name, one.caption, one.alt, one.source_url)).collect();
        all.sort();
        all
    };
    let row = |name: &str, caption: &str| (name.to_owned(), caption.to_owned(), "A page".to_owned(), "https://example.org/c".to_owned());
    let old =
        |journal: &Journal| journal.evidence().expect("evidence").into_iter().find(|one| one.entries == [entry]).expect("its evidence");

    let one = old(&journal);
    journal.replace_evidence(entry, &one, &NewFile::in_memory("b.txt", "second")).expect("replaced");
    assert_eq!(of(&journal, entry), [row("b.txt", "Certificate")]);
    assert_eq!(journal.undo().expect("undone").map(|undone| undone.value).as_deref(), Some("Replace a.txt"));
    assert_eq!(of(&journal, entry), [row("a.txt", "Certificate")]);
    journal.redo().expect("again");
    assert_eq!(of(&journal, entry), [row("b.txt", "Certificate")]);

    // The same content again: nothing to do, and no step.
    let steps = journal.history(None, 100).expect("steps").len();
    let one = old(&journal);
    journal.replace_evidence(entry, &one, &NewFile::in_memory("c.txt", "second")).expect("replaced");
    assert_eq!((of(&journal, entry), journal.history(None, 100).expect("steps").len()), (vec![row("b.txt", "Certificate")], steps));

    // One that is known keeps what is said about it, and gets what is not.
    journal.replace_evidence(entry, &one, &known).expect("replaced");
    assert_eq!(of(&journal, entry), [row("known.txt", "Known already")]);
    assert_eq!(of(&journal, entry), of(&journal, elsewhere));

    let one = journal.evidence().expect("evidence").remove(0);
    journal.describe_evidence(&one, "New\u{7} caption", "", "https://example.org/d").expect("described");
    let now = journal.find_evidence(&one.digest.to_string()).expect("there");
    assert_eq!((now.caption.as_str(), now.alt.as_str(), now.source_url.as_str()), ("New caption", "", "https://example.org/d"));
    assert_eq!(journal.verify().expect("looked at"), []);
}

/// Whether any 64 bytes stand in both that are not in every picture of this kind.
fn shares_a_run(hidden: &[u8], haystack: &[u8]) -> bool {
    const RUN: usize = 64;
    let control = to_png(&picture(999)).expect("a file");
    let usual: HashSet<&[u8]> = control.windows(RUN).collect();
    let telling = |run: &&[u8]| run.iter().collect::<HashSet<_>>().len() > 24 && !usual.contains(run);
    let runs: HashSet<&[u8]> = hidden.windows(RUN).filter(telling).collect();
    assert!(runs.len() > 10_000, "too little to look for: {}", runs.len());
    let begins: HashSet<[u8; 8]> = runs.iter().filter_map(|run| run.first_chunk().copied()).collect();
    haystack.windows(RUN).any(|run| run.first_chunk().is_some_and(|begin| begins.contains(begin)) && runs.contains(run))
}

/// Everything that lies beside and in a journal, and a copy of it made now.
fn everything(place: &Place) -> Vec<(PathBuf, Vec<u8>)> {
    let copy = place.path().join("copy-made-now.cpd");
    Connection::open(place.journal()).expect("the file").execute("VACUUM INTO ?1", [copy.to_string_lossy()]).expect("a copy");
    let files = fs::read_dir(place.path()).expect("the folder").map(|item| item.expect("an item").path()).filter(|path| path.is_file());
    let read: Vec<_> = files.map(|path| (path.clone(), fs::read(path).expect("a file"))).collect();
    fs::remove_file(copy).expect("gone");
    assert!(read.len() >= 2);
    read
}

/// The files in which a part of it is.
fn places_of(place: &Place, hidden: &[u8]) -> Vec<PathBuf> {
    everything(place).into_iter().filter(|(_, bytes)| shares_a_run(hidden, bytes)).map(|(path, _)| path).collect()
}

/// A journal with a picture that proves two entries, among others.
fn with_picture(place: &Place) -> (Journal, Vec<u8>) {
    let mut journal = open(&place.journal());
    let secret = picture(7);
    let file = to_png(&secret).expect("a file");
    for seed in 100..103 {
        log(&mut journal, "Other pictures", vec![NewFile::in_memory(format!("{seed}.png"), to_png(&picture(seed)).expect("a file"))]);
    }
    let new = NewFile {
        caption: "What Mo said".into(),
        alt: "A post with a face".into(),
        source_url: "https://example.org/post".into(),
        ..NewFile::in_memory("Screen grab.png", file.clone())
    };
    log(&mut journal, "A chat", vec![new.clone()]);
    let binned = log(&mut journal, "The same chat", vec![new]);
    journal.bin(binned).expect("binned");
    for seed in 106..109 {
        log(&mut journal, "Other pictures", vec![NewFile::in_memory(format!("{seed}.png"), to_png(&picture(seed)).expect("a file"))]);
    }
    (journal, file)
}

fn grab(journal: &Journal) -> Evidence {
    journal.evidence().expect("evidence").into_iter().find(|one| one.name.starts_with("Screen grab")).expect("the picture")
}

#[test]
fn covered_for_good_is_gone_from_every_byte() {
    let place = Place::new();
    let (mut journal, file) = with_picture(&place);
    let pixels = decode(&file, u64::MAX).expect("a picture").rgba;
    assert!(places_of(&place, &file).len() >= 2, "the test cannot see");
    // Somebody looks at the journal all the while.
    let looking = open(&place.journal());
    looking.evidence().expect("evidence");

    let before = grab(&journal);
    journal.redact_evidence(&before, &[NOISE], Original::Remove).expect("covered");
    let after = grab(&journal);
    assert_eq!(after.name, "Screen grab (redacted).png");
    assert_eq!((after.entries.len(), &after.entries), (2, &before.entries), "the entry in the bin is proved by it, too");
    assert_eq!((&after.caption, &after.alt, &after.source_url), (&before.caption, &before.alt, &before.source_url));
    let shown = decode(&bytes_of(&journal, &after), u64::MAX).expect("a picture");
    assert!(shown.rgba.chunks_exact(4).take(160 * 100).all(|pixel| pixel == [0, 0, 0, 255]));
    for what in [&file, &pixels] {
        assert_eq!(places_of(&place, what), [""; 0].map(PathBuf::from), "it is still there");
    }
    assert!(matches!(journal.evidence_bytes(&before.digest, u64::MAX), Err(JournalError::NoContent { .. })));
    assert!(matches!(looking.evidence_bytes(&before.digest, u64::MAX), Err(JournalError::NoContent { .. })));
    assert_eq!(journal.verify().expect("looked at"), []);
    let history = journal.history(None, 3).expect("steps");
    assert_eq!(history[0].label, "Redact Screen grab.png");

    // It cannot be taken back, and that is said; what was before it and is not about it can.
    let error = Error::from(journal.undo().expect_err("it was done for good")).explain();
    assert!(error.title.contains("can no longer be taken back"), "{error:?}");
    assert_eq!(journal.undo().expect("undone").map(|undone| undone.value).as_deref(), Some("Log “Other pictures”"));
    assert!(journal.redo().expect("again").is_some());
    for _ in 0..3 {
        journal.undo().expect("undone").expect("a step");
    }
    // Binning came after; the two logs wrote what is gone, and are passed over with a word.
    assert_eq!(journal.undo().expect("undone").map(|undone| undone.value).as_deref(), Some("Bin “The same chat”"));
    for title in ["The same chat", "A chat"] {
        let error = Error::from(journal.undo().expect_err("it cannot be taken back")).explain();
        assert_eq!(error.title, format!("“Log “{title}”” can no longer be taken back"));
        assert!(error.hint.contains("the next undo goes on with the step before it"), "{error:?}");
    }
    assert_eq!(journal.undo().expect("undone").map(|undone| undone.value).as_deref(), Some("Log “Other pictures”"));
    assert_eq!(journal.evidence().expect("evidence").len(), 3, "two others, and the covered one");
    assert_eq!(journal.verify().expect("looked at"), []);
    for what in [&file, &pixels] {
        assert_eq!(places_of(&place, what), [""; 0].map(PathBuf::from), "it came back");
    }
}

#[test]
fn covered_with_the_original_kept_can_be_taken_back() {
    let place = Place::new();
    let (mut journal, file) = with_picture(&place);
    let before = grab(&journal);
    journal.redact_evidence(&before, &[NOISE], Original::Keep).expect("covered");
    assert_ne!(grab(&journal).digest, before.digest);
    assert!(places_of(&place, &file).len() >= 2);
    assert_eq!(journal.undo().expect("undone").map(|undone| undone.value).as_deref(), Some("Redact Screen grab.png"));
    assert_eq!(grab(&journal), before);
    assert_eq!(bytes_of(&journal, &before), file);
    journal.redo().expect("again");
    assert_eq!(grab(&journal).name, "Screen grab (redacted).png");
    // Covered once more: one more copy, with no second word in its name.
    let once = grab(&journal);
    let more = Cover { x: 10, y: 105, width: 20, height: 10 };
    journal.redact_evidence(&once, &[more], Original::Keep).expect("covered");
    assert_eq!(grab(&journal).name, "Screen grab (redacted).png");
    assert_eq!(journal.verify().expect("looked at"), []);
}

#[test]
fn what_cannot_be_covered_is_told_and_left_alone() {
    let mut journal = in_memory();
    for (name, content) in [("notes.txt", b"No picture".to_vec()), ("broken.png", to_png(&picture(3)).expect("a file")[..900].to_vec())] {
        log(&mut journal, "A chat", vec![NewFile::in_memory(name, content.clone())]);
        let one = journal.evidence().expect("evidence").into_iter().find(|one| one.name == name).expect("there");
        let steps = journal.history(None, 100).expect("steps").len();
        let error = journal.redact_evidence(&one, &[NOISE], Original::Remove).expect_err("it is no picture");
        let said = Error::from(error).explain();
        assert!(said.title.contains(name) && said.code == "not_covered", "{said:?}");
        assert_eq!(bytes_of(&journal, &one), content);
        assert_eq!(journal.history(None, 100).expect("steps").len(), steps);
    }
    // What is covered nowhere and strips nothing is the same file: it stays, whatever was asked.
    log(&mut journal, "A picture", vec![NewFile::in_memory("a.png", to_png(&picture(4)).expect("a file"))]);
    let one = journal.evidence().expect("evidence").into_iter().find(|one| one.name == "a.png").expect("there");
    journal.redact_evidence(&one, &[], Original::Remove).expect("nothing to do");
    assert_eq!(bytes_of(&journal, &one), to_png(&picture(4)).expect("a file"));
}

#[test]
fn previews_take_no_more_than_they_are_allowed() {
    let mut journal = in_memory();
    log(&mut journal, "A chat", vec![NewFile::in_memory("notes.txt", "0123456789")]);
    let one = only(&journal);
    assert_eq!(journal.evidence_bytes(&one.digest, 10).expect("all"), b"0123456789");
    let error = journal.evidence_bytes(&one.digest, 9).expect_err("too much");
    assert!(matches!(error, JournalError::TooLarge { bytes: 10, most: 9, .. }), "{error}");
}

#[test]
fn a_file_that_goes_away_is_told_and_nothing_is_logged() {
    let place = Place::new();
    let mut journal = open(&place.journal());
    let path = place.file("there.txt", "soon gone");
    let file = NewFile::read(&path).expect("a file");
    fs::remove_file(&path).expect("gone");
    let draft = EntryDraft { title: "A chat".to_owned(), ..EntryDraft::on(today()) };
    let error = journal.log(draft, EntryState::Draft, &Together { files: vec![file], ..Together::default() }).expect_err("it is gone");
    assert!(matches!(&error, JournalError::File { path: told, .. } if *told == path), "{error}");
    assert_eq!(journal.headers(None).expect("entries").len(), 0);
    let big = place.path().join("big.bin");
    fs::File::create(&big).and_then(|file| file.set_len(1_000_000_000)).expect("a large file");
    let error = Error::from(NewFile::read(&big).expect_err("too large")).explain();
    assert_eq!(error.code, "too_big");
}

#[test]
fn the_type_of_a_file_is_told_by_its_beginning() {
    let mut journal = in_memory();
    let long = "ß".repeat(100_000);
    let mut early_nul = long.clone().into_bytes();
    early_nul[100] = 0;
    let cases: [(&str, Vec<u8>, &str); 7] = [
        ("a.txt", long.clone().into_bytes(), "text/plain"),
        // The first piece ends within a letter.
        ("b.md", format!("x{long}").into_bytes(), "text/markdown"),
        ("c.txt", early_nul, "application/octet-stream"),
        ("d.txt", b"caf\xe9".to_vec(), "application/octet-stream"),
        ("e.txt", "caf\u{e9}".as_bytes()[..4].to_vec(), "application/octet-stream"),
        ("picture.txt", to_png(&picture(1)).expect("a file"), "image/png"),
        ("f.csv", Vec::new(), "text/csv"),
    ];
    for (name, bytes, want) in cases {
        log(&mut journal, name, vec![NewFile::in_memory(name, bytes)]);
        let one = journal.evidence().expect("evidence").into_iter().find(|one| one.name == name).expect("there");
        assert_eq!(one.media_type, want, "{name}");
    }
}

/// Sends, and waits until something happens.
fn until(worker: &mut Worker, mut wanted: impl FnMut(&Event) -> bool) -> Event {
    let start = Instant::now();
    loop {
        for event in worker.poll() {
            if wanted(&event) {
                return event;
            }
        }
        assert!(start.elapsed() < Duration::from_mins(1), "it never happened");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn wish(one: &Evidence, page: usize, longest: u32) -> Request {
    let (digest, media_type) = (one.digest, one.media_type.clone());
    Request::Evidence(EvidenceRequest::Picture { digest, media_type, page, longest })
}

fn workers(data: &Path) -> [Worker; 2] {
    let clock = Clock::Fixed(today());
    [Worker::inline(clock, data.to_owned()), Worker::threads(clock, data.to_owned(), Arc::new(|| {})).expect("threads")]
}

#[test]
fn the_window_shows_pictures_and_pages() {
    let writer = Place::new();
    writer.done(&["log", "Something to read", "--learnt", "Much"]);
    writer.done(&["export", "--format", "pdf", "--out", "paper.pdf"]);
    let pdf = fs::read(writer.path().join("paper.pdf")).expect("a PDF");
    let place = Place::new();
    let mut journal = open(&place.journal());
    let file = |name: &str, content: &[u8]| NewFile::in_memory(name, content);
    let files = vec![
        file("a.png", &to_png(&picture(1)).expect("a file")),
        file("b.pdf", &pdf),
        file("c.txt", b"text"),
        file("d.png", &to_png(&picture(2)).expect("a file")[..700]),
    ];
    log(&mut journal, "A chat", files);
    let all = journal.evidence().expect("evidence");
    let broken_type = |one: &Evidence| Evidence { media_type: "image/png".to_owned(), ..one.clone() };
    drop(journal);
    for mut worker in workers(place.path()) {
        worker.send(Request::Open { path: place.journal(), opening: Opening::Existing });
        until(&mut worker, |event| matches!(event, Event::Opened { .. }));
        let cases = [
            (all[0].clone(), 0, 1000, Ok((160, 1))),
            (all[0].clone(), 0, 32, Ok((32, 1))),
            (all[1].clone(), 0, 200, Ok((200, 1))),
            (all[1].clone(), 99, 200, Err("no page 100")),
            (all[2].clone(), 0, 200, Err("no picture of this kind")),
            (all[3].clone(), 0, 200, Err("damaged")),
            (broken_type(&all[2]), 0, 201, Err("not a PNG")),
        ];
        for (one, page, longest, want) in cases {
            worker.send(wish(&one, page, longest));
            let event = until(&mut worker, |event| matches!(event, Event::Picture { .. }));
            let Event::Picture { digest, page: told, longest: long, shown } = event else { panic!("no picture") };
            assert_eq!((digest, told, long), (one.digest, page, longest));
            match (shown, want) {
                (Ok(shown), Ok((side, pages))) => {
                    assert_eq!((shown.picture.width.max(shown.picture.height), shown.pages >= pages), (side, true), "{}", one.name);
                }
                (Err(said), Err(want)) => assert!(said.contains(want), "{said}"),
                (shown, want) => panic!("{}: {shown:?} instead of {want:?}", one.name),
            }
        }
        worker.shutdown();
        assert_eq!(place.names(), ["home", "journal.cpd"], "one file is left behind");
    }
}

#[test]
fn the_window_finds_words_of_files_soon() {
    let search = |worker: &mut Worker, seq: u64, words: &str| {
        worker.send(Request::Search { text: words.to_owned(), seq });
        let event = until(worker, |event| matches!(event, Event::Found { seq: found, .. } if *found == seq));
        let Event::Found { total, .. } = event else { panic!("no answer") };
        total
    };
    for (at, mut worker) in workers(Place::empty().path()).into_iter().enumerate() {
        let place = Place::new();
        // One was kept by a program that came to nothing before it could read it.
        let entry = log(&mut open(&place.journal()), "A chat", vec![NewFile::in_memory("old.txt", "quokka")]);
        Connection::open(place.journal())
            .expect("the file")
            .execute_batch("DELETE FROM blob_text WHERE id > 0; INSERT INTO stale_entry SELECT id FROM entry")
            .expect("a change");
        assert_eq!(snippets(&open(&place.journal()), "quokka"), [""; 0]);
        worker.send(Request::Open { path: place.journal(), opening: Opening::Existing });
        until(&mut worker, |event| matches!(event, Event::Opened { .. }));
        for (name, text) in [("a.txt", "wombat"), ("b.txt", "numbat")] {
            let file = Box::new(NewFile::in_memory(name, text));
            worker.send(Request::Evidence(EvidenceRequest::AttachContent { entry, file }));
        }
        let start = Instant::now();
        for (seq, word) in (0..).step_by(10_000).zip(["quokka", "wombat", "numbat"]) {
            let mut tries = seq;
            while search(&mut worker, tries, word) == 0 {
                tries += 1;
                assert!(at > 0, "without threads it is found at once");
                assert!(start.elapsed() < Duration::from_mins(1), "{word} is never found");
                std::thread::sleep(Duration::from_millis(10));
            }
        }
        worker.shutdown();
        assert_eq!(open(&place.journal()).verify().expect("looked at"), []);
        assert_eq!(place.names(), ["home", "journal.cpd"], "one file is left behind");
    }
}

#[test]
fn undo_goes_on_behind_a_step_that_cannot_be_taken_back() {
    let place = Place::new();
    let mut worker = Worker::inline(Clock::Fixed(today()), place.path().to_owned());
    let mut journal = open(&place.journal());
    log(&mut journal, "Before", Vec::new());
    log(&mut journal, "A chat", vec![NewFile::in_memory("a.png", to_png(&picture(5)).expect("a file"))]);
    let one = only(&journal);
    journal.redact_evidence(&one, &[NOISE], Original::Remove).expect("covered");
    drop(journal);
    worker.send(Request::Open { path: place.journal(), opening: Opening::Existing });
    worker.poll();
    worker.send(Request::Undo);
    let events = worker.poll();
    let told = |events: &[Event]| {
        events.iter().find_map(|event| if let Event::Failed(failure) = event { Some(failure.why.title.clone()) } else { None })
    };
    assert!(told(&events).is_some_and(|title| title.contains("can no longer be taken back") && !title.contains("Log")), "{events:?}");
    assert_eq!(worker.journal().map_or(0, |journal| journal.headers(None).expect("headers").len()), 2, "the step before it stays as it is");
    worker.send(Request::Undo);
    let events = worker.poll();
    assert!(told(&events).is_some_and(|title| title.contains("Log “A chat”")), "its file is gone: {events:?}");
    let label = events.iter().rev().find_map(|event| match event {
        Event::Renewed(snapshot) => Some(snapshot.undo.clone()),
        _ => None,
    });
    assert_eq!(label, Some(Some("Log “Before”".to_owned())), "the window knows what comes next");
    worker.send(Request::Undo);
    let events = worker.poll();
    assert!(events.iter().any(|event| matches!(event, Event::Undone(label) if label == "Log “Before”")), "{events:?}");
}
