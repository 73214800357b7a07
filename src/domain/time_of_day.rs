//! The words of a time of day: `8pm`, `20.30`, `noon`. What is asked of them is in `when`.

use chrono::NaiveTime;

/// As [`super::when::time`]; `None` when the text is not understood.
pub(super) fn parse_time(text: &str) -> Option<NaiveTime> {
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
