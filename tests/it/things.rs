//! Goals, actions, records and evidence are found by their words; what is out of sight is not, and details of others never are.
#![expect(clippy::disallowed_types, reason = "looks into the file itself, past the journal")]

use std::time::Instant;

use chrono::{DateTime, Utc};
use cpd_journal::domain::record::Apart;
use cpd_journal::domain::{ActionDraft, EntryDraft, EntryId, EntryState, Goal, GoalDraft, RecordDraft, ReviewDraft, Uid};
use cpd_journal::journal::{Alone, By, Clock, Filed, Journal, MARKS, NewFile, Together};
use cpd_journal::search::{HitWhat, Words};
use cpd_journal::store::{NewEntry, NewStep, Store, StoreError, Texts, ThingHit};
use rusqlite::Connection;

use crate::support::{Place, open, today};

fn words(text: &str) -> Words {
    let prefix = text.ends_with('*');
    Words { text: text.trim_end_matches('*').to_owned(), prefix, phrase: text.contains(' ') }
}

/// What another program finds by words with `|` between them; `-` before those that must not be there.
fn hits(place: &Place, text: &str) -> Vec<ThingHit> {
    let store = Store::open(&place.journal(), Alone::No).expect("a journal");
    asked(&store, text, 50)
}

fn asked(store: &Store, text: &str, most: usize) -> Vec<ThingHit> {
    let texts = Texts {
        wanted: text.split('|').filter(|one| !one.starts_with('-')).map(|one| vec![words(one)]).collect(),
        unwanted: text.split('|').filter_map(|one| one.strip_prefix('-')).map(words).collect(),
        private: false,
    };
    let read = store.read();
    read.catch_up();
    read.things_with(&texts, most).expect("a search")
}

fn sorts(place: &Place, text: &str) -> String {
    hits(place, text).iter().map(|hit| hit.thing.token()).collect::<Vec<_>>().join(" ")
}

fn entry(journal: &mut Journal, title: &str) -> EntryId {
    let draft = EntryDraft { title: title.to_owned(), ..EntryDraft::on(today()) };
    journal.log(draft, EntryState::Ready, &Together::default()).expect("an entry").value.id
}

fn goal(journal: &mut Journal, draft: GoalDraft) -> Goal {
    journal.add_goal(draft).expect("a goal").value
}

fn action(what: &str) -> ActionDraft {
    ActionDraft { what: what.to_owned(), ..ActionDraft::default() }
}

fn record(fields: &[(&str, &str)]) -> RecordDraft {
    let fields = fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    RecordDraft { kind: "diary".to_owned(), date: today(), until: None, fields, refers: Vec::new() }
}

#[test]
fn every_text_of_theirs_is_found() {
    let place = Place::new();
    let mut journal = open(&place.journal());
    let one = goal(
        &mut journal,
        GoalDraft {
            title: "Persistent aardvark".into(),
            why: "badger".into(),
            measure: "cormorant".into(),
            how: "dunlin".into(),
            support: "egret".into(),
            barriers: "ferret".into(),
            outcome: "gannet".into(),
            plan: "heron".into(),
            ..GoalDraft::default()
        },
    );
    journal.add_review(&one, ReviewDraft { day: today(), note: "ibex".into() }).expect("a review");
    let chat = entry(&mut journal, "A chat");
    let what = ActionDraft {
        shared_with: "jackdaw".into(),
        effect: "kestrel".into(),
        effect_service: "lapwing".into(),
        effect_people: "marmot".into(),
        ..action("Show the team newts")
    };
    journal.add_action(chat, what).expect("an action");
    journal.add_record(Filed { draft: record(&[("content", "otter"), ("more", "puffin, quail")]), apart: Apart::new() }).expect("a record");
    let file = NewFile { caption: "redshank".into(), alt: "stoat".into(), ..NewFile::in_memory("Tern.txt", "the vole sleeps") };
    journal.attach(chat, &[file]).expect("attached");
    for (found_by, sort) in [
        ("aardvark badger cormorant dunlin egret ferret gannet heron ibex", "goal"),
        ("newt jackdaw kestrel lapwing marmot team", "action"),
        ("otter puffin quail", "record"),
        ("redshank stoat tern vole sleeping", "evidence"),
    ] {
        for word in found_by.split(' ') {
            assert_eq!(sorts(&place, word), sort, "{word}");
        }
    }
    // Split over title and text, in any order, with letters as people have them.
    assert_eq!(sorts(&place, "badger|AARDVARKS|ibëx"), "goal");
    assert_eq!(sorts(&place, "badger|-aardvark"), "");
    assert_eq!(sorts(&place, "badger|-newt"), "goal");
    assert_eq!(sorts(&place, "persistent aardvark"), "goal");
    assert_eq!(sorts(&place, "aardvark persistent"), "");
    let marked = &hits(&place, "vole")[0];
    assert_eq!(marked.snippet, format!("stoat\nthe {}vole{} sleeps", MARKS[0], MARKS[1]));
    assert_eq!(journal.verify().expect("looked at"), []);
}

#[test]
fn a_title_weighs_more_and_beginnings_are_found_that_no_entry_has() {
    let place = Place::new();
    let mut journal = open(&place.journal());
    let titled = goal(&mut journal, GoalDraft { title: "Mobilising early".into(), ..GoalDraft::default() });
    let long = "mobilising is good ".to_owned() + &"and so is rest ".repeat(40);
    goal(&mut journal, GoalDraft { title: "Rest".into(), why: long, ..GoalDraft::default() });
    let found = hits(&place, "mobilise");
    assert_eq!((found.len(), found[0].thing), (2, HitWhat::Goal(titled.id)));
    assert!(found[0].rank < found[1].rank, "{found:?}");
    // “mobilisi” is no beginning of the stem in the index.
    for begun in ["mobilisi*", "mob*", "mobilisin*"] {
        assert_eq!(hits(&place, begun).len(), 2, "{begun}");
    }
    assert_eq!(hits(&place, "mobilizing").len(), 2);
    let store = Store::open(&place.journal(), Alone::No).expect("a journal");
    assert_eq!(asked(&store, "mobilise", 1).len(), 1);
    assert_eq!(asked(&store, "mobilise", 0), []);
    assert_eq!(store.read().things_with(&Texts::default(), 9).expect("a search"), []);
}

#[test]
fn what_is_out_of_sight_is_not_found_until_it_comes_back() {
    let place = Place::new();
    let mut journal = open(&place.journal());
    let (chat, podcast) = (entry(&mut journal, "A chat"), entry(&mut journal, "A podcast"));
    journal.add_action(chat, action("wombat to the team")).expect("an action");
    let proof = || NewFile::in_memory("wombat.txt", "of both");
    journal.attach(chat, &[proof()]).expect("attached");
    journal.attach(podcast, &[proof()]).expect("attached");
    let kept = journal.add_record(Filed { draft: record(&[("content", "wombat")]), apart: Apart::new() }).expect("a record").value;
    goal(&mut journal, GoalDraft { title: "Wombat".into(), ..GoalDraft::default() });
    let all = |place: &Place| {
        let mut sorts: Vec<&str> = hits(place, "wombat").iter().map(|hit| hit.thing.token()).collect();
        sorts.sort_unstable();
        sorts.join(" ")
    };
    assert_eq!(all(&place), "action evidence goal record");
    journal.bin(chat).expect("binned");
    assert_eq!(all(&place), "evidence goal record");
    journal.bin(podcast).expect("binned");
    assert_eq!(all(&place), "goal record");
    journal.bin_record(&kept, true).expect("binned");
    assert_eq!(all(&place), "goal");
    for wanted in ["goal record", "evidence goal record", "action evidence goal record", "action evidence record"] {
        journal.undo().expect("undone");
        assert_eq!(all(&place), wanted);
    }
    for wanted in ["action evidence goal record", "evidence goal record", "goal record", "goal"] {
        journal.redo().expect("done again");
        assert_eq!(all(&place), wanted);
    }
    assert_eq!(journal.verify().expect("looked at"), []);
}

#[test]
fn what_is_being_typed_is_found_by_the_next_search_and_at_the_end() {
    let place = Place::new();
    let catalogue = std::sync::Arc::new(cpd_journal::catalogue::Catalogue::bundled());
    let mut window = Journal::open(&place.journal(), Alone::Yes, catalogue, Clock::Fixed(today())).expect("a journal");
    let kept = goal(&mut window, GoalDraft { title: "Wombat".into(), ..GoalDraft::default() });
    window.save_goal(kept.id, GoalDraft { title: "Capybara".into(), ..GoalDraft::default() }).expect("saved");
    let raw = |sql: &str| {
        let db = Connection::open(place.journal()).expect("the file");
        db.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("a number")
    };
    assert_eq!(raw("SELECT count(*) FROM stale_thing"), 1, "it waits");
    assert_eq!(window.verify().expect("looked at"), []);
    assert_eq!(sorts(&place, "capybara"), "goal");
    assert_eq!(sorts(&place, "wombat"), "");
    assert_eq!(raw("SELECT count(*) FROM stale_thing"), 0);
    window.save_goal(kept.id, GoalDraft { title: "Numbat".into(), ..GoalDraft::default() }).expect("saved");
    drop(window);
    assert_eq!(raw("SELECT count(*) FROM stale_thing"), 0, "nothing waits in a journal that nobody has open");
    assert_eq!(raw("SELECT count(*) FROM thing_text WHERE thing_text MATCH 'numbat'"), 1);
}

#[test]
fn whoever_cannot_write_finds_what_was_indexed_before() {
    let place = Place::new();
    let mut journal = open(&place.journal());
    let kept = goal(&mut journal, GoalDraft { title: "Wombat".into(), ..GoalDraft::default() });
    goal(&mut journal, GoalDraft { title: "Gone wombat".into(), ..GoalDraft::default() });
    // As after a crash, while another program writes.
    let other = Connection::open(place.journal()).expect("the file");
    other
        .execute_batch("DELETE FROM goal WHERE title = 'Gone wombat'; UPDATE goal SET title = 'Numbat'; BEGIN IMMEDIATE")
        .expect("it writes");
    let begun = Instant::now();
    assert_eq!(hits(&place, "wombat").iter().map(|hit| hit.thing).collect::<Vec<_>>(), [HitWhat::Goal(kept.id)]);
    assert!(begun.elapsed().as_secs() < 2, "nobody waits for the other one");
    other.execute_batch("COMMIT").expect("written");
    assert_eq!(sorts(&place, "wombat"), "");
    assert_eq!(sorts(&place, "numbat"), "goal");
}

#[test]
fn hostile_words_find_nothing_and_break_nothing() {
    let place = Place::new();
    let mut journal = open(&place.journal());
    goal(&mut journal, GoalDraft { title: "NEAR(\"a\" OR b) title:x' -- \u{202e}👩🏽‍⚕️".into(), ..GoalDraft::default() });
    for text in [
        "\"",
        "'",
        "*",
        "NEAR",
        "title:x",
        "a\0b",
        "\u{2}",
        "^a",
        "OR|AND|NOT",
        "--",
        "{title} : a",
        "\u{202e}",
        "👩🏽‍⚕️",
        "…",
        "a\"*",
        "(",
        "\\",
    ] {
        let _ = hits(&place, text);
    }
    let _ = hits(&place, &"x".repeat(100_000));
    let _ = hits(&place, &vec!["word"; 500].join("|"));
    assert_eq!(sorts(&place, "near"), "goal");
}

#[test]
fn details_of_others_are_not_in_the_index() {
    const SECRET: &str = "Xyquothewick";
    let place = Place::new();
    let mut journal = open(&place.journal());
    let apart = [("name".to_owned(), SECRET.to_owned())].into_iter().collect();
    let kept = journal.add_record(Filed { draft: record(&[("content", "a talk")]), apart }).expect("a record").value;
    assert_eq!(sorts(&place, "talk"), "record");
    assert_eq!(sorts(&place, SECRET), "");
    let holds = |bytes: &[u8]| {
        let small = bytes.to_ascii_lowercase();
        // The index leaves out what a word has in common with the one before it, and ends at the stem.
        small.windows(6).any(|window| window == b"quothe")
    };
    let db = Connection::open(place.journal()).expect("the file");
    for (table, column) in
        [("thing_text_content", "c0 || c1"), ("thing_text_data", "block"), ("entry_word_data", "block"), ("entry_text_data", "block")]
    {
        let mut rows = db.prepare(&format!("SELECT CAST({column} AS BLOB) FROM {table}")).expect("a table");
        let blocks: Vec<Vec<u8>> = rows
            .query_map([], |row| row.get::<_, Option<Vec<u8>>>(0))
            .expect("rows")
            .map(|row| row.expect("a row").unwrap_or_default())
            .collect();
        assert!(!blocks.is_empty(), "{table}");
        assert!(!blocks.iter().any(|block| holds(block)), "{table}");
    }
    drop(db);
    // What was written among the rest, as long as nobody knew better, is out of the index when it goes.
    journal.erase_apart(&kept).expect("erased");
    drop(journal);
    assert!(!holds(&std::fs::read(place.journal()).expect("the file")), "no byte of it is left");
}

#[test]
fn words_that_went_leave_nothing_in_the_index() {
    let place = Place::new();
    let mut journal = open(&place.journal());
    let filed = |text: &str| Filed { draft: record(&[("content", text)]), apart: Apart::new() };
    let kept = journal.add_record(filed("zygomorphic")).expect("a record").value;
    journal.save_record(kept.id, filed("plain"), By::Command).expect("saved");
    let db = Connection::open(place.journal()).expect("the file");
    let blocks: Vec<Vec<u8>> = db
        .prepare("SELECT block FROM thing_text_data")
        .expect("a table")
        .query_map([], |row| row.get(0))
        .expect("rows")
        .collect::<Result<_, _>>()
        .expect("blocks");
    assert!(!blocks.iter().any(|block| block.windows(6).any(|window| window == b"gomorp")));
}

#[test]
fn verify_sees_things_that_are_not_found() {
    for sql in [
        "DELETE FROM thing_text WHERE rowid IN (SELECT id * 4 FROM goal)",
        "UPDATE thing_text SET body = 'other' WHERE rowid IN (SELECT id * 4 FROM goal)",
        "INSERT INTO thing_text (rowid, title, body) VALUES (4000, 'stranger', '')",
    ] {
        let place = Place::new();
        let mut journal = open(&place.journal());
        goal(&mut journal, GoalDraft { title: "Wombat".into(), ..GoalDraft::default() });
        assert_eq!(journal.verify().expect("looked at"), []);
        Connection::open(place.journal()).expect("the file").execute_batch(sql).expect("changed");
        let problems = journal.verify().expect("looked at");
        assert!(problems.iter().any(|one| one.part == "search" && one.what.contains("would not be found")), "{sql}: {problems:?}");
    }
}

#[test]
fn things_of_an_older_journal_are_found() {
    for version in ["v1", "v2", "v3", "v4", "v5"] {
        let place = Place::empty();
        std::fs::copy(format!("{}/tests/fixtures/journals/{version}.cpd", env!("CARGO_MANIFEST_DIR")), place.journal()).expect("a copy");
        let journal = open(&place.journal());
        let goals = journal.goals().expect("goals");
        let title = &goals.first().expect("a goal").draft.title;
        let found = hits(&place, title);
        assert!(found.iter().any(|hit| hit.thing == HitWhat::Goal(goals[0].id)), "{version}: {title}: {found:?}");
        assert_eq!(journal.verify().expect("looked at"), [], "{version}");
    }
}

#[test]
fn twenty_thousand_actions() {
    let place = Place::new();
    let mut store = Store::open(&place.journal(), Alone::No).expect("a journal");
    let at: DateTime<Utc> = today().and_hms_opt(9, 0, 0).expect("a time").and_utc();
    let uid = |sort: &str, n: u32| Uid::from_text(&format!("{sort} {n}"));
    let step = NewStep { label: "Fill".into(), fold: None, at };
    store
        .transact(&step, |tx| {
            let mut draft = EntryDraft::on(today());
            for n in 0..200 {
                draft.title = format!("Entry {n}");
                let entry =
                    tx.insert_entry(&NewEntry { uid: uid("entry", n), draft: &draft, state: EntryState::Ready, created: at, changed: at })?;
                for m in 0..100 {
                    let what = format!("Show the team number {m} how pacing works{}", if m == 7 { " with a diary" } else { "" });
                    tx.insert_action(uid("action", n * 100 + m), entry, &action(&what))?;
                }
            }
            Ok::<_, StoreError>(())
        })
        .expect("filled");
    let begun = Instant::now();
    assert_eq!(asked(&store, "pacing|diary", 1_000).len(), 200);
    let few = begun.elapsed();
    let begun = Instant::now();
    assert_eq!(asked(&store, "pacing|team", 50).len(), 50);
    let many = begun.elapsed();
    // One thing more costs a look-up, not a look at all.
    let entry = EntryId::from_row(1);
    let begun = Instant::now();
    let step = NewStep { label: "One more".into(), fold: None, at };
    store.transact(&step, |tx| tx.insert_action(uid("more", 1), entry, &action("One numbat more"))).expect("added");
    let one_more = begun.elapsed();
    assert_eq!(asked(&store, "numbat", 5).len(), 1);
    println!("200 of 20,000: {few:?}; 50 best of 20,000: {many:?}; one more: {one_more:?}");
    assert!(few.as_millis() < 150 && many.as_millis() < 400 && one_more.as_millis() < 400, "{few:?} {many:?} {one_more:?}");
}
