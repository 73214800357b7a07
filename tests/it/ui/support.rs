//! A window on a journal, without a display.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use cpd_journal::domain::{Entry, EntryHeader};
use cpd_journal::journal::{Clock, Journal};
use cpd_journal::prefs::Prefs;
use cpd_journal::ui::action::{Action, Route};
use cpd_journal::ui::app::{App, Deps};
use cpd_journal::ui::dialogs::{Missing, Scripted};
use cpd_journal::worker::{Opening, Worker};
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::raster::Cpu;

pub(super) const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
pub(super) const CLOCK: Clock = Clock::Fixed(TODAY);

/// A window with a program in it; the program is made in the first frame, when there is a context.
pub(super) struct Window {
    pub(super) harness: Harness<'static, Option<App>>,
}

/// How a window begins.
pub(super) struct Begin {
    pub(super) worker: Worker,
    pub(super) open: Option<(PathBuf, Opening)>,
    pub(super) answers: Vec<Vec<PathBuf>>,
    /// The system has no file dialogs.
    pub(super) no_dialogs: bool,
    /// What the clipboard holds as HTML.
    pub(super) html: Option<String>,
    pub(super) size: [f32; 2],
    pub(super) dark: bool,
    pub(super) zoom: f32,
}

impl Begin {
    /// With a journal in memory.
    pub(super) fn over(journal: Journal) -> Self {
        Self {
            worker: Worker::over(journal, CLOCK),
            open: None,
            answers: Vec::new(),
            no_dialogs: false,
            html: None,
            size: [1280.0, 800.0],
            dark: false,
            zoom: 1.0,
        }
    }

    /// With the journal in a file, which is opened or made.
    pub(super) fn file(path: &Path) -> Self {
        Self {
            worker: Worker::inline(CLOCK, PathBuf::new()),
            open: Some((path.to_owned(), Opening::New)),
            answers: Vec::new(),
            no_dialogs: false,
            html: None,
            size: [1280.0, 800.0],
            dark: false,
            zoom: 1.0,
        }
    }
}

impl Window {
    pub(super) fn new(begin: Begin) -> Self {
        let prefs = Prefs {
            theme: if begin.dark { cpd_journal::prefs::Theme::Dark } else { cpd_journal::prefs::Theme::Light },
            zoom: Some(begin.zoom),
            ..Prefs::default()
        };
        let mut deps = Some(Deps {
            worker: begin.worker,
            dialogs: if begin.no_dialogs { Box::new(Missing) } else { Box::new(Scripted(begin.answers.into())) },
            rich: Box::new(cpd_journal::ui::clipboard::Scripted(begin.html)),
            prefs,
            remember: false,
            default_path: PathBuf::from("/nowhere/journal.cpd"),
            sample_path: PathBuf::from("/nowhere/sample.cpd"),
            open: begin.open,
        });
        let mut harness =
            Harness::builder().with_max_steps(8).with_size(vec2(begin.size[0], begin.size[1])).renderer(Cpu::default()).build_ui_state(
                move |ui: &mut egui::Ui, app: &mut Option<App>| {
                    let ctx = ui.ctx().clone();
                    match app {
                        Some(app) => {
                            app.logic(&ctx);
                            app.ui(ui);
                        }
                        None => {
                            // Fonts are there from the next pass on.
                            *app = deps.take().map(|deps| App::new(&ctx, deps));
                            ctx.request_repaint();
                        }
                    }
                },
                None,
            );
        harness.run();
        Self { harness }
    }

    /// A window on an empty journal in memory.
    pub(super) fn empty() -> Self {
        Self::new(Begin::over(Journal::in_memory(CLOCK).expect("journal")))
    }

    /// A window on the fictional journal.
    pub(super) fn sample() -> Self {
        Self::new(Begin::over(sample()))
    }

    pub(super) fn app(&mut self) -> &mut App {
        self.harness.state_mut().as_mut().expect("the program has started")
    }

    pub(super) fn journal(&self) -> &Journal {
        self.harness.state().as_ref().and_then(|app| app.worker().journal()).expect("a journal is open")
    }

    /// All entries that the journal itself holds.
    pub(super) fn headers(&self) -> Vec<EntryHeader> {
        self.journal().headers(None).expect("headers")
    }

    /// The entry with this name, whole.
    pub(super) fn entry(&self, name: &str) -> Entry {
        let header = self.headers().into_iter().find(|header| header.name == name);
        let header = header.unwrap_or_else(|| panic!("no entry “{name}”"));
        self.journal().entry(header.id).expect("entry")
    }

    pub(super) fn run(&mut self) -> &mut Self {
        self.harness.run();
        self
    }

    /// Lets time pass, as egui counts it: a step is a quarter of a second.
    pub(super) fn wait(&mut self, seconds: f64) -> &mut Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few seconds")]
        self.harness.run_steps((seconds / 0.25).ceil() as usize);
        self
    }

    pub(super) fn go(&mut self, route: Route) -> &mut Self {
        self.app().wish(Action::Go(route));
        self.harness.run();
        self.run()
    }

    pub(super) fn press(&mut self, modifiers: Modifiers, key: Key) -> &mut Self {
        self.harness.key_press_modifiers(modifiers, key);
        self.run()
    }

    /// Types into whatever has the keyboard.
    pub(super) fn type_text(&mut self, text: &str) -> &mut Self {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.run()
    }

    pub(super) fn click(&mut self, label: &str) -> &mut Self {
        self.harness.get_by_label(label).click();
        self.run()
    }

    /// The value of the text field with this name.
    pub(super) fn value(&self, label: &str) -> String {
        let fields: Vec<String> = self.harness.query_all_by_label(label).filter_map(|node| node.accesskit_node().value()).collect();
        fields.first().cloned().unwrap_or_else(|| panic!("no field “{label}”"))
    }

    /// Whether something with this label is shown.
    pub(super) fn shows(&self, label: &str) -> bool {
        self.harness.query_all_by_label_contains(label).next().is_some()
    }
}

pub(super) fn sample() -> Journal {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    journal.fill_with_sample(60, 1, "physiotherapist").expect("sample");
    journal
}

/// Draws the window, which must show something; keeps the picture where a folder is named.
pub fn saved(window: &mut Window, folder: Option<&std::ffi::OsStr>, name: &str) {
    let picture = window.harness.render().expect("a picture");
    let colours: std::collections::HashSet<[u8; 4]> = picture.pixels().map(|pixel| pixel.0).collect();
    assert!(colours.len() > 100, "{name} has {} colours", colours.len());
    if let Some(folder) = folder {
        picture.save(Path::new(folder).join(name)).expect("saved");
    }
}
