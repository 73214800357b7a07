//! What can be done with a text besides typing: names, keys, and what each does to the words.

use std::ops::Range;

use egui::{Context, Event, Key, KeyboardShortcut, Modifiers};

use crate::ui::theme::Icon;
use crate::writing::format::{self, Line, Mark};
use crate::writing::{Edit, lists};

/// Something that is done with the text that has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    Bold,
    Italic,
    Heading,
    Bullets,
    Numbers,
    Quote,
    Link,
    NextMisspelling,
    Menu,
    Find,
    Replace,
    FindNext,
    FindPrevious,
    Cut,
    Copy,
    Paste,
    PastePlain,
    SelectAll,
    LookUp,
}

/// How words or lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Mark(Mark),
    Line(Line),
}

impl Deed {
    /// What changes how words look, in the order of the bar.
    pub(super) const FORMATS: [Self; 7] = [Self::Bold, Self::Italic, Self::Heading, Self::Bullets, Self::Numbers, Self::Quote, Self::Link];

    /// What has a key of its own inside a text, in the order of the help page.
    pub const WITH_KEYS: [Self; 15] = [
        Self::Bold,
        Self::Italic,
        Self::Link,
        Self::Heading,
        Self::Bullets,
        Self::Numbers,
        Self::Quote,
        Self::Find,
        Self::Replace,
        Self::FindNext,
        Self::FindPrevious,
        Self::NextMisspelling,
        Self::PastePlain,
        Self::LookUp,
        Self::Menu,
    ];

    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Bold => "Bold",
            Self::Italic => "Italic",
            Self::Heading => "Heading",
            Self::Bullets => "Bullet list",
            Self::Numbers => "Numbered list",
            Self::Quote => "Quote",
            Self::Link => "Link…",
            Self::NextMisspelling => "Next misspelling",
            Self::Menu => "Menu of the word",
            Self::Find => "Find in this text",
            Self::Replace => "Find and replace",
            Self::FindNext => "Next place",
            Self::FindPrevious => "Place before",
            Self::Cut => "Cut",
            Self::Copy => "Copy",
            Self::Paste => "Paste",
            Self::PastePlain => "Paste as plain text",
            Self::SelectAll => "Select all",
            Self::LookUp => "Look up in journal",
        }
    }

    pub(super) const fn icon(self) -> Icon {
        match self {
            Self::Bold => Icon::Bold,
            Self::Italic => Icon::Italic,
            Self::Heading => Icon::Heading,
            Self::Bullets => Icon::List,
            Self::Numbers => Icon::ListNumbers,
            Self::Quote => Icon::Quote,
            Self::Link => Icon::Link,
            Self::NextMisspelling
            | Self::Menu
            | Self::Find
            | Self::Replace
            | Self::FindNext
            | Self::FindPrevious
            | Self::Cut
            | Self::Copy
            | Self::Paste
            | Self::PastePlain
            | Self::SelectAll
            | Self::LookUp => Icon::Dots,
        }
    }

    /// The key that does it inside a text. Cut, copy, paste and select all have the system's own.
    pub const fn key(self) -> KeyboardShortcut {
        const CTRL: Modifiers = Modifiers::COMMAND;
        const SHIFT: Modifiers = Modifiers::SHIFT;
        const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };
        let (modifiers, key) = match self {
            Self::Bold => (CTRL, Key::B),
            Self::Italic => (CTRL, Key::I),
            // Ctrl+K is the palette, and the digits are those of web mail.
            Self::Link => (CTRL_SHIFT, Key::K),
            Self::Heading => (CTRL_SHIFT, Key::H),
            Self::Numbers => (CTRL_SHIFT, Key::Num7),
            Self::Bullets => (CTRL_SHIFT, Key::Num8),
            Self::Quote => (CTRL_SHIFT, Key::Num9),
            Self::NextMisspelling => (Modifiers::NONE, Key::F7),
            Self::Menu => (SHIFT, Key::F10),
            Self::Find => (CTRL, Key::F),
            Self::Replace => (CTRL, Key::H),
            Self::FindNext => (Modifiers::NONE, Key::F3),
            Self::FindPrevious => (SHIFT, Key::F3),
            Self::PastePlain => (CTRL_SHIFT, Key::V),
            Self::LookUp => (CTRL_SHIFT, Key::L),
            Self::Cut => (CTRL, Key::X),
            Self::Copy => (CTRL, Key::C),
            Self::Paste => (CTRL, Key::V),
            Self::SelectAll => (CTRL, Key::A),
        };
        KeyboardShortcut::new(modifiers, key)
    }

    /// The key as it is written on this system.
    pub fn key_text(self, ctx: &Context) -> String {
        ctx.format_shortcut(&self.key())
    }

    /// The words after it, for what changes words by itself. `selection` is in bytes.
    pub(super) fn edit(self, text: &str, selection: Range<usize>) -> Option<Edit> {
        Some(match self.format()? {
            Format::Mark(mark) => format::toggle(text, selection, mark),
            Format::Line(line) => format::toggle_line(text, selection, line),
        })
    }

    /// Whether the words at the selection are so already.
    pub(super) fn is_on(self, text: &str, selection: Range<usize>) -> bool {
        match self.format() {
            Some(Format::Mark(mark)) => format::is_on(text, selection, mark),
            Some(Format::Line(line)) => format::line_is(text, selection, line),
            None => false,
        }
    }

    /// The look that it puts on and takes off.
    const fn format(self) -> Option<Format> {
        match self {
            Self::Bold => Some(Format::Mark(Mark::Bold)),
            Self::Italic => Some(Format::Mark(Mark::Italic)),
            Self::Heading => Some(Format::Line(Line::Heading)),
            Self::Bullets => Some(Format::Line(Line::Bullet)),
            Self::Numbers => Some(Format::Line(Line::Numbered)),
            Self::Quote => Some(Format::Line(Line::Quote)),
            Self::Link
            | Self::NextMisspelling
            | Self::Menu
            | Self::Find
            | Self::Replace
            | Self::FindNext
            | Self::FindPrevious
            | Self::Cut
            | Self::Copy
            | Self::Paste
            | Self::PastePlain
            | Self::SelectAll
            | Self::LookUp => None,
        }
    }
}

/// The deeds whose keys were pressed, taken out of the input.
pub(super) fn pressed(ctx: &Context) -> Vec<Deed> {
    ctx.input_mut(|input| {
        let mut deeds = Vec::new();
        input.events.retain(|event| {
            let Event::Key { key, physical_key, pressed: true, modifiers, .. } = event else { return true };
            // The keyboard's own key for menus, where it has one.
            if *key == Key::Menu && modifiers.is_none() {
                deeds.push(Deed::Menu);
                return false;
            }
            let deed = Deed::WITH_KEYS.into_iter().find(|deed| {
                let shortcut = deed.key();
                // With Shift, a digit's key means another sign on many keyboards.
                let same = *key == shortcut.logical_key
                    || (shortcut.modifiers.shift && is_digit(shortcut.logical_key) && *physical_key == Some(shortcut.logical_key));
                same && modifiers.matches_exact(shortcut.modifiers)
            });
            deeds.extend(deed);
            deed.is_none()
        });
        deeds
    })
}

const fn is_digit(key: Key) -> bool {
    matches!(key, Key::Num7 | Key::Num8 | Key::Num9)
}

/// What Return and Tab do in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListKey {
    Return,
    Tab,
    ShiftTab,
}

impl ListKey {
    pub(super) fn of(event: &Event) -> Option<Self> {
        match event {
            Event::Key { key: Key::Enter, pressed: true, modifiers, .. } if modifiers.is_none() => Some(Self::Return),
            Event::Key { key: Key::Tab, pressed: true, modifiers, .. } if modifiers.is_none() => Some(Self::Tab),
            Event::Key { key: Key::Tab, pressed: true, modifiers, .. } if modifiers.shift_only() => Some(Self::ShiftTab),
            _ => None,
        }
    }

    /// The words after it; `None` where the key is an ordinary one.
    pub(super) fn edit(self, text: &str, selection: Range<usize>) -> Option<Edit> {
        match self {
            Self::Return => lists::enter(text, selection),
            Self::Tab => lists::indent(text, selection),
            Self::ShiftTab => lists::outdent(text, selection),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::command::Command;

    #[test]
    fn no_key_of_a_text_hides_another() {
        let all: Vec<(Deed, KeyboardShortcut)> = Deed::WITH_KEYS.into_iter().map(|deed| (deed, deed.key())).collect();
        for (at, (deed, key)) in all.iter().enumerate() {
            assert!(all.iter().skip(at + 1).all(|(_, other)| other != key), "{deed:?} shares {key:?}");
            let taken = Command::ALL.iter().find(|command| command.shortcuts().contains(key));
            // In a text, what is looked for is looked for there first.
            assert!(taken.is_none() || *deed == Deed::Find, "{deed:?} hides {taken:?}");
        }
    }
}
