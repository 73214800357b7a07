//! Regulators by the command line: registrations, where one stands, frameworks, records, drills, forms. The rules are an invented register's,
//! put into the user's own folder: nobody's real rules decide what these tests find.

use std::fs;

use cpd_journal::journal::Journal;
use serde_json::{Value, json};

use crate::support::Place;

mod around;
mod kept;
mod records;
mod refused;
mod said_again;

/// The Register of Bell Ringers: a personal cycle of a year.
const BELLS: &str = include_str!("cli_regulators/bells.toml");

/// Another one: the same dates for everybody, nothing to choose.
const CARILLON: &str = include_str!("cli_regulators/carillon.toml");

/// A place with both registers in the user's own folder, and an empty journal.
fn place() -> Place {
    let place = Place::empty();
    let folder = place.path().join("home/data/cpd-journal/frameworks");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("bells.toml"), BELLS).expect("a file");
    fs::write(folder.join("carillon.toml"), CARILLON).expect("a file");
    Journal::create(&place.journal()).expect("an empty journal");
    place
}

/// The same, registered with the bell ringers since 1 April 2025.
fn registered() -> Place {
    let place = place();
    place.done(&["registration", "add", "bells", "--cycle-start", "2025-04-01", "--option", "tower=church"]);
    place
}

fn uid(value: &Value) -> String {
    value["uid"].as_str().unwrap_or_else(|| panic!("no id in {value}")).to_owned()
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().expect("a list").iter().map(|one| one.as_str().expect("a text")).collect()
}

/// One requirement of the only framework in a status.
fn requirement<'v>(status: &'v Value, id: &str) -> &'v Value {
    let all = status["frameworks"][0]["requirements"].as_array().expect("requirements");
    all.iter().find(|one| one["id"] == id).unwrap_or_else(|| panic!("no {id} in {status}"))
}

fn reasons(requirement: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    requirement["why_not"].as_array().expect("a list").iter().map(|one| (text(&one["uid"]), text(&one["reason"]))).collect()
}

/// Fails unless a command changed nothing in the journal.
fn refused(place: &Place, words: &[&str], code: i32, word: &str) {
    let before = place.json(&["history"]);
    let ran = place.run(words);
    ran.failed(code, word);
    let with_json: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    place.run(&with_json).failed(code, word);
    assert_eq!(place.json(&["history"]), before, "{words:?}");
}

#[test]
fn registrations_are_added_listed_changed_and_removed() {
    let place = place();
    let none = place.json(&["status"]);
    assert_eq!(none, json!({ "frameworks": [] }));
    assert!(place.done(&["status"]).out.contains("registration add"));
    assert_eq!(place.json(&["registration", "list"]), json!({ "registrations": [] }));

    let added =
        place.json(&["registration", "add", "Register of bell-ringers", "--cycle-start", "1/4/25", "--option", "I ring in=a church tower"]);
    assert_eq!((&added["framework"], &added["name"], &added["edition"]), (&json!("bells-2025"), &json!("Bell ringers"), &json!("2025")));
    assert_eq!((&added["cycle"]["start"], &added["cycle"]["end"]), (&json!("2025-04-01"), &json!("2026-03-31")));
    assert_eq!((&added["cycle"]["day"], &added["cycle"]["days"], &added["cycle"]["days_left"]), (&json!(336), &json!(365), &json!(29)));
    assert_eq!((&added["options"], &added["cycle_start"]), (&json!({ "tower": "church" }), &json!("2025-04-01")));
    refused(&place, &["registration", "add", "bells", "--cycle-start", "2025-04-01", "--option", "tower=church"], 1, "registered_already");

    // With the other tower it is another registration; each is found by the beginning of its id only.
    let hall = place.done(&["registration", "add", "campanology", "--cycle-start", "2026-05-02", "--option", "tower=hall"]);
    for words in
        ["Bell ringers (2025)", "2 May 2025 – 1 May 2026", "305 of 365", "A town hall", "still to come", "usually begin on 1 April"]
    {
        assert!(hall.out.contains(words), "{words}: {hall:?}");
    }
    refused(&place, &["registration", "remove", "bells"], 1, "ambiguous");
    let list = place.json(&["registration", "list"]);
    let hall = uid(&list["registrations"][1]);
    assert_eq!(place.json(&["status", "--framework", "bells"])["frameworks"].as_array().map(Vec::len), Some(2));
    place.done(&["registration", "edit", &hall, "--cycle-start", "2025-04-01", "--joined", "2025-10-01"]);
    let edited = place.json(&["registration", "list"]);
    assert_eq!(edited["registrations"][1]["cycle"]["start"], "2025-04-01");
    assert_eq!(edited["registrations"][1]["joined"], "2025-10-01");
    place.done(&["registration", "edit", &hall, "--joined", ""]);
    assert_eq!(place.json(&["registration", "list"])["registrations"][1]["joined"], Value::Null);
    place.done(&["registration", "remove", &hall]);
    assert_eq!(place.json(&["registration", "list"])["registrations"].as_array().map(Vec::len), Some(1));
    place.done(&["undo"]);
    assert_eq!(place.json(&["registration", "list"])["registrations"].as_array().map(Vec::len), Some(2));

    // The cycle that is the same for everybody needs no first day.
    let carillon = place.json(&["registration", "add", "carillon"]);
    assert_eq!((&carillon["cycle"]["start"], &carillon["cycle"]["end"]), (&json!("2025-05-01"), &json!("2027-04-30")));
}

#[test]
fn registrations_that_cannot_be_are_refused() {
    let place = registered();
    for (words, code, word) in [
        (vec!["registration", "add", "nobody"], 2, "not_found"),
        (vec!["registration", "add", "bells"], 2, "needs_choice"),
        (vec!["registration", "add", "bells", "--option", "tower=hall"], 2, "needs_cycle_start"),
        (vec!["registration", "add", "bells", "--option", "tower=castle", "--cycle-start", "2025-04-01"], 2, "no_value"),
        (vec!["registration", "add", "bells", "--option", "colour=red", "--cycle-start", "2025-04-01"], 2, "no_option"),
        (vec!["registration", "add", "bells", "--option", "tower"], 2, "usage"),
        (vec!["registration", "add", "bells", "--option", "tower=hall", "--cycle-start", "soonish"], 2, "usage"),
        (vec!["registration", "add", "carillon", "--cycle-start", "2025-05-01"], 2, "usage"),
        (vec!["registration", "edit", "bells"], 2, "usage"),
        (vec!["registration", "edit", "bells", "--cycle-start", ""], 2, "needs_cycle_start"),
        (vec!["registration", "edit", "carillon", "--joined", "2025-05-01"], 1, "not_found"),
        (vec!["registration", "remove", "carillon"], 1, "not_found"),
        (vec!["status", "--framework", "nobody"], 2, "not_found"),
        (vec!["drill", "carillon"], 1, "not_found"),
        (vec!["forms", "nobody"], 2, "not_found"),
        (vec!["drill", "nobody"], 2, "not_found"),
        (vec!["registration", "remove", "nobody"], 2, "not_found"),
        (vec!["registration", "edit", "nobody", "--joined", "2025-05-01"], 2, "not_found"),
        (vec!["forms", "carillon"], 1, "not_found"),
        (vec!["registration", "remove", "0198c7aa"], 1, "not_found"),
        (vec!["forms", "bells", "--form", "tent"], 2, "usage"),
        (vec!["frameworks", "show", "nobody"], 2, "not_found"),
    ] {
        refused(&place, &words, code, word);
    }
    let fixed = place.run(&["registration", "add", "carillon", "--cycle-start", "2025-05-01"]);
    assert!(fixed.err.contains("1 May 2025 – 30 Apr 2027"), "{fixed:?}");
    let choice = place.run(&["registration", "add", "bells"]);
    assert!(choice.err.contains("tower") && choice.err.contains("church, hall"), "{choice:?}");
    for cycle in ["-101", "101", "one", "-1.5", "99999999999999"] {
        assert_eq!(place.run(&["status", "--cycle", cycle]).code, 2, "{cycle}");
    }
}

#[test]
fn a_status_tells_what_counts_and_why_the_rest_does_not() {
    let place = registered();
    let entry = |words: &[&str]| uid(&place.json(&[&["log"], words].concat()));
    let long = entry(&["Treble rounds", "--date", "2025-06-01", "--minutes", "9h 30", "--interactive", "4h", "--standard", "bells.treble"]);
    let short = entry(&["Tenor", "--date", "2026-03-02", "--minutes", "29", "--standard", "bells.tenor"]);
    let first = entry(&["Before", "--date", "2025-03-31", "--minutes", "1h"]);
    let binned = entry(&["Binned", "--date", "2025-07-01", "--minutes", "1h"]);
    place.done(&["bin", &binned]);
    let status = place.json(&["status", "--framework", "bells"]);
    let framework = &status["frameworks"][0];
    assert_eq!((&framework["id"], &framework["name"]), (&json!("bells-2025"), &json!("Bell ringers")));
    assert_eq!(framework["cycle"]["number"], 0);
    assert_eq!((&framework["checked_on"], &framework["review_by"]), (&json!("2026-01-05"), &json!("2026-12-31")));
    assert_eq!(
        framework["sources"][0],
        json!({ "key": "B1", "title": "Register of Bell Ringers, The book of rounds", "url": "https://bells.example/rounds" })
    );

    // One minute short of ten hours.
    let all = requirement(&status, "all");
    assert_eq!((&all["kind"], &all["unit"], &all["needed"], &all["met"]), (&json!("hours"), &json!("hours"), &json!(10.0), &json!(false)));
    assert!((all["counted"].as_f64().expect("a number") - 599.0 / 60.0).abs() < 1e-9, "{all}");
    assert_eq!(texts(&all["entries"]), [long.as_str(), &short], "the earliest first");
    let why = reasons(all);
    assert!(why.contains(&(first, "outside_cycle".to_owned())) && why.contains(&(binned.clone(), "binned".to_owned())), "{why:?}");
    assert!(!all["would_do"].as_str().expect("words").is_empty());
    assert_eq!((&all["enforce"], &all["confidence"], &all["source"]), (&json!("hard"), &json!("A"), &json!("B1")));
    let company = requirement(&status, "company");
    assert_eq!((&company["met"], &company["counted"]), (&json!(true), &json!(4.0)));
    assert_eq!(company["incomplete"], json!([{ "uid": long, "lacks": ["no_how"] }]));
    assert!(reasons(company).contains(&(short.clone(), "no_interactive_minutes".to_owned())), "{company}");
    let themes = requirement(&status, "themes");
    assert_eq!((&themes["met"], &themes["enough"], &themes["counted"]), (&Value::Null, &json!(true), &json!(2.0)));

    // A minute more.
    place.done(&["edit", &short, "--minutes", "30"]);
    assert_eq!(requirement(&place.json(&["status"]), "all")["met"], true);

    let page = place.done(&["status"]).out;
    for words in [
        "Bell ringers (2025)",
        "1 Apr 2025 – 31 Mar 2026 · day 336 of 365 · 29 days left",
        "✓ Learning: 10 of 10 hours (met) [B1]",
        "✗ Round points: 0 of 3 points (missing)",
        "· Different rounds: 2 of 2 rounds (advice: check with your regulator)",
        "Not counted, because it is before the cycle: “Before”",
        "Not counted, because it is in the bin: “Binned”",
        "Counted, with nothing on how you took part with others: “Treble rounds”",
        "Checked on 5 Jan 2026, to be looked at again by 31 Dec 2026",
        "The book of rounds",
        "An invented register: nobody checks anything.",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert_eq!(page.matches("An invented register").count(), 1, "{page}");

    // The cycle before has the entry before this one.
    let before = place.json(&["status", "--cycle", "-1"]);
    assert_eq!(before["frameworks"][0]["cycle"]["number"], -1);
    assert_eq!(before["frameworks"][0]["cycle"]["end"], "2025-03-31");
    assert_eq!(requirement(&before, "all")["counted"], 1.0);
    assert!(place.done(&["status", "--cycle=-1"]).out.contains("The cycle before: 1 Apr 2024 – 31 Mar 2025 (over)"));
    let later = place.json(&["status", "--cycle", "1"]);
    assert_eq!(later["frameworks"][0]["cycle"]["start"], "2026-04-01");
}

#[test]
fn what_needs_no_registration_is_counted_as_if() {
    let place = place();
    place.done(&["log", "A practice", "--date", "2025-06-01", "--minutes", "6h"]);
    let status = place.json(&["status", "--framework", "carillon"]);
    assert_eq!((&status["frameworks"][0]["registration"], &requirement(&status, "hours")["met"]), (&Value::Null, &json!(true)));
    let page = place.done(&["status", "--framework", "carillon"]).out;
    assert!(page.contains("not registered") && page.contains("should have been looked at again"), "{page}");
    place.run(&["status", "--framework", "bells", "--json"]).failed(2, "needs_choice");
    assert_eq!(place.json(&["registration", "list"]), json!({ "registrations": [] }), "nothing was registered");
}

#[test]
fn amounts_certificates_and_standards() {
    let place = registered();
    let words =
        ["log", "Heavy tenor", "--date", "2025-06-01", "--minutes", "1h", "--amount", "bells.points=2.5", "--standard", "bells.tenr"];
    let logged = place.json(&words);
    let id = uid(&logged);
    assert_eq!(logged["notes"], json!(["“bells.tenr” is no code of Bell ringers: did you mean bells.tenor?"]));
    assert!(place.done(&["edit", &id, "--amount", "bells.pints=1"]).out.contains("did you mean bells.points?"));
    place.done(&["edit", &id, "--amount", "bells.pints=", "--remove-standard", "bells.tenr"]);
    let shown = place.json(&["show", &id]);
    assert_eq!((&shown["amounts"], &shown["standards"]), (&json!({ "bells.points": 2.5 }), &json!([])));
    for bad in [
        "bells.points",
        "points=1",
        "bells.=1",
        ".points=1",
        "bells.points=-1",
        "bells.points=1.234",
        "bells.points=1e3",
        "bells points=1",
        "a.b=999999",
    ] {
        refused(&place, &["edit", &id, "--amount", bad], 2, "usage");
    }
    // Points count with a certificate only.
    let points = |place: &Place| requirement(&place.json(&["status"]), "points").clone();
    assert_eq!(reasons(&points(&place)), [(id.clone(), "no_certificate".to_owned())]);
    let paper = place.file("paper.txt", "You were there.");
    let paper = paper.to_str().expect("a path");
    refused(&place, &["evidence", "add", &id, paper, "--proves", "wisdom"], 2, "usage");
    let kept = place.json(&["evidence", "add", &id, paper, "--proves", "Certificate"]);
    assert_eq!(kept["evidence"][0]["proves"], "certificate");
    assert_eq!((&points(&place)["counted"], &points(&place)["met"]), (&json!(2.5), &json!(false)));
    place.done(&["edit", &id, "--amount", "bells.points=3"]);
    assert_eq!(points(&place)["met"], true);
    let hash = kept["evidence"][0]["hash"].as_str().expect("a hash").to_owned();
    let described = place.json(&["evidence", "describe", &hash, "--proves", "notes", "--caption", "What I wrote down"]);
    assert_eq!((&described["evidence"][0]["proves"], &described["evidence"][0]["caption"]), (&json!("notes"), &json!("What I wrote down")));
    assert_eq!(points(&place)["counted"], 0.0);
    place.done(&["evidence", "describe", &hash, "--proves", ""]);
    assert_eq!(place.json(&["evidence", "list"])["evidence"][0]["proves"], Value::Null);
    // One step each: added with what it proves.
    assert!(place.json(&["undo"]).is_object());
    assert_eq!(place.json(&["evidence", "list"])["evidence"][0]["proves"], "notes");

    let suggested = place.json(&["suggest", &id]);
    assert_eq!(
        suggested["suggestions"],
        json!([{ "framework": "bells-2025", "code": "bells.tenor", "label": "Tenor", "group": "rounds", "because": ["tenor", "Heavy"] }])
    );
    assert!(place.json(&["show", &id])["standards"].as_array().is_some_and(Vec::is_empty), "nothing is set");
    place.done(&["edit", &id, "--add-standard", "bells.tenor"]);
    assert_eq!(place.json(&["suggest", &id])["suggestions"], json!([]));
    place.run(&["suggest", "nothing at all", "--json"]).failed(1, "not_found");
}

#[test]
fn every_command_has_an_example() {
    let place = Place::empty();
    for words in [
        "registration",
        "registration add",
        "registration list",
        "registration edit",
        "registration remove",
        "status",
        "frameworks",
        "frameworks list",
        "frameworks show",
        "frameworks check",
        "record",
        "record add",
        "record list",
        "record show",
        "record edit",
        "record bin",
        "record unbin",
        "record erase",
        "record kinds",
        "drill",
        "suggest",
        "forms",
        "log",
        "edit",
        "evidence add",
        "evidence describe",
    ] {
        let words: Vec<&str> = words.split(' ').chain(["--help"]).collect();
        let help = place.done(&words).out;
        assert!(help.contains("Example") && help.contains("  cpd-journal "), "{words:?}\n{help}");
    }
}
