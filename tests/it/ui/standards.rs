//! What an entry counts for, in the editor; what a piece of evidence is; where one stands, on Today.

use std::collections::BTreeMap;
use std::sync::Arc;

use cpd_journal::catalogue::Catalogue;
use cpd_journal::domain::evidence::Proof;
use cpd_journal::domain::framework::Amount;
use cpd_journal::domain::{EntryDraft, EntryState, Minutes, RegistrationDraft};
use cpd_journal::journal::{Alone, Journal, NewFile, Together};
use cpd_journal::ui::action::{Action, Route};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::support::{Begin, CLOCK, TODAY, Window};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

/// A window that is high enough for a whole entry.
const HIGH: [f32; 2] = [1280.0, 3000.0];

fn registered(framework: &str, since: Option<&str>, chosen: &[(&str, &str)]) -> RegistrationDraft {
    RegistrationDraft {
        framework: framework.to_owned(),
        cycle_start: since.map(|day| day.parse().expect("a day")),
        chosen: chosen.iter().map(|(choice, value)| ((*choice).to_owned(), (*value).to_owned())).collect(),
        joined: None,
    }
}

fn nurse() -> RegistrationDraft {
    registered("nmc-revalidation", Some("2026-04-01"), &[])
}

fn physiotherapist() -> RegistrationDraft {
    registered("hcpc-cpd", None, &[("profession", "physiotherapist")])
}

fn pharmacist() -> RegistrationDraft {
    registered("gphc-revalidation", Some("2026-02-01"), &[])
}

fn optometrist() -> RegistrationDraft {
    registered("goc-cpd-2025-27", None, &[])
}

/// A chat of today.
fn chat() -> EntryDraft {
    let mut draft = EntryDraft {
        title: "Sepsis on the ward".to_owned(),
        learnt: "Sepsis and infection: escalate early.".to_owned(),
        kind: "tweetchat".to_owned(),
        ..EntryDraft::on(TODAY)
    };
    draft.minutes.taking_part = Minutes(90);
    draft
}

fn journal(registrations: &[RegistrationDraft]) -> Journal {
    let mut journal = Journal::in_memory(CLOCK).expect("journal");
    for draft in registrations {
        let choices = Catalogue::bundled();
        let framework = choices.framework(&draft.framework).expect("known");
        let mut draft = draft.clone();
        // Choices that the cases are not about.
        for choice in framework.to_choose(&draft.chosen.clone()) {
            let first = choice.values.first().expect("a value").id.clone();
            draft.chosen.insert(choice.id.clone(), first);
        }
        journal.add_registration(draft).expect("registered");
    }
    journal
}

fn log(journal: &mut Journal, draft: EntryDraft) {
    journal.log(draft, EntryState::Ready, &Together::default()).expect("entry");
}

/// A window with this entry open.
fn open(mut journal: Journal, draft: EntryDraft) -> Window {
    log(&mut journal, draft);
    shown(Begin { size: HIGH, ..Begin::over(journal) })
}

/// A window with the newest entry open.
fn shown(begin: Begin) -> Window {
    let mut window = Window::new(begin);
    let id = window.headers().first().expect("an entry").id;
    window.app().wish(Action::OpenEntry(id));
    window.run().run();
    window
}

fn standards(window: &Window) -> Vec<String> {
    window.entry("Sepsis on the ward").draft.standards
}

fn amounts(window: &Window) -> BTreeMap<String, Amount> {
    window.entry("Sepsis on the ward").draft.amounts
}

/// Presses the first button whose name begins so.
fn press_like(window: &mut Window, begin: &str) {
    let named = |node: &egui_kittest::Node<'_>| node.accesskit_node().label().is_some_and(|label| label.starts_with(begin));
    let node = window.harness.query_all_by_role(Role::Button).find(named);
    node.unwrap_or_else(|| panic!("no button “{begin}…”")).click();
    window.run().run();
}

/// How a chip is: whether it is chosen.
fn is_on(window: &Window, role: Role, label: &str) -> bool {
    let node = window.harness.get_by_role_and_label(role, label);
    node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
}

#[test]
fn a_category_is_saved_by_itself_and_counted() {
    let mut window = open(journal(&[nurse()]), chat());
    assert!(window.shows("What it counts for") && window.shows("Themes of the Code"));
    press_like(&mut window, "Does not count: it has no theme of the Code");
    window.click("Preserve safety").wait(3.0).run();
    assert!(is_on(&window, Role::CheckBox, "Preserve safety"));
    assert_eq!(standards(&window), ["nmc.preserve-safety"]);
    assert!(window.shows("Counts: 1.5 hours"), "and what it has come to is told");
    assert!(window.shows("Does not count: it does not count for") || window.shows("Does not count: it has no minutes with others"));
    window.click("Practise effectively").wait(3.0).run();
    assert_eq!(standards(&window), ["nmc.preserve-safety", "nmc.practise-effectively"], "several, where several may fit");
    window.press(CTRL, Key::Z).wait(3.0).run();
    assert_eq!(standards(&window), ["nmc.preserve-safety"], "each press is one step to take back");
    window.click("Look at it in Portfolio").run().run();
    assert!(window.shows("How this is counted"), "opened at a requirement");
}

#[test]
fn what_the_words_speak_for_is_told_and_never_set() {
    let mut window = open(journal(&[nurse()]), chat());
    assert!(!window.shows("because of"), "not before it is asked for");
    window.click("Suggest").run();
    assert!(window.shows("because of") && window.shows("‘Sepsis’"));
    window.wait(3.0).run();
    assert_eq!(standards(&window), Vec::<String>::new());
    // As the draft stands now, though nothing of it is saved yet; and only when it is asked.
    window.harness.get_by_role_and_label(Role::MultilineTextInput, "What I changed").focus();
    window.run().type_text("We mentor students").run();
    assert!(!window.shows("‘mentor’"));
    window.click("Suggest").run();
    assert!(window.shows("‘mentor’"));
    window.click("Add “Preserve safety”").wait(3.0).run();
    assert_eq!(standards(&window), ["nmc.preserve-safety"]);
    assert!(is_on(&window, Role::CheckBox, "Preserve safety"));
    assert!(window.harness.query_by_label("Add “Preserve safety”").is_none(), "what is chosen is not proposed any more");
    window.click("Put the suggestions away").run();
    assert!(!window.shows("because of"));
}

#[test]
fn of_a_single_group_there_is_one() {
    let mut window = open(journal(&[pharmacist()]), EntryDraft { standards: vec!["gphc.standard-3".to_owned()], ..chat() });
    let planned = |window: &Window| (is_on(window, Role::RadioButton, "Planned CPD"), is_on(window, Role::RadioButton, "Unplanned CPD"));
    assert_eq!(planned(&window), (false, false));
    window.click("Planned CPD").wait(3.0).run();
    window.click("Unplanned CPD").wait(3.0).run();
    assert_eq!(planned(&window), (false, true));
    assert_eq!(standards(&window), ["gphc.standard-3", "gphc.unplanned"], "those of other groups stay");
    window.click("Unplanned CPD").wait(3.0).run();
    assert_eq!(standards(&window), ["gphc.standard-3"]);
}

#[test]
fn what_follows_from_the_kind_holds_until_one_is_chosen() {
    let mut window = open(journal(&[physiotherapist()]), chat());
    let framework = Catalogue::bundled().framework("hcpc-cpd").expect("known").clone();
    let meant = framework.category("professional").expect("a category").1.label.clone();
    let other = framework.category("self-directed").or(framework.category("formal-educational")).expect("another").1.label.clone();
    let quiet = format!("{meant}, until you choose");
    assert!(window.harness.query_by_label(&quiet).is_some() && window.shows("Taken from the kind “Tweetchat”"));
    assert_eq!(standards(&window), Vec::<String>::new());
    window.click(&other).wait(3.0).run();
    assert!(window.harness.query_by_label(&quiet).is_none() && !window.shows("Taken from the kind"));
    assert_eq!(standards(&window).len(), 1);
    window.click(&other).wait(3.0).run();
    assert!(window.harness.query_by_label(&quiet).is_some(), "nothing is chosen again");
}

#[test]
fn a_number_that_is_none_stays_to_be_mended() {
    let mut window = open(journal(&[optometrist()]), chat());
    let field = window.harness.get_by_role_and_label(Role::TextInput, "Points");
    field.scroll_to_me();
    field.focus();
    window.run().type_text("two").wait(3.0).run();
    assert_eq!(window.value("Points"), "two");
    assert!(window.shows("a number like 2 or 1.5"));
    assert_eq!(amounts(&window), BTreeMap::new());
    window.press(CTRL, Key::A).type_text("2,5").wait(3.0).run();
    assert!(!window.shows("a number like 2 or 1.5"));
    assert_eq!(amounts(&window), BTreeMap::from([("goc.points".to_owned(), Amount::of_hundredths(250))]));
    window.press(CTRL, Key::A).press(NONE, Key::Delete).wait(3.0).run();
    assert_eq!(amounts(&window), BTreeMap::new(), "emptied is taken away");
}

#[test]
fn what_is_of_other_rules_stays_and_can_be_taken_away() {
    let theirs = ["nmc.preserve-safety", "bells.ringing"].map(str::to_owned).to_vec();
    let typed = BTreeMap::from([("bells.points".to_owned(), Amount::whole(3))]);
    let draft = EntryDraft { standards: theirs, amounts: typed, ..chat() };
    let mut window = open(journal(&[physiotherapist()]), draft.clone());
    assert!(window.shows("Of rules that are not registered here"));
    press_like(&mut window, "Remove Preserve safety · ");
    window.wait(3.0).run();
    assert_eq!(standards(&window), ["bells.ringing"]);
    window.click("Remove bells.points 3").wait(3.0).run();
    assert_eq!((standards(&window), amounts(&window)), (vec!["bells.ringing".to_owned()], BTreeMap::new()));
    // With no registration they are there, too, and one quiet line.
    let mut window = open(journal(&[]), draft);
    assert!(window.shows("Remove bells.ringing"));
    window.click("Say in Portfolio who your regulator is").run().run();
    assert!(window.shows("Whose rules do you keep to?"));
    let window = open(journal(&[]), chat());
    assert!(!window.shows("What it counts for") && window.shows("Say in Portfolio who your regulator is"));
}

#[test]
fn one_entry_counts_for_several_at_once() {
    let mut window = open(
        journal(&[nurse(), physiotherapist(), registered("nmc-revalidation", Some("2026-04-01"), &[("registration", "midwife")])]),
        chat(),
    );
    let names = ["nmc-revalidation", "hcpc-cpd"].map(|id| Catalogue::bundled().framework(id).expect("known").name.clone());
    for name in &names {
        assert_eq!(window.harness.query_all_by_label(name).count(), 1, "{name}: the same framework once");
    }
    window.click("Promote professionalism and trust").wait(3.0).run();
    let told = window.harness.query_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().label());
    let told: Vec<String> = told.filter(|label| label.starts_with("Counts towards")).collect();
    assert_eq!(told.len(), 3, "a line for each registration: {told:?}");
}

#[test]
fn evidence_is_said_to_be_something() {
    let mut journal = journal(&[]);
    let files =
        vec![NewFile::in_memory("CPD certificate.txt", b"You were there".to_vec()), NewFile::in_memory("notes.txt", b"Mine".to_vec())];
    journal.log(chat(), EntryState::Ready, &Together { files, ..Together::default() }).expect("entry");
    let mut window = shown(Begin { size: HIGH, ..Begin::over(journal) });
    let said = |window: &Window, name: &str| {
        let all = window.journal().evidence().expect("evidence");
        all.into_iter().find(|one| one.name == name).expect("a file").proves
    };
    assert!(window.shows("taken for a certificate by its name"));
    assert_eq!((said(&window, "CPD certificate.txt"), said(&window, "notes.txt")), (None, None));
    window.click("What CPD certificate.txt is").click("Proof of attendance").run();
    assert_eq!((said(&window, "CPD certificate.txt"), said(&window, "notes.txt")), (Some(Proof::Attendance), None));
    assert!(!window.shows("taken for a certificate by its name"));
    window.press(CTRL, Key::Z).run().run();
    assert_eq!(said(&window, "CPD certificate.txt"), None);
    assert!(window.shows("taken for a certificate by its name"));
}

#[test]
fn today_leads_to_what_is_missing() {
    let mut journal = journal(&[nurse()]);
    log(&mut journal, EntryDraft { standards: vec!["nmc.preserve-safety".to_owned()], ..chat() });
    for n in 0..4 {
        log(&mut journal, EntryDraft { title: format!("Meeting {n}"), ..chat() });
    }
    let mut window = Window::new(Begin { size: HIGH, ..Begin::over(journal) });
    window.go(Route::Today).run();
    assert!(window.shows("Where I stand") && window.shows("860 days left"));
    let rows = window.harness.query_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().label());
    let missing: Vec<String> = rows.filter(|label| label.contains(": ")).collect();
    let stands = window.journal().stands(0).expect("stands");
    let framework = Catalogue::bundled().framework("nmc-revalidation").expect("known").clone();
    let standing = stands[0].counted.as_ref().expect("counted");
    let not_met = standing.progress.iter().filter(|one| one.judged.met() == Some(false));
    let of: Vec<String> = not_met
        .map(|one| (framework.requirement(&one.requirement).expect("known"), one))
        .filter_map(|(requirement, _)| missing.iter().find(|row| row.starts_with(&format!("{}: ", requirement.label))).cloned())
        .collect();
    assert_eq!(of.len(), 2, "the two most urgent: {missing:?}");
    let first = of.first().expect("one").clone();
    window.click(&first).run().run();
    assert!(window.shows("How this is counted"), "opened at {first}");
}

#[test]
fn an_empty_journal_is_asked_whose_rules() {
    let mut window = Window::new(Begin { size: HIGH, ..Begin::over(journal(&[])) });
    window.go(Route::Today).run();
    window.click("Choose your regulator…").run().run();
    assert!(window.shows("Whose rules do you keep to?"));
    let mut window = Window::new(Begin { size: HIGH, ..Begin::over(journal(&[nurse()])) });
    window.go(Route::Today).run();
    assert!(window.shows("Say whose rules you keep to") && !window.shows("Choose your regulator…"), "it ticks itself");
}

#[test]
fn today_is_quiet_without_registration_and_warns_in_time() {
    let mut window = open(journal(&[]), chat());
    window.go(Route::Today).run();
    assert!(!window.shows("Where I stand"));
    // The last weeks of a cycle, with rules that nobody has looked at again.
    let mut catalogue = Catalogue::bundled();
    for framework in &mut catalogue.frameworks {
        framework.review_by = TODAY - chrono::Days::new(1);
        framework.cycle.opens_months = Some(3);
    }
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("j.cpd");
    Journal::create(&path).expect("made");
    let mut journal = Journal::open(&path, Alone::No, Arc::new(catalogue), CLOCK).expect("open");
    journal.add_registration(registered("nmc-revalidation", Some("2023-12-01"), &[])).expect("registered");
    for n in 0..4 {
        log(&mut journal, EntryDraft { title: format!("Meeting {n}"), ..chat() });
    }
    let mut window = Window::new(Begin { size: HIGH, ..Begin::over(journal) });
    window.go(Route::Today).run();
    assert!(
        window.shows("The time to renew or to submit has been open since 1 Sept 2026") || window.shows("has been open since 1 Sep 2026")
    );
    assert!(window.shows("Its rules were to be looked at again by 21 Nov 2026"));
    assert!(window.shows("8 days left"));
}

#[test]
fn the_form_of_the_register_is_offered_first() {
    let bundled = Catalogue::bundled();
    let regulator = &bundled.framework("nmc-revalidation").expect("known").regulator;
    let own = bundled.templates.iter().find(|template| template.suits.regulators.iter().any(|name| name == regulator || name == "NMC"));
    let own = own.expect("a form of that register").label.clone();
    let offered = |registrations: &[RegistrationDraft]| {
        let window = open(journal(registrations), EntryDraft { kind: "other".to_owned(), ..chat() });
        window.harness.query_by_role_and_label(Role::Button, &own).is_some()
    };
    assert!(!offered(&[]), "nothing says so");
    assert!(offered(&[nurse()]), "the registration says so, though the profile is empty");
}

/// A framework with a group of fifteen long labels in it.
fn long_labels() -> Catalogue {
    let mut catalogue = Catalogue::bundled();
    let framework = catalogue.frameworks.iter_mut().find(|framework| framework.id == "nmc-revalidation").expect("known");
    let group = framework.groups.first_mut().expect("a group");
    let first = group.categories.first().expect("a category").clone();
    for n in group.categories.len()..15 {
        let label = format!("{n}. Be able to draw on appropriate knowledge and skills to inform practice, and say where it ends");
        group.categories.push(cpd_journal::domain::framework::Category { code: format!("long-{n}"), label, ..first.clone() });
    }
    catalogue
}

#[test]
fn of_a_large_group_some_are_a_press_away() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("j.cpd");
    Journal::create(&path).expect("made");
    let mut journal = Journal::open(&path, Alone::No, Arc::new(long_labels()), CLOCK).expect("open");
    journal.add_registration(nurse()).expect("registered");
    log(&mut journal, EntryDraft { standards: vec!["nmc.long-13".to_owned()], ..chat() });
    let mut window = shown(Begin { size: HIGH, ..Begin::over(journal) });
    assert!(window.shows("13. Be able"), "what is chosen is in sight");
    assert!(!window.shows("12. Be able"));
    window.click("Show all 15").run();
    assert!(window.shows("12. Be able"));
}

/// Nothing ends beyond the window, in any size and theme.
#[test]
fn fits_in_every_way() {
    let folder = tempfile::tempdir().expect("folder");
    for (dark, zoom, size) in [(false, 1.0, HIGH), (true, 1.0, HIGH), (false, 2.0, [1440.0, 5200.0]), (true, 2.0, [720.0, 6400.0])] {
        for (name, registrations) in [
            ("two", vec![physiotherapist(), pharmacist()]),
            ("long", vec![nurse(), registered("gdc-ecpd", Some("2024-01-01"), &[]), optometrist()]),
        ] {
            let path = folder.path().join(format!("{name}-{dark}-{zoom}.cpd"));
            Journal::create(&path).expect("made");
            let bundled = if name == "long" { long_labels() } else { Catalogue::bundled() };
            let mut journal = Journal::open(&path, Alone::No, Arc::new(bundled.clone()), CLOCK).expect("open");
            for mut draft in registrations {
                for choice in bundled.framework(&draft.framework).expect("known").to_choose(&draft.chosen.clone()) {
                    draft.chosen.insert(choice.id.clone(), choice.values.first().expect("a value").id.clone());
                }
                journal.add_registration(draft).expect("registered");
            }
            let files = vec![NewFile::in_memory("CPD certificate.txt", b"You were there".to_vec())];
            let standards = ["nmc.preserve-safety", "gphc.standard-8", "bells.ringing"].map(str::to_owned).to_vec();
            let draft = EntryDraft { standards, changed: "A complaint is told to the team at once".to_owned(), ..chat() };
            journal.log(draft, EntryState::Ready, &Together { files, ..Together::default() }).expect("entry");
            for n in 0..4 {
                log(&mut journal, EntryDraft { title: format!("Meeting {n}"), date: TODAY - chrono::Days::new(3), ..chat() });
            }
            let mut window = shown(Begin { size, dark, zoom, ..Begin::over(journal) });
            window.click("Suggest").run();
            press_like(&mut window, "Counts towards");
            look(&mut window, &format!("{name}-{}-{zoom}-{}", if dark { "dark" } else { "light" }, size[0]), size[0] / zoom);
            window.go(Route::Today).run();
            look(&mut window, &format!("today-{name}-{}-{zoom}-{}", if dark { "dark" } else { "light" }, size[0]), size[0] / zoom);
        }
    }
}

/// Everything that can be pressed is within the width; a picture where one is wanted.
fn look(window: &mut Window, name: &str, wide: f32) {
    if let Some(folder) = std::env::var_os("CPD_LOOK") {
        let picture = window.harness.render().expect("a picture");
        picture.save(std::path::Path::new(&folder).join(format!("{name}.png"))).expect("saved");
    }
    let mut beyond = Vec::new();
    for role in [Role::Button, Role::CheckBox, Role::RadioButton, Role::ComboBox] {
        let nodes = window.harness.query_all_by_role(role).filter(|node| node.rect().right() > wide + 1.0);
        beyond.extend(nodes.map(|node| (node.accesskit_node().label(), node.rect().right())));
    }
    assert!(beyond.is_empty(), "{name}: {beyond:?}");
}
