//! Log, write, undo, find, bin: as somebody does it with the keyboard, and as the journal has it afterwards.

use cpd_journal::domain::EntryState;
use cpd_journal::ui::action::Route;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::support::{Begin, Window, sample};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

#[test]
fn ten_seconds_after_a_chat() {
    let mut window = Window::empty();
    window.press(CTRL, Key::N).type_text("#physiotalk on pacing");
    // Tab to the kinds, T for a tweetchat, Y for yesterday, 6 for an hour.
    window.press(NONE, Key::Tab).type_text("t").type_text("y").type_text("6");
    assert!(window.headers().is_empty(), "nothing is kept before Enter");
    window.press(NONE, Key::Enter).run();
    let entry = window.entry("#physiotalk on pacing");
    assert_eq!(entry.draft.kind, "tweetchat");
    assert_eq!(entry.draft.date.to_string(), "2026-11-21");
    assert_eq!(entry.draft.minutes.taking_part.0, 60);
    assert_eq!(entry.state, EntryState::Draft);
    // The cursor waits in *What I learnt*.
    window.run().type_text("Pacing is not rest.").wait(1.5).run();
    assert_eq!(window.entry("#physiotalk on pacing").draft.learnt, "Pacing is not rest.");
    assert!(window.shows("Saved"));
}

#[test]
fn escape_keeps_it_in_the_inbox() {
    let mut window = Window::empty();
    window.press(CTRL, Key::N).type_text("half a thought").press(NONE, Key::Escape).run();
    assert_eq!(window.entry("half a thought").state, EntryState::Draft);
    assert_eq!(window.harness.state().as_ref().map(|app| app.route()), Some(Route::Today));
    // Nothing typed, nothing kept.
    window.press(CTRL, Key::N).press(NONE, Key::Escape);
    assert_eq!(window.headers().len(), 1);
}

#[test]
fn autosave_waits_for_a_pause_and_no_longer_than_five_seconds() {
    let mut window = Window::empty();
    window.press(CTRL, Key::N).type_text("Autosave").press(NONE, Key::Enter).run().run();
    window.harness.event(egui::Event::Text("a".to_owned()));
    window.harness.step();
    assert_eq!(window.entry("Autosave").draft.learnt, "", "not with every key");
    // Somebody who types without a pause: a letter each quarter of a second.
    for n in 0..40 {
        window.harness.event(egui::Event::Text("b".to_owned()));
        window.harness.step();
        if !window.entry("Autosave").draft.learnt.is_empty() {
            assert!((16..=24).contains(&n), "saved after {n} quarters of a second");
            return;
        }
    }
    panic!("never saved while typing");
}

#[test]
fn one_history_over_title_and_texts() {
    let mut window = Window::empty();
    window.press(CTRL, Key::N).type_text("First title").press(NONE, Key::Enter).run().run();
    window.type_text("a thought").wait(2.0);
    window.harness.get_by_label("Title").focus();
    window.run().press(CTRL, Key::A).type_text("Second title").wait(2.0);
    assert_eq!(window.entry("Second title").draft.learnt, "a thought");
    window.press(CTRL, Key::Z).wait(1.5);
    assert_eq!(window.value("Title"), "First title");
    window.press(CTRL, Key::Z).wait(1.5);
    assert_eq!(window.entry("First title").draft.learnt, "", "the same key goes on into the text");
    window.press(CTRL | Modifiers::SHIFT, Key::Z).press(CTRL, Key::Y).wait(1.5);
    assert_eq!(window.entry("Second title").draft.learnt, "a thought");
}

#[test]
fn as_many_redos_as_undos_bring_everything_back() {
    let mut window = Window::empty();
    window.press(CTRL, Key::N).type_text("Undo me").press(NONE, Key::Enter).run().run();
    window.type_text("alpha beta gamma").wait(2.5);
    assert_eq!(window.entry("Undo me").draft.learnt, "alpha beta gamma");
    // Out of the text into the journal's own history; the key says so before it goes there.
    window.press(CTRL, Key::Z).wait(1.5);
    assert_eq!(window.entry("Undo me").draft.learnt, "");
    window.press(CTRL, Key::Z).run();
    assert!(window.shows("Nothing more to take back in this text"));
    assert_eq!(window.headers().len(), 1);
    window.press(CTRL, Key::Z).wait(1.5);
    assert!(window.headers().is_empty(), "the entry itself is taken back");
    window.press(CTRL, Key::Y).wait(1.5).press(CTRL, Key::Y).wait(1.5);
    assert_eq!(window.entry("Undo me").draft.learnt, "alpha beta gamma", "with the words that were in it");
    assert_eq!(window.journal().verify().expect("verify"), []);
}

#[test]
fn binning_is_undone_over_a_restart() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("mine.cpd");
    let mut window = Window::new(Begin::file(&path));
    window.press(CTRL, Key::N).type_text("To the bin").press(NONE, Key::Enter).run().run();
    window.press(CTRL | Modifiers::SHIFT, Key::Delete);
    assert!(window.entry("To the bin").state.is_binned());
    drop(window);
    let mut window = Window::new(Begin::file(&path));
    assert!(window.entry("To the bin").state.is_binned());
    window.press(CTRL, Key::Z).run();
    assert!(!window.entry("To the bin").state.is_binned());
    assert!(window.shows("Undone: Bin “To the bin”"));
}

#[test]
fn what_is_typed_last_is_saved_when_the_window_closes_or_another_place_is_opened() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("mine.cpd");
    let mut window = Window::new(Begin::file(&path));
    window.press(CTRL, Key::N).type_text("Leaving").press(NONE, Key::Enter).run().run();
    window.type_text("not yet saved").go(Route::Goals);
    assert_eq!(window.entry("Leaving").draft.learnt, "not yet saved");
    window.go(Route::Journal);
    window.harness.get_by_label("Title").focus();
    window.run().press(NONE, Key::End).type_text(" again");
    cpd_journal::ui::window::Program::exit(window.app());
    drop(window);
    let window = Window::new(Begin::file(&path));
    assert_eq!(window.entry("Leaving again").draft.title, "Leaving again");
}

#[test]
fn finds_as_one_types() {
    let mut window = Window::sample();
    let all = window.headers().len();
    assert!(all >= 60);
    window.press(CTRL, Key::F).type_text("pac");
    window.run();
    let some = window.harness.query_all_by_role(egui::Role::ListItem).count();
    assert!(some > 0 && !window.shows("Nothing found"), "{some}");
    window.type_text("zzzqx").run();
    assert!(window.shows("Nothing found"));
    window.press(NONE, Key::Escape).run();
    assert!(window.shows(&format!("{all} entries")));
}

#[test]
fn goals_are_linked_in_the_editor() {
    let mut window = Window::new(Begin { size: [1280.0, 2400.0], ..Begin::over(sample()) });
    window.press(CTRL, Key::N).type_text("About goals").press(NONE, Key::Enter).run().run();
    let goal = window.journal().goals().expect("goals").remove(0);
    window.harness.get_by_role_and_label(egui::Role::CheckBox, &goal.draft.title).click();
    window.run().wait(1.5);
    assert_eq!(window.entry("About goals").draft.goals, [goal.id]);
}

#[test]
fn a_change_from_elsewhere_is_shown_and_never_overwritten() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("mine.cpd");
    let mut window = Window::new(Begin::file(&path));
    window.press(CTRL, Key::N).type_text("Two writers").press(NONE, Key::Enter).run().run();
    window.type_text("mine").wait(1.5);
    // Another program writes to the same entry, while more is typed here.
    window.type_text(" more");
    let id = window.entry("Two writers").id;
    let catalogue = std::sync::Arc::new(cpd_journal::catalogue::Catalogue::bundled());
    let later = cpd_journal::journal::Clock::Fixed(super::support::TODAY.succ_opt().expect("tomorrow"));
    let mut other = cpd_journal::journal::Journal::open(&path, cpd_journal::journal::Alone::No, catalogue, later).expect("second writer");
    other.edit(id, &cpd_journal::journal::Beside::default(), |draft| draft.learnt = "theirs".to_owned()).expect("edit");
    window.wait(1.5).run();
    assert_eq!(window.entry("Two writers").draft.learnt, "theirs", "what they wrote stays until somebody decides");
    assert!(window.shows("Keep my text"));
    window.click("Keep my text").wait(1.5);
    assert_eq!(window.entry("Two writers").draft.learnt, "mine more");
}

#[test]
fn figures_that_do_not_add_up_do_not_keep_words_from_being_saved() {
    let mut window = Window::empty();
    window.press(CTRL, Key::N).type_text("Sums").press(NONE, Key::Enter).run().run();
    window.type_text("the words").click("Details");
    window.harness.get_by_label("With others").focus();
    window.run().type_text("2h").wait(1.5);
    let entry = window.entry("Sums");
    assert_eq!(entry.draft.learnt, "the words");
    assert_eq!(entry.draft.minutes.interactive.0, 0);
    assert!(window.shows("is more than"));
}

#[test]
fn emptying_an_entry_keeps_the_last_text() {
    let mut window = Window::empty();
    window.press(CTRL, Key::N).type_text("Soon empty").press(NONE, Key::Enter).run().run();
    window.harness.get_by_label("Title").focus();
    window.run().press(CTRL, Key::A).press(NONE, Key::Delete).wait(7.0);
    assert_eq!(window.entry("Soon empty").draft.title, "Soon empty");
    assert!(window.shows("Empty: the last text is kept"));
    window.press(CTRL, Key::Z).wait(1.5);
    assert_eq!(window.value("Title"), "Soon empty");
}
