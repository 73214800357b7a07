//! What a pasted chat turned out to be: plain values for the screen to show and the person to confirm.

use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

use crate::domain::Minutes;

/// What is known before reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hints {
    /// Handles and names that the person writes under, with or without `@`.
    pub own: Vec<String>,
    /// The person's zone, for stamps that name another one (`…Z`, `UTC`). All other times are as the person saw them.
    pub zone: Option<Tz>,
    /// The day of the chat, for times of day without one.
    pub day: Option<NaiveDate>,
    /// The day of pasting, which “yesterday” and “3 Mar” are counted from.
    pub today: NaiveDate,
}

/// A pasted text as understood. All line ranges count from 0 and leave out their end; the ranges of [`Self::posts`] and
/// [`Self::leftover`] together are all lines of the text, each exactly once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript {
    /// `None` when nobody could be told apart.
    pub layout: Option<Recognised>,
    /// In the order of the text.
    pub posts: Vec<Post>,
    /// What is in no post, in the order of the text.
    pub leftover: Vec<Leftover>,
    /// Everybody who spoke, in order of appearance.
    pub people: Vec<Person>,
    /// By number.
    pub questions: Vec<Question>,
    /// The most used first.
    pub hashtags: Vec<Counted>,
    /// As written, each once.
    pub links: Vec<String>,
    pub proposal: Proposal,
    /// Sentences about choices that were made while reading, such as the order of day and month.
    pub notes: Vec<String>,
    /// Lines of the text.
    pub line_count: usize,
}

impl Transcript {
    /// The line ranges of posts and leftovers in the order of the text: they follow each other without a gap, from 0 to the last line.
    pub fn pieces(&self) -> Vec<Range<usize>> {
        let mut all: Vec<_> =
            self.posts.iter().map(|post| &post.lines).chain(self.leftover.iter().map(|left| &left.lines)).cloned().collect();
        all.sort_by_key(|lines| lines.start);
        all
    }
}

/// The layout that fitted best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// Stable: `whatsapp`, `x`, `named` …
    pub id: &'static str,
    /// For people: “WhatsApp export”.
    pub label: &'static str,
    pub confidence: Confidence,
}

/// How sure the layout is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// The text could be something else: show what was understood before using it.
    Guess,
    Likely,
    Sure,
}

/// Who wrote a post. At least one of the two is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    pub name: String,
    /// With its `@`.
    pub handle: String,
}

/// When a post was made, as far as the text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    At(NaiveDateTime),
    Day(NaiveDate),
    /// A time of a day that is not known.
    Time(NaiveTime),
    /// Seconds since the meeting began.
    Into(u32),
    /// Too vague to place, as written: `2h`.
    Said(String),
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    pub speaker: Speaker,
    pub when: Option<When>,
    /// As written, without names, times, buttons and counters.
    pub text: String,
    /// Written by the person whose journal this is.
    pub own: bool,
    /// It puts this question: 3 for Q3.
    pub question: Option<u8>,
    /// It answers this question: 3 for A3.
    pub answers_to: Option<u8>,
    /// With their `#`, each once.
    pub hashtags: Vec<String>,
    pub links: Vec<String>,
    /// With their `@`, each once.
    pub mentions: Vec<String>,
    pub lines: Range<usize>,
    /// Lines of the post that are not in its text: its head, buttons, counters. Of a head line that the text begins on, only the text
    /// after the head is in [`Self::text`].
    pub trimmings: Vec<usize>,
}

/// Lines that are in no post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    pub lines: Range<usize>,
    pub text: String,
    pub why: Why,
}

/// Why lines are in no post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Blank,
    /// Nothing in the whole text looked like somebody speaking.
    NoLayout,
    BeforeFirstPost,
    /// A line that names the day of the messages below it.
    DayLine,
    /// “Ann joined”, “Messages are end-to-end encrypted”, reactions.
    Notice,
    /// Buttons and advertisements below the last post.
    AfterLastPost,
    NoSpeaker,
}

impl Why {
    /// For the person.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Blank => "Blank lines.",
            Self::NoLayout => "Nothing here shows who is speaking, so it stays text.",
            Self::BeforeFirstPost => "This stands before the first post that could be told apart: a heading, or a post cut off.",
            Self::DayLine => "This names the day of the messages below it.",
            Self::Notice => "The program wrote this, not a person.",
            Self::AfterLastPost => "This stands below the last post: buttons and notes of the page.",
            Self::NoSpeaker => "It is not clear who wrote this.",
        }
    }

    /// Whether the lines were understood, though they are not a post.
    pub fn is_understood(self) -> bool {
        !matches!(self, Self::NoLayout | Self::BeforeFirstPost | Self::NoSpeaker)
    }
}

/// Somebody who spoke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub speaker: Speaker,
    pub posts: usize,
    pub own: bool,
    /// Where in [`Transcript::posts`] they first speak.
    pub first_post: usize,
}

/// A numbered question of the chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// 3 for Q3.
    pub number: u8,
    /// Without its number; empty when only answers to it are in the text.
    pub text: String,
    /// The post that put it first; `None` when it stands in a heading or nowhere.
    pub post: Option<usize>,
    /// Posts that name it in their answer, by their place in [`Transcript::posts`].
    pub answers: Vec<usize>,
}

/// Something and how often it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    pub text: String,
    pub times: usize,
}

/// A run of posts without a long break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    pub start: When,
    pub end: When,
    pub minutes: Minutes,
    pub posts: usize,
    pub own_posts: usize,
}

/// What could go into an entry, each to be confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    pub start: Option<When>,
    pub end: Option<When>,
    pub minutes: Option<Minutes>,
    /// How the minutes were worked out, or why there are none. Always a sentence.
    pub minutes_how: String,
    pub interactive: Option<Minutes>,
    /// The same for the interactive part.
    pub interactive_how: String,
    pub people: usize,
    pub own_posts: usize,
    /// All runs of posts, should the person mean another one than the one proposed.
    pub sittings: Vec<Sitting>,
}
