//! Which chats come, and which has just been.

use super::*;

#[test]
fn slots_and_chats_together() {
    // A Tuesday in the week in which the clocks of London go forward.
    let mut journal = journal("2026-03-24T20:30:00Z");
    let otalk = add(&mut journal, "OTalk, #OTalk, Tue 20:00 Europe/London, 60");
    let physio = add(&mut journal, "Physiotalk, #physiotalk, Mon 20:00 Europe/London, 60, fortnightly 2026-03-30");
    add(&mut journal, "No weeks known, #nwk, Wed 20:00 Europe/London, 60, fortnightly");
    add(&mut journal, "No slot, #none, -");
    let quiet = CommunityDraft { unlisted: true, ..community("Quiet, #quiet, Thu 20:00 Europe/London, 60") };
    let quiet = journal.add_community(quiet).expect("added").value.id;
    add(&mut journal, "MedEd, #MedEd, Thu 21:00 America/New_York, 60");
    let chats = [
        chat(Some(otalk), "Sleep and occupation", "2026-03-31", "19:30"),
        chat(Some(physio), "Physiotalk on the 26th", "2026-03-26", "12:00"),
        chat(Some(quiet), "Said for certain", "2026-03-27", "20:00"),
        chat(None, "A webinar", "2026-03-24", "19:45"),
        chat(None, "Over", "2026-03-24", "19:30"),
        chat(None, "Too far", "2026-04-07", "21:31"),
    ];
    for draft in chats {
        journal.add_chat(draft).expect("added");
    }
    let coming = journal.coming(14).expect("coming");
    assert_eq!(
        shown(&coming),
        [
            "2026-03-24 19:45 A webinar",
            "2026-03-24 20:00 OTalk",
            "2026-03-26 12:00 Physiotalk on the 26th",
            "2026-03-26 21:00 MedEd",
            "2026-03-27 20:00 Quiet: Said for certain",
            "2026-03-30 20:00 Physiotalk",
            "2026-03-31 19:30 OTalk: Sleep and occupation",
            "2026-04-02 21:00 MedEd",
            "2026-04-07 20:00 OTalk",
        ]
    );
    assert!(coming.is_sorted_by_key(|one| one.start));
    let instant = |title: &str| coming.iter().rfind(|one| one.title == title).expect("it comes").start;
    assert_eq!(instant("Physiotalk"), at("2026-03-30T19:00:00Z"));
    assert_eq!(instant("MedEd"), at("2026-04-03T01:00:00Z"));
    let replaced = &coming[6];
    assert_eq!((replaced.community, replaced.length, replaced.hashtag.as_str()), (Some(otalk), Some(Minutes(60)), "#OTalk"));
    // A minute later the webinar, of which nobody said how long it goes on, is still on; an hour after its start it is not.
    journal.set_clock(Clock::At(at("2026-03-24T20:45:00Z"), LONDON));
    assert_eq!(shown(&journal.coming(0).expect("coming")), ["2026-03-24 20:00 OTalk"]);
    assert_eq!(journal.coming(u32::MAX).expect("all of them").first().map(|one| one.title.as_str()), Some("OTalk"));
}

#[test]
fn a_chat_takes_the_place_of_a_slot_within_two_hours_only() {
    for (clock, want) in [
        ("18:00", vec!["2026-03-03 18:00 OTalk: Sleep"]),
        ("22:00", vec!["2026-03-03 22:00 OTalk: Sleep"]),
        ("17:59", vec!["2026-03-03 17:59 OTalk: Sleep", "2026-03-03 20:00 OTalk"]),
        ("22:01", vec!["2026-03-03 20:00 OTalk", "2026-03-03 22:01 OTalk: Sleep"]),
    ] {
        let mut journal = journal("2026-03-02T12:00:00Z");
        let otalk = add(&mut journal, "OTalk, #OTalk, Tue 20:00 Europe/London, 60");
        add(&mut journal, "Other, #other, Wed 20:00 Europe/London, 60");
        journal.add_chat(chat(Some(otalk), "Sleep", "2026-03-03", clock)).expect("added");
        assert_eq!(shown(&journal.coming(2).expect("coming")), want, "{clock}");
    }
}

#[test]
fn what_has_just_been() {
    let mut journal = journal("2026-03-03T19:59:59Z");
    let otalk = add(&mut journal, "OTalk, #OTalk, Tue 20:00 Europe/London, 60");
    let nurses = add(&mut journal, "WeNurses, #WeNurses, Tue 19:00 Europe/London, 60");
    add(&mut journal, "No weeks known, #nwk, Tue 20:30 Europe/London, 60, fortnightly");
    let quiet = CommunityDraft { unlisted: true, ..community("Quiet, #quiet, Tue 20:30 Europe/London, 60") };
    journal.add_community(quiet).expect("added");
    let just = |journal: &mut Journal, now: &str| {
        journal.set_clock(Clock::At(at(now), LONDON));
        journal.just_been().expect("read").map(|one| one.title)
    };
    assert_eq!(just(&mut journal, "2026-03-03T19:59:59Z").as_deref(), Some("WeNurses"));
    assert_eq!(just(&mut journal, "2026-03-03T20:00:00Z").as_deref(), Some("OTalk"));
    assert_eq!(just(&mut journal, "2026-03-04T00:00:00Z").as_deref(), Some("OTalk"));
    assert_eq!(just(&mut journal, "2026-03-04T00:00:01Z"), None);
    journal.add_chat(chat(Some(otalk), "Sleep", "2026-03-03", "20:30")).expect("added");
    assert_eq!(just(&mut journal, "2026-03-03T20:15:00Z").as_deref(), Some("WeNurses"), "the slot is an hour later this time");
    assert_eq!(just(&mut journal, "2026-03-03T20:30:00Z").as_deref(), Some("OTalk: Sleep"));
    // Logged, by hand and without a time: the other one is left, until that is logged, too.
    let mine = log(&mut journal, entry_of(otalk, "2026-03-03"));
    assert_eq!(just(&mut journal, "2026-03-03T20:30:00Z").as_deref(), Some("WeNurses"));
    log(&mut journal, entry_of(nurses, "2026-02-24"));
    assert_eq!(just(&mut journal, "2026-03-03T20:30:00Z").as_deref(), Some("WeNurses"), "last week’s is another");
    log(&mut journal, entry_of(nurses, "2026-03-03 19:00 Europe/London"));
    assert_eq!(just(&mut journal, "2026-03-03T20:30:00Z"), None);
    journal.bin(mine).expect("binned");
    assert_eq!(just(&mut journal, "2026-03-03T20:30:00Z").as_deref(), Some("OTalk: Sleep"));
    // Running ones are told in the snapshot, and no longer once they are logged.
    assert_eq!(journal.snapshot().expect("a snapshot").just_been.map(|one| one.title).as_deref(), Some("OTalk: Sleep"));
    journal.again(None).expect("logged");
    assert_eq!(journal.snapshot().expect("a snapshot").just_been, None);
}

#[test]
fn the_day_of_a_chat_far_away() {
    // Thursday evening in New York is Friday morning in London.
    let mut journal = journal("2026-03-06T02:30:00Z");
    let meded = add(&mut journal, "MedEd, #MedEd, Thu 21:00 America/New_York, 60");
    let been = journal.just_been().expect("read").expect("one");
    assert_eq!((been.date, been.start), (day("2026-03-05"), at("2026-03-06T02:00:00Z")));
    for mine in ["2026-03-05", "2026-03-06"] {
        let logged = log(&mut journal, entry_of(meded, mine));
        assert_eq!(journal.just_been().expect("read"), None, "{mine}");
        journal.bin(logged).expect("binned");
    }
    assert!(journal.just_been().expect("read").is_some());
}
