//! Lengths of time that are compared: `>30`, `>=1h`, `30..60`, `45`.

use crate::domain::Minutes;

/// Minutes that are asked for, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    pub least: u32,
    pub most: u32,
}

impl Amount {
    /// Whether so many are among them.
    pub fn has(self, minutes: Minutes) -> bool {
        (self.least..=self.most).contains(&minutes.0)
    }
}

/// What compares, as typed before a length of time or a day.
pub(super) const SIGNS: [char; 5] = ['<', '>', '=', '≤', '≥'];

/// So many words may still belong to a length of time: `1 hour and a half`.
const MOST_WORDS: usize = 4;

/// Whether a length of time may end with this word.
fn ends_amount(word: &str) -> bool {
    let small = word.to_lowercase();
    let units = ["h", "hr", "hrs", "hour", "hours", "m", "min", "mins", "minute", "minutes", "half", "quarter"];
    word.starts_with(|c: char| c.is_ascii_digit()) || units.contains(&small.trim_end_matches('.'))
}

/// How many bytes of what comes after a value belong to it: of `pain` none, of ` hour pain` those of ` hour` when the value is `>1`.
pub(super) fn goes_on(value: &str, after: &str) -> usize {
    let mut best = 0;
    let mut end = 0;
    for _ in 0..MOST_WORDS {
        let rest = after.get(end..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start().len();
        let word = rest.trim_start().split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '|')).next().unwrap_or_default();
        if blank == 0 || word.is_empty() || !word.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | ':' | '½' | '¼' | '¾'))
        {
            break;
        }
        end += blank + word.len();
        if ends_amount(word) && amount(&format!("{value}{}", after.get(..end).unwrap_or_default())).is_ok() {
            best = end;
        }
    }
    best
}

/// What a comparison means.
///
/// # Errors
/// What to write instead, as a sentence without a full stop.
pub(super) fn amount(text: &str) -> Result<Amount, String> {
    let minutes = |text: &str| -> Result<u32, String> {
        let text = text.trim();
        text.parse::<Minutes>().map(|minutes| minutes.0).map_err(|error| error.to_string())
    };
    if let Some((from, to)) = text.split_once("..") {
        let least = if from.is_empty() { 0 } else { minutes(from)? };
        let most = if to.is_empty() { u32::MAX } else { minutes(to)? };
        return Ok(Amount { least: least.min(most), most: most.max(least) });
    }
    for (sign, compare) in [
        (">=", (|n| Amount { least: n, most: u32::MAX }) as fn(u32) -> Amount),
        ("≥", |n| Amount { least: n, most: u32::MAX }),
        ("=>", |n| Amount { least: n, most: u32::MAX }),
        ("<=", |n| Amount { least: 0, most: n }),
        ("≤", |n| Amount { least: 0, most: n }),
        ("=<", |n| Amount { least: 0, most: n }),
        (">", |n| Amount { least: n.saturating_add(1), most: u32::MAX }),
        ("<", |n| if n == 0 { Amount { least: 1, most: 0 } } else { Amount { least: 0, most: n - 1 } }),
        ("=", |n| Amount { least: n, most: n }),
    ] {
        if let Some(rest) = text.strip_prefix(sign) {
            return minutes(rest).map(compare);
        }
    }
    // “30+”
    if let Some(rest) = text.strip_suffix('+') {
        return minutes(rest).map(|least| Amount { least, most: u32::MAX });
    }
    let one = minutes(text).map(|n| Amount { least: n, most: n });
    // “30-60”, “30–60”
    let ends = text.split_once(['-', '–', '—', '−']).filter(|_| one.is_err()).map(|(from, to)| (minutes(from), minutes(to)));
    match ends {
        Some((Ok(from), Ok(to))) => Ok(Amount { least: from.min(to), most: to.max(from) }),
        _ => one,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons() {
        for (text, want) in [
            (">30", Some((31, u32::MAX))),
            (">=1h", Some((60, u32::MAX))),
            ("<90", Some((0, 89))),
            ("<=90", Some((0, 90))),
            ("30..60", Some((30, 60))),
            ("60..30", Some((30, 60))),
            ("30-60", Some((30, 60))),
            ("1h – 30", Some((30, 60))),
            ("30-60-90", None),
            ("..1h", Some((0, 60))),
            ("1h..", Some((60, u32::MAX))),
            ("45", Some((45, 45))),
            ("=45", Some((45, 45))),
            ("1.5h", Some((90, 90))),
            ("30+", Some((30, u32::MAX))),
            ("0", Some((0, 0))),
            ("<0", Some((1, 0))),
            (">abc", None),
            ("", None),
            (">", None),
            ("> 30", Some((31, u32::MAX))),
            (">1h 30", Some((91, u32::MAX))),
            ("-5", None),
        ] {
            assert_eq!(amount(text).ok().map(|one| (one.least, one.most)), want, "{text}");
        }
    }

    #[test]
    fn words_that_belong_to_a_length() {
        for (value, after, want) in [
            (">1", " hour pain", " hour"),
            ("1", " h 30 pain", " h 30"),
            (">1h", " 30", " 30"),
            ("30", " about pacing", ""),
            ("30", " a day", ""),
            ("30", " 45", ""),
            ("1", " hour and a half", " hour and a half"),
            ("30", " and pain", ""),
            ("30", " min.", " min."),
            ("30", " (h)", ""),
            (">1", " hour) pain", " hour"),
            ("30", " tag:h", ""),
            ("30", "", ""),
        ] {
            assert_eq!(after.get(..goes_on(value, after)), Some(want), "{value}{after}");
        }
    }
}
