//! *Log something*: a link, a pasted chat, a picture, a file; by keys alone, and nothing lost.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono_tz::Tz;
use cpd_journal::domain::{CommunityDraft, Evidence, Profile};
use cpd_journal::journal::{By, Clock, Journal};
use cpd_journal::ui::action::Route;
use egui::{Color32, ColorImage, Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::support::{Begin, CLOCK, Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

/// Posted on 10 February 2021 at 18:00 UTC.
const POST: &str = "https://x.com/WeNurses/status/1359562777325563904?s=20";

const CHAT: &str = include_str!("../../fixtures/transcripts/handles-1.txt");

fn paste(window: &mut Window, text: &str) {
    window.harness.event(Event::Paste(text.to_owned()));
    window.run().run();
}

fn picture(colour: Color32) -> Event {
    Event::PasteImage(Arc::new(ColorImage::new([40, 30], vec![colour; 1200])))
}

fn opened() -> Window {
    let mut window = Window::empty();
    window.press(CTRL, Key::N);
    window
}

/// A journal whose keeper writes as @NiaPhysio, and has a community with a hashtag.
fn nia() -> Journal {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    let profile = Profile { name: "Nia Bevan".to_owned(), handles: "@NiaPhysio".to_owned(), ..Profile::default() };
    journal.set_profile(&profile, By::Command).expect("profile");
    for (name, hashtag, kind) in [("OT talk", "#OTalk", ""), ("Physiotalkers", "#physiotalkers", "tweetchat")] {
        let draft =
            CommunityDraft { name: name.to_owned(), hashtag: hashtag.to_owned(), kind: kind.to_owned(), ..CommunityDraft::default() };
        journal.add_community(draft).expect("community");
    }
    journal
}

fn content(window: &Window, evidence: &Evidence) -> Vec<u8> {
    let mut bytes = Vec::new();
    window.journal().copy_evidence(&evidence.digest, &mut bytes).expect("content");
    bytes
}

fn evidence(window: &Window) -> Vec<Evidence> {
    window.journal().evidence().expect("evidence")
}

#[test]
fn a_link_fills_in_what_it_tells() {
    let mut window = opened();
    window.type_text("Thread on skill mix https://twitter.com/WeNurses/status/2122422955668406272?s=20").run();
    let zone: Tz = Clock::zone().parse().expect("a zone");
    let here = chrono::DateTime::from_timestamp(1_794_860_040, 0).expect("an instant").with_timezone(&zone).naive_local();
    let chip = format!("As posted: {}", here.format("%a %-d %b %Y %H:%M"));
    assert!(window.shows(&chip), "{chip}");
    assert!(window.shows("· @WeNurses"));
    assert!(window.shows("from the id in the link"));
    assert!(window.shows("Discussion or thread, from the link"));
    assert!(window.shows("It will be called “Thread on skill mix”"));
    window.press(NONE, Key::Enter).run();
    let draft = window.entry("Thread on skill mix").draft;
    assert_eq!(
        (draft.date, draft.time.map(|time| time.format("%H:%M").to_string())),
        (here.date(), Some(here.format("%H:%M").to_string()))
    );
    assert_eq!(draft.zone, zone.name());
    assert_eq!(draft.url, "https://x.com/WeNurses/status/2122422955668406272", "without tracking");
    assert_eq!((draft.platform.as_str(), draft.handle.as_str(), draft.kind.as_str()), ("X", "@WeNurses", "discussion"));
}

#[test]
fn an_old_post_is_read_today_unless_somebody_says_otherwise() {
    let mut window = opened();
    window.type_text(POST).run();
    assert!(window.shows("As posted"), "its day is offered");
    window.press(NONE, Key::Enter).run();
    let draft = window.entry("@WeNurses on X").draft;
    assert_eq!((draft.date, draft.time), (super::support::TODAY, None));
}

#[test]
fn what_is_said_wins_over_the_link() {
    let mut window = opened();
    window.type_text(POST);
    assert!(window.shows("It will be called “@WeNurses on X”"));
    // Tab to the kinds, P for a podcast; Y for yesterday.
    window.press(NONE, Key::Tab).type_text("p").type_text("y").press(NONE, Key::Enter).run();
    let draft = window.entry("@WeNurses on X").draft;
    assert_eq!((draft.kind.as_str(), draft.date.to_string().as_str(), draft.time), ("podcast", "2026-11-21", None));
    // And back to the day of the post by its key.
    let mut window = opened();
    window.type_text(POST).press(NONE, Key::Tab).press(NONE, Key::Tab).type_text("t").press(NONE, Key::ArrowUp).type_text("p");
    window.press(NONE, Key::Enter).run();
    let draft = window.entry("@WeNurses on X").draft;
    assert_eq!(draft.date.format("%Y").to_string(), "2021");
    assert!(draft.time.is_some());
}

#[test]
fn a_doubtful_link_claims_no_day() {
    let mut window = opened();
    window.type_text("https://x.com.evil.example/WeNurses/status/1359562777325563904");
    assert!(window.shows("begins like a well-known one, but is another"));
    assert!(!window.shows("As posted"));
    window.press(NONE, Key::Enter).run();
    let draft = &window.headers()[0];
    assert_eq!(draft.date, super::support::TODAY);
}

#[test]
fn three_keys_besides_the_words() {
    let mut window = Window::empty();
    window.press(CTRL, Key::N).type_text("Poll on pacing").press(NONE, Key::Enter).run();
    assert_eq!(window.entry("Poll on pacing").draft.date, super::support::TODAY);
    assert_eq!(window.harness.state().as_ref().map(|app| app.route()), Some(Route::Journal));
    // Several small things: each is kept in the inbox, and the next begins.
    window.press(CTRL, Key::N).type_text("One").press(CTRL, Key::Enter).run().run();
    window.type_text("Two").press(CTRL, Key::Enter).run().run();
    window.type_text("Three").press(NONE, Key::Escape).run();
    assert_eq!(window.headers().len(), 4);
}

#[test]
fn a_pasted_chat_becomes_evidence_and_proposals() {
    let mut window = Window::new(Begin { size: [1280.0, 1000.0], ..Begin::over(nia()) });
    window.press(CTRL, Key::N);
    paste(&mut window, CHAT);
    assert!(window.shows("Pasted chat: 6 posts by 3 people, Mon 10 Mar 2025 20:00–20:58, 4 min with others proposed"));
    assert!(window.shows("Q1 Where did you start? #PhysioTalkers · 2 answers"));
    assert!(window.shows("2 lines are in no post"));
    assert_eq!(window.value("What did you learn from?"), "", "never squeezed into the title");
    window.press(NONE, Key::Enter).run().run();
    let draft = window.entry("Where did you start? #PhysioTalkers").draft;
    assert_eq!(draft.date.to_string(), "2025-03-10");
    assert_eq!(draft.time.map(|time| time.to_string()).as_deref(), Some("20:00:00"));
    assert_eq!((draft.minutes.taking_part.0, draft.minutes.interactive.0), (58, 4));
    assert_eq!(draft.hashtag, "#PhysioTalkers");
    assert_eq!(draft.kind, "tweetchat", "as its community usually is");
    let community = window.journal().find_community("Physiotalkers").expect("community");
    assert_eq!(draft.community, Some(community.id));
    let kept = evidence(&window);
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].name.as_str(), kept[0].media_type.as_str()), ("transcript.txt", "text/plain"));
    assert_eq!(content(&window, &kept[0]), CHAT.as_bytes(), "unchanged");
}

#[test]
fn each_proposal_can_be_switched_off() {
    let mut window = Window::new(Begin { size: [1280.0, 1000.0], ..Begin::over(nia()) });
    window.press(CTRL, Key::N).type_text("First contact");
    paste(&mut window, CHAT);
    // Down to the pasted text: D, M and I are about day, minutes and the part with others.
    window.press(NONE, Key::ArrowDown).type_text("d").type_text("i").press(NONE, Key::Enter).run().run();
    let draft = window.entry("First contact").draft;
    assert_eq!((draft.date, draft.time), (super::support::TODAY, None));
    assert_eq!((draft.minutes.taking_part.0, draft.minutes.interactive.0), (58, 0));
    window.press(CTRL, Key::N).type_text("Second");
    paste(&mut window, CHAT);
    window.press(NONE, Key::ArrowDown).type_text("m").press(NONE, Key::Enter).run().run();
    let draft = window.entry("Second").draft;
    assert_eq!((draft.date.to_string().as_str(), draft.minutes.total().0, draft.minutes.interactive.0), ("2025-03-10", 0, 0));
    // A length that was chosen is never less than the part with others.
    window.press(CTRL, Key::N).type_text("Third");
    paste(&mut window, CHAT);
    for _ in 0..4 {
        window.press(NONE, Key::ArrowDown);
    }
    window.type_text("1").press(NONE, Key::Enter).run().run();
    let draft = window.entry("Third").draft;
    assert_eq!((draft.minutes.taking_part.0, draft.minutes.interactive.0), (10, 4));
    assert_eq!(evidence(&window).iter().map(|one| one.entries.len()).sum::<usize>(), 3);
}

#[test]
fn a_text_without_speakers_is_what_was_learnt_or_evidence() {
    let text = "Pacing is not rest.\n\nIt is a way to do more over a week.";
    let mut window = opened();
    paste(&mut window, text);
    assert!(window.shows("Pasted text: 56 characters"), "{}", text.chars().count());
    window.press(NONE, Key::Enter).run().run();
    assert_eq!(window.entry("Pacing is not rest. It is a way to do more over a week.").draft.learnt, text);
    assert!(evidence(&window).is_empty());
    window.press(CTRL, Key::N).type_text("As proof");
    paste(&mut window, text);
    window.press(NONE, Key::ArrowDown).type_text("e").press(NONE, Key::Enter).run().run();
    assert_eq!(window.entry("As proof").draft.learnt, "");
    assert_eq!(content(&window, &evidence(&window)[0]), text.as_bytes());
    // Long, hostile, and kept to the byte.
    let hostile = "\u{202e}word\u{0} \u{7}line\n".repeat(9_000);
    window.press(CTRL, Key::N);
    paste(&mut window, &hostile);
    assert!(window.shows("As evidence"));
    window.press(NONE, Key::Escape).run().run();
    assert!(evidence(&window).iter().any(|one| content(&window, one) == hostile.as_bytes()));
}

#[test]
fn two_pasted_texts_are_both_kept() {
    let mut window = Window::new(Begin::over(nia()));
    window.press(CTRL, Key::N).type_text("Both");
    paste(&mut window, CHAT);
    paste(&mut window, &CHAT.replace("kettle", "teapot"));
    window.press(NONE, Key::Enter).run().run();
    let kept = evidence(&window);
    let names: Vec<&str> = kept.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["transcript.txt", "transcript 2.txt"]);
    assert_eq!(content(&window, &kept[0]), CHAT.as_bytes());
    // What was pasted by mistake goes with Delete, pressed twice.
    window.press(CTRL, Key::N).type_text("Neither");
    paste(&mut window, CHAT);
    window.press(NONE, Key::ArrowDown).press(NONE, Key::Delete);
    assert!(window.shows("Press again to throw it away") && window.shows("Pasted chat: "), "one slip throws nothing away");
    window.press(NONE, Key::Delete).press(NONE, Key::Enter).run().run();
    assert_eq!(window.entry("Neither").draft.minutes.total().0, 0);
    assert_eq!(evidence(&window).iter().map(|one| one.entries.len()).sum::<usize>(), 2);
}

#[test]
fn one_pasted_line_is_a_title_wherever_the_keyboard_is() {
    let mut window = opened();
    paste(&mut window, "On pacing\nhttps://youtu.be/dQw4w9WgXcQ?si=abc\n");
    assert_eq!(window.value("What did you learn from?"), "On pacing https://youtu.be/dQw4w9WgXcQ?si=abc");
    let mut window = opened();
    window.type_text("Seen").press(NONE, Key::Tab);
    paste(&mut window, "https://youtu.be/dQw4w9WgXcQ");
    window.press(NONE, Key::Enter).run();
    assert_eq!(window.entry("Seen").draft.platform, "YouTube");
}

#[test]
fn a_pasted_picture_comes_with_it() {
    let mut window = opened();
    window.type_text("With pictures");
    for colour in [Color32::RED, Color32::BLUE, Color32::GREEN] {
        window.harness.event(picture(colour));
        window.run();
    }
    assert!(window.shows("Remove Screenshot 2"));
    window.click("Remove Screenshot 2");
    // Up from the top goes nowhere, down from the bottom neither: the last row is that of the evidence.
    for _ in 0..9 {
        window.press(NONE, Key::ArrowDown);
    }
    window.press(NONE, Key::Backspace).press(NONE, Key::Enter).run().run();
    let kept = evidence(&window);
    assert_eq!(kept.len(), 1);
    assert!(kept[0].name.starts_with("Screenshot 2026-11-22 "), "{}", kept[0].name);
    assert_eq!(kept[0].media_type, "image/png");
    let shown = cpd_journal::media::decode(&content(&window, &kept[0]), 10_000).expect("a PNG");
    assert_eq!((shown.width, shown.height, &shown.rgba[..4]), (40, 30, &[255, 0, 0, 255][..]));
}

#[test]
fn a_picture_alone_is_enough() {
    let mut window = opened();
    window.harness.event(picture(Color32::RED));
    window.run().press(NONE, Key::Escape).run().run();
    assert_eq!(window.headers()[0].name, "Screenshot");
    assert_eq!(evidence(&window).len(), 1);
}

#[test]
fn a_picture_pasted_elsewhere_goes_to_the_open_entry_or_says_what_to_do() {
    let mut window = Window::empty();
    window.harness.event(picture(Color32::RED));
    window.run();
    assert!(window.shows("Open an entry first, then paste the picture"));
    window.press(CTRL, Key::N).type_text("Open").press(NONE, Key::Enter).run().run();
    window.type_text("words").harness.event(picture(Color32::RED));
    window.run().run();
    let kept = evidence(&window);
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].entries, [window.entry("Open").id]);
    assert_eq!(window.entry("Open").draft.learnt, "words", "saved before");
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("nobody reads it in the window".to_owned())
    }
}

pub(super) fn drop_file(window: &mut Window, path: &Path) {
    window.harness.input_mut().dropped_files.push(Arc::new(Dropped(path.to_owned())));
    window.run().run();
}

#[test]
fn dropped_files_come_with_it_and_shortcuts_are_links() {
    let folder = tempfile::tempdir().expect("folder");
    let write = |name: &str, text: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("file");
        path
    };
    let chat: Vec<u8> = CHAT.replace('\n', "\r\n").into_bytes();
    let (certificate, shortcut, saved) = (
        write("certificate.pdf", b"%PDF-1.7 x"),
        write("On X.url", format!("[InternetShortcut]\r\nURL={POST}\r\n").as_bytes()),
        write("chat.txt", &chat),
    );
    let mut window = Window::new(Begin { size: [1280.0, 1000.0], answers: vec![vec![certificate.clone()]], ..Begin::over(nia()) });
    window.press(CTRL, Key::N);
    drop_file(&mut window, &shortcut);
    assert_eq!(window.value("What did you learn from?"), POST);
    assert!(!window.shows("Remove On X.url"));
    drop_file(&mut window, &saved);
    assert!(window.shows("Pasted chat: 6 posts by 3 people"));
    // The paperclip's key asks for a file.
    for _ in 0..9 {
        window.press(NONE, Key::ArrowDown);
    }
    window.type_text("a").run();
    assert!(window.shows("Remove certificate.pdf"));
    window.press(NONE, Key::Enter).run().run();
    let entry = window.entry("@WeNurses on X");
    assert_eq!(
        (entry.draft.date.to_string().as_str(), entry.draft.minutes.taking_part.0),
        ("2025-03-10", 58),
        "the chat knows better when it was"
    );
    let kept = evidence(&window);
    let names: Vec<&str> = kept.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["chat.txt", "certificate.pdf"]);
    assert_eq!(content(&window, &kept[0]), chat, "line ends too");
}

#[test]
fn a_file_that_cannot_be_read_loses_nothing() {
    let folder = tempfile::tempdir().expect("folder");
    let gone = folder.path().join("gone.pdf");
    let mut window = opened();
    window.type_text("Still here");
    drop_file(&mut window, &gone);
    window.press(NONE, Key::Enter).run().run();
    assert!(window.shows("gone.pdf"));
    assert_eq!(window.value("What did you learn from?"), "Still here");
    window.click("Remove gone.pdf").press(NONE, Key::Enter).run().run();
    assert_eq!(window.headers()[0].name, "Still here");
}

#[test]
fn a_hashtag_chooses_its_community_and_keys_choose_another() {
    let mut window = Window::new(Begin::over(nia()));
    window.press(CTRL, Key::N).type_text("#otalk on sleep").press(NONE, Key::Enter).run();
    let community = |window: &Window, name: &str| window.entry(name).draft.community;
    let (ot, physio) = ["OT talk", "Physiotalkers"].map(|name| window.journal().find_community(name).expect("community").id).into();
    assert_eq!(community(&window, "#otalk on sleep"), Some(ot));
    assert_eq!(window.entry("#otalk on sleep").draft.hashtag, "#otalk");
    // The most used one has the key 1.
    window.press(CTRL, Key::N).type_text("By key");
    for _ in 0..4 {
        window.press(NONE, Key::Tab);
    }
    window.type_text("2").press(NONE, Key::Enter).run();
    assert_eq!(community(&window, "By key"), Some(physio));
    // And none, where the hashtag chose wrongly.
    window.press(CTRL, Key::N).type_text("#otalk elsewhere");
    for _ in 0..4 {
        window.press(NONE, Key::Tab);
    }
    window.type_text("1").press(NONE, Key::Enter).run();
    assert_eq!(community(&window, "#otalk elsewhere"), None);
}

#[test]
fn everything_fits_into_small_windows() {
    for (size, zoom) in [([720.0, 480.0], 1.0), ([1280.0, 800.0], 2.0), ([720.0, 480.0], 2.0)] {
        let mut window = Window::new(Begin { size, zoom, dark: true, ..Begin::over(nia()) });
        window.press(CTRL, Key::N).type_text(POST);
        paste(&mut window, CHAT);
        window.harness.event(picture(Color32::RED));
        window.run();
        for _ in 0..9 {
            window.press(NONE, Key::ArrowDown);
        }
        // The row with the keyboard is in sight.
        let chip = window.harness.query_all_by_label("Attach a file").next().expect("the last row").rect();
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(size[0], size[1]) / zoom);
        assert!(screen.contains_rect(chip), "{size:?} at {zoom}: {chip}");
        for _ in 0..9 {
            window.press(NONE, Key::ArrowUp);
        }
        window.press(NONE, Key::Enter).run().run();
        assert_eq!(evidence(&window).len(), 2);
    }
}

#[test]
fn what_stands_in_it_survives_another_journal_and_the_end() {
    let folder = tempfile::tempdir().expect("folder");
    let (mine, other) = (folder.path().join("mine.cpd"), folder.path().join("other.cpd"));
    Journal::create(&other).expect("other");
    let mut window = Window::new(Begin { answers: vec![vec![other], vec![mine.clone()]], ..Begin::file(&mine) });
    window.press(CTRL, Key::N).type_text("Half said");
    window.harness.event(picture(Color32::RED));
    window.run().press(CTRL, Key::O).run().run();
    assert!(window.headers().is_empty(), "this is the other journal");
    window.press(CTRL, Key::O).run().run();
    assert_eq!(window.entry("Half said").draft.title, "Half said");
    assert_eq!(evidence(&window).len(), 1);
}
