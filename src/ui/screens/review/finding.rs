//! Words for the search, so that what a picture shows can be looked at entry by entry.

use chrono::{Datelike as _, NaiveDate};

use crate::review::Days;

/// `goal:"Persistent pain"`.
pub(in crate::ui::screens) fn filter(key: &str, value: &str) -> String {
    // Within quotes nothing but a quote has a meaning.
    let value = value.replace(['"', '“', '”', '„'], " ");
    let value = value.trim();
    let plain = !value.is_empty() && value.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '#'));
    if plain { format!("{key}:{value}") } else { format!("{key}:\"{value}\"") }
}

/// `date:2026-01-01..2026-11-22`; nothing where all days are meant.
pub(in crate::ui::screens) fn days(days: Days, today: NaiveDate) -> String {
    match (days.from, days.to.filter(|to| *to != today)) {
        (None, None) => String::new(),
        (None, Some(to)) => format!("date:..{to}"),
        (Some(from), _) => format!("date:{from}..{}", days.to.unwrap_or(today)),
    }
}

/// The month that a row of a chart is called after, as its first day.
pub(in crate::ui::screens) fn month(label: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(&format!("1 {label}"), "%d %b %Y").ok()
}

/// `date:2026-03`.
pub(in crate::ui::screens) fn in_month(month: NaiveDate) -> String {
    format!("date:{}-{:02}", month.year(), month.month())
}

/// Several of them beside each other, those that say nothing left out.
pub(in crate::ui::screens) fn all(parts: &[String]) -> String {
    parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_the_search() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let today = day("2026-11-22");
        assert_eq!(filter("kind", "podcast"), "kind:podcast");
        assert_eq!(filter("goal", "Persistent “pain”"), "goal:\"Persistent  pain\"");
        assert_eq!(filter("standard", "bells.ring-out"), "standard:bells.ring-out");
        assert_eq!(days(Days { from: None, to: Some(today) }, today), "");
        assert_eq!(days(Days { from: Some(day("2026-01-01")), to: Some(today) }, today), "date:2026-01-01..2026-11-22");
        assert_eq!(days(Days { from: None, to: Some(day("2025-12-31")) }, today), "date:..2025-12-31");
        assert_eq!(month("Mar 2026").map(in_month).as_deref(), Some("date:2026-03"));
        assert_eq!(month("Podcast"), None);
        assert_eq!(all(&["a".to_owned(), String::new(), "b".to_owned()]), "a b");
    }
}
