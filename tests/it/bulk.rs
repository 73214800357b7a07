//! One change of many entries: one step, told, taken back as a whole, and nothing else touched.

use std::collections::BTreeMap;
use std::time::Instant;

use cpd_journal::domain::entry::TimeSpent;
use cpd_journal::domain::{Entry, EntryDraft, EntryId, EntryState, GoalDraft, Minutes};
use cpd_journal::journal::{Bulk, BulkChange, Journal, JournalError, Together};
use serde_json::{Value, json};

use crate::support::{Place, in_memory, open, today};

fn log(journal: &mut Journal, title: &str, state: EntryState, tags: &[&str]) -> EntryId {
    let minutes = TimeSpent { taking_part: Minutes(20), ..TimeSpent::default() };
    let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    let draft = EntryDraft { title: title.to_owned(), tags, minutes, ..EntryDraft::on(today()) };
    journal.log(draft, state, &Together::default()).expect("an entry").value.id
}

/// Every entry as it is, but for the instant of its change.
fn all(journal: &Journal) -> BTreeMap<EntryId, Entry> {
    let ids: Vec<EntryId> = journal.headers(None).expect("headers").iter().map(|header| header.id).collect();
    ids.into_iter().map(|id| (id, journal.entry(id).expect("an entry"))).collect()
}

fn latest(journal: &Journal) -> String {
    journal.history(None, 1).expect("history")[0].label.clone()
}

fn done(changed: &[EntryId], untouched: usize) -> Bulk {
    Bulk { changed: changed.to_vec(), untouched, refused: Vec::new() }
}

#[test]
fn every_change_is_one_step_and_comes_back() {
    let mut journal = in_memory();
    let pain = journal.add_goal(GoalDraft { title: "Pain".into(), ..GoalDraft::default() }).expect("a goal").value;
    let a = log(&mut journal, "One", EntryState::Draft, &["Sleep"]);
    let b = log(&mut journal, "Two", EntryState::Draft, &[]);
    let c = log(&mut journal, "Three", EntryState::Ready, &["pacing"]);
    let other = log(&mut journal, "Another", EntryState::Draft, &["sleep", "pacing"]);
    let day = today();
    let until = day + chrono::Days::new(30);
    let standards = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
    let cases: &[(BulkChange, &[EntryId], &str)] = &[
        (BulkChange::AddTag("  #sleep ".into()), &[b, c], "Tag 2 entries “sleep”"),
        (BulkChange::RemoveTag("SLEEP".into()), &[a, b, c], "Take the tag “SLEEP” from 3 entries"),
        (BulkChange::RemoveTag("pacing".into()), &[c], "Take the tag “pacing” from “Three”"),
        (BulkChange::Link(pain.id), &[a, b, c], "Link 3 entries to “Pain”"),
        (BulkChange::Unlink(pain.id), &[a, b, c], "Unlink 3 entries from “Pain”"),
        (BulkChange::AddStandards(standards(&["bells.peal", " "])), &[a, b, c], "Give the standard bells.peal to 3 entries"),
        (BulkChange::RemoveStandards(standards(&["bells.peal", "bells.none"])), &[a, b, c], "Take 2 standards from 3 entries"),
        (BulkChange::State(EntryState::Ready), &[a, b], "Mark 2 entries ready"),
        (BulkChange::State(EntryState::Draft), &[a, b, c], "Back to drafts: 3 entries"),
        (BulkChange::Park(Some(until)), &[a, b, c], "Set 3 entries aside until Wed 1 Apr 2026"),
        (BulkChange::Park(None), &[a, b, c], "Take 3 entries up again"),
        (BulkChange::Bin, &[a, b, c], "Bin 3 entries"),
        (BulkChange::Unbin, &[a, b, c], "Take 3 entries out of the bin"),
        (BulkChange::State(EntryState::Submitted { on: day }), &[a, b, c], "Mark 3 entries submitted"),
    ];
    for (change, changed, label) in cases {
        let before = all(&journal);
        let would = journal.bulk_preview(&[a, b, c, a], std::slice::from_ref(change)).expect("looked at");
        assert_eq!(all(&journal), before, "{label}: a look changes nothing");
        let outcome = journal.bulk(&[a, b, c, a], change).expect(label);
        assert_eq!(outcome.value, done(changed, 3 - changed.len()), "{label}");
        assert_eq!(would, outcome.value, "{label}");
        assert_eq!(latest(&journal), *label);
        assert_eq!(outcome.touched.entries.iter().copied().collect::<Vec<_>>(), *changed, "{label}");
        let after = all(&journal);
        for (id, entry) in &after {
            assert_eq!(before[id] != *entry, changed.contains(id), "{label}: {}", entry.draft.title);
        }
        assert_eq!(after[&other], before[&other]);
        journal.undo().expect("undone").expect("a step");
        assert_eq!(all(&journal), before, "{label}: undone");
        journal.redo().expect("redone").expect("a step");
        assert_eq!(all(&journal), after, "{label}: done again");
        // Who is so already stays untouched, and there is no step of it.
        let steps = journal.history(None, 1_000).expect("history").len();
        assert_eq!(journal.bulk(&[a, b, c], change).expect(label).value, done(&[], 3), "{label}: again");
        assert_eq!(journal.history(None, 1_000).expect("history").len(), steps, "{label}");
    }
    assert_eq!(journal.verify().expect("looked at"), []);
}

#[test]
fn what_cannot_be_done_for_one_is_told_and_the_others_are_done() {
    let mut journal = in_memory();
    let draft = log(&mut journal, "A draft", EntryState::Draft, &[]);
    let handed = log(&mut journal, "Handed in", EntryState::Submitted { on: today() }, &[]);
    let binned = log(&mut journal, "Binned", EntryState::Ready, &[]);
    journal.bin(binned).expect("binned");
    let gone = EntryId::from_row(999_999);
    let ids = [draft, handed, binned, gone];
    let refused = |bulk: &Bulk| bulk.refused.iter().map(|(id, why)| (*id, why.clone())).collect::<Vec<_>>();
    let by = |id: EntryId, why: &str| (id, why.to_owned());
    let (missing, in_bin) = (by(gone, "it is not in the journal any more"), by(binned, "it is in the bin"));
    let as_is = by(handed, "it was submitted on Mon 2 Mar 2026 as it is; it can be changed by itself");

    let tagged = journal.bulk(&ids, &BulkChange::AddTag("pain".into())).expect("done").value;
    assert_eq!((tagged.changed.as_slice(), refused(&tagged)), ([draft, handed].as_slice(), vec![in_bin.clone(), missing.clone()]));
    for change in [BulkChange::State(EntryState::Ready), BulkChange::AddStandards(vec!["bells.peal".into()]), BulkChange::Bin] {
        let before = journal.entry(handed).expect("an entry");
        let bulk = journal.bulk(&ids, &change).expect("done").value;
        let bins = change == BulkChange::Bin;
        assert_eq!(bulk.changed, [draft], "{change:?}");
        let mut want = vec![as_is.clone(), missing.clone()];
        if !bins {
            want.insert(1, in_bin.clone());
        }
        assert_eq!((refused(&bulk), bulk.untouched), (want, usize::from(bins)), "{change:?}");
        assert_eq!(journal.entry(handed).expect("an entry"), before);
        journal.undo().expect("undone");
    }
    // An entry for which one of several changes is refused is left as it is in everything.
    let bulk =
        journal.bulk_all(&[draft, handed], &[BulkChange::AddTag("both".into()), BulkChange::State(EntryState::Ready)]).expect("done").value;
    assert_eq!((bulk.changed.as_slice(), refused(&bulk)), ([draft].as_slice(), vec![as_is]));
    assert_eq!(journal.entry(handed).expect("an entry").draft.tags, ["pain"]);
    let one = journal.entry(draft).expect("an entry");
    assert_eq!((one.draft.tags.as_slice(), one.state), (["pain".to_owned(), "both".to_owned()].as_slice(), EntryState::Ready));
    assert_eq!(latest(&journal), "Change “A draft”");
    // Nothing is changed when a change makes no sense.
    let before = all(&journal);
    for change in [BulkChange::AddTag(" # ".into()), BulkChange::RemoveTag(String::new())] {
        assert!(matches!(journal.bulk(&ids, &change), Err(JournalError::Needs { .. })), "{change:?}");
    }
    for several in ["a, b".to_owned(), "a;b".to_owned(), "x".repeat(201)] {
        let refused = journal.bulk(&ids, &BulkChange::AddTag(several.clone()));
        assert!(matches!(refused, Err(JournalError::NotOneTag(_))), "{several}");
    }
    assert!(matches!(journal.bulk(&ids, &BulkChange::Link(cpd_journal::domain::GoalId::from_row(77))), Err(JournalError::NotFound { .. })));
    assert_eq!(all(&journal), before);
    assert_eq!(journal.bulk(&[], &BulkChange::Bin).expect("nothing").value, Bulk::default());
}

#[test]
fn out_of_the_bin_and_changed_in_one_step() {
    let mut journal = in_memory();
    let (ready, handed) =
        (log(&mut journal, "Ready", EntryState::Ready, &[]), log(&mut journal, "Handed in", EntryState::Submitted { on: today() }, &[]));
    journal.bulk(&[ready, handed], &BulkChange::Bin).expect("binned");
    journal.bin(handed).expect("binned");
    let bulk =
        journal.bulk_all(&[ready, handed], &[BulkChange::Unbin, BulkChange::AddTag("back".into()), BulkChange::State(EntryState::Draft)]);
    let bulk = bulk.expect("done").value;
    assert_eq!(bulk.changed, [ready]);
    assert!(bulk.refused[0].1.contains("submitted"), "{bulk:?}");
    let one = journal.entry(ready).expect("an entry");
    assert_eq!((one.state, one.draft.tags.as_slice()), (EntryState::Draft, ["back".to_owned()].as_slice()));
    assert!(journal.entry(handed).expect("an entry").state.is_binned());
    journal.undo().expect("undone");
    assert!(journal.entry(ready).expect("an entry").state.is_binned());
    assert_eq!(journal.bulk(&[ready, handed], &BulkChange::Unbin).expect("done").value.changed, [ready, handed]);
    assert_eq!(journal.entry(handed).expect("an entry").state, EntryState::Submitted { on: today() });
}

#[test]
fn claims_and_items_behave_as_by_themselves() {
    let mut journal = in_memory();
    let items: Vec<EntryId> = (0..4).map(|n| log(&mut journal, &format!("Item {n}"), EntryState::Ready, &[])).collect();
    let claim = journal.roll_up(&items[..3], "A claim").expect("rolled up").value.id;
    let minutes = |journal: &Journal, id| journal.entry(id).expect("an entry").draft.minutes.total();
    assert_eq!(minutes(&journal, claim), Minutes(60));
    // Items in the bin count no more, and their claim follows; it comes back with them.
    journal.bulk(&items[..2], &BulkChange::Bin).expect("binned");
    assert_eq!(minutes(&journal, claim), Minutes(20));
    journal.bulk(&items[..2], &BulkChange::Unbin).expect("back");
    assert_eq!(minutes(&journal, claim), Minutes(60));
    journal.undo().expect("undone");
    assert_eq!(minutes(&journal, claim), Minutes(20));
    journal.redo().expect("done again");
    assert_eq!(minutes(&journal, claim), Minutes(60));
    // A claim that every item has left does not come back with others.
    journal.bulk(&[claim, items[3]], &BulkChange::Bin).expect("binned");
    let other = journal.roll_up(&items[..3], "Another claim").expect("rolled up").value.id;
    let bulk = journal.bulk(&[claim, items[3]], &BulkChange::Unbin).expect("done").value;
    assert_eq!(bulk.changed, [items[3]]);
    assert_eq!(bulk.refused.len(), 1);
    assert!(bulk.refused[0].0 == claim && bulk.refused[0].1.contains("no item"), "{bulk:?}");
    assert_eq!(minutes(&journal, other), Minutes(60));
    // A claim and its items at once, with the items out of the bin only afterwards.
    let both = [other, items[0], items[1], items[2]];
    journal.bulk(&both, &BulkChange::Bin).expect("binned");
    journal.bulk(&both, &BulkChange::Unbin).expect("back");
    assert_eq!(minutes(&journal, other), Minutes(60));
    // A submitted claim is what was submitted, whatever becomes of its items; when it comes back, none of them counts twice.
    journal.bulk(&[other], &BulkChange::State(EntryState::Submitted { on: today() })).expect("submitted");
    journal.bulk(&items[..1], &BulkChange::Bin).expect("binned");
    assert_eq!(minutes(&journal, other), Minutes(60));
    assert_eq!(journal.verify().expect("looked at"), []);
}

#[test]
fn a_group_of_which_an_entry_has_one() {
    let mut journal = in_memory();
    let catalogue = std::sync::Arc::clone(journal.catalogue());
    let (framework, group) = catalogue
        .frameworks
        .iter()
        .filter_map(|one| catalogue.in_force(&one.scheme, today()))
        .find_map(|one| one.groups.iter().find(|group| group.single && group.categories.len() > 1).map(|group| (one, group)))
        .expect("a bundled framework with such a group");
    let (one, other) = (framework.code_of(&group.categories[0]), framework.code_of(&group.categories[1]));
    let (has, free) = (log(&mut journal, "Has one", EntryState::Ready, &[]), log(&mut journal, "Free", EntryState::Ready, &[]));
    journal.bulk(&[has], &BulkChange::AddStandards(vec![one.clone()])).expect("given");
    let bulk = journal.bulk(&[has, free], &BulkChange::AddStandards(vec![other.clone()])).expect("done").value;
    assert_eq!((bulk.changed.as_slice(), bulk.refused.len()), ([free].as_slice(), 1), "{bulk:?}");
    assert!(bulk.refused[0].1.contains("cannot be both"), "{bulk:?}");
    // Instead of the other it can have it.
    let changes = [BulkChange::RemoveStandards(vec![one]), BulkChange::AddStandards(vec![other.clone()])];
    assert_eq!(journal.bulk_all(&[has], &changes).expect("done").value.changed, [has]);
    assert_eq!(journal.entry(has).expect("an entry").draft.standards, [other]);
}

#[test]
fn a_thousand_entries() {
    let place = Place::new();
    let mut journal = open(&place.journal());
    journal.fill_with_sample(1_200, 3, "physiotherapist").expect("a sample");
    let live: Vec<EntryId> =
        journal.headers(None).expect("headers").iter().filter(|one| !one.state.is_binned()).map(|one| one.id).take(1_000).collect();
    assert_eq!(live.len(), 1_000);
    let goal = journal.goals().expect("goals")[0].id;
    let before = all(&journal);
    for change in [
        BulkChange::AddTag("everything".into()),
        BulkChange::Link(goal),
        BulkChange::AddStandards(vec!["bells.peal".into()]),
        BulkChange::Park(Some(today() + chrono::Days::new(9))),
        BulkChange::Bin,
        BulkChange::Unbin,
    ] {
        let begun = Instant::now();
        let bulk = journal.bulk(&live, &change).expect("done").value;
        let took = begun.elapsed();
        println!("{change:?}: {} changed in {took:?}", bulk.changed.len());
        assert!(took.as_secs() < 6, "{change:?} took {took:?}");
    }
    let after = all(&journal);
    for _ in 0..6 {
        let begun = Instant::now();
        journal.undo().expect("undone").expect("a step");
        println!("undone in {:?}", begun.elapsed());
    }
    assert_eq!(all(&journal), before);
    for _ in 0..6 {
        journal.redo().expect("done again").expect("a step");
    }
    assert_eq!(all(&journal), after);
    assert_eq!(journal.verify().expect("looked at"), []);
}

fn add(place: &Place, title: &str, more: &[&str]) -> String {
    let words: Vec<&str> = ["log", title].into_iter().chain(more.iter().copied()).collect();
    place.json(&words)["uid"].as_str().expect("a uid").to_owned()
}

#[test]
fn from_the_command_line() {
    let place = Place::new();
    place.done(&["goal", "add", "Persistent pain"]);
    let a = add(&place, "Pacing podcast", &["--kind", "podcast", "--tag", "old"]);
    let b = add(&place, "Sleep podcast", &["--kind", "podcast"]);
    let c = add(&place, "Pacing chat", &["--kind", "tweetchat", "--state", "submitted"]);
    let changed = |value: &Value| {
        let mut uids: Vec<String> =
            value["changed"].as_array().expect("a list").iter().map(|uid| uid.as_str().expect("a uid").to_owned()).collect();
        uids.sort();
        uids
    };
    let sorted = |uids: &[&String]| {
        let mut uids: Vec<String> = uids.iter().map(|uid| (*uid).clone()).collect();
        uids.sort();
        uids
    };
    // A dry run tells and changes nothing.
    let steps = || place.json(&["history"])["steps"].as_array().map_or(0, Vec::len);
    let before = steps();
    let dry = place.json(&["bulk", "kind:podcast", "--add-tag", "audio", "--goal", "pain", "--dry-run"]);
    assert_eq!((changed(&dry), &dry["dry_run"]), (sorted(&[&a, &b]), &json!(true)));
    let told = place.done(&["bulk", "kind:podcast", "--add-tag", "audio", "--dry-run"]).out;
    assert!(told.contains("Would change 2 entries") && told.contains("Pacing podcast"), "{told}");
    assert_eq!(steps(), before);
    // Several changes are one step.
    let done = place.json(&["bulk", "kind:podcast", "--add-tag", "audio", "--remove-tag", "old", "--goal", "pain", "--ready"]);
    assert_eq!(changed(&done), sorted(&[&a, &b]));
    assert_eq!(steps(), before + 1);
    let shown = place.json(&["show", &a]);
    assert_eq!((&shown["tags"], &shown["state"]), (&json!(["audio"]), &json!("ready")), "{shown}");
    place.done(&["undo"]);
    let shown = place.json(&["show", &a]);
    assert_eq!((&shown["tags"], &shown["state"]), (&json!(["old"]), &json!("draft")), "{shown}");
    // What is refused is told, the others are done; a named entry is there, too.
    let done = place.json(&["bulk", "pacing", "--bin", "--entry", &b]);
    assert_eq!(changed(&done), sorted(&[&a, &b]));
    assert_eq!(done["refused"][0]["uid"], json!(c));
    assert!(done["refused"][0]["why"].as_str().is_some_and(|why| why.contains("submitted")), "{done}");
    let done = place.json(&["bulk", "is:binned podcast", "--unbin"]);
    assert_eq!(changed(&done), sorted(&[&a, &b]));
    let done = place.json(&["bulk", "--entry", "Sleep", "--submitted", "2026-03-01"]);
    assert_eq!((changed(&done), &done["untouched"]), (sorted(&[&b]), &json!(0)));
    // Nothing found is no error, and nothing happens.
    let before = steps();
    let nothing = place.json(&["bulk", "zebra", "--bin"]);
    assert_eq!((&nothing["changed"], &nothing["untouched"]), (&json!([]), &json!(0)));
    for nothing in ["zebra", "pacing -pacing"] {
        assert!(place.done(&["bulk", nothing, "--bin"]).out.contains("nothing was changed"), "{nothing}");
    }
    // A tag that nothing has excludes nothing.
    let same = |query: &str| place.json(&["bulk", query, "--bin", "--dry-run"])["changed"].as_array().map(Vec::len);
    assert!(same("pacing").is_some_and(|count| count > 0));
    assert_eq!(same("pacing -tag:nosuchtag"), same("pacing"));
    for nothing in ["(", "*"] {
        let listed = place.json(&["list", nothing]);
        assert_eq!((&listed["total"], listed["problems"].as_array().map(Vec::len)), (&json!(0), Some(1)), "{nothing}");
    }
    // Whatever was not understood: nobody bins more than they meant.
    for query in [
        "",
        "  ",
        "-",
        "()",
        "(",
        "*",
        "🦶",
        "pacing knd:podcast",
        "kind:nosuchthing pacing",
        "pacing \"open",
        "date:yesteryear",
        "podcas",
        "minutes:>lots",
        "NOT",
        "or",
        "OR",
        "pacing NOT",
        "or pacing",
        "tag:nosuchtag",
    ] {
        let ran = place.run(&["bulk", query, "--bin", "--json"]);
        assert_eq!(ran.code, 2, "“{query}”: {ran:?}");
        let error = ran.json();
        assert!(error["error"]["hint"].as_str().is_some_and(|hint| hint.contains("nothing was changed")), "“{query}”: {error}");
    }
    for words in [
        vec!["bulk", "pacing"],
        vec!["bulk", "--bin"],
        vec!["bulk", "pacing", "--bin", "--unbin"],
        vec!["bulk", "pacing", "--ready", "--draft"],
        vec!["bulk", "pacing", "--park", "nonsense"],
        vec!["bulk", "pacing", "--park", "2020-01-01"],
        vec!["bulk", "pacing", "--submitted", "2030-01-01"],
        vec!["bulk", "pacing", "--add-tag", " # "],
        vec!["bulk", "pacing", "--add-tag", "a, b"],
    ] {
        let ran = place.run(&words);
        assert!(matches!(ran.code, 1 | 2), "{ran:?}");
    }
    assert_eq!(place.run(&["bulk", "pacing", "--goal", "nowhere"]).code, 1);
    assert_eq!(steps(), before);
    assert!(place.done(&["verify"]).code == 0);
}

#[test]
fn two_programs_at_once() {
    let place = Place::new();
    let ids: Vec<EntryId> = {
        let mut journal = open(&place.journal());
        (0..40).map(|n| log(&mut journal, &format!("Entry number {n}"), EntryState::Draft, &[])).collect()
    };
    let running: Vec<_> = (0..4)
        .map(|n| {
            let mut command = std::process::Command::new(crate::support::PROGRAM);
            command.env_clear().arg("--journal").arg(place.journal()).args([
                "bulk",
                "entry number",
                "--add-tag",
                &format!("tag{n}"),
                "--json",
            ]);
            command.stdout(std::process::Stdio::piped()).spawn().expect("it runs")
        })
        .collect();
    for one in running {
        let output = one.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{output:?}");
        let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(value["changed"].as_array().map(Vec::len), Some(40), "{value}");
    }
    let journal = open(&place.journal());
    for id in ids {
        let mut tags = journal.entry(id).expect("an entry").draft.tags;
        tags.sort();
        assert_eq!(tags, ["tag0", "tag1", "tag2", "tag3"]);
    }
    assert_eq!(journal.verify().expect("looked at"), []);
}

#[test]
fn hostile_names() {
    let place = Place::new();
    let mut journal = open(&place.journal());
    let id = log(&mut journal, "'; DROP TABLE entry_tag; --", EntryState::Draft, &[]);
    for name in ["' DROP TABLE entry --", "\"quoted\"", "a\0b", "\u{202e}evil", "👩🏽‍⚕️", "%_%", "[1-2]", "{}", "-dash"] {
        let bulk = journal.bulk(&[id], &BulkChange::AddTag(name.into())).expect(name).value;
        assert_eq!(bulk.changed, [id], "{name:?}");
        let tags = journal.tags().expect("tags");
        assert!(tags.iter().any(|tag| !tag.tag.is_empty() && name.replace('\0', "").contains(tag.tag.as_str())), "{name:?}: {tags:?}");
        assert_eq!(journal.bulk(&[id], &BulkChange::RemoveTag(name.into())).expect(name).value.changed, [id], "{name:?}");
        assert_eq!(journal.tags().expect("tags"), [], "{name:?}");
    }
    // One that is there already, however long, can be renamed and taken away.
    let long = "x".repeat(10_000);
    let other = log(&mut journal, "Long", EntryState::Draft, &[&long]);
    assert_eq!(journal.rename_tag(&long, "short").expect("renamed").value.entries, [other]);
    journal.undo().expect("undone");
    assert_eq!(journal.bulk(&[other], &BulkChange::RemoveTag(long)).expect("taken away").value.changed, [other]);
    assert_eq!(journal.verify().expect("looked at"), []);
}
