//! Days, months, years and stretches of them, as people type them after `date:`, `after:` and `before:`.

use chrono::{Datelike as _, Days as Count, Months, NaiveDate};

use super::key::Key;
use crate::domain::when::{self, Sense};

/// Days that are asked for, both included; open where there is no end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

impl Span {
    /// Whether a day is among them.
    pub fn has(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| day >= from) && self.to.is_none_or(|to| day <= to)
    }
}

/// Names of stretches that are reckoned from today, as completion offers them.
pub(super) const NAMED: &[&str] = &[
    "today",
    "yesterday",
    "this-week",
    "last-week",
    "this-month",
    "last-month",
    "this-year",
    "last-year",
    "spring",
    "summer",
    "autumn",
    "winter",
];

pub(super) const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// `2025`, `2025-03..2025-06`, `..march`, `last-month`: what `date:` takes. The text is in small letters.
pub(super) fn span(text: &str, today: NaiveDate) -> Option<Span> {
    let dotted = text.split_once("..").map(|(from, to)| (from.trim_end_matches('.'), to.trim_start_matches('.')));
    if let (None, Some((from, to))) = (dotted, one(text, today)) {
        return Some(Span { from: Some(from), to: Some(to) });
    }
    let (from, to) = dotted.or_else(|| dashed(text, today))?;
    match (from.is_empty(), to.is_empty()) {
        (true, true) => None,
        (false, true) => Some(Span { from: Some(one(from, today)?.0), to: None }),
        (true, false) => Some(Span { from: None, to: Some(one(to, today)?.1) }),
        (false, false) => {
            let (begin, end) = (one(from, today)?, one(to, today)?);
            let mut begin = begin;
            if begin.0 > end.1 && !from.contains(|c: char| c.is_ascii_digit()) {
                // “october..march” begins in the year before.
                begin = (begin.0.checked_sub_months(Months::new(12))?, begin.1);
            }
            let (first, last) = if begin.0 <= end.1 { (begin.0, end.1) } else { (end.0, begin.1) };
            Some(Span { from: Some(first), to: Some(last) })
        }
    }
}

/// The ends of a stretch that is written with a dash: `2025-03–2025-06`, `2025-03-2025-06`, `march-june`. A short dash joins parts of a day,
/// too: both its sides are to begin with a year, or to be names.
fn dashed(text: &str, today: NaiveDate) -> Option<(&str, &str)> {
    let is_end = |text: &str| one(text, today).is_some();
    let long = text.split_once(['–', '—', '−']).map(|(from, to)| (from.trim(), to.trim()));
    if let Some((from, to)) = long {
        return (is_end(from) && is_end(to)).then_some((from, to));
    }
    let whole = |text: &str| text.get(..4).is_some_and(is_year) || named(text, None, today).is_some();
    let mut places = text.match_indices('-').filter_map(|(at, _)| Some((text.get(..at)?.trim(), text.get(at + 1..)?.trim())));
    places.find(|(from, to)| whole(from) && whole(to) && is_end(from) && is_end(to))
}

/// The same, or a comparison as with lengths of time: `>2025-03` is what `after:` takes, `<` what `before:` takes, and `>=` and `<=` are from
/// and up to.
pub(super) fn compared(text: &str, today: NaiveDate) -> Option<Span> {
    type Reading = fn(&str, NaiveDate) -> Option<Span>;
    let from: Reading = |text, today| Some(Span { from: Some(one(text, today)?.0), to: None });
    let until: Reading = |text, today| Some(Span { from: None, to: Some(one(text, today)?.1) });
    let signs: [(&str, Reading); 9] =
        [(">=", from), ("=>", from), ("≥", from), ("<=", until), ("=<", until), ("≤", until), (">", after), ("<", before), ("=", span)];
    match signs.iter().find_map(|(sign, reading)| Some((text.strip_prefix(sign)?, reading))) {
        Some((rest, reading)) => reading(rest.trim_start(), today),
        None => span(text, today),
    }
}

/// What `after:` takes: later than all of it.
pub(super) fn after(text: &str, today: NaiveDate) -> Option<Span> {
    let last = one(text, today)?.1;
    Some(Span { from: Some(last.succ_opt()?), to: None })
}

/// What `before:` takes: earlier than all of it.
pub(super) fn before(text: &str, today: NaiveDate) -> Option<Span> {
    let first = one(text, today)?.0;
    Some(Span { from: None, to: Some(first.pred_opt()?) })
}

/// What a name of days comes to after a key, in words: “before 1 Jun 2026”; nothing when it is not understood.
pub(super) fn reading(key: Key, text: &str, today: NaiveDate) -> String {
    let shown = |day: NaiveDate| day.format("%-d %b %Y").to_string();
    let Some((first, last)) = one(text, today) else { return String::new() };
    match key {
        Key::Before => format!("before {}", shown(first)),
        Key::After => format!("after {}", shown(last)),
        _ if first == last => shown(first),
        _ => format!("{} to {}", shown(first), shown(last)),
    }
}

/// The first and the last day of what is named.
fn one(text: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    // So that a number is never beyond what the calendar can reckon.
    if text.len() > 40 {
        return None;
    }
    let words: Vec<&str> = text.split(|c: char| c == '-' || c == '_' || c == '/' || c.is_whitespace()).collect();
    match *words.as_slice() {
        [year] if is_year(year) => months(year.parse().ok()?, 1, 12),
        [year, month] | [month, year] if is_year(year) && number(month).is_some() => months(year.parse().ok()?, number(month)?, 1),
        ["today"] => Some((today, today)),
        ["yesterday"] => today.pred_opt().map(|day| (day, day)),
        [which @ ("this" | "last"), unit] => stretch(which == "last", unit, today),
        [name] => named(name, None, today),
        [name, year] | [year, name] if is_year(year) => named(name, year.parse().ok(), today),
        _ => None,
    }
    .or_else(|| {
        let words = if text.contains(|c: char| c.is_alphabetic()) { text.replace(['-', '_'], " ") } else { text.to_owned() };
        when::day(&words, today, Sense::Past).ok().map(|day| (day, day))
    })
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) && (text.starts_with("19") || text.starts_with('2'))
}

/// A month as a number.
fn number(text: &str) -> Option<u32> {
    text.parse().ok().filter(|month| text.len() <= 2 && (1..=12).contains(month))
}

/// So many months from one on.
fn months(year: i32, month: u32, count: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((first, first.checked_add_months(Months::new(count))?.pred_opt()?))
}

fn stretch(last: bool, unit: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let back = u32::from(last);
    match unit {
        "week" => {
            let monday = today.checked_sub_days(Count::new(u64::from(today.weekday().num_days_from_monday() + 7 * back)))?;
            Some((monday, monday.checked_add_days(Count::new(6))?))
        }
        "month" => {
            let day = today.checked_sub_months(Months::new(back))?;
            months(day.year(), day.month(), 1)
        }
        "year" => months(today.year() - i32::from(last), 1, 12),
        _ => {
            let latest = named(unit, None, today)?;
            // “last summer” is the one that is over.
            if last && latest.1 >= today { named(unit, Some(latest.0.year() - 1), today) } else { Some(latest) }
        }
    }
}

/// A month or a season; without a year the latest that has begun.
fn named(name: &str, year: Option<i32>, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let (first, count) = match name {
        // The meteorological seasons of the northern half: whole months.
        "spring" => (3, 3),
        "summer" => (6, 3),
        "autumn" | "fall" => (9, 3),
        "winter" => (12, 3),
        _ => (month(name)?, 1),
    };
    if let Some(year) = year {
        return months(year, first, count);
    }
    let this = months(today.year(), first, count)?;
    if this.0 <= today { Some(this) } else { months(today.year() - 1, first, count) }
}

fn month(name: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|month| name.len() >= 3 && (month.starts_with(name) || (name == "sept" && *month == "september")))?;
    u32::try_from(at + 1).ok()
}

/// What was probably meant by days that do not exist: the year of `2025-99`, the month of `2025-02-31`, `yesterday` for `yesterdy`.
pub(super) fn nearest(text: &str, today: NaiveDate) -> Option<String> {
    let mut shorter = text;
    while let Some((before, _)) = shorter.rsplit_once('-') {
        shorter = before;
        if one(shorter, today).is_some() && shorter.starts_with(|c: char| c.is_ascii_digit()) && shorter.len() >= 4 {
            return Some(shorter.to_owned());
        }
    }
    super::problem::nearest(text, NAMED.iter().chain(&MONTHS).copied()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(span: Option<Span>) -> String {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        span.map_or_else(|| "?".to_owned(), |span| format!("{}..{}", day(span.from), day(span.to)))
    }

    #[test]
    fn days_as_people_type_them() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 11).expect("a day"); // a Wednesday
        for (text, want) in [
            ("2025", "2025-01-01..2025-12-31"),
            ("2025-03", "2025-03-01..2025-03-31"),
            ("2025-3", "2025-03-01..2025-03-31"),
            ("03/2025", "2025-03-01..2025-03-31"),
            ("2024-02", "2024-02-01..2024-02-29"),
            ("2025-03-05", "2025-03-05..2025-03-05"),
            ("5/3/25", "2025-03-05..2025-03-05"),
            ("2025-03..2025-06", "2025-03-01..2025-06-30"),
            ("2025-06..2025-03", "2025-03-01..2025-06-30"),
            ("2025-03–2025-06", "2025-03-01..2025-06-30"),
            ("2025-03 — march", "2025-03-01..2026-03-31"),
            ("2025-03-2025-06", "2025-03-01..2025-06-30"),
            ("2025-03-05-2025-04-06", "2025-03-05..2025-04-06"),
            ("2024-2025", "2024-01-01..2025-12-31"),
            ("oct-march", "2025-10-01..2026-03-31"),
            ("2025-13-05", "?"),
            ("2025-99", "?"),
            ("2025...2026-01", "2025-01-01..2026-01-31"),
            ("..2025-03", "..2025-03-31"),
            ("2025-03..", "2025-03-01.."),
            ("march-2025", "2025-03-01..2025-03-31"),
            ("2025-march", "2025-03-01..2025-03-31"),
            ("march", "2026-03-01..2026-03-31"),
            ("april", "2025-04-01..2025-04-30"),
            ("oct..march", "2025-10-01..2026-03-31"),
            ("march..oct", "2025-03-01..2025-10-31"),
            ("summer", "2025-06-01..2025-08-31"),
            ("winter", "2025-12-01..2026-02-28"),
            ("last-summer", "2025-06-01..2025-08-31"),
            ("summer-2024", "2024-06-01..2024-08-31"),
            ("today", "2026-03-11..2026-03-11"),
            ("yesterday", "2026-03-10..2026-03-10"),
            ("this-week", "2026-03-09..2026-03-15"),
            ("last week", "2026-03-02..2026-03-08"),
            ("this-month", "2026-03-01..2026-03-31"),
            ("last-month", "2026-02-01..2026-02-28"),
            ("this-year", "2026-01-01..2026-12-31"),
            ("last-year", "2025-01-01..2025-12-31"),
            ("monday", "2026-03-09..2026-03-09"),
            ("3-days-ago", "2026-03-08..2026-03-08"),
            ("14-march-2025", "2025-03-14..2025-03-14"),
            ("2025-99", "?"),
            ("2025-02-31", "?"),
            ("soon", "?"),
            ("..", "?"),
            ("99999999999", "?"),
            ("", "?"),
        ] {
            assert_eq!(shown(span(text, today)), want, "{text}");
        }
        assert_eq!(shown(after("2025-03", today)), "2025-04-01..");
        assert_eq!(shown(before("2025-03", today)), "..2025-02-28");
        assert_eq!(shown(after("2025-03-05", today)), "2025-03-06..");
        assert_eq!(shown(before("summer", today)), "..2025-05-31");
        assert_eq!(reading(Key::Before, "summer", today), "before 1 Jun 2025");
        assert_eq!(reading(Key::After, "last-month", today), "after 28 Feb 2026");
        assert_eq!(reading(Key::Date, "this-year", today), "1 Jan 2026 to 31 Dec 2026");
        for (text, meant) in [("2025-99", Some("2025")), ("2025-02-31", Some("2025-02")), ("yesterdy", Some("yesterday")), ("soon", None)] {
            assert_eq!(nearest(text, today).as_deref(), meant, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,24}|[0-9.-]{0,14}|(march|last|week|2025|99|-|\\.\\.){0,6}") {
            let today = NaiveDate::from_ymd_opt(2026, 2, 28).expect("a day");
            let _ = (span(&text, today), after(&text, today), before(&text, today), nearest(&text, today));
        }
    }
}
