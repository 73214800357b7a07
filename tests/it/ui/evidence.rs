//! Evidence in the window: pasted, looked at, described, covered; and what stands beside it in the editor.

use std::io::Cursor;

use cpd_journal::domain::{EntryDraft, EntryState, Evidence, Verdict};
use cpd_journal::journal::{Journal, NewFile, Together};
use cpd_journal::media;
use cpd_journal::ui::action::{Action, Route};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::support::{Begin, CLOCK, TODAY, Window};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

/// A picture in which no two pixels beside each other are alike, as PNG with a comment in it.
fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut image = image::RgbaImage::new(width, height);
    for (x, y, pixel) in image.enumerate_pixels_mut() {
        let n = x.wrapping_mul(2_654_435_761).wrapping_add(y.wrapping_mul(40_503)) >> 3;
        let [a, b, c, _] = n.to_le_bytes();
        *pixel = image::Rgba([a | 1, b | 1, c | 1, 255]);
    }
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

/// A window on a journal in a file with one entry, which has these files.
fn window(folder: &tempfile::TempDir, files: Vec<NewFile>) -> Window {
    let path = folder.path().join("j.cpd");
    Journal::create(&path).expect("made");
    let catalogue = std::sync::Arc::new(cpd_journal::catalogue::Catalogue::bundled());
    let mut journal = Journal::open(&path, cpd_journal::journal::Alone::No, catalogue, CLOCK).expect("open");
    let draft = EntryDraft { title: "A chat".into(), ..EntryDraft::on(TODAY) };
    journal.log(draft, EntryState::Draft, &Together { files, ..Together::default() }).expect("logged");
    drop(journal);
    let mut window = Window::new(Begin::file(&path));
    window.run();
    let id = window.headers().first().expect("an entry").id;
    window.app().wish(Action::OpenEntry(id));
    window.run().run();
    window
}

fn evidence(window: &Window) -> Vec<Evidence> {
    window.journal().evidence().expect("evidence")
}

fn content(window: &Window, one: &Evidence) -> Vec<u8> {
    let mut bytes = Vec::new();
    window.journal().copy_evidence(&one.digest, &mut bytes).expect("content");
    bytes
}

#[test]
fn a_picture_is_covered_by_keyboard_and_its_pixels_are_gone_from_the_file() {
    let folder = tempfile::tempdir().expect("folder");
    let original = picture(400, 300);
    let mut window = window(&folder, vec![NewFile::in_memory("shot.png", original.clone())]);
    window.harness.get_by_label("Look at shot.png").scroll_to_me();
    window.run().click("Look at shot.png").run();
    assert!(window.shows("Evidence: shot.png"));
    window.click("Cover places…").run();
    window.press(NONE, Key::Insert).press(NONE, Key::ArrowDown).press(NONE, Key::Insert).press(NONE, Key::Delete).run();
    window.click("Burn 1 box in").run().run();
    let after = evidence(&window);
    assert_eq!(after.len(), 1, "{after:?}");
    assert_eq!(after.first().map(|one| one.name.as_str()), Some("shot (redacted).png"));
    let before = media::decode(&original, media::MOST_PIXELS).expect("before");
    let now = media::decode(&content(&window, after.first().expect("one")), media::MOST_PIXELS).expect("after");
    assert_eq!((now.width, now.height), (400, 300));
    let pairs: Vec<(&[u8], &[u8])> = before.rgba.chunks(4).zip(now.rgba.chunks(4)).collect();
    let covered = pairs.iter().filter(|(_, now)| *now == [0, 0, 0, 255]).count();
    assert!((1_000..20_000).contains(&covered), "{covered} pixels are covered");
    assert!(pairs.iter().all(|(before, now)| before == now || *now == [0, 0, 0, 255]), "nothing else has changed");
    assert_eq!(window.journal().verify().expect("verify"), []);
    drop(window);
    // Every file beside the journal, as it lies on the disk.
    for file in std::fs::read_dir(folder.path()).expect("folder") {
        let bytes = std::fs::read(file.expect("file").path()).expect("bytes");
        let piece = original.get(original.len() / 2..original.len() / 2 + 64).expect("a piece");
        assert!(!bytes.windows(64).any(|window| window == piece), "the original is still in the file");
    }
}

#[test]
fn covering_with_the_mouse_can_be_left_and_keeps_the_original_when_asked() {
    let folder = tempfile::tempdir().expect("folder");
    let original = picture(320, 200);
    let mut window = window(&folder, vec![NewFile::in_memory("shot.png", original.clone())]);
    let before = evidence(&window).remove(0);
    window.harness.get_by_label("Look at shot.png").scroll_to_me();
    window.run().click("Look at shot.png").run();
    window.click("Cover places…").run();
    let place = window.harness.get_by_role(egui::Role::Image).rect();
    let from = place.center() - egui::vec2(60.0, 40.0);
    let to = place.center() + egui::vec2(60.0, 40.0);
    let button = |pos, pressed| egui::Event::PointerButton { pos, button: egui::PointerButton::Primary, pressed, modifiers: NONE };
    for event in [
        egui::Event::PointerMoved(from),
        button(from, true),
        egui::Event::PointerMoved(from + egui::vec2(20.0, 20.0)),
        egui::Event::PointerMoved(to),
        button(to, false),
    ] {
        window.harness.event(event);
        window.harness.step();
    }
    window.run();
    assert!(window.shows("Burn 1 box in"));
    window.click("Leave it as it is").run();
    assert_eq!(evidence(&window).first().map(|one| one.name.as_str()), Some("shot.png"));
    window.click("Cover places…").click("Add a box").click("Keep the original, too").click("Burn 1 box in").run();
    let kept = window.journal().evidence_bytes(&before.digest, u64::MAX).expect("the original is still in the journal");
    assert_eq!(kept, original);
    let names: Vec<String> = evidence(&window).into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["shot (redacted).png"], "the entry shows the copy");
    window.press(CTRL, Key::Z).run();
    let names: Vec<String> = evidence(&window).into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["shot.png"], "and Undo brings the original back, for it was kept");
}

#[test]
fn a_caption_and_words_for_a_picture_are_kept_when_one_goes_on() {
    let folder = tempfile::tempdir().expect("folder");
    let mut window = window(&folder, vec![NewFile::in_memory("shot.png", picture(64, 48))]);
    assert!(window.shows("A reader who cannot see the picture needs these words."));
    let field = window.harness.get_by_label("Caption");
    field.scroll_to_me();
    field.focus();
    window.run().type_text("Answers to Q2").press(NONE, Key::Tab).run();
    assert_eq!(evidence(&window).first().map(|one| one.caption.as_str()), Some("Answers to Q2"));
    window.harness.get_by_label("In words, for those who cannot see it").focus();
    window.run().type_text("A table of five answers");
    // Leaving the page keeps what was typed, too.
    window.go(Route::Today);
    assert_eq!(evidence(&window).first().map(|one| one.alt.as_str()), Some("A table of five answers"));
}

#[test]
fn what_was_written_about_a_picture_a_moment_ago_stays_when_it_is_covered() {
    let folder = tempfile::tempdir().expect("folder");
    let mut window = window(&folder, vec![NewFile::in_memory("shot.png", picture(200, 120))]);
    window.harness.get_by_label("Caption").focus();
    window.run().type_text("Answers to Q2");
    window.harness.get_by_label("In words, for those who cannot see it").focus();
    window.run().type_text("A table of five answers");
    window.harness.get_by_label("Look at it, cover places").scroll_to_me();
    window.run().click("Look at it, cover places").run();
    window.click("Cover places…").click("Add a box").click("Burn 1 box in").run().run();
    let after = evidence(&window).remove(0);
    assert_eq!(after.name, "shot (redacted).png");
    assert_eq!((after.caption.as_str(), after.alt.as_str()), ("Answers to Q2", "A table of five answers"));
    assert_eq!(window.value("In words, for those who cannot see it"), "A table of five answers");
}

#[test]
fn an_entry_with_many_pictures_comes_to_rest_and_shows_each() {
    let folder = tempfile::tempdir().expect("folder");
    let files = (0..60).map(|n| NewFile::in_memory(format!("shot {n}.png"), picture(40 + n, 30))).collect();
    // A window that asks for pictures without end would not come to rest, and this would fail.
    let mut window = window(&folder, files);
    for name in ["Look at shot 0.png", "Look at shot 31.png", "Look at shot 59.png"] {
        window.harness.get_by_label(name).scroll_to_me();
        window.wait(3.0).run().click(name).wait(3.0).run();
        assert!(window.harness.query_by_role(egui::Role::Image).is_some(), "{name}");
        window.click("Close").run();
    }
}

#[test]
fn a_pasted_picture_goes_to_the_open_entry() {
    let folder = tempfile::tempdir().expect("folder");
    let mut window = window(&folder, Vec::new());
    let image = egui::ColorImage::filled([80, 40], egui::Color32::GRAY);
    window.harness.event(egui::Event::PasteImage(std::sync::Arc::new(image)));
    window.run().run();
    let kept = evidence(&window);
    assert_eq!(kept.iter().map(|one| one.media_type.as_str()).collect::<Vec<_>>(), ["image/png"]);
    assert_eq!(media::dimensions(&content(&window, kept.first().expect("one"))), Ok((80, 40)));
}

#[test]
fn a_chat_put_to_an_entry_fills_what_is_empty_and_is_kept_unchanged() {
    let folder = tempfile::tempdir().expect("folder");
    let mut window = window(&folder, Vec::new());
    let text = "[09/03/2026, 20:00:10] Ann Owen: Q1 What does pacing mean? #physiotalk\n[09/03/2026, 20:04:00] Dai Rees: A1 a plan\n\
                [09/03/2026, 20:31:00] Ann Owen: Thanks all\n";
    window.harness.get_by_label("Add a chat or thread…").scroll_to_me();
    window.run().click("Add a chat or thread…").run();
    window.harness.get_by_label("Chat or thread").focus();
    window.run();
    window.harness.event(egui::Event::Paste(text.to_owned()));
    window.run().click("Keep it with this entry").run().run();
    let kept = evidence(&window);
    assert_eq!(kept.len(), 1);
    assert_eq!(content(&window, kept.first().expect("one")), text.as_bytes());
    let draft = window.entry("A chat").draft;
    assert_eq!(draft.hashtag, "#physiotalk");
    assert!(draft.minutes.taking_part.0 >= 30, "{:?}", draft.minutes);
    assert_eq!(draft.date.to_string(), "2026-03-09", "nobody had said when it was");
}

#[test]
fn a_claim_and_a_statement_on_ai_are_written_down() {
    let folder = tempfile::tempdir().expect("folder");
    let mut window = window(&folder, Vec::new());
    window.harness.get_by_label("Check a claim").scroll_to_me();
    window.run().click("Check a claim").run();
    window.harness.get_by_label("On what evidence").focus();
    window.run().type_text("One trial of forty").run();
    window.harness.get_by_label("Find out more").scroll_to_me();
    window.run().click("Find out more").run();
    window.harness.get_by_label("Say how AI helped").scroll_to_me();
    window.run().click("Say how AI helped").run();
    window.harness.get_by_label("Wording only").scroll_to_me();
    window.run().click("Wording only").wait(1.5).run();
    let draft = window.entry("A chat").draft;
    assert_eq!(draft.claim.evidence, "One trial of forty");
    assert_eq!(draft.claim.verdict, Some(Verdict::FindOutMore));
    assert!(draft.ai_help.starts_with("I wrote this entry"), "{}", draft.ai_help);
}

#[test]
fn somebody_known_is_offered_and_taken_with_enter() {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    let mina = cpd_journal::domain::PersonDraft { name: "Mina Patel".into(), handle: "@mina".into(), ..Default::default() };
    journal.add_person(mina).expect("added");
    let draft = EntryDraft { title: "A chat".into(), ..EntryDraft::on(TODAY) };
    let id = journal.log(draft, EntryState::Draft, &Together::default()).expect("logged").value.id;
    let mut window = Window::new(Begin::over(journal));
    window.app().wish(Action::OpenEntry(id));
    window.run().run();
    let people = |window: &Window| window.entry("A chat").draft.people;
    let field = window.harness.get_by_label("Add a person");
    field.scroll_to_me();
    field.focus();
    window.run().type_text("mi").run();
    assert!(window.shows("Enter takes Mina Patel, a comma what you typed"));
    window.press(NONE, Key::Enter).wait(1.5).run();
    assert_eq!(people(&window), ["Mina Patel"]);
    window.type_text("Mi,").wait(1.5).run();
    assert_eq!(people(&window), ["Mina Patel", "Mi"], "a comma takes what was typed");
    window.type_text("Dai Rees").press(NONE, Key::Enter).wait(1.5).run();
    assert_eq!(people(&window), ["Mina Patel", "Mi", "Dai Rees"]);
}
