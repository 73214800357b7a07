//! What is said of regulators is data: none is named in the code, and every file of ours is whole.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use cpd_journal::catalogue::Catalogue;
use cpd_journal::domain::framework::Amount;
use cpd_journal::domain::{EntryDraft, EntryId, EntryState, Minutes, RegistrationDraft};
use cpd_journal::journal::{Clock, Journal, Together};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).expect("a folder") {
        let path = item.expect("an item").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs" || end == "sql") {
            found.push(path);
        }
    }
}

/// The first letters of the words that begin with a capital.
fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect::<String>().to_lowercase()
}

/// All names of regulators and of their schemes that cannot mean anything else.
fn names() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for framework in Catalogue::bundled().frameworks.iter().filter(|framework| !framework.regulator.is_empty()) {
        names.insert(framework.regulator.to_lowercase());
        names.insert(initials(&framework.regulator));
        names.extend(framework.scheme.split('-').map(str::to_owned));
        names.insert(framework.id.clone());
    }
    // Words of the language, and of the field.
    for word in ["cpd", "physio", "nz", "pilot", "nurses", "generic", ""] {
        names.remove(word);
    }
    names.retain(|name| name.len() > 2);
    names
}

#[test]
fn no_regulator_is_named_in_the_code() {
    let names = names();
    for known in ["nmc", "hcpc", "gphc", "gmc", "nursing and midwifery council"] {
        assert!(names.contains(known), "{known} is not among {names:?}");
    }
    let mut sources = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
    assert!(sources.len() > 100);
    let mut found = Vec::new();
    for path in sources {
        let text = fs::read_to_string(&path).expect("a source").to_lowercase();
        for (number, line) in text.lines().enumerate() {
            let spoken = format!(" {} ", line.split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>().join(" "));
            for name in &names {
                let words = name.split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>().join(" ");
                if spoken.contains(&format!(" {words} ")) {
                    found.push(format!("{}:{}: {name}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// Two entries of these days, with these standards.
fn two(journal: &mut Journal, one: (&str, &[&str]), other: (&str, &[&str])) -> [EntryId; 2] {
    [one, other].map(|(day, standards)| {
        let mut draft = EntryDraft::on(day.parse().expect("a day"));
        draft.title = format!("Of {day}");
        draft.minutes.taking_part = Minutes(30);
        draft.standards = standards.iter().map(|code| (*code).to_owned()).collect();
        draft.amounts.insert("goc.points".to_owned(), Amount::whole(1));
        journal.log(draft, EntryState::Ready, &Together::default()).expect("logged").value.id
    })
}

#[test]
fn rolling_up_never_makes_more_of_something_count() {
    let mut journal = Journal::in_memory(Clock::Fixed("2026-11-22".parse().expect("a day"))).expect("a journal");
    for (one, other, want) in [
        // What only some have.
        (&["goc.provider"][..], &[][..], &[][..]),
        (&["goc.provider", "goc.communication"], &["goc.provider"], &["goc.provider"]),
        // All have a theme, though not the same.
        (&["nmc.preserve-safety"], &["nmc.prioritise-people", "x.y"], &["nmc.preserve-safety", "nmc.prioritise-people"]),
        // What one can have one of only.
        (&["gphc.planned"], &["gphc.unplanned"], &[]),
    ] {
        let items = two(&mut journal, ("2026-03-01", one), ("2026-03-02", other));
        let claim = journal.roll_up(&items, "Small things").expect("rolled up").value.id;
        let draft = journal.entry(claim).expect("an entry").draft;
        assert_eq!(draft.standards, want, "{one:?} and {other:?}");
        assert_eq!(draft.amounts["goc.points"], Amount::whole(2));
    }
    let draft = RegistrationDraft { framework: "goc-cpd-2025-27".to_owned(), ..RegistrationDraft::default() };
    journal.add_registration(draft).expect("registered");
    let apart = two(&mut journal, ("2024-12-31", &[]), ("2025-01-01", &[]));
    let error = journal.roll_up(&apart, "Over the border").expect_err("another cycle").to_string();
    assert!(error.contains("before the cycle"), "{error}");
    let together = two(&mut journal, ("2025-01-01", &[]), ("2027-12-31", &[]));
    journal.roll_up(&together, "First and last day").expect("one cycle");
}
