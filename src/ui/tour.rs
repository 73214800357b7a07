//! A picture of every page, on the fictional journal, without any display: for the README, and to look at the program.

use std::path::PathBuf;

use chrono::NaiveDate;
use egui::{Theme, Vec2, vec2};

use super::action::Route;
use super::app::{App, Deps};
use super::command::Command;
use super::dialogs::Scripted;
use super::window::Offscreen;
use crate::error::Error;
use crate::journal::{Clock, Journal};
use crate::prefs::Prefs;
use crate::worker::Worker;

/// The size of the pictures, in points and pixels.
const SIZE: Vec2 = vec2(1280.0, 800.0);

/// What is shown, by the name of its picture.
#[derive(Clone, Copy)]
enum Scene {
    Welcome,
    Place(Route),
    Entry,
    Log,
    Palette,
}

const SCENES: [(&str, Scene); 13] = [
    ("welcome", Scene::Welcome),
    ("today", Scene::Place(Route::Today)),
    ("journal", Scene::Entry),
    ("goals", Scene::Place(Route::Goals)),
    ("network", Scene::Place(Route::Network)),
    ("review", Scene::Place(Route::Review)),
    ("portfolio", Scene::Place(Route::Portfolio)),
    ("import", Scene::Place(Route::Import)),
    ("settings", Scene::Place(Route::Settings)),
    ("help", Scene::Place(Route::Help)),
    ("log-something", Scene::Log),
    ("palette", Scene::Palette),
    ("journal-list", Scene::Place(Route::Journal)),
];

/// The day on which the pictures are taken when nobody says.
fn day(today: Option<NaiveDate>) -> NaiveDate {
    today.or_else(|| NaiveDate::from_ymd_opt(2026, 11, 22)).unwrap_or_default()
}

/// Every page, light and dark, as PNG with a file name.
///
/// # Errors
/// [`Error::Journal`] when the fictional journal cannot be made; [`Error::Window`] when a picture cannot.
pub fn pictures(today: Option<NaiveDate>) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let clock = Clock::Fixed(day(today));
    let mut pictures = Vec::new();
    for (theme, ending) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (name, scene) in SCENES {
            pictures.push((format!("{name}-{ending}.png"), picture(scene, theme, clock)?));
        }
    }
    Ok(pictures)
}

fn sample(clock: Clock) -> Result<Journal, Error> {
    let mut journal = Journal::in_memory(clock)?;
    journal.fill_with_sample(crate::sample::DEFAULT_ENTRIES, 1, crate::sample::DEFAULT_PROFESSION)?;
    Ok(journal)
}

fn picture(scene: Scene, theme: Theme, clock: Clock) -> Result<Vec<u8>, Error> {
    let worker = match scene {
        Scene::Welcome => Worker::inline(clock, PathBuf::new()),
        _ => Worker::over(sample(clock)?, clock),
    };
    let first = worker.journal().and_then(showpiece);
    let deps = Deps {
        worker,
        dialogs: Box::new(Scripted::default()),
        prefs: Prefs::default(),
        remember: false,
        default_path: PathBuf::from("journal.cpd"),
        sample_path: PathBuf::from("sample.cpd"),
        open: None,
    };
    let mut window = Offscreen::new(SIZE, 1.0, theme, |ctx| {
        let mut app = App::new(ctx, deps);
        match scene {
            Scene::Welcome => {}
            Scene::Place(route) => app.wish(super::action::Action::Go(route)),
            Scene::Entry => app.wish_entry(first),
            Scene::Log => app.wish(super::action::Action::Run(Command::LogSomething)),
            Scene::Palette => app.wish(super::action::Action::Run(Command::Palette)),
        }
        Box::new(app)
    });
    window.step(Vec::new());
    window.wait(0.5);
    window.wait(0.5);
    window.png().map_err(|error| Error::Window(error.to_string()))
}

/// The entry that shows most: the latest one that is reflected on and belongs to a goal.
fn showpiece(journal: &Journal) -> Option<crate::domain::EntryId> {
    let headers = journal.headers(None).ok()?;
    let full = headers.iter().find(|header| header.reflected && !header.goals.is_empty() && !header.excerpt.is_empty());
    full.or(headers.first()).map(|header| header.id)
}
