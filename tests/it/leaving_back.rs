//! What came in goes back, comes in two goes, and what cannot be done is told in people's words.

use std::collections::BTreeMap;

use cpd_journal::domain::entry::TimeSpent;
use cpd_journal::domain::{EntryDraft, EntryHeader, EntryState, Minutes};
use cpd_journal::dossier::{Dossier, Goal};
use cpd_journal::importers::Taken;
use cpd_journal::journal::{Journal, JournalError, Selection, TakenIn, Together};

use crate::support::{Place, in_memory};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect(text)
}

fn name(n: u32) -> String {
    format!("0190a4e2-7b1c-7000-8000-{n:012}")
}

fn goal(n: u32, from: Option<u32>) -> Goal {
    Goal { uid: name(n), title: format!("Goal {n}"), carried_from: from.map(name), ..Goal::default() }
}

fn take(journal: &mut Journal, dossier: &Dossier, selected: Option<&[usize]>) -> TakenIn {
    let taken = Taken { dossier: dossier.clone(), ..Taken::default() };
    journal.take_in(taken, ("x.json", "json"), selected).expect("taken in").value
}

#[test]
fn goals_in_any_order_can_be_taken_back() {
    // Each goes on from the one named; 9 is nowhere, 1 is here already in half of the cases.
    let goals = [goal(1, None), goal(2, Some(1)), goal(3, Some(2)), goal(4, Some(2)), goal(5, Some(9))];
    for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 3, 1, 4], [1, 3, 0, 4, 2], [3, 2, 4, 0, 1]] {
        for first in [false, true] {
            let mut journal = in_memory();
            if first {
                take(&mut journal, &Dossier { goals: vec![goal(1, None)], ..Dossier::default() }, None);
            }
            let before = journal.goals().expect("goals");
            let dossier = Dossier { goals: order.iter().map(|at| goals[*at].clone()).collect(), ..Dossier::default() };
            let done = take(&mut journal, &dossier, None);
            assert_eq!((done.goals, done.warnings.len()), (5 - usize::from(first), 0), "{order:?}");
            let now = journal.goals().expect("goals");
            let titles: BTreeMap<_, _> = now.iter().map(|one| (one.id, one.draft.title.clone())).collect();
            let from: BTreeMap<_, _> =
                now.iter().filter_map(|one| Some((one.draft.title.as_str(), titles[&one.carried_from?].as_str()))).collect();
            assert_eq!(from, BTreeMap::from([("Goal 2", "Goal 1"), ("Goal 3", "Goal 2"), ("Goal 4", "Goal 2")]), "{order:?}");
            let batch = journal.find_batch(&done.batch.expect("a batch").to_string()).expect("found");
            journal.undo_import(&batch).unwrap_or_else(|error| panic!("{order:?}: {error}"));
            assert_eq!(journal.goals().expect("goals"), before, "{order:?}");
            assert_eq!(journal.verify().expect("looked at"), [], "{order:?}");
        }
    }
}

/// A claim of two items, as another journal hands it out: the items are the first two, the claim the third.
fn claim() -> Dossier {
    let mut journal = in_memory();
    let items = [("One", 5), ("Two", 9)].map(|(title, minutes)| {
        let minutes = TimeSpent { taking_part: Minutes(minutes), ..TimeSpent::default() };
        let draft = EntryDraft { title: title.into(), minutes, ..EntryDraft::on(day("2026-02-01")) };
        journal.log(draft, EntryState::Ready, &Together::default()).expect("kept").value.id
    });
    journal.roll_up(&items, "Claim").expect("a claim");
    journal.leaving(&Selection { whole: true, people: true, ..Selection::default() }).expect("leaves").dossier
}

fn minutes(headers: &[EntryHeader]) -> u32 {
    headers.iter().filter(|one| one.rolled_into.is_none()).map(|one| one.total.0).sum()
}

#[test]
fn a_claim_in_two_goes_counts_once() {
    let dossier = claim();
    assert_eq!(dossier.entries.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["One", "Two", "Claim"]);
    let ways: [&[&[usize]]; 6] =
        [&[&[3], &[1, 2]], &[&[1, 2], &[3]], &[&[3], &[1], &[2]], &[&[1], &[3], &[2]], &[&[2, 3], &[1]], &[&[1], &[2], &[3]]];
    for way in ways {
        let mut journal = in_memory();
        let batches: Vec<_> = way.iter().map(|some| take(&mut journal, &dossier, Some(some)).batch.expect("something new")).collect();
        let headers = journal.headers(None).expect("headers");
        assert_eq!((headers.len(), minutes(&headers)), (3, 14), "{way:?}");
        let whole = headers.iter().find(|one| one.name == "Claim").expect("the claim");
        assert_eq!((whole.items, whole.total), (2, Minutes(14)), "{way:?}");
        // The same file once more changes nothing, and all of it can go again.
        assert_eq!(take(&mut journal, &dossier, None).batch, None, "{way:?}");
        for uid in batches.iter().rev() {
            let batch = journal.find_batch(&uid.to_string()).expect("found");
            journal.undo_import(&batch).unwrap_or_else(|error| panic!("{way:?}: {error}"));
        }
        assert!(journal.headers(None).expect("headers").is_empty(), "{way:?}");
        assert_eq!(journal.verify().expect("looked at"), [], "{way:?}");
    }
}

#[test]
fn what_was_changed_or_made_here_is_put_into_no_claim() {
    let dossier = claim();
    // What came and was changed since: it counts for itself, and that is told.
    let mut journal = in_memory();
    take(&mut journal, &dossier, Some(&[1]));
    let one = journal.headers(None).expect("headers").remove(0);
    let opened = journal.entry(one.id).expect("the entry");
    journal.save(one.id, EntryDraft { learnt: "Mine now".into(), ..opened.draft }, &[opened.changed]).expect("saved");
    let done = take(&mut journal, &dossier, Some(&[2, 3]));
    assert!(done.warnings.iter().any(|one| one.what.contains("count for themselves")), "{:?}", done.warnings);
    let headers = journal.headers(None).expect("headers");
    assert_eq!(headers.iter().find(|one| one.name == "One").expect("it").rolled_into, None);
    // A claim that was changed before its items came.
    let mut journal = in_memory();
    take(&mut journal, &dossier, Some(&[3]));
    let whole = journal.headers(None).expect("headers").remove(0);
    let opened = journal.entry(whole.id).expect("the entry");
    journal.save(whole.id, EntryDraft { learnt: "Mine now".into(), ..opened.draft }, &[opened.changed]).expect("saved");
    let done = take(&mut journal, &dossier, Some(&[1, 2]));
    assert!(done.warnings.iter().any(|one| one.place == "Claim" && one.what.contains("count beside it")), "{:?}", done.warnings);
    // Taken out of the claim here: the same file does not put it in again.
    let mut journal = in_memory();
    take(&mut journal, &dossier, None);
    let headers = journal.headers(None).expect("headers");
    let whole = headers.iter().find(|one| one.name == "Claim").expect("the claim").id;
    journal.undo_roll_up(whole).expect("taken apart");
    assert_eq!(take(&mut journal, &dossier, None).batch, None);
    assert!(journal.headers(None).expect("headers").iter().all(|one| one.rolled_into.is_none()));
}

#[test]
fn what_cannot_be_taken_back_is_named() {
    let other = Place::new();
    other.done(&["goal", "add", "Pacing goal"]);
    other.done(&["log", "Came first", "--date", "2026-02-01", "--goal", "Pacing"]);
    other.done(&["log", "Came second", "--date", "2026-02-03"]);
    other.done(&["export", "--out", "all.json"]);
    let file = other.path().join("all.json").to_string_lossy().into_owned();
    let uid = |place: &Place, title: &str| {
        let list = place.json(&["list"]);
        let found = list["entries"].as_array().expect("entries").iter().find(|one| one["title"] == *title).expect(title);
        found["uid"].as_str().expect("a uid").to_owned()
    };
    type Change = fn(&Place, &dyn Fn(&Place, &str) -> String);
    let changes: [(Change, &str); 5] = [
        (|place, uid| drop(place.done(&["edit", &uid(place, "Came first"), "--learnt", "More"])), "“Came first”, 1 February 2026 ("),
        (|place, uid| drop(place.done(&["action", "add", &uid(place, "Came second"), "Tell them"])), "“Came second”, 3 February 2026 ("),
        (|place, uid| drop(place.done(&["edit", &uid(place, "Came second"), "--add-tag", "mine"])), "“Came second”, 3 February 2026 ("),
        (|place, _| drop(place.done(&["log", "My own", "--date", "2026-02-05", "--goal", "Pacing"])), "“My own”, 5 February 2026 ("),
        (|place, _| drop(place.done(&["goal", "edit", "Pacing", "--why", "Mine"])), "the goal “Pacing goal” ("),
    ];
    for (change, wanted) in changes {
        let place = Place::new();
        let batch = place.json(&["import", &file])["batch"].as_str().expect("a batch").to_owned();
        change(&place, &uid);
        let before = place.json(&["list", "--full"]);
        let ran = place.run(&["import", "--undo", &batch, "--json"]);
        ran.failed(1, "changed_since");
        let said = ran.json()["error"]["details"].clone();
        assert_eq!(said.as_array().map(Vec::len), Some(1), "{said}");
        assert!(said[0].as_str().expect("a line").starts_with(wanted), "{said}\n{wanted}");
        assert!(!ran.err.contains(" row ") && ran.err.contains("nothing was changed"), "{ran:?}");
        assert_eq!(place.json(&["list", "--full"]), before);
        // When the change is taken back, so can the import be; and only once.
        place.done(&["undo"]);
        place.done(&["import", "--undo", &batch]);
        let again = place.run(&["import", "--undo", &batch, "--json"]);
        again.failed(1, "nothing");
        assert!(again.err.contains("“all.json” was taken back already, on 2 March 2026"), "{again:?}");
        // The name means the one that stands.
        place.done(&["import", &file]);
        place.done(&["import", "--undo", "all.json"]);
        assert_eq!(place.json(&["list"])["total"], 0);
    }
}

#[test]
fn json_of_a_wrong_shape_says_where() {
    let place = Place::new();
    for (json, words) in [
        (
            r#"{"format": "cpd-journal dossier", "version": 1, "entries": [{"title": 5}]}"#,
            "at entries[0].title: it is the number 5, expected a text",
        ),
        (r#"{"format": "cpd-journal dossier", "version": "two"}"#, "at version: it is the text “two”"),
        (r#"{"format": "cpd-journal answer", "version": true}"#, "at version: it is true"),
        (r#"{"version": 3, "cells": []}"#, "it has no “format”"),
    ] {
        place.file("x.json", json);
        let ran = place.run(&["import", "x.json", "--json"]);
        ran.failed(1, "import");
        assert!(ran.err.contains(words) && !ran.err.contains("not JSON") && ran.err.contains("nothing was changed"), "{ran:?}");
    }
}

#[test]
fn calls_that_cannot_be_done_say_why() {
    let place = Place::new();
    place.done(&["log", "Something", "--date", "2026-02-01"]);
    let ran = place.run(&["export", "--walk", "--out", "x.pdf"]);
    ran.failed(1, "not_found");
    assert!(ran.err.contains("there is no appraisal walk yet") && ran.err.contains("walk start"), "{ran:?}");
    for words in [&["export", "--format", "json", "--out", "-"][..], &["export", "--format", "csv", "--out", "-", "--json"]] {
        let ran = place.run(words);
        ran.failed(2, "usage");
        assert!(ran.err.contains("standard output"), "{ran:?}");
    }
    assert!(!place.path().join("-").exists() && !place.path().join("x.pdf").exists());
}

#[test]
fn several_files_come_in_together_or_not_at_all() {
    let other = Place::new();
    other.done(&["log", "Came", "--date", "2026-02-01", "--url", "https://example.org/a"]);
    other.done(&["export", "--out", "all.json"]);
    let good = other.path().join("all.json").to_string_lossy().into_owned();
    let bad_goal =
        format!(r#"{{"format": "cpd-journal dossier", "version": 1, "goals": [{{"uid": "{}", "title": "x", "due": "no day"}}]}}"#, name(1));
    let place = Place::new();
    for (file, text) in [("cut.json", "{"), ("goal.json", bad_goal.as_str())] {
        place.file(file, text);
        let ran = place.run(&["import", &good, file, "--json"]);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.json()["error"]["title"].is_string(), "{ran:?}");
        assert_eq!(place.json(&["list"])["total"], 0, "{file}");
    }
    let taken = place.json(&["import", &good, &good]);
    assert_eq!((taken["imports"][0]["added"].as_u64(), taken["imports"][1]["duplicates"].as_u64()), (Some(1), Some(1)), "{taken}");
    let proposal = &taken["imports"][0]["proposals"][0];
    for key in ["n", "title", "kind", "start", "end", "minutes", "posts_mine", "posts_all", "hashtag", "url", "duplicate_of"] {
        assert!(proposal.get(key).is_some(), "{key}: {proposal}");
    }
    assert_eq!(proposal["url"], "https://example.org/a");
}

#[test]
fn an_import_that_is_not_there_is_told_so() {
    let mut journal = in_memory();
    let done = take(&mut journal, &claim(), None);
    let batch = journal.find_batch(&done.batch.expect("a batch").to_string()).expect("found");
    journal.undo_import(&batch).expect("taken back");
    assert!(matches!(journal.undo_import(&batch), Err(JournalError::TakenBackAlready { .. })));
}
