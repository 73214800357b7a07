//! Reflecting in the window: another model, earlier versions, setting aside, what was found later, the mirror.

use cpd_journal::domain::{EntryDraft, EntryState, Found, LookBackDraft};
use cpd_journal::journal::{Beside, Journal, Together};
use cpd_journal::ui::action::Action;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::{Begin, CLOCK, TODAY, Window};

fn window(change: impl FnOnce(&mut EntryDraft), state: EntryState) -> Window {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    let mut draft = EntryDraft { title: "Pacing".to_owned(), ..EntryDraft::on(TODAY) };
    change(&mut draft);
    journal.log(draft, state, &Together::default()).expect("entry");
    open(journal)
}

fn open(journal: Journal) -> Window {
    let id = journal.headers(None).expect("headers")[0].id;
    let mut window = Window::new(Begin { size: [1280.0, 3200.0], ..Begin::over(journal) });
    window.app().wish(Action::OpenEntry(id));
    window.run().run().run();
    window
}

fn write_in(window: &mut Window, field: &str, text: &str) {
    window.harness.get_by_label(field).focus();
    window.wait(0.5);
    window.harness.event(egui::Event::Text(text.to_owned()));
    window.wait(0.5);
}

fn model(window: &mut Window, name: &str) {
    window.harness.get_by_label("Model of reflection").click();
    window.run().run();
    // What the list has is chosen or not; a button on the page beside it is neither.
    let in_list =
        |node: &egui_kittest::Node<'_>| node.accesskit_node().is_selected().is_some() || node.accesskit_node().toggled().is_some();
    window.harness.query_all_by_label(name).find(in_list).expect("in the list").click();
    window.wait(2.0);
}

#[test]
fn every_word_goes_to_another_model_and_back() {
    let mut window = window(|_| (), EntryState::Draft);
    model(&mut window, "Gibbs");
    for (prompt, text) in [("Description", "We met"), ("Feelings", "Torn"), ("Analysis", "Because of fear"), ("Action plan", "Ask first")] {
        write_in(&mut window, prompt, text);
    }
    model(&mut window, "Driscoll");
    assert_eq!(window.value("What?"), "We met");
    assert_eq!(window.value("So what?"), "Because of fear");
    assert_eq!(window.value("Now what?"), "Ask first");
    assert!(window.shows("from Gibbs: Feelings"), "what has no place stays in sight");
    write_in(&mut window, "What?", ", the six of us");
    model(&mut window, "Gibbs");
    assert_eq!(window.value("Feelings"), "Torn");
    assert!(window.value("Description").contains(", the six of us"), "what was written meanwhile comes back with it");
    assert_eq!(window.value("Analysis"), "Because of fear");
    window.wait(6.0);
    let kept = window.entry("Pacing").draft.reflection;
    assert_eq!(kept.template, "gibbs");
    assert_eq!(kept.answers.len(), 4);
    assert!(kept.answers.iter().all(|answer| answer.home.is_none()));
}

#[test]
fn an_answer_without_a_place_is_put_somewhere_by_hand() {
    let mut window = window(|_| (), EntryState::Draft);
    model(&mut window, "Gibbs");
    write_in(&mut window, "Feelings", "Torn");
    model(&mut window, "Driscoll");
    window.click("Put “Feelings” into a question of Driscoll");
    window.run();
    let answers: Vec<_> = window.harness.query_all_by_label("So what?").collect();
    answers.last().expect("in the menu").click();
    window.run().run();
    assert!(!window.shows("from Gibbs: Feelings"));
    assert_eq!(window.value("So what?"), "Torn");
    window.press(Modifiers::COMMAND, Key::Z).run();
    assert!(window.shows("from Gibbs: Feelings"), "and taken back like anything that is written");
}

#[test]
fn the_last_choice_for_a_kind_is_offered_first() {
    let mut window = window(|draft| draft.kind = "podcast".to_owned(), EntryState::Draft);
    model(&mut window, "Gibbs");
    write_in(&mut window, "What I learnt", "A thought");
    window.wait(6.0);
    assert_eq!(window.journal().headers(None).expect("headers").len(), 1);
    let next = EntryDraft { title: "Next one".to_owned(), kind: "podcast".to_owned(), ..EntryDraft::on(TODAY) };
    let ticket = cpd_journal::worker::ToLog::draft(1, next);
    window.app().wish(Action::Send(cpd_journal::worker::Request::Capture(cpd_journal::worker::CaptureRequest::Log(Box::new(ticket)))));
    window.run().run();
    let id = window.entry("Next one").id;
    window.app().wish(Action::OpenEntry(id));
    window.run().run().run();
    let left = |name: &str| window.harness.get_by_label(name).rect().left();
    assert!(left("Gibbs") < left("Three lines"), "what was chosen last for a podcast comes first");
    window.click("Gibbs").run();
    assert!(window.shows("Feelings"), "and is one press away");
}

#[test]
fn two_moments_are_compared_and_a_paragraph_comes_back() {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    let draft = EntryDraft {
        title: "Pacing".to_owned(),
        learnt: "Rest is not pacing.\n\nPlan the day by the clock, not by the pain.".to_owned(),
        ..EntryDraft::on(TODAY)
    };
    let id = journal.log(draft, EntryState::Ready, &Together::default()).expect("entry").value.id;
    let edit = |journal: &mut Journal, learnt: &str| {
        journal.edit(id, &Beside::default(), |draft| learnt.clone_into(&mut draft.learnt)).expect("edited");
    };
    edit(&mut journal, "Rest is not pacing.\n\nPlan the day.");
    edit(&mut journal, "Rest alone is not pacing.");
    let mut window = open(journal);
    window.click("More to do with this entry").run();
    window.click("Earlier versions").run();
    window.run();
    assert!(window.shows("Back to writing"));
    assert!(window.shows("put in: alone"), "word by word");
    window.click("Earlier moment").run();
    assert!(window.shows("not by the pain"));
    let back = window.harness.query_all_by_label_contains("of “What I learnt” back").last().expect("a button");
    back.click();
    window.run().run();
    window.click("Back to writing").run();
    assert_eq!(window.value("What I learnt"), "Rest alone is not pacing.\n\nPlan the day by the clock, not by the pain.");
    window.wait(6.0);
    assert!(window.entry("Pacing").draft.learnt.ends_with("not by the pain."), "and it is saved");
    window.press(Modifiers::COMMAND, Key::Z).run();
    assert_eq!(window.value("What I learnt"), "Rest alone is not pacing.");
}

#[test]
fn something_hard_is_set_aside_and_taken_up_again() {
    let mut window = window(|draft| draft.learnt = "Too near".to_owned(), EntryState::Draft);
    let menu = window.harness.query_by_label("Park this").is_none();
    if menu {
        window.click("More to do with this entry").run();
    }
    window.click("Park this").run();
    assert!(window.shows("Nothing asks for it until then."));
    window.click("A month").run();
    window.click("Park it").run();
    assert!(window.shows("Parked until Tue 22 Dec 2026"));
    window.wait(6.0);
    let until = window.entry("Pacing").draft.parked.expect("a day");
    assert_eq!(until, TODAY.checked_add_months(chrono::Months::new(1)).expect("a day"));
    assert!(window.headers()[0].is_parked(TODAY));
    assert!(window.shows("Set aside until Tue 22 Dec 2026. Nothing asks for it until then."));
    window.click("Take it up").run();
    window.wait(6.0);
    assert_eq!(window.entry("Pacing").draft.parked, None);
    assert_eq!(window.entry("Pacing").draft.learnt, "Too near");
}

#[test]
fn what_is_found_later_stands_under_the_entry() {
    let mut window = window(|draft| draft.learnt = "Pacing is planned".to_owned(), EntryState::Ready);
    window.click("Add what it changed since").run();
    window.click("Somebody benefited").run();
    write_in(&mut window, "In a few words", "Mrs P sleeps through");
    window.click("Keep it").run();
    let found = window.journal().look_backs().expect("look backs");
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].draft,
        LookBackDraft { month: 0, day: TODAY, found: Found::Benefit, text: "Mrs P sleeps through".to_owned(), until: None }
    );
    assert!(window.shows("Mrs P sleeps through"));
    window.click("Change what was found on Sun 22 Nov 2026").run();
    write_in(&mut window, "In a few words", " now");
    window.click("Keep it").run();
    let texts: Vec<String> = window.journal().look_backs().expect("look backs").into_iter().map(|look| look.draft.text).collect();
    assert_eq!(texts, ["Mrs P sleeps through now"]);
    window.click("Remove what was found on Sun 22 Nov 2026").run();
    assert!(window.journal().look_backs().expect("look backs").is_empty());
}

#[test]
fn the_mirror_is_held_up_only_when_asked_for() {
    let text = "I felt unsure because the evidence was thin. I have changed how I ask. Patients now set the pace.";
    let mut window = window(|draft| draft.learnt = text.to_owned(), EntryState::Draft);
    assert!(!window.shows("A mirror, not a mark"));
    window.click("Hold up a mirror to it").run();
    assert!(window.shows("A mirror, not a mark"));
    assert!(window.shows("“because"), "the words themselves are shown");
    assert!(window.shows("What is different now"));
    window.click("Put it away").run();
    assert!(!window.shows("A mirror, not a mark"));
}

#[test]
fn what_is_done_at_one_blow_is_one_step_back() {
    let mut window = window(|_| (), EntryState::Draft);
    model(&mut window, "Gibbs");
    let type_in = |window: &mut Window, field: &str, text: &str| {
        window.harness.get_by_label(field).focus();
        window.harness.step();
        window.harness.event(egui::Event::Text(text.to_owned()));
        window.harness.step();
    };
    // At once after typing, and at once taken back.
    type_in(&mut window, "Feelings", "Torn");
    window.harness.get_by_label("Model of reflection").click();
    window.harness.run_steps(2);
    let in_list =
        |node: &egui_kittest::Node<'_>| node.accesskit_node().is_selected().is_some() || node.accesskit_node().toggled().is_some();
    window.harness.query_all_by_label("Driscoll").find(in_list).expect("in the list").click();
    window.harness.run_steps(2);
    assert!(window.shows("from Gibbs: Feelings"));
    window.press(Modifiers::COMMAND, Key::Z).run();
    assert_eq!(window.value("Feelings"), "Torn", "the model alone is taken back");
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z).run();
    assert!(window.shows("from Gibbs: Feelings"));
    type_in(&mut window, "What?", "We met");
    window.click("Put “Feelings” into a question of Driscoll");
    window.harness.query_all_by_label("So what?").last().expect("in the menu").click();
    window.harness.run_steps(2);
    window.press(Modifiers::COMMAND, Key::Z).run();
    assert_eq!(window.value("What?"), "We met", "the answer alone is where it was");
    assert!(window.shows("from Gibbs: Feelings"));
}
