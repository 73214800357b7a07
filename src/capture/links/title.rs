//! A title and a day out of the path of an address: guesses, to be changed.

use std::sync::LazyLock;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::find::is_invisible;
use crate::embedded;

/// A longer title is cut between words.
const LONGEST: usize = 120;

/// Parts of paths that say nothing of what is behind them.
const EMPTY: &[&str] = &[
    "about",
    "abs",
    "abstract",
    "amp",
    "article",
    "articles",
    "blog",
    "blogs",
    "content",
    "default",
    "detail",
    "details",
    "doi",
    "download",
    "en",
    "en-gb",
    "event",
    "events",
    "feed",
    "full",
    "fulltext",
    "home",
    "html",
    "index",
    "item",
    "news",
    "page",
    "pages",
    "pdf",
    "post",
    "posts",
    "print",
    "resources",
    "search",
    "share",
    "status",
    "statuses",
    "update",
    "video",
    "view",
    "watch",
    "wiki",
];

/// Abbreviations that addresses write in small letters.
static CAPITALS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let text = embedded::text("capitals.txt").unwrap_or_default();
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
});

/// The title that the last telling part of a path holds.
pub(super) fn guess<'a>(segments: impl DoubleEndedIterator<Item = &'a str>) -> Option<String> {
    segments
        .rev()
        .take(3)
        .filter(|part| !part.starts_with('@'))
        .find_map(|part| words(without_ending(part)).filter(|words| is_telling(words)))
}

/// The words of a part of a path: `ten-things-2024` → `Ten things 2024`.
pub(super) fn words(part: &str) -> Option<String> {
    let part = without_day(part);
    let mut words: Vec<&str> = part.split(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '-' | '_' | '+' | '–')).collect();
    words.retain(|word| !word.is_empty());
    // An id at the end.
    while words.len() > 1 && words.last().is_some_and(|word| is_id(word)) {
        words.pop();
    }
    if EMPTY.contains(&words.join("-").to_lowercase().as_str()) {
        return None;
    }
    let mut found = String::new();
    let mut length = 0;
    for word in words {
        length += word.chars().count() + 1;
        if length > LONGEST && !found.is_empty() {
            break;
        }
        if !found.is_empty() {
            found.push(' ');
        }
        let word = if CAPITALS.iter().any(|known| known == word) { word.to_uppercase() } else { word.to_owned() };
        found.extend(word.chars().filter(|c| !is_invisible(*c) && *c != '\u{fffd}').take(LONGEST));
    }
    let first = found.chars().next()?;
    let rest = found.get(first.len_utf8()..)?;
    Some(format!("{}{rest}", first.to_uppercase()))
}

/// Whether words are more than a number or a code.
fn is_telling(words: &str) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    if words.contains(' ') {
        words.split(' ').any(|word| word.chars().count() > 2 && word.chars().all(char::is_alphabetic))
    } else {
        letters > 3 && !is_id(words)
    }
}

/// Whether a word is a number of six digits and more, or letters and digits mixed at length.
fn is_id(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let all = word.chars().count();
    (digits == all && all >= 6) || (all >= 8 && digits >= 2 && digits < all && word.is_ascii())
}

fn without_ending(part: &str) -> &str {
    const ENDINGS: &[&str] = &[".html", ".htm", ".php", ".aspx", ".asp", ".jsp", ".pdf", ".docx", ".doc", ".pptx", ".ppt", ".mp4", ".mp3"];
    ENDINGS.iter().find_map(|ending| part.strip_suffix(ending)).unwrap_or(part)
}

fn without_day(part: &str) -> &str {
    match day_at_start(part) {
        Some(_) => part.get(10..).unwrap_or_default(),
        None => part,
    }
}

/// The day in a path: `/2024/03/14/…`, `/2024/mar/14/…`, `/2024-03-14-…`; none before 1990 or more than a day after `now`.
pub(super) fn day<'a>(segments: impl Iterator<Item = &'a str>, now: DateTime<Utc>) -> Option<NaiveDate> {
    let parts: Vec<&str> = segments.collect();
    let last = now.date_naive().checked_add_days(Days::new(1))?;
    let first = NaiveDate::from_ymd_opt(1990, 1, 1)?;
    let is_possible = |day: &NaiveDate| (first..=last).contains(day);
    let in_parts = parts.windows(3).find_map(|parts| match parts {
        [y, m, d] => NaiveDate::from_ymd_opt(year(y)?, month(m)?, two_digits(d)?).filter(is_possible),
        _ => None,
    });
    in_parts.or_else(|| parts.iter().find_map(|part| day_at_start(part).filter(is_possible)))
}

fn day_at_start(part: &str) -> Option<NaiveDate> {
    let (day, after) = part.split_at_checked(10)?;
    if !after.is_empty() && !after.starts_with(['-', '_']) {
        return None;
    }
    let mut numbers = day.split('-');
    let (y, m, d) = (numbers.next()?, numbers.next()?, numbers.next()?);
    if m.len() != 2 || d.len() != 2 {
        return None;
    }
    NaiveDate::from_ymd_opt(year(y)?, two_digits(m)?, two_digits(d)?)
}

fn year(text: &str) -> Option<i32> {
    (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn two_digits(text: &str) -> Option<u32> {
    (matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn month(text: &str) -> Option<u32> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let named = NAMES.iter().position(|name| text.eq_ignore_ascii_case(name)).and_then(|at| u32::try_from(at + 1).ok());
    named.or_else(|| two_digits(text))
}

/// The DOI in a path or in the value of a parameter: `…/doi/full/10.1111/jan.12345` → `10.1111/jan.12345`.
pub(super) fn doi<'a>(segments: impl Iterator<Item = &'a str>) -> Option<String> {
    const AFTER: &[&str] = &[
        "abstract",
        "asset",
        "citedby",
        "epdf",
        "epub",
        "figures",
        "full",
        "full-text",
        "html",
        "information",
        "meta",
        "pdf",
        "references",
    ];
    let joined = segments.collect::<Vec<_>>().join("/");
    let start = joined.match_indices("10.").map(|(at, _)| at).find(|at| {
        let digits = joined.get(at + 3..).unwrap_or_default();
        let count = digits.bytes().take_while(u8::is_ascii_digit).count();
        let alone = *at == 0 || joined.get(..*at).is_some_and(|before| before.ends_with('/'));
        alone && (4..=9).contains(&count) && digits.get(count..).is_some_and(|rest| rest.starts_with('/') && rest.len() > 1)
    })?;
    let mut found = joined.get(start..)?;
    while let Some((before, last)) = found.rsplit_once('/') {
        if !before.contains('/') || !AFTER.contains(&last) {
            break;
        }
        found = before;
    }
    let found = [".full.pdf", ".full", ".abstract", ".pdf"].iter().find_map(|ending| found.strip_suffix(ending)).unwrap_or(found);
    let is_plain = found.len() <= 200 && !found.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\u{fffd}');
    is_plain.then(|| found.trim_end_matches(['.', ',', ';', '/']).to_owned())
}
