//! Calendar files: what other programs write is read, what is wrong with them is said, and what is written is read the same again.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;
use cpd_journal::capture::calendar::{Calendar, CalendarEvent, Planned, read, write};
use cpd_journal::domain::slot::{Slot, instant};
use cpd_journal::domain::text::{clean, clean_line};
use cpd_journal::domain::{Chat, ChatDraft, ChatId, Community, CommunityDraft, CommunityId, Minutes, Rhythm, Uid};
use expect_test::expect_file;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

fn now() -> DateTime<Utc> {
    "2026-11-22T12:00:00Z".parse().expect("an instant")
}

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/calendar").join(name);
    fs::read_to_string(path).expect(name)
}

fn read_here(text: &str) -> Calendar {
    read(text, Tz::Europe__London, now().date_naive())
}

/// All that was read, for people.
fn shown(calendar: &Calendar) -> String {
    let mut out = String::new();
    for event in &calendar.events {
        let CalendarEvent { uid, summary, description, url, hashtag, date, time, zone, start, length, rhythm, anchor, until, except, line } =
            event;
        let _ = writeln!(out, "{line}: {summary} [{uid}]");
        let length = length.map_or("?".to_owned(), |length| length.to_string());
        let _ = writeln!(out, "    {date} {} {zone} = {}, {length}", time.format("%H:%M"), start.format("%Y-%m-%d %H:%MZ"));
        if let Some((rhythm, day)) = rhythm {
            let anchor = anchor.map_or("?".to_owned(), |day| day.to_string());
            let until = until.map_or(String::new(), |day| format!(" until {day}"));
            let _ = writeln!(out, "    {} on {day} from {anchor}{until}", rhythm.token());
        }
        for (name, value) in
            [("but", format!("{except:?}")), ("tag", hashtag.clone()), ("url", url.clone()), ("text", format!("{description:?}"))]
        {
            if !matches!(value.as_str(), "" | "[]" | "\"\"") {
                let _ = writeln!(out, "    {name} {value}");
            }
        }
    }
    for note in &calendar.notes {
        let _ = writeln!(out, "! {}: {}", note.line, note.what);
    }
    out
}

#[test]
fn files_of_other_programs() {
    expect_file!["../fixtures/calendar/google.txt"].assert_eq(&shown(&read_here(&fixture("google.ics"))));
    expect_file!["../fixtures/calendar/outlook.txt"].assert_eq(&shown(&read_here(&fixture("outlook.ics"))));
    expect_file!["../fixtures/calendar/broken.txt"].assert_eq(&shown(&read_here(&fixture("broken.ics"))));
}

#[test]
fn line_ends_and_folds_do_not_matter() {
    for name in ["google.ics", "outlook.ics", "broken.ics"] {
        let text = fixture(name);
        let want = read_here(&text);
        assert_eq!(read_here(&text.replace('\n', "\r\n")), want, "{name}, CRLF");
        assert_eq!(read_here(&text.replace('\n', "\r")), want, "{name}, CR");
        assert_eq!(read_here(&format!("\u{feff}{text}")), want, "{name}, with a mark");
        // folded anew: a break and a blank in each property, in other places than before
        let folded: String = text
            .lines()
            .map(
                |line| if line.len() > 12 && line.is_ascii() { format!("{}\n\t{}\n", &line[..9], &line[9..]) } else { format!("{line}\n") },
            )
            .collect();
        let same = |calendar: Calendar| calendar.events.into_iter().map(|event| CalendarEvent { line: 0, ..event }).collect::<Vec<_>>();
        if name != "broken.ics" {
            assert_eq!(same(read_here(&folded)), same(want), "{name}, folded anew");
        }
    }
}

/// The days of the events in a series with this rule, whether they are a slot, and the notes.
fn series(start: &str, rule: &str) -> (Vec<String>, bool, Vec<String>) {
    let text = format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART;TZID=Europe/London:{start}\n{rule}\nSUMMARY:Chat\nEND:VEVENT\nEND:VCALENDAR\n"
    );
    let calendar = read_here(&text);
    let is_slot = calendar.events.iter().any(|event| event.community().is_some());
    let mut uids: Vec<&str> = calendar.events.iter().map(|event| event.uid.as_str()).collect();
    uids.dedup();
    assert_eq!(uids.len(), calendar.events.len(), "each has a name of its own");
    let days = calendar.events.iter().map(|event| event.date.to_string()).collect();
    (days, is_slot, calendar.notes.into_iter().map(|note| note.what).collect())
}

#[test]
fn a_series_that_ends_or_leaves_out_days_is_no_slot() {
    // Today is Sunday 22 November 2026.
    for (start, rule, days, note) in [
        ("20261110T200000", "RRULE:FREQ=WEEKLY;UNTIL=20261208T200000Z", "2026-11-24 2026-12-01 2026-12-08", "3 in the next 26 weeks"),
        ("20261110T200000", "RRULE:FREQ=WEEKLY;COUNT=3", "2026-11-24", "the only one"),
        ("20261124T200000", "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2", "2026-11-24 2026-12-08", "2 in"),
        ("20260113T200000", "RRULE:FREQ=MONTHLY;BYDAY=2TU;UNTIL=20270131", "2026-12-08 2027-01-12", "ends on"),
        ("19800101T200000", "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261130", "2026-11-24", "the only one"),
        (
            "20261110T200000",
            "RRULE:FREQ=WEEKLY;COUNT=5\nEXDATE;TZID=Europe/London:20261201T200000",
            "2026-11-24 2026-12-08",
            "ends on Tue 8 Dec 2026",
        ),
        ("20250310T200000", "RRULE:FREQ=WEEKLY;UNTIL=20250331T190000Z", "", "for the last time"),
        ("20240311T200000", "RRULE:FREQ=WEEKLY;COUNT=2", "", "for the last time"),
        ("20240311T200000", "RRULE:FREQ=DAILY;COUNT=2", "", "left out"),
    ] {
        let (got, is_slot, notes) = series(start, rule);
        assert_eq!((got.join(" ").as_str(), is_slot), (days, false), "{rule}");
        assert!(notes.len() == 1 && notes[0].contains(note), "{rule}: {notes:?}");
    }
    let (days, is_slot, _) = series("20261110T200000", "RRULE:FREQ=WEEKLY\nEXDATE;TZID=Europe/London:20261222T200000");
    assert!(!is_slot && days.len() == 25 && !days.contains(&"2026-12-22".to_owned()), "{days:?}");
    assert_eq!((days.first().map(String::as_str), days.last().map(String::as_str)), (Some("2026-11-24"), Some("2027-05-18")));
    // Far ends and days that are past anyway change nothing for what is near.
    assert_eq!(series("20261110T200000", "RRULE:FREQ=WEEKLY;UNTIL=20991231").0.len(), 26);
    let (days, is_slot, notes) = series("20261110T200000", "RRULE:FREQ=WEEKLY\nEXDATE;TZID=Europe/London:20261117T200000");
    assert!(is_slot && days.len() == 1 && notes.is_empty(), "{days:?} {notes:?}");
}

#[test]
fn what_is_no_calendar_is_said() {
    for (text, part) in [
        ("", "no calendar file"),
        ("Dear all,\nthe chat is on Tuesday.", "no calendar file"),
        ("BEGIN:VCARD\nFN:Ann\nEND:VCARD", "no calendar file"),
        ("BEGIN:VCALENDAR", "ends inside"),
    ] {
        let calendar = read_here(text);
        assert_eq!(calendar.events, []);
        assert_eq!(calendar.is_calendar, text.contains("VCALENDAR"), "{text}");
        assert!(calendar.is_calendar || calendar.notes.len() == 1, "{text}");
        assert!(calendar.notes.iter().any(|note| note.what.contains(part)), "{text}: {:?}", calendar.notes);
    }
    let cut = read_here("BEGIN:VEVENT\nUID:1\nDTSTART:20261201T200000Z\nSUMMARY:Kept");
    assert_eq!(cut.events.len(), 1, "an event without its calendar is still one");
    assert!(cut.is_calendar);
    let bad = format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", "BEGIN:VEVENT\nSUMMARY:No start\nEND:VEVENT\n".repeat(200));
    let notes = read_here(&bad).notes;
    assert!(notes.len() == 51 && notes[50].what.contains("150 more"), "{}", notes.len());
}

#[test]
fn the_time_of_a_zone_far_away() {
    for (start, zone, date, time, utc) in [
        (":20260113T200000Z", "Europe/London", "2026-01-13", "20:00", "2026-01-13T20:00:00Z"),
        (":20260713T190000Z", "Europe/London", "2026-07-13", "20:00", "2026-07-13T19:00:00Z"),
        (";TZID=Pacific/Kiritimati:20260113T080000", "Pacific/Kiritimati", "2026-01-13", "08:00", "2026-01-12T18:00:00Z"),
        (";TZID=\"Eastern Standard Time\":20260713T210000", "America/New_York", "2026-07-13", "21:00", "2026-07-14T01:00:00Z"),
        (
            ";TZID=/softwarestudio.org/Tzfile/Australia/Sydney:20260113T200000",
            "Australia/Sydney",
            "2026-01-13",
            "20:00",
            "2026-01-13T09:00:00Z",
        ),
        // left out in spring, twice in autumn
        (";TZID=Europe/London:20260329T013000", "Europe/London", "2026-03-29", "02:00", "2026-03-29T01:00:00Z"),
        (";TZID=Europe/London:20261025T013000", "Europe/London", "2026-10-25", "01:30", "2026-10-25T00:30:00Z"),
        // without seconds, and with the marks of ISO 8601
        (":20260113T2000Z", "Europe/London", "2026-01-13", "20:00", "2026-01-13T20:00:00Z"),
        (":2026-01-13T20:00:00Z", "Europe/London", "2026-01-13", "20:00", "2026-01-13T20:00:00Z"),
    ] {
        let calendar = read_here(&format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART{start}\nEND:VEVENT\nEND:VCALENDAR\n"));
        let [event] = calendar.events.as_slice() else { panic!("{start}: {:?}", calendar.notes) };
        let got = (event.zone.name(), event.date, event.time.format("%H:%M").to_string(), event.start);
        assert_eq!(got, (zone, day(date), time.to_owned(), utc.parse().expect("an instant")), "{start}");
    }
}

fn communities() -> Vec<Community> {
    let community = |n: i64, name: &str, slot: &str, anchor: Option<&str>| {
        let mut words = slot.split(' ');
        let mut word = || words.next().unwrap_or_default();
        Community {
            id: CommunityId::from_row(n),
            uid: Uid::from_text(name),
            draft: CommunityDraft {
                name: name.to_owned(),
                hashtag: "#Chat".to_owned(),
                address: "https://chats.example/a,b;c".to_owned(),
                day: word().parse().ok(),
                time: NaiveTime::parse_from_str(word(), "%H:%M").ok(),
                zone: word().to_owned(),
                length: Some(Minutes(60)),
                rhythm: Rhythm::from_token(word()).unwrap_or_default(),
                anchor: anchor.map(day),
                prepare: "Read the blog, note a question; back\\slash\nand a line that is long enough, with é and 🦴 in it, to be folded more than once on its way into the file".to_owned(),
                ..CommunityDraft::default()
            },
        }
    };
    vec![
        community(1, "Weekly, here", "Tue 20:00 Europe/London", None),
        community(2, "Fortnightly, there", "Thu 21:00 America/New_York fortnightly", Some("2026-11-05")),
        community(3, "Second Saturday; far", "Sat 09:30 Australia/Sydney monthly", Some("2026-01-10")),
        community(4, "Last Monday \\ further", "Mon 08:00 Pacific/Kiritimati monthly", Some("2026-03-30")),
        community(5, "Dublin", "Wed 22:00 Europe/Dublin", None),
        community(6, "No zone to speak of", "Fri 12:00 UTC", None),
    ]
}

#[test]
fn what_is_written_is_as_agreed_and_is_read_the_same() {
    let communities = communities();
    let chat = Chat {
        id: ChatId::from_row(1),
        uid: Uid::from_text("one chat"),
        draft: ChatDraft {
            community: None,
            title: "Guest: what helps after stroke?".to_owned(),
            date: day("2027-06-15"),
            time: NaiveTime::from_hms_opt(19, 30, 0).expect("a time"),
            zone: String::new(),
            length: None,
            address: String::new(),
            external: "hands-and-wrists@calendar.example#2026-12-01".to_owned(),
        },
    };
    let mut planned: Vec<Planned> = communities.iter().map(|one| Planned::of_community(one, now()).expect("a slot")).collect();
    planned.push(Planned::of_chat(&chat, "", Tz::Europe__London).expect("a zone"));
    let text = write(&planned, now());
    assert!(text.lines().all(|line| line.len() <= 75), "no line is too long");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "every line ends as agreed");
    expect_file!["../fixtures/calendar/written.txt"].assert_eq(&text.replace("\r\n", "\n"));

    let calendar = read(&text, Tz::Asia__Tokyo, now().date_naive());
    assert_eq!(calendar.notes, []);
    assert_eq!(calendar.events.len(), planned.len());
    for (event, planned) in calendar.events.iter().zip(&planned) {
        let got = (&event.uid, &event.summary, &event.description, &event.url, event.date, event.time, event.length);
        assert_eq!(got, (&planned.uid, &planned.summary, &planned.description, &planned.url, planned.date, planned.time, planned.length));
        assert_eq!(event.zone, planned.zone);
    }
    for (event, community) in calendar.events.iter().zip(&communities) {
        let (ours, theirs) =
            (Slot::of(&community.draft).expect("a slot"), event.community().and_then(|draft| Slot::of(&draft)).expect("a slot"));
        let far = now() + TimeDelta::days(1_500);
        assert_eq!(ours.coming(now(), far), theirs.coming(now(), far), "{}", community.draft.name);
    }
    let [.., last] = calendar.events.as_slice() else { panic!("no events") };
    assert_eq!(last.chat().external, chat.draft.external);
    assert_eq!(write(&planned, now()), text, "the same again");
}

#[test]
fn the_ends_of_the_calendar_do_not_matter() {
    for date in [NaiveDate::MIN, NaiveDate::MAX, day("0001-01-01"), day("9999-12-31")] {
        for zone in [Tz::Europe__London, Tz::Pacific__Kiritimati, Tz::UTC] {
            let planned = Planned {
                uid: "1".to_owned(),
                summary: "Far".to_owned(),
                description: String::new(),
                url: String::new(),
                date,
                time: NaiveTime::MIN,
                zone,
                length: Some(Minutes(u32::MAX)),
                rhythm: Some(Rhythm::Monthly),
                until: Some(date),
            };
            let _ = read_here(&write(&[planned], now()));
        }
    }
}

#[test]
fn a_slot_whose_weeks_are_not_known_is_not_announced() {
    let community = communities().remove(1);
    let uncounted = Community { draft: CommunityDraft { anchor: None, ..community.draft.clone() }, ..community };
    assert_eq!(Planned::of_community(&uncounted, now()), None);
}

/// The VTIMEZONE that is written says what the zone's own clocks say, on each day of the years it is written for.
#[test]
fn written_zones_are_right() {
    let at = NaiveTime::from_hms_opt(12, 0, 0).expect("noon");
    for zone in [
        Tz::Europe__London,
        Tz::Europe__Dublin,
        Tz::America__New_York,
        Tz::Australia__Lord_Howe,
        Tz::Africa__Casablanca,
        Tz::Asia__Kolkata,
        Tz::America__Sao_Paulo,
        Tz::Pacific__Apia,
    ] {
        for year in [2010, 2019, 2026] {
            let planned: Vec<Planned> = (0..365)
                .map(|n| Planned {
                    uid: format!("{n}"),
                    summary: "Chat".to_owned(),
                    description: String::new(),
                    url: String::new(),
                    date: NaiveDate::from_ymd_opt(year, 1, 1).expect("a day") + Days::new(n),
                    time: at,
                    zone,
                    length: None,
                    rhythm: None,
                    until: None,
                })
                .collect();
            // under a name that says nothing, so that the reader has only the rules of the file to go by
            let text = write(&planned, now())
                .replace(&format!("TZID:{}", zone.name()), "TZID:X")
                .replace(&format!("TZID={}", zone.name()), "TZID=X");
            let calendar = read(&text, Tz::UTC, now().date_naive());
            assert_eq!(calendar.events.len(), planned.len(), "{zone} {year}: {:?}", calendar.notes);
            for (event, planned) in calendar.events.iter().zip(&planned) {
                let (_, start) = instant(planned.date, planned.time, zone).expect("an instant");
                assert_eq!(event.start, start, "{zone} {}", planned.date);
            }
        }
    }
}

#[test]
fn a_calendar_of_five_megabytes() {
    let event =
        "BEGIN:VEVENT\nUID:x\nDTSTART;TZID=Customized:20260113T200000\nRRULE:FREQ=DAILY;COUNT=5000;BYDAY=MO\nSUMMARY:Chat\nEND:VEVENT\n";
    let mut text = "BEGIN:VCALENDAR\n".to_owned();
    for n in 0.. {
        if text.len() > 5_000_000 {
            break;
        }
        text.push_str(&event.replace("UID:x", &format!("UID:{n}")));
    }
    let started = std::time::Instant::now();
    let calendar = read_here(&text);
    assert!(!calendar.events.is_empty() && calendar.events.len() <= 20_000);
    assert!(calendar.notes.len() <= 501, "notes that can be read");
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
    let deep = read_here(&"BEGIN:VEVENT\nBEGIN:X\n".repeat(100_000));
    assert_eq!(deep.events, []);
    assert_eq!(read_here(&"x".repeat(5_000_000)).events, []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 400 } else { 4_000 }))]

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,400}|([A-Z;:=\\-+0-9TZ\",\\\\ #\r\n]{0,60}){0,8}") {
        let _ = read_here(&text);
        let _ = read_here(&format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{text}"));
    }

    #[test]
    fn a_file_cut_and_changed_anywhere(which in 0usize..3, cut in 0usize..3_000, at in 0usize..3_000, c in proptest::char::any()) {
        let mut text: Vec<char> = fixture(["google.ics", "outlook.ics", "broken.ics"][which]).chars().collect();
        let length = text.len();
        text[at % length] = c;
        text.truncate(cut.max(1));
        let text: String = text.into_iter().collect();
        let calendar = read(&text, Tz::America__Los_Angeles, day("2026-03-08"));
        let lines = text.split(['\n', '\r']).count();
        prop_assert!(calendar.events.iter().all(|event| (1..=lines).contains(&event.line)));
        prop_assert!(calendar.notes.iter().all(|note| (1..=lines).contains(&note.line) && !note.what.is_empty()), "{:?}", calendar.notes);
    }

    #[test]
    fn whatever_is_planned_comes_back(
        summary in "\\PC{0,80}", description in "(\\PC|\n){0,200}", uid in "[a-z0-9@:;,-]{1,60}",
        n in 0u64..30_000, minute in 0u32..1440, zone in 0usize..590, length in proptest::option::of(1u32..600), rhythm in proptest::option::of(0usize..3),
    ) {
        let zone = chrono_tz::TZ_VARIANTS[zone];
        let date = NaiveDate::from_ymd_opt(1975, 1, 1).expect("a day") + Days::new(n);
        let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).expect("a time");
        prop_assume!(zone.from_local_datetime(&date.and_time(time)).earliest().is_some());
        let planned = Planned { uid, summary, description, url: String::new(), date, time, zone, length: length.map(Minutes), rhythm: rhythm.map(|n| Rhythm::ALL[n]), until: None };
        let text = write(std::slice::from_ref(&planned), now());
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\n', '\r'])));
        let calendar = read(&text, Tz::Europe__London, day("2026-11-22"));
        prop_assert_eq!(&calendar.notes, &vec![]);
        let [event] = calendar.events.as_slice() else { return Err(TestCaseError::fail(format!("{calendar:?}"))) };
        let local = instant(date, time, zone).expect("an instant");
        prop_assert_eq!(event.start, local.1);
        prop_assert_eq!(&event.summary, &clean_line(&planned.summary));
        let text = clean(&planned.description);
        prop_assert_eq!(&event.description, text.trim());
        prop_assert_eq!(event.length, planned.length);
        prop_assert_eq!(event.rhythm, planned.rhythm.map(|rhythm| (rhythm, event.date.weekday())));
    }
}
