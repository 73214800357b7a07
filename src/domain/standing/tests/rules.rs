//! Each rule: just under, exactly, just over.

use super::*;
use crate::domain::framework::{Condition, When};

#[test]
fn hours_to_the_minute() {
    for (minutes, enough, would_do) in
        [(2_099, false, "0.02 more hours"), (2_100, true, ""), (2_101, true, ""), (2_040, false, "1 more hour")]
    {
        let mut small = Small::new();
        small.entry("2024-04-01", (minutes - 60, 0), &[]);
        small.entry("2026-06-30", (60, 0), &[]);
        let progress = small.progress(vec![total(35)]);
        assert_eq!((progress.enough, progress.would_do.as_str()), (enough, would_do), "{minutes}");
        assert_eq!(progress.counted, Amount::of_minutes(Minutes(minutes)));
        assert_eq!(progress.judged.met(), Some(enough));
    }
}

#[test]
fn only_sure_facts_are_judged() {
    for (confidence, cross_checked, enforce, judged) in [
        (Confidence::A, false, Enforce::Hard, Judged::NotMet),
        (Confidence::B, true, Enforce::Hard, Judged::NotMet),
        (Confidence::B, false, Enforce::Hard, Judged::Advice),
        (Confidence::C, true, Enforce::Hard, Judged::Advice),
        (Confidence::A, false, Enforce::Advise, Judged::Advice),
        (Confidence::K, false, Enforce::Info, Judged::Advice),
    ] {
        let asked = Requirement { enforce, confidence, cross_checked, ..total(1) };
        assert_eq!(Small::new().progress(vec![asked]).judged, judged, "{confidence:?} {enforce:?}");
    }
}

#[test]
fn an_upper_limit() {
    let limited = Requirement { rule: Rule::Sum { measure: Measure::One, most: Some(hours(3)) }, ..pieces(2) };
    for (number, enough) in [(1, false), (2, true), (3, true), (4, false)] {
        let mut small = Small::new();
        for _ in 0..number {
            small.entry("2025-01-01", (0, 0), &[]);
        }
        let progress = small.progress(vec![limited.clone()]);
        assert_eq!(progress.enough, enough, "{number}");
        if number == 4 {
            assert_eq!(progress.would_do, "no more than 3 pieces: 1 fewer");
        }
    }
}

#[test]
fn points_by_name() {
    let rule = Rule::Sum { measure: Measure::Typed("points".into()), most: None };
    let mut small = Small::new();
    for hundredths in [50, 25] {
        small.entry("2025-01-01", (600, 0), &[]).1.amounts = vec![("bells.points".into(), Amount::of_hundredths(hundredths))];
    }
    small.entry("2025-01-01", (600, 0), &[]).1.amounts = vec![("gongs.points".into(), hours(9))];
    let progress = small.progress(vec![requirement("points", rule, hours(1))]);
    assert_eq!((progress.counted, progress.enough), (Amount::of_hundredths(75), false));
    assert_eq!(progress.why_not, [(entry_of(3), WhyNot::Nothing)]);
}

#[test]
fn different_categories() {
    let asked = requirement("kinds", Rule::Distinct { group: "parts".into() }, hours(2));
    let mut small = Small::new();
    small.entry("2025-01-01", (60, 0), &[]);
    assert_eq!(small.progress(vec![asked.clone()]).why_not, [(entry_of(1), WhyNot::NoCategory)]);
    small.entry("2025-01-02", (60, 0), &["rope"]);
    small.entry("2025-01-03", (60, 0), &["rope"]);
    let progress = small.progress(vec![asked.clone()]);
    assert_eq!((progress.counted, progress.enough), (hours(1), false));
    assert_eq!(progress.would_do, "something in a second part of the bell: The clapper, The crown or The tower");
    // A podcast is about the tower as long as nothing is chosen.
    small.entry("2025-01-04", (60, 0), &[]).0.kind = "podcast".into();
    let progress = small.progress(vec![asked.clone()]);
    assert_eq!((progress.counted, progress.enough), (hours(2), true));
    assert!(progress.notes.iter().any(|note| note.contains("taken from the kind of activity")), "{:?}", progress.notes);
    let (_, facts) = small.entries.last_mut().expect("one");
    facts.standards.push("bells.rope".into());
    assert_eq!(small.progress(vec![asked]).counted, hours(1));
    let unknown = requirement("kinds", Rule::Distinct { group: "unknown".into() }, Amount::ZERO);
    assert!(!small.progress(vec![unknown]).enough);
}

#[test]
fn each_category() {
    let measure = Measure::Typed("points".into());
    let asked = Requirement {
        unit: "points".into(),
        unit_one: "point".into(),
        ..requirement("parts", Rule::Each { group: "parts".into(), measure }, hours(1))
    };
    let mut small = Small::new();
    let typed = |small: &mut Small, hundredths: u32, codes: &[&str]| {
        small.entry("2025-01-01", (0, 0), codes).1.amounts = vec![("bells.points".into(), Amount::of_hundredths(hundredths))];
    };
    typed(&mut small, 100, &["rope", "crown"]);
    typed(&mut small, 50, &["clapper"]);
    let progress = small.progress(vec![asked.clone()]);
    assert_eq!((progress.needed, progress.counted, progress.enough), (Some(hours(4)), hours(2), false));
    assert_eq!(progress.would_do, "0.5 more points in The clapper; 1 more point in The tower");
    let told: Vec<_> = progress.parts.iter().map(|part| (part.label.as_str(), part.counted.shown(), part.enough)).collect();
    assert_eq!(
        told,
        [
            ("The clapper", "0.5".to_owned(), false),
            ("The crown", "1".to_owned(), true),
            ("The rope", "1".to_owned(), true),
            ("The tower", "0".to_owned(), false),
        ]
    );
    assert_eq!(asked.counted_in_words(&ringers(Vec::new()), hours(2)), "2 parts of the bell");
    typed(&mut small, 50, &["clapper"]);
    typed(&mut small, 100, &["tower"]);
    assert!(small.progress(vec![asked]).enough);
}

#[test]
fn a_share_of_what_counts() {
    let whole = Requirement { needs: vec![Condition::Minutes], ..pieces(1) };
    let share = Requirement {
        needs: vec![Condition::Code("planned".into())],
        ..requirement("planned", Rule::Share { of: "pieces".into(), measure: Measure::One }, hours(75))
    };
    let of = |planned: usize, others: usize| {
        let mut small = Small::new();
        for _ in 0..planned {
            small.entry("2025-01-01", (60, 0), &["planned"]);
        }
        for _ in 0..others {
            small.entry("2025-01-01", (60, 0), &[]);
        }
        // Planned, and not of the whole.
        small.entry("2025-01-01", (0, 0), &["planned"]);
        small.progress(vec![whole.clone(), share.clone()])
    };
    assert!(!of(0, 0).enough);
    assert_eq!(of(0, 0).would_do, "something that counts for “The pieces”");
    assert!(of(3, 1).enough);
    assert_eq!(of(3, 1).counted, hours(75));
    assert_eq!(of(2, 1).counted, Amount::of_hundredths(6_666));
    assert!(!of(2, 1).enough);
    assert_eq!(of(2, 1).would_do, "1 of those that are here already, or 1 more");
    assert_eq!(of(0, 2).would_do, "2 of those that are here already, or 6 more");
    assert_eq!(of(3, 1).why_not, [(entry_of(4), WhyNot::Lacks(0)), (entry_of(5), WhyNot::NotOfWhole)]);
    assert_eq!(of(3, 1).forecast, Forecast::NotCounted);
}

#[test]
fn a_gap_must_be_explained() {
    let rule = Rule::Gap { explained_by: Some("pause".into()) };
    let asked = Requirement { unit: "months".into(), unit_one: "month".into(), ..requirement("record", rule, hours(3)) };
    let mut small = Small::new();
    assert!(!small.progress(vec![asked.clone()]).enough);
    for date in
        ["2024-06-15", "2024-09-14", "2024-12-13", "2025-03-12", "2025-06-11", "2025-09-10", "2025-12-09", "2026-03-08", "2026-06-07"]
    {
        small.entry(date, (0, 0), &[]);
    }
    let progress = small.progress(vec![asked.clone()]);
    assert_eq!((progress.counted, progress.enough, progress.parts.len()), (hours(2), true, 0));
    // Three months to the day.
    small.entries.get_mut(4).expect("the fifth").0.date = day("2025-06-12");
    let progress = small.progress(vec![asked.clone()]);
    assert_eq!((progress.counted, progress.enough), (hours(3), false));
    assert_eq!(progress.parts.iter().map(|part| part.label.as_str()).collect::<Vec<_>>(), ["13 Mar 2025 – 11 Jun 2025"]);
    assert_eq!(progress.would_do, "1 piece of pause for 13 Mar 2025 – 11 Jun 2025");
    small.record("pause", "2025-04-20", Some("2025-05-10"), &[]);
    let progress = small.progress(vec![asked.clone()]);
    assert_eq!((progress.enough, progress.parts.first().map(|part| part.enough)), (true, Some(true)));
    small.records.first_mut().expect("one").binned = Some(at("2026-01-01"));
    assert!(!small.progress(vec![asked]).enough);
}

#[test]
fn declarations_say_what_they_declare() {
    let declared =
        |id: &str| Requirement { from: vec![Source::Record("declaration".into())], ..requirement(id, Rule::Declaration, Amount::ZERO) };
    let of = |said: &str, requirements: Vec<Requirement>| {
        let mut small = Small::new();
        small.record("declaration", "2025-01-01", None, &[("requirement", said)]);
        let progress = small.progress(requirements);
        (progress.enough, progress.needed, progress.why_not.len())
    };
    let one = Some(hours(1));
    assert_eq!(of("character", vec![declared("character")]), (true, one, 0));
    assert_eq!(of("bells.character", vec![declared("character")]), (true, one, 0));
    assert_eq!(of("", vec![declared("character")]), (true, one, 0));
    assert_eq!(of("", vec![declared("cover"), declared("character")]), (false, one, 0));
    assert_eq!(of("cover", vec![declared("cover"), declared("character")]), (false, one, 0));
    assert_eq!(of("gongs.character", vec![declared("character")]), (false, one, 0));
}

#[test]
fn an_account_in_words_has_no_number() {
    let asked = requirement("account", Rule::Narrative, Amount::ZERO);
    let mut small = Small::new();
    let none = small.progress(vec![asked.clone()]);
    assert_eq!((none.needed, none.enough, none.would_do.as_str(), none.forecast), (None, false, "", Forecast::NotCounted));
    small.entry("2025-01-01", (0, 0), &[]);
    assert!(small.progress(vec![asked]).enough);
}

#[test]
fn hours_of_practice_by_days() {
    let rule = Rule::Sum { measure: Measure::Hours, most: None };
    let asked = Requirement { from: vec![Source::Record("practice".into())], ..requirement("practice", rule, hours(450)) };
    let mut small = Small::new();
    // Ten days, of which five are in the cycle; and twenty up to ten days after today.
    small.record("practice", "2024-03-27", Some("2024-04-05"), &[("hours", "100")]);
    small.record("practice", "2026-06-21", Some("2026-07-10"), &[("hours", "100")]);
    small.record("practice", "2024-03-01", Some("2024-03-31"), &[("hours", "100")]);
    small.record("practice", "2025-03-01", None, &[]);
    small.record("account", "2025-03-01", None, &[]);
    let progress = small.progress(vec![asked]);
    assert_eq!((progress.counted, items(&progress)), (hours(100), vec![record_of(1), record_of(2)]));
    assert_eq!(progress.why_not, [(record_of(3), WhyNot::Before), (record_of(4), WhyNot::Nothing)]);
    assert!(progress.notes.iter().any(|note| note.contains("2 records")), "{:?}", progress.notes);
}

#[test]
fn choices_decide_what_is_asked() {
    let when = |value: &str| vec![When { choice: "bells".into(), values: vec![value.into()] }];
    let asked = Requirement { cases: vec![(when("two"), hours(70))], ..total(35) };
    let only_two = Requirement { when: when("two"), ..pieces(1) };
    let framework = ringers(vec![asked, only_two]);
    let mut small = Small::new();
    let told = |small: &Small| small.stand(&framework).progress.iter().map(|one| one.needed).collect::<Vec<_>>();
    assert_eq!(told(&small), [Some(hours(35))]);
    small.draft.chosen.insert("bells".into(), "two".into());
    assert_eq!(told(&small), [Some(hours(70)), Some(hours(1))]);
}

#[test]
fn a_gap_begins_with_joining() {
    let rule = Rule::Gap { explained_by: Some("pause".into()) };
    let asked = Requirement { unit: "months".into(), unit_one: "month".into(), ..requirement("record", rule, hours(3)) };
    let mut small = Small::new();
    small.entry("2026-05-01", (0, 0), &[]);
    assert!(!small.progress(vec![asked.clone()]).enough);
    small.draft.joined = Some(day("2026-04-01"));
    let progress = small.progress(vec![asked.clone()]);
    assert_eq!((progress.counted, progress.enough), (hours(1), true));
    assert_eq!(progress.notes, ["looked at from 1 Apr 2026 on, the day of joining"]);
    small.draft.joined = Some(day("2024-04-01"));
    assert_eq!(small.progress(vec![asked.clone()]).notes, [] as [String; 0]);
    // An explanation without its reason explains nothing.
    small.draft.joined = None;
    small.record("pause", "2024-04-01", Some("2026-04-30"), &[]);
    assert!(small.progress(vec![asked.clone()]).enough);
    for field in small.kinds.iter_mut().filter(|kind| kind.id == "pause").flat_map(|kind| &mut kind.fields) {
        field.required = true;
    }
    assert!(!small.progress(vec![asked.clone()]).enough);
    // A cycle that is over was empty to its very end.
    let mut small = Small::new();
    (small.cycle.span, small.cycle.unmoved_end) = (span("2025-01-01", "2025-12-31"), day("2025-12-31"));
    small.entry("2025-10-01", (0, 0), &[]);
    let months = |small: &Small| small.progress(vec![asked.clone()]).parts.iter().map(|part| part.counted.shown()).collect::<Vec<_>>();
    small.today = day("2025-12-31");
    assert_eq!(months(&small), ["9"]);
    small.today = day("2026-01-01");
    assert_eq!(months(&small), ["9", "3"]);
}

#[test]
fn hours_on_certificates() {
    let rule = Rule::Sum { measure: Measure::Certified("hours".into()), most: None };
    let asked = requirement("verifiable", rule, hours(10));
    let mut small = Small::new();
    small.entry("2025-01-01", (600, 0), &[]).0.taking_part = Minutes(90);
    small.entry("2025-01-02", (600, 0), &[]).1.amounts = vec![("bells.hours".into(), hours(2)), ("gongs.hours".into(), hours(7))];
    small.entry("2025-01-03", (600, 0), &[]).0.taking_part = Minutes::ZERO;
    small.entry("2025-01-04", (600, 0), &[]).1.amounts = vec![("bells.hours".into(), Amount::ZERO)];
    let progress = small.progress(vec![asked.clone()]);
    assert_eq!((progress.counted, progress.kind), (Amount::of_hundredths(350), RequirementKind::Hours));
    assert_eq!(progress.why_not, [(entry_of(3), WhyNot::Nothing), (entry_of(4), WhyNot::Nothing)]);
    let words = WhyNot::Nothing.in_words(&asked, &ringers(Vec::new()), &[], |_| None);
    assert_eq!((words.as_str(), WhyNot::Nothing.token(&asked)), ("has no hours on a certificate, and no time of taking part", "no_hours"));
    assert_eq!(WhyNot::Nothing.mend(&asked, &ringers(Vec::new()), &[]), Mend::Typed("hours".into()));
}

#[test]
fn a_category_that_is_left_out_is_not_asked_for() {
    let needs = vec![Condition::NotCode("crown".into())];
    let distinct = Requirement { needs: needs.clone(), ..requirement("kinds", Rule::Distinct { group: "parts".into() }, hours(2)) };
    let mut small = Small::new();
    small.entry("2025-01-01", (60, 0), &["rope"]);
    small.entry("2025-01-02", (60, 0), &["crown"]);
    let progress = small.progress(vec![distinct]);
    assert_eq!(progress.would_do, "something in a second part of the bell: The clapper or The tower");
    // As part of something that leaves it out, too.
    let whole = Requirement { needs, ..total(1) };
    let rule = Rule::Each { group: "parts".into(), measure: Measure::Minutes };
    let each = Requirement { subset_of: Some("cpd".into()), ..requirement("each", rule, hours(1)) };
    let progress = small.progress(vec![whole.clone(), each.clone()]);
    assert_eq!(progress.would_do, "1 more hour in The clapper; 1 more hour in The tower");
    assert_eq!((progress.needed, progress.parts.len()), (Some(hours(3)), 3));
    small.entry("2025-01-03", (60, 0), &["clapper", "tower"]);
    assert!(small.progress(vec![whole, each]).enough);
}

#[test]
fn goals_count_for_times_that_they_were_made_for() {
    let asked = Requirement { from: vec![Source::Goals], period: Period::Year, ..pieces(1) };
    let counts = |created: &str, due: Option<&str>, closed: Option<&str>| {
        let mut small = Small::new();
        let goal = small.goal(created, due);
        if let Some(closed) = closed {
            (goal.draft.state, goal.changed) = (crate::domain::GoalState::Achieved, at(closed));
        }
        items(&small.progress(vec![asked.clone()])).len() == 1
    };
    // The year is 1 April 2026 to 31 March 2027.
    for (created, due, closed, expected) in [
        ("2026-04-01", None, None, true),
        ("2026-04-01", Some("2040-01-01"), None, true),
        ("2026-03-31", None, None, false),
        ("2026-03-31", Some("2026-03-31"), None, false),
        ("2026-03-31", Some("2026-04-01"), None, true),
        ("2024-05-01", Some("2028-03-31"), None, true),
        ("2024-05-01", Some("2028-04-01"), None, false),
        ("2024-05-01", Some("2028-03-31"), Some("2026-03-31"), false),
        ("2024-05-01", Some("2028-03-31"), Some("2026-04-01"), true),
    ] {
        assert_eq!(counts(created, due, closed), expected, "{created} {due:?} {closed:?}");
    }
}

#[test]
fn goals_are_made_on_the_day_where_one_is() {
    let asked = Requirement { from: vec![Source::Goals], ..pieces(1) };
    let mut small = Small::new();
    // Half past eleven in the evening before the cycle, by the clock of Greenwich; an hour later in Dublin.
    small.goal("2024-03-31", None).created = "2024-03-31T23:30:00Z".parse().expect("a time");
    assert!(!small.progress(vec![asked.clone()]).enough);
    small.zone = chrono_tz::Europe::Dublin;
    assert!(small.progress(vec![asked]).enough);
}

#[test]
fn goals_count_while_they_were_goals() {
    let asked = Requirement { from: vec![Source::Goals], ..pieces(1) };
    let mut small = Small::new();
    small.goal("2023-01-01", Some("2024-03-31"));
    small.goal("2023-02-01", Some("2024-04-01"));
    small.goal("2023-03-01", None);
    let closed = small.goal("2023-04-01", None);
    (closed.draft.state, closed.changed) = (crate::domain::GoalState::Achieved, at("2024-03-31"));
    small.goal("2026-06-30", Some("2030-01-01"));
    let progress = small.progress(vec![asked]);
    let counted: Vec<i64> = items(&progress).iter().map(|item| if let Item::Goal(id) = item { id.row() } else { 0 }).collect();
    assert_eq!(counted, [2, 5]);
    assert!(progress.why_not.iter().all(|(_, why)| *why == WhyNot::Before), "{:?}", progress.why_not);
}
