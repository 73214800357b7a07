//! The program in its window: what is open, which page is shown, and the one door through which wishes go.

mod apply;
mod close;
mod events;
mod focus;
mod parts;
mod paste;
mod run;
mod session;
mod timer;
mod view;

use std::collections::HashMap;
use std::path::PathBuf;

use egui::{Context, Ui};

use super::action::{Action, Route};
use super::clipboard::{self, Rich};
use super::command;
use super::dialogs::{Ask, Dialogs};
use super::notices::Notices;
use super::palette::Palette;
use super::screens::goals::Goals;
use super::screens::help::Help;
use super::screens::import::Import;
use super::screens::journal::Journal;
use super::screens::network::Network;
use super::screens::portfolio::Portfolio;
use super::screens::quick_log::QuickLog;
use super::screens::review::Review;
use super::screens::roll_up::RollUpPage;
use super::screens::settings::Settings;
use super::screens::timer::TimerDialog;
use super::screens::today::Today;
use super::screens::welcome::Welcome;
use super::theme;
use super::widgets::Desk;
use super::window::Program;
use crate::prefs::Prefs;
use crate::worker::{Opening, Request, Worker};

pub use session::Session;

/// What the program is made of: real in the window, scripted in tests.
pub struct Deps {
    pub worker: Worker,
    pub dialogs: Box<dyn Dialogs>,
    /// The HTML of what is pasted.
    pub rich: Box<dyn Rich>,
    pub prefs: Prefs,
    /// Whether settings of this device are remembered.
    pub remember: bool,
    /// Where a new journal goes, and the fictional one.
    pub default_path: PathBuf,
    pub sample_path: PathBuf,
    /// Which journal to open at once.
    pub open: Option<(PathBuf, Opening)>,
}

/// Every page, with what it remembers.
#[derive(Default)]
struct Screens {
    welcome: Welcome,
    today: Today,
    journal: Journal,
    goals: Goals,
    network: Network,
    review: Review,
    portfolio: Portfolio,
    import: Import,
    settings: Settings,
    help: Help,
}

/// What was done last in this window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Latest {
    Text,
    Step,
}

/// The entry and the goal that are written in, and how often each was changed.
type Written = (Option<(crate::domain::EntryId, u64)>, Option<(crate::domain::GoalId, u64)>);

/// The program.
pub struct App {
    worker: Worker,
    dialogs: Box<dyn Dialogs>,
    rich: Box<dyn Rich>,
    prefs: Prefs,
    remember: bool,
    default_path: PathBuf,
    sample_path: PathBuf,
    session: Session,
    route: Route,
    screens: Screens,
    quick_log: Option<QuickLog>,
    palette: Option<Palette>,
    roll_up: Option<RollUpPage>,
    timer: Option<TimerDialog>,
    signs: timer::Signs,
    notices: Notices,
    desk: Desk,
    actions: Vec<Action>,
    /// What open file dialogs are for.
    /// And when they were asked for, in seconds since the program started.
    asked: HashMap<u64, (Ask, f64)>,
    /// Numbers for what comes back: dialogs and new entries.
    tickets: u64,
    /// The window was asked to close, and closes when everything is saved.
    closing: bool,
    /// Another journal is being opened: until it is, nothing can be written into this one.
    switching: bool,
    /// The journal to open as soon as everything is in this one.
    next_journal: Option<(PathBuf, Opening)>,
    /// It was said that something is not saved; the next wish to close is granted.
    warned: bool,
    /// What Ctrl+Z is about: the text that was written last, or the step that was taken since.
    latest: Latest,
    /// It was said that the text has nothing more to take back.
    edge: bool,
    /// What was taken back last, which Redo is about.
    undone: Latest,
    /// No step was taken since one was taken back or done again.
    turns: bool,
    /// What had been written when that was noted.
    written: Written,
    /// Seconds since the program started, as of the last frame.
    now: f64,
    /// The window had the keyboard in the frame before.
    focused: bool,
    watch: focus::Watch,
    /// The title that the window has.
    title: String,
}

impl App {
    /// A program in a window that is about to be shown.
    pub fn new(ctx: &Context, deps: Deps) -> Self {
        theme::install(ctx);
        theme::set_writing(ctx, &deps.prefs.writing);
        ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            options.theme_preference = match deps.prefs.theme {
                crate::prefs::Theme::System => egui::ThemePreference::System,
                crate::prefs::Theme::Light => egui::ThemePreference::Light,
                crate::prefs::Theme::Dark => egui::ThemePreference::Dark,
            };
        });
        if let Some(zoom) = deps.prefs.zoom {
            ctx.set_zoom_factor(zoom.clamp(*apply::ZOOM.start(), *apply::ZOOM.end()));
        }
        let mut app = Self {
            worker: deps.worker,
            dialogs: deps.dialogs,
            rich: deps.rich,
            prefs: deps.prefs,
            remember: deps.remember,
            default_path: deps.default_path,
            sample_path: deps.sample_path,
            session: Session::Welcome { refused: None },
            route: Route::Today,
            screens: Screens::default(),
            quick_log: None,
            palette: None,
            roll_up: None,
            timer: None,
            signs: timer::Signs::default(),
            notices: Notices::default(),
            desk: Desk::default(),
            actions: Vec::new(),
            asked: HashMap::new(),
            tickets: 0,
            closing: false,
            switching: false,
            next_journal: None,
            warned: false,
            latest: Latest::Text,
            edge: false,
            undone: Latest::Text,
            turns: true,
            written: Written::default(),
            now: 0.0,
            focused: true,
            watch: focus::Watch::default(),
            title: String::new(),
        };
        if let Some((path, opening)) = deps.open {
            app.session = Session::Opening { path: path.clone() };
            app.worker.send(Request::Open { path, opening });
        }
        app
    }

    /// What is open.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The page that is shown.
    pub fn route(&self) -> Route {
        self.route
    }

    /// The worker, for tests that look into the journal.
    pub fn worker(&self) -> &Worker {
        &self.worker
    }

    /// Wishes for something before the first frame: for pictures and tests.
    pub fn wish(&mut self, action: Action) {
        self.actions.push(action);
    }

    /// Wishes to see an entry, when there is one.
    pub fn wish_entry(&mut self, entry: Option<crate::domain::EntryId>) {
        self.actions.extend(entry.map(Action::OpenEntry));
    }

    fn ticket(&mut self) -> u64 {
        self.tickets += 1;
        self.tickets
    }

    /// What has been written until now.
    fn written_now(&self) -> Written {
        (self.screens.journal.written(), self.screens.goals.written())
    }

    /// Everything that is not painting.
    pub fn logic(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        self.now = now;
        for event in self.worker.poll() {
            self.on_event(ctx, event, now);
        }
        let written = self.written_now();
        if written != self.written {
            self.written = written;
            self.latest = Latest::Text;
            self.edge = false;
            self.warned = false;
        }
        self.forget_warning(ctx);
        self.watch_focus(ctx);
        if !self.closing && !self.switching {
            let over =
                self.quick_log.is_some() || self.palette.is_some() || self.roll_up.is_some() || self.timer.is_some() || self.is_covered();
            let own = match self.route {
                Route::Journal => self.screens.journal.is_written_in(),
                Route::Goals => self.screens.goals.is_written_in(),
                _ => false,
            };
            let in_a_field = ctx.text_edit_focused() && (over || !own);
            let undo = if in_a_field { command::UndoOf::TheField } else { command::UndoOf::TheJournal };
            self.desk.take_keys(ctx);
            for command in command::pressed(ctx, undo) {
                self.run(ctx, command, now);
            }
        }
        self.take_drops(ctx);
        self.take_pictures(ctx);
        clipboard::clean_pastes(ctx, &mut *self.rich);
        self.watch_timer(ctx, now);
        self.autosave(ctx, now);
        self.open_when_saved(now);
        self.close_when_asked(ctx);
        self.show_title(ctx);
    }

    /// Paints, and carries out what was wished for meanwhile.
    pub fn ui(&mut self, ui: &mut Ui) {
        self.view_ui(ui);
        let ctx = ui.ctx().clone();
        self.leave_focus_at_esc(&ctx);
        let now = ctx.input(|input| input.time);
        let wishes = std::mem::take(&mut self.actions);
        if !wishes.is_empty() {
            for action in wishes {
                self.apply(&ctx, action, now);
            }
            ctx.request_repaint();
        }
    }

    /// Saves what is due; while the window is hidden, at once, because egui's clock stands still then.
    fn autosave(&mut self, ctx: &Context, now: f64) {
        let (minimized, focused) = ctx.input(|input| (input.viewport().minimized == Some(true), input.focused));
        let due = if minimized || !focused {
            let screens = &mut self.screens;
            let others = [screens.goals.flush(), screens.settings.flush()].into_iter().flatten();
            let others = others.chain(screens.review.flush(&mut self.tickets)).collect::<Vec<_>>();
            let today = screens.today.flush_hidden(now, &mut self.tickets);
            let record = screens.portfolio.flush_hidden(now, &mut self.tickets);
            screens.journal.flush_hidden(now).into_iter().chain(others).chain(today).chain(record).collect()
        } else {
            let today = self.screens.today.due(now, &mut self.tickets);
            let record = self.screens.portfolio.due(now, &mut self.tickets);
            self.screens.journal.due(now).into_iter().chain(today).chain(record).collect::<Vec<_>>()
        };
        for request in due {
            self.worker.send(request);
        }
        if focused && !std::mem::replace(&mut self.focused, focused) {
            // Somebody may have used another program on the journal meanwhile.
            self.worker.send(Request::Tick);
        }
        self.focused = focused;
        let (today, record) = (self.screens.today.due_in(now), self.screens.portfolio.due_in(now));
        if let Some(seconds) = self.screens.journal.due_in(now).into_iter().chain(today).chain(record).reduce(f64::min) {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(seconds + 0.01));
        }
    }

    fn show_title(&mut self, ctx: &Context) {
        let title = match &self.session {
            Session::Open(open) => format!("{} – CPD Journal", open.name()),
            _ => "CPD Journal".to_owned(),
        };
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

impl Program for App {
    fn logic(&mut self, ctx: &Context) {
        Self::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut Ui) {
        Self::ui(self, ui);
    }

    fn exit(&mut self) {
        let now = self.now;
        self.leave(now);
        self.worker.shutdown();
    }
}
