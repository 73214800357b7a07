//! The page Import: a file is looked at, chosen from, taken in and taken back.

use std::path::{Path, PathBuf};

use cpd_journal::domain::{EntryDraft, EntryState, GoalDraft, Profile};
use cpd_journal::exporters::Replace;
use cpd_journal::journal::{By, Journal, Selection, Together};
use cpd_journal::ui::action::Route;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use expect_test::expect;

use super::outline::check;
use super::quick_log::drop_file;
use super::support::{Begin, CLOCK, TODAY, Window, saved};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

fn log(journal: &mut Journal, title: &str) {
    let mut draft = EntryDraft::on(TODAY);
    title.clone_into(&mut draft.title);
    draft.learnt = format!("{title} is not rest.");
    journal.log(draft, EntryState::Ready, &Together::default()).expect("an entry");
}

/// A file that another journal has exported: three entries and a goal.
fn exported(folder: &Path) -> PathBuf {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    for title in ["Pacing", "Bells", "Ropes"] {
        log(&mut journal, title);
    }
    journal.add_goal(GoalDraft { title: "Persistent pain".into(), ..GoalDraft::default() }).expect("a goal");
    let target = folder.join("all.json");
    journal
        .export(&Selection { acknowledged: true, ..Selection::default() }, "json", &target, Replace::Refuse, &|_| Ok(()))
        .expect("exported");
    target
}

fn begin(answers: Vec<Vec<PathBuf>>) -> Begin {
    Begin { size: [1280.0, 2400.0], answers, ..Begin::over(Journal::in_memory(CLOCK).expect("journal")) }
}

fn page(answers: Vec<Vec<PathBuf>>) -> Window {
    let mut window = Window::new(begin(answers));
    window.go(Route::Import);
    window
}

fn titles(window: &Window) -> Vec<String> {
    let mut titles: Vec<String> = window.headers().into_iter().filter(|one| !one.state.is_binned()).map(|one| one.name).collect();
    titles.sort();
    titles
}

#[test]
fn a_file_is_looked_at_before_anything_is_written() {
    let folder = tempfile::tempdir().expect("folder");
    let file = exported(folder.path());
    let mut window = page(vec![vec![file]]);
    window.click("Choose a file…").run();
    check(
        &window,
        &expect![[r#"
        Navigation "Places"
        Button "Choose all"
        Button "Choose none"
        List "Entries and records in the file"
          CheckBox "Pacing, Sun 22 Nov 2026 · Other" True
          CheckBox "Bells, Sun 22 Nov 2026 · Other" True
          CheckBox "Ropes, Sun 22 Nov 2026 · Other" True
        Button "Take in 3, and all that goes with them"
        Button "Not now"
    "#]],
    );
    assert!(titles(&window).is_empty() && window.shows("Nothing is written before you choose"));
    // A button that cannot be pressed says why.
    window.click("Choose none").run();
    let button = window.harness.get_by_role_and_label(Role::Button, "Take in");
    assert!(button.accesskit_node().is_disabled());
    assert_eq!(button.accesskit_node().data().description(), Some("Choose at least one"));
    window.click("Choose all").run();
    window.click("Not now").run();
    assert!(titles(&window).is_empty() && window.shows("Choose a file…"));
}

#[test]
fn chosen_ones_come_in_and_go_again() {
    let folder = tempfile::tempdir().expect("folder");
    let file = exported(folder.path());
    let mut window = page(vec![vec![file.clone()], vec![file]]);
    window.click("Choose a file…").run();
    // By keys: the box of the first one.
    let first = window
        .harness
        .get_all_by_role(Role::CheckBox)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with("Bells")));
    first.expect("a box").focus();
    window.run().press(NONE, Key::Space).run();
    window.click("Take in 2").run().run();
    assert_eq!(titles(&window), ["Pacing", "Ropes"]);
    assert!(window.shows("Took in 2 entries") && window.journal().goals().expect("goals").is_empty(), "the goal belongs to none of them");
    // The rest, with what goes with it.
    window.click("Choose a file…").run();
    assert!(window.shows("Here already · 2"));
    window.click("Take in 1, and all that goes with them").run().run();
    assert_eq!(titles(&window), ["Bells", "Pacing", "Ropes"]);
    assert_eq!(window.journal().goals().expect("goals").len(), 1);
    assert!(window.shows("2 entries and records were here already"));
    window.press(CTRL, Key::Z).run();
    assert_eq!(titles(&window), ["Pacing", "Ropes"]);
    assert!(window.shows("What came from all.json was taken back") && !window.shows("Took in 1 entry"));
    // The earlier one, from the list; asked first.
    let back: Vec<_> = window.harness.query_all_by_label("Take back all.json").collect();
    assert_eq!(back.len(), 1, "the one that was undone is not offered");
    back[0].click();
    window.run();
    assert_eq!(titles(&window).len(), 2);
    window.click("Take it back").run().run();
    assert!(titles(&window).is_empty() && window.shows("taken back"));
}

#[test]
fn what_was_changed_since_stays_and_that_is_told() {
    let folder = tempfile::tempdir().expect("folder");
    let file = exported(folder.path());
    let mut window = page(vec![]);
    drop_file(&mut window, &file);
    window.click("Take in 3, and all that goes with them").run().run();
    window.go(Route::Journal);
    let row = window.harness.query_all_by_label_contains("Pacing,").next().expect("a row");
    row.click();
    window.run().run();
    window.harness.get_by_label("What I learnt").focus();
    window.run().type_text("More of it. ").wait(2.0);
    window.go(Route::Import).click("Take back all.json").run();
    window.click("Take it back").run().run();
    assert_eq!(titles(&window).len(), 3);
    assert!(window.shows("was changed since") || window.shows("changed"), "it is told");
}

#[test]
fn dropped_files_are_read_one_after_the_other_and_bad_ones_are_told() {
    let folder = tempfile::tempdir().expect("folder");
    let file = exported(folder.path());
    let bad = folder.path().join("holiday.json");
    std::fs::write(&bad, "{\"format\": \"something else\"}").expect("written");
    let mut window = page(vec![vec![bad, file.clone()]]);
    window.click("Choose a file…").run();
    assert!(window.shows("Nothing was taken in") && window.shows("1 more file is there"));
    window.click("Read the next one").run();
    assert!(window.shows("Take in 3"));
    // What is gone when it is wanted.
    let mut window = page(vec![vec![folder.path().join("nowhere.pdf")]]);
    window.click("Choose a file…").run();
    assert!(window.shows("Nothing was taken in"));
    assert!(titles(&window).is_empty());
    window.click("Close").run();
    assert!(!window.shows("Nothing was taken in"));
    // Elsewhere a dropped file is evidence.
    log_in(&mut window);
    drop_file(&mut window, &file);
    assert_eq!(window.journal().evidence().expect("evidence").len(), 1);
}

fn log_in(window: &mut Window) {
    window.press(CTRL, Key::N).type_text("An entry").press(NONE, Key::Enter).run().run();
}

#[test]
fn an_answer_is_told_as_one() {
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("cpd-answer.json");
    let text = r#"{"format":"cpd-journal answer","version":1,"report":"0190a4e2-7b1c-7000-8000-000000000001","title":"A year of bells",
        "filled_in_on":"2026-11-20","records":[],"comments":[{"on":"report","uid":"x","title":"","text":"Clear, and short. <script>"}]}"#;
    std::fs::write(&file, text).expect("written");
    let mut window = page(vec![]);
    drop_file(&mut window, &file);
    assert!(window.shows("Answer to “A year of bells”") && window.shows("Somebody else has filled this in"));
    assert!(window.shows("Clear, and short. <script>"));
    window.click("Take in 1").run().run();
    assert_eq!(window.journal().records().expect("records").len(), 1);
    assert!(window.shows("Took in 1 record"));
}

#[test]
fn it_looks_right() {
    let look = std::env::var_os("CPD_LOOK");
    let folder = tempfile::tempdir().expect("folder");
    let file = exported(folder.path());
    for (name, zoom, size, dark) in [
        ("wide", 1.0, [1280.0, 1200.0], false),
        ("dark", 1.0, [1280.0, 1200.0], true),
        ("large", 2.0, [1280.0, 1200.0], false),
        ("narrow", 1.0, [420.0, 1000.0], true),
    ] {
        let mut window = Window::new(Begin { size, dark, zoom, ..begin(vec![vec![file.clone()]]) });
        window.go(Route::Import);
        let save = |window: &mut Window, what: &str| {
            saved(window, look.as_deref(), &format!("import-{name}-{what}.png"));
        };
        save(&mut window, "empty");
        window.click("Choose a file…").run();
        save(&mut window, "preview");
        window.click("Take in 3, and all that goes with them").run().run();
        save(&mut window, "taken");
    }
}

#[test]
fn people_are_told_what_can_come_in_and_what_will_happen() {
    let mut window = page(vec![]);
    for words in [
        "Take in a file",
        "A PDF made by this program",
        "A pack",
        "Markdown",
        "An answer",
        "what is here already stays as it is, and nothing is overwritten",
        "You can take it back as a whole",
    ] {
        assert!(window.shows(words), "{words}");
    }
    // What is for few is not in the way of the many.
    assert!(!window.shows("Copy the example"));
    window.click("Show an example").run();
    assert!(window.shows("Copy the example") && window.shows("Copy the command"));
    window.click("Hide the example").run();
    assert!(!window.shows("Copy the example"));
}

#[test]
fn what_came_of_it_is_in_sight_and_goes_with_it() {
    let folder = tempfile::tempdir().expect("folder");
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    for n in 0..40 {
        log(&mut journal, &format!("Bell {n}"));
    }
    let target = folder.path().join("many.json");
    let all = Selection { acknowledged: true, ..Selection::default() };
    journal.export(&all, "json", &target, Replace::Refuse, &|_| Ok(())).expect("exported");
    let mut window = Window::new(Begin { size: [1280.0, 700.0], ..begin(vec![]) });
    window.go(Route::Import);
    drop_file(&mut window, &target);
    let in_sight = |window: &Window, label: &str| {
        let node = window.harness.query_all_by_label_contains(label).next().unwrap_or_else(|| panic!("{label}"));
        assert!(node.rect().top() >= 0.0 && node.rect().bottom() <= 700.0, "{label} at {:?}", node.rect());
    };
    // However far down one has gone, or not.
    in_sight(&window, "Take in 40");
    window.press(NONE, Key::End).run();
    in_sight(&window, "Take in 40");
    window.click("Take in 40").run().run();
    in_sight(&window, "Took in 40 entries");
    let focused = window.harness.query_all_by_label_contains("").find(|node| node.accesskit_node().is_focused());
    assert_eq!(focused.and_then(|node| node.accesskit_node().label()).as_deref(), Some("Show the journal"));
    // Taken back from the list below: what is said above is not true any more.
    for word in ["Take back many.json", "Take it back"] {
        window.harness.get_by_label(word).focus();
        window.run().press(NONE, Key::Enter).run();
    }
    assert!(titles(&window).is_empty());
    assert!(window.shows("What came from many.json was taken back"));
    assert!(!window.shows("Took in 40") && !window.shows("Show the journal"));
}

#[test]
fn what_came_of_it_is_read_from_its_beginning() {
    let folder = tempfile::tempdir().expect("folder");
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    for n in 0..40 {
        log(&mut journal, &format!("Bell {n}"));
    }
    let target = folder.path().join("many.json");
    let all = Selection { acknowledged: true, ..Selection::default() };
    journal.export(&all, "json", &target, Replace::Refuse, &|_| Ok(())).expect("exported");
    let mut window = Window::new(Begin { size: [700.0, 500.0], ..begin(vec![]) });
    window.go(Route::Import);
    drop_file(&mut window, &target);
    window.click("Choose none").run();
    let box_of_one = window.harness.get_all_by_role(Role::CheckBox).next().expect("a row");
    box_of_one.focus();
    window.run().press(NONE, Key::Space).run().click("Take in 1").run().run();
    // The rest; between what came of it and what can be pressed stands what was here already.
    drop_file(&mut window, &target);
    window.press(NONE, Key::End).run();
    window.click("Take in 39").run().run();
    let said = window.harness.query_all_by_label_contains("Took in 39 entries").next().expect("it is told");
    assert_eq!(said.accesskit_node().live(), egui::accesskit::Live::Polite, "it is read out");
    assert!(said.rect().top() >= 20.0 && said.rect().bottom() <= 500.0, "{:?}", said.rect());
    assert!(window.shows("1 entry or record was here already"));
}

#[test]
fn what_comes_into_the_profile_is_told_before() {
    let folder = tempfile::tempdir().expect("folder");
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    log(&mut journal, "Pacing");
    log(&mut journal, "Bells");
    let mine = Profile { name: "Rowan Pryce".into(), profession: "Bell ringer".into(), employer: "The tower".into(), ..Profile::default() };
    journal.set_profile(&mine, By::Command).expect("a profile");
    let target = folder.path().join("whole.json");
    let all = Selection { acknowledged: true, ..Selection::default() };
    journal.export(&all, "json", &target, Replace::Refuse, &|_| Ok(())).expect("exported");
    let mut window = page(vec![]);
    drop_file(&mut window, &target);
    assert!(window.shows("Into your profile") && window.shows("name, profession and employer, where nothing stands yet"));
    window.click("Choose none").run();
    assert!(window.shows("the rest come with all of them"));
    window.click("Choose all").run();
    window.harness.query_all_by_label_contains("Take in 2").next().expect("the button").click();
    window.run().run();
    assert_eq!(window.journal().profile().expect("profile"), mine);
    // What stands there stays, and nothing more is promised.
    drop_file(&mut window, &target);
    assert!(window.shows("All 2 are here already") && !window.shows("Into your profile"));
    // A journal of somebody else gets no name.
    let mut other = Journal::in_memory(CLOCK).expect("journal");
    log(&mut other, "Ropes");
    let mut window = Window::new(Begin { size: [1280.0, 2400.0], ..Begin::over(other) });
    window.go(Route::Import);
    drop_file(&mut window, &target);
    assert!(window.shows("profession and employer, where nothing stands yet") && !window.shows("name, profession"));
}

#[test]
fn a_journal_is_opened_and_not_taken_in() {
    let folder = tempfile::tempdir().expect("folder");
    let other = folder.path().join("other.cpd");
    Journal::create(&other).expect("a journal");
    let catalogue = std::sync::Arc::new(cpd_journal::catalogue::Catalogue::bundled());
    let mut journal = Journal::open(&other, cpd_journal::journal::Alone::No, catalogue, CLOCK).expect("a journal");
    log(&mut journal, "Of the other journal");
    drop(journal);
    let mut window = Window::new(Begin { size: [1280.0, 1200.0], ..Begin::file(&folder.path().join("mine.cpd")) });
    window.go(Route::Import);
    drop_file(&mut window, &other);
    assert!(window.shows("other.cpd is a journal") && !window.shows("nothing that this program wrote"));
    window.click("Open this journal").run().run().run();
    assert_eq!(titles(&window), ["Of the other journal"]);
}
