//! Days and times of day as people write them in the UK.

use chrono::{Datelike as _, Days, Months, NaiveDate, NaiveTime, Weekday};

use super::time_of_day::parse_time;

/// Why a text was not understood as a day or a time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    #[error("“{0}” is not a day")]
    NotADay(String),
    #[error("“{0}” is not a time of day")]
    NotATime(String),
    /// Understood, where only a day is asked for.
    #[error("“{0}” says a time of day as well: here only the day is wanted")]
    DayWithTime(String),
    /// In a year in which nobody did what is kept here.
    #[error("“{said}” would be in the year {year}: years from {first} to {last} are taken", first = YEARS.start(), last = YEARS.end())]
    Year { said: String, year: i32 },
}

/// The years that something done can lie in: who writes of an earlier or later one mistyped it.
pub const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// A day: `2026-03-14`, `14/3/26`, `14.3.2026`, `14 March`, `14 Mar 2026`, `March 14`, `today`, `yesterday`, `tomorrow`, `3 days ago`,
/// `Monday` (the latest one, today included), `last Monday` (before today), `yesterday evening`. A day without a year is the one nearest
/// before `today`, or, where [`Sense::Future`] is meant, after it.
///
/// # Errors
/// The text is not understood, or names no day of the calendar; it says a time of day as well; something done would lie outside [`YEARS`].
pub fn day(text: &str, today: NaiveDate, sense: Sense) -> Result<NaiveDate, WhenError> {
    match moment(text, today, sense)? {
        (day, None) => Ok(day),
        (_, Some(_)) => Err(WhenError::DayWithTime(text.trim().to_owned())),
    }
}

/// A day, perhaps with a time of day: what [`day`] takes, and `14/3/25 8pm`, `last Monday at 20:30`, `8pm yesterday`, `2025-03-14T20:30`.
///
/// # Errors
/// The text is not understood, or names no day of the calendar, as a time alone does not; something done would lie outside [`YEARS`].
pub fn moment(text: &str, today: NaiveDate, sense: Sense) -> Result<(NaiveDate, Option<NaiveTime>), WhenError> {
    let said = || text.trim().to_owned();
    let found = if text.trim().len() > LONGEST { None } else { parse_moment(&text.trim().to_lowercase(), today, sense) };
    match found {
        Some((day, _)) if sense == Sense::Past && !YEARS.contains(&day.year()) => Err(WhenError::Year { said: said(), year: day.year() }),
        Some(found) => Ok(found),
        None => Err(WhenError::NotADay(said())),
    }
}

/// No day that people write is longer, in bytes.
const LONGEST: usize = 60;

/// `text` is in small letters.
fn parse_moment(text: &str, today: NaiveDate, sense: Sense) -> Option<(NaiveDate, Option<NaiveTime>)> {
    if let Some(day) = parse_day(text, today, sense) {
        return Some((day, None));
    }
    if let Some((date, clock)) = text.split_once('t')
        && let (Some(day), Some(time)) = (iso(date), parse_time(clock))
    {
        return Some((day, Some(time)));
    }
    let words: Vec<&str> = text.split_whitespace().filter(|word| !matches!(*word, "at" | "@" | "-" | "–")).collect();
    // “8.30 p m” has three words; no day is so short that nothing is left of it.
    (1..=3).filter(|count| *count < words.len()).find_map(|count| {
        let both = |time: &[&str], day: &[&str]| {
            let time = parse_time(time.join(" ").trim_matches(','))?;
            Some((parse_day(day.join(" ").trim_matches(','), today, sense)?, Some(time)))
        };
        let (day, time) = words.split_at_checked(words.len() - count)?;
        both(time, day).or_else(|| words.split_at_checked(count).and_then(|(time, day)| both(time, day)))
    })
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
    if let Some(day) = iso(text) {
        return Some(day);
    }
    match text {
        "today" | "tonight" | "now" | "this morning" | "this afternoon" | "this evening" => return Some(today),
        "yesterday" | "last night" => return today.checked_sub_days(Days::new(1)),
        "the day before yesterday" | "day before yesterday" => return today.checked_sub_days(Days::new(2)),
        "the day after tomorrow" | "day after tomorrow" => return today.checked_add_days(Days::new(2)),
        "tomorrow" => return today.checked_add_days(Days::new(1)),
        "last week" => return today.checked_sub_days(Days::new(7)),
        "next week" => return today.checked_add_days(Days::new(7)),
        "next month" => return today.checked_add_months(Months::new(1)),
        _ => {}
    }
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '.' | ',' | '-'));
    let mut words: Vec<&str> = words.filter(|word| !word.is_empty() && *word != "of").collect();
    // “yesterday evening” is a day: when the evening began is not said.
    if let [.., "morning" | "afternoon" | "evening" | "night"] = *words.as_slice() {
        words.pop();
    }
    match *words.as_slice() {
        ["the", ref rest @ ..] if !rest.is_empty() => parse_day(&rest.join(" "), today, sense),
        ["today"] => Some(today),
        ["yesterday"] => today.checked_sub_days(Days::new(1)),
        ["tomorrow"] => today.checked_add_days(Days::new(1)),
        [name] => weekday(name).and_then(|day| toward(today, day, sense, true)),
        ["last", name] => weekday(name).and_then(|day| toward(today, day, Sense::Past, false)),
        ["next", name] => weekday(name).and_then(|day| toward(today, day, Sense::Future, false)),
        ["on" | "this", name] => weekday(name).and_then(|day| toward(today, day, sense, true)),
        [n, unit, "ago"] => relative(n, unit).and_then(|days| today.checked_sub_days(Days::new(days))),
        ["in", n, unit] => relative(n, unit).and_then(|days| today.checked_add_days(Days::new(days))),
        [a, b] => day_month(a, b).and_then(|(day, month)| nearest(today, day, month, sense)),
        [a, b, c] if weekday(a).is_some() => day_month(b, c).and_then(|(day, month)| nearest(today, day, month, sense)),
        [y, m, d] if y.len() == 4 && y.bytes().all(|byte| byte.is_ascii_digit()) => {
            NaiveDate::from_ymd_opt(year(y)?, m.parse().ok()?, day_number(d)?)
        }
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
            ("Friday 14th of March 2025", "2025-03-14"),
            ("the 1st of March", "2026-03-01"),
            ("the day before yesterday", "2026-11-20"),
            ("yesterday evening", "2026-11-21"),
            ("Monday night", "2026-11-16"),
            ("this morning", "2026-11-22"),
            ("2025-3-4", "2025-03-04"),
            ("2025/03/14", "2025-03-14"),
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
        for text in [
            "",
            "soon",
            "8pm",
            "of",
            "evening",
            "2025-3-4-5",
            "2025-13-4",
            "the day before",
            "31/2/25",
            "2026-02-30",
            "32 March",
            "14/13/25",
            "0/1/25",
            "99999999999 days ago",
            "March",
            "1/2/3/4",
        ] {
            assert!(day(text, today, Sense::Past).is_err(), "{text}");
        }
    }

    #[test]
    fn a_day_with_a_time_is_a_moment_and_no_day() {
        let today = d("2026-11-22"); // a Sunday
        for (text, want) in [
            ("14/3/25 8pm", "2025-03-14 20:00"),
            ("last Monday 8pm", "2026-11-16 20:00"),
            ("14 march 2025 at 20:30", "2025-03-14 20:30"),
            ("14 March 2025, 8.30 pm", "2025-03-14 20:30"),
            ("Friday 14th of March 2025 @ 20.30", "2025-03-14 20:30"),
            ("8pm last monday", "2026-11-16 20:00"),
            ("20:30, 14/3/25", "2025-03-14 20:30"),
            ("yesterday evening 8 pm", "2026-11-21 20:00"),
            ("today noon", "2026-11-22 12:00"),
            ("2025-03-14T20:30", "2025-03-14 20:30"),
            ("2025-3-4 20:30:00", "2025-03-04 20:30"),
            ("3 days ago at 7am", "2026-11-19 07:00"),
        ] {
            let found = moment(text, today, Sense::Past).map(|(day, time)| format!("{day} {}", time.expect(text).format("%H:%M")));
            assert_eq!(found, Ok(want.to_owned()), "{text}");
            assert_eq!(day(text, today, Sense::Past), Err(WhenError::DayWithTime(text.to_owned())), "{text}");
        }
        for text in ["yesterday evening", "2025-3-4", "14 March 2000", "Monday"] {
            assert!(moment(text, today, Sense::Past).is_ok_and(|(_, time)| time.is_none()), "{text}");
        }
        for text in ["8pm", "8pm 9pm", "14/3/25 25:00", "soon 8pm", "at", "14/3/25 at", "2025-03-14T20:30Z"] {
            let found = moment(text, today, Sense::Past);
            assert!(found.is_err(), "{text}: {found:?}");
        }
    }

    #[test]
    fn years_that_nobody_meant_are_refused_for_what_was_done() {
        let today = d("2026-11-22");
        for (text, year) in [("14/3/2125", 2125), ("14/3/1925", 1925), ("1989-12-31 8pm", 1989), ("2101-1-1", 2101), ("3 May 1990", 1990)] {
            let found = moment(text, today, Sense::Past);
            assert_eq!(found.is_err(), year != 1990, "{text}: {found:?}");
            assert!(found.is_ok() || found.is_err_and(|error| error.to_string().contains(&year.to_string())), "{text}");
        }
        assert_eq!(day("14/3/2125", today, Sense::Future), Ok(d("2125-03-14")));
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
            let _ = moment(&format!("{text} 8pm"), NaiveDate::MAX, Sense::Past);
            let _ = time(&text);
        }
    }
}
