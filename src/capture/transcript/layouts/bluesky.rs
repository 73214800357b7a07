//! Posts copied from Bluesky on the web: a name, a handle that is a host name, a time.

use super::{Below, Found, Layout};
use crate::capture::transcript::lines::Line;
use crate::capture::transcript::stamp::Stamp;
use crate::capture::transcript::{shape, social};

pub(super) const LAYOUT: Layout = Layout { id: "bluesky", label: "Bluesky posts", find, below, has_days: false, own_names: &[] };

fn find<'p>(lines: &'p [Line<'p>]) -> Found<'p> {
    social::find(lines, &social::Kind { worth, is_furniture })
}

fn worth(handle: &str) -> usize {
    let host = handle.trim_start_matches('@');
    match host.split_once('.') {
        _ if host.contains('@') => 0,
        Some((_, "bsky.social")) => 10,
        Some((name, rest)) if !name.is_empty() && rest.len() > 1 => 9,
        _ => 0,
    }
}

fn is_furniture(text: &str) -> bool {
    const BUTTONS: &[&str] = &[
        "Reply",
        "Repost",
        "Like",
        "Share",
        "Translate",
        "ALT",
        "Follow",
        "Following",
        "Pinned",
        "Write your reply",
        "Everybody can reply",
        "Everyone can reply",
        "Some people can reply",
        "Show more",
        "Show more replies",
        "View full thread",
        "Read more replies",
        "Show hidden replies",
        "Post",
        "Back",
        "Top replies first",
    ];
    shape::is_one_of(text, BUTTONS)
        || text.starts_with("Reposted by ")
        || shape::counts(text, &["repost", "like", "quote", "save", "replie", "reply"])
}

fn below(line: &str, _: bool) -> Below<'_> {
    if line.starts_with("Reply to ") || line.starts_with("Replied to ") {
        Below::Addressed
    } else if is_furniture(line) || shape::is_separator(line) {
        Below::Button
    } else if shape::is_counter(line) {
        Below::Counter
    } else if let Some(stamp) = Stamp::parse(line).filter(|stamp| stamp.is_clock() && stamp.has_date()) {
        Below::Time(stamp)
    } else {
        Below::Text
    }
}
