//! Finding in the window: completion, mends, hits of every sort, kept searches, and what is done with many entries at once.

use cpd_journal::catalogue::Catalogue;
use cpd_journal::domain::{EntryDraft, EntryId, EntryState, GoalDraft, RecordDraft};
use cpd_journal::journal::{Alone, Filed, Journal, NewFile, Together};
use cpd_journal::ui::action::Route;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::{Begin, CLOCK, Window};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;

const BOX: &str = "Search the journal";

/// What somebody learnt: day, kind, title, words, tags.
const ENTRIES: [(&str, &str, &str, &str, &[&str]); 6] = [
    ("2026-03-14", "podcast", "Rebuilding the Achilles", "Tendon loading: heavy and slow, three times a week.", &["tendons"]),
    ("2026-09-02", "podcast", "Gluteal questions", "Tendon loading again, for the hip.", &["tendons"]),
    ("2026-04-20", "tweetchat", "Runners and load", "Tendon loading in runners.", &["tendon"]),
    ("2026-05-11", "live-webinar", "Sleep and pain", "Sleep before exercise.", &["sleep"]),
    ("2026-05-12", "live-webinar", "Pacing diaries", "Pacing is not rest.", &[]),
    ("2026-05-13", "live-webinar", "Pacing for beginners", "Pacing begins with a plan.", &[]),
];

fn fill(journal: &mut Journal) {
    let plan = GoalDraft { title: "Tendon pain in runners".into(), ..GoalDraft::default() };
    journal.add_goal(plan).expect("goal");
    for (date, kind, title, learnt, tags) in ENTRIES {
        let mut draft = EntryDraft::on(date.parse().expect(date));
        (draft.title, draft.kind, draft.learnt) = (title.into(), kind.into(), learnt.into());
        draft.tags = tags.iter().map(|&tag| tag.into()).collect();
        journal.log(draft, EntryState::Ready, &Together::default()).expect(title);
    }
}

fn journal() -> Journal {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    fill(&mut journal);
    journal
}

/// A window on the Journal, with the keyboard in the search box.
fn searching() -> Window {
    let mut window = Window::new(Begin::over(journal()));
    window.go(Route::Journal).press(CTRL, Key::F).run();
    window
}

/// The rows of the list, by the first part of their names.
fn rows(window: &Window) -> Vec<String> {
    let rows = window.harness.query_all_by_role(Role::ListItem);
    rows.filter_map(|row| row.accesskit_node().label()).map(|name| name.split(", ").next().unwrap_or_default().to_owned()).collect()
}

/// What the list under the box offers.
fn offers(window: &Window) -> Vec<String> {
    window.harness.query_all_by_role(Role::ListBoxOption).filter_map(|one| one.accesskit_node().label()).collect()
}

/// What has the keyboard.
fn focused(window: &Window) -> String {
    let mut all = window.harness.root().children_recursive().filter(|node| node.accesskit_node().is_focused());
    all.find_map(|node| node.accesskit_node().label()).unwrap_or_default()
}

/// Presses the row of an entry.
fn row(window: &mut Window, name: &str, modifiers: Modifiers) {
    let begins = |label: Option<String>| label.is_some_and(|label| label.starts_with(name));
    let row = window.harness.query_all_by_role(Role::ListItem).find(|row| begins(row.accesskit_node().label()));
    row.unwrap_or_else(|| panic!("no row “{name}”")).click_modifiers(modifiers);
    window.run();
}

fn tagged(window: &Window, tag: &str) -> Vec<String> {
    let mut names: Vec<String> =
        window.headers().into_iter().filter(|entry| entry.tags.iter().any(|one| one == tag)).map(|entry| entry.name).collect();
    names.sort();
    names
}

#[test]
fn that_podcast_from_before_the_summer_is_found_as_one_types() {
    let mut window = searching();
    window.type_text("podc");
    assert!(offers(&window).iter().any(|one| one.starts_with("kind:podcast")), "{:?}", offers(&window));
    // Somebody who does not see the list hears which one is chosen.
    window.press(CTRL, Key::Space).press(NONE, Key::ArrowDown);
    let chosen = |window: &Window| {
        let all = window.harness.query_all_by_role(Role::ListBoxOption).filter(|one| one.accesskit_node().is_selected() == Some(true));
        all.filter_map(|one| one.accesskit_node().label()).collect::<Vec<_>>()
    };
    assert_eq!(chosen(&window), ["kind:podcast, Podcast episode, 2 entries"]);
    window.press(NONE, Key::Enter);
    assert_eq!((window.value(BOX).as_str(), focused(&window).as_str()), ("kind:podcast ", BOX));
    window.type_text("tendon loading bef");
    assert_eq!(offers(&window), ["before:, earlier than a day, month or year"]);
    window.press(NONE, Key::Tab);
    assert_eq!((window.value(BOX).as_str(), focused(&window).as_str()), ("kind:podcast tendon loading before:", BOX));
    window.type_text("june");
    assert_eq!(window.value(BOX), "kind:podcast tendon loading before:june");
    assert_eq!(rows(&window), ["Rebuilding the Achilles"]);
    assert!(window.shows("1 entry"));
    // From the words into what they found, and open.
    window.press(NONE, Key::Enter).run();
    assert!(focused(&window).starts_with("Rebuilding the Achilles"), "{}", focused(&window));
    window.press(NONE, Key::Enter).run();
    assert_eq!(window.value("Title"), "Rebuilding the Achilles");
}

#[test]
fn enter_and_tab_are_left_alone_when_nothing_is_offered_or_chosen() {
    let mut window = searching();
    window.type_text("kind:podc");
    assert!(!offers(&window).is_empty());
    window.press(NONE, Key::Enter).run();
    assert_eq!(window.value(BOX), "kind:podc", "nothing was chosen");
    // Esc closes the list, and only then what is typed goes.
    window.press(CTRL, Key::F).press(CTRL, Key::A).type_text("kind:web");
    assert!(!offers(&window).is_empty());
    window.press(NONE, Key::Escape);
    assert_eq!((window.value(BOX).as_str(), offers(&window).len()), ("kind:web", 0));
    window.press(NONE, Key::Escape);
    assert_eq!(window.value(BOX), "");
    let mut window = searching();
    window.type_text("exercise");
    assert_eq!(offers(&window), Vec::<String>::new());
    window.press(NONE, Key::Tab);
    assert_ne!(focused(&window), BOX, "Tab goes on");
    // By the pointer.
    let mut window = searching();
    window.type_text("is:re");
    window.harness.get_by_label("ready, as you want it").click();
    window.run();
    assert_eq!((window.value(BOX).as_str(), focused(&window).as_str()), ("is:ready ", BOX));
    assert_eq!(rows(&window).len(), ENTRIES.len());
}

#[test]
fn what_is_not_understood_is_mended_by_a_press() {
    let mut window = searching();
    window.type_text("kind:podcsat tendon ").wait(1.5);
    window.harness.get_by_label("Search for kind:podcast tendon ").click();
    window.run();
    assert_eq!(window.value(BOX), "kind:podcast tendon ");
    assert_eq!(rows(&window), ["Rebuilding the Achilles", "Gluteal questions"].map(str::to_owned).into_iter().rev().collect::<Vec<_>>());
    // What is still being typed is not corrected, and is when it was left.
    let mut window = searching();
    window.type_text("is:raedy");
    assert!(!window.shows("Search for"));
    window.wait(1.5);
    assert!(window.shows("Search for is:ready"));
}

#[test]
fn goals_stand_beside_entries_and_open_where_they_live() {
    let mut window = searching();
    window.type_text("runners").run();
    assert!(window.shows("1 entry, 1 goal"), "{:?}", rows(&window));
    let goal = |window: &Window| rows(window).iter().position(|row| row == "Tendon pain in runners").expect("the goal");
    window.press(NONE, Key::Enter).run();
    for _ in 0..goal(&window) {
        window.press(NONE, Key::ArrowDown).run();
    }
    assert!(focused(&window).starts_with("Tendon pain in runners, Goal"), "{}", focused(&window));
    window.press(NONE, Key::Enter).run();
    assert_eq!(window.app().route(), Route::Goals);
}

#[test]
fn a_search_is_kept_used_after_reopening_renamed_and_let_go() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("journal.cpd");
    let begin = |path: &std::path::Path| {
        let mut window = Window::new(Begin::file(path));
        window.go(Route::Journal).press(CTRL, Key::F).run();
        window
    };
    {
        Journal::create(&path).expect("created");
        let mut journal = Journal::open(&path, Alone::No, Catalogue::shared(), CLOCK).expect("opened");
        fill(&mut journal);
    }
    let mut window = begin(&path);
    window.type_text("kind:podcast before:june ").run();
    window.click("Kept searches").click("Keep this search…").run();
    assert_eq!(focused(&window), "Name");
    window.type_text("Spring podcasts").press(NONE, Key::Enter).run();
    assert!(!window.shows("Looks for"), "kept, and the dialog is gone");
    assert!(window.shows("The search “Spring podcasts” is kept"));
    // The same name again is refused where it is typed.
    window.click("Kept searches").click("Keep this search…").run();
    window.type_text("spring podcasts").press(NONE, Key::Enter).run();
    assert!(window.shows("Looks for"), "what is typed stays");
    drop(window);

    let mut window = begin(&path);
    window.click("Kept searches").click("Search: Spring podcasts").run();
    assert_eq!((window.value(BOX).trim(), rows(&window)), ("kind:podcast before:june", vec!["Rebuilding the Achilles".to_owned()]));
    window.click("Kept searches").click("Change the search Spring podcasts").run();
    window.press(CTRL, Key::A).type_text("Before the summer").press(NONE, Key::Enter).run();
    window.click("Kept searches").click("Let the search Before the summer go").run();
    let names = |window: &Window| {
        let all = window.journal().saved_searches().expect("searches");
        all.into_iter().map(|search| search.draft.name).collect::<Vec<_>>()
    };
    assert_eq!(names(&window), Vec::<String>::new());
    window.click("Undo").run();
    assert_eq!(names(&window), ["Before the summer"]);
}

#[test]
fn three_are_chosen_by_keyboard_tagged_and_taken_back() {
    let mut window = searching();
    window.type_text("kind:live-webinar").press(NONE, Key::Enter).run();
    assert_eq!(rows(&window).len(), 3);
    window.press(NONE, Key::Space).press(SHIFT, Key::ArrowDown).press(SHIFT, Key::ArrowDown).run();
    assert!(window.shows("3 selected"));
    assert_eq!(window.value(BOX), "kind:live-webinar");
    window.click("Tag the chosen entries…").run();
    assert_eq!(focused(&window), "Tag");
    window.type_text("#Quiet").press(NONE, Key::Enter).run();
    assert!(window.shows("3 entries tagged “#Quiet”") || window.shows("3 entries tagged “Quiet”"));
    let three = ["Pacing diaries", "Pacing for beginners", "Sleep and pain"];
    assert_eq!(tagged(&window, "Quiet"), three);
    assert!(window.shows("3 selected"), "the selection outlives what is done with it");
    window.click("Undo").run();
    assert_eq!(tagged(&window, "Quiet"), Vec::<String>::new());
    assert!(window.shows("Undone: "));
    // All of them into the bin in one step, and out again from there.
    window.click("Put the chosen entries in the bin").run();
    assert_eq!(window.headers().iter().filter(|entry| entry.state.is_binned()).count(), 3);
    assert!(window.shows("3 of them not shown"));
    window.click("Take the chosen entries out of the bin").run();
    assert_eq!(window.headers().iter().filter(|entry| entry.state.is_binned()).count(), 0);
    window.click("Select nothing").run();
    assert!(!window.shows("selected"));
}

#[test]
fn rows_are_chosen_by_the_pointer_and_by_all() {
    let mut window = Window::new(Begin::over(journal()));
    window.go(Route::Journal);
    row(&mut window, "Gluteal questions", CTRL);
    assert!(window.shows("1 selected"));
    row(&mut window, "Sleep and pain", SHIFT);
    assert!(window.shows("4 selected"), "a run from the first");
    window.click("Choose Pacing diaries").run();
    assert!(window.shows("3 selected"), "the box lets one go");
    // A change from elsewhere leaves what is chosen.
    window.app().wish(cpd_journal::ui::action::Action::Send(cpd_journal::worker::Request::Bin(id_of("Runners and load", &journal()))));
    window.run();
    assert!(window.shows("3 selected"));
    window.click("All 5").run();
    assert!(window.shows("5 selected"));
    window.press(NONE, Key::Escape).run();
    assert!(!window.shows("selected"));
    // For fingers: a press chooses as long as boxes are there.
    window.click("Select").run();
    assert!(window.shows("0 selected"));
    row(&mut window, "Sleep and pain", NONE);
    assert!(window.shows("1 selected"));
    window.press(NONE, Key::Escape).run();
    row(&mut window, "Sleep and pain", NONE);
    assert_eq!(window.value("Title"), "Sleep and pain");
}

fn id_of(name: &str, journal: &Journal) -> EntryId {
    journal.headers(None).expect("headers").into_iter().find(|entry| entry.name == name).expect(name).id
}

#[test]
fn what_is_unsaved_in_the_open_entry_is_saved_before_many_are_changed() {
    let mut window = Window::new(Begin::over(journal()));
    window.go(Route::Journal);
    row(&mut window, "Sleep and pain", NONE);
    window.harness.get_by_label("What I learnt").focus();
    window.run();
    window.press(CTRL, Key::End).type_text(" And light.");
    row(&mut window, "Sleep and pain", CTRL);
    row(&mut window, "Pacing diaries", CTRL);
    window.click("Make the chosen entries drafts again").wait(3.0);
    let entry = window.entry("Sleep and pain");
    assert_eq!((entry.draft.learnt.as_str(), entry.state), ("Sleep before exercise. And light.", EntryState::Draft));
    assert!(!window.shows("both texts"), "no conflict with what this window did itself");
}

#[test]
fn tags_are_merged_renamed_and_taken_away() {
    let mut window = Window::new(Begin { size: [1280.0, 1000.0], ..Begin::over(journal()) });
    window.go(Route::Journal).click("Tags").run();
    window.click("tendons").click("tendon").run();
    assert!(window.shows("Make these 2 one"));
    window.click("Merge").run();
    assert_eq!((tagged(&window, "tendons").len(), tagged(&window, "tendon").len()), (3, 0));
    window.click("Rename the tag sleep").run();
    window.press(CTRL, Key::A).type_text("rest").press(NONE, Key::Enter).run();
    assert_eq!(tagged(&window, "rest"), ["Sleep and pain"]);
    window.click("Take the tag tendons away").click("Take the tag tendons away now").run();
    assert_eq!(tagged(&window, "tendons").len(), 0);
    window.click("Close").press(CTRL, Key::Z).run();
    assert_eq!(tagged(&window, "tendons").len(), 3, "one step is taken back at a time");
}

/// Where the row of an entry is.
fn place_of(window: &Window, name: &str) -> egui::Rect {
    let begins = |label: Option<String>| label.is_some_and(|label| label.starts_with(name));
    let row = window.harness.query_all_by_role(Role::ListItem).find(|row| begins(row.accesskit_node().label()));
    row.unwrap_or_else(|| panic!("no row “{name}”")).rect()
}

#[test]
fn the_list_stays_where_it_is_while_entries_are_ticked() {
    for size in [[1280.0, 800.0], [700.0, 600.0]] {
        let mut window = Window::new(Begin { size, ..Begin::over(journal()) });
        window.go(Route::Journal).click("Select").run();
        let before = place_of(&window, "Sleep and pain");
        for name in ["Gluteal questions", "Pacing diaries", "Sleep and pain"] {
            window.click(&format!("Choose {name}")).run();
            assert_eq!(place_of(&window, "Sleep and pain"), before, "{name} in {size:?}");
        }
        assert!(window.shows("3 selected"));
        window.click("Choose Sleep and pain").click("Choose Pacing diaries").click("Choose Gluteal questions").run();
        assert_eq!(place_of(&window, "Sleep and pain"), before, "none in {size:?}");
    }
}

#[test]
fn a_tick_without_a_bar_leaves_the_next_row_where_it_was() {
    let mut journal = journal();
    for n in 0..60 {
        let mut draft = EntryDraft::on("2025-02-01".parse().expect("a day"));
        draft.title = format!("Note {n:02}");
        journal.log(draft, EntryState::Ready, &Together::default()).expect("entry");
    }
    let mut window = Window::new(Begin::over(journal));
    window.go(Route::Journal);
    let before = place_of(&window, "Pacing diaries");
    row(&mut window, "Gluteal questions", CTRL);
    window.run();
    let after = place_of(&window, "Pacing diaries");
    assert!((after.top() - before.top()).abs() < 1.0, "{before:?} {after:?}");
}

#[test]
fn a_search_that_finds_nothing_leads_on() {
    let mut window = searching();
    window.type_text("that podcast on tendon loading from before the summer ").wait(1.5);
    window.harness.get_by_label("Search for kind:podcast tendon loading before:summer").click();
    window.run();
    assert_eq!(rows(&window), ["Rebuilding the Achilles"]);
    // What is typed next goes on behind the mend.
    window.type_text(" heavy").run();
    assert_eq!(window.value(BOX), "kind:podcast tendon loading before:summer heavy");
    let mut window = searching();
    window.type_text("tendno ").wait(1.5);
    window.harness.get_by_label("Search for tendon").click();
    window.run();
    assert!(rows(&window).contains(&"Gluteal questions".to_owned()));
}

#[test]
fn all_slips_are_mended_at_once() {
    let mut window = searching();
    window.type_text("kind:podcsat tag:tendosn is:raedy ").wait(1.5);
    window.harness.get_by_label("Search for kind:podcast tag:tendons is:ready ").click();
    window.run();
    assert_eq!(rows(&window).len(), 2);
}

#[test]
fn days_are_offered_with_what_they_mean() {
    let mut window = searching();
    window.type_text("before:s").run();
    assert!(offers(&window).contains(&"summer, before 1 Jun 2026".to_owned()), "{:?}", offers(&window));
}

#[test]
fn actions_records_and_evidence_open_where_they_live() {
    let mut journal = journal();
    let id = id_of("Sleep and pain", &journal);
    let what = cpd_journal::domain::ActionDraft { what: "Buy a metronome".into(), ..Default::default() };
    journal.add_action(id, what).expect("action");
    let mut record = RecordDraft::on("feedback", "2026-05-01".parse().expect("a day"));
    record.fields.insert("content".to_owned(), "The metronome helped".to_owned());
    journal.add_record(Filed { draft: record, apart: std::collections::BTreeMap::default() }).expect("record");
    let file = NewFile::in_memory("metronome.txt", "Sixty beats a minute");
    journal.attach(id_of("Pacing diaries", &journal), &[file]).expect("evidence");
    let mut window = Window::new(Begin::over(journal));
    window.go(Route::Journal).press(CTRL, Key::F).run();
    window.type_text("metronome ").run();
    let others = |window: &Window, sort: &str| {
        let all = window.harness.query_all_by_role(Role::ListItem).filter_map(|row| row.accesskit_node().label());
        all.filter(|name| name.contains(sort)).collect::<Vec<_>>()
    };
    let action = others(&window, ", Action").first().cloned().unwrap_or_else(|| panic!("{:?}", rows(&window)));
    row(&mut window, &action, NONE);
    window.run();
    assert_eq!(window.value("Title"), "Sleep and pain");
    let evidence = others(&window, ", Evidence").first().cloned().unwrap_or_else(|| panic!("{:?}", rows(&window)));
    row(&mut window, &evidence, NONE);
    window.run();
    assert_eq!(window.value("Title"), "Pacing diaries");
    let all = window.harness.query_all_by_role(Role::ListItem).filter_map(|row| row.accesskit_node().label());
    let record = all.into_iter().find(|name| name.contains("Fri 1 May 2026")).expect("the record");
    row(&mut window, &record, NONE);
    window.run();
    assert_eq!(window.app().route(), Route::Portfolio);
}

#[test]
fn the_palette_knows_the_parts_of_pages_and_no_scattered_letters() {
    let mut window = Window::new(Begin::over(journal()));
    window.press(CTRL, Key::K).run();
    window.type_text("calen").press(NONE, Key::Enter).run();
    assert_eq!(window.app().route(), Route::Review);
    window.press(CTRL, Key::K).run();
    window.type_text("tags").press(NONE, Key::Enter).run();
    assert_eq!((window.app().route(), focused(&window).as_str()), (Route::Journal, "Look for a tag"));
    window.click("Close").run();
    window.press(CTRL, Key::K).run();
    // In “Pacing diaries” there are these letters one after the other.
    window.type_text("pgdi").run();
    assert!(window.harness.query_all_by_role(Role::Button).all(|one| one.accesskit_node().label().as_deref() != Some("Pacing diaries")));
}

#[test]
fn what_was_said_of_a_step_goes_with_it() {
    let mut window = Window::new(Begin::over(journal()));
    window.go(Route::Journal);
    row(&mut window, "Gluteal questions", CTRL);
    window.click("Mark the chosen entries submitted today").run();
    assert!(window.shows("1 entry marked submitted"));
    window.press(CTRL, Key::Z).run();
    assert!(!window.shows("1 entry marked submitted"));
    assert!(window.shows("Undone: "));
}

#[test]
fn examples_can_be_tried() {
    let mut window = searching();
    window.click("How to search").run();
    window.click("kind:podcast").run();
    assert_eq!((window.value(BOX).as_str(), rows(&window).len()), ("kind:podcast", 2));
    assert_eq!(focused(&window), BOX);
}

/// Shows the page with everything that is new on it, in every size and both themes; `CPD_LOOK` names a folder for pictures.
#[test]
fn it_is_shown_in_every_way() {
    for (dark, zoom, size) in [(false, 1.0, [1280.0, 800.0]), (true, 1.0, [720.0, 480.0]), (false, 2.0, [1280.0, 800.0])] {
        let look = |name: &str, steps: &dyn Fn(&mut Window)| {
            let mut window = Window::new(Begin { size, dark, zoom, ..Begin::over(journal()) });
            window.go(Route::Journal).press(CTRL, Key::F).run();
            steps(&mut window);
            window.run();
            if let Some(folder) = std::env::var_os("CPD_LOOK") {
                let picture = window.harness.render().expect("picture");
                let file = format!("find-{name}-{}-{zoom}.png", if dark { "dark" } else { "light" });
                picture.save(std::path::Path::new(&folder).join(file)).expect("saved");
            }
        };
        look("list", &|window| {
            window.type_text("kind:").press(NONE, Key::ArrowDown);
            assert!(!offers(window).is_empty());
        });
        look("problem", &|window| {
            window.type_text("tendon kind:podcsat ").wait(1.5);
            assert!(window.shows("Search for"));
        });
        look("hits", &|window| {
            window.type_text("runners").press(NONE, Key::Escape);
        });
        look("selection", &|window| {
            window.type_text("pacing ").press(NONE, Key::Enter).press(NONE, Key::Space).press(SHIFT, Key::ArrowDown);
            assert!(window.shows("2 selected"));
        });
        look("how", &|window| {
            window.click("How to search");
        });
        look("tags", &|window| {
            window.click("Tags").click("tendons").click("tendon");
            assert!(window.shows("Merge"));
        });
    }
}
