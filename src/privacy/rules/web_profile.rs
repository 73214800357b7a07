//! Links that name somebody.
//!
//! *What*: addresses of profiles and posts on social networks, and of pages that collect for somebody (“gofundme.com/f/…”), unless they are the
//! registrant's own or a community's. Searches, hashtags, groups, firms and events are nobody. *Why*: a link is a handle with a door. *Example*: see [`Rule::example`].

use super::handle::is_others;
use crate::privacy::{Hit, Known, Prose, Rule};

pub(super) static RULE: WebProfile = WebProfile;

/// See the [module](self).
pub(super) struct WebProfile;

/// Networks on which the first part of the path is somebody.
const FIRST_PART: &[&str] =
    &["x.com", "twitter.com", "nitter.net", "instagram.com", "facebook.com", "fb.com", "t.me", "linktr.ee", "github.com"];

/// First parts of paths that are nobody.
const NOBODY: &[&str] = &[
    "hashtag",
    "search",
    "i",
    "home",
    "intent",
    "explore",
    "share",
    "sharer",
    "sharer.php",
    "groups",
    "events",
    "event",
    "watch",
    "p",
    "reel",
    "reels",
    "stories",
    "tv",
    "pages",
    "help",
    "about",
    "login",
    "settings",
    "notifications",
    "messages",
    "compose",
    "story.php",
    "permalink.php",
    "photo",
    "hashtags",
    "tos",
    "privacy",
    "topics",
    "features",
    "marketplace",
    "notes",
];

/// Beginnings of paths that somebody follows, by network.
const AFTER: &[(&str, &[&str])] = &[
    ("linkedin.com", &["in", "pub"]),
    ("facebook.com", &["people"]),
    ("bsky.app", &["profile"]),
    ("reddit.com", &["u", "user"]),
    ("researchgate.net", &["profile"]),
    ("snapchat.com", &["add"]),
    ("strava.com", &["athletes"]),
    ("youtube.com", &["user"]),
    // What people collect for somebody who is ill, with the name and a picture.
    ("gofundme.com", &["f"]),
    ("justgiving.com", &["fundraising", "page", "crowdfunding"]),
    ("caringbridge.org", &["visit", "site"]),
];

impl Rule for WebProfile {
    fn id(&self) -> &'static str {
        "web-profile"
    }

    fn label(&self) -> &'static str {
        "Link to somebody's profile"
    }

    fn why(&self) -> &'static str {
        "A link to a profile or a post names whose it is, and leads to everything that they write."
    }

    fn example(&self) -> &'static str {
        "The thread is at https://x.com/mair_gwynedd/status/1234567890."
    }

    fn in_text(&self, text: &Prose<'_>, known: &Known) -> Vec<Hit> {
        let named = text.links.iter().filter_map(|range| {
            let (who, is_post) = somebody(text.text.get(range.clone())?)?;
            let instead = if is_post { "[link to a post]" } else { "[link to a profile]" };
            is_others(&who, known).then(|| Hit { range: range.clone(), instead: Some(instead.to_owned()) })
        });
        named.collect()
    }
}

/// Whom a link names, and whether it is to something that they wrote.
fn somebody(link: &str) -> Option<(String, bool)> {
    // As far as anybody's name goes; a longer one is no address of a person.
    let link = link.get(..link.floor_char_boundary(500))?;
    let (_, bare) = link.split_once("://").unwrap_or(("", link));
    let (host, path) = bare.split_once('/')?;
    let host = host.to_ascii_lowercase();
    let host = host.trim_start_matches("www.").trim_start_matches("m.").trim_start_matches("mobile.");
    let (path, query) = path.split_once(['?', '#']).unwrap_or((path, ""));
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let first = parts.next()?;
    // Threads, TikTok, YouTube, Medium, Mastodon: `/@name`.
    if let Some(name) = first.strip_prefix('@').filter(|name| !name.is_empty()) {
        return Some((name.to_owned(), parts.next().is_some()));
    }
    // A country's LinkedIn: `uk.linkedin.com`.
    let is = |known: &str| host == known || host.strip_suffix(known).is_some_and(|before| before.ends_with('.'));
    let lower = first.to_ascii_lowercase();
    if is("linkedin.com") && lower == "posts" {
        let name = parts.next()?.split('_').next()?;
        return Some((name.to_owned(), true));
    }
    if is("facebook.com") && lower == "profile.php" {
        return Some((query.to_owned(), false));
    }
    if is("orcid.org") && first.len() == 19 {
        return Some((first.to_owned(), false));
    }
    if AFTER.iter().any(|(network, before)| is(network) && before.contains(&lower.as_str())) {
        return Some((parts.next()?.to_owned(), parts.next().is_some()));
    }
    let named = FIRST_PART.iter().any(|known| is(known)) && !NOBODY.contains(&lower.as_str());
    named.then(|| (first.to_owned(), parts.next().is_some()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_finds, check_leaves, check_with};
    use crate::privacy::Known;

    #[test]
    fn found() {
        check_finds(
            "web-profile",
            &[
                ("https://x.com/mair_g/status/12.", "https://x.com/mair_g/status/12"),
                ("(https://twitter.com/SianRees)", "https://twitter.com/SianRees"),
                ("mobile.twitter.com/SianRees", "mobile.twitter.com/SianRees"),
                ("www.linkedin.com/in/tomasz-kowalski-1a2b", "www.linkedin.com/in/tomasz-kowalski-1a2b"),
                ("https://uk.linkedin.com/in/ann/", "https://uk.linkedin.com/in/ann/"),
                ("https://www.linkedin.com/posts/ann-lee_activity-7", "https://www.linkedin.com/posts/ann-lee_activity-7"),
                ("https://bsky.app/profile/ola.bsky.example/post/3k", "https://bsky.app/profile/ola.bsky.example/post/3k"),
                ("https://social.example/@sian/1099", "https://social.example/@sian/1099"),
                ("https://www.instagram.com/dr.okafor", "https://www.instagram.com/dr.okafor"),
                ("https://facebook.com/profile.php?id=100", "https://facebook.com/profile.php?id=100"),
                ("https://www.reddit.com/user/nightnurse", "https://www.reddit.com/user/nightnurse"),
                ("[her post](https://www.threads.net/@aoife/post/C1)", "https://www.threads.net/@aoife/post/C1"),
                ("https://www.researchgate.net/profile/Mair-Rees", "https://www.researchgate.net/profile/Mair-Rees"),
                ("facebook.com/gurpreet.singh.5", "facebook.com/gurpreet.singh.5"),
                ("https://www.snapchat.com/add/rhys_w", "https://www.snapchat.com/add/rhys_w"),
                ("gofundme.com/f/get-mair-home", "gofundme.com/f/get-mair-home"),
                ("https://www.justgiving.com/page/run-for-dai", "https://www.justgiving.com/page/run-for-dai"),
            ],
        );
    }

    #[test]
    fn left() {
        check_leaves(
            "web-profile",
            &[
                "https://x.com/hashtag/physiotalk",
                "https://x.com/search?q=dysphagia",
                "https://x.com/i/spaces/1abc",
                "https://www.linkedin.com/company/a-trust",
                "https://www.linkedin.com/feed/update/urn:li:activity:7",
                "https://www.instagram.com/p/C1/",
                "https://www.facebook.com/groups/1234",
                "https://www.facebook.com/events/1234",
                "https://www.reddit.com/r/physiotherapy/comments/1",
                "https://example.org/in/ann",
                "https://www.nice.example/guidance/ng59",
                "doi:10.1136/bmj.1",
                "https://x.com",
                "https://x.com/",
                "https://www.youtube.com/watch?v=1",
                "and/or, he/she, x.com",
                "https://ax.com/mair",
                "https://www.justgiving.com/about",
                "https://www.youtube.com/results?q=stoma",
            ],
        );
    }

    #[test]
    fn ones_own_and_communities_are_left() {
        let known = Known { own: vec!["@bron".into()], communities: vec!["@PhysioTalk".into()], ..Known::default() };
        let text = "https://x.com/bron/status/1 https://x.com/physiotalk https://social.example/@bron https://x.com/ann";
        assert_eq!(check_with("web-profile", text, &known), ["https://x.com/ann"]);
    }
}
