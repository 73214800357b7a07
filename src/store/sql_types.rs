//! How domain values are written in columns, so that the domain needs to know nothing of SQL.

use chrono::{DateTime, NaiveDate, NaiveTime, SecondsFormat, Utc};
use rusqlite::Row;
use rusqlite::types::Type;

use crate::domain::{Minutes, Uid};

/// An instant as text: RFC 3339, UTC, milliseconds; sorts by time.
pub(super) fn instant_text(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

pub(super) fn day_text(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

pub(super) fn time_text(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// A column that must hold what `parse` understands.
fn parsed<T>(row: &Row<'_>, column: usize, what: &str, parse: impl FnOnce(&str) -> Option<T>) -> rusqlite::Result<T> {
    let text =
        row.get_ref(column)?.as_str().map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error)))?;
    parse(text).ok_or_else(|| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, format!("“{text}” is not {what}").into()))
}

pub(super) fn instant(row: &Row<'_>, column: usize) -> rusqlite::Result<DateTime<Utc>> {
    parsed(row, column, "an instant", parse_instant)
}

pub(super) fn parse_instant(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc())
}

pub(super) fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<NaiveDate> {
    parsed(row, column, "a day", parse_day)
}

fn parse_day(text: &str) -> Option<NaiveDate> {
    // By hand: a hundred thousand headers are read at once, and the general parser is ten times slower.
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    if text.len() != 10 {
        return NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    }
    NaiveDate::from_ymd_opt(i32::try_from(number(0..4)?).ok()?, number(5..7)?, number(8..10)?)
}

pub(super) fn maybe_day(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<NaiveDate>> {
    if row.get_ref(column)? == rusqlite::types::ValueRef::Null { Ok(None) } else { day(row, column).map(Some) }
}

pub(super) fn maybe_time(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<NaiveTime>> {
    if row.get_ref(column)? == rusqlite::types::ValueRef::Null {
        return Ok(None);
    }
    parsed(row, column, "a time of day", |text| {
        let (hour, minute) = text.split_once(':')?;
        NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
    })
    .map(Some)
}

pub(super) fn maybe_instant(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<DateTime<Utc>>> {
    if row.get_ref(column)? == rusqlite::types::ValueRef::Null { Ok(None) } else { instant(row, column).map(Some) }
}

pub(super) fn uid(row: &Row<'_>, column: usize) -> rusqlite::Result<Uid> {
    parsed(row, column, "the id of anything", |text| text.parse().ok())
}

/// A column with the token of an enum.
pub(super) fn token<T>(row: &Row<'_>, column: usize, from: impl FnOnce(&str) -> Option<T>) -> rusqlite::Result<T> {
    parsed(row, column, "a known word", from)
}

pub(super) fn minutes(row: &Row<'_>, column: usize) -> rusqlite::Result<Minutes> {
    row.get(column).map(Minutes)
}
