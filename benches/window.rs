//! One frame of the Journal with 100,000 entries, and one while somebody types into a long text, headless: everything but putting pixels on a
//! screen.
#![expect(clippy::expect_used, reason = "a bench that cannot go on has failed")]

use std::hint::black_box;
use std::path::PathBuf;

use chrono::NaiveDate;
use cpd_journal::journal::{Clock, Journal};
use cpd_journal::prefs::Prefs;
use cpd_journal::ui::action::{Action, NetworkPart, ReviewGo, ReviewTab, Route};
use cpd_journal::ui::app::{App, Deps};
use cpd_journal::ui::dialogs::Scripted;
use cpd_journal::ui::window::Offscreen;
use cpd_journal::worker::{Opening, Worker};
use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, pos2, vec2};

const ENTRIES: usize = 100_000;

fn window(entries: usize) -> Offscreen {
    window_at(entries, Vec::new())
}

/// With these wishes carried out; on the newest entry where there is none.
fn window_at(entries: usize, wishes: Vec<Action>) -> Offscreen {
    let clock = Clock::Fixed(NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day"));
    let mut journal = Journal::in_memory(clock).expect("journal");
    journal.fill_with_sample(entries, 1, "physiotherapist").expect("sample");
    let newest = journal.headers(None).expect("headers").first().expect("an entry").id;
    let deps = Deps {
        worker: Worker::over(journal, clock),
        dialogs: Box::new(Scripted::default()),
        rich: Box::new(cpd_journal::ui::clipboard::Scripted(None)),
        prefs: Prefs::default(),
        remember: false,
        default_path: PathBuf::new(),
        sample_path: PathBuf::new(),
        open: None,
    };
    let mut window = Offscreen::new(vec2(1280.0, 800.0), 1.0, egui::Theme::Light, |ctx| {
        let mut app = App::new(ctx, deps);
        if wishes.is_empty() {
            app.wish(Action::Go(Route::Journal));
            app.wish_entry(Some(newest));
        }
        for wish in wishes {
            app.wish(wish);
        }
        Box::new(app)
    });
    window.step(Vec::new());
    window.step(vec![Event::PointerMoved(pos2(380.0, 500.0))]);
    window
}

fn frames(criterion: &mut Criterion) {
    let mut window = window(ENTRIES);
    let mut left = true;
    criterion.bench_function("frame of the Journal, 100,000 entries, pointer moves", |bencher| {
        bencher.iter(|| {
            left = !left;
            black_box(window.step(vec![Event::PointerMoved(pos2(if left { 380.0 } else { 381.0 }, 500.0))]));
        });
    });
    criterion.bench_function("frame of the Journal, 100,000 entries, scrolled", |bencher| {
        bencher.iter(|| {
            left = !left;
            let delta = vec2(0.0, if left { -400.0 } else { 380.0 });
            let wheel = Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta,
                phase: TouchPhase::Move,
                modifiers: Modifiers::NONE,
                source: MouseWheelSource::Wheel,
            };
            black_box(window.step(vec![wheel]));
        });
    });
}

/// One frame of each page that looks back, with 30,000 entries, while the pointer moves: what the worker works out is there already.
fn looking_back(criterion: &mut Criterion) {
    let mut pages: Vec<(String, Action)> =
        ReviewTab::ALL.into_iter().map(|tab| (tab.label().to_owned(), Action::OpenReview(ReviewGo::To(tab)))).collect();
    pages.push(("Who I learn from".to_owned(), Action::OpenNetwork(NetworkPart::LearnFrom)));
    for (name, wish) in pages {
        let mut window = window_at(30_000, vec![wish]);
        for _ in 0..4 {
            window.step(Vec::new());
        }
        let mut left = true;
        criterion.bench_function(&format!("frame of pages of Review, 30,000 entries: {name}"), |bencher| {
            bencher.iter(|| {
                left = !left;
                black_box(window.step(vec![Event::PointerMoved(pos2(if left { 700.0 } else { 701.0 }, 500.0))]));
            });
        });
    }
}

/// A text of `words` words, which wraps into a paragraph every `each` of them.
fn long_text(words: usize, each: usize) -> String {
    const SOME: &[&str] = &[
        "pacing",
        "is",
        "not",
        "rest",
        "and",
        "the",
        "colleague",
        "who",
        "said",
        "so",
        "in",
        "a",
        "chat",
        "had",
        "read",
        "more",
        "about",
        "fatigue",
        "than",
        "I",
        "ever",
        "did",
        "therefore",
        "patients",
        "on",
        "our",
        "ward",
        "now",
        "plan",
        "their",
        "week",
    ];
    let mut text = String::new();
    for (at, word) in SOME.iter().cycle().take(words).enumerate() {
        text.push_str(word);
        text.push_str(if (at + 1) % each == 0 { ".\n" } else { " " });
    }
    text
}

/// An entry in the window, with the keyboard in *What I learnt* after `text`.
fn writing(text: &str) -> Offscreen {
    let clock = Clock::Fixed(NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day"));
    let folder = tempfile::tempdir().expect("a folder").keep();
    let deps = Deps {
        worker: Worker::threads(clock, folder.clone(), std::sync::Arc::new(|| {})).expect("threads"),
        dialogs: Box::new(Scripted::default()),
        rich: Box::new(cpd_journal::ui::clipboard::Scripted(None)),
        prefs: Prefs::default(),
        remember: false,
        default_path: PathBuf::new(),
        sample_path: PathBuf::new(),
        open: Some((folder.join("bench.cpd"), Opening::New)),
    };
    let mut window = Offscreen::new(vec2(1280.0, 800.0), 1.0, egui::Theme::Light, |ctx| Box::new(App::new(ctx, deps)));
    let settle = |window: &mut Offscreen| {
        for _ in 0..20 {
            std::thread::sleep(std::time::Duration::from_millis(50));
            window.step(Vec::new());
        }
    };
    let key = |key, modifiers| Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
    settle(&mut window);
    window.step(vec![key(egui::Key::N, Modifiers::COMMAND)]);
    window.step(vec![Event::Text("Bench".to_owned())]);
    window.step(vec![key(egui::Key::Enter, Modifiers::NONE)]);
    settle(&mut window);
    window.step(vec![Event::Paste(text.to_owned())]);
    settle(&mut window);
    // The dictionaries are there, and the words in sight are checked.
    settle(&mut window);
    assert!(window.ctx().text_edit_focused(), "the keyboard is in the text");
    window
}

fn typing(criterion: &mut Criterion) {
    let texts =
        [("", long_text(20_000, 60)), (" in one paragraph", long_text(20_000, usize::MAX)), (" in short lines", long_text(20_000, 7))];
    for (shape, text) in texts {
        for reader in [false, true] {
            let mut window = writing(&text);
            if reader {
                window.ctx().enable_accesskit();
            }
            let aloud = if reader { ", screen reader" } else { "" };
            let mut at = 0_usize;
            criterion.bench_function(&format!("frame while typing into 20,000 words{shape}, spelling on{aloud}"), |bencher| {
                bencher.iter(|| {
                    at += 1;
                    let letter = if at.is_multiple_of(6) { " " } else { "e" };
                    black_box(window.step(vec![Event::Text(letter.to_owned())]));
                });
            });
        }
    }
}

criterion_group! { name = benches; config = Criterion::default().sample_size(40); targets = frames, looking_back, typing }
criterion_main!(benches);
