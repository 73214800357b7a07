//! Chats and slots as a calendar file (RFC 5545) that any calendar program takes.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;

use super::vtimezone;
use crate::domain::slot::{self, Slot, Week, week_of_month};
use crate::domain::text::{clean, clean_line};
use crate::domain::{Chat, Community, Minutes, Rhythm, Uid};

/// The most octets of a line, without its end (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// A chat, or a slot, as it goes into a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The same at each writing, so that a calendar program takes it as the same event.
    pub uid: String,
    pub summary: String,
    /// What to prepare.
    pub description: String,
    /// Web address; empty when there is none.
    pub url: String,
    /// By the clocks of `zone`; of a slot, the first.
    pub date: NaiveDate,
    pub time: NaiveTime,
    pub zone: Tz,
    pub length: Option<Minutes>,
    /// How it repeats, from `date` on; a date that is its month's fifth such weekday stands for the last.
    pub rhythm: Option<Rhythm>,
    /// The last day of one that repeats.
    pub until: Option<NaiveDate>,
}

impl Planned {
    /// The slot of a community, from its first chat at `from` or later. `None` without a slot, or when the weeks are not known in which it
    /// comes.
    pub fn of_community(community: &Community, from: DateTime<Utc>) -> Option<Self> {
        Self::of_slot(community.uid, &community.draft, from)
    }

    /// The same for a community that is not in the journal: `uid` is [`Uid::from_text`] of its id, say.
    pub fn of_slot(uid: Uid, draft: &crate::domain::CommunityDraft, from: DateTime<Utc>) -> Option<Self> {
        let slot = Slot::of(draft)?;
        let soon = from.checked_add_days(chrono::Days::new(400))?;
        // A monthly slot on the last Tuesday has to begin on a fifth one, or it would be taken for the fourth.
        let last = slot.rhythm == Rhythm::Monthly && slot.anchor.is_some_and(|anchor| week_of_month(anchor) == Week::Last);
        let starts = |date: NaiveDate| !last || week_of_month(date) == Week::Last;
        // Where the clocks go forward over it, the time is another for once: the slot does not begin there.
        let first = slot.coming(from, soon).into_iter().find(|one| one.time == slot.time && starts(one.date))?;
        Some(Self {
            uid: uid.to_string(),
            summary: draft.name.clone(),
            description: [draft.hashtag.as_str(), draft.prepare.as_str()]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join("\n"),
            url: draft.address.clone(),
            date: first.date,
            time: first.time,
            zone: slot.zone,
            length: slot.length,
            rhythm: Some(slot.rhythm),
            until: None,
        })
    }

    /// One chat; `prepare` is what to prepare, its community's say; `own_zone` is this computer's, for a chat that names none. `None` when
    /// its zone is not known.
    pub fn of_chat(chat: &Chat, prepare: &str, own_zone: Tz) -> Option<Self> {
        let draft = &chat.draft;
        let zone = if draft.zone.trim().is_empty() { own_zone } else { slot::zone(&draft.zone)? };
        Some(Self {
            uid: if draft.external.is_empty() { chat.uid.to_string() } else { draft.external.clone() },
            summary: draft.title.clone(),
            description: prepare.to_owned(),
            url: draft.address.clone(),
            date: draft.date,
            time: draft.time,
            zone,
            length: draft.length,
            rhythm: None,
            until: None,
        })
    }
}

/// Something to do on a day, as it goes into a calendar: for the whole day, with no alarm, and nobody is busy because of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToDo {
    /// The same at each writing, so that a calendar program takes it as the same event.
    pub uid: String,
    pub summary: String,
    pub day: NaiveDate,
    /// Under which calendar programs file it.
    pub category: String,
}

/// Writes a calendar file of things to do (RFC 5545, 3.6.1: events with the value type `DATE`); `made_at` is the instant of its making.
pub fn write_to_dos(to_dos: &[ToDo], made_at: DateTime<Utc>) -> String {
    let mut lines = head("Actions");
    for ToDo { uid, summary, day, category } in to_dos {
        lines.extend(["BEGIN:VEVENT".to_owned(), format!("UID:{}", escaped(&clean_line(uid))), format!("DTSTAMP:{}", stamp(made_at))]);
        lines.push(format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")));
        // The end is the day after the last one; some programs take an event without an end for one of no length.
        lines.extend(day.succ_opt().map(|next| format!("DTEND;VALUE=DATE:{}", next.format("%Y%m%d"))));
        lines.push(format!("SUMMARY:{}", escaped(&clean_line(summary))));
        if !category.trim().is_empty() {
            lines.push(format!("CATEGORIES:{}", escaped(&clean_line(category))));
        }
        lines.extend(["TRANSP:TRANSPARENT".to_owned(), "END:VEVENT".to_owned()]);
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

/// How a file begins; `of` is what it holds.
fn head(of: &str) -> Vec<String> {
    let product = format!("PRODID:-//CPD Journal//{of}//EN");
    vec!["BEGIN:VCALENDAR".to_owned(), "VERSION:2.0".to_owned(), product, "CALSCALE:GREGORIAN".to_owned(), "METHOD:PUBLISH".to_owned()]
}

/// Writes a calendar file; `made_at` is the instant of its making.
pub fn write(planned: &[Planned], made_at: DateTime<Utc>) -> String {
    let mut lines = head("Chats");
    // The years that each zone is used in; one that repeats for ever has no last.
    let mut zones: BTreeMap<&str, (Tz, i32, Option<i32>)> = BTreeMap::new();
    for one in planned {
        let year = one.date.year();
        let last = match (one.rhythm, one.until) {
            (None, _) => Some(year),
            (Some(_), until) => until.map(|day| day.year().max(year)),
        };
        let (_, first, latest) = zones.entry(one.zone.name()).or_insert((one.zone, year, last));
        *first = year.min(*first);
        *latest = latest.zip(last).map(|(a, b)| a.max(b));
    }
    for (zone, first, last) in zones.into_values().filter(|(zone, ..)| *zone != Tz::UTC) {
        lines.extend(vtimezone::lines(zone, first, last));
    }
    for one in planned {
        lines.extend(event(one, made_at));
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn event(planned: &Planned, made_at: DateTime<Utc>) -> Vec<String> {
    let Planned { uid, summary, description, url, date, time, zone, length, rhythm, until } = planned;
    let mut lines = vec!["BEGIN:VEVENT".to_owned(), format!("UID:{}", escaped(&clean_line(uid))), format!("DTSTAMP:{}", stamp(made_at))];
    let local = format!("{}T{}", date.format("%Y%m%d"), time.format("%H%M%S"));
    lines.push(if *zone == Tz::UTC { format!("DTSTART:{local}Z") } else { format!("DTSTART;TZID={}:{local}", zone.name()) });
    if let Some(Minutes(minutes)) = length {
        lines.push(format!("DURATION:PT{minutes}M"));
    }
    if let Some(rhythm) = rhythm {
        lines.push(rule(*rhythm, *date, until.and_then(|day| slot::instant(day, *time, *zone)).map(|(_, last)| last)));
    }
    lines.push(format!("SUMMARY:{}", escaped(&clean_line(summary))));
    if !description.trim().is_empty() {
        lines.push(format!("DESCRIPTION:{}", escaped(&clean(description))));
    }
    if !url.trim().is_empty() {
        // an address is no text: it is not escaped, and must hold no line end
        lines.push(format!("URL:{}", clean_line(url)));
    }
    // A chat that may be joined does not make anybody busy.
    lines.push("TRANSP:TRANSPARENT".to_owned());
    lines.push("END:VEVENT".to_owned());
    lines
}

fn rule(rhythm: Rhythm, date: NaiveDate, until: Option<DateTime<Utc>>) -> String {
    let day = two_letters(date.weekday());
    let repeats = match rhythm {
        Rhythm::Weekly => format!("FREQ=WEEKLY;BYDAY={day}"),
        Rhythm::Fortnightly => format!("FREQ=WEEKLY;INTERVAL=2;BYDAY={day}"),
        Rhythm::Monthly => match week_of_month(date) {
            Week::Nth(nth) => format!("FREQ=MONTHLY;BYDAY={nth}{day}"),
            Week::Last => format!("FREQ=MONTHLY;BYDAY=-1{day}"),
        },
    };
    until.map_or_else(|| format!("RRULE:{repeats}"), |until| format!("RRULE:{repeats};UNTIL={}", stamp(until)))
}

/// `TU`
pub(super) const fn two_letters(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

fn stamp(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace(',', "\\,").replace(';', "\\;")
}

/// A line with its end, folded where it is too long, never inside a letter.
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 2);
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(c);
        octets += c.len_utf8();
    }
    out.push_str("\r\n");
    out
}
