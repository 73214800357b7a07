//! The time zones that a calendar file names: by their IANA name, by one of Windows, or by rules of its own.

use std::collections::HashMap;

use chrono::{Datelike as _, Days, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, TimeZone as _, Weekday};
use chrono_tz::Tz;

use super::lines::{Component, Property};
use super::rule::{in_month, numbered};
use crate::domain::slot;

/// The zones of one calendar, each found once.
pub(super) struct Zones {
    /// What the calendar says of all its times.
    pub usual: Option<Tz>,
    own: Tz,
    defined: HashMap<String, Defined>,
    found: HashMap<String, Found>,
}

/// A zone that was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// `None` when only the file says how its clocks go.
    pub zone: Option<Tz>,
    /// Said once, where it is first used.
    pub note: Option<String>,
}

/// A zone with rules in the file.
#[derive(Clone, Debug, Default)]
struct Defined {
    location: Option<Tz>,
    changes: Vec<Change>,
}

/// Since when, and each year again, another offset holds.
#[derive(Clone, Debug)]
struct Change {
    since: NaiveDateTime,
    /// Seconds ahead of UTC.
    offset: i32,
    yearly: Option<(u32, i32, Weekday)>,
    until: Option<NaiveDate>,
    also: Vec<NaiveDateTime>,
}

impl Zones {
    /// The zones of a calendar; `own` is the user's.
    pub fn of(calendar: &Component, own: Tz) -> Self {
        let usual = calendar.property("X-WR-TIMEZONE").and_then(|property| named(&property.text()));
        let defined =
            calendar.parts.iter().filter(|part| part.name == "VTIMEZONE").map(|part| (plain(&part.text("TZID")), Defined::of(part)));
        Self { usual, own, defined: defined.collect(), found: HashMap::new() }
    }

    /// The zone of a name; `day` is one on which it is used.
    pub fn find(&mut self, name: &str, day: NaiveDate) -> Found {
        if let Some(found) = self.found.get(name) {
            return Found { note: None, zone: found.zone };
        }
        let found = self.look_for(name, day);
        self.found.insert(name.to_owned(), found.clone());
        found
    }

    fn look_for(&self, name: &str, day: NaiveDate) -> Found {
        let known = named(name).or_else(|| self.defined.get(&plain(name)).and_then(|defined| defined.location));
        if let Some(zone) = known {
            return Found { zone: Some(zone), note: None };
        }
        let usual = self.usual.unwrap_or(self.own);
        let Some(defined) = self.defined.get(&plain(name)).filter(|defined| !defined.changes.is_empty()) else {
            return Found {
                zone: Some(usual),
                note: Some(format!("the zone “{name}” is not known: its times are taken as those of {usual}")),
            };
        };
        if let Some(zone) = defined.like(day, [self.own, slot::USUAL_ZONE]) {
            return Found {
                zone: Some(zone), note: Some(format!("the zone “{name}” is not known by name; its clocks go as in {zone}"))
            };
        }
        Found {
            zone: None,
            note: Some(format!("the zone “{name}” is known only from this file: its times are told by the clocks of {usual}")),
        }
    }

    /// How far ahead of UTC a zone of the file is, in seconds.
    pub fn offset(&self, name: &str, at: NaiveDateTime) -> Option<i32> {
        self.defined.get(&plain(name))?.offset(at)
    }
}

/// A name as both places have it: where it is a text its commas are escaped, where it is a parameter they are not, or are all the same.
fn plain(name: &str) -> String {
    name.trim().replace('\\', "")
}

/// A zone by a name of any kind.
pub(super) fn named(name: &str) -> Option<Tz> {
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    // some programs put their own before it: `/freeassociation.sourceforge.net/Europe/London`
    let tails = std::iter::once(name).chain(name.match_indices('/').filter_map(|(at, _)| name.get(at + 1..)));
    tails
        .filter(|tail| !tail.is_empty())
        .find_map(slot::zone)
        .or_else(|| WINDOWS.iter().find(|(windows, _)| windows.eq_ignore_ascii_case(name)).map(|(_, zone)| *zone))
}

/// Names that Windows, Outlook and Exchange give, with the zone that CLDR has for each (windowsZones, territory 001), and names that
/// people type.
const WINDOWS: [(&str, Tz); 44] = [
    ("GMT Standard Time", Tz::Europe__London),
    ("GMT Daylight Time", Tz::Europe__London),
    ("British Summer Time", Tz::Europe__London),
    ("BST", Tz::Europe__London),
    ("UK", Tz::Europe__London),
    ("London", Tz::Europe__London),
    ("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", Tz::Europe__London),
    ("(GMT) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London", Tz::Europe__London),
    ("Greenwich Standard Time", Tz::Atlantic__Reykjavik),
    ("Coordinated Universal Time", Tz::UTC),
    ("W. Europe Standard Time", Tz::Europe__Berlin),
    ("Romance Standard Time", Tz::Europe__Paris),
    ("Central Europe Standard Time", Tz::Europe__Budapest),
    ("Central European Standard Time", Tz::Europe__Warsaw),
    ("E. Europe Standard Time", Tz::Europe__Chisinau),
    ("FLE Standard Time", Tz::Europe__Kiev),
    ("GTB Standard Time", Tz::Europe__Bucharest),
    ("Russian Standard Time", Tz::Europe__Moscow),
    ("Turkey Standard Time", Tz::Europe__Istanbul),
    ("Israel Standard Time", Tz::Asia__Jerusalem),
    ("South Africa Standard Time", Tz::Africa__Johannesburg),
    ("W. Central Africa Standard Time", Tz::Africa__Lagos),
    ("E. Africa Standard Time", Tz::Africa__Nairobi),
    ("Egypt Standard Time", Tz::Africa__Cairo),
    ("Arabian Standard Time", Tz::Asia__Dubai),
    ("Pakistan Standard Time", Tz::Asia__Karachi),
    ("India Standard Time", Tz::Asia__Calcutta),
    ("Bangladesh Standard Time", Tz::Asia__Dhaka),
    ("SE Asia Standard Time", Tz::Asia__Bangkok),
    ("Singapore Standard Time", Tz::Asia__Singapore),
    ("China Standard Time", Tz::Asia__Shanghai),
    ("Tokyo Standard Time", Tz::Asia__Tokyo),
    ("W. Australia Standard Time", Tz::Australia__Perth),
    ("Cen. Australia Standard Time", Tz::Australia__Adelaide),
    ("E. Australia Standard Time", Tz::Australia__Brisbane),
    ("AUS Eastern Standard Time", Tz::Australia__Sydney),
    ("New Zealand Standard Time", Tz::Pacific__Auckland),
    ("Newfoundland Standard Time", Tz::America__St_Johns),
    ("Atlantic Standard Time", Tz::America__Halifax),
    ("Eastern Standard Time", Tz::America__New_York),
    ("Central Standard Time", Tz::America__Chicago),
    ("Mountain Standard Time", Tz::America__Denver),
    ("Pacific Standard Time", Tz::America__Los_Angeles),
    ("Hawaiian Standard Time", Tz::Pacific__Honolulu),
];

impl Defined {
    fn of(zone: &Component) -> Self {
        Self {
            location: zone.property("X-LIC-LOCATION").and_then(|property| named(&property.text())),
            changes: zone.parts.iter().filter_map(change).collect(),
        }
    }

    /// A zone whose clocks go the same all through the year of a day.
    fn like(&self, day: NaiveDate, first: [Tz; 2]) -> Option<Tz> {
        let noon = NaiveTime::from_hms_opt(12, 0, 0)?;
        let year = |month| NaiveDate::from_ymd_opt(day.year(), month, 15).map(|date| date.and_time(noon));
        let offsets: Vec<(NaiveDateTime, i32)> = (1..=12).filter_map(year).map(|at| Some((at, self.offset(at)?))).collect::<Option<_>>()?;
        let known = WINDOWS.iter().map(|(_, zone)| *zone);
        first.into_iter().chain(known).chain(chrono_tz::TZ_VARIANTS).find(|zone| {
            !offsets.is_empty()
                && offsets.iter().all(|(at, offset)| {
                    zone.offset_from_local_datetime(at).earliest().is_some_and(|found| found.fix().local_minus_utc() == *offset)
                })
        })
    }

    /// Seconds ahead of UTC at a local time.
    fn offset(&self, at: NaiveDateTime) -> Option<i32> {
        let latest = self.changes.iter().filter_map(|change| Some((change.latest(at)?, change.offset)));
        latest.max_by_key(|(since, _)| *since).map(|(_, offset)| offset).or_else(|| self.changes.first().map(|change| change.offset))
    }
}

impl Change {
    /// Since when it last holds at a local time.
    fn latest(&self, at: NaiveDateTime) -> Option<NaiveDateTime> {
        let yearly = self.yearly.and_then(|(month, nth, day)| {
            [at.year(), at.year().saturating_sub(1)].into_iter().find_map(|year| {
                let date = in_month(NaiveDate::from_ymd_opt(year, month, 1)?, nth, day)?;
                let since = date.and_time(self.since.time());
                (since <= at && since >= self.since && self.until.is_none_or(|until| date <= until)).then_some(since)
            })
        });
        let listed = self.also.iter().copied().chain([self.since]).filter(|since| *since <= at).max();
        yearly.max(listed)
    }
}

/// A part of a VTIMEZONE.
fn change(part: &Component) -> Option<Change> {
    let rule = part.text("RRULE");
    let of = |key: &str| {
        rule.split(';')
            .find_map(|part| part.split_once('=').filter(|(name, _)| name.eq_ignore_ascii_case(key)))
            .map(|(_, value)| value.trim())
    };
    let yearly = || {
        let (nth, day) = numbered(of("BYDAY")?)?;
        Some((of("BYMONTH")?.parse().ok()?, nth?, day))
    };
    Some(Change {
        since: local(part.property("DTSTART")?)?,
        offset: offset(part.text("TZOFFSETTO").trim())?,
        yearly: yearly(),
        until: of("UNTIL")
            .and_then(|until| NaiveDate::parse_from_str(until.get(..8)?, "%Y%m%d").ok())
            .and_then(|day| day.checked_add_days(Days::new(1))),
        also: part.all("RDATE").filter_map(local).collect(),
    })
}

/// A local time; the first of its day when it is a day only.
fn local(property: &Property) -> Option<NaiveDateTime> {
    let value = property.value.trim().trim_end_matches('Z');
    let day = || NaiveDate::parse_from_str(value, "%Y%m%d").ok().map(|day| day.and_time(NaiveTime::MIN));
    NaiveDateTime::parse_from_str(value, "%Y%m%dT%H%M%S").ok().or_else(day)
}

/// `+0100`, `-033000`, in seconds.
fn offset(text: &str) -> Option<i32> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("-", digits) => (-1, digits),
        ("+", digits) => (1, digits),
        _ => (1, text),
    };
    let two = |at: usize| digits.get(at..at + 2).and_then(|two| two.parse::<i32>().ok());
    Some(sign * (two(0)? * 3600 + two(2)? * 60 + two(4).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_kind() {
        for (name, want) in [
            ("Europe/London", Some(Tz::Europe__London)),
            ("europe/london", Some(Tz::Europe__London)),
            ("/freeassociation.sourceforge.net/Europe/Dublin", Some(Tz::Europe__Dublin)),
            ("/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", Some(Tz::America__Argentina__Buenos_Aires)),
            ("GMT Standard Time", Some(Tz::Europe__London)),
            ("W. EUROPE STANDARD TIME", Some(Tz::Europe__Berlin)),
            ("UTC", Some(Tz::UTC)),
            ("", None),
            ("/", None),
            ("Customized Time Zone", None),
        ] {
            assert_eq!(named(name), want, "{name}");
        }
    }

    #[test]
    fn offsets_are_seconds() {
        for (text, want) in [
            ("+0100", Some(3600)),
            ("-0330", Some(-12600)),
            ("+023017", Some(9017)),
            ("0000", Some(0)),
            ("", None),
            ("+1", None),
            ("é", None),
        ] {
            assert_eq!(offset(text), want, "{text}");
        }
    }
}
