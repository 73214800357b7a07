//! Where one stands: by what assistive technology would find, and as the journal has it afterwards.

use cpd_journal::domain::evidence::Proof;
use cpd_journal::domain::framework::Chosen;
use cpd_journal::domain::record::Apart;
use cpd_journal::domain::standing::{Judged, Progress};
use cpd_journal::domain::{EntryDraft, EntryState, Minutes, RecordDraft, RegistrationDraft};
use cpd_journal::journal::{Filed, Journal, NewFile, Together};
use cpd_journal::ui::action::Route;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::{Begin, CLOCK, TODAY, Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

/// A window that is high enough for a whole card.
const HIGH: [f32; 2] = [1280.0, 3600.0];

fn journal() -> Journal {
    Journal::in_memory(CLOCK).expect("journal")
}

fn log(journal: &mut Journal, title: &str, learnt: &str, minutes: u32, standards: &[&str]) {
    let mut draft = EntryDraft { title: title.to_owned(), learnt: learnt.to_owned(), kind: "tweetchat".into(), ..EntryDraft::on(TODAY) };
    draft.minutes.taking_part = Minutes(minutes);
    draft.standards = standards.iter().map(|code| (*code).to_owned()).collect();
    journal.log(draft, EntryState::Ready, &Together::default()).expect("entry");
}

/// A nurse, in the first year of three.
fn nurse() -> RegistrationDraft {
    RegistrationDraft {
        framework: "nmc-revalidation".to_owned(),
        cycle_start: Some("2026-04-01".parse().expect("a day")),
        ..RegistrationDraft::default()
    }
}

/// A journal of a nurse: one entry that counts, two without a theme, one of them of a whole year before.
fn nurse_journal() -> Journal {
    let mut journal = journal();
    journal.add_registration(nurse()).expect("registered");
    log(&mut journal, "Sepsis on the ward", "Sepsis and infection: escalate early.", 90, &["nmc.practise-effectively"]);
    log(&mut journal, "Wound chat", "Safety first: raise a concern at once.", 60, &[]);
    log(&mut journal, "Staff meeting", "Who does what.", 30, &[]);
    journal
}

fn progress(window: &Window, requirement: &str) -> Progress {
    let stands = window.journal().stands(0).expect("stands");
    let standing = stands.first().and_then(|stand| stand.counted.as_ref().ok()).expect("counted").clone();
    standing.progress.iter().find(|one| one.requirement == requirement).unwrap_or_else(|| panic!("no {requirement}")).clone()
}

/// Presses the first button whose name begins so.
fn press_like(window: &mut Window, begin: &str) {
    let node = window
        .harness
        .query_all_by_role(egui::Role::Button)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(begin)));
    node.unwrap_or_else(|| panic!("no button “{begin}…”")).click();
    window.run().run();
}

fn button_like(window: &Window, begin: &str) -> Option<String> {
    let mut all = window.harness.query_all_by_role(egui::Role::Button).filter_map(|node| node.accesskit_node().label());
    all.find(|label| label.starts_with(begin))
}

/// Chooses under which registration.
fn choose(window: &mut Window, value: &str) {
    window.harness.get_by_role_and_label(egui::Role::ComboBox, "I am registered as").click();
    window.run().run();
    window.harness.get_by_role_and_label(egui::Role::Button, value).click();
    window.run().run();
}

fn focused(window: &Window) -> Option<String> {
    window.harness.root().children_recursive().find(|node| node.is_focused()).and_then(|node| node.accesskit_node().label())
}

fn focus_like(window: &mut Window, begin: &str) {
    let node = window
        .harness
        .query_all_by_role(egui::Role::Button)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(begin)));
    node.unwrap_or_else(|| panic!("no button “{begin}…”")).focus();
    window.run();
}

#[test]
fn registers_and_sees_the_counts() {
    let mut journal = journal();
    log(&mut journal, "Sepsis on the ward", "Sepsis.", 90, &["nmc.practise-effectively"]);
    let mut window = Window::new(Begin { size: HIGH, ..Begin::over(journal) });
    window.go(Route::Portfolio).run();
    assert!(window.shows("Whose rules do you keep to?"));
    window.harness.get_by_label("Find a regulator or profession").focus();
    window.run().type_text("midwifery council").run();
    assert!(button_like(&window, "GOsC").is_none(), "only what has the words");
    press_like(&mut window, "NMC revalidation, ");
    assert_eq!(focused(&window).as_deref(), Some("I am registered as"), "the first field");
    assert!(window.shows("Still to say: the first day of your cycle"));
    window.harness.get_by_label("First day of your cycle").focus();
    window.run().type_text("1/4/26").run();
    assert!(window.shows("1 Apr 2026 – 31 Mar 2029, day 236 of 1096"), "at once");
    choose(&mut window, "Midwife");
    assert!(window.journal().registrations().expect("none").is_empty(), "not before it is said");
    window.click("Register").run().run();
    let registrations = window.journal().registrations().expect("one");
    let draft = &registrations.first().expect("registered").draft;
    assert_eq!((draft.framework.as_str(), draft.chosen.get("registration").map(String::as_str)), ("nmc-revalidation", Some("midwife")));
    assert_eq!(
        button_like(&window, "CPD, ").as_deref().map(|name| name.starts_with("CPD, 33 h 30 min to go, 1 h 30 min of 35 h")),
        Some(true)
    );
    assert!(window.shows("I am registered as: Midwife"));
    // What is only advice is not judged, and says so.
    let told = button_like(&window, "Health and character").expect("a row");
    assert!(told.contains("advice") && told.contains("Check with your regulator"), "{told}");
    window.press(CTRL, Key::Z).run().run();
    assert!(window.shows("Whose rules do you keep to?"), "taken back");
}

#[test]
fn says_in_the_form_why_it_was_not_kept() {
    let mut journal = journal();
    journal.add_registration(nurse()).expect("registered");
    let mut window = Window::new(Begin { size: HIGH, ..Begin::over(journal) });
    window.go(Route::Portfolio).click("Add another registration").run();
    press_like(&mut window, "NMC revalidation, ");
    window.harness.get_by_label("First day of your cycle").focus();
    window.run().type_text("1/4/26").run();
    window.click("Register").run().run();
    assert_eq!(window.journal().registrations().expect("one").len(), 1);
    assert!(window.value("First day of your cycle").contains("2026"), "what was typed stays");
    assert!(window.shows("registered"), "it says why");
    choose(&mut window, "Midwife");
    window.click("Register").run().run();
    assert_eq!(window.journal().registrations().expect("two").len(), 2);
}

#[test]
fn mends_with_one_key_and_the_count_rises() {
    let mut window = Window::new(Begin { size: HIGH, ..Begin::over(nurse_journal()) });
    window.go(Route::Portfolio).run();
    press_like(&mut window, "CPD, ");
    assert!(window.shows("Has no theme of the Code (2)"));
    assert!(window.shows("What counted (1)"));
    // What its words speak for is said with the words, and nothing is set.
    assert!(window.shows("because of"), "a suggestion");
    assert!(window.entry("Wound chat").draft.standards.is_empty());
    let before = progress(&window, "cpd_total").counted.shown();
    focus_like(&mut window, "Wound chat");
    window.press(NONE, Key::Num2).run().run();
    assert_eq!(window.entry("Wound chat").draft.standards, ["nmc.practise-effectively"]);
    assert_eq!((before.as_str(), progress(&window, "cpd_total").counted.shown().as_str()), ("1.5", "2.5"));
    assert!(window.shows("Has no theme of the Code (1)") && window.shows("What counted (2)"));
    // The keyboard is on the next one.
    window.press(NONE, Key::Num1).run().run();
    assert_eq!(progress(&window, "cpd_total").counted.shown(), "3");
    assert!(!window.shows("Has no theme of the Code ("));
    assert!(focused(&window).is_some_and(|name| name.starts_with("CPD, ")), "nothing is next to it: {:?}", focused(&window));
    window.press(CTRL, Key::Z).run().press(CTRL, Key::Z).run().run();
    assert_eq!(progress(&window, "cpd_total").counted.shown(), "1.5", "each is one step to take back");
    assert!(window.shows("Has no theme of the Code (2)"));
}

#[test]
fn says_how_long_it_was_with_others() {
    let mut window = Window::new(Begin { size: HIGH, ..Begin::over(nurse_journal()) });
    window.go(Route::Portfolio).run();
    press_like(&mut window, "Participatory CPD");
    assert!(window.shows("Has no minutes with others (1)"));
    // Those without a theme lead to the requirement that they are not part of.
    assert!(window.shows("Does not count for “CPD” (2)"));
    focus_like(&mut window, "Sepsis on the ward");
    window.press(NONE, Key::M).run();
    assert_eq!(focused(&window).as_deref(), Some("Time with others"));
    window.type_text("3h").press(NONE, Key::Tab).run();
    assert_eq!(focused(&window).as_deref(), Some("How you took part with others"));
    window.type_text("Asked two questions").run();
    // What is put away is there when it is opened again.
    window.click("Not now").run();
    assert!(!window.shows("How you took part with others"));
    press_like(&mut window, "Add time with others");
    assert_eq!(focused(&window).as_deref(), Some("Time with others"));
    assert_eq!(window.value("How you took part with others"), "Asked two questions");
    assert!(window.shows("no more of it can have been with others"));
    assert!(window.harness.get_by_label("Keep it").accesskit_node().is_disabled());
    window.click("All of it, 1 h 30 min").click("Keep it").run().run();
    let draft = window.entry("Sepsis on the ward").draft;
    assert_eq!((draft.minutes.interactive, draft.how.as_str()), (Minutes(90), "Asked two questions"));
    assert_eq!(progress(&window, "cpd_participatory").counted.shown(), "1.5");
    window.click("Look at “CPD”").run();
    assert!(window.shows("Has no theme of the Code (2)"));
}

#[test]
fn what_is_mostly_done_alone_is_folded_away() {
    let mut journal = nurse_journal();
    let mut draft = EntryDraft { title: "A paper".into(), learnt: "Sepsis".into(), kind: "article".into(), ..EntryDraft::on(TODAY) };
    draft.minutes.taking_part = Minutes(60);
    draft.standards = vec!["nmc.preserve-safety".to_owned()];
    journal.log(draft, EntryState::Ready, &Together::default()).expect("entry");
    let mut window = Window::new(Begin { size: HIGH, ..Begin::over(journal) });
    window.go(Route::Portfolio).run();
    press_like(&mut window, "Participatory CPD");
    assert!(window.shows("Has no minutes with others (2)"));
    assert!(button_like(&window, "Sepsis on the ward").is_some() && button_like(&window, "A paper").is_none());
    window.click("Mostly done alone (1)").run();
    assert!(button_like(&window, "A paper").is_some());
}

#[test]
fn rows_of_what_counted_begin_at_one_edge() {
    let mut journal = journal();
    journal.add_registration(nurse()).expect("registered");
    for (source, what) in [("A student", "Clear"), ("A patient", "Kind"), ("The team", "Calm")] {
        let mut draft = RecordDraft::on("feedback", TODAY);
        draft.fields = [("source", source), ("content", what)].map(|(id, text)| (id.to_owned(), text.to_owned())).into();
        journal.add_record(Filed { draft, apart: Apart::new() }).expect("record");
    }
    let mut window = Window::new(Begin { size: HIGH, ..Begin::over(journal) });
    window.go(Route::Portfolio).run();
    press_like(&mut window, "Practice-related feedback");
    assert!(window.shows("What counted (3)"));
    let rows = window.harness.query_all_by_role(egui::Role::Button);
    let named = |node: &egui_kittest::Node<'_>| {
        node.accesskit_node().label().is_some_and(|label| label.starts_with("Practice-related feedback: ") && label.contains("Nov 2026"))
    };
    let edges: Vec<(f32, f32)> = rows.filter(named).map(|node| (node.rect().left(), node.rect().right())).collect();
    assert!(edges.len() >= 3);
    assert!(edges.iter().all(|edge| *edge == edges[0]), "{edges:?}");
}

#[test]
fn earlier_cycles_are_a_step_away() {
    let mut journal = nurse_journal();
    let mut draft = EntryDraft { title: "Old course".to_owned(), ..EntryDraft::on("2025-05-06".parse().expect("a day")) };
    draft.minutes.taking_part = Minutes(120);
    draft.standards = vec!["nmc.preserve-safety".to_owned()];
    journal.log(draft, EntryState::Ready, &Together::default()).expect("entry");
    let mut window = Window::new(Begin { size: HIGH, ..Begin::over(journal) });
    window.go(Route::Portfolio).run();
    assert!(window.shows("current cycle") && window.shows("1 Apr 2026 – 31 Mar 2029"));
    window.click("Earlier cycle").run().run();
    assert!(window.shows("the cycle before") && window.shows("1 Apr 2023 – 31 Mar 2026"));
    assert!(button_like(&window, "CPD, ").is_some_and(|name| name.contains("2 h of 35 h")), "{:?}", button_like(&window, "CPD, "));
    window.click("Later cycle").run().run();
    assert!(window.shows("current cycle"));
    assert!(button_like(&window, "CPD, ").is_some_and(|name| name.contains("1 h 30 min of 35 h")));
}

#[test]
fn removed_and_back() {
    let mut window = Window::new(Begin { size: HIGH, ..Begin::over(nurse_journal()) });
    window.go(Route::Portfolio).run().click("More to do with NMC revalidation").run();
    press_like(&mut window, "\u{e4a6}\u{2002}Remove registration");
    assert!(window.journal().registrations().expect("none").is_empty());
    assert!(window.shows("Whose rules do you keep to?"));
    window.press(CTRL, Key::Z).run().run();
    assert_eq!(window.journal().registrations().expect("one").len(), 1);
    assert!(window.shows("current cycle") && !window.shows("Whose rules do you keep to?"));
}

#[test]
fn tabs_by_keyboard() {
    let mut window = Window::new(Begin { size: HIGH, ..Begin::over(nurse_journal()) });
    window.go(Route::Portfolio).run();
    let on = |window: &Window| {
        let tabs = window.harness.query_all_by_role(egui::Role::Tab);
        let on: Vec<String> = tabs
            .filter(|tab| tab.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True))
            .filter_map(|tab| tab.accesskit_node().label())
            .collect();
        on.join(", ")
    };
    assert_eq!(on(&window), "Where I stand");
    window.harness.get_by_role_and_label(egui::Role::Tab, "Where I stand").focus();
    window.run();
    for (key, want) in [
        (Key::ArrowRight, "Records"),
        (Key::End, "Export"),
        (Key::ArrowRight, "Where I stand"),
        (Key::ArrowLeft, "Export"),
        (Key::Home, "Where I stand"),
    ] {
        window.press(NONE, key).run();
        assert_eq!(on(&window), want, "{key:?}");
    }
}

/// What is missing is a number, a file that is the certificate already, or a record: each has its own way.
#[test]
fn points_certificates_and_records() {
    let mut journal = journal();
    let dentist = [("title".to_owned(), "dentist".to_owned())].into_iter().collect();
    let start = Some("2026-01-01".parse().expect("a day"));
    for (framework, cycle_start, chosen) in [("goc-cpd-2025-27", None, Chosen::new()), ("gdc-ecpd", start, dentist)] {
        let draft = RegistrationDraft { framework: framework.to_owned(), cycle_start, chosen, joined: None };
        journal.add_registration(draft).expect("registered");
    }
    log(&mut journal, "Glaucoma webinar", "Pressure is not all.", 60, &["goc.communication", "gdc.a"]);
    let entry = journal.headers(None).expect("headers").first().expect("one").id;
    journal.attach(entry, &[NewFile::in_memory("scan.txt", "Attended for one hour")]).expect("attached");
    let mut window = Window::new(Begin { size: HIGH, ..Begin::over(journal) });
    window.go(Route::Portfolio).run();
    press_like(&mut window, "CPD points, ");
    focus_like(&mut window, "Glaucoma webinar");
    window.press(NONE, Key::M).run();
    window.type_text("x").run();
    assert!(window.shows("a number like 2 or 1.5"));
    window.press(CTRL, Key::A).type_text("1.5").press(NONE, Key::Enter).run().run();
    let amounts = window.entry("Glaucoma webinar").draft.amounts;
    assert_eq!(amounts.get("goc.points").map(|amount| amount.shown()).as_deref(), Some("1.5"));
    assert_eq!(progress(&window, "points").counted.shown(), "1.5");
    // A file that is there may be the certificate; nobody had said so.
    press_like(&mut window, "Verifiable CPD, ");
    assert!(window.shows("Has no certificate (1)"));
    window.click("“scan.txt” is it: certificate").run();
    assert!(!window.shows("Has no certificate ("));
    let evidence = window.journal().evidence().expect("evidence");
    assert_eq!(evidence.first().and_then(|one| one.proves), Some(Proof::Certificate));
}

#[test]
fn an_entry_or_a_new_record_is_a_press_away() {
    let mut window = Window::new(Begin { size: HIGH, ..Begin::over(nurse_journal()) });
    window.go(Route::Portfolio).run();
    press_like(&mut window, "CPD, ");
    press_like(&mut window, "Sepsis on the ward");
    assert_eq!(window.value("Title"), "Sepsis on the ward");
    window.go(Route::Portfolio).run();
    // It is still open.
    assert!(window.shows("How this is counted"));
    press_like(&mut window, "Practice-related feedback, ");
    window.click("Add a piece of feedback").run();
    let on = window
        .harness
        .query_all_by_role(egui::Role::Tab)
        .find(|tab| tab.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True));
    assert_eq!(on.and_then(|tab| tab.accesskit_node().label()).as_deref(), Some("Records"));
}

/// Where the regulator sets no hours, no hours are shown, and nothing is ever called approved.
#[test]
fn every_framework_can_be_shown() {
    let catalogue = cpd_journal::catalogue::Catalogue::bundled();
    for framework in &catalogue.frameworks {
        let chosen = framework
            .choices
            .iter()
            .filter(|choice| choice.default.is_none())
            .filter_map(|choice| Some((choice.id.clone(), choice.values.first()?.id.clone())))
            .collect();
        let mut journal = journal();
        let draft = RegistrationDraft {
            framework: framework.id.clone(),
            cycle_start: Some("2026-01-01".parse().expect("a day")),
            chosen,
            joined: None,
        };
        journal.add_registration(draft).unwrap_or_else(|error| panic!("{}: {error}", framework.id));
        log(&mut journal, "A chat", "Something about listening.", 45, &[]);
        let mut window = Window::new(Begin { size: HIGH, ..Begin::over(journal) });
        window.go(Route::Portfolio).run();
        let stands = window.journal().stands(0).expect("stands");
        let standing = stands[0].counted.as_ref().expect("counted");
        let rules = catalogue.framework(&standing.framework).expect("known");
        for progress in &standing.progress {
            let label = &rules.requirement(&progress.requirement).expect("known").label;
            let label = label[..1].to_uppercase() + &label[1..];
            let row = button_like(&window, &format!("{label}, ")).unwrap_or_else(|| panic!("{}: no row “{label}”", framework.id));
            let says_met = row.contains(", met");
            assert_eq!(says_met, progress.judged == Judged::Met, "{}: {row}", framework.id);
            assert_eq!(row.contains("Check with your regulator"), progress.judged == Judged::Advice, "{}: {row}", framework.id);
            press_like(&mut window, &format!("{label}, "));
            assert!(window.shows("How this is counted"), "{}: {label}", framework.id);
            press_like(&mut window, &format!("{label}, "));
        }
        assert!(!window.shows("pproved"), "{}", framework.id);
    }
}

/// Three hundred entries that count, opened, are drawn as quickly as a few: only some rows are laid out.
#[test]
fn many_entries_stay_light() {
    let mut journal = journal();
    journal.add_registration(nurse()).expect("registered");
    for n in 0..300 {
        log(&mut journal, &format!("Entry {n}"), "", 10, &["nmc.preserve-safety"]);
    }
    let mut window = Window::new(Begin { size: HIGH, ..Begin::over(journal) });
    window.go(Route::Portfolio).run();
    press_like(&mut window, "CPD, ");
    assert!(window.shows("What counted (300)"));
    let rows = |window: &Window| window.harness.query_all_by_label_contains("Entry ").count();
    assert!(rows(&window) < 40, "{}", rows(&window));
    let fewer = rows(&window);
    window.harness.query_all_by_label_contains("Show 8 more").next().expect("more").click();
    window.run().run();
    assert!(rows(&window) > fewer);
}

/// Names of what is looked at, whose journal it is, and how the window gets there.
const SCENES: [(&str, Option<&str>, &[&str]); 8] = [
    ("nurse", Some("nurse-midwife"), &[]),
    ("cpd", Some("nurse-midwife"), &["CPD, "]),
    ("participatory", Some("nurse-midwife"), &["Participatory CPD"]),
    ("physio", Some("physiotherapist"), &["A continuous, dated record"]),
    ("pharmacist", Some("pharmacist"), &[]),
    ("gp", Some("gp"), &[]),
    ("first", None, &[]),
    ("register", None, &["NMC revalidation, "]),
];

#[test]
fn fits_in_every_way() {
    for (dark, zoom, size) in
        [(false, 1.0, [1280.0, 2400.0]), (true, 1.0, [1000.0, 2000.0]), (false, 2.0, [1280.0, 2400.0]), (true, 2.0, [720.0, 2400.0])]
    {
        for (name, profession, presses) in SCENES {
            let mut journal = journal();
            if let Some(profession) = profession {
                journal.fill_with_sample(60, 1, profession).expect("sample");
            }
            let mut window = Window::new(Begin { size, dark, zoom, ..Begin::over(journal) });
            window.go(Route::Portfolio).run();
            for press in presses {
                press_like(&mut window, press);
            }
            window.run().run();
            let wide = f64::from(size[0] / zoom);
            for node in window.harness.query_all_by_role(egui::Role::Button) {
                let rect = node.rect();
                assert!(
                    f64::from(rect.right()) <= wide - 12.0,
                    "{name} at {zoom}: {:?} ends at {}",
                    node.accesskit_node().label(),
                    rect.right()
                );
            }
        }
    }
}
