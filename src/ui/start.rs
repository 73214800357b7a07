//! From the words of a call to a window.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;

use super::app::{App, Deps};
use super::dialogs::Native;
use super::window::{self, Renderer, WindowError};
use crate::error::Error;
use crate::journal::Clock;
use crate::prefs::Prefs;
use crate::worker::{Opening, RichClipboard, Worker};

/// What the window's system knows the program by.
const APP_ID: &str = "cpd-journal";

/// Opens the window and stays until it is closed. A journal that is named is opened, or made where there is none; otherwise the one that
/// was open last, or the one in the data folder, or the welcome page.
///
/// # Errors
/// [`Error::NoDisplay`] and [`Error::Window`]: there is no window, and nothing was opened.
pub fn run(journal: Option<PathBuf>, renderer: Renderer, clock: Clock) -> Result<(), Error> {
    window::run("CPD Journal", APP_ID, renderer, |ctx| Box::new(App::new(ctx, deps(ctx, journal, clock)))).map_err(|error| match error {
        WindowError::NoDisplay(_) => Error::NoDisplay,
        other => Error::Window(other.to_string()),
    })
}

fn deps(ctx: &Context, journal: Option<PathBuf>, clock: Clock) -> Deps {
    let data_folder = crate::paths::data_folder();
    let default_path = crate::paths::default_journal();
    let prefs = Prefs::load();
    let open = match journal {
        Some(path) => Some((path, Opening::New)),
        // The one that was open last, also when it is not there now: writing into another by mistake would be worse.
        None => {
            prefs.journal.clone().or_else(|| Some(default_path.clone()).filter(|path| path.exists())).map(|path| (path, Opening::Existing))
        }
    };
    let wake = {
        let ctx = ctx.clone();
        Arc::new(move || ctx.request_repaint())
    };
    let sample_path = data_folder.join("sample.cpd");
    let worker = Worker::threads(clock, data_folder.clone(), wake).unwrap_or_else(|_| {
        // A system without room for two threads can still keep a journal, with a window that waits now and then.
        Worker::inline(clock, data_folder)
    });
    Deps {
        worker,
        dialogs: Box::new(Native),
        rich: Box::<RichClipboard>::default(),
        prefs,
        remember: true,
        default_path,
        sample_path,
        open,
    }
}
