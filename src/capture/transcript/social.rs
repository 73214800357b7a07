//! The head that X, Mastodon and Bluesky share on the web: a name, a handle, a time, on one line or several.

use super::layouts::{Found, Head};
use super::lines::Line;
use super::shape;
use super::stamp::Stamp;

/// What tells the platforms apart.
pub(super) struct Kind {
    /// Worth of a handle: 0 when it is none of this platform's.
    pub worth: fn(&str) -> usize,
    /// A line that belongs to the page, so that a name can follow it.
    pub is_furniture: fn(&str) -> bool,
}

pub(super) fn find<'p>(lines: &'p [Line<'p>], kind: &Kind) -> Found<'p> {
    let mut found = Found::default();
    let mut floor = 0;
    for (at, line) in lines.iter().enumerate() {
        if at < floor {
            continue;
        }
        let text: &str = &line.text;
        let head = if text.starts_with('@') { stacked(lines, at, floor, kind) } else { in_line(at, text, kind) };
        let Some((head, worth)) = head else { continue };
        floor = head.body;
        found.weight += worth;
        found.heads.push(head);
    }
    found
}

/// `Name @handle · 2h` on one line.
fn in_line<'p>(at: usize, text: &'p str, kind: &Kind) -> Option<(Head<'p>, usize)> {
    if text.len() > 300 {
        return None;
    }
    let cut = text.find(" @").or_else(|| text.find("(@"))?;
    let name = text.get(..cut)?.trim();
    let (handle, after) = shape::handle(text.get(cut + 1..)?)?;
    let worth = (kind.worth)(handle);
    let after = after.trim_start_matches(')');
    let (stamp, rest) = match Stamp::parse(shape::unedited(after)) {
        Some(stamp) => (stamp, ""),
        // `Name @handle 26 May 2022 20:31 text`: in the middle of a sentence, only a name may stand before.
        None if shape::is_name(name) => shape::dated(after.trim_start_matches([' ', '·', '•']))?,
        None => return None,
    };
    (worth > 0 && shape::is_short(name)).then(|| (Head { name, handle, stamp: Some(stamp), rest, ..Head::at(at) }, worth))
}

/// The name on the line before, the time on this line or a later one, or before the name.
fn stacked<'p>(lines: &'p [Line<'p>], at: usize, floor: usize, kind: &Kind) -> Option<(Head<'p>, usize)> {
    let text_at = |at: usize| lines.get(at).map(|line| &*line.text);
    let (handle, after) = shape::handle(text_at(at)?)?;
    let worth = (kind.worth)(handle);
    if worth == 0 {
        return None;
    }
    let after = shape::unedited(after);
    let mut stamp = if after.is_empty() { None } else { Some(Stamp::parse(after)?) };
    let mut above = (floor..at).rev().take(4).filter(|at| text_at(*at).is_some_and(|text| !text.is_empty() && !is_badge(text)));
    let name_at = above.next()?;
    let name = text_at(name_at)?;
    if !shape::is_short(name) || shape::is_separator(name) || name.starts_with('@') || (kind.is_furniture)(name) {
        return None;
    }
    let before = above.next();
    if before.and_then(text_at) == Some("Quote") {
        return None;
    }
    let mut first = name_at;
    let mut body = at + 1;
    if stamp.is_none() {
        let below = (at + 1..at + 5).find(|at| text_at(*at).is_some_and(|text| !text.is_empty() && !shape::is_separator(text)));
        if let Some(below) = below
            && let Some(read) = text_at(below).map(shape::unedited).and_then(Stamp::parse)
        {
            stamp = Some(read);
            body = below + 1;
        } else if let Some(before) = before.filter(|before| name_at - before <= 2)
            && let Some(read) = text_at(before).map(shape::unedited).and_then(Stamp::parse)
        {
            stamp = Some(read);
            first = before;
        }
    }
    // Without a time, only a name that stands apart: the first line below another head is that post's text.
    let ends = |text: &str| text.is_empty() || shape::is_counter(text) || shape::is_separator(text) || (kind.is_furniture)(text);
    let bounded = stamp.is_some() || name_at == 0 || (name_at > floor && text_at(name_at - 1).is_some_and(ends));
    let worth = if stamp.is_some() || is_dated_below(lines, at + 1) { worth } else { worth / 2 };
    bounded.then(|| (Head { first, body, name, handle, stamp, ..Head::at(at) }, worth))
}

/// Whether the time is printed below the text, as under a post that is opened by itself.
fn is_dated_below(lines: &[Line<'_>], from: usize) -> bool {
    let own = lines.iter().skip(from).take(40).take_while(|line| !line.text.starts_with('@') || line.text.contains(' '));
    own.filter(|line| line.text.len() <= 120).any(|line| {
        let printed = line.text.split_once(" from ").map_or(&*line.text, |(printed, _)| printed);
        let printed = printed.split('·').take(2).collect::<Vec<_>>().join("·");
        [printed.as_str(), printed.split('·').next().unwrap_or_default()]
            .iter()
            .any(|text| Stamp::parse(text).is_some_and(|stamp| stamp.is_clock() && stamp.has_date()))
    })
}

fn is_badge(text: &str) -> bool {
    shape::is_one_of(text, &["Verified account", "Verified", "OP", "Author", "Follow", "Following", "Automated"])
}
