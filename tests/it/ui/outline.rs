//! What assistive technology is told of a page, as indented text: read before it is accepted, so that a lost name is seen.

use std::fmt::Write as _;

use cpd_journal::domain::{ActionDraft, EntryDraft, EntryState, GoalDraft, Minutes};
use cpd_journal::journal::{Journal, Together};
use cpd_journal::ui::action::{Action, NetworkPart, ReviewGo, ReviewTab, Route};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use expect_test::{Expect, expect};

use super::support::{Begin, CLOCK, TODAY, Window};

/// The named things of the window, in the order in which they are read out; of the side bar only once, by another test.
pub(super) fn outline(window: &Window) -> String {
    let mut text = String::new();
    let root = window.harness.root();
    let mut stack = vec![(root, 0_usize)];
    while let Some((node, depth)) = stack.pop() {
        let about = node.accesskit_node();
        let name = about.label().unwrap_or_default();
        let value = about.value().unwrap_or_default();
        let role = about.role();
        let inside_places = role == egui::Role::Navigation;
        let plain = matches!(
            role,
            egui::Role::GenericContainer
                | egui::Role::Window
                | egui::Role::Pane
                | egui::Role::ScrollView
                | egui::Role::ScrollBar
                | egui::Role::Unknown
                | egui::Role::Label
                | egui::Role::TextRun
        );
        let named = !name.is_empty() || !value.is_empty();
        let shown = !plain && named;
        if shown {
            let toggled = about.toggled().map(|on| format!(" {on:?}")).unwrap_or_default();
            let value = if value.is_empty() { String::new() } else { format!(" = {value:?}") };
            let _ = writeln!(text, "{}{role:?} {name:?}{value}{toggled}", "  ".repeat(depth));
        }
        if inside_places {
            continue;
        }
        let children: Vec<_> = node.children().collect();
        for child in children.into_iter().rev() {
            stack.push((child, depth + usize::from(shown)));
        }
    }
    text
}

pub(super) fn check(window: &Window, expected: &Expect) {
    expected.assert_eq(&outline(window));
}

pub(super) fn small() -> Journal {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    let goal = journal.add_goal(GoalDraft { title: "Persistent pain".into(), ..GoalDraft::default() }).expect("goal").value;
    let mut draft = EntryDraft::on(TODAY);
    draft.title = "Pacing".into();
    draft.kind = "tweetchat".into();
    draft.minutes.taking_part = Minutes(60);
    draft.learnt = "Pacing is not rest.".into();
    draft.goals = vec![goal.id];
    draft.tags = vec!["pain".into()];
    let actions = vec![ActionDraft { what: "Try pacing diaries".into(), ..ActionDraft::default() }];
    journal.log(draft, EntryState::Ready, &Together { actions, ..Together::default() }).expect("entry");
    journal
}

#[test]
fn the_editor() {
    let mut window = Window::new(Begin { size: [1280.0, 2200.0], ..Begin::over(small()) });
    window.go(Route::Journal).press(Modifiers::ALT, Key::ArrowDown).run();
    check(
        &window,
        &expect![[r#"
            Navigation "Places"
            TextInput "Search the journal"
            Button "Kept searches"
            Button "How to search"
            ComboBox "Filter by kind" = "All kinds"
            ComboBox "Filter by state" = "All states"
            ComboBox "Filter by goal" = "All goals"
            Button "Select"
            Button "Tags"
            ListItem "Pacing, Sun 22 Nov 2026 · Tweetchat · 1 h" True
            Splitter "Resize panel"
            Button "More to do with this entry"
            Button "Mark submitted"
            Button "Put the entry in the bin"
            Button "Focus"
            Button "Preview"
            MultilineTextInput "Title" = "Pacing"
            ComboBox "Kind" = "Tweetchat"
            Button "Details"
            Button "\u{e492} Timer"
            MultilineTextInput "What I learnt" = "Pacing is not rest."
            ComboBox "Model of reflection" = "Choose a model"
            Button "Three lines"
            Button "Before, during and after a chat"
            Button "Driscoll"
            MultilineTextInput "What I changed"
            MultilineTextInput "Who benefited"
            Button "Hold up a mirror to it"
            Button "Check a claim" False
            Button "Say how AI helped" False
            CheckBox "Persistent pain" True
            Button "Remove tag pain"
            TextInput "Add a tag"
            TextInput "Add a person"
            Button "Say in Portfolio who your regulator is"
            CheckBox "Try pacing diaries" False
            Button "Change action Try pacing diaries"
            Button "Remove action Try pacing diaries"
            TextInput "Something to do"
            TextInput "By"
            Button "Calendar for “By”"
            Button "Add"
            Button "Attach a file…"
            Button "Add a chat or thread…"
            Button "Add what it changed since"
            MultilineTextInput "Private note"
        "#]],
    );
}

/// A part of Review, as it is read out.
pub(super) fn part(tab: ReviewTab) -> Window {
    let mut window = Window::new(Begin { size: [1280.0, 2600.0], ..Begin::over(small()) });
    window.app().wish(Action::OpenReview(ReviewGo::To(tab)));
    window.run().run();
    window
}

#[test]
fn the_overview() {
    check(
        &part(ReviewTab::Overview),
        &expect![[r#"
        Navigation "Places"
        TabList "Parts of the review"
          Tab "Overview" True
          Tab "Calendar" False
          Tab "Timeline" False
          Tab "Coverage" False
          Tab "Charts" False
          Tab "What changed" False
          Tab "Appraisal walk" False
          Tab "Compare" False
          Tab "As it stood" False
          Tab "Year in learning" False
          Tab "Impact story" False
        RadioGroup "Time to look at"
          RadioButton "This year" True
          RadioButton "Last 12 months" False
          RadioButton "Everything" False
          RadioButton "From … to" False
        Button "Make the portfolio"
        Table "Learning by kind"
          ColumnHeader "Kind" = "Kind"
          ColumnHeader "Entries" = "Entries"
          ColumnHeader "Time" = "Time"
          ColumnHeader "With others" = "With others"
          Cell "Tweetchat" = "Tweetchat"
          Cell "1" = "1"
          Cell "1 h" = "1 h"
          Cell "0 min" = "0 min"
        Table "Learning by month"
          ColumnHeader "Month" = "Month"
          ColumnHeader "Entries" = "Entries"
          ColumnHeader "Time" = "Time"
          ColumnHeader "With others" = "With others"
          Cell "November 2026" = "November 2026"
          Cell "1" = "1"
          Cell "1 h" = "1 h"
          Cell "0 min" = "0 min"
        Table "Learning by goal"
          ColumnHeader "Goal" = "Goal"
          ColumnHeader "Entries" = "Entries"
          ColumnHeader "Time" = "Time"
          ColumnHeader "With others" = "With others"
          Cell "Persistent pain" = "Persistent pain"
          Cell "1" = "1"
          Cell "1 h" = "1 h"
          Cell "0 min" = "0 min"
    "#]],
    );
}

#[test]
fn the_calendar() {
    check(
        &part(ReviewTab::Calendar),
        &expect![[r#"
            Navigation "Places"
            TabList "Parts of the review"
              Tab "Overview" False
              Tab "Calendar" True
              Tab "Timeline" False
              Tab "Coverage" False
              Tab "Charts" False
              Tab "What changed" False
              Tab "Appraisal walk" False
              Tab "Compare" False
              Tab "As it stood" False
              Tab "Year in learning" False
              Tab "Impact story" False
            RadioGroup "How to show the days"
              RadioButton "Year" True
              RadioButton "Month" False
              RadioButton "List" False
            Button "Earlier year"
            Button "Later year"
            Button "Today"
            Button "Table of 2026" False
            Image "Calendar of 2026: 1 entry on 1 day, 1 h, 0 min of it with others. Busiest month: November, 1 h in 1 entry"
        "#]],
    );
}

#[test]
fn the_timeline() {
    check(
        &part(ReviewTab::Timeline),
        &expect![[r#"
        Navigation "Places"
        TabList "Parts of the review"
          Tab "Overview" False
          Tab "Calendar" False
          Tab "Timeline" True
          Tab "Coverage" False
          Tab "Charts" False
          Tab "What changed" False
          Tab "Appraisal walk" False
          Tab "Compare" False
          Tab "As it stood" False
          Tab "Year in learning" False
          Tab "Impact story" False
        ComboBox "Go to a year" = "Go to a year"
        Heading "November 2026"
        Button "Pacing, Sun 22 Nov 2026 · Tweetchat · 1 h, took part 1 h"
    "#]],
    );
}

#[test]
fn coverage() {
    check(
        &part(ReviewTab::Coverage),
        &expect![[r#"
        Navigation "Places"
        TabList "Parts of the review"
          Tab "Overview" False
          Tab "Calendar" False
          Tab "Timeline" False
          Tab "Coverage" True
          Tab "Charts" False
          Tab "What changed" False
          Tab "Appraisal walk" False
          Tab "Compare" False
          Tab "As it stood" False
          Tab "Year in learning" False
          Tab "Impact story" False
        RadioGroup "Time to look at"
          RadioButton "This year" True
          RadioButton "Last 12 months" False
          RadioButton "Everything" False
          RadioButton "From … to" False
        Button "Table of Goals by kind of activity" False
        Image "Goals by kind of activity. All 1 cells have something."
    "#]],
    );
}

#[test]
fn charts() {
    check(
        &part(ReviewTab::Charts),
        &expect![[r#"
        Navigation "Places"
        TabList "Parts of the review"
          Tab "Overview" False
          Tab "Calendar" False
          Tab "Timeline" False
          Tab "Coverage" False
          Tab "Charts" True
          Tab "What changed" False
          Tab "Appraisal walk" False
          Tab "Compare" False
          Tab "As it stood" False
          Tab "Year in learning" False
          Tab "Impact story" False
        RadioGroup "Time to look at"
          RadioButton "This year" True
          RadioButton "Last 12 months" False
          RadioButton "Everything" False
          RadioButton "From … to" False
        Button "Table of Time by month" False
        Image "Time by month. 1 h in all, 0 min of it with others. Most in Nov 2026: 1 h. 10 months have nothing."
        Button "Table of Time by kind of activity" False
        Image "Time by kind of activity. Most: Tweetchat, 1 h in 1 entry, 0 min of it with others."
        Button "Table of Time by community" False
        Image "Time by community. Most: No community, 1 h in 1 entry, 0 min of it with others."
        Button "Table of Time by way of using social media" False
        Image "Time by way of using social media. Most: Not said, 1 h in 1 entry, 0 min of it with others. An entry with several ways counts in each of them."
        Button "Table of Time by platform" False
        Image "Time by platform. Most: Not said, 1 h in 1 entry, 0 min of it with others."
        Button "Table of Time by goal" False
        Image "Time by goal. Most: Persistent pain, 1 h in 1 entry, 0 min of it with others. An entry with several goals counts in each of them."
        Button "Table of Time by part" False
        Image "Time by part. 100 % of the time was taking part (1 h); preparing, reading and reflecting took 0 min."
        Button "Go to Portfolio"
    "#]],
    );
}

#[test]
fn what_changed() {
    check(
        &part(ReviewTab::Changed),
        &expect![[r#"
        Navigation "Places"
        TabList "Parts of the review"
          Tab "Overview" False
          Tab "Calendar" False
          Tab "Timeline" False
          Tab "Coverage" False
          Tab "Charts" False
          Tab "What changed" True
          Tab "Appraisal walk" False
          Tab "Compare" False
          Tab "As it stood" False
          Tab "Year in learning" False
          Tab "Impact story" False
        RadioGroup "Time to look at"
          RadioButton "This year" False
          RadioButton "Last 12 months" False
          RadioButton "Everything" True
          RadioButton "From … to" False
        Button "Table of From activity to feedback" False
        Image "From activity to feedback. No entry tells yet of a change, a benefit or feedback."
        ComboBox "Goal" = "All goals"
        Button "Pacing, Sun 22 Nov 2026 · Tweetchat · 1 h"
        Button "Add what “Pacing” changed"
    "#]],
    );
}

#[test]
fn who_i_learn_from() {
    let mut window = Window::new(Begin { size: [1280.0, 2600.0], ..Begin::over(small()) });
    window.app().wish(Action::OpenNetwork(NetworkPart::LearnFrom));
    window.run().run();
    check(
        &window,
        &expect![[r#"
            Navigation "Places"
            RadioGroup "Part of the network"
              RadioButton "Communities" False
              RadioButton "Chats" False
              RadioButton "People and sources" False
              RadioButton "Who I learn from" True
            RadioGroup "Time to look at"
              RadioButton "This year" False
              RadioButton "Last 12 months" True
              RadioButton "Everything" False
              RadioButton "From … to" False
            Button "Say who people are"
            Button "Table of Professions" False
            Image "Professions. No profession is known yet. In 1 entry the profession is not known."
            Button "Table of Places" False
            Image "Places. No place is known yet. In 1 entry the place is not known."
            Button "Table of Platforms" False
            Image "Platforms. No platform is known yet. In 1 entry the platform is not known."
        "#]],
    );
}

#[test]
fn log_something() {
    let mut window = Window::new(Begin::over(small()));
    window.go(Route::Settings).press(Modifiers::COMMAND, Key::N).run();
    let dialog = outline(&window);
    for name in ["What did you learn from?", "Tweetchat", "Yesterday", "1 h", "Persistent pain", "Save and write"] {
        assert!(dialog.contains(&format!("{name:?}")), "{name} is not named:\n{dialog}");
    }
}

#[test]
fn the_side_bar() {
    let window = Window::new(Begin::over(small()));
    for route in Route::ALL {
        window.harness.get_by_role_and_label(egui::Role::Button, route.label());
    }
}
