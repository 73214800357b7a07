//! What time brings back: the question after one, three and six months, what was set aside, and what was taken back to work.

use std::fs;
use std::sync::Arc;

use chrono::{Months, NaiveDate};
use cpd_journal::capture::calendar::read;
use cpd_journal::domain::{Action, ActionDraft, Effect, EntryDraft, EntryId, EntryState, Found, LookBackDraft, PersonDraft, Profile};
use cpd_journal::exporters::{ExportError, Replace};
use cpd_journal::journal::{By, Clock, Journal, JournalError, Snapshot, Together, Touched};

use crate::support::Place;

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

fn journal(today: &str) -> Journal {
    Journal::in_memory(Clock::Fixed(day(today))).expect("a journal in memory")
}

fn log(journal: &mut Journal, title: &str, learnt: &str) -> EntryId {
    let draft = EntryDraft { title: title.to_owned(), learnt: learnt.to_owned(), ..EntryDraft::on(journal.today()) };
    journal.log(draft, EntryState::Ready, &Together::default()).expect("kept").value.id
}

fn said(journal: &Journal, month: u32, found: Found, text: &str) -> LookBackDraft {
    LookBackDraft { month, day: journal.today(), found, text: text.to_owned(), until: None }
}

/// The months that are asked about, and whether the window's snapshot, renewed or read anew, says the same.
fn asked(journal: &Journal) -> Vec<(EntryId, u32)> {
    let asked = journal.asked().expect("asked");
    assert_eq!(*journal.snapshot().expect("a snapshot").asked, asked);
    asked.into_iter().map(|one| (one.entry, one.month)).collect()
}

#[test]
fn the_six_month_clock() {
    let mut journal = journal("2026-01-31");
    let id = log(&mut journal, "Chat on pacing", "Pacing, not rest");
    for (today, answer, month) in [
        ("2026-01-31", None, None),
        ("2026-02-27", None, None),
        ("2026-02-28", Some((1, Found::Nothing)), Some(1)),
        ("2026-03-15", None, None),
        ("2026-04-30", Some((3, Found::Change)), Some(3)),
        ("2026-07-30", None, None),
        ("2026-07-31", Some((6, Found::Benefit)), Some(6)),
        ("2026-12-31", None, None),
    ] {
        journal.set_clock(Clock::Fixed(day(today)));
        assert_eq!(asked(&journal), month.map(|month| (id, month)).into_iter().collect::<Vec<_>>(), "{today}");
        if let Some((month, found)) = answer {
            journal.look_back(id, said(&journal, month, found, "  On the ward\r\nround\u{0} ")).expect("kept");
            assert_eq!(asked(&journal), [], "asked once");
        }
    }
    let looks = journal.look_backs().expect("read");
    assert_eq!(looks.iter().map(|look| look.draft.found).collect::<Vec<_>>(), [Found::Nothing, Found::Change, Found::Benefit]);
    assert!(looks.iter().all(|look| look.draft.text.contains("On the ward\nround") && !look.draft.text.contains('\u{0}')));
}

#[test]
fn every_reply_is_one_step_that_can_be_taken_back() {
    let mut journal = journal("2026-01-15");
    let id = log(&mut journal, "Chat on pacing", "Pacing, not rest");
    let other = log(&mut journal, "Another", "Words");
    journal.set_clock(Clock::Fixed(day("2026-02-15")));
    let both = [(other, 1), (id, 1)];
    assert_eq!(asked(&journal), both);
    let week = Some(day("2026-02-22"));
    for (draft, label) in [
        (said(&journal, 1, Found::Change, ""), "Look back at “Chat on pacing”"),
        (LookBackDraft { until: week, ..said(&journal, 1, Found::Later, "") }, "Ask later about “Chat on pacing”"),
        (said(&journal, 1, Found::Never, ""), "Do not ask about “Chat on pacing”"),
    ] {
        journal.look_back(id, draft).expect("kept");
        assert_eq!(asked(&journal), [(other, 1)], "{label}");
        assert_eq!(journal.undo().expect("undone").map(|done| done.value).as_deref(), Some(label));
        assert_eq!(asked(&journal), both);
        journal.redo().expect("done again");
        assert_eq!(asked(&journal), [(other, 1)], "{label}");
        journal.undo().expect("undone");
    }
    journal.set_asking(false).expect("off");
    assert_eq!((asked(&journal), journal.is_asking().expect("read")), (vec![], false));
    journal.set_asking(true).expect("on");
    assert_eq!(asked(&journal), both);
    // Later comes back on its day; what is binned, and what is known of it, is not there until it is taken out.
    journal.look_back(id, LookBackDraft { until: week, ..said(&journal, 1, Found::Later, "") }).expect("kept");
    journal.bin(other).expect("binned");
    assert_eq!(asked(&journal), []);
    journal.set_clock(Clock::Fixed(day("2026-02-22")));
    assert_eq!(asked(&journal), [(id, 1)]);
    journal.unbin(other).expect("out of the bin");
    assert_eq!(asked(&journal), both);
    // Editing what was found in one sitting is one step.
    let look = journal.look_back(id, said(&journal, 1, Found::Change, "")).expect("kept").value;
    for text in ["I", "I ask", "I ask first"] {
        journal.save_look_back(look.id, LookBackDraft { text: text.to_owned(), ..look.draft.clone() }, By::Autosave).expect("saved");
    }
    journal.undo().expect("undone");
    let text = |journal: &Journal| journal.look_backs().expect("read").into_iter().find(|one| one.id == look.id).map(|one| one.draft.text);
    assert_eq!(text(&journal).as_deref(), Some(""));
    journal.redo().expect("done again");
    assert_eq!(text(&journal).as_deref(), Some("I ask first"));
    journal.remove_look_back(look.id).expect("removed");
    assert_eq!(asked(&journal), both);
}

#[test]
fn years_that_are_taken_in_ask_nothing() {
    let mut journal = journal("2026-07-01");
    for months in 0..24 {
        let date = journal.today().checked_sub_months(Months::new(months)).expect("a day");
        let draft = EntryDraft { title: format!("{months}"), learnt: "Words".to_owned(), ..EntryDraft::on(date) };
        journal.log(draft, EntryState::Ready, &Together::default()).expect("kept");
    }
    assert_eq!(asked(&journal), []);
    // What was still ahead of them comes.
    journal.set_clock(Clock::Fixed(day("2026-09-02")));
    let names = |journal: &Journal| {
        let name = |(id, month): (EntryId, u32)| format!("{} after {month}", journal.entry(id).expect("an entry").draft.title);
        let mut names: Vec<String> = asked(journal).into_iter().map(name).collect();
        names.sort();
        names
    };
    assert_eq!(names(&journal), ["0 after 1", "1 after 3", "2 after 3", "4 after 6", "5 after 6"]);
}

#[test]
fn set_aside_and_taken_up_again() {
    let mut journal = journal("2026-01-15");
    let id = log(&mut journal, "A hard shift", "Not yet");
    journal.set_clock(Clock::Fixed(day("2026-02-15")));
    journal.park(id, Some(day("2026-03-01"))).expect("set aside");
    assert_eq!(asked(&journal), [], "nothing is asked about it");
    assert_eq!(journal.entry(id).expect("an entry").draft.parked, Some(day("2026-03-01")));
    assert_eq!(journal.undo().expect("undone").map(|done| done.value).as_deref(), Some("Set aside “A hard shift”"));
    assert_eq!((asked(&journal), journal.entry(id).expect("an entry").draft.parked), (vec![(id, 1)], None));
    journal.redo().expect("done again");
    let header = |journal: &Journal| journal.headers(None).expect("headers").remove(0);
    for (today, parked) in [("2026-02-28", true), ("2026-03-01", false), ("2026-03-02", false)] {
        journal.set_clock(Clock::Fixed(day(today)));
        assert_eq!(header(&journal).is_parked(journal.today()), parked, "{today}");
    }
    assert_eq!(asked(&journal), [], "back, and not taken up yet");
    journal.park(id, None).expect("taken up");
    assert_eq!(asked(&journal), [(id, 1)]);
    assert_eq!(header(&journal).parked, None);
    assert!(matches!(journal.park(EntryId::from_row(99), None), Err(JournalError::NotFound { .. })));
    // What is so already is no step, and in the bin nothing is set aside.
    let steps = |journal: &Journal| journal.history(None, 100).expect("a history").len();
    let before = steps(&journal);
    journal.park(id, None).expect("nothing to do");
    assert_eq!(steps(&journal), before);
    journal.bin(id).expect("binned");
    assert!(matches!(journal.park(id, Some(day("2026-04-01"))), Err(JournalError::InBin { .. })));
    assert_eq!((steps(&journal), journal.entry(id).expect("an entry").draft.parked), (before + 1, None));
}

#[test]
fn nothing_is_found_about_what_is_in_the_bin() {
    let mut journal = journal("2026-01-15");
    let id = log(&mut journal, "Chat on pacing", "Pacing");
    let look = journal.look_back(id, said(&journal, 0, Found::Change, "I ask first")).expect("kept").value;
    journal.bin(id).expect("binned");
    for found in [Found::Change, Found::Later, Found::Never] {
        assert!(matches!(journal.look_back(id, said(&journal, 1, found, "")), Err(JournalError::InBin { .. })));
    }
    assert!(matches!(journal.look_back(EntryId::from_row(99), said(&journal, 1, Found::Change, "")), Err(JournalError::NotFound { .. })));
    assert_eq!((journal.look_backs().expect("read"), journal.look_backs_of(id).expect("read")), (vec![], vec![look]));
}

#[test]
fn a_renewed_snapshot_is_as_one_that_is_read_anew() {
    let mut journal = journal("2026-01-15");
    let id = log(&mut journal, "Chat on pacing", "Pacing");
    let other = log(&mut journal, "Another", "Words");
    act(&mut journal, id, "Try it", None);
    act(&mut journal, other, "Try that", None);
    journal.look_back(id, said(&journal, 0, Found::Nothing, "")).expect("kept");
    journal.look_back(other, said(&journal, 0, Found::Change, "")).expect("kept");
    journal.set_clock(Clock::Fixed(day("2026-02-20")));
    let (mut shown, mut screen) = (journal.snapshot().expect("a snapshot"), journal.first_screen(1).expect("a screen"));
    let told = |snapshot: &Snapshot| (snapshot.look_backs.clone(), snapshot.actions.clone(), snapshot.asked.clone());
    type Deed = fn(&mut Journal, EntryId) -> Touched;
    let deeds: [(&str, Deed, bool); 8] = [
        (
            "typed",
            |journal, id| {
                let entry = journal.entry(id).expect("an entry");
                let draft = EntryDraft { learnt: "Pacing, not rest".to_owned(), ..entry.draft };
                journal.save(id, draft, &[entry.changed]).expect("saved").touched
            },
            true,
        ),
        ("binned", |journal, id| journal.bin(id).expect("binned").touched, false),
        ("back by undo", |journal, _| journal.undo().expect("undone").expect("a step").touched, false),
        ("binned again", |journal, _| journal.redo().expect("done").expect("a step").touched, false),
        ("taken out", |journal, id| journal.unbin(id).expect("out").touched, false),
        ("said", |journal, id| journal.look_back(id, said(journal, 1, Found::Benefit, "")).expect("kept").touched, false),
        ("ready", |journal, id| journal.set_state(id, EntryState::Draft).expect("moved").touched, true),
        (
            "another",
            |journal, _| {
                let draft = EntryDraft { title: "New".to_owned(), ..EntryDraft::on(journal.today()) };
                let actions = vec![ActionDraft { what: "Do".to_owned(), ..ActionDraft::default() }];
                journal.log(draft, EntryState::Ready, &Together { actions, ..Together::default() }).expect("kept").touched
            },
            false,
        ),
    ];
    for (what, deed, shares) in deeds {
        let touched = deed(&mut journal, id);
        let renewed = journal.renewed(&shown, &touched).expect("renewed");
        assert_eq!(told(&renewed), told(&journal.snapshot().expect("a snapshot")), "{what}");
        assert_eq!(Arc::ptr_eq(&renewed.look_backs, &shown.look_backs), shares, "{what}");
        shown = renewed;
        screen = journal.renewed(&screen, &touched).expect("renewed");
        assert_eq!((&screen.look_backs, &screen.actions), (&shown.look_backs, &shown.actions), "{what}, with one entry loaded");
    }
}

fn act(journal: &mut Journal, entry: EntryId, what: &str, due: Option<&str>) -> Action {
    let draft = ActionDraft { what: what.to_owned(), due: due.map(day), ..ActionDraft::default() };
    journal.add_action(entry, draft).expect("kept").value
}

#[test]
fn what_an_action_changed_goes_into_its_entry() {
    let mut journal = journal("2026-01-15");
    let id = log(&mut journal, "Chat on pacing", "Pacing");
    let action = act(&mut journal, id, "Try it", None);
    let done = ActionDraft {
        done: Some(journal.today()),
        effect: "I ask about goals first.".to_owned(),
        effect_people: "People rest less.".to_owned(),
        ..action.draft.clone()
    };
    journal.save_action(action.id, done.clone(), By::Command).expect("saved");
    let texts = |journal: &Journal| {
        let draft = journal.entry(id).expect("an entry").draft;
        (draft.changed, draft.benefit)
    };
    let (changed, benefit) = texts(&journal);
    let effect = done.effect_for(&changed, &benefit);
    journal.take_effect(action.id, &effect).expect("taken");
    let taken = ("I ask about goals first.".to_owned(), "People rest less.".to_owned());
    assert_eq!(texts(&journal), taken);
    assert!(done.effect_for(&taken.0, &taken.1).is_empty());
    journal.undo().expect("undone");
    assert_eq!(texts(&journal), (String::new(), String::new()));
    journal.redo().expect("done again");
    assert_eq!(texts(&journal), taken);
    // What is there stays, and more comes below it.
    let more = ActionDraft { effect_service: "The template asks, too.".to_owned(), ..done };
    journal.take_effect(action.id, &more.effect_for(&taken.0, &taken.1)).expect("taken");
    assert_eq!(texts(&journal).0, "I ask about goals first.\n\nThe template asks, too.");
    // Taken twice, it stands there once; nothing goes into the bin.
    let before = (journal.history(None, 100).expect("a history").len(), texts(&journal));
    journal.take_effect(action.id, &effect).expect("nothing new");
    journal.take_effect(action.id, &more.effect_for("", "")).expect("nothing new");
    assert_eq!((journal.history(None, 100).expect("a history").len(), texts(&journal)), before);
    journal.bin(id).expect("binned");
    let unseen = Effect { changed: "Unseen".to_owned(), benefit: String::new() };
    assert!(matches!(journal.take_effect(action.id, &unseen), Err(JournalError::InBin { .. })));
    journal.unbin(id).expect("out of the bin");
    assert_eq!(texts(&journal), before.1);
    journal.remove_action(&action).expect("removed");
    assert!(matches!(journal.take_effect(action.id, &effect), Err(JournalError::NotFound { .. })));
}

/// The properties of each event, lines put together again (RFC 5545, 3.1) and escapes undone (3.3.11): not by the program's own reader.
fn events(text: &str) -> Vec<Vec<(String, String)>> {
    let text = text.replace("\r\n ", "");
    let mut events = Vec::new();
    for line in text.split("\r\n") {
        match line {
            "BEGIN:VEVENT" => events.push(Vec::new()),
            _ => {
                if let (Some(event), Some((name, value))) = (events.last_mut(), line.split_once(':')) {
                    let value = value.replace("\\,", ",").replace("\\;", ";").replace("\\n", "\n").replace("\\\\", "\\");
                    event.push((name.to_owned(), value));
                }
            }
        }
    }
    events
}

#[test]
fn actions_go_into_a_calendar() {
    let mut journal = journal("2026-11-22");
    let id = log(&mut journal, "Secret title", "Secret words");
    let mut draft = journal.entry(id).expect("an entry").draft;
    draft.private_note = "Hush".to_owned();
    draft.people = vec!["Siân Rees".to_owned(), "Tomos".to_owned()];
    let opened = journal.entry(id).expect("an entry").changed;
    journal.save(id, draft, &[opened]).expect("saved");
    let sian = PersonDraft { name: "Siân Rees".to_owned(), profession: "Dietitian".to_owned(), ..PersonDraft::default() };
    journal.add_person(sian).expect("kept");
    journal.set_profile(&Profile { name: "Bronwen Owen".to_owned(), ..Profile::default() }, By::Command).expect("kept");
    let long = "Tell Siân Rees; and Tomos, at handover \\ about the leaflet that is long enough to be folded more than once: é 🦴 é 🦴 é 🦴 — Bronwen Owen";
    let first = act(&mut journal, id, long, Some("2026-12-31"));
    journal.save_action(first.id, ActionDraft { shared_with: "Tomos".to_owned(), ..first.draft.clone() }, By::Command).expect("saved");
    let dateless = act(&mut journal, id, "Some day", None);
    let over = act(&mut journal, id, "Done already", Some("2026-11-30"));
    journal.save_action(over.id, ActionDraft { done: Some(day("2026-11-21")), ..over.draft.clone() }, By::Command).expect("saved");
    let text = journal.actions_calendar(&[]).expect("written");
    assert!(
        text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//CPD Journal//Actions//EN\r\n") && text.ends_with("END:VCALENDAR\r\n")
    );
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{text}");
    for secret in ["Secret", "Hush", "Rees", "Tomos", "Some day", "Done already", "VALARM"] {
        assert!(!text.replace("\r\n ", "").contains(secret), "{secret}: {text}");
    }
    let all = events(&text);
    assert_eq!(all.len(), 1);
    let one = |name: &str| all[0].iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str());
    assert_eq!(one("DTSTART;VALUE=DATE"), Some("20261231"));
    assert_eq!(one("DTEND;VALUE=DATE"), Some("20270101"));
    assert_eq!((one("UID"), one("TRANSP"), one("CATEGORIES")), (Some(first.uid.to_string().as_str()), Some("TRANSPARENT"), Some("CPD")));
    let without = long.replace("Siân Rees", "Dietitian").replace("Tomos", "a colleague");
    assert_eq!(one("SUMMARY"), Some(without.as_str()));
    // The same at each writing, so that a calendar takes it as the same; a reader of calendars finds it on its day.
    assert_eq!(text, journal.actions_calendar(&[first.id]).expect("written"));
    let calendar = read(&text, chrono_tz::Tz::Europe__London, journal.today());
    assert!(calendar.is_calendar && calendar.notes[0].what.contains("all day on Thu 31 Dec 2026"), "{:?}", calendar.notes);
    // A done one can be asked for by name; one without a day cannot, nor one that is gone.
    assert_eq!(events(&journal.actions_calendar(&[over.id, first.id]).expect("written")).len(), 2);
    assert!(matches!(journal.actions_calendar(&[dateless.id]), Err(JournalError::Needs { .. })));
    journal.remove_action(&first).expect("removed");
    assert!(matches!(journal.actions_calendar(&[first.id]), Err(JournalError::NotFound { .. })));
    assert!(matches!(journal.actions_calendar(&[]), Err(JournalError::Needs { .. })), "there is nothing to write");
}

#[test]
fn the_calendar_of_actions_is_written_whole_or_not_at_all() {
    let place = Place::empty();
    let mut journal = journal("2026-11-22");
    let id = log(&mut journal, "A chat", "Words");
    act(&mut journal, id, "Try it", Some("2026-12-01"));
    let target = place.file("actions.ics", "mine");
    assert!(matches!(journal.save_actions_calendar(&[], &target, Replace::Refuse), Err(JournalError::Export(ExportError::Exists(_)))));
    assert_eq!(fs::read_to_string(&target).expect("a file"), "mine");
    journal.save_actions_calendar(&[], &target, Replace::Allow).expect("written");
    assert_eq!(fs::read_to_string(&target).expect("a file"), journal.actions_calendar(&[]).expect("written"));
    let nowhere = place.path().join("no such folder/actions.ics");
    assert!(matches!(journal.save_actions_calendar(&[], &nowhere, Replace::Allow), Err(JournalError::Export(ExportError::NoFolder(_)))));
}
