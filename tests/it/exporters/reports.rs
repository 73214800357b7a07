//! Reports to export: empty, believable, and hostile.

use std::io::{self, Write};

use chrono::{Datelike as _, Days, NaiveDate, NaiveTime, TimeZone as _, Utc};
use cpd_journal::domain::entry::TimeSpent;
use cpd_journal::domain::names::NamesLeft;
use cpd_journal::domain::portfolio::{Depth, Handles, Parts};
use cpd_journal::domain::report::{
    FoundLater, ItemOf, LinkedGoal, MadeOf, Period, ReportAnswer, ReportEntry, ReportEvidence, ReportGoal, ReportItem, ReportReview,
};
use cpd_journal::domain::{
    ActionDraft, ClaimCheck, Digest, EntryState, Found, GoalKind, GoalState, Minutes, Profile, Purpose, Report, Role, Uid, Verb, Verdict,
};
use sha2::{Digest as _, Sha256};

/// A day that must exist.
pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

/// The content of the piece of evidence with this number.
fn file(number: usize) -> Vec<u8> {
    format!("Evidence file {number}\n").repeat(number % 7 + 1).into_bytes()
}

/// Copies the evidence of any of the reports here.
pub(crate) fn content(digest: &Digest, to: &mut dyn Write) -> io::Result<()> {
    let is_it = |file: &[u8]| Digest(Sha256::digest(file).into()) == *digest;
    let found = (0..400).map(file).find(|file| is_it(file));
    let found = found.or_else(|| super::portfolios::files().iter().map(|file| file.content.clone()).find(|file| is_it(file)));
    to.write_all(&found.ok_or_else(|| io::Error::other("no such evidence"))?)
}

fn evidence(number: usize) -> ReportEvidence {
    const NAMES: [&str; 4] = ["Certificate of attendance.pdf", "transcript physiotalk.txt", "slide 12 (photo).png", "reply thread.html"];
    const TYPES: [&str; 4] = ["application/pdf", "text/plain", "image/png", "text/html"];
    let content = file(number);
    ReportEvidence {
        uid: Uid::from_text(&format!("evidence {number}")),
        digest: Digest(Sha256::digest(&content).into()),
        name: NAMES[number % 4].to_owned(),
        media_type: TYPES[number % 4].to_owned(),
        bytes: content.len() as u64,
        caption: "Kept on the evening of the chat".to_owned(),
        alt: if number % 4 == 2 { "A slide with three bullet points on pacing".to_owned() } else { String::new() },
        captured: Utc.timestamp_opt(1_772_500_000 + 86_400 * number as i64, 0).single().expect("an instant"),
        proves: None,
        source_url: if number.is_multiple_of(2) {
            "https://social.example/@physiotalk/112233445566778899".to_owned()
        } else {
            String::new()
        },
    }
}

/// A report without a single entry.
pub(crate) fn empty() -> Report {
    Report {
        id: Uid::from_text("report"),
        title: "CPD record of Bronwen Hartley".to_owned(),
        registrant: Profile {
            name: "Bronwen Hartley".to_owned(),
            profession: "Physiotherapist".to_owned(),
            registrations: "HCPC PH000000\nCSP 000000".to_owned(),
            employer: "Cwm Taff Community Health".to_owned(),
            handles: String::new(),
        },
        period: Period { from: Some(day(2025, 4, 1)), to: Some(day(2026, 3, 31)) },
        only_goal: None,
        only_query: None,
        only_walk: None,
        only_counted: false,
        note: String::new(),
        made_on: day(2026, 4, 2),
        language: "en-GB".to_owned(),
        entries: Vec::new(),
        goals: Vec::new(),
        evidence: Vec::new(),
        charts: Vec::new(),
        twice: Minutes::ZERO,
        names_left: NamesLeft::default(),
        depth: Depth::default(),
        parts: Parts::default(),
        handles: Handles::default(),
        standings: Vec::new(),
        records: Vec::new(),
        asks: Vec::new(),
        authorship: None,
        volumes: false,
        split_at: None,
    }
}

/// Chance that is the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn words(&mut self, sentences: usize) -> String {
        const OPENINGS: [&str; 8] = [
            "I had assumed that",
            "One of the hosts pointed out that",
            "It struck me that",
            "Looking back at my own list,",
            "A community physio from Cardiff said that",
            "What I had not seen before is that",
            "In our team",
            "The paper behind the chat shows that",
        ];
        const MIDDLES: [&str; 8] = [
            "rest alone does little for fatigue after an infection",
            "people overdo it on a good day and pay for it on the next two",
            "a diary of activity tells more than any single score",
            "the six-minute walk is the wrong test for this group",
            "we discharge before anybody has tried the stairs at home",
            "families hear “take it easy” as “do nothing”",
            "breathing pattern is looked at last although it is quick to change",
            "the waiting list hides those who stopped answering letters",
        ];
        const ENDS: [&str; 6] = [
            "and I want to see whether that holds in my clinic.",
            "which is not what our leaflet says.",
            "so I shall ask before I give advice.",
            "and three others gave the same example.",
            "although the numbers behind it are small.",
            "and that changes where I would begin.",
        ];
        (0..sentences)
            .map(|_| format!("{} {} {}", OPENINGS[self.roll(8)], MIDDLES[self.roll(8)], ENDS[self.roll(6)]))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// A believable report of so many entries, of about 330 words each.
pub(crate) fn believable(entries: usize) -> Report {
    const TITLES: [&str; 10] = [
        "#physiotalk: pacing after long COVID",
        "Podcast: what strength training does for tendons",
        "Thread on falls and fear of falling",
        "Webinar: breathing pattern disorders in primary care",
        "Journal club: early mobilisation after hip fracture",
        "Discussion of virtual wards in rural Wales",
        "Vodcast: reading a randomised trial in ten minutes",
        "#AHPsDay: supporting newly qualified colleagues",
        "Blog: when “non-compliant” means “not heard”",
        "Conference hashtag #PhysioUK2025, day two",
    ];
    const KINDS: [(&str, &str); 5] = [
        ("tweetchat", "Tweetchat"),
        ("podcast", "Podcast episode"),
        ("thread", "Discussion or thread"),
        ("live-webinar", "Live webinar"),
        ("journal-club", "Journal or book club"),
    ];
    let mut dice = Dice(7);
    let goals: Vec<ReportGoal> = [
        ("Run a fatigue clinic that paces rather than pushes", GoalState::Open),
        ("Read and appraise one trial a month", GoalState::Achieved),
        ("Bring falls prevention to the virtual ward", GoalState::CarriedOver),
    ]
    .into_iter()
    .enumerate()
    .map(|(number, (title, state))| ReportGoal {
        uid: Uid::from_text(title),
        title: title.to_owned(),
        why: "Half of my new referrals have had an infection in the last year, and *none* of our material fits them.\n\n- two complaints in spring\n- a service review in the autumn".to_owned(),
        measure: "Eight of ten people can say what they will do on a bad day.".to_owned(),
        how: "1. Sit in with the dietitian\n2. Rewrite the leaflet\n3. Ask ten people what they took from it".to_owned(),
        due: Some(day(2026, 1 + number as u32 * 4, 28)),
        support: "An hour a week from my lead; the long COVID network.".to_owned(),
        barriers: "Room bookings. My own habit of doing more.".to_owned(),
        purpose: Purpose::ALL[number % 3],
        kind: GoalKind::ALL[number % 2],
        state,
        outcome: if state == GoalState::Open { String::new() } else { "Eleven trials read, nine with a note here. Two of them changed what I advise.".to_owned() },
        plan: "2025–26".to_owned(),
        carried_from: (number == 0).then(|| "Understand fatigue after infections".to_owned()),
        reviews: (0..number)
            .map(|look| ReportReview {
                date: day(2025, 10 + look as u32, 3),
                note: "Half way. The diaries *help*; rooms do not.\n\n- ask estates again".to_owned(),
            })
            .collect(),
        entries: (0..entries).filter(|at| at % 3 == number).count(),
        minutes: Minutes(65 * (0..entries).filter(|at| at % 3 == number).count() as u32),
    })
    .collect();
    let mut pieces = Vec::new();
    let entries = (0..entries)
        .map(|at| {
            let date = day(2024, 9, 3) + Days::new(at as u64 * 570 / entries.max(1) as u64);
            let (kind_id, kind) = KINDS[at % 5];
            let proof = if at % 3 == 0 && pieces.len() < 350 {
                pieces.push(evidence(pieces.len()));
                vec![pieces.len() - 1]
            } else {
                Vec::new()
            };
            let written = Utc.from_utc_datetime(&date.and_time(NaiveTime::MIN));
            ReportEntry {
                uid: Uid::from_text(&format!("entry {at}")),
                title: TITLES[at % 10].to_owned(),
                kind_id: kind_id.to_owned(),
                kind: kind.to_owned(),
                date,
                time: (at % 2 == 0).then(|| NaiveTime::from_hms_opt(20, 0, 0).expect("a time")),
                zone: if at % 2 == 0 { "Europe/London".to_owned() } else { String::new() },
                minutes: TimeSpent { preparing: Minutes(10), taking_part: Minutes(45 + at as u32 % 4 * 5), reading: Minutes(0), reflecting: Minutes(15), interactive: Minutes(if at % 2 == 0 { 40 } else { 0 }) },
                how: if at % 2 == 0 { "answered three questions, and asked one".to_owned() } else { String::new() },
                platform: "Mastodon".to_owned(),
                url: format!("https://social.example/@physiotalk/1122334455667788{at:02}"),
                handle: "@physiotalk".to_owned(),
                hashtag: "#physiotalk".to_owned(),
                community: "Physiotalk".to_owned(),
                learnt: format!("{}\n\n- **Boom and bust** is what most diaries show\n- a heart-rate limit helps *some* people\n- ask about sleep first\n\n{}", dice.words(2), dice.words(1)),
                changed: format!("{}\n\n> “I thought it was me being lazy.”", dice.words(1)),
                benefit: "The Tuesday group, and the two students who sat in. See https://example.org/pacing for the leaflet.".to_owned(),
                template: "What? So what? Now what?".to_owned(),
                template_id: "driscoll".to_owned(),
                answers: [("what", "What?", 3), ("so-what", "So what?", 3), ("now-what", "Now what?", 1)]
                    .into_iter()
                    .map(|(id, label, sentences)| ReportAnswer { prompt_id: id.to_owned(), label: label.to_owned(), text: dice.words(sentences) })
                    .collect(),
                goals: goals.iter().filter(|_| at % 4 != 3).skip(at % 3).take(1).map(|goal| LinkedGoal { uid: goal.uid, title: goal.title.clone(), planned: at % 2 == 0 }).collect(),
                actions: if at % 2 == 0 {
                    vec![
                        ActionDraft { what: "Rewrite the leaflet on pacing".to_owned(), due: Some(date + Days::new(30)), shared_with: "band 5s at the team meeting".to_owned(), shared_on: Some(date + Days::new(26)), done: Some(date + Days::new(24)), effect: "I begin with sleep".to_owned(), effect_service: if at % 4 == 0 { "The leaflet is handed out in all three clinics".to_owned() } else { String::new() }, effect_people: if at % 4 == 0 { "Two people rang to say that it helped".to_owned() } else { String::new() } },
                        ActionDraft { what: "Try an activity diary with three people".to_owned(), due: Some(date + Days::new(60)), ..ActionDraft::default() },
                    ]
                } else {
                    Vec::new()
                },
                tags: vec!["fatigue".to_owned(), "long covid".to_owned()],
                people: vec!["Siân (host)".to_owned()],
                learnt_with: if at % 2 == 0 { vec!["Nurse".to_owned(), "Dietitian".to_owned()] } else { Vec::new() },
                standards: Vec::new(),
                amounts: std::collections::BTreeMap::new(),
                used: vec![Verb::ALL[at % Verb::ALL.len()]],
                role: Some(Role::ALL[at % Role::ALL.len()]),
                claim: if at % 4 == 1 {
                    ClaimCheck {
                        who: "The author of the thread: a heart-rate limit stops crashes".to_owned(),
                        evidence: "Two small trials, one of them of people with ME".to_owned(),
                        holds: "For those who can wear a monitor\nNot for my oldest".to_owned(),
                        verdict: Some(Verdict::ALL[at % Verdict::ALL.len()]),
                    }
                } else {
                    ClaimCheck::default()
                },
                found_later: (0..at as u32 % 3)
                    .map(|look| FoundLater {
                        date: date + Days::new(32 + 60 * u64::from(look)),
                        month: 1 + 2 * look,
                        found: [Found::Nothing, Found::Benefit][look as usize],
                        text: if look == 0 { String::new() } else { "Four people *sleep through*.\n\n- one of them said so to my lead".to_owned() },
                    })
                    .collect(),
                ai_help: if at % 5 == 2 { "Spelling was checked by a program; every thought is mine.".to_owned() } else { String::new() },
                made_of: (at % 6 == 3).then(|| MadeOf {
                    items: (0_u32..3)
                        .map(|number| ReportItem {
                            uid: Uid::from_text(&format!("item {at} {number}")),
                            date: date + Days::new(number.into()),
                            title: format!("Poll {} on pacing", number + 1),
                            minutes: Minutes(4 + number),
                            interactive: Minutes(number % 2 * 3),
                        })
                        .collect(),
                    sum: "3 items on 3 days add up to 15 min, 3 min of it interactive.".to_owned(),
                }),
                item_of: (at % 6 == 4).then(|| ItemOf { uid: Uid::from_text(&format!("entry {}", at - 1)), title: "Three polls, rolled up".to_owned(), date, counted_there: at % 4 == 0 }),
                share: None,
                evidence: proof,
                state: EntryState::Ready,
                created: written,
                changed_at: written + chrono::Duration::days(2),
            }
        })
        .collect();
    Report { entries, goals, evidence: pieces, ..empty() }
}

/// Texts that mean something to somebody else: typesetters, browsers, spreadsheets, terminals, fonts.
pub(crate) const HOSTILE: &[&str] = &[
    "#panic(\"x\") #read(\"/data.json\") #import \"/main.typ\": *",
    "$ x^2 $ _e_ *b* @ref <label> [c] {d} \\u{41}",
    "<script>alert(1)</script> <!-- & -- > &amp;&#0;&#x1F600;",
    "=cmd|' /C calc'!A0",
    "---\ntitle: fake\n---\n",
    "```\nopen fence",
    "~~~\nopen",
    "<!-- open",
    "<pre>\nopen",
    "> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > deep",
    "- a\n  - b\n    - c\n      - d\n\n1. x\n7. y",
    "# One\n\n##### Five\n\n#\n\n## Two",
    "| a | b |\n|---|--:|\n| 1 |\n| 1 | 2 | 3 |\n",
    "|a|b|c|d|e|f|g|h|i|j|\n|-|-|-|-|-|-|-|-|-|-|\n|1|2|3|4|5|6|7|8|9|0|",
    "[l](javascript:alert(1)) [](https://e.org) [x](https://e.org/ŵ) ![alt](http://e.org/x.png)",
    "~~[struck](https://e.org)~~ [~~x~~](https://e.org) ~~https://e.org~~",
    "\u{0}\u{1}\u{7f}\u{85}\u{9b}",
    "\u{feff}\u{fffe}\u{e000}\u{378}\u{10ffff}",
    "\u{202e}rtl\u{202c} \u{2066}x\u{2069}",
    "\u{301}lone e\u{301}\u{302} f\u{20e3} f\u{1f3fd} \u{1f3fd} п\u{301} ẹ\u{301}",
    "👩🏽‍⚕️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿 1️⃣ ❤️ 🇬🇧 🤷‍♀️ 🏳️‍🌈 \u{200d} \u{fe0f}",
    "مرحبا بكم في العالم",
    "שלום עולם",
    "हिन्दी में",
    "ไทย",
    "中文测试 漢字",
    "한국어",
    "বাংলা ਪੰਜਾਬੀ ગુજરાતી தமிழ்",
    "Siân Ŵyn Łódź żółć Привет Ελλάδα",
    "≠ ≤ → ✓ ✗ ☐ ☑ µg ½ °C ﷺ",
    "a\u{2028}b\u{2029}c\r\nd\te",
    "back\\slash \\* \\",
    "'\" “” ‘’ … – —",
    "[^1] [^1]: x [[wiki]] ==m== %%c%%",
    "https://example.org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "DonaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftDonaudampfschifffahrt",
    "",
    " ",
    "\n\n",
    "***",
    "a  b   c",
];

/// An entry with one text in every place where somebody can type.
pub(crate) fn hostile(text: &str) -> Report {
    let typed = || text.to_owned();
    let mut report = believable(1);
    report.title = typed();
    report.registrant = Profile { name: typed(), profession: typed(), registrations: typed(), employer: typed(), handles: typed() };
    report.only_goal = Some(typed());
    report.only_query = Some(typed());
    for goal in &mut report.goals {
        for field in [
            &mut goal.title,
            &mut goal.why,
            &mut goal.measure,
            &mut goal.how,
            &mut goal.support,
            &mut goal.barriers,
            &mut goal.outcome,
            &mut goal.plan,
        ] {
            *field = typed();
        }
        goal.carried_from = Some(typed());
        goal.reviews = vec![ReportReview { date: day(2025, 10, 3), note: typed() }];
    }
    for piece in &mut report.evidence {
        for field in [&mut piece.name, &mut piece.media_type, &mut piece.caption, &mut piece.alt, &mut piece.source_url] {
            *field = typed();
        }
    }
    for entry in &mut report.entries {
        for field in [
            &mut entry.title,
            &mut entry.kind,
            &mut entry.zone,
            &mut entry.how,
            &mut entry.platform,
            &mut entry.url,
            &mut entry.handle,
            &mut entry.hashtag,
            &mut entry.community,
            &mut entry.learnt,
            &mut entry.changed,
            &mut entry.benefit,
            &mut entry.template,
            &mut entry.template_id,
        ] {
            *field = typed();
        }
        entry.tags = vec![typed()];
        entry.people = vec![typed()];
        entry.learnt_with = vec![typed()];
        entry.claim = ClaimCheck { who: typed(), evidence: typed(), holds: typed(), verdict: Some(Verdict::Adapt) };
        entry.ai_help = typed();
        entry.found_later = vec![FoundLater { date: entry.date, month: 3, found: Found::Benefit, text: typed() }];
        let item = ReportItem { uid: entry.uid, date: entry.date, title: typed(), minutes: Minutes(4), interactive: Minutes(1) };
        entry.made_of = Some(MadeOf { items: vec![item], sum: typed() });
        entry.item_of = Some(ItemOf { uid: entry.uid, title: typed(), date: entry.date, counted_there: false });
        entry.standards = vec![typed()];
        entry.goals.iter_mut().for_each(|goal| goal.title = typed());
        for answer in &mut entry.answers {
            answer.label = typed();
            answer.text = typed();
        }
        for action in &mut entry.actions {
            action.what = typed();
            action.shared_with = typed();
            action.effect = typed();
            action.effect_service = typed();
            action.effect_people = typed();
        }
    }
    report
}

/// Every hostile text in one report, an entry each.
pub(crate) fn all_hostile() -> Report {
    let mut all = empty();
    for (at, text) in HOSTILE.iter().enumerate() {
        let mut one = hostile(text);
        for entry in &mut one.entries {
            entry.uid = Uid::from_text(&format!("hostile {at}"));
            entry.evidence.iter_mut().for_each(|piece| *piece += all.evidence.len());
        }
        for piece in &mut one.evidence {
            piece.uid = Uid::from_text(&format!("hostile evidence {at}"));
        }
        all.entries.append(&mut one.entries);
        all.goals.append(&mut one.goals);
        all.evidence.append(&mut one.evidence);
    }
    all.entries.sort_by_key(|entry| (entry.date.year(), entry.date));
    all
}
