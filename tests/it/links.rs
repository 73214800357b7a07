//! Links, read without a network: a table of what must come out, and what holds for any text.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use cpd_journal::capture::links::{self, Doubt, Link, Platforms, Posted};
use cpd_journal::catalogue::Catalogue;
use proptest::prelude::*;

/// One row for each link: what is pasted, platform, kind, handle, item, when (`~` about; a day alone), stored address, hashtag, title,
/// doubts; `-` for nothing.
const TABLE: &str = include_str!("../fixtures/links.tsv");

pub(crate) fn now() -> DateTime<Utc> {
    "2026-11-22T12:00:00Z".parse().expect("a time")
}

fn row(text: &str, link: &Link) -> String {
    let posted = link.posted.map(|posted| match posted {
        Posted::At(at) => at.format("%FT%T%.3fZ").to_string(),
        Posted::About(at) => at.format("~%FT%T%.3fZ").to_string(),
        Posted::On(day) => day.to_string(),
    });
    let doubts = link.doubts.iter().map(|doubt| format!("{doubt:?}")).collect::<Vec<_>>().join(",");
    let shown = |cell: &Option<String>| cell.clone().unwrap_or_else(|| "-".to_owned());
    [
        text.to_owned(),
        shown(&link.platform_id),
        shown(&link.kind),
        shown(&link.handle),
        shown(&link.item),
        shown(&posted),
        link.url.clone(),
        shown(&link.hashtag),
        shown(&link.title),
        shown(&Some(doubts).filter(|doubts| !doubts.is_empty())),
    ]
    .join("\t")
}

fn rows() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[test]
fn every_link_of_the_table_tells_what_it_must() {
    let mut wrong = Vec::new();
    let mut platforms = BTreeSet::new();
    for want in rows() {
        let text = want.split('\t').next().expect("a text");
        let found = links::read(text, now());
        let got: Vec<String> = found.iter().map(|link| row(text, link)).collect();
        if got != [want] {
            wrong.push(format!("want {want}\ngot  {}", got.join("\n     ")));
        }
        platforms.extend(found.into_iter().filter_map(|link| link.platform_id));
    }
    assert!(wrong.is_empty(), "\n{}\n{} wrong", wrong.join("\n"), wrong.len());
    assert!(rows().count() >= 170, "{} rows", rows().count());
    assert!(platforms.len() >= 60, "{} platforms", platforms.len());
}

#[test]
fn what_is_stored_tells_the_same_again() {
    for row in rows() {
        let text = row.split('\t').next().expect("a text");
        for link in links::read(text, now()) {
            let again = links::read(&link.url, now());
            let [again] = again.as_slice() else { panic!("{}: {again:?}", link.url) };
            assert_eq!(again.url, link.url, "{text}");
            assert_eq!(again.found, link.url, "{text}");
            if !link.doubts.iter().any(|doubt| matches!(doubt, Doubt::Cut | Doubt::UserInfo)) {
                assert_eq!(
                    (&again.platform_id, &again.item, again.posted, &again.hashtag, &again.kind, again.key()),
                    (&link.platform_id, &link.item, link.posted, &link.hashtag, &link.kind, link.key()),
                    "{text}"
                );
            }
        }
    }
}

#[test]
fn a_field_for_an_address_is_stored_without_tracking() {
    for (text, want) in [
        (" https://example.org/talk?id=3&utm_source=mail&fbclid=x ", "https://example.org/talk?id=3"),
        ("https://twitter.com/jane_physio/status/1480000000000000000?s=20&t=q", "https://x.com/jane_physio/status/1480000000000000000"),
        ("youtu.be/dQw4w9WgXcQ?si=abc", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("https://medium.com/@jane/rest-1a2b3c4d5e6f?sk=friend&source=x", "https://medium.com/@jane/rest-1a2b3c4d5e6f?sk=friend"),
    ] {
        assert_eq!(links::clean_address(text), want);
        assert_eq!(links::clean_address(want), want);
    }
    for text in [
        "",
        " ",
        "the usual room",
        "see https://example.org/a?utm_source=x",
        "mailto:a@b.example",
        "https://a.example/b https://c.example",
        "https://a.example/b?utm_id=1…",
        "javascript:x.com/1",
        "\u{202e}evil",
    ] {
        assert_eq!(links::clean_address(text), text);
    }
}

#[test]
fn the_data_file_is_sound() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/platforms.toml");
    let text = std::fs::read_to_string(path).expect("the data file");
    let platforms = Platforms::parse(&text).unwrap_or_else(|problem| panic!("{problem}"));
    let catalogue = Catalogue::bundled();
    for kind in platforms.kinds() {
        assert!(catalogue.kind(kind).is_some(), "{kind}");
    }
    for (bad, what) in [
        ("format = 2\nstrip = []\n[platform]", "format"),
        ("format = 1\nstrip = []\n[platform]\na = { label = 3 }", "line 4"),
        (
            "format = 1\nstrip = []\n[platform]\na = { label = \"A\", hosts = [\"a.example\"] }\nb = { label = \"B\", hosts = [\"a.example\"] }",
            "twice",
        ),
        ("format = 1\nstrip = []\n[platform]\na = { label = \"A\", paths = [{ path = \"/{who}\" }] }", "“who”"),
        ("format = 1\nstrip = []\n[platform]\na = { label = \"A\", paths = [{ path = \"/[a|b\" }] }", "closed"),
        ("format = 1\nstrip = []\n[platform]\na = { label = \"A\", paths = [{ path = \"/\", date = \"moon\" }] }", "moon"),
    ] {
        let problem = Platforms::parse(bad).expect_err(bad).to_string();
        assert!(problem.contains(what), "{problem}");
    }
}

#[test]
fn a_platform_is_one_entry_of_data() {
    let text = "format = 1\nstrip = [\"utm_*\"]\n[platform.ward]\nlabel = \"Ward\"\nhost = \"ward.example\"\nhosts = [\"ward.example\", \"w.example\"]\n\
                kind = \"discussion\"\npaths = [{ path = \"/{handle}/post/{id:number}/**\", date = \"snowflake_x\", to = \"/{handle}/post/{id}\" }]\n";
    let platforms = Platforms::parse(text).expect("a file");
    let found = platforms.read("see http://www.w.example/jane/post/1359562777325563904/reply?utm_source=x!", now());
    let [link] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(link.platform, "Ward");
    assert_eq!(link.url, "https://ward.example/jane/post/1359562777325563904");
    assert_eq!(link.posted.and_then(Posted::instant).map(|at| at.timestamp()), Some(1_612_980_000));
}

#[test]
fn links_stand_where_they_are_found() {
    let text = "Great #WeNurses chat: [notes](https://x.com/WeNurses/status/1359562777325563904), doi:10.1136/bmj.n71; youtu.be/dQw4w9WgXcQ.\n\
                mail me@nmc.org.uk or @jane@med-mastodon.com, not javascript:alert(1) or ftp://x.com/a";
    let found = links::read(text, now());
    let got: Vec<&str> = found.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(
        got,
        [
            "https://x.com/WeNurses/status/1359562777325563904",
            "https://doi.org/10.1136/bmj.n71",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
        ]
    );
    for link in &found {
        assert_eq!(text.get(link.at..link.at + link.found.len()), Some(link.found.as_str()));
    }
    assert_eq!(found[0].title.as_deref(), Some("notes"));
}

/// A letter beyond ASCII becomes several in what is stored, and then this would be no link any more.
#[test]
fn no_host_is_longer_than_any_can_be() {
    let long = |letter: char| format!("http://{}{letter}{}.example/a", "rat-".repeat(46), "-rat".repeat(46));
    for text in [long('ŉ'), long('a'), format!("https://{}example.org", "a.".repeat(130))] {
        assert_eq!(links::read(&text, now()), [], "{text}");
        assert_eq!(links::one(&text, now()), None, "{text}");
    }
    assert_eq!(links::read(&format!("https://{}example.org/a", "a.".repeat(121)), now()).len(), 1);
}

#[test]
fn one_field_one_link() {
    let one = |text: &str| links::one(text, now()).map(|link| link.url);
    assert_eq!(one(" nice.org.uk/guidance/ng136 ").as_deref(), Some("https://nice.org.uk/guidance/ng136"));
    assert_eq!(one("museum.example/frailty").as_deref(), Some("https://museum.example/frailty"));
    assert_eq!(one("see https://a.example and https://b.example").as_deref(), Some("https://a.example/"));
    for text in ["", "words", "two words.example/a", "3.5", "me@nmc.org.uk", "javascript:alert(1)", "file:///a.b/c", ".", "…", "a..b/"] {
        assert_eq!(one(text), None, "{text}");
    }
}

#[test]
fn the_same_thing_has_the_same_key() {
    let key = |text: &str| links::read(text, now()).first().and_then(Link::key);
    for same in [
        ["https://twitter.com/a/status/1359562777325563904", "https://threadreaderapp.com/thread/1359562777325563904.html"],
        ["https://youtu.be/dQw4w9WgXcQ?t=10", "https://m.youtube.com/watch?v=dQw4w9WgXcQ&list=WL"],
        ["https://onlinelibrary.wiley.com/doi/10.1111/JAN.12345", "doi:10.1111/jan.12345"],
        ["https://www.ncbi.nlm.nih.gov/pubmed/33782057", "https://pubmed.ncbi.nlm.nih.gov/33782057/"],
        ["https://redd.it/abc123", "https://old.reddit.com/r/nursing/comments/abc123/x/def/"],
    ] {
        assert_eq!(key(same[0]), key(same[1]), "{same:?}");
        assert!(key(same[0]).is_some(), "{same:?}");
    }
    assert_ne!(key("https://a.example/@j/113060494542175979"), key("https://b.example/@j/113060494542175979"));
    assert_eq!(key("https://t.me/physio/123"), None);
}

#[test]
fn no_look_alike_is_taken_for_the_real_one() {
    for text in [
        "https://x.com.evil.example/a/status/1359562777325563904",
        "https://x.com@evil.example/a/status/1359562777325563904",
        "https://x.com:1/a/status/1359562777325563904",
        "https://evilx.com/a/status/1359562777325563904",
        "https://x.co/a/status/1359562777325563904",
        "https://x.com%2eevil.example/a/status/1359562777325563904",
        "https://evil.example/https://x.com/a/status/1359562777325563904",
        "https://evil.example/?u=https://x.com/a/status/1359562777325563904",
        "https://evil.example#@x.com/a/status/1359562777325563904",
        "https://ⅹ-com.example/a/status/1359562777325563904",
        "https://х.com/a/status/1359562777325563904",
    ] {
        for link in links::read(text, now()) {
            assert_eq!((link.platform_id, link.posted), (None, None), "{text}");
        }
    }
}

#[test]
fn large_and_hostile_texts_end() {
    let many = |piece: &str| piece.repeat(40_000 / piece.len());
    for text in [
        many("("),
        many("https://"),
        many("https://x.com/"),
        many("x.com,"),
        many("a."),
        many("[a]("),
        many("\u{200b}"),
        many("&amp;"),
        many("10.1234/"),
        format!("https://{}", many("a.")),
        format!("https://{}", many("é")),
        format!("https://a.example/{}", many(")(")),
        format!("https://a.example/?{}", many("utm_source=a&")),
        format!("https://a.example/?a=&amp;{}", many("amp;")),
        format!("https://www.linkedin.com/posts/{}", many("a_b-activity-")),
        format!("https://www.linkedin.com/events/{}", many("1")),
        format!("https://l.facebook.com/l.php?u={}", many("https://l.facebook.com/l.php?u=")),
        format!("https://web.archive.org/{}", many("web/1/https://web.archive.org/")),
    ] {
        for link in links::read(&text, now()) {
            assert!(text.contains(&link.found));
        }
    }
}

/// Texts that are nearly links, and links among words.
fn nearly() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "https://",
        "http://",
        "HTTPS://",
        "x.com",
        "twitter.com",
        "youtu.be",
        "www.",
        "l.facebook.com/l.php?u=",
        "linkedin.com/posts/",
        "web.archive.org/web/1/",
        "/",
        "/status/",
        "1359562777325563904",
        "?",
        "&",
        "utm_source=a",
        "v=dQw4w9WgXcQ",
        "=",
        "#",
        "%",
        "%2F",
        "%C3",
        "@",
        ":",
        ".",
        ",",
        ";",
        "(",
        ")",
        "[",
        "]",
        "](",
        "…",
        "...",
        "\u{200b}",
        "\u{202e}",
        " ",
        "é",
        "х",
        "&amp;",
        "amp;",
        "&lt;",
        "_",
        "*",
        "'",
        "|",
        "{",
        "\\",
        "10.1136/",
        "a",
        "/watch",
        "/groups/",
        "/2024/03/14/",
        "-activity-",
        "mastodon.social/@",
        "!",
        "~",
        "http%3A%2F%2F",
        "xn--",
        ":443",
        "[::1]",
        "doi.org/",
        "__;",
        "urldefense.com/v3/__",
        "\n",
        "🙂",
        "lt;",
        "+",
    ];
    let piece = prop::sample::select(PIECES);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

pub(crate) fn check(text: &str) -> Result<(), TestCaseError> {
    let mut end = 0;
    for link in links::read(text, now()) {
        // Every link is a part of the text, and none overlaps another.
        prop_assert!(link.at >= end);
        prop_assert_eq!(text.get(link.at..link.at + link.found.len()), Some(link.found.as_str()));
        end = link.at + link.found.len();
        prop_assert!(link.url.starts_with("https://") || link.url.starts_with("http://"), "{}", link.url);
        prop_assert!(link.url.is_ascii());
        // Stored once is stored for good.
        let again = links::read(&link.url, now());
        prop_assert_eq!(again.len(), 1, "{:?} → {}", text, link.url);
        prop_assert_eq!(&again[0].url, &link.url, "{:?}", text);
        prop_assert_eq!(&again[0].found, &link.url, "{:?}", text);
        if let Some(at) = link.posted.and_then(Posted::instant) {
            prop_assert!(at <= now() + chrono::Duration::days(1) && at.timestamp() > 1_280_000_000);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check(&text)?;
        let _ = links::one(&text, now());
    }

    #[test]
    fn any_text_that_is_nearly_a_link_is_read(text in nearly()) {
        check(&text)?;
        let _ = links::one(&text, now());
    }

    #[test]
    fn any_address_is_read(path in "[ -~]{0,60}", host in "(x\\.com|www\\.youtube\\.com|youtu\\.be|a\\.example|l\\.facebook\\.com|www\\.linkedin\\.com|doi\\.org)") {
        check(&format!("https://{host}/{path}"))?;
    }

    #[test]
    fn any_number_is_a_safe_id(id in any::<u128>(), width in 0_u32..128) {
        let id = id >> width;
        for start in ["x.com/a/status/", "www.tiktok.com/@a/video/", "a.example/@a/", "linkedin.com/feed/update/urn:li:share:", "discord.com/channels/1/2/"] {
            check(&format!("https://{start}{id}"))?;
        }
    }
}
