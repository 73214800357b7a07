//! The one line: words, a link, or both.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::capture::links::{self, Link, Posted};
use crate::domain::slot;

/// What is typed, and the link that it holds.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// The text that `link` was read from.
    of: String,
    link: Option<Link>,
}

/// When something was posted, in the registrant's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PostedHere {
    pub(super) date: NaiveDate,
    /// Only where the minute is certain.
    pub(super) time: Option<NaiveTime>,
    /// To be shown: also where it is only about right.
    pub(super) about: Option<NaiveTime>,
    /// How that is known.
    pub(super) why: &'static str,
}

impl Line {
    /// A line with this text, read.
    pub(super) fn of(text: &str, today: NaiveDate, zone: Tz) -> Self {
        let mut line = Self { text: text.to_owned(), ..Self::default() };
        line.read(today, zone);
        line
    }

    /// The link, as of the last [`Self::read`].
    pub(super) fn link(&self) -> Option<&Link> {
        self.link.as_ref()
    }

    /// Reads the line again where it has changed.
    pub(super) fn read(&mut self, today: NaiveDate, zone: Tz) {
        if self.of == self.text {
            return;
        }
        self.of.clone_from(&self.text);
        let now = end_of(today, zone);
        self.link = links::read(&self.text, now).into_iter().next();
    }

    /// Adds something behind what stands there.
    pub(super) fn append(&mut self, words: &str) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
        self.text.push_str(words);
    }

    /// What is typed besides the link.
    pub(super) fn words(&self) -> String {
        let found = self.link.as_ref().filter(|_| self.of == self.text).map(|link| (link.at, link.at + link.found.len()));
        let Some((before, after)) = found.and_then(|(at, end)| Some((self.text.get(..at)?, self.text.get(end..)?))) else {
            return self.text.trim().to_owned();
        };
        let (mut before, mut after) = (before.trim_end(), after.trim_start());
        // “(https://…)” and “see: https://…” leave marks behind that were about the link.
        for (opening, closing) in [('(', ')'), ('[', ']'), ('<', '>'), ('“', '”'), ('"', '"')] {
            if let (Some(outer), Some(rest)) = (before.strip_suffix(opening), after.strip_prefix(closing)) {
                (before, after) = (outer.trim_end(), rest.trim_start());
            }
        }
        let words = format!("{before} {after}");
        words.trim().trim_end_matches([':', '-', '–', '—', '|']).trim_start_matches(['-', '–', '—', '|']).trim().to_owned()
    }

    /// When what is behind the link was posted.
    pub(super) fn posted(&self, zone: Tz) -> Option<PostedHere> {
        let posted = self.link.as_ref()?.posted?;
        let why = posted.why();
        Some(match posted {
            Posted::On(date) => PostedHere { date, time: None, about: None, why },
            Posted::At(instant) | Posted::About(instant) => {
                let here = instant.with_timezone(&zone).naive_local();
                let minute = here.time().format("%H:%M").to_string();
                let time = NaiveTime::parse_from_str(&minute, "%H:%M").ok();
                PostedHere { date: here.date(), time: time.filter(|_| matches!(posted, Posted::At(_))), about: time, why }
            }
        })
    }
}

/// What a link shows about itself where it has no title: “@WeNurses on X”.
pub(super) fn described(link: &Link, kind: Option<&str>) -> String {
    if let Some(title) = link.title.as_deref().map(str::trim).filter(|title| !title.is_empty()) {
        return title.to_owned();
    }
    let who = handle(link).or_else(|| link.hashtag.clone());
    match (who, kind) {
        (Some(who), _) => format!("{who} on {}", link.platform),
        (None, Some(kind)) => format!("{kind} on {}", link.platform),
        (None, None) => link.platform.clone(),
    }
}

/// Whose it is, as people write it: with `@`, but `r/physiotherapy` as it is.
pub(super) fn handle(link: &Link) -> Option<String> {
    let handle = link.handle.as_deref()?;
    Some(if handle.contains('/') { handle.to_owned() } else { format!("@{handle}") })
}

/// The last moment of a day: the screen has no clock, and no post of today is from the future.
fn end_of(today: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
    slot::instant(tomorrow, NaiveTime::MIN, zone).map_or_else(|| tomorrow.and_time(NaiveTime::MIN).and_utc(), |(_, instant)| instant)
}

/// The hashtags of a text, in its order, with their `#`.
pub(super) fn hashtags(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('#').filter_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let tag = text.get(at..at + 1 + end)?;
        // `page#part` is no hashtag, nor is the number of a thing: #1.
        (!before.is_some_and(char::is_alphanumeric) && tag.chars().any(char::is_alphabetic)).then_some(tag)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line::of(text, NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day"), Tz::Europe__London)
    }

    #[test]
    fn words_are_what_is_not_the_link() {
        for (text, words) in [
            ("Pacing thread https://x.com/WeNurses/status/1359562777325563904", "Pacing thread"),
            ("https://youtu.be/dQw4w9WgXcQ", ""),
            ("Good: https://youtu.be/dQw4w9WgXcQ and more", "Good: and more"),
            ("See this: https://youtu.be/dQw4w9WgXcQ", "See this"),
            ("Pacing (https://youtu.be/dQw4w9WgXcQ)", "Pacing"),
            ("No link, only: words", "No link, only: words"),
            ("  ", ""),
        ] {
            assert_eq!(line(text).words(), words, "{text}");
        }
    }

    #[test]
    fn the_time_of_a_post_is_the_registrants() {
        // 10 February 2021, 18:00 UTC.
        let posted = line("https://x.com/WeNurses/status/1359562777325563904").posted(Tz::Asia__Tokyo).expect("posted");
        assert_eq!(
            (posted.date.to_string().as_str(), posted.time.map(|time| time.to_string()).as_deref()),
            ("2021-02-11", Some("03:00:00"))
        );
        assert_eq!(line("no link").posted(Tz::UTC), None);
    }

    #[test]
    fn hashtags_are_words_of_their_own() {
        let found: Vec<&str> = hashtags("#physiotalk on Q#1 page#part (#OTalk) #2 #LTHEchat!").collect();
        assert_eq!(found, ["#physiotalk", "#OTalk", "#LTHEchat"]);
    }
}
