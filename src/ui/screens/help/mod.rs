//! The page Help: keys from the table of commands, and the few things worth knowing.

mod texts;
mod view;

use crate::ui::action::Route;
use crate::ui::command::Command;
use crate::ui::widgets::Markdown;

/// What the page remembers.
#[derive(Debug, Default)]
pub struct Help {
    markdown: Markdown,
}

/// What commands are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Writing,
    Places,
    Journal,
    View,
}

impl Group {
    const ALL: [Self; 4] = [Self::Writing, Self::Places, Self::Journal, Self::View];

    const fn label(self) -> &'static str {
        match self {
            Self::Writing => "Writing and finding",
            Self::Places => "Places",
            Self::Journal => "Journal and export",
            Self::View => "View",
        }
    }

    /// Where a command belongs; a new command must say so here.
    const fn of(command: Command) -> Self {
        match command {
            Command::LogSomething
            | Command::SameAsLastTime
            | Command::Timer
            | Command::RollUp
            | Command::Find
            | Command::Save
            | Command::Undo
            | Command::Redo
            | Command::MarkReady
            | Command::BinEntry
            | Command::Preview
            | Command::Focus
            | Command::NextEntry
            | Command::PreviousEntry => Self::Writing,
            Command::Go(
                Route::Today
                | Route::Journal
                | Route::Goals
                | Route::Network
                | Route::Review
                | Route::Portfolio
                | Route::Import
                | Route::Settings
                | Route::Help,
            )
            | Command::Review(_)
            | Command::Network(_)
            | Command::GoOnWalk
            | Command::Tags
            | Command::KeptSearches
            | Command::Findings => Self::Places,
            Command::Export | Command::OpenJournal | Command::NewJournal | Command::Quit => Self::Journal,
            Command::Palette | Command::ZoomIn | Command::ZoomOut | Command::ZoomReset | Command::SwitchTheme => Self::View,
        }
    }

    /// Its commands, in the table's order.
    fn commands(self) -> impl Iterator<Item = Command> {
        Command::ALL.into_iter().filter(move |command| Self::of(*command) == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_shown_once() {
        let shown: usize = Group::ALL.iter().map(|group| group.commands().count()).sum();
        assert_eq!(shown, Command::ALL.len());
    }
}
