//! What is said beside the numbers: warnings and notes, and recorded times that move cycles.

use super::*;
use crate::domain::framework::warning::Look;
use crate::domain::framework::{Condition, Effect, Expected, TextOf, WarningRule};

fn rule(look: Look, least: u32) -> WarningRule {
    let text = "All {n}: {what}".to_owned();
    WarningRule { id: "rule".to_owned(), look, text, least, confidence: Confidence::C, source: "R".to_owned() }
}

fn warned(small: &Small, look: Look, least: u32) -> Vec<(String, usize)> {
    let framework = Framework { warnings: vec![rule(look, least)], ..ringers(Vec::new()) };
    small.stand(&framework).warnings.into_iter().map(|warning| (warning.text, warning.about.len())).collect()
}

#[test]
fn everything_in_one_category() {
    let look = || Look::OneCategory { group: "parts".into() };
    let mut small = Small::new();
    small.entry("2025-01-01", (60, 0), &["rope"]);
    assert_eq!(warned(&small, look(), 1), []);
    small.entry("2025-01-02", (60, 0), &["rope"]);
    small.entry("2020-01-02", (60, 0), &["crown"]);
    assert_eq!(warned(&small, look(), 1), [("All 2: The rope".to_owned(), 2)]);
    assert_eq!(warned(&small, look(), 3), []);
    small.entry("2025-01-03", (60, 0), &[]);
    assert_eq!(warned(&small, look(), 1), [("Of those with a part of the bell: all 2: The rope".to_owned(), 2)]);
    small.entry("2025-01-03", (60, 0), &["crown"]);
    assert_eq!(warned(&small, look(), 1), []);
}

#[test]
fn all_from_one_source() {
    let look = || Look::OneValue { record: "account".into(), field: "source".into() };
    let mut small = Small::new();
    small.record("account", "2025-01-01", None, &[("source", "Peers")]);
    small.record("account", "2025-01-01", None, &[("source", "peers ")]);
    small.record("account", "2025-01-01", None, &[]);
    assert_eq!(warned(&small, look(), 2), [("All 2: Peers".to_owned(), 2)]);
    small.record("account", "2025-01-01", None, &[("source", "Patients")]);
    assert_eq!(warned(&small, look(), 2), []);
}

#[test]
fn what_entries_lack_and_how_many_there_are() {
    let mut small = Small::new();
    small.entry("2025-01-01", (60, 30), &[]).0.kind = "podcast".into();
    small.entry("2025-01-02", (60, 30), &[]).1.benefit = true;
    small.entry("2025-01-03", (60, 30), &[]).0.state = EntryState::Binned { at: at("2025-01-04") };
    let lacks = Look::Lacks { record: None, condition: Condition::Text(TextOf::Benefit) };
    assert_eq!(warned(&small, lacks.clone(), 1), [("All 1: nothing on who benefited".to_owned(), 1)]);
    assert_eq!(warned(&small, lacks, 3), []);
    let alone = Look::Kinds { kinds: vec!["podcast".into()], condition: Condition::Interactive, unless: None };
    assert_eq!(warned(&small, alone, 1), [("All 1: podcast".to_owned(), 1)]);
    let size = || Look::Size { least: 3, most: 5 };
    assert_eq!(warned(&small, size(), 1), []);
    small.today = day("2027-02-01");
    assert_eq!(warned(&small, size(), 1), [("All 2: fewer than 3".to_owned(), 2)]);
    for _ in 0..4 {
        small.entry("2025-05-05", (1, 0), &[]);
    }
    small.today = day("2025-06-01");
    assert_eq!(warned(&small, size(), 1), [("All 6: more than 5".to_owned(), 6)]);
}

#[test]
fn what_should_be_there_beside() {
    let mut small = Small::new();
    small.entry("2025-01-01", (60, 0), &[]).0.evidence = 1;
    small.entry("2025-01-02", (60, 0), &[]);
    small.entry("2025-01-03", (0, 0), &[]);
    let asked = Requirement { wants: vec![Condition::Text(TextOf::Learnt), Condition::Evidence], ..total(1) };
    let standing = small.stand(&ringers(vec![asked]));
    let told: Vec<_> = standing.warnings.iter().map(|one| (one.id.as_str(), one.text.as_str(), one.about.len())).collect();
    assert_eq!(
        told,
        [
            ("wants.cpd.no_learnt", "The cpd: 2 entries that count have nothing on what you learnt", 2),
            ("wants.cpd.no_evidence", "The cpd: 1 entry that counts has no evidence", 1),
        ]
    );
    let lacks = standing.progress.first().map(|one| one.items.iter().map(|item| item.lacks).collect::<Vec<_>>());
    assert_eq!(lacks, Some(vec![0b01, 0b11]));
}

#[test]
fn rules_that_change() {
    let small = Small::new();
    let notes = |framework: &Framework, others: &[&Framework]| {
        let held = Held { learning: &[], records: &[], kinds: &small.kinds, goals: &[], today: small.today, zone: small.zone };
        let standing = standing(framework, others, &small.draft, small.cycle.clone(), &held);
        (standing.notes, standing.warnings.into_iter().map(|warning| warning.id).collect::<Vec<_>>())
    };
    let now = ringers(Vec::new());
    assert_eq!(notes(&now, &[&now]), (Vec::new(), Vec::new()));
    let late = Framework { effective_from: day("2025-01-01"), review_by: day("2026-06-29"), ..now.clone() };
    let then = Framework { id: "bells-2020".into(), edition: "2020".into(), effective_to: Some(day("2024-12-31")), ..now.clone() };
    assert_eq!(
        notes(&late, &[&late, &then]),
        (
            vec!["When this cycle began, on 1 Apr 2024, Bell ringing (2020) was in force; it is counted by Bell ringing (2024)".to_owned()],
            vec!["review_by".to_owned()]
        )
    );
    let next = Framework { id: "bells-2027".into(), edition: "2027".into(), effective_from: day("2027-03-31"), ..now.clone() };
    assert_eq!(notes(&now, &[&now, &next]).0, ["Bell ringing (2027) comes into force on 31 Mar 2027, before this cycle ends"]);
    let after = Framework { effective_from: day("2027-04-01"), ..next.clone() };
    let gongs = Framework { scheme: "gongs".into(), ..next };
    assert_eq!(notes(&now, &[&now, &after, &gongs]).0, [] as [String; 0]);
    let expected = |on: &str| Expected { on: day(on), what: "a new bell".into(), source: "R".into() };
    let changing = Framework { hidden: true, expected: vec![expected("2027-03-31"), expected("2027-04-01")], ..now };
    assert_eq!(
        notes(&changing, &[]).0,
        ["These rules are a pilot, or not in force: check with your regulator", "Expected from 31 Mar 2027: a new bell"]
    );
}

#[test]
fn rules_that_are_not_in_force_judge_nothing() {
    let mut small = Small::new();
    small.entry("2025-01-01", (60, 0), &[]);
    for (from, to, judged, note) in [
        ("2027-03-31", None, Judged::Met, "is in force since 31 Mar 2027, after this cycle began"),
        ("2027-04-01", None, Judged::Advice, "is in force from 1 Apr 2027, after this cycle ends: check with your regulator"),
        ("2020-01-01", Some("2024-04-01"), Judged::Met, "known to hold until 1 Apr 2024, before this cycle ends: check"),
        ("2020-01-01", Some("2024-03-31"), Judged::Advice, "known to hold until 31 Mar 2024, before this cycle begins: check"),
    ] {
        let framework = Framework { effective_from: day(from), effective_to: to.map(day), ..ringers(vec![total(1)]) };
        let standing = small.stand(&framework);
        assert_eq!(standing.progress.first().map(|one| (one.enough, one.judged)), Some((true, judged)), "{from} {to:?}");
        assert!(matches!(standing.notes.as_slice(), [one] if one.contains(note)), "{:?}", standing.notes);
    }
}

#[test]
fn recorded_times_of_another_registration() {
    let mut framework = ringers(Vec::new());
    framework.cycle.effects = vec![("pause".into(), Effect::AgreedEnd)];
    for (field, said, acts) in [
        ("framework", "bells-2024", true),
        ("framework", "bells-2020", true),
        ("framework", "bellsmiths", false),
        ("framework", "gongs-2024", false),
        ("framework", " ", true),
        ("scheme", "bells", true),
        ("scheme", "Bell Ringing", true),
        ("scheme", "gongs", false),
    ] {
        let mut small = Small::new();
        small.record("pause", "2025-06-01", Some("2027-06-30"), &[(field, said)]);
        assert_eq!(away(&framework, &small.kinds, &small.records).len(), usize::from(acts), "{field} {said}");
    }
    // An agreed end before the end of the cycle moves nothing, and says so.
    let mut small = Small::new();
    small.record("pause", "2025-06-01", Some("2026-06-30"), &[]);
    let away = away(&framework, &small.kinds, &small.records);
    small.cycle = framework.cycle(day("2024-04-01"), &away, small.today, 0).expect("a cycle");
    assert_eq!(small.cycle.span, cycle().span);
    let notes = small.stand(&framework).notes;
    assert_eq!(notes, ["Kind pause, 1 Jun 2025 – 30 Jun 2026: the agreed day is before the end of the cycle, which stays"]);
}

#[test]
fn recorded_times_that_do_something() {
    let mut framework = ringers(Vec::new());
    framework.cycle.effects = vec![("pause".into(), Effect::Extends), ("lost".into(), Effect::Noted)];
    let mut small = Small::new();
    small.record("pause", "2025-06-01", Some("2025-06-30"), &[]);
    small.record("pause", "2025-01-01", Some("2025-01-31"), &[]).binned = Some(at("2025-02-01"));
    small.record("account", "2025-01-01", None, &[]);
    small.record("lost", "2024-06-01", Some("2024-06-30"), &[]);
    let away = away(&framework, &small.kinds, &small.records);
    let told: Vec<_> = away.iter().map(|away| (away.kind.as_str(), away.span, away.effect)).collect();
    let expected =
        [("lost", span("2024-06-01", "2024-06-30"), Effect::Noted), ("pause", span("2025-06-01", "2025-06-30"), Effect::Extends)];
    assert_eq!(told, expected);
    small.cycle = framework.cycle(day("2024-04-01"), &away, small.today, 0).expect("a cycle");
    assert_eq!(small.cycle.span.end, day("2027-04-30"));
    assert!(small.stand(&framework).notes.contains(&"The cycle ends on 30 Apr 2027 instead of 31 Mar 2027".to_owned()));
}
