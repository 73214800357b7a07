//! What could tell who somebody is, on the page that exports: shown in place, mended or said to be fine by one key, acknowledged.

use std::time::{Duration, Instant};

use cpd_journal::domain::{EntryDraft, EntryState, GoalDraft};
use cpd_journal::journal::{Journal, Selection, Together};
use cpd_journal::ui::action::{Action, Route};
use cpd_journal::ui::command::Command;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use expect_test::expect;

use super::outline::outline;
use super::support::{Begin, CLOCK, TODAY, Window, saved};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

const CALL: &str = "A call from the daughter, 07700 900123, about pacing. Her surgery wrote from jane.owen@example.org the day after.";
const BORN: &str = "Seen again at home in CF10 3AT. She rang 07700 900456 at night.";

fn log(journal: &mut Journal, title: &str, learnt: &str) {
    let mut draft = EntryDraft::on(TODAY);
    title.clone_into(&mut draft.title);
    learnt.clone_into(&mut draft.learnt);
    journal.log(draft, EntryState::Ready, &Together::default()).expect("an entry");
}

fn journal() -> Journal {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    log(&mut journal, "Pacing by telephone", CALL);
    log(&mut journal, "A visit", BORN);
    log(&mut journal, "Nothing in it", "Pacing is not rest.");
    let goal = GoalDraft { title: "Persistent pain".into(), why: "Because of a call from 07700 900789.".into(), ..GoalDraft::default() };
    journal.add_goal(goal).expect("a goal");
    journal
}

/// The findings of a journal, in sight.
fn shown(begin: Begin) -> Window {
    let mut window = Window::new(begin);
    show(&mut window);
    window
}

fn show(window: &mut Window) {
    window.app().wish(Action::Run(Command::Export));
    window.run().run();
    let side = window.harness.query_all_by_label_contains("Confidentiality").find(|node| node.accesskit_node().role() == Role::RadioButton);
    // By keys: where there is little room it is out of sight.
    side.expect("the side with the findings").focus();
    window.run().press(NONE, Key::Enter).run();
}

fn over(journal: Journal) -> Begin {
    Begin { size: [1280.0, 2000.0], ..Begin::over(journal) }
}

/// Names of the rows, with the one that is looked at marked.
fn rows(window: &Window) -> Vec<String> {
    let rows = window.harness.query_all_by_role(Role::ListItem).map(|node| {
        let node = node.accesskit_node();
        let mark = if node.toggled() == Some(egui::accesskit::Toggled::True) { "> " } else { "" };
        format!("{mark}{}", node.label().unwrap_or_default())
    });
    rows.filter(|row| row.contains(" of ")).collect()
}

fn open(window: &Window) -> usize {
    let leaving = window.journal().leaving(&Selection::default()).expect("leaving");
    window.journal().findings_in(&leaving).expect("findings").iter().filter(|one| one.settled.is_none()).count()
}

fn focused(window: &Window) -> String {
    let root = window.harness.root();
    let mut stack = vec![root];
    while let Some(node) = stack.pop() {
        if node.accesskit_node().is_focused() && node.accesskit_node().role() != Role::Window {
            return node.accesskit_node().label().unwrap_or_default();
        }
        stack.extend(node.children());
    }
    String::new()
}

#[test]
fn findings_as_they_are_read_out() {
    let window = shown(over(journal()));
    let all = outline(&window);
    let list = all.split_once("List \"What could tell").map(|(_, list)| format!("List \"What could tell{list}")).expect("a list");
    expect![[r#"
        List "What could tell who somebody is"
          Heading "Goal: Persistent pain" = "Persistent pain"
          ListItem "Telephone number: “07700 900789”, in “Persistent pain”, Why, instead: [telephone number], 1 of 5" True
          Button "Why it matters"
          TextInput "Instead" = "[telephone number]"
          Button "Mend"
          Button "Fine, because…"
          Button "Open the goal there"
          Heading "Entry: Pacing by telephone" = "Pacing by telephone"
          ListItem "Telephone number: “07700 900123”, in “Pacing by telephone”, What I learnt, instead: [telephone number], 2 of 5" False
          ListItem "E-mail address: “jane.owen@example.org”, in “Pacing by telephone”, What I learnt, instead: [e-mail address], 3 of 5" False
          Heading "Entry: A visit" = "A visit"
          ListItem "Postcode: “CF10 3AT”, in “A visit”, What I learnt, instead: the local area, 4 of 5" False
          ListItem "Telephone number: “07700 900456”, in “A visit”, What I learnt, instead: [telephone number], 5 of 5" False
        CheckBox "I have seen these 5 and let them leave; that is kept with the export" False
        Button "Entries: 3 entries"
        Button "Goals: 1 goal"
        Button "Export…"
    "#]].assert_eq(&list);
}

#[test]
fn one_key_mends_and_another_takes_back() {
    let mut window = shown(over(journal()));
    let all = rows(&window);
    assert_eq!(all.len(), 5, "{all:#?}");
    assert!(all[0].starts_with("> ") && focused(&window) == all[0][2..], "{} has the keyboard", focused(&window));
    // What comes before it in order of reading is the goal.
    window.press(NONE, Key::M).run();
    let goal = window.journal().goals().expect("goals").remove(0).draft.why;
    assert!(!goal.contains("07700"), "{goal}");
    assert!(window.shows("Mending changes your entry itself, not only what leaves; U takes it back."));
    let did = "Changed in “Persistent pain”: “[telephone number]” stands there now. U takes it back.";
    assert!(window.shows(did), "what was done is told");
    assert_eq!(rows(&window).len(), 4);
    assert!(
        rows(&window)[0].starts_with("> ") && focused(&window) == rows(&window)[0][2..],
        "the next one has the keyboard: {}",
        focused(&window)
    );
    window.press(NONE, Key::ArrowDown).press(NONE, Key::Enter).run();
    assert_eq!(rows(&window).len(), 3);
    let place = rows(&window).iter().position(|row| row.starts_with("> "));
    assert_eq!(place, Some(1), "the place is kept");
    // Back, the latest first; what comes back is looked at.
    window.press(NONE, Key::U).run();
    assert!(!window.shows("stands there now"), "it does not");
    assert_eq!(rows(&window).len(), 4);
    assert!(rows(&window)[1].starts_with("> "));
    window.press(CTRL, Key::Z).run();
    assert_eq!(rows(&window), all);
    assert_eq!(open(&window), 5);
    // What is not of this list is not taken back by its key.
    window.press(NONE, Key::U).run();
    assert!(window.shows("Nothing of this list") && rows(&window).len() == 5);
}

#[test]
fn other_words_than_those_proposed() {
    let mut window = shown(over(journal()));
    window.press(NONE, Key::E).run();
    window.press(CTRL, Key::A).type_text("a number that I have").press(NONE, Key::Enter).run();
    assert_eq!(window.journal().goals().expect("goals")[0].draft.why, "Because of a call from a number that I have.");
    assert_eq!(rows(&window).len(), 4);
    assert!(focused(&window) == rows(&window)[0][2..], "back in the list");
}

#[test]
fn all_of_them_are_one_step() {
    let mut window = shown(over(journal()));
    let before = [window.entry("Pacing by telephone").draft.learnt, window.entry("A visit").draft.learnt];
    window.click("Mend all 5 that have a proposal").run();
    assert_eq!((rows(&window).len(), open(&window)), (0, 0));
    assert!(window.shows("Everything that was found is settled") || window.shows("Nothing was found"));
    assert!(window.shows("Changed in your journal: 5 places. U takes it back."));
    assert!(window.shows("That is no promise"));
    let texts = [window.entry("Pacing by telephone").draft.learnt, window.entry("A visit").draft.learnt];
    assert!(texts.iter().all(|text| !text.contains("07700") && !text.contains("@example") && !text.contains("CF10")), "{texts:?}");
    window.press(CTRL, Key::Z).run();
    assert_eq!([window.entry("Pacing by telephone").draft.learnt, window.entry("A visit").draft.learnt], before);
    assert_eq!(open(&window), 5);
    // Of one rule.
    show(&mut window);
    window.click("Mend these 3: Telephone number").run();
    assert_eq!(open(&window), 2);
}

#[test]
fn what_is_fine_is_kept_with_its_reason_and_can_be_asked_again() {
    let mut window = shown(over(journal()));
    let first = rows(&window)[0][2..].to_owned();
    window.press(NONE, Key::F).run();
    assert_eq!(focused(&window), "Or in your own words");
    assert!(window.shows("public, of a service or an organisation"));
    assert!(!window.shows("the author of what I read"), "a number has none");
    window.press(NONE, Key::Num3).run();
    assert_eq!((rows(&window).len(), open(&window)), (4, 4));
    assert!(focused(&window) == rows(&window)[0][2..]);
    // In own words.
    window.press(NONE, Key::F).run();
    window.type_text("it is the number of the ward").press(NONE, Key::Enter).run();
    assert_eq!(open(&window), 3);
    window.click("Said to be fine · 2").run();
    assert!(window.shows("Fine: agreed with the person") && window.shows("Fine: it is the number of the ward"));
    window.click("Ask again about “07700 900789”").run();
    assert_eq!(open(&window), 4);
    assert_eq!(rows(&window)[0], format!("> {}", first.replace("1 of 5", "1 of 4")), "it is looked at");
    // Escape leaves the reasons.
    window.press(NONE, Key::F).run();
    assert!(window.shows("Keep this reason"));
    window.press(NONE, Key::Escape).run();
    assert!(!window.shows("Keep this reason") && open(&window) == 4);
    window.press(NONE, Key::F).run();
    window.click("Cancel").run();
    assert!(!window.shows("Keep this reason") && open(&window) == 4);
}

/// Presses a key as fingers do, with the text that it makes, a quarter of a second before the next.
fn strike(window: &mut Window, modifiers: Modifiers, key: Key, text: Option<char>) {
    let event = |pressed| egui::Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
    let text = text.map(|text| egui::Event::Text(text.to_string()));
    window.harness.input_mut().events.extend(std::iter::once(event(true)).chain(text).chain([event(false)]));
    window.harness.step();
}

/// Types letter by letter.
fn type_keys(window: &mut Window, words: &str) {
    for letter in words.chars() {
        let name = if letter == ' ' { "Space".to_owned() } else { letter.to_uppercase().to_string() };
        let key = Key::from_name(&name).unwrap_or_else(|| panic!("a key for “{letter}”"));
        let modifiers = if letter.is_uppercase() { Modifiers::SHIFT } else { NONE };
        strike(window, modifiers, key, Some(letter));
    }
}

fn texts(window: &Window) -> Vec<String> {
    let entries = window.headers().into_iter().map(|one| window.entry(&one.name).draft.learnt);
    let goals = window.journal().goals().expect("goals").into_iter().map(|one| one.draft.why);
    entries.chain(goals).collect()
}

/// Reasons that were given.
fn given(window: &Window) -> Vec<String> {
    let leaving = window.journal().leaving(&Selection::default()).expect("leaving");
    window.journal().findings_in(&leaving).expect("findings").into_iter().filter_map(|one| one.settled).collect()
}

const REASON: &str = "Wards are named so everywhere";

#[test]
fn a_reason_that_is_typed_is_the_reason_and_nothing_else() {
    let mut window = shown(over(journal()));
    let before = texts(&window);
    type_keys(&mut window, "f");
    type_keys(&mut window, REASON);
    assert_eq!(window.value("Or in your own words"), REASON);
    strike(&mut window, NONE, Key::Enter, None);
    // Whoever goes on typing does nothing to the next one.
    type_keys(&mut window, " me foe move of me and me");
    strike(&mut window, NONE, Key::Enter, None);
    window.run().run();
    assert_eq!(given(&window), [REASON]);
    assert_eq!((texts(&window), open(&window)), (before.clone(), 4));
    assert!(!window.shows("Keep this reason") && window.value("Instead") == "[telephone number]");
    assert_eq!(focused(&window), rows(&window)[0][2..]);
    // After a moment letters are for the list again.
    window.wait(1.0).press(NONE, Key::M).run();
    assert!(open(&window) == 3 && texts(&window) != before);
}

#[test]
fn reasons_that_are_ready_are_walked_to_and_words_go_into_their_field_all_the_same() {
    let mut window = shown(over(journal()));
    let before = texts(&window);
    window.press(NONE, Key::F).press(NONE, Key::ArrowUp).run();
    assert_eq!(focused(&window), "public, of a service or an organisation");
    type_keys(&mut window, REASON);
    window.run();
    assert_eq!((window.value("Or in your own words").as_str(), focused(&window).as_str()), (REASON, "Or in your own words"));
    // Digits are words in words.
    type_keys(&mut window, " 12");
    window.press(NONE, Key::Enter).run().wait(1.0);
    assert_eq!(given(&window), [format!("{REASON} 12")]);
    // The reason given last stands there, and gives way to what is typed.
    window.press(NONE, Key::F).run();
    assert_eq!(window.value("Or in your own words"), format!("{REASON} 12"));
    type_keys(&mut window, "my mother");
    assert_eq!(window.value("Or in your own words"), "my mother");
    window.press(NONE, Key::Escape).run();
    assert!(!window.shows("Keep this reason") && focused(&window) == rows(&window)[0][2..]);
    // By Space and by Enter where somebody walked to.
    for key in [Key::Space, Key::Enter] {
        window.wait(1.0).press(NONE, Key::F).press(NONE, Key::ArrowUp).press(NONE, Key::ArrowRight).run();
        assert_eq!(focused(&window), "my own");
        window.press(NONE, key).run();
    }
    assert_eq!(given(&window).iter().filter(|one| *one == "my own").count(), 2);
    assert_eq!(texts(&window), before);
}

#[test]
fn nothing_is_kept_without_a_reason() {
    let mut window = shown(over(journal()));
    window.press(NONE, Key::F).press(NONE, Key::Enter).run();
    assert!(window.shows("Keep this reason") && given(&window).is_empty());
    assert_eq!(focused(&window), "Or in your own words");
    type_keys(&mut window, "my own");
    window.press(NONE, Key::Enter).run();
    assert_eq!(given(&window), ["my own"]);
}

#[test]
fn what_was_typed_instead_does_not_run_on_into_the_next_one() {
    let mut window = shown(over(journal()));
    let before = texts(&window);
    type_keys(&mut window, "e");
    window.press(CTRL, Key::A);
    type_keys(&mut window, "a number");
    strike(&mut window, NONE, Key::Enter, None);
    type_keys(&mut window, "from me to the office");
    window.run().run();
    let after = texts(&window);
    assert!(after.contains(&"Because of a call from a number.".to_owned()), "{after:?}");
    assert_eq!((after[..3].to_vec(), open(&window)), (before[..3].to_vec(), 4));
    assert!(!window.shows("Keep this reason") && given(&window).is_empty());
    // A key that is held down mends one.
    window.wait(1.0);
    for repeat in [false, true, true, true, true, true, true, true, true] {
        let held = egui::Event::Key { key: Key::M, physical_key: None, pressed: true, repeat, modifiers: NONE };
        window.harness.input_mut().events.push(held);
        window.harness.step();
    }
    window.run().run();
    assert_eq!(open(&window), 3);
}

#[test]
fn what_is_said_of_going_back_goes_with_the_next_step() {
    let mut window = shown(over(journal()));
    window.press(NONE, Key::M).run();
    window.press(NONE, Key::U).run();
    assert!(window.shows("Undone: "));
    window.press(NONE, Key::M).run();
    assert!(!window.shows("Undone: ") && window.shows("stands there now"));
    window.press(NONE, Key::U).run();
    window.press(CTRL | Modifiers::SHIFT, Key::Z).run();
    assert!(window.shows("Done again: ") && !window.shows("Undone: "));
    window.wait(1.0).press(NONE, Key::F).press(NONE, Key::Num1).run();
    assert!(!window.shows("Done again: ") && given(&window).len() == 1);
}

#[test]
fn what_was_done_is_told_beside_the_one_that_is_looked_at() {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    for n in 0..60 {
        log(&mut journal, &format!("Call {n}"), &format!("She rang from 07700 900{n:03}."));
    }
    let mut window = shown(Begin { size: [1280.0, 800.0], ..Begin::over(journal) });
    window.press(NONE, Key::End).run();
    for _ in 0..3 {
        window.wait(1.0).press(NONE, Key::ArrowUp).run();
        window.press(NONE, Key::M).run().run();
        let said = window.harness.query_all_by_label_contains("stands there now").next().expect("it is told").rect();
        let row = window
            .harness
            .query_all_by_role(Role::ListItem)
            .find(|node| node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True));
        let row = row.expect("one is looked at").rect();
        assert!(said.top() > 0.0 && said.bottom() < 800.0, "{said:?}");
        assert!(said.bottom() <= row.top() && row.top() - said.bottom() < 80.0, "{said:?} above {row:?}");
    }
}

#[test]
fn only_what_was_seen_is_let_go() {
    let mut window = shown(over(journal()));
    window.click("I have seen these 5 and let them leave; that is kept with the export").run();
    let ticked = |window: &Window| {
        let node = window.harness.query_all_by_label_contains("and let").find(|node| node.accesskit_node().role() == Role::CheckBox);
        node.and_then(|node| node.accesskit_node().toggled()) == Some(egui::accesskit::Toggled::True)
    };
    assert!(ticked(&window));
    // One of them goes: all that are left were seen.
    window.harness.query_all_by_label_contains("5 of 5").next().expect("a row").focus();
    window.run().press(NONE, Key::M).run();
    assert!(rows(&window).len() == 4 && ticked(&window));
    // Another one comes.
    window.press(CTRL, Key::N).type_text("Mrs Bronwen Pugh rang from 07700 900321").press(NONE, Key::Enter).run().run();
    window.press(CTRL, Key::Enter).run();
    show(&mut window);
    assert!(!ticked(&window), "a new one was not seen");
}

#[test]
fn it_leads_to_the_words_in_their_entry() {
    let mut window = shown(over(journal()));
    let at = rows(&window).iter().position(|row| row.contains("07700 900123")).expect("the call");
    for _ in 0..at {
        window.press(NONE, Key::ArrowDown);
    }
    window.press(NONE, Key::O).run().run();
    assert_eq!(window.app().route(), Route::Journal);
    assert_eq!(focused(&window), "What I learnt");
    window.type_text("her own number").wait(2.0);
    assert!(window.entry("Pacing by telephone").draft.learnt.starts_with("A call from the daughter, her own number, about"));
}

#[test]
fn nothing_found_is_calm_and_no_promise() {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    log(&mut journal, "Pacing", "Pacing is not rest.");
    let mut window = shown(over(journal));
    assert!(window.shows("Nothing was found that could tell who somebody is") && window.shows("That is no promise"));
    assert!(!window.shows("I have seen"));
    for key in [Key::M, Key::F, Key::E, Key::O, Key::ArrowDown, Key::Enter, Key::End] {
        window.press(NONE, key);
    }
    assert!(!window.shows("Keep this reason"));
}

#[test]
fn two_hundred_findings_cost_what_is_in_view() {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    for n in 0..100 {
        let long = "x".repeat(if n == 3 { 20_000 } else { 0 });
        log(
            &mut journal,
            &format!("Call {n} {long}"),
            &format!("She rang from 07700 900{n:03}, and wrote from sister{n}@example.org {long}"),
        );
    }
    for (zoom, size, dark) in [(1.0, [1280.0, 800.0], false), (2.0, [1280.0, 800.0], true), (1.0, [420.0, 700.0], false)] {
        let mut again = Journal::in_memory(CLOCK).expect("journal");
        std::mem::swap(&mut again, &mut journal);
        let mut window = shown(Begin { size, dark, zoom, ..Begin::over(again) });
        let rows_shown = rows(&window).len();
        assert!((1..60).contains(&rows_shown), "{rows_shown} rows at {zoom}");
        let begun = Instant::now();
        for _ in 0..10 {
            window.harness.step();
        }
        let frame = begun.elapsed() / 10;
        assert!(frame < Duration::from_millis(if cfg!(debug_assertions) { 400 } else { 30 }), "{frame:?} a frame at {zoom}");
        window.press(NONE, Key::End).run();
        assert!(rows(&window).iter().any(|row| row.starts_with("> ") && row.ends_with("200 of 200")), "{:?}", rows(&window));
        window.press(NONE, Key::Home).run();
        assert!(rows(&window).iter().any(|row| row.starts_with("> ") && row.ends_with(" 1 of 200")), "{:?}", rows(&window));
        // A journal for the next window.
        journal = Journal::in_memory(CLOCK).expect("journal");
        for n in 0..100 {
            log(&mut journal, &format!("Call {n}"), &format!("She rang from 07700 900{n:03}, and wrote from sister{n}@example.org"));
        }
    }
}

#[test]
fn it_looks_right() {
    let look = std::env::var_os("CPD_LOOK");
    for (name, zoom, size, dark) in [
        ("wide", 1.0, [1280.0, 900.0], false),
        ("dark", 1.0, [1280.0, 900.0], true),
        ("large", 2.0, [1280.0, 900.0], false),
        ("narrow", 1.0, [420.0, 900.0], false),
    ] {
        let mut window = shown(Begin { size, dark, zoom, ..Begin::over(journal()) });
        let save = |window: &mut Window, what: &str| {
            saved(window, look.as_deref(), &format!("findings-{name}-{what}.png"));
        };
        save(&mut window, "list");
        window.press(NONE, Key::ArrowDown).press(NONE, Key::F).run();
        save(&mut window, "fine");
    }
}
