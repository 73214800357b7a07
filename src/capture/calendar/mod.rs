//! Calendar files (iCalendar, RFC 5545): chats that come, read from what their hosts or an office calendar hand out, and written for any
//! calendar program.
//!
//! ```text
//! text ─ lines ─► components ─ zones, rule ─► CalendarEvent, Note
//! Planned ─ vtimezone ─► text
//! ```
//!
//! Own code and no crate: what a person has to look at needs the number of its line, which none of the published parsers keeps, and a
//! file that is cut off or half wrong must still give what is whole (`icalendar` 0.17 refuses two of twenty real files whole; `calcard`
//! 0.3 reads them, but tells neither line nor what it left out; `ical` is no longer kept up). Zones are those of `chrono-tz`, on both ways.

mod lines;
mod read;
mod rule;
mod values;
mod vtimezone;
mod write;
mod zones;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;

pub use self::read::read;
pub use self::write::{Planned, ToDo, write, write_to_dos};
use crate::domain::{ChatDraft, CommunityDraft, Minutes, Rhythm};

/// What a calendar file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// It holds a calendar, or at least an event; else the only note says so.
    pub is_calendar: bool,
    /// In the order of the file.
    pub events: Vec<CalendarEvent>,
    /// What was left out or taken otherwise than it stands, by line.
    pub notes: Vec<Note>,
}

/// What was left out or taken otherwise than it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// 1 is the first.
    pub line: usize,
    /// For people: “repeats every day: …”.
    pub what: String,
}

/// One event with a time, or a slot that it repeats in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEvent {
    /// Its name in that calendar: the same one again is the same event. Events taken from one that repeats have its name, `#` and their
    /// day. Empty when the file gives none.
    pub uid: String,
    pub summary: String,
    pub description: String,
    /// Where to take part; without the password of a meeting.
    pub url: String,
    /// The first one in the summary, else in the description, with its `#`; empty when there is none.
    pub hashtag: String,
    /// By the clocks of `zone`; of one that repeats, the first.
    pub date: NaiveDate,
    pub time: NaiveTime,
    pub zone: Tz,
    pub start: DateTime<Utc>,
    pub length: Option<Minutes>,
    /// How it repeats, if it does, and on which day.
    pub rhythm: Option<(Rhythm, Weekday)>,
    /// A day to count the rhythm from, as [`CommunityDraft::anchor`] wants it.
    pub anchor: Option<NaiveDate>,
    /// The last day on which it can take place. None that repeats has one: a slot goes on, so such events are taken one by one.
    pub until: Option<NaiveDate>,
    /// Days, all of them past, on which one that repeats did not take place, or elsewhere in the file at another time.
    pub except: Vec<NaiveDate>,
    /// Where it begins in the file; 1 is the first.
    pub line: usize,
}

impl CalendarEvent {
    /// As one chat; of one that repeats, its first.
    pub fn chat(&self) -> ChatDraft {
        ChatDraft {
            community: None,
            title: self.summary.clone(),
            date: self.date,
            time: self.time,
            zone: self.zone.name().to_owned(),
            length: self.length,
            address: self.url.clone(),
            external: self.uid.clone(),
        }
    }

    /// As a community with its slot; `None` when it does not repeat.
    pub fn community(&self) -> Option<CommunityDraft> {
        let (rhythm, day) = self.rhythm?;
        Some(CommunityDraft {
            name: self.summary.clone(),
            hashtag: self.hashtag.clone(),
            address: self.url.clone(),
            day: Some(day),
            time: Some(self.time),
            zone: self.zone.name().to_owned(),
            length: self.length,
            rhythm,
            anchor: self.anchor,
            prepare: self.description.clone(),
            ..CommunityDraft::default()
        })
    }
}
