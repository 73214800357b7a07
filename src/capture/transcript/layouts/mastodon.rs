//! Posts copied from Mastodon on the web: the time before or behind the name, and handles that name their server.

use super::{Below, Found, Layout};
use crate::capture::transcript::lines::Line;
use crate::capture::transcript::stamp::Stamp;
use crate::capture::transcript::{shape, social};

pub(super) const LAYOUT: Layout = Layout { id: "mastodon", label: "Mastodon posts", find, below, has_days: false, own_names: &[] };

fn find<'p>(lines: &'p [Line<'p>]) -> Found<'p> {
    let mut found = social::find(lines, &social::Kind { worth, is_furniture });
    // Handles without a server are only Mastodon's when others name theirs or the page has Mastodon's words.
    let servers = found.heads.iter().any(|head| head.handle.trim_start_matches('@').contains('@'));
    let words = lines.iter().filter(|line| shape::counts(&line.text, &["boost", "favourite", "favorite"])).take(40).count();
    if !servers && words == 0 {
        return Found::default();
    }
    found.weight += 6 * words;
    found
}

fn worth(handle: &str) -> usize {
    match handle.trim_start_matches('@').split_once('@') {
        Some((_, server)) if server.contains('.') => 10,
        Some(_) => 0,
        None if handle.contains('.') => 0,
        None => 4,
    }
}

fn is_furniture(text: &str) -> bool {
    const BUTTONS: &[&str] = &[
        "Reply",
        "Boost",
        "Favourite",
        "Favorite",
        "Bookmark",
        "Share",
        "More",
        "Show more",
        "Show less",
        "Read more",
        "Translate",
        "Follow",
        "Back",
        "Hide",
        "Expand this post",
        "Open",
        "ALT",
        "Show thread",
        "Pinned post",
        "Pinned",
        "Sensitive content",
        "boost",
        "boosts",
        "favourites",
        "favorites",
        // What it was written with.
        "Web",
        "Ivory for iOS",
        "Ice Cubes for iOS",
        "Tusky",
        "Megalodon",
    ];
    shape::is_one_of(text, BUTTONS)
        || text.ends_with(" boosted")
        || ["Mastodon for iOS", "Mastodon for Android"].contains(&text)
        || shape::counts(text, &["boost", "favourite", "favorite", "quote", "replie", "reply"])
        || text.split('·').filter(|part| shape::counts(part.trim(), &["boost", "favourite", "favorite", "quote"])).count() > 1
}

fn below(line: &str, _: bool) -> Below<'_> {
    if is_furniture(line) || shape::is_separator(line) || line.starts_with("Edited ") && line.len() <= 40 {
        return Below::Button;
    }
    if line.starts_with("In reply to ") || line.starts_with("Replied to ") {
        return Below::Addressed;
    }
    if shape::is_counter(line) {
        return Below::Counter;
    }
    // “Mar 14, 2025, 20:03 · Public · Web”
    let mut parts = line.split('·');
    let printed = parts.next().unwrap_or_default();
    match Stamp::parse(printed).filter(|stamp| stamp.is_clock() && stamp.has_date()) {
        Some(stamp) if line.len() <= 120 => Below::Time(stamp),
        _ => Below::Text,
    }
}
