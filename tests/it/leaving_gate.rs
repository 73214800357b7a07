//! What holds an export back: everything that leaves is looked at, and only what somebody has seen leaves knowingly.

use std::collections::BTreeMap;

use cpd_journal::domain::portfolio::Handles;
use cpd_journal::domain::{EntryDraft, EntryState};
use cpd_journal::dossier::{Community, Dossier, Entry, Fate, SavedSearch, Walk, Waymark};
use cpd_journal::exporters::Replace;
use cpd_journal::journal::{JournalError, NewFile, Selection, Together};

use crate::support::in_memory;

fn entry(learnt: &str) -> EntryDraft {
    EntryDraft { title: "A chat".into(), learnt: learnt.into(), ..EntryDraft::on("2026-02-10".parse().expect("a day")) }
}

#[test]
fn only_what_was_seen_leaves() {
    let mut journal = in_memory();
    let id = journal.log(entry("Write to m.okafor@example.org."), EntryState::Ready, &Together::default()).expect("kept").value.id;
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("all.json");
    let mut seen = BTreeMap::new();
    for one in journal.unsettled(&Selection::default()).expect("looked") {
        *seen.entry(one.seen()).or_default() += 1;
    }
    let selection = Selection { seen, ..Selection::default() };
    let done = journal.export(&selection, "json", &target, Replace::Allow, &|_| Ok(())).expect("exported");
    assert_eq!(done.acknowledged.len(), 1);
    // The same words moved on are the same; the same words once more are not, nor are others.
    for (learnt, held) in [
        ("Again: write to m.okafor@example.org.", 0),
        ("m.okafor@example.org, and m.okafor@example.org once more", 1),
        ("m.okafor@example.org and j.bell@example.org", 1),
    ] {
        let opened = journal.entry(id).expect("the entry").changed;
        journal.save(id, entry(learnt), &[opened]).expect("saved");
        match journal.export(&selection, "json", &target, Replace::Allow, &|_| Ok(())) {
            Ok(_) => assert_eq!(held, 0, "{learnt}"),
            Err(JournalError::Unsettled(found)) => assert_eq!(found.len(), held, "{learnt}"),
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn handles_that_could_not_be_changed_are_open() {
    let mut journal = in_memory();
    let page = "<p>thanks to @mair_gwynedd</p>".to_owned();
    let large = format!("@ola_wren agrees\n{}", "nothing else\n".repeat(420_000));
    let together =
        Together { files: vec![NewFile::in_memory("large.txt", &*large), NewFile::in_memory("small.txt", &*page)], ..Together::default() };
    journal
        .log(entry("See https://x.com/kofiannan/status/1, @ann_owen, https://x.com/ann_owen/status/2"), EntryState::Ready, &together)
        .expect("kept");
    let open = |handles| {
        let selection = Selection { handles: Some(handles), ..Selection::default() };
        let found = journal.unsettled(&selection).expect("looked");
        found.into_iter().filter(|one| ["handle", "web-profile"].contains(&one.finding.rule)).map(|one| one.text).collect::<Vec<_>>()
    };
    assert_eq!(open(Handles::Keep), Vec::<String>::new());
    for handles in [Handles::Pseudonym, Handles::Remove] {
        assert_eq!(open(handles), ["https://x.com/kofiannan/status/1", "@ola_wren"], "{handles:?}");
    }
}

#[test]
fn files_that_nobody_can_look_at_are_told() {
    let mut journal = in_memory();
    let large = format!("{}\n", "a ".repeat(10_500_000));
    let together = Together { files: vec![NewFile::in_memory("large.txt", &*large)], ..Together::default() };
    journal.log(entry("Nothing."), EntryState::Ready, &together).expect("kept");
    let found = journal.unsettled(&Selection::default()).expect("looked");
    assert_eq!(found.iter().map(|one| one.finding.rule).collect::<Vec<_>>(), ["file-unread"]);
    assert!(found[0].text.contains("large.txt"), "{found:?}");
}

#[test]
fn every_text_that_leaves_is_handed_out() {
    let said = |word: &str| word.to_owned();
    let fate = Fate { outcome: said("one"), next_title: said("two"), ..Fate::default() };
    let mut dossier = Dossier {
        entries: vec![Entry { platform: said("three"), hashtag: said("four"), ..Entry::default() }],
        walks: vec![Walk { next_plan: said("five"), fates: vec![fate], ..Walk::default() }],
        waymarks: vec![Waymark { version: said("six"), ..Waymark::default() }],
        communities: vec![Community { prepare: said("seven"), ..Community::default() }],
        saved_searches: vec![SavedSearch { name: said("eight"), query: said("nine"), ..SavedSearch::default() }],
        words: vec![said("ten")],
        ..Dossier::default()
    };
    let mut all = Vec::new();
    dossier.texts(&mut |_, text| all.push(text.clone()));
    all.sort();
    assert_eq!(all, ["eight", "five", "four", "nine", "one", "seven", "six", "ten", "three", "two"]);
}
