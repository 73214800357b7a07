//! The journal as it stood on a past day.

use chrono::{DateTime, NaiveDate, Utc};
use cpd_journal::domain::walk::Decision;
use cpd_journal::domain::{ActionDraft, EntryDraft, EntryId, EntryState, GoalDraft, WalkDraft};
use cpd_journal::journal::{Alone, Clock, Journal, NewFile, Together};
use std::sync::Arc;

use crate::support::Place;

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

fn at(text: &str) -> Clock {
    let instant: DateTime<Utc> = text.parse().expect(text);
    Clock::At(instant, chrono_tz::Europe::London)
}

fn open_at(place: &Place, text: &str) -> Journal {
    let catalogue = Arc::new(cpd_journal::catalogue::Catalogue::bundled());
    Journal::open(&place.journal(), Alone::No, catalogue, at(text)).expect("a journal")
}

fn titles(journal: &Journal) -> Vec<String> {
    let mut names: Vec<String> =
        journal.headers(None).expect("headers").into_iter().filter(|one| !one.state.is_binned()).map(|one| one.name).collect();
    names.sort();
    names
}

#[test]
fn every_day_is_as_it_was_then() {
    let place = Place::new();
    let mut seen: Vec<(NaiveDate, Vec<String>, String)> = Vec::new();
    let note = |journal: &Journal, seen: &mut Vec<(NaiveDate, Vec<String>, String)>| {
        let snapshot = journal.snapshot().expect("snapshot");
        let shown =
            format!("{:?} {:?} {:?} {:?} {:?}", snapshot.goals, snapshot.actions, snapshot.walks, snapshot.records, snapshot.evidence);
        seen.push((journal.today(), titles(journal), shown));
    };
    let mut journal = open_at(&place, "2026-01-05T20:00:00Z");
    let draft = EntryDraft {
        title: "First".to_owned(),
        learnt: "Old words".to_owned(),
        tags: vec!["one".to_owned(), "two".to_owned()],
        ..EntryDraft::on(day("2026-01-05"))
    };
    journal.log(draft, EntryState::Draft, &Together::default()).expect("kept");
    let first = EntryId::from_row(1);
    note(&journal, &mut seen);
    drop(journal);
    let mut journal = open_at(&place, "2026-01-10T23:30:00Z");
    let goal = journal.add_goal(GoalDraft { title: "Pain".to_owned(), ..GoalDraft::default() }).expect("a goal").value;
    journal
        .edit(first, &cpd_journal::journal::Beside::default(), |draft| {
            draft.learnt = "New words".to_owned();
            draft.tags = vec!["two".to_owned(), "one".to_owned(), "three".to_owned()];
            draft.goals.push(goal.id);
        })
        .expect("edited");
    journal.attach(first, &[NewFile::in_memory("note.txt", "words")]).expect("attached");
    note(&journal, &mut seen);
    drop(journal);
    let mut journal = open_at(&place, "2026-02-01T09:00:00Z");
    journal
        .log(EntryDraft { title: "Second".to_owned(), ..EntryDraft::on(day("2026-02-01")) }, EntryState::Ready, &Together::default())
        .expect("kept");
    journal.add_action(first, ActionDraft { what: "Try it".to_owned(), ..ActionDraft::default() }).expect("an action");
    let walk = WalkDraft {
        title: "Walk".to_owned(),
        registration: None,
        from: day("2026-01-01"),
        until: day("2026-02-01"),
        note: String::new(),
        next_plan: String::new(),
    };
    let walk = journal.start_walk(walk).expect("a walk").value.id;
    journal.decide(walk, first, Some(Decision::Use)).expect("decided");
    note(&journal, &mut seen);
    journal.undo().expect("undo");
    journal.redo().expect("redo");
    drop(journal);
    let mut journal = open_at(&place, "2026-02-20T09:00:00Z");
    journal.bin(first).expect("binned");
    journal.undo().expect("undo");
    journal.bin(EntryId::from_row(2)).expect("binned");
    journal.edit_goal(&goal, |draft| draft.title = "Persistent pain".to_owned()).expect("edited");
    note(&journal, &mut seen);
    for (day, names, shown) in &seen {
        let then = journal.as_of(*day).expect("as of");
        assert_eq!(then.today(), *day);
        assert_eq!(&titles(&then), names, "{day}");
        let snapshot = then.snapshot().expect("snapshot");
        let there =
            format!("{:?} {:?} {:?} {:?} {:?}", snapshot.goals, snapshot.actions, snapshot.walks, snapshot.records, snapshot.evidence);
        assert_eq!(&there, shown, "{day}");
        assert!(snapshot.read_only.is_some_and(|why| why.contains("as it stood")));
    }
    assert_eq!(journal.as_of(day("2026-01-09")).expect("as of").entry(first).expect("an entry").draft.learnt, "Old words");
    assert_eq!(journal.as_of(day("2026-01-10")).expect("as of").entry(first).expect("an entry").draft.tags.len(), 3);
    assert!(journal.as_of(day("2026-01-04")).expect("as of").headers(None).expect("headers").is_empty(), "before it was made");
    let future = journal.as_of(day("2030-01-01")).expect("as of");
    assert_eq!(future.today(), day("2026-02-20"), "a day to come is as today");
}

#[test]
fn midnight_is_where_the_registrant_is() {
    let place = Place::new();
    let mut journal = open_at(&place, "2026-06-30T22:59:00Z");
    journal
        .log(EntryDraft { title: "Before".to_owned(), ..EntryDraft::on(day("2026-06-30")) }, EntryState::Ready, &Together::default())
        .expect("kept");
    drop(journal);
    // In London it is the first of July.
    let mut journal = open_at(&place, "2026-06-30T23:00:00Z");
    journal
        .log(EntryDraft { title: "After".to_owned(), ..EntryDraft::on(day("2026-07-01")) }, EntryState::Ready, &Together::default())
        .expect("kept");
    assert_eq!(titles(&journal.as_of(day("2026-06-30")).expect("as of")), ["Before"]);
    assert_eq!(titles(&journal.as_of(day("2026-07-01")).expect("as of")), ["After", "Before"]);
}

#[test]
fn it_can_only_be_looked_at() {
    let place = Place::with_sample();
    let journal = crate::support::open(&place.journal());
    let mut then = journal.as_of(day("2025-12-31")).expect("as of");
    then.log(EntryDraft { title: "No".to_owned(), ..EntryDraft::on(day("2025-12-31")) }, EntryState::Ready, &Together::default())
        .expect_err("read only");
    then.undo().expect_err("read only");
    let before = std::fs::read(place.journal()).expect("the file");
    drop(then);
    drop(journal);
    assert_eq!(std::fs::read(place.journal()).expect("the file"), before);
}

#[test]
fn the_sample_grows_day_by_day() {
    let place = Place::with_sample();
    let now = place.json(&["list"])["total"].as_u64().expect("a number");
    let mut last = 0;
    for date in ["2024-01-01", "2025-04-01", "2025-09-01", "2026-01-01", "2026-03-02"] {
        let then = place.json(&["as-of", date, "list"]);
        let total = then["total"].as_u64().expect("a number");
        assert!(total >= last && total <= now, "{date}: {total}");
        assert_eq!(then["as_of"], date);
        last = total;
    }
    assert_eq!(last, now);
}

#[test]
fn what_is_kept_apart_of_others_is_not_in_it() {
    let place = Place::new();
    let mut journal = open_at(&place, "2026-11-22T12:00:00Z");
    journal.fill_with_sample(30, 1, "pharmacist").expect("sample");
    let apart = |journal: &Journal| journal.records().expect("records").iter().filter(|record| record.has_apart).count();
    assert_eq!(apart(&journal), 1);
    let then = journal.as_of(day("2026-11-22")).expect("as of");
    assert_eq!((apart(&then), then.records().expect("records").len()), (0, journal.records().expect("records").len()));
    assert_eq!(apart(&journal), 1, "the journal itself has them");
}

#[test]
fn on_the_command_line() {
    let place = Place::with_sample();
    let uid = place.json(&["list", "--limit", "1"])["entries"][0]["uid"].as_str().expect("an entry").to_owned();
    place.done(&["edit", &uid, "--title", "Another title altogether"]);
    place.done(&["as-of", "yesterday", "goal", "list"]);
    place.done(&["as-of", "yesterday", "status"]);
    let found = place.json(&["as-of", "2026-03-01", "search", "altogether"]);
    assert_eq!(found["hits"].as_array().map(Vec::len), Some(0), "the words of today are not found in the journal of yesterday");
    place.run(&["as-of", "2026-03-01", "bin", &uid]).failed(2, "usage");
    place.run(&["as-of", "2026-03-01", "goal", "add", "New"]).failed(2, "usage");
    place.run(&["as-of", "2027-01-01", "list"]).failed(2, "usage");
    place.run(&["as-of", "gibberish", "list"]).failed(2, "usage");
    place.done(&["verify"]);
}
