//! Records beside learning: written, left, binned, erased; by what assistive technology would find, and as the journal has it afterwards.

use cpd_journal::domain::record::Refers;
use cpd_journal::domain::reflection::Answer;
use cpd_journal::domain::{EntryDraft, EntryState, Record, RecordDraft, RegistrationDraft};
use cpd_journal::journal::{Filed, Journal, Together};
use cpd_journal::ui::action::{Action, Go, Route};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::leaving::{close, refuse};
use super::support::{Begin, CLOCK, TODAY, Window};
use crate::support::Place;

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

/// A window that is high enough for a whole form.
const HIGH: [f32; 2] = [1280.0, 2000.0];

/// A journal of somebody in the first year of a cycle of three.
fn journal() -> Journal {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    register(&mut journal);
    journal
}

fn register(journal: &mut Journal) {
    let cycle_start = Some("2026-04-01".parse().expect("a day"));
    let draft = RegistrationDraft { framework: "nmc-revalidation".to_owned(), cycle_start, ..RegistrationDraft::default() };
    journal.add_registration(draft).expect("registered");
}

fn records_of(window: &mut Window, kind: &str) {
    window.app().wish(Action::OpenPortfolio(Go::Records(kind.to_owned())));
    window.run().run().run();
}

fn window(journal: Journal, kind: &str) -> Window {
    let mut window = Window::new(Begin { size: HIGH, ..Begin::over(journal) });
    records_of(&mut window, kind);
    window
}

fn write_in(window: &mut Window, field: &str, text: &str) {
    window.harness.get_by_label(field).focus();
    window.run().type_text(text).run();
}

fn kept(window: &Window) -> Vec<Record> {
    window.journal().records().expect("records")
}

fn field(record: &Record, id: &str) -> String {
    record.draft.field(id).to_owned()
}

/// Presses the button whose name begins so.
fn press_like(window: &mut Window, begin: &str) {
    let like = |label: String| label.starts_with(begin);
    let node = window.harness.query_all_by_role(Role::Button).find(|node| node.accesskit_node().label().is_some_and(like));
    node.unwrap_or_else(|| panic!("no button “{begin}…”")).click();
    window.run().run().run();
}

fn has_button(window: &Window, begin: &str) -> bool {
    let like = |label: String| label.starts_with(begin);
    window.harness.query_all_by_role(Role::Button).any(|node| node.accesskit_node().label().is_some_and(like))
}

fn focused(window: &Window) -> Option<String> {
    window.harness.root().children_recursive().find(|node| node.is_focused()).and_then(|node| node.accesskit_node().label())
}

#[test]
fn feedback_is_written_with_the_keyboard_alone() {
    let mut window = window(journal(), "feedback");
    assert!(window.shows("Practice-related feedback · 0"), "what is asked for is offered with its number");
    assert!(!window.shows("Quality improvement"), "what is not asked for waits");
    window.click("More kinds").run();
    assert!(window.shows("Quality improvement"));
    window.click("Add a piece of feedback").run();
    assert!(window.value("Day").contains("22 Nov 2026"), "today");
    assert_eq!(focused(&window).as_deref(), Some("Where it came from"));
    window.wait(2.0);
    assert_eq!(kept(&window), [], "an untouched one is not kept");
    assert!(window.shows("Still empty: What it was about"));
    window.type_text("A student").press(NONE, Key::Enter);
    assert_eq!(focused(&window).as_deref(), Some("How it was received"));
    window.type_text("Spoken").press(NONE, Key::Enter);
    assert_eq!(focused(&window).as_deref(), Some("What it was about"));
    window.type_text("Clear teaching").wait(2.0);
    let records = kept(&window);
    let [record] = records.as_slice() else { panic!("{records:?}") };
    assert_eq!((field(record, "source"), field(record, "content")), ("A student".to_owned(), "Clear teaching".to_owned()));
    assert_eq!((record.draft.date, record.draft.kind.as_str()), (TODAY, "feedback"));
    assert!(window.shows("Saved") && !window.shows("Still empty"));
    window.click("Done").run().run();
    assert!(has_button(&window, "A student · Clear teaching, Sun 22 Nov 2026"), "in the list");
    assert!(window.shows("Practice-related feedback · 1"));
    // The step is the program's: undone, it is gone, and done again, it is back.
    window.press(CTRL, Key::Z).run().run();
    window.press(CTRL, Key::Z).run().run();
    assert_eq!(kept(&window), []);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z).run().run();
    assert_eq!(kept(&window).len(), 1);
}

#[test]
fn a_proposal_is_taken_by_a_press_and_an_untouched_form_leaves_nothing() {
    let mut window = window(journal(), "feedback");
    window.click("Add a piece of feedback").run();
    window.click("Done").run().run();
    assert_eq!(kept(&window), []);
    assert!(window.shows("Nothing of this kind is recorded yet"));
    window.click("Add a piece of feedback").run();
    window.click("Colleagues").run();
    assert_eq!(window.value("Where it came from"), "Colleagues");
    window.click("All records").run().run();
    assert_eq!(kept(&window).first().map(|record| field(record, "source")).as_deref(), Some("Colleagues"), "left at once, and kept");
    assert!(window.shows("still empty: What it was about"));
}

#[test]
fn what_is_kept_by_its_id_is_read_by_its_label() {
    let mut journal = journal();
    let mut draft = RecordDraft::on("feedback", TODAY);
    draft.fields.insert("source".to_owned(), "colleagues".to_owned());
    draft.fields.insert("content".to_owned(), "Kind to *Pink* ward".to_owned());
    journal.add_record(Filed { draft, apart: std::collections::BTreeMap::default() }).expect("record");
    let mut old = RecordDraft::on("feedback", "2026-03-01".parse().expect("a day"));
    old.fields.insert("content".to_owned(), "Of last year".to_owned());
    journal.add_record(Filed { draft: old, apart: std::collections::BTreeMap::default() }).expect("record");
    let mut window = window(journal, "feedback");
    assert!(has_button(&window, "Colleagues · Kind to Pink ward"), "without signs");
    let old = window.harness.query_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().label());
    let before: Vec<String> = old.filter(|label| label.contains("before this cycle")).collect();
    assert!(matches!(before.as_slice(), [one] if one.contains("Of last year")), "{before:?}");
    press_like(&mut window, "Colleagues · ");
    assert_eq!(window.value("Where it came from"), "Colleagues");
    window.wait(2.0);
    assert!(kept(&window).iter().any(|record| field(record, "source") == "colleagues"), "nothing is written by itself");
}

#[test]
fn hours_are_reckoned_while_they_are_typed() {
    let mut window = window(journal(), "practice-hours");
    window.click("Add a period of practice").run();
    let typed = [("First day", "1/1/26"), ("Last day", "30/12/26"), ("Hours in a standard week", "22.5"), ("Weeks away", "six")];
    for (name, text) in typed {
        window.harness.get_by_label(name).focus();
        window.run().press(CTRL, Key::A).type_text(text).run();
    }
    // What does not fit is told, and kept as it was typed.
    assert!(window.shows("write a number, as 6 or 6.5"));
    window.wait(2.0);
    assert_eq!(kept(&window).first().map(|record| field(record, "weeks_away")).as_deref(), Some("six"));
    window.harness.get_by_label("Weeks away").focus();
    window.run().press(CTRL, Key::A).type_text("6").run();
    assert!(!window.shows("write a number"));
    assert!(window.shows("22.5 hours a week less 6 weeks away makes 1,035 hours; 779 of them in this cycle"));
    // A letter goes to the value that begins with it; Enter chooses it and closes the list.
    window.harness.get_by_role_and_label(Role::ComboBox, "Scope of practice").click();
    window.run().run();
    assert!(has_button(&window, "Not said"));
    window.type_text("d").run();
    assert_eq!(focused(&window).as_deref(), Some("Direct patient care"));
    window.press(NONE, Key::Enter).run();
    assert!(!has_button(&window, "Not said"), "closed");
    assert_eq!(focused(&window).as_deref(), Some("Scope of practice"));
    window.wait(2.0);
    let records = kept(&window);
    let [record] = records.as_slice() else { panic!("{records:?}") };
    assert_eq!((field(record, "weeks_away"), field(record, "scope")), ("6".to_owned(), "direct-care".to_owned()));
    assert_eq!(record.draft.until, Some("2026-12-30".parse().expect("a day")));
    // The last day before the first is told, too, and not taken away.
    window.harness.get_by_label("Last day").focus();
    window.run().press(CTRL, Key::A).type_text("1/1/25").wait(2.0);
    assert!(window.shows("it ends before it begins"));
    window.click("Done").run().run();
    records_of(&mut window, "practice-hours");
    assert!(window.shows("hours"), "in the list");
}

#[test]
fn details_of_others_are_nowhere_else_and_erased_for_good() {
    const NAME: &str = "Perpetua Quillfeather";
    let place = Place::empty();
    Journal::create(&place.journal()).expect("journal");
    register(&mut crate::support::open(&place.journal()));
    {
        let mut window = Window::new(Begin { size: HIGH, ..Begin::file(&place.journal()) });
        window.run().run();
        records_of(&mut window, "reflective-discussion");
        window.click("Add a reflective discussion").run();
        write_in(&mut window, "Short summary of the discussion", "We looked at three accounts");
        window.click("My partner is on the same register: Yes").run();
        assert!(!window.shows("Partner’s name"), "not before it is asked for");
        window.click("Add the details of others").run();
        assert_eq!(focused(&window).as_deref(), Some("Partner’s name"));
        window.type_text(NAME).wait(2.0);
        window.click("Done").run().run();
        assert!(kept(&window).first().is_some_and(|record| record.has_apart));
        // Writing on without looking at them does not touch them.
        press_like(&mut window, "We looked at three accounts");
        assert!(!window.harness.query_all_by_label("Partner’s name").any(|_| true));
        write_in(&mut window, "Short summary of the discussion", " again");
        window.wait(2.0);
        let uid = kept(&window).first().expect("a record").uid;
        assert_eq!(window.journal().apart(uid).expect("apart").get("partner_name").map(String::as_str), Some(NAME));
        window.click("Show the details of others").run().run();
        assert_eq!(window.value("Partner’s name"), NAME);
        window.click("Hide the details of others").run().run();
        assert!(!window.shows(NAME));
        assert!(close(&mut window));
    }
    let in_file = || {
        let bytes = std::fs::read(place.journal()).expect("bytes");
        bytes.windows(NAME.len()).any(|window| window == NAME.as_bytes())
    };
    assert!(in_file(), "it is somewhere, or this proves nothing");
    let listed = place.done(&["record", "list", "--json"]);
    assert!(listed.out.contains("We looked at three accounts") && !listed.out.contains(NAME));
    for (format, name) in [("pdf", "all.pdf"), ("markdown", "all.md")] {
        let target = place.path().join(name);
        place.done(&["export", "--format", format, "--out", target.to_str().expect("a path")]);
        let bytes = std::fs::read(&target).expect("written");
        assert!(!bytes.is_empty() && !bytes.windows(NAME.len()).any(|window| window == NAME.as_bytes()), "{format}");
    }
    {
        let mut window = Window::new(Begin { size: HIGH, ..Begin::file(&place.journal()) });
        window.run().run();
        records_of(&mut window, "reflective-discussion");
        press_like(&mut window, "We looked at three accounts");
        window.click("Erase the details of others…").run();
        assert!(window.shows("What stays: “Reflective discussion: We looked at three accounts"), "it says what stays");
        window.click("Keep them").run();
        assert!(kept(&window).first().is_some_and(|record| record.has_apart));
        window.click("Show the details of others").run().run();
        window.click("Erase the details of others…").run();
        window.click("Erase for good").run().run();
        assert!(!window.shows(NAME) && window.shows("Add the details of others"));
        // Undo brings nothing of it back.
        window.press(CTRL, Key::Z).run().run();
        window.wait(2.0);
        assert!(close(&mut window));
    }
    assert!(!in_file(), "gone from the file’s bytes");
    assert!(place.done(&["record", "list", "--json"]).out.contains("We looked at three accounts"));
}

#[test]
fn old_details_are_proposed_to_be_erased() {
    let mut journal = journal();
    let talk = |day: &str, summary: &str| {
        let mut draft = RecordDraft::on("reflective-discussion", day.parse().expect("a day"));
        draft.fields.insert("summary".to_owned(), summary.to_owned());
        Filed { draft, apart: [("partner_name".to_owned(), "Somebody".to_owned())].into() }
    };
    journal.add_record(talk("2026-03-31", "Before")).expect("record");
    journal.add_record(talk("2026-04-01", "Within")).expect("record");
    let mut window = window(journal, "reflective-discussion");
    assert!(window.shows("1 record from before the current cycle still holds details of others"));
    window.harness.get_by_role_and_label(Role::Button, "Before").click();
    window.run().run();
    assert!(window.shows("The cycle of this record is over"));
    window.click("All records").run();
    press_like(&mut window, "Within, ");
    assert!(!window.shows("The cycle of this record is over"));
}

#[test]
fn leaving_in_the_middle_of_a_word_loses_nothing() {
    type Leave = fn(&mut Window);
    let ways: [(&str, Leave); 5] = [
        ("another page", |window| {
            window.go(Route::Goals);
        }),
        ("another part", |window| {
            window.click("Forms").run();
        }),
        ("all records", |window| {
            window.click("All records").run();
        }),
        ("closing", |window| assert!(close(window), "everything can be kept")),
        ("the key for saving", |window| {
            window.press(CTRL, Key::S);
        }),
    ];
    for (way, leave) in ways {
        for begun in [false, true] {
            let mut window = window(journal(), "feedback");
            window.click("Add a piece of feedback").run();
            write_in(&mut window, "What it was about", "Half a wo");
            if begun {
                window.wait(2.0);
                window.type_text("rd and mo");
            }
            leave(&mut window);
            window.wait(1.0);
            let records = kept(&window);
            let want = if begun { "Half a word and mo" } else { "Half a wo" };
            assert_eq!(records.iter().map(|record| field(record, "content")).collect::<Vec<_>>(), [want], "{way}, {begun}");
            if way != "closing" {
                let uid = records[0].uid;
                window.app().wish(Action::OpenPortfolio(Go::Record(uid)));
                window.run().run().run();
                assert_eq!(window.value("What it was about"), want, "{way}");
            }
        }
    }
}

#[test]
fn words_that_cannot_be_saved_stay_on_the_screen() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("journal.cpd");
    Journal::create(&path).expect("journal");
    register(&mut crate::support::open(&path));
    let mut window = Window::new(Begin { size: HIGH, ..Begin::file(&path) });
    window.run().run();
    records_of(&mut window, "feedback");
    refuse(&path, "record", true);
    window.click("Add a piece of feedback").run();
    write_in(&mut window, "What it was about", "Not to be lost");
    window.click("All records").run().run();
    assert_eq!(window.value("What it was about"), "Not to be lost", "it stays");
    assert!(window.shows("Not saved yet"));
    assert!(!close(&mut window), "and is not closed over");
    refuse(&path, "record", false);
    window.wait(8.0);
    assert_eq!(kept(&window).iter().map(|record| field(record, "content")).collect::<Vec<_>>(), ["Not to be lost"]);
}

#[test]
fn the_bin_gives_back() {
    let mut window = window(journal(), "feedback");
    window.click("Add a piece of feedback").run();
    write_in(&mut window, "What it was about", "Too soft");
    window.wait(2.0);
    window.click("Put in the bin").run().run();
    assert!(kept(&window)[0].binned.is_some());
    assert!(window.shows("Nothing of this kind is recorded yet"));
    window.click("Show 1 record in the bin").run();
    press_like(&mut window, "Take out: ");
    assert!(kept(&window)[0].binned.is_none());
    press_like(&mut window, "Too soft, ");
    window.click("Put in the bin").run().run();
    window.press(CTRL, Key::Z).run().run();
    assert!(kept(&window)[0].binned.is_none(), "by undo, too");
    assert!(has_button(&window, "Too soft, "));
}

#[test]
fn an_account_takes_words_and_themes() {
    let mut journal = journal();
    let mut draft = EntryDraft { title: "Sepsis on the ward".into(), learnt: "Escalate early".into(), ..EntryDraft::on(TODAY) };
    draft.reflection.answers.push(Answer {
        template: "own".to_owned(),
        prompt: "changed".to_owned(),
        label: "What I changed".to_owned(),
        text: "I call at once".to_owned(),
        home: None,
    });
    let entry = journal.log(draft, EntryState::Ready, &Together::default()).expect("entry").value;
    let mut window = window(journal, "reflective-account");
    window.click("Add a reflective account").run();
    write_in(&mut window, "What I changed or improved", "My own words");
    window.click("Choose an entry…").run();
    assert_eq!(focused(&window).as_deref(), Some("Find by name"));
    // By the keyboard alone: down to what is found, Enter twice and once more, up again, and Esc.
    window.type_text("sepsis").run();
    let on = |window: &Window| {
        let node = window.harness.query_all_by_role(Role::CheckBox).find(|node| node.is_focused()).expect("a row has the keyboard");
        node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    };
    window.press(NONE, Key::ArrowDown).run();
    assert!(focused(&window).is_some_and(|name| name.starts_with("Sepsis on the ward, ")) && !on(&window));
    for want in [true, false, true] {
        window.press(NONE, Key::Enter).run();
        assert_eq!(on(&window), want);
    }
    window.press(NONE, Key::ArrowUp).run();
    assert_eq!(focused(&window).as_deref(), Some("Find by name"));
    window.press(NONE, Key::ArrowDown).press(NONE, Key::Escape).run().run();
    assert!(!window.shows("What is it about?"), "done");
    assert!(has_button(&window, "Open Sepsis on the ward"));
    window.click("Take the words from the entry").run().run();
    assert_eq!(window.value("What I learnt"), "Escalate early");
    assert_eq!(window.value("What I changed or improved"), "My own words", "never written over");
    assert!(window.shows("what was written here stays"));
    window.click("Practise effectively").run();
    window.click("Preserve safety").run();
    window.wait(2.0);
    let records = kept(&window);
    assert_eq!(field(&records[0], "themes"), "nmc.practise-effectively\nnmc.preserve-safety");
    assert_eq!(records[0].draft.refers, [Refers::Entry(entry.id)]);
    // A press on the chip opens it; the cross takes it away.
    window.click("Take away Sepsis on the ward").run().wait(2.0);
    assert_eq!(kept(&window)[0].draft.refers, []);
}

#[test]
fn what_is_begun_elsewhere_can_be_kept_as_it_is() {
    let mut draft = RecordDraft::on("declaration", TODAY);
    draft.fields.insert("requirement".to_owned(), "indemnity".to_owned());
    let mut window = window(journal(), "declaration");
    for keeps in [false, true] {
        window.app().wish(Action::OpenPortfolio(Go::NewRecord(Box::new(draft.clone()))));
        window.run().run().run();
        assert_eq!(window.value("What is declared"), "indemnity");
        window.click(if keeps { "Keep it" } else { "All records" }).run().run();
        assert_eq!(kept(&window).len(), usize::from(keeps));
    }
}

#[test]
fn every_kind_fits_in_every_way() {
    for (dark, zoom, size) in [(false, 1.0, [1280.0, 1500.0]), (true, 2.0, [1280.0, 1800.0]), (false, 2.0, [720.0, 2400.0])] {
        let mut journal = Journal::in_memory(CLOCK).expect("journal");
        journal.fill_with_sample(60, 1, "nurse-midwife").expect("sample");
        let mut talk = RecordDraft::on("reflective-discussion", TODAY);
        talk.fields.insert("summary".to_owned(), "Three accounts, and what they changed on the ward. ".repeat(30));
        let apart = [("partner_name".to_owned(), "Bronwen Example".to_owned())].into();
        journal.add_record(Filed { draft: talk, apart }).expect("record");
        let kinds: Vec<String> = cpd_journal::catalogue::Catalogue::bundled().record_kinds.into_iter().map(|kind| kind.id).collect();
        let mut window = Window::new(Begin { size, dark, zoom, ..Begin::over(journal) });
        let look = |window: &mut Window, name: &str| {
            if let Some(folder) = std::env::var_os("CPD_LOOK") {
                let picture = window.harness.render().expect("a picture");
                let name = format!("{name}-{}-{zoom}-{}.png", if dark { "dark" } else { "light" }, size[0]);
                picture.save(std::path::Path::new(&folder).join(name)).expect("saved");
            }
            let wide = f64::from(size[0] / zoom);
            for node in window.harness.query_all_by_role(Role::Button) {
                let (rect, label) = (node.rect(), node.accesskit_node().label());
                assert!(f64::from(rect.right()) <= wide - 8.0, "{name} at {zoom}: {label:?} ends at {}", rect.right());
            }
        };
        records_of(&mut window, "feedback");
        look(&mut window, "records-feedback");
        let entry = window.headers().first().expect("entries").id;
        let mut draft = RecordDraft::on("feedback", TODAY);
        draft.refers = vec![Refers::Entry(entry), Refers::Record(kept(&window)[0].id)];
        window.app().wish(Action::OpenPortfolio(Go::NewRecord(Box::new(draft))));
        window.run().run().run();
        look(&mut window, "record-chips");
        records_of(&mut window, "feedback");
        window.harness.query_all_by_label_contains("All · ").next().expect("a chip").click();
        window.run().run();
        window.click("More kinds").run();
        look(&mut window, "records-all");
        let one = window.journal().records().expect("records").into_iter().find(|record| record.has_apart).expect("one with details");
        window.app().wish(Action::OpenPortfolio(Go::Record(one.uid)));
        window.run().run().run();
        window.click("Show the details of others").run().run();
        look(&mut window, "record-apart");
        for kind in kinds {
            window.app().wish(Action::OpenPortfolio(Go::NewRecord(Box::new(RecordDraft::on(&kind, TODAY)))));
            window.run().run().run();
            look(&mut window, &format!("record-{kind}"));
        }
    }
}
