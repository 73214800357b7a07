//! The words of files, for the search.

use cpd_journal::media::{MOST_TEXT, text_of};

use super::Dice;

fn utf16(text: &str, little: bool) -> Vec<u8> {
    std::iter::once('\u{FEFF}')
        .chain(text.chars())
        .flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec())
        .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
        .collect()
}

#[test]
fn words_are_found_in_what_is_text() {
    let cases: &[(&str, &str, &[u8], Option<&str>)] = &[
        ("text/plain", "a.txt", b"Plain words", Some("Plain words")),
        ("text/plain", "a.txt", "Déjà vu, naïve – “so”".as_bytes(), Some("Déjà vu, naïve – “so”")),
        ("text/plain", "a.txt", b"\xEF\xBB\xBFWith a mark", Some("With a mark")),
        ("text/plain; charset=utf-8", "a.txt", b"one\r\ntwo\rthree", Some("one\ntwo\nthree")),
        ("text/plain", "a.txt", b"caf\xE9 \x80 20 \x96 \x93so\x94", Some("café € 20 – “so”")),
        ("text/plain", "a.txt", b"\xC3\xA9t\xC3\xA9 \xE0 la\xC3\xA7on", Some("été \u{FFFD} laçon")),
        ("application/octet-stream", "notes.txt", &utf16("Zoë’s notes 👍", true), Some("Zoë’s notes 👍")),
        ("", "notes.TXT", &utf16("Zoë’s notes 👍", false), Some("Zoë’s notes 👍")),
        ("text/vtt", "talk.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello", Some("WEBVTT\n\n00:01.000 --> 00:02.000\nHello")),
        ("application/ld+json", "x", b"[1]", Some("[1]")),
        ("text/csv", "x.csv", b"day,minutes\n14 March,60", Some("day,minutes\n14 March,60")),
        ("application/octet-stream", "x.md", b"# Title", Some("# Title")),
        ("text/plain", "control", b"a\x00b", None),
        ("text/plain", "bell", b"a\x07b\x1B[0m", Some("ab[0m")),
        ("text/plain", "empty.txt", b"", None),
        ("text/plain", "blank.txt", b" \r\n\t ", None),
        ("text/rtf", "x.rtf", br"{\rtf1 Hello}", None),
        ("text/plain", "x.rtf", br"{\rtf1 Hello}", None),
        ("image/png", "x.txt", b"words", None),
        ("application/zip", "x.zip", b"words", None),
        ("application/octet-stream", "x.bin", b"words", None),
        ("application/pdf", "x.pdf", b"words", None),
    ];
    for (media_type, name, bytes, want) in cases {
        assert_eq!(text_of(media_type, name, bytes).map(|found| found.text).as_deref(), *want, "{media_type} {name}");
    }
    let json = "{\"title\": \"Café\"}";
    assert_eq!(text_of("application/json", "x", json.as_bytes()).map(|found| found.text).as_deref(), Some(json), "as it is");
}

#[test]
fn pages_of_html_are_read_without_their_tags() {
    let cases = [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("<h1>Title</h1>\n  <p>Some <b>bold</b>\n words<br>next line</p>", "Title\nSome bold words\nnext line"),
        ("a<script>var x = '<p>no</p>';</script>b<STYLE>p { }</STYLE >c", "a\nb\nc"),
        ("before<!-- a comment <p> with tags -->after", "beforeafter"),
        (
            "Fish &amp; chips &lt;b&gt; &quot;q&quot; &#39;a&#39; &nbsp;caf&eacute; &#8211; &#x1F44D; &hellip;",
            "Fish & chips <b> \"q\" 'a' café – 👍 …",
        ),
        ("AT&T, a & b, &unknown; &; &#xFFFFFFFF;", "AT&T, a & b, &unknown; &; &#xFFFFFFFF;"),
        ("5 < 6 and 7 > 6, <3", "5 < 6 and 7 > 6, <3"),
        (r#"<a title="a > b" href='x'>link</a>s"#, "links"),
        ("<p title=\"never closed>text</p> more", "text\nmore"),
        ("<ul><li>one<li>two</ul>", "one\ntwo"),
        ("<svg><text>Label</text><path d='M0 0'/></svg>", "Label"),
        ("<?xml version='1.0'?><!DOCTYPE html><p>x", "x"),
        ("cut off <a href=", "cut off"),
        ("<script>never closed", ""),
    ];
    for (html, want) in cases {
        let found = text_of("text/html", "x.html", html.as_bytes()).map(|found| found.text).unwrap_or_default();
        assert_eq!(found, want, "{html}");
    }
    let thai = b"<meta charset=\"windows-874\"><p>\xA1\xA2</p>";
    assert_eq!(text_of("text/html", "x", thai).map(|found| found.text).as_deref(), Some("กข"));
    let russian = b"<?xml version=\"1.0\" encoding=\"koi8-r\"?><a>\xF0\xF2</a>";
    assert_eq!(text_of("application/xml", "x", russian).map(|found| found.text).as_deref(), Some("ПР"));
    assert_eq!(text_of("text/plain", "saved.html", b"<i>x</i>").map(|found| found.text).as_deref(), Some("x"), "by its name");
}

#[test]
fn long_files_are_read_as_far_as_allowed() {
    let long = "wörter ".repeat(MOST_TEXT / 7);
    let found = text_of("text/plain", "x.txt", long.as_bytes()).expect("text");
    assert!(!found.complete && found.text.len() <= MOST_TEXT && found.text.len() > MOST_TEXT - 4);
    assert!(long.starts_with(&found.text));
    let short = text_of("text/plain", "x.txt", b"all of it").expect("text");
    assert!(short.complete);
    let tags = "<p class='long name of a class'>w</p>".repeat(400_000);
    let found = text_of("text/html", "x.html", tags.as_bytes()).expect("text");
    assert!(!found.complete && found.text.len() > 300_000, "{}", found.text.len());
}

#[test]
fn no_text_takes_long_or_makes_a_panic() {
    let before = std::time::Instant::now();
    for part in [
        "&",
        "<",
        "<a '",
        "<a \">",
        "<!--",
        "<script>",
        "</",
        "&amp",
        "<a \"'>",
        "&#1234567890123456789012345678901234567890",
        "\u{AD}",
        " ",
    ] {
        let bytes = part.repeat(1_000_000 / part.len());
        for media_type in ["text/html", "text/plain"] {
            let _ = text_of(media_type, "x", bytes.as_bytes());
        }
    }
    assert!(before.elapsed().as_secs() < 60, "{:?}", before.elapsed());
    let mut dice = Dice(5);
    let page = "<html><head><meta charset=utf-8><title>Ward round</title></head><body><!-- x --><p>Caf&eacute; &amp; “talk”</p><script>1<2</script></body>".as_bytes();
    for _ in 0..500 {
        let damaged = dice.damaged(page);
        for media_type in ["text/html", "text/plain", "application/pdf"] {
            let _ = text_of(media_type, "x", &damaged);
        }
    }
}
