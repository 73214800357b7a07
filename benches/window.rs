//! One frame of the Journal with 100,000 entries, headless: everything but putting pixels on a screen.
#![expect(clippy::expect_used, reason = "a bench that cannot go on has failed")]

use std::hint::black_box;
use std::path::PathBuf;

use chrono::NaiveDate;
use cpd_journal::journal::{Clock, Journal};
use cpd_journal::prefs::Prefs;
use cpd_journal::ui::action::{Action, Route};
use cpd_journal::ui::app::{App, Deps};
use cpd_journal::ui::dialogs::Scripted;
use cpd_journal::ui::window::Offscreen;
use cpd_journal::worker::Worker;
use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, pos2, vec2};

const ENTRIES: usize = 100_000;

fn window(entries: usize) -> Offscreen {
    let clock = Clock::Fixed(NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day"));
    let mut journal = Journal::in_memory(clock).expect("journal");
    journal.fill_with_sample(entries, 1, "physiotherapist").expect("sample");
    let newest = journal.headers(None).expect("headers").first().expect("an entry").id;
    let deps = Deps {
        worker: Worker::over(journal, clock),
        dialogs: Box::new(Scripted::default()),
        prefs: Prefs::default(),
        remember: false,
        default_path: PathBuf::new(),
        sample_path: PathBuf::new(),
        open: None,
    };
    let mut window = Offscreen::new(vec2(1280.0, 800.0), 1.0, egui::Theme::Light, |ctx| {
        let mut app = App::new(ctx, deps);
        app.wish(Action::Go(Route::Journal));
        app.wish_entry(Some(newest));
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

criterion_group! { name = benches; config = Criterion::default().sample_size(40); targets = frames }
criterion_main!(benches);
