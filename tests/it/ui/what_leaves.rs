//! Portfolio → Export: what leaves is decided first, seen page by page and as a list, and only then written.

use cpd_journal::domain::{EntryDraft, EntryState};
use cpd_journal::journal::{Journal, Together};
use cpd_journal::ui::action::Action;
use cpd_journal::ui::command::Command;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use expect_test::expect;

use super::outline::outline;
use super::support::{Begin, CLOCK, TODAY, Window, sample};

const NONE: Modifiers = Modifiers::NONE;

fn open(begin: Begin) -> Window {
    let mut window = Window::new(begin);
    window.app().wish(Action::Run(Command::Export));
    window.run().run();
    window
}

/// A journal with so many plain entries.
fn plain(entries: usize) -> Journal {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    for at in 0..entries {
        let day = TODAY - chrono::Days::new(u64::try_from(at).expect("small") % 300);
        let draft = EntryDraft { title: format!("Entry {at}"), learnt: "Pacing is not rest.".to_owned(), ..EntryDraft::on(day) };
        journal.log(draft, EntryState::Ready, &Together::default()).expect("kept");
    }
    journal
}

/// The label of the page that is shown, if one is.
fn page(window: &Window) -> Option<String> {
    window.harness.query_all_by_role(Role::Image).filter_map(|node| node.accesskit_node().label()).find(|label| label.starts_with("Page "))
}

fn radio(window: &mut Window, label: &str) {
    window.harness.get_by_role_and_label(Role::RadioButton, label).click();
    window.run().run();
}

#[test]
fn what_is_told() {
    let window = open(Begin { size: [1280.0, 1400.0], ..Begin::over(plain(2)) });
    // How many pages there are is decided elsewhere.
    let told = outline(&window);
    let (told, rest) = told.rsplit_once("Image \"Page 1 of ").expect("a page");
    let (pages, rest) = rest.split_once('"').expect("a number");
    assert!(pages.parse::<usize>().is_ok_and(|pages| pages > 0), "{pages}");
    // The list and the button come last, in order of reading and for the keyboard.
    assert_eq!(rest, "\nButton \"Entries: 2 entries\"\nButton \"Export…\"\n");
    expect![[r#"
        Navigation "Places"
        TabList "Parts of the portfolio"
          Tab "Where I stand" False
          Tab "Records" False
          Tab "Forms" False
          Tab "Audit drill" False
          Tab "Export" True
        Button "For whom: Nobody in particular"
        RadioButton "Nobody in particular" True
        Button "Which entries: Everything · without drafts"
        Button "What of them: All of each entry · evidence shown at the end"
        Button "Names of others: Professions, no names · handles: letters"
        Button "Format: PDF"
        RadioButton "PDF" True
        CheckBox "One for each year, in a folder" False
        RadioButton "HTML" False
        RadioButton "Word document" False
        RadioButton "CSV" False
        RadioButton "CSV for programs set to ;" False
        RadioButton "Pack" False
        RadioButton "Markdown" False
        RadioButton "JSON" False
        RadioGroup "What is shown of it"
          RadioButton "Page by page" True
          RadioButton "In words" False
          RadioButton "Confidentiality" False
        Button "Page before"
        Button "Next page"
        Button "Show it smaller"
        Button "Show it larger"
    "#]]
    .assert_eq(told);
}

#[test]
fn the_pages_are_those_of_the_document() {
    let mut window = open(Begin::over(plain(3)));
    window.wait(1.0).run().run();
    let first = page(&window).expect("a page");
    assert!(first.starts_with("Page 1 of "), "{first}");
    let says = |window: &Window| {
        let node = window
            .harness
            .query_all_by_role(Role::Image)
            .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with("Page ")));
        node.and_then(|node| node.accesskit_node().data().description().map(str::to_owned)).unwrap_or_default()
    };
    assert!(says(&window).contains("CPD record"), "a page is read out: {:?}", says(&window));
    let mut all = says(&window);
    for _ in 0..20 {
        window.press(NONE, Key::PageDown).run().run();
        all.push_str(&says(&window));
    }
    assert!(all.contains("Pacing is not rest.") && all.contains("Entry 2"), "{all}");
    let last = page(&window).expect("a page");
    let count = first.rsplit(' ').next().expect("a number");
    assert_eq!(last, format!("Page {count} of {count}"));
    window.press(NONE, Key::Home).run().run();
    assert_eq!(page(&window), Some(first.clone()));
    window.click("Next page").run().run();
    assert!(page(&window).expect("a page").starts_with("Page 2 of "));
    window.press(NONE, Key::PageUp).run().run();
    assert_eq!(page(&window), Some(first));
}

#[test]
fn the_last_pages_stay_while_new_ones_are_made() {
    let mut window = open(Begin::over(plain(3)));
    window.wait(1.0).run().run();
    assert!(!window.shows("Being made again"));
    let before = page(&window).expect("a page");
    assert!(!before.contains("before"), "{before}");
    window.click("What of them: All of each entry · evidence shown at the end").run();
    window.harness.get_by_role_and_label(Role::RadioButton, "A line each").click();
    // One frame takes the press, and the next asks: nothing is known of the new choice yet.
    window.harness.step();
    window.harness.step();
    assert!(window.shows("Being looked at again…"));
    assert_eq!(page(&window), Some(format!("{before}, as it was before")), "what was there is still shown, as what it is");
    // What would leave is known, and nothing has been laid out yet.
    window.harness.step();
    assert!(!window.shows("Being looked at again…") && window.shows("Being made again…"));
    assert_eq!(page(&window), Some(format!("{before}, as it was before")));
    window.wait(1.0).run().run();
    assert!(!window.shows("Being made again") && !window.shows("as it was before"));
    assert!(page(&window).expect("a page").contains(" of "));
}

#[test]
fn the_list_says_what_leaves_and_what_stays() {
    let mut window = open(Begin { size: [1280.0, 1200.0], ..Begin::over(plain(14)) });
    assert!(window.shows("Leaves this computer") && window.shows("Stays here"));
    assert!(window.shows("Entries: 14 entries") && window.shows("Private notes: they never leave"));
    assert!(!window.shows("Entry 13"), "single names are told on demand");
    window.harness.get_by_role_and_label(Role::Button, "Entries: 14 entries").click();
    window.run().run();
    assert!(window.shows("Entry 13"));
    window.click("Show 2 more names").run();
    assert!(window.harness.query_all_by_label_contains("Entry ").count() >= 14);
}

#[test]
fn nothing_leaves_before_it_was_looked_at() {
    let folder = tempfile::tempdir().expect("folder");
    let target = folder.path().join("cpd.pdf");
    let mut journal = plain(1);
    let draft = EntryDraft { title: "A visit".to_owned(), learnt: "I rang Mrs Patel on 07700 900123.".to_owned(), ..EntryDraft::on(TODAY) };
    journal.log(draft, EntryState::Ready, &Together::default()).expect("kept");
    let begin = Begin { answers: vec![vec![target.clone()]], size: [1280.0, 1200.0], ..Begin::over(journal) };
    let mut window = open(begin);
    assert!(window.shows("2 findings are not decided yet: decide or acknowledge them"));
    window.harness.get_by_role_and_label(Role::Button, "Export…").click();
    window.run().run();
    assert!(!target.exists(), "it leads to the findings instead");
    let side = |label: &str| {
        window.harness.query_all_by_role(Role::RadioButton).any(|node| {
            node.accesskit_node().label().is_some_and(|name| name.starts_with(label))
                && node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
        })
    };
    assert!(side("Confidentiality"));
}

#[test]
fn a_format_for_oneself_has_names_and_says_so() {
    let mut window = open(Begin { size: [1280.0, 1600.0], ..Begin::over(plain(2)) });
    assert!(window.shows("Names of others: Professions, no names · handles: letters"));
    radio(&mut window, "Markdown");
    assert!(window.shows("Names of others: Names of people · handles: kept"));
    assert!(window.shows("Names and handles are in it"));
    window.wait(1.0).run();
    assert!(window.shows("These are the pages of the PDF"));
}

#[test]
fn everything_can_be_reached_by_keyboard_alone() {
    const CHOICES: [&str; 5] = ["For whom", "Which entries", "What of them", "Names of others", "Format"];
    const WIDE: [&str; 5] = ["Page by page", "In words", "Next page", "Page 1 of ", "Entries: 2 entries"];
    const MIDDLE: [&str; 4] = ["What leaves", "Pages", "Words", "Entries: 2 entries"];
    const NARROW: [&str; 4] = ["Choices", "What leaves", "Pages", "Words"];
    for (size, zoom, beside) in [([1280.0, 800.0], 1.0, WIDE.as_slice()), ([800.0, 600.0], 1.0, &MIDDLE), ([1280.0, 800.0], 2.0, &NARROW)] {
        let mut window = open(Begin { size, zoom, ..Begin::over(plain(2)) });
        window.wait(1.0).run();
        let mut seen: Vec<String> = Vec::new();
        for _ in 0..80 {
            window.press(NONE, Key::Tab);
            let focused = window.harness.query_all_by_label_contains("").find(|node| node.accesskit_node().is_focused());
            seen.extend(focused.and_then(|node| node.accesskit_node().label()));
        }
        let at = |wanted: &str| seen.iter().position(|label| label.starts_with(wanted));
        for wanted in CHOICES.iter().chain(beside).chain(&["Export…"]) {
            assert!(at(wanted).is_some(), "{wanted} is not reached at {size:?}, {zoom}: {seen:?}");
        }
        // After the tabs, which may have the keyboard first.
        let from = at("For whom").expect("it is reached");
        let after = |wanted: &str| seen.iter().skip(from).position(|label| label.starts_with(wanted));
        assert!(after("Format") < after("Export…"), "the button comes last at {size:?}, {zoom}: {seen:?}");
    }
}

#[test]
fn large_small_and_full() {
    let long = "w".repeat(300);
    for (dark, zoom, size, entries) in
        [(true, 2.0, [1280.0, 800.0], 2), (false, 1.0, [720.0, 480.0], 300), (false, 1.0, [1000.0, 700.0], 0)]
    {
        let mut journal = plain(entries);
        let draft = EntryDraft { title: long.clone(), learnt: long.clone(), ..EntryDraft::on(TODAY) };
        journal.log(draft, EntryState::Ready, &Together::default()).expect("kept");
        let mut window = open(Begin { size, dark, zoom, ..Begin::over(journal) });
        assert!(window.shows("Export…"));
        if !window.shows("Leaves this computer") {
            window.click("What leaves").run();
        }
        assert!(window.shows("Leaves this computer") && window.shows("Stays here"));
        window.app().wish(Action::Run(Command::Export));
        window.run().run();
        assert_eq!(window.journal().departures().expect("departures"), [], "looking lets nothing leave");
    }
}

#[test]
fn what_left_is_told_with_its_sum() {
    let folder = tempfile::tempdir().expect("folder");
    let target = folder.path().join("cpd.pdf");
    let mut window = open(Begin { answers: vec![vec![target.clone()]], size: [1280.0, 1200.0], ..Begin::over(plain(2)) });
    window.harness.get_by_role_and_label(Role::Button, "Export…").click();
    window.run().run().run();
    let departures = window.journal().departures().expect("departures");
    let [left] = departures.as_slice() else { panic!("{departures:?}") };
    assert!(target.exists());
    assert!(window.shows("Wrote cpd.pdf") && window.shows(&left.sha256.to_string()));
}

#[test]
fn a_cycle_that_is_over_can_be_chosen() {
    let mut window = open(Begin { size: [1280.0, 1200.0], ..Begin::over(sample()) });
    assert!(window.shows("This cycle"), "the first registration is what it is for");
    radio(&mut window, "The one before");
    assert!(window.shows("the cycle before"));
    window.wait(1.0).run();
    assert!(window.shows("Leaves this computer"));
}
