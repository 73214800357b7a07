//! The timer: restarts, midnight, clocks that change, two programs.

use super::*;

fn measured(all: u32, away: u32) -> Measured {
    Measured { all: Minutes(all), away: Minutes(away) }
}

fn go(journal: &mut Journal, now: &str) {
    journal.set_clock(Clock::At(at(now), LONDON));
}

fn plain(date: &str) -> EntryDraft {
    EntryDraft { title: "OTalk on sleep".into(), ..EntryDraft::on(day(date)) }
}

#[test]
fn from_start_to_stop() {
    let mut journal = journal("2026-07-07T19:00:30Z");
    let id = log(&mut journal, plain("2026-07-07"));
    let steps = journal.history(None, 10).expect("steps").len();
    assert_eq!((journal.timer().expect("read"), journal.measured().expect("read")), (None, None));
    let started = journal.start_timer(id, Part::TakingPart).expect("started");
    assert_eq!(started.touched.areas.iter().copied().collect::<Vec<_>>(), [Area::Timer]);
    assert_eq!(journal.timer().expect("read"), Some(started.value));
    for minute in ["19:09:00", "19:18:00", "19:27:00", "19:36:00"] {
        go(&mut journal, &format!("2026-07-07T{minute}Z"));
        journal.timer_sign().expect("noted");
    }
    go(&mut journal, "2026-07-07T20:00:30Z");
    assert_eq!(journal.measured().expect("read"), Some(measured(60, 25)), "asked about, not left out and not counted");
    // Nothing of it is a step, or counts, until somebody says so.
    assert_eq!(journal.history(None, 10).expect("steps").len(), steps);
    assert_eq!(journal.entry(id).expect("an entry").draft, plain("2026-07-07"));

    let stopped = journal.stop_timer(Minutes(42)).expect("stopped");
    assert_eq!(stopped.value, Minutes(42));
    assert!(stopped.touched.areas.contains(&Area::Timer) && stopped.touched.entries.contains(&id));
    assert_eq!(journal.timer().expect("read"), None);
    let draft = journal.entry(id).expect("an entry").draft;
    assert_eq!(draft.minutes, TimeSpent { taking_part: Minutes(42), ..TimeSpent::default() });
    assert_eq!((draft.time, draft.zone.as_str()), (Some(time("20:00")), "Europe/London"), "by the clocks of the summer");
    let history = journal.history(None, 10).expect("steps");
    assert_eq!((history.len(), history[0].label.as_str()), (steps + 1, "Count 42 min of “OTalk on sleep”"));
    journal.undo().expect("undone");
    assert_eq!(journal.entry(id).expect("an entry").draft, plain("2026-07-07"));
    assert_eq!(journal.timer().expect("read"), None);
}

#[test]
fn each_part_adds_to_what_is_there() {
    let mut journal = journal("2026-07-07T19:00:00Z");
    let minutes =
        TimeSpent { preparing: Minutes(1), taking_part: Minutes(2), reading: Minutes(3), reflecting: Minutes(4), interactive: Minutes(10) };
    let id = log(&mut journal, EntryDraft { minutes, ..plain("2026-07-07") });
    for (part, want) in [
        (Part::Preparing, TimeSpent { preparing: Minutes(6), ..minutes }),
        (Part::Reading, TimeSpent { reading: Minutes(8), ..minutes }),
        (Part::Reflecting, TimeSpent { reflecting: Minutes(9), ..minutes }),
    ] {
        journal.start_timer(id, part).expect("started");
        journal.stop_timer(Minutes(5)).expect("stopped");
        let draft = journal.entry(id).expect("an entry").draft;
        assert_eq!((draft.minutes, draft.time, draft.zone.as_str()), (want, None, ""), "only taking part has a time");
        journal.undo().expect("undone");
    }
    // What somebody said about the time stays; so does the day on which it began.
    for (date, clock, part, want) in [
        ("2026-07-07", Some("18:30"), Part::TakingPart, Some("18:30")),
        ("2026-07-06", None, Part::TakingPart, None),
        ("2026-07-07", None, Part::TakingPart, Some("20:00")),
    ] {
        let zone = if clock.is_some() { "Europe/Paris".into() } else { String::new() };
        let id = log(&mut journal, EntryDraft { time: clock.map(time), zone, ..plain(date) });
        journal.start_timer(id, part).expect("started");
        journal.stop_timer(Minutes(5)).expect("stopped");
        let draft = journal.entry(id).expect("an entry").draft;
        assert_eq!((draft.date, draft.time), (day(date), want.map(time)));
    }
}

#[test]
fn nothing_counted_leaves_the_entry_as_it_is() {
    let mut journal = journal("2026-07-07T19:00:00Z");
    let id = log(&mut journal, plain("2026-07-07"));
    let before = everything(&journal);
    for stop in
        [|journal: &mut Journal| journal.stop_timer(Minutes::ZERO).map(|_| ()), |journal: &mut Journal| journal.drop_timer().map(|_| ())]
    {
        journal.start_timer(id, Part::TakingPart).expect("started");
        stop(&mut journal).expect("stopped");
        assert_eq!((journal.timer().expect("read"), everything(&journal)), (None, before.clone()));
    }
    assert_eq!(journal.history(None, 10).expect("steps").len(), 1);
    assert!(matches!(journal.stop_timer(Minutes(10)), Err(JournalError::NoTimer)));
    journal.drop_timer().expect("nothing to drop");
    journal.timer_sign().expect("nothing to note");
    assert_eq!((journal.timer().expect("read"), everything(&journal)), (None, before));
}

#[test]
fn what_it_cannot_be_started_for() {
    let mut journal = journal("2026-07-07T19:00:00Z");
    let (one, other) = (log(&mut journal, plain("2026-07-07")), log(&mut journal, plain("2026-07-06")));
    assert!(matches!(journal.start_timer(EntryId::from_row(99), Part::Reading), Err(JournalError::NotFound { .. })));
    journal.bin(other).expect("binned");
    assert!(matches!(journal.start_timer(other, Part::Reading), Err(JournalError::InBin { .. })));
    let running = journal.start_timer(one, Part::Reading).expect("started").value;
    journal.unbin(other).expect("out");
    go(&mut journal, "2026-07-08T07:00:00Z");
    for id in [one, other] {
        let error = journal.start_timer(id, Part::Reading).map(|_| ()).expect_err("one runs");
        assert_eq!(error.to_string(), "the timer runs for “OTalk on sleep” since Tue 7 Jul 2026, 20:00");
        let told = cpd_journal::error::Error::from(error).explain();
        assert!(told.hint.contains("stop it"), "{told:?}");
    }
    assert_eq!(journal.timer().expect("read"), Some(running));
}

#[test]
fn over_midnight_and_clock_changes() {
    // The clocks of London go forward at 01:00 on 29 March: 23:50 to 02:20 is an hour and a half.
    for (start, signs, stop, all, away, date, clock) in [
        ("2026-03-03T23:55:00Z", &["2026-03-04T00:04:00Z"][..], "2026-03-04T00:10:00Z", 15, 0, "2026-03-03", "23:55"),
        ("2026-03-28T23:50:00Z", &[], "2026-03-29T01:20:00Z", 90, 90, "2026-03-28", "23:50"),
        ("2026-10-25T00:56:00Z", &[], "2026-10-25T01:04:00Z", 8, 0, "2026-10-25", "01:56"),
        ("2026-07-07T23:30:00Z", &[], "2026-07-07T23:40:00Z", 10, 0, "2026-07-08", "00:30"),
    ] {
        let mut journal = journal(start);
        let id = log(&mut journal, plain(date));
        journal.start_timer(id, Part::TakingPart).expect("started");
        for sign in signs {
            go(&mut journal, sign);
            journal.timer_sign().expect("noted");
        }
        go(&mut journal, stop);
        assert_eq!(journal.measured().expect("read"), Some(measured(all, away)), "{start}");
        journal.stop_timer(Minutes(all)).expect("stopped");
        let draft = journal.entry(id).expect("an entry").draft;
        assert_eq!((draft.date, draft.time), (day(date), Some(time(clock))), "{start}");
    }
}

#[test]
fn a_clock_that_is_set_back() {
    let mut journal = journal("2026-07-07T19:00:00Z");
    let id = log(&mut journal, plain("2026-07-07"));
    journal.start_timer(id, Part::TakingPart).expect("started");
    go(&mut journal, "2026-07-07T19:08:00Z");
    journal.timer_sign().expect("noted");
    for earlier in ["2026-07-07T18:00:00Z", "2026-07-07T18:09:00Z", "2020-01-01T00:00:00Z"] {
        go(&mut journal, earlier);
        journal.timer_sign().expect("noted");
        assert_eq!(journal.measured().expect("read"), Some(measured(8, 0)), "{earlier}");
    }
    go(&mut journal, "2026-07-07T19:40:00Z");
    assert_eq!(journal.measured().expect("read"), Some(measured(40, 32)));
    journal.timer_sign().expect("noted");
    assert_eq!(journal.measured().expect("read"), Some(measured(40, 32)));
}

#[test]
fn over_a_restart_and_in_two_programs() {
    let place = Place::new();
    let file = place.journal();
    let mut window = open(&file, "2026-07-07T19:00:00Z");
    let id = log(&mut window, plain("2026-07-07"));
    let started = window.start_timer(id, Part::TakingPart).expect("started").value;
    // Another program sees it, and cannot start a second one.
    let mut command = open(&file, "2026-07-07T19:05:00Z");
    assert_eq!(command.timer().expect("read"), Some(started));
    assert!(matches!(command.start_timer(id, Part::Reading), Err(JournalError::TimerRuns { .. })));
    drop(window);
    drop(command);
    // The computer was off: that time is there, and asked about.
    let mut window = open(&file, "2026-07-07T20:00:00Z");
    assert_eq!(window.timer().expect("read"), Some(started));
    assert_eq!(window.measured().expect("read"), Some(measured(60, 60)));
    window.timer_sign().expect("noted");
    let mut command = open(&file, "2026-07-07T20:05:00Z");
    assert_eq!(command.measured().expect("read"), Some(measured(65, 60)));
    command.drop_timer().expect("dropped");
    // A sign or a stop of the one does not bring back what the other took away.
    assert!(window.changed_elsewhere().expect("asked"));
    window.timer_sign().expect("nothing to note");
    assert!(matches!(window.stop_timer(Minutes(65)), Err(JournalError::NoTimer)));
    assert_eq!(window.timer().expect("read"), None);
    assert_eq!(window.entry(id).expect("an entry").draft.minutes, TimeSpent::default());
    window.start_timer(id, Part::Reading).expect("started");
    command.stop_timer(Minutes(3)).expect("stopped by the other");
    assert_eq!(window.entry(id).expect("an entry").draft.minutes.reading, Minutes(3));
    assert_eq!(window.verify().expect("looked at"), []);
}

#[test]
fn its_entry_goes_while_it_runs() {
    let mut journal = journal("2026-07-07T19:00:00Z");
    let id = log(&mut journal, plain("2026-07-07"));
    journal.start_timer(id, Part::TakingPart).expect("started");
    let snapshot = journal.snapshot().expect("a snapshot");
    assert!(snapshot.timer.is_some());
    // Taking back the entry would take the timer along, without a word.
    assert!(matches!(journal.undo(), Err(JournalError::TimerRuns { name, .. }) if name == "OTalk on sleep"));
    assert_eq!(journal.timer().expect("read"), snapshot.timer);
    journal.drop_timer().expect("dropped");
    journal.undo().expect("undone").expect("a step");
    journal.redo().expect("redone").expect("a step");
    assert_eq!(journal.timer().expect("read"), None, "it does not start by itself");
    journal.start_timer(id, Part::TakingPart).expect("started");
    // In the bin it goes on, but nothing can count there.
    journal.bin(id).expect("binned");
    assert!(matches!(journal.stop_timer(Minutes(5)), Err(JournalError::InBin { name }) if name == "OTalk on sleep"));
    assert!(journal.timer().expect("read").is_some());
    // Any other step can be taken back while it runs.
    journal.undo().expect("undone").expect("a step");
    let error = journal.stop_timer(Minutes(60_001)).map(|_| ()).expect_err("too much");
    assert_eq!(error.to_string(), "with 1000 h 1 min more “OTalk on sleep” would have more than 1,000 hours");
    assert!(journal.timer().expect("read").is_some());
    journal.stop_timer(Minutes(60_000)).expect("stopped");
    journal.start_timer(id, Part::Reading).expect("started");
    assert!(matches!(journal.stop_timer(Minutes(1)), Err(JournalError::TooMuchTime { .. })), "all parts together");
    journal.bin(id).expect("binned");
    journal.stop_timer(Minutes::ZERO).expect("nothing to count");
    assert_eq!(journal.entry(id).expect("an entry").draft.minutes.total(), Minutes(60_000));
    assert_eq!(journal.verify().expect("looked at"), []);
}
