//! Details of others, wherever they could come out; claims, and what of them goes into forms.

use std::fs;
use std::sync::Arc;

use cpd_journal::catalogue::Catalogue;
use cpd_journal::domain::RecordDraft;
use cpd_journal::journal::{Alone, By, Clock, Filed, Journal};
use serde_json::{Value, json};

use super::{BELLS, reasons, refused, registered, requirement, uid};
use crate::support::{Place, open, today};

/// Somebody who is nowhere else.
const NAME: &str = "Perpetua Quillfeather";

/// Forms with all that lists entries, and one that asks for the details of others.
const FORMS: &str = r#"
[[forms]]
id = "lists"
label = "Lists"
of = "cycle"
confidence = "A"
source = "B1"
fields = [ { label = "All", value = "dated-list" }, { label = "Papers", value = "evidence-index" } ]

[[forms]]
id = "talk"
label = "Talk"
of = "record:reflective-discussion"
confidence = "A"
source = "B1"
fields = [ { label = "Who and what", value = ["field:partner_name", "field:summary"] }, { label = "Summary", value = "field:summary" } ]
"#;

fn with_forms() -> Place {
    let place = registered();
    fs::write(place.path().join("home/data/cpd-journal/frameworks/bells.toml"), format!("{BELLS}{FORMS}")).expect("a file");
    place
}

/// A talk with somebody.
fn talk(place: &Place) -> String {
    let name = format!("partner_name={NAME}");
    uid(&place.json(&["record", "add", "reflective-discussion", "--field", &name, "--field", "summary=On rounds"]))
}

fn in_file(place: &Place, name: &str) -> bool {
    let mut bytes = fs::read(place.journal()).expect("the journal");
    bytes.extend(fs::read(place.path().join("journal.cpd-wal")).unwrap_or_default());
    bytes.windows(name.len()).any(|window| window == name.as_bytes())
}

/// The field of the only filling of a form.
fn field<'v>(forms: &'v Value, label: &str) -> &'v Value {
    let fields = forms["forms"][0]["fields"].as_array().unwrap_or_else(|| panic!("no form in {forms}"));
    fields.iter().find(|field| field["label"] == label).unwrap_or_else(|| panic!("no {label} in {forms}"))
}

#[test]
fn details_stay_apart_when_their_kind_is_not_installed() {
    let place = registered();
    let talk = talk(&place);
    let mut catalogue = Catalogue::bundled();
    catalogue.record_kinds.retain(|kind| kind.id != "reflective-discussion");
    let mut journal = Journal::open(&place.journal(), Alone::No, Arc::new(catalogue), Clock::Fixed(today())).expect("opened");
    let record = journal.find_record(&talk).expect("it is there");
    let apart = journal.apart(record.uid).expect("apart");
    let mut draft = record.draft.clone();
    draft.fields.insert("summary".to_owned(), "On rounds and rests".to_owned());
    journal.save_record(record.id, Filed { draft: draft.clone(), apart: apart.clone() }, By::Command).expect("saved");
    draft.fields.insert("summary".to_owned(), "On rests".to_owned());
    journal.save_record_only(record.id, draft, By::Autosave).expect("saved");
    let now = journal.find_record(&talk).expect("it is there");
    assert_eq!((now.draft.field("summary"), now.draft.fields.contains_key("partner_name")), ("On rests", false));
    assert_eq!(journal.apart(record.uid).expect("apart"), apart);
    drop(journal);

    // The same from another journal, of a kind that nobody knows here.
    let known_there = "0198c7a0-0000-7000-8000-000000000001";
    let json = json!({ "uid": known_there, "kind": "secret-talk", "fields": { "about": "Bells" }, "details": { "partner": NAME } });
    let added = uid(&place.run_with(&["record", "add", "--from-json", "-", "--json"], json.to_string()).json());
    let shown = place.json(&["record", "show", &added, "--apart"]);
    assert_eq!((&shown["fields"], &shown["details"]["partner"]), (&json!({ "about": "Bells" }), &json!(NAME)));
    place.done(&["record", "edit", &added, "--field", "partner=Somebody else"]);
    let shown = place.json(&["record", "show", &added, "--apart"]);
    assert_eq!((&shown["fields"], &shown["details"]["partner"]), (&json!({ "about": "Bells" }), &json!("Somebody else")));
    assert!(!place.done(&["record", "list", "--json"]).out.contains("Somebody"));
    refused(&place, &["record", "add", "feedback", "--from-json", "-"], 2, "usage");
}

#[test]
fn details_without_a_record_are_told_of_and_erased() {
    let place = registered();
    talk(&place);
    place.done(&["undo"]);
    assert_eq!(place.json(&["record", "list"])["total"], 0);
    assert!(in_file(&place, NAME), "or this proves nothing");
    let verified = place.json(&["verify"]);
    assert_eq!((&verified["ok"], verified["notes"].as_array().map(Vec::len)), (&json!(true), Some(1)));
    assert!(place.done(&["verify"]).out.contains("record erase --orphans"));
    refused(&place, &["record", "erase", "--orphans"], 2, "usage");
    refused(&place, &["record", "erase"], 2, "usage");
    assert_eq!(place.json(&["record", "erase", "--orphans", "--for-good"])["erased"], 1);
    assert!(!in_file(&place, NAME));
    assert_eq!(place.json(&["verify"]), json!({ "ok": true, "problems": [], "notes": [] }));
    assert_eq!(place.json(&["history"])["steps"][0]["label"], "Erase details of others that belong to no record");
    assert_eq!(place.json(&["record", "erase", "--orphans", "--for-good"])["erased"], 0);
    // It is said once that it is for good.
    assert_ne!(place.run(&["undo"]).code, 0);

    // They go with the details of any record that are erased.
    talk(&place);
    place.done(&["undo"]);
    let other = uid(&place.json(&["record", "add", "reflective-discussion", "--field", "partner_name=Marzipan Moonlight"]));
    place.done(&["record", "erase", &other, "--for-good"]);
    assert!(!in_file(&place, NAME) && !in_file(&place, "Marzipan"));
}

#[test]
fn changing_details_is_a_step_that_says_that_it_is_for_good() {
    let place = registered();
    let talk = talk(&place);
    place.done(&["record", "edit", &talk, "--field", "summary=On rests"]);
    place.done(&["record", "edit", &talk, "--field", "partner_name=Somebody else"]);
    let label = place.json(&["history"])["steps"][0]["label"].clone();
    assert_eq!(label, "Change the details of others in a reflective discussion");
    assert!(place.run(&["undo"]).err.contains("Change the details of others"), "told, and nothing done");
    assert_eq!(place.json(&["record", "show", &talk])["fields"]["summary"], "On rests");
    // What was done before can still be taken back.
    place.done(&["undo"]);
    let shown = place.json(&["record", "show", &talk, "--apart"]);
    assert_eq!((&shown["fields"]["summary"], &shown["details"]["partner_name"]), (&json!("On rounds"), &json!("Somebody else")));
    assert_eq!(place.json(&["verify"])["ok"], true);
}

#[test]
fn forms_keep_the_details_of_others_unless_they_are_asked_for() {
    let place = with_forms();
    talk(&place);
    for words in [vec!["forms", "bells"], vec!["forms", "bells", "--json"]] {
        assert!(!place.done(&words).out.contains(NAME));
    }
    let hidden = place.json(&["forms", "bells", "--form", "talk"]);
    let who = field(&hidden, "Who and what");
    assert_eq!((&who["text"], &who["kept_apart"]), (&json!("On rounds"), &json!(true)));
    assert_eq!(field(&hidden, "Summary")["kept_apart"], false);
    assert!(place.done(&["forms", "bells"]).out.contains("kept apart; --apart shows it"));
    let shown = place.json(&["forms", "bells", "--form", "talk", "--apart"]);
    let who = field(&shown, "Who and what");
    assert_eq!((&who["text"], &who["kept_apart"]), (&json!(format!("{NAME}\n\nOn rounds")), &json!(false)));
}

#[test]
fn a_claim_has_what_each_of_its_items_has() {
    let place = with_forms();
    let log = |title: &str, date: &str| {
        uid(&place.json(&["log", title, "--date", date, "--minutes", "1h", "--kind", "tweetchat", "--amount", "bells.points=1"]))
    };
    let (one, other) = (log("First chat", "2025-06-01"), log("Second chat", "2025-06-02"));
    log("To come", "2026-03-20");
    let paper = place.file("paper.txt", "You were there.");
    let paper = paper.to_str().expect("a path");
    place.done(&["evidence", "add", &one, paper, "--proves", "certificate"]);
    let claim = uid(&place.json(&["rollup", &one, &other, "--title", "Two chats"]));
    place.done(&["edit", &claim, "--amount", "bells.points=2"]);
    let points = || requirement(&place.json(&["status"]), "points").clone();
    assert!(reasons(&points()).contains(&(claim.clone(), "no_certificate".to_owned())), "one of two has one: {}", points());

    // In lists and forms the claim stands for its items, with their evidence; what is to come is not in them.
    let lists = place.json(&["forms", "bells", "--form", "lists"]);
    let all = field(&lists, "All")["text"].as_str().expect("a text");
    assert!(all.contains("Two chats") && !all.contains("First chat") && !all.contains("To come"), "{all}");
    let papers = field(&lists, "Papers")["text"].as_str().expect("a text");
    assert!(papers.starts_with("1. paper.txt") && papers.contains("Two chats") && !papers.contains("First chat"), "{papers}");
    let sheets = place.json(&["forms", "bells", "--form", "sheet"]);
    assert_eq!(sheets["forms"].as_array().map(Vec::len), Some(1), "{sheets}");

    // The second one, too; or the item without one is in the bin.
    place.done(&["evidence", "add", &other, paper, "--proves", "certificate"]);
    assert_eq!(points()["counted"], 2.0);
    place.done(&["undo"]);
    assert_eq!(points()["counted"], 0.0);
    place.done(&["bin", &other]);
    assert_eq!(points()["counted"], 2.0);
}

#[test]
fn records_are_not_read_again_for_every_letter() {
    let place = registered();
    let entry = uid(&place.json(&["log", "Pacing", "--date", "2025-06-01"]));
    place.done(&["record", "add", "feedback", "--field", "content=Clear", "--refers", &entry]);
    let mut journal = open(&place.journal());
    let old = journal.snapshot().expect("a snapshot");
    let id = journal.find_entry(&entry).expect("there");
    let touched = journal.bin(id).expect("binned").touched;
    let new = journal.renewed(&old, &touched).expect("renewed");
    assert!(Arc::ptr_eq(&old.records, &new.records));
    let filed = Filed { draft: RecordDraft::on("feedback", today()), apart: [].into() };
    let touched = journal.add_record(filed).expect("added").touched;
    assert_eq!(journal.renewed(&new, &touched).expect("renewed").records.len(), 2);
}
