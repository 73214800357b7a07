//! Who is named in an export, with and without having been asked for.

use std::fs;
use std::path::Path;

use cpd_journal::domain::{ActionDraft, ClaimCheck, EntryDraft, EntryState, GoalDraft, PersonDraft, Profile};
use cpd_journal::exporters::Replace;
use cpd_journal::journal::{By, Journal, NewFile, Selection, Together};

use super::{pdf, tree};
use crate::support::{in_memory, today};

const CHAT: &str = "[02/02/2026, 20:00:04] Ann Owen: Q1 What does pacing mean? #physiotalk\n\
                    [02/02/2026, 20:03:10] Bronwen Hartley: A1 A plan for the good days\n\
                    [02/02/2026, 20:21:40] Dai Price: As @kofi says, or @BronH\n";

fn journal() -> Journal {
    let mut journal = in_memory();
    let profile = Profile { name: "Bronwen Hartley".into(), handles: "@bronh\n".into(), ..Profile::default() };
    journal.set_profile(&profile, By::Command).expect("kept");
    let sian =
        PersonDraft { name: "Siân Rees".into(), handle: "@sianrees".into(), profession: "Dietitian".into(), ..PersonDraft::default() };
    journal.add_person(sian).expect("added");
    let described = NewFile {
        caption: "Slide by @SianRees, kept by Bronwen Hartley".into(),
        alt: "Sian Rees points at a chart".into(),
        ..NewFile::in_memory("sian_rees-slide.bin", b"\x00\x01not a text")
    };
    let together = Together {
        files: vec![described, NewFile::in_memory("chat.txt", CHAT), NewFile::in_memory("plain.txt", "Nobody at all")],
        actions: vec![
            ActionDraft { what: "Show the diary".into(), shared_with: "SIÂN REES and Mo Khan".into(), ..ActionDraft::default() },
            ActionDraft { what: "Tell the team".into(), shared_with: "the band 5s".into(), ..ActionDraft::default() },
        ],
        ..Together::default()
    };
    let draft = EntryDraft {
        title: "A chat".into(),
        handle: "@sianrees".into(),
        people: vec!["Siân Rees".into(), "Mo Khan".into()],
        learnt: "That pacing is not rest.".into(),
        claim: ClaimCheck { who: "@sianrees on X".into(), ..ClaimCheck::default() },
        ..EntryDraft::on(today())
    };
    journal.log(draft, EntryState::Ready, &together).expect("logged");
    journal
}

fn export(journal: &Journal, selection: &Selection, name: &str) -> (String, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join(name);
    let selection = Selection { acknowledged: true, ..selection.clone() };
    let done = journal.export(&selection, "markdown", &target, Replace::Refuse, &|_| Ok(())).expect("exported");
    let (exported, report) = (done.exported, done.report);
    assert_eq!(
        report.names_told(target.is_dir()),
        exported.warnings.iter().filter(|one| !one.contains("cannot hold")).cloned().collect::<Vec<_>>()
    );
    let files = if target.is_dir() { tree(&target) } else { [(name.to_owned(), fs::read(&target).expect("the file"))].into() };
    let all: Vec<String> = files
        .into_iter()
        .filter(|(path, _)| Path::new(path).extension().is_none_or(|ending| ending != "txt"))
        .map(|(path, content)| format!("{path}\n{}", String::from_utf8_lossy(&content)))
        .collect();
    (all.join("\n"), exported.warnings)
}

#[test]
fn nobody_is_named_unless_asked_for() {
    let journal = journal();
    for name in ["folder", "one.md"] {
        let (text, warnings) = export(&journal, &Selection::default(), name);
        // The host's handle is public and stays.
        let text = text.replace("@sianrees", "(host)").replace("\\@sianrees", "(host)").to_lowercase();
        for gone in ["rees", "khan", "siân", "sian"] {
            assert!(!text.contains(gone), "{name}: {gone} is in\n{text}");
        }
        for there in
            ["(host)", "dietitian and a colleague", "the band 5s", "slide by dietitian", "dietitian points at a chart", "bronwen hartley"]
        {
            assert!(text.contains(there), "{name}: {there} is not in\n{text}");
        }
        let told = "Files leave as they are: chat.txt names 3 people.";
        assert_eq!(warnings.iter().any(|one| one == told), name == "folder", "{warnings:?}");
        assert!(!warnings.iter().any(|one| one.contains("in your own words")), "{warnings:?}");
    }
}

#[test]
fn all_are_named_when_asked_for() {
    let (text, warnings) = export(&journal(), &Selection { people: true, ..Selection::default() }, "folder");
    for there in ["SIÂN REES and Mo Khan", "sian_rees-slide", "Sian Rees points at a chart"] {
        assert!(text.contains(there), "{there} is not in\n{text}");
    }
    assert_eq!(warnings, ["Files leave as they are: chat.txt names 3 people."]);
}

#[test]
fn own_words_stay_and_are_told_of() {
    let mut journal = journal();
    for (title, learnt) in [("One", "As Sian Rees said."), ("Two", "With @sianrees."), ("Three", "With Bronwen Hartley and sian.")] {
        let draft = EntryDraft { title: title.into(), learnt: learnt.into(), ..EntryDraft::on(today()) };
        journal.log(draft, EntryState::Ready, &Together::default()).expect("logged");
    }
    journal.add_goal(GoalDraft { title: "Diets".into(), support: "Mo Khan".into(), ..GoalDraft::default() }).expect("added");
    let (text, warnings) = export(&journal, &Selection::default(), "one.md");
    assert!(text.contains("As Sian Rees said.") && text.contains("With @sianrees."), "{text}");
    let told = "2 entries and 1 goal name somebody you know, in your own words, which leave as you wrote them: read them once more.";
    assert!(warnings.iter().any(|one| one == told), "{warnings:?}");
}

#[test]
fn own_words_on_what_came_later_are_told_of_too() {
    use cpd_journal::domain::{Found, LookBackDraft, ReviewDraft};
    let told = |journal: &Journal| {
        let report = journal.report(&Selection::default()).expect("a report");
        (report.names_left.entries, report.names_left.goals)
    };
    // One text each, in a journal of its own: how many entries and goals name somebody.
    type Change = fn(&mut Journal);
    let cases: [(Change, (usize, usize)); 7] = [
        (|journal| say(journal, |action| action.effect_service = "Sian Rees rewrote it".into()), (1, 0)),
        (|journal| say(journal, |action| action.effect_people = "as @sianrees says".into()), (1, 0)),
        (|journal| say(journal, |action| action.shared_with = "Sian Rees".into()), (0, 0)),
        (
            |journal| {
                let id = journal.find_entry("A chat").expect("an entry");
                let look = LookBackDraft { month: 0, day: today(), found: Found::Feedback, text: "From Mo Khan".into(), until: None };
                journal.look_back(id, look).expect("said");
            },
            (1, 0),
        ),
        (
            |journal| {
                let goal = journal.add_goal(GoalDraft { title: "Diets".into(), ..GoalDraft::default() }).expect("added").value;
                journal.add_review(&goal, ReviewDraft { day: today(), note: "Mo Khan helps".into() }).expect("added");
            },
            (0, 1),
        ),
        (|journal| drop(journal.add_goal(GoalDraft { title: "A".into(), how: "Ask Mo Khan".into(), ..GoalDraft::default() })), (0, 1)),
        (|journal| drop(journal.add_goal(GoalDraft { title: "A".into(), plan: "Mo Khan’s".into(), ..GoalDraft::default() })), (0, 1)),
    ];
    for (at, (change, left)) in cases.into_iter().enumerate() {
        let mut journal = journal();
        assert_eq!(told(&journal), (0, 0));
        change(&mut journal);
        assert_eq!(told(&journal), left, "case {at}");
        let (text, _) = export(&journal, &Selection::default(), "one.md");
        assert!(left != (0, 0) || !text.replace("\\@sianrees", "").contains("Rees"), "case {at}: {text}");
    }
}

/// Changes an action of the entry.
fn say(journal: &mut Journal, change: impl FnOnce(&mut ActionDraft)) {
    let action = journal.find_action("Show the diary").expect("an action");
    let mut draft = action.draft.clone();
    change(&mut draft);
    journal.save_action(action.id, draft, By::Command).expect("saved");
}

#[test]
fn a_pdf_names_nobody_either() {
    let report = journal().report(&Selection::default()).expect("a report");
    let evidence: Vec<(&str, &str)> = report.evidence.iter().map(|one| (one.name.as_str(), one.caption.as_str())).collect();
    assert_eq!(evidence[0], ("Dietitian-slide.bin", "Slide by Dietitian, kept by Bronwen Hartley"));
    let without = super::Report { evidence: Vec::new(), ..report };
    let without = super::Report {
        entries: without
            .entries
            .into_iter()
            .map(|mut entry| {
                entry.evidence.clear();
                entry.handle.clear();
                entry
            })
            .collect(),
        ..without
    };
    let text = super::reader::text(&pdf(&without)).to_lowercase();
    assert!(text.contains("dietitian") && !text.contains("rees") && !text.contains("khan"), "{text}");
}
