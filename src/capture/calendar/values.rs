//! What stands in the properties of an event: times, lengths, links and hashtags.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::lines::{Component, Property};

/// The day of an event that lasts all day.
pub(super) fn whole_day(start: &Property) -> Option<NaiveDate> {
    let value = start.value.trim();
    let dated = start.param("VALUE").is_some_and(|value| value.eq_ignore_ascii_case("DATE")) || value.len() == 8;
    NaiveDate::parse_from_str(value.get(..8).filter(|_| dated)?, "%Y%m%d").ok()
}

/// `20260113T200000`, also without seconds or with the marks of ISO 8601, in years that a person may mean.
pub(super) fn time_of(value: &str) -> Option<NaiveDateTime> {
    let digits: String = value.chars().filter(|c| !matches!(c, '-' | ':')).collect();
    let (date, time) = digits.split_once('T')?;
    let date = NaiveDate::parse_from_str(date, "%Y%m%d").ok()?;
    if !(1900..=2200).contains(&date.year()) {
        return None;
    }
    let time = match time.len() {
        4 => NaiveTime::parse_from_str(&format!("{time}00"), "%H%M%S"),
        // what comes after the seconds is none of ours
        _ => NaiveTime::parse_from_str(time.get(..6)?, "%H%M%S"),
    };
    Some(date.and_time(time.ok()?))
}

/// `PT1H30M`, `P1D`, `P2W` (RFC 5545, 3.3.6), in whole minutes.
pub(super) fn duration(text: &str) -> Option<i64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(text) => (-1, text),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut rest = text.strip_prefix(['P', 'p'])?;
    let mut seconds = TimeDelta::zero();
    while !rest.is_empty() {
        if let Some(time) = rest.strip_prefix(['T', 't']) {
            rest = time;
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let (number, unit) = rest.split_at_checked(end)?;
        let number: i64 = number.parse().ok().filter(|n| *n <= 10_000_000)?;
        let each = match unit.chars().next()? {
            'W' | 'w' => 604_800,
            'D' | 'd' => 86_400,
            'H' | 'h' => 3_600,
            'M' | 'm' => 60,
            'S' | 's' => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(&TimeDelta::try_seconds(number.checked_mul(each)?)?)?;
        rest = unit.get(1..)?;
    }
    Some(sign * seconds.num_minutes())
}

/// The first hashtag of a text.
pub(super) fn hashtag(text: &str) -> Option<String> {
    text.match_indices('#').find_map(|(at, _)| {
        let before = text.get(..at)?.chars().next_back();
        let word: String = text.get(at + 1..)?.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let starts = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '&' | '#' | '=' | '.' | '-' | '_'));
        (starts && word.chars().any(char::is_alphabetic)).then(|| format!("#{word}"))
    })
}

/// Where to take part: a link of the event, else the first one in its place or description.
pub(super) fn address(part: &Component) -> String {
    let named = ["URL", "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"];
    named.into_iter().chain(["LOCATION", "DESCRIPTION"]).find_map(|name| first_link(&part.text(name))).unwrap_or_default()
}

/// The first web address of a text, without the password of a meeting.
fn first_link(text: &str) -> Option<String> {
    let at = ["https://", "http://"].into_iter().filter_map(|start| text.find(start)).min()?;
    let rest = text.get(at..)?;
    let end = rest
        .find(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”'))
        .unwrap_or(rest.len());
    let link = rest.get(..end)?.trim_end_matches(['.', ',', ';', ':', ')', ']', '!', '?', '\'']);
    let mut url = url::Url::parse(link).ok()?;
    if !url.has_host() {
        return None;
    }
    let secret = |name: &str| matches!(name.to_ascii_lowercase().as_str(), "pwd" | "password" | "passcode");
    if url.query_pairs().any(|(name, _)| secret(&name)) {
        let kept: Vec<(String, String)> =
            url.query_pairs().filter(|(name, _)| !secret(name)).map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
        url.set_query(None);
        if !kept.is_empty() {
            url.query_pairs_mut().extend_pairs(kept);
        }
        return Some(url.into());
    }
    Some(link.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_links_and_hashtags() {
        for (text, want) in [
            ("PT1H", Some(60)),
            ("PT1H30M", Some(90)),
            ("P1DT2H", Some(1560)),
            ("P2W", Some(20160)),
            ("+PT90S", Some(1)),
            ("-PT15M", Some(-15)),
            ("PT", Some(0)),
            ("1H", None),
            ("PT1", None),
            ("PT1X", None),
            ("PT99999999999999999999H", None),
        ] {
            assert_eq!(duration(text), want, "{text}");
        }
        for (text, want) in [
            ("#OTalk: sleep", Some("#OTalk")),
            ("Chat (#physiotalk) and #more", Some("#physiotalk")),
            ("Room #4, then #4weeks", Some("#4weeks")),
            ("https://ward.example/#top", None),
            ("C# &#233; ##", None),
            ("#Gofal_Cymru", Some("#Gofal_Cymru")),
        ] {
            assert_eq!(hashtag(text).as_deref(), want, "{text}");
        }
        for (text, want) in [
            ("Join at https://zoom.example/j/12?pwd=SECRET&uname=a.", Some("https://zoom.example/j/12?uname=a")),
            ("<https://ward.example/chat>", Some("https://ward.example/chat")),
            ("(see http://ward.example).", Some("http://ward.example")),
            ("Room 4", None),
            ("https://", None),
        ] {
            assert_eq!(first_link(text).as_deref(), want, "{text}");
        }
    }
}
