//! What assistive technology is told of a page, as indented text: read before it is accepted, so that a lost name is seen.

use std::fmt::Write as _;

use cpd_journal::domain::{ActionDraft, EntryDraft, EntryState, GoalDraft, Minutes};
use cpd_journal::journal::{Journal, Together};
use cpd_journal::ui::action::Route;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use expect_test::{Expect, expect};

use super::support::{Begin, CLOCK, TODAY, Window};

/// The named things of the window, in the order in which they are read out; of the side bar only once, by another test.
fn outline(window: &Window) -> String {
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

fn check(window: &Window, expected: &Expect) {
    expected.assert_eq(&outline(window));
}

fn small() -> Journal {
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
            ComboBox "Filter by kind" = "All kinds"
            ComboBox "Filter by state" = "All states"
            ComboBox "Filter by goal" = "All goals"
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
