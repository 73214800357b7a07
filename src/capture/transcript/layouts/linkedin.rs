//! A discussion copied from LinkedIn: a name, how one is connected (`• 2nd`), a headline, `2h`, the text, “Like”, “Reply”.

use super::{Below, Found, Head, Layout};
use crate::capture::transcript::lines::Line;
use crate::capture::transcript::shape;
use crate::capture::transcript::stamp::Stamp;

pub(super) const LAYOUT: Layout =
    Layout { id: "linkedin", label: "LinkedIn discussion", find, below, has_days: false, own_names: &["You"] };

/// The name before the degree of connection on the same line, possibly empty; `None` when the line says no degree.
fn degree(text: &str) -> Option<&str> {
    if text.len() > 160 {
        return None;
    }
    let plain = ["Author", "Verified Profile", "Premium", "Verified", "Follow"]
        .iter()
        .fold(text.trim(), |text, badge| text.strip_suffix(badge).map_or(text, |text| text.trim_end_matches([' ', '•', '·', ','])));
    if let Some(name) = plain.strip_suffix("(You)").map(|name| name.trim_end_matches([' ', '•', '·']))
        && (name.is_empty() || shape::is_name(name))
    {
        return Some(name);
    }
    let only_author = plain.is_empty() && text.contains("Author");
    let found = ["3rd+", "1st", "2nd", "3rd", "You", "Out of network", "Following"].iter().find_map(|word| plain.strip_suffix(word))?;
    let name = found.trim_end();
    let dotted = name.ends_with(['•', '·']) || (found.ends_with("  ") && !name.is_empty());
    (dotted || only_author).then(|| name.trim_end_matches([' ', '•', '·']))
}

/// Whether the line of the degree says that it is the person who copied.
fn says_you(text: &str) -> bool {
    text.split(['•', '·']).any(|part| {
        let part = part.trim();
        part == "You" || part.ends_with("(You)")
    })
}

fn find<'p>(lines: &'p [Line<'p>]) -> Found<'p> {
    let mut found = Found::default();
    let text_at = |at: usize| lines.get(at).map(|line| &*line.text).unwrap_or_default();
    let mut floor = 0;
    for (at, line) in lines.iter().enumerate() {
        if at < floor {
            continue;
        }
        let Some(before) = degree(&line.text) else { continue };
        let (name, mut first) = if before.is_empty() {
            let above = (floor..at).rev().take(4).find(|at| !text_at(*at).is_empty() && !is_label(text_at(*at)));
            let Some(above) = above else { continue };
            (text_at(above), above)
        } else {
            (before, at)
        };
        if !shape::is_short(name) {
            continue;
        }
        // The name a second time, and labels of its picture.
        while first > floor && (text_at(first - 1) == name || is_label(text_at(first - 1))) && !is_button(text_at(first - 1)) {
            first -= 1;
        }
        let stamp_at = (at + 1..at + 6).find(|at| printed(text_at(*at)).is_some());
        let body = stamp_at.map_or(at + 1, |at| at + 1);
        let stamp = stamp_at.and_then(|at| printed(text_at(at)));
        found.weight += if stamp.is_some() { 10 } else { 6 };
        found.heads.push(Head { first, body, name, stamp, own: says_you(&line.text), ..Head::at(at) });
        floor = body;
    }
    found
}

/// `3w Edited •`, `(edited) 2h`
fn printed(text: &str) -> Option<Stamp<'_>> {
    let text = text.split('•').next().unwrap_or_default();
    Stamp::parse(shape::unedited(text)).filter(|stamp| !stamp.is_clock())
}

/// What LinkedIn writes for those who do not see the picture.
fn is_label(text: &str) -> bool {
    text.starts_with("View ") && (text.ends_with("profile") || text.ends_with("graphic link") || text.starts_with("View profile for"))
        || shape::is_one_of(
            text,
            &["Verified", "Premium", "Author", "Verified Profile", "Status is reachable", "Status is online", "Status is offline"],
        )
        || text.starts_with("Image for ")
}

fn is_button(text: &str) -> bool {
    const BUTTONS: &[&str] = &[
        "Like",
        "Reply",
        "Comment",
        "Comments",
        "Share",
        "Repost",
        "Send",
        "Celebrate",
        "Love",
        "Insightful",
        "Support",
        "Funny",
        "Report",
        "Follow",
        "Connect",
        "…more",
        "...more",
        "…see more",
        "...see more",
        "see more",
        "See translation",
        "Show translation",
        "Most relevant",
        "Most recent",
        "Load more comments",
        "Load previous replies",
        "See previous replies",
        "Load more replies",
        "Add a comment…",
        "Reply to this comment",
        "Activate to view larger image,",
        "Open Emoji Keyboard",
        "Current selected sort order is Most relevant",
        "Like | Reply",
        "Like · Reply",
        "View analytics",
        "|",
        "Post",
    ];
    shape::is_one_of(text, BUTTONS)
        || shape::counts(text, &["reaction", "comment", "replie", "reply", "repost", "like"])
        || text.starts_with("Report this ")
        || (text.starts_with("Like") && text.contains("Reply") && text.len() <= 40)
        || (text.contains(" and ") && text.ends_with(" others") && text.len() <= 80)
        || text.starts_with("Open options for ")
}

fn below(line: &str, _: bool) -> Below<'_> {
    if is_button(line) || is_label(line) {
        Below::Button
    } else if shape::is_counter(line) {
        Below::Counter
    } else {
        Below::Text
    }
}
