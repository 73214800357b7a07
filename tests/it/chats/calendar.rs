//! Calendar files: there and back, and what others write.

use super::*;

const NOW: &str = "2026-03-02T12:00:00Z";

fn file(events: &[&str]) -> String {
    let events: Vec<String> = events.iter().map(|lines| format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT")).collect();
    let text = format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//A//B//EN\n{}\nEND:VCALENDAR\n", events.join("\n"));
    text.replace('\n', "\r\n")
}

/// `slot OTalk: Tuesdays …`, with a `=` before what is known.
fn items(items: &[CalendarItem]) -> Vec<String> {
    let items = items.iter().map(|item| {
        let what = match &item.what {
            CalendarBecomes::Slot { community: Some(_), .. } => "slot",
            CalendarBecomes::Slot { community: None, .. } => "new slot",
            CalendarBecomes::Chat(ChatDraft { community: Some(_), .. }) => "chat of one",
            CalendarBecomes::Chat(_) => "chat",
        };
        format!("{}{what} {}: {}", if item.known { "= " } else { "" }, item.title, item.when)
    });
    items.collect()
}

/// When the slots of a journal come, by name.
fn slots(journal: &Journal, until: &str) -> Vec<(String, Vec<DateTime<Utc>>)> {
    let communities = journal.communities().expect("communities");
    let slots = communities.into_iter().filter(|community| !community.draft.unlisted);
    let slots = slots.filter_map(|community| Some((community.draft.name.clone(), Slot::of(&community.draft)?)));
    let times = slots.map(|(name, slot)| (name, slot.coming(at(NOW), at(until)).iter().map(|one| one.start).collect::<Vec<_>>()));
    times.filter(|(_, times)| !times.is_empty()).collect()
}

#[test]
fn there_and_back() {
    let mut here = journal(NOW);
    for known in &Catalogue::bundled().communities {
        here.add_community(known.draft.clone()).expect("added");
    }
    let odd = community("-, #eom, Mon 20:00 Europe/London, 60, fortnightly 2026-03-09");
    here.add_community(CommunityDraft { name: "Every other Monday; with \\, “,” and\t: more".into(), ..odd }).expect("added");
    add(&mut here, "Last Thursday, #lastThu, Thu 21:00 America/New_York, 45, monthly 2026-01-29");
    add(&mut here, "Second Sunday, , Sun 01:30 Europe/London, 60, monthly 2026-03-08");
    let open_ended = add(&mut here, "Nobody said how long, , Fri 12:00 Asia/Kolkata");
    let quiet = CommunityDraft { unlisted: true, ..community("Quiet, #quiet, Thu 20:00 Europe/London, 60") };
    here.add_community(quiet).expect("added");
    let otalk = here.find_community("#OTalk").expect("it comes with the program").id;
    here.add_chat(chat(Some(otalk), "Sleep: who has it?", "2026-03-05", "20:00")).expect("added");
    here.add_chat(ChatDraft { zone: "Asia/Kolkata".into(), length: Some(Minutes(90)), ..chat(None, "A webinar", "2026-04-01", "09:00") })
        .expect("added");
    here.add_chat(chat(None, "Over", "2026-03-01", "20:00")).expect("added");
    let text = here.calendar().expect("written");
    assert!(!text.contains("Quiet") && !text.contains("SUMMARY:Over"));
    assert_eq!(text, here.calendar().expect("written"));

    let mut there = journal(NOW);
    let plan = there.read_calendar(&text).expect("read");
    assert_eq!(plan.notes, Vec::<String>::new());
    assert!(plan.items.iter().all(|item| !item.known), "{:?}", items(&plan.items));
    let taken = there.take_calendar(&plan.items).expect("taken").value;
    assert_eq!(taken, plan.items.len());
    // A year of them, over four clock changes.
    let (mine, theirs) = (slots(&here, "2027-03-02T12:00:00Z"), slots(&there, "2027-03-02T12:00:00Z"));
    assert!(mine.len() >= 8, "{mine:?}");
    assert_eq!(mine, theirs);
    for community in there.communities().expect("communities") {
        let mine = here.find_community(&community.draft.name).expect("of the same name").draft;
        let theirs = community.draft;
        assert_eq!((&theirs.hashtag, &theirs.address, theirs.length), (&mine.hashtag, &mine.address, mine.length), "{}", mine.name);
        assert_eq!(theirs.prepare, mine.prepare);
    }
    assert_eq!(here.communities().expect("read").iter().find(|one| one.id == open_ended).expect("there").draft.length, None);
    let chats = there.chats().expect("chats");
    let (sleep, webinar) = (&chats[0], &chats[1]);
    assert_eq!(chats.len(), 2);
    assert_eq!((sleep.draft.title.as_str(), sleep.draft.date, sleep.draft.time), ("Sleep: who has it?", day("2026-03-05"), time("20:00")));
    assert_eq!(sleep.draft.community, Some(there.find_community("#OTalk").expect("it came along").id));
    assert_eq!((webinar.draft.zone.as_str(), webinar.draft.length), ("Asia/Kolkata", Some(Minutes(90))));
    assert_eq!(shown(&here.coming(60).expect("coming")), shown(&there.coming(60).expect("coming")));

    // The same once more is known, in both, and takes nothing.
    for journal in [&mut here, &mut there] {
        let before = everything(journal);
        let plan = journal.read_calendar(&text).expect("read");
        assert!(plan.items.iter().all(|item| item.known), "{:?}", items(&plan.items));
        assert_eq!(journal.take_calendar(&plan.items).expect("taken").value, 0);
        assert_eq!(everything(journal), before);
    }
    // And so is what a journal wrote itself, weeks later.
    here.set_clock(Clock::At(at("2026-04-13T12:00:00Z"), LONDON));
    let later = here.calendar().expect("written");
    assert_ne!(later, text);
    let plan = here.read_calendar(&later).expect("read");
    assert!(!plan.items.is_empty() && plan.items.iter().all(|item| item.known), "{:?}", items(&plan.items));
    let uids = |text: &str| text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect::<Vec<_>>();
    assert!(uids(&later).iter().all(|uid| uids(&text).contains(uid)), "the same names, so that a calendar program updates");
}

#[test]
fn taking_is_one_step() {
    let mut journal = journal(NOW);
    let otalk = add(&mut journal, "OTalk, #OTalk, -");
    let before = everything(&journal);
    let text = file(&[
        "UID:1\nSUMMARY:Our chat #otalk\nDTSTART;TZID=Europe/London:20260303T200000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY\nURL:https://otalk.example/",
        "UID:2\nSUMMARY:New one\nDESCRIPTION:Bring a question\nDTSTART;TZID=America/New_York:20260305T210000\nRRULE:FREQ=MONTHLY;BYDAY=1TH",
        "UID:3\nSUMMARY:OTalk: sleep\nDTSTART:20260310T200000Z\nDTEND:20260310T211500Z",
        "UID:4\nSUMMARY:New one: the launch\nDTSTART;TZID=America/New_York:20260304T210000",
        "UID:5\nSUMMARY:Past\nDTSTART:20260301T200000Z",
        "UID:6\nSUMMARY:Ended\nDTSTART:20250301T200000Z\nRRULE:FREQ=WEEKLY;UNTIL=20250601T000000Z",
        "UID:7\nDTSTART:20260304T200000Z",
        "UID:8\nSUMMARY:Running\nDTSTART:20260302T113000Z\nDURATION:PT1H",
    ]);
    let plan = journal.read_calendar(&text).expect("read");
    assert_eq!(
        items(&plan.items),
        [
            "slot OTalk: Tuesdays 20:00 (Europe/London), 1 h",
            "new slot New one: Thursdays, monthly 21:00 (America/New_York)",
            "chat of one OTalk: sleep: Tue 10 Mar 2026 20:00 (Europe/London), 1 h 15 min",
            "chat New one: the launch: Wed 4 Mar 2026 21:00 (America/New_York)",
            "chat Running: Mon 2 Mar 2026 11:30 (Europe/London), 1 h",
        ]
    );
    let notes = plan.notes.join("\n");
    for part in ["“Ended” took place for the last time on", "a chat needs a title or a community: it is left out", "one event is over"]
    {
        assert!(notes.contains(part), "{part}: {notes}");
    }
    assert_eq!(everything(&journal), before, "reading writes nothing");
    assert_eq!(journal.take_calendar(&plan.items).expect("taken").value, 5);
    let step = &journal.history(None, 1).expect("steps")[0];
    assert_eq!(step.label, "Take 5 from a calendar");
    let after = journal.find_community("OTalk").expect("found");
    assert_eq!((after.id, after.draft.slot().as_str()), (otalk, "Tuesdays 20:00 (Europe/London), 1 h"));
    assert_eq!(
        (after.draft.name.as_str(), after.draft.platform.as_str(), after.draft.address.as_str()),
        ("OTalk", "X", "https://otalk.example/")
    );
    let new = journal.find_community("New one").expect("made");
    assert_eq!(new.draft.prepare, "Bring a question");
    let chats = journal.chats().expect("chats");
    let launch = chats.iter().find(|chat| chat.draft.title == "the launch").expect("without the community’s name");
    assert_eq!(launch.draft.community, Some(new.id));
    assert!(chats.iter().any(|chat| chat.draft.title == "sleep" && chat.draft.community == Some(otalk)));
    journal.undo().expect("undone");
    assert_eq!(everything(&journal), before);
    // Some of it, and twice at once.
    let some = [plan.items[2].clone(), plan.items[2].clone()];
    assert_eq!(journal.take_calendar(&some).expect("taken").value, 1);
    assert_eq!(journal.history(None, 1).expect("steps")[0].label, "Take “OTalk: sleep” from a calendar");
    assert_eq!(journal.take_calendar(&[]).expect("nothing").value, 0);
}

#[test]
fn an_event_that_was_moved_moves_its_chat() {
    let mut journal = journal(NOW);
    let event = |start: &str| file(&[&format!("UID:launch@host\nSUMMARY:The launch\nDTSTART;TZID=Europe/London:{start}")]);
    let take = |journal: &mut Journal, text: &str| {
        let plan = journal.read_calendar(text).expect("read");
        assert_eq!(plan.items.len(), 1);
        (plan.items[0].known, journal.take_calendar(&plan.items).expect("taken").value)
    };
    assert_eq!(take(&mut journal, &event("20260310T200000")), (false, 1));
    let first = journal.chats().expect("chats").remove(0);
    assert_eq!(take(&mut journal, &event("20260310T200000")), (true, 0));
    assert_eq!(take(&mut journal, &event("20260317T190000")), (false, 1));
    let chats = journal.chats().expect("chats");
    assert_eq!(chats.len(), 1);
    assert_eq!((chats[0].id, chats[0].draft.date, chats[0].draft.time), (first.id, day("2026-03-17"), time("19:00")));
    // Its own name for it stays when nothing has changed.
    let mine = ChatDraft { title: "Launch, with cake".into(), ..chats[0].draft.clone() };
    journal.save_chat(first.id, mine.clone()).expect("saved");
    assert_eq!(take(&mut journal, &event("20260317T190000")), (true, 0));
    assert_eq!(journal.chats().expect("chats")[0].draft, mine);
}

#[test]
fn two_slots_of_one_name_are_two_communities() {
    let mut journal = journal(NOW);
    let rcn = add(&mut journal, "Lunch chat, #lunch, Thu 12:30 Europe/London, 30");
    let text = file(&[
        "UID:1\nSUMMARY:Lunch chat\nDTSTART;TZID=Europe/London:20260303T123000\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;BYDAY=TU,TH",
        "UID:2\nSUMMARY:Lunch chat\nDTSTART;TZID=Europe/London:20260303T123000\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;BYDAY=TU",
    ]);
    let plan = journal.read_calendar(&text).expect("read");
    assert_eq!(
        items(&plan.items),
        [
            "= slot Lunch chat: Thursdays 12:30 (Europe/London), 30 min",
            "new slot Lunch chat (Tuesdays 12:30): Tuesdays 12:30 (Europe/London), 30 min",
        ]
    );
    assert!(plan.notes.iter().any(|note| note.contains("“Lunch chat (Tuesdays 12:30)” stands there more than once")), "{:?}", plan.notes);
    assert_eq!(journal.take_calendar(&plan.items).expect("taken").value, 1);
    assert!(journal.read_calendar(&text).expect("read").items.iter().all(|item| item.known));
    // Another slot of the same community replaces its own, and a note says so before.
    let moved = file(&["UID:1\nSUMMARY:x\nDESCRIPTION:#lunch\nDTSTART;TZID=Europe/London:20260304T130000\nRRULE:FREQ=WEEKLY"]);
    let plan = journal.read_calendar(&moved).expect("read");
    assert_eq!(items(&plan.items), ["slot Lunch chat: Wednesdays 13:00 (Europe/London), 30 min"]);
    assert!(plan.notes.iter().any(|note| note.contains("would replace: Thursdays 12:30")), "{:?}", plan.notes);
    journal.take_calendar(&plan.items).expect("taken");
    assert_eq!(journal.find_community("#lunch").expect("found").id, rcn);
    assert_eq!(journal.communities().expect("communities").len(), 2);
}

#[test]
fn what_is_known() {
    let mut journal = journal(NOW);
    let otalk = add(&mut journal, "OTalk, #OTalk, Tue 20:00 Europe/London, 60");
    add(&mut journal, "OT, #ot, -");
    journal.add_chat(chat(Some(otalk), "Typed by hand", "2026-03-10", "20:00")).expect("added");
    let single =
        |summary: &str, start: &str| file(&[&format!("UID:1\nSUMMARY:{summary}\nDTSTART;TZID=Europe/London:{start}\nDURATION:PT1H")]);
    for (summary, start, want) in [
        ("OTalk", "20260317T200000", "= chat of one OTalk"),
        ("#otalk", "20260317T200000", "= chat of one #otalk"),
        ("OTalk", "20260317T203000", "chat of one OTalk"),
        ("OTalk: pain", "20260317T200000", "chat of one OTalk: pain"),
        ("Typed by hand (#OTalk)", "20260310T200000", "chat of one Typed by hand (#OTalk)"),
        ("OTalk: typed by hand", "20260310T200000", "= chat of one OTalk: typed by hand"),
        ("OTalk: typed by hand", "20260311T200000", "chat of one OTalk: typed by hand"),
        ("NotOTalks", "20260317T200000", "chat NotOTalks"),
        ("OT in a prison", "20260317T200000", "chat OT in a prison"),
    ] {
        let plan = journal.read_calendar(&single(summary, start)).expect("read");
        let got = items(&plan.items);
        assert!(got.len() == 1 && got[0].starts_with(&format!("{want}: ")), "{summary} {start}: {got:?}");
    }
    let except = file(&[
        "UID:1\nSUMMARY:OTalk\nDTSTART;TZID=Europe/London:20260303T200000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY\nEXDATE;TZID=Europe/London:20261222T200000",
    ]);
    let plan = journal.read_calendar(&except).expect("read");
    assert!(plan.items[0].known && plan.notes[0].contains("leaves out days"), "{plan:?}");
}

#[test]
fn files() {
    let place = Place::empty();
    let mut journal = journal(NOW);
    add(&mut journal, "OTalk, #OTalk, Tue 20:00 Europe/London, 60");
    let target = place.path().join("chats.ics");
    journal.save_calendar(&target, Replace::Refuse).expect("saved");
    assert_eq!(fs::read_to_string(&target).expect("a text"), journal.calendar().expect("written"));
    fs::write(&target, "mine").expect("written");
    match journal.save_calendar(&target, Replace::Refuse) {
        Err(JournalError::Export(cpd_journal::exporters::ExportError::Exists(path))) => assert_eq!(path, target),
        other => panic!("{other:?}"),
    }
    assert_eq!(fs::read_to_string(&target).expect("a text"), "mine");
    journal.save_calendar(&target, Replace::Allow).expect("saved");
    assert_eq!(
        journal.read_calendar_file(&target).expect("read"),
        journal.read_calendar(&journal.calendar().expect("written")).expect("read")
    );
    let nowhere = journal.save_calendar(&place.path().join("no/chats.ics"), Replace::Allow);
    assert!(matches!(nowhere, Err(JournalError::Export(cpd_journal::exporters::ExportError::NoFolder(_)))), "{nowhere:?}");
    assert!(matches!(journal.save_calendar(place.path(), Replace::Allow), Err(JournalError::Output { .. })));
    let left: Vec<_> = fs::read_dir(place.path()).expect("a folder").map(|item| item.expect("an item").file_name()).collect();
    assert_eq!(left.len(), 2, "home and the calendar, and nothing half: {left:?}");

    let event = file(&["UID:1\nSUMMARY:Café “Schlaf”\nDTSTART:20260310T200000Z"]);
    let western: Vec<u8> = event
        .chars()
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            c => u8::try_from(u32::from(c)).expect("in it"),
        })
        .collect();
    let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(event.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (bytes, note) in [(event.clone().into_bytes(), None), (wide, None), (western, Some("Windows-1252"))] {
        let plan = journal.read_calendar_file(&place.file("a.ics", bytes)).expect("read");
        assert_eq!(plan.items[0].title, "Café “Schlaf”");
        assert_eq!(plan.notes.len(), usize::from(note.is_some()), "{:?}", plan.notes);
        assert!(plan.notes.iter().all(|text| note.is_some_and(|note| text.contains(note))));
    }
    for (path, want) in [
        (place.path().join("none.ics"), "it is not there"),
        (place.path().to_owned(), "it is a folder"),
        (place.file("large.ics", vec![b'x'; 20_000_001]), "it is larger than 20 MB"),
    ] {
        match journal.read_calendar_file(&path) {
            Err(JournalError::File { reason, .. }) => assert_eq!(reason, want),
            other => panic!("{want}: {other:?}"),
        }
    }
    for junk in ["", "\u{0}\u{1}", "hello", "BEGIN:VCALENDAR", "BEGIN:VEVENT\nDTSTART:99999999T999999Z\nRRULE:FREQ=WEEKLY"] {
        let plan = journal.read_calendar(junk).expect("read");
        assert!(plan.items.is_empty(), "{junk}: {plan:?}");
    }
}

#[test]
fn a_long_calendar_is_taken_whole() {
    let mut journal = journal(NOW);
    let otalk = add(&mut journal, "OTalk, #OTalk, Tue 20:00 Europe/London, 60");
    let first = day("2026-04-01");
    let event = |n: u32, hour: u32| {
        let date = first + chrono::Days::new(u64::from(n));
        let about = if n.is_multiple_of(2) { format!("#OTalk number {n}") } else { format!("A webinar on number {n}") };
        format!("UID:event-{n}@example.org\nSUMMARY:{about}\nDTSTART:{}T{hour:02}0000Z", date.format("%Y%m%d"))
    };
    let calendar = |hour: u32, count: u32| {
        let events: Vec<String> = (0..count).map(|n| event(n, hour)).collect();
        file(&events.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let plan = journal.read_calendar(&calendar(12, 2_000)).expect("read");
    assert_eq!((plan.items.len(), plan.items.iter().filter(|item| item.known).count()), (2_000, 0));
    assert_eq!(journal.take_calendar(&plan.items).expect("taken").value, 2_000);
    let chats = journal.chats().expect("chats");
    assert_eq!((chats.len(), chats.iter().filter(|chat| chat.draft.community == Some(otalk)).count()), (2_000, 1_000));
    // The same again is known; an hour later each is the one that it was, moved; and what is twice in one calendar comes once.
    let again = journal.read_calendar(&calendar(12, 2_000)).expect("read");
    assert!(again.items.iter().all(|item| item.known));
    assert_eq!(journal.take_calendar(&again.items).expect("taken").value, 0);
    let later = journal.read_calendar(&calendar(13, 2_000)).expect("read");
    assert!(later.items.iter().all(|item| !item.known));
    assert_eq!(journal.take_calendar(&later.items).expect("taken").value, 2_000);
    let twice: Vec<CalendarItem> = later.items.iter().chain(&later.items).cloned().collect();
    assert_eq!(journal.take_calendar(&twice).expect("taken").value, 0);
    let moved = journal.chats().expect("chats");
    let times = |chats: &[Chat]| chats.iter().map(|chat| (chat.id, chat.draft.time)).collect::<std::collections::BTreeMap<_, _>>();
    let (before, after) = (times(&chats), times(&moved));
    assert_eq!(before.len(), after.len());
    assert!(before.iter().all(|(id, time)| after[id] == *time + chrono::TimeDelta::hours(1)));
    // All of it is one step.
    journal.undo().expect("undone").expect("a step");
    assert_eq!(times(&journal.chats().expect("chats")), before);
}
