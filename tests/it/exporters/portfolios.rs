//! Reports with all that a regulator is handed: standings, forms, records, authorship, and evidence of every kind. The regulators are invented.

use std::sync::OnceLock;

use chrono::Days;
use cpd_journal::domain::portfolio::{
    Authorship, Depth, EvidenceAs, ReportField, ReportForm, ReportRecord, ReportRecords, ReportRequirement, ReportStanding, Written,
};
use cpd_journal::domain::report::ReportEvidence;
use cpd_journal::domain::{Digest, Report, Uid};
use cpd_journal::media::{self, Picture};
use sha2::{Digest as _, Sha256};

use super::reports::{self, day};

/// A file that proves something.
pub(crate) struct File {
    name: &'static str,
    media_type: &'static str,
    caption: &'static str,
    alt: &'static str,
    pub(crate) content: Vec<u8>,
}

/// Evidence of every kind: pictures, pages, texts, and what cannot be shown.
pub(crate) fn files() -> &'static [File] {
    static FILES: OnceLock<Vec<File>> = OnceLock::new();
    FILES.get_or_init(|| {
        let file = |name, media_type, caption, alt, content| File { name, media_type, caption, alt, content };
        vec![
            file(
                "slide.png",
                "image/png",
                "The slide on pacing",
                "A line that falls after every peak",
                media::to_png(&slide(800, 450)).expect("a PNG"),
            ),
            file("photo.jpg", "image/jpeg", "The board in the staff room", "", media::to_jpeg(&photo(900, 1_200), 90).expect("a JPEG")),
            file("certificate.pdf", "application/pdf", "Certificate of attendance", "", super::pdf(&reports::empty())),
            file("reading.pdf", "application/pdf", "What I read before", "", super::pdf(&reports::believable(1))),
            file("transcript.txt", "text/plain", "The whole chat", "", transcript().into_bytes()),
            file(
                "thread.html",
                "text/html",
                "The thread, saved",
                "",
                b"<html><body><p>First answer</p><p>Second &amp; last</p></body></html>".to_vec(),
            ),
            file("talk.mp3", "audio/mpeg", "The talk itself", "", b"ID3\x04\0\0\0\0\0\0".to_vec()),
            file(
                "torn.png",
                "image/png",
                "A picture that did not come whole",
                "",
                media::to_png(&slide(64, 64)).expect("a PNG").into_iter().take(90).collect(),
            ),
        ]
    })
}

/// White with bars, as a slide.
fn slide(width: u32, height: u32) -> Picture {
    let pixel = |x: u32, y: u32| {
        let is_bar = (x / (width / 16).max(1)).is_multiple_of(2) && y > height / 4 + (x * 7 % (height / 2).max(1));
        if is_bar { [11, 110, 110, 255] } else { [255, 255, 255, 255] }
    };
    Picture { width, height, rgba: (0..height).flat_map(|y| (0..width).flat_map(move |x| pixel(x, y))).collect() }
}

/// Many colours, as a photograph, upright.
fn photo(width: u32, height: u32) -> Picture {
    let shade = |a: u32, all: u32| u8::try_from(a * 255 / all).unwrap_or(u8::MAX);
    let pixel = |x: u32, y: u32| [shade(x, width), shade(y, height), shade((x ^ y) % 512, 512), 255];
    Picture { width, height, rgba: (0..height).flat_map(|y| (0..width).flat_map(move |x| pixel(x, y))).collect() }
}

fn transcript() -> String {
    let line = |at: usize| {
        format!(
            "@participant_{} 20:{:02}\nWhat helped most was a diary (answer {at}). See https://example.org/pacing/{at}\n\n",
            at % 17,
            at % 60
        )
    };
    (0..300).map(line).collect()
}

fn pieces() -> Vec<ReportEvidence> {
    let piece = |file: &File| ReportEvidence {
        uid: Uid::from_text(file.name),
        digest: Digest(Sha256::digest(&file.content).into()),
        name: file.name.to_owned(),
        media_type: file.media_type.to_owned(),
        bytes: file.content.len() as u64,
        caption: file.caption.to_owned(),
        alt: file.alt.to_owned(),
        captured: chrono::DateTime::from_timestamp(1_772_500_000, 0).expect("an instant"),
        source_url: String::new(),
        proves: None,
    };
    files().iter().map(piece).collect()
}

fn requirement(number: usize) -> ReportRequirement {
    const LABELS: [&str; 12] = [
        "Hours of learning",
        "Hours of learning with others",
        "Practice hours",
        "Pieces of feedback from practice",
        "Written accounts that reflect on what was learnt",
        "A discussion of the accounts with another ringer",
        "Learning in both years of the cycle, so that no year is without any, whatever the reason was for it",
        "A mixture of activities",
        "A declaration of health and character",
        "Cover for claims",
        "A plan",
        "Confirmation by somebody else",
    ];
    let counts = if number == 0 { 200 } else { number % 4 * 3 };
    let pair = |a: String, b: &str| (a, b.to_owned());
    ReportRequirement {
        label: LABELS[number % 12].to_owned(),
        needed: if number == 7 { String::new() } else { format!("{} hours", 20 + number) },
        counted: format!("{}.5 hours", 18 + number * 2),
        met: [Some(true), Some(false), None][number % 3],
        how: vec![
            "Counted from 1 April 2025 to 31 March 2028, by the day of the activity.".to_owned(),
            "An activity counts towards it when its kind is one of: tweetchat, live webinar, journal or book club.".to_owned(),
        ],
        items: (0..counts)
            .map(|at| {
                pair(
                    format!("{} – #physiotalk: pacing after long COVID, part {}", day(2025, 4, 1) + Days::new(at as u64), at + 1),
                    "1.5 hours",
                )
            })
            .collect(),
        left_out: (0..number % 3)
            .map(|at| {
                let why = ["Before the cycle began, and none of it was carried over", "Is in the bin"][at % 2];
                (why.to_owned(), format!("1: {} Mar 2025 – Vodcast", at + 3))
            })
            .collect(),
        parts: if number.is_multiple_of(5) {
            vec![
                ("1 Apr 2025 – 31 Mar 2026".to_owned(), "21 hours".to_owned(), "12 hours".to_owned(), true),
                ("1 Apr 2026 – 31 Mar 2027".to_owned(), "9 hours".to_owned(), "12 hours".to_owned(), false),
            ]
        } else {
            Vec::new()
        },
    }
}

fn field(label: &str, text: &str) -> ReportField {
    ReportField { label: label.to_owned(), text: text.to_owned(), by_hand: false, kept_apart: false, too_long: String::new() }
}

fn form(number: usize) -> ReportForm {
    const LABELS: [&str; 6] =
        ["Log of learning", "Written account", "Written account", "Feedback log", "Discussion form", "Confirmation form"];
    const LONG: &str = "I rang behind for most of the evening and listened.\n\nWhat I heard was *my own haste*: I pull before the bell is up. The others \
        waited, and the rhythm went.\n\n- I now count the gap aloud\n- I ask the treble to lead slower\n\nThree practices later the conductor said that it shows.";
    let signed = |label: &str| ReportField { by_hand: true, ..field(label, "") };
    ReportForm {
        label: LABELS[number % 6].to_owned(),
        help: "Answer in your own words. Say nothing by which a ringer or a listener can be recognised.".to_owned(),
        about: format!("Filled in from: Account number {number}"),
        fields: vec![
            field("What was the nature of the learning, the feedback or the event?", "A practice with the band of another tower"),
            field("Date", "3 March 2026"),
            field("What did you learn from it?", LONG),
            ReportField {
                too_long: "96 words; at most 80".to_owned(),
                ..field("How did you change or improve what you do as a result?", LONG)
            },
            ReportField { kept_apart: true, ..field("Name of the other ringer", "") },
            field("Anything else", ""),
            signed("Signature"),
            signed("Date"),
        ],
    }
}

fn standing(number: usize) -> ReportStanding {
    let names = [("Renewal", "Register of Bell Ringers"), ("Continuing practice", "Guild of Change and Method Ringers of the Marches")];
    ReportStanding {
        framework: names[number % 2].0.to_owned(),
        regulator: names[number % 2].1.to_owned(),
        edition: "March 2019".to_owned(),
        checked_on: day(2025, 1, 3),
        is_old: number == 1,
        disclaimer: "This is a summary by the registrant’s own program. It is no decision of the register, and nobody has confirmed it."
            .to_owned(),
        cycle: (day(2025, 4, 1), day(2028, 3, 31)),
        chosen: vec![
            ("Registered as".to_owned(), "tower captain".to_owned()),
            ("Part of the register".to_owned(), "tower bells".to_owned()),
        ],
        requirements: (0..if number == 0 { 12 } else { 3 }).map(requirement).collect(),
        notes: vec![
            "Hours before the cycle are not counted.".to_owned(),
            "One requirement has no rule that a program can judge.".to_owned(),
        ],
        sources: vec![
            ("How to renew".to_owned(), "https://ringers.example/renewal".to_owned()),
            ("Rules of 2019, as a PDF".to_owned(), "https://ringers.example/rules-2019.pdf".to_owned()),
        ],
        forms: if number == 0 { (0..6).map(form).collect() } else { Vec::new() },
    }
}

fn records() -> Vec<ReportRecords> {
    let record = |kind: &str, at: usize, title: String, fields: Vec<(&str, String)>| ReportRecord {
        uid: Uid::from_text(&format!("{kind} {at}")),
        title,
        date: day(2025, 4, 6) + Days::new(7 * at as u64),
        until: (at % 4 == 1).then(|| day(2025, 4, 8) + Days::new(7 * at as u64)),
        fields: fields.into_iter().map(|(label, text)| (label.to_owned(), text)).collect(),
        refers: if at.is_multiple_of(5) { vec!["3 Mar 2026 – Webinar: breathing pattern".to_owned()] } else { Vec::new() },
    };
    let kind = |kind: &str, label: &str, sum: &str, records| ReportRecords {
        kind: kind.to_owned(),
        label: label.to_owned(),
        sum: sum.to_owned(),
        records,
    };
    let said = |at: usize| {
        format!("They said that the Sunday band **keeps time** now.\n\n1. the gap is even\n2. nobody shouts\n\nRemark number {at}.")
    };
    vec![
        kind(
            "practice-hours",
            "Practice hours",
            "462 hours",
            (0..30)
                .map(|at| {
                    record(
                        "hours",
                        at,
                        format!("Week {}", at + 1),
                        vec![
                            ("Setting", "Tower of St Anne".to_owned()),
                            ("Scope", "Direct practice".to_owned()),
                            ("Hours", format!("{}.5", 12 + at % 5)),
                        ],
                    )
                })
                .collect(),
        ),
        kind(
            "feedback",
            "Feedback",
            "",
            (0..6)
                .map(|at| {
                    record(
                        "feedback",
                        at,
                        format!("Feedback: the practice of week {at}"),
                        vec![("From", "A listener".to_owned()), ("What was said", said(at)), ("What I did", "I slowed down.".to_owned())],
                    )
                })
                .collect(),
        ),
        kind(
            "discussion",
            "Discussions",
            "",
            (0..4)
                .map(|at| record("discussion", at, format!("Discussion of accounts {at}"), vec![("What was talked about", said(at))]))
                .collect(),
        ),
    ]
}

fn authorship(report: &Report) -> Authorship {
    let written = |(at, entry): (usize, &cpd_journal::domain::report::ReportEntry)| Written {
        entry: entry.uid,
        title: entry.title.clone(),
        first: entry.date,
        edited: (1..=at as u64 % 12).map(|days| entry.date + Days::new(days)).collect(),
        ai_help: if at % 5 == 2 { "Spelling was checked by a program; every thought is mine.".to_owned() } else { String::new() },
        taken_in: (at % 7 == 3).then_some(entry.date + Days::new(1)),
    };
    Authorship {
        days: Some((day(2025, 4, 1), day(2026, 3, 30))),
        on_days: 31,
        entries: report.entries.iter().enumerate().map(written).collect(),
        history: Digest(Sha256::digest(b"history").into()).to_string(),
        whole: true,
    }
}

/// A whole portfolio of so many entries.
pub(crate) fn portfolio(entries: usize) -> Report {
    let mut report = reports::believable(entries);
    report.evidence = pieces();
    let count = report.evidence.len();
    for (at, entry) in report.entries.iter_mut().enumerate() {
        entry.evidence = if at.is_multiple_of(2) { vec![at / 2 % count] } else { Vec::new() };
    }
    report.standings = vec![standing(0), standing(1)];
    report.records = records();
    report.authorship = Some(authorship(&report));
    report
}

/// The same as a summary, with nothing but the names of the files.
pub(crate) fn summary(entries: usize) -> Report {
    let mut report = portfolio(entries);
    report.depth = Depth::Summary;
    report.parts.evidence = EvidenceAs::Index;
    report
}

/// A portfolio with one text in every place where somebody can type, or a data file can say something.
pub(crate) fn hostile(text: &str) -> Report {
    let typed = || text.to_owned();
    let pair = || (typed(), typed());
    let mut report = reports::hostile(text);
    // The others are shown in the same way, and take long.
    for piece in pieces().into_iter().filter(|piece| piece.bytes < 20_000) {
        report.evidence.push(ReportEvidence { name: typed(), caption: typed(), alt: typed(), source_url: typed(), ..piece });
    }
    let requirement = ReportRequirement {
        label: typed(),
        needed: typed(),
        counted: typed(),
        met: None,
        how: vec![typed()],
        items: vec![pair(), pair()],
        left_out: vec![pair()],
        parts: vec![(typed(), typed(), typed(), false)],
    };
    let field = |by_hand, kept_apart| ReportField { label: typed(), text: typed(), by_hand, kept_apart, too_long: typed() };
    let form = ReportForm {
        label: typed(),
        help: typed(),
        about: typed(),
        fields: vec![field(false, false), field(true, false), field(false, true)],
    };
    report.standings = vec![ReportStanding {
        framework: typed(),
        regulator: typed(),
        edition: typed(),
        disclaimer: typed(),
        chosen: vec![pair()],
        requirements: vec![requirement],
        notes: vec![typed()],
        sources: vec![pair()],
        forms: vec![form.clone(), form],
        ..standing(1)
    }];
    let record = |at: usize| ReportRecord {
        uid: Uid::from_text(&at.to_string()),
        title: typed(),
        date: day(2026, 3, 1),
        until: None,
        fields: vec![pair()],
        refers: vec![typed()],
    };
    // A few are pages of their own, many are a table.
    let records = |count: usize| ReportRecords { kind: typed(), label: typed(), sum: typed(), records: (0..count).map(record).collect() };
    report.records = vec![records(1), records(4)];
    let entries = report.entries.iter();
    let written = entries.map(|entry| Written {
        entry: entry.uid,
        title: typed(),
        first: entry.date,
        edited: vec![entry.date],
        ai_help: typed(),
        taken_in: Some(entry.date),
    });
    report.authorship = Some(Authorship { days: None, on_days: 0, entries: written.collect(), history: typed(), whole: false });
    report
}
