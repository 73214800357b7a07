//! The pages of Review that show, Who I learn from and On this day: by what assistive technology would find, with the keyboard alone, and with
//! the numbers that the journal itself has.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use cpd_journal::domain::{ActionDraft, CommunityDraft, EntryDraft, EntryState, GoalDraft, Minutes};
use cpd_journal::journal::{Journal, Together};
use cpd_journal::ui::action::{Action, NetworkPart, ReviewGo, ReviewTab, Route};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::{Begin, CLOCK, TODAY, Window, sample};

const NONE: Modifiers = Modifiers::NONE;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A goal with entries, one with none; a chat of two entries; a chain from activity to benefit.
fn journal() -> Journal {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    let pain = journal.add_goal(GoalDraft { title: "Persistent pain".into(), ..GoalDraft::default() }).expect("goal").value;
    journal.add_goal(GoalDraft { title: "Frailty".into(), ..GoalDraft::default() }).expect("goal");
    let community = CommunityDraft { name: "Bell chat".into(), hashtag: "#bellchat".into(), ..CommunityDraft::default() };
    let community = journal.add_community(community).expect("community").value;
    for (title, kind, date, minutes, with, chat) in [
        ("Pacing", "tweetchat", "2026-11-16", 60, 45, true),
        ("Pacing, afterwards", "tweetchat", "2026-11-16", 20, 0, true),
        ("Tendons", "podcast", "2026-10-05", 30, 0, false),
        ("Loading", "podcast", "2026-03-02", 90, 0, false),
        ("A year ago", "podcast", "2025-11-22", 15, 0, false),
    ] {
        let mut draft = EntryDraft { title: title.into(), kind: kind.into(), ..EntryDraft::on(day(date)) };
        draft.minutes.taking_part = Minutes(minutes);
        draft.minutes.interactive = Minutes(with);
        draft.learnt = "Something".into();
        draft.community = chat.then_some(community.id);
        draft.goals = if title == "Loading" { Vec::new() } else { vec![pain.id] };
        draft.people = if chat { vec!["@siân".into()] } else { Vec::new() };
        if title == "Tendons" {
            draft.changed = "We load earlier now.".into();
            draft.benefit = "Runners come back sooner.".into();
        }
        journal.log(draft, EntryState::Ready, &Together::default()).expect("entry");
    }
    journal
}

fn review(tab: ReviewTab) -> Window {
    see(journal(), tab)
}

fn see(journal: Journal, tab: ReviewTab) -> Window {
    let mut window = Window::new(Begin { size: [1280.0, 1600.0], ..Begin::over(journal) });
    open(&mut window, tab);
    window
}

fn open(window: &mut Window, tab: ReviewTab) {
    window.app().wish(Action::OpenReview(ReviewGo::To(tab)));
    window.run().run();
}

/// Gives the keyboard to the picture whose name begins so.
fn focus(window: &mut Window, name: &str) {
    window.harness.get_by(|node| node.role() == Role::Image && node.label().is_some_and(|label| label.starts_with(name))).focus();
    window.run();
}

/// What the picture whose name begins so says of the place that the keyboard is on.
fn told(window: &Window, name: &str) -> String {
    let picture = window.harness.get_by(|node| node.role() == Role::Image && node.label().is_some_and(|label| label.starts_with(name)));
    picture.accesskit_node().value().unwrap_or_default()
}

fn is_open(window: &Window, tab: &str) -> bool {
    window.harness.get_by_role_and_label(Role::Tab, tab).accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
}

#[test]
fn tabs_with_keys_and_folded() {
    let mut window = review(ReviewTab::Overview);
    window.harness.get_by_role_and_label(Role::Tab, "Overview").focus();
    window.run().press(NONE, Key::ArrowRight).run();
    assert!(is_open(&window, "Calendar"));
    assert!(window.shows("Calendar of 2026"));
    window.press(NONE, Key::End).run();
    assert!(is_open(&window, "Impact story"));
    window.press(NONE, Key::Home).run();
    assert!(window.shows("Time to look at"));
    let mut window = Window::new(Begin { size: [720.0, 480.0], ..Begin::over(journal()) });
    open(&mut window, ReviewTab::Overview);
    assert_eq!(window.value("Parts of the review"), "See: Overview");
    window.click("Parts of the review").run();
    window.harness.get_by_label("See: Coverage").click();
    window.run().run();
    assert_eq!(window.value("Parts of the review"), "See: Coverage");
    assert!(window.shows("“Frailty” has nothing yet"));
}

#[test]
fn the_calendar_with_the_keyboard() {
    let mut window = review(ReviewTab::Calendar);
    let name = "Calendar of 2026";
    focus(&mut window, name);
    window.run();
    assert_eq!(told(&window, name), "Sun 22 Nov 2026, today: nothing");
    for (key, expected) in [
        (Key::ArrowUp, "Sat 21 Nov 2026: nothing"),
        (Key::ArrowLeft, "Sat 14 Nov 2026: nothing"),
        (Key::ArrowDown, "Sun 15 Nov 2026: nothing"),
        (Key::ArrowDown, "Mon 16 Nov 2026: 2 entries, 1 h 20 min"),
        (Key::PageUp, "Fri 16 Oct 2026: nothing"),
        (Key::PageDown, "Mon 16 Nov 2026: 2 entries, 1 h 20 min"),
        (Key::Home, "Thu 1 Jan 2026: nothing"),
        (Key::End, "Thu 31 Dec 2026: nothing"),
        (Key::T, "Sun 22 Nov 2026, today: nothing"),
    ] {
        window.press(NONE, key).run();
        assert_eq!(told(&window, name), expected, "{key:?}");
    }
    // The day before last Monday's chat, then the chat: a day opens beside and goes with the keyboard.
    window.press(NONE, Key::ArrowLeft).press(NONE, Key::Enter).run();
    assert!(window.shows("Nothing is logged on this day"));
    window.press(NONE, Key::ArrowDown).run();
    assert!(window.shows("Pacing, afterwards"), "the day beside is that of the keyboard");
    assert!(window.shows("2 entries, 1 h 20 min, 45 min of it with others"));
    let before = window.harness.get_by(|node| node.role() == Role::Image).rect();
    window.click("Close the day").run();
    let after = window.harness.get_by(|node| node.role() == Role::Image).rect();
    assert_eq!(before, after, "a day opens below: the days stay where they are");
    focus(&mut window, name);
    window.press(NONE, Key::Enter).run();
    window.click("Earlier day with something").run();
    window.harness.get_by_label_contains("Tendons, Mon 5 Oct 2026").click();
    window.run().run();
    assert_eq!(window.app().route(), Route::Journal);
    assert_eq!(window.value("Title"), "Tendons");
}

#[test]
fn the_months_of_a_year_as_a_table() {
    let mut window = review(ReviewTab::Calendar);
    assert!(window.shows("Busiest month: March, 1 h 30 min in 1 entry"));
    window.click("Table of 2026").run();
    let lines = table(&window, "Days of 2026 by month");
    assert_eq!(lines.len(), 13);
    assert_eq!(lines[0], ["Jan 2026", "–", "–", "–"]);
    assert_eq!(lines[10], ["Nov 2026", "1", "2", "1 h 20 min"]);
    assert_eq!(lines[12], ["All months", "3", "4", "3 h 20 min"]);
    window.click("Table of 2026").run();
    assert!(window.shows("Calendar of 2026"));
}

/// The words of a button are never broken, however narrow the window is.
#[test]
fn the_ways_to_other_days_are_each_on_one_line() {
    for size in [[360.0, 1600.0], [700.0, 1600.0], [1280.0, 1600.0]] {
        let mut window = Window::new(Begin { size, ..Begin::over(journal()) });
        window.app().wish(Action::OpenReview(ReviewGo::Day(day("2026-10-05"))));
        window.run().run();
        for name in ["Earlier day with something", "Later day with something"] {
            let high = window.harness.get_by_label(name).rect().height();
            assert!(high < 50.0, "{size:?}: {name} is {high} points high");
        }
    }
}

#[test]
fn tabs_are_one_stop_of_the_tab_key() {
    let mut window = review(ReviewTab::Overview);
    window.harness.get_by_role_and_label(Role::Tab, "Calendar").click();
    window.run().run();
    let is_on_tab = |window: &Window| {
        let tabs = window.harness.query_all_by_role(Role::Tab);
        tabs.filter(|tab| tab.accesskit_node().is_focused()).filter_map(|tab| tab.accesskit_node().label()).collect::<Vec<_>>()
    };
    assert_eq!(is_on_tab(&window), ["Calendar"], "the keyboard is where was pressed");
    window.press(NONE, Key::Tab).run();
    assert_eq!(is_on_tab(&window), Vec::<String>::new(), "and goes on into the page");
}

#[test]
fn a_month_leads_to_the_next_and_logs_for_a_day() {
    let mut window = review(ReviewTab::Calendar);
    window.click("Month").run();
    focus(&mut window, "Calendar of November 2026");
    for _ in 0..4 {
        window.press(NONE, Key::ArrowUp).run();
    }
    assert_eq!(told(&window, "Calendar of October 2026"), "Sun 25 Oct 2026: nothing", "the keyboard leads into the month before");
    window.press(NONE, Key::Enter).run().click("Log something for this day").run();
    assert!(window.shows("Sun 25 Oct 2026"), "the day is among the choices");
    window.type_text("Ringing in pairs").press(NONE, Key::Enter).run();
    assert_eq!(window.entry("Ringing in pairs").draft.date, day("2026-10-25"));
    open(&mut window, ReviewTab::Calendar);
    window.run();
    assert!(told(&window, "Calendar of October 2026").starts_with("Sun 25 Oct 2026: 1 entry"), "the calendar has it at once");
    window.click("Earlier month").run();
    assert!(window.shows("Nothing was logged in September 2026"));
    window.click("List").run();
    assert!(window.shows("Mon 16 Nov 2026, 2 entries · 1 h 20 min"));
    window.click("Earlier year").run();
    assert!(window.shows("A year ago, Sat 22 Nov 2025"));
}

/// The lines of the table with this name, cell by cell, without its heads.
fn table(window: &Window, name: &str) -> Vec<Vec<String>> {
    let table = window.harness.get_by(|node| node.role() == Role::Table && node.label().as_deref() == Some(name));
    let mut lines = Vec::new();
    let mut stack: Vec<_> = vec![table];
    while let Some(node) = stack.pop() {
        let role = node.accesskit_node().role();
        if role == Role::Row {
            let mut cells = Vec::new();
            let mut inner: Vec<_> = node.children().collect();
            inner.reverse();
            while let Some(cell) = inner.pop() {
                let about = cell.accesskit_node();
                if matches!(about.role(), Role::Cell | Role::RowHeader) {
                    cells.push(about.label().unwrap_or_default());
                } else {
                    let mut children: Vec<_> = cell.children().collect();
                    children.reverse();
                    inner.extend(children);
                }
            }
            if !cells.is_empty() {
                lines.push(cells);
            }
        } else {
            let mut children: Vec<_> = node.children().collect();
            children.reverse();
            stack.extend(children);
        }
    }
    lines
}

#[test]
fn the_table_of_a_chart_has_the_numbers_of_the_journal() {
    let mut window = see(sample(), ReviewTab::Charts);
    window.click("Everything").run();
    window.click("Table of Time by month").run();
    let mut months: BTreeMap<(i32, u32), (u32, u32)> = BTreeMap::new();
    for header in window.headers().iter().filter(|header| header.rolled_into.is_none() && !header.state.is_binned() && header.date <= TODAY)
    {
        let sum = months.entry((header.date.year(), header.date.month())).or_default();
        let with = header.interactive.0.min(header.total.0);
        sum.0 += header.total.0 - with;
        sum.1 += with;
    }
    let lines = table(&window, "Time by month");
    assert!(lines.len() > months.len() && !months.is_empty(), "{} lines", lines.len());
    let (all, lines) = lines.split_last().expect("lines");
    let sums = months.values().fold((0, 0), |sum, month| (sum.0 + month.0, sum.1 + month.1));
    let [own, others, together] = [sums.0, sums.1, sums.0 + sums.1].map(|minutes| Minutes(minutes).to_string());
    assert_eq!(*all, ["All together".to_owned(), own, others, together]);
    for line in lines {
        let [label, alone, with, together] = line.as_slice() else { panic!("four cells: {line:?}") };
        let month = NaiveDate::parse_from_str(&format!("1 {label}"), "%d %b %Y").expect("a month");
        let (own, others) = months.get(&(month.year(), month.month())).copied().unwrap_or_default();
        assert_eq!((alone, with), (&Minutes(own).to_string(), &Minutes(others).to_string()), "{label}");
        assert_eq!(*together, Minutes(own + others).to_string(), "{label}");
    }
    window.click("Copy the table of Time by month").run();
}

#[test]
fn a_bar_leads_to_its_entries() {
    let mut window = review(ReviewTab::Charts);
    focus(&mut window, "Time by kind of activity");
    window.press(NONE, Key::ArrowDown).run();
    assert_eq!(told(&window, "Time by kind of activity"), "Podcast episode, Alone: 2 h");
    window.press(NONE, Key::Enter).run();
    assert_eq!(window.app().route(), Route::Journal);
    assert_eq!(window.value("Search the journal"), "kind:podcast date:2026-01-01..2026-11-22");
    open(&mut window, ReviewTab::Charts);
    focus(&mut window, "Time by month");
    window.press(NONE, Key::End).press(NONE, Key::Enter).run();
    assert_eq!(window.value("Search the journal"), "date:2026-11");
    open(&mut window, ReviewTab::Charts);
    focus(&mut window, "Time by goal");
    window.press(NONE, Key::End).press(NONE, Key::Enter).run();
    assert_eq!(window.value("Search the journal"), "no:goal date:2026-01-01..2026-11-22");
}

#[test]
fn an_empty_cell_says_what_could_fill_it() {
    let mut window = review(ReviewTab::Coverage);
    assert!(window.shows("“Frailty” has nothing yet"), "an empty goal is told in words");
    let name = "Goals by kind of activity";
    focus(&mut window, name);
    window.press(NONE, Key::Home).run();
    let first = told(&window, name);
    assert!(first.starts_with("Persistent pain, "), "{first}");
    window.press(NONE, Key::Enter).run();
    assert!(window.shows("Close the cell") && window.shows("Pacing, afterwards"), "a cell opens its entries");
    focus(&mut window, name);
    window.press(NONE, Key::ArrowDown).press(NONE, Key::Enter).run();
    assert!(told(&window, name).starts_with("Frailty, "));
    assert!(window.shows("Nothing for “Frailty” in"));
    window.click("Find entries for it").run();
    let words = window.value("Search the journal");
    assert!(words.starts_with("goal:Frailty -kind:"), "{words}");
    open(&mut window, ReviewTab::Coverage);
    window.click("Log something for this goal").run();
    window.type_text("Chair stands").press(NONE, Key::Enter).run();
    assert_eq!(window.entry("Chair stands").draft.goals.len(), 1);
    open(&mut window, ReviewTab::Coverage);
    window.run();
    assert!(!window.shows("“Frailty” has nothing yet"), "what was logged is counted at once");
}

#[test]
fn the_timeline_tells_sessions_and_stays_light() {
    let mut window = review(ReviewTab::Timeline);
    for text in ["November 2026", "Session: Pacing, Mon 16 Nov 2026", "Nothing for", "October 2026", "took part 1 h"] {
        assert!(window.shows(text), "{text}");
    }
    window.harness.get_by_label_contains("Loading, Mon 2 Mar 2026").click();
    window.run().run();
    assert_eq!(window.value("Title"), "Loading");
    let mut many = Journal::in_memory(CLOCK).expect("journal");
    many.fill_with_sample(2_000, 1, "physiotherapist").expect("sample");
    let window = see(many, ReviewTab::Timeline);
    let rows = window.harness.query_all_by_role(Role::Button).count();
    assert!(rows < 120, "only rows in view are laid out: {rows} buttons");
}

#[test]
fn what_changed_opens_its_entries() {
    let mut window = review(ReviewTab::Changed);
    assert!(window.shows("Somebody benefited; no feedback on it yet"));
    assert!(window.shows("Learnt, nothing changed yet"));
    window.harness.get_by_label_contains("Tendons, Mon 5 Oct 2026").click();
    window.run().run();
    assert_eq!(window.value("Title"), "Tendons");
    open(&mut window, ReviewTab::Changed);
    window.click("Add what “Loading” changed").run().run();
    assert_eq!(window.value("Title"), "Loading");
}

#[test]
fn who_i_learn_from() {
    let mut journal = journal();
    let entry = journal.headers(None).expect("headers").into_iter().find(|header| header.name == "Pacing").expect("an entry");
    let done = ActionDraft { what: "Try a diary".into(), done: Some(TODAY), ..ActionDraft::default() };
    journal.add_action(entry.id, done).expect("action");
    let mut window = Window::new(Begin { size: [1280.0, 2600.0], ..Begin::over(journal) });
    window.app().wish(Action::OpenNetwork(NetworkPart::LearnFrom));
    window.run().run();
    for text in
        ["Bell chat: 2 times, 1 h 20 min · last 6 days ago", "@siân: 2 entries", "that took something on tells of a look at the claim"]
    {
        assert!(window.shows(text), "{text}");
    }
    window.harness.get_by_label_contains("Bell chat: 2 times").click();
    window.run().run();
    assert!(window.value("Search the journal").starts_with("community:\"Bell chat\" date:"));
    window.app().wish(Action::OpenNetwork(NetworkPart::LearnFrom));
    window.run().run();
    // What was taken on and never checked opens.
    window.harness.get_by_label_contains("Tendons, Mon 5 Oct 2026").click();
    window.run().run();
    assert_eq!(window.value("Title"), "Tendons");
}

#[test]
fn on_this_day_until_it_is_hidden() {
    let mut window = Window::new(Begin { size: [1280.0, 1600.0], ..Begin::over(journal()) });
    assert!(window.shows("A year ago, on Sat 22 Nov 2025: 1 entry"));
    window.harness.get_by_label_contains("Open “A year ago”").click();
    window.run().run();
    assert_eq!(window.value("Title"), "A year ago");
    window.go(Route::Today).click("Hide “On this day” for today").run();
    assert!(!window.shows("A year ago, on Sat 22 Nov 2025"));
    window.go(Route::Journal).go(Route::Today);
    assert!(!window.shows("A year ago, on Sat 22 Nov 2025"), "it stays hidden for the day");
    // Nothing on this day: nothing is said of it.
    assert!(!Window::empty().shows("On this day"));
}

#[test]
fn empty_pages_say_what_will_be_there() {
    for (tab, text) in [
        (ReviewTab::Overview, "Nothing to look back on yet"),
        (ReviewTab::Calendar, "No days yet"),
        (ReviewTab::Timeline, "No sessions yet"),
        (ReviewTab::Coverage, "No goals to hold against anything"),
        (ReviewTab::Charts, "Nothing to draw yet"),
        (ReviewTab::Changed, "Nothing has changed yet"),
    ] {
        let mut window = Window::empty();
        open(&mut window, tab);
        assert!(window.shows(text), "{tab:?}");
    }
}

/// Shows every page in every size and both themes, full; `CPD_LOOK` names a folder for pictures.
#[test]
fn they_are_shown_in_every_way() {
    let ways = [
        ("wide", false, 1.0, [1280.0, 800.0]),
        ("dark", true, 1.0, [1600.0, 1000.0]),
        ("large", false, 2.0, [1280.0, 1000.0]),
        ("narrow", false, 1.0, [360.0, 800.0]),
    ];
    for (way, dark, zoom, size) in ways {
        let mut window = Window::new(Begin { size, dark, zoom, ..Begin::over(sample()) });
        let look = |window: &mut Window, name: &str| {
            window.run();
            if let Some(folder) = std::env::var_os("CPD_LOOK") {
                let picture = window.harness.render().expect("picture");
                picture.save(std::path::Path::new(&folder).join(format!("see-{name}-{way}.png"))).expect("saved");
            }
        };
        for tab in
            [ReviewTab::Overview, ReviewTab::Calendar, ReviewTab::Timeline, ReviewTab::Coverage, ReviewTab::Charts, ReviewTab::Changed]
        {
            open(&mut window, tab);
            look(&mut window, &format!("{tab:?}"));
        }
        let latest = window.headers().first().map(|header| header.date).expect("an entry");
        window.app().wish(Action::OpenReview(ReviewGo::Day(latest)));
        window.run().run();
        assert!(window.shows("Close the day"), "{way}");
        look(&mut window, "day");
        window.app().wish(Action::OpenNetwork(NetworkPart::LearnFrom));
        window.run().run();
        look(&mut window, "learn-from");
        window.go(Route::Today);
        look(&mut window, "today");
    }
}
