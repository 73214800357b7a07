//! Leaving an entry, a page, the journal or the window: what is typed anywhere is in the journal afterwards, or it is said why not.
#![expect(clippy::disallowed_types, reason = "a journal that refuses to write is made past the program")]

use std::path::Path;

use cpd_journal::domain::{Action as Deed, EntryDraft, EntryState, Found, LookBackDraft, Minutes, Part};
use cpd_journal::journal::{Alone, Beside, Clock, Journal, Together};
use cpd_journal::ui::action::{Action, Route};
use cpd_journal::worker::{CaptureRequest, Opening, PlanRequest, Request};
use egui::{Key, Modifiers, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::kittest::Queryable as _;

use super::support::{Begin, CLOCK, TODAY, Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

const CHAT: &str = include_str!("../../fixtures/transcripts/handles-1.txt");

/// A journal with these entries, the first of them open.
fn with(titles: &[&str]) -> Window {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    for title in titles {
        let draft = EntryDraft { title: (*title).to_owned(), learnt: "x".to_owned(), ..EntryDraft::on(TODAY) };
        journal.log(draft, EntryState::Draft, &Together::default()).expect("entry");
    }
    let mut window = Window::new(Begin { size: [1280.0, 2400.0], ..Begin::over(journal) });
    open(&mut window, titles[0]);
    window
}

fn open(window: &mut Window, title: &str) {
    let id = window.entry(title).id;
    window.app().wish(Action::OpenEntry(id));
    window.run().run().run();
    assert_eq!(window.value("Title"), title);
}

fn write_in(window: &mut Window, field: &str, text: &str) {
    window.harness.get_by_label(field).focus();
    window.run().type_text(text);
}

fn deeds(window: &Window) -> Vec<Deed> {
    window.journal().actions().expect("actions")
}

/// Asks the window to close: whether it does, at once or after some frames.
pub(super) fn close(window: &mut Window) -> bool {
    window.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
    window.harness.step();
    window.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default().events.clear();
    let sent = |window: &Window, wanted: &ViewportCommand| {
        let output = window.harness.output();
        output.viewport_output.get(&ViewportId::ROOT).is_some_and(|root| root.commands.contains(wanted))
    };
    if !sent(window, &ViewportCommand::CancelClose) {
        return true;
    }
    (0..8).any(|_| {
        window.harness.step();
        sent(window, &ViewportCommand::Close)
    })
}

fn exit(window: &mut Window) {
    cpd_journal::ui::window::Program::exit(window.app());
}

/// Makes the journal refuse every change of one of its tables.
pub(super) fn refuse(path: &Path, table: &str, refuses: bool) {
    let db = rusqlite::Connection::open(path).expect("a second connection");
    let sql = if refuses {
        format!(
            "CREATE TRIGGER refuse_{table} BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'refused'); END;
                 CREATE TRIGGER refuse_{table}_too BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'refused'); END;"
        )
    } else {
        format!("DROP TRIGGER refuse_{table}; DROP TRIGGER refuse_{table}_too;")
    };
    db.execute_batch(&sql).expect("triggers");
}

#[test]
fn an_action_a_tag_and_a_person_are_kept_when_the_entry_is_left() {
    type Leave = fn(&mut Window);
    let ways: [(&str, Leave); 4] = [
        ("another page", |window| {
            window.go(Route::Goals);
        }),
        ("another entry", |window| open(window, "Other")),
        ("closing", |window| assert!(close(window), "everything can be kept")),
        ("the key for saving", |window| {
            window.press(CTRL, Key::S);
        }),
    ];
    for (way, leave) in ways {
        for (field, typed) in [("Something to do", "Tell the team"), ("Add a tag", "pacing"), ("Add a person", "Bronwen")] {
            let mut window = with(&["First", "Other"]);
            write_in(&mut window, field, typed);
            assert!(deeds(&window).is_empty() && window.entry("First").draft.tags.is_empty());
            leave(&mut window);
            window.wait(1.0);
            let draft = window.entry("First").draft;
            let kept: Vec<String> = deeds(&window).into_iter().map(|deed| deed.draft.what).chain(draft.tags).chain(draft.people).collect();
            assert_eq!(kept, [typed], "{field}, {way}");
        }
    }
}

#[test]
fn what_is_being_found_is_kept_when_the_entry_is_left() {
    type Leave = fn(&mut Window);
    let ways: [(&str, Leave); 3] = [
        ("another page", |window| {
            window.go(Route::Goals);
        }),
        ("another entry", |window| open(window, "Other")),
        ("closing", |window| assert!(close(window), "it can be kept")),
    ];
    let ready = || {
        let mut window = with(&["First", "Other"]);
        let entry = window.entry("First").id;
        window.app().wish(Action::Send(Request::SetState { id: entry, state: EntryState::Ready }));
        window.run().run();
        (window, entry)
    };
    let texts = |window: &mut Window| -> Vec<String> {
        window.wait(1.0);
        window.journal().look_backs().expect("look backs").into_iter().map(|look| look.draft.text).collect()
    };
    for (way, leave) in ways {
        let (mut window, _) = ready();
        window.click("Add what it changed since").run();
        leave(&mut window);
        assert!(texts(&mut window).is_empty(), "nothing is written, {way}");
        let (mut window, _) = ready();
        window.click("Add what it changed since").run();
        write_in(&mut window, "In a few words", "We rest");
        leave(&mut window);
        assert_eq!(texts(&mut window), ["We rest"], "{way}");
        // One that is changed.
        let (mut window, entry) = ready();
        let draft = LookBackDraft { month: 1, day: TODAY, found: Found::Change, text: "We rest".to_owned(), until: None };
        window.app().wish(Action::Send(Request::Plan(PlanRequest::LookBack { entry, draft })));
        window.run().run();
        window.click("Change what was found on Sun 22 Nov 2026").run();
        write_in(&mut window, "In a few words", " at noon");
        leave(&mut window);
        assert_eq!(texts(&mut window), ["We rest at noon"], "{way}");
    }
}

#[test]
fn an_effect_of_nothing_is_not_dropped_unsaid() {
    let mut window = with(&["First", "Other"]);
    write_in(&mut window, "Something to do", "Tell the team");
    window.click("Sharing and effect…").run();
    write_in(&mut window, "Shared with", "The ward");
    window.harness.get_by_label("Something to do").focus();
    window.run().press(CTRL, Key::A).press(NONE, Key::Delete).run();
    assert!(window.shows("Kept as soon as it is said what there is to do"));
    open(&mut window, "Other");
    assert!(!close(&mut window));
    window.run();
    assert!(window.shows("asks first what there is to do"));
    open(&mut window, "First");
    assert_eq!(window.value("Shared with"), "The ward");
    write_in(&mut window, "Something to do", "Show it");
    assert!(close(&mut window));
    let draft = deeds(&window).remove(0).draft;
    assert_eq!((draft.what.as_str(), draft.shared_with.as_str()), ("Show it", "The ward"));
    // What cannot be kept keeps nobody for ever.
    let mut window = with(&["First"]);
    write_in(&mut window, "Something to do", "x");
    window.click("Sharing and effect…").run();
    write_in(&mut window, "Shared with", "The ward");
    window.harness.get_by_label("Something to do").focus();
    window.run().press(CTRL, Key::A).press(NONE, Key::Delete).run();
    assert!(!close(&mut window) && close(&mut window));
}

#[test]
fn the_next_entry_drops_nothing_and_an_edited_action_is_changed_once() {
    let mut window = with(&["First", "Other"]);
    window.go(Route::Journal);
    write_in(&mut window, "Something to do", "Tell the team");
    window.press(CTRL | Modifiers::SHIFT, Key::ArrowDown).run();
    window.go(Route::Today);
    assert_eq!(deeds(&window).len(), 1);
    window.go(Route::Journal);
    open(&mut window, "First");
    window.click("Change action Tell the team");
    window.go(Route::Today);
    assert_eq!(deeds(&window)[0].draft.what, "Tell the team", "looked at and not changed");
    window.go(Route::Journal);
    write_in(&mut window, "Something to do", " today");
    window.go(Route::Today).run();
    let deeds = deeds(&window);
    assert_eq!(deeds.len(), 1);
    assert!(deeds[0].draft.what.contains("today"), "{}", deeds[0].draft.what);
}

#[test]
fn the_end_of_the_program_keeps_them_too() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("mine.cpd");
    let mut window = Window::new(Begin { size: [1280.0, 2400.0], ..Begin::file(&path) });
    window.press(CTRL, Key::N).type_text("Leaving").press(NONE, Key::Enter).run().run();
    write_in(&mut window, "Something to do", "Tell the team");
    exit(&mut window);
    drop(window);
    let window = Window::new(Begin::file(&path));
    assert_eq!(deeds(&window)[0].draft.what, "Tell the team");
}

#[test]
fn a_pasted_chat_is_kept_when_the_window_closes() {
    let mut window = with(&["First"]);
    window.click("Add a chat or thread…").run();
    window.harness.event(egui::Event::Paste(CHAT.to_owned()));
    window.run();
    // Nothing of the page under it is to be done meanwhile.
    window.press(CTRL | Modifiers::SHIFT, Key::Delete);
    assert!(!window.entry("First").state.is_binned());
    assert!(close(&mut window));
    assert_eq!(window.journal().evidence().expect("evidence").len(), 1);
}

#[test]
fn forms_of_network_are_kept_when_they_can_be() {
    let mut window = with(&["First"]);
    window.go(Route::Network).click("Add a community").run();
    window.type_text("Physiotalk");
    assert!(close(&mut window));
    assert_eq!(window.journal().communities().expect("communities")[0].draft.name, "Physiotalk");
    // Without a name it is said once; the second time the window goes.
    let mut window = with(&["First"]);
    window.go(Route::Network).click("Add a community").run();
    write_in(&mut window, "Hashtag", "#physiotalk");
    assert!(!close(&mut window));
    window.run();
    assert!(window.shows("is not kept") && window.shows("Close again to leave without it"));
    assert!(close(&mut window));
}

#[test]
fn a_warning_is_forgotten_when_somebody_goes_on() {
    let mut window = with(&["First"]);
    window.go(Route::Network).click("Add a community").run();
    write_in(&mut window, "Hashtag", "#physio");
    assert!(!close(&mut window));
    window.run();
    write_in(&mut window, "Hashtag", "talk");
    assert!(!close(&mut window), "more was written since");
    window.run();
    write_in(&mut window, "Name", "Physiotalk");
    window.click("Keep it").run();
    assert_eq!(window.journal().communities().expect("communities").len(), 1);
    window.go(Route::Journal);
    write_in(&mut window, "Something to do", "Tell the team");
    assert!(close(&mut window), "what can be kept is kept first");
    assert_eq!(deeds(&window).len(), 1);
}

#[test]
fn what_the_journal_refuses_stays_on_the_screen() {
    let folder = tempfile::tempdir().expect("folder");
    let (mine, other) = (folder.path().join("mine.cpd"), folder.path().join("other.cpd"));
    Journal::create(&other).expect("other");
    let mut window = Window::new(Begin { size: [1280.0, 2400.0], ..Begin::file(&mine) });
    window.press(CTRL, Key::N).type_text("Here").press(NONE, Key::Enter).run().run();
    refuse(&mine, "entry", true);
    // The text of an entry, another journal.
    window.type_text("words of today");
    window.app().wish(Action::OpenJournal { path: other.clone(), opening: Opening::Existing });
    window.run().run();
    assert_eq!(window.value("What I learnt"), "words of today", "this journal stays open");
    assert!(window.shows("settle that first"));
    refuse(&mine, "entry", false);
    window.press(CTRL, Key::S).wait(6.0);
    assert_eq!(window.entry("Here").draft.learnt, "words of today");
    // Something found, with the button that keeps it.
    refuse(&mine, "look_back", true);
    window.press(CTRL, Key::Enter).run();
    window.click("Add what it changed since").run();
    write_in(&mut window, "In a few words", "We rest");
    window.click("Keep it").run().run();
    assert_eq!(window.value("In a few words"), "We rest");
    refuse(&mine, "look_back", false);
    window.click("Keep it").run().run();
    assert_eq!(window.journal().look_backs().expect("look backs").len(), 1);
    // An action, and a form of Network, whose window is closed.
    refuse(&mine, "action", true);
    refuse(&mine, "community", true);
    write_in(&mut window, "Something to do", "Tell the team");
    window.go(Route::Today).run();
    window.go(Route::Journal).run();
    assert_eq!(window.value("Something to do"), "Tell the team");
    window.go(Route::Network).click("Add a community").run();
    window.type_text("Physiotalk").click("Keep it").run().run();
    assert_eq!(window.value("Name"), "Physiotalk", "the form stays");
    assert!(window.shows("clashes"), "and says why");
    assert!(!close(&mut window));
    refuse(&mine, "action", false);
    refuse(&mine, "community", false);
    window.app().wish(Action::OpenJournal { path: other, opening: Opening::Existing });
    window.run().run().run();
    assert!(window.headers().is_empty(), "the other journal is open");
    drop(window);
    let window = Window::new(Begin::file(&mine));
    assert_eq!(deeds(&window).len(), 1);
    assert_eq!(window.journal().communities().expect("communities").len(), 1);
}

#[test]
fn a_form_stays_while_somebody_else_writes() {
    let mut window = with(&["First"]);
    window.go(Route::Network).click("Add a community").run();
    window.type_text("Physiotalk");
    let id = window.entry("First").id;
    window.app().wish(Action::Send(Request::SetState { id, state: EntryState::Ready }));
    window.run().run();
    assert_eq!(window.value("Name"), "Physiotalk");
}

#[test]
fn what_the_program_itself_changes_is_no_conflict() {
    let mut window = with(&["First"]);
    let entry = window.entry("First").id;
    window.app().wish(Action::Send(Request::Capture(CaptureRequest::StartTimer { entry, part: Part::TakingPart })));
    window.run();
    write_in(&mut window, "What I learnt", "y and ");
    window.app().wish(Action::Send(Request::Capture(CaptureRequest::StopTimer { count: Minutes(42) })));
    window.harness.step();
    window.type_text("z ").wait(2.0).run();
    let draft = window.entry("First").draft;
    assert_eq!(draft.minutes.taking_part, Minutes(42), "not overwritten");
    assert!(draft.learnt.contains("y and z"), "{}", draft.learnt);
    assert!(!window.shows("Keep my text"));
}

#[test]
fn what_another_program_writes_elsewhere_in_the_entry_goes_together() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("mine.cpd");
    let mut window = Window::new(Begin::file(&path));
    window.press(CTRL, Key::N).type_text("Two writers").press(NONE, Key::Enter).run().run();
    window.type_text("mine").wait(1.5);
    window.type_text(" more");
    let id = window.entry("Two writers").id;
    let later = Clock::Fixed(TODAY.succ_opt().expect("tomorrow"));
    let catalogue = std::sync::Arc::new(cpd_journal::catalogue::Catalogue::bundled());
    let mut other = Journal::open(&path, Alone::No, catalogue, later).expect("second writer");
    other.edit(id, &Beside::default(), |draft| draft.benefit = "theirs".to_owned()).expect("edit");
    window.wait(3.0).run();
    let draft = window.entry("Two writers").draft;
    assert_eq!((draft.learnt.as_str(), draft.benefit.as_str()), ("mine more", "theirs"));
    assert_eq!(window.value("Who benefited"), "theirs");
    assert!(!window.shows("Keep my text") && !window.shows("both texts are kept"));
}

#[test]
fn undo_takes_the_file_back_and_not_the_text() {
    let mut window = with(&["First"]);
    write_in(&mut window, "What I learnt", "y and ");
    let picture = egui::ColorImage::new([40, 30], vec![egui::Color32::RED; 1200]);
    window.harness.event(egui::Event::PasteImage(std::sync::Arc::new(picture)));
    window.run().run();
    let count = |window: &Window| window.journal().evidence().expect("evidence").len();
    assert_eq!(count(&window), 1);
    window.press(CTRL, Key::Z).run();
    assert_eq!(count(&window), 0);
    assert!(window.value("What I learnt").contains("y and"));
}
