//! A pasted text: what it turned out to be, and what can be proposed from it. The text itself stays as it came.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};
use chrono_tz::Tz;

use super::read::Line;
use crate::capture::links::Link;
use crate::capture::transcript::{Confidence, Leftover, Transcript, When};
use crate::domain::{EntryDraft, Minutes, text, when};
use crate::journal::{NewFile, transcript_file};
use crate::ui::widgets::count_text;

/// A pasted line that is longer is a text and no title, in characters.
const LONGEST_LINE: usize = 300;

/// A text without speakers that is shorter is what was learnt, unless somebody says otherwise; in characters.
const SHORT: usize = 4_000;

/// Characters of a question or of a text's beginning that are shown.
const SHOWN: usize = 90;

/// Questions that are shown; of others only the number.
const QUESTIONS: usize = 5;

/// What is done with what somebody pastes into the dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Paste {
    /// It goes where the cursor is.
    Line(String),
    /// It is a text of its own.
    Text(String),
}

impl Paste {
    /// One line is a title, several are a text. A name above its link, as telephones share pages, is a line.
    pub(super) fn of(pasted: &str) -> Self {
        let lines: Vec<&str> = pasted.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let is_address = |line: &&str| line.starts_with("https://") || line.starts_with("http://");
        let shared = lines.len() == 2 && lines.iter().any(|line| is_address(line) && !line.contains(char::is_whitespace));
        if (lines.len() <= 1 || shared) && pasted.chars().count() <= LONGEST_LINE {
            return Self::Line(lines.join(" "));
        }
        Self::Text(pasted.to_owned())
    }
}

/// What a text is kept as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// What was learnt.
    Learnt,
    /// A file that proves it.
    Evidence,
}

#[derive(Debug)]
pub(super) struct Pasted {
    pub(super) text: Arc<str>,
    /// The file that it came from.
    pub(super) file: Option<PathBuf>,
    chars: usize,
    /// Its first words.
    pub(super) first: String,
    /// The ticket under which it is being read.
    reading: Option<u64>,
    /// What was read, when somebody speaks in it.
    pub(super) chat: Option<Chat>,
    /// The first link of a text in which nobody speaks.
    link: Option<Link>,
    /// What somebody chose.
    pub(super) chosen: Option<Use>,
    pub(super) with_time: bool,
    pub(super) with_others: bool,
}

/// What a chat proposes, and what is to be known about it.
#[derive(Debug)]
pub(super) struct Chat {
    /// “Pasted chat: 93 posts by 23 people, Mon 2 Mar 2026 20:00–21:02, 41 min with others proposed”.
    pub(super) head: String,
    /// “WhatsApp export”.
    pub(super) layout: &'static str,
    /// It may be something else.
    pub(super) guess: bool,
    pub(super) date: Option<NaiveDate>,
    pub(super) time: Option<NaiveTime>,
    pub(super) minutes: Option<Minutes>,
    pub(super) interactive: Option<Minutes>,
    /// How both were worked out.
    pub(super) how: [String; 2],
    pub(super) questions: Vec<String>,
    /// What was not understood, and choices that were made while reading.
    pub(super) notes: Vec<String>,
    /// What the journal would fill into an empty entry: title, kind, hashtag, platform, and how the time with others was spent.
    pub(super) proposed: EntryDraft,
    transcript: Arc<Transcript>,
}

impl Pasted {
    pub(super) fn new(text: Arc<str>, file: Option<PathBuf>, ticket: u64) -> Self {
        let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        Self {
            chars: text.chars().count(),
            first: shown(first),
            text,
            file,
            reading: Some(ticket),
            chat: None,
            link: None,
            chosen: None,
            with_time: true,
            with_others: true,
        }
    }

    /// Whether the worker has not answered yet.
    pub(super) fn is_being_read(&self) -> bool {
        self.reading.is_some()
    }

    pub(super) fn is_read_under(&self, ticket: u64) -> bool {
        self.reading == Some(ticket)
    }

    pub(super) fn give_up_reading(&mut self) {
        self.reading = None;
    }

    /// Takes what was read, when it was this text.
    pub(super) fn take(&mut self, ticket: u64, transcript: &Arc<Transcript>, proposed: &EntryDraft, today: NaiveDate, zone: Tz) {
        if self.reading != Some(ticket) {
            return;
        }
        self.reading = None;
        if transcript.posts.is_empty() {
            if let Some(first) = transcript.links.first() {
                self.link = Line::of(first, today, zone).link().cloned();
            }
        } else {
            self.chat = Some(Chat::of(transcript, proposed, today));
        }
    }

    /// The link of a text in which nobody speaks.
    pub(super) fn link(&self) -> Option<&Link> {
        self.link.as_ref()
    }

    /// What it is kept as.
    pub(super) fn kept_as(&self) -> Use {
        self.chosen.unwrap_or(if self.can_be_learnt() && self.chat.is_none() && self.file.is_none() && self.chars < SHORT {
            Use::Learnt
        } else {
            Use::Evidence
        })
    }

    /// Whether it may be something that somebody wrote, rather than a chat.
    pub(super) fn can_be_learnt(&self) -> bool {
        self.reading.is_none() && self.chat.as_ref().is_none_or(|chat| chat.guess)
    }

    /// What a chat proposes, while it is kept as one.
    pub(super) fn proposes(&self) -> Option<&Chat> {
        self.chat.as_ref().filter(|_| self.kept_as() == Use::Evidence)
    }

    /// What it is, in a line.
    pub(super) fn head(&self) -> String {
        let what = if self.file.is_some() { "Text file" } else { "Pasted text" };
        match &self.chat {
            Some(chat) => chat.head.clone(),
            None if self.reading.is_some() => format!("{what}, being read…"),
            None => format!("{what}: {}", count_text(self.chars, "character", "characters")),
        }
    }

    /// The file that it becomes, byte for byte; `number` from the second of several on.
    pub(super) fn as_file(&self, number: Option<usize>) -> NewFile {
        let numbered = |stem: &str| number.map_or_else(|| format!("{stem}.txt"), |n| format!("{stem} {n}.txt"));
        match &self.chat {
            Some(chat) => transcript_file(&self.text, &numbered("transcript"), &chat.transcript),
            None => NewFile::in_memory(numbered("pasted text"), self.text.as_bytes()),
        }
    }
}

impl Chat {
    fn of(transcript: &Arc<Transcript>, proposed: &EntryDraft, today: NaiveDate) -> Self {
        let proposal = &transcript.proposal;
        let (date, time) = match proposal.start {
            Some(When::At(at)) => (Some(at.date()), Some(at.time())),
            Some(When::Day(day)) => (Some(day), None),
            Some(When::Time(time)) => (None, Some(time)),
            Some(When::Into(_) | When::Said(_)) | None => (None, None),
        };
        // Times are kept in minutes.
        let time = time.and_then(|time| time.with_second(0)?.with_nanosecond(0));
        // The screen has no clock; the journal takes no time that is still to come.
        let later_today = date == Some(today) && time.is_some() && proposed.date == today && proposed.time.is_none();
        let to_come = later_today || date.is_some_and(|date| date > today);
        let (date, time) = if to_come { (None, None) } else { (date, time) };
        let people = transcript.people.len();
        let mut head = format!("Pasted chat: {}", count_text(transcript.posts.len(), "post", "posts"));
        if people > 0 {
            head.push_str(&format!(" by {}", count_text(people, "person", "people")));
        }
        if let Some(span) = proposal.start.as_ref().and_then(|start| span(start, proposal.end.as_ref())) {
            head.push_str(&format!(", {span}"));
        }
        if let Some(interactive) = proposal.interactive {
            head.push_str(&format!(", {interactive} with others proposed"));
        }
        let questions = &transcript.questions;
        let mut shown_questions: Vec<String> = questions
            .iter()
            .take(QUESTIONS)
            .map(|question| {
                let answers = count_text(question.answers.len(), "answer", "answers");
                let said = if question.text.trim().is_empty() { "(not in the text)".to_owned() } else { shown(&question.text) };
                format!("Q{} {said} · {answers}", question.number)
            })
            .collect();
        if questions.len() > QUESTIONS {
            shown_questions.push(format!("and {}", count_text(questions.len() - QUESTIONS, "more question", "more questions")));
        }
        let mut notes: Vec<String> = not_understood(&transcript.leftover).into_iter().chain(transcript.notes.iter().cloned()).collect();
        if to_come {
            notes.push("Its day or time would be still to come, so it is not proposed.".to_owned());
        }
        Self {
            head,
            layout: transcript.layout.map_or("chat", |layout| layout.label),
            guess: transcript.layout.is_none_or(|layout| layout.confidence == Confidence::Guess),
            date,
            time,
            minutes: proposal.minutes,
            interactive: proposal.interactive,
            how: [proposal.minutes_how.clone(), proposal.interactive_how.clone()],
            questions: shown_questions,
            notes,
            proposed: proposed.clone(),
            transcript: Arc::clone(transcript),
        }
    }

    /// “Mon 2 Mar 2026 20:00”, as far as it is known.
    pub(super) fn when(&self) -> Option<String> {
        match (self.date, self.time) {
            (Some(date), Some(time)) => Some(moment(date.and_time(time))),
            (Some(date), None) => Some(when::shown(date)),
            (None, Some(time)) => Some(format!("at {}", time.format("%H:%M"))),
            (None, None) => None,
        }
    }

    /// Its time of day, for a day that it does not say itself. On the day of pasting none that is still to come.
    pub(super) fn time_on(&self, day: NaiveDate, today: NaiveDate) -> Option<NaiveTime> {
        self.time.filter(|_| self.date.is_none() && (day != today || self.proposed.time.is_some()))
    }

    /// With its `#`.
    pub(super) fn hashtag(&self) -> Option<&str> {
        Some(self.proposed.hashtag.as_str()).filter(|tag| !tag.is_empty())
    }
}

/// “Mon 2 Mar 2026 20:00”.
pub(super) fn moment(at: NaiveDateTime) -> String {
    format!("{} {}", when::shown(at.date()), at.format("%H:%M"))
}

fn span(start: &When, end: Option<&When>) -> Option<String> {
    Some(match (start, end) {
        (When::At(start), Some(When::At(end))) if start.date() == end.date() && start != end => {
            format!("{}–{}", moment(*start), end.format("%H:%M"))
        }
        (When::At(start), Some(When::At(end))) if start != end => format!("{} – {}", moment(*start), moment(*end)),
        (When::At(start), _) => moment(*start),
        (When::Day(day), _) => when::shown(*day),
        (When::Time(start), Some(When::Time(end))) if start != end => format!("{}–{}", start.format("%H:%M"), end.format("%H:%M")),
        (When::Time(start), _) => start.format("%H:%M").to_string(),
        (When::Into(_) | When::Said(_), _) => return None,
    })
}

/// One sentence about lines that are in no post, or nothing.
fn not_understood(leftover: &[Leftover]) -> Option<String> {
    let left: Vec<&Leftover> = leftover.iter().filter(|left| !left.why.is_understood()).collect();
    let lines: usize = left.iter().map(|left| left.lines.len()).sum();
    let why = left.iter().max_by_key(|left| left.lines.len())?.why.sentence();
    Some(format!("{} in no post. {why}", if lines == 1 { "1 line is".to_owned() } else { format!("{} lines are", text::number(lines)) }))
}

/// The beginning of somebody else's text, on one line, without what would turn the line around.
pub(super) fn shown(from: &str) -> String {
    let beginning: String = from.chars().take(SHOWN * 8).filter(|c| !is_bidi(*c)).collect();
    text::excerpt(&text::clean_line(&beginning), SHOWN)
}

/// Marks that change the direction of what follows.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::transcript::{Hints, read};

    #[test]
    fn lines_and_texts() {
        let line = |text: &str| Paste::Line(text.to_owned());
        assert_eq!(Paste::of("one line"), line("one line"));
        assert_eq!(Paste::of("one line\n"), line("one line"));
        assert_eq!(Paste::of("On pacing\nhttps://youtu.be/dQw4w9WgXcQ\n"), line("On pacing https://youtu.be/dQw4w9WgXcQ"));
        assert_eq!(Paste::of(""), line(""));
        for text in ["Ann: hello\nBen: hi", "a\nb\nhttps://example.org/", &"long ".repeat(61)] {
            assert_eq!(Paste::of(text), Paste::Text(text.to_owned()));
        }
    }

    fn pasted(text: &str) -> Pasted {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        let mut pasted = Pasted::new(text.into(), None, 1);
        let hints = Hints { own: Vec::new(), zone: None, day: None, today };
        pasted.take(1, &Arc::new(read(text, &hints)), &EntryDraft::on(today), today, Tz::UTC);
        pasted
    }

    #[test]
    fn a_text_without_speakers_is_what_was_learnt_unless_it_is_long() {
        let short = pasted("Pacing is not rest.\nIt is a way to do more. https://doi.org/10.1136/bmj.n71");
        assert!(short.chat.is_none());
        assert_eq!(short.kept_as(), Use::Learnt);
        assert!(short.link().is_some_and(|link| link.url.contains("10.1136/bmj.n71")));
        assert_eq!(pasted(&"Pacing is not rest.\n".repeat(300)).kept_as(), Use::Evidence);
    }

    #[test]
    fn what_is_shown_of_a_text_is_one_straight_line() {
        assert_eq!(shown("a\u{202e}b\u{0}c\n\td"), "abc d");
        assert!(shown(&"x".repeat(100_000)).chars().count() <= SHOWN + 1);
    }
}
