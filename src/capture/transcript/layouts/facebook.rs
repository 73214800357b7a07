//! A discussion copied from Facebook: a name, the text, and below it the time with “Like” and “Reply”.

use super::{Below, Found, Head, Layout};
use crate::capture::transcript::lines::Line;
use crate::capture::transcript::shape;
use crate::capture::transcript::stamp::Stamp;

pub(super) const LAYOUT: Layout =
    Layout { id: "facebook", label: "Facebook discussion", find, below, has_days: false, own_names: &["You"] };

fn find<'p>(lines: &'p [Line<'p>]) -> Found<'p> {
    let mut found = Found::default();
    let text_at = |at: usize| lines.get(at).map(|line| &*line.text).unwrap_or_default();
    let mut at = 0;
    // The first line of the block that is open, when it can be a name.
    let mut open: Option<usize> = None;
    // Below a comment or a post, the next comment begins with a name, however it is written.
    let opened = |at: usize| Some(at).filter(|at| shape::is_short(text_at(*at)) && Stamp::parse(text_at(*at)).is_none());
    while at < lines.len() {
        let text = text_at(at);
        if let Some((end, stamp)) = footer(lines, at) {
            if let Some(first) = open.take()
                && first < at
            {
                let body = behind_badges(lines, first + 1, at);
                found.heads.push(Head { first, body, name: name(text_at(first)), stamp: Some(stamp), ..Head::at(first) });
                found.weight += 9;
            }
            open = opened(end);
            at = end;
            continue;
        }
        if open.is_none() && !found.heads.is_empty() && is_end_of_post(text) {
            at = behind_buttons(lines, at + 1);
            open = opened(at);
            continue;
        }
        // Above a post, the name of its group looks like one of a person.
        let free = open.is_none() || found.heads.is_empty() || open.is_some_and(|first| first == at || first + 1 == at);
        if free && can_be_name(text) {
            open = open.or(Some(at));
            if let Some((below, stamp)) = post(lines, at) {
                found.heads.push(Head { first: at, body: below + 1, name: name(text), stamp: Some(stamp), ..Head::at(at) });
                found.weight += 5;
                let end = (below + 1..lines.len())
                    .find(|at| is_end_of_post(text_at(*at)) || footer(lines, *at).is_some() || post(lines, *at).is_some())
                    .unwrap_or(lines.len());
                open = None;
                at = end.max(below + 1);
                continue;
            }
        } else if is_furniture(text) && open.is_some_and(|first| first + 1 == at && !is_badge(text)) {
            // A name alone above a button was a button.
            open = None;
        }
        at += 1;
    }
    if found.weight < 9 { Found::default() } else { found }
}

/// `Ann Lee · Follow`
fn name(text: &str) -> &str {
    text.split(" · ").next().unwrap_or(text).trim_end_matches([' ', '·'])
}

/// The first line that is no badge.
fn behind_badges(lines: &[Line<'_>], from: usize, to: usize) -> usize {
    (from..to).find(|at| lines.get(*at).is_some_and(|line| !line.is_blank() && !is_badge(&line.text))).unwrap_or(from)
}

fn is_badge(text: &str) -> bool {
    const BADGES: &[&str] = &[
        "Author",
        "Admin",
        "Moderator",
        "Group expert",
        "Top contributor",
        "Top fan",
        "Rising contributor",
        "All-star contributor",
        "Anonymous member",
        "Follow",
        "·",
        "· Follow",
        "New member",
        "Founding member",
        "Conversation starter",
        "Valued responder",
    ];
    shape::is_one_of(text, BADGES)
}

fn can_be_name(text: &str) -> bool {
    shape::is_name(name(text)) && !is_furniture(text) && !is_badge(text) && Stamp::parse(text).is_none()
}

/// The post that is discussed says its time below the name: the line of the time, and the time.
fn post<'p>(lines: &'p [Line<'p>], at: usize) -> Option<(usize, Stamp<'p>)> {
    let below = behind_badges(lines, at + 1, at + 4);
    let stamp = posted(&lines.get(below)?.text)?;
    (can_be_name(&lines.get(at)?.text) && footer(lines, below).is_none()).then_some((below, stamp))
}

/// The time below the name of a post: `14 March at 20:03 ·`, `2h · Shared with Public group`.
fn posted(text: &str) -> Option<Stamp<'_>> {
    if text.len() > 80 {
        return None;
    }
    let printed = text.split('·').map(str::trim).find(|part| !part.is_empty())?;
    Stamp::parse(shape::unedited(printed))
}

fn is_end_of_post(text: &str) -> bool {
    shape::is_one_of(text, &["Comment", "Share", "All comments", "Most relevant", "Newest", "Like", "Like Comment Share", "All reactions:"])
        || shape::counts(text, &["comment", "share"])
}

const TRANSLATION: &[&str] = &["See translation", "See original", "Rate this translation", "Hide original"];

/// Time, “Like” and “Reply” from this line on: the line behind them, and the time.
fn footer<'p>(lines: &'p [Line<'p>], at: usize) -> Option<(usize, Stamp<'p>)> {
    let text_at = |at: usize| lines.get(at).map(|line| &*line.text).unwrap_or_default();
    let text = text_at(at);
    if text.is_empty() || text.len() > 80 {
        return None;
    }
    if let Some(stamp) = in_one_line(text) {
        return Some((behind_buttons(lines, at + 1), stamp));
    }
    let next = |from: usize| (from..from + 3).find(|at| !text_at(*at).is_empty() && !shape::is_separator(text_at(*at)));
    let is_action = |text: &str| matches!(text, "Like" | "Reply" | "Share" | "Hide");
    if let Some(stamp) = Stamp::parse(shape::unedited(text)) {
        let below = next(at + 1)?;
        let below = if shape::is_one_of(text_at(below), &["Edited", "· Edited"]) { next(below + 1)? } else { below };
        return is_action(text_at(below)).then(|| (behind_buttons(lines, below), stamp));
    }
    // “Like”, “Reply”, perhaps “See translation”, then the time.
    if !is_action(text) {
        return None;
    }
    let mut below = next(at + 1)?;
    for _ in 0..3 {
        if is_action(text_at(below)) || shape::is_one_of(text_at(below), TRANSLATION) {
            below = next(below + 1)?;
        }
    }
    Stamp::parse(shape::unedited(text_at(below))).map(|stamp| (behind_buttons(lines, below + 1), stamp))
}

/// `2h · Like · Reply`, `Like Reply 2h Edited`
fn in_one_line(text: &str) -> Option<Stamp<'_>> {
    const WORDS: &[&str] = &["Like", "Reply", "Share", "Edited", "Hide", "See translation"];
    if text.len() > 80 || !(text.contains("Like") || text.contains("Reply")) {
        return None;
    }
    let mut left = text;
    loop {
        let shorter = WORDS.iter().find_map(|word| left.strip_prefix(word).or_else(|| left.strip_suffix(word)));
        let Some(shorter) = shorter else { break };
        left = shorter.trim_matches(|c: char| c.is_whitespace() || matches!(c, '·' | '•'));
    }
    if left.len() == text.len() { None } else { Stamp::parse(left) }
}

/// The first line that is neither a button nor a counter nor blank.
fn behind_buttons(lines: &[Line<'_>], from: usize) -> usize {
    (from..lines.len())
        .find(|at| lines.get(*at).is_some_and(|line| !line.is_blank() && !is_furniture(&line.text) && !shape::is_counter(&line.text)))
        .unwrap_or(lines.len())
}

fn is_furniture(text: &str) -> bool {
    const BUTTONS: &[&str] = &[
        "Like",
        "Reply",
        "Share",
        "Comment",
        "Hide",
        "Edited",
        "See translation",
        "See original",
        "Rate this translation",
        "Most relevant",
        "All comments",
        "Newest",
        "Write a comment…",
        "Write a reply…",
        "Write a public comment…",
        "View more comments",
        "View previous comments",
        "Like Comment Share",
        "All reactions:",
        "Send message",
        "See more",
        "Join",
        "Follow",
        "Comment as",
    ];
    shape::is_one_of(text, BUTTONS)
        || shape::is_separator(text)
        || shape::counts(text, &["comment", "share", "replie", "reply", "reaction", "like"])
        || (text.len() <= 80
            && (text.starts_with("View ") && (text.contains("repl") || text.contains("comment"))
                || text.contains(" replied · ")
                || text.ends_with(" replied")
                || text.starts_with("Shared with ")
                || text.ends_with(" others")))
}

fn below(line: &str, _: bool) -> Below<'_> {
    if is_furniture(line) || in_one_line(line).is_some() || is_badge(line) {
        Below::Button
    } else if shape::is_counter(line) || Stamp::parse(shape::unedited(line)).is_some() {
        Below::Counter
    } else {
        Below::Text
    }
}
