//! *Same as last time*: the right chat at the right time, and nothing that was thought of another.

use super::*;

#[test]
fn the_time_of_the_slot_over_clock_changes() {
    for (slot, now, want) in [
        // London: 29 March and 25 October 2026.
        ("Mon 20:00 Europe/London", "2026-03-23T21:00:00Z", "2026-03-23 20:00 Europe/London 2026-03-23T20:00:00Z"),
        ("Mon 20:00 Europe/London", "2026-03-30T18:59:00Z", "2026-03-23 20:00 Europe/London 2026-03-23T20:00:00Z"),
        ("Mon 20:00 Europe/London", "2026-03-30T19:00:00Z", "2026-03-30 20:00 Europe/London 2026-03-30T19:00:00Z"),
        ("Mon 20:00 Europe/London", "2026-10-26T19:59:00Z", "2026-10-19 20:00 Europe/London 2026-10-19T19:00:00Z"),
        ("Mon 20:00 Europe/London", "2026-10-26T20:00:00Z", "2026-10-26 20:00 Europe/London 2026-10-26T20:00:00Z"),
        ("Sun 01:30 Europe/London", "2026-03-29T09:00:00Z", "2026-03-29 02:00 Europe/London 2026-03-29T01:00:00Z"),
        ("Sun 01:30 Europe/London", "2026-10-25T09:00:00Z", "2026-10-25 01:30 Europe/London 2026-10-25T00:30:00Z"),
        // New York: 8 March and 1 November 2026, so that for three weeks it is an hour nearer to London.
        ("Thu 21:00 America/New_York", "2026-03-06T08:00:00Z", "2026-03-05 21:00 America/New_York 2026-03-06T02:00:00Z"),
        ("Thu 21:00 America/New_York", "2026-03-13T01:30:00Z", "2026-03-12 21:00 America/New_York 2026-03-13T01:00:00Z"),
        ("Thu 21:00 America/New_York", "2026-11-06T01:30:00Z", "2026-10-29 21:00 America/New_York 2026-10-30T01:00:00Z"),
        ("Thu 21:00 America/New_York", "2026-11-06T02:00:00Z", "2026-11-05 21:00 America/New_York 2026-11-06T02:00:00Z"),
    ] {
        let mut journal = journal(now);
        let id = add(&mut journal, &format!("A chat, #achat, {slot}, 45"));
        let again = journal.again(Some(id)).expect(now).value;
        assert!(!again.existed);
        let EntryDraft { date, time: clock, zone, minutes, .. } = journal.entry(again.logged.id).expect("an entry").draft;
        let clock = clock.expect("a time");
        let zoned: Tz = zone.parse().expect("a zone");
        let start = date.and_time(clock).and_local_timezone(zoned).earliest().expect("an instant").to_utc();
        let got = format!("{date} {} {zone} {}", clock.format("%H:%M"), start.to_rfc3339_opts(chrono::SecondsFormat::Secs, true));
        assert_eq!(got, want, "{slot} at {now}");
        assert_eq!(minutes, TimeSpent { taking_part: Minutes(45), ..TimeSpent::default() });
    }
}

#[test]
fn nothing_that_was_thought_or_proved_is_taken_over() {
    let mut journal = journal("2026-03-10T21:05:00Z");
    let of = CommunityDraft { kind: "tweetchat".into(), ..community("OTalk, #OTalk, Tue 20:00 Europe/London, 60") };
    let otalk = journal.add_community(CommunityDraft { platform: "X, Bluesky".into(), ..of }).expect("added").value.id;
    let goal = |title: &str| GoalDraft { title: title.into(), ..GoalDraft::default() };
    let open = journal.add_goal(goal("Sleep")).expect("added").value;
    let closed = journal.add_goal(goal("Pacing")).expect("added").value;
    let last = EntryDraft {
        title: "Sleep and occupation".into(),
        kind: "journal_club".into(),
        minutes: TimeSpent {
            preparing: Minutes(10),
            taking_part: Minutes(50),
            reading: Minutes(5),
            reflecting: Minutes(15),
            interactive: Minutes(40),
        },
        how: "answered Q1 to Q4".into(),
        platform: "Bluesky".into(),
        url: "https://otalk.example/sleep".into(),
        handle: "@host".into(),
        learnt: "LEARNT".into(),
        changed: "CHANGED".into(),
        benefit: "BENEFIT".into(),
        reflection: Reflection {
            template: "rolfe".into(),
            answers: vec![Answer {
                template: "rolfe".into(),
                prompt: "what".into(),
                label: "What?".into(),
                text: "ANSWER".into(),
                home: None,
            }],
        },
        private_note: "PRIVATE".into(),
        goals: vec![open.id, closed.id],
        tags: vec!["sleep".into()],
        people: vec!["Ama".into()],
        standards: vec!["hcpc.1".into()],
        used: vec![Verb::Discussing],
        role: Some(Role::Host),
        ai_help: "AI".into(),
        ..entry_of(otalk, "2026-03-03 20:00 Europe/London")
    };
    let file = NewFile { name: "screen.txt".into(), ..NewFile::default() };
    journal.log(last, EntryState::Ready, &Together { files: vec![file], ..Together::default() }).expect("kept");
    journal.edit_goal(&closed, |goal| goal.state = GoalState::Achieved).expect("closed");
    let steps = journal.history(None, 100).expect("steps").len();

    let again = journal.again(None).expect("logged").value;
    assert_eq!((again.name.as_str(), again.existed), ("#OTalk", false));
    let entry = journal.entry(again.logged.id).expect("an entry");
    assert_eq!(entry.state, EntryState::Draft);
    assert_eq!(entry.uid, again.logged.uid);
    let want = EntryDraft {
        title: "#OTalk".into(),
        kind: "journal_club".into(),
        minutes: TimeSpent { taking_part: Minutes(60), ..TimeSpent::default() },
        platform: "Bluesky".into(),
        hashtag: "#OTalk".into(),
        goals: vec![open.id],
        ..entry_of(otalk, "2026-03-10 20:00 Europe/London")
    };
    assert_eq!(entry.draft, want);
    assert!(journal.evidence().expect("evidence").iter().all(|one| !one.entries.contains(&entry.id)));
    assert_eq!(journal.gaps_of(&entry).expect("gaps"), again.logged.gaps);

    // One step with a name; undone it is gone, done again it is back.
    let history = journal.history(None, 100).expect("steps");
    assert_eq!((history.len(), history[0].label.as_str()), (steps + 1, "Log “#OTalk”"));
    journal.undo().expect("undone");
    assert!(journal.entry(again.logged.id).is_err());
    journal.redo().expect("redone");
    assert_eq!(journal.entry(again.logged.id).expect("an entry").draft, want);
}

#[test]
fn the_same_chat_is_logged_once() {
    let mut journal = journal("2026-03-06T08:00:00Z");
    let meded = add(&mut journal, "MedEd, #MedEd, Thu 21:00 America/New_York, 60");
    let first = journal.again(Some(meded)).expect("logged").value;
    let before = everything(&journal);
    for community in [Some(meded), None] {
        let again = journal.again(community).expect("found").value;
        assert_eq!((again.logged.id, again.existed, again.name.as_str()), (first.logged.id, true, "#MedEd"));
        assert_eq!(again.logged, first.logged);
    }
    assert_eq!(everything(&journal), before);
    assert_eq!(journal.history(None, 100).expect("steps").len(), 2);
    journal.bin(first.logged.id).expect("binned");
    let second = journal.again(None).expect("logged").value;
    assert!(!second.existed && second.logged.id != first.logged.id);
    journal.bin(second.logged.id).expect("binned");
    // By hand, by the clocks of London.
    let mine = log(&mut journal, entry_of(meded, "2026-03-06 02:00 Europe/London"));
    let again = journal.again(None).expect("found").value;
    assert_eq!((again.logged.id, again.existed), (mine, true));
    // Another time of that day is another chat.
    journal.bin(mine).expect("binned");
    log(&mut journal, entry_of(meded, "2026-03-05 20:00 America/New_York"));
    assert!(!journal.again(None).expect("logged").value.existed);
}

#[test]
fn which_community_it_is() {
    let mut journal = journal("2026-03-04T09:00:00Z");
    assert!(matches!(journal.again(None), Err(JournalError::NoSlot)));
    let nurses = add(&mut journal, "WeNurses, #WeNurses, Tue 20:00 Europe/London, 60");
    let otalk = add(&mut journal, "OTalk, #OTalk, Tue 20:00 Europe/London, 60");
    let medics = add(&mut journal, "WeDocs, #WeDocs, Mon 20:00 Europe/London, 60");
    let group = add(&mut journal, "Pelvic health group, , -");
    let quiet = CommunityDraft { unlisted: true, ..community("Quiet, #quiet, Wed 08:00 Europe/London, 60") };
    let quiet = journal.add_community(quiet).expect("added").value.id;
    // What is logged is undone, so that each case begins alike.
    let picked = |journal: &mut Journal, now: &str| {
        journal.set_clock(Clock::At(at(now), LONDON));
        let again = journal.again(None).map(|outcome| outcome.value);
        again.map(|again| {
            let draft = journal.entry(again.logged.id).expect("an entry").draft;
            if !again.existed {
                journal.undo().expect("undone");
            }
            (draft.community, draft.date.to_string())
        })
    };
    let ok = |result: Result<(Option<CommunityId>, String), JournalError>| result.expect("one");
    assert_eq!(ok(picked(&mut journal, "2026-03-03T19:59:00Z")), (Some(medics), "2026-03-02".into()));
    // Two began together: where somebody was last.
    log(&mut journal, entry_of(otalk, "2026-02-24 20:00 Europe/London"));
    assert_eq!(ok(picked(&mut journal, "2026-03-03T20:00:00Z")), (Some(otalk), "2026-03-03".into()));
    log(&mut journal, entry_of(nurses, "2026-02-25"));
    assert_eq!(ok(picked(&mut journal, "2026-03-04T09:00:00Z")), (Some(nurses), "2026-03-03".into()));
    // 36 hours later the newest entry says which.
    assert_eq!(ok(picked(&mut journal, "2026-03-05T08:00:00Z")), (Some(nurses), "2026-03-03".into()));
    log(&mut journal, entry_of(medics, "2026-02-26"));
    assert_eq!(ok(picked(&mut journal, "2026-03-05T08:00:01Z")), (Some(medics), "2026-03-02".into()));
    // One without a slot is not guessed.
    let last = log(&mut journal, entry_of(group, "2026-03-05"));
    assert!(matches!(picked(&mut journal, "2026-03-06T09:00:00Z"), Err(JournalError::NoSlot)));
    journal.bin(last).expect("binned");
    assert_eq!(ok(picked(&mut journal, "2026-03-06T09:00:00Z")), (Some(medics), "2026-03-02".into()));
    // A chat of a certain day is as good as a slot.
    journal.add_chat(chat(Some(group), "Ask the physio", "2026-03-05", "19:00")).expect("added");
    assert_eq!(ok(picked(&mut journal, "2026-03-06T09:00:00Z")), (Some(group), "2026-03-05".into()));
    // Unlisted ones when they are asked for.
    let asked = journal.again(Some(quiet)).expect("logged").value;
    assert_eq!(journal.entry(asked.logged.id).expect("an entry").draft.date, day("2026-03-04"));
    assert!(matches!(journal.again(Some(CommunityId::from_row(99))), Err(JournalError::NotFound { .. })));
}

#[test]
fn the_title_and_time_of_a_chat_of_that_day() {
    let mut journal = journal("2026-03-03T21:40:00Z");
    let otalk = add(&mut journal, "OTalk, #OTalk, Tue 20:00 Europe/London, 60");
    let sleep = ChatDraft { length: Some(Minutes(75)), ..chat(Some(otalk), "Sleep and occupation", "2026-03-03", "20:30") };
    journal.add_chat(sleep).expect("added");
    journal.add_chat(chat(Some(otalk), "", "2026-02-24", "20:00")).expect("added");
    let again = journal.again(None).expect("logged").value;
    assert_eq!(again.name, "Sleep and occupation");
    let draft = journal.entry(again.logged.id).expect("an entry").draft;
    assert_eq!((draft.time, draft.minutes.taking_part, draft.hashtag.as_str()), (Some(time("20:30")), Minutes(75), "#OTalk"));
    // While the later chat has not begun, the last time was the week before.
    journal.set_clock(Clock::At(at("2026-03-03T20:10:00Z"), LONDON));
    let again = journal.again(Some(otalk)).expect("logged").value;
    let draft = journal.entry(again.logged.id).expect("an entry").draft;
    assert_eq!((draft.title.as_str(), draft.date, draft.minutes.taking_part), ("#OTalk", day("2026-02-24"), Minutes(60)));
}

#[test]
fn a_community_without_a_slot() {
    let mut journal = journal("2026-03-10T21:05:00Z");
    let group = add(&mut journal, "Pelvic health group, , -");
    assert!(matches!(journal.again(Some(group)), Err(JournalError::NoSlot)));
    assert_eq!(journal.entries_count(), 0);
    let minutes = TimeSpent { taking_part: Minutes(25), reading: Minutes(9), ..TimeSpent::default() };
    log(&mut journal, EntryDraft { minutes, ..entry_of(group, "2026-02-01 07:15 Africa/Lagos") });
    let again = journal.again(Some(group)).expect("logged").value;
    let draft = journal.entry(again.logged.id).expect("an entry").draft;
    let minutes = TimeSpent { taking_part: Minutes(25), ..TimeSpent::default() };
    let want = EntryDraft {
        title: "Pelvic health group".into(),
        platform: "X".into(),
        minutes,
        ..entry_of(group, "2026-03-10 07:15 Africa/Lagos")
    };
    assert_eq!(draft, want);
    assert!(journal.again(Some(group)).expect("found").value.existed);
    // Half a slot is none; a slot without a length has that of the last entry.
    let half = CommunityDraft { day: Some(chrono::Weekday::Tue), ..community("Pelvic health group, , -") };
    journal.save_community(group, half.clone(), By::Command).expect("saved");
    assert!(journal.again(Some(group)).expect("found").value.existed);
    journal.save_community(group, CommunityDraft { time: Some(time("20:00")), ..half }, By::Command).expect("saved");
    let again = journal.again(Some(group)).expect("logged").value;
    let draft = journal.entry(again.logged.id).expect("an entry").draft;
    assert_eq!((again.existed, draft.time, draft.minutes.taking_part), (false, Some(time("20:00")), Minutes(25)));
    assert_eq!(draft.zone, "Europe/London");
}

trait Count {
    fn entries_count(&self) -> usize;
}

impl Count for Journal {
    fn entries_count(&self) -> usize {
        self.snapshot().expect("a snapshot").entries.len()
    }
}
