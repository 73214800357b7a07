//! *Log something*: one line for words, a link or both, and below it what can be said with single keys. Whatever is typed, pasted or dropped
//! is kept.
//!
//! | file | question |
//! |---|---|
//! | `read` | What does the link in the line tell? |
//! | `pasted` | What is the pasted text, and what can be proposed from it? |
//! | `files` | What comes with it: pictures from the clipboard, files? |
//! | `said` | What will the entry be, from what was said and what is only proposed? |
//! | `rows` | Which choices are there, and which key chooses them? |
//! | `cards` | What was read, shown |
//! | `view` | The dialog |

mod cards;
mod files;
mod pasted;
mod read;
mod rows;
mod said;
mod view;

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Tz;
use egui::{ColorImage, Context};

use self::files::Files;
use self::pasted::Pasted;
use self::read::Line;
use self::rows::{Row, Used};
use self::said::{Belongs, Day, Proposed, Span};
use crate::capture::transcript::Transcript;
use crate::domain::{EntryDraft, GoalId, slot};
use crate::journal::Clock;
use crate::worker::{CaptureRequest, Inside, Request};

/// The dialog, while it is open.
#[derive(Debug)]
pub struct QuickLog {
    line: Line,
    /// What was said with keys or the mouse; `None` where nothing was.
    kind: Option<String>,
    day: Option<Day>,
    minutes: Option<Span>,
    community: Belongs,
    goals: Vec<GoalId>,
    /// The latest text that was pasted or dropped: what it proposes counts.
    pasted: Option<Pasted>,
    /// Texts that were pasted before it: they are kept, and propose nothing.
    earlier: Vec<Pasted>,
    files: Files,
    proposed: Proposed,
    used: Used,
    today: NaiveDate,
    zone: Tz,
    row: Row,
    focused: bool,
    card_in_sight: bool,
    sent: Option<(u64, Then)>,
    /// What is wished for as soon as the pasted text is read.
    waiting: Option<Then>,
    /// A text that was to be thrown away once: the second time it is.
    doubted: Option<Doubted>,
}

/// A text that somebody may not want to throw away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doubted {
    /// The latest that was pasted.
    Pasted,
    /// One that came before it, by its place.
    Earlier(usize),
}

/// What comes after it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Write what was learnt, at once.
    Write,
    /// Leave it in the inbox.
    Stay,
    /// Leave it in the inbox, and log the next one.
    Another,
}

impl QuickLog {
    /// An empty line.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            line: Line::default(),
            kind: None,
            day: None,
            minutes: None,
            community: Belongs::Unsaid,
            goals: Vec::new(),
            pasted: None,
            earlier: Vec::new(),
            files: Files::default(),
            proposed: Proposed::default(),
            used: Used::default(),
            today,
            zone: slot::zone(&Clock::zone()).unwrap_or(Tz::UTC),
            row: Row::Title,
            focused: false,
            card_in_sight: false,
            sent: None,
            waiting: None,
            doubted: None,
        }
    }

    /// Belongs to this goal from the beginning.
    pub fn serve(&mut self, goal: GoalId) {
        if !self.goals.contains(&goal) {
            self.goals.push(goal);
        }
    }

    /// Is of this day from the beginning; one that is still to come is left as it is.
    pub fn be_on(&mut self, day: NaiveDate) {
        self.day = u64::try_from((self.today - day).num_days()).ok().map(Day::Ago);
    }

    /// Files that come with it, chosen or dropped. What is in them is looked at under `ticket`: a shortcut to a page is a link, and a text
    /// is read as a pasted one is.
    pub fn take_files(&mut self, paths: Vec<PathBuf>, ticket: u64) -> Request {
        self.files.add(&paths);
        Request::Capture(CaptureRequest::LookInto { ticket, paths })
    }

    /// What was found in files that came. `ticket` is for reading a text.
    pub fn looked_into(&mut self, found: &[(PathBuf, Inside)], ticket: u64) -> Option<Request> {
        let mut wish = None;
        for (path, inside) in found {
            match inside {
                // A second link would have to push the first aside: then the shortcut stays a file.
                Inside::Link(url) if self.line.link().is_none() && self.files.remove_path(path) => {
                    self.line.append(url);
                    self.line.read(self.today, self.zone);
                }
                Inside::Text(text) if wish.is_none() && self.files.remove_path(path) => {
                    wish = Some(self.take_text(Arc::clone(text), Some(path.clone()), ticket));
                }
                Inside::Link(_) | Inside::Text(_) => {}
            }
        }
        wish
    }

    /// A picture from the clipboard.
    pub fn take_picture(&mut self, ctx: &Context, picture: &ColorImage) {
        self.files.add_picture(ctx, picture);
    }

    /// A text of several lines, to be read under `ticket`.
    fn take_text(&mut self, text: Arc<str>, file: Option<PathBuf>, ticket: u64) -> Request {
        self.doubted = None;
        let day = self.day.is_some().then(|| self.date_and_time().0);
        self.earlier.extend(self.pasted.replace(Pasted::new(Arc::clone(&text), file, ticket)));
        Request::Capture(CaptureRequest::ReadTranscript { ticket, text, day })
    }

    /// The pasted text is read.
    pub fn transcript_read(&mut self, ticket: u64, transcript: &Arc<Transcript>, proposed: &EntryDraft) {
        for pasted in self.pasted.iter_mut().chain(&mut self.earlier) {
            pasted.take(ticket, transcript, proposed, self.today, self.zone);
        }
    }

    /// The pasted text could not be read: it is kept as it is.
    pub fn reading_failed(&mut self, ticket: u64) {
        for pasted in self.pasted.iter_mut().chain(&mut self.earlier).filter(|pasted| pasted.is_read_under(ticket)) {
            pasted.give_up_reading();
        }
    }

    /// As Ctrl+Enter: keeps it and begins the next.
    pub fn wish_another(&mut self) {
        if !self.is_blank() {
            self.waiting = Some(Then::Another);
        }
    }

    /// What comes next, when the answer is to this.
    pub fn answered(&self, ticket: u64) -> Option<Then> {
        self.sent.filter(|(sent, _)| *sent == ticket).map(|(_, then)| then)
    }

    /// It was not kept: the line stays open with its words.
    pub fn failed(&mut self, ticket: u64) {
        if self.answered(ticket).is_some() {
            self.sent = None;
        }
    }

    /// Whether it is on its way.
    pub fn is_sent(&self) -> bool {
        self.sent.is_some()
    }

    /// Keeps what stands there, for the window is closing or another journal is opened; nothing when there is nothing, or it is on its way.
    pub fn keep(&mut self, ticket: u64) -> Option<Request> {
        if self.sent.is_some() || self.is_blank() {
            return None;
        }
        Some(self.send(ticket, Then::Stay))
    }

    /// The same for another journal, when the one before could not keep it; `None` when there is nothing to keep or it is on its way.
    #[must_use]
    pub fn unkept(mut self, today: NaiveDate) -> Option<Self> {
        if self.sent.is_some() || self.is_blank() {
            return None;
        }
        // Ids of the other journal mean nothing here, and nobody answers what was asked there.
        self.goals.clear();
        self.community = Belongs::Unsaid;
        self.proposed = Proposed::default();
        self.used = Used::default();
        self.today = today;
        self.waiting = None;
        for pasted in self.pasted.iter_mut().chain(&mut self.earlier) {
            pasted.give_up_reading();
        }
        Some(self)
    }

    /// Whether there is nothing that could be lost.
    fn is_blank(&self) -> bool {
        self.line.text.trim().is_empty() && self.pasted.is_none() && self.earlier.is_empty() && self.files.is_empty()
    }

    fn send(&mut self, ticket: u64, then: Then) -> Request {
        self.sent = Some((ticket, then));
        self.waiting = None;
        self.line.read(self.today, self.zone);
        Request::Capture(CaptureRequest::Log(Box::new(self.to_log(ticket))))
    }
}
