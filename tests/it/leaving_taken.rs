//! What does not leave is named nowhere: not where things are counted, not in forms, not by what refers to it.

use cpd_journal::domain::entry::TimeSpent;
use cpd_journal::domain::portfolio::{Depth, Parts};
use cpd_journal::domain::report::Period;
use cpd_journal::domain::{EntryDraft, EntryId, EntryState, GoalDraft, Minutes, PersonDraft, Report};
use cpd_journal::journal::{Journal, Selection, Together, Under};

use crate::support::{Place, open};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect(text)
}

fn logged(journal: &mut Journal, title: &str, date: &str, state: EntryState) -> EntryId {
    let minutes = TimeSpent { taking_part: Minutes(60), ..TimeSpent::default() };
    let draft = EntryDraft { title: title.into(), minutes, learnt: format!("Learnt of {title}"), ..EntryDraft::on(day(date)) };
    journal.log(draft, state, &Together::default()).expect("kept").value.id
}

/// Registered under two sets of rules; entries, records and goals of which many are not for everybody.
fn place() -> Place {
    let place = Place::new();
    place.done(&["registration", "add", "nmc-revalidation", "--cycle-start", "2025-04-01"]);
    place.done(&["registration", "add", "generic", "--cycle-start", "2026-01-01"]);
    let mut journal = open(&place.journal());
    let goal = journal.add_goal(GoalDraft { title: "Plover goal".into(), ..GoalDraft::default() }).expect("a goal").value.id;
    logged(&mut journal, "Avocet", "2026-02-01", EntryState::Ready);
    logged(&mut journal, "Bittern", "2026-02-02", EntryState::Draft);
    logged(&mut journal, "Curlew", "2025-02-03", EntryState::Ready);
    let binned = logged(&mut journal, "Dunlin", "2026-02-04", EntryState::Ready);
    let linked = logged(&mut journal, "Egret", "2026-02-05", EntryState::Ready);
    let mut draft = journal.entry(linked).expect("the entry").draft;
    draft.goals = vec![goal];
    let opened = journal.entry(linked).expect("the entry").changed;
    journal.save(linked, draft, &[opened]).expect("saved");
    let items = [("Heron one", "2026-02-06"), ("Heron two", "2026-02-07")]
        .map(|(title, date)| logged(&mut journal, title, date, EntryState::Ready));
    journal.roll_up(&items, "Kestrel claim").expect("a claim");
    journal.add_person(PersonDraft { name: "Siân Rees".into(), ..PersonDraft::default() }).expect("somebody");
    drop(journal);
    for (refers, words) in [("Dunlin", "Siân Rees praised the linnet"), ("Avocet", "A word on the osprey")] {
        let content = format!("content={words}");
        place.done(&["record", "add", "feedback", "--date", "2026-02-15", "--field", &content, "--refers", refers]);
    }
    open(&place.journal()).bin(binned).expect("binned");
    place
}

fn said(report: &Report) -> String {
    // What was asked for may be said.
    format!("{:?}", Report { only_query: None, only_goal: None, period: Period::default(), ..report.clone() })
}

fn of_regulator(place: &Place) -> (Journal, Under) {
    let journal = open(&place.journal());
    let all = journal.registrations().expect("registrations");
    let one = all.iter().find(|one| one.draft.framework.starts_with("nmc")).expect("registered");
    let under = Under::One(one.id, 0);
    (journal, under)
}

#[test]
fn what_stays_is_only_counted() {
    let place = place();
    let (journal, under) = of_regulator(&place);
    let all = journal.report(&Selection::default()).expect("a report");
    assert!(said(&all).contains("Bittern") && said(&all).contains("Curlew"));
    assert!(!said(&all).contains("Dunlin"), "what is in the bin");
    let told = all.standings.iter().flat_map(|one| &one.requirements).flat_map(|one| &one.left_out);
    assert!(told.clone().any(|(why, count)| why == "is in the bin" && count == "1, not in this document"), "{all:#?}");
    let of_cycle = Selection { under, without_drafts: true, ..Selection::default() };
    let report = journal.report(&of_cycle).expect("a report");
    let text = said(&report);
    for name in ["Bittern", "Curlew", "Dunlin"] {
        assert!(!text.contains(name), "{name}\n{text}");
    }
    assert!(text.contains("Avocet") && text.contains("osprey"), "{text}");
    // A query holds under rules as well: for records, too.
    let asked = journal.report(&Selection { query: Some("avocet".into()), ..of_cycle }).expect("a report");
    assert_eq!(asked.entries.len(), 1);
    let text = said(&asked);
    for name in ["Egret", "Heron", "Kestrel", "linnet", "Bittern"] {
        assert!(!text.contains(name), "{name}\n{text}");
    }
    assert!(text.contains("osprey"), "it refers to what was asked for");
    let items = |report: &Report| -> Vec<(String, String)> {
        report.standings.iter().flat_map(|one| &one.requirements).flat_map(|one| one.items.clone()).collect()
    };
    assert!(items(&report).iter().any(|(name, _)| name.contains("linnet")), "{:?}", items(&report));
    assert!(
        items(&asked).iter().any(|(name, how)| name.contains("not in this document") && how == "counted as well"),
        "{:?}",
        items(&asked)
    );
}

#[test]
fn forms_tell_no_more_than_the_rest() {
    let place = place();
    let journal = open(&place.journal());
    let forms = |selection: &Selection| format!("{:?}", journal.report(selection).expect("a report").standings);
    let with = |change: fn(&mut Parts)| {
        let mut parts = Parts::default();
        change(&mut parts);
        Selection { parts, ..Selection::default() }
    };
    let whole = forms(&Selection::default());
    for words in ["Learnt of Avocet", "Learnt of Bittern", "linnet"] {
        assert!(whole.contains(words), "{words}\n{whole}");
    }
    for (selection, gone) in [
        (with(|parts| parts.learning = false), "Learnt of"),
        (Selection { depth: Depth::Summary, ..Selection::default() }, "Learnt of"),
        (with(|parts| parts.feedback = false), "linnet"),
        (with(|parts| parts.goals = false), "Plover"),
        (Selection { without_drafts: true, ..Selection::default() }, "Bittern"),
    ] {
        let text = forms(&selection);
        assert!(!text.contains(gone) && text.contains("Avocet"), "{gone}\n{text}");
    }
}

#[test]
fn names_stay_out_of_forms_and_records() {
    let place = place();
    let journal = open(&place.journal());
    let leaving = journal.leaving(&Selection::default()).expect("leaves");
    assert!(!said(&leaving.report).contains("Siân"), "{}", said(&leaving.report));
    assert!(!leaving.dossier.to_json().contains("Siân"), "{}", leaving.dossier.to_json());
    assert!(said(&leaving.report).contains("a colleague praised the linnet"));
    let named = journal.leaving(&Selection { people: true, ..Selection::default() }).expect("leaves");
    assert!(said(&named.report).contains("Siân Rees praised the linnet") && named.dossier.to_json().contains("Siân Rees praised"));
}

#[test]
fn goals_leave_nothing_behind() {
    let place = place();
    let journal = open(&place.journal());
    let with = journal.leaving(&Selection { charts: true, ..Selection::default() }).expect("leaves");
    assert!(said(&with.report).contains("Plover"));
    let parts = Parts { goals: false, ..Parts::default() };
    let without = journal.leaving(&Selection { charts: true, parts, ..Selection::default() }).expect("leaves");
    assert!(!said(&without.report).contains("Plover"), "{}", said(&without.report));
    assert!(!without.dossier.to_json().contains("Plover"));
}

#[test]
fn reasons_are_texts_too() {
    let place = place();
    let mut report = open(&place.journal()).report(&Selection::default()).expect("a report");
    let reasons = |report: &Report| -> Vec<String> {
        report.standings.iter().flat_map(|one| &one.requirements).flat_map(|one| &one.left_out).map(|(why, _)| why.clone()).collect()
    };
    assert!(reasons(&report).iter().any(|why| why.contains("Kestrel")), "{:?}", reasons(&report));
    report.each_text(&mut |text| *text = text.replace("Kestrel", "K."));
    assert!(!format!("{report:?}").contains("Kestrel"), "{report:#?}");
}

#[test]
fn a_goal_comes_with_the_one_it_goes_on_from() {
    let place = place();
    place.done(&["goal", "edit", "Plover", "--why", "Wigeon reasons"]);
    place.done(&["goal", "carry", "Plover", "--outcome", "On the way", "--title", "Ruff goal"]);
    let journal = open(&place.journal());
    let goals = journal.goals().expect("goals");
    let next = goals.iter().find(|goal| goal.carried_from.is_some()).expect("carried on");
    let dossier = journal.leaving(&Selection { goal: Some(next.id), ..Selection::default() }).expect("leaves").dossier;
    let before = next.carried_from.and_then(|id| goals.iter().find(|goal| goal.id == id)).expect("the earlier one");
    let told = dossier.goals.iter().find(|goal| goal.uid == before.uid.to_string()).expect("it comes along");
    assert_eq!((told.title.as_str(), told.why.as_str()), (before.draft.title.as_str(), ""));
    let later = dossier.goals.iter().find(|goal| goal.uid == next.uid.to_string()).expect("the goal");
    assert_eq!(later.carried_from.as_deref(), Some(told.uid.as_str()));
    assert_eq!(before.draft.why, "Wigeon reasons", "the report tells its title only");
}

#[test]
fn only_what_counts_for_a_regulator() {
    let place = place();
    let (mut journal, under) = of_regulator(&place);
    for number in 1..=5 {
        let draft = EntryDraft { title: format!("Idle {number}"), learnt: "x".into(), ..EntryDraft::on(day("2026-02-10")) };
        journal.log(draft, EntryState::Ready, &Together::default()).expect("kept");
    }
    let theirs =
        journal.headers(None).expect("headers").into_iter().filter(|header| ["Avocet", "Kestrel claim"].contains(&header.name.as_str()));
    for id in theirs.map(|header| header.id).collect::<Vec<_>>() {
        let opened = journal.entry(id).expect("the entry");
        let draft = EntryDraft { standards: vec!["nmc.prioritise-people".into()], ..opened.draft };
        journal.save(id, draft, &[opened.changed]).expect("saved");
    }
    let of_cycle = Selection { under, ..Selection::default() };
    let all = journal.report(&of_cycle).expect("a report");
    let counted = Selection { counted_only: true, ..of_cycle };
    let report = journal.report(&counted).expect("a report");
    let titles = |report: &Report| report.entries.iter().map(|entry| entry.title.clone()).collect::<Vec<_>>();
    let has = |report: &Report, name: &str| titles(report).iter().any(|title| title.starts_with(name));
    assert!(has(&all, "Idle") && !has(&report, "Idle"), "{:?}", titles(&report));
    for name in ["Avocet", "Kestrel claim", "Heron one", "Heron two"] {
        assert!(has(&report, name), "{name}: {:?}", titles(&report));
    }
    let known = journal.within(counted).expect("a cycle").count(&journal.headers(None).expect("headers"));
    assert_eq!(known.entries, report.entries.len());
    assert_eq!(report.records.len(), all.records.len(), "records of the cycle leave as ever");
    assert!(!said(&report).contains("Idle"), "{report:#?}");
    // Reasons are told with how many, and names only where these are few.
    let left_out: Vec<&(String, String)> = all.standings.iter().flat_map(|one| &one.requirements).flat_map(|one| &one.left_out).collect();
    assert!(
        left_out.iter().any(|(_, many)| many.parse::<usize>().is_ok_and(|many| many > 5))
            && !left_out.iter().any(|(_, many)| many.contains("Idle")),
        "{left_out:#?}"
    );
    assert!(left_out.iter().any(|(_, many)| many.starts_with("2: ") && many.ends_with("Heron two")), "{left_out:#?}");
    let amounts: Vec<&str> = all.standings.iter().flat_map(|one| &one.requirements).map(|one| one.counted.as_str()).collect();
    assert!(amounts.iter().any(|amount| *amount == "not declared yet" || *amount == "not recorded yet"), "{amounts:?}");
    assert!(!amounts.iter().any(|amount| amount.ends_with("there") || amount.contains("there yet")), "{amounts:?}");
    // Nobody else is asked for what only the registrant can answer.
    let asked: Vec<&str> = all.asks.iter().flat_map(|ask| &ask.fields).map(|field| field.id.as_str()).collect();
    assert!(asked.contains(&"content") && !asked.contains(&"influence"), "{asked:?}");
    let whole = |counted_only| titles(&journal.report(&Selection { counted_only, ..Selection::default() }).expect("a report"));
    assert_eq!(whole(true), whole(false), "nothing is chosen that it could count for");
}
