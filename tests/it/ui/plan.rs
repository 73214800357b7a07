//! The day, the plan, the network and the review: by what assistive technology would find, and as the journal has it afterwards.

use cpd_journal::domain::{ActionDraft, CommunityDraft, EntryDraft, EntryState, GoalDraft, GoalState, Minutes, Purpose};
use cpd_journal::journal::{Journal, Together};
use cpd_journal::ui::action::{Action, Route};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::{Begin, CLOCK, TODAY, Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

/// Presses the first button whose name begins so: names of cards and rows go on with figures.
fn press_like(window: &mut Window, begin: &str) {
    let node = window
        .harness
        .query_all_by_role(egui::Role::Button)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(begin)));
    node.unwrap_or_else(|| panic!("no button “{begin}…”")).click();
    window.run();
}

fn write_in(window: &mut Window, field: &str, text: &str) {
    window.harness.get_by_label(field).focus();
    window.run().type_text(text);
}

fn entry(title: &str, learnt: &str, minutes: u32) -> EntryDraft {
    let mut draft = EntryDraft { title: title.to_owned(), learnt: learnt.to_owned(), ..EntryDraft::on(TODAY) };
    draft.minutes.taking_part = Minutes(minutes);
    draft
}

fn journal() -> Journal {
    Journal::in_memory(CLOCK).expect("journal")
}

fn route(window: &Window) -> Route {
    window.harness.state().as_ref().expect("app").route()
}

#[test]
fn a_goal_from_its_first_word_to_its_end() {
    let mut window = Window::empty();
    window.go(Route::Goals).click("Add a goal");
    // The cursor waits in the title, which is enough.
    window.type_text("Talk about pain").press(NONE, Key::Enter).run();
    let goals = window.journal().goals().expect("goals");
    assert_eq!(goals.iter().map(|goal| goal.draft.title.as_str()).collect::<Vec<_>>(), ["Talk about pain"]);
    assert!(window.shows("No entry yet"));
    press_like(&mut window, "Talk about pain");
    write_in(&mut window, "Why it matters", "Words hurt");
    window.harness.get_by_label("My service").click();
    window.run().wait(1.5).run();
    let goal = |window: &Window| window.journal().goals().expect("goals").remove(0).draft;
    assert_eq!((goal(&window).why.as_str(), goal(&window).purpose), ("Words hurt", Purpose::Service));
    assert!(window.shows("Saved"));
    // Without a title the last one is kept, and so is everything else.
    window.harness.get_by_label("Title").focus();
    window.run().press(CTRL, Key::A).press(NONE, Key::Delete);
    write_in(&mut window, "What will help", "Time");
    window.wait(1.5).run();
    assert_eq!((goal(&window).title.as_str(), goal(&window).support.as_str()), ("Talk about pain", "Time"));
    window.click("Close the goal…").click("Carried over");
    write_in(&mut window, "What came of it", "Half of it");
    assert_eq!(goal(&window).state, GoalState::Open, "not before it is said");
    window.click("Close the goal").wait(1.5).run();
    assert_eq!((goal(&window).state, goal(&window).outcome.as_str()), (GoalState::CarriedOver, "Half of it"));
    window.click("All goals").click("Show 1 closed goal");
    press_like(&mut window, "Talk about pain, Carried over");
    window.click("Open it again").click("All goals").run();
    assert_eq!(goal(&window).state, GoalState::Open, "leaving the page saves at once");
}

#[test]
fn linking_from_the_goal() {
    let mut journal = journal();
    let goal = journal.add_goal(GoalDraft { title: "Pain".to_owned(), ..GoalDraft::default() }).expect("goal").value;
    journal.log(entry("Café talk on pacing", "x", 30), EntryState::Ready, &Together::default()).expect("entry");
    journal.log(entry("Something else", "x", 30), EntryState::Ready, &Together::default()).expect("entry");
    let mut window = Window::new(Begin::over(journal));
    window.app().wish(Action::OpenGoal(goal.id));
    window.run().run().click("Link entries…");
    window.type_text("cafe PAC");
    assert!(!window.shows("Something else"));
    press_like(&mut window, "Café talk on pacing");
    window.run().click("Done");
    assert_eq!(window.entry("Café talk on pacing").draft.goals, [goal.id]);
    assert!(window.shows("1 entry · 30 min"));
    window.click("Unlink “Café talk on pacing”").run();
    assert!(window.entry("Café talk on pacing").draft.goals.is_empty());
    window.press(CTRL, Key::Z).run();
    assert_eq!(window.entry("Café talk on pacing").draft.goals, [goal.id]);
}

#[test]
fn the_inbox_is_worked_off() {
    let mut journal = journal();
    let goal = journal.add_goal(GoalDraft { title: "Pain".to_owned(), ..GoalDraft::default() }).expect("goal").value;
    let full = EntryDraft { goals: vec![goal.id], ..entry("Whole", "x", 30) };
    for draft in [full, entry("Half", "", 0), entry("Waste", "", 0), entry("Fourth", "x", 5)] {
        journal.log(draft, EntryState::Draft, &Together::default()).expect("entry");
    }
    let mut window = Window::new(Begin::over(journal));
    window.go(Route::Today);
    assert!(window.shows("no time, nothing written, no goal"));
    window.click("Mark “Whole” ready").click("Put “Waste” in the bin").run();
    assert_eq!(window.entry("Whole").state, EntryState::Ready);
    assert!(window.entry("Waste").state.is_binned());
    press_like(&mut window, "Half, ");
    window.run();
    assert_eq!((route(&window), window.value("Title")), (Route::Journal, "Half".to_owned()));
}

#[test]
fn actions_are_ticked() {
    let mut journal = journal();
    let id = journal.log(entry("Chat", "x", 30), EntryState::Ready, &Together::default()).expect("entry").value.id;
    let due = TODAY.checked_sub_days(chrono::Days::new(3));
    journal.add_action(id, ActionDraft { what: "Tell the team".to_owned(), due, ..ActionDraft::default() }).expect("action");
    let mut window = Window::new(Begin::over(journal));
    window.go(Route::Today);
    assert!(window.shows("Overdue") && window.shows("Was due 3 days ago"));
    let done = |window: &Window| window.journal().actions().expect("actions")[0].draft.done;
    window.click("Tell the team").run();
    assert_eq!(done(&window), Some(TODAY));
    assert!(window.shows("Done today"), "a slip can be taken back");
    window.click("Tell the team").run();
    assert_eq!(done(&window), None);
    window.click("Open “Chat”").run();
    assert_eq!(route(&window), Route::Journal);
}

#[test]
fn the_first_steps_tick_themselves() {
    let mut window = Window::empty();
    assert!(window.shows("This is your journal"));
    // The page gets longer than the window, which takes the scroll bar a few frames.
    let click = |window: &mut Window, label: &str| {
        window.harness.get_by_label(label).click();
        window.wait(2.0);
    };
    click(&mut window, "Note that I have read it");
    assert_eq!(window.entry("Read my employer’s social-media policy").state, EntryState::Draft);
    assert!(!window.shows("Note that I have read it"));
    click(&mut window, "Log the first thing…");
    window.type_text("A thread").press(NONE, Key::Escape).run();
    assert!(!window.shows("Log the first thing…"));
    click(&mut window, "Set a goal…");
    assert_eq!(route(&window), Route::Goals);
    window.click("Add a goal").type_text("Learn").press(NONE, Key::Enter).run();
    window.go(Route::Today);
    assert!(!window.shows("First steps"));
}

#[test]
fn communities() {
    let mut window = Window::empty();
    window.go(Route::Network).click("Add a community");
    window.type_text("Physiotalk");
    write_in(&mut window, "Hashtag", "physiotalk");
    write_in(&mut window, "Begins at", "8pm");
    window.click("Keep it").run();
    let all = window.journal().communities().expect("communities");
    let CommunityDraft { name, hashtag, time, .. } = &all[0].draft;
    assert_eq!((name.as_str(), hashtag.as_str(), time.is_some()), ("Physiotalk", "#physiotalk", true));
    window.click("Change “Physiotalk”");
    write_in(&mut window, "Platform", "X");
    window.click("Keep it").run();
    assert_eq!(window.journal().communities().expect("communities")[0].draft.platform, "X");
    press_like(&mut window, "Physiotalk, ");
    assert_eq!((route(&window), window.value("Search the journal")), (Route::Journal, "#physiotalk".to_owned()));
}

#[test]
fn the_review_adds_up_and_leads_on() {
    let mut journal = journal();
    let old = EntryDraft { date: "2024-05-01".parse().expect("a day"), ..entry("Old", "x", 60) };
    for draft in [old, entry("New", "x", 45), entry("Empty", "", 0)] {
        journal.log(draft, EntryState::Ready, &Together::default()).expect("entry");
    }
    let mut window = Window::new(Begin::over(journal));
    window.go(Route::Review);
    assert!(window.shows("November 2026") && !window.shows("May 2024"));
    window.click("Everything");
    assert!(window.shows("May 2024") && window.shows("1 h 45 min"));
    window.click("Nothing written (1)");
    assert!(window.harness.query_all_by_label_contains("Old, ").next().is_none());
    press_like(&mut window, "Empty, ");
    window.run();
    assert_eq!(window.value("Title"), "Empty");
    window.go(Route::Review).click("Make the portfolio");
    assert_eq!(route(&window), Route::Portfolio);
}

#[test]
fn by_keyboard_alone() {
    let mut window = Window::sample();
    for (place, opened) in [(Route::Goals, "All goals"), (Route::Network, "Search the journal"), (Route::Review, "Title")] {
        window.go(place);
        let find = |window: &Window| {
            let focused = window.harness.ctx.memory(|memory| memory.focused());
            let name = window.harness.query_all_by_role(egui::Role::Button).find(|node| node.accesskit_node().is_focused());
            focused.and(name).and_then(|node| node.accesskit_node().label()).unwrap_or_default()
        };
        let wanted = ["Pain in plain words", "Clwb Coffi", "grip strength"];
        let reached = (0..40).any(|_| {
            window.press(NONE, Key::Tab);
            wanted.iter().any(|begin| find(&window).starts_with(begin))
        });
        assert!(reached, "{place:?}: Tab comes to the first card");
        window.press(NONE, Key::Enter).run();
        assert!(window.shows(opened), "{place:?}: Enter opens it");
    }
}

#[test]
fn hostile_texts_are_shown() {
    let mut journal = journal();
    let texts = ["a".repeat(5_000), "word ".repeat(1_000), "\u{202e}backwards\u{202c} שלום مرحبا 你好 👩🏽‍⚕️ ŵŷ <b>*x*</b> $y$ \\".to_owned()];
    for text in &texts {
        let draft =
            GoalDraft { title: text.clone(), why: text.clone(), measure: text.clone(), outcome: text.clone(), ..GoalDraft::default() };
        let goal = journal.add_goal(draft.clone()).expect("goal").value;
        journal.add_goal(GoalDraft { state: GoalState::Dropped, ..draft }).expect("goal");
        let community = CommunityDraft { name: text.clone(), hashtag: text.clone(), platform: text.clone(), ..CommunityDraft::default() };
        journal.add_community(community).expect("community");
        let draft = EntryDraft { goals: vec![goal.id], kind: text.clone(), ..entry(text, text, 5) };
        let id = journal.log(draft, EntryState::Draft, &Together::default()).expect("entry").value.id;
        journal.add_action(id, ActionDraft { what: text.clone(), shared_with: text.clone(), ..ActionDraft::default() }).expect("action");
    }
    let goals = journal.goals().expect("goals");
    let mut window = Window::new(Begin { size: [720.0, 480.0], zoom: 2.0, ..Begin::over(journal) });
    for place in [Route::Today, Route::Goals, Route::Network, Route::Review] {
        window.app().wish(Action::Go(place));
        window.wait(2.0);
    }
    for goal in goals {
        window.app().wish(Action::OpenGoal(goal.id));
        window.wait(2.0);
        assert!(!window.value("Title").is_empty());
    }
}
