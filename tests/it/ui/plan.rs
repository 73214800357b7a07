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
    window.click("Why it matters").run().type_text("Words hurt");
    window.harness.get_by_label("My service").click();
    window.run().wait(1.5).run();
    let goal = |window: &Window| window.journal().goals().expect("goals").remove(0).draft;
    assert_eq!((goal(&window).why.as_str(), goal(&window).purpose), ("Words hurt", Purpose::Service));
    assert!(window.shows("Saved"));
    // Without a title the last one is kept, and so is everything else.
    window.harness.get_by_label("Title").focus();
    window.run().press(CTRL, Key::A).press(NONE, Key::Delete);
    window.click("What will help").run().type_text("Time");
    window.wait(1.5).run();
    assert_eq!((goal(&window).title.as_str(), goal(&window).support.as_str()), ("Talk about pain", "Time"));
    window.click("Close the goal…").click("Dropped");
    write_in(&mut window, "What came of it", "Half of it");
    assert_eq!(goal(&window).state, GoalState::Open, "not before it is said");
    window.click("Close the goal").wait(1.5).run();
    assert_eq!((goal(&window).state, goal(&window).outcome.as_str()), (GoalState::Dropped, "Half of it"));
    window.click("All goals").click("Show 1 closed goal");
    press_like(&mut window, "Talk about pain, Dropped");
    window.click("Open it again").run();
    assert!(window.shows("Opened “Talk about pain” again; Ctrl+Z takes it back"));
    window.click("All goals").run();
    assert_eq!(goal(&window).state, GoalState::Open, "leaving the page saves at once");
}

#[test]
fn everything_about_a_goal() {
    let mut window = Window::new(Begin { size: [1280.0, 1400.0], ..Begin::over(journal()) });
    window.go(Route::Goals).click("Add a goal").type_text("Talk about pain");
    for (field, text) in [
        ("Why it matters", "Words hurt"),
        ("How I will know", "People say it back"),
        ("How I will go about it", "One phrase at a time"),
        ("What will help", "The pain team"),
        ("What may be in the way", "Late clinics"),
    ] {
        window.click(field).run().type_text(text);
    }
    write_in(&mut window, "By when", "31/3/27");
    window.click("Name of the plan").run().click("2026–27");
    window.click("My role").click("Service improvement").click("Keep this goal").run();
    let goals = window.journal().goals().expect("goals");
    let wanted = GoalDraft {
        title: "Talk about pain".to_owned(),
        why: "Words hurt".to_owned(),
        measure: "People say it back".to_owned(),
        how: "One phrase at a time".to_owned(),
        due: Some("2027-03-31".parse().expect("a day")),
        support: "The pain team".to_owned(),
        barriers: "Late clinics".to_owned(),
        purpose: Purpose::Role,
        kind: cpd_journal::domain::GoalKind::ServiceImprovement,
        plan: "2026–27".to_owned(),
        ..GoalDraft::default()
    };
    assert_eq!(goals.into_iter().map(|goal| goal.draft).collect::<Vec<_>>(), [wanted]);
}

#[test]
fn a_goal_goes_on_in_the_next_plan() {
    let mut journal = journal();
    let draft = GoalDraft { title: "Pain".to_owned(), plan: "2026–27".to_owned(), ..GoalDraft::default() };
    let goal = journal.add_goal(draft).expect("goal").value;
    let review = cpd_journal::domain::ReviewDraft { day: TODAY, note: "Half way".to_owned() };
    journal.add_review(&goal, review).expect("review");
    let mut window = Window::new(Begin { size: [1280.0, 1600.0], ..Begin::over(journal) });
    window.app().wish(Action::OpenGoal(goal.id));
    window.run().run();
    assert!(window.shows("Half way"), "a goal with a review shows its story first");
    // By keyboard: the cursor waits on the first way to end.
    window.harness.get_by_label("Close the goal…").click();
    window.wait(1.0).press(NONE, Key::Tab).press(NONE, Key::Space).run();
    write_in(&mut window, "What came of it so far", "My words, not yet theirs");
    // It is saved by itself, too.
    window.wait(2.0).run();
    assert_eq!((window.value("In the next plan"), window.value("Name of the next plan")), ("Pain".to_owned(), "2027–28".to_owned()));
    window.harness.get_by_label("In the next plan").focus();
    window.run().press(CTRL, Key::A).type_text("Pain in plain words");
    window.harness.get_by_label("Carry it over").click();
    window.wait(2.0).run();
    let goals = window.journal().goals().expect("goals");
    let by = |title: &str| goals.iter().find(|goal| goal.draft.title == title).unwrap_or_else(|| panic!("{title}"));
    let (old, new) = (by("Pain"), by("Pain in plain words"));
    assert_eq!((old.draft.state, old.draft.outcome.as_str()), (GoalState::CarriedOver, "My words, not yet theirs"));
    assert_eq!((new.draft.state, new.draft.outcome.as_str(), new.carried_from), (GoalState::Open, "", Some(old.id)));
    assert_eq!(new.draft.due, Some("2027-11-22".parse().expect("a day")));
    // The new one is shown, with its earlier life.
    assert_eq!(window.value("Title"), "Pain in plain words");
    assert!(window.shows("My words, not yet theirs"));
    window.click("Show all of “Pain”").run();
    assert!(window.shows("Half way"));
    for (link, title) in [("Open the goal “Pain”", "Pain"), ("“Pain in plain words”", "Pain in plain words")] {
        window.harness.get_by_label(link).click();
        window.wait(2.0).run();
        assert_eq!(window.value("Title"), title);
    }
    // What is taken back is the whole of it.
    window.harness.key_press_modifiers(CTRL, Key::Z);
    window.wait(2.0).run();
    let goals = window.journal().goals().expect("goals");
    assert_eq!(goals.iter().map(|goal| (goal.draft.title.as_str(), goal.draft.state)).collect::<Vec<_>>(), [("Pain", GoalState::Open)]);
}

#[test]
fn reviews() {
    let mut journal = journal();
    let goal = journal.add_goal(GoalDraft { title: "Pain".to_owned(), ..GoalDraft::default() }).expect("goal").value;
    let mut window = Window::new(Begin::over(journal));
    window.app().wish(Action::OpenGoal(goal.id));
    window.run().run().click("Story").run().click("Add a review").run();
    window.type_text("Slow, but it moves");
    write_in(&mut window, "Reviewed on", "");
    window.press(CTRL, Key::A).type_text("1/11/26");
    window.click("Keep the review").run();
    let notes = |window: &Window| {
        let reviews = window.journal().reviews().expect("reviews");
        reviews.into_iter().map(|review| (review.draft.day.to_string(), review.draft.note)).collect::<Vec<_>>()
    };
    assert_eq!(notes(&window), [("2026-11-01".to_owned(), "Slow, but it moves".to_owned())]);
    window.click("Change the review of Sun 1 Nov 2026").run().press(CTRL, Key::End).type_text(" on");
    window.click("Keep the review").run();
    assert_eq!(notes(&window)[0].1, "Slow, but it moves on");
    window.click("Remove the review of Sun 1 Nov 2026").run();
    assert!(notes(&window).is_empty());
    window.press(CTRL, Key::Z).run();
    assert!(window.shows("Slow, but it moves on"));
}

#[test]
fn linking_from_the_goal() {
    let mut journal = journal();
    let goal = journal.add_goal(GoalDraft { title: "Pain".to_owned(), ..GoalDraft::default() }).expect("goal").value;
    journal.log(entry("Café talk on pacing", "x", 30), EntryState::Ready, &Together::default()).expect("entry");
    journal.log(entry("Something else", "x", 30), EntryState::Ready, &Together::default()).expect("entry");
    let mut window = Window::new(Begin { size: [1280.0, 1600.0], ..Begin::over(journal) });
    window.app().wish(Action::OpenGoal(goal.id));
    window.run().run().click("Link entries…");
    window.type_text("cafe PAC");
    assert!(!window.shows("Something else"));
    press_like(&mut window, "Café talk on pacing");
    window.run().click("Done").click("Story").run();
    assert_eq!(window.entry("Café talk on pacing").draft.goals, [goal.id]);
    assert!(window.shows("1 entry · 30 min"));
    window.click("Unlink “Café talk on pacing”").run();
    assert!(window.entry("Café talk on pacing").draft.goals.is_empty());
    window.press(CTRL, Key::Z).run();
    assert_eq!(window.entry("Café talk on pacing").draft.goals, [goal.id]);
}

#[test]
fn one_key_links_both_ways() {
    let mut journal = journal();
    let goal = |journal: &mut Journal, title: &str| {
        journal.add_goal(GoalDraft { title: title.to_owned(), ..GoalDraft::default() }).expect("goal").value.id
    };
    let (pain, sleep) = (goal(&mut journal, "Pain"), goal(&mut journal, "Sleep"));
    for title in ["Third", "Second", "First"] {
        journal.log(entry(title, "x", 30), EntryState::Ready, &Together::default()).expect("entry");
    }
    let parked = EntryDraft { parked: TODAY.succ_opt(), ..entry("Parked", "x", 5) };
    journal.log(parked, EntryState::Draft, &Together::default()).expect("entry");
    let mut window = Window::new(Begin::over(journal));
    window.go(Route::Goals).click("To link").run();
    assert!(window.shows("3 entries. With") && !window.shows("Parked"));
    let goals = |window: &Window, title: &str| window.entry(title).draft.goals;
    window.harness.get_by_label_contains("First, ").focus();
    window.run().press(NONE, Key::Num2).run();
    assert_eq!(goals(&window, "First"), [sleep]);
    assert!(window.shows("Linked “First” to “Sleep”; Ctrl+Z takes it back") && !window.shows("First, "), "the row is gone");
    // The keyboard went on to the next row.
    window.press(NONE, Key::Num1).run();
    assert_eq!((goals(&window, "Second"), goals(&window, "Third")), (vec![pain], Vec::new()));
    window.press(CTRL, Key::Z).run();
    assert!(goals(&window, "Second").is_empty() && window.shows("Second, "));
    // The menu of a row shows the keys, and they link while it is open, and after Esc.
    press_like(&mut window, "Third, ");
    assert!(window.shows("Link to “Sleep”"));
    window.press(NONE, Key::Num2).run();
    assert!(goals(&window, "Third") == [sleep] && !window.shows("Link to “Sleep”"), "and the menu is gone");
    window.press(CTRL, Key::Z).run();
    press_like(&mut window, "Third, ");
    window.press(NONE, Key::Escape).run();
    assert!(!window.shows("Link to “Sleep”") && goals(&window, "Third").is_empty());
    window.press(NONE, Key::Num1).run();
    assert_eq!(goals(&window, "Third"), [pain]);
    window.press(CTRL, Key::Z).run();
    // By keyboard alone.
    window.harness.get_by_label_contains("Third, ").focus();
    window.run().press(NONE, Key::Enter).run().press(NONE, Key::ArrowDown).run().press(NONE, Key::ArrowDown).run().press(NONE, Key::Enter);
    window.run();
    assert_eq!(goals(&window, "Third"), [sleep]);
    window.press(CTRL, Key::Z).run();
    // By menu, and from the goal.
    press_like(&mut window, "Third, ");
    window.run().click("Link to “Pain”").run();
    assert_eq!(goals(&window, "Third"), [pain]);
    assert!(!window.shows("Link entries to “Pain”"));
    window.press(CTRL, Key::Z).run().click("Link entries to “Pain”").run().type_text("second");
    // The row of the dialog, not the one of the page behind it.
    window.harness.query_all_by_label_contains("Second, ").last().expect("a row").click();
    window.run().click("Done").run();
    assert_eq!(goals(&window, "Second"), [pain]);
    // Logged for a goal from the beginning.
    let fresh = goal_id_of(&mut window, "Shoes");
    window.go(Route::Goals).click("Log something for “Shoes”").run().type_text("A thread on shoes");
    window.press(NONE, Key::Enter).run();
    assert_eq!(goals(&window, "A thread on shoes"), [fresh]);
}

/// Adds a goal by hand on the plan, and goes back to what is to be linked.
fn goal_id_of(window: &mut Window, title: &str) -> cpd_journal::domain::GoalId {
    window.go(Route::Goals).click("My plan").click("Add a goal").type_text(title).press(NONE, Key::Enter).run().click("To link").run();
    let goals = window.journal().goals().expect("goals");
    goals.into_iter().find(|goal| goal.draft.title == title).expect("the goal").id
}

#[test]
fn needs_grow_into_goals() {
    let mut journal = journal();
    journal.log(entry("A back class", "x", 30), EntryState::Ready, &Together::default()).expect("entry");
    let mut window = Window::new(Begin { size: [1280.0, 1200.0], ..Begin::over(journal) });
    window.go(Route::Goals).click("Starting points").run();
    for (field, text) in [("Add a strength", "I listen"), ("Add an unmet need", "She needed more than a smaller jump")] {
        write_in(&mut window, field, text);
        window.press(NONE, Key::Enter).run();
        assert!(window.value(field).is_empty(), "the next can follow");
    }
    window.click("Change “I listen”").run().press(CTRL, Key::End).type_text(" well").press(NONE, Key::Enter).run();
    let texts = |window: &Window| window.journal().needs().expect("needs").into_iter().map(|need| need.draft.text).collect::<Vec<_>>();
    assert_eq!(texts(&window), ["She needed more than a smaller jump", "I listen well"]);
    window.click("Say where you noticed “She needed more than a smaller jump”").run();
    press_like(&mut window, "A back class, ");
    window.run();
    assert!(window.shows("Noticed in: A back class"));
    window.click("Make a goal of “She needed more than a smaller jump”").run();
    assert_eq!(window.value("Why it matters"), "She needed more than a smaller jump");
    window.type_text("Ask about pelvic health").press(NONE, Key::Enter).run().run();
    let goal = window.journal().goals().expect("goals").remove(0);
    let need = window.journal().needs().expect("needs").into_iter().find(|need| need.draft.goal.is_some()).expect("linked");
    assert_eq!((need.draft.goal, goal.draft.why.as_str()), (Some(goal.id), "She needed more than a smaller jump"));
    window.click("Goal: Ask about pelvic health").run();
    assert!(window.shows("It grew out of: Unmet need"));
    window.click("All goals").run().click("Remove “I listen well”").run();
    assert_eq!(texts(&window).len(), 1);
}

#[test]
fn the_story_tells_a_scripted_life() {
    use cpd_journal::domain::{Found, LookBackDraft};
    let mut journal = journal();
    let goal = journal.add_goal(GoalDraft { title: "Pain".to_owned(), ..GoalDraft::default() }).expect("goal").value;
    let day = |text: &str| text.parse().expect("a day");
    let chat = EntryDraft { date: day("2026-05-04"), goals: vec![goal.id], ..entry("Pacing chat", "Pacing is not rest", 60) };
    let id = journal.log(chat, EntryState::Ready, &Together::default()).expect("entry").value.id;
    let action = ActionDraft {
        what: "Try diaries".to_owned(),
        done: Some(day("2026-05-18")),
        shared_with: "band 5s".to_owned(),
        shared_on: Some(day("2026-05-20")),
        effect: "Two diaries a week".to_owned(),
        effect_people: "Mrs A sleeps".to_owned(),
        ..ActionDraft::default()
    };
    journal.add_action(id, action).expect("action");
    let look =
        LookBackDraft { month: 3, day: day("2026-08-10"), found: Found::Feedback, text: "The GP asked for more".to_owned(), until: None };
    journal.look_back(id, look).expect("look back");
    let mut window = Window::new(Begin { size: [1280.0, 2400.0], ..Begin::over(journal) });
    window.app().wish(Action::OpenGoal(goal.id));
    window.run().run();
    let story = [
        "Mon 4 May 2026, Activity: Pacing chat",
        "Mon 4 May 2026, Learning: Pacing is not rest",
        "Mon 18 May 2026, Change: Two diaries a week",
        "Mon 18 May 2026, Benefit: Mrs A sleeps",
        "Wed 20 May 2026, Change: Shared with band 5s: Try diaries",
        "Mon 10 Aug 2026, Feedback: The GP asked for more",
    ];
    let listed = |window: &Window| -> Vec<String> {
        let rows = window.harness.query_all_by_role(egui::Role::Button).filter_map(|node| node.accesskit_node().label());
        rows.filter(|name| story.contains(&name.as_str())).collect()
    };
    assert_eq!(listed(&window), story);
    let line = "Line of time: 1 activity, 1 learning, 2 changes, 1 benefit, 1 feedback";
    let line = |window: &Window| window.harness.get_by_label_contains(line).accesskit_node().value().unwrap_or_default();
    window.harness.get_by_label_contains("Line of time").focus();
    window.run().press(NONE, Key::End).run();
    assert_eq!(line(&window), story[5]);
    window.press(NONE, Key::ArrowLeft).run();
    assert!(line(&window).contains(story[3]) || line(&window).contains(story[4]), "{}", line(&window));
    window.press(NONE, Key::Home).run();
    assert_eq!(line(&window), story[0]);
    assert!(window.shows("Done Mon 18 May 2026 · shared with band 5s"));
    window.click("What came of it (4)").run();
    assert!(!listed(&window).contains(&story[1].to_owned()));
    window.click("Show as a table").run();
    window.harness.get_by_label("Time so far, as a table");
    window.click(story[5]).run();
    assert_eq!((route(&window), window.value("Title")), (Route::Journal, "Pacing chat".to_owned()));
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
    let mut window = Window::new(Begin { size: [1280.0, 1200.0], ..Begin::over(journal) });
    window.go(Route::Today);
    assert!(window.shows("Overdue") && window.shows("Was due 3 days ago"));
    let done = |window: &Window| window.journal().actions().expect("actions")[0].draft.done;
    window.click("Tell the team").run();
    assert_eq!(done(&window), Some(TODAY));
    assert!(window.shows("Tell the team") && window.shows("What came of"), "a slip can be taken back");
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
    click(&mut window, "Note that I have read it…");
    window.type_text("Policy of the trust");
    click(&mut window, "Keep it");
    assert_eq!(window.journal().waymarks().expect("marks")[0].draft.title, "Policy of the trust");
    assert!(!window.shows("Note that I have read it…"));
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
