//! A time zone as a calendar file wants it (RFC 5545, 3.6.5), made from the zone's own changes, so that it is right for the years that the
//! file covers: as a rule where the changes follow one, else day by day.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveDateTime, Offset as _, TimeDelta, TimeZone as _, Utc, Weekday};
use chrono_tz::{OffsetComponents as _, OffsetName as _, Tz};

use super::write::two_letters;

/// A change of the clocks.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    at: DateTime<Utc>,
    from: i32,
    to: i32,
    /// Clocks are set forward for the summer.
    summer: bool,
    name: String,
}

/// On which weekday of a month the clocks change: the nth, or -1 for the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Yearly {
    month: u32,
    nth: i32,
    day: Weekday,
}

/// The lines of a zone, for events in these years; without a last one when events go on for ever.
pub(super) fn lines(zone: Tz, first: i32, last: Option<i32>) -> Vec<String> {
    // A rule has to be seen at work for some years before it is trusted to go on.
    let horizon = last.unwrap_or(first).max(first).saturating_add(12);
    let Some(begin) = new_year(first - 1) else { return Vec::new() };
    let changes = changes(zone, begin, new_year(horizon + 1).unwrap_or(begin));
    let mut lines = vec!["BEGIN:VTIMEZONE".to_owned(), format!("TZID:{}", zone.name())];
    lines.extend(before(zone, begin, changes.first()));
    let mut groups: Vec<Vec<&Change>> = Vec::new();
    for change in &changes {
        let alike = |group: &Vec<&Change>| {
            group
                .first()
                .is_some_and(|one| (one.from, one.to, &one.name, one.summer) == (change.from, change.to, &change.name, change.summer))
        };
        match groups.iter_mut().find(|group| alike(group)) {
            Some(group) => group.push(change),
            None => groups.push(vec![change]),
        }
    }
    for group in &groups {
        lines.extend(part(group, horizon));
    }
    lines.push("END:VTIMEZONE".to_owned());
    lines
}

/// What held before the first change.
fn before(zone: Tz, begin: DateTime<Utc>, first: Option<&Change>) -> Vec<String> {
    let State { offset, saved, name } = state(zone, begin);
    let local = match first {
        // it has always been so, as far as the events go
        None => NaiveDate::from_ymd_opt(1970, 1, 1).map_or(begin.naive_utc(), |day| day.and_time(chrono::NaiveTime::MIN)),
        Some(_) => begin.naive_utc() + TimeDelta::seconds(i64::from(offset)),
    };
    observance(saved > 0, local, offset, offset, &name, &[])
}

/// Changes that are alike.
fn part(group: &[&Change], horizon: i32) -> Vec<String> {
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return Vec::new() };
    let locals: Vec<NaiveDateTime> =
        group.iter().map(|change| change.at.naive_utc() + TimeDelta::seconds(i64::from(change.from))).collect();
    let Some(start) = locals.first() else { return Vec::new() };
    let extra = match yearly(&locals) {
        Some(Yearly { month, nth, day }) => {
            let on = format!("RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{}", two_letters(day));
            // seen to the horizon: it goes on
            let open = locals.last().is_some_and(|last| last.year() == horizon);
            vec![if open { on } else { format!("{on};UNTIL={}", last.at.format("%Y%m%dT%H%M%SZ")) }]
        }
        None => locals.iter().skip(1).map(|local| format!("RDATE:{}", local.format("%Y%m%dT%H%M%S"))).collect(),
    };
    observance(first.summer, *start, first.from, first.to, &first.name, &extra)
}

fn observance(summer: bool, start: NaiveDateTime, from: i32, to: i32, name: &str, extra: &[String]) -> Vec<String> {
    let kind = if summer { "DAYLIGHT" } else { "STANDARD" };
    let mut lines = vec![
        format!("BEGIN:{kind}"),
        format!("DTSTART:{}", start.format("%Y%m%dT%H%M%S")),
        format!("TZOFFSETFROM:{}", shown(from)),
        format!("TZOFFSETTO:{}", shown(to)),
        format!("TZNAME:{name}"),
    ];
    lines.extend_from_slice(extra);
    lines.push(format!("END:{kind}"));
    lines
}

/// The rule that these follow, one in each year without a gap; three at least.
fn yearly(locals: &[NaiveDateTime]) -> Option<Yearly> {
    let first = locals.first()?;
    let follows = |nth: i32| {
        let each = |at: usize, local: &NaiveDateTime| {
            i32::try_from(at).is_ok_and(|at| local.year() == first.year() + at)
                && local.month() == first.month()
                && local.time() == first.time()
                && super::rule::in_month(local.date(), nth, first.weekday()) == Some(local.date())
        };
        locals.len() >= 3 && locals.iter().enumerate().all(|(at, local)| each(at, local))
    };
    let nth = [-1, 1, 2, 3, 4].into_iter().find(|nth| follows(*nth))?;
    Some(Yearly { month: first.month(), nth, day: first.weekday() })
}

/// The zone's changes between two instants. The crate tells the offset of an instant but not when it changes, so that is searched for:
/// day by day, then by halves to the second.
fn changes(zone: Tz, begin: DateTime<Utc>, end: DateTime<Utc>) -> Vec<Change> {
    let mut found = Vec::new();
    let mut at = begin;
    while at < end {
        let Some(next) = at.checked_add_days(Days::new(1)) else { break };
        if state(zone, at) != state(zone, next) {
            let (mut low, mut high) = (at.timestamp(), next.timestamp());
            while high - low > 1 {
                let middle = i64::midpoint(low, high);
                let same = DateTime::from_timestamp(middle, 0).is_some_and(|instant| state(zone, instant) == state(zone, at));
                if same { low = middle } else { high = middle }
            }
            if let Some(instant) = DateTime::from_timestamp(high, 0) {
                let (old, new) = (state(zone, at), state(zone, instant));
                let summer = new.saved > 0 || (new.saved == 0 && old.saved < 0);
                found.push(Change { at: instant, from: old.offset, to: new.offset, summer, name: new.name });
            }
        }
        at = next;
    }
    found
}

/// What the clocks show.
#[derive(Clone, Debug, PartialEq, Eq)]
struct State {
    /// Seconds ahead of UTC.
    offset: i32,
    /// Seconds of them for the summer; below nought in winter where the law has the summer's as standard, as in Ireland.
    saved: i64,
    name: String,
}

fn state(zone: Tz, at: DateTime<Utc>) -> State {
    let found = zone.offset_from_utc_datetime(&at.naive_utc());
    let offset = found.fix().local_minus_utc();
    State { offset, saved: found.dst_offset().num_seconds(), name: found.abbreviation().map_or_else(|| shown(offset), str::to_owned) }
}

fn new_year(year: i32) -> Option<DateTime<Utc>> {
    Some(NaiveDate::from_ymd_opt(year, 1, 1)?.and_hms_opt(0, 0, 0)?.and_utc())
}

/// `+0100`
fn shown(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.unsigned_abs();
    let rest = if seconds.is_multiple_of(60) { String::new() } else { format!("{:02}", seconds % 60) };
    format!("{sign}{:02}{:02}{rest}", seconds / 3600, seconds / 60 % 60)
}
