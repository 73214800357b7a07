//! Tags renamed, merged and taken away; searches kept under a name; both by the journal and by the command line.

use cpd_journal::domain::{EntryDraft, EntryId, EntryState, SavedSearchDraft};
use cpd_journal::journal::{Area, Journal, JournalError, TagUse, Thing, Together};
use cpd_journal::search::Query;
use serde_json::json;

use crate::support::{Place, in_memory, open, today};

fn log(journal: &mut Journal, title: &str, days_ago: u64, tags: &[&str]) -> EntryId {
    let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    let draft = EntryDraft { title: title.to_owned(), tags, ..EntryDraft::on(today() - chrono::Days::new(days_ago)) };
    journal.log(draft, EntryState::Ready, &Together::default()).expect("an entry").value.id
}

fn tags_of(journal: &Journal, id: EntryId) -> Vec<String> {
    journal.entry(id).expect("an entry").draft.tags
}

fn used(journal: &Journal) -> Vec<String> {
    let shown = |tag: TagUse| format!("{} {} {}", tag.tag, tag.entries, (today() - tag.last).num_days());
    journal.tags().expect("tags").into_iter().map(shown).collect()
}

fn latest(journal: &Journal) -> String {
    journal.history(None, 1).expect("history")[0].label.clone()
}

fn keep(journal: &mut Journal, name: &str, query: &str) {
    journal.add_saved_search(SavedSearchDraft { name: name.to_owned(), query: query.to_owned() }).expect("kept");
}

fn queries(journal: &Journal) -> Vec<String> {
    journal.saved_searches().expect("searches").into_iter().map(|one| one.draft.query).collect()
}

#[test]
fn the_most_used_first() {
    let mut journal = in_memory();
    assert_eq!(journal.tags().expect("tags"), []);
    log(&mut journal, "One", 9, &["Pain", "sleep"]);
    log(&mut journal, "Two", 8, &["pain", "café"]);
    log(&mut journal, "Three", 7, &["pain"]);
    log(&mut journal, "Four", 2, &["Sleep"]);
    let binned = log(&mut journal, "Five", 0, &["pain", "only here"]);
    journal.bin(binned).expect("binned");
    let tags = journal.tags().expect("tags");
    let shown: Vec<(&str, usize, i64)> = tags.iter().map(|tag| (tag.tag.as_str(), tag.entries, (today() - tag.last).num_days())).collect();
    // Of two spellings that are used alike the later one is shown; what is in the bin does not count.
    assert_eq!(shown, [("pain", 3, 7), ("Sleep", 2, 2), ("café", 1, 8)]);
}

#[test]
fn renamed_and_back() {
    let mut journal = in_memory();
    let one = log(&mut journal, "One", 0, &["first", "Back pain", "last"]);
    let two = log(&mut journal, "Two", 0, &["low back", "back pain"]);
    let three = log(&mut journal, "Three", 0, &["Low Back"]);
    let binned = log(&mut journal, "Four", 0, &["low back"]);
    journal.bin(binned).expect("binned");
    keep(&mut journal, "Backs", "tag:\"low back\" -tag:other \"tag:low\"");
    keep(&mut journal, "Others", "tag:last,\"low back\" minutes:>5");
    keep(&mut journal, "Words", "low back");
    let before: Vec<Vec<String>> = [one, two, three, binned].map(|id| tags_of(&journal, id)).to_vec();

    let done = journal.rename_tag(" low  BACK", "Spine").expect("renamed");
    assert_eq!(done.value.tag.as_deref(), Some("Spine"));
    assert_eq!(done.value.entries, [two, three, binned]);
    assert_eq!(done.value.searches, ["Backs", "Others"]);
    assert!(done.touched.areas.contains(&Area::Entries) && done.touched.areas.contains(&Area::Review));
    assert_eq!(latest(&journal), "Rename the tag “low BACK” to “Spine”");
    assert_eq!(tags_of(&journal, two), ["Spine", "back pain"], "in its place");
    assert_eq!(tags_of(&journal, binned), ["Spine"]);
    assert_eq!(queries(&journal), ["tag:Spine -tag:other \"tag:low\"", "tag:last,Spine minutes:>5", "low back"]);
    journal.undo().expect("undone");
    assert_eq!([one, two, three, binned].map(|id| tags_of(&journal, id)).to_vec(), before);
    assert_eq!(queries(&journal)[0], "tag:\"low back\" -tag:other \"tag:low\"");
    journal.redo().expect("done again");
    assert_eq!(tags_of(&journal, three), ["Spine"]);
    // The name of another: one of the two, in the spelling that is there already.
    let done = journal.rename_tag("spine", "BACK PAIN").expect("renamed").value;
    assert_eq!(done.tag.as_deref(), Some("Back pain"));
    assert_eq!(tags_of(&journal, two), ["back pain"], "an entry that had both keeps one");
    assert_eq!(tags_of(&journal, three), ["Back pain"]);
    assert_eq!(tags_of(&journal, one), ["first", "Back pain", "last"]);
    assert_eq!(queries(&journal)[1], "tag:last,\"Back pain\" minutes:>5");
    // Only its capitals, which no search minds.
    let done = journal.rename_tag("back pain", "back PAIN").expect("renamed").value;
    assert_eq!((done.entries.len(), done.searches), (4, Vec::new()));
    assert_eq!(tags_of(&journal, one), ["first", "back PAIN", "last"]);
    assert_eq!(used(&journal)[0], "back PAIN 3 0");
    let steps = journal.history(None, 1_000).expect("history").len();
    assert_eq!(journal.rename_tag("back pain", "back PAIN").expect("nothing").value.entries, []);
    assert_eq!(journal.history(None, 1_000).expect("history").len(), steps, "nothing to change is no step");
    assert_eq!(journal.verify().expect("looked at"), []);
}

#[test]
fn an_entry_on_a_screen_notices() {
    let mut journal = in_memory();
    let id = log(&mut journal, "One", 0, &["old"]);
    let open = journal.entry(id).expect("an entry");
    std::thread::sleep(std::time::Duration::from_millis(5));
    let touched = journal.rename_tag("old", "new").expect("renamed").touched;
    assert!(touched.entries.contains(&id));
    assert_eq!(tags_of(&journal, id), ["new"]);
    drop(open);
}

#[test]
fn merged_and_taken_away() {
    let mut journal = in_memory();
    let ids = [
        log(&mut journal, "One", 0, &["back", "x", "backs"]),
        log(&mut journal, "Two", 0, &["spine"]),
        log(&mut journal, "Three", 0, &["BACKS", "y"]),
        log(&mut journal, "Four", 0, &["y"]),
    ];
    keep(&mut journal, "All of them", "tag:back or tag:backs or tag:spine");
    let before: Vec<Vec<String>> = ids.map(|id| tags_of(&journal, id)).to_vec();
    let all: Vec<String> = ["back", "Backs", "spine"].map(str::to_owned).to_vec();
    let done = journal.merge_tags(&all, "back pain").expect("merged").value;
    assert_eq!((done.entries.len(), done.searches.len()), (3, 1));
    assert_eq!(latest(&journal), "Merge the tags “back”, “Backs”, “spine” into “back pain”");
    assert_eq!(ids.map(|id| tags_of(&journal, id).join(",")), ["back pain,x", "back pain", "back pain,y", "y"]);
    assert_eq!(queries(&journal), ["tag:\"back pain\" or tag:\"back pain\" or tag:\"back pain\""]);
    journal.undo().expect("undone");
    assert_eq!(ids.map(|id| tags_of(&journal, id)).to_vec(), before);
    // Into one of them.
    journal.merge_tags(&all, "Back").expect("merged");
    assert_eq!(ids.map(|id| tags_of(&journal, id).join(",")), ["Back,x", "Back", "Back,y", "y"]);
    let done = journal.remove_tag("BACK").expect("taken away").value;
    assert_eq!((done.tag, done.entries.len(), done.searches), (None, 3, vec!["All of them".to_owned()]));
    assert_eq!(latest(&journal), "Take the tag “Back” away from 3 entries");
    assert_eq!(ids.map(|id| tags_of(&journal, id).join(",")), ["x", "", "y", "y"]);
    journal.undo().expect("undone");
    assert_eq!(tags_of(&journal, ids[0]), ["Back", "x"]);
    // What is not there changes nothing.
    let before: Vec<Vec<String>> = ids.map(|id| tags_of(&journal, id)).to_vec();
    let steps = journal.history(None, 1_000).expect("history").len();
    for missing in ["nowhere", "", " # "] {
        let both = ["x".to_owned(), missing.to_owned()];
        assert!(matches!(journal.merge_tags(&both, "z"), Err(JournalError::NotFound { what: Thing::Tag, .. })), "{missing}");
        assert!(matches!(journal.remove_tag(missing), Err(JournalError::NotFound { .. })), "{missing}");
    }
    for none in ["", "#", "a, b", "a;b", "a\nb"] {
        assert!(matches!(journal.rename_tag("x", none), Err(JournalError::NotOneTag(_))), "{none:?}");
    }
    assert_eq!(ids.map(|id| tags_of(&journal, id)).to_vec(), before);
    assert_eq!(journal.history(None, 1_000).expect("history").len(), steps);
    assert_eq!(journal.verify().expect("looked at"), []);
}

#[test]
fn a_renamed_tag_is_found_by_its_new_name() {
    let place = Place::new();
    let mut journal = open(&place.journal());
    for n in 0..300 {
        log(&mut journal, &format!("Entry {n}"), n, &["wombat"]);
    }
    let begun = std::time::Instant::now();
    assert_eq!(journal.rename_tag("wombat", "numbat").expect("renamed").value.entries.len(), 300);
    println!("300 entries renamed in {:?}", begun.elapsed());
    assert_eq!(place.json(&["list", "numbat"])["total"], json!(300));
    assert_eq!(place.json(&["list", "tag:numbat"])["total"], json!(300));
    assert_eq!(place.json(&["list", "tag:wombat"])["total"], json!(0));
}

#[test]
fn searches_under_a_name() {
    let mut journal = in_memory();
    let draft = |name: &str, query: &str| SavedSearchDraft { name: name.to_owned(), query: query.to_owned() };
    let one = journal.add_saved_search(draft("  Podcasts\nwithout a goal ", " kind:podcast no:goal ")).expect("kept");
    assert_eq!(one.value.draft, draft("Podcasts without a goal", "kind:podcast no:goal"));
    assert_eq!(one.touched.areas.iter().copied().filter(|area| *area != Area::History).collect::<Vec<_>>(), [Area::Review]);
    let one = one.value;
    assert_eq!(latest(&journal), "Keep the search “Podcasts without a goal”");
    let two = journal.add_saved_search(draft("Café", "tag:café")).expect("kept").value;
    for same in ["cafe", "CAFÉ", " Café "] {
        let refused = journal.add_saved_search(draft(same, "x"));
        assert!(matches!(refused, Err(JournalError::SameName { what: Thing::SavedSearch, ref name }) if name == "Café"), "{same}");
        assert!(matches!(journal.change_saved_search(one.id, draft(same, "x")), Err(JournalError::SameName { .. })), "{same}");
    }
    for (name, query) in [("", "x"), (" \u{0}", "x"), ("x", ""), ("x", "\n")] {
        assert!(matches!(journal.add_saved_search(draft(name, query)), Err(JournalError::Needs { .. })), "{name:?} {query:?}");
    }
    journal.change_saved_search(two.id, draft("CAFE", "tag:cafe or tag:tea")).expect("its own name in other letters");
    assert_eq!(latest(&journal), "Change the search “CAFE”");
    assert_eq!(journal.find_saved_search("cafe").expect("found").draft.query, "tag:cafe or tag:tea");
    assert_eq!(journal.find_saved_search("podcasts").expect("found").id, one.id);
    assert_eq!(journal.find_saved_search(&one.uid.to_string()).expect("found").id, one.id);
    assert!(matches!(journal.find_saved_search("nothing"), Err(JournalError::NotFound { what: Thing::SavedSearch, .. })));
    assert!(matches!(journal.find_saved_search("a"), Err(JournalError::Ambiguous { .. })));
    let steps = journal.history(None, 1_000).expect("history").len();
    journal.change_saved_search(two.id, draft("CAFE", "tag:cafe or tag:tea")).expect("as it is");
    assert_eq!(journal.history(None, 1_000).expect("history").len(), steps);
    journal.remove_saved_search(two.id).expect("gone");
    assert_eq!(latest(&journal), "Let the search “CAFE” go");
    assert!(matches!(journal.remove_saved_search(two.id), Err(JournalError::NotFound { .. })));
    assert!(matches!(journal.change_saved_search(two.id, draft("New", "x")), Err(JournalError::NotFound { .. })));
    assert_eq!(journal.saved_searches().expect("searches"), std::slice::from_ref(&one));
    journal.undo().expect("undone");
    assert_eq!(queries(&journal), ["kind:podcast no:goal", "tag:cafe or tag:tea"]);
    journal.undo().expect("undone");
    assert_eq!(queries(&journal), ["kind:podcast no:goal", "tag:café"]);
    journal.redo().expect("redone");
    journal.redo().expect("redone");
    assert_eq!(journal.saved_searches().expect("searches"), [one]);
    assert_eq!(journal.verify().expect("looked at"), []);
}

#[test]
fn from_the_command_line() {
    let place = Place::new();
    place.done(&["log", "Pacing podcast", "--kind", "podcast", "--tag", "backs", "--tag", "audio"]);
    place.done(&["log", "Pacing chat", "--kind", "tweetchat", "--tag", "Back"]);
    assert_eq!(place.json(&["saved", "list"]), json!({ "saved": [] }));
    let kept = place.json(&["saved", "add", "Backs", "tag:backs kind:podcast"]);
    assert_eq!((&kept["name"], &kept["query"]), (&json!("Backs"), &json!("tag:backs kind:podcast")));
    place.done(&["saved", "add", "No chats", "-kind:tweetchat"]);
    assert_eq!(place.json(&["list", "--saved", "backs"])["total"], json!(1));
    assert_eq!(place.json(&["list", "--saved", "no chats"])["entries"][0]["title"], json!("Pacing podcast"));
    assert_eq!(place.json(&["list", "chat", "--saved", "no chats"])["total"], json!(0));
    assert_eq!(place.json(&["search", "--saved", "backs"])["total"], json!(1));
    assert_eq!(place.run(&["search"]).code, 2);
    assert_eq!(place.run(&["list", "--saved", "nothing"]).code, 1);

    let tags = place.json(&["tag", "list"]);
    assert_eq!(tags["tags"][0], json!({ "tag": "audio", "entries": 1, "last": "2026-03-02" }), "{tags}");
    let merged = place.json(&["tag", "merge", "back", "backs", "--into", "back pain"]);
    assert_eq!(
        (&merged["tag"], merged["changed"].as_array().map(Vec::len), &merged["searches"]),
        (&json!("back pain"), Some(2), &json!(["Backs"]))
    );
    assert_eq!(place.json(&["saved", "list"])["saved"][0]["query"], json!("tag:\"back pain\" kind:podcast"));
    assert_eq!(place.json(&["list", "--saved", "backs"])["total"], json!(1));
    let told = place.done(&["tag", "rename", "back pain", "spine"]).out;
    assert!(told.contains("Now “spine”: 2 entries") && told.contains("“Backs” follows"), "{told}");
    let told = place.done(&["tag", "remove", "SPINE"]).out;
    assert!(told.contains("2 entries") && told.contains("“Backs” looks for a tag that is on no entry any more"), "{told}");
    place.done(&["undo"]);
    assert_eq!(place.json(&["tag", "list"])["tags"][0]["tag"], json!("spine"));
    let told = place.done(&["tag", "list"]).out;
    assert!(told.contains("spine") && told.contains("audio"), "{told}");
    for (words, code, word) in [
        (vec!["tag", "rename", "nowhere", "x", "--json"], 1, "not_found"),
        (vec!["tag", "rename", "spine", "a, b", "--json"], 2, "not_one_tag"),
        (vec!["tag", "remove", "", "--json"], 1, "not_found"),
        (vec!["saved", "add", "BACKS", "x", "--json"], 2, "same_name"),
        (vec!["saved", "edit", "backs", "--json"], 2, "usage"),
        (vec!["saved", "remove", "nothing", "--json"], 1, "not_found"),
    ] {
        let ran = place.run(&words);
        assert_eq!((ran.code, &ran.json()["error"]["code"]), (code, &json!(word)), "{ran:?}");
    }
    assert_eq!(place.run(&["tag", "merge", "spine"]).code, 2);
    let edited = place.json(&["saved", "edit", "backs", "--name", "Spines", "--query", "-tag:none spine"]);
    assert_eq!((&edited["name"], &edited["query"]), (&json!("Spines"), &json!("-tag:none spine")));
    place.done(&["saved", "remove", "spines"]);
    assert_eq!(place.json(&["saved", "list"])["saved"].as_array().map(Vec::len), Some(1));
    place.done(&["verify"]);
}

#[test]
fn hostile_names() {
    let mut journal = in_memory();
    let id = log(&mut journal, "One", 0, &["plain"]);
    let mut name = "plain".to_owned();
    for next in ["' DROP TABLE entry_tag --", "\"", "[]", "%", "\u{202e}gnp", "👩🏽‍⚕️", "tag:tag", "*", "-x", "(", "a or b"] {
        keep(&mut journal, &format!("Search for {name}"), &format!("tag:\"{}\"", name.replace('"', "")));
        let done = journal.rename_tag(&name, next).expect(next).value;
        assert_eq!(done.entries, [id], "{next}");
        assert_eq!(tags_of(&journal, id), [next]);
        name = next.to_owned();
    }
    assert_eq!(journal.verify().expect("looked at"), []);
}

#[test]
fn a_saved_search_follows_a_tag_with_quotation_marks() {
    let mut journal = in_memory();
    let id = log(&mut journal, "One", 0, &["none"]);
    log(&mut journal, "Two", 0, &["other"]);
    keep(&mut journal, "Marked", "tag:none");
    let found = |journal: &Journal| journal.matches(&Query::parse(&queries(journal)[0], false).0).expect("a list");
    for (old, new) in [("none", "say \"none\" ok"), ("say \"none\" ok", "a“b”|c"), ("a“b”|c", "plain")] {
        let done = journal.rename_tag(old, new).expect(new).value;
        assert_eq!((done.entries, done.searches.len()), (vec![id], 1), "{new}");
        let found = found(&journal);
        assert_eq!((found.entries, found.problems), (vec![id], Vec::new()), "{new}: {:?}", queries(&journal));
    }
    let long = "x".repeat(201);
    assert!(matches!(journal.rename_tag("plain", &long), Err(JournalError::NotOneTag(_))));
    assert!(journal.rename_tag("plain", &long[1..]).is_ok());
}

#[test]
fn a_long_search_follows_a_tag_and_loses_nothing() {
    let mut journal = in_memory();
    log(&mut journal, "One", 1, &["ache"]);
    let long = format!("tag:ache {}tag:ache", "pacing ".repeat(1_300));
    keep(&mut journal, "Long", &long);
    journal.rename_tag("ache", "pain").expect("renamed");
    assert_eq!(queries(&journal), [long.replacen("ache", "pain", 1)], "what is beyond a search stays as it is");
}
