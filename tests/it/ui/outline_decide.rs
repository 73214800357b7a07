//! What assistive technology is told of the parts of Review that decide and show, as in `outline`.

use cpd_journal::domain::ImpactDraft;
use cpd_journal::ui::action::{Action, ReviewGo, ReviewTab};
use egui::{Key, Modifiers};
use expect_test::expect;

use super::outline::{check, part, small};
use super::support::{Begin, Window};

/// On the way of a walk that was just begun.
fn walking() -> Window {
    let mut window = Window::new(Begin { size: [1280.0, 2600.0], ..Begin::over(small()) });
    window.app().wish(Action::OpenReview(ReviewGo::To(ReviewTab::Walk)));
    window.run().run().click("Begin a walk").run().click("Begin the walk").run().run();
    window
}

#[test]
fn the_walk() {
    check(
        &walking(),
        &expect![[r#"
        Button "Leave the walk"
        Button "To the end"
        ProgressIndicator "Decided" = "0 of 1 · 1 left; 0 used · 0 improve"
        Button "Use" False
        Button "Improve" False
        Button "Park" False
        Button "Not this time" False
        Button "Back"
        Button "On"
        Button "Take it back"
        Button "Open it in the Journal"
        Heading "Pacing"
    "#]],
    );
}

#[test]
fn the_end_of_a_walk() {
    let mut window = walking();
    window.press(Modifiers::NONE, Key::Num1).run().run();
    check(
        &window,
        &expect![[r#"
        Navigation "Places"
        TabList "Parts of the review"
          Tab "Overview" False
          Tab "Calendar" False
          Tab "Timeline" False
          Tab "Coverage" False
          Tab "Charts" False
          Tab "What changed" False
          Tab "Appraisal walk" True
          Tab "Compare" False
          Tab "As it stood" False
          Tab "Year in learning" False
          Tab "Impact story" False
        Button "All walks"
        Button "Back to the entries"
        Button "Make the portfolio"
        Button "Pacing, Sun 22 Nov 2026 · Tweetchat · 1 h"
        CheckBox "Keep it open: “Persistent pain”" False
        CheckBox "Achieved: “Persistent pain”" False
        CheckBox "Carry over: “Persistent pain”" False
        CheckBox "Let it go: “Persistent pain”" False
        MultilineTextInput "Note for the appraiser"
        TextInput "Title of the walk" = "Appraisal, November 2026"
        Button "Finish the walk"
        Button "Save this page as PDF…"
        Button "Save it as Markdown…"
    "#]],
    );
}

#[test]
fn compare() {
    check(
        &part(ReviewTab::Compare),
        &expect![[r#"
        Navigation "Places"
        TabList "Parts of the review"
          Tab "Overview" False
          Tab "Calendar" False
          Tab "Timeline" False
          Tab "Coverage" False
          Tab "Charts" False
          Tab "What changed" False
          Tab "Appraisal walk" False
          Tab "Compare" True
          Tab "As it stood" False
          Tab "Year in learning" False
          Tab "Impact story" False
        RadioGroup "What to compare"
          RadioButton "Last 12 months" True
          RadioButton "This year" False
          RadioButton "This appraisal year" False
          RadioButton "Any two" False
        Table "Both in figures"
          ColumnHeader "23 Nov 2024 to 22 Nov 2025" = "23 Nov 2024 to 22 Nov 2025"
          ColumnHeader "23 Nov 2025 to 22 Nov 2026" = "23 Nov 2025 to 22 Nov 2026"
          ColumnHeader "Change" = "Change"
          RowHeader "Entries" = "Entries"
          Cell "0" = "0"
          Cell "1" = "1"
          Cell "1 more" = "1 more"
          RowHeader "Time" = "Time"
          Cell "0 min" = "0 min"
          Cell "1 h" = "1 h"
          Cell "1 h more" = "1 h more"
          RowHeader "Time with others" = "Time with others"
          Cell "0 min" = "0 min"
          Cell "0 min" = "0 min"
          Cell "the same" = "the same"
          RowHeader "Share of time with others" = "Share of time with others"
          Cell "none" = "none"
          Cell "0 %" = "0 %"
          Cell "cannot be compared" = "cannot be compared"
          RowHeader "Kinds of activity" = "Kinds of activity"
          Cell "0" = "0"
          Cell "1" = "1"
          Cell "1 more" = "1 more"
          RowHeader "Communities" = "Communities"
          Cell "0" = "0"
          Cell "0" = "0"
          Cell "the same" = "the same"
          RowHeader "Goals served" = "Goals served"
          Cell "0" = "0"
          Cell "1" = "1"
          Cell "1 more" = "1 more"
          RowHeader "Entries with evidence" = "Entries with evidence"
          Cell "none" = "none"
          Cell "0 %" = "0 %"
          Cell "cannot be compared" = "cannot be compared"
          RowHeader "Entries with a reflection" = "Entries with a reflection"
          Cell "none" = "none"
          Cell "0 %" = "0 %"
          Cell "cannot be compared" = "cannot be compared"
        Button "Table of Time by kind of activity" False
        Image "Time by kind of activity. The largest change: Tweetchat, 1 h more."
        Button "Table of Time by community" False
        Image "Time by community. The largest change: No community, 1 h more."
    "#]],
    );
}

#[test]
fn as_it_stood() {
    check(
        &part(ReviewTab::AsItStood),
        &expect![[r#"
        Navigation "Places"
        TabList "Parts of the review"
          Tab "Overview" False
          Tab "Calendar" False
          Tab "Timeline" False
          Tab "Coverage" False
          Tab "Charts" False
          Tab "What changed" False
          Tab "Appraisal walk" False
          Tab "Compare" False
          Tab "As it stood" True
          Tab "Year in learning" False
          Tab "Impact story" False
        CheckBox "A month ago" False
        CheckBox "Half a year ago" False
        CheckBox "A year ago" False
        TextInput "Day"
        Button "Calendar for “Day”"
        Button "Show the journal of that day"
        Button "Sun 22 Nov 2026 · 2 steps, last: Log “Pacing”"
    "#]],
    );
}

#[test]
fn year_in_learning() {
    check(
        &part(ReviewTab::Year),
        &expect![[r#"
        Navigation "Places"
        TabList "Parts of the review"
          Tab "Overview" False
          Tab "Calendar" False
          Tab "Timeline" False
          Tab "Coverage" False
          Tab "Charts" False
          Tab "What changed" False
          Tab "Appraisal walk" False
          Tab "Compare" False
          Tab "As it stood" False
          Tab "Year in learning" True
          Tab "Impact story" False
        RadioGroup "Which year"
          RadioButton "Calendar year" True
          RadioButton "Appraisal year" False
          RadioButton "From … to" False
        Button "The year before"
        Button "The year after"
        CheckBox "With the names of people I learnt with" False
        Button "Save as PDF…"
        Button "Save as Markdown…"
        Button "Copy as Markdown"
        Heading "My year in learning 2026" = "My year in learning 2026"
        Heading "Month by month" = "Month by month"
        Button "Table of Learning by month" False
        Image "Learning by month. 1 h in all; most in November 2026: 1 h."
        Heading "What I learnt most about" = "What I learnt most about"
        Table "By tag"
          ColumnHeader "Tag" = "Tag"
          ColumnHeader "Entries" = "Entries"
          ColumnHeader "Time" = "Time"
          RowHeader "pain" = "pain"
          Cell "1" = "1"
          Cell "1 h" = "1 h"
        Button "Table of Entries by kind" False
        Image "Entries by kind. Most often: Tweetchat, in 1 entry."
        Heading "My goals" = "My goals"
        Table "Goals and what came of them"
          ColumnHeader "Goal" = "Goal"
          ColumnHeader "Where it stands" = "Where it stands"
          ColumnHeader "Entries" = "Entries"
          ColumnHeader "Time" = "Time"
          ColumnHeader "What came of it" = "What came of it"
          RowHeader "Persistent pain" = "Persistent pain"
          Cell "Open" = "Open"
          Cell "1" = "1"
          Cell "1 h" = "1 h"
        Heading "What comes next" = "What comes next"
        ListItem "Goal: Persistent pain" = "Goal: Persistent pain"
    "#]],
    );
}

#[test]
fn impact_story() {
    let mut journal = small();
    let chosen = journal.headers(None).expect("headers").into_iter().map(|header| header.uid).collect();
    journal.add_impact(ImpactDraft { title: "What chats did".into(), chosen, ..ImpactDraft::default() }).expect("kept");
    let mut window = Window::new(Begin { size: [1280.0, 1600.0], ..Begin::over(journal) });
    window.app().wish(Action::OpenReview(ReviewGo::To(ReviewTab::Impact)));
    window.run().run().click("Open the story “What chats did”").run().run();
    check(
        &window,
        &expect![[r#"
        Navigation "Places"
        TabList "Parts of the review"
          Tab "Overview" False
          Tab "Calendar" False
          Tab "Timeline" False
          Tab "Coverage" False
          Tab "Charts" False
          Tab "What changed" False
          Tab "Appraisal walk" False
          Tab "Compare" False
          Tab "As it stood" False
          Tab "Year in learning" False
          Tab "Impact story" True
        Button "All stories"
        TextInput "Title" = "What chats did"
        TextInput "For whom"
        MultilineTextInput "Opening"
        TextInput "Figures from"
        Button "Calendar for “Figures from”"
        TextInput "Figures to"
        Button "Calendar for “Figures to”"
        Button "Tell “Pacing” earlier"
        Button "Tell “Pacing” later"
        Button "Leave “Pacing” out"
        TextInput "Find an entry of which something came"
        MultilineTextInput "Closing"
        Button "Save as PDF…"
        Button "Save as Markdown…"
        Button "Copy as Markdown"
        Button "“Pacing” does not say who benefited."
        Button "“Pacing” does not say what changed."
        Heading "What chats did" = "What chats did"
        Heading "Pacing" = "Pacing"
        Link "Open from the entry of 22 Nov 2026"
    "#]],
    );
}
