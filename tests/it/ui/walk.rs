//! The appraisal walk: by keys alone, left and taken up again, up to the portfolio and the next plan.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use cpd_journal::catalogue::Catalogue;
use cpd_journal::domain::walk::Decision;
use cpd_journal::domain::{EntryDraft, EntryState, GoalDraft, GoalState, Minutes, RegistrationDraft, Walk};
use cpd_journal::journal::{Alone, Journal, Together};
use cpd_journal::ui::action::{Action, ReviewGo as Go, ReviewTab as Tab, Route};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::{Begin, CLOCK, TODAY, Window};

const NONE: Modifiers = Modifiers::NONE;
const TITLE: &str = "Appraisal, November 2026";

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Two goals, of which one has entries; two entries without a goal; one too old for this year.
fn fill(journal: &mut Journal) {
    let mut goal = |title: &str, measure: &str| {
        let draft =
            GoalDraft { title: title.to_owned(), measure: measure.to_owned(), plan: "2026–27".to_owned(), ..GoalDraft::default() };
        journal.add_goal(draft).expect("goal").value.id
    };
    let pain = goal("Persistent pain", "People can pace a day");
    goal("Lead a journal club", "Four evenings");
    for (title, date, learnt, changed, goals) in [
        ("Pacing chat", "2026-03-02", "Pacing is **not** rest.", "I ask about Tuesdays now.", vec![pain]),
        ("Flare-up plans", "2026-05-04", "Plans are made on good days.", "", vec![pain]),
        ("Ward round", "2026-06-01", "Listen first.", "", Vec::new()),
        ("Podcast on loading", "2026-07-01", "", "", Vec::new()),
        ("Long ago", "2024-01-01", "Old.", "", Vec::new()),
    ] {
        let mut draft =
            EntryDraft { title: title.into(), learnt: learnt.into(), changed: changed.into(), goals, ..EntryDraft::on(day(date)) };
        "podcast".clone_into(&mut draft.kind);
        draft.minutes.taking_part = Minutes(45);
        journal.log(draft, EntryState::Ready, &Together::default()).expect("kept");
    }
}

fn in_file(path: &Path) {
    Journal::create(path).expect("made");
    let mut journal = Journal::open(path, Alone::Yes, Arc::new(Catalogue::bundled()), CLOCK).expect("open");
    fill(&mut journal);
}

fn filled() -> Journal {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    fill(&mut journal);
    journal
}

fn to_walks(window: &mut Window) {
    window.app().wish(Action::OpenReview(Go::To(Tab::Walk)));
    window.run().run();
}

fn begin(window: &mut Window) {
    to_walks(window);
    window.click("Begin a walk").run().click("Begin the walk").run().run();
}

fn key(window: &mut Window, key: Key) {
    window.press(NONE, key).run();
}

fn walk(window: &Window) -> Walk {
    window.journal().find_walk(None).expect("a walk")
}

/// What was decided, by the names of the entries, in the order of the journal.
fn decided(window: &Window) -> Vec<(String, &'static str)> {
    let walk = walk(window);
    let mut headers = window.headers();
    headers.sort_by_key(|header| header.date);
    headers.into_iter().filter_map(|header| Some((header.name, walk.decision(header.id)?.token()))).collect()
}

/// The place that is shown, by its heading: nothing else on the page is called so.
fn stands_at(window: &Window, title: &str) -> bool {
    window.harness.query_all_by_label(title).count() == 1 && window.shows("Leave the walk")
}

fn own(list: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    list.iter().map(|(name, token)| ((*name).to_owned(), *token)).collect()
}

#[test]
fn by_keys_left_and_taken_up_on_another_day() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("journal.cpd");
    in_file(&path);
    let mut window = Window::new(Begin::file(&path));
    window.run().run();
    begin(&mut window);
    assert!(stands_at(&window, "Pacing chat"), "the first goal's first entry");
    assert!(window.shows("Goal: Persistent pain") && window.shows("2 left here") && window.shows("Aim: People can pace a day"));
    assert!(window.shows("Who benefited"), "what it lacks");
    key(&mut window, Key::Num1);
    assert!(stands_at(&window, "Flare-up plans"), "the next is there at once");
    assert!(window.shows("1 of 4"));
    key(&mut window, Key::Num2);
    assert!(stands_at(&window, "Lead a journal club"), "a goal without an entry is a place of its own");
    assert!(window.shows("No entry of these days has this goal first"));
    assert_eq!(decided(&window), own(&[("Pacing chat", "use"), ("Flare-up plans", "improve")]));
    // The window is closed in the middle, and opened on another day.
    drop(window);
    let mut window = Window::new(Begin::file(&path));
    window.run().run();
    window.click(&format!("Go on with the walk “{TITLE}”")).run().run();
    assert!(stands_at(&window, "Lead a journal club"));
    key(&mut window, Key::ArrowRight);
    assert!(stands_at(&window, "Ward round"));
    key(&mut window, Key::Num4);
    assert!(stands_at(&window, "Podcast on loading"));
    // Back over what is decided, and a decision is taken back there.
    key(&mut window, Key::ArrowLeft);
    assert!(stands_at(&window, "Ward round"));
    key(&mut window, Key::U);
    assert!(stands_at(&window, "Ward round"));
    assert_eq!(decided(&window), own(&[("Pacing chat", "use"), ("Flare-up plans", "improve")]));
    key(&mut window, Key::Num3);
    assert!(stands_at(&window, "Podcast on loading"));
    // Taken back from the next place, one stands where it was decided.
    key(&mut window, Key::U);
    assert!(stands_at(&window, "Ward round"));
    key(&mut window, Key::Num1);
    key(&mut window, Key::PageUp);
    assert!(stands_at(&window, "Ward round"));
    key(&mut window, Key::PageDown);
    key(&mut window, Key::Num4);
    assert!(window.shows("Make the portfolio"), "the end comes by itself");
    let all = [("Pacing chat", "use"), ("Flare-up plans", "improve"), ("Ward round", "use"), ("Podcast on loading", "not")];
    assert_eq!(decided(&window), own(&all));
    // Esc leaves; the list tells how far it is.
    window.click("Back to the entries").run();
    key(&mut window, Key::Escape);
    assert!(window.shows("All entries are decided · 2 to use, 1 to improve"));
    window.click(&format!("Remove the walk “{TITLE}”")).run().run();
    assert!(window.journal().walks().expect("walks").is_empty());
    window.press(Modifiers::COMMAND, Key::Z).run().run();
    assert_eq!(decided(&window), own(&all), "undo brings it back with all that was decided");
}

#[test]
fn an_entry_is_opened_and_there_is_a_way_back() {
    let mut window = Window::new(Begin::over(filled()));
    begin(&mut window);
    key(&mut window, Key::Num1);
    key(&mut window, Key::E);
    window.run().run();
    assert_eq!(window.value("Title"), "Flare-up plans");
    // What is written there is typing, not deciding.
    window.harness.get_by_label("What I changed").focus();
    window.run().type_text("1 plan each").wait(2.0).run();
    assert_eq!(decided(&window).len(), 1);
    window.click(&format!("Back to the walk “{TITLE}”")).run().run();
    assert!(stands_at(&window, "Flare-up plans"));
    assert!(window.shows("1 plan each"), "as it was changed there");
    window.go(Route::Journal);
    assert!(!window.shows("Back to the walk"), "only for whoever came from there");
}

#[test]
fn numbers_typed_elsewhere_decide_nothing() {
    let mut window = Window::new(Begin::over(filled()));
    begin(&mut window);
    window.press(Modifiers::COMMAND, Key::N).run();
    window.press(NONE, Key::Num1).type_text("1 thing").press(NONE, Key::Escape).run();
    assert!(decided(&window).is_empty());
    assert!(window.shows("Leave the walk"), "Esc closed what lay over it");
}

#[test]
fn the_plan_is_rolled_over_in_one_step_that_can_be_taken_back() {
    let mut window = Window::new(Begin { size: [1280.0, 2600.0], ..Begin::over(filled()) });
    begin(&mut window);
    key(&mut window, Key::Num1);
    window.click("To the end").run().run();
    window.click("Carry over: “Persistent pain”").run();
    // A quote from the entries is added with a press.
    let quote = window
        .harness
        .query_all_by_role(Role::Button)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with("“I ask about Tuesdays now.” (Mon 2 Mar 2026)")));
    quote.expect("offered").click();
    window.run();
    assert_eq!(window.value("What came of “Persistent pain”"), "I ask about Tuesdays now.");
    window.harness.get_by_label("“Persistent pain” in the next plan").focus();
    window.run().type_text("Pain at work");
    window.click("Let it go: “Lead a journal club”").run();
    window.harness.get_by_label("Note for the appraiser").focus();
    window.run().type_text("A year about pain. ").wait(2.0).run();
    assert_eq!(walk(&window).draft.note.trim_end(), "A year about pain.");
    assert_eq!(window.value("Note for the appraiser"), "A year about pain. ", "the cursor's blank stays");
    assert_eq!(window.value("Name of the next plan"), "2027–28");
    window.click("Finish the walk").run().run();
    let goals = |window: &Window| -> Vec<(String, GoalState, String, String)> {
        let mut goals = window.journal().goals().expect("goals");
        goals.sort_by_key(|goal| goal.id);
        goals.into_iter().map(|goal| (goal.draft.title, goal.draft.state, goal.draft.outcome, goal.draft.plan)).collect()
    };
    let told = "I ask about Tuesdays now.".to_owned();
    let plan = "2026–27".to_owned();
    assert_eq!(
        goals(&window),
        [
            ("Persistent pain".to_owned(), GoalState::CarriedOver, told, plan.clone()),
            ("Lead a journal club".to_owned(), GoalState::Dropped, String::new(), plan.clone()),
            ("Pain at work".to_owned(), GoalState::Open, String::new(), "2027–28".to_owned()),
        ]
    );
    assert!(window.shows("Finished on Sun 22 Nov 2026"));
    assert!(window.shows("Persistent pain: carried over into 2027–28, as “Pain at work”"));
    assert!(!window.shows("Pain at work: as it was"), "the goal stands there once");
    // The word in passing takes it back.
    window.click("Undo").run().run();
    let open = |title: &str| (title.to_owned(), GoalState::Open, String::new(), plan.clone());
    assert_eq!(goals(&window), [open("Persistent pain"), open("Lead a journal club")], "one step");
    assert!(walk(&window).finished.is_none() && walk(&window).fates.len() == 2, "what was said of them stays");
}

#[test]
fn the_portfolio_has_exactly_what_was_chosen() {
    let folder = tempfile::tempdir().expect("folder");
    let target = folder.path().join("portfolio.md");
    let mut window = Window::new(Begin { size: [1280.0, 1800.0], answers: vec![vec![target.clone()]], ..Begin::over(filled()) });
    begin(&mut window);
    for one in [Key::Num1, Key::Num2, Key::ArrowRight, Key::Num1, Key::Num4] {
        key(&mut window, one);
    }
    window.harness.get_by_label("Note for the appraiser").focus();
    window.run().type_text("Ask me about pacing.");
    // At once: what is written goes along.
    window.click("Make the portfolio").run().run();
    assert_eq!(window.app().route(), Route::Portfolio);
    assert!(window.shows(&format!("“{TITLE}”: 2 entries")));
    window.click("In words").run();
    assert!(window.shows("For the appraiser") && window.shows("Ask me about pacing."), "the note is read before it leaves");
    assert!(!window.shows("Last 12 months"), "the days are those of the walk");
    for (title, there) in
        [("Pacing chat", true), ("Flare-up plans", false), ("Ward round", true), ("Podcast on loading", false), ("Long ago", false)]
    {
        let listed = window
            .harness
            .query_all_by_role(Role::Button)
            .any(|node| node.accesskit_node().label().is_some_and(|label| label.contains(&format!(", {title},"))));
        assert_eq!(listed, there, "{title}");
    }
    window.harness.get_by_role_and_label(Role::RadioButton, "Markdown").click();
    window.run().run();
    window.harness.get_by_role_and_label(Role::Button, "Export…").click();
    window.run().run().run();
    let text = std::fs::read_to_string(&target).expect("written");
    assert!(text.contains("Pacing is **not** rest.") && text.contains("Listen first.") && text.contains("Ask me about pacing."), "{text}");
    assert!(!text.contains("Plans are made on good days.") && !text.contains("Podcast on loading"), "{text}");
    assert!(text.contains("23 November 2025 to 22 November 2026"), "the days of the walk, not those of two entries: {text}");
}

#[test]
fn three_hundred_entries_need_one_key_each() {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    for at in 0..300_u32 {
        let date = TODAY - chrono::Days::new(u64::from(at) % 300);
        let draft = EntryDraft { title: format!("Entry {at}"), learnt: "Something.".into(), ..EntryDraft::on(date) };
        journal.log(draft, EntryState::Ready, &Together::default()).expect("kept");
    }
    let mut window = Window::new(Begin::over(journal));
    begin(&mut window);
    for at in 0..300 {
        if at == 10 {
            window.run();
            assert!(window.shows("10 of 300 · 290 left, about 25 minutes at your pace"), "nobody reads as fast as these keys are pressed");
            assert!(window.shows("3 used · 3 improve"));
        }
        let one = [Key::Num1, Key::Num2, Key::Num3, Key::Num4][at % 4];
        window.harness.key_press_modifiers(NONE, one);
        window.harness.step();
    }
    window.run().run();
    let walk = walk(&window);
    assert_eq!(walk.decided.len(), 300);
    let used = walk.decided.iter().filter(|one| one.decision == Decision::Use).count();
    assert_eq!(used, 75, "each key went to the entry that was in sight");
    assert!(window.shows("Make the portfolio"));
}

/// Named things that go further to the right than this.
fn outside(window: &Window, right: f32) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut stack = vec![window.harness.root()];
    while let Some(node) = stack.pop() {
        stack.extend(node.children());
        let about = node.accesskit_node();
        let name = about.label().or(about.value()).unwrap_or_default();
        if about.bounding_box().is_some() && !name.is_empty() && node.rect().right() > right && about.role() != Role::Window {
            wrong.push(format!("{:?} “{name}” ends at {}", about.role(), node.rect().right()));
        }
    }
    wrong
}

#[test]
fn nothing_at_the_end_is_wider_than_its_column() {
    let long = "I ask everybody who comes about Tuesdays, about the stairs at home and about the bus, and I write it into the plan that they take \
                home with them, so that whoever sees them next knows where to begin.";
    for wide in [1280.0, 700.0, 560.0] {
        let mut journal = Journal::in_memory(CLOCK).expect("journal");
        let goal = journal.add_goal(GoalDraft { title: long.to_owned(), ..GoalDraft::default() }).expect("goal").value.id;
        let draft = EntryDraft { title: long.to_owned(), changed: long.to_owned(), goals: vec![goal], ..EntryDraft::on(TODAY) };
        journal.log(draft, EntryState::Ready, &Together::default()).expect("kept");
        let mut window = Window::new(Begin { size: [wide, 2600.0], ..Begin::over(journal) });
        begin(&mut window);
        key(&mut window, Key::Num1);
        window.run();
        let mut chips = window.harness.query_all_by_role(Role::CheckBox);
        let carry = chips.find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with("Carry over")));
        carry.expect("offered").click();
        drop(chips);
        window.run().run();
        // The field of the note fills the column.
        let right = window.harness.get_by_label("Note for the appraiser").rect().right().min(wide);
        let bar = ["Make the portfolio", "Tab "];
        let wrong: Vec<String> = outside(&window, right + 1.0).into_iter().filter(|one| !bar.iter().any(|bar| one.contains(bar))).collect();
        assert!(wrong.is_empty(), "{wide}: the column ends at {right}: {wrong:#?}");
    }
}

#[test]
fn the_window_belongs_to_the_entry_while_one_walks() {
    let mut window = Window::new(Begin::over(filled()));
    to_walks(&mut window);
    let places = |window: &Window| window.harness.query_all_by_role(Role::Navigation).count();
    assert_eq!(places(&window), 1);
    window.click("Begin a walk").run().click("Begin the walk").run().run();
    assert_eq!(places(&window), 0, "no side bar beside an entry");
    assert!(window.shows("It comes again on the next walk"), "each of the four says what comes of it");
    assert!(window.shows("0 of 4 · 4 left") && window.shows("0 used · 0 improve"));
    window.click("To the end").run().run();
    assert_eq!(places(&window), 1);
}

#[test]
fn requirements_are_said_as_where_i_stand_says_them() {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    for title in ["Sepsis on the ward", "Wound chat"] {
        let mut draft = EntryDraft { title: title.to_owned(), learnt: "Escalate early.".to_owned(), ..EntryDraft::on(day("2026-06-01")) };
        draft.kind = "tweetchat".to_owned();
        draft.minutes.taking_part = Minutes(45);
        draft.standards = vec!["nmc.practise-effectively".to_owned()];
        journal.log(draft, EntryState::Ready, &Together::default()).expect("kept");
    }
    let draft = RegistrationDraft {
        framework: "nmc-revalidation".to_owned(),
        cycle_start: Some(day("2026-01-01")),
        ..RegistrationDraft::default()
    };
    journal.add_registration(draft).expect("registered");
    let mut window = Window::new(Begin { size: [1280.0, 2600.0], ..Begin::over(journal) });
    begin(&mut window);
    key(&mut window, Key::Num1);
    window.click("To the end").run().run();
    // Two entries of 45 minutes are in the journal, one of them is chosen.
    assert!(window.shows("The one chosen counts; with it 45 min of 35 h"));
    assert!(window.shows("In the whole journal: 33 h 30 min to go · 1 h 30 min of 35 h"));
    assert!(!window.shows("enough ·"));
}
