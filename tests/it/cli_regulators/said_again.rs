//! What the program printed comes back whole, and once.

use serde_json::{Value, json};

use super::{place, registered, uid};
use crate::support::{Place, Ran};

fn read(place: &Place, words: &[&str], input: &Value) -> Ran {
    let ran = place.run_with(words, input.to_string());
    assert_eq!(ran.code, 0, "{ran:?}");
    ran
}

#[test]
fn every_entry_of_every_sample_comes_back_once() {
    for profession in ["physiotherapist", "nurse-midwife", "pharmacist", "gp"] {
        let from = Place::empty();
        from.done(&["sample", "--profession", profession]);
        let whole = from.json(&["list", "--full"]);
        let entries = whole["entries"].as_array().expect("entries");
        assert!(entries.len() > 20 && json!(entries.len()) == whole["total"], "{profession}");
        // One of those in the list is what `show` prints.
        let some = entries.last().expect("an entry");
        assert_eq!(*some, from.json(&["show", &uid(some)]), "{profession}");

        let to = Place::new();
        let import = ["log", "--from-json", "-", "--json"];
        let logged = read(&to, &import, &whole).json();
        assert_eq!(logged["logged"].as_array().map(Vec::len), Some(entries.len()), "{profession}");
        let before = to.json(&["history"]);
        // Twice is once.
        let again = read(&to, &import, &whole).json();
        assert_eq!(again["logged"], json!([]), "{profession}: {again}");
        assert_eq!(again["skipped"].as_array().map(Vec::len), Some(entries.len()), "{profession}");
        assert_eq!(to.json(&["history"]), before, "{profession}: nothing was written");
        let page = read(&to, &["log", "--from-json", "-"], some).out;
        assert!(page.contains("Skipped 1 entry, here already"), "{page}");
        // With another text it is another one.
        let mut other = some.clone();
        other["learnt"] = json!("Something else.");
        let logged = read(&to, &import, &other).json();
        assert_ne!(logged["uid"], some["uid"], "{logged}");
        assert_eq!(to.json(&["list"])["total"].as_u64(), whole["total"].as_u64().map(|n| n + 1), "{profession}");
    }
}

#[test]
fn headers_are_no_entries() {
    let place = registered();
    place.done(&["log", "Long words", "--learnt", "Much", "--minutes", "30"]);
    let headers = place.json(&["list"]);
    let (all, one) = (headers.to_string(), headers["entries"][0].to_string());
    let before = place.json(&["history"]);
    for input in [all.as_str(), one.as_str(), &format!("[{one}, {{\"title\": \"T\"}}]")] {
        let ran = place.run_with(&["log", "--from-json", "-"], input);
        ran.failed(2, "usage");
        assert!(ran.err.contains("headers") && ran.err.contains("list --full --json"), "{ran:?}");
    }
    assert_eq!(place.json(&["history"]), before);
    // What somebody writes by hand says little, and is an entry.
    for input in [json!({ "title": "T" }), json!({ "title": "U", "date": "2026-02-01", "minutes": 30, "tags": ["a"] })] {
        read(&place, &["log", "--from-json", "-"], &input);
    }
    assert!(place.done(&["list", "--full"]).out.contains("What I learnt\nMuch"));
}

#[test]
fn records_come_back_once() {
    let place = registered();
    let first = place.json(&["record", "add", "feedback", "--date", "2025-05-01", "--field", "content=Well"]);
    place.json(&["record", "add", "reflective-account", "--date", "2025-06-01", "--refers", &uid(&first)]);
    let records = place.json(&["record", "list"]);
    let add = ["record", "add", "--from-json", "-", "--json"];
    let other = self::place();
    assert_eq!(read(&other, &add, &records).json()["records"].as_array().map(Vec::len), Some(2));
    let before = other.json(&["history"]);
    let again = read(&other, &add, &records).json();
    assert_eq!((&again["records"], again["skipped"].as_array().map(Vec::len)), (&json!([]), Some(2)));
    assert_eq!(other.json(&["history"]), before);
    let mut changed = records["records"][0].clone();
    changed["date"] = json!("2025-07-01");
    let both = read(&other, &add, &json!([records["records"][1], changed])).json();
    assert_eq!((both["records"].as_array().map(Vec::len), both["skipped"].as_array().map(Vec::len)), (Some(1), Some(1)));
    assert_eq!(other.json(&["record", "list"])["total"], 3);
    // A kind of another journal is kept; one that somebody typed is refused as `record add` refuses it.
    let mut strange = records["records"][0].clone();
    (strange["kind"], strange["uid"], strange["refers"]) = (json!("songs"), json!("0198c7aa-0000-7000-8000-000000000001"), json!([]));
    read(&other, &add, &strange);
}
