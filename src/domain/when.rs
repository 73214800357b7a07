//! Days and times of day as people write them in the UK.

use chrono::{Datelike as _, Days, Months, NaiveDate, NaiveTime, Weekday};

/// Why a text was not understood as a day or a time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    #[error("“{0}” is not a day")]
    NotADay(String),
    #[error("“{0}” is not a time of day")]
    NotATime(String),
}

/// A day: `2026-03-14`, `14/3/26`, `14.3.2026`, `14 March`, `14 Mar 2026`, `March 14`, `today`, `yesterday`, `tomorrow`, `3 days ago`,
/// `Monday` (the latest one, today included), `last Monday` (before today). A day without a year is the one nearest before
/// `today`, or, where `forward` is meant, after it.
///
/// # Errors
/// The text is not understood, or names no day of the calendar.
pub fn day(text: &str, today: NaiveDate, sense: Sense) -> Result<NaiveDate, WhenError> {
    parse_day(text, today, sense).ok_or_else(|| WhenError::NotADay(text.trim().to_owned()))
}

/// Which way a day without a year is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// Something that was done: the latest such day.
    Past,
    /// Something that is due: the next such day.
    Future,
}

fn parse_day(text: &str, today: NaiveDate, sense: Sense) -> Option<NaiveDate> {
    let text = text.trim().to_lowercase();
    if text.len() > 60 {
        return None;
    }
    if let Some(day) = iso(&text) {
        return Some(day);
    }
    match text.as_str() {
        "today" | "tonight" | "now" => return Some(today),
        "yesterday" | "last night" => return today.checked_sub_days(Days::new(1)),
        "tomorrow" => return today.checked_add_days(Days::new(1)),
        "last week" => return today.checked_sub_days(Days::new(7)),
        "next week" => return today.checked_add_days(Days::new(7)),
        "next month" => return today.checked_add_months(Months::new(1)),
        _ => {}
    }
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '.' | ',' | '-')).filter(|w| !w.is_empty()).collect();
    match *words.as_slice() {
        [name] => weekday(name).and_then(|day| toward(today, day, sense, true)),
        ["last", name] => weekday(name).and_then(|day| toward(today, day, Sense::Past, false)),
        ["next", name] => weekday(name).and_then(|day| toward(today, day, Sense::Future, false)),
        ["on" | "this", name] => weekday(name).and_then(|day| toward(today, day, sense, true)),
        [n, unit, "ago"] => relative(n, unit).and_then(|days| today.checked_sub_days(Days::new(days))),
        ["in", n, unit] => relative(n, unit).and_then(|days| today.checked_add_days(Days::new(days))),
        [a, b] => day_month(a, b).and_then(|(day, month)| nearest(today, day, month, sense)),
        [a, b, c] if weekday(a).is_some() => day_month(b, c).and_then(|(day, month)| nearest(today, day, month, sense)),
        [a, b, c] => day_month(a, b).and_then(|(day, month)| NaiveDate::from_ymd_opt(year(c)?, month, day)),
        [a, b, c, d] if weekday(a).is_some() => day_month(b, c).and_then(|(day, month)| NaiveDate::from_ymd_opt(year(d)?, month, day)),
        _ => None,
    }
}

fn iso(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || month.len() != 2 || day.len() != 2 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn year(text: &str) -> Option<i32> {
    let n: i32 = text.trim_start_matches(['\'', '’']).parse().ok()?;
    match text.trim_start_matches(['\'', '’']).len() {
        2 => Some(2000 + n),
        4 if (1900..=2200).contains(&n) => Some(n),
        _ => None,
    }
}

fn day_number(text: &str) -> Option<u32> {
    let text = ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    let n: u32 = text.parse().ok()?;
    (1..=31).contains(&n).then_some(n)
}

/// Day and month from two words, in the order of the UK; a month by name may come first.
fn day_month(a: &str, b: &str) -> Option<(u32, u32)> {
    if let Some(month) = month(b) {
        return Some((day_number(a)?, month));
    }
    if let Some(month) = month(a) {
        return Some((day_number(b)?, month));
    }
    let month: u32 = b.parse().ok()?;
    Some((day_number(a)?, (1..=12).contains(&month).then_some(month)?))
}

fn month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    if word.len() < 3 {
        return None;
    }
    let at = NAMES.iter().position(|name| name.starts_with(word) || (word == "sept" && *name == "september"))?;
    u32::try_from(at + 1).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    if word.len() < 3 {
        return None;
    }
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun]
        .into_iter()
        .find(|day| weekday_name(*day).to_lowercase().starts_with(word))
}

/// The English name of a day of the week.
pub fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

fn toward(today: NaiveDate, day: Weekday, sense: Sense, today_counts: bool) -> Option<NaiveDate> {
    let back = u64::from(today.weekday().days_since(day));
    match sense {
        Sense::Past => today.checked_sub_days(Days::new(if back == 0 && !today_counts { 7 } else { back })),
        Sense::Future => today.checked_add_days(Days::new(match (7 - back) % 7 {
            0 if !today_counts => 7,
            ahead => ahead,
        })),
    }
}

fn relative(n: &str, unit: &str) -> Option<u64> {
    let n: u64 = match n {
        "a" | "an" | "one" => 1,
        "two" => 2,
        "three" => 3,
        _ => n.parse().ok().filter(|n| *n <= 4000)?,
    };
    match unit {
        "day" | "days" => Some(n),
        "week" | "weeks" => Some(n * 7),
        _ => None,
    }
}

fn nearest(today: NaiveDate, day: u32, month: u32, sense: Sense) -> Option<NaiveDate> {
    // Eight years always hold a 29 February.
    (0..=8).find_map(|years| {
        let year = today.year() + if sense == Sense::Past { -years } else { years };
        NaiveDate::from_ymd_opt(year, month, day).filter(|found| match sense {
            Sense::Past => *found <= today,
            Sense::Future => *found >= today,
        })
    })
}

/// A time of day: `20:00`, `8pm`, `8.30 pm`, `20h`, `noon`.
///
/// # Errors
/// The text is not understood.
pub fn time(text: &str) -> Result<NaiveTime, WhenError> {
    parse_time(text).ok_or_else(|| WhenError::NotATime(text.trim().to_owned()))
}

fn parse_time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().to_lowercase().replace(' ', "");
    match text.as_str() {
        "noon" | "midday" => return NaiveTime::from_hms_opt(12, 0, 0),
        "midnight" => return NaiveTime::from_hms_opt(0, 0, 0),
        _ => {}
    }
    let (digits, half) = if let Some(rest) = text.strip_suffix("pm").or_else(|| text.strip_suffix("p.m.")) {
        (rest, Some(12))
    } else if let Some(rest) = text.strip_suffix("am").or_else(|| text.strip_suffix("a.m.")) {
        (rest, Some(0))
    } else {
        (text.strip_suffix('h').unwrap_or(&text), None)
    };
    let separator = digits.find([':', '.', 'h']);
    let (hour, minute) = match separator {
        Some(at) => (digits.get(..at)?, digits.get(at + 1..)?),
        None if digits.len() == 4 && half.is_none() => (digits.get(..2)?, digits.get(2..)?),
        None if half.is_some() || text.ends_with('h') => (digits, "0"),
        None => return None,
    };
    let minute = minute.strip_suffix(":00").unwrap_or(minute);
    let (mut hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    if let Some(half) = half {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + half;
    }
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// A day as a reader in the UK writes it: `Sat 14 Mar 2026`.
pub fn shown(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> NaiveDate {
        iso(text).expect(text)
    }

    #[test]
    fn days_as_people_write_them() {
        let today = d("2026-11-22"); // a Sunday
        for (text, want) in [
            ("2025-03-14", "2025-03-14"),
            ("14/3/25", "2025-03-14"),
            ("14.03.2025", "2025-03-14"),
            ("14-3-25", "2025-03-14"),
            ("14 March", "2026-03-14"),
            ("24 December", "2025-12-24"),
            ("14 Mar 2025", "2025-03-14"),
            ("March 14", "2026-03-14"),
            ("1st sept '25", "2025-09-01"),
            ("today", "2026-11-22"),
            ("Yesterday", "2026-11-21"),
            ("Monday", "2026-11-16"),
            ("sunday", "2026-11-22"),
            ("last Sunday", "2026-11-15"),
            ("last mon", "2026-11-16"),
            ("3 days ago", "2026-11-19"),
            ("two weeks ago", "2026-11-08"),
            ("29 Feb", "2024-02-29"),
            ("Sat 14 Mar 2026", "2026-03-14"),
            ("22 November", "2026-11-22"),
            ("30/4/28", "2028-04-30"),
        ] {
            assert_eq!(day(text, today, Sense::Past), Ok(d(want)), "{text}");
        }
        for (text, want) in [
            ("14 March", "2027-03-14"),
            ("Friday", "2026-11-27"),
            ("next sunday", "2026-11-29"),
            ("in 2 weeks", "2026-12-06"),
            ("tomorrow", "2026-11-23"),
        ] {
            assert_eq!(day(text, today, Sense::Future), Ok(d(want)), "{text}");
        }
        for text in ["", "soon", "31/2/25", "2026-02-30", "32 March", "14/13/25", "0/1/25", "99999999999 days ago", "March", "1/2/3/4"] {
            assert!(day(text, today, Sense::Past).is_err(), "{text}");
        }
    }

    #[test]
    fn times_as_people_write_them() {
        for (text, want) in [
            ("20:00", "20:00"),
            ("8pm", "20:00"),
            ("8.30 pm", "20:30"),
            ("12am", "00:00"),
            ("12 pm", "12:00"),
            ("2000", "20:00"),
            ("9h15", "09:15"),
            ("20h", "20:00"),
            ("noon", "12:00"),
            ("07:05:00", "07:05"),
        ] {
            assert_eq!(time(text).map(|t| t.format("%H:%M").to_string()), Ok(want.to_owned()), "{text}");
        }
        for text in ["", "25:00", "8", "13pm", "8:61", "evening", "::", "0pm"] {
            assert!(time(text).is_err(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,30}|[0-9/. -]{0,12}") {
            let _ = day(&text, NaiveDate::MIN, Sense::Past);
            let _ = day(&text, NaiveDate::MAX, Sense::Future);
            let _ = time(&text);
        }
    }
}
