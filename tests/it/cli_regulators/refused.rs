//! Words that could be meant in two ways are refused; what is odd and possible is kept, and told.

use std::fs;

use serde_json::{Value, json};

use super::{refused, registered, requirement, texts, uid};

#[test]
fn thousands_are_not_one() {
    let place = registered();
    let hours = |text: &str| vec!["record".to_owned(), "add".into(), "practice-hours".into(), "--field".into(), format!("hours={text}")];
    for text in ["1,000", "1.000", "1,000 h", "060000"] {
        let words = hours(text);
        refused(&place, &words.iter().map(String::as_str).collect::<Vec<_>>(), 2, "record");
        assert!(place.run(&words).err.contains("without a sign for thousands"), "{text}");
    }
    for text in ["1,000", "1.000", "1,000 min"] {
        refused(&place, &["log", "Long", "--minutes", text], 2, "usage");
        assert!(place.run(&["log", "Long", "--minutes", text]).err.contains("thousands"), "{text}");
    }
    place.done(&["log", "Long", "--minutes", "1000"]);
    place.done(&["record", "add", "practice-hours", "--until", "2026-03-30", "--field", "hours=100"]);
}

#[test]
fn what_is_said_twice_is_said_once() {
    let place = registered();
    let id = uid(&place.json(&["log", "One"]));
    let record = uid(&place.json(&["record", "add", "feedback"]));
    for words in [
        vec!["registration", "add", "bells", "--cycle-start", "2025-04-01", "--option", "tower=hall", "--option", "tower=church"],
        vec!["registration", "edit", "bells", "--option", "tower=hall", "--option", "I ring in="],
        vec!["edit", &id, "--amount", "bells.points=1", "--amount", "bells.points=2"],
        vec!["record", "edit", &record, "--field", "content=a", "--field", "What it was about=b"],
    ] {
        refused(&place, &words, 2, "usage");
    }
    place.done(&["registration", "edit", "bells", "--option", "tower=hall", "--option", "I ring in=A town hall"]);
    place.done(&["edit", &id, "--amount", "bells.points=1", "--amount", "bells.points=1.0"]);
    // Help says how an amount goes away.
    assert!(place.done(&["edit", "--help"]).out.contains("scheme.points= takes it away"));
    place.done(&["edit", &id, "--amount", "bells.points="]);
    assert_eq!(place.json(&["show", &id])["amounts"], json!({}));
}

#[test]
fn codes_are_meant_or_count_nowhere() {
    let place = registered();
    let standards = |words: &[&str]| {
        let logged = place.json(&[&["log", "One"], words].concat());
        let shown = place.json(&["show", &uid(&logged)]);
        (shown["standards"].clone(), logged["notes"].clone())
    };
    for (said, kept) in
        [("treble", "bells.treble"), ("TENOR", "bells.tenor"), ("BELLS.Treble", "bells.treble"), ("bells.tenor", "bells.tenor")]
    {
        assert_eq!(standards(&["--standard", said]), (json!([kept]), Value::Null), "{said}");
    }
    for (said, part) in [("nowhere.at-all", "counts nowhere"), ("triple", "counts nowhere"), ("bells.trebel", "did you mean bells.treble?")]
    {
        let (kept, notes) = standards(&["--standard", said]);
        assert_eq!(kept, json!([said]));
        assert!(texts(&notes).iter().any(|note| note.contains(part)), "{said}: {notes}");
    }
    let logged = place.json(&["log", "Two", "--amount", "nosuch.points=4"]);
    assert!(texts(&logged["notes"])[0].contains("“nosuch.points” counts nowhere"), "{logged}");
    let id = uid(&logged);
    place.done(&["edit", &id, "--add-standard", "Treble"]);
    place.done(&["edit", &id, "--remove-standard", "TREBLE"]);
    assert_eq!(place.json(&["show", &id])["standards"], json!([]));

    // Of a group of which an entry has one.
    let own = place.path().join("home/data/cpd-journal/frameworks/bells.toml");
    let categories = "categories = [ { code = \"planned\", label = \"Planned\" }, { code = \"by-chance\", label = \"By chance\" } ]";
    let single =
        format!("{}\n[[groups]]\nid = \"plan\"\nlabel = \"Plan\"\none = \"kind of plan\"\nsingle = true\n{categories}\n", super::BELLS);
    fs::write(&own, single).expect("a file");
    refused(&place, &["log", "Both", "--standard", "planned", "--standard", "bells.by-chance"], 2, "usage");
    place.done(&["edit", &id, "--add-standard", "Planned", "--add-standard", "treble", "--add-standard", "tenor"]);
    refused(&place, &["edit", &id, "--add-standard", "by-chance"], 2, "usage");
    let ran = place.run(&["edit", &id, "--add-standard", "by-chance"]);
    assert!(ran.err.contains("“Planned” and “By chance”"), "{ran:?}");
    place.done(&["edit", &id, "--add-standard", "by-chance", "--remove-standard", "planned"]);

    // In a record a code without its scheme, and a label, count as they are.
    let kinds = place.json(&["record", "kinds"]);
    let with_codes = kinds["kinds"].as_array().expect("kinds").iter().find_map(|kind| {
        let field = kind["fields"].as_array()?.iter().find(|field| field["kind"] == "codes")?;
        Some((kind["id"].as_str()?, field["id"].as_str()?))
    });
    let (kind, field) = with_codes.expect("a kind of record with codes");
    let add = |text: &str| place.json(&["record", "add", kind, "--field", &format!("{field}={text}")]);
    for (said, kept, noted) in [
        ("BELLS.Tenor", "bells.tenor", false),
        ("treble", "treble", false),
        ("Treble, Tenor", "Treble, Tenor", false),
        ("bells.nonsense", "bells.nonsense", true),
        ("treble; quadruple", "treble; quadruple", true),
    ] {
        let added = add(said);
        assert_eq!((&added["fields"][field], added["notes"].is_array()), (&json!(kept), noted), "{added}");
    }
}

#[test]
fn a_cycle_that_is_over_is_in_the_past() {
    let place = registered();
    place.done(&["log", "Before", "--date", "2025-03-01", "--minutes", "2h", "--interactive", "1h"]);
    let page = place.done(&["status", "--cycle=-1"]).out;
    assert!(page.contains("✗ Learning: 2 of 10 hours (was not met)"), "{page}");
    for words in ["At this pace", "(now)", "(missing)", "not there yet", "enough now"] {
        assert!(!page.contains(words), "{words}\n{page}");
    }
    let status = place.json(&["status", "--cycle=-1"]);
    let all = requirement(&status, "all");
    assert_eq!((&all["forecast"], &all["forecast_kind"]), (&Value::Null, &json!("over")));
    assert!(place.done(&["status"]).out.contains("(missing)"));
    // Two hours in the last days of eleven months: ten come too late.
    place.done(&["log", "Now", "--date", "2026-02-20", "--minutes", "2h"]);
    let status = place.json(&["status"]);
    let all = requirement(&status, "all");
    assert_eq!(all["forecast_kind"], "late", "{all}");
    assert!(all["forecast"].as_str().is_some_and(|day| day > "2026-03-31"), "{all}");
}

#[test]
fn who_is_not_registered_is_told_first() {
    let place = registered();
    let page = place.done(&["status", "--framework", "carillon"]).out;
    assert!(page.starts_with("You are not registered here: counted as if you were\n"), "{page}");
    assert_eq!(place.json(&["status", "--framework", "carillon"])["frameworks"][0]["registered"], false);
    assert_eq!(place.json(&["status"])["frameworks"][0]["registered"], true);
    assert!(!place.done(&["status"]).out.contains("not registered"));
}

#[test]
fn a_broken_file_is_named_where_its_framework_is_missed() {
    let place = registered();
    let own = place.path().join("home/data/cpd-journal/frameworks/bells.toml");
    fs::write(&own, super::BELLS.replacen("kind = \"hours\"", "kind = \"ours\"", 1)).expect("a file");
    for words in [["status", "--cycle=0"], ["registration", "list"]] {
        let page = place.done(&words).out;
        assert!(page.contains("not installed") && page.contains("bells.toml") && page.contains("line "), "{page}");
        let json = place.json(&words);
        let one = if words[0] == "status" { &json["frameworks"][0] } else { &json["registrations"][0] };
        let problem = &one["problem_details"][0];
        assert_eq!(one["problem"], "not_installed", "{json}");
        assert!(problem["file"].as_str().is_some_and(|file| file.ends_with("bells.toml")) && problem["line"].as_u64() > Some(1), "{json}");
        assert!(problem["what"].is_string() && problem["hint"].is_string() && problem["column"].is_u64(), "{json}");
    }
    assert!(place.done(&["status", "--framework", "bells"]).out.contains("bells.toml"));
    for word in ["bells", "bells-2025", "BELLS-2"] {
        place.done(&["registration", "remove", word]);
        assert_eq!(place.json(&["registration", "list"])["registrations"], json!([]), "{word}");
        place.done(&["undo"]);
    }
    refused(&place, &["registration", "remove", "handbells"], 2, "not_found");
}

#[test]
fn records_from_json_are_refused_alike() {
    let place = registered();
    for input in [
        json!({ "kind": "nosuch" }),
        json!({ "kind": "feedback", "content": 5 }),
        json!({ "kind": "feedback", "content": "Well" }),
        json!({ "kind": "feedback", "fields": { "content": 5 } }),
        json!({ "kind": "feedback", "fields": { "content": true } }),
        json!({ "kind": "practice-hours", "fields": { "hours": "1,000" } }),
        json!({ "kind": "practice-hours", "fields": { "hours": true } }),
    ] {
        let before = place.json(&["history"]);
        let ran = place.run_with(&["record", "add", "--from-json", "-"], input.to_string());
        assert_eq!(ran.code, 2, "{input}: {ran:?}");
        assert_eq!(place.json(&["history"]), before, "{input}");
    }
    let good = json!({ "kind": "practice-hours", "date": "2026-01-01", "until": "2026-01-31", "fields": { "hours": 37.5 } });
    assert_eq!(place.run_with(&["record", "add", "--from-json", "-"], good.to_string()).code, 0);
}

#[test]
fn hours_that_hardly_can_be_are_told() {
    let place = registered();
    let add = |fields: &[&str]| {
        let mut words = vec!["record", "add", "practice-hours", "--date", "2025-04-01", "--until", "2025-04-07"];
        words.extend(fields.iter().flat_map(|field| ["--field", field]));
        place.json(&words)
    };
    assert_eq!(add(&["hours=37.5"])["notes"], Value::Null);
    let again = add(&["hours=200"]);
    let notes = texts(&again["notes"]).join("; ");
    assert!(notes.contains("more than 24 a day") && notes.contains("same days"), "{again}");
    let edited =
        place.json(&["record", "edit", &uid(&again), "--field", "hours=", "--field", "hours_per_week=10", "--field", "weeks_away=2"]);
    assert!(texts(&edited["notes"]).iter().any(|note| note.contains("2 weeks away are longer")), "{edited}");
    assert!(place.done(&["record", "edit", &uid(&again), "--field", "weeks_away=3"]).out.contains("note: 3 weeks away"));
}
