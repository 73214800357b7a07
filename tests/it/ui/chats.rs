//! Chats before and after, the timer, small items, communities of the catalogue, people and calendars: by what assistive technology would
//! find, and as the journal has it afterwards.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use cpd_journal::domain::{ChatDraft, CommunityDraft, EntryDraft, EntryId, EntryState, Minutes, Part, PersonDraft, Profile, Rhythm, Timer};
use cpd_journal::journal::{By, Clock, Journal, Together};
use cpd_journal::ui::action::{Action, Route};
use cpd_journal::worker::{Opening, Worker};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::{Begin, CLOCK, TODAY, Window, sample};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

fn at(text: &str) -> Clock {
    Clock::At(instant(text), Tz::Europe__London)
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().expect(text)
}

fn journal(clock: Clock) -> Journal {
    Journal::in_memory(clock).expect("journal")
}

fn physiotalk() -> CommunityDraft {
    CommunityDraft {
        name: "Physiotalk".into(),
        platform: "X".into(),
        hashtag: "#physiotalk".into(),
        day: Some(chrono::Weekday::Mon),
        time: NaiveTime::from_hms_opt(20, 0, 0),
        zone: "Europe/London".into(),
        length: Some(Minutes(60)),
        kind: "tweetchat".into(),
        prepare: "Read the post before the chat.".into(),
        ..CommunityDraft::default()
    }
}

fn entry(title: &str, date: &str, minutes: u32) -> EntryDraft {
    let mut draft = EntryDraft { title: title.into(), ..EntryDraft::on(date.parse().expect(date)) };
    draft.minutes.taking_part = Minutes(minutes);
    draft
}

fn keep(journal: &mut Journal, draft: EntryDraft, state: EntryState) -> EntryId {
    journal.log(draft, state, &Together::default()).expect("kept").value.id
}

/// Presses the first thing with this role whose name begins so.
fn press(window: &mut Window, role: egui::Role, begin: &str) {
    let node =
        window.harness.query_all_by_role(role).find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(begin)));
    node.unwrap_or_else(|| panic!("no {role:?} “{begin}…”")).click();
    window.run().run();
}

/// The names of everything with this role.
fn names(window: &Window, role: egui::Role) -> Vec<String> {
    window.harness.query_all_by_role(role).filter_map(|node| node.accesskit_node().label()).collect()
}

fn write_in(window: &mut Window, field: &str, text: &str) {
    window.harness.get_by_label(field).focus();
    window.run().type_text(text);
}

fn timer(window: &Window) -> Option<Timer> {
    window.journal().timer().expect("timer")
}

fn route(window: &Window) -> Route {
    window.harness.state().as_ref().expect("app").route()
}

#[test]
fn the_chat_that_has_just_been_is_one_press() {
    let mut journal = journal(at("2026-11-23T21:10:00Z"));
    journal.add_community(physiotalk()).expect("community");
    let mut window = Window::new(Begin::over(journal));
    assert!(window.shows("Just been: Physiotalk, Monday 20:00"));
    window.click("Log it, same as last time").run();
    let logged = &window.headers()[0];
    assert_eq!(
        (logged.date.to_string(), logged.time, logged.taking_part),
        ("2026-11-23".into(), NaiveTime::from_hms_opt(20, 0, 0), Minutes(60))
    );
    assert_eq!(route(&window), Route::Journal, "to be written in at once");
    window.go(Route::Today);
    assert!(!window.shows("Just been"));
    window.press(CTRL | Modifiers::SHIFT, Key::N).run();
    assert_eq!(window.headers().len(), 1, "the same chat is logged once");
    assert!(window.shows("is logged already"));
}

#[test]
fn nothing_like_it_is_said() {
    let mut window = Window::empty();
    window.press(CTRL | Modifiers::SHIFT, Key::N).run();
    assert!(window.shows("No chat has just been"));
    assert!(!window.shows("not saved yet"), "nothing was written that could be lost");
}

#[test]
fn a_coming_chat_is_prepared_for_and_its_community_hidden() {
    let mut journal = journal(CLOCK);
    journal.add_community(physiotalk()).expect("community");
    let far = CommunityDraft {
        name: "Far away".into(),
        day: Some(chrono::Weekday::Tue),
        time: NaiveTime::from_hms_opt(15, 0, 0),
        zone: "America/New_York".into(),
        ..CommunityDraft::default()
    };
    journal.add_community(far).expect("community");
    let monthly = CommunityDraft { name: "Unknown weeks".into(), rhythm: Rhythm::Monthly, ..physiotalk() };
    journal.add_community(monthly).expect("community");
    keep(&mut journal, entry("One", "2026-11-20", 60), EntryState::Ready);
    let mut window = Window::new(Begin { size: [1280.0, 1600.0], ..Begin::over(journal) });
    let mut rows = names(&window, egui::Role::DisclosureTriangle);
    rows.retain(|row| !row.starts_with("Ready, steady, go"));
    assert!(rows[0].starts_with("Physiotalk, Tomorrow, 20:00"), "{rows:?}");
    assert!(rows[1].starts_with("Far away, Tue 24 Nov, 20:00 (15:00 New York)"), "{rows:?}");
    assert!(!rows.iter().any(|row| row.contains("Unknown")), "weeks that nobody knows are not announced");
    press(&mut window, egui::Role::DisclosureTriangle, "Physiotalk, Tomorrow");
    assert!(window.shows("Read the post before the chat."));
    window.click("Prepare for “Physiotalk”").run().run();
    let made = window.entry("Physiotalk");
    assert_eq!(
        (made.state, made.draft.date.to_string(), made.draft.zone.as_str()),
        (EntryState::Draft, "2026-11-23".into(), "Europe/London")
    );
    assert_eq!((made.draft.kind.as_str(), made.draft.minutes.total()), ("tweetchat", Minutes::ZERO));
    assert_eq!((route(&window), window.value("Title")), (Route::Journal, "Physiotalk".to_owned()));
    assert!(window.shows("Before: what I want from it"), "what one wants from it has its place");
    window.go(Route::Today);
    window.click("Open what I prepared for “Physiotalk”").run();
    assert_eq!(window.headers().iter().filter(|header| header.name == "Physiotalk").count(), 1);
    window.go(Route::Today);
    window.click("Hide the chats of “Physiotalk”").run();
    let chats = |window: &Window| -> Vec<String> {
        names(window, egui::Role::DisclosureTriangle).into_iter().filter(|row| !row.starts_with("Ready, steady, go")).collect()
    };
    assert!(chats(&window).iter().all(|row| row.starts_with("Far away")));
    assert!(window.journal().communities().expect("communities").iter().any(|one| one.draft.name == "Physiotalk" && one.draft.unlisted));
    window.press(CTRL, Key::Z).run();
    assert!(chats(&window)[0].starts_with("Physiotalk"), "and back");
}

#[test]
fn the_timer_starts_for_the_open_entry() {
    let mut journal = journal(CLOCK);
    let id = keep(&mut journal, entry("Chat tomorrow", "2026-11-23", 0), EntryState::Draft);
    let mut window = Window::new(Begin::over(journal));
    window.press(CTRL, Key::T);
    assert!(window.shows("Open an entry first"));
    window.app().wish(Action::OpenEntry(id));
    window.run().run().press(CTRL, Key::T);
    let on = |window: &Window| {
        let parts = window.harness.query_all_by_role(egui::Role::RadioButton);
        let on = parts.map(|node| node.accesskit_node()).find(|node| node.toggled() == Some(egui::accesskit::Toggled::True));
        on.and_then(|node| node.label()).unwrap_or_default()
    };
    assert_eq!(on(&window), "Preparing", "it is still to come");
    window.press(NONE, Key::Num3);
    assert_eq!(on(&window), "Reading afterwards");
    window.press(NONE, Key::Escape);
    assert_eq!(timer(&window), None);
    window.press(CTRL, Key::T).press(NONE, Key::Enter).run();
    assert_eq!(timer(&window).map(|timer| (timer.entry, timer.part)), Some((id, Part::Preparing)));
    assert!(window.shows("Stop the timer"), "the side bar says that it runs");
    window.go(Route::Today);
    assert!(window.shows("Stop measuring “Chat tomorrow”"));
    window.press(CTRL, Key::T).press(NONE, Key::Num4).press(NONE, Key::Enter).run();
    assert_eq!((timer(&window), window.headers()[0].total), (None, Minutes::ZERO));
    assert!(!window.shows("Stop the timer"));
}

/// A journal whose timer was started at eight and has run for 65 minutes, with signs of somebody after so many minutes.
fn timed(signs: &[i64]) -> Journal {
    let start = instant("2026-11-23T20:00:00Z");
    let clock = |minutes| Clock::At(start + TimeDelta::minutes(minutes), Tz::Europe__London);
    let mut journal = journal(clock(0));
    let id = keep(&mut journal, entry("Chat", "2026-11-23", 0), EntryState::Draft);
    journal.start_timer(id, Part::TakingPart).expect("started");
    for minutes in signs {
        journal.set_clock(clock(*minutes));
        journal.timer_sign().expect("a sign");
    }
    journal.set_clock(clock(65));
    journal
}

#[test]
fn nothing_counts_by_itself_when_nobody_was_seen() {
    let mut window = Window::new(Begin::over(timed(&[9, 51, 60])));
    assert!(window.shows("The timer is still running") && window.shows("runs since 20:00: 1 h 5 min until now"));
    assert!(window.shows("For 42 min nobody was seen in this window"));
    window.press(NONE, Key::Enter).run();
    assert!(timer(&window).is_some(), "Enter alone counts nothing");
    window.press(NONE, Key::Escape).run();
    assert!(timer(&window).is_some() && !window.shows("Count nothing"), "Esc lets it run on");
    window.click("Stop the timer").run();
    assert!(window.shows("The timer ran 1 h 5 min (20:00–21:05)."));
    window.press(NONE, Key::Num2).press(NONE, Key::Enter).run();
    assert_eq!((timer(&window), window.entry("Chat").draft.minutes.taking_part), (None, Minutes(23)));
    assert!(window.shows("23 min counted as taking part"));
    window.press(CTRL, Key::Z).run();
    assert_eq!(window.entry("Chat").draft.minutes.taking_part, Minutes::ZERO);
}

#[test]
fn who_was_seen_all_the_while_presses_enter() {
    let mut window = Window::new(Begin::over(timed(&[8, 16, 24, 32, 40, 48, 56, 64])));
    assert!(!window.shows("nobody was seen") && !window.shows("Only what was seen"));
    window.press(NONE, Key::Enter).run();
    assert_eq!((timer(&window), window.entry("Chat").draft.minutes.taking_part), (None, Minutes(65)));
}

#[test]
fn a_number_of_ones_own_counts_as_typed() {
    let mut window = Window::new(Begin::over(timed(&[])));
    window.press(NONE, Key::Num3).type_text("soon").press(NONE, Key::Enter).run();
    assert!(timer(&window).is_some(), "what is not understood is not counted");
    assert_eq!(window.value("Time to count"), "soon");
    window.harness.get_by_label("Time to count").focus();
    window.run().press(CTRL, Key::A).type_text("1h 10");
    window.click("Stop and count 1 h 10 min").run();
    assert_eq!(window.entry("Chat").draft.minutes.taking_part, Minutes(70));
}

#[test]
fn a_timer_outlives_the_program_and_a_key_is_a_sign() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("mine.cpd");
    Journal::create(&path).expect("journal");
    let catalogue = std::sync::Arc::new(cpd_journal::catalogue::Catalogue::bundled());
    let mut before = Journal::open(&path, cpd_journal::journal::Alone::Yes, catalogue, at("2026-03-28T23:50:00Z")).expect("journal");
    let id = keep(&mut before, entry("Over night", "2026-03-28", 0), EntryState::Draft);
    before.start_timer(id, Part::Reflecting).expect("started");
    drop(before);
    // The clocks go forward in between, which makes no time.
    let clock = at("2026-03-29T01:20:00Z");
    let worker = Worker::inline(clock, folder.path().to_owned());
    let begin = Begin { worker, open: Some((path.clone(), Opening::Existing)), ..Begin::file(&path) };
    let mut window = Window::new(begin);
    assert!(window.shows("runs since Sat 28 Mar 2026 23:50: 1 h 30 min until now"));
    assert_eq!(timer(&window).map(|timer| timer.seen), Some(instant("2026-03-28T23:50:00Z")), "being opened is no sign");
    window.press(NONE, Key::Escape).run();
    assert_eq!(timer(&window).map(|timer| timer.seen), Some(instant("2026-03-29T01:20:00Z")), "a key is one");
    window.press(CTRL, Key::T).run().press(NONE, Key::Num1).press(NONE, Key::Enter).run();
    assert_eq!(window.entry("Over night").draft.minutes.reflecting, Minutes(90));
}

#[test]
fn a_text_that_is_being_written_is_kept_when_the_timer_stops() {
    let mut window = Window::new(Begin { size: [1280.0, 1600.0], ..Begin::over(timed(&[8, 16, 24, 32, 40, 48, 56, 64])) });
    window.press(NONE, Key::Escape);
    let id = window.entry("Chat").id;
    window.app().wish(Action::OpenEntry(id));
    window.run().run();
    write_in(&mut window, "What I learnt", "typed just before");
    window.press(CTRL, Key::T).press(NONE, Key::Enter).run().wait(1.5);
    let draft = window.entry("Chat").draft;
    assert_eq!((draft.learnt.as_str(), draft.minutes.taking_part), ("typed just before", Minutes(65)));
    write_in(&mut window, "What I learnt", ", and after. ");
    window.wait(1.5).run();
    let draft = window.entry("Chat").draft;
    assert_eq!(draft.minutes.taking_part, Minutes(65), "what the timer counted stays");
    assert!(draft.learnt.contains("typed just before") && draft.learnt.contains(", and after."), "{}", draft.learnt);
    assert!(!window.shows("Keep my text"), "no second text is asked about");
}

fn small_items() -> Journal {
    let mut journal = journal(CLOCK);
    let poll = |title: &str, date: &str, minutes| EntryDraft { kind: "poll".into(), ..entry(title, date, minutes) };
    let at_eight = |draft: EntryDraft| EntryDraft { time: NaiveTime::from_hms_opt(20, 0, 0), zone: "Europe/London".into(), ..draft };
    for draft in [
        poll("A poll on sleep", "2026-11-03", 5),
        poll("A poll on pacing", "2026-11-05", 4),
        at_eight(poll("A thread", "2026-11-05", 15)),
        at_eight(poll("A second thread", "2026-11-05", 10)),
        poll("Just too long", "2026-11-06", 31),
        poll("Without time", "2026-11-06", 0),
        poll("Long ago", "2025-01-06", 5),
        poll("Half an hour", "2026-11-07", 30),
    ] {
        keep(&mut journal, draft, EntryState::Ready);
    }
    keep(&mut journal, poll("Handed in", "2026-11-06", 5), EntryState::Submitted { on: TODAY });
    let binned = keep(&mut journal, poll("Binned", "2026-11-06", 5), EntryState::Ready);
    journal.bin(binned).expect("binned");
    journal
}

#[test]
fn small_items_become_one_claim() {
    let mut window = Window::new(Begin::over(small_items()));
    window.click("4 small items, 34 min: roll them up");
    let shown = names(&window, egui::Role::CheckBox);
    assert!(shown.iter().any(|name| name.starts_with("Half an hour, ")));
    for other in ["Just too long", "Without time", "Long ago", "Handed in", "Binned"] {
        assert!(!shown.iter().any(|name| name.starts_with(other)), "{other} is no item");
    }
    // Newest first: the half hour, then the threads. By keys alone.
    window.press(NONE, Key::ArrowDown).press(NONE, Key::Space).press(NONE, Key::ArrowDown).press(NONE, Key::Space);
    assert!(
        window.shows("2 items on one day add up to 15 min; the 10 min that they have in common count once."),
        "{:?}",
        names(&window, egui::Role::Status)
    );
    press(&mut window, egui::Role::CheckBox, "A second thread");
    assert!(window.shows("One more makes a claim"));
    window.click("Make one claim").run();
    assert!(window.headers().iter().all(|header| header.items == 0), "one item is no claim");
    write_in(&mut window, "Find items by name", "poll on");
    window.run().click("Choose all of them");
    assert!(window.shows("3 items on 2 days add up to 24 min."), "{:?}", names(&window, egui::Role::Status));
    assert_eq!(window.value("Title of the claim"), "3 small items, 3 to 5 November 2026");
    window.click("Make one claim").run().run();
    assert!(!window.shows("Title of the claim"));
    let claim = window.headers().into_iter().find(|header| header.items > 0).expect("a claim");
    assert_eq!((claim.items, claim.total), (3, Minutes(24)));
    assert_eq!(route(&window), Route::Journal, "it is opened");
    let rows = names(&window, egui::Role::ListItem);
    assert!(rows.iter().any(|row| row.starts_with("3 small items") && row.ends_with("3 items")), "{rows:?}");
    assert!(
        rows.iter().any(|row| row.starts_with("A poll on sleep") && row.ends_with("in ‘3 small items, 3 to 5 November 2026’")),
        "{rows:?}"
    );
    window.press(CTRL, Key::R).run();
    let left = names(&window, egui::Role::CheckBox);
    assert!(
        left.iter().any(|name| name.starts_with("A second thread")) && !left.iter().any(|name| name.starts_with("A thread")),
        "{left:?}"
    );
    window.press(NONE, Key::Escape).press(CTRL, Key::Z).run();
    assert!(window.headers().iter().all(|header| header.rolled_into.is_none()), "undo gives the items back");
}

#[test]
fn a_community_of_the_catalogue_is_one_press() {
    let mut journal = journal(CLOCK);
    let profile = Profile { profession: "Senior physiotherapist".into(), ..Profile::default() };
    journal.set_profile(&profile, By::Command).expect("profile");
    let mut window = Window::new(Begin::over(journal));
    window.go(Route::Network).click("Choose from the catalogue");
    assert!(window.shows("Add “Physiotalk”") && !window.shows("Add “OTalk”"), "those of one’s own profession come first");
    window.type_text("physiotalk").click("Add “Physiotalk”").run();
    let all = window.journal().communities().expect("communities");
    let draft = &all[0].draft;
    assert_eq!((draft.name.as_str(), draft.hashtag.as_str(), draft.rhythm), ("Physiotalk", "#physiotalk", Rhythm::Fortnightly));
    assert!(window.shows("Here already") && !window.shows("Add “Physiotalk”"), "once is enough");
    window.click("Done").run();
    assert!(window.shows("Every other Monday"));
    window.click("Change “Physiotalk”");
    window.harness.get_by_label("What to prepare").focus();
    window.run().press(CTRL, Key::A).type_text("One question of mine").click("List its chats on Today").click("Keep it").run();
    let draft = window.journal().communities().expect("communities").remove(0).draft;
    assert_eq!((draft.prepare.as_str(), draft.unlisted), ("One question of mine", true));
    assert!(window.shows("Its chats are not listed on Today"));
}

#[test]
fn people_are_described_found_changed_and_removed() {
    let mut journal = journal(CLOCK);
    let draft = EntryDraft { people: vec!["@example_pain".into()], ..entry("From somebody", "2026-11-20", 10) };
    keep(&mut journal, draft, EntryState::Ready);
    keep(&mut journal, entry("From nobody", "2026-11-20", 10), EntryState::Ready);
    let mut window = Window::new(Begin::over(journal));
    window.go(Route::Network).click("People and sources").click("Describe “@example_pain”");
    assert_eq!(window.value("Handle"), "@example_pain", "what the entry says is not typed again");
    write_in(&mut window, "Name", "Ann Example");
    write_in(&mut window, "Profession", "Psychologist");
    window.click("Keep it").run();
    let people = |window: &Window| window.journal().people().expect("people").into_iter().map(|person| person.draft).collect::<Vec<_>>();
    assert_eq!(people(&window)[0].name, "Ann Example");
    assert!(!window.shows("Describe “@example_pain”"));
    window.click("Change “Ann Example”");
    write_in(&mut window, "Country or place", "Wales");
    window.press(NONE, Key::Enter).run();
    assert_eq!(people(&window)[0].place, "Wales");
    press(&mut window, egui::Role::Button, "Ann Example, @example_pain, Psychologist, Wales, 1 entry");
    let found = names(&window, egui::Role::ListItem);
    assert!(found.len() == 1 && found[0].starts_with("From somebody"), "{found:?}");
    window.go(Route::Network).click("Remove “Ann Example”").run();
    assert!(people(&window).is_empty());
    assert!(window.shows("Describe “@example_pain”"), "the entry keeps the name");
    window.press(CTRL, Key::Z).run();
    assert_eq!(people(&window).len(), 1);
}

#[test]
fn a_chat_of_one_day() {
    let mut journal = journal(CLOCK);
    journal.add_community(physiotalk()).expect("community");
    let mut window = Window::new(Begin::over(journal));
    window.go(Route::Network).click("Chats").click("Add a chat…").type_text("A guest on sleep");
    write_in(&mut window, "Begins at", "8pm");
    window.harness.get_by_label("Day").focus();
    window.run().press(CTRL, Key::A).type_text("1 December").click("Keep it").run();
    let chat = window.journal().chats().expect("chats").remove(0);
    assert_eq!((chat.draft.title.as_str(), chat.draft.date.to_string()), ("A guest on sleep", "2026-12-01".into()));
    window.click("Change chat “A guest on sleep”");
    write_in(&mut window, "Lasts", "45");
    window.click("Keep it").run();
    assert_eq!(window.journal().chats().expect("chats")[0].draft.length, Some(Minutes(45)));
    window.click("Remove chat “A guest on sleep”").run();
    assert!(window.journal().chats().expect("chats").is_empty());
}

#[test]
fn a_calendar_is_looked_at_before_it_is_taken() {
    let folder = tempfile::tempdir().expect("folder");
    let (file, out) = (folder.path().join("chats.ics"), folder.path().join("out.ics"));
    let event = |uid: &str, start: &str, summary: &str, more: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:{uid}@example.org\r\nDTSTAMP:20261101T090000Z\r\nDTSTART:{start}\r\nDURATION:PT1H\r\nSUMMARY:{summary}\r\n{more}END:VEVENT\r\n"
        )
    };
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//test//EN\r\n{}{}{}END:VCALENDAR\r\n",
        event("one", "20261201T193000Z", "Guest on sleep", ""),
        event("two", "20261208T193000Z", "Guest on pacing", ""),
        event("three", "20261202T200000Z", "Weekly talk", "RRULE:FREQ=WEEKLY\r\n"),
    );
    std::fs::write(&file, text).expect("a calendar");
    let answers = vec![vec![file.clone()], vec![file], vec![out.clone()]];
    let mut window = Window::new(Begin { answers, ..Begin::over(journal(CLOCK)) });
    window.go(Route::Network).click("Chats").click("Read a calendar…").run();
    assert!(window.shows("3 events found"));
    assert!(window.journal().chats().expect("chats").is_empty(), "looking writes nothing");
    window.click("Guest on pacing").click("Take 2").run();
    let titles: Vec<String> = window.journal().chats().expect("chats").into_iter().map(|chat| chat.draft.title).collect();
    assert_eq!(titles, ["Guest on sleep"]);
    assert_eq!(window.journal().communities().expect("communities")[0].draft.name, "Weekly talk");
    assert!(!window.shows("From the calendar"));
    window.click("Read a calendar…").run();
    assert!(window.shows("here already"), "what was taken is marked");
    window.click("Take 1").run();
    assert_eq!(window.journal().chats().expect("chats").len(), 2);
    window.click("Save as a calendar…").run();
    let saved = std::fs::read_to_string(out).expect("saved");
    assert!(saved.contains("Guest on sleep") && saved.contains("BEGIN:VEVENT"), "{saved}");
}

#[test]
fn shown_in_every_size_and_with_long_names() {
    for (dark, zoom, size) in
        [(false, 1.0, [1280.0, 800.0]), (true, 1.0, [720.0, 480.0]), (false, 2.0, [1440.0, 960.0]), (true, 2.0, [720.0, 480.0])]
    {
        for full in [true, false] {
            let mut journal = if full { sample() } else { journal(CLOCK) };
            if full {
                let long = "word ".repeat(60) + &"a".repeat(400) + " \u{202e}שלום 你好 👩🏽‍⚕️";
                let person = PersonDraft {
                    name: long.clone(),
                    handle: "@example_long".into(),
                    profession: long.clone(),
                    place: long.clone(),
                    organisation: long.clone(),
                };
                journal.add_person(person).expect("person");
                journal.add_community(CommunityDraft { name: long.clone(), prepare: long.clone(), ..physiotalk() }).expect("community");
                let chat = ChatDraft {
                    community: None,
                    title: long.clone(),
                    date: TODAY,
                    time: NaiveTime::from_hms_opt(11, 30, 0).expect("a time"),
                    zone: "Asia/Kolkata".into(),
                    length: Some(Minutes(500)),
                    address: long.clone(),
                    external: String::new(),
                };
                journal.add_chat(chat).expect("chat");
                let id = keep(&mut journal, entry(&long, "2026-11-20", 10), EntryState::Ready);
                journal.start_timer(id, Part::TakingPart).expect("started");
            }
            let mut window = Window::new(Begin { size, dark, zoom, ..Begin::over(journal) });
            window.press(NONE, Key::Escape);
            window.go(Route::Today).wait(1.0);
            for part in ["Communities", "Chats", "People and sources"] {
                window.go(Route::Network).click(part).wait(1.0);
            }
            window.press(CTRL, Key::R).wait(1.0).press(NONE, Key::Escape);
            assert!(!window.shows("Title of the claim"), "Esc closes it");
            window.go(Route::Help).wait(0.5);
        }
    }
}
