//! Days counted from today, and instants on them. Knows no clock: today is handed in.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone as _, Utc, Weekday};

/// Where the fictional person lives.
pub(super) const ZONE: &str = "Europe/London";

/// A day so many days before another; after it when negative. Stays inside the calendar.
pub(super) fn before(day: NaiveDate, days: i64) -> NaiveDate {
    let count = Days::new(days.unsigned_abs());
    if days >= 0 { day.checked_sub_days(count).unwrap_or(NaiveDate::MIN) } else { day.checked_add_days(count).unwrap_or(NaiveDate::MAX) }
}

/// The same day or the latest one before it that is such a day of the week.
pub(super) fn back_to(day: NaiveDate, weekday: Option<Weekday>) -> NaiveDate {
    weekday.map_or(day, |weekday| before(day, i64::from(day.weekday().days_since(weekday))))
}

/// The instant of a time of day where the fictional person lives. In the hour that spring skips, the same hour in UTC.
pub(super) fn instant(day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    let local = day.and_time(time);
    chrono_tz::Europe::London
        .from_local_datetime(&local)
        .earliest()
        .map_or_else(|| Utc.from_utc_datetime(&local), |there| there.with_timezone(&Utc))
}

/// So many minutes later.
pub(super) fn later(instant: DateTime<Utc>, minutes: u32) -> DateTime<Utc> {
    instant.checked_add_signed(TimeDelta::minutes(i64::from(minutes))).unwrap_or(instant)
}

/// The last minute before today: nothing in a sample is later.
pub(super) fn last_minute(today: NaiveDate) -> DateTime<Utc> {
    let midnight = instant(today, NaiveTime::MIN);
    midnight.checked_sub_signed(TimeDelta::minutes(1)).unwrap_or(midnight)
}

/// A time of day; midnight when there is no such time.
pub(super) fn clock(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN)
}
