//! The page Import: what can be brought in, and how; what came in, and what has left.
//!
//! | file | what |
//! |---|---|
//! | `mod` | what is remembered: a file that is read, what of it is wanted, what came of it |
//! | `about` | what a file is, in words |
//! | `view` | the page, and the ways to bring something in |
//! | `preview` `rows` | what a file would bring, to choose from |
//! | `outcome` | what came of it, or why nothing did |
//! | `passed` | earlier imports, and what has left |
//!
//! It does not know how a format is read: the worker reads, and tells what it has found.

mod about;
mod outcome;
mod passed;
mod preview;
mod rows;
mod view;

use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use self::about::About;
use self::passed::Passed;
use crate::error::Explanation;
use crate::journal::{Known, TakenIn};
use crate::ui::widgets::Pages;
use crate::worker::{Event, LeavingRequest, ReadFile, Request};

/// What the page remembers.
#[derive(Debug, Default)]
pub struct Import {
    /// A file that is being read, with the ticket of that.
    reading: Option<(u64, PathBuf)>,
    /// More files that were handed in with it: one after the other.
    waiting: VecDeque<PathBuf>,
    preview: Option<Preview>,
    /// What is on its way into the journal: the ticket, the file and its name.
    taking: Option<(u64, PathBuf, String)>,
    outcome: Option<Outcome>,
    /// Something has just come of a file: that is to be seen, and to have the keyboard.
    fresh: bool,
    /// The height of the button that takes it in, in points.
    foot: f32,
    passed: Passed,
    /// How entries come in on the command line is shown.
    shows_entries: bool,
}

/// A file that was read, and what of it is wanted.
#[derive(Debug)]
struct Preview {
    about: About,
    read: Box<ReadFile>,
    /// Numbers of those that are wanted.
    chosen: BTreeSet<usize>,
    /// Those that are here already are shown.
    here: bool,
    warnings: Pages,
    records: Pages,
}

/// What came of a file.
#[derive(Debug)]
enum Outcome {
    Taken {
        name: String,
        done: Box<TakenIn>,
        warnings: Pages,
    },
    /// What had been taken in was taken back.
    Back {
        name: String,
    },
    /// Nothing was taken in.
    Failed {
        path: PathBuf,
        why: Box<Explanation>,
    },
}

impl Import {
    /// Takes in what the worker tells.
    pub fn on_event(&mut self, event: &Event) {
        match event {
            Event::TakenIn { ticket, done } if self.taking.as_ref().is_some_and(|(sent, ..)| sent == ticket) => {
                if let Some((_, _, name)) = self.taking.take() {
                    self.outcome = Some(Outcome::Taken { name, done: done.clone(), warnings: Pages::default() });
                    self.fresh = true;
                }
            }
            Event::Passed { batches, departures } => {
                self.passed.take(batches, departures);
                self.look_back();
            }
            Event::Failed(failure) => {
                let Some(ticket) = failure.ticket else { return };
                let path = if let Some((_, path)) = self.reading.take_if(|(sent, _)| *sent == ticket) {
                    Some(path)
                } else {
                    self.taking.take_if(|(sent, ..)| *sent == ticket).map(|(_, path, _)| path)
                };
                if let Some(path) = path {
                    self.outcome = Some(Outcome::Failed { path, why: Box::new(failure.why.clone()) });
                    self.fresh = true;
                }
            }
            _ => {}
        }
    }

    /// Says of what came in that it is not here any more, once it was taken back.
    fn look_back(&mut self) {
        let Some(Outcome::Taken { name, done, .. }) = &self.outcome else { return };
        if done.batch.is_some_and(|batch| !self.passed.holds(batch)) {
            self.outcome = Some(Outcome::Back { name: name.clone() });
        }
    }

    /// Whether the page tells itself why this could not be done.
    pub fn awaits(&self, ticket: u64) -> bool {
        self.reading.as_ref().is_some_and(|(sent, _)| *sent == ticket) || self.taking.as_ref().is_some_and(|(sent, ..)| *sent == ticket)
    }

    /// Takes a file that was read; it is large, and handed over.
    pub fn take_read(&mut self, ticket: u64, read: Box<ReadFile>) {
        if self.reading.take_if(|(sent, _)| *sent == ticket).is_none() {
            // Somebody has chosen another one since.
            return;
        }
        let new = |known: Known| known == Known::New;
        let chosen: BTreeSet<usize> = read.proposals.iter().filter(|one| new(one.known)).map(|one| one.n).collect();
        let here = chosen.is_empty();
        self.preview = Some(Preview { about: About::of(&read), read, chosen, here, warnings: Pages::default(), records: Pages::default() });
    }

    /// Files or a folder that somebody chose, or dropped on the page: the first one is read.
    pub fn take_paths(&mut self, paths: Vec<PathBuf>, tickets: &mut u64) -> Option<Request> {
        if self.taking.is_some() {
            self.waiting.extend(paths);
            return None;
        }
        self.waiting = paths.into();
        self.preview = None;
        self.outcome = None;
        self.next(tickets)
    }

    /// Reads the next one that waits.
    fn next(&mut self, tickets: &mut u64) -> Option<Request> {
        let path = self.waiting.pop_front()?;
        *tickets += 1;
        self.reading = Some((*tickets, path.clone()));
        Some(Request::Leaving(LeavingRequest::Read { ticket: *tickets, path }))
    }

    /// Takes in what is wanted of the file in sight.
    fn take_in(&mut self, tickets: &mut u64) -> Option<Request> {
        let Preview { read, chosen, .. } = self.preview.take()?;
        *tickets += 1;
        let all = read.proposals.iter().filter(|one| one.known == Known::New).all(|one| chosen.contains(&one.n));
        // All of them: what belongs to none comes as well.
        let selected = (!all).then(|| chosen.into_iter().collect());
        self.taking = Some((*tickets, read.path.clone(), read.name.clone()));
        Some(Request::Leaving(LeavingRequest::TakeIn { ticket: *tickets, read, selected }))
    }

    /// Waits for nothing any more that is being read, nor reads what waits after it: what is told of it later is let pass.
    fn stop_reading(&mut self) {
        if self.reading.take().is_some() {
            self.waiting.clear();
        }
    }

    /// Lets go of the file in sight, or of what came of one.
    fn leave(&mut self) {
        self.preview = None;
        self.outcome = None;
    }
}

/// An entry as the command line reads it; a test of the page keeps it true.
const EXAMPLE: &str = r##"[
  {
    "title": "#physiotalk on pacing",
    "date": "2026-03-14",
    "kind": "tweetchat",
    "minutes": { "taking_part": 60, "interactive": 40 },
    "learnt": "Pacing is planned, rest is not."
  }
]"##;

/// The command that reads a file of them into this journal.
fn command(journal: Option<&Path>) -> String {
    let place = journal.map(|path| format!(" --journal \"{}\"", path.display())).unwrap_or_default();
    format!("cpd-journal log --from-json entries.json{place}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_json() {
        let read: serde_json::Value = serde_json::from_str(EXAMPLE).expect("JSON");
        assert_eq!(read[0]["minutes"]["interactive"], 40);
    }

    #[test]
    fn one_file_after_the_other_and_the_latest_wish_counts() {
        let read = |path: &str| {
            let path = PathBuf::from(path);
            Box::new(ReadFile {
                name: path.display().to_string(),
                path,
                format: "json",
                label: "JSON",
                taken: crate::importers::Taken::default(),
                proposals: Vec::new(),
            })
        };
        let (mut page, mut tickets) = (Import::default(), 0);
        assert!(page.take_paths(vec!["a".into(), "b".into()], &mut tickets).is_some());
        assert!(page.awaits(1) && !page.awaits(2));
        assert!(page.take_paths(vec!["c".into(), "d".into()], &mut tickets).is_some());
        page.take_read(1, read("a"));
        assert!(page.preview.is_none(), "another one was wished for since");
        page.take_read(2, read("c"));
        assert!(page.preview.is_some() && !page.awaits(2));
        assert!(page.take_in(&mut tickets).is_some() && page.awaits(3) && page.preview.is_none());
        assert!(page.take_paths(vec!["e".into()], &mut tickets).is_none(), "one is on its way");
        page.stop_reading();
        assert!(page.awaits(3), "what is on its way into the journal is waited for");
        page.on_event(&Event::TakenIn { ticket: 3, done: Box::default() });
        assert!(matches!(&page.outcome, Some(Outcome::Taken { name, .. }) if name == "c"));
        assert!(page.next(&mut tickets).is_some() && page.next(&mut tickets).is_some() && page.next(&mut tickets).is_none());
    }

    #[test]
    fn nobody_need_wait_for_a_file() {
        let (mut page, mut tickets) = (Import::default(), 0);
        assert!(page.take_paths(vec!["large.zip".into(), "b".into()], &mut tickets).is_some());
        page.stop_reading();
        assert!(!page.awaits(1) && page.next(&mut tickets).is_none(), "nor is the next one read");
        let path = PathBuf::from("large.zip");
        let (taken, proposals) = (crate::importers::Taken::default(), Vec::new());
        page.take_read(1, Box::new(ReadFile { name: "large.zip".to_owned(), path, format: "pack", label: "Pack", taken, proposals }));
        assert!(page.preview.is_none(), "it came too late");
    }
}
