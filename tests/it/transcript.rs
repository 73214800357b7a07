//! Pasted chats: a text and what must come out of it per file of `tests/fixtures/transcripts`, and what holds for every text.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Instant;

use chrono::NaiveDate;
use cpd_journal::capture::transcript::{Confidence, Hints, Speaker, Transcript, When, Why, lines_of, read};
use proptest::prelude::{Just, Strategy, prop_oneof};
use serde::Deserialize;

/// What must come out. What is left out is not checked, but lists and counts that say nothing must be empty.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    layout: Option<String>,
    confidence: Option<String>,
    /// Names and handles of the person besides the usual ones.
    #[serde(default)]
    own_names: Vec<String>,
    day: Option<NaiveDateText>,
    posts: usize,
    people: Vec<String>,
    own: usize,
    start: Option<String>,
    end: Option<String>,
    minutes: Option<u32>,
    interactive: Option<u32>,
    #[serde(default)]
    questions: Vec<String>,
    #[serde(default)]
    hashtags: Option<Vec<String>>,
    #[serde(default)]
    links: Vec<String>,
    leftover: Option<Vec<String>>,
    notes: Option<usize>,
    note_says: Option<String>,
    sittings: Option<usize>,
    #[serde(default, rename = "post")]
    samples: Vec<Sample>,
}

#[derive(Deserialize)]
struct NaiveDateText(String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    at: usize,
    name: Option<String>,
    when: Option<String>,
    text: Option<String>,
    lines: Option<[usize; 2]>,
    mentions: Option<Vec<String>>,
}

pub(crate) fn hints() -> Hints {
    Hints {
        own: vec!["@NiaPhysio".to_owned(), "Nia Bevan".to_owned()],
        zone: Some(chrono_tz::Europe::London),
        day: None,
        today: NaiveDate::from_ymd_opt(2025, 3, 20).expect("a day"),
    }
}

fn shown(when: &When) -> String {
    match when {
        When::At(at) => at.format("%-d %b %Y %H:%M").to_string(),
        When::Day(day) => day.format("day %-d %b %Y").to_string(),
        When::Time(time) => time.format("%H:%M").to_string(),
        When::Into(seconds) => format!("{} min in", seconds / 60),
        When::Said(text) => format!("said {text}"),
    }
}

fn speaker(speaker: &Speaker) -> String {
    format!("{} {}", speaker.name, speaker.handle).trim().to_owned()
}

/// What a fixture's file says, made from a transcript.
fn check(name: &str, text: &str, expected: &Expected) -> Vec<String> {
    let mut hints = hints();
    hints.own.extend(expected.own_names.iter().cloned());
    hints.day = expected.day.as_ref().map(|day| day.0.parse().expect("a day"));
    let found = read(text, &hints);
    covers(text, &found);
    let mut wrong = Vec::new();
    let mut same = |what: &str, found: String, want: String| {
        if found != want {
            wrong.push(format!("{name}: {what}\n   is: {found}\n want: {want}"));
        }
    };
    let layout = found.layout.map(|layout| layout.id.to_owned());
    same("layout", format!("{layout:?}"), format!("{:?}", expected.layout));
    if let Some(confidence) = &expected.confidence {
        same("confidence", format!("{:?}", found.layout.map(|layout| layout.confidence)).to_lowercase(), format!("some({confidence})"));
    }
    same("posts", found.posts.len().to_string(), expected.posts.to_string());
    let people: Vec<_> = found.people.iter().map(|person| format!("{} {}", speaker(&person.speaker), person.posts)).collect();
    same("people", format!("{people:?}"), format!("{:?}", expected.people));
    same("own", found.proposal.own_posts.to_string(), expected.own.to_string());
    let proposal = &found.proposal;
    let day = |text: &Option<String>| text.clone().unwrap_or_default();
    same("start", proposal.start.as_ref().map(shown).unwrap_or_default(), day(&expected.start));
    same("end", proposal.end.as_ref().map(shown).unwrap_or_default(), day(&expected.end));
    same(
        "minutes",
        format!("{:?} ({})", proposal.minutes.map(|m| m.0), proposal.minutes_how),
        format!("{:?} ({})", expected.minutes, proposal.minutes_how),
    );
    let interactive = expected.interactive.or(if expected.own > 0 { proposal.interactive.map(|m| m.0) } else { None });
    same(
        "interactive",
        format!("{:?} ({})", proposal.interactive.map(|m| m.0), proposal.interactive_how),
        format!("{interactive:?} ({})", proposal.interactive_how),
    );
    assert!(!proposal.minutes_how.is_empty() && !proposal.interactive_how.is_empty(), "{name}");
    let questions: Vec<_> = found.questions.iter().map(|q| format!("{} ({} answers) {}", q.number, q.answers.len(), q.text)).collect();
    same("questions", format!("{questions:?}"), format!("{:?}", expected.questions));
    let hashtags: Vec<_> = found.hashtags.iter().map(|tag| format!("{} {}", tag.text, tag.times)).collect();
    same("hashtags", format!("{hashtags:?}"), format!("{:?}", expected.hashtags.clone().unwrap_or_default()));
    same("links", format!("{:?}", found.links), format!("{:?}", expected.links));
    let leftover: Vec<_> =
        found.leftover.iter().filter(|left| left.why != Why::Blank).map(|left| format!("{:?} {:?}", left.why, left.lines)).collect();
    same("leftover", format!("{leftover:?}"), format!("{:?}", expected.leftover.clone().unwrap_or_default()));
    if let Some(notes) = expected.notes {
        same("notes", format!("{} {:?}", found.notes.len(), found.notes), format!("{notes} {:?}", found.notes));
    }
    if let Some(words) = &expected.note_says
        && !found.notes.iter().any(|note| note.contains(words.as_str()))
    {
        same("notes", format!("{:?}", found.notes), words.clone());
    }
    if let Some(sittings) = expected.sittings {
        same("sittings", proposal.sittings.len().to_string(), sittings.to_string());
    }
    for sample in &expected.samples {
        let Some(post) = found.posts.get(sample.at) else { continue };
        let at = sample.at;
        if let Some(name) = &sample.name {
            same(&format!("name of {at}"), post.speaker.name.clone(), name.clone());
        }
        if let Some(when) = &sample.when {
            let found = post.when.as_ref().map(shown).unwrap_or_default();
            same(&format!("time of {at}"), found.trim_start_matches("day ").to_owned(), when.clone());
        }
        if let Some(text) = &sample.text {
            same(&format!("text of {at}"), format!("{:?}", post.text), format!("{text:?}"));
        }
        if let Some([start, end]) = sample.lines {
            same(&format!("lines of {at}"), format!("{:?}", post.lines), format!("{:?}", start..end));
        }
        if let Some(mentions) = &sample.mentions {
            same(&format!("mentions of {at}"), format!("{:?}", post.mentions), format!("{mentions:?}"));
        }
    }
    wrong
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/transcripts")
}

fn fixtures() -> Vec<(String, String)> {
    let mut found: Vec<_> = fs::read_dir(folder())
        .expect("the folder of fixtures")
        .map(|item| item.expect("an item").path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .map(|path| (path.file_stem().expect("a name").to_string_lossy().into_owned(), fs::read_to_string(&path).expect("a text")))
        .collect();
    found.sort();
    found
}

#[test]
fn each_fixture_reads_as_expected() {
    let mut wrong = Vec::new();
    let fixtures = fixtures();
    for (name, text) in &fixtures {
        let expected = fs::read_to_string(folder().join(format!("{name}.toml"))).expect(name);
        let expected: Expected = toml::from_str(&expected).expect(name);
        wrong.extend(check(name, text, &expected));
        // The same with the line ends of other systems.
        for ends in ["\r\n", "\r"] {
            wrong.extend(check(&format!("{name} {ends:?}"), &text.replace('\n', ends), &expected));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    for platform in [
        "whatsapp",
        "zoom",
        "teams",
        "table",
        "chat",
        "x",
        "embedded",
        "thread-reader",
        "mastodon",
        "bluesky",
        "facebook",
        "linkedin",
        "handles",
        "named",
    ] {
        let layouts = fixtures.iter().filter(|(name, _)| name.rsplit_once('-').is_some_and(|(start, _)| start == platform)).count();
        assert!(layouts >= 2, "{platform}: {layouts}");
    }
}

/// Every line is in one post or one leftover, and what is said is not lost.
fn covers(text: &str, found: &Transcript) {
    let mut next = 0;
    let mut joined = String::new();
    for piece in found.pieces() {
        assert!(piece.start == next && piece.end > piece.start, "{piece:?} after {next}");
        next = piece.end;
        joined.push_str(lines_of(text, &piece));
    }
    assert_eq!(next, found.line_count);
    assert_eq!(joined, text);
    let lines: Vec<&str> = split(text);
    assert_eq!(lines.len(), found.line_count);
    for post in &found.posts {
        for (at, line) in lines.iter().enumerate().take(post.lines.end).skip(post.lines.start) {
            let trimmed = line.trim();
            assert!(post.trimmings.contains(&at) || post.text.contains(trimmed) || is_invisible(trimmed), "line {at} of {post:?}");
        }
        assert!(!post.speaker.name.is_empty() || !post.speaker.handle.is_empty());
    }
    for left in &found.leftover {
        for line in &lines[left.lines.clone()] {
            assert!(left.text.contains(line));
        }
    }
}

pub(crate) fn is_invisible(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_control()
            || c.is_whitespace()
            || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    })
}

/// An independent splitting into lines.
pub(crate) fn split(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        lines.push(&rest[..end]);
        rest = &rest[end..];
        rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or(rest);
    }
    lines
}

/// Parts that chats are made of, and parts that parsers trip over.
fn part() -> impl Strategy<Value = String> {
    let fixed = [
        "14/03/2025, 20:03 - ",
        "[3/14/25, 8:03:11\u{202f}PM] ",
        "[20:03] ",
        "20:03",
        "20:03:11\t From Ann to Everyone : ",
        "From Me to Everyone:  08:03 PM",
        "Ann Lee",
        "Ann Lee: ",
        "@ann",
        "@ann@b.example",
        "@ann.bsky.social",
        "·",
        "2h",
        "Like",
        "Reply",
        "Like · Reply · 2h",
        "• 2nd",
        "Today",
        "14 March 2025",
        "— Ann (@ann) March 14, 2025",
        "Thread by @ann",
        "1/ ",
        "2/3",
        "Q1: ",
        "A1 ",
        "#tag",
        "https://a.example/b?c=(d)",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "\u{200e}",
        "\u{202e}",
        "\u{2068}",
        "\u{feff}",
        "\u{a0}",
        "\t",
        " ",
        "👩🏽‍⚕️",
        "ä",
        ":",
        "[",
        "]",
        "(",
        "<",
        ">",
        "-",
        "has context menu",
        "Quote",
        "Replying to",
        "Reacted to \"x\"",
        "3 boosts",
        "12",
        "99999999999999999999",
        "0",
        "a",
        "\0",
    ];
    prop_oneof![8 => proptest::sample::select(fixed.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,12}", 1 => Just("\n".to_owned())]
}

proptest::proptest! {
    #[test]
    fn no_text_panics_or_loses_a_line(parts in proptest::collection::vec(part(), 0..60)) {
        let text = parts.concat();
        covers(&text, &read(&text, &hints()));
    }

    #[test]
    fn cut_and_mixed_fixtures_lose_nothing(seed in 0_usize..10_000, from in 0_usize..400, length in 0_usize..600, tail in 0_usize..10_000) {
        let all = fixtures();
        let (one, two) = (&all[seed % all.len()].1, &all[tail % all.len()].1);
        let cut: String = one.chars().skip(from).take(length).chain(two.chars().skip(tail % 300)).collect();
        covers(&cut, &read(&cut, &hints()));
    }

    #[test]
    fn days_far_away_do_no_harm(parts in proptest::collection::vec(part(), 0..20), late in proptest::bool::ANY) {
        let today = if late { NaiveDate::MAX } else { NaiveDate::MIN };
        let text = parts.concat();
        covers(&text, &read(&text, &Hints { day: Some(today), today, ..hints() }));
    }

    #[test]
    fn what_was_written_is_read_back(posts in proptest::collection::vec(("(Ann|Ben|Cai) [A-Z][a-z]{1,8}", 0_u32..1440, "[a-z#@ ,.!?]{0,20}[a-z](\n[a-z ]{0,12}[a-z.]){0,3}"), 1..12)) {
        let mut android = String::new();
        let mut ios = String::new();
        for (name, minute, text) in &posts {
            let (hour, minute) = (minute / 60, minute % 60);
            let _ = writeln!(android, "14/03/2025, {hour:02}:{minute:02} - {name}: {text}");
            let half = if hour < 12 { "AM" } else { "PM" };
            let _ = writeln!(ios, "[14/03/2025, {}:{minute:02}:00\u{202f}{half}] {name}: {text}", (hour + 11) % 12 + 1);
        }
        for chat in [android, ios] {
            let found = read(&chat, &hints());
            proptest::prop_assert_eq!(found.posts.len(), posts.len());
            for (post, (name, minute, text)) in found.posts.iter().zip(&posts) {
                proptest::prop_assert_eq!(&post.speaker.name, name);
                let trimmed = text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
                proptest::prop_assert_eq!(post.text.as_str(), trimmed.trim());
                proptest::prop_assert_eq!(post.when.as_ref().map(shown).unwrap_or_default(), format!("14 Mar 2025 {:02}:{:02}", minute / 60, minute % 60));
            }
        }
    }
}

#[test]
fn hostile_texts_are_read_in_linear_time() {
    let long = |part: &str| part.repeat(if part.starts_with('\n') { 200_000 } else { 1_000_000 } / part.len());
    let mut many_tags = String::new();
    for n in 0..50_000 {
        let _ = write!(many_tags, "#t{n} @u{n} ");
    }
    let texts = [
        long("a"),
        long("@"),
        long("#"),
        long("#a1 "),
        long("@a "),
        long("h"),
        long("https://"),
        long("("),
        format!("https://a.example/{}", long(")")),
        long("\u{202e}"),
        long("\u{200e} "),
        long(":"),
        long(": "),
        long("1/"),
        long("Q1 "),
        long("[14/03/2025, 20:03] A: "),
        long("20:03 "),
        "\n".repeat(100_000),
        long("\r\n"),
        long("\n2h"),
        long("\nAnn\n@ann\n"),
        long("\nAnn Lee\n20:03"),
        long("\nLike"),
        long("\n• 2nd"),
        long("\nToday"),
        long("\n· \n@a"),
        long("\nA: b"),
        long("\n12"),
        long("\nAnn Lee\n14 March at 20:03 ·"),
        long("\n@a-"),
        long("@-"),
        format!("Ann Lee: a\nBen Ode: b\n{}", long("\n14 March 2025")),
        format!("Ann Lee: a\nBen Ode: b\n{many_tags}"),
        format!("Thread by @ann\n1 min read • 2 posts\n{}", long("1/ a\n")),
    ];
    for text in &texts {
        let start = Instant::now();
        let found = read(text, &hints());
        let took = start.elapsed();
        assert_eq!(found.pieces().last().map_or(0, |last| last.end), found.line_count);
        // Far above what it takes without optimisation; quadratic reading would take minutes.
        assert!(took.as_secs() < 10, "{took:?} for {:?}", text.chars().take(40).collect::<String>());
    }
}

#[test]
fn five_thousand_posts_are_read_at_once() {
    let one = fixtures();
    for (name, unit) in [("whatsapp-1", 9), ("x-1", 4), ("chat-1", 5), ("facebook-1", 4), ("named-1", 6), ("linkedin-1", 3)] {
        let text = &one.iter().find(|(known, _)| known == name).expect(name).1;
        let text = text.repeat(5_000 / unit + 1);
        let start = Instant::now();
        let found = read(&text, &hints());
        let took = start.elapsed();
        assert!(found.posts.len() >= 4_900, "{name}: {}", found.posts.len());
        // 200 ms with optimisation; without, and on a busy machine, more.
        let most = if cfg!(debug_assertions) { 3_000 } else { 200 };
        assert!(took.as_millis() < most, "{name}: {took:?}");
    }
}

#[test]
fn nothing_is_made_up() {
    for text in ["", "\n", "Hello", "Buy milk: two pints", "See you at 20:03", "https://a.example/b", "Re: minutes\nTo: all\nDate: 3 March"]
    {
        let found = read(text, &hints());
        assert!(found.layout.is_none() && found.posts.is_empty(), "{text:?}: {:?}", found.layout);
        assert_eq!(found.proposal.minutes, None);
        assert_eq!(found.proposal.interactive, None);
    }
    assert!(Confidence::Guess < Confidence::Likely && Confidence::Likely < Confidence::Sure);
    assert_eq!(read("Ann Lee: a\nBen Ode: b\n", &hints()).layout.map(|layout| layout.confidence), Some(Confidence::Guess));
}
