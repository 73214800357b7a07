//! What is half written on Goals is kept, or told, whatever comes between: another goal, the end, an undo, a note that is gone.

use cpd_journal::domain::{Goal, GoalDraft, GoalState, NeedDraft, NeedKind, ReviewDraft};
use cpd_journal::journal::Journal;
use cpd_journal::ui::action::{Action, Route};
use cpd_journal::worker::{PlanRequest, Request};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::leaving::{close, refuse};
use super::support::{Begin, CLOCK, TODAY, Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

fn with(titles: &[&str]) -> (Window, Vec<Goal>) {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    let draft = |title: &str| GoalDraft { title: title.to_owned(), ..GoalDraft::default() };
    let goals = titles.iter().map(|title| journal.add_goal(draft(title)).expect("goal").value).collect();
    (Window::new(Begin { size: [1280.0, 1600.0], ..Begin::over(journal) }), goals)
}

fn open(window: &mut Window, goal: &Goal) {
    window.app().wish(Action::OpenGoal(goal.id));
    window.run().run();
    assert_eq!(window.value("Title"), goal.draft.title);
}

fn write_in(window: &mut Window, field: &str, text: &str) {
    window.harness.get_by_label(field).focus();
    window.run().type_text(text);
}

fn notes(window: &Window) -> Vec<String> {
    window.journal().reviews().expect("reviews").into_iter().map(|review| review.draft.note).collect()
}

fn needs(window: &Window) -> Vec<String> {
    window.journal().needs().expect("needs").into_iter().map(|need| need.draft.text).collect()
}

fn titles(window: &Window) -> Vec<String> {
    window.journal().goals().expect("goals").into_iter().map(|goal| goal.draft.title).collect()
}

#[test]
fn a_goal_that_is_carried_over_does_not_open_itself_again() {
    // The save of what came of it falls due before, with and after the press, a frame apart.
    for frames in 0..8 {
        let (mut window, goals) = with(&["Pain"]);
        open(&mut window, &goals[0]);
        window.click("Close the goal…").click("Carried over").run().wait(2.0);
        window.harness.get_by_label("What came of it so far").focus();
        window.run();
        window.harness.event(egui::Event::Text("Half of it".to_owned()));
        window.harness.run_steps(frames);
        window.harness.get_by_label("Carry it over").click();
        window.harness.run_steps(1);
        // Somebody writes on while it is on its way.
        window.harness.event(egui::Event::Text("!".to_owned()));
        window.wait(3.0).run();
        let goals = window.journal().goals().expect("goals");
        let states: Vec<_> = goals.iter().map(|goal| (goal.draft.state, goal.carried_from.is_some())).collect();
        assert_eq!(states, [(GoalState::Open, true), (GoalState::CarriedOver, false)], "after {frames} frames");
        assert!(goals[1].draft.outcome.starts_with("Half of it"), "{}", goals[1].draft.outcome);
    }
}

#[test]
fn what_could_not_be_carried_over_is_saved_all_the_same() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("mine.cpd");
    let mut window = Window::new(Begin { size: [1280.0, 1600.0], ..Begin::file(&path) });
    window.go(Route::Goals).click("Add a goal").type_text("Pain").press(NONE, Key::Enter).run();
    let goal = window.journal().goals().expect("goals").remove(0);
    open(&mut window, &goal);
    window.click("Close the goal…").click("Carried over").run().wait(2.0);
    write_in(&mut window, "In the next plan", " again");
    write_in(&mut window, "What came of it so far", "Half of it");
    refuse(&path, "goal", true);
    window.harness.get_by_label("Carry it over").click();
    window.wait(0.5);
    assert!(window.shows("What you wrote is on the screen, but not saved yet."));
    assert_eq!(
        (window.value("What came of it so far"), window.value("In the next plan")),
        ("Half of it".to_owned(), "Pain again".to_owned())
    );
    refuse(&path, "goal", false);
    window.wait(8.0).run();
    let stored = window.journal().goals().expect("goals").remove(0).draft;
    assert_eq!((stored.state, stored.outcome.as_str()), (GoalState::Open, "Half of it"));
}

#[test]
fn a_half_written_review_is_kept_when_its_page_is_left() {
    type Leave = fn(&mut Window, &Goal);
    let ways: [(&str, Leave); 3] = [
        ("another goal", |window, other| open(window, other)),
        ("all goals", |window, _| {
            window.click("All goals").run();
            assert!(window.shows("My plan"));
        }),
        ("closing", |window, _| assert!(close(window), "everything can be kept")),
    ];
    for (way, leave) in ways {
        let (mut window, goals) = with(&["Pain", "Sleep"]);
        open(&mut window, &goals[0]);
        window.click("Story").run().click("Add a review").run().type_text("Slow, but it moves");
        leave(&mut window, &goals[1]);
        window.wait(1.0);
        assert_eq!(notes(&window), ["Slow, but it moves"], "{way}");
    }
}

#[test]
fn a_goal_half_written_and_lines_half_typed_are_kept_at_the_end() {
    let (mut window, _) = with(&["Pain"]);
    window.go(Route::Goals).click("Starting points").run();
    write_in(&mut window, "Add a strength", "I listen");
    window.press(NONE, Key::Enter).run().click("Change “I listen”").run().press(CTRL, Key::End).type_text(" well");
    // Another field takes the keyboard: what was changed is kept, as ever.
    write_in(&mut window, "Add a threat", "Time");
    window.click("My plan").click("Add a goal").type_text("Sleep");
    assert!(close(&mut window));
    assert_eq!(
        (titles(&window), needs(&window)),
        (vec!["Pain".to_owned(), "Sleep".to_owned()], vec!["Time".to_owned(), "I listen well".to_owned()])
    );
}

#[test]
fn what_lacks_something_is_told_before_the_window_goes() {
    let (mut window, goals) = with(&["Pain"]);
    window.go(Route::Goals).click("Add a goal").click("Why it matters").run().type_text("Words hurt");
    assert!(!close(&mut window));
    assert!(window.shows("it needs a title"));
    assert!(close(&mut window), "asked once more");
    window.harness.get_by_label("Cancel").click();
    window.wait(0.5);
    open(&mut window, &goals[0]);
    window.click("Close the goal…").click("Carried over").run().wait(2.0);
    write_in(&mut window, "In the next plan", " again");
    // It waits while another page is shown.
    window.click("All goals").run();
    open(&mut window, &goals[0]);
    assert_eq!(window.value("In the next plan"), "Pain again");
    assert!(!close(&mut window));
    assert!(window.shows("carry it over, or press “Not yet”"));
    window.wait(7.0).click("Not yet").run();
    assert!(close(&mut window));
}

#[test]
fn undo_belongs_to_the_field_that_is_written_in() {
    let (mut window, goals) = with(&["Pain"]);
    open(&mut window, &goals[0]);
    write_in(&mut window, "Title", " at night");
    window.wait(2.0).click("Story").run().click("Add a review").run().type_text("Slow");
    window.wait(2.0).type_text(" and steady").wait(2.0);
    window.press(CTRL, Key::Z).run();
    assert_eq!((window.value("How far is it?"), window.value("Title")), ("Slow".to_owned(), "Pain at night".to_owned()));
    window.click("Keep the review").run();
    assert_eq!(notes(&window), ["Slow"]);
    // What was written last is what is taken back: the goal's text, then the review before it.
    write_in(&mut window, "Title", " and day");
    window.wait(2.0).press(CTRL, Key::Z).run();
    assert_eq!((window.value("Title"), notes(&window).len()), ("Pain at night".to_owned(), 1));
    window.click("All goals").run();
    // The form of a new goal has its own.
    window.click("Add a goal").type_text("Sleep").wait(2.0).type_text(" well").wait(2.0).press(CTRL, Key::Z).run();
    assert_eq!((window.value("What do you want to be able to do?"), notes(&window).len()), ("Sleep".to_owned(), 1));
    window.click("Cancel").run().click("Starting points").run();
    write_in(&mut window, "Add a strength", "I");
    window.wait(2.0).type_text(" listen").wait(2.0).press(CTRL, Key::Z).run();
    assert_eq!((window.value("Add a strength"), notes(&window).len()), ("I".to_owned(), 1));
}

#[test]
fn undo_in_the_carry_over_form_is_its_own() {
    let (mut window, goals) = with(&["Pain"]);
    open(&mut window, &goals[0]);
    write_in(&mut window, "Title", " at night");
    window.wait(2.0).click("Close the goal…").click("Carried over").run().wait(2.0);
    window.harness.get_by_label("In the next plan").focus();
    window.run().press(CTRL, Key::A).type_text("Rest").wait(2.0).type_text(" more").wait(2.0).press(CTRL, Key::Z).run();
    assert_eq!((window.value("In the next plan"), window.value("Title")), ("Rest".to_owned(), "Pain at night".to_owned()));
}

#[test]
fn words_for_a_row_that_is_gone_are_not_lost() {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    let goal = journal.add_goal(GoalDraft { title: "Pain".to_owned(), ..GoalDraft::default() }).expect("goal").value;
    let review = journal.add_review(&goal, ReviewDraft { day: TODAY, note: "Slow".to_owned() }).expect("review").value;
    let draft = NeedDraft { kind: NeedKind::Strength, text: "I listen".to_owned(), day: TODAY, goal: None, entry: None };
    let need = journal.add_need(draft).expect("need").value;
    let mut window = Window::new(Begin { size: [1280.0, 1600.0], ..Begin::over(journal) });
    open(&mut window, &goal);
    window.click("Change the review of Sun 22 Nov 2026").run().press(CTRL, Key::End).type_text(", but it moves");
    // Taken away elsewhere while it is written in.
    window.app().wish(Action::Send(Request::Plan(PlanRequest::RemoveReview(review.id))));
    window.run().run();
    assert_eq!((notes(&window).len(), window.value("How far is it?")), (0, "Slow, but it moves".to_owned()));
    window.click("Keep the review").run();
    assert_eq!(notes(&window), ["Slow, but it moves"]);
    window.click("All goals").run().click("Starting points").run().click("Change “I listen”").run();
    window.press(CTRL, Key::End).type_text(" well");
    window.app().wish(Action::Send(Request::Plan(PlanRequest::RemoveNeed(Box::new(need)))));
    window.run().run();
    assert_eq!((needs(&window).len(), window.value("Add a strength")), (0, "I listen well".to_owned()));
}

#[test]
fn what_the_journal_refuses_comes_back_to_its_field() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("mine.cpd");
    let mut window = Window::new(Begin { size: [1280.0, 1600.0], ..Begin::file(&path) });
    window.go(Route::Goals).click("Add a goal").type_text("Pain").press(NONE, Key::Enter).run().click("Starting points").run();
    write_in(&mut window, "Add a strength", "I listen");
    window.press(NONE, Key::Enter).run();
    refuse(&path, "need", true);
    window.click("Change “I listen”").run().press(CTRL, Key::End).type_text(" well").press(NONE, Key::Enter).run();
    assert_eq!(window.value("Change the note"), "I listen well");
    assert!(window.shows("What you wrote is on the screen, but not saved yet."));
    write_in(&mut window, "Add a threat", "Time");
    window.press(NONE, Key::Enter).run();
    assert_eq!(window.value("Add a threat"), "Time");
    let goal = window.journal().goals().expect("goals").remove(0);
    open(&mut window, &goal);
    refuse(&path, "goal_review", true);
    window.click("Story").run().click("Add a review").run().type_text("Slow, but it moves").click("Keep the review").run();
    assert_eq!(window.value("How far is it?"), "Slow, but it moves");
    // The page is not left without it.
    window.click("All goals").run();
    assert_eq!(window.value("How far is it?"), "Slow, but it moves");
    assert!(!close(&mut window), "and neither is the window");
    refuse(&path, "goal_review", false);
    window.click("All goals").run();
    assert!(window.harness.query_all_by_label("Title").all(|node| node.accesskit_node().value().is_none()), "the page is left");
    assert_eq!(notes(&window), ["Slow, but it moves"]);
}

/// A journal in which “Pain” goes on as “Rest”.
fn carried_over() -> (Window, Goal) {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    let goal = journal.add_goal(GoalDraft { title: "Pain".to_owned(), ..GoalDraft::default() }).expect("goal").value;
    let next = GoalDraft { title: "Rest".to_owned(), ..GoalDraft::default() };
    journal.carry_over(&goal, "Half of it", next).expect("carried over");
    (Window::new(Begin { size: [1280.0, 1600.0], ..Begin::over(journal) }), goal)
}

fn state(window: &Window, goal: &Goal) -> GoalState {
    window.journal().goals().expect("goals").into_iter().find(|other| other.id == goal.id).expect("the goal").draft.state
}

#[test]
fn what_was_undone_elsewhere_is_no_step_of_the_page() {
    let (mut window, goal) = carried_over();
    open(&mut window, &goal);
    window.click("Open it again").run().click("Open it").run().wait(2.0);
    assert_eq!(state(&window, &goal), GoalState::Open);
    window.go(Route::Today).press(CTRL, Key::Z).run();
    assert_eq!(state(&window, &goal), GoalState::CarriedOver);
    window.go(Route::Goals).run();
    assert_eq!(window.value("Title"), "Pain");
    window.wait(2.0);
    window.harness.key_press_modifiers(CTRL, Key::Z);
    window.wait(3.0).run();
    // The step before is what is taken back: that it was carried over at all.
    assert_eq!((titles(&window), state(&window, &goal)), (vec!["Pain".to_owned()], GoalState::Open));
}

#[test]
fn a_goal_that_goes_on_is_opened_again_only_when_it_is_said_twice() {
    let (mut window, goal) = carried_over();
    open(&mut window, &goal);
    window.click("Open it again").run();
    assert!(window.shows("It goes on as “Rest”. Open this one as well?"));
    window.click("Leave it").run().wait(2.0);
    assert_eq!((state(&window, &goal), window.shows("Open this one as well?")), (GoalState::CarriedOver, false));
    window.click("Open it again").run().click("Open it").run().wait(2.0);
    assert_eq!(state(&window, &goal), GoalState::Open);
    assert!(window.shows("Opened “Pain” again; Ctrl+Z takes it back"));
    window.press(CTRL, Key::Z).run().wait(2.0);
    assert_eq!(state(&window, &goal), GoalState::CarriedOver);
}

/// The page of earlier versions of a goal whose reason was written at one blow.
fn earlier_versions(why: &str) -> Window {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    let goal = journal.add_goal(GoalDraft { title: "Pain".to_owned(), ..GoalDraft::default() }).expect("goal").value;
    journal.edit_goal(&goal, |draft| why.clone_into(&mut draft.why)).expect("edited");
    let mut window = Window::new(Begin::over(journal));
    open(&mut window, &goal);
    window.click("What is written").run();
    window.harness.get_by_label("Earlier versions").click();
    window.wait(2.0);
    assert!(window.shows("Back to writing") && window.shows("put in: "));
    window
}

#[test]
fn esc_goes_back_to_writing_unless_a_list_is_open() {
    let mut window = earlier_versions("Words hurt");
    window.harness.get_by_label("From which moment").click();
    window.wait(1.0).press(NONE, Key::Escape).run();
    assert!(window.shows("Back to writing") && !window.harness.query_all_by_label_contains("Edit goal").any(|node| is_row(&node)));
    window.press(NONE, Key::Escape).run();
    assert!(!window.shows("Back to writing"));
    assert_eq!((window.value("Title"), window.value("Why it matters")), ("Pain".to_owned(), "Words hurt".to_owned()));
}

#[test]
fn the_two_choices_of_a_moment_stand_below_each_other() {
    let window = earlier_versions(&"A long reason with many words ".repeat(4));
    let rect = |label: &str| window.harness.get_by_label(label).rect();
    let (from, to) = (rect("From which moment"), rect("To which moment"));
    let (earlier, later) = (rect("Earlier moment"), rect("Later moment"));
    assert!((from.left() - to.left()).abs() < 1.0 && from.bottom() <= to.top(), "{from:?} {to:?}");
    assert!(from.right() <= earlier.left() && earlier.right() <= later.left() && later.left() - earlier.right() < 20.0);
    assert!((earlier.center().y - from.center().y).abs() < 3.0 && (later.center().y - from.center().y).abs() < 3.0);
}

#[test]
fn what_was_put_in_is_underlined_in_every_line() {
    let why = "To the people I care for it matters that their words about pain are heard and answered in words of their own. ".repeat(3);
    let mut window = earlier_versions(why.trim());
    let text = window.harness.get_by_label_contains("put in: ").rect();
    let picture = window.harness.render().expect("a picture");
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "inside the window")]
    let (left, right, top, bottom) = (text.left() as u32, text.right() as u32, text.top() as u32, text.bottom() as u32 + 2);
    let longest = |y: u32| {
        let (mut best, mut run) = (0, 0);
        for x in left..right {
            let dark = picture.get_pixel(x, y).0[..3].iter().map(|part| u32::from(*part)).sum::<u32>() < 3 * 190;
            run = if dark { run + 1 } else { 0 };
            best = best.max(run);
        }
        best
    };
    // A line may be drawn on two rows of pixels.
    let ruled: Vec<bool> = (top..bottom).map(|y| longest(y) > (right - left) / 2).collect();
    let rules = ruled.iter().zip(ruled.iter().skip(1)).filter(|(above, here)| !**above && **here).count();
    // Lines are 22 points high; the last may be short.
    let rows = u16::try_from(rules + 1).map_or(f32::MAX, f32::from);
    assert!(rules >= 3 && rows * 22.0 + 11.0 >= text.height(), "{rules} underlines in {} points", text.height());
}

#[test]
fn many_moments_are_chosen_from_the_newest_first() {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    let goal = journal.add_goal(GoalDraft { title: "Pain".to_owned(), ..GoalDraft::default() }).expect("goal").value;
    for n in 0..500 {
        journal.edit_goal(&goal, |draft| draft.why = format!("Reason {n}")).expect("edited");
    }
    let mut window = Window::new(Begin::over(journal));
    open(&mut window, &goal);
    window.click("What is written").run();
    window.harness.get_by_label("Earlier versions").click();
    window.wait(2.0);
    assert!(window.shows("put in: 499") || window.shows("Reason 498"), "what was changed last");
    window.harness.get_by_label("From which moment").click();
    window.wait(2.0);
    let rows = |window: &Window| window.harness.query_all_by_label_contains("Edit goal").filter(is_row).count();
    assert_eq!(rows(&window), 500);
    let third = window.harness.query_all_by_label_contains("Edit goal").filter(is_row).nth(2).expect("a row");
    third.click();
    window.wait(2.0);
    assert!(window.shows("taken out: 497"), "the newest stand first");
}

fn is_row(node: &egui_kittest::Node<'_>) -> bool {
    node.accesskit_node().role() == egui::Role::Button
}
