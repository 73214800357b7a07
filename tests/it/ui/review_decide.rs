//! Compare, As it stood, Year in learning and Impact story: as the window shows and keeps them.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use cpd_journal::domain::{ActionDraft, EntryDraft, EntryState, Minutes};
use cpd_journal::journal::{Clock, Journal, Together};
use cpd_journal::media::text_of;
use cpd_journal::ui::action::{Action, ReviewGo as Go, ReviewTab as Tab};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::{Begin, CLOCK, Window};

const NONE: Modifiers = Modifiers::NONE;

fn at(text: &str) -> Clock {
    Clock::At(text.parse::<DateTime<Utc>>().expect(text), chrono_tz::Tz::Europe__London)
}

fn draft(title: &str, date: &str, minutes: u32, learnt: &str) -> EntryDraft {
    let date: NaiveDate = date.parse().expect(date);
    let mut draft = EntryDraft { title: title.into(), learnt: learnt.into(), kind: "podcast".into(), ..EntryDraft::on(date) };
    draft.minutes.taking_part = Minutes(minutes);
    draft
}

/// A journal in which something has changed since September.
fn grown() -> Journal {
    let mut journal = Journal::in_memory(at("2026-09-01T09:00:00Z")).expect("journal");
    let log =
        |journal: &mut Journal, draft: EntryDraft| journal.log(draft, EntryState::Ready, &Together::default()).expect("kept").value.id;
    let pacing = log(&mut journal, draft("Pacing", "2025-08-01", 60, "Pacing is rest."));
    let gone = log(&mut journal, draft("A slip", "2026-08-20", 30, "Nothing."));
    log(&mut journal, draft("Gait", "2026-08-21", 90, "Look at the hip."));
    journal.set_clock(at("2026-10-05T09:00:00Z"));
    let entry = journal.entry(pacing).expect("entry");
    let later = EntryDraft { title: "Pacing again".into(), learnt: "Pacing is **not** rest.".into(), ..entry.draft };
    journal.save(pacing, later, &[entry.changed]).expect("saved");
    journal.bin(gone).expect("binned");
    let mut told = draft("Back class", "2026-10-04", 45, "Diaries work.");
    told.changed = "We hand out diaries.".into();
    told.benefit = "Twelve people plan their week.".into();
    let actions = vec![ActionDraft { what: "Try diaries".into(), ..ActionDraft::default() }];
    journal.log(told, EntryState::Ready, &Together { actions, ..Together::default() }).expect("kept");
    journal.set_clock(CLOCK);
    journal
}

fn to(window: &mut Window, part: Tab) {
    window.app().wish(Action::OpenReview(Go::To(part)));
    window.run().run();
}

fn has_button(window: &Window, begin: &str) -> bool {
    let mut all = window.harness.query_all_by_role(Role::Button).chain(window.harness.query_all_by_role(Role::ListItem));
    all.any(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(begin)))
}

fn press_like(window: &mut Window, begin: &str) {
    let all = window.harness.query_all_by_role(Role::Button).chain(window.harness.query_all_by_role(Role::ListItem));
    let mut all = all.filter(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(begin)));
    all.next().unwrap_or_else(|| panic!("no button “{begin}…”")).click();
    drop(all);
    window.run().run();
}

#[test]
fn as_it_stood_shows_the_old_text_and_nothing_to_write_in() {
    let mut window = Window::new(Begin { size: [1280.0, 1800.0], ..Begin::over(grown()) });
    to(&mut window, Tab::AsItStood);
    assert!(window.shows("Mon 5 Oct 2026 ·") && window.shows("Tue 1 Sep 2026 ·"), "steps lead to their days");
    window.harness.get_by_label("Day").focus();
    window.run().type_text("30/9/26").press(NONE, Key::Tab).run();
    window.click("Show the journal of that day").run().run();
    assert!(window.shows("As it stood on Wed 30 Sep 2026, for reading only"));
    assert!(window.shows("1 added · 1 changed · 1 removed"));
    assert!(has_button(&window, "Pacing,") && has_button(&window, "A slip,") && !has_button(&window, "Back class,"));
    // Found by its title of then.
    window.harness.get_by_label("Find by title").focus();
    window.run().type_text("PACING").run();
    assert!(!has_button(&window, "Gait,"));
    press_like(&mut window, "Pacing,");
    assert!(window.shows("Pacing is rest.") && !window.shows("not"), "the text of then");
    let fields =
        window.harness.query_all_by_role(Role::MultilineTextInput).count() + window.harness.query_all_by_role(Role::TextInput).count();
    assert_eq!(fields, 0, "nothing to write in");
    window.click("All entries of that day").run().click("Back to today").run().run();
    assert!(window.shows("Show the journal of that day"));
    assert_eq!(window.entry("Pacing again").draft.learnt, "Pacing is **not** rest.", "untouched");
}

#[test]
fn this_period_with_the_one_before() {
    let mut window = Window::new(Begin { size: [1280.0, 2400.0], ..Begin::over(grown()) });
    to(&mut window, Tab::Compare);
    let cells = |window: &Window| -> Vec<String> {
        let cells = window.harness.query_all_by_role(Role::Cell);
        cells.filter_map(|node| node.accesskit_node().label().or(node.accesskit_node().value())).collect()
    };
    // 90 and 45 minutes since last November; 60 in the twelve months before.
    let shown = cells(&window);
    let time: Vec<&str> = shown.iter().skip(3).take(3).map(String::as_str).collect();
    assert_eq!(time, ["1 h", "2 h 15 min", "1 h 15 min more"], "{shown:?}");
    window.click("Any two").run();
    for (field, day) in [("Earlier, first day", "1/1/26"), ("Earlier, last day", "30/9/26")] {
        window.harness.get_by_label(field).focus();
        window.run().press(Modifiers::COMMAND, Key::A).type_text(day).press(NONE, Key::Tab).run().run();
    }
    let shown = cells(&window);
    let time: Vec<&str> = shown.iter().skip(3).take(3).map(String::as_str).collect();
    assert_eq!(time, ["1 h 30 min", "2 h 15 min", "45 min more"], "{shown:?}");
}

/// The words of a PDF, read by a library that had no part in making it.
fn words_of_pdf(path: &std::path::Path) -> String {
    let bytes = std::fs::read(path).expect("written");
    assert!(bytes.starts_with(b"%PDF-"));
    let text = text_of("application/pdf", "sheet.pdf", &bytes).expect("text").text;
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn answers(folder: &std::path::Path, names: &[&str]) -> Vec<Vec<PathBuf>> {
    names.iter().map(|name| vec![folder.join(name)]).collect()
}

#[test]
fn a_year_is_saved_and_read_by_others() {
    let folder = tempfile::tempdir().expect("folder");
    let answers = answers(folder.path(), &["year.md", "year"]);
    let mut window = Window::new(Begin { size: [1280.0, 1600.0], answers, ..Begin::over(grown()) });
    to(&mut window, Tab::Year);
    assert!(window.shows("My year in learning 2026"));
    window.click("Save as Markdown…").run().run();
    window.click("Save as PDF…").run().run();
    let text = std::fs::read_to_string(folder.path().join("year.md")).expect("written");
    assert!(text.contains("# My year in learning 2026") && text.contains("2 h 15 min"), "{text}");
    let pdf = words_of_pdf(&folder.path().join("year.pdf"));
    assert!(pdf.contains("My year in learning 2026") && pdf.contains("2 h 15 min"), "{pdf}");
    window.click("The year before").run().run();
    assert!(window.shows("My year in learning 2025"));
    window.click("Appraisal year").run().run();
    assert!(window.shows("April 2026 to March 2027"));
}

#[test]
fn an_impact_story_from_its_title_to_a_file() {
    let folder = tempfile::tempdir().expect("folder");
    let answers = answers(folder.path(), &["story.pdf"]);
    let mut window = Window::new(Begin { size: [1400.0, 1600.0], answers, ..Begin::over(grown()) });
    to(&mut window, Tab::Impact);
    window.click("Begin a story").run();
    window.harness.get_by_label("What is the story called?").focus();
    window.run().type_text("What chats did for our back class").press(NONE, Key::Enter).run().run();
    assert!(window.shows("No entry is chosen whose story is told."), "what is missing is told");
    // All of its row is the button.
    let row = window.harness.get_by_label("Tell “Back class”").rect();
    assert!(row.width() > 300.0 && row.height() > 30.0, "{row:?}");
    window.click("Tell “Back class”").run().run();
    assert!(window.shows("Twelve people plan their week."), "the preview goes along");
    assert!(window.shows("In figures, from 23 Nov 2025 to 22 Nov 2026:"), "figures say of when they are");
    window.harness.get_by_label("Find an entry of which something came").focus();
    window.run().type_text("nowhere to be found").run();
    assert!(window.shows("No other entry of which something came has these words"));
    window.harness.get_by_label("For whom").focus();
    window.run().type_text("Our manager");
    window.harness.get_by_label("Opening").focus();
    window.run().type_text("You asked what it is good for.").wait(2.0).run().run();
    let story = window.journal().impacts().expect("impacts").remove(0);
    assert_eq!(
        (story.draft.reader.as_str(), story.draft.opening.as_str(), story.draft.chosen.len()),
        ("Our manager", "You asked what it is good for.", 1)
    );
    window.click("Save as PDF…").run().run();
    let pdf = words_of_pdf(&folder.path().join("story.pdf"));
    for words in ["What chats did for our back class", "Our manager", "You asked what it is good for.", "Twelve people plan their week."] {
        assert!(pdf.contains(words), "{words}: {pdf}");
    }
    window.click("All stories").run().click("Remove the story “What chats did for our back class”").run().run();
    assert!(window.journal().impacts().expect("impacts").is_empty());
    window.press(Modifiers::COMMAND, Key::Z).run().run();
    assert_eq!(window.journal().impacts().expect("impacts"), [story]);
}
