//! The page Settings: who keeps the journal, how it looks, how one writes, where it lies, and what was done.

mod view;
mod writing;

use std::sync::Arc;

use chrono_tz::Tz;

use crate::domain::history::StepKind;
use crate::domain::{Profile, Step, text};
use crate::journal::Clock;
use crate::ui::autosave::Autosave;
use crate::ui::widgets::Pages;
use crate::worker::{Event, Request};

/// Steps shown at first, and more at a time.
const FEW_STEPS: usize = 10;

/// What the page remembers.
#[derive(Debug, Default)]
pub struct Settings {
    profile: Draft,
    /// The revision of the journal that the steps were asked for.
    asked_at: Option<u64>,
    steps: Vec<Line>,
    pages: Pages,
}

/// The profile as it is being written.
#[derive(Debug, Default)]
struct Draft {
    text: Profile,
    /// What the journal has, as far as this page knows; `None` before the first look.
    kept: Option<Arc<Profile>>,
    autosave: Autosave,
    /// What is on its way to the disk, and as which change.
    sent: Option<(u64, Profile)>,
    failed: bool,
}

/// A step of the history, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    label: String,
    when: String,
    kind: StepKind,
    taken_back: bool,
}

impl Settings {
    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        match event {
            Event::History(steps) => self.steps = lines(steps),
            // Also while another page is shown: a window that is asked to close waits until the profile is on the disk.
            Event::Renewed(snapshot) => self.profile.take_in(&snapshot.profile),
            // A failure without a name may be that of the profile: what is written stays, and is tried again.
            Event::Failed(failure) if failure.save.is_none() && failure.ticket.is_none() && !failure.export => {
                self.profile.failed |= self.profile.sent.take().is_some();
            }
            _ => {}
        }
    }

    /// Saves the profile at once, if it is not on its way already.
    pub fn flush(&mut self) -> Option<Request> {
        let seq = self.profile.autosave.flush()?;
        self.profile.send(seq)
    }

    /// The save that is due now.
    pub fn due(&mut self, now: f64) -> Option<Request> {
        if self.profile.failed && self.profile.autosave.due_in(now).is_none() {
            self.profile.autosave.failed(now);
        }
        let seq = self.profile.autosave.due(now)?;
        self.profile.send(seq)
    }

    /// In how many seconds a save is due.
    pub fn due_in(&self, now: f64) -> Option<f64> {
        self.profile.autosave.due_in(now)
    }

    /// Whether something is not on the disk.
    pub fn is_dirty(&self) -> bool {
        self.profile.autosave.is_dirty()
    }
}

impl Draft {
    /// The save; none when the journal has it already, for nothing would come back then.
    fn send(&mut self, seq: u64) -> Option<Request> {
        self.failed = false;
        let tidied = tidied(&self.text);
        if self.sent.is_none() && self.kept.as_ref().is_some_and(|kept| **kept == tidied) {
            self.autosave.saved(seq);
            return None;
        }
        self.sent = Some((seq, tidied));
        Some(Request::SetProfile(Box::new(self.text.clone())))
    }

    /// Takes in the profile as the journal has it. What is being written is never replaced.
    fn take_in(&mut self, kept: &Arc<Profile>) {
        if self.kept.as_ref().is_some_and(|known| Arc::ptr_eq(known, kept)) {
            return;
        }
        if let Some((seq, sent)) = &self.sent
            && *sent == **kept
        {
            self.autosave.saved(*seq);
            self.sent = None;
        }
        // What was typed stays as typed (a blank at the end) when it is the same to the journal.
        if !self.autosave.is_dirty() && tidied(&self.text) != **kept {
            self.text = (**kept).clone();
        }
        self.kept = Some(Arc::clone(kept));
    }

    /// What stands beside the heading.
    fn state(&self) -> &'static str {
        if self.failed {
            "Not saved yet"
        } else if self.autosave.is_dirty() {
            "Saving…"
        } else {
            "Saved"
        }
    }
}

/// The profile as the journal keeps it.
fn tidied(profile: &Profile) -> Profile {
    Profile {
        name: text::clean_line(&profile.name),
        profession: text::clean_line(&profile.profession),
        registrations: text::clean(&profile.registrations),
        employer: text::clean_line(&profile.employer),
        handles: text::clean(&profile.handles),
    }
}

/// Steps with their times as this computer's clock shows them.
fn lines(steps: &[Step]) -> Vec<Line> {
    let zone: Tz = Clock::zone().parse().unwrap_or(Tz::Europe__London);
    steps
        .iter()
        .map(|step| Line {
            label: step.label.clone(),
            when: step.at.with_timezone(&zone).format("%-d %b %Y, %H:%M").to_string(),
            kind: step.kind,
            taken_back: step.taken_back,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(name: &str) -> Arc<Profile> {
        Arc::new(Profile { name: name.to_owned(), ..Profile::default() })
    }

    #[test]
    fn the_profile_saves_itself_and_keeps_what_is_typed() {
        let mut settings = Settings::default();
        settings.profile.take_in(&kept("Bronwen"));
        assert_eq!(settings.profile.text.name, "Bronwen");
        settings.profile.text.name.push_str(" H ");
        settings.profile.autosave.changed(1.0);
        assert!(settings.is_dirty());
        assert!(matches!(settings.due(2.0), Some(Request::SetProfile(_))));
        settings.profile.take_in(&kept("Bronwen H"));
        assert!(!settings.is_dirty());
        assert_eq!(settings.profile.text.name, "Bronwen H ", "the blank before the next word stays");
        settings.profile.text.name.push(' ');
        settings.profile.autosave.changed(3.0);
        assert!(settings.flush().is_none(), "the journal has it already");
        assert!(!settings.is_dirty());
        settings.profile.take_in(&kept("Bron"));
        assert_eq!(settings.profile.text.name, "Bron", "undo is shown");
    }

    #[test]
    fn what_could_not_be_saved_is_tried_again() {
        let mut settings = Settings::default();
        settings.profile.take_in(&kept(""));
        settings.profile.text.name = "Bronwen".to_owned();
        settings.profile.autosave.changed(1.0);
        assert!(settings.flush().is_some());
        settings.profile.failed = true;
        settings.profile.sent = None;
        assert!(settings.due(2.0).is_none());
        settings.profile.take_in(&kept("Somebody else"));
        assert_eq!(settings.profile.text.name, "Bronwen");
        assert!(settings.due(9.0).is_some());
    }
}
