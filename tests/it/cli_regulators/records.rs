//! Records that regulators want beside learning, by the command line.

use std::fs;

use serde_json::json;

use super::{reasons, refused, registered, requirement, texts, uid};
use crate::support::Place;

#[test]
fn records_from_first_to_last() {
    let place = registered();
    let entry = uid(&place.json(&["log", "Pacing", "--date", "2025-06-01"]));
    let kinds = place.json(&["record", "kinds"]);
    assert!(kinds["kinds"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind["id"] == "feedback")), "{kinds}");
    let discussion = place.json(&["record", "kinds", "reflective-discussion"]);
    let apart: Vec<&str> = discussion["kinds"][0]["fields"]
        .as_array()
        .expect("fields")
        .iter()
        .filter(|field| field["apart"] == true)
        .filter_map(|field| field["id"].as_str())
        .collect();
    let partner = *apart.first().expect("a field that is kept apart");

    let added = place.json(&["record", "add", "Feedback", "--date", "2025-05-01", "--field", "source=colleagues", "--refers", "pacing"]);
    let id = uid(&added);
    assert_eq!((&added["kind"], &added["refers"], &added["apart"]), (&json!("feedback"), &json!([entry]), &json!(false)));
    assert!(texts(&added["missing"]).contains(&"What it was about"), "{added}");
    let praise = |place: &Place| requirement(&place.json(&["status"]), "praise").clone();
    // It counts once it is complete.
    assert_eq!((&praise(&place)["counted"], reasons(&praise(&place))), (&json!(0.0), vec![(id.clone(), "incomplete".to_owned())]));

    place.done(&[
        "record",
        "edit",
        &id,
        "--field",
        "content=Clear teaching",
        "--field",
        "What it was about=Clear teaching",
        "--remove-refers",
        "pacing",
    ]);
    let shown = place.json(&["record", "show", &id]);
    assert_eq!((&shown["fields"], &shown["refers"]), (&json!({ "content": "Clear teaching", "source": "colleagues" }), &json!([])));
    assert_eq!((&praise(&place)["counted"], texts(&praise(&place)["records"])), (&json!(1.0), vec![id.as_str()]));
    place.done(&["record", "edit", &id, "--add-refers", &entry, "--field", "source="]);
    let shown = place.json(&["record", "show", &id]);
    assert_eq!((&shown["fields"], &shown["refers"]), (&json!({ "content": "Clear teaching" }), &json!([entry])));
    place.done(&["record", "bin", &id]);
    assert_eq!(reasons(&praise(&place)), [(id.clone(), "binned".to_owned())]);
    assert_eq!(place.json(&["record", "list"])["total"], 0);
    assert_eq!(place.json(&["record", "list", "feedback", "--binned"])["records"][0]["binned"], true);
    place.done(&["record", "unbin", &id]);
    assert_eq!(place.json(&["record", "list", "feedback"])["total"], 1);

    // What is somebody else's is nowhere but behind --apart, and gone for good when it is erased.
    let secret = "Marzipan Moonlight";
    let field = format!("{partner}={secret}");
    let talk = place.json(&["record", "add", "reflective-discussion", "--field", &field]);
    let talk = uid(&talk);
    for words in [vec!["record", "list"], vec!["record", "show", &talk], vec!["status"], vec!["history"], vec!["list"]] {
        for ran in [place.done(&words), place.run(&[words.clone(), vec!["--json"]].concat())] {
            assert!(!ran.out.contains("Marzipan"), "{ran:?}");
        }
    }
    let whole = place.json(&["record", "show", &talk, "--apart"]);
    assert_eq!((&whole["apart"], &whole["details"][partner]), (&json!(true), &json!(secret)));
    // An edit of something else leaves it, one of it changes it.
    place.done(&["record", "edit", &talk, "--date", "2026-02-01"]);
    assert_eq!(place.json(&["record", "show", &talk, "--apart"])["details"][partner], secret);
    place.done(&["record", "edit", &talk, "--field", &format!("{partner}=Somebody else")]);
    assert_eq!(place.json(&["record", "show", &talk, "--apart"])["details"][partner], "Somebody else");
    refused(&place, &["record", "erase", &talk], 2, "usage");
    assert_eq!(place.json(&["record", "erase", &talk, "--for-good"])["erased"], true);
    assert_eq!(place.json(&["record", "show", &talk, "--apart"])["details"], json!({}));
    assert_eq!(place.json(&["record", "erase", &talk, "--for-good"])["erased"], false);
    for _ in 0..3 {
        place.run(&["undo"]);
    }
    let file = fs::read(place.journal()).expect("the journal");
    assert!(!file.windows(8).any(|bytes| bytes == b"Somebody"), "what was erased is not in the file");
}

#[test]
fn records_that_do_not_fit_are_refused() {
    let place = registered();
    place.done(&["log", "Pacing"]);
    let id =
        uid(&place.json(&["record", "add", "practice-hours", "--date", "2025-04-01", "--until", "2025-04-30", "--field", "hours=37.5"]));
    for (words, code, word) in [
        (vec!["record", "add", "song"], 2, "not_found"),
        (vec!["record", "kinds", "song"], 2, "not_found"),
        (vec!["record", "list", "song"], 2, "not_found"),
        (vec!["record", "add", "feedback", "--field", "colour=red"], 2, "record"),
        (vec!["record", "add", "feedback", "--field", "colour="], 2, "usage"),
        (vec!["record", "add", "feedback", "--field", "content"], 2, "usage"),
        (vec!["record", "add", "feedback", "--until", "2026-03-03"], 2, "record"),
        (vec!["record", "add", "feedback", "--date", "someday"], 2, "usage"),
        (vec!["record", "add", "feedback", "--refers", "nothing of the kind"], 1, "not_found"),
        (vec!["record", "add", "practice-hours", "--field", "hours=many"], 2, "record"),
        (vec!["record", "edit", &id, "--field", "hours=-3"], 2, "record"),
        (vec!["record", "edit", &id, "--until", "2025-03-31"], 2, "record"),
        (vec!["record", "show", "zzzz"], 1, "not_found"),
        (vec!["record", "edit", "zzzz", "--date", "2025-04-01"], 1, "not_found"),
        (vec!["record", "bin", "zzzz"], 1, "not_found"),
        (vec!["record", "unbin", ""], 1, "not_found"),
        (vec!["record", "erase", "zzzz", "--for-good"], 1, "not_found"),
    ] {
        refused(&place, &words, code, word);
    }
    for input in [
        "",
        "7",
        "{}",
        "[{}]",
        "{\"kind\": 7}",
        "{\"kind\": \"\"}",
        "{\"records\": 7}",
        "[",
        "\u{0}",
        "{\"kind\":\"feedback\",\"fields\":{\"x\":1}}",
    ] {
        let before = place.json(&["history"]);
        for command in [["record", "add", "--from-json", "-"], ["registration", "add", "--from-json", "-"]] {
            let ran = place.run_with(&command, input);
            assert_eq!(ran.code, 2, "{input}: {ran:?}");
        }
        assert_eq!(place.json(&["history"]), before, "{input}");
    }
    // Control characters and long texts do no harm.
    let odd = "\u{1b}[31mred\u{7}\nline ".repeat(2_000);
    let id = uid(&place.json(&["record", "add", "feedback", "--field", &format!("content={odd}")]));
    assert!(!place.done(&["record", "show", &id]).out.contains('\u{1b}'));
    assert!(!place.done(&["record", "list"]).out.contains('\u{1b}'));
}
