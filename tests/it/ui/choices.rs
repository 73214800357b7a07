//! The choices of an export by keyboard alone, what they lead to, and the words by which somebody looks for them.

use chrono::Days;
use cpd_journal::domain::entry::TimeSpent;
use cpd_journal::domain::{CommunityDraft, EntryDraft, EntryState, GoalDraft, Minutes, RegistrationDraft};
use cpd_journal::journal::{Journal, Selection, Together};
use cpd_journal::ui::action::{Action, Route};
use cpd_journal::ui::command::Command;
use egui::accesskit::Toggled;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::{Begin, CLOCK, TODAY, Window, sample};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

fn open(begin: Begin) -> Window {
    let mut window = Window::new(begin);
    window.app().wish(Action::Run(Command::Export));
    window.run().run();
    window
}

fn log(journal: &mut Journal, title: &str, learnt: &str) {
    let draft = EntryDraft { title: title.to_owned(), learnt: learnt.to_owned(), ..EntryDraft::on(TODAY) };
    journal.log(draft, EntryState::Ready, &Together::default()).expect("kept");
}

fn plain() -> Journal {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    log(&mut journal, "Pacing", "Pacing is not rest.");
    journal
}

/// What has the keyboard: its name, and where it stands.
fn focused(window: &Window) -> Option<(String, egui::Rect)> {
    let node = window.harness.query_all_by_label_contains("").find(|node| node.accesskit_node().is_focused())?;
    Some((node.accesskit_node().label().unwrap_or_default(), node.rect()))
}

fn name(window: &Window) -> String {
    focused(window).map(|(name, _)| name).unwrap_or_default()
}

fn is_on(window: &Window, label: &str) -> bool {
    let node = window.harness.get_by_role_and_label(Role::RadioButton, label);
    node.accesskit_node().toggled() == Some(Toggled::True)
}

/// Opens every group of choices.
fn unfold(window: &mut Window) {
    for group in ["Which entries", "What of them", "Names of others"] {
        let header = window.harness.query_all_by_role(Role::Button).find(|node| {
            let label = node.accesskit_node().label();
            label.is_some_and(|label| label.starts_with(&format!("{group}: ")))
        });
        header.expect("a group").click();
        window.run();
    }
}

#[test]
fn the_keyboard_stays_with_what_was_chosen() {
    let mut window = open(Begin { size: [1280.0, 2800.0], ..Begin::over(sample()) });
    unfold(&mut window);
    // From the left edge to where the pages begin.
    let choices: Vec<(Role, String)> = window
        .harness
        .query_all_by_label_contains("")
        .filter(|node| matches!(node.accesskit_node().role(), Role::RadioButton | Role::CheckBox) && node.rect().right() < 560.0)
        .map(|node| (node.accesskit_node().role(), node.accesskit_node().label().unwrap_or_default()))
        .collect();
    assert!(choices.len() > 25, "{choices:?}");
    for (role, label) in choices {
        // Some come and go with others.
        let Some(node) = window.harness.query_all_by_role(role).find(|node| node.accesskit_node().label().as_ref() == Some(&label)) else {
            continue;
        };
        node.focus();
        window.run().press(NONE, Key::Space).run();
        assert_eq!(name(&window), label, "pressed by Space");
    }
    for (format, next) in
        [("Word document", "CSV"), ("HTML", "Word document"), ("Pack", "One file"), ("PDF", "One for each year, in a folder")]
    {
        window.harness.get_by_role_and_label(Role::RadioButton, format).focus();
        window.run().press(NONE, Key::Space).run();
        assert!(is_on(&window, format) && name(&window) == format, "{format}: {}", name(&window));
        window.press(NONE, Key::Tab);
        assert_eq!(name(&window), next, "after {format}");
    }
}

#[test]
fn what_has_the_keyboard_is_in_sight() {
    for size in [[1280.0, 620.0], [800.0, 600.0], [420.0, 700.0]] {
        let mut window = open(Begin { size, ..Begin::over(sample()) });
        unfold(&mut window);
        window.harness.get_by_role_and_label(Role::RadioButton, "PDF").focus();
        window.run().run().run();
        let mut seen = Vec::new();
        for _ in 0..12 {
            let (name, rect) = focused(&window).expect("something has the keyboard");
            assert!(rect.top() >= 0.0 && rect.bottom() <= size[1], "{name} at {rect:?} in {size:?}");
            seen.push(name);
            window.press(NONE, Key::Tab).run().run();
        }
        assert!(["CSV", "Pack", "Markdown", "JSON"].iter().all(|format| seen.iter().any(|name| name == format)), "{seen:?}");
        for _ in 0..20 {
            window.press(Modifiers::SHIFT, Key::Tab).run().run();
            let (name, rect) = focused(&window).expect("something has the keyboard");
            assert!(rect.top() >= 0.0 && rect.bottom() <= size[1], "{name} at {rect:?} in {size:?}, backwards");
        }
    }
}

#[test]
fn the_list_is_of_all_that_the_record_holds() {
    let mut journal = plain();
    let before = journal.add_goal(GoalDraft { title: "Pain".to_owned(), ..GoalDraft::default() }).expect("a goal").value;
    let goes_on = GoalDraft { title: "Persistent pain".to_owned(), ..GoalDraft::default() };
    journal.carry_over(&before, "Two classes run.", goes_on).expect("carried over");
    for name in ["Physiotalk", "Bells"] {
        journal.add_community(CommunityDraft { name: name.to_owned(), ..CommunityDraft::default() }).expect("a community");
    }
    let selection = Selection { whole: true, people: true, ..Selection::default() };
    let leaving = journal.leaving(&selection).expect("leaving");
    let leaves = leaving.leaves();
    let line = |what: &str| leaves.iter().find(|line| line.what == what && !line.stays).unwrap_or_else(|| panic!("{what}: {leaves:#?}"));
    let goals = leaves.iter().filter(|line| line.what.starts_with("Goals")).map(|line| line.names.len()).sum::<usize>();
    assert_eq!((leaving.dossier.goals.len(), goals), (2, 2));
    assert_eq!(leaving.dossier.communities.len(), line("Communities").names.len());
    assert!(line("Communities").how_much.starts_with("2 communities"));
    assert_eq!(line("Handles of others").how_much, "as they are");
    // In the window, for oneself and for somebody else.
    let mut window = open(Begin { size: [1280.0, 1600.0], ..Begin::over(journal) });
    assert!(!window.shows("Handles of others: as they are"));
    window.harness.get_by_role_and_label(Role::RadioButton, "JSON").click();
    window.run().run();
    assert!(window.shows("Handles of others: as they are") && window.shows("Communities: 2 communities"));
}

#[test]
fn a_goal_that_comes_along_is_told() {
    let mut journal = plain();
    let before = journal.add_goal(GoalDraft { title: "Pain".to_owned(), ..GoalDraft::default() }).expect("a goal").value;
    let goes_on = GoalDraft { title: "Persistent pain".to_owned(), ..GoalDraft::default() };
    let goes_on = journal.carry_over(&before, "Two classes run.", goes_on).expect("carried over").value.id;
    let draft = EntryDraft { title: "Of the goal".to_owned(), goals: vec![goes_on], ..EntryDraft::on(TODAY) };
    journal.log(draft, EntryState::Ready, &Together::default()).expect("kept");
    let leaving = journal.leaving(&Selection { goal: Some(goes_on), ..Selection::default() }).expect("leaving");
    let leaves = leaving.leaves();
    let names = |what: &str| leaves.iter().find(|line| line.what == what).expect("told").names.clone();
    assert_eq!(names("Goals"), ["Persistent pain"]);
    assert_eq!(names("Goals beside these"), ["Pain (another goes on from it)"]);
    assert_eq!(leaving.dossier.goals.len(), 2);
}

#[test]
fn a_failure_goes_when_something_else_is_chosen() {
    let folder = tempfile::tempdir().expect("folder");
    let target = folder.path().join("cpd");
    std::fs::write(folder.path().join("cpd.pdf"), "mine").expect("written");
    let mut window = open(Begin { size: [1280.0, 1600.0], answers: vec![vec![target]], ..Begin::over(plain()) });
    window.harness.get_by_role_and_label(Role::Button, "Export…").click();
    window.run().run();
    assert!(window.shows("There is something of that name already"));
    window.run().run();
    assert!(window.shows("There is something of that name already"), "it stays while nothing changes");
    window.harness.get_by_role_and_label(Role::RadioButton, "HTML").click();
    window.run().run();
    assert!(!window.shows("There is something of that name already"));
}

#[test]
fn export_leads_to_the_acknowledgement() {
    let mut journal = plain();
    for n in 0..12 {
        log(&mut journal, &format!("Call {n}"), &format!("She rang from 07700 900{n:03}."));
    }
    let mut window = open(Begin { size: [1280.0, 700.0], ..Begin::over(journal) });
    let export = |window: &mut Window| {
        window.harness.get_by_role_and_label(Role::Button, "Export…").click();
        window.run().run().run();
    };
    export(&mut window);
    assert!(!name(&window).starts_with("I have seen"), "the findings come first");
    export(&mut window);
    let (name, rect) = focused(&window).expect("something has the keyboard");
    assert!(name.starts_with("I have seen these 12"), "{name}");
    assert!(rect.top() > 0.0 && rect.bottom() < 700.0, "{rect:?}");
    window.press(NONE, Key::Space).run();
    assert!(window.shows("12 let go knowingly"));
}

#[test]
fn only_what_counts_can_be_chosen() {
    let mut journal = plain();
    let of_the_code =
        EntryDraft { title: "Consent".to_owned(), standards: vec!["nmc.prioritise-people".to_owned()], ..EntryDraft::on(TODAY) };
    let minutes = TimeSpent { taking_part: Minutes(60), ..TimeSpent::default() };
    journal.log(EntryDraft { minutes, ..of_the_code }, EntryState::Ready, &Together::default()).expect("kept");
    journal
        .add_registration(RegistrationDraft {
            framework: "nmc-revalidation".to_owned(),
            cycle_start: TODAY.checked_sub_days(Days::new(30)),
            ..RegistrationDraft::default()
        })
        .expect("registered");
    let mut window = open(Begin { size: [1280.0, 2000.0], ..Begin::over(journal) });
    let entries = |window: &Window| {
        let labels = window.harness.query_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().label());
        let line = labels.into_iter().find(|label| label.starts_with("Entries: ")).expect("told");
        line.chars().filter(char::is_ascii_digit).collect::<String>().parse::<usize>().expect("a number")
    };
    let all = entries(&window);
    unfold(&mut window);
    window.click("Only what counts towards it").run().run();
    assert!(window.shows("only what counts ·") || window.shows("· only what counts"), "it is told in the closed group");
    let counted = entries(&window);
    assert_eq!((all, counted), (2, 1));
    assert!(window.shows("What does not count: 1 entry"), "what stays is told");
    window.harness.get_by_role_and_label(Role::RadioButton, "Nobody in particular").click();
    window.run().run();
    assert!(!window.shows("Only what counts towards it") && !window.shows("only what counts"));
}

#[test]
fn commands_are_found_by_the_words_that_people_have() {
    let export = ["send", "pdf", "print", "evidence for the regulator", "share"];
    let import = ["take in", "restore"];
    let findings = ["identify", "confidential", "anonymous"];
    let all = export.iter().map(|word| (*word, "Export…")).chain(import.iter().map(|word| (*word, "Take in a file")));
    for (word, shown) in all.chain(findings.iter().map(|word| (*word, "Nothing was found that could tell who somebody is"))) {
        let mut window = Window::new(Begin { size: [1280.0, 1000.0], ..Begin::over(plain()) });
        window.press(CTRL, Key::K).run();
        window.type_text(word).press(NONE, Key::Enter).run().run();
        assert_ne!(window.app().route(), Route::Today, "{word}");
        assert!(window.shows(shown), "{word} leads to {shown}");
    }
}
