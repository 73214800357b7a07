//! What a screen may ask for. Screens push these; [`super::app`] is the one door that carries them out.

use std::path::PathBuf;

use super::command::Command;
use super::dialogs::Ask;
use crate::domain::EntryId;
use crate::worker::{Opening, Request};

pub use super::screens::network::Part as NetworkPart;
pub use super::screens::portfolio::Go;
pub use super::screens::review::{Go as ReviewGo, Tab as ReviewTab};

/// A place in the side bar, or the help page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    Today,
    Journal,
    Goals,
    Network,
    Review,
    Portfolio,
    Import,
    Settings,
    Help,
}

impl Route {
    /// Every place, in the order of the side bar.
    pub const ALL: [Self; 9] =
        [Self::Today, Self::Journal, Self::Goals, Self::Network, Self::Review, Self::Portfolio, Self::Import, Self::Settings, Self::Help];

    /// What a reader sees.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Journal => "Journal",
            Self::Goals => "Goals",
            Self::Network => "Network",
            Self::Review => "Review",
            Self::Portfolio => "Portfolio",
            Self::Import => "Import",
            Self::Settings => "Settings",
            Self::Help => "Help",
        }
    }
}

/// A wish of a screen.
#[derive(Clone, Debug)]
pub enum Action {
    Go(Route),
    /// Shows an entry in the Journal.
    OpenEntry(EntryId),
    /// Shows the Journal with these words in the search box.
    Find(String),
    /// Shows a part of Network.
    OpenNetwork(super::screens::network::Part),
    /// Shows a part of Portfolio.
    OpenPortfolio(Go),
    /// Shows a part of Review.
    OpenReview(super::screens::review::Go),
    /// Shows a goal in Goals.
    OpenGoal(crate::domain::GoalId),
    /// Opens *Log something* with this goal chosen.
    LogFor(crate::domain::GoalId),
    /// Opens *Log something* with this day chosen.
    LogOn(chrono::NaiveDate),
    /// As if its key had been pressed.
    Run(Command),
    Send(Request),
    /// Takes the latest step of the journal back, whatever was written since.
    UndoStep,
    /// Opens the system's file dialog.
    Ask(Ask),
    /// Says something in passing.
    Say(String),
    /// Opens another journal.
    OpenJournal {
        path: PathBuf,
        opening: Opening,
    },
    /// Light, dark, or as the system has it.
    SetTheme(egui::ThemePreference),
    /// 1.0 is as the system has it.
    SetZoom(f32),
    /// How writing looks, and what helps with it.
    SetWriting(Box<crate::prefs::Writing>),
}
