//! A moment in which letters are not for the list: somebody who has just decided about a finding may be typing still, and has not seen yet
//! what is looked at now.

use egui::{Event, Key, Modifiers, Ui};

/// So many seconds after a decision, and after each letter of words that go on, letters are for the list again.
const PAUSE: f64 = 0.5;

/// The same after a decision by one key of the list: nobody decides about what they have not seen in less.
const QUICK: f64 = 0.2;

/// The letters that are commands in the list.
const LETTERS: [Key; 5] = [Key::M, Key::F, Key::E, Key::O, Key::U];

/// The moment after a decision.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pause {
    until: f64,
    /// What was typed before may have been words: as long as they go on, so does the pause.
    words: bool,
}

impl Pause {
    /// After a decision at this time, in seconds since the program started.
    pub(super) fn after(now: f64) -> Self {
        Self { until: now + PAUSE, words: true }
    }

    /// It was decided by a key of the list: nobody was writing.
    pub(super) fn by_key(self) -> Self {
        Self { words: false, until: self.until - PAUSE + QUICK }
    }

    /// Takes letters and Enter away as long as it lasts; the pause that is left, if any.
    pub(super) fn swallow(self, ui: &Ui, now: f64) -> Option<Self> {
        if self.until <= now {
            return None;
        }
        let typed = ui.input_mut(|input| {
            let typed = input.events.iter().any(|event| matches!(event, Event::Text(_)) || letter(event).is_some());
            input.events.retain(|event| letter(event).is_none() && !is_enter(event));
            typed
        });
        let until = if typed && self.words { now + PAUSE } else { self.until };
        Some(Self { until, ..self })
    }
}

/// Takes away what comes only because a key is held down: no decision is made by that.
pub(super) fn take_repeats(ui: &Ui) {
    ui.input_mut(|input| {
        input.events.retain(|event| !(matches!(event, Event::Key { repeat: true, .. }) && (letter(event).is_some() || is_enter(event))));
    });
}

/// Which letter of the list is pressed.
pub(super) fn letter(event: &Event) -> Option<Key> {
    pressed(event).filter(|key| LETTERS.contains(key))
}

/// Which key is pressed, without others that give it another meaning.
pub(super) fn pressed(event: &Event) -> Option<Key> {
    match event {
        Event::Key { key, pressed: true, modifiers, .. } if modifiers.matches_logically(Modifiers::NONE) => Some(*key),
        _ => None,
    }
}

fn is_enter(event: &Event) -> bool {
    pressed(event) == Some(Key::Enter)
}
