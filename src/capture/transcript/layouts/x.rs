//! Posts copied from X (Twitter) on the web, from its search or a conversation, and from look-alikes of it.

use super::{Below, Found, Layout};
use crate::capture::transcript::lines::Line;
use crate::capture::transcript::stamp::Stamp;
use crate::capture::transcript::{shape, social};

pub(super) const LAYOUT: Layout = Layout { id: "x", label: "X (Twitter) posts", find, below, has_days: false, own_names: &[] };

fn find<'p>(lines: &'p [Line<'p>]) -> Found<'p> {
    social::find(lines, &social::Kind { worth, is_furniture })
}

/// Handles of X are at most 15 letters, digits and `_`.
fn worth(handle: &str) -> usize {
    let name = handle.trim_start_matches('@');
    if (1..=15).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') { 8 } else { 0 }
}

fn is_furniture(text: &str) -> bool {
    const BUTTONS: &[&str] = &[
        "Reply",
        "Replies",
        "Repost",
        "Reposts",
        "Retweet",
        "Retweets",
        "Quote Tweets",
        "Quotes",
        "Like",
        "Likes",
        "Bookmark",
        "Bookmarks",
        "Share",
        "View",
        "Views",
        "Quote",
        "Follow",
        "Following",
        "Show more",
        "Show less",
        "Show this thread",
        "Show replies",
        "Show more replies",
        "Show additional replies",
        "Show probable spam",
        "Translate post",
        "Translate Tweet",
        "Translate bio",
        "Promoted",
        "Ad",
        "Pinned",
        "Pinned Tweet",
        "ALT",
        "GIF",
        "More",
        "Read more",
        "Read replies",
        "Relevant",
        "View quotes",
        "Post your reply",
        "Conversation",
        "Post",
        "Tweet",
        "See new posts",
        "Discover more",
        "Sourced from across X",
        "Top",
        "Latest",
        "From",
        "Relevant people",
    ];
    shape::is_one_of(text, BUTTONS)
        || (text.len() <= 120 && ([" reposted", " Retweeted", " retweeted", " liked"].iter().any(|end| text.ends_with(end))))
        || shape::counts(text, &["repost", "retweet", "like", "quote", "quote tweet", "view", "bookmark", "reply", "replie"])
}

fn below<'p>(line: &'p str, addressed: bool) -> Below<'p> {
    if line.starts_with("Replying to") && (line.len() == "Replying to".len() || line.contains('@')) {
        return Below::Addressed;
    }
    if addressed && (line == "and" || (line.starts_with('@') && !line.contains(' ')) || line.starts_with("and @")) {
        return Below::Addressed;
    }
    if is_furniture(line) || shape::is_separator(line) || is_counts(line) {
        return Below::Button;
    }
    if shape::is_counter(line) {
        return Below::Counter;
    }
    // “8:03 PM · Mar 14, 2025 · 1,234 Views”
    let printed = line
        .rsplit_once('·')
        .filter(|(_, last)| last.trim().ends_with("Views") || last.contains("Twitter") || last.trim() == "X")
        .map_or(line, |(printed, _)| printed);
    let clock = |printed: &'p str| Stamp::parse(printed).filter(|stamp| stamp.is_clock() && stamp.has_date());
    // “8:03 PM · Mar 14, 2025 from Leeds, England”
    let placed = || printed.split_once(" from ").filter(|_| line.len() <= 120).and_then(|(printed, _)| clock(printed));
    match clock(printed).or_else(placed) {
        Some(stamp) => Below::Time(stamp),
        None => Below::Text,
    }
}

/// `3 replies 2 retweets 9 likes`, `Reply 3  Retweet 2   Like 9`
fn is_counts(line: &str) -> bool {
    const THINGS: &[&str] =
        &["reply", "replies", "retweet", "retweets", "repost", "reposts", "like", "likes", "quote", "quotes", "view", "views", "bookmarks"];
    let (mut counters, mut things) = (0, 0);
    line.len() <= 80
        && line.split_whitespace().all(|word| {
            let counter = shape::is_counter(word);
            let thing = shape::is_one_of(word, THINGS);
            counters += usize::from(counter);
            things += usize::from(thing);
            counter || thing
        })
        && counters > 0
        && things > 0
}
