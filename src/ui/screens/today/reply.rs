//! What somebody can reply when asked whether an entry changed anything.

use egui::Key;

use crate::domain::Found;

/// What somebody can do with the question, by one press or one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reply {
    Said(Found),
    InAWeek,
    InAMonth,
    Never,
    Off,
}

impl Reply {
    pub(super) const ANSWERS: [Self; 4] =
        [Self::Said(Found::Nothing), Self::Said(Found::Change), Self::Said(Found::Benefit), Self::Said(Found::Feedback)];
    pub(super) const OTHERS: [Self; 4] = [Self::InAWeek, Self::InAMonth, Self::Never, Self::Off];

    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Said(found) => found.label(),
            Self::InAWeek => "Ask in a week",
            Self::InAMonth => "Ask in a month",
            Self::Never => "Never ask about this",
            Self::Off => "Stop asking altogether",
        }
    }

    /// The key, while the keyboard is in the card.
    pub(super) const fn key(self) -> Key {
        match self {
            Self::Said(Found::Change) => Key::Num2,
            Self::Said(Found::Benefit) => Key::Num3,
            Self::Said(Found::Feedback) => Key::Num4,
            Self::Said(_) => Key::Num1,
            Self::InAWeek => Key::W,
            Self::InAMonth => Key::M,
            Self::Never => Key::N,
            Self::Off => Key::O,
        }
    }

    pub(super) const fn hint(self) -> &'static str {
        match self {
            Self::Said(_) => "Kept with today’s day; words can be added",
            Self::InAWeek | Self::InAMonth => "This question comes again then",
            Self::Never => "This entry is left in peace",
            Self::Off => "No entry is asked about; Today can switch it on again",
        }
    }
}
