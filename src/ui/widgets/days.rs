//! How far away a day is, and how many there are, in words.

use chrono::NaiveDate;

/// “due in 5 weeks”, “due today”, “was due 3 days ago”.
pub fn due_text(due: NaiveDate, today: NaiveDate) -> String {
    match (due - today).num_days() {
        0 => "due today".to_owned(),
        1 => "due tomorrow".to_owned(),
        -1 => "was due yesterday".to_owned(),
        days if days > 0 => format!("due in {}", span(days)),
        days => format!("was due {} ago", span(-days)),
    }
}

/// “today”, “yesterday”, “3 weeks ago”; “in 3 weeks” for a day to come.
pub fn ago_text(day: NaiveDate, today: NaiveDate) -> String {
    match (today - day).num_days() {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        -1 => "tomorrow".to_owned(),
        days if days > 0 => format!("{} ago", span(days)),
        days => format!("in {}", span(-days)),
    }
}

/// “1 entry”, “9 entries”.
pub fn count_text(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {many}", crate::domain::text::number(count)) }
}

/// “a” or “an”, as a word begins.
pub fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']) { "an" } else { "a" }
}

/// The text with a capital at its beginning.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Two days or more, in the unit that people would use.
fn span(days: i64) -> String {
    match days {
        ..14 => format!("{days} days"),
        14..63 => format!("{} weeks", days / 7),
        // A month is thirty days and a half.
        63..730 => format!("{} months", (days * 2 + 30) / 61),
        _ => format!("{} years", (days + 182) / 365),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_words() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        let day = |days: i64| today + chrono::Duration::days(days);
        for (days, due, ago) in [
            (0, "due today", "today"),
            (1, "due tomorrow", "tomorrow"),
            (6, "due in 6 days", "in 6 days"),
            (14, "due in 2 weeks", "in 2 weeks"),
            (36, "due in 5 weeks", "in 5 weeks"),
            (75, "due in 2 months", "in 2 months"),
            (190, "due in 6 months", "in 6 months"),
            (730, "due in 2 years", "in 2 years"),
            (-1, "was due yesterday", "yesterday"),
            (-3, "was due 3 days ago", "3 days ago"),
            (-365, "was due 12 months ago", "12 months ago"),
        ] {
            assert_eq!(due_text(day(days), today), due);
            assert_eq!(ago_text(day(days), today), ago);
        }
    }

    #[test]
    fn counts_and_capitals() {
        assert_eq!(count_text(0, "entry", "entries"), "0 entries");
        assert_eq!(count_text(1, "entry", "entries"), "1 entry");
        assert_eq!(sentence("écoute"), "Écoute");
        assert_eq!(sentence(""), "");
    }
}
