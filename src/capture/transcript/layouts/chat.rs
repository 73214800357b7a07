//! Chats copied from Slack, Discord and programs like them: a name and a time above the text, on one line or two. Further messages of the
//! same person may have a time only.

use std::collections::HashMap;

use chrono::{TimeDelta, Timelike as _};

use super::{Below, Found, Head, Layout};
use crate::capture::transcript::lines::Line;
use crate::capture::transcript::shape;
use crate::capture::transcript::stamp::Stamp;

pub(super) const LAYOUT: Layout =
    Layout { id: "chat", label: "Slack, Discord or a chat like them", find, below, has_days: true, own_names: &["You"] };

fn find<'p>(lines: &'p [Line<'p>]) -> Found<'p> {
    let mut one_line = Found::default();
    for (at, line) in lines.iter().enumerate() {
        if let Some((name, stamp)) = in_line(&line.text) {
            one_line.weight += 8;
            one_line.heads.push(Head { name, stamp: Some(stamp), ..Head::at(at) });
        } else if let (Some(stamp), Some(last)) = (clock_line(&line.text), one_line.heads.last()) {
            let (name, stamp) = (last.name, in_half_of(last.stamp, stamp));
            one_line.heads.push(Head { name, stamp: Some(stamp), ..Head::at(at) });
        }
    }
    let two_lines = stacked(lines);
    if one_line.weight >= two_lines.weight { one_line } else { two_lines }
}

/// `Ann Lee — Today at 20:03`, `Ann Lee  8:03 PM`, `ann [8:03 PM]`
fn in_line(text: &str) -> Option<(&str, Stamp<'_>)> {
    if text.len() > 160 {
        return None;
    }
    let cut = [" — ", " – ", "  ", "\t", " ["].iter().filter_map(|mark| text.find(mark)).min()?;
    let name = bare(text.get(..cut)?);
    let printed = text.get(cut..)?.trim_matches(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '[' | ']'));
    let printed = printed.strip_prefix("APP").or_else(|| printed.strip_prefix("BOT")).unwrap_or(printed);
    let stamp = Stamp::parse(printed).filter(Stamp::is_clock)?;
    shape::is_name(name).then_some((name, stamp))
}

/// A name without the pictures that Slack writes as words: `Ann Lee :palm_tree:`.
fn bare(name: &str) -> &str {
    let name = name.trim();
    match name.find(':') {
        Some(at) if at > 0 && name.ends_with(':') => name.get(..at).unwrap_or(name).trim(),
        _ => name,
    }
}

/// `[20:05]`, `20:05`
fn clock_line(text: &str) -> Option<Stamp<'_>> {
    if text.len() > 40 {
        return None;
    }
    Stamp::parse(text.trim_matches(['[', ']'])).filter(Stamp::is_clock)
}

/// A name on one line, a time on the next.
pub(super) fn stacked<'p>(lines: &'p [Line<'p>]) -> Found<'p> {
    let text_at = |at: usize| lines.get(at).map(|line| &*line.text).unwrap_or_default();
    let mut times: HashMap<&str, usize> = HashMap::new();
    let mut pairs: Vec<(usize, Stamp<'p>, Option<&'p str>)> = Vec::new();
    for at in 0..lines.len() {
        let Some(stamp) = clock_line(text_at(at)) else { continue };
        let name = at.checked_sub(1).map(|above| bare(text_at(above))).filter(|name| shape::is_name(name) && !is_furniture(name));
        if let Some(name) = name {
            *times.entry(name).or_default() += 1;
        }
        pairs.push((at, stamp, name));
    }
    let mut found = Found::default();
    let mut floor = 0;
    for (at, stamp, name) in pairs {
        let named = name.filter(|name| {
            let above = at - 1;
            let before = above.checked_sub(1).map(text_at).unwrap_or_default();
            // Teams reads the message and its writer out before the name.
            let read_out = before.strip_suffix(*name).is_some_and(|start| start.ends_with(" by "));
            let free = before.is_empty()
                || read_out
                || is_furniture(before)
                || shape::is_counter(before)
                || Stamp::parse(before).is_some_and(|s| s.is_day());
            // Directly below a time, the line is rather the text of that message.
            let capital = above > floor && !name.starts_with(char::is_lowercase);
            above >= floor && (free || (!is_answer(name) && (capital || times.get(name).is_some_and(|times| *times > 1))))
        });
        let (first, name, stamp) = match (named, found.heads.last()) {
            (Some(name), _) => (at - 1, name, stamp),
            (None, Some(last)) => (at, last.name, in_half_of(last.stamp, stamp)),
            (None, None) => continue,
        };
        found.weight += if named.is_some() { 7 } else { 0 };
        found.heads.push(Head { first, body: at + 1, name, stamp: Some(stamp), ..Head::at(at) });
        floor = at + 1;
    }
    found
}

/// A time that leaves out “PM” because the time before said it.
fn in_half_of<'p>(last: Option<Stamp<'_>>, mut stamp: Stamp<'p>) -> Stamp<'p> {
    let says = |said: &str, half: &str| said.get(said.len().saturating_sub(2)..).is_some_and(|end| end.eq_ignore_ascii_case(half));
    let bare = !says(stamp.said, "am") && !says(stamp.said, "pm");
    let Some((last, time)) = last.and_then(|last| last.time).zip(stamp.time) else { return stamp };
    // At most two hours on: an earlier message of the same person.
    let later = time.overflowing_add_signed(TimeDelta::hours(12)).0;
    if bare && time.hour() < 12 && last.hour() >= 12 && (TimeDelta::zero()..TimeDelta::hours(2)).contains(&(later - last)) {
        stamp.time = Some(later);
    }
    stamp
}

/// What people say that looks like a name.
fn is_answer(text: &str) -> bool {
    shape::is_one_of(
        text,
        &[
            "Thanks",
            "Thank you",
            "Yes",
            "No",
            "Agreed",
            "Agree",
            "Same",
            "Same here",
            "Great",
            "Ok",
            "OK",
            "Hi",
            "Hello",
            "Hi all",
            "Hello everyone",
            "Bye",
        ],
    )
}

fn is_furniture(text: &str) -> bool {
    shape::is_one_of(
        text,
        &[
            "New",
            "NEW",
            "(edited)",
            "Edited",
            "APP",
            "BOT",
            "View thread",
            "Pinned",
            "Also sent to the channel",
            "has context menu",
            "Last read",
        ],
    ) || shape::counts(text, &["replie", "reply"])
        || text.starts_with("Last reply ")
        || (text.starts_with(':') && text.ends_with(':') && !text.contains(' '))
        || (text.starts_with("joined #") && !text.contains(". "))
}

fn below(line: &str, _: bool) -> Below<'_> {
    if is_furniture(line) {
        Below::Button
    } else if shape::is_counter(line) && line.len() <= 2 {
        Below::Counter
    } else {
        Below::Text
    }
}
