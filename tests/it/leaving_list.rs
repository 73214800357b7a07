//! The list of what leaves tells all of it, and what somebody could miss.

use cpd_journal::domain::entry::TimeSpent;
use cpd_journal::domain::portfolio::{Handles, Parts};
use cpd_journal::domain::{EntryDraft, EntryState, Minutes, PersonDraft};
use cpd_journal::journal::{Journal, Leaves, Selection, Together, Under};

use crate::support::{Place, open};

fn logged(journal: &mut Journal, title: &str, standards: &[&str], state: EntryState) {
    let minutes = TimeSpent { taking_part: Minutes(60), ..TimeSpent::default() };
    let standards = standards.iter().map(|one| (*one).to_owned()).collect();
    let date = "2026-02-01".parse().expect("a day");
    let draft = EntryDraft { title: title.into(), minutes, learnt: "x".into(), standards, ..EntryDraft::on(date) };
    journal.log(draft, state, &Together::default()).expect("kept");
}

fn line<'l>(list: &'l [Leaves], what: &str) -> Option<&'l Leaves> {
    list.iter().find(|one| one.what == what)
}

#[test]
fn what_stays_because_of_a_choice_is_told() {
    let place = Place::new();
    place.done(&["registration", "add", "nmc-revalidation", "--cycle-start", "2025-04-01"]);
    let mut journal = open(&place.journal());
    logged(&mut journal, "Counts", &["nmc.prioritise-people"], EntryState::Ready);
    logged(&mut journal, "Idle one", &[], EntryState::Ready);
    logged(&mut journal, "Idle two", &[], EntryState::Ready);
    logged(&mut journal, "Half", &["nmc.prioritise-people"], EntryState::Draft);
    let under = Under::One(journal.registrations().expect("registrations")[0].id, 0);
    let list = |selection: &Selection| journal.leaving(selection).expect("leaves").leaves();
    let whole = list(&Selection { under, ..Selection::default() });
    for what in ["Drafts", "What does not count", "Left out"] {
        assert_eq!(line(&whole, what), None);
    }
    let mut parts = Parts::default();
    (parts.hours, parts.reflections) = (false, false);
    let some = list(&Selection { under, counted_only: true, without_drafts: true, parts, ..Selection::default() });
    let told = |what: &str| line(&some, what).filter(|one| one.stays).map(|one| one.how_much.as_str());
    assert_eq!(told("Drafts"), Some("1 entry that is not ready"));
    assert_eq!(told("What does not count"), Some("2 entries"));
    assert_eq!(told("Left out"), Some("reflections, practice hours"));
    let asked = Selection { query: Some("counts".into()), ..Selection { under, without_drafts: true, ..Selection::default() } };
    assert_eq!(line(&list(&asked), "Drafts"), None, "what a query does not find is nobody's loss");
}

#[test]
fn people_are_named_by_what_is_known_of_them() {
    let place = Place::new();
    let mut journal = open(&place.journal());
    for (name, handle) in [("Bronwen Rees", "@bron"), ("", "@example_dietitian")] {
        journal.add_person(PersonDraft { name: name.into(), handle: handle.into(), ..PersonDraft::default() }).expect("somebody");
    }
    let selection = Selection { people: true, whole: true, handles: Some(Handles::Keep), ..Selection::default() };
    let list = journal.leaving(&selection).expect("leaves").leaves();
    let people = line(&list, "People you know").expect("told");
    assert_eq!(people.names, ["@example_dietitian", "Bronwen Rees"]);
    assert!(people.as_data && people.how_much.starts_with("2 people, with handles"), "{people:?}");
}

#[test]
fn only_formats_that_are_a_record_tell_of_one() {
    let place = Place::new();
    for rules in ["nmc-revalidation", "generic"] {
        place.done(&["registration", "add", rules, "--cycle-start", "2025-04-01"]);
    }
    place.done(&["log", "A chat", "--date", "2026-02-01", "--minutes", "60", "--learnt", "x"]);
    for (format, is_record) in
        [("pdf", true), ("pack", true), ("json", true), ("markdown", true), ("html", false), ("docx", false), ("csv", false)]
    {
        let text = place.done(&["export", "--list", "--format", format, "--framework", "generic"]).out;
        assert_eq!(text.contains("in the record for taking in again"), is_record, "{format}\n{text}");
    }
}

#[test]
fn only_what_counts_needs_rules_that_entries_count_for() {
    let place = Place::new();
    place.done(&["registration", "add", "generic", "--cycle-start", "2026-01-01"]);
    place.done(&["log", "A chat", "--date", "2026-02-01", "--minutes", "60", "--learnt", "x"]);
    let ran = place.run(&["export", "--framework", "generic", "--only-counted", "--format", "json", "--out", "some.json"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("no requirement that entries count towards") && ran.err.contains("leave out --only-counted"), "{ran:?}");
    assert!(!place.path().join("some.json").exists());
}

#[test]
fn a_document_says_that_only_what_counts_is_in_it() {
    let place = Place::new();
    place.done(&["registration", "add", "nmc-revalidation", "--cycle-start", "2025-04-01"]);
    place.done(&["log", "A chat", "--date", "2026-02-01", "--minutes", "60", "--learnt", "x"]);
    let words = |more: &[&str]| {
        let words = ["export", "--framework", "nmc-revalidation", "--format", "markdown", "--out", "out.md", "--force"];
        place.done(&[&words, more].concat());
        std::fs::read_to_string(place.path().join("out.md")).expect("the file")
    };
    assert!(!words(&[]).contains("that count towards a requirement"));
    let narrowed = words(&["--only-counted"]);
    assert!(narrowed.contains("that count towards a requirement") && narrowed.contains("counted_only: true"), "{narrowed}");
}

#[test]
fn a_regulator_does_not_learn_of_another() {
    let place = Place::new();
    for rules in ["nmc-revalidation", "generic"] {
        place.done(&["registration", "add", rules, "--cycle-start", "2025-04-01"]);
    }
    let journal = open(&place.journal());
    let one = journal.registrations().expect("registrations").into_iter().find(|one| one.draft.framework == "generic").expect("registered");
    let of = |under| journal.leaving(&Selection { under, ..Selection::default() }).expect("leaves").dossier.registrations.len();
    assert_eq!((of(Under::One(one.id, 0)), of(Under::All)), (1, 2));
}
