//! Portfolio: what is chosen is what is written, to the file that the dialog named.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cpd_journal::catalogue::Catalogue;
use cpd_journal::domain::{EntryDraft, EntryState};
use cpd_journal::exporters::Replace;
use cpd_journal::journal::{Alone, Journal, Selection, Together};
use cpd_journal::ui::action::{Action, Go, Route};
use cpd_journal::ui::command::Command;
use cpd_journal::worker::{Event, Opening, Request, Worker};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::{Begin, CLOCK, TODAY, Window, sample, saved};

/// Goes to the part of the page that exports.
fn to_export(window: &mut Window) {
    window.go(Route::Portfolio).run();
    window.harness.get_by_role_and_label(egui::Role::Tab, "Export").click();
    window.run().run();
}

#[test]
fn writes_where_the_dialog_said() {
    let folder = tempfile::tempdir().expect("folder");
    let target = folder.path().join("evidence.pdf");
    let mut window = Window::new(Begin { answers: vec![vec![target.clone()]], ..Begin::over(journal(&[PLAIN])) });
    to_export(&mut window);
    window.harness.get_by_role_and_label(egui::Role::Button, "Export…").click();
    window.run().run().run();
    let bytes = std::fs::read(&target).expect("written");
    assert!(bytes.starts_with(b"%PDF-"), "{:?}", bytes.get(..8));
    assert!(window.shows("evidence.pdf"));
}

#[test]
fn a_closed_dialog_writes_nothing() {
    let folder = tempfile::tempdir().expect("folder");
    let mut window = Window::new(Begin { answers: vec![Vec::new()], ..Begin::over(journal(&[PLAIN])) });
    to_export(&mut window);
    window.harness.get_by_role_and_label(egui::Role::Button, "Export…").click();
    window.run().run();
    assert_eq!(std::fs::read_dir(folder.path()).expect("folder").count(), 0);
}

#[test]
fn charts_leave_only_when_they_are_asked_for() {
    let mut window = Window::new(Begin { size: [1280.0, 2000.0], ..Begin::over(sample()) });
    to_export(&mut window);
    assert!(!window.shows("Time by month"), "none unasked");
    window.click("In words").run();
    assert!(!window.shows("Time by month"), "none unasked");
    window.harness.get_by(|node| node.label().is_some_and(|label| label.starts_with("What of them: "))).click();
    window.run().run();
    window.click("Charts, each with its table").run().run();
    assert!(window.shows("Time by month"), "what leaves is listed");
}

/// The button: whether it can be pressed, what it is read out with, and whether all of it is in the window.
fn button(window: &Window) -> Option<(bool, String, bool)> {
    let button = window.harness.query_by_role_and_label(egui::Role::Button, "Export…")?;
    let inside = window.harness.ctx.content_rect().contains_rect(button.rect());
    let node = button.accesskit_node();
    Some((!node.is_disabled(), node.data().description().unwrap_or_default().to_owned(), inside))
}

/// What is said in each frame until nothing changes any more, of those of these words that are.
fn said(window: &mut Window, of: &[&str]) -> Vec<Vec<String>> {
    let mut said: Vec<Vec<String>> = Vec::new();
    for _ in 0..8 {
        window.harness.step();
        let mut now: Vec<String> = of.iter().filter(|words| window.shows(words)).map(|words| (*words).to_owned()).collect();
        if let Some((can, why, _)) = button(window) {
            now.push(format!("{} {why}", if can { "can" } else { "cannot:" }));
        }
        if said.last() != Some(&now) {
            said.push(now);
        }
    }
    said
}

fn journal(texts: &[&str]) -> Journal {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    for (at, text) in texts.iter().enumerate() {
        log(&mut journal, at, text);
    }
    journal
}

fn log(journal: &mut Journal, at: usize, text: &str) {
    let draft = EntryDraft { title: format!("Entry {at}"), learnt: text.to_owned(), ..EntryDraft::on(TODAY) };
    journal.log(draft, EntryState::Ready, &Together::default()).expect("kept");
}

const PLAIN: &str = "Pacing is not rest.";
const CALL: &str = "I rang her on 07700 900123.";

#[test]
fn the_button_says_what_it_waits_for() {
    let mut window = Window::new(Begin { size: [1280.0, 2000.0], ..Begin::over(journal(&[PLAIN, PLAIN])) });
    window.app().wish(Action::Run(Command::Export));
    let all = said(&mut window, &["2 entries, 0 files, 0 undecided", "It leaves as PDF"]);
    let all: Vec<String> = all.iter().map(|one| one.join(" | ")).filter(|one| !one.is_empty()).collect();
    assert_eq!(
        all,
        ["It leaves as PDF | cannot: Looking through what would leave…", "2 entries, 0 files, 0 undecided | It leaves as PDF | can "]
    );
    // Words that are being typed are not what was looked at.
    window.harness.get_by(|node| node.label().is_some_and(|label| label.starts_with("Which entries: "))).click();
    window.run().harness.get_by_label("Only what these words find").focus();
    window.run();
    window.harness.event(egui::Event::Text("bells".to_owned()));
    let all = said(&mut window, &["2 entries, 0 files", "Nothing is in this choice: choose"]);
    assert!(all.iter().any(|now| now == &["cannot: Being looked at again…"]), "{all:?}");
    let last = all.last().expect("something is said");
    assert_eq!(last.last().map(String::as_str), Some("cannot: Nothing is in this choice: choose a longer period, or let drafts leave"));
    assert!(all.iter().flatten().all(|now| !now.starts_with("can ") && !now.starts_with("2 entries")), "{all:?}");
}

#[test]
fn findings_are_told_beside_the_button() {
    let mut window = Window::new(Begin { size: [1280.0, 2000.0], ..Begin::over(journal(&[PLAIN, CALL])) });
    window.app().wish(Action::Run(Command::Export));
    window.run().run();
    let why = "1 finding is not decided yet: decide or acknowledge it";
    assert_eq!(button(&window), Some((true, why.to_owned(), true)));
    assert!(window.shows("2 entries, 0 files, 1 undecided") && window.shows(why));
    window.click("Look at it").run();
    window.click("I have seen this one and let it leave; that is kept with the export").run();
    assert!(window.shows("1 let go knowingly") && !window.shows(why));
    assert_eq!(button(&window).map(|(can, why, _)| (can, why)), Some((true, String::new())));
}

#[test]
fn not_known_is_told_from_nothing_found() {
    let states = ["Looking for what could tell who", "Looking again for what", "Nothing was found that could tell", "I have seen"];
    for (text, last) in [(PLAIN, "Nothing was found that could tell"), (CALL, "I have seen")] {
        let mut window = Window::new(Begin { size: [1280.0, 2000.0], ..Begin::over(journal(&[text])) });
        window.app().wish(Action::OpenPortfolio(Go::Findings));
        let all: Vec<Vec<String>> = said(&mut window, &states).into_iter().filter(|one| !one.is_empty()).collect();
        assert_eq!(all.iter().map(|one| one[0].as_str()).collect::<Vec<_>>(), [states[0], last], "{all:?}");
        // With the names of others, of which nothing is known yet.
        window.harness.get_by_role_and_label(egui::Role::RadioButton, "Markdown").click();
        let all = said(&mut window, &states);
        let calm = |one: &&Vec<String>| one.iter().any(|words| words == "Nothing was found that could tell");
        assert!(all.iter().filter(calm).all(|one| one.last().is_some_and(|can| can.starts_with("can "))), "{all:?}");
        assert!(all.iter().any(|one| one.last().is_some_and(|can| can == "cannot: Being looked at again…")), "{all:?}");
    }
}

#[test]
#[expect(clippy::disallowed_types, reason = "a journal that cannot be looked through is made past the program")]
fn a_look_that_fails_is_told_and_can_be_had_again() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("journal.cpd");
    Journal::create(&path).expect("made");
    let mut window = Window::new(Begin::file(&path));
    window.press(egui::Modifiers::COMMAND, egui::Key::N).type_text("Pacing").press(egui::Modifiers::NONE, egui::Key::Enter).run();
    window.press(egui::Modifiers::COMMAND, egui::Key::Enter).run();
    let away = rusqlite::Connection::open(&path).expect("a second connection");
    away.execute_batch("ALTER TABLE settled RENAME TO settled_away").expect("renamed");
    window.app().wish(Action::OpenPortfolio(Go::Findings));
    window.run().run();
    assert!(window.shows("So it is not known what would leave") && window.shows("That is not known: it could not be looked through"));
    assert!(!window.shows("Nothing was found") && window.shows("Confidentiality · ?"));
    let why = "It could not be looked through, and nothing leaves unseen";
    assert_eq!(button(&window), Some((false, why.to_owned(), true)));
    away.execute_batch("ALTER TABLE settled_away RENAME TO settled").expect("renamed");
    drop(away);
    window.harness.query_all_by_label("Look again").next().expect("a way on").click();
    window.run().run();
    assert!(window.shows("Nothing was found that could tell") && !window.shows("it could not be looked through"));
    assert_eq!(button(&window), Some((true, String::new(), true)));
}

/// What can be in sight: where there is little room, by shorter names.
const SIDES: [&str; 7] = ["Choices", "What leaves", "Pages", "Words", "Page by page", "In words", "Confidentiality"];

/// Goes to what has a name that begins like this, if there is one; the name is in sight.
fn to_side(window: &mut Window, side: &str) -> bool {
    let list = window.harness.query_by_role_and_label(egui::Role::ComboBox, "What is shown of it");
    let role = if list.is_some() { egui::Role::Button } else { egui::Role::RadioButton };
    if let Some(list) = list {
        list.click();
        window.run().run();
    }
    let names = window.harness.query_all_by_role(role);
    let Some(name) = names.into_iter().find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(side))) else {
        window.press(egui::Modifiers::NONE, egui::Key::Escape);
        return false;
    };
    assert!(window.harness.ctx.content_rect().contains_rect(name.rect()), "{side}: {:?}", name.rect());
    name.click();
    window.run().run();
    true
}

#[test]
fn the_button_stays_in_sight() {
    let long = "w".repeat(200);
    for (size, zoom) in
        [([800.0, 600.0], 1.0), ([1280.0, 800.0], 1.0), ([1280.0, 800.0], 2.0), ([800.0, 600.0], 2.0), ([720.0, 480.0], 1.0)]
    {
        let mut window = Window::new(Begin { size, zoom, ..Begin::over(journal(&[CALL, &long, PLAIN])) });
        window.app().wish(Action::Run(Command::Export));
        window.run().run();
        let in_sight = |window: &Window, side: &str| {
            let (.., inside) = button(window).expect("a button");
            let amounts = window.harness.get_by_label("3 entries, 0 files, 1 undecided");
            let amounts = window.harness.ctx.content_rect().contains_rect(amounts.rect());
            assert!(inside && amounts, "{side} at {size:?}, {zoom}: {inside} {amounts}");
        };
        in_sight(&window, "what is shown first");
        for side in SIDES {
            if to_side(&mut window, side) {
                in_sight(&window, side);
            }
        }
        assert!(window.shows("07700 900123"), "the findings are in sight at {size:?}, {zoom}");
    }
}

#[test]
fn the_keyboard_stays_with_what_comes_of_it() {
    let folder = tempfile::tempdir().expect("folder");
    let target = folder.path().join("cpd.pdf");
    for size in [[1280.0, 800.0], [800.0, 600.0]] {
        let mut window = Window::new(Begin { answers: vec![vec![target.clone()]], size, ..Begin::over(journal(&[PLAIN])) });
        window.app().wish(Action::Run(Command::Export));
        window.run().run();
        window.harness.get_by_role_and_label(egui::Role::Button, "Export…").focus();
        window.run().press(egui::Modifiers::NONE, egui::Key::Enter).run().run();
        let focused = |window: &Window, label: &str| {
            window
                .harness
                .query_all_by_label(label)
                .any(|node| node.accesskit_node().is_focused() && node.accesskit_node().role() == egui::Role::Button)
        };
        assert!(window.shows("Wrote cpd.pdf") && focused(&window, "Open"), "at {size:?}");
        window.harness.query_all_by_label("Close").next().expect("a way back").focus();
        window.run().press(egui::Modifiers::NONE, egui::Key::Enter).run();
        assert!(!window.shows("Wrote cpd.pdf") && focused(&window, "Export…"), "at {size:?}");
    }
}

#[test]
fn it_looks_right() {
    // Without a folder only some are drawn.
    let look = std::env::var_os("CPD_LOOK");
    let long = "Supercalifragilistic".repeat(12);
    for (name, size, zoom, dark) in [
        ("wide", [1280.0, 800.0], 1.0, false),
        ("small", [800.0, 600.0], 1.0, true),
        ("large", [1280.0, 800.0], 2.0, false),
        ("least", [800.0, 600.0], 2.0, true),
        ("middle", [1000.0, 700.0], 1.0, false),
    ] {
        for (what, journal) in [("full", sample()), ("one", journal(&[PLAIN, &long, CALL])), ("empty", journal(&[]))] {
            if look.is_none() && (!matches!(name, "small" | "least") || what == "full") {
                continue;
            }
            let mut window = Window::new(Begin { size, dark, zoom, ..Begin::over(journal) });
            let save = |window: &mut Window, side: &str| {
                saved(window, look.as_deref(), &format!("export-{name}-{what}-{side}.png"));
            };
            window.app().wish(Action::Run(Command::Export));
            for frame in 0..3 {
                window.harness.step();
                if what == "one" && frame > 0 {
                    save(&mut window, &format!("frame{frame}"));
                }
            }
            window.run().wait(1.0).run();
            save(&mut window, "first");
            for side in SIDES {
                if what != "empty" && to_side(&mut window, side) {
                    window.wait(1.0).run();
                    save(&mut window, &side.to_lowercase().replace(' ', "-"));
                }
            }
        }
    }
    for dark in [false, true] {
        let begin = Begin { size: [1280.0, 1100.0], dark, ..Begin::over(journal(&[PLAIN, &long, CALL])) };
        let mut window = Window::new(begin);
        window.app().wish(Action::Run(Command::Export));
        window.run().wait(1.0).run();
        for (side, format) in [("Page by page", "Markdown"), ("In words", "PDF"), ("Confidentiality", "Markdown")] {
            to_side(&mut window, side);
            window.wait(1.0).run();
            window.harness.get_by_role_and_label(egui::Role::RadioButton, format).click();
            window.harness.step();
            window.harness.step();
            let name = format!("export-again-{}-{dark}.png", side.to_lowercase().replace(' ', "-"));
            saved(&mut window, look.as_deref(), &name);
            window.wait(1.0).run();
        }
    }
}

/// How long it took until an export said that it was cancelled, after it had said that it was in this phase; nothing when it was done sooner.
fn cancelled_in(worker: &mut Worker, phase: &str, format: &'static str, target: &Path) -> Option<Duration> {
    let target = target.to_owned();
    let selection = Selection { acknowledged: true, ..Selection::default() };
    worker.send(Request::Export { selection, format, target, replace: Replace::Refuse });
    let mut pressed: Option<Instant> = None;
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_mins(3) {
        for event in worker.poll() {
            match event {
                Event::Exporting(now) if now.label() == phase && pressed.is_none() => {
                    worker.send(Request::CancelExport);
                    pressed = Some(Instant::now());
                }
                Event::Exported(_) => return None,
                Event::Failed(failure) if failure.export => {
                    assert_eq!(failure.why.code, "cancelled", "{}", failure.why.title);
                    return Some(pressed.expect("nobody pressed it").elapsed());
                }
                _ => {}
            }
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    panic!("{phase} of {format} never ends");
}

#[test]
fn cancel_is_heard_in_every_phase() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("journal.cpd");
    Journal::create(&path).expect("made");
    let mut journal = Journal::open(&path, Alone::Yes, Arc::new(Catalogue::bundled()), CLOCK).expect("opened");
    journal.fill_with_sample(200, 1, "physiotherapist").expect("sample");
    drop(journal);
    let mut worker = Worker::threads(CLOCK, folder.path().to_owned(), Arc::new(|| ())).expect("threads");
    worker.send(Request::Open { path, opening: Opening::Existing });
    for (format, phases) in [
        ("pdf", ["Looking through what leaves", "Preparing entries", "Laying out pages", "Writing"].as_slice()),
        ("html", &["Looking through what leaves", "Preparing entries"]),
        ("docx", &["Preparing entries"]),
        ("pack", &["Laying out pages"]),
        ("json", &["Looking through what leaves", "Preparing entries"]),
    ] {
        for phase in phases {
            let target = folder.path().join(format!("{phase}.{format}"));
            let took = cancelled_in(&mut worker, phase, format, &target);
            assert_eq!(target.exists(), took.is_none(), "{phase} of {format}: what was cancelled is not there");
            // What writes in a moment can be done before anybody could press, and a pack takes the PDF that is there already.
            let lasts = *phase == "Looking through what leaves" || (*phase, format) == ("Laying out pages", "pdf");
            assert!(took.is_some() || !lasts, "{phase} of {format}");
            let most = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 });
            assert!(took.is_none_or(|took| took < most), "{phase} of {format}: {took:?}");
            if std::env::var_os("CPD_LOOK").is_some() {
                println!("{phase} of {format}: {took:?}");
            }
        }
    }
    worker.shutdown();
}
