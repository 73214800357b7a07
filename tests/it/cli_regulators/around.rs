//! Frameworks, forms and audit drills by the command line; and the way of everything into another journal.

use std::fs;

use serde_json::{Value, json};

use super::{BELLS, place, refused, registered, requirement, uid};
use crate::support::{Ran, TODAY};

#[test]
fn an_audit_is_practised() {
    let place = registered();
    refused(&place, &["drill", "bells", "--done"], 2, "usage");
    refused(&place, &["drill", "bells", "--status"], 2, "usage");
    for (title, learnt) in [("One", "a"), ("Two", ""), ("Three", "c")] {
        place.done(&["log", title, "--date", "2025-06-01", "--minutes", "1h", "--learnt", learnt]);
    }
    let started = place.json(&["drill", "bells"]);
    assert_eq!(started["sample"].as_array().map(Vec::len), Some(2));
    assert_eq!((&started["deadline"], &started["ended"], &started["day"]), (&json!("2026-03-16"), &Value::Null, &json!(TODAY)));
    let missing = started["missing"].as_array().expect("a list");
    assert!(missing.iter().any(|one| one["requirement"] == "all" && one["what"] == "Learning"), "{started}");
    let lacking = started["sample"].as_array().expect("a list").iter().filter(|one| one["lacks"] == json!(["no_learnt"])).count();
    assert_eq!(missing.iter().filter(|one| one["uid"].is_string()).count(), lacking);
    // The same one while it runs.
    assert_eq!(place.json(&["drill", "bells"])["uid"], started["uid"]);
    assert_eq!(place.json(&["drill", "bells", "--status"])["sample"], started["sample"]);
    let done = place.json(&["drill", "bells", "--done"]);
    assert_eq!(done["uid"], started["uid"]);
    assert!(done["ended"].is_string() && done["minutes"].is_u64(), "{done}");
    refused(&place, &["drill", "bells", "--done"], 2, "usage");
    assert_ne!(place.json(&["drill", "bells"])["uid"], started["uid"], "a new one");
    assert_eq!(place.run(&["drill", "bells", "--done", "--status"]).code, 2);
    place.done(&["registration", "add", "carillon"]);
    refused(&place, &["drill", "carillon"], 1, "no_audit");
    assert!(place.done(&["drill", "bells"]).out.contains("The inspection"));
}

#[test]
fn frameworks_are_listed_shown_and_checked() {
    let place = place();
    let list = place.json(&["frameworks"]);
    assert_eq!(list["problems"], json!([]), "the bundled ones are well");
    let frameworks = list["frameworks"].as_array().expect("a list");
    assert!(frameworks.len() > 10, "{}", frameworks.len());
    for framework in frameworks {
        for key in ["id", "name", "edition", "checked_on", "review_by", "source"] {
            assert!(framework[key].as_str().is_some_and(|text| !text.is_empty()), "{key}: {framework}");
        }
        // Every one is readable whole, for people and for scripts.
        let id = framework["id"].as_str().expect("an id");
        let whole = place.json(&["frameworks", "show", id]);
        assert_eq!(whole["id"], id);
        let keys: Vec<&str> = whole["sources"].as_array().expect("sources").iter().filter_map(|one| one["key"].as_str()).collect();
        for requirement in whole["requirements"].as_array().expect("requirements") {
            assert!(keys.contains(&requirement["source"].as_str().expect("a source")), "{id}: {requirement}");
            assert_eq!(
                requirement["judged"] == true,
                requirement["enforce"] == "hard"
                    && (requirement["confidence"] == "A" || requirement["confidence"] == "B" && requirement["cross_checked"] == true),
                "{id}: {requirement}"
            );
        }
        assert!(place.done(&["frameworks", "show", id]).out.contains("Requirements"), "{id}");
    }
    let bells = place.json(&["frameworks", "show", "Register of Bell Ringers"]);
    assert_eq!(bells["requirements"][0]["cases"], json!([{ "when": { "tower": ["hall"] }, "amount": 5.0 }]));
    assert_eq!(bells["requirements"][2]["needs"], json!(["evidence:certificate"]));
    assert_eq!(bells["amounts"], json!(["bells.points"]));
    assert_eq!(bells["groups"][0]["categories"][0]["code"], "bells.treble");
    assert_eq!(bells["cycle"]["usual"], json!([{ "when": {}, "day": "04-01" }]));
    assert_eq!(bells["audit"]["days"], 14);
    assert_eq!(place.json(&["frameworks", "list"]), list);

    let good = place.file("good.toml", BELLS);
    assert_eq!(place.json(&["frameworks", "check", good.to_str().expect("a path")]), json!({ "problems": [] }));
    let changes = [("kind = \"hours\"", "kind = \"ours\""), ("amount = 10", "amount = \"ten\""), ("source = \"B1\"", "source = \"B9\"")];
    for (change, to) in changes {
        let at = BELLS.lines().position(|text| text == change).expect("the line") + 1;
        let bad = place.file("bad.toml", BELLS.replacen(change, to, 1));
        let ran = place.run(&["frameworks", "check", bad.to_str().expect("a path"), "--json"]);
        ran.failed(1, "data_file");
        let problem = &ran.json()["problems"][0];
        assert_eq!(problem["line"], at, "{problem}");
        assert!(problem["column"].as_u64().is_some_and(|column| column > 0), "{problem}");
        assert!(problem["what"].is_string() && problem["hint"].as_str().is_some_and(|hint| !hint.is_empty()), "{problem}");
    }
    place.run(&["frameworks", "check", "not-there.toml", "--json"]).failed(1, "file");
    place.run(&["frameworks", "check", place.file("empty.toml", "").to_str().expect("a path"), "--json"]).failed(1, "data_file");
    // A file that is off is told, and stops nothing.
    fs::write(place.path().join("home/data/cpd-journal/frameworks/broken.toml"), "format = 1\nid = 7\n").expect("a file");
    let with_broken = place.json(&["frameworks"]);
    assert_eq!(with_broken["frameworks"], list["frameworks"]);
    assert_eq!(with_broken["problems"].as_array().map(Vec::len), Some(1));
}

#[test]
fn forms_are_filled_in() {
    let place = registered();
    place.done(&["log", "Treble rounds", "--date", "2025-06-01", "--minutes", "1h"]);
    let forms = place.json(&["forms", "bells"]);
    let form = &forms["forms"][0];
    assert_eq!((&form["form"], &form["label"], &form["about"]), (&json!("sheet"), &json!("Ringing sheet"), &json!("Treble rounds")));
    let labels: Vec<&str> = form["fields"].as_array().expect("fields").iter().filter_map(|field| field["label"].as_str()).collect();
    assert_eq!(labels, ["When", "What", "Signature"], "in the order of the register");
    let what = &form["fields"][1];
    assert_eq!((&what["text"], &what["words"], &what["chars"]), (&json!("Treble rounds"), &json!(2), &json!(13)));
    assert_eq!((&what["most_chars"], &what["most_words"], &what["too_long"]), (&json!(12), &Value::Null, &json!(true)));
    assert_eq!((&form["fields"][2]["by_hand"], &form["fields"][2]["text"]), (&json!(true), &json!("")));
    let page = place.done(&["forms", "bells", "--form", "Sheet"]).out;
    for words in ["Ringing sheet: Treble rounds", "(13 of at most 12 characters) – too long", "(by hand)"] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert_eq!(place.json(&["forms", "bells", "--cycle", "-1"]), json!({ "forms": [] }));
}

#[test]
fn counting_is_the_same_after_a_round_trip() {
    let place = registered();
    place.done(&["registration", "add", "carillon"]);
    for at in 1..=12 {
        let date = format!("2025-{:02}-{at:02}", at.min(9) + 3);
        let minutes = format!("{}", 20 + at * 7);
        let words = ["log", &format!("Entry {at}"), "--date", &date, "--minutes", &minutes, "--interactive", &format!("{}", at * 5)];
        let more: &[&str] = match at % 4 {
            0 => &["--standard", "bells.tenor", "--amount", "bells.points=0.25"],
            1 => &["--standard", "bells.treble", "--how", "asked"],
            _ => &["--learnt", "something"],
        };
        place.done(&[words.as_slice(), more].concat());
    }
    place.done(&["rollup", "Entry 10", "Entry 11", "--title", "Both"]);
    let event = uid(&place.json(&["record", "add", "event", "--field", "what=A bell fell", "--refers", "Entry 1"]));
    let first = uid(&place.json(&[
        "record",
        "add",
        "feedback",
        "--date",
        "2025-05-01",
        "--field",
        "source=colleagues",
        "--field",
        "content=Well",
        "--refers",
        &event,
    ]));
    place.done(&["record", "add", "feedback", "--date", "2025-03-31", "--field", "source=colleagues", "--field", "content=Before"]);
    place.done(&["record", "bin", &first]);
    place.done(&[
        "record",
        "add",
        "feedback",
        "--date",
        "2025-06-01",
        "--field",
        "source=colleagues",
        "--field",
        "content=Loud",
        "--refers",
        &event,
    ]);

    let other = self::place();
    let uids: Vec<String> = place.json(&["list"])["entries"].as_array().expect("entries").iter().map(uid).collect();
    let entries: Vec<Value> = uids.iter().map(|uid| place.json(&["show", uid])).collect();
    let read = |ran: Ran| assert_eq!(ran.code, 0, "{ran:?}");
    read(other.run_with(&["log", "--from-json", "-"], json!({ "entries": entries }).to_string()));
    let mut records = place.json(&["record", "list"])["records"].as_array().expect("records").clone();
    records.extend(place.json(&["record", "list", "--binned"])["records"].as_array().expect("records").clone());
    read(other.run_with(&["record", "add", "--from-json", "-"], json!({ "records": records }).to_string()));
    read(other.run_with(&["registration", "add", "--from-json", "-"], place.json(&["registration", "list"]).to_string()));

    let mut there = place.json(&["status"]);
    let mut here = other.json(&["status"]);
    for status in [&mut there, &mut here] {
        for framework in status["frameworks"].as_array_mut().expect("frameworks") {
            framework["registration"] = Value::Null;
        }
    }
    assert_eq!(there, here);
    assert!(requirement(&here, "all")["counted"].as_f64().is_some_and(|counted| counted > 5.0), "{here}");
    let referring = other.json(&["record", "list", "feedback"]);
    assert!(referring["records"].as_array().expect("records").iter().any(|one| one["refers"] == json!([event])), "{referring}");
    // Once more it is here already.
    read(other.run_with(&["record", "add", "--from-json", "-"], json!({ "records": records }).to_string()));
    assert_eq!(other.json(&["record", "list"])["total"], 3);
    assert_eq!(other.run_with(&["registration", "add", "--from-json", "-"], place.json(&["registration", "list"]).to_string()).code, 1);
    assert_eq!(place.json(&["verify"])["ok"], true);
    assert_eq!(other.json(&["verify"])["ok"], true);
}
