//! What time brings to Today: one question about an earlier entry, what was set aside, what came of what was done, and the way in.

use chrono::{Days, Months, NaiveDate};
use cpd_journal::domain::{
    ActionDraft, EntryDraft, EntryId, EntryState, Found, GoalDraft, LookBack, Minutes, Purpose, WaymarkDraft, WaymarkKind,
};
use cpd_journal::journal::{By, Clock, Journal, Together};
use cpd_journal::ui::action::{Action, Route};
use cpd_journal::worker::{Request, Worker};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::leaving::{close, refuse};
use super::support::{Begin, CLOCK, TODAY, Window};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

const HIGH: [f32; 2] = [1280.0, 2400.0];

fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

/// A journal that somebody has kept: entries of these days, each written on its day; it is the day of the tests now.
fn kept(entries: &[(&str, &str)]) -> Journal {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    for (date, title) in entries {
        journal.set_clock(Clock::Fixed(day(date)));
        log(&mut journal, title);
    }
    journal.set_clock(CLOCK);
    journal
}

fn log(journal: &mut Journal, title: &str) -> EntryId {
    let learnt = format!("What {title} says");
    let draft = EntryDraft { title: title.to_owned(), learnt, ..EntryDraft::on(journal.today()) };
    journal.log(draft, EntryState::Ready, &Together::default()).expect("entry").value.id
}

fn looks(window: &Window) -> Vec<LookBack> {
    window.journal().look_backs().expect("look backs")
}

/// What was said last, and with which words.
fn last(window: &Window) -> Option<(Found, String)> {
    looks(window).pop().map(|look| (look.draft.found, look.draft.text))
}

/// A window that is high enough for the whole page.
fn today(journal: Journal) -> Window {
    let mut window = Window::new(Begin { size: HIGH, ..Begin::over(journal) });
    window.go(Route::Today);
    window
}

/// Presses a button, and waits until what follows has settled.
fn press(window: &mut Window, label: &str) {
    window.harness.get_by_label(label).click();
    window.wait(1.0);
}

/// Goes on with Tab until what has this name has the keyboard.
fn tab_to(window: &mut Window, label: &str) {
    let there = (0..60).any(|_| {
        window.press(NONE, Key::Tab);
        window.harness.query_all_by_label(label).any(|node| node.accesskit_node().is_focused())
    });
    assert!(there, "Tab comes to “{label}”");
}

#[test]
fn asked_after_months_by_the_clock_of_the_window() {
    for (today, question) in [("2026-02-27", false), ("2026-02-28", true), ("2026-07-31", true), ("2027-01-31", false)] {
        let mut journal = Journal::in_memory(Clock::Fixed(day("2026-01-31"))).expect("journal");
        log(&mut journal, "Pacing");
        let clock = Clock::Fixed(day(today));
        journal.set_clock(clock);
        let mut window = Window::new(Begin { worker: Worker::over(journal, clock), ..Begin::over(kept(&[])) });
        window.go(Route::Today);
        assert_eq!(window.shows("Did it change anything?"), question, "{today}");
    }
}

#[test]
fn an_answer_by_one_press_and_its_words() {
    let mut window = today(kept(&[("2026-08-01", "Pacing"), ("2026-10-01", "Splints"), ("2026-10-05", "Stairs")]));
    assert!(window.shows("Did it change anything?") && window.shows("What Stairs says") && !window.shows("What Pacing says"));
    window.click("2 more").click("Ask about “Splints”");
    assert!(window.shows("What Splints says"));
    window.click("It changed what I do").run();
    assert_eq!(last(&window), Some((Found::Change, String::new())), "one press is enough");
    assert_eq!((looks(&window)[0].draft.month, looks(&window)[0].draft.day), (1, TODAY));
    assert!(window.shows("Kept: It changed what I do · “Splints”") && window.shows("What Stairs says"), "and the next is there");
    window.harness.get_by_label("In a few words, if you like").focus();
    // Letters that are keys of the card elsewhere.
    window.run().type_text("now one wo").press(NONE, Key::W).press(NONE, Key::Num1);
    assert_eq!(looks(&window).len(), 1, "no key of the card is meant while one writes");
    let long = "words ".repeat(400);
    window.type_text(&long).wait(1.5).run();
    assert_eq!(last(&window), Some((Found::Change, format!("now one wo{long}").trim_end().to_owned())));
    // What was typed a moment ago goes along, whatever is pressed next.
    window.type_text("end").click("Nothing yet").run();
    assert!(looks(&window)[0].draft.text.ends_with("words end"));
    assert_eq!(last(&window), Some((Found::Nothing, String::new())));
    window.click("That is all");
    assert!(!window.shows("Kept:") && window.shows("What Pacing says") && !window.shows("1 more"));
    window.press(CTRL, Key::Z).run();
    assert_eq!(looks(&window).len(), 1);
    assert!(window.shows("1 more"), "taken back, it is asked again");
}

#[test]
fn later_never_and_not_at_all_are_one_press() {
    let week = TODAY.checked_add_days(Days::new(7));
    let month = TODAY.checked_add_months(Months::new(1));
    for (button, key, found, until) in [
        ("Ask in a week", Key::W, Found::Later, week),
        ("Ask in a month", Key::M, Found::Later, month),
        ("Never ask about this", Key::N, Found::Never, None),
    ] {
        for by_key in [false, true] {
            let mut window = today(kept(&[("2026-10-01", "Splints")]));
            if by_key {
                // Not before the keyboard is in the card.
                window.press(NONE, key).run();
                assert!(looks(&window).is_empty(), "{button}");
                tab_to(&mut window, "Nothing yet");
                window.press(NONE, key).run();
            } else {
                window.click(button).run();
            }
            let draft = &looks(&window)[0].draft;
            assert_eq!((draft.found, draft.until), (found, until), "{button}");
            assert!(!window.shows("Did it change anything?"));
            window.press(CTRL, Key::Z).run();
            assert!(window.shows("Did it change anything?"), "{button} is taken back");
        }
    }
    for by_key in [false, true] {
        let mut window = today(kept(&[("2026-10-01", "Splints")]));
        if by_key {
            tab_to(&mut window, "Ask in a week");
            window.press(NONE, Key::O).run();
        } else {
            window.click("Stop asking altogether").run();
        }
        assert!(!window.journal().is_asking().expect("read") && !window.shows("Did it change anything?"));
        window.click("Ask again what they changed").run();
        assert!(window.shows("Did it change anything?") && !window.shows("Ask again what they changed"));
    }
}

#[test]
fn by_keyboard_through_several() {
    let mut window = today(kept(&[("2026-10-01", "Splints"), ("2026-10-05", "Stairs"), ("2026-10-09", "Shoes")]));
    tab_to(&mut window, "Somebody benefited");
    window.press(NONE, Key::W).run().press(NONE, Key::Num2).run();
    // The words of an answer come first; from there the keyboard goes on to the next question.
    tab_to(&mut window, "Somebody benefited");
    window.press(NONE, Key::Num4).run();
    let found: Vec<Found> = looks(&window).iter().map(|look| look.draft.found).collect();
    assert_eq!(found, [Found::Later, Found::Change, Found::Feedback]);
    window.type_text("Thanks").wait(1.5).run();
    assert_eq!(last(&window), Some((Found::Feedback, "Thanks".to_owned())), "after the last one it is in the words");
}

#[test]
fn after_an_answer_one_writes_and_nothing_else_is_answered() {
    const SENTENCE: &str = "now I warm up one on one, 1 2 3 4";
    let down = |key| egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: NONE };
    let three = || kept(&[("2026-10-01", "Splints"), ("2026-10-05", "Stairs"), ("2026-10-09", "Shoes")]);
    for by_key in [true, false] {
        let mut window = today(three());
        if by_key {
            tab_to(&mut window, "Nothing yet");
            window.harness.event(down(Key::Num2));
        } else {
            window.harness.get_by_label("It changed what I do").click();
        }
        // Nothing waits for the window: the next letter comes in the next frame.
        window.harness.step();
        for letter in SENTENCE.chars() {
            window.harness.event(egui::Event::Text(letter.to_string()));
            if let Some(key) = Key::from_name(&letter.to_uppercase().to_string()).or((letter == ' ').then_some(Key::Space)) {
                window.harness.event(down(key));
            }
            window.harness.step();
        }
        assert_eq!(window.value("In a few words, if you like"), SENTENCE, "by key: {by_key}");
        window.wait(2.0).run();
        assert_eq!(last(&window), Some((Found::Change, SENTENCE.to_owned())));
        assert_eq!(looks(&window).len(), 1, "no other entry is answered");
        assert!(window.journal().is_asking().expect("read"));
        // Left, no key is meant either, until the keyboard is in the card.
        window.press(NONE, Key::Escape).press(NONE, Key::N).press(NONE, Key::Space).run();
        assert_eq!(looks(&window).len(), 1);
        // The next answer has a field of its own, without the words before, also when one takes back.
        press(&mut window, "Nothing yet");
        window.type_text("x").press(CTRL, Key::Z).press(CTRL, Key::Z);
        assert!(!window.shows("now I warm up") && window.entry("Shoes").draft.title == "Shoes");
    }
}

#[test]
fn switched_off_it_has_one_heading() {
    let mut window = today(kept(&[("2026-10-01", "Splints"), ("2026-10-05", "Stairs")]));
    press(&mut window, "It changed what I do");
    press(&mut window, "Stop asking altogether");
    assert!(window.shows("Ask again what they changed") && window.shows("Kept: It changed what I do"));
    let headings = window.harness.query_all_by_role(egui::accesskit::Role::Label).filter(|node| {
        let node = node.accesskit_node();
        node.value().or(node.label()).is_some_and(|text| text == "Coming back")
    });
    assert_eq!(headings.count(), 1);
    press(&mut window, "Ask again what they changed");
    assert!(window.shows("Did it change anything?"));
}

#[test]
fn what_is_set_aside_is_not_asked_about_before_it_is_taken_up() {
    let mut journal = kept(&[("2026-10-01", "Splints")]);
    let id = journal.headers(None).expect("headers")[0].id;
    journal.park(id, Some(TODAY)).expect("set aside");
    let mut window = today(journal);
    assert!(window.shows("You set this aside until today.") && !window.shows("Did it change anything?"));
    press(&mut window, "Take up “Splints”");
    window.go(Route::Today);
    assert!(window.shows("Did it change anything?"));
}

/// Where the top of what has this name is.
fn top_of(window: &Window, label: &str) -> f32 {
    window.harness.get_by_label(label).rect().top()
}

/// A journal with three things to do on one day.
fn three_promises() -> Journal {
    let mut journal = promised();
    let id = journal.headers(None).expect("headers")[0].id;
    for what in ["Ask the ward", "Write it down"] {
        let due = TODAY.checked_add_days(Days::new(3));
        journal.add_action(id, ActionDraft { what: what.to_owned(), due, ..ActionDraft::default() }).expect("action");
    }
    journal
}

#[test]
fn what_is_ticked_stays_in_its_place_until_the_page_is_left() {
    for by_key in [false, true] {
        let mut window = today(three_promises());
        let before = top_of(&window, "Tell the team");
        if by_key {
            tab_to(&mut window, "Tell the team");
            window.press(NONE, Key::Space).run();
        } else {
            press(&mut window, "Tell the team");
        }
        assert!((top_of(&window, "Tell the team") - before).abs() < 0.5 && !window.shows("Done today"));
        assert!(top_of(&window, "Shared with") < top_of(&window, "Ask the ward"), "its form is below it");
        let focused = window.harness.get_by_label("Shared with").accesskit_node().is_focused();
        assert_eq!(focused, by_key, "the pointer may be on its way elsewhere");
        window.go(Route::Journal).go(Route::Today);
        assert!(window.shows("Done today") && top_of(&window, "Tell the team") > top_of(&window, "Write it down"));
    }
}

#[test]
fn the_day_of_sharing_is_today_unless_one_says_otherwise() {
    let mut window = today(promised());
    press(&mut window, "Tell the team");
    write_in(&mut window, "Shared with", "T");
    assert_eq!(window.value("Shared on"), "Sun 22 Nov 2026");
    window.press(NONE, Key::Backspace).run();
    assert_eq!(window.value("Shared on"), "", "nothing was shared");
    window.type_text("The team");
    write_in(&mut window, "Shared on", "");
    window.press(CTRL, Key::A).press(NONE, Key::Delete).press(NONE, Key::Tab).run();
    window.harness.get_by_label("Shared with").focus();
    window.run().press(CTRL, Key::End).type_text("s");
    window.wait(2.0).run();
    let draft = window.journal().actions().expect("actions")[0].draft.clone();
    assert_eq!((draft.shared_with.as_str(), draft.shared_on), ("The teams", None), "a day that was taken out stays out");
}

/// Whether the whole of it is inside the window.
fn is_in_view(window: &Window, label: &str) -> bool {
    let rect = window.harness.get_by_label(label).rect();
    rect.top() >= 0.0 && rect.bottom() <= window.harness.ctx.content_rect().bottom()
}

/// A low window on a page without first steps.
fn low(height: f32) -> Window {
    let mut journal = promised();
    journal.add_goal(GoalDraft { title: "Pain".to_owned(), ..GoalDraft::default() }).expect("goal");
    let mark = WaymarkDraft { kind: WaymarkKind::Employer, title: "x".to_owned(), version: String::new(), day: TODAY, note: String::new() };
    journal.add_waymark(mark).expect("mark");
    let mut window = Window::new(Begin { size: [1280.0, height], ..Begin::over(journal) });
    window.go(Route::Today);
    window
}

#[test]
fn what_opens_below_the_edge_is_brought_into_view() {
    let mut window = low(620.0);
    press(&mut window, "Tell the team");
    for name in ["What it changed for me", "What it changed in the service"] {
        tab_to(&mut window, name);
        window.type_text("We ask first. ");
        for _ in 0..3 {
            window.press(NONE, Key::Enter).type_text("And then we listen.").wait(0.5);
        }
        assert!(is_in_view(&window, "Add to the entry"), "{name}");
    }
    // The same of the way in.
    let mut window = low(460.0);
    tab_to(&mut window, "Put it away");
    window.press(NONE, Key::Enter).run();
    let name = "Ready, steady, go: 2 of 14 steps";
    window.harness.get_by_label("Tell the team").scroll_to_me();
    window.run();
    window.harness.get_by_label(name).scroll_to_me();
    window.run();
    let folded = top_of(&window, name);
    press(&mut window, name);
    let button = "I have read it…";
    assert!(is_in_view(&window, button) && is_in_view(&window, "Put it away"), "{folded}");
}

#[test]
fn the_policy_is_asked_for_once() {
    let mut window = today(kept(&[("2026-11-20", "Chat")]));
    assert!(window.shows("Know your employer’s social-media policy"));
    window.harness.query_all_by_label_contains("Ready, steady, go: 0 of 14 steps").next().expect("one line").click();
    window.wait(1.0);
    let asks = |window: &Window| window.harness.query_all_by_label_contains("I have read it").count();
    assert_eq!(asks(&window), 2, "the employer’s above, and the regulator’s");
    assert!(window.shows("What your register expects of you") && !window.shows("What it allows, what it asks of you"));
    press(&mut window, "All steps");
    assert!(!window.shows("What it allows, what it asks of you"));
    // Noted, it is ticked in both.
    press(&mut window, "Note that I have read it…");
    window.type_text("The policy");
    press(&mut window, "Keep it");
    assert!(window.shows("Ready: 1 of 3 steps"));
}

#[test]
fn set_aside_until_today() {
    let mut journal = kept(&[("2026-11-20", "A hard shift")]);
    let id = journal.headers(None).expect("headers")[0].id;
    journal.set_state(id, EntryState::Draft).expect("a draft");
    let park = |journal: &mut Journal, until: NaiveDate| {
        journal.park(id, Some(until)).expect("set aside");
    };
    park(&mut journal, TODAY.succ_opt().expect("a day"));
    let mut window = today(journal);
    assert!(!window.shows("A hard shift"), "it waits in no list");
    window.go(Route::Review);
    assert!(!window.shows("A hard shift"), "and is not unfinished");
    window.go(Route::Journal);
    assert!(window.shows("set aside until Mon 23 Nov 2026"));

    let mut journal = kept(&[("2026-11-20", "A hard shift")]);
    journal.set_state(id, EntryState::Draft).expect("a draft");
    park(&mut journal, TODAY);
    let mut window = today(journal);
    assert!(window.shows("You set this aside until today. Take it up, or leave it a little longer."));
    let parked = |window: &Window| window.entry("A hard shift").draft.parked;
    for (word, until) in [("week", TODAY.checked_add_days(Days::new(7))), ("month", TODAY.checked_add_months(Months::new(1)))] {
        window.click(&format!("Another {word} for “A hard shift”")).run();
        assert_eq!(parked(&window), until);
        assert!(!window.shows("You set this aside"));
        window.press(CTRL, Key::Z).run();
        assert!(window.shows("You set this aside"));
    }
    tab_to(&mut window, "Take up “A hard shift”");
    window.press(NONE, Key::Enter).run();
    assert_eq!((parked(&window), window.value("Title")), (None, "A hard shift".to_owned()));
}

/// A journal with one thing to do that is due in three days.
fn promised() -> Journal {
    let mut journal = kept(&[("2026-11-20", "Chat")]);
    let id = journal.headers(None).expect("headers")[0].id;
    let due = TODAY.checked_add_days(Days::new(3));
    journal.add_action(id, ActionDraft { what: "Tell the team".to_owned(), due, ..ActionDraft::default() }).expect("action");
    journal
}

fn write_in(window: &mut Window, field: &str, text: &str) {
    window.harness.get_by_label(field).focus();
    window.run().type_text(text);
}

#[test]
fn what_came_of_it_flows_into_the_entry() {
    let mut window = today(promised());
    assert!(!window.shows("What it changed for me"));
    press(&mut window, "Tell the team");
    let draft = |window: &Window| window.journal().actions().expect("actions")[0].draft.clone();
    assert_eq!(draft(&window).done, Some(TODAY), "one press is enough");
    write_in(&mut window, "Shared with", "The team, at handover");
    write_in(&mut window, "What it changed for me", "I ask first.");
    write_in(&mut window, "What it changed for the people who use it", "People say what they want.");
    window.wait(1.5).run();
    let ActionDraft { shared_with, effect, effect_people, .. } = draft(&window);
    assert_eq!(
        [shared_with.as_str(), effect.as_str(), effect_people.as_str()],
        ["The team, at handover", "I ask first.", "People say what they want."]
    );
    assert!(window.shows("This could stand in “Chat”, too:"));
    press(&mut window, "Add to the entry");
    let texts = |window: &Window| {
        let draft = window.entry("Chat").draft;
        (draft.changed, draft.benefit)
    };
    assert_eq!(texts(&window), ("I ask first.".to_owned(), "People say what they want.".to_owned()));
    assert!(!window.shows("This could stand") && !window.shows("Done today"));
    window.press(CTRL, Key::Z).run();
    assert_eq!(texts(&window), (String::new(), String::new()));
    assert_eq!(draft(&window).effect, "I ask first.", "what was said of the action stays");
    // It can be looked at again, and put away.
    press(&mut window, "What came of “Tell the team”");
    assert!(window.shows("This could stand in “Chat”, too:"));
    press(&mut window, "Not now");
    assert!(!window.shows("This could stand") && texts(&window).0.is_empty());
    // A slip is taken back with all that was said.
    press(&mut window, "Tell the team");
    assert_eq!((draft(&window).done, draft(&window).effect.as_str()), (None, "I ask first."));
}

#[test]
fn what_is_typed_goes_along_when_the_page_is_left() {
    let mut window = today(promised());
    press(&mut window, "Tell the team");
    write_in(&mut window, "What it changed in the service", "A line in the template");
    window.go(Route::Journal);
    assert_eq!(window.journal().actions().expect("actions")[0].draft.effect_service, "A line in the template");
}

#[test]
fn in_the_entry_too() {
    let mut window = today(promised());
    let id = window.headers()[0].id;
    window.app().wish(Action::OpenEntry(id));
    window.wait(1.0);
    press(&mut window, "Change action Tell the team");
    write_in(&mut window, "Done on", "yesterday");
    window.run();
    write_in(&mut window, "What it changed for me", "I ask first.");
    press(&mut window, "Change");
    let draft = window.journal().actions().expect("actions")[0].draft.clone();
    assert_eq!((draft.done, draft.effect.as_str()), (TODAY.pred_opt(), "I ask first."));
    assert!(window.shows("This could stand in this entry, too:"));
    press(&mut window, "Add to the entry");
    assert_eq!(window.value("What I changed"), "I ask first.");
    assert!(!window.shows("This could stand"));
    window.wait(2.0).run();
    assert_eq!(window.entry("Chat").draft.changed, "I ask first.", "saved as what is typed");
    // Not asked about: the entry itself brings the question back.
    assert!(!window.shows("Let it ask"));
}

#[test]
fn into_a_calendar() {
    let folder = tempfile::tempdir().expect("a folder");
    let (one, all) = (folder.path().join("one.ics"), folder.path().join("all.ics"));
    let answers = vec![vec![one.clone()], vec![], vec![all.clone()]];
    let mut window = Window::new(Begin { answers, size: HIGH, ..Begin::over(promised()) });
    window.go(Route::Today);
    press(&mut window, "Add “Tell the team” to my calendar…");
    let text = std::fs::read_to_string(&one).expect("written");
    assert!(text.contains("SUMMARY:Tell the team\r\n") && text.contains("DTSTART;VALUE=DATE:20261125\r\n"), "{text}");
    // Nothing is written where the dialog was closed.
    press(&mut window, "Add to my calendar…");
    assert!(!all.exists());
    press(&mut window, "Add to my calendar…");
    assert_eq!(std::fs::read_to_string(&all).expect("written"), text);
}

#[test]
fn the_way_in_ticks_itself() {
    let mut journal = kept(&[("2026-11-20", "Chat")]);
    journal.add_goal(GoalDraft { title: "Pain".to_owned(), ..GoalDraft::default() }).expect("goal");
    let read = |kind, day| WaymarkDraft { kind, title: "The policy".to_owned(), version: "2".to_owned(), day, note: String::new() };
    journal.add_waymark(read(WaymarkKind::Employer, day("2025-11-22"))).expect("mark");
    let mut window = today(journal);
    assert!(!window.shows("First steps"));
    assert!(window.shows("Ready: 0 of 3 steps") && window.shows("Steady: 1 of 3 steps") && window.shows("Go: 0 of 6 steps"));
    assert!(window.shows("Read on Sat 22 Nov 2025: look again"), "what was read a year ago is to be read again");
    press(&mut window, "I have looked again…");
    assert_eq!(window.value("Title"), "The policy", "as it was called then");
    write_in(&mut window, "Version", "3");
    press(&mut window, "Keep it");
    assert!(window.shows("Ready: 1 of 3 steps"));
    assert_eq!(window.journal().waymarks().expect("marks").len(), 2, "the earlier reading stays known");
    press(&mut window, "I have read it…");
    window.type_text("Guidance on social media");
    window.press(NONE, Key::Escape).run();
    assert!(window.shows("What is written here is not kept"), "Esc does not drop words unasked");
    press(&mut window, "Keep it");
    let marks = window.journal().waymarks().expect("marks");
    let mark = marks.iter().find(|mark| mark.draft.kind == WaymarkKind::Regulator).expect("a mark");
    assert_eq!((mark.draft.title.as_str(), mark.draft.day), ("Guidance on social media", TODAY));
    window.press(CTRL, Key::Z).run();
    assert!(window.shows("Ready: 1 of 3 steps"));
    press(&mut window, "All steps");
    assert!(window.shows("A goal of your personal development plan: done"));
    assert!(window.shows("A first conversation: to do") && window.shows("A policy influenced: to do"));
    press(&mut window, "A policy influenced: Note it…");
    window.type_text("Policy of the trust");
    press(&mut window, "Keep it");
    assert!(window.shows("Move up a gear: 1 of 2 steps"));
    // What ticks a step leads to it, where it can be changed and removed.
    let node = window.harness.query_all_by_label_contains("A policy influenced: Policy of the trust").next().expect("the reason");
    node.click();
    window.wait(1.0);
    write_in(&mut window, "What changed in it", "Chats count");
    press(&mut window, "Keep it");
    let note =
        |window: &Window| window.journal().waymarks().expect("marks").into_iter().find(|mark| mark.draft.kind == WaymarkKind::Policy);
    assert_eq!(note(&window).expect("a mark").draft.note, "Chats count");
    window.harness.query_all_by_label_contains("A policy influenced: Policy of the trust").next().expect("the reason").click();
    window.wait(1.0);
    press(&mut window, "Remove it");
    assert!(note(&window).is_none());
    press(&mut window, "Put it away");
    assert!(!window.shows("All steps"));
    window.harness.query_all_by_label_contains("Ready, steady, go: 2 of 14 steps").next().expect("one line").click();
    window.run();
    assert!(window.shows("Ready: 1 of 3 steps"));
}

#[test]
fn the_whole_way() {
    let mut journal = kept(&[("2026-03-02", "Chat")]);
    let id = journal.headers(None).expect("headers")[0].id;
    let mut draft = journal.entry(id).expect("entry").draft;
    draft.minutes.taking_part = Minutes(60);
    draft.minutes.interactive = Minutes(20);
    draft.people = vec!["Ann".to_owned(), "Ben".to_owned()];
    draft.reflection.template = "three-lines".to_owned();
    let opened = journal.entry(id).expect("entry").changed;
    journal.save(id, draft, &[opened]).expect("saved");
    for (name, profession, place) in [("Ann", "Dietitian", "Wales"), ("Ben", "Nurse", "Scotland")] {
        let [name, profession, place] = [name, profession, place].map(str::to_owned);
        let person = cpd_journal::domain::PersonDraft { name, profession, place, ..Default::default() };
        journal.add_person(person).expect("person");
    }
    for purpose in [Purpose::Role, Purpose::Service, Purpose::Plan] {
        journal.add_goal(GoalDraft { title: purpose.label().to_owned(), purpose, ..GoalDraft::default() }).expect("goal");
    }
    for kind in WaymarkKind::ALL {
        let mark = WaymarkDraft { kind: *kind, title: "x".to_owned(), version: String::new(), day: TODAY, note: String::new() };
        journal.add_waymark(mark).expect("mark");
    }
    let action = journal.add_action(id, ActionDraft { what: "Tell".to_owned(), ..ActionDraft::default() }).expect("action").value;
    let done = ActionDraft { done: Some(TODAY), shared_with: "The team".to_owned(), ..action.draft };
    journal.save_action(action.id, done, By::Command).expect("saved");
    let mut window = today(journal);
    press(&mut window, "All steps");
    assert!(window.shows("Go: 5 of 6 steps") && window.shows("Move up a gear: 2 of 2 steps"));
    press(&mut window, "A first reflection: Write one…");
    assert_eq!(window.value("Title"), "Chat", "the latest entry, to write in");
}

/// Presses the key for saving, and types in the same frame: what was sent then is older than what stands there.
fn save_and_type(window: &mut Window, text: &str) {
    window.harness.key_press_modifiers(CTRL, Key::S);
    window.harness.event(egui::Event::Text(text.to_owned()));
    window.run();
}

#[test]
fn words_stay_while_the_journal_is_a_frame_behind() {
    let mut window = today(promised());
    press(&mut window, "Tell the team");
    let field = "What it changed for me";
    write_in(&mut window, field, "I ask");
    save_and_type(&mut window, " first");
    assert_eq!(window.value(field), "I ask first");
    save_and_type(&mut window, ", then I listen ");
    window.wait(2.0).run();
    assert_eq!(window.value(field), "I ask first, then I listen ", "as typed");
    assert_eq!(window.journal().actions().expect("actions")[0].draft.effect, "I ask first, then I listen ");
    // What is changed elsewhere comes in.
    let action = window.journal().actions().expect("actions").remove(0);
    let draft = Box::new(ActionDraft { shared_with: "The ward".to_owned(), ..action.draft });
    window.app().wish(Action::Send(Request::SaveAction { id: action.id, draft }));
    window.run().run();
    assert_eq!(window.value("Shared with"), "The ward");
    // The same of the words of an answer.
    let mut window = today(kept(&[("2026-10-01", "Splints")]));
    press(&mut window, "It changed what I do");
    let field = "In a few words, if you like";
    write_in(&mut window, field, "I ask");
    save_and_type(&mut window, " first");
    assert_eq!(window.value(field), "I ask first");
    window.wait(2.0).run();
    assert_eq!(last(&window), Some((Found::Change, "I ask first".to_owned())));
    assert_eq!(looks(&window).len(), 1);
}

#[test]
fn an_answer_that_is_changed_in_the_entry_is_not_written_over() {
    let mut window = today(kept(&[("2026-10-01", "Splints")]));
    press(&mut window, "It changed what I do");
    let field = "In a few words, if you like";
    write_in(&mut window, field, "I ask");
    let id = window.headers()[0].id;
    window.app().wish(Action::OpenEntry(id));
    window.wait(1.0);
    press(&mut window, "Change what was found on Sun 22 Nov 2026");
    press(&mut window, "Somebody benefited");
    write_in(&mut window, "In a few words", " first");
    press(&mut window, "Keep it");
    assert_eq!(last(&window), Some((Found::Benefit, "I ask first".to_owned())));
    window.go(Route::Today);
    assert!(window.shows("Kept: Somebody benefited"));
    window.harness.get_by_label(field).focus();
    window.run().press(CTRL, Key::End).type_text("!");
    window.wait(2.0).run();
    assert_eq!(last(&window), Some((Found::Benefit, "I ask first!".to_owned())));
}

#[test]
fn what_the_journal_refuses_stays_on_today() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("mine.cpd");
    let mut window = in_a_file(&path);
    refuse(&path, "look_back", true);
    press(&mut window, "It changed what I do");
    write_in(&mut window, "In a few words, if you like", "I ask first");
    window.wait(2.0).run();
    assert!(window.shows("Not kept yet: It changed what I do · “Splints”") && looks(&window).is_empty());
    assert_eq!(window.value("In a few words, if you like"), "I ask first");
    assert!(!close(&mut window), "not without a word");
    refuse(&path, "look_back", false);
    press(&mut window, "Try again");
    window.wait(2.0).run();
    assert_eq!(last(&window), Some((Found::Change, "I ask first".to_owned())));
    assert!(window.shows("Kept: It changed what I do · “Splints”") && looks(&window).len() == 1);
    // Left alone, it is a question again.
    refuse(&path, "look_back", true);
    press(&mut window, "Ask in a week");
    assert!(window.shows("What Chat says"), "it still is one");
    press(&mut window, "Nothing yet");
    window.wait(0.5);
    assert!(window.shows("Not kept yet: Nothing yet · “Chat”") && !window.shows("What Chat says"));
    press(&mut window, "Leave it");
    assert!(window.shows("What Chat says"));
    refuse(&path, "look_back", false);
    // The same of what came of something.
    press(&mut window, "Tell the team");
    refuse(&path, "action", true);
    write_in(&mut window, "Shared with", "The ward");
    press(&mut window, "That is all");
    window.wait(1.0);
    assert_eq!(window.value("Shared with"), "The ward", "it is back");
    assert!(!close(&mut window));
    refuse(&path, "action", false);
    window.wait(7.0).run();
    assert_eq!(window.journal().actions().expect("actions")[0].draft.shared_with, "The ward");
    assert!(close(&mut window));
}

/// A window on a journal in a file: two questions, and something to do.
fn in_a_file(path: &std::path::Path) -> Window {
    Journal::create(path).expect("journal");
    let catalogue = std::sync::Arc::new(cpd_journal::catalogue::Catalogue::bundled());
    let mut journal = Journal::open(path, cpd_journal::journal::Alone::No, catalogue, CLOCK).expect("open");
    for (date, title) in [("2026-09-28", "Chat"), ("2026-10-01", "Splints")] {
        journal.set_clock(Clock::Fixed(day(date)));
        let id = log(&mut journal, title);
        if title == "Chat" {
            journal.add_action(id, ActionDraft { what: "Tell the team".to_owned(), ..ActionDraft::default() }).expect("action");
        }
    }
    drop(journal);
    let mut window = Window::new(Begin { size: HIGH, ..Begin::file(path) });
    window.go(Route::Today);
    window
}

/// A window on a journal whose next step on the way in is to read a policy.
fn to_be_read() -> Window {
    let mut journal = kept(&[("2026-11-20", "Chat")]);
    journal.add_goal(GoalDraft { title: "Pain".to_owned(), ..GoalDraft::default() }).expect("goal");
    let mark = WaymarkDraft { kind: WaymarkKind::Employer, title: "x".to_owned(), version: String::new(), day: TODAY, note: String::new() };
    journal.add_waymark(mark).expect("mark");
    today(journal)
}

#[test]
fn everything_on_today_is_kept_when_the_window_closes() {
    type Wait = fn(&mut Window) -> bool;
    let hide: Wait = |window| {
        window.harness.input_mut().focused = false;
        window.harness.step();
        true
    };
    for (way, leave) in [("closing", close as Wait), ("hiding", hide)] {
        let mut window = today(kept(&[("2026-10-01", "Splints")]));
        press(&mut window, "It changed what I do");
        window.harness.get_by_label("In a few words, if you like").focus();
        window.harness.step();
        window.harness.event(egui::Event::Text("I ask first".to_owned()));
        window.harness.step();
        assert!(leave(&mut window), "{way}");
        assert_eq!(last(&window), Some((Found::Change, "I ask first".to_owned())), "{way}");
        let mut window = today(promised());
        press(&mut window, "Tell the team");
        window.harness.get_by_label("What it changed for me").focus();
        window.harness.step();
        window.harness.event(egui::Event::Text("I ask first".to_owned()));
        window.harness.step();
        assert!(leave(&mut window), "{way}");
        assert_eq!(window.journal().actions().expect("actions")[0].draft.effect, "I ask first", "{way}");
    }
    // A mark on the way in.
    let marks = |window: &Window| window.journal().waymarks().expect("marks");
    let mut window = to_be_read();
    press(&mut window, "I have read it…");
    assert!(close(&mut window), "nothing is written yet");
    window.type_text("The policy");
    assert!(close(&mut window));
    assert!(marks(&window).iter().any(|mark| mark.draft.title == "The policy"));
    let mut window = to_be_read();
    press(&mut window, "I have read it…");
    window.type_text("The policy");
    window.harness.get_by_label("Read on").focus();
    window.run().press(CTRL, Key::A).type_text("tomorrow").press(NONE, Key::Tab).run();
    assert!(!close(&mut window));
    window.run();
    assert!(window.shows("its day is still to come") && marks(&window).len() == 1);
    assert!(close(&mut window), "said once");
}

#[test]
fn when_it_is_asked_again_is_seen_in_the_entry() {
    let mut window = today(kept(&[("2026-10-01", "Splints")]));
    let id = window.headers()[0].id;
    for (button, said, word) in [
        ("Ask in a week", "Asked again on Sun 29 Nov 2026", "Ask now"),
        ("Never ask about this", "Today does not ask what this entry changed.", "Let it ask"),
    ] {
        press(&mut window, button);
        window.app().wish(Action::OpenEntry(id));
        window.wait(1.0);
        assert!(window.shows(said), "{button}");
        press(&mut window, word);
        assert!(!window.shows(said) && looks(&window).is_empty());
        window.go(Route::Today);
        assert!(window.shows("Did it change anything?"), "{button}");
    }
}
