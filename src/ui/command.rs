//! Commands: one table for the keyboard, the palette, the menus and the help page.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::action::{NetworkPart, ReviewTab, Route};

/// Something that the program can do at a key's press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    LogSomething,
    SameAsLastTime,
    Timer,
    RollUp,
    Palette,
    Find,
    Save,
    Undo,
    Redo,
    MarkReady,
    BinEntry,
    Preview,
    /// Only the texts of the open entry, or everything again.
    Focus,
    NextEntry,
    PreviousEntry,
    Go(Route),
    /// A part of Review, as it was left.
    Review(ReviewTab),
    /// A part of Network.
    Network(NetworkPart),
    /// The appraisal walk that is not finished, where it was left.
    GoOnWalk,
    /// All tags: to rename and merge.
    Tags,
    KeptSearches,
    /// What could tell who somebody is in what would leave.
    Findings,
    Export,
    OpenJournal,
    NewJournal,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    SwitchTheme,
    Quit,
}

impl Command {
    /// Every command, in the order of the help page.
    pub const ALL: [Self; 32] = [
        Self::LogSomething,
        Self::SameAsLastTime,
        Self::Timer,
        Self::RollUp,
        Self::Palette,
        Self::Find,
        Self::Save,
        Self::Undo,
        Self::Redo,
        Self::MarkReady,
        Self::BinEntry,
        Self::Preview,
        Self::Focus,
        Self::NextEntry,
        Self::PreviousEntry,
        Self::Go(Route::Today),
        Self::Go(Route::Journal),
        Self::Go(Route::Goals),
        Self::Go(Route::Network),
        Self::Go(Route::Review),
        Self::Go(Route::Portfolio),
        Self::Go(Route::Import),
        Self::Go(Route::Settings),
        Self::Go(Route::Help),
        Self::Export,
        Self::OpenJournal,
        Self::NewJournal,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::SwitchTheme,
        Self::Quit,
    ];

    /// Those that lead to a part of a page: they are in the palette, and have no keys.
    pub const PARTS: [Self; 18] = [
        Self::Review(ReviewTab::Overview),
        Self::Review(ReviewTab::Calendar),
        Self::Review(ReviewTab::Timeline),
        Self::Review(ReviewTab::Coverage),
        Self::Review(ReviewTab::Charts),
        Self::Review(ReviewTab::Changed),
        Self::Review(ReviewTab::Walk),
        Self::GoOnWalk,
        Self::Review(ReviewTab::Compare),
        Self::Review(ReviewTab::AsItStood),
        Self::Review(ReviewTab::Year),
        Self::Review(ReviewTab::Impact),
        Self::Network(NetworkPart::Chats),
        Self::Network(NetworkPart::People),
        Self::Network(NetworkPart::LearnFrom),
        Self::Tags,
        Self::KeptSearches,
        Self::Findings,
    ];

    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::LogSomething => "Log something",
            Self::SameAsLastTime => "Same as last time",
            Self::Timer => "Start or stop the timer",
            Self::RollUp => "Roll up small items",
            Self::Palette => "All commands",
            Self::Find => "Find in the journal",
            Self::Save => "Save now",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::MarkReady => "Mark the entry ready",
            Self::BinEntry => "Put the entry in the bin",
            Self::Preview => "Preview the entry, or write",
            Self::Focus => "Focus on the texts, or show everything",
            Self::NextEntry => "Next entry",
            Self::PreviousEntry => "Previous entry",
            Self::Go(Route::Today) => "Go to Today",
            Self::Go(Route::Journal) => "Go to Journal",
            Self::Go(Route::Goals) => "Go to Goals",
            Self::Go(Route::Network) => "Go to Network",
            Self::Go(Route::Review) => "Go to Review",
            Self::Go(Route::Portfolio) => "Go to Portfolio",
            Self::Go(Route::Import) => "Go to Import",
            Self::Go(Route::Settings) => "Go to Settings",
            Self::Go(Route::Help) => "Help",
            Self::Review(ReviewTab::Overview) => "Review: Overview",
            Self::Review(ReviewTab::Calendar) => "Review: Calendar",
            Self::Review(ReviewTab::Timeline) => "Review: Timeline",
            Self::Review(ReviewTab::Coverage) => "Review: Coverage",
            Self::Review(ReviewTab::Charts) => "Review: Charts",
            Self::Review(ReviewTab::Changed) => "Review: What changed",
            Self::Review(ReviewTab::Walk) => "Review: Appraisal walk",
            Self::Review(ReviewTab::Compare) => "Review: Compare with the period before",
            Self::Review(ReviewTab::AsItStood) => "Review: As it stood",
            Self::Review(ReviewTab::Year) => "Review: Year in learning",
            Self::Review(ReviewTab::Impact) => "Review: Impact story",
            Self::Network(NetworkPart::Communities) => "Network: Communities",
            Self::Network(NetworkPart::Chats) => "Network: Chats",
            Self::Network(NetworkPart::People) => "Network: People",
            Self::Network(NetworkPart::LearnFrom) => "Network: Who I learn from",
            Self::GoOnWalk => "Go on with the appraisal walk",
            Self::Tags => "Tags: rename and merge",
            Self::KeptSearches => "Kept searches",
            Self::Findings => "Confidentiality: what could tell who somebody is",
            Self::Export => "Export evidence",
            Self::OpenJournal => "Open another journal…",
            Self::NewJournal => "Make a new journal…",
            Self::ZoomIn => "Larger",
            Self::ZoomOut => "Smaller",
            Self::ZoomReset => "Normal size",
            Self::SwitchTheme => "Switch between light and dark",
            Self::Quit => "Quit",
        }
    }

    /// Other words by which somebody may look for it.
    pub const fn other_words(self) -> &'static str {
        match self {
            Self::Export => "send share print save as PDF Word HTML CSV pack evidence for the regulator appraiser proof portfolio",
            Self::Go(Route::Import) => "take in restore read bring back file",
            Self::Findings => "confidential identify anonymous anonymise privacy names patients",
            _ => "",
        }
    }

    /// The keys that run it, the first of which is shown.
    pub fn shortcuts(self) -> Vec<KeyboardShortcut> {
        const CTRL: Modifiers = Modifiers::COMMAND;
        let ctrl_shift = Modifiers::COMMAND | Modifiers::SHIFT;
        let key = |modifiers, key| vec![KeyboardShortcut::new(modifiers, key)];
        match self {
            Self::LogSomething => key(CTRL, Key::N),
            Self::SameAsLastTime => key(ctrl_shift, Key::N),
            Self::Timer => key(CTRL, Key::T),
            Self::RollUp => key(CTRL, Key::R),
            Self::Palette => key(CTRL, Key::K),
            // In a text, Ctrl+F looks through that text.
            Self::Find => vec![KeyboardShortcut::new(CTRL, Key::F), KeyboardShortcut::new(ctrl_shift, Key::F)],
            Self::Save => key(CTRL, Key::S),
            Self::Undo => key(CTRL, Key::Z),
            Self::Redo => vec![KeyboardShortcut::new(ctrl_shift, Key::Z), KeyboardShortcut::new(CTRL, Key::Y)],
            Self::MarkReady => key(CTRL, Key::Enter),
            // Not without Shift: Ctrl+Delete takes a word away while one writes.
            Self::BinEntry => key(ctrl_shift, Key::Delete),
            Self::Preview => key(CTRL, Key::P),
            Self::Focus => key(Modifiers::NONE, Key::F9),
            Self::NextEntry => key(Modifiers::ALT, Key::ArrowDown),
            Self::PreviousEntry => key(Modifiers::ALT, Key::ArrowUp),
            Self::Go(Route::Today) => key(CTRL, Key::Num1),
            Self::Go(Route::Journal) => key(CTRL, Key::Num2),
            Self::Go(Route::Goals) => key(CTRL, Key::Num3),
            Self::Go(Route::Network) => key(CTRL, Key::Num4),
            Self::Go(Route::Review) => key(CTRL, Key::Num5),
            Self::Go(Route::Portfolio) => key(CTRL, Key::Num6),
            Self::Go(Route::Import) => key(CTRL, Key::Num7),
            Self::Go(Route::Settings) => key(CTRL, Key::Comma),
            Self::Go(Route::Help) => key(Modifiers::NONE, Key::F1),
            Self::Export => key(CTRL, Key::E),
            Self::OpenJournal => key(CTRL, Key::O),
            Self::NewJournal
            | Self::SwitchTheme
            | Self::Review(_)
            | Self::Network(_)
            | Self::GoOnWalk
            | Self::Tags
            | Self::KeptSearches
            | Self::Findings => Vec::new(),
            Self::ZoomIn => vec![KeyboardShortcut::new(CTRL, Key::Plus), KeyboardShortcut::new(CTRL, Key::Equals)],
            Self::ZoomOut => key(CTRL, Key::Minus),
            Self::ZoomReset => key(CTRL, Key::Num0),
            Self::Quit => key(CTRL, Key::Q),
        }
    }

    /// The key as it is written on this system; empty when it has none.
    pub fn key_text(self, ctx: &egui::Context) -> String {
        self.shortcuts().first().map(|shortcut| ctx.format_shortcut(shortcut)).unwrap_or_default()
    }
}

/// Whose the keys of undo and redo are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndoOf {
    /// The entry's one history, and the journal's.
    TheJournal,
    /// The small field that is being typed in.
    TheField,
}

/// The commands whose keys were pressed, taken out of the input. Keys with more modifiers are looked at first, so that
/// Ctrl+Shift+Z is not Ctrl+Z.
pub fn pressed(ctx: &egui::Context, undo: UndoOf) -> Vec<Command> {
    let mut table: Vec<(KeyboardShortcut, Command)> = Command::ALL
        .iter()
        .filter(|command| undo == UndoOf::TheJournal || !matches!(command, Command::Undo | Command::Redo))
        .flat_map(|command| command.shortcuts().into_iter().map(|shortcut| (shortcut, *command)))
        .collect();
    table.sort_by_key(|(shortcut, _)| std::cmp::Reverse(u8::from(shortcut.modifiers.shift) + u8::from(shortcut.modifiers.alt)));
    ctx.input_mut(|input| table.into_iter().filter(|(shortcut, _)| input.consume_shortcut(shortcut)).map(|(_, command)| command).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_review_has_a_command_without_keys() {
        for tab in ReviewTab::ALL {
            assert!(Command::PARTS.contains(&Command::Review(tab)), "{tab:?}");
        }
        assert!(Command::PARTS.iter().all(|command| command.shortcuts().is_empty() && !Command::ALL.contains(command)));
    }

    #[test]
    fn no_two_commands_share_a_key() {
        let mut seen: Vec<(KeyboardShortcut, Command)> = Vec::new();
        for command in Command::ALL {
            for shortcut in command.shortcuts() {
                if let Some((_, other)) = seen.iter().find(|(taken, _)| *taken == shortcut) {
                    panic!("{command:?} and {other:?} share {shortcut:?}");
                }
                seen.push((shortcut, command));
            }
        }
    }
}
