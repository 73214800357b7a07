//! From the components of a calendar file to events with a time.

use std::collections::HashMap;

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::lines::{Component, Property, calendars};
use super::rule::{First, Repeats, Rule};
use super::values::{address, duration, hashtag, time_of, whole_day};
use super::zones::Zones;
use super::{Calendar, CalendarEvent, Note};
use crate::domain::minutes::MOST_MINUTES;
use crate::domain::text::{clean, clean_line};
use crate::domain::{Minutes, slot, when};

/// Events that repeat in no way that a slot holds are taken one by one, for this many days from today: a dozen weeks.
const DAYS_AHEAD: u64 = 84;

/// Events that repeat as a slot does, but end or leave out days, are taken one by one for this many days from today: half a year.
const SERIES_AHEAD: u64 = 182;

/// The most events of one file, and the most notes that somebody reads.
const MOST_EVENTS: usize = 20_000;
const MOST_NOTES: usize = 50;

/// Reads a calendar file. Whatever it holds, what is whole is taken and the rest is noted. Times without a zone are taken as those of the
/// calendar, else of `own_zone`, the user's; `today` is the day from which events are taken one by one that repeat in a way no slot holds.
pub fn read(text: &str, own_zone: Tz, today: NaiveDate) -> Calendar {
    let mut notes = Vec::new();
    let mut events: Vec<Event> = Vec::new();
    let (calendars, is_whole) = calendars(text, &mut notes);
    let is_calendar = is_whole || calendars.iter().any(|calendar| calendar.parts.iter().any(|part| part.name == "VEVENT"));
    if !is_calendar {
        let what = "this is no calendar file: no line says BEGIN:VCALENDAR".to_owned();
        return Calendar { notes: vec![Note { line: 1, what }], ..Calendar::default() };
    }
    if !is_whole {
        notes.push(Note { line: 1, what: "the calendar has lost its first line: its events are taken".to_owned() });
    }
    for calendar in calendars {
        let mut reader = Reader { zones: Zones::of(&calendar, own_zone), own: own_zone, notes: &mut notes };
        for part in calendar.parts.iter().filter(|part| part.name == "VEVENT") {
            events.extend(reader.event(part));
        }
    }
    let mut events = taken(latest_of_each(events, &mut notes), today, &mut notes);
    if let Some(first) = events.get(MOST_EVENTS) {
        notes.push(Note { line: first.line, what: format!("only the first {MOST_EVENTS} events are taken") });
        events.truncate(MOST_EVENTS);
    }
    events.sort_by_key(|event| event.line);
    notes.sort_by_key(|note| note.line);
    if let Some(more) = notes.get(MOST_NOTES) {
        let what = format!("and {} more like these", notes.len() - MOST_NOTES);
        let line = more.line;
        notes.truncate(MOST_NOTES);
        notes.push(Note { line, what });
    }
    Calendar { is_calendar, events, notes }
}

/// An event as it stands in the file.
struct Event {
    /// With its rhythm not yet told.
    read: CalendarEvent,
    rule: Option<(Rule, usize)>,
    also: Vec<When>,
    /// Which one of an event that repeats this stands for.
    instead_of: Option<NaiveDate>,
    version: (i64, usize),
    cancelled: bool,
}

/// A time that was found.
#[derive(Clone, Copy)]
struct When {
    local: NaiveDateTime,
    zone: Tz,
    start: DateTime<Utc>,
}

struct Reader<'a> {
    zones: Zones,
    own: Tz,
    notes: &'a mut Vec<Note>,
}

impl Reader<'_> {
    fn note(&mut self, line: usize, what: String) {
        self.notes.push(Note { line, what });
    }

    fn event(&mut self, part: &Component) -> Option<Event> {
        let summary = clean_line(&part.text("SUMMARY"));
        let shown = if summary.is_empty() { "an event without a title".to_owned() } else { format!("“{summary}”") };
        let Some(start) = part.property("DTSTART") else {
            self.note(part.line, format!("{shown} has no start, and is left out"));
            return None;
        };
        if let Some(day) = whole_day(start) {
            self.note(start.line, format!("{shown} is all day on {}: it has no time, and is left out", when::shown(day)));
            return None;
        }
        let Some(begins) = self.when(start) else {
            self.note(start.line, format!("{shown} starts at “{}”, which is no time; it is left out", start.value.trim()));
            return None;
        };
        let rules: Vec<&Property> = part.all("RRULE").collect();
        // What repeats by an instant does so in UTC; told by clocks that change, it would be an hour off in summer.
        let by_instant = start.value.trim_end().ends_with(['Z', 'z']) && !rules.is_empty();
        let begins = if by_instant { When { local: begins.start.naive_utc(), zone: Tz::UTC, ..begins } } else { begins };
        let description = clean(&part.text("DESCRIPTION")).trim().to_owned();
        let read = CalendarEvent {
            uid: part.text("UID").trim().to_owned(),
            hashtag: hashtag(&summary).or_else(|| hashtag(&description)).unwrap_or_default(),
            url: address(part),
            length: self.length(part, begins),
            date: begins.local.date(),
            time: begins.local.time(),
            zone: begins.zone,
            start: begins.start,
            rhythm: None,
            anchor: None,
            until: None,
            except: part
                .all("EXDATE")
                .flat_map(|days| days.value.split(',').filter_map(|day| self.day(days, day, begins.zone)).collect::<Vec<_>>())
                .collect(),
            line: part.line,
            summary,
            description,
        };
        if let Some(second) = rules.get(1) {
            self.note(second.line, "a second rule of repeating is left out".to_owned());
        }
        let also = part
            .all("RDATE")
            .flat_map(|property| property.value.split(',').map(|value| Property { value: value.to_owned(), ..property.clone() }));
        Some(Event {
            rule: rules.first().map(|rule| (Rule::read(&rule.value, begins.local.time(), begins.zone), rule.line)),
            also: also.filter_map(|property| self.when(&property)).collect(),
            instead_of: part.property("RECURRENCE-ID").and_then(|id| self.day(id, &id.value, begins.zone)),
            version: (part.text("SEQUENCE").trim().parse().unwrap_or_default(), part.line),
            cancelled: part.text("STATUS").trim().eq_ignore_ascii_case("CANCELLED"),
            read,
        })
    }

    /// The time of a property, in its zone.
    fn when(&mut self, property: &Property) -> Option<When> {
        let value = property.value.trim().to_ascii_uppercase();
        let local = time_of(value.trim_end_matches('Z'))?;
        let usual = self.zones.usual.unwrap_or(self.own);
        if value.ends_with('Z') {
            let start = DateTime::<Utc>::from_naive_utc_and_offset(local, Utc);
            // a year of real clocks, so that no zone leads out of the calendar
            return Some(When { local: start.with_timezone(&usual).naive_local(), zone: usual, start });
        }
        let zone = match property.param("TZID") {
            None => usual,
            Some(name) => {
                let found = self.zones.find(name, local.date());
                if let Some(note) = found.note {
                    self.note(property.line, note);
                }
                match (found.zone, self.zones.offset(name, local)) {
                    (Some(zone), _) => zone,
                    (None, Some(ahead)) => {
                        let start = DateTime::<Utc>::from_naive_utc_and_offset(local - TimeDelta::seconds(i64::from(ahead)), Utc);
                        return Some(When { local: start.with_timezone(&usual).naive_local(), zone: usual, start });
                    }
                    (None, None) => usual,
                }
            }
        };
        let (local, start) = slot::instant(local.date(), local.time(), zone)?;
        Some(When { local, zone, start })
    }

    /// The day of a time, by the clocks of `zone`.
    fn day(&mut self, property: &Property, value: &str, zone: Tz) -> Option<NaiveDate> {
        let value = value.trim();
        let time = Property { value: value.to_owned(), ..property.clone() };
        match self.when(&time) {
            Some(when) => Some(when.start.with_timezone(&zone).date_naive()),
            None => NaiveDate::parse_from_str(value.get(..8)?, "%Y%m%d").ok(),
        }
    }

    /// How long it goes on, from its end or its length.
    fn length(&mut self, part: &Component, begins: When) -> Option<Minutes> {
        let (line, minutes) = if let Some(end) = part.property("DTEND") {
            (end.line, (self.when(end)?.start - begins.start).num_minutes())
        } else {
            let length = part.property("DURATION")?;
            (length.line, duration(length.value.trim())?)
        };
        match u32::try_from(minutes) {
            Ok(0) => None,
            Ok(minutes) if minutes <= MOST_MINUTES => Some(Minutes(minutes)),
            Ok(_) => {
                self.note(line, "it goes on for more than 1,000 hours: its length is left out".to_owned());
                None
            }
            Err(_) => {
                self.note(line, "it ends before it starts: its length is left out".to_owned());
                None
            }
        }
    }
}

/// Of events with one name, the newest; those that are called off are left out, and taken from the ones that repeat.
fn latest_of_each(events: Vec<Event>, notes: &mut Vec<Note>) -> Vec<Event> {
    let mut place: HashMap<(String, Option<NaiveDate>), usize> = HashMap::new();
    let mut kept: Vec<Event> = Vec::new();
    for event in events {
        let name = (event.read.uid.clone(), event.instead_of);
        match place.get(&name).and_then(|at| kept.get_mut(*at)) {
            Some(old) if !name.0.is_empty() => {
                let (stays, goes) =
                    if event.version >= old.version { (event.read.line, old.read.line) } else { (old.read.line, event.read.line) };
                notes.push(Note { line: goes, what: format!("the same event stands in line {stays}, newer: that one is taken") });
                if event.version >= old.version {
                    *old = event;
                }
            }
            _ => {
                place.insert(name, kept.len());
                kept.push(event);
            }
        }
    }
    let moved: Vec<(String, NaiveDate)> = kept.iter().filter_map(|event| Some((event.read.uid.clone(), event.instead_of?))).collect();
    for (uid, day) in moved {
        if let Some(event) = place.get(&(uid, None)).and_then(|at| kept.get_mut(*at)) {
            event.read.except.push(day);
        }
    }
    kept.retain(|event| {
        if event.cancelled {
            notes.push(Note { line: event.read.line, what: format!("“{}” is called off, and is left out", event.read.summary) });
        }
        !event.cancelled
    });
    kept
}

/// The events with their rhythms; those that repeat in no way that a slot holds, one by one.
fn taken(events: Vec<Event>, today: NaiveDate, notes: &mut Vec<Note>) -> Vec<CalendarEvent> {
    let until = today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(NaiveDate::MAX);
    let mut taken = Vec::new();
    for Event { mut read, rule, also, instead_of, .. } in events {
        read.except.sort_unstable();
        read.except.dedup();
        for when in also.iter().filter(|when| when.start != read.start) {
            taken.push(one_of(&read, when.local, when.zone, when.start));
        }
        if let Some(day) = instead_of {
            read.uid = format!("{}#{day}", read.uid);
        }
        let Some((rule, line)) = rule.filter(|_| instead_of.is_none()) else {
            taken.push(read);
            continue;
        };
        match rule.repeats(read.date, today, until) {
            Repeats::Slots { first, until, .. } if until.is_some() || read.except.iter().any(|day| *day >= today) => {
                let what = series(&read, &rule, &first, until, today, &mut taken);
                notes.push(Note { line: read.line, what });
            }
            Repeats::Slots { rhythm, first, until } => {
                for one in &first {
                    let Some((local, start)) = slot::instant(one.date, read.time, read.zone) else { continue };
                    let uid = if first.len() == 1 { read.uid.clone() } else { format!("{}#{}", read.uid, one.date) };
                    let rhythm = Some((rhythm, one.date.weekday()));
                    taken.push(CalendarEvent { uid, date: local.date(), start, rhythm, anchor: Some(one.anchor), until, ..read.clone() });
                }
            }
            Repeats::Days(days) => {
                let before = taken.len();
                for day in days.iter().filter(|day| !read.except.contains(day)) {
                    if let Some((local, start)) = slot::instant(*day, read.time, read.zone) {
                        taken.push(one_of(&read, local, read.zone, start));
                    }
                }
                let what = match taken.len() - before {
                    0 if rule.ends() && read.date < today => {
                        format!("“{}” ends, and does not take place in the next 12 weeks: it is left out", read.summary)
                    }
                    0 => {
                        taken.push(read);
                        "repeats in a way that no slot holds, and not in the next 12 weeks: only the first is taken".to_owned()
                    }
                    n => format!("repeats in a way that no slot holds: {n} in the next 12 weeks are taken one by one"),
                };
                notes.push(Note { line, what });
            }
            Repeats::Unknown => {
                notes.push(Note { line, what: "repeats in a way that is not understood: only the first is taken".to_owned() });
                taken.push(read);
            }
        }
        if taken.len() > MOST_EVENTS {
            break;
        }
    }
    taken
}

/// The days that come of an event that repeats as a slot does, but ends or leaves out days, one by one; and what to say of it. A slot would
/// go on for ever, and on the days left out.
fn series(
    read: &CalendarEvent,
    rule: &Rule,
    first: &[First],
    until: Option<NaiveDate>,
    today: NaiveDate,
    taken: &mut Vec<CalendarEvent>,
) -> String {
    let name = &read.summary;
    if let Some(last) = until.filter(|last| *last < today) {
        return format!("“{name}” took place for the last time on {} or before, and is left out", when::shown(last));
    }
    let ahead = today.checked_add_days(Days::new(SERIES_AHEAD)).unwrap_or(NaiveDate::MAX);
    let to = until.map_or(ahead, |until| until.min(ahead));
    let mut days: Vec<NaiveDate> = first.iter().flat_map(|first| rule.days_of(*first, today, to)).collect();
    days.sort_unstable();
    days.retain(|day| !read.except.contains(day));
    let before = taken.len();
    taken.extend(days.into_iter().filter_map(|day| {
        let (local, start) = slot::instant(day, read.time, read.zone)?;
        Some(one_of(read, local, read.zone, start))
    }));
    let why = match until {
        Some(last) => format!("ends on {}", when::shown(last)),
        None => "leaves out days".to_owned(),
    };
    match taken.len() - before {
        0 => format!("“{name}” {why}, and does not take place in the next 26 weeks: it is left out"),
        1 => format!("“{name}” {why}, so it is no usual slot: the only one in the next 26 weeks is taken by itself"),
        n => format!("“{name}” {why}, so it is no usual slot: {n} in the next 26 weeks are taken one by one"),
    }
}

/// One day of an event that repeats.
fn one_of(event: &CalendarEvent, local: NaiveDateTime, zone: Tz, start: DateTime<Utc>) -> CalendarEvent {
    CalendarEvent {
        uid: if event.uid.is_empty() { String::new() } else { format!("{}#{}", event.uid, local.date()) },
        date: local.date(),
        time: local.time(),
        zone,
        start,
        except: Vec::new(),
        ..event.clone()
    }
}
