//! Found by somebody who had never seen the program: each of these went wrong once.

use cpd_journal::domain::EntryState;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::support::{Begin, Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

/// A window that is high enough to show a whole entry.
fn window_with(title: &str) -> Window {
    let journal = cpd_journal::journal::Journal::in_memory(super::support::CLOCK).expect("journal");
    let mut window = Window::new(Begin { size: [1280.0, 2400.0], ..Begin::over(journal) });
    window.press(CTRL, Key::N).type_text(title).press(NONE, Key::Enter).run().run();
    window
}

#[test]
fn undo_takes_back_what_was_done_last() {
    let mut window = window_with("Order");
    window.type_text("abc def").wait(1.5);
    window.press(CTRL, Key::Enter).run();
    assert_eq!(window.entry("Order").state, EntryState::Ready);
    window.press(CTRL, Key::Z).run().wait(1.0);
    assert_eq!(window.entry("Order").state, EntryState::Draft, "the step was last");
    assert_eq!(window.entry("Order").draft.learnt, "abc def");
    window.press(CTRL, Key::Z).wait(1.5);
    assert_eq!(window.entry("Order").draft.learnt, "", "then the text");
}

#[test]
fn undo_after_binning_takes_it_out_of_the_bin() {
    let mut window = window_with("Bin me");
    window.type_text("words").wait(1.5);
    window.press(CTRL | Modifiers::SHIFT, Key::Delete).run();
    assert!(window.entry("Bin me").state.is_binned());
    window.press(CTRL, Key::Z).run();
    assert!(!window.entry("Bin me").state.is_binned());
    assert_eq!(window.entry("Bin me").draft.learnt, "words");
}

#[test]
fn tags_are_typed_one_after_the_other() {
    let mut window = window_with("Tagged");
    window.harness.get_by_label("Add a tag").focus();
    window.run();
    for tag in ["pacing", "persistent pain", "sleep"] {
        window.type_text(tag).press(NONE, Key::Enter).run();
    }
    window.wait(1.5);
    assert_eq!(window.entry("Tagged").draft.tags, ["pacing", "persistent pain", "sleep"]);
}

#[test]
fn tab_goes_through_the_choices_of_a_new_entry() {
    let mut window = Window::empty();
    window.press(CTRL, Key::N).type_text("By keys");
    // Kind is left out, day and time are chosen.
    window.press(NONE, Key::Tab).press(NONE, Key::Tab).type_text("y").type_text("6");
    window.press(NONE, Key::Enter).run();
    let entry = window.entry("By keys");
    assert_eq!(entry.draft.date.to_string(), "2026-11-21");
    assert_eq!(entry.draft.minutes.taking_part.0, 60);
    let mut window = Window::empty();
    // A kind by its key goes on to the days by itself; Tab goes on to the time.
    window.press(CTRL, Key::N).type_text("Skip").press(NONE, Key::Tab).type_text("t").press(NONE, Key::Tab).type_text("6");
    window.press(NONE, Key::Enter).run();
    let entry = window.entry("Skip");
    assert_eq!((entry.draft.kind.as_str(), entry.draft.minutes.taking_part.0), ("tweetchat", 60));
    let mut window = Window::empty();
    window.press(CTRL, Key::N).type_text("Back").press(NONE, Key::Tab).press(Modifiers::SHIFT, Key::Tab).run().type_text(" to it");
    window.press(NONE, Key::Enter).run();
    assert_eq!(window.headers()[0].name, "Back to it");
}

#[test]
fn an_action_gets_its_day_in_any_order() {
    let mut window = window_with("With action");
    window.harness.get_by_label("Something to do").focus();
    window.run().type_text("Try pacing diaries");
    window.harness.get_by_label("By").focus();
    window.run().type_text("in 2 weeks");
    assert!(window.journal().actions().expect("actions").is_empty(), "not before it is complete");
    window.click("Add").run();
    let action = window.journal().actions().expect("actions").remove(0);
    assert_eq!(
        (action.draft.what.as_str(), action.draft.due.map(|day| day.to_string()).as_deref()),
        ("Try pacing diaries", Some("2026-12-06"))
    );
    window.click("Change action Try pacing diaries");
    window.harness.get_by_label("Something to do").focus();
    window.run().press(NONE, Key::End).type_text(" at home").press(NONE, Key::Enter).run();
    let actions = window.journal().actions().expect("actions");
    assert_eq!(actions.len(), 1);
    assert_eq!(actions[0].draft.what, "Try pacing diaries at home");
    assert_eq!(actions[0].draft.due.map(|day| day.to_string()).as_deref(), Some("2026-12-06"));
}

#[test]
fn a_wrong_file_does_not_close_the_journal() {
    let folder = tempfile::tempdir().expect("folder");
    let mine = folder.path().join("mine.cpd");
    let wrong = folder.path().join("wrong.txt");
    std::fs::write(&wrong, "not a journal").expect("file");
    let mut window = Window::new(Begin { answers: vec![vec![wrong.clone()]], ..Begin::file(&mine) });
    window.press(CTRL, Key::N).type_text("Mine").press(NONE, Key::Enter).run().run();
    window.press(CTRL, Key::O).run().run();
    assert_eq!(window.entry("Mine").draft.title, "Mine");
    assert!(window.shows("not a CPD journal"));
    assert_eq!(std::fs::read_to_string(&wrong).expect("file"), "not a journal");
}

#[test]
fn an_unsaved_text_survives_a_look_at_another_entry() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("mine.cpd");
    let mut window = Window::new(Begin::file(&path));
    for title in ["Other", "Contested"] {
        window.press(CTRL, Key::N).type_text(title).press(NONE, Key::Enter).run().run();
    }
    window.type_text("mine").wait(1.5).type_text(" more");
    let (id, other) = (window.entry("Contested").id, window.entry("Other").id);
    let catalogue = std::sync::Arc::new(cpd_journal::catalogue::Catalogue::bundled());
    let later = cpd_journal::journal::Clock::Fixed(super::support::TODAY.succ_opt().expect("tomorrow"));
    let mut elsewhere =
        cpd_journal::journal::Journal::open(&path, cpd_journal::journal::Alone::No, catalogue, later).expect("second writer");
    elsewhere.edit(id, &cpd_journal::journal::Beside::default(), |draft| draft.learnt = "theirs".to_owned()).expect("edit");
    window.wait(1.5).run();
    assert!(window.shows("Keep my text"));
    window.app().wish(cpd_journal::ui::action::Action::OpenEntry(other));
    window.run().run();
    assert_eq!(window.value("Title"), "Other");
    window.app().wish(cpd_journal::ui::action::Action::OpenEntry(id));
    window.run().run();
    assert!(window.shows("Keep my text"), "the question is still there");
    window.click("Keep my text").wait(1.5);
    assert_eq!(window.entry("Contested").draft.learnt, "mine more");
}

#[test]
fn down_goes_from_the_search_into_what_it_found() {
    let mut window = Window::sample();
    window.press(CTRL, Key::F).type_text("pain").run();
    window.press(NONE, Key::ArrowDown).run();
    let first = window.value("Title");
    window.press(NONE, Key::ArrowDown).run();
    assert_ne!(window.value("Title"), first);
    window.press(NONE, Key::ArrowUp).run();
    assert_eq!(window.value("Title"), first);
}

#[test]
fn another_journal_is_opened_and_the_same_one_stays() {
    let folder = tempfile::tempdir().expect("folder");
    let (mine, other) = (folder.path().join("mine.cpd"), folder.path().join("other.cpd"));
    cpd_journal::journal::Journal::create(&other).expect("other");
    let answers = vec![vec![mine.clone()], vec![other.clone()], vec![mine.clone()]];
    let mut window = Window::new(Begin { answers, ..Begin::file(&mine) });
    window.press(CTRL, Key::N).type_text("Mine").press(NONE, Key::Enter).run().run();
    window.type_text("typed just before").press(CTRL, Key::O).run().run();
    assert_eq!(window.entry("Mine").draft.learnt, "typed just before", "the same file is no reason to lose it");
    window.press(CTRL, Key::O).run().run();
    assert!(window.headers().is_empty());
    window.press(CTRL, Key::N).type_text("In the other").press(NONE, Key::Enter).run().run();
    window.press(CTRL, Key::O).run().run();
    let names: Vec<String> = window.headers().into_iter().map(|header| header.name).collect();
    assert_eq!(names, ["Mine"], "each entry stays in its own journal");
}

#[test]
fn a_system_without_file_dialogs_is_told_with_what_to_do() {
    let journal = || cpd_journal::journal::Journal::in_memory(super::support::CLOCK).expect("journal");
    let mut window = Window::new(Begin { no_dialogs: true, ..Begin::over(journal()) });
    window.press(CTRL, Key::O).run();
    assert!(window.shows("No file dialog could be opened"));
    // Who closes a dialog knows why there is no file.
    let mut window = Window::new(Begin::over(journal()));
    window.press(CTRL, Key::O).run();
    assert!(!window.shows("No file dialog could be opened"));
}
