//! Words that leave or stay: details of others, names of entries without a title, links to participants, words that are mended.

use std::fs;

use cpd_journal::domain::entry::TimeSpent;
use cpd_journal::domain::portfolio::{Depth, Handles, Parts};
use cpd_journal::domain::{EntryDraft, EntryState, Minutes};
use cpd_journal::dossier::Dossier;
use cpd_journal::journal::{Found, Journal, JournalError, Selection, Together};

use crate::support::{Place, in_memory, open};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect(text)
}

fn with_details() -> Place {
    let place = Place::new();
    place.done(&["registration", "add", "nmc-revalidation", "--cycle-start", "2025-04-01"]);
    let partner = "partner_name=Mrs Okafor, @kofi_m";
    place.done(&["record", "add", "reflective-discussion", "--date", "2026-02-16", "--field", partner, "--field", "summary=We talked"]);
    place
}

#[test]
fn details_of_others_are_looked_at_as_well() {
    let place = with_details();
    assert_eq!(place.done(&["export", "--out", "without.json", "--json"]).json()["findings"].as_array().map(Vec::len), Some(0));
    let held = place.run(&["export", "--out", "with.json", "--with-details", "--json"]);
    held.failed(6, "held_back");
    assert!(!place.path().join("with.json").exists());
    let list = place.json(&["export", "--list", "--with-details"]);
    let found = list["findings"].as_array().expect("findings").clone();
    let details: Vec<&str> =
        found.iter().filter(|one| one["field"] == "detail partner_name").map(|one| one["text"].as_str().expect("words")).collect();
    assert_eq!(details, ["Mrs Okafor", "@kofi_m"], "{list}");
    assert_eq!(place.json(&["privacy"])["open"], 0);
    // The words go nowhere else: not with what is noted of an export, not with what was said to be fine.
    place.done(&["export", "--out", "with.json", "--with-details", "--acknowledge-findings"]);
    let left = place.done(&["privacy", "--left", "--json"]).out;
    assert!(!left.contains("Okafor") && !left.contains("kofi") && left.contains("detail partner_name"), "{left}");
    assert_eq!(place.run(&["privacy", "--with-details", "--mend", "all"]).code, 2);
    place.done(&["privacy", "--with-details", "--fine", "all", "--because", "she agreed"]);
    assert_eq!(place.json(&["privacy", "--with-details"])["open"], 0);
    place.done(&["export", "--out", "fine.json", "--with-details"]);
    let journal = open(&place.journal());
    assert!(journal.unsettled(&Selection::default()).expect("looked").is_empty());
}

#[test]
fn handles_in_details_become_letters() {
    let place = with_details();
    for (how, words) in [("pseudonym", "Mrs Okafor, participant A"), ("remove", "Mrs Okafor, a participant")] {
        let name = format!("{how}.json");
        place.done(&["export", "--out", &name, "--with-details", "--handles", how, "--acknowledge-findings"]);
        let text = fs::read_to_string(place.path().join(&name)).expect("the file");
        let dossier = Dossier::from_json(&text).expect("a dossier");
        assert_eq!(dossier.records[0].details["partner_name"], words);
        assert!(!text.contains("kofi"), "{text}");
    }
}

#[test]
fn an_entry_without_a_title_is_called_by_what_leaves() {
    let place = Place::new();
    place.done(&["registration", "add", "generic", "--cycle-start", "2026-01-01"]);
    let mut journal = open(&place.journal());
    let spent = TimeSpent { taking_part: Minutes(60), ..TimeSpent::default() };
    let draft = |learnt: &str, date: &str| EntryDraft {
        learnt: learnt.into(),
        kind: "tweetchat".into(),
        minutes: spent,
        ..EntryDraft::on(day(date))
    };
    for (learnt, date) in [("Quagga words of pacing", "2026-02-10"), ("Quagga item one", "2026-02-11"), ("Quagga item two", "2026-02-12")] {
        journal.log(draft(learnt, date), EntryState::Ready, &Together::default()).expect("kept");
    }
    let items: Vec<_> = journal.headers(None).expect("headers").iter().filter(|one| one.name.contains("item")).map(|one| one.id).collect();
    journal.roll_up(&items, "Small things").expect("a claim");
    let titled = EntryDraft { title: "Titled".into(), ..draft("Quagga as well", "2026-02-13") };
    journal.log(titled, EntryState::Ready, &Together::default()).expect("kept");
    let parts = Parts { learning: false, ..Parts::default() };
    for selection in
        [Selection { parts, charts: true, ..Selection::default() }, Selection { depth: Depth::Summary, ..Selection::default() }]
    {
        let leaving = journal.leaving(&selection).expect("leaves");
        let report = format!("{:?} {}", leaving.report, leaving.dossier.to_json());
        assert!(!report.contains("Quagga"), "{report}");
        let label = journal.catalogue().kind_label("tweetchat");
        let wanted = [format!("{label}, 10 February 2026"), format!("{label}, 11 February 2026"), format!("{label}, 12 February 2026")];
        let titles: Vec<&str> = leaving.report.entries.iter().map(|one| one.title.as_str()).collect();
        for name in &wanted {
            assert!(titles.contains(&name.as_str()), "{name} {titles:?}");
            assert!(leaving.dossier.entries.iter().any(|one| one.title == *name), "{name}");
        }
        assert!(titles.contains(&"Titled") && titles.contains(&"Small things"), "{titles:?}");
    }
    let whole = journal.leaving(&Selection::default()).expect("leaves");
    assert!(whole.report.entries.iter().any(|one| one.title == "Quagga words of pacing"));
    assert!(whole.dossier.entries.iter().any(|one| one.title.is_empty()), "it has none");
    drop(journal);
    for (format, name) in [("html", "a.html"), ("markdown", "a.md"), ("csv", "csv"), ("json", "a.json")] {
        place.done(&["export", "--format", format, "--out", name, "--without", "learning"]);
        let mut open = vec![place.path().join(name)];
        while let Some(next) = open.pop() {
            if next.is_dir() {
                open.extend(fs::read_dir(&next).expect("a folder").map(|item| item.expect("an item").path()));
            } else {
                let bytes = fs::read(&next).expect("a file");
                assert!(memchr::memmem::find(&bytes, b"Quagga").is_none(), "{}", next.display());
            }
        }
    }
    // What has neither title nor words comes in all the same.
    let other = Place::new();
    let taken = other.json(&["import", &place.path().join("a.json").to_string_lossy()]);
    assert_eq!(taken["entries"], 5, "{taken}");
}

#[test]
fn links_to_participants_do_not_break() {
    let mut journal = in_memory();
    let draft = EntryDraft {
        title: "With @kofi_m".into(),
        url: "https://x.com/kofi_m/status/1".into(),
        learnt: "As @kofi_m wrote ([here](https://x.com/kofi_m/status/2)): https://x.com/kofi_m/status/3, and <https://example.org/a>"
            .into(),
        ..EntryDraft::on(day("2026-02-10"))
    };
    journal.log(draft, EntryState::Ready, &Together::default()).expect("kept");
    for (handles, who) in [(Handles::Pseudonym, "participant A"), (Handles::Remove, "a participant")] {
        let selection = Selection { handles: Some(handles), ..Selection::default() };
        let leaving = journal.leaving(&selection).expect("leaves");
        let (entry, report) = (&leaving.dossier.entries[0], &leaving.report.entries[0]);
        assert_eq!(entry.url, format!("(link to {who}’s post)"));
        assert_eq!(entry.learnt, format!("As {who} wrote (here): (link to {who}’s post), and <https://example.org/a>"));
        assert_eq!((&report.url, &report.learnt), (&entry.url, &entry.learnt));
        assert_eq!(journal.unsettled(&selection).expect("looked"), [], "{handles:?}");
        let folder = tempfile::tempdir().expect("a folder");
        for (format, name) in [("html", "a.html"), ("markdown", "a.md")] {
            let target = folder.path().join(name);
            journal.export(&selection, format, &target, cpd_journal::exporters::Replace::Refuse, &|_| Ok(())).expect("exported");
            let text = fs::read_to_string(&target).expect("the file");
            assert!(!text.contains("x.com") && !text.contains("href=\"(link"), "{text}");
        }
    }
}

fn learnt(text: &str) -> (Journal, cpd_journal::domain::EntryId) {
    let mut journal = in_memory();
    let draft = EntryDraft { title: "Ward round".into(), learnt: text.into(), ..EntryDraft::on(day("2026-02-10")) };
    let id = journal.log(draft, EntryState::Ready, &Together::default()).expect("kept").value.id;
    (journal, id)
}

fn mended(text: &str) -> String {
    let (mut journal, id) = learnt(text);
    let look = |journal: &Journal| journal.unsettled(&Selection::default());
    journal.mend_everything(&look).expect("mended");
    let said = journal.entry(id).expect("the entry").draft.learnt;
    if said != text {
        journal.undo().expect("undone");
        assert_eq!(journal.entry(id).expect("the entry").draft.learnt, text, "one step");
    }
    said
}

#[test]
fn what_is_mended_reads_well() {
    for (text, wanted) in [
        ("Little Mrs Patel came.", "A patient came."),
        ("We saw poor Mrs Patel.", "We saw a patient."),
        ("We saw middle-aged Mrs Patel.", "We saw a middle-aged patient."),
        ("A Mrs Patel came. The Mrs Patel we know.", "A patient came. The patient we know."),
        ("It was a Mrs Patel.", "It was a patient."),
        ("Mrs Patel came. Mrs Patel left.", "A patient came. The patient left."),
    ] {
        assert_eq!(mended(text), wanted, "{text}");
    }
}

#[test]
fn words_that_somebody_chose_stand_as_they_are() {
    let (mut journal, id) = learnt("Little Mrs Patel came.");
    let found = journal.unsettled(&Selection::default()).expect("looked").remove(0);
    journal.mend_findings(&[(found, "an old lady".to_owned())]).expect("mended");
    assert_eq!(journal.entry(id).expect("the entry").draft.learnt, "an old lady came.");
}

#[test]
fn all_is_mended_in_one_step_also_what_comes_to_light() {
    let text = "Mrs Patel, 943 476 5919, of LS6 2AB, wrote from m.okafor@example.org.";
    let (mut journal, id) = learnt(text);
    // As if each came to light only by the one before.
    let one_by_one = |journal: &Journal| -> Result<Vec<Found>, JournalError> {
        let mut all = journal.unsettled(&Selection::default())?;
        all.retain(Found::can_be_mended);
        all.truncate(1);
        Ok(all)
    };
    let steps = journal.entry(id).expect("the entry").draft.learnt;
    assert_eq!(steps, text);
    let done = journal.mend_everything(&one_by_one).expect("mended").value;
    assert!(done.len() >= 3, "{done:?}");
    let said = journal.entry(id).expect("the entry").draft.learnt;
    assert!(!said.contains("Patel") && !said.contains("943") && !said.contains("okafor"), "{said}");
    let label = journal.undo().expect("undone");
    assert_eq!(journal.entry(id).expect("the entry").draft.learnt, text, "{label:?}");
    // What is found again and again is not mended without end.
    let (mut journal, _) = learnt(text);
    let first = journal.unsettled(&Selection::default()).expect("looked").into_iter().find(Found::can_be_mended).expect("one");
    let stubborn = move |_: &Journal| Ok(vec![first.clone()]);
    assert_eq!(journal.mend_everything(&stubborn).expect("mended").value.len(), 1);
}
